//! Releases, review files, contest files and what a reviewer signs: whatever the bytes are, they are answered with checks that can be
//! printed; what is read prints back as it was; and what is right under the log's key is the notice
//! that was written down, with the certificate that its reviewer signed.
#![no_main]

use evidence::release::{Check, Reading, verify, verify_with};
use evidence::verify::{Outcome, Trust};
use hiwar_fuzz::{plant, spoiled};
use libfuzzer_sys::fuzz_target;
use record::choice::{KeyChange, ReviewingBody};
use record::entry::ReviewerKey;
use record::notice::{
    ContestFile, ContestPlea, Contester, KeyEvidence, NOTICE_VERSION, Objection, Release,
    ReviewFile, Ruling, RulingDecision, ruling_text,
};
use record::{Body, Entry};
use register::checkpoint::Checkpoint;
use register::hash::{leaf_hash, node_hash};
use register::note::{KeyKind, KeyName, Note, SignerKey};
use register::policy::Policy;
use register::proof_file::ProofFile;

/// A notice with everything that one can have, as the tests of `record` write it.
const REVIEW: &str = include_str!("../../crates/record/fixtures/review.json");

fn key(name: &str, seed: u8) -> SignerKey {
    let name = KeyName::new(name).expect("it is a name");
    SignerKey::from_seed(name, KeyKind::Ed25519, [seed; 32]).expect("every seed makes a key")
}

fn log() -> SignerKey {
    key("desk.example/register", 50)
}

fn reviewer() -> SignerKey {
    key("bar.example/reviewer", 40)
}

fn review() -> ReviewFile {
    ReviewFile::from_bytes(REVIEW.trim_end().as_bytes()).expect("it is what record writes")
}

/// The entry by which the reviewer's key came, ten days before the notice.
fn key_entry() -> String {
    let notice = review().open().expect("it opens");
    let days = |days: i64| notice.at().plus_seconds(days * 86_400).expect("it is near");
    let body = Body::ReviewerKey(ReviewerKey {
        change: KeyChange::Add,
        effective_at: days(-3),
        key: reviewer().verifier().to_string().parse().expect("it is a key"),
        reviewing_body: ReviewingBody::Bar,
    });
    let entry = Entry::new(days(-10), notice.desk().clone(), body).expect("it is in time");
    String::from_utf8(entry.to_bytes().expect("it is short")).expect("JSON is text")
}

/// The proof of one of the log's two entries.
fn proof(index: u64) -> String {
    let leaves = [leaf_hash(key_entry().as_bytes()), leaf_hash(review().entry.as_bytes())];
    let head = Checkpoint::new("desk.example/register", 2, node_hash(&leaves[0], &leaves[1]));
    let note = Note::sign(head.to_text(), &log()).expect("the log signs");
    let other = leaves[1 - index as usize];
    ProofFile::new(None, index, vec![other], note).expect("the proof is well formed").to_string()
}

/// A release of an authority with everything it needs.
fn release() -> Release {
    let review = review();
    let text = review.certificate_text(&review.open().expect("it opens"));
    let certificate = Note::sign(text, &reviewer()).expect("the reviewer signs");
    Release {
        address_salts: review.address_salts,
        certificate: Some(certificate.to_string()),
        entry: review.entry,
        notice: review.notice,
        proof: proof(1),
        reviewer_key: Some(KeyEvidence { entry: key_entry(), proof: proof(0) }),
        test: Some(review.test),
        test_salt: Some(review.test_salt),
        text_salt: review.text_salt,
        v: review.v,
    }
}

fn contest() -> ContestFile {
    let at = review().open().expect("it opens").at();
    let plea = ContestPlea { at, by: Contester::Author, text: "It is satire.".into() };
    ContestFile { opened: review(), plea, v: NOTICE_VERSION }
}

fn seeds() -> Vec<Vec<u8>> {
    let (review, contest) = (review(), contest());
    let entry = review.open().expect("it opens");
    let (notice, plea) = (review.notice.notice, contest.plea.digest());
    let ruling = ruling_text(entry.desk(), notice, plea, RulingDecision::Upheld, "why");
    spoiled(vec![
        release().to_bytes().expect("it is short"),
        review.to_bytes().expect("it is short"),
        contest.to_bytes().expect("it is short"),
        review.objection_text(&entry, "why").into_bytes(),
        ruling.into_bytes(),
    ])
}

/// What is read of a text that a reviewer signs has no second spelling.
fn is_one_text(text: &str) -> bool {
    let objection = Objection::from_text(text).map_or(true, |it| it.to_text() == text);
    objection && Ruling::from_text(text).map_or(true, |it| it.to_text() == text)
}

fn are_printable(checks: &[Check]) -> bool {
    let is_plain = |text: String| text.is_ascii() && !text.contains(|c: char| c.is_control());
    !checks.is_empty() && checks.iter().all(|check| is_plain(check.why.to_string()))
}

fuzz_target!(init: plant(&seeds()), |bytes: &[u8]| {
    let policy = Policy::k_of_n(log().verifier().clone(), 0, Vec::new()).expect("it is valid");
    let trust = Trust { key: None, policy: Some(policy) };
    assert!(are_printable(&verify(bytes, &Trust::default())));
    let checks = verify(bytes, &trust);
    assert!(are_printable(&checks));
    if let Some(mut reading) = Reading::of(bytes) {
        [key_entry(), review().entry].iter().for_each(|entry| reading.take(entry.as_bytes()));
        assert!(are_printable(&verify_with(bytes, &trust, &reading)));
    }
    if let Ok(found) = Release::from_bytes(bytes) {
        assert_eq!(found.to_bytes().as_deref(), Ok(bytes));
        if checks.iter().all(|check| check.result != Outcome::Wrong) {
            // A line of an unknown key may stand in a proof; nothing else may differ.
            let (proof, reviewer_key) = (release().proof, release().reviewer_key);
            assert_eq!(Release { proof, reviewer_key, ..found }, release());
        }
    }
    if let Ok(file) = ReviewFile::from_bytes(bytes) {
        assert_eq!(file.to_bytes().as_deref(), Ok(bytes));
        if let Ok(entry) = file.open() {
            assert_eq!(entry.to_bytes().as_deref(), Ok(file.entry.as_bytes()));
        }
    }
    if let Ok(file) = ContestFile::from_bytes(bytes) {
        assert_eq!(file.to_bytes().as_deref(), Ok(bytes));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        assert!(is_one_text(text));
    }
});
