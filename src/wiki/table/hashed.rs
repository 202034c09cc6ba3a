//! Rows by a key of their own, in no order.

use std::hash::{BuildHasher, Hash, RandomState};

use hashbrown::HashTable;

/// A set of ids grows part by part, so that no change waits for all of them to find new places.
const PARTS: usize = 64;

/// Ids by a key that only their rows hold: whoever asks says which key the row of an id has.
#[derive(Debug, Clone)]
pub struct Hashed<I> {
    parts: Vec<HashTable<I>>,
    hasher: RandomState,
}

impl<I> Default for Hashed<I> {
    fn default() -> Self {
        let parts = (0..PARTS).map(|_| HashTable::new()).collect();
        Self { parts, hasher: RandomState::new() }
    }
}

impl<I: Copy + Eq> Hashed<I> {
    /// The id whose row has a key.
    pub fn get<'r, K: Hash + Eq + 'r>(&self, key: &K, key_of: impl Fn(I) -> &'r K) -> Option<I> {
        let hash = self.hasher.hash_one(key);
        self.parts[part(hash)].find(hash, |id| key_of(*id) == key).copied()
    }

    /// Adds an id, whose row has the key. No other has it.
    pub fn insert<'r, K: Hash + Eq + 'r>(&mut self, id: I, key: &K, key_of: impl Fn(I) -> &'r K) {
        let hash = self.hasher.hash_one(key);
        let hasher = &self.hasher;
        self.parts[part(hash)].insert_unique(hash, id, |id| hasher.hash_one(key_of(*id)));
    }

    /// Takes away an id, whose row has the key; whether it was there.
    pub fn remove<K: Hash + Eq>(&mut self, id: I, key: &K) -> bool {
        let hash = self.hasher.hash_one(key);
        match self.parts[part(hash)].find_entry(hash, |known| *known == id) {
            Ok(found) => {
                found.remove();
                true
            }
            Err(_) => false,
        }
    }
}

/// The part that a hash belongs to: by bits that the place in the part does not depend on.
const fn part(hash: u64) -> usize {
    (hash >> 32) as usize % PARTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_by_what_their_rows_say() {
        let rows: Vec<String> = (0..5000).map(|number| format!("row {number}")).collect();
        let mut ids = Hashed::default();
        for (id, key) in rows.iter().enumerate() {
            ids.insert(id, key, |id| &rows[id]);
        }
        assert!(rows.iter().enumerate().all(|(id, key)| ids.get(key, |id| &rows[id]) == Some(id)));
        assert!(ids.remove(7, &rows[7]) && !ids.remove(7, &rows[7]));
        assert_eq!(ids.get(&rows[7], |id| &rows[id]), None);
        assert_eq!(ids.get(&"row -1".to_owned(), |id| &rows[id]), None);
    }
}
