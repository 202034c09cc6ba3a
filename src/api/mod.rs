//! What a module is, what it is called with, and how it fails.

mod arrival;
mod reply;

pub use arrival::{Arrival, Body, Headers, Method, Part};
pub use reply::{Header, Reply, SetCookie};
