//! Checkpoints: what a log says its tree is, and the note that carries it.
//!
//! Source: C2SP tlog-checkpoint v1.0.0.

use std::fmt;

use thiserror::Error;

use crate::Hash;
use crate::lines::parse_decimal;
use crate::note::{KeyName, Note, NoteError, NoteSignature, SignerKey, VerifierKey};

/// Why a text is no checkpoint, or a checkpoint is not to be believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CheckpointError {
    /// The note around it is malformed or not to be believed.
    #[error("the checkpoint's note cannot be used")]
    Note(#[from] NoteError),
    /// Every line ends in a newline.
    #[error("the checkpoint does not end in a newline")]
    Unterminated,
    /// Only newlines are allowed below U+0020.
    #[error("the checkpoint has a control character")]
    ControlCharacter,
    /// Origin, size and root are the three lines a checkpoint must have.
    #[error("the checkpoint has no {0} line")]
    Missing(&'static str),
    /// A blank line anywhere.
    #[error("line {line} of the checkpoint is empty")]
    EmptyLine {
        /// Which line, counted from 1.
        line: usize,
    },
    /// The size is ASCII decimal without leading zeros, at most 2^64 - 1.
    #[error("the tree size is not a plain decimal number")]
    Size,
    /// The root is 32 bytes in canonical base64.
    #[error("the root is not 32 bytes in canonical base64")]
    Root,
    /// The origin or an extension has a line break, so the text would say something else.
    #[error("a field of the checkpoint has a line break")]
    LineBreak,
    /// The log key's name is not the origin.
    #[error("the checkpoint is of {found}, not of {expected}")]
    OtherOrigin {
        /// The name of the log key.
        expected: KeyName,
        /// The origin line.
        found: String,
    },
}

/// A log's tree at one size. It says nothing until it is signed.
///
/// The text fields are checked when the checkpoint is signed, and by [`Checkpoint::parse`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's unique name. Usually the name of its key, a URL without scheme.
    pub origin: String,
    /// How many entries the tree has.
    pub size: u64,
    /// The root of the tree at that size.
    pub root: Hash,
    /// Further lines, opaque. We write none; the specification advises against them.
    pub extensions: Vec<String>,
}

impl Checkpoint {
    /// A checkpoint without extension lines.
    #[must_use]
    pub fn new(origin: &str, size: u64, root: Hash) -> Checkpoint {
        Checkpoint { origin: origin.to_owned(), size, root, extensions: Vec::new() }
    }

    /// Reads the text of a checkpoint's note. What is read comes back from
    /// [`Checkpoint::to_text`] byte for byte.
    ///
    /// # Errors
    ///
    /// A [`CheckpointError`] that says which line is wrong.
    pub fn parse(text: &str) -> Result<Checkpoint, CheckpointError> {
        if text.chars().any(|c| c < ' ' && c != '\n') {
            return Err(CheckpointError::ControlCharacter);
        }
        let body = text.strip_suffix('\n').ok_or(CheckpointError::Unterminated)?;
        let lines: Vec<&str> = body.split('\n').collect();
        if let Some(empty) = lines.iter().position(|line| line.is_empty()) {
            return Err(CheckpointError::EmptyLine { line: empty + 1 });
        }
        let mut lines = lines.into_iter();
        let origin = lines.next().ok_or(CheckpointError::Missing("origin"))?;
        let size = lines.next().ok_or(CheckpointError::Missing("size"))?;
        let root = lines.next().ok_or(CheckpointError::Missing("root"))?;
        Ok(Checkpoint {
            origin: origin.to_owned(),
            size: parse_decimal(size).ok_or(CheckpointError::Size)?,
            root: Hash::from_base64(root).ok_or(CheckpointError::Root)?,
            extensions: lines.map(str::to_owned).collect(),
        })
    }

    /// The text that is signed: each line with its newline.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.to_string()
    }

    /// Whether size and root agree about emptiness: the tree without entries has the empty root,
    /// and no other tree has it. The specification leaves this to the tree; a log that gets it
    /// wrong could say two things about one size that no proof tells apart.
    #[must_use]
    pub fn is_consistent_empty(&self) -> bool {
        (self.size == 0) == (self.root == Hash::EMPTY_ROOT)
    }
}

/// The text that is signed.
impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, self.root)?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// A checkpoint with a signature of its log that was made here or was verified here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    note: Note,
    checkpoint: Checkpoint,
}

impl SignedCheckpoint {
    /// Signs a checkpoint. Its origin must be the key's name, so that whoever has the key knows
    /// the origin.
    ///
    /// # Errors
    ///
    /// [`CheckpointError::OtherOrigin`], [`CheckpointError::Note`] for a key that cannot sign
    /// notes, or what is wrong with the origin or an extension line.
    pub fn sign(
        checkpoint: &Checkpoint,
        key: &SignerKey,
    ) -> Result<SignedCheckpoint, CheckpointError> {
        let text = checkpoint.to_text();
        if Checkpoint::parse(&text)? != *checkpoint {
            return Err(CheckpointError::LineBreak);
        }
        check_origin(checkpoint, key.verifier())?;
        let note = Note::sign(text, key)?;
        Ok(SignedCheckpoint { note, checkpoint: checkpoint.clone() })
    }

    /// Reads a checkpoint and verifies that `log` signed it. Other lines are kept, not verified.
    ///
    /// # Errors
    ///
    /// [`CheckpointError::Note`] if the note is malformed or not by `log`,
    /// [`CheckpointError::OtherOrigin`] if it is by `log` but about another one.
    pub fn parse(bytes: &[u8], log: &VerifierKey) -> Result<SignedCheckpoint, CheckpointError> {
        let note = Note::parse(bytes)?;
        note.verify(std::slice::from_ref(log))?;
        let checkpoint = Checkpoint::parse(note.text())?;
        check_origin(&checkpoint, log)?;
        Ok(SignedCheckpoint { note, checkpoint })
    }

    /// What the log says.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The note with all its lines.
    #[must_use]
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// The checkpoint as it is published.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.note.to_bytes()
    }

    /// Adds a verified cosignature. A second line of a key that is there already is left out.
    #[must_use]
    pub fn with_cosignature(self, line: NoteSignature) -> SignedCheckpoint {
        SignedCheckpoint { note: self.note.with_signature(line), ..self }
    }
}

/// Refuses a checkpoint whose origin is not the name of the log's key.
fn check_origin(checkpoint: &Checkpoint, log: &VerifierKey) -> Result<(), CheckpointError> {
    if checkpoint.origin == log.name().as_str() {
        return Ok(());
    }
    Err(CheckpointError::OtherOrigin {
        expected: log.name().clone(),
        found: checkpoint.origin.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::{KeyKind, KeyName};

    const ROOT: &str = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    fn signer(name: &str) -> SignerKey {
        SignerKey::from_seed(KeyName::new(name).unwrap(), KeyKind::Ed25519, [1; 32]).unwrap()
    }

    fn checkpoint() -> Checkpoint {
        Checkpoint::new("log.example", 7, Hash::from_base64(ROOT).unwrap())
    }

    #[track_caller]
    fn check_refused(text: &str, expected: CheckpointError) {
        assert_eq!(Checkpoint::parse(text), Err(expected), "{text:?}");
    }

    #[test]
    fn a_checkpoint_comes_back_as_it_was_written() {
        for (size, value) in
            [("0", 0), ("1", 1), ("20852163", 20_852_163), ("18446744073709551615", u64::MAX)]
        {
            for extensions in ["", "more\n", "more\n and more \n"] {
                let text = format!("some log + مثال\n{size}\n{ROOT}\n{extensions}");
                let checkpoint = Checkpoint::parse(&text).unwrap();
                assert_eq!(checkpoint.size, value);
                assert_eq!(checkpoint.extensions.len(), extensions.lines().count());
                assert_eq!(checkpoint.to_text(), text);
            }
        }
    }

    #[test]
    fn what_is_no_checkpoint_is_refused_with_its_reason() {
        check_refused("", CheckpointError::Unterminated);
        check_refused(&format!("a\n1\n{ROOT}"), CheckpointError::Unterminated);
        check_refused("\n", CheckpointError::EmptyLine { line: 1 });
        check_refused("a\n", CheckpointError::Missing("size"));
        check_refused("a\n1\n", CheckpointError::Missing("root"));
        check_refused(&format!("\n1\n{ROOT}\n"), CheckpointError::EmptyLine { line: 1 });
        check_refused(&format!("a\n1\n{ROOT}\n\n"), CheckpointError::EmptyLine { line: 4 });
        check_refused(&format!("a\n1\n{ROOT}\nx\n\ny\n"), CheckpointError::EmptyLine { line: 5 });
        check_refused(&format!("a\r\n1\n{ROOT}\n"), CheckpointError::ControlCharacter);
    }

    #[test]
    fn a_size_is_a_plain_decimal_number() {
        for size in ["00", "01", "-1", "+1", " 1", "1 ", "1e3", "0x1", "٣", "18446744073709551616"]
        {
            check_refused(&format!("a\n{size}\n{ROOT}\n"), CheckpointError::Size);
        }
    }

    #[test]
    fn a_root_is_32_bytes_in_canonical_base64() {
        let unpadded = ROOT.trim_end_matches('=');
        let stray_bits = ROOT.replace("2I=", "2J=");
        for root in
            ["A", unpadded, &stray_bits, "AAAA", &format!("{ROOT} "), &format!("AAAA{ROOT}")]
        {
            check_refused(&format!("a\n1\n{root}\n"), CheckpointError::Root);
        }
    }

    #[test]
    fn the_empty_root_belongs_to_size_zero_and_to_no_other() {
        let some = Hash::from_base64(ROOT).unwrap();
        for (size, root, expected) in [
            (0, Hash::EMPTY_ROOT, true),
            (0, some, false),
            (1, Hash::EMPTY_ROOT, false),
            (1, some, true),
        ] {
            assert_eq!(Checkpoint::new("a", size, root).is_consistent_empty(), expected);
        }
    }

    #[test]
    fn a_signed_checkpoint_is_read_back_by_those_who_know_the_log() {
        let key = signer("log.example");
        let signed = SignedCheckpoint::sign(&checkpoint(), &key).unwrap();
        let again = SignedCheckpoint::parse(&signed.to_bytes(), key.verifier()).unwrap();
        assert_eq!(again, signed);
        assert_eq!(again.checkpoint(), &checkpoint());
        let stranger = signer("stranger.example");
        let refused = SignedCheckpoint::parse(&signed.to_bytes(), stranger.verifier());
        assert_eq!(refused, Err(CheckpointError::Note(NoteError::NoKnownKey)));
    }

    #[test]
    fn a_log_speaks_only_for_its_own_origin() {
        let key = signer("log.example");
        let other = Checkpoint { origin: "other.example".to_owned(), ..checkpoint() };
        let expected = CheckpointError::OtherOrigin {
            expected: key.name().clone(),
            found: "other.example".to_owned(),
        };
        assert_eq!(SignedCheckpoint::sign(&other, &key), Err(expected.clone()));
        let forged = Note::sign(other.to_text(), &key).unwrap();
        let refused = SignedCheckpoint::parse(&forged.to_bytes(), key.verifier());
        assert_eq!(refused, Err(expected));
    }

    #[test]
    fn line_breaks_in_a_field_cannot_smuggle_in_another_checkpoint() {
        let key = signer("log.example");
        let smuggled = Checkpoint { origin: format!("log.example\n9\n{ROOT}"), ..checkpoint() };
        let refused = SignedCheckpoint::sign(&smuggled, &key);
        assert_eq!(refused, Err(CheckpointError::LineBreak));
        for extension in ["", "a\n\nb", "\n"] {
            let extensions = vec![extension.to_owned()];
            let refused = SignedCheckpoint::sign(&Checkpoint { extensions, ..checkpoint() }, &key);
            assert!(matches!(refused, Err(CheckpointError::EmptyLine { .. })));
        }
    }
}
