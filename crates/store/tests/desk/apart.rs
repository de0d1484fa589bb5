//! Who agrees to a notice: somebody who had no part in its case, whatever became of the case, and only
//! to what they have read. And what a notice and the end of a case may still say.

use desk::case::Refusal;
use record::choice::Outcome;
use store::desk::{By, DeskStore, Fixed, Inserted, NewNotice, Step};

use crate::cases::{ONE, TWO, acting, held, kinds, officer, refused, row};
use crate::{block, folder, new_desk};

fn by(actor: &str) -> By<'_> {
    By { actor, at_ms: 6_000, seen: None }
}

/// A draft for the person of a report.
fn begin(desk: &DeskStore, kept: Inserted, number: u8, drafter: &str) -> i64 {
    let new = NewNotice {
        reference: [number; 16],
        report_id: kept.report_id,
        platform: "clips.example",
        draft: b"what an officer typed",
    };
    block(desk.notice_begin(new, by(drafter))).unwrap().unwrap()
}

fn save(desk: &DeskStore, id: i64, by: By<'_>) -> Step {
    block(desk.notice_save(id, "clips.example", b"another text", by)).unwrap()
}

fn version(desk: &DeskStore, id: i64) -> u64 {
    desk.notice_fetch(id).unwrap().unwrap().row.version
}

#[test]
fn nobody_agrees_to_a_text_that_they_wrote_at_even_if_somebody_else_wrote_last() {
    let folder = folder("apart-edited");
    let desk = new_desk(&folder);
    let kept = held(&desk, 1, &["address:a"]);
    let id = begin(&desk, kept, 7, "first");
    for drafter in ["second", "second", "first"] {
        assert_eq!(save(&desk, id, by(drafter)), Step::Taken);
    }
    let edited = kinds(&desk, kept).into_iter().filter(|kind| kind == "notice-edited").count();
    assert_eq!(edited, 2, "each time that another one wrote");
    assert_eq!(block(desk.notice_propose(id, by("first"))).unwrap(), Step::Taken);
    for writer in ["first", "second"] {
        let fixed = Fixed { entry: b"an entry", code: "1234567812345678", hours: 24 };
        let whole = desk.notice_approve_and_register(id, b"texts", fixed, by(writer));
        assert_eq!(block(whole).unwrap(), Step::Elsewhere);
        assert_eq!(block(desk.notice_approve(id, by(writer))).unwrap(), Step::Elsewhere);
    }
    assert_eq!(block(desk.notice_approve(id, by("third"))).unwrap(), Step::Taken);
}

#[test]
fn who_decided_in_a_case_decided_in_every_case_that_it_was_split_from_or_merged_with() {
    let folder = folder("apart-kin");
    let desk = new_desk(&folder);
    let (first, other) = (held(&desk, 1, &["address:a"]), held(&desk, 2, &["address:b"]));
    // One confirmed nothing here yet: splitting or merging is the only part they have.
    let reference = row(&desk, other).reference;
    block(desk.case_merge(acting(&desk, first.case_id, ONE, 4_000), reference)).unwrap();
    let split = acting(&desk, first.case_id, ONE, 4_100);
    let third = desk.case_fetch(&block(desk.case_split(split, other.report_id)).unwrap());
    let third = third.unwrap().unwrap();
    block(desk.case_release(third.case_id, officer(ONE), 4_200)).unwrap();
    block(desk.case_claim(third.case_id, officer(TWO), 4_300)).unwrap();
    block(desk.case_close(acting(&desk, third.case_id, TWO, 4_400), Outcome::NoGround)).unwrap();
    // A notice of the first case, which TWO never touched.
    let id = begin(&desk, first, 7, "drafter");
    block(desk.notice_propose(id, by("drafter"))).unwrap();
    for had_a_part in [ONE, TWO] {
        let name = officer(had_a_part).to_string();
        assert!(desk.case_deciders(first.case_id).unwrap().contains(&name));
        assert_eq!(block(desk.notice_approve(id, by(&name))).unwrap(), Step::Elsewhere);
    }
    assert_eq!(block(desk.notice_approve(id, by("approver"))).unwrap(), Step::Taken);
}

#[test]
fn nobody_agrees_to_or_writes_over_what_they_have_not_seen() {
    let folder = folder("apart-seen");
    let desk = new_desk(&folder);
    let kept = held(&desk, 1, &["address:a"]);
    let id = begin(&desk, kept, 7, "drafter");
    let seen = |actor, seen| By { seen: Some(seen), ..by(actor) };
    let shown = version(&desk, id);
    assert_eq!(save(&desk, id, seen("drafter", shown)), Step::Taken);
    assert_eq!(save(&desk, id, seen("other", shown)), Step::Elsewhere, "written over");
    assert_eq!(block(desk.notice_drop(id, seen("other", shown))).unwrap(), Step::Elsewhere);
    assert_eq!(block(desk.notice_propose(id, seen("drafter", shown))).unwrap(), Step::Elsewhere);
    block(desk.notice_propose(id, by("drafter"))).unwrap();
    let read = version(&desk, id);
    // It is sent back, written anew and proposed again while the approver still reads.
    block(desk.notice_return(id, "too long", by("another"))).unwrap();
    save(&desk, id, by("drafter"));
    block(desk.notice_propose(id, by("drafter"))).unwrap();
    assert_eq!(block(desk.notice_approve(id, seen("approver", read))).unwrap(), Step::Elsewhere);
    let read = version(&desk, id);
    assert_eq!(block(desk.notice_approve(id, seen("approver", read))).unwrap(), Step::Taken);
}

#[test]
fn a_notice_goes_with_its_report_into_another_case_and_back() {
    let folder = folder("apart-merged");
    let desk = new_desk(&folder);
    let (first, other) = (held(&desk, 1, &["address:a"]), held(&desk, 2, &["address:b"]));
    let id = begin(&desk, other, 7, "drafter");
    let of = |case_id| desk.notices_of_case(case_id).unwrap().len();
    let reference = row(&desk, other).reference;
    block(desk.case_merge(acting(&desk, first.case_id, ONE, 4_000), reference)).unwrap();
    assert_eq!((of(first.case_id), of(other.case_id)), (1, 0));
    block(desk.notice_propose(id, by("drafter"))).unwrap();
    assert!(kinds(&desk, first).contains(&"notice-proposed".to_owned()));
    let moved = desk.case_moves(first.case_id).unwrap().remove(0);
    let undo = acting(&desk, first.case_id, ONE, 5_000);
    block(desk.case_move_undo(undo, moved.move_id)).unwrap();
    assert_eq!((of(first.case_id), of(other.case_id)), (0, 1));
}

#[test]
fn nothing_leaves_in_the_name_of_who_took_their_report_back() {
    let folder = folder("apart-withdrawn");
    let desk = new_desk(&folder);
    let kept = held(&desk, 1, &["address:a"]);
    let id = begin(&desk, kept, 7, "drafter");
    block(desk.notice_propose(id, by("drafter"))).unwrap();
    block(desk.notice_approve(id, by("approver"))).unwrap();
    assert!(block(desk.report_withdraw(kept.report_id, 7_000)).unwrap());
    assert_eq!(desk.notice_fetch(id).unwrap(), None);
    let new = NewNotice {
        reference: [8; 16],
        report_id: kept.report_id,
        platform: "clips.example",
        draft: b"",
    };
    assert_eq!(block(desk.notice_begin(new, by("drafter"))).unwrap(), None);
}

#[test]
fn no_case_ends_with_what_its_platform_did_not_do() {
    let folder = folder("apart-ends");
    let desk = new_desk(&folder);
    let kept = held(&desk, 1, &["address:a"]);
    for outcome in desk::case::closings_after_notice() {
        let act = acting(&desk, kept.case_id, ONE, 3_000);
        assert_eq!(refused(block(desk.case_close(act, *outcome))), Refusal::NotSo);
    }
    let waiting = desk.entries_waiting(10).unwrap();
    assert!(waiting.is_empty(), "no entry says so either");
    let act = acting(&desk, kept.case_id, ONE, 3_000);
    block(desk.case_close(act, Outcome::NoGround)).unwrap();
}
