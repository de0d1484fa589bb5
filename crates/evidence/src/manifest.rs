//! The manifest: what a person handed in, file by file, in one canonical JSON text that a seal can
//! name by its hash.
//!
//! It says when something was received and nothing more. That a file shows what was once online is
//! not claimed, and a fixed sentence in it says so.

use record::Timestamp;
use record::address::{ADDRESS_MAX_BYTES, Address};
use record::canonical::{self, CanonicalError};
use record::id::{Digest, OrganisationId, ReportRef};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::media::{FILE_BYTES_MAX, FILES_MAX, MediaType};

mod given;

pub use given::{DeclaredType, FileName, GivenAddress, TextTooLong};

/// The largest manifest that is written or read.
///
/// Unit: bytes. Room for the most parts and addresses with their longest texts.
pub const MANIFEST_BYTES_MAX: usize = 1 << 20;

/// The most addresses a report may name: as many as files. Our own choice.
pub const ADDRESSES_MAX: usize = FILES_MAX;

/// The most parts that a desk makes of what a person typed. Our own choice; the account of the
/// facts and the list of addresses are two.
pub const TYPED_MAX: usize = 4;

/// The most statements of the desk in a manifest: a later one tells the earlier ones again.
pub const STATED_MAX: usize = 1;

/// The most parts a manifest has.
pub const PARTS_MAX: usize = FILES_MAX + TYPED_MAX + STATED_MAX;

/// Why something is not a manifest, or cannot be one. Never repeats what a person wrote.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ManifestError {
    /// More than [`MANIFEST_BYTES_MAX`].
    #[error("the manifest is larger than {MANIFEST_BYTES_MAX} bytes")]
    TooLarge,
    /// A version this program does not know, mostly a later one.
    #[error("the manifest is of a version that this program does not know")]
    Version,
    /// Not canonical JSON of the schema.
    #[error("the manifest cannot be read")]
    Json(#[from] CanonicalError),
    /// No part at all, or too many of one origin.
    #[error(
        "a manifest has at least one part, up to {FILES_MAX} files, {TYPED_MAX} typed parts and \
         {STATED_MAX} statement"
    )]
    PartCount,
    /// Too many addresses.
    #[error("a manifest has up to {ADDRESSES_MAX} addresses")]
    AddressCount,
    /// The parts are not numbered 1, 2, 3 and so on.
    #[error("part {found} stands where part {expected} belongs")]
    PartNumber {
        /// The number that should stand there.
        expected: u16,
        /// The number found.
        found: u16,
    },
    /// A part is larger than [`FILE_BYTES_MAX`].
    #[error("part {number} is larger than {FILE_BYTES_MAX} bytes")]
    PartSize {
        /// Which part.
        number: u16,
    },
}

/// Who keeps the evidence: a desk, or the person alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Desk {
    /// The citizen's own mode: no desk, the key is the person's own.
    Own,
    /// The desk of this name.
    Named(OrganisationId),
}

/// The name that stands for [`Desk::Own`]. No organisation has it, for theirs have a dot.
const OWN: &str = "own";

impl Desk {
    /// The name as it stands in a manifest and in a seal.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Desk::Own => OWN,
            Desk::Named(name) => name.as_str(),
        }
    }

    /// Whether a key of this name may sign for the desk: its own name, or that and a path.
    #[must_use]
    pub fn owns_key_name(&self, key_name: &str) -> bool {
        let rest = key_name.strip_prefix(self.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl std::fmt::Display for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<Desk> for String {
    fn from(desk: Desk) -> String {
        desk.as_str().to_owned()
    }
}

impl TryFrom<String> for Desk {
    type Error = record::id::IdError;

    fn try_from(name: String) -> Result<Desk, Self::Error> {
        if name == OWN { Ok(Desk::Own) } else { name.parse().map(Desk::Named) }
    }
}

/// What a manifest is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// What one person sent once.
    Report,
}

/// Where a part came from. A later version adds what a desk captured itself, and time stamps; a
/// reader of this version refuses such a manifest as of an unknown version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A file that the person uploaded.
    Uploaded,
    /// Text that the person typed: the account of the facts, the addresses.
    Typed,
    /// A statement of the desk: what it had to remove from the report, and when.
    Stated,
}

/// The sentence that limits what a manifest claims, by a fixed name whose text never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Statement {
    /// "Received from you at this time; this does not prove that it was online."
    #[serde(rename = "received-not-online/v1")]
    ReceivedNotOnline,
}

impl Statement {
    /// The sentence in `language`, with the time it is about.
    #[must_use]
    pub fn text(self, language: words::Language, received_at: Timestamp) -> String {
        let Statement::ReceivedNotOnline = self;
        let at = received_at.to_string();
        words::text(language, "evidence-statement", &[("at", words::Value::Text(&at))])
    }
}

/// The one version there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Version {
    #[serde(rename = "hiwar-manifest/v1")]
    V1,
}

/// One file of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// How many bytes it has.
    pub bytes: u64,
    /// The type that the browser declared, believed by nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_type: Option<DeclaredType>,
    /// What its first bytes say it is.
    pub media_type: MediaType,
    /// Its name as given. Text for people; never a path, see [`Part::exhibit_path`].
    pub name: FileName,
    /// Its place in the report, from 1.
    pub number: u16,
    /// Where it came from.
    pub origin: Origin,
    /// When the desk had all of it.
    pub received_at: Timestamp,
    /// The hash of its bytes.
    pub sha256: Digest,
}

impl Part {
    /// Where it lies in a dossier: `exhibits/`, its number, what is harmless of its name, and an
    /// ending that follows from its sniffed type.
    #[must_use]
    pub fn exhibit_path(&self) -> String {
        let stem = self.name.safe_stem();
        format!("exhibits/{:03}-{stem}.{}", self.number, self.media_type.extension())
    }
}

/// What a person handed in, and when.
///
/// *Written* as canonical JSON, at most [`MANIFEST_BYTES_MAX`] bytes, by [`Manifest::to_bytes`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    addresses: Vec<GivenAddress>,
    desk: Desk,
    kind: Kind,
    parts: Vec<Part>,
    received_at: Timestamp,
    report: ReportRef,
    statement: Statement,
    version: Version,
}

impl Manifest {
    /// The manifest of a report that was closed at `received_at`.
    ///
    /// # Errors
    ///
    /// A [`ManifestError`] that names the bound that is passed.
    pub fn new(
        report: ReportRef,
        desk: Desk,
        received_at: Timestamp,
        parts: Vec<Part>,
        addresses: Vec<GivenAddress>,
    ) -> Result<Manifest, ManifestError> {
        let manifest = Manifest {
            addresses,
            desk,
            kind: Kind::Report,
            parts,
            received_at,
            report,
            statement: Statement::ReceivedNotOnline,
            version: Version::V1,
        };
        manifest.check()?;
        if canonical::to_bytes(&manifest)?.len() > MANIFEST_BYTES_MAX {
            return Err(ManifestError::TooLarge);
        }
        Ok(manifest)
    }

    /// Reads a manifest. What is read comes back from [`Manifest::to_bytes`] byte for byte.
    ///
    /// # Errors
    ///
    /// A [`ManifestError`] that says what is wrong.
    pub fn parse(bytes: &[u8]) -> Result<Manifest, ManifestError> {
        #[derive(Deserialize)]
        struct Head {
            version: String,
        }
        if bytes.len() > MANIFEST_BYTES_MAX {
            return Err(ManifestError::TooLarge);
        }
        // Looked at first: a later version may have any other fields.
        if let Ok(Head { version }) = serde_json::from_slice(bytes)
            && version != "hiwar-manifest/v1"
        {
            return Err(ManifestError::Version);
        }
        let manifest: Manifest = canonical::parse_strict(bytes)?;
        manifest.check()?;
        Ok(manifest)
    }

    /// The manifest as it is stored, sealed and hashed.
    ///
    /// # Panics
    ///
    /// Never: a manifest is made only after it was written once.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        canonical::to_bytes(self).expect("no field has a value without a canonical form")
    }

    /// The hash of [`Manifest::to_bytes`].
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.to_bytes())
    }

    /// The report's reference.
    #[must_use]
    pub fn report(&self) -> ReportRef {
        self.report
    }

    /// Who received it.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// What it is about.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// When the report was complete.
    #[must_use]
    pub fn received_at(&self) -> Timestamp {
        self.received_at
    }

    /// The parts, by their numbers.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The addresses that the person named.
    #[must_use]
    pub fn addresses(&self) -> &[GivenAddress] {
        &self.addresses
    }

    /// What the manifest claims.
    #[must_use]
    pub fn statement(&self) -> Statement {
        self.statement
    }

    fn check(&self) -> Result<(), ManifestError> {
        let count = |origin| self.parts.iter().filter(|part| part.origin == origin).count();
        let is_too_many = count(Origin::Uploaded) > FILES_MAX
            || count(Origin::Typed) > TYPED_MAX
            || count(Origin::Stated) > STATED_MAX;
        if self.parts.is_empty() || is_too_many {
            return Err(ManifestError::PartCount);
        }
        if self.addresses.len() > ADDRESSES_MAX {
            return Err(ManifestError::AddressCount);
        }
        for (expected, part) in (1..).zip(&self.parts) {
            if part.number != expected {
                return Err(ManifestError::PartNumber { expected, found: part.number });
            }
            if part.bytes > FILE_BYTES_MAX {
                return Err(ManifestError::PartSize { number: part.number });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
