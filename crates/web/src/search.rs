//! Finding every request about an address: one pass over the whole log, checked as it goes.
//!
//! There is no index to ask: each commitment has a salt of its own, so each must be tried. That is
//! what keeps an address that nobody knows from being read out of the register.

use record::commitment::Match;
use record::{Address, Entry};
use register::monitor::Monitor;
use register::reader::{ReadError, Tiles as _};
use register::tile::{TileKind, TilePath};
use register::{bundle, checkpoint::Checkpoint};

use crate::reading::Trouble;
use crate::state::RegisterState;

/// Entries that one answer shows; the rest is counted.
pub(crate) const SHOWN_MAX: usize = 200;

/// What a search came to.
pub(crate) struct Found {
    /// The latest entries about the address, newest first, with how each relates to it.
    pub(crate) hits: Vec<Hit>,
    /// How many there are in all.
    pub(crate) count: u64,
    /// How many entries were looked at: all there were.
    pub(crate) searched: u64,
}

/// One entry about the address.
pub(crate) struct Hit {
    pub(crate) index: u64,
    pub(crate) entry: Vec<u8>,
    pub(crate) how: Match,
}

/// Every entry under the latest checkpoint that asks something about `address`.
pub(crate) fn find(state: &RegisterState, address: &Address) -> Result<Found, Trouble> {
    let signed = state.reader.checkpoint();
    let head = signed.checkpoint();
    let mut monitor = Monitor::new();
    let mut full = Vec::new();
    let mut found = Found { hits: Vec::new(), count: 0, searched: head.size };
    for index in 0..head.size.div_ceil(256) {
        let (path, bytes) = read(state, head, index)?;
        monitor.take_bundle(&path, &bytes, &mut full).map_err(|_| Trouble::Altered)?;
        full.clear();
        let entries = bundle::read_entries(&bytes, path.width());
        let entries = entries.map_err(|_| ReadError::Malformed(path))?;
        for (at, entry) in (index * 256..).zip(entries) {
            if let Some(how) = Entry::find_in(entry, address) {
                found.count += 1;
                found.hits.push(Hit { index: at, entry: entry.to_owned(), how });
            }
        }
        let extra = found.hits.len().saturating_sub(SHOWN_MAX);
        found.hits.drain(..extra);
    }
    // What was found counts only if all that was read is what was signed.
    monitor.check_head(head).map_err(|_| Trouble::Altered)?;
    found.hits.reverse();
    Ok(found)
}

fn read(
    state: &RegisterState,
    head: &Checkpoint,
    index: u64,
) -> Result<(TilePath, Vec<u8>), Trouble> {
    let path = TilePath::in_tree(TileKind::Entries, index, head.size).ok_or(Trouble::Altered)?;
    let read = state.reader.tile(&path).map_err(|source| ReadError::Storage { path, source })?;
    let bytes = read.ok_or(ReadError::Missing(path))?;
    Ok((path, bytes))
}
