//! What was last said of some bytes: MediaWiki keeps the extended metadata of files by their SHA-1, so that a file of
//! the same bytes is told with the time and the name of the first (`FormatMetadata::fetchExtendedMetadata`).

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::base::Timestamp;

/// How long it is remembered, in seconds.
const KEPT: i64 = 30 * 86_400;
/// How many files are remembered; then all are forgotten, as of a cache that is full.
const MOST: usize = 10_000;

/// The memory.
#[derive(Debug, Default)]
pub struct Recall(Mutex<HashMap<Arc<str>, Said>>);

/// What was said of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// When it was uploaded.
    pub time: Timestamp,
    /// Its name.
    pub name: Arc<str>,
    /// When that was said.
    at: Timestamp,
}

impl Recall {
    /// What was said first of these bytes, or else what is said now.
    pub fn of(&self, sha1: &Arc<str>, now: Timestamp, time: Timestamp, name: &str) -> Said {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(said) = known.get(sha1).filter(|said| said.at.plus(KEPT) > now) {
            return said.clone();
        }
        if known.len() >= MOST {
            known.clear();
        }
        let said = Said { time, name: name.into(), at: now };
        known.insert(Arc::clone(sha1), said.clone());
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_is_remembered_for_a_month() {
        let recall = Recall::default();
        let (sha1, start) = (Arc::from("x"), Timestamp::from_unix(0));
        assert_eq!(&*recall.of(&sha1, start, start, "A").name, "A");
        assert_eq!(&*recall.of(&sha1, start.plus(60), start, "B").name, "A");
        assert_eq!(&*recall.of(&sha1, start.plus(KEPT), start, "B").name, "B");
        for number in 0..=MOST {
            recall.of(&number.to_string().into(), start, start, "C");
        }
        assert!(recall.0.lock().unwrap().len() <= MOST);
    }
}
