//! The warp filter: which request goes where, and what the house gets to read of it.

use std::{cell::Cell, convert::Infallible, net::IpAddr, sync::Arc};

use bytes::Bytes;
use http::{HeaderMap, Request, Response, StatusCode, header, request::Parts};
use http_body_util::Empty;
use hyper::body::{Body as _, Incoming};
use tower_service::Service;
use warp::Filter;

use super::{
    Answer, Limits,
    answering::Answering,
    body::{self, Unread},
    patience::Waiting,
    redirect,
    reply::{plain, respond},
    street::Street,
};
use crate::api::{Arrival, Body, Headers, Method, Reply};

/// A request on its way through the filter, with what is known of its connection.
pub(super) struct Knock {
    pub(super) head: Parts,
    pub(super) incoming: Incoming,
    pub(super) waiting: Arc<Waiting>,
    pub(super) peer: IpAddr,
}

thread_local! {
    /// The request that is being handed to the filter. warp's own extractors copy what they give out; the whole
    /// request, moved through here, lets the house read every header where the connection left it.
    static HANDED: Cell<Option<Box<Knock>>> = const { Cell::new(None) };
}

/// Sends a request into the filter, whose future takes it when it is first polled. That has to be at once.
pub(super) fn enter<S>(filter: &mut S, knock: Box<Knock>) -> S::Future
where
    S: Service<Request<Empty<Bytes>>>,
{
    HANDED.set(Some(knock));
    filter.call(Request::new(Empty::new()))
}

/// Every path that is answered.
pub(super) fn paths<H: Answer>(
    street: Arc<Street<H>>,
    limits: Limits,
) -> impl Filter<Extract = (Response<Bytes>,), Error = Infallible> + Clone + Send + Sync + 'static {
    let door = Arc::new(Door { street, limits });
    warp::any().then(move || {
        let knock = HANDED.take().expect("the request is handed over right before the first poll");
        match door.at_once(&knock) {
            Some(response) => Answering::Now(Some(response)),
            None => Answering::Later(Box::pin(Arc::clone(&door).answer(knock))),
        }
    })
}

/// The rooms behind the door.
enum Room<'r> {
    Api,
    /// `api.php` followed by more path: the script alone.
    ApiWithPath(&'r str),
    Porch,
    Nowhere,
}

impl<'r> Room<'r> {
    /// The room that a path leads to, whose first `depth` bytes led to the house. What follows `api.php` counts in some.
    fn at(path: &'r str, depth: usize, counts: bool) -> Self {
        let below = &path[depth..];
        match below {
            "/api.php" | "/w/api.php" => Self::Api,
            "/" => Self::Porch,
            _ => match below.strip_prefix("/w").unwrap_or(below).strip_prefix("/api.php/") {
                Some(_) if !counts => Self::Api,
                Some(extra) => Self::ApiWithPath(&path[..path.len() - extra.len() - 1]),
                None => Self::Nowhere,
            },
        }
    }
}

struct Door<H> {
    street: Arc<Street<H>>,
    limits: Limits,
}

impl<H: Answer> Door<H> {
    /// The answer to a request that has no body and needs no waiting.
    fn at_once(&self, knock: &Knock) -> Option<Response<Bytes>> {
        let Knock { head, incoming, waiting, .. } = knock;
        let (house, depth) = self.street.at(head.uri.path());
        let room = Room::at(head.uri.path(), depth, house.redirects_paths());
        if !matches!(room, Room::Api) {
            waiting.for_next();
            if let Room::Nowhere = room
                && !incoming.is_end_stream()
                && method(&head.method) == Method::Post
            {
                return None;
            }
            if let Room::Nowhere = room
                && let Some(reply) = house.file(&knock.arrival(read(&head.headers), &Body::Empty))
            {
                return Some(knock.response(reply));
            }
            return Some(beside_the_api(&room, head));
        }
        if !incoming.is_end_stream() {
            return None;
        }
        let arrival = knock.arrival(read(&head.headers), &Body::Empty);
        let reply = house.at_once(&arrival)?;
        waiting.for_next();
        Some(knock.response(reply))
    }

    async fn answer(self: Arc<Self>, mut knock: Box<Knock>) -> Response<Bytes> {
        let body = if knock.incoming.is_end_stream() {
            Body::Empty
        } else {
            knock.waiting.for_body();
            let method = method(&knock.head.method);
            let content_type = read(&knock.head.headers).content_type;
            match body::read(&mut knock.incoming, method, content_type, &self.limits).await {
                Ok(body) => body,
                Err(unread) => {
                    // Who asked whether to send the body at all is told no, and sends none.
                    if !knock.head.headers.contains_key(header::EXPECT) {
                        body::discard(&mut knock.incoming).await;
                    }
                    knock.waiting.for_next();
                    return unreadable(unread);
                }
            }
        };
        knock.waiting.for_house();
        let (house, depth) = self.street.at(knock.head.uri.path());
        let room = Room::at(knock.head.uri.path(), depth, house.redirects_paths());
        if let Room::Nowhere = room {
            let reply = house.file(&knock.arrival(read(&knock.head.headers), &body));
            knock.waiting.for_next();
            return match reply {
                Some(reply) => knock.response(reply),
                None => beside_the_api(&room, &knock.head),
            };
        }
        let reply = house.answer(&knock.arrival(read(&knock.head.headers), &body)).await;
        knock.waiting.for_next();
        knock.response(reply)
    }
}

impl Knock {
    fn arrival<'r>(&'r self, headers: Headers<'r>, body: &'r Body) -> Arrival<'r> {
        let Self { head, peer, .. } = self;
        let method = method(&head.method);
        Arrival { method, path: head.uri.path(), query: head.uri.query(), headers, body, peer: *peer }
    }

    fn response(&self, reply: Reply) -> Response<Bytes> {
        let Self { head, peer, .. } = self;
        tracing::info!(
            target: "wikidouble::request",
            method = %head.method, path = head.uri.path(), status = reply.status, bytes = reply.body.len(), %peer
        );
        respond(reply, &head.headers)
    }
}

fn beside_the_api(room: &Room<'_>, head: &Parts) -> Response<Bytes> {
    match room {
        Room::ApiWithPath(script) => {
            redirect::without_path(script, read(&head.headers).host, head.uri.query())
        }
        Room::Porch => plain(StatusCode::OK, "wikidouble, a test double of MediaWiki: ask /api.php\n"),
        Room::Api | Room::Nowhere => plain(StatusCode::NOT_FOUND, "Nothing is here: ask /api.php\n"),
    }
}

fn unreadable(unread: Unread) -> Response<Bytes> {
    match unread {
        Unread::TooLarge(limit) => plain(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!(
                "The body of this request is larger than {limit} bytes, which is all this server takes.\n"
            ),
        ),
        Unread::BrokenOff => plain(StatusCode::BAD_REQUEST, "The body of this request broke off.\n"),
    }
}

fn method(method: &http::Method) -> Method {
    match *method {
        http::Method::GET => Method::Get,
        http::Method::POST => Method::Post,
        http::Method::HEAD => Method::Head,
        http::Method::OPTIONS => Method::Options,
        _ => Method::Other,
    }
}

/// The headers that the house reads, in one walk. The first of several counts.
fn read(map: &HeaderMap) -> Headers<'_> {
    let mut headers = Headers::default();
    for (name, value) in map {
        let place = match *name {
            header::HOST => &mut headers.host,
            header::COOKIE => &mut headers.cookie,
            header::ORIGIN => &mut headers.origin,
            header::AUTHORIZATION => &mut headers.authorization,
            header::USER_AGENT => &mut headers.user_agent,
            header::CONTENT_TYPE => &mut headers.content_type,
            header::IF_NONE_MATCH => &mut headers.if_none_match,
            header::IF_MODIFIED_SINCE => &mut headers.if_modified_since,
            header::ACCEPT_LANGUAGE => &mut headers.accept_language,
            header::ACCESS_CONTROL_REQUEST_METHOD => &mut headers.access_control_request_method,
            header::ACCESS_CONTROL_REQUEST_HEADERS => &mut headers.access_control_request_headers,
            _ => match name.as_str() {
                "treat-as-untrusted" => &mut headers.treat_as_untrusted,
                "promise-non-write-api-action" => &mut headers.promise_non_write,
                "x-request-id" => &mut headers.x_request_id,
                "x-forwarded-for" => &mut headers.x_forwarded_for,
                _ => continue,
            },
        };
        if place.is_none() {
            *place = std::str::from_utf8(value.as_bytes()).ok();
        }
    }
    headers
}
