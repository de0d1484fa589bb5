//! The list of all that lies in a dossier, which the desk signs.

use record::canonical::{self, CanonicalError};
use record::id::Digest;
use serde::{Deserialize, Serialize};

/// One part: where it lies, how long it is, and its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Listed {
    pub(crate) bytes: u64,
    pub(crate) path: String,
    pub(crate) sha256: Digest,
}

/// A time stamp beside the seal. This version knows none, so the list is empty; a later version
/// of the list has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum NoStamp {}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Version {
    #[serde(rename = "hiwar-contents/v1")]
    V1,
}

/// Every part but the list itself and its signature, in the order of the ZIP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contents {
    parts: Vec<Listed>,
    time_stamps: Vec<NoStamp>,
    version: Version,
}

impl Contents {
    pub(crate) fn of(parts: Vec<Listed>) -> Contents {
        Contents { parts, time_stamps: Vec::new(), version: Version::V1 }
    }

    pub(crate) fn parse(bytes: &[u8]) -> Result<Contents, CanonicalError> {
        canonical::parse_strict(bytes)
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        canonical::to_bytes(self).expect("no field has a value without a canonical form")
    }

    pub(crate) fn parts(&self) -> &[Listed] {
        &self.parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_back_and_a_time_stamp_is_refused_for_now() {
        let listed = Listed { bytes: 3, path: "key.txt".to_owned(), sha256: Digest::of(b"abc") };
        let bytes = Contents::of(vec![listed]).to_bytes();
        assert_eq!(Contents::parse(&bytes).unwrap().to_bytes(), bytes);
        let text = String::from_utf8(bytes).unwrap();
        let stamped = text.replace("\"time_stamps\":[]", "\"time_stamps\":[\"a\"]");
        assert!(stamped != text && Contents::parse(stamped.as_bytes()).is_err());
    }
}
