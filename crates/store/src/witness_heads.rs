//! What this desk, as a witness, has seen of other logs: one head a log, swapped in one step.
//!
//! This store must not lie: whoever rolls it back can make the witness cosign two histories.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use register::checkpoint::Checkpoint;
use register::note::Note;
use register::witness::{HeadSwap, StoredHead, SwapOutcome, origin_hash};

use crate::disk::{self, Disk};

/// The folder of the heads.
pub(crate) const FOLDER: &str = "witness";

/// Why a head could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum HeadsError {
    /// The folder of the heads is gone. To begin afresh would be to cosign second histories.
    #[error(
        "the heads of witnessed logs are missing: restore the folder `witness`, or take a new witness key and tell those who rely on the old one"
    )]
    Missing,
    /// A kept head is not a checkpoint of the log it is kept for.
    #[error(
        "the head kept in {0} is damaged; restore it, or the witness could be made to roll back"
    )]
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
    heads: Mutex<BTreeMap<String, Kept>>,
}

impl<D: Disk> WitnessHeads<D> {
    /// Reads the heads kept for `origins`.
    ///
    /// # Errors
    ///
    /// [`HeadsError`]; a damaged head is an error, never a fresh start.
    pub fn open<'a>(
        disk: D,
        origins: impl Iterator<Item = &'a str>,
    ) -> Result<WitnessHeads<D>, HeadsError> {
        match disk.list(Path::new(FOLDER)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(HeadsError::Missing);
            }
            listed => drop(listed.map_err(disk_error("list"))?),
        }
        let mut heads = BTreeMap::new();
        for origin in origins {
            if let Some(kept) = read(&disk, origin)? {
                heads.insert(origin.to_owned(), kept);
            }
        }
        Ok(WitnessHeads { disk, heads: Mutex::new(heads) })
    }

    /// The head kept for a log; `None` before the first.
    #[must_use]
    pub fn get(&self, origin: &str) -> Option<StoredHead> {
        self.lock().get(origin).map(|kept| kept.head)
    }

    /// The checkpoint kept for a log, with the log's own signature.
    #[must_use]
    pub fn note(&self, origin: &str) -> Option<Note> {
        self.lock().get(origin).map(|kept| kept.note.clone())
    }

    /// The checkpoint kept for the log whose origin has this hash; see
    /// [`register::witness::origin_hash`].
    #[must_use]
    pub fn note_by_hash(&self, hash: &str) -> Option<Note> {
        let heads = self.lock();
        let (_, kept) = heads.iter().find(|(origin, _)| origin_hash(origin) == hash)?;
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
        let stored = heads.get(swap.origin()).map(|kept| kept.head);
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
        heads.insert(swap.origin().to_owned(), kept);
        Ok(SwapOutcome::Durable)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Kept>> {
        // A head is inserted whole or not at all.
        self.heads.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn path(origin: &str) -> PathBuf {
    Path::new(FOLDER).join(origin_hash(origin))
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
