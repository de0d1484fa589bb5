//! `hiwar register recover`: after an older copy was restored, bring back what it lost. The log must
//! end where a checkpoint of its own says; nothing is signed here.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;
use register::checkpoint::SignedCheckpoint;
use register::edge::{FullTile, RightEdge};
use register::monitor::Monitor;
use register::note::VerifierKey;
use register::reader::{TileReader, Tiles as _};
use register::tile::{TileKind, TilePath};
use store::folder::LogFolder;
use store::public::PublicFiles;

use super::source::{self, Client, Source};
use crate::exit::Ended;
use crate::say;

/// What `recover` is told.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The log's own folder.
    #[arg(long)]
    dir: PathBuf,
    /// A folder or address that still has the missing tiles: a mirror, a cache, an auditor's copy.
    #[arg(long)]
    from: String,
    /// The address of a witness, which tells the last checkpoint it has seen.
    #[arg(long, required_unless_present = "checkpoint")]
    witness: Option<String>,
    /// The last checkpoint, as a file, if no witness can be asked.
    #[arg(long, conflicts_with = "witness")]
    checkpoint: Option<PathBuf>,
    /// Say what would be done, and change nothing.
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Ended> {
    let folder = LogFolder::open(&arguments.dir)?;
    let lock = folder.lock()?;
    let target = last_checkpoint(arguments, &folder)?;
    let head = target.checkpoint();
    let here =
        source::SourceArguments { dir: None, log: None, key: Some(folder.verifier().to_string()) };
    let mirror = Source::open(&here, Some(&arguments.from))?;
    // Twice over the same entries: nothing is written before the whole is known to be right.
    let right = read_all(&mirror, &target, |_| Ok(()))?;
    check_continues(&folder, &mirror, &target)?;
    say::note(format!("the tiles lead to the signed root at size {}", head.size));
    if arguments.dry_run {
        say::line(format_args!("would recover to size {} root {}", head.size, head.root))?;
        return Ok(Ended::Well);
    }
    let mut files = PublicFiles::new(folder.disk());
    read_all(&mirror, &target, |tile| Ok(files.write(&[(tile.path, tile.bytes.as_slice())])?))?;
    files.write(&right.partials().collect::<Vec<_>>())?;
    store::wal::anchor(&folder.disk(), &right, &target.to_bytes())?;
    files.publish(store::log::CHECKPOINT, &target.to_bytes())?;
    folder.confirm(&lock)?;
    say::line(format_args!("recovered to size {} root {}", head.size, head.root))?;
    Ok(Ended::Well)
}

/// The last checkpoint of this log that anyone is known to have seen.
fn last_checkpoint(arguments: &Arguments, folder: &LogFolder) -> anyhow::Result<SignedCheckpoint> {
    let bytes = match (&arguments.witness, &arguments.checkpoint) {
        (Some(witness), _) => seen_by(witness, &folder.identity().origin)?,
        (None, Some(path)) => {
            fs::read(path).with_context(|| format!("could not read {}", path.display()))?
        }
        (None, None) => bail!("name a witness or a checkpoint"),
    };
    let signed = own(&bytes, folder.verifier())?;
    Ok(signed)
}

/// Checks that the target continues everything this folder still knows: its head and what it has
/// published. To recover is never to forget: an acknowledged entry or another history stays.
fn check_continues(
    folder: &LogFolder,
    mirror: &Source,
    target: &SignedCheckpoint,
) -> anyhow::Result<()> {
    let (disk, key) = (folder.disk(), folder.verifier());
    let mut known = Vec::new();
    match store::log::kept_head(&disk, key) {
        Ok(head) => known.push(("the head", head)),
        Err(error) => say::note(format!("no head to hold it against: {error}")),
    }
    known.extend(store::log::published(&disk, key)?.map(|signed| ("what was published", signed)));
    let target = target.checkpoint();
    for (what, signed) in known {
        let ours = signed.checkpoint();
        if ours.size > target.size {
            bail!("{what} (size {}) is ahead of that checkpoint (size {})", ours.size, target.size);
        }
        if ours.size > 0 {
            let mut tiles = TileReader::new(mirror, target.size, target.root);
            let proof = tiles.prove_consistency(ours.size, &ours.root);
            proof.map_err(|error| anyhow::anyhow!("{error}")).with_context(|| {
                format!("that checkpoint does not continue {what}; keep both folders as evidence")
            })?;
        }
    }
    Ok(())
}

/// What a witness has seen of a log. Source: C2SP tlog-witness, monitoring prefix.
pub(super) fn seen_by(witness: &str, origin: &str) -> anyhow::Result<Vec<u8>> {
    let path = format!("{}/checkpoint", register::witness::origin_hash(origin));
    let seen = Client::new(witness).get(&path).context("could not ask the witness")?;
    seen.context("the witness has seen nothing of this log")
}

fn own(bytes: &[u8], key: &VerifierKey) -> anyhow::Result<SignedCheckpoint> {
    SignedCheckpoint::parse(bytes, key).context("that is no checkpoint of this log")
}

/// Reads every entry up to the checkpoint and checks that they lead to it.
fn read_all(
    mirror: &Source,
    target: &SignedCheckpoint,
    mut write: impl FnMut(&FullTile) -> anyhow::Result<()>,
) -> anyhow::Result<RightEdge> {
    let size = target.checkpoint().size;
    let mut monitor = Monitor::new();
    let mut full = Vec::new();
    for index in 0..size.div_ceil(256) {
        let path = TilePath::in_tree(TileKind::Entries, index, size).context("no such bundle")?;
        let bytes = mirror.tile(&path).with_context(|| format!("could not read {path}"))?;
        let bytes = bytes.with_context(|| format!("{path} is missing there too"))?;
        monitor.take_bundle(&path, &bytes, &mut full)?;
        for tile in full.drain(..) {
            write(&tile)?;
        }
    }
    monitor.check_head(target.checkpoint())?;
    Ok(monitor.right_edge().clone())
}
