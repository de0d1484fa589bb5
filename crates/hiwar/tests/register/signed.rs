//! What a reviewer says beside the certificate, signed on a machine of their own: an objection to a
//! notice, the ruling on a contest.

use record::id::Digest;
use record::notice::{
    ContestFile, ContestPlea, Contester, Objection, ReviewFile, Ruling, RulingDecision,
};
use register::note::{KeyKind, KeyName, Note, SignerKey};

use crate::support::{Folder, hiwar, hiwar_ends, str, text};

/// A notice with everything that one can have, as `record` writes it.
const REVIEW: &str = include_str!("../../../record/fixtures/review.json");
const WHY: &str = "It is satire.\nNobody is named.";

fn key_of(name: &str, seed: u8) -> SignerKey {
    SignerKey::from_seed(KeyName::new(name).unwrap(), KeyKind::Ed25519, [seed; 32]).unwrap()
}

fn contest() -> ContestFile {
    let opened = ReviewFile::from_bytes(REVIEW.trim_end().as_bytes()).unwrap();
    let at = opened.notice.good_faith.at;
    let text = "هذا رأي\u{202e} لا سب.".into();
    let plea = ContestPlea { at, by: Contester::Author, text };
    ContestFile { opened, plea, v: 1 }
}

/// The machine of a reviewer, with what was downloaded and typed.
fn machine(name: &str) -> Folder {
    let folder = Folder::new(name);
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path(name), bytes).unwrap();
    write("review.json", REVIEW.trim_end().as_bytes());
    write("contest.json", &contest().to_bytes().unwrap());
    write("why.txt", format!("\u{feff} {}\r\n\r\n", WHY.replace('\n', "\r\n")).as_bytes());
    write("key", key_of("bar.example/reviewer", 40).to_secret_text().as_bytes());
    write("other", key_of("press.example/reviewer", 41).to_secret_text().as_bytes());
    folder
}

#[track_caller]
fn says(folder: &Folder, words: &[&str], status: i32) -> (String, String) {
    let [why, key, other] = ["why.txt", "key", "other"].map(|name| folder.path(name));
    let whole = words.iter().map(|word| match *word {
        "WHY" => str(&why).to_owned(),
        "KEY" => str(&key).to_owned(),
        "OTHER" => str(&other).to_owned(),
        word if word.ends_with(".json") => str(&folder.path(word)).to_owned(),
        word => word.to_owned(),
    });
    let whole: Vec<String> = ["review".to_owned()].into_iter().chain(whole).collect();
    let ended = hiwar(&whole.iter().map(String::as_str).collect::<Vec<_>>(), b"yes\n");
    let (out, said) = (text(&ended.stdout), text(&ended.stderr));
    assert_eq!(ended.status.code(), Some(status), "{words:?}: {said}");
    assert!(status == 0 || out.is_empty(), "{words:?} printed {out}");
    (out, said)
}

fn signed_by(note: &str, key: &SignerKey) -> String {
    let note = Note::parse(note.as_bytes()).unwrap();
    note.verify(&[key.verifier().clone()]).unwrap();
    note.text().to_owned()
}

#[test]
fn an_objection_is_shown_signed_and_about_exactly_these_reasons() {
    let folder = machine("object");
    let object = ["object", "review.json", "--reasons", "WHY", "--key", "KEY", "--yes"];
    let (note, said) = says(&folder, &object, 0);
    let signed = signed_by(&note, &key_of("bar.example/reviewer", 40));
    let objection = Objection::from_text(&signed).unwrap();
    assert_eq!(objection.reasons, Digest::of(WHY.as_bytes()), "as the page takes them");
    let opened = contest().opened;
    assert_eq!(signed, opened.objection_text(&opened.open().unwrap(), WHY));
    for line in
        ["لا يتضمن أي واقعة", "  | Nobody is named.\n", "hiwar/objection/v1", "Paste two things"]
    {
        assert!(said.contains(line), "{line} is not in {said}");
    }
}

#[test]
fn a_ruling_is_shown_signed_and_about_exactly_this_plea_and_decision() {
    let folder = machine("rule");
    for decision in RulingDecision::ALL {
        let word = decision.word();
        let rule = [
            "rule",
            "contest.json",
            "--decision",
            word,
            "--reasons",
            "WHY",
            "--key",
            "KEY",
            "--yes",
        ];
        let (note, said) = says(&folder, &rule, 0);
        let signed = signed_by(&note, &key_of("bar.example/reviewer", 40));
        let ruling = Ruling::from_text(&signed).unwrap();
        assert_eq!((ruling.plea, ruling.decision), (contest().plea.digest(), *decision));
        assert_eq!(ruling.reasons, Digest::of(WHY.as_bytes()));
        assert_eq!(ruling.notice, contest().opened.notice.notice);
        let shown = says(&folder, &["show", "contest.json"], 0).0;
        assert!(said.contains(&shown), "what is signed is shown first");
        for line in ["  | هذا رأي⟦U+202E⟧ لا سب.\n", "the author"] {
            assert!(shown.contains(line), "{line} is not in {shown}");
        }
    }
    // Whoever rules is often another reviewer than the one who signed the notice.
    let rule =
        ["rule", "contest.json", "--decision", "upheld", "--reasons", "WHY", "--key", "OTHER"];
    let (note, _) = says(&folder, &[&rule[..], &["--yes"]].concat(), 0);
    signed_by(&note, &key_of("press.example/reviewer", 41));
}

#[test]
fn nothing_is_signed_without_reasons_unasked_or_by_whom_the_notice_does_not_name() {
    let folder = machine("unsigned");
    let object = |key, reasons| vec!["object", "review.json", "--reasons", reasons, "--key", key];
    let rule = ["rule", "contest.json", "--reasons", "WHY", "--key", "KEY"];
    // There is no terminal in a test: a typed "yes" from elsewhere is no answer.
    says(&folder, &object("KEY", "WHY"), 2);
    says(&folder, &[&rule[..], &["--decision", "upheld"]].concat(), 2);
    says(&folder, &[&object("OTHER", "WHY")[..], &["--yes"]].concat(), 2);
    says(&folder, &[&rule[..], &["--yes"]].concat(), 2);
    says(&folder, &[&rule[..], &["--yes", "--decision", "perhaps"]].concat(), 2);
    for (bytes, status) in
        [(" \r\n\u{202e}".to_owned(), 2), ("a".repeat(2001), 2), ("a".repeat(2000), 0)]
    {
        std::fs::write(folder.path("why.txt"), bytes).unwrap();
        says(&folder, &[&object("KEY", "WHY")[..], &["--yes"]].concat(), status);
    }
    let rejected = [&rule[..], &["--yes", "--decision", "rejected"]].concat();
    for (length, status) in [(4001, 2), (4000, 0)] {
        std::fs::write(folder.path("why.txt"), "a".repeat(length)).unwrap();
        says(&folder, &rejected, status);
    }
    std::fs::write(folder.path("why.txt"), b"\xff\xfe").unwrap();
    says(&folder, &rejected, 3);
    std::fs::remove_file(folder.path("why.txt")).unwrap();
    says(&folder, &rejected, 3);
}

#[test]
fn a_file_that_says_something_else_than_its_entry_is_neither_shown_nor_ruled_on() {
    let folder = machine("changed");
    let good = String::from_utf8(contest().to_bytes().unwrap()).unwrap();
    let rule = ["rule", "contest.json", "--decision", "upheld", "--reasons", "WHY", "--key", "KEY"];
    for (from, to, part) in [
        ("لا يتضمن", "يتضمن", "notice"),
        ("ينتشر", "انتشر", "test"),
        ("someone/1", "someone/3", "notice"),
        ("\"plea\"", "\"plead\"", "contest"),
        ("\"v\":1}", "\"v\":2}", "contest"),
    ] {
        assert!(good.contains(from), "{from}");
        std::fs::write(folder.path("contest.json"), good.replace(from, to)).unwrap();
        let (_, said) = says(&folder, &[&rule[..], &["--yes"]].concat(), 1);
        assert!(said.contains(&format!("is not to be signed: {part}: ")), "{from}: {said}");
        says(&folder, &["show", "contest.json"], 1);
    }
    std::fs::write(folder.path("contest.json"), REVIEW.trim_end()).unwrap();
    let (_, said) = says(&folder, &[&rule[..], &["--yes"]].concat(), 1);
    assert!(said.contains("is not to be signed: contest: "), "{said}");
    std::fs::write(folder.path("review.json"), good).unwrap();
    let object = ["object", "review.json", "--reasons", "WHY", "--key", "KEY", "--yes"];
    says(&folder, &object, 1);
    hiwar_ends(3, &["review", "show", str(&folder.path("nothing.json"))], b"");
}
