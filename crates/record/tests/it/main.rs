//! What the crate promises as a whole: entries round-trip, rules hold however an entry comes in,
//! no person's data gets through, and the fixtures and the docs say the same as the code.
#![expect(clippy::unwrap_used, reason = "helpers of tests; a panic is a failed test")]

mod docs;
mod golden;
mod privacy;
mod review;
mod round_trip;
mod rules;
mod samples;
mod signed;
mod strategies;
