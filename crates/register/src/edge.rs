//! The growing right edge of a log: what must be kept to append, and the tiles it fills.

use crate::bundle;
use crate::hash::{Hash, node_hash};
use crate::tile::{HASH_BYTES, TILE_HEIGHT, TILE_WIDTH, TileKind, TilePath};

/// A hash that an append adds at the right end of a level of tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TileHash {
    /// Level of the tile, 0 for leaves.
    pub level: u8,
    /// The leaf hash, or the root of the tile just filled one level below.
    pub hash: Hash,
}

/// The roots of the complete subtrees that make up a tree, largest first. This is all that is
/// needed to append and to know the root: about log2(size) hashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    peaks: Vec<Hash>,
}

impl Edge {
    /// The edge of the tree without leaves.
    #[must_use]
    pub fn empty() -> Edge {
        Edge { size: 0, peaks: Vec::new() }
    }

    /// How many leaves the tree has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree. Source: RFC 6962, section 2.1.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else {
            return Hash::EMPTY_ROOT;
        };
        peaks.fold(*last, |right, left| node_hash(left, &right))
    }

    /// Appends a leaf, and adds to `pushed` each hash that now stands in a tile.
    pub fn append(&mut self, leaf: Hash, pushed: &mut Vec<TileHash>) {
        pushed.push(TileHash { level: 0, hash: leaf });
        let (mut hash, mut height, mut index) = (leaf, 0u8, self.size);
        while index & 1 == 1 {
            // An odd index has a complete left sibling, and it is the last peak.
            let left = self.peaks.pop().expect("one peak per set bit of the size");
            hash = node_hash(&left, &hash);
            height += 1;
            index >>= 1;
            if height.is_multiple_of(TILE_HEIGHT) {
                pushed.push(TileHash { level: height / TILE_HEIGHT, hash });
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }
}

/// A file of the log that is full and so never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FullTile {
    /// Where it stands.
    pub path: TilePath,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The tiles and the bundle at the right edge that are not full yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightEdge {
    size: u64,
    /// By level; the hashes of its one partial tile, side by side.
    levels: Vec<Vec<u8>>,
    bundle: Vec<u8>,
}

/// The bytes are not a right edge of the stated size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the right edge of a log of that size")]
pub struct RightEdgeError;

impl RightEdge {
    /// The edge of the log without entries.
    #[must_use]
    pub fn empty() -> RightEdge {
        RightEdge { size: 0, levels: Vec::new(), bundle: Vec::new() }
    }

    /// Puts an edge together from what each partial tile holds.
    ///
    /// # Errors
    ///
    /// [`RightEdgeError`] if a tile or the bundle has not just the width that `size` asks for.
    pub fn from_parts(
        size: u64,
        levels: Vec<Vec<u8>>,
        bundle: Vec<u8>,
    ) -> Result<RightEdge, RightEdgeError> {
        let edge = RightEdge { size, levels, bundle };
        let wanted = (64 - size.leading_zeros()).div_ceil(u32::from(TILE_HEIGHT)) as usize;
        let is_whole = edge.levels.len() == wanted
            && (0u8..)
                .zip(&edge.levels)
                .all(|(level, tile)| tile.len() == usize::from(width_at(size, level)) * HASH_BYTES)
            && bundle::read_entries(&edge.bundle, width_at(size, 0)).is_ok();
        if is_whole { Ok(edge) } else { Err(RightEdgeError) }
    }

    /// How many entries the log has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The partial tile of each level, lowest first, as bytes; a level whose last tile is full has
    /// none left over and is empty.
    #[must_use]
    pub fn levels(&self) -> &[Vec<u8>] {
        &self.levels
    }

    /// The partial bundle.
    #[must_use]
    pub fn bundle(&self) -> &[u8] {
        &self.bundle
    }

    /// The peaks of the tree, computed from the partial tiles.
    #[must_use]
    pub fn edge(&self) -> Edge {
        let mut peaks = Vec::new();
        for tile in self.levels.iter().rev() {
            let mut stack: Vec<Hash> = Vec::new();
            for (index, bytes) in tile.as_chunks::<HASH_BYTES>().0.iter().enumerate() {
                let (mut hash, mut index) = (Hash(*bytes), index);
                while index & 1 == 1 {
                    let left = stack.pop().expect("one peak per set bit of the index");
                    hash = node_hash(&left, &hash);
                    index >>= 1;
                }
                stack.push(hash);
            }
            peaks.extend(stack);
        }
        Edge { size: self.size, peaks }
    }

    /// Adds one entry and the hashes that [`Edge::append`] gave for it; tiles that become full
    /// move to `full`.
    ///
    /// # Errors
    ///
    /// [`bundle::BundleError::EntryTooLong`]; nothing has changed then.
    pub fn push(
        &mut self,
        entry: &[u8],
        hashes: &[TileHash],
        full: &mut Vec<FullTile>,
    ) -> Result<(), bundle::BundleError> {
        bundle::push_entry(&mut self.bundle, entry)?;
        let index = self.size;
        self.size += 1;
        for TileHash { level, hash } in hashes {
            let at = usize::from(*level);
            if self.levels.len() <= at {
                self.levels.resize(at + 1, Vec::new());
            }
            self.levels[at].extend_from_slice(&hash.0);
            if self.levels[at].len() == usize::from(TILE_WIDTH) * HASH_BYTES {
                let tile = index >> (u32::from(TILE_HEIGHT) * (u32::from(*level) + 1));
                full.push(FullTile {
                    path: TilePath::full(TileKind::Hashes { level: *level }, tile),
                    bytes: std::mem::take(&mut self.levels[at]),
                });
            }
        }
        if self.size.is_multiple_of(u64::from(TILE_WIDTH)) {
            full.push(FullTile {
                path: TilePath::full(TileKind::Entries, index / u64::from(TILE_WIDTH)),
                bytes: std::mem::take(&mut self.bundle),
            });
        }
        Ok(())
    }

    /// The partial files of a log of just this size, with their bytes.
    pub fn partials(&self) -> impl Iterator<Item = (TilePath, &[u8])> {
        let tiles = (0u8..).zip(&self.levels).filter_map(|(level, bytes)| {
            let path = self.partial_path(TileKind::Hashes { level })?;
            Some((path, bytes.as_slice()))
        });
        let bundle =
            self.partial_path(TileKind::Entries).map(|path| (path, self.bundle.as_slice()));
        tiles.chain(bundle)
    }

    fn partial_path(&self, kind: TileKind) -> Option<TilePath> {
        let level = match kind {
            TileKind::Hashes { level } => level,
            TileKind::Entries => 0,
        };
        let index = self.size.checked_shr(u32::from(TILE_HEIGHT) * (u32::from(level) + 1));
        TilePath::in_tree(kind, index.unwrap_or(0), self.size).filter(|path| !path.is_full())
    }

    /// The bytes of the partial tile at `path`, cut to the width asked for; `None` if it does not
    /// stand at this edge or is not that wide yet.
    #[must_use]
    pub fn get(&self, path: &TilePath) -> Option<&[u8]> {
        let here = self.partial_path(path.kind())?;
        if here.index() != path.index() || here.width() < path.width() {
            return None;
        }
        match path.kind() {
            TileKind::Entries => bundle::truncate(&self.bundle, path.width()),
            TileKind::Hashes { level } => self
                .levels
                .get(usize::from(level))
                .map(|bytes| &bytes[..usize::from(path.width()) * HASH_BYTES]),
        }
    }
}

/// How many hashes the partial tile at `level` of a log of `size` entries holds, 0 to 255.
/// Source: C2SP tlog-tiles, "Partial Tiles".
fn width_at(size: u64, level: u8) -> u16 {
    (size.checked_shr(u32::from(level) * u32::from(TILE_HEIGHT)).unwrap_or(0) % 256) as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::leaf_hash;
    use crate::merkle;
    use std::collections::BTreeMap;

    /// Appends `count` entries and returns the edge and every file that became full.
    fn grow(count: u64) -> (Edge, RightEdge, BTreeMap<String, Vec<u8>>) {
        let (mut edge, mut right, mut full) = (Edge::empty(), RightEdge::empty(), Vec::new());
        for index in 0..count {
            let entry = format!("entry {index}");
            let mut pushed = Vec::new();
            edge.append(leaf_hash(entry.as_bytes()), &mut pushed);
            right.push(entry.as_bytes(), &pushed, &mut full).unwrap();
        }
        (edge, right, full.into_iter().map(|tile| (tile.path.to_string(), tile.bytes)).collect())
    }

    #[test]
    fn the_root_is_that_of_the_whole_tree_at_every_size() {
        let leaves: Vec<Hash> =
            (0..600).map(|i| leaf_hash(format!("entry {i}").as_bytes())).collect();
        let mut edge = Edge::empty();
        assert_eq!(edge.root(), Hash::EMPTY_ROOT);
        for (size, leaf) in (1..).zip(&leaves) {
            edge.append(*leaf, &mut Vec::new());
            let complete = |node: merkle::Node| {
                let mut row: Vec<Hash> = leaves[(node.index << node.level) as usize
                    ..((node.index + 1) << node.level) as usize]
                    .to_vec();
                while row.len() > 1 {
                    row = row.chunks(2).map(|pair| node_hash(&pair[0], &pair[1])).collect();
                }
                Ok::<_, std::convert::Infallible>(row[0])
            };
            assert_eq!(edge.root(), merkle::root(size, complete).unwrap());
        }
    }

    #[test]
    fn full_and_partial_files_are_just_those_of_the_specification() {
        for count in [0, 1, 255, 256, 257, 1000, 65_535, 65_536, 66_000] {
            let (edge, right, mut files) = grow(count);
            files.extend(right.partials().map(|(path, bytes)| (path.to_string(), bytes.to_vec())));
            let names: Vec<String> =
                TilePath::new_since(0, count).map(|path| path.to_string()).collect();
            let mut sorted = names.clone();
            sorted.sort();
            assert_eq!(files.keys().cloned().collect::<Vec<_>>(), sorted, "{count}");
            assert_eq!(right.edge(), edge, "{count}");
            let parts = (right.levels().to_vec(), right.bundle().to_vec());
            assert_eq!(
                RightEdge::from_parts(count, parts.0.clone(), parts.1.clone()).unwrap(),
                right
            );
            assert!(RightEdge::from_parts(count + 1, parts.0, parts.1).is_err());
        }
    }

    #[test]
    fn narrower_partial_tiles_are_cut_from_the_edge() {
        let (_, right, _) = grow(300);
        let path = |text: &str| text.parse::<TilePath>().unwrap();
        assert_eq!(right.get(&path("tile/0/001.p/44")).unwrap().len(), 44 * 32);
        assert_eq!(right.get(&path("tile/0/001.p/3")).unwrap().len(), 3 * 32);
        assert_eq!(right.get(&path("tile/entries/001.p/1")).unwrap(), b"\x00\x09entry 256");
        assert_eq!(right.get(&path("tile/1/000.p/1")).unwrap().len(), 32);
        for absent in
            ["tile/0/001.p/45", "tile/0/000", "tile/0/001", "tile/1/000.p/2", "tile/63/000.p/1"]
        {
            assert_eq!(right.get(&path(absent)), None, "{absent}");
        }
    }
}
