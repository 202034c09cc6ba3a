//! Somebody who talks to a double: cookies are kept, tokens fetched, forms encoded.

use std::collections::BTreeMap;

use crate::http::{Request, send};

/// One client with cookies of its own.
pub(crate) struct User {
    host: String,
    cookies: BTreeMap<String, String>,
}

impl User {
    /// Somebody without an account.
    pub(crate) fn stranger(url: &str) -> Self {
        let host = url.trim_start_matches("http://").split('/').next().unwrap().to_owned();
        Self { host, cookies: BTreeMap::new() }
    }

    /// Somebody who is logged in; the password is `<name>Pass12345`.
    pub(crate) fn login(url: &str, name: &str) -> Self {
        let mut user = Self::stranger(url);
        let token = user.token("login");
        let password = format!("{name}Pass12345");
        let answer = user.post(&[
            ("action", "login"),
            ("lgname", name),
            ("lgpassword", &password),
            ("lgtoken", &token),
        ]);
        assert!(answer.contains(r#""result":"Success""#), "{answer}");
        user
    }

    /// A token of that type.
    pub(crate) fn token(&mut self, kind: &str) -> String {
        let answer = self.get(&[("action", "query"), ("meta", "tokens"), ("type", kind)]);
        let begin = answer.find(&format!(r#""{kind}token":""#)).expect("a token") + kind.len() + 9;
        let end = answer[begin..].find('"').unwrap() + begin;
        answer[begin..end].replace("\\\\", "\\")
    }

    /// Posts fields together with a CSRF token.
    pub(crate) fn write(&mut self, fields: &[(&str, &str)]) -> String {
        let token = self.token("csrf");
        self.post(&[fields, &[("token", &token)]].concat())
    }

    /// Posts fields.
    pub(crate) fn post(&mut self, fields: &[(&str, &str)]) -> String {
        let body = form(fields);
        self.send("POST", "/api.php", Some(body.as_bytes()))
    }

    /// Asks.
    pub(crate) fn get(&mut self, fields: &[(&str, &str)]) -> String {
        self.send("GET", &format!("/api.php?{}", form(fields)), None)
    }

    fn send(&mut self, method: &str, target: &str, body: Option<&[u8]>) -> String {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let headers = [
            ("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned()),
            ("Cookie".to_owned(), cookies.join("; ")),
        ];
        let answer = send(&self.host, &Request { method, target, headers: &headers, body }).unwrap();
        assert!(answer.status < 500, "{target}: {}", answer.status);
        for cookie in answer.header("Set-Cookie") {
            let (name, value) = cookie.split(';').next().and_then(|pair| pair.split_once('=')).unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        String::from_utf8(answer.body).unwrap()
    }
}

/// Fields as a form has them, in JSON unless they say otherwise.
fn form(fields: &[(&str, &str)]) -> String {
    let encode = |text: &str| {
        let byte = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        };
        text.bytes().map(byte).collect::<String>()
    };
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    format!("{}&format=json", pairs.join("&"))
}
