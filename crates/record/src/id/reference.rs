//! References that mean nothing in themselves, random or hashes, all written in hexadecimal.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use super::IdError;
use crate::text::{hex, serde_as_text, unhex};

macro_rules! hex_type {
    ($(#[$meta:meta])* $name:ident, $bytes:literal, $error:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $bytes]);

        impl $name {
            /// The bytes that the hexadecimal digits stand for.
            pub fn as_bytes(&self) -> &[u8; $bytes] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex(&self.0))
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                unhex(text).map($name).ok_or(IdError::$error)
            }
        }

        serde_as_text!($name);
    };
}

macro_rules! random_type {
    ($(#[$meta:meta])* $name:ident, $bytes:literal, $error:ident) => {
        hex_type!($(#[$meta])* $name, $bytes, $error);

        impl $name {
            /// Made of bytes that the caller drew at random; never of anything about a person.
            pub fn from_random(bytes: [u8; $bytes]) -> Self {
                $name(bytes)
            }
        }
    };
}

random_type!(
    /// An officer of the desk under a pseudonym: random, one for each person, so that anybody can
    /// see who both decides and approves, and linked to the person only in the desk's own records.
    OfficerId, 8, Officer
);
random_type!(
    /// A case. Not the receipt code of any report in it, and not made from one.
    CaseRef, 16, Reference
);
random_type!(
    /// A report: what one person sends once. Not its receipt code, and never in an entry.
    ReportRef, 16, Reference
);
random_type!(
    /// A notice to a platform.
    NoticeRef, 16, Reference
);
random_type!(
    /// A position that desks hold together.
    PositionRef, 16, Reference
);
random_type!(
    /// An ask of a platform.
    AskRef, 16, Reference
);
random_type!(
    /// A commitment that a platform made.
    CommitmentRef, 16, Reference
);
random_type!(
    /// A meeting.
    MeetingRef, 16, Reference
);
hex_type!(
    /// A SHA-256 hash.
    Digest, 32, Digest
);

impl Digest {
    /// The hash of `bytes`, with nothing before or after.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(Sha256::digest(bytes).into())
    }

    /// The hash of the parts, one after the other.
    pub(crate) fn of_parts(parts: &[&[u8]]) -> Digest {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Digest(hasher.finalize().into())
    }

    /// A hash that was computed elsewhere.
    pub fn from_bytes(bytes: [u8; 32]) -> Digest {
        Digest(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_plain_sha256() {
        // Source: FIPS 180-4 example, "abc".
        let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Digest::of(b"abc").to_string(), hex);
        assert_eq!(Digest::of_parts(&[b"a", b"", b"bc"]), Digest::of(b"abc"));
        assert_eq!(hex.parse(), Ok(Digest::of(b"abc")));
    }

    #[test]
    fn references_are_read_back_only_as_they_are_written() {
        let case = CaseRef::from_random([0xab; 16]);
        assert_eq!(case.to_string(), "ab".repeat(16));
        assert_eq!("ab".repeat(16).parse(), Ok(case));
        assert_eq!("AB".repeat(16).parse::<CaseRef>(), Err(IdError::Reference));
        assert_eq!("0612345678".parse::<CaseRef>(), Err(IdError::Reference));
        assert_eq!("0123456789abcde".parse::<OfficerId>(), Err(IdError::Officer));
        assert_eq!("0123".parse::<Digest>(), Err(IdError::Digest));
    }
}
