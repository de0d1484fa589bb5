//! The seeds as they stand in `content/dialogue`, and files that are refused.

use std::collections::BTreeMap;

use record::id::OfficerId;

use super::*;
use crate::commitment::Standing;
use crate::history::{Act, Event, Item};
use crate::text::{TITLE_CHARS_MAX, Trilingual};

const SEEDS: [&str; 2] = ["ma", "demo"];

fn today() -> Day {
    "2026-11-27".parse().unwrap()
}

/// The items of a seed after one officer wrote and another published all of it on one day.
fn published(country: &str) -> BTreeMap<ItemRef, Item> {
    let [writer, publisher] = [1, 2].map(|byte| OfficerId::from_random([byte; 8]));
    let mut items = BTreeMap::new();
    for seeded in seed(country, today()).unwrap() {
        let item = items.entry(seeded.item).or_insert_with(|| Item::new(seeded.item));
        let document = seeded.content.digest(seeded.item).unwrap();
        let draft = Act::Draft { content: Box::new(seeded.content) };
        for (act, by) in [(draft, writer), (Act::Publish { document }, publisher)] {
            item.take(&Event { act, at: today().start(), by }).unwrap();
        }
    }
    items
}

fn refused(files: &[File]) -> SeedError {
    read(files, Some(today()), today()).unwrap_err()
}

#[test]
fn every_seed_is_whole_and_can_be_published_by_two() {
    for country in SEEDS {
        let items = published(country);
        assert!(items.values().all(|item| item.statement().is_some()), "{country}");
    }
    assert_eq!(seed("xx", today()), Err(SeedError::Unknown("xx".to_owned())));
}

#[test]
fn a_seed_is_whole_on_any_later_day() {
    for country in SEEDS {
        for day in ["2026-11-28", "2027-03-01", "2040-02-29"] {
            assert!(seed(country, day.parse().unwrap()).is_ok(), "{country} on {day}");
        }
    }
}

#[test]
fn what_is_said_of_morocco_rests_on_pages_that_anybody_can_open() {
    for seeded in seed("ma", today()).unwrap() {
        assert_eq!(seeded.basis, Basis::PublicSources);
        assert!(!seeded.sources().is_empty());
        assert!(seeded.sources().iter().all(|source| source.address.is_some()));
        // What a desk has not seen is no evidence, and the bloc's desks said nothing yet.
        assert!(matches!(seeded.content, Content::Meeting(_) | Content::Commitment(_)));
    }
}

#[test]
fn promises_without_a_day_never_fall_due() {
    let later = "2099-01-01".parse().unwrap();
    let items = published("ma");
    let standings: Vec<Standing> = items.values().filter_map(|item| item.standing(later)).collect();
    assert_eq!(standings.len(), 2);
    assert!(standings.iter().all(|standing| standing.word() == "made"));
}

#[test]
fn the_demonstration_has_one_commitment_of_each_state_and_names_nobody_real() {
    let items = published("demo");
    let mut words: Vec<&str> =
        items.values().filter_map(|item| item.standing(today())).map(Standing::word).collect();
    let mut all = Standing::WORDS.to_vec();
    words.sort_unstable();
    all.sort_unstable();
    assert_eq!(words, all);
    for seeded in seed("demo", today()).unwrap() {
        assert_eq!(seeded.basis, Basis::Fictional);
        for source in seeded.sources() {
            let address = source.address.as_ref().unwrap().as_str();
            assert!(address.split('/').nth(2).unwrap().ends_with(".example"), "{address}");
        }
        let organisations = match &seeded.content {
            Content::Ask(ask) => vec![ask.to.clone()],
            Content::Commitment(commitment) => vec![commitment.by.clone()],
            Content::Meeting(meeting) => meeting.present.clone(),
            Content::Evidence(_) | Content::Position(_) => Vec::new(),
        };
        assert!(organisations.iter().all(|name| name.as_str().ends_with(".example")));
    }
}

#[test]
fn titles_fit_their_lines() {
    let fits = |text: &Trilingual| {
        [&text.ar, &text.en, &text.fr]
            .iter()
            .all(|text| text.as_str().chars().count() <= TITLE_CHARS_MAX)
    };
    for seeded in SEEDS.iter().flat_map(|country| seed(country, today()).unwrap()) {
        let is_evidence = matches!(seeded.content, Content::Evidence(_));
        assert!(is_evidence || fits(seeded.content.title()), "{:?}", seeded.content.title().en);
        assert!(seeded.sources().iter().all(|source| fits(&source.title)));
    }
}

#[test]
fn a_file_with_a_hole_is_refused() {
    let (talks, commitments) = (DEMO[0].1, DEMO[1].1);
    let of = |text: &'static str| [("a.toml", text), DEMO[1]];
    let changed = |from: &str, to: &str| -> &'static str {
        assert!(talks.contains(from), "{from}");
        talks.replace(from, to).leak()
    };
    let parse = |file| matches!(file, SeedError::Parse { file: "a.toml", .. });
    assert!(parse(refused(&of(changed("title.ar", "subtitle.ar")))));
    assert!(parse(refused(&of(changed("days_ago = 75", "weeks_ago = 75")))));
    assert!(parse(refused(&of(changed("72 hours", "06 12 34 56 78 hours")))));
    assert!(parse(refused(&of(changed("\"fictional\"", "\"hearsay\"")))));
    let claims = changed("\"fictional\"", "\"public-sources\"");
    assert!(matches!(refused(&of(claims)), SeedError::Source(_)));
    let ahead = changed("asked_on = { days_ago = 60 }", "asked_on = { days_ahead = 1 }");
    assert!(matches!(refused(&of(ahead)), SeedError::Lacks { .. }));
    let short = changed("reference = \"246c", "reference = \"246\" # ");
    assert!(matches!(refused(&of(short)), SeedError::Reference(_)));
    assert!(matches!(refused(&[DEMO[0], DEMO[0], DEMO[1]]), SeedError::Twice(_)));
    assert!(matches!(refused(&[DEMO[0]]), SeedError::Link { .. }));
    let evidence = commitments.split_once("# Kept.").unwrap().1;
    let only_evidence = evidence.split("[[item]]").nth(2).unwrap();
    let only_evidence: &'static str = format!("[[item]]{only_evidence}").leak();
    let first = [("evidence.toml", only_evidence), DEMO[0], DEMO[1]];
    assert!(matches!(refused(&first), SeedError::Link { .. }));
    // A country's days are fixed: a file that counts them is refused.
    assert!(matches!(read(DEMO, None, today()), Err(SeedError::Parse { .. })));
}
