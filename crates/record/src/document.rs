//! Texts that an entry vouches for without holding them.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::bounded::Few;
use crate::choice::Language;
use crate::commitment::Salt;
use crate::id::Digest;
use crate::time::Timestamp;

/// The languages a text exists in, at least one.
pub type Languages = Few<Language, 1, 4>;

/// What is hashed before the salt and the bytes of a withheld document.
const WITHHELD_PREFIX: &[u8] = b"hiwar/document/v1\n";

/// A document that is public: its plain hash, so that `sha256sum` checks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicDocument {
    #[serde(deserialize_with = "crate::text::integer")]
    bytes: u64,
    languages: Languages,
    sha256: Digest,
}

/// A document has more bytes than canonical JSON can write the number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the document is too long")]
pub struct DocumentTooLong;

impl PublicDocument {
    /// A document of which the hash and the length are known, as when it was streamed.
    ///
    /// # Errors
    ///
    /// [`DocumentTooLong`] past [`crate::canonical::MAX_INTEGER`] bytes.
    pub fn new(
        sha256: Digest,
        bytes: u64,
        languages: Languages,
    ) -> Result<PublicDocument, DocumentTooLong> {
        if bytes > crate::canonical::MAX_INTEGER.unsigned_abs() {
            return Err(DocumentTooLong);
        }
        Ok(PublicDocument { bytes, languages, sha256 })
    }

    /// The document with this content.
    pub fn of(content: &[u8], languages: Languages) -> PublicDocument {
        // No length in memory reaches 2^53; `new` is not asked, so that this cannot fail.
        PublicDocument { bytes: content.len() as u64, languages, sha256: Digest::of(content) }
    }

    /// Whether `content` is this document.
    pub fn is(&self, content: &[u8]) -> bool {
        self.bytes == content.len() as u64 && self.sha256 == Digest::of(content)
    }

    /// The hash of its bytes.
    pub fn sha256(&self) -> Digest {
        self.sha256
    }

    /// How many bytes it has.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The languages it exists in.
    pub fn languages(&self) -> &Languages {
        &self.languages
    }
}

/// A document that is not public, or not yet: a hash over a salt and its bytes.
///
/// The salt is there because a notice follows a form: without it, whoever guesses the address in
/// it could make the text again and see the guess confirmed. For the same reason the length is not
/// written. The desk publishes the salt together with the text, or forgets both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithheldDocument {
    languages: Languages,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    publish_after: Option<Timestamp>,
    salted_sha256: Digest,
}

impl WithheldDocument {
    /// A document that will not be published.
    pub fn kept(content: &[u8], salt: &Salt, languages: Languages) -> WithheldDocument {
        let salted_sha256 = salted_hash(content, salt);
        WithheldDocument { languages, publish_after: None, salted_sha256 }
    }

    /// A document that will be published, redacted, from `publish_after` on. What is hashed is
    /// the redacted text, so that it can be checked on that day.
    pub fn published_after(
        publish_after: Timestamp,
        content: &[u8],
        salt: &Salt,
        languages: Languages,
    ) -> WithheldDocument {
        let salted_sha256 = salted_hash(content, salt);
        WithheldDocument { languages, publish_after: Some(publish_after), salted_sha256 }
    }

    /// Whether `content` is this document, for whoever was given the salt.
    pub fn opens_with(&self, content: &[u8], salt: &Salt) -> bool {
        self.salted_sha256 == salted_hash(content, salt)
    }

    /// When it is due to be published, if at all.
    pub fn publish_after(&self) -> Option<Timestamp> {
        self.publish_after
    }

    /// The hash over salt and bytes.
    pub fn salted_sha256(&self) -> Digest {
        self.salted_sha256
    }

    /// The languages it exists in.
    pub fn languages(&self) -> &Languages {
        &self.languages
    }
}

fn salted_hash(content: &[u8], salt: &Salt) -> Digest {
    Digest::of_parts(&[WITHHELD_PREFIX, salt.as_bytes(), content])
}

/// A document, public or withheld.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Document {
    /// Public.
    Public(PublicDocument),
    /// Not public, or not yet.
    Withheld(WithheldDocument),
}

impl Document {
    /// When a withheld document is due to be published, if at all.
    pub fn publish_after(&self) -> Option<Timestamp> {
        match self {
            Document::Public(_) => None,
            Document::Withheld(document) => document.publish_after,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canonical::{parse_strict, to_bytes};

    fn languages() -> Languages {
        Languages::new([Language::French, Language::Arabic]).unwrap()
    }

    #[test]
    fn a_public_document_is_checked_with_its_plain_hash() {
        let document = PublicDocument::of(b"abc", languages());
        assert!(document.is(b"abc") && !document.is(b"abd"));
        assert_eq!(document.sha256(), Digest::of(b"abc"));
        assert_eq!(PublicDocument::new(Digest::of(b"abc"), 3, languages()), Ok(document.clone()));
        assert_eq!(
            PublicDocument::new(Digest::of(b""), 1 << 53, languages()),
            Err(DocumentTooLong)
        );
        let bytes = to_bytes(&Document::Public(document.clone())).unwrap();
        assert_eq!(parse_strict(&bytes), Ok(Document::Public(document)));
    }

    #[test]
    fn a_withheld_document_is_checked_only_with_its_salt_and_does_not_say_its_length() {
        let salt = Salt::from_random([3; 32]);
        let document = WithheldDocument::kept(b"abc", &salt, languages());
        assert!(document.opens_with(b"abc", &salt) && !document.opens_with(b"abd", &salt));
        assert!(!document.opens_with(b"abc", &Salt::from_random([4; 32])));
        let text = String::from_utf8(to_bytes(&document).unwrap()).unwrap();
        assert!(!text.contains("bytes") && !text.contains("0303"), "{text}");
        let document = Document::Withheld(document);
        assert_eq!(parse_strict(text.as_bytes()), Ok(document));
    }

    #[test]
    fn the_day_of_publication_stands_beside_the_hash() {
        let after: Timestamp = "2027-01-01T00:00:00Z".parse().unwrap();
        let salt = Salt::from_random([3; 32]);
        let document = WithheldDocument::published_after(after, b"abc", &salt, languages());
        assert_eq!(document.publish_after(), Some(after));
        assert_eq!(parse_strict(&to_bytes(&document).unwrap()), Ok(document));
    }
}
