//! A log in memory with all its files: full ones as they were filled, partial ones at the edge.

use std::collections::BTreeMap;
use std::convert::Infallible;

use register::edge::{Edge, RightEdge};
use register::hash::{Hash, leaf_hash};
use register::reader::Tiles;
use register::tile::TilePath;

/// The log and its files.
#[derive(Clone)]
pub(crate) struct MemoryLog {
    edge: Edge,
    right: RightEdge,
    full: BTreeMap<TilePath, Vec<u8>>,
}

impl MemoryLog {
    /// The log without entries.
    pub(crate) fn new() -> MemoryLog {
        MemoryLog { edge: Edge::empty(), right: RightEdge::empty(), full: BTreeMap::new() }
    }

    pub(crate) fn append(&mut self, entry: &[u8]) {
        let (mut hashes, mut full) = (Vec::new(), Vec::new());
        self.edge.append(leaf_hash(entry), &mut hashes);
        self.right.push(entry, &hashes, &mut full).unwrap();
        self.full.extend(full.into_iter().map(|tile| (tile.path, tile.bytes)));
    }

    pub(crate) fn size(&self) -> u64 {
        self.edge.size()
    }

    pub(crate) fn root(&self) -> Hash {
        self.edge.root()
    }

    /// Every file that a log of this size has.
    pub(crate) fn files(&self) -> BTreeMap<TilePath, Vec<u8>> {
        let partial = self.right.partials().map(|(path, bytes)| (path, bytes.to_vec()));
        self.full.clone().into_iter().chain(partial).collect()
    }
}

impl Tiles for MemoryLog {
    type Error = Infallible;

    fn tile(&self, path: &TilePath) -> Result<Option<Vec<u8>>, Infallible> {
        let full = self.full.get(path).map(Vec::as_slice);
        Ok(full.or_else(|| self.right.get(path)).map(<[u8]>::to_vec))
    }
}
