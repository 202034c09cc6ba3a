//! The redirect of `api.php/extra/path`: `api.php` has no use for a path after its name and says so (ApiEntryPoint).

use std::{
    borrow::Cow,
    collections::{HashMap, hash_map::Entry},
    fmt::Write,
};

use bytes::Bytes;
use http::{
    HeaderValue, Response, StatusCode,
    header::{CONTENT_TYPE, LOCATION, X_CONTENT_TYPE_OPTIONS},
};

const TEXT: &str = "This endpoint takes no path after \"api.php\". Ask again without it.";

/// Sends the client to `script` (`/api.php`) on the host it asked, with its query spelled anew.
pub(super) fn without_path(script: &str, host: Option<&str>, query: Option<&str>) -> Response<Bytes> {
    let mut to = format!("http://{}{script}", host.unwrap_or("localhost"));
    let mut joint = '?';
    for (name, value) in fields(query.unwrap_or_default()) {
        to.push(joint);
        joint = '&';
        encode(&mut to, &name);
        to.push('=');
        encode(&mut to, &value);
    }
    let mut response = Response::new(Bytes::from_static(TEXT.as_bytes()));
    *response.status_mut() = StatusCode::MOVED_PERMANENTLY;
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=UTF-8"));
    if let Ok(to) = HeaderValue::try_from(to) {
        headers.insert(LOCATION, to);
    }
    response
}

/// PHP's `max_input_vars`.
const MOST_FIELDS: usize = 1000;

/// The fields of a query as PHP would list them again: the last of a name wins at the place of the first, and
/// `a[]` counts up.
fn fields(query: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut places = HashMap::<String, usize>::new();
    let mut counted = HashMap::<String, usize>::new();
    let pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> =
        serde_urlencoded::from_str(query).expect("every query is a list of pairs");
    for (sent, value) in pairs.into_iter().take(MOST_FIELDS) {
        let sent = sent.trim_start_matches(' ');
        let (base, index) = sent.split_at(sent.find('[').unwrap_or(sent.len()));
        let mut name = base.replace(['.', ' '], "_");
        if name.is_empty() {
            continue;
        }
        if index == "[]" {
            let count = counted.entry(name.clone()).or_default();
            write!(name, "[{count}]").expect("a String takes all");
            *count += 1;
        } else {
            name.push_str(index);
        }
        match places.entry(name) {
            Entry::Occupied(place) => fields[*place.get()].1 = value.into_owned(),
            Entry::Vacant(place) => {
                fields.push((place.key().clone(), value.into_owned()));
                place.insert(fields.len() - 1);
            }
        }
    }
    fields
}

/// PHP's `urlencode()`: letters, digits, `-`, `_` and `.` stay, a space is `+`.
fn encode(out: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => write!(out, "%{byte:02X}").expect("a String takes all"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn location(query: Option<&str>) -> String {
        let response = without_path("/api.php", Some("127.0.0.1:8043"), query);
        assert_eq!(response.status(), 301);
        response.headers()[LOCATION].to_str().unwrap().to_owned()
    }

    #[test]
    fn the_query_goes_along() {
        assert_eq!(
            location(Some("a=1&b[]=2&b[]=3&c=x+y&d=%7E%2F%3A")),
            "http://127.0.0.1:8043/api.php?a=1&b%5B0%5D=2&b%5B1%5D=3&c=x+y&d=%7E%2F%3A"
        );
        assert_eq!(location(Some("")), "http://127.0.0.1:8043/api.php");
        assert_eq!(location(None), "http://127.0.0.1:8043/api.php");
    }

    #[test]
    fn the_last_of_a_name_wins_in_the_first_place() {
        assert_eq!(location(Some("a=1&b.c=2&a=3&=4&e")), "http://127.0.0.1:8043/api.php?a=3&b_c=2&e=");
    }

    #[test]
    fn a_line_break_cannot_get_into_the_header() {
        assert_eq!(location(Some("a=%0D%0AX: y")), "http://127.0.0.1:8043/api.php?a=%0D%0AX%3A+y");
    }
}
