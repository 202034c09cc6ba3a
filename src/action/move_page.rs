//! `action=move` (`includes/api/ApiMove.php`).

use std::sync::Arc;

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running, WATCHLIST},
    message::{Message, Teller},
    params,
    tree::Node,
    wiki::{
        Expiry, PageId, Refusal, Right, Title,
        permission::{self, PageAction},
        rate::Meter,
        relocate::{self, MoveRequest},
        token::Kind,
    },
    release::{V1_29, V1_31, V1_35},
};

params! {
    /// What `action=move` accepts.
    pub(super) struct Params<'r> {
        /// The page, by its title.
        from as "from": Option<&'r str> = text(),
        /// The page, by its id.
        from_id as "fromid": Option<i64> = integer(),
        /// The title that it gets.
        to as "to": &'r str = text().required(),
        /// Why.
        reason as "reason": &'r str = text().preset(""),
        /// Move the talk page as well.
        talk as "movetalk": bool = flag(),
        /// Move subpages as well.
        subpages as "movesubpages": bool = flag(),
        /// Leave no redirect.
        no_redirect as "noredirect": bool = flag(),
        /// Counts for nothing: `watchlist` always says what is to be done.
        _watch as "watch": bool = flag().deprecated().until(V1_31),
        /// As little.
        _unwatch as "unwatch": bool = flag().deprecated().until(V1_31),
        /// Whether both titles come on the caller's watchlist, go off it, follow the preferences or stay as they are.
        watchlist as "watchlist": &'r str = choice(WATCHLIST).preset("preferences"),
        /// Until when the titles are on the caller's watchlist.
        watch_expiry as "watchlistexpiry": Option<Expiry> = watch_expiry().since(V1_35),
        /// Go on in spite of warnings.
        _ignore_warnings as "ignorewarnings": bool = flag(),
        /// Tags to put on the log entry and on the redirect.
        tags as "tags": Vec<&'r str> = tags().since(V1_29),
    }
}

pub(super) static MODULE: Module =
    Module::action("move", "ApiMove", Needs::write(Kind::Csrf), Params::SPECS, Run::Later(run))
        .help("Gives a page another title.")
        .manual("API:Move")
        .examples(&[(
            "action=move&from=Sandbox&to=Sandpit&reason=Better&movetalk=&noredirect=&token=123ABC",
            "Move a page and its talk page and leave no redirect.",
        )]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(move_page(call))
}

/// What is the same for all pages that move together.
struct How<'r> {
    reason: &'r str,
    redirect: bool,
    tags: Vec<Arc<str>>,
}

async fn move_page(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let from = source(call, &params)?;
    let to = call.local_title(params.to)?;
    let tags = params.tags.iter().map(|tag| Arc::from(*tag)).collect();
    let how = How { reason: params.reason, redirect: !params.no_redirect, tags };
    if to.talk().is_none() && call.profile().moves_need_talk {
        let says = format!(
            "MWNamespace::getTalk does not make any sense for given namespace {}",
            to.namespace().0
        );
        return Err(call.exception_saying("MWException", says));
    }
    if moves_too_often(call) {
        return Err(Failure::of("apierror-ratelimited"));
    }
    let over = exists(call, &to);
    let kept = call.watched_until(&from).map(Expiry::At);
    if let Err(refusal) = move_one(call, &from, &to, &how).await {
        return Err(call.refused(refusal));
    }
    let mut node = Node::map();
    node.set("from", call.title_text(&from))
        .set("to", call.title_text(&to))
        .set("reason", params.reason.to_owned());
    node.set("redirectcreated", exists(call, &from)).set("moveoverredirect", over);
    let talk = to.talk().filter(|_| params.talk);
    if let Some(to_talk) = talk.as_ref().filter(|_| !from.namespace().is_talk()) {
        move_talk(call, &from, to_talk, &how, &mut node).await;
    }
    if params.subpages {
        let moved = move_subpages(call, &from, &to, &how).await;
        node.set("subpages", moved);
        if let (Some(from_talk), Some(to_talk)) = (from.talk(), talk) {
            let moved = move_subpages(call, &from_talk, &to_talk, &how).await;
            node.set("subpages-talk", moved);
        }
    }
    // The new title ends last of all when the old one did, whatever was asked (`WatchedItemStore::updateExpiriesAfterMove`).
    let wishes = [(from, params.watch_expiry), (to, kept.or(params.watch_expiry))].map(|(title, until)| {
        let wish = call.asked_watch((params.watchlist, until), &title, Some("watchmoves"));
        (title, wish)
    });
    call.watch_titles(&wishes).await?;
    call.result.set("move", node);
    Ok(())
}

/// Later, what is moved is edited as well, here and there (`MovePage::authorizeMove`).
fn moves_too_often(call: &Call<'_>) -> bool {
    let meter = Meter::new(call.wiki(), &call.caller);
    let asked = if call.profile().limits_with_rights { &["move", "edit"][..] } else { &["move"] };
    asked.iter().filter(|action| meter.is_full(action)).count() > 0
}

fn source(call: &Call<'_>, params: &Params<'_>) -> Result<Title, Failure> {
    call.exactly_one(&[("from", params.from.is_some()), ("fromid", params.from_id.is_some())])?;
    let Some(from) = params.from else {
        let (number, state) = (params.from_id.unwrap_or_default(), call.wiki().state());
        let page = PageId::of(number).and_then(|id| state.pages.get(id));
        return page
            .map(|page| page.title.clone())
            .ok_or_else(|| Message::new("apierror-nosuchpageid").int(number).into());
    };
    let title = call.local_title(from)?;
    if exists(call, &title) { Ok(title) } else { Err(Failure::of("apierror-missingtitle")) }
}

fn exists(call: &Call<'_>, title: &Title) -> bool {
    call.wiki().state().pages.id_of(title).is_some()
}

async fn move_one(call: &Call<'_>, from: &Title, to: &Title, how: &How<'_>) -> Result<(), Refusal> {
    let request = MoveRequest {
        from: from.clone(),
        to: to.clone(),
        reason: how.reason,
        redirect: how.redirect,
        tags: how.tags.clone(),
    };
    let (actor, now) = (call.caller.actor(), call.now);
    call.wiki().commit(|state| relocate::decide(state, &actor, now, &request)).await.map(drop)
}

/// The talk page follows, or it is told why it does not: the page itself has moved by now.
async fn move_talk(call: &Call<'_>, from: &Title, to: &Title, how: &How<'_>, node: &mut Node) {
    let Some(from) = from.talk().filter(|talk| exists(call, talk)) else { return };
    let over = exists(call, to);
    match move_one(call, &from, to, how).await {
        Ok(()) => {
            node.set("talkfrom", call.title_text(&from))
                .set("talkto", call.title_text(to))
                .set("talkmoveoverredirect", over);
        }
        Err(refusal) if call.profile().tells_faults_as_text => {
            let teller = Teller { module: MODULE.path, prefix: "" };
            let error = first_error(call, teller, refusal);
            for entry in error.entries() {
                match (entry.key.is("code"), entry.key.is("info")) {
                    (true, _) => _ = node.set("talkmove-error-code", entry.value.clone()),
                    (_, true) => _ = node.set("talkmove-error-info", entry.value.clone()),
                    _ => {}
                }
            }
        }
        Err(refusal) => _ = node.set("talkmove-errors", errors(call, refusal)),
    }
}

/// `ApiErrorFormatter::arrayFromStatus`.
fn errors(call: &Call<'_>, refusal: Refusal) -> Node {
    call.speaker.messages("error", &call.refusal_messages(refusal))
}

/// Code and words of the first error, as they were told before 1.29 (`ApiBase::parseMsg`, `getErrorFromStatus`).
fn first_error(call: &Call<'_>, teller: Teller<'_>, refusal: Refusal) -> Node {
    let messages = call.refusal_messages(refusal);
    let first = messages.first().expect("a refusal says something");
    call.speaker.message(&call.speaker.told(teller, first))
}

fn add_errors(call: &Call<'_>, node: &mut Node, refusal: Refusal) {
    if call.profile().tells_faults_as_text {
        node.set("error", first_error(call, Teller::default(), refusal));
    } else {
        node.set("errors", errors(call, refusal));
    }
}

/// Subpages follow one by one; what holds one back does not hold back the others.
async fn move_subpages(call: &Call<'_>, from: &Title, to: &Title, how: &How<'_>) -> Node {
    let mut list = Node::auto().tagged("subpage");
    let pairs = match subpages(call, from, to) {
        Ok(pairs) => pairs,
        Err(refusal) => {
            add_errors(call, &mut list, refusal);
            return list;
        }
    };
    let most = call.wiki().state().policy.max_moved_pages;
    for (at, (old, new)) in pairs.iter().enumerate() {
        let mut row = Node::auto();
        row.set("from", call.title_text(old));
        let moved = if at < most { move_one(call, old, new, how).await } else { Err(Refusal::TooManyMoves(most)) };
        match moved {
            Ok(()) => _ = row.set("to", call.title_text(new)),
            Err(refusal) => add_errors(call, &mut row, refusal),
        }
        list.push(row);
    }
    list
}

/// The subpages, if the caller may move any.
fn subpages(call: &Call<'_>, from: &Title, to: &Title) -> Result<Vec<(Title, Title)>, Refusal> {
    let state = call.wiki().state();
    let move_subpages = PageAction::Of(Right::MoveSubpages);
    permission::check(&state, &call.caller.actor(), move_subpages, from, call.now)
        .map_err(|_| Refusal::CannotMoveSubpages)?;
    let moved = state.pages.id_of(to);
    let pairs = relocate::subpages(&state, from, to)?;
    // A page that became a subpage of itself does not move twice.
    Ok(pairs.into_iter().filter(|(old, _)| state.pages.id_of(old) != moved).collect())
}
