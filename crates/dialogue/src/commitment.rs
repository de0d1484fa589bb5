//! What a platform said it would do, and what became of it.

use record::choice::CommitmentState;
use record::id::{AskRef, MeetingRef, OrganisationId};
use record::time::Day;
use serde::{Deserialize, Serialize};

use crate::source::Source;
use crate::text::Trilingual;

/// A commitment: who said it, when and where, and how one can tell that it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// The ask it answers, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<AskRef>,
    /// The platform.
    pub by: OrganisationId,
    /// By which day; nothing if none was given, which is said in public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// How anybody can tell whether it is kept.
    pub measure: Trilingual,
    /// At which meeting, if at one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingRef>,
    /// The day it was said.
    pub said_on: Day,
    /// Who said it: an office of the platform, or who reported it; never a person's name.
    pub said_by: Trilingual,
    /// Where it was said.
    pub sources: Vec<Source>,
    /// What was promised, in our own words.
    pub text: Trilingual,
    /// Its name.
    pub title: Trilingual,
}

/// What was seen of a commitment: evidence, and the state that follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The day it was seen.
    pub seen_on: Day,
    /// What shows it.
    pub sources: Vec<Source>,
    /// Where the commitment stands by it.
    pub state: CommitmentState,
    /// What was seen, in our own words.
    pub text: Trilingual,
}

/// Where a commitment stands on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Standing {
    /// The state that the last evidence gave it; nothing while there is none.
    pub state: Option<CommitmentState>,
    /// The day from which it stands so: of the evidence, or on which it was said.
    pub since: Day,
    /// Its day has come and nothing shows yet what became of it. This is arithmetic, no evidence.
    pub is_due: bool,
}

impl Standing {
    /// Where something stands on `today` that is to be done by `due`, and of which the last evidence
    /// said `state`; `since` when.
    #[must_use]
    pub fn of(
        due: Option<Day>,
        state: Option<CommitmentState>,
        since: Day,
        today: Day,
    ) -> Standing {
        let is_open = matches!(state, None | Some(CommitmentState::Due));
        let is_over = due.is_some_and(|due| due < today);
        Standing { state, since, is_due: is_open && (state.is_some() || is_over) }
    }

    /// Its word, as in texts and files: `made`, `due`, `kept`, `partly_kept`, `broken`, `withdrawn`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self.state {
            _ if self.is_due => CommitmentState::Due.word(),
            Some(state) => state.word(),
            None => "made",
        }
    }

    /// Every word there is, in the order of a commitment's life.
    pub const WORDS: [&str; 6] = ["made", "due", "kept", "partly_kept", "broken", "withdrawn"];
}

/// Where a commitment stands on `today`, given its due day and the last evidence.
///
/// A commitment is due when its day is over and nothing but "due" or nothing was recorded; partly
/// kept stays partly kept, as somebody looked.
#[must_use]
pub fn standing(commitment: &Commitment, last: Option<&Evidence>, today: Day) -> Standing {
    let since = last.map_or(commitment.said_on, |last| last.seen_on);
    Standing::of(commitment.due, last.map(|evidence| evidence.state), since, today)
}
