//! Where something was said: a document that anybody can look for, and the copy that the desk kept.

use record::Address;
use record::id::Digest;
use record::time::Day;
use serde::{Deserialize, Serialize};

use crate::text::Trilingual;

/// The most sources that one statement rests on. Our own choice.
pub const SOURCES_MAX: usize = 12;

/// The archived copy of a source, as the desk keeps it. It is named by its hash; whether the copy
/// itself may be shown depends on the rights of whoever wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArchivedCopy {
    /// Its length. Unit: bytes.
    pub bytes: u32,
    /// The hash of its bytes.
    pub sha256: Digest,
}

/// Why a source is none. Never repeats the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SourceFault {
    /// The address cannot be read.
    #[error("the address of the source cannot be read")]
    Address,
    /// The address is that of a post or an account on a platform, which is somebody's.
    #[error("the address is that of a post; a source is a document or a page of news")]
    Post,
}

/// An address of a document: of the public web, and not of somebody's post.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SourceAddress(String);

impl SourceAddress {
    /// Reads an address.
    ///
    /// # Errors
    ///
    /// [`SourceFault`].
    pub fn new(text: &str) -> Result<SourceAddress, SourceFault> {
        let address: Address = text.trim().parse().map_err(|_| SourceFault::Address)?;
        if !has_name(&address) {
            return Err(SourceFault::Address);
        }
        if address.content_key().is_some() || address.as_str().contains('@') {
            return Err(SourceFault::Post);
        }
        Ok(SourceAddress(address.as_str().to_owned()))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether the host is a name and not a number: what is published lives under a name.
fn has_name(address: &Address) -> bool {
    let host = address.as_str().split('/').nth(2).unwrap_or_default();
    let last = host.split(':').next().and_then(|name| name.rsplit('.').next());
    last.is_some_and(|label| label.chars().any(char::is_alphabetic))
}

impl TryFrom<String> for SourceAddress {
    type Error = SourceFault;

    fn try_from(text: String) -> Result<SourceAddress, SourceFault> {
        SourceAddress::new(&text)
    }
}

impl From<SourceAddress> for String {
    fn from(address: SourceAddress) -> String {
        address.0
    }
}

/// One source of a statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its address, if it has one; minutes and letters have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<SourceAddress>,
    /// The copy that the desk kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy: Option<ArchivedCopy>,
    /// The day on which it appeared, if it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// What it is: the outlet and the title, in our own words.
    pub title: Trilingual,
}

impl Source {
    /// Whether somebody else can look for it: it has an address, or a copy that the desk kept.
    #[must_use]
    pub fn can_be_found(&self) -> bool {
        self.address.is_some() || self.copy.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_a_document_and_never_a_post() {
        assert!(SourceAddress::new("https://news.example/2026/11/office").is_ok());
        for post in
            ["https://www.tiktok.com/@salma/video/7301", "https://x.com/salma/status/1234567"]
        {
            assert_eq!(SourceAddress::new(post), Err(SourceFault::Post), "{post}");
        }
        for broken in ["", "ftp://a.example/b", "http://127.0.0.1/x", "https://8.8.8.8/x", "news"] {
            assert_eq!(SourceAddress::new(broken), Err(SourceFault::Address), "{broken}");
        }
    }
}
