//! What is past its time goes, and nothing of a case that is not closed ever does. The time is an
//! argument.

use desk::retention::{Kept, Retention};
use record::choice::Outcome;
use store::desk::{DeskStore, SESSION_MS_MAX, retention_due_in};

use crate::cases::{ONE, acting, held};
use crate::{TOLD, block, exhibit, folder, insert, is_in_the_open, new_desk, random};

const YEAR_MS: u64 = 366 * 86_400_000;
/// When the cases of these tests are closed.
const CLOSED_MS: u64 = 5_000;

fn policy() -> Retention {
    Retention::standard().unwrap()
}

fn close(desk: &DeskStore, case_id: i64) {
    block(desk.case_close(acting(desk, case_id, ONE, CLOSED_MS), Outcome::NoGround)).unwrap();
}

fn state(desk: &DeskStore, report_id: i64) -> String {
    desk.report_summary(report_id).unwrap().unwrap().state
}

#[test]
fn nothing_of_an_open_case_goes_however_old_it_is() {
    let folder = folder("retain-open");
    let desk = new_desk(&folder);
    let open = insert(&desk, 1, &["address:a"], Vec::new());
    let taken_back = insert(&desk, 2, &["address:a"], Vec::new());
    assert_eq!(open.case_id, taken_back.case_id);
    block(desk.report_withdraw(taken_back.report_id, 3_000)).unwrap();
    assert_eq!(desk.retire(&policy(), 1_000 * YEAR_MS).unwrap(), 0);
    assert_eq!(state(&desk, open.report_id), "received");
    assert_eq!(state(&desk, taken_back.report_id), "withdrawn");
}

#[test]
fn the_reports_of_a_closed_case_go_together_once_it_was_quiet_for_five_years() {
    let folder = folder("retain-closed");
    let desk = new_desk(&folder);
    let first = held(&desk, 1, &["address:a"]);
    let second = insert(&desk, 2, &["address:a"], exhibit(&desk, &[7; 400_000]));
    assert_eq!(first.case_id, second.case_id);
    close(&desk, first.case_id);
    let ends = CLOSED_MS + 5 * YEAR_MS;
    assert_eq!(desk.retire(&policy(), ends - 1).unwrap(), 0);
    let due = retention_due_in(folder.path(), &policy(), ends).unwrap();
    assert_eq!(due.len(), 2, "a look beside the open desk");
    assert!(due.iter().all(|it| it.why == Kept::ClosedReport && it.quiet_ms == CLOSED_MS));
    assert_eq!(state(&desk, first.report_id), "received", "and a look changes nothing");

    assert_eq!(desk.retire(&policy(), ends).unwrap(), 2);
    for kept in [first, second] {
        assert_eq!(state(&desk, kept.report_id), "erased");
        assert!(desk.report_fetch(kept.report_id).unwrap().is_none());
        let last = desk.report_events(kept.report_id).unwrap().pop().unwrap();
        assert_eq!((last.kind.as_str(), last.actor.as_str()), ("report-retired", "desk"));
        assert_eq!(last.detail, "closed-report");
    }
    assert_eq!(desk.objects().list().unwrap(), Vec::<String>::new());
    assert!(!is_in_the_open(folder.path(), TOLD));
    assert_eq!(desk.retire(&policy(), ends).unwrap(), 0);
    drop(desk);
    let desk = DeskStore::open(folder.path(), random).unwrap();
    assert_eq!(state(&desk, second.report_id), "erased", "and it stays so");
}

#[test]
fn whatever_happens_in_a_closed_case_begins_its_time_anew() {
    let folder = folder("retain-quiet");
    let desk = new_desk(&folder);
    let kept = held(&desk, 1, &[]);
    close(&desk, kept.case_id);
    block(desk.message_write(kept.report_id, "one more thing", 100, 9_000)).unwrap();
    let ends = 9_000 + 5 * YEAR_MS;
    assert_eq!(desk.retire(&policy(), ends - 1).unwrap(), 0);
    assert_eq!(desk.retire(&policy(), ends).unwrap(), 1);
}

#[test]
fn a_case_that_was_opened_again_keeps_everything() {
    let folder = folder("retain-reopened");
    let desk = new_desk(&folder);
    let kept = held(&desk, 1, &[]);
    close(&desk, kept.case_id);
    block(desk.case_reopen(acting(&desk, kept.case_id, ONE, 9_000))).unwrap();
    assert_eq!(desk.retire(&policy(), 1_000 * YEAR_MS).unwrap(), 0);
    assert_eq!(state(&desk, kept.report_id), "received");
}

#[test]
fn a_report_that_was_taken_back_goes_a_year_later() {
    let folder = folder("retain-withdrawn");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], exhibit(&desk, b"a picture"));
    block(desk.report_withdraw(kept.report_id, 3_000)).unwrap();
    assert_eq!(desk.retire(&policy(), 3_000 + YEAR_MS - 1).unwrap(), 0);
    assert_eq!(desk.retire(&policy(), 3_000 + YEAR_MS).unwrap(), 1);
    let last = desk.report_events(kept.report_id).unwrap().pop().unwrap();
    assert_eq!((last.kind.as_str(), last.detail.as_str()), ("report-retired", "withdrawn-report"));
    assert!(desk.exhibit_open(kept.report_id, 1).unwrap().is_none());
}

#[test]
fn more_than_one_batch_goes_in_one_night() {
    let folder = folder("retain-many");
    let desk = new_desk(&folder);
    for number in 0..50 {
        let kept = insert(&desk, number, &[], Vec::new());
        block(desk.report_withdraw(kept.report_id, 3_000)).unwrap();
    }
    assert_eq!(desk.retire(&policy(), 3_000 + YEAR_MS).unwrap(), 50);
}

#[test]
fn the_policy_says_of_log_ins_what_the_desk_does() {
    assert_eq!(policy().ms(Kept::Session), SESSION_MS_MAX);
}
