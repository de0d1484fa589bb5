//! Proofs read from tiles that may lie: nothing leaves here that the signed root does not confirm.

use std::collections::BTreeMap;

use crate::bundle;
use crate::hash::{Hash, leaf_hash, node_hash};
use crate::merkle::{self, MerkleError, Node};
use crate::tile::{HASH_BYTES, TILE_HEIGHT, TileKind, TilePath};

/// The port to the static files of a log. It may lie: whoever can write there can at most make
/// proofs fail, because every answer is checked against the signed head.
pub trait Tiles {
    /// What can go wrong when reading.
    type Error;

    /// The bytes of a tile or bundle, or `None` where there is none. A store that only has a wider
    /// tile cuts it to the width asked for.
    ///
    /// # Errors
    ///
    /// Whatever the storage says.
    fn tile(&self, path: &TilePath) -> Result<Option<Vec<u8>>, Self::Error>;
}

/// Why a proof or an entry could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError<E> {
    /// The storage failed.
    #[error("could not read {path}")]
    Storage {
        /// Which file.
        path: TilePath,
        /// Why.
        #[source]
        source: E,
    },
    /// A file that the signed head says must exist is not there.
    #[error("{0} is missing, though the signed head says it exists")]
    Missing(TilePath),
    /// A file has another length than its name says.
    #[error("{0} is not a tile of its stated width")]
    Malformed(TilePath),
    /// The files do not lead to the signed root: at least one of them was altered.
    #[error("the tiles do not lead to the signed root: altered files, read around {path}")]
    Altered {
        /// The lowest file involved.
        path: TilePath,
        /// What did not hold.
        #[source]
        source: MerkleError,
    },
    /// There is no such entry, or no such earlier size.
    #[error("the log has no such entry or size")]
    OutOfRange,
}

/// An entry together with the path that proves it under the root it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvedEntry {
    /// The bytes of the entry.
    pub entry: Vec<u8>,
    /// The hash of the entry as a leaf.
    pub leaf: Hash,
    /// From the leaf's sibling up.
    pub path: Vec<Hash>,
}

/// Reads proofs of one tree head from tiles, fetching each tile once.
pub struct TileReader<'a, T> {
    tiles: &'a T,
    size: u64,
    root: Hash,
    cache: BTreeMap<TilePath, Vec<u8>>,
}

impl<'a, T: Tiles> TileReader<'a, T> {
    /// A reader for the tree of `size` leaves whose signed root is `root`.
    pub fn new(tiles: &'a T, size: u64, root: Hash) -> TileReader<'a, T> {
        TileReader { tiles, size, root, cache: BTreeMap::new() }
    }

    /// The entry number `index`, its leaf hash and its path, already checked against the root.
    ///
    /// # Errors
    ///
    /// [`ReadError`]; a lie in the tiles is [`ReadError::Altered`].
    pub fn prove_inclusion(&mut self, index: u64) -> Result<ProvedEntry, ReadError<T::Error>> {
        let size = self.size;
        let path = merkle::inclusion_path(index, size, |node| self.node(node))?
            .ok_or(ReadError::OutOfRange)?;
        let at = TilePath::in_tree(TileKind::Entries, index / 256, size);
        let at = at.ok_or(ReadError::OutOfRange)?;
        let entry = self.entry(at, (index % 256) as usize)?;
        let leaf = leaf_hash(&entry);
        merkle::verify_inclusion(&leaf, index, size, &path, &self.root)
            .map_err(|source| ReadError::Altered { path: at, source })?;
        Ok(ProvedEntry { entry, leaf, path })
    }

    /// The entries of bundle `index`, each already checked against the root, for hardly more than
    /// the cost of proving one. What was read of the bundle itself is not kept.
    ///
    /// # Errors
    ///
    /// [`ReadError`]; a lie in the tiles is [`ReadError::Altered`].
    pub fn prove_bundle(&mut self, index: u64) -> Result<Vec<Vec<u8>>, ReadError<T::Error>> {
        let in_tree = |kind| TilePath::in_tree(kind, index, self.size).ok_or(ReadError::OutOfRange);
        let (at, tile) = (in_tree(TileKind::Entries)?, in_tree(TileKind::Hashes { level: 0 })?);
        // The path of the first entry is made of every other hash of its tile, so all of them are
        // true once it leads to the root.
        self.prove_inclusion(index * 256)?;
        let hashes = self.fetch(tile)?.as_chunks::<HASH_BYTES>().0.to_vec();
        let entries = bundle::read_entries(self.fetch(at)?, at.width());
        let entries = entries.map_err(|_| ReadError::Malformed(at))?;
        let is_true = entries.iter().zip(&hashes).all(|(entry, hash)| leaf_hash(entry).0 == *hash);
        if !is_true {
            return Err(ReadError::Altered { path: at, source: MerkleError::RootMismatch });
        }
        let entries = entries.into_iter().map(<[u8]>::to_vec).collect();
        self.cache.remove(&at);
        self.cache.remove(&tile);
        Ok(entries)
    }

    /// The path from an earlier head to this one, already checked against both roots.
    ///
    /// # Errors
    ///
    /// [`ReadError`]; a lie in the tiles, or an earlier head of another history, is
    /// [`ReadError::Altered`].
    pub fn prove_consistency(
        &mut self,
        old_size: u64,
        old_root: &Hash,
    ) -> Result<Vec<Hash>, ReadError<T::Error>> {
        let size = self.size;
        let path = merkle::consistency_path(old_size, size, |node| self.node(node))?
            .ok_or(ReadError::OutOfRange)?;
        let at = TilePath::in_tree(TileKind::Hashes { level: 0 }, (old_size - 1) / 256, size);
        let at = at.ok_or(ReadError::OutOfRange)?;
        merkle::verify_consistency(old_size, size, &path, old_root, &self.root)
            .map_err(|source| ReadError::Altered { path: at, source })?;
        Ok(path)
    }

    /// The root that the tiles themselves lead to at `size`, which must not exceed this tree's.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if a tile is missing or malformed.
    pub fn root_at(&mut self, size: u64) -> Result<Hash, ReadError<T::Error>> {
        if size > self.size {
            return Err(ReadError::OutOfRange);
        }
        merkle::root(size, |node| self.node(node))
    }

    fn entry(&mut self, path: TilePath, at: usize) -> Result<Vec<u8>, ReadError<T::Error>> {
        let bytes = self.fetch(path)?;
        let entries = bundle::read_entries(bytes, path.width());
        let entry = entries.ok().and_then(|entries| entries.get(at).map(|entry| entry.to_vec()));
        entry.ok_or(ReadError::Malformed(path))
    }

    /// A complete node, computed from the hashes of the one tile that spans it.
    fn node(&mut self, node: Node) -> Result<Hash, ReadError<T::Error>> {
        let level = node.level / TILE_HEIGHT;
        let inner = u32::from(node.level % TILE_HEIGHT);
        let first = node.index << inner;
        let kind = TileKind::Hashes { level };
        let path = TilePath::in_tree(kind, first / 256, self.size).ok_or(ReadError::OutOfRange)?;
        let bytes = self.fetch(path)?;
        let start = (first % 256) as usize;
        let (hashes, _) = bytes.as_chunks::<HASH_BYTES>();
        let row = hashes.get(start..start + (1 << inner)).ok_or(ReadError::Malformed(path))?;
        let mut row: Vec<Hash> = row.iter().map(|bytes| Hash(*bytes)).collect();
        while row.len() > 1 {
            row = row.as_chunks::<2>().0.iter().map(|[l, r]| node_hash(l, r)).collect();
        }
        Ok(row[0])
    }

    fn fetch(&mut self, path: TilePath) -> Result<&[u8], ReadError<T::Error>> {
        if !self.cache.contains_key(&path) {
            let read = self.tiles.tile(&path);
            let bytes = read.map_err(|source| ReadError::Storage { path, source })?;
            let bytes = bytes.ok_or(ReadError::Missing(path))?;
            let is_hashes = matches!(path.kind(), TileKind::Hashes { .. });
            if is_hashes && bytes.len() != usize::from(path.width()) * HASH_BYTES {
                return Err(ReadError::Malformed(path));
            }
            self.cache.insert(path, bytes);
        }
        Ok(&self.cache[&path])
    }
}
