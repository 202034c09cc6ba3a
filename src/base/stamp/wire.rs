//! Reading timestamps of parameters, form by form: `wikimedia/timestamp`, `ConvertibleTimestamp::setTimestamp`.

use super::{
    Timestamp,
    calendar::{self, DAY, Moment, WEEKDAYS},
    zone,
};

/// The forms, the frequent ones first; no text is of two forms.
const FORMS: &[fn(&mut Reader, Timestamp) -> Option<i64>] =
    &[iso, fourteen_digits, unix, iso_basic, oracle, postgres, exif, mail, rfc850, asctime];

/// Reads `text` in whichever form it is.
pub(super) fn parse(text: &str, now: Timestamp) -> Option<Timestamp> {
    if text == "now" {
        return Some(now);
    }
    let unix = FORMS.iter().find_map(|form| form(&mut Reader(text.as_bytes()), now))?;
    // What has no 14 digits is no timestamp to MediaWiki.
    (calendar::FIRST..=calendar::LAST).contains(&unix).then_some(Timestamp(unix))
}

/// `20260131235959`
fn fourteen_digits(read: &mut Reader, _: Timestamp) -> Option<i64> {
    let moment =
        Moment { year: read.digits(4)?, month: read.digits(2)?, day: read.digits(2)?, ..read.hms("")? };
    read.0.is_empty().then(|| moment.unix())?
}

/// `2026-01-31T23:59:59Z`; a space for the `T`, fractions, and an offset or none.
fn iso(read: &mut Reader, _: Timestamp) -> Option<i64> {
    let moment = read.ymd("-")?;
    read.one_of(b"T ")?;
    let moment = read.hms(":")?.on(moment);
    read.fraction(b".,");
    let offset = read.iso_offset();
    read.end()?;
    Some(moment.unix()? - offset)
}

/// `20260131T235959Z`
fn iso_basic(read: &mut Reader, _: Timestamp) -> Option<i64> {
    let moment = read.ymd("")?;
    read.eat("T")?;
    let moment = read.hms("")?.on(moment);
    read.fraction(b".,");
    let offset = read.iso_offset();
    read.end()?;
    Some(moment.unix()? - offset)
}

/// `1769903999` or `1769903999.25`
fn unix(read: &mut Reader, _: Timestamp) -> Option<i64> {
    let negative = read.eat("-").is_some();
    let magnitude = read.digits_up_to(1, 13)?;
    let seconds = if negative { -magnitude } else { magnitude };
    if read.0.is_empty() {
        return Some(seconds);
    }
    read.eat(".")?;
    let fraction = read.digits_up_to(1, 6)?;
    // A negative moment with a fraction belongs to the second before.
    read.0.is_empty().then_some(seconds - i64::from(seconds < 0 && fraction > 0))
}

/// `31-01-2026 23:59:59.000000`
fn oracle(read: &mut Reader, _: Timestamp) -> Option<i64> {
    let (day, month) = (read.digits(2)?, read.eat("-").and_then(|()| read.digits(2))?);
    let year = read.eat("-").and_then(|()| read.digits(4))?;
    read.eat(" ")?;
    let moment = Moment { year, month, day, ..read.hms(":")? };
    read.eat(".")?;
    read.digits(6)?;
    read.end()?;
    moment.unix()
}

/// `2026-01-31 23:59:59 00`, where the space is a plus, and `2026-01-31 23:59:59 GMT`.
fn postgres(read: &mut Reader, _: Timestamp) -> Option<i64> {
    let moment = read.ymd("-")?;
    read.eat(" ")?;
    let moment = read.hms(":")?.on(moment);
    read.fraction(b".");
    read.eat(" ")?;
    let hours = match read.eat("GMT") {
        Some(()) => 0,
        None => read.digits(2)?,
    };
    read.end()?;
    Some(moment.unix()? - hours * 3600)
}

/// `2026:01:31 23:59:59`
fn exif(read: &mut Reader, _: Timestamp) -> Option<i64> {
    let moment = read.ymd(":")?;
    read.eat(" ")?;
    let moment = read.hms(":")?.on(moment);
    read.0.is_empty().then(|| moment.unix())?
}

/// `Sat, 31 Jan 2026 23:59:59 GMT` with the freedom of RFC 2822.
fn mail(read: &mut Reader, _: Timestamp) -> Option<i64> {
    read.blanks();
    let mut weekday = None;
    if read.0.first()?.is_ascii_uppercase() {
        weekday = Some(read.weekday(3..=3)?);
        read.eat(",")?;
        read.blanks();
    }
    let day = read.digits_up_to(1, 2)?;
    read.some_blanks()?;
    let month = read.month()?;
    read.some_blanks()?;
    let written = read.digits_up_to(2, 9)?;
    read.some_blanks()?;
    let hour = read.digits(2)?;
    read.colon()?;
    let minute = read.digits(2)?;
    read.colon()?;
    let second = read.digits(2)?;
    let mut offset = 0;
    let before_zone = read.0;
    if read.some_blanks().is_some() {
        match read.mail_zone() {
            Some(zone) => offset = zone,
            None => read.0 = before_zone,
        }
    }
    let before_comment = read.0;
    read.blanks();
    if read.eat(";").is_none() {
        read.0 = before_comment;
        read.end()?;
    }
    let year = match written {
        0..50 => written + 2000,
        50..1000 => written + 1900,
        _ => written,
    };
    let unix = Moment { year, month, day, hour, minute, second }.unix()?;
    Some(on_or_after(unix, weekday) - offset)
}

/// `Saturday, 31-Jan-26 23:59:59 GMT`
fn rfc850(read: &mut Reader, now: Timestamp) -> Option<i64> {
    let weekday = read.weekday(6..=9)?;
    read.eat(", ")?;
    let day = read.digits(2)?;
    read.eat("-")?;
    let month = read.month()?;
    read.eat("-")?;
    let short_year = read.digits(2)?;
    read.eat(" ")?;
    let time = read.hms(":")?;
    let mut offset = 0;
    if read.eat(" ").is_some() {
        offset = match read.0.first()? {
            b'A'..=b'Z' => zone::offset(read.letters(1..=5)?)?,
            _ => read.signed_offset()?,
        };
    }
    read.end()?;
    // A year of two digits is the one nearest to 50 years ahead, not beyond.
    let pivot = now.moment().year + 50;
    let near = pivot - pivot % 100 + short_year;
    let year = if near > pivot { near - 100 } else { near };
    let unix = Moment { year, month, day, ..time }.unix()?;
    Some(on_or_after(unix, Some(weekday)) - offset)
}

/// `Sat Jan 31 23:59:59 2026`
fn asctime(read: &mut Reader, _: Timestamp) -> Option<i64> {
    let weekday = read.weekday(3..=3)?;
    read.eat(" ")?;
    let month = read.month()?;
    read.eat(" ")?;
    while read.eat(" ").is_some() {}
    let day = read.digits_up_to(1, 2)?;
    read.eat(" ")?;
    let time = read.hms(":")?;
    read.eat(" ")?;
    let year = read.digits(4)?;
    read.0.trim_ascii().is_empty().then_some(())?;
    Some(on_or_after(Moment { year, month, day, ..time }.unix()?, Some(weekday)))
}

/// PHP moves a date whose weekday is wrong on to the next such day.
fn on_or_after(unix: i64, weekday: Option<usize>) -> i64 {
    let ahead = weekday.map_or(0, |day| (day + 7 - calendar::weekday(unix)) % 7);
    unix + ahead as i64 * DAY
}

impl Moment {
    /// This time of day on another's date.
    fn on(self, date: Self) -> Self {
        Self { hour: self.hour, minute: self.minute, second: self.second, ..date }
    }
}

/// What is left to read.
struct Reader<'t>(&'t [u8]);

impl<'t> Reader<'t> {
    fn eat(&mut self, word: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(word.as_bytes())?;
        Some(())
    }

    fn one_of(&mut self, bytes: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        bytes.contains(first).then(|| self.0 = rest)?;
        Some(*first)
    }

    /// The end, where a closing line feed does not count.
    fn end(&self) -> Option<()> {
        matches!(self.0, b"" | b"\n").then_some(())
    }

    fn digits(&mut self, count: usize) -> Option<i64> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        digits.iter().all(u8::is_ascii_digit).then(|| self.0 = rest)?;
        Some(number(digits))
    }

    fn digits_up_to(&mut self, least: usize, most: usize) -> Option<i64> {
        let count = self.0.iter().take(most + 1).take_while(|byte| byte.is_ascii_digit()).count();
        (least..=most).contains(&count).then(|| self.digits(count))?
    }

    fn ymd(&mut self, separator: &str) -> Option<Moment> {
        let year = self.digits(4)?;
        self.eat(separator)?;
        let month = self.digits(2)?;
        self.eat(separator)?;
        Some(Moment { year, month, day: self.digits(2)?, ..Moment::EPOCH })
    }

    fn hms(&mut self, separator: &str) -> Option<Moment> {
        let hour = self.digits(2)?;
        self.eat(separator)?;
        let minute = self.digits(2)?;
        self.eat(separator)?;
        Some(Moment { hour, minute, second: self.digits(2)?, ..Moment::EPOCH })
    }

    /// Up to six digits after a point; what is more stays and spoils the end.
    fn fraction(&mut self, points: &[u8]) {
        let before = self.0;
        if self.one_of(points).is_some() && self.digits_up_to(1, 6).is_none() {
            self.0 = before;
        }
    }

    /// `Z`, `+01`, `+0130`, `+01:30` or nothing.
    fn iso_offset(&mut self) -> i64 {
        if self.eat("Z").is_some() {
            return 0;
        }
        self.signed_offset().unwrap_or(0)
    }

    fn signed_offset(&mut self) -> Option<i64> {
        let sign = if self.one_of(b"+-")? == b'-' { -1 } else { 1 };
        let hours = self.digits(2)?;
        let colon = self.eat(":").is_some();
        let minutes = match self.digits(2) {
            None if colon => return None,
            minutes => minutes.unwrap_or(0),
        };
        Some(sign * (hours * 3600 + minutes * 60))
    }

    fn mail_zone(&mut self) -> Option<i64> {
        match self.0.first()? {
            b'+' | b'-' => self.signed_offset(),
            _ => match self.letters(1..=3)? {
                // RFC 2822 takes these for unknown, as RFC 822 had them the wrong way around.
                letter if letter.len() == 1 => (!letter.eq_ignore_ascii_case("J")).then_some(0),
                "UT" | "GMT" => Some(0),
                name @ ("EST" | "EDT" | "CST" | "CDT" | "MST" | "MDT" | "PST" | "PDT") => zone::offset(name),
                _ => None,
            },
        }
    }

    fn letters(&mut self, lengths: std::ops::RangeInclusive<usize>) -> Option<&'t str> {
        let count = self.0.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        lengths.contains(&count).then_some(())?;
        let (letters, rest) = self.0.split_at(count);
        self.0 = rest;
        std::str::from_utf8(letters).ok()
    }

    fn weekday(&mut self, lengths: std::ops::RangeInclusive<usize>) -> Option<usize> {
        let full = *lengths.start() > 3;
        let name = self.letters(lengths)?;
        WEEKDAYS.iter().position(|day| if full { *day == name } else { &day[..3] == name })
    }

    fn month(&mut self) -> Option<i64> {
        calendar::month_named(self.letters(3..=3)?)
    }

    fn blanks(&mut self) {
        while self.one_of(b" \t\r\n").is_some() {}
    }

    fn some_blanks(&mut self) -> Option<()> {
        self.one_of(b" \t\r\n")?;
        self.blanks();
        Some(())
    }

    fn colon(&mut self) -> Option<()> {
        self.blanks();
        self.eat(":")?;
        self.blanks();
        Some(())
    }
}

fn number(digits: &[u8]) -> i64 {
    digits.iter().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-18T11:06:40Z
    const NOW: Timestamp = Timestamp::from_unix(1_795_000_000);

    /// Each text beside what MediaWiki 1.39 makes of it.
    const READ: &[(&str, &str)] = &[
        ("20261341000000", "20270210000000"),
        ("20260230000000", "20260302000000"),
        ("20261200000000", "20261130000000"),
        ("20260032000000", "20260101000000"),
        ("20261231250000", "20270101010000"),
        ("20261231236000", "20270101000000"),
        ("20261231235960", "20270101000000"),
        ("20261231235961", "20270101000001"),
        ("20261231235999", "20270101000039"),
        ("00000101000000", "00000101000000"),
        ("2026-01-31T23:59:59Z", "20260131235959"),
        ("2026-01-31T23:59:59", "20260131235959"),
        ("2026-01-31 23:59:59", "20260131235959"),
        ("2026-01-31T23:59:59.5Z", "20260131235959"),
        ("2026-01-31T23:59:59,123456Z", "20260131235959"),
        ("2026-01-31T23:59:59+01", "20260131225959"),
        ("2026-01-31T23:59:59+01:30", "20260131222959"),
        ("2026-01-31T23:59:59-0130", "20260201012959"),
        ("2026-01-31T23:59:59+99:99", "20260127192059"),
        ("2026-01-31T23:59:59+2500", "20260130225959"),
        ("2026-13-31T23:59:59Z", "20270131235959"),
        ("2026-01-31T24:00:00Z", "20260201000000"),
        ("20260131T235959Z", "20260131235959"),
        ("20260131T235959", "20260131235959"),
        ("20260131T235959+01", "20260131225959"),
        ("20260131T235959.5+01:00", "20260131225959"),
        ("00", "19700101000000"),
        ("1", "19700101000001"),
        ("-1", "19691231235959"),
        ("1234567890", "20090213233130"),
        ("253402300799", "99991231235959"),
        ("-62167219200", "00000101000000"),
        ("1234567890.5", "20090213233130"),
        ("-1.2", "19691231235958"),
        ("-0.5", "19700101000000"),
        ("-1.0", "19691231235959"),
        ("31-01-2026 23:59:59.123456", "20260131235959"),
        ("2026-01-31 23:59:59+00", "20260131235959"),
        ("2026-01-31 23:59:59 00", "20260131235959"),
        ("2026-01-31 23:59:59 05", "20260131185959"),
        ("2026-01-31 23:59:59.5-05", "20260201045959"),
        ("2026-01-31 23:59:59 GMT", "20260131235959"),
        ("2026-01-31 23:59:59.123 GMT", "20260131235959"),
        ("2026:01:31 23:59:59", "20260131235959"),
        ("Sat, 31 Jan 2026 23:59:59 GMT", "20260131235959"),
        ("Mon, 31 Jan 2026 23:59:59 GMT", "20260202235959"),
        ("31 Jan 2026 23:59:59", "20260131235959"),
        ("1 Jan 26 23:59:59", "20260101235959"),
        ("1 Jan 126 23:59:59", "20260101235959"),
        ("1 Jan 70 23:59:59", "19700101235959"),
        ("Sat, 31 Jan 2026 23 : 59 : 59 +0100", "20260131225959"),
        ("Sat, 31 Jan 2026 23:59:59 EST", "20260201045959"),
        ("Sat, 31 Jan 2026 23:59:59 EDT", "20260201035959"),
        ("Sat, 31 Jan 2026 23:59:59 MST", "20260201065959"),
        ("Sat, 31 Jan 2026 23:59:59 UT", "20260131235959"),
        ("Sat, 31 Jan 2026 23:59:59 A", "20260131235959"),
        ("Sat, 31 Jan 2026 23:59:59 z", "20260131235959"),
        ("Sat, 31 Jan 2026 23:59:59 GMT; length=5", "20260131235959"),
        ("Sat, 31 Jan 2026 23:59:59;", "20260131235959"),
        ("\tSat,31 Jan 2026 23:59:59 GMT", "20260131235959"),
        ("Saturday, 31-Jan-26 23:59:59 GMT", "20260131235959"),
        ("Saturday, 31-Jan-80 23:59:59 GMT", "19800202235959"),
        ("Saturday, 31-Jan-76 23:59:59 GMT", "20760201235959"),
        ("Saturday, 31-Jan-77 23:59:59 GMT", "19770205235959"),
        ("Monday, 31-Jan-26 23:59:59", "20260202235959"),
        ("Monday, 31-Jan-26 23:59:59 CEST", "20260202215959"),
        ("Monday, 31-Jan-26 23:59:59 +01:00", "20260202225959"),
        ("Sat Jan 31 23:59:59 2026", "20260131235959"),
        ("Sat Jan  1 23:59:59 2026", "20260103235959"),
        ("Sat Jan  1 23:59:59 2026\n", "20260103235959"),
        ("Sat Jan  1 23:59:59 2026  ", "20260103235959"),
        ("2026-01-31T23:59:59Z\n", "20260131235959"),
        ("now", "20261118110640"),
        ("12345678901234", "12381020181234"),
        ("Sun, 31 Sep 2026 23:59:59 GMT", "20261004235959"),
        ("Tue, 31 Jan 2026 23:59:59 GMT", "20260203235959"),
        ("Sat, 31 Jan 2026 24:59:59 GMT", "20260207005959"),
        ("Sat, 99 Jan 2026 24:59:59 GMT", "20260411005959"),
        ("Sat, 31 Jan 2026 25:59:59 GMT", "20260207015959"),
        ("2026-01-31T23:60:59Z", "20260201000059"),
        ("2026-01-31T23:59:60Z", "20260201000000"),
        ("2026-01-31T23:59:61Z", "20260201000001"),
        ("2026-99-99T23:59:59Z", "20340607235959"),
        ("Sun, 31 Jan 2026 00:00:00 +0100", "20260131230000"),
        ("Sun, 31 Jan 2026 00:00:00 GMT", "20260201000000"),
    ];

    const REFUSED: &[&str] = &[
        "2026-01-31T23:59:59.1234567Z",
        "2026-01-31T23:59:59z",
        "2026-01-31t23:59:59Z",
        "9999999999999",
        "99999999999999",
        "253402300800",
        "-62167219201",
        "1 Jan 12026 23:59:59",
        "Sat, 31 Foo 2026 23:59:59 GMT",
        "Xyz, 31 Jan 2026 23:59:59 GMT",
        "Monday, 31-Jan-26 23:59:59 XXXXX",
        "Funday, 31-Jan-26 23:59:59 GMT",
        "20260131235959\n",
        "2026-01-31",
        "abc",
        "Now",
        " 2026-01-31T23:59:59Z",
        "2026-1-31T23:59:59Z",
        "2026013123595",
        "202601312359590",
        "Sat, 31 JAN 2026 23:59:59 GMT",
        "Thu, 31 Dec 9999 23:59:59 -0100",
        "9999-12-31T23:59:59-01:00",
        "0000-01-01T00:00:00+01:00",
        "",
        "2026-01-31T23:59:59+0",
        "Sat, 31 Jan 2026 23:59:59 CET",
        "Sat, 31 Jan 2026 23:59:59 J",
    ];

    #[test]
    fn every_form_mediawiki_takes_is_read_as_it_reads_it() {
        for (text, time) in READ {
            let read = Timestamp::parse(text, NOW).map(Timestamp::mw14);
            assert_eq!(read.as_deref(), Some(*time), "{text:?}");
        }
    }

    #[test]
    fn what_mediawiki_does_not_take_is_no_timestamp() {
        for text in REFUSED {
            assert_eq!(Timestamp::parse(text, NOW), None, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        // From the year 1000 on; in mail an earlier one is short for another.
        fn whatever_is_written_is_read_back(unix in -30_610_224_000..=calendar::LAST) {
            let time = Timestamp::from_unix(unix);
            for text in [time.to_string(), time.mw14(), time.http_date(), unix.to_string()] {
                assert_eq!(Timestamp::parse(&text, NOW), Some(time), "{text}");
            }
        }

        #[test]
        fn reading_never_panics(text in ".*") {
            Timestamp::parse(&text, NOW);
        }
    }
}
