//! A case: how it stands, what may be done with it in each state, and why something may not.

mod activity;
mod bulk;
mod filter;
mod lease;
mod lists;

use record::choice::Outcome;
use record::id::OfficerId;
use thiserror::Error;

pub use activity::{ACTIVITY_HOURS, Activity};
pub use bulk::BulkAct;
pub use filter::{Filter, Shelf, Whose};
pub use lease::{LEASE_MS, Lease, claim, renew};
pub use lists::{
    Came, IdentityReason, Mark, Platform, closings, closings_after_notice, is_borne_out,
    public_harm,
};

/// How long an act on many cases, a split or a merge can be taken back. Unit: milliseconds.
///
/// Our own choice: long enough to see a mistake in the list that follows, short enough that nobody
/// waits for what is certain.
pub const UNDO_MS: u64 = 600_000;

/// How many cases one officer changes at once without a second one. Our own choice: about as many
/// as anybody really looks through before they press a button.
pub const BULK_ALONE_MAX: usize = 20;

/// The most cases that one act changes. Our own choice: a list that two people can still look at.
pub const BULK_MAX: usize = 500;

/// How many reports one officer ends by acts on many cases within [`BULK_HOUR_MS`]. Our own choice:
/// some four bursts of one clip. Whoever has more to end looks at the cases one by one, or leaves them
/// to a colleague.
pub const BULK_REPORTS_MAX: u64 = 1000;
/// The time for [`BULK_REPORTS_MAX`]. Unit: milliseconds.
pub const BULK_HOUR_MS: u64 = 3_600_000;

/// How long a list of cases that was shown before an act is good. Our own choice: time to read
/// [`BULK_MAX`] lines. Unit: milliseconds.
pub const PREVIEW_MS: u64 = 1_800_000;

/// How long a proposal waits for a second officer. Our own choice: so long that the colleague of the
/// next morning still finds it. Unit: milliseconds.
pub const PROPOSAL_MS: u64 = 86_400_000;

/// How a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseState {
    /// Somebody at the desk must do the next thing.
    Open,
    /// The desk asked a person something and waits for the reply.
    Waiting,
    /// The desk has finished with it.
    Closed(Outcome),
    /// All that was in it stands in another case now.
    Merged,
}

/// What can be done with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// Write a note, internal or public.
    Note,
    /// Tell a person something.
    Tell,
    /// Ask a person something, and wait for the reply.
    Ask,
    /// Say which articles apply.
    Confirm,
    /// Split a report off, or merge another case in; or undo that.
    Arrange,
    /// Give it to another officer, or put a mark on it.
    Sort,
    /// Show an exhibit, or how a person can be reached.
    Read,
    /// Remove what must not be kept.
    Purge,
    /// End it.
    Close(Outcome),
    /// Take it up again.
    Reopen,
}

/// Why something was not done with a case. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Another officer works on it.
    #[error("another officer holds the case")]
    Held(OfficerId),
    /// The officer does not hold it, so somebody else could be at work on it.
    #[error("the officer does not hold the case")]
    NotHeld,
    /// It has changed since the officer saw it.
    #[error("the case has changed since it was shown")]
    Changed,
    /// It is not in a state in which this can be done.
    #[error("this cannot be done with the case as it stands")]
    State(CaseState),
    /// What it is about is not there, or not in this case.
    #[error("there is no such thing in the case")]
    Nothing,
    /// The time in which it could be taken back is over, or what came after stands on it.
    #[error("this can no longer be taken back")]
    TooLate,
    /// It would say of a platform or a contest what is not so.
    #[error("what came back on the notices of the case says otherwise")]
    NotSo,
    /// The same officer proposed it: a second one must confirm.
    #[error("a second officer must confirm this")]
    OwnProposal,
    /// What was proposed or shown is too old to be done now.
    #[error("this was shown too long ago")]
    Expired,
    /// One officer would end more reports by acts on many cases than one does within an hour.
    #[error("one officer ends at most {BULK_REPORTS_MAX} reports an hour by acts on many cases")]
    TooMany,
}

impl CaseState {
    /// Its word, where cases are kept and in texts.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            CaseState::Open => "open",
            CaseState::Waiting => "waiting",
            CaseState::Closed(_) => "closed",
            CaseState::Merged => "merged",
        }
    }

    /// How it ended, if it did.
    #[must_use]
    pub const fn outcome(self) -> Option<Outcome> {
        match self {
            CaseState::Closed(outcome) => Some(outcome),
            CaseState::Open | CaseState::Waiting | CaseState::Merged => None,
        }
    }

    /// The state of these words, as they are kept.
    #[must_use]
    pub fn parse(word: &str, outcome: Option<&str>) -> Option<CaseState> {
        match (word, outcome.map(crate::case::outcome)) {
            ("open", None) => Some(CaseState::Open),
            ("waiting", None) => Some(CaseState::Waiting),
            ("closed", Some(Some(outcome))) => Some(CaseState::Closed(outcome)),
            ("merged", None) => Some(CaseState::Merged),
            _ => None,
        }
    }

    /// Whether somebody may still have to do something.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, CaseState::Open | CaseState::Waiting)
    }

    /// How the case stands after an act.
    ///
    /// # Errors
    ///
    /// [`Refusal::State`] where the act is not possible.
    pub const fn after(self, act: Act) -> Result<CaseState, Refusal> {
        let refused = Err(Refusal::State(self));
        match (self, act) {
            (CaseState::Merged, _) => refused,
            (_, Act::Note | Act::Tell | Act::Read | Act::Purge) => Ok(self),
            (CaseState::Open | CaseState::Waiting, Act::Confirm | Act::Arrange | Act::Sort) => {
                Ok(self)
            }
            (CaseState::Open | CaseState::Waiting, Act::Ask) => Ok(CaseState::Waiting),
            (CaseState::Open | CaseState::Waiting, Act::Close(outcome)) => {
                Ok(CaseState::Closed(outcome))
            }
            (CaseState::Closed(_), Act::Reopen) => Ok(CaseState::Open),
            (CaseState::Closed(_), _) | (_, Act::Reopen) => refused,
        }
    }

    /// How the case stands once a person has written. `others_asked` is how many other persons the
    /// desk still waits for. A closed case stays closed: that something came is shown beside it.
    #[must_use]
    pub const fn after_person_wrote(self, others_asked: u64) -> CaseState {
        match self {
            CaseState::Waiting if others_asked == 0 => CaseState::Open,
            other => other,
        }
    }
}

/// The outcome of this word.
#[must_use]
pub fn outcome(word: &str) -> Option<Outcome> {
    Outcome::ALL.iter().copied().find(|outcome| outcome.word() == word)
}

/// Whether an act of `done_ms` can still be taken back at `now_ms`. The last millisecond is in time.
#[must_use]
pub const fn may_undo(done_ms: u64, now_ms: u64) -> bool {
    now_ms <= done_ms.saturating_add(UNDO_MS)
}

/// Whether a list of cases that was shown at `shown_ms` is too old to be acted on at `now_ms`, or of a
/// moment that has not come. The last millisecond is in time.
#[must_use]
pub const fn is_preview_over(shown_ms: u64, now_ms: u64) -> bool {
    now_ms < shown_ms || now_ms - shown_ms > PREVIEW_MS
}

/// Whether a proposal of `made_ms` waits no more at `now_ms`. The last millisecond is in time.
#[must_use]
pub const fn is_proposal_over(made_ms: u64, now_ms: u64) -> bool {
    now_ms > made_ms.saturating_add(PROPOSAL_MS)
}

/// Whether an officer who ended so many reports by acts on many cases lately may end so many more.
///
/// # Errors
///
/// [`Refusal::TooMany`].
pub const fn may_end(lately: u64, more: u64) -> Result<(), Refusal> {
    if lately.saturating_add(more) > BULK_REPORTS_MAX { Err(Refusal::TooMany) } else { Ok(()) }
}

/// Whether so many cases are changed only if a second officer says so too.
#[must_use]
pub const fn needs_second(cases: usize) -> bool {
    cases > BULK_ALONE_MAX
}
