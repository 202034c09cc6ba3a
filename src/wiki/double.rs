//! For tests: a wiki on a clock that stands still, and clients with cookies.

use std::{borrow::Cow, collections::BTreeMap, net::IpAddr, sync::Arc};

use super::{Caller, Cookie, CookieChange, Proofs, State, Wiki, fixture::Fixture, token::Kind, user::User};
use crate::{
    base::{SeededChance, SetClock, Timestamp},
    release::{Release, V1_39},
    store::MemoryStore,
};

/// A wiki and a client's cookies.
pub(crate) struct Double {
    pub(crate) wiki: Wiki,
    pub(crate) clock: Arc<SetClock>,
}

#[derive(Default, Clone)]
pub(crate) struct Jar(pub(crate) BTreeMap<&'static str, String>);

const PEER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

/// The wiki of the recorded conversations.
pub(crate) fn double() -> Double {
    double_of(&Fixture::oracle(), V1_39)
}

/// A wiki of a fixture.
pub(crate) fn double_of(fixture: &Fixture, release: Release) -> Double {
    let clock = Arc::new(SetClock::at(Timestamp::from_unix(1_800_000_000)));
    let wiki = Wiki::new(
        fixture.site(release),
        State::default(),
        clock.clone(),
        Arc::new(SeededChance::new(1)),
        Arc::new(MemoryStore),
    );
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(wiki.plant(fixture)).unwrap();
    Double { wiki, clock }
}

impl Jar {
    pub(crate) fn take(&mut self, cookies: &[CookieChange]) {
        for change in cookies {
            match &change.value {
                Some(value) => self.0.insert(change.cookie.suffix(), value.clone()),
                None => self.0.remove(change.cookie.suffix()),
            };
        }
    }

    pub(crate) fn with(mut self, cookie: Cookie, value: &str) -> Self {
        self.0.insert(cookie.suffix(), value.to_owned());
        self
    }

    pub(crate) fn without(mut self, cookie: Cookie) -> Self {
        self.0.remove(cookie.suffix());
        self
    }
}

impl Double {
    /// A request with the cookies of a jar; what it sets goes into the jar.
    pub(crate) fn ask(&self, jar: &mut Jar, act: impl FnOnce(&Wiki, &mut Caller)) -> Caller {
        let kept = jar.clone();
        let get = |name: &str| {
            let prefix = self.wiki.site().cookie_prefix.as_str();
            let value = kept.0.get(name.strip_prefix(prefix).unwrap_or(name));
            value.map(|value| Cow::Borrowed(value.as_str()))
        };
        let mut caller = self.wiki.identify(&Proofs::gather(&self.wiki, PEER, get));
        act(&self.wiki, &mut caller);
        jar.take(&caller.cookies);
        caller
    }

    pub(crate) fn look(&self, jar: &mut Jar) -> Caller {
        self.ask(jar, |_, _| {})
    }

    pub(crate) fn user(&self, name: &str) -> Arc<User> {
        self.wiki.state().users.by_name(name).unwrap().clone()
    }

    pub(crate) fn login(&self, name: &str, remember: bool) -> Jar {
        let mut jar = Jar::default();
        self.ask(&mut jar, |wiki, caller| drop(wiki.token(caller, Kind::Login)));
        self.ask(&mut jar, |wiki, caller| wiki.log_in(caller, &self.user(name), remember));
        jar
    }
}

/// The names of the cookies that an answer sets and, in parentheses, deletes.
pub(crate) fn told(caller: &Caller) -> String {
    let name = |change: &CookieChange| match change.value {
        Some(_) => change.cookie.suffix().to_owned(),
        None => format!("({})", change.cookie.suffix()),
    };
    let mut names: Vec<String> = caller.cookies.iter().map(name).collect();
    names.sort();
    names.join(" ")
}

/// Runs what would wait, on this thread.
pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}
