//! The documents a stranger enters by.

use anyhow::Result;

use super::{Finding, Rule};
use crate::house::House;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "documents",
        reason: "a stranger starts at the README, the map, the words and the changes",
        check: documents_are_there,
    },
    Rule {
        name: "map",
        reason: "a crate that the map does not name is a room without a door",
        check: the_map_names_each_crate,
    },
];

/// The documents that must be there.
const DOCUMENTS: &[&str] = &[
    "README.md",
    MAP,
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "LICENSE",
    "docs/concepts.md",
    "docs/decisions.md",
];

/// The map of the house.
const MAP: &str = "ARCHITECTURE.md";

fn documents_are_there(house: &House) -> Result<Vec<Finding>> {
    let missing = DOCUMENTS.iter().filter(|d| house.text(d).is_none_or(|t| t.trim().is_empty()));
    Ok(missing.map(|d| Finding::new(*d, 1, "missing or empty")).collect())
}

fn the_map_names_each_crate(house: &House) -> Result<Vec<Finding>> {
    // Without a map the rule above speaks.
    let Some(map) = house.text(MAP) else {
        return Ok(Vec::new());
    };
    let unnamed = house.rooms().map(|p| format!("crates/{}", p.name)).filter(|name| {
        let ends = |c: char| !c.is_alphanumeric() && c != '_' && c != '-';
        !map.match_indices(name).any(|(at, _)| {
            let rest = &map[at + name.len()..];
            rest.is_empty() || rest.starts_with(ends)
        })
    });
    Ok(unnamed.map(|name| Finding::new(MAP, 1, format!("does not name `{name}`"))).collect())
}

#[cfg(test)]
mod tests {
    use super::super::samples::{check_finds, check_house};
    use super::*;

    #[test]
    fn a_missing_or_empty_document_is_refused() {
        let mut files: Vec<(&str, &str)> = DOCUMENTS.iter().map(|d| (*d, "text")).collect();
        check_finds(documents_are_there, &files, &[]);
        files[0].1 = " \n";
        check_finds(documents_are_there, &files, &["README.md:1"]);
        files.remove(0);
        check_finds(documents_are_there, &files, &["README.md:1"]);
    }

    #[test]
    fn a_crate_that_the_map_does_not_name_is_refused() {
        let house = House::of_files(&[(MAP, "`crates/web` and `crates/words`")]);
        let house = house.with_packages(&[("web", &[]), ("word", &[])]);
        check_house(the_map_names_each_crate, &house, &["ARCHITECTURE.md:1"]);
    }
}
