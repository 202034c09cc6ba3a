//! Putting tags on changes and making tags (`ChangeTags`).

use std::sync::Arc;

use super::{
    Actor, Change, LogId, Namespace, PageId, RecentId, Refusal, RevisionId, Right, State, Title,
    draft::{Decision, Draft, NewEntry, Shown},
    log::{AskedTags, LogAction, LogEntry, LogParams},
    permission::Denial,
    table::Sorted,
    tag::{self, Tagged},
};
use crate::base::Timestamp;

/// Above how many uses a tag cannot be deleted.
const DELETABLE_USES: usize = 5000;

/// Which change is to be tagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taggable {
    /// A revision.
    Revision(RevisionId),
    /// A line of recent changes.
    Line(RecentId),
    /// A log entry.
    Log(LogId),
}

/// What became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Retagged {
    /// The log entry; `None` if nothing changed.
    pub log: Option<LogId>,
    /// What was added.
    pub added: Vec<Arc<str>>,
    /// What was removed.
    pub removed: Vec<Arc<str>>,
}

/// Decides which tags a change has.
#[expect(clippy::too_many_arguments, reason = "what a client can say about it")]
pub fn update(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    which: Taggable,
    add: &[Arc<str>],
    remove: &[Arc<str>],
    reason: &str,
    on_entry: &[Arc<str>],
) -> Decision<Retagged> {
    if add.is_empty() && remove.is_empty() {
        return Ok((Vec::new(), Retagged::default()));
    }
    check_update(state, actor, now, add, remove)?;
    let (revision, log) = sides(state, which)?;
    let on: Vec<Tagged> =
        revision.known().map(Tagged::Revision).into_iter().chain(log.known().map(Tagged::Log)).collect();
    let on_all = |tag: &&Arc<str>| on.iter().all(|side| state.tags.has(*side, tag));
    let mut before: Vec<Arc<str>> =
        on.first().map_or(&[][..], |side| state.tags.of(*side)).iter().filter(on_all).cloned().collect();
    // What is added and removed at once is told as both.
    let added: Vec<Arc<str>> = add.iter().filter(|tag| !before.contains(tag)).cloned().collect();
    let is_there = |tag: &&Arc<str>| before.contains(tag) || added.contains(tag);
    let removed: Vec<Arc<str>> = remove.iter().filter(is_there).cloned().collect();
    if before.iter().all(|tag| !removed.contains(tag)) && added.iter().all(|tag| removed.contains(tag)) {
        return Ok((Vec::new(), Retagged::default()));
    }
    let mut draft = Draft::new(state, now);
    for side in on {
        let new = added.iter().filter(|tag| !state.tags.has(side, tag));
        let all = state.tags.of(side).iter().chain(new);
        draft.push(Change::Tagged(side, all.filter(|tag| !removed.contains(tag)).cloned().collect()));
    }
    before.sort_unstable();
    let title = title_of(state, revision, log);
    let entry = NewEntry {
        action: LogAction::TagUpdate,
        title: &title,
        page: state.pages.id_of(&title).unwrap_or(PageId(0)),
        comment: reason,
        params: Some(LogParams::Tags {
            asked: match which {
                Taggable::Revision(_) => AskedTags::Revision,
                Taggable::Log(_) => AskedTags::Log,
                Taggable::Line(_) => AskedTags::Line,
            },
            revision,
            log,
            added: added.clone(),
            removed: removed.clone(),
            before,
        }),
        tags: on_entry,
    };
    let log = draft.log(actor, entry);
    Ok((draft.finish(), Retagged { log: Some(log), added, removed }))
}

/// Whether users may put these tags on something, and take those off.
pub fn check_update(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    add: &[Arc<str>],
    remove: &[Arc<str>],
) -> Result<(), Refusal> {
    if !actor.may(Right::ChangeTags) {
        return Err(Refusal::Denied(vec![Denial::Right(Right::ChangeTags)]));
    }
    if state.is_blocked_sitewide(actor, now) {
        return Err(Refusal::TagsUpdateBlocked);
    }
    let undefined: Vec<_> = add.iter().filter(|tag| state.tags.definition(tag).is_none()).cloned().collect();
    if !undefined.is_empty() {
        return Err(Refusal::TagsAddNotAllowed(undefined));
    }
    let of_software = |tag: &&Arc<str>| tag::is_software(tag, state.policy.release);
    let kept: Vec<_> = remove.iter().filter(of_software).cloned().collect();
    if kept.is_empty() { Ok(()) } else { Err(Refusal::TagsRemoveNotAllowed(kept)) }
}

/// The revision and the log entry that are one change; 0 where there is none (`ChangeTags::updateTags`).
fn sides(state: &State, which: Taggable) -> Result<(RevisionId, LogId), Refusal> {
    let (revision, log) = match which {
        Taggable::Revision(id) => (id, LogId(0)),
        Taggable::Log(id) => (RevisionId(0), id),
        Taggable::Line(id) => {
            let line = state.recent.get(id).ok_or(Refusal::NoSuchRecent(id.number()))?;
            (line.revision, line.log)
        }
    };
    Ok(match (revision.known(), log.known()) {
        (Some(id), None) => {
            (id, state.log.iter().find(|row| row.revision() == Some(id)).map_or(log, |row| row.id))
        }
        (None, Some(id)) => (state.log.get(id).and_then(LogEntry::revision).unwrap_or(revision), id),
        _ => (revision, log),
    })
}

/// What the log entry is about.
fn title_of(state: &State, revision: RevisionId, log: LogId) -> Title {
    let of_revision = |id| {
        let living = state.revisions.get(id).and_then(|row| state.pages.get(row.page));
        living.map(|page| page.title.clone()).or_else(|| state.archive.get(id).map(|row| row.title.clone()))
    };
    let of_log = || state.log.get(log).map(|row| format!("Log/{}", row.action.kind()));
    let found = match revision.known() {
        Some(id) => of_revision(id),
        None => of_log().map(|key| Title::of_key(Namespace::SPECIAL, key)),
    };
    found.unwrap_or_else(|| Title::of_key(Namespace::SPECIAL, "Tags"))
}

/// How many changes carry a tag; a revision and the log entry that tells of it are one.
pub fn uses(state: &State, tag: &str) -> usize {
    let told = |on: &&Tagged| match on {
        Tagged::Revision(_) => false,
        Tagged::Log(id) => {
            let revision = state.log.get(*id).and_then(LogEntry::revision);
            revision.is_some_and(|revision| state.tags.has(Tagged::Revision(revision), tag))
        }
    };
    let carriers = state.tags.carriers(tag).into_iter().flat_map(Sorted::iter);
    carriers.filter(|on| !told(on)).count()
}

/// What is to become of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manage {
    /// It is made.
    Create,
    /// It goes, wherever it is.
    Delete,
    /// It can be applied.
    Activate,
    /// It cannot be applied any more.
    Deactivate,
}

/// Decides what becomes of a tag; the log entry.
pub fn manage(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    what: Manage,
    tag: &str,
    reason: &str,
    on_entry: &[Arc<str>],
) -> Decision<LogId> {
    let deletes = what == Manage::Delete && state.policy.rules.asks_right_to_delete_tags;
    let right = if deletes { Right::DeleteChangeTags } else { Right::ManageChangeTags };
    if !actor.may(right) {
        return Err(Refusal::Denied(vec![Denial::Right(right)]));
    }
    if state.is_blocked_sitewide(actor, now) {
        return Err(Refusal::TagsManageBlocked);
    }
    tag::check_apply(state, actor, on_entry, now)?;
    check_manage(state, what, tag)?;
    let name: Arc<str> = tag.into();
    let mut draft = Draft::new(state, now);
    let (action, count) = match what {
        Manage::Create => (LogAction::TagCreate, None),
        Manage::Delete => (LogAction::TagDelete, Some(uses(state, tag) as u32)),
        Manage::Activate => (LogAction::TagActivate, None),
        Manage::Deactivate => (LogAction::TagDeactivate, None),
    };
    let defined = matches!(what, Manage::Create | Manage::Activate).then_some(true);
    draft.push(Change::TagDefined(Arc::clone(&name), defined));
    if what == Manage::Delete {
        for on in state.tags.carriers(tag).into_iter().flat_map(|carriers| carriers.iter()) {
            let rest = state.tags.of(*on).iter().filter(|known| **known != name).cloned().collect();
            draft.push(Change::Tagged(*on, rest));
        }
    }
    let entry = NewEntry {
        action,
        title: &Title::of_key(Namespace::SPECIAL, "Tags"),
        page: PageId(0),
        comment: reason,
        params: Some(LogParams::ManageTag { tag: name, count }),
        tags: on_entry,
    };
    let log = draft.log_shown(actor, entry, Shown::default());
    Ok((draft.finish(), log))
}

fn check_manage(state: &State, what: Manage, tag: &str) -> Result<(), Refusal> {
    let name = || Arc::from(tag);
    let software = tag::is_software(tag, state.policy.release);
    let defined = state.tags.definition(tag).is_some();
    let used = uses(state, tag);
    match what {
        Manage::Create => {
            if tag.is_empty() {
                return Err(Refusal::TagNameMissing);
            }
            if tag.contains([',', '|', '/']) {
                return Err(Refusal::TagNameCharacters);
            }
            let page = format!("Tag-{tag}-description");
            if Title::in_namespace(Namespace::MEDIAWIKI, &page, &state.naming()).is_none() {
                return Err(Refusal::TagNameNoTitle);
            }
            if used > 0 || defined || software { Err(Refusal::TagExists(name())) } else { Ok(()) }
        }
        Manage::Delete => {
            if used == 0 && !defined && !software {
                return Err(Refusal::TagMissing(name()));
            }
            if used > DELETABLE_USES {
                return Err(Refusal::TagTooUsed(name(), DELETABLE_USES));
            }
            if software { Err(Refusal::TagOfSoftware) } else { Ok(()) }
        }
        Manage::Activate => {
            if defined || software {
                return Err(Refusal::TagActivateNotAllowed(name()));
            }
            if used == 0 { Err(Refusal::TagActivateMissing(name())) } else { Ok(()) }
        }
        Manage::Deactivate => {
            if defined {
                Ok(())
            } else {
                Err(Refusal::TagDeactivateNotAllowed(name()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::rig::{Rig, admin, alice};

    #[test]
    fn a_tag_is_made_put_on_and_deleted_everywhere() {
        let mut rig = Rig::new();
        let edit = rig.save(&alice(), "A", "x").saved.revision;
        let tag: Arc<str> = "mine".into();
        let tags = std::slice::from_ref(&tag);
        let put =
            |state: &State, now| update(state, &admin(), now, Taggable::Revision(edit), tags, &[], "r", &[]);
        assert!(matches!(rig.decide(put), Err(Refusal::TagsAddNotAllowed(_))));
        let create = |state: &State, now| manage(state, &admin(), now, Manage::Create, "mine", "r", &[]);
        rig.decide(create).unwrap();
        assert!(matches!(rig.decide(create), Err(Refusal::TagExists(_))));
        assert_eq!(rig.decide(put).unwrap().added, tags);
        assert_eq!(rig.decide(put).unwrap().log, None);
        assert_eq!(uses(&rig.state, "mine"), 1);
        rig.decide(|state, now| manage(state, &admin(), now, Manage::Delete, "mine", "", &[])).unwrap();
        assert!(rig.state.tags.of(Tagged::Revision(edit)).is_empty());
        let gone = rig.decide(|state, now| manage(state, &admin(), now, Manage::Deactivate, "mine", "", &[]));
        assert!(matches!(gone, Err(Refusal::TagDeactivateNotAllowed(_))));
    }
}
