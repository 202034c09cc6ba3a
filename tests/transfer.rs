//! What one wiki exports, another imports: the pages are the same.

#[path = "support/http.rs"]
mod http;

use http::{Request, Response, send};
use wikidouble::{Server, release::V1_39, wiki::fixture::Fixture};

/// Somebody who is logged in to a wiki.
struct Session {
    server: Server,
    cookies: Vec<(String, String)>,
}

impl Session {
    fn begin() -> Self {
        let server =
            Server::builder().release(V1_39).wiki(Fixture::oracle()).public().exact().workers(1).start();
        let mut session = Self { server: server.unwrap(), cookies: Vec::new() };
        let token = session.token("login");
        let fields =
            [("action", "login"), ("lgname", "Admin"), ("lgpassword", "AdminPass12345"), ("lgtoken", &token)];
        assert!(session.post(&fields, None).contains("Success"));
        session
    }

    fn headers(&self, content_type: Option<&str>) -> Vec<(String, String)> {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut headers = vec![("Cookie".to_owned(), cookies.join("; "))];
        headers.extend(content_type.map(|value| ("Content-Type".to_owned(), value.to_owned())));
        headers
    }

    fn keep(&mut self, response: Response) -> String {
        assert_eq!(response.status, 200);
        for cookie in response.header("Set-Cookie") {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        String::from_utf8(response.body).unwrap()
    }

    fn get(&mut self, query: &str) -> String {
        let (target, headers) = (format!("/api.php?{query}"), self.headers(None));
        let request = Request { method: "GET", target: &target, headers: &headers, body: None };
        let response = send(&self.server.addr().to_string(), &request).unwrap();
        self.keep(response)
    }

    fn token(&mut self, kind: &str) -> String {
        let answer = self.get(&format!("action=query&meta=tokens&type={kind}&format=json&formatversion=2"));
        let (_, rest) = answer.split_once("token\":\"").unwrap();
        rest.split('"').next().unwrap().replace("\\\\", "\\")
    }

    fn post(&mut self, fields: &[(&str, &str)], file: Option<(&str, &str)>) -> String {
        let part = |name: &str, value: &str| {
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{value}\r\n")
        };
        let mut body: String =
            fields.iter().map(|(name, value)| part(name, &format!("\r\n\r\n{value}"))).collect();
        if let Some((name, text)) = file {
            body.push_str(&part(
                name,
                &format!("; filename=\"{name}.xml\"\r\nContent-Type: text/xml\r\n\r\n{text}"),
            ));
        }
        body.push_str("--b--\r\n");
        let headers = self.headers(Some("multipart/form-data; boundary=b"));
        let body = Some(body.as_bytes());
        let request = Request { method: "POST", target: "/api.php?format=json", headers: &headers, body };
        let response = send(&self.server.addr().to_string(), &request).unwrap();
        self.keep(response)
    }

    fn edit(&mut self, title: &str, text: &str) {
        let token = self.token("csrf");
        let fields = [
            ("action", "edit"),
            ("title", title),
            ("text", text),
            ("summary", "for both"),
            ("token", &token),
        ];
        assert!(self.post(&fields, None).contains("Success"));
    }
}

const TITLES: &str = "Moving%20house|Talk:Moving%20house|User:Admin/x.js";

#[test]
fn what_one_wiki_exports_another_imports() {
    let (mut from, mut to) = (Session::begin(), Session::begin());
    from.edit("Moving house", "first & <b>bold</b>");
    from.edit("Moving house", "second\n\n== “Section” ==\n&amp; ]]>");
    from.edit("Talk:Moving house", "talk");
    from.edit("User:Admin/x.js", "alert( 1 < 2 );");
    let dump = from.get(&format!("action=query&titles={TITLES}&export=1&exportnowrap=1"));
    let token = to.token("csrf");
    let fields =
        [("action", "import"), ("interwikiprefix", "from"), ("assignknownusers", "1"), ("token", &token)];
    let imported = to.post(&fields, Some(("xml", &dump)));
    assert_eq!(imported.matches("\"revisions\":1").count(), 3, "{imported}");
    let query = format!(
        "action=query&prop=revisions&titles={TITLES}&rvslots=main&format=json&formatversion=2\
        &rvprop=content|contentmodel|sha1|size"
    );
    assert_eq!(without_ids(&to.get(&query)), without_ids(&from.get(&query)));
    let whose = format!("action=query&prop=contributors&titles={TITLES}&format=json&formatversion=2");
    assert_eq!(without_ids(&to.get(&whose)), without_ids(&from.get(&whose)));
    let again = to.token("csrf");
    let fields = [("action", "import"), ("interwikiprefix", "from"), ("token", &again)];
    let nothing = to.post(&fields, Some(("xml", &dump)));
    assert_eq!(nothing.matches("\"revisions\":0").count(), 3, "{nothing}");
}

/// An answer without the numbers of pages, which are each wiki's own.
fn without_ids(answer: &str) -> String {
    answer.split("\"pageid\":").map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit())).collect()
}
