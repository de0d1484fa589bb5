//! Periods, computed by hand and by properties.

use jiff::civil::Date;
use law::{
    Basis, Clock, ClockStart, Computed, Counted, Counting, Length, Pack, Review, StartReading,
    Text, Unit, clocks, compute,
};
use proptest::prelude::*;

use crate::cases::answers;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn clock(amount: u16, unit: Unit, counting: Counting) -> Clock {
    let text = || Text { ar: "أ".into(), fr: "a".into(), en: "a".into() };
    Clock {
        id: "test".into(),
        name: text(),
        start: ClockStart::Act,
        length: Length { amount, unit },
        counting,
        binds_person: true,
        basis: Basis {
            sources: vec!["CPP".into()],
            checked: day("2026-11-23"),
            state: Review::AwaitingCounsel,
            is_uncertain: false,
        },
    }
}

#[track_caller]
fn check(amount: u16, unit: Unit, start: &str, computed: &str, earliest: &str) -> Computed {
    let pack = Pack::morocco().unwrap();
    let last = compute(&clock(amount, unit, Counting::Full), day(start), pack.holidays());
    assert_eq!(last.computed_last_day, day(computed), "computed");
    assert_eq!(last.earliest_defensible_last_day, day(earliest), "earliest");
    last
}

#[test]
fn six_full_months_end_the_day_after_the_day_of_the_same_number() {
    // 15 July 2026 is a Wednesday.
    check(6, Unit::Months, "2026-01-15", "2026-07-16", "2026-07-14");
    check(6, Unit::Months, "2026-02-03", "2026-08-04", "2026-08-02");
}

#[test]
fn a_month_without_such_a_day_ends_on_its_last() {
    // 28 February 2026 is a Saturday; 1 March is a Sunday.
    check(6, Unit::Months, "2025-08-31", "2026-03-02", "2026-02-27");
    // 29 February 2028 is a Tuesday.
    check(6, Unit::Months, "2027-08-31", "2028-03-01", "2028-02-28");
    check(6, Unit::Months, "2026-03-31", "2026-10-01", "2026-09-29");
}

#[test]
fn years_from_a_leap_day_end_with_february() {
    // 28 February 2025 is a Friday, 1 March a Saturday.
    check(1, Unit::Years, "2024-02-29", "2025-03-03", "2025-02-27");
    check(4, Unit::Years, "2024-02-29", "2028-03-01", "2028-02-28");
    check(4, Unit::Years, "2022-11-23", "2026-11-24", "2026-11-22");
}

#[test]
fn days_leave_out_the_first_and_the_last() {
    // Monday: Tuesday, Wednesday and Thursday are the three full days.
    check(3, Unit::Days, "2026-06-01", "2026-06-05", "2026-06-03");
    // Wednesday: the day after the third full day is a Sunday.
    check(3, Unit::Days, "2026-06-03", "2026-06-08", "2026-06-05");
    check(60, Unit::Days, "2026-03-02", "2026-05-04", "2026-04-30");
    check(10, Unit::Days, "2026-11-02", "2026-11-13", "2026-11-11");
}

#[test]
fn holidays_and_weekends_give_way_and_uncertain_ones_say_so() {
    // 1 May 2026 is a Friday and a holiday, then comes the weekend.
    let last = check(3, Unit::Days, "2026-04-27", "2026-05-04", "2026-04-29");
    assert!(last.rests_on_uncertain);
    // 20 and 21 August 2026 are a Thursday and a Friday, both holidays.
    let last = check(1, Unit::Days, "2026-08-18", "2026-08-24", "2026-08-18");
    assert!(last.rests_on_uncertain);
    // A holiday in the middle changes nothing: days of rest inside a period count.
    let last = check(10, Unit::Days, "2026-04-28", "2026-05-11", "2026-05-07");
    assert!(!last.rests_on_uncertain);
    // The Amazigh new year is a holiday since 2024.
    check(1, Unit::Days, "2020-01-12", "2020-01-14", "2020-01-12");
    check(1, Unit::Days, "2026-01-12", "2026-01-15", "2026-01-12");
    // Eid al-Fitr 2025: 31 March and 1 April.
    check(1, Unit::Days, "2025-03-29", "2025-04-02", "2025-03-29");
}

#[test]
fn hours_run_on_and_their_shortest_reading_is_the_same_day() {
    let pack = Pack::morocco().unwrap();
    let last =
        compute(&clock(12, Unit::Hours, Counting::Continuous), day("2026-05-01"), pack.holidays());
    assert_eq!(last.computed_last_day, day("2026-05-02"));
    assert_eq!(last.earliest_defensible_last_day, day("2026-05-01"));
}

#[test]
fn the_clocks_of_the_law_have_the_lengths_of_the_law() {
    let pack = Pack::morocco().unwrap();
    let expected = [
        ("press-action", 6, Unit::Months),
        ("press-damages", 6, Unit::Months),
        ("reply-request", 60, Unit::Days),
        ("reply-insertion", 3, Unit::Days),
        ("reply-court", 8, Unit::Days),
        ("delit", 4, Unit::Years),
        ("felony", 15, Unit::Years),
        ("contravention", 1, Unit::Years),
        ("tort", 5, Unit::Years),
        ("tort-max", 20, Unit::Years),
        ("prosecutor-information", 15, Unit::Days),
        ("data-request", 10, Unit::Days),
        ("cndp-order", 7, Unit::Days),
    ];
    for (id, amount, unit) in expected {
        assert_eq!(pack.clock(id).unwrap().length, Length { amount, unit }, "{id}");
    }
}

#[test]
fn the_press_clock_comes_before_the_penal_one() {
    let pack = Pack::morocco().unwrap();
    let replies = "is-minor=no is-intimate=no published-on=2026-02-03";
    let answers = answers(["false-accusation", "myself", "platform"], replies);
    let running = clocks(&answers, &pack, day("2026-07-01"));
    let names: Vec<&str> = running.iter().map(|r| r.clock.as_str()).collect();
    assert_eq!(names, ["press-action", "press-damages", "delit", "tort", "tort-max"]);
    assert_eq!(running[0].days_left, 32);
    assert_eq!(running[0].counted, Counted::Runs);
    assert!(!running[0].may_have_started_earlier());
    // Nobody said when the damage and its author became known.
    assert!(running[3].may_have_started_earlier());
}

#[test]
fn a_clock_is_past_only_after_both_readings() {
    let pack = Pack::morocco().unwrap();
    let answers = answers(["insult", "myself", "platform"], "published-on=2026-02-03");
    let counted = |today: &str| clocks(&answers, &pack, day(today))[0].counted;
    assert_eq!(counted("2026-08-02"), Counted::Runs);
    assert_eq!(counted("2026-08-03"), Counted::ShortReadingPast);
    assert_eq!(counted("2026-08-04"), Counted::ShortReadingPast);
    assert_eq!(counted("2026-08-05"), Counted::Past);
}

#[test]
fn an_unknown_first_day_is_counted_from_what_is_known_and_says_so() {
    let pack = Pack::morocco().unwrap();
    let first = |replies: &str| {
        let answers = answers(["insult", "myself", "platform"], replies);
        let running = clocks(&answers, &pack, day("2026-07-01"));
        (running[0].start, running[0].reading)
    };
    assert_eq!(first("known-on=2026-05-05"), (day("2026-05-05"), StartReading::Learnt));
    assert_eq!(first(""), (day("2026-07-01"), StartReading::Today));
}

#[test]
fn the_right_of_reply_is_the_first_clock_of_a_declared_newspaper() {
    let pack = Pack::morocco().unwrap();
    let answers =
        answers(["false-accusation", "myself", "declared-press"], "published-on=2026-02-03");
    assert_eq!(clocks(&answers, &pack, day("2026-02-04"))[0].clock, "reply-request");
}

fn any_clock() -> impl Strategy<Value = Clock> {
    let unit = prop::sample::select(Unit::ALL);
    let counting = prop::sample::select(Counting::ALL);
    (any::<u16>(), unit, counting)
        .prop_map(|(amount, unit, counting)| clock(amount, unit, counting))
}

fn any_day() -> impl Strategy<Value = Date> {
    (1900i16..=9999, 1i8..=12, 1i8..=31)
        .prop_filter_map("a date", |(year, month, day)| Date::new(year, month, day).ok())
}

proptest! {
    #[test]
    fn the_shortest_reading_is_never_later_than_the_rule_nor_before_the_start(
        clock in any_clock(), start in any_day(),
    ) {
        let pack = Pack::morocco().unwrap();
        let last = compute(&clock, start, pack.holidays());
        prop_assert!(start <= last.earliest_defensible_last_day);
        prop_assert!(last.earliest_defensible_last_day <= last.computed_last_day);
    }

    #[test]
    fn a_later_start_never_ends_sooner(clock in any_clock(), a in any_day(), b in any_day()) {
        let pack = Pack::morocco().unwrap();
        let (first, second) = (a.min(b), a.max(b));
        let (first, second) = (
            compute(&clock, first, pack.holidays()),
            compute(&clock, second, pack.holidays()),
        );
        prop_assert!(first.computed_last_day <= second.computed_last_day);
        prop_assert!(first.earliest_defensible_last_day <= second.earliest_defensible_last_day);
    }

    #[test]
    fn a_full_period_ends_on_a_working_day(
        amount in 0u16..400, start in any_day(),
    ) {
        let pack = Pack::morocco().unwrap();
        let last = compute(&clock(amount, Unit::Days, Counting::Full), start, pack.holidays());
        let weekday = last.computed_last_day.weekday().to_monday_one_offset();
        prop_assert!(weekday <= 5 || last.computed_last_day == Date::MAX);
    }
}
