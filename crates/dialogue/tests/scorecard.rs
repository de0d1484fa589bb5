//! Scorecards from small dumps whose figures were worked out by hand.

use std::collections::BTreeMap;

use dialogue::scorecard::{About, Damage, Reader, Reason, Scorecard, rows};
use proptest::prelude::*;

/// One line of each kind; the first is an authority's notice.
const FIXTURES: &str = include_str!("../../record/fixtures/entries.jsonl");
const NOTICE: &str = "22222222222222222222222222222222";
const MOMENT: &str = "2026-11-23T21:03:22Z";

/// The first fixture of this kind, about notice `number`.
fn line(kind: &str, number: u64) -> String {
    let wanted = format!("\"kind\":\"{kind}\"");
    let found = FIXTURES.lines().find(|line| line.contains(&wanted)).unwrap_or_default();
    found.replace(NOTICE, &format!("{number:032x}"))
}

/// An answer that narrows, `hours` after the moment of the delivery; up to 26 hours.
fn answer(number: u64, hours: u64) -> String {
    let hour = 21 + hours;
    let then = format!("2026-11-{:02}T{:02}:03:22Z", 23 + hour / 24, hour % 24);
    line("answer", number).replace(MOMENT, &then)
}

fn issue_and_deliver(number: u64) -> [String; 2] {
    [line("notice_issued", number), line("notice_delivered", number)]
}

/// Ten notices narrowed after one to ten hours, one silent, one that waits, one not delivered.
fn thirteen() -> String {
    let mut lines = Vec::new();
    for number in 0..12 {
        lines.extend(issue_and_deliver(number));
    }
    lines.extend((0..10).map(|number| answer(number, number + 1)));
    lines.push(line("silence", 10));
    lines.push(line("notice_issued", 12));
    lines.join("\n") + "\n"
}

fn read(pieces: &[&[u8]]) -> (BTreeMap<About, Scorecard>, Vec<Damage>) {
    let (mut damages, mut reader) = (Vec::new(), Reader::default());
    for piece in pieces {
        reader.read(piece, |damage| damages.push(damage));
    }
    let cards = reader.finish(|damage| damages.push(damage));
    (cards, damages)
}

fn figure(dump: &str, what: &str, name: &str) -> [String; 5] {
    let (cards, _) = read(&[dump.as_bytes()]);
    let found = rows(&cards).into_iter().find(|row| row[0] == what && row[2] == name);
    found.map_or_else(Default::default, |[_, _, _, value, low, high, part, of]| {
        [value, low, high, part, of]
    })
}

#[track_caller]
fn check_damage(dump: &str, expected: &[(u64, Reason)]) {
    let (_, damages) = read(&[dump.as_bytes()]);
    let found: Vec<_> = damages.iter().map(|damage| (damage.line, damage.why)).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_figures_of_thirteen_notices_are_those_worked_out_by_hand() {
    let dump = thirteen();
    for what in ["platform", "authority"] {
        let shown = |name| figure(&dump, what, name);
        assert_eq!(shown("notices"), ["13", "", "", "13", "13"]);
        assert_eq!(shown("delivered"), ["12", "", "", "12", "13"]);
        assert_eq!(shown("median_s"), ["18000", "7200", "32400", "10", "12"]);
        assert_eq!(shown("ninth_decile_s"), ["too few", "", "", "10", "12"]);
        assert_eq!(shown("without_time"), ["2", "", "", "2", "12"]);
        assert_eq!(shown("narrowed"), ["83.3", "55.2", "95.3", "10", "12"]);
        assert_eq!(shown("silent"), ["8.3", "1.5", "35.4", "1", "12"]);
    }
}

#[test]
fn the_first_decision_gives_the_time_and_the_latest_the_outcome() {
    let [issued, delivered] = issue_and_deliver(1);
    let asked = answer(1, 1).replace("\"narrowed\",\"measure\":\"label\"", "\"asked_for_more\"");
    let restored = answer(1, 5).replace("\"narrowed\",\"measure\":\"label\"", "\"restored\"");
    let dump = [issued, delivered, asked, answer(1, 3), restored].join("\n");
    check_damage(&dump, &[]);
    let (cards, _) = read(&[dump.as_bytes()]);
    for card in cards.values() {
        assert_eq!(card.times_s, [3 * 3600]);
    }
    assert_eq!(figure(&dump, "platform", "restored")[3], "1");
    assert_eq!(figure(&dump, "platform", "narrowed")[3], "0");
}

#[test]
fn silence_is_no_time_until_an_answer_comes() {
    let [issued, delivered] = issue_and_deliver(1);
    let silent = [issued, delivered, line("silence", 1)].join("\n");
    assert_eq!(figure(&silent, "platform", "without_time")[3], "1");
    let late = [silent, answer(1, 20)].join("\n");
    assert_eq!(figure(&late, "platform", "without_time")[3], "0");
    assert_eq!(figure(&late, "platform", "silent")[3], "0");
}

#[test]
fn a_damaged_line_is_told_by_number_and_the_rest_is_counted() {
    let long = "x".repeat(70_000);
    let [issued, delivered] = issue_and_deliver(1);
    let early = line("answer", 1);
    let dump = [early.clone(), issued.clone(), early, "{}".into(), long, delivered, issued];
    let dump = [dump.join("\n"), answer(1, 2)].join("\n");
    check_damage(
        &dump,
        &[
            (1, Reason::NoticeUnknown),
            (3, Reason::AnswerEarly),
            (4, Reason::Unreadable),
            (5, Reason::TooLong),
            (7, Reason::IssuedTwice),
        ],
    );
    assert_eq!(figure(&dump, "platform", "narrowed")[3], "1");
}

#[test]
fn silence_before_a_delivery_or_after_a_decision_contradicts() {
    let silence = line("silence", 1);
    let [issued, delivered] = issue_and_deliver(1);
    let dump = [issued, silence.clone(), delivered, answer(1, 1), silence].join("\n");
    check_damage(&dump, &[(2, Reason::SilenceUndelivered), (5, Reason::SilenceAnswered)]);
}

#[test]
fn another_desk_moves_no_notice_of_this_one() {
    let [issued, delivered] = issue_and_deliver(1);
    let foreign = delivered.replace("\"desk\":\"desk.example\"", "\"desk\":\"other.example\"");
    check_damage(&[issued, foreign].join("\n"), &[(2, Reason::NoticeUnknown)]);
}

#[test]
fn an_empty_dump_has_no_scorecards() {
    assert!(read(&[b""]).0.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn pieces_of_any_length_give_what_the_whole_gives(
        lengths in proptest::collection::vec(1usize..3000, 1..200),
        lost in 0usize..36,
    ) {
        let dump = thirteen();
        let kept: Vec<_> = dump.lines().enumerate().filter(|(at, _)| *at != lost).collect();
        let dump: String = kept.iter().map(|(_, line)| format!("{line}\n")).collect();
        let (mut rest, mut pieces) = (dump.as_bytes(), Vec::new());
        for length in lengths {
            let (piece, after) = rest.split_at(length.min(rest.len()));
            pieces.push(piece);
            rest = after;
        }
        pieces.push(rest);
        let whole = read(&[dump.as_bytes()]);
        prop_assert_eq!(&read(&pieces), &whole);
        for card in whole.0.values() {
            prop_assert_eq!(card.outcomes.iter().sum::<u64>(), card.delivered);
            prop_assert!(card.delivered <= card.issued);
            prop_assert!(card.times_s.len() as u64 <= card.delivered);
        }
    }
}
