//! The wiki that a conversation is held with: a fresh double in this process, or any server that a URL leads to.

use std::{
    env, thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use crate::case::Access;

/// A wiki to talk to. A double lives as long as this value.
pub(crate) struct Wiki {
    /// Its URL, without a slash at the end.
    pub(crate) base: String,
    /// Host and port.
    pub(crate) host: String,
}

impl Wiki {
    /// The wiki of a release for conversations of one access: the server that `RECORDED_BASE_PUBLIC` or
    /// `RECORDED_BASE_PRIVATE` names, if it is set.
    pub(crate) fn open(_release: &str, access: Access) -> Option<Self> {
        let variable = match access {
            Access::Public => "RECORDED_BASE_PUBLIC",
            Access::Private => "RECORDED_BASE_PRIVATE",
        };
        let base = env::var(variable).ok()?;
        let base = base.trim_end_matches('/').to_owned();
        let host = base.trim_start_matches("http://").to_owned();
        Some(Self { base, host })
    }

    /// The time there, in seconds since 1970.
    #[expect(clippy::disallowed_methods, reason = "a server elsewhere lives in the machine's time")]
    pub(crate) fn now(&self) -> f64 {
        SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970").as_secs_f64()
    }

    /// Lets time pass there.
    pub(crate) fn wait(&self, seconds: f64) {
        thread::sleep(Duration::from_secs_f64(seconds));
    }
}

/// Whether the conversations are held with a server elsewhere, which has no known gaps.
pub(crate) fn is_elsewhere() -> bool {
    ["RECORDED_BASE_PUBLIC", "RECORDED_BASE_PRIVATE"].iter().any(|variable| env::var_os(variable).is_some())
}
