//! Letters: nothing left to fill by a machine, nothing claimed as certain, values stay text.

use jiff::civil::Date;
use law::{
    Capacity, LetterError, LetterExhibit, LetterFacts, LetterKind, LetterLanguage, Pack, letter,
};
use proptest::prelude::*;

const BLANK: &str = "....................";

/// A letter's values, each the same text.
fn facts_of(value: &str) -> LetterFacts {
    let given = || Some(value.to_owned());
    let day: Date = "2026-02-03".parse().unwrap();
    LetterFacts {
        name: given(),
        capacity: Some(Capacity::Myself),
        address: given(),
        phone: given(),
        email: given(),
        city: given(),
        written_on: Some(day),
        to: given(),
        happened_on: Some(day),
        place: given(),
        content_address: given(),
        author: given(),
        facts: given(),
        reply: given(),
        data: given(),
        articles: vec!["88-13:85".into(), "PC:447-2".into()],
        exhibits: vec![LetterExhibit { name: value.to_owned(), sha256: [0xab; 32] }],
    }
}

fn write(kind: LetterKind, language: LetterLanguage, facts: &LetterFacts) -> law::Letter {
    letter(kind, language, facts, &Pack::morocco().unwrap()).unwrap()
}

fn each(check: impl Fn(LetterKind, LetterLanguage)) {
    for kind in LetterKind::ALL {
        for language in LetterLanguage::ALL {
            check(*kind, *language);
        }
    }
}

#[test]
fn no_placeholder_is_left_in_any_letter() {
    each(|kind, language| {
        for facts in [LetterFacts::default(), facts_of("X")] {
            let text = write(kind, language, &facts).text;
            for sign in ["{{", "}}", "{%", "%}", "{#", "undefined", "none"] {
                assert!(!text.contains(sign), "{kind} {language}: {sign} in\n{text}");
            }
        }
    });
}

#[test]
fn what_is_not_known_is_a_dotted_line_and_is_listed() {
    each(|kind, language| {
        let empty = write(kind, language, &LetterFacts::default());
        // The signature and the list of exhibits are dotted lines too.
        assert_eq!(empty.text.matches(BLANK).count() / 2, empty.blanks.len() + 2);
        let full = write(kind, language, &facts_of("X"));
        assert_eq!(full.blanks, Vec::<&str>::new(), "{kind} {language}");
        assert_eq!(full.text.matches(BLANK).count() / 2, 1, "{kind} {language}");
    });
}

#[test]
fn a_complaint_needs_a_telephone_number_or_an_e_mail_address() {
    let mut facts = facts_of("X");
    facts.phone = None;
    let with_email = write(LetterKind::Complaint, LetterLanguage::Fr, &facts);
    assert!(with_email.blanks.is_empty());
    facts.email = Some("  \n ".into());
    let without = write(LetterKind::Complaint, LetterLanguage::Fr, &facts);
    assert_eq!(without.blanks, ["contact"]);
}

#[test]
fn articles_are_suggested_and_false_reports_are_warned_of() {
    let french = write(LetterKind::Complaint, LetterLanguage::Fr, &facts_of("X")).text;
    assert!(french.contains("à titre de simple suggestion"));
    assert!(french.contains("article 447-2 du Code pénal"));
    assert!(french.contains("art. 445 et 264"));
    let arabic = write(LetterKind::Complaint, LetterLanguage::Ar, &facts_of("X")).text;
    assert!(arabic.contains("على سبيل الاقتراح فقط"));
    assert!(arabic.contains("الفصل 447-2 من القانون الجنائي"));
    assert!(arabic.contains("445 و264"));
    let none = LetterFacts { articles: Vec::new(), ..facts_of("X") };
    assert!(!write(LetterKind::Complaint, LetterLanguage::Fr, &none).text.contains("suggestion"));
}

#[test]
fn every_capacity_has_its_words() {
    for language in LetterLanguage::ALL {
        let mut texts: Vec<String> = Vec::new();
        for capacity in Capacity::ALL {
            let facts = LetterFacts { capacity: Some(*capacity), ..facts_of("X") };
            let written = write(LetterKind::Complaint, *language, &facts);
            assert!(written.blanks.is_empty());
            texts.push(written.text);
        }
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), Capacity::ALL.len());
    }
}

#[test]
fn exhibits_are_listed_with_their_hashes() {
    each(|kind, language| {
        let text = write(kind, language, &facts_of("X")).text;
        assert!(text.contains(&"ab".repeat(32)), "{kind} {language}");
    });
}

#[test]
fn an_article_that_is_not_in_the_pack_is_refused() {
    let facts = LetterFacts { articles: vec!["PC:265".into()], ..LetterFacts::default() };
    let pack = Pack::morocco().unwrap();
    let refused = letter(LetterKind::Complaint, LetterLanguage::Fr, &facts, &pack);
    assert!(matches!(refused, Err(LetterError::Article(id)) if id == "PC:265"));
}

#[test]
fn template_syntax_in_a_value_stays_text() {
    each(|kind, language| {
        let text = write(kind, language, &facts_of("{{ name }}{% raw %}{# x #}")).text;
        assert!(text.contains("{{ name }}{% raw %}{# x #}"), "{kind} {language}");
    });
}

#[test]
fn new_lines_and_marks_of_direction_change_nothing_around_a_value() {
    let hostile = "a\u{202e}b\r\nSignature : Y\u{2069}\u{2028}c\u{0}";
    each(|kind, language| {
        let plain = write(kind, language, &facts_of("X")).text;
        let text = write(kind, language, &facts_of(hostile)).text;
        assert!(!text.contains('\u{202e}') && !text.contains('\u{2028}') && !text.contains('\0'));
        // Only the indented values may have lines of their own.
        let own = |text: &str| text.lines().filter(|line| !line.starts_with("    ")).count();
        assert_eq!(own(&text), own(&plain), "{kind} {language}");
        assert!(!text.lines().any(|line| line.starts_with("Signature : Y")));
        let count = |c: char| text.chars().filter(|x| *x == c).count();
        assert_eq!(count('\u{2068}'), count('\u{2069}'), "{kind} {language}");
    });
}

#[test]
fn every_template_says_where_its_law_comes_from() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/law/ma/letters");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().collect();
    assert_eq!(files.len(), 8);
    for file in files {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let first = text.lines().next().unwrap();
        assert!(first.contains("Sources: ") && first.contains("Checked 2026-11-23"), "{first}");
        assert!(first.contains("awaiting counsel"), "{first}");
    }
}

proptest! {
    #[test]
    fn any_value_makes_a_letter_with_as_many_lines_of_its_own(value in any::<String>()) {
        let plain = write(LetterKind::Complaint, LetterLanguage::Ar, &facts_of("X")).text;
        let text = write(LetterKind::Complaint, LetterLanguage::Ar, &facts_of(&value)).text;
        let own = |text: &str| text.lines().filter(|line| !line.starts_with("    ")).count();
        // A value of which nothing is left is one dotted line for its indented ones.
        prop_assert!(own(&text).abs_diff(own(&plain)) <= 1);
    }
}
