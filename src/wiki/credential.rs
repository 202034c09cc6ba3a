//! Passwords at rest: derived with PBKDF2, as MediaWiki keeps them, and compared in constant time.
//!
//! Deriving is slow on purpose, so it runs beside the requests, on at most all cores but one.

use std::{fmt, sync::Arc, thread};

use pbkdf2::pbkdf2_hmac;
use serde::{Deserialize, Serialize};
use sha2::{Sha256, Sha512};
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::base::digest::equal;

/// How passwords are derived, `$wgPasswordConfig['pbkdf2']`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hashing {
    /// The digest below.
    pub digest: Digest,
    /// How many rounds.
    pub rounds: u32,
    /// How many bytes are kept.
    pub length: u8,
}

/// What PBKDF2 is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Digest {
    /// SHA-256
    Sha256,
    /// SHA-512
    Sha512,
}

impl Default for Hashing {
    fn default() -> Self {
        Self { digest: Digest::Sha512, rounds: 30_000, length: 64 }
    }
}

impl Hashing {
    /// So few rounds that a login costs nothing: for tests, not for secrets.
    pub const CHEAP: Self = Self { digest: Digest::Sha256, rounds: 1, length: 32 };

    fn derive(self, password: &str, salt: &[u8]) -> Vec<u8> {
        let mut key = vec![0; usize::from(self.length.max(16))];
        match self.digest {
            Digest::Sha256 => pbkdf2_hmac::<Sha256>(password.as_bytes(), salt, self.rounds.max(1), &mut key),
            Digest::Sha512 => pbkdf2_hmac::<Sha512>(password.as_bytes(), salt, self.rounds.max(1), &mut key),
        }
        key
    }

    /// Whether deriving takes no longer than anything else in a request.
    const fn is_cheap(self) -> bool {
        self.rounds < 100
    }
}

/// A password as it is kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub enum Credential {
    /// None: nothing fits.
    #[default]
    Unset,
    /// Not derived yet: of a fixture, until someone first tries to log in. It is never written anywhere.
    #[serde(skip)]
    Plain(Secret),
    /// Derived.
    Derived(Arc<Derived>),
}

/// A plain password.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Arc<str>);

/// A derived password.
#[derive(Clone, Serialize, Deserialize)]
pub struct Derived {
    hashing: Hashing,
    salt: [u8; 16],
    key: Vec<u8>,
}

impl fmt::Debug for Secret {
    /// Keeps the password out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl fmt::Debug for Derived {
    /// Keeps the key out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Derived").field("hashing", &self.hashing).finish_non_exhaustive()
    }
}

impl Credential {
    /// A password that will be derived when it is first tried.
    pub fn plain(password: &str) -> Self {
        Self::Plain(Secret(password.into()))
    }

    /// A derived password. Slow: see [`Pool::derive`].
    pub fn derive(password: &str, hashing: Hashing, salt: [u8; 16]) -> Self {
        Self::Derived(Arc::new(Derived { hashing, salt, key: hashing.derive(password, &salt) }))
    }

    /// This one derived, if it is not yet. Slow.
    pub fn derived(self, hashing: Hashing, salt: [u8; 16]) -> Self {
        match self {
            Self::Plain(Secret(password)) => Self::derive(&password, hashing, salt),
            kept => kept,
        }
    }

    /// Whether any password could fit.
    pub fn is_set(&self) -> bool {
        !matches!(self, Self::Unset)
    }

    /// Whether the password fits. Slow, and as slow where there is none, so that time does not tell who exists.
    pub fn fits(&self, password: &str, hashing: Hashing) -> bool {
        match self {
            Self::Unset => {
                hashing.derive(password, &[0; 16]);
                false
            }
            Self::Plain(Secret(plain)) => {
                equal(&hashing.derive(password, &[0; 16]), &hashing.derive(plain, &[0; 16]))
            }
            Self::Derived(kept) => equal(&kept.hashing.derive(password, &kept.salt), &kept.key),
        }
    }
}

/// What became of trying a password.
#[derive(Debug, Clone)]
pub struct Tried {
    /// Whether it fits.
    pub fits: bool,
    /// What to keep from now on, if it was not derived yet.
    pub derived: Option<Credential>,
}

/// Where passwords are derived: at most as many at once as there are cores but one, so that what others ask for
/// meanwhile is answered as quickly as ever.
#[derive(Debug)]
pub struct Pool {
    seats: Semaphore,
}

impl Default for Pool {
    fn default() -> Self {
        let cores = thread::available_parallelism().map_or(2, usize::from);
        Self { seats: Semaphore::new(cores.saturating_sub(1).max(1)) }
    }
}

impl Pool {
    /// Tries a password. A fresh `salt` is for a credential that is not derived yet.
    pub async fn try_password(
        &self,
        credential: Credential,
        password: &str,
        hashing: Hashing,
        salt: [u8; 16],
    ) -> Tried {
        let password = Secret(password.into());
        self.run(hashing, move || {
            let is_plain = matches!(credential, Credential::Plain(_));
            let credential = credential.derived(hashing, salt);
            Tried { fits: credential.fits(&password.0, hashing), derived: is_plain.then_some(credential) }
        })
        .await
    }

    /// Derives a new password.
    pub async fn derive(&self, password: &str, hashing: Hashing, salt: [u8; 16]) -> Credential {
        let password = Secret(password.into());
        self.run(hashing, move || Credential::derive(&password.0, hashing, salt)).await
    }

    async fn run<T: Send + 'static>(&self, hashing: Hashing, slow: impl FnOnce() -> T + Send + 'static) -> T {
        if hashing.is_cheap() {
            return slow();
        }
        let seat = self.seats.acquire().await.expect("the semaphore is never closed");
        let done = spawn_blocking(slow).await.expect("deriving a key does not panic");
        drop(seat);
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_only_itself_and_nothing_fits_none() {
        for kept in
            [Credential::plain("open sesame"), Credential::derive("open sesame", Hashing::CHEAP, [7; 16])]
        {
            assert!(kept.fits("open sesame", Hashing::CHEAP));
            assert!(!kept.fits("open sesam", Hashing::CHEAP) && !kept.fits("", Hashing::CHEAP));
        }
        assert!(!Credential::Unset.fits("", Hashing::CHEAP));
    }

    #[test]
    fn what_is_derived_is_what_mediawiki_derives() {
        // :pbkdf2:sha256:1:32:qdLo9BPCzJVUWKVjubj9zA==:YD7cF0XKvEfrlabaEO11kJQM50v9vAxPieGhzI0gGIU=
        let salt = *b"\xa9\xd2\xe8\xf4\x13\xc2\xcc\x95\x54\x58\xa5\x63\xb9\xb8\xfd\xcc";
        let Credential::Derived(kept) = Credential::derive(&"a".repeat(32), Hashing::CHEAP, salt) else {
            panic!()
        };
        assert_eq!(kept.key[..6], *b"\x60\x3e\xdc\x17\x45\xca");
    }

    #[test]
    fn a_plain_password_is_neither_shown_nor_written() {
        let plain = Credential::plain("hidden");
        assert!(!format!("{plain:?}").contains("hidden"));
        assert!(serde_json::to_string(&plain).is_err());
        let derived = plain.derived(Hashing::CHEAP, [1; 16]);
        let written = serde_json::to_string(&derived).unwrap();
        assert!(!written.contains("hidden"));
        assert!(serde_json::from_str::<Credential>(&written).unwrap().fits("hidden", Hashing::CHEAP));
    }

    #[tokio::test]
    async fn the_first_try_derives_a_plain_password() {
        let pool = Pool::default();
        let slow = Hashing { rounds: 100, ..Hashing::default() };
        let tried = pool.try_password(Credential::plain("x"), "y", slow, [3; 16]).await;
        assert!(!tried.fits);
        let tried = pool.try_password(tried.derived.unwrap(), "x", slow, [4; 16]).await;
        assert!(tried.fits && tried.derived.is_none());
    }
}
