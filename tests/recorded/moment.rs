//! Times as answers spell them, read and written in seconds since 1970, with fractions.

pub(crate) const HOUR: f64 = 3600.0;
pub(crate) const DAY: f64 = 24.0 * HOUR;

pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The moment of a date and time in UTC. Days, hours and so on may be past their end: they run over.
pub(crate) fn of(date: [i64; 3], time: [i64; 3]) -> Option<f64> {
    let [year, month, day] = date;
    let [hour, minute, second] = time;
    if !(1..=12).contains(&month) || !(1..=9999).contains(&year) {
        return None;
    }
    let days = days_before_year(year) + days_before_month(year, month) + day - 1;
    Some((((days * 24 + hour) * 60 + minute) * 60 + second) as f64)
}

/// Days from 1970 to the first day of a year.
fn days_before_year(year: i64) -> i64 {
    let gone = year - 1;
    gone * 365 + gone / 4 - gone / 100 + gone / 400 - 719_162
}

fn days_before_month(year: i64, month: i64) -> i64 {
    const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    BEFORE[month as usize - 1] + i64::from(leap && month > 2)
}

/// A name for a time near now, or a whole number of hours ahead of now. Other times keep their spelling.
pub(crate) fn name(moment: f64, now: f64, label: &str) -> Option<String> {
    let ahead = moment - now;
    if ahead.abs() < 12.0 * HOUR {
        Some(format!("<{label}>"))
    } else if 0.0 < ahead && ahead < 400.0 * DAY {
        Some(format!("<{label}+{}h>", (ahead / HOUR).round_ties_even() as i64))
    } else {
        None
    }
}

/// The moment a cookie's `expires` names, with dashes or spaces between day, month and year.
pub(crate) fn of_cookie(text: &str) -> Option<f64> {
    let text = text.replace(['-', ','], " ");
    let mut words = text.split_whitespace().skip_while(|word| word.parse::<u32>().is_err());
    let day = words.next()?.parse().ok()?;
    let month = words.next()?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|name| month.starts_with(&name[..3].to_ascii_lowercase()))?;
    let year = match words.next()?.parse::<i64>().ok()? {
        short @ 0..=68 => 2000 + short,
        short @ 69..=99 => 1900 + short,
        year => year,
    };
    let mut time = words.next()?.split(':').map(|part| part.parse().ok());
    let time = [time.next()??, time.next()??, time.next().unwrap_or(Some(0))?];
    of([year, month as i64 + 1, day], time)
}

/// The spelling of `${now}`, `${now+60}` and, for 14 digits, `${now:mw}`.
pub(crate) fn spell(seconds: f64, digits_only: bool) -> String {
    let moment = jiff::Timestamp::from_second(seconds.floor() as i64).expect("a time within the calendar");
    moment.strftime(if digits_only { "%Y%m%d%H%M%S" } else { "%Y-%m-%dT%H:%M:%SZ" }).to_string()
}

#[test]
fn cookie_dates_are_read_in_both_spellings() {
    assert_eq!(of_cookie("Thu, 01 Jan 1970 00:00:01 GMT"), Some(1.0));
    assert_eq!(of_cookie("Sat, 29-Feb-2020 12:00:00 GMT"), of([2020, 2, 29], [12, 0, 0]));
    assert_eq!(of([2020, 2, 29], [12, 0, 0]), Some(1_582_977_600.0));
    assert_eq!(of_cookie("soon"), None);
}
