//! Hiding what a revision or log entry tells (`RevDelList`).

use std::sync::Arc;

use super::{
    Actor, Change, LogId, Namespace, PageId, Refusal, RevisionId, Right, State, Title,
    draft::{Decision, Draft, NewEntry, Shown},
    log::{LogAction, LogParams},
    revision::{Hidden, Revision},
    tag,
};
use crate::base::Timestamp;

/// What is to be hidden or shown.
#[derive(Debug, Clone)]
pub enum Hideable {
    /// Revisions of a living page.
    Revisions(Vec<RevisionId>),
    /// Deleted revisions of a title, by their times.
    Archived(Title, Vec<Timestamp>),
    /// Log entries.
    Log(Vec<LogId>),
}

/// What a client wants.
#[derive(Debug, Clone)]
pub struct HideRequest<'a> {
    /// Of what.
    pub what: Hideable,
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

/// What became of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenItem {
    /// Its number: a revision's or a log entry's; 0 if it is missing.
    pub id: u32,
    /// The deleted revision's time, where things are named so.
    pub time: Option<Timestamp>,
    /// Why it stays as it is, if it does.
    pub fault: Option<HideFault>,
    /// What of it is hidden now.
    pub hidden: Hidden,
}

/// What became of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HideOutcome {
    /// The page the log entry is about.
    pub title: Title,
    /// Each thing, in the order asked.
    pub items: Vec<HiddenItem>,
    /// The log entry, if anything changed.
    pub log: Option<LogId>,
}

/// Decides what is hidden.
pub fn decide(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    request: &HideRequest<'_>,
) -> Decision<HideOutcome> {
    tag::check_apply(state, actor, &request.tags, now)?;
    let (title, found) = find(state, &request.what)?;
    let mut draft = Draft::new(state, now);
    let mut items = Vec::with_capacity(found.len());
    let (mut added, mut removed, mut suppresses) = (Hidden::empty(), Hidden::empty(), false);
    for item in found {
        let Some(before) = item.hidden else {
            items.push(HiddenItem {
                id: item.id,
                time: item.time,
                fault: Some(HideFault::Missing),
                hidden: Hidden::empty(),
            });
            continue;
        };
        let after = (before | request.hide) - request.show;
        let fault = fault(actor, before, after, item.current);
        let hidden = if fault.is_none() { after } else { before };
        if fault.is_none() {
            added |= after - before;
            removed |= before - after;
            suppresses |= (before | after).contains(Hidden::RESTRICTED);
            draft.push(match request.what {
                Hideable::Log(_) => Change::LogHidden(LogId(item.id), after),
                _ => Change::RevisionHidden(RevisionId(item.id), after),
            });
        }
        items.push(HiddenItem { id: item.id, time: item.time, fault, hidden });
    }
    let changed: Vec<u32> = items.iter().filter(|item| item.fault.is_none()).map(|item| item.id).collect();
    let log = (!changed.is_empty()).then(|| {
        let (kind, action) = match (&request.what, suppresses) {
            (Hideable::Revisions(_), false) => ("revision", LogAction::DeleteRevision),
            (Hideable::Revisions(_), true) => ("revision", LogAction::SuppressRevision),
            (Hideable::Archived(..), false) => ("archive", LogAction::DeleteRevision),
            (Hideable::Archived(..), true) => ("archive", LogAction::SuppressRevision),
            (Hideable::Log(_), false) => ("logging", LogAction::DeleteEvent),
            (Hideable::Log(_), true) => ("logging", LogAction::SuppressEvent),
        };
        let params = LogParams::Revisions { kind: kind.into(), ids: changed, before: removed, after: added };
        let page = state.pages.id_of(&title).unwrap_or(PageId(0));
        let (comment, tags) = (request.reason, &*request.tags);
        let entry = NewEntry { action, title: &title, page, comment, params: Some(params), tags };
        // What is suppressed is told nowhere else.
        if suppresses { draft.log(actor, entry) } else { draft.log_shown(actor, entry, Shown::default()) }
    });
    Ok((draft.finish(), HideOutcome { title, items, log }))
}

struct Found {
    id: u32,
    time: Option<Timestamp>,
    /// What of it is hidden; `None` if there is no such thing.
    hidden: Option<Hidden>,
    current: bool,
}

fn find(state: &State, what: &Hideable) -> Result<(Title, Vec<Found>), Refusal> {
    match what {
        Hideable::Revisions(ids) => {
            let rows: Vec<Option<&Revision>> = ids.iter().map(|id| state.revisions.get(*id)).collect();
            let page = rows.iter().flatten().next().and_then(|row| state.pages.get(row.page));
            let page = page.ok_or(Refusal::HideNeedsTarget)?;
            let found = ids.iter().zip(rows).map(|(id, row)| {
                // Only revisions of one page go together.
                let row = row.filter(|row| row.page == page.id);
                Found { id: id.0, time: None, hidden: row.map(|row| row.hidden), current: *id == page.latest }
            });
            Ok((page.title.clone(), found.collect()))
        }
        Hideable::Archived(title, times) => {
            let found = times.iter().map(|time| {
                let row = state.archive.history(title).find(|row| row.revision.time == *time);
                Found {
                    id: row.map_or(0, |row| row.revision.id.0),
                    time: Some(*time),
                    hidden: row.map(|row| row.revision.hidden),
                    current: false,
                }
            });
            Ok((title.clone(), found.collect()))
        }
        Hideable::Log(ids) => {
            let rows: Vec<_> = ids.iter().map(|id| state.log.get(*id)).collect();
            let mut kinds: Vec<&str> = rows.iter().flatten().map(|row| row.action.kind()).collect();
            kinds.sort_unstable();
            kinds.dedup();
            let key = match kinds[..] {
                [kind] => format!("Log/{kind}"),
                _ => "Log".to_owned(),
            };
            let found = ids.iter().zip(rows).map(|(id, row)| Found {
                id: id.0,
                time: None,
                hidden: row.map(|row| row.hidden),
                current: false,
            });
            Ok((Title::of_key(Namespace::SPECIAL, key), found.collect()))
        }
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
        let request = HideRequest {
            what: Hideable::Revisions(vec![first, last, RevisionId(99)]),
            hide: Hidden::CONTENT | Hidden::COMMENT,
            show: Hidden::empty(),
            reason: "r",
            tags: Vec::new(),
        };
        let outcome = rig.decide(|state, now| decide(state, &admin(), now, &request)).unwrap();
        let faults: Vec<_> = outcome.items.iter().map(|item| item.fault).collect();
        assert_eq!(faults, [None, Some(HideFault::Current), Some(HideFault::Missing)]);
        let row = rig.state.revisions.get(first).unwrap();
        assert_eq!(row.hidden, Hidden::CONTENT | Hidden::COMMENT);
        assert!(!row.hidden.lets(&alice(), Hidden::CONTENT) && row.hidden.lets(&admin(), Hidden::CONTENT));
        assert!(row.hidden.lets(&alice(), Hidden::USER));
        let entry = rig.state.log.get(outcome.log.unwrap()).unwrap();
        assert_eq!(entry.action, LogAction::DeleteRevision);
        let again = rig.decide(|state, now| decide(state, &admin(), now, &request)).unwrap();
        assert_eq!((again.log, again.items[0].fault), (None, Some(HideFault::NoChange)));
    }
}
