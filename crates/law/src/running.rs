//! The clocks of one case: what has started, what is left, what is past.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::choice::closed_list;
use crate::{Answers, Clock, ClockStart, Computed, Pack, candidates, compute};

closed_list! {
    /// What the first day of a clock was taken from.
    "first-day" StartReading {
        /// The day that the law names.
        Known = "known",
        /// The day the person learnt of it: the clock may have started before.
        Learnt = "learnt",
        /// Today, as no day is known: the clock has started before.
        Today = "today",
    }
}

closed_list! {
    /// Where a clock stands.
    "counted" Counted {
        /// It runs, by every reading.
        Runs = "runs",
        /// Past by the shortest reading, not by the rule: act at once, and ask a lawyer.
        ShortReadingPast = "short-reading-past",
        /// Past by the rule. Only a court can say whether something interrupted it.
        Past = "past",
    }
}

/// A clock that runs in this case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Running {
    /// The clock, by identifier.
    pub clock: String,
    /// The day it was counted from.
    pub start: Date,
    /// What that day was taken from.
    pub reading: StartReading,
    /// Its last day, read in two ways.
    pub last: Computed,
    /// Days from today to the earliest defensible last day: 0 on that day itself, negative after.
    pub days_left: i32,
    /// Where it stands today.
    pub counted: Counted,
}

impl Running {
    /// Whether it may have started before the day it was counted from.
    #[must_use]
    pub fn may_have_started_earlier(&self) -> bool {
        self.reading != StartReading::Known
    }
}

/// The clocks of the candidate articles that run on `today`, soonest first by the shortest reading.
///
/// Clocks that begin with a later step (a request, a refusal) are counted with [`compute`] when
/// that step is made.
#[must_use]
pub fn clocks(answers: &Answers, pack: &Pack, today: Date) -> Vec<Running> {
    let found = candidates(answers, pack);
    let articles = found.iter().filter_map(|c| pack.article(&c.article));
    let names: BTreeSet<&str> =
        articles.flat_map(|article| article.clocks.iter().map(String::as_str)).collect();
    let clocks = names.into_iter().filter_map(|name| pack.clock(name));
    let mut running: Vec<Running> =
        clocks.filter_map(|clock| running(clock, answers, pack, today)).collect();
    running.sort_by(|a, b| {
        let key = |r: &Running| r.last.earliest_defensible_last_day;
        key(a).cmp(&key(b)).then_with(|| a.clock.cmp(&b.clock))
    });
    running
}

fn running(clock: &Clock, answers: &Answers, pack: &Pack, today: Date) -> Option<Running> {
    let (start, reading) = first_day(clock.start, answers, today)?;
    let last = compute(clock, start, pack.holidays());
    let earliest = last.earliest_defensible_last_day;
    let counted = if today > last.computed_last_day {
        Counted::Past
    } else if today > earliest {
        Counted::ShortReadingPast
    } else {
        Counted::Runs
    };
    let days_left = (earliest - today).get_days();
    Some(Running { clock: clock.id.clone(), start, reading, last, days_left, counted })
}

/// The day from which a clock is counted, if it starts with something that the interview asks for.
fn first_day(start: ClockStart, answers: &Answers, today: Date) -> Option<(Date, StartReading)> {
    let learnt = answers.known_on().map(|day| (day, StartReading::Learnt));
    let found = match start {
        ClockStart::Publication | ClockStart::Act => {
            answers.published_on().map(|day| (day, StartReading::Known)).or(learnt)
        }
        // Both must be known. Without a day for the author the earlier day is the safe one.
        ClockStart::Knowledge => match (answers.known_on(), answers.author_known_on()) {
            (Some(damage), Some(author)) => Some((damage.max(author), StartReading::Known)),
            (Some(damage), None) => Some((damage, StartReading::Learnt)),
            (None, _) => answers.published_on().map(|day| (day, StartReading::Learnt)),
        },
        ClockStart::Request
        | ClockStart::Receipt
        | ClockStart::Refusal
        | ClockStart::Decision
        | ClockStart::Grant => return None,
    };
    Some(found.unwrap_or((today, StartReading::Today)))
}
