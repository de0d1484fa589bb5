//! A release: what leaves a desk verifies, and whatever is changed or left out is noticed.

use evidence::release::{Check, Reading, Why, verify, verify_with};
use evidence::verify::{Outcome, Trust};
use record::choice::{HouseRule, KeyChange, ReviewingBody, WithdrawalReason};
use record::entry::{ByCitizen, Ground, NoticeIssued, ReviewerKey, Sender, Withdrawal};
use record::id::{OfficerId, VerifierKeyText};
use record::notice::{KeyEvidence, OpenError, Release, ReviewFile};
use record::{Body, Entry, Timestamp, WithheldDocument, bounded, canonical};
use register::Hash;
use register::checkpoint::{Checkpoint, SignedCheckpoint};
use register::cosignature;
use register::hash::{leaf_hash, node_hash};
use register::merkle::{self, Node};
use register::note::{KeyKind, Note, SignerKey};
use register::policy::{Policy, PolicyText, PolicyWitness};
use register::proof_file::ProofFile;

use crate::common::signer;

/// A notice with everything that one can have, as `record` writes it.
const REVIEW: &str = include_str!("../../../record/fixtures/review.json");
/// One entry of each kind; the eighth grants a role.
const ENTRIES: &str = include_str!("../../../record/fixtures/entries.jsonl");

fn review() -> ReviewFile {
    ReviewFile::from_bytes(REVIEW.trim_end().as_bytes()).unwrap()
}

fn reviewer() -> SignerKey {
    signer("bar.example/reviewer", KeyKind::Ed25519, 40)
}

fn log_key() -> SignerKey {
    signer("desk.example/register", KeyKind::Ed25519, 50)
}

fn witness() -> SignerKey {
    signer("witness.example", KeyKind::CosignatureEd25519, 51)
}

fn trust() -> Trust {
    let name = PolicyText::new(b"w").unwrap();
    let witness = PolicyWitness { name, key: witness().verifier().clone(), url: None };
    let policy = Policy::k_of_n(log_key().verifier().clone(), 1, vec![witness]).unwrap();
    Trust { key: None, policy: Some(policy) }
}

fn days(count: i64) -> Timestamp {
    let at: Timestamp = "2026-11-23T21:03:22Z".parse().unwrap();
    at.plus_seconds(count * 86_400).unwrap()
}

fn entry(at: Timestamp, desk: &str, body: Body) -> Vec<u8> {
    Entry::new(at, desk.parse().unwrap(), body).unwrap().to_bytes().unwrap()
}

fn key_text(key: &SignerKey) -> VerifierKeyText {
    key.verifier().to_string().parse().unwrap()
}

fn key_body(change: KeyChange, effective_at: Timestamp, key: &SignerKey) -> Body {
    let key = key_text(key);
    Body::ReviewerKey(ReviewerKey { change, effective_at, key, reviewing_body: ReviewingBody::Bar })
}

/// The entry by which the reviewer's key came, ten days before the notice.
fn key_entry() -> Vec<u8> {
    entry(days(-10), "desk.example", key_body(KeyChange::Add, days(-3), &reviewer()))
}

fn other_entry() -> Vec<u8> {
    ENTRIES.lines().nth(7).unwrap().into()
}

/// A log of these entries, under this key.
struct Log {
    entries: Vec<Vec<u8>>,
    key: SignerKey,
}

impl Log {
    fn of(entries: Vec<Vec<u8>>) -> Log {
        Log { entries, key: log_key() }
    }

    fn node(&self, at: Node) -> Result<Hash, ()> {
        if at.level == 0 {
            return Ok(leaf_hash(&self.entries[at.index as usize]));
        }
        let child = |side| self.node(Node { level: at.level - 1, index: 2 * at.index + side });
        Ok(node_hash(&child(0)?, &child(1)?))
    }

    fn note(&self) -> Note {
        let size = self.entries.len() as u64;
        let root = merkle::root(size, |at| self.node(at)).unwrap();
        let checkpoint = Checkpoint::new(self.key.name().as_str(), size, root);
        let line = cosignature::cosign(&checkpoint.to_text(), &witness(), 1_780_000_000).unwrap();
        let signed = SignedCheckpoint::sign(&checkpoint, &self.key).unwrap();
        signed.with_cosignature(line).note().clone()
    }

    fn proof_with(&self, index: u64, extra: Option<Vec<u8>>) -> String {
        let size = self.entries.len() as u64;
        let path = merkle::inclusion_path(index, size, |at| self.node(at)).unwrap();
        let file = ProofFile::new(extra, index, path.unwrap(), self.note()).unwrap();
        String::from_utf8(file.to_bytes()).unwrap()
    }

    fn proof(&self, index: u64) -> String {
        self.proof_with(index, None)
    }
}

/// The register in which key, something else, and notice stand.
fn log() -> Log {
    Log::of(vec![key_entry(), other_entry(), review().entry.into_bytes()])
}

fn sign(text: String, key: &SignerKey) -> String {
    Note::sign(text, key).unwrap().to_string()
}

/// A release of an authority with everything it needs.
fn release() -> Release {
    let (review, log) = (review(), log());
    let text = review.certificate_text(&review.open().unwrap());
    let key = KeyEvidence { entry: String::from_utf8(key_entry()).unwrap(), proof: log.proof(0) };
    Release {
        address_salts: review.address_salts,
        certificate: Some(sign(text, &reviewer())),
        entry: review.entry,
        notice: review.notice,
        proof: log.proof(2),
        reviewer_key: Some(key),
        test: Some(review.test),
        test_salt: Some(review.test_salt),
        text_salt: review.text_salt,
        v: review.v,
    }
}

/// The same as an association sends it.
fn of_a_citizen() -> Release {
    let mut release = release();
    let whole = release.open().unwrap();
    let Body::NoticeIssued(issued) = whole.body() else { panic!() };
    release.notice.notifier.is_authority = false;
    release.notice.reviewer = None;
    release.notice.house_rules = vec![HouseRule::Privacy];
    let laws = release.notice.legal_grounds.iter().map(|it| Ground::Law(it.law.clone()));
    let grounds = laws.chain([Ground::HouseRule(HouseRule::Privacy)]);
    let text = canonical::to_bytes(&release.notice).unwrap();
    let languages = issued.text.languages().clone();
    let body = NoticeIssued {
        sender: Sender::Citizen(ByCitizen { grounds: bounded::Few::new(grounds).unwrap() }),
        text: WithheldDocument::kept(&text, &release.text_salt.salt(), languages),
        ..issued.clone()
    };
    let bytes = entry(whole.at(), "desk.example", Body::NoticeIssued(body));
    release.entry = String::from_utf8(bytes.clone()).unwrap();
    release.proof = Log::of(vec![other_entry(), bytes]).proof(1);
    Release { certificate: None, reviewer_key: None, test: None, test_salt: None, ..release }
}

fn checks(release: &Release) -> Vec<Check> {
    verify(&canonical::to_bytes(release).unwrap(), &trust())
}

fn told(checks: &[Check], result: Outcome) -> Vec<&'static str> {
    checks.iter().filter(|check| check.result == result).map(|check| check.what).collect()
}

fn shown(checks: &[Check]) -> String {
    checks.iter().map(|it| format!("{:?} {}: {}\n", it.result, it.what, it.why)).collect()
}

/// After `change`, `what` is the first that is wrong, for a reason that says `why`; beside it only the
/// certificate may be, which is about all of it.
#[track_caller]
fn check_wrong(change: impl FnOnce(&mut Release), what: &str, why: &str) {
    let mut changed = release();
    change(&mut changed);
    let checks = checks(&changed);
    let wrong = told(&checks, Outcome::Wrong);
    let others = wrong.iter().filter(|it| **it != "certificate").count();
    let is_alone = wrong[0] == what && others <= 1 && wrong.len() <= 2;
    assert!(is_alone, "{}", shown(&checks));
    let check = checks.iter().find(|check| check.result == Outcome::Wrong).unwrap();
    assert!(check.why.to_string().contains(why), "{}", shown(&checks));
}

#[test]
fn a_whole_release_holds_but_for_what_only_the_log_can_say() {
    let checks = checks(&release());
    let parts =
        ["release", "entry", "notice", "addresses", "test", "proof", "reviewer_key", "certificate"];
    assert_eq!(told(&checks, Outcome::Ok), parts, "{}", shown(&checks));
    assert_eq!(told(&checks, Outcome::NotChecked), ["key_removal", "withdrawal"]);
    assert_eq!(told(&checks, Outcome::Wrong), [""; 0]);
    assert!(shown(&checks).is_ascii());
}

#[test]
fn a_citizens_release_has_no_test_no_reviewer_and_no_certificate() {
    let checks = checks(&of_a_citizen());
    let parts = ["release", "entry", "notice", "addresses", "proof"];
    assert_eq!(told(&checks, Outcome::Ok), parts, "{}", shown(&checks));
    assert_eq!(told(&checks, Outcome::NotChecked), ["withdrawal"]);
    let with = Release {
        certificate: release().certificate,
        reviewer_key: release().reviewer_key,
        ..of_a_citizen()
    };
    assert_eq!(told(&self::checks(&with), Outcome::Wrong), ["reviewer_key", "certificate"]);
    let with = Release { test: release().test, ..of_a_citizen() };
    assert_eq!(told(&self::checks(&with), Outcome::Wrong), ["notice"]);
}

#[test]
fn without_a_policy_nobody_vouches_for_the_log() {
    let bytes = release().to_bytes().unwrap();
    let checks = verify(&bytes, &Trust::default());
    let open = ["proof", "reviewer_key", "key_removal", "withdrawal"];
    assert_eq!(told(&checks, Outcome::NotChecked), open, "{}", shown(&checks));
    assert_eq!(told(&checks, Outcome::Wrong), [""; 0]);
}

#[test]
fn every_byte_turned_taken_out_or_doubled_is_noticed() {
    let whole = release().to_bytes().unwrap();
    let is_noticed = |bytes: &[u8]| !told(&verify(bytes, &trust()), Outcome::Wrong).is_empty();
    let mut bytes = whole.clone();
    for at in 0..whole.len() {
        for pattern in [0x01, 0x20, 0x80] {
            bytes[at] = whole[at] ^ pattern;
            assert!(is_noticed(&bytes), "byte {at} ^ {pattern:#x}");
        }
        bytes[at] = whole[at];
    }
    for at in 0..whole.len() {
        assert!(is_noticed(&[&whole[..at], &whole[at + 1..]].concat()), "byte {at} taken out");
        assert!(is_noticed(&[&whole[..=at], &whole[at..]].concat()), "byte {at} doubled");
        assert!(is_noticed(&whole[..at]), "cut to {at}");
    }
}

/// Every path to a field in `value`.
fn fields(value: &serde_json::Value, path: &str, found: &mut Vec<String>) {
    let inner: Vec<(String, &serde_json::Value)> = match value {
        serde_json::Value::Object(map) => map.iter().map(|(k, v)| (k.clone(), v)).collect(),
        serde_json::Value::Array(list) => (0..).map(|n: u32| n.to_string()).zip(list).collect(),
        _ => return,
    };
    for (name, value) in inner {
        let path = format!("{path}/{name}");
        fields(value, &path, found);
        found.push(path);
    }
}

#[test]
fn every_field_and_every_member_of_a_list_that_is_left_out_is_noticed() {
    for release in [release(), of_a_citizen()] {
        let whole = serde_json::to_value(&release).unwrap();
        let mut paths = Vec::new();
        fields(&whole, "", &mut paths);
        assert!(paths.len() > 40);
        for path in paths {
            let (parent, name) = path.rsplit_once('/').unwrap();
            let mut less = whole.clone();
            match less.pointer_mut(parent).unwrap() {
                serde_json::Value::Object(map) => drop(map.remove(name)),
                serde_json::Value::Array(list) => drop(list.remove(name.parse().unwrap())),
                _ => panic!("{path}"),
            }
            let checks = verify(less.to_string().as_bytes(), &trust());
            assert_ne!(told(&checks, Outcome::Wrong), [""; 0], "{path}");
        }
    }
}

#[test]
fn each_part_that_is_changed_is_named_and_no_other() {
    check_wrong(|it| it.address_salts.swap(0, 1), "addresses", "address 1");
    check_wrong(|it| it.test_salt = Some(it.text_salt), "test", "three-part test");
    check_wrong(|it| it.text_salt = it.address_salts[0], "notice", "not the text");
    check_wrong(|it| it.test = None, "test", "three-part test");
    let kind = String::from_utf8(other_entry()).unwrap();
    check_wrong(|it| it.entry = kind, "entry", "not that of a notice");
    check_wrong(|it| it.v = 2, "release", "version");
}

#[test]
fn a_notice_of_an_authority_without_its_certificate_test_or_key_is_wrong() {
    check_wrong(|it| it.certificate = None, "certificate", "outside reviewer");
    check_wrong(|it| it.reviewer_key = None, "reviewer_key", "needs the entry");
    check_wrong(|it| (it.test, it.test_salt) = (None, None), "test", "three-part test");
}

#[test]
fn a_certificate_of_another_notice_key_or_of_two_keys_is_wrong() {
    let stranger = signer("bar.example/reviewer", KeyKind::Ed25519, 41);
    let text = |it: &Release| it.certificate_text(&it.open().unwrap());
    check_wrong(
        |it| it.certificate = Some(sign(text(it), &stranger)),
        "certificate",
        "no known key",
    );
    let other = |it: &mut Release| {
        let mut another = of_a_citizen();
        another.test = it.test.clone();
        let entry = Entry::from_bytes(another.entry.as_bytes()).unwrap();
        it.certificate = Some(sign(another.certificate_text(&entry), &reviewer()));
    };
    check_wrong(other, "certificate", "another notice");
    let both = |it: &mut Release| {
        let line = Note::sign(text(it), &stranger).unwrap().signatures()[0].clone();
        let note = Note::sign(text(it), &reviewer()).unwrap().with_signature(line);
        it.certificate = Some(note.to_string());
    };
    check_wrong(both, "certificate", "more than the one");
    check_wrong(|it| it.certificate = Some("no note".into()), "certificate", "blank line");
}

#[test]
fn a_proof_of_another_log_of_another_entry_or_with_a_letter_in_it_is_wrong() {
    let elsewhere = |name: &str, seed| Log { key: signer(name, KeyKind::Ed25519, seed), ..log() };
    let of = |log: Log| move |it: &mut Release| it.proof = log.proof(2);
    check_wrong(of(elsewhere("desk.example/register", 9)), "proof", "not signed");
    check_wrong(of(elsewhere("desk.example/other", 50)), "proof", "does not know");
    check_wrong(of(elsewhere("other.example/register", 50)), "proof", "not one of the desk");
    check_wrong(|it| it.proof = log().proof(1), "proof", "root");
    check_wrong(|it| it.proof = log().proof_with(2, Some(b"more".to_vec())), "proof", "extra");
    let bare = Log { entries: log().entries, key: log_key() };
    let unseen = SignedCheckpoint::parse(bare.note().to_string().as_bytes(), log_key().verifier());
    let unseen = SignedCheckpoint::sign(unseen.unwrap().checkpoint(), &log_key()).unwrap();
    let proof = ProofFile::parse(release().proof.as_bytes()).unwrap();
    let proof = ProofFile::new(None, 2, proof.path().to_vec(), unseen.note().clone()).unwrap();
    check_wrong(|it| it.proof = proof.to_string(), "proof", "too few witnesses");
}

/// Another entry in the place of the one that brought the reviewer's key.
#[track_caller]
fn check_key(bytes: Vec<u8>, why: &str) {
    let log = Log::of(vec![bytes.clone(), other_entry(), review().entry.into_bytes()]);
    let change = |it: &mut Release| {
        it.proof = log.proof(2);
        let entry = String::from_utf8(bytes).unwrap();
        it.reviewer_key = Some(KeyEvidence { entry, proof: log.proof(0) });
    };
    check_wrong(change, "reviewer_key", why);
}

#[test]
fn a_reviewers_key_of_another_kind_name_time_desk_or_log_is_wrong() {
    let added = |at, body| entry(days(at), "desk.example", body);
    let add = |from| key_body(KeyChange::Add, from, &reviewer());
    check_key(added(-10, key_body(KeyChange::Remove, days(-3), &reviewer())), "not the entry by");
    check_key(other_entry(), "not the entry by");
    check_key(b"no entry".to_vec(), "cannot be read");
    let stranger = signer("bar.example/reviewer", KeyKind::Ed25519, 41);
    check_key(added(-10, key_body(KeyChange::Add, days(-3), &stranger)), "another key");
    check_key(added(-6, add(days(1))), "may sign from");
    check_key(entry(days(-10), "other.example", add(days(-3))), "one log of one desk");
    let other = Log { key: signer("desk.example/other", KeyKind::Ed25519, 50), ..log() };
    let elsewhere = |it: &mut Release| it.reviewer_key.as_mut().unwrap().proof = other.proof(0);
    check_wrong(elsewhere, "reviewer_key", "does not know");
    let forked = Log::of(vec![key_entry(), other_entry(), other_entry()]);
    let fork = |it: &mut Release| it.reviewer_key.as_mut().unwrap().proof = forked.proof(0);
    check_wrong(fork, "reviewer_key", "two different logs of 3");
    let late = Log::of(vec![review().entry.into_bytes(), key_entry()]);
    let after = |it: &mut Release| {
        it.proof = late.proof(0);
        it.reviewer_key.as_mut().unwrap().proof = late.proof(1);
    };
    check_wrong(after, "reviewer_key", "after the notice");
    // In force from the very moment at which the notice was written down.
    let entry = added(-7, add(days(0)));
    let log = Log::of(vec![entry.clone(), review().entry.into_bytes()]);
    let key = KeyEvidence { entry: String::from_utf8(entry).unwrap(), proof: log.proof(0) };
    let in_time = Release { proof: log.proof(1), reviewer_key: Some(key), ..release() };
    assert_eq!(told(&checks(&in_time), Outcome::Wrong), [""; 0]);
}

/// What is told about the release when the log, after the notice, goes on with `more`.
fn read(entries: Vec<Vec<u8>>) -> Vec<Check> {
    let bytes = release().to_bytes().unwrap();
    let mut reading = Reading::of(&bytes).unwrap();
    assert_eq!(reading.origin(), "desk.example/register");
    entries.iter().for_each(|entry| reading.take(entry));
    verify_with(&bytes, &trust(), &reading)
}

fn with(more: Vec<Vec<u8>>) -> Vec<Check> {
    read([log().entries, more].concat())
}

#[track_caller]
fn check_read(checks: &[Check], result: Outcome, what: &[&str], why: &str) {
    assert_eq!(told(checks, result), what, "{}", shown(checks));
    let found = checks.iter().find(|check| check.result == result && check.what == what[0]);
    assert!(found.unwrap().why.to_string().contains(why), "{}", shown(checks));
}

#[test]
fn with_a_log_at_hand_a_release_can_hold_in_every_part() {
    // The fixture takes back a notice of the same reference; the others do nothing to this one.
    let others = ENTRIES.lines().filter(|line| !line.contains("withdrawal"));
    for more in [Vec::new(), others.map(|line| line.as_bytes().to_vec()).collect()] {
        let checks = with(more);
        assert_eq!(told(&checks, Outcome::Ok).len(), checks.len(), "{}", shown(&checks));
        assert_eq!(checks.len(), 11);
    }
}

#[test]
fn a_key_that_was_taken_back_before_the_notice_is_wrong_and_after_it_is_not() {
    let remove = |change, at, from, key: &SignerKey| {
        vec![entry(days(at), "desk.example", key_body(change, days(from), key))]
    };
    let late = with(remove(KeyChange::Remove, 0, 7, &reviewer()));
    assert_eq!(told(&late, Outcome::Ok).len(), 11, "{}", shown(&late));
    let in_time = with(remove(KeyChange::Remove, -7, 0, &reviewer()));
    check_read(&in_time, Outcome::Wrong, &["key_removal"], "took the reviewer's key back");
    let stranger = signer("bar.example/reviewer", KeyKind::Ed25519, 41);
    let another = with(remove(KeyChange::Remove, -7, 0, &stranger));
    assert_eq!(told(&another, Outcome::Ok).len(), 11, "{}", shown(&another));
    // In other hands since: only the reviewer can say whether this signature is theirs.
    let since = with(remove(KeyChange::RemoveCompromised, 1, 1, &reviewer()));
    check_read(&since, Outcome::NotChecked, &["key_removal"], "ask the reviewer");
}

#[test]
fn a_key_in_other_hands_signs_nothing_that_came_into_the_log_after() {
    let removal = key_body(KeyChange::RemoveCompromised, days(1), &reviewer());
    let removal = entry(days(1), "desk.example", removal);
    let log = Log::of(vec![key_entry(), removal, review().entry.into_bytes()]);
    let mut release = release();
    release.proof = log.proof(2);
    release.reviewer_key.as_mut().unwrap().proof = log.proof(0);
    let bytes = release.to_bytes().unwrap();
    let mut reading = Reading::of(&bytes).unwrap();
    log.entries.iter().for_each(|entry| reading.take(entry));
    let checks = verify_with(&bytes, &trust(), &reading);
    check_read(&checks, Outcome::Wrong, &["key_removal"], "took the reviewer's key back");
}

#[test]
fn a_notice_that_was_taken_back_is_wrong() {
    let withdrawal = |notice| {
        let decided_by = OfficerId::from_random([1; 8]);
        let reason = WithdrawalReason::CourtDecided;
        Body::Withdrawal(Withdrawal { decided_by, notice, reason })
    };
    let notice = review().notice.notice;
    let checks = with(vec![entry(days(2), "desk.example", withdrawal(notice))]);
    check_read(&checks, Outcome::Wrong, &["withdrawal"], "court_decided");
    let another = record::id::NoticeRef::from_random([9; 16]);
    let checks = with(vec![entry(days(2), "desk.example", withdrawal(another))]);
    assert_eq!(told(&checks, Outcome::Ok).len(), 11, "{}", shown(&checks));
}

#[test]
fn a_log_that_is_behind_another_or_not_understood_says_nothing() {
    let behind = read(log().entries[..2].to_vec());
    check_read(&behind, Outcome::Wrong, &["log"], "shows 2 entries");
    let open = ["key_removal", "withdrawal"];
    check_read(&behind, Outcome::NotChecked, &open, "not the one");
    let forked = read(vec![other_entry(), other_entry(), review().entry.into_bytes()]);
    check_read(&forked, Outcome::Wrong, &["log"], "another history");
    for unknown in [&b"{\"kind\":\"withdrawal\",\"v\":1}"[..], b"{\"kind\":\"x\",\"v\":2}", b""] {
        let checks = with(vec![unknown.to_vec()]);
        check_read(&checks, Outcome::NotChecked, &open, "1 entries of the log");
    }
}

#[test]
fn what_is_no_release_is_told_in_one_line_that_a_terminal_can_show() {
    for bytes in [&b""[..], b"{", b"{\"address_salts\"", "{\"\u{202e}\":1}".as_bytes()] {
        let checks = verify(bytes, &trust());
        assert_eq!(told(&checks, Outcome::Wrong), ["release"]);
        assert!(shown(&checks).is_ascii() && Reading::of(bytes).is_none());
    }
    let large = vec![b' '; record::notice::RELEASE_BYTES_MAX + 1];
    assert_eq!(verify(&large, &trust())[0].why, Why::Open(OpenError::TooLarge));
}
