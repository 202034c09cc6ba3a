//! Texts that wait to be saved, found again by their hashes (`PageEditStash`).

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use super::Wiki;
use crate::base::Timestamp;

/// How many seconds a text waits (`PageEditStash::MAX_CACHE_TTL`).
const SECONDS: i64 = 300;

/// How many texts wait at most. When there are more, the oldest go.
const MOST: usize = 200;

/// The texts, the oldest first.
#[derive(Debug, Default)]
pub struct WaitingTexts(Mutex<VecDeque<Waiting>>);

#[derive(Debug)]
struct Waiting {
    hash: Box<str>,
    text: Arc<str>,
    until: Timestamp,
}

impl WaitingTexts {
    /// Lets a text wait.
    pub fn put(&self, hash: &str, text: Arc<str>, now: Timestamp) {
        let mut texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        texts.retain(|waiting| *waiting.hash != *hash && waiting.until > now);
        if texts.len() == MOST {
            texts.pop_front();
        }
        texts.push_back(Waiting { hash: hash.into(), text, until: now.plus(SECONDS) });
    }

    /// The text of that hash, if it still waits.
    pub fn get(&self, hash: &str, now: Timestamp) -> Option<Arc<str>> {
        let texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = texts.iter().find(|waiting| *waiting.hash == *hash && waiting.until > now);
        found.map(|waiting| Arc::clone(&waiting.text))
    }
}

impl Wiki {
    /// The texts that wait to be saved.
    pub const fn waiting_texts(&self) -> &WaitingTexts {
        &self.waiting
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_waits_five_minutes() {
        let texts = WaitingTexts::default();
        let now = Timestamp::from_unix(1_800_000_000);
        texts.put("a", "x".into(), now);
        assert_eq!(texts.get("a", now.plus(SECONDS - 1)).as_deref(), Some("x"));
        assert_eq!(texts.get("a", now.plus(SECONDS)), None);
        assert_eq!(texts.get("b", now), None);
    }

    #[test]
    fn the_oldest_texts_go_when_there_are_too_many() {
        let texts = WaitingTexts::default();
        let now = Timestamp::from_unix(1_800_000_000);
        for number in 0..=MOST {
            texts.put(&number.to_string(), "x".into(), now);
        }
        assert_eq!((texts.get("0", now), texts.get("1", now).is_some()), (None, true));
    }
}
