//! Abbreviations of time zones, as PHP's `DateTimeZone::listAbbreviations` resolves them.

/// Hours east of Greenwich for the zones people write.
#[rustfmt::skip]
const HOURS: &[(&str, i8)] = &[
    ("ACDT", 10), ("ACST", 9), ("ADT", -3), ("AEDT", 11), ("AEST", 10), ("AKDT", -8), ("AKST", -9), ("AST", -4),
    ("AWST", 8), ("BST", 1), ("CAT", 2), ("CDT", -5), ("CEST", 2), ("CET", 1), ("CST", -6), ("EAT", 3), ("EDT", -4),
    ("EEST", 3), ("EET", 2), ("EST", -5), ("GMT", 0), ("HKT", 8), ("HST", -10), ("IDT", 3), ("IST", 2), ("JST", 9),
    ("MDT", -6), ("MEST", 2), ("MET", 1), ("MSD", 4), ("MSK", 3), ("MST", -7), ("NZDT", 13), ("NZST", 12), ("PDT", -7),
    ("PKT", 5), ("PST", -8), ("SAST", 2), ("SST", -11), ("UCT", 0), ("UTC", 0), ("WAT", 1), ("WEST", 1), ("WET", 0),
    ("WIB", 7), ("WIT", 9), ("WITA", 8),
];

/// Seconds east of Greenwich, for an abbreviation in either case or a single military letter.
pub(super) fn offset(name: &str) -> Option<i64> {
    if let [letter] = name.as_bytes() {
        return military(letter.to_ascii_uppercase());
    }
    let (name, hours) = HOURS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    // Australia's center is half an hour off.
    let half = if name.starts_with("AC") { 1800 } else { 0 };
    Some(i64::from(*hours) * 3600 + half)
}

fn military(letter: u8) -> Option<i64> {
    let hours = match letter {
        b'A'..=b'I' => i64::from(letter - b'A') + 1,
        b'K'..=b'M' => i64::from(letter - b'K') + 10,
        b'N'..=b'Y' => -1 - i64::from(letter - b'N'),
        b'Z' => 0,
        _ => return None,
    };
    Some(hours * 3600)
}

/// An offset or an abbreviation at the start of `text` and its length: `+01:00`, `GMT-3`, `CET`, `(utc)`.
/// A word that is no known one is nothing else either.
pub(super) fn read(text: &[u8]) -> Option<(usize, Option<i64>)> {
    if let Some((length, offset)) = correction(text) {
        return Some((length, Some(offset)));
    }
    let open = usize::from(text.first() == Some(&b'('));
    let letters = text[open..].iter().take(6).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let name = std::str::from_utf8(&text[open..open + letters]).ok()?;
    let close = usize::from(text.get(open + letters) == Some(&b')'));
    (letters > 0).then(|| (open + letters + close, offset(name)))
}

/// `+1`, `+130`, `+0130`, `GMT+01:30` at the start of `text` and its length.
pub(super) fn correction(text: &[u8]) -> Option<(usize, i64)> {
    let start = if text.starts_with(b"GMT") { 3 } else { 0 };
    let sign = match text.get(start)? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits = |at: usize| text[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let first = digits(start + 1);
    // Of three digits the last two are minutes.
    let hour_digits = if matches!(first, 1 | 3) { 1 } else { 2 };
    let (hour_digits, hours) = number(text, start + 1, hour_digits, 24)?;
    let mut at = start + 1 + hour_digits;
    at += usize::from(text.get(at) == Some(&b':'));
    let (minute_digits, minutes) = number(text, at, 2, 59).unwrap_or((0, 0));
    Some((at + minute_digits, sign * (hours * 3600 + minutes * 60)))
}

/// A number of up to so many digits and not above `limit`, and how many digits it has.
fn number(text: &[u8], at: usize, digits: usize, limit: i64) -> Option<(usize, i64)> {
    (1..=digits).rev().find_map(|count| {
        let digits = text.get(at..at + count).filter(|digits| digits.iter().all(u8::is_ascii_digit))?;
        let value = digits.iter().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        (value <= limit).then_some((count, value))
    })
}
