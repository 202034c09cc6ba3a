//! Rows by the titles they are about.

use super::{Dated, Id, Rank, Ranked, Table};
use crate::wiki::Title;

/// A row that has a time and is about a title.
pub trait Titled: Dated {
    /// What it is about.
    fn title(&self) -> &Title;
}

/// Ids by a fingerprint of what their rows are about; rows of the same one are in the order of their times.
#[derive(Debug, Clone)]
pub struct Entitled<I> {
    ids: Ranked<(u32, I)>,
}

impl<I> Default for Entitled<I> {
    fn default() -> Self {
        Self { ids: Ranked::default() }
    }
}

impl<I: Id> Entitled<I> {
    /// Takes in a row that stands in the table.
    pub fn insert<V: Titled<Id = I>>(&mut self, id: I, rows: &Table<I, V>) {
        let (rank, print) = self.rank(id, rows);
        if self.ids.get(rank) != Some(&(print, id)) {
            self.ids.insert(rank, (print, id));
        }
    }

    /// Takes out a row that still stands in the table.
    pub fn remove<V: Titled<Id = I>>(&mut self, id: I, rows: &Table<I, V>) {
        let (rank, print) = self.rank(id, rows);
        if self.ids.get(rank) == Some(&(print, id)) {
            self.ids.remove(rank);
        }
    }

    fn rank<V: Titled<Id = I>>(&self, id: I, rows: &Table<I, V>) -> (Rank, u32) {
        let row = rows.get(id).expect("it stands in the table");
        let (print, own) = (fingerprint(row.title()), row.place());
        (self.place(print, rows, |place| place < own), print)
    }

    /// Where the first stands of that fingerprint or a higher one that does not come before.
    fn place<V: Titled<Id = I>>(
        &self,
        print: u32,
        rows: &Table<I, V>,
        before: impl Fn((u32, I)) -> bool,
    ) -> Rank {
        // Rows are only looked at where the fingerprint does not tell.
        self.ids.place(|(known, id)| {
            *known < print || (*known == print && rows.get(*id).is_some_and(|row| before(row.place())))
        })
    }

    /// The rows about a title between two places, both included.
    pub fn between<'s, 't, V: Titled<Id = I>>(
        &'s self,
        rows: &'s Table<I, V>,
        title: &'t Title,
        from: (u32, I),
        to: (u32, I),
    ) -> impl DoubleEndedIterator<Item = &'s V> + use<'s, 't, I, V> {
        let print = fingerprint(title);
        let first = self.place(print, rows, |place| place < from);
        let behind = self.place(print, rows, |place| place <= to);
        let found = self.ids.range(first, behind).filter_map(|(_, id)| rows.get(*id));
        found.filter(move |row| row.title() == title)
    }
}

/// A title as the index holds it; rows found by it are compared.
fn fingerprint(title: &Title) -> u32 {
    // FNV-1a
    let start = 0x811c_9dc5_u32 ^ title.namespace().0 as u32;
    title.key().bytes().fold(start, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
