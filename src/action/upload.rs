//! `action=upload` (`includes/api/ApiUpload.php`). Files come whole, in chunks or out of the stash.

mod chunk;
mod incoming;
mod stashing;
mod told;

use std::sync::Arc;

use incoming::Incoming;

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running},
    choices,
    message::Message,
    param::{Choice, Part},
    params,
    tree::Node,
    wiki::{
        Expiry, Refusal, Right, Title,
        rate::{Counting, Meter},
        token::Kind,
        upload::{self, UploadRequest, Warnings},
    },
    release::{V1_21, V1_27, V1_35},
};

const WATCHLIST: &[Choice] = choices!["watch", "preferences", "nochange"];

params! {
    /// What `action=upload` accepts.
    pub(super) struct Params<'r> {
        /// The name that the file gets.
        filename as "filename": Option<&'r str> = text(),
        /// Why. It is the text of the file's page as well, if none is given and the page is new.
        comment as "comment": &'r str = text().preset(""),
        /// Tags to put on the log entry and the revision of the file's page.
        tags as "tags": Vec<&'r str> = tags().since(V1_27),
        /// The text of the file's page, if that is new.
        text as "text": Option<&'r str> = long_text(),
        /// Put the file's page on the caller's watchlist.
        watch as "watch": bool = flag().deprecated(),
        /// Whether the file's page comes on the caller's watchlist, follows the preferences or stays as it is.
        watchlist as "watchlist": &'r str = choice(WATCHLIST).preset("preferences"),
        /// Until when the file's page is on the caller's watchlist.
        watch_expiry as "watchlistexpiry": Option<Expiry> = watch_expiry().since(V1_35),
        /// Go on in spite of warnings.
        ignore_warnings as "ignorewarnings": bool = flag(),
        /// The file.
        file as "file": Option<&'r Part> = upload(),
        /// An address to get the file from.
        url as "url": Option<&'r str> = text(),
        /// The key of a file that an earlier request has left in the stash.
        file_key as "filekey": Option<&'r str> = text(),
        /// The key of an upload that the wiki does by and by.
        status_key as "statuskey": Option<&'r str> = text().until(V1_27),
        /// The same.
        session_key as "sessionkey": Option<&'r str> = text().deprecated(),
        /// Leave the file in the stash instead of publishing it.
        stash as "stash": bool = flag(),
        /// How many bytes all chunks have.
        file_size as "filesize": Option<i64> = integer().min(0).max(104_857_600, 104_857_600),
        /// At which byte the chunk begins.
        offset as "offset": Option<i64> = integer().min(0),
        /// A part of a file.
        chunk as "chunk": Option<&'r Part> = upload(),
        /// Work on large files after the answer, where that is possible.
        _later as "async": bool = flag().since(V1_21),
        /// Only tell how far the file with the key has come.
        check_status as "checkstatus": bool = flag().since(V1_21),
    }
}

pub(super) static MODULE: Module =
    Module::action("upload", "ApiUpload", Needs::write(Kind::Csrf), Params::SPECS, Run::Later(run))
        .help("Uploads a file, or publishes one from the stash. A file comes as a part of `multipart/form-data`.")
        .manual("API:Upload")
        .examples(&[(
            "action=upload&filename=Wiki.png&filekey=filekey&ignorewarnings=1&token=123ABC",
            "Publish a file from the stash in spite of warnings.",
        )]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(upload(call))
}

async fn upload(call: &mut Call<'_>) -> Result<(), Failure> {
    if !call.wiki().state().policy.uploads {
        return Err(Failure::of("uploaddisabled"));
    }
    let params: Params<'_> = call.read()?;
    let key = params.file_key.filter(|key| !key.is_empty()).or(params.session_key);
    if params.chunk.is_none() {
        let ways = [
            ("filekey", key.is_some()),
            ("file", params.file.is_some()),
            ("url", params.url.is_some()),
            ("statuskey", params.status_key.is_some()),
        ];
        let known = if call.profile().uploads_by_and_by { 4 } else { 3 };
        call.exactly_one(&ways[..known])?;
    }
    if let (Some(key), true) = (key, params.check_status) {
        let progress = chunk::progress(call, key)?;
        call.result.set("upload", progress);
        return Ok(());
    }
    let incoming = Incoming::chosen(call, &params, key)?;
    check_rights(call)?;
    let title = match incoming.verified(call, &params) {
        Ok(title) => title,
        Err(refusal) => return Err(stashing::refuse(call, refusal, &incoming).await),
    };
    if !params.stash {
        let checked = upload::check_title(&call.wiki().state(), &call.caller.actor(), call.now, &title);
        if let Err(refusal) = within_limits(call, checked) {
            return Err(stashing::recoverable(call, refusal, &incoming).await);
        }
    }
    let warnings = incoming.warnings(call, &title);
    let node = if !warnings.is_empty() && !params.ignore_warnings {
        let mut node = Node::auto();
        node.set("result", "Warning").set("warnings", told::warnings(&warnings));
        stashing::add(call, &incoming, &mut node).await;
        node
    } else if let Some(bytes) = incoming.chunk.clone() {
        chunk::take(call, &params, &incoming, bytes, &warnings).await?
    } else if params.stash {
        let mut node = Node::auto();
        node.set("result", "Success");
        add_warnings(&mut node, &warnings);
        let key = stashing::keep(call, &incoming).await.map_err(|refusal| stashing::critical(call, refusal))?;
        node.set("filekey", key.clone()).set("sessionkey", key.clone());
        node.set("imageinfo", told::stashed(call, &key));
        node
    } else if !call.profile().limits_with_rights
        && call.wiki().is_too_often(&call.caller, "upload", Counting::Done)
    {
        return Err(Failure::of("apierror-ratelimited"));
    } else {
        publish(call, &params, &incoming, &title, &warnings).await?
    };
    call.result.set("upload", node);
    Ok(())
}

/// Later, a file that may not be uploaded that often is refused with all else that may not be
/// (`UploadBase::verifyTitlePermissions`).
fn within_limits(call: &Call<'_>, checked: Result<(), Refusal>) -> Result<(), Refusal> {
    let meter = Meter::new(call.wiki(), &call.caller);
    let too_often =
        call.profile().limits_with_rights && ["edit", "upload"].map(|action| meter.is_full(action)).contains(&true);
    Refusal::all(too_often.then_some(Refusal::TooOften).into_iter().chain(checked.err()).collect())
}

/// Uploads it for good (`performUpload`).
async fn publish(
    call: &Call<'_>,
    params: &Params<'_>,
    incoming: &Incoming<'_>,
    title: &Title,
    warnings: &Warnings,
) -> Result<Node, Failure> {
    let request = UploadRequest {
        name: incoming.name,
        bytes: incoming.bytes.clone(),
        size: incoming.size,
        comment: params.comment,
        text: params.text,
        ignore_warnings: params.ignore_warnings,
        stash_key: incoming.key,
        tags: params.tags.iter().map(|tag| Arc::from(*tag)).collect(),
        watch: call.watch_wish(
            wants_to_watch(call, params, title),
            call.watch_until(params.watch_expiry, title, "watchdefault-expiry"),
        ),
    };
    let (actor, now) = (call.caller.actor(), call.now);
    let page_was_there = call.wiki().state().pages.id_of(title).is_some();
    let file_was_there = call.wiki().state().files.current(title.key()).is_some();
    let mut node = Node::auto();
    let done = match call.wiki().commit(|state| upload::decide(state, &actor, now, &request)).await {
        Ok(done) => done,
        // Somebody else was faster: there is something to warn of now.
        Err(Refusal::FileWarnings(warnings)) => {
            node.set("result", "Warning").set("warnings", told::warnings(&warnings));
            stashing::add(call, incoming, &mut node).await;
            return Ok(node);
        }
        Err(refusal) => return Err(call.refused(refusal)),
    };
    node.set("result", "Success").set("filename", done.title.key().to_owned());
    add_warnings(&mut node, warnings);
    node.set("imageinfo", told::file(call, &done, page_was_there, file_was_there));
    Ok(node)
}

fn check_rights(call: &Call<'_>) -> Result<(), Failure> {
    for right in [Right::Upload, Right::Edit] {
        if call.may(right) {
            continue;
        }
        if !call.is_named() {
            let action = Message::new("action-upload");
            return Err(Message::new("apierror-mustbeloggedin").with(action).into());
        }
        return Err(call.missing_right(right).into());
    }
    call.refuse_blocked()
}

/// Preferences for files that are new, for pages that are new, and for changes each ask for watching.
fn wants_to_watch(call: &Call<'_>, params: &Params<'_>, title: &Title) -> bool {
    let is_new = call.wiki().state().files.current(title.key()).is_none();
    let preferred = || {
        ["watchuploads", "watchcreations"]
            .into_iter()
            .any(|preference| call.wants_to_watch("preferences", title, Some(preference)))
    };
    params.watch
        || call.wants_to_watch(params.watchlist, title, Some("watchdefault"))
        || params.watchlist == "preferences" && is_new && preferred()
}

fn add_warnings(node: &mut Node, warnings: &Warnings) {
    if !warnings.is_empty() {
        node.set("warnings", told::warnings(warnings));
    }
}
