//! The languages of the pages, and how a reader's wish is read.

/// A language that every page exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// Arabic, which comes first.
    #[default]
    Ar,
    /// French.
    Fr,
    /// English.
    En,
}

impl Language {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Language; 3] = [Language::Ar, Language::Fr, Language::En];

    /// The language of this code, as in `?lang=fr`. `None` for anything else.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The best language for an `Accept-Language` header; Arabic if it names none of ours.
    ///
    /// Source: RFC 9110, section 12.5.4. Regions are passed over: `fr-MA` is French.
    ///
    /// # Example
    ///
    /// ```
    /// use words::Language;
    /// assert_eq!(Language::from_accept("zgh, fr-MA;q=0.8, en;q=0.9"), Language::En);
    /// assert_eq!(Language::from_accept("de"), Language::Ar);
    /// ```
    #[must_use]
    pub fn from_accept(header: &str) -> Language {
        let mut best = (0, Language::default());
        for range in header.split(',') {
            let (tag, weight) = range.split_once(';').unwrap_or((range, ""));
            let primary = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
            let Some(language) = Language::from_code(&primary) else { continue };
            let weight = thousandths(weight).unwrap_or(0);
            // Of equals the first one named wins.
            if weight > best.0 {
                best = (weight, language);
            }
        }
        best.1
    }

    /// The code, for `lang` attributes and addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Language::Ar => "ar",
            Language::Fr => "fr",
            Language::En => "en",
        }
    }

    /// The direction of writing, for `dir` attributes.
    #[must_use]
    pub fn dir(self) -> &'static str {
        match self {
            Language::Ar => "rtl",
            Language::Fr | Language::En => "ltr",
        }
    }

    /// The colon as it follows a word. In French a space goes before it, at which no line is broken.
    /// Source: Lexique des règles typographiques en usage à l'Imprimerie nationale.
    #[must_use]
    pub const fn colon(self) -> &'static str {
        match self {
            Language::Ar | Language::En => ":",
            Language::Fr => "\u{a0}:",
        }
    }

    /// Its name in itself, which every page shows whatever its own language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Language::Ar => "العربية",
            Language::Fr => "Français",
            Language::En => "English",
        }
    }
}

/// The weight of a language range, in thousandths; 1000 where none is given.
fn thousandths(parameters: &str) -> Option<u32> {
    let Some(value) = parameters.trim().strip_prefix("q=") else { return Some(1000) };
    let (whole, part) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    if part.len() > 3 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part: u32 = format!("{part:0<3}").parse().ok()?;
    match whole {
        "0" => Some(part),
        "1" if part == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, expected: Language) {
        assert_eq!(Language::from_accept(header), expected, "{header:?}");
    }

    #[test]
    fn the_language_wished_for_most_is_taken() {
        check("fr-FR,fr;q=0.9,en;q=0.8", Language::Fr);
        check("en;q=0.1,fr;q=0.2,ar;q=0.15", Language::Fr);
        check("de-CH, EN-gb;q=0.4", Language::En);
        check("fr, en", Language::Fr);
        check("ar-MA", Language::Ar);
    }

    #[test]
    fn without_a_wish_we_can_fill_the_page_is_arabic() {
        for header in ["", "*", "de", "zgh", ";;q=", "fr;q=0", "fr;q=2", "fr;q=-1", "fr;q=0.1234"] {
            check(header, Language::Ar);
        }
    }

    #[test]
    fn a_code_comes_back_as_its_language_and_nothing_else_does() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
        for code in ["", "AR", "fr-FR", "zgh", "e"] {
            assert_eq!(Language::from_code(code), None);
        }
    }
}
