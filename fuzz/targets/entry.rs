//! Entries: what is read prints back as it was, is read as the same entry again, and fits the log.
#![no_main]

use hiwar_fuzz::{plant, spoiled};
use libfuzzer_sys::fuzz_target;
use record::Entry;
use record::entry::MAX_ENTRY_BYTES;

/// One entry of each kind, a line each, as the tests of `record` have them.
const SAMPLES: &str = include_str!("../../crates/record/fixtures/entries.jsonl");

fn seeds() -> Vec<Vec<u8>> {
    spoiled(SAMPLES.lines().map(|line| line.as_bytes().to_vec()).collect())
}

fuzz_target!(init: plant(&seeds()), |bytes: &[u8]| {
    let Ok(entry) = Entry::from_bytes(bytes) else { return };
    assert!(bytes.len() <= MAX_ENTRY_BYTES);
    assert_eq!(entry.to_bytes().as_deref(), Ok(bytes));
    let again = Entry::new(entry.at(), entry.desk().clone(), entry.body().clone());
    assert_eq!(again, Ok(entry));
});
