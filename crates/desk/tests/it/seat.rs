//! A notice at the platform's seat: where it stands, and what may be done with it.

use desk::answer::StatementProblem;
use desk::seat::{
    ANSWERS_MAX, DeliveryProof, NotNow, Question, Received, Stand, Standing, Way, is_delivery,
    may_decide, may_speak, stand,
};
use desk::turn::{Clock, Turn};
use record::Timestamp;
use record::choice::{Basis, Decision, Language, Measure};
use record::entry::AnswerHours;
use record::id::{NoticeRef, OfficerId};

use crate::now;

fn after(seconds: i64) -> Timestamp {
    now().plus_seconds(seconds).unwrap()
}

/// Where a notice of one hour, which a question stops for two more, stands half an hour after `now`.
#[track_caller]
fn check(turns: &[Turn], standing: Standing, due_s: Option<i64>) {
    let expected = Stand { standing, due: due_s.map(after) };
    let (within, pause) = (AnswerHours::new(1).unwrap(), AnswerHours::new(2).unwrap());
    assert_eq!(stand(turns, Clock { within, pause }, after(1800)), expected);
}

#[test]
fn a_notice_stands_where_its_turns_have_left_it() {
    let delivered = |s| Turn::Delivered(after(s));
    check(&[], Standing::Awaiting, None);
    check(&[delivered(0)], Standing::Awaiting, Some(3600));
    check(&[delivered(-1800)], Standing::Awaiting, Some(1800));
    check(&[delivered(-1801)], Standing::Silent, Some(1799));
    check(&[delivered(0), Turn::Answered(after(9))], Standing::Answered, None);
    let asked = [delivered(0), Turn::Asked(after(9)), Turn::Replied(after(20))];
    check(&asked[..2], Standing::Asked, Some(10_800));
    check(&asked, Standing::Awaiting, Some(3620));
    let unheard = [delivered(-9000), Turn::Asked(after(-8000))];
    check(&unheard, Standing::Asked, Some(1800));
    let over = [delivered(-9001), Turn::Asked(after(-8000))];
    check(&over, Standing::Silent, Some(1799));
    let late = [delivered(-9000), Turn::Answered(after(9))];
    check(&late, Standing::Answered, None);
    let written = [delivered(-9000), Turn::Silent(after(-5000))];
    check(&written, Standing::Silent, Some(-5400));
    check(&[written[0], written[1], Turn::Answered(after(9))], Standing::Answered, None);
    let back = [delivered(0), Turn::Answered(after(9)), Turn::Withdrawn(after(20))];
    check(&back, Standing::Withdrawn, None);
}

#[test]
fn the_first_opening_is_the_delivery_unless_there_is_nothing_left_to_answer() {
    let (delivered, answered) = (Turn::Delivered(now()), Turn::Answered(now()));
    assert!(is_delivery(&[], false) && !is_delivery(&[delivered], true));
    assert!(is_delivery(&[delivered], false), "by hand before, and now with a better proof");
    assert!(is_delivery(&[delivered, Turn::Silent(now())], false));
    assert!(!is_delivery(&[delivered, answered], false));
    assert!(is_delivery(&[delivered, answered, Turn::Replied(now())], false));
    assert!(!is_delivery(&[Turn::Withdrawn(now())], false));
}

#[test]
fn every_standing_and_every_reason_has_a_word_of_its_own() {
    for standing in Standing::ALL {
        assert_eq!(Standing::from_word(standing.word()), Some(standing));
    }
    assert_eq!(Standing::from_word("open"), None);
    let words: std::collections::BTreeSet<_> = NotNow::ALL.map(NotNow::word).into();
    assert_eq!(words.len(), NotNow::ALL.len());
}

#[test]
fn nobody_speaks_of_what_they_have_not_read_nor_of_what_was_taken_back() {
    let (delivered, answered) = (Turn::Delivered(now()), Turn::Answered(now()));
    assert_eq!(may_speak(&[]), Err(NotNow::NotOpened));
    assert_eq!(may_speak(&[delivered]), Ok(()));
    assert_eq!(may_speak(&[delivered, Turn::Withdrawn(now())]), Err(NotNow::Withdrawn));
    assert_eq!(may_speak(&[Turn::Withdrawn(now())]), Err(NotNow::Withdrawn));
    let mut turns = vec![delivered];
    turns.push(Turn::Asked(now()));
    turns.resize(ANSWERS_MAX, answered);
    assert_eq!(may_speak(&turns), Ok(()), "one more may come");
    turns.push(answered);
    assert_eq!(may_speak(&turns), Err(NotNow::TooMany));
}

#[test]
fn only_what_was_taken_down_is_put_back() {
    let restore = |earlier: &[Decision]| may_decide(Decision::Restored, earlier);
    let refused = Err(StatementProblem::NothingToRestore);
    assert_eq!((restore(&[]), restore(&[Decision::Refused])), (refused, refused));
    assert_eq!(restore(&[Decision::Accepted]), Ok(()));
    assert_eq!(restore(&[Decision::Narrowed, Decision::AskedForMore]), Ok(()));
    assert_eq!(restore(&[Decision::Accepted, Decision::Restored]), refused);
    let again = [Decision::Accepted, Decision::Restored, Decision::Accepted];
    assert_eq!(restore(&again), Ok(()));
    assert_eq!(may_decide(Decision::Refused, &[]), Ok(()));
}

#[test]
fn a_question_is_an_answer_that_asks_for_more_and_is_never_empty() {
    let question = Question {
        question: "ما هو المقطع المقصود؟".into(),
        language: "ar".into(),
        own_id: "q-1".into(),
    };
    let statement = question.statement(Measure::Removal).unwrap();
    assert_eq!(statement.decision, Decision::AskedForMore);
    assert_eq!((statement.measure, statement.basis), (None, Basis::NotSaid));
    assert_eq!(
        (statement.explanation.as_str(), statement.language),
        (&*question.question, Language::Arabic)
    );
    let empty = Question { question: " \n".into(), ..question };
    let refused = empty.statement(Measure::Removal).unwrap_err();
    assert_eq!(refused, [StatementProblem::Explanation]);
}

#[test]
fn a_platforms_reference_stands_on_one_line() {
    let received = |text: &str| Received { reference: text.into() }.check();
    assert_eq!(received(" T-1\n\u{202E}2 ").unwrap().reference, "T-1 2");
    assert_eq!(received("").unwrap().reference, "");
    assert_eq!(received(&"a".repeat(201)), None);
}

#[test]
fn the_proof_of_a_delivery_says_who_was_given_what_and_when_in_one_form_only() {
    let to = "platform.example".parse().unwrap();
    let (notice, by) = (NoticeRef::from_random([9; 16]), OfficerId::from_random([7; 8]));
    let proof = DeliveryProof::new(notice, b"the file", &to, by, Way::Page, now());
    let text = proof.to_text();
    assert_eq!(record::canonical::parse_strict::<DeliveryProof>(text.as_bytes()), Ok(proof));
    for part in ["\"by\":\"0707070707070707\"", "\"means\":\"interface\"", "\"way\":\"page\""] {
        assert!(text.contains(part), "{text}");
    }
}
