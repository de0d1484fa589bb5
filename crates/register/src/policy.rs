//! Policies: which logs and witnesses we trust, and how many witnesses must have cosigned a
//! checkpoint before we believe it. The file format is in `policy/file.rs`.
//!
//! Source: C2SP tlog-policy.

mod file;

use std::collections::BTreeSet;
use std::fmt;

use thiserror::Error;

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::cosignature;
use crate::note::{Note, NoteError, VerifierKey};

pub use file::{POLICY_BYTES_MAX, POLICY_ITEMS_MAX, PolicyFileError, PolicyItemError};

/// Why a checkpoint is not good enough under a policy.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PolicyError {
    /// The note holds no checkpoint.
    #[error("the note is no checkpoint")]
    Checkpoint(#[source] CheckpointError),
    /// The origin is not the name of a log of the policy.
    #[error("the policy does not know the log {origin}")]
    UnknownLog {
        /// The origin line of the checkpoint.
        origin: String,
    },
    /// The log that the checkpoint names did not sign it.
    #[error("the checkpoint is not signed by its log {origin}")]
    NotSigned {
        /// The origin line of the checkpoint.
        origin: String,
    },
    /// A signature of a known key is bad; the whole note is refused.
    #[error("the signatures of the checkpoint cannot be believed")]
    Signature(#[source] NoteError),
    /// A tree without entries has the empty root, and no other has it.
    #[error("size and root of the checkpoint do not agree about emptiness")]
    EmptyRoot,
    /// Too few witnesses, or not the right ones.
    #[error("too few witnesses cosigned: missing {}", list(missing))]
    Quorum {
        /// The witnesses of the quorum that cosigned, in the order of the policy.
        cosigned: Vec<Cosigned>,
        /// The witnesses of the quorum that did not, in the order of the policy.
        missing: Vec<PolicyText>,
    },
}

/// A name or an address in a policy: octets without white space, compared as octets.
///
/// Source: C2SP tlog-policy, "Character set".
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PolicyText(Vec<u8>);

impl PolicyText {
    /// Checks a name or an address; `None` if it is empty or has white space or control
    /// characters.
    #[must_use]
    pub fn new(octets: &[u8]) -> Option<PolicyText> {
        let is_allowed = |octet: &u8| matches!(octet, 0x21..=0x7e | 0x80..=0xff);
        let is_valid = !octets.is_empty() && octets.iter().all(is_allowed);
        is_valid.then(|| PolicyText(octets.to_vec()))
    }

    /// The octets.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The octets as text, if they are UTF-8. The specification only recommends that they are.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }
}

/// For people: octets that are not UTF-8 are shown as U+FFFD.
impl fmt::Display for PolicyText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.0))
    }
}

impl fmt::Debug for PolicyText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PolicyText({self})")
    }
}

/// Names for a message.
fn list(names: &[PolicyText]) -> String {
    names.iter().map(PolicyText::to_string).collect::<Vec<_>>().join(", ")
}

/// A log that a policy accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyLog {
    /// Its key, whose name is the log's origin.
    pub key: VerifierKey,
    /// Where to ask it.
    pub url: Option<PolicyText>,
}

/// A witness that a policy knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyWitness {
    /// Its name inside the policy; the key has a name of its own.
    pub name: PolicyText,
    /// The key it cosigns with.
    pub key: VerifierKey,
    /// Its submission prefix.
    pub url: Option<PolicyText>,
}

/// What a group or the quorum refers to, by its place in the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Member {
    Witness(usize),
    Group(usize),
}

/// At least `threshold` of `members` must have witnessed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    name: PolicyText,
    threshold: usize,
    members: Vec<Member>,
}

/// Whom we trust, and how many of them it takes.
///
/// Each witness and group is a member at most once, and groups name only what stands before them,
/// so the quorum is a tree. Source: C2SP tlog-policy, "Defining a witness group".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<PolicyLog>,
    witnesses: Vec<PolicyWitness>,
    groups: Vec<Group>,
    /// `None` for `quorum none`.
    quorum: Option<Member>,
}

impl Policy {
    /// Reads a policy file.
    ///
    /// # Errors
    ///
    /// A [`PolicyFileError`] that names the line and what is wrong with it.
    pub fn parse(bytes: &[u8]) -> Result<Policy, PolicyFileError> {
        file::parse(bytes)
    }

    /// The policy of one log and `k` of these witnesses; `quorum none` if `k` is 0.
    ///
    /// # Errors
    ///
    /// A [`PolicyItemError`] if two witnesses share a name or a key, a key is of the wrong kind,
    /// there are too many, or `k` is larger than their number.
    pub fn k_of_n(
        log: VerifierKey,
        k: usize,
        witnesses: Vec<PolicyWitness>,
    ) -> Result<Policy, PolicyItemError> {
        file::k_of_n(log, k, witnesses)
    }

    /// The policy as a file: logs, witnesses, groups, quorum. Comments are not kept, and `all` and
    /// `any` become numbers; [`Policy::parse`] reads the same policy from it.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        file::write(self)
    }

    /// The logs whose checkpoints the policy accepts.
    #[must_use]
    pub fn logs(&self) -> &[PolicyLog] {
        &self.logs
    }

    /// All witnesses of the policy, also those that do not count towards the quorum.
    #[must_use]
    pub fn witnesses(&self) -> &[PolicyWitness] {
        &self.witnesses
    }

    /// Whether a checkpoint that exactly these witnesses cosigned meets the quorum.
    #[must_use]
    pub fn is_satisfied(&self, cosigned_by: &BTreeSet<PolicyText>) -> bool {
        let has_cosigned = |witness: usize| cosigned_by.contains(&self.witnesses[witness].name);
        self.fold(has_cosigned, |threshold, members| {
            members.iter().filter(|is_met| **is_met).count() >= threshold
        })
        .unwrap_or(true)
    }

    /// The quorum as "k of n": the smallest number of cosignatures that can be enough, and how many
    /// witnesses count. `(0, 0)` for `quorum none`. With nested groups not every k are enough; ask
    /// [`Policy::is_satisfied`].
    #[must_use]
    pub fn threshold(&self) -> (usize, usize) {
        let least = self.fold(|_| 1, smallest);
        let count = self.fold(|_| 1, |_, members| members.iter().sum());
        (least.unwrap_or(0), count.unwrap_or(0))
    }

    /// The smallest number of witnesses that no quorum can do without: n - k + 1 for a flat "k of
    /// n". `None` for `quorum none`, which can do without any.
    ///
    /// Whoever has heard from that many of a flat group has heard from one witness at least of
    /// every quorum there ever was. With nested groups it matters which ones answered: ask
    /// [`Policy::is_blocking`].
    #[must_use]
    pub fn blocking_count(&self) -> Option<usize> {
        self.fold(|_| 1, |threshold, members| smallest(members.len() - threshold + 1, members))
    }

    /// Whether every quorum has at least one of these witnesses. If they all answered, no cosigned
    /// checkpoint is unknown.
    #[must_use]
    pub fn is_blocking(&self, answered: &BTreeSet<PolicyText>) -> bool {
        let others = self.witnesses.iter().map(|witness| &witness.name);
        !self.is_satisfied(&others.filter(|name| !answered.contains(*name)).cloned().collect())
    }

    /// Checks a checkpoint against the policy: signed by the log it names, cosigned by a quorum.
    ///
    /// Lines of unknown keys are passed over; one bad line of a known key refuses the whole note.
    /// If a witness cosigned more than once, its earliest time counts: by then it had seen the
    /// checkpoint.
    ///
    /// # Errors
    ///
    /// A [`PolicyError`] that says what is missing; [`PolicyError::Quorum`] names the witnesses.
    pub fn check_checkpoint(&self, note: &Note) -> Result<CosignedCheckpoint, PolicyError> {
        let checkpoint = Checkpoint::parse(note.text()).map_err(PolicyError::Checkpoint)?;
        let origin = checkpoint.origin.as_str();
        let is_named = |key: &VerifierKey| key.name().as_str() == origin;
        if !self.logs.iter().any(|log| is_named(&log.key)) {
            return Err(PolicyError::UnknownLog { origin: origin.to_owned() });
        }
        let log_keys = self.logs.iter().map(|log| &log.key);
        let witness_keys = self.witnesses.iter().map(|witness| &witness.key);
        let known: Vec<VerifierKey> = log_keys.clone().chain(witness_keys).cloned().collect();
        let signed_by = match note.verify(&known) {
            Err(NoteError::NoKnownKey) => Vec::new(),
            verified => verified.map_err(PolicyError::Signature)?,
        };
        let log = log_keys.filter(|key| is_named(key)).find(|key| signed_by.contains(key));
        let Some(log) = log.cloned() else {
            return Err(PolicyError::NotSigned { origin: origin.to_owned() });
        };
        if !checkpoint.is_consistent_empty() {
            return Err(PolicyError::EmptyRoot);
        }
        let cosigned_by = self.check_quorum(note)?;
        Ok(CosignedCheckpoint { checkpoint, log, cosigned_by })
    }

    /// The cosignatures of a note whose lines were verified, if they are enough.
    fn check_quorum(&self, note: &Note) -> Result<Vec<Cosigned>, PolicyError> {
        let cosigned = self.witnesses.iter().filter_map(|PolicyWitness { name, key, .. }| {
            let time_unix_s = earliest(note, key)?;
            Some(Cosigned { witness: name.clone(), time_unix_s })
        });
        let cosigned: Vec<Cosigned> = cosigned.collect();
        let names: BTreeSet<PolicyText> = cosigned.iter().map(|it| it.witness.clone()).collect();
        if self.is_satisfied(&names) {
            return Ok(cosigned);
        }
        let counting = self.counting();
        let missing = counting.iter().filter(|name| !names.contains(name)).cloned().collect();
        let counts = |cosigned: &Cosigned| counting.contains(&cosigned.witness);
        let cosigned = cosigned.into_iter().filter(counts).collect();
        Err(PolicyError::Quorum { cosigned, missing })
    }

    /// The witnesses that count towards the quorum, in the order of the policy.
    fn counting(&self) -> Vec<PolicyText> {
        let indices = self.fold(|witness| vec![witness], |_, members| members.concat());
        let mut indices = indices.unwrap_or_default();
        indices.sort_unstable();
        indices.into_iter().map(|index| self.witnesses[index].name.clone()).collect()
    }

    /// Works out a value for the quorum, from the witnesses upwards; `None` for `quorum none`.
    /// Groups name only earlier groups, so one pass in order is enough.
    fn fold<T: Clone>(
        &self,
        witness: impl Fn(usize) -> T,
        group: impl Fn(usize, Vec<T>) -> T,
    ) -> Option<T> {
        let mut groups: Vec<T> = Vec::with_capacity(self.groups.len());
        let value = |member: Member, groups: &[T]| match member {
            Member::Witness(index) => witness(index),
            Member::Group(index) => groups[index].clone(),
        };
        for Group { threshold, members, .. } in &self.groups {
            let members = members.iter().map(|member| value(*member, &groups)).collect();
            groups.push(group(*threshold, members));
        }
        self.quorum.map(|member| value(member, &groups))
    }
}

/// For people; [`Policy::to_bytes`] keeps octets that are not UTF-8.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.to_bytes()))
    }
}

/// The sum of the `count` smallest.
fn smallest(count: usize, mut members: Vec<usize>) -> usize {
    members.sort_unstable();
    members.iter().take(count).sum()
}

/// The earliest time at which `key` cosigned the note, if it did. The lines were verified.
fn earliest(note: &Note, key: &VerifierKey) -> Option<u64> {
    let lines = note.signatures().iter().filter(|line| line.is_by(key));
    lines.filter_map(|line| cosignature::split(line.signature())).map(|(time, _)| time).min()
}

/// One witness's word on a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosigned {
    /// The witness's name in the policy.
    pub witness: PolicyText,
    /// When it says it had seen the checkpoint. Unit: seconds since the Epoch.
    pub time_unix_s: u64,
}

/// A checkpoint that a policy accepts. Only [`Policy::check_checkpoint`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CosignedCheckpoint {
    checkpoint: Checkpoint,
    log: VerifierKey,
    cosigned_by: Vec<Cosigned>,
}

impl CosignedCheckpoint {
    /// What the log says and the witnesses confirm.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The key the log signed with.
    #[must_use]
    pub fn log(&self) -> &VerifierKey {
        &self.log
    }

    /// Every witness of the policy that cosigned, in the order of the policy.
    #[must_use]
    pub fn cosigned_by(&self) -> &[Cosigned] {
        &self.cosigned_by
    }
}
