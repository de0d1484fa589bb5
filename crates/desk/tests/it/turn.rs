//! What happens to a notice: its clock, what it waits for, and what may come next.

use desk::seat::ANSWERS_MAX;
use desk::turn::{
    Awaits, Clock, OutOfPlace, Turn, awaits, deadline, delivered_at, is_over, is_silent,
    may_follow, no_silence_before,
};
use proptest::prelude::*;
use record::Timestamp;
use record::entry::AnswerHours;

use crate::now;

fn after(seconds: i64) -> Timestamp {
    now().plus_seconds(seconds).unwrap()
}

/// A clock of so many hours, which a question stops for so many more.
fn clock(within: u16, pause: u16) -> Clock {
    let hours = |count| AnswerHours::new(count).unwrap();
    Clock { within: hours(within), pause: hours(pause) }
}

#[test]
fn a_platform_is_silent_one_second_after_its_deadline() {
    let (turns, clock) = ([Turn::Delivered(now())], clock(24, 72));
    assert_eq!(deadline(&turns, clock), Some(after(86_400)));
    assert!(!is_silent(&turns, clock, after(86_400)));
    assert!(is_silent(&turns, clock, after(86_401)));
    assert!(!is_silent(&[], clock, after(1_000_000)));
}

#[test]
fn a_second_delivery_gives_no_more_time_and_a_reply_gives_the_whole_of_it() {
    let clock = clock(1, 2);
    let again = [Turn::Delivered(now()), Turn::Received(after(40)), Turn::Delivered(after(50))];
    assert_eq!(deadline(&again, clock), Some(after(3600)));
    assert_eq!(delivered_at(&again), Some(now()));
    let asked = [Turn::Delivered(now()), Turn::Asked(after(60)), Turn::Replied(after(7200))];
    assert_eq!(deadline(&asked, clock), Some(after(10_800)));
    let silent = [Turn::Delivered(now()), Turn::Silent(after(3601))];
    assert!(!is_silent(&silent, clock, after(10_000)), "it is written down once");
    let back = [Turn::Delivered(now()), Turn::Withdrawn(after(60))];
    assert!(!is_silent(&back, clock, after(1_000_000)));
}

#[test]
fn a_question_stops_the_clock_for_a_while_and_no_more_however_often_it_is_asked() {
    let clock = clock(1, 2);
    let mut turns = vec![Turn::Delivered(now()), Turn::Asked(after(60))];
    assert_eq!(deadline(&turns, clock), Some(after(10_800)));
    turns.extend([Turn::Asked(after(70)), Turn::Asked(after(10_700))]);
    assert_eq!(deadline(&turns, clock), Some(after(10_800)), "a second question gives nothing");
    assert!(is_silent(&turns, clock, after(10_801)), "who only asks is silent");
    let late = [Turn::Delivered(now()), Turn::Asked(after(3601))];
    assert_eq!(deadline(&late, clock), Some(after(3600)), "one that comes too late gives nothing");
    turns.extend([Turn::Replied(after(20_000)), Turn::Asked(after(20_001))]);
    assert_eq!(deadline(&turns, clock), Some(after(20_000 + 3600 + 7200)), "a reply begins anew");
}

#[test]
fn a_notice_waits_for_whoever_speaks_next() {
    let delivered = Turn::Delivered(now());
    let (asked, replied) = (Turn::Asked(after(1)), Turn::Replied(after(2)));
    let (answered, silent) = (Turn::Answered(after(3)), Turn::Silent(after(4)));
    for (turns, expected) in [
        (vec![], Awaits::Delivery),
        (vec![delivered], Awaits::Answer),
        (vec![delivered, Turn::Received(after(1))], Awaits::Answer),
        (vec![delivered, asked], Awaits::Reply),
        (vec![delivered, asked, replied], Awaits::Answer),
        (vec![delivered, asked, silent], Awaits::Reply),
        (vec![delivered, asked, answered], Awaits::Nothing),
        (vec![delivered, answered], Awaits::Nothing),
        (vec![delivered, silent], Awaits::Nothing),
        (vec![delivered, silent, answered], Awaits::Nothing),
        (vec![Turn::Withdrawn(after(1))], Awaits::Nothing),
        (vec![delivered, asked, Turn::Withdrawn(after(2))], Awaits::Nothing),
    ] {
        assert_eq!(awaits(&turns), expected, "{turns:?}");
    }
    assert!(
        is_over(&[delivered, answered]) && is_over(&[delivered, silent, Turn::Received(now())])
    );
    assert!(!is_over(&[delivered, asked]) && !is_over(&[delivered, answered, replied]));
}

/// What may come next after a notice left at `now`, three hours later.
fn may(next: Turn, turns: &[Turn]) -> Result<(), OutOfPlace> {
    may_follow(next, turns, now(), after(10_800))
}

#[test]
fn nothing_is_dated_before_it_can_have_happened() {
    assert_eq!(may(Turn::Delivered(now()), &[]), Ok(()));
    assert_eq!(may(Turn::Delivered(after(-1)), &[]), Err(OutOfPlace::BeforeIssued));
    assert_eq!(may(Turn::Delivered(after(10_801)), &[]), Err(OutOfPlace::InFuture));
    let delivered = [Turn::Delivered(after(100))];
    for next in [Turn::Received, Turn::Asked, Turn::Answered] {
        assert_eq!(may(next(after(99)), &delivered), Err(OutOfPlace::BeforeDelivery));
        assert_eq!(may(next(after(100)), &delivered), Ok(()));
        assert_eq!(may(next(after(100)), &[]), Err(OutOfPlace::NotDelivered));
        let back = [delivered[0], Turn::Withdrawn(after(200))];
        assert_eq!(may(next(after(300)), &back), Err(OutOfPlace::Withdrawn));
    }
    assert_eq!(may(Turn::Silent(after(1)), &[]), Err(OutOfPlace::NotDelivered));
    assert_eq!(may(Turn::Withdrawn(after(1)), &[]), Ok(()));
}

#[test]
fn the_desk_replies_to_a_question_and_to_nothing_else() {
    let (delivered, replied) = (Turn::Delivered(after(1)), Turn::Replied(after(9)));
    let refused = Err(OutOfPlace::NothingAsked);
    assert_eq!(may(replied, &[]), refused);
    assert_eq!(may(replied, &[delivered]), refused);
    assert_eq!(may(replied, &[delivered, Turn::Asked(after(2))]), Ok(()));
    assert_eq!(may(replied, &[delivered, Turn::Asked(after(2)), replied]), refused);
    let late = [delivered, Turn::Asked(after(2)), Turn::Silent(after(8))];
    assert_eq!(may(replied, &late), Ok(()), "a question that came in time deserves its reply");
    let mut turns = vec![delivered];
    turns.resize(ANSWERS_MAX + 1, Turn::Asked(after(2)));
    assert_eq!(may(Turn::Answered(after(3)), &turns), Err(OutOfPlace::TooMany));
    assert_eq!(may(replied, &turns), Ok(()));
}

#[test]
fn every_word_is_one() {
    let words: std::collections::BTreeSet<_> = OutOfPlace::ALL.map(OutOfPlace::word).into();
    assert_eq!(words.len(), OutOfPlace::ALL.len());
    let words: std::collections::BTreeSet<_> = Awaits::ALL.map(Awaits::word).into();
    assert_eq!(words.len(), Awaits::ALL.len());
}

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let turn = (0..7u8, 0..1_000_000i64).prop_map(|(kind, s)| match kind {
        0 | 1 => Turn::Delivered(after(s)),
        2 => Turn::Answered(after(s)),
        3 => Turn::Replied(after(s)),
        4 => Turn::Asked(after(s)),
        5 => Turn::Received(after(s)),
        _ => Turn::Withdrawn(after(s)),
    });
    proptest::collection::vec(turn, 0..12)
}

proptest! {
    #[test]
    fn no_history_makes_silence_without_a_delivery_nor_after_a_withdrawal(turns in turns()) {
        let late = after(100_000_000);
        let is_delivered = turns.iter().any(|it| matches!(it, Turn::Delivered(_)));
        let is_withdrawn = turns.iter().any(|it| matches!(it, Turn::Withdrawn(_)));
        if is_silent(&turns, clock(1, 2), late) {
            prop_assert!(is_delivered && !is_withdrawn);
            prop_assert!(!matches!(turns.last(), Some(Turn::Answered(_))));
        }
    }

    /// Whatever happened, questions put the end off by no more than one pause for each reply.
    #[test]
    fn questions_alone_never_put_silence_off_beyond_one_pause(turns in turns()) {
        let clock = clock(1, 2);
        let unasked: Vec<Turn> =
            turns.iter().copied().filter(|it| !matches!(it, Turn::Asked(_))).collect();
        let (with, without) = (deadline(&turns, clock), deadline(&unasked, clock));
        prop_assert_eq!(with.is_some(), without.is_some());
        if let (Some(with), Some(without)) = (with, without) {
            let later = with.unix() - without.unix();
            prop_assert!((0..=7200).contains(&later), "{later}");
        }
    }

    /// The sweep for silence looks at no notice too late: none is silent before that moment.
    #[test]
    fn nobody_is_silent_before_the_moment_that_the_sweep_goes_by(
        turns in turns(), s in 0..2_000_000i64
    ) {
        let clock = clock(1, 2);
        if is_silent(&turns, clock, after(s)) {
            let first = no_silence_before(&turns, clock.within);
            prop_assert!(first.is_some_and(|first| first < after(s)));
        }
    }
}
