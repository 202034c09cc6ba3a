//! Days, months and years: jiff counts them, this room lets them overflow as PHP does (the 32nd of a month is
//! the 1st of the next).

use jiff::{SignedDuration, civil, tz::Offset};

/// The first second of year 0, the first that four digits can say.
pub(super) const FIRST: i64 = -62_167_219_200;
/// The last second of year 9999.
pub(super) const LAST: i64 = 253_402_300_799;

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// Seconds of 400 years, after which the calendar repeats itself. jiff ends with year 9999 and PHP does not.
const CYCLE: i64 = 146_097 * DAY;

/// The months' names.
pub(super) const MONTHS: [&str; 12] = [
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

/// The days' names, from Sunday.
pub(super) const WEEKDAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// A date and a time of day. Fields may lie outside their usual ranges until they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) year: i64,
    pub(super) month: i64,
    pub(super) day: i64,
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: i64,
}

impl Moment {
    /// Midnight, 1 January 1970.
    pub(super) const EPOCH: Self = Self { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0 };

    /// The date and time of so many seconds since 1970.
    pub(super) fn of(unix: i64) -> Self {
        let within = SignedDuration::from_secs(unix.rem_euclid(CYCLE));
        let time = jiff::Timestamp::from_duration(within).expect("400 years from 1970 are within reach");
        let there = Offset::UTC.to_datetime(time);
        Self {
            year: i64::from(there.year()) + unix.div_euclid(CYCLE) * 400,
            month: there.month().into(),
            day: there.day().into(),
            hour: there.hour().into(),
            minute: there.minute().into(),
            second: there.second().into(),
        }
    }

    /// Seconds since 1970, or nothing if that is too far away to count.
    pub(super) fn unix(&self) -> Option<i64> {
        let months = self.year.checked_sub(1970)?.checked_mul(12)?.checked_add(self.month.checked_sub(1)?)?;
        let (cycles, month_of_cycle) = (months.div_euclid(4800), months.rem_euclid(4800));
        let year = 1970 + month_of_cycle / 12;
        let first = civil::date(year as i16, (month_of_cycle % 12) as i8 + 1, 1).at(0, 0, 0, 0);
        let midnight =
            Offset::UTC.to_timestamp(first).expect("400 years from 1970 are within reach").as_second();
        let parts = [
            (cycles, CYCLE),
            (self.day.checked_sub(1)?, DAY),
            (self.hour, 3600),
            (self.minute, 60),
            (self.second, 1),
        ];
        parts.iter().try_fold(midnight, |sum, (count, unit)| sum.checked_add(count.checked_mul(*unit)?))
    }
}

/// What lies between two moments, the first being the earlier: years, months, days, hours, minutes and seconds
/// (PHP's `DateTime::diff`).
pub(super) fn between(from: i64, to: i64) -> [i64; 6] {
    let (start, end) = (Moment::of(from), Moment::of(to));
    let later = |months: i64| Moment { month: start.month + months, ..start }.unix().unwrap_or(i64::MAX);
    let mut months = (end.year - start.year) * 12 + end.month - start.month;
    while later(months) > to {
        months -= 1;
    }
    let left = to - later(months);
    [months / 12, months % 12, left / DAY, left % DAY / 3600, left % 3600 / 60, left % 60]
}

/// The day of the week of a moment, 0 for Sunday.
pub(super) fn weekday(unix: i64) -> usize {
    // 1 January 1970 was a Thursday.
    (unix.div_euclid(DAY) + 4).rem_euclid(7) as usize
}

/// The month whose name begins with these three letters, 1 for January.
pub(super) fn month_named(short: &str) -> Option<i64> {
    MONTHS.iter().position(|name| name[..3] == *short).map(|place| place as i64 + 1)
}
