//! "Found: purge": what is removed is removed everywhere, and that it was stays.

use std::collections::BTreeSet;
use std::io::Read as _;

use desk::case::{Platform, Refusal};
use desk::finding::{Finding, Unkeepable};
use store::desk::cases::{Acting, Audience, Purge, Purger, Wanted};
use store::desk::{
    By, DeskStore, FilesRule, Inserted, NewDraftFile, NewExhibit, NewNotice, NewReport, Sending,
    Source, Step,
};

use crate::cases::{ONE, TWO, acting, held, kinds, officer, refused, row};
use crate::{TOLD, block, folder, is_in_the_open, new_desk, random};

const BAD: &[u8] = b"a picture that nobody may keep";
const GOOD: &[u8] = b"a picture of a contract";

fn file(desk: &DeskStore, number: u32, bytes: &[u8]) -> NewExhibit {
    let mut arriving = desk.objects().take().unwrap();
    arriving.push(bytes).unwrap();
    let source = Source::Taken(arriving.finish().unwrap());
    NewExhibit { number, media_type: "image/png".into(), source }
}

fn hash_key(bytes: &[u8]) -> String {
    let hash = record::id::Digest::of(bytes);
    format!("file:{hash}")
}

/// A report with these files, folded by them.
fn with_files(desk: &DeskStore, number: u64, files: &[&[u8]]) -> Inserted {
    let exhibits = (1..).zip(files).map(|(number, bytes)| file(desk, number, bytes)).collect();
    let fold: Vec<String> = files.iter().map(|bytes| hash_key(bytes)).collect();
    let new = NewReport {
        reference: desk.draw().unwrap(),
        received_ms: 1_000 + number,
        receipt: &format!("{number:016}"),
        language: "ar",
        harm: "intimate-image",
        urgency: 1,
        platform: Platform::None,
        is_official: false,
        told: TOLD,
        manifest: b"manifest with every hash",
        seal: b"seal",
        fold: &fold,
        words: &["contract".to_owned()],
        exhibits,
        draft: None,
    };
    match block(desk.report_insert(new)).unwrap() {
        Sending::Kept(inserted) => inserted,
        other => panic!("{other:?}"),
    }
}

fn purge<'a>(desk: &DeskStore, report_id: i64, numbers: &'a [u32]) -> Purge<'a> {
    Purge {
        report_id,
        numbers,
        found: numbers,
        told: None,
        manifest: b"manifest of what is left",
        seal: b"new seal",
        statement: file(desk, 0, b"removed on that day"),
        was: Unkeepable::OfAdults,
    }
}

fn in_case(desk: &DeskStore, kept: Inserted, now_ms: u64) -> Purger {
    Purger::InCase { acting: acting(desk, kept.case_id, ONE, now_ms), twins: 2 }
}

fn read(desk: &DeskStore, report_id: i64, number: u32) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    desk.exhibit_open(report_id, number).unwrap()?.read_to_end(&mut bytes).unwrap();
    Some(bytes)
}

#[test]
fn one_exhibit_goes_with_its_hash_and_the_others_stay_whole() {
    let folder = folder("purge-one");
    let desk = new_desk(&folder);
    let kept = with_files(&desk, 1, &[BAD, GOOD]);
    block(desk.case_claim(kept.case_id, officer(ONE), 2_000)).unwrap();
    block(desk.message_write(kept.report_id, "please look at the first", 9, 2_100)).unwrap();
    let by = in_case(&desk, kept, 3_000);
    block(desk.report_purge(by, purge(&desk, kept.report_id, &[1]))).unwrap();
    assert_eq!(read(&desk, kept.report_id, 1).unwrap(), GOOD);
    assert_eq!(read(&desk, kept.report_id, 2).unwrap(), b"removed on that day");
    assert_eq!(read(&desk, kept.report_id, 3), None);
    let report = desk.report_fetch(kept.report_id).unwrap().unwrap();
    assert_eq!((&report.told[..], &report.manifest[..]), (TOLD, &b"manifest of what is left"[..]));
    assert_eq!(desk.messages(kept.report_id).unwrap()[0].body, "please look at the first");
    assert!(kinds(&desk, kept).contains(&"exhibit-purged".to_owned()));
    let seen = desk.report_events(kept.report_id).unwrap();
    assert_eq!(seen.last().unwrap().kind, "exhibit-purged", "the person is told");
    let events = desk.case_events(kept.case_id).unwrap();
    let event = events.iter().find(|event| event.kind == "exhibit-purged").unwrap();
    assert_eq!(event.detail, "1 +2", "which parts, and how many elsewhere");
    let counts = desk.due_process_counts().unwrap();
    assert_eq!((counts.len(), counts[0].purged), (1, 1), "the public sees how often");
    // By its hash nothing is found any more; by the other file it is.
    assert_ne!(with_files(&desk, 2, &[BAD]).case_id, kept.case_id);
    assert_eq!(with_files(&desk, 3, &[GOOD]).case_id, kept.case_id);
    // And it lives on: a new message, a restart, an erasure.
    drop(desk);
    let desk = DeskStore::open(&folder.0, random).unwrap();
    block(desk.message_write(kept.report_id, "thank you", 9, 4_000)).unwrap();
    assert_eq!(desk.messages(kept.report_id).unwrap().len(), 2);
    assert!(block(desk.report_erase(kept.report_id, 5_000)).unwrap());
    assert!(desk.report_fetch(kept.report_id).unwrap().is_none());
}

#[test]
fn a_large_file_that_is_purged_is_gone_from_the_disk() {
    let folder = folder("purge-large");
    let desk = new_desk(&folder);
    let large = [BAD, &vec![7; 600_000][..]].concat();
    let kept = with_files(&desk, 1, &[&large]);
    block(desk.case_claim(kept.case_id, officer(ONE), 2_000)).unwrap();
    assert_eq!(desk.objects().list().unwrap().len(), 1);
    let by = in_case(&desk, kept, 3_000);
    block(desk.report_purge(by, purge(&desk, kept.report_id, &[1]))).unwrap();
    assert!(desk.objects().list().unwrap().is_empty());
}

#[test]
fn the_same_bytes_are_found_in_every_report_and_one_that_was_withdrawn_too() {
    let folder = folder("purge-twins");
    let desk = new_desk(&folder);
    let first = with_files(&desk, 1, &[GOOD, BAD]);
    let withdrawn = with_files(&desk, 2, &[BAD]);
    block(desk.report_withdraw(withdrawn.report_id, 1_500)).unwrap();
    let twins = desk.exhibit_twins(first.report_id, 2).unwrap();
    assert_eq!(twins, [(first.report_id, 2), (withdrawn.report_id, 1)]);
    let by = Purger::Twin { officer: officer(ONE), now_ms: 3_000 };
    block(desk.report_purge(by, purge(&desk, withdrawn.report_id, &[1]))).unwrap();
    assert_eq!(read(&desk, withdrawn.report_id, 1).unwrap(), b"removed on that day");
    assert_eq!(desk.report_summary(withdrawn.report_id).unwrap().unwrap().state, "withdrawn");
    assert_eq!(desk.exhibit_twins(first.report_id, 2).unwrap(), [(first.report_id, 2)]);
}

#[test]
fn the_same_bytes_go_from_reports_that_nobody_has_sent_yet() {
    let folder = folder("purge-drafts");
    let desk = new_desk(&folder);
    let large = [BAD, &vec![7; 600_000][..]].concat();
    let kept = with_files(&desk, 1, &[BAD, &large, GOOD]);
    let begun = || {
        let token = block(desk.draft_begin(b"so far", 90_000)).unwrap();
        assert!(block(desk.draft_keep(&token, b"so far", FilesRule::Taken, 90_000)).unwrap());
        for bytes in [BAD, GOOD, &large] {
            let mut arriving = desk.objects().take().unwrap();
            arriving.push(bytes).unwrap();
            let file = NewDraftFile {
                taken: arriving.finish().unwrap(),
                name: "screen.png",
                media_type: "image/png",
                declared_type: None,
                received_ms: 5,
            };
            block(desk.draft_file_add(&token, file, 9)).unwrap().unwrap();
        }
        token
    };
    let drafts = [begun(), begun()];
    assert_eq!(desk.objects().list().unwrap().len(), 3);
    block(desk.case_claim(kept.case_id, officer(ONE), 2_000)).unwrap();
    let acting = acting(&desk, kept.case_id, ONE, 3_000);
    let by = Purger::InCase { acting, twins: 0 };
    block(desk.report_purge(by, purge(&desk, kept.report_id, &[1, 2]))).unwrap();
    for token in &drafts {
        let left = desk.draft_files(token).unwrap();
        assert_eq!(left.iter().map(|file| file.number).collect::<Vec<_>>(), [2]);
        assert_eq!(left[0].sha256, *record::id::Digest::of(GOOD).as_bytes());
    }
    assert!(desk.objects().list().unwrap().is_empty());
    let events = desk.case_events(kept.case_id).unwrap();
    let event = events.iter().find(|event| event.kind == "exhibit-purged").unwrap();
    assert_eq!(event.detail, "1 2 +4", "the auditor sees that there were more");
}

#[test]
fn a_back_up_from_before_a_purge_no_longer_opens_the_report() {
    let folder = folder("purge-back-up");
    let desk = new_desk(&folder);
    let kept = with_files(&desk, 1, &[BAD]);
    let other = with_files(&desk, 2, &[GOOD]);
    block(desk.case_claim(kept.case_id, officer(ONE), 2_000)).unwrap();
    drop(desk);
    let (live, old) = (folder.0.join("desk.db"), folder.0.join("desk.db.old"));
    std::fs::copy(&live, &old).unwrap();
    let desk = DeskStore::open(&folder.0, random).unwrap();
    let by = in_case(&desk, kept, 3_000);
    block(desk.report_purge(by, purge(&desk, kept.report_id, &[1]))).unwrap();
    drop(desk);
    std::fs::rename(&old, &live).unwrap();
    let desk = DeskStore::open(&folder.0, random).unwrap();
    assert_eq!(desk.report_summary(kept.report_id).unwrap().unwrap().state, "erased");
    assert!(desk.report_fetch(kept.report_id).unwrap().is_none(), "nor the hash in its manifest");
    assert!(read(&desk, kept.report_id, 1).is_none());
    assert_eq!(read(&desk, other.report_id, 1).unwrap(), GOOD);
}

#[test]
fn what_was_told_can_go_too_and_is_found_by_no_word_any_more() {
    let folder = folder("purge-told");
    let desk = new_desk(&folder);
    let kept = with_files(&desk, 1, &[BAD]);
    block(desk.case_claim(kept.case_id, officer(ONE), 2_000)).unwrap();
    while desk.find_prepare().unwrap() > 0 {}
    let found = || desk.find(&["contract".to_owned()], None, 9).unwrap().cases.len();
    assert_eq!(found(), 1);
    let by = in_case(&desk, kept, 3_000);
    let whole =
        Purge { told: Some((b"the address alone", &[])), ..purge(&desk, kept.report_id, &[1]) };
    block(desk.report_purge(by, whole)).unwrap();
    assert_eq!(found(), 0);
    while desk.find_prepare().unwrap() > 0 {}
    assert_eq!(found(), 0);
    let report = desk.report_fetch(kept.report_id).unwrap().unwrap();
    assert_eq!(&report.told[..], b"the address alone");
    assert!(!is_in_the_open(&folder.0, b"the address alone"));
    assert!(kinds(&desk, kept).contains(&"report-purged".to_owned()));
}

#[test]
fn nobody_purges_in_a_case_that_they_do_not_hold_or_that_the_report_is_not_in() {
    let folder = folder("purge-refused");
    let desk = new_desk(&folder);
    let kept = with_files(&desk, 1, &[BAD]);
    let mine = held(&desk, 2, &["address:b"]);
    let act = acting(&desk, kept.case_id, ONE, 3_000);
    let by = |act: Acting| {
        block(desk.report_purge(
            Purger::InCase { acting: act, twins: 0 },
            purge(&desk, kept.report_id, &[1]),
        ))
    };
    assert_eq!(refused(by(act)), Refusal::NotHeld);
    block(desk.case_claim(kept.case_id, officer(TWO), 3_000)).unwrap();
    assert_eq!(refused(by(act)), Refusal::Held(officer(TWO)));
    assert_eq!(refused(by(acting(&desk, mine.case_id, ONE, 3_000))), Refusal::Nothing);
    assert_eq!(read(&desk, kept.report_id, 1).unwrap(), BAD);
    let gone = block(desk.report_purge(
        Purger::InCase { acting: acting(&desk, mine.case_id, ONE, 3_000), twins: 0 },
        purge(&desk, 99, &[1]),
    ));
    assert_eq!(refused(gone), Refusal::Nothing);
}

#[test]
fn notes_and_questions_of_the_case_outlive_a_purge() {
    let folder = folder("purge-notes");
    let desk = new_desk(&folder);
    let kept = with_files(&desk, 1, &[BAD, GOOD]);
    block(desk.case_claim(kept.case_id, officer(ONE), 2_000)).unwrap();
    let act = acting(&desk, kept.case_id, ONE, 2_100);
    block(desk.note_add(act, Audience::Officers, "call the police")).unwrap();
    let act = acting(&desk, kept.case_id, ONE, 2_200);
    block(desk.person_write(act, kept.report_id, Wanted::Reply, "who sent it?")).unwrap();
    let by = in_case(&desk, kept, 3_000);
    block(desk.report_purge(by, purge(&desk, kept.report_id, &[1]))).unwrap();
    assert_eq!(desk.notes(kept.case_id).unwrap()[0].body, "call the police");
    assert_eq!(desk.messages(kept.report_id).unwrap()[0].body, "who sent it?");
    assert_eq!(row(&desk, kept).state.word(), "waiting");
}

#[test]
fn what_a_person_answered_four_weeks_later_outlives_a_purge_of_a_file() {
    let folder = folder("purge-survey");
    let desk = new_desk(&folder);
    let kept = with_files(&desk, 1, &[BAD, GOOD]);
    block(desk.case_claim(kept.case_id, officer(ONE), 2_000)).unwrap();
    assert!(block(desk.survey_answer(kept.report_id, "no", "it came back", 2_100)).unwrap());
    let by = in_case(&desk, kept, 3_000);
    block(desk.report_purge(by, purge(&desk, kept.report_id, &[1]))).unwrap();
    let answer = desk.survey_fetch(kept.report_id).unwrap().unwrap();
    assert_eq!((answer.answer.as_str(), answer.line.as_str()), ("no", "it came back"));
}

#[test]
fn where_all_that_was_told_goes_messages_and_drafts_of_notices_go_too() {
    let folder = folder("purge-whole");
    let desk = new_desk(&folder);
    let kept = with_files(&desk, 1, &[BAD]);
    block(desk.case_claim(kept.case_id, officer(ONE), 2_000)).unwrap();
    block(desk.message_write(kept.report_id, "what it shows", 9, 2_100)).unwrap();
    assert!(block(desk.survey_answer(kept.report_id, "no", "what it shows", 2_200)).unwrap());
    let draft = store::desk::NewNotice {
        reference: [7; 16],
        report_id: kept.report_id,
        platform: "clips.example",
        draft: b"what it shows",
    };
    let drafter = store::desk::By { actor: "drafter", at_ms: 2_300, seen: None };
    let notice = block(desk.notice_begin(draft, drafter)).unwrap().unwrap();
    let by = in_case(&desk, kept, 3_000);
    let whole = Purge { told: Some((b"the rest", &[])), ..purge(&desk, kept.report_id, &[1]) };
    block(desk.report_purge(by, whole)).unwrap();
    assert!(desk.messages(kept.report_id).unwrap().is_empty());
    assert!(desk.notice_fetch(notice).unwrap().is_none());
    let answer = desk.survey_fetch(kept.report_id).unwrap().unwrap();
    assert_eq!((answer.answer.as_str(), answer.line.as_str()), ("no", ""));
}

#[test]
fn what_it_showed_stays_as_a_finding_and_what_waited_to_leave_comes_back() {
    let folder = folder("purge-finding");
    let desk = new_desk(&folder);
    let kept = with_files(&desk, 1, &[BAD]);
    let twin = with_files(&desk, 2, &[BAD, GOOD]);
    block(desk.case_claim(kept.case_id, officer(ONE), 2_000)).unwrap();
    let proposed = |report_id: i64, reference: [u8; 16]| {
        let draft = NewNotice { reference, report_id, platform: "clips.example", draft: b"draft" };
        let by = |at_ms| By { actor: "drafter", at_ms, seen: None };
        let id = block(desk.notice_begin(draft, by(2_300))).unwrap().unwrap();
        assert_eq!(block(desk.notice_propose(id, by(2_400))).unwrap(), Step::Taken);
        id
    };
    let notices = [proposed(kept.report_id, [7; 16]), proposed(twin.report_id, [8; 16])];
    let of_minor = |kept: Inserted, numbers| Purge {
        was: Unkeepable::OfMinor,
        ..purge(&desk, kept.report_id, numbers)
    };
    let by = Purger::Twin { officer: officer(ONE), now_ms: 3_000 };
    block(desk.report_purge(by, of_minor(twin, &[1]))).unwrap();
    block(desk.report_purge(in_case(&desk, kept, 3_000), of_minor(kept, &[1]))).unwrap();
    let found = BTreeSet::from([Finding::Intimate, Finding::Minor]);
    for (report, notice) in [kept, twin].into_iter().zip(notices) {
        assert_eq!(desk.report_findings(report.report_id).unwrap(), found);
        let row = desk.notice_fetch(notice).unwrap().unwrap().row;
        assert_eq!(row.state, desk::notice::State::Draft, "it was agreed to before this was known");
        let seen = desk.report_events(report.report_id).unwrap();
        assert_eq!(seen.iter().filter(|it| it.kind == "finding-added").count(), 2);
    }
}
