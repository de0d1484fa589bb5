//! Watching a log from its static files: every entry is read once, in order, and every head must be
//! what the entries read so far lead to. A log that rewrites anything is caught at the next head.

use crate::bundle::{self, BundleError};
use crate::checkpoint::Checkpoint;
use crate::edge::{Edge, FullTile, RightEdge};
use crate::hash::leaf_hash;
use crate::tile::{TileKind, TilePath};

/// What is wrong with a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MonitorError {
    /// A bundle is not what its name says.
    #[error("{path} is not a bundle of its stated width")]
    Malformed {
        /// Which bundle.
        path: TilePath,
        /// What does not fit.
        #[source]
        source: BundleError,
    },
    /// A bundle was given out of turn.
    #[error("{0} is not the bundle that comes next")]
    OutOfTurn(TilePath),
    /// Entries that were read before now read otherwise.
    #[error("{0} holds other entries than it did before: the log was rewritten")]
    Rewritten(TilePath),
    /// The entries do not lead to the signed root.
    #[error("the entries lead to another root than the log signed at size {size}")]
    RootMismatch {
        /// Size of the signed head.
        size: u64,
    },
    /// The signed head is smaller than what was read under an earlier one.
    #[error("the log was rolled back: it signed size {size} after size {seen}")]
    RolledBack {
        /// Size of the signed head.
        size: u64,
        /// How many entries had been read.
        seen: u64,
    },
}

/// How far a log has been read, and what its tree must look like there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Monitor {
    right: RightEdge,
    edge: Edge,
}

impl Monitor {
    /// Begins before the first entry.
    #[must_use]
    pub fn new() -> Monitor {
        Monitor::resume(RightEdge::empty())
    }

    /// Goes on from where an earlier one stood.
    #[must_use]
    pub fn resume(right: RightEdge) -> Monitor {
        let edge = right.edge();
        Monitor { right, edge }
    }

    /// How many entries have been read.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.edge.size()
    }

    /// Where it stands, to be kept and resumed from.
    #[must_use]
    pub fn right_edge(&self) -> &RightEdge {
        &self.right
    }

    /// Reads the next bundle of a log; entries that were read before must be the same. The tiles
    /// that become full go to `full`, for whoever wants to compare the log's own.
    ///
    /// # Errors
    ///
    /// [`MonitorError`]; the log is then to be watched no further.
    pub fn take_bundle(
        &mut self,
        path: &TilePath,
        bytes: &[u8],
        full: &mut Vec<FullTile>,
    ) -> Result<(), MonitorError> {
        if path.kind() != TileKind::Entries || path.index() != self.size() / 256 {
            return Err(MonitorError::OutOfTurn(*path));
        }
        let entries = bundle::read_entries(bytes, path.width())
            .map_err(|source| MonitorError::Malformed { path: *path, source })?;
        let seen = (self.size() % 256) as usize;
        if !bytes.starts_with(self.right.bundle()) {
            return Err(MonitorError::Rewritten(*path));
        }
        let mut hashes = Vec::new();
        for entry in entries.iter().skip(seen) {
            hashes.clear();
            self.edge.append(leaf_hash(entry), &mut hashes);
            let pushed = self.right.push(entry, &hashes, full);
            pushed.map_err(|source| MonitorError::Malformed { path: *path, source })?;
        }
        Ok(())
    }

    /// Checks a signed head against everything read; the two must be of the same size.
    ///
    /// # Errors
    ///
    /// [`MonitorError::RolledBack`] or [`MonitorError::RootMismatch`].
    pub fn check_head(&self, head: &Checkpoint) -> Result<(), MonitorError> {
        let (size, seen) = (head.size, self.size());
        if size < seen {
            return Err(MonitorError::RolledBack { size, seen });
        }
        if size == seen && head.root == self.edge.root() {
            return Ok(());
        }
        Err(MonitorError::RootMismatch { size })
    }
}

impl Default for Monitor {
    fn default() -> Self {
        Monitor::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle_of(entries: std::ops::Range<u64>) -> Vec<u8> {
        let mut bytes = Vec::new();
        for index in entries {
            bundle::push_entry(&mut bytes, format!("entry {index}").as_bytes()).unwrap();
        }
        bytes
    }

    fn path(text: &str) -> TilePath {
        text.parse().unwrap()
    }

    /// A monitor that has read 300 entries, and the head of those.
    fn at_300() -> (Monitor, Checkpoint) {
        let mut monitor = Monitor::new();
        let mut full = Vec::new();
        monitor.take_bundle(&path("tile/entries/000"), &bundle_of(0..256), &mut full).unwrap();
        monitor
            .take_bundle(&path("tile/entries/001.p/44"), &bundle_of(256..300), &mut full)
            .unwrap();
        let head = Checkpoint::new("test.example/log", 300, monitor.edge.root());
        (monitor, head)
    }

    #[test]
    fn a_log_that_only_grows_passes_however_it_is_cut() {
        let (mut monitor, head) = at_300();
        monitor.check_head(&head).unwrap();
        let again = Monitor::resume(monitor.right_edge().clone());
        assert_eq!(again, monitor);
        monitor
            .take_bundle(&path("tile/entries/001.p/50"), &bundle_of(256..306), &mut Vec::new())
            .unwrap();
        assert_eq!(monitor.size(), 306);
    }

    #[test]
    fn a_rewritten_entry_is_caught_even_inside_a_bundle_that_was_read_before() {
        let (mut monitor, _) = at_300();
        let mut bytes = bundle_of(256..306);
        bytes[3] ^= 1;
        let at = path("tile/entries/001.p/50");
        let caught = monitor.take_bundle(&at, &bytes, &mut Vec::new());
        assert_eq!(caught, Err(MonitorError::Rewritten(at)));
    }

    #[test]
    fn a_rolled_back_or_forked_head_is_caught() {
        let (monitor, mut head) = at_300();
        head.root = leaf_hash(b"another history");
        assert_eq!(monitor.check_head(&head), Err(MonitorError::RootMismatch { size: 300 }));
        head.size = 299;
        assert_eq!(
            monitor.check_head(&head),
            Err(MonitorError::RolledBack { size: 299, seen: 300 })
        );
    }

    #[test]
    fn bundles_are_taken_in_turn_only() {
        let (mut monitor, _) = at_300();
        for wrong in ["tile/entries/000", "tile/entries/002", "tile/0/001"] {
            let caught = monitor.take_bundle(&path(wrong), &bundle_of(0..256), &mut Vec::new());
            assert_eq!(caught, Err(MonitorError::OutOfTurn(path(wrong))));
        }
    }
}
