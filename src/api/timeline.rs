//! The part of a list in order of time that a request asks for: `dir`, `start`, `end`, and where to go on
//! (`ApiQueryBase::addTimestampWhereRange`).

use std::{collections::BinaryHeap, fmt::Display};

use super::{Call, Failure, bad_continue, continue_parts};
use crate::{
    base::Timestamp,
    release::LinesGoOn,
    wiki::{
        revision::moment,
        table::{Dated, Id, InTime},
    },
};

/// From where to where in time, both included, and which end comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeline {
    /// Whether old things come first.
    pub newer: bool,
    low: (u32, u32),
    high: (u32, u32),
}

impl Call<'_> {
    /// Says that a list of what happened goes on with this line.
    pub fn resume_line(&mut self, time: Timestamp, id: impl Display) {
        let (param, value) = self.line_place(time, id);
        self.resume(param, value);
    }

    /// Where a list of what happened goes on: a parameter and its value.
    pub fn line_place(&self, time: Timestamp, id: impl Display) -> (&'static str, String) {
        match self.profile().lines_go_on {
            LinesGoOn::ByPlace => ("continue", format!("{}|{id}", time.mw14())),
            LinesGoOn::ByTimeOrMoment if self.module.name == "recentchanges" => {
                ("continue", format!("{time}|{id}"))
            }
            LinesGoOn::ByTimeOrMoment | LinesGoOn::ByTime => ("start", time.to_string()),
        }
    }
}

impl Timeline {
    /// What `dir`, `start` and `end` say.
    pub fn new(dir: &str, start: Option<Timestamp>, end: Option<Timestamp>) -> Self {
        let newer = dir == "newer";
        let (first, last) = if newer { (start, end) } else { (end, start) };
        let low = first.map_or((0, 0), |time| (moment(time), 0));
        let high = last.map_or((u32::MAX, u32::MAX), |time| (moment(time), u32::MAX));
        Self { newer, low, high }
    }

    /// The same from a time and an id on, as `continue` has them: `20010115145600|7`.
    pub fn resumed(self, value: Option<&str>, now: Timestamp) -> Result<Self, Failure> {
        let Some(value) = value else { return Ok(self) };
        let [time, id] = continue_parts::<2>(value)?;
        self.from_parts(time, id, now)
    }

    /// The same from a time and an id on.
    pub fn from_parts(self, time: &str, id: &str, now: Timestamp) -> Result<Self, Failure> {
        let time = Timestamp::parse(time, now).ok_or_else(bad_continue)?;
        let id: i64 = id.trim_start().parse().map_err(|_| bad_continue())?;
        let id = id.clamp(0, i64::from(u32::MAX)) as u32;
        Ok(self.from((moment(time), id)))
    }

    /// The same from a place on.
    pub fn from(mut self, place: (u32, u32)) -> Self {
        if self.newer {
            self.low = self.low.max(place);
        } else {
            self.high = self.high.min(place);
        }
        self
    }

    /// Whether it has no room for anything.
    pub fn is_empty(&self) -> bool {
        self.low > self.high
    }

    /// Whether a place is in it.
    pub fn holds(&self, place: (u32, u32)) -> bool {
        self.low <= place && place <= self.high
    }

    /// Its lowest place and its highest.
    pub fn bounds<I: Id>(&self) -> ((u32, I), (u32, I)) {
        let place = |(time, id): (u32, u32)| (time, I::from_u32(id));
        (place(self.low), place(self.high))
    }

    /// The rows in it, in its order.
    pub fn rows<'s, V: Dated>(&self, all: InTime<'s, V>) -> impl Iterator<Item = &'s V> + use<'s, V> {
        let (low, high) = self.bounds();
        self.order(all.between(low, high))
    }

    /// Those of some rows, which come in any order, that are in it; in its order.
    pub fn pick<'s, V: Dated>(&self, rows: impl Iterator<Item = &'s V>) -> Vec<&'s V> {
        let mut found: Vec<&V> = rows.filter(|row| self.holds(place(*row))).collect();
        found.sort_unstable_by_key(|row| place(*row));
        self.order(found.into_iter()).collect()
    }

    /// What is in rising order, in the order of this line.
    pub fn order<I: DoubleEndedIterator>(&self, rising: I) -> InOrder<I> {
        if self.newer { InOrder::Rising(rising) } else { InOrder::Falling(rising.rev()) }
    }
}

/// Where a row stands, its number as it is.
fn place(row: &impl Dated) -> (u32, u32) {
    let (time, id) = row.place();
    (time, id.to_u32())
}

impl Timeline {
    /// Several lists in the order of this line as one. Items come with their places, which are all different.
    pub fn merge<K: Ord, V, L: Iterator<Item = (K, V)>, A: Iterator<Item = L>>(
        &self,
        lists: A,
    ) -> impl Iterator<Item = V> + use<K, V, L, A> {
        let newer = self.newer;
        let mut lists: Vec<_> = lists.collect();
        let mut heads: BinaryHeap<Head<K, V>> = BinaryHeap::with_capacity(lists.len());
        for (list, items) in lists.iter_mut().enumerate() {
            heads.extend(items.next().map(|(key, value)| Head { key, newer, list, value }));
        }
        std::iter::from_fn(move || {
            let Head { list, value, .. } = heads.pop()?;
            heads.extend(lists[list].next().map(|(key, value)| Head { key, newer, list, value }));
            Some(value)
        })
    }
}

/// The first item of a list that is merged with others.
struct Head<K, V> {
    key: K,
    newer: bool,
    list: usize,
    value: V,
}

impl<K: Ord, V> Ord for Head<K, V> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        // The greatest comes first.
        let order = self.key.cmp(&other.key);
        if self.newer { order.reverse() } else { order }
    }
}

impl<K: Ord, V> PartialOrd for Head<K, V> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<K: Ord, V> PartialEq for Head<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<K: Ord, V> Eq for Head<K, V> {}

/// Things that come from one end or from the other.
#[derive(Debug)]
pub enum InOrder<I: DoubleEndedIterator> {
    /// From the lowest on.
    Rising(I),
    /// From the highest on.
    Falling(std::iter::Rev<I>),
}

impl<I: DoubleEndedIterator> Iterator for InOrder<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        match self {
            Self::Rising(rising) => rising.next(),
            Self::Falling(falling) => falling.next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiki::LogId;
    use crate::wiki::table::{Chronicle, Table};

    struct Row(u32, LogId);

    impl Dated for Row {
        type Id = LogId;

        fn place(&self) -> (u32, LogId) {
            (self.0, self.1)
        }
    }

    fn ids(line: Timeline) -> Vec<u32> {
        let (mut rows, mut all) = (Table::default(), Chronicle::default());
        for (time, id) in [(10, LogId(1)), (10, LogId(2)), (20, LogId(3)), (30, LogId(4))] {
            rows.insert(id, Row(time, id));
            all.insert(id, &rows);
        }
        let found: Vec<u32> = line.rows(InTime::new(Some(&all), &rows)).map(|row| row.1.0).collect();
        let picked = line.pick(rows.iter());
        assert!(picked.into_iter().map(|row| row.1.0).eq(found.iter().copied()));
        found
    }

    #[test]
    fn lists_are_merged_in_the_order_of_the_line() {
        let lists = |dir: &str| {
            let line = Timeline::new(dir, None, None);
            let [one, other] =
                [[1, 4, 5], [2, 3, 9]].map(|list| line.order(list.into_iter()).map(|n| (n, n)));
            line.merge([one, other].into_iter()).collect::<Vec<_>>()
        };
        assert_eq!(lists("newer"), [1, 2, 3, 4, 5, 9]);
        assert_eq!(lists("older"), [9, 5, 4, 3, 2, 1]);
    }

    #[test]
    fn a_line_begins_where_it_is_told_to_and_runs_its_way() {
        let at = |unix| Some(Timestamp::from_unix(unix));
        let now = Timestamp::from_unix(0);
        assert_eq!(ids(Timeline::new("older", None, None)), [4, 3, 2, 1]);
        assert_eq!(ids(Timeline::new("newer", at(10), at(20))), [1, 2, 3]);
        assert_eq!(ids(Timeline::new("older", at(20), at(10))), [3, 2, 1]);
        assert!(ids(Timeline::new("older", at(10), at(20))).is_empty());
        let line = Timeline::new("older", None, None);
        assert_eq!(ids(line.resumed(Some("19700101000010|2"), now).unwrap()), [2, 1]);
        assert!(line.resumed(Some("19700101000010"), now).is_err());
        assert!(line.resumed(Some("never|2"), now).is_err());
        assert!(line.resumed(Some("19700101000010|x"), now).is_err());
    }
}
