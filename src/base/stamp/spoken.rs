//! Times as people say them, `next friday` or `2 weeks`: the grammar of PHP's `strtotime` (timelib). At each place
//! the form wins that takes the longest piece; of equal ones the one that stands first in [`FORMS`].

use super::{
    Timestamp, calendar,
    form::{self, Found},
    relative::{Reading, Unit},
    zone,
};

/// Reads `text` as `strtotime` does when it is `now`; nothing if the time is none that a wiki tells.
pub(super) fn parse(text: &str, now: Timestamp) -> Option<Timestamp> {
    let told = calendar::FIRST..=calendar::LAST;
    seconds(text, now).filter(|unix| told.contains(unix)).map(Timestamp)
}

/// The same in seconds since 1970, however far away.
pub(super) fn seconds(text: &str, now: Timestamp) -> Option<i64> {
    let text = text.trim_matches([' ', '\t', '\n', '\r', '\x0b', '\x0c']);
    if text.is_empty() {
        return None;
    }
    let mut rest = text.as_bytes();
    let mut reading = Reading::default();
    // A line feed ends what is read.
    while !matches!(rest.first(), None | Some(b'\n' | b'\0')) {
        let (length, token) = next(rest)?;
        reading.take(token)?;
        rest = &rest[length..];
    }
    reading.resolve(now)
}

/// A piece of text and what it says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token {
    /// Nothing: white space, a comma, `now`.
    Nothing,
    /// So many days from today, at midnight.
    Midnight(i64),
    /// Today at twelve.
    Noon,
    /// Seconds since 1970.
    Unix(i64),
    /// The first or the last day of the month.
    EdgeOfMonth(Edge),
    /// The nth of a weekday in the month, or the last one.
    NthWeekday(i64, i64),
    /// A date, a time or both.
    Form(Found),
    /// A month by its name.
    Month(i64),
    /// The opposite of all distances so far.
    Ago,
    /// A day of the week.
    Weekday(i64),
    /// `next week`.
    Week(i64),
    /// So many units away; whether a number or a word said so.
    Away(i64, Unit, Said),
    /// An offset from Greenwich, or a word that may only be one and is none.
    Zone(Option<i64>),
}

/// An edge of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    First,
    Last,
}

/// How a distance was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// `+1 day`: the time of day stays.
    InNumbers,
    /// `next friday`
    InWords,
    /// `this friday`, which may be today.
    AsThis,
}

/// The length of a piece and what it says.
type Piece = Option<(usize, Token)>;

/// Kinds of pieces, in the order in which they are preferred.
const KINDS: &[fn(&[u8]) -> Piece] = &[
    word,
    unix,
    edge_of_month,
    nth_weekday,
    dated,
    weekday,
    week,
    in_words,
    month,
    zoned,
    in_numbers,
    blank,
];

fn next(text: &[u8]) -> Piece {
    // The last maximum would win, so ask the preferred kind last.
    KINDS.iter().rev().filter_map(|kind| kind(text)).max_by_key(|(length, _)| *length)
}

fn word(text: &[u8]) -> Piece {
    const WORDS: &[(&str, Token)] = &[
        ("yesterday", Token::Midnight(-1)),
        ("now", Token::Nothing),
        ("noon", Token::Noon),
        ("midnight", Token::Midnight(0)),
        ("today", Token::Midnight(0)),
        ("tomorrow", Token::Midnight(1)),
        ("ago", Token::Ago),
    ];
    WORDS.iter().find(|(word, _)| form::starts(text, word)).map(|(word, token)| (word.len(), *token))
}

/// `@1769903999`
fn unix(text: &[u8]) -> Piece {
    let digits = text.strip_prefix(b"@")?;
    let negative = digits.first() == Some(&b'-');
    let digits = &digits[usize::from(negative)..];
    let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number: i64 = std::str::from_utf8(&digits[..count]).ok()?.parse().ok()?;
    Some((1 + usize::from(negative) + count, Token::Unix(if negative { -number } else { number })))
}

fn edge_of_month(text: &[u8]) -> Piece {
    [("first day of", Edge::First), ("last day of", Edge::Last)]
        .into_iter()
        .find(|(words, _)| form::starts(text, words))
        .map(|(words, edge)| (words.len(), Token::EdgeOfMonth(edge)))
}

/// `second friday of`
fn nth_weekday(text: &[u8]) -> Piece {
    let (length, count, _) = ordinal(text)?;
    let at = after_spaces(text, length)?;
    let (length, day) = weekday_name(&text[at..])?;
    let at = after_spaces(text, at + length)?;
    form::starts(&text[at..], "of").then_some((at + 2, Token::NthWeekday(count, day)))
}

fn dated(text: &[u8]) -> Piece {
    let (length, found) = form::longest(text)?;
    Some((length, Token::Form(found)))
}

fn month(text: &[u8]) -> Piece {
    form::month_name(text).map(|(length, month)| (length, Token::Month(month)))
}

fn weekday(text: &[u8]) -> Piece {
    // A weekday is Monday.
    let any =
        ["weekdays", "weekday"].into_iter().find(|word| form::starts(text, word)).map(|word| (word.len(), 1));
    any.or_else(|| weekday_name(text)).map(|(length, day)| (length, Token::Weekday(day)))
}

/// `next week`, which keeps the day of the week.
fn week(text: &[u8]) -> Piece {
    let (length, count, _) = ordinal(text).filter(|(.., kind)| *kind == Ordinal::Text)?;
    let at = after_spaces(text, length)?;
    form::starts(&text[at..], "week").then_some((at + 4, Token::Week(count)))
}

/// `next friday`, `third month`
fn in_words(text: &[u8]) -> Piece {
    let (length, count, _) = ordinal(text)?;
    let at = after_spaces(text, length)?;
    let (unit_length, unit) = unit(&text[at..])?;
    // A week in words is another matter, weeks are not.
    (unit_length != 4 || !form::starts(&text[at..], "week")).then_some(())?;
    let said = if form::starts(text, "this") { Said::AsThis } else { Said::InWords };
    Some((at + unit_length, Token::Away(count, unit, said)))
}

/// `+1 day`, `- 2weeks`
fn in_numbers(text: &[u8]) -> Piece {
    let signs = text.iter().take_while(|byte| matches!(byte, b'+' | b'-')).count();
    let negative = text[..signs].iter().fold(false, |negative, sign| negative ^ (*sign == b'-'));
    let at = signs + form::spaces(&text[signs..]);
    let digits = text[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    (1..=13).contains(&digits).then_some(())?;
    let number: i64 = std::str::from_utf8(&text[at..at + digits]).ok()?.parse().ok()?;
    let at = at + digits;
    let at = at + form::spaces(&text[at..]);
    let (length, unit) = unit(&text[at..])?;
    Some((at + length, Token::Away(if negative { -number } else { number }, unit, Said::InNumbers)))
}

fn zoned(text: &[u8]) -> Piece {
    let (length, offset) = zone::read(text)?;
    Some((length, Token::Zone(offset)))
}

fn blank(text: &[u8]) -> Piece {
    matches!(text.first()?, b' ' | b'\t' | b',' | b'.').then_some((1, Token::Nothing))
}

/// The place after the spaces at a place, of which there must be one.
fn after_spaces(text: &[u8], at: usize) -> Option<usize> {
    let count = form::spaces(&text[at..]);
    (count > 0).then_some(at + count)
}

/// What a count in words is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ordinal {
    Number,
    Text,
}

fn ordinal(text: &[u8]) -> Option<(usize, i64, Ordinal)> {
    const NUMBERS: [&str; 13] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth", "eight",
    ];
    const TEXTS: [(&str, i64); 4] = [("next", 1), ("last", -1), ("previous", -1), ("this", 0)];
    let text_word = TEXTS.iter().find(|(word, _)| form::starts(text, word));
    if let Some((word, count)) = text_word {
        return Some((word.len(), *count, Ordinal::Text));
    }
    let place = NUMBERS.iter().position(|word| form::starts(text, word))?;
    let count = if NUMBERS[place] == "eight" { 8 } else { place as i64 + 1 };
    Some((NUMBERS[place].len(), count, Ordinal::Number))
}

/// A day of the week in any of its spellings, 0 for Sunday.
fn weekday_name(text: &[u8]) -> Option<(usize, i64)> {
    let day = calendar::WEEKDAYS.iter().position(|day| form::starts(text, &day[..3]))?;
    let name = calendar::WEEKDAYS[day];
    let plural = form::starts(text, name) && form::starts(&text[name.len()..], "s");
    let length = if plural {
        name.len() + 1
    } else if form::starts(text, name) {
        name.len()
    } else {
        3
    };
    Some((length, day as i64))
}

fn unit(text: &[u8]) -> Option<(usize, Unit)> {
    const UNITS: &[(&str, Unit)] = &[
        ("weekdays", Unit::Workday),
        ("weekday", Unit::Workday),
        ("microsecond", Unit::Fraction),
        ("millisecond", Unit::Fraction),
        ("msec", Unit::Fraction),
        ("usec", Unit::Fraction),
        ("ms", Unit::Fraction),
        ("µs", Unit::Fraction),
        ("second", Unit::Seconds(1)),
        ("sec", Unit::Seconds(1)),
        ("minute", Unit::Seconds(60)),
        ("min", Unit::Seconds(60)),
        ("hour", Unit::Seconds(3600)),
        ("day", Unit::Days(1)),
        ("weeks", Unit::Days(7)),
        ("week", Unit::Days(7)),
        ("fortnight", Unit::Days(14)),
        ("forthnight", Unit::Days(14)),
        ("month", Unit::Months(1)),
        ("year", Unit::Months(12)),
    ];
    let named = UNITS.iter().find(|(word, _)| form::starts(text, word)).map(|(word, unit)| {
        let plural = !word.starts_with("week") && word.len() > 2 && form::starts(&text[word.len()..], "s");
        (word.len() + usize::from(plural), *unit)
    });
    named.or_else(|| weekday_name(text).map(|(length, day)| (length, Unit::Weekday(day))))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-18T11:06:40Z, a Wednesday.
    const NOW: Timestamp = Timestamp::from_unix(1_795_000_000);

    /// Each text beside what PHP 8.2 makes of it.
    const READ: &[(&str, &str)] = &[
        ("1 week", "2026-11-25T11:06:40Z"),
        ("2 hours", "2026-11-18T13:06:40Z"),
        ("3 days", "2026-11-21T11:06:40Z"),
        ("6 months", "2027-05-18T11:06:40Z"),
        ("1 year", "2027-11-18T11:06:40Z"),
        ("+1 week 2 days 4 hours 2 seconds", "2026-11-27T15:06:42Z"),
        ("31 January 2027 + 1 month", "2027-03-03T00:00:00Z"),
        ("1 month 1 day ago", "2026-10-17T11:06:40Z"),
        ("--1 week", "2026-11-25T11:06:40Z"),
        ("1week", "2026-11-25T11:06:40Z"),
        ("2 fortnights", "2026-12-16T11:06:40Z"),
        ("5 weekdays", "2026-11-25T11:06:40Z"),
        ("-3 weekdays", "2026-11-13T11:06:40Z"),
        ("tomorrow", "2026-11-19T00:00:00Z"),
        ("TOMORROW noon", "2026-11-19T12:00:00Z"),
        ("noon tomorrow", "2026-11-19T00:00:00Z"),
        ("yesterday 14:00", "2026-11-17T14:00:00Z"),
        ("today", "2026-11-18T00:00:00Z"),
        ("now", "2026-11-18T11:06:40Z"),
        ("next week", "2026-11-23T11:06:40Z"),
        ("last month", "2026-10-18T11:06:40Z"),
        ("next year", "2027-11-18T11:06:40Z"),
        ("monday", "2026-11-23T00:00:00Z"),
        ("next monday", "2026-11-23T00:00:00Z"),
        ("last friday", "2026-11-13T00:00:00Z"),
        ("this wednesday", "2026-11-18T00:00:00Z"),
        ("sat", "2026-11-21T00:00:00Z"),
        ("monday next week", "2026-11-23T00:00:00Z"),
        ("sunday this week", "2026-11-22T00:00:00Z"),
        ("first monday of january 2027", "2027-01-04T00:00:00Z"),
        ("last friday of next month", "2026-12-25T00:00:00Z"),
        ("first day of next month", "2026-12-01T11:06:40Z"),
        ("last day of february 2028", "2028-02-29T00:00:00Z"),
        ("third day", "2026-11-21T11:06:40Z"),
        ("2027-01-01", "2027-01-01T00:00:00Z"),
        ("2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
        ("2027-01-01 12:00:30", "2027-01-01T12:00:30Z"),
        ("2027-01-01T12:00:00+01:00", "2027-01-01T11:00:00Z"),
        ("2027-01-01T12:00:00.123Z", "2027-01-01T12:00:00Z"),
        ("20270101120000", "2027-01-01T12:00:00Z"),
        ("20270101T120000", "2027-01-01T12:00:00Z"),
        ("2027/1/5", "2027-01-05T00:00:00Z"),
        ("1/5/2027", "2027-01-05T00:00:00Z"),
        ("12/25/27", "2027-12-25T00:00:00Z"),
        ("25.12.2027", "2027-12-25T00:00:00Z"),
        ("25-12-2027", "2027-12-25T00:00:00Z"),
        ("25 December 2027", "2027-12-25T00:00:00Z"),
        ("December 25, 2027 10:00", "2027-12-25T10:00:00Z"),
        ("Dec 25", "2026-12-25T00:00:00Z"),
        ("December 2027", "2027-12-01T00:00:00Z"),
        ("20:14, 21 November 2027", "2027-11-21T20:14:00Z"),
        ("Sun, 21-Nov-2027 20:14:00 GMT", "2027-11-21T20:14:00Z"),
        ("1st january 2027", "2027-01-01T00:00:00Z"),
        ("sept 3", "2026-09-03T00:00:00Z"),
        ("3 XII 2027", "2027-12-03T00:00:00Z"),
        ("2027", "2026-11-18T20:27:00Z"),
        ("1975", "1975-11-18T11:06:40Z"),
        ("3 pm", "2026-11-18T15:00:00Z"),
        ("3:15:10 a.m.", "2026-11-18T03:15:10Z"),
        ("12 am", "2026-11-18T00:00:00Z"),
        ("@1234567890", "2009-02-13T23:31:30Z"),
        ("2027-01-01 00:00 EST", "2027-01-01T05:00:00Z"),
        ("2027-01-01 GMT+3", "2026-12-31T21:00:00Z"),
        ("2027-02-30", "2027-03-02T00:00:00Z"),
        ("27-01-01", "2027-01-01T00:00:00Z"),
        ("70-01-01", "1970-01-01T00:00:00Z"),
        ("2027001", "2027-01-01T00:00:00Z"),
        ("2027-Jan-05", "2027-01-05T00:00:00Z"),
        ("5/Jan/2027:10:00:00 +0100", "2027-01-05T09:00:00Z"),
        ("1 sat", "2026-11-21T11:06:40Z"),
        ("nov 21 8:15pm", "2026-11-21T20:15:00Z"),
        ("12:00:00 tomorrow", "2026-11-19T00:00:00Z"),
    ];

    const REFUSED: &[&str] = &[
        "",
        "0",
        "foo",
        "garbage",
        "1 foo",
        "a b c d",
        "infinite",
        "never",
        "2027-13-01",
        "2027-01-01 2027-01-02",
        "12:00 13:00",
        "1.5 days foo",
        "99999 years",
        "one week",
        "99999999999999 sec",
        "tues",
        "1 day and 2 hours",
    ];

    #[test]
    fn people_are_understood_as_php_understands_them() {
        for (text, time) in READ {
            let read = Timestamp::spoken(text, NOW).map(|time| time.to_string());
            assert_eq!(read.as_deref(), Some(*time), "{text:?}");
        }
    }

    #[test]
    fn what_php_does_not_understand_is_refused() {
        for text in REFUSED {
            assert_eq!(Timestamp::spoken(text, NOW), None, "{text:?}");
        }
    }

    #[test]
    fn years_of_five_digits_are_known_and_not_told() {
        for (text, beyond) in
            [("@253402300800", true), ("+9000 years", true), ("@253402300799", false), ("foo", false)]
        {
            assert_eq!(Timestamp::is_spoken_beyond(text, NOW), beyond, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_said_nobody_panics(
            text in "[ -~]{0,40}|[0-9a-z +:@.-]{0,30}",
            now in -9_999_999_999_i64..99_999_999_999,
        ) {
            Timestamp::spoken(&text, Timestamp::from_unix(now));
        }
    }
}
