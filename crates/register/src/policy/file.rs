//! The policy file: reading it line by line, refusing what is not exactly right, writing it back.
//!
//! Source: C2SP tlog-policy, "Policy file syntax and structure".

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::{Group, Member, Policy, PolicyLog, PolicyText, PolicyWitness};
use crate::lines::parse_decimal;
use crate::note::{KeyError, KeyKind, VerifierKey};

/// The largest policy file we read.
///
/// Unit: bytes.
pub const POLICY_BYTES_MAX: usize = 1 << 20;

/// The most logs, witnesses and groups of one policy, of each.
///
/// Source: C2SP tlog-policy, "Implementation limits", asks for at least 32.
pub const POLICY_ITEMS_MAX: usize = 64;

/// The quorum that needs no witness; no witness or group can have this name.
const NONE: &[u8] = b"none";

/// What [`k_of_n`] calls its one group.
const GROUP_NAME: &[u8] = b"witnesses";

/// Why a file is no policy.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PolicyFileError {
    /// More than [`POLICY_BYTES_MAX`].
    #[error("the policy is larger than {POLICY_BYTES_MAX} bytes")]
    TooLarge,
    /// The file may have been cut short.
    #[error("the last line of the policy does not end in a newline")]
    Unterminated,
    /// Tab and newline are the only control characters.
    #[error("line {line} of the policy has the control character 0x{octet:02x}")]
    Octet {
        /// Which line, counted from 1.
        line: usize,
        /// The octet that is not allowed.
        octet: u8,
    },
    /// A line cannot be used.
    #[error("line {line} of the policy cannot be used")]
    Line {
        /// Which line, counted from 1.
        line: usize,
        /// What is wrong with it.
        #[source]
        reason: PolicyItemError,
    },
    /// Every policy says what it takes, also one of which only the logs matter.
    ///
    /// Source: C2SP tlog-policy, "Defining the quorum": exactly one quorum line.
    #[error("the policy has no quorum line; if it asks for no witnesses it says `quorum none`")]
    NoQuorum,
}

/// Why one log, witness, group or quorum cannot be part of a policy.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PolicyItemError {
    /// The first word is no keyword.
    #[error("the line does not start with log, witness, group or quorum")]
    Keyword,
    /// Words are missing or too many.
    #[error("the line is not of the form {0}")]
    Form(&'static str),
    /// The key cannot be read.
    #[error("the key cannot be used")]
    Key(#[from] KeyError),
    /// A log key where a witness key belongs, or the other way round.
    #[error("the key is not of type 0x{:02x}", expected.code())]
    KeyKind {
        /// The kind that belongs there.
        expected: KeyKind,
    },
    /// Two lines have one public key, under whatever names.
    #[error("an earlier line has the same public key")]
    DuplicateKey,
    /// Witnesses and groups share one set of names.
    #[error("the name {0} is taken by an earlier line")]
    DuplicateName(PolicyText),
    /// `none` means that no witness is needed.
    #[error("none is no name for a witness or group")]
    ReservedName,
    /// Only names of earlier lines can be used.
    #[error("no earlier line defines {0}")]
    UnknownName(PolicyText),
    /// A name is a member of one group, and once.
    #[error("{0} is a member of a group already")]
    SecondMembership(PolicyText),
    /// k is all, any, or a plain decimal number from 1 to the number of members.
    #[error("the threshold is not all, any, or a number from 1 to the number of members")]
    Threshold,
    /// A policy has one quorum line.
    #[error("an earlier line sets the quorum")]
    SecondQuorum,
    /// More than [`POLICY_ITEMS_MAX`].
    #[error("there are more than {POLICY_ITEMS_MAX} of the kind")]
    TooMany,
}

/// Reads a policy file.
pub(super) fn parse(bytes: &[u8]) -> Result<Policy, PolicyFileError> {
    if bytes.len() > POLICY_BYTES_MAX {
        return Err(PolicyFileError::TooLarge);
    }
    let mut draft = Draft::default();
    for (index, line) in bytes.split_inclusive(|octet| *octet == b'\n').enumerate() {
        let number = index + 1;
        let line = line.strip_suffix(b"\n").ok_or(PolicyFileError::Unterminated)?;
        let is_refused = |octet: &&u8| !matches!(octet, 0x09 | 0x20..=0x7e | 0x80..=0xff);
        if let Some(octet) = line.iter().find(is_refused) {
            return Err(PolicyFileError::Octet { line: number, octet: *octet });
        }
        draft.line(line).map_err(|reason| PolicyFileError::Line { line: number, reason })?;
    }
    draft.finish().ok_or(PolicyFileError::NoQuorum)
}

/// The policy of one log and `k` of these witnesses.
pub(super) fn k_of_n(
    log: VerifierKey,
    k: usize,
    witnesses: Vec<PolicyWitness>,
) -> Result<Policy, PolicyItemError> {
    let mut draft = Draft::default();
    draft.log(PolicyLog { key: log, url: None })?;
    let names: Vec<PolicyText> = witnesses.iter().map(|witness| witness.name.clone()).collect();
    for witness in witnesses {
        draft.witness(witness)?;
    }
    if k == 0 {
        draft.quorum = Some(None);
    } else {
        let group = PolicyText(GROUP_NAME.to_vec());
        draft.group(group.clone(), k, &names)?;
        draft.quorum(&group)?;
    }
    draft.finish().ok_or(PolicyItemError::Form(QUORUM_FORM))
}

/// Writes a policy in the one order that is always allowed.
pub(super) fn write(policy: &Policy) -> Vec<u8> {
    let mut file = Vec::new();
    let mut line = |words: &[&[u8]]| {
        file.extend_from_slice(&words.join(&b' '));
        file.push(b'\n');
    };
    for PolicyLog { key, url } in &policy.logs {
        let key = key.to_string();
        let mut words: Vec<&[u8]> = vec![b"log", key.as_bytes()];
        words.extend(url.iter().map(PolicyText::as_bytes));
        line(&words);
    }
    for PolicyWitness { name, key, url } in &policy.witnesses {
        let key = key.to_string();
        let mut words: Vec<&[u8]> = vec![b"witness", name.as_bytes(), key.as_bytes()];
        words.extend(url.iter().map(PolicyText::as_bytes));
        line(&words);
    }
    let name_of = |member: &Member| match *member {
        Member::Witness(index) => &policy.witnesses[index].name,
        Member::Group(index) => &policy.groups[index].name,
    };
    for Group { name, threshold, members } in &policy.groups {
        let threshold = threshold.to_string();
        let mut words: Vec<&[u8]> = vec![b"group", name.as_bytes(), threshold.as_bytes()];
        words.extend(members.iter().map(|member| name_of(member).as_bytes()));
        line(&words);
    }
    let quorum = policy.quorum.as_ref().map(name_of);
    line(&[b"quorum", quorum.map_or(NONE, PolicyText::as_bytes)]);
    file
}

const LOG_FORM: &str = "log VKEY [URL]";
const WITNESS_FORM: &str = "witness NAME VKEY [URL]";
const GROUP_FORM: &str = "group NAME all|any|K NAME...";
const QUORUM_FORM: &str = "quorum NAME";

/// A policy that may still lack its quorum.
#[derive(Default)]
struct Draft {
    logs: Vec<PolicyLog>,
    witnesses: Vec<PolicyWitness>,
    groups: Vec<Group>,
    names: BTreeMap<PolicyText, Member>,
    /// What is a member of a group already.
    placed: BTreeSet<Member>,
    /// `Some(None)` for `quorum none`.
    quorum: Option<Option<Member>>,
}

impl Draft {
    /// Takes in one line, without its newline.
    fn line(&mut self, line: &[u8]) -> Result<(), PolicyItemError> {
        let words = line.split(|octet| matches!(octet, b' ' | b'\t'));
        let words: Vec<&[u8]> = words.filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            [] => Ok(()),
            [first, ..] if first.starts_with(b"#") => Ok(()),
            [b"log", vkey, url @ ..] if url.len() <= 1 => {
                self.log(PolicyLog { key: parse_key(vkey)?, url: url.first().map(text) })
            }
            [b"log", ..] => Err(PolicyItemError::Form(LOG_FORM)),
            [b"witness", name, vkey, url @ ..] if url.len() <= 1 => {
                let (name, key) = (text(name), parse_key(vkey)?);
                self.witness(PolicyWitness { name, key, url: url.first().map(text) })
            }
            [b"witness", ..] => Err(PolicyItemError::Form(WITNESS_FORM)),
            [b"group", name, threshold, members @ ..] if !members.is_empty() => {
                let threshold = parse_threshold(threshold, members.len())?;
                let members: Vec<PolicyText> = members.iter().map(text).collect();
                self.group(text(name), threshold, &members)
            }
            [b"group", ..] => Err(PolicyItemError::Form(GROUP_FORM)),
            [b"quorum", name] => self.quorum(&text(name)),
            [b"quorum", ..] => Err(PolicyItemError::Form(QUORUM_FORM)),
            [..] => Err(PolicyItemError::Keyword),
        }
    }

    fn log(&mut self, log: PolicyLog) -> Result<(), PolicyItemError> {
        let others = self.logs.iter().map(|other| &other.key);
        check_new_key(&log.key, KeyKind::Ed25519, others)?;
        check_room(&self.logs)?;
        self.logs.push(log);
        Ok(())
    }

    fn witness(&mut self, witness: PolicyWitness) -> Result<(), PolicyItemError> {
        let others = self.witnesses.iter().map(|other| &other.key);
        check_new_key(&witness.key, KeyKind::CosignatureEd25519, others)?;
        check_room(&self.witnesses)?;
        self.define(&witness.name, Member::Witness(self.witnesses.len()))?;
        self.witnesses.push(witness);
        Ok(())
    }

    fn group(
        &mut self,
        name: PolicyText,
        threshold: usize,
        members: &[PolicyText],
    ) -> Result<(), PolicyItemError> {
        if threshold == 0 || threshold > members.len() {
            return Err(PolicyItemError::Threshold);
        }
        check_room(&self.groups)?;
        let mut found = Vec::with_capacity(members.len());
        for name in members {
            let member = self.defined(name)?;
            if !self.placed.insert(member) {
                return Err(PolicyItemError::SecondMembership(name.clone()));
            }
            found.push(member);
        }
        self.define(&name, Member::Group(self.groups.len()))?;
        self.groups.push(Group { name, threshold, members: found });
        Ok(())
    }

    fn quorum(&mut self, name: &PolicyText) -> Result<(), PolicyItemError> {
        if self.quorum.is_some() {
            return Err(PolicyItemError::SecondQuorum);
        }
        let is_none = name.as_bytes() == NONE;
        self.quorum = Some(if is_none { None } else { Some(self.defined(name)?) });
        Ok(())
    }

    /// Gives a name to a witness or group.
    fn define(&mut self, name: &PolicyText, member: Member) -> Result<(), PolicyItemError> {
        if name.as_bytes() == NONE {
            return Err(PolicyItemError::ReservedName);
        }
        if self.names.contains_key(name) {
            return Err(PolicyItemError::DuplicateName(name.clone()));
        }
        self.names.insert(name.clone(), member);
        Ok(())
    }

    /// What an earlier line gave this name to.
    fn defined(&self, name: &PolicyText) -> Result<Member, PolicyItemError> {
        let member = self.names.get(name).copied();
        member.ok_or_else(|| PolicyItemError::UnknownName(name.clone()))
    }

    /// The policy, unless it has no quorum.
    fn finish(self) -> Option<Policy> {
        let Draft { logs, witnesses, groups, quorum, .. } = self;
        Some(Policy { logs, witnesses, groups, quorum: quorum? })
    }
}

/// A word of a line whose octets were checked: neither empty nor with white space.
fn text(word: &&[u8]) -> PolicyText {
    PolicyText(word.to_vec())
}

/// Reads a verifier key; unlike names, its text must be UTF-8.
fn parse_key(word: &[u8]) -> Result<VerifierKey, PolicyItemError> {
    let shape = KeyError::Shape("name+id+base64 in UTF-8");
    let text = std::str::from_utf8(word).map_err(|_| shape)?;
    Ok(VerifierKey::parse(text)?)
}

/// How many of `count` members a group needs.
fn parse_threshold(word: &[u8], count: usize) -> Result<usize, PolicyItemError> {
    match word {
        b"all" => return Ok(count),
        b"any" => return Ok(1),
        _ => {}
    }
    let number = std::str::from_utf8(word).ok().and_then(parse_decimal);
    number.and_then(|k| usize::try_from(k).ok()).ok_or(PolicyItemError::Threshold)
}

/// Refuses keys of the wrong kind, and keys that are there already under any name.
fn check_new_key<'k>(
    key: &VerifierKey,
    expected: KeyKind,
    mut others: impl Iterator<Item = &'k VerifierKey>,
) -> Result<(), PolicyItemError> {
    if key.kind() != expected {
        return Err(PolicyItemError::KeyKind { expected });
    }
    if others.any(|other| other.public_bytes() == key.public_bytes()) {
        return Err(PolicyItemError::DuplicateKey);
    }
    Ok(())
}

/// Refuses more than [`POLICY_ITEMS_MAX`] of a kind.
fn check_room<T>(items: &[T]) -> Result<(), PolicyItemError> {
    if items.len() < POLICY_ITEMS_MAX { Ok(()) } else { Err(PolicyItemError::TooMany) }
}
