//! Deleted revisions: how the modules that list them choose and order them.

use crate::{
    api::{Call, Failure, Timeline, bad_continue, continue_parts},
    base::Timestamp,
    param::UserName,
    wiki::{ActorId, Namespace, Right, State, Title, archive::Archived, revision::moment, tag::Tagged},
};

use super::revision::{actor_of, may_search_user};

/// Where a deleted revision stands among all: namespace, key, time and id.
type Place = (i32, String, u32, u32);

/// In which order deleted revisions come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// By title, and by time below each.
    Title,
    /// By time alone.
    Time,
    /// By id.
    Id,
}

/// Which titles.
pub(super) struct Within {
    /// From one to another, both included.
    pub(super) titles: Vec<(Title, Title)>,
    /// Whether each stands once.
    pub(super) unique: bool,
}

/// Between which titles of a namespace something is asked for.
pub(super) fn part(
    namespace: Namespace,
    low: Option<&str>,
    high: Option<&str>,
    prefix: Option<&str>,
) -> (Title, Title) {
    // Nothing that begins so comes after the prefix with the last of all characters.
    let last = format!("{}\u{10ffff}", prefix.unwrap_or_default());
    let low = low.unwrap_or_default().max(prefix.unwrap_or_default());
    let high = high.unwrap_or(&last).min(&last);
    (Title::of_key(namespace, low), Title::of_key(namespace, high))
}

/// Whose deleted revisions, and which of them.
pub(super) struct Choice<'a> {
    pub(super) user: Option<&'a UserName>,
    pub(super) not_by: Option<&'a UserName>,
    pub(super) tag: Option<&'a str>,
    pub(super) line: Timeline,
    pub(super) order: Order,
    pub(super) resume: Option<&'a str>,
}

impl Choice<'_> {
    /// So many of the rows, in order.
    pub(super) fn take<'s>(
        &self,
        call: &Call<'_>,
        state: &'s State,
        rows: impl Iterator<Item = &'s Archived>,
        most: usize,
    ) -> Result<Vec<&'s Archived>, Failure> {
        let user = self.user.map(|user| actor_of(state, user));
        let not_by = self.not_by.and_then(|user| actor_of(state, user));
        let fits = |row: &&Archived| self.fits(call, state, row, user, not_by);
        let mut found: Vec<(Place, &Archived)> =
            rows.filter(fits).map(|row| (self.place(row), row)).collect();
        found.sort_by(|(one, _), (other, _)| one.cmp(other));
        if !self.line.newer {
            found.reverse();
        }
        if let Some(start) = self.start(call)? {
            found.retain(|(place, _)| if self.line.newer { *place >= start } else { *place <= start });
        }
        found.truncate(most);
        Ok(found.into_iter().map(|(_, row)| row).collect())
    }

    /// So many of the whole archive, in order, within titles; of each title only one if they are to be unique. Only what
    /// is told of is looked at, and what does not fit between.
    pub(super) fn take_within<'s>(
        &self,
        call: &Call<'_>,
        state: &'s State,
        within: &Within,
        most: usize,
    ) -> Result<Vec<&'s Archived>, Failure> {
        let user = self.user.map(|user| actor_of(state, user));
        let not_by = self.not_by.and_then(|user| actor_of(state, user));
        let start = self.start(call)?;
        let rows: Box<dyn Iterator<Item = &'s Archived>> = match (self.order, user) {
            (Order::Time, Some(actor)) => {
                let line = start.as_ref().map_or(self.line, |(.., time, id)| self.line.from((*time, *id)));
                let own = actor.map(|actor| state.archive.by_actor(actor));
                Box::new(own.into_iter().flat_map(move |own| line.rows(own)))
            }
            _ => self.by_title(state, within, start.as_ref()),
        };
        let comes = |row: &&Archived| {
            start.as_ref().is_none_or(|start| {
                let place = self.place(row);
                if self.line.newer { place >= *start } else { place <= *start }
            })
        };
        let mut before: Option<&Title> = None;
        let fits = |row: &&'s Archived| comes(row) && self.fits(call, state, row, user, not_by);
        let fresh = |row: &&'s Archived| !within.unique || before.replace(&row.title) != Some(&row.title);
        Ok(rows.filter(fits).filter(fresh).take(most).collect())
    }

    /// The revisions of titles, the titles in order, from one place on.
    fn by_title<'s>(
        &self,
        state: &'s State,
        within: &Within,
        start: Option<&Place>,
    ) -> Box<dyn Iterator<Item = &'s Archived> + 's> {
        let (line, newer) = (self.line, self.line.newer);
        let start = start.map(|(namespace, key, ..)| Title::of_key(Namespace(*namespace), key.as_str()));
        let mut parts: Vec<(Title, Title)> = within.titles.clone();
        parts.sort_unstable();
        parts.dedup();
        for (low, high) in &mut parts {
            match &start {
                Some(start) if newer => *low = (*low).clone().max(start.clone()),
                Some(start) => *high = (*high).clone().min(start.clone()),
                None => {}
            }
        }
        parts.retain(|(low, high)| low <= high);
        if !newer {
            parts.reverse();
        }
        let titles = parts.into_iter().flat_map(move |(low, high)| {
            let titles = state.archive.titles(low..=high).map(|(_, own)| own);
            line.order(titles)
        });
        Box::new(titles.flat_map(move |own| line.rows(own)))
    }

    fn fits(
        &self,
        call: &Call<'_>,
        state: &State,
        row: &Archived,
        user: Option<Option<ActorId>>,
        not_by: Option<ActorId>,
    ) -> bool {
        let revision = &row.revision;
        let by_user = self.user.is_some() || self.not_by.is_some();
        user.is_none_or(|user| user == Some(revision.actor))
            && not_by != Some(revision.actor)
            && (!by_user || may_search_user(call, revision.hidden, call.may(Right::DeletedHistory)))
            && self.line.holds((moment(revision.time), revision.id.0))
            && self.tag.is_none_or(|tag| state.tags.has(Tagged::Revision(revision.id), tag))
    }

    fn place(&self, row: &Archived) -> Place {
        let (time, id) = (moment(row.revision.time), row.revision.id.0);
        match self.order {
            Order::Title => (row.title.namespace().0, row.title.key().to_owned(), time, id),
            Order::Time => (0, String::new(), time, id),
            Order::Id => (0, String::new(), 0, id),
        }
    }

    fn start(&self, call: &Call<'_>) -> Result<Option<Place>, Failure> {
        let Some(value) = self.resume else { return Ok(None) };
        let number = |part: &str| -> Result<i64, Failure> {
            part.parse().ok().filter(|number: &i64| number.to_string() == part).ok_or_else(bad_continue)
        };
        let id = |part: &str| number(part).map(|id| id.clamp(0, i64::from(u32::MAX)) as u32);
        let time = |part: &str| Timestamp::parse(part, call.now).map(moment).ok_or_else(bad_continue);
        Ok(Some(match self.order {
            Order::Title => {
                let [namespace, key, when, last] = continue_parts::<4>(value)?;
                (number(namespace)? as i32, key.to_owned(), time(when)?, id(last)?)
            }
            Order::Time => {
                let [when, last] = continue_parts::<2>(value)?;
                (0, String::new(), time(when)?, id(last)?)
            }
            Order::Id => {
                let [revision, last] = continue_parts::<2>(value)?;
                id(last)?;
                (0, String::new(), 0, id(revision)?)
            }
        }))
    }

    /// What `continue` says of a row.
    pub(super) fn resume(&self, row: &Archived) -> String {
        let (time, id) = (row.revision.time.mw14(), row.revision.id);
        match self.order {
            Order::Title => format!("{}|{}|{time}|{id}", row.title.namespace(), row.title.key()),
            Order::Time => format!("{time}|{id}"),
            Order::Id => format!("{id}|{id}"),
        }
    }
}
