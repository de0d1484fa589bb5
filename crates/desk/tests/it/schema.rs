//! The JSON schemas that we publish say what the types say: every field, every word, every limit.

mod check;
mod pattern;

use check::Schemas;
use desk::answer::{
    EXPLANATION_CHARS_MAX, FACTS_CHARS_MAX, GROUND_CHARS_MAX, StatementDraft,
    StatementProblem as Problem,
};
use desk::notice::{DURATION_DAYS_MAX, REASONS_CHARS_MAX, TEST_CHARS_MAX};
use record::address::ADDRESS_MAX_BYTES;
use record::choice::*;
use record::entry::{ADDRESSES_MAX, ANSWER_HOURS_MAX, MAX_ENTRY_BYTES};
use record::id::{CountryCode, KeyName, LawRef, OrganisationId};
use record::notice::{Aim, KeyEvidence, Release, ReviewFile};
use serde_json::{Value, json};

const NOTICE: &str = "notice-v1.json";
const RELEASE: &str = "release-v1.json";
const ANSWER: &str = "answer-v1.json";

/// A notice with every field that one can have.
const REVIEW: &str = include_str!("../../../record/fixtures/review.json");

fn schemas() -> Schemas {
    let read = |text: &str| serde_json::from_str(text).unwrap();
    Schemas(vec![
        (NOTICE, read(include_str!("../../../../docs/schema/notice-v1.json"))),
        (RELEASE, read(include_str!("../../../../docs/schema/release-v1.json"))),
        (ANSWER, read(include_str!("../../../../docs/schema/answer-v1.json"))),
    ])
}

/// A release with every field that one can have.
fn release() -> Value {
    let review = ReviewFile::from_bytes(REVIEW.trim_end().as_bytes()).unwrap();
    let evidence = KeyEvidence { entry: "an entry".into(), proof: "a proof".into() };
    let release = Release {
        address_salts: review.address_salts,
        certificate: Some("a note".into()),
        entry: review.entry,
        notice: review.notice,
        proof: "a proof".into(),
        reviewer_key: Some(evidence),
        test: Some(review.test),
        test_salt: Some(review.test_salt),
        text_salt: review.text_salt,
        v: review.v,
    };
    serde_json::to_value(release).unwrap()
}

/// The schema of a place in a value, through references and lists.
fn schema_at<'a>(schemas: &'a Schemas, file: &'a str, path: &str) -> &'a Value {
    let (mut root, mut schema) = (schemas.file(file), schemas.file(file));
    let mut parts = path.split('/').skip(1);
    loop {
        while let Some(name) = schema.get("$ref") {
            let name = name.as_str().unwrap();
            match name.strip_prefix('#') {
                Some(inside) => schema = root.pointer(inside).unwrap(),
                None => (root, schema) = (schemas.file(name), schemas.file(name)),
            }
        }
        let Some(part) = parts.next() else { return schema };
        schema = match part.parse::<usize>() {
            Ok(_) => &schema["items"],
            Err(_) => schema.get("properties").and_then(|it| it.get(part)).unwrap_or(&Value::Null),
        };
        assert!(schema.is_object(), "{file} has nothing at {path}");
    }
}

/// Goes through every object of a whole value: its fields are those of the schema.
fn check_fields(schemas: &Schemas, file: &str, value: &Value, path: &str) {
    let schema = schema_at(schemas, file, path);
    assert!(path.is_empty() || schema["description"].is_string(), "{path} is not explained");
    match value {
        Value::Object(map) => {
            let known = schema["properties"].as_object().unwrap();
            let names: Vec<&String> = known.keys().collect();
            assert_eq!(map.keys().collect::<Vec<_>>(), names, "{file} {path}");
            for (name, value) in map {
                check_fields(schemas, file, value, &format!("{path}/{name}"));
            }
        }
        Value::Array(list) => {
            let first = list.first().into_iter();
            first.for_each(|value| check_fields(schemas, file, value, &format!("{path}/0")));
        }
        _ => {}
    }
}

#[test]
fn every_field_of_the_types_is_in_the_schemas_and_no_other() {
    let (schemas, mut release) = (schemas(), release());
    // The one list that an authority's notice leaves empty.
    release["notice"]["house_rules"] = json!(["hate"]);
    check_fields(&schemas, RELEASE, &release, "");
    let answer = serde_json::to_value(StatementDraft {
        territories: vec!["ma".into()],
        ..StatementDraft::default()
    });
    check_fields(&schemas, ANSWER, &answer.unwrap(), "");
}

/// Every path to a field of an object.
fn fields(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                found.push(format!("{path}/{name}"));
                fields(value, &format!("{path}/{name}"), found);
            }
        }
        Value::Array(list) => {
            (0..).zip(list).for_each(|(n, it): (u32, _)| fields(it, &format!("{path}/{n}"), found));
        }
        _ => {}
    }
}

#[test]
fn a_field_may_be_left_out_in_the_schema_exactly_where_the_types_allow_it() {
    let (schemas, whole) = (schemas(), release());
    assert_eq!(schemas.faults(RELEASE, &whole), Vec::<String>::new());
    assert_eq!(schemas.faults(NOTICE, &whole["notice"]), Vec::<String>::new());
    let mut paths = Vec::new();
    fields(&whole, "", &mut paths);
    // What an authority's notice must have is optional in the types, because a citizen's has none.
    let of_authority = ["certificate", "reviewer_key", "test", "test_salt", "notice/reviewer"];
    for path in paths {
        let (parent, name) = path.rsplit_once('/').unwrap();
        let mut less = whole.clone();
        less.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name);
        let is_read = serde_json::from_value::<Release>(less.clone()).is_ok();
        let is_needed = of_authority.contains(&&path[1..]);
        let is_valid = schemas.faults(RELEASE, &less).is_empty();
        assert_eq!(is_valid, is_read && !is_needed, "{path}");
        let mut more = whole.clone();
        let parent = more.pointer_mut(parent).unwrap();
        parent["something"] = json!(1);
        assert!(!schemas.faults(RELEASE, &more).is_empty(), "beside {path}");
    }
}

#[test]
fn a_citizens_release_has_none_of_what_an_authority_must_have() {
    let (schemas, mut value) = (schemas(), release());
    value["notice"]["notifier"]["is_authority"] = json!(false);
    assert_eq!(schemas.faults(RELEASE, &value).len(), 5);
    for name in ["certificate", "reviewer_key", "test", "test_salt"] {
        value.as_object_mut().unwrap().remove(name);
    }
    value["notice"].as_object_mut().unwrap().remove("reviewer");
    assert_eq!(schemas.faults(RELEASE, &value), Vec::<String>::new());
    value["notice"]["house_rules"] = json!(["hate", "fraud"]);
    value["notice"]["legal_grounds"] = json!([]);
    assert_eq!(schemas.faults(RELEASE, &value), Vec::<String>::new());
    value["notice"]["notifier"]["is_authority"] = json!(true);
    let faults = schemas.faults(NOTICE, &value["notice"]);
    assert_eq!(faults.len(), 3, "{faults:?}");
}

#[track_caller]
fn check_words<T: Copy>(file: &str, path: &str, all: &[T], word: impl Fn(T) -> &'static str) {
    let schemas = schemas();
    let words: Vec<&str> = all.iter().copied().map(word).collect();
    assert_eq!(schema_at(&schemas, file, path)["enum"], json!(words), "{file} {path}");
}

#[test]
fn every_closed_list_has_exactly_its_words() {
    check_words(NOTICE, "/harm", Harm::ALL, Harm::word);
    check_words(NOTICE, "/measure", Measure::ALL, Measure::word);
    check_words(NOTICE, "/complainant/capacity", Capacity::ALL, Capacity::word);
    check_words(NOTICE, "/house_rules/0", HouseRule::ALL, HouseRule::word);
    check_words(NOTICE, "/reasons/language", Language::ALL, Language::word);
    check_words(RELEASE, "/test/aim", Aim::ALL, Aim::word);
    check_words(RELEASE, "/test/measure", Measure::ALL, Measure::word);
    check_words(ANSWER, "/decision", Decision::ALL, Decision::word);
    check_words(ANSWER, "/basis", Basis::ALL, Basis::word);
    check_words(ANSWER, "/decider", Decider::ALL, Decider::word);
}

#[test]
fn every_limit_is_the_one_of_the_types() {
    let schemas = schemas();
    for (file, path, word, most) in [
        (NOTICE, "/answer_within_hours", "maximum", usize::from(ANSWER_HOURS_MAX)),
        (NOTICE, "/locations", "maxItems", ADDRESSES_MAX),
        (NOTICE, "/locations/0/address", "maxLength", ADDRESS_MAX_BYTES),
        (NOTICE, "/reasons/text", "maxLength", REASONS_CHARS_MAX),
        (RELEASE, "/address_salts", "maxItems", ADDRESSES_MAX),
        (RELEASE, "/entry", "maxLength", MAX_ENTRY_BYTES),
        (RELEASE, "/test/necessity/text", "maxLength", TEST_CHARS_MAX),
        (RELEASE, "/test/aim_reasons", "maxLength", TEST_CHARS_MAX),
        (RELEASE, "/test/law_reasons", "maxLength", TEST_CHARS_MAX),
        (RELEASE, "/test/considered/0/why_not", "maxLength", TEST_CHARS_MAX),
        (RELEASE, "/test/duration_days", "maximum", usize::from(DURATION_DAYS_MAX)),
        (ANSWER, "/facts", "maxLength", FACTS_CHARS_MAX),
        (ANSWER, "/explanation", "maxLength", EXPLANATION_CHARS_MAX),
        (ANSWER, "/ground", "maxLength", GROUND_CHARS_MAX),
        (ANSWER, "/redress", "maxLength", GROUND_CHARS_MAX),
    ] {
        assert_eq!(schema_at(&schemas, file, path)[word], json!(most), "{file} {path}");
    }
}

/// What a type reads, its pattern finds; the reverse need not be, as a pattern counts no digits.
#[track_caller]
fn check_pattern<T: std::str::FromStr>(path: &str, file: &str, good: &[&str], bad: &[&str]) {
    let schemas = schemas();
    let schema = schema_at(&schemas, file, path);
    let is_found = |text: &str| pattern::is_found(schema["pattern"].as_str().unwrap(), text);
    for text in good {
        assert!(text.parse::<T>().is_ok() && is_found(text), "{text}");
    }
    for text in bad {
        assert!(text.parse::<T>().is_err() && !is_found(text), "{text}");
    }
}

#[test]
fn names_and_references_are_written_as_the_types_read_them() {
    let laws = ["ma/88-13/72", "ma/pc/503-1-1", "ae/fdl-34-2021/43", "ma/09-08/3-bis"];
    let no_laws = ["", "ma/88-13", "MA/88-13/72", "ma/88-13/72/1", "ma/pc/-bis", "ma/88-/1"];
    check_pattern::<LawRef>("/legal_grounds/0/law", NOTICE, &laws, &no_laws);
    let names = ["tiktok.com", "2m.ma", "a.b.c.d.e.org", "news-room.example"];
    let no_names = ["", "tiktok", "TikTok.com", "a..ma", "-a.ma", "a.ma/b", "a@b.ma", "a.b.name"];
    check_pattern::<OrganisationId>("/to", NOTICE, &names, &no_names);
    let keys = ["bar.example/reviewer+0123abcd", "bar.ma+00000000"];
    let no_keys = ["bar.example", "bar.example+0123abc", "Bar.example+0123abcd"];
    check_pattern::<KeyName>("/reviewer", NOTICE, &keys, &no_keys);
    check_pattern::<CountryCode>("/territories/0", ANSWER, &["ma"], &["MA", "m", "mar"]);
    check_pattern::<record::Timestamp>(
        "/good_faith/at",
        NOTICE,
        &["2026-11-25T10:00:00Z"],
        &["2026-11-25", "2026-11-25T10:00:00", "2026-11-25 10:00:00Z"],
    );
}

/// What an answer can say in each field, right and wrong.
fn answers() -> Vec<StatementDraft> {
    let mut all = Vec::new();
    let decisions = Decision::ALL.iter().map(|it| it.word()).chain(["", "maybe"]);
    for decision in decisions {
        for measure in ["", "label", "removal", "something"] {
            for basis in ["law", "house_rules", "not_said", ""] {
                for (ground, explanation) in [("", ""), ("a", ""), (" \n", "b"), ("a", "b")] {
                    all.push(StatementDraft {
                        decision: decision.into(),
                        measure: measure.into(),
                        basis: basis.into(),
                        decider: "machine".into(),
                        ground: ground.into(),
                        explanation: explanation.into(),
                        ..StatementDraft::default()
                    });
                }
            }
        }
    }
    let fine = StatementDraft {
        decision: "already_gone".into(),
        basis: "not_said".into(),
        decider: "person".into(),
        ..StatementDraft::default()
    };
    let changes: [fn(&mut StatementDraft); 14] = [
        |_| {},
        |it| it.decider = "somebody".into(),
        |it| it.facts = "ا".repeat(FACTS_CHARS_MAX),
        |it| it.facts = "ا".repeat(FACTS_CHARS_MAX + 1),
        |it| it.redress = "a".repeat(GROUND_CHARS_MAX + 1),
        |it| it.territories = vec!["ma".into(), "fr".into()],
        |it| it.territories = vec!["Morocco".into()],
        |it| it.applied_on = "2026-11-25".into(),
        |it| it.applied_on = "yesterday".into(),
        |it| it.ends_on = "2026-11".into(),
        |it| it.language = "zgh".into(),
        |it| it.language = "English".into(),
        |it| it.own_id = "a_B-9".into(),
        |it| it.own_id = "a b".into(),
    ];
    all.extend(changes.map(|change| {
        let mut draft = fine.clone();
        change(&mut draft);
        draft
    }));
    all
}

#[test]
fn the_schema_of_an_answer_takes_and_refuses_what_the_desk_does() {
    let schemas = schemas();
    let (mut taken, mut refused) = (0, 0);
    for draft in answers() {
        // Less or more than was asked is the one thing that a schema cannot see.
        let problems = draft.check(Measure::Removal).err().unwrap_or_default();
        let is_taken = problems.iter().all(|problem| *problem == Problem::NotWhatWasAsked);
        let faults = schemas.faults(ANSWER, &serde_json::to_value(&draft).unwrap());
        assert_eq!(faults.is_empty(), is_taken, "{draft:?} {problems:?} {faults:?}");
        (taken, refused) = (taken + u32::from(is_taken), refused + u32::from(!is_taken));
    }
    assert!(taken > 40 && refused > 300, "{taken} {refused}");
    for needed in ["decision", "basis", "decider"] {
        let mut less = serde_json::to_value(&answers()[0]).unwrap();
        less.as_object_mut().unwrap().remove(needed);
        assert!(!schemas.faults(ANSWER, &less).is_empty(), "{needed}");
    }
    let bare = json!({"decision": "restored", "basis": "not_said", "decider": "person"});
    assert_eq!(schemas.faults(ANSWER, &bare), Vec::<String>::new());
}
