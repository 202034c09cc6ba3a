//! The archive: revisions of deleted pages.

use std::{
    collections::{BTreeMap, HashMap},
    ops::RangeBounds,
};

use serde::{Deserialize, Serialize};

use super::{
    ActorId, PageId, RevisionId, Title,
    revision::Revision,
    table::{Chronicle, Dated, InTime, Table},
};

/// A revision of a deleted page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archived {
    /// The title its page had.
    pub title: Title,
    /// The revision as it was; its page is the number the page had.
    pub revision: Revision,
}

impl Dated for Archived {
    type Id = RevisionId;

    fn place(&self) -> (u32, RevisionId) {
        self.revision.place()
    }
}

/// All of them.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    rows: Table<RevisionId, Archived>,
    by_title: BTreeMap<Title, Chronicle<RevisionId>>,
    by_time: Chronicle<RevisionId>,
    by_actor: HashMap<ActorId, Chronicle<RevisionId>>,
}

impl Archive {
    pub(super) fn put(&mut self, row: Archived) {
        self.remove(row.revision.id);
        let (id, title, actor) = (row.revision.id, row.title.clone(), row.revision.actor);
        self.rows.insert(id, row);
        self.by_title.entry(title).or_default().insert(id, &self.rows);
        self.by_time.insert(id, &self.rows);
        self.by_actor.entry(actor).or_default().insert(id, &self.rows);
    }

    pub(super) fn remove(&mut self, id: RevisionId) -> Option<Archived> {
        let row = self.rows.get(id)?;
        if let Some(own) = self.by_title.get_mut(&row.title) {
            own.remove(id, &self.rows);
            if own.is_empty() {
                self.by_title.remove(&row.title);
            }
        }
        self.by_time.remove(id, &self.rows);
        if let Some(own) = self.by_actor.get_mut(&row.revision.actor) {
            own.remove(id, &self.rows);
        }
        self.rows.remove(id)
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

    /// Titles that have deleted revisions, and these by time.
    pub fn titles(
        &self,
        titles: impl RangeBounds<Title>,
    ) -> impl DoubleEndedIterator<Item = (&Title, InTime<'_, Archived>)> {
        self.by_title.range(titles).map(|(title, own)| (title, InTime::new(Some(own), &self.rows)))
    }

    /// How many deleted revisions a title has.
    pub fn count(&self, title: &Title) -> usize {
        self.of_title(title).len()
    }

    /// The deleted revisions of a title, oldest first.
    pub fn history(&self, title: &Title) -> impl DoubleEndedIterator<Item = &Archived> {
        self.of_title(title).iter()
    }

    fn of_title(&self, title: &Title) -> InTime<'_, Archived> {
        InTime::new(self.by_title.get(title), &self.rows)
    }

    /// All of them by time.
    pub const fn by_time(&self) -> InTime<'_, Archived> {
        InTime::new(Some(&self.by_time), &self.rows)
    }

    /// Those of an actor by time.
    pub fn by_actor(&self, actor: ActorId) -> InTime<'_, Archived> {
        InTime::new(self.by_actor.get(&actor), &self.rows)
    }

    /// The page number that the newest deleted revision of a title had.
    pub fn page_of(&self, title: &Title) -> Option<PageId> {
        self.history(title).next_back().map(|row| row.revision.page)
    }
}
