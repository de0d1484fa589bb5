//! Random tokens of 32 bytes, written in hexadecimal: cookies and one-time codes. What is kept of
//! one is a keyed mark, so that whoever reads the database can use none of them.

use zeroize::Zeroizing;

use super::{DeskError, DeskStore};
use crate::secret::SecretError;

/// Unit: bytes.
const TOKEN_BYTES: usize = 32;

/// A token. Wiped from memory when dropped, and never shown.
#[derive(Clone)]
pub(super) struct Token(Zeroizing<[u8; TOKEN_BYTES]>);

impl Token {
    /// Reads a token as it was written.
    pub(super) fn parse(text: &str) -> Option<Token> {
        let mut bytes = Zeroizing::new([0; TOKEN_BYTES]);
        let digits = text.as_bytes();
        if digits.len() != 2 * TOKEN_BYTES || !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Token(bytes))
    }

    pub(super) fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0[..]
    }
}

impl DeskStore {
    pub(super) fn token_draw(&self) -> Result<Token, DeskError> {
        let mut bytes = Zeroizing::new([0; TOKEN_BYTES]);
        (self.random)(&mut bytes[..]).map_err(SecretError::Random)?;
        Ok(Token(bytes))
    }
}
