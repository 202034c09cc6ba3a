//! A test double of MediaWiki's `api.php`.

pub mod api;
pub mod base;
pub mod http;
pub mod message;
pub mod param;
pub mod release;
pub mod server;
pub mod store;
pub mod tree;
pub mod wiki;

pub use server::{Builder, Server, StartError};
