//! What requests cost in a small wiki and in a large one: `cargo bench --bench size`.
//!
//! Each request is timed beside bare hyper that sends the same bytes. `SIZES=1000,1000000` says how many pages the wikis
//! have. Below valgrind the instructions are counted instead, see `docs/performance.md`.

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

/// A name, and the query or the form of the request of that number.
type Kind = (&'static str, fn(usize, usize) -> (String, Option<String>));

const KINDS: &[Kind] = &[
    ("edit", |number, pages| {
        let form = format!(
            "action=edit&format=json&title={}&text=text+{number}&summary=made+by+a+bot&token=%2B%5C",
            title(number * 7_919 % pages).replace(' ', "_")
        );
        (String::new(), Some(form))
    }),
    ("list=allpages, 50 from somewhere", |number, pages| {
        let from = title(number * 7_919 % pages).replace(' ', "_");
        (format!("action=query&format=json&list=allpages&aplimit=50&apcontinue={from}"), None)
    }),
    ("list=recentchanges, 50", |_, _| {
        ("action=query&format=json&list=recentchanges&rclimit=50".to_owned(), None)
    }),
    ("list=random, 10", |_, _| ("action=query&format=json&list=random&rnlimit=10".to_owned(), None)),
    ("prop=info|revisions of 50 titles", |number, pages| {
        let titles: Vec<String> =
            (0..50).map(|at| title((number * 7_919 + at * 104_729) % pages).replace(' ', "_")).collect();
        let titles = titles.join("%7C");
        (format!("action=query&format=json&prop=info%7Crevisions&titles={titles}"), None)
    }),
    ("meta=siteinfo, statistics", |_, _| {
        ("action=query&format=json&meta=siteinfo&siprop=statistics".to_owned(), None)
    }),
];

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

    fn ask(&mut self, (query, form): &(String, Option<String>)) -> Answer {
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

/// The best time that one request takes, of several rounds.
#[expect(clippy::disallowed_methods, reason = "what is measured is time")]
fn best(client: &mut Client, requests: &[(String, Option<String>)]) -> Duration {
    let round = |client: &mut Client| {
        let start = Instant::now();
        for request in requests {
            client.ask(request);
        }
        start.elapsed() / requests.len() as u32
    };
    (0..5).map(|_| round(client)).min().expect("there were rounds")
}

fn main() {
    let testing = env::args().any(|arg| arg == "--test");
    let sizes = env::var("SIZES").unwrap_or_else(|_| if testing { "100" } else { "1000,1000000" }.to_owned());
    let times = if testing { 3 } else { 400 };
    let counting = env::var("COUNT").is_ok();
    for pages in sizes.split(',').map(|pages| pages.parse::<usize>().expect("a number of pages")) {
        let server = wiki(pages);
        let mut client = Client::to(server.addr());
        println!("{pages} pages");
        for (name, request) in KINDS {
            let requests: Vec<_> = (0..times).map(|number| request(number, pages)).collect();
            let answer = client.ask(&request(times, pages));
            if counting {
                count(name, &requests, &mut client);
                count("  bare hyper", &requests, &mut Client::to(bare(&answer)));
                continue;
            }
            let own = best(&mut client, &requests);
            let floor = best(&mut Client::to(bare(&answer)), &requests);
            println!("  {name}: {own:.1?}, bare hyper {floor:.1?}, {} bytes", answer.body.len());
        }
    }
}

/// Has valgrind count what some requests cost, client and server together.
fn count(name: &str, requests: &[(String, Option<String>)], client: &mut Client) {
    let control = |word: &str| {
        let told = Command::new("callgrind_control").args([word, &std::process::id().to_string()]).output();
        assert!(told.expect("callgrind_control is there").status.success(), "callgrind obeys");
    };
    client.ask(&requests[0]);
    control("--zero");
    requests.iter().for_each(|request| drop(client.ask(request)));
    control(&format!("--dump={name} / {}", requests.len()));
}
