//! The Merkle tree of RFC 6962: building proofs from complete nodes, and checking them.
//!
//! Nothing here stores a tree. Builders ask a closure for *complete* nodes, that is subtrees whose
//! 2^level leaves all exist, which is just what tiles hold.

use std::ops::Range;

use crate::hash::{Hash, node_hash};

/// More hashes than any proof can have: a tree has fewer than 2^63 leaves.
///
/// Source: C2SP tlog-witness, "at most 63 consistency proof lines".
pub const MAX_PROOF_HASHES: usize = 63;

/// Why a proof does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MerkleError {
    /// The index, size or range asked about cannot exist.
    #[error("the proof is about a place that does not exist in a tree of that size")]
    OutOfRange,
    /// The path is longer or shorter than the shape of the tree says.
    #[error("the proof has the wrong number of hashes")]
    WrongLength,
    /// The path leads to another root.
    #[error("the proof does not lead to the given root")]
    RootMismatch,
}

/// Checks that `leaf` is the entry number `index` of the tree of `size` leaves with root `root`.
///
/// Source: RFC 6962, section 2.1.1; RFC 9162, section 2.1.3.2.
///
/// # Errors
///
/// [`MerkleError`] says which part does not hold.
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    path: &[Hash],
    root: &Hash,
) -> Result<(), MerkleError> {
    if index >= size {
        return Err(MerkleError::OutOfRange);
    }
    let (mut node, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in path {
        if last == 0 {
            return Err(MerkleError::WrongLength);
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(MerkleError::WrongLength);
    }
    if hash == *root { Ok(()) } else { Err(MerkleError::RootMismatch) }
}

/// Checks that the tree of `new_size` leaves continues the tree of `old_size` leaves.
///
/// An `old_size` of zero is refused: every tree continues the empty one, so such a proof says
/// nothing, and a caller who takes it for a statement about `new_root` would be fooled.
///
/// Source: RFC 6962, section 2.1.2.
///
/// # Errors
///
/// [`MerkleError`] says which part does not hold.
pub fn verify_consistency(
    old_size: u64,
    new_size: u64,
    path: &[Hash],
    old_root: &Hash,
    new_root: &Hash,
) -> Result<(), MerkleError> {
    if old_size == 0 {
        return Err(MerkleError::OutOfRange);
    }
    verify_subtree_consistency(0, old_size, new_size, path, old_root, new_root)
}

/// Whether `start..end` names a subtree: its start is a multiple of the smallest power of two that
/// is not less than its length. The empty range counts as one.
///
/// Source: draft-ietf-plants-merkle-tree-certs, section 4.1.
fn is_subtree(start: u64, end: u64) -> bool {
    match end.checked_sub(start) {
        None => false,
        Some(0) => true,
        Some(length) => length.checked_next_power_of_two().is_some_and(|p| start.is_multiple_of(p)),
    }
}

/// Checks that `leaf` is entry number `index` of the log, under the root of the subtree
/// `start..end`.
///
/// # Errors
///
/// [`MerkleError`] says which part does not hold.
pub fn verify_subtree_inclusion(
    leaf: &Hash,
    index: u64,
    start: u64,
    end: u64,
    path: &[Hash],
    root: &Hash,
) -> Result<(), MerkleError> {
    if !is_subtree(start, end) || index < start || index >= end {
        return Err(MerkleError::OutOfRange);
    }
    verify_inclusion(leaf, index - start, end - start, path, root)
}

/// Checks that the subtree `start..end` with root `subtree_root` is part of the tree of `size`
/// leaves with root `root`. The empty subtree is part of every tree.
///
/// Source: draft-ietf-plants-merkle-tree-certs, section 4.4.3; with `start` 0 it is RFC 9162,
/// section 2.1.4.2.
///
/// # Errors
///
/// [`MerkleError`] says which part does not hold.
pub fn verify_subtree_consistency(
    start: u64,
    end: u64,
    size: u64,
    path: &[Hash],
    subtree_root: &Hash,
    root: &Hash,
) -> Result<(), MerkleError> {
    if !is_subtree(start, end) || end > size {
        return Err(MerkleError::OutOfRange);
    }
    if start == end {
        return match (path.is_empty(), *subtree_root == Hash::EMPTY_ROOT) {
            (true, true) => Ok(()),
            (false, _) => Err(MerkleError::WrongLength),
            (true, false) => Err(MerkleError::RootMismatch),
        };
    }
    let (mut first, mut last, mut top) = (start, end - 1, size - 1);
    let runs_to_the_end = last == top;
    while first != last && (runs_to_the_end || last & 1 == 1) {
        (first, last, top) = (first >> 1, last >> 1, top >> 1);
    }
    let (seed, rest) = if first == last {
        (*subtree_root, path)
    } else {
        let (head, rest) = path.split_first().ok_or(MerkleError::WrongLength)?;
        (*head, rest)
    };
    let (mut old, mut new) = (seed, seed);
    for sibling in rest {
        if top == 0 {
            return Err(MerkleError::WrongLength);
        }
        if last & 1 == 1 || last == top {
            if first < last {
                old = node_hash(sibling, &old);
            }
            new = node_hash(sibling, &new);
            while last & 1 == 0 && last != 0 {
                (first, last, top) = (first >> 1, last >> 1, top >> 1);
            }
        } else {
            new = node_hash(&new, sibling);
        }
        (first, last, top) = (first >> 1, last >> 1, top >> 1);
    }
    if top != 0 {
        return Err(MerkleError::WrongLength);
    }
    if old == *subtree_root && new == *root { Ok(()) } else { Err(MerkleError::RootMismatch) }
}

/// A complete node asked for by a proof builder: the root of leaves
/// `index * 2^level .. (index + 1) * 2^level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// Height above the leaves; a leaf is level 0.
    pub level: u8,
    /// Position within its level, from 0.
    pub index: u64,
}

/// The root of leaves `start..end`, where `start` is a multiple of the largest power of two in
/// `end - start`, folded from complete nodes.
fn range_root<E>(
    start: u64,
    end: u64,
    node: &mut impl FnMut(Node) -> Result<Hash, E>,
) -> Result<Hash, E> {
    let mut parts = Vec::new();
    let mut at = start;
    while at < end {
        let level = (end - at).ilog2();
        // `ilog2` of a u64 is below 64, so it fits.
        parts.push(node(Node { level: level as u8, index: at >> level })?);
        at += 1 << level;
    }
    let mut parts = parts.into_iter().rev();
    let last = parts.next().unwrap_or(Hash::EMPTY_ROOT);
    Ok(parts.fold(last, |right, left| node_hash(&left, &right)))
}

/// The largest power of two below `n`, for `n` of at least 2. Source: RFC 6962, section 2.1.
fn split_point(n: u64) -> u64 {
    1 << (n - 1).ilog2()
}

/// The root of the first `size` leaves, folded from complete nodes.
///
/// # Errors
///
/// Whatever `node` returns.
pub fn root<E>(size: u64, mut node: impl FnMut(Node) -> Result<Hash, E>) -> Result<Hash, E> {
    range_root(0, size, &mut node)
}

/// The path that proves entry `index` in the tree of `size` leaves, from the leaf's sibling up.
/// `None` if there is no such entry.
///
/// # Errors
///
/// Whatever `node` returns.
pub fn inclusion_path<E>(
    index: u64,
    size: u64,
    mut node: impl FnMut(Node) -> Result<Hash, E>,
) -> Result<Option<Vec<Hash>>, E> {
    let Some(siblings) = siblings(index, size) else {
        return Ok(None);
    };
    let path: Result<Vec<_>, E> =
        siblings.into_iter().map(|range| range_root(range.start, range.end, &mut node)).collect();
    path.map(Some)
}

/// The ranges of leaves whose roots make up the path of [`inclusion_path`], in its order. A range
/// past `index` is joined on the right, one before it on the left. `None` if there is no such
/// entry.
#[must_use]
pub fn siblings(index: u64, size: u64) -> Option<Vec<Range<u64>>> {
    if index >= size {
        return None;
    }
    let (mut start, mut end) = (0, size);
    let mut siblings = Vec::new();
    while end - start > 1 {
        let middle = start + split_point(end - start);
        if index < middle {
            siblings.push(middle..end);
            end = middle;
        } else {
            siblings.push(start..middle);
            start = middle;
        }
    }
    siblings.reverse();
    Some(siblings)
}

/// The path that proves the tree of `new_size` leaves continues the one of `old_size`.
/// `None` where no proof exists: an empty or larger old tree.
///
/// # Errors
///
/// Whatever `node` returns.
pub fn consistency_path<E>(
    old_size: u64,
    new_size: u64,
    mut node: impl FnMut(Node) -> Result<Hash, E>,
) -> Result<Option<Vec<Hash>>, E> {
    if old_size == 0 || old_size > new_size {
        return Ok(None);
    }
    // RFC 6962, section 2.1.2, unrolled: SUBPROOF(m, D[start..end], b), outermost sibling first.
    let (mut start, mut end, mut is_whole) = (0, new_size, true);
    let mut ranges = Vec::new();
    while old_size != end {
        let middle = start + split_point(end - start);
        if old_size <= middle {
            ranges.push((middle, end));
            end = middle;
        } else {
            ranges.push((start, middle));
            start = middle;
            is_whole = false;
        }
    }
    if !is_whole {
        ranges.push((start, end));
    }
    let path: Result<Vec<_>, E> =
        ranges.into_iter().rev().map(|(from, to)| range_root(from, to, &mut node)).collect();
    path.map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::leaf_hash;
    use std::convert::Infallible;

    #[test]
    fn the_siblings_of_an_entry_are_all_the_other_entries() {
        assert_eq!(siblings(2, 7), Some(vec![3..4, 0..2, 4..7]));
        assert_eq!(siblings(0, 1), Some(Vec::new()));
        assert_eq!(siblings(7, 7), None);
        for size in 1..70 {
            for index in 0..size {
                let others = siblings(index, size).unwrap().into_iter().flatten();
                let mut seen: Vec<u64> = others.collect();
                seen.push(index);
                seen.sort_unstable();
                assert_eq!(seen, (0..size).collect::<Vec<_>>());
            }
        }
    }

    fn leaves(count: u64) -> Vec<Hash> {
        (0..count).map(|i| leaf_hash(format!("entry {i}").as_bytes())).collect()
    }

    fn naive(leaves: &[Hash]) -> Hash {
        match leaves.len() {
            0 => Hash::EMPTY_ROOT,
            1 => leaves[0],
            n => {
                let (left, right) = leaves.split_at(split_point(n as u64) as usize);
                node_hash(&naive(left), &naive(right))
            }
        }
    }

    fn nodes(leaves: &[Hash]) -> impl FnMut(Node) -> Result<Hash, Infallible> + '_ {
        |n| {
            let width = 1usize << n.level;
            Ok(naive(&leaves[n.index as usize * width..(n.index as usize + 1) * width]))
        }
    }

    #[test]
    fn every_entry_of_every_small_tree_has_a_proof_that_holds_and_no_other() {
        for size in 1..=40u64 {
            let leaves = leaves(size);
            let root = naive(&leaves);
            assert_eq!(super::root(size, nodes(&leaves)).unwrap(), root);
            for index in 0..size {
                let path = inclusion_path(index, size, nodes(&leaves)).unwrap().unwrap();
                let leaf = &leaves[index as usize];
                verify_inclusion(leaf, index, size, &path, &root).unwrap();
                for other in (0..size).filter(|other| *other != index) {
                    assert!(verify_inclusion(leaf, other, size, &path, &root).is_err());
                }
                let mut longer = path.clone();
                longer.push(root);
                assert!(verify_inclusion(leaf, index, size, &longer, &root).is_err());
            }
            assert_eq!(inclusion_path(size, size, nodes(&leaves)).unwrap(), None);
        }
    }

    #[test]
    fn every_pair_of_small_trees_has_a_consistency_proof_that_holds() {
        let leaves = leaves(40);
        for new in 1..=40u64 {
            let new_leaves = &leaves[..new as usize];
            let new_root = naive(new_leaves);
            for old in 1..=new {
                let old_root = naive(&leaves[..old as usize]);
                let path = consistency_path(old, new, nodes(new_leaves)).unwrap().unwrap();
                verify_consistency(old, new, &path, &old_root, &new_root).unwrap();
                assert!(
                    verify_consistency(old, new, &path, &new_root, &old_root).is_err()
                        || old == new
                );
            }
        }
    }

    #[test]
    fn a_proof_from_the_empty_tree_is_refused_because_it_says_nothing() {
        let root = leaf_hash(b"x");
        let refused = Err(MerkleError::OutOfRange);
        assert_eq!(verify_consistency(0, 1, &[], &Hash::EMPTY_ROOT, &root), refused);
        assert_eq!(verify_consistency(0, 0, &[], &Hash::EMPTY_ROOT, &Hash::EMPTY_ROOT), refused);
        assert_eq!(verify_consistency(0, 0, &[], &root, &root), refused);
        assert_eq!(consistency_path(0, 1, nodes(&leaves(1))).unwrap(), None);
    }

    #[test]
    fn sizes_at_the_end_of_the_number_range_do_not_overflow() {
        let hash = leaf_hash(b"x");
        let max = u64::MAX;
        assert!(verify_inclusion(&hash, max - 1, max, &[hash; 64], &hash).is_err());
        assert!(verify_consistency(max - 1, max, &[hash; 64], &hash, &hash).is_err());
        assert!(verify_subtree_consistency(max / 2, max, max, &[hash], &hash, &hash).is_err());
        assert!(verify_subtree_inclusion(&hash, 1, 1, max, &[hash], &hash).is_err());
    }
}
