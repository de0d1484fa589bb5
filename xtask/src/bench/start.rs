//! `cargo xtask bench start`: how soon a desk with a million cases answers, what it holds in memory,
//! and how large its program is.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use super::desk::{Bench, sync};
use super::table::{goal_row, goals_head, percentile};
use super::visitors::fetch;
use crate::site::Site;

/// How often it is started.
const STARTS: usize = 5;
/// How long it is idle before its memory is read, unless said.
const SECONDS: u64 = 20;

/// Runs every row.
pub(crate) fn run(site: &Site, words: &[String]) -> Result<bool> {
    let bench = Bench::begin(site, words, SECONDS)?;
    goals_head();
    let mut times = Vec::new();
    let mut is_cold = true;
    let starts = if bench.is_quick { 1 } else { STARTS };
    for _ in 0..starts {
        sync()?;
        is_cold &= forget_files();
        let began = Instant::now();
        let server = bench.serve(&bench.filled)?;
        fetch(server.address, "/report", "")?;
        times.push(began.elapsed().as_secs_f64());
        server.stop()?;
    }
    let [p50, max] = [0.5, 1.0].map(|at| percentile(&mut times, at));
    let cold = if is_cold { "nothing of the disk in memory" } else { "files still in memory" };
    let what = format!("from starting the program to the first page answered, {cold}");
    let measured = format!("median {p50:.2} s, longest {max:.2} s ({starts} starts)");
    goal_row(&what, "under 1 s", &measured, max < 1.0, "-");

    let server = bench.serve(&bench.filled)?;
    fetch(server.address, "/report", "")?;
    std::thread::sleep(bench.time);
    let memory = server.memory()?;
    let mib = |kib: u64| kib as f64 / 1024.0;
    goal_row(
        &format!("memory, idle, {} s after that", bench.time.as_secs()),
        "under 64 MiB",
        &format!("{:.1} MiB resident", mib(memory.resident_kib)),
        memory.resident_kib < 64 << 10,
        &format!("{:.1} MiB with shared pages divided", mib(memory.share_kib)),
    );
    server.stop()?;
    let bytes = std::fs::metadata(&bench.hiwar).context("the program is there")?.len();
    let measured = format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20));
    goal_row("the program, as built", "under 40 MiB", &measured, bytes < 40 << 20, "-");
    Ok(true)
}

/// Has the system forget what it holds of files in memory; false if it does not let us.
fn forget_files() -> bool {
    let forgot = std::fs::write("/proc/sys/vm/drop_caches", "1").is_ok();
    // Pages that go take the disk a moment.
    std::thread::sleep(Duration::from_millis(if forgot { 200 } else { 0 }));
    forgot
}
