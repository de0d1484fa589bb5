//! The pack as a whole: its data, its table, its clocks and its texts.
#![expect(clippy::unwrap_used, reason = "helpers of tests; a panic is a failed test")]

mod cases;
mod clocks;
mod data;
mod letters;
mod table;
mod texts;
