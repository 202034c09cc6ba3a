//! A test double of MediaWiki's `api.php`: it answers bots and API clients as MediaWiki does, byte for byte.
//!
//! [`Server`] is the way in: start it, take its [`url`](Server::url), drop it. The rooms behind it, from below: [`base`]
//! and [`release`], [`tree`] and [`store`], [`wiki`], [`message`] and [`param`], [`api`], the modules, [`dispatch`],
//! [`http`], [`server`]; a room uses what lies below it and nothing above.

mod action;
pub mod api;
pub mod base;
pub mod dispatch;
mod gate;
pub mod http;
pub mod message;
pub mod param;
mod query;
pub mod release;
pub mod server;
pub mod store;
pub mod tree;
pub mod wiki;

pub use server::{Builder, Server, StartError};

/// The Rust blocks of the documents, run as tests.
#[cfg(doctest)]
mod documents {
    #[doc = include_str!("../README.md")]
    struct Readme;
    #[doc = include_str!("../docs/guide.md")]
    struct Guide;
}
