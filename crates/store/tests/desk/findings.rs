//! What officers find in a report, and what it takes back.

use std::collections::BTreeSet;

use ::desk::case::Refusal;
use ::desk::finding::Finding;
use ::desk::notice::State;
use store::desk::{By, NewNotice, Step};

use crate::cases::{acting, held, refused};
use crate::{block, folder, new_desk};

const ONE: [u8; 8] = [1; 8];

#[test]
fn a_finding_stays_and_takes_back_what_waited_to_leave() {
    let folder = folder("finding");
    let desk = new_desk(&folder);
    let kept = held(&desk, 1, &["address:a"]);
    let by = |actor| By { actor, at_ms: 2_100, seen: None };
    let new = NewNotice {
        reference: [7; 16],
        report_id: kept.report_id,
        platform: "clips.example",
        draft: b"a draft",
    };
    let id = block(desk.notice_begin(new, by("drafter"))).unwrap().unwrap();
    for step in [
        block(desk.notice_propose(id, by("drafter"))).unwrap(),
        block(desk.notice_approve(id, by("approver"))).unwrap(),
        block(desk.notice_write(id, "bar.example+00000000", b"texts", by("bar"))).unwrap(),
    ] {
        assert_eq!(step, Step::Taken);
    }
    let find = |found: &[Finding], now_ms| {
        let found: BTreeSet<Finding> = found.iter().copied().collect();
        block(desk.report_find(acting(&desk, kept.case_id, ONE, now_ms), kept.report_id, found))
    };
    find(&[Finding::Minor], 2_200).unwrap();
    let notice = desk.notice_fetch(id).unwrap().unwrap();
    assert_eq!(notice.row.state, State::Draft);
    assert_eq!((notice.row.approved_by, notice.written.len()), (None, 0));
    assert_eq!(notice.draft, b"a draft", "nothing typed is lost");
    find(&[Finding::Minor, Finding::Official], 2_300).unwrap();
    assert_eq!(refused(find(&[Finding::Minor], 2_400)), Refusal::Nothing);
    let both = BTreeSet::from([Finding::Minor, Finding::Official]);
    assert_eq!(desk.report_findings(kept.report_id).unwrap(), both);
    assert_eq!(desk.report_fetch(kept.report_id).unwrap().unwrap().found, both);
    // Of another case, it is none of this officer's.
    let other = held(&desk, 2, &["address:b"]);
    let acts = acting(&desk, other.case_id, ONE, 2_500);
    let strange = desk.report_find(acts, kept.report_id, both);
    assert_eq!(refused(block(strange)), Refusal::Nothing);
    assert!(block(desk.report_erase(kept.report_id, 3_000)).unwrap());
    assert_eq!(desk.report_findings(kept.report_id).unwrap(), BTreeSet::new());
}
