//! What a module is, what it is called with, and how it fails.

mod arrival;
mod cookies;
mod reply;

pub use crate::param::{Body, Part};
pub use arrival::{Arrival, Headers, Method};
pub use cookies::Cookies;
pub use reply::{Header, Reply, SetCookie};
