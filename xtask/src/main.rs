//! Chores of the workspace: `cargo xtask tidy`, `test`, `bench`, `soak` and `eval`.
#![expect(clippy::print_stdout, reason = "a chore talks to the person who runs it")]
#![expect(clippy::print_stderr, reason = "bad usage is told where errors belong")]
#![expect(
    clippy::disallowed_methods,
    reason = "a chore reads the environment and measures time; nothing of it ships"
)]

mod bench;
mod chores;
mod fuzz;
mod house;
mod install;
mod site;
mod source;
mod steps;
mod tidy;

use std::process::ExitCode;

use anyhow::Result;

use chores::{BENCHES, Chore, EVALS, SOAKS};
use house::House;
use site::Site;
use steps::{Outcome, STEPS};

/// Bad usage.
const BAD_USAGE: u8 = 2;

fn main() -> Result<ExitCode> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some((command, words)) = words.split_first() else {
        print!("{}", usage());
        return Ok(ExitCode::from(BAD_USAGE));
    };
    let site = Site::find()?;
    match command.as_str() {
        "tidy" => tidy(&site),
        "test" => Ok(match steps::run(&site, words) {
            Ok(is_well) => status(is_well),
            Err(message) => bad_usage(&message),
        }),
        "bench" => dispatch(&site, "bench", BENCHES, words),
        "soak" => dispatch(&site, "soak", SOAKS, words),
        "eval" => dispatch(&site, "eval", EVALS, words),
        "help" | "--help" | "-h" => {
            print!("{}", usage());
            Ok(ExitCode::SUCCESS)
        }
        other => Ok(bad_usage(&format!("no chore is called {other}\n{}", usage()))),
    }
}

fn usage() -> String {
    let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    let mut text = String::from(
        "cargo xtask tidy           the rules of the house, and the WASM build of its thinking rooms\n",
    );
    text.push_str("cargo xtask test [STEP]... everything, or these steps: ");
    text.push_str(&names.join(", "));
    text.push('\n');
    for (command, chores) in [("bench", BENCHES), ("soak", SOAKS), ("eval", EVALS)] {
        text.push_str(&list(command, chores));
    }
    text
}

/// The rules, then the WASM build, which is an error only where CI watches if it cannot be done.
fn tidy(site: &Site) -> Result<ExitCode> {
    let house = House::read(&site.root)?;
    let rules_hold = tidy::run(&house)?;
    let builds = match install::ensure_wasm(site) {
        Ok(()) => steps::build_wasm(site, &house)? == Outcome::Passed,
        Err(missing) => {
            println!("tidy: WASM not built: {missing}");
            !site.is_ci
        }
    };
    Ok(status(rules_hold && builds))
}

/// Runs the chore that the first word names; lists them all where there is no word.
fn dispatch(site: &Site, command: &str, chores: &[Chore], words: &[String]) -> Result<ExitCode> {
    let Some((name, rest)) = words.split_first() else {
        print!("{}", list(command, chores));
        return Ok(ExitCode::SUCCESS);
    };
    match chores.iter().find(|chore| chore.name == name) {
        Some(chore) => Ok(status((chore.run)(site, rest)?)),
        None => Ok(bad_usage(&format!("no {command} is called {name}\n{}", list(command, chores)))),
    }
}

fn list(command: &str, chores: &[Chore]) -> String {
    if chores.is_empty() {
        return format!("cargo xtask {command}: no {command} yet\n");
    }
    let line = |c: &Chore| format!("cargo xtask {command} {} {}\n", c.name, c.about);
    chores.iter().map(line).collect()
}

fn bad_usage(message: &str) -> ExitCode {
    eprintln!("{}", message.trim_end());
    ExitCode::from(BAD_USAGE)
}

fn status(is_well: bool) -> ExitCode {
    if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_list_says_so() {
        assert_eq!(list("bench", &[]), "cargo xtask bench: no bench yet\n");
    }

    #[test]
    fn the_usage_names_every_step() {
        let text = usage();
        assert!(STEPS.iter().all(|step| text.contains(step.name)));
    }
}
