//! Rolling back: taking back all that somebody did to a page last (`RollbackPage`).

use std::sync::Arc;

use super::{
    Actor, Change, Refusal, RevisionId, Right, State, Title,
    draft::{Decision, Draft, NewEntry, Shown},
    log::{LogAction, LogParams},
    permission::{self, PageAction},
    rate::Meter,
    recent::{Patrolled, RecentChange},
    revision::{Hidden, Revision},
    save::{Revert, RevertMethod, Save},
    summary, tag,
    watch::Wish,
};
use crate::base::Timestamp;

/// What a client wants to be rolled back.
#[derive(Debug, Clone)]
pub struct RollbackRequest<'a> {
    /// The page.
    pub title: Title,
    /// Whose edits.
    pub user: Arc<str>,
    /// Why; if empty, the wiki finds words. `$1` is who is gone back to, `$2` whose edits go.
    pub summary: &'a str,
    /// Whether the edits, and this one, are marked as a bot's, if the actor may.
    pub bot: bool,
    /// Tags to put on the edit.
    pub tags: Vec<Arc<str>>,
    /// Whether the page comes on the watchlist.
    pub watch: Wish,
    /// What counts how often they do that; `None` if nobody does.
    pub meter: Option<&'a Meter<'a>>,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolledBack {
    /// The page.
    pub page: super::PageId,
    /// Why, in the end.
    pub summary: String,
    /// The new revision.
    pub revision: RevisionId,
    /// The newest revision before.
    pub before: RevisionId,
    /// The revision that was gone back to.
    pub restored: RevisionId,
}

/// Decides whether edits are rolled back.
pub fn decide(
    state: &State,
    actor: &Actor,
    now: Timestamp,
    request: &RollbackRequest<'_>,
) -> Decision<RolledBack> {
    let page = state.pages.titled(&request.title).ok_or(Refusal::PageMissing)?;
    tag::check_apply(state, actor, &request.tags, now)?;
    let asked = [PageAction::EDIT, PageAction::Of(Right::Rollback)];
    let denied = |action| permission::check(state, actor, action, &request.title, now).err();
    let mut refusals: Vec<Refusal> = asked.into_iter().filter_map(denied).collect();
    let is_full = |action| request.meter.is_some_and(|meter| meter.is_full(action));
    if state.policy.rules.rollback_limits_come_last {
        if is_full("rollback") || is_full("edit") {
            refusals.push(Refusal::TooOften);
        }
    } else if ["edit", "rollback"].map(is_full).contains(&true) {
        refusals.insert(0, Refusal::TooOften);
    }
    Refusal::all(refusals)?;
    let current = state.latest(page.id).ok_or(Refusal::PageMissing)?;
    let target = target(state, request, current)?;
    let words = words(state, request, current, target);
    let bot = request.bot && (actor.may(Right::MarkBotEdits) || actor.may(Right::Bot));
    let trusted = state.policy.patrol_changes && actor.may(Right::AutoPatrol);
    let mut draft = Draft::new(state, now);
    let saved = draft.save(Save {
        title: &request.title,
        actor,
        content: Arc::clone(&target.content),
        model: target.model,
        summary: &words,
        minor: actor.may(Right::MinorEdit),
        bot,
        patrolled: if trusted { Patrolled::Auto } else { Patrolled::Not },
        tags: request.tags.clone(),
        revert: Some(Revert { method: RevertMethod::Rollback, newest: current.id, after: Some(target.id) }),
        quiet: false,
        sent: None,
    });
    if saved.unchanged {
        return Err(already(state, request, current));
    }
    draft.mark_reverted(current, target, bot);
    if target.model != current.model {
        let entry = NewEntry {
            action: LogAction::ContentModelChange,
            title: &request.title,
            page: page.id,
            comment: &words,
            params: Some(LogParams::ContentModel { before: Some(current.model), after: target.model }),
            tags: &[],
        };
        draft.log_shown(actor, entry, Shown::default());
    }
    draft.wish(actor, &request.title, request.watch);
    let rolled_back = RolledBack {
        page: page.id,
        summary: words,
        revision: saved.revision,
        before: current.id,
        restored: target.id,
    };
    Ok((draft.finish(), rolled_back))
}

/// The last revision by somebody else.
fn target<'s>(
    state: &'s State,
    request: &RollbackRequest<'_>,
    current: &'s Revision,
) -> Result<&'s Revision, Refusal> {
    if state.actors.get(current.actor).name != request.user {
        return Err(already(state, request, current));
    }
    let history = state.revisions.history(current.page).rev();
    let target = history.into_iter().find(|row| row.actor != current.actor).ok_or(Refusal::OnlyAuthor)?;
    if target.hidden.intersects(Hidden::CONTENT | Hidden::USER) {
        return Err(Refusal::NotVisible);
    }
    Ok(target)
}

fn already(state: &State, request: &RollbackRequest<'_>, current: &Revision) -> Refusal {
    let last =
        (!current.hidden.contains(Hidden::USER)).then(|| Arc::clone(&state.actors.get(current.actor).name));
    Refusal::AlreadyRolledBack { title: request.title.clone(), asked: Arc::clone(&request.user), last }
}

fn words(state: &State, request: &RollbackRequest<'_>, current: &Revision, target: &Revision) -> String {
    let name = |row: &Revision| Arc::clone(&state.actors.get(row.actor).name);
    let (from, to) = (name(current), name(target));
    if !request.summary.is_empty() {
        let values = [
            ("$1", to.to_string()),
            ("$2", from.to_string()),
            ("$3", target.id.to_string()),
            ("$4", target.time.user_facing()),
            ("$5", current.id.to_string()),
            ("$6", current.time.user_facing()),
        ];
        let mut words = request.summary.to_owned();
        for (place, value) in values {
            words = words.replace(place, &value);
        }
        return words.trim().to_owned();
    }
    if current.hidden.contains(Hidden::USER) {
        return format!("Reverted edits by a hidden user to last revision by [[User:{to}|{to}]]");
    }
    let count = state.revisions.history(current.page).rev().take_while(|row| row.id != target.id).count();
    summary::rollback(&from, &to, count, state.policy.release)
}

impl Draft<'_> {
    /// What was rolled back needs no look any more, and may count as a bot's.
    fn mark_reverted(&mut self, current: &Revision, target: &Revision, bot: bool) {
        let patrols = self.state.policy.patrol_changes;
        if !bot && !patrols {
            return;
        }
        let by_time = self.state.policy.rules.rollback_marks_by_time;
        let is_later = |line: &RecentChange| {
            line.time > target.time || !by_time && line.time == target.time && line.revision > target.id
        };
        let lines: Vec<_> = self
            .state
            .recent
            .of_page(current.page)
            .filter(|line| line.actor == current.actor && is_later(line))
            .map(|line| (line.id, line.patrolled))
            .collect();
        for (line, patrolled) in lines {
            if patrols && patrolled == Patrolled::Not {
                self.push(Change::Patrolled(line, Patrolled::Auto));
            }
            if bot {
                self.push(Change::RecentBot(line));
            }
        }
    }
}
