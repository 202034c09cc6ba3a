//! Hiding what revisions, log entries and files tell (`RevDelList`).

mod find;

use std::{fmt, sync::Arc};

use super::{
    Actor, ArchivedFileId, Change, LogId, RevisionId, Right, State, Title,
    draft::{Decision, Draft, NewEntry, Shown},
    file::FileVersion,
    log::{LogAction, LogParams},
    recent::Patrolled,
    revision::Hidden,
    tag,
};
use crate::base::Timestamp;
use find::Found;

/// Of what something is to be hidden, as the log names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HideKind {
    /// Revisions, by number; also of deleted pages.
    Revision,
    /// Deleted revisions of a title, by their times.
    Archive,
    /// Old versions of a file, by the times in their names.
    OldImage,
    /// Deleted versions of a file, by number.
    FileArchive,
    /// Log entries, by number.
    Logging,
}

impl HideKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Revision, Self::Archive, Self::OldImage, Self::FileArchive, Self::Logging];

    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Revision => "revision",
            Self::Archive => "archive",
            Self::OldImage => "oldimage",
            Self::FileArchive => "filearchive",
            Self::Logging => "logging",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What one must be allowed to hide anything of the kind.
    pub const fn right(self) -> Right {
        match self {
            Self::Logging => Right::DeleteLogEntry,
            _ => Right::DeleteRevision,
        }
    }

    /// The entry that tells of it.
    const fn action(self, suppresses: bool) -> LogAction {
        match (self, suppresses) {
            (Self::Logging, false) => LogAction::DeleteEvent,
            (Self::Logging, true) => LogAction::SuppressEvent,
            (_, false) => LogAction::DeleteRevision,
            (_, true) => LogAction::SuppressRevision,
        }
    }
}

/// An id as a client named it, and as PHP keeps it as the key of an array: as a number if it is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A number.
    Number(i64),
    /// Anything else.
    Text(Arc<str>),
}

impl Key {
    fn of(text: &str) -> Self {
        match text.parse::<i64>() {
            Ok(number) if number.to_string() == text => Self::Number(number),
            _ => Self::Text(text.into()),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// Something that can be hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    /// A revision, live or in the archive.
    Revision(RevisionId),
    /// A log entry.
    Log(LogId),
    /// An old version of the file, by its name.
    OldFile(Arc<str>),
    /// A deleted version of the file.
    DeletedFile(ArchivedFileId),
}

/// What a client wants.
#[derive(Debug, Clone)]
pub struct HideRequest<'a> {
    /// Of what.
    pub kind: HideKind,
    /// What the log entry is about; files and deleted revisions are found by it. See [`HideKind::target`].
    pub target: Title,
    /// Which ones, as the client named them.
    pub ids: &'a [&'a str],
    /// What to hide.
    pub hide: Hidden,
    /// What to show again.
    pub show: Hidden,
    /// Why.
    pub reason: &'a str,
    /// Tags to put on the log entry.
    pub tags: Vec<Arc<str>>,
}

/// Why one thing stays as it is. Each is told by itself and does not stop the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HideFault {
    /// It is so already: `revdelete-no-change`, a warning.
    NoChange,
    /// The text of the newest revision is needed: `revdelete-hide-current`.
    Current,
    /// They may not even see it: `revdelete-show-no-access`.
    ShowNoAccess,
    /// They may not even see it: `revdelete-modify-no-access`.
    ModifyNoAccess,
    /// Nothing is hidden that could be hidden from administrators, too: `revdelete-only-restricted`, a warning.
    OnlyRestricted,
    /// There is no such thing: `revdelete-modify-missing`.
    Missing,
}

/// What became of what an id names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenItem {
    /// The id.
    pub key: Key,
    /// What it names: of several deleted revisions of one time the first. `None` if there is no such thing.
    pub thing: Option<Thing>,
    /// When that happened.
    pub time: Option<Timestamp>,
    /// Why it stays as it is, if it does.
    pub fault: Option<HideFault>,
}

/// What became of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HideOutcome {
    /// Each thing: those that were found, the newest first, then the others in the order asked.
    pub items: Vec<HiddenItem>,
    /// The log entry, if anything changed.
    pub log: Option<LogId>,
}

/// What changed altogether.
#[derive(Default)]
struct Sum {
    ids: Vec<Arc<str>>,
    added: Hidden,
    removed: Hidden,
    suppresses: bool,
}

/// Decides what is hidden.
pub fn decide(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    request: &HideRequest<'_>,
) -> Decision<HideOutcome> {
    tag::check_apply(state, actor, &request.tags, now)?;
    let found = request.kind.find(state, &request.target, request.ids)?;
    let mut draft = Draft::new(state, now);
    let mut items: Vec<HiddenItem> = Vec::with_capacity(request.ids.len());
    let mut sum = Sum::default();
    for row in found {
        let after = (row.hidden | request.hide) - request.show;
        let fault = fault(actor, row.hidden, after, row.current);
        if fault.is_none() {
            draft.hide(request, &row, after);
            sum.ids.push(row.key.to_string().into());
            sum.added |= after - row.hidden;
            sum.removed |= row.hidden - after;
            sum.suppresses |= (row.hidden | after).contains(Hidden::RESTRICTED);
        }
        match items.iter_mut().find(|item| item.key == row.key) {
            Some(item) => item.fault = fault,
            None => {
                let (thing, time) = (Some(row.thing), Some(row.time));
                items.push(HiddenItem { key: row.key, thing, time, fault });
            }
        }
    }
    for key in request.ids.iter().map(|id| Key::of(id)) {
        if items.iter().all(|item| item.key != key) {
            items.push(HiddenItem { key, thing: None, time: None, fault: Some(HideFault::Missing) });
        }
    }
    let log = (!sum.ids.is_empty()).then(|| draft.log_hiding(actor, request, sum));
    Ok((draft.finish(), HideOutcome { items, log }))
}

impl Draft<'_> {
    fn hide(&mut self, request: &HideRequest<'_>, row: &Found, after: Hidden) {
        let state = self.state;
        for line in find::lines(state, &row.thing) {
            self.push(Change::Patrolled(line.id, Patrolled::Auto));
        }
        match &row.thing {
            Thing::Revision(id) => self.push(Change::RevisionHidden(*id, after)),
            Thing::Log(id) => self.push(Change::LogHidden(*id, after)),
            Thing::DeletedFile(id) => self.push(Change::DeletedFileHidden(*id, after)),
            Thing::OldFile(name) => {
                let mut versions = state.files.old(request.target.key()).iter();
                if let Some(version) = versions.find(|version| version.archive_name.as_ref() == Some(name)) {
                    self.push(Change::File(FileVersion { hidden: after, ..version.clone() }));
                }
            }
        }
    }

    fn log_hiding(&mut self, actor: &Actor, request: &HideRequest<'_>, sum: Sum) -> LogId {
        let params = LogParams::Revisions {
            kind: request.kind.name().into(),
            ids: sum.ids,
            before: sum.removed,
            after: sum.added,
        };
        let page = self.state.pages.id_of(&request.target).unwrap_or_default();
        let entry = NewEntry {
            action: request.kind.action(sum.suppresses),
            title: &request.target,
            page,
            comment: request.reason,
            params: Some(params),
            tags: &request.tags,
        };
        // What is suppressed is told nowhere else.
        if sum.suppresses { self.log(actor, entry) } else { self.log_shown(actor, entry, Shown::default()) }
    }
}

fn fault(actor: &Actor, before: Hidden, after: Hidden, current: bool) -> Option<HideFault> {
    let sees_all = actor.may(Right::SuppressRevision) || actor.may(Right::ViewSuppressed);
    if before == after {
        Some(HideFault::NoChange)
    } else if current && after.contains(Hidden::CONTENT) {
        Some(HideFault::Current)
    } else if before.contains(Hidden::RESTRICTED) && !sees_all {
        Some(if after.is_empty() { HideFault::ShowNoAccess } else { HideFault::ModifyNoAccess })
    } else if after == Hidden::RESTRICTED {
        Some(HideFault::OnlyRestricted)
    } else {
        None
    }
}

impl Hidden {
    /// Whether somebody may see what this hides part of (`RevisionRecord::userCanBitfield`).
    pub fn lets(self, actor: &Actor, part: Self) -> bool {
        if !self.intersects(part) {
            return true;
        }
        if self.contains(Self::RESTRICTED) {
            return actor.may(Right::SuppressRevision) || actor.may(Right::ViewSuppressed);
        }
        if part == Self::CONTENT {
            return actor.may(Right::DeletedText);
        }
        actor.may(Right::DeletedHistory)
    }

    /// The same for log entries, which have no text (`LogEventsList::userCanBitfield`).
    pub fn lets_in_log(self, actor: &Actor, part: Self) -> bool {
        !self.intersects(part) || ((self - Self::CONTENT) | Self::COMMENT).lets(actor, Self::COMMENT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::rig::{Rig, admin, alice};

    #[test]
    fn what_is_hidden_stays_and_is_told_by_the_log() {
        let mut rig = Rig::new();
        let first = rig.save(&alice(), "A", "secret").saved.revision;
        let last = rig.save(&alice(), "A", "fine").saved.revision;
        let (first_id, last_id) = (first.to_string(), last.to_string());
        let request = HideRequest {
            kind: HideKind::Revision,
            target: rig.title("A"),
            ids: &[&first_id, &last_id, "99"],
            hide: Hidden::CONTENT | Hidden::COMMENT,
            show: Hidden::empty(),
            reason: "r",
            tags: Vec::new(),
        };
        let outcome = rig.decide(|state, now| decide(state, &admin(), now, &request)).unwrap();
        let faults: Vec<_> = outcome.items.iter().map(|item| item.fault).collect();
        assert_eq!(faults, [Some(HideFault::Current), None, Some(HideFault::Missing)]);
        let row = rig.state.revisions.get(first).unwrap();
        assert_eq!(row.hidden, Hidden::CONTENT | Hidden::COMMENT);
        assert!(!row.hidden.lets(&alice(), Hidden::CONTENT) && row.hidden.lets(&admin(), Hidden::CONTENT));
        assert!(row.hidden.lets(&alice(), Hidden::USER));
        let entry = rig.state.log.get(outcome.log.unwrap()).unwrap();
        assert_eq!(entry.action, LogAction::DeleteRevision);
        let again = rig.decide(|state, now| decide(state, &admin(), now, &request)).unwrap();
        assert_eq!((again.log, again.items[1].fault), (None, Some(HideFault::NoChange)));
    }
}
