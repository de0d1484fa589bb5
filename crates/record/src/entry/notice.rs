//! The life of a notice: issued, delivered, received, answered or not, taken back.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{EntryError, check_publication};
use crate::address::Address;
use crate::bounded::Few;
use crate::choice::{
    Basis, Capacity, Decider, Decision, Harm, HouseRule, Means, Measure, WithdrawalReason,
};
use crate::commitment::{AddressCommitment, Match};
use crate::document::WithheldDocument;
use crate::id::{CaseRef, KeyName, LawRef, NoticeRef, OfficerId, OrganisationId};
use crate::time::Timestamp;

/// The most addresses that one notice can name; an entry of this many still fits into the log.
pub const ADDRESSES_MAX: usize = 256;

/// The longest time to answer that a notice can ask for, in hours: 90 days. Our own bound.
pub const ANSWER_HOURS_MAX: u16 = 90 * 24;

/// Articles of law, at least one.
pub type Laws = Few<LawRef, 1, 16>;

/// Two different officers: one drafted, the other approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawOfficers")]
pub struct TwoOfficers {
    approved_by: OfficerId,
    drafted_by: OfficerId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOfficers {
    approved_by: OfficerId,
    drafted_by: OfficerId,
}

impl TwoOfficers {
    /// Who drafted and who approved.
    ///
    /// # Errors
    ///
    /// [`EntryError::OneOfficer`] if they are the same.
    pub fn new(drafted_by: OfficerId, approved_by: OfficerId) -> Result<Self, EntryError> {
        if drafted_by == approved_by {
            return Err(EntryError::OneOfficer);
        }
        Ok(TwoOfficers { approved_by, drafted_by })
    }

    /// Who drafted.
    pub fn drafted_by(self) -> OfficerId {
        self.drafted_by
    }

    /// Who approved.
    pub fn approved_by(self) -> OfficerId {
        self.approved_by
    }
}

impl TryFrom<RawOfficers> for TwoOfficers {
    type Error = EntryError;

    fn try_from(raw: RawOfficers) -> Result<Self, EntryError> {
        TwoOfficers::new(raw.drafted_by, raw.approved_by)
    }
}

/// In what capacity someone complains, and whether that someone is an official.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawComplainant")]
pub struct Complainant {
    capacity: Capacity,
    official: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawComplainant {
    capacity: Capacity,
    official: bool,
}

impl Complainant {
    /// Someone who holds no public office.
    ///
    /// # Errors
    ///
    /// [`EntryError::OwnMotion`] for [`Capacity::OwnMotion`], which is an authority's.
    pub fn private(capacity: Capacity) -> Result<Self, EntryError> {
        RawComplainant { capacity, official: false }.try_into()
    }

    /// An official or an authority. Marked as one in public, whatever the complaint is about.
    pub fn official(capacity: Capacity) -> Self {
        Complainant { capacity, official: true }
    }

    /// The capacity.
    pub fn capacity(self) -> Capacity {
        self.capacity
    }

    /// Whether an official complains.
    pub fn is_official(self) -> bool {
        self.official
    }
}

impl TryFrom<RawComplainant> for Complainant {
    type Error = EntryError;

    fn try_from(RawComplainant { capacity, official }: RawComplainant) -> Result<Self, EntryError> {
        if capacity == Capacity::OwnMotion && !official {
            return Err(EntryError::OwnMotion);
        }
        Ok(Complainant { capacity, official })
    }
}

/// From 1 to [`ADDRESSES_MAX`] commitments to addresses, in the order of the notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<AddressCommitment>")]
pub struct Addresses(Vec<AddressCommitment>);

impl Addresses {
    /// These commitments.
    ///
    /// # Errors
    ///
    /// [`EntryError::Addresses`] if there are none or too many, [`EntryError::SaltReused`] if two
    /// of them show that one salt was used for both: a secret one beside a published one would be
    /// no secret.
    pub fn new(commitments: Vec<AddressCommitment>) -> Result<Self, EntryError> {
        if !(1..=ADDRESSES_MAX).contains(&commitments.len()) {
            return Err(EntryError::Addresses);
        }
        let mut seen = HashSet::new();
        if commitments.iter().flat_map(AddressCommitment::traces).any(|trace| !seen.insert(trace)) {
            return Err(EntryError::SaltReused);
        }
        Ok(Addresses(commitments))
    }

    /// The commitments.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &AddressCommitment> {
        self.0.iter()
    }

    /// How one of the published commitments relates to `address`; the address itself comes before
    /// another address of the same content.
    pub fn find(&self, address: &Address) -> Option<Match> {
        let mut found = None;
        for commitment in &self.0 {
            match commitment.matches(address) {
                Some(Match::Address) => return Some(Match::Address),
                Some(Match::Content) => found = Some(Match::Content),
                None => {}
            }
        }
        found
    }
}

impl TryFrom<Vec<AddressCommitment>> for Addresses {
    type Error = EntryError;

    fn try_from(commitments: Vec<AddressCommitment>) -> Result<Self, EntryError> {
        Addresses::new(commitments)
    }
}

/// The three-part test of an authority: law, aim, necessity and the least intrusive measure that
/// was considered. Committed now, published redacted on a day that is already fixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WithheldDocument")]
pub struct ThreePartTest(WithheldDocument);

impl ThreePartTest {
    /// The test in this document.
    ///
    /// # Errors
    ///
    /// [`EntryError::TestDate`] if the document has no day of publication.
    pub fn new(document: WithheldDocument) -> Result<Self, EntryError> {
        match document.publish_after() {
            Some(_) => Ok(ThreePartTest(document)),
            None => Err(EntryError::TestDate),
        }
    }

    /// The document.
    pub fn document(&self) -> &WithheldDocument {
        &self.0
    }
}

impl TryFrom<WithheldDocument> for ThreePartTest {
    type Error = EntryError;

    fn try_from(document: WithheldDocument) -> Result<Self, EntryError> {
        ThreePartTest::new(document)
    }
}

/// What a citizen invokes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// An article of law.
    Law(LawRef),
    /// A rule of the platform's own house.
    HouseRule(HouseRule),
}

/// What only an authority's notice has, and must have. It has no place for house rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByAuthority {
    /// The articles it rests on.
    pub laws: Laws,
    /// The key of the outside reviewer who cosigned the opened notice.
    pub reviewed_by: KeyName,
    /// The three-part test.
    pub three_part_test: ThreePartTest,
}

/// What a citizen's notice rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByCitizen {
    /// Articles of law and house rules, at least one.
    pub grounds: Few<Ground, 1, 16>,
}

/// In whose name a notice goes. Whatever leaves a desk run by an authority is an authority's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sender {
    /// An authority's.
    Authority(ByAuthority),
    /// A citizen's, or of an organisation that is no authority.
    Citizen(ByCitizen),
}

/// How long the platform is asked to take at most, in hours from delivery. It has no legal force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16")]
pub struct AnswerHours(u16);

impl AnswerHours {
    /// This many hours.
    ///
    /// # Errors
    ///
    /// [`EntryError::AnswerHours`] unless from 1 to [`ANSWER_HOURS_MAX`].
    pub fn new(hours: u16) -> Result<Self, EntryError> {
        if (1..=ANSWER_HOURS_MAX).contains(&hours) {
            Ok(AnswerHours(hours))
        } else {
            Err(EntryError::AnswerHours)
        }
    }

    /// The hours.
    pub fn hours(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for AnswerHours {
    type Error = EntryError;

    fn try_from(hours: u16) -> Result<Self, EntryError> {
        AnswerHours::new(hours)
    }
}

/// A notice was approved and goes to a platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeIssued {
    /// The addresses it is about, committed.
    pub addresses: Addresses,
    /// By when an answer is asked for.
    pub answer_within_hours: AnswerHours,
    /// The case it belongs to.
    pub case: CaseRef,
    /// In what capacity someone complained.
    pub complainant: Complainant,
    /// What harm it is about.
    pub harm: Harm,
    /// What is asked of the platform.
    pub measure: Measure,
    /// The notice.
    pub notice: NoticeRef,
    /// Who drafted and who approved it.
    pub officers: TwoOfficers,
    /// In whose name it goes, and on what ground.
    pub sender: Sender,
    /// The text as the platform gets it.
    pub text: WithheldDocument,
    /// The platform.
    pub to: OrganisationId,
}

impl NoticeIssued {
    pub(super) fn check(&self, at: Timestamp) -> Result<(), EntryError> {
        let is_own_motion = self.complainant.capacity == Capacity::OwnMotion;
        if is_own_motion && matches!(self.sender, Sender::Citizen(_)) {
            return Err(EntryError::OwnMotion);
        }
        if is_own_motion && self.harm.needs_standing() {
            return Err(EntryError::Standing);
        }
        if self.harm.needs_secret_address() && !self.addresses.iter().all(|a| a.is_secret()) {
            return Err(EntryError::AddressNotSecret);
        }
        if let Sender::Authority(authority) = &self.sender {
            check_publication(authority.three_part_test.0.publish_after(), at)?;
        }
        check_publication(self.text.publish_after(), at)
    }
}

/// A notice was delivered. Only a delivery that can be proven starts the time to answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeDelivered {
    /// When it was delivered.
    pub delivered_at: Timestamp,
    /// Who delivered it.
    pub delivered_by: OfficerId,
    /// How.
    pub means: Means,
    /// Which notice.
    pub notice: NoticeRef,
    /// The proof.
    pub proof: WithheldDocument,
}

impl NoticeDelivered {
    pub(super) fn check(&self, at: Timestamp) -> Result<(), EntryError> {
        check_past(self.delivered_at, at)?;
        check_publication(self.proof.publish_after(), at)
    }
}

/// The platform said that it has the notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeReceived {
    /// Which notice.
    pub notice: NoticeRef,
    /// What the platform sent as its receipt.
    pub receipt: WithheldDocument,
    /// When the platform says it received the notice.
    pub received_at: Timestamp,
    /// The officer who wrote it down; nobody when the platform said it at its own seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_by: Option<OfficerId>,
}

impl NoticeReceived {
    pub(super) fn check(&self, at: Timestamp) -> Result<(), EntryError> {
        check_past(self.received_at, at)?;
        check_publication(self.receipt.publish_after(), at)
    }
}

/// The platform answered. A later answer on the same notice is an entry of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// When the answer came.
    pub answered_at: Timestamp,
    /// What the platform said it rests on.
    pub basis: Basis,
    /// Who the platform said had decided.
    pub decider: Decider,
    /// What it decided.
    pub decision: Decision,
    /// What was done, when something was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// Which notice.
    pub notice: NoticeRef,
    /// The platform's statement of reasons, when it gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons: Option<WithheldDocument>,
    /// The officer who wrote it down; nobody when the platform said it at its own seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_by: Option<OfficerId>,
}

impl Answer {
    pub(super) fn check(&self, at: Timestamp) -> Result<(), EntryError> {
        let is_done = matches!(self.decision, Decision::Accepted | Decision::Narrowed);
        if is_done != self.measure.is_some() {
            return Err(EntryError::AnswerMeasure);
        }
        check_past(self.answered_at, at)?;
        check_publication(self.reasons.as_ref().and_then(WithheldDocument::publish_after), at)
    }
}

/// The platform did not answer in time: a fact of its own, and not a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Silence {
    /// The last moment at which an answer was still in time.
    pub deadline: Timestamp,
    /// When the notice was delivered, as proven by its own entry.
    pub delivered_at: Timestamp,
    /// Which notice.
    pub notice: NoticeRef,
}

impl Silence {
    pub(super) fn check(&self, at: Timestamp) -> Result<(), EntryError> {
        if self.delivered_at < self.deadline && self.deadline < at {
            Ok(())
        } else {
            Err(EntryError::Dates)
        }
    }
}

/// The desk takes a notice back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// Who decided it.
    pub decided_by: OfficerId,
    /// Which notice.
    pub notice: NoticeRef,
    /// Why.
    pub reason: WithdrawalReason,
}

/// What is recorded as past is not after the entry.
fn check_past(moment: Timestamp, at: Timestamp) -> Result<(), EntryError> {
    if moment <= at { Ok(()) } else { Err(EntryError::Dates) }
}
