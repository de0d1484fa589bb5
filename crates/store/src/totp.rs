//! Six digits that a telephone shows for thirty seconds: time-based one-time passwords.
//!
//! Source: RFC 6238, with HMAC-SHA-1, which is what every app understands; RFC 4226 for the digits;
//! RFC 4648 for how a secret is written.

use hmac::digest::KeyInit as _;
use hmac::{Hmac, Mac as _};
use sha1::Sha1;

/// Bytes of a secret. Source: RFC 4226, section 4, R6, recommends 160 bits. Unit: bytes.
pub const SECRET_BYTES: usize = 20;
/// How long one code is shown. Unit: seconds.
pub const STEP_S: u64 = 30;
const DIGITS: usize = 6;
/// How many steps a telephone's clock may be early or late.
const STEPS_ASIDE: u64 = 1;

/// The step of a moment. Unit of the moment: seconds since 1970, UTC.
#[must_use]
pub const fn step_of(unix_s: u64) -> u64 {
    unix_s / STEP_S
}

/// The code of a step.
#[must_use]
pub fn code(secret: &[u8], step: u64) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).expect("any length is a key for HMAC");
    mac.update(&step.to_be_bytes());
    let hash: [u8; 20] = mac.finalize().into_bytes().into();
    // RFC 4226, section 5.3: the last four bits say where the number begins.
    let at = usize::from(hash[19] & 15);
    let number = u32::from_be_bytes([hash[at] & 0x7f, hash[at + 1], hash[at + 2], hash[at + 3]]);
    format!("{:06}", number % 1_000_000)
}

/// The step whose code was typed, if it is of now, give or take one, and later than `used`: a code
/// works once. Digits of Arabic are digits, and spaces do not matter.
#[must_use]
pub fn matching_step(secret: &[u8], typed: &str, unix_s: u64, used: u64) -> Option<u64> {
    let typed = digits(typed)?;
    let now = step_of(unix_s);
    let steps = now.saturating_sub(STEPS_ASIDE)..=now + STEPS_ASIDE;
    // All are worked out, whichever fits.
    steps.fold(
        None,
        |found, step| {
            if code(secret, step) == typed && step > used { Some(step) } else { found }
        },
    )
}

/// The six digits of what was typed; `None` for anything else.
fn digits(typed: &str) -> Option<String> {
    let mut found = String::new();
    for c in typed.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        let digit = match c {
            '0'..='9' => c,
            '\u{660}'..='\u{669}' => char::from(b'0' + (u32::from(c) - 0x660) as u8),
            '\u{6F0}'..='\u{6F9}' => char::from(b'0' + (u32::from(c) - 0x6F0) as u8),
            // Marks of direction that came along when it was copied.
            '\u{200E}' | '\u{200F}' | '\u{2066}'..='\u{2069}' => continue,
            _ => return None,
        };
        found.push(digit);
        if found.len() > DIGITS {
            return None;
        }
    }
    (found.len() == DIGITS).then_some(found)
}

/// Bytes as base 32 without padding, as apps ask for a secret. Source: RFC 4648, section 6.
#[must_use]
pub fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::new();
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = (held << 8 | u32::from(*byte)) & 0xfff;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(LETTERS[(held >> bits & 31) as usize]));
        }
    }
    if bits > 0 {
        text.push(char::from(LETTERS[(held << (5 - bits) & 31) as usize]));
    }
    text
}

/// The address that an app reads from a picture. `desk` and `name` are plain letters, digits, dots,
/// hyphens and underscores.
///
/// Source: the "Key Uri Format" of Google Authenticator, which every app follows.
#[must_use]
pub fn address(desk: &str, name: &str, secret: &[u8]) -> String {
    format!("otpauth://totp/{desk}:{name}?secret={}&issuer={desk}", base32(secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source: RFC 4226, appendix D, and RFC 6238, appendix B.
    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn the_vectors_of_the_rfcs_hold() {
        let first = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583",
            "399871", "520489",
        ];
        for (step, expected) in (0..).zip(first) {
            assert_eq!(code(SECRET, step), expected);
        }
        // The last six of the eight digits that the RFC prints.
        for (unix_s, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(SECRET, step_of(unix_s)), expected, "{unix_s}");
        }
    }

    #[test]
    fn a_code_is_good_for_its_step_and_one_aside_and_once() {
        let at = 1_111_111_109;
        let step = step_of(at);
        assert_eq!(matching_step(SECRET, "081 804", at, 0), Some(step));
        assert_eq!(matching_step(SECRET, "٠٨١٨٠٤", at, 0), Some(step));
        assert_eq!(matching_step(SECRET, "\u{200e}081-804", at + STEP_S, 0), Some(step));
        assert_eq!(matching_step(SECRET, "081804", at - STEP_S, 0), Some(step));
        assert_eq!(matching_step(SECRET, "081804", at + 2 * STEP_S, 0), None);
        assert_eq!(matching_step(SECRET, "081804", at, step), None);
        for bad in ["", "08180", "0818044", "08180x", "081804\u{0}", &"0".repeat(10_000)] {
            assert_eq!(matching_step(SECRET, bad, at, 0), None, "{bad}");
        }
    }

    #[test]
    fn secrets_are_written_as_the_rfc_does() {
        for (plain, written) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(plain.as_bytes()), written);
        }
    }
}
