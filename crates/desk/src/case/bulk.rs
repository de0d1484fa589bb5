//! Acts on many cases at once.

use record::choice::Outcome;
use record::id::OfficerId;

use super::{Act, CaseState, Mark, Refusal, outcome};

/// The same act on many cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulkAct {
    /// End them.
    Close(Outcome),
    /// Give them to an officer, or to nobody in particular.
    HandOver(Option<OfficerId>),
    /// Put a mark on them, or take it off.
    Mark(Option<Mark>),
}

impl BulkAct {
    /// The act of these words.
    #[must_use]
    pub fn parse(act: &str, word: &str) -> Option<BulkAct> {
        match (act, word) {
            ("close", word) => outcome(word).map(BulkAct::Close),
            ("hand-over", "") => Some(BulkAct::HandOver(None)),
            ("hand-over", word) => word.parse().ok().map(|who| BulkAct::HandOver(Some(who))),
            ("mark", "") => Some(BulkAct::Mark(None)),
            ("mark", word) => Mark::from_word(word).map(|mark| BulkAct::Mark(Some(mark))),
            _ => None,
        }
    }

    /// The word of the act.
    #[must_use]
    pub const fn act(self) -> &'static str {
        match self {
            BulkAct::Close(_) => "close",
            BulkAct::HandOver(_) => "hand-over",
            BulkAct::Mark(_) => "mark",
        }
    }

    /// The outcome, the officer or the mark; empty for none.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            BulkAct::Close(outcome) => outcome.word().to_owned(),
            BulkAct::HandOver(who) => who.map(|who| who.to_string()).unwrap_or_default(),
            BulkAct::Mark(mark) => mark.map(|mark| mark.word().to_owned()).unwrap_or_default(),
        }
    }

    /// How a case stands after it.
    ///
    /// # Errors
    ///
    /// [`Refusal::State`] where it is not possible.
    pub const fn after(self, state: CaseState) -> Result<CaseState, Refusal> {
        match self {
            BulkAct::Close(outcome) => state.after(Act::Close(outcome)),
            BulkAct::HandOver(_) | BulkAct::Mark(_) => state.after(Act::Sort),
        }
    }
}

impl Refusal {
    /// Its word, where it is kept and in texts.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Refusal::Held(_) => "held",
            Refusal::NotHeld => "not-held",
            Refusal::Changed => "changed",
            Refusal::State(_) => "state",
            Refusal::Nothing => "nothing",
            Refusal::TooLate => "too-late",
            Refusal::NotSo => "not-so",
            Refusal::OwnProposal => "own-proposal",
            Refusal::Expired => "expired",
            Refusal::TooMany => "too-many",
        }
    }
}
