//! Change tags: words that revisions and log entries carry.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{Actor, LogId, Refusal, RevisionId, Right, State, table::Sorted};
use crate::{base::Timestamp, release::Release};

/// What carries tags. A line of recent changes carries those of its revision or log entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tagged {
    /// A revision, live or deleted.
    Revision(RevisionId),
    /// A log entry.
    Log(LogId),
}

/// The tags that the software sets by itself, and since when (`$wgSoftwareTags`).
pub const SOFTWARE: &[(&str, Release)] = &[
    ("mw-contentmodelchange", Release(28)),
    ("mw-new-redirect", Release(31)),
    ("mw-removed-redirect", Release(31)),
    ("mw-changed-redirect-target", Release(31)),
    ("mw-blank", Release(31)),
    ("mw-replace", Release(31)),
    ("mw-rollback", Release(31)),
    ("mw-undo", Release(31)),
    ("mw-manual-revert", Release(36)),
    ("mw-reverted", Release(36)),
    ("mw-server-side-upload", Release(37)),
    ("mw-recreated", Release(44)),
];

/// Whether the software of a release sets this tag.
pub fn is_software(tag: &str, release: Release) -> bool {
    SOFTWARE.iter().any(|(known, since)| *known == tag && *since <= release)
}

/// The page that explains a tag, which its name points at from 1.41 on.
pub fn help_page(tag: &str, release: Release) -> Option<&'static str> {
    let page = "https://www.mediawiki.org/wiki/Special:MyLanguage/Help:ChangeContentModel";
    (tag == "mw-contentmodelchange" && release >= Release(41)).then_some(page)
}

/// Whether somebody may put these tags on what they do (`ChangeTags::canAddTagsAccompanyingChange`).
pub fn check_apply(state: &State, actor: &Actor, tags: &[Arc<str>], now: Timestamp) -> Result<(), Refusal> {
    if tags.is_empty() {
        return Ok(());
    }
    if !actor.may(Right::ApplyChangeTags) {
        return Err(Refusal::TagsNoPermission);
    }
    if state.is_blocked_sitewide(actor, now) {
        return Err(Refusal::TagsBlocked);
    }
    let forbidden: Vec<_> = tags.iter().filter(|tag| state.tags.definition(tag).is_none()).cloned().collect();
    if forbidden.is_empty() { Ok(()) } else { Err(Refusal::TagsNotAllowed(forbidden)) }
}

/// All tags and what carries them.
#[derive(Debug, Clone, Default)]
pub struct Tags {
    carried: HashMap<Tagged, Vec<Arc<str>>>,
    by_tag: BTreeMap<Arc<str>, Sorted<Tagged>>,
    /// Made by users, and whether they may be applied.
    defined: BTreeMap<Arc<str>, bool>,
}

impl Tags {
    /// Says what all tags of something are.
    pub(super) fn set(&mut self, on: Tagged, tags: Vec<Arc<str>>) {
        for tag in self.carried.remove(&on).unwrap_or_default() {
            if let Some(keys) = self.by_tag.get_mut(&tag) {
                keys.remove(&on);
                if keys.is_empty() {
                    self.by_tag.remove(&tag);
                }
            }
        }
        for tag in &tags {
            self.by_tag.entry(Arc::clone(tag)).or_default().insert(on);
        }
        if !tags.is_empty() {
            self.carried.insert(on, tags);
        }
    }

    /// Says whether users made a tag, and whether it may be applied; `None` unmakes it.
    pub(super) fn define(&mut self, tag: Arc<str>, active: Option<bool>) {
        match active {
            Some(active) => self.defined.insert(tag, active),
            None => self.defined.remove(&tag),
        };
    }

    /// The tags of something, in the order they were put.
    pub fn of(&self, on: Tagged) -> &[Arc<str>] {
        self.carried.get(&on).map_or(&[], Vec::as_slice)
    }

    /// Whether something carries a tag.
    pub fn has(&self, on: Tagged, tag: &str) -> bool {
        self.of(on).iter().any(|known| &**known == tag)
    }

    /// What carries a tag: revisions, then log entries, by number.
    pub fn carriers(&self, tag: &str) -> Option<&Sorted<Tagged>> {
        self.by_tag.get(tag)
    }

    /// How many changes carry a tag.
    pub fn count(&self, tag: &str) -> usize {
        self.by_tag.get(tag).map_or(0, Sorted::len)
    }

    /// Tags made by users, in order, and whether they may be applied.
    pub fn defined(&self) -> impl DoubleEndedIterator<Item = (&Arc<str>, bool)> {
        self.defined.iter().map(|(tag, active)| (tag, *active))
    }

    /// Whether users made a tag, and whether it may be applied.
    pub fn definition(&self, tag: &str) -> Option<bool> {
        self.defined.get(tag).copied()
    }

    /// All tags that something carries, in order.
    pub fn used(&self) -> impl DoubleEndedIterator<Item = (&Arc<str>, usize)> {
        self.by_tag.iter().map(|(tag, keys)| (tag, keys.len()))
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (Tagged, &[Arc<str>])> {
        self.carried.iter().map(|(on, tags)| (*on, tags.as_slice()))
    }
}
