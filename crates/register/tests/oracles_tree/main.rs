//! The Merkle tree, its proofs and its tiles, against vectors and implementations of others.
#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]
#![expect(clippy::print_stdout, reason = "a test that did not run says so")]

#[path = "../common/chance.rs"]
mod chance;
#[path = "../common/memory_log.rs"]
mod memory_log;
mod proofs;
mod vectors;
