//! `action=filerevert`: an older version of a file becomes the newest again (`includes/api/ApiFileRevert.php`).

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running},
    message::Message,
    params,
    release::V1_43,
    tree::Node,
    wiki::{Namespace, Right, Title, token::Kind, upload},
};

params! {
    /// What `action=filerevert` accepts.
    struct Params<'r> {
        /// The file, without the name of the namespace.
        filename as "filename": &'r str = text().required(),
        /// Why.
        comment as "comment": &'r str = text().preset(""),
        /// What the older version is called.
        archivename as "archivename": &'r str = text().required(),
    }
}

pub(super) static MODULE: Module =
    Module::action("filerevert", "ApiFileRevert", Needs::write(Kind::Csrf), Params::SPECS, Run::Later(run))
        .help("Makes an older version of a file the newest again.")
        .manual_later(V1_43, "API:Filerevert")
        .examples(&[(
            "action=filerevert&filename=Wiki.png&comment=Revert&archivename=20110305152740!Wiki.png&token=123ABC",
            "Bring a version of 2011 back.",
        )]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(revert(call))
}

async fn revert(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let title = Title::in_namespace(Namespace::FILE, params.filename, &call.wiki().site().naming());
    let bad = || Message::new("apierror-invalidtitle").escaped(params.filename.to_owned());
    let title = title.ok_or_else(bad)?;
    if call.wiki().state().files.current(title.key()).is_none() {
        return Err(Failure::of("apierror-missingtitle"));
    }
    let (actor, now) = (call.caller.actor(), call.now);
    check(call, &title, params.archivename)?;
    let decided = call
        .wiki()
        .commit(|state| upload::revert(state, &actor, now, &title, params.archivename, params.comment));
    decided.await.map_err(|refusal| call.refused(refusal))?;
    let mut node = Node::auto();
    node.set("result", "Success");
    call.result.set("filerevert", node);
    Ok(())
}

/// Who uploaded the file last may have a right of their own.
fn check(call: &Call<'_>, title: &Title, archive_name: &str) -> Result<(), Failure> {
    let (state, actor) = (call.wiki().state(), call.caller.actor());
    upload::version_to_revert(&state, &actor, call.now, title, archive_name)
        .map_err(|refusal| call.refused(refusal))?;
    if !call.profile().reverts_take_reupload {
        return Ok(());
    }
    let last = state.files.current(title.key()).map(|version| state.actors.get(version.actor));
    if last.is_some_and(|last| last.name == actor.name) {
        call.require_right(&[Right::ReuploadOwn, Right::Reupload])
    } else {
        call.require_right(&[Right::Reupload])
    }
}
