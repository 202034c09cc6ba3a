//! `action=setnotificationtimestamp` (`includes/api/ApiSetNotificationTimestamp.php`).

use crate::{
    api::{
        Call, Checks, Continued, Failure, Module, Needs, PageSet, PageSetParams, Run, Running, add_title,
        joined_params,
    },
    base::Timestamp,
    message::Message,
    param::Param,
    params,
    tree::{Node, Value},
    wiki::{Refusal, RevisionId, Right, Title, UserId, draft::Draft, token},
};

params! {
    /// What `action=setnotificationtimestamp` accepts beside pages.
    struct Params<'r> {
        /// Every page on the caller's watchlist is meant.
        entire as "entirewatchlist": bool = flag(),
        /// Since when there are changes that the caller has not seen. If nothing says when, all were seen.
        timestamp as "timestamp": Option<Timestamp> = timestamp(),
        /// The revision since which there are changes that the caller has not seen; one page only.
        to_revision as "torevid": Option<i64> = integer(),
        /// The last revision that the caller has seen; one page only.
        newer_than as "newerthanrevid": Option<i64> = integer(),
        /// Where to go on.
        resume as "continue": Option<&'r str> = text(),
    }
}

const PARAMS: &[Param] = &joined_params::<{ Params::SPECS.len() + PageSetParams::SPECS.len() }>(
    Params::SPECS,
    PageSetParams::SPECS,
);

pub(super) static MODULE: Module = Module::action(
    "setnotificationtimestamp",
    "ApiSetNotificationTimestamp",
    Needs::write(token::Kind::Csrf),
    PARAMS,
    Run::Later(run),
)
.help("Says since when watched pages have changes that the caller has not seen.")
.manual("API:SetNotificationTimestamp")
.examples(&[
    ("action=setnotificationtimestamp&entirewatchlist=&token=123ABC", "All changes of watched pages were seen."),
    ("action=setnotificationtimestamp&titles=Sandbox&token=123ABC", "All changes of a page were seen."),
    (
        "action=setnotificationtimestamp&titles=Sandbox&timestamp=2026-01-01T00:00:00Z&token=123ABC",
        "No change of this year was seen.",
    ),
]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(set(call))
}

async fn set(call: &mut Call<'_>) -> Result<(), Failure> {
    let Some(user) = call.caller.account.as_ref().map(|account| account.id) else {
        return Err(Message::new("watchlistanontext").coded("notloggedin").into());
    };
    call.require_right(&[Right::EditMyWatchlist])?;
    let params: Params<'_> = call.read()?;
    call.at_most_one(&[
        ("timestamp", params.timestamp.is_some()),
        ("torevid", params.to_revision.is_some()),
        ("newerthanrevid", params.newer_than.is_some()),
    ])?;
    let about: PageSetParams<'_> = call.read()?;
    let continued = Continued::read(params.resume)?;
    if let Some(source) = about.source().filter(|_| params.entire) {
        let message = Message::new("apierror-invalidparammix-cannotusewith").coded("multisource");
        return Err(message.arg("entirewatchlist").arg(source).into());
    }
    let answer = if params.entire {
        let unseen = unseen(call, &params, None)?;
        let noted = noted(call, unseen);
        commit(call, |draft| draft.set_all_unseen(user, noted)).await?;
        let mut node = Node::map();
        node.set("notificationtimestamp", told(unseen));
        node
    } else {
        let pages = call.gather(&about)?;
        let unseen = unseen(call, &params, Some(&pages))?;
        let unseen = noted(call, unseen);
        let titles: Vec<Title> = pages.good_and_missing().map(|(_, title)| title.clone()).collect();
        commit(call, |draft| {
            for title in &titles {
                draft.set_unseen(user, title, unseen);
            }
        })
        .await?;
        rows(call, user, &pages)
    };
    call.result.set("setnotificationtimestamp", answer);
    call.write_continuation(&continued, &[], |_| false);
    Ok(())
}

/// Since when there are changes that were not seen.
fn unseen(
    call: &Call<'_>,
    params: &Params<'_>,
    pages: Option<&PageSet>,
) -> Result<Option<Timestamp>, Failure> {
    let (name, number) = match (params.to_revision, params.newer_than) {
        (Some(number), _) => ("torevid", number),
        (None, Some(number)) => ("newerthanrevid", number),
        (None, None) => return Ok(params.timestamp),
    };
    if pages.is_none_or(|pages| pages.good().len() > 1) {
        return Err(Message::new("apierror-multpages").arg(name).into());
    }
    let state = call.wiki().state();
    let revision = RevisionId::of(number).and_then(|id| state.revisions.get(id));
    let (Some(revision), Some([_, ..])) = (revision, pages.map(PageSet::good)) else { return Ok(None) };
    if params.to_revision.is_some() {
        return Ok(Some(revision.time));
    }
    let mut history = state.revisions.history(revision.page);
    Ok(history.find(|later| (later.time, later.id) > (revision.time, revision.id)).map(|later| later.time))
}

/// What is noted for a time.
fn noted(call: &Call<'_>, unseen: Option<Timestamp>) -> Option<Timestamp> {
    unseen.or(call.profile().notes_seen_as_now.then_some(call.now))
}

async fn commit(call: &Call<'_>, change: impl Fn(&mut Draft<'_>)) -> Result<(), Failure> {
    let now = call.now;
    let decided = call.wiki().commit(|state| -> Result<_, Refusal> {
        let mut draft = Draft::new(state, now);
        change(&mut draft);
        Ok((draft.finish(), ()))
    });
    decided.await.map_err(|refusal| call.refused(refusal))
}

fn told(unseen: Option<Timestamp>) -> Value {
    unseen.map_or("".into(), Value::from)
}

fn rows(call: &Call<'_>, user: UserId, pages: &PageSet) -> Node {
    let mut list = Node::list("page");
    for mut node in pages.no_pages(call, Checks::INVALID_TITLES) {
        node.set("invalid", true);
        list.push(node);
    }
    for mut node in pages.no_pages(call, Checks::MISSING_IDS | Checks::MISSING_REVISIONS) {
        node.set("notwatched", true);
        list.push(node);
    }
    let (state, namespaces) = (call.wiki().state(), &call.wiki().site().namespaces);
    for (id, title) in pages.good_and_missing() {
        let mut node = Node::map();
        add_title(&mut node, title, namespaces);
        if id < 0 {
            node.set("missing", true);
            node.flag("known", title.is_known(call.profile().release));
        }
        match state.watchlists.get(user, title, call.now) {
            Some(watched) => node.set("notificationtimestamp", told(watched.unseen)),
            None if call.profile().dates_unwatched => node.set("notificationtimestamp", call.now),
            None => node.set("notwatched", true),
        };
        list.push(node);
    }
    list
}
