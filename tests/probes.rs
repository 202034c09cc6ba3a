//! Holds single requests about logins, tokens, sessions and errors against what real MediaWikis of each release from 1.24
//! to 1.45 answered (`fixtures/recorded/probes`).

#[path = "support/http.rs"]
mod http;

use std::{collections::HashMap, fmt::Write as _, thread};

use fancy_regex::Regex;
use serde::Deserialize;
use wikidouble::{Server, release::Release, wiki::fixture::Fixture};

const PROBES: &str = include_str!("../fixtures/recorded/probes/probes.json");

/// What is answered otherwise, and why: `release probe`, then the reason.
const KNOWN: &str = include_str!("../fixtures/recorded/probes/known-gaps.txt");

/// The wiki that was asked.
const WIKI: &str = r#"
    [site]
    name = "WX"
    wiki_id = "wx"
    password_hash = "cheap"

    [[user]]
    name = "Admin"
    password = "AdminPass12345"
    groups = ["sysop", "bureaucrat", "interface-admin"]

    [[user]]
    name = "MediaWiki default"

    [[page]]
    title = "Main Page"
    text = "Hello."
"#;

/// One request, and what the releases answered.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Probe {
    name: String,
    #[serde(default)]
    wiki: Access,
    /// What the settings of the wiki say beside that.
    #[serde(default)]
    site: String,
    #[serde(default = "get")]
    method: String,
    query: Vec<(String, String)>,
    #[serde(default)]
    form: Vec<(String, String)>,
    #[serde(default)]
    headers: Vec<(String, String)>,
    /// Probes whose requests others make before.
    #[serde(default)]
    others: Vec<String>,
    /// A probe whose request is made before.
    after: Option<String>,
    /// Whether a token to log in is fetched before.
    #[serde(default)]
    login_token: bool,
    /// Who logs in before.
    #[serde(rename = "as")]
    user: Option<String>,
    answers: Vec<Answers>,
}

#[derive(Deserialize, Default, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Access {
    #[default]
    Public,
    Private,
    ReadOnly,
}

/// What the releases of a range answered.
#[derive(Deserialize)]
struct Answers {
    from: String,
    to: String,
    /// Whether only the beginning was kept.
    #[serde(default)]
    begins: bool,
    answer: String,
}

fn get() -> String {
    "GET".to_owned()
}

fn minor(release: &str) -> u8 {
    release.strip_prefix("1.").and_then(|minor| minor.parse().ok()).expect("a release is written 1.39")
}

/// A client with its cookies.
struct Client<'a> {
    host: &'a str,
    cookies: HashMap<String, String>,
    values: HashMap<&'static str, String>,
}

impl Client<'_> {
    fn ask(
        &mut self,
        method: &str,
        query: &[(String, String)],
        form: &[(String, String)],
        headers: &[(String, String)],
    ) -> http::Response {
        let filled = |pairs: &[(String, String)]| {
            let fill = |text: &String| {
                self.values
                    .iter()
                    .fold(text.clone(), |text, (name, value)| text.replace(&format!("${{{name}}}"), value))
            };
            let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name, fill(value))).collect();
            serde_urlencoded::to_string(pairs).expect("pairs can be encoded")
        };
        let target = format!("/api.php?{}", filled(query));
        let body = filled(form);
        let mut headers = headers.to_vec();
        headers.push(("Connection".into(), "close".into()));
        let jar: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !jar.is_empty() {
            headers.push(("Cookie".into(), jar.join("; ")));
        }
        if method == "POST" {
            headers.push(("Content-Type".into(), "application/x-www-form-urlencoded".into()));
        }
        let body = (method == "POST").then_some(body.as_bytes());
        let request = http::Request { method, target: &target, headers: &headers, body };
        let response = http::send(self.host, &request).expect("an answer");
        let set: Vec<_> = response.header("set-cookie").map(str::to_owned).collect();
        for cookie in set {
            let pair = cookie.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a cookie has a value");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        response
    }

    /// What stands after `"name":"` in an answer.
    fn value(response: &http::Response, name: &str) -> Option<String> {
        let text = String::from_utf8_lossy(&response.body).into_owned();
        let (_, rest) = text.split_once(&format!("\"{name}\":\""))?;
        Some(rest.split('"').next().unwrap_or_default().replace("\\\\", "\\"))
    }

    fn fetch_login_token(&mut self, release: u8) {
        let pairs = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>()
        };
        let response = if release >= 27 {
            let query =
                pairs(&[("action", "query"), ("meta", "tokens"), ("type", "login"), ("format", "json")]);
            self.ask("GET", &query, &[], &[])
        } else {
            let query = pairs(&[("action", "login"), ("format", "json")]);
            self.ask("POST", &query, &pairs(&[("lgname", "Admin")]), &[])
        };
        let token = Self::value(&response, "logintoken").or_else(|| Self::value(&response, "token"));
        self.values.insert("logintoken", token.unwrap_or_default());
    }

    fn log_in(&mut self, release: u8, user: &str) {
        self.fetch_login_token(release);
        let pairs = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>()
        };
        let form = pairs(&[
            ("lgname", user),
            ("lgpassword", &format!("{user}Pass12345")),
            ("lgtoken", "${logintoken}"),
        ]);
        let response = self.ask("POST", &pairs(&[("action", "login"), ("format", "json")]), &form, &[]);
        let text = String::from_utf8_lossy(&response.body);
        assert!(text.contains("\"result\":\"Success\""), "1.{release}: {text}");
        let query = pairs(&[("action", "query"), ("meta", "tokens"), ("format", "json")]);
        let response = self.ask("GET", &query, &[], &[]);
        self.values.insert("csrftoken", Self::value(&response, "csrftoken").unwrap_or_default());
    }
}

/// What differs from run to run, and the sentences that a server may word as it likes, replaced.
struct Neutral(Vec<(Regex, &'static str)>);

impl Neutral {
    fn new() -> Self {
        let rules = [
            (r"[0-9a-f]{40}(?=\+\\)", "<TOKEN40>"),
            (r#"(?<=[="])~\d{4}-"#, "~<YEAR>-"),
            (r"expires=[^;]*", "expires=<DATE>"),
            (r"Token=[0-9a-f]{32}", "Token=<HEX32>"),
            (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "<TIME>"),
            (r#""sessionid":"[0-9a-v]{32}""#, r#""sessionid":"<SID>""#),
            (r#"See [^"<]* for API usage[^"<]*"#, "<DOCREF>"),
            (r#"Subscribe to [^"]*"#, "<DOCREF>"),
            // The page that the wiki began with is not the one of the release.
            (r#""length":\d+"#, "\"length\":<LENGTH>"),
        ];
        Self(rules.map(|(pattern, text)| (Regex::new(pattern).expect("a pattern"), text)).into())
    }

    fn neutral(&self, text: &str) -> String {
        self.0.iter().fold(text.trim().to_owned(), |text, (pattern, instead)| {
            pattern.replace_all(&text, *instead).into_owned()
        })
    }
}

/// The answer as it was kept: the body, and before it, if they were kept as well, the status and some headers.
fn told(response: &http::Response, kept: &str) -> String {
    let body = String::from_utf8_lossy(&response.body).trim().to_owned();
    if kept.starts_with("Set-Cookie: ") {
        let shown = [
            ("x-frame-options", "X-Frame-Options"),
            ("cache-control", "Cache-Control"),
            ("x-request-id", "X-Request-Id"),
        ];
        let mut parts: Vec<_> = cookies(response).collect();
        for (name, shown) in shown {
            let told =
                |value: &str| if shown == "X-Request-Id" { "<ID>".to_owned() } else { value.to_owned() };
            parts.extend(response.header(name).map(|value| format!("{shown}: {}", told(value))));
        }
        parts.push(body);
        return parts.join(" | ");
    }
    if !kept.starts_with("HTTP/1.1 ") {
        return body;
    }
    let reason = if response.status == 403 { "Forbidden" } else { "OK" };
    let mut parts = vec![format!("HTTP/1.1 {} {reason}", response.status)];
    parts.extend(cookies(response));
    for (name, shown) in [
        ("retry-after", "Retry-After"),
        ("x-database-lag", "X-Database-Lag"),
        ("mediawiki-api-error", "MediaWiki-API-Error"),
        ("mediawiki-login-suppressed", "MediaWiki-Login-Suppressed"),
    ] {
        for value in response.header(name) {
            parts.push(format!("{shown}: {value}"));
        }
    }
    parts.push(body);
    parts.join("  ")
}

/// The cookies that an answer sets, the id of a session left out.
fn cookies(response: &http::Response) -> impl Iterator<Item = String> {
    response.header("set-cookie").map(|value| match value.split_once('=') {
        Some((cookie, rest)) if cookie.ends_with("_session") => {
            format!("Set-Cookie: {cookie}=<SID>{}", &rest[rest.find(';').unwrap_or(rest.len())..])
        }
        _ => format!("Set-Cookie: {value}"),
    })
}

fn double(release: Release, access: Access, site: &str) -> Server {
    let site = match access {
        Access::ReadOnly => "read_only = \"maint reason\"",
        _ => site,
    };
    let mut text = WIKI.replace("[site]", &format!("[site]\n    {site}"));
    if release.0 >= 44 {
        // The one who writes the first page is there before all others.
        let first = "[[user]]\n    name = \"MediaWiki default\"\n";
        text = text.replacen(first, "", 1).replacen("[[user]]", &format!("{first}\n    [[user]]"), 1);
    }
    let wiki = Fixture::parse("wx.toml", &text).expect("the wiki can be read");
    let builder = Server::builder().release(release).wiki(wiki).exact().workers(1);
    let builder = if access == Access::Private { builder.private() } else { builder.public() };
    builder.start().expect("a free port")
}

/// The probes that a release answers otherwise, as `1.39 name`, each with both answers.
fn differences(release: Release, probes: &[Probe], neutral: &Neutral) -> Vec<(String, String)> {
    let mut differences = Vec::new();
    for probe in probes {
        let holds = |answers: &&Answers| (minor(&answers.from)..=minor(&answers.to)).contains(&release.0);
        let Some(answers) = probe.answers.iter().find(holds) else { continue };
        let server = double(release, probe.wiki, &probe.site);
        let host = server.addr().to_string();
        let mut client = Client { host: &host, cookies: HashMap::new(), values: HashMap::new() };
        for other in &probe.others {
            let other =
                probes.iter().find(|probe| probe.name == *other).expect("others make probes that there are");
            let mut client = Client { host: &host, cookies: HashMap::new(), values: HashMap::new() };
            client.ask(&other.method, &other.query, &other.form, &other.headers);
        }
        if let Some(before) = probes.iter().find(|other| probe.after.as_ref() == Some(&other.name)) {
            client.ask(&before.method, &before.query, &before.form, &before.headers);
        }
        if probe.login_token {
            client.fetch_login_token(release.0);
        }
        if let Some(user) = &probe.user {
            client.log_in(release.0, user);
        }
        let response = client.ask(&probe.method, &probe.query, &probe.form, &probe.headers);
        let got = neutral.neutral(&told(&response, &answers.answer));
        let kept = neutral.neutral(&answers.answer);
        let right = if answers.begins { got.starts_with(&kept) } else { got == kept };
        if !right {
            differences.push((format!("{release} {}", probe.name), format!("  kept {kept}\n  got  {got}")));
        }
    }
    differences
}

#[test]
fn single_requests_are_answered_as_by_each_release() {
    let probes: Vec<Probe> = serde_json::from_str(PROBES).expect("the probes can be read");
    let neutral = Neutral::new();
    let releases: Vec<Release> = Release::ALL.iter().copied().filter(|release| release.0 >= 24).collect();
    let found: Vec<(String, String)> = thread::scope(|scope| {
        let (probes, neutral) = (&probes, &neutral);
        let threads: Vec<_> = releases
            .iter()
            .map(|release| scope.spawn(move || differences(*release, probes, neutral)))
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("it ends")).collect()
    });
    let mut known: HashMap<&str, bool> = KNOWN
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| (line, false))
        .collect();
    let mut wrong = String::new();
    for (name, difference) in &found {
        match known.get_mut(name.as_str()) {
            Some(seen) => *seen = true,
            None => writeln!(wrong, "{name}\n{difference}").expect("a String takes all"),
        }
    }
    for (name, _) in known.iter().filter(|(_, seen)| !**seen) {
        writeln!(wrong, "{name} is answered as kept: take it from the list").expect("a String takes all");
    }
    assert!(wrong.is_empty(), "{wrong}");
}
