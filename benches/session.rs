//! Sessions and logins: `cargo bench --bench session`.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
};

use divan::{Bencher, black_box};
use wikidouble::{
    Server,
    base::{SeededChance, Timestamp},
    wiki::{
        Sessions,
        fixture::Fixture,
        session::{Opening, SessionId},
    },
};

fn main() {
    divan::main();
}

const NOW: Timestamp = Timestamp::from_unix(1_800_000_000);
const COUNTS: [usize; 2] = [1_000, 1_000_000];

fn filled(count: usize, chance: &SeededChance) -> (Sessions, Vec<SessionId>) {
    let sessions = Sessions::new(3600, 1 << 21, false);
    let ids = (0..count).map(|_| sessions.open(Opening::ANONYMOUS, NOW, chance).id).collect();
    (sessions, ids)
}

/// Looks a session up among so many.
#[divan::bench(args = COUNTS)]
fn look_up(bencher: Bencher<'_, '_>, count: usize) {
    let (sessions, ids) = filled(count, &SeededChance::new(1));
    let mut at = 0;
    bencher.bench_local(|| {
        // A step that meets all of them, far apart.
        at = (at + 7_919) % ids.len();
        black_box(sessions.get(ids[at], NOW))
    });
}

/// Opens a session beside so many, and ends it.
#[divan::bench(args = COUNTS)]
fn open_and_close(bencher: Bencher<'_, '_>, count: usize) {
    let chance = SeededChance::new(1);
    let (sessions, _) = filled(count, &chance);
    bencher.bench_local(|| {
        let handle = sessions.open(Opening::ANONYMOUS, NOW, &chance);
        sessions.close(black_box(handle.id));
    });
}

/// A whole login with the cheap hash: a token in a new session, then name, password and token.
#[divan::bench]
fn log_in(bencher: Bencher<'_, '_>) {
    let server = Server::builder().wiki(Fixture::oracle()).public().exact().workers(1);
    let server = server.start().expect("a free port");
    bencher.bench_local(|| {
        let mut stream = TcpStream::connect(server.addr()).expect("it listens");
        let token =
            post(&mut stream, server.addr(), "", "action=query&meta=tokens&type=login&formatversion=2");
        let session = between(&token, "set-cookie: ", ";").to_owned();
        let token = between(&token, "\"logintoken\":\"", "+").to_owned();
        let login = format!("action=login&lgname=Alice&lgpassword=AlicePass12345&lgtoken={token}%2B%5C");
        let answer = post(&mut stream, server.addr(), &session, &login);
        assert!(answer.contains("\"Success\""), "{answer}");
    });
}

fn post(stream: &mut TcpStream, host: SocketAddr, cookie: &str, form: &str) -> String {
    let form = format!("{form}&format=json");
    let head = format!(
        "POST /api.php HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nContent-Length: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n",
        form.len()
    );
    stream.write_all((head + &form).as_bytes()).expect("the server reads");
    let mut buffer = [0; 8192];
    let length = stream.read(&mut buffer).expect("an answer in one piece");
    String::from_utf8_lossy(&buffer[..length]).into_owned()
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let rest = text.split_once(start).expect("what the wiki answers").1;
    rest.split_once(end).expect("what the wiki answers").0
}
