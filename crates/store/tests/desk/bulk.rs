//! Acts on many cases: a second officer for many, and a real undo.

use desk::case::{
    BULK_HOUR_MS, BULK_MAX, BULK_REPORTS_MAX, BulkAct, CaseState, Filter, Mark, PROPOSAL_MS,
    Refusal, UNDO_MS, Whose,
};
use record::choice::Outcome;
use store::desk::cases::{Picked, TrailFilter, Wanted};
use store::desk::{DeskStore, Inserted};

use crate::cases::{ONE, TWO, acting, officer, refused, row};
use crate::{block, folder, insert, new_desk};

const CLOSE: BulkAct = BulkAct::Close(Outcome::NoGround);

fn cases(desk: &DeskStore, count: u64) -> Vec<Inserted> {
    (0..count).map(|number| insert(desk, number, &[], Vec::new())).collect()
}

fn picked(desk: &DeskStore, cases: &[Inserted]) -> Vec<Picked> {
    let pick = |kept: &Inserted| {
        let case = row(desk, *kept);
        Picked { reference: case.reference, seen: case.version }
    };
    cases.iter().map(pick).collect()
}

#[test]
fn a_few_cases_are_closed_at_once_and_their_entries_wait_until_nothing_can_be_taken_back() {
    let folder = folder("bulk");
    let desk = new_desk(&folder);
    let kept = cases(&desk, 3);
    let all = picked(&desk, &kept);
    let bulk = block(desk.bulk_propose(CLOSE, all, officer(ONE), 5_000)).unwrap();
    let bulk = desk.bulk_fetch(&bulk).unwrap().unwrap();
    assert!(bulk.cases.iter().all(|case| case.is_changed) && bulk.done_ms == Some(5_000));
    assert!(kept.iter().all(|it| row(&desk, *it).state == CaseState::Closed(Outcome::NoGround)));
    assert_eq!(desk.entries_release(5_000 + UNDO_MS).unwrap(), 0);
    assert!(desk.entries_waiting(9).unwrap().is_empty());
    assert_eq!(desk.entries_release(5_001 + UNDO_MS).unwrap(), 3);
    assert_eq!(desk.entries_release(5_001 + UNDO_MS).unwrap(), 0);
    assert_eq!(desk.entries_waiting(9).unwrap().len(), 3);
}

#[test]
fn an_undone_act_leaves_no_entry_and_each_case_as_it_was() {
    let folder = folder("bulk-undo");
    let desk = new_desk(&folder);
    let kept = cases(&desk, 3);
    block(desk.case_claim(kept[0].case_id, officer(ONE), 2_000)).unwrap();
    let ask = acting(&desk, kept[0].case_id, ONE, 2_001);
    block(desk.person_write(ask, kept[0].report_id, Wanted::Reply, "?")).unwrap();
    let all = picked(&desk, &kept);
    let bulk = block(desk.bulk_propose(CLOSE, all, officer(ONE), 5_000)).unwrap();
    // One was taken up again meanwhile: that stays.
    block(desk.case_claim(kept[2].case_id, officer(TWO), 5_500)).unwrap();
    block(desk.case_reopen(acting(&desk, kept[2].case_id, TWO, 5_600))).unwrap();
    block(desk.bulk_undo(bulk, officer(ONE), 5_000 + UNDO_MS)).unwrap();
    let states = kept.iter().map(|it| row(&desk, *it).state).collect::<Vec<_>>();
    assert_eq!(states, [CaseState::Waiting, CaseState::Open, CaseState::Open]);
    assert!(desk.report_summary(kept[0].report_id).unwrap().unwrap().is_asked);
    let bulk_now = desk.bulk_fetch(&bulk).unwrap().unwrap();
    assert_eq!(bulk_now.cases[2].refused.as_deref(), Some("changed"));
    // The one that was taken up again is not undone, so that it was closed will be public.
    assert_eq!(desk.entries_release(9_999_999).unwrap(), 1);
    let again = desk.bulk_undo(bulk, officer(ONE), 5_000 + UNDO_MS);
    assert_eq!(refused(block(again)), Refusal::TooLate);
}

#[test]
fn more_than_twenty_cases_wait_for_another_officer() {
    let folder = folder("bulk-second");
    let desk = new_desk(&folder);
    let kept = cases(&desk, 21);
    let all = picked(&desk, &kept);
    let bulk = block(desk.bulk_propose(CLOSE, all, officer(ONE), 5_000)).unwrap();
    assert!(kept.iter().all(|it| row(&desk, *it).state == CaseState::Open));
    assert_eq!(desk.bulks_to_confirm(5_001).unwrap(), [(bulk, officer(ONE), 21)]);
    let own = desk.bulk_confirm(bulk, officer(ONE), 6_000);
    assert_eq!(refused(block(own)), Refusal::OwnProposal);
    // One of them changes before the second officer looks.
    block(desk.message_write(kept[4].report_id, "wait", 9, 6_500)).unwrap();
    block(desk.bulk_confirm(bulk, officer(TWO), 7_000)).unwrap();
    let done = desk.bulk_fetch(&bulk).unwrap().unwrap();
    assert_eq!((done.second, done.done_ms), (Some(officer(TWO)), Some(7_000)));
    assert_eq!(done.cases.iter().filter(|case| case.is_changed).count(), 20);
    assert_eq!(row(&desk, kept[4]).state, CaseState::Open);
    let confirmed = TrailFilter { kind: Some("bulk-confirmed".into()), ..TrailFilter::default() };
    let trail = desk.trail(&confirmed, None, 99).unwrap();
    assert_eq!(trail.len(), 20);
    assert!(trail.iter().all(|line| line.actor == officer(TWO).to_string()));
    let again = desk.bulk_confirm(bulk, officer(TWO), 7_001);
    assert_eq!(refused(block(again)), Refusal::TooLate);
    let late = desk.bulk_undo(bulk, officer(TWO), 7_001 + UNDO_MS);
    assert_eq!(refused(block(late)), Refusal::TooLate);
}

#[test]
fn a_proposal_that_was_withdrawn_cannot_be_confirmed() {
    let folder = folder("bulk-withdrawn");
    let desk = new_desk(&folder);
    let kept = cases(&desk, 21);
    let all = picked(&desk, &kept);
    let bulk = block(desk.bulk_propose(CLOSE, all, officer(ONE), 5_000)).unwrap();
    block(desk.bulk_undo(bulk, officer(ONE), 6_000)).unwrap();
    assert!(desk.bulks_to_confirm(6_001).unwrap().is_empty());
    let confirmed = desk.bulk_confirm(bulk, officer(TWO), 7_000);
    assert_eq!(refused(block(confirmed)), Refusal::TooLate);
    assert!(kept.iter().all(|it| row(&desk, *it).state == CaseState::Open));
}

#[test]
fn cases_are_handed_over_and_marked_and_given_back() {
    let folder = folder("bulk-hand-over");
    let desk = new_desk(&folder);
    let kept = cases(&desk, 2);
    block(desk.case_claim(kept[0].case_id, officer(ONE), 2_000)).unwrap();
    let give = BulkAct::HandOver(Some(officer(TWO)));
    let all = picked(&desk, &kept);
    let bulk = block(desk.bulk_propose(give, all, officer(ONE), 3_000)).unwrap();
    let given = Filter { whose: Whose::Given, ..Filter::default() };
    let count =
        |now_ms| desk.queue_page(&given, officer(TWO), now_ms, None, 9).unwrap().cases.len();
    assert_eq!(count(3_001), 2);
    assert_eq!(row(&desk, kept[0]).lease, None, "whoever hands over works on it no more");
    block(desk.bulk_undo(bulk, officer(ONE), 3_500)).unwrap();
    assert_eq!(count(3_600), 0);
    let mark = BulkAct::Mark(Some(Mark::Pattern));
    let all = picked(&desk, &kept);
    block(desk.bulk_propose(mark, all, officer(ONE), 4_000)).unwrap();
    let marked = Filter { mark: Some(Mark::Pattern), ..Filter::default() };
    let page = desk.queue_page(&marked, officer(ONE), 4_001, None, 9).unwrap();
    assert_eq!(page.cases.len(), 2);
}

#[test]
fn what_another_officer_holds_is_left_alone() {
    let folder = folder("bulk-held");
    let desk = new_desk(&folder);
    let kept = cases(&desk, 2);
    block(desk.case_claim(kept[1].case_id, officer(TWO), 2_000)).unwrap();
    let all = picked(&desk, &kept);
    let bulk = block(desk.bulk_propose(CLOSE, all, officer(ONE), 3_000)).unwrap();
    let bulk = desk.bulk_fetch(&bulk).unwrap().unwrap();
    assert_eq!(bulk.cases[1].refused.as_deref(), Some("held"));
    assert_eq!(row(&desk, kept[1]).state, CaseState::Open);
}

#[test]
fn no_case_and_too_many_cases_are_no_act() {
    let folder = folder("bulk-size");
    let desk = new_desk(&folder);
    let one = Picked { reference: [9; 16], seen: 0 };
    for picked in [Vec::new(), vec![one; BULK_MAX + 1]] {
        let bulk = desk.bulk_propose(CLOSE, picked, officer(ONE), 3_000);
        assert_eq!(refused(block(bulk)), Refusal::Nothing);
    }
    // A case that is guessed is nothing either.
    let bulk = block(desk.bulk_propose(CLOSE, vec![one], officer(ONE), 3_000)).unwrap();
    assert!(desk.bulk_fetch(&bulk).unwrap().unwrap().cases.is_empty());
}

#[test]
fn a_proposal_that_nobody_confirmed_within_its_time_is_not_done() {
    let folder = folder("bulk-expired");
    let desk = new_desk(&folder);
    let kept = cases(&desk, 21);
    let all = picked(&desk, &kept);
    let bulk = block(desk.bulk_propose(CLOSE, all, officer(ONE), 5_000)).unwrap();
    assert_eq!(desk.bulks_to_confirm(5_000 + PROPOSAL_MS).unwrap().len(), 1);
    assert!(desk.bulks_to_confirm(5_001 + PROPOSAL_MS).unwrap().is_empty());
    let late = desk.bulk_confirm(bulk, officer(TWO), 5_001 + PROPOSAL_MS);
    assert_eq!(refused(block(late)), Refusal::Expired);
    assert!(kept.iter().all(|it| row(&desk, *it).state == CaseState::Open));
    block(desk.bulk_confirm(bulk, officer(TWO), 5_000 + PROPOSAL_MS)).unwrap();
    assert!(kept.iter().all(|it| row(&desk, *it).state != CaseState::Open));
}

#[test]
fn one_officer_ends_so_many_reports_an_hour_and_no_more_by_acts_on_many_cases() {
    let folder = folder("bulk-hour");
    let desk = new_desk(&folder);
    // One content that everybody reports, and others.
    let fold = ["content"];
    let burst = (0..BULK_REPORTS_MAX).map(|number| insert(&desk, number, &fold, Vec::new()));
    let burst = burst.last().unwrap();
    let others: Vec<Inserted> =
        (5_000..5_003).map(|number| insert(&desk, number, &[], Vec::new())).collect();
    let propose = |kept: &[Inserted], act, who, now_ms| {
        let picked = picked(&desk, kept);
        block(desk.bulk_propose(act, picked, officer(who), now_ms))
    };
    let at_ms = 10_000;
    let both = propose(&[burst, others[0]], CLOSE, ONE, at_ms);
    assert_eq!(refused(both), Refusal::TooMany);
    assert_eq!(row(&desk, burst).state, CaseState::Open, "all or nothing");
    let bulk = propose(&[burst], CLOSE, ONE, at_ms).unwrap();
    assert_eq!(refused(propose(&others[..1], CLOSE, ONE, at_ms + 1)), Refusal::TooMany);
    propose(&others[..1], BulkAct::Mark(Some(Mark::Pattern)), ONE, at_ms + 1).unwrap();
    propose(&others[..1], CLOSE, TWO, at_ms + 1).unwrap();
    assert_eq!(
        refused(propose(&others[1..2], CLOSE, ONE, at_ms + BULK_HOUR_MS - 1)),
        Refusal::TooMany
    );
    propose(&others[1..2], CLOSE, ONE, at_ms + BULK_HOUR_MS).unwrap();
    // What was taken back is not ended.
    let again = propose(&others[2..], CLOSE, ONE, at_ms + 2);
    assert_eq!(refused(again), Refusal::TooMany);
    block(desk.bulk_undo(bulk, officer(ONE), at_ms + 3)).unwrap();
    propose(&others[2..], CLOSE, ONE, at_ms + 4).unwrap();
}
