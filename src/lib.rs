//! A test double of MediaWiki's `api.php`.

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
