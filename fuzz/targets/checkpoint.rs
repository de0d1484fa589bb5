//! Checkpoints: what is read prints back as it was, and only what our log signed is believed.
#![no_main]

use hiwar_fuzz::{SIZES, cosigned, is_ours, log, plant, spoiled};
use libfuzzer_sys::fuzz_target;
use register::checkpoint::{Checkpoint, SignedCheckpoint};

fn seeds() -> Vec<Vec<u8>> {
    let notes = SIZES.iter().map(|size| cosigned(*size, 1).to_bytes());
    let texts = SIZES.iter().map(|size| cosigned(*size, 0).checkpoint().to_text().into_bytes());
    spoiled(notes.chain(texts).collect())
}

fuzz_target!(init: plant(&seeds()), |bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(checkpoint) = Checkpoint::parse(text)
    {
        assert_eq!(checkpoint.to_text(), text);
    }
    if let Ok(signed) = SignedCheckpoint::parse(bytes, log().verifier()) {
        assert_eq!(signed.to_bytes(), bytes);
        assert!(is_ours(signed.checkpoint()));
    }
});
