//! Periods of law as pure functions of a rule, a first day and the days on which nobody works.
//!
//! Two answers are given, as courts may count either way. The computed last day follows the rule of
//! full periods; the earliest defensible last day is the shortest reading, and pages count to it.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

use crate::choice::closed_list;
use crate::{Basis, Text};

closed_list! {
    /// What a period is counted in.
    "unit" Unit {
        /// Hours, which run without a break. Source: CPP 750.
        Hours = "hours",
        /// Days.
        Days = "days",
        /// Months of the Gregorian calendar. Source: 88-13:101.
        Months = "months",
        /// Years of the Gregorian calendar. Source: CPP 5.
        Years = "years",
    }
}

closed_list! {
    /// How the first and the last day count.
    "counting" Counting {
        /// Full: neither the first nor the last day counts, and a last day on which nobody works
        /// gives way to the next working day. Source: CPP 750; CPC 512.
        Full = "full",
        /// Hours run on without regard to days of rest. Source: CPP 750.
        Continuous = "continuous",
        /// From the first day on, without regard to days of rest: a promise and not a law.
        Plain = "plain",
    }
}

closed_list! {
    /// What sets a clock in motion.
    "start" ClockStart {
        /// The first publication. On line, whether a new upload starts it anew is uncertain.
        Publication = "publication",
        /// The act.
        Act = "act",
        /// Knowledge of the damage and of its author.
        Knowledge = "knowledge",
        /// A request of the person.
        Request = "request",
        /// The receipt of that request.
        Receipt = "receipt",
        /// A letter of refusal.
        Refusal = "refusal",
        /// A decision.
        Decision = "decision",
        /// A grant or an order of preservation.
        Grant = "grant",
    }
}

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Length {
    /// How many.
    pub amount: u16,
    /// Of what.
    pub unit: Unit,
}

/// A period of law: its rule, what starts it, how long it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Its identifier.
    pub id: String,
    /// What must be done within it, in one line.
    pub name: Text,
    /// What starts it.
    pub start: ClockStart,
    /// How long it is.
    pub length: Length,
    /// How the first and the last day count.
    pub counting: Counting,
    /// Whether it binds the person harmed; else it binds another, who is late after it.
    pub binds_person: bool,
    /// Where this comes from.
    pub basis: Basis,
}

/// A day, or a day of every year, on which courts do not work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// Its name.
    pub name: Text,
    /// When it is.
    pub day: HolidayDay,
    /// Where this comes from.
    pub basis: Basis,
}

/// When a holiday is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum HolidayDay {
    /// The same day of every year.
    Every {
        /// From 1 to 12.
        month: i8,
        /// From 1 to 31.
        day: i8,
        /// The first year that has it, if it is known.
        #[serde(default)]
        since: i16,
    },
    /// These days alone: they follow the moon and are announced.
    On(Vec<Date>),
}

/// The last day of a period, read in two ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Computed {
    /// The last day by the rule.
    pub computed_last_day: Date,
    /// The last day by the shortest reading: the first day counts, and nothing rolls over. To act
    /// by it is safe under every reading.
    pub earliest_defensible_last_day: Date,
    /// The rule that was followed; its text is under [`Counting::message`].
    pub rule: Counting,
    /// Whether the computed last day moved past a holiday that is itself uncertain.
    pub rests_on_uncertain: bool,
}

/// Counts `clock` from `start`.
///
/// Days beyond the calendar (year 9999) stay at its last day.
///
/// Source: CPP 750 and CPC 512 for full periods; facts 5.
#[must_use]
pub fn compute(clock: &Clock, start: Date, holidays: &[Holiday]) -> Computed {
    let end = start.saturating_add(span(clock.length));
    let day_before = end.saturating_sub(1.day()).max(start);
    let (computed, rests_on_uncertain) = match clock.counting {
        // The day after the last full one; everything before it is inside the period.
        Counting::Full => next_working_day(end.saturating_add(1.day()), holidays),
        Counting::Continuous | Counting::Plain => (end, false),
    };
    let earliest = match clock.counting {
        Counting::Continuous => start,
        Counting::Full | Counting::Plain => day_before,
    };
    Computed {
        computed_last_day: computed,
        earliest_defensible_last_day: earliest.min(computed),
        rule: clock.counting,
        rests_on_uncertain,
    }
}

fn span(length: Length) -> Span {
    let amount = i64::from(length.amount);
    match length.unit {
        // A date has no hours: the day on which the last one falls, at the latest.
        Unit::Hours => Span::new().days((amount + 23) / 24),
        Unit::Days => Span::new().days(amount),
        Unit::Months => Span::new().months(amount),
        // 9,999 is all that a calendar has, and all that a span takes is more.
        Unit::Years => Span::new().years(amount.min(9_999)),
    }
}

/// The first working day from `day` on, and whether an uncertain holiday was passed over.
fn next_working_day(mut day: Date, holidays: &[Holiday]) -> (Date, bool) {
    let mut is_uncertain = false;
    loop {
        let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let holiday = holidays.iter().find(|holiday| holiday.is_on(day));
        if day == Date::MAX || !(is_weekend || holiday.is_some()) {
            return (day, is_uncertain);
        }
        is_uncertain |= !is_weekend && holiday.is_some_and(|h| h.basis.is_uncertain);
        day = day.saturating_add(1.day());
    }
}

impl Holiday {
    fn is_on(&self, date: Date) -> bool {
        match &self.day {
            HolidayDay::Every { month, day, since } => {
                date.month() == *month && date.day() == *day && date.year() >= *since
            }
            HolidayDay::On(days) => days.contains(&date),
        }
    }
}
