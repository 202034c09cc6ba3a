//! Holding one recorded conversation with a server: sending each step and keeping what later steps need.

use std::{collections::HashMap, io, sync::LazyLock};

use fancy_regex::Regex;

use crate::{
    case::{Case, Compare, File, Part, RAW_FIRST, RAW_LAST, Source, Step},
    cookies::Jar,
    http::{self, Request, Response},
    json::Json,
    moment,
    normalize::Names,
    observe,
    release::{Own, Release},
    wiki::Wiki,
};

const PASSWORDS: [(&str, &str); 6] = [
    ("Admin", "AdminPass12345"),
    ("Alice", "AlicePass12345"),
    ("Bob", "BobPass12345"),
    ("Robot", "RobotPass12345"),
    ("Robot@edit", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
    ("Admin@all", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"),
];

const ALL_TOKENS: &str = "createaccount|csrf|login|patrol|rollback|userrights|watch";

/// Something about a conversation that is not as recorded.
pub(crate) struct Problem {
    /// The step, counted from 0.
    pub(crate) step: usize,
    pub(crate) what: Wrong,
}

pub(crate) enum Wrong {
    /// The answer is another one.
    Differs { expected: Json, got: Json },
    /// The conversation could not go on.
    Broken(String),
}

/// An answer, with its body as text.
pub(crate) struct Answer {
    pub(crate) now: f64,
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) set_cookies: Vec<String>,
    pub(crate) text: String,
}

/// Holds a conversation and says what in it is not as recorded.
pub(crate) fn hold(wiki: &Wiki, release: &Release, file: &File, case: &Case) -> Vec<Problem> {
    let mut conversation = Conversation::new(wiki);
    let mut problems = Vec::new();
    for (number, step) in case.steps.iter().enumerate() {
        let own = release.own(&file.name, &case.name, number);
        if matches!(own, Own::End) {
            break;
        }
        match conversation.take(case, step, &own, release) {
            Ok(None) => {}
            Ok(Some(wrong)) => problems.push(Problem { step: number, what: wrong }),
            Err(broken) => {
                problems.push(Problem { step: number, what: Wrong::Broken(broken.0) });
                break;
            }
        }
    }
    problems
}

/// Why a conversation cannot go on.
struct Broken(String);

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        Self(format!("cannot talk to the server: {error}"))
    }
}

struct Conversation<'w> {
    wiki: &'w Wiki,
    names: Names,
    jars: HashMap<String, Jar>,
    values: HashMap<String, String>,
}

impl<'w> Conversation<'w> {
    fn new(wiki: &'w Wiki) -> Self {
        let own = [("BASE", &wiki.base), ("HOST", &wiki.host)];
        let values = own.map(|(name, value)| (name.to_owned(), value.clone())).into();
        Self { wiki, names: Names::new(&wiki.base), jars: HashMap::new(), values }
    }

    fn take(
        &mut self,
        case: &Case,
        step: &Step,
        own: &Own<'_>,
        release: &Release,
    ) -> Result<Option<Wrong>, Broken> {
        if let Some(user) = &step.login {
            self.log_in(step, user)?;
            return Ok(None);
        }
        if let Some(seconds) = step.sleep {
            self.wiki.wait(seconds);
            return Ok(None);
        }
        if let Some(session) = &step.reset {
            self.jars.remove(session);
            return Ok(None);
        }
        let answer = self.request(step)?;
        self.capture(step, &answer);
        if step.compare == Some(Compare::None) {
            return Ok(None);
        }
        // Also where nothing is compared: it numbers the ids.
        let got = observe::observed(&mut self.names, case, step, &answer);
        if matches!(own, Own::Skip) {
            return Ok(None);
        }
        let Some(recorded) = &step.expect else {
            return Err(Broken("no recorded answer".into()));
        };
        let expected = release.expected(recorded, own);
        Ok((!observe::matches(&expected, &got)).then_some(Wrong::Differs { expected, got }))
    }

    fn jar(&mut self, session: &str) -> &mut Jar {
        self.jars.entry(session.to_owned()).or_default()
    }

    fn send(
        &mut self,
        session: &str,
        method: &str,
        target: &str,
        mut headers: Vec<(String, String)>,
        body: Option<&[u8]>,
    ) -> Result<Answer, Broken> {
        let sent = |name: &str| headers.iter().any(|(key, _)| key.eq_ignore_ascii_case(name));
        let agent = (!sent("User-Agent")).then(|| "recorded-conversations/1".to_owned());
        let cookies = if sent("Cookie") { None } else { self.jar(session).line() };
        headers.extend(agent.map(|agent| ("User-Agent".into(), agent)));
        headers.extend(cookies.map(|cookies| ("Cookie".into(), cookies)));
        let request = Request { method, target, headers: &headers, body };
        let response = http::send(&self.wiki.host, &request)?;
        let now = self.wiki.now();
        let set_cookies: Vec<_> = response.header("Set-Cookie").map(str::to_owned).collect();
        for cookie in &set_cookies {
            self.jar(session).take(cookie, now);
        }
        let Response { status, headers, body } = response;
        Ok(Answer { now, status, headers, set_cookies, text: as_text(&body) })
    }

    fn request(&mut self, step: &Step) -> Result<Answer, Broken> {
        let query = [self.filled(&step.rawquery)?, self.form(&step.query)?];
        let query =
            query.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join("&");
        let mut headers = Vec::new();
        for (name, value) in &step.headers {
            headers.push((name.clone(), self.filled(value)?));
        }
        let body = self.body(step, &mut headers)?;
        for (name, value) in &step.cookies {
            let value = self.filled(value)?;
            self.jar(step.session()).put(name, &value);
        }
        for name in &step.drop_cookies {
            self.jar(step.session()).remove(name);
        }
        let path = step.path.as_deref().unwrap_or("/api.php");
        let target = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
        self.send(step.session(), step.method(), &target, headers, body.as_deref())
    }

    fn body(&self, step: &Step, headers: &mut Vec<(String, String)>) -> Result<Option<Vec<u8>>, Broken> {
        let typed = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("Content-Type"));
        if let Some(form) = &step.form {
            if !typed {
                headers.push(("Content-Type".into(), "application/x-www-form-urlencoded".into()));
            }
            return Ok(Some(self.form(form)?.into_bytes()));
        }
        if let Some(parts) = &step.multipart {
            const BOUNDARY: &str = "x-conformance-boundary-7d1";
            let mut body = String::new();
            for part in parts {
                body += &format!("--{BOUNDARY}\r\n{}\r\n", self.part(part)?);
            }
            body += &format!("--{BOUNDARY}--\r\n");
            headers.push(("Content-Type".into(), format!("multipart/form-data; boundary={BOUNDARY}")));
            return Ok(Some(raw_bytes(&body)));
        }
        if let Some(body) = &step.body {
            return Ok(Some(self.filled(body)?.into_bytes()));
        }
        Ok(matches!(step.method(), "POST" | "PUT").then(Vec::new))
    }

    fn part(&self, part: &Part) -> Result<String, Broken> {
        let (name, value, (filename, media_type)) = match part {
            Part::Field(name, value) => (name, value, (None, None)),
            Part::File(name, value, file) => {
                (name, value, (file.filename.as_ref(), file.media_type.as_ref()))
            }
        };
        let filename = filename.map(|filename| format!("; filename=\"{filename}\"")).unwrap_or_default();
        let media_type = media_type.map(|kind| format!("Content-Type: {kind}\r\n")).unwrap_or_default();
        let value = self.filled(value)?;
        Ok(format!("Content-Disposition: form-data; name=\"{name}\"{filename}\r\n{media_type}\r\n{value}"))
    }

    fn form(&self, pairs: &[(String, String)]) -> Result<String, Broken> {
        let mut encoded = Vec::new();
        for (name, value) in pairs {
            encoded.push(format!("{}={}", escaped(&self.filled(name)?), escaped(&self.filled(value)?)));
        }
        Ok(encoded.join("&"))
    }

    /// The text with the values of `${name}` filled in.
    fn filled(&self, text: &str) -> Result<String, Broken> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let Some((name, after)) = after.split_once('}').filter(|(name, _)| !name.is_empty()) else {
                break;
            };
            out += before;
            out += &self.value(name)?;
            rest = after;
        }
        Ok(out + rest)
    }

    fn value(&self, name: &str) -> Result<String, Broken> {
        static NOW: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"^now([+-]\d+)?(?::(\w+))?$").expect("a valid pattern"));
        if let Ok(Some(found)) = NOW.captures(name) {
            let ahead = found.get(1).and_then(|ahead| ahead.as_str().parse().ok()).unwrap_or(0.0);
            let digits_only = found.get(2).is_some_and(|style| style.as_str() == "mw");
            return Ok(moment::spell(self.wiki.now() + ahead, digits_only));
        }
        let lacking = || Broken(format!("no value for ${{{name}}} (an earlier answer lacked it)"));
        self.values.get(name).cloned().ok_or_else(lacking)
    }

    fn capture(&mut self, step: &Step, answer: &Answer) {
        for (name, source) in &step.capture {
            let value = match source {
                Source::Json(pointer) => {
                    match Json::parse(&answer.text).as_ref().and_then(|doc| doc.at(pointer)) {
                        None | Some(Json::Null) => None,
                        Some(Json::Text(text)) => Some(text.clone()),
                        Some(value) => Some(value.to_string()),
                    }
                }
                Source::Regex(pattern) => {
                    let pattern = Regex::new(pattern).expect("a pattern of a case is valid");
                    let found = pattern.captures(&answer.text).expect("the patterns do not run away");
                    found.and_then(|found| found.get(1).map(|group| group.as_str().to_owned()))
                }
                Source::Cookie(cookie) => self.jar(step.session()).get(cookie).map(str::to_owned),
            };
            match value {
                Some(value) => self.values.insert(name.clone(), value),
                None => self.values.remove(name),
            };
        }
    }

    /// The standard way in: a login token, `action=login`, then every token as `${session.kind}`.
    fn log_in(&mut self, step: &Step, user: &str) -> Result<(), Broken> {
        let session = step.session().to_owned();
        if !user.is_empty() {
            self.jars.remove(&session);
            let known = PASSWORDS.iter().find(|(name, _)| *name == user).map_or("", |(_, password)| password);
            let password = step.password.as_deref().unwrap_or(known);
            let name_and_password = [("action", "login"), ("lgname", user), ("lgpassword", password)];
            let token = self.login_token(&session, &name_and_password)?;
            let with_token: Vec<_> =
                name_and_password.into_iter().chain([("lgtoken", token.as_str())]).collect();
            let answer = self.api(&session, "POST", &with_token)?;
            if answer.at("/login/result").and_then(Json::as_text) != Some("Success") {
                return Err(Broken(format!("login as {user} failed: {answer}")));
            }
        }
        for (kind, token) in self.tokens(&session)? {
            self.values.insert(format!("{session}.{kind}"), token);
        }
        Ok(())
    }

    /// What kinds of tokens there are, and the tokens.
    fn tokens(&mut self, session: &str) -> Result<Vec<(String, String)>, Broken> {
        let query = [("action", "query"), ("meta", "tokens"), ("type", ALL_TOKENS)];
        let mut answer = self.api(session, "GET", &query)?;
        let mut told = answer.at("/query/tokens");
        if told.is_none() {
            // Before 1.24 there is no such list, and the token for most writes goes by the name of edit.
            answer = self.api(session, "GET", &[("action", "tokens"), ("type", "edit|watch|patrol")])?;
            told = answer.at("/tokens");
        }
        let Some(Json::Object(told)) = told else { return Err(Broken(format!("no tokens in {answer}"))) };
        let kind = |name: &str| match name.strip_suffix("token").unwrap_or(name) {
            "edit" => "csrf".to_owned(),
            kind => kind.to_owned(),
        };
        let tokens =
            told.iter().map(|(name, token)| (kind(name), token.as_text().unwrap_or_default().to_owned()));
        Ok(tokens.collect())
    }

    fn login_token(&mut self, session: &str, login: &[(&str, &str)]) -> Result<String, Broken> {
        let query = [("action", "query"), ("meta", "tokens"), ("type", "login")];
        let mut answer = self.api(session, "GET", &query)?;
        let mut token = answer.at("/query/tokens/logintoken");
        if token.is_none() {
            // Before 1.27 action=login itself tells it.
            answer = self.api(session, "POST", login)?;
            token = answer.at("/login/token");
        }
        let token = token.and_then(Json::as_text).map(str::to_owned);
        token.ok_or_else(|| Broken(format!("no login token in {answer}")))
    }

    fn api(&mut self, session: &str, method: &str, parameters: &[(&str, &str)]) -> Result<Json, Broken> {
        let format = [("format", "json"), ("formatversion", "2")];
        let pairs =
            parameters.iter().chain(&format).map(|(name, value)| format!("{name}={}", escaped(value)));
        let pairs = pairs.collect::<Vec<_>>().join("&");
        let answer = if method == "POST" {
            let form = ("Content-Type".into(), "application/x-www-form-urlencoded".into());
            self.send(session, method, "/api.php", vec![form], Some(pairs.as_bytes()))?
        } else {
            self.send(session, method, &format!("/api.php?{pairs}"), Vec::new(), None)?
        };
        let told = || Broken(format!("not JSON (HTTP {}): {:.200}", answer.status, answer.text));
        Json::parse(&answer.text).ok_or_else(told)
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'.' | b'-' | b'~' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => out += &format!("%{byte:02X}"),
        }
    }
    out
}

/// The bytes as UTF-8; each byte that is none becomes a character of its own, out of the private planes.
fn as_text(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.utf8_chunks() {
        out += chunk.valid();
        out.extend(chunk.invalid().iter().filter_map(|byte| char::from_u32(0x10_FE00 + u32::from(*byte))));
    }
    out
}

/// A body as bytes. Bytes that are no text stand in the files as the characters that [`crate::case`] put for them.
fn raw_bytes(body: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    for c in body.chars() {
        match u32::from(c) {
            code @ RAW_FIRST..=RAW_LAST => bytes.push((code - RAW_FIRST + 0x80) as u8),
            _ => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    bytes
}
