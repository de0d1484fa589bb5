//! Two short texts that a desk signs: the seal, which closes what was received, and the cover,
//! which closes a whole dossier.
//!
//! Both are signed notes over four lines: a header, the desk's name, a SHA-256 in base64, a time.
//! Whoever reads the text sees all that is claimed.

use record::Timestamp;
use record::id::Digest;
use register::Hash;
use register::note::{KeyKind, Note, NoteError, SignerKey, VerifierKey};
use thiserror::Error;

use crate::manifest::{Desk, Manifest};

/// The first line of a seal.
pub const SEAL_HEADER: &str = "hiwar-seal/v1";

/// The first line of the cover of a dossier.
pub const COVER_HEADER: &str = "hiwar-dossier/v1";

/// Why a seal or a cover is not to be believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SealError {
    /// The bytes are no signed note, or the text cannot be signed.
    #[error("the note cannot be read or signed")]
    Note(#[source] NoteError),
    /// A note of ours has one signature line; what a stranger added is covered by nothing.
    #[error("the note has {found} signature lines, not one")]
    SignatureCount {
        /// How many lines there are.
        found: usize,
    },
    /// The signature is not that of the key.
    #[error("the note is not signed by the key {key}")]
    Signature {
        /// The name of the key that should have signed.
        key: String,
        /// What the check of the note said.
        #[source]
        source: NoteError,
    },
    /// The first line is another one.
    #[error("the note does not begin with {expected}")]
    Header {
        /// The line that should stand there.
        expected: &'static str,
    },
    /// The text is not of four lines, or one of them is malformed.
    #[error("the note is not the four lines header, desk, SHA-256 in base64, time")]
    Lines,
    /// The key is named after somebody else than the desk that is said to have signed.
    #[error("the key {key} is not named after the desk {desk}")]
    OtherDesksKey {
        /// The desk that the text names.
        desk: String,
        /// The name of the key.
        key: String,
    },
}

/// What a seal or a cover says, once its signature was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Who signed.
    pub desk: Desk,
    /// The hash of what is signed for.
    pub digest: Digest,
    /// The time that the desk states: when a report was received, or a dossier made.
    pub at: Timestamp,
}

/// Seals a manifest: the desk signs its hash and the time it was received.
///
/// # Errors
///
/// [`SealError::OtherDesksKey`] if the key is not named after the manifest's desk,
/// [`SealError::Note`] for a key that cannot sign notes.
pub fn seal(manifest: &Manifest, key: &SignerKey) -> Result<Note, SealError> {
    let sealed = Sealed {
        desk: manifest.desk().clone(),
        digest: manifest.digest(),
        at: manifest.received_at(),
    };
    sign(SEAL_HEADER, &sealed, key)
}

/// Reads a seal and checks its signature. Whether it names the manifest at hand is for the caller
/// to compare.
///
/// # Errors
///
/// A [`SealError`] that says which part does not hold.
pub fn open_seal(bytes: &[u8], key: &VerifierKey) -> Result<Sealed, SealError> {
    open(SEAL_HEADER, bytes, key)
}

/// Signs the list of contents of a dossier.
pub(crate) fn cover(
    desk: &Desk,
    contents: &[u8],
    made_at: Timestamp,
    key: &SignerKey,
) -> Result<Note, SealError> {
    let sealed = Sealed { desk: desk.clone(), digest: Digest::of(contents), at: made_at };
    sign(COVER_HEADER, &sealed, key)
}

/// Reads a cover and checks its signature.
pub(crate) fn open_cover(bytes: &[u8], key: &VerifierKey) -> Result<Sealed, SealError> {
    open(COVER_HEADER, bytes, key)
}

fn sign(header: &'static str, sealed: &Sealed, key: &SignerKey) -> Result<Note, SealError> {
    check_key_name(&sealed.desk, key.verifier())?;
    let hash = Hash(*sealed.digest.as_bytes());
    let text = format!("{header}\n{}\n{hash}\n{}\n", sealed.desk, sealed.at);
    Note::sign(text, key).map_err(SealError::Note)
}

fn open(header: &'static str, bytes: &[u8], key: &VerifierKey) -> Result<Sealed, SealError> {
    if key.kind() != KeyKind::Ed25519 {
        return Err(SealError::Note(NoteError::WrongKind { name: key.name().clone() }));
    }
    let note = Note::parse(bytes).map_err(SealError::Note)?;
    if note.signatures().len() != 1 {
        return Err(SealError::SignatureCount { found: note.signatures().len() });
    }
    note.verify(std::slice::from_ref(key))
        .map_err(|source| SealError::Signature { key: key.name().to_string(), source })?;
    let mut lines = note.text().split_terminator('\n');
    if lines.next() != Some(header) {
        return Err(SealError::Header { expected: header });
    }
    let (Some(desk), Some(hash), Some(at), None) =
        (lines.next(), lines.next(), lines.next(), lines.next())
    else {
        return Err(SealError::Lines);
    };
    let desk = Desk::try_from(desk.to_owned()).map_err(|_| SealError::Lines)?;
    let hash = Hash::from_base64(hash).ok_or(SealError::Lines)?;
    let at = at.parse().map_err(|_| SealError::Lines)?;
    check_key_name(&desk, key)?;
    Ok(Sealed { desk, digest: Digest::from_bytes(hash.0), at })
}

fn check_key_name(desk: &Desk, key: &VerifierKey) -> Result<(), SealError> {
    if desk.owns_key_name(key.name().as_str()) {
        return Ok(());
    }
    let (desk, key) = (desk.to_string(), key.name().to_string());
    Err(SealError::OtherDesksKey { desk, key })
}

#[cfg(test)]
mod tests {
    use register::note::KeyName;

    use super::*;

    fn key(name: &str, byte: u8) -> SignerKey {
        SignerKey::from_seed(KeyName::new(name).unwrap(), KeyKind::Ed25519, [byte; 32]).unwrap()
    }

    fn sealed() -> Sealed {
        Sealed {
            desk: Desk::try_from("desk.example".to_owned()).unwrap(),
            digest: Digest::of(b"abc"),
            at: "2026-11-24T10:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn a_seal_says_four_lines_and_opens_with_the_desks_key() {
        let key = key("desk.example/seal", 1);
        let note = sign(SEAL_HEADER, &sealed(), &key).unwrap();
        let text = "hiwar-seal/v1\ndesk.example\n\
            ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\n2026-11-24T10:00:00Z\n";
        assert_eq!(note.text(), text);
        assert_eq!(open_seal(&note.to_bytes(), key.verifier()), Ok(sealed()));
    }

    #[test]
    fn a_seal_is_no_cover_and_no_other_key_opens_it() {
        let ours = key("desk.example", 1);
        let bytes = sign(SEAL_HEADER, &sealed(), &ours).unwrap().to_bytes();
        let header = SealError::Header { expected: COVER_HEADER };
        assert_eq!(open_cover(&bytes, ours.verifier()), Err(header));
        let other = open_seal(&bytes, key("desk.example", 2).verifier());
        assert!(matches!(other, Err(SealError::Signature { .. })), "{other:?}");
    }

    #[test]
    fn a_desk_cannot_seal_in_the_name_of_another() {
        let theirs = key("other.example", 1);
        let refused = sign(SEAL_HEADER, &sealed(), &theirs);
        assert!(matches!(refused, Err(SealError::OtherDesksKey { .. })));
        let text = sign(SEAL_HEADER, &sealed(), &key("desk.example", 1)).unwrap().text().to_owned();
        let forged = Note::sign(text, &theirs).unwrap();
        let refused = open_seal(&forged.to_bytes(), theirs.verifier());
        assert!(matches!(refused, Err(SealError::OtherDesksKey { .. })));
    }

    #[test]
    fn a_line_more_or_less_or_a_second_signature_is_refused() {
        let key = key("desk.example", 1);
        let text = sign(SEAL_HEADER, &sealed(), &key).unwrap().text().to_owned();
        let shorter = text.trim_end().rsplit_once('\n').unwrap().0.to_owned() + "\n";
        for text in [format!("{text}\n"), format!("{text}more\n"), shorter] {
            let note = Note::sign(text, &key).unwrap();
            assert_eq!(open_seal(&note.to_bytes(), key.verifier()), Err(SealError::Lines));
        }
        let note = Note::sign(text, &key).unwrap();
        let twice = format!("{note}{}\n", note.signatures()[0]);
        let refused = open_seal(twice.as_bytes(), key.verifier());
        assert_eq!(refused, Err(SealError::SignatureCount { found: 2 }));
    }
}
