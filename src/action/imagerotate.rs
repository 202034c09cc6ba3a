//! `action=imagerotate` (`includes/api/ApiImageRotate.php`). Nothing is rotated here, as in any wiki that has no
//! program for images.

use std::sync::Arc;

use crate::{
    api::{
        Call, Checks, Continued, Failure, Module, Needs, PageSetParams, Run, add_title, joined_params,
    },
    choices,
    message::{Message, Teller},
    param::{Choice, Param},
    params,
    release::{V1_21, V1_29, V1_43},
    tree::Node,
    wiki::{Namespace, tag, token},
};

const ROTATIONS: &[Choice] = choices!["90", "180", "270"];

params! {
    /// What `action=imagerotate` accepts beside pages.
    struct Params<'r> {
        /// How many degrees, clockwise.
        _rotation as "rotation": &'r str = choice(ROTATIONS).required(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
        /// Tags to put on the log entries.
        tags as "tags": Vec<&'r str> = tags().since(V1_29),
    }
}

const PARAMS: &[Param] = &joined_params::<{ Params::SPECS.len() + PageSetParams::SPECS.len() }>(
    Params::SPECS,
    PageSetParams::SPECS,
);

pub(super) static MODULE: Module = Module::action(
    "imagerotate",
    "ApiImageRotate",
    Needs::write(token::Kind::Csrf),
    PARAMS,
    Run::Now(run),
)
.since(V1_21)
.help("Rotates images. This wiki has nothing to rotate images with, so it says of each that it cannot be rotated.")
.manual_later(V1_43, "API:Imagerotate")
.examples(&[("action=imagerotate&titles=File:Example.jpg&rotation=90&token=123ABC", "Rotate an image by 90 degrees.")]);

fn run(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let about: PageSetParams<'_> = call.read()?;
    let continued = Continued::read(params.resume)?;
    let pages = call.gather_in(&about, Namespace::FILE)?;
    let tags: Vec<Arc<str>> = params.tags.iter().map(|tag| Arc::from(*tag)).collect();
    tag::check_apply(&call.wiki().state(), &call.caller.actor(), &tags, call.now)
        .map_err(|refusal| call.refused(refusal))?;
    let mut list = Node::list("page");
    let checks = Checks::INVALID_TITLES
        | Checks::SPECIAL
        | Checks::MISSING_IDS
        | Checks::MISSING_REVISIONS
        | Checks::INTERWIKI;
    for node in pages.no_pages(call, checks) {
        list.push(node);
    }
    for (id, title) in pages.good_and_missing() {
        let mut node = Node::map();
        node.set("id", id.max(0));
        add_title(&mut node, title, &call.wiki().site().namespaces);
        if id < 0 {
            node.set("missing", true);
            node.flag("known", title.is_known(call.profile().release));
        }
        let is_file = title.namespace() == Namespace::FILE
            && call.wiki().state().files.current(title.key()).is_some();
        let fault =
            if is_file { "apierror-filetypecannotberotated" } else { "apierror-filedoesnotexist" };
        node.set("result", "Failure");
        let fault = Message::new(fault);
        if call.profile().tells_faults_as_text {
            let told = call.speaker.told(Teller::default(), &fault);
            node.set("errormessage", call.speaker.text(&told));
        } else {
            node.set("errors", call.speaker.messages("error", [&fault]));
        }
        list.push(node);
    }
    call.result.set("imagerotate", list);
    call.write_continuation(&continued, &[], |_| false);
    Ok(())
}
