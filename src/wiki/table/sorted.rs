//! Sorted sets of keys.

use std::ops::{Bound, RangeBounds};

use super::{Keys, Rank, Ranked};

/// A sorted set of keys. Appending costs next to nothing, anything else a search and a small move.
#[derive(Debug, Clone)]
pub struct Sorted<K> {
    keys: Ranked<K>,
}

impl<K> Default for Sorted<K> {
    fn default() -> Self {
        Self { keys: Ranked::default() }
    }
}

impl<'t, K: Ord + Clone> IntoIterator for &'t Sorted<K> {
    type Item = &'t K;
    type IntoIter = Keys<'t, K>;

    fn into_iter(self) -> Keys<'t, K> {
        self.iter()
    }
}

impl<K: Ord + Clone> Sorted<K> {
    /// How many keys there are.
    pub const fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there are no keys.
    pub const fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Adds a key; whether it is new.
    pub fn insert(&mut self, key: K) -> bool {
        if self.last().is_none_or(|last| *last < key) {
            // The usual case; nothing has to be searched.
            self.keys.insert(self.keys.end(), key);
            return true;
        }
        let place = self.place(&key);
        let new = self.keys.get(place) != Some(&key);
        if new {
            self.keys.insert(place, key);
        }
        new
    }

    /// Takes a key away; whether it was there.
    pub fn remove(&mut self, key: &K) -> bool {
        let place = self.place(key);
        let found = self.keys.get(place) == Some(key);
        if found {
            self.keys.remove(place);
        }
        found
    }

    /// Whether the key is there.
    pub fn contains(&self, key: &K) -> bool {
        self.keys.get(self.place(key)) == Some(key)
    }

    /// The lowest key.
    pub fn first(&self) -> Option<&K> {
        self.keys.first()
    }

    /// The highest key.
    pub fn last(&self) -> Option<&K> {
        self.keys.last()
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
            Bound::Unbounded => self.keys.end(),
        };
        self.keys.range(front, back)
    }

    /// Where the first key that is not below `key` stands.
    fn place(&self, key: &K) -> Rank {
        self.keys.place(|known| known < key)
    }

    /// Where the first key above `key` stands.
    fn place_after(&self, key: &K) -> Rank {
        self.keys.place(|known| known <= key)
    }
}

impl<K: Ord + Clone> FromIterator<K> for Sorted<K> {
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
    }
}
