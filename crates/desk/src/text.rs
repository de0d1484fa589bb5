//! Text as people type it, made safe to keep and to print, and no more than that.

/// Why a text was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// It is longer than it may be.
    #[error("it has {found} characters, and at most {most} are taken")]
    TooLong {
        /// How long it is. Unit: characters.
        found: usize,
        /// How long it may be. Unit: characters.
        most: usize,
    },
}

/// A text of one or more lines: line ends are `\n`, nothing stands around it, and it holds no
/// control character and no mark that could turn the direction of what stands behind it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FreeText(String);

impl FreeText {
    /// Takes a text of at most `most` characters.
    ///
    /// # Errors
    ///
    /// [`TextError::TooLong`]; nothing is ever cut off.
    pub fn new(text: &str, most: usize) -> Result<FreeText, TextError> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let kept: String = text.chars().filter(|c| is_kept(*c)).collect();
        let kept = kept.trim();
        let found = kept.chars().count();
        if found > most {
            return Err(TextError::TooLong { found, most });
        }
        Ok(FreeText(kept.to_owned()))
    }

    /// The same on one line, for names.
    ///
    /// # Errors
    ///
    /// [`TextError::TooLong`].
    pub fn line(text: &str, most: usize) -> Result<FreeText, TextError> {
        FreeText::new(&text.replace(['\r', '\n', '\t'], " "), most)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Whether a character is kept: marks that force or embed a direction are not, as one of them can
/// make a name read as another (CVE-2021-42574); those that only hint at it are.
fn is_kept(c: char) -> bool {
    let turns = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    (!c.is_control() || c == '\n' || c == '\t') && !turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: &str, kept: &str) {
        assert_eq!(FreeText::new(given, 100).unwrap().as_str(), kept);
    }

    #[test]
    fn what_people_type_is_kept_and_what_machines_slip_in_is_not() {
        check("  سلام\r\nعليكم ", "سلام\nعليكم");
        check("a\u{0}b\u{1b}[31m", "ab[31m");
        check("photo\u{202E}gpj.exe", "photogpj.exe");
        check("می\u{200C}خواهم", "می\u{200C}خواهم");
    }

    #[test]
    fn a_text_that_is_too_long_is_refused_whole_and_counted() {
        let long = "ا".repeat(101);
        assert_eq!(FreeText::new(&long, 100), Err(TextError::TooLong { found: 101, most: 100 }));
        assert!(FreeText::new(&"ا".repeat(100), 100).is_ok());
    }

    #[test]
    fn a_name_stands_on_one_line() {
        assert_eq!(FreeText::line("a\nb", 9).unwrap().as_str(), "a b");
    }
}
