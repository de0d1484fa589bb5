//! What the fuzz targets share: keys grown from fixed bytes, and the planting of seeds.

use std::convert::Infallible;

use register::Hash;
use register::checkpoint::{Checkpoint, SignedCheckpoint};
use register::cosignature;
use register::hash::{leaf_hash, node_hash};
use register::merkle::{self, Node};
use register::note::{KeyKind, KeyName, SignerKey};

/// The origin of the log in every seed.
pub const ORIGIN: &str = "test.example/log";

/// The sizes of the checkpoints in the seeds.
pub const SIZES: [u64; 6] = [0, 1, 3, 8, 70_000, u64::MAX];

/// When every witness of a seed saw it. Unit: seconds since the Epoch.
const SEEN_AT: u64 = 1_760_000_000;

/// The variable that names the folder for seeds. Nothing is planted without it.
const SEED_FOLDER: &str = "HIWAR_FUZZ_SEEDS";

/// Writes each seed into the folder that the fuzzer is about to read, so that it starts from inputs
/// our own code made and no binary lies in the repository.
///
/// # Panics
///
/// If the folder cannot be written: the run would be worth little.
pub fn plant(seeds: &[Vec<u8>]) {
    let Some(folder) = std::env::var_os(SEED_FOLDER) else { return };
    for (index, seed) in seeds.iter().enumerate() {
        let file = std::path::Path::new(&folder).join(format!("seed-{index:02}"));
        std::fs::write(&file, seed).expect("the seed folder can be written");
    }
}

/// The key of the log in every seed.
pub fn log() -> SignerKey {
    signer(ORIGIN, KeyKind::Ed25519, 1)
}

/// The witness number `index`.
pub fn witness(index: u8) -> SignerKey {
    signer(&format!("witness.example/{index}"), KeyKind::CosignatureEd25519, 100 + index)
}

/// A key under `name`, grown from one byte.
///
/// # Panics
///
/// Never for a name without spaces and plus signs.
fn signer(name: &str, kind: KeyKind, byte: u8) -> SignerKey {
    let name = KeyName::new(name).expect("the name of a seed is valid");
    SignerKey::from_seed(name, kind, [byte; 32]).expect("every seed makes a key")
}

/// A checkpoint of our log at `size`, signed by it and cosigned by `witnesses` witnesses.
///
/// # Panics
///
/// If our own code refuses what it signed.
pub fn cosigned(size: u64, witnesses: u8) -> SignedCheckpoint {
    let checkpoint = Checkpoint::new(ORIGIN, size, root(size));
    let mut signed = SignedCheckpoint::sign(&checkpoint, &log()).expect("the log signs");
    for index in 0..witnesses {
        let body = checkpoint.to_text();
        let line = cosignature::cosign(&body, &witness(index), SEEN_AT).expect("it cosigns");
        signed = signed.with_cosignature(line);
    }
    signed
}

/// The largest tree of the seeds whose entries there are; the larger ones have a root alone.
pub const TREE_MAX: u64 = 8;

/// The root of the tree of `size` entries, `0`, `1` and so on; of a large one, any 32 bytes.
pub fn root(size: u64) -> Hash {
    if size > TREE_MAX {
        return Hash([7; 32]);
    }
    let Ok(root) = merkle::root(size, node);
    root
}

/// A node of that tree.
pub fn node(at: Node) -> Result<Hash, Infallible> {
    if at.level == 0 {
        return Ok(leaf_hash(at.index.to_string().as_bytes()));
    }
    let Ok(left) = node(Node { level: at.level - 1, index: 2 * at.index });
    let Ok(right) = node(Node { level: at.level - 1, index: 2 * at.index + 1 });
    Ok(node_hash(&left, &right))
}

/// Whether the log of the seeds signed this text: a fuzzer that gets another one accepted has
/// forged a signature.
pub fn is_ours(checkpoint: &Checkpoint) -> bool {
    SIZES.iter().any(|size| cosigned(*size, 0).checkpoint() == checkpoint)
}

/// Inputs to start from: whole, cut short, and with one bit turned.
pub fn spoiled(whole: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for seed in whole {
        let mut turned = seed.clone();
        if let Some(byte) = turned.get_mut(seed.len() / 2) {
            *byte ^= 1;
        }
        all.extend([seed[..seed.len() * 2 / 3].to_vec(), turned, seed]);
    }
    all
}
