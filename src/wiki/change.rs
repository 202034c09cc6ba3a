//! What can happen to a wiki: rows that come, change and go.
//!
//! A change fully determines what becomes of the state, ids and times included, so that a log of changes
//! replayed anywhere gives the same wiki. Changes are decided in one place and applied in another; applying
//! never fails and never looks at the clock.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    ActorId, ArchivedFileId, BlockId, LogId, PageId, RecentId, RevisionId, Title, UserId,
    actor::ActorRow,
    address::Address,
    archive::Archived,
    block::Block,
    file::{DeletedFile, FileVersion, Stashed},
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
    /// A revision comes to live, or moves to another page.
    Revision(Revision),
    /// What is hidden of a revision, live or in the archive.
    RevisionHidden(RevisionId, Hidden),
    /// A revision is in the archive.
    Archived(Archived),
    /// A page goes, and its revisions into the archive. Its links and restrictions go, too.
    Deleted(PageId),
    /// Revisions of the archive come back, into a page.
    Restored(PageId, Vec<RevisionId>),
    /// Revisions of a living page become another's.
    Handed(PageId, Vec<RevisionId>),
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
    /// A line of recent changes is marked as a bot's.
    RecentBot(RecentId),
    /// Somebody was last seen at this address.
    Seen(ActorId, Address),
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
    /// A version of a file is the newest, or an old one if it has a name of its own.
    File(FileVersion),
    /// The newest version of a file becomes an old one of that name.
    FileAway(Arc<str>, Arc<str>),
    /// A version of a file is deleted.
    FileDeleted(Box<DeletedFile>),
    /// A deleted version comes back, as an old one of that name or as the newest.
    FileRestored(ArchivedFileId, Option<Arc<str>>),
    /// What is hidden of a deleted version.
    DeletedFileHidden(ArchivedFileId, Hidden),
    /// A file and all its versions are called otherwise.
    FileRenamed(Arc<str>, Arc<str>),
    /// What waits in the stash under a key.
    Stashed(Arc<str>, Option<Stashed>),
    /// What a user's watchlist says of a title.
    Watched(UserId, Title, Option<Watched>),
    /// Since when an account or address has new messages.
    NewMessages(Arc<str>, Option<Timestamp>),
    /// So many names of temporary accounts were given in that year; in the year 0, if the names do not have the year.
    Serial(u16, u32),
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
