//! `cargo xtask bench register`: the figures of the log.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use register::checkpoint::{Checkpoint, SignedCheckpoint};
use register::cosignature;
use register::hash::leaf_hash;
use register::note::{KeyKind, KeyName, SignerKey};
use register::proof_file::ProofFile;

use super::load::{self, Load};
use super::server::Server;
use super::storage;
use super::table::{machine_and_head, row};
use crate::site::Site;

const ENTRY_BYTES: usize = 200;
/// Seconds of each HTTP row, unless said.
const SECONDS: u64 = 60;
/// Entries of the log that is audited.
const AUDIT_ENTRIES: u64 = 1_000_000;

struct Bench {
    hiwar: PathBuf,
    folder: PathBuf,
}

/// The parts, by the names that choose them.
const PARTS: [&str; 4] = ["http", "storage", "audit", "proof"];

/// Runs every part, or the named ones; the first word may be the seconds of each HTTP row.
pub(crate) fn run(site: &Site, words: &[String]) -> Result<bool> {
    let (seconds, parts) = match words.split_first() {
        Some((word, parts)) => (word.parse().context("the seconds are not a number")?, parts),
        None => (SECONDS, words),
    };
    if let Some(unknown) = parts.iter().find(|part| !PARTS.contains(&part.as_str())) {
        bail!("no part is called {unknown}; there are {}", PARTS.join(", "));
    }
    let is_asked = |part: &str| parts.is_empty() || parts.iter().any(|asked| asked == part);
    let time = Duration::from_secs(seconds);
    let built = site.cargo(&["build", "--release", "--package", "hiwar"]).status()?;
    anyhow::ensure!(built.success(), "hiwar does not build");
    // A folder of its own: removing an earlier one now would slow the disk for what is measured.
    let folder = site.target.join(format!("bench-register-{}", std::process::id()));
    let bench = Bench { hiwar: site.target.join("release/hiwar"), folder };
    bench.fresh()?;
    machine_and_head(&bench.folder)?;
    if is_asked("http") {
        bench.http(time)?;
    }
    if is_asked("storage") {
        bench.storage()?;
    }
    if is_asked("audit") {
        bench.audit()?;
    }
    if is_asked("proof") {
        proof_size()?;
    }
    std::fs::remove_dir_all(&bench.folder)?;
    Ok(true)
}

impl Bench {
    fn fresh(&self) -> Result<()> {
        if self.folder.exists() {
            std::fs::remove_dir_all(&self.folder)?;
        }
        std::fs::create_dir_all(&self.folder).context("cannot make the folder of the benchmark")
    }

    fn create(&self, name: &str) -> Result<PathBuf> {
        let dir = self.folder.join(name);
        let created = Command::new(&self.hiwar)
            .args(["register", "create", "--test", "--dir"])
            .arg(&dir)
            .stdout(Stdio::null())
            .status()?;
        anyhow::ensure!(created.success(), "could not create a log");
        Ok(dir)
    }

    fn serve(&self, dir: &Path, extra: &[&str]) -> Result<Server> {
        let mut command = Command::new(&self.hiwar);
        command
            .args(["register", "serve", "--listen", "127.0.0.1:0", "--bench-append", "--dir"])
            .arg(dir)
            .args(extra);
        Server::start(&mut command)
    }

    /// One row. The disk begins with nothing to write, and the log stays until all rows are done:
    /// ext4 makes files slowly for minutes after many were removed, which is not what is measured.
    fn loaded(&self, name: &str, load: Load, extra: &[&str]) -> Result<load::Answered> {
        let dir = self.create(name)?;
        anyhow::ensure!(Command::new("sync").status()?.success(), "could not sync the disk");
        let server = self.serve(&dir, extra)?;
        load::run(server.address, load)
    }

    fn http(&self, time: Duration) -> Result<()> {
        let open =
            |rate| Load { connections: 256, rate: Some(rate), time, entry_bytes: ENTRY_BYTES };
        let closed = Load { rate: None, time: time.min(Duration::from_secs(15)), ..open(1) };
        let most = self.loaded("most", closed, &[])?;
        let steady = self.loaded("open", open(30_000), &[])?;
        row(
            "HTTP, open load 30,000/s, 256 connections, durable and published",
            &steady.to_string(),
            &format!("as fast as answered: {most}"),
        );
        let slower = ["--bench-slower-sync-ms", "4"];
        let most = self.loaded("most-slow", closed, &slower)?;
        let steady = self.loaded("open-slow", open(15_000), &slower)?;
        row(
            "the same at 15,000/s, every sync 4 ms longer",
            &steady.to_string(),
            &format!("as fast as answered: {most}"),
        );
        let lone = Load { connections: 1, rate: None, time: Duration::from_secs(5), ..open(1) };
        let alone = self.loaded("lone", lone, &[])?;
        let slow = self.loaded("lone-slow", lone, &slower)?;
        row(
            "one lone entry after another",
            &alone.to_string(),
            &format!("every sync 4 ms longer: {slow}"),
        );
        Ok(())
    }

    fn storage(&self) -> Result<()> {
        let time = Duration::from_secs(10);
        let own = storage::run(&self.folder.join("storage"), 1024, time, false)?;
        let baseline = storage::run(&self.folder.join("baseline"), 1024, time, true)?;
        row(
            "storage alone, batches of 1024",
            &format!("{own:.0} entries/s"),
            &format!(
                "every tile and the checkpoint synced before each batch counts: {baseline:.0}/s"
            ),
        );
        Ok(())
    }

    fn audit(&self) -> Result<()> {
        let dir = self.create("audit")?;
        self.fill(&dir)?;
        let of_folder = self.timed(&["register", "audit"], &dir.to_string_lossy())?;
        let server = self.serve(&dir, &[])?;
        let of_address =
            self.timed(&["register", "audit"], &format!("http://{}", server.address))?;
        row(
            "full audit of 1,000,000 entries over HTTP, entries and every tile",
            &format!("{of_address:.1} s ({:.0} entries/s)", AUDIT_ENTRIES as f64 / of_address),
            &format!("the same from the folder: {of_folder:.1} s"),
        );
        Ok(())
    }

    /// Appends a million lines of 200 bytes.
    fn fill(&self, dir: &Path) -> Result<()> {
        let began = Instant::now();
        let mut child = Command::new(&self.hiwar)
            .args(["register", "append", "--dir"])
            .arg(dir)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()?;
        let input = child.stdin.take().context("no input")?;
        let mut input = std::io::BufWriter::new(input);
        for number in 0..AUDIT_ENTRIES {
            writeln!(input, "{number:0>width$}", width = ENTRY_BYTES)?;
        }
        drop(input);
        anyhow::ensure!(child.wait()?.success(), "could not append");
        let seconds = began.elapsed().as_secs_f64();
        row(
            "`append` of 1,000,000 lines, each printed once the published file covers it",
            &format!("{seconds:.1} s ({:.0} entries/s)", AUDIT_ENTRIES as f64 / seconds),
            "-",
        );
        Ok(())
    }

    fn timed(&self, command: &[&str], last: &str) -> Result<f64> {
        let began = Instant::now();
        let output = Command::new(&self.hiwar).args(command).arg(last).output()?;
        let seconds = began.elapsed().as_secs_f64();
        if !output.status.success() {
            bail!("{}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(seconds)
    }
}

/// The size of a real proof file at a million entries with three witnesses.
fn proof_size() -> Result<()> {
    let key = |name: &str, kind, seed| SignerKey::from_seed(KeyName::new(name)?, kind, [seed; 32]);
    let log = key("register.desk.example", KeyKind::Ed25519, 1)?;
    // A tree of equal leaves has the same shape, and so the same proof length, as any other.
    let mut row_of = vec![leaf_hash(b"entry")];
    let node = |node: register::merkle::Node| {
        while row_of.len() <= usize::from(node.level) {
            let last = row_of[row_of.len() - 1];
            row_of.push(register::hash::node_hash(&last, &last));
        }
        Ok::<_, std::convert::Infallible>(row_of[usize::from(node.level)])
    };
    let mut node = node;
    let root = register::merkle::root(AUDIT_ENTRIES, &mut node)?;
    let index = 765_432;
    let path = register::merkle::inclusion_path(index, AUDIT_ENTRIES, &mut node)?;
    let path = path.context("the entry is in the tree")?;
    register::merkle::verify_inclusion(&leaf_hash(b"entry"), index, AUDIT_ENTRIES, &path, &root)?;
    let checkpoint = Checkpoint::new("register.desk.example", AUDIT_ENTRIES, root);
    let mut signed = SignedCheckpoint::sign(&checkpoint, &log)?;
    let alone = ProofFile::new(None, index, path.clone(), signed.note().clone())?.to_bytes().len();
    for seed in 2..5 {
        let name = format!("witness{seed}.desk.example");
        let witness = key(&name, KeyKind::CosignatureEd25519, seed)?;
        let line = cosignature::cosign(signed.note().text(), &witness, 1_795_000_000)?;
        signed = signed.with_cosignature(line);
    }
    let proof = ProofFile::new(None, index, path, signed.note().clone())?.to_bytes().len();
    row(
        "proof file at 1,000,000 entries, three witnesses",
        &format!("{proof} bytes"),
        &format!("the log's signature alone: {alone} bytes"),
    );
    Ok(())
}
