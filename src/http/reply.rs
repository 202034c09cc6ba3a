//! Answers of the house as HTTP responses: headers, cookies, compression.

use std::{cell::RefCell, io::Write};

use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use http::{
    HeaderMap, Response, StatusCode,
    header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderName, HeaderValue, SET_COOKIE},
};

use super::cookie;
use crate::{
    api::{Header, Reply},
    base::{Clock, SystemClock, Text},
};

/// Bodies below this are sent as they are: a packet holds them anyway.
const WORTH_COMPRESSING: usize = 1024;

/// The response for an answer.
///
/// `Vary` is left alone: MediaWiki names `Accept-Encoding` in it on every answer that a shared cache may keep.
pub(super) fn respond(reply: Reply, gzip: bool) -> Response<Bytes> {
    let compress = gzip && reply.body.len() >= WORTH_COMPRESSING;
    let body = if compress { compressed(&reply.body) } else { reply.body };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.reserve(reply.headers.len() + reply.cookies.len() + usize::from(compress) + 1);
    for header in reply.headers {
        append(headers, header);
    }
    if compress {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    if !reply.cookies.is_empty() {
        // The client's own clock counts, not the wiki's: a wiki set into the past shall not lose its cookies.
        let now = SystemClock.now();
        for cookie in &reply.cookies {
            if let Ok(value) = HeaderValue::try_from(cookie::set(cookie, now)) {
                headers.append(SET_COOKIE, value);
            }
        }
    }
    response
}

/// An answer of the door itself: a line of text.
pub(super) fn plain(status: StatusCode, text: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = Response::new(text.into());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

fn compressed(body: &Bytes) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 2), Compression::fast());
    encoder.write_all(body).expect("a Vec takes all");
    encoder.finish().expect("a Vec takes all").into()
}

/// Whether the client takes gzip: named, or meant by `*`, with a quality above 0.
pub(super) fn accepts_gzip(headers: &HeaderMap) -> bool {
    let mut answer = None;
    for value in headers.get_all(ACCEPT_ENCODING) {
        for coding in value.to_str().unwrap_or_default().split(',') {
            let mut words = coding.split(';').map(str::trim);
            let name = words.next().unwrap_or_default();
            let wanted = !words.any(|word| {
                word.strip_prefix(['q', 'Q'])
                    .and_then(|rest| rest.trim_start().strip_prefix('='))
                    .is_some_and(|quality| quality.trim().parse::<f32>().is_ok_and(|quality| quality <= 0.0))
            });
            if name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip") {
                return wanted;
            }
            if name == "*" {
                answer = Some(wanted);
            }
        }
    }
    answer.unwrap_or(false)
}

thread_local! {
    static NAMES: RefCell<Constants<HeaderName>> = const { RefCell::new(Constants::NONE) };
    static VALUES: RefCell<Constants<HeaderValue>> = const { RefCell::new(Constants::NONE) };
}

fn append(headers: &mut HeaderMap, header: Header) {
    let name = NAMES
        .with_borrow_mut(|names| names.get(header.name, |name| HeaderName::from_bytes(name.as_bytes()).ok()));
    let value = match header.value {
        Text::Static(value) => VALUES.with_borrow_mut(|values| {
            values
                .get(value, |value| HeaderValue::from_maybe_shared(Bytes::from_static(value.as_bytes())).ok())
        }),
        Text::Shared(value) => HeaderValue::from_str(&value).ok(),
        Text::Owned(value) => HeaderValue::try_from(value).ok(),
    };
    if let (Some(name), Some(value)) = (name, value) {
        headers.append(name, value);
    }
}

/// What was made of constants before, so that they are checked once and from then on only cloned. A constant is
/// known by its place in memory; two that fall on the same slot displace each other, which costs time only.
struct Constants<T>([Option<(&'static str, T)>; 64]);

impl<T: Clone> Constants<T> {
    const NONE: Self = Self([const { None }; 64]);

    fn get(&mut self, text: &'static str, make: impl FnOnce(&'static str) -> Option<T>) -> Option<T> {
        let slot = (text.as_ptr() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58;
        let slot = &mut self.0[slot as usize];
        if let Some((known, made)) = slot
            && std::ptr::eq(*known, text)
        {
            return Some(made.clone());
        }
        let made = make(text)?;
        *slot = Some((text, made.clone()));
        Some(made)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::api::SetCookie;

    fn accepting(values: &[&'static str]) -> bool {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(ACCEPT_ENCODING, HeaderValue::from_static(value));
        }
        accepts_gzip(&headers)
    }

    #[test]
    fn gzip_is_sent_to_those_who_want_it() {
        assert!(accepting(&["gzip, deflate"]));
        assert!(accepting(&["deflate, GZIP;q=0.5"]));
        assert!(accepting(&["br", "gzip"]));
        assert!(accepting(&["*"]));
        assert!(accepting(&["x-gzip"]));
        assert!(!accepting(&[]));
        assert!(!accepting(&["identity"]));
        assert!(!accepting(&["gzip;q=0"]));
        assert!(!accepting(&["gzip; q=0.000, *"]));
        assert!(!accepting(&["*;q=0"]));
        assert!(!accepting(&["gzipped"]));
    }

    #[test]
    fn only_large_bodies_are_compressed() {
        let small = respond(Reply::new(200).body("x".repeat(WORTH_COMPRESSING - 1)), true);
        assert!(!small.headers().contains_key(CONTENT_ENCODING));
        let text = "All work and no play. ".repeat(100);
        let large = respond(Reply::new(200).body(text.clone()), true);
        assert_eq!(large.headers()[CONTENT_ENCODING], "gzip");
        assert!(large.body().len() < text.len() / 5);
        let mut read = String::new();
        flate2::read::GzDecoder::new(&large.body()[..]).read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
        assert_eq!(respond(Reply::new(200).body(text.clone()), false).body(), &text);
    }

    #[test]
    fn headers_keep_their_order_and_bad_ones_are_dropped() {
        for _ in 0..2 {
            let reply = Reply::new(403)
                .header("content-type", "text/plain")
                .header("x-request-id", String::from("17"))
                .header("x-bad", "two\r\nlines")
                .header("x-bad", String::from("two\nlines"))
                .header("not a name", "x")
                .header("vary", "Cookie");
            let response = respond(reply, false);
            assert_eq!(response.status(), 403);
            let names: Vec<_> = response.headers().keys().map(HeaderName::as_str).collect();
            assert_eq!(names, ["content-type", "x-request-id", "vary"]);
        }
    }

    #[test]
    fn each_cookie_has_its_own_line() {
        let cookie = |name: &str| SetCookie { name: name.into(), value: "1".into(), max_age: None };
        let mut reply = Reply::new(200);
        reply.cookies = vec![cookie("a"), cookie("b"), cookie("c\n")];
        let response = respond(reply, false);
        let lines: Vec<_> = response.headers().get_all(SET_COOKIE).iter().collect();
        assert_eq!(lines, ["a=1; path=/; HttpOnly", "b=1; path=/; HttpOnly"]);
    }

    #[test]
    fn a_status_that_is_none_becomes_500() {
        assert_eq!(respond(Reply::new(7), false).status(), 500);
    }
}
