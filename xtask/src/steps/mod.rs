//! What `cargo xtask test` does: one step a file, each with what it needs.

mod benches;
mod browser;
mod build;
mod deny;
mod fuzz_smoke;
mod house;
mod lint;
mod oracle_go;
mod wasm;

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::install;
use crate::site::Site;

pub(crate) use wasm::build as build_wasm;

/// A step of `cargo xtask test`.
pub(crate) struct Step {
    /// What it is called in the headings, in the table and on the command line.
    pub name: &'static str,
    /// What must be there before it can run.
    pub needs: &'static [Need],
    pub run: fn(&Site) -> Result<Outcome>,
}

/// What must be there before a step can run.
pub(crate) enum Need {
    /// A folder of the workspace. Where it is absent the step is no part of the project yet.
    Folder(&'static str),
    /// A step before this one, which did not fail.
    Step(&'static str),
    /// A program or a path, and the packages of Debian that bring it.
    Debian { thing: &'static str, packages: &'static [&'static str] },
    /// The packages of `package-lock.json` in this folder.
    Npm(&'static str),
    /// A toolchain that builds for WASM.
    Wasm,
    /// The program behind `cargo deny`.
    CargoDeny,
}

/// How a step ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It ran and holds.
    Passed,
    /// It ran and holds, and there is something to know.
    PassedBut(String),
    /// It could not run.
    Skipped(String),
    /// It ran and does not hold.
    Failed(String),
}

impl Outcome {
    /// `Passed` or `Failed`, by whether a command succeeded.
    pub(crate) fn of(succeeded: bool) -> Self {
        if succeeded { Self::Passed } else { Self::Failed("see above".to_owned()) }
    }

    fn word_and_note(&self) -> (&str, &str) {
        match self {
            Self::Passed => ("ran", ""),
            Self::PassedBut(note) => ("ran", note),
            Self::Skipped(why) => ("skipped", why),
            Self::Failed(why) => ("FAILED", why),
        }
    }
}

/// Every step, in the order in which they run: what fails soonest comes first.
pub(crate) const STEPS: &[Step] = &[
    house::FMT,
    house::TIDY,
    lint::CLIPPY,
    lint::DOC,
    deny::DENY,
    build::BUILD,
    build::TESTS,
    wasm::WASM,
    fuzz_smoke::FUZZ,
    oracle_go::GO,
    benches::BENCHES,
    browser::BROWSER,
];

/// One line of the closing table.
struct Row {
    name: &'static str,
    outcome: Outcome,
    took: Duration,
}

/// Runs the steps called `names`, or every step if there are none. True if all is well.
///
/// # Errors
///
/// The first of `names` that no step has.
pub(crate) fn run(site: &Site, names: &[String]) -> Result<bool, String> {
    if let Some(name) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        return Err(format!("no step is called {name}; there are: {}", known.join(", ")));
    }
    let mut rows: Vec<Row> = Vec::new();
    for step in STEPS.iter().filter(|s| names.is_empty() || names.iter().any(|n| n == s.name)) {
        if step.needs.iter().any(|need| is_absent(site, need)) {
            continue;
        }
        println!("\n== {} ==", step.name);
        let start = Instant::now();
        let outcome = match step.needs.iter().try_for_each(|need| ensure(site, need, &rows)) {
            Ok(()) => (step.run)(site).unwrap_or_else(|e| Outcome::Failed(format!("{e:#}"))),
            Err(missing) => Outcome::Skipped(missing),
        };
        let took = start.elapsed();
        let (word, note) = outcome.word_and_note();
        println!("== {}: {word} in {:.1} s {note}", step.name, took.as_secs_f64());
        rows.push(Row { name: step.name, outcome, took });
    }
    print!("{}", table(&rows));
    Ok(is_well(site, &rows))
}

fn is_absent(site: &Site, need: &Need) -> bool {
    matches!(need, Need::Folder(folder) if !site.root.join(folder).is_dir())
}

fn ensure(site: &Site, need: &Need, rows: &[Row]) -> Result<(), String> {
    match need {
        Need::Folder(_) => Ok(()),
        Need::Step(name) => match rows.iter().find(|row| row.name == *name) {
            Some(Row { outcome: Outcome::Failed(_) | Outcome::Skipped(_), .. }) => {
                Err(format!("step {name} did not pass"))
            }
            _ => Ok(()),
        },
        Need::Debian { thing, packages } => install::ensure_apt(site, thing, packages),
        Need::Npm(folder) => install::ensure_npm(site, folder),
        Need::Wasm => install::ensure_wasm(site),
        Need::CargoDeny => install::ensure_cargo_deny(site),
    }
}

/// The closing table: a line a step, then the sum.
fn table(rows: &[Row]) -> String {
    let mut text = format!("\n{:<12} {:<8} {:>8}  note\n", "step", "outcome", "seconds");
    for Row { name, outcome, took } in rows {
        let (word, note) = outcome.word_and_note();
        let line = format!("{name:<12} {word:<8} {:>8.1}  {note}", took.as_secs_f64());
        text.push_str(line.trim_end());
        text.push('\n');
    }
    let count = |word| rows.iter().filter(|row| row.outcome.word_and_note().0 == word).count();
    let (ran, failed, skipped) = (count("ran"), count("FAILED"), count("skipped"));
    let seconds: f64 = rows.iter().map(|row| row.took.as_secs_f64()).sum();
    text.push_str(&format!("{ran} ran, {failed} failed, {skipped} skipped in {seconds:.1} s\n"));
    text
}

/// Nothing failed; and where CI watches, nothing was skipped either.
fn is_well(site: &Site, rows: &[Row]) -> bool {
    rows.iter().all(|row| match row.outcome {
        Outcome::Passed | Outcome::PassedBut(_) => true,
        Outcome::Skipped(_) => !site.is_ci,
        Outcome::Failed(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(outcomes: &[Outcome]) -> Vec<Row> {
        let row = |outcome: &Outcome| {
            let (word, note) = outcome.word_and_note();
            let outcome = match word {
                "skipped" => Outcome::Skipped(note.to_owned()),
                "FAILED" => Outcome::Failed(note.to_owned()),
                _ => Outcome::Passed,
            };
            Row { name: "fmt", outcome, took: Duration::from_millis(1250) }
        };
        outcomes.iter().map(row).collect()
    }

    fn site(is_ci: bool) -> Site {
        Site { root: "/".into(), target: "/".into(), is_ci, may_install: false }
    }

    #[test]
    fn a_failed_step_fails_the_run() {
        let failed = rows(&[Outcome::Passed, Outcome::Failed("x".to_owned())]);
        assert!(!is_well(&site(false), &failed));
        assert!(is_well(&site(true), &rows(&[Outcome::Passed])));
    }

    #[test]
    fn a_skipped_step_fails_the_run_only_where_ci_watches() {
        let skipped = rows(&[Outcome::Skipped("x".to_owned())]);
        assert!(is_well(&site(false), &skipped));
        assert!(!is_well(&site(true), &skipped));
    }

    #[test]
    fn the_table_tells_each_step_and_the_sum() {
        let text = table(&rows(&[Outcome::Passed, Outcome::Skipped("no program".to_owned())]));
        assert!(text.contains("fmt          ran           1.2\n"), "{text}");
        assert!(text.contains("fmt          skipped       1.2  no program\n"), "{text}");
        assert!(text.ends_with("1 ran, 0 failed, 1 skipped in 2.5 s\n"), "{text}");
    }

    #[test]
    fn a_step_is_skipped_when_the_one_it_needs_did_not_pass() {
        let failed = rows(&[Outcome::Failed("x".to_owned())]);
        assert!(ensure(&site(false), &Need::Step("fmt"), &failed).is_err());
        assert!(ensure(&site(false), &Need::Step("fmt"), &rows(&[Outcome::Passed])).is_ok());
    }

    #[test]
    fn a_step_needs_only_steps_that_come_before_it() {
        for (at, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                let Need::Step(name) = need else { continue };
                assert!(STEPS[..at].iter().any(|s| s.name == *name), "{} needs {name}", step.name);
            }
        }
    }

    #[test]
    fn an_unknown_step_is_told() {
        assert!(run(&site(false), &["nothing".to_owned()]).is_err());
    }
}
