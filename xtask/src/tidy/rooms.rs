//! No SQL outside `store`; no HTTP outside `web`, `hiwar` and the chores.

use anyhow::Result;

use super::floors::{line_of, manifest_of};
use super::{Finding, Rule};
use crate::house::House;
use crate::source::What;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "sql",
        reason: "queries in one room can be read, timed and ported together",
        check: sql_stays_in_store,
    },
    Rule {
        name: "http",
        reason: "what talks to the network is found in one place and feared in one place",
        check: http_stays_in_web,
    },
];

/// Crates that serve or speak HTTP.
const HTTP: &[&str] = &[
    "axum",
    "axum-core",
    "h2",
    "http",
    "hyper",
    "hyper-util",
    "isahc",
    "reqwest",
    "tonic",
    "tower",
    "tower-http",
    "ureq",
    "warp",
];

/// Who may depend on them.
const SPEAKERS: &[&str] = &["web", "hiwar", "xtask"];

/// Pairs of first words that only a query has, in capitals or not.
const SQL_OPENINGS: &[[&str; 2]] = &[
    ["insert", "into"],
    ["insert", "or"],
    ["replace", "into"],
    ["delete", "from"],
    ["create", "table"],
    ["create", "index"],
    ["create", "unique"],
    ["create", "virtual"],
    ["create", "trigger"],
    ["create", "view"],
    ["alter", "table"],
    ["drop", "table"],
    ["drop", "index"],
];

fn sql_stays_in_store(house: &House) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let outside = |path: &str| !path.starts_with("crates/store/") && !path.starts_with("xtask/");
    for file in house.rust.iter().filter(|f| outside(&f.path)) {
        for (what, line) in file.all() {
            if let What::Literal(text) = what
                && is_sql(text)
            {
                findings.push(Finding::new(&file.path, line, "a query outside `crates/store`"));
            }
        }
    }
    for file in house.files.iter().filter(|f| outside(&f.path) && f.path.ends_with(".sql")) {
        findings.push(Finding::new(&file.path, 1, "a query outside `crates/store`"));
    }
    Ok(findings)
}

/// Whether a text opens as a query does. English prose in lower case is not one: "select a desk".
fn is_sql(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(first), second) = (words.next(), words.next().unwrap_or_default()) else {
        return false;
    };
    let has = |word: &str| text.split_whitespace().any(|w| w.eq_ignore_ascii_case(word));
    let pair = |[a, b]: &[&str; 2]| first.eq_ignore_ascii_case(a) && second.eq_ignore_ascii_case(b);
    match first.to_ascii_lowercase().as_str() {
        "select" => first == "SELECT" || (has("from") && (has("where") || second == "*")),
        "update" => first == "UPDATE" || (has("set") && text.contains('=')),
        "pragma" => !second.is_empty(),
        _ => SQL_OPENINGS.iter().any(pair),
    }
}

fn http_stays_in_web(house: &House) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for package in house.packages.iter().filter(|p| !SPEAKERS.contains(&p.name.as_str())) {
        let manifest = manifest_of(house, package);
        for dependency in package.dependencies.iter().filter(|d| HTTP.contains(&d.name.as_str())) {
            let line = line_of(house, &manifest, &dependency.name);
            let message = format!("`{}` depends on `{}`", package.name, dependency.name);
            findings.push(Finding::new(&manifest, line, message));
        }
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::super::samples::{check_finds, check_house};
    use super::*;

    #[track_caller]
    fn check_sql(path: &str, literal: &str, places: &[&str]) {
        let text = format!("fn f() {{\n    query(\"{literal}\"); }}");
        check_finds(sql_stays_in_store, &[(path, &text)], places);
    }

    #[test]
    fn a_query_outside_the_store_is_refused() {
        let (path, place) = ("crates/web/src/lib.rs", "crates/web/src/lib.rs:2");
        check_sql(path, "SELECT 1", &[place]);
        check_sql(path, "  select * from cases", &[place]);
        check_sql(path, "INSERT INTO cases VALUES ($1)", &[place]);
        check_sql(path, "update cases set state = $1", &[place]);
        check_sql(path, "DELETE FROM cases", &[place]);
        check_sql(path, "create table cases (id text)", &[place]);
        check_finds(sql_stays_in_store, &[("crates/web/a.sql", "")], &["crates/web/a.sql:1"]);
    }

    #[test]
    fn a_query_inside_a_macro_is_refused_too() {
        let text = "fn f() {\n    run!(db, \"SELECT 1\"); }";
        check_finds(
            sql_stays_in_store,
            &[("crates/web/tests/a.rs", text)],
            &["crates/web/tests/a.rs:2"],
        );
    }

    #[test]
    fn the_store_may_query_and_prose_is_no_query() {
        check_sql("crates/store/src/lib.rs", "SELECT 1", &[]);
        check_sql("crates/web/src/lib.rs", "select a desk from the list", &[]);
        check_sql("crates/web/src/lib.rs", "update the key", &[]);
        check_sql("crates/web/src/lib.rs", "delete", &[]);
    }

    #[test]
    fn an_http_crate_outside_its_rooms_is_refused() {
        let house = House::of_files(&[]).with_packages(&[
            ("web", &["axum"]),
            ("store", &["hyper"]),
            ("law", &["dev:ureq"]),
        ]);
        check_house(
            http_stays_in_web,
            &house,
            &["crates/law/Cargo.toml:1", "crates/store/Cargo.toml:1"],
        );
    }
}
