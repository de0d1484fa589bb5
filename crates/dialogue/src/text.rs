//! Words that go into the public record of the dialogue: our own, in three languages, about
//! organisations and never about a person.

use record::choice::Language;
use serde::{Deserialize, Serialize};

/// The longest text in one language. Unit: characters. Our own choice: two printed pages.
pub const TEXT_CHARS_MAX: usize = 6_000;

/// The longest title in one language. Unit: characters. Our own choice: two lines on a phone.
pub const TITLE_CHARS_MAX: usize = 160;

/// As many digits in a row, spaces and dashes among them, are the number of a telephone or an
/// identity card and not a quantity. Our own choice: Moroccan numbers have nine digits and more, and
/// a quantity is written with its separators (1,040,981) or is shorter.
const DIGITS_MAX: usize = 8;

/// Why a text cannot stand in the public record. Never repeats the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// It is longer than it may be.
    #[error("the text has {found} characters, and at most {most} are taken")]
    TooLong {
        /// How long it is. Unit: characters.
        found: usize,
        /// How long it may be. Unit: characters.
        most: usize,
    },
    /// It holds a control character or a mark that turns the direction of what follows.
    #[error("the text holds an invisible character")]
    Invisible,
    /// It holds an e-mail address or a user name.
    #[error("the text holds what looks like a user name or an e-mail address")]
    Handle,
    /// It holds a telephone number or the number of a document.
    #[error("the text holds what looks like a number of a telephone or an identity card")]
    Number,
    /// It holds an address of the web. Sources have a field of their own, which names documents and
    /// never somebody's post.
    #[error("the text holds an address of the web")]
    Address,
}

/// A text for the public record: at most [`TEXT_CHARS_MAX`] characters, without invisible ones, and
/// without what points at a person: user names, e-mail addresses, telephone numbers, addresses of
/// posts. It may be empty while it is a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicText(String);

impl PublicText {
    /// Takes a text of at most `most` characters; line ends become `\n`, nothing stands around it.
    ///
    /// # Errors
    ///
    /// [`TextFault`], the first that was found.
    pub fn new(text: &str, most: usize) -> Result<PublicText, TextFault> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim();
        let found = text.chars().count();
        let most = most.min(TEXT_CHARS_MAX);
        if found > most {
            return Err(TextFault::TooLong { found, most });
        }
        if text.chars().any(is_invisible) {
            return Err(TextFault::Invisible);
        }
        points_at_nobody(text)?;
        Ok(PublicText(text.to_owned()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl TryFrom<String> for PublicText {
    type Error = TextFault;

    fn try_from(text: String) -> Result<PublicText, TextFault> {
        PublicText::new(&text, TEXT_CHARS_MAX)
    }
}

impl From<PublicText> for String {
    fn from(text: PublicText) -> String {
        text.0
    }
}

/// A control character that is not a line end, or a mark that forces a direction (CVE-2021-42574).
fn is_invisible(c: char) -> bool {
    let turns = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let hides =
        matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{E0000}'..='\u{E007F}');
    (c.is_control() && c != '\n') || turns || hides
}

/// Refuses what points at a person. A name in plain words cannot be told from other words; that is
/// what the second person who publishes looks for.
fn points_at_nobody(text: &str) -> Result<(), TextFault> {
    if text.contains(['@', '＠', '﹫']) {
        return Err(TextFault::Handle);
    }
    let lower = text.to_lowercase();
    if lower.contains("://") || lower.contains("www.") {
        return Err(TextFault::Address);
    }
    if longest_number(text) > DIGITS_MAX { Err(TextFault::Number) } else { Ok(()) }
}

/// The most digits that follow each other with nothing between them but one space, dash, dot, slash
/// or bracket. A comma or an Arabic thousands separator ends a number: it belongs to a quantity.
fn longest_number(text: &str) -> usize {
    let (mut longest, mut run, mut gap) = (0, 0, 0);
    for c in text.chars() {
        if c.is_numeric() {
            run += 1;
            gap = 0;
            longest = longest.max(run);
        } else if gap < 2 && matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '\u{a0}' | '+' | '–')
        {
            gap += 1;
        } else {
            run = 0;
            gap = 0;
        }
    }
    longest
}

/// One text in Arabic, French and English.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trilingual {
    /// Arabic.
    pub ar: PublicText,
    /// English.
    pub en: PublicText,
    /// French.
    pub fr: PublicText,
}

impl Trilingual {
    /// Reads the three texts.
    ///
    /// # Errors
    ///
    /// The language that was refused, and why.
    pub fn new(
        (ar, fr, en): (&str, &str, &str),
        most: usize,
    ) -> Result<Trilingual, (Language, TextFault)> {
        let read = |language, text| PublicText::new(text, most).map_err(|why| (language, why));
        Ok(Trilingual {
            ar: read(Language::Arabic, ar)?,
            en: read(Language::English, en)?,
            fr: read(Language::French, fr)?,
        })
    }

    /// The text in a language; Tamazight has none yet, and reads the Arabic.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &PublicText {
        match language {
            Language::Arabic | Language::Tamazight => &self.ar,
            Language::English => &self.en,
            Language::French => &self.fr,
        }
    }

    /// The languages in which it is not written yet.
    #[must_use]
    pub fn missing(&self) -> Vec<Language> {
        let all = [Language::Arabic, Language::French, Language::English];
        all.into_iter().filter(|language| self.in_language(*language).is_empty()).collect()
    }

    /// Whether it is written in none of them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.missing().len() == 3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Option<TextFault> {
        PublicText::new(text, 200).err()
    }

    #[test]
    fn what_points_at_a_person_is_refused() {
        assert_eq!(fault("write to salma@example.ma"), Some(TextFault::Handle));
        assert_eq!(fault("the account @salma"), Some(TextFault::Handle));
        assert_eq!(fault("call 06 12 34 56 78"), Some(TextFault::Number));
        assert_eq!(fault("call (+212) 612-34-56-78"), Some(TextFault::Number));
        assert_eq!(fault("اتصل ٠٦١٢٣٤٥٦٧٨"), Some(TextFault::Number));
        assert_eq!(fault("see https://tiktok.com/video/1"), Some(TextFault::Address));
        assert_eq!(fault("see WWW.example.ma"), Some(TextFault::Address));
        assert_eq!(fault("a\u{202E}b"), Some(TextFault::Invisible));
        assert_eq!(fault("a\u{200B}b"), Some(TextFault::Invisible));
    }

    #[test]
    fn figures_days_and_laws_stay() {
        for text in [
            "1,040,981 videos, 98.9 %",
            "Law 88-13 of 10 August 2016",
            "2026-11-26",
            "1 040 981 vidéos",
            "answer within 72 hours",
            "القانون 88.13",
            "سطر\nسطر",
        ] {
            assert_eq!(fault(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_counts_its_characters_and_is_never_cut() {
        let long = "ا".repeat(201);
        assert_eq!(fault(&long), Some(TextFault::TooLong { found: 201, most: 200 }));
        assert!(PublicText::new(&"ا".repeat(200), 200).is_ok());
    }

    #[test]
    fn three_languages_say_which_is_missing() {
        let text = Trilingual::new(("نص", "", "text"), 100).unwrap();
        assert_eq!(text.missing(), [Language::French]);
        assert_eq!(Trilingual::new(("", "a@b", ""), 9), Err((Language::French, TextFault::Handle)));
        assert!(Trilingual::default().is_empty());
    }
}
