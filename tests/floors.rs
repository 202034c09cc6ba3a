//! The house has floors: a room uses what lies below it and nothing above. This reads every path that starts at the
//! crate's root, in every source file, and holds the table.

use std::{
    collections::BTreeSet,
    fmt, fs,
    path::{Path, PathBuf},
};

use May::{Below, Everything, Rooms};

/// Which rooms a room may use.
enum May {
    /// These and no others.
    Rooms(&'static [&'static str]),
    /// All on lower floors.
    Below,
    /// All.
    Everything,
}

/// Floor, room, and what it may use.
const HOUSE: [(u8, &str, May); 16] = [
    (0, "base", Rooms(&[])),
    (0, "release", Rooms(&[])),
    (1, "tree", Below),
    (1, "store", Below),
    (2, "wiki", Rooms(&["base", "release", "store"])),
    (3, "message", Rooms(&["base", "release", "tree", "wiki"])),
    (3, "param", Rooms(&["base", "release", "tree", "wiki", "message"])),
    (4, "api", Below),
    (5, "gate", Below),
    (5, "action", Below),
    (5, "query", Below),
    (6, "dispatch", Below),
    (7, "control", Below),
    (8, "http", Below),
    (9, "server", Everything),
    (9, "main", Everything),
];

/// Crates that only one room names.
const DOOR: &str = "http";
const DOOR_CRATES: [&str; 6] = ["http", "http_body", "http_body_util", "hyper", "hyper_util", "warp"];

#[test]
fn every_room_uses_only_what_its_floor_allows() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut violations = Vec::new();
    for path in source_files(&source) {
        let inside = path.strip_prefix(&source).expect("the file was found there");
        let text = fs::read_to_string(&path).expect("a readable file");
        violations
            .extend(check(inside, &text).into_iter().map(|what| format!("src/{}: {what}", inside.display())));
    }
    assert!(violations.is_empty(), "the floors do not hold:\n{}", violations.join("\n"));
}

#[derive(Debug, PartialEq)]
enum Violation {
    /// The room stands nowhere in the table.
    NoFloor(String),
    /// One room uses another that it may not use.
    Upward { room: String, used: String },
    /// A crate that only the door may name.
    DoorCrate(String),
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFloor(room) => write!(f, "`{room}` has no floor: give it one in the table"),
            Self::Upward { room, used } => write!(f, "`{room}` may not use `{used}`"),
            Self::DoorCrate(name) => write!(f, "only `{DOOR}` names the crate `{name}`"),
        }
    }
}

/// What a file, by its path under `src`, does against the table.
fn check(file: &Path, text: &str) -> Vec<Violation> {
    let first = file.components().next().expect("a file has a path").as_os_str().to_string_lossy();
    let room = first.trim_end_matches(".rs");
    if room == "lib" {
        return Vec::new(); // The public face: it names every room.
    }
    let Some((floor, _, may)) = HOUSE.iter().find(|(_, name, _)| *name == room) else {
        return vec![Violation::NoFloor(room.to_owned())];
    };
    let words = words(text);
    let used = rooms_used(&words, depth(file));
    let upward = used.iter().filter(|used| *used != room && !allowed(*floor, may, used));
    let upward = upward.map(|used| Violation::Upward { room: room.to_owned(), used: used.clone() });
    let door = crates_named(&words).into_iter().filter(|name| {
        let is_the_room = name == DOOR && used.contains(DOOR);
        room != DOOR && !is_the_room && DOOR_CRATES.contains(&name.as_str())
    });
    upward.chain(door.map(Violation::DoorCrate)).collect()
}

/// How many modules deep a file is: 1 for `wiki/mod.rs` and `dispatch.rs`, 2 for `wiki/page.rs`.
fn depth(file: &Path) -> usize {
    file.components().count() - usize::from(file.ends_with("mod.rs"))
}

/// Macros and constants at the root are named like rooms and are none: they belong to everyone.
fn allowed(floor: u8, may: &May, used: &str) -> bool {
    let Some((below, ..)) = HOUSE.iter().find(|(_, name, _)| *name == used) else { return true };
    match may {
        Rooms(rooms) => rooms.contains(&used),
        Below => *below < floor,
        Everything => true,
    }
}

/// The first names of all paths from the crate's root, be it `crate::` or as many `super::` as the file is deep.
/// `$crate` in a macro does not count: it is used where it expands.
fn rooms_used(words: &[String], depth: usize) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    let mut supers = 0;
    for (at, word) in words.iter().enumerate() {
        match word.as_str() {
            "::" => continue,
            "super" => supers += 1,
            _ => supers = 0,
        }
        let from_root = supers == depth || (word == "crate" && (at == 0 || words[at - 1] != "$"));
        if !from_root || words.get(at + 1).is_none_or(|next| next != "::") {
            continue;
        }
        let mut rest = words[at + 2..].iter().map(String::as_str);
        match rest.next() {
            Some("{") => rooms.extend(first_names(rest)),
            Some(name) => drop(rooms.insert(name.to_owned())),
            None => {}
        }
    }
    rooms
}

/// Of `a, b::c, d::{e, f}}`: `a`, `b`, `d`.
fn first_names<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let (mut depth, mut at_start, mut names) = (0, true, Vec::new());
    for word in words {
        match word {
            "{" => depth += 1,
            "}" if depth == 0 => break,
            "}" => depth -= 1,
            "," => at_start = depth == 0,
            name if at_start => {
                names.push(name.to_owned());
                at_start = false;
            }
            _ => {}
        }
    }
    names
}

/// Names that stand at the front of a path, such as `hyper` in `hyper::Body` or `use hyper;`.
fn crates_named(words: &[String]) -> BTreeSet<String> {
    let before = |at: usize, by: usize| at.checked_sub(by).map_or("", |at| words[at].as_str());
    let names = words.windows(2).enumerate().filter(|(at, two)| {
        let at_front = before(*at, 1) != "::" || !is_name(before(*at, 2));
        let leads_on = two[1] == "::" || (before(*at, 1) == "use" && matches!(two[1].as_str(), ";" | "as"));
        at_front && leads_on && is_name(&two[0])
    });
    names.map(|(_, two)| two[0].clone()).collect()
}

fn is_name(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

/// The words of a source text, without comments and what stands between quotes.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            'r' | 'b' if raw_string(rest).is_some() => raw_string(rest).expect("just seen"),
            '"' => quoted(rest),
            '\'' => character(rest),
            _ if first.is_alphanumeric() || first == '_' => {
                rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len())
            }
            ':' if rest.starts_with("::") => 2,
            _ => first.len_utf8(),
        };
        let (word, after) = rest.split_at(length);
        if !first.is_whitespace() && !word.starts_with(['"', '\'', '/']) && raw_string(word).is_none() {
            words.push(word.to_owned());
        }
        rest = after;
    }
    words
}

/// The length of a quoted text at the front, with its quotes.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            '"' if !escaped => return at + 1,
            _ => escaped = letter == '\\' && !escaped,
        }
    }
    text.len()
}

/// The length of a character at the front, or of the quote alone where it starts a lifetime.
fn character(text: &str) -> usize {
    let mut letters = text.char_indices().skip(1);
    match letters.next() {
        Some((_, '\\')) => text[3..].find('\'').map_or(1, |end| end + 4),
        _ => letters.next().filter(|(_, letter)| *letter == '\'').map_or(1, |(at, _)| at + 1),
    }
}

/// The length of a raw string at the front, if there is one.
fn raw_string(text: &str) -> Option<usize> {
    let raw = text.strip_prefix('b').unwrap_or(text).strip_prefix('r')?;
    let body = raw.trim_start_matches('#');
    let end = format!("\"{}", "#".repeat(raw.len() - body.len()));
    let start = text.len() - body.strip_prefix('"')?.len();
    Some(text[start..].find(&end).map_or(text.len(), |at| start + at + end.len()))
}

fn source_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            files.extend(source_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[cfg(test)]
mod the_check {
    use super::*;

    fn upward(room: &str, used: &str) -> Violation {
        Violation::Upward { room: room.into(), used: used.into() }
    }

    #[test]
    fn finds_rooms_above_in_every_way_to_write_them() {
        let text = "use crate::{base::Text, api::{Call, wiki::X}, http};\nfn f() { crate::gate::pass(); }";
        let found = check(Path::new("wiki/page.rs"), text);
        assert_eq!(found, [upward("wiki", "api"), upward("wiki", "gate"), upward("wiki", "http")]);
    }

    #[test]
    fn keeps_neighbors_of_one_floor_apart() {
        let found = check(Path::new("action/edit.rs"), "use crate::{api::Call, query::tokens};");
        assert_eq!(found, [upward("action", "query")]);
        assert_eq!(check(Path::new("dispatch.rs"), "use crate::{action, gate, query};"), []);
    }

    #[test]
    fn lets_only_the_door_name_its_crates() {
        let text = "use std::sync::Arc;\nuse hyper::Body;\nfn f(map: &http::HeaderMap, w: ::warp::Filter) {}";
        let named = ["http", "hyper", "warp"].map(|name| Violation::DoorCrate(name.into()));
        assert_eq!(check(Path::new("control/fault.rs"), text), named);
        assert_eq!(check(Path::new("http/listen.rs"), text), []);
        assert_eq!(check(Path::new("server.rs"), "use crate::http;\nfn f() { http::listen(); }"), []);
    }

    #[test]
    fn reads_past_comments_and_quotes() {
        let text = r##"//! See crate::http. /* crate::api */
            fn f<'a>(s: &'a str) { g("crate::api \" crate::gate", '"', '\'', r#"crate::query"#) }"##;
        assert_eq!(check(Path::new("base/text.rs"), text), []);
    }

    #[test]
    fn follows_the_way_out_by_super() {
        assert_eq!(
            check(Path::new("tree/json.rs"), "use super::super::{api, base};"),
            [upward("tree", "api")]
        );
        assert_eq!(check(Path::new("tree/mod.rs"), "use super::api;"), [upward("tree", "api")]);
        assert_eq!(check(Path::new("wiki/text/link.rs"), "use super::super::api;"), []);
    }

    #[test]
    fn wants_every_room_on_a_floor_and_leaves_macros_to_their_users() {
        assert_eq!(check(Path::new("attic.rs"), ""), [Violation::NoFloor("attic".into())]);
        assert_eq!(check(Path::new("param/params.rs"), "$crate::api::Call"), []);
    }
}
