//! What must hold of any cookies. The fuzz target and `tests/arbitrary.rs` share this file.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::{Arc, LazyLock},
};

use wikidouble::{
    api::Cookies,
    base::{SeededChance, SetClock, Timestamp},
    release::V1_39,
    store::MemoryStore,
    wiki::{Cookie, Proofs, Site, State, Wiki},
};

static WIKI: LazyLock<Wiki> = LazyLock::new(|| {
    Wiki::new(
        Site::fresh("Wiki", V1_39),
        State::default(),
        Arc::new(SetClock::at(Timestamp::from_unix(1_800_000_000))),
        Arc::new(SeededChance::new(7)),
        Arc::new(MemoryStore),
    )
});

/// Any `Cookie` header: whoever sends it is somebody, and without an account nobody but an address.
pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let named = Cookie::ALL.map(|cookie| format!("{}={text}; ", WIKI.cookie_name(cookie))).concat();
    for header in [&*text, &named] {
        let cookies = Cookies::parse(Some(header));
        let proofs = Proofs::gather(&WIKI, IpAddr::V4(Ipv4Addr::LOCALHOST), |name| cookies.get(name));
        let caller = WIKI.identify(&proofs);
        assert!(!caller.is_registered() && &**caller.name() == "127.0.0.1");
    }
}
