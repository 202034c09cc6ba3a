//! The door: connections in, answers out. No other room names warp, hyper or a header map.

mod body;
mod connection;
mod cookie;
mod limits;
mod listen;
mod patience;
mod redirect;
mod reply;
mod route;
mod watched;

use std::future::Future;

pub use limits::Limits;
pub(crate) use listen::{Workers, serve};

use crate::api::{Arrival, Reply};

/// What stands behind the door and answers.
pub trait Answer: Send + Sync + 'static {
    /// The answer to one request for `api.php`.
    fn answer(&self, arrival: &Arrival<'_>) -> impl Future<Output = Reply> + Send;
}
