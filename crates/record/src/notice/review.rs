//! What an outside reviewer is handed before signing: the notice that would go, opened, with all
//! that shows that the entry which would stand for it says the same.

use serde::{Deserialize, Serialize};

use super::opened::Parts;
use super::{
    NOTICE_VERSION, Notice, OpenError, OpenedSalt, RELEASE_BYTES_MAX, ThreePartText,
    certificate_text, objection_text,
};
use crate::canonical;
use crate::entry::Entry;

/// A notice of an authority that awaits its reviewer. It is a [`super::Release`] without proof and
/// without certificate, and always has its test.
///
/// *Shape:* canonical JSON, at most [`RELEASE_BYTES_MAX`] bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewFile {
    /// The salt of each address, in the order of the notice.
    pub address_salts: Vec<OpenedSalt>,
    /// The canonical form of the entry.
    pub entry: String,
    /// The notice.
    pub notice: Notice,
    /// The three-part test.
    pub test: ThreePartText,
    /// The salt of the test.
    pub test_salt: OpenedSalt,
    /// The salt of the notice's text.
    pub text_salt: OpenedSalt,
    /// The version of the schema.
    pub v: u64,
}

impl ReviewFile {
    /// Reads a review file.
    ///
    /// # Errors
    ///
    /// [`OpenError::TooLarge`], [`OpenError::Release`] or [`OpenError::Version`].
    pub fn from_bytes(bytes: &[u8]) -> Result<ReviewFile, OpenError> {
        if bytes.len() > RELEASE_BYTES_MAX {
            return Err(OpenError::TooLarge);
        }
        let file: ReviewFile = canonical::parse_strict(bytes).map_err(OpenError::Release)?;
        if [file.v, file.notice.v, file.test.v].iter().any(|v| *v != NOTICE_VERSION) {
            return Err(OpenError::Version);
        }
        Ok(file)
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

    /// The entry, once the notice, the test and the addresses were found to be what it commits to,
    /// and it names a reviewer outside the desk. Only then may anybody sign.
    ///
    /// # Errors
    ///
    /// [`OpenError`], with the first part that is wrong.
    pub fn open(&self) -> Result<Entry, OpenError> {
        let parts = Parts {
            address_salts: &self.address_salts,
            entry: &self.entry,
            notice: &self.notice,
            test: Some(&self.test),
            test_salt: Some(self.test_salt),
            text_salt: self.text_salt,
        };
        let entry = parts.entry()?;
        parts.faults(&entry).into_iter().next().map_or(Ok(entry), Err)
    }

    /// What the reviewer signs.
    pub fn certificate_text(&self, entry: &Entry) -> String {
        certificate_text(entry, &self.notice, Some(&self.test))
    }

    /// What the reviewer signs who objects for these reasons.
    pub fn objection_text(&self, entry: &Entry, reasons: &str) -> String {
        objection_text(entry, &self.notice, &self.test, reasons)
    }
}
