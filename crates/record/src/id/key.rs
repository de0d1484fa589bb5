//! Public keys as text, in the form that signed notes use.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Digest, IdError, OrganisationId, OriginName};
use crate::text::{hex, serde_as_text, unhex};

/// Types of a signed-note key whose public key is the 32 bytes of Ed25519: 1 for a note's
/// signature, 4 for a cosignature.
///
/// Source: C2SP signed-note v1.0.0, "Signature types".
const ED25519_TYPES: [u8; 2] = [0x01, 0x04];

/// The public key of a signer, as text: its name, the hash of name and key, and the key.
///
/// Only the form is checked, and that the hash fits; whether the point lies on the curve is for
/// whoever verifies with it.
///
/// Source: C2SP signed-note v1.0.0, "Verifier keys".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VerifierKeyText {
    text: String,
    name: KeyName,
}

impl VerifierKeyText {
    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The short name that other entries refer to it by.
    pub fn name(&self) -> &KeyName {
        &self.name
    }
}

impl FromStr for VerifierKeyText {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        // The key itself may hold plus signs, so only the first two part the text.
        let mut parts = text.splitn(3, '+');
        let (Some(origin), Some(hash), Some(key)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(IdError::VerifierKey);
        };
        let origin: OriginName = origin.parse().map_err(|_| IdError::VerifierKey)?;
        let hash: [u8; 4] = unhex(hash).ok_or(IdError::VerifierKey)?;
        // The longest we take is 44 characters; a longer text is not worth decoding.
        let key = Some(key).filter(|key| key.len() == 44).ok_or(IdError::VerifierKey)?;
        let key = STANDARD.decode(key).map_err(|_| IdError::VerifierKey)?;
        let is_ed25519 = key.len() == 33 && ED25519_TYPES.contains(&key[0]);
        let expected = Digest::of_parts(&[origin.as_str().as_bytes(), b"\n", &key]);
        if !is_ed25519 || expected.as_bytes()[..4] != hash {
            return Err(IdError::VerifierKey);
        }
        Ok(VerifierKeyText { text: text.to_owned(), name: KeyName { origin, hash } })
    }
}

impl fmt::Display for VerifierKeyText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The short name of a verifier key: the signer's name and the hash, without the key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyName {
    origin: OriginName,
    hash: [u8; 4],
}

impl KeyName {
    /// Who signs with the key.
    pub fn origin(&self) -> &OriginName {
        &self.origin
    }

    /// Whether the signer is `organisation` itself, a part of it, or what it is a part of: then the
    /// one is no outside reviewer of the other.
    ///
    /// # Example
    ///
    /// ```
    /// use record::id::{KeyName, OrganisationId};
    /// let key: KeyName = "review.desk.example/one+0123abcd".parse()?;
    /// assert!(key.is_within(&"desk.example".parse()?));
    /// assert!(!key.is_within(&"sk.example".parse()?));
    /// # Ok::<(), record::id::IdError>(())
    /// ```
    pub fn is_within(&self, organisation: &OrganisationId) -> bool {
        let host = self.origin.as_str().split('/').next().unwrap_or_default();
        let other = organisation.as_str();
        let is_part = |part: &str, whole: &str| {
            part.strip_suffix(whole).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        is_part(host, other) || is_part(other, host)
    }
}

impl FromStr for KeyName {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let (origin, hash) = text.split_once('+').ok_or(IdError::KeyName)?;
        let origin = origin.parse().map_err(|_| IdError::KeyName)?;
        Ok(KeyName { origin, hash: unhex(hash).ok_or(IdError::KeyName)? })
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.origin, hex(&self.hash))
    }
}

serde_as_text!(VerifierKeyText, KeyName);

#[cfg(test)]
mod tests {
    use super::*;

    fn key_text(name: &str, key: &[u8]) -> String {
        let digest = Digest::of_parts(&[name.as_bytes(), b"\n", key]);
        format!("{name}+{}+{}", &digest.to_string()[..8], STANDARD.encode(key))
    }

    fn key_bytes(kind: u8) -> Vec<u8> {
        let mut key = vec![kind];
        key.extend([7; 32]);
        key
    }

    #[test]
    fn a_key_is_read_with_its_name_and_written_back_the_same() {
        for kind in ED25519_TYPES {
            let text = key_text("bar.example/reviewer", &key_bytes(kind));
            let key: VerifierKeyText = text.parse().unwrap();
            assert_eq!(key.to_string(), text);
            assert_eq!(key.name().origin().as_str(), "bar.example/reviewer");
            assert_eq!(key.name().to_string().parse::<KeyName>().as_ref(), Ok(key.name()));
        }
    }

    #[test]
    fn the_known_key_of_the_go_checksum_database_has_the_right_hash_and_a_name_we_take() {
        // Source: the Go module `cmd/go`, the published key of sum.golang.org.
        let text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
        assert_eq!(text.parse::<VerifierKeyText>().unwrap().as_str(), text);
    }

    #[test]
    fn a_key_that_is_not_what_its_hash_says_is_refused() {
        let good = key_text("bar.example", &key_bytes(1));
        assert!(good.parse::<VerifierKeyText>().is_ok());
        let mut short = key_bytes(1);
        short.pop();
        for text in [
            String::new(),
            "bar.example".into(),
            good.replace("bar.", "car."),
            good.replace('+', " "),
            format!("{good}="),
            format!("{good} "),
            key_text("bar.example", &key_bytes(2)),
            key_text("bar.example", &short),
            key_text("salma benali", &key_bytes(1)),
            key_text("salma@bar.example", &key_bytes(1)),
        ] {
            assert_eq!(text.parse::<VerifierKeyText>(), Err(IdError::VerifierKey), "{text}");
        }
    }
}
