//! Notices on their way out: one step at a time, each with its event, and never two for one.

use store::desk::{
    By, ContestState, Contester, DeskStore, Fixed, NewNotice, NewTurn, Step, TurnKind, Turned,
};

use crate::contests::plea;
use crate::{block, folder, insert, new_desk};

const FIXED: Fixed<'_> = Fixed { entry: b"an entry", code: "1234567812345678", hours: 24 };

/// The name of a reviewer's key.
const REVIEWER: &str = "bar.example+00000000";

fn by(actor: &str, at_ms: u64) -> By<'_> {
    By { actor, at_ms, seen: None }
}

fn begin(desk: &DeskStore, report_id: i64) -> i64 {
    let new = NewNotice {
        reference: [7; 16],
        report_id,
        platform: "clips.example",
        draft: b"what an officer typed",
    };
    block(desk.notice_begin(new, by("drafter", 10))).unwrap().unwrap()
}

/// A notice whose entry is queued.
fn registering(desk: &DeskStore, report_id: i64) -> i64 {
    let id = begin(desk, report_id);
    assert_eq!(block(desk.notice_propose(id, by("drafter", 11))).unwrap(), Step::Taken);
    assert_eq!(block(desk.notice_approve(id, by("approver", 12))).unwrap(), Step::Taken);
    let written = desk.notice_write(id, REVIEWER, b"texts", by(REVIEWER, 13));
    assert_eq!(block(written).unwrap(), Step::Taken);
    let certified = desk.notice_certify(id, "a certificate", FIXED, by(REVIEWER, 14));
    assert_eq!(block(certified).unwrap(), Step::Taken);
    id
}

#[test]
fn a_notice_goes_its_way_once_and_what_it_says_comes_back() {
    let folder = folder("notice-way");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &["address:https://clips.example/1"], Vec::new());
    let id = registering(&desk, kept.report_id);
    let notice = desk.notice_fetch(id).unwrap().unwrap();
    assert_eq!(notice.draft, b"what an officer typed");
    assert_eq!(notice.written, b"texts");
    assert_eq!(notice.certificate, b"a certificate");
    assert_eq!(notice.row.state, ::desk::notice::State::Registering);
    assert_eq!(notice.row.approved_by.as_deref(), Some("approver"));
    // A second hand that asks for the same step comes too late.
    let again = desk.notice_certify(id, "another", FIXED, by(REVIEWER, 15));
    assert_eq!(block(again).unwrap(), Step::Elsewhere);
    let waiting = desk.entries_waiting(10).unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].bytes, b"an entry");
    assert_eq!(Some(waiting[0].id), notice.row.entry_id);
    let found = desk.notice_by_contest_code("1234567812345678").unwrap().unwrap();
    assert_eq!((found.id, desk.notice_by_contest_code("1").unwrap()), (id, None));
}

#[test]
fn nothing_of_a_notice_stands_on_the_disk_in_the_open() {
    let folder = folder("notice-secret");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    registering(&desk, kept.report_id);
    drop(desk);
    for secret in ["what an officer typed", "a certificate", "1234567812345678"] {
        assert!(!crate::is_in_the_open(&folder.0, secret.as_bytes()), "{secret}");
    }
}

#[test]
fn what_is_sent_back_loses_its_approval_and_its_texts_and_says_why() {
    let folder = folder("notice-back");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let id = begin(&desk, kept.report_id);
    block(desk.notice_propose(id, by("drafter", 11))).unwrap();
    block(desk.notice_approve(id, by("approver", 12))).unwrap();
    let returned = block(desk.notice_return(id, "too late", by("approver", 13))).unwrap();
    assert_eq!(returned, Step::Elsewhere, "it was agreed to");
    let sent_back = desk.notice_stuck(id, "not necessary", by(REVIEWER, 14));
    assert_eq!(block(sent_back).unwrap(), Step::Taken);
    let notice = desk.notice_fetch(id).unwrap().unwrap();
    assert_eq!((notice.remark.as_str(), notice.objection.as_str()), ("not necessary", ""));
    assert_eq!((notice.row.approved_by, notice.row.reviewer), (None, None));
    assert!(notice.written.is_empty() && desk.entries_waiting(10).unwrap().is_empty());
}

#[test]
fn an_entry_is_queued_once_however_often_it_is_asked_for_and_keeps_its_place() {
    let folder = folder("notice-entry");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    registering(&desk, kept.report_id);
    let entry = desk.entries_waiting(10).unwrap().remove(0);
    desk.entry_placed(entry.id, 41).unwrap();
    desk.entry_placed(entry.id, 42).unwrap();
    assert_eq!(desk.entry_fetch(entry.id).unwrap().unwrap().place, Some(41));
    assert_eq!(
        (desk.entries_known_to().unwrap(), desk.entries_waiting(10).unwrap().len()),
        (42, 0)
    );
    assert_eq!(desk.entries_unproven(10).unwrap(), [(entry.id, 41)]);
    desk.entry_proven(entry.id, b"a proof".to_vec()).unwrap();
    assert!(desk.entries_unproven(10).unwrap().is_empty());
}

#[test]
fn no_turn_is_kept_of_a_notice_that_has_not_left() {
    let folder = folder("notice-early");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let id = registering(&desk, kept.report_id);
    let turn = NewTurn {
        kind: TurnKind::Delivered,
        happened_ms: 20,
        means: "public_form",
        own_id: None,
        body: b"a reference",
        entry: Some(b"another entry"),
    };
    let turned = block(desk.notice_turn(id, 0, turn, by("liaison", 20))).unwrap();
    assert_eq!(turned, Turned::Elsewhere);
    assert_eq!(desk.entries_waiting(10).unwrap().len(), 1);
    let contest = desk.contest_add(id, Contester::Author, plea("it is mine"), 30);
    assert_eq!(block(contest).unwrap(), Step::Elsewhere);
    assert!(desk.contests_open(10).unwrap().is_empty());
    assert_eq!(ContestState::Open.word(), "open");
}

#[test]
fn who_erases_a_report_takes_along_what_nobody_outside_has_seen_and_nothing_public() {
    let folder = folder("notice-erase");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let id = begin(&desk, kept.report_id);
    assert!(block(desk.report_erase(kept.report_id, 50)).unwrap());
    assert_eq!(desk.notice_fetch(id).unwrap(), None);
    assert!(desk.notices_of_case(kept.case_id).unwrap().is_empty());
    let kept = insert(&desk, 2, &[], Vec::new());
    let id = registering(&desk, kept.report_id);
    assert!(block(desk.report_erase(kept.report_id, 60)).unwrap());
    assert_eq!(desk.notice_fetch(id).unwrap().unwrap().written, b"texts");
}

#[test]
fn a_refused_attempt_is_kept_and_counted() {
    let folder = folder("notice-refused");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let refused = desk.notice_refused(kept.case_id, &["declared-press"], by("drafter", 10));
    block(refused).unwrap();
    assert_eq!(desk.notices_refused(kept.case_id).unwrap(), (1, 1));
    assert_eq!(desk.notices_refused(kept.case_id + 1).unwrap(), (0, 1));
}

#[test]
fn who_drafted_had_a_part_in_the_case_and_who_only_approved_had_none() {
    let folder = folder("notice-part");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    registering(&desk, kept.report_id);
    assert_eq!(desk.case_deciders(kept.case_id).unwrap(), ["drafter"]);
}
