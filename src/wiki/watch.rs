//! Watchlists: who watches what, until when, and what they have not seen yet.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{Actor, Change, Namespace, Right, Title, UserId, draft::Draft, expiry::Expiry};
use crate::base::Timestamp;

/// One title on one watchlist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watched {
    /// Until when.
    pub expiry: Expiry,
    /// Since when it has changes that were not seen; `None` if all were seen.
    pub unseen: Option<Timestamp>,
}

impl Watched {
    /// A title that was just put on a list.
    pub const fn until(expiry: Expiry) -> Self {
        Self { expiry, unseen: None }
    }
}

/// All watchlists. Entries that are over stay until they are replaced or the next edit clears them away; readers pass the
/// time.
#[derive(Debug, Clone, Default)]
pub struct Watchlists {
    lists: HashMap<UserId, BTreeMap<Title, Watched>>,
    watchers: HashMap<Title, BTreeSet<UserId>>,
    /// What ends, in order of time.
    ends: BTreeSet<(Timestamp, UserId, Title)>,
}

impl Watchlists {
    pub(super) fn set(&mut self, user: UserId, title: Title, watched: Option<Watched>) {
        let before = self.lists.get(&user).and_then(|list| list.get(&title));
        if let Some(end) = before.and_then(|before| before.expiry.time()) {
            self.ends.remove(&(end, user, title.clone()));
        }
        if let Some(watched) = watched {
            if let Some(end) = watched.expiry.time() {
                self.ends.insert((end, user, title.clone()));
            }
            self.watchers.entry(title.clone()).or_default().insert(user);
            self.lists.entry(user).or_default().insert(title, watched);
            return;
        }
        if let Some(users) = self.watchers.get_mut(&title) {
            users.remove(&user);
            if users.is_empty() {
                self.watchers.remove(&title);
            }
        }
        if let Some(list) = self.lists.get_mut(&user) {
            list.remove(&title);
        }
    }

    /// What a user has on the list about a title now.
    pub fn get(&self, user: UserId, title: &Title, now: Timestamp) -> Option<Watched> {
        self.lists.get(&user)?.get(title).copied().filter(|watched| !watched.expiry.is_over(now))
    }

    /// A user's list in order of titles, from one title on.
    pub fn of<'a>(
        &'a self,
        user: UserId,
        from: &Title,
        now: Timestamp,
    ) -> impl DoubleEndedIterator<Item = (&'a Title, Watched)> + use<'a> {
        self.lists
            .get(&user)
            .into_iter()
            .flat_map({
                let from = from.clone();
                move |list| list.range(from.clone()..)
            })
            .map(|(title, watched)| (title, *watched))
            .filter(move |(_, watched)| !watched.expiry.is_over(now))
    }

    /// How many titles a user watches now.
    pub fn count(&self, user: UserId, now: Timestamp) -> usize {
        self.lists
            .get(&user)
            .map_or(0, |list| list.values().filter(|watched| !watched.expiry.is_over(now)).count())
    }

    /// Who watches a title now.
    pub fn watchers<'a>(&'a self, title: &'a Title, now: Timestamp) -> impl Iterator<Item = UserId> + 'a {
        let users = self.watchers.get(title).into_iter().flatten().copied();
        users.filter(move |user| self.get(*user, title, now).is_some())
    }

    /// What is over, the first to end first.
    pub(super) fn ended(&self, now: Timestamp) -> impl Iterator<Item = (UserId, &Title)> {
        self.ends.iter().take_while(move |(end, ..)| *end <= now).map(|(_, user, title)| (*user, title))
    }

    /// How many entries end some time.
    #[cfg(test)]
    pub(super) fn ending(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (UserId, &Title, Watched)> {
        let mut users: Vec<_> = self.lists.iter().collect();
        users.sort_unstable_by_key(|(user, _)| **user);
        users
            .into_iter()
            .flat_map(|(user, list)| list.iter().map(move |(title, watched)| (*user, title, *watched)))
    }
}

/// What is to become of a page's place on somebody's watchlist when they change the page (`watchlist=`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// On it, until then if that is said.
    Watch(Option<Expiry>),
    /// Off it.
    Unwatch,
    /// What the preference says about pages of that kind: whether the user wants them on the list.
    Preferred(bool, Option<Expiry>),
    /// As it is.
    NoChange,
}

impl Draft<'_> {
    /// Whether a wish comes out as watching. It does so for those without an account, too, though they have no list.
    pub fn is_wished(&self, actor: &Actor, title: &Title, wish: Wish) -> bool {
        let watched =
            || actor.user.is_some_and(|user| self.state.watchlists.get(user, title, self.now).is_some());
        match wish {
            Wish::Watch(_) => true,
            Wish::Unwatch => false,
            Wish::Preferred(wanted, _) => wanted || watched(),
            Wish::NoChange => watched(),
        }
    }

    /// Puts a page and its talk page on the actor's list or takes them off; until when they are on it now.
    pub fn wish(&mut self, actor: &Actor, title: &Title, wish: Wish) -> Option<Expiry> {
        let user = actor.user?;
        let before = self.state.watchlists.get(user, title, self.now);
        let (watch, expiry) = match wish {
            Wish::Watch(expiry) => (true, expiry),
            Wish::Unwatch => (false, None),
            Wish::Preferred(wanted, expiry) => (wanted || before.is_some(), expiry),
            Wish::NoChange => (before.is_some(), None),
        };
        match (before, watch) {
            (Some(before), true) if expiry.is_none_or(|expiry| expiry == before.expiry) => {
                Some(before.expiry)
            }
            (_, true) => {
                self.watch(user, title, expiry);
                Some(expiry.unwrap_or(Expiry::Never))
            }
            (Some(_), false) => {
                if actor.may(Right::EditMyWatchlist)
                    || !Right::EditMyWatchlist.is_in(self.state.policy.release)
                {
                    self.unwatch(user, title);
                }
                None
            }
            (None, false) => None,
        }
    }

    /// Puts a page and its talk page on a list. Without an expiry of its own the old one stays, or there is none. What was
    /// not seen yet stays unseen.
    pub fn watch(&mut self, user: UserId, title: &Title, expiry: Option<Expiry>) {
        for page in [Some(title.subject()), title.talk()].into_iter().flatten() {
            let before = self.state.watchlists.get(user, &page, self.now);
            let before = before.unwrap_or(Watched::until(Expiry::Never));
            let expiry = expiry.unwrap_or(before.expiry);
            self.push(Change::Watched(user, page, Some(Watched { expiry, ..before })));
        }
    }

    /// Clears away what is over (`WatchedItemStore::removeExpired`, which MediaWiki begins now and then after edits). What
    /// is watched again in the same breath is to be said after this.
    pub fn clear_ended_watches(&mut self) {
        let state = self.state;
        for (user, title) in state.watchlists.ended(self.now) {
            self.push(Change::Watched(user, title.clone(), None));
        }
    }

    /// Says since when a title on the actor's list has changes that were not seen; whether it is on the list.
    pub fn set_unseen(&mut self, user: UserId, title: &Title, unseen: Option<Timestamp>) -> bool {
        let Some(watched) = self.state.watchlists.get(user, title, self.now) else { return false };
        if watched.unseen != unseen {
            self.push(Change::Watched(user, title.clone(), Some(Watched { unseen, ..watched })));
        }
        true
    }

    /// The same for the whole list.
    pub fn set_all_unseen(&mut self, user: UserId, unseen: Option<Timestamp>) {
        let first = Title::of_key(Namespace(i32::MIN), "");
        let (state, now) = (self.state, self.now);
        let titles: Vec<Title> =
            state.watchlists.of(user, &first, now).map(|(title, _)| title.clone()).collect();
        for title in titles {
            self.set_unseen(user, &title, unseen);
        }
    }

    /// Says that somebody has read the messages on the talk page.
    pub fn read_messages(&mut self, name: &Arc<str>) {
        if self.state.new_messages.since(name).is_some() {
            self.push(Change::NewMessages(Arc::clone(name), None));
        }
    }

    /// Takes a page and its talk page off a list.
    pub fn unwatch(&mut self, user: UserId, title: &Title) {
        for page in [Some(title.subject()), title.talk()].into_iter().flatten() {
            self.push(Change::Watched(user, page, None));
        }
    }
}

/// Marks of new messages on talk pages, by account or address.
#[derive(Debug, Clone, Default)]
pub struct NewMessages(BTreeMap<Arc<str>, Timestamp>);

impl NewMessages {
    pub(super) fn set(&mut self, name: Arc<str>, since: Option<Timestamp>) {
        match since {
            Some(since) => self.0.insert(name, since),
            None => self.0.remove(&name),
        };
    }

    /// Since when there are messages that this account or address has not seen.
    pub fn since(&self, name: &str) -> Option<Timestamp> {
        self.0.get(name).copied()
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (&Arc<str>, Timestamp)> {
        self.0.iter().map(|(name, since)| (name, *since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::{
        edit::EditRequest,
        rig::{Rig, alice},
    };

    fn edit(rig: &mut Rig, title: &str, text: &str, watch: Wish) -> Option<Timestamp> {
        let mut request = EditRequest::of(rig.title(title));
        (request.text, request.watch) = (Some(text), watch);
        rig.edit(&alice(), &request).unwrap().watch_expiry
    }

    #[test]
    fn an_end_stays_until_another_is_given() {
        let mut rig = Rig::new();
        let end = rig.now.plus(86_400);
        assert_eq!(edit(&mut rig, "A", "one", Wish::Watch(Some(Expiry::At(end)))), Some(end));
        assert_eq!(edit(&mut rig, "A", "two", Wish::Watch(None)), Some(end));
        assert_eq!(edit(&mut rig, "A", "three", Wish::Watch(Some(Expiry::Never))), None);
        assert_eq!(edit(&mut rig, "A", "four", Wish::Watch(None)), None);
        assert_eq!(rig.state.watchlists.ending(), 0);
    }

    #[test]
    fn an_edit_clears_away_what_is_over() {
        let mut rig = Rig::new();
        let (user, end) = (alice().user.unwrap(), rig.now.plus(120));
        edit(&mut rig, "A", "one", Wish::Watch(Some(Expiry::At(end))));
        rig.now = end;
        assert_eq!(rig.state.watchlists.count(user, end), 0);
        assert_eq!(
            rig.state.watchlists.ended(end).count(),
            2,
            "the page and its talk page are over, and still there"
        );
        edit(&mut rig, "B", "one", Wish::NoChange);
        assert_eq!(rig.state.watchlists.ending(), 0);
        assert_eq!(edit(&mut rig, "A", "two", Wish::Watch(None)), None, "what is watched again does not end");
        assert_eq!(rig.state.watchlists.count(user, rig.now), 2);
    }
}
