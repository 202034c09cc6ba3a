//! Times as the wire writes and reads them: `2026-01-31T23:59:59Z`, `20260131235959` and the rest.

mod calendar;
mod form;
mod relative;
mod spoken;
mod wire;
mod zone;

use std::fmt;

use calendar::Moment;
use serde::{Deserialize, Serialize};

/// A moment in whole seconds, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From seconds since 1970.
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970.
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// This moment moved by so many seconds.
    pub const fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// Reads any form that MediaWiki takes for a timestamp parameter: ISO 8601 and its basic form, 14 digits,
    /// seconds since 1970, the forms of databases, cameras and mail, and `now`.
    ///
    /// `0` is the first second of 1970 here; that MediaWiki takes an unclear value for `now`, with a warning,
    /// is a matter of the parameter.
    pub fn parse(text: &str, now: Self) -> Option<Self> {
        wire::parse(text, now)
    }

    /// Reads what people write, `next friday` or `2 weeks`, as PHP's `strtotime` does.
    pub fn spoken(text: &str, now: Self) -> Option<Self> {
        spoken::parse(text, now)
    }

    /// Whether what people write is a time that PHP knows and no wiki tells, being after the year 9999.
    pub fn is_spoken_beyond(text: &str, now: Self) -> bool {
        spoken::seconds(text, now).is_some_and(|unix| unix > calendar::LAST)
    }

    /// What lies between this moment and a later one, as the calendar counts it: years, months, days, hours, minutes and
    /// seconds (PHP's `DateTime::diff`).
    pub fn calendar_until(self, later: Self) -> [i64; 6] {
        calendar::between(self.0, later.0)
    }

    /// `2026-01-31T23:59:59Z` as bytes.
    pub fn iso_bytes(self) -> [u8; 20] {
        let moment = self.moment();
        let mut out = *b"0000-00-00T00:00:00Z";
        put_digits(&mut out[0..4], moment.year);
        put_digits(&mut out[5..7], moment.month);
        put_digits(&mut out[8..10], moment.day);
        moment.put_clock(&mut out[11..19]);
        out
    }

    /// `20260131235959` as bytes.
    pub fn mw14_bytes(self) -> [u8; 14] {
        let moment = self.moment();
        let mut out = [b'0'; 14];
        put_digits(&mut out[0..4], moment.year);
        put_digits(&mut out[4..6], moment.month);
        put_digits(&mut out[6..8], moment.day);
        put_digits(&mut out[8..10], moment.hour);
        put_digits(&mut out[10..12], moment.minute);
        put_digits(&mut out[12..14], moment.second);
        out
    }

    /// `20260131235959`, as MediaWiki's database keeps it.
    pub fn mw14(self) -> String {
        ascii(&self.mw14_bytes())
    }

    /// `Sun, 31 Jan 2027 23:59:59 GMT`, as HTTP headers and the cookies of PHP since 8.2 have it.
    pub fn http_date(self) -> String {
        self.mail_date(b' ')
    }

    /// `Sun, 31-Jan-2027 23:59:59 GMT`, as the cookies of older PHP have it.
    pub fn dashed_date(self) -> String {
        self.mail_date(b'-')
    }

    /// `31 January 2027` and `23:59`, as MediaWiki tells them one by one in English.
    pub fn user_date_and_time(self) -> (String, String) {
        let both = self.user_facing();
        let (time, date) = both.split_at(5);
        (date[2..].to_owned(), time.to_owned())
    }

    /// `23:59, 31 January 2027`, as MediaWiki's English messages have it.
    pub fn user_facing(self) -> String {
        let moment = self.moment();
        let month = calendar::MONTHS[moment.month as usize - 1];
        let mut out = *b"00:00, ";
        put_digits(&mut out[0..2], moment.hour);
        put_digits(&mut out[3..5], moment.minute);
        format!("{}{} {month} {}", ascii(&out), moment.day, moment.year)
    }

    fn mail_date(self, separator: u8) -> String {
        let moment = self.moment();
        let mut out = *b"Day, 00 Mon 0000 00:00:00 GMT";
        out[0..3].copy_from_slice(&calendar::WEEKDAYS[calendar::weekday(self.0)].as_bytes()[..3]);
        put_digits(&mut out[5..7], moment.day);
        out[8..11].copy_from_slice(&calendar::MONTHS[moment.month as usize - 1].as_bytes()[..3]);
        put_digits(&mut out[12..16], moment.year);
        moment.put_clock(&mut out[17..25]);
        (out[7], out[11]) = (separator, separator);
        ascii(&out)
    }

    /// The calendar's view, held within the years that four digits can say.
    fn moment(self) -> Moment {
        Moment::of(self.0.clamp(calendar::FIRST, calendar::LAST))
    }
}

impl Moment {
    fn put_clock(&self, out: &mut [u8]) {
        put_digits(&mut out[0..2], self.hour);
        put_digits(&mut out[3..5], self.minute);
        put_digits(&mut out[6..8], self.second);
    }
}

fn put_digits(out: &mut [u8], mut number: i64) {
    for digit in out.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
    }
}

fn ascii(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).expect("digits and English names are ASCII").to_owned()
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(std::str::from_utf8(&self.iso_bytes()).expect("digits are ASCII"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-01-31T23:59:59Z, a Saturday.
    const TIME: Timestamp = Timestamp::from_unix(1_769_903_999);

    #[test]
    fn a_time_is_written_as_each_reader_expects_it() {
        assert_eq!(TIME.to_string(), "2026-01-31T23:59:59Z");
        assert_eq!(TIME.mw14(), "20260131235959");
        assert_eq!(TIME.http_date(), "Sat, 31 Jan 2026 23:59:59 GMT");
        assert_eq!(Timestamp::from_unix(1).dashed_date(), "Thu, 01-Jan-1970 00:00:01 GMT");
        assert_eq!(TIME.user_facing(), "23:59, 31 January 2026");
        assert_eq!(Timestamp::from_unix(-1).to_string(), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn the_calendar_counts_months_by_their_length() {
        let at = |text| Timestamp::parse(text, TIME).unwrap();
        let count = |from, to| at(from).calendar_until(at(to));
        assert_eq!(count("2026-01-31T00:00:00Z", "2026-02-28T00:00:00Z"), [0, 0, 28, 0, 0, 0]);
        assert_eq!(count("2026-01-15T12:00:00Z", "2027-03-14T11:59:58Z"), [1, 1, 26, 23, 59, 58]);
        assert_eq!(count("2026-01-31T00:00:00Z", "2026-03-01T00:00:00Z"), [0, 0, 29, 0, 0, 0]);
        assert_eq!(count("2024-02-29T00:00:00Z", "2025-03-01T00:00:00Z"), [1, 0, 0, 0, 0, 0]);
        assert_eq!(TIME.calendar_until(TIME), [0; 6]);
    }

    #[test]
    fn a_time_beyond_four_digit_years_stops_at_the_last_one() {
        assert_eq!(Timestamp::from_unix(i64::MAX).to_string(), "9999-12-31T23:59:59Z");
        assert_eq!(Timestamp::from_unix(i64::MIN).to_string(), "0000-01-01T00:00:00Z");
    }
}
