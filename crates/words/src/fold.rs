//! Words as they are looked for: without what people leave out or write in another way. Not for
//! showing: a folded word is no spelling of anything.

/// A text folded for search: vowel marks and stretching are gone; forms of alef, ya, ta marbuta and
/// of the letters that Persian and Urdu write in their own way are one; Latin letters have neither
/// accents nor case; digits are Latin.
///
/// Source: what Lucene's Arabic and Persian normalisers fold, and the hamza on its seats beside it,
/// which people type as they come.
///
/// # Example
///
/// ```
/// assert_eq!(words::fold("مَدْرَسَة"), words::fold("مدرسه"));
/// assert_eq!(words::fold("Hôpital"), "hopital");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Vowel marks, stretching, marks of the Quran, joiners and marks of direction.
            '\u{0610}'..='\u{061A}'
            | '\u{0640}'
            | '\u{064B}'..='\u{065F}'
            | '\u{0670}'
            | '\u{06D6}'..='\u{06DC}'
            | '\u{06DF}'..='\u{06E8}'
            | '\u{06EA}'..='\u{06ED}'
            | '\u{200B}'..='\u{200F}'
            | '\u{0300}'..='\u{036F}' => {}
            'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
            'ى' | 'ی' | 'ئ' => folded.push('ي'),
            'ؤ' => folded.push('و'),
            'ة' | 'ۀ' | 'ہ' => folded.push('ه'),
            'ک' | 'گ' | 'ڭ' => folded.push('ك'),
            'پ' => folded.push('ب'),
            'ڤ' | 'ڥ' => folded.push('ف'),
            '\u{0660}'..='\u{0669}' => folded.push(digit(c, 0x0660)),
            '\u{06F0}'..='\u{06F9}' => folded.push(digit(c, 0x06F0)),
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            // Letters without case and accents, most of what is written here.
            '\u{0620}'..='\u{06FF}' => folded.push(c),
            c => c.to_lowercase().for_each(|c| plain(c, &mut folded)),
        }
    }
    folded
}

fn digit(c: char, zero: u32) -> char {
    char::from_digit(c as u32 - zero, 10).unwrap_or(c)
}

/// Latin letters with a mark, in lower case, and what they are without. Source: Unicode's
/// decompositions of the blocks Latin-1 Supplement and Latin Extended-A; ligatures by custom.
const PLAIN: &[(&str, &str)] = &[
    ("àáâãäåāăą", "a"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŉ", "n"),
    ("òóôõöøōŏő", "o"),
    ("ŕŗř", "r"),
    ("śŝşš", "s"),
    ("ţťŧ", "t"),
    ("ùúûüũūŭůűų", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("ß", "ss"),
];

fn plain(c: char, folded: &mut String) {
    match c {
        // What lower case leaves of a capital I with a dot.
        '\u{0300}'..='\u{036F}' => {}
        '\u{0180}'.. => folded.push(c),
        _ => match PLAIN.iter().find(|row| row.0.contains(c)) {
            Some((_, plain)) => folded.push_str(plain),
            None => folded.push(c),
        },
    }
}

/// The folded words of a text, each once, in their order. Single letters are left out.
#[must_use]
pub fn folded_words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut seen = std::collections::BTreeSet::new();
    let words =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(1).is_some());
    words.filter(|word| seen.insert((*word).to_owned())).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_same(a: &str, b: &str) {
        assert_eq!(fold(a), fold(b), "{a} {b}");
    }

    #[test]
    fn vowel_marks_and_stretching_do_not_change_a_word() {
        check_same("حوار", "حِوَار");
        check_same("حوار", "حـــوار");
        check_same("الرحمن", "الرَّحْمٰن");
    }

    #[test]
    fn letters_that_people_write_in_two_ways_are_one() {
        check_same("أحمد", "احمد");
        check_same("إسلام", "اسلام");
        check_same("آسفي", "اسفي");
        check_same("مصطفى", "مصطفي");
        check_same("مدرسة", "مدرسه");
        check_same("مسؤول", "مسوول");
        check_same("أگادير", "اكادير");
        check_same("ڤيديو", "فيديو");
        check_same("کتاب", "كتاب");
    }

    #[test]
    fn accents_and_case_do_not_change_a_word() {
        check_same("Français", "francais");
        check_same("ŒUVRE", "oeuvre");
        check_same("e\u{301}cole", "école");
        check_same("İstanbul", "istanbul");
        check_same("STRASSE", "straße");
    }

    #[test]
    fn digits_are_the_same_in_every_script() {
        check_same("٢٠٢٦", "2026");
        check_same("۲۰۲۶", "2026");
    }

    #[test]
    fn different_words_stay_different() {
        for (a, b) in [("كتاب", "كتب"), ("حوار", "حور"), ("chat", "chats"), ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "ⵜⴰⵎⴰⵣⵉⵖ")]
        {
            assert_ne!(fold(a), fold(b));
        }
    }

    #[test]
    fn words_are_parted_by_whatever_is_no_letter_and_no_digit() {
        let found = folded_words("هَدَّدني، «هددني» في 12/05 عبر @Some_one! a\u{200F}b");
        assert_eq!(found, ["هددني", "في", "12", "05", "عبر", "some", "one", "ab"]);
        assert!(folded_words("").is_empty());
        assert!(folded_words("… ـ َ , a").is_empty());
    }

    #[test]
    fn what_is_folded_twice_is_as_folded_once() {
        for text in ["أَهْلًا", "Œdème", "İı", "ﷺ", "٣٫١٤"] {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }
}
