//! `docs/register.md` names every kind, every field and every word of an entry.

use record::Kind;
use record::choice::Harm;
use serde_json::Value;

use crate::samples::words;

const DOCS: &str = include_str!("../../../../docs/register.md");
const LINES: &str = include_str!("../../fixtures/entries.jsonl");

/// The part of the docs about one kind, from its heading to the next.
fn section(kind: Kind) -> &'static str {
    let heading = format!("\n### `{kind}`");
    let start = DOCS.find(&heading).unwrap_or_else(|| panic!("no section for {kind}"));
    let rest = &DOCS[start + heading.len()..];
    rest.split("\n## ").next().unwrap().split("\n### ").next().unwrap()
}

#[test]
fn every_kind_has_a_section_that_names_every_field_of_its_body() {
    for line in LINES.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        let kind = *Kind::ALL.iter().find(|kind| value["kind"] == kind.word()).unwrap();
        for field in value["body"].as_object().unwrap().keys() {
            let row = format!("\n| `{field}` |");
            assert!(section(kind).contains(&row), "{kind} does not say what {field} is");
        }
    }
}

#[test]
fn the_parts_that_several_kinds_share_are_explained_field_by_field() {
    let value: Value = serde_json::from_str(LINES.lines().next().unwrap()).unwrap();
    for field in value.as_object().unwrap().keys() {
        assert!(DOCS.contains(&format!("| `{field}` |")), "{field}");
    }
    for field in [
        "sha256",
        "content_sha256",
        "salt",
        "salted_sha256",
        "bytes",
        "languages",
        "publish_after",
        "capacity",
        "official",
        "drafted_by",
        "approved_by",
        "laws",
        "three_part_test",
        "reviewed_by",
        "grounds",
    ] {
        assert!(DOCS.contains(&format!("`{field}`")), "{field}");
    }
}

#[test]
fn every_harm_is_explained() {
    for harm in Harm::ALL {
        assert!(DOCS.contains(&format!("| `{harm}` |")), "{harm}");
    }
}

#[test]
fn every_word_of_every_closed_list_is_printed() {
    for word in words() {
        assert!(DOCS.contains(&format!("`{word}`")), "{word}");
    }
}
