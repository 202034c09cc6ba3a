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
mod page_set;
pub mod path;
pub mod prose;
mod registry;
mod reply;
mod rows;
mod service;
mod title_fault;

pub use crate::param::{Body, Part};
pub use arrival::{Arrival, Headers, Method};
pub use call::{CacheMode, Call, Notes, Page};
pub use conditions::{Conditions, Lag};
pub use continuation::{Continuation, Continued};
pub use cookies::Cookies;
pub use failure::Failure;
pub use main_module::{MAIN, Main};
pub use module::{Module, Needs, Progress, Read, Run, Running, Status, TOKEN};
pub use page_set::{Checks, Found, Merging, PageSet, PageSetParams};
pub use registry::Registry;
pub use reply::{Header, Reply, SetCookie};
pub use rows::{Room, add_title, joined_params, size_of};
pub use service::{Manners, Service};
pub use title_fault::title_fault;
