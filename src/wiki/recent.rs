//! Recent changes: edits, new pages and log entries in the order they came.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{
    ActorId, LogId, PageId, RecentId, RevisionId, Title,
    revision::moment,
    table::{Chronicle, Dated, Entitled, InTime, Sorted, Table, Titled},
};
use crate::base::Timestamp;

/// What kind of change it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RecentKind {
    /// A page was saved again.
    Edit,
    /// A page was made.
    New,
    /// Something else was done, told in the log.
    Log,
    /// A page came into or left a category.
    Categorize,
}

impl RecentKind {
    /// Every kind there is.
    pub const ALL: [Self; 4] = [Self::Edit, Self::New, Self::Log, Self::Categorize];

    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::New => "new",
            Self::Log => "log",
            Self::Categorize => "categorize",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Whether somebody has looked at a change, `rc_patrolled`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Patrolled {
    /// Nobody yet.
    #[default]
    Not,
    /// Somebody did.
    By,
    /// Nobody needs to: its author is trusted.
    Auto,
}

/// One line. Who, why and how big are told by its revision or its log entry: see
/// [`State::recent_details`](super::State::recent_details).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentChange {
    /// Its number.
    pub id: RecentId,
    /// What kind it is.
    pub kind: RecentKind,
    /// When it happened.
    pub time: Timestamp,
    /// Who did it.
    pub actor: ActorId,
    /// The title then.
    pub title: Title,
    /// The page; 0 if there is none.
    pub page: PageId,
    /// The revision; of a move or protection the null revision, otherwise 0 for log entries.
    pub revision: RevisionId,
    /// The revision before; 0 if there is none.
    pub before: RevisionId,
    /// The log entry; 0 for edits.
    pub log: LogId,
    /// Whether a bot did it.
    pub bot: bool,
    /// Whether somebody has looked at it.
    pub patrolled: Patrolled,
}

impl Dated for RecentChange {
    type Id = RecentId;

    fn place(&self) -> (u32, RecentId) {
        (moment(self.time), self.id)
    }
}

impl Titled for RecentChange {
    fn title(&self) -> &Title {
        &self.title
    }
}

/// All lines.
#[derive(Debug, Clone, Default)]
pub struct RecentChanges {
    rows: Table<RecentId, RecentChange>,
    by_time: Chronicle<RecentId>,
    by_kind: [Chronicle<RecentId>; 4],
    by_actor: HashMap<ActorId, Chronicle<RecentId>>,
    by_title: Entitled<RecentId>,
    by_page: Sorted<(PageId, RecentId)>,
    by_revision: Sorted<(RevisionId, RecentId)>,
    by_log: Sorted<(LogId, RecentId)>,
}

impl RecentChanges {
    pub(super) fn put(&mut self, row: RecentChange) {
        self.remove(row.id);
        let (id, kind, actor) = (row.id, row.kind, row.actor);
        if row.page != PageId(0) {
            self.by_page.insert((row.page, id));
        }
        if row.revision != RevisionId(0) {
            self.by_revision.insert((row.revision, id));
        }
        if row.log != LogId(0) {
            self.by_log.insert((row.log, id));
        }
        self.rows.insert(id, row);
        self.by_time.insert(id, &self.rows);
        self.by_kind[kind as usize].insert(id, &self.rows);
        self.by_actor.entry(actor).or_default().insert(id, &self.rows);
        self.by_title.insert(id, &self.rows);
    }

    pub(super) fn remove(&mut self, id: RecentId) -> Option<RecentChange> {
        let row = self.rows.get(id)?;
        self.by_time.remove(id, &self.rows);
        self.by_kind[row.kind as usize].remove(id, &self.rows);
        if let Some(own) = self.by_actor.get_mut(&row.actor) {
            own.remove(id, &self.rows);
            if own.is_empty() {
                self.by_actor.remove(&row.actor);
            }
        }
        self.by_title.remove(id, &self.rows);
        self.by_page.remove(&(row.page, id));
        self.by_revision.remove(&(row.revision, id));
        self.by_log.remove(&(row.log, id));
        self.rows.remove(id)
    }

    pub(super) fn patrol(&mut self, id: RecentId, patrolled: Patrolled) {
        if let Some(row) = self.rows.get_mut(id) {
            row.patrolled = patrolled;
        }
    }

    pub(super) fn mark_bot(&mut self, id: RecentId) {
        if let Some(row) = self.rows.get_mut(id) {
            row.bot = true;
        }
    }

    pub(super) fn skip_to(&mut self, id: RecentId) {
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
    pub fn next_id(&self) -> RecentId {
        self.rows.next_id()
    }

    /// One of them.
    pub fn get(&self, id: RecentId) -> Option<&RecentChange> {
        self.rows.get(id)
    }

    /// All of them, by number.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &RecentChange> {
        self.rows.iter()
    }

    /// All of them by time.
    pub const fn by_time(&self) -> InTime<'_, RecentChange> {
        InTime::new(Some(&self.by_time), &self.rows)
    }

    /// When the last of them came.
    pub fn latest(&self) -> Option<Timestamp> {
        self.by_time().last().map(|row| row.time)
    }

    /// Those of a kind by time.
    pub const fn by_kind(&self, kind: RecentKind) -> InTime<'_, RecentChange> {
        InTime::new(Some(&self.by_kind[kind as usize]), &self.rows)
    }

    /// Who made them, in no order.
    pub fn actors(&self) -> impl ExactSizeIterator<Item = ActorId> {
        self.by_actor.keys().copied()
    }

    /// Those of an actor by time.
    pub fn by_actor(&self, actor: ActorId) -> InTime<'_, RecentChange> {
        InTime::new(self.by_actor.get(&actor), &self.rows)
    }

    /// Those about a title by time.
    pub fn by_title<'s, 't>(
        &'s self,
        title: &'t Title,
    ) -> impl DoubleEndedIterator<Item = &'s RecentChange> + use<'s, 't> {
        self.by_title_between(title, (0, RecentId(0)), (u32::MAX, RecentId(u32::MAX)))
    }

    /// Those about a title between two places, each a moment and a line, both included.
    pub fn by_title_between<'s, 't>(
        &'s self,
        title: &'t Title,
        from: (u32, RecentId),
        to: (u32, RecentId),
    ) -> impl DoubleEndedIterator<Item = &'s RecentChange> + use<'s, 't> {
        self.by_title.between(&self.rows, title, from, to)
    }

    /// Those of a page, by number.
    pub fn of_page(&self, page: PageId) -> impl DoubleEndedIterator<Item = &RecentChange> {
        self.by_page
            .range((page, RecentId(0))..=(page, RecentId(u32::MAX)))
            .filter_map(|(_, id)| self.get(*id))
    }

    /// The line that tells of a revision.
    pub fn of_revision(&self, revision: RevisionId) -> Option<&RecentChange> {
        self.with_revision(revision).find(|row| row.log == LogId(0))
    }

    /// All lines with a revision: log entries come with null revisions.
    pub fn with_revision(&self, revision: RevisionId) -> impl DoubleEndedIterator<Item = &RecentChange> {
        self.by_revision
            .range((revision, RecentId(0))..=(revision, RecentId(u32::MAX)))
            .filter_map(|(_, id)| self.get(*id))
    }

    /// The line that tells of a log entry.
    pub fn of_log(&self, log: LogId) -> Option<&RecentChange> {
        let (_, id) = self.by_log.range((log, RecentId(0))..=(log, RecentId(u32::MAX))).next()?;
        self.get(*id)
    }
}
