//! Coverage-guided fuzzing with libFuzzer on stable Rust: the targets of `fuzz/`.
//!
//! The coverage passes are LLVM's own and need no nightly compiler. Only our code and what it calls
//! is built with them: with `--target`, cargo keeps these flags away from build scripts and macros.

use std::path::Path;

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
    let host = site.host()?;
    let folder = site.target.join("fuzz");
    let words = ["build", "--release", "--target", &host, "--manifest-path", "fuzz/Cargo.toml"];
    let mut build = site.cargo(&words);
    build.env("CARGO_TARGET_DIR", &folder).env("RUSTFLAGS", FLAGS.join(" "));
    if !site::run(&mut build)? {
        bail!("the fuzz targets do not build");
    }
    let bins = folder.join(&host).join("release");
    let mut failed = Vec::new();
    for name in all.into_iter().filter(|name| names.is_empty() || names.contains(name)) {
        if !fuzz_one(site, &bins, &name, seconds)? {
            failed.push(name);
        }
    }
    Ok(failed)
}

/// Fuzzes one target. Its corpus is kept under the target folder; the target adds its own seeds.
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
        .args(["-timeout=5", "-rss_limit_mb=2048", "-print_final_stats=1"])
        .env("HIWAR_FUZZ_SEEDS", &corpus);
    site::run(&mut fuzz)
}
