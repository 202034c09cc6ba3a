//! The two containers all tables are made of: rows by id, and sorted keys that point to them.
//!
//! Both are made for a wiki's habits: ids are handed out in order, and most keys arrive in order, too. A B-tree
//! of the standard library would leave its nodes half empty then.

use std::{
    collections::BTreeMap,
    ops::{Bound, RangeBounds},
};

/// A number that names a row.
pub trait Id: Copy + Ord {
    /// The number.
    fn to_u32(self) -> u32;
    /// The id of a number.
    fn from_u32(number: u32) -> Self;
}

const CHUNK: u32 = 64;

/// Below this number chunks are found by their place, above it by a search: one id out of all proportion must not cost
/// the room of all below it.
const NEAR: u32 = 1 << 18;

/// Rows that stand together.
type Chunk<V> = Box<[Option<V>]>;

/// Rows by id; ids may have gaps.
#[derive(Debug, Clone)]
pub struct Table<I, V> {
    near: Vec<Option<Chunk<V>>>,
    far: BTreeMap<u32, Chunk<V>>,
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
        if number < NEAR { self.near.get(number as usize)?.as_ref() } else { self.far.get(&number) }
    }

    fn chunk_mut(&mut self, number: u32) -> Option<&mut Chunk<V>> {
        if number < NEAR { self.near.get_mut(number as usize)?.as_mut() } else { self.far.get_mut(&number) }
    }

    /// The chunk of that number, made if it is not there.
    fn made_chunk(&mut self, number: u32) -> &mut Chunk<V> {
        let empty = || (0..CHUNK).map(|_| None).collect();
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
        self.chunk(number / CHUNK)?[(number % CHUNK) as usize].as_ref()
    }

    /// The row of an id, to change what no index depends on.
    pub fn get_mut(&mut self, id: I) -> Option<&mut V> {
        let number = id.to_u32();
        self.chunk_mut(number / CHUNK)?[(number % CHUNK) as usize].as_mut()
    }

    /// Puts a row in its place; the one that was there before.
    pub fn insert(&mut self, id: I, row: V) -> Option<V> {
        let number = id.to_u32();
        self.last = self.last.max(number);
        let before = self.made_chunk(number / CHUNK)[(number % CHUNK) as usize].replace(row);
        self.len += usize::from(before.is_none());
        before
    }

    /// Takes a row away.
    pub fn remove(&mut self, id: I) -> Option<V> {
        let number = id.to_u32();
        let chunk = self.chunk_mut(number / CHUNK)?;
        let row = chunk[(number % CHUNK) as usize].take()?;
        let is_empty = chunk.iter().all(Option::is_none);
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
        self.near.iter().flatten().chain(self.far.values()).flat_map(|chunk| chunk.iter().flatten())
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
            let near = near.filter_map(|(number, chunk)| Some((number as u32, chunk.as_ref()?)));
            near.chain(self.far.range(chunks).map(|(number, chunk)| (*number, chunk)))
        });
        chunks.flat_map(move |(number, chunk)| {
            let base = number * CHUNK;
            let from = first.saturating_sub(base).min(CHUNK);
            let to = (last - i64::from(base) + 1).clamp(0, i64::from(CHUNK)) as u32;
            chunk[from as usize..(to.max(from)) as usize].iter().flatten()
        })
    }
}

impl<I, V> Default for Table<I, V> {
    fn default() -> Self {
        Self { near: Vec::new(), far: BTreeMap::new(), len: 0, last: 0, id: std::marker::PhantomData }
    }
}

/// How many keys stand together at most.
const BLOCK: usize = 256;

/// A sorted set of keys. Appending costs next to nothing, anything else a search and a small move.
#[derive(Debug, Clone)]
pub struct Sorted<K> {
    /// None is empty, each is sorted, all keys of one come before all of the next.
    blocks: Vec<Vec<K>>,
    len: usize,
}

impl<K> Default for Sorted<K> {
    fn default() -> Self {
        Self { blocks: Vec::new(), len: 0 }
    }
}

impl<'t, K: Ord> IntoIterator for &'t Sorted<K> {
    type Item = &'t K;
    type IntoIter = Keys<'t, K>;

    fn into_iter(self) -> Keys<'t, K> {
        self.iter()
    }
}

impl<K: Ord> Sorted<K> {
    /// How many keys there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no keys.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds a key; whether it is new.
    pub fn insert(&mut self, key: K) -> bool {
        let end = self.blocks.len();
        let at = self.blocks.partition_point(|block| block[block.len() - 1] < key);
        if at == end {
            // After everything: the usual case.
            match self.blocks.last_mut() {
                Some(block) if block.len() < BLOCK => block.push(key),
                _ => self.blocks.push(vec![key]),
            }
            self.len += 1;
            return true;
        }
        let block = &mut self.blocks[at];
        let Err(place) = block.binary_search(&key) else { return false };
        block.insert(place, key);
        self.len += 1;
        if block.len() > BLOCK {
            let upper = block.split_off(BLOCK / 2);
            self.blocks.insert(at + 1, upper);
        }
        true
    }

    /// Takes a key away; whether it was there.
    pub fn remove(&mut self, key: &K) -> bool {
        let (block, place) = self.place(key);
        if self.blocks.get(block).and_then(|keys| keys.get(place)) != Some(key) {
            return false;
        }
        self.blocks[block].remove(place);
        if self.blocks[block].is_empty() {
            self.blocks.remove(block);
        }
        self.len -= 1;
        true
    }

    /// Whether the key is there.
    pub fn contains(&self, key: &K) -> bool {
        let (block, place) = self.place(key);
        self.blocks.get(block).and_then(|keys| keys.get(place)) == Some(key)
    }

    /// The lowest key.
    pub fn first(&self) -> Option<&K> {
        self.blocks.first()?.first()
    }

    /// The highest key.
    pub fn last(&self) -> Option<&K> {
        self.blocks.last()?.last()
    }

    /// All keys in order.
    pub fn iter(&self) -> Keys<'_, K> {
        self.range(..)
    }

    /// The keys within bounds, in order.
    pub fn range(&self, bounds: impl RangeBounds<K>) -> Keys<'_, K> {
        let front = match bounds.start_bound() {
            Bound::Included(key) => self.place(key),
            Bound::Excluded(key) => self.place_after(key),
            Bound::Unbounded => (0, 0),
        };
        let back = match bounds.end_bound() {
            Bound::Included(key) => self.place_after(key),
            Bound::Excluded(key) => self.place(key),
            Bound::Unbounded => (self.blocks.len(), 0),
        };
        Keys { blocks: &self.blocks, front, back: back.max(front) }
    }

    /// Where the first key that is not below `key` stands.
    fn place(&self, key: &K) -> (usize, usize) {
        let block = self.blocks.partition_point(|block| block[block.len() - 1] < *key);
        (block, self.blocks.get(block).map_or(0, |keys| keys.partition_point(|known| known < key)))
    }

    /// Where the first key above `key` stands.
    fn place_after(&self, key: &K) -> (usize, usize) {
        let block = self.blocks.partition_point(|block| block[block.len() - 1] <= *key);
        (block, self.blocks.get(block).map_or(0, |keys| keys.partition_point(|known| known <= key)))
    }
}

/// Keys of a [`Sorted`], in order from either end.
#[derive(Debug, Clone)]
pub struct Keys<'s, K> {
    blocks: &'s [Vec<K>],
    front: (usize, usize),
    back: (usize, usize),
}

impl<'s, K> Iterator for Keys<'s, K> {
    type Item = &'s K;

    fn next(&mut self) -> Option<&'s K> {
        if self.front >= self.back {
            return None;
        }
        let (block, place) = self.front;
        self.front = if place + 1 < self.blocks[block].len() { (block, place + 1) } else { (block + 1, 0) };
        Some(&self.blocks[block][place])
    }
}

impl<K> DoubleEndedIterator for Keys<'_, K> {
    fn next_back(&mut self) -> Option<Self::Item> {
        if self.front >= self.back {
            return None;
        }
        let (block, place) = self.back;
        self.back =
            if place > 0 { (block, place - 1) } else { (block - 1, self.blocks[block - 1].len() - 1) };
        Some(&self.blocks[self.back.0][self.back.1])
    }
}

/// Ids in the order of what their rows hold: the order itself is the rows' business, so that no key is held twice. Whoever
/// looks for a place says of an id whether it comes before that.
#[derive(Debug, Clone)]
pub struct Ranked<I> {
    /// None is empty.
    blocks: Vec<Vec<I>>,
    len: usize,
}

impl<I> Default for Ranked<I> {
    fn default() -> Self {
        Self { blocks: Vec::new(), len: 0 }
    }
}

/// A place in a [`Ranked`], as long as it does not change.
pub type Rank = (usize, usize);

impl<I: Copy> Ranked<I> {
    /// How many there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Where the first stands that does not come before.
    pub fn place(&self, before: impl Fn(I) -> bool) -> Rank {
        let block = self.blocks.partition_point(|block| before(block[block.len() - 1]));
        (block, self.blocks.get(block).map_or(0, |ids| ids.partition_point(|id| before(*id))))
    }

    /// The one at a place.
    pub fn get(&self, (block, place): Rank) -> Option<I> {
        self.blocks.get(block)?.get(place).copied()
    }

    /// Puts one at a place, before the one that stands there.
    pub fn insert(&mut self, (block, place): Rank, id: I) {
        self.len += 1;
        if block == self.blocks.len() {
            // After everything: the usual case.
            match self.blocks.last_mut() {
                Some(last) if last.len() < BLOCK => last.push(id),
                _ => self.blocks.push(vec![id]),
            }
            return;
        }
        let ids = &mut self.blocks[block];
        ids.insert(place, id);
        if ids.len() > BLOCK {
            let upper = ids.split_off(BLOCK / 2);
            self.blocks.insert(block + 1, upper);
        }
    }

    /// Takes away the one at a place.
    pub fn remove(&mut self, (block, place): Rank) {
        self.len -= 1;
        self.blocks[block].remove(place);
        if self.blocks[block].is_empty() {
            self.blocks.remove(block);
        }
    }

    /// Those from one place up to another, which is left out.
    pub fn range(&self, from: Rank, to: Rank) -> Keys<'_, I> {
        Keys { blocks: &self.blocks, front: from, back: to.max(from) }
    }
}

impl<K: Ord> FromIterator<K> for Sorted<K> {
    fn from_iter<T: IntoIterator<Item = K>>(keys: T) -> Self {
        let mut sorted = Self::default();
        for key in keys {
            sorted.insert(key);
        }
        sorted
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::wiki::PageId;

    proptest! {
        #[test]
        fn sorted_keys_behave_like_a_set(
            steps in prop::collection::vec((any::<bool>(), 0u16..900), 0..1500),
            low in 0u16..900,
            high in 0u16..900,
        ) {
            let (mut sorted, mut set) = (Sorted::default(), BTreeSet::new());
            for (add, key) in steps {
                if add {
                    prop_assert_eq!(sorted.insert(key), set.insert(key));
                } else {
                    prop_assert_eq!(sorted.remove(&key), set.remove(&key));
                }
            }
            prop_assert_eq!(sorted.len(), set.len());
            prop_assert!(sorted.iter().eq(set.iter()));
            prop_assert!(sorted.iter().rev().eq(set.iter().rev()));
            if low <= high {
                prop_assert!(sorted.range(low..high).eq(set.range(low..high)));
                prop_assert!(sorted.range(low..=high).rev().eq(set.range(low..=high).rev()));
            }
            prop_assert_eq!(sorted.contains(&low), set.contains(&low));
        }

        #[test]
        fn ids_stand_in_the_order_of_their_rows(
            steps in prop::collection::vec((any::<bool>(), 0u16..900), 0..1500),
            low in 0u16..900,
            high in 0u16..900,
        ) {
            // The row of an id is its opposite.
            let (mut ranked, mut set) = (Ranked::default(), BTreeSet::new());
            for (add, row) in steps {
                let at = ranked.place(|id: u16| 900 - id < row);
                let found = ranked.get(at).is_some_and(|id| 900 - id == row);
                prop_assert_eq!(found, set.contains(&row));
                if add && set.insert(row) {
                    ranked.insert(at, 900 - row);
                } else if !add && set.remove(&row) {
                    ranked.remove(at);
                }
            }
            prop_assert_eq!(ranked.len(), set.len());
            let (from, to) = (ranked.place(|id| 900 - id < low), ranked.place(|id| 900 - id < high));
            if low <= high {
                prop_assert!(ranked.range(from, to).map(|id| 900 - id).eq(set.range(low..high).copied()));
                prop_assert!(ranked.range(from, to).rev().map(|id| 900 - id).eq(set.range(low..high).rev().copied()));
            }
        }

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
