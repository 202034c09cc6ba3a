//! The containers all tables are made of: rows by id, and indices that point to them.
//!
//! All are made for a wiki's habits: ids are handed out in order, and most keys arrive in order, too. A B-tree
//! of the standard library would leave its nodes half empty then. Where the rows themselves tell the order, an index
//! holds nothing but ids, and of ids that follow one another only the first and their number.

mod chronicle;
mod entitled;
mod hashed;
mod ranked;
mod sorted;

use std::{
    collections::BTreeMap,
    ops::{Bound, RangeBounds},
};

pub use chronicle::{Chronicle, Dated, InTime};
pub use entitled::{Entitled, Titled};
pub use hashed::Hashed;
pub use ranked::{Keys, Rank, Ranked};
pub use sorted::Sorted;

/// A number that names a row.
pub trait Id: Copy + Ord {
    /// The number.
    fn to_u32(self) -> u32;
    /// The id of a number.
    fn from_u32(number: u32) -> Self;
}

const CHUNK: u32 = 64;

/// Rows that stand together. Where a row has the size of a line of the processor's caches, as most have, it fills one.
#[derive(Debug, Clone)]
#[repr(align(64))]
struct Chunk<V>([Option<V>; CHUNK as usize]);

/// Below this number chunks are found by their place, above it by a search: one id out of all proportion must not cost
/// the room of all below it.
const NEAR: u32 = 1 << 18;

/// Rows by id; ids may have gaps.
#[derive(Debug, Clone)]
pub struct Table<I, V> {
    near: Vec<Option<Box<Chunk<V>>>>,
    far: BTreeMap<u32, Box<Chunk<V>>>,
    len: usize,
    /// The highest id ever seen, so that no id is given twice.
    last: u32,
    id: std::marker::PhantomData<I>,
}

impl<I: Id, V> Table<I, V> {
    /// How many rows there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no rows.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The id of the next row to come.
    pub fn next_id(&self) -> I {
        I::from_u32(self.last + 1)
    }

    /// Marks an id as given, though there is no row of it (any more).
    pub fn skip_to(&mut self, id: I) {
        self.last = self.last.max(id.to_u32());
    }

    fn chunk(&self, number: u32) -> Option<&Chunk<V>> {
        if number < NEAR {
            self.near.get(number as usize)?.as_deref()
        } else {
            self.far.get(&number).map(|chunk| &**chunk)
        }
    }

    fn chunk_mut(&mut self, number: u32) -> Option<&mut Chunk<V>> {
        if number < NEAR {
            self.near.get_mut(number as usize)?.as_deref_mut()
        } else {
            self.far.get_mut(&number).map(|chunk| &mut **chunk)
        }
    }

    /// The chunk of that number, made if it is not there.
    fn made_chunk(&mut self, number: u32) -> &mut Chunk<V> {
        let empty = || Box::new(Chunk(std::array::from_fn(|_| None)));
        if number >= NEAR {
            return self.far.entry(number).or_insert_with(empty);
        }
        if self.near.len() <= number as usize {
            self.near.resize_with(number as usize + 1, || None);
        }
        self.near[number as usize].get_or_insert_with(empty)
    }

    /// The row of an id.
    pub fn get(&self, id: I) -> Option<&V> {
        let number = id.to_u32();
        self.chunk(number / CHUNK)?.0[(number % CHUNK) as usize].as_ref()
    }

    /// The row of an id, to change what no index depends on.
    pub fn get_mut(&mut self, id: I) -> Option<&mut V> {
        let number = id.to_u32();
        self.chunk_mut(number / CHUNK)?.0[(number % CHUNK) as usize].as_mut()
    }

    /// Puts a row in its place; the one that was there before.
    pub fn insert(&mut self, id: I, row: V) -> Option<V> {
        let number = id.to_u32();
        self.last = self.last.max(number);
        let before = self.made_chunk(number / CHUNK).0[(number % CHUNK) as usize].replace(row);
        self.len += usize::from(before.is_none());
        before
    }

    /// Takes a row away.
    pub fn remove(&mut self, id: I) -> Option<V> {
        let number = id.to_u32();
        let chunk = self.chunk_mut(number / CHUNK)?;
        let row = chunk.0[(number % CHUNK) as usize].take()?;
        let is_empty = chunk.0.iter().all(Option::is_none);
        self.len -= 1;
        if is_empty && number / CHUNK < NEAR {
            self.near[(number / CHUNK) as usize] = None;
        } else if is_empty {
            self.far.remove(&(number / CHUNK));
        }
        Some(row)
    }

    /// All rows in order of their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.near.iter().flatten().chain(self.far.values()).flat_map(|chunk| chunk.0.iter().flatten())
    }

    /// The rows of some ids, in their order.
    pub fn range(&self, ids: impl RangeBounds<I>) -> impl DoubleEndedIterator<Item = &V> {
        let first = match ids.start_bound() {
            Bound::Included(id) => id.to_u32(),
            Bound::Excluded(id) => id.to_u32().saturating_add(1),
            Bound::Unbounded => 0,
        };
        let last = match ids.end_bound() {
            Bound::Included(id) => i64::from(id.to_u32()),
            Bound::Excluded(id) => i64::from(id.to_u32()) - 1,
            Bound::Unbounded => i64::from(u32::MAX),
        };
        let chunks = if last < i64::from(first) { None } else { Some(first / CHUNK..=last as u32 / CHUNK) };
        let chunks = chunks.into_iter().flat_map(|chunks| {
            let (low, high) = (*chunks.start(), *chunks.end());
            let end = (high as usize + 1).min(self.near.len());
            let near = (low as usize).min(end)..end;
            let near = near.clone().zip(&self.near[near]);
            let near = near.filter_map(|(number, chunk)| Some((number as u32, chunk.as_deref()?)));
            near.chain(self.far.range(chunks).map(|(number, chunk)| (*number, &**chunk)))
        });
        chunks.flat_map(move |(number, chunk)| {
            let base = number * CHUNK;
            let from = first.saturating_sub(base).min(CHUNK);
            let to = (last - i64::from(base) + 1).clamp(0, i64::from(CHUNK)) as u32;
            chunk.0[from as usize..(to.max(from)) as usize].iter().flatten()
        })
    }
}

impl<I, V> Default for Table<I, V> {
    fn default() -> Self {
        Self { near: Vec::new(), far: BTreeMap::new(), len: 0, last: 0, id: std::marker::PhantomData }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::wiki::PageId;

    proptest! {
        #[test]
        fn rows_are_found_in_order_of_their_ids(
            ids in prop::collection::btree_set(prop_oneof![1u32..500, NEAR * CHUNK - 90..NEAR * CHUNK + 90], 0..80),
            low in 0u32..500,
            high in 0u32..500,
        ) {
            let mut table = Table::default();
            for id in &ids {
                table.insert(PageId(*id), *id);
            }
            prop_assert_eq!(table.len(), ids.len());
            prop_assert!(table.iter().eq(ids.iter()));
            let far = PageId(NEAR * CHUNK - 7)..=PageId(NEAR * CHUNK + 7);
            prop_assert!(table.range(far.clone()).eq(ids.range(far.start().0..=far.end().0)));
            if low <= high {
                prop_assert!(table.range(PageId(low)..PageId(high)).eq(ids.range(low..high)));
                prop_assert!(table.range(PageId(low)..=PageId(high)).rev().eq(ids.range(low..=high).rev()));
            }
            prop_assert_eq!(table.next_id(), PageId(ids.last().copied().unwrap_or(0) + 1));
            for id in &ids {
                prop_assert_eq!(table.remove(PageId(*id)), Some(*id));
            }
            prop_assert!(table.is_empty());
        }
    }
}
