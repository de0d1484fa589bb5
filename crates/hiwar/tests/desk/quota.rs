//! How much of the disk people may take, and what they are told when there is no more.

use crate::person::{Desk, Folder, INSULT, Person};

/// Somebody with an unfinished report that takes files.
fn writer(desk: &Desk, network: &str) -> Person {
    let mut person = desk.person_from(network);
    person.tell(INSULT, "files").unwrap();
    person
}

static PIECE: [u8; 600 << 10] = [7; 600 << 10];

#[test]
fn on_a_disk_that_is_nearly_full_no_file_is_taken_and_words_are() {
    let folder = Folder::new("full");
    let desk = Desk::start_with(&folder, &["--keep-free", "100%"]);
    let mut person = writer(&desk, "");
    for (language, words) in [
        ("ar", "قرص هذا المكتب يكاد يمتلئ"),
        ("fr", "Le disque de ce bureau est presque plein"),
        ("en", "This desk’s disk is nearly full"),
    ] {
        let page = person.get(&format!("/report/step/files?lang={language}")).body;
        assert!(page.contains(words) && !page.contains("type=\"file\""), "{page}");
    }
    let refused = person.give("a.png", &PIECE).unwrap();
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("قرص هذا المكتب يكاد يمتلئ"));
    assert_eq!(std::fs::read_dir(folder.path().join("objects/arriving")).unwrap().count(), 0);
    person.tell(INSULT, "check").unwrap();
    let code = person.finish().unwrap();
    assert_eq!(person.post("/receipt", &[("code", &code)]).unwrap().location(), "/receipt/view");
    let ready = person.get("/readyz");
    assert_eq!((ready.status, ready.body.contains("no file is taken")), (200, true));
    let metrics = desk.person().get("/metrics").body;
    assert!(metrics.contains("\nhiwar_files_refused_total 1\n"), "{metrics}");
    assert!(metrics.contains("\nhiwar_disk_floor_bytes "), "{metrics}");
}

#[test]
fn a_network_fills_its_share_with_unfinished_reports_and_others_give_files_all_the_same() {
    let folder = Folder::new("share");
    // A quarter of it, 1 MiB, is for one network.
    let desk = Desk::start_with(&folder, &["--drafts-max", "4MiB", "--keep-free", "0"]);
    let (mut one, mut two) = (writer(&desk, "192.0.2.1"), writer(&desk, "192.0.2.77"));
    assert_eq!(one.give("a.png", &PIECE).unwrap().status, 303);
    let refused = two.give("b.png", &PIECE).unwrap();
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("role=\"alert\"") && !refused.body.contains("b.png"));
    assert_eq!(writer(&desk, "198.51.100.1").give("c.png", &PIECE).unwrap().status, 303);
    // What is taken out makes room, and so does what is sent.
    one.send("/report/step/files", "/report/files/remove", &[("number", "1")]).unwrap();
    assert_eq!(two.give("b.png", &PIECE).unwrap().status, 303);
    assert_eq!(one.give("a.png", &PIECE).unwrap().status, 422);
    two.tell(INSULT, "check").unwrap();
    two.finish().unwrap();
    assert_eq!(one.give("a.png", &PIECE).unwrap().status, 303);
}

#[test]
fn a_network_that_holds_all_it_may_begins_no_report_more_and_others_do() {
    let folder = Folder::new("crowded");
    let desk = Desk::start_with(&folder, &["--drafts-max", "16KiB"]);
    let begun = (0..50).take_while(|_| {
        let mut person = desk.person_from("192.0.2.1");
        let is_begun = person.post("/report", &[]).unwrap().status == 303;
        is_begun && person.tell(INSULT, "check").is_some()
    });
    let begun = begun.count();
    assert!((1..50).contains(&begun), "{begun} were begun");
    let refused = desk.person_from("192.0.2.2").post("/report?lang=en", &[]).unwrap();
    assert_eq!(refused.status, 503);
    assert!(refused.body.contains("You have lost nothing"));
    assert_eq!(desk.person_from("198.51.100.1").post("/report", &[]).unwrap().status, 303);
}

#[test]
fn what_unfinished_reports_hold_is_known_again_after_a_start() {
    let folder = Folder::new("share-again");
    let room = ["--drafts-max", "1MiB", "--keep-free", "0"];
    let desk = Desk::start_with(&folder, &room);
    let mut first = writer(&desk, "");
    assert_eq!(first.give("a.png", &PIECE).unwrap().status, 303);
    drop(desk);
    let desk = Desk::start_with(&folder, &room);
    assert_eq!(writer(&desk, "").give("b.png", &PIECE).unwrap().status, 422);
    let metrics = desk.person().get("/metrics").body;
    assert!(metrics.contains("\nhiwar_drafts 2\n"), "{metrics}");
}

#[test]
fn a_size_that_is_none_is_said_to_be_none() {
    let start = std::process::Command::new(env!("CARGO_BIN_EXE_hiwar"))
        .args(["serve", "--data", "nowhere", "--keep-free", "much"])
        .output()
        .unwrap();
    assert_eq!(start.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&start.stderr).contains("2GiB"));
}
