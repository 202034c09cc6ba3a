//! Taking back revisions (`ContentHandler::getUndoContent`).

use std::sync::Arc;

use crate::wiki::{
    PageId, Refusal, RevisionId, State, Title,
    content::Model,
    merge::merge,
    page::Page,
    revision::{Hidden, Revision},
    save::{Revert, RevertMethod},
    summary,
};

/// What taking back gives.
#[derive(Debug, Clone)]
pub(super) struct Undone {
    /// The text.
    pub(super) text: Arc<str>,
    /// What it is taken for.
    pub(super) model: Model,
    /// The comment, if exactly one revision is taken back.
    pub(super) summary: Option<String>,
    /// What is taken back.
    pub(super) revert: Revert,
}

/// Takes back everything after one revision up to another.
pub(super) fn undo(
    state: &State,
    title: &Title,
    page: Option<&Page>,
    undo: i64,
    after: Option<i64>,
    model: Model,
) -> Result<Undone, Refusal> {
    let newest = visible(state, undo)?;
    let given = after.filter(|after| *after > 0);
    let base = match given {
        Some(after) => visible(state, after)?,
        None => state
            .revisions
            .before(newest)
            .filter(|row| !row.hidden.contains(Hidden::CONTENT))
            .ok_or(Refusal::NoSuchRevision(after.unwrap_or(0)))?,
    };
    let id = page.map_or(PageId(0), |page| page.id);
    for revision in [newest, base] {
        if revision.page != id {
            return Err(Refusal::RevisionOfOtherPage(revision.id, title.clone()));
        }
    }
    let current = state.latest(id).ok_or(Refusal::UndoFailed)?;
    let is_latest = current.id == newest.id;
    let models_fit = current.model == model && newest.model == model && (is_latest || base.model == model);
    if !models_fit {
        return Err(Refusal::UndoFailed);
    }
    let text = if current.content == newest.content {
        Arc::clone(&base.content)
    } else {
        merge(&newest.content, &base.content, &current.content).ok_or(Refusal::UndoFailed)?.into()
    };
    let only_one = state.revisions.after(base).is_some_and(|next| next.id == newest.id);
    let author = &state.actors.get(newest.actor).name;
    Ok(Undone {
        text,
        model: if current.content == newest.content { base.model } else { model },
        summary: only_one.then(|| summary::undo(undo, author, state.policy.release)),
        revert: Revert { method: RevertMethod::Undo, newest: newest.id, after: given.map(|_| base.id) },
    })
}

/// A revision of a living page whose text can be seen.
fn visible(state: &State, number: i64) -> Result<&Revision, Refusal> {
    RevisionId::of(number)
        .and_then(|id| state.revisions.get(id))
        .filter(|row| !row.hidden.contains(Hidden::CONTENT))
        .ok_or(Refusal::NoSuchRevision(number))
}
