//! Sessions: who a cookie stands for, and the secret that its tokens are made with.
//!
//! The table is made for a million of them: an entry is a few numbers and half an HMAC, what few sessions have stands
//! beside it, an idle one is swept away shard by shard, and when there are too many the oldest anonymous ones end.

mod id;
pub mod jwt;
mod table;

use std::sync::Arc;

use bitflags::bitflags;
use serde::{Deserialize, Serialize};

use super::{
    UserId,
    password::Weakness,
    user::{BotPassword, User},
};
use crate::base::{Chance, Timestamp, digest::Midstate};

pub use id::{SessionId, is_possible};
pub use table::{SHARDS, Sessions};

bitflags! {
    /// What is so about a session.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub struct Flags: u8 {
        /// The user is remembered when the session is over.
        const REMEMBERED = 1;
        /// It is of a bot password, and has a cookie of its own.
        const BOT = 2;
        /// A token for writing was given.
        const HAS_DEFAULT = 4;
        /// A token for logging in was given.
        const HAS_LOGIN = 8;
        /// A token for creating an account was given.
        const HAS_CREATE_ACCOUNT = 16;
        /// Something rare stands beside it.
        const RARE = 32;
        /// Its user logged out and the session stays, as before 1.27.
        const LOGGED_OUT = 64;
    }
}

impl Serialize for Flags {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.bits().serialize(to)
    }
}

impl<'de> Deserialize<'de> for Flags {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        u8::deserialize(from).map(Self::from_bits_truncate)
    }
}

/// A session as it was when a request came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handle {
    /// Its id.
    pub id: SessionId,
    /// What its tokens are made with.
    pub secret: Midstate,
    /// Whose it is; `None` if nobody logged in.
    pub user: Option<UserId>,
    /// What is so about it.
    pub flags: Flags,
    /// When the user last proved a password in it; the beginning of time for never.
    pub proven: Timestamp,
    /// When it ends unless it is used.
    pub(super) expires: Timestamp,
    /// Of the user's secret when it began: a new secret ends it.
    stamp: u32,
}

/// What a new session shall be.
#[derive(Debug, Clone, Copy)]
pub struct Opening<'o> {
    /// Whose.
    pub user: Option<&'o User>,
    /// The bot password it is of.
    pub bot: Option<&'o BotPassword>,
    /// Whether the user is remembered when it is over.
    pub remembered: bool,
    /// When the user proved a password; the beginning of time for never.
    pub proven: Timestamp,
}

impl Opening<'_> {
    /// Nobody's.
    pub const ANONYMOUS: Self =
        Self { user: None, bot: None, remembered: false, proven: Timestamp::from_unix(0) };
}

/// What few sessions have.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Rare {
    /// The bot password it is of, and the stamp of that one's secret.
    pub bot: Option<(Arc<str>, u32)>,
    /// A login that waits for more.
    pub pending: Option<Pending>,
    /// The name of the temporary account that its owner will be given.
    #[serde(default)]
    pub temporary_name: Option<Arc<str>>,
}

/// A login that is not done: the password was right, but it must or could be replaced first
/// (`ResetPasswordSecondaryAuthenticationProvider`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// Who logs in.
    pub user: UserId,
    /// Whether to remember them.
    pub remember: bool,
    /// What is wrong with the password.
    pub weaknesses: Vec<Weakness>,
    /// Whether the password was one that was sent by mail, so that another must take its place.
    #[serde(default)]
    pub temporary: bool,
}

/// What happened to a session, for other nodes on the same store.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum SessionChange {
    /// It began, or is otherwise than before.
    Put(SessionId, table::Entry, Option<Box<Rare>>),
    /// It ended.
    Gone(SessionId),
}

impl Handle {
    /// Whether it is of a bot password.
    pub const fn is_bot(&self) -> bool {
        self.flags.contains(Flags::BOT)
    }

    /// Whether it began with the secret that the user has now.
    pub fn is_of(&self, user: &User) -> bool {
        self.user == Some(user.id) && self.stamp == user.secret.stamp()
    }
}

/// A new secret.
fn secret(chance: &dyn Chance) -> Midstate {
    let mut key = [0; 32];
    chance.fill(&mut key);
    Midstate::of(&key)
}
