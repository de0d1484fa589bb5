//! Who belongs to the bloc, with which keys, and how many must sign.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use record::canonical::{self, CanonicalError};
use record::entry::Quorum;
use record::id::{Digest, OrganisationId};
use serde::{Deserialize, Serialize};

/// The most members. Source: `record::entry::PositionTaken`.
pub(super) const MEMBERS_MAX: usize = 64;

/// The version of the document.
const VERSION: u64 = 1;

/// A member desk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    /// Which desk.
    pub desk: OrganisationId,
    /// The public key that it signs acts with: Ed25519 (RFC 8032).
    pub key: [u8; 32],
}

/// Why desks are no bloc.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MembershipFault {
    /// The document cannot be read.
    #[error("the document of the members cannot be read")]
    Document(#[from] CanonicalError),
    /// Another version.
    #[error("the version of the document is not known")]
    Version,
    /// Too few or too many.
    #[error("a bloc has from 2 to {MEMBERS_MAX} members")]
    Members,
    /// A desk or a key stands there twice.
    #[error(
        "each desk and each key stands in the document once, desks in the order of their names"
    )]
    Twice,
    /// A key is none.
    #[error("a key is written with 64 hexadecimal digits in lower case")]
    Key,
    /// Two texts of one position could both be adopted, or none ever.
    #[error("more than half of the members must sign, and no more than there are")]
    Quorum,
}

/// Who belongs to the bloc. The hash of its document is an entry in each member's register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    members: Vec<Member>,
    quorum: Quorum,
    digest: Digest,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    k: u8,
    members: Vec<WrittenMember>,
    v: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMember {
    desk: OrganisationId,
    key: String,
}

impl Membership {
    /// A bloc of these members, `k` of which must sign.
    ///
    /// # Errors
    ///
    /// [`MembershipFault`].
    pub fn new(mut members: Vec<Member>, k: u8) -> Result<Membership, MembershipFault> {
        members.sort_unstable();
        let n = u8::try_from(members.len()).map_err(|_| MembershipFault::Members)?;
        if !(2..=MEMBERS_MAX).contains(&members.len()) {
            return Err(MembershipFault::Members);
        }
        let desks: BTreeSet<_> = members.iter().map(|member| &member.desk).collect();
        let keys: BTreeSet<_> = members.iter().map(|member| member.key).collect();
        if desks.len() < members.len() || keys.len() < members.len() {
            return Err(MembershipFault::Twice);
        }
        // With half of them, two texts could each have enough.
        if u16::from(k) * 2 <= u16::from(n) {
            return Err(MembershipFault::Quorum);
        }
        let quorum = Quorum::new(k, n).map_err(|_| MembershipFault::Quorum)?;
        let mut membership = Membership { members, quorum, digest: Digest::of(b"") };
        membership.digest = Digest::of(&membership.document()?);
        Ok(membership)
    }

    /// Reads the document, strictly in its canonical form.
    ///
    /// # Errors
    ///
    /// [`MembershipFault`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Membership, MembershipFault> {
        let written: Written = canonical::parse_strict(bytes)?;
        if written.v != VERSION {
            return Err(MembershipFault::Version);
        }
        let is_sorted = written.members.is_sorted_by(|one, two| one.desk < two.desk);
        if !is_sorted {
            return Err(MembershipFault::Twice);
        }
        let member = |it: WrittenMember| {
            let key = unhex(&it.key).ok_or(MembershipFault::Key)?;
            Ok(Member { desk: it.desk, key })
        };
        let members: Result<Vec<Member>, MembershipFault> =
            written.members.into_iter().map(member).collect();
        Membership::new(members?, written.k)
    }

    /// The document.
    ///
    /// # Errors
    ///
    /// [`CanonicalError`].
    pub fn document(&self) -> Result<Vec<u8>, CanonicalError> {
        let member = |it: &Member| WrittenMember { desk: it.desk.clone(), key: hex(&it.key) };
        let members = self.members.iter().map(member).collect();
        canonical::to_bytes(&Written { k: self.quorum.k(), members, v: VERSION })
    }

    /// The hash of the document.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The members, in the order of their names.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// How many must sign, of how many.
    #[must_use]
    pub fn quorum(&self) -> Quorum {
        self.quorum
    }

    /// The key of a member.
    #[must_use]
    pub fn key_of(&self, desk: &OrganisationId) -> Option<&[u8; 32]> {
        let at = self.members.binary_search_by(|member| member.desk.cmp(desk)).ok()?;
        Some(&self.members[at].key)
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The bytes of hexadecimal digits in lower case.
pub(super) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != 2 * N || text.bytes().any(|it| !matches!(it, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let mut bytes = [0; N];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(count: u8) -> Vec<Member> {
        let member = |number: u8| Member {
            desk: format!("desk{number}.example").parse().unwrap(),
            key: [number; 32],
        };
        (0..count).map(member).collect()
    }

    #[test]
    fn more_than_half_must_sign_and_nobody_stands_there_twice() {
        assert!(Membership::new(members(5), 3).is_ok());
        assert_eq!(Membership::new(members(4), 2), Err(MembershipFault::Quorum));
        assert_eq!(Membership::new(members(5), 6), Err(MembershipFault::Quorum));
        assert_eq!(Membership::new(members(1), 1), Err(MembershipFault::Members));
        assert_eq!(Membership::new(members(65), 64), Err(MembershipFault::Members));
        let mut twice = members(3);
        twice[2].key = twice[0].key;
        assert_eq!(Membership::new(twice, 2), Err(MembershipFault::Twice));
    }

    #[test]
    fn the_document_is_read_back_and_no_other_form_of_it() {
        let bloc = Membership::new(members(5), 3).unwrap();
        let bytes = bloc.document().unwrap();
        assert_eq!(Membership::from_bytes(&bytes), Ok(bloc.clone()));
        assert_eq!(Digest::of(&bytes), bloc.digest());
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            if let Ok(other) = Membership::from_bytes(&changed) {
                assert_ne!(other.digest(), bloc.digest());
            }
        }
        assert_eq!(bloc.key_of(&"desk3.example".parse().unwrap()), Some(&[3; 32]));
        assert_eq!(bloc.key_of(&"desk9.example".parse().unwrap()), None);
    }
}
