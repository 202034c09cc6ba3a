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
