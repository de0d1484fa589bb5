//! The house's own acts: cases, roles, reviewers' keys, policies, a log that follows another.

use serde::{Deserialize, Serialize};

use super::EntryError;
use crate::choice::{
    AccountChange, GrantChange, Harm, KeyChange, Outcome, PolicyScope, ReviewingBody, Role,
    SuccessorReason,
};
use crate::document::PublicDocument;
use crate::id::{CaseRef, Digest, KeyName, OfficerId, OrganisationId, OriginName, VerifierKeyText};
use crate::time::Timestamp;

/// How long before it takes effect a change of reviewers or policy must be public, in seconds:
/// seven days.
///
/// Our own rule: long enough for a witness, a reviewer or a journalist to see it coming.
pub const CHANGE_DELAY_S: i64 = 7 * 86_400;

/// The most members that a quorum counts. Source: twice what C2SP tlog-policy asks to support.
const QUORUM_MAX: u8 = 64;

/// A case ended or went another way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseOutcome {
    /// Which case.
    pub case: CaseRef,
    /// Who decided it.
    pub decided_by: OfficerId,
    /// What harm it was about.
    pub harm: Harm,
    /// How it ended.
    pub outcome: Outcome,
}

/// An officer was given a role, or lost it. Officers stand here under pseudonyms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleGrant {
    /// Given or taken back.
    pub change: GrantChange,
    /// Who gave it or took it back.
    pub granted_by: OfficerId,
    /// Whose role.
    pub officer: OfficerId,
    /// Which role.
    pub role: Role,
}

impl RoleGrant {
    pub(super) fn check(&self) -> Result<(), EntryError> {
        let is_own = self.change == GrantChange::Grant && self.granted_by == self.officer;
        if is_own { Err(EntryError::OwnGrant) } else { Ok(()) }
    }
}

/// An outside reviewer's key comes or goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewerKey {
    /// What happens to the key.
    pub change: KeyChange,
    /// From when on.
    pub effective_at: Timestamp,
    /// The key.
    pub key: VerifierKeyText,
    /// The kind of body that holds it.
    pub reviewing_body: ReviewingBody,
}

impl ReviewerKey {
    pub(super) fn check(&self, at: Timestamp) -> Result<(), EntryError> {
        let delay_s = self.effective_at.seconds_since(at);
        match self.change {
            KeyChange::Add | KeyChange::Remove if delay_s < CHANGE_DELAY_S => {
                Err(EntryError::TooSoon)
            }
            // Taking a key away lets no notice through that would not have gone before.
            KeyChange::RemoveCompromised if delay_s != 0 => Err(EntryError::NotAtOnce),
            _ => Ok(()),
        }
    }
}

/// For whom outside the desk an account is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outsider {
    /// An outside reviewer, by the name of the key.
    Reviewer(KeyName),
    /// The seat of a platform.
    Seat(OrganisationId),
}

/// An account by which somebody outside gets into the desk was made, handed on, or shut. An
/// administrator hands out the invitation, so that who reviews, and who answers for a platform, is
/// theirs to fake: in public everybody whom it is said of sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutsideAccount {
    /// Which account, under its pseudonym.
    pub account: OfficerId,
    /// What happened to it.
    pub change: AccountChange,
    /// Who did it.
    pub done_by: OfficerId,
    /// For whom it is.
    pub holder: Outsider,
}

impl OutsideAccount {
    pub(super) fn check(&self) -> Result<(), EntryError> {
        if self.account == self.done_by { Err(EntryError::OwnAccount) } else { Ok(()) }
    }
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawQuorum")]
pub struct Quorum {
    k: u8,
    n: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuorum {
    k: u8,
    n: u8,
}

impl Quorum {
    /// `k` of `n`.
    ///
    /// # Errors
    ///
    /// [`EntryError::Quorum`] unless k is from 1 to n and n at most 64.
    pub fn new(k: u8, n: u8) -> Result<Self, EntryError> {
        if 1 <= k && k <= n && n <= QUORUM_MAX {
            Ok(Quorum { k, n })
        } else {
            Err(EntryError::Quorum)
        }
    }

    /// How many are needed.
    pub fn k(self) -> u8 {
        self.k
    }

    /// How many there are.
    pub fn n(self) -> u8 {
        self.n
    }
}

impl TryFrom<RawQuorum> for Quorum {
    type Error = EntryError;

    fn try_from(raw: RawQuorum) -> Result<Self, EntryError> {
        Quorum::new(raw.k, raw.n)
    }
}

/// Which witnesses must cosign, or which desks must sign a position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicySet {
    /// From when on.
    pub effective_at: Timestamp,
    /// So many of so many.
    pub quorum: Quorum,
    /// The SHA-256 of the policy that this one replaces; absent for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Digest>,
    /// Of whom.
    pub scope: PolicyScope,
    /// The policy's text, with the names and keys.
    pub text: PublicDocument,
}

impl PolicySet {
    pub(super) fn check(&self, at: Timestamp) -> Result<(), EntryError> {
        let delay_min_s = if self.replaces.is_some() { CHANGE_DELAY_S } else { 0 };
        if self.effective_at.seconds_since(at) < delay_min_s {
            return Err(EntryError::TooSoon);
        }
        Ok(())
    }
}

/// This log follows another one, whose last known state it names for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuccessorLog {
    /// The name of the old log.
    pub old_origin: OriginName,
    /// The root hash of the old log at that size.
    pub old_root: Digest,
    /// The number of entries of the old log.
    #[serde(deserialize_with = "crate::text::integer")]
    pub old_size: u64,
    /// Why.
    pub reason: SuccessorReason,
}
