//! Answers of the house as HTTP responses: headers, cookies, compression.

use std::{cell::RefCell, io::Write};

use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use http::{
    HeaderMap, Response, StatusCode,
    header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderName, HeaderValue, SET_COOKIE},
};

use smallvec::SmallVec;

use super::cookie;
use crate::{
    api::{Header, Reply, SetCookie},
    base::{Clock, SystemClock, Text},
};

/// Bodies below this are sent as they are: a packet holds them anyway.
const WORTH_COMPRESSING: usize = 1024;

/// The response for an answer to a request with those headers.
///
/// `Vary` is left alone: MediaWiki names `Accept-Encoding` in it on every answer that a shared cache may keep.
pub(super) fn respond(reply: Reply, asked: &HeaderMap) -> Response<Bytes> {
    let Reply { status, headers, cookies, body } = reply;
    // Pictures are small already.
    let picture =
        || headers.iter().any(|header| header.name == "content-type" && header.value.starts_with("image/"));
    let compress = body.len() >= WORTH_COMPRESSING && accepts_gzip(asked) && !picture();
    let body = if compress { compressed(&body) } else { body };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    *response.headers_mut() = SETS.with_borrow_mut(|sets| sets.map(headers));
    if compress {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    if !cookies.is_empty() {
        set_cookies(response.headers_mut(), &cookies);
    }
    response
}

fn set_cookies(headers: &mut HeaderMap, cookies: &[SetCookie]) {
    // The client's own clock counts, not the wiki's: a wiki set into the past shall not lose its cookies.
    let now = SystemClock.now();
    for cookie in cookies {
        if let Ok(value) = HeaderValue::try_from(cookie::set(cookie, now)) {
            headers.append(SET_COOKIE, value);
        }
    }
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
    static SETS: RefCell<Sets> = const { RefCell::new(Sets(Vec::new())) };
}

/// The sets of headers that were sent before: which names with which constant values, in which order. There are few
/// of them, and cloning a whole map costs a third of filling one.
struct Sets(Vec<(SmallVec<[Known; 8]>, HeaderMap)>);

/// A header's name and, if it is a constant, its value. Constants are known by their place in memory.
type Known = (&'static str, Option<&'static str>);

impl Sets {
    /// More sets than a wiki sends; whatever comes after is filled each time.
    const KEPT: usize = 32;

    fn map(&mut self, headers: SmallVec<[Header; 8]>) -> HeaderMap {
        let Some((_, known)) = self.0.iter().find(|(set, _)| is_of(&headers, set)) else {
            return self.learn(headers);
        };
        let mut map = known.clone();
        for (value, header) in map.values_mut().zip(headers) {
            if !matches!(header.value, Text::Static(_)) {
                *value = header_value(header.value);
            }
        }
        map
    }

    fn learn(&mut self, headers: SmallVec<[Header; 8]>) -> HeaderMap {
        let set: SmallVec<[Known; 8]> =
            headers.iter().map(|header| (header.name, constant(&header.value))).collect();
        let mut map = HeaderMap::with_capacity(headers.len());
        for header in headers {
            if let Ok(name) = HeaderName::from_bytes(header.name.as_bytes()) {
                map.append(name, header_value(header.value));
            }
        }
        // A name that came twice has its values side by side in the map: such a set is not walked in order.
        if map.keys_len() == set.len() && self.0.len() < Self::KEPT {
            let mut known = map.clone();
            for (value, (_, constant)) in known.values_mut().zip(&set) {
                if constant.is_none() {
                    *value = HeaderValue::from_static("");
                }
            }
            self.0.push((set, known));
        }
        map
    }
}

fn is_of(headers: &[Header], set: &[Known]) -> bool {
    headers.len() == set.len()
        && headers.iter().zip(set).all(|(header, (name, value))| {
            std::ptr::eq(header.name, *name)
                && match (constant(&header.value), value) {
                    (Some(mine), Some(theirs)) => std::ptr::eq(mine, *theirs),
                    (None, None) => true,
                    _ => false,
                }
        })
}

fn constant(value: &Text) -> Option<&'static str> {
    if let Text::Static(value) = value { Some(value) } else { None }
}

/// The value for the wire; one that no header can hold, such as two lines, is sent empty.
fn header_value(value: Text) -> HeaderValue {
    match value {
        Text::Static(value) => HeaderValue::from_maybe_shared(Bytes::from_static(value.as_bytes())),
        Text::Shared(value) => HeaderValue::from_maybe_shared(Bytes::copy_from_slice(value.as_bytes())),
        Text::Owned(value) => HeaderValue::from_maybe_shared(Bytes::from(value)),
    }
    .unwrap_or_else(|_| HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn asking(values: &[&'static str]) -> HeaderMap {
        values.iter().map(|value| (ACCEPT_ENCODING, HeaderValue::from_static(value))).collect()
    }

    fn accepting(values: &[&'static str]) -> bool {
        accepts_gzip(&asking(values))
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
        let wanted = asking(&["gzip"]);
        let small = respond(Reply::new(200).body("x".repeat(WORTH_COMPRESSING - 1)), &wanted);
        assert!(!small.headers().contains_key(CONTENT_ENCODING));
        let text = "All work and no play. ".repeat(100);
        let large = respond(Reply::new(200).body(text.clone()), &wanted);
        assert_eq!(large.headers()[CONTENT_ENCODING], "gzip");
        assert!(large.body().len() < text.len() / 5);
        let mut read = String::new();
        flate2::read::GzDecoder::new(&large.body()[..]).read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
        assert_eq!(respond(Reply::new(200).body(text.clone()), &asking(&[])).body(), &text);
    }

    fn sent(reply: Reply) -> Vec<(String, String)> {
        let response = respond(reply, &HeaderMap::new());
        response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().into()))
            .collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
    }

    #[test]
    fn headers_keep_their_order_and_changing_values_change() {
        for id in ["17", "18", "19"] {
            let reply = Reply::new(200)
                .header("content-type", "text/plain")
                .header("x-request-id", String::from(id))
                .header("vary", "Cookie");
            let expected = pairs(&[("content-type", "text/plain"), ("x-request-id", id), ("vary", "Cookie")]);
            assert_eq!(sent(reply), expected);
        }
    }

    #[test]
    fn sets_that_differ_in_one_value_are_told_apart() {
        for _ in 0..2 {
            for kind in ["text/plain", "text/html"] {
                let reply = Reply::new(200).header("content-type", kind).header("vary", "Cookie");
                assert_eq!(sent(reply), pairs(&[("content-type", kind), ("vary", "Cookie")]));
            }
        }
    }

    #[test]
    fn a_header_may_come_twice() {
        for end in ["1", "2"] {
            let reply = Reply::new(200)
                .header("link", "a")
                .header("vary", "Cookie")
                .header("link", String::from(end));
            assert_eq!(sent(reply), pairs(&[("link", "a"), ("link", end), ("vary", "Cookie")]));
        }
    }

    #[test]
    fn what_no_header_can_hold_is_left_out() {
        for _ in 0..2 {
            let reply = Reply::new(200)
                .header("x-constant", "two\r\nlines")
                .header("x-made", String::from("two\nlines"))
                .header("not a name", "x");
            assert_eq!(sent(reply), pairs(&[("x-constant", ""), ("x-made", "")]));
        }
    }

    #[test]
    fn each_cookie_has_its_own_line() {
        let cookie = |name: &str| SetCookie {
            name: name.into(),
            value: "1".into(),
            max_age: None,
            for_scripts: false,
        };
        let mut reply = Reply::new(200);
        reply.cookies = vec![cookie("a"), cookie("b"), cookie("c\n")];
        assert_eq!(
            sent(reply),
            pairs(&[("set-cookie", "a=1; path=/; HttpOnly"), ("set-cookie", "b=1; path=/; HttpOnly")])
        );
    }

    #[test]
    fn a_status_that_is_none_becomes_500() {
        assert_eq!(respond(Reply::new(7), &HeaderMap::new()).status(), 500);
    }
}
