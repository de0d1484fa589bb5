//! Points in time and days, in UTC and whole seconds. Nothing here reads a clock.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::text::serde_as_text;

/// Seconds in a day; UTC as computers keep it has no leap seconds.
const DAY_S: i64 = 86_400;

/// The first year a record can bear. Nothing Hiwar writes down is older.
pub const YEAR_MIN: i32 = 2000;

/// The last year a record can bear.
pub const YEAR_MAX: i32 = 2199;

/// Why something is not a time or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TimeError {
    /// The text has another form than `2026-11-23T21:03:22Z`.
    #[error("a time is written as 2026-11-23T21:03:22Z")]
    Timestamp,
    /// The text has another form than `2026-11-23`, or the calendar has no such day.
    #[error("a day is written as 2026-11-23")]
    Day,
    /// The year is before [`YEAR_MIN`] or after [`YEAR_MAX`].
    #[error("a year is from {YEAR_MIN} to {YEAR_MAX}")]
    Range,
}

/// A calendar day in UTC, written `2026-11-23`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// The day with these numbers.
    ///
    /// # Errors
    ///
    /// [`TimeError::Day`] if the Gregorian calendar has no such day, [`TimeError::Range`] if the
    /// year cannot be recorded.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Day, TimeError> {
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return Err(TimeError::Day);
        }
        if !(YEAR_MIN..=YEAR_MAX).contains(&year) {
            return Err(TimeError::Range);
        }
        let year = u16::try_from(year).map_err(|_| TimeError::Range)?;
        Ok(Day { year, month, day })
    }

    /// The moment this day begins.
    pub fn start(self) -> Timestamp {
        Timestamp(days_since_1970(self) * DAY_S)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year.into()
    }

    /// The month, from 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Day {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Day, TimeError> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else {
            return Err(TimeError::Day);
        };
        let year = number(&[y1, y2, y3, y4]).ok_or(TimeError::Day)?;
        let month = number(&[m1, m2]).ok_or(TimeError::Day)?;
        let day = number(&[d1, d2]).ok_or(TimeError::Day)?;
        let small = |value: i32| u8::try_from(value).map_err(|_| TimeError::Day);
        Day::new(year, small(month)?, small(day)?)
    }
}

/// A moment, in whole seconds since 1970 in UTC, written `2026-11-23T21:03:22Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment `unix_s` seconds after the start of 1970.
    ///
    /// # Errors
    ///
    /// [`TimeError::Range`] if its year cannot be recorded.
    pub fn from_unix(unix_s: i64) -> Result<Timestamp, TimeError> {
        let nearest = Timestamp::nearest(unix_s);
        if nearest.0 == unix_s { Ok(nearest) } else { Err(TimeError::Range) }
    }

    /// The moment `unix_s` seconds after the start of 1970, or the first or last one that can be
    /// recorded, for a clock that is wrong by decades.
    pub fn nearest(unix_s: i64) -> Timestamp {
        let first = Day { year: 2000, month: 1, day: 1 }.start().0;
        let last = Day { year: 2199, month: 12, day: 31 }.start().0 + DAY_S - 1;
        Timestamp(unix_s.clamp(first, last))
    }

    /// Seconds since the start of 1970.
    pub fn unix(self) -> i64 {
        self.0
    }

    /// The day this moment belongs to, in UTC.
    pub fn day(self) -> Day {
        civil_day(self.0.div_euclid(DAY_S))
    }

    /// The moment `seconds` later, or earlier when negative.
    ///
    /// # Errors
    ///
    /// [`TimeError::Range`] if its year cannot be recorded.
    pub fn plus_seconds(self, seconds: i64) -> Result<Timestamp, TimeError> {
        Timestamp::from_unix(self.0.checked_add(seconds).ok_or(TimeError::Range)?)
    }

    /// Seconds from `earlier` to this moment; negative when `earlier` is the later one.
    pub fn seconds_since(self, earlier: Timestamp) -> i64 {
        self.0 - earlier.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = self.0.rem_euclid(DAY_S);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}Z", self.day())
    }
}

impl FromStr for Timestamp {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Timestamp, TimeError> {
        let (day, clock) = text.split_once('T').ok_or(TimeError::Timestamp)?;
        let [h1, h2, b':', m1, m2, b':', s1, s2, b'Z'] = *clock.as_bytes() else {
            return Err(TimeError::Timestamp);
        };
        let part = |a: u8, b: u8, limit: i32| {
            number(&[a, b]).filter(|&value| value < limit).ok_or(TimeError::Timestamp)
        };
        let (hour, minute, second) = (part(h1, h2, 24)?, part(m1, m2, 60)?, part(s1, s2, 60)?);
        let start = day.parse::<Day>()?.start();
        start.plus_seconds(i64::from(hour * 3600 + minute * 60 + second))
    }
}

serde_as_text!(Day, Timestamp);

/// The number that these ASCII digits write.
fn number(digits: &[u8]) -> Option<i32> {
    digits.iter().try_fold(0, |sum, digit| {
        digit.is_ascii_digit().then(|| sum * 10 + i32::from(digit - b'0'))
    })
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1 January of year 1 to 1 January of `year`.
fn days_before_year(year: i64) -> i64 {
    let past = year - 1;
    past * 365 + past / 4 - past / 100 + past / 400
}

fn days_since_1970(day: Day) -> i64 {
    let months: i64 =
        (1..day.month).map(|month| i64::from(days_in_month(day.year.into(), month))).sum();
    days_before_year(day.year.into()) - days_before_year(1970) + months + i64::from(day.day) - 1
}

/// The day that is `days` after 1 January 1970; `days` lies in the years a record can bear.
fn civil_day(days: i64) -> Day {
    let total = days + days_before_year(1970);
    // 400 years are 146,097 days, so this guess is at most one year too low, never too high.
    let mut year = total * 400 / 146_097;
    while days_before_year(year + 1) <= total {
        year += 1;
    }
    let mut rest = total - days_before_year(year);
    let year = i32::try_from(year).expect("a Timestamp's year has four digits");
    let mut month = 1;
    while rest >= i64::from(days_in_month(year, month)) {
        rest -= i64::from(days_in_month(year, month));
        month += 1;
    }
    let day = u8::try_from(rest + 1).expect("a month has at most 31 days");
    Day { year: u16::try_from(year).expect("a Timestamp's year has four digits"), month, day }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, unix_s: i64) {
        let moment = Timestamp::from_unix(unix_s).unwrap();
        assert_eq!(moment.to_string(), text);
        assert_eq!(text.parse(), Ok(moment));
    }

    #[test]
    fn a_moment_is_written_as_the_clock_of_utc_shows_it() {
        check("2000-01-01T00:00:00Z", 946_684_800);
        check("2000-02-29T23:59:59Z", 951_868_799);
        check("2026-11-23T21:03:22Z", 1_795_467_802);
        check("2038-01-19T03:14:08Z", 2_147_483_648);
        check("2100-03-01T00:00:00Z", 4_107_542_400);
        check("2199-12-31T23:59:59Z", 7_258_118_399);
    }

    #[test]
    fn every_day_of_two_hundred_years_follows_the_one_before() {
        let mut expected = Day::new(2000, 1, 1).unwrap();
        for days in 0..73_049 {
            let found = Timestamp::from_unix(946_684_800 + days * DAY_S).unwrap().day();
            assert_eq!(found, expected);
            assert_eq!(found.start().unix(), 946_684_800 + days * DAY_S);
            expected = next(expected);
        }
        assert_eq!(expected.year, 2200);
    }

    fn next(day: Day) -> Day {
        if day.day < days_in_month(day.year.into(), day.month) {
            Day { day: day.day + 1, ..day }
        } else if day.month < 12 {
            Day { month: day.month + 1, day: 1, ..day }
        } else {
            Day { year: day.year + 1, month: 1, day: 1 }
        }
    }

    #[test]
    fn a_moment_outside_the_years_of_record_is_refused() {
        assert_eq!(Timestamp::from_unix(946_684_799), Err(TimeError::Range));
        assert_eq!(Timestamp::from_unix(7_258_118_400), Err(TimeError::Range));
        assert_eq!(Timestamp::from_unix(i64::MIN), Err(TimeError::Range));
        let last = Timestamp::from_unix(7_258_118_399).unwrap();
        assert_eq!(last.plus_seconds(1), Err(TimeError::Range));
        assert_eq!(last.plus_seconds(i64::MAX), Err(TimeError::Range));
    }

    #[test]
    fn another_way_to_write_a_moment_is_refused() {
        for text in [
            "2026-11-23t21:03:22Z",
            "2026-11-23T21:03:22z",
            "2026-11-23T21:03:22+00:00",
            "2026-11-23T21:03:22.0Z",
            "2026-11-23T24:00:00Z",
            "2026-11-23T21:60:00Z",
            "2026-11-23T21:03:60Z",
            "2026-02-29T00:00:00Z",
            "2100-02-29T00:00:00Z",
            "1999-12-31T23:59:59Z",
            "2026-11-23 21:03:22Z",
            "+026-11-23T21:03:22Z",
            "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-01-00T00:00:00Z",
            "٢٠٢٦-11-23T21:03:22Z",
            "",
        ] {
            assert!(text.parse::<Timestamp>().is_err(), "{text}");
        }
    }
}
