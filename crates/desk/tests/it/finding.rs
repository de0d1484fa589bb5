//! What officers find makes the rules stricter, never milder.

use std::collections::BTreeSet;

use desk::finding::{Finding, corrected};
use desk::notice::{Refusal, Sending, propose};
use desk::{Report, terms};
use law::{Harm, Medium, Never, NoticeRule, Pack, Reply};
use record::AddressKind;

use crate::every_cell;
use crate::notice::{House, draft, insulted, report};

fn may(report: &Report, pack: &Pack) -> bool {
    matches!(report.assess(pack).notice, NoticeRule::May { .. })
}

fn strictness(kind: AddressKind) -> usize {
    let order = [
        AddressKind::Public,
        AddressKind::IdentifiesVictim,
        AddressKind::Intimate,
        AddressKind::Minor,
    ];
    order.iter().position(|it| *it == kind).unwrap()
}

/// Every set of findings.
fn sets() -> Vec<BTreeSet<Finding>> {
    let all = Finding::ALL;
    let set = |bits: usize| (0..all.len()).filter(move |it| bits >> it & 1 == 1).map(|it| all[it]);
    (0..1 << all.len()).map(|bits| set(bits).collect()).collect()
}

#[test]
fn in_every_cell_one_more_finding_opens_no_way_and_makes_no_address_known() {
    let pack = Pack::morocco().unwrap();
    let mut closed = 0;
    for cell in every_cell() {
        let mut report = report(cell, |_| Reply::No);
        for set in sets() {
            report.found = set.clone();
            let (before, kind) = (may(&report, &pack), report.address_kind(false));
            for more in Finding::ALL {
                report.found = set.iter().copied().chain([more]).collect();
                let after = may(&report, &pack);
                assert!(before || !after, "{set:?} {more:?}");
                assert!(strictness(report.address_kind(false)) >= strictness(kind), "{more:?}");
                closed += usize::from(before && !after);
            }
        }
    }
    assert!(closed > 100, "{closed}");
}

#[test]
fn what_an_officer_sees_stops_a_notice_that_was_asked_for_with_other_answers() {
    let house = House::new();
    for (finding, never) in [
        (Finding::DeclaredPress, Never::DeclaredPress),
        (Finding::PublicMatter, Never::PublicMatter),
        (Finding::PublicInterest, Never::PublicInterest),
        (Finding::Official, Never::CriticismOfFunction),
    ] {
        let mut report = insulted();
        let draft = draft(&report, &house.pack);
        assert!(propose(&draft, &house.facts(&report, Sending::Authority)).is_ok());
        report.found.insert(finding);
        let refused = propose(&draft, &house.facts(&report, Sending::Authority)).unwrap_err();
        assert_eq!(refused[0], Refusal::Never(never), "{finding:?}");
    }
}

#[test]
fn addresses_of_what_turned_out_to_be_intimate_or_of_a_child_stay_secret() {
    let mut report = insulted();
    assert_eq!(report.address_kind(false), AddressKind::Public);
    report.found.insert(Finding::Intimate);
    assert_eq!(report.address_kind(true), AddressKind::Intimate);
    report.found.insert(Finding::Minor);
    assert_eq!(report.address_kind(true), AddressKind::Minor);
}

#[test]
fn answers_with_findings_are_answers_of_that_harm_still() {
    for cell in every_cell() {
        let told = report(cell, |_| Reply::No).answers;
        for set in sets() {
            let found = corrected(&told, &set);
            assert_eq!(found.harm(), told.harm());
            let is_press = set.contains(&Finding::DeclaredPress);
            assert_eq!(
                found.medium() == Medium::DeclaredPress,
                is_press || told.medium() == Medium::DeclaredPress
            );
            let is_secret = terms::address_kind(&found, false) != AddressKind::Public;
            assert!(
                is_secret || !set.contains(&Finding::Minor) || told.harm() == Harm::PublicFalseNews
            );
        }
    }
    for finding in Finding::ALL {
        assert_eq!(Finding::from_word(finding.word()), Some(finding));
    }
}
