//! The receipt: sixteen digits that open one report, and nothing else.

use std::fmt;

/// Digits of a receipt: 53 bits, which with a limit on tries nobody guesses, and which people can
/// still write down. Source: `GlobaLeaks` uses as many.
const DIGITS: usize = 16;

/// Why a text is not a receipt. Says nothing about which receipts there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// It has another number of digits.
    #[error("a receipt has {DIGITS} digits, and this has {0}")]
    Length(usize),
    /// It holds something else than digits, spaces and hyphens.
    #[error("a receipt has digits only")]
    NotDigits,
}

/// A receipt. Not shown by `Debug`, so that it does not end in a log by mistake.
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt(String);

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Receipt(not shown)")
    }
}

impl Receipt {
    /// The receipt of these random bytes. The last digits of 128 random bits are even to one part in
    /// 2^74.
    #[must_use]
    pub fn from_random(bytes: [u8; 16]) -> Receipt {
        let number = u128::from_le_bytes(bytes) % 10u128.pow(DIGITS as u32);
        Receipt(format!("{number:0DIGITS$}"))
    }

    /// Reads a receipt as people write it: with spaces or hyphens, in Latin, Arabic or Persian
    /// digits.
    ///
    /// # Errors
    ///
    /// [`ReceiptError`].
    pub fn parse(text: &str) -> Result<Receipt, ReceiptError> {
        let mut digits = String::new();
        for c in text.chars() {
            match c {
                '0'..='9' => digits.push(c),
                '\u{660}'..='\u{669}' => digits.push(shifted(c, 0x660)),
                '\u{6F0}'..='\u{6F9}' => digits.push(shifted(c, 0x6F0)),
                '-' | '\u{2010}'..='\u{2015}' | '\u{200E}' | '\u{200F}' => {}
                c if c.is_whitespace() => {}
                _ => return Err(ReceiptError::NotDigits),
            }
            if digits.len() > DIGITS {
                return Err(ReceiptError::Length(digits.len()));
            }
        }
        match digits.len() {
            DIGITS => Ok(Receipt(digits)),
            other => Err(ReceiptError::Length(other)),
        }
    }

    /// The sixteen digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// In groups of four, as it is shown.
    #[must_use]
    pub fn grouped(&self) -> String {
        let groups: Vec<&str> = (0..DIGITS / 4).map(|at| &self.0[at * 4..at * 4 + 4]).collect();
        groups.join(" ")
    }
}

fn shifted(c: char, zero: u32) -> char {
    char::from_digit(c as u32 - zero, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_read_however_people_write_it() {
        let receipt = Receipt::from_random([7; 16]);
        assert_eq!(receipt.grouped().len(), 19);
        let arabic: String = receipt
            .digits()
            .chars()
            .map(|c| char::from_u32(0x660 + c as u32 - '0' as u32).unwrap())
            .collect();
        for text in [receipt.grouped(), receipt.grouped().replace(' ', "-"), arabic] {
            assert_eq!(Receipt::parse(&text), Ok(receipt.clone()));
        }
    }

    #[test]
    fn what_is_no_receipt_is_refused_with_the_reason() {
        assert_eq!(Receipt::parse(""), Err(ReceiptError::Length(0)));
        assert_eq!(Receipt::parse("1234"), Err(ReceiptError::Length(4)));
        assert_eq!(Receipt::parse(&"1".repeat(10_000)), Err(ReceiptError::Length(17)));
        assert_eq!(Receipt::parse("1234 abcd"), Err(ReceiptError::NotDigits));
    }

    #[test]
    fn a_receipt_is_not_shown_by_accident() {
        assert_eq!(format!("{:?}", Receipt::from_random([1; 16])), "Receipt(not shown)");
    }
}
