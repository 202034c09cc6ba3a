//! The limits that the guide states, each with its number. What the door does beyond its limits is in `tests/door.rs`.

#[path = "support/http.rs"]
mod http;

use std::time::Duration;

use http::{Request, Response, send};
use wikidouble::{
    Server,
    base::{SeededChance, Timestamp},
    http::Limits,
    param::MOST_FIELDS,
    release::V1_39,
    wiki::{Sessions, Site, fixture::Fixture, session::Opening},
};

fn wiki() -> Server {
    let fixture = Fixture::oracle();
    Server::builder().release(V1_39).wiki(fixture).public().exact().workers(1).start().unwrap()
}

fn get(server: &Server, target: &str, headers: &[(String, String)]) -> Response {
    let request = Request { method: "GET", target, headers, body: None };
    send(&server.addr().to_string(), &request).unwrap()
}

fn post(server: &Server, body: &str) -> Response {
    let headers = [("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned())];
    let body = Some(body.as_bytes());
    let request = Request { method: "POST", target: "/api.php", headers: &headers, body };
    send(&server.addr().to_string(), &request).unwrap()
}

fn text(response: &Response) -> &str {
    assert!(response.header("Content-Type").next().is_some());
    std::str::from_utf8(&response.body).unwrap()
}

#[test]
fn the_doors_limits_are_the_stated_ones() {
    let limits = Limits::default();
    assert_eq!((limits.form, limits.upload, limits.head), (8 << 20, 100 << 20, 128 << 10));
    assert_eq!(limits.connections, 4096);
    assert_eq!(limits.head_time, Duration::from_secs(20));
    assert_eq!(limits.body_time, Duration::from_secs(300));
    assert_eq!(limits.idle_time, Duration::from_secs(75));
}

#[test]
fn the_sites_limits_are_the_stated_ones() {
    let login = Site::fresh("Wiki", V1_39).login;
    assert_eq!((login.session_seconds, login.sessions_at_most), (3600, 2_097_152));
    let attempts: Vec<_> = login.attempts.iter().map(|one| (one.count, one.seconds)).collect();
    assert_eq!(attempts, [(5, 300), (150, 172_800)]);
    assert_eq!(wikidouble::wiki::password::LONGEST, 4096);
}

#[test]
fn eight_mebibytes_of_a_form_are_taken_and_no_more() {
    let server = wiki();
    let body = |length: usize| format!("action=query&format=json&x={}", "x".repeat(length - 27));
    assert_eq!(post(&server, &body(8 << 20)).status, 200);
    assert_eq!(post(&server, &body((8 << 20) + 1)).status, 413);
}

#[test]
fn a_head_of_a_hundred_kibibytes_is_taken_and_one_of_two_hundred_is_not() {
    let server = wiki();
    let target = |length: usize| format!("/api.php?action=query&format=json&x={}", "x".repeat(length));
    assert_eq!(get(&server, &target(60_000), &[]).status, 200);
    let cookies = |length: usize| [("Cookie".to_owned(), format!("a={}", "x".repeat(length)))];
    assert_eq!(get(&server, "/api.php?action=query", &cookies(100 << 10)).status, 200);
    assert_eq!(get(&server, "/api.php?action=query", &cookies(200 << 10)).status, 431);
}

#[test]
fn a_thousand_fields_are_taken_and_no_more() {
    let server = wiki();
    let body = |count: usize| {
        let more: String = (2..count).map(|number| format!("&f{number}=1")).collect();
        format!("action=query&format=json{more}")
    };
    assert_eq!(MOST_FIELDS, 1000);
    assert_eq!(post(&server, &body(1000)).status, 200);
    let refused = post(&server, &body(1001));
    assert_eq!(refused.status, 400);
    assert!(text(&refused).contains("1000 fields"), "{}", text(&refused));
}

#[test]
fn fifty_values_are_taken_of_most_callers_and_no_more() {
    let server = wiki();
    let titles = |count: usize| {
        let titles: Vec<_> = (0..count).map(|number| format!("T{number}")).collect();
        format!("/api.php?action=query&format=json&titles={}", titles.join("|"))
    };
    assert!(!text(&get(&server, &titles(50), &[])).contains("toomanyvalues"));
    assert!(text(&get(&server, &titles(51), &[])).contains("toomanyvalues"));
}

#[test]
fn a_title_has_255_bytes_and_no_more() {
    let server = wiki();
    let info = |length: usize| format!("/api.php?action=query&format=json&titles={}", "A".repeat(length));
    assert!(text(&get(&server, &info(255), &[])).contains("\"missing\""));
    assert!(text(&get(&server, &info(256), &[])).contains("\"invalid\""));
}

#[test]
fn sessions_stay_within_their_number_and_time() {
    let (now, chance) = (Timestamp::from_unix(1_800_000_000), SeededChance::new(3));
    let sessions = Sessions::new(3600, 6400, false);
    for _ in 0..20_000 {
        sessions.open(Opening::ANONYMOUS, now, &chance);
    }
    assert!(sessions.len() <= 6400, "{}", sessions.len());
    let last = sessions.open(Opening::ANONYMOUS, now, &chance).id;
    assert!(sessions.get(last, now.plus(3599)).is_some());
    assert!(sessions.get(last, now.plus(3600)).is_none());
}
