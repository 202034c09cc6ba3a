//! What `watchlist=` asks for (`ApiWatchlistTrait`).

use super::{Call, Failure};
use crate::{
    base::Timestamp,
    message::Message,
    param::{Choice, UserName, choices},
    tree::Node,
    wiki::{
        Expiry, Right, State, Title, UserId,
        draft::Draft,
        option,
        watch::{Watched, Wish},
    },
};

/// The values of `watchlist=`.
pub const WATCHLIST: &[Choice] = choices!["watch", "unwatch", "preferences", "nochange"];

impl Call<'_> {
    /// Whether the page shall be on the caller's watchlist, by `watchlist=`. `preference` says which preference decides;
    /// without one those for changed and for new pages do.
    pub fn wants_to_watch(&self, asked: &str, title: &Title, preference: Option<&'static str>) -> bool {
        let is_watched = self.watched(title).is_some();
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

    /// Until when a page is to be watched: as `watchlistexpiry=` says, or as that preference does where it says nothing
    /// and the page is not watched yet (`ApiWatchlistTrait::getExpiryFromParams`).
    pub fn watch_until(&self, given: Option<Expiry>, title: &Title, preference: &str) -> Option<Expiry> {
        if !self.profile().prefers_watch_expiry {
            return given;
        }
        let site = self.wiki().site();
        if given.is_some() || !site.watchlist_expiry {
            return given.or(Some(Expiry::Never));
        }
        if let Some(watched) = self.watched(title) {
            return watched.expiry.time().map(Expiry::At);
        }
        let preferred = self.preferred(preference);
        let preferred = preferred.and_then(|value| Expiry::spoken(&value.wire(), self.now));
        Some(preferred.unwrap_or(Expiry::Never))
    }

    /// The wish for the domain that follows from [`Call::wants_to_watch`] and [`Call::watch_until`].
    pub fn watch_wish(&self, wanted: bool, until: Option<Expiry>) -> Wish {
        if wanted { Wish::Watch(until) } else { Wish::Unwatch }
    }

    /// What `watchlist=` and `watchlistexpiry=` wish, in the domain's words.
    pub fn asked_watch(
        &self,
        (asked, until): (&str, Option<Expiry>),
        title: &Title,
        preference: Option<&'static str>,
    ) -> Wish {
        let until = self.watch_until(until, title, "watchdefault-expiry");
        self.watch_wish(self.wants_to_watch(asked, title, preference), until)
    }

    /// Until when the caller watches a page now, if it ends.
    pub fn watched_until(&self, title: &Title) -> Option<Timestamp> {
        self.watched(title).and_then(|watched| watched.expiry.time())
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

    /// Watches the page of a user whose rights or blocks were changed; says until when, if that is said at all.
    pub async fn watch_user(
        &self,
        page: &Title,
        until: Option<Expiry>,
        answer: &mut Node,
    ) -> Result<(), Failure> {
        let until = self.watch_until(until, page, "watchdefault-expiry");
        self.watch_titles(&[(page.clone(), Wish::Watch(until))]).await?;
        if until.is_some() {
            answer.set("watchlistexpiry", self.watched_until(page));
        }
        Ok(())
    }

    /// Whether a preference is on, a preset of the wiki for callers without an account.
    pub fn prefers(&self, preference: &str) -> bool {
        self.preferred(preference).is_some_and(|value| value.is_on())
    }

    fn preferred(&self, preference: &str) -> Option<option::Value> {
        let site = self.wiki().site();
        match &self.caller.account {
            Some(user) => option::get(user, preference, site),
            None => option::default(preference, site),
        }
    }

    fn watched(&self, title: &Title) -> Option<Watched> {
        let user = self.caller.account.as_ref()?;
        self.wiki().state().watchlists.get(user.id, title, self.now)
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
    if call.lacks(Right::ViewMyWatchlist) {
        return Err(Message::new("apierror-permissiondenied")
            .with(Message::new("action-viewmywatchlist"))
            .into());
    }
    Ok(user.id)
}
