//! Keys, and what is locked with them: everything a person told us is kept only in this form.
//!
//! A lock binds what is locked to its place (`context`), so a sealed box that is moved to another
//! row does not open there. Algorithm: XChaCha20-Poly1305, whose nonces are long enough to be drawn
//! at random (draft-irtf-cfrg-xchacha); files are locked in pieces under the STREAM construction
//! (Hoang, Reyhanitabar, Rogaway, Vizár: "Online Authenticated-Encryption and its Nonce-Reuse
//! Misuse-Resistance", 2015), so that a piece can be neither dropped nor moved.

use std::fmt;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key as CipherKey, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

/// Fills a buffer with bytes that nobody can guess. The caller gives it: this room draws none.
pub type Random = fn(&mut [u8]) -> std::io::Result<()>;

/// Bytes of a key. Unit: bytes.
pub const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// Why something locked does not open.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// It was changed, moved, or locked with another key.
    #[error("what was kept under a key does not open: it was changed, or the key is another")]
    Altered,
    /// The system gives no random bytes.
    #[error("the system gives no random bytes")]
    Random(#[source] std::io::Error),
}

/// A secret key. Wiped from memory when dropped, and never shown.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; KEY_BYTES]>);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(not shown)")
    }
}

impl Key {
    /// The key of these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; KEY_BYTES]) -> Key {
        Key(Zeroizing::new(bytes))
    }

    /// A new key.
    ///
    /// # Errors
    ///
    /// [`SecretError::Random`].
    pub fn draw(random: Random) -> Result<Key, SecretError> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        random(&mut bytes[..]).map_err(SecretError::Random)?;
        Ok(Key(bytes))
    }

    /// The key that a token which only its owner holds leads to, for one use.
    #[must_use]
    pub fn derive(&self, purpose: &str, token: &[u8]) -> Key {
        Key(Zeroizing::new(self.fingerprint(purpose, token)))
    }

    /// Its bytes, to be locked under another key.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0[..]
    }

    /// Locks `plain` for one place.
    ///
    /// # Errors
    ///
    /// [`SecretError::Random`].
    pub fn lock(
        &self,
        context: &str,
        plain: &[u8],
        random: Random,
    ) -> Result<Vec<u8>, SecretError> {
        let mut nonce = [0; NONCE_BYTES];
        random(&mut nonce).map_err(SecretError::Random)?;
        let payload = Payload { msg: plain, aad: context.as_bytes() };
        let cipher = XChaCha20Poly1305::new(&self.cipher_key());
        let locked = cipher.encrypt(&XNonce::from(nonce), payload);
        // Encryption fails only for messages of 256 GiB and more.
        let locked = locked.map_err(|_| SecretError::Altered)?;
        Ok([&nonce[..], &locked].concat())
    }

    /// Opens what was locked for the same place.
    ///
    /// # Errors
    ///
    /// [`SecretError::Altered`].
    pub fn open(&self, context: &str, locked: &[u8]) -> Result<Zeroizing<Vec<u8>>, SecretError> {
        let (nonce, locked) =
            locked.split_first_chunk::<NONCE_BYTES>().ok_or(SecretError::Altered)?;
        let payload = Payload { msg: locked, aad: context.as_bytes() };
        let cipher = XChaCha20Poly1305::new(&self.cipher_key());
        let plain = cipher.decrypt(&XNonce::from(*nonce), payload);
        plain.map(Zeroizing::new).map_err(|_| SecretError::Altered)
    }

    /// Locks another key for one place.
    ///
    /// # Errors
    ///
    /// [`SecretError::Random`].
    pub fn wrap(&self, context: &str, key: &Key, random: Random) -> Result<Vec<u8>, SecretError> {
        self.lock(context, key.bytes(), random)
    }

    /// Opens a key that was locked for the same place.
    ///
    /// # Errors
    ///
    /// [`SecretError::Altered`].
    pub fn unwrap_key(&self, context: &str, locked: &[u8]) -> Result<Key, SecretError> {
        let bytes = self.open(context, locked)?;
        let bytes = <[u8; KEY_BYTES]>::try_from(&bytes[..]).map_err(|_| SecretError::Altered)?;
        Ok(Key::from_bytes(bytes))
    }

    /// A mark by which `value` is found again by whoever has this key, and that tells nobody else
    /// anything: HMAC-SHA-256 (RFC 2104) over the purpose and the value.
    #[must_use]
    pub fn fingerprint(&self, purpose: &str, value: &[u8]) -> [u8; 32] {
        self.marker(purpose).mark(value)
    }

    /// The same for many values of one purpose: half of the work is done once.
    #[must_use]
    pub(crate) fn marker(&self, purpose: &str) -> Marker {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.bytes()).expect("any length is a key for HMAC");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        Marker(mac)
    }

    pub(crate) fn cipher_key(&self) -> CipherKey {
        CipherKey::from(*self.0)
    }
}

/// A key that makes fingerprints for one purpose.
#[derive(Clone)]
pub(crate) struct Marker(Hmac<Sha256>);

impl Marker {
    /// The fingerprint of a value.
    #[must_use]
    pub(crate) fn mark(&self, value: &[u8]) -> [u8; 32] {
        let mut mac = self.0.clone();
        mac.update(value);
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counting(buffer: &mut [u8]) -> std::io::Result<()> {
        (0..).zip(buffer).for_each(|(number, byte)| *byte = number);
        Ok(())
    }

    #[test]
    fn what_is_locked_opens_in_its_own_place_only() {
        let key = Key::draw(counting).unwrap();
        let locked = key.lock("report/1/body", b"what was told", counting).unwrap();
        assert_eq!(&key.open("report/1/body", &locked).unwrap()[..], b"what was told");
        assert!(key.open("report/2/body", &locked).is_err());
        assert!(Key::from_bytes([9; 32]).open("report/1/body", &locked).is_err());
    }

    #[test]
    fn one_flipped_bit_anywhere_keeps_it_shut() {
        let key = Key::draw(counting).unwrap();
        let locked = key.lock("p", b"what was told", counting).unwrap();
        for bit in 0..locked.len() * 8 {
            let mut altered = locked.clone();
            altered[bit / 8] ^= 1 << (bit % 8);
            assert!(key.open("p", &altered).is_err(), "bit {bit}");
        }
        for length in 0..locked.len() {
            assert!(key.open("p", &locked[..length]).is_err(), "length {length}");
        }
    }

    #[test]
    fn a_mark_depends_on_purpose_and_value() {
        let key = Key::from_bytes([1; 32]);
        assert_eq!(key.fingerprint("a", b"x"), key.fingerprint("a", b"x"));
        assert_ne!(key.fingerprint("a", b"x"), key.fingerprint("b", b"x"));
        assert_ne!(key.fingerprint("a", b"bx"), key.fingerprint("ab", b"x"));
    }

    #[test]
    fn a_key_is_not_shown() {
        assert_eq!(format!("{:?}", Key::from_bytes([1; 32])), "Key(not shown)");
    }
}
