//! Objections and rulings: one text for each, read back strictly; and the file that is ruled on.

use proptest::prelude::*;
use proptest::sample::select;
use record::id::{Digest, NoticeRef};
use record::notice::*;

use crate::samples::{at, desk};
use crate::strategies::{digest, notice_ref, organisation};

/// A notice with everything that a notice can have.
const REVIEW: &str = include_str!("../../fixtures/review.json");

fn review() -> ReviewFile {
    ReviewFile::from_bytes(REVIEW.trim_end().as_bytes()).unwrap()
}

fn plea() -> ContestPlea {
    ContestPlea {
        at: at(),
        by: Contester::Author,
        text: "هذا رأي ولم أشتم أحدا.\nIt is a quotation.".into(),
    }
}

fn contest() -> ContestFile {
    ContestFile { opened: review(), plea: plea(), v: NOTICE_VERSION }
}

prop_compose! {
    fn objection()(
        desk in organisation(), notice in notice_ref(), entry in digest(), text in digest(),
        test in digest(), reasons in digest(),
    ) -> Objection {
        Objection { desk, notice, entry, text, test, reasons }
    }
}

prop_compose! {
    fn ruling()(
        desk in organisation(), notice in notice_ref(), plea in digest(),
        decision in select(RulingDecision::ALL), reasons in digest(),
    ) -> Ruling {
        Ruling { desk, notice, plea, decision, reasons }
    }
}

proptest! {
    #[test]
    fn what_was_signed_reads_back_as_it_was(objection in objection(), ruling in ruling()) {
        prop_assert_eq!(Objection::from_text(&objection.to_text()), Ok(objection));
        prop_assert_eq!(Ruling::from_text(&ruling.to_text()), Ok(ruling));
    }

    #[test]
    fn one_is_never_read_as_the_other(objection in objection(), ruling in ruling()) {
        let (objection, ruling) = (objection.to_text(), ruling.to_text());
        prop_assert_eq!(Ruling::from_text(&objection), Err(SignedTextError::Kind("hiwar/ruling/v1")));
        prop_assert_eq!(
            Objection::from_text(&ruling),
            Err(SignedTextError::Kind("hiwar/objection/v1"))
        );
    }

    /// Whatever is read has no second spelling: it prints back as the same bytes.
    #[test]
    fn a_character_that_is_changed_added_or_lost_is_another_text_or_none(
        objection in objection(), ruling in ruling(), at in any::<prop::sample::Index>(),
        other in any::<char>(), act in 0..3_u8,
    ) {
        for text in [objection.to_text(), ruling.to_text()] {
            let mut characters: Vec<char> = text.chars().collect();
            let at = at.index(characters.len());
            match act {
                0 => characters[at] = other,
                1 => characters.insert(at, other),
                _ => drop(characters.remove(at)),
            }
            let changed: String = characters.into_iter().collect();
            if let Ok(read) = Objection::from_text(&changed) {
                prop_assert_eq!(read.to_text(), changed.clone());
            }
            if let Ok(read) = Ruling::from_text(&changed) {
                prop_assert_eq!(read.to_text(), changed);
            }
        }
    }

    #[test]
    fn nothing_that_is_no_such_text_is_read(text in any::<String>()) {
        prop_assert!(Objection::from_text(&text).is_err());
        prop_assert!(Ruling::from_text(&text).is_err());
    }

    #[test]
    fn two_pleas_that_differ_in_anything_have_two_digests(
        one in ".{0,20}", two in ".{0,20}", seconds in 0..3_i64,
    ) {
        let later = at().plus_seconds(seconds).unwrap();
        let other = ContestPlea { text: two, at: later, ..plea() };
        let first = ContestPlea { text: one, ..plea() };
        prop_assert_eq!(first == other, first.digest() == other.digest());
    }
}

#[test]
fn the_texts_are_as_the_docs_print_them() {
    let review = review();
    let entry = review.open().unwrap();
    let text = review.objection_text(&entry, "It is satire.");
    let certificate = review.certificate_text(&entry);
    let middle = certificate.strip_prefix("hiwar/release/v1\n").unwrap();
    // `printf "It is satire." | sha256sum`
    let reasons = "5284276bb7b5d0fe4659e36c3c5b8788a458e1e925dc1c7e2a1a4f24364d54a3";
    assert_eq!(text, format!("hiwar/objection/v1\n{middle}reasons {reasons}\n"));
    let notice = NoticeRef::from_random([0x22; 16]);
    let plea = Digest::from_bytes([0xab; 32]);
    let text = ruling_text(&desk(), notice, plea, RulingDecision::Upheld, "It is satire.");
    let (notice, plea) = ("22".repeat(16), "ab".repeat(32));
    assert_eq!(
        text,
        format!(
            "hiwar/ruling/v1\ndesk desk.example\nnotice {notice}\nplea {plea}\ndecision upheld\n\
             reasons {reasons}\n"
        )
    );
}

#[test]
fn a_line_that_is_missing_doubled_or_out_of_place_is_told_by_its_name() {
    let text = review().objection_text(&review().open().unwrap(), "why");
    let lines: Vec<&str> = text.lines().collect();
    let without = |at: usize| {
        let mut lines = lines.clone();
        lines.remove(at);
        lines.join("\n") + "\n"
    };
    let names = ["desk", "notice", "entry", "text", "test", "reasons"];
    for (at, name) in (1..).zip(names) {
        let error = Err(SignedTextError::Line(name));
        assert_eq!(Objection::from_text(&without(at)), error, "{name}");
    }
    assert_eq!(Objection::from_text(&format!("{text}\n")), Err(SignedTextError::More));
    assert_eq!(Objection::from_text(text.trim_end()), Err(SignedTextError::Line("reasons")));
    let upper = text.replace("desk desk", "desk Desk");
    assert_eq!(Objection::from_text(&upper), Err(SignedTextError::Line("desk")));
}

#[test]
fn reasons_or_a_form_of_the_notice_that_differ_make_another_text() {
    let review = review();
    let entry = review.open().unwrap();
    let text = review.objection_text(&entry, "why");
    assert_ne!(review.objection_text(&entry, "why not"), text);
    let mut other = review.clone();
    other.test.aim_reasons.push('!');
    assert_ne!(other.objection_text(&entry, "why"), text);
    let mut other = review;
    other.notice.reasons.text.push('!');
    assert_ne!(other.objection_text(&entry, "why"), text);
}

#[test]
fn a_contest_file_reads_back_as_it_was_and_opens_its_entry() {
    let bytes = contest().to_bytes().unwrap();
    let read = ContestFile::from_bytes(&bytes).unwrap();
    assert_eq!(read, contest());
    assert_eq!(read.open().unwrap().to_bytes().unwrap(), read.opened.entry.as_bytes());
}

#[test]
fn a_contest_file_of_another_version_too_long_or_with_a_field_more_is_not_read() {
    let text = String::from_utf8(contest().to_bytes().unwrap()).unwrap();
    let read = |text: &str| ContestFile::from_bytes(text.as_bytes());
    let (newest, rest) = text.rsplit_once("\"v\":1}").unwrap();
    assert!(rest.is_empty());
    assert_eq!(read(&format!("{newest}\"v\":2}}")), Err(ContestFileError::Version));
    assert_eq!(read(&text.replacen("\"v\":1}", "\"v\":2}", 1)), Err(ContestFileError::Version));
    let whole: serde_json::Value = serde_json::from_str(&text).unwrap();
    for field in whole.as_object().unwrap().keys() {
        let mut less = whole.clone();
        less.as_object_mut().unwrap().remove(field);
        assert!(matches!(read(&less.to_string()), Err(ContestFileError::File(_))), "{field}");
    }
    let mut more = whole;
    more["plea"]["x"] = 1.into();
    assert!(matches!(read(&more.to_string()), Err(ContestFileError::File(_))));
    let long = |text: String| ContestFile { plea: ContestPlea { text, ..plea() }, ..contest() };
    assert!(long("ا".repeat(PLEA_CHARS_MAX)).to_bytes().is_ok());
    let error = Err(ContestFileError::Plea);
    assert_eq!(long("ا".repeat(PLEA_CHARS_MAX + 1)).to_bytes(), error);
    let by_hand = text.replace("It is a quotation.", &"x".repeat(PLEA_CHARS_MAX));
    assert_eq!(read(&by_hand), Err(ContestFileError::Plea));
    let large = vec![b' '; CONTEST_FILE_BYTES_MAX + 1];
    assert_eq!(ContestFile::from_bytes(&large), Err(ContestFileError::TooLarge));
}

#[test]
fn a_contest_file_whose_notice_is_another_than_its_entry_says_is_refused_by_its_part() {
    let mut changed = contest();
    changed.opened.notice.reasons.text.push('!');
    let error = changed.open().unwrap_err();
    assert_eq!((error.part(), &error), ("notice", &ContestFileError::Opened(OpenError::Text)));
    assert_eq!(ContestFileError::Plea.part(), "plea");
}
