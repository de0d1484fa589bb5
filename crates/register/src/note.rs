//! Signed notes: a text and the lines of those who signed it. Reading a note proves nothing;
//! [`Note::verify`] does.
//!
//! Source: C2SP signed-note v1.0.0.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

pub use crate::key::{KEY_NAME_BYTES_MAX, KeyError, KeyId, KeyKind, KeyName, VerifierKey};
pub use crate::signer::SignerKey;

/// The largest note we read.
///
/// Unit: bytes.
pub const NOTE_BYTES_MAX: usize = 1 << 20;

/// The most signature lines we read in one note.
///
/// Source: C2SP signed-note, "Format", asks for at least 16.
pub const SIGNATURES_MAX: usize = 100;

/// What every signature line starts with: an em dash and a space.
const LINE_PREFIX: &str = "\u{2014} ";

/// Bytes of the key id before a signature. Source: C2SP signed-note, "Format".
const KEY_ID_BYTES: usize = 4;

/// Why bytes are no note, or a note is not to be believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoteError {
    /// More than [`NOTE_BYTES_MAX`].
    #[error("the note is larger than {NOTE_BYTES_MAX} bytes")]
    TooLarge,
    /// Notes are UTF-8.
    #[error("the note is not valid UTF-8")]
    Encoding,
    /// Only newlines are allowed below U+0020.
    #[error("the note has the control character {0:?}")]
    ControlCharacter(char),
    /// A note's text ends in a newline.
    #[error("the text of the note does not end in a newline")]
    Unterminated,
    /// Nothing separates text and signatures.
    #[error("the note has no blank line before its signatures")]
    NoBlankLine,
    /// A note has at least one signature.
    #[error("the note has no signature line")]
    NoSignature,
    /// More than [`SIGNATURES_MAX`].
    #[error("the note has more than {SIGNATURES_MAX} signature lines")]
    TooManySignatures,
    /// A line after the blank line is no signature line.
    #[error("signature line {line} is malformed")]
    SignatureLine {
        /// Which of the signature lines, counted from 1.
        line: usize,
    },
    /// A signature stands under a key we know, and is not that key's.
    #[error("the signature of the known key {name} does not verify")]
    BadSignature {
        /// The name of the key.
        name: KeyName,
    },
    /// Nobody we know signed.
    #[error("the note is signed by no known key")]
    NoKnownKey,
    /// Two different known keys share name and id, so nobody can say whose line it is.
    #[error("two different known keys share the name {name} and the id {id}")]
    AmbiguousKey {
        /// The shared name.
        name: KeyName,
        /// The shared id.
        id: KeyId,
    },
    /// A cosigning key signs checkpoints with a time, never plain notes.
    #[error("the key {name} makes cosignatures and cannot sign a note")]
    WrongKind {
        /// The name of the key.
        name: KeyName,
    },
}

/// One signature line: who claims to have signed, and the bytes. Nothing is verified yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    name: KeyName,
    key_id: KeyId,
    signature: Vec<u8>,
}

impl NoteSignature {
    /// Puts a line together for a key.
    pub(crate) fn by(key: &VerifierKey, signature: Vec<u8>) -> NoteSignature {
        NoteSignature { name: key.name().clone(), key_id: key.id(), signature }
    }

    /// Reads one line, without its newline. The base64 must be canonical, so that a note has one
    /// spelling only; `None` if the line is malformed.
    #[must_use]
    pub fn parse_line(line: &str) -> Option<NoteSignature> {
        let (name, encoded) = line.strip_prefix(LINE_PREFIX)?.split_once(' ')?;
        let name = KeyName::new(name).ok()?;
        let bytes = STANDARD.decode(encoded).ok()?;
        let (key_id, signature) = bytes.split_first_chunk::<KEY_ID_BYTES>()?;
        if signature.is_empty() {
            return None;
        }
        let key_id = KeyId(u32::from_be_bytes(*key_id));
        Some(NoteSignature { name, key_id, signature: signature.to_vec() })
    }

    /// The name of the key that is said to have signed.
    #[must_use]
    pub fn name(&self) -> &KeyName {
        &self.name
    }

    /// The id of the key that is said to have signed.
    #[must_use]
    pub fn key_id(&self) -> KeyId {
        self.key_id
    }

    /// The signature without the key id. Never empty.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// Whether the line claims to be by `key`: same name and same id.
    #[must_use]
    pub fn is_by(&self, key: &VerifierKey) -> bool {
        self.key_id == key.id() && self.name == *key.name()
    }
}

/// The line, without a newline.
impl fmt::Display for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.key_id.0.to_be_bytes().to_vec();
        bytes.extend_from_slice(&self.signature);
        write!(f, "{LINE_PREFIX}{} {}", self.name, STANDARD.encode(bytes))
    }
}

/// A text and at least one signature line, well formed; whether to believe it is another question.
///
/// Source: C2SP signed-note, "Format".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

impl Note {
    /// Reads a note. What is read comes back from [`Note::to_bytes`] byte for byte.
    ///
    /// # Errors
    ///
    /// A [`NoteError`] that says what is malformed or over a limit.
    pub fn parse(bytes: &[u8]) -> Result<Note, NoteError> {
        if bytes.len() > NOTE_BYTES_MAX {
            return Err(NoteError::TooLarge);
        }
        let note = std::str::from_utf8(bytes).map_err(|_| NoteError::Encoding)?;
        check_characters(note)?;
        // The last blank line, for the text may have blank lines of its own.
        let split = note.rfind("\n\n").ok_or(NoteError::NoBlankLine)?;
        let (text, lines) = (&note[..=split], &note[split + 2..]);
        if lines.is_empty() {
            return Err(NoteError::NoSignature);
        }
        Ok(Note { text: text.to_owned(), signatures: parse_signatures(lines)? })
    }

    /// Signs a text.
    ///
    /// # Errors
    ///
    /// [`NoteError::Unterminated`] or [`NoteError::ControlCharacter`] for a text no note can have,
    /// [`NoteError::TooLarge`], [`NoteError::WrongKind`] for a cosigning key.
    pub fn sign(text: String, key: &SignerKey) -> Result<Note, NoteError> {
        if key.kind() != KeyKind::Ed25519 {
            return Err(NoteError::WrongKind { name: key.name().clone() });
        }
        check_characters(&text)?;
        if !text.ends_with('\n') {
            return Err(NoteError::Unterminated);
        }
        let signature = key.sign_raw(text.as_bytes()).to_vec();
        let signatures = vec![NoteSignature::by(key.verifier(), signature)];
        let note = Note { text, signatures };
        if note.to_bytes().len() > NOTE_BYTES_MAX {
            return Err(NoteError::TooLarge);
        }
        Ok(note)
    }

    /// What was signed, with its last newline and without the blank line.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines, in their order.
    #[must_use]
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// The note as it is stored and sent.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.to_string().into_bytes()
    }

    /// Which of the keys we know signed this note, in the order of its lines, each once.
    ///
    /// Lines of unknown keys are passed over. Every line of a known key must verify, also a second
    /// one of the same key: one bad line rejects the whole note.
    ///
    /// # Errors
    ///
    /// [`NoteError::BadSignature`], [`NoteError::NoKnownKey`] or [`NoteError::AmbiguousKey`].
    pub fn verify<'k>(&self, known: &'k [VerifierKey]) -> Result<Vec<&'k VerifierKey>, NoteError> {
        let mut signed_by: Vec<&VerifierKey> = Vec::new();
        for line in &self.signatures {
            let Some(key) = known_key(line, known)? else {
                continue;
            };
            if !key.verify(self.text.as_bytes(), &line.signature) {
                return Err(NoteError::BadSignature { name: line.name.clone() });
            }
            if !signed_by.contains(&key) {
                signed_by.push(key);
            }
        }
        if signed_by.is_empty() {
            return Err(NoteError::NoKnownKey);
        }
        Ok(signed_by)
    }

    /// The same text with only the lines of these keys; `None` if there is no such line. What a
    /// stranger added is not kept.
    pub(crate) fn only_by(&self, keys: &[&VerifierKey]) -> Option<Note> {
        let is_kept = |line: &&NoteSignature| keys.iter().any(|key| line.is_by(key));
        let signatures: Vec<_> = self.signatures.iter().filter(is_kept).cloned().collect();
        (!signatures.is_empty()).then(|| Note { text: self.text.clone(), signatures })
    }

    /// Adds a line, unless the note has one of the same key already (the first one stands) or is
    /// full. Whoever adds a line has verified it.
    #[must_use]
    pub fn with_signature(mut self, line: NoteSignature) -> Note {
        let is_same_key =
            |other: &NoteSignature| other.key_id == line.key_id && other.name == line.name;
        let is_known = self.signatures.iter().any(is_same_key);
        if !is_known && self.signatures.len() < SIGNATURES_MAX {
            self.signatures.push(line);
        }
        self
    }
}

/// The note as it is stored and sent.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// Refuses every character below U+0020 but the newline.
fn check_characters(text: &str) -> Result<(), NoteError> {
    match text.chars().find(|c| *c < ' ' && *c != '\n') {
        Some(character) => Err(NoteError::ControlCharacter(character)),
        None => Ok(()),
    }
}

/// Reads signature lines, each with its newline.
pub(crate) fn parse_signatures(lines: &str) -> Result<Vec<NoteSignature>, NoteError> {
    let mut signatures = Vec::new();
    for (index, line) in lines.split_inclusive('\n').enumerate() {
        if index == SIGNATURES_MAX {
            return Err(NoteError::TooManySignatures);
        }
        let signature = line.strip_suffix('\n').and_then(NoteSignature::parse_line);
        signatures.push(signature.ok_or(NoteError::SignatureLine { line: index + 1 })?);
    }
    Ok(signatures)
}

/// The one known key that a line claims to be by, if any.
fn known_key<'k>(
    line: &NoteSignature,
    known: &'k [VerifierKey],
) -> Result<Option<&'k VerifierKey>, NoteError> {
    let mut candidates = known.iter().filter(|key| line.is_by(key));
    let Some(key) = candidates.next() else {
        return Ok(None);
    };
    if candidates.any(|other| other != key) {
        return Err(NoteError::AmbiguousKey { name: line.name.clone(), id: line.key_id });
    }
    Ok(Some(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The note that C2SP, Go's x/mod and we agree on.
    const EXAMPLE: &str = "This is an example message.\n\n\u{2014} example.com/foo \
        Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    const EXAMPLE_VKEY: &str =
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    fn signer(name: &str, byte: u8) -> SignerKey {
        SignerKey::from_seed(KeyName::new(name).unwrap(), KeyKind::Ed25519, [byte; 32]).unwrap()
    }

    /// A well-formed line under a key nobody knows.
    fn unknown_line(name: &str) -> String {
        format!("\u{2014} {name} {}\n", STANDARD.encode([7_u8; 68]))
    }

    #[track_caller]
    fn check_refused(bytes: &[u8], expected: NoteError) {
        assert_eq!(Note::parse(bytes), Err(expected), "{}", String::from_utf8_lossy(bytes));
    }

    #[track_caller]
    fn check_line_refused(line: &str) {
        let note = format!("text\n\n{}{line}", unknown_line("first"));
        check_refused(note.as_bytes(), NoteError::SignatureLine { line: 2 });
    }

    #[test]
    fn the_example_of_the_specification_verifies() {
        let key = VerifierKey::parse(EXAMPLE_VKEY).unwrap();
        let note = Note::parse(EXAMPLE.as_bytes()).unwrap();
        assert_eq!(note.text(), "This is an example message.\n");
        assert_eq!(note.to_bytes(), EXAMPLE.as_bytes());
        assert_eq!(
            note.verify(&[signer("other", 1).verifier().clone(), key.clone()]),
            Ok(vec![&key])
        );
    }

    #[test]
    fn the_last_blank_line_splits_text_and_signatures() {
        let lines = unknown_line("a") + &unknown_line("b");
        for text in ["x\n", "x\n\ny\n", "\n", "\n\n", "x\n\n\n", "x\n\n\u{2014} a AAAAAAA=\n"] {
            let bytes = format!("{text}\n{lines}");
            let note = Note::parse(bytes.as_bytes()).unwrap();
            assert_eq!(note.text(), text);
            assert_eq!(note.signatures().len(), 2);
            assert_eq!(note.to_bytes(), bytes.as_bytes());
        }
    }

    #[test]
    fn what_is_no_note_is_refused_with_its_reason() {
        check_refused(b"", NoteError::NoBlankLine);
        check_refused(b"text\n", NoteError::NoBlankLine);
        check_refused(format!("text\n{}", unknown_line("a")).as_bytes(), NoteError::NoBlankLine);
        check_refused(b"text\n\n", NoteError::NoSignature);
        check_refused(b"te\xffxt\n\n", NoteError::Encoding);
        for c in ['\0', '\t', '\r', '\u{1f}'] {
            let note = format!("te{c}xt\n\n{}", unknown_line("a"));
            check_refused(note.as_bytes(), NoteError::ControlCharacter(c));
        }
        check_refused(&vec![b'x'; NOTE_BYTES_MAX + 1], NoteError::TooLarge);
    }

    #[test]
    fn a_malformed_signature_line_is_refused_wherever_it_stands() {
        let good = unknown_line("b");
        check_line_refused(good.trim_end());
        check_line_refused(&good.replace('\u{2014}', "-"));
        check_line_refused(&good.replace("\u{2014} b", "\u{2014}  b"));
        check_line_refused(&good.replace(" b ", " b+ "));
        check_line_refused(&good.replace(" b ", " b b "));
        check_line_refused(&good.replace(" b ", " "));
        check_line_refused(&good.replace('\n', " \n"));
        check_line_refused(&good.replace('=', ""));
        // Bits behind the end of the base64: a second spelling of the same bytes.
        check_line_refused("\u{2014} b AAAAAAB=\n");
        // A key id and no signature.
        check_line_refused("\u{2014} b AAAAAA==\n");
        assert!(Note::parse(format!("text\n\n{good}\u{2014} b AAAAAAA=\n").as_bytes()).is_ok());
    }

    #[test]
    fn a_hundred_signature_lines_are_read_and_one_more_is_not() {
        let lines =
            |count: usize| (0..count).map(|i| unknown_line(&i.to_string())).collect::<String>();
        for count in [1, 16, SIGNATURES_MAX] {
            let note = Note::parse(format!("text\n\n{}", lines(count)).as_bytes()).unwrap();
            assert_eq!(note.signatures().len(), count);
        }
        let note = format!("text\n\n{}", lines(SIGNATURES_MAX + 1));
        check_refused(note.as_bytes(), NoteError::TooManySignatures);
    }

    #[test]
    fn unknown_keys_are_passed_over_even_if_they_share_name_or_id() {
        let key = signer("log.example", 1);
        let note = Note::sign("text\n".to_owned(), &key).unwrap();
        let id = key.verifier().id().0.to_be_bytes();
        let same_id = STANDARD.encode([&id[..], &[9; 64]].concat());
        let text =
            format!("{note}{}\u{2014} other.example {same_id}\n", unknown_line("log.example"));
        let note = Note::parse(text.as_bytes()).unwrap();
        assert_eq!(note.verify(&[key.verifier().clone()]), Ok(vec![key.verifier()]));
        let stranger = signer("stranger.example", 2).verifier().clone();
        assert_eq!(note.verify(&[stranger]), Err(NoteError::NoKnownKey));
        assert_eq!(note.verify(&[]), Err(NoteError::NoKnownKey));
    }

    #[test]
    fn one_bad_line_of_a_known_key_rejects_the_whole_note() {
        let (a, b) = (signer("a.example", 1), signer("b.example", 2));
        let known = [a.verifier().clone(), b.verifier().clone()];
        let by_b = Note::sign("other text\n".to_owned(), &b).unwrap().signatures()[0].clone();
        let by_a = Note::sign("text\n".to_owned(), &a).unwrap();
        let note = by_a.clone().with_signature(by_b.clone());
        let bad = NoteError::BadSignature { name: b.name().clone() };
        assert_eq!(note.verify(&known), Err(bad.clone()));
        assert_eq!(note.verify(&known[1..]), Err(bad));
        assert_eq!(note.verify(&known[..1]), Ok(vec![a.verifier()]));
        // A second line of a key that signed well already must verify too.
        let twice = format!("{by_a}{}\n", NoteSignature::by(a.verifier(), vec![1; 64]));
        let bad = NoteError::BadSignature { name: a.name().clone() };
        assert_eq!(Note::parse(twice.as_bytes()).unwrap().verify(&known), Err(bad));
        let repeated = format!("{by_a}{}\n", by_a.signatures()[0]);
        let repeated = Note::parse(repeated.as_bytes()).unwrap();
        assert_eq!(repeated.verify(&known), Ok(vec![a.verifier()]));
    }

    #[test]
    fn a_key_listed_twice_is_one_key() {
        let key = signer("a.example", 1);
        let note = Note::sign("text\n".to_owned(), &key).unwrap();
        let known = [key.verifier().clone(), key.verifier().clone()];
        assert_eq!(note.verify(&known), Ok(vec![key.verifier()]));
    }

    /// Two seeds, found by search, whose keys have one id under this name.
    #[test]
    fn two_known_keys_with_one_name_and_id_are_no_help() {
        let [one, two] = [58_415_u32, 67_284].map(|number| {
            let mut seed = [0; 32];
            seed[..4].copy_from_slice(&number.to_le_bytes());
            let name = KeyName::new("a.example").unwrap();
            SignerKey::from_seed(name, KeyKind::Ed25519, seed).unwrap()
        });
        let (name, id) = (one.name().clone(), KeyId(0x99c9_88a2));
        assert_eq!((one.verifier().id(), two.verifier().id()), (id, id));
        let note = Note::sign("text\n".to_owned(), &one).unwrap();
        let known = [one.verifier().clone(), two.verifier().clone()];
        assert_eq!(note.verify(&known[..1]), Ok(vec![one.verifier()]));
        let bad = NoteError::BadSignature { name: name.clone() };
        assert_eq!(note.verify(&known[1..]), Err(bad));
        assert_eq!(note.verify(&known), Err(NoteError::AmbiguousKey { name, id }));
    }

    #[test]
    fn only_a_text_that_a_note_can_have_is_signed() {
        let key = signer("a.example", 1);
        let refused = |text: &str| Note::sign(text.to_owned(), &key).unwrap_err();
        assert_eq!(refused("text"), NoteError::Unterminated);
        assert_eq!(refused(""), NoteError::Unterminated);
        assert_eq!(refused("te\txt\n"), NoteError::ControlCharacter('\t'));
        assert_eq!(refused(&("x".repeat(NOTE_BYTES_MAX) + "\n")), NoteError::TooLarge);
        let name = KeyName::new("w.example").unwrap();
        let witness =
            SignerKey::from_seed(name.clone(), KeyKind::CosignatureEd25519, [1; 32]).unwrap();
        let error = Note::sign("text\n".to_owned(), &witness).unwrap_err();
        assert_eq!(error, NoteError::WrongKind { name });
    }

    #[test]
    fn a_key_signs_a_note_only_once() {
        let key = signer("a.example", 1);
        let note = Note::sign("text\n".to_owned(), &key).unwrap();
        let again = note.clone().with_signature(note.signatures()[0].clone());
        assert_eq!(again, note);
        let full = (0..200_u8).fold(note, |note, byte| {
            let line = unknown_line(&format!("w{byte}"));
            note.with_signature(NoteSignature::parse_line(line.trim_end()).unwrap())
        });
        assert_eq!(full.signatures().len(), SIGNATURES_MAX);
        assert!(Note::parse(&full.to_bytes()).is_ok());
    }
}
