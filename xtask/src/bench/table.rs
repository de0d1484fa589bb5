//! What a benchmark prints: the machine it ran on, and rows of figures.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};

/// Prints one row of a Markdown table.
pub(super) fn row(what: &str, figure: &str, beside: &str) {
    println!("| {what} | {figure} | {beside} |");
}

/// Prints the head of a table of figures with their goals.
pub(super) fn goals_head() {
    println!("| what | goal | measured | met | beside it, same run |\n|---|---|---|---|---|");
}

/// Prints one row of such a table.
pub(super) fn goal_row(what: &str, goal: &str, measured: &str, is_met: bool, beside: &str) {
    let met = if is_met { "yes" } else { "**no**" };
    println!("| {what} | {goal} | {measured} | {met} | {beside} |");
}

/// Prints the machine, and the head of a table of figures beside their baselines.
pub(super) fn machine_and_head(folder: &Path) -> Result<()> {
    machine(folder)?;
    println!("| what | figure | beside it, same run |\n|---|---|---|");
    Ok(())
}

/// Prints what the machine is, with the time its disk takes for one durable append.
pub(super) fn machine(folder: &Path) -> Result<()> {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let cpuinfo = read("/proc/cpuinfo");
    let model = cpuinfo.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("?");
    let cores = cpuinfo.lines().filter(|line| line.starts_with("processor")).count();
    let memory = read("/proc/meminfo");
    let memory = memory.lines().next().unwrap_or("?");
    println!(
        "processor{model}, {cores} cores; {memory}; load {}",
        read("/proc/loadavg").trim_end()
    );
    let (p50, p99) = fdatasync(folder)?;
    println!("one 4 KiB append with fdatasync: p50 {p50:.2} ms, p99 {p99:.2} ms\n");
    Ok(())
}

/// Milliseconds that a durable append of one page takes: median and 99th percentile of 300.
fn fdatasync(folder: &Path) -> Result<(f64, f64)> {
    let path = folder.join("sync-probe");
    let mut file = fs::File::create(&path).context("cannot write where the benchmark runs")?;
    let page = [7u8; 4096];
    let mut times = Vec::new();
    for _ in 0..300 {
        let began = Instant::now();
        file.write_all(&page)?;
        file.sync_data()?;
        times.push(began.elapsed().as_secs_f64() * 1e3);
    }
    fs::remove_file(&path)?;
    Ok((percentile(&mut times, 0.50), percentile(&mut times, 0.99)))
}

/// The value that the share `at` of the values does not exceed. Sorts them.
pub(super) fn percentile(values: &mut [f64], at: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let index = ((values.len() as f64 * at).ceil() as usize).clamp(1, values.len().max(1)) - 1;
    values.get(index).copied().unwrap_or(f64::NAN)
}
