//! `cargo xtask bench upload`: the memory of a desk that takes the largest file. The test that sends
//! it and reads the memory is that of `crates/hiwar/tests/desk/memory.rs`.

use anyhow::{Context as _, Result};

use super::table::{goal_row, goals_head};
use crate::site::Site;

/// The file, in pieces of 64 MiB.
const PIECES: u32 = 32;
/// What it may take above what an idle desk has. Unit: KiB.
const MOST_KIB: u64 = 64 << 10;

/// Runs the row; `--quick` sends 64 MiB.
pub(crate) fn run(site: &Site, words: &[String]) -> Result<bool> {
    let pieces = if words.iter().any(|word| word == "--quick") { 1 } else { PIECES };
    let arguments =
        ["test", "--package", "hiwar", "--test", "desk", "--", "--nocapture", "large_file"];
    let output = site.cargo(&arguments).env("HIWAR_SOAK", pieces.to_string()).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(output.status.success(), "the test failed: {said}");
    let line = said.lines().find(|line| line.contains(" KiB idle")).context("it says nothing")?;
    let mut kib = line.split(' ').filter_map(|word| word.parse::<u64>().ok()).skip(1);
    let mut next = || kib.next().context("it says too little");
    let (idle, taken, given) = (next()?, next()?, next()?);
    let mib = |kib: u64| kib as f64 / 1024.0;
    goals_head();
    goal_row(
        &format!("{} MiB in one file, given and read back: peak memory over idle", pieces * 64),
        "under 64 MiB",
        &format!("{:.1} MiB taken, {:.1} MiB given back", mib(taken - idle), mib(given - idle)),
        taken.max(given) - idle < MOST_KIB,
        &format!("idle {:.1} MiB; a development build", mib(idle)),
    );
    Ok(true)
}
