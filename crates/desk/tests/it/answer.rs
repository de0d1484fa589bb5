//! What a platform answers, and when it is silent.

use desk::answer::{StatementDraft, StatementProblem as Problem, Turn, deadline, is_silent};
use proptest::prelude::*;
use record::Timestamp;
use record::choice::{Decision, Measure};
use record::entry::AnswerHours;

use crate::now;

fn accepted() -> StatementDraft {
    StatementDraft {
        decision: "accepted".into(),
        measure: "removal".into(),
        basis: "law".into(),
        decider: "person".into(),
        ground: "Penal Code, article 447-2".into(),
        facts: "Seen on 25 November 2026.".into(),
        own_id: "case-17_a".into(),
        ..StatementDraft::default()
    }
}

#[track_caller]
fn check_wrong(change: impl FnOnce(&mut StatementDraft), problem: Problem) {
    let mut draft = accepted();
    change(&mut draft);
    assert_eq!(draft.check(Measure::Removal), Err(vec![problem]));
}

#[test]
fn a_whole_statement_is_taken_and_each_fault_is_named() {
    let statement = accepted().check(Measure::Removal).unwrap();
    assert_eq!(
        (statement.decision, statement.measure),
        (Decision::Accepted, Some(Measure::Removal))
    );
    check_wrong(|it| it.decision = "maybe".into(), Problem::Decision);
    check_wrong(|it| it.measure.clear(), Problem::Measure);
    check_wrong(|it| it.measure = "something".into(), Problem::Measure);
    check_wrong(|it| it.measure = "label".into(), Problem::NotWhatWasAsked);
    check_wrong(|it| it.basis.clear(), Problem::Basis);
    check_wrong(|it| it.decider.clear(), Problem::Decider);
    check_wrong(|it| it.ground.clear(), Problem::Ground);
    check_wrong(|it| it.ground = "a".repeat(501), Problem::Ground);
    check_wrong(|it| it.facts = "a".repeat(5001), Problem::Facts);
    check_wrong(|it| it.territories = vec!["Morocco".into()], Problem::Territories);
    check_wrong(|it| it.applied_on = "yesterday".into(), Problem::Days);
    check_wrong(|it| it.own_id = "a b".into(), Problem::OwnId);
    check_wrong(|it| it.language = "english".into(), Problem::Language);
    check_wrong(|it| it.redress = "a".repeat(501), Problem::Redress);
    let ends_first = |it: &mut StatementDraft| {
        it.applied_on = "2026-11-25".into();
        it.ends_on = "2026-11-24".into();
    };
    check_wrong(ends_first, Problem::Days);
}

#[test]
fn who_does_less_or_nothing_says_why() {
    let mut narrowed = StatementDraft {
        decision: "narrowed".into(),
        measure: "country_limit".into(),
        ..accepted()
    };
    assert_eq!(narrowed.check(Measure::Removal), Err(vec![Problem::Explanation]));
    narrowed.explanation = "Only there is it unlawful.".into();
    assert!(narrowed.check(Measure::Removal).is_ok());
    narrowed.measure = "removal".into();
    assert_eq!(narrowed.check(Measure::Removal), Err(vec![Problem::NotWhatWasAsked]));
    let refused =
        StatementDraft { decision: "refused".into(), measure: String::new(), ..accepted() };
    assert_eq!(refused.check(Measure::Removal), Err(vec![Problem::Explanation]));
}

fn hours(count: u16) -> AnswerHours {
    AnswerHours::new(count).unwrap()
}

fn after(seconds: i64) -> Timestamp {
    now().plus_seconds(seconds).unwrap()
}

#[test]
fn a_platform_is_silent_one_second_after_its_deadline() {
    let turns = [Turn::Delivered(now())];
    assert_eq!(deadline(&turns, hours(24)), Some(after(86_400)));
    assert!(!is_silent(&turns, hours(24), after(86_400)));
    assert!(is_silent(&turns, hours(24), after(86_401)));
    assert!(!is_silent(&[], hours(24), after(1_000_000)));
}

#[test]
fn a_second_delivery_gives_no_more_time_and_a_reply_gives_the_whole_of_it() {
    let again = [Turn::Delivered(now()), Turn::Delivered(after(50))];
    assert_eq!(deadline(&again, hours(1)), Some(after(3600)));
    let asked = [Turn::Delivered(now()), Turn::Answered(after(60)), Turn::Replied(after(7200))];
    assert_eq!(deadline(&asked[..2], hours(1)), None);
    assert_eq!(deadline(&asked, hours(1)), Some(after(10_800)));
    let silent = [Turn::Delivered(now()), Turn::Silent(after(3601))];
    assert!(!is_silent(&silent, hours(1), after(10_000)), "it is written down once");
    let back = [Turn::Delivered(now()), Turn::Withdrawn(after(60))];
    assert!(!is_silent(&back, hours(1), after(1_000_000)));
}

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let turn = (0..4u8, 0..1_000_000i64).prop_map(|(kind, s)| match kind {
        0 => Turn::Delivered(after(s)),
        1 => Turn::Answered(after(s)),
        2 => Turn::Replied(after(s)),
        _ => Turn::Withdrawn(after(s)),
    });
    proptest::collection::vec(turn, 0..12)
}

proptest! {
    #[test]
    fn no_history_makes_silence_without_a_delivery_nor_after_a_withdrawal(turns in turns()) {
        let late = after(100_000_000);
        let is_delivered = turns.iter().any(|it| matches!(it, Turn::Delivered(_)));
        let is_withdrawn = turns.iter().any(|it| matches!(it, Turn::Withdrawn(_)));
        if is_silent(&turns, hours(1), late) {
            prop_assert!(is_delivered && !is_withdrawn);
            prop_assert!(!matches!(turns.last(), Some(Turn::Answered(_))));
        }
    }
}
