//! Coverage-guided fuzzing with libFuzzer on stable Rust: the targets of `fuzz/`.
//!
//! The coverage passes are LLVM's own and need no nightly compiler. Only our code and what it calls
//! is built with them: with `--target`, cargo keeps these flags away from build scripts and macros.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::house;
use crate::site::{self, Site};

/// What makes the compiler tell libFuzzer which edges ran and which values were compared.
const FLAGS: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cdebug-assertions",
    "-Ccodegen-units=1",
    "--cfg=fuzzing",
];

/// The longest input, in bytes: an entry bundle of many entries, with room to spare.
const INPUT_BYTES_MAX: u32 = 1 << 17;

/// How much of a failed run is shown: the stack, the input, and where it was written.
const CRASH_LINES: usize = 60;

/// The names of the targets.
///
/// # Errors
///
/// If cargo cannot read `fuzz/Cargo.toml`.
pub(crate) fn targets(site: &Site) -> Result<Vec<String>> {
    let packages = house::packages(&site.root.join("fuzz/Cargo.toml"))?;
    let all = packages.into_iter().flat_map(|package| package.targets);
    let bins = all.filter(|target| target.kind.iter().any(|kind| kind == "bin"));
    Ok(bins.map(|target| target.name).collect())
}

/// Fuzzes the targets called `names`, or all of them, for `seconds` each; the names of those that
/// crashed. What a crash needs to be seen again stays in `fuzz/artifacts`.
///
/// # Errors
///
/// If the targets do not build or cannot be started, or a name is not one of theirs.
pub(crate) fn run(site: &Site, names: &[String], seconds: u64) -> Result<Vec<String>> {
    let all = targets(site)?;
    if let Some(unknown) = names.iter().find(|name| !all.contains(name)) {
        bail!("no fuzz target is called {unknown}; there are: {}", all.join(", "));
    }
    let bins = build(site)?;
    let chosen: Vec<&String> =
        all.iter().filter(|name| names.is_empty() || names.contains(name)).collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut failed = Vec::new();
    for some in chosen.chunks(cores) {
        let ran: Vec<Result<bool>> = std::thread::scope(|scope| {
            let start = |name| {
                let bins = &bins;
                scope.spawn(move || fuzz_one(site, bins, name, seconds))
            };
            let running: Vec<_> = some.iter().map(|name: &&String| start(*name)).collect();
            running.into_iter().map(|run| run.join().expect("fuzz_one does not panic")).collect()
        });
        for (name, passed) in some.iter().zip(ran) {
            if !passed? {
                failed.push((*name).clone());
            }
        }
    }
    Ok(failed)
}

/// Builds every target; the folder they are in.
fn build(site: &Site) -> Result<PathBuf> {
    let host = site.host()?;
    let folder = site.target.join("fuzz");
    let words = ["build", "--release", "--target", &host, "--manifest-path", "fuzz/Cargo.toml"];
    let mut build = site.cargo(&words);
    build.env("CARGO_TARGET_DIR", &folder).env("RUSTFLAGS", FLAGS.join(" "));
    if !site::run(&mut build)? {
        bail!("the fuzz targets do not build");
    }
    Ok(folder.join(&host).join("release"))
}

/// Fuzzes one target. Its corpus is kept under the target folder; the target adds its own seeds.
/// Of all that libFuzzer says, one line is shown, and the end of it where it failed.
fn fuzz_one(site: &Site, bins: &Path, name: &str, seconds: u64) -> Result<bool> {
    let corpus = site.target.join("fuzz/corpus").join(name);
    let artifacts = site.root.join("fuzz/artifacts").join(name);
    for folder in [&corpus, &artifacts] {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
    }
    let mut fuzz = site.program(bins.join(name), &[]);
    fuzz.arg(&corpus)
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={INPUT_BYTES_MAX}"))
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        // Without the values of comparisons it stops at text that no edge rewards, such as a number.
        .args(["-use_value_profile=1", "-timeout=5", "-rss_limit_mb=2048"])
        .env("HIWAR_FUZZ_SEEDS", &corpus);
    let (succeeded, said) = site::run_quietly(&mut fuzz)?;
    let Some(summary) = summary(&said).filter(|_| succeeded) else {
        let lines: Vec<&str> = said.lines().collect();
        println!("{}", lines[lines.len().saturating_sub(CRASH_LINES)..].join("\n"));
        return Ok(false);
    };
    println!("fuzz {name}: {summary}");
    Ok(true)
}

/// What a run was worth: the edges seen at its start and at its end, and the inputs tried. `None`
/// if it saw no edges: then it was blind, and its silence says nothing.
fn summary(said: &str) -> Option<String> {
    let edges = |sign: &str| {
        let line = said.lines().find(|line| line.contains(sign))?;
        let count = line.split_once("cov: ")?.1.split(' ').next()?;
        count.parse::<u64>().ok().filter(|count| *count > 0)
    };
    let (before, after) = (edges("\tINITED ")?, edges("\tDONE ")?);
    let runs = said.lines().find_map(|line| line.strip_prefix("Done "))?;
    Some(format!("{before} edges at first, {after} at last; {runs}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "INFO: seed corpus\n#13\tINITED cov: 464 ft: 1016 corp: 7/3b\n\
        #20\tNEW    cov: 470 ft: 1016\n#99\tDONE   cov: 598 ft: 19\nDone 99 runs in 11 second(s)\n";

    #[test]
    fn a_run_tells_the_edges_it_saw() {
        let told = summary(SAID).expect("it saw edges");
        assert_eq!(told, "464 edges at first, 598 at last; 99 runs in 11 second(s)");
    }

    #[test]
    fn a_run_that_saw_no_edges_failed() {
        assert_eq!(summary(&SAID.replace("cov: 464", "cov: 0")), None);
        assert_eq!(summary(&SAID.replace("cov: ", "")), None);
        assert_eq!(summary(""), None);
    }
}
