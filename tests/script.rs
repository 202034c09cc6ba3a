//! `index.php` as programs use it: what recorded conversations cannot show, since it takes the wiki's own secret.

#[path = "support/http.rs"]
mod http;

use http::{Request, Response, send};
use wikidouble::{
    Server,
    base::{SetClock, Timestamp},
    release::V1_39,
    wiki::fixture::Fixture,
};

const WIKI: &str = "[site]\nname = \"Jobs\"\nsecret_key = \"sesame\"\n";

fn post(server: &Server, query: &str) -> Response {
    let target = format!("/index.php?{query}");
    let request = Request { method: "POST", target: &target, headers: &[], body: Some(b"") };
    send(&server.addr().to_string(), &request).unwrap()
}

#[test]
fn whoever_knows_the_secret_runs_jobs_of_which_there_are_none() {
    let clock = std::sync::Arc::new(SetClock::at(Timestamp::from_unix(1_000)));
    let fixture = Fixture::parse("jobs.toml", WIKI).unwrap();
    let server =
        Server::builder().release(V1_39).wiki(fixture).exact().clock(clock).workers(1).start().unwrap();
    let same = "title=Special:RunJobs&tasks=jobs&sigexpiry=2000";
    // HMAC-SHA-1 with that key of the parameters in the order of their names.
    let later = post(&server, &format!("{same}&signature=aac0515ff2b1830bd896885e80fcba2881d8618d"));
    assert_eq!((later.status, later.body.len()), (202, 0));
    let told =
        post(&server, &format!("{same}&async=0&stats=1&signature=bb91dcaad71cfd3a9592471d7d2b468c7f45c3d1"));
    assert_eq!(told.header("content-type").next(), Some("application/json"));
    assert_eq!(told.body, b"{\"jobs\":[],\"reached\":\"none-ready\",\"backoffs\":[],\"elapsed\":0}");
    let done = post(&server, &format!("{same}&async=0&signature=6393c79f99f80fa54649d68c21d6d5395e8f94d5"));
    assert_eq!((done.status, &*done.body), (200, &b"Done\n"[..]));
    let other = post(&server, &format!("{same}&async=0&signature=bb91dcaad71cfd3a9592471d7d2b468c7f45c3d1"));
    assert_eq!(other.status, 400);
    let stale = post(
        &server,
        "title=Special:RunJobs&tasks=jobs&sigexpiry=999&signature=4e9c6e1574e30a5a60924a93ad894b7f79317bc7",
    );
    assert_eq!(stale.status, 400);
}
