//! Entries of watchlists that end: a setting of the site, as `$wgWatchlistExpiry` is.

#[path = "support/http.rs"]
mod http;
#[path = "support/user.rs"]
mod user;

use std::{sync::Arc, time::Duration};

use user::User;
use wikidouble::{
    Server,
    base::{Clock, SetClock, Timestamp},
    release::{Release, V1_35, V1_39, V1_45},
    wiki::fixture::Fixture,
};

/// 2026-11-21T12:00:00Z
const BEGIN: Timestamp = Timestamp::from_unix(1_795_262_400);

const MODULES: &str = "watch|edit|delete|undelete|move|protect|rollback|upload|block|unblock|userrights";

fn wiki(release: Release, settings: &str) -> (Server, Arc<SetClock>) {
    let text = format!(
        "[site]\npassword_hash = \"cheap\"\n{settings}\n[[user]]\nname = \"Ann\"\npassword = \"AnnPass12345\"\n\
         groups = [\"sysop\"]\n"
    );
    let fixture = Fixture::parse("watching.toml", &text).unwrap();
    let clock = Arc::new(SetClock::at(BEGIN));
    let builder = Server::builder().release(release).wiki(fixture).exact().clock(clock.clone()).workers(1);
    (builder.start().unwrap(), clock)
}

fn watch(user: &mut User, fields: &[(&str, &str)]) -> String {
    let token = user.token("watch");
    user.post(&[&[("action", "watch"), ("token", &token)], fields].concat())
}

/// Which of the modules have the parameter.
fn described(user: &mut User) -> Vec<bool> {
    let expected = r#""type":"expiry""#;
    let has = |name| user.get(&[("action", "paraminfo"), ("modules", name)]).contains(expected);
    MODULES.split('|').map(has).collect()
}

#[test]
fn without_the_setting_nobody_knows_the_parameter() {
    for release in [V1_35, V1_39, V1_45] {
        let (server, _) = wiki(release, "");
        let mut ann = User::login(&server.url(), "Ann");
        assert_eq!(described(&mut ann), [false; 11]);
        let help = ann.get(&[("action", "help"), ("modules", "watch|edit"), ("wrap", "")]);
        assert!(!help.contains("expiry"), "{help}");
        let edit = [("action", "edit"), ("title", "A"), ("text", "a"), ("watchlist", "watch")];
        let answer = ann.write(&[&edit[..], &[("watchlistexpiry", "yesterday")]].concat());
        assert!(answer.contains("Unrecognized parameter: watchlistexpiry."), "{answer}");
        assert!(answer.contains(r#""watched":""}"#), "{answer}");
    }
}

#[test]
fn with_the_setting_each_release_has_it_where_it_had_it() {
    let with = |more: [bool; 3]| [[true; 8].as_slice(), &more].concat();
    for (release, more) in [(V1_35, [false; 3]), (V1_39, [true, false, false]), (V1_45, [true; 3])] {
        let (server, _) = wiki(release, "watchlist_expiry = true");
        let mut ann = User::login(&server.url(), "Ann");
        assert_eq!(described(&mut ann), with(more), "{release}");
        let help = ann.get(&[("action", "help"), ("modules", "watch"), ("wrap", "")]);
        assert!(help.contains("expiry"), "{help}");
    }
}

#[test]
fn how_long_a_page_can_be_watched_is_a_setting() {
    for (limit, days, warns) in [("2 weeks", 14, true), ("none", 60, false)] {
        let setting = format!("watchlist_expiry = true\nwatchlist_expiry_max = \"{limit}\"");
        let (server, clock) = wiki(V1_39, &setting);
        let mut ann = User::login(&server.url(), "Ann");
        let answer = watch(&mut ann, &[("titles", "A"), ("expiry", "60 days")]);
        let end = clock.now().plus(days * 86_400);
        assert!(answer.contains(&format!(r#""expiry":"{end}""#)), "{answer}");
        assert_eq!(answer.contains(r#"exceeds the maximum of \"2 weeks\". Using maximum instead."#), warns);
    }
}

#[test]
fn what_is_over_is_gone_and_can_be_watched_again() {
    let (server, clock) = wiki(V1_39, "watchlist_expiry = true");
    let mut ann = User::login(&server.url(), "Ann");
    let list = [("action", "query"), ("list", "watchlistraw"), ("wrnamespace", "0")];
    watch(&mut ann, &[("titles", "A|B"), ("expiry", "1 week")]);
    watch(&mut ann, &[("titles", "C")]);
    assert_eq!(ann.get(&list).matches(r#""title""#).count(), 3);
    clock.advance(Duration::from_secs(8 * 86_400));
    let mut ann = User::login(&server.url(), "Ann");
    assert_eq!(ann.get(&list).matches(r#""title""#).count(), 1);
    let answer = ann.write(&[("action", "edit"), ("title", "A"), ("text", "a"), ("watchlist", "watch")]);
    assert!(answer.contains(r#""watched":""}"#), "{answer}");
    assert_eq!(ann.get(&list).matches(r#""title""#).count(), 2);
}

#[test]
fn since_1_45_preferences_say_how_long_pages_are_watched() {
    let (server, clock) = wiki(V1_45, "watchlist_expiry = true");
    let mut ann = User::login(&server.url(), "Ann");
    let told = |answer: &str, days: i64| {
        let end = clock.now().plus(days * 86_400);
        assert!(answer.contains(&format!(r#""watchlistexpiry":"{end}""#)), "{answer}");
    };
    let refused = ann.write(&[("action", "options"), ("change", "watchdefault-expiry=3 days")]);
    assert!(refused.contains("Validation error for"), "{refused}");
    let set = "watchdefault-expiry=1 week|watchcreations-expiry=1 month";
    assert_eq!(ann.write(&[("action", "options"), ("change", set)]), r#"{"options":"success"}"#);
    let edit = |text| [("action", "edit"), ("title", "A"), ("text", text), ("watchlist", "watch")];
    told(&ann.write(&edit("a")), 30);
    told(&ann.write(&edit("b")), 30);
    watch(&mut ann, &[("titles", "A"), ("unwatch", "1")]);
    told(&ann.write(&edit("c")), 7);
    watch(&mut ann, &[("titles", "A"), ("unwatch", "1")]);
    told(&ann.write(&[&edit("d")[..], &[("watchlistexpiry", "2 days")]].concat()), 2);
    // Blocking tells of a page that is not watched, too.
    let block = [("action", "block"), ("user", "192.0.2.1"), ("expiry", "1 day")];
    let answer = ann.write(&block);
    assert!(answer.contains(r#""watchlistexpiry":null"#), "{answer}");
    let again = ann.write(&[&block[..], &[("reblock", "1"), ("reason", "x"), ("watchuser", "1")]].concat());
    told(&again, 7);
}

#[test]
fn without_the_setting_there_are_no_such_preferences() {
    let (server, _) = wiki(V1_45, "");
    let mut ann = User::login(&server.url(), "Ann");
    let answer = ann.write(&[("action", "options"), ("change", "watchdefault-expiry=1 week")]);
    assert!(answer.contains("not a valid preference"), "{answer}");
}
