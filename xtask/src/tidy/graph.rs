//! What the thinking rooms pull in, as cargo resolves it with their own features.

use std::collections::BTreeMap;

use anyhow::Result;

use super::floors::{is_thinking, line_of, manifest_of};
use super::{Finding, Rule};
use crate::house::{House, cargo, output};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "pure graph",
        reason: "a dependency that reads the clock, draws randomness or waits does it for its user",
        check: no_impure_dependency,
    },
    Rule {
        name: "one major",
        reason: "two majors of one library in a thinking room are two copies to audit and to ship",
        check: no_two_majors,
    },
];

/// Packages that no thinking room may pull in, however deep.
const IMPURE: &[&str] =
    &["getrandom", "rand", "tokio", "mio", "async-std", "smol", "rayon", "chrono", "openssl-sys"];

/// A package in the graph: name and version.
type Resolved = (String, String);

fn no_impure_dependency(house: &House) -> Result<Vec<Finding>> {
    for_each_graph(house, impure)
}

fn no_two_majors(house: &House) -> Result<Vec<Finding>> {
    for_each_graph(house, two_majors)
}

fn impure(room: &str, graph: &[Resolved]) -> Vec<String> {
    let impure = graph.iter().filter(|(name, _)| IMPURE.contains(&name.as_str()));
    let told = impure.map(|(name, version)| {
        format!("`{room}` pulls in {name} {version}: `cargo tree -p {room} -e normal -i {name}`")
    });
    told.collect()
}

fn two_majors(room: &str, graph: &[Resolved]) -> Vec<String> {
    let mut majors: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, version) in graph {
        let list = majors.entry(name).or_default();
        let major = major(version);
        if !list.contains(&major) {
            list.push(major);
        }
    }
    let twice = majors.into_iter().filter(|(_, list)| list.len() > 1);
    twice.map(|(name, list)| format!("`{room}` pulls in {name} {}", list.join(" and "))).collect()
}

/// The part of a version that says whether two are compatible: `1`, `0.3`, `0.0.7`.
fn major(version: &str) -> &str {
    let numbers = version.split('.').take_while(|part| *part == "0").count();
    let end = version.match_indices('.').nth(numbers).map_or(version.len(), |(at, _)| at);
    &version[..end]
}

fn for_each_graph(
    house: &House,
    check: fn(&str, &[Resolved]) -> Vec<String>,
) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for package in house.rooms().filter(|p| is_thinking(&p.name)) {
        let manifest = manifest_of(house, package);
        let line = line_of(house, &manifest, "[dependencies]");
        for message in check(&package.name, &graph(house, &package.name)?) {
            findings.push(Finding::new(&manifest, line, message));
        }
    }
    Ok(findings)
}

/// Every package that `room` links, on any target, with its own features alone.
fn graph(house: &House, room: &str) -> Result<Vec<Resolved>> {
    let text = output(
        &house.root,
        &cargo(),
        &["tree", "-p", room, "-e", "normal,no-proc-macro", "--target", "all", "--prefix", "none"],
    )?;
    Ok(read_tree(&text))
}

/// Reads the lines of `cargo tree --prefix none`: `name vX.Y.Z (…)`.
fn read_tree(text: &str) -> Vec<Resolved> {
    let mut graph: Vec<Resolved> = text
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
            Some((name.to_owned(), version.to_owned()))
        })
        .collect();
    graph.sort();
    graph.dedup();
    graph
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `cargo tree` prints for a room that breaks both rules.
    const TREE: &str = "law v0.1.0 (crates/law)\nrand_core v0.9.3\ngetrandom v0.4.3\n\
                        syn v2.0.1\nsyn v3.0.1\nbase64 v0.23.1\nbase64 v0.23.2 (*)\n";

    #[test]
    fn the_lines_of_cargo_tree_are_read() {
        let graph = read_tree(TREE);
        assert!(graph.contains(&("base64".to_owned(), "0.23.2".to_owned())));
        assert_eq!(graph.len(), 7);
    }

    #[test]
    fn a_dependency_that_draws_randomness_is_refused() {
        let told = impure("law", &read_tree(TREE));
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("getrandom 0.4.3"));
    }

    #[test]
    fn two_majors_of_one_library_are_refused() {
        assert_eq!(two_majors("law", &read_tree(TREE)), ["`law` pulls in syn 2 and 3"]);
    }

    #[test]
    fn the_part_of_a_version_that_must_agree_is_known() {
        let majors = ["1.2.3", "0.23.1", "0.0.7", "12.0.0-rc.1"].map(major);
        assert_eq!(majors, ["1", "0.23", "0.0.7", "12"]);
    }
}
