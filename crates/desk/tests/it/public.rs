//! The account of a register, from its entries alone.

use std::collections::BTreeMap;

use desk::public::{Account, Counts, Figures, KeyStanding, Life, OddReason, State, Times, enter};
use proptest::prelude::*;
use record::choice::{Decision, Role};
use record::id::NoticeRef;

use crate::lives::{Event, FIXTURES, ISSUE, entry, fixture, moment, reference};

/// The account of these events, one a day.
fn account(events: &[(u32, Event)]) -> Account {
    let mut account = Account::default();
    for (day, (notice, event)) in (0..).zip(events) {
        let Ok(()) = enter(&mut account, &entry(*notice, *event, day * 24));
    }
    account
}

fn only(account: &Account) -> Life {
    let lives: Vec<&Life> = account.lives().collect();
    assert_eq!(lives.len(), 1);
    lives[0].clone()
}

/// Why entries did not fit, but for who drafted, approved and reviewed: these events know no roles.
fn reasons(account: &Account) -> Vec<OddReason> {
    let is_of_house = |why: &OddReason| {
        matches!(why, OddReason::DrafterRole | OddReason::ApproverRole | OddReason::ReviewerKey)
    };
    account.odd().iter().map(|odd| odd.why).filter(|why| !is_of_house(why)).collect()
}

#[track_caller]
fn check(events: &[Event], state: State, answer_days: Option<u64>, odd: &[OddReason]) -> Life {
    let events: Vec<(u32, Event)> = events.iter().map(|event| (1, *event)).collect();
    let account = account(&events);
    let life = only(&account);
    assert_eq!(life.state(), state);
    assert_eq!(life.answer_s(), answer_days.map(|days| days * 86_400));
    assert_eq!(reasons(&account), odd);
    let figures = account.figures();
    assert_eq!((figures.all.issued, figures.all.in_state(state)), (1, 1));
    life
}

#[test]
fn a_notice_is_in_the_state_of_what_came_back() {
    use Event::{Answer, Deliver, Receive, Silence, Withdraw};
    check(&[ISSUE], State::Undelivered, None, &[]);
    check(&[ISSUE, Deliver], State::Waiting, None, &[]);
    check(&[ISSUE, Deliver, Receive], State::Waiting, None, &[]);
    check(&[ISSUE, Withdraw], State::Withdrawn, None, &[]);
    let refused = Answer(Decision::Refused);
    check(&[ISSUE, Deliver, refused], State::Refused, Some(1), &[]);
    check(&[ISSUE, Deliver, Deliver, Deliver, Deliver, Silence], State::Silent, None, &[]);
}

#[test]
fn an_answer_after_silence_is_an_answer_and_is_counted_as_late() {
    use Event::{Answer, Deliver, Silence};
    let accepted = Answer(Decision::Accepted);
    let events = [ISSUE, Deliver, Deliver, Deliver, Deliver, Silence, accepted];
    let life = check(&events, State::Accepted, Some(5), &[]);
    assert!(life.is_answered_late && life.silenced.is_some());
}

#[test]
fn silence_after_an_answer_changes_nothing_and_is_shown_as_a_contradiction() {
    use Event::{Answer, Deliver, Silence};
    let events = [ISSUE, Deliver, Answer(Decision::Narrowed), Silence];
    check(&events, State::Narrowed, Some(1), &[OddReason::SilenceAnswered]);
}

#[test]
fn silence_without_delivery_or_before_its_time_is_shown_as_a_contradiction() {
    let early = [ISSUE, Event::Deliver, Event::Silence];
    check(&early, State::Silent, None, &[OddReason::SilenceEarly]);
    check(&[ISSUE, Event::Silence], State::Silent, None, &[OddReason::SilenceUndelivered]);
}

#[test]
fn the_time_to_answer_ends_with_the_first_decision_and_the_state_is_that_of_the_last() {
    use Event::{Answer, Deliver};
    let (more, accepted) = (Answer(Decision::AskedForMore), Answer(Decision::Accepted));
    let restored = Answer(Decision::Restored);
    check(&[ISSUE, Deliver, more], State::AskedForMore, None, &[]);
    check(&[ISSUE, Deliver, more, accepted], State::Accepted, Some(2), &[]);
    let life = check(&[ISSUE, Deliver, accepted, restored], State::Restored, Some(1), &[]);
    assert_eq!(life.answers, 2);
}

#[test]
fn what_a_platform_did_stays_what_it_did_when_the_notice_is_taken_back() {
    use Event::{Answer, Deliver, Withdraw};
    let refused = [ISSUE, Deliver, Answer(Decision::Refused), Withdraw];
    let account = account(&refused.map(|event| (1, event)));
    let all = account.figures().all;
    assert_eq!((all.refused, all.taken_back, all.withdrawn), (1, 1, 0));
}

#[test]
fn an_entry_about_a_notice_that_nobody_issued_counts_for_nothing_and_is_shown() {
    let account = account(&[(1, Event::Deliver), (1, ISSUE), (2, Event::Withdraw)]);
    assert_eq!(only(&account).state(), State::Undelivered);
    assert_eq!(reasons(&account), [OddReason::NoticeUnknown, OddReason::NoticeUnknown]);
}

#[test]
fn a_notice_issued_twice_is_what_the_first_entry_says() {
    let other = Event::Issue { platform: 3, is_official: true };
    let account = account(&[(1, ISSUE), (1, other)]);
    assert_eq!(only(&account).issued.to.as_str(), "a.example");
    assert_eq!(reasons(&account), [OddReason::IssuedTwice]);
}

#[test]
fn an_answer_without_a_delivery_or_from_before_it_has_no_time() {
    let refused = Event::Answer(Decision::Refused);
    check(&[ISSUE, refused], State::Refused, None, &[]);
    check(&[ISSUE, refused, Event::Deliver], State::Refused, None, &[OddReason::AnswerEarly]);
}

#[test]
fn a_notice_is_overdue_when_its_time_is_over_and_nothing_is_written_down() {
    let life = check(&[ISSUE, Event::Deliver], State::Waiting, None, &[]);
    let deadline = life.deadline().unwrap();
    assert_eq!(deadline, moment(24 + 72));
    assert!(!life.is_overdue(deadline) && life.is_overdue(deadline.plus_seconds(1).unwrap()));
    let others = [(2, ISSUE); 5].map(|(n, event)| (n, event));
    let events = [&[(1, ISSUE), (1, Event::Deliver)], &others[..]].concat();
    assert_eq!(account(&events).figures().all.overdue, 1);
}

#[test]
fn the_fixtures_are_one_notice_one_role_one_key_to_come_one_rule_and_one_older_register() {
    let mut account = Account::default();
    for line in FIXTURES.lines() {
        let Ok(()) = enter(&mut account, line.as_bytes());
    }
    let Ok(()) = enter(&mut account, b"{}");
    let figures = account.figures();
    assert_eq!((figures.entries, figures.unread, figures.all.issued), (18, 1, 1));
    let house = account.house();
    assert_eq!((house.holders.len(), house.policies.len(), house.successors.len()), (1, 1, 1));
    assert_eq!(house.count(Role::Decision), 1);
    assert_eq!(house.keys[0].standing(moment(0)), KeyStanding::ToCome);
    assert_eq!(house.keys[0].standing(moment(7 * 24)), KeyStanding::InForce);
    // The notice stands before the role and the key that it needs.
    let first: Vec<OddReason> =
        account.odd().iter().filter(|odd| odd.index == 0).map(|odd| odd.why).collect();
    let expected = [OddReason::DrafterRole, OddReason::ApproverRole, OddReason::ReviewerKey];
    assert_eq!(first, expected);
}

fn house_entry(kind: &str, hour: i64, change: impl FnOnce(&mut serde_json::Value)) -> Vec<u8> {
    let mut value = fixture(kind);
    value["at"] = moment(hour).to_string().into();
    change(&mut value["body"]);
    record::canonical::to_bytes(&value).unwrap()
}

#[test]
fn roles_come_and_go_and_whoever_holds_both_that_must_be_apart_is_named() {
    let grant = |role: &str, change: &str| {
        house_entry("role_grant", 0, |body| {
            body["role"] = role.into();
            body["change"] = change.into();
        })
    };
    let mut account = Account::default();
    for (entry, both, odd) in [
        (grant("decision", "grant"), 0, 0),
        (grant("decision", "grant"), 0, 1),
        (grant("approver", "grant"), 1, 1),
        (grant("decision", "revoke"), 0, 1),
        (grant("decision", "revoke"), 0, 2),
    ] {
        let Ok(()) = enter(&mut account, &entry);
        assert_eq!((account.house().both().len(), account.odd().len()), (both, odd));
    }
}

#[test]
fn a_key_goes_at_the_earliest_moment_that_was_named_and_may_come_again() {
    let key = |hour: i64, change: &str, effective: i64| {
        house_entry("reviewer_key", hour, |body| {
            body["change"] = change.into();
            body["effective_at"] = moment(effective).to_string().into();
        })
    };
    let (day, week) = (24, 24 * 7);
    let mut account = Account::default();
    let entries = [
        key(0, "remove", week),
        key(0, "add", week),
        key(day, "remove", 3 * week),
        key(2 * day, "remove", 4 * week),
        key(2 * week, "remove_compromised", 2 * week),
        key(3 * week, "add", 4 * week),
    ];
    for entry in entries {
        let Ok(()) = enter(&mut account, &entry);
    }
    let name = account.house().keys[0].key.name().clone();
    for (hour, may) in [(0, false), (week, true), (2 * week, false), (4 * week, true)] {
        assert_eq!(account.house().may_review(&name, moment(hour)), may, "{hour}");
    }
    assert_eq!(reasons(&account), [OddReason::KeyUnknown, OddReason::KeyUnknown]);
    assert!(account.house().keys[0].removal.is_some_and(|removal| removal.is_compromised));
}

#[test]
fn accounts_of_outsiders_come_and_go_and_a_second_one_for_a_key_is_seen() {
    let account = |which: &str, change: &str| {
        house_entry("outside_account", 0, |body| {
            body["account"] = which.repeat(16).into();
            body["change"] = change.into();
        })
    };
    let mut read = Account::default();
    for (entry, open, odd) in [
        (account("1", "disable"), 0, 1),
        (account("1", "invite"), 1, 1),
        (account("1", "invite"), 1, 2),
        (account("1", "invite_again"), 1, 2),
        (account("2", "invite"), 2, 3),
        (account("1", "disable"), 1, 3),
        (account("1", "invite_again"), 2, 4),
    ] {
        let Ok(()) = enter(&mut read, &entry);
        assert_eq!((read.house().outside.len(), read.odd().len()), (open, odd));
    }
    assert_eq!(read.house().outside[1].again, 1);
    let expected = [OddReason::AccountUnknown, OddReason::AccountTwice];
    assert_eq!(reasons(&read)[..2], expected);
}

fn any_event() -> impl Strategy<Value = (u32, Event)> {
    let decision = prop::sample::select(Decision::ALL);
    let issue = (0u8..3, any::<bool>())
        .prop_map(|(platform, is_official)| Event::Issue { platform, is_official });
    let event = prop_oneof![
        4 => issue,
        3 => Just(Event::Deliver),
        1 => Just(Event::Receive),
        4 => decision.prop_map(Event::Answer),
        1 => Just(Event::Silence),
        1 => Just(Event::Withdraw),
    ];
    (0u32..12, event)
}

/// What the register says about one notice, worked out again by looking through all of it.
fn by_hand(events: &[(u32, Event)], notice: u32) -> Option<(State, Option<u64>)> {
    let of = || events.iter().enumerate().filter(|(_, (of, _))| *of == notice);
    let begin = of().find(|(_, (_, event))| matches!(event, Event::Issue { .. }))?.0;
    let after: Vec<(usize, Event)> =
        of().filter(|(day, _)| *day > begin).map(|(day, (_, event))| (day, *event)).collect();
    let has = |wanted: Event| after.iter().any(|(_, event)| *event == wanted);
    let answers: Vec<(usize, Decision)> = after
        .iter()
        .filter_map(|(day, event)| match event {
            Event::Answer(decision) => Some((*day, *decision)),
            _ => None,
        })
        .collect();
    let decided = answers.iter().find(|(_, decision)| *decision != Decision::AskedForMore);
    let is_silent = decided.is_none() && has(Event::Silence);
    let state = match answers.last() {
        Some((_, decision)) if !is_silent => {
            *State::ALL.iter().find(|state| state.word() == decision.word()).unwrap()
        }
        _ if is_silent => State::Silent,
        None if has(Event::Withdraw) => State::Withdrawn,
        None if has(Event::Deliver) => State::Waiting,
        _ => State::Undelivered,
    };
    let delivered = after.iter().find(|(_, event)| *event == Event::Deliver);
    let answer_s = decided.zip(delivered).and_then(|((decided, _), (delivered, _))| {
        decided.checked_sub(*delivered).map(|days| days as u64 * 86_400)
    });
    Some((state, answer_s))
}

fn states_add_up(counts: &Counts) -> bool {
    let sum: u64 = State::ALL.iter().map(|state| counts.in_state(*state)).sum();
    sum == counts.issued && counts.answered() + counts.pending() <= counts.issued
}

fn whole(figures: &Figures) -> impl Iterator<Item = &Counts> {
    let groups = [&figures.platforms, &figures.harms, &figures.articles, &figures.months];
    let groups = groups.into_iter().flatten().map(|group| &group.counts);
    std::iter::once(&figures.all).chain(groups)
}

proptest! {
    #[test]
    fn every_life_is_what_looking_through_the_whole_register_gives(
        events in prop::collection::vec(any_event(), 0..120),
    ) {
        let account = account(&events);
        let lives: BTreeMap<NoticeRef, (State, Option<u64>)> = account
            .lives()
            .map(|life| (life.issued.notice, (life.state(), life.answer_s())))
            .collect();
        for notice in 0..12 {
            let found = lives.get(&reference(notice).parse().unwrap());
            prop_assert_eq!(found.copied(), by_hand(&events, notice));
        }
    }

    #[test]
    fn the_entries_of_other_notices_in_between_change_nothing(
        events in prop::collection::vec(any_event(), 0..60),
        notice in 0u32..12,
    ) {
        // The others are withdrawn from view, and the days kept.
        let alone: Vec<(u32, Event)> = events
            .iter()
            .map(|(of, event)| if *of == notice { (*of, *event) } else { (99, Event::Receive) })
            .collect();
        let find = |account: Account| {
            let wanted: NoticeRef = reference(notice).parse().unwrap();
            account.lives().find(|life| life.issued.notice == wanted).cloned()
        };
        prop_assert_eq!(find(account(&events)), find(account(&alone)));
    }

    #[test]
    fn in_every_group_the_states_add_up_and_the_groups_add_up_to_all(
        events in prop::collection::vec(any_event(), 0..120),
    ) {
        let account = account(&events);
        let figures = account.figures();
        prop_assert!(whole(&figures).all(states_add_up));
        for groups in [&figures.platforms, &figures.harms, &figures.months] {
            let sum = |of: fn(&Counts) -> u64| groups.iter().map(|group| of(&group.counts)).sum::<u64>();
            prop_assert_eq!(sum(|counts| counts.issued), figures.all.issued);
            prop_assert_eq!(sum(|counts| counts.official), figures.all.official);
            prop_assert_eq!(sum(|counts| counts.times.count), figures.all.times.count);
        }
        // Each of these notices names two articles.
        let of_articles: u64 = figures.articles.iter().map(|group| group.counts.issued).sum();
        prop_assert_eq!(of_articles, 2 * figures.all.issued);
        let times: Vec<u64> = account.lives().filter_map(Life::answer_s).collect();
        prop_assert_eq!(figures.all.times, Times::of(times));
        let whole = figures.all.refused_or_narrowed;
        prop_assert_eq!(whole.of, figures.all.answered() - figures.all.asked_for_more);
    }
}
