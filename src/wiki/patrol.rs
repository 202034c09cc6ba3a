//! Patrolling: saying that somebody has looked at a change (`RecentChange::doMarkPatrolled`).

use std::sync::Arc;

use super::{
    Actor, Change, RecentId, Refusal, RevisionId, Right, State,
    draft::{Decision, Draft, NewEntry},
    log::{LogAction, LogParams},
    permission::{self, PageAction},
    recent::{Patrolled, RecentChange, RecentKind},
    tag,
};
use crate::base::Timestamp;

/// Which change is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The line of recent changes.
    Line(i64),
    /// The line that tells of a revision.
    Revision(i64),
}

/// Decides whether a change is patrolled; the line.
pub fn decide(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    which: Which,
    tags: &[Arc<str>],
) -> Decision<RecentId> {
    let line = find(state, which)?;
    tag::check_apply(state, actor, tags, now)?;
    let is_file = state.log.get(line.log).is_some_and(|entry| entry.action.kind() == "upload");
    let policy = &state.policy;
    let patrolled_here = policy.patrol_changes
        || (policy.patrol_new_pages && line.kind == RecentKind::New)
        || (policy.patrol_files && is_file);
    let mut refusals = Vec::new();
    if !patrolled_here {
        refusals.push(Refusal::PatrolDisabled);
    }
    refusals.extend(permission::check(state, actor, PageAction::Of(Right::Patrol), &line.title, now).err());
    let own = state.actors.get(line.actor).name == actor.name;
    if own && !actor.may(Right::AutoPatrol) {
        refusals.push(Refusal::PatrolOwn);
    }
    Refusal::all(refusals)?;
    let mut draft = Draft::new(state, now);
    if line.patrolled == Patrolled::Not {
        draft.patrol(actor, line, tags);
    }
    Ok((draft.finish(), line.id))
}

fn find(state: &State, which: Which) -> Result<&RecentChange, Refusal> {
    match which {
        Which::Line(number) => {
            RecentId::of(number).and_then(|id| state.recent.get(id)).ok_or(Refusal::NoSuchRecent(number))
        }
        Which::Revision(number) => {
            let revision = RevisionId::of(number).filter(|id| state.revisions.get(*id).is_some());
            let revision = revision.ok_or(Refusal::NoSuchRevision(number))?;
            state.recent.of_revision(revision).ok_or(Refusal::NotPatrollable(revision))
        }
    }
}

impl Draft<'_> {
    fn patrol(&mut self, actor: &Actor, line: &RecentChange, tags: &[Arc<str>]) {
        self.push(Change::Patrolled(line.id, Patrolled::By));
        let page = self.state.pages.titled(&line.title).map(|page| page.id);
        if let Some(page) = page {
            self.push(Change::Touched(page, self.now));
        }
        let entry = NewEntry {
            action: LogAction::Patrol,
            title: &line.title,
            page: page.unwrap_or_default(),
            comment: "",
            params: Some(LogParams::Patrol { revision: line.revision, before: line.before, auto: false }),
            tags,
        };
        self.log(actor, entry);
        // A revert that is trusted now marks what it took back.
        if let Some(reverted) = self.state.reverts.get(&line.revision).copied() {
            self.push(Change::RevertPending(line.revision, None));
            self.tag_reverted(reverted);
        }
    }
}
