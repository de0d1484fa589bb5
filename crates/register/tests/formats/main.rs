//! Tests of the text formats through the public API: our own vectors, the witness matrix, and what
//! must hold for any input.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do, by panicking")]

mod policy;
mod proofs;
mod properties;
mod support;
mod vectors;
mod witness;
