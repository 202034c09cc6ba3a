//! The wiki that a conversation is held with: a fresh double in this process, or any server that a URL leads to.

use std::{
    env,
    sync::Arc,
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use wikidouble::{
    Server,
    base::{Clock, SetClock, Timestamp},
    release,
    wiki::fixture::Fixture,
};

use crate::case::Access;

/// When conversations with a double begin: 2026-11-21T12:00:00Z, about when they were recorded.
const BEGIN: Timestamp = Timestamp::from_unix(1_795_262_400);

/// A wiki to talk to. A double lives as long as this value.
pub(crate) struct Wiki {
    /// Its URL, without a slash at the end.
    pub(crate) base: String,
    /// Host and port.
    pub(crate) host: String,
    double: Option<(Server, Arc<SetClock>)>,
}

impl Wiki {
    /// The wiki of a release for conversations of one access and these settings, if there is one: a fresh double, or the
    /// server that `RECORDED_BASE_PUBLIC` or `RECORDED_BASE_PRIVATE` names, which has no settings of its own.
    pub(crate) fn open(release: &str, access: Access, site: &str) -> Option<Self> {
        if !is_elsewhere() {
            return Some(Self::double(release, access, site));
        }
        if !site.is_empty() {
            return None;
        }
        let base = env::var(variable(access)).ok()?;
        Some(Self::at(base.trim_end_matches('/'), None))
    }

    fn double(release: &str, access: Access, site: &str) -> Self {
        let known = release::Release::ALL.iter().find(|known| known.to_string() == release);
        let clock = Arc::new(SetClock::at(BEGIN));
        let builder = Server::builder()
            .release(*known.expect("a release with recorded answers is known"))
            .wiki(fixture(site))
            .exact()
            .clock(clock.clone())
            .workers(1);
        let builder = match access {
            Access::Public => builder.public(),
            Access::Private => builder.private(),
        };
        let server = builder.start().expect("a double starts on a free port");
        Self::at(&format!("http://{}", server.addr()), Some((server, clock)))
    }

    fn at(base: &str, double: Option<(Server, Arc<SetClock>)>) -> Self {
        Self { base: base.to_owned(), host: base.trim_start_matches("http://").to_owned(), double }
    }

    /// The time there, in seconds since 1970.
    #[expect(clippy::disallowed_methods, reason = "a server elsewhere lives in the machine's time")]
    pub(crate) fn now(&self) -> f64 {
        match &self.double {
            Some((_, clock)) => clock.now().unix() as f64,
            None => SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970").as_secs_f64(),
        }
    }

    /// Lets time pass there.
    pub(crate) fn wait(&self, seconds: f64) {
        let duration = Duration::from_secs_f64(seconds);
        match &self.double {
            Some((_, clock)) => clock.advance(duration),
            None => thread::sleep(duration),
        }
    }
}

/// The wiki that all conversations are about, with other settings: lines that take the place of those of the same keys.
fn fixture(site: &str) -> Fixture {
    if site.is_empty() {
        return Fixture::oracle();
    }
    let key = |line: &str| line.split_once(" = ").map(|(key, _)| key.to_owned());
    let keys: Vec<_> = site.lines().filter_map(key).collect();
    let kept = include_str!("../../fixtures/wikis/oracle.toml")
        .lines()
        .filter(|line| !key(line).is_some_and(|key| keys.contains(&key)));
    let text = kept.collect::<Vec<_>>().join("\n").replacen("[site]", &format!("[site]\n{site}"), 1);
    Fixture::parse("oracle.toml with other settings", &text)
        .expect("settings are of a kind that fixtures have")
}

/// Whether the conversations are held with a server elsewhere, which has no known gaps.
pub(crate) fn is_elsewhere() -> bool {
    [Access::Public, Access::Private].into_iter().any(|access| env::var_os(variable(access)).is_some())
}

fn variable(access: Access) -> &'static str {
    match access {
        Access::Public => "RECORDED_BASE_PUBLIC",
        Access::Private => "RECORDED_BASE_PRIVATE",
    }
}
