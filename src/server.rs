//! A running double: start gives it, drop ends it.

use std::{
    future::Future,
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    panic,
    sync::Arc,
    thread,
};

use thiserror::Error;

use crate::{
    api::{Arrival, Manners, Reply},
    base::{Clock, OsChance, SystemClock},
    dispatch::House,
    http::{self, Answer, Limits, Street},
    release::{self, Release},
    store::MemoryStore,
    wiki::{State, Wiki, fixture::Fixture, mail::Outbox},
};

/// A MediaWiki that is none, on a port of its own. It serves from threads of its own, so it needs no runtime of the
/// caller's and works in a blocking test as in an asynchronous one.
///
/// ```
/// use wikidouble::{Server, release::V1_39, wiki::fixture::Fixture};
///
/// let wiki = Fixture::parse("my.toml", "[[user]]\nname = 'Bot'\npassword = 'BotPass12345'\n")?;
/// let double = Server::builder().release(V1_39).wiki(wiki).private().start()?;
/// assert_eq!(double.url(), format!("http://{}/api.php", double.addr()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "a server stops when it is dropped: keep it in a variable"]
#[derive(Debug)]
pub struct Server {
    addr: SocketAddr,
    /// The wikis in the order they were asked for, each with the path to its API.
    wikis: Vec<(Release, String)>,
    /// Where the mail of each wiki stays, in the same order.
    outboxes: Vec<Arc<Outbox>>,
    _workers: http::Workers,
}

impl Server {
    /// A server to be described.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The address that is listened on, with the real port.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The address of the API: `http://127.0.0.1:8080/api.php`. A server that listens everywhere is named by its
    /// loopback address.
    pub fn url(&self) -> String {
        format!("{}/api.php", self.root())
    }

    /// The release of each wiki that is served, and the address of its API: first the one that [`Server::url`] names, then
    /// those beside it.
    pub fn urls(&self) -> impl Iterator<Item = (Release, String)> {
        let root = self.root();
        self.wikis.iter().map(move |(release, path)| (*release, format!("{root}{path}/api.php")))
    }

    /// The mail that the first wiki would have sent: what users write to each other, and passwords. Nobody gets any.
    ///
    /// # Panics
    ///
    /// Panics if the server was started with something else than a wiki behind its door.
    pub fn outbox(&self) -> &Outbox {
        self.outboxes.first().expect("a wiki is behind the door")
    }

    /// The mail of each wiki, in the order of [`Server::urls`].
    pub fn outboxes(&self) -> impl Iterator<Item = &Outbox> {
        self.outboxes.iter().map(|outbox| &**outbox)
    }

    fn root(&self) -> String {
        let mut addr = self.addr;
        match addr.ip() {
            IpAddr::V4(Ipv4Addr::UNSPECIFIED) => addr.set_ip(Ipv4Addr::LOCALHOST.into()),
            IpAddr::V6(Ipv6Addr::UNSPECIFIED) => addr.set_ip(Ipv6Addr::LOCALHOST.into()),
            _ => (),
        }
        format!("http://{addr}")
    }
}

/// Why a server did not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The address cannot be listened on.
    #[error("cannot listen on {addr}: {reason}")]
    Listen {
        /// The address asked for.
        addr: SocketAddr,
        /// What the system said.
        reason: io::Error,
    },
    /// The release is not one that can be imitated.
    #[error("MediaWiki {0} is not known here")]
    Release(Release),
    /// A wiki cannot be served at that path.
    #[error("no wiki can be at {path:?}: {reason}")]
    Path {
        /// The path asked for.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The system gave no threads.
    #[error("cannot start to serve: {0}")]
    Threads(io::Error),
}

/// What a server shall be.
#[must_use = "a builder does nothing until it is started"]
pub struct Builder {
    addr: SocketAddr,
    release: Release,
    also: Vec<(Release, String)>,
    fixture: Option<Fixture>,
    private: Option<bool>,
    manners: Manners,
    clock: Arc<dyn Clock>,
    limits: Limits,
    workers: Option<usize>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            addr: (Ipv4Addr::LOCALHOST, 0).into(),
            release: Release::LTS,
            also: Vec::new(),
            fixture: None,
            private: None,
            manners: Manners::default(),
            clock: Arc::new(SystemClock),
            limits: Limits::default(),
            workers: None,
        }
    }
}

impl Builder {
    /// Listens on that address; by default on a free port of 127.0.0.1.
    pub fn listen(mut self, addr: impl Into<SocketAddr>) -> Self {
        self.addr = addr.into();
        self
    }

    /// Imitates that release; by default the newest with long support, [`Release::LTS`].
    pub fn release(mut self, release: Release) -> Self {
        self.release = release;
        self
    }

    /// Serves another wiki of that release beside the first, with its API at that path: `/w135/api.php`. It begins as the
    /// first one does, and has nothing else in common with it: what is written to one is not in the other, and its cookies
    /// bear its own prefix, that of the fixture with the path added (`wikidouble_w135_session`).
    ///
    /// ```
    /// use wikidouble::{Server, release::{V1_27, V1_35, V1_45}};
    ///
    /// let double =
    ///     Server::builder().release(V1_45).also(V1_35, "/w135/api.php").also(V1_27, "/old/api.php").start()?;
    /// for (release, url) in double.urls() {
    ///     println!("{release}: {url}"); // 1.45: http://127.0.0.1:35263/api.php
    /// }
    /// # assert!(double.urls().last().is_some_and(|(release, url)| release == V1_27 && url.ends_with("/old/api.php")));
    /// # Ok::<(), wikidouble::StartError>(())
    /// ```
    pub fn also(mut self, release: Release, path: impl Into<String>) -> Self {
        self.also.push((release, path.into()));
        self
    }

    /// Begins with that wiki; by default with the demo.
    pub fn wiki(mut self, fixture: Fixture) -> Self {
        self.fixture = Some(fixture);
        self
    }

    /// Lets nobody read or write without an account, whatever the fixture says.
    pub fn private(mut self) -> Self {
        self.private = Some(true);
        self
    }

    /// Lets everybody read and write, whatever the fixture says.
    pub fn public(mut self) -> Self {
        self.private = Some(false);
        self
    }

    /// Does what the release does, no more.
    pub fn exact(mut self) -> Self {
        self.manners = Manners::Exact;
        self
    }

    /// Takes the wiki's time from there; by default from the machine.
    ///
    /// ```
    /// use std::{sync::Arc, time::Duration};
    /// use wikidouble::{Server, base::{SetClock, Timestamp}};
    ///
    /// let clock = Arc::new(SetClock::at(Timestamp::from_unix(1_800_000_000)));
    /// let double = Server::builder().clock(clock.clone()).start()?;
    /// clock.advance(Duration::from_secs(3600)); // every idle session is over now
    /// # Ok::<(), wikidouble::StartError>(())
    /// ```
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Takes that much from clients.
    ///
    /// ```
    /// use wikidouble::{Server, http::Limits};
    ///
    /// let limits = Limits { form: 1 << 20, ..Limits::default() };
    /// let double = Server::builder().limits(limits).start()?;
    /// # Ok::<(), wikidouble::StartError>(())
    /// ```
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Serves with so many threads; by default one for each processor.
    pub fn workers(mut self, workers: usize) -> Self {
        self.workers = Some(workers);
        self
    }

    /// Starts to serve.
    pub fn start(self) -> Result<Server, StartError> {
        let mut wikis = vec![(self.release, String::new())];
        let mut outboxes = Vec::new();
        let mut house = |release, base: &str| -> Result<House, StartError> {
            let house = self.house(release, base)?;
            outboxes.push(house.outbox());
            Ok(house)
        };
        let mut street = Street::of(house(self.release, "")?);
        for (release, path) in &self.also {
            let base =
                base_of(path, &wikis).map_err(|reason| StartError::Path { path: path.clone(), reason })?;
            street = street.with(base.to_owned(), house(*release, base)?);
            wikis.push((*release, base.to_owned()));
        }
        self.open(street, wikis, outboxes)
    }

    /// A wiki of its own whose scripts are below `base`.
    fn house(&self, release: Release, base: &str) -> Result<House, StartError> {
        let profile = release::profile(release).ok_or(StartError::Release(release))?;
        let mut fixture = self.fixture.clone().unwrap_or_else(Fixture::demo);
        fixture.site.private = self.private.unwrap_or(fixture.site.private);
        let mut site = fixture.site(release);
        if !base.is_empty() {
            site.script_path = format!("{base}{}", site.script_path);
            site.article_path = format!("{base}{}", site.article_path);
            let plain = |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte) } else { '_' };
            site.cookie_prefix.extend(base.bytes().map(plain));
        }
        let wiki = Wiki::new(
            site,
            State::default(),
            Arc::clone(&self.clock),
            Arc::new(OsChance),
            Arc::new(MemoryStore),
        );
        waited_for(wiki.plant(&fixture))
            .map_err(StartError::Threads)?
            .expect("a store that keeps nothing refuses nothing");
        Ok(House::new(wiki, profile, self.manners))
    }

    /// Puts something else than a wiki behind the door.
    pub fn start_with<H: Answer>(self, house: H) -> Result<Server, StartError> {
        let wikis = vec![(self.release, String::new())];
        self.open(Street::of(house), wikis, Vec::new())
    }

    fn open<H: Answer>(
        self,
        street: Street<H>,
        wikis: Vec<(Release, String)>,
        outboxes: Vec<Arc<Outbox>>,
    ) -> Result<Server, StartError> {
        let refused = |reason| StartError::Listen { addr: self.addr, reason };
        let listener = http::listen(self.addr).map_err(refused)?;
        let addr = listener.local_addr().map_err(refused)?;
        let workers = self.workers.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
        let workers =
            http::serve(listener, &Arc::new(street), self.limits, workers).map_err(StartError::Threads)?;
        Ok(Server { addr, wikis, outboxes, _workers: workers })
    }
}

/// What stands before `/api.php` in a path, if a wiki can be there that is not there yet.
fn base_of<'p>(path: &'p str, taken: &[(Release, String)]) -> Result<&'p str, &'static str> {
    let base = path.strip_suffix("/api.php").unwrap_or(path).trim_end_matches('/');
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte);
    match base {
        "" | "/w" => Err("the first wiki is there"),
        _ if !base.starts_with('/') || base.contains("//") || !base.bytes().all(plain) => Err(
            "it begins with a slash, and has letters, digits, -, _ and . between its slashes, as /w135/api.php has",
        ),
        _ if taken.iter().any(|(_, other)| other == base) => Err("another wiki is there"),
        _ => Ok(base),
    }
}

/// The outcome of a future, waited for on a thread of its own: the caller's may be busy with a runtime.
fn waited_for<T: Send>(future: impl Future<Output = T> + Send) -> io::Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let outcome = thread::scope(|scope| scope.spawn(move || runtime.block_on(future)).join());
    Ok(outcome.unwrap_or_else(|panic| panic::resume_unwind(panic)))
}

impl Answer for House {
    fn redirects_paths(&self) -> bool {
        House::redirects_paths(self)
    }

    fn at_once(&self, arrival: &Arrival<'_>) -> Option<Reply> {
        House::at_once(self, arrival)
    }

    fn file(&self, arrival: &Arrival<'_>) -> Option<Reply> {
        House::file(self, arrival)
    }

    async fn answer(&self, arrival: &Arrival<'_>) -> Reply {
        House::answer(self, arrival).await
    }
}
