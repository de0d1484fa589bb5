//! Proof files: what is read prints back as it was, and only checkpoints of our log are believed.
#![no_main]

use hiwar_fuzz::{SIZES, TREE_MAX, cosigned, is_ours, log, node, plant, spoiled};
use libfuzzer_sys::fuzz_target;
use register::Hash;
use register::merkle;
use register::policy::Policy;
use register::proof_file::ProofFile;

fn seeds() -> Vec<Vec<u8>> {
    let proof = |(count, size): (usize, &u64)| {
        let extra = (count % 2 == 1).then(|| b"extra".to_vec());
        let Ok(path) = merkle::inclusion_path(size / 2, (*size).min(TREE_MAX), node);
        // No proof is of a tree that large; the file is well formed all the same.
        let path = path.unwrap_or_else(|| vec![Hash([9; 32]); count * 10]);
        let note = cosigned(*size, 3).note().clone();
        ProofFile::new(extra, size / 2, path, note).expect("the proof is well formed").to_bytes()
    };
    spoiled(SIZES.iter().enumerate().map(proof).collect())
}

fuzz_target!(init: plant(&seeds()), |bytes: &[u8]| {
    let Ok(proof) = ProofFile::parse(bytes) else { return };
    assert_eq!(proof.to_bytes(), bytes);
    let policy = Policy::k_of_n(log().verifier().clone(), 0, Vec::new()).expect("it is valid");
    if proof.verify(&register::hash::leaf_hash(b"1"), &policy).is_ok() {
        assert!(is_ours(proof.checkpoint()));
    }
});
