//! The fixtures: one canonical line of each kind, byte for byte.

use std::fs;
use std::path::Path;

use record::{Entry, Kind};

use crate::samples;

const LINES: &str = include_str!("../../fixtures/entries.jsonl");

#[test]
fn every_kind_is_written_as_the_fixture_says() {
    let mut written = String::new();
    for body in samples::bodies() {
        let bytes = samples::entry(body).unwrap().to_bytes().unwrap();
        written.push_str(std::str::from_utf8(&bytes).unwrap());
        written.push('\n');
    }
    if written != LINES {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("entries.jsonl");
        fs::write(&path, &written).unwrap();
        panic!("the schema changed; what is written now is in {}", path.display());
    }
}

#[test]
fn every_kind_is_read_from_the_fixture_and_there_is_a_line_for_each() {
    let entries: Vec<Entry> =
        LINES.lines().map(|line| Entry::from_bytes(line.as_bytes()).unwrap()).collect();
    let kinds: Vec<Kind> = entries.iter().map(Entry::kind).collect();
    assert_eq!(kinds, Kind::ALL);
    for (entry, line) in entries.iter().zip(LINES.lines()) {
        assert_eq!(entry.to_bytes().unwrap(), line.as_bytes());
        assert_eq!((entry.at(), entry.desk()), (samples::at(), &samples::desk()));
        assert_eq!(serde_json::from_str::<Entry>(line).unwrap(), *entry);
    }
}

/// Entries are read in two ways; the quick one takes nothing that the slow one would refuse, and both
/// say the same.
#[test]
fn the_quick_way_to_read_an_entry_takes_exactly_what_the_strict_one_takes() {
    let mut taken = 0;
    for line in LINES.lines().map(str::as_bytes) {
        let strict = |bytes: &[u8]| {
            let tree: serde_json::Value = serde_json::from_slice(bytes).ok()?;
            let is_canonical = record::canonical::to_bytes(&tree).ok()? == bytes;
            let entry: Entry = serde_json::from_value(tree).ok().filter(|_| is_canonical)?;
            (entry.to_bytes().ok()? == bytes).then_some(entry)
        };
        for at in 0..line.len() {
            let mut changed = line.to_vec();
            for byte in [b' ', b'0', b'}', b'"', changed[at] ^ 1] {
                changed[at] = byte;
                assert_eq!(Entry::from_bytes(&changed).ok(), strict(&changed));
            }
            changed.remove(at);
            assert_eq!(Entry::from_bytes(&changed).ok(), strict(&changed));
            changed = [&line[..at], b" ", &line[at..]].concat();
            assert_eq!(Entry::from_bytes(&changed).ok(), strict(&changed));
            taken += u32::from(Entry::from_dump(&changed).is_some());
        }
        assert_eq!(Entry::from_bytes(line).ok(), Entry::from_dump(line));
    }
    // A space between tokens is no canonical form, and still an entry in a dump.
    assert!(taken > 100, "{taken}");
}
