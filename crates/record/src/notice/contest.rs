//! A contest as whoever rules on it outside the desk takes it away: the notice, opened, and the plea.

use serde::{Deserialize, Serialize};

use super::{NOTICE_VERSION, OpenError, RELEASE_BYTES_MAX, ReviewFile};
use crate::canonical::{self, CanonicalError};
use crate::entry::Entry;
use crate::id::Digest;
use crate::text::closed_words;
use crate::time::Timestamp;

/// Why somebody contests. Unit: characters. Our own bound: that of a message.
pub const PLEA_CHARS_MAX: usize = 4000;
/// The largest contest file. Unit: bytes. A review file, and a plea whose every character is escaped.
pub const CONTEST_FILE_BYTES_MAX: usize = RELEASE_BYTES_MAX + (64 << 10);

closed_words! {
    /// Who contests.
    Contester {
        /// The author of the content, or whoever the platform gave the code to for them.
        Author = "author",
        /// The person who asked for the notice.
        Person = "person",
    }
}

impl Contester {
    /// The contester of this word.
    pub fn from_word(word: &str) -> Option<Contester> {
        Contester::ALL.iter().copied().find(|it| it.word() == word)
    }
}

/// What somebody said who contests. The moment and the side are part of it, so that a ruling on one
/// plea is none on another in the same words. How they may be reached is none: a desk forgets that
/// sooner, and whoever rules does not need it.
///
/// *Shape:* canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContestPlea {
    /// When it was made.
    pub at: Timestamp,
    /// Who contests.
    pub by: Contester,
    /// Why.
    pub text: String,
}

impl ContestPlea {
    /// The hash by which a ruling names it.
    pub fn digest(&self) -> Digest {
        // It was read from canonical JSON or made of its types, so it can be written.
        Digest::of(&canonical::to_bytes(self).unwrap_or_default())
    }

    fn is_short(&self) -> bool {
        self.text.chars().count() <= PLEA_CHARS_MAX
    }
}

/// A contest of an authority's notice, for the reviewer who rules on it.
///
/// *Shape:* canonical JSON, at most [`CONTEST_FILE_BYTES_MAX`] bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContestFile {
    /// The contested notice, with all that shows what its entry says.
    pub opened: ReviewFile,
    /// What is contested, and why.
    pub plea: ContestPlea,
    /// The version of the schema.
    pub v: u64,
}

/// Why a contest file is not to be ruled on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContestFileError {
    /// It is not canonical JSON, or not of this schema.
    #[error("the contest file cannot be read")]
    File(#[source] CanonicalError),
    /// It is larger than any.
    #[error("the contest file is larger than {CONTEST_FILE_BYTES_MAX} bytes")]
    TooLarge,
    /// The version is another one.
    #[error("the version of the contest file or of its notice is not known")]
    Version,
    /// The plea is longer than a desk takes.
    #[error("the plea is longer than a plea can be")]
    Plea,
    /// The notice is not what its entry commits to.
    #[error("the contested notice does not open its entry")]
    Opened(#[from] OpenError),
}

impl ContestFileError {
    /// The part that is wrong.
    pub const fn part(&self) -> &'static str {
        match self {
            ContestFileError::File(_) | ContestFileError::TooLarge | ContestFileError::Version => {
                "contest"
            }
            ContestFileError::Plea => "plea",
            ContestFileError::Opened(error) => error.part(),
        }
    }
}

impl ContestFile {
    /// Reads a contest file.
    ///
    /// # Errors
    ///
    /// [`ContestFileError`], but for [`ContestFileError::Opened`].
    pub fn from_bytes(bytes: &[u8]) -> Result<ContestFile, ContestFileError> {
        if bytes.len() > CONTEST_FILE_BYTES_MAX {
            return Err(ContestFileError::TooLarge);
        }
        let file: ContestFile = canonical::parse_strict(bytes).map_err(ContestFileError::File)?;
        let opened = &file.opened;
        if [file.v, opened.v, opened.notice.v, opened.test.v].iter().any(|v| *v != NOTICE_VERSION) {
            return Err(ContestFileError::Version);
        }
        if !file.plea.is_short() {
            return Err(ContestFileError::Plea);
        }
        Ok(file)
    }

    /// The canonical form.
    ///
    /// # Errors
    ///
    /// [`ContestFileError::TooLarge`] or [`ContestFileError::Plea`]: it would not be read.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ContestFileError> {
        if !self.plea.is_short() {
            return Err(ContestFileError::Plea);
        }
        let bytes = canonical::to_bytes(self).map_err(ContestFileError::File)?;
        if bytes.len() > CONTEST_FILE_BYTES_MAX {
            return Err(ContestFileError::TooLarge);
        }
        Ok(bytes)
    }

    /// The entry of the contested notice, once everything was found to be what it commits to. Only
    /// then may anybody rule on it.
    ///
    /// # Errors
    ///
    /// [`ContestFileError::Opened`].
    pub fn open(&self) -> Result<Entry, ContestFileError> {
        Ok(self.opened.open()?)
    }
}
