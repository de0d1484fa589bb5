//! `cargo xtask bench dialogue`: the public pages of the dialogue under load, as a browser opens them
//! and as one asks again that has them.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use super::server::Server;
use super::table::{goal_row, goals_head, machine};
use super::visitors::{self, Asked, Crowd, Visit};
use crate::site::{Site, run as run_command};

/// Seconds of each row, unless said.
const SECONDS: u64 = 20;
/// Items on record.
const ITEMS: usize = 2_000;
/// Pages that are asked for in a second.
const RATE: u64 = 1_000;
const CONNECTIONS: usize = 50;
/// The longest that one of a hundred may take. Unit: milliseconds.
const MOST_MS: f64 = 30.0;
/// What people open.
const PAGES: [&str; 6] = [
    "/dialogue?lang=ar",
    "/dialogue/platform/clips.example?lang=ar",
    "/dialogue?lang=fr&standing=due",
    "/dialogue/platform/murmur.example?lang=fr",
    "/dialogue?lang=ar&q=%D9%85%D9%83%D8%AA%D8%A8",
    "/dialogue/agenda?lang=en",
];

/// Runs both rows.
pub(crate) fn run(site: &Site, words: &[String]) -> Result<bool> {
    let is_quick = words.iter().any(|word| word == "--quick");
    let seconds = match words.iter().find(|word| *word != "--quick") {
        Some(word) => word.parse().context("SECONDS is not a number")?,
        None if is_quick => 2,
        None => SECONDS,
    };
    let (profile, built) = if is_quick { ("dev", "debug") } else { ("release", "release") };
    let mut build = site.cargo(&["build", "--package", "hiwar", "--profile", profile]);
    ensure!(
        run_command(build.args(["--bin", "hiwar", "--example", "bench_desk"]))?,
        "hiwar does not build"
    );
    let folder = site.target.join(format!("bench-dialogue-{}", std::process::id()));
    let built = site.target.join(built);
    let measured = measure(&built, &folder, Duration::from_secs(seconds));
    std::fs::remove_dir_all(&folder)?;
    measured?;
    Ok(true)
}

fn measure(built: &Path, folder: &Path, time: Duration) -> Result<()> {
    let mut fill = Command::new(built.join("examples/bench_desk"));
    let count = ITEMS.to_string();
    ensure!(run_command(fill.arg(folder).args(["dialogue", "--count", &count]))?, "cannot fill");
    machine(folder)?;
    println!("{ITEMS} promises and asks are on record\n");
    let mut serve = Command::new(built.join("hiwar"));
    let server =
        Server::start(serve.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder))?;
    wait(server.address)?;
    let crowd = Crowd { connections: CONNECTIONS, rate: Some(RATE), time, visits_max: usize::MAX };
    goals_head();
    let visit: Arc<Visit> =
        Arc::new(|number| vec![Asked::page(PAGES[number % PAGES.len()], "a=b")]);
    let read = visitors::run(server.address, crowd, Arc::clone(&visit))?;
    let what =
        format!("tracker, platforms, agenda: {RATE} pages a second over {CONNECTIONS} connections");
    goal_row(&what, "p99 under 30 ms", &read.to_string(), read.p99_ms < MOST_MS, "-");
    let again: Result<Vec<String>> = PAGES.iter().map(|page| again(server.address, page)).collect();
    let again = again?;
    let visit: Arc<Visit> = Arc::new(move |number| {
        let request = again[number % again.len()].clone().into_bytes();
        vec![Asked { request, status: 304 }]
    });
    let read = visitors::run(server.address, crowd, visit)?;
    let what = "the same, asked again by who has them (304)";
    goal_row(what, "p99 under 30 ms", &read.to_string(), read.p99_ms < MOST_MS, "-");
    server.stop()
}

/// Waits until every entry is in the register, so that nothing of the filling is measured, and opens
/// every page once.
fn wait(address: SocketAddr) -> Result<()> {
    for _ in 0..600 {
        std::thread::sleep(Duration::from_millis(200));
        let page = visitors::fetch(address, "/register?lang=en", "a=b")?;
        if page.contains("2,000") || page.contains("2000") {
            for page in PAGES {
                visitors::fetch(address, page, "a=b")?;
            }
            return Ok(());
        }
    }
    anyhow::bail!("the entries are not in the register after two minutes")
}

/// The request of somebody who has the page already.
fn again(address: SocketAddr, page: &str) -> Result<String> {
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET {page} HTTP/1.1\r\nhost: desk\r\nconnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let tag = answer.lines().find_map(|line| line.strip_prefix("etag: "));
    let tag = tag.with_context(|| format!("{page} has no tag"))?;
    Ok(format!("GET {page} HTTP/1.1\r\nhost: desk\r\nif-none-match: {tag}\r\n\r\n"))
}
