//! Signed notes: what is read prints back as it was, and verifying never panics.
#![no_main]

use hiwar_fuzz::{SIZES, cosigned, is_ours, log, plant, spoiled, witness};
use libfuzzer_sys::fuzz_target;
use register::checkpoint::Checkpoint;
use register::note::Note;

fn seeds() -> Vec<Vec<u8>> {
    spoiled(SIZES.iter().map(|size| cosigned(*size, 3).to_bytes()).collect())
}

fuzz_target!(init: plant(&seeds()), |bytes: &[u8]| {
    let Ok(note) = Note::parse(bytes) else { return };
    assert_eq!(note.to_bytes(), bytes);
    let keys = [log().verifier().clone(), witness(0).verifier().clone()];
    if note.verify(&keys).is_ok() {
        let checkpoint = Checkpoint::parse(note.text()).expect("no other text was ever signed");
        assert!(is_ours(&checkpoint));
    }
});
