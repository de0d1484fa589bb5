//! Test keys, and a tree that is small enough to recompute for every question.

use std::convert::Infallible;

use register::checkpoint::{Checkpoint, SignedCheckpoint};
use register::hash::{Hash, leaf_hash, node_hash};
use register::merkle::{self, Node};
use register::note::{KeyKind, KeyName, SignerKey, VerifierKey};
use register::policy::{PolicyText, PolicyWitness};

/// The key of a log. One name has one key.
pub(crate) fn log_key(name: &str) -> SignerKey {
    key(name, KeyKind::Ed25519, name.len() as u8)
}

/// The key of a witness: `w<number>.example`.
pub(crate) fn witness_key(number: u8) -> SignerKey {
    key(&format!("w{number}.example"), KeyKind::CosignatureEd25519, 100 + number)
}

/// Any key.
pub(crate) fn key(name: &str, kind: KeyKind, byte: u8) -> SignerKey {
    SignerKey::from_seed(KeyName::new(name).unwrap(), kind, [byte; 32]).unwrap()
}

/// A name in a policy.
pub(crate) fn name(text: &str) -> PolicyText {
    PolicyText::new(text.as_bytes()).unwrap()
}

/// A witness under the name `W<number>`.
pub(crate) fn policy_witness(number: u8) -> PolicyWitness {
    let key = witness_key(number).verifier().clone();
    PolicyWitness { name: name(&format!("W{number}")), key, url: None }
}

/// The keys of some signers.
pub(crate) fn verifiers(keys: &[&SignerKey]) -> Vec<VerifierKey> {
    keys.iter().map(|key| key.verifier().clone()).collect()
}

/// The leaves of a log.
#[derive(Clone)]
pub(crate) struct Tree(Vec<Hash>);

impl Tree {
    /// A log of `size` different entries.
    pub(crate) fn of(size: u64) -> Tree {
        Tree((0..size).map(|index| leaf_hash(format!("entry {index}").as_bytes())).collect())
    }

    /// The same log up to `at`, and other entries from there on.
    pub(crate) fn forked_at(&self, at: usize) -> Tree {
        let mut leaves = self.0.clone();
        leaves[at..].iter_mut().for_each(|leaf| *leaf = node_hash(leaf, leaf));
        Tree(leaves)
    }

    pub(crate) fn leaf(&self, index: u64) -> Hash {
        self.0[index as usize]
    }

    pub(crate) fn root(&self, size: u64) -> Hash {
        merkle::root(size, |node| self.node(node)).unwrap()
    }

    pub(crate) fn inclusion(&self, index: u64, size: u64) -> Vec<Hash> {
        merkle::inclusion_path(index, size, |node| self.node(node)).unwrap().unwrap()
    }

    /// Empty where no proof exists: from the empty tree, or backwards.
    pub(crate) fn consistency(&self, old: u64, new: u64) -> Vec<Hash> {
        merkle::consistency_path(old, new, |node| self.node(node)).unwrap().unwrap_or_default()
    }

    /// The signed checkpoint at `size`.
    pub(crate) fn checkpoint(&self, size: u64, key: &SignerKey) -> SignedCheckpoint {
        let checkpoint = Checkpoint::new(key.name().as_str(), size, self.root(size));
        SignedCheckpoint::sign(&checkpoint, key).unwrap()
    }

    fn node(&self, node: Node) -> Result<Hash, Infallible> {
        if node.level == 0 {
            return Ok(self.0[node.index as usize]);
        }
        let child = |index| self.node(Node { level: node.level - 1, index });
        Ok(node_hash(&child(2 * node.index)?, &child(2 * node.index + 1)?))
    }
}
