//! What requests cost in a small wiki and in a large one: `cargo bench --bench size`.
//!
//! All wikis, and for each bare hyper that sends the same bytes, answer in turns within one process, batch by batch, so
//! that whatever else the machine does meets all of them. Told is the median of a request's time, and the best batch.
//! `SIZES=1000,1000000` says how many pages the wikis have, `ONLY=info` which requests are asked. Below valgrind the
//! instructions are counted instead with `COUNT=1`, see `docs/performance.md`.

use std::{
    convert::Infallible,
    env,
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    process::Command,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use bytes::Bytes;
use http_body_util::Full;
use hyper::{Response, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use toml::Spanned;
use wikidouble::{
    Server,
    release::V1_39,
    wiki::fixture::{At, Fixture, PageTable},
};

/// What the request of a number is, about pages of a wiki.
type Make = fn(usize, &Pages) -> Request;

/// The query, or the form.
type Request = (String, Option<String>);

const KINDS: &[(&str, Make)] = &[
    ("edit", |number, pages| {
        let title = pages.title(number);
        let form = format!(
            "action=edit&format=json&title={title}&text=text+{number}&summary=made+by+a+bot&token=%2B%5C"
        );
        (String::new(), Some(form))
    }),
    ("list=allpages, 50 from somewhere", |number, pages| {
        let from = pages.title(number);
        (format!("action=query&format=json&list=allpages&aplimit=50&apcontinue={from}"), None)
    }),
    ("list=recentchanges, 50", |_, _| {
        ("action=query&format=json&list=recentchanges&rclimit=50".to_owned(), None)
    }),
    ("list=random, 10", |_, _| ("action=query&format=json&list=random&rnlimit=10".to_owned(), None)),
    ("prop=info|revisions of 50 titles", |number, pages| {
        let titles: Vec<String> = (0..50).map(|at| pages.title(number * 50 + at)).collect();
        let titles = titles.join("%7C");
        (format!("action=query&format=json&prop=info%7Crevisions&titles={titles}"), None)
    }),
    ("meta=siteinfo, statistics", |_, _| {
        ("action=query&format=json&meta=siteinfo&siprop=statistics".to_owned(), None)
    }),
];

/// Which pages requests are about: some that stand all over the wiki, in no order.
#[derive(Clone, Copy)]
struct Pages {
    all: usize,
    asked: usize,
}

impl Pages {
    fn title(&self, number: usize) -> String {
        // A prime, so that all are asked for before one is again.
        let number = number * 104_729 % self.asked;
        title(number * (self.all / self.asked)).replace(' ', "_")
    }
}

/// How many pages requests are about that keep to few.
const FEW: usize = 1000;

/// How many requests are timed together, and how many such batches there are.
const BATCH: usize = 100;
const BATCHES: usize = 21;

fn title(number: usize) -> String {
    format!("Page {number:07}")
}

/// A wiki of so many pages.
fn wiki(pages: usize) -> Server {
    let mut fixture = Fixture::parse("size.toml", "[site]\nrate_limits = 'none'\n").expect("it says little");
    fixture.page = (0..pages)
        .map(|number| PageTable {
            title: Spanned::new(0..0, title(number)),
            id: None,
            model: None,
            text: Some(format!("This is page {number}.")),
            author: Some(Spanned::new(0..0, "10.0.0.1".to_owned())),
            summary: "made by a bot".to_owned(),
            at: At::default(),
            patrolled: false,
            revisions: Vec::new(),
        })
        .collect();
    Server::builder().release(V1_39).wiki(fixture).public().exact().workers(1).start().expect("a free port")
}

/// Hyper alone, which answers everything with these headers and bytes.
fn bare(answer: &Answer) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let addr = listener.local_addr().expect("it has one");
    listener.set_nonblocking(true).expect("a socket can be told so");
    let (headers, body) = (Arc::new(answer.headers.clone()), answer.body.clone());
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let local = tokio::task::LocalSet::new();
        local.block_on(&runtime, async move {
            let listener = tokio::net::TcpListener::from_std(listener).expect("it listens");
            while let Ok((stream, _)) = listener.accept().await {
                stream.set_nodelay(true).expect("a socket can be told so");
                let (headers, body) = (Arc::clone(&headers), body.clone());
                tokio::task::spawn_local(async move {
                    let answer = service_fn(move |_| {
                        let mut response = Response::new(Full::new(body.clone()));
                        for (name, value) in headers.iter() {
                            response.headers_mut().append(name.clone(), value.clone());
                        }
                        async { Ok::<_, Infallible>(response) }
                    });
                    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
                });
            }
        });
    });
    addr
}

struct Client {
    stream: BufReader<TcpStream>,
}

#[derive(Default)]
struct Answer {
    headers: Vec<(http::HeaderName, http::HeaderValue)>,
    body: Bytes,
}

impl Client {
    fn to(addr: SocketAddr) -> Self {
        let stream = TcpStream::connect(addr).expect("it listens");
        stream.set_nodelay(true).expect("a socket can be told so");
        Self { stream: BufReader::with_capacity(1 << 18, stream) }
    }

    fn ask(&mut self, (query, form): &Request) -> Answer {
        let request = match form {
            None => format!("GET /api.php?{query} HTTP/1.1\r\nHost: x\r\n\r\n"),
            Some(form) => format!(
                "POST /api.php HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                 Content-Length: {}\r\n\r\n{form}",
                form.len()
            ),
        };
        self.stream.get_mut().write_all(request.as_bytes()).expect("the server reads");
        let mut answer = Answer::default();
        let (mut line, mut length) = (String::new(), 0);
        loop {
            line.clear();
            self.stream.read_line(&mut line).expect("a head");
            let Some((name, value)) = line.trim_end().split_once(": ") else {
                if line.trim_end().is_empty() {
                    break;
                }
                continue;
            };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse().expect("a length"),
                "date" => {}
                name => answer.headers.push((
                    name.parse().expect("a name of a header"),
                    value.parse().expect("a value of a header"),
                )),
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).expect("the whole body");
        answer.body = body.into();
        assert!(!answer.body.starts_with(b"{\"error\""), "{}", answer.body.escape_ascii());
        answer
    }
}

/// Somebody who answers, and how long it took.
struct Contender {
    client: Client,
    times: Vec<Duration>,
}

impl Contender {
    fn new(addr: SocketAddr) -> Self {
        Self { client: Client::to(addr), times: Vec::new() }
    }

    #[expect(clippy::disallowed_methods, reason = "what is measured is time")]
    fn time(&mut self, requests: &[Request]) {
        let start = Instant::now();
        requests.iter().for_each(|request| drop(self.client.ask(request)));
        self.times.push(start.elapsed() / requests.len() as u32);
    }

    /// The median and the best of the batches.
    fn result(&mut self) -> (Duration, Duration) {
        self.times.sort_unstable();
        (self.times[self.times.len() / 2], self.times[0])
    }
}

fn main() {
    // `cargo bench` says so; without it, as from `cargo test`, each request is only tried.
    let testing = !env::args().any(|arg| arg == "--bench");
    let sizes = env::var("SIZES").unwrap_or_else(|_| if testing { "100" } else { "1000,1000000" }.to_owned());
    let sizes: Vec<usize> = sizes.split(',').map(|pages| pages.parse().expect("a number of pages")).collect();
    let servers: Vec<(usize, Server)> = sizes.into_iter().map(|pages| (pages, wiki(pages))).collect();
    let batches = if testing { 1 } else { BATCHES };
    let only = env::var("ONLY").unwrap_or_default();
    for (name, make) in KINDS.iter().filter(|(name, _)| name.contains(&only)) {
        if env::var("COUNT").is_ok() {
            servers.iter().for_each(|(all, server)| count(name, *make, *all, server));
            continue;
        }
        // Without a page in it, a request is the same wherever it asks.
        let sample = Pages { all: 97, asked: 97 };
        let alike = make(0, &sample) == make(1, &sample);
        for (asked, words) in [(FEW, "of the same 1000 pages"), (usize::MAX, "of any page")] {
            if alike && asked == FEW {
                continue;
            }
            println!("{name}{}{}", if alike { "" } else { ", " }, if alike { "" } else { words });
            compare(*make, &servers, asked, batches);
        }
    }
}

/// Times one kind of request in all wikis, and bare hyper beside each.
fn compare(make: Make, servers: &[(usize, Server)], asked: usize, batches: usize) {
    let mut all: Vec<_> = servers
        .iter()
        .map(|(all, server)| {
            let pages = Pages { all: *all, asked: asked.min(*all) };
            let mut own = Contender::new(server.addr());
            let answer = own.client.ask(&make(0, &pages));
            (pages, own, Contender::new(bare(&answer)), answer.body.len())
        })
        .collect();
    for batch in 0..batches {
        for (pages, own, floor, _) in &mut all {
            let requests: Vec<_> = (0..BATCH).map(|at| make(1 + batch * BATCH + at, pages)).collect();
            own.time(&requests);
            floor.time(&requests);
        }
    }
    let mut first = None;
    for (pages, own, floor, bytes) in &mut all {
        let ((own, best), (floor, least)) = (own.result(), floor.result());
        println!(
            "  {:>8} pages: {own:.1?} (best {best:.1?}), bare hyper {floor:.1?} (best {least:.1?}), {bytes} bytes",
            pages.all
        );
        let (one, least) = *first.get_or_insert((own, best));
        if one != own {
            let times = |one: Duration, other: Duration| other.as_secs_f64() / one.as_secs_f64();
            println!("  that is {:.2} times as long (best {:.2})", times(one, own), times(least, best));
        }
    }
}

/// Has valgrind count what some requests cost, client and server together; and the same of bare hyper.
fn count(name: &str, make: Make, pages: usize, server: &Server) {
    let control = |word: &str| {
        let told = Command::new("callgrind_control").args([word, &std::process::id().to_string()]).output();
        assert!(told.expect("callgrind_control is there").status.success(), "callgrind obeys");
    };
    let requests: Vec<_> = (0..2 * BATCH).map(|at| make(at, &Pages { all: pages, asked: pages })).collect();
    let mut client = Client::to(server.addr());
    let answer = client.ask(&requests[0]);
    for (name, mut client) in [(name, client), ("bare hyper", Client::to(bare(&answer)))] {
        client.ask(&requests[0]);
        control("--zero");
        requests[1..].iter().for_each(|request| drop(client.ask(request)));
        control(&format!("--dump={name} in {pages} pages, {} requests", requests.len() - 1));
    }
}
