//! One connection's requests, each through the filter.

use std::{
    convert::Infallible,
    future::Future,
    net::IpAddr,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use bytes::Bytes;
use http::Request;
use http_body_util::Empty;
use hyper::body::Incoming;
use warp::reply::Response;

use super::{
    answering::Answering,
    patience::Waiting,
    route::{self, Knock},
};

/// What warp makes of a filter.
pub(super) trait Filtered:
    tower_service::Service<Request<Empty<Bytes>>, Response = Response, Error = Infallible> + Clone
{
}

impl<S> Filtered for S where
    S: tower_service::Service<Request<Empty<Bytes>>, Response = Response, Error = Infallible> + Clone
{
}

/// The service of one connection.
pub(super) struct Connection<S: Filtered> {
    filter: S,
    waiting: Arc<Waiting>,
    peer: IpAddr,
}

impl<S: Filtered> Connection<S> {
    pub(super) fn new(filter: S, waiting: Arc<Waiting>, peer: IpAddr) -> Self {
        Self { filter, waiting, peer }
    }
}

impl<S: Filtered> hyper::service::Service<Request<Incoming>> for Connection<S> {
    type Response = Response;
    type Error = Infallible;
    type Future = Answering<Result<Response, Infallible>, S::Future>;

    /// Most answers are ready when first asked for, so the first poll is made here: the request is done with before
    /// hyper looks for the next one, and its buffer can be used again. A future that is not ready is polled by hyper
    /// as usual; only then does it need to know whom to wake.
    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let (head, incoming) = request.into_parts();
        let waiting = Arc::clone(&self.waiting);
        let knock = Box::new(Knock { head, incoming, waiting, peer: self.peer });
        let mut answering = Box::pin(route::enter(&mut self.filter.clone(), knock));
        match answering.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(response) => Answering::Now(Some(response)),
            Poll::Pending => Answering::Later(answering),
        }
    }
}
