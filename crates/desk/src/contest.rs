//! Contests: the author of a content, or the person who asked for a notice, wants somebody else to
//! look again. Who that somebody is, what counts, and what follows.
//!
//! Source: the founding brief, line 6: contests go outside the desk's chain.

use record::Timestamp;
use record::choice::{Decision, WithdrawalReason};
use record::id::{KeyName, OfficerId};
use record::notice::{ContestFile, ContestPlea, NOTICE_VERSION, RulingDecision};
use serde::{Deserialize, Serialize};

use crate::notice::{Sending, State, Written};
use crate::text::{FreeText, TextError};
use crate::turn::{Turn, delivered_at};

pub use record::notice::{Contester, PLEA_CHARS_MAX};

/// How whoever contests may be reached. Unit: characters. Our own bound.
pub const CONTACT_CHARS_MAX: usize = 200;

/// What was decided, with its reasons. Unit: characters. Our own bound: that of a message.
pub const RULING_CHARS_MAX: usize = 4000;

/// The version of what is written down.
const VERSION: u32 = 1;

/// Where a contest stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContestState {
    /// Nobody has decided yet.
    Open,
    /// Whoever contested was right.
    Upheld,
    /// They were not.
    Rejected,
}

impl ContestState {
    /// Every state.
    pub const ALL: [ContestState; 3] =
        [ContestState::Open, ContestState::Upheld, ContestState::Rejected];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            ContestState::Open => "open",
            ContestState::Upheld => "upheld",
            ContestState::Rejected => "rejected",
        }
    }

    /// The state of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<ContestState> {
        ContestState::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// What somebody says who contests.
///
/// *Shape:* JSON, as the desk keeps it, locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plea {
    version: u32,
    /// Why.
    pub text: String,
    /// How they may be reached; empty if they did not say. It is kept apart from the rest, as it goes
    /// sooner.
    #[serde(skip)]
    pub contact: String,
}

/// Why a plea was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PleaProblem {
    /// It does not say why.
    #[error("a contest says why")]
    NoText,
    /// It says more than is taken.
    #[error("a contest has at most {PLEA_CHARS_MAX} characters, and this has {0}")]
    TextTooLong(usize),
    /// The contact is longer than is taken.
    #[error("a contact has at most {CONTACT_CHARS_MAX} characters, and this has {0}")]
    ContactTooLong(usize),
}

impl Plea {
    /// Takes what was typed.
    ///
    /// # Errors
    ///
    /// [`PleaProblem`]; nothing is ever cut off.
    pub fn new(text: &str, contact: &str) -> Result<Plea, PleaProblem> {
        let text = FreeText::new(text, PLEA_CHARS_MAX);
        let text =
            text.map_err(|TextError::TooLong { found, .. }| PleaProblem::TextTooLong(found))?;
        if text.as_str().is_empty() {
            return Err(PleaProblem::NoText);
        }
        let contact = FreeText::line(contact, CONTACT_CHARS_MAX);
        let contact = contact
            .map_err(|TextError::TooLong { found, .. }| PleaProblem::ContactTooLong(found))?;
        Ok(Plea { version: VERSION, text: text.into_string(), contact: contact.into_string() })
    }
}

/// The plea of a contest by `by` at `at` as a ruling names it. `body` is what the desk kept: a [`Plea`],
/// or else the plain words.
#[must_use]
pub fn contested(by: Contester, at: Timestamp, body: &str) -> ContestPlea {
    let plea = serde_json::from_str::<Plea>(body);
    let text = plea.map_or_else(|_| body.to_owned(), |plea| plea.text);
    ContestPlea { at, by, text }
}

/// What an outside reviewer is handed to rule on: the notice as it was written, and the plea. Nothing
/// for a citizen's notice, whose contests no reviewer decides.
#[must_use]
pub fn file(written: &Written, plea: ContestPlea) -> Option<ContestFile> {
    Some(ContestFile { opened: written.review_file()?, plea, v: NOTICE_VERSION })
}

/// The reasons of a ruling as they are kept and shown. `None` if there are none, as whoever contests
/// is owed some, or if they are longer than [`RULING_CHARS_MAX`].
#[must_use]
pub fn ruling(typed: &str) -> Option<String> {
    let text = FreeText::new(typed, RULING_CHARS_MAX).ok()?.into_string();
    (!text.is_empty()).then_some(text)
}

impl From<RulingDecision> for ContestState {
    fn from(decision: RulingDecision) -> ContestState {
        match decision {
            RulingDecision::Upheld => ContestState::Upheld,
            RulingDecision::Rejected => ContestState::Rejected,
        }
    }
}

/// Whoever would decide a contest. That an officer has a role for it is asked at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judge<'a> {
    /// An officer of the desk.
    Officer(OfficerId),
    /// An outside reviewer, by the key.
    Reviewer(&'a KeyName),
}

/// Whose hands the contested notice went through.
#[derive(Debug, Clone, Copy)]
pub struct Hands<'a> {
    /// In whose name the desk sends.
    pub sending: Sending,
    /// Officers who drafted or approved a notice of the case, or had another part in deciding it.
    pub officers: &'a [OfficerId],
    /// The reviewer who signed the notice.
    pub signed_by: Option<&'a KeyName>,
    /// Whether another reviewer than that one could decide.
    pub has_other_reviewer: bool,
}

/// Why somebody does not decide a contest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotJudge {
    /// An officer of a desk that officials run: there it goes outside.
    #[error("contests of an authority's notices are decided outside the desk")]
    Inside,
    /// A reviewer at a desk that has none.
    #[error("a desk that is no authority decides contests by an officer who had no part")]
    Outside,
    /// Whoever drafted, approved or had another part in deciding the case.
    #[error("who had a part in the case does not decide a contest of it")]
    HadAPart,
    /// The reviewer who signed the notice, while there is another.
    #[error("who signed the notice does not decide its contest while another reviewer can")]
    Signed,
    /// A reviewer whose key is not in force, which only a desk knows.
    #[error("a contest is decided under a key that is in force")]
    NoKey,
}

/// Whether `judge` may decide a contest of a notice that went through these hands.
///
/// In an authority's desk it is an outside reviewer, another one than signed the notice if there is
/// another. In any other desk it is an officer who had no part.
///
/// # Errors
///
/// [`NotJudge`].
pub fn may_decide(judge: Judge<'_>, hands: Hands<'_>) -> Result<(), NotJudge> {
    match (hands.sending, judge) {
        (Sending::Authority, Judge::Officer(_)) => Err(NotJudge::Inside),
        (Sending::Citizen, Judge::Reviewer(_)) => Err(NotJudge::Outside),
        (Sending::Authority, Judge::Reviewer(key)) => {
            let has_signed = hands.signed_by == Some(key);
            if has_signed && hands.has_other_reviewer { Err(NotJudge::Signed) } else { Ok(()) }
        }
        (Sending::Citizen, Judge::Officer(officer)) => {
            if hands.officers.contains(&officer) {
                Err(NotJudge::HadAPart)
            } else {
                Ok(())
            }
        }
    }
}

/// What follows from a contest that was upheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Follows {
    /// The notice is taken back, in public.
    Withdrawal,
    /// The ruling stands beside a notice that was taken back before.
    RulingAlone,
    /// The desk looks at the case again: nothing is taken back from the platform.
    SecondLook,
}

/// What follows once a contest by `who` of a notice in `state` is upheld.
#[must_use]
pub const fn follows(who: Contester, state: State) -> Follows {
    match (who, state) {
        (Contester::Author, State::Released) => Follows::Withdrawal,
        (Contester::Author, _) => Follows::RulingAlone,
        (Contester::Person, _) => Follows::SecondLook,
    }
}

/// Until when a contest is in time; nothing before the notice was delivered. `within_s` is the
/// desk's own time, in seconds.
#[must_use]
pub fn in_time_until(turns: &[Turn], within_s: i64) -> Option<Timestamp> {
    delivered_at(turns)?.plus_seconds(within_s).ok()
}

/// Whether a contest made at `at` is late. It is taken all the same, and marked. The last moment is
/// still in time.
#[must_use]
pub fn is_late(turns: &[Turn], within_s: i64, at: Timestamp) -> bool {
    in_time_until(turns, within_s).is_some_and(|last| last < at)
}

/// What last became of a notice, as far as the person who asked for it may contest it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Last {
    /// The platform decided this.
    Answered(Decision),
    /// It did not answer in time.
    Silent,
    /// The desk took it back, for this reason.
    Withdrawn(WithdrawalReason),
}

/// What the person who asked for a notice contests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonGround {
    /// The platform refused, did less, or put the content back.
    Refusal,
    /// The platform was silent.
    Silence,
    /// The desk took the notice back.
    TakenBack,
    /// The desk ended the case.
    Closing,
}

/// What the person may contest: a refusal or silence of the platform, or that the desk ended it. Not
/// what they asked for themselves, nor what a contest of the author or a court decided: against those
/// there is the court.
#[must_use]
pub const fn person_ground(last: Option<Last>, is_closed: bool) -> Option<PersonGround> {
    match last {
        Some(Last::Answered(Decision::Refused | Decision::Narrowed | Decision::Restored)) => {
            Some(PersonGround::Refusal)
        }
        Some(Last::Silent) => Some(PersonGround::Silence),
        Some(Last::Withdrawn(
            WithdrawalReason::PersonAsked
            | WithdrawalReason::ContestUpheld
            | WithdrawalReason::CourtDecided,
        ))
        | Some(Last::Answered(Decision::Accepted | Decision::AlreadyGone)) => None,
        Some(Last::Withdrawn(_)) => Some(PersonGround::TakenBack),
        Some(Last::Answered(Decision::AskedForMore)) | None if is_closed => {
            Some(PersonGround::Closing)
        }
        Some(Last::Answered(Decision::AskedForMore)) | None => None,
    }
}
