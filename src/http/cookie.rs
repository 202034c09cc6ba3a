//! `Set-Cookie` as PHP's `setcookie()` spells it.

use std::fmt::Write;

use jiff::fmt::strtime;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{api::SetCookie, base::Timestamp};

/// What PHP's `rawurlencode()` leaves alone besides letters and digits.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The header's value. The wiki's cookies all are for the whole host and hidden from scripts.
pub(super) fn set(cookie: &SetCookie, now: Timestamp) -> String {
    let mut line = String::with_capacity(128);
    line.push_str(&cookie.name);
    match cookie.max_age {
        Some(age) if age <= 0 => deleted(&mut line),
        _ if cookie.value.is_empty() => deleted(&mut line),
        None => write!(line, "={}", utf8_percent_encode(&cookie.value, VALUE)).expect("a String takes all"),
        Some(age) => write!(
            line,
            "={}; expires={}; Max-Age={age}",
            utf8_percent_encode(&cookie.value, VALUE),
            date(now.plus(age)),
        )
        .expect("a String takes all"),
    }
    line.push_str("; path=/; HttpOnly");
    line
}

fn deleted(line: &mut String) {
    line.push_str("=deleted; expires=Thu, 01 Jan 1970 00:00:01 GMT; Max-Age=0");
}

/// A date as HTTP writes it; a time that no calendar holds becomes the first second of 1970.
fn date(time: Timestamp) -> String {
    let moment = jiff::Timestamp::from_second(time.unix()).unwrap_or_default();
    strtime::format("%a, %d %b %Y %H:%M:%S GMT", &moment.to_zoned(jiff::tz::TimeZone::UTC))
        .expect("a moment in UTC has all of these parts")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(value: &str, max_age: Option<i64>) -> String {
        let now = Timestamp::from_unix(1_795_292_432);
        set(&SetCookie { name: "oracleUserName".into(), value: value.into(), max_age }, now)
    }

    #[test]
    fn a_lasting_cookie_has_date_and_age() {
        assert_eq!(
            line("Alice", Some(15_552_000)),
            "oracleUserName=Alice; expires=Thu, 20 May 2027 20:20:32 GMT; Max-Age=15552000; path=/; HttpOnly"
        );
    }

    #[test]
    fn a_session_cookie_has_neither() {
        assert_eq!(line("a b+c~/'\"!*", None), "oracleUserName=a%20b%2Bc~%2F%27%22%21%2A; path=/; HttpOnly");
    }

    #[test]
    fn an_empty_or_past_cookie_is_deleted() {
        let gone =
            "oracleUserName=deleted; expires=Thu, 01 Jan 1970 00:00:01 GMT; Max-Age=0; path=/; HttpOnly";
        assert_eq!(line("", None), gone);
        assert_eq!(line("", Some(60)), gone);
        assert_eq!(line("x", Some(0)), gone);
    }
}
