//! What a module is, what it is called with, and how it fails.

mod arrival;
mod call;
mod conditions;
mod continuation;
mod cookies;
pub mod describe;
mod failure;
mod list;
mod main_module;
mod module;
pub mod path;
pub mod prose;
mod page_set;
mod registry;
mod reply;
mod rows;
mod service;
mod words;

pub use crate::param::{Body, Part};
pub use arrival::{Arrival, Headers, Method};
pub use call::{CacheMode, Call, Notes, Page};
pub use conditions::{Conditions, Lag};
pub use continuation::Continuation;
pub use cookies::Cookies;
pub use failure::Failure;
pub use main_module::{MAIN, Main};
pub use module::{Module, Needs, Progress, Read, Run, Running, Status, TOKEN};
pub use page_set::{Checks, Found, Merging, PageSet, PageSetParams};
pub use registry::Registry;
pub use reply::{Header, Reply, SetCookie};
pub use rows::{add_title, joined_params};
pub use service::{Manners, Service};
pub use words::title_fault;
