//! One public line in the register: when, which desk, what happened, and nothing about any person.
//!
//! An [`Entry`] cannot be made, read or deserialised without passing every rule of its kind. The
//! parts in it (officers, complainants, addresses, quorums) keep their own rules; what needs the
//! moment of the entry or several parts at once is checked here.

mod dialogue;
mod house;
mod notice;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use dialogue::{AskMade, CommitmentEvidence, CommitmentMade, MeetingHeld, PositionTaken};
pub use house::{
    CHANGE_DELAY_S, CaseOutcome, OutsideAccount, Outsider, PolicySet, Quorum, ReviewerKey,
    RoleGrant, SuccessorLog,
};
pub use notice::{
    ADDRESSES_MAX, ANSWER_HOURS_MAX, Addresses, Answer, AnswerHours, ByAuthority, ByCitizen,
    Complainant, Ground, Laws, NoticeDelivered, NoticeIssued, NoticeReceived, Sender, Silence,
    ThreePartTest, TwoOfficers, Withdrawal,
};

use crate::address::Address;
use crate::canonical::{self, CanonicalError};
use crate::commitment::{self, Match};
use crate::id::OrganisationId;
use crate::text::closed_words;
use crate::time::Timestamp;

/// The longest entry, in bytes.
///
/// Source: C2SP tlog-tiles v0.1.0, "Entry bundles": the length of an entry is a uint16.
pub const MAX_ENTRY_BYTES: usize = 65_535;

/// The version of the schema.
pub const ENTRY_VERSION: u64 = 1;

/// How long after its entry a withheld document may be due at the latest, in seconds: 366 days.
///
/// Our own rule, so that "published later" cannot mean never.
pub const PUBLISH_DELAY_MAX_S: i64 = 366 * 86_400;

/// Why something is not an entry. No variant repeats the input.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EntryError {
    /// The canonical form is longer than [`MAX_ENTRY_BYTES`].
    #[error("the entry is longer than {MAX_ENTRY_BYTES} bytes")]
    TooLong,
    /// The bytes are not an entry in canonical form, or a rule below refused them.
    #[error("the entry cannot be read")]
    Unreadable(#[source] CanonicalError),
    /// The version is another than [`ENTRY_VERSION`].
    #[error("the version of the entry is not known")]
    Version,
    /// One officer drafted and approved.
    #[error("who drafts a notice does not approve it")]
    OneOfficer,
    /// A number of addresses that one notice cannot have.
    #[error("a notice names 1 to {ADDRESSES_MAX} addresses")]
    Addresses,
    /// One salt for two addresses.
    #[error("each address has a salt of its own")]
    SaltReused,
    /// A time to answer that nobody can be given.
    #[error("an answer is asked for within 1 to {ANSWER_HOURS_MAX} hours")]
    AnswerHours,
    /// An authority acts by itself and is not marked as official, or sends as a citizen.
    #[error("an authority of its own motion is official and sends as an authority")]
    OwnMotion,
    /// The harm is one that only the person harmed, a guardian or an heir can complain of.
    #[error("only the person harmed, a guardian or an heir can complain of this harm")]
    Standing,
    /// An address whose salt must stay secret was committed with a published one.
    #[error("the addresses of intimate or children's content are committed with a secret salt")]
    AddressNotSecret,
    /// A three-part test without the day on which it is published.
    #[error("a three-part test names the day on which it is published")]
    TestDate,
    /// A document due before its entry or too long after it.
    #[error("a withheld document is due after its entry and within 366 days")]
    PublishDate,
    /// Something recorded as past lies after the entry, or the order of two moments is impossible.
    #[error("the dates of the entry contradict each other")]
    Dates,
    /// An answer that says what was done although nothing was, or the reverse.
    #[error("an answer names a measure if and only if something was done")]
    AnswerMeasure,
    /// A change of keys or policy that takes effect too soon.
    #[error("a change of keys or policy takes effect seven days after its entry or later")]
    TooSoon,
    /// A key said to be in other hands that would be removed only later.
    #[error("a key in other hands is removed at once")]
    NotAtOnce,
    /// A quorum that cannot be reached or means nothing.
    #[error("a quorum is k of n, with k from 1 to n and n up to 64")]
    Quorum,
    /// A position called adopted without the signatures it needs, or signed by more desks than are
    /// members.
    #[error("the signatures on the position do not fit its state and quorum")]
    Signatures,
    /// An officer who grants a role to the same officer.
    #[error("nobody grants a role to oneself")]
    OwnGrant,
    /// An account that changes itself.
    #[error("nobody makes, hands on or shuts their own account")]
    OwnAccount,
}

closed_words! {
    /// What an entry is about.
    Kind {
        /// A notice was approved and goes to a platform.
        NoticeIssued = "notice_issued",
        /// A notice was delivered.
        NoticeDelivered = "notice_delivered",
        /// The platform said that it has the notice.
        NoticeReceived = "notice_received",
        /// The platform answered.
        Answer = "answer",
        /// The platform did not answer in time.
        Silence = "silence",
        /// The desk takes a notice back.
        Withdrawal = "withdrawal",
        /// A case ended or went another way.
        CaseOutcome = "case_outcome",
        /// An officer was given a role, or lost it.
        RoleGrant = "role_grant",
        /// An outside reviewer's key comes or goes.
        ReviewerKey = "reviewer_key",
        /// An account of somebody outside the desk was made, handed on, or shut.
        OutsideAccount = "outside_account",
        /// Which witnesses, or which desks, must sign.
        Policy = "policy",
        /// A meeting took place.
        Meeting = "meeting",
        /// Desks took a position.
        Position = "position",
        /// A platform was asked for something.
        Ask = "ask",
        /// A platform promised something.
        Commitment = "commitment",
        /// What became of a promise.
        CommitmentEvidence = "commitment_evidence",
        /// This log follows another one.
        SuccessorLog = "successor_log",
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case", deny_unknown_fields)]
pub enum Body {
    /// A notice was approved and goes to a platform.
    NoticeIssued(NoticeIssued),
    /// A notice was delivered.
    NoticeDelivered(NoticeDelivered),
    /// The platform said that it has the notice.
    NoticeReceived(NoticeReceived),
    /// The platform answered.
    Answer(Answer),
    /// The platform did not answer in time.
    Silence(Silence),
    /// The desk takes a notice back.
    Withdrawal(Withdrawal),
    /// A case ended or went another way.
    CaseOutcome(CaseOutcome),
    /// An officer was given a role, or lost it.
    RoleGrant(RoleGrant),
    /// An outside reviewer's key comes or goes.
    ReviewerKey(ReviewerKey),
    /// An account of somebody outside the desk was made, handed on, or shut.
    OutsideAccount(OutsideAccount),
    /// Which witnesses, or which desks, must sign.
    Policy(PolicySet),
    /// A meeting took place.
    Meeting(MeetingHeld),
    /// Desks took a position.
    Position(PositionTaken),
    /// A platform was asked for something.
    Ask(AskMade),
    /// A platform promised something.
    Commitment(CommitmentMade),
    /// What became of a promise.
    CommitmentEvidence(CommitmentEvidence),
    /// This log follows another one.
    SuccessorLog(SuccessorLog),
}

impl Body {
    /// The kind of entry this makes.
    pub fn kind(&self) -> Kind {
        match self {
            Body::NoticeIssued(_) => Kind::NoticeIssued,
            Body::NoticeDelivered(_) => Kind::NoticeDelivered,
            Body::NoticeReceived(_) => Kind::NoticeReceived,
            Body::Answer(_) => Kind::Answer,
            Body::Silence(_) => Kind::Silence,
            Body::Withdrawal(_) => Kind::Withdrawal,
            Body::CaseOutcome(_) => Kind::CaseOutcome,
            Body::RoleGrant(_) => Kind::RoleGrant,
            Body::ReviewerKey(_) => Kind::ReviewerKey,
            Body::OutsideAccount(_) => Kind::OutsideAccount,
            Body::Policy(_) => Kind::Policy,
            Body::Meeting(_) => Kind::Meeting,
            Body::Position(_) => Kind::Position,
            Body::Ask(_) => Kind::Ask,
            Body::Commitment(_) => Kind::Commitment,
            Body::CommitmentEvidence(_) => Kind::CommitmentEvidence,
            Body::SuccessorLog(_) => Kind::SuccessorLog,
        }
    }

    /// The rules that need the moment of the entry or several fields.
    fn check(&self, at: Timestamp) -> Result<(), EntryError> {
        match self {
            Body::NoticeIssued(body) => body.check(at),
            Body::NoticeDelivered(body) => body.check(at),
            Body::NoticeReceived(body) => body.check(at),
            Body::Answer(body) => body.check(at),
            Body::Silence(body) => body.check(at),
            Body::RoleGrant(body) => body.check(),
            Body::ReviewerKey(body) => body.check(at),
            Body::OutsideAccount(body) => body.check(),
            Body::Policy(body) => body.check(at),
            Body::Meeting(body) => body.check(at),
            Body::Position(body) => body.check(at),
            Body::Ask(body) => body.check(at),
            Body::Commitment(body) => body.check(at),
            Body::CommitmentEvidence(body) => body.check(at),
            Body::Withdrawal(_) | Body::CaseOutcome(_) | Body::SuccessorLog(_) => Ok(()),
        }
    }
}

/// A withheld document is due after its entry, and not so late that nobody remembers it.
fn check_publication(due: Option<Timestamp>, at: Timestamp) -> Result<(), EntryError> {
    match due {
        Some(due) if !(1..=PUBLISH_DELAY_MAX_S).contains(&due.seconds_since(at)) => {
            Err(EntryError::PublishDate)
        }
        _ => Ok(()),
    }
}

/// One public line in the register.
///
/// *Shape:* `{"at":..,"body":{..},"desk":..,"kind":"notice_issued","v":1}`, canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawEntry")]
pub struct Entry {
    at: Timestamp,
    desk: OrganisationId,
    v: u64,
    #[serde(flatten)]
    body: Body,
}

impl Entry {
    /// An entry of `desk`, written at `at`.
    ///
    /// # Errors
    ///
    /// [`EntryError`], with the first rule that the body breaks.
    pub fn new(at: Timestamp, desk: OrganisationId, body: Body) -> Result<Entry, EntryError> {
        body.check(at)?;
        Ok(Entry { at, desk, v: ENTRY_VERSION, body })
    }

    /// The entry whose canonical form is, byte for byte, `bytes`.
    ///
    /// # Errors
    ///
    /// [`EntryError::TooLong`] or [`EntryError::Unreadable`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Entry, EntryError> {
        if bytes.len() > MAX_ENTRY_BYTES {
            return Err(EntryError::TooLong);
        }
        // As `canonical::parse_strict`, and without the tree that serde makes of an entry's body.
        if let Some(entry) = quick::read(bytes)
            && canonical::to_bytes(&entry).is_ok_and(|again| again == bytes)
        {
            return Ok(entry);
        }
        canonical::parse_strict(bytes).map_err(EntryError::Unreadable)
    }

    /// The entry that `bytes` say, whether or not they are its canonical form; `None` if they are no
    /// entry. For counting what a dump says, which is worth what the dump is worth; nothing that is
    /// signed or hashed is read by this.
    pub fn from_dump(bytes: &[u8]) -> Option<Entry> {
        if bytes.len() > MAX_ENTRY_BYTES { None } else { quick::read(bytes) }
    }

    /// The canonical form, which is what the register appends and hashes.
    ///
    /// # Errors
    ///
    /// [`EntryError::TooLong`] if it does not fit into an entry of the log.
    pub fn to_bytes(&self) -> Result<Vec<u8>, EntryError> {
        let bytes = canonical::to_bytes(self).map_err(EntryError::Unreadable)?;
        if bytes.len() > MAX_ENTRY_BYTES { Err(EntryError::TooLong) } else { Ok(bytes) }
    }

    /// When it was written.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// Which desk wrote it.
    pub fn desk(&self) -> &OrganisationId {
        &self.desk
    }

    /// What happened.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// What it is about.
    pub fn kind(&self) -> Kind {
        self.body.kind()
    }

    /// The three-part test that it commits to, if it is an authority's notice.
    pub fn three_part_test(&self) -> Option<&ThreePartTest> {
        match &self.body {
            Body::NoticeIssued(NoticeIssued { sender: Sender::Authority(authority), .. }) => {
                Some(&authority.three_part_test)
            }
            _ => None,
        }
    }

    /// Whether these bytes are an entry that is a notice about `address`: the same as reading them
    /// and asking [`Entry::find`], but quick to say no.
    pub fn find_in(bytes: &[u8], address: &Address) -> Option<Match> {
        let text = std::str::from_utf8(bytes).ok()?;
        if !commitment::looks_committed(text, address) {
            return None;
        }
        Entry::from_bytes(bytes).ok()?.find(address)
    }

    /// Whether this is a notice about `address`, as anybody can tell who holds the address. Those
    /// committed with a secret salt are not found.
    pub fn find(&self, address: &Address) -> Option<Match> {
        match &self.body {
            Body::NoticeIssued(notice) => notice.addresses.find(address),
            _ => None,
        }
    }
}

/// Reading an entry at once, without a tree between.
mod quick {
    use serde::Deserialize;
    use serde_json::value::RawValue;

    use super::{Body, ENTRY_VERSION, Entry, Kind, OrganisationId, Timestamp};

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Raw<'a> {
        at: Timestamp,
        #[serde(borrow)]
        body: &'a RawValue,
        desk: OrganisationId,
        kind: Kind,
        v: u64,
    }

    pub(super) fn read(bytes: &[u8]) -> Option<Entry> {
        let raw: Raw<'_> = serde_json::from_slice(bytes).ok()?;
        let body = body(raw.kind, raw.body.get()).ok()?;
        if raw.v == ENTRY_VERSION { Entry::new(raw.at, raw.desk, body).ok() } else { None }
    }

    fn body(kind: Kind, text: &str) -> serde_json::Result<Body> {
        macro_rules! bodies {
            ($($kind:ident),+ $(,)?) => {
                match kind {
                    $(Kind::$kind => serde_json::from_str(text).map(Body::$kind),)+
                }
            };
        }
        bodies!(
            NoticeIssued,
            NoticeDelivered,
            NoticeReceived,
            Answer,
            Silence,
            Withdrawal,
            CaseOutcome,
            RoleGrant,
            ReviewerKey,
            OutsideAccount,
            Policy,
            Meeting,
            Position,
            Ask,
            Commitment,
            CommitmentEvidence,
            SuccessorLog,
        )
    }
}

/// An entry as it is read, before its rules are checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    at: Timestamp,
    body: serde_json::Value,
    desk: OrganisationId,
    kind: Kind,
    v: u64,
}

impl TryFrom<RawEntry> for Entry {
    // Words, because serde keeps only the words of an error; none of ours repeats the input.
    type Error = String;

    fn try_from(raw: RawEntry) -> Result<Entry, String> {
        if raw.v != ENTRY_VERSION {
            return Err(EntryError::Version.to_string());
        }
        // serde cannot refuse unknown fields beside a flattened part, so the part is read by itself.
        let tagged = serde_json::json!({ "kind": raw.kind.word(), "body": raw.body });
        let body = canonical::read_tree(tagged).map_err(|error| match error {
            CanonicalError::Schema(reason) => reason,
            other => other.to_string(),
        })?;
        Entry::new(raw.at, raw.desk, body).map_err(|error| error.to_string())
    }
}
