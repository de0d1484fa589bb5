//! What is past its time goes, and nothing of a case that is not closed ever does. The time is an
//! argument.

use desk::notice::State;
use desk::retention::{ClockAhead, Kept, Retention};
use desk::turn::Awaits;
use record::choice::Outcome;
use store::desk::{
    AccountEventFilter, By, Contester, Decided, DeskStore, InboxFrom, Inserted, NewPlea, NewTurn,
    Retired, SESSION_MS_MAX, Step, TurnKind, Turned, WaitingList, retention_due_in,
};

use crate::cases::{ONE, acting, held, officer};
use crate::contests::{self, later, released, ruled, turned};
use crate::{TOLD, block, exhibit, folder, insert, is_in_the_open, new_desk, random};

const DAY_MS: u64 = 86_400_000;
const YEAR_MS: u64 = 366 * DAY_MS;
/// When the cases of these tests are closed.
const CLOSED_MS: u64 = 5_000;

fn policy() -> Retention {
    Retention::standard().unwrap()
}

/// How much is erased by a clock that an administrator has confirmed.
fn retire(desk: &DeskStore, now_ms: u64) -> usize {
    desk.clock_confirm_blocking(now_ms).unwrap();
    match desk.retire(&policy(), now_ms).unwrap() {
        Retired::Erased(count) => count,
        Retired::ClockAhead(ahead) => panic!("{ahead}"),
    }
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
    assert_eq!(retire(&desk, 1_000 * YEAR_MS), 0);
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
    assert_eq!(retire(&desk, ends - 1), 0);
    let due = retention_due_in(folder.path(), &policy(), ends).unwrap();
    assert_eq!(due.len(), 2, "a look beside the open desk");
    assert!(due.iter().all(|it| it.why == Kept::ClosedReport && it.quiet_ms == CLOSED_MS));
    assert_eq!(state(&desk, first.report_id), "received", "and a look changes nothing");

    assert_eq!(retire(&desk, ends), 2);
    for kept in [first, second] {
        assert_eq!(state(&desk, kept.report_id), "erased");
        assert!(desk.report_fetch(kept.report_id).unwrap().is_none());
        let last = desk.report_events(kept.report_id).unwrap().pop().unwrap();
        assert_eq!((last.kind.as_str(), last.actor.as_str()), ("report-retired", "desk"));
        assert_eq!(last.detail, "closed-report");
    }
    assert_eq!(desk.objects().list().unwrap(), Vec::<String>::new());
    assert!(!is_in_the_open(folder.path(), TOLD));
    assert_eq!(retire(&desk, ends), 0);
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
    assert_eq!(retire(&desk, ends - 1), 0);
    assert_eq!(retire(&desk, ends), 1);
}

#[test]
fn a_case_that_was_opened_again_keeps_everything() {
    let folder = folder("retain-reopened");
    let desk = new_desk(&folder);
    let kept = held(&desk, 1, &[]);
    close(&desk, kept.case_id);
    block(desk.case_reopen(acting(&desk, kept.case_id, ONE, 9_000))).unwrap();
    assert_eq!(retire(&desk, 1_000 * YEAR_MS), 0);
    assert_eq!(state(&desk, kept.report_id), "received");
}

#[test]
fn a_report_that_was_taken_back_goes_a_year_later() {
    let folder = folder("retain-withdrawn");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], exhibit(&desk, b"a picture"));
    block(desk.report_withdraw(kept.report_id, 3_000)).unwrap();
    assert_eq!(retire(&desk, 3_000 + YEAR_MS - 1), 0);
    assert_eq!(retire(&desk, 3_000 + YEAR_MS), 1);
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
    assert_eq!(retire(&desk, 3_000 + YEAR_MS), 50);
}

#[test]
fn the_policy_says_of_log_ins_what_the_desk_does() {
    assert_eq!(policy().ms(Kept::Session), SESSION_MS_MAX);
}

/// A notice that left for the person of a report, was delivered and answered with silence, in a case
/// that an officer closed three days after.
fn ended(desk: &DeskStore, kept: Inserted) -> i64 {
    let id = released(desk, kept.report_id, 7);
    assert!(matches!(turned(desk, id, 0), Turned::Kept(_)));
    let silence = NewTurn {
        kind: TurnKind::Silent,
        happened_ms: later(2 * DAY_MS),
        means: "",
        own_id: None,
        body: b"what nobody said",
        entry: Some(b"silent"),
    };
    let by = By { actor: "desk", at_ms: later(2 * DAY_MS), seen: None };
    assert!(matches!(block(desk.notice_turn(id, 1, silence, by)).unwrap(), Turned::Kept(_)));
    close_at(desk, kept.case_id, later(3 * DAY_MS));
    id
}

fn close_at(desk: &DeskStore, case_id: i64, now_ms: u64) {
    block(desk.case_claim(case_id, officer(ONE), now_ms)).unwrap();
    block(desk.case_close(acting(desk, case_id, ONE, now_ms), Outcome::NoGround)).unwrap();
}

#[test]
fn what_a_notice_said_goes_five_years_after_its_end_and_its_entries_stay() {
    let folder = folder("retain-notice");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let id = ended(&desk, kept);
    let entries = desk.entries_waiting(99).unwrap();
    let ends = later(3 * DAY_MS) + 5 * YEAR_MS;
    assert_eq!(retire(&desk, ends - 1), 0);
    assert!(desk.notice_fetch(id).unwrap().is_some());
    let due = retention_due_in(folder.path(), &policy(), ends).unwrap();
    let notice = due.iter().find(|it| it.why == Kept::Notice).unwrap();
    assert_eq!((notice.id, notice.reference), (id, [7; 16]));
    assert_eq!(retire(&desk, ends), 2, "the report and the notice");
    assert!(desk.notice_fetch(id).unwrap().is_none(), "nobody reads it any more");
    assert!(desk.notice_turns(id).unwrap().is_empty());
    assert!(desk.notice_by_contest_code("0000000000000007").unwrap().is_none());
    let row = desk.notice_by_reference(&[7; 16]).unwrap().unwrap();
    assert_eq!(row.state, State::Released, "that it was, and how it ended, stays");
    assert_eq!(desk.entries_waiting(99).unwrap(), entries, "and so does all that is public");
    let all = desk.inbox("clips.example", InboxFrom::After(0), 9, |_| true).unwrap();
    assert!(all.rows.is_empty(), "the platform is shown nothing that it cannot open");
    let over = WaitingList::Waiting(Awaits::Nothing);
    assert_eq!(desk.notices_listed_count(over).unwrap(), 0);
    let events = desk.case_events(kept.case_id).unwrap();
    assert!(events.iter().any(|it| it.kind == "notice-retired" && it.actor == "desk"));
    assert_eq!(retire(&desk, ends + YEAR_MS), 0);
}

#[test]
fn a_notice_that_waits_or_is_contested_has_not_ended() {
    let folder = folder("retain-notice-open");
    let desk = new_desk(&folder);
    let waits = insert(&desk, 1, &[], Vec::new());
    let undelivered = released(&desk, waits.report_id, 8);
    close_at(&desk, waits.case_id, later(DAY_MS));
    let contested = insert(&desk, 2, &[], Vec::new());
    let id = ended(&desk, contested);
    let plea = NewPlea { body: "look again", contact: "" };
    block(desk.contest_add(id, Contester::Author, plea, later(4 * DAY_MS))).unwrap();
    retire(&desk, later(1_000 * YEAR_MS));
    for id in [undelivered, id] {
        assert!(desk.notice_fetch(id).unwrap().is_some());
    }
}

#[test]
fn how_an_author_is_reached_goes_a_year_after_the_decision_and_the_plea_stays() {
    let folder = folder("retain-contact");
    let desk = contests::new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let id = ended(&desk, kept);
    let plea = NewPlea { body: "look again", contact: "author@mail.example" };
    block(desk.contest_add(id, Contester::Author, plea, later(4 * DAY_MS))).unwrap();
    let contest = |desk: &DeskStore| desk.contests_of(id).unwrap().remove(0);
    assert_eq!(contest(&desk).contact, "author@mail.example");
    assert!(!is_in_the_open(folder.path(), b"author@mail.example"));
    let decided_ms = later(5 * DAY_MS);
    let decided =
        desk.contest_decide(contest(&desk).id, Decided::Rejected, ruled("no"), decided_ms);
    assert_eq!(block(decided).unwrap(), Step::Taken);
    assert_eq!(retire(&desk, decided_ms + YEAR_MS - 1), 0);
    // A back-up from before: with the keys of after, nobody is reached by it.
    drop(desk);
    let (live, old) = (folder.0.join("desk.db"), folder.0.join("desk.db.old"));
    std::fs::copy(&live, &old).unwrap();
    let desk = DeskStore::open(folder.path(), random).unwrap();
    assert_eq!(retire(&desk, decided_ms + YEAR_MS), 1);
    let after = contest(&desk);
    assert_eq!((after.contact.as_str(), after.body.as_str()), ("", "look again"));
    assert_eq!(after.ruling, "no");
    drop(desk);
    std::fs::rename(&old, &live).unwrap();
    let desk = DeskStore::open(folder.path(), random).unwrap();
    assert_eq!((contest(&desk).contact.as_str(), contest(&desk).body.as_str()), ("", "look again"));
}

#[test]
fn a_clock_that_jumped_ahead_erases_nothing_until_an_administrator_says_that_it_is_right() {
    let folder = folder("retain-clock");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    block(desk.report_withdraw(kept.report_id, 3_000)).unwrap();
    // The first look, a day after the newest event at most, is believed and remembered.
    assert_eq!(desk.retire(&policy(), 3_000 + DAY_MS).unwrap(), Retired::Erased(0));
    let jumped = 3_000 + 2 * YEAR_MS;
    let ahead = ClockAhead { now_ms: jumped, known_ms: 3_000 + DAY_MS };
    assert_eq!(desk.retire(&policy(), jumped).unwrap(), Retired::ClockAhead(ahead));
    assert_eq!(state(&desk, kept.report_id), "withdrawn");
    // Events that the same clock dates prove nothing, and neither does that it ran on.
    insert(&desk, jumped, &[], Vec::new());
    assert!(matches!(desk.retire(&policy(), jumped + 1), Ok(Retired::ClockAhead(_))));
    assert_eq!(desk.clock_doubted(jumped).unwrap(), Some(ahead));
    assert_eq!(desk.clock_doubted(3_000).unwrap(), None, "nor is one doubted that went back");
    desk.clock_confirm_blocking(jumped).unwrap();
    assert_eq!(desk.clock_doubted(jumped).unwrap(), None);
    assert_eq!(desk.retire(&policy(), jumped).unwrap(), Retired::Erased(1));
    let kinds = desk.account_events(&AccountEventFilter::default(), None, 9).unwrap();
    assert!(kinds.iter().any(|it| it.kind == "clock-confirmed"), "the auditor sees it");
}
