//! What this desk, as a witness, has seen of other logs: one head a log, swapped in one step.
//!
//! This store must not lie: whoever rolls it back can make the witness cosign two histories. So a
//! file beside the folder names every log that was ever cosigned, and a head that is named there and
//! is gone is an error.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use register::checkpoint::Checkpoint;
use register::note::Note;
use register::witness::{HeadSwap, StoredHead, SwapOutcome, origin_hash};

use crate::disk::{self, Disk};

/// The folder of the heads.
pub(crate) const FOLDER: &str = "witness";
/// Names the file of every head that was ever kept, one a line. It is not in the folder, so that no
/// one deletion takes both.
pub(crate) const INDEX: &str = "witness-index";

/// Why a head could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum HeadsError {
    /// The folder of the heads is gone. To begin afresh would be to cosign second histories.
    #[error(
        "the heads of witnessed logs are missing: restore the folder `witness`; if there is no copy of it, take a new witness key, tell those who rely on the old one, make the folder again, empty, and remove `witness-index`"
    )]
    Missing,
    /// One head is gone, though its log was cosigned. To begin afresh would be the same.
    #[error(
        "the head {0} is missing, though this desk has cosigned its log: restore the latest copy of it; if there is none, take a new witness key, tell those who rely on the old one, and remove what is in `witness`, and `witness-index`"
    )]
    HeadMissing(PathBuf),
    /// A kept head is not a checkpoint of the log it is kept for.
    #[error("{0} is damaged; restore it, or the witness could be made to roll back")]
    Damaged(PathBuf),
    /// The disk failed.
    #[error("could not {action} the heads of witnessed logs")]
    Disk {
        /// What was attempted.
        action: &'static str,
        /// Why it failed.
        #[source]
        source: io::Error,
    },
}

fn disk_error(action: &'static str) -> impl FnOnce(io::Error) -> HeadsError {
    move |source| HeadsError::Disk { action, source }
}

struct Kept {
    head: StoredHead,
    note: Note,
}

/// The heads of every witnessed log, by origin.
pub struct WitnessHeads<D> {
    disk: D,
    heads: Mutex<Heads>,
}

#[derive(Default)]
struct Heads {
    by_origin: BTreeMap<String, Kept>,
    /// What the index names.
    named: BTreeSet<String>,
}

impl<D: Disk> WitnessHeads<D> {
    /// Reads the heads kept for `origins`.
    ///
    /// # Errors
    ///
    /// [`HeadsError`]; a damaged or missing head is an error, never a fresh start.
    pub fn open<'a>(
        disk: D,
        origins: impl Iterator<Item = &'a str>,
    ) -> Result<WitnessHeads<D>, HeadsError> {
        let there = match disk.list(Path::new(FOLDER)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(HeadsError::Missing);
            }
            listed => listed.map_err(disk_error("list"))?,
        };
        let mut named = read_index(&disk)?;
        if let Some(gone) = named.iter().find(|name| !there.contains(*name)) {
            return Err(HeadsError::HeadMissing(Path::new(FOLDER).join(gone)));
        }
        let mut by_origin = BTreeMap::new();
        for origin in origins {
            if let Some(kept) = read(&disk, origin)? {
                by_origin.insert(origin.to_owned(), kept);
            }
        }
        // Heads of before there was an index, and one that was kept and not yet named.
        let before = named.len();
        named.extend(there.into_iter().filter(|name| is_hash(name)));
        if named.len() > before {
            write_index(&disk, &named).map_err(disk_error("name"))?;
        }
        Ok(WitnessHeads { disk, heads: Mutex::new(Heads { by_origin, named }) })
    }

    /// The head kept for a log; `None` before the first.
    #[must_use]
    pub fn get(&self, origin: &str) -> Option<StoredHead> {
        self.lock().by_origin.get(origin).map(|kept| kept.head)
    }

    /// The checkpoint kept for a log, with the log's own signature.
    #[must_use]
    pub fn note(&self, origin: &str) -> Option<Note> {
        self.lock().by_origin.get(origin).map(|kept| kept.note.clone())
    }

    /// The checkpoint kept for the log whose origin has this hash; see
    /// [`register::witness::origin_hash`].
    #[must_use]
    pub fn note_by_hash(&self, hash: &str) -> Option<Note> {
        let heads = self.lock();
        let (_, kept) = heads.by_origin.iter().find(|(origin, _)| origin_hash(origin) == hash)?;
        Some(kept.note.clone())
    }

    /// Keeps the new head if the old one is still there; durable when this returns.
    ///
    /// # Errors
    ///
    /// [`HeadsError`]; nothing may be cosigned then. What is kept in memory stays the old head, and
    /// the file may hold either: both are heads that the log signed, the newer one checked too.
    pub fn swap(&self, swap: &HeadSwap) -> Result<SwapOutcome, HeadsError> {
        let mut heads = self.lock();
        let stored = heads.by_origin.get(swap.origin()).map(|kept| kept.head);
        if stored.as_ref() != swap.expected() {
            let stored_size = stored.map_or(0, |head| head.size);
            return Ok(SwapOutcome::Changed { stored_size });
        }
        if swap.expected() == Some(swap.new_head()) {
            // It is durable already; asking again must not wear out the disk.
            return Ok(SwapOutcome::Durable);
        }
        let kept = Kept { head: *swap.new_head(), note: swap.note().clone() };
        disk::replace(&self.disk, &path(swap.origin()), &kept.note.to_bytes())
            .and_then(|()| self.disk.sync_dir(Path::new(FOLDER)))
            .map_err(disk_error("keep"))?;
        // The head first: a crash in between leaves a head that nobody was given a line for.
        let name = origin_hash(swap.origin());
        if !heads.named.contains(&name) {
            let mut named = heads.named.clone();
            named.insert(name);
            write_index(&self.disk, &named).map_err(disk_error("name"))?;
            heads.named = named;
        }
        heads.by_origin.insert(swap.origin().to_owned(), kept);
        Ok(SwapOutcome::Durable)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Heads> {
        // A head is inserted whole or not at all.
        self.heads.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn path(origin: &str) -> PathBuf {
    Path::new(FOLDER).join(origin_hash(origin))
}

/// Whether a file of the folder is a head, and not what an interrupted replacement left.
pub(crate) fn is_hash(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|octet| octet.is_ascii_hexdigit())
}

fn read_index<D: Disk>(disk: &D) -> Result<BTreeSet<String>, HeadsError> {
    let bytes = match disk.read(Path::new(INDEX)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        read => read.map_err(disk_error("read"))?,
    };
    let text = String::from_utf8(bytes).map_err(|_| HeadsError::Damaged(INDEX.into()))?;
    let named: BTreeSet<String> = text.lines().map(str::to_owned).collect();
    let is_whole = text.is_empty() || text.ends_with('\n');
    if !is_whole || !named.iter().all(|name| is_hash(name)) {
        return Err(HeadsError::Damaged(INDEX.into()));
    }
    Ok(named)
}

fn write_index<D: Disk>(disk: &D, named: &BTreeSet<String>) -> io::Result<()> {
    let text: String = named.iter().map(|name| format!("{name}\n")).collect();
    disk::replace(disk, Path::new(INDEX), text.as_bytes())?;
    disk.sync_dir(Path::new(""))
}

fn read<D: Disk>(disk: &D, origin: &str) -> Result<Option<Kept>, HeadsError> {
    let path = path(origin);
    let bytes = match disk.read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        read => read.map_err(disk_error("read"))?,
    };
    let note = Note::parse(&bytes).map_err(|_| HeadsError::Damaged(path.clone()))?;
    let head = Checkpoint::parse(note.text()).map_err(|_| HeadsError::Damaged(path.clone()))?;
    if head.origin != origin {
        return Err(HeadsError::Damaged(path));
    }
    Ok(Some(Kept { head: StoredHead { size: head.size, root: head.root }, note }))
}
