//! A meeting with a platform: when, with whom, about what, and what was said for whom.

use record::choice::MeetingForm;
use record::id::{AskRef, CommitmentRef, OrganisationId, PositionRef};
use record::time::Day;
use serde::{Deserialize, Serialize};

use crate::source::Source;
use crate::text::Trilingual;

/// The most organisations at one meeting. Source: `record::entry::MeetingHeld`.
pub const PRESENT_MAX: usize = 64;

/// The most points on an agenda or in the minutes. Our own choice.
pub const POINTS_MAX: usize = 60;

/// What a point of an agenda is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// An ask.
    Ask(AskRef),
    /// A commitment.
    Commitment(CommitmentRef),
    /// A position.
    Position(PositionRef),
}

/// One point: its words, and what on the record it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// What it is about, if that is on the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Matter>,
    /// For which organisation it was said; nobody for a point of the agenda.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_for: Option<OrganisationId>,
    /// Its words.
    pub words: Trilingual,
}

/// A meeting that was held. Organisations and their offices are named, never people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// What was to be spoken about.
    pub agenda: Vec<Point>,
    /// The day.
    pub day: Day,
    /// How it was held.
    pub form: MeetingForm,
    /// What was said, for whom.
    pub minutes: Vec<Point>,
    /// The organisations that took part.
    pub present: Vec<OrganisationId>,
    /// Where it is told of, beside the minutes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Its name: who met whom, about what.
    pub title: Trilingual,
}
