//! Eight write while eight read. `WIKIDOUBLE_STORM=50000` makes it that many edits.

use std::{
    env,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    thread,
};

use serde_json::Value;
use wikidouble::Server;

use crate::{Leaving, bot::Bot, wiki};

const WRITERS: usize = 8;
const READERS: usize = 8;
/// Few enough for two writers to meet on one page now and then.
const PAGES: usize = 40;

/// How many edits are made if nobody says otherwise.
const EDITS: usize = 1_500;

#[test]
fn nothing_is_lost_and_nothing_is_seen_half_done_while_many_write() {
    let edits = env::var("WIKIDOUBLE_STORM").map_or(EDITS, |count| count.parse().expect("a number"));
    let server = wiki(PAGES).start().unwrap();
    let first = Numbers::of(&mut Bot::stranger(&server));
    let (still, made, lost) = (AtomicUsize::new(WRITERS), AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (server, still, made, lost) = (&server, &still, &made, &lost);
            scope.spawn(move || {
                let gone = Leaving(still);
                let mut bot = Bot::named(server, &format!("Writer{writer}"));
                while made.fetch_add(1, Relaxed) < edits {
                    lost.fetch_add(count_up(&mut bot, writer), Relaxed);
                }
                drop(gone);
            });
        }
        for _ in 0..READERS {
            let (server, still) = (&server, &still);
            scope.spawn(move || watch(&mut Bot::stranger(server), still));
        }
    });
    println!("{edits} edits, {} conflicts", lost.load(Relaxed));
    check_the_end(&server, &first, edits);
}

/// Adds one to the number on some page, however often somebody else is faster; how often that was.
fn count_up(bot: &mut Bot, writer: usize) -> usize {
    thread_local!(static STEP: std::cell::Cell<usize> = const { std::cell::Cell::new(0) });
    let step = STEP.replace(STEP.get() + 1);
    let title = format!("Count {}", (step * 7 + writer * 5) % PAGES);
    for lost in 0.. {
        let answer = bot.get(&[
            ("action", "query"),
            ("prop", "revisions"),
            ("rvprop", "ids|content"),
            ("rvslots", "main"),
            ("titles", &title),
        ]);
        let revision = &answer["query"]["pages"][0]["revisions"][0];
        let base = revision["revid"].to_string();
        // Whoever saves what somebody else just saved changes nothing, so each says who it is.
        let text = format!("{} {writer}", number(&revision["slots"]["main"]["content"]) + 1);
        let answer = bot.act(&[("action", "edit"), ("title", &title), ("text", &text), ("baserevid", &base)]);
        if answer["error"]["code"] == "editconflict" {
            continue;
        }
        assert_eq!(answer["edit"]["result"], "Success", "{answer}");
        assert_eq!(answer["edit"]["oldrevid"].to_string(), base, "the edit is one of what was read");
        return lost;
    }
    unreachable!("it only ends with an edit")
}

/// The number that a text begins with.
fn number(text: &Value) -> u64 {
    text.as_str().unwrap().split(' ').next().unwrap().parse().unwrap()
}

/// Reads until the last writer is gone. Whatever is read fits together, and never goes back.
fn watch(bot: &mut Bot, still: &AtomicUsize) {
    let titles: Vec<String> = (0..PAGES).map(|page| format!("Count {page}")).collect();
    let mut seen = vec![None; PAGES];
    let mut newest = 0;
    while still.load(Relaxed) > 0 {
        let answer = bot.get(&[
            ("action", "query"),
            ("prop", "info|revisions"),
            ("rvprop", "ids|size|content"),
            ("rvslots", "main"),
            ("titles", &titles.join("|")),
            ("list", "recentchanges"),
            ("rcprop", "ids|sizes"),
            ("rclimit", "50"),
            ("meta", "siteinfo"),
            ("siprop", "statistics"),
        ]);
        let query = &answer["query"];
        for page in query["pages"].as_array().unwrap() {
            let revision = &page["revisions"][0];
            let content = &revision["slots"]["main"]["content"];
            let length = content.as_str().unwrap().len();
            assert_eq!(page["lastrevid"], revision["revid"], "a page and its newest revision agree");
            assert_eq!(page["length"], length, "a page and its text agree");
            assert_eq!(revision["size"], length, "a revision and its text agree");
            let at: usize = page["title"].as_str().unwrap().strip_prefix("Count ").unwrap().parse().unwrap();
            let now = (revision["revid"].as_u64().unwrap(), number(content));
            let before = seen[at].replace(now).unwrap_or(now);
            assert!(before <= now && (before.0 < now.0) == (before.1 < now.1), "{before:?} {now:?}");
        }
        let lines = query["recentchanges"].as_array().unwrap();
        for pair in lines.windows(2) {
            let (later, line) = (pair[0]["rcid"].as_u64().unwrap(), pair[1]["rcid"].as_u64().unwrap());
            assert_eq!(later, line + 1, "lines have no gaps");
        }
        for line in lines {
            // One request looks at one state: what the list tells of is what the pages have.
            let at = query["pages"].as_array().unwrap().iter().find(|page| page["pageid"] == line["pageid"]);
            if let Some(page) = at {
                assert!(
                    line["revid"].as_u64() <= page["lastrevid"].as_u64(),
                    "a list is no newer than its pages"
                );
            }
        }
        let top = lines.first().map_or(0, |line| line["rcid"].as_u64().unwrap());
        assert!(newest <= top, "the list never loses its head");
        newest = top;
        let statistics = query["statistics"]["edits"].as_u64().unwrap();
        let counted: u64 = seen.iter().flatten().map(|(_, count)| count + 1).sum();
        assert_eq!(statistics, counted, "every edit that is counted is there to be read");
    }
}

/// What is numbered, at some time.
struct Numbers {
    revision: u64,
    line: u64,
    edits: u64,
}

impl Numbers {
    fn of(bot: &mut Bot) -> Self {
        let answer = bot.get(&[
            ("action", "query"),
            ("list", "recentchanges|allrevisions"),
            ("rcprop", "ids"),
            ("rclimit", "1"),
            ("arvprop", "ids"),
            ("arvlimit", "1"),
            ("meta", "siteinfo"),
            ("siprop", "statistics"),
        ]);
        let query = &answer["query"];
        Self {
            revision: query["allrevisions"][0]["revisions"][0]["revid"].as_u64().unwrap(),
            line: query["recentchanges"][0]["rcid"].as_u64().unwrap(),
            edits: query["statistics"]["edits"].as_u64().unwrap(),
        }
    }
}

fn check_the_end(server: &Server, first: &Numbers, edits: usize) {
    let mut bot = Bot::named(server, "Writer0");
    let last = Numbers::of(&mut bot);
    let edits = edits as u64;
    assert_eq!(last.revision - first.revision, edits, "revisions are numbered without gaps");
    assert_eq!(last.line - first.line, edits, "lines are numbered without gaps");
    assert_eq!(last.edits - first.edits, edits, "every edit is counted");
    let mut total = 0;
    for page in 0..PAGES {
        total += check_history(&mut bot, &format!("Count {page}"));
    }
    assert_eq!(total, edits, "no edit is lost");
    let names: Vec<String> = (0..WRITERS).map(|writer| format!("Writer{writer}")).collect();
    let answer = bot.get(&[
        ("action", "query"),
        ("list", "users"),
        ("usprop", "editcount"),
        ("ususers", &names.join("|")),
    ]);
    let counts = answer["query"]["users"].as_array().unwrap().iter();
    let sum: u64 = counts.map(|user| user["editcount"].as_u64().unwrap()).sum();
    assert_eq!(sum, edits + PAGES as u64, "every edit is counted for somebody");
}

/// A page's history is a chain: each revision has the one before as its parent, adds one to it and is not earlier.
fn check_history(bot: &mut Bot, title: &str) -> u64 {
    let mut from = String::new();
    let (mut before, mut text, mut time) = (0, None, String::new());
    loop {
        let mut fields = vec![
            ("action", "query"),
            ("prop", "revisions"),
            ("rvprop", "ids|content|timestamp"),
            ("rvslots", "main"),
            ("rvdir", "newer"),
            ("rvlimit", "max"),
            ("titles", title),
        ];
        if !from.is_empty() {
            fields.push(("rvcontinue", &from));
        }
        let answer = bot.get(&fields);
        for revision in answer["query"]["pages"][0]["revisions"].as_array().unwrap() {
            let here = number(&revision["slots"]["main"]["content"]);
            assert_eq!(revision["parentid"], before, "a revision knows the one before");
            assert_eq!(here, text.map_or(0, |text: u64| text + 1), "a revision adds one");
            let then = revision["timestamp"].as_str().unwrap().to_owned();
            assert!(time <= then, "time does not go back: {time} {then}");
            (before, text, time) = (revision["revid"].as_u64().unwrap(), Some(here), then);
        }
        match answer["continue"]["rvcontinue"].as_str() {
            Some(next) => next.clone_into(&mut from),
            None => return text.unwrap(),
        }
    }
}
