//! The scorecards as rows of text: one way for pages, files and the command.

use std::collections::BTreeMap;

use super::interval::{Quantile, Share};
use super::tally::{About, Outcome, Scorecard};

/// The names of the columns. `value`, `low` and `high` are seconds for times and per cent for
/// shares; `part` and `of` are what a share is made from.
pub const COLUMNS: [&str; 8] = ["about", "name", "figure", "value", "low", "high", "part", "of"];

/// Instead of a figure where there are too few.
const TOO_FEW: &str = "too few";

type Row = [String; 8];

/// Every figure of every scorecard, in the order of names; nobody is ranked.
#[must_use]
pub fn rows(cards: &BTreeMap<About, Scorecard>) -> Vec<Row> {
    cards.iter().flat_map(|(about, card)| card_rows(about, card)).collect()
}

fn card_rows(about: &About, card: &Scorecard) -> Vec<Row> {
    let (what, name) = match about {
        About::Platform(name) => ("platform", name),
        About::Authority(name) => ("authority", name),
    };
    let row = |figure: &str, values: [String; 3], part: u64, of: u64| {
        let [value, low, high] = values;
        let (part, of) = (part.to_string(), of.to_string());
        [what.to_owned(), name.to_string(), figure.to_owned(), value, low, high, part, of]
    };
    let count = |value: u64| [value.to_string(), String::new(), String::new()];
    let decided = card.times_s.len() as u64;
    let time = |tenths| times(Quantile::of(&card.times_s, tenths));
    let mut rows = vec![
        row("notices", count(card.issued), card.issued, card.issued),
        row("delivered", count(card.delivered), card.delivered, card.issued),
        row("median_s", time(5), decided, card.delivered),
        row("ninth_decile_s", time(9), decided, card.delivered),
        row(
            "without_time",
            count(card.delivered - decided),
            card.delivered - decided,
            card.delivered,
        ),
    ];
    let shares = Outcome::ALL.iter().zip(card.outcomes);
    rows.extend(shares.map(|(outcome, part)| {
        row(outcome.word(), share(part, card.delivered), part, card.delivered)
    }));
    rows.push(row("taken_back", share(card.taken_back, card.issued), card.taken_back, card.issued));
    rows
}

fn too_few() -> [String; 3] {
    [TOO_FEW.to_owned(), String::new(), String::new()]
}

fn times(quantile: Option<Quantile>) -> [String; 3] {
    quantile.map_or_else(too_few, |q| [q.value_s, q.low_s, q.high_s].map(|s| s.to_string()))
}

fn share(part: u64, of: u64) -> [String; 3] {
    let permille = Share { part, of }.permille();
    permille.map_or_else(too_few, |ends| ends.map(|p| format!("{}.{}", p / 10, p % 10)))
}
