//! A notice on its way: its reviewer reads and signs it, its recipient checks it.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use record::choice::{KeyChange, ReviewingBody, WithdrawalReason};
use record::entry::{ReviewerKey, Withdrawal};
use record::id::OfficerId;
use record::notice::{KeyEvidence, Release, ReviewFile};
use record::{Body, Entry};
use register::note::{KeyKind, KeyName, SignerKey};

use crate::support::{Folder, Server, hiwar, hiwar_ends, new_log, str, text};

/// A notice with everything that one can have, as `record` writes it.
const REVIEW: &str = include_str!("../../../record/fixtures/review.json");

fn review() -> ReviewFile {
    ReviewFile::from_bytes(REVIEW.trim_end().as_bytes()).unwrap()
}

fn key_of(name: &str, seed: u8) -> SignerKey {
    SignerKey::from_seed(KeyName::new(name).unwrap(), KeyKind::Ed25519, [seed; 32]).unwrap()
}

fn reviewer() -> SignerKey {
    key_of("bar.example/reviewer", 40)
}

/// An entry of the desk, so many days after the notice.
fn entry(days: i64, body: impl FnOnce(record::Timestamp) -> Body) -> String {
    let notice = Entry::from_bytes(review().entry.as_bytes()).unwrap();
    let at = notice.at().plus_seconds(days * 86_400).unwrap();
    let entry = Entry::new(at, notice.desk().clone(), body(at)).unwrap();
    String::from_utf8(entry.to_bytes().unwrap()).unwrap()
}

fn key_entry() -> String {
    entry(-10, |at| {
        Body::ReviewerKey(ReviewerKey {
            change: KeyChange::Add,
            effective_at: at.plus_seconds(7 * 86_400).unwrap(),
            key: reviewer().verifier().to_string().parse().unwrap(),
            reviewing_body: ReviewingBody::Bar,
        })
    })
}

/// A log that holds the reviewer's key and the notice, the files of reviewer and recipient beside it.
struct Desk {
    folder: Folder,
    dir: PathBuf,
}

impl Desk {
    fn new(name: &str) -> Desk {
        let folder = Folder::new(name);
        let dir = folder.path("log");
        new_log(&dir, "test.desk.example/register");
        let desk = Desk { folder, dir };
        desk.append(&key_entry());
        desk.append(&review().entry);
        std::fs::write(desk.path("review.json"), REVIEW.trim_end()).unwrap();
        std::fs::write(desk.path("key"), reviewer().to_secret_text().as_bytes()).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path(name)
    }

    fn append(&self, entry: &str) {
        hiwar_ends(0, &["register", "append", "--dir", str(&self.dir)], entry.as_bytes());
    }

    fn proof(&self, index: &str) -> String {
        hiwar_ends(0, &["register", "prove", index, "--dir", str(&self.dir)], b"")
    }

    fn sign(&self) -> String {
        let (file, key) = (self.path("review.json"), self.path("key"));
        hiwar_ends(0, &["review", "sign", str(&file), "--key", str(&key), "--yes"], b"")
    }

    /// The release, written into a file, with the certificate that `hiwar review sign` made.
    fn release(&self) -> PathBuf {
        let review = review();
        let release = Release {
            address_salts: review.address_salts,
            certificate: Some(self.sign()),
            entry: review.entry,
            notice: review.notice,
            proof: self.proof("1"),
            reviewer_key: Some(KeyEvidence { entry: key_entry(), proof: self.proof("0") }),
            test: Some(review.test),
            test_salt: Some(review.test_salt),
            text_salt: review.text_salt,
            v: review.v,
        };
        let path = self.path("notice.json");
        std::fs::write(&path, release.to_bytes().unwrap()).unwrap();
        path
    }

    fn key(&self) -> String {
        std::fs::read_to_string(self.dir.join("public/key")).unwrap().trim().to_owned()
    }
}

#[test]
fn a_notice_is_signed_away_from_the_desk_and_checked_by_its_recipient() {
    let desk = Desk::new("notice");
    let (file, key) = (desk.release(), desk.key());
    let offline = hiwar_ends(3, &["verify", str(&file), "--key", &key], b"");
    assert!(offline.contains("ok\tcertificate\tbar.example/reviewer"), "{offline}");
    assert!(offline.contains("not checked\tkey_removal\tonly the register"), "{offline}");
    let here = ["verify", str(&file), "--dir", str(&desk.dir)];
    let whole = hiwar_ends(0, &here, b"");
    assert_eq!(whole.lines().filter(|line| line.starts_with("ok\t")).count(), 11, "{whole}");
    // At an address, the key must be given: what the log says of itself proves nothing.
    let server = Server::start(&desk.dir, &[]);
    let log = server.url("/register");
    hiwar_ends(0, &["verify", str(&file), "--key", &key, "--log", &log], b"");
    let unsure = hiwar_ends(3, &["verify", str(&file), "--log", &log, "--json"], b"");
    assert!(unsure.contains("\"result\":\"ok\"") && unsure.contains("--key"), "{unsure}");
    drop(server);
    let unread = hiwar_ends(3, &["verify", str(&file), "--key", &key, "--log", &log], b"");
    assert!(unread.contains("not checked\tlog\t"), "{unread}");
    desk.append(&entry(1, |_| {
        Body::Withdrawal(Withdrawal {
            decided_by: OfficerId::from_random([1; 8]),
            notice: review().notice.notice,
            reason: WithdrawalReason::PersonAsked,
        })
    }));
    assert!(hiwar_ends(1, &here, b"").contains("wrong\twithdrawal\tentry 2"));
    hiwar_ends(3, &["verify", str(&file), "--key", &key], b"");
}

#[test]
fn a_release_that_was_changed_or_is_of_another_log_is_wrong() {
    let desk = Desk::new("notice-wrong");
    let file = desk.release();
    let good = std::fs::read(&file).unwrap();
    for at in (20..good.len()).step_by(211) {
        let mut bad = good.clone();
        bad[at] ^= 1;
        std::fs::write(&file, &bad).unwrap();
        let out = hiwar_ends(1, &["verify", str(&file), "--key", &desk.key()], b"");
        assert!(out.contains("wrong\t"), "byte {at}: {out}");
    }
    std::fs::write(&file, &good).unwrap();
    let other = desk.path("other");
    new_log(&other, "test.desk.example/register");
    let key = std::fs::read_to_string(other.join("public/key")).unwrap();
    let out = hiwar_ends(1, &["verify", str(&file), "--key", key.trim()], b"");
    assert!(out.contains("wrong\tproof\t"), "{out}");
    let key = desk.key();
    let out = hiwar_ends(1, &["verify", str(&file), "--key", &key, "--dir", str(&other)], b"");
    assert!(out.contains("wrong\tlog\t"), "{out}");
    // A log is named for a notice only.
    let checkpoint = desk.dir.join("public/checkpoint");
    hiwar_ends(2, &["verify", str(&checkpoint), "--dir", str(&desk.dir)], b"");
    hiwar_ends(2, &["verify", str(&file), "--dir", "d", "--log", "http://l.example"], b"");
}

#[test]
fn a_reviewer_never_signs_an_entry_that_says_something_else() {
    let desk = Desk::new("review");
    let (file, key) = (desk.path("review.json"), desk.path("key"));
    let shown = hiwar_ends(0, &["review", "show", str(&file)], b"");
    assert!(shown.contains("removal") && shown.contains("hiwar/release/v1"), "{shown}");
    let sign = ["review", "sign", str(&file), "--key", str(&key), "--yes"];
    let signed = hiwar(&sign, b"");
    assert!(text(&signed.stdout).starts_with("hiwar/release/v1\ndesk desk.example\n"));
    assert!(text(&signed.stderr).contains(&shown), "what is signed is shown first");
    for (from, to, part) in [
        ("ينتشر", "انتشر", "test"),
        ("لا يتضمن", "يتضمن", "notice"),
        ("\\\"harm\\\":\\\"insult", "\\\"harm\\\":\\\"threat", "notice"),
        ("someone/1", "someone/3", "notice"),
        ("\"v\":1}", "\"v\":2}", "release"),
    ] {
        assert!(REVIEW.contains(from), "{from}");
        std::fs::write(&file, REVIEW.trim_end().replace(from, to)).unwrap();
        let refused = hiwar(&sign, b"yes\n");
        let said = text(&refused.stderr);
        assert_eq!((refused.status.code(), refused.stdout.len()), (Some(1), 0), "{from}: {said}");
        assert!(said.contains(&format!("is not to be signed: {part}: ")), "{from}: {said}");
        hiwar_ends(1, &["review", "show", str(&file)], b"");
    }
}

#[test]
fn nothing_is_signed_unasked_or_with_another_key_than_the_notice_names() {
    let desk = Desk::new("review-key");
    let (file, key) = (desk.path("review.json"), desk.path("key"));
    // There is no terminal in a test: a typed "yes" from elsewhere is no answer.
    let sign = ["review", "sign", str(&file), "--key", str(&key)];
    assert!(hiwar_ends(2, &sign, b"yes\n").is_empty());
    for (name, kind, seed) in [
        ("bar.example/reviewer", KeyKind::Ed25519, 41),
        ("bar.example/other", KeyKind::Ed25519, 40),
        ("bar.example/reviewer", KeyKind::CosignatureEd25519, 40),
    ] {
        let other = SignerKey::from_seed(KeyName::new(name).unwrap(), kind, [seed; 32]).unwrap();
        std::fs::write(&key, other.to_secret_text().as_bytes()).unwrap();
        let sign = ["review", "sign", str(&file), "--key", str(&key), "--yes"];
        assert!(hiwar_ends(2, &sign, b"").is_empty(), "{name}");
    }
}

#[test]
fn a_reviewers_key_is_made_for_its_owner_alone_and_never_written_over() {
    let folder = Folder::new("review-keygen");
    let out = folder.path("key");
    let keygen = ["review", "keygen", "--name", "bar.example/reviewer", "--out", str(&out)];
    let public = hiwar_ends(0, &keygen, b"");
    let secret = std::fs::read_to_string(&out).unwrap();
    let key = SignerKey::parse(secret.trim_end()).unwrap();
    assert_eq!(public, format!("{}\n", key.verifier()));
    assert_eq!(std::fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o600);
    hiwar_ends(2, &keygen, b"");
    assert_eq!(std::fs::read_to_string(&out).unwrap(), secret);
    for name in ["bar example", "Bar.Example", "", "bar", "someone@bar.example"] {
        let out = folder.path("none");
        hiwar_ends(2, &["review", "keygen", "--name", name, "--out", str(&out)], b"");
        assert!(!out.exists(), "{name}");
    }
}
