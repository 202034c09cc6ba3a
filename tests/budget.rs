//! What an answer may cost: allocations for each request, and the sizes of what is moved about.
//!
//! The bounds are generous, so that only a change of kind breaks them: a copy of each field, a second tree, a box for each
//! name. One test at a time: the allocator counts what all threads do.

use std::{
    alloc::System,
    io::{Read, Write},
    net::TcpStream,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use wikidouble::{
    Server,
    api::{Failure, Reply},
    base::{SeededChance, SystemClock},
    release::V1_39,
    store::MemoryStore,
    tree::Node,
    wiki::{
        Actor, RightSet, Site, State, Wiki,
        edit::{self, EditRequest},
        fixture::Fixture,
    },
};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What one request allocates on average: how often, and how many bytes.
fn cost(query: &str) -> (usize, usize) {
    const TIMES: usize = 200;
    let builder = Server::builder().wiki(Fixture::oracle()).public().exact().workers(1);
    let server = builder.start().unwrap();
    let mut stream = TcpStream::connect(server.addr()).unwrap();
    let request = format!("GET /api.php?{query} HTTP/1.1\r\nHost: x\r\nUser-Agent: budget\r\n\r\n");
    let mut buffer = vec![0; 1 << 16];
    let mut ask = || {
        stream.write_all(request.as_bytes()).unwrap();
        let length = stream.read(&mut buffer).unwrap();
        assert!(buffer[..length].starts_with(b"HTTP/1.1 200"), "{}", buffer[..length].escape_ascii());
    };
    // What is made once, and kept, does not count.
    (0..20).for_each(|_| ask());
    let region = Region::new(ALLOCATOR);
    (0..TIMES).for_each(|_| ask());
    let change = region.change();
    ((change.allocations + change.reallocations) / TIMES, change.bytes_allocated / TIMES)
}

#[test]
fn a_token_costs_few_allocations() {
    let _alone = alone();
    for format in ["json", "xml"] {
        let (count, bytes) = cost(&format!("action=query&meta=tokens&format={format}"));
        assert!(count <= 30 && bytes <= 8 << 10, "{format}: {count} allocations, {bytes} bytes");
    }
}

#[test]
fn all_tokens_cost_little_more_than_one() {
    let _alone = alone();
    let (count, bytes) =
        cost("action=query&meta=tokens&type=csrf|patrol|rollback|userrights|watch&format=json");
    assert!(count <= 45 && bytes <= 12 << 10, "{count} allocations, {bytes} bytes");
}

#[test]
fn a_refusal_costs_no_more_than_an_answer() {
    let _alone = alone();
    let (count, bytes) = cost("action=nosuchaction&format=json");
    assert!(count <= 90 && bytes <= 16 << 10, "{count} allocations, {bytes} bytes");
}

#[test]
fn what_is_moved_about_is_small() {
    assert!(size_of::<Failure>() <= 16, "a failure is in every result: {}", size_of::<Failure>());
    assert!(size_of::<Node>() <= 128, "a node is in every tree: {}", size_of::<Node>());
    assert!(size_of::<Reply>() <= 640, "a reply goes through the door: {}", size_of::<Reply>());
}

/// What a page that was saved once holds beyond its text: its row, its revision, its line of recent changes, its entry of
/// the log, and all that leads to them.
#[test]
fn a_page_takes_little_room_beyond_its_text() {
    const PAGES: usize = 20_000;
    let _alone = alone();
    let wiki = Wiki::new(
        Site::fresh("Wiki", V1_39),
        State::default(),
        Arc::new(SystemClock),
        Arc::new(SeededChance::new(1)),
        Arc::new(MemoryStore),
    );
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let actor = Actor { user: None, name: "10.0.0.1".into(), address: None, rights: RightSet::ALL };
    let text = "a text";
    let region = Region::new(ALLOCATOR);
    for number in 0..PAGES {
        let title = wiki.state().title(&format!("Page {number}")).unwrap().local().unwrap();
        let request = EditRequest::text(title, text, "made by a bot");
        runtime.block_on(wiki.commit(|state| edit::decide(state, &actor, wiki.now(), &request))).unwrap();
    }
    let change = region.change();
    let kept = (change.bytes_allocated as isize - change.bytes_deallocated as isize) / PAGES as isize;
    let beyond = kept - text.len() as isize;
    println!("{beyond} bytes a page");
    assert!(beyond <= 400, "{beyond} bytes a page");
}
