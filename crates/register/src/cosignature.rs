//! Cosignatures: a witness says that it saw this checkpoint, consistent with all it saw before, at
//! this time. Ed25519 only; a line under an ML-DSA-44 key is one of an unknown key.
//!
//! Source: C2SP tlog-cosignature v1.1.0-rc.1, "Ed25519 signed message".

use thiserror::Error;

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::note::{KeyKind, KeyName, NoteSignature, SignerKey, VerifierKey};

/// The latest time a cosignature can state.
///
/// Unit: seconds since the Epoch. Source: C2SP tlog-cosignature, "Format".
pub const TIME_MAX: u64 = i64::MAX as u64;

/// First line of what is signed; it keeps cosignatures apart from all other signatures.
const HEADER: &str = "cosignature/v1";

/// Why a cosignature cannot be made or believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CosignatureError {
    /// Witnesses sign checkpoints and nothing else.
    #[error("what is to be cosigned is no checkpoint")]
    Checkpoint(#[source] CheckpointError),
    /// The key signs plain notes.
    #[error("the key {name} does not make cosignatures")]
    WrongKind {
        /// The name of the key.
        name: KeyName,
    },
    /// The time is later than [`TIME_MAX`].
    #[error("the time is later than 2^63 - 1 seconds")]
    Time,
    /// The line is of another key.
    #[error("the line is by {found}, not by {expected}")]
    OtherKey {
        /// The key we hold.
        expected: KeyName,
        /// The name on the line.
        found: KeyName,
    },
    /// The signature is not the key's, or is cut short.
    #[error("the cosignature of {name} does not verify")]
    BadSignature {
        /// The name of the key.
        name: KeyName,
    },
}

/// Cosigns `body`, the text of a checkpoint's note, as seen at `time_unix_s`.
///
/// Whoever calls this has checked that the checkpoint is consistent with all it saw before, and
/// has kept it: [`PendingCosign::sign`](crate::witness::PendingCosign::sign) sees to both. To
/// cosign a kept head once more, read the time first and the head after it; the other way round, a
/// larger head may have been kept in between.
///
/// # Errors
///
/// [`CosignatureError::Checkpoint`], [`CosignatureError::WrongKind`] or [`CosignatureError::Time`].
pub fn cosign(
    body: &str,
    key: &SignerKey,
    time_unix_s: u64,
) -> Result<NoteSignature, CosignatureError> {
    check_kind(key.verifier())?;
    Checkpoint::parse(body).map_err(CosignatureError::Checkpoint)?;
    if time_unix_s > TIME_MAX {
        return Err(CosignatureError::Time);
    }
    let mut signature = time_unix_s.to_be_bytes().to_vec();
    signature.extend_from_slice(&key.sign_raw(&signed_message(time_unix_s, body.as_bytes())));
    Ok(NoteSignature::by(key.verifier(), signature))
}

/// Checks that `line` is `key`'s cosignature of `body`, and returns the time it states.
///
/// Unit: seconds since the Epoch.
///
/// # Errors
///
/// A [`CosignatureError`] that says why the line is not to be believed.
pub fn verify(
    body: &str,
    line: &NoteSignature,
    key: &VerifierKey,
) -> Result<u64, CosignatureError> {
    check_kind(key)?;
    Checkpoint::parse(body).map_err(CosignatureError::Checkpoint)?;
    if !line.is_by(key) {
        let (expected, found) = (key.name().clone(), line.name().clone());
        return Err(CosignatureError::OtherKey { expected, found });
    }
    let bad = || CosignatureError::BadSignature { name: key.name().clone() };
    let (time_unix_s, _) = split(line.signature()).ok_or_else(bad)?;
    if !key.verify(body.as_bytes(), line.signature()) {
        return Err(bad());
    }
    Ok(time_unix_s)
}

/// Refuses keys that sign plain notes.
fn check_kind(key: &VerifierKey) -> Result<(), CosignatureError> {
    match key.kind() {
        KeyKind::CosignatureEd25519 => Ok(()),
        KeyKind::Ed25519 => Err(CosignatureError::WrongKind { name: key.name().clone() }),
    }
}

/// The time and the Ed25519 signature of a cosignature; `None` if it is cut short or its time is
/// too late.
pub(crate) fn split(signature: &[u8]) -> Option<(u64, &[u8])> {
    let (time, signature) = signature.split_first_chunk::<8>()?;
    let time_unix_s = u64::from_be_bytes(*time);
    (time_unix_s <= TIME_MAX).then_some((time_unix_s, signature))
}

/// What a witness signs: header, time, and the text of the checkpoint.
pub(crate) fn signed_message(time_unix_s: u64, body: &[u8]) -> Vec<u8> {
    let mut message = format!("{HEADER}\ntime {time_unix_s}\n").into_bytes();
    message.extend_from_slice(body);
    message
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::{Note, NoteError};

    const BODY: &str = "example.com/behind-the-sofa\n20852163\n\
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    const TIME: u64 = 1_679_315_147;

    fn signer(name: &str, kind: KeyKind) -> SignerKey {
        SignerKey::from_seed(KeyName::new(name).unwrap(), kind, [3; 32]).unwrap()
    }

    fn witness() -> SignerKey {
        signer("witness.example/w1", KeyKind::CosignatureEd25519)
    }

    #[test]
    fn what_a_witness_signs_is_header_time_and_body() {
        let expected = format!("cosignature/v1\ntime 1679315147\n{BODY}");
        assert_eq!(signed_message(TIME, BODY.as_bytes()), expected.as_bytes());
    }

    #[test]
    fn a_cosignature_states_its_time() {
        let key = witness();
        for time in [0, 1, TIME, TIME_MAX] {
            let line = cosign(BODY, &key, time).unwrap();
            assert_eq!(line.signature().len(), 72);
            assert_eq!(line.signature()[..8], time.to_be_bytes());
            assert_eq!(verify(BODY, &line, key.verifier()), Ok(time));
            let read = NoteSignature::parse_line(&line.to_string()).unwrap();
            assert_eq!(verify(BODY, &read, key.verifier()), Ok(time));
        }
        assert_eq!(cosign(BODY, &key, TIME_MAX + 1), Err(CosignatureError::Time));
    }

    #[test]
    fn a_changed_byte_of_time_body_or_signature_is_noticed() {
        let key = witness();
        let line = cosign(BODY, &key, TIME).unwrap();
        let bad = Err(CosignatureError::BadSignature { name: key.name().clone() });
        for index in 0..72 {
            let mut signature = line.signature().to_vec();
            signature[index] ^= 0x80;
            let line = NoteSignature::by(key.verifier(), signature);
            assert_eq!(verify(BODY, &line, key.verifier()), bad, "byte {index}");
        }
        let other = BODY.replace("20852163", "20852164");
        assert_eq!(verify(&other, &line, key.verifier()), bad);
        for length in [1, 7, 8, 64, 71] {
            let line = NoteSignature::by(key.verifier(), line.signature()[..length].to_vec());
            assert_eq!(verify(BODY, &line, key.verifier()), bad, "{length} bytes");
        }
    }

    #[test]
    fn a_witness_cosigns_checkpoints_only() {
        for text in ["text\n", "", "a\n1\n\n"] {
            let refused = cosign(text, &witness(), TIME);
            assert!(matches!(refused, Err(CosignatureError::Checkpoint(_))));
        }
    }

    #[test]
    fn log_keys_and_witness_keys_do_not_stand_in_for_each_other() {
        let (log, key) = (signer("witness.example/w1", KeyKind::Ed25519), witness());
        let wrong = Err(CosignatureError::WrongKind { name: log.name().clone() });
        assert_eq!(cosign(BODY, &log, TIME), wrong);
        let line = cosign(BODY, &key, TIME).unwrap();
        let wrong = Err(CosignatureError::WrongKind { name: log.name().clone() });
        assert_eq!(verify(BODY, &line, log.verifier()), wrong);
        let by_log = Note::sign(BODY.to_owned(), &log).unwrap().signatures()[0].clone();
        let (expected, found) = (key.name().clone(), log.name().clone());
        let other = Err(CosignatureError::OtherKey { expected, found });
        assert_eq!(verify(BODY, &by_log, key.verifier()), other);
    }

    #[test]
    fn a_note_verifies_its_cosignatures_like_other_lines() {
        let (log, key) = (signer("example.com/behind-the-sofa", KeyKind::Ed25519), witness());
        let line = cosign(BODY, &key, TIME).unwrap();
        let note = Note::sign(BODY.to_owned(), &log).unwrap().with_signature(line);
        let known = [key.verifier().clone(), log.verifier().clone()];
        assert_eq!(note.verify(&known), Ok(vec![log.verifier(), key.verifier()]));
        let bytes = String::from_utf8(note.to_bytes()).unwrap().replace("20852163", "20852164");
        let note = Note::parse(bytes.as_bytes()).unwrap();
        let bad = Err(NoteError::BadSignature { name: key.name().clone() });
        assert_eq!(note.verify(&known[..1]), bad);
    }
}
