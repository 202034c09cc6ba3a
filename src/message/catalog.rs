//! The words of the messages: only the short strings that clients see and match on, never help texts.
//!
//! Each line is a key and its English words; where releases differ, each wording stands beside the release
//! that brought it. Wordings that are told apart only between two known releases stand at the first release
//! after the older one. Source: the `en.json` files of MediaWiki.

mod account;
mod api_error_a_l;
mod api_error_m_z;
mod api_other;
mod api_warning;
mod block;
mod earlier;
mod edit;
mod file;
mod label;
mod page;
mod param;
mod permission;
mod preference;
mod summary;
mod tag;
mod word;

use crate::release::Release;

/// One message of the catalog.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    key: &'static str,
    words: Words,
}

#[derive(Debug, Clone, Copy)]
enum Words {
    Always(&'static str),
    Since(&'static [(Release, &'static str)]),
}

const fn always(key: &'static str, words: &'static str) -> Line {
    Line { key, words: Words::Always(words) }
}

/// Words that changed: oldest first, each with the release that brought it.
const fn since(key: &'static str, wordings: &'static [(Release, &'static str)]) -> Line {
    Line { key, words: Words::Since(wordings) }
}

/// Every area, each sorted by key.
const AREAS: &[&[Line]] = &[
    account::LINES,
    api_error_a_l::LINES,
    api_error_m_z::LINES,
    api_other::LINES,
    api_warning::LINES,
    block::LINES,
    earlier::LINES,
    edit::LINES,
    file::LINES,
    page::LINES,
    param::LINES,
    permission::LINES,
    preference::LINES,
    summary::LINES,
    tag::LINES,
    label::LINES,
    word::LINES,
];

/// The places of the index; a power of two, so that a hash is cut by a mask, and at least twice the lines.
const PLACES: usize = 4096;

/// Where a key is found: area and line, counted from 1 so that 0 is an empty place. Made when we compile.
static INDEX: [(u8, u16); PLACES] = index();

const fn index() -> [(u8, u16); PLACES] {
    let mut places = [(0, 0); PLACES];
    let mut area = 0;
    while area < AREAS.len() {
        let lines = AREAS[area];
        let mut line = 0;
        while line < lines.len() {
            let mut place = hash(lines[line].key.as_bytes());
            while places[place].0 != 0 {
                place = (place + 1) % PLACES;
            }
            places[place] = (area as u8 + 1, line as u16);
            line += 1;
        }
        area += 1;
    }
    places
}

/// FNV-1a, folded to a place.
const fn hash(key: &[u8]) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    let mut at = 0;
    while at < key.len() {
        hash = (hash ^ key[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    ((hash ^ (hash >> 12)) as usize) % PLACES
}

/// The English words of a message as that release has them; `None` for a key that is not in the catalog.
pub fn words(key: &str, release: Release) -> Option<&'static str> {
    match find(key)?.words {
        Words::Always(words) => Some(words),
        Words::Since(wordings) => {
            let older = wordings.iter().rev().find(|(since, _)| *since <= release);
            older.or(wordings.first()).map(|(_, words)| *words)
        }
    }
}

/// The keys of all messages.
pub fn keys() -> impl Iterator<Item = &'static str> {
    AREAS.iter().flat_map(|area| area.iter()).map(|line| line.key)
}

/// A key as the catalog spells it, if it is there.
pub fn key(key: &str) -> Option<&'static str> {
    find(key).map(|line| line.key)
}

/// A key of the catalog as the catalog spells it, and its words: for keys that come from words themselves.
pub(super) fn line(key: &str, release: Release) -> Option<(&'static str, &'static str)> {
    Some((find(key)?.key, words(key, release)?))
}

fn find(key: &str) -> Option<&'static Line> {
    let mut place = hash(key.as_bytes());
    loop {
        let (area, line) = INDEX[place];
        let line = &AREAS[usize::from(area.checked_sub(1)?)][usize::from(line)];
        if line.key == key {
            return Some(line);
        }
        place = (place + 1) % PLACES;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::*;

    fn lines() -> impl Iterator<Item = &'static Line> {
        AREAS.iter().flat_map(|area| area.iter())
    }

    #[test]
    fn areas_are_sorted_and_no_key_stands_twice() {
        let mut keys: Vec<_> = lines().map(|line| line.key).collect();
        for area in AREAS {
            assert!(area.is_sorted_by(|a, b| a.key < b.key), "{} …", area[0].key);
        }
        keys.sort_unstable();
        for pair in keys.windows(2) {
            assert_ne!(pair[0], pair[1]);
        }
        assert!(keys.len() * 2 <= PLACES, "the index wants more places");
    }

    #[test]
    fn wordings_stand_oldest_first_and_differ() {
        for line in lines() {
            if let Words::Since(wordings) = line.words {
                assert_eq!(wordings[0].0, Release::FIRST, "{}", line.key);
                assert!(wordings.is_sorted_by(|a, b| a.0 < b.0 && a.1 != b.1), "{}", line.key);
            }
        }
    }

    #[test]
    fn every_line_is_found_by_its_key() {
        for line in lines() {
            assert_eq!(find(line.key).map(|found| found.key), Some(line.key));
        }
        assert!(find("nonesuch").is_none());
    }

    #[test]
    fn words_follow_the_release() {
        assert_eq!(words("apierror-articleexists", V1_35), words("apierror-articleexists", V1_41));
        assert_ne!(words("apierror-articleexists", V1_41), words("apierror-articleexists", V1_45));
    }

    #[test]
    fn every_message_that_is_raised_has_words() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut unknown = Vec::new();
        let mut folders = vec![root];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let source = std::fs::read_to_string(&path).unwrap();
                    // What stands in tests may name messages that there are not.
                    let source = source.split("#[cfg(test)]").next().unwrap();
                    for after in source.split("Message::new(").skip(1) {
                        let key = after.trim_start().strip_prefix('"').and_then(|key| key.split('"').next());
                        if let Some(key) = key.filter(|key| find(key).is_none()) {
                            unknown.push(format!("{}: {key}", path.display()));
                        }
                    }
                }
            }
        }
        assert!(unknown.is_empty(), "not in the catalog: {unknown:#?}");
    }
}
