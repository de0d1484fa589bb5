//! Files and functions that fit: what fits a screen gets checked.

use anyhow::Result;

use super::{Finding, Rule};
use crate::house::House;
use crate::source::What;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "long files",
        reason: "a file is opened whole by a tired colleague; past 600 lines it holds two things",
        check: files_are_short,
    },
    Rule {
        name: "long functions",
        reason: "what fits a screen gets checked",
        check: functions_fit_a_screen,
    },
    Rule {
        name: "readable",
        reason: "a file that is not Rust escapes every other rule",
        check: files_are_rust,
    },
    Rule {
        name: "opening line",
        reason: "the first line says what the file is, so that nobody reads it to find out",
        check: files_open_with_a_sentence,
    },
];

/// Lines in a Rust file, at most.
const FILE_LINES_MAX: usize = 600;

/// Lines of a function, from `fn` to its last brace, at most.
const FUNCTION_LINES_MAX: usize = 70;

/// Files that may be longer, each with its reason: tests that are one table, generated code.
const LONG_FILES: &[(&str, &str)] = &[];

fn files_are_short(house: &House) -> Result<Vec<Finding>> {
    Ok(long_files(house, LONG_FILES))
}

fn long_files(house: &House, excepted: &[(&str, &str)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &house.rust {
        let lines = file.text.lines().count();
        let is_excepted = excepted.iter().any(|(path, _)| *path == file.path);
        if lines > FILE_LINES_MAX && !is_excepted {
            let message = format!("{lines} lines, {FILE_LINES_MAX} at most: split it by subject");
            findings.push(Finding::new(&file.path, FILE_LINES_MAX + 1, message));
        } else if lines <= FILE_LINES_MAX && is_excepted {
            findings.push(Finding::new(&file.path, 1, "no longer long: take it off the list"));
        }
    }
    findings
}

fn functions_fit_a_screen(house: &House) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for file in &house.rust {
        for (what, line) in file.shipped() {
            if let What::Function { name, lines } = what
                && *lines > FUNCTION_LINES_MAX
            {
                let message = format!("`{name}` has {lines} lines, {FUNCTION_LINES_MAX} at most");
                findings.push(Finding::new(&file.path, line, message));
            }
        }
    }
    Ok(findings)
}

fn files_are_rust(house: &House) -> Result<Vec<Finding>> {
    let unread = house.unread.iter();
    Ok(unread.map(|(path, line, reason)| Finding::new(path, *line, reason)).collect())
}

fn files_open_with_a_sentence(house: &House) -> Result<Vec<Finding>> {
    let closed = house.rust.iter().filter(|f| !f.text.starts_with("//! "));
    let message = "the first line is not `//! ` and a sentence";
    Ok(closed.map(|f| Finding::new(&f.path, 1, message)).collect())
}

#[cfg(test)]
mod tests {
    use super::super::samples::check_finds;
    use super::*;

    const PATH: &str = "crates/law/src/lib.rs";

    #[test]
    fn a_file_of_601_lines_is_refused() {
        let long = "//! Long.\n".repeat(FILE_LINES_MAX + 1);
        check_finds(files_are_short, &[(PATH, &long)], &["crates/law/src/lib.rs:601"]);
        check_finds(files_are_short, &[(PATH, &long[10..])], &[]);
    }

    #[test]
    fn a_long_file_on_the_list_is_allowed_and_a_short_one_is_refused() {
        let long = "//! Long.\n".repeat(FILE_LINES_MAX + 1);
        let listed = [(PATH, "a table")];
        assert_eq!(long_files(&House::of_files(&[(PATH, &long)]), &listed), []);
        assert_eq!(long_files(&House::of_files(&[(PATH, "")]), &listed).len(), 1);
    }

    #[test]
    fn a_function_of_71_lines_is_refused_unless_it_is_a_test() {
        let body = "    step();\n".repeat(FUNCTION_LINES_MAX - 1);
        let long = format!("//! A.\nfn f() {{\n{body}}}\n");
        check_finds(functions_fit_a_screen, &[(PATH, &long)], &["crates/law/src/lib.rs:2"]);
        let method = format!("//! A.\nimpl A {{ fn f() {{\n{body}}} }}\n");
        check_finds(functions_fit_a_screen, &[(PATH, &method)], &["crates/law/src/lib.rs:2"]);
        let test = format!("//! A.\n#[cfg(test)] mod t {{ fn f() {{\n{body}}} }}\n");
        check_finds(functions_fit_a_screen, &[(PATH, &test)], &[]);
    }

    #[test]
    fn a_function_of_70_lines_is_allowed() {
        let body = "    step();\n".repeat(FUNCTION_LINES_MAX - 2);
        let text = format!("//! A.\nfn f() {{\n{body}}}\n");
        check_finds(functions_fit_a_screen, &[(PATH, &text)], &[]);
    }

    #[test]
    fn a_file_that_is_not_rust_is_refused() {
        check_finds(files_are_rust, &[(PATH, "//! A.\nfn {")], &["crates/law/src/lib.rs:2"]);
        check_finds(files_are_rust, &[(PATH, "//! A.\nfn f() {}")], &[]);
    }

    #[test]
    fn a_file_without_an_opening_line_is_refused() {
        let place = "crates/law/src/lib.rs:1";
        check_finds(files_open_with_a_sentence, &[(PATH, "fn f() {}\n")], &[place]);
        check_finds(files_open_with_a_sentence, &[(PATH, "\n//! A.\n")], &[place]);
        check_finds(files_open_with_a_sentence, &[(PATH, "//! A.\n")], &[]);
    }
}
