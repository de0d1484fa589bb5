//! Splits and merges, and what undoing one brings back.

use desk::case::{CaseState, Refusal, UNDO_MS};
use record::choice::Outcome;
use store::desk::cases::{Audience, Wanted};
use store::desk::{DeskStore, Inserted};

use crate::cases::{ONE, TWO, acting, held, kinds, officer, refused, row};
use crate::{block, folder, insert, new_desk};

fn case_of(desk: &DeskStore, kept: Inserted) -> i64 {
    desk.report_summary(kept.report_id).unwrap().unwrap().case_id
}

#[test]
fn a_split_takes_one_report_and_its_marks_into_a_case_of_its_own() {
    let folder = folder("split");
    let desk = new_desk(&folder);
    let first = held(&desk, 1, &["address:a"]);
    let second = insert(&desk, 2, &["address:a", "address:b"], Vec::new());
    let act = acting(&desk, first.case_id, ONE, 3_000);
    let reference = block(desk.case_split(act, second.report_id)).unwrap();
    let split = desk.case_fetch(&reference).unwrap().unwrap();
    assert_eq!(case_of(&desk, second), split.case_id);
    assert_eq!((row(&desk, first).reports, split.reports), (1, 1));
    assert_eq!(split.opened_ms, 1_002, "it has waited as long as its report");
    assert_eq!(split.lease.unwrap().holder, officer(ONE));
    // What is further reported follows the marks.
    assert_eq!(insert(&desk, 3, &["address:b"], Vec::new()).case_id, split.case_id);
    assert_eq!(insert(&desk, 4, &["address:a"], Vec::new()).case_id, first.case_id);
    for kept in [first.case_id, split.case_id] {
        let events = desk.case_events(kept).unwrap();
        assert!(events.iter().any(|event| event.kind == "case-split"), "{events:?}");
    }
}

#[test]
fn the_only_report_of_a_case_and_one_of_another_case_are_not_split_off() {
    let folder = folder("split-refused");
    let desk = new_desk(&folder);
    let kept = held(&desk, 1, &["address:a"]);
    let elsewhere = insert(&desk, 2, &["address:b"], Vec::new());
    for report_id in [kept.report_id, elsewhere.report_id, 99] {
        let act = acting(&desk, kept.case_id, ONE, 3_000);
        assert_eq!(refused(block(desk.case_split(act, report_id))), Refusal::Nothing);
    }
    assert!(desk.case_moves(kept.case_id).unwrap().is_empty());
}

#[test]
fn an_undone_split_is_as_if_it_had_not_been() {
    let folder = folder("split-undo");
    let desk = new_desk(&folder);
    let first = held(&desk, 1, &["address:a"]);
    let second = insert(&desk, 2, &["address:a"], Vec::new());
    let before = row(&desk, first);
    let act = acting(&desk, first.case_id, ONE, 3_000);
    let reference = block(desk.case_split(act, second.report_id)).unwrap();
    let split = desk.case_fetch(&reference).unwrap().unwrap();
    let note = acting(&desk, split.case_id, ONE, 3_001);
    block(desk.note_add(note, Audience::Officers, "written meanwhile")).unwrap();
    let moved = desk.case_moves(first.case_id).unwrap().remove(0);
    assert!(!moved.is_merge && moved.reports == 1);
    let act = acting(&desk, first.case_id, ONE, 4_000);
    block(desk.case_move_undo(act, moved.move_id)).unwrap();
    let after = row(&desk, first);
    assert_eq!(
        (after.reports, after.urgency, after.opened_ms),
        (2, before.urgency, before.opened_ms)
    );
    assert_eq!(case_of(&desk, second), first.case_id);
    assert_eq!(desk.case_fetch(&reference).unwrap().unwrap().state, CaseState::Merged);
    assert_eq!(desk.notes(first.case_id).unwrap().len(), 1, "what was written meanwhile is kept");
    let act = acting(&desk, first.case_id, ONE, 5_000);
    assert_eq!(refused(block(desk.case_move_undo(act, moved.move_id))), Refusal::TooLate);
}

#[test]
fn a_merge_moves_everything_and_what_comes_later_finds_the_one_case() {
    let folder = folder("merge");
    let desk = new_desk(&folder);
    let first = held(&desk, 1, &["address:a"]);
    let other = held(&desk, 2, &["address:b"]);
    let act = acting(&desk, other.case_id, ONE, 3_000);
    block(desk.note_add(act, Audience::Officers, "of the other case")).unwrap();
    let act = acting(&desk, other.case_id, ONE, 3_100);
    block(desk.person_write(act, other.report_id, Wanted::Reply, "when?")).unwrap();
    let reference = row(&desk, other).reference;
    block(desk.case_merge(acting(&desk, first.case_id, ONE, 4_000), reference)).unwrap();
    let merged = row(&desk, other);
    assert_eq!(
        (merged.state, merged.merged_into, merged.reports),
        (CaseState::Merged, Some(first.case_id), 0)
    );
    let case = row(&desk, first);
    assert_eq!((case.reports, case.state), (2, CaseState::Waiting));
    assert_eq!(desk.notes(first.case_id).unwrap()[0].body, "of the other case");
    assert_eq!(insert(&desk, 3, &["address:b"], Vec::new()).case_id, first.case_id);
    assert!(kinds(&desk, first).contains(&"reply-asked".to_owned()), "with its time line");
    let closed = block(desk.case_claim(other.case_id, officer(TWO), 5_000));
    assert_eq!(refused(closed), Refusal::State(CaseState::Merged));
}

#[test]
fn an_undone_merge_gives_each_case_back_what_was_its_own() {
    let folder = folder("merge-undo");
    let desk = new_desk(&folder);
    let first = held(&desk, 1, &["address:a"]);
    let other = held(&desk, 2, &["address:b"]);
    let act = acting(&desk, other.case_id, ONE, 3_000);
    block(desk.note_add(act, Audience::Officers, "of the other case")).unwrap();
    let reference = row(&desk, other).reference;
    block(desk.case_merge(acting(&desk, first.case_id, ONE, 4_000), reference)).unwrap();
    let later = insert(&desk, 3, &["address:b"], Vec::new());
    let moved = desk.case_moves(first.case_id).unwrap().remove(0);
    let undo = acting(&desk, first.case_id, ONE, 5_000);
    block(desk.case_move_undo(undo, moved.move_id)).unwrap();
    let (case, revived) = (row(&desk, first), row(&desk, other));
    assert_eq!((revived.state, revived.merged_into, revived.reports), (CaseState::Open, None, 1));
    // What came after the merge came to the one case, and stays there to be looked at.
    assert_eq!((case.reports, case_of(&desk, later)), (2, first.case_id));
    assert!(desk.notes(first.case_id).unwrap().is_empty());
    assert_eq!(desk.notes(other.case_id).unwrap().len(), 1);
}

#[test]
fn after_an_undone_merge_what_comes_finds_the_case_that_is_there_again() {
    let folder = folder("merge-undo-fold");
    let desk = new_desk(&folder);
    let first = held(&desk, 1, &["address:a"]);
    let other = held(&desk, 2, &["address:b"]);
    let reference = row(&desk, other).reference;
    block(desk.case_merge(acting(&desk, first.case_id, ONE, 4_000), reference)).unwrap();
    let moved = desk.case_moves(first.case_id).unwrap().remove(0);
    block(desk.case_move_undo(acting(&desk, first.case_id, ONE, 5_000), moved.move_id)).unwrap();
    assert_eq!(insert(&desk, 3, &["address:b"], Vec::new()).case_id, other.case_id);
    assert_eq!(insert(&desk, 4, &["address:a"], Vec::new()).case_id, first.case_id);
}

#[test]
fn after_ten_minutes_or_once_it_has_moved_on_nothing_is_undone() {
    let folder = folder("undo-late");
    let desk = new_desk(&folder);
    let first = held(&desk, 1, &["address:a"]);
    let other = held(&desk, 2, &["address:b"]);
    let reference = row(&desk, other).reference;
    block(desk.case_merge(acting(&desk, first.case_id, ONE, 4_000), reference)).unwrap();
    let moved = desk.case_moves(first.case_id).unwrap().remove(0);
    let late = acting(&desk, first.case_id, ONE, 4_001 + UNDO_MS);
    assert_eq!(refused(block(desk.case_move_undo(late, moved.move_id))), Refusal::TooLate);
    let act = acting(&desk, first.case_id, ONE, 5_000);
    block(desk.case_split(act, other.report_id)).unwrap();
    let act = acting(&desk, first.case_id, ONE, 6_000);
    assert_eq!(refused(block(desk.case_move_undo(act, moved.move_id))), Refusal::TooLate);
}

#[test]
fn a_case_that_somebody_else_works_on_or_that_is_closed_is_not_merged() {
    let folder = folder("merge-held");
    let desk = new_desk(&folder);
    let first = held(&desk, 1, &["address:a"]);
    let other = insert(&desk, 2, &["address:b"], Vec::new());
    block(desk.case_claim(other.case_id, officer(TWO), 2_000)).unwrap();
    let reference = row(&desk, other).reference;
    let merge =
        |now_ms| block(desk.case_merge(acting(&desk, first.case_id, ONE, now_ms), reference));
    assert_eq!(refused(merge(3_000)), Refusal::Held(officer(TWO)));
    block(desk.case_close(acting(&desk, other.case_id, TWO, 3_100), Outcome::NoGround)).unwrap();
    block(desk.case_release(other.case_id, officer(TWO), 3_200)).unwrap();
    let closed = Refusal::State(CaseState::Closed(Outcome::NoGround));
    assert_eq!(refused(merge(3_300)), closed);
    let itself = row(&desk, first).reference;
    let act = acting(&desk, first.case_id, ONE, 3_400);
    assert_eq!(refused(block(desk.case_merge(act, itself))), Refusal::Nothing);
    assert_eq!(row(&desk, other).reports, 1);
}
