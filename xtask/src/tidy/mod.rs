//! The rules of the house, each one small, with its reason.
//!
//! A rule looks at the workspace and names what breaks it by file and line. The rules run as
//! `cargo xtask tidy` and as a test of this crate.

mod documents;
mod files;
mod floors;
mod functions;
mod graph;
mod lints;
mod purity;
mod rooms;
mod testing;
mod unused;

use anyhow::{Context, Result};

use crate::house::House;

pub(crate) use floors::thinking_rooms;

/// Something that breaks a rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    /// From the root of the workspace.
    pub path: String,
    /// Counted from 1.
    pub line: usize,
    /// What is wrong, and what to do instead where that is not plain.
    pub message: String,
}

impl Finding {
    pub(crate) fn new(path: impl Into<String>, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.into(), line, message: message.into() }
    }
}

/// A rule of the house.
pub(crate) struct Rule {
    pub name: &'static str,
    /// Why there is such a rule; printed with what breaks it.
    pub reason: &'static str,
    pub check: fn(&House) -> Result<Vec<Finding>>,
}

/// Every rule, in the order in which they are told.
pub(crate) const RULES: &[&[Rule]] = &[
    floors::RULES,
    purity::RULES,
    graph::RULES,
    rooms::RULES,
    functions::RULES,
    files::RULES,
    lints::RULES,
    testing::RULES,
    documents::RULES,
    unused::RULES,
];

/// Runs every rule on the workspace and prints what breaks them. True if nothing does.
///
/// # Errors
///
/// If a rule could not look at what it asks about.
pub(crate) fn run(house: &House) -> Result<bool> {
    let mut broken = 0;
    let mut count = 0;
    for rule in RULES.iter().copied().flatten() {
        count += 1;
        let mut findings = (rule.check)(house).with_context(|| format!("rule {}", rule.name))?;
        findings.sort();
        if findings.is_empty() {
            continue;
        }
        broken += 1;
        println!("{}: {}", rule.name, rule.reason);
        for Finding { path, line, message } in findings {
            println!("  {path}:{line}: {message}");
        }
    }
    println!("tidy: {} of {count} rules hold, {} files read", count - broken, house.files.len());
    Ok(broken == 0)
}

/// What the tests of the rules share.
#[cfg(test)]
mod samples {
    use super::*;

    /// Checks that `check` finds, in these files, exactly these lines: `path:line`.
    #[track_caller]
    pub(super) fn check_finds(
        check: fn(&House) -> Result<Vec<Finding>>,
        files: &[(&str, &str)],
        places: &[&str],
    ) {
        check_house(check, &House::of_files(files), places);
    }

    /// The same, on a whole workspace.
    #[track_caller]
    pub(super) fn check_house(
        check: fn(&House) -> Result<Vec<Finding>>,
        house: &House,
        places: &[&str],
    ) {
        let mut findings = check(house).expect("the rule can look");
        findings.sort();
        let found: Vec<String> =
            findings.iter().map(|f| format!("{}:{}", f.path, f.line)).collect();
        assert_eq!(found, places, "{findings:#?}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_keeps_every_rule() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let root = root.canonicalize().expect("the root is there");
        let house = House::read(&root).expect("the workspace can be read");
        assert!(run(&house).expect("the rules can look"), "see the lines above");
    }

    #[test]
    fn every_rule_has_its_own_name_and_a_reason() {
        let mut names: Vec<&str> = RULES.iter().copied().flatten().map(|r| r.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(RULES.iter().copied().flatten().all(|r| r.reason.len() > 20));
    }
}
