//! Any entry is read back as it was written, and no other bytes are read as it.

use proptest::prelude::*;
use record::Entry;
use record::entry::MAX_ENTRY_BYTES;

use crate::samples;
use crate::strategies::{body, entry};

/// Bytes that differ in one place from a canonical entry are refused, or are another entry in
/// canonical form.
#[track_caller]
fn check_mutation(original: &Entry, bytes: &[u8], place: usize, byte: u8) {
    let mut changed = bytes.to_vec();
    changed[place] = byte;
    if let Ok(other) = Entry::from_bytes(&changed) {
        assert_ne!(other, *original);
        assert_eq!(other.to_bytes().unwrap(), changed);
    }
}

#[test]
fn every_byte_of_every_fixture_counts() {
    for body in samples::bodies() {
        let original = samples::entry(body).unwrap();
        let bytes = original.to_bytes().unwrap();
        for (place, &byte) in bytes.iter().enumerate() {
            // One bit, a digit, a letter, a quote, white space, a null.
            for other in [byte ^ 1, b'0', b'a', b'"', b' ', 0] {
                if other != byte {
                    check_mutation(&original, &bytes, place, other);
                }
            }
            let shorter = [&bytes[..place], &bytes[place + 1..]].concat();
            if let Ok(entry) = Entry::from_bytes(&shorter) {
                assert_ne!(entry, original);
            }
            assert!(Entry::from_bytes(&bytes[..place]).is_err());
        }
        assert!(Entry::from_bytes(&[&bytes[..], b"\n"].concat()).is_err());
    }
}

proptest! {
    #[test]
    fn an_entry_is_read_back_as_it_was_written(entry in entry()) {
        let bytes = entry.to_bytes().unwrap();
        prop_assert!(bytes.len() <= MAX_ENTRY_BYTES);
        let read = Entry::from_bytes(&bytes).unwrap();
        prop_assert_eq!(&read, &entry);
        prop_assert_eq!(read.to_bytes().unwrap(), bytes);
    }

    #[test]
    fn what_new_refuses_cannot_be_read_either(body in body()) {
        let kind = body.kind();
        let tree = serde_json::to_value(&body).unwrap();
        let line = serde_json::json!({
            "at": samples::at(), "body": tree["body"], "desk": samples::desk(), "kind": kind, "v": 1,
        });
        let bytes = record::canonical::to_bytes(&line).unwrap();
        prop_assert_eq!(Entry::from_bytes(&bytes).ok(), samples::entry(body).ok());
    }

    #[test]
    fn one_changed_byte_makes_another_entry_or_none(
        entry in entry(), place in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let bytes = entry.to_bytes().unwrap();
        let place = place.index(bytes.len());
        if bytes[place] != byte {
            check_mutation(&entry, &bytes, place, byte);
        }
    }

    #[test]
    fn bytes_of_any_kind_are_refused_or_read_without_a_crash(bytes in any::<Vec<u8>>()) {
        prop_assert!(Entry::from_bytes(&bytes).is_err());
    }
}
