//! The floors: which room may name which.

use anyhow::Result;

use super::{Finding, Rule};
use crate::house::{House, Package};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "floors",
        reason: "arrows only point down; where one seems to need to point up, the type lives in \
                 the wrong crate",
        check: arrows_point_down,
    },
    Rule {
        name: "manifests",
        reason: "a stranger reads the manifest first, and the lints hold for every crate or none",
        check: manifests_are_whole,
    },
];

/// A room of the house: where it stands, and what it may name.
struct Room {
    name: &'static str,
    floor: u8,
    may_name: Arrows,
}

/// Which of the rooms below a room may name.
enum Arrows {
    AllBelow,
    AllBelowBut(&'static [&'static str]),
    Only(&'static [&'static str]),
}

/// Every room there is or will be, lowest floor first. Source: ARCHITECTURE.md.
const ROOMS: &[Room] = &[
    Room { name: "record", floor: 0, may_name: Arrows::AllBelow },
    Room { name: "register", floor: 0, may_name: Arrows::AllBelow },
    Room { name: "words", floor: 0, may_name: Arrows::AllBelow },
    Room { name: "law", floor: 0, may_name: Arrows::AllBelow },
    Room { name: "likeness", floor: 0, may_name: Arrows::AllBelow },
    Room { name: "family", floor: 0, may_name: Arrows::AllBelow },
    Room { name: "awareness", floor: 0, may_name: Arrows::AllBelow },
    Room { name: "culture", floor: 0, may_name: Arrows::AllBelow },
    Room { name: "evidence", floor: 1, may_name: Arrows::Only(&["record", "register", "words"]) },
    // A notice leaves only with its proof and its certificate, so the desk can check both.
    Room { name: "desk", floor: 1, may_name: Arrows::Only(&["record", "register", "law"]) },
    Room { name: "dialogue", floor: 1, may_name: Arrows::Only(&["record"]) },
    // What a family looks at is never kept.
    Room { name: "store", floor: 2, may_name: Arrows::AllBelowBut(&["family"]) },
    Room { name: "web", floor: 3, may_name: Arrows::AllBelow },
    Room { name: "hiwar", floor: 4, may_name: Arrows::AllBelow },
];

/// The highest floor whose rooms think: values in, values out.
const THINKING_FLOOR_MAX: u8 = 1;

fn room(name: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|r| r.name == name)
}

/// Whether the room called `name` is on floor 0 or 1.
pub(super) fn is_thinking(name: &str) -> bool {
    room(name).is_some_and(|r| r.floor <= THINKING_FLOOR_MAX)
}

/// The names of the thinking rooms that exist.
pub(crate) fn thinking_rooms(house: &House) -> Vec<&str> {
    house.rooms().map(|p| p.name.as_str()).filter(|name| is_thinking(name)).collect()
}

fn arrows_point_down(house: &House) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for package in &house.packages {
        let manifest = manifest_of(house, package);
        if package.name == "xtask" {
            continue;
        }
        let Some(from) = room(&package.name) else {
            let message = format!("crate `{}` has no floor: add it to the table", package.name);
            findings.push(Finding::new(manifest, 1, message));
            continue;
        };
        for dependency in &package.dependencies {
            if let Some(to) = room(&dependency.name)
                && let Err(reason) = may_name(from, to)
            {
                let line = line_of(house, &manifest, &dependency.name);
                findings.push(Finding::new(&manifest, line, reason));
            }
        }
    }
    Ok(findings)
}

fn may_name(from: &Room, to: &Room) -> Result<(), String> {
    let (a, b) = (from.name, to.name);
    if to.floor >= from.floor {
        return Err(format!("`{a}` (floor {}) names `{b}` (floor {})", from.floor, to.floor));
    }
    let allowed = match from.may_name {
        Arrows::AllBelow => true,
        Arrows::AllBelowBut(names) => !names.contains(&b),
        Arrows::Only(names) => names.contains(&b),
    };
    if allowed { Ok(()) } else { Err(format!("`{a}` may not name `{b}`, though it stands below")) }
}

fn manifests_are_whole(house: &House) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for package in &house.packages {
        let manifest = manifest_of(house, package);
        let mut tell = |message: &str| findings.push(Finding::new(&manifest, 1, message));
        if package.description.as_deref().is_none_or(|d| d.trim().is_empty()) {
            tell("no `description`");
        }
        if package.license.is_none() {
            tell("no `license.workspace = true`");
        }
        if !house.text(&manifest).is_some_and(inherits_lints) {
            tell("no `[lints]` with `workspace = true`");
        }
    }
    Ok(findings)
}

fn inherits_lints(manifest: &str) -> bool {
    let mut lines = manifest.lines().map(str::trim);
    let section = lines.by_ref().any(|line| line == "[lints]");
    section
        && lines.take_while(|line| !line.starts_with('[')).any(|line| line == "workspace = true")
}

/// The manifest of `package`, from the root.
pub(super) fn manifest_of(house: &House, package: &Package) -> String {
    format!("{}/Cargo.toml", package.folder(&house.root))
}

/// The line of `manifest` that declares `name`; 1 if it cannot be told.
pub(super) fn line_of(house: &House, manifest: &str, name: &str) -> usize {
    let text = house.text(manifest).unwrap_or_default();
    let declares = |line: &str| {
        let rest = line.trim_start().strip_prefix(name);
        rest.is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
    };
    text.lines().position(declares).map_or(1, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::super::samples::check_house;
    use super::*;

    #[track_caller]
    fn check_arrows(packages: &[(&str, &[&str])], places: &[&str]) {
        check_house(arrows_point_down, &House::of_files(&[]).with_packages(packages), places);
    }

    #[test]
    fn an_arrow_down_is_allowed() {
        check_arrows(&[("store", &["register", "serde"]), ("hiwar", &["web"])], &[]);
        check_arrows(&[("evidence", &["words", "dev:register"])], &[]);
    }

    #[test]
    fn an_arrow_up_or_sideways_is_refused() {
        check_arrows(&[("register", &["store"])], &["crates/register/Cargo.toml:1"]);
        check_arrows(&[("register", &["record"])], &["crates/register/Cargo.toml:1"]);
        check_arrows(&[("register", &["dev:record"])], &["crates/register/Cargo.toml:1"]);
        check_arrows(&[("web", &["build:hiwar"])], &["crates/web/Cargo.toml:1"]);
    }

    #[test]
    fn the_store_never_names_the_family() {
        check_arrows(&[("store", &["family"])], &["crates/store/Cargo.toml:1"]);
    }

    #[test]
    fn a_room_of_floor_one_names_only_what_its_line_says() {
        check_arrows(&[("desk", &["law"])], &[]);
        check_arrows(&[("desk", &["likeness"])], &["crates/desk/Cargo.toml:1"]);
    }

    #[test]
    fn a_crate_without_a_floor_is_refused() {
        check_arrows(&[("attic", &[])], &["crates/attic/Cargo.toml:1"]);
    }

    #[test]
    fn the_line_of_the_dependency_is_told() {
        let files =
            [("crates/web/Cargo.toml", "[dependencies]\nhiwar-x = 1\nhiwar.workspace = true\n")];
        let house = House::of_files(&files).with_packages(&[("web", &["hiwar"])]);
        check_house(arrows_point_down, &house, &["crates/web/Cargo.toml:3"]);
    }

    #[test]
    fn a_manifest_without_the_lints_of_the_workspace_is_refused() {
        let good = "[package]\n[lints]\nworkspace = true\n";
        let bad = "[package]\n[lints]\n[dependencies]\nworkspace = true\n";
        for (text, places) in [(good, &[][..]), (bad, &["crates/web/Cargo.toml:1"][..])] {
            let house = House::of_files(&[("crates/web/Cargo.toml", text)]);
            check_house(manifests_are_whole, &house.with_packages(&[("web", &[])]), places);
        }
    }

    #[test]
    fn a_manifest_without_description_or_license_is_refused() {
        let text = "[lints]\nworkspace = true\n";
        let house = House::of_files(&[("crates/web/Cargo.toml", text)]);
        let mut house = house.with_packages(&[("web", &[])]);
        house.packages[0].license = None;
        house.packages[0].description = Some(" ".to_owned());
        let place = "crates/web/Cargo.toml:1";
        check_house(manifests_are_whole, &house, &[place, place]);
    }
}
