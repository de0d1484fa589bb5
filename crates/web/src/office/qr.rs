//! A QR code as the path of an SVG: no script, no picture from anywhere.

use std::fmt::Write as _;

use qrcode::types::Color;
use qrcode::{EcLevel, QrCode};

/// The light margin that readers need around a code. Source: ISO/IEC 18004. Unit: modules.
const MARGIN: usize = 4;

/// A QR code, ready for a template.
pub struct Qr {
    /// The side of the whole picture, in the path's unit.
    pub side: usize,
    /// The dark modules.
    pub path: String,
}

impl Qr {
    /// The code of a text; `None` if it is too long for one.
    #[must_use]
    pub fn new(text: &str) -> Option<Qr> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (at, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                let (x, y) = (at % width + MARGIN, at / width + MARGIN);
                // Writing into memory does not fail.
                let _ = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
        Some(Qr { side: width + 2 * MARGIN, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_a_margin() {
        let qr = Qr::new("otpauth://totp/desk.example:salma?secret=GEZDGNBVGY3TQOJQ").unwrap();
        let far = qr.side - MARGIN - 7;
        for (x, y) in [(MARGIN, MARGIN), (far, MARGIN), (MARGIN, far)] {
            for step in 0..7 {
                assert!(qr.path.contains(&format!("M{} {y}h1v1h-1z", x + step)));
            }
        }
        assert!(!qr.path.contains("M3 ") && !qr.path.contains(&format!("M{} ", qr.side - 4)));
        assert!(Qr::new(&"x".repeat(5000)).is_none());
    }
}
