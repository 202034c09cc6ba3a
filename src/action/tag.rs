//! `action=tag` (`includes/api/ApiTag.php`).

use std::sync::Arc;

use crate::{
    release::{V1_25, V1_29},
    api::{Call, Failure, Module, Needs, Run, Running},
    message::Message,
    params,
    tree::Node,
    wiki::{
        LogId, RecentId, Refusal, RevisionId, Right,
        rate::Meter,
        tag,
        tagging::{self, Taggable},
        token::Kind,
    },
};

params! {
    /// What `action=tag` accepts.
    pub(super) struct Params<'r> {
        /// Lines of recent changes.
        lines as "rcid": Option<Vec<i64>> = integer().multi(),
        /// Revisions.
        revisions as "revid": Option<Vec<i64>> = integer().multi(),
        /// Log entries.
        logs as "logid": Option<Vec<i64>> = integer().multi(),
        /// Tags to put on them. Only tags that users have made can be.
        add as "add": Vec<&'r str> = tags(),
        /// Tags to take off them. Only tags that users have made, or that nobody defines, can be.
        remove as "remove": Vec<&'r str> = text().multi(),
        /// Why.
        reason as "reason": &'r str = text().preset(""),
        /// Tags to put on the log entry.
        tags as "tags": Vec<&'r str> = tags().since(V1_29),
    }
}

pub(super) static MODULE: Module =
    Module::action("tag", "ApiTag", Needs::write(Kind::Csrf), Params::SPECS, Run::Later(run))
        .since(V1_25)
        .help("Puts change tags on revisions and log entries and takes them off.")
        .manual("API:Tag")
        .examples(&[
            ("action=tag&revid=123&add=vandalism&token=123ABC", "Put a tag on a revision."),
            ("action=tag&logid=123&remove=spam&reason=Wrong&token=123ABC", "Take a tag off a log entry."),
        ]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(tag_all(call))
}

/// What is the same for all changes.
struct Wanted<'r> {
    add: Vec<Arc<str>>,
    remove: Vec<Arc<str>>,
    reason: &'r str,
    on_entry: Vec<Arc<str>>,
}

async fn tag_all(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.require_right(&[Right::ChangeTags])?;
    call.refuse_blocked()?;
    let all = |tags: &[&str]| tags.iter().map(|tag| Arc::from(*tag)).collect::<Vec<Arc<str>>>();
    let wanted = Wanted {
        add: all(&params.add),
        remove: all(&params.remove),
        reason: params.reason,
        on_entry: all(&params.tags),
    };
    tag::check_apply(&call.wiki().state(), &call.caller.actor(), &wanted.on_entry, call.now)
        .map_err(|refusal| call.refused(refusal))?;
    call.at_least_one(&[
        ("revid", params.revisions.is_some()),
        ("rcid", params.lines.is_some()),
        ("logid", params.logs.is_some()),
    ])?;
    let mut list = Node::list("result");
    let meter = Meter::of_several(call.wiki(), &call.caller);
    for (kind, ids) in [("revid", params.revisions), ("rcid", params.lines), ("logid", params.logs)] {
        for id in ids.into_iter().flatten() {
            list.push(tag_one(call, kind, id, &wanted, &meter).await);
        }
    }
    call.result.set("tag", list);
    Ok(())
}

async fn tag_one(
    call: &Call<'_>,
    kind: &'static str,
    id: i64,
    wanted: &Wanted<'_>,
    meter: &Meter<'_>,
) -> Node {
    let mut node = Node::map();
    node.set(kind, id);
    let Some(which) = find(call, kind, id) else {
        let key = match kind {
            "revid" => "apierror-nosuchrevid",
            "rcid" => "apierror-nosuchrcid",
            _ => "apierror-nosuchlogid",
        };
        node.set("status", "error");
        let told = call.speaker.message(&Message::new(key).int(id));
        node.entries_mut().extend(told.entries().iter().cloned());
        return node;
    };
    let (actor, now) = (call.caller.actor(), call.now);
    let Wanted { add, remove, reason, on_entry } = wanted;
    let action = if call.profile().limits_by_right { "changetags" } else { "changetag" };
    let may = tagging::check_update(&call.wiki().state(), &actor, now, add, remove).is_ok();
    if may && !(add.is_empty() && remove.is_empty()) {
        if call.profile().limits_with_rights && meter.would_be_full(action) {
            return failed(call, node, Refusal::TagsUpdateNoPermission);
        }
        if meter.is_full(action) {
            node.set("status", "skipped");
            return node;
        }
    }
    let decided = call.wiki().commit(|state| {
        tagging::update(state, &actor, now, which, add, remove, reason, on_entry)
    });
    match decided.await {
        Err(refusal) => return failed(call, node, refusal),
        Ok(done) => {
            node.set("status", "success");
            match done.log {
                None => _ = node.set("noop", true),
                Some(log) => {
                    node.set("actionlogid", log.0)
                        .set("added", Node::texts("t", &done.added))
                        .set("removed", Node::texts("t", &done.removed));
                }
            }
        }
    }
    node
}

fn failed(call: &Call<'_>, mut node: Node, refusal: Refusal) -> Node {
    let errors = call.speaker.messages("error", &call.refusal_messages(refusal));
    node.set("status", "failure").set("errors", errors);
    node
}

/// The change of that number, if there is one.
fn find(call: &Call<'_>, kind: &str, id: i64) -> Option<Taggable> {
    let state = call.wiki().state();
    match kind {
        "revid" => {
            RevisionId::of(id).filter(|id| state.revisions.get(*id).is_some()).map(Taggable::Revision)
        }
        "rcid" => RecentId::of(id).filter(|id| state.recent.get(*id).is_some()).map(Taggable::Line),
        _ => LogId::of(id).filter(|id| state.log.get(*id).is_some()).map(Taggable::Log),
    }
}
