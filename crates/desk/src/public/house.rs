//! Who may act, as the register says it: roles under pseudonyms, reviewers' keys, rules of
//! signatures, and registers that this one follows.

use record::Timestamp;
use record::choice::{
    AccountChange, GrantChange, KeyChange, PolicyScope, ReviewingBody, Role, SuccessorReason,
};
use record::entry::{
    OutsideAccount, Outsider, PolicySet, Quorum, ReviewerKey, RoleGrant, SuccessorLog,
};
use record::id::{Digest, KeyName, OfficerId, OriginName, VerifierKeyText};
use serde::{Deserialize, Serialize};

use super::OddReason;

/// One officer who holds one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Holder {
    /// The role.
    pub role: Role,
    /// The officer, under a pseudonym.
    pub officer: OfficerId,
    /// The entry that granted it.
    pub index: u64,
    /// Since when.
    pub since: Timestamp,
}

/// That a key goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    /// The entry that says so.
    pub index: u64,
    /// From when on.
    pub effective_at: Timestamp,
    /// Whether somebody else may hold it.
    pub is_compromised: bool,
}

/// One key of an outside reviewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyLine {
    /// The key.
    pub key: VerifierKeyText,
    /// The kind of body that holds it.
    pub reviewing_body: ReviewingBody,
    /// The entry that brought it.
    pub index: u64,
    /// From when on it may sign.
    pub effective_at: Timestamp,
    /// That it goes, if it does.
    pub removal: Option<Removal>,
}

/// Whether a key may sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyStanding {
    /// Not yet: its day is to come.
    ToCome,
    /// Yes.
    InForce,
    /// No longer.
    Gone,
}

impl KeyLine {
    /// Whether it may sign at `now`. The moments at which it comes and goes belong to what follows.
    #[must_use]
    pub fn standing(&self, now: Timestamp) -> KeyStanding {
        match self.removal {
            Some(removal) if removal.effective_at <= now => KeyStanding::Gone,
            _ if now < self.effective_at => KeyStanding::ToCome,
            _ => KeyStanding::InForce,
        }
    }
}

/// An account by which somebody outside gets into the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsideLine {
    /// The account, under a pseudonym.
    pub account: OfficerId,
    /// For whom it is.
    pub holder: Outsider,
    /// The entry that made it, or by which somebody was invited to it last.
    pub index: u64,
    /// When.
    pub since: Timestamp,
    /// How often somebody was invited to it anew.
    pub again: u64,
}

/// One rule of signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyLine {
    /// The entry that sets it.
    pub index: u64,
    /// From when on.
    pub effective_at: Timestamp,
    /// Of whom.
    pub scope: PolicyScope,
    /// So many of so many.
    pub quorum: Quorum,
    /// The hash of its text.
    pub text: Digest,
}

/// A register that this one follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuccessorLine {
    /// The entry that says so.
    pub index: u64,
    /// The older one.
    pub old_origin: OriginName,
    /// How many entries it had.
    pub old_size: u64,
    /// Why.
    pub reason: SuccessorReason,
}

/// Who may act.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct House {
    /// Who holds which role, by role and pseudonym.
    pub holders: Vec<Holder>,
    /// Every reviewer's key that ever was, in order.
    pub keys: Vec<KeyLine>,
    /// Every account of somebody outside that is not shut, in order.
    #[serde(default)]
    pub outside: Vec<OutsideLine>,
    /// Every rule of signatures that ever was, in order.
    pub policies: Vec<PolicyLine>,
    /// The registers that this one follows.
    pub successors: Vec<SuccessorLine>,
}

impl House {
    /// Whether `officer` holds `role`.
    #[must_use]
    pub fn holds(&self, officer: OfficerId, role: Role) -> bool {
        self.holders.iter().any(|holder| (holder.officer, holder.role) == (officer, role))
    }

    /// How many hold `role`.
    #[must_use]
    pub fn count(&self, role: Role) -> usize {
        self.holders.iter().filter(|holder| holder.role == role).count()
    }

    /// The officers who hold both the role that decides and the one that approves. There must be
    /// none.
    #[must_use]
    pub fn both(&self) -> Vec<OfficerId> {
        let decide = self.holders.iter().filter(|holder| holder.role == Role::Decision);
        let officers = decide.map(|holder| holder.officer);
        officers.filter(|officer| self.holds(*officer, Role::Approver)).collect()
    }

    /// Whether a key of this name may sign at `at`.
    #[must_use]
    pub fn may_review(&self, name: &KeyName, at: Timestamp) -> bool {
        let is_it = |line: &&KeyLine| line.key.name() == name;
        self.keys.iter().filter(is_it).any(|line| line.standing(at) == KeyStanding::InForce)
    }

    pub(super) fn grant(
        &mut self,
        index: u64,
        since: Timestamp,
        body: &RoleGrant,
    ) -> Option<OddReason> {
        let RoleGrant { change, granted_by: _, officer, role } = *body;
        let place = self.holders.iter().position(|h| (h.officer, h.role) == (officer, role));
        match (change, place) {
            (GrantChange::Grant, None) => {
                self.holders.push(Holder { role, officer, index, since });
                self.holders.sort_unstable();
                None
            }
            (GrantChange::Revoke, Some(place)) => {
                self.holders.remove(place);
                None
            }
            (GrantChange::Grant, Some(_)) => Some(OddReason::RoleHeld),
            (GrantChange::Revoke, None) => Some(OddReason::RoleNotHeld),
        }
    }

    pub(super) fn key(&mut self, index: u64, body: &ReviewerKey) -> Option<OddReason> {
        let ReviewerKey { change, effective_at, key, reviewing_body } = body.clone();
        let is_compromised = match change {
            KeyChange::Add => {
                let is_there = |line: &&KeyLine| line.key == key && line.removal.is_none();
                let known = self.keys.iter().find(is_there).map(|_| OddReason::KeyTwice);
                let line = KeyLine { key, reviewing_body, index, effective_at, removal: None };
                self.keys.extend(known.is_none().then_some(line));
                return known;
            }
            KeyChange::Remove => false,
            KeyChange::RemoveCompromised => true,
        };
        // A later entry may only bring the end nearer: a key that goes does not stay on.
        let is_later = |line: &KeyLine| line.removal.is_none_or(|r| effective_at < r.effective_at);
        let line = self.keys.iter_mut().rev().find(|line| line.key == key && is_later(line));
        let Some(line) = line else { return Some(OddReason::KeyUnknown) };
        line.removal = Some(Removal { index, effective_at, is_compromised });
        None
    }

    pub(super) fn account(
        &mut self,
        index: u64,
        since: Timestamp,
        body: &OutsideAccount,
    ) -> Option<OddReason> {
        let OutsideAccount { account, change, done_by: _, holder } = body.clone();
        let place = self.outside.iter().position(|line| line.account == account);
        // A key has one account: who decides in its name must not be two people.
        let is_shared = matches!(holder, Outsider::Reviewer(_))
            && self.outside.iter().any(|it| it.holder == holder && it.account != account);
        match (change, place) {
            (AccountChange::Invite, Some(_)) => return Some(OddReason::AccountTwice),
            (AccountChange::Disable, None) => return Some(OddReason::AccountUnknown),
            (AccountChange::Disable, Some(place)) => {
                self.outside.remove(place);
                return None;
            }
            (AccountChange::InviteAgain, Some(place)) => {
                let line = &mut self.outside[place];
                (line.index, line.since, line.again) = (index, since, line.again + 1);
            }
            // One that was shut opens again with a new invitation.
            (AccountChange::Invite | AccountChange::InviteAgain, None) => {
                let again = u64::from(change == AccountChange::InviteAgain);
                self.outside.push(OutsideLine { account, holder, index, since, again });
            }
        }
        is_shared.then_some(OddReason::AccountTwice)
    }

    pub(super) fn policy(&mut self, index: u64, body: &PolicySet) {
        let PolicySet { effective_at, quorum, replaces: _, scope, text } = body;
        let (effective_at, scope, quorum) = (*effective_at, *scope, *quorum);
        self.policies.push(PolicyLine { index, effective_at, scope, quorum, text: text.sha256() });
    }

    pub(super) fn follow(&mut self, index: u64, body: &SuccessorLog) {
        let SuccessorLog { old_origin, old_root: _, old_size, reason } = body.clone();
        self.successors.push(SuccessorLine { index, old_origin, old_size, reason });
    }
}
