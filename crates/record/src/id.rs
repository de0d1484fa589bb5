//! Strict identifiers: names of organisations and laws, random references, hashes, public keys.
//!
//! Each has a private field and a checked constructor, and none has room for a sentence, a phone
//! number, an e-mail address or a user name. What syntax cannot see (a desk that gives a person's
//! own domain as an "organisation") is said in `docs/register.md`, "Limits".

mod key;
mod name;
mod reference;

use thiserror::Error;

pub use key::{KeyName, VerifierKeyText};
pub use name::{CountryCode, LawRef, OrganisationId, OriginName};
pub use reference::{
    AskRef, CaseRef, CommitmentRef, Digest, MeetingRef, NoticeRef, OfficerId, PositionRef,
    ReportRef,
};

/// Why a text is not an identifier of the kind that was asked for. Never repeats the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum IdError {
    /// Not a country.
    #[error("a country is two lower-case letters")]
    Country,
    /// Not an organisation.
    #[error("an organisation is named by a lower-case domain name such as desk.example")]
    Organisation,
    /// Not the name of a log, a witness or another signer.
    #[error(
        "an origin is a lower-case domain name with an optional path, such as desk.example/log"
    )]
    Origin,
    /// Not an article of law.
    #[error("an article of law is written country/law/article, such as ma/88-13/72")]
    Law,
    /// Not an officer.
    #[error("an officer is 16 lower-case hexadecimal digits")]
    Officer,
    /// Not a reference to a case, a notice, a meeting and so on.
    #[error("a reference is 32 lower-case hexadecimal digits")]
    Reference,
    /// Not a SHA-256 digest.
    #[error("a digest is 64 lower-case hexadecimal digits")]
    Digest,
    /// Not a verifier key.
    #[error("a verifier key is name+hash+key as in signed notes, and its hash fits")]
    VerifierKey,
    /// Not the short name of a verifier key.
    #[error("a key is named by name+hash, such as bar.example/reviewer+0123abcd")]
    KeyName,
}
