//! Texts as a person or a browser gave them: bounded, kept as text, never used as a path, and not
//! shown by `Debug`, so that they do not end in a log by mistake.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{ADDRESS_MAX_BYTES, Address};

/// The longest file name that is kept, in bytes. File systems allow 255 bytes (ext4, APFS) or 255
/// UTF-16 units (NTFS), which are at most 765 bytes.
const NAME_BYTES_MAX: usize = 1024;

/// The longest declared type that is kept, in bytes. Source: RFC 6838, section 4.2: two names of
/// up to 127 characters and a slash.
const TYPE_BYTES_MAX: usize = 255;

/// How much of a given name goes into a path. Short enough for every file system.
const STEM_BYTES_MAX: usize = 40;

/// A text is longer than it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a given text is longer than {bytes_max} bytes")]
pub struct TextTooLong {
    /// The most bytes it may have.
    pub bytes_max: usize,
}

/// At most `MAX` bytes of text as given, whatever characters are in it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
struct Given<const MAX: usize>(String);

impl<const MAX: usize> TryFrom<String> for Given<MAX> {
    type Error = TextTooLong;

    fn try_from(text: String) -> Result<Self, TextTooLong> {
        if text.len() > MAX { Err(TextTooLong { bytes_max: MAX }) } else { Ok(Given(text)) }
    }
}

impl<const MAX: usize> Given<MAX> {
    fn cut(text: &str) -> Self {
        Given(text[..text.floor_char_boundary(MAX)].to_owned())
    }
}

impl<const MAX: usize> fmt::Debug for Given<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(not shown)")
    }
}

/// The name of a file as the person's device gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileName(Given<NAME_BYTES_MAX>);

impl FileName {
    /// The name; past 1,024 bytes, which no device gives, it is cut.
    #[must_use]
    pub fn new(name: &str) -> FileName {
        FileName(Given::cut(name))
    }

    /// The name as given. It may hold anything: marks of direction, slashes, an ending that lies.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.0
    }

    /// What of the name can stand in a path: the ASCII letters, digits, hyphens and underscores
    /// before its last dot. `file` where nothing is left, as for a name in Arabic.
    #[must_use]
    pub fn safe_stem(&self) -> String {
        let name = self.as_str();
        let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
        let mut safe = String::new();
        for character in stem.chars() {
            let is_kept = character.is_ascii_alphanumeric() || character == '_';
            if is_kept {
                safe.push(character);
            } else if !safe.is_empty() && !safe.ends_with('-') {
                safe.push('-');
            }
        }
        safe.truncate(STEM_BYTES_MAX);
        match safe.trim_end_matches('-') {
            "" => "file".to_owned(),
            safe => safe.to_owned(),
        }
    }
}

/// The media type that a browser declared for a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeclaredType(Given<TYPE_BYTES_MAX>);

impl DeclaredType {
    /// The type as declared; past 255 bytes it is cut.
    #[must_use]
    pub fn new(declared: &str) -> DeclaredType {
        DeclaredType(Given::cut(declared))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.0
    }
}

/// An address as a person gave it, and its canonical form where it has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenAddress {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    canonical: Option<Given<ADDRESS_MAX_BYTES>>,
    given: Given<ADDRESS_MAX_BYTES>,
}

impl GivenAddress {
    /// Keeps an address and works out its canonical form.
    ///
    /// # Errors
    ///
    /// [`TextTooLong`] past [`ADDRESS_MAX_BYTES`].
    pub fn new(given: &str) -> Result<GivenAddress, TextTooLong> {
        let canonical = given.parse::<Address>().ok();
        let canonical = canonical.map(|address| Given(address.as_str().to_owned()));
        Ok(GivenAddress { canonical, given: given.to_owned().try_into()? })
    }

    /// What the person typed or pasted.
    #[must_use]
    pub fn given(&self) -> &str {
        &self.given.0
    }

    /// The canonical form by the rules of the day it was received; `None` for what is no address
    /// of the public web.
    #[must_use]
    pub fn canonical(&self) -> Option<&str> {
        self.canonical.as_ref().map(|address| address.0.as_str())
    }
}
