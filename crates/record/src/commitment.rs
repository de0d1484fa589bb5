//! Commitments to the address of a content: the entry says that there is an address and lets those
//! who hold it recognise it, without saying it.
//!
//! "Commitment" is meant here as in cryptography; what a platform promises is
//! [`crate::entry::CommitmentMade`].

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::id::Digest;
use crate::text::{hex, serde_as_text, unhex};

/// What is hashed before the salt and the canonical address. Its version changes with the rules of
/// [`Address`], never silently.
const ADDRESS_PREFIX: &[u8] = b"hiwar/address/v1\n";

/// What is hashed before the salt and the content key.
const CONTENT_PREFIX: &[u8] = b"hiwar/content/v1\n";

/// Bytes drawn at random by the caller, fresh for each commitment and each document: a secret salt
/// that also stands in public somewhere is no secret.
///
/// It is written only where it is public; a salt that must stay secret has no way into an entry,
/// because an entry takes [`AddressCommitment`] and never a salt.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt([u8; 32]);

impl Salt {
    /// A salt of these random bytes.
    pub fn from_random(bytes: [u8; 32]) -> Salt {
        Salt(bytes)
    }

    /// The bytes, for the desk to keep until it forgets them.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(not shown)")
    }
}

/// A salt that stands in an entry for everybody to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublishedSalt([u8; 32]);

impl fmt::Display for PublishedSalt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl std::str::FromStr for PublishedSalt {
    type Err = crate::id::IdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        unhex(text).map(PublishedSalt).ok_or(crate::id::IdError::Digest)
    }
}

serde_as_text!(PublishedSalt);

/// What an address leads to, which decides whether its salt is published.
///
/// Which of the three last it was is not written in the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AddressKind {
    /// A public content that names no victim by its address alone: the salt is published.
    Public,
    /// The address names or leads to a victim: the salt stays secret.
    IdentifiesVictim,
    /// The content is intimate: the salt stays secret.
    Intimate,
    /// The content shows or concerns a child: the salt stays secret.
    Minor,
}

/// How an address relates to a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// It is the committed address.
    Address,
    /// It is another address of the same content.
    Content,
}

/// A commitment to one address: a hash over a salt and the canonical address, and where the
/// platform is known a second hash over the salt and the content's key.
///
/// *Shape:* `{"sha256": .., "salt": .., "content_sha256": ..}`; a secret one has no `salt`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressCommitment {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    content_sha256: Option<Digest>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    salt: Option<PublishedSalt>,
    sha256: Digest,
}

impl AddressCommitment {
    /// Commits to `address`. The kind alone decides whether the salt is published; there is no
    /// other constructor, so that the address of a victim cannot be published by mistake.
    pub fn new(kind: AddressKind, address: &Address, salt: &Salt) -> AddressCommitment {
        AddressCommitment {
            content_sha256: content_hash(address, &salt.0),
            salt: match kind {
                AddressKind::Public => Some(PublishedSalt(salt.0)),
                AddressKind::IdentifiesVictim | AddressKind::Intimate | AddressKind::Minor => None,
            },
            sha256: address_hash(address, &salt.0),
        }
    }

    /// Whether the salt stays with the desk.
    pub fn is_secret(&self) -> bool {
        self.salt.is_none()
    }

    /// Whether this commits to `address`, as anybody can tell; never for a secret one.
    ///
    /// # Example
    ///
    /// ```
    /// use record::commitment::Match;
    /// use record::{Address, AddressCommitment, AddressKind, Salt};
    /// let address: Address = "https://tiktok.com/@a/video/7301".parse()?;
    /// let same: Address = "https://m.tiktok.com/v/7301.html".parse()?;
    /// let salt = Salt::from_random([7; 32]);
    /// let public = AddressCommitment::new(AddressKind::Public, &address, &salt);
    /// assert_eq!(public.matches(&same), Some(Match::Content));
    /// let secret = AddressCommitment::new(AddressKind::Intimate, &address, &salt);
    /// assert_eq!(secret.matches(&address), None);
    /// assert_eq!(secret.opens_with(&address, &salt), Some(Match::Address));
    /// # Ok::<(), record::address::AddressError>(())
    /// ```
    pub fn matches(&self, address: &Address) -> Option<Match> {
        self.compare(address, &self.salt?.0)
    }

    /// Whether this commits to `address` under a salt that the desk kept. Once the salt is
    /// forgotten, nobody can tell any more.
    pub fn opens_with(&self, address: &Address, salt: &Salt) -> Option<Match> {
        self.compare(address, &salt.0)
    }

    /// The values of 32 bytes in it, none of which a second commitment shares by chance.
    pub(crate) fn traces(&self) -> impl Iterator<Item = [u8; 32]> {
        let salt = self.salt.map(|salt| salt.0);
        let content = self.content_sha256.map(|hash| *hash.as_bytes());
        [salt, content, Some(*self.sha256.as_bytes())].into_iter().flatten()
    }

    fn compare(&self, address: &Address, salt: &[u8; 32]) -> Option<Match> {
        if self.sha256 == address_hash(address, salt) {
            return Some(Match::Address);
        }
        let is_same =
            self.content_sha256.is_some() && self.content_sha256 == content_hash(address, salt);
        is_same.then_some(Match::Content)
    }
}

/// Whether the canonical text of an entry has a commitment to `address` with a published salt, by
/// its looks alone: never false for an entry that has one. It is asked of every entry of a
/// register, where reading each would take ten times as long.
pub(crate) fn looks_committed(text: &str, address: &Address) -> bool {
    const SALT: &str = "\"salt\":\"";
    text.match_indices(SALT).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + SALT.len()..]);
        let Some((salt, after)) = after.split_once('"') else { return false };
        let Some(salt) = unhex(salt) else { return false };
        // Canonical JSON sorts its keys, so these are the only neighbours a salt has.
        let of_address = format!(",\"sha256\":\"{}\"", address_hash(address, &salt));
        let of_content = content_hash(address, &salt)
            .is_some_and(|hash| before.ends_with(&format!("\"content_sha256\":\"{hash}\",")));
        after.starts_with(&of_address) || of_content
    })
}

fn address_hash(address: &Address, salt: &[u8; 32]) -> Digest {
    Digest::of_parts(&[ADDRESS_PREFIX, salt, address.as_str().as_bytes()])
}

fn content_hash(address: &Address, salt: &[u8; 32]) -> Option<Digest> {
    let key = address.content_key()?;
    Some(Digest::of_parts(&[CONTENT_PREFIX, salt, key.as_bytes()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canonical;

    const KINDS_SECRET: [AddressKind; 3] =
        [AddressKind::IdentifiesVictim, AddressKind::Intimate, AddressKind::Minor];

    fn address(text: &str) -> Address {
        text.parse().unwrap()
    }

    #[test]
    fn the_hash_is_over_the_prefix_the_salt_and_the_canonical_address() {
        let salt = Salt::from_random([7; 32]);
        let text = "https://example.org/a";
        let made = AddressCommitment::new(AddressKind::Public, &address(text), &salt);
        let hashed = [b"hiwar/address/v1\n", [7; 32].as_slice(), text.as_bytes()].concat();
        let expected =
            format!("{{\"salt\":\"{}\",\"sha256\":\"{}\"}}", "07".repeat(32), Digest::of(&hashed));
        assert_eq!(canonical::to_bytes(&made).unwrap(), expected.into_bytes());
    }

    #[test]
    fn the_content_key_has_a_hash_of_its_own() {
        let salt = Salt::from_random([9; 32]);
        let video = address("https://www.tiktok.com/@a/video/7301");
        let made = AddressCommitment::new(AddressKind::Minor, &video, &salt);
        let hashed = [b"hiwar/content/v1\n", [9; 32].as_slice(), b"tiktok/post/7301"].concat();
        assert_eq!(made.content_sha256, Some(Digest::of(&hashed)));
        assert_ne!(made.content_sha256, Some(made.sha256));
    }

    #[test]
    fn a_secret_salt_is_nowhere_in_what_is_written() {
        let salt = Salt::from_random([0xa7; 32]);
        let video = address("https://www.tiktok.com/@a/video/7301");
        for kind in KINDS_SECRET {
            let made = AddressCommitment::new(kind, &video, &salt);
            let text = String::from_utf8(canonical::to_bytes(&made).unwrap()).unwrap();
            assert!(made.is_secret() && !text.contains("salt") && !text.contains("a7a7a7a7"));
            assert_eq!(canonical::parse_strict(text.as_bytes()), Ok(made));
        }
    }

    #[test]
    fn who_holds_an_address_finds_what_was_published_about_it_and_nothing_else() {
        let salt = Salt::from_random([1; 32]);
        let video = address("https://www.tiktok.com/@a/video/7301");
        let made = AddressCommitment::new(AddressKind::Public, &video, &salt);
        assert_eq!(made.matches(&video), Some(Match::Address));
        assert_eq!(made.matches(&address("tiktok.com/@b/video/7301")), Some(Match::Content));
        assert_eq!(made.matches(&address("tiktok.com/@a/video/7302")), None);
        assert_eq!(made.matches(&address("example.org/7301")), None);
    }

    #[test]
    fn a_secret_commitment_opens_only_with_its_salt() {
        let salt = Salt::from_random([1; 32]);
        let video = address("https://www.tiktok.com/@a/video/7301");
        for kind in KINDS_SECRET {
            let made = AddressCommitment::new(kind, &video, &salt);
            assert_eq!(made.matches(&video), None);
            assert_eq!(made.opens_with(&video, &salt), Some(Match::Address));
            assert_eq!(made.opens_with(&video, &Salt::from_random([2; 32])), None);
        }
    }

    #[test]
    fn a_salt_is_not_shown_when_it_is_debugged() {
        assert_eq!(format!("{:?}", Salt::from_random([1; 32])), "Salt(not shown)");
    }
}
