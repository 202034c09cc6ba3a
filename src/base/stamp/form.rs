//! Forms of dates and times, written as patterns and matched for the longest piece.

use super::{calendar, zone};

/// What a form found.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Found {
    pub(super) year: Option<i64>,
    pub(super) month: Option<i64>,
    pub(super) day: Option<i64>,
    pub(super) hour: Option<i64>,
    pub(super) minute: i64,
    pub(super) second: i64,
    pub(super) zone: Option<i64>,
    /// Four digits that are a year if a time was said already.
    pub(super) maybe_year: bool,
}

/// The forms in timelib's order. Letters are pieces (see [`piece`]), `?` makes the piece before it optional, all else
/// stands for itself.
#[rustfmt::skip]
const FORMS: &[&str] = &[
    "h_a", "h:I_a", "h:i:S_a", "h:I:Sfa",
    "tH", "t?H:i", "t?H:i:s", "t?H:i:sf", "t?LI", "t?LIS",
    "m/d", "m/d/y", "W-M-D", "Y/M/D/?", "Y/m/d", "2-M-D", "Y-m", "y-m-d",
    "d~b~y", "d.m.Y", "d-m-Y", "d-m.Y", "d.m-Y", "d\tm.Y", "d\tm-Y", "d.m.2", "d\tm.2", "b~Y", "Y~b", "b~d,y", "b~d;",
    "d~b", "YMD", "YMDTH:I:S", "YMDtHIS", "Y-M-DTL:I:Sfo?", "Y-m-dTH:i:s", "YMDLIS", "Y:M:D L:I:S",
    "Y.?J", "B-D-y", "y-B-D", "d/B/Y:L:I:S_o", "Y",
    "b~d;h:I_a", "b~d;h:i:S_a", "b~d;t?H:i", "b~d;t?H:i:s",
];

/// The longest piece at the start of `text` that has one of the forms.
pub(super) fn longest(text: &[u8]) -> Option<(usize, Found)> {
    let mut best = None;
    for form in FORMS {
        let matched = matches(form.as_bytes(), text, 0, Found::default());
        if let Some((length, mut found)) = matched
            && best.is_none_or(|(longest, _)| length > longest)
        {
            found.maybe_year = *form == "t?LI" && length == 4;
            best = Some((length, found));
        }
    }
    best
}

fn matches(form: &[u8], text: &[u8], at: usize, found: Found) -> Option<(usize, Found)> {
    let Some((first, rest)) = form.split_first() else {
        return Some((at, found));
    };
    let (optional, rest) = match rest.strip_prefix(b"?") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let mut best: Option<(usize, Found)> = None;
    let mut consider = |length: usize, found: Found| {
        if let Some(matched) = matches(rest, text, at + length, found)
            && best.is_none_or(|(longest, _)| matched.0 > longest)
        {
            best = Some(matched);
        }
    };
    piece(*first, &text[at..], found, &mut consider);
    if optional {
        consider(0, found);
    }
    best
}

/// Offers every way in which a piece can stand at the start of `text`, the longest first.
fn piece(letter: u8, text: &[u8], found: Found, offer: &mut impl FnMut(usize, Found)) {
    let mut number = |digits: std::ops::RangeInclusive<usize>,
                      values: std::ops::RangeInclusive<i64>,
                      set: fn(&mut Found, i64, usize)| {
        for count in digits.rev() {
            let value = text.get(..count).and_then(value_of).filter(|value| values.contains(value));
            if let Some(value) = value {
                let mut found = found;
                set(&mut found, value, count);
                offer(count, found);
            }
        }
    };
    match letter {
        b'Y' => number(4..=4, 0..=9999, |found, year, _| found.year = Some(year)),
        b'y' => number(1..=4, 0..=9999, |found, year, count| found.year = Some(full_year(year, count))),
        b'2' => number(2..=2, 0..=99, |found, year, count| found.year = Some(full_year(year, count))),
        b'm' => number(1..=2, 0..=12, |found, month, _| found.month = Some(month)),
        b'M' => number(2..=2, 0..=12, |found, month, _| found.month = Some(month)),
        b'D' => number(2..=2, 0..=31, |found, day, _| found.day = Some(day)),
        b'J' => number(3..=3, 1..=366, |found, day, _| (found.month, found.day) = (Some(1), Some(day))),
        b'H' => number(1..=2, 0..=24, |found, hour, _| found.hour = Some(hour)),
        b'L' => number(2..=2, 0..=24, |found, hour, _| found.hour = Some(hour)),
        b'h' => number(1..=2, 1..=12, |found, hour, _| found.hour = Some(hour)),
        b'i' => number(1..=2, 0..=59, |found, minute, _| found.minute = minute),
        b'I' => number(2..=2, 0..=59, |found, minute, _| found.minute = minute),
        b's' => number(1..=2, 0..=60, |found, second, _| found.second = second),
        b'S' => number(2..=2, 0..=60, |found, second, _| found.second = second),
        b'd' => {
            for count in [2, 1] {
                let value = text.get(..count).and_then(value_of).filter(|day| *day <= 31);
                if let Some(day) = value {
                    let found = Found { day: Some(day), ..found };
                    let suffixed =
                        ["st", "nd", "rd", "th"].iter().any(|suffix| starts(&text[count..], suffix));
                    if suffixed {
                        offer(count + 2, found);
                    }
                    offer(count, found);
                }
            }
        }
        b'W' => {
            let signed = usize::from(matches!(text.first(), Some(b'+' | b'-')));
            if let Some(year) = text.get(signed..signed + 4).and_then(value_of) {
                let year = if text[0] == b'-' { -year } else { year };
                offer(signed + 4, Found { year: Some(year), ..found });
            }
        }
        b'b' => month(text).for_each(|(length, month)| offer(length, Found { month: Some(month), ..found })),
        b'B' => month(text)
            .filter(|(length, _)| (3..=4).contains(length))
            .for_each(|(length, month)| offer(length, Found { month: Some(month), ..found })),
        b'a' => {
            if let Some((length, pm)) = meridian(text) {
                let hour = found.hour.map(|hour| hour % 12 + if pm { 12 } else { 0 });
                offer(length, Found { hour, ..found });
            }
        }
        b'o' => {
            if let Some((length, offset)) = zone::correction(text) {
                offer(length, Found { zone: Some(offset), ..found });
            }
        }
        b'f' if text.first() == Some(&b'.') => {
            let digits = text[1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits > 0 {
                offer(1 + digits, found);
            }
        }
        b':' if matches!(text.first(), Some(b':' | b'.')) => offer(1, found),
        b't' if matches!(text.first(), Some(b't' | b'T')) => offer(1, found),
        b'_' => offer(spaces(text), found),
        b'~' => offer(count_of(text, b" \t.-"), found),
        b',' if count_of(text, b",.stndrh\t ") > 0 => offer(count_of(text, b",.stndrh\t "), found),
        b';' if text.is_empty() => offer(0, found),
        b';' if count_of(text, b",.stndrh\t ") > 0 => {
            for count in (1..=count_of(text, b",.stndrh\t ")).rev() {
                offer(count, found);
            }
        }
        literal if text.first() == Some(&literal) => offer(1, found),
        _ => {}
    }
}

/// A year of less than four digits is near 2000.
fn full_year(year: i64, digits: usize) -> i64 {
    match year {
        0..70 if digits < 4 => year + 2000,
        70..100 if digits < 4 => year + 1900,
        _ => year,
    }
}

fn value_of(digits: &[u8]) -> Option<i64> {
    let all = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    all.then(|| digits.iter().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0')))
}

/// The ways in which a month can stand at the start of `text`: name, abbreviation, Roman number.
pub(super) fn month(text: &[u8]) -> impl Iterator<Item = (usize, i64)> {
    const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let named = month_name(text);
    let short = named.filter(|(length, _)| *length > 3).map(|(_, month)| (3, month));
    let roman = (0..12).rev().filter(|place| text.starts_with(ROMAN[*place].as_bytes()));
    named.into_iter().chain(short).chain(roman.map(|place| (ROMAN[place].len(), place as i64 + 1)))
}

/// A month's name or abbreviation at the start of `text`.
pub(super) fn month_name(text: &[u8]) -> Option<(usize, i64)> {
    let place = calendar::MONTHS.iter().position(|name| starts(text, &name[..3]))?;
    let name = calendar::MONTHS[place];
    let length = if starts(text, name) {
        name.len()
    } else if starts(text, "sept") {
        4
    } else {
        3
    };
    Some((length, place as i64 + 1))
}

/// `am` or `p.m.`, with the white space or the end that must follow.
fn meridian(text: &[u8]) -> Option<(usize, bool)> {
    let pm = match text.first()? {
        b'a' | b'A' => false,
        b'p' | b'P' => true,
        _ => return None,
    };
    let mut at = 1 + usize::from(text.get(1) == Some(&b'.'));
    matches!(text.get(at)?, b'm' | b'M').then(|| at += 1)?;
    at += usize::from(text.get(at) == Some(&b'.'));
    match text.get(at) {
        None => Some((at, pm)),
        Some(b' ' | b'\t') => Some((at + 1, pm)),
        Some(_) => None,
    }
}

/// Whether `text` starts with a word, in either case.
pub(super) fn starts(text: &[u8], word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

/// How many spaces and tabs `text` starts with.
pub(super) fn spaces(text: &[u8]) -> usize {
    count_of(text, b" \t")
}

fn count_of(text: &[u8], bytes: &[u8]) -> usize {
    text.iter().take_while(|byte| bytes.contains(byte)).count()
}
