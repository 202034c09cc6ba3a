//! Rows in the order of their times.

use super::{Id, Rank, Ranked, Table};

/// A row that has a time. Lists in order of time go by the number, too, where the second is the same.
pub trait Dated {
    /// What names it.
    type Id: Id;

    /// Its time, as seconds since 1970, and its number.
    fn place(&self) -> (u32, Self::Id);
}

/// Ids that follow one another.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: u32,
    len: u32,
}

impl Run {
    const fn last(self) -> u32 {
        self.first + self.len - 1
    }
}

/// Ids in the order of their rows' times, which the rows tell. Rows nearly always come in the order of their times and
/// their ids follow one another: such a stretch takes the room of a single id, however long it is.
#[derive(Debug, Clone)]
pub struct Chronicle<I> {
    runs: Ranked<Run>,
    len: usize,
    id: std::marker::PhantomData<I>,
}

impl<I> Default for Chronicle<I> {
    fn default() -> Self {
        Self { runs: Ranked::default(), len: 0, id: std::marker::PhantomData }
    }
}

/// Where an id stands: its run, and how many of the run come before it.
type Spot = (Rank, u32);

impl<I: Id> Chronicle<I> {
    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Takes in a row that stands in the table.
    pub fn insert<V: Dated<Id = I>>(&mut self, id: I, rows: &Table<I, V>) {
        let one = Run { first: id.to_u32(), len: 1 };
        let last = self.runs.last().copied();
        if last.is_none_or(|last| at(rows, last.last()) < at(rows, one.first)) {
            // After everything: the usual case.
            self.join(self.runs.end(), one);
            self.len += 1;
            return;
        }
        let spot = self.spot(rows, |place| place < at(rows, one.first));
        if self.at(spot) == Some(one.first) {
            return;
        }
        self.len += 1;
        let rank = self.cut(spot, rows);
        self.join(rank, one);
    }

    /// Takes out a row that still stands in the table.
    pub fn remove<V: Dated<Id = I>>(&mut self, id: I, rows: &Table<I, V>) {
        let Some(row) = rows.get(id) else { return };
        let spot = self.spot(rows, |place| place < row.place());
        if self.at(spot) != Some(id.to_u32()) {
            return;
        }
        self.len -= 1;
        let rank = self.cut(spot, rows);
        match self.runs.get(rank).copied() {
            Some(Run { first, len }) if len > 1 => {
                self.runs.replace(rank, Run { first: first + 1, len: len - 1 });
            }
            _ => self.runs.remove(rank),
        }
    }

    /// Makes a run begin at a spot; where that is.
    fn cut<V: Dated<Id = I>>(&mut self, (rank, before): Spot, rows: &Table<I, V>) -> Rank {
        if before == 0 {
            return rank;
        }
        let run = *self.runs.get(rank).expect("a spot is in a run");
        let rest = Run { first: run.first + before, len: run.len - before };
        self.runs.replace(rank, Run { first: run.first, len: before });
        let behind = self.runs.place(|run| at(rows, run.last()) < at(rows, rest.first));
        self.runs.insert(behind, rest);
        self.runs.place(|run| at(rows, run.last()) < at(rows, rest.first))
    }

    /// Puts an id between two runs: into the one before it or after it, if it goes on with that.
    fn join(&mut self, rank: Rank, one: Run) {
        let neighbor = |rank: Rank| Some((rank, *self.runs.get(rank)?));
        if let Some((before, run)) = self.runs.previous(rank).and_then(neighbor)
            && run.last() + 1 == one.first
        {
            self.runs.replace(before, Run { first: run.first, len: run.len + 1 });
            return;
        }
        match neighbor(rank) {
            Some((_, run)) if run.first == one.first + 1 => {
                self.runs.replace(rank, Run { first: one.first, len: run.len + 1 });
            }
            _ => self.runs.insert(rank, one),
        }
    }

    /// The spot of the first row whose place does not come before.
    fn spot<V: Dated<Id = I>>(&self, rows: &Table<I, V>, before: impl Fn((u32, I)) -> bool) -> Spot {
        let comes = |id: u32| before(at(rows, id));
        let rank = self.runs.place(|run| comes(run.last()));
        let Some(run) = self.runs.get(rank) else { return (rank, 0) };
        let (mut low, mut high) = (0, run.len - 1);
        while low < high {
            let middle = low + (high - low) / 2;
            if comes(run.first + middle) { low = middle + 1 } else { high = middle }
        }
        (rank, low)
    }

    fn at(&self, (rank, before): Spot) -> Option<u32> {
        self.runs.get(rank).map(|run| run.first + before)
    }
}

fn at<I: Id, V: Dated<Id = I>>(rows: &Table<I, V>, id: u32) -> (u32, I) {
    rows.get(I::from_u32(id)).expect("what is listed stands in the table").place()
}

/// Rows in the order of their times, all of a table or a part of them.
#[derive(Debug)]
pub struct InTime<'s, V: Dated> {
    ids: Option<&'s Chronicle<V::Id>>,
    rows: &'s Table<V::Id, V>,
}

impl<V: Dated> Clone for InTime<'_, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V: Dated> Copy for InTime<'_, V> {}

impl<'s, V: Dated> InTime<'s, V> {
    /// Those rows of a table that are listed, if any are.
    pub const fn new(ids: Option<&'s Chronicle<V::Id>>, rows: &'s Table<V::Id, V>) -> Self {
        Self { ids, rows }
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.ids.map_or(0, |ids| ids.len)
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The last of them.
    pub fn last(self) -> Option<&'s V> {
        self.rows.get(V::Id::from_u32(self.ids?.runs.last()?.last()))
    }

    /// All of them.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = &'s V> + use<'s, V> {
        self.between((0, V::Id::from_u32(0)), (u32::MAX, V::Id::from_u32(u32::MAX)))
    }

    /// Those between two places, both included.
    pub fn between(
        self,
        from: (u32, V::Id),
        to: (u32, V::Id),
    ) -> impl DoubleEndedIterator<Item = &'s V> + use<'s, V> {
        let rows = self.rows;
        let runs = self.ids.filter(|_| from <= to).into_iter().flat_map(move |ids| {
            let (front, skipped) = ids.spot(rows, |place| place < from);
            let (back, taken) = ids.spot(rows, |place| place <= to);
            let ends = [ids.runs.get(front), ids.runs.get(back)].map(|run| run.map(|run| run.first));
            // Of the run that holds the first row behind them, what stands before that row.
            let behind = if taken > 0 { (back.0, back.1 + 1) } else { back };
            ids.runs.range(front, behind).map(move |run| {
                let begin = if Some(run.first) == ends[0] { skipped } else { 0 };
                let end = if Some(run.first) == ends[1] { taken } else { run.len };
                run.first + begin..run.first + end
            })
        });
        runs.flatten().filter_map(move |id| rows.get(V::Id::from_u32(id)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::wiki::PageId;

    struct Row(u32, PageId);

    impl Dated for Row {
        type Id = PageId;

        fn place(&self) -> (u32, PageId) {
            (self.0, self.1)
        }
    }

    #[test]
    fn rows_that_come_in_order_are_one_run() {
        let (mut rows, mut chronicle) = (Table::default(), Chronicle::default());
        for id in 1..1000 {
            rows.insert(PageId(id), Row(id / 3, PageId(id)));
            chronicle.insert(PageId(id), &rows);
        }
        assert_eq!(chronicle.runs.len(), 1);
        chronicle.remove(PageId(500), &rows);
        assert_eq!(chronicle.runs.len(), 2);
        let ids: Vec<u32> = InTime::new(Some(&chronicle), &rows).iter().map(|row| row.1.0).collect();
        assert!(ids.into_iter().eq((1..1000).filter(|id| *id != 500)));
    }

    proptest! {
        #[test]
        fn rows_come_in_the_order_of_their_times(
            steps in prop::collection::vec((0u8..4, 1u32..600, 0u32..5), 0..1200),
            low in (0u32..6, 0u32..600),
            high in (0u32..6, 0u32..600),
        ) {
            let (mut rows, mut chronicle) = (Table::<PageId, Row>::default(), Chronicle::default());
            let mut set = BTreeSet::new();
            for (kind, id, time) in steps {
                let id = PageId(id);
                if kind == 0 {
                    chronicle.remove(id, &rows);
                    if let Some(row) = rows.remove(id) {
                        set.remove(&row.place());
                    }
                } else if rows.get(id).is_none() {
                    // Most come in the order of their numbers.
                    let row = Row(if kind == 1 { time } else { id.0 / 100 }, id);
                    set.insert(row.place());
                    rows.insert(id, row);
                    chronicle.insert(id, &rows);
                } else {
                    chronicle.insert(id, &rows);
                }
            }
            let all = InTime::new(Some(&chronicle), &rows);
            prop_assert_eq!(all.len(), set.len());
            prop_assert_eq!(all.last().map(Row::place), set.last().copied());
            prop_assert!(all.iter().map(Row::place).eq(set.iter().copied()));
            prop_assert!(all.iter().rev().map(Row::place).eq(set.iter().rev().copied()));
            let (low, high) = ((low.0, PageId(low.1)), (high.0, PageId(high.1)));
            let expected = || set.iter().copied().filter(|place| low <= *place && *place <= high);
            prop_assert!(all.between(low, high).map(Row::place).eq(expected()));
            prop_assert!(all.between(low, high).rev().map(Row::place).eq(expected().rev()));
        }
    }
}
