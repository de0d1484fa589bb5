//! What `bench`, `soak` and `eval` find by name.

use anyhow::{Context, Result};

use crate::bench;
use crate::fuzz;
use crate::site::Site;

/// Something that runs when asked for by name.
pub(crate) struct Chore {
    pub name: &'static str,
    /// One line for the list.
    pub about: &'static str,
    /// Gets the words after the name; true if all is well.
    pub run: fn(&Site, &[String]) -> Result<bool>,
}

/// Figures, each beside a baseline in the same run.
pub(crate) const BENCHES: &[Chore] = &[Chore {
    name: "register",
    about: "[SECONDS]: the log over HTTP, its storage, an audit, a proof",
    run: bench::register,
}];

/// Tests that run for minutes or hours.
pub(crate) const SOAKS: &[Chore] = &[Chore {
    name: "fuzz",
    about: "[SECONDS [TARGET...]]: fuzz each target, 600 seconds if not said",
    run: soak_fuzz,
}];

/// Measures of quality on real data.
pub(crate) const EVALS: &[Chore] = &[];

/// Seconds for each fuzz target of a soak, if not said.
const SOAK_FUZZ_SECONDS: u64 = 600;

fn soak_fuzz(site: &Site, words: &[String]) -> Result<bool> {
    let (seconds, names) = match words.split_first() {
        Some((seconds, names)) => (seconds.parse().context("SECONDS is not a number")?, names),
        None => (SOAK_FUZZ_SECONDS, words),
    };
    let failed = fuzz::run(site, names, seconds)?;
    println!("fuzz: {} crashed {}", failed.len(), failed.join(" "));
    Ok(failed.is_empty())
}
