//! What a platform is asked for.

use record::id::{MeetingRef, OrganisationId, PositionRef};
use record::time::Day;
use serde::{Deserialize, Serialize};

use crate::text::Trilingual;

/// An ask of one platform. What it does with a single content is a notice and never an ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The day on which it was asked.
    pub asked_on: Day,
    /// By which day, if one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// How anybody can tell whether it was done.
    pub measure: Trilingual,
    /// At which meeting, if at one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingRef>,
    /// From which position, if from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<PositionRef>,
    /// What is asked.
    pub text: Trilingual,
    /// Its name.
    pub title: Trilingual,
    /// The platform.
    pub to: OrganisationId,
}
