//! The public log, bytes only: Merkle tree, tiles, checkpoints, cosignatures, proofs, witness rules
//! and the sequencer. It sees bytes and asks two ports; it reads no clock, file, socket or randomness.

pub mod bundle;
pub mod edge;
pub mod hash;
pub mod merkle;
pub mod reader;
pub mod tile;

pub use hash::Hash;
