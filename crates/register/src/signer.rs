//! The secret keys that sign notes and checkpoints, and how they are kept out of sight.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey};
use zeroize::{ZeroizeOnDrop, Zeroizing};

use crate::key::{KEY_BYTES, KeyError, KeyId, KeyKind, KeyName, VerifierKey};

/// What a secret key starts with in its text form.
///
/// Source: golang.org/x/mod/sumdb/note, "Generating Keys".
const SECRET_PREFIX: &str = "PRIVATE+KEY+";

/// A secret key under its name. Its memory is wiped when it is dropped; `Debug` shows only the
/// public half.
pub struct SignerKey {
    verifier: VerifierKey,
    secret: SigningKey,
}

/// [`SigningKey`], the one field that is secret, wipes itself.
impl ZeroizeOnDrop for SignerKey {}

impl SignerKey {
    /// The key that grows from 32 secret bytes. The caller draws them; this crate has no
    /// randomness.
    ///
    /// # Errors
    ///
    /// [`KeyError`] if the public half cannot be used, which no known seed leads to.
    pub fn from_seed(name: KeyName, kind: KeyKind, seed: [u8; 32]) -> Result<SignerKey, KeyError> {
        SignerKey::grow(name, kind, &Zeroizing::new(seed))
    }

    /// Reads `PRIVATE+KEY+name+id+base64(type || seed)`.
    ///
    /// # Errors
    ///
    /// A [`KeyError`] that says which part is wrong and never repeats the text.
    pub fn parse(text: &str) -> Result<SignerKey, KeyError> {
        let shape = KeyError::Shape("PRIVATE+KEY+name+id+base64");
        let mut parts = text.strip_prefix(SECRET_PREFIX).ok_or(shape.clone())?.splitn(3, '+');
        let (Some(name), Some(id), Some(material)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(shape);
        };
        let name = KeyName::new(name)?;
        let stated = KeyId::parse(id)?;
        // Twice the room needed: the decoder asks for space before it knows the padding.
        let mut buffer = Zeroizing::new([0_u8; 2 * KEY_BYTES]);
        let length =
            STANDARD.decode_slice(material, buffer.as_mut_slice()).map_err(|_| KeyError::Base64)?;
        let Some((code, seed)) = buffer[..length].split_first() else {
            return Err(shape);
        };
        let kind = KeyKind::from_code(*code)?;
        let seed: &[u8; KEY_BYTES] =
            seed.try_into().map_err(|_| KeyError::Length { found: seed.len() })?;
        let key = SignerKey::grow(name, kind, seed)?;
        if key.verifier.id() != stated {
            return Err(KeyError::IdMismatch { stated, computed: key.verifier.id() });
        }
        Ok(key)
    }

    /// Makes the key without a copy of the seed that would stay in memory.
    fn grow(name: KeyName, kind: KeyKind, seed: &[u8; 32]) -> Result<SignerKey, KeyError> {
        let secret = SigningKey::from_bytes(seed);
        let public = secret.verifying_key().to_bytes();
        let verifier = VerifierKey::from_public_bytes(name, kind, &public)?;
        Ok(SignerKey { verifier, secret })
    }

    /// The text form that [`SignerKey::parse`] reads. It holds the secret, and is wiped when it is
    /// dropped.
    #[must_use]
    pub fn to_secret_text(&self) -> Zeroizing<String> {
        let mut material = Zeroizing::new([0_u8; KEY_BYTES + 1]);
        material[0] = self.verifier.kind().code();
        material[1..].copy_from_slice(self.secret.as_bytes());
        // Room for everything at once, so that no half-grown copy is left behind in memory.
        let name = self.verifier.name().as_str();
        let mut text = Zeroizing::new(String::with_capacity(SECRET_PREFIX.len() + name.len() + 64));
        text.push_str(SECRET_PREFIX);
        text.push_str(name);
        text.push('+');
        text.push_str(&self.verifier.id().to_string());
        text.push('+');
        STANDARD.encode_string(material.as_slice(), &mut text);
        text
    }

    /// The public half.
    #[must_use]
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// The name on the key's signature lines.
    #[must_use]
    pub fn name(&self) -> &KeyName {
        self.verifier.name()
    }

    /// What the key signs.
    #[must_use]
    pub fn kind(&self) -> KeyKind {
        self.verifier.kind()
    }

    /// Plain Ed25519 over exactly these bytes.
    pub(crate) fn sign_raw(&self, message: &[u8]) -> [u8; 64] {
        self.secret.sign(message).to_bytes()
    }
}

impl fmt::Debug for SignerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignerKey({}, secret not shown)", self.verifier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer(name: &str, kind: KeyKind, byte: u8) -> SignerKey {
        SignerKey::from_seed(KeyName::new(name).unwrap(), kind, [byte; 32]).unwrap()
    }

    #[test]
    fn secret_keys_come_back_as_they_were_written() {
        for kind in [KeyKind::Ed25519, KeyKind::CosignatureEd25519] {
            let key = signer("desk.example/log", kind, 9);
            let text = key.to_secret_text();
            assert!(text.starts_with("PRIVATE+KEY+desk.example/log+"));
            let again = SignerKey::parse(&text).unwrap();
            assert_eq!(again.verifier(), key.verifier());
            assert_eq!(again.sign_raw(b"x"), key.sign_raw(b"x"));
            assert_eq!(*again.to_secret_text(), *text);
        }
    }

    #[test]
    fn a_damaged_secret_key_is_refused_without_repeating_it() {
        let text = signer("desk.example/log", KeyKind::Ed25519, 9).to_secret_text();
        let damaged = [
            text.replace("PRIVATE+", ""),
            text.replace("/log+", "/lag+"),
            text.replace("CQkJCQkJ", "CQkJCQk"),
            text.replace("CQkJ", "CQkJCQkJ"),
            format!("{}{}", *text, "A".repeat(400)),
            "PRIVATE+KEY+desk.example/log+00000000+".to_owned(),
        ];
        for text in damaged {
            let error = SignerKey::parse(&text).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("CQkJ"), "{error:?}");
        }
    }

    #[test]
    fn debug_output_does_not_hold_the_secret() {
        let key = signer("desk.example/log", KeyKind::Ed25519, 9);
        let shown = format!("{key:?} {key:#?}");
        assert!(shown.contains("desk.example/log"));
        assert!(!shown.contains("CQkJ") && !shown.contains("0909") && !shown.contains("9, 9"));
    }

    #[test]
    fn a_secret_key_wipes_itself() {
        fn check<T: ZeroizeOnDrop>() {}
        check::<SignerKey>();
        check::<SigningKey>();
    }
}
