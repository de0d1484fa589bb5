//! `cargo xtask bench intake`: whole reports against a desk that has a million cases.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;

use super::desk::{Bench, DRAFT, sync};
use super::table::{goal_row, goals_head};
use super::visitors::{self, Asked, Crowd, Visit, Visited, fetch};
use crate::site::Site;

/// Reports due each second.
const RATE: u64 = 3_000;
/// The same where only the code is to run.
const QUICK_RATE: u64 = 50;
/// Seconds of each row, unless said.
const SECONDS: u64 = 20;
const CONNECTIONS: usize = 256;
const FILE_BYTES: usize = 20_000;
/// Unit: milliseconds.
const P99_MAX_MS: f64 = 100.0;
const FORM: &str = "application/x-www-form-urlencoded";
const FILES: &str = "multipart/form-data; boundary=b";
/// Of so many reports the receipt of one is looked at afterwards.
const LOOKED_AT: usize = 500;

/// Runs both rows: the file and the sending of a report together, and the sending alone.
pub(crate) fn run(site: &Site, words: &[String]) -> Result<bool> {
    let bench = Bench::begin(site, words, SECONDS)?;
    let rate = if bench.is_quick { QUICK_RATE } else { RATE };
    let copied = bench.copy()?;
    let most = (rate * bench.time.as_secs()) as usize;
    goals_head();
    let goal = format!("{rate}/s, p99 under {P99_MAX_MS} ms");
    let what = format!(
        "whole reports, open load {rate}/s for {} s, {CONNECTIONS} connections: a file of 20 kB is \
         given, then all is sent, sealed and durable before the receipt (two requests)",
        bench.time.as_secs()
    );
    let whole = loaded(&bench, copied.path(), rate, most, Given::WithReport)?;
    let is_met =
        |visited: &Visited| visited.p99_ms < P99_MAX_MS && visited.per_second > 0.98 * rate as f64;
    goal_row(&what, &goal, &whole.to_string(), is_met(&whole), "-");
    let what = "the final submit alone, with the 20 kB file given before it (one request)";
    let sent = loaded(&bench, copied.path(), rate, most, Given::Before)?;
    goal_row(what, &goal, &sent.to_string(), is_met(&sent), "-");
    Ok(true)
}

/// When the file of a report is given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Given {
    /// As part of what is timed.
    WithReport,
    /// With what was told, before.
    Before,
}

/// One row. What a browser holds of each report, its cookie and the mark of its forms, is prepared
/// through the store before the server starts: telling takes ten pages, and is not the sending.
fn loaded(bench: &Bench, data: &Path, rate: u64, most: usize, given: Given) -> Result<Visited> {
    let count = most.to_string();
    let bytes = if given == Given::Before { FILE_BYTES } else { 0 }.to_string();
    let drafts = bench.told(data, &["drafts", "--count", &count, "--file-bytes", &bytes])?;
    let drafts: Vec<(String, String)> = drafts
        .iter()
        .filter_map(|line| line.split_once(' '))
        .map(|(cookie, token)| (format!("{DRAFT}={cookie}"), token.to_owned()))
        .collect();
    anyhow::ensure!(drafts.len() == most, "a report was not prepared");
    sync()?;
    let server = bench.serve(data)?;
    let drafts = Arc::new(drafts);
    let told = Arc::clone(&drafts);
    let visit: Arc<Visit> = Arc::new(move |number| {
        let (cookie, token) = &told[number];
        let send = Asked::form("/report/send", cookie, FORM, format!("token={token}").as_bytes());
        match given {
            Given::Before => vec![send],
            Given::WithReport => {
                let body = multipart(token, number);
                vec![Asked::form("/report/files", cookie, FILES, &body), send]
            }
        }
    });
    // What was prepared is what there is; the time is only there to end a load that hangs.
    let time = bench.time + Duration::from_secs(1);
    let crowd = Crowd { connections: CONNECTIONS, rate: Some(rate), time, visits_max: most };
    let visited = visitors::run(server.address, crowd, visit)?;
    check(&server.address, &drafts)?;
    server.stop()?;
    Ok(visited)
}

/// Each report was kept, and those that are looked at have their receipt.
fn check(address: &std::net::SocketAddr, drafts: &[(String, String)]) -> Result<()> {
    let metrics = fetch(*address, "/metrics", "")?;
    let kept = format!("\nhiwar_reports_total {}\n", drafts.len());
    anyhow::ensure!(metrics.contains(&kept), "not every report was kept");
    for (cookie, _) in drafts.iter().step_by(LOOKED_AT) {
        let page = fetch(*address, "/report/sent", cookie)?;
        anyhow::ensure!(page.contains("receipt-code"), "a report has no receipt");
    }
    Ok(())
}

/// The form of a file: its mark, and a picture of 20 kB that is no other's.
fn multipart(token: &str, number: usize) -> Vec<u8> {
    let mut body = format!(
        "--b\r\ncontent-disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--b\r\n\
         content-disposition: form-data; name=\"file\"; filename=\"screen.png\"\r\n\
         content-type: image/png\r\n\r\n"
    )
    .into_bytes();
    let end = body.len() + FILE_BYTES;
    body.extend_from_slice(b"\x89PNG\r\n\x1a\n");
    body.extend_from_slice(token.as_bytes());
    body.extend_from_slice(&number.to_le_bytes());
    body.resize(end, 7);
    body.extend_from_slice(b"\r\n--b--\r\n");
    body
}
