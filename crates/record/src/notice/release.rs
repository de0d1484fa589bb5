//! One file with a notice and all that shows that it may be believed: what a platform gets, and
//! what anybody can check who is shown it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::opened::Parts;
use super::{NOTICE_VERSION, Notice, ThreePartText};
use crate::canonical::{self, CanonicalError};
use crate::commitment::Salt;
use crate::entry::{Body, Entry, EntryError, Sender};
use crate::id::{Digest, IdError};
use crate::text::{hex, serde_as_text, unhex};

/// The largest release. Unit: bytes. A notice of 256 addresses of the longest kind has 2 MB.
pub const RELEASE_BYTES_MAX: usize = 6 << 20;

/// The first line of a reviewer's certificate.
const CERTIFICATE: &str = "hiwar/release/v1";

/// A salt that is shown to those who may open what it hides. It stands in a release, which goes to
/// one platform, and never in an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct OpenedSalt([u8; 32]);

impl OpenedSalt {
    /// Shows this salt.
    pub fn of(salt: &Salt) -> OpenedSalt {
        OpenedSalt(*salt.as_bytes())
    }

    /// The salt itself.
    pub fn salt(self) -> Salt {
        Salt::from_random(self.0)
    }
}

impl fmt::Debug for OpenedSalt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OpenedSalt(not shown)")
    }
}

impl fmt::Display for OpenedSalt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl FromStr for OpenedSalt {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        unhex(text).map(OpenedSalt).ok_or(IdError::Digest)
    }
}

serde_as_text!(OpenedSalt);

/// That the reviewer's key is in the register: the entry that brought it, and its proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyEvidence {
    /// The canonical form of the entry.
    pub entry: String,
    /// The proof file.
    pub proof: String,
}

/// A notice with its entry, its proof and its certificate.
///
/// *Shape:* canonical JSON, at most [`RELEASE_BYTES_MAX`] bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The salt of each address, in the order of the notice.
    pub address_salts: Vec<OpenedSalt>,
    /// The reviewer's certificate, a signed note; an authority's notice must have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// The canonical form of the entry.
    pub entry: String,
    /// The notice.
    pub notice: Notice,
    /// The proof file of the entry (C2SP tlog-proof).
    pub proof: String,
    /// That the reviewer's key is in the register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer_key: Option<KeyEvidence>,
    /// The three-part test; an authority's notice must have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test: Option<ThreePartText>,
    /// The salt of the test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test_salt: Option<OpenedSalt>,
    /// The salt of the notice's text.
    pub text_salt: OpenedSalt,
    /// The version of the schema.
    pub v: u64,
}

/// Why a release does not open its entry. Each names the part that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OpenError {
    /// It is larger than [`RELEASE_BYTES_MAX`], not canonical JSON, or not of this schema.
    #[error("the release cannot be read")]
    Release(#[source] CanonicalError),
    /// It is larger than any release.
    #[error("the release is larger than {RELEASE_BYTES_MAX} bytes")]
    TooLarge,
    /// The version is another one.
    #[error("the version of the release or of its notice is not known")]
    Version,
    /// The entry is none.
    #[error("the entry cannot be read")]
    Entry(#[source] EntryError),
    /// The entry is of another kind.
    #[error("the entry is not that of a notice")]
    Kind,
    /// The notice is not the text that the entry commits to.
    #[error("the notice is not the text that the entry commits to")]
    Text,
    /// A field of the notice contradicts the entry.
    #[error("the notice and its entry differ in: {0}")]
    Differs(&'static str),
    /// An address is not the one that the entry commits to.
    #[error("address {0} is not the one that the entry commits to")]
    Address(usize),
    /// The test is missing, not asked for, or not the one that the entry commits to.
    #[error("the three-part test is not the one that the entry commits to")]
    Test,
    /// A notice of an authority without the certificate of its reviewer, or a citizen's with one.
    #[error("a release certificate belongs to an authority's notice, and to no other")]
    Certificate,
    /// The reviewer is the desk, a part of it, or what it is a part of.
    #[error("the reviewer is not outside the desk")]
    OwnReviewer,
    /// A citizen's notice with the key of a reviewer.
    #[error("a reviewer's key belongs to an authority's notice, and to no other")]
    ReviewerKey,
}

impl OpenError {
    /// The part that is wrong: `release` for the file as a whole, else the field that holds it.
    pub const fn part(&self) -> &'static str {
        match self {
            OpenError::Release(_) | OpenError::TooLarge | OpenError::Version => "release",
            OpenError::Entry(_) | OpenError::Kind => "entry",
            OpenError::Text | OpenError::Differs(_) => "notice",
            OpenError::Address(_) => "addresses",
            OpenError::Test => "test",
            OpenError::Certificate => "certificate",
            OpenError::OwnReviewer | OpenError::ReviewerKey => "reviewer_key",
        }
    }
}

/// What a reviewer signs: which notice of which desk, and the hashes of its opened text, of its
/// test and of the entry that will stand for it. Signed as a C2SP signed note.
pub fn certificate_text(entry: &Entry, notice: &Notice, test: Option<&ThreePartText>) -> String {
    let hash = |bytes: Result<Vec<u8>, CanonicalError>| {
        // These values were read from canonical JSON or made of its types, so they can be written.
        bytes.map_or_else(|_| "-".to_owned(), |bytes| Digest::of(&bytes).to_string())
    };
    let entry_hash = entry.to_bytes().map(|bytes| Digest::of(&bytes).to_string());
    format!(
        "{CERTIFICATE}\ndesk {}\nnotice {}\nentry {}\ntext {}\ntest {}\n",
        entry.desk().as_str(),
        notice.notice,
        entry_hash.unwrap_or_else(|_| "-".to_owned()),
        hash(canonical::to_bytes(notice)),
        test.map_or_else(|| "-".to_owned(), |test| hash(canonical::to_bytes(test))),
    )
}

impl Release {
    /// Reads a release.
    ///
    /// # Errors
    ///
    /// [`OpenError::TooLarge`], [`OpenError::Release`] or [`OpenError::Version`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Release, OpenError> {
        if bytes.len() > RELEASE_BYTES_MAX {
            return Err(OpenError::TooLarge);
        }
        let release: Release = canonical::parse_strict(bytes).map_err(OpenError::Release)?;
        let test = release.test.as_ref().map_or(NOTICE_VERSION, |test| test.v);
        if [release.v, release.notice.v, test].iter().any(|v| *v != NOTICE_VERSION) {
            return Err(OpenError::Version);
        }
        Ok(release)
    }

    /// The canonical form.
    ///
    /// # Errors
    ///
    /// [`OpenError::TooLarge`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, OpenError> {
        let bytes = canonical::to_bytes(self).map_err(OpenError::Release)?;
        if bytes.len() > RELEASE_BYTES_MAX { Err(OpenError::TooLarge) } else { Ok(bytes) }
    }

    /// The entry, once everything in the release was found to be what it commits to. Whether the
    /// entry is in a register, and whether the certificate is signed, is not asked here.
    ///
    /// # Errors
    ///
    /// [`OpenError`], with the first part that is wrong.
    pub fn open(&self) -> Result<Entry, OpenError> {
        let (entry, faults) = self.look()?;
        faults.into_iter().next().map_or(Ok(entry), Err)
    }

    /// The entry and every part that is not what it commits to, for whoever wants to hear all of it.
    ///
    /// # Errors
    ///
    /// [`OpenError::Entry`] or [`OpenError::Kind`]: then there is nothing to compare the parts with.
    pub fn look(&self) -> Result<(Entry, Vec<OpenError>), OpenError> {
        let parts = Parts {
            address_salts: &self.address_salts,
            entry: &self.entry,
            notice: &self.notice,
            test: self.test.as_ref(),
            test_salt: self.test_salt,
            text_salt: self.text_salt,
        };
        let entry = parts.entry()?;
        let mut faults = parts.faults(&entry);
        let is_authority = is_authority(&entry);
        if is_authority != self.certificate.is_some() {
            faults.push(OpenError::Certificate);
        }
        if !is_authority && self.reviewer_key.is_some() {
            faults.push(OpenError::ReviewerKey);
        }
        Ok((entry, faults))
    }

    /// What the reviewer must have signed.
    pub fn certificate_text(&self, entry: &Entry) -> String {
        certificate_text(entry, &self.notice, self.test.as_ref())
    }
}

fn is_authority(entry: &Entry) -> bool {
    matches!(entry.body(), Body::NoticeIssued(issued) if matches!(issued.sender, Sender::Authority(_)))
}
