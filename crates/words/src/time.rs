//! Days, moments and durations in words. Moments are UTC, and say so.

use crate::{Language, Value, text};

/// Seconds in a minute, an hour and a day.
const MINUTE_S: u64 = 60;
const HOUR_S: u64 = 60 * MINUTE_S;
const DAY_S: u64 = 24 * HOUR_S;

/// Seconds from 1970 to the end of the year 9999. Later moments are written as a bare number.
const LAST_S: u64 = 253_402_300_799;

/// A day of the calendar: `3 أكتوبر 2026`, `1er octobre 2026`, `3 October 2026`. `month` is from 1
/// to 12.
#[must_use]
pub fn day(language: Language, year: i64, month: u8, day: u8) -> String {
    let month = text(language, &format!("month-{month}"), &[]);
    let year = year.to_string();
    text(
        language,
        "time-day",
        &[
            ("day", Value::Count(day.into())),
            ("month", Value::Text(&month)),
            ("year", Value::Text(&year)),
        ],
    )
}

/// The day of a moment, in UTC. Unit: seconds since 1970.
#[must_use]
pub fn date(language: Language, unix_s: u64) -> String {
    if unix_s > LAST_S {
        return unix_s.to_string();
    }
    let (year, month, day_of_month) = civil(unix_s / DAY_S);
    day(language, year, month, day_of_month)
}

/// A moment to the minute, in UTC and saying so. Unit: seconds since 1970.
#[must_use]
pub fn moment(language: Language, unix_s: u64) -> String {
    if unix_s > LAST_S {
        return unix_s.to_string();
    }
    let (hour, minute) = (unix_s % DAY_S / HOUR_S, unix_s % HOUR_S / MINUTE_S);
    // One piece, so that the marks of direction around it keep its order.
    let clock = match language {
        Language::Fr => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
        Language::Ar | Language::En => format!("{hour:02}:{minute:02}"),
    };
    let date = date(language, unix_s);
    text(language, "time-moment", &[("date", Value::Text(&date)), ("clock", Value::Text(&clock))])
}

/// How long ago something was: `منذ 3 أيام`, `il y a 3 jours`, `3 days ago`.
#[must_use]
pub fn ago(language: Language, seconds: u64) -> String {
    let (id, count) = match seconds {
        0..MINUTE_S => ("time-ago-moments", 0),
        MINUTE_S..HOUR_S => ("time-ago-minutes", seconds / MINUTE_S),
        HOUR_S..DAY_S => ("time-ago-hours", seconds / HOUR_S),
        _ => ("time-ago-days", seconds / DAY_S),
    };
    match count {
        0 => text(language, id, &[]),
        _ => text(language, id, &[("count", Value::Count(count))]),
    }
}

/// A number of hours: `72 ساعة`, `72 heures`, `72 hours`.
#[must_use]
pub fn hours(language: Language, count: u64) -> String {
    text(language, "time-hours", &[("count", Value::Count(count))])
}

/// Year, month and day of the day that is `days` after 1 January 1970.
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
fn civil(days: u64) -> (i64, u8, u8) {
    // Years begin in March here, so that a leap day is the last of its year.
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + u64::from(month <= 2);
    (year.cast_signed(), month as u8, day as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 3 October 2026, 14:05:59 UTC.
    const MOMENT: u64 = 1_791_036_359;

    /// Without the invisible marks of direction.
    fn plain(text: &str) -> String {
        text.replace(['\u{2068}', '\u{2069}', '\u{200e}', '\u{200f}'], "")
    }

    #[test]
    fn a_day_is_written_with_the_months_of_its_language() {
        assert_eq!(plain(&date(Language::Ar, MOMENT)), "3 أكتوبر 2026");
        assert_eq!(plain(&date(Language::Fr, MOMENT)), "3 octobre 2026");
        assert_eq!(plain(&date(Language::En, MOMENT)), "3 October 2026");
        assert_eq!(plain(&day(Language::Fr, 2027, 1, 1)), "1er janvier 2027");
        assert_eq!(plain(&day(Language::Ar, 2027, 5, 30)), "30 ماي 2027");
        assert_eq!(plain(&day(Language::Ar, 2027, 7, 30)), "30 يوليوز 2027");
    }

    #[test]
    fn a_moment_says_that_it_is_utc() {
        assert_eq!(plain(&moment(Language::Ar, MOMENT)), "3 أكتوبر 2026، 14:05 (UTC)");
        assert_eq!(
            plain(&moment(Language::Fr, MOMENT)),
            "3 octobre 2026 à 14\u{a0}h\u{a0}05 (UTC)"
        );
        assert_eq!(plain(&moment(Language::En, MOMENT)), "3 October 2026, 14:05 (UTC)");
    }

    #[test]
    fn arabic_counts_in_its_six_forms() {
        for (days, expected) in [
            (1, "منذ يوم واحد"),
            (2, "منذ يومين"),
            (3, "منذ 3 أيام"),
            (10, "منذ 10 أيام"),
            (11, "منذ 11 يومًا"),
            (100, "منذ 100 يوم"),
            (103, "منذ 103 أيام"),
            (1103, "منذ 1.103 أيام"),
        ] {
            assert_eq!(plain(&ago(Language::Ar, days * DAY_S)), expected);
        }
        assert_eq!(plain(&ago(Language::Ar, 0)), "منذ لحظات");
        assert_eq!(plain(&ago(Language::Ar, 2 * HOUR_S)), "منذ ساعتين");
        assert_eq!(plain(&hours(Language::Ar, 72)), "72 ساعة");
    }

    #[test]
    fn a_duration_is_told_in_its_largest_whole_unit() {
        for (seconds, fr, en) in [
            (59, "à l’instant", "moments ago"),
            (60, "il y a 1 minute", "1 minute ago"),
            (7199, "il y a 1 heure", "1 hour ago"),
            (DAY_S * 3 + 5, "il y a 3 jours", "3 days ago"),
        ] {
            assert_eq!(plain(&ago(Language::Fr, seconds)), fr);
            assert_eq!(plain(&ago(Language::En, seconds)), en);
        }
    }

    #[test]
    fn the_calendar_knows_its_leap_days_and_its_end() {
        for (unix_s, expected) in [
            (0, "1 January 1970"),
            (951_782_400, "29 February 2000"),
            (4_107_542_400, "1 March 2100"),
            (LAST_S, "31 December 9999"),
        ] {
            assert_eq!(plain(&date(Language::En, unix_s)), expected);
        }
        assert_eq!(moment(Language::En, u64::MAX), u64::MAX.to_string());
    }
}
