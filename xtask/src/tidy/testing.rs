//! Tests that run, and do not wait.

use anyhow::Result;

use super::{Finding, Rule};
use crate::house::House;
use crate::source::What;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "ignored tests",
        reason: "a test that does not run is a promise nobody keeps; long ones go under `soak`",
        check: no_test_is_ignored,
    },
    Rule {
        name: "sleeping tests",
        reason: "time is an argument; a test that sleeps is slow when it passes and flaky when not",
        check: no_test_sleeps,
    },
];

fn no_test_is_ignored(house: &House) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for file in &house.rust {
        for (what, line) in file.all() {
            let ignored = match what {
                What::Attribute { name, arguments } => {
                    name == "ignore" || (name == "cfg_attr" && arguments.contains(", ignore"))
                }
                _ => false,
            };
            if ignored {
                let message = "`#[ignore]`: let it run, or make it a soak";
                findings.push(Finding::new(&file.path, line, message));
            }
        }
    }
    Ok(findings)
}

fn no_test_sleeps(house: &House) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for file in &house.rust {
        for (what, line) in file.tested() {
            if let What::Path(path) = what
                && path.ends_with("thread::sleep")
            {
                let message = "`thread::sleep`: wait for the event, or pass the time";
                findings.push(Finding::new(&file.path, line, message));
            }
        }
    }
    findings.sort();
    findings.dedup();
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::super::samples::check_finds;
    use super::*;

    #[test]
    fn an_ignored_test_is_refused() {
        let place = "crates/law/src/lib.rs:2";
        for bad in ["#[ignore]", "#[ignore = \"slow\"]", "#[cfg_attr(unix, ignore)]"] {
            let text = format!("//! A.\n{bad}\nfn f() {{}}\n");
            check_finds(no_test_is_ignored, &[("crates/law/src/lib.rs", &text)], &[place]);
        }
    }

    #[test]
    fn a_test_that_sleeps_is_refused() {
        let text = "//! A.\nuse std::thread;\nfn f() { thread::sleep(d); }\n";
        let place = "crates/law/tests/all.rs:3";
        check_finds(no_test_sleeps, &[("crates/law/tests/all.rs", text)], &[place]);
        let text = "//! A.\n#[cfg(test)]\nmod t { use std::thread::sleep; fn f() { sleep(d); } }\n";
        let place = "crates/law/src/lib.rs:3";
        check_finds(no_test_sleeps, &[("crates/law/src/lib.rs", text)], &[place]);
    }

    #[test]
    fn the_program_may_wait() {
        let text = "//! A.\nfn f() { std::thread::sleep(d); }\n";
        check_finds(no_test_sleeps, &[("crates/hiwar/src/jobs.rs", text)], &[]);
    }
}
