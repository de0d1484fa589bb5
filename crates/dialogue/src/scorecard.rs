//! Scorecards: what each platform was asked and what it answered, and what came of what each
//! authority asked, from the lines of a register and nothing else.
//!
//! A dump is the entries in the order of the log, one line each. [`Reader`] takes it in pieces of any
//! length and keeps one small record a notice, never a line. A line that is damaged or contradicts
//! an earlier one is told with its number and left out. [`Reader::finish`] gives the
//! [`Scorecard`]s; [`rows`] writes them out, in one way for whoever prints them.

mod interval;
mod lines;
mod shown;
mod tally;

pub use interval::{FIGURE_MIN, Quantile, Share};
pub use lines::{Damage, Parsed, Reader, Reason, parse};
pub use shown::{COLUMNS, rows};
pub use tally::{About, Outcome, Scorecard};
