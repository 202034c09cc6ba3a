//! The log: what was done to the wiki besides editing, as data. Words are made where an answer is made.

use std::{collections::HashMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    ActorId, BlockId, LogId, Namespace, PageId, RevisionId, Title, UserId,
    content::Model,
    expiry::Expiry,
    revision::{Hidden, moment},
    table::{Chronicle, Dated, Entitled, InTime, Table, Titled},
};
use crate::base::Timestamp;

macro_rules! log_actions {
    ($($(#[$doc:meta])* $name:ident = $kind:literal / $action:literal,)*) => {
        /// What a log entry tells: a type and an action.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum LogAction {
            $($(#[$doc])* #[doc = concat!("`", $kind, "/", $action, "`")] $name,)*
        }

        impl LogAction {
            /// Every action there is.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The type of the log: `delete`.
            pub const fn kind(self) -> &'static str {
                match self { $(Self::$name => $kind,)* }
            }

            /// The action within it: `restore`.
            pub const fn action(self) -> &'static str {
                match self { $(Self::$name => $action,)* }
            }
        }
    };
}

log_actions! {
    Block = "block" / "block",
    Reblock = "block" / "reblock",
    Unblock = "block" / "unblock",
    ContentModelChange = "contentmodel" / "change",
    ContentModelNew = "contentmodel" / "new",
    Create = "create" / "create",
    Delete = "delete" / "delete",
    DeleteRedirect = "delete" / "delete_redir",
    DeleteRedirectTwice = "delete" / "delete_redir2",
    DeleteEvent = "delete" / "event",
    Restore = "delete" / "restore",
    DeleteRevision = "delete" / "revision",
    ImportInterwiki = "import" / "interwiki",
    ImportUpload = "import" / "upload",
    TagActivate = "managetags" / "activate",
    TagCreate = "managetags" / "create",
    TagDeactivate = "managetags" / "deactivate",
    TagDelete = "managetags" / "delete",
    Merge = "merge" / "merge",
    MergeInto = "merge" / "merge-into",
    Move = "move" / "move",
    MoveOverRedirect = "move" / "move_redir",
    AutoCreateUser = "newusers" / "autocreate",
    MailUser = "newusers" / "byemail",
    CreateUser = "newusers" / "create",
    CreateOtherUser = "newusers" / "create2",
    NewUser = "newusers" / "newusers",
    PageLanguage = "pagelang" / "pagelang",
    AutoPatrol = "patrol" / "autopatrol",
    Patrol = "patrol" / "patrol",
    ModifyProtection = "protect" / "modify",
    MoveProtection = "protect" / "move_prot",
    Protect = "protect" / "protect",
    Unprotect = "protect" / "unprotect",
    AutoPromote = "rights" / "autopromote",
    Rights = "rights" / "rights",
    SuppressBlock = "suppress" / "block",
    SuppressDelete = "suppress" / "delete",
    SuppressEvent = "suppress" / "event",
    SuppressReblock = "suppress" / "reblock",
    SuppressRevision = "suppress" / "revision",
    TagUpdate = "tag" / "update",
    OverwriteFile = "upload" / "overwrite",
    RevertFile = "upload" / "revert",
    Upload = "upload" / "upload",
}

impl LogAction {
    /// The action of these names.
    pub fn named(kind: &str, action: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.kind() == kind && known.action() == action)
    }

    /// Whether only those who may see everything see it.
    pub fn is_suppressed(self) -> bool {
        self.kind() == "suppress"
    }
}

/// What an entry tells besides its title: one shape per kind of entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LogParams {
    /// Page created by this revision. Kept as [`LogEntry::created`].
    Create {
        /// The first revision.
        revision: RevisionId,
    },
    /// Page moved.
    Move {
        /// Where to.
        target: Title,
        /// Whether no redirect was left.
        no_redirect: bool,
        /// The null revision that tells of it.
        revision: RevisionId,
    },
    /// Protection set or changed.
    Protect {
        /// What holds now.
        details: Vec<super::restriction::Restriction>,
        /// Whether pages it shows are protected, too.
        cascade: bool,
        /// The null revision that tells of it; 0 if there is none.
        revision: RevisionId,
    },
    /// Protection moved along with its page.
    MoveProtection {
        /// From where.
        from: Title,
    },
    /// Account or address blocked, or the block changed.
    Block(Box<BlockParams>),
    /// Patrolled.
    Patrol {
        /// The revision.
        revision: RevisionId,
        /// The one before it.
        before: RevisionId,
        /// Whether it was patrolled by itself.
        auto: bool,
    },
    /// Page restored.
    Restore {
        /// How many revisions.
        revisions: u32,
        /// How many file versions.
        files: u32,
    },
    /// Page deleted as a redirect was in the way of a move.
    Delete,
    /// Visibility of revisions changed.
    Revisions {
        /// Which kind: `revision`, `archive`, `oldimage`, `filearchive`, `logging`.
        kind: Arc<str>,
        /// Which ones: numbers, or times as the database keeps them.
        ids: Vec<Arc<str>>,
        /// What was hidden.
        before: Hidden,
        /// What is hidden.
        after: Hidden,
    },
    /// Groups of a user changed.
    Rights {
        /// Before, with the time each ends.
        before: Vec<(Arc<str>, Expiry)>,
        /// After, with the time each ends.
        after: Vec<(Arc<str>, Expiry)>,
    },
    /// Account made.
    NewUser {
        /// Its number.
        user: UserId,
    },
    /// File saved.
    Upload {
        /// SHA-1 of its bytes, base 36.
        sha1: Arc<str>,
        /// When that version came.
        time: Timestamp,
        /// The revision of the file's page that goes with it.
        revision: RevisionId,
    },
    /// Content model changed.
    ContentModel {
        /// Before; `None` for a new page.
        before: Option<Model>,
        /// After.
        after: Model,
    },
    /// Language of a page changed.
    Language {
        /// Before: a code, `[def]` behind it if it was the wiki's.
        before: Arc<str>,
        /// After, likewise.
        after: Arc<str>,
    },
    /// Revisions imported.
    Import {
        /// How many.
        count: u32,
        /// From where: a title in another wiki; empty for an upload.
        from: Arc<str>,
    },
    /// History merged into another page.
    Merge {
        /// Which.
        target: Title,
        /// Up to when.
        upto: Timestamp,
    },
    /// Tags of a change edited.
    Tags {
        /// What was named.
        asked: AskedTags,
        /// The revision; 0 if none goes with it.
        revision: RevisionId,
        /// The log entry; 0 if none goes with it.
        log: LogId,
        /// Added ones.
        added: Vec<Arc<str>>,
        /// Removed ones.
        removed: Vec<Arc<str>>,
        /// All that were there before.
        before: Vec<Arc<str>>,
    },
    /// A tag itself made, switched or deleted.
    ManageTag {
        /// Its name.
        tag: Arc<str>,
        /// How many changes had it.
        count: Option<u32>,
    },
}

/// By what a change was named whose tags were edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AskedTags {
    /// Its revision.
    Revision,
    /// Its log entry.
    Log,
    /// Its line in recent changes.
    Line,
}

/// What a block's entry tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockParams {
    /// The block.
    pub block: BlockId,
    /// Until when, as the blocker said it: `1 week`.
    pub duration: Arc<str>,
    /// Until when.
    pub expiry: Expiry,
    /// Flags by their names on the wire: `nocreate`, `noautoblock`.
    pub flags: Vec<Arc<str>>,
    /// Whether it holds everywhere.
    pub sitewide: bool,
    /// Pages it holds on.
    pub pages: Vec<Title>,
    /// Namespaces it holds in.
    pub namespaces: Vec<Namespace>,
    /// Actions it forbids besides.
    pub actions: Vec<Arc<str>>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Its number.
    pub id: LogId,
    /// What it tells.
    pub action: LogAction,
    /// When it happened.
    pub time: Timestamp,
    /// Who did it.
    pub actor: ActorId,
    /// To what.
    pub title: Title,
    /// The page of that title then; 0 if there was none.
    pub page: PageId,
    /// Why.
    pub comment: Arc<str>,
    /// The revision that made the page, if that is what it tells: most entries do, and tell nothing else.
    #[serde(default)]
    pub created: RevisionId,
    /// What else it tells.
    pub params: Option<Box<LogParams>>,
    /// What of it is hidden.
    pub hidden: Hidden,
}

impl LogParams {
    /// As an entry keeps them: the revision that made the page, and whatever else there is to tell.
    pub(super) fn kept(told: Option<Self>) -> (RevisionId, Option<Box<Self>>) {
        match told {
            Some(Self::Create { revision }) => (revision, None),
            told => (RevisionId(0), told.map(Box::new)),
        }
    }
}

impl LogEntry {
    /// The revision that goes with it (`associated_rev_id`).
    pub fn revision(&self) -> Option<RevisionId> {
        if let Some(created) = self.created.known() {
            return Some(created);
        }
        match self.params.as_deref()? {
            LogParams::Upload { revision, .. }
            | LogParams::Move { revision, .. }
            | LogParams::Protect { revision, .. } => revision.known(),
            _ => None,
        }
    }
}

impl Dated for LogEntry {
    type Id = LogId;

    fn place(&self) -> (u32, LogId) {
        (moment(self.time), self.id)
    }
}

impl Titled for LogEntry {
    fn title(&self) -> &Title {
        &self.title
    }
}

/// All entries.
#[derive(Debug, Clone, Default)]
pub struct Log {
    rows: Table<LogId, LogEntry>,
    by_time: Chronicle<LogId>,
    by_action: HashMap<LogAction, Chronicle<LogId>>,
    by_actor: HashMap<ActorId, Chronicle<LogId>>,
    by_title: Entitled<LogId>,
}

impl Log {
    pub(super) fn put(&mut self, row: LogEntry) {
        let (id, action, actor) = (row.id, row.action, row.actor);
        // An entry that is there already only ever changes what its place does not depend on.
        self.rows.insert(id, row);
        self.by_time.insert(id, &self.rows);
        self.by_action.entry(action).or_default().insert(id, &self.rows);
        self.by_actor.entry(actor).or_default().insert(id, &self.rows);
        self.by_title.insert(id, &self.rows);
    }

    pub(super) fn hide(&mut self, id: LogId, hidden: Hidden) {
        if let Some(row) = self.rows.get_mut(id) {
            row.hidden = hidden;
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

    /// The number of the next one.
    pub fn next_id(&self) -> LogId {
        self.rows.next_id()
    }

    /// One of them.
    pub fn get(&self, id: LogId) -> Option<&LogEntry> {
        self.rows.get(id)
    }

    /// All of them, by number.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &LogEntry> {
        self.rows.iter()
    }

    /// All of them by time.
    pub const fn by_time(&self) -> InTime<'_, LogEntry> {
        InTime::new(Some(&self.by_time), &self.rows)
    }

    /// Those of a type by time, one list for each of its actions; with an action, of that one alone.
    pub fn by_kind<'s, 'k>(
        &'s self,
        kind: &'k str,
        action: Option<&'k str>,
    ) -> impl Iterator<Item = InTime<'s, LogEntry>> + use<'s, 'k> {
        let asked = move |known: &&LogAction| {
            known.kind() == kind && action.is_none_or(|action| known.action() == action)
        };
        let lists = LogAction::ALL.iter().filter(asked).filter_map(|action| self.by_action.get(action));
        lists.map(|list| InTime::new(Some(list), &self.rows))
    }

    /// Those of an actor by time.
    pub fn by_actor(&self, actor: ActorId) -> InTime<'_, LogEntry> {
        InTime::new(self.by_actor.get(&actor), &self.rows)
    }

    /// Those about a title by time.
    pub fn by_title<'s, 't>(
        &'s self,
        title: &'t Title,
    ) -> impl DoubleEndedIterator<Item = &'s LogEntry> + use<'s, 't> {
        self.by_title_between(title, (0, LogId(0)), (u32::MAX, LogId(u32::MAX)))
    }

    /// Those about a title between two places, each a moment and an entry, both included.
    pub fn by_title_between<'s, 't>(
        &'s self,
        title: &'t Title,
        from: (u32, LogId),
        to: (u32, LogId),
    ) -> impl DoubleEndedIterator<Item = &'s LogEntry> + use<'s, 't> {
        self.by_title.between(&self.rows, title, from, to)
    }
}
