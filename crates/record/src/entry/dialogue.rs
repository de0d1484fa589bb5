//! The dialogue with platforms: meetings, positions, asks, commitments and what became of them.

use serde::{Deserialize, Serialize};

use super::{EntryError, Quorum, check_publication};
use crate::bounded::Few;
use crate::choice::{CommitmentState, MeetingForm, PositionState};
use crate::document::Document;
use crate::id::{AskRef, CommitmentRef, MeetingRef, OfficerId, OrganisationId, PositionRef};
use crate::time::{Day, Timestamp};

/// A meeting took place. Organisations are named, never people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingHeld {
    /// The day.
    pub day: Day,
    /// How it was held.
    pub form: MeetingForm,
    /// The meeting.
    pub meeting: MeetingRef,
    /// The minutes, once there are some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Document>,
    /// The organisations that took part.
    pub present: Few<OrganisationId, 1, 64>,
}

impl MeetingHeld {
    pub(super) fn check(&self, at: Timestamp) -> Result<(), EntryError> {
        check_day(self.day, at)?;
        check_publication(self.minutes.as_ref().and_then(Document::publish_after), at)
    }
}

/// Desks took a position together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PositionTaken {
    /// The position.
    pub position: PositionRef,
    /// How many member desks must sign, of how many.
    pub quorum: Quorum,
    /// The desks that hold a reservation, signed or not. The reasons are in the text.
    pub reserved_by: Few<OrganisationId, 0, 64>,
    /// The desks that signed this text.
    pub signed_by: Few<OrganisationId, 0, 64>,
    /// Where it stands.
    pub state: PositionState,
    /// The text.
    pub text: Document,
}

impl PositionTaken {
    pub(super) fn check(&self, at: Timestamp) -> Result<(), EntryError> {
        let (signed, reserved) = (self.signed_by.count(), self.reserved_by.count());
        let members = usize::from(self.quorum.n());
        let is_short = signed < usize::from(self.quorum.k());
        let is_adopted = self.state == PositionState::Adopted;
        if signed > members || reserved > members || is_adopted && is_short {
            return Err(EntryError::Signatures);
        }
        check_publication(self.text.publish_after(), at)
    }
}

/// A platform was asked for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskMade {
    /// The ask.
    pub ask: AskRef,
    /// By which day, if one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// At which meeting, if at one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingRef>,
    /// From which position, if from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<PositionRef>,
    /// The text, with how it is measured.
    pub text: Document,
    /// The platform.
    pub to: OrganisationId,
}

impl AskMade {
    pub(super) fn check(&self, at: Timestamp) -> Result<(), EntryError> {
        check_publication(self.text.publish_after(), at)
    }
}

/// A platform promised something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentMade {
    /// The ask it answers, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<AskRef>,
    /// The platform.
    pub by: OrganisationId,
    /// The commitment.
    pub commitment: CommitmentRef,
    /// By which day, if one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// At which meeting, if at one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingRef>,
    /// The day it was said.
    pub said_on: Day,
    /// Where it was said: an archived copy of the source.
    pub source: Document,
}

impl CommitmentMade {
    pub(super) fn check(&self, at: Timestamp) -> Result<(), EntryError> {
        if self.due.is_some_and(|due| due < self.said_on) {
            return Err(EntryError::Dates);
        }
        check_day(self.said_on, at)?;
        check_publication(self.source.publish_after(), at)
    }
}

/// What became of a promise: a state, the evidence for it, and an officer who answers for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentEvidence {
    /// Which commitment.
    pub commitment: CommitmentRef,
    /// Who recorded it.
    pub decided_by: OfficerId,
    /// The evidence.
    pub evidence: Document,
    /// The day it was seen.
    pub seen_on: Day,
    /// Where the commitment stands now.
    pub state: CommitmentState,
}

impl CommitmentEvidence {
    pub(super) fn check(&self, at: Timestamp) -> Result<(), EntryError> {
        check_day(self.seen_on, at)?;
        check_publication(self.evidence.publish_after(), at)
    }
}

/// A day recorded as past is at the latest the day after the entry's: east of Greenwich it begins
/// before it does in UTC.
fn check_day(day: Day, at: Timestamp) -> Result<(), EntryError> {
    let latest = at.plus_seconds(86_400).map_or(at.day(), Timestamp::day);
    if day <= latest { Ok(()) } else { Err(EntryError::Dates) }
}
