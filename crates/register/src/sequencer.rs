//! The one writer of a log: it gives entries their places and signs each new head.
//!
//! It asks the [`Head`] port, which must not lie, to make a batch and its signed checkpoint durable
//! in one step. Tiles are not its business: they can be rebuilt from what the head keeps.

use crate::bundle::{BundleError, MAX_ENTRY_BYTES};
use crate::checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
use crate::edge::{Edge, FullTile, RightEdge, TileHash};
use crate::hash::{Hash, leaf_hash};
use crate::note::{SignerKey, VerifierKey};

/// One batch on its way to become durable.
#[derive(Debug, Clone, Copy)]
pub struct NextHead<'a, E> {
    /// The size that the log must still have for this batch to be written.
    pub old_size: u64,
    /// The root that the log must still have.
    pub old_root: &'a Hash,
    /// The root that covers the batch too.
    pub new_root: &'a Hash,
    /// The entries, in their order.
    pub entries: &'a [E],
    /// The signed checkpoint that covers them.
    pub checkpoint: &'a [u8],
    /// When the batch was signed. Unit: milliseconds since 1970, UTC.
    pub time_ms: u64,
}

/// What the head port remembers: the log up to `base`, as its right edge, and every entry since.
#[derive(Debug)]
pub struct KeptHead {
    /// The edge at some earlier size; tiles left of it are already durable.
    pub base: RightEdge,
    /// The entries after it, in order.
    pub entries: Vec<Vec<u8>>,
    /// The latest signed checkpoint.
    pub checkpoint: Vec<u8>,
}

/// The port to the small cell that must not lie: the latest signed head.
///
/// Whoever can roll this back can make the log sign two histories, so it is guarded as the key is.
pub trait Head {
    /// What can go wrong.
    type Error;

    /// Makes the batch and its checkpoint durable, together or not at all, provided that the head
    /// is still the old one. When this returns, both survive a crash.
    ///
    /// # Errors
    ///
    /// If the head has moved or the write cannot be shown to be durable. The caller must then stop:
    /// after a failed write the true head is known only by loading it again.
    fn commit<E: AsRef<[u8]>>(&mut self, next: &NextHead<'_, E>) -> Result<(), Self::Error>;
}

/// Why a log cannot be opened for writing.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The kept checkpoint is not signed by this log's key, or is of another log.
    #[error("the kept head is not a checkpoint of this log")]
    Checkpoint(#[source] CheckpointError),
    /// The kept entries do not lead to the kept checkpoint.
    #[error("the kept entries lead to another head than the signed one, size {size}")]
    Inconsistent {
        /// The size of the signed head.
        size: u64,
    },
}

/// Why a batch was not added.
#[derive(Debug, thiserror::Error)]
pub enum SequenceError<E> {
    /// An entry is longer than a bundle can hold; nothing of the batch was added.
    #[error("an entry is longer than {MAX_ENTRY_BYTES} bytes")]
    EntryTooLong(#[from] BundleError),
    /// The key cannot sign checkpoints of this log.
    #[error("the checkpoint could not be signed")]
    Sign(#[source] CheckpointError),
    /// The head could not be made durable. The sequencer refuses everything from here on.
    #[error("the new head could not be made durable")]
    Head(#[source] E),
    /// An earlier write failed, so the true head is unknown until the log is opened again.
    #[error("an earlier write failed; the log must be opened again")]
    Stopped,
}

/// A batch that is durable under a signed checkpoint.
#[derive(Debug, Clone)]
pub struct Committed {
    /// The place of the first entry of the batch; the others follow.
    pub first_index: u64,
    /// The checkpoint that covers the batch.
    pub checkpoint: SignedCheckpoint,
    hashes: Vec<TileHash>,
    /// For each entry, where its part of `hashes` ends.
    ends: Vec<usize>,
}

impl Committed {
    /// Brings a right edge that stood before this batch after it; files that become full go to
    /// `full`. `entries` are those of the batch.
    pub fn advance<E: AsRef<[u8]>>(
        &self,
        edge: &mut RightEdge,
        entries: &[E],
        full: &mut Vec<FullTile>,
    ) {
        let mut start = 0;
        for (end, entry) in self.ends.iter().zip(entries) {
            let hashes = &self.hashes[start..*end];
            start = *end;
            edge.push(entry.as_ref(), hashes, full).expect("the sequencer checked the length");
        }
    }
}

/// The sequencer of one log.
pub struct Sequencer<H> {
    head: H,
    key: SignerKey,
    origin: String,
    edge: Edge,
    root: Hash,
    is_stopped: bool,
}

impl<H: Head> Sequencer<H> {
    /// The sequencer of the log that stands at `right` under `checkpoint`, both as [`replay`] gave
    /// them.
    ///
    /// # Errors
    ///
    /// [`OpenError`] if the two are not of the same log at the same size.
    pub fn open(
        head: H,
        right: &RightEdge,
        checkpoint: &SignedCheckpoint,
        key: SignerKey,
    ) -> Result<Sequencer<H>, OpenError> {
        let edge = right.edge();
        let root = edge.root();
        let signed = checkpoint.checkpoint();
        if signed.size != edge.size() || signed.root != root {
            return Err(OpenError::Inconsistent { size: signed.size });
        }
        let origin = signed.origin.clone();
        Ok(Sequencer { head, key, origin, edge, root, is_stopped: false })
    }

    /// How many entries the log has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.edge.size()
    }

    /// The port itself, for chores that are not sequencing, such as trimming what tiles now hold.
    pub fn head_mut(&mut self) -> &mut H {
        &mut self.head
    }

    /// Gives each entry its place, signs the checkpoint that covers them all, and returns once both
    /// are durable. An empty batch signs the same size again.
    ///
    /// # Errors
    ///
    /// [`SequenceError`]. After [`SequenceError::Head`] every later call fails, so that nothing is
    /// ever signed on top of a head that may not be the true one.
    pub fn commit<E: AsRef<[u8]>>(
        &mut self,
        entries: &[E],
        time_ms: u64,
    ) -> Result<Committed, SequenceError<H::Error>> {
        if self.is_stopped {
            return Err(SequenceError::Stopped);
        }
        if entries.iter().any(|entry| entry.as_ref().len() > MAX_ENTRY_BYTES) {
            return Err(SequenceError::EntryTooLong(BundleError::EntryTooLong));
        }
        let mut edge = self.edge.clone();
        let mut hashes = Vec::with_capacity(entries.len() + 2);
        let mut ends = Vec::with_capacity(entries.len());
        for entry in entries {
            edge.append(leaf_hash(entry.as_ref()), &mut hashes);
            ends.push(hashes.len());
        }
        let root = edge.root();
        let checkpoint = Checkpoint::new(&self.origin, edge.size(), root);
        let checkpoint =
            SignedCheckpoint::sign(&checkpoint, &self.key).map_err(SequenceError::Sign)?;
        let (old_size, old_root) = (self.edge.size(), &self.root);
        let bytes = checkpoint.to_bytes();
        let next =
            NextHead { old_size, old_root, new_root: &root, entries, checkpoint: &bytes, time_ms };
        if let Err(error) = self.head.commit(&next) {
            self.is_stopped = true;
            return Err(SequenceError::Head(error));
        }
        let first_index = self.edge.size();
        self.edge = edge;
        self.root = root;
        Ok(Committed { first_index, checkpoint, hashes, ends })
    }
}

/// Rebuilds the right edge and the files filled since the base, and checks them against the head.
///
/// # Errors
///
/// [`OpenError`] if what was kept contradicts itself or the key.
pub fn replay(
    kept: KeptHead,
    key: &VerifierKey,
    origin: &str,
) -> Result<(SignedCheckpoint, RightEdge, Vec<FullTile>), OpenError> {
    let checkpoint =
        SignedCheckpoint::parse(&kept.checkpoint, key).map_err(OpenError::Checkpoint)?;
    let KeptHead { base: mut right, entries, .. } = kept;
    let mut edge = right.edge();
    let (mut full, mut hashes) = (Vec::new(), Vec::new());
    for entry in &entries {
        hashes.clear();
        edge.append(leaf_hash(entry), &mut hashes);
        let inconsistent = |_| OpenError::Inconsistent { size: checkpoint.checkpoint().size };
        right.push(entry, &hashes, &mut full).map_err(inconsistent)?;
    }
    let head = checkpoint.checkpoint();
    if head.size != edge.size() || head.root != edge.root() || head.origin != origin {
        return Err(OpenError::Inconsistent { size: head.size });
    }
    Ok((checkpoint, right, full))
}
