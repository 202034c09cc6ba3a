//! `Set-Cookie` as PHP's `setcookie()` spells it.

use std::fmt::Write;

use cookie::{Cookie, time::Duration};
use jiff::fmt::strtime;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{api::SetCookie, base::Timestamp};

/// What PHP's `rawurlencode()` leaves alone besides letters and digits.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The header's value. The wiki's cookies all are for the whole host, and most are hidden from scripts.
pub(super) fn set(set: &SetCookie, now: Timestamp) -> String {
    let value = utf8_percent_encode(&set.value, VALUE).to_string();
    let mut cookie = Cookie::build((&*set.name, value)).path("/").http_only(!set.for_scripts).build();
    match set.max_age {
        Some(age) if age > 0 && !set.value.is_empty() => cookie.set_max_age(Duration::seconds(age)),
        None if !set.value.is_empty() => (),
        _ => {
            cookie.set_value("deleted");
            cookie.set_max_age(Duration::ZERO);
        }
    }
    as_php_spells(&cookie, now)
}

/// The attributes in PHP's order and case. Clients do not care, recorded answers do.
fn as_php_spells(cookie: &Cookie<'_>, now: Timestamp) -> String {
    let mut line = String::with_capacity(128);
    write!(line, "{}", cookie.stripped()).expect("a String takes all");
    if let Some(age) = cookie.max_age().map(Duration::whole_seconds) {
        // PHP deletes with the second after the beginning of time.
        let expires = if age == 0 { Timestamp::from_unix(1) } else { now.plus(age) };
        write!(line, "; expires={}; Max-Age={age}", date(expires)).expect("a String takes all");
    }
    if let Some(path) = cookie.path() {
        write!(line, "; path={path}").expect("a String takes all");
    }
    if cookie.http_only() == Some(true) {
        line.push_str("; HttpOnly");
    }
    line
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
        set(
            &SetCookie { name: "oracleUserName".into(), value: value.into(), max_age, for_scripts: false },
            now,
        )
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
