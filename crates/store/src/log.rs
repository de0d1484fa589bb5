//! One log on one disk: what appends to it, what writes its tiles, and what reads it.
//!
//! The order is the promise: a batch is durable in the write-ahead log before anyone is told of it
//! ([`Appender::commit`]), and the files of the public folder follow, full tiles first, the
//! checkpoint last ([`Flusher::flush`]). Readers see a batch's tiles as soon as its checkpoint.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use register::checkpoint::SignedCheckpoint;
use register::edge::{FullTile, RightEdge};
use register::note::{SignerKey, VerifierKey};
use register::reader::{ReadError, TileReader, Tiles};
use register::sequencer::{OpenError, SequenceError, Sequencer};
use register::tile::TilePath;

use crate::disk::Disk;
use crate::public::{self, PublicFiles, StaticTiles, cut};
use crate::wal::{self, Keeper, Wal, WalError};

/// The published checkpoint, in the public folder.
pub const CHECKPOINT: &str = "checkpoint";
/// The latest checkpoint with enough cosignatures, in the public folder.
pub const COSIGNED: &str = "cosigned";
/// Since when there are entries without enough cosignatures, in the public folder.
const UNCOSIGNED_SINCE: &str = "uncosigned-since";
/// Full tiles that may wait in memory for the disk before appends must wait too, about 120 MB.
const WAITING_TILES_MAX: usize = 4096;

/// Why a log cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The write-ahead log cannot be read or begun.
    #[error(transparent)]
    Wal(#[from] WalError),
    /// What was kept contradicts itself or the key.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The public folder is gone, though the head is there.
    #[error("the log has a head but no tiles: its public folder is missing; restore it")]
    TilesMissing,
    /// The tiles on disk do not lead to what the head says.
    #[error("the tiles on disk are not those of the head; run `hiwar register fsck`")]
    Tiles(#[source] ReadError<io::Error>),
    /// What was published cannot be read, so nothing shows that the head continues it.
    #[error(
        "public/{name} is missing or damaged, so it cannot be known that the head continues it; restore it, or run `hiwar register recover`"
    )]
    PublishedDamaged {
        /// Name of the file.
        name: &'static str,
    },
    /// The published checkpoint is of another history than the head.
    #[error(
        "the checkpoint already published (size {published}) is of another history than the head; nothing may be signed until this is understood"
    )]
    Forked {
        /// Size of the published checkpoint.
        published: u64,
    },
    /// The published checkpoint is ahead of the head: an old copy of the head was put back.
    #[error(
        "the head (size {head}) is behind the checkpoint already published (size {published}): an older copy was restored; run `hiwar register recover`"
    )]
    HeadBehind {
        /// Size of the kept head.
        head: u64,
        /// Size of the published checkpoint.
        published: u64,
    },
    /// A file could not be read or written.
    #[error("could not {action} the public files")]
    Disk {
        /// What was attempted.
        action: &'static str,
        /// Why it failed.
        #[source]
        source: io::Error,
    },
}

fn disk_error(action: &'static str) -> impl FnOnce(io::Error) -> LogError {
    move |source| LogError::Disk { action, source }
}

/// What appender, flusher and readers share: the part of the log that files do not hold yet.
struct Fresh {
    right: RightEdge,
    full: BTreeMap<TilePath, Arc<[u8]>>,
    checkpoint: Arc<SignedCheckpoint>,
    /// Size of the log up to which the public files, checkpoint included, are written and durable.
    flushed: u64,
    is_closed: bool,
}

struct Shared {
    fresh: Mutex<Fresh>,
    changed: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Fresh> {
        // A panic while the lock is held leaves whole values behind: each change is one assignment
        // or one push of an immutable tile.
        self.fresh.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the public folder is to hold, as of now.
    fn snapshot(&self) -> Snapshot {
        let fresh = self.lock();
        let partial = fresh.right.partials().map(|(path, bytes)| (path, bytes.to_vec())).collect();
        Snapshot { full: fresh.full.clone(), partial, checkpoint: Arc::clone(&fresh.checkpoint) }
    }
}

/// The one writer.
pub struct Appender<D: Disk> {
    sequencer: Sequencer<Wal<D>>,
    shared: Arc<Shared>,
}

/// Writes what became durable to the public folder.
pub struct Flusher<D: Disk> {
    files: PublicFiles<D>,
    keeper: Keeper<D>,
    /// Tiles that became full since the last flush, whose partial ones are idle after it.
    filled: Vec<TilePath>,
    shared: Arc<Shared>,
}

/// What one flush writes.
struct Snapshot {
    full: BTreeMap<TilePath, Arc<[u8]>>,
    partial: Vec<(TilePath, Vec<u8>)>,
    checkpoint: Arc<SignedCheckpoint>,
}

/// Reads the log: what is fresh from memory, the rest from the public folder.
pub struct Reader<D: Disk> {
    disk: D,
    shared: Arc<Shared>,
}

impl<D: Disk + Clone> Clone for Reader<D> {
    fn clone(&self) -> Self {
        Reader { disk: self.disk.clone(), shared: Arc::clone(&self.shared) }
    }
}

/// The three hands of an open log.
pub type OpenLog<D> = (Appender<D>, Flusher<D>, Reader<D>);

/// Puts an empty log on the disk: the head, the public folder and its first checkpoint.
///
/// # Errors
///
/// [`LogError::Disk`] or [`LogError::Wal`].
pub fn create<D: Disk>(disk: &D, checkpoint: &SignedCheckpoint) -> Result<(), LogError> {
    wal::anchor(disk, &RightEdge::empty(), &checkpoint.to_bytes())?;
    disk.create_folder(Path::new(public::FOLDER)).map_err(disk_error("create"))?;
    public::publish(disk, CHECKPOINT, &checkpoint.to_bytes()).map_err(disk_error("publish"))?;
    disk.sync_dir(Path::new("")).map_err(disk_error("sync"))
}

/// Opens a log for writing. The caller holds the folder's lock.
///
/// Everything the head keeps is made durable in tiles before this returns, so that nothing that a
/// failed disk only pretended to have is ever built upon.
///
/// # Errors
///
/// [`LogError`]; nothing is made anew that should have been there.
pub fn open<D: Disk + Clone>(
    disk: &D,
    key: SignerKey,
    segment_bytes: u64,
) -> Result<OpenLog<D>, LogError> {
    let verifier = key.verifier().clone();
    let Recovered { checkpoint, right, shared, reader } = recover(disk, &verifier)?;
    let mut files = PublicFiles::new(disk.clone());
    // Tiles first, then the anchor that relies on them, then the checkpoint that names them.
    let Snapshot { full, partial, .. } = shared.snapshot();
    write_durably(&mut files, &full, &partial)?;
    let wal = Wal::open(disk.clone(), &right, &checkpoint.to_bytes(), segment_bytes)?;
    let mut flusher =
        Flusher { files, keeper: wal.keeper(), filled: Vec::new(), shared: Arc::clone(&shared) };
    let sequencer = Sequencer::open(wal, &right, &checkpoint, key)?;
    let appender = Appender { sequencer, shared };
    flusher.flush()?;
    Ok((appender, flusher, reader))
}

/// What the head and the public folder hold, found to agree.
struct Recovered<D: Disk> {
    checkpoint: SignedCheckpoint,
    right: RightEdge,
    shared: Arc<Shared>,
    reader: Reader<D>,
}

/// Reads the head, replays it, and holds it against what was published. Changes nothing.
fn recover<D: Disk + Clone>(disk: &D, key: &VerifierKey) -> Result<Recovered<D>, LogError> {
    let kept = wal::load(disk)?;
    check_tiles(disk, &kept.base)?;
    let (checkpoint, right, full) = register::sequencer::replay(kept, key, key.name().as_str())?;
    let fresh = Fresh {
        right: right.clone(),
        full: full.into_iter().map(|tile| (tile.path, tile.bytes.into())).collect(),
        checkpoint: Arc::new(checkpoint.clone()),
        flushed: 0,
        is_closed: false,
    };
    let shared = Arc::new(Shared { fresh: Mutex::new(fresh), changed: Condvar::new() });
    let reader = Reader { disk: disk.clone(), shared: Arc::clone(&shared) };
    check_published(&reader, key)?;
    Ok(Recovered { checkpoint, right, shared, reader })
}

/// Checks, changing nothing, that [`open`] would find head and public folder in agreement.
///
/// # Errors
///
/// [`LogError`], as [`open`] would give it.
pub fn inspect<D: Disk + Clone>(disk: &D, key: &VerifierKey) -> Result<(), LogError> {
    recover(disk, key).map(drop)
}

/// The latest checkpoint that the head keeps, however little the public folder agrees with it.
///
/// # Errors
///
/// [`LogError`] if the head is missing or damaged.
pub fn kept_head<D: Disk>(disk: &D, key: &VerifierKey) -> Result<SignedCheckpoint, LogError> {
    let kept = wal::load(disk)?;
    Ok(register::sequencer::replay(kept, key, key.name().as_str())?.0)
}

/// Checks that the head continues every checkpoint that this folder has published.
fn check_published<D: Disk>(reader: &Reader<D>, key: &VerifierKey) -> Result<(), LogError> {
    let head = reader.checkpoint();
    let head = head.checkpoint();
    for name in [CHECKPOINT, COSIGNED] {
        let signed = match read_published(&reader.disk, name)? {
            // Before the first quorum there is no cosigned one; the other is there from the start.
            None if name == COSIGNED => continue,
            bytes => bytes.and_then(|bytes| SignedCheckpoint::parse(&bytes, key).ok()),
        };
        let signed = signed.ok_or(LogError::PublishedDamaged { name })?;
        let old = signed.checkpoint();
        if old.size > head.size {
            return Err(LogError::HeadBehind { head: head.size, published: old.size });
        }
        if old.size > 0 {
            let mut tiles = TileReader::new(reader, head.size, head.root);
            let proof = tiles.prove_consistency(old.size, &old.root);
            proof.map_err(|error| match error {
                ReadError::Altered { .. } => LogError::Forked { published: old.size },
                other => LogError::Tiles(other),
            })?;
        }
    }
    Ok(())
}

fn read_published<D: Disk>(disk: &D, name: &str) -> Result<Option<Vec<u8>>, LogError> {
    public::read(disk, name).map_err(disk_error("read"))
}

/// The checkpoint in the public folder, if there is one that `key` signed.
///
/// # Errors
///
/// [`LogError`].
pub fn published<D: Disk>(
    disk: &D,
    key: &VerifierKey,
) -> Result<Option<SignedCheckpoint>, LogError> {
    let bytes = read_published(disk, CHECKPOINT)?;
    Ok(bytes.and_then(|bytes| SignedCheckpoint::parse(&bytes, key).ok()))
}

/// Checks that the tiles at the right edge of the part the head no longer keeps are there and true.
fn check_tiles<D: Disk>(disk: &D, base: &RightEdge) -> Result<(), LogError> {
    if let Err(error) = disk.list(Path::new(public::FOLDER)) {
        return Err(match error.kind() {
            io::ErrorKind::NotFound => LogError::TilesMissing,
            _ => disk_error("list")(error),
        });
    }
    // The head no longer keeps what stands in full tiles. Its last and first entry must be provable
    // from them; `hiwar register fsck` looks at every one.
    let Some(last) = (base.size() & !255).checked_sub(1) else {
        return Ok(());
    };
    let tiles = EdgeTiles { disk, base };
    let mut reader = TileReader::new(&tiles, base.size(), base.edge().root());
    for index in [last, 0] {
        reader.prove_inclusion(index).map_err(LogError::Tiles)?;
    }
    Ok(())
}

/// Full tiles from the disk, partial ones from the edge that the head keeps.
struct EdgeTiles<'a, D> {
    disk: &'a D,
    base: &'a RightEdge,
}

impl<D: Disk> Tiles for EdgeTiles<'_, D> {
    type Error = io::Error;

    fn tile(&self, path: &TilePath) -> Result<Option<Vec<u8>>, io::Error> {
        if path.is_full() {
            return StaticTiles(self.disk).tile(path);
        }
        Ok(self.base.get(path).map(<[u8]>::to_vec))
    }
}

impl<D: Disk> Appender<D> {
    /// Appends a batch. When this returns, the batch is durable, covered by a signed checkpoint, and
    /// both are served by [`Reader`]; the public folder follows with the next flush.
    ///
    /// # Errors
    ///
    /// [`SequenceError`]; after a failed write the log must be opened again.
    pub fn commit<E: AsRef<[u8]>>(
        &mut self,
        entries: &[E],
        time_ms: u64,
    ) -> Result<u64, SequenceError<WalError>> {
        let committed = self.sequencer.commit(entries, time_ms)?;
        let mut full: Vec<FullTile> = Vec::new();
        let mut fresh = self.shared.lock();
        committed.advance(&mut fresh.right, entries, &mut full);
        fresh.full.extend(full.into_iter().map(|tile| (tile.path, tile.bytes.into())));
        fresh.checkpoint = Arc::new(committed.checkpoint);
        self.shared.changed.notify_all();
        drop(fresh);
        let shared = &self.shared;
        // A failure here must not be reported for this batch, which is durable: the next commit
        // meets the same disk and reports its own.
        let _ = self.sequencer.head_mut().rotate_if_full(|| shared.lock().right.clone());
        Ok(committed.first_index)
    }

    /// Waits while the disk is so far behind that the waiting tiles would fill the memory.
    pub fn wait_for_room(&self) {
        let fresh = self.shared.lock();
        let is_full = |fresh: &mut Fresh| fresh.full.len() > WAITING_TILES_MAX && !fresh.is_closed;
        drop(self.shared.changed.wait_while(fresh, is_full));
    }
}

impl<D: Disk> Drop for Appender<D> {
    fn drop(&mut self) {
        self.shared.lock().is_closed = true;
        self.shared.changed.notify_all();
    }
}

impl<D: Disk> Flusher<D> {
    /// Waits until there is something to flush. False once the appender is gone and all is flushed.
    #[must_use]
    pub fn wait(&self) -> bool {
        let fresh = self.shared.lock();
        let is_idle = |fresh: &mut Fresh| {
            fresh.flushed == fresh.checkpoint.checkpoint().size && !fresh.is_closed
        };
        let fresh = self.shared.changed.wait_while(fresh, is_idle);
        let fresh = fresh.unwrap_or_else(PoisonError::into_inner);
        fresh.flushed != fresh.checkpoint.checkpoint().size
    }

    /// Whether the appender is gone, so that what this writes next is the last.
    #[must_use]
    pub fn is_last(&self) -> bool {
        self.shared.lock().is_closed
    }

    /// Writes the full tiles that wait to the public folder, durably, ahead of the checkpoint that
    /// will name them.
    ///
    /// # Errors
    ///
    /// [`LogError::Disk`]; it can be tried again.
    pub fn write_full(&mut self) -> Result<(), LogError> {
        let full = self.shared.lock().full.clone();
        write_durably(&mut self.files, &full, &[])?;
        self.forget(&full);
        Ok(())
    }

    /// Writes everything up to the latest checkpoint to the public folder, and returns its size once
    /// the full tiles and the checkpoint are durable there.
    ///
    /// # Errors
    ///
    /// [`LogError`]; the flush can be tried again.
    pub fn flush(&mut self) -> Result<u64, LogError> {
        let Snapshot { full, partial, checkpoint } = self.shared.snapshot();
        write_durably(&mut self.files, &full, &partial)?;
        let published = self.files.publish(CHECKPOINT, &checkpoint.to_bytes());
        published.map_err(disk_error("publish"))?;
        self.forget(&full);
        for path in self.filled.drain(..) {
            self.files.remove_partials(&path).map_err(disk_error("tidy"))?;
        }
        let size = checkpoint.checkpoint().size;
        let mut fresh = self.shared.lock();
        fresh.flushed = size;
        self.shared.changed.notify_all();
        drop(fresh);
        self.keeper.tend(size)?;
        Ok(size)
    }

    /// Lets go of the tiles that files now hold.
    fn forget(&mut self, full: &BTreeMap<TilePath, Arc<[u8]>>) {
        self.filled.extend(full.keys());
        let mut fresh = self.shared.lock();
        fresh.full.retain(|path, _| !full.contains_key(path));
        self.shared.changed.notify_all();
    }
}

/// Writes tiles, full and partial; the checkpoint comes after them.
fn write_durably<D: Disk>(
    files: &mut PublicFiles<D>,
    full: &BTreeMap<TilePath, Arc<[u8]>>,
    partial: &[(TilePath, Vec<u8>)],
) -> Result<(), LogError> {
    let full = full.iter().map(|(path, bytes)| (*path, &bytes[..]));
    let partial = partial.iter().map(|(path, bytes)| (*path, bytes.as_slice()));
    let all: Vec<_> = full.chain(partial).collect();
    files.write(&all).map_err(disk_error("write"))
}

impl<D: Disk> Reader<D> {
    /// The latest published checkpoint, with the cosignatures that have arrived for it.
    #[must_use]
    pub fn checkpoint(&self) -> Arc<SignedCheckpoint> {
        Arc::clone(&self.shared.lock().checkpoint)
    }

    /// Waits until the public folder covers `size` entries; false if writing ended before.
    #[must_use]
    pub fn wait_flushed(&self, size: u64) -> bool {
        let fresh = self.shared.lock();
        let is_behind = |fresh: &mut Fresh| fresh.flushed < size && !fresh.is_closed;
        let fresh = self.shared.changed.wait_while(fresh, is_behind);
        fresh.unwrap_or_else(PoisonError::into_inner).flushed >= size
    }

    /// Says that nobody will append any more: whoever waits for the log to grow stops waiting.
    pub fn close(&self) {
        self.shared.lock().is_closed = true;
        self.shared.changed.notify_all();
    }

    /// Waits at most `time` for the log to grow beyond `size`; false once writing has ended.
    #[must_use]
    pub fn wait_beyond(&self, size: u64, time: Duration) -> bool {
        let fresh = self.shared.lock();
        let is_same =
            |fresh: &mut Fresh| fresh.checkpoint.checkpoint().size <= size && !fresh.is_closed;
        let waited = self.shared.changed.wait_timeout_while(fresh, time, is_same);
        let (fresh, _) = waited.unwrap_or_else(PoisonError::into_inner);
        !fresh.is_closed
    }

    /// Puts a checkpoint that now carries enough cosignatures where everyone can read it.
    ///
    /// # Errors
    ///
    /// [`LogError::Disk`].
    pub fn publish_cosigned(&self, cosigned: &SignedCheckpoint) -> Result<(), LogError> {
        public::publish(&self.disk, COSIGNED, &cosigned.to_bytes())
            .map_err(disk_error("publish"))?;
        let mut fresh = self.shared.lock();
        if fresh.checkpoint.checkpoint() == cosigned.checkpoint() {
            fresh.checkpoint = Arc::new(cosigned.clone());
        }
        Ok(())
    }

    /// Keeps since when there are entries without enough cosignatures, so that a restart does not
    /// make the wait look shorter; `None` once there are none. Unit: seconds since 1970, UTC.
    ///
    /// # Errors
    ///
    /// [`LogError::Disk`].
    pub fn keep_uncosigned_since(&self, since: Option<u64>) -> Result<(), LogError> {
        let text = since.map_or_else(String::new, |since| format!("{since}\n"));
        public::publish(&self.disk, UNCOSIGNED_SINCE, text.as_bytes())
            .map_err(disk_error("publish"))
    }

    /// Since when there are entries without enough cosignatures, as it was last kept.
    ///
    /// # Errors
    ///
    /// [`LogError::Disk`].
    pub fn uncosigned_since(&self) -> Result<Option<u64>, LogError> {
        let bytes = read_published(&self.disk, UNCOSIGNED_SINCE)?.unwrap_or_default();
        Ok(String::from_utf8(bytes).ok().and_then(|text| text.trim_end().parse().ok()))
    }

    /// The latest checkpoint that carried enough cosignatures, as bytes.
    ///
    /// # Errors
    ///
    /// [`LogError::Disk`].
    pub fn cosigned(&self) -> Result<Option<Vec<u8>>, LogError> {
        read_published(&self.disk, COSIGNED)
    }
}

impl<D: Disk> Tiles for Reader<D> {
    type Error = io::Error;

    fn tile(&self, path: &TilePath) -> Result<Option<Vec<u8>>, io::Error> {
        {
            let fresh = self.shared.lock();
            if let Some(bytes) = fresh.right.get(path) {
                return Ok(Some(bytes.to_vec()));
            }
            if let Some(bytes) = fresh.full.get(&path.as_full()) {
                return Ok(cut(bytes, path));
            }
        }
        StaticTiles(&self.disk).tile(path)
    }
}
