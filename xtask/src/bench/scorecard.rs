//! `cargo xtask bench scorecard`: scorecards counted from a dump of public entries, beside the least
//! that any reader of the same file does.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};

use super::table::{goal_row, goals_head, machine, percentile};
use crate::site::{Site, run as run_command};

/// Entries of the dump: four for each notice.
const ENTRIES: u64 = 1_000_000;
/// The same with `--quick`.
const QUICK_ENTRIES: u64 = 10_000;
/// How often each row is run.
const TIMES: usize = 5;
/// The longest that it may take. Unit: seconds.
const MOST_S: f64 = 2.0;

/// One line of each kind.
const FIXTURES: &str = include_str!("../../../crates/record/fixtures/entries.jsonl");
const NOTICE: &str = "22222222222222222222222222222222";
const MOMENT: &str = "2026-11-23T21:03:22Z";
/// Notices that are issued before the first of them is delivered.
const BLOCK: u64 = 500;
const PLATFORMS: u64 = 6;
const DESKS: u64 = 12;

/// Runs the rows; `--quick` counts a small dump once, with a development build.
pub(crate) fn run(site: &Site, words: &[String]) -> Result<bool> {
    let is_quick = words.iter().any(|word| word == "--quick");
    let (profile, built) = if is_quick { ("dev", "debug") } else { ("release", "release") };
    let mut build = site.cargo(&["build", "--package", "hiwar", "--profile", profile]);
    ensure!(run_command(build.args(["--bin", "hiwar"]))?, "hiwar does not build");
    let hiwar = site.target.join(built).join("hiwar");
    let folder = site.target.join(format!("bench-scorecard-{}", std::process::id()));
    std::fs::create_dir_all(&folder).context("cannot make the folder of the benchmark")?;
    let (entries, times) = if is_quick { (QUICK_ENTRIES, 1) } else { (ENTRIES, TIMES) };
    let measured = measure(&hiwar, &folder, entries, times);
    std::fs::remove_dir_all(&folder)?;
    measured?;
    Ok(true)
}

fn measure(hiwar: &Path, folder: &Path, entries: u64, times: usize) -> Result<()> {
    let dump = folder.join("dump.jsonl");
    write_dump(&dump, entries)?;
    machine(folder)?;
    let bytes = std::fs::metadata(&dump)?.len();
    let mib = bytes as f64 / f64::from(1 << 20);
    println!("{entries} entries, {mib:.0} MiB, in memory as a file just written is\n");
    let counted = often(times, || count_with(hiwar, &dump, entries / 4))?;
    let lines = often(times, || ensured(count_lines(&dump)?, entries))?;
    let parsed = often(times, || ensured(parse_lines(&dump)?, entries))?;
    goals_head();
    let [median, longest] = counted;
    goal_row(
        &format!("`hiwar scorecard` over {entries} public entries ({mib:.0} MiB), runs: {times}"),
        "under 2 s",
        &format!("median {median:.2} s, longest {longest:.2} s ({:.0} MiB/s)", mib / median),
        longest < MOST_S,
        &format!(
            "ends of lines counted: {:.2} s; each line read as a `serde_json::Value` by one thread, \
             and no more: {:.2} s",
            lines[0], parsed[0]
        ),
    );
    Ok(())
}

/// The median and the longest of so many runs. Unit: seconds.
fn often(times: usize, mut once: impl FnMut() -> Result<()>) -> Result<[f64; 2]> {
    let mut seconds = Vec::new();
    for _ in 0..times {
        let began = Instant::now();
        once()?;
        seconds.push(began.elapsed().as_secs_f64());
    }
    Ok([0.5, 1.0].map(|at| percentile(&mut seconds, at)))
}

fn ensured(found: u64, wanted: u64) -> Result<()> {
    ensure!(found == wanted, "{found} lines instead of {wanted}");
    Ok(())
}

/// Writes lives of notices: issued, delivered, received, and answered after one to seventy hours or,
/// every ninth, silent.
fn write_dump(path: &PathBuf, entries: u64) -> Result<()> {
    let line = |kind: &str| {
        let wanted = format!("\"kind\":\"{kind}\"");
        FIXTURES.lines().find(|line| line.contains(&wanted)).context("no line of this kind")
    };
    let [issued, delivered, received, answer, silence] =
        ["notice_issued", "notice_delivered", "notice_received", "answer", "silence"].map(line);
    let (issued, delivered, received) = (issued?, delivered?, received?);
    let (answer, silence) = (answer?, silence?);
    let mut out = BufWriter::new(File::create(path).context("cannot write the dump")?);
    let notices = entries / 4;
    for first in (0..notices).step_by(BLOCK as usize) {
        let block = first..notices.min(first + BLOCK);
        for template in [issued, delivered, received, answer] {
            for number in block.clone() {
                let is_silent = template == answer && number % 9 == 0;
                let template = if is_silent { silence } else { template };
                let hours = if template == answer { 1 + number * 7 % 70 } else { 0 };
                writeln!(out, "{}", filled(template, number, hours))?;
            }
        }
    }
    Ok(out.into_inner()?.sync_all()?)
}

fn filled(template: &str, number: u64, hours: u64) -> String {
    let hour = 21 + hours;
    let moment = format!("2026-11-{:02}T{:02}:03:22Z", 23 + hour / 24, hour % 24);
    // Mixed, as drawn references are, so that no order helps the reader.
    let reference = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let moved = if hours == 0 { template.to_owned() } else { template.replace(MOMENT, &moment) };
    moved
        .replace(NOTICE, &format!("{reference:016x}{number:016x}"))
        .replace("\"platform.example\"", &format!("\"p{}.example\"", number % PLATFORMS))
        .replace("\"desk.example\"", &format!("\"d{}.example\"", number % DESKS))
}

/// Counts with the program, which leaves no line out and finds every notice.
fn count_with(hiwar: &Path, dump: &Path, notices: u64) -> Result<()> {
    let output = Command::new(hiwar).arg("scorecard").arg(dump).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "hiwar scorecard failed: {said}");
    let table = String::from_utf8(output.stdout)?;
    let issued = |line: &str| -> Option<u64> {
        let cells: Vec<&str> = line.split('\t').collect();
        let is_it = cells.first() == Some(&"platform") && cells.get(2) == Some(&"notices");
        if is_it { cells.get(3)?.parse().ok() } else { None }
    };
    ensured(table.lines().filter_map(issued).sum(), notices)
}

fn count_lines(path: &Path) -> Result<u64> {
    let (mut file, mut piece) = (File::open(path)?, vec![0; 1 << 20]);
    let mut lines = 0;
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok(lines);
        }
        lines += piece[..read].iter().filter(|byte| **byte == b'\n').count() as u64;
    }
}

fn parse_lines(path: &Path) -> Result<u64> {
    let mut file = BufReader::with_capacity(1 << 20, File::open(path)?);
    let (mut line, mut lines) = (Vec::new(), 0);
    while file.read_until(b'\n', &mut line)? > 0 {
        let value: serde_json::Value = serde_json::from_slice(&line)?;
        ensure!(value.is_object(), "a line is no object");
        lines += 1;
        line.clear();
    }
    Ok(lines)
}
