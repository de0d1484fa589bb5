//! Drafts: kept for whoever holds the cookie, sent once, forgotten in time.

use desk::case::Platform;
use store::desk::{
    DeskStore, DraftFile, DraftToken, FilesRule, NewDraftFile, NewExhibit, NewReport, Sending,
    Source,
};

use crate::{block, folder, new_desk};

const END_MS: u64 = 10_000;

fn begin(desk: &DeskStore) -> DraftToken {
    let token = block(desk.draft_begin(b"so far", END_MS)).unwrap();
    allow(desk, &token, FilesRule::Taken);
    token
}

fn allow(desk: &DeskStore, token: &DraftToken, files: FilesRule) {
    assert!(block(desk.draft_keep(token, b"so far", files, END_MS)).unwrap());
}

fn add(desk: &DeskStore, token: &DraftToken, bytes: &[u8]) -> Option<u32> {
    let mut arriving = desk.objects().take().unwrap();
    arriving.push(bytes).unwrap();
    let file = NewDraftFile {
        taken: arriving.finish().unwrap(),
        name: "screen.png",
        media_type: "image/png",
        declared_type: None,
        received_ms: 5,
    };
    block(desk.draft_file_add(token, file, 2)).unwrap()
}

/// Sends the draft under the receipt `number`; whether it became a report.
fn send(desk: &DeskStore, token: &DraftToken, number: u64) -> bool {
    let files = desk.draft_files(token).unwrap();
    matches!(send_with(desk, token, number, &files), Sending::Kept(_))
}

/// The same, with these files.
fn send_with(desk: &DeskStore, token: &DraftToken, number: u64, files: &[DraftFile]) -> Sending {
    let exhibit = |file: &DraftFile| NewExhibit {
        number: file.number,
        media_type: file.media_type.clone(),
        source: Source::Draft(file.clone()),
    };
    let new = NewReport {
        reference: desk.draw().unwrap(),
        received_ms: 6,
        receipt: &format!("{number:016}"),
        language: "fr",
        harm: "threat",
        urgency: 0,
        platform: Platform::Other,
        is_official: false,
        told: b"told",
        manifest: b"m",
        seal: b"s",
        fold: &[],
        words: &[],
        exhibits: files.iter().map(exhibit).collect(),
        draft: Some((token, END_MS)),
    };
    block(desk.report_insert(new)).unwrap()
}

#[test]
fn a_draft_is_read_by_its_cookie_until_its_time_is_over() {
    let folder = folder("draft-read");
    let desk = new_desk(&folder);
    let token = begin(&desk);
    let again = DraftToken::parse(&token.to_text()).unwrap();
    assert!(block(desk.draft_keep(&again, b"more", FilesRule::NotYet, END_MS)).unwrap());
    assert_eq!(&desk.draft_fetch(&again, 1).unwrap().unwrap().told[..], b"more");
    assert!(desk.draft_fetch(&again, END_MS).unwrap().is_none());
    let other = DraftToken::parse(&"0".repeat(64)).unwrap();
    assert!(desk.draft_fetch(&other, 1).unwrap().is_none());
    for bad in ["", "zz", &"g".repeat(64), &"\u{660}".repeat(32)] {
        assert!(DraftToken::parse(bad).is_none());
    }
}

#[test]
fn a_draft_is_sent_once_and_then_holds_its_receipt_only() {
    let folder = folder("draft-once");
    let desk = new_desk(&folder);
    let token = begin(&desk);
    assert_eq!(add(&desk, &token, b"one"), Some(1));
    assert_eq!(add(&desk, &token, b"two"), Some(2));
    assert_eq!(add(&desk, &token, b"three"), None);
    block(desk.draft_file_remove(&token, 1)).unwrap();
    assert_eq!(add(&desk, &token, &[9; 600_000]), Some(3));
    assert!(send(&desk, &token, 1));
    assert!(!send(&desk, &token, 2), "a form sent twice makes one report");
    let draft = desk.draft_fetch(&token, 1).unwrap().unwrap();
    assert!(draft.is_sent);
    assert_eq!(&draft.told[..], b"0000000000000001");
    assert!(!block(desk.draft_keep(&token, b"more", FilesRule::Taken, END_MS)).unwrap());
    assert_eq!(add(&desk, &token, b"late"), None);
    let id = desk.report_by_receipt("0000000000000001").unwrap().unwrap();
    let sizes: Vec<_> = desk.exhibits(id).unwrap().iter().map(|it| it.size_bytes).collect();
    assert_eq!(sizes, [3, 600_000]);
    assert!(desk.report_by_receipt("0000000000000002").unwrap().is_none());
}

#[test]
fn drafts_whose_time_is_over_are_forgotten_with_their_files() {
    let folder = folder("draft-expire");
    let desk = new_desk(&folder);
    let token = begin(&desk);
    add(&desk, &token, &[1; 600_000]);
    assert_eq!(desk.drafts_expire(END_MS - 1).unwrap(), 0);
    assert_eq!(desk.objects().list().unwrap().len(), 1);
    assert_eq!(desk.drafts_expire(END_MS).unwrap(), 1);
    assert!(desk.objects().list().unwrap().is_empty());
    assert!(desk.draft_files(&token).unwrap().is_empty());
}

#[test]
fn a_person_who_leaves_leaves_nothing() {
    let folder = folder("draft-leave");
    let desk = new_desk(&folder);
    let token = begin(&desk);
    add(&desk, &token, b"small");
    block(desk.draft_forget(&token)).unwrap();
    assert!(desk.draft_fetch(&token, 1).unwrap().is_none());
    assert!(desk.draft_files(&token).unwrap().is_empty());
}

#[test]
fn a_file_that_arrives_after_it_was_said_that_none_may_is_not_kept() {
    let folder = folder("draft-late");
    let desk = new_desk(&folder);
    let token = begin(&desk);
    assert_eq!(add(&desk, &token, &[1; 600_000]), Some(1));
    // A day that is mistyped decides nothing; that it is intimate takes the files with it.
    allow(&desk, &token, FilesRule::NotYet);
    assert_eq!(desk.draft_files(&token).unwrap().len(), 1);
    assert_eq!(add(&desk, &token, b"two"), None);
    let files = desk.draft_files(&token).unwrap();
    assert_eq!(send_with(&desk, &token, 1, &files), Sending::FilesChanged);
    allow(&desk, &token, FilesRule::Refused);
    assert!(desk.draft_files(&token).unwrap().is_empty());
    assert!(desk.objects().list().unwrap().is_empty());
    assert_eq!(add(&desk, &token, &[1; 600_000]), None);
    assert!(desk.objects().list().unwrap().is_empty());
}

#[test]
fn a_file_that_was_added_or_taken_out_while_the_report_is_sealed_keeps_it_from_being_sent() {
    let folder = folder("draft-race");
    let desk = new_desk(&folder);
    let token = begin(&desk);
    add(&desk, &token, b"one");
    let sealed = desk.draft_files(&token).unwrap();
    add(&desk, &token, b"two");
    assert_eq!(send_with(&desk, &token, 1, &sealed), Sending::FilesChanged);
    block(desk.draft_file_remove(&token, 2)).unwrap();
    assert!(matches!(send_with(&desk, &token, 1, &sealed), Sending::Kept(_)));
}
