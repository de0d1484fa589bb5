//! Figures: how much was asked, what came back, after how long; for all notices, and for those of
//! each platform, harm, article and month.
//!
//! A number never stands alone: beside each share is what it is a share of. Groups overlap where a
//! notice names several articles; states never do.

use std::collections::BTreeMap;

use record::id::CaseRef;
use record::{Day, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Concentration, Ledger, Life, State, Times};

/// Under so many, only counts are shown and no share or time: of four answers a median says
/// something about each of them and nothing about the platform. Our own choice.
pub const SHOWN_MIN: u64 = 5;

/// A part of a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The part.
    pub part: u64,
    /// The whole.
    pub of: u64,
}

impl Share {
    /// The whole number of hundredths, half of one counting as one; `None` under [`SHOWN_MIN`].
    ///
    /// # Example
    ///
    /// ```
    /// use desk::public::Share;
    /// assert_eq!(Share { part: 1, of: 8 }.percent(), Some(13));
    /// assert_eq!(Share { part: 1, of: 4 }.percent(), None);
    /// ```
    #[must_use]
    pub fn percent(self) -> Option<u64> {
        (self.of >= SHOWN_MIN).then(|| (self.part * 200 + self.of) / (self.of * 2))
    }
}

/// What is counted of some notices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Notices issued: all that are counted here. The states below add up to it.
    pub issued: u64,
    /// See [`State::Undelivered`].
    pub undelivered: u64,
    /// See [`State::Waiting`].
    pub waiting: u64,
    /// See [`State::Silent`].
    pub silent: u64,
    /// See [`State::Withdrawn`].
    pub withdrawn: u64,
    /// See [`State::Accepted`].
    pub accepted: u64,
    /// See [`State::Narrowed`].
    pub narrowed: u64,
    /// See [`State::Refused`].
    pub refused: u64,
    /// See [`State::AlreadyGone`].
    pub already_gone: u64,
    /// See [`State::Restored`].
    pub restored: u64,
    /// See [`State::AskedForMore`].
    pub asked_for_more: u64,
    /// Of those waiting: the time to answer was over when the last entry of the register was
    /// written, and no silence is written down.
    pub overdue: u64,
    /// Taken back, whatever came back before.
    pub taken_back: u64,
    /// Answered after a silence was written down.
    pub answered_late: u64,
    /// An official or an authority complained.
    pub official: u64,
    /// Refused or narrowed, of all whose last answer decides something.
    pub refused_or_narrowed: Share,
    /// Times from delivery to the first decision, of those that were delivered and decided.
    pub times: Times,
}

impl Counts {
    /// How many are in `state`.
    #[must_use]
    pub fn in_state(&self, state: State) -> u64 {
        match state {
            State::Undelivered => self.undelivered,
            State::Waiting => self.waiting,
            State::Silent => self.silent,
            State::Withdrawn => self.withdrawn,
            State::Accepted => self.accepted,
            State::Narrowed => self.narrowed,
            State::Refused => self.refused,
            State::AlreadyGone => self.already_gone,
            State::Restored => self.restored,
            State::AskedForMore => self.asked_for_more,
        }
    }

    /// How many were answered in any way.
    #[must_use]
    pub fn answered(&self) -> u64 {
        self.decided() + self.asked_for_more
    }

    /// How many have a last answer that decides something.
    fn decided(&self) -> u64 {
        self.accepted + self.narrowed + self.refused + self.already_gone + self.restored
    }

    /// How many wait for something to come back.
    #[must_use]
    pub fn pending(&self) -> u64 {
        self.undelivered + self.waiting
    }
}

/// The notices that have one thing in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// What: a platform's name, a word for a harm, an article as `ma/88-13/83` or a house rule as
    /// `house_rule/privacy`, a month as `2026-11`.
    pub key: String,
    /// What is counted.
    pub counts: Counts,
}

/// Everything that is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// How many entries of the register they come from: the first so many.
    pub entries: u64,
    /// How many of these are of no kind that this version knows.
    pub unread: u64,
    /// The latest moment at which one of these entries was written.
    pub last_at: Option<Timestamp>,
    /// How often an entry did not fit what was said before it.
    pub odd: u64,
    /// All notices.
    pub all: Counts,
    /// By platform, in the order of their names.
    pub platforms: Vec<Group>,
    /// By harm, in the order of their words.
    pub harms: Vec<Group>,
    /// By article of law or house rule. A notice that names several is in several.
    pub articles: Vec<Group>,
    /// By month of the entry that issued the notice, in UTC, oldest first.
    pub months: Vec<Group>,
    /// By case.
    pub by_case: Concentration,
    /// By platform.
    pub by_platform: Concentration,
    /// By article.
    pub by_article: Concentration,
    /// By day of the entry that issued the notice, in UTC.
    pub by_day: Concentration,
    /// Addresses that whoever holds them can find.
    pub addresses_published: u64,
    /// Addresses that nobody can find.
    pub addresses_secret: u64,
}

/// Counts lives, in any order.
pub struct Counting {
    ledger: Ledger,
    all: Tally,
    platforms: BTreeMap<String, Tally>,
    harms: BTreeMap<String, Tally>,
    articles: BTreeMap<String, Tally>,
    months: BTreeMap<String, Tally>,
    cases: BTreeMap<CaseRef, u64>,
    days: BTreeMap<Day, u64>,
    addresses_published: u64,
    addresses_secret: u64,
}

impl Counting {
    /// Begins to count what was read from a register.
    #[must_use]
    pub fn new(ledger: &Ledger) -> Counting {
        Counting {
            ledger: ledger.clone(),
            all: Tally::default(),
            platforms: BTreeMap::new(),
            harms: BTreeMap::new(),
            articles: BTreeMap::new(),
            months: BTreeMap::new(),
            cases: BTreeMap::new(),
            days: BTreeMap::new(),
            addresses_published: 0,
            addresses_secret: 0,
        }
    }

    /// Counts one notice.
    pub fn add(&mut self, life: &Life) {
        let issued = &life.issued;
        let one = One::of(life, self.ledger.last_at);
        self.all.add(&one);
        add_to(&mut self.platforms, issued.to.as_str(), &one);
        add_to(&mut self.harms, issued.harm.word(), &one);
        add_to(&mut self.months, &life.month(), &one);
        for key in life.ground_keys() {
            add_to(&mut self.articles, &key, &one);
        }
        *self.cases.entry(issued.case).or_default() += 1;
        *self.days.entry(issued.at.day()).or_default() += 1;
        self.addresses_published += issued.addresses_published as u64;
        self.addresses_secret += issued.addresses_secret as u64;
    }

    /// The figures.
    #[must_use]
    pub fn done(self) -> Figures {
        let spread = |groups: &BTreeMap<String, Tally>| {
            let counts = groups.iter().map(|(key, tally)| (key.clone(), tally.issued()));
            Concentration::of(&counts.collect())
        };
        Figures {
            entries: self.ledger.entries,
            unread: self.ledger.unread,
            last_at: self.ledger.last_at,
            odd: self.ledger.odd,
            by_platform: spread(&self.platforms),
            by_article: spread(&self.articles),
            by_case: Concentration::of(&self.cases),
            by_day: Concentration::of(&self.days),
            all: self.all.done(),
            platforms: groups(self.platforms),
            harms: groups(self.harms),
            articles: groups(self.articles),
            months: groups(self.months),
            addresses_published: self.addresses_published,
            addresses_secret: self.addresses_secret,
        }
    }
}

fn add_to(groups: &mut BTreeMap<String, Tally>, key: &str, one: &One) {
    // Most keys are there already, and are then not copied.
    match groups.get_mut(key) {
        Some(tally) => tally.add(one),
        None => groups.entry(key.to_owned()).or_default().add(one),
    }
}

fn groups(tallies: BTreeMap<String, Tally>) -> Vec<Group> {
    tallies.into_iter().map(|(key, tally)| Group { key, counts: tally.done() }).collect()
}

/// What one notice adds to each of its groups.
struct One {
    state: State,
    answer_s: Option<u64>,
    is_overdue: bool,
    is_taken_back: bool,
    is_answered_late: bool,
    is_official: bool,
}

impl One {
    fn of(life: &Life, last_at: Option<Timestamp>) -> One {
        One {
            state: life.state(),
            answer_s: life.answer_s(),
            is_overdue: last_at.is_some_and(|now| life.is_overdue(now)),
            is_taken_back: life.withdrawn.is_some(),
            is_answered_late: life.is_answered_late,
            is_official: life.issued.is_official,
        }
    }
}

/// Counts of one group while they are made.
#[derive(Default)]
struct Tally {
    states: [u64; State::ALL.len()],
    overdue: u64,
    taken_back: u64,
    answered_late: u64,
    official: u64,
    times_s: Vec<u64>,
}

impl Tally {
    fn add(&mut self, one: &One) {
        self.states[one.state as usize] += 1;
        self.overdue += u64::from(one.is_overdue);
        self.taken_back += u64::from(one.is_taken_back);
        self.answered_late += u64::from(one.is_answered_late);
        self.official += u64::from(one.is_official);
        self.times_s.extend(one.answer_s);
    }

    fn issued(&self) -> u64 {
        self.states.iter().sum()
    }

    fn done(self) -> Counts {
        let count = |state: State| self.states[state as usize];
        let mut counts = Counts {
            issued: self.issued(),
            undelivered: count(State::Undelivered),
            waiting: count(State::Waiting),
            silent: count(State::Silent),
            withdrawn: count(State::Withdrawn),
            accepted: count(State::Accepted),
            narrowed: count(State::Narrowed),
            refused: count(State::Refused),
            already_gone: count(State::AlreadyGone),
            restored: count(State::Restored),
            asked_for_more: count(State::AskedForMore),
            overdue: self.overdue,
            taken_back: self.taken_back,
            answered_late: self.answered_late,
            official: self.official,
            refused_or_narrowed: Share::default(),
            times: Times::of(self.times_s),
        };
        let part = counts.refused + counts.narrowed;
        counts.refused_or_narrowed = Share { part, of: counts.decided() };
        counts
    }
}
