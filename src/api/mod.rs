//! What a module is, what it is called with, and how it fails.

mod arrival;
mod cookies;
mod reply;

pub use arrival::{Arrival, Body, Headers, Method, Part};
pub use cookies::Cookies;
pub use reply::{Header, Reply, SetCookie};
