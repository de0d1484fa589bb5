//! The three-part test of an authority, written down: law, aim, necessity and the least intrusive
//! measure that was considered.
//!
//! Source: International Covenant on Civil and Political Rights, article 19(3), and General Comment
//! 34 of the Human Rights Committee, paragraphs 22 to 36.

use serde::{Deserialize, Serialize};

use super::Prose;
use crate::choice::Measure;
use crate::id::{LawRef, NoticeRef};
use crate::text::closed_words;

closed_words! {
    /// The aim that a restriction serves.
    ///
    /// Source: ICCPR, article 19(3). "National security" is not among them: speech against a state
    /// is out of a desk's scope (facts 1.2 and 4, safeguard 3).
    Aim {
        /// The rights or the reputation of others.
        RightsOfOthers = "rights_of_others",
        /// The safety and dignity of a child, which are rights of others too.
        SafetyOfChildren = "safety_of_children",
        /// The life or the body of somebody.
        LifeAndSafety = "life_and_safety",
        /// Private life and personal data.
        PrivateLife = "private_life",
    }
}

/// A milder measure that was weighed, and why it does not suffice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Considered {
    /// The measure.
    pub measure: Measure,
    /// Why it does not suffice.
    pub why_not: String,
}

/// The three-part test as it will be published. It holds no name, handle or address.
///
/// *Shape:* canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThreePartText {
    /// What the restriction is for.
    pub aim: Aim,
    /// Why that aim is at stake here.
    pub aim_reasons: String,
    /// The milder measures that were weighed.
    pub considered: Vec<Considered>,
    /// For how many days the measure is asked for; absent if for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_days: Option<u16>,
    /// How the articles cover what was published.
    pub law_reasons: String,
    /// The articles.
    pub laws: Vec<LawRef>,
    /// What is asked.
    pub measure: Measure,
    /// Why it is necessary, and no more than that.
    pub necessity: Prose,
    /// The notice.
    pub notice: NoticeRef,
    /// The version of the schema.
    pub v: u64,
}
