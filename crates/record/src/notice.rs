//! What goes from a desk to a platform, opened: the notice, the three-part test of an authority,
//! the reviewer's certificate, and the one file that holds them together with their proof. And what a
//! reviewer signs otherwise: an objection, the ruling on a contest.
//!
//! An entry only commits to these texts. They hold words about people, so they never enter the
//! register; each goes to one platform, and the test is published on its day.
//!
//! Source of the fields: DSA article 16(2) (reasons, exact place, who notifies, good faith), Manila
//! Principles III (legal basis, identifier, defences considered, standing, good faith).

mod contest;
mod opened;
mod release;
mod review;
mod signed;
mod test;

use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::choice::{Harm, HouseRule, Language, Measure};
use crate::entry::{AnswerHours, Complainant};
use crate::id::{CaseRef, KeyName, LawRef, NoticeRef, OrganisationId};
use crate::time::Timestamp;

pub use contest::{
    CONTEST_FILE_BYTES_MAX, ContestFile, ContestFileError, ContestPlea, Contester, PLEA_CHARS_MAX,
};
pub use release::{
    KeyEvidence, OpenError, OpenedSalt, RELEASE_BYTES_MAX, Release, certificate_text,
};
pub use review::ReviewFile;
pub use signed::{Objection, Ruling, RulingDecision, SignedTextError, objection_text, ruling_text};
pub use test::{Aim, Considered, ThreePartText};

/// The version of the schema of notices.
pub const NOTICE_VERSION: u64 = 1;

/// A text and the language it is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prose {
    /// The language.
    pub language: Language,
    /// The text.
    pub text: String,
}

/// An article of law that a notice rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalGround {
    /// How a lawyer cites it, in the language of the reasons.
    pub citation: String,
    /// The article.
    pub law: LawRef,
}

/// Where the content is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Location {
    /// The address in canonical form.
    pub address: String,
    /// As the person gave it.
    pub given: String,
}

/// A question that could be a defence of the author, with what was answered. It travels with the
/// notice so that the platform can weigh it.
///
/// Source: facts 4, safeguard 6.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defence {
    /// The question, by its identifier in the law pack.
    pub question: String,
    /// The reply, by its identifier.
    pub reply: String,
}

/// Who sends the notice. It is always the desk; the person stands in it only if they agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notifier {
    /// Where the platform answers, if it has no seat: an address of the desk's own site.
    pub contact: String,
    /// The desk.
    pub desk: OrganisationId,
    /// Whether officials run the desk.
    pub is_authority: bool,
    /// The name of the person, only with their explicit consent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
}

/// The declaration that DSA article 16(2)(d) and Manila III ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoodFaith {
    /// When it was declared, by the officer who drafted.
    pub at: Timestamp,
    /// What was declared.
    pub statement: String,
}

/// What the platform is asked to forward to the author of the content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForAuthor {
    /// The code that opens the public contest page for this notice.
    pub code: String,
    /// The address of that page.
    pub page: String,
    /// The text, once in each language.
    pub texts: Vec<Prose>,
}

/// A notice as the platform gets it.
///
/// *Shape:* canonical JSON; the schema for others is `docs/schema/notice-v1.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// How long the platform is asked to take at most. It has no legal force.
    pub answer_within_hours: AnswerHours,
    /// The case.
    pub case: CaseRef,
    /// In what capacity someone complained.
    pub complainant: Complainant,
    /// What could speak for the author.
    pub defences: Vec<Defence>,
    /// What the platform is asked to forward.
    pub for_author: ForAuthor,
    /// That what is said is believed to be right and complete.
    pub good_faith: GoodFaith,
    /// What harm it is about.
    pub harm: Harm,
    /// Rules of the platform's own house; never in an authority's notice.
    pub house_rules: Vec<HouseRule>,
    /// The articles of law it rests on.
    pub legal_grounds: Vec<LegalGround>,
    /// Where the content is, in the order of the entry's commitments.
    pub locations: Vec<Location>,
    /// What is asked.
    pub measure: Measure,
    /// The notice.
    pub notice: NoticeRef,
    /// Who sends it.
    pub notifier: Notifier,
    /// Why the content is illegal: DSA article 16(2)(a).
    pub reasons: Prose,
    /// The outside reviewer's key, for an authority's notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<KeyName>,
    /// The platform.
    pub to: OrganisationId,
    /// The version of the schema.
    pub v: u64,
}

impl Location {
    /// The address, read again. `None` if it is not in canonical form, or if what the person gave
    /// leads elsewhere: a platform may follow either.
    pub(crate) fn address(&self) -> Option<Address> {
        let address: Address = self.address.parse().ok()?;
        let is_one =
            address.as_str() == self.address && self.given.parse().as_ref() == Ok(&address);
        is_one.then_some(address)
    }
}
