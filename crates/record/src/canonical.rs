//! Canonical JSON: one value, one spelling, so that a hash or a signature means one thing.
//!
//! The rules are those of RFC 8785 with a narrower choice of values: keys sorted by UTF-16 code
//! units, no white space, the shortest escapes, and no number but an integer that every JSON reader
//! holds exactly. Two texts that differ in one byte are two different values.

mod write;

use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

/// The largest integer, either way from zero, that canonical JSON holds: 2^53 - 1.
///
/// Source: RFC 8785, section 3.2.2.3, and RFC 7493, section 2.2.
pub const MAX_INTEGER: i64 = 9_007_199_254_740_991;

/// How deep arrays and objects may be nested. The schema of an entry needs six.
pub const MAX_DEPTH: usize = 16;

/// Why a value has no canonical form, or a text is not one.
///
/// No variant repeats the input, which may be anybody's words.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CanonicalError {
    /// The text is not JSON at all.
    #[error("not JSON, near byte {column} of line {line}")]
    Syntax {
        /// The line, from 1. A canonical text has only one.
        line: usize,
        /// The byte in that line, from 1.
        column: usize,
    },
    /// The text is JSON, but another text is the canonical form of the same value.
    #[error("not in canonical form: sorted keys, each once, no white space, shortest escapes")]
    NotCanonical,
    /// A number has a fraction, an exponent or a minus zero.
    #[error("a number is not an integer")]
    NotInteger,
    /// An integer is further from zero than [`MAX_INTEGER`].
    #[error("an integer is outside -(2^53-1) to 2^53-1")]
    IntegerTooLarge,
    /// Arrays and objects are nested deeper than [`MAX_DEPTH`].
    #[error("nested deeper than {MAX_DEPTH} levels")]
    TooDeep,
    /// A map has a key that is not text, or has one key twice.
    #[error("a key is not text, or is there twice")]
    Key,
    /// A value is raw bytes, which have no form in JSON.
    #[error("raw bytes have no canonical form")]
    RawBytes,
    /// The text is canonical JSON, but not of the type that was asked for. The reason never holds
    /// a word of the input.
    #[error("does not fit the schema: {0}")]
    Schema(String),
    /// A type refused to be written, in its own words.
    #[error("cannot be written: {0}")]
    Refused(String),
}

/// The canonical form of `value`.
///
/// # Errors
///
/// [`CanonicalError`] if the value holds a float, a large integer, raw bytes, a key that is not
/// text, or is nested too deep.
///
/// # Example
///
/// ```
/// let value = std::collections::HashMap::from([("b", 2), ("a", 1)]);
/// assert_eq!(record::canonical::to_bytes(&value)?, br#"{"a":1,"b":2}"#);
/// # Ok::<(), record::canonical::CanonicalError>(())
/// ```
pub fn to_bytes<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    value.serialize(write::Writer { depth: 0 })
}

/// The value whose canonical form is, byte for byte, `bytes`.
///
/// Whatever is accepted here is written back by [`to_bytes`] as the same bytes: a repeated key, a
/// space, a field that `T` does not know, a default that was spelled out are all refused.
///
/// # Errors
///
/// [`CanonicalError`], with the first thing found wrong.
pub fn parse_strict<T: DeserializeOwned + Serialize>(bytes: &[u8]) -> Result<T, CanonicalError> {
    // Bytes that the value read from them gives again are its canonical form. What fails here is read
    // once more in the slow way, which knows what to say about it.
    if let Ok(value) = serde_json::from_slice::<T>(bytes)
        && to_bytes(&value).is_ok_and(|again| again == bytes)
    {
        return Ok(value);
    }
    let tree: serde_json::Value = serde_json::from_slice(bytes)
        .map_err(|error| CanonicalError::Syntax { line: error.line(), column: error.column() })?;
    // Checked before the schema: a value that is not canonical as JSON has no second chance there.
    if to_bytes(&tree)? != bytes {
        return Err(CanonicalError::NotCanonical);
    }
    let value: T = read_tree(tree)?;
    if to_bytes(&value)? != bytes {
        return Err(CanonicalError::Schema("a field is unknown or spelled out for nothing".into()));
    }
    Ok(value)
}

/// A value of a tree that was read before, with errors that do not repeat the input.
pub(crate) fn read_tree<T: DeserializeOwned>(tree: serde_json::Value) -> Result<T, CanonicalError> {
    T::deserialize(tree).map_err(|error| schema_error(&error))
}

/// Keeps the words of our own types and drops those of serde that repeat the input.
///
/// serde quotes what it read between backticks or double quotes; our own messages use neither, and
/// "missing field" names a field of the schema.
fn schema_error(error: &serde_json::Error) -> CanonicalError {
    let words = error.to_string();
    let is_ours = !words.contains(['`', '"']) || words.starts_with("missing field `");
    CanonicalError::Schema(if is_ours {
        words
    } else {
        "a field is unknown, or a value is not of its kind".into()
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;
    use serde_json::{Value, json};

    use super::*;

    #[track_caller]
    fn check_form(value: &Value, form: &str) {
        let bytes = to_bytes(value).unwrap();
        assert_eq!(std::str::from_utf8(&bytes).unwrap(), form);
        assert_eq!(parse_strict::<Value>(&bytes).unwrap(), *value);
    }

    #[track_caller]
    fn check_refused(text: &str, error: CanonicalError) {
        assert_eq!(parse_strict::<Value>(text.as_bytes()), Err(error));
    }

    #[test]
    fn keys_are_sorted_by_utf16_units_and_not_by_bytes() {
        // U+FB33 is above U+1F600 in UTF-16 (0xFB33 > 0xD83D) and below it in UTF-8.
        check_form(
            &json!({"\u{fb33}": 1, "\u{1f600}": 2, "a": 3}),
            "{\"a\":3,\"\u{1f600}\":2,\"\u{fb33}\":1}",
        );
    }

    #[test]
    fn only_what_must_be_escaped_is_escaped() {
        check_form(
            &json!("\u{0}\u{8}\t\n\u{b}\u{c}\r\u{1f} \"\\/\u{7f}\u{2028}حوار"),
            "\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f \\\"\\\\/\u{7f}\u{2028}حوار\"",
        );
    }

    #[test]
    fn integers_are_kept_up_to_the_limit_and_refused_past_it() {
        check_form(
            &json!([MAX_INTEGER, -MAX_INTEGER, 0]),
            "[9007199254740991,-9007199254740991,0]",
        );
        check_refused("9007199254740992", CanonicalError::IntegerTooLarge);
        check_refused("-9007199254740992", CanonicalError::IntegerTooLarge);
        check_refused("18446744073709551616", CanonicalError::NotInteger);
    }

    #[test]
    fn floats_are_refused_even_when_whole_or_not_a_number() {
        for text in ["1.0", "1e3", "-0", "0.1", "1E400"] {
            assert!(parse_strict::<Value>(text.as_bytes()).is_err(), "{text}");
        }
        assert_eq!(to_bytes(&f64::NAN), Err(CanonicalError::NotInteger));
        assert_eq!(to_bytes(&1.0_f32), Err(CanonicalError::NotInteger));
    }

    #[test]
    fn another_spelling_of_the_same_value_is_refused() {
        for text in [
            "{\"a\":1 }",
            " 1",
            "1\n",
            "{\"b\":1,\"a\":1}",
            "{\"a\":1,\"a\":1}",
            "\"\\u0041\"",
            "\"\\/\"",
            "\"\\u000A\"",
            "\"\\u001F\"",
        ] {
            check_refused(text, CanonicalError::NotCanonical);
        }
    }

    #[test]
    fn half_a_surrogate_pair_and_bad_utf8_are_refused() {
        assert!(parse_strict::<Value>(br#""\ud800""#).is_err());
        assert!(parse_strict::<Value>(b"\"\xff\"").is_err());
        assert!(parse_strict::<Value>(b"\xef\xbb\xbf1").is_err());
    }

    #[test]
    fn sixteen_levels_are_enough_and_seventeen_too_many() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse_strict::<Value>(nested(MAX_DEPTH).as_bytes()).is_ok());
        check_refused(&nested(MAX_DEPTH + 1), CanonicalError::TooDeep);
        // Far past serde_json's own limit, as an attacker would send it.
        assert!(parse_strict::<Value>(nested(100_000).as_bytes()).is_err());
    }

    #[test]
    fn a_map_with_a_key_that_is_not_text_is_refused() {
        assert_eq!(to_bytes(&BTreeMap::from([(1, 2)])), Err(CanonicalError::Key));
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Pair {
        a: u8,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        b: Option<String>,
    }

    #[test]
    fn a_field_the_type_does_not_know_or_a_default_spelled_out_is_refused() {
        assert_eq!(parse_strict(br#"{"a":1}"#), Ok(Pair { a: 1, b: None }));
        assert!(parse_strict::<Pair>(br#"{"a":1,"b":null}"#).is_err());
        assert!(parse_strict::<Pair>(br#"{"a":1,"c":2}"#).is_err());
    }

    #[test]
    fn a_schema_error_never_repeats_the_input() {
        let error = parse_strict::<Pair>(br#"{"a":"0612345678"}"#).unwrap_err();
        assert!(!error.to_string().contains("0612345678"), "{error}");
        let error = parse_strict::<Pair>(br#"{"b":"x"}"#).unwrap_err();
        assert_eq!(error.to_string(), "does not fit the schema: missing field `a`");
    }
}
