//! Desks and platforms in dialogue, as values: what the public entries say about who answers.
//!
//! This crate reads no clock, randomness, file, socket or environment.

pub mod scorecard;
