//! The keys of signed notes: names, key ids, and the Ed25519 keys that check signatures.
//! ML-DSA-44 and the other kinds of the specification are named in errors, not supported.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::cosignature;

/// The longest key name we read or write.
///
/// Unit: bytes. The specification sets no limit; this one keeps a hostile note from carrying
/// megabytes as a name.
pub const KEY_NAME_BYTES_MAX: usize = 1024;

/// Bytes of an Ed25519 public key or seed. Source: RFC 8032, section 5.1.
pub(crate) const KEY_BYTES: usize = 32;

/// Why a key or its name cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum KeyError {
    /// A key has to have a name.
    #[error("the key name is empty")]
    NameEmpty,
    /// Spaces, plus signs and control characters would make the text forms ambiguous.
    #[error("the key name has the character {0:?}, which a key name cannot have")]
    NameCharacter(char),
    /// The name is longer than [`KEY_NAME_BYTES_MAX`].
    #[error("the key name is longer than {KEY_NAME_BYTES_MAX} bytes")]
    NameLong,
    /// A key is written as name, id and key material with plus signs between.
    #[error("the key is not of the form {0}")]
    Shape(&'static str),
    /// The id is eight lower-case hexadecimal digits.
    #[error("the key id is not eight lower-case hexadecimal digits")]
    Id,
    /// The key material is canonical standard base64.
    #[error("the key material is not canonical base64")]
    Base64,
    /// The key is of a kind this version does not use.
    #[error("key type 0x{code:02x} ({kind}) is not supported in this version")]
    Unsupported {
        /// The signature type identifier byte of the key.
        code: u8,
        /// What the specification calls that type.
        kind: &'static str,
    },
    /// Ed25519 keys and seeds are 32 bytes.
    #[error("the key material has {found} bytes after its type, not {KEY_BYTES}")]
    Length {
        /// Bytes found after the type byte.
        found: usize,
    },
    /// The written id is not the one that follows from name and key.
    #[error("the key says its id is {stated}, but name and key give {computed}")]
    IdMismatch {
        /// The id as written.
        stated: KeyId,
        /// The id as computed.
        computed: KeyId,
    },
    /// The bytes are no point of the curve, or are not its one canonical encoding.
    #[error("the key material is not an Ed25519 public key")]
    Point,
    /// A point of small order: signatures under it could be made without any secret.
    #[error("the Ed25519 public key is weak")]
    Weak,
}

/// The name of a key as it stands on signature lines, such as `register.example.org/log`.
///
/// Never empty; no Unicode space, no plus sign, no control character below U+0020; at most
/// [`KEY_NAME_BYTES_MAX`] bytes. Source: C2SP signed-note, "Format".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyName(String);

impl KeyName {
    /// Checks a name.
    ///
    /// # Errors
    ///
    /// [`KeyError::NameEmpty`], [`KeyError::NameLong`] or [`KeyError::NameCharacter`].
    pub fn new(name: &str) -> Result<KeyName, KeyError> {
        if name.is_empty() {
            return Err(KeyError::NameEmpty);
        }
        if name.len() > KEY_NAME_BYTES_MAX {
            return Err(KeyError::NameLong);
        }
        let forbidden = |c: &char| c.is_whitespace() || *c == '+' || *c < ' ';
        match name.chars().find(forbidden) {
            Some(character) => Err(KeyError::NameCharacter(character)),
            None => Ok(KeyName(name.to_owned())),
        }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The short number that, with the name, says which key made a signature. It identifies; it proves
/// nothing.
///
/// Source: C2SP signed-note, "Signatures".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub u32);

impl KeyId {
    /// The id of a key: the first four bytes of SHA-256 over name, newline, type and key.
    fn of(name: &KeyName, kind: KeyKind, public: &[u8; KEY_BYTES]) -> KeyId {
        let mut sha = Sha256::new();
        sha.update(name.as_str());
        sha.update([b'\n', kind.code()]);
        sha.update(public);
        let hash: [u8; 32] = sha.finalize().into();
        KeyId(u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]))
    }

    /// Reads eight lower-case hexadecimal digits.
    pub(crate) fn parse(text: &str) -> Result<KeyId, KeyError> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() != 8 || !text.bytes().all(is_digit) {
            return Err(KeyError::Id);
        }
        u32::from_str_radix(text, 16).map(KeyId).map_err(|_| KeyError::Id)
    }
}

/// Eight lower-case hexadecimal digits, the form of verifier keys.
impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

/// What a key signs, and how.
///
/// Source: C2SP signed-note, "Signature types".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// Ed25519 over the text of the note: how a log signs its checkpoint.
    Ed25519 = 0x01,
    /// Ed25519 over a time and the text of a checkpoint: how a witness cosigns.
    CosignatureEd25519 = 0x04,
}

impl KeyKind {
    /// The signature type identifier byte.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }

    /// The kind behind a type byte.
    pub(crate) fn from_code(code: u8) -> Result<KeyKind, KeyError> {
        let kind = match code {
            0x01 => return Ok(KeyKind::Ed25519),
            0x04 => return Ok(KeyKind::CosignatureEd25519),
            0x02 => "ECDSA",
            0x05 => "RFC 6962 tree head",
            0x06 => "ML-DSA-44 cosignature",
            0xff => "unassigned type",
            _ => "reserved type",
        };
        Err(KeyError::Unsupported { code, kind })
    }
}

/// A public key under its name: what one needs to check signature lines.
///
/// Source: C2SP signed-note, "Signatures"; text form as in golang.org/x/mod/sumdb/note.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: KeyName,
    id: KeyId,
    kind: KeyKind,
    public: VerifyingKey,
}

impl VerifierKey {
    /// Reads `name+id+base64(type || key)`, in its one canonical form.
    ///
    /// # Errors
    ///
    /// A [`KeyError`] that says which part is wrong; a kind we do not support is named.
    pub fn parse(text: &str) -> Result<VerifierKey, KeyError> {
        let shape = KeyError::Shape("name+id+base64");
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(material)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(shape);
        };
        let name = KeyName::new(name)?;
        let stated = KeyId::parse(id)?;
        let material = STANDARD.decode(material).map_err(|_| KeyError::Base64)?;
        let Some((code, public)) = material.split_first() else {
            return Err(shape);
        };
        let kind = KeyKind::from_code(*code)?;
        let public: &[u8; KEY_BYTES] =
            public.try_into().map_err(|_| KeyError::Length { found: public.len() })?;
        let key = VerifierKey::from_public_bytes(name, kind, public)?;
        if key.id != stated {
            return Err(KeyError::IdMismatch { stated, computed: key.id });
        }
        Ok(key)
    }

    /// Puts a name and a kind to the 32 bytes of an Ed25519 public key.
    ///
    /// # Errors
    ///
    /// [`KeyError::Point`] for bytes that are no point of the curve or not its canonical encoding,
    /// [`KeyError::Weak`] for a point of small order.
    pub fn from_public_bytes(
        name: KeyName,
        kind: KeyKind,
        public: &[u8; KEY_BYTES],
    ) -> Result<VerifierKey, KeyError> {
        if !is_canonical(public) {
            return Err(KeyError::Point);
        }
        let id = KeyId::of(&name, kind, public);
        let public = VerifyingKey::from_bytes(public).map_err(|_| KeyError::Point)?;
        if public.is_weak() {
            return Err(KeyError::Weak);
        }
        Ok(VerifierKey { name, id, kind, public })
    }

    /// The name on the key's signature lines.
    #[must_use]
    pub fn name(&self) -> &KeyName {
        &self.name
    }

    /// The id on the key's signature lines.
    #[must_use]
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// What the key signs.
    #[must_use]
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The 32 bytes of the public key, without name and kind: two keys with the same bytes are
    /// one key, whatever they are called.
    #[must_use]
    pub fn public_bytes(&self) -> &[u8; 32] {
        self.public.as_bytes()
    }

    /// Whether `signature` (without the key id before it) is this key's signature of `message`,
    /// the text of a note. For a cosigning key the signature starts with its eight bytes of time.
    ///
    /// Small-order points and non-canonical scalars are refused, so that one message and key have
    /// no second signature that anyone can make: `verify_strict` of ed25519-dalek.
    #[must_use]
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        match self.kind {
            KeyKind::Ed25519 => self.verify_raw(message, signature),
            KeyKind::CosignatureEd25519 => cosignature::split(signature)
                .map(|(time, signature)| (cosignature::signed_message(time, message), signature))
                .is_some_and(|(message, signature)| self.verify_raw(&message, signature)),
        }
    }

    /// Plain Ed25519 of exactly these bytes.
    pub(crate) fn verify_raw(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.public.verify_strict(message, &signature).is_ok())
    }
}

/// The text form that [`VerifierKey::parse`] reads.
impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut material = vec![self.kind.code()];
        material.extend_from_slice(self.public.as_bytes());
        write!(f, "{}+{}+{}", self.name, self.id, STANDARD.encode(material))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifierKey({self})")
    }
}

/// Whether the y coordinate is smaller than the field's prime 2^255 - 19, as RFC 8032, section
/// 5.1.3 asks. A second spelling of one key could pass for a second witness.
fn is_canonical(public: &[u8; KEY_BYTES]) -> bool {
    let is_high = public[0] >= 0xed
        && public[1..31].iter().all(|byte| *byte == 0xff)
        && public[31] & 0x7f == 0x7f;
    !is_high
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signer::SignerKey;

    /// The key of seed 01..01, as other programs compute it from the same seed.
    const LOG_VKEY: &str =
        "register.hiwar.example/test+d861c7a8+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c";
    /// The key of seed 10..10 as a witness.
    const WITNESS_VKEY: &str =
        "witness0.desk.example+b94d26b0+BFycbfJhycuEBHV3aq782US0BTKPqyj5s6le9ASQ096E";

    fn signer(name: &str, kind: KeyKind, byte: u8) -> SignerKey {
        SignerKey::from_seed(KeyName::new(name).unwrap(), kind, [byte; 32]).unwrap()
    }

    /// A verifier key of any type byte and material, with a made-up id.
    fn vkey_text(material: &[u8]) -> String {
        format!("log.example+00000000+{}", STANDARD.encode(material))
    }

    #[track_caller]
    fn check_refused(text: &str, expected: KeyError) {
        assert_eq!(VerifierKey::parse(text), Err(expected), "{text}");
    }

    #[test]
    fn a_key_name_has_no_space_plus_or_control_character() {
        for name in ["a", "register.example/log", "شاهد.example", "—", "a\u{7f}"] {
            assert_eq!(KeyName::new(name).map(|n| n.to_string()), Ok(name.to_owned()));
        }
        assert_eq!(KeyName::new(""), Err(KeyError::NameEmpty));
        for c in [' ', '+', '\n', '\t', '\0', '\u{1f}', '\u{85}', '\u{a0}', '\u{2003}', '\u{3000}']
        {
            assert_eq!(KeyName::new(&format!("a{c}b")), Err(KeyError::NameCharacter(c)));
        }
        assert!(KeyName::new(&"x".repeat(KEY_NAME_BYTES_MAX)).is_ok());
        assert_eq!(KeyName::new(&"x".repeat(KEY_NAME_BYTES_MAX + 1)), Err(KeyError::NameLong));
    }

    #[test]
    fn keys_made_from_seeds_are_those_of_other_programs() {
        let log = signer("register.hiwar.example/test", KeyKind::Ed25519, 1);
        assert_eq!(log.verifier().to_string(), LOG_VKEY);
        let witness = signer("witness0.desk.example", KeyKind::CosignatureEd25519, 0x10);
        assert_eq!(witness.verifier().to_string(), WITNESS_VKEY);
    }

    #[test]
    fn verifier_keys_come_back_as_they_were_written() {
        for text in [LOG_VKEY, WITNESS_VKEY] {
            assert_eq!(VerifierKey::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_damaged_verifier_key_is_refused_with_its_reason() {
        let shape = KeyError::Shape("name+id+base64");
        check_refused("", shape.clone());
        check_refused("log.example+00000000", shape.clone());
        check_refused("log.example+00000000+", shape);
        check_refused(&LOG_VKEY.replace("register", "regi ster"), KeyError::NameCharacter(' '));
        check_refused(&LOG_VKEY.replace("d861c7a8", "D861C7A8"), KeyError::Id);
        check_refused(&LOG_VKEY.replace("d861c7a8", "+861c7a"), KeyError::Id);
        check_refused(&LOG_VKEY.replace("D29c", "D29"), KeyError::Base64);
        check_refused(&LOG_VKEY.replace("D29c", "D2\nc"), KeyError::Base64);
        let (stated, computed) = (KeyId(0xd861_c7a9), KeyId(0xd861_c7a8));
        check_refused(
            &LOG_VKEY.replace("d861c7a8", "d861c7a9"),
            KeyError::IdMismatch { stated, computed },
        );
    }

    #[test]
    fn a_key_of_a_kind_we_do_not_support_is_named() {
        let mut material = vec![0x06];
        material.resize(1313, 7);
        let error = VerifierKey::parse(&vkey_text(&material)).unwrap_err();
        let said = "key type 0x06 (ML-DSA-44 cosignature) is not supported in this version";
        assert_eq!(error.to_string(), said);
        for code in [0x00, 0x02, 0x03, 0x05, 0x07, 0xfa, 0xff] {
            let error = VerifierKey::parse(&vkey_text(&[code; 33])).unwrap_err();
            assert!(matches!(error, KeyError::Unsupported { code: found, .. } if found == code));
        }
    }

    #[test]
    fn a_public_key_is_one_strong_canonical_point() {
        let mut material = [0_u8; 33];
        material[0] = 0x01;
        check_refused(&vkey_text(&material[..32]), KeyError::Length { found: 31 });
        // y = 0, 1 and -1 have small order: with them, signatures need no secret.
        check_refused(&vkey_text(&material), KeyError::Weak);
        material[1] = 1;
        check_refused(&vkey_text(&material), KeyError::Weak);
        // y = 2 is on no point of the curve.
        material[1] = 2;
        check_refused(&vkey_text(&material), KeyError::Point);
        // y = p + 1 is a second spelling of y = 1; y = 2^255 - 1 one of y = 18.
        for (first, last) in [(0xee, 0x7f), (0xff, 0x7f), (0xff, 0xff)] {
            material[1..].fill(0xff);
            (material[1], material[32]) = (first, last);
            check_refused(&vkey_text(&material), KeyError::Point);
        }
    }
}
