//! Files over HTTP: what was uploaded comes back where `prop=imageinfo` says, to those who may read it.

#[path = "support/http.rs"]
mod http;

use std::collections::BTreeMap;

use http::{Request, Response, send};
use serde_json::Value;
use wikidouble::{Server, release::V1_39, wiki::fixture::Fixture};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\0IEND\xae\x42\x60\x82";
const BOUNDARY: &str = "between-the-parts";

fn fixture(settings: &str) -> Fixture {
    let people = "[[user]]\nname = \"Admin\"\npassword = \"AdminPass12345\"\ngroups = [\"sysop\"]\n\
                  [[user]]\nname = \"Alice\"\npassword = \"AlicePass12345\"\n";
    let site = "[site]\nname = \"Files\"\nuploads = true\nrate_limits = \"none\"\npassword_hash = \"cheap\"\n\
                file_extensions = [\"png\", \"txt\"]\n";
    Fixture::parse("files.toml", &format!("{site}{settings}\n{people}")).expect("a good fixture")
}

fn wiki(settings: &str) -> Server {
    Server::builder().release(V1_39).wiki(fixture(settings)).exact().workers(1).start().expect("a free port")
}

/// A client with cookies of its own.
struct Client {
    host: String,
    cookies: BTreeMap<String, String>,
    token: String,
}

impl Client {
    fn new(server: &Server) -> Self {
        Self { host: server.addr().to_string(), cookies: BTreeMap::new(), token: "+\\".to_owned() }
    }

    fn login(server: &Server, name: &str, password: &str) -> Self {
        let mut client = Self::new(server);
        let tokens = client.json("GET", "/api.php?action=query&meta=tokens&type=login&format=json", None);
        let token = tokens["query"]["tokens"]["logintoken"].as_str().unwrap().to_owned();
        let done = client.post(
            &[("action", "login"), ("lgname", name), ("lgpassword", password), ("lgtoken", &token)],
            &[],
        );
        assert_eq!(done["login"]["result"], "Success");
        let tokens = client.json("GET", "/api.php?action=query&meta=tokens&format=json", None);
        tokens["query"]["tokens"]["csrftoken"].as_str().unwrap().clone_into(&mut client.token);
        client
    }

    fn ask(&mut self, method: &str, target: &str, extra: &[(&str, &str)], body: Option<&[u8]>) -> Response {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut headers = vec![("Cookie".to_owned(), cookies.join("; "))];
        headers.extend(extra.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let response =
            send(&self.host, &Request { method, target, headers: &headers, body }).expect("an answer");
        for cookie in response.header("Set-Cookie") {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        response
    }

    fn get(&mut self, target: &str) -> Response {
        self.ask("GET", target, &[], None)
    }

    fn json(&mut self, method: &str, target: &str, body: Option<(&str, &[u8])>) -> Value {
        let kind = body.map(|(kind, _)| ("Content-Type", kind));
        let response = self.ask(method, target, kind.as_slice(), body.map(|(_, body)| body));
        serde_json::from_slice(&response.body).expect("JSON")
    }

    fn post(&mut self, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Value {
        let mut body = Vec::new();
        for (name, value) in fields.iter().chain(&[("format", "json"), ("formatversion", "2")]) {
            let part =
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        for (name, bytes) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"f\"\r\n\r\n"
            );
            body.extend_from_slice(&[head.as_bytes(), bytes, b"\r\n"].concat());
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        self.json("POST", "/api.php", Some((&format!("multipart/form-data; boundary={BOUNDARY}"), &body)))
    }

    fn upload(&mut self, name: &str, bytes: &[u8], more: &[(&str, &str)]) -> Value {
        let token = self.token.clone();
        let fields = [&[("action", "upload"), ("filename", name), ("token", &token)], more].concat();
        self.post(&fields, &[("file", bytes)])
    }

    /// The path that an address leads to.
    fn path(&self, address: &Value) -> String {
        let address = address.as_str().expect("an address");
        address.strip_prefix(&format!("http://{}", self.host)).expect("an address of this wiki").to_owned()
    }
}

fn is(response: &Response, header: &str, value: &str) -> bool {
    response.header(header).eq([value])
}

#[test]
fn the_told_address_gives_the_bytes() {
    let server = wiki("");
    let mut alice = Client::login(&server, "Alice", "AlicePass12345");
    let told = alice.upload("A (b) é.png", PNG, &[]);
    assert_eq!(told["upload"]["result"], "Success", "{told}");
    let path = alice.path(&told["upload"]["imageinfo"]["url"]);
    assert!(path.ends_with("/A_%28b%29_%C3%A9.png"), "{path}");
    let mut anybody = Client::new(&server);
    let file = anybody.get(&path);
    assert_eq!((file.status, &*file.body), (200, PNG));
    assert!(is(&file, "Content-Type", "image/png") && file.header("Cache-Control").next().is_none());
    let time = file.header("Last-Modified").next().unwrap().to_owned();
    assert_eq!(anybody.ask("GET", &path, &[("If-Modified-Since", &time)], None).status, 304);
    let head = anybody.ask("HEAD", &path, &[], None);
    assert_eq!((head.status, head.body.len()), (200, 0));
    let thumb = path.replacen("/images/", "/images/thumb/", 1) + "/120px-A.png";
    assert_eq!(&*anybody.get(&thumb).body, PNG, "nothing makes pictures smaller");
    assert_eq!(anybody.get(&path.replacen("/images/", "/images/x", 1)).status, 404);
    assert_eq!(anybody.get("/images/0/00/Nothing.png").status, 404);
    assert_eq!(anybody.ask("POST", &path, &[], Some(b"")).status, 404);
}

#[test]
fn older_versions_have_addresses_of_their_own() {
    let server = wiki("");
    let mut alice = Client::login(&server, "Alice", "AlicePass12345");
    alice.upload("Old.txt", b"first\n", &[]);
    let again = alice.upload("Old.txt", b"second\n", &[("ignorewarnings", "1")]);
    assert_eq!(again["upload"]["result"], "Success", "{again}");
    let query = "/api.php?action=query&prop=imageinfo&titles=File:Old.txt&iiprop=url|timestamp&iilimit=2&format=json&formatversion=2";
    let told = alice.json("GET", query, None);
    let versions = &told["query"]["pages"][0]["imageinfo"];
    let times = [0, 1].map(|at| versions[at]["timestamp"].as_str().unwrap_or_default().to_owned());
    assert!(times[0] > times[1], "no two versions are of one second: {times:?}");
    for (version, bytes) in [(&versions[0], &b"second\n"[..]), (&versions[1], b"first\n")] {
        let file = alice.get(&alice.path(&version["url"]));
        assert_eq!((file.status, &*file.body), (200, bytes));
        assert!(is(&file, "Content-Type", "text/plain"));
    }
}

#[test]
fn special_pages_lead_to_files() {
    let server = wiki("");
    let mut alice = Client::login(&server, "Alice", "AlicePass12345");
    let told = alice.upload("A b.png", PNG, &[]);
    let address = told["upload"]["imageinfo"]["url"].as_str().unwrap().to_owned();
    let first = alice.get("/index.php/Special:FilePath/A_b.png");
    let redirect = format!("http://{}/index.php/Special:Redirect/file/A_b.png", server.addr());
    assert!(first.status == 302 && is(&first, "Location", &redirect));
    for target in
        ["/index.php/Special:Redirect/file/A%20b.png", "/index.php?title=Special:Redirect/file/A_b.png"]
    {
        let second = alice.get(target);
        assert!(second.status == 301 && is(&second, "Location", &address), "{target}");
    }
    assert_eq!(alice.get("/index.php/Special:Redirect/file/No.png").status, 404);
    assert_eq!(alice.get("/index.php/Special:Version").status, 404, "other pages are not here");
}

#[test]
fn a_private_wiki_gives_its_files_to_its_users() {
    let server = wiki("private = true");
    let mut alice = Client::login(&server, "Alice", "AlicePass12345");
    let told = alice.upload("Secret.png", PNG, &[]);
    let path = alice.path(&told["upload"]["imageinfo"]["url"]);
    let file = alice.get(&path);
    assert!(file.status == 200 && is(&file, "Cache-Control", "private") && is(&file, "Vary", "Cookie"));
    assert_eq!(alice.get(&path.replacen("/images/", "/img_auth.php/", 1)).status, 200);
    let mut anybody = Client::new(&server);
    for path in [&*path, "/images/0/00/Nothing.png", "/index.php/Special:Redirect/file/Secret.png"] {
        assert_eq!(anybody.get(path).status, 403, "{path}");
    }
}

#[test]
fn what_waits_is_for_its_owner() {
    let server = wiki("");
    let mut alice = Client::login(&server, "Alice", "AlicePass12345");
    let told = alice.upload("Later.png", PNG, &[("stash", "1")]);
    let path = alice.path(&told["upload"]["imageinfo"]["url"]);
    assert_eq!(&*alice.get(&path).body, PNG);
    let mut admin = Client::login(&server, "Admin", "AdminPass12345");
    assert_eq!((admin.get(&path).status, Client::new(&server).get(&path).status), (404, 404));
}

#[test]
fn deleted_files_are_gone() {
    let server = wiki("");
    let mut admin = Client::login(&server, "Admin", "AdminPass12345");
    let told = admin.upload("Gone.png", PNG, &[]);
    let path = admin.path(&told["upload"]["imageinfo"]["url"]);
    let token = admin.token.clone();
    admin.post(&[("action", "delete"), ("title", "File:Gone.png"), ("token", &token)], &[]);
    assert_eq!(admin.get(&path).status, 404);
}

#[test]
fn sizes_of_files_are_a_setting() {
    let server = wiki("max_upload_size = 20\nupload_size_warning = 10");
    let mut alice = Client::login(&server, "Alice", "AlicePass12345");
    assert_eq!(alice.upload("A.txt", b"ten bytes\n", &[])["upload"]["result"], "Success");
    let warned = alice.upload("B.txt", b"eleven byte", &[]);
    assert_eq!(
        warned["upload"]["warnings"],
        serde_json::json!({ "large-file": [{ "size": 10 }, { "size": 11 }] })
    );
    let twenty = alice.upload("C.txt", b"these are 20 bytes.\n", &[("ignorewarnings", "1")]);
    assert_eq!(twenty["upload"]["result"], "Success");
    let refused = alice.upload("D.txt", b"these are 21 bytes..\n", &[("ignorewarnings", "1")]);
    assert_eq!(refused["error"]["code"], "file-too-large");
}

#[test]
fn the_stash_holds_five_hundred_files_of_an_account() {
    let server = wiki("");
    let mut alice = Client::login(&server, "Alice", "AlicePass12345");
    for number in 0..500 {
        let told = alice.upload("Later.txt", format!("file {number}\n").as_bytes(), &[("stash", "1")]);
        assert_eq!(told["upload"]["result"], "Success", "{number}: {told}");
    }
    let refused = alice.upload("Later.txt", b"one more\n", &[("stash", "1")]);
    assert_eq!(refused["error"]["code"], "stashfilestorage", "{refused}");
    // A file that is not kept for later needs no room, and what is published makes room.
    assert_eq!(alice.upload("Now.txt", b"now\n", &[])["upload"]["result"], "Success");
    let told =
        alice.json("GET", "/api.php?action=query&list=mystashedfiles&format=json&formatversion=2", None);
    let key = told["query"]["mystashedfiles"][0]["filekey"].as_str().unwrap().to_owned();
    let token = alice.token.clone();
    let fields = [("action", "upload"), ("filename", "First.txt"), ("filekey", &key), ("token", &token)];
    assert_eq!(alice.post(&fields, &[])["upload"]["result"], "Success");
    assert_eq!(alice.upload("Later.txt", b"one more\n", &[("stash", "1")])["upload"]["result"], "Success");
}

#[test]
fn a_body_may_have_the_line_ends_of_unix() {
    let server = wiki("");
    let mut alice = Client::login(&server, "Alice", "AlicePass12345");
    let mut body = Vec::new();
    let token = alice.token.clone();
    for (name, value) in
        [("action", "upload"), ("filename", "Unix.txt"), ("format", "json"), ("token", &token)]
    {
        let part = format!(
            "--==x==\nContent-Type: text/plain\nContent-disposition: form-data; name=\"{name}\"\n\n{value}\n"
        );
        body.extend_from_slice(part.as_bytes());
    }
    let file =
        "--==x==\nContent-disposition: form-data; name=\"file\"; filename=\"f\"\n\nhello\nyou\n\n--==x==--\n";
    body.extend_from_slice(file.as_bytes());
    let told = alice.json("POST", "/api.php", Some(("multipart/form-data; boundary=\"==x==\"", &body)));
    assert_eq!(
        (&told["upload"]["result"], &told["upload"]["imageinfo"]["size"]),
        (&"Success".into(), &10.into()),
        "{told}"
    );
}
