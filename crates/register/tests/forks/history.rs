//! Two histories of one log, signed with one key: the same up to some place, and other entries from
//! there on. All of them are made once, since signing is what takes time.

use std::convert::Infallible;

use register::checkpoint::{Checkpoint, SignedCheckpoint};
use register::hash::{Hash, leaf_hash, node_hash};
use register::merkle::{self, Node};
use register::note::{KeyKind, KeyName, SignerKey};

pub(crate) const ORIGIN: &str = "log.example";
/// Entries of the longest history.
pub(crate) const SIZE_MAX: u64 = 40;
/// Where histories part: the first entry that differs.
pub(crate) const FORKS: [u64; 8] = [0, 1, 2, 3, 4, 6, 8, 11];

/// One history: its tree by level, and its signed checkpoint at each size.
pub(crate) struct History {
    levels: Vec<Vec<Hash>>,
    checkpoints: Vec<SignedCheckpoint>,
}

impl History {
    fn new(key: &SignerKey, entry: impl Fn(u64) -> String) -> History {
        let leaves = (0..SIZE_MAX).map(|index| leaf_hash(entry(index).as_bytes())).collect();
        let mut levels: Vec<Vec<Hash>> = vec![leaves];
        while let Some(below) = levels.last().filter(|below| below.len() > 1) {
            let (pairs, _) = below.as_chunks::<2>();
            levels.push(pairs.iter().map(|[left, right]| node_hash(left, right)).collect());
        }
        let mut history = History { levels, checkpoints: Vec::new() };
        let sign = |size| {
            let root = merkle::root(size, |node| history.node(node)).unwrap();
            SignedCheckpoint::sign(&Checkpoint::new(ORIGIN, size, root), key).unwrap()
        };
        history.checkpoints = (0..=SIZE_MAX).map(sign).collect();
        history
    }

    fn node(&self, node: Node) -> Result<Hash, Infallible> {
        Ok(self.levels[usize::from(node.level)][node.index as usize])
    }

    pub(crate) fn checkpoint(&self, size: u64) -> &SignedCheckpoint {
        &self.checkpoints[size as usize]
    }

    /// Empty where no proof exists: from the empty tree, or backwards.
    pub(crate) fn consistency(&self, old: u64, new: u64) -> Vec<Hash> {
        merkle::consistency_path(old, new, |node| self.node(node)).unwrap().unwrap_or_default()
    }
}

/// The history that everybody may know, and those that part from it.
pub(crate) struct Histories {
    pub(crate) key: SignerKey,
    pub(crate) first: History,
    /// By the places of [`FORKS`].
    pub(crate) others: Vec<History>,
}

impl Histories {
    pub(crate) fn new() -> Histories {
        let name = KeyName::new(ORIGIN).unwrap();
        let key = SignerKey::from_seed(name, KeyKind::Ed25519, [1; 32]).unwrap();
        let first = History::new(&key, |index| format!("entry {index}"));
        let other = |fork: &u64| {
            let prefix = |index| if index < *fork { "entry" } else { "another" };
            History::new(&key, move |index| format!("{} {index}", prefix(index)))
        };
        let others: Vec<History> = FORKS.iter().map(other).collect();
        for (fork, other) in FORKS.iter().zip(&others) {
            for size in 0..=SIZE_MAX {
                let is_same = other.checkpoint(size) == first.checkpoint(size);
                assert_eq!(is_same, size <= *fork, "they part at {fork}");
            }
        }
        Histories { key, first, others }
    }
}
