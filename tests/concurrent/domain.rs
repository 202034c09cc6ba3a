//! The same without a door: fifty thousand edits decided by eight threads while eight others look at the state.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread,
};

use wikidouble::{
    base::{SeededChance, SystemClock},
    store::MemoryStore,
    wiki::{
        Actor, PageId, RecentId, Refusal, RevisionId, RightSet, State, Wiki,
        edit::{self, EditRequest},
    },
};

const WRITERS: usize = 8;
const READERS: usize = 8;
const PAGES: u32 = 40;
const EDITS: usize = 50_000;

fn wiki() -> Wiki {
    let fixture = crate::fixture(PAGES as usize);
    let site = fixture.site(wikidouble::release::V1_39);
    let chance = Arc::new(SeededChance::new(1));
    let wiki = Wiki::new(site, State::default(), Arc::new(SystemClock), chance, Arc::new(MemoryStore));
    now(wiki.plant(&fixture)).unwrap();
    wiki
}

/// The outcome of what never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

#[test]
fn fifty_thousand_edits_by_eight_are_one_sequence() {
    let wiki = wiki();
    let (before, made, still) = (wiki.state().edits, AtomicUsize::new(0), AtomicUsize::new(WRITERS));
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (wiki, made, still) = (&wiki, &made, &still);
            scope.spawn(move || {
                let gone = crate::Leaving(still);
                write(wiki, writer, made);
                drop(gone);
            });
        }
        for _ in 0..READERS {
            scope.spawn(|| {
                let mut newest = RecentId(0);
                while still.load(Relaxed) > 0 {
                    newest = look(&wiki.state(), newest);
                    thread::yield_now();
                }
            });
        }
    });
    let state = wiki.state();
    assert_eq!(state.edits - before, EDITS as u64, "every edit is counted");
    look(&state, RecentId(0));
    let ids = state.revisions.iter().map(|row| row.id.0);
    assert!(ids.eq(1..state.revisions.next_id().0), "revisions are numbered without gaps");
    let ids = state.recent.iter().map(|line| line.id.0);
    assert!(ids.eq(1..state.recent.next_id().0), "lines are numbered without gaps");
    let times: Vec<_> = state.revisions.iter().map(|row| row.time).collect();
    assert!(times.is_sorted(), "who is numbered later is not earlier");
    for page in state.pages.iter() {
        let (mut parent, mut count) = (RevisionId(0), 0);
        for row in state.revisions.history(page.id) {
            assert_eq!(
                (row.parent, number(&row.content)),
                (parent, count),
                "each edit is one of what it read"
            );
            (parent, count) = (row.id, count + 1);
        }
        assert_eq!(parent, page.latest);
    }
}

/// Adds one to the number of one page after the other, and again if somebody was faster.
fn write(wiki: &Wiki, writer: usize, made: &AtomicUsize) {
    let name: Arc<str> = format!("Writer{writer}").into();
    let user = wiki.state().users.by_name(&name).map(|user| user.id);
    let actor = Actor { user, name, address: None, rights: RightSet::ALL };
    let mut step = writer as u32;
    while made.fetch_add(1, Relaxed) < EDITS {
        step += 7;
        loop {
            let (title, base, text) = {
                let state = wiki.state();
                let page = state.pages.get(PageId(step % PAGES + 1)).unwrap();
                let row = state.latest(page.id).unwrap();
                (page.title.clone(), row.id, format!("{} {writer}", number(&row.content) + 1))
            };
            let mut request = EditRequest::text(title, &text, "");
            request.base_revision = Some(base);
            let time = wiki.now();
            match now(wiki.commit(|state| edit::decide(state, &actor, time, &request))) {
                Ok(edited) => {
                    assert_eq!(edited.saved.before, base);
                    break;
                }
                Err(Refusal::EditConflict) => {}
                Err(refusal) => panic!("{refusal:?}"),
            }
        }
    }
}

/// The number that a text begins with.
fn number(text: &str) -> u64 {
    text.split(' ').next().unwrap().parse().unwrap()
}

/// What is true of every state that can be seen; its newest line.
fn look(state: &State, newest: RecentId) -> RecentId {
    let mut edits = 0;
    for page in state.pages.iter() {
        let row = state.latest(page.id).expect("the newest revision is there");
        assert_eq!((row.page, row.size()), (page.id, page.length), "a page and its revision agree");
        let line = state.recent.of_revision(row.id).expect("each edit has its line");
        assert_eq!((line.page, line.before), (page.id, row.parent), "an edit and its line agree");
        edits += number(&row.content) + 1;
    }
    assert_eq!(edits, state.edits, "every edit that is counted can be read");
    let last = state.recent.by_time().last().unwrap().id;
    assert_eq!(last.0 + 1, state.recent.next_id().0, "the last line is the newest");
    assert!(newest <= last, "no line is lost");
    last
}
