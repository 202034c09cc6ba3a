//! One connection's requests, each through the filter.

use std::{
    cell::RefCell,
    convert::Infallible,
    future::Future,
    net::IpAddr,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use bytes::Bytes;
use http::Request;
use http_body_util::Empty;
use hyper::body::Incoming;
use warp::reply::Response;

use super::{
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

/// Where a future of the filter stands while it runs; kept from one request to the next.
type Place<F> = Pin<Box<Option<F>>>;

/// The service of one connection.
pub(super) struct Connection<S: Filtered> {
    filter: S,
    waiting: Arc<Waiting>,
    peer: IpAddr,
    place: RefCell<Option<Place<S::Future>>>,
}

impl<S: Filtered> Connection<S> {
    pub(super) fn new(filter: S, waiting: Arc<Waiting>, peer: IpAddr) -> Self {
        Self { filter, waiting, peer, place: RefCell::default() }
    }
}

impl<S: Filtered> hyper::service::Service<Request<Incoming>> for Connection<S> {
    type Response = Response;
    type Error = Infallible;
    type Future = Answering<S::Future>;

    /// Most answers are ready when first asked for, so the first poll is made here: the request is done with before
    /// hyper looks for the next one, and its buffer can be used again. A future that is not ready is polled by hyper
    /// as usual; only then does it need to know whom to wake.
    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let (head, incoming) = request.into_parts();
        let waiting = Arc::clone(&self.waiting);
        let knock = Box::new(Knock { head, incoming, waiting, peer: self.peer });
        let mut place = self.place.take().unwrap_or_else(|| Box::pin(None));
        place.set(Some(route::enter(&mut self.filter.clone(), knock)));
        let mut answering = Answering::Later(place);
        match Pin::new(&mut answering).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(response)) => {
                if let Answering::Later(mut place) = answering {
                    place.set(None);
                    self.place.replace(Some(place));
                }
                Answering::Now(Some(response))
            }
            Poll::Pending => answering,
        }
    }
}

/// An answer that is there or on its way.
pub(super) enum Answering<F> {
    Now(Option<Response>),
    Later(Place<F>),
}

impl<F: Future<Output = Result<Response, Infallible>>> Future for Answering<F> {
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            Self::Now(response) => Poll::Ready(Ok(response.take().expect("not polled after it was ready"))),
            Self::Later(place) => {
                place.as_mut().as_pin_mut().expect("the place is taken until the answer is ready").poll(cx)
            }
        }
    }
}
