//! One answer over a connection that is kept: `cargo bench --bench answer`.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
};

use divan::Bencher;
use wikidouble::{Server, wiki::fixture::Fixture};

fn main() {
    divan::main();
}

const QUERIES: [&str; 5] = [
    "action=query&meta=tokens&format=json",
    "action=query&meta=tokens&format=xml",
    "action=query&meta=tokens&type=*&format=json",
    "action=query&meta=siteinfo&format=json",
    "action=nosuchaction&format=json",
];

#[divan::bench(args = QUERIES)]
fn get(bencher: Bencher<'_, '_>, query: &str) {
    let server = Server::builder().wiki(Fixture::oracle()).public().exact().workers(1);
    let server = server.start().expect("a free port");
    let stream = TcpStream::connect(server.addr()).expect("it listens");
    stream.set_nodelay(true).expect("a socket can be told so");
    let request = format!("GET /api.php?{query} HTTP/1.1\r\nHost: {}\r\n\r\n", server.addr());
    let mut reader = BufReader::new(stream.try_clone().expect("a socket can be shared"));
    let mut stream = stream;
    let mut answer = Vec::new();
    bencher.bench_local(|| {
        stream.write_all(request.as_bytes()).expect("the server reads");
        read_answer(&mut reader, &mut answer)
    });
}

/// Reads one answer into `answer` and gives the length of its body.
fn read_answer(reader: &mut impl BufRead, answer: &mut Vec<u8>) -> usize {
    let mut length = 0;
    loop {
        answer.clear();
        reader.read_until(b'\n', answer).expect("a head");
        let line = answer.trim_ascii();
        if line.is_empty() {
            break;
        }
        let split = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
        if line[..split].eq_ignore_ascii_case(b"content-length") {
            let digits = str::from_utf8(&line[split + 1..]).expect("digits");
            length = digits.trim().parse().expect("a length");
        }
    }
    answer.resize(length, 0);
    reader.read_exact(answer).expect("the whole body");
    length
}
