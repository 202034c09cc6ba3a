//! A draft of a commit: the changes so far, and the ids that the next rows get.

use std::sync::Arc;

use super::{
    Actor, ActorId, BlockId, Change, LogId, PageId, RecentId, Refusal, RevisionId, Right, State, Title,
    UserId,
    actor::ActorRow,
    log::{LogAction, LogEntry, LogParams},
    recent::{Patrolled, RecentChange, RecentKind},
    revision::Hidden,
    tag::Tagged,
    user::UserChange,
    watch::Watched,
};
use crate::base::Timestamp;

/// How many characters a comment keeps (`CommentStore::COMMENT_CHARACTER_LIMIT`).
const COMMENT_CHARACTERS: usize = 500;

/// What a decision wants to change, row by row. The state it was begun on does not move meanwhile.
#[derive(Debug)]
pub struct Draft<'s> {
    /// The wiki as it is.
    pub state: &'s State,
    /// When all this happens.
    pub now: Timestamp,
    changes: Vec<Change>,
    next_page: PageId,
    next_revision: RevisionId,
    next_log: LogId,
    next_recent: RecentId,
    next_block: BlockId,
    actors: Vec<(Arc<str>, ActorId)>,
}

/// An entry to be written.
#[derive(Debug, Clone)]
pub struct NewEntry<'a> {
    /// What it tells.
    pub action: LogAction,
    /// About what.
    pub title: &'a Title,
    /// The page of that title; 0 if there is none.
    pub page: PageId,
    /// Why.
    pub comment: &'a str,
    /// What else it tells.
    pub params: Option<LogParams>,
    /// Tags to put on it.
    pub tags: &'a [Arc<str>],
}

/// How an entry shows in recent changes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shown {
    /// The revision that goes with it.
    pub revision: RevisionId,
    /// Whether somebody has to look at it: a new file.
    pub patrollable: bool,
}

/// For how many seconds at most a request waits between its look at the clock and its turn.
const LATE_AT_MOST: i64 = 10;

/// When something happens that was asked for at a time. Who asked earlier and got a later turn does not come before those
/// who had theirs: numbers and times shall have one order. A clock that was set back is another matter.
fn turn(state: &State, asked: Timestamp) -> Timestamp {
    let last = state.recent.latest().into_iter().chain(state.revisions.latest()).max();
    last.filter(|last| (1..=LATE_AT_MOST).contains(&(last.unix() - asked.unix()))).unwrap_or(asked)
}

impl<'s> Draft<'s> {
    /// An empty draft.
    pub fn new(state: &'s State, now: Timestamp) -> Self {
        Self {
            state,
            now: turn(state, now),
            changes: Vec::with_capacity(8),
            next_page: state.pages.next_id(),
            next_revision: state.revisions.next_id(),
            next_log: state.log.next_id(),
            next_recent: state.recent.next_id(),
            next_block: state.blocks.next_id(),
            actors: Vec::new(),
        }
    }

    /// The changes, to be committed.
    pub fn finish(self) -> Vec<Change> {
        self.changes
    }

    /// Adds a change.
    pub fn push(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// An id for a new page.
    pub const fn page_id(&mut self) -> PageId {
        let id = self.next_page;
        self.next_page = id.next();
        id
    }

    /// The id that the next new revision gets.
    pub const fn peek_revision_id(&self) -> RevisionId {
        self.next_revision
    }

    /// The id that the next new page gets.
    pub const fn peek_page_id(&self) -> PageId {
        self.next_page
    }

    /// An id for a new revision.
    pub const fn revision_id(&mut self) -> RevisionId {
        let id = self.next_revision;
        self.next_revision = id.next();
        id
    }

    /// An id for a new block.
    pub const fn block_id(&mut self) -> BlockId {
        let id = self.next_block;
        self.next_block = id.next();
        id
    }

    /// The number under which somebody acts; a new one if it is the first time.
    pub fn actor(&mut self, actor: &Actor) -> ActorId {
        self.actor_named(actor.user, &actor.name)
    }

    /// As [`Draft::actor`], for an account or a name that stands for nobody here.
    pub fn actor_named(&mut self, user: Option<UserId>, name: &Arc<str>) -> ActorId {
        let known = match user {
            Some(user) => self.state.actors.by_user(user),
            None => self.state.actors.by_name(name),
        };
        let drafted = || self.actors.iter().find(|(drafted, _)| drafted == name).map(|(_, id)| *id);
        if let Some(id) = known.or_else(drafted) {
            return id;
        }
        let id = ActorId(self.state.actors.next_id().0 + self.actors.len() as u32);
        self.actors.push((Arc::clone(name), id));
        self.push(Change::Actor(ActorRow { id, user, name: Arc::clone(name) }));
        id
    }

    /// A comment as it is kept: not too long.
    pub fn comment(text: &str) -> Arc<str> {
        match text.char_indices().nth(COMMENT_CHARACTERS) {
            None => text.into(),
            Some(_) => {
                let end = text.char_indices().nth(COMMENT_CHARACTERS - 3).map_or(text.len(), |(at, _)| at);
                format!("{}...", &text[..end]).into()
            }
        }
    }

    /// A comment as [`Draft::comment`] keeps it, in the place of the revision that this draft saves with the same one.
    fn shared_comment(&self, text: &str) -> Arc<str> {
        let same = self.changes.iter().rev().find_map(|change| match change {
            Change::Revision(row) if *row.comment == *text => Some(Arc::clone(&row.comment)),
            _ => None,
        });
        same.unwrap_or_else(|| Self::comment(text))
    }

    /// The comment of a revision: in the place of the actor's last one if it is the same, as those of bots often are.
    pub(super) fn comment_of(&self, actor: ActorId, text: &str) -> Arc<str> {
        let same = self.state.revisions.by_actor(actor).last().filter(|row| *row.comment == *text);
        same.map_or_else(|| Self::comment(text), |row| Arc::clone(&row.comment))
    }

    /// Writes a log entry that recent changes do not show.
    pub fn log(&mut self, actor: &Actor, entry: NewEntry<'_>) -> LogId {
        let id = self.next_log;
        self.next_log = id.next();
        let (created, params) = LogParams::kept(entry.params);
        let row = LogEntry {
            id,
            action: entry.action,
            time: self.now,
            actor: self.actor(actor),
            title: entry.title.clone(),
            page: entry.page,
            comment: self.shared_comment(entry.comment),
            created,
            params,
            hidden: Hidden::empty(),
        };
        self.push(Change::Log(row));
        if !entry.tags.is_empty() {
            self.push(Change::Tagged(Tagged::Log(id), entry.tags.to_vec()));
        }
        id
    }

    /// Writes a log entry that recent changes show, too.
    pub fn log_shown(&mut self, actor: &Actor, entry: NewEntry<'_>, shown: Shown) -> LogId {
        let (title, page) = (entry.title.clone(), entry.page);
        let log = self.log(actor, entry);
        self.show(actor, log, title, page, shown);
        log
    }

    /// Shows an entry in recent changes.
    pub fn show(&mut self, actor: &Actor, log: LogId, title: Title, page: PageId, shown: Shown) {
        // What only some can see has no line; what is new may need a look.
        let patrolled =
            if shown.patrollable && !actor.may(Right::AutoPatrol) { Patrolled::Not } else { Patrolled::Auto };
        let line = RecentChange {
            id: RecentId(0),
            kind: RecentKind::Log,
            time: self.now,
            actor: ActorId(0),
            title,
            page,
            revision: shown.revision,
            before: RevisionId(0),
            log,
            bot: actor.may(Right::Bot),
            patrolled,
        };
        self.recent(actor, line);
    }

    /// Adds a line to recent changes; its id and actor are filled in. Marks the title on watchlists as unseen.
    pub fn recent(&mut self, actor: &Actor, line: RecentChange) -> RecentId {
        let id = self.next_recent;
        self.next_recent = id.next();
        self.notify(actor, &line.title);
        let who = self.actor(actor);
        if let Some(address) = actor.address.filter(|_| actor.is_registered())
            && self.state.seen.get(&who) != Some(&address)
        {
            self.push(Change::Seen(who, address));
        }
        self.push(Change::Recent(RecentChange { id, actor: who, ..line }));
        id
    }

    /// Marks a title as unseen on all watchlists but the actor's (`EmailNotification::notifyOnPageChange`).
    fn notify(&mut self, actor: &Actor, title: &Title) {
        let (state, now) = (self.state, self.now);
        for user in state.watchlists.watchers(title, now).filter(|user| Some(*user) != actor.user) {
            let watched = state.watchlists.get(user, title, now);
            if let Some(watched) = watched.filter(|watched| watched.unseen.is_none()) {
                let watched = Watched { unseen: Some(now), ..watched };
                self.push(Change::Watched(user, title.clone(), Some(watched)));
            }
        }
    }

    /// Counts an edit for the wiki and for who made it.
    pub fn count_edit(&mut self, actor: &Actor) {
        self.push(Change::EditCounted);
        if let Some(user) = actor.user {
            self.push(Change::User(UserChange::Edits(user, 1)));
        }
    }
}

/// The usual end of a decision: changes and what to tell about them.
pub type Decision<T> = Result<(Vec<Change>, T), Refusal>;
