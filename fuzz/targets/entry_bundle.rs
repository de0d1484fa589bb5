//! Entry bundles: the entries that are read make the same bundle again, and a cut is a prefix.
//!
//! The first byte of the input is how many entries the bundle is said to hold, the rest is the bundle.
#![no_main]

use hiwar_fuzz::plant;
use libfuzzer_sys::fuzz_target;
use register::bundle;

fn seeds() -> Vec<Vec<u8>> {
    [0_u8, 1, 3, 255].into_iter().map(seed).collect()
}

fn seed(count: u8) -> Vec<u8> {
    let mut seed = vec![count];
    for length in 0..usize::from(count) {
        bundle::push_entry(&mut seed, &vec![b'x'; length]).expect("the entry is short");
    }
    seed
}

fuzz_target!(init: plant(&seeds()), |bytes: &[u8]| {
    let Some((count, bytes)) = bytes.split_first() else { return };
    let width = u16::from(*count);
    let Ok(entries) = bundle::read_entries(bytes, width) else { return };
    assert_eq!(entries.len(), usize::from(width));
    let mut again = Vec::new();
    for entry in &entries {
        bundle::push_entry(&mut again, entry).expect("it came from a bundle");
    }
    assert_eq!(again, bytes);
    let cut = bundle::truncate(bytes, width / 2).expect("it holds twice as many");
    assert_eq!(bundle::read_entries(cut, width / 2).as_deref(), Ok(&entries[..entries.len() / 2]));
});
