//! Back-ups of a desk's data folder, taken while it is served, and put back into an empty folder.

mod archive;

pub use archive::{ArchiveError, Kind};
