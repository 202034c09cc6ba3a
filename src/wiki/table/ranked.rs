//! Things in an order that only whoever looks for a place knows.

/// How many stand together at most.
const BLOCK: usize = 256;

/// By how many a block grows that is not the last one.
const ROOM: usize = 32;

/// Things in order: the order itself is the rows' business, so that no key is held twice. Whoever looks for a place says
/// of each thing whether it comes before that.
#[derive(Debug, Clone)]
pub struct Ranked<K> {
    /// None is empty.
    blocks: Vec<Vec<K>>,
    /// The last of each block: whoever looks for one reads these, which stand together, and not the blocks themselves.
    lasts: Vec<K>,
    len: usize,
}

impl<K> Default for Ranked<K> {
    fn default() -> Self {
        Self { blocks: Vec::new(), lasts: Vec::new(), len: 0 }
    }
}

/// A place in a [`Ranked`], as long as it does not change.
pub type Rank = (usize, usize);

impl<K: Clone> Ranked<K> {
    /// How many there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Where the first stands that does not come before.
    pub fn place(&self, before: impl Fn(&K) -> bool) -> Rank {
        let block = self.lasts.partition_point(&before);
        (block, self.blocks.get(block).map_or(0, |keys| keys.partition_point(before)))
    }

    /// The place behind all.
    pub const fn end(&self) -> Rank {
        (self.blocks.len(), 0)
    }

    /// The place before another; `None` before the first one.
    pub fn previous(&self, (block, place): Rank) -> Option<Rank> {
        match place.checked_sub(1) {
            Some(place) => Some((block, place)),
            None => block.checked_sub(1).map(|block| (block, self.blocks[block].len() - 1)),
        }
    }

    /// The one at a place.
    pub fn get(&self, (block, place): Rank) -> Option<&K> {
        self.blocks.get(block)?.get(place)
    }

    /// Puts another in a place, which stands where the one before it stood.
    pub fn replace(&mut self, (block, place): Rank, key: K) {
        self.blocks[block][place] = key;
        self.note_last(block);
    }

    /// Notes what the last of a block is now.
    fn note_last(&mut self, block: usize) {
        let keys = &self.blocks[block];
        self.lasts[block] = keys[keys.len() - 1].clone();
    }

    /// The first of all.
    pub fn first(&self) -> Option<&K> {
        self.blocks.first()?.first()
    }

    /// The last of all.
    pub fn last(&self) -> Option<&K> {
        self.lasts.last()
    }

    /// Puts one at a place, before the one that stands there.
    pub fn insert(&mut self, (block, place): Rank, key: K) {
        self.len += 1;
        if block == self.blocks.len() {
            // After everything: the usual case.
            match self.blocks.last_mut() {
                Some(last) if last.len() < BLOCK => {
                    last.push(key);
                    self.note_last(block - 1);
                }
                _ => {
                    self.lasts.push(key.clone());
                    self.blocks.push(vec![key]);
                }
            }
            return;
        }
        let keys = &mut self.blocks[block];
        if keys.len() == BLOCK {
            let mut upper = keys.split_off(BLOCK / 2);
            keys.shrink_to(BLOCK / 2 + ROOM);
            upper.reserve_exact(ROOM);
            self.blocks.insert(block + 1, upper);
            self.lasts.insert(block + 1, self.lasts[block].clone());
            self.note_last(block);
        }
        let (block, place) = if place > self.blocks[block].len() {
            (block + 1, place - self.blocks[block].len())
        } else {
            (block, place)
        };
        let keys = &mut self.blocks[block];
        if keys.len() == keys.capacity() {
            keys.reserve_exact(ROOM);
        }
        keys.insert(place, key);
        self.note_last(block);
    }

    /// Takes away the one at a place.
    pub fn remove(&mut self, (block, place): Rank) {
        self.len -= 1;
        self.blocks[block].remove(place);
        if self.blocks[block].is_empty() {
            self.blocks.remove(block);
            self.lasts.remove(block);
        } else {
            self.note_last(block);
        }
    }

    /// Those from one place up to another, which is left out.
    pub fn range(&self, from: Rank, to: Rank) -> Keys<'_, K> {
        Keys { blocks: &self.blocks, front: from, back: to.max(from) }
    }
}

/// Things in order, from either end.
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ids_stand_in_the_order_of_their_rows(
            steps in prop::collection::vec((any::<bool>(), 0u16..900), 0..1500),
            low in 0u16..900,
            high in 0u16..900,
        ) {
            // The row of an id is its opposite.
            let (mut ranked, mut set) = (Ranked::default(), BTreeSet::new());
            for (add, row) in steps {
                let at = ranked.place(|id: &u16| 900 - id < row);
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
    }
}
