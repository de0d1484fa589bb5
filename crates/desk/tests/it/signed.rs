//! What a reviewer signs counts if their own key signed exactly this, and is in force.

use desk::contest::{Contester, Plea, contested, file, ruling};
use desk::notice::{Sending, Written};
use desk::signed::{
    Contested, KnownKey, NoteProblem, OBJECTION_CHARS_MAX, SignedObjection, SignedRuling, Signer,
    objection,
};
use record::id::VerifierKeyText;
use record::notice::{ContestPlea, RulingDecision, objection_text, ruling_text};
use register::note::{KeyKind, Note, SignerKey};

use crate::notice::{key, reviewer, written};
use crate::now;

fn public(key: &SignerKey) -> VerifierKeyText {
    key.verifier().to_string().parse().unwrap()
}

fn other() -> SignerKey {
    key("press.example/reviewer", KeyKind::Ed25519, 41)
}

/// The key that the reviewer had before.
fn old() -> SignerKey {
    key("bar.example/reviewer", KeyKind::Ed25519, 42)
}

/// Asks with the register of these tests: the reviewer and another in force, and an old key.
fn with_keys<T>(ask: impl FnOnce(Signer<'_>) -> T) -> T {
    let [own, other, old] = [reviewer(), other(), old()].map(|key| public(&key));
    let known = |key, is_in_force| KnownKey { key, is_in_force };
    let keys = [known(&own, true), known(&other, true), known(&old, false)];
    ask(Signer { name: own.name(), keys: &keys })
}

fn signed(text: String, key: &SignerKey) -> String {
    Note::sign(text, key).unwrap().to_string()
}

const WHY: &str = "It is satire.\nNobody is named.";

fn objection_to(written: &Written, reasons: &str) -> String {
    objection_text(&written.entry, &written.notice, written.test.as_ref().unwrap(), reasons)
}

fn object(note: &str, typed: &str) -> Result<SignedObjection, NoteProblem> {
    let written = written(Sending::Authority);
    with_keys(|signer| SignedObjection::new(note, typed, &written, signer))
}

#[test]
fn an_objection_counts_with_the_reviewers_own_signature_over_this_notice_and_these_reasons() {
    let written = written(Sending::Authority);
    let note = signed(objection_to(&written, WHY), &reviewer());
    let taken = object(&note, WHY).unwrap();
    assert_eq!((taken.notice(), taken.reasons()), (written.notice.notice, WHY));
    assert_eq!((taken.note(), taken.by()), (note.as_str(), public(&reviewer()).name()));
    // A form sends other ends of lines, and people leave room around what they type.
    assert!(object(&note, " It is satire.\r\nNobody is named.\r\n").is_ok());
}

#[test]
fn an_objection_that_is_altered_or_about_something_else_is_refused_with_the_reason() {
    let written = written(Sending::Authority);
    let text = objection_to(&written, WHY);
    let own = |text: &str| signed(text.to_owned(), &reviewer());
    let changed = |line: &str| {
        let line = format!("\n{line} ");
        let at = text.find(&line).unwrap() + line.len();
        let other = if text[at..].starts_with('0') { "1" } else { "0" };
        let mut text = text.clone();
        text.replace_range(at..=at, other);
        own(&text)
    };
    for (note, problem) in [
        (changed("entry"), NoteProblem::Form),
        (changed("text"), NoteProblem::Form),
        (changed("test"), NoteProblem::Form),
        (changed("reasons"), NoteProblem::Reasons),
        (changed("notice"), NoteProblem::Notice),
        (own(&text.replace("desk desk", "desk another")), NoteProblem::Desk),
        (own(&written.certificate_text()), NoteProblem::Kind),
        (own(&format!("{text}more\n")), NoteProblem::Kind),
    ] {
        assert_eq!(object(&note, WHY), Err(problem), "{note}");
    }
    assert_eq!(object(&own(&text), "It is satire."), Err(NoteProblem::Reasons));
    assert_eq!(object(&own(&text), " \u{202E}"), Err(NoteProblem::NoReasons));
    let long = "a".repeat(OBJECTION_CHARS_MAX + 1);
    assert_eq!(object(&own(&text), &long), Err(NoteProblem::NoReasons));
    assert_eq!((objection(" because "), objection(&long)), (Some("because".to_owned()), None));
}

#[test]
fn a_signature_of_anybody_else_or_of_an_old_key_counts_for_nothing() {
    let text = objection_to(&written(Sending::Authority), WHY);
    let by = |key: &SignerKey| signed(text.clone(), key);
    let stranger = key("bar.example/reviewer", KeyKind::Ed25519, 43);
    let twice = format!("{}{}", by(&reviewer()), by(&other()).rsplit_once("\n\n").unwrap().1);
    let broken = by(&reviewer()).replace("desk desk.example", "desk desc.example");
    for (note, problem) in [
        (by(&other()), NoteProblem::OtherReviewer),
        (by(&old()), NoteProblem::OldKey),
        (by(&stranger), NoteProblem::UnknownKey),
        (broken, NoteProblem::Broken),
        (twice, NoteProblem::Unreadable),
        (text.clone(), NoteProblem::Unsigned),
        (format!("{text}\n"), NoteProblem::Unsigned),
        (" \n".to_owned(), NoteProblem::Empty),
        (format!("{text}\n\u{2014} nonsense\n"), NoteProblem::Unreadable),
    ] {
        assert_eq!(object(&note, WHY), Err(problem), "{note}");
    }
    // The note is right, and its key is gone by now, or not there yet.
    let (own, written) = (public(&reviewer()), written(Sending::Authority));
    for keys in [vec![KnownKey { key: &own, is_in_force: false }], Vec::new()] {
        let signer = Signer { name: own.name(), keys: &keys };
        let refused = SignedObjection::new(&by(&reviewer()), WHY, &written, signer);
        assert_eq!(refused, Err(NoteProblem::NotInForce));
    }
}

#[test]
fn nobody_objects_from_outside_to_a_citizens_notice() {
    let (ours, theirs) = (written(Sending::Authority), written(Sending::Citizen));
    let note = signed(objection_to(&ours, WHY), &reviewer());
    let refused = with_keys(|signer| SignedObjection::new(&note, WHY, &theirs, signer));
    assert_eq!(refused, Err(NoteProblem::Form));
    assert_eq!(file(&theirs, plea()), None);
}

fn plea() -> ContestPlea {
    let plea = Plea::new("It is a quotation.", "me").unwrap();
    let body = serde_json::to_string(&plea).unwrap();
    contested(Contester::Author, now(), &body)
}

fn rule(note: &str, decision: RulingDecision, typed: &str) -> Result<SignedRuling, NoteProblem> {
    let (written, plea) = (written(Sending::Authority), plea());
    let contested = Contested { written: &written, plea: &plea };
    with_keys(|signer| SignedRuling::new(note, (decision, typed), contested, signer))
}

fn ruling_on(plea: &ContestPlea, decision: RulingDecision, reasons: &str) -> String {
    let notice = written(Sending::Authority).notice.notice;
    ruling_text(&"desk.example".parse().unwrap(), notice, plea.digest(), decision, reasons)
}

#[test]
fn a_ruling_counts_with_the_reviewers_own_signature_over_this_plea_and_this_decision() {
    for decision in RulingDecision::ALL {
        let note = signed(ruling_on(&plea(), *decision, WHY), &reviewer());
        let taken = rule(&note, *decision, &format!("{WHY}\r\n")).unwrap();
        assert_eq!((taken.plea(), taken.decision()), (plea().digest(), *decision));
        assert_eq!((taken.reasons(), taken.note()), (WHY, note.as_str()));
        assert_eq!(taken.by(), public(&reviewer()).name());
        assert_eq!(taken.notice(), written(Sending::Authority).notice.notice);
    }
}

#[test]
fn a_ruling_that_was_signed_on_another_plea_or_the_other_way_round_is_refused() {
    use RulingDecision::{Rejected, Upheld};
    let own = |text: String| signed(text, &reviewer());
    let note = own(ruling_on(&plea(), Upheld, WHY));
    assert_eq!(rule(&note, Rejected, WHY), Err(NoteProblem::Decision));
    assert_eq!(rule(&note, Upheld, "It is satire."), Err(NoteProblem::Reasons));
    assert_eq!(rule(&note, Upheld, ""), Err(NoteProblem::NoReasons));
    let later = ContestPlea { at: now().plus_seconds(1).unwrap(), ..plea() };
    for other in [
        ContestPlea { text: "It is a quotation!".into(), ..plea() },
        ContestPlea { by: Contester::Person, ..plea() },
        later,
    ] {
        let note = own(ruling_on(&other, Upheld, WHY));
        assert_eq!(rule(&note, Upheld, WHY), Err(NoteProblem::Plea), "{other:?}");
    }
    let text = ruling_on(&plea(), Upheld, WHY);
    let elsewhere = own(text.replace("desk desk", "desk another"));
    assert_eq!(rule(&elsewhere, Upheld, WHY), Err(NoteProblem::Desk));
    let objected = own(objection_to(&written(Sending::Authority), WHY));
    assert_eq!(rule(&objected, Upheld, WHY), Err(NoteProblem::Kind));
    assert_eq!(rule(&signed(text.clone(), &other()), Upheld, WHY), Err(NoteProblem::OtherReviewer));
    assert_eq!(rule(&signed(text, &old()), Upheld, WHY), Err(NoteProblem::OldKey));
}

#[test]
fn what_is_taken_away_to_rule_on_is_what_the_ruling_is_held_against() {
    let written = written(Sending::Authority);
    let file = file(&written, plea()).unwrap();
    let read = record::notice::ContestFile::from_bytes(&file.to_bytes().unwrap()).unwrap();
    let entry = read.open().unwrap();
    let text = ruling_text(
        entry.desk(),
        read.opened.notice.notice,
        read.plea.digest(),
        RulingDecision::Rejected,
        &ruling(WHY).unwrap(),
    );
    assert!(rule(&signed(text, &reviewer()), RulingDecision::Rejected, WHY).is_ok());
}

#[test]
fn a_plea_that_was_kept_as_plain_words_is_those_words() {
    let plain = contested(Contester::Person, now(), "it is a quotation");
    assert_eq!(
        (plain.text.as_str(), plea().text.as_str()),
        ("it is a quotation", "It is a quotation.")
    );
}
