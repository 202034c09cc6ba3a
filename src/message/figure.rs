//! Numbers, sizes and lengths of time in words (`Language::formatNum`, `formatSize`, `formatDuration`).

/// A number with its digits grouped by commas: `12,345`.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        words.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// A size: the key of its unit and the number before it. Megabytes and above have up to two decimals.
pub(super) fn size(bytes: i64) -> (&'static str, String) {
    const UNITS: [&str; 9] = [
        "size-bytes",
        "size-kilobytes",
        "size-megabytes",
        "size-gigabytes",
        "size-terabytes",
        "size-petabytes",
        "size-exabytes",
        "size-zettabytes",
        "size-yottabytes",
    ];
    let mut unit = 0;
    let mut amount = bytes as f64;
    while amount >= 1024.0 && unit + 1 < UNITS.len() {
        unit += 1;
        amount /= 1024.0;
    }
    if unit < 2 {
        return (UNITS[unit], grouped(amount.round() as i64));
    }
    let hundredths = (amount * 100.0).round() as i64;
    let decimals = format!("{:02}", hundredths % 100);
    let decimals = decimals.trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    (UNITS[unit], format!("{}{point}{decimals}", grouped(hundredths / 100)))
}

/// A length of time, cut into its parts: the key of each unit and how many there are.
pub(super) fn duration(seconds: i64) -> Vec<(&'static str, i64)> {
    // A year is 365.2425 days here; months and weeks are not asked for.
    const UNITS: [(&str, i64); 8] = [
        ("duration-millennia", 31_556_952_000),
        ("duration-centuries", 3_155_695_200),
        ("duration-decades", 315_569_520),
        ("duration-years", 31_556_952),
        ("duration-days", 86_400),
        ("duration-hours", 3600),
        ("duration-minutes", 60),
        ("duration-seconds", 1),
    ];
    let mut left = seconds;
    let mut parts = Vec::new();
    for (unit, length) in UNITS {
        let count = left.div_euclid(length);
        if count > 0 || (length == 1 && parts.is_empty()) {
            left -= count * length;
            parts.push((unit, count));
        }
    }
    parts
}

/// A length of time that the calendar has counted as years, months, days, hours, minutes and seconds, likewise.
pub(super) fn calendar([years, months, days, hours, minutes, seconds]: [i64; 6]) -> Vec<(&'static str, i64)> {
    let counts = [
        ("duration-millennia", years / 1000),
        ("duration-centuries", years % 1000 / 100),
        ("duration-decades", years % 100 / 10),
        ("duration-years", years % 10),
        ("duration-months", months),
        ("duration-days", days),
        ("duration-hours", hours),
        ("duration-minutes", minutes),
        ("duration-seconds", seconds),
    ];
    let mut parts: Vec<_> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    if parts.is_empty() {
        parts.push(("duration-seconds", 0));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_threes() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1000), "1,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(-1234), "-1,234");
    }

    #[test]
    fn sizes_have_decimals_from_megabytes_on() {
        assert_eq!(size(0), ("size-bytes", "0".into()));
        assert_eq!(size(1023), ("size-bytes", "1,023".into()));
        assert_eq!(size(1536), ("size-kilobytes", "2".into()));
        assert_eq!(size(104_857_600), ("size-megabytes", "100".into()));
        assert_eq!(size(1_600_000), ("size-megabytes", "1.53".into()));
    }

    #[test]
    fn a_length_of_time_is_cut_into_units() {
        assert_eq!(duration(300), [("duration-minutes", 5)]);
        assert_eq!(
            duration(90_061),
            [("duration-days", 1), ("duration-hours", 1), ("duration-minutes", 1), ("duration-seconds", 1)]
        );
        assert_eq!(duration(0), [("duration-seconds", 0)]);
    }
}
