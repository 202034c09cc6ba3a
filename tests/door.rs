//! The door: connections, limits, bodies, compression. What stands behind it here tells what it was handed.

mod door {
    pub(crate) mod client;
    pub(crate) mod mirror;
}

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use door::{
    client::{Client, gunzip},
    mirror::Mirror,
};
use wikidouble::{Server, http::Limits};

fn server() -> Server {
    Server::builder().workers(1).start_with(Mirror).expect("a free port")
}

/// A server that waits a fifth of a second for everything.
fn hasty() -> Server {
    let soon = Duration::from_millis(200);
    let limits = Limits { head_time: soon, body_time: soon, idle_time: soon, ..Limits::default() };
    Server::builder().workers(1).limits(limits).start_with(Mirror).expect("a free port")
}

#[test]
fn the_url_names_the_real_port() {
    let server = server();
    assert_ne!(server.addr().port(), 0);
    assert_eq!(server.url(), format!("http://{}/api.php", server.addr()));
}

#[tokio::test]
async fn a_server_starts_and_stops_inside_a_runtime() {
    let server = Server::builder().start().expect("a free port");
    assert_eq!(Client::of(&server).get("/api.php?action=query&format=json", "").status, 200);
}

#[test]
fn one_connection_carries_many_requests() {
    let server = server();
    let mut client = Client::of(&server);
    for n in 0..3 {
        let answer = client.get(&format!("/api.php?n={n}"), "");
        assert_eq!(answer.status, 200);
        assert_eq!(answer.line("query"), format!("n={n}"));
    }
}

#[test]
fn pipelined_requests_are_answered_in_order() {
    let server = server();
    let mut client = Client::of(&server);
    let mut sent = String::new();
    for n in 0..20 {
        sent += &format!("GET /api.php?n={n} HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    client.send(sent.as_bytes());
    for n in 0..20 {
        assert_eq!(client.answer().line("query"), format!("n={n}"));
    }
}

#[test]
fn half_a_request_does_not_keep_the_answer_before_it() {
    let server = server();
    let mut client = Client::of(&server);
    client.send(b"GET /api.php?n=1 HTTP/1.1\r\nHost: x\r\n\r\nGET /api.php?n=2 HT");
    assert_eq!(client.answer().line("query"), "n=1");
    client.send(b"TP/1.1\r\nHost: x\r\n\r\n");
    assert_eq!(client.answer().line("query"), "n=2");
}

#[test]
fn an_answer_that_takes_a_while_comes_too() {
    let server = server();
    let mut client = Client::of(&server);
    for _ in 0..3 {
        assert_eq!(client.get("/api.php?later", "").line("query"), "later");
        assert_eq!(client.get("/api.php?at_once", "").line("query"), "at_once");
    }
}

#[test]
fn the_headers_are_handed_over() {
    let server = server();
    let answer = Client::of(&server).get(
        "/api.php",
        "Cookie: a=1; b=2\r\nUser-Agent: Bot/1.0\r\nOrigin: http://o.example\r\nOrigin: http://second.example\r\n\
         X-Forwarded-For: 192.0.2.1\r\nTreat-As-Untrusted: 1\r\nAuthorization: Bearer \u{fc}\r\n\
         Accept-Language: de\r\nX-Request-ID: 17\r\nPromise-Non-Write-API-Action: true\r\n",
    );
    assert_eq!(answer.line("host"), "x");
    assert_eq!(answer.line("cookie"), "a=1; b=2");
    assert_eq!(answer.line("user-agent"), "Bot/1.0");
    assert_eq!(answer.line("origin"), "http://o.example");
    assert_eq!(answer.line("x-forwarded-for"), "192.0.2.1");
    assert_eq!(answer.line("treat-as-untrusted"), "1");
    assert_eq!(answer.line("authorization"), "Bearer \u{fc}");
    assert_eq!(answer.line("accept-language"), "de");
    assert_eq!(answer.line("x-request-id"), "17");
    assert_eq!(answer.line("promise-non-write"), "true");
    assert_eq!(answer.line("peer"), "127.0.0.1");
}

#[test]
fn a_header_that_is_no_utf8_is_absent() {
    let server = server();
    let mut client = Client::of(&server);
    client.send(b"GET /api.php HTTP/1.1\r\nHost: x\r\nCookie: a=\xff\r\n\r\n");
    assert_eq!(client.answer().line("cookie"), "");
}

#[test]
fn both_places_of_the_script_are_served() {
    let server = server();
    let mut client = Client::of(&server);
    assert_eq!(client.get("/api.php", "").line("path"), "/api.php");
    assert_eq!(client.get("/w/api.php", "").line("path"), "/w/api.php");
    assert_eq!(client.get("/", "").status, 200);
    for nowhere in
        ["/index.html", "/api.phpx", "/w", "/w/w/api.php", "/api.ph", "//api.php", "*", "/%61pi.php"]
    {
        assert_eq!(client.get(nowhere, "").status, 404, "{nowhere}");
    }
}

#[test]
fn a_path_after_the_script_is_redirected() {
    let server = server();
    let mut client = Client::of(&server);
    let answer = client.get("/api.php/extra/path?action=query&x=a b".replace(' ', "+").as_str(), "");
    assert_eq!(answer.status, 301);
    assert_eq!(answer.header("location"), Some("http://x/api.php?action=query&x=a+b"));
    assert_eq!(answer.header("content-type"), Some("text/html; charset=UTF-8"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(client.get("/api.php/", "").header("location"), Some("http://x/api.php"));
    assert_eq!(client.get("/w/api.php/x", "").header("location"), Some("http://x/w/api.php"));
}

#[test]
fn a_head_request_gets_the_length_and_no_body() {
    let server = server();
    let mut client = Client::of(&server);
    client.send(b"HEAD /api.php HTTP/1.1\r\nHost: x\r\n\r\n");
    let head = client.answer_without_body();
    assert_eq!(head.status, 200);
    assert!(head.header("content-length").is_some_and(|length| length != "0"));
    assert_eq!(client.get("/api.php", "").line("method"), "Get");
}

#[test]
fn every_method_is_handed_over() {
    let server = server();
    let mut client = Client::of(&server);
    for (sent, known) in [("OPTIONS", "Options"), ("PUT", "Other"), ("DELETE", "Other"), ("BREW", "Other")] {
        client.send(format!("{sent} /api.php HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes());
        assert_eq!(client.answer().line("method"), known);
    }
}

#[test]
fn a_form_is_handed_over_as_it_was_sent() {
    let server = server();
    let mut client = Client::of(&server);
    let answer = client.post("application/x-www-form-urlencoded; charset=utf-8", "a=1&b=%2B+x");
    assert_eq!(answer.line("body"), "form a=1&b=%2B+x");
    assert_eq!(client.post("text/plain", "a=1").line("body"), "other a=1");
    client.send(
        b"POST /api.php HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\
          Transfer-Encoding: chunked\r\n\r\n4\r\na=1&\r\n3\r\nb=2\r\n0\r\n\r\n",
    );
    assert_eq!(client.answer().line("body"), "form a=1&b=2");
    client.send(b"PUT /api.php HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na=1");
    assert_eq!(client.answer().line("body"), "other a=1");
    assert_eq!(client.post("application/x-www-form-urlencoded", "").line("body"), "empty");
}

#[test]
fn a_multipart_body_is_taken_apart() {
    let server = server();
    let mut client = Client::of(&server);
    let body = "--B\r\nContent-Disposition: form-data; name=\"action\"\r\n\r\nupload\r\n\
                --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\
                Content-Type: text/plain\r\n\r\none\r\ntwo\r\n--B--\r\n";
    let answer = client.post("multipart/form-data; boundary=B", body);
    assert_eq!(answer.line("body"), r#"multipart action=upload file("a.txt" text/plain)=one\r\ntwo"#);
}

#[test]
fn a_multipart_body_keeps_what_came_before_the_damage() {
    let server = server();
    let mut client = Client::of(&server);
    let whole = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
    for damage in
        ["--B\r\nno header at all", "", "--B\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n2"]
    {
        let answer = client.post("multipart/form-data; boundary=B", &format!("{whole}{damage}"));
        assert_eq!(answer.status, 200);
        assert!(answer.line("body").starts_with("multipart"), "{}", answer.line("body"));
    }
    assert_eq!(client.post("multipart/form-data; boundary=B", "garbage").line("body"), "multipart");
    assert_eq!(client.post("multipart/form-data", "--B").line("body"), "other --B");
}

#[test]
fn a_body_beyond_the_limit_is_refused_with_413() {
    let limits = Limits { form: 100, upload: 1000, ..Limits::default() };
    let server = Server::builder().workers(1).limits(limits).start_with(Mirror).expect("a free port");
    let form = "application/x-www-form-urlencoded";
    assert_eq!(Client::of(&server).post(form, &"x".repeat(100)).status, 200);
    let refused = Client::of(&server).post(form, &"x".repeat(101));
    assert_eq!(refused.status, 413);
    assert_eq!(refused.header("content-type"), Some("text/plain; charset=utf-8"));
    assert!(refused.text().contains("100 bytes"), "{}", refused.text());

    let mut chunked = Client::of(&server);
    chunked.send(format!("POST /api.php HTTP/1.1\r\nHost: x\r\nContent-Type: {form}\r\n").as_bytes());
    chunked.send(
        format!("Transfer-Encoding: chunked\r\n\r\n65\r\n{}\r\n0\r\n\r\n", "x".repeat(0x65)).as_bytes(),
    );
    assert_eq!(chunked.answer().status, 413);

    let part = |size| {
        format!("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{}\r\n--B--\r\n", "x".repeat(size))
    };
    let multipart = "multipart/form-data; boundary=B";
    assert_eq!(Client::of(&server).post(multipart, &part(900)).status, 200);
    assert_eq!(Client::of(&server).post(multipart, &part(1000)).status, 413);
}

#[test]
fn a_client_that_sends_far_too_much_hears_why() {
    let limits = Limits { form: 100, ..Limits::default() };
    let server = Server::builder().workers(1).limits(limits).start_with(Mirror).expect("a free port");
    let mut client = Client::of(&server);
    assert_eq!(client.post("application/x-www-form-urlencoded", &"x".repeat(4 << 20)).status, 413);
    assert_eq!(client.get("/api.php", "").status, 200, "the connection is good for more");
    client.send(
        b"POST /api.php HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\nExpect: 100-continue\r\n\r\n",
    );
    assert_eq!(client.answer().status, 413);
}

#[test]
fn a_client_that_waits_for_100_continue_gets_it() {
    let server = server();
    let mut client = Client::of(&server);
    client.send(
        b"POST /api.php HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\
          Content-Length: 3\r\nExpect: 100-continue\r\n\r\n",
    );
    assert_eq!(client.answer_without_body().status, 100);
    client.send(b"a=1");
    assert_eq!(client.answer().line("body"), "form a=1");
}

#[test]
fn large_answers_are_compressed_for_those_who_want_it() {
    let server = server();
    let mut client = Client::of(&server);
    let plain = client.get("/api.php?large", "");
    assert_eq!(plain.header("content-encoding"), None);
    let packed = client.get("/api.php?large", "Accept-Encoding: gzip, deflate\r\n");
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert_eq!(packed.header("vary"), plain.header("vary"), "Vary is the house's own");
    assert!(packed.body.len() < plain.body.len());
    assert!(gunzip(&packed.body).ends_with(&"large ".repeat(1000)));
    let refused = client.get("/api.php?large", "Accept-Encoding: gzip;q=0\r\n");
    assert_eq!(refused.header("content-encoding"), None);
    let small = client.get("/api.php", "Accept-Encoding: gzip\r\n");
    assert_eq!(small.header("content-encoding"), None);
}

#[test]
fn what_is_no_http_is_refused_and_the_server_lives_on() {
    let server = server();
    let garbage: [&[u8]; 8] = [
        b"hello\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /api.php HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"POST /api.php HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 2\r\n\r\n",
        b"POST /api.php HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /api.php HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /api.php HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n",
    ];
    for bytes in garbage {
        let mut client = Client::of(&server);
        client.send(bytes);
        client.close_writing();
        let answer = client.rest();
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.starts_with("HTTP/1.1 400"), "{}: {answer}", bytes.escape_ascii());
    }
    assert_eq!(Client::of(&server).get("/api.php", "").status, 200);
}

#[test]
fn a_head_that_is_too_large_is_refused() {
    let limits = Limits { head: 8192, ..Limits::default() };
    let server = Server::builder().workers(1).limits(limits).start_with(Mirror).expect("a free port");
    let mut client = Client::of(&server);
    client.send(format!("GET /api.php?{} HTTP/1.1\r\nHost: x\r\n\r\n", "x".repeat(9000)).as_bytes());
    assert_eq!(client.answer().status, 431);
    assert_eq!(Client::of(&server).get(&format!("/api.php?{}", "x".repeat(7000)), "").status, 200);
}

#[test]
fn a_panic_behind_the_door_ends_one_connection_only() {
    let server = server();
    let mut client = Client::of(&server);
    client.send(b"GET /api.php?panic HTTP/1.1\r\nHost: x\r\n\r\n");
    assert_eq!(client.rest(), b"");
    assert_eq!(Client::of(&server).get("/api.php", "").status, 200);
}

#[test]
fn a_client_that_dawdles_over_its_head_is_hung_up_on() {
    let server = hasty();
    let mut silent = Client::of(&server);
    let mut slow = Client::of(&server);
    slow.send(b"GET /api.php HTTP/1.1\r\nHos");
    assert_eq!(silent.rest(), b"");
    assert_eq!(slow.rest(), b"");
    assert_eq!(Client::of(&server).get("/api.php", "").status, 200);
}

#[test]
fn a_client_that_dawdles_over_its_body_is_hung_up_on() {
    let server = hasty();
    let mut client = Client::of(&server);
    client.send(b"POST /api.php HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
    assert_eq!(client.rest(), b"");
}

#[test]
fn an_idle_connection_is_closed() {
    let server = hasty();
    let mut client = Client::of(&server);
    assert_eq!(client.get("/api.php", "").status, 200);
    assert_eq!(client.rest(), b"");
}

#[test]
fn a_house_that_takes_its_time_is_waited_for() {
    let server = hasty();
    assert_eq!(Client::of(&server).get("/api.php?slow", "").line("query"), "slow");
}

#[test]
fn more_connections_than_allowed_wait_their_turn() {
    let limits = Limits { connections: 2, ..Limits::default() };
    let server = Server::builder().workers(1).limits(limits).start_with(Mirror).expect("a free port");
    let mut first = Client::of(&server);
    let mut second = Client::of(&server);
    assert_eq!(first.get("/api.php", "").status, 200);
    assert_eq!(second.get("/api.php", "").status, 200);
    let mut third = Client::of(&server);
    third.send(b"GET /api.php HTTP/1.1\r\nHost: x\r\n\r\n");
    assert!(third.hears_nothing_for(Duration::from_millis(100)));
    drop(first);
    assert_eq!(third.answer().status, 200);
}

#[test]
fn a_dropped_server_is_gone_at_once() {
    let server = server();
    let addr = server.addr();
    let mut client = Client::of(&server);
    assert_eq!(client.get("/api.php", "").status, 200);
    let mut waiting = Client::of(&server);
    waiting.send(b"GET /api.php?never HTTP/1.1\r\nHost: x\r\n\r\n");
    drop(server);
    assert_eq!(client.rest(), b"");
    assert_eq!(waiting.rest(), b"");
    assert!(TcpStream::connect(addr).is_err());
}

#[test]
fn the_port_of_a_dropped_server_is_free_again() {
    let first = server();
    let addr = first.addr();
    assert_eq!(Client::of(&first).get("/api.php", "").status, 200);
    drop(first);
    let second = Server::builder().listen(addr).start_with(Mirror).expect("the port is free");
    assert_eq!(Client::of(&second).get("/api.php", "").status, 200);
    let refused = Server::builder().listen(addr).start_with(Mirror).expect_err("the port is taken");
    assert!(refused.to_string().starts_with(&format!("cannot listen on {addr}: ")), "{refused}");
}

#[test]
fn many_workers_serve_one_port() {
    let server = Server::builder().workers(4).start_with(Mirror).expect("a free port");
    let mut clients: Vec<_> = (0..16).map(|_| Client::of(&server)).collect();
    for client in &mut clients {
        assert_eq!(client.get("/api.php", "").status, 200);
    }
}

#[test]
fn an_old_client_gets_its_answer_and_the_end() {
    let server = server();
    let mut stream = TcpStream::connect(server.addr()).unwrap();
    stream.write_all(b"GET /api.php HTTP/1.0\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.0 200 OK\r\n"), "{answer}");
}
