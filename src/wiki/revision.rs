//! Revisions: what was saved, by whom, when.

use std::{collections::HashMap, sync::Arc};

use bitflags::bitflags;
use serde::{Deserialize, Serialize};

use super::{
    ActorId, PageId, RevisionId,
    content::Model,
    table::{Chronicle, Dated, InTime, Sorted, Table},
};
use crate::base::Timestamp;

bitflags! {
    /// What of a revision or a log entry is hidden from most readers, `rev_deleted`.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub struct Hidden: u8 {
        /// The text; of a log entry, what it was about.
        const CONTENT = 1;
        /// The comment.
        const COMMENT = 2;
        /// Who it was.
        const USER = 4;
        /// All that even from administrators.
        const RESTRICTED = 8;
    }
}

impl Serialize for Hidden {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.bits().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Hidden {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u8::deserialize(deserializer).map(Self::from_bits_truncate)
    }
}

/// One revision of a page. The same row serves while its page lives and in the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Its number.
    pub id: RevisionId,
    /// The page; in the archive, the page's number when it lived.
    pub page: PageId,
    /// The revision before it when it was saved; 0 for a first one.
    pub parent: RevisionId,
    /// When it was saved.
    pub time: Timestamp,
    /// Who saved it.
    pub actor: ActorId,
    /// Why.
    pub comment: Arc<str>,
    /// The text.
    pub content: Arc<str>,
    /// What the text is taken for.
    pub model: Model,
    /// Whether it was marked as minor.
    pub minor: bool,
    /// What of it is hidden.
    pub hidden: Hidden,
}

impl Revision {
    /// Bytes of text.
    pub fn size(&self) -> u32 {
        self.content.len() as u32
    }

    /// Whether it says the same as another.
    pub fn same_content(&self, other: &Self) -> bool {
        self.model == other.model
            && (Arc::ptr_eq(&self.content, &other.content) || self.content == other.content)
    }
}

impl Dated for Revision {
    type Id = RevisionId;

    fn place(&self) -> (u32, RevisionId) {
        (moment(self.time), self.id)
    }
}

/// A time as index keys hold it: seconds since 1970, within what 32 bits can say.
pub fn moment(time: Timestamp) -> u32 {
    time.unix().clamp(0, i64::from(u32::MAX)) as u32
}

/// Where a revision stands in the history of its page.
type PageKey = (PageId, u32, RevisionId);

/// The revisions of pages that live.
#[derive(Debug, Clone, Default)]
pub struct Revisions {
    rows: Table<RevisionId, Revision>,
    by_page: Sorted<PageKey>,
    by_time: Chronicle<RevisionId>,
    by_actor: HashMap<ActorId, Chronicle<RevisionId>>,
}

impl Revisions {
    pub(super) fn put(&mut self, row: Revision) {
        let (id, page, time, actor) = (row.id, row.page, moment(row.time), row.actor);
        self.remove(id);
        self.rows.insert(id, row);
        self.by_page.insert((page, time, id));
        self.by_time.insert(id, &self.rows);
        self.by_actor.entry(actor).or_default().insert(id, &self.rows);
    }

    pub(super) fn remove(&mut self, id: RevisionId) -> Option<Revision> {
        let row = self.rows.get(id)?;
        self.by_page.remove(&(row.page, moment(row.time), id));
        self.by_time.remove(id, &self.rows);
        if let Some(own) = self.by_actor.get_mut(&row.actor) {
            own.remove(id, &self.rows);
            if own.is_empty() {
                self.by_actor.remove(&row.actor);
            }
        }
        self.rows.remove(id)
    }

    pub(super) fn hide(&mut self, id: RevisionId, hidden: Hidden) {
        if let Some(row) = self.rows.get_mut(id) {
            row.hidden = hidden;
        }
    }

    pub(super) fn skip_to(&mut self, id: RevisionId) {
        self.rows.skip_to(id);
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The number of the next one.
    pub fn next_id(&self) -> RevisionId {
        self.rows.next_id()
    }

    /// One of them.
    pub fn get(&self, id: RevisionId) -> Option<&Revision> {
        self.rows.get(id)
    }

    /// All of them, by number.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Revision> {
        self.rows.iter()
    }

    /// A page's history, oldest first. Keys are `(page, moment, revision)`; [`Revisions::history_from`] continues.
    pub fn history(&self, page: PageId) -> impl DoubleEndedIterator<Item = &Revision> {
        self.history_from(page, (0, RevisionId(0)), (u32::MAX, RevisionId(u32::MAX)))
    }

    /// The part of a page's history between two places, each a moment and a revision, both included.
    pub fn history_from(
        &self,
        page: PageId,
        from: (u32, RevisionId),
        to: (u32, RevisionId),
    ) -> impl DoubleEndedIterator<Item = &Revision> {
        self.by_page.range((page, from.0, from.1)..=(page, to.0, to.1)).filter_map(|(_, _, id)| self.get(*id))
    }

    /// The revision before this one in its page's history.
    pub fn before(&self, row: &Revision) -> Option<&Revision> {
        let key = (row.page, moment(row.time), row.id);
        let (_, _, id) = self.by_page.range((row.page, 0, RevisionId(0))..key).next_back()?;
        self.get(*id)
    }

    /// The revision after this one in its page's history.
    pub fn after(&self, row: &Revision) -> Option<&Revision> {
        let key = (row.page, moment(row.time), row.id);
        let end = (row.page, u32::MAX, RevisionId(u32::MAX));
        let (_, _, id) =
            self.by_page.range((std::ops::Bound::Excluded(key), std::ops::Bound::Included(end))).next()?;
        self.get(*id)
    }

    /// The last revision in a page's history that is not after a time.
    pub fn at(&self, page: PageId, time: Timestamp) -> Option<&Revision> {
        self.history_from(page, (0, RevisionId(0)), (moment(time), RevisionId(u32::MAX))).next_back()
    }

    /// All of them by time; for lists over the whole wiki.
    pub const fn by_time(&self) -> InTime<'_, Revision> {
        InTime::new(Some(&self.by_time), &self.rows)
    }

    /// When the last of them was saved.
    pub fn latest(&self) -> Option<Timestamp> {
        self.by_time().last().map(|row| row.time)
    }

    /// Those of one actor by time; for contributions.
    pub fn by_actor(&self, actor: ActorId) -> InTime<'_, Revision> {
        InTime::new(self.by_actor.get(&actor), &self.rows)
    }
}
