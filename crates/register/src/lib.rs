//! The public log, bytes only: Merkle tree, tiles, checkpoints, cosignatures, proofs, witness rules
//! and the sequencer. It sees bytes and asks two ports; it reads no clock, file, socket or randomness.

pub mod bundle;
pub mod checkpoint;
pub mod cosignature;
pub mod edge;
pub mod hash;
mod key;
mod lines;
pub mod merkle;
pub mod monitor;
pub mod note;
pub mod policy;
pub mod proof_file;
pub mod reader;
pub mod sequencer;
mod signer;
pub mod tile;
pub mod witness;

pub use hash::Hash;
