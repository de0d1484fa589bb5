//! What people log in with: a name and a password, and what of either is refused.

use std::fmt;

use thiserror::Error;

/// The shortest and the longest log-in name. Unit: characters. Our own choice.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 3..=32;

/// The shortest password. Unit: characters.
///
/// Source: our own choice, between the 8 that NIST SP 800-63B-4 asks for beside a second factor and
/// the 15 it asks for without one.
pub const PASSWORD_CHARS_MIN: usize = 12;

/// The longest password. Unit: bytes. Long enough for any sentence, short enough that hashing it
/// costs what hashing a short one does.
pub const PASSWORD_BYTES_MAX: usize = 1024;

/// Why a text is not a log-in name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a log-in name has 3 to 32 of the letters a to z, digits, and . - _ inside")]
pub struct LoginNameError;

/// The name under which somebody logs in: plain letters only, so that no two names look alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LoginName(String);

impl LoginName {
    /// Reads a name as it was typed; capitals and spaces around it do not matter.
    ///
    /// # Errors
    ///
    /// [`LoginNameError`].
    pub fn parse(text: &str) -> Result<LoginName, LoginNameError> {
        let text = text.trim().to_ascii_lowercase();
        let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let is_inner = |byte: u8| is_letter(byte) || b".-_".contains(&byte);
        let ends = [text.bytes().next(), text.bytes().next_back()];
        let is_name = NAME_CHARS.contains(&text.len())
            && text.bytes().all(is_inner)
            && ends.into_iter().flatten().all(is_letter);
        if is_name { Ok(LoginName(text)) } else { Err(LoginNameError) }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LoginName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PasswordError {
    /// Fewer than [`PASSWORD_CHARS_MIN`] characters.
    #[error("a password has {PASSWORD_CHARS_MIN} characters or more, and this has {0}")]
    TooShort(usize),
    /// More than [`PASSWORD_BYTES_MAX`] bytes.
    #[error("a password has {PASSWORD_BYTES_MAX} bytes at most")]
    TooLong,
    /// One of those that are tried first.
    #[error("this password is one of the first that anybody tries")]
    Common,
}

/// A new password. There is no rule about which characters it has: such rules make passwords easier
/// to guess and harder to remember.
///
/// Source: NIST SP 800-63B-4, section 3.1.1.2.
pub struct Password(String);

impl Password {
    /// Takes a password as it was typed, spaces and all.
    ///
    /// # Errors
    ///
    /// [`PasswordError`].
    pub fn new(text: &str) -> Result<Password, PasswordError> {
        let found = text.chars().count();
        if found < PASSWORD_CHARS_MIN {
            return Err(PasswordError::TooShort(found));
        }
        if text.len() > PASSWORD_BYTES_MAX {
            return Err(PasswordError::TooLong);
        }
        if is_common(text) { Err(PasswordError::Common) } else { Ok(Password(text.to_owned())) }
    }

    /// The password, to be hashed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(not shown)")
    }
}

/// Words that the commonest passwords are made of, with what people put behind them. Anything made
/// of these alone, or of one piece again and again, is refused.
///
/// Source: the heads of the published lists of leaked passwords, as every study of them repeats
/// them; the words of this country are our own addition.
const COMMON: &[&str] = &[
    "password",
    "passw0rd",
    "motdepasse",
    "qwertyuiop",
    "azertyuiop",
    "asdfghjkl",
    "qsdfghjklm",
    "qwerty",
    "azerty",
    "administrator",
    "administrateur",
    "admin",
    "welcome",
    "bienvenue",
    "letmein",
    "iloveyou",
    "football",
    "baseball",
    "princess",
    "superman",
    "sunshine",
    "dragon",
    "monkey",
    "shadow",
    "master",
    "trustno1",
    "changeme",
    "secret",
    "maroc",
    "morocco",
    "casablanca",
    "marrakech",
    "rabat",
    "hiwar",
    "bismillah",
    "mohamed",
    "mohammed",
    "123456789",
    "1234567890",
    "0123456789",
    "987654321",
    "123456",
    "12345",
    "1234",
    "123",
    "321",
    "2024",
    "2025",
    "2026",
    "000",
    "111",
    "abc",
    "xyz",
    "كلمةالسر",
    "كلمةالمرور",
];

/// Whether a password is made of common pieces only, or of one short piece again and again.
fn is_common(text: &str) -> bool {
    let text = text.to_lowercase();
    let shown: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let repeats = |length: usize| shown.iter().zip(shown.iter().skip(length)).all(|(a, b)| a == b);
    let counts = |pair: &[char]| {
        u32::from(pair[1]) == u32::from(pair[0]) + 1 || (pair[0], pair[1]) == ('9', '0')
    };
    if (1..=4).any(repeats) || shown.windows(2).all(counts) {
        return true;
    }
    let plain: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    if plain.is_empty() {
        return false;
    }
    // How far common pieces alone lead, from every place they lead to.
    let mut reached = vec![false; plain.len() + 1];
    reached[0] = true;
    for at in 0..plain.len() {
        if reached[at] {
            for piece in COMMON.iter().filter(|piece| plain[at..].starts_with(**piece)) {
                reached[at + piece.len()] = true;
            }
        }
    }
    reached[plain.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_plain_letters_and_capitals_do_not_matter() {
        for (typed, name) in [(" Salma.B ", "salma.b"), ("a-1", "a-1"), ("x_y", "x_y")] {
            assert_eq!(LoginName::parse(typed).unwrap().as_str(), name);
        }
        for bad in
            ["", "ab", ".ab", "ab-", "a b", "سلمى", "sаlma", "a@b.c", "a\nb", &"a".repeat(33)]
        {
            assert_eq!(LoginName::parse(bad), Err(LoginNameError), "{bad}");
        }
    }

    #[test]
    fn a_password_is_long_and_otherwise_anything() {
        for good in [
            "correct horse battery",
            "سبعة عشر جملا",
            "aaaaaaaaaaab?",
            "   seven   camels   ",
            "!#%&/()=?*+-",
        ] {
            assert!(Password::new(good).is_ok(), "{good}");
        }
        assert_eq!(Password::new("elevenchars").err(), Some(PasswordError::TooShort(11)));
        assert_eq!(Password::new(&"é".repeat(11)).err(), Some(PasswordError::TooShort(11)));
        assert_eq!(Password::new(&"ab c".repeat(257)).err(), Some(PasswordError::TooLong));
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for bad in [
            "passwordpassword",
            "Password1234",
            "PASSWORD-2026",
            "qwertyuiop123",
            "azertyuiop12345",
            "123456789012",
            "administrator",
            "motdepasse2026",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "Maroc2026Maroc2026",
            "abcdefghijkl",
            "! ! ! ! ! ! !",
            "كلمةالسر1234",
        ] {
            assert_eq!(Password::new(bad).err(), Some(PasswordError::Common), "{bad}");
        }
    }
}
