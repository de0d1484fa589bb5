//! The auditor's trail, what is read, and filters that officers keep.

use desk::case::{IdentityReason, Refusal};
use record::choice::Outcome;
use store::desk::cases::{FILTERS_MAX, Reading, TrailFilter};
use store::desk::{DeskStore, Inserted};

use crate::cases::{ONE, TWO, acting, held, officer, refused, row};
use crate::{block, exhibit, folder, insert, is_in_the_open, new_desk};

fn reading(kept: Inserted, who: [u8; 8], now_ms: u64) -> Reading {
    let Inserted { case_id, report_id, .. } = kept;
    Reading { case_id, report_id, officer: officer(who), now_ms }
}

fn trail(desk: &DeskStore, filter: &TrailFilter) -> Vec<String> {
    let lines = desk.trail(filter, None, 50).unwrap();
    lines.into_iter().map(|line| line.kind).collect()
}

#[test]
fn every_act_and_every_reading_stands_in_the_trail_and_what_persons_did_does_not() {
    let folder = folder("trail");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], exhibit(&desk, b"a picture"));
    block(desk.case_claim(kept.case_id, officer(ONE), 2_000)).unwrap();
    block(desk.report_read(reading(kept, ONE, 2_001))).unwrap();
    block(desk.report_read(reading(kept, ONE, 2_002))).unwrap();
    for now_ms in [2_003, 2_004] {
        block(desk.exhibit_reveal(reading(kept, ONE, now_ms), 1)).unwrap();
    }
    block(desk.identity_read(reading(kept, ONE, 2_005), IdentityReason::Contact)).unwrap();
    block(desk.case_close(acting(&desk, kept.case_id, ONE, 2_006), Outcome::Court)).unwrap();
    let all = trail(&desk, &TrailFilter::default());
    let expected = [
        "case-closed",
        "identity-read",
        "exhibit-revealed",
        "exhibit-revealed",
        "report-read",
        "case-claimed",
    ];
    assert_eq!(all, expected);
    // The person sees that they were read, and by whom, but not each picture that was looked at.
    let seen: Vec<_> =
        desk.report_events(kept.report_id).unwrap().into_iter().map(|line| line.kind).collect();
    assert_eq!(seen, ["report-received", "report-read", "identity-read", "case-closed"]);
}

#[test]
fn the_trail_is_filtered_by_case_officer_kind_and_day() {
    let folder = folder("trail-filter");
    let desk = new_desk(&folder);
    let [first, second] = [1, 2].map(|number| insert(&desk, number, &[], Vec::new()));
    block(desk.case_claim(first.case_id, officer(ONE), 2_000)).unwrap();
    block(desk.case_claim(second.case_id, officer(TWO), 90_000_000)).unwrap();
    block(desk.case_release(second.case_id, officer(TWO), 90_000_001)).unwrap();
    let all = TrailFilter::default();
    let case = TrailFilter { case: Some(row(&desk, first).reference), ..all.clone() };
    assert_eq!(trail(&desk, &case), ["case-claimed"]);
    let by_two = TrailFilter { officer: Some(officer(TWO)), ..all.clone() };
    assert_eq!(trail(&desk, &by_two), ["case-released", "case-claimed"]);
    let kind = TrailFilter { kind: Some("case-released".into()), ..all.clone() };
    assert_eq!(trail(&desk, &kind), ["case-released"]);
    let day = TrailFilter { during: Some((0, 86_400_000)), ..all.clone() };
    assert_eq!(trail(&desk, &day), ["case-claimed"]);
    let none = TrailFilter { kind: Some("' OR 1 = 1".into()), ..all.clone() };
    assert!(trail(&desk, &none).is_empty());
    let last = desk.trail(&all, None, 1).unwrap().remove(0);
    let rest = desk.trail(&all, Some(last.event_id), 50).unwrap();
    assert_eq!(rest.len(), 2);
}

#[test]
fn nobody_has_an_exhibit_or_a_name_shown_without_holding_the_case() {
    let folder = folder("reading-held");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], exhibit(&desk, b"a picture"));
    let reveal = |who, number| block(desk.exhibit_reveal(reading(kept, who, 3_000), number));
    assert_eq!(refused(reveal(ONE, 1)), Refusal::NotHeld);
    block(desk.case_claim(kept.case_id, officer(ONE), 2_000)).unwrap();
    assert_eq!(refused(reveal(TWO, 1)), Refusal::Held(officer(ONE)));
    assert_eq!(refused(reveal(ONE, 2)), Refusal::Nothing);
    let elsewhere = insert(&desk, 2, &[], exhibit(&desk, b"another"));
    let guessed = Reading { report_id: elsewhere.report_id, ..reading(kept, ONE, 3_000) };
    assert_eq!(refused(block(desk.exhibit_reveal(guessed, 1))), Refusal::Nothing);
    let who = block(desk.identity_read(guessed, IdentityReason::Danger));
    assert_eq!(refused(who), Refusal::Nothing);
    block(desk.report_erase(kept.report_id, 4_000)).unwrap();
    assert_eq!(refused(reveal(ONE, 1)), Refusal::Nothing);
}

#[test]
fn only_the_first_reading_of_a_report_is_told_to_the_person() {
    let folder = folder("reading-first");
    let desk = new_desk(&folder);
    let kept = held(&desk, 1, &[]);
    block(desk.report_read(reading(kept, ONE, 3_000))).unwrap();
    block(desk.report_read(reading(kept, TWO, 4_000))).unwrap();
    let read = |lines: Vec<store::desk::EventLine>| {
        lines.into_iter().filter(|line| line.kind == "report-read").count()
    };
    assert_eq!(read(desk.report_events(kept.report_id).unwrap()), 1);
    let kind = TrailFilter { kind: Some("report-read".into()), ..TrailFilter::default() };
    assert_eq!(trail(&desk, &kind).len(), 2);
}

#[test]
fn a_filter_is_kept_for_its_officer_alone_and_its_name_is_locked() {
    let folder = folder("filters");
    let desk = new_desk(&folder);
    assert!(block(desk.filter_save(officer(ONE), "the ministry", "harm=threat")).unwrap());
    assert!(!is_in_the_open(&folder.0, b"the ministry"));
    let kept = desk.filters(officer(ONE)).unwrap();
    assert_eq!((kept[0].name.as_str(), kept[0].query.as_str()), ("the ministry", "harm=threat"));
    assert!(desk.filters(officer(TWO)).unwrap().is_empty());
    block(desk.filter_remove(officer(TWO), kept[0].filter_id)).unwrap();
    assert_eq!(desk.filters(officer(ONE)).unwrap().len(), 1);
    block(desk.filter_remove(officer(ONE), kept[0].filter_id)).unwrap();
    for _ in 0..FILTERS_MAX {
        assert!(block(desk.filter_save(officer(ONE), "one", "")).unwrap());
    }
    assert!(!block(desk.filter_save(officer(ONE), "one more", "")).unwrap());
}
