//! What `strtotime` gathers from a text, and the moment it makes of it (timelib's `fill_holes` and `update_ts`).

use super::{
    Timestamp,
    calendar::{self, DAY, Moment},
    spoken::{Edge, Said, Token},
};

/// A unit of distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Less than a second.
    Fraction,
    /// So many seconds.
    Seconds(i64),
    /// So many days.
    Days(i64),
    /// So many months.
    Months(i64),
    /// A day of the week.
    Weekday(i64),
    /// A day from Monday to Friday.
    Workday,
}

/// When a day of the week is meant that is today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Today {
    /// Today does.
    Counts,
    /// The next one is meant.
    Passed,
    /// The one in the week that the rest names.
    SameWeek,
}

/// What was said so far.
#[derive(Debug, Default)]
pub(super) struct Reading {
    year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    time: Option<(i64, i64, i64)>,
    has_date: bool,
    has_time: bool,
    zones: u8,
    zone: i64,
    seconds: i64,
    days: i64,
    months: i64,
    weekday: Option<(i64, Today)>,
    workdays: Option<i64>,
    edge: Option<Edge>,
    nth_weekday: Option<i64>,
}

impl Reading {
    /// Takes one more piece in, or refuses what was said twice.
    pub(super) fn take(&mut self, token: Token) -> Option<()> {
        match token {
            Token::Nothing => {}
            Token::Midnight(days) => {
                self.forget_time();
                if days != 0 {
                    self.days = days;
                }
            }
            Token::Noon => {
                self.forget_time();
                (self.has_time, self.time) = (true, Some((12, 0, 0)));
            }
            Token::Unix(seconds) => self.take_unix(seconds)?,
            Token::EdgeOfMonth(edge) => self.edge = Some(edge),
            Token::NthWeekday(count, day) => {
                self.forget_time();
                self.nth_weekday = Some(count);
                self.away_by_weekday(count, day, Today::Counts);
            }
            Token::Form(found) => self.take_form(&found)?,
            Token::Month(month) => {
                self.say_date()?;
                self.month = Some(month);
            }
            Token::Ago => self.turn_back(),
            Token::Weekday(day) => {
                self.forget_time();
                let same_week = matches!(self.weekday, Some((_, Today::SameWeek)));
                self.weekday = Some((day, if same_week { Today::SameWeek } else { Today::Counts }));
            }
            Token::Week(count) => {
                add(&mut self.days, count, 7);
                // Without a day of the week it is Monday.
                self.weekday = Some((self.weekday.map_or(1, |(day, _)| day), Today::SameWeek));
            }
            Token::Away(count, unit, said) => self.take_distance(count, unit, said),
            Token::Zone(offset) => self.take_zone(offset)?,
        }
        Some(())
    }

    /// Seconds since 1970.
    pub(super) fn resolve(mut self, now: Timestamp) -> Option<i64> {
        let today = Moment::of(now.unix());
        if self.has_date && !self.has_time {
            self.time = Some((0, 0, 0));
        }
        let (hour, minute, second) = self.time.unwrap_or((today.hour, today.minute, today.second));
        let mut moment = Moment {
            year: self.year.unwrap_or(today.year),
            month: self.month.unwrap_or(today.month),
            day: self.day.unwrap_or(today.day),
            hour,
            minute,
            second,
        };
        if let Some(count) = self.nth_weekday {
            moment.day = 1;
            // The last one is sought back from the month after.
            moment.month = moment.month.checked_add(self.months)?.checked_add(i64::from(count < 0))?;
            self.months = 0;
        }
        if let Some((day, today)) = self.weekday {
            moment.day += self.days_to_weekday(&moment, day, today)?;
            moment = Moment::of(moment.unix()?);
        }
        moment.day = moment.day.checked_add(self.days)?;
        moment.month = moment.month.checked_add(self.months)?;
        match self.edge {
            Some(Edge::First) => moment.day = 1,
            Some(Edge::Last) => (moment.month, moment.day) = (moment.month + 1, 0),
            None => {}
        }
        let mut unix = moment.unix()?;
        if let Some(count) = self.workdays {
            unix = after_workdays(unix, count)?;
        }
        unix.checked_add(self.seconds)?.checked_sub(self.zone)
    }

    fn take_unix(&mut self, seconds: i64) -> Option<()> {
        // It replaces a date and a time, but not a zone.
        (self.zones == 0).then(|| self.zones = 1)?;
        self.forget_time();
        self.has_date = false;
        (self.year, self.month, self.day) = (Some(1970), Some(1), Some(1));
        add(&mut self.seconds, seconds, 1);
        Some(())
    }

    fn take_form(&mut self, found: &super::form::Found) -> Option<()> {
        if found.maybe_year && self.has_time {
            self.year = found.hour.map(|hour| hour * 100 + found.minute);
            return Some(());
        }
        if found.month.is_some() || found.day.is_some() {
            self.say_date()?;
            self.month = found.month;
            self.day = found.day.or(found.year.and(Some(1)));
        }
        self.year = found.year.or(self.year);
        if let Some(hour) = found.hour {
            (!self.has_time).then(|| self.has_time = true)?;
            self.time = Some((hour, found.minute, found.second));
        }
        found.zone.map_or(Some(()), |offset| self.take_zone(Some(offset)))
    }

    fn take_distance(&mut self, count: i64, unit: Unit, said: Said) {
        match unit {
            Unit::Fraction => {}
            Unit::Seconds(seconds) => add(&mut self.seconds, count, seconds),
            Unit::Days(days) => add(&mut self.days, count, days),
            Unit::Months(months) => add(&mut self.months, count, months),
            Unit::Weekday(day) => {
                if said != Said::InNumbers {
                    self.forget_time();
                }
                let today = if said == Said::InWords { Today::Passed } else { Today::Counts };
                self.away_by_weekday(count, day, today);
            }
            Unit::Workday => {
                if said != Said::InNumbers {
                    self.forget_time();
                }
                self.workdays = Some(count);
            }
        }
    }

    fn away_by_weekday(&mut self, count: i64, day: i64, today: Today) {
        // The first one to come is none away.
        add(&mut self.days, count - i64::from(count > 0), 7);
        self.weekday = Some((day, today));
    }

    fn take_zone(&mut self, offset: Option<i64>) -> Option<()> {
        if self.zones == 0 {
            self.zone = offset?;
        }
        self.zones += 1;
        // The second is ignored, the third is too much.
        (self.zones < 3).then_some(())
    }

    fn turn_back(&mut self) {
        for distance in [&mut self.seconds, &mut self.days, &mut self.months] {
            *distance = distance.saturating_neg();
        }
        self.workdays = self.workdays.map(|count| -count);
        self.weekday = self.weekday.map(|(day, today)| (if day == 0 { -7 } else { -day }, today));
    }

    fn say_date(&mut self) -> Option<()> {
        (!self.has_date).then(|| self.has_date = true)
    }

    fn forget_time(&mut self) {
        (self.has_time, self.time) = (false, Some((0, 0, 0)));
    }

    fn days_to_weekday(&self, moment: &Moment, day: i64, today: Today) -> Option<i64> {
        let current = calendar::weekday(moment.unix()?) as i64;
        if today == Today::SameWeek {
            // Weeks begin on Monday, so a Sunday is the day after Saturday.
            return Some(match (current, day) {
                (0, 0) => 0,
                (0, day) => day - 7,
                (current, 0) => 7 - current,
                (current, day) => day - current,
            });
        }
        if day < 0 {
            return Some(-(7 - (-day - current)));
        }
        let ahead = day - current;
        let limit = if today == Today::Counts { -1 } else { 0 };
        let passed = if self.days < 0 { ahead < 0 } else { ahead <= limit };
        Some(if passed { ahead + 7 } else { ahead })
    }
}

/// Adds a distance that may be absurdly long.
fn add(sum: &mut i64, count: i64, unit: i64) {
    *sum = sum.saturating_add(count.saturating_mul(unit));
}

/// The moment so many days from Monday to Friday away.
fn after_workdays(from: i64, count: i64) -> Option<i64> {
    let is_free = |unix| matches!(calendar::weekday(unix), 0 | 6);
    let mut unix = from;
    // From a weekend one counts as if from its other end, so that one day ahead is Monday.
    let toward = if count > 0 { -DAY } else { DAY };
    while is_free(unix) {
        unix += toward;
    }
    // Whole weeks at once, so that a large number takes no time.
    let (weeks, rest) = (count / 5, count % 5);
    unix = unix.checked_add(weeks.checked_mul(7 * DAY)?)?;
    let step = DAY * rest.signum();
    for _ in 0..rest.abs() {
        unix += step;
        while is_free(unix) {
            unix += step;
        }
    }
    Some(unix)
}
