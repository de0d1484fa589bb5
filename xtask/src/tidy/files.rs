//! What no tracked file holds: paths of one machine, marks without an issue, heavy bytes.

use anyhow::Result;

use super::{Finding, Rule};
use crate::house::House;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "machine paths",
        reason: "a path or a registry's host that is right on one machine is wrong on the next",
        check: no_machine_paths,
    },
    Rule {
        name: "unfinished marks",
        reason: "what is left to do is in the tracker, where somebody sees it",
        check: no_marks_without_an_issue,
    },
    Rule {
        name: "heavy files",
        reason: "every clone carries every byte for ever",
        check: no_heavy_files,
    },
];

/// The start of a path that exists on one machine only.
const MACHINE_FOLDERS: &[&str] =
    &[concat!("/wo", "rk/"), concat!("/ho", "me/"), concat!("/ro", "ot/")];

/// Hosts of registries: the clients know them, the project does not name them.
const REGISTRY_HOSTS: &[&str] = &[
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("registry.", "npmjs.org"),
    concat!("files.", "pythonhosted.org"),
    concat!("deb.", "debian.org"),
];

/// Words that say "not finished".
const MARKS: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")];

/// Endings of files that hold code, where such a word is a mark and not a subject.
const CODE: &[&str] =
    &[".rs", ".toml", ".js", ".mjs", ".ts", ".css", ".html", ".ftl", ".sql", ".sh", ".go", ".yml"];

/// Bytes in a tracked file, at most.
const FILE_BYTES_MAX: usize = 1 << 20;

/// Files that may be heavier, each with its reason.
const HEAVY_FILES: &[(&str, &str)] = &[];

fn no_machine_paths(house: &House) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for file in house.files.iter().filter(|f| f.path != "Cargo.lock") {
        let lines = file.text().unwrap_or_default().lines().enumerate();
        for (at, line) in lines {
            let folder = MACHINE_FOLDERS.iter().find(|folder| has_folder(line, folder));
            let host = REGISTRY_HOSTS.iter().find(|host| line.contains(**host));
            if let Some(found) = folder.or(host) {
                findings.push(Finding::new(&file.path, at + 1, format!("`{found}`")));
            }
        }
    }
    Ok(findings)
}

/// Whether `line` has `folder` as the start of a path, and not inside a web address.
fn has_folder(line: &str, folder: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '}' | '>');
    line.match_indices(folder).any(|(at, _)| !line[..at].ends_with(inside))
}

fn no_marks_without_an_issue(house: &House) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let is_code = |path: &str| CODE.iter().any(|ending| path.ends_with(ending));
    for file in house.files.iter().filter(|f| is_code(&f.path)) {
        for (at, line) in file.text().unwrap_or_default().lines().enumerate() {
            if let Some(mark) = MARKS.iter().find(|mark| has_word(line, mark))
                && !names_an_issue(line)
            {
                let message = format!("{mark} without the number of its issue, as in {mark}(#12)");
                findings.push(Finding::new(&file.path, at + 1, message));
            }
        }
    }
    Ok(findings)
}

fn has_word(line: &str, word: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(inside) && !line[at + word.len()..].starts_with(inside)
    })
}

fn names_an_issue(line: &str) -> bool {
    line.match_indices('#').any(|(at, _)| line[at + 1..].starts_with(|c: char| c.is_ascii_digit()))
}

fn no_heavy_files(house: &House) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for file in house.files.iter().filter(|f| f.bytes.len() > FILE_BYTES_MAX) {
        if !HEAVY_FILES.iter().any(|(path, _)| *path == file.path) {
            let message = format!("{} bytes, {FILE_BYTES_MAX} at most", file.bytes.len());
            findings.push(Finding::new(&file.path, 1, message));
        }
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::super::samples::check_finds;
    use super::*;

    #[track_caller]
    fn check_paths(line: &str, found: bool) {
        let places: &[&str] = if found { &["docs/a.md:2"] } else { &[] };
        check_finds(no_machine_paths, &[("docs/a.md", &format!("\n{line}\n"))], places);
    }

    #[test]
    fn a_path_of_one_machine_is_refused() {
        check_paths(&format!("see {}main", MACHINE_FOLDERS[0]), true);
        check_paths(&format!("`{}me/x`", MACHINE_FOLDERS[1]), true);
        check_paths(&format!("file:/{}x", MACHINE_FOLDERS[2]), true);
    }

    #[test]
    fn a_web_address_with_the_same_word_is_allowed() {
        check_paths(&format!("https://example.org{}x", MACHINE_FOLDERS[1]), false);
        check_paths("<dir>/work of others", false);
    }

    #[test]
    fn the_host_of_a_registry_is_refused_but_not_in_the_lock_file() {
        check_paths(&format!("from {}", REGISTRY_HOSTS[0]), true);
        check_finds(no_machine_paths, &[("Cargo.lock", REGISTRY_HOSTS[0])], &[]);
    }

    #[test]
    fn a_mark_without_a_number_is_refused() {
        for mark in MARKS {
            let text = format!("//! A.\n// {mark}: later\n// {mark}(#12): later\n// A{mark}\n");
            check_finds(no_marks_without_an_issue, &[("a.rs", &text)], &["a.rs:2"]);
            check_finds(no_marks_without_an_issue, &[("a.md", &text)], &[]);
        }
    }

    #[test]
    fn a_file_over_a_mebibyte_is_refused() {
        let heavy = "x".repeat(FILE_BYTES_MAX + 1);
        check_finds(no_heavy_files, &[("a.bin", &heavy)], &["a.bin:1"]);
        check_finds(no_heavy_files, &[("a.bin", &heavy[1..])], &[]);
    }
}
