//! Conversations with the oldest releases, 1.20 to 1.23, and what they have of their own. The facts are those of the sources
//! of these releases; of 1.23 nothing is recorded.

#[path = "support/http.rs"]
mod http;

use http::{Request, send};
use wikidouble::{
    Server,
    release::{Release, V1_20, V1_21, V1_22, V1_23, V1_24},
    wiki::fixture::Fixture,
};

/// A client with a jar of cookies.
struct Client {
    server: Server,
    cookies: Vec<(String, String)>,
}

/// What a client was told.
struct Told {
    headers: Vec<(String, String)>,
    body: String,
}

impl Client {
    fn of(release: Release) -> Self {
        let builder = Server::builder().release(release).wiki(Fixture::oracle()).public();
        Self { server: builder.exact().workers(1).start().unwrap(), cookies: Vec::new() }
    }

    fn private(release: Release) -> Self {
        let builder = Server::builder().release(release).wiki(Fixture::oracle()).private();
        Self { server: builder.exact().workers(1).start().unwrap(), cookies: Vec::new() }
    }

    fn ask(&mut self, method: &str, target: &str, body: Option<&str>) -> Told {
        let jar: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut headers = vec![("Cookie".to_owned(), jar.join("; "))];
        headers.push(("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
        let request = Request { method, target, headers: &headers, body: body.map(str::as_bytes) };
        let response = send(&self.server.addr().to_string(), &request).unwrap();
        assert_eq!(response.status, 200);
        for line in response.header("Set-Cookie") {
            let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            if !attributes.contains("Max-Age=0") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let body = String::from_utf8(response.body.clone()).unwrap();
        Told { headers: response.headers, body }
    }

    fn get(&mut self, query: &str) -> String {
        self.ask("GET", &format!("/api.php?{query}"), None).body
    }

    fn post(&mut self, form: &str) -> String {
        self.ask("POST", "/api.php", Some(form)).body
    }

    fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Logs in the way of these releases: the first request is answered with the token for the second.
    fn log_in(&mut self, name: &str, password: &str) -> String {
        let form = format!("action=login&format=json&lgname={name}&lgpassword={password}");
        let asked = self.post(&form);
        let token = value(&asked, "token").to_owned();
        self.post(&format!("{form}&lgtoken={token}"))
    }

    fn edit_token(&mut self) -> String {
        let told = self.get("action=tokens&format=json");
        value(&told, "edittoken").replace("\\\\", "\\").replace('+', "%2B").replace('\\', "%5C")
    }
}

/// The text under a key of an answer in JSON.
fn value<'a>(json: &'a str, key: &str) -> &'a str {
    let from =
        json.find(&format!("\"{key}\":\"")).unwrap_or_else(|| panic!("no {key} in {json}")) + key.len() + 4;
    &json[from..from + json[from..].find('"').unwrap()]
}

const OLDEST: [Release; 4] = [V1_20, V1_21, V1_22, V1_23];

#[test]
fn a_login_takes_two_steps_and_keeps_its_session() {
    for release in OLDEST {
        let mut client = Client::of(release);
        let form = "action=login&format=json&lgname=Alice&lgpassword=AlicePass12345";
        let asked = client.post(form);
        let (token, session) = (value(&asked, "token").to_owned(), value(&asked, "sessionid").to_owned());
        assert!(token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit()), "{asked}");
        assert_eq!(client.cookie("oracle_session"), Some(&*session));
        assert_eq!(value(&asked, "cookieprefix"), "oracle");
        let told = client.post(&format!("{form}&lgtoken={token}"));
        assert!(
            told.starts_with(r#"{"login":{"result":"Success","lguserid":3,"lgusername":"Alice","lgtoken":""#)
        );
        assert_eq!((value(&told, "sessionid"), client.cookie("oracleUserName")), (&*session, Some("Alice")));
        assert_eq!(client.cookie("oracleToken").is_some(), release != V1_23, "{release}");
        let who = client.get("action=query&meta=userinfo&format=json");
        assert_eq!(who, r#"{"query":{"userinfo":{"id":3,"name":"Alice"}}}"#);
    }
}

#[test]
fn a_login_that_fails_says_why_in_one_word() {
    let mut client = Client::of(V1_22);
    assert_eq!(client.post("action=login&format=json&lgname="), r#"{"login":{"result":"NoName"}}"#);
    assert_eq!(client.log_in("Alice", "wrong"), r#"{"login":{"result":"WrongPass"}}"#);
    assert_eq!(client.log_in("Alice", ""), r#"{"login":{"result":"EmptyPass"}}"#);
    assert_eq!(client.log_in("Nobody", "x"), r#"{"login":{"result":"NotExists"}}"#);
    assert_eq!(client.log_in("a%5Bb", "x"), r#"{"login":{"result":"Illegal"}}"#);
    let wrong = client.post("action=login&format=json&lgname=Alice&lgpassword=x&lgtoken=other");
    assert_eq!(wrong, r#"{"login":{"result":"WrongToken"}}"#);
    let jsonp = client.post("action=login&format=json&lgname=Alice&callback=f");
    assert_eq!(
        jsonp,
        r#"/**/f({"login":{"result":"Aborted","reason":"Cannot log in when using a callback"}})"#
    );
}

#[test]
fn an_edit_token_is_32_digits_and_a_suffix_and_nothing_is_deprecated() {
    for release in OLDEST {
        let mut client = Client::of(release);
        assert_eq!(client.get("action=tokens&format=json"), r#"{"tokens":{"edittoken":"+\\"}}"#);
        client.log_in("Alice", "AlicePass12345");
        let told = client.get("action=tokens&type=edit%7Cmove%7Cwatch&format=json");
        let token = value(&told, "edittoken");
        assert!(token.len() == 35 && token.ends_with("+\\\\"), "{token}");
        assert!(token[..32].bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
        assert_eq!(value(&told, "movetoken"), token);
        assert_ne!(value(&told, "watchtoken"), token);
        assert!(!told.contains("warnings"), "{told}");
        assert_eq!(
            client.get("action=tokens&type=edit%7Cmove%7Cwatch&format=json"),
            told,
            "it stays the same"
        );
    }
}

#[test]
fn types_that_are_refused_or_unknown_leave_a_warning() {
    let mut client = Client::of(V1_23);
    client.log_in("Alice", "AlicePass12345");
    let told = client.get("action=tokens&type=delete%7Cnonesuch&format=json");
    assert_eq!(
        told,
        "{\"warnings\":{\"tokens\":{\"*\":\"Unrecognized value for parameter 'type': nonesuch\\nAction 'delete' is not \
        allowed for the current user\"}},\"tokens\":[]}"
    );
    let told = client.get("action=query&meta=tokens&format=json");
    assert_eq!(told, r#"{"warnings":{"query":{"*":"Unrecognized value for parameter 'meta': tokens"}}}"#);
    assert!(Client::of(V1_24).get("action=query&meta=tokens&format=json").contains("csrftoken"));
}

#[test]
fn a_token_may_stand_in_the_query_string_and_an_empty_one_is_none() {
    let mut client = Client::of(V1_23);
    client.log_in("Alice", "AlicePass12345");
    let token = client.edit_token();
    let told = client.ask(
        "POST",
        &format!("/api.php?action=edit&format=json&token={token}"),
        Some("title=Old&text=x"),
    );
    assert!(told.body.contains(r#""result":"Success""#), "{}", told.body);
    assert!(client.post("action=edit&format=json&title=Old&text=y&token=").contains("notoken"));
    let none = client.post("action=edit&format=json&title=Old&text=y");
    assert_eq!(none, r#"{"error":{"code":"notoken","info":"The token parameter must be set"}}"#);
}

#[test]
fn tokens_of_pages_and_users_come_without_deprecation() {
    let mut client = Client::of(V1_22);
    client.log_in("Alice", "AlicePass12345");
    let edit = value(&client.get("action=tokens&format=json"), "edittoken").to_owned();
    let told = client.get("action=query&prop=info&intoken=edit&titles=Sandbox&format=json");
    assert_eq!(value(&told, "edittoken"), edit);
    assert!(told.contains(r#""counter":0"#) && told.contains("starttimestamp") && !told.contains("warnings"));
}

#[test]
fn parameters_that_nobody_knows_are_told_since_1_21() {
    let query = "action=query&meta=userinfo&nonesuch=1&format=json";
    let bare = r#"{"query":{"userinfo":{"id":0,"name":"127.0.0.1","anon":""}}}"#;
    assert_eq!(Client::of(V1_20).get(query), bare);
    let told = Client::of(V1_21).get(query);
    assert!(told.starts_with(r#"{"warnings":{"main":{"*":"Unrecognized parameter: 'nonesuch'"}}"#), "{told}");
}

#[test]
fn queries_go_on_under_query_continue() {
    let query = "action=query&list=allpages&aplimit=1&format=json";
    let told = Client::of(V1_20).get(query);
    assert!(told.ends_with(r#"]},"query-continue":{"allpages":{"apcontinue":"Main_Page"}}}"#), "{told}");
    let told = Client::of(V1_21).get(query);
    assert!(
        told.starts_with(r#"{"query-continue":{"allpages":{"apcontinue":"Main_Page"}},"query":"#),
        "{told}"
    );
    let told = Client::of(V1_22).get(&format!("{query}&continue="));
    assert!(told.ends_with(r#"]},"continue":{"continue":"-||","apcontinue":"Main_Page"}}"#), "{told}");
    // 1.20 knows no other way.
    assert!(Client::of(V1_20).get(&format!("{query}&continue=")).contains("query-continue"));
}

#[test]
fn json_escapes_slashes_up_to_1_21_and_callbacks_are_guarded_since() {
    let query = "action=query&titles=A/b&format=json&callback=f";
    let told = Client::of(V1_21).get(query);
    assert!(told.starts_with("f({") && told.contains(r#""title":"A\/b""#), "{told}");
    let told = Client::of(V1_22).get(query);
    assert!(told.starts_with("/**/f({") && told.contains(r#""title":"A/b""#), "{told}");
}

#[test]
fn a_logout_needs_neither_post_nor_token() {
    for release in OLDEST {
        let mut client = Client::of(release);
        client.log_in("Alice", "AlicePass12345");
        let session = client.cookie("oracle_session").unwrap().to_owned();
        assert_eq!(client.get("action=logout&format=json"), "[]");
        assert_eq!(client.cookie("oracle_session"), Some(&*session));
        let when = client.cookie("oracleLoggedOut").unwrap().len();
        assert_eq!(when, if release >= V1_22 { 10 } else { 14 });
        assert!(client.get("action=query&meta=userinfo&format=json").contains("anon"));
    }
}

#[test]
fn a_private_wiki_opens_the_login_alone() {
    let mut client = Client::private(V1_23);
    let denied = r#"{"error":{"code":"readapidenied","info":"You need read permission to use this module"}}"#;
    for query in ["action=query&meta=siteinfo", "action=query&meta=userinfo", "action=tokens"] {
        assert_eq!(client.get(&format!("{query}&format=json")), denied, "{query}");
    }
    assert!(client.log_in("Alice", "AlicePass12345").contains("Success"));
    assert!(client.get("action=query&meta=userinfo&format=json").contains("Alice"));
}

#[test]
fn the_old_formats_are_there_and_not_deprecated_yet() {
    let mut client = Client::of(V1_22);
    let mut written = |format: &str| {
        client.ask("GET", &format!("/api.php?action=query&meta=userinfo&format={format}"), None)
    };
    assert_eq!(written("yaml").body, r#"{"query":{"userinfo":{"id":0,"name":"127.0.0.1","anon":""}}}"#);
    assert!(written("txt").body.starts_with("Array\n(\n    [query] => Array\n        (\n"));
    assert!(written("dbg").body.starts_with("array (\n  'query' => \n  array (\n"));
    assert!(written("dump").body.starts_with("array(1) {\n  [\"query\"]=>\n"));
    assert!(written("wddx").body.contains("<data><struct><var name=\"query\"><struct>"));
    let page = written("xmlfm");
    assert!(page.headers.iter().any(|(name, value)| {
        name.eq_ignore_ascii_case("content-type") && value == "text/html; charset=utf-8"
    }));
    assert!(page.body.contains("<span style=\"color:blue;\">&lt;api&gt;</span>"), "{}", page.body);
    let told = Client::of(V1_24).get("action=query&meta=userinfo&format=yaml");
    assert!(told.contains("format=yaml has been deprecated. Please use format=json instead."), "{told}");
}

#[test]
fn xml_has_no_indexes_and_errors_tell_no_address() {
    let mut client = Client::of(V1_20);
    let told = client.get("action=query&titles=Sandbox&format=xml");
    assert!(told.starts_with("<?xml version=\"1.0\"?><api><query><pages><page pageid=\""), "{told}");
    let told = client.get("action=nonesuch&format=xml");
    assert_eq!(
        told,
        "<?xml version=\"1.0\"?><api><error code=\"unknown_action\" info=\"Unrecognized value for parameter \
        &#039;action&#039;: nonesuch\" /></api>"
    );
}
