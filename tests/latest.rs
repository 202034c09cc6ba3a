//! What only the latest releases can be asked.

#[path = "support/http.rs"]
mod http;
#[path = "support/user.rs"]
mod user;

use user::User;
use wikidouble::{
    Server,
    release::{Release, V1_43, V1_44, V1_45},
    wiki::fixture::Fixture,
};

const WIKI: &str = r#"
[site]
rate_limits = "none"
password_hash = "cheap"

[[user]]
name = "Ann"
password = "AnnPass12345"
groups = ["sysop", "interface-admin"]
"#;

const PAGES: [(&str, &str); 4] = [
    ("Long", "a text that is longer than the others are"),
    ("Short", "short [[File:Nope.png]]"),
    ("Category:Pages with broken file links", "words"),
    ("MediaWiki:Common.css", "p {}"),
];

fn wiki(release: Release) -> Server {
    let fixture = Fixture::parse("latest.toml", WIKI).unwrap();
    let server = Server::builder().release(release).wiki(fixture).exact().workers(1).start().unwrap();
    let mut ann = User::login(&server.url(), "Ann");
    for (title, text) in PAGES {
        let answer = ann.write(&[("action", "edit"), ("title", title), ("text", text)]);
        assert!(answer.contains("Success"), "{answer}");
    }
    server
}

fn ask(server: &Server, request: &str) -> String {
    let fields = request.split('&').map(|field| field.split_once('=').unwrap());
    let fields: Vec<_> = fields.chain([("action", "query"), ("formatversion", "2")]).collect();
    User::stranger(&server.url()).get(&fields)
}

#[test]
fn categories_of_pages_with_faults_are_listed_since_1_45() {
    let server = wiki(V1_45);
    let list = |rest: &str| ask(&server, &format!("list=trackingcategories{rest}"));
    let all =
        r#"{"batchcomplete":true,"query":{"trackingcategories":[{"category":"Pages with broken file links","#;
    assert_eq!(list(""), format!("{all}\"catid\":\"broken-file-category\"}}]}}}}"));
    let told =
        r#""size":1,"pages":1,"files":0,"subcats":0,"hidden":false,"catid":"broken-file-category"}]}}"#;
    assert_eq!(list("&tcprop=size|hidden"), format!("{all}{told}"));
    for (rest, answer) in [
        ("&tctrackingcatname=foo", r#"{"batchcomplete":true}"#),
        ("&tcmin=2", r#"{"batchcomplete":true,"query":{"trackingcategories":[]}}"#),
        ("&tccontinue=Q", r#"{"batchcomplete":true,"query":{"trackingcategories":[]}}"#),
    ] {
        assert_eq!(list(rest), answer, "{rest}");
    }
    assert!(list("&tctrackingcatname=broken-file-category|foo").contains("broken-file-category"));
    let pages = ask(&server, "generator=trackingcategories");
    assert!(pages.contains(r#""title":"Category:Pages with broken file links""#), "{pages}");
    assert!(ask(&wiki(V1_44), "list=trackingcategories").contains("Unrecognized value for parameter"));
}

#[test]
fn pages_by_chance_can_be_of_some_size_and_model_since_1_44() {
    let server = wiki(V1_44);
    let titles = |rest: &str| ask(&server, &format!("list=random&rnlimit=9{rest}"));
    let has = |answer: &str, title: &str| answer.contains(&format!(r#""title":"{title}""#));
    let long = titles("&rnminsize=41");
    assert!(has(&long, "Long") && !has(&long, "Short"), "{long}");
    let short = titles("&rnmaxsize=23&rncontentmodel=wikitext");
    assert!(has(&short, "Short") && !has(&short, "Long") && !has(&short, "MediaWiki:Common.css"), "{short}");
    assert!(has(&titles("&rncontentmodel=css"), "MediaWiki:Common.css"));
    assert!(titles("&rncontentmodel=vue").contains(r#""code":"badvalue""#));
    assert!(ask(&wiki(V1_45), "list=random&rncontentmodel=vue").contains(r#""random":[]"#));
    assert!(ask(&wiki(V1_43), "list=random&rnminsize=1").contains("Unrecognized parameter: rnminsize."));
}

#[test]
fn log_entries_can_be_named_by_their_ids_since_1_45() {
    let server = wiki(V1_45);
    let ids = |rest: &str| ask(&server, &format!("list=logevents&leprop=ids{rest}"));
    let all = ids("");
    let last = all.split(r#""logid":"#).nth(1).and_then(|rest| rest.split(',').next()).unwrap().to_owned();
    assert_eq!(ids(&format!("&leids={last}|{last}|-1|0")).matches("logid").count(), 1);
    assert_eq!(ids("&leids=-1|0"), r#"{"batchcomplete":true,"query":{"logevents":[]}}"#);
    assert_eq!(ids("&leids="), all);
    assert!(ids("&leids=a").contains(r#"Invalid value \"a\" for integer parameter \"leids\"."#));
}
