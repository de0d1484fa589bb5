//! Numbers as each language groups them.

use crate::Language;

/// A whole number with its thousands apart: `1.234.567`, `1 234 567`, `1,234,567`.
///
/// Source: CLDR 44, symbols of `ar-MA`, `fr` (U+202F) and `en`. Digits are Latin in all three, as
/// they are in Morocco.
#[must_use]
pub fn number(language: Language, value: u64) -> String {
    let separator = match language {
        Language::Ar => '.',
        Language::Fr => '\u{202f}',
        Language::En => ',',
    };
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart_as_each_language_writes_them() {
        for (value, ar, fr, en) in [
            (0, "0", "0", "0"),
            (999, "999", "999", "999"),
            (1000, "1.000", "1\u{202f}000", "1,000"),
            (1_234_567, "1.234.567", "1\u{202f}234\u{202f}567", "1,234,567"),
        ] {
            assert_eq!(number(Language::Ar, value), ar);
            assert_eq!(number(Language::Fr, value), fr);
            assert_eq!(number(Language::En, value), en);
        }
        assert_eq!(number(Language::En, u64::MAX), "18,446,744,073,709,551,615");
    }
}
