//! Lines of recent changes as lists tell of them: common to `list=recentchanges` and `list=watchlist`.

use super::revision::{Sight, sees_suppressed, sight};
use crate::{
    api::{Call, Failure, add_title, log_params, old_log_params, parsed_comment},
    message::Message,
    param::Chosen,
    release::LogRows,
    tree::Node,
    wiki::{
        Right, State, UserId,
        actor::ActorRow,
        recent::{Patrolled, RecentChange, RecentKind},
        revision::Hidden,
        state::RecentDetails,
    },
};

/// Words of `show` that cannot stand together.
const CONFLICTS: &[(&str, &str)] = &[
    ("minor", "!minor"),
    ("bot", "!bot"),
    ("anon", "!anon"),
    ("redirect", "!redirect"),
    ("patrolled", "!patrolled"),
    ("patrolled", "unpatrolled"),
    ("!patrolled", "unpatrolled"),
    ("autopatrolled", "!autopatrolled"),
    ("autopatrolled", "unpatrolled"),
    ("autopatrolled", "!patrolled"),
    ("unread", "!unread"),
    ("top", "!top"),
    ("new", "!new"),
];

/// Nobody can see what is one thing and its opposite.
pub(super) fn check_show(show: &Chosen) -> Result<(), Failure> {
    let conflict = CONFLICTS.iter().any(|(one, other)| show.has(one) && show.has(other));
    if conflict { Err(Failure::of("apierror-show")) } else { Ok(()) }
}

/// Whether the caller sees what is patrolled (`User::useRCPatrol`).
pub(super) fn sees_patrol(call: &Call<'_>) -> bool {
    call.wiki().site().patrol && (call.may(Right::Patrol) || call.may(Right::PatrolMarks))
}

/// Who may not patrol does not see what is patrolled.
pub(super) fn check_patrol(call: &Call<'_>, code: &'static str) -> Result<(), Failure> {
    if sees_patrol(call) {
        return Ok(());
    }
    Err(Message::new("apierror-permissiondenied-patrolflag").coded(code).into())
}

/// Whether a part of a log entry is hidden, and from whom (`LogEventsList::userCanBitfield`).
pub(super) fn log_sight(call: &Call<'_>, hidden: Hidden, part: Hidden) -> Sight {
    if !hidden.intersects(part) {
        return Sight::Open;
    }
    let restricted = hidden.contains(Hidden::RESTRICTED);
    let sees = if restricted { sees_suppressed(call) } else { call.may(Right::DeletedHistory) };
    if sees { Sight::Seen } else { Sight::Unseen }
}

/// Whether a search by a hidden part finds an entry: nobody shall find out by searching what it was (T19342).
pub(super) fn may_search(call: &Call<'_>, hidden: Hidden, part: Hidden) -> bool {
    !hidden.contains(part) || log_sight(call, hidden, part) != Sight::Unseen
}

/// What words of `show` say of patrolling.
pub(super) fn fits_patrolled(show: &Chosen, patrolled: Patrolled) -> bool {
    show.iter().all(|word| match word {
        "patrolled" => patrolled != Patrolled::Not,
        "!patrolled" | "unpatrolled" => patrolled == Patrolled::Not,
        "autopatrolled" => patrolled == Patrolled::Auto,
        "!autopatrolled" => patrolled != Patrolled::Auto,
        _ => true,
    })
}

/// A line with all that is known of it.
pub(super) struct Line<'s> {
    pub(super) row: &'s RecentChange,
    pub(super) actor: &'s ActorRow,
    pub(super) details: RecentDetails<'s>,
}

impl<'s> Line<'s> {
    pub(super) fn new(state: &'s State, row: &'s RecentChange) -> Self {
        Self { row, actor: state.actors.get(row.actor), details: state.recent_details(row) }
    }

    /// Whether it was made without an account, or without one that is to last.
    fn is_anonymous(&self, state: &State) -> bool {
        let temporary = state.policy.rules.counts_temporary_as_anonymous;
        self.actor.user.is_none() || temporary && state.site.is_temporary(&self.actor.name)
    }

    /// What words of `show` say of it.
    pub(super) fn fits(&self, state: &State, show: &Chosen) -> bool {
        show.iter().all(|word| match word {
            "minor" => self.details.minor,
            "!minor" => !self.details.minor,
            "bot" => self.row.bot,
            "!bot" => !self.row.bot,
            "anon" => self.is_anonymous(state),
            "!anon" => !self.is_anonymous(state),
            _ => true,
        }) && fits_patrolled(show, self.row.patrolled)
    }

    pub(super) fn is_log(&self) -> bool {
        self.row.kind == RecentKind::Log
    }
}

/// A row of an answer in the making, which remembers whether anything is hidden.
pub(super) struct Telling<'a, 'r> {
    pub(super) call: &'a Call<'r>,
    pub(super) state: &'a State,
    pub(super) line: &'a Line<'a>,
    pub(super) node: Node,
    pub(super) any_hidden: bool,
}

impl Telling<'_, '_> {
    fn sight(&mut self, part: Hidden) -> Sight {
        let hidden = self.line.details.hidden;
        let sight = if part == Hidden::CONTENT {
            log_sight(self.call, hidden, part)
        } else {
            sight(self.call, hidden, part)
        };
        self.any_hidden |= sight != Sight::Open;
        sight
    }

    /// Which page, and which revisions of it. Of log entries that may be hidden.
    pub(super) fn add_page(&mut self, title: bool, ids: bool) {
        if !title && !ids {
            return;
        }
        if self.line.is_log() && !self.sees_action() {
            return;
        }
        let row = self.line.row;
        if title {
            add_title(&mut self.node, &row.title, &self.call.wiki().site().namespaces);
        }
        if ids {
            self.node.append("pageid", row.page.number());
            let told = !self.line.is_log() || self.call.profile().log_lines_have_revisions;
            let revision = if told { row.revision.number() } else { 0 };
            self.node.append("revid", revision).append("old_revid", row.before.number());
        }
    }

    /// Whether the caller sees what a log entry is about.
    fn sees_action(&mut self) -> bool {
        let sight = self.sight(Hidden::CONTENT);
        if sight != Sight::Open {
            self.node.set("actionhidden", true);
        }
        sight != Sight::Unseen
    }

    /// Whether the caller sees who it was.
    pub(super) fn sees_user(&mut self) -> bool {
        let sight = self.sight(Hidden::USER);
        if sight != Sight::Open {
            self.node.append("userhidden", true);
        }
        sight != Sight::Unseen
    }

    /// The account's id; 0 for addresses.
    pub(super) fn user_id(&self) -> i64 {
        self.line.actor.user.map_or(0, UserId::number)
    }

    pub(super) fn add_flags(&mut self) {
        let row = self.line.row;
        self.node.append("bot", row.bot).append("new", row.kind == RecentKind::New);
        self.node.append("minor", self.line.details.minor);
    }

    pub(super) fn add_sizes(&mut self) {
        let (before, after) = self.state.recent_sizes(self.line.row);
        self.node.append("oldlen", before).append("newlen", after);
    }

    pub(super) fn add_comment(&mut self, plain: bool, parsed: bool) {
        if !plain && !parsed {
            return;
        }
        let sight = self.sight(Hidden::COMMENT);
        if sight != Sight::Open {
            self.node.append("commenthidden", true);
        }
        if sight == Sight::Unseen {
            return;
        }
        let comment = self.line.details.comment;
        if plain {
            self.node.append("comment", comment.to_owned());
        }
        if parsed {
            let html = parsed_comment(self.state, comment, Some(&self.line.row.title));
            self.node.append("parsedcomment", html);
        }
    }

    pub(super) fn add_patrolled(&mut self) {
        let patrolled = self.line.row.patrolled;
        self.node.append("patrolled", patrolled != Patrolled::Not);
        if self.call.profile().tells_unpatrolled {
            self.node.append("unpatrolled", patrolled == Patrolled::Not && sees_patrol(self.call));
        }
        if self.call.profile().tells_autopatrolled {
            self.node.append("autopatrolled", patrolled == Patrolled::Auto);
        }
    }

    /// The log entry, if it is one. Whether anything of it was told.
    pub(super) fn add_log(&mut self) -> bool {
        if !self.line.is_log() || !self.sees_action() {
            return false;
        }
        let Some(entry) = self.state.log.get(self.line.row.log) else { return false };
        self.node.append("logid", entry.id.number());
        self.node.append("logtype", entry.action.kind()).append("logaction", entry.action.action());
        let site = self.call.wiki().site();
        if self.call.profile().log_rows == LogRows::Nested {
            self.node.append("logparams", log_params(entry, site));
        } else {
            old_log_params(&mut self.node, entry, site);
        }
        true
    }

    pub(super) fn add_tags(&mut self) {
        self.node.append("tags", Node::texts("tag", self.state.recent_tags(self.line.row)));
    }

    /// The finished row.
    pub(super) fn finish(mut self) -> Node {
        if self.any_hidden && self.line.details.hidden.contains(Hidden::RESTRICTED) {
            self.node.append("suppressed", true);
        }
        self.node
    }
}
