//! What a platform answers.

use desk::answer::{StatementDraft, StatementProblem as Problem};
use record::choice::{Decision, Measure};

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
