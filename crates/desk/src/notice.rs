//! A notice from its draft to the moment it may be written down: what due process refuses is refused
//! here, whoever asks.
//!
//! 1. [`Draft`] is what an officer types. Any state of it is valid.
//! 2. [`propose()`] holds it against the report, the law and the lines that are never crossed, and
//!    gives a [`Proposal`] or every [`Refusal`] at once.
//! 3. [`Proposal::approve`] needs another officer, who had no part in the case.
//! 4. [`Approved::write`] fixes the texts, the test and the entry, with random bytes from outside.
//!
//! Only then is there something that a reviewer can sign, and that the register can take. Nothing is
//! sent before [`crate::release::ReleasableNotice`] is.
//!
//! Source of the rules: the founding brief, lines 2 to 6 and 8; facts 4.

mod propose;
mod state;
mod write;

use serde::{Deserialize, Serialize};

pub use propose::{Facts, Proposal, Refusal, Sending, propose};
pub use state::State;
pub use write::{Approved, Drawn, NotApproved, Texts, WriteError, Written};

pub(crate) use propose::is_milder;

/// Why the content is illegal, in the notice. Unit: characters.
///
/// Source: `data/desk/dsa-statement-of-reasons.md`, `decision_facts`, the longest text of the kind.
pub const REASONS_CHARS_MAX: usize = 5000;
/// One part of the three-part test. Unit: characters.
///
/// Source: the same, `illegal_content_explanation`.
pub const TEST_CHARS_MAX: usize = 2000;
/// The longest that a measure may be asked for. Unit: days. Our own bound.
pub const DURATION_DAYS_MAX: u16 = 3650;

/// What is a part in deciding a case, in the words of events: whoever did one of these approves none of
/// its notices and rules on none of its contests. Reading and approving are none. Who drafts and who
/// ends, splits or joins cases decides what is asked of whom, and so does who says of what kind a harm is.
pub const PARTS_IN_A_CASE: [&str; 13] = [
    "articles-confirmed",
    "bulk-act",
    "case-closed",
    "case-merged",
    "case-reopened",
    "case-split",
    "contest-decided",
    "finding-added",
    "merge-undone",
    "notice-drafted",
    "notice-edited",
    "notice-proposed",
    "split-undone",
];

/// What an officer typed of a notice. Any state of it is valid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Draft {
    /// The platform, by its domain name.
    pub to: String,
    /// Which of the report's addresses, numbered from 0.
    pub places: Vec<u32>,
    /// Articles, by their identifiers in the law pack.
    pub articles: Vec<String>,
    /// House rules of the platform, by their words. For desks that are no authority.
    pub house_rules: Vec<String>,
    /// What is asked, by its word.
    pub measure: String,
    /// Why the content is illegal.
    pub reasons: String,
    /// The language of the reasons.
    pub language: String,
    /// Whether an address by itself names or leads to the person harmed.
    pub names_victim: bool,
    /// Whether the person's name goes with the notice.
    pub names_person: bool,
    /// Whether the officer declares good faith.
    pub good_faith: bool,
    /// The three-part test, for desks that are an authority.
    pub test: TestDraft,
}

/// What an officer typed of the three-part test.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TestDraft {
    /// The aim, by its word.
    pub aim: String,
    /// Why the aim is at stake.
    pub aim_reasons: String,
    /// How the articles cover what was published.
    pub law_reasons: String,
    /// Why it is necessary.
    pub necessity: String,
    /// Milder measures that were weighed, by their words, and why each does not suffice.
    pub considered: Vec<(String, String)>,
    /// For how many days; empty if for good.
    pub duration_days: String,
}
