//! Line forms that several of the formats share: plain decimal numbers, and hashes up to a blank
//! line.

use thiserror::Error;

use crate::Hash;
use crate::merkle::MAX_PROOF_HASHES;

/// Why lines are not the hashes of a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum HashLinesError {
    /// A line is not 32 bytes in canonical base64.
    #[error("hash {number} is not 32 bytes in canonical base64")]
    Hash {
        /// Which of the hashes, counted from 1.
        number: usize,
    },
    /// No tree has proofs of more than [`MAX_PROOF_HASHES`] hashes.
    #[error("there are more than {MAX_PROOF_HASHES} hashes")]
    TooMany,
    /// The hashes are not followed by a blank line.
    #[error("no blank line follows the hashes")]
    NoBlankLine,
}

/// Reads an ASCII decimal number without sign and without leading zeros.
pub(crate) fn parse_decimal(text: &str) -> Option<u64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let has_leading_zero = text.len() > 1 && text.starts_with('0');
    if !is_plain || has_leading_zero { None } else { text.parse().ok() }
}

/// Reads hash lines up to a blank line, and returns them with what follows it.
pub(crate) fn parse_hashes(text: &str) -> Result<(Vec<Hash>, &str), HashLinesError> {
    let mut hashes = Vec::new();
    let mut rest = text;
    loop {
        let (line, next) = rest.split_once('\n').ok_or(HashLinesError::NoBlankLine)?;
        rest = next;
        if line.is_empty() {
            return Ok((hashes, rest));
        }
        if hashes.len() == MAX_PROOF_HASHES {
            return Err(HashLinesError::TooMany);
        }
        let number = hashes.len() + 1;
        hashes.push(Hash::from_base64(line).ok_or(HashLinesError::Hash { number })?);
    }
}
