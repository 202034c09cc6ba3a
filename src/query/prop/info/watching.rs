//! Who watches a page: `inprop=watched|watchers|visitingwatchers|notificationtimestamp`.

use super::Info;
use crate::{
    api::Call,
    tree::{Node, Value},
    wiki::{Right, State, Title, page::Page},
};

/// Who has not looked at a page for so many seconds does not visit it, `$wgWatchersMaxAge`.
const VISITS: i64 = 180 * 86_400;

impl Info<'_, '_> {
    /// Adds what the caller's watchlist says of the page, and how many watch it.
    pub(super) fn add_watching(
        &self,
        call: &Call<'_>,
        state: &State,
        page: Option<&Page>,
        title: &Title,
        node: &mut Node,
    ) {
        let account = call.caller.account.as_ref().filter(|_| !call.lacks(Right::ViewMyWatchlist));
        let watched = account.and_then(|account| state.watchlists.get(account.id, title, call.now));
        if self.has("watched") && (account.is_some() || call.profile().tells_unwatched) {
            node.append("watched", watched.is_some());
            let until = watched.and_then(|watched| watched.expiry.time());
            if let Some(until) = until.filter(|_| call.profile().info_tells_watch_expiry) {
                node.append("watchlistexpiry", until);
            }
        }
        // $wgUnwatchedPageThreshold is off: only those may know who may know of unwatched pages.
        if call.may(Right::UnwatchedPages) {
            if self.has("watchers") {
                node.append("watchers", state.watchlists.watchers(title, call.now).count());
            }
            if self.has("visitingwatchers") {
                node.append("visitingwatchers", visiting(call, state, page, title));
            }
        }
        if self.has("notificationtimestamp") {
            let unseen = watched.and_then(|watched| watched.unseen);
            node.append("notificationtimestamp", unseen.map_or(Value::from(""), Value::from));
        }
    }
}

/// How many watch the page who have seen its changes of the last half year.
fn visiting(call: &Call<'_>, state: &State, page: Option<&Page>, title: &Title) -> usize {
    let since = page.and_then(|page| state.latest(page.id)).map(|latest| latest.time.plus(-VISITS));
    let visits = |user| {
        let unseen = state.watchlists.get(user, title, call.now).and_then(|watched| watched.unseen);
        unseen.is_none_or(|unseen| since.is_none_or(|since| unseen >= since))
    };
    state.watchlists.watchers(title, call.now).filter(|user| visits(*user)).count()
}
