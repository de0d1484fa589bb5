//! What officers do with cases: who holds one, what an act changes, and what it leaves behind.

use std::sync::Barrier;
use std::thread;

use desk::case::{CaseState, Filter, LEASE_MS, Refusal, Shelf, Whose};
use record::choice::Outcome;
use record::entry::{Body, Entry};
use record::id::OfficerId;
use store::desk::cases::{ActError, Acting, Audience, CaseRow, Wanted};
use store::desk::{DeskStore, EventLine, Inserted, Speaker, Writing};

use crate::{block, folder, insert, is_in_the_open, new_desk, random};

pub(crate) const ONE: [u8; 8] = [1; 8];
pub(crate) const TWO: [u8; 8] = [2; 8];

pub(crate) fn officer(bytes: [u8; 8]) -> OfficerId {
    OfficerId::from_random(bytes)
}

pub(crate) fn row(desk: &DeskStore, kept: Inserted) -> CaseRow {
    desk.case_row(kept.case_id).unwrap().unwrap()
}

/// The act of an officer who has just looked at the case.
pub(crate) fn acting(desk: &DeskStore, case_id: i64, who: [u8; 8], now_ms: u64) -> Acting {
    let seen = desk.case_row(case_id).unwrap().unwrap().version;
    Acting { case_id, officer: officer(who), seen, now_ms }
}

/// A case of one report that officer one holds at 2,000.
pub(crate) fn held(desk: &DeskStore, number: u64, fold: &[&str]) -> Inserted {
    let kept = insert(desk, number, fold, Vec::new());
    block(desk.case_claim(kept.case_id, officer(ONE), 2_000)).unwrap();
    kept
}

#[track_caller]
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T, ActError>) -> Refusal {
    match result {
        Err(ActError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn kinds(desk: &DeskStore, kept: Inserted) -> Vec<String> {
    let lines = desk.case_events(kept.case_id).unwrap();
    lines.into_iter().map(|line| line.kind).collect()
}

#[test]
fn of_two_officers_who_claim_at_once_one_holds_the_case() {
    let folder = folder("claim-race");
    let desk = new_desk(&folder);
    for round in 0..40 {
        let kept = insert(&desk, round, &[], Vec::new());
        let start = Barrier::new(2);
        let claimed = thread::scope(|scope| {
            let claim = |who| {
                start.wait();
                block(desk.case_claim(kept.case_id, officer(who), 5_000)).is_ok()
            };
            let threads = [ONE, TWO].map(|who| scope.spawn(move || claim(who)));
            threads.map(|thread| thread.join().unwrap())
        });
        assert_eq!(claimed.iter().filter(|it| **it).count(), 1, "round {round}: {claimed:?}");
        let holder = row(&desk, kept).lease.unwrap().holder;
        assert_eq!(holder, officer(if claimed[0] { ONE } else { TWO }));
    }
}

#[test]
fn officers_who_all_ask_for_the_next_case_each_get_another_one() {
    let folder = folder("next-race");
    let desk = new_desk(&folder);
    for number in 0..8 {
        insert(&desk, number, &[], Vec::new());
    }
    let mut taken: Vec<[u8; 16]> = thread::scope(|scope| {
        let desk = &desk;
        let next = |who: u8| {
            let next = desk.case_claim_next(Filter::default(), officer([who; 8]), 5_000);
            block(next).unwrap().unwrap()
        };
        let threads: Vec<_> = (1..=8).map(|who| scope.spawn(move || next(who))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    taken.sort_unstable();
    taken.dedup();
    assert_eq!(taken.len(), 8);
    let none = block(desk.case_claim_next(Filter::default(), officer([9; 8]), 5_000)).unwrap();
    assert_eq!(none, None);
}

#[test]
fn a_stale_lease_lets_nobody_act_once_another_has_the_case() {
    let folder = folder("stale-lease");
    let desk = new_desk(&folder);
    let kept = held(&desk, 1, &[]);
    let later = 2_000 + LEASE_MS;
    // It has lapsed and nobody took it: its holder may go on.
    let note = desk.note_add(acting(&desk, kept.case_id, ONE, later), Audience::Officers, "still");
    block(note).unwrap();
    let taken = later + LEASE_MS;
    block(desk.case_claim(kept.case_id, officer(TWO), taken)).unwrap();
    let stale = acting(&desk, kept.case_id, ONE, taken + 1);
    let held_by_two = Refusal::Held(officer(TWO));
    assert_eq!(refused(block(desk.note_add(stale, Audience::Officers, "late"))), held_by_two);
    assert_eq!(refused(block(desk.case_close(stale, Outcome::NoGround))), held_by_two);
    assert_eq!(refused(block(desk.case_renew(kept.case_id, officer(ONE), taken + 1))), held_by_two);
    assert_eq!(desk.notes(kept.case_id).unwrap().len(), 1);
    assert!(desk.entries_waiting(9).unwrap().is_empty());
}

#[test]
fn a_form_that_is_sent_twice_acts_once() {
    let folder = folder("replay");
    let desk = new_desk(&folder);
    let kept = held(&desk, 1, &[]);
    let shown = acting(&desk, kept.case_id, ONE, 3_000);
    block(desk.note_add(shown, Audience::Officers, "once")).unwrap();
    assert_eq!(refused(block(desk.note_add(shown, Audience::Officers, "once"))), Refusal::Changed);
    // What a person wrote meanwhile is a change too: nobody decides without having seen it.
    let shown = acting(&desk, kept.case_id, ONE, 3_001);
    block(desk.message_write(kept.report_id, "one thing more", 9, 3_002)).unwrap();
    assert_eq!(refused(block(desk.case_close(shown, Outcome::NoGround))), Refusal::Changed);
    assert_eq!(desk.notes(kept.case_id).unwrap().len(), 1);
}

#[test]
fn nobody_acts_on_a_case_they_did_not_take_or_that_is_not_there() {
    let folder = folder("not-held");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let act = acting(&desk, kept.case_id, ONE, 3_000);
    assert_eq!(refused(block(desk.case_close(act, Outcome::Court))), Refusal::NotHeld);
    let nowhere = Acting { case_id: 99, ..act };
    assert_eq!(refused(block(desk.case_close(nowhere, Outcome::Court))), Refusal::Nothing);
    assert_eq!(refused(block(desk.case_claim(99, officer(ONE), 3_000))), Refusal::Nothing);
    assert_eq!(desk.case_fetch(&[7; 16]).unwrap(), None);
}

#[test]
fn closing_writes_one_public_entry_in_the_same_change() {
    let folder = folder("close");
    let desk = new_desk(&folder);
    let kept = held(&desk, 1, &[]);
    block(desk.case_close(acting(&desk, kept.case_id, ONE, 7_000), Outcome::Prosecutor)).unwrap();
    assert_eq!(row(&desk, kept).state, CaseState::Closed(Outcome::Prosecutor));
    let waiting = desk.entries_waiting(9).unwrap();
    let entry = Entry::from_bytes(&waiting[0].bytes).unwrap();
    let Body::CaseOutcome(body) = entry.body() else { panic!("{entry:?}") };
    assert_eq!(
        (body.case.as_bytes(), body.decided_by),
        (&row(&desk, kept).reference, officer(ONE))
    );
    assert_eq!((body.harm.word(), body.outcome), ("defamation", Outcome::Prosecutor));
    // The person is told on their own time line, without a word about who or what else.
    let lines = desk.report_events(kept.report_id).unwrap();
    let last = lines.last().unwrap();
    assert_eq!((last.kind.as_str(), last.detail.as_str()), ("case-closed", "prosecutor"));
    assert_eq!(
        desk.report_summary(kept.report_id).unwrap().unwrap().outcome.unwrap(),
        "prosecutor"
    );

    let again = acting(&desk, kept.case_id, ONE, 8_000);
    let closed = Refusal::State(CaseState::Closed(Outcome::Prosecutor));
    assert_eq!(refused(block(desk.case_close(again, Outcome::NoGround))), closed);
    block(desk.case_reopen(again)).unwrap();
    assert_eq!(row(&desk, kept).state, CaseState::Open);
    block(desk.case_close(acting(&desk, kept.case_id, ONE, 9_000), Outcome::NoGround)).unwrap();
    assert_eq!(desk.entries_waiting(9).unwrap().len(), 2, "how it ended after all is public too");
}

#[test]
fn a_case_waits_for_the_person_who_was_asked_and_tells_the_others_nothing() {
    let folder = folder("ask");
    let desk = new_desk(&folder);
    let first = held(&desk, 1, &["address:a"]);
    let other = insert(&desk, 2, &["address:a"], Vec::new());
    let act = acting(&desk, first.case_id, ONE, 3_000);
    block(desk.person_write(act, first.report_id, Wanted::Reply, "which day was it?")).unwrap();
    assert_eq!(row(&desk, first).state, CaseState::Waiting);
    let summary = |kept: Inserted| desk.report_summary(kept.report_id).unwrap().unwrap();
    assert!(summary(first).is_asked && !summary(other).is_asked);
    assert!(desk.messages(other.report_id).unwrap().is_empty());
    let received = |lines: Vec<EventLine>| lines.len();
    assert_eq!(received(desk.report_events(other.report_id).unwrap()), 1);

    // The other one writes: that is no reply.
    block(desk.message_write(other.report_id, "and me?", 9, 3_500)).unwrap();
    assert_eq!((row(&desk, first).state, row(&desk, first).is_unread), (CaseState::Waiting, true));
    assert_eq!(
        block(desk.message_write(first.report_id, "monday", 9, 4_000)).unwrap(),
        Writing::Kept
    );
    let case = row(&desk, first);
    assert_eq!((case.state, case.is_unread), (CaseState::Open, true));
    block(desk.case_seen(acting(&desk, first.case_id, ONE, 5_000))).unwrap();
    assert!(!row(&desk, first).is_unread);
}

#[test]
fn a_message_goes_only_to_a_report_of_the_case() {
    let folder = folder("message-guess");
    let desk = new_desk(&folder);
    let kept = held(&desk, 1, &["address:a"]);
    let elsewhere = insert(&desk, 2, &["address:b"], Vec::new());
    let act = acting(&desk, kept.case_id, ONE, 3_000);
    let written = block(desk.person_write(act, elsewhere.report_id, Wanted::Nothing, "not yours"));
    assert_eq!(refused(written), Refusal::Nothing);
    assert!(desk.messages(elsewhere.report_id).unwrap().is_empty());
    let erased = insert(&desk, 3, &["address:a"], Vec::new());
    block(desk.report_erase(erased.report_id, 3_100)).unwrap();
    let act = acting(&desk, kept.case_id, ONE, 3_200);
    let written = block(desk.person_write(act, erased.report_id, Wanted::Nothing, "too late"));
    assert_eq!(refused(written), Refusal::Nothing);
}

#[test]
fn a_public_note_is_read_by_those_who_had_reported_and_by_nobody_who_came_later() {
    let folder = folder("public-note");
    let desk = new_desk(&folder);
    let first = held(&desk, 1, &["address:a"]);
    let note = |audience, body: &str, now_ms| {
        let act = acting(&desk, first.case_id, ONE, now_ms);
        block(desk.note_add(act, audience, body)).unwrap();
    };
    note(Audience::Officers, "ask a colleague", 3_000);
    note(Audience::Everyone, "the platform was asked today", 3_001);
    let late = insert(&desk, 2, &["address:a"], Vec::new());
    assert_eq!(late.case_id, first.case_id);
    let read = |kept: Inserted| desk.notes_for(kept.report_id).unwrap();
    assert_eq!(read(first).len(), 1);
    assert_eq!(read(first)[0].body, "the platform was asked today");
    assert!(
        read(late).is_empty(),
        "the author of the content must not learn that others came before"
    );
    assert_eq!(desk.notes(first.case_id).unwrap().len(), 2);
}

#[test]
fn what_officers_wrote_is_locked_and_goes_with_the_last_report() {
    let folder = folder("note-erase");
    let desk = new_desk(&folder);
    let first = held(&desk, 1, &["address:a"]);
    let second = insert(&desk, 2, &["address:a"], Vec::new());
    let act = acting(&desk, first.case_id, ONE, 3_000);
    block(desk.note_add(act, Audience::Officers, "she works at the ministry")).unwrap();
    assert!(!is_in_the_open(&folder.0, b"she works at the ministry"));
    drop(desk);
    let (live, old) = (folder.0.join("desk.db"), folder.0.join("desk.db.old"));
    std::fs::copy(&live, &old).unwrap();
    let desk = DeskStore::open(&folder.0, random).unwrap();
    block(desk.report_erase(first.report_id, 4_000)).unwrap();
    assert_eq!(desk.notes(first.case_id).unwrap().len(), 1, "one report is left");
    block(desk.report_erase(second.report_id, 5_000)).unwrap();
    assert!(desk.notes(first.case_id).unwrap().is_empty());
    drop(desk);
    // A back-up from before, beside the keys of after: the note stands there and does not open.
    std::fs::rename(&old, &live).unwrap();
    let desk = DeskStore::open(&folder.0, random).unwrap();
    assert!(desk.notes(first.case_id).unwrap().is_empty());
}

#[test]
fn confirmed_articles_stand_with_who_confirmed_them() {
    let folder = folder("articles");
    let desk = new_desk(&folder);
    let kept = held(&desk, 1, &[]);
    let confirm = |articles: &[&str], now_ms| {
        let articles = articles.iter().map(|it| (*it).to_owned()).collect();
        block(desk.articles_confirm(acting(&desk, kept.case_id, ONE, now_ms), articles)).unwrap();
    };
    confirm(&["88-13:83", "penal:447-2"], 3_000);
    confirm(&["penal:447-2"], 4_000);
    let confirmed = desk.articles_confirmed(kept.case_id).unwrap();
    assert_eq!(confirmed.len(), 1);
    assert_eq!(
        (confirmed[0].article.as_str(), confirmed[0].officer),
        ("penal:447-2", officer(ONE))
    );
    let count = kinds(&desk, kept).iter().filter(|kind| *kind == "articles-confirmed").count();
    assert_eq!(count, 2, "what was confirmed before stays in the time line");
}

#[test]
fn the_queue_shows_the_most_urgent_first_then_the_oldest_and_pages_by_key() {
    let folder = folder("queue");
    let desk = new_desk(&folder);
    for number in 0..25 {
        insert(&desk, number, &[], Vec::new());
    }
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = desk.queue_page(&Filter::default(), officer(ONE), 2_000, after, 4).unwrap();
        assert!(page.cases.len() <= 4);
        seen.extend(page.cases.iter().map(|case| (case.urgency, case.opened_ms, case.case_id)));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 25);
    assert!(seen.is_sorted(), "{seen:?}");
    assert_eq!(desk.queue_oldest().unwrap(), [(2, 1_000)]);
    assert_eq!(desk.queue_counts().unwrap().iter().map(|it| it.cases).sum::<u64>(), 25);
}

#[test]
fn each_shelf_shows_its_own_cases() {
    let folder = folder("shelves");
    let desk = new_desk(&folder);
    let [mine, free, closed, asked] =
        [1, 2, 3, 4].map(|number| insert(&desk, number, &[], Vec::new()));
    for kept in [mine, closed, asked] {
        block(desk.case_claim(kept.case_id, officer(ONE), 2_000)).unwrap();
    }
    block(desk.case_close(acting(&desk, closed.case_id, ONE, 2_001), Outcome::Court)).unwrap();
    let ask = acting(&desk, asked.case_id, ONE, 2_002);
    block(desk.person_write(ask, asked.report_id, Wanted::Reply, "?")).unwrap();
    let shown = |filter: Filter, now_ms| {
        let page = desk.queue_page(&filter, officer(ONE), now_ms, None, 9).unwrap();
        page.cases.into_iter().map(|case| case.case_id).collect::<Vec<_>>()
    };
    let of = |shelf, whose| Filter { shelf, whose, ..Filter::default() };
    assert_eq!(
        shown(of(Shelf::Live, Whose::Anyone), 3_000),
        [mine, free, asked].map(|it| it.case_id)
    );
    assert_eq!(shown(of(Shelf::Open, Whose::Free), 3_000), [free.case_id]);
    assert_eq!(shown(of(Shelf::Live, Whose::Mine), 3_000), [mine.case_id, asked.case_id]);
    assert_eq!(shown(of(Shelf::Waiting, Whose::Anyone), 3_000), [asked.case_id]);
    assert_eq!(shown(of(Shelf::Closed, Whose::Anyone), 3_000), [closed.case_id]);
    let court = Filter { outcome: Some(Outcome::Court), ..of(Shelf::Closed, Whose::Anyone) };
    assert_eq!(shown(court, 3_000), [closed.case_id]);
    let other = Filter { outcome: Some(Outcome::Silent), ..court };
    assert!(shown(other, 3_000).is_empty());
    assert!(shown(of(Shelf::Live, Whose::Mine), 3_000 + LEASE_MS).is_empty(), "it has lapsed");
    assert_eq!(desk.closed_counts().unwrap(), [("court".to_owned(), 1)]);
}

#[test]
fn a_report_folds_into_no_closed_case() {
    let folder = folder("fold-closed");
    let desk = new_desk(&folder);
    let kept = held(&desk, 1, &["address:a"]);
    block(desk.case_close(acting(&desk, kept.case_id, ONE, 3_000), Outcome::NoGround)).unwrap();
    let second = insert(&desk, 2, &["address:a"], Vec::new());
    assert!(!second.is_folded);
    block(desk.message_add(kept.report_id, Speaker::Person, "why?", 4_000)).unwrap();
    let case = row(&desk, kept);
    assert_eq!((case.state, case.is_unread), (CaseState::Closed(Outcome::NoGround), true));
    // Once it is open again it takes what comes, and the oldest open one does.
    block(desk.case_reopen(acting(&desk, kept.case_id, ONE, 5_000))).unwrap();
    assert_eq!(insert(&desk, 3, &["address:a"], Vec::new()).case_id, kept.case_id);
    block(desk.case_close(acting(&desk, kept.case_id, ONE, 6_000), Outcome::NoGround)).unwrap();
    assert_eq!(insert(&desk, 4, &["address:a"], Vec::new()).case_id, second.case_id);
}

#[test]
fn a_case_that_waited_for_who_went_away_waits_no_longer() {
    let folder = folder("asked-withdrawn");
    let desk = new_desk(&folder);
    let first = held(&desk, 1, &["address:a"]);
    insert(&desk, 2, &["address:a"], Vec::new());
    let act = acting(&desk, first.case_id, ONE, 3_000);
    block(desk.person_write(act, first.report_id, Wanted::Reply, "?")).unwrap();
    block(desk.report_withdraw(first.report_id, 4_000)).unwrap();
    assert_eq!(row(&desk, first).state, CaseState::Open);
    assert_eq!(row(&desk, first).reports, 1);
}
