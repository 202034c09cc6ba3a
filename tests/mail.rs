//! Mail between users, and what a wiki must allow first.

#[path = "support/http.rs"]
mod http;
#[path = "support/user.rs"]
mod user;

use std::{sync::Arc, time::Duration};

use user::User;
use wikidouble::{
    Server,
    base::{SetClock, Timestamp},
    release::{Release, V1_35, V1_39, V1_43},
    wiki::fixture::Fixture,
};

const WIKI: &str = r#"
[site]
name = "Letters"
page_languages = true
rate_limits = "none"
password_hash = "cheap"

[[group]]
name = "sysop"
give = ["pagelang"]

[[user]]
name = "Admin"
password = "AdminPass12345"
groups = ["sysop"]

[[user]]
name = "Alice"
password = "AlicePass12345"
email = "alice@example.org"

[[user]]
name = "Bob"
password = "BobPass12345"
email = "bob@example.org"

[[user]]
name = "Carol"
password = "CarolPass12345"
email = "carol@example.org"
email_confirmed = false
"#;

fn wiki(release: Release) -> Server {
    let fixture = Fixture::parse("letters.toml", WIKI).unwrap();
    Server::builder().release(release).wiki(fixture).exact().workers(1).start().unwrap()
}

fn letter<'a>(to: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&[("action", "emailuser"), ("target", to), ("subject", "Hello"), ("text", "World\n\n")], more].concat()
}

fn code(answer: &str) -> &str {
    let begin = answer.find(r#""code":""#).unwrap_or_else(|| panic!("no error in {answer}")) + 8;
    &answer[begin..begin + answer[begin..].find('"').unwrap()]
}

#[test]
fn a_letter_and_its_copy_stay_in_the_outbox() {
    let server = wiki(V1_39);
    let mut alice = User::login(&server.url(), "Alice");
    assert_eq!(alice.write(&letter("Bob", &[])), r#"{"emailuser":{"result":"Success"}}"#);
    let letters = server.outbox().letters();
    let from = letters[0].from.clone().unwrap();
    assert_eq!((&*from.name, &*from.address), ("Alice", "alice@example.org"));
    assert_eq!((&*letters[0].to.address, &*letters[0].subject), ("bob@example.org", "Hello"));
    assert!(letters[0].text.starts_with("World\n\n-- \n"), "{}", letters[0].text);
    server.outbox().clear();

    alice.write(&letter("bob", &[("ccme", "1")]));
    let letters = server.outbox().letters();
    let told: Vec<_> = letters.iter().map(|letter| (&*letter.to.name, &*letter.subject)).collect();
    assert_eq!(told, [("Bob", "Hello"), ("Alice", "Copy of your message to Bob: Hello")]);
    server.outbox().clear();
    alice.write(&letter("Alice", &[("ccme", "1")]));
    assert_eq!(server.outbox().letters().len(), 1);
}

#[test]
fn mail_is_refused_in_the_words_of_each_release() {
    for (release, codes) in [
        (V1_35, ["noemail", "notarget", "notarget", "nowikiemail", "cantsend", "blockedemailuser"]),
        (V1_39, ["noemail", "notarget", "notarget", "nowikiemail", "cantsend", "blockedemailuser"]),
        (V1_43, ["noemailtext", "emailnotarget", "baduser_target", "nowikiemailtext", "cantsend", "blocked"]),
    ] {
        let server = wiki(release);
        let [mut alice, mut bob, mut carol, mut admin] =
            ["Alice", "Bob", "Carol", "Admin"].map(|name| User::login(&server.url(), name));
        let mut found = vec![alice.write(&letter("Carol", &[])), alice.write(&letter("Nobody", &[]))];
        found.push(alice.write(&letter("a|b", &[])));
        bob.write(&[("action", "options"), ("optionname", "disablemail"), ("optionvalue", "1")]);
        found.push(alice.write(&letter("Bob", &[])));
        bob.write(&[("action", "options"), ("reset", "1")]);
        found.push(carol.write(&letter("Bob", &[])));
        let block = [("action", "block"), ("user", "Alice"), ("expiry", "never"), ("noemail", "1")];
        admin.write(&block);
        found.push(alice.write(&letter("Bob", &[])));
        assert_eq!(found.iter().map(|answer| code(answer)).collect::<Vec<_>>(), codes, "{release}");
        let unknown = found[5].contains(r"\u29fcblockedemailuser\u29fd");
        assert_eq!(unknown, release < V1_43, "{}", found[5]);
        assert!(!found[5].contains("blockinfo"), "{}", found[5]);
        assert!(server.outbox().letters().is_empty());
    }
}

#[test]
fn who_does_not_want_mail_from_newcomers_gets_none() {
    let fixture = WIKI.replace("[site]", "[site]\nautoconfirm_edits = 1");
    let fixture = Fixture::parse("letters.toml", &fixture).unwrap();
    let server = Server::builder().release(V1_39).wiki(fixture).exact().workers(1).start().unwrap();
    let [mut alice, mut bob] = ["Alice", "Bob"].map(|name| User::login(&server.url(), name));
    bob.write(&[("action", "options"), ("change", "email-allow-new-users=0")]);
    assert_eq!(code(&alice.write(&letter("Bob", &[]))), "nowikiemail");
    alice.write(&[("action", "edit"), ("title", "A"), ("text", "x")]);
    assert!(alice.write(&letter("Bob", &[])).contains("Success"));
}

#[test]
fn where_mail_is_off_nobody_writes_any() {
    let fixture = WIKI.replace("[site]", "[site]\nmail = false");
    let fixture = Fixture::parse("letters.toml", &fixture).unwrap();
    let server = Server::builder().release(V1_39).wiki(fixture).exact().workers(1).start().unwrap();
    let mut alice = User::login(&server.url(), "Alice");
    assert_eq!(code(&alice.write(&letter("Bob", &[]))), "usermaildisabled");
}

#[test]
fn the_language_of_a_page_can_be_set_where_the_wiki_allows_it() {
    let server = wiki(V1_39);
    let [mut alice, mut admin] = ["Alice", "Admin"].map(|name| User::login(&server.url(), name));
    alice.write(&[("action", "edit"), ("title", "A"), ("text", "x")]);
    let set = |language| [("action", "setpagelanguage"), ("title", "A"), ("lang", language)];
    assert_eq!(code(&alice.write(&set("de"))), "permissiondenied");
    let done = admin.write(&set("de"));
    assert!(
        done.starts_with(
            r#"{"setpagelanguage":{"title":"A","oldlanguage":"en[def]","newlanguage":"de","logid":"#
        ),
        "{done}"
    );
    let told = admin.get(&[("action", "query"), ("prop", "info"), ("titles", "A")]);
    assert!(told.contains(r#""pagelanguage":"de""#), "{told}");
    assert_eq!(code(&admin.write(&set("de"))), "pagelang-unchanged-language");
    assert!(admin.write(&set("default")).contains(r#""newlanguage":"en[def]""#));
    assert_eq!(code(&admin.write(&set("default"))), "pagelang-unchanged-language");
    assert_eq!(code(&admin.write(&set("nonesuch"))), "badvalue");
    let missing = [("action", "setpagelanguage"), ("title", "Missing"), ("lang", "de")];
    assert_eq!(code(&admin.write(&missing)), "missingtitle");
    let tagged = [&set("fr")[..], &[("tags", "nonesuch")]].concat();
    assert_eq!(code(&admin.write(&tagged)), "badtags");
}

/// The password in the newest letter.
fn sent_password(server: &Server) -> String {
    let letter = server.outbox().letters().pop().expect("a letter");
    letter.text.split("Temporary password:\n").nth(1).unwrap().lines().next().unwrap().to_owned()
}

fn client_login<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&[("action", "clientlogin")], more].concat()
}

/// Logs in by `action=clientlogin`, with one token for all steps.
fn step(user: &mut User, token: &str, fields: &[(&str, &str)]) -> String {
    user.post(&client_login(&[fields, &[("logintoken", token)]].concat()))
}

/// How an answer begins that asks Alice for another password.
const ASKED: &str = concat!(
    r#"{"clientlogin":{"status":"UI","requests":[{"id":"MediaWiki\\Auth\\PasswordAuthenticationRequest","#,
    r#""metadata":{},"required":"required","provider":"Password-based authentication","account":"Alice","#,
    r#""fields":{"password":{"type":"password","label":"New password:","#,
);

#[test]
fn a_password_that_was_sent_lets_in_whoever_replaces_it() {
    for release in [V1_35, V1_39, V1_43] {
        let server = wiki(release);
        let mut admin = User::login(&server.url(), "Admin");
        let ask = [("action", "resetpassword"), ("user", "Alice")];
        // Only the first time a letter goes out, and nobody hears of that.
        for _ in 0..2 {
            assert_eq!(admin.write(&ask), r#"{"resetpassword":{"status":"success"}}"#);
        }
        assert_eq!(server.outbox().letters().len(), 1);
        let password = sent_password(&server);

        let mut program = User::stranger(&server.url());
        let token = program.token("login");
        let aborted = program.post(&[
            ("action", "login"),
            ("lgname", "Alice"),
            ("lgpassword", &password),
            ("lgtoken", &token),
        ]);
        assert!(aborted.contains(r#""result":"Aborted""#), "{aborted}");

        let mut alice = User::stranger(&server.url());
        let token = alice.token("login");
        let begin =
            [("username", "Alice"), ("password", &*password), ("loginreturnurl", "http://example.org/")];
        let asked = step(&mut alice, &token, &begin);
        assert!(asked.starts_with(ASKED), "{asked}");
        assert!(asked.ends_with(r#""messagecode":"resetpass-temp-emailed"}}"#), "{asked}");
        assert!(!asked.contains("skipReset"), "{asked}");
        let go_on = |new: &'static str, again| [("logincontinue", "1"), ("password", new), ("retype", again)];
        let differs = step(&mut alice, &token, &go_on("a", "b"));
        assert!(differs.starts_with(ASKED) && differs.contains(r#""messagecode":"badretype""#), "{differs}");
        let kept = step(&mut alice, &token, &[("logincontinue", "1"), ("skipReset", "1")]);
        assert!(!kept.contains("PASS"), "{kept}");
        let passed = step(&mut alice, &token, &go_on("AliceNew12345", "AliceNew12345"));
        assert_eq!(passed, r#"{"clientlogin":{"status":"PASS","username":"Alice"}}"#);
        assert!(alice.get(&[("action", "query"), ("meta", "userinfo")]).contains(r#""name":"Alice""#));

        for (password, works) in [(&*password, false), ("AlicePass12345", false), ("AliceNew12345", true)] {
            let mut other = User::stranger(&server.url());
            let token = other.token("login");
            let begin =
                [("username", "Alice"), ("password", password), ("loginreturnurl", "http://example.org/")];
            let answer = step(&mut other, &token, &begin);
            assert_eq!(answer.contains("PASS"), works, "{answer}");
            assert_eq!(answer.contains("wrongpassword"), !works, "{answer}");
        }
    }
}

#[test]
fn a_password_that_was_sent_is_good_for_a_week() {
    let clock = Arc::new(SetClock::at(Timestamp::from_unix(1_800_000_000)));
    let fixture = Fixture::parse("letters.toml", WIKI).unwrap();
    let builder = Server::builder().release(V1_39).wiki(fixture).exact().clock(clock.clone());
    let server = builder.workers(1).start().unwrap();
    let tries = |days: u64| {
        let mut admin = User::login(&server.url(), "Admin");
        admin.write(&[("action", "resetpassword"), ("email", "alice@example.org")]);
        let password = sent_password(&server);
        clock.advance(Duration::from_secs(days * 86_400));
        let mut alice = User::stranger(&server.url());
        let token = alice.token("login");
        let begin =
            [("username", "Alice"), ("password", &*password), ("loginreturnurl", "http://example.org/")];
        step(&mut alice, &token, &begin).contains("resetpass-temp-emailed")
    };
    assert!(tries(6));
    assert!(!tries(7));
}

#[test]
fn an_account_made_by_mail_has_the_password_that_was_sent() {
    let server = wiki(V1_39);
    let mut admin = User::login(&server.url(), "Admin");
    let token = admin.token("createaccount");
    let made = admin.post(&[
        ("action", "createaccount"),
        ("username", "Dora"),
        ("email", "dora@example.org"),
        ("realname", ""),
        ("mailpassword", "1"),
        ("reason", "asked"),
        ("createreturnurl", "http://example.org/"),
        ("createtoken", &token),
    ]);
    assert!(made.contains(r#""status":"PASS""#), "{made}");
    let password = sent_password(&server);
    let mut dora = User::stranger(&server.url());
    let token = dora.token("login");
    let begin = [("username", "Dora"), ("password", &*password), ("loginreturnurl", "http://example.org/")];
    assert!(step(&mut dora, &token, &begin).contains("resetpass-temp-emailed"));
}
