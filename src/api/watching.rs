//! What `watchlist=` asks for (`ApiWatchlistTrait`).

use super::{Call, Failure};
use crate::{
    message::Message,
    param::{Choice, UserName, choices},
    wiki::{Right, State, Title, UserId, draft::Draft, option, watch::Wish},
};

/// The values of `watchlist=`.
pub const WATCHLIST: &[Choice] = choices!["nochange", "preferences", "unwatch", "watch"];

impl Call<'_> {
    /// Whether the page shall be on the caller's watchlist, by `watchlist=`. `preference` says which preference decides;
    /// without one those for changed and for new pages do.
    pub fn wants_to_watch(&self, asked: &str, title: &Title, preference: Option<&'static str>) -> bool {
        let is_watched = self.is_watched(title);
        match asked {
            "watch" => true,
            "unwatch" => false,
            "preferences" if is_watched => true,
            "preferences" if !(self.is_bot() && self.profile().spares_bots_watchlists) => match preference {
                Some(preference) => self.prefers(preference),
                None => {
                    let exists = self.wiki().state().pages.id_of(title).is_some();
                    self.prefers("watchdefault") || !exists && self.prefers("watchcreations")
                }
            },
            _ => is_watched,
        }
    }

    /// The wish for the domain that follows from [`Call::wants_to_watch`].
    pub fn watch_wish(&self, wanted: bool) -> Wish {
        if wanted { Wish::Watch(None) } else { Wish::Unwatch }
    }

    /// What `watchlist=` wishes, in the domain's words.
    pub fn asked_watch(&self, asked: &str, title: &Title, preference: Option<&'static str>) -> Wish {
        self.watch_wish(self.wants_to_watch(asked, title, preference))
    }

    /// Puts titles on the caller's watchlist or takes them off, when the rest is done.
    pub async fn watch_titles(&self, wishes: &[(Title, Wish)]) -> Result<(), Failure> {
        let (actor, now) = (self.caller.actor(), self.now);
        let decided = self.wiki().commit(|state| {
            let mut draft = Draft::new(state, now);
            for (title, wish) in wishes {
                draft.wish(&actor, title, *wish);
            }
            Ok((draft.finish(), ()))
        });
        decided.await.map_err(|refusal| self.refused(refusal))
    }

    /// Whether a preference is on, a preset of the wiki for callers without an account.
    pub fn prefers(&self, preference: &str) -> bool {
        let site = self.wiki().site();
        let value = match &self.caller.account {
            Some(user) => option::get(user, preference, site),
            None => option::default(preference, site),
        };
        value.is_some_and(|value| value.is_on())
    }

    fn is_watched(&self, title: &Title) -> bool {
        let user = self.caller.account.as_ref();
        user.is_some_and(|user| self.wiki().state().watchlists.get(user.id, title, self.now).is_some())
    }

    /// `User::isBot`: in the group and with the right.
    pub fn is_bot(&self) -> bool {
        let Some(user) = &self.caller.account else { return false };
        self.may(Right::Bot) && user.memberships(self.now).any(|membership| *membership.group == *"bot")
    }
}

/// Whose watchlist is asked for: that of `owner`, if `token` is the one in that account's preferences, else one's own
/// (`ApiBase::getWatchlistUser`).
pub fn watchlist_owner(
    call: &Call<'_>,
    state: &State,
    owner: Option<&UserName>,
    token: Option<&str>,
) -> Result<UserId, Failure> {
    if let (Some(owner), Some(token)) = (owner, token) {
        let nobody = || Message::new("nosuchusershort").coded("bad_wlowner").escaped(owner.0.clone());
        let user = state.users.by_name(&owner.0).ok_or_else(nobody)?;
        let secret = option::get(user, "watchlisttoken", call.wiki().site());
        let is_right = secret.is_some_and(|secret| !secret.wire().is_empty() && secret.wire() == token);
        let bad = || Message::new("apierror-bad-watchlist-token").coded("bad_wltoken").into();
        return if is_right { Ok(user.id) } else { Err(bad()) };
    }
    let Some(user) = &call.caller.account else {
        return Err(Message::new("watchlistanontext").coded("notloggedin").into());
    };
    if !call.may(Right::ViewMyWatchlist) {
        return Err(Message::new("apierror-permissiondenied")
            .with(Message::new("action-viewmywatchlist"))
            .into());
    }
    Ok(user.id)
}
