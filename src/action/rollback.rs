//! `action=rollback` (`includes/api/ApiRollback.php`).

use std::sync::Arc;

use crate::{
    api::{Call, Failure, Module, Needs, Run, Running, WATCHLIST},
    param::{UserForm, UserName},
    params,
    tree::Node,
    wiki::{
        Expiry, Refusal, UserId,
        rate::Meter,
        rollback::{self, RollbackRequest},
        token::Kind,
    },
    release::{V1_24, V1_27, V1_35},
};

const USER: &[UserForm] =
    &[UserForm::Name, UserForm::Ip, UserForm::Temp, UserForm::Interwiki, UserForm::Id];

params! {
    /// What `action=rollback` accepts.
    pub(super) struct Params<'r> {
        /// The page, by its title.
        title as "title": Option<&'r str> = text(),
        /// The page, by its id.
        page as "pageid": Option<i64> = integer().since(V1_24),
        /// Tags to put on the edit.
        tags as "tags": Vec<&'r str> = tags().since(V1_27),
        /// Whose edits are to be taken back.
        user as "user": Option<UserName> = user(USER).required(),
        /// Why. If empty, the wiki finds words.
        summary as "summary": &'r str = text().preset(""),
        /// Mark the edits, and this one, as a bot's.
        bot as "markbot": bool = flag(),
        /// Whether the page comes on the caller's watchlist, goes off it, follows the preferences or stays as it is.
        watchlist as "watchlist": &'r str = choice(WATCHLIST).preset("preferences"),
        /// Until when the page is on the caller's watchlist.
        watch_expiry as "watchlistexpiry": Option<Expiry> = watch_expiry().since(V1_35),
    }
}

pub(super) static MODULE: Module =
    Module::action("rollback", "ApiRollback", Needs::write(Kind::Rollback), Params::SPECS, Run::Later(run))
        .web_salt(salt)
        .help("Takes back the last edits of a page, if one user made them all.")
        .manual("API:Rollback")
        .examples(&[
            ("action=rollback&title=Sandbox&user=Example&token=123ABC", "Take back the edits of a user."),
            (
                "action=rollback&title=Sandbox&user=192.0.2.5&summary=Nonsense&markbot=1&token=123ABC",
                "Take back the edits of an address and hide them from recent changes.",
            ),
        ]);

/// Tokens of the web interface have the page and its last author in them.
fn salt(call: &mut Call<'_>) -> Result<Vec<String>, Failure> {
    let params: Params<'_> = call.read()?;
    let title = call.any_title_or_page_id(params.title, params.page)?;
    let user = named(call, &params.user.map(|user| user.0).unwrap_or_default());
    Ok(vec![call.title_text(&title).to_string(), user.to_string()])
}

fn run<'c>(call: &'c mut Call<'_>) -> Running<'c> {
    Box::pin(rollback(call))
}

async fn rollback(call: &mut Call<'_>) -> Result<(), Failure> {
    let params: Params<'_> = call.read()?;
    let title = call.any_title_or_page_id(params.title, params.page)?;
    if call.wiki().state().pages.id_of(&title).is_none() {
        return Err(Failure::of("apierror-missingtitle"));
    }
    let meter = Meter::new(call.wiki(), &call.caller);
    let request = RollbackRequest {
        title: title.clone(),
        user: named(call, &params.user.map(|user| user.0).unwrap_or_default()),
        summary: params.summary,
        bot: params.bot,
        tags: params.tags.iter().map(|tag| Arc::from(*tag)).collect(),
        watch: call.watch_wish(
            call.wants_to_watch(params.watchlist, &title, Some("watchrollback")),
            call.watch_until(params.watch_expiry, &title, "watchrollback-expiry"),
        ),
        meter: Some(&meter),
    };
    let (actor, now) = (call.caller.actor(), call.now);
    let decided = call.wiki().commit(|state| rollback::decide(state, &actor, now, &request)).await;
    let done = decided.map_err(|refusal| refused(call, refusal))?;
    let mut node = Node::map();
    node.set("title", call.title_text(&title))
        .set("pageid", done.page.0)
        .set("summary", done.summary)
        .set("revid", done.revision.0)
        .set("old_revid", done.before.0)
        .set("last_revid", done.restored.0);
    call.result.set("rollback", node);
    Ok(())
}

/// What is said of a rollback that did not go through.
fn refused(call: &Call<'_>, refusal: Refusal) -> Failure {
    let in_html = call.profile().tells_rollbacks_in_html
        && matches!(refusal, Refusal::AlreadyRolledBack { .. } | Refusal::OnlyAuthor);
    let failure = call.refused(refusal);
    match failure.messages().first().filter(|_| in_html) {
        Some(message) => {
            let html = call.speaker.html_block(message);
            failure.detail("messageHtml", html)
        }
        None => failure,
    }
}

/// The name behind `#` and a number.
fn named(call: &Call<'_>, user: &str) -> Arc<str> {
    let number = user.strip_prefix('#').and_then(|number| number.parse().ok());
    let state = call.wiki().state();
    match number.and_then(|number| state.users.get(UserId(number))) {
        Some(user) => Arc::clone(&user.name),
        None => user.into(),
    }
}
