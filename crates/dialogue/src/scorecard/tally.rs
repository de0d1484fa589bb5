//! What became of each notice, counted by platform and by authority.

use std::collections::BTreeMap;

use record::Timestamp;
use record::choice::Decision;
use record::id::OrganisationId;

/// Where a notice that was delivered stands. Each has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The latest decision is that what was asked was done.
    Accepted,
    /// The latest decision is that less than what was asked was done.
    Narrowed,
    /// The latest decision is a refusal.
    Refused,
    /// The latest decision is that the content was gone already.
    AlreadyGone,
    /// The latest decision is that the content is back.
    Restored,
    /// No decision came in time, and none since. No refusal.
    Silent,
    /// The desk took it back before a decision.
    Withdrawn,
    /// It still runs: there is no decision yet, or a question only.
    Waiting,
}

impl Outcome {
    /// Every outcome, in the order in which they are shown.
    pub const ALL: [Outcome; 8] = [
        Outcome::Accepted,
        Outcome::Narrowed,
        Outcome::Refused,
        Outcome::AlreadyGone,
        Outcome::Restored,
        Outcome::Silent,
        Outcome::Withdrawn,
        Outcome::Waiting,
    ];

    /// The word for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Accepted => "accepted",
            Outcome::Narrowed => "narrowed",
            Outcome::Refused => "refused",
            Outcome::AlreadyGone => "already_gone",
            Outcome::Restored => "restored",
            Outcome::Silent => "silent",
            Outcome::Withdrawn => "withdrawn",
            Outcome::Waiting => "waiting",
        }
    }
}

/// One notice, as far as it is counted.
#[derive(Debug, Clone)]
pub(super) struct Life {
    pub(super) desk: usize,
    pub(super) platform: usize,
    pub(super) is_authority: bool,
    pub(super) delivered_at: Option<Timestamp>,
    pub(super) first_decided_s: Option<u64>,
    pub(super) decision: Option<Decision>,
    pub(super) is_silent: bool,
    pub(super) is_withdrawn: bool,
}

impl Life {
    fn outcome(&self) -> Outcome {
        match self.decision {
            Some(Decision::Accepted) => Outcome::Accepted,
            Some(Decision::Narrowed) => Outcome::Narrowed,
            Some(Decision::Refused) => Outcome::Refused,
            Some(Decision::AlreadyGone) => Outcome::AlreadyGone,
            Some(Decision::Restored) => Outcome::Restored,
            Some(Decision::AskedForMore) | None if self.is_silent => Outcome::Silent,
            Some(Decision::AskedForMore) | None if self.is_withdrawn => Outcome::Withdrawn,
            Some(Decision::AskedForMore) | None => Outcome::Waiting,
        }
    }
}

/// Whom a scorecard is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The platform that was asked, by anybody.
    Platform(OrganisationId),
    /// The authority that asked, of any platform: the desk that sent notices in its own name.
    Authority(OrganisationId),
}

/// The counts of one platform or one authority.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scorecard {
    /// How many notices were issued.
    pub issued: u64,
    /// How many of them were delivered; only these have a clock and an outcome.
    pub delivered: u64,
    /// How many of them the desk took back at any moment.
    pub taken_back: u64,
    /// How many of the delivered stand at each outcome, in the order of [`Outcome::ALL`].
    pub outcomes: [u64; 8],
    /// How long each first decision took from the delivery, in order. Notices without a decision are
    /// not in it. Unit: seconds.
    pub times_s: Vec<u64>,
}

impl Scorecard {
    fn count(&mut self, life: &Life) {
        self.issued += 1;
        self.taken_back += u64::from(life.is_withdrawn);
        if life.delivered_at.is_some() {
            self.delivered += 1;
            self.outcomes[life.outcome() as usize] += 1;
            self.times_s.extend(life.first_decided_s);
        }
    }
}

/// Counts these notices.
pub(super) fn count<'a>(
    names: &[OrganisationId],
    lives: impl Iterator<Item = &'a Life>,
) -> BTreeMap<About, Scorecard> {
    let mut platforms = vec![Scorecard::default(); names.len()];
    let mut authorities = platforms.clone();
    for life in lives {
        platforms[life.platform].count(life);
        if life.is_authority {
            authorities[life.desk].count(life);
        }
    }
    let about = |cards: Vec<Scorecard>, about: fn(OrganisationId) -> About| {
        names.iter().zip(cards).map(move |(name, card)| (about(name.clone()), card))
    };
    let cards = about(platforms, About::Platform).chain(about(authorities, About::Authority));
    let mut cards: BTreeMap<_, _> = cards.filter(|(_, card)| card.issued > 0).collect();
    cards.values_mut().for_each(|card| card.times_s.sort_unstable());
    cards
}
