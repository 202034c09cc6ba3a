//! A bot on one connection that is kept: it logs in, asks and posts, and reads every answer as JSON.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};

use serde_json::Value;
use wikidouble::Server;

/// What is sent: names and values.
pub(crate) type Fields<'f> = &'f [(&'f str, &'f str)];

pub(crate) struct Bot {
    stream: BufReader<TcpStream>,
    cookies: BTreeMap<String, String>,
    token: String,
}

impl Bot {
    /// Somebody without an account.
    pub(crate) fn stranger(server: &Server) -> Self {
        let stream = TcpStream::connect(server.addr()).unwrap();
        stream.set_nodelay(true).unwrap();
        // What hangs is a failure, not a test that never ends.
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        Self { stream: BufReader::new(stream), cookies: BTreeMap::new(), token: "+\\".to_owned() }
    }

    /// Somebody who is logged in; the password is the name and `Pass12345`.
    pub(crate) fn named(server: &Server, name: &str) -> Self {
        let mut bot = Self::stranger(server);
        let token = bot.fresh_token("login");
        let password = format!("{name}Pass12345");
        let login = bot.post(&[
            ("action", "login"),
            ("lgname", name),
            ("lgpassword", &password),
            ("lgtoken", &token),
        ]);
        assert_eq!(login["login"]["result"], "Success", "{login}");
        bot.token = bot.fresh_token("csrf");
        bot
    }

    /// A token of that type.
    pub(crate) fn fresh_token(&mut self, kind: &str) -> String {
        let answer = self.get(&[("action", "query"), ("meta", "tokens"), ("type", kind)]);
        answer["query"]["tokens"][format!("{kind}token")].as_str().unwrap().to_owned()
    }

    pub(crate) fn get(&mut self, fields: Fields<'_>) -> Value {
        let query = encoded(fields);
        let head = format!("GET /api.php?{query} HTTP/1.1\r\nHost: x\r\n{}\r\n", self.cookie_line());
        self.ask(head.as_bytes())
    }

    pub(crate) fn post(&mut self, fields: Fields<'_>) -> Value {
        let body = encoded(fields);
        self.post_as("application/x-www-form-urlencoded", &body)
    }

    /// Does something that takes a token.
    pub(crate) fn act(&mut self, fields: Fields<'_>) -> Value {
        let token = self.token.clone();
        let mut all = fields.to_vec();
        all.push(("token", &token));
        self.post(&all)
    }

    /// Uploads a small file.
    pub(crate) fn upload(&mut self, name: &str, text: &str) -> Value {
        let mut body = String::new();
        let token = self.token.clone();
        for (field, value) in [
            ("action", "upload"),
            ("format", "json"),
            ("formatversion", "2"),
            ("filename", name),
            ("token", &token),
        ] {
            body.push_str(&format!(
                "--b\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
            ));
        }
        body.push_str(&format!(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.txt\"\r\n\r\n{text}\r\n--b--\r\n"
        ));
        self.post_as("multipart/form-data; boundary=b", &body)
    }

    fn post_as(&mut self, kind: &str, body: &str) -> Value {
        let head = format!(
            "POST /api.php HTTP/1.1\r\nHost: x\r\n{}Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}",
            self.cookie_line(),
            body.len()
        );
        self.ask(head.as_bytes())
    }

    fn cookie_line(&self) -> String {
        if self.cookies.is_empty() {
            return String::new();
        }
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        format!("Cookie: {}\r\n", pairs.join("; "))
    }

    fn ask(&mut self, request: &[u8]) -> Value {
        self.stream.get_mut().write_all(request).unwrap();
        let mut length = 0;
        let mut line = String::new();
        loop {
            line.clear();
            self.stream.read_line(&mut line).unwrap();
            let Some((name, value)) = line.trim_end().split_once(": ") else {
                assert!(line.trim_end().is_empty() || line.starts_with("HTTP/1.1 200"), "{line}");
                if line.trim_end().is_empty() {
                    break;
                }
                continue;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.parse().unwrap();
            } else if name.eq_ignore_ascii_case("set-cookie") {
                let (name, value) = value.split(';').next().unwrap().split_once('=').unwrap();
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }
}

fn encoded(fields: Fields<'_>) -> String {
    let always = [("format", "json"), ("formatversion", "2")];
    serde_urlencoded::to_string([fields, &always].concat()).unwrap()
}
