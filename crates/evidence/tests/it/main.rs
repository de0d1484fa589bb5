//! Dossiers: what is written verifies, and whatever is changed is noticed where it was changed.

#![expect(clippy::unwrap_used, reason = "helpers of tests; a panic is a failed test")]

mod common;
mod flips;
mod hostile;
mod release;
mod whole;
