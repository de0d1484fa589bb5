//! Finding reports by words of which only marks are kept, and forgetting them.

use std::path::Path;

use desk::case::Platform;
use store::desk::{DeskStore, FIND_BATCH, Inserted, NewReport, Sending};

use crate::{TOLD, block, folder, new_desk, random};

pub(crate) fn insert(desk: &DeskStore, number: u64, words: &[&str]) -> Inserted {
    let words: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
    let new = NewReport {
        reference: desk.draw().unwrap(),
        received_ms: 1_000 + number,
        receipt: &format!("{number:016}"),
        language: "ar",
        harm: "insult",
        urgency: 2,
        platform: Platform::None,
        is_official: false,
        told: TOLD,
        manifest: b"manifest",
        seal: b"seal",
        fold: &[],
        words: &words,
        exhibits: Vec::new(),
        draft: None,
    };
    match block(desk.report_insert(new)).unwrap() {
        Sending::Kept(inserted) => inserted,
        other => panic!("{other:?}"),
    }
}

fn prepare(desk: &DeskStore) {
    while desk.find_prepare().unwrap() > 0 {}
}

fn found(desk: &DeskStore, words: &[&str]) -> Vec<i64> {
    let words: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
    let page = desk.find(&words, None, 50).unwrap();
    page.cases.into_iter().map(|case| case.case_id).collect()
}

/// The files of the database, as somebody reads them who has stolen it.
fn bytes(dir: &Path) -> Vec<u8> {
    ["desk.db", "desk.db-wal"]
        .iter()
        .flat_map(|name| std::fs::read(dir.join(name)).unwrap())
        .collect()
}

#[test]
fn reports_are_found_by_all_of_their_words_the_newest_first() {
    let folder = folder("find");
    let desk = new_desk(&folder);
    let kept: Vec<Inserted> = [&["شتمني", "مدرسه"][..], &["مدرسه"], &["شتمني", "مدرسه", "امس"]]
        .into_iter()
        .zip(0..)
        .map(|(words, number)| insert(&desk, number, words))
        .collect();
    assert!(found(&desk, &["مدرسه"]).is_empty(), "a moment later it is found");
    prepare(&desk);
    assert_eq!(found(&desk, &["مدرسه"]), [2, 1, 0].map(|at: usize| kept[at].case_id));
    assert_eq!(found(&desk, &["مدرسه", "شتمني"]), [2, 0].map(|at: usize| kept[at].case_id));
    assert!(found(&desk, &["شتمني", "غدا"]).is_empty());
    assert!(found(&desk, &[]).is_empty());
}

#[test]
fn pages_of_what_is_found_go_on_where_the_last_one_ended() {
    let folder = folder("find-pages");
    let desk = new_desk(&folder);
    let count = FIND_BATCH as u64 + 6;
    for number in 0..count {
        insert(&desk, number, &["word"]);
    }
    prepare(&desk);
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let page = desk.find(&["word".to_owned()], before, 30).unwrap();
        seen.extend(page.cases.iter().map(|case| case.case_id));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(seen.len() as u64, count);
    assert!(seen.iter().rev().is_sorted());
}

#[test]
fn no_word_stands_in_the_database_and_an_erased_report_leaves_no_mark() {
    let folder = folder("find-erase");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &["distinctive", "common"]);
    let other = insert(&desk, 2, &["common"]);
    prepare(&desk);
    assert_eq!(found(&desk, &["distinctive"]), [kept.case_id]);
    let mark: String = desk.mark_of("word", b"distinctive")[..6]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let holds = |text: &[u8]| bytes(&folder.0).windows(text.len()).any(|window| window == text);
    assert!(!holds(b"distinctive"));
    // The index leaves out what a mark shares with the one before it, so its end is looked for.
    assert!(holds(&mark.as_bytes()[4..]), "else this test could not fail");
    block(desk.report_erase(kept.report_id, 9_000)).unwrap();
    assert!(found(&desk, &["distinctive"]).is_empty());
    assert_eq!(found(&desk, &["common"]), [other.case_id]);
    assert!(!holds(&mark.as_bytes()[4..]), "the mark is still there");
}

#[test]
fn a_report_erased_before_it_was_put_into_the_index_never_comes_in() {
    let folder = folder("find-early");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &["word"]);
    block(desk.report_erase(kept.report_id, 9_000)).unwrap();
    prepare(&desk);
    assert!(found(&desk, &["word"]).is_empty());
}

#[test]
fn what_waits_for_the_index_is_put_in_after_a_restart() {
    let folder = folder("find-restart");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &["word"]);
    drop(desk);
    let desk = DeskStore::open(&folder.0, random).unwrap();
    prepare(&desk);
    assert_eq!(found(&desk, &["word"]), [kept.case_id]);
}
