//! `hiwar scorecard`: what the library counts, digit for digit, and every line that it leaves out.

use dialogue::scorecard::{COLUMNS, Reader, rows};
use record::choice::Decision;

use crate::lives::{Event, entry, forty_notices};
use crate::support::{Folder, hiwar, hiwar_ends, str, text};

/// Twelve notices to one platform, ten of which are answered after one to ten hours.
fn dump() -> Vec<Vec<u8>> {
    let mut lines = Vec::new();
    for notice in 0..12 {
        lines.push(entry(notice, Event::Issue { platform: 0, is_official: false }, 0));
        lines.push(entry(notice, Event::Deliver, 0));
    }
    lines.extend((0..10).map(|notice| {
        let decision = if notice < 7 { Decision::Accepted } else { Decision::Refused };
        entry(notice, Event::Answer(decision), i64::from(notice) + 1)
    }));
    lines.push(entry(10, Event::Silence, 100));
    lines
}

fn joined(lines: &[Vec<u8>]) -> Vec<u8> {
    let mut dump = lines.join(&b'\n');
    dump.push(b'\n');
    dump
}

fn counted(dump: &[u8]) -> Vec<[String; 8]> {
    let mut reader = Reader::default();
    reader.read(dump, |damage| panic!("{damage:?}"));
    rows(&reader.finish(|damage| panic!("{damage:?}")))
}

#[test]
fn the_command_prints_what_the_library_counts_from_a_file_and_from_a_pipe() {
    let folder = Folder::new("scorecard");
    let path = folder.path("dump.jsonl");
    for lines in [dump(), forty_notices(), Vec::new()] {
        let dump = if lines.is_empty() { Vec::new() } else { joined(&lines) };
        std::fs::write(&path, &dump).unwrap();
        let mut table = COLUMNS.join("\t") + "\n";
        for row in counted(&dump) {
            table.push_str(&(row.join("\t") + "\n"));
        }
        assert_eq!(hiwar_ends(0, &["scorecard", str(&path)], b""), table);
        assert_eq!(hiwar_ends(0, &["scorecard", "-"], &dump), table);
    }
    let table = hiwar_ends(0, &["scorecard", "-"], &joined(&dump()));
    assert!(
        table.contains("platform\ta.example\tmedian_s\t18000\t7200\t32400\t10\t12\n"),
        "{table}"
    );
    assert!(table.contains("platform\ta.example\taccepted\t58.3\t"), "{table}");
    assert!(table.contains("authority\tdesk.example\tsilent\t8.3\t"), "{table}");
}

#[test]
fn the_lines_of_json_hold_the_same_texts_as_the_table() {
    let dump = joined(&dump());
    let lines = hiwar_ends(0, &["scorecard", "-", "--json"], &dump);
    let table = counted(&dump);
    assert_eq!(lines.lines().count(), table.len());
    for (line, row) in lines.lines().zip(&table) {
        let object: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(line).unwrap();
        assert_eq!(object.len(), COLUMNS.len());
        for (name, value) in COLUMNS.iter().zip(row) {
            assert_eq!(object[*name].as_str().unwrap(), value);
        }
    }
}

#[test]
fn a_line_that_is_left_out_is_named_and_after_twenty_they_are_counted() {
    let whole = hiwar_ends(0, &["scorecard", "-"], &joined(&dump()));
    let mut lines = dump();
    lines.insert(1, b"{}".to_vec());
    lines.push(entry(77, Event::Answer(Decision::Refused), 5));
    lines.push(vec![b'x'; 70_000]);
    let output = hiwar(&["scorecard", "-"], &joined(&lines));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), whole, "the others are counted");
    let last = lines.len();
    let said = format!(
        "line 2: left out: unreadable\nline {}: left out: notice_unknown\nline {last}: left out: \
         too_long\n",
        last - 1
    );
    assert_eq!(text(&output.stderr), said);

    lines.extend(std::iter::repeat_n(b"no entry".to_vec(), 30));
    let output = hiwar(&["scorecard", "-"], &joined(&lines));
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), whole));
    let said = text(&output.stderr);
    assert_eq!(said.lines().count(), 21);
    assert!(said.ends_with("\n13 lines more were left out\n"), "{said}");
}

#[test]
fn a_dump_that_cannot_be_read_and_a_word_that_is_missing_are_different() {
    let folder = Folder::new("scorecard-none");
    let none = folder.path("none.jsonl");
    let output = hiwar(&["scorecard", str(&none)], b"");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(3), 0));
    assert!(text(&output.stderr).contains("none.jsonl"));
    // A folder opens, and cannot be read.
    assert_eq!(hiwar(&["scorecard", str(&folder.path("."))], b"").status.code(), Some(3));
    assert_eq!(hiwar(&["scorecard"], b"").status.code(), Some(2));
}
