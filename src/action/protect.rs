//! `action=protect` (`includes/api/ApiProtect.php`).

use std::sync::Arc;

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running, WATCHLIST, expiry, read_expiry},
    message::Message,
    params,
    tree::{Node, Value},
    wiki::{
        Expiry, LogId, Refusal, Right, Title,
        log::LogParams,
        permission::{self, PageAction},
        protect::{self, ProtectRequest},
        tag,
        token::Kind,
    },
    release::{V1_27, V1_35},
};

params! {
    /// What `action=protect` accepts.
    pub(super) struct Params<'r> {
        /// The page, by its title.
        title as "title": Option<&'r str> = text(),
        /// The page, by its id.
        page as "pageid": Option<i64> = integer(),
        /// What only some may do, as `action=level`: `edit=sysop`. Everybody may do what is set to `all` or left out.
        protections as "protections": Vec<&'r str> = text().multi().required(),
        /// When each protection ends; one for all of them, or as many as there are protections.
        expiry as "expiry": Vec<&'r str> = text().multi().duplicates().preset("infinite"),
        /// Why.
        reason as "reason": &'r str = text().preset(""),
        /// Tags to put on the log entry.
        tags as "tags": Vec<&'r str> = tags().since(V1_27),
        /// Protect what the page shows as well.
        cascade as "cascade": bool = flag(),
        /// Put the page on the caller's watchlist.
        watch as "watch": bool = flag().deprecated(),
        /// Whether the page comes on the caller's watchlist, goes off it, follows the preferences or stays as it is.
        watchlist as "watchlist": &'r str = choice(WATCHLIST).preset("preferences"),
        /// Until when the page is on the caller's watchlist.
        watch_expiry as "watchlistexpiry": Option<Expiry> = watch_expiry().since(V1_35),
    }
}

pub(super) static MODULE: Module =
    Module::action("protect", "ApiProtect", Needs::write(Kind::Csrf), Params::SPECS, Run::Later(run))
        .help("Says who may edit and move a page.")
        .manual("API:Protect")
        .examples(&[
            (
                "action=protect&title=Sandbox&token=123ABC&protections=edit=sysop|move=sysop&cascade=\
                &expiry=20261101163000|never",
                "Protect a page.",
            ),
            (
                "action=protect&title=Sandbox&token=123ABC&protections=edit=all|move=all&reason=Enough",
                "Let everybody edit and move a page.",
            ),
            ("action=protect&title=Sandbox&token=123ABC&protections=&reason=Enough", "The same, in short."),
        ]);

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(protect(call))
}

async fn protect(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let title = call.title_or_page_id(params.title, params.page)?;
    let (actor, now) = (call.caller.actor(), call.now);
    let tags: Vec<Arc<str>> = params.tags.iter().map(|tag| Arc::from(*tag)).collect();
    let allowed = {
        let state = call.wiki().state();
        permission::check(&state, &actor, PageAction::Of(Right::Protect), &title, now)
            .and_then(|()| tag::check_apply(&state, &actor, &tags, now))
    };
    allowed.map_err(|refusal| call.refused(refusal))?;
    let wanted = wanted(call, &params, &title)?;
    let watchlist = if params.watch { "watch" } else { params.watchlist };
    let request = ProtectRequest {
        title: title.clone(),
        protections: wanted
            .iter()
            .map(|one| (one.action.into(), one.level.unwrap_or_default().into(), one.expiry))
            .collect(),
        cascade: params.cascade,
        reason: params.reason,
        tags,
        watch: call.asked_watch((watchlist, params.watch_expiry), &title, Some("watchdefault")),
    };
    let decided = call.wiki().commit(|state| protect::decide(state, &actor, now, &request)).await;
    let done = decided.map_err(|refusal| call.refused(refusal))?;
    let mut node = Node::map();
    node.set("title", call.title_text(&title)).set("reason", params.reason.to_owned());
    node.flag("cascade", params.cascade && done.log.is_none_or(|log| cascades(call, log)));
    let mut list = Node::list("protection");
    for one in &wanted {
        let mut row = Node::map();
        let level = one.level.map(|level| if level == "all" { "" } else { level });
        row.set(one.action.to_owned(), level.map_or(Value::Null, |level| level.to_owned().into()));
        row.set("expiry", expiry(one.expiry, "infinite"));
        list.push(row);
    }
    node.set("protections", list);
    call.result.set("protect", node);
    Ok(())
}

/// One protection as it was asked for.
struct Wanted<'r> {
    action: &'r str,
    /// `None` if none was given, which PHP takes for the empty level and tells as it is.
    level: Option<&'r str>,
    expiry: Expiry,
}

/// What was asked for. The first thing that is wrong with any of it ends it.
fn wanted<'r>(call: &Call<'_>, params: &Params<'r>, title: &Title) -> Result<Vec<Wanted<'r>>, Failure> {
    let (given, needed) = (params.expiry.len(), params.protections.len());
    if given != needed && given != 1 {
        let message = Message::new("apierror-toofewexpiries").int(given as i64).int(needed as i64);
        return Err(message.into());
    }
    let state = call.wiki().state();
    let (kinds, levels) = (state.restrictable(title), state.restriction_levels(&call.caller.actor()));
    let exists = state.pages.id_of(title).is_some();
    let mut all = Vec::with_capacity(needed);
    for (at, protection) in params.protections.iter().enumerate() {
        let mut parts = protection.split('=');
        let (action, level) = (parts.next().unwrap_or_default(), parts.next());
        let refused = |refusal: Refusal| call.refused(refusal);
        if exists && action == "create" {
            return Err(refused(Refusal::CreateTitleExists));
        }
        if !exists && action != "create" {
            return Err(refused(Refusal::MissingTitleCreateOnly));
        }
        if action != "create" && !kinds.iter().any(|kind| **kind == *action) {
            return Err(refused(Refusal::ProtectAction(action.to_owned())));
        }
        let asked = level.unwrap_or_default();
        if asked != "all" && !levels.iter().any(|known| **known == *asked) {
            return Err(refused(Refusal::ProtectLevel(asked.to_owned())));
        }
        let expiry = read_expiry(params.expiry[if given == 1 { 0 } else { at }], call.now)?;
        all.push(Wanted { action, level, expiry });
    }
    Ok(all)
}

/// Only some levels cascade.
fn cascades(call: &Call<'_>, log: LogId) -> bool {
    let state = call.wiki().state();
    let params = state.log.get(log).and_then(|entry| entry.params.as_deref());
    matches!(params, Some(LogParams::Protect { cascade: true, .. }))
}
