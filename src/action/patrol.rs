//! `action=patrol` (`includes/api/ApiPatrol.php`).

use std::sync::Arc;

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running, add_title},
    params,
    tree::Node,
    wiki::{
        patrol::{self, Which},
        token::Kind,
    },
    release::{V1_22, V1_27},
};

params! {
    /// What `action=patrol` accepts.
    pub(super) struct Params<'r> {
        /// The line of recent changes.
        line as "rcid": Option<i64> = integer().required().later(V1_22, &integer()),
        /// The revision.
        revision as "revid": Option<i64> = integer().since(V1_22),
        /// Tags to put on the log entry.
        tags as "tags": Vec<&'r str> = tags().since(V1_27),
    }
}

pub(super) static MODULE: Module =
    Module::action("patrol", "ApiPatrol", Needs::write(Kind::Patrol), Params::SPECS, Run::Later(run))
        .help("Says that somebody has looked at a change.")
        .manual("API:Patrol")
        .examples(&[
            ("action=patrol&token=123ABC&rcid=230672766", "Patrol a line of recent changes."),
            ("action=patrol&token=123ABC&revid=230672766", "Patrol a revision."),
        ]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(patrol(call))
}

async fn patrol(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.exactly_one(&[("rcid", params.line.is_some()), ("revid", params.revision.is_some())])?;
    let which = match params.line {
        Some(line) => Which::Line(line),
        None => Which::Revision(params.revision.unwrap_or_default()),
    };
    let tags: Vec<Arc<str>> = params.tags.iter().map(|tag| Arc::from(*tag)).collect();
    let (actor, now) = (call.caller.actor(), call.now);
    let decided = call.wiki().commit(|state| patrol::decide(state, &actor, now, which, &tags)).await;
    let line = decided.map_err(|refusal| call.refused(refusal))?;
    let mut node = Node::map();
    node.set("rcid", line.0);
    if let Some(line) = call.wiki().state().recent.get(line) {
        add_title(&mut node, &line.title, &call.wiki().site().namespaces);
    }
    call.result.set("patrol", node);
    Ok(())
}
