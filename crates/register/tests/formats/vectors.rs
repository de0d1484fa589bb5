//! The files of `fixtures/`: made by another program, read, verified and made again by ours.

use register::checkpoint::{Checkpoint, SignedCheckpoint};
use register::cosignature::cosign;
use register::hash::leaf_hash;
use register::note::{KeyKind, Note, SignerKey, VerifierKey};
use register::policy::Policy;
use register::proof_file::ProofFile;
use register::witness::{self, AddCheckpoint, Decision, KnownLogs, StoredHead};

use crate::support::{self, Tree, name};

const KEYS: &str = include_str!("../../fixtures/keys.txt");
const POLICY: &str = include_str!("../../fixtures/policy.txt");
const PROOF: &str = include_str!("../../fixtures/entry-3.tlog-proof");
const REQUEST: &str = include_str!("../../fixtures/add-checkpoint-7-13.txt");
const CHECKPOINTS: [(u64, &str, &[u8]); 3] = [
    (0, include_str!("../../fixtures/checkpoint-0.txt"), &[]),
    (7, include_str!("../../fixtures/checkpoint-7.txt"), &[1, 2, 3]),
    (13, include_str!("../../fixtures/checkpoint-13.txt"), &[1, 3]),
];

fn log() -> SignerKey {
    support::key("log.fixtures.example", KeyKind::Ed25519, 0x41)
}

fn witness(number: u8) -> SignerKey {
    let name = format!("w{number}.fixtures.example");
    support::key(&name, KeyKind::CosignatureEd25519, 0x50 + number)
}

#[test]
fn keys_are_the_same_as_those_of_the_other_program() {
    let ours = [log(), witness(1), witness(2), witness(3)];
    assert_eq!(KEYS.lines().count(), ours.len());
    for (line, ours) in KEYS.lines().zip(&ours) {
        assert_eq!(VerifierKey::parse(line).as_ref(), Ok(ours.verifier()));
        assert_eq!(ours.verifier().to_string(), line);
    }
}

#[test]
fn checkpoints_and_cosignatures_are_made_again_byte_for_byte() {
    for (size, text, witnesses) in CHECKPOINTS {
        let checkpoint = Checkpoint::new("log.fixtures.example", size, Tree::of(13).root(size));
        let mut signed = SignedCheckpoint::sign(&checkpoint, &log()).unwrap();
        for number in witnesses {
            let time = 1_800_000_000 + size + u64::from(*number) - 1;
            let line = cosign(&checkpoint.to_text(), &witness(*number), time).unwrap();
            signed = signed.with_cosignature(line);
        }
        assert_eq!(String::from_utf8(signed.to_bytes()).unwrap(), text);
        let read = SignedCheckpoint::parse(text.as_bytes(), log().verifier()).unwrap();
        assert_eq!(read, signed);
    }
}

#[test]
fn the_policy_accepts_what_two_of_three_cosigned() {
    let policy = Policy::parse(POLICY.as_bytes()).unwrap();
    assert_eq!(policy.threshold(), (2, 3));
    assert_eq!(policy.blocking_count(), Some(2));
    let urls: Vec<_> = policy.witnesses().iter().map(|witness| witness.url.clone()).collect();
    assert_eq!(urls, [Some(name("https://w1.fixtures.example")), None, None]);
    for (size, text, witnesses) in CHECKPOINTS {
        let note = Note::parse(text.as_bytes()).unwrap();
        let checked = policy.check_checkpoint(&note);
        assert_eq!(checked.is_ok(), witnesses.len() >= 2, "size {size}");
    }
    assert_eq!(Policy::parse(&policy.to_bytes()).as_ref(), Ok(&policy));
}

#[test]
fn the_proof_file_is_read_verified_and_made_again() {
    let file = ProofFile::parse(PROOF.as_bytes()).unwrap();
    assert_eq!(String::from_utf8(file.to_bytes()).unwrap(), PROOF);
    assert_eq!(file.extra(), Some("مثال".as_bytes()));
    let policy = Policy::parse(POLICY.as_bytes()).unwrap();
    let verified = file.verify(&leaf_hash(b"entry 3"), &policy).unwrap();
    assert_eq!((verified.index, verified.size), (3, 13));
    assert_eq!(verified.origin, "log.fixtures.example");
    let cosigned = verified.cosigned_by.iter().map(|it| (it.witness.to_string(), it.time_unix_s));
    let expected = [("W1".to_owned(), 1_800_000_013), ("شاهد".to_owned(), 1_800_000_015)];
    assert!(cosigned.eq(expected));
    let path = Tree::of(13).inclusion(3, 13);
    let again = ProofFile::new(Some("مثال".into()), 3, path, file.note().clone()).unwrap();
    assert_eq!(again, file);
}

#[test]
fn the_request_is_accepted_by_a_witness_that_stored_size_7() {
    let request = AddCheckpoint::parse(REQUEST.as_bytes()).unwrap();
    assert_eq!(String::from_utf8(request.to_bytes()).unwrap(), REQUEST);
    let tree = Tree::of(13);
    let signed = tree.checkpoint(13, &log());
    let again = witness::format_request(7, &tree.consistency(7, 13), &signed.to_bytes());
    assert_eq!(String::from_utf8(again).unwrap(), REQUEST);
    let mut known = KnownLogs::default();
    known.trust("log.fixtures.example", log().verifier().clone()).unwrap();
    let stored = StoredHead { size: 7, root: tree.root(7) };
    let decision = witness::decide(&request, &known, Some(&stored));
    assert!(matches!(decision, Decision::Cosign(_)));
}
