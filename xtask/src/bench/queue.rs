//! `cargo xtask bench queue`: the queue of a desk with a million closed cases.

use std::sync::Arc;

use anyhow::{Context as _, Result};

use super::desk::{Bench, OFFICER, OFFICERS, sync};
use super::table::{goal_row, goals_head, percentile};
use super::visitors::{self, Asked, Crowd, Visit};
use crate::site::Site;

/// Seconds of each row, unless said.
const SECONDS: u64 = 20;
/// What officers open: mostly the queue as it stands, and parts of it.
const PAGES: &[&str] = &[
    "/desk/queue",
    "/desk/queue?harm=insult",
    "/desk/queue",
    "/desk/queue?platform=tiktok&urgency=today",
    "/desk/queue",
    "/desk/queue?shelf=closed",
    "/desk/queue",
    "/desk/queue?shelf=closed&outcome=refused",
    "/desk/queue",
    "/desk/queue?shelf=closed&harm=threat",
];
/// How often each call of the store is timed.
const CALLS: usize = 2_000;
/// Pages that all officers together open in a second when each reads what they opened.
const READING_RATE: u64 = 100;

/// Runs every row.
pub(crate) fn run(site: &Site, words: &[String]) -> Result<bool> {
    let bench = Bench::begin(site, words, SECONDS)?;
    let sessions = bench.told(&bench.filled, &["sessions"])?;
    anyhow::ensure!(sessions.len() == OFFICERS, "not every officer is logged in");
    goals_head();
    sync()?;
    let server = bench.serve(&bench.filled)?;
    let cookies: Vec<String> = sessions.iter().map(|value| format!("{OFFICER}={value}")).collect();
    let visit: Arc<Visit> = Arc::new(move |number| {
        let page = PAGES[number / OFFICERS % PAGES.len()];
        vec![Asked::page(page, &cookies[number % OFFICERS])]
    });
    let crowd = Crowd {
        connections: OFFICERS,
        rate: Some(READING_RATE),
        time: bench.time,
        visits_max: usize::MAX,
    };
    let read = visitors::run(server.address, crowd, Arc::clone(&visit))?;
    let what = format!("queue page, {OFFICERS} officers, {READING_RATE} pages a second in all");
    goal_row(&what, "p95 under 20 ms", &read.to_string(), read.p95_ms < 20.0, "-");
    let busy = visitors::run(server.address, Crowd { rate: None, ..crowd }, visit)?;
    let what = format!("the same, each of the {OFFICERS} asking again as soon as it is answered");
    goal_row(&what, "p95 under 20 ms", &busy.to_string(), busy.p95_ms < 20.0, "-");
    server.stop()?;
    calls(&bench)?;
    Ok(true)
}

/// The calls of the store under the pages, one after the other.
fn calls(bench: &Bench) -> Result<()> {
    let times = if bench.is_quick { 20 } else { CALLS }.to_string();
    let told = bench.told(&bench.filled, &["calls", "--times", &times])?;
    for (name, what, most_ms) in [
        ("counts", "counts per queue, the store's call", 1.0),
        ("page", "first page of the queue, the store's call", 5.0),
        ("search", "search in folded Arabic, newest first, the store's call", 25.0),
    ] {
        let line =
            told.iter().find_map(|line| line.strip_prefix(name)).context("a call's times")?;
        let mut spans: Vec<f64> =
            line.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        let [p50, p95, p99, max] = [0.5, 0.95, 0.99, 1.0].map(|at| percentile(&mut spans, at));
        let goal = format!("under {most_ms} ms");
        let measured =
            format!("p50 {p50:.3} ms, p95 {p95:.3} ms, p99 {p99:.3} ms, max {max:.1} ms ({times})");
        goal_row(what, &goal, &measured, p99 < most_ms, "-");
    }
    Ok(())
}
