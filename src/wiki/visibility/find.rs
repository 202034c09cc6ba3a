//! What there is to hide: rows by the ids that clients name them with (`RevDelList::doQuery`).

use std::sync::Arc;

use super::{HideKind, Key, Thing};
use crate::{
    base::Timestamp,
    wiki::{
        ArchivedFileId, LogId, Namespace, Refusal, RevisionId, State, Title,
        recent::{Patrolled, RecentChange},
        revision::Hidden,
    },
};

/// A thing that was found.
pub(super) struct Found {
    pub(super) key: Key,
    pub(super) thing: Thing,
    pub(super) time: Timestamp,
    pub(super) hidden: Hidden,
    /// Whether it is the newest revision of its page.
    pub(super) current: bool,
}

impl HideKind {
    /// What the log entry will be about (`suggestTarget`).
    pub fn target(self, state: &State, asked: Option<Title>, ids: &[&str]) -> Result<Title, Refusal> {
        match self {
            Self::Revision => {
                let first = ids.first().and_then(|id| RevisionId::of(integer(id)));
                let page = first.and_then(|id| state.revisions.get(id)).map(|row| row.page);
                let title = page.and_then(|page| state.pages.get(page)).map(|page| page.title.clone());
                title.or(asked).ok_or(Refusal::HideNeedsTarget)
            }
            Self::Logging => {
                let rows = ids.iter().filter_map(|id| state.log.get(LogId::of(integer(id))?));
                let mut kinds: Vec<&str> = rows.map(|row| row.action.kind()).collect();
                kinds.sort_unstable();
                kinds.dedup();
                let key = match kinds[..] {
                    [kind] => format!("Log/{kind}"),
                    _ => "Log".to_owned(),
                };
                Ok(Title::of_key(Namespace::SPECIAL, key))
            }
            Self::Archive | Self::OldImage | Self::FileArchive => asked.ok_or(Refusal::HideNeedsTarget),
        }
    }

    /// The things with these ids, the newest first.
    pub(super) fn find(self, state: &State, title: &Title, ids: &[&str]) -> Result<Vec<Found>, Refusal> {
        Ok(match self {
            Self::Revision => revisions(state, title, ids),
            Self::Archive => archived(state, title, ids)?,
            Self::Logging => {
                let entries = numbers(ids).filter_map(|id| state.log.get(LogId::of(id)?));
                let found = entries.map(|row| Found {
                    key: Key::Number(row.id.number()),
                    thing: Thing::Log(row.id),
                    time: row.time,
                    hidden: row.hidden,
                    current: false,
                });
                found.collect()
            }
            Self::OldImage => old_files(state, title, ids),
            Self::FileArchive => {
                let name: Arc<str> = title.key().into();
                let files = numbers(ids).filter_map(|id| state.files.deleted(ArchivedFileId::of(id)?));
                let found = files.filter(|file| file.version.key == name).map(|file| Found {
                    key: Key::Number(file.id.number()),
                    thing: Thing::DeletedFile(file.id),
                    time: file.version.time,
                    hidden: file.version.hidden,
                    current: false,
                });
                found.collect()
            }
        })
    }
}

/// Revisions of the page, and deleted ones of any page if not all are the page's.
fn revisions(state: &State, title: &Title, ids: &[&str]) -> Vec<Found> {
    let page = state.pages.titled(title);
    let asked: Vec<RevisionId> = numbers(ids).filter_map(RevisionId::of).collect();
    let live = |id: &RevisionId| {
        let row = state.revisions.get(*id).filter(|row| page.is_some_and(|page| page.id == row.page))?;
        Some((row, page.is_some_and(|page| page.latest == row.id)))
    };
    let archived = |id: &RevisionId| state.archive.get(*id).map(|row| (&row.revision, false));
    let rows = asked.iter().filter_map(|id| live(id).or_else(|| archived(id)));
    let found = rows.map(|(row, current)| Found {
        key: Key::Number(row.id.number()),
        thing: Thing::Revision(row.id),
        time: row.time,
        hidden: row.hidden,
        current,
    });
    found.collect()
}

/// Deleted revisions of the title by their times.
fn archived(state: &State, title: &Title, ids: &[&str]) -> Result<Vec<Found>, Refusal> {
    let mut times = Vec::with_capacity(ids.len());
    for id in ids {
        // An id that is empty is the time now, which no deleted revision has.
        let time = Timestamp::parse(id, Timestamp::from_unix(0));
        times.push(time.ok_or_else(|| Refusal::HideBadTime((*id).to_owned()))?);
    }
    times.sort_unstable();
    times.dedup();
    let mut found = Vec::new();
    for time in times.into_iter().rev() {
        let rows = state.archive.history(title).filter(|row| row.revision.time == time);
        found.extend(rows.map(|row| Found {
            key: Key::of(&time.mw14()),
            thing: Thing::Revision(row.revision.id),
            time,
            hidden: row.revision.hidden,
            current: false,
        }));
    }
    Ok(found)
}

/// Old versions of the file by the times in their names.
fn old_files(state: &State, title: &Title, ids: &[&str]) -> Vec<Found> {
    let named = |name: &str| ids.iter().any(|id| name.split_once('!').is_some_and(|(time, _)| time == *id));
    let versions = state.files.old(title.key()).iter().rev();
    let found = versions.filter_map(|version| {
        let name = version.archive_name.as_ref().filter(|name| named(name))?;
        let key = Key::of(name.split('!').next().unwrap_or_default());
        let thing = Thing::OldFile(Arc::clone(name));
        Some(Found { key, thing, time: version.time, hidden: version.hidden, current: false })
    });
    found.collect()
}

/// Different numbers, the highest first.
fn numbers(ids: &[&str]) -> impl Iterator<Item = i64> {
    let mut numbers: Vec<i64> = ids.iter().map(|id| integer(id)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().rev()
}

/// A number as PHP's `intval` reads it: what stands at the beginning, 0 if there is none.
fn integer(text: &str) -> i64 {
    let text = text.trim_start_matches([' ', '\t', '\n', '\r', '\x0b', '\x0c']);
    let sign = usize::from(text.starts_with(['-', '+']));
    let digits = text[sign..].bytes().take_while(u8::is_ascii_digit).count();
    text[..sign + digits].parse().unwrap_or(0)
}

/// Lines of recent changes that tell of a hidden thing: nobody has to look at them any more.
pub(super) fn lines<'s>(state: &'s State, thing: &Thing) -> Vec<&'s RecentChange> {
    let lines: Vec<&RecentChange> = match thing {
        Thing::Revision(id) if state.revisions.get(*id).is_some() => {
            state.recent.with_revision(*id).collect()
        }
        Thing::Log(id) => state.recent.of_log(*id).into_iter().collect(),
        _ => Vec::new(),
    };
    lines.into_iter().filter(|line| line.patrolled != Patrolled::Auto).collect()
}
