//! `action=managetags` (`includes/api/ApiManageTags.php`).

use std::sync::Arc;

use crate::{
    release::{V1_25, V1_29, V1_39},
    api::{Call, Failure, Module, Needs, Run, Running},
    choices,
    message::Message,
    param::Choice,
    params,
    tree::Node,
    wiki::{
        Right,
        tagging::{self, Manage},
        token::Kind,
    },
};

const OPERATIONS: &[Choice] = choices!["create", "delete", "activate", "deactivate"];

params! {
    /// What `action=managetags` accepts.
    pub(super) struct Params<'r> {
        /// What is to become of the tag: made, deleted wherever it is, allowed to be put on changes or no longer.
        operation as "operation": &'r str = choice(OPERATIONS).required(),
        /// The tag.
        tag as "tag": &'r str = text().required(),
        /// Why.
        reason as "reason": &'r str = text().later(V1_39, &text().preset("")),
        /// Go on in spite of warnings.
        _ignore_warnings as "ignorewarnings": bool = flag(),
        /// Tags to put on the log entry.
        tags as "tags": Vec<&'r str> = tags().since(V1_29),
    }
}

pub(super) static MODULE: Module =
    Module::action("managetags", "ApiManageTags", Needs::write(Kind::Csrf), Params::SPECS, Run::Later(run))
        .since(V1_25)
        .help("Makes and deletes change tags, and says which of them can be put on changes.")
        .manual("API:Tag_management")
        .examples(&[
            (
                "action=managetags&operation=create&tag=spam&reason=For+patrollers&token=123ABC",
                "Make a tag.",
            ),
            ("action=managetags&operation=delete&tag=vandlaism&reason=Misspelt&token=123ABC", "Delete a tag."),
        ]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(manage(call))
}

async fn manage(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let what = match params.operation {
        "create" => Manage::Create,
        "delete" => Manage::Delete,
        "activate" => Manage::Activate,
        _ => Manage::Deactivate,
    };
    let denied = |key: &'static str| Failure::from(Message::new(key).coded("permissiondenied"));
    let asks_to_delete = call.profile().asks_right_to_delete_tags;
    if (what != Manage::Delete || !asks_to_delete) && !call.may(Right::ManageChangeTags) {
        return Err(denied("tags-manage-no-permission"));
    }
    // This right is asked for whatever is done.
    if asks_to_delete && !call.may(Right::DeleteChangeTags) {
        return Err(denied("tags-delete-no-permission"));
    }
    let tags: Vec<Arc<str>> = params.tags.iter().map(|tag| Arc::from(*tag)).collect();
    let (actor, now) = (call.caller.actor(), call.now);
    let decided = call
        .wiki()
        .commit(|state| tagging::manage(state, &actor, now, what, params.tag, params.reason, &tags))
        .await;
    let log = decided.map_err(|refusal| call.refused(refusal))?;
    let mut node = Node::map();
    node.set("operation", params.operation.to_owned())
        .set("tag", params.tag.to_owned())
        .set("success", true)
        .set("logid", log.0);
    call.result.set("managetags", node);
    Ok(())
}
