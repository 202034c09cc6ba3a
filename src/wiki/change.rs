//! What can happen to a wiki: rows that come, change and go.
//!
//! A change fully determines what becomes of the state, ids and times included, so that a log of changes
//! replayed anywhere gives the same wiki. Changes are decided in one place and applied in another; applying
//! never fails and never looks at the clock.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    BlockId, LogId, PageId, RecentId, RevisionId, Title, UserId,
    actor::ActorRow,
    archive::Archived,
    block::Block,
    links::KeptLinks,
    log::LogEntry,
    page::Page,
    recent::{Patrolled, RecentChange},
    restriction::{Restriction, TitleProtection},
    revision::{Hidden, Revision},
    save::Reverted,
    session::SessionChange,
    tag::Tagged,
    user::UserChange,
    watch::Watched,
};
use crate::base::Timestamp;

/// One row that comes, changes or goes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Change {
    /// Something about an account.
    User(UserChange),
    /// Something about a session. Sessions stand beside the state, as most requests look at nothing else.
    Session(SessionChange),
    /// Somebody acts for the first time, or is renamed.
    Actor(ActorRow),
    /// A page is made, or its row changes.
    Page(Page),
    /// A page changed without being saved: its time is this.
    Touched(PageId, Timestamp),
    /// A page goes.
    PageGone(PageId),
    /// A revision comes to live, or moves to another page.
    Revision(Revision),
    /// A revision goes, mostly into the archive.
    RevisionGone(RevisionId),
    /// What is hidden of a revision, live or in the archive.
    RevisionHidden(RevisionId, Hidden),
    /// A revision goes into the archive.
    Archived(Archived),
    /// A revision leaves the archive.
    ArchivedGone(RevisionId),
    /// Somebody saved something: the count of edits rises.
    EditCounted,
    /// A log entry is written.
    Log(LogEntry),
    /// What is hidden of a log entry.
    LogHidden(LogId, Hidden),
    /// A line of recent changes comes.
    Recent(RecentChange),
    /// A line of recent changes is patrolled.
    Patrolled(RecentId, Patrolled),
    /// A line of recent changes goes.
    RecentGone(RecentId),
    /// These are all tags of something.
    Tagged(Tagged, Vec<Arc<str>>),
    /// Users made a tag that may or may not be applied; with `None` it is theirs no more.
    TagDefined(Arc<str>, Option<bool>),
    /// These are all links of a page.
    Links(PageId, Option<Box<KeptLinks>>),
    /// This revision took back others, which are to be tagged once it is patrolled.
    RevertPending(RevisionId, Option<Reverted>),
    /// These are all restrictions of a page.
    Restricted(PageId, Vec<Restriction>),
    /// Who may make this title.
    TitleProtected(Title, Option<TitleProtection>),
    /// A block is made or changed.
    Block(Block),
    /// A block goes.
    BlockGone(BlockId),
    /// What a user's watchlist says of a title.
    Watched(UserId, Title, Option<Watched>),
    /// Since when an account or address has new messages.
    NewMessages(Arc<str>, Option<Timestamp>),
    /// The highest ids given so far, where the rows themselves may be gone.
    Given {
        /// Of pages.
        page: PageId,
        /// Of revisions.
        revision: RevisionId,
        /// Of lines of recent changes.
        recent: RecentId,
        /// Of blocks.
        block: BlockId,
        /// How many edits were counted.
        edits: u64,
    },
}
