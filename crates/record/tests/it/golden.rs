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
