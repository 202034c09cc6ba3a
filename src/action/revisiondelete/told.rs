//! What is told of the things that were to be hidden (`RevDelItem::getApiData`).

use crate::{
    api::{Call, Failure, log_params},
    base::{Text, digest, url},
    message::{ErrorFormat, Message},
    tree::{Node, Value},
    wiki::{
        ActorId, ArchivedFileId, LogId, RevisionId, State, UserId,
        file::FileVersion,
        revision::Hidden,
        visibility::{HiddenItem, HideFault, HideRequest, Key, Thing},
    },
};

/// All things.
pub(super) fn items(call: &mut Call<'_>, request: &HideRequest<'_>, items: &[HiddenItem]) -> Node {
    let mut list = Node::list("i");
    for item in items {
        list.push(told(call, request, item));
    }
    list
}

fn told(call: &mut Call<'_>, request: &HideRequest<'_>, item: &HiddenItem) -> Node {
    let mut node = Node::map();
    let missing = item.fault == Some(HideFault::Missing);
    node.set("status", if missing { "Fail" } else { "Success" });
    if let Some(fault) = item.fault {
        let (is_warning, message) = fault_message(item, fault);
        for (name, tag, wanted) in [("errors", "error", !is_warning), ("warnings", "warning", is_warning)] {
            if call.profile().tells_faults_as_text {
                if wanted {
                    node.set(name, call.speaker.rendered(&tag[..1], [&message]));
                }
                continue;
            }
            // The old error format has a list of each kind, empty or not.
            if wanted || call.speaker.format == ErrorFormat::Bc {
                node.set(name, call.speaker.messages(tag, wanted.then_some(&message)));
            }
        }
    }
    match &item.key {
        Key::Number(number) => node.set("id", *number),
        Key::Text(text) => node.set("id", text),
    };
    match &item.thing {
        None => {}
        Some(Thing::Revision(id)) => add_revision(call, &mut node, *id),
        Some(Thing::Log(id)) => add_entry(call, &mut node, *id),
        Some(Thing::OldFile(name)) => {
            let state = call.wiki().state();
            let mut versions = state.files.old(request.target.key()).iter();
            let version = versions.find(|version| version.archive_name.as_ref() == Some(name)).cloned();
            drop(state);
            if let Some(version) = version {
                add_file(call, request, &mut node, &version, None);
            }
        }
        Some(Thing::DeletedFile(id)) => {
            let version = call.wiki().state().files.deleted(*id).map(|file| file.version.clone());
            if let Some(version) = version {
                add_file(call, request, &mut node, &version, Some(*id));
            }
        }
    }
    node
}

/// What is said of it, and whether it is only a warning.
fn fault_message(item: &HiddenItem, fault: HideFault) -> (bool, Message) {
    let key = match fault {
        HideFault::NoChange => "revdelete-no-change",
        HideFault::Current => "revdelete-hide-current",
        HideFault::ShowNoAccess => "revdelete-show-no-access",
        HideFault::ModifyNoAccess => "revdelete-modify-no-access",
        HideFault::OnlyRestricted => "revdelete-only-restricted",
        HideFault::Missing => "revdelete-modify-missing",
    };
    let message = Message::new(key);
    let message = match (item.time, &item.key) {
        (Some(time), _) => {
            let (date, time) = time.user_date_and_time();
            message.arg(date).arg(time)
        }
        (None, Key::Number(number)) => message.int(*number),
        (None, Key::Text(text)) => message.arg(text.to_string()),
    };
    (matches!(fault, HideFault::NoChange | HideFault::OnlyRestricted), message)
}

fn add_revision(call: &Call<'_>, node: &mut Node, id: RevisionId) {
    let state = call.wiki().state();
    let Some(row) = state.any_revision(id) else { return };
    node.set("timestamp", row.time)
        .set("userhidden", row.hidden.contains(Hidden::USER))
        .set("commenthidden", row.hidden.contains(Hidden::COMMENT))
        .set("texthidden", row.hidden.contains(Hidden::CONTENT));
    let actor = call.caller.actor();
    if row.hidden.lets(&actor, Hidden::USER) {
        add_user(node, &state, row.actor);
    }
    if row.hidden.lets(&actor, Hidden::COMMENT) {
        node.set("comment", &row.comment);
    }
}

fn add_user(node: &mut Node, state: &State, author: ActorId) {
    let author = state.actors.get(author);
    node.set("userid", author.user.map_or(0, UserId::number)).set("user", &author.name);
}

fn add_entry(call: &Call<'_>, node: &mut Node, id: LogId) {
    let state = call.wiki().state();
    let Some(entry) = state.log.get(id) else { return };
    node.set("type", entry.action.kind())
        .set("action", entry.action.action())
        .set("userhidden", entry.hidden.contains(Hidden::USER))
        .set("commenthidden", entry.hidden.contains(Hidden::COMMENT))
        .set("actionhidden", entry.hidden.contains(Hidden::CONTENT));
    let actor = call.caller.actor();
    if entry.hidden.lets_in_log(&actor, Hidden::CONTENT) {
        node.set("params", log_params(entry, call.wiki().site()));
    }
    if entry.hidden.lets_in_log(&actor, Hidden::USER) {
        let author = state.actors.get(entry.actor);
        // The number comes from the database as text.
        let user = author.user.map_or(Value::Int(0), |user| user.0.to_string().into());
        node.set("userid", user).set("user", &author.name);
    }
    if entry.hidden.lets_in_log(&actor, Hidden::COMMENT) {
        node.set("comment", &entry.comment);
    }
}

/// An old version of a file, or a deleted one, whose measures come from the database as text.
fn add_file(
    call: &mut Call<'_>,
    request: &HideRequest<'_>,
    node: &mut Node,
    version: &FileVersion,
    deleted: Option<ArchivedFileId>,
) {
    let hides = |part| version.hidden.contains(part);
    let measure = |number: u64| match deleted {
        Some(_) => Value::from(number.to_string()),
        None => Value::Int(number as i64),
    };
    node.set("title", call.title_text(&request.target));
    if let Some(name) = &version.archive_name
        && deleted.is_none()
    {
        node.set("archivename", name);
    }
    node.set("timestamp", version.time)
        .set("width", measure(version.facts.width.into()))
        .set("height", measure(version.facts.height.into()))
        .set("size", measure(version.facts.size))
        .set("userhidden", hides(Hidden::USER))
        .set("commenthidden", hides(Hidden::COMMENT))
        .set("contenthidden", hides(Hidden::CONTENT));
    let actor = call.caller.actor();
    if deleted.is_none() && !hides(Hidden::CONTENT) {
        node.set("url", archive_path(call, version));
    } else if version.hidden.lets(&actor, Hidden::CONTENT) {
        node.set("url", hidden_file_path(call, request, version, deleted));
    }
    let state = call.wiki().state();
    if version.hidden.lets(&actor, Hidden::USER) {
        add_user(node, &state, version.actor);
    }
    if version.hidden.lets(&actor, Hidden::COMMENT) && !version.comment.is_empty() {
        node.set("comment", &version.comment);
    }
}

/// The path of an old version (`OldLocalFile::getUrl`).
fn archive_path(call: &Call<'_>, version: &FileVersion) -> Text {
    let hash = digest::md5_hex(version.key.as_bytes());
    let name = version.archive_name.as_deref().unwrap_or_default();
    let path = &call.wiki().site().script_path;
    format!("{path}/images/archive/{}/{}/{}", &hash[..1], &hash[..2], url::encode(name)).into()
}

/// Where the web interface shows a hidden file.
fn hidden_file_path(
    call: &mut Call<'_>,
    request: &HideRequest<'_>,
    version: &FileVersion,
    deleted: Option<ArchivedFileId>,
) -> Text {
    let file = match (deleted, &version.archive_name) {
        (None, Some(name)) => name.to_string(),
        _ => {
            let ending = version.key.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
            format!("{}.{ending}", version.sha1)
        }
    };
    let token = call.service.wiki.token_for(&mut call.caller, &[&file]);
    let target = call.title_text(&request.target);
    let path = &call.wiki().site().script_path;
    let query = |text: &str| url::encode(text).to_string().replace("%20", "+").replace('~', "%7E");
    format!(
        "{path}/index.php?title=Special:RevisionDelete&target={}&file={}&token={}",
        query(&target),
        query(&file),
        query(&token)
    )
    .into()
}

/// What is said where no time can be read, which MediaWiki does not catch.
pub(super) fn bad_time(call: &Call<'_>) -> Failure {
    let class = "Wikimedia\\Timestamp\\TimestampException";
    call.exception(class)
}
