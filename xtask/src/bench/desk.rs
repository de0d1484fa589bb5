//! What the figures of a desk share: the words of the command line, a desk with a million cases, and
//! the programs that are measured.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::server::Server;
use super::table::machine;
use super::visitors::fetch;
use crate::site::{Site, run};

/// How many cases the filled desk has open and closed.
const OPEN: usize = 50_000;
const CLOSED: usize = 1_000_000;
/// The same where only the code of a benchmark is to run.
const QUICK_OPEN: usize = 200;
const QUICK_CLOSED: usize = 2_000;
/// Officers who work at once.
pub(super) const OFFICERS: usize = 50;
/// Raised when what is filled in changes, so that an older folder is not measured.
const FILLER: u32 = 1;
/// The name of the cookie of an officer.
pub(super) const OFFICER: &str = "__Host-officer";
/// The name of the cookie of a report that is written.
pub(super) const DRAFT: &str = "__Host-draft";
/// How long the room of the public is waited for after the desk was filled.
const ROOM_TIME_MAX: Duration = Duration::from_secs(900);

/// A benchmark of a desk.
pub(super) struct Bench {
    /// Whether only the code is to run: a small desk, a development build, a moment of load.
    pub(super) is_quick: bool,
    /// How long each load lasts.
    pub(super) time: Duration,
    pub(super) hiwar: PathBuf,
    tool: PathBuf,
    /// The filled desk. It may be read and logged in to; whoever adds to it copies it first.
    pub(super) filled: PathBuf,
    folder: PathBuf,
}

impl Bench {
    /// Reads the words, `[--quick] [SECONDS]`, builds what is measured, and fills a desk if there is
    /// none yet.
    pub(super) fn begin(site: &Site, words: &[String], seconds: u64) -> Result<Bench> {
        let is_quick = words.iter().any(|word| word == "--quick");
        let seconds = match words.iter().find(|word| *word != "--quick") {
            Some(word) => word.parse().context("SECONDS is not a number")?,
            None if is_quick => 2,
            None => seconds,
        };
        let (profile, built) = if is_quick { ("dev", "debug") } else { ("release", "release") };
        let parts = ["--bin", "hiwar", "--example", "bench_desk"];
        let mut build = site.cargo(&["build", "--package", "hiwar", "--profile", profile]);
        anyhow::ensure!(run(build.args(parts))?, "hiwar does not build");
        let (open, closed) = if is_quick { (QUICK_OPEN, QUICK_CLOSED) } else { (OPEN, CLOSED) };
        let folder = site.target.join("bench");
        let bench = Bench {
            is_quick,
            time: Duration::from_secs(seconds),
            hiwar: site.target.join(built).join("hiwar"),
            tool: site.target.join(built).join("examples/bench_desk"),
            filled: folder.join(format!("desk-{FILLER}-{closed}-{open}")),
            folder,
        };
        bench.fill(open, closed)?;
        machine(&bench.folder)?;
        println!("{closed} closed and {open} open cases are there\n");
        Ok(bench)
    }

    /// Fills the desk once; it is kept for the next benchmark.
    fn fill(&self, open: usize, closed: usize) -> Result<()> {
        let is_whole = self.filled.with_extension("whole");
        if is_whole.exists() {
            return Ok(());
        }
        remove(&self.filled)?;
        std::fs::create_dir_all(&self.folder)?;
        println!("filling {} with {closed} closed and {open} open cases", self.filled.display());
        let mut fill = self.tool(&self.filled, &["fill"]);
        for (name, count) in [("--open", open), ("--closed", closed), ("--officers", OFFICERS)] {
            fill.args([name, &count.to_string()]);
        }
        anyhow::ensure!(run(&mut fill)?, "the desk could not be filled");
        let server = self.serve(&self.filled)?;
        wait_for_room(&server)?;
        server.stop()?;
        Ok(std::fs::write(is_whole, "")?)
    }

    fn tool(&self, data: &Path, words: &[&str]) -> Command {
        let mut command = Command::new(&self.tool);
        command.arg(data).args(words);
        command
    }

    /// What the tool prints about a desk that nobody serves.
    pub(super) fn told(&self, data: &Path, words: &[&str]) -> Result<Vec<String>> {
        let output = self.tool(data, words).stderr(Stdio::inherit()).output()?;
        anyhow::ensure!(output.status.success(), "bench_desk {} failed", words.join(" "));
        Ok(String::from_utf8(output.stdout)?.lines().map(str::to_owned).collect())
    }

    /// The desk in `data`, served as anybody would.
    pub(super) fn serve(&self, data: &Path) -> Result<Server> {
        let words = ["serve", "--listen", "127.0.0.1:0", "--keep-free", "0", "--data"];
        Server::start(Command::new(&self.hiwar).args(words).arg(data))
    }

    /// A copy of the filled desk, on a disk that has nothing else to write.
    pub(super) fn copy(&self) -> Result<Copied> {
        let copied = Copied(self.folder.join("copy"));
        remove(&copied.0)?;
        let mut copy = Command::new("cp");
        copy.args(["-r", "--preserve=mode"]).arg(&self.filled).arg(&copied.0);
        anyhow::ensure!(run(&mut copy)?, "could not copy the desk");
        Ok(copied)
    }
}

/// A folder that is gone with its value.
pub(super) struct Copied(PathBuf);

impl Copied {
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        let _ = remove(&self.0);
    }
}

/// Waits until the disk has nothing left to write.
pub(super) fn sync() -> Result<()> {
    anyhow::ensure!(Command::new("sync").status()?.success(), "could not sync the disk");
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Waits until the public room has read every entry of the register.
fn wait_for_room(server: &Server) -> Result<()> {
    let checkpoint = fetch(server.address, "/register/checkpoint", "")?;
    let body = checkpoint.split("\r\n\r\n").nth(1).context("a checkpoint")?;
    let size = body.lines().nth(1).context("a checkpoint has a size")?;
    let (began, whole) = (Instant::now(), format!("\"entries\":{size},"));
    while began.elapsed() < ROOM_TIME_MAX {
        if fetch(server.address, "/room/figures.json", "").is_ok_and(|text| text.contains(&whole)) {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    bail!("the public room was not filled in time")
}
