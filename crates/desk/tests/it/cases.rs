//! Cases as values: states and acts, leases, bursts, and what the lists lead to.

use desk::case::{
    ACTIVITY_HOURS, Act, Activity, BULK_ALONE_MAX, CaseState, IdentityReason, LEASE_MS, Lease,
    Mark, Platform, Refusal, UNDO_MS, claim, closings, closings_after_notice, may_undo,
    needs_second, outcome, renew,
};
use proptest::prelude::*;
use record::choice::Outcome;
use record::id::OfficerId;

const CLOSED: CaseState = CaseState::Closed(Outcome::NoGround);

fn officer(number: u8) -> OfficerId {
    OfficerId::from_random([number; 8])
}

#[test]
fn every_act_in_every_state_leads_where_the_table_says() {
    use Act::{Arrange, Ask, Close, Confirm, Note, Purge, Read, Reopen, Sort, Tell};
    let (open, waiting, merged) = (CaseState::Open, CaseState::Waiting, CaseState::Merged);
    let solved = Act::Close(Outcome::Prosecutor);
    let closed_so = CaseState::Closed(Outcome::Prosecutor);
    // From each state: the acts that are possible, and what becomes of the case.
    let table: [(CaseState, &[(Act, CaseState)]); 4] = [
        (
            open,
            &[
                (Note, open),
                (Tell, open),
                (Ask, waiting),
                (Confirm, open),
                (Arrange, open),
                (Sort, open),
                (Read, open),
                (Purge, open),
                (solved, closed_so),
            ],
        ),
        (
            waiting,
            &[
                (Note, waiting),
                (Tell, waiting),
                (Ask, waiting),
                (Confirm, waiting),
                (Arrange, waiting),
                (Sort, waiting),
                (Read, waiting),
                (Purge, waiting),
                (solved, closed_so),
            ],
        ),
        (
            CLOSED,
            &[(Note, CLOSED), (Tell, CLOSED), (Read, CLOSED), (Purge, CLOSED), (Reopen, open)],
        ),
        (merged, &[]),
    ];
    let acts = [Note, Tell, Ask, Confirm, Arrange, Sort, Read, Purge, solved, Reopen];
    for (from, possible) in table {
        for act in acts {
            let expected = possible.iter().find(|row| row.0 == act).map(|row| row.1);
            assert_eq!(from.after(act), expected.ok_or(Refusal::State(from)), "{from:?} {act:?}");
        }
    }
    assert!(matches!(CLOSED.after(Close(Outcome::NoGround)), Err(Refusal::State(_))));
}

#[test]
fn a_state_reads_back_from_its_words_and_from_no_others() {
    let closed = Outcome::ALL.iter().map(|outcome| CaseState::Closed(*outcome));
    for state in [CaseState::Open, CaseState::Waiting, CaseState::Merged].into_iter().chain(closed)
    {
        let outcome = state.outcome().map(Outcome::word);
        assert_eq!(CaseState::parse(state.word(), outcome), Some(state));
    }
    for (word, outcome) in
        [("closed", None), ("closed", Some("lost")), ("open", Some("no_ground")), ("", None)]
    {
        assert_eq!(CaseState::parse(word, outcome), None, "{word} {outcome:?}");
    }
    assert_eq!(outcome("prosecutor"), Some(Outcome::Prosecutor));
}

#[test]
fn a_case_waits_until_the_last_person_who_was_asked_has_written() {
    assert_eq!(CaseState::Waiting.after_person_wrote(1), CaseState::Waiting);
    assert_eq!(CaseState::Waiting.after_person_wrote(0), CaseState::Open);
    assert_eq!(CLOSED.after_person_wrote(0), CLOSED);
}

#[test]
fn a_lease_keeps_others_away_until_its_last_millisecond_and_no_longer() {
    let lease = claim(None, officer(1), 1_000).unwrap();
    assert_eq!(lease, Lease { holder: officer(1), until_ms: 1_000 + LEASE_MS });
    let last = lease.until_ms - 1;
    assert_eq!(claim(Some(lease), officer(2), last), Err(Refusal::Held(officer(1))));
    assert_eq!(renew(Some(lease), officer(2), last), Err(Refusal::Held(officer(1))));
    assert_eq!(claim(Some(lease), officer(2), last + 1).unwrap().holder, officer(2));
    // Whoever had it may go on if nobody has taken it, and nobody begins by going on.
    assert_eq!(renew(Some(lease), officer(1), last + 1).unwrap().until_ms, last + 1 + LEASE_MS);
    assert_eq!(renew(Some(lease), officer(2), last + 1), Err(Refusal::NotHeld));
    assert_eq!(renew(None, officer(1), 5), Err(Refusal::NotHeld));
    assert_eq!(claim(Some(lease), officer(1), last).unwrap().until_ms, last + LEASE_MS);
}

proptest! {
    /// Whatever two officers try, and when: if one of them was given the case, the other is given it
    /// only after that lease has lapsed.
    #[test]
    fn two_people_never_hold_one_case(tries in prop::collection::vec((1_u8..4, 0_u64..900_000, any::<bool>()), 1..60)) {
        let (mut lease, mut now): (Option<Lease>, u64) = (None, 0);
        for (who, pause, is_claim) in tries {
            now += pause;
            let who = officer(who);
            let done = if is_claim { claim(lease, who, now) } else { renew(lease, who, now) };
            if let Ok(next) = done {
                let is_others = lease.is_some_and(|it| it.holder != who && it.is_running(now));
                prop_assert!(!is_others);
                lease = Some(next);
            }
        }
    }
}

#[test]
fn what_was_done_can_be_taken_back_for_ten_minutes_and_not_a_moment_longer() {
    assert!(may_undo(5, 5 + UNDO_MS));
    assert!(!may_undo(5, 6 + UNDO_MS));
    assert!(may_undo(u64::MAX, u64::MAX));
}

#[test]
fn more_than_twenty_cases_need_a_second_officer() {
    assert!(!needs_second(BULK_ALONE_MAX));
    assert!(needs_second(BULK_ALONE_MAX + 1));
}

const HOUR: u64 = 3_600_000;

/// Which of the last hours stand out, counted back from the one that runs (0).
fn bursts(per_hour: &[(u64, u32)], now_hour: u64) -> Vec<usize> {
    let activity = Activity::new(per_hour, now_hour * HOUR + 5);
    assert_eq!(activity.hours.len(), ACTIVITY_HOURS);
    activity.bursts.iter().map(|at| ACTIVITY_HOURS - 1 - at).collect()
}

#[test]
fn an_hour_far_above_the_usual_of_the_case_stands_out() {
    let quiet: Vec<(u64, u32)> = (900..1000).map(|hour| (hour, 2)).collect();
    let with = |hour, count| [&quiet[..], &[(hour, count)]].concat();
    assert_eq!(bursts(&with(1000, 12), 1000), [0]);
    assert_eq!(bursts(&with(1000, 11), 1000), [0_usize; 0], "few are no burst");
    assert_eq!(bursts(&with(1000, 40), 1003), [3]);
    assert_eq!(bursts(&with(1000, 40), 1048), [0_usize; 0], "it is no longer among those shown");
    assert_eq!(bursts(&[(1000, 400)], 1000), [0], "a case that begins with many");
}

#[test]
fn many_reports_every_hour_are_no_burst_after_the_first() {
    let busy: Vec<(u64, u32)> = (960..=1000).map(|hour| (hour, 30)).collect();
    assert_eq!(bursts(&busy, 1000), [40]);
    assert_eq!(bursts(&[], 1000), [0_usize; 0]);
    assert_eq!(bursts(&[(u64::MAX, 50)], 3), [0_usize; 0], "a wrong clock breaks nothing");
}

#[test]
fn an_address_belongs_to_the_platform_whose_domain_it_is() {
    let of = |address: &str| Platform::of(&address.parse().unwrap());
    assert_eq!(of("https://www.tiktok.com/@someone/video/7300000000000000000"), Platform::Tiktok);
    assert_eq!(of("https://vm.tiktok.com/ZMabc/"), Platform::Tiktok);
    assert_eq!(of("https://twitter.com/someone/status/1"), Platform::X);
    assert_eq!(of("https://youtu.be/dQw4w9WgXcQ"), Platform::Youtube);
    assert_eq!(of("https://tiktok.com.social.example/x"), Platform::Other);
    assert_eq!(of("https://mytiktok.com/x"), Platform::Other);
}

#[test]
fn the_lists_read_back_from_their_words() {
    for platform in Platform::ALL {
        assert_eq!(Platform::from_word(platform.word()), Some(*platform));
    }
    for mark in Mark::ALL {
        assert_eq!(Mark::from_word(mark.word()), Some(*mark));
    }
    assert_eq!(IdentityReason::from_word("curiosity"), None);
}

#[test]
fn an_officer_ends_a_case_with_what_they_can_know() {
    let both = closings().iter().chain(closings_after_notice());
    let known: Vec<_> = both.copied().collect();
    for outcome in Outcome::ALL {
        // Only the person who reported takes a report back.
        assert_eq!(known.contains(outcome), *outcome != Outcome::Withdrawn, "{outcome}");
    }
}
