//! How soon a person must look at a report. A suggestion with its reason: it orders a queue and
//! decides nothing.

use law::{Answers, Harm, Question, Reply};

/// How soon a person must look, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Life, a child's body, or somebody being extorted now: within the hour.
    Now,
    /// A child shown, an intimate image, harassment that goes on: today.
    Today,
    /// Everything else, in its turn.
    InTurn,
}

impl Urgency {
    /// Its number in the queue, from 0.
    #[must_use]
    pub const fn level(self) -> u8 {
        match self {
            Urgency::Now => 0,
            Urgency::Today => 1,
            Urgency::InTurn => 2,
        }
    }
}

/// How soon a person must look at such a report, and the answer that says so.
///
/// Source: facts 1.7 (first routes: police first for threats, blackmail and children) and DSA
/// article 18 (threat to life or safety).
#[must_use]
pub fn urgency(answers: &Answers) -> (Urgency, Question) {
    if matches!(answers.harm(), Harm::Threat | Harm::ChildSexual | Harm::Blackmail) {
        return (Urgency::Now, Question::Harm);
    }
    if answers.reply(Question::MoneyDemand) == Reply::Yes {
        return (Urgency::Now, Question::MoneyDemand);
    }
    if answers.is_minor() == Reply::Yes {
        return (Urgency::Today, Question::IsMinor);
    }
    if answers.is_intimate() == Reply::Yes {
        return (Urgency::Today, Question::IsIntimate);
    }
    match answers.harm() {
        Harm::Harassment | Harm::Account => (Urgency::Today, Question::Harm),
        _ => (Urgency::InTurn, Question::Harm),
    }
}
