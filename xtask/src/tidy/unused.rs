//! Dependencies that are declared and not used.

use std::collections::HashSet;

use anyhow::Result;

use super::floors::{line_of, manifest_of};
use super::{Finding, Rule};
use crate::house::{House, Package};
use crate::source::{RustFile, What};

pub(super) const RULES: &[Rule] = &[Rule {
    name: "unused dependencies",
    reason: "each one is built, audited and trusted for nothing",
    check: dependencies_are_used,
}];

/// Dependencies that no line of code names, each with its reason.
const UNNAMED: &[(&str, &str, &str)] = &[];

fn dependencies_are_used(house: &House) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for package in &house.packages {
        let manifest = manifest_of(house, package);
        let used = used_by(house, package);
        for dependency in &package.dependencies {
            let name = dependency.name_in_code();
            let is_test_only = dependency.kind.as_deref() == Some("dev");
            let unnamed =
                UNNAMED.iter().any(|(p, d, _)| *p == package.name && *d == dependency.name);
            let problem = match (used.shipped.contains(&name), used.tested.contains(&name)) {
                _ if unnamed => None,
                (true, _) if !is_test_only => None,
                (_, true) if is_test_only => None,
                (false, true) => Some("is used by tests only: make it a dev-dependency"),
                _ => Some("is not used"),
            };
            if let Some(problem) = problem {
                let line = line_of(house, &manifest, &dependency.name);
                let message = format!("`{}` {problem}", dependency.name);
                findings.push(Finding::new(&manifest, line, message));
            }
        }
    }
    Ok(findings)
}

/// The first parts of the paths that a package's code names.
#[derive(Default)]
struct Used {
    shipped: HashSet<String>,
    tested: HashSet<String>,
}

fn used_by(house: &House, package: &Package) -> Used {
    let folder = format!("{}/", package.folder(&house.root));
    let mut used = Used::default();
    for file in house.rust.iter().filter(|f| f.path.starts_with(&folder)) {
        used.shipped.extend(file.shipped().flat_map(|(what, _)| roots(what)));
        used.tested.extend(file.tested().flat_map(|(what, _)| roots(what)));
        used.tested.extend(doc_roots(file));
    }
    used
}

fn roots(what: &What) -> Vec<String> {
    match what {
        What::Path(path) => path.split("::").next().map(str::to_owned).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The first parts of the paths in docstrings, whose examples run as tests.
fn doc_roots(file: &RustFile) -> Vec<String> {
    let mut roots = Vec::new();
    for (what, _) in file.all() {
        let What::Doc(text) = what else { continue };
        for (at, _) in text.match_indices("::") {
            let is_part = |c: char| !c.is_alphanumeric() && c != '_';
            roots.extend(text[..at].rsplit(is_part).next().map(str::to_owned));
        }
    }
    roots
}

#[cfg(test)]
mod tests {
    use super::super::samples::check_house;
    use super::*;

    #[track_caller]
    fn check(dependency: &str, path: &str, text: &str, found: bool) {
        let places: &[&str] = if found { &["crates/web/Cargo.toml:1"] } else { &[] };
        let house = House::of_files(&[(path, text)]).with_packages(&[("web", &[dependency])]);
        check_house(dependencies_are_used, &house, places);
    }

    const SOURCE: &str = "crates/web/src/lib.rs";

    #[test]
    fn a_dependency_that_no_path_names_is_refused() {
        check("url", SOURCE, "fn f(url: u8) -> u8 { url }", true);
        check("url", "crates/law/src/lib.rs", "use url::Url;", true);
    }

    #[test]
    fn a_dependency_is_used_by_path_by_macro_and_by_attribute() {
        check("url", SOURCE, "use url::Url;", false);
        check("url", SOURCE, "fn f() { vec![url::Url::parse(a)]; }", false);
        check("serde", SOURCE, "#[derive(serde::Serialize)] struct A;", false);
        check("ct-merkle", SOURCE, "fn f() { ct_merkle::root(); }", false);
    }

    #[test]
    fn a_dependency_of_tests_alone_belongs_to_the_tests() {
        let text = "#[cfg(test)] mod t { use url::Url; }";
        check("url", SOURCE, text, true);
        check("dev:url", SOURCE, text, false);
        check("dev:url", "crates/web/tests/all.rs", "use url::Url;", false);
        check("dev:url", SOURCE, "/// let a = url::Url::parse(b);\nfn f() {}", false);
    }
}
