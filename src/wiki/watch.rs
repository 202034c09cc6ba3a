//! Watchlists: who watches what, until when, and what they have not seen yet.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{Title, UserId, expiry::Expiry};
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

/// All watchlists. Entries that are over stay until they are replaced; readers pass the time.
#[derive(Debug, Clone, Default)]
pub struct Watchlists {
    lists: HashMap<UserId, BTreeMap<Title, Watched>>,
    watchers: HashMap<Title, BTreeSet<UserId>>,
}

impl Watchlists {
    pub(super) fn set(&mut self, user: UserId, title: Title, watched: Option<Watched>) {
        if let Some(watched) = watched {
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

    pub(super) fn all(&self) -> impl Iterator<Item = (UserId, &Title, Watched)> {
        let mut users: Vec<_> = self.lists.iter().collect();
        users.sort_unstable_by_key(|(user, _)| **user);
        users
            .into_iter()
            .flat_map(|(user, list)| list.iter().map(move |(title, watched)| (*user, title, *watched)))
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
