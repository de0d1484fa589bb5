//! `hiwar register audit` and `fsck`: is this log what it signed?

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Args;
use register::checkpoint::SignedCheckpoint;
use register::edge::FullTile;
use register::policy::Policy;
use register::reader::Tiles as _;
use register::tile::{TileKind, TilePath};

use super::source::{self, Source, WrongLog};
use crate::clock;
use crate::exit::Ended;
use crate::say;

mod state;

use state::{NotKept, State};

/// Requests under way at once.
const READERS: u64 = 4;
/// Bundles that may be read ahead of the check.
const AHEAD: u64 = 16;
/// How long a reader that is too far ahead waits before it looks again.
const WINDOW_PAUSE: Duration = Duration::from_millis(1);
/// How often progress is shown, and kept for a resumed audit.
const PROGRESS_EVERY: Duration = Duration::from_secs(1);

/// The first and the longest pause after which a log that cannot be read is asked again; between
/// them each is twice the one before.
const FOLLOW_PAUSE_MIN: Duration = Duration::from_secs(1);
const FOLLOW_PAUSE_MAX: Duration = Duration::from_secs(600);

/// What `audit` is told.
#[derive(Debug, Args)]
pub(crate) struct AuditArguments {
    /// The log's folder or address.
    here: Option<String>,
    #[command(flatten)]
    source: source::SourceArguments,
    /// Where to remember how far this log was read, so that the next audit goes on from there and
    /// notices if anything read before has changed.
    #[arg(long)]
    state: Option<PathBuf>,
    /// Check the cosignatures too, under this policy file.
    #[arg(long)]
    policy: Option<PathBuf>,
    /// Go on watching, asking for a new checkpoint every so many seconds; less and less often while
    /// the log cannot be read.
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, default_missing_value = "10")]
    follow: Option<u64>,
    /// Print one JSON object for each head checked.
    #[arg(long)]
    json: bool,
}

/// What `fsck` is told.
#[derive(Debug, Args)]
pub(crate) struct FsckArguments {
    /// The log's folder.
    #[arg(long)]
    dir: PathBuf,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

pub(crate) fn audit(arguments: &AuditArguments) -> anyhow::Result<Ended> {
    let source = Source::open(&arguments.source, arguments.here.as_deref())?;
    let policy = arguments.policy.as_deref().map(read_policy).transpose()?;
    let mut state = State::load(arguments.state.as_deref(), &source.key)?;
    if source.is_key_taken_on_trust && state.is_new() {
        say::note(format!(
            "no --key given: trusting the key the log names, {}; remember it and give it next time",
            source.key
        ));
    }
    let mut patience = Patience::default();
    loop {
        let looked = look(&source, policy.as_ref(), &mut state, arguments);
        let pause = match (looked, arguments.follow.map(Duration::from_secs)) {
            (Ok(Ended::Well), Some(usual)) => patience.read(usual),
            (Err(error), Some(usual)) if is_about_the_reading(&error) => {
                patience.not_read(usual, &error)
            }
            (looked, _) => return looked,
        };
        thread::sleep(pause);
    }
}

/// Looks at the log once, says what it found, and remembers it if it is well.
fn look(
    source: &Source,
    policy: Option<&Policy>,
    state: &mut State,
    arguments: &AuditArguments,
) -> anyhow::Result<Ended> {
    let signed = source.checkpoint()?;
    let wrong = match check(source, &signed, state, arguments.state.as_deref()) {
        Err(error) if is_about_the_reading(&error) || error.is::<NotKept>() => return Err(error),
        Err(error) => Some(format!("{error:#}")),
        Ok(()) => policy.map(|policy| check_cosigned(source, policy)).transpose()?.flatten(),
    };
    report(&signed, wrong.as_deref(), arguments.json)?;
    if wrong.is_some() {
        return Ok(Ended::Wrong);
    }
    state.save(arguments.state.as_deref())?;
    Ok(Ended::Well)
}

/// How long to wait before a log that cannot be read is asked again; each change is said once.
#[derive(Default)]
struct Patience {
    /// The last pause, if the log could not be read.
    paused: Option<Duration>,
}

impl Patience {
    fn read(&mut self, usual: Duration) -> Duration {
        if self.paused.take().is_some() {
            say::note("hiwar: the log can be read again");
        }
        usual
    }

    fn not_read(&mut self, usual: Duration, error: &anyhow::Error) -> Duration {
        if self.paused.is_none() {
            say::note(format!("hiwar: the log cannot be read, asking again: {error:#}"));
        }
        let longest = usual.max(FOLLOW_PAUSE_MAX);
        let next = self.paused.map_or(usual.max(FOLLOW_PAUSE_MIN), |last| last * 2).min(longest);
        self.paused = Some(next);
        next
    }
}

/// Whether the log could not be read, rather than being wrong. What is not there when the head says
/// it must be is a wrong log; a network that fails is not.
fn is_about_the_reading(error: &anyhow::Error) -> bool {
    !error.is::<NotKept>()
        && !error.is::<WrongLog>()
        && error.chain().any(|cause| cause.is::<io::Error>())
}

fn read_policy(path: &Path) -> anyhow::Result<Policy> {
    let bytes = fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
    Policy::parse(&bytes).with_context(|| format!("{} is not a policy", path.display()))
}

/// What is wrong with the cosigned checkpoint under the policy, if anything is.
fn check_cosigned(source: &Source, policy: &Policy) -> anyhow::Result<Option<String>> {
    let Some(cosigned) = source.cosigned()? else {
        return Ok(Some("no checkpoint has enough cosignatures".to_owned()));
    };
    let wrong = policy.check_checkpoint(cosigned.note()).err();
    Ok(wrong.map(|error| format!("{:#}", anyhow::Error::from(error))))
}

fn report(signed: &SignedCheckpoint, wrong: Option<&str>, is_json: bool) -> anyhow::Result<()> {
    let head = signed.checkpoint();
    if is_json {
        say::line(serde_json::json!({
            "origin": head.origin,
            "size": head.size,
            "root": head.root.to_string(),
            "result": if wrong.is_some() { "wrong" } else { "ok" },
            "why": wrong,
        }))?;
    } else if let Some(why) = wrong {
        say::line(format_args!("wrong\t{}\tsize {}\t{why}", head.origin, head.size))?;
    } else {
        say::line(format_args!("ok\t{}\tsize {}\troot {}", head.origin, head.size, head.root))?;
    }
    Ok(())
}

/// Reads everything between where the state stands and the signed head, and checks it.
fn check(
    source: &Source,
    signed: &SignedCheckpoint,
    state: &mut State,
    path: Option<&Path>,
) -> anyhow::Result<()> {
    let target = signed.checkpoint().size;
    let mut progress = Progress::new(state.monitor.size(), target);
    let mut full = Vec::new();
    read_bundles(source, state.monitor.size(), target, |path_of, bundle, hashes| {
        state.monitor.take_bundle(&path_of, &bundle, &mut full)?;
        for FullTile { path: at, bytes } in full.drain(..) {
            let found = match at.kind() {
                TileKind::Entries => continue,
                TileKind::Hashes { level: 0 } => hashes.clone(),
                TileKind::Hashes { .. } => source.tile(&at)?,
            };
            check_tile(&at, found.as_deref(), &bytes)?;
        }
        if progress.show(state.monitor.size()) {
            state.save(path)?;
        }
        Ok(())
    })?;
    state.monitor.check_head(signed.checkpoint())?;
    for (at, bytes) in state.monitor.right_edge().partials() {
        check_tile(&at, source.tile(&at)?.as_deref(), bytes)?;
    }
    state.confirm(signed.checkpoint());
    Ok(())
}

fn check_tile(at: &TilePath, found: Option<&[u8]>, expected: &[u8]) -> anyhow::Result<()> {
    match found {
        None => bail!("{at} is missing"),
        Some(found) if found != expected => bail!("{at} is not what the entries lead to"),
        Some(_) => Ok(()),
    }
}

/// Reads the bundles of `from..to` with their level 0 tiles, some at a time, and hands them over in
/// order.
fn read_bundles(
    source: &Source,
    from: u64,
    to: u64,
    mut take: impl FnMut(TilePath, Vec<u8>, Option<Vec<u8>>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    if from >= to {
        return Ok(());
    }
    let (first, end) = (from / 256, to.div_ceil(256));
    let (next, done) = (AtomicU64::new(first), AtomicU64::new(first));
    thread::scope(|scope| {
        let (sender, read) = sync_channel(AHEAD as usize);
        for _ in 0..READERS.min(end - first) {
            let (sender, next, done) = (sender.clone(), &next, &done);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    // One slow bundle must not let the others pile up behind it.
                    while index >= done.load(Ordering::Acquire).saturating_add(AHEAD) && index < end
                    {
                        thread::park_timeout(WINDOW_PAUSE);
                    }
                    if index >= end || sender.send((index, read_pair(source, index, to))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        for index in first..end {
            let pair = loop {
                if let Some(pair) = early.remove(&index) {
                    break pair;
                }
                let (at, pair) = read.recv().context("a reader stopped")?;
                early.insert(at, pair);
            };
            let taken = pair.and_then(|(path, bundle, hashes)| take(path, bundle, hashes));
            // After an error the readers are let go, so that they notice and end.
            done.store(if taken.is_ok() { index + 1 } else { end }, Ordering::Release);
            taken?;
        }
        Ok(())
    })
}

type Pair = (TilePath, Vec<u8>, Option<Vec<u8>>);

fn read_pair(source: &Source, index: u64, size: u64) -> anyhow::Result<Pair> {
    let path = TilePath::in_tree(TileKind::Entries, index, size).context("no such bundle")?;
    let bundle = source.tile(&path).with_context(|| format!("could not read {path}"))?;
    let Some(bundle) = bundle else { bail!("{path} is missing") };
    let hashes = if path.is_full() {
        let tile = TilePath::full(TileKind::Hashes { level: 0 }, index);
        source.tile(&tile).with_context(|| format!("could not read {tile}"))?
    } else {
        None
    };
    Ok((path, bundle, hashes))
}

/// Shows how far a long check has come.
struct Progress {
    from: u64,
    to: u64,
    began: std::time::Instant,
    shown: std::time::Instant,
}

impl Progress {
    fn new(from: u64, to: u64) -> Progress {
        Progress { from, to, began: clock::mark(), shown: clock::mark() }
    }

    /// Shows a line if it is time to; true if it did.
    fn show(&mut self, at: u64) -> bool {
        if self.shown.elapsed() < PROGRESS_EVERY {
            return false;
        }
        self.shown = clock::mark();
        let rate = (at - self.from) as f64 / self.began.elapsed().as_secs_f64();
        let left = (self.to - at) as f64 / rate.max(1.0);
        say::note(format!(
            "read {at} of {} entries ({} %), {rate:.0} a second, {left:.0} s left",
            self.to,
            at * 100 / self.to.max(1),
        ));
        true
    }
}

pub(crate) fn fsck(arguments: &FsckArguments) -> anyhow::Result<Ended> {
    let folder = source::folder(&arguments.dir)?;
    let key = Some(folder.verifier().to_string());
    let here = source::SourceArguments { dir: Some(arguments.dir.clone()), log: None, key };
    let source = Source::open(&here, None)?;
    // The published checkpoint before the head: on a log that grows the head is then never behind.
    let signed = source.checkpoint()?;
    let mut findings = Vec::new();
    let mut state = State::load(None, folder.verifier())?;
    if let Err(error) = check(&source, &signed, &mut state, None) {
        if is_about_the_reading(&error) {
            return Err(error);
        }
        findings.push(format!("{error:#}"));
    }
    let files = [
        folder.signer().map(drop),
        folder.witness_key().map(drop),
        folder.policy().map(drop),
        folder.witnessed().map(drop),
    ];
    findings.extend(
        files.into_iter().filter_map(Result::err).map(|e| format!("{:#}", anyhow::Error::from(e))),
    );
    if !folder.is_public_key_true().unwrap_or(false) {
        findings.push("public/key is missing or not the key in log.json".into());
    }
    if let Err(error) = store::log::inspect(&folder.disk(), folder.verifier()) {
        findings.push(format!("{:#}", anyhow::Error::from(error)));
    }
    let why = (!findings.is_empty()).then(|| findings.join("; "));
    report(&signed, why.as_deref(), arguments.json)?;
    Ok(if why.is_some() { Ended::Wrong } else { Ended::Well })
}
