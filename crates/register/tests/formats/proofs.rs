//! Proof files: what is malformed, and what does not prove anything.

use register::Hash;
use register::checkpoint::{Checkpoint, CheckpointError};
use register::cosignature::cosign;
use register::merkle::MerkleError;
use register::note::{Note, NoteError};
use register::policy::{Policy, PolicyError};
use register::proof_file::{
    HashLinesError, PROOF_FILE_BYTES_MAX, ProofError, ProofFile, ProofFileError,
};

use crate::support::{Tree, log_key, name, policy_witness, witness_key};

const ORIGIN: &str = "log.example";

fn policy(k: usize) -> Policy {
    let witnesses = vec![policy_witness(1), policy_witness(2), policy_witness(3)];
    Policy::k_of_n(log_key(ORIGIN).verifier().clone(), k, witnesses).unwrap()
}

/// A checkpoint of the first `size` entries, cosigned by these witnesses at 1000 + number.
fn note(size: u64, witnesses: &[u8]) -> Note {
    let signed = Tree::of(size).checkpoint(size, &log_key(ORIGIN));
    let text = signed.note().text().to_owned();
    witnesses.iter().fold(signed.note().clone(), |note, number| {
        let time = 1000 + u64::from(*number);
        note.with_signature(cosign(&text, &witness_key(*number), time).unwrap())
    })
}

fn proof(index: u64, size: u64, witnesses: &[u8]) -> ProofFile {
    let path = Tree::of(size).inclusion(index, size);
    ProofFile::new(None, index, path, note(size, witnesses)).unwrap()
}

#[track_caller]
fn check_malformed(text: &str, expected: ProofFileError) {
    assert_eq!(ProofFile::parse(text.as_bytes()), Err(expected), "{text}");
}

#[test]
fn every_entry_of_every_small_log_is_proved_and_no_other() {
    let policy = policy(2);
    for size in 1..=9 {
        for index in 0..size {
            let file = proof(index, size, &[1, 3]);
            let read = ProofFile::parse(&file.to_bytes()).unwrap();
            assert_eq!(read, file);
            let verified = read.verify(&Tree::of(size).leaf(index), &policy).unwrap();
            assert_eq!((verified.index, verified.size), (index, size));
            let times: Vec<_> = verified.cosigned_by.iter().map(|it| it.time_unix_s).collect();
            assert_eq!(times, [1001, 1003]);
            let other = Tree::of(size + 1).leaf(index + 1);
            let refused = Err(ProofError::Merkle(MerkleError::RootMismatch));
            assert_eq!(read.verify(&other, &policy), refused);
        }
    }
}

#[test]
fn an_index_at_or_past_the_size_proves_nothing() {
    for index in [3, 4, u64::MAX] {
        let path = Tree::of(3).inclusion(2, 3);
        let file = ProofFile::new(None, index, path, note(3, &[])).unwrap();
        let refused = file.verify(&Tree::of(3).leaf(2), &policy(0));
        assert_eq!(refused, Err(ProofError::Merkle(MerkleError::OutOfRange)));
    }
    let file = ProofFile::new(None, 0, Vec::new(), note(0, &[])).unwrap();
    let refused = file.verify(&Hash::EMPTY_ROOT, &policy(0));
    assert_eq!(refused, Err(ProofError::Merkle(MerkleError::OutOfRange)));
}

#[test]
fn a_proof_waits_for_its_quorum() {
    let leaf = Tree::of(5).leaf(2);
    let file = proof(2, 5, &[2]);
    assert!(file.verify(&leaf, &policy(0)).is_ok());
    assert!(file.verify(&leaf, &policy(1)).is_ok());
    let Err(ProofError::Policy(PolicyError::Quorum { cosigned, missing })) =
        file.verify(&leaf, &policy(2))
    else {
        panic!("one of two is not enough");
    };
    assert_eq!(cosigned.len(), 1);
    assert_eq!(missing, [name("W1"), name("W3")]);
}

#[test]
fn what_is_no_proof_file_is_refused_with_its_reason() {
    let good = proof(1, 3, &[]).to_string();
    assert!(ProofFile::parse(good.as_bytes()).is_ok());
    check_malformed("", ProofFileError::Header);
    check_malformed("c2sp.org/tlog-proof@v1", ProofFileError::Header);
    check_malformed(&good.replace("@v1", "@v2"), ProofFileError::Header);
    check_malformed(&format!("\n{good}"), ProofFileError::Header);
    check_malformed(&good.replace("index 1", "extra A\nindex 1"), ProofFileError::Extra);
    check_malformed(&good.replace("index 1", "extra AAAA"), ProofFileError::Index);
    check_malformed("c2sp.org/tlog-proof@v1\nextra AAAA", ProofFileError::Extra);
    let twice = good.replace("index 1", "extra AAAA\nextra AAAA\nindex 1");
    check_malformed(&twice, ProofFileError::Index);
    for index in ["index 01", "index -1", "index", "index 1 ", "Index 1", "index  1", "x"] {
        check_malformed(&good.replace("index 1", index), ProofFileError::Index);
    }
    let index = format!("index 1\n{}", "A".repeat(44));
    let bad_hash = ProofFileError::Path(HashLinesError::Hash { number: 1 });
    check_malformed(&good.replace("index 1", &index), bad_hash);
    let cut = &good[..good.find("\n\n").unwrap()];
    check_malformed(cut, ProofFileError::Path(HashLinesError::NoBlankLine));
    check_malformed(&format!("{cut}\n\n"), ProofFileError::Note(NoteError::NoBlankLine));
    let large = "x".repeat(PROOF_FILE_BYTES_MAX + 1);
    check_malformed(&large, ProofFileError::TooLarge);
    assert_eq!(ProofFile::parse(b"\xff"), Err(ProofFileError::Encoding));
}

#[test]
fn a_proof_file_holds_a_checkpoint_and_no_other_note() {
    let text = Note::sign("text\n".to_owned(), &log_key(ORIGIN)).unwrap();
    let refused = ProofFileError::Checkpoint(CheckpointError::Missing("size"));
    assert_eq!(ProofFile::new(None, 0, Vec::new(), text.clone()), Err(refused.clone()));
    check_malformed(&format!("c2sp.org/tlog-proof@v1\nindex 0\n\n{text}"), refused);
}

#[test]
fn sixty_three_hashes_are_read_and_one_more_is_not() {
    let path = |count| vec![Hash([1; 32]); count];
    let file = ProofFile::new(None, 0, path(63), note(1, &[])).unwrap();
    assert_eq!(ProofFile::parse(&file.to_bytes()).as_ref(), Ok(&file));
    let too_many = ProofFileError::Path(HashLinesError::TooMany);
    assert_eq!(ProofFile::new(None, 0, path(64), note(1, &[])), Err(too_many.clone()));
    let longer = file.to_string().replace("index 0\n", &format!("index 0\n{}\n", Hash([1; 32])));
    check_malformed(&longer, too_many);
}

#[test]
fn extra_data_comes_back_and_changes_nothing_that_is_proved() {
    let leaf = Tree::of(3).leaf(1);
    let plain = proof(1, 3, &[]);
    for extra in [vec![], vec![0], b"more".to_vec(), vec![255; 5000]] {
        let path = plain.path().to_vec();
        let file = ProofFile::new(Some(extra.clone()), 1, path, plain.note().clone()).unwrap();
        let read = ProofFile::parse(&file.to_bytes()).unwrap();
        assert_eq!(read.extra(), Some(extra.as_slice()));
        assert_eq!(read.verify(&leaf, &policy(0)), plain.verify(&leaf, &policy(0)));
    }
    let extra = Some(vec![0; PROOF_FILE_BYTES_MAX]);
    let refused = ProofFile::new(extra, 1, Vec::new(), plain.note().clone());
    assert_eq!(refused, Err(ProofFileError::TooLarge));
}

/// The goal is at most 1.6 KB; the size of the tree is what counts, not its entries.
#[test]
fn a_proof_of_a_million_entries_with_three_witnesses_fits_in_1600_bytes() {
    let key = log_key("register.example.org/log");
    let checkpoint = Checkpoint::new("register.example.org/log", 1_000_000, Hash([9; 32]));
    let text = checkpoint.to_text();
    let mut note = Note::sign(text.clone(), &key).unwrap();
    for number in 1..=3 {
        note = note.with_signature(cosign(&text, &witness_key(number), 1_800_000_000).unwrap());
    }
    let file = ProofFile::new(None, 999_999, vec![Hash([1; 32]); 20], note).unwrap();
    assert!(file.to_bytes().len() <= 1600, "{} bytes", file.to_bytes().len());
}
