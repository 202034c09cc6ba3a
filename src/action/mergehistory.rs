//! `action=mergehistory`, since 1.27 (`includes/api/ApiMergeHistory.php`).

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running},
    base::Timestamp,
    params,
    release::V1_27,
    tree::Node,
    wiki::{
        Title,
        combine::{self, MergeRequest},
        token::Kind,
    },
};

params! {
    /// What `action=mergehistory` accepts.
    pub(super) struct Params<'r> {
        /// The page that gives revisions, by its title.
        from as "from": Option<&'r str> = text(),
        /// The page that gives revisions, by its id.
        from_id as "fromid": Option<i64> = integer(),
        /// The page that gets them, by its title.
        to as "to": Option<&'r str> = text(),
        /// The page that gets them, by its id.
        to_id as "toid": Option<i64> = integer(),
        /// Up to when revisions move. Without it all do that are older than the other page.
        upto as "timestamp": Option<Timestamp> = timestamp(),
        /// Why.
        reason as "reason": &'r str = text().preset(""),
    }
}

pub(super) static MODULE: Module =
    Module::action("mergehistory", "ApiMergeHistory", Needs::write(Kind::Csrf), Params::SPECS, Run::Later(run))
        .since(V1_27)
        .help("Moves revisions of one page into the history of another.")
        .manual("API:Mergehistory")
        .examples(&[(
            "action=mergehistory&from=Old&to=New&token=123ABC&reason=One+page",
            "Move all revisions of a page into another.",
        )]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(merge(call))
}

async fn merge(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    call.exactly_one(&[("from", params.from.is_some()), ("fromid", params.from_id.is_some())])?;
    call.exactly_one(&[("to", params.to.is_some()), ("toid", params.to_id.is_some())])?;
    let from = named(call, params.from, params.from_id)?;
    let to = named(call, params.to, params.to_id)?;
    let request = MergeRequest { from, to, upto: params.upto, reason: params.reason };
    let (actor, now) = (call.caller.actor(), call.now);
    let decided = call.wiki().commit(|state| combine::decide(state, &actor, now, &request)).await;
    decided.map_err(|refusal| call.refused(refusal))?;
    let mut node = Node::map();
    node.set("from", call.title_text(&request.from))
        .set("to", call.title_text(&request.to))
        // Without a time, `wfTimestamp` tells the present one.
        .set("timestamp", params.upto.unwrap_or(now))
        .set("reason", params.reason.to_owned());
    call.result.set("mergehistory", node);
    Ok(())
}

fn named(call: &Call<'_>, title: Option<&str>, page: Option<i64>) -> Result<Title, Failure> {
    match title {
        Some(title) => call.local_title(title),
        None => call.title_of_id(page.unwrap_or_default()),
    }
}
