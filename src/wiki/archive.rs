//! The archive: revisions of deleted pages.

use std::{
    collections::{BTreeMap, HashMap},
    ops::RangeBounds,
};

use serde::{Deserialize, Serialize};

use super::{
    ActorId, PageId, RevisionId, Title,
    revision::{Revision, moment},
    table::{Keys, Sorted, Table},
};

/// A revision of a deleted page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archived {
    /// The title its page had.
    pub title: Title,
    /// The revision as it was; its page is the number the page had.
    pub revision: Revision,
}

/// All of them.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    rows: Table<RevisionId, Archived>,
    by_title: BTreeMap<Title, Sorted<(u32, RevisionId)>>,
    by_time: Sorted<(u32, RevisionId)>,
    by_actor: HashMap<ActorId, Sorted<(u32, RevisionId)>>,
}

impl Archive {
    pub(super) fn put(&mut self, row: Archived) {
        self.remove(row.revision.id);
        let key = (moment(row.revision.time), row.revision.id);
        self.by_title.entry(row.title.clone()).or_default().insert(key);
        self.by_time.insert(key);
        self.by_actor.entry(row.revision.actor).or_default().insert(key);
        self.rows.insert(key.1, row);
    }

    pub(super) fn remove(&mut self, id: RevisionId) -> Option<Archived> {
        let row = self.rows.remove(id)?;
        let key = (moment(row.revision.time), id);
        if let Some(keys) = self.by_title.get_mut(&row.title) {
            keys.remove(&key);
            if keys.is_empty() {
                self.by_title.remove(&row.title);
            }
        }
        self.by_time.remove(&key);
        if let Some(keys) = self.by_actor.get_mut(&row.revision.actor) {
            keys.remove(&key);
        }
        Some(row)
    }

    pub(super) fn hide(&mut self, id: RevisionId, hidden: super::revision::Hidden) {
        if let Some(row) = self.rows.get_mut(id) {
            row.revision.hidden = hidden;
        }
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// One of them.
    pub fn get(&self, id: RevisionId) -> Option<&Archived> {
        self.rows.get(id)
    }

    /// All of them, by number.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Archived> {
        self.rows.iter()
    }

    /// Titles that have deleted revisions, and their keys by time.
    pub fn titles(
        &self,
        titles: impl RangeBounds<Title>,
    ) -> impl DoubleEndedIterator<Item = (&Title, &Sorted<(u32, RevisionId)>)> {
        self.by_title.range(titles)
    }

    /// How many deleted revisions a title has.
    pub fn count(&self, title: &Title) -> usize {
        self.by_title.get(title).map_or(0, Sorted::len)
    }

    /// The deleted revisions of a title, oldest first.
    pub fn history(&self, title: &Title) -> impl DoubleEndedIterator<Item = &Archived> {
        self.by_title.get(title).into_iter().flat_map(Sorted::iter).filter_map(|(_, id)| self.get(*id))
    }

    /// All of them by time.
    pub const fn by_time(&self) -> &Sorted<(u32, RevisionId)> {
        &self.by_time
    }

    /// Those of an actor by time.
    pub fn by_actor(&self, actor: ActorId) -> Option<&Sorted<(u32, RevisionId)>> {
        self.by_actor.get(&actor)
    }

    /// The rows of keys, as lists read them.
    pub fn rows<'a>(
        &'a self,
        keys: Keys<'a, (u32, RevisionId)>,
    ) -> impl DoubleEndedIterator<Item = &'a Archived> {
        keys.filter_map(|(_, id)| self.get(*id))
    }

    /// The page number that the newest deleted revision of a title had.
    pub fn page_of(&self, title: &Title) -> Option<PageId> {
        self.history(title).next_back().map(|row| row.revision.page)
    }
}
