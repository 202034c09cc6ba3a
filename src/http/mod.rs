//! The door: connections in, answers out. No other room names warp, hyper or a header map.

mod answering;
mod body;
mod connection;
mod cookie;
mod limits;
mod listen;
mod patience;
mod redirect;
mod reply;
mod route;
mod street;
mod watched;

use std::future::Future;

pub use limits::Limits;
pub(crate) use listen::{Workers, listen, serve};
pub(crate) use street::Street;

use crate::api::{Arrival, Reply};

/// What stands behind the door and answers requests for `api.php`.
pub trait Answer: Send + Sync + 'static {
    /// The answer, if it can be given without waiting for anything; `None` before anything was done otherwise.
    ///
    /// A future has to be made and moved to where it is polled, which most requests can do without.
    fn at_once(&self, _arrival: &Arrival<'_>) -> Option<Reply> {
        None
    }

    /// Whether `api.php` is sent to itself when more of a path stands after it.
    fn redirects_paths(&self) -> bool {
        true
    }

    /// The answer to a request to another path than that of the API; `None` if nothing is there.
    fn file(&self, _arrival: &Arrival<'_>) -> Option<Reply> {
        None
    }

    /// The answer, however long it takes.
    fn answer(&self, arrival: &Arrival<'_>) -> impl Future<Output = Reply> + Send;
}
