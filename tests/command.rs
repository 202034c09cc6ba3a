//! The command: what it takes, what it says, how it ends.
#![cfg(feature = "cli")]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    process::{Child, ChildStdout, Command, Output, Stdio},
    time::Duration,
};

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wikidouble"));
    command.args(arguments).stdin(Stdio::null());
    command
}

/// A command that is serving; killed if the test lets go of it.
struct Serving {
    child: Child,
    stdout: BufReader<ChildStdout>,
    ready: String,
}

impl Serving {
    fn with(arguments: &[&str]) -> Self {
        let mut child = command(&[&["--listen", "127.0.0.1:0"], arguments].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut ready = String::new();
        stdout.read_line(&mut ready).unwrap();
        Self { child, stdout, ready }
    }

    fn addr(&self) -> SocketAddr {
        let url = self.ready.split(' ').next().unwrap();
        url.strip_prefix("http://").unwrap().strip_suffix("/api.php").unwrap().parse().unwrap()
    }

    fn get(&self, target: &str) -> String {
        let mut stream = TcpStream::connect(self.addr()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// What it still said on standard output and standard error, and its exit code.
    fn end_by(mut self, signal: &str) -> (String, String, Option<i32>) {
        let status =
            Command::new("kill").args(["-s", signal, &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
        let (mut said, mut complained) = (String::new(), String::new());
        self.stdout.read_to_string(&mut said).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut complained).unwrap();
        (said, complained, self.child.wait().unwrap().code())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command that shall be refused, and gives its one line on standard error.
fn refusal(arguments: &[&str]) -> String {
    let Output { status, stdout, stderr } = command(arguments).output().unwrap();
    assert_eq!(status.code(), Some(2), "{arguments:?}");
    assert!(stdout.is_empty(), "{arguments:?}: {}", stdout.escape_ascii());
    let text = String::from_utf8(stderr).unwrap();
    let line = text.strip_suffix('\n').unwrap();
    assert!(!line.contains('\n'), "{arguments:?}: {line}");
    line.strip_prefix("wikidouble: ").unwrap_or_else(|| panic!("{line}")).to_owned()
}

#[test]
fn one_line_tells_the_url_and_who_can_log_in() {
    let serving = Serving::with(&[]);
    assert_ne!(serving.addr().port(), 0);
    let users = "users: Admin (AdminPass12345), Alice (AlicePass12345), ";
    assert!(serving.ready.contains(users), "{}", serving.ready);
    assert!(serving.get("/api.php?action=query&format=json").starts_with("HTTP/1.1 200 OK\r\n"));
    assert_eq!(serving.end_by("TERM"), (String::new(), String::new(), Some(0)));
}

#[test]
fn several_releases_are_wikis_of_their_own() {
    let mut serving = Serving::with(&[
        "--mediawiki",
        "latest",
        "--also",
        "1.35=/w135/api.php",
        "--also",
        "lts=/lts",
        "--public",
    ]);
    let mut also = String::new();
    serving.stdout.read_line(&mut also).unwrap();
    assert_eq!(also, format!("http://{}/w135/api.php is MediaWiki 1.35\n", serving.addr()));
    let general = "api.php?action=query&meta=siteinfo|tokens&type=login&format=json";
    for (base, release) in [("", "1.45"), ("/w135", "1.35"), ("/lts", "1.43")] {
        let answer = serving.get(&format!("{base}/{general}"));
        assert!(answer.contains(&format!("\"generator\":\"MediaWiki {release}.")), "{answer}");
        assert!(answer.contains(&format!("\"scriptpath\":\"{base}\"")), "{answer}");
        let cookie = format!("{}_session=", base.replace('/', "_"));
        assert!(answer.to_lowercase().contains(&cookie), "{answer}");
    }
    assert!(serving.get("/w136/api.php").starts_with("HTTP/1.1 404"));
}

#[test]
fn an_interrupt_ends_it_cleanly_whoever_is_connected() {
    let serving = Serving::with(&["serve"]);
    let mut stream = TcpStream::connect(serving.addr()).unwrap();
    stream.write_all(b"GET /api.php HTTP/1.1\r\n").unwrap();
    assert_eq!(serving.end_by("INT").2, Some(0));
}

#[test]
fn requests_are_logged_if_asked_for() {
    let serving = Serving::with(&["--log", "info"]);
    serving.get("/api.php?action=query&meta=tokens&format=json&lgpassword=secret");
    let (said, logged, _) = serving.end_by("TERM");
    assert_eq!(said, "");
    assert!(logged.contains("GET") && logged.contains("/api.php"), "{logged}");
    assert!(!logged.contains("secret"), "{logged}");
}

#[test]
fn arguments_that_make_no_sense_are_refused_in_one_line() {
    assert_eq!(refusal(&["--foo"]), "unexpected argument '--foo' found; see --help");
    assert_eq!(
        refusal(&["--lisen", "3"]),
        "unexpected argument '--lisen' found, did you mean '--listen'?; see --help"
    );
    assert!(refusal(&["--listen"]).starts_with("a value is required for '--listen <ADDR:PORT>'"));
    assert!(refusal(&["--listen", "nowhere"]).contains("'nowhere' for '--listen <ADDR:PORT>'"));
    assert!(refusal(&["--public", "--private"]).contains("'--public' cannot be used with '--private'"));
    assert!(refusal(&["dance"]).contains("'dance'"));
    let release = refusal(&["--mediawiki", "1.99"]);
    assert!(
        release.contains("'1.99'") && release.contains("1.20") && release.contains("1.45, lts"),
        "{release}"
    );
    for unknown in ["2.0", "abc", "1.19", "1.5", ""] {
        assert!(refusal(&["--mediawiki", unknown]).contains("the releases known here are 1.20, "));
    }
    assert!(refusal(&["--also", "1.35"]).contains("it has no ="));
    assert!(refusal(&["--also", "1.3=/w"]).contains("the releases known here are"));
    assert_eq!(
        refusal(&["--also", "1.35=/w/api.php"]),
        "no wiki can be at \"/w/api.php\": the first wiki is there"
    );
    assert!(
        refusal(&["--also", "1.35=w135"]).starts_with("no wiki can be at \"w135\": it begins with a slash")
    );
    assert!(refusal(&["--also", "1.35=/a", "--also", "1.36=/a/"]).ends_with("another wiki is there"));
    assert!(refusal(&["--log", "=x=,,["]).starts_with("--log \"=x=,,[\": "));
}

#[test]
fn a_file_that_cannot_be_used_is_refused_with_the_place() {
    assert!(refusal(&["--wiki", "no/such.toml"]).starts_with("no/such.toml:1:1: cannot be read: "));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wiki.toml");
    std::fs::write(&file, "[site]\nname = \"Mine\"\ncolour = \"blue\"\n").unwrap();
    let line = refusal(&["--wiki", file.to_str().unwrap()]);
    assert!(line.starts_with(&format!("{}:3:1: ", file.display())), "{line}");
    assert!(line.contains("colour"), "{line}");
}

#[test]
fn a_port_in_use_is_refused() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    let line = refusal(&["--listen", &addr]);
    assert_eq!(line.matches("in use").count(), 1, "{line}");
    assert!(line.starts_with(&format!("cannot listen on {addr}: ")), "{line}");
}

#[test]
fn passwords_that_everyone_knows_stay_on_this_machine() {
    let line = refusal(&["--listen", "0.0.0.0:0"]);
    assert!(line.contains("--allow-demo-passwords-on-network"), "{line}");
    assert!(refusal(&["--listen", "0.0.0.0:0", "--wiki", "oracle"]).contains("passwords"));
    let serving = Serving::with(&["--listen", "0.0.0.0:0", "--allow-demo-passwords-on-network"]);
    assert!(serving.ready.starts_with("http://127.0.0.1:"), "{}", serving.ready);
    assert!(serving.get("/").starts_with("HTTP/1.1 200 OK\r\n"));
}

#[test]
fn help_and_version_are_no_errors() {
    for (argument, says) in [("--help", "--mediawiki"), ("--version", env!("CARGO_PKG_VERSION"))] {
        let Output { status, stdout, .. } = command(&[argument]).output().unwrap();
        assert!(status.success());
        assert!(String::from_utf8(stdout).unwrap().contains(says));
    }
}

#[test]
fn quiet_says_nothing() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut child =
        command(&["--quiet", "--listen", &free.to_string()]).stdout(Stdio::piped()).spawn().unwrap();
    while TcpStream::connect(free).is_err() {
        assert!(child.try_wait().unwrap().is_none(), "it serves");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    let mut said = String::new();
    child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    child.wait().unwrap();
    assert_eq!(said, "");
}
