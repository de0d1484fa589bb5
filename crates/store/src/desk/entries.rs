//! Public entries on their way into the register.
//!
//! An entry is written here in the transaction of the change that it tells of, with its bytes fixed
//! for good. A job then appends what waits, one after the other, and writes down the place that each
//! was given. If the process dies in between, the bytes are looked for in the register before they
//! are appended again; so each is there exactly once.

use register::hash::leaf_hash;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{DeskError, DeskStore};

/// An entry that is to be appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingEntry {
    /// Its number here, in the order in which entries are appended.
    pub id: i64,
    /// The canonical form.
    pub bytes: Vec<u8>,
}

/// An entry with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptEntry {
    /// The canonical form.
    pub bytes: Vec<u8>,
    /// Its number in the register, once it is durable there.
    pub place: Option<u64>,
    /// The proof file, once witnesses cosigned it as the policy asks.
    pub proof: Option<Vec<u8>>,
}

/// Puts an entry in its place in the queue, in the transaction of what it tells of. The same bytes
/// are queued once; the number of the entry is returned.
pub(super) fn enqueue(db: &Connection, bytes: &[u8], now_ms: u64) -> rusqlite::Result<i64> {
    let leaf = leaf_hash(bytes).0;
    let sql = "INSERT OR IGNORE INTO entry (bytes, leaf, made_ms) VALUES (?1, ?2, ?3)";
    db.prepare_cached(sql)?.execute(params![bytes, leaf, now_ms])?;
    let sql = "SELECT id FROM entry WHERE leaf = ?1";
    db.prepare_cached(sql)?.query_row([leaf], |row| row.get(0))
}

impl DeskStore {
    /// The entries that are not in the register as far as is known here, oldest first.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn entries_waiting(&self, limit: u32) -> Result<Vec<WaitingEntry>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT id, bytes FROM entry WHERE place IS NULL ORDER BY id LIMIT ?1";
            let mut statement = db.prepare_cached(sql)?;
            let entry = |row: &Row<'_>| Ok(WaitingEntry { id: row.get(0)?, bytes: row.get(1)? });
            statement.query_map([limit], entry)?.collect()
        })?)
    }

    /// One more than the highest place that is written down here: whatever is in the register from
    /// there on may be an entry whose place a crash kept from being written down.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn entries_known_to(&self) -> Result<u64, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT COALESCE(MAX(place) + 1, 0) FROM entry";
            db.prepare_cached(sql)?.query_row([], |row| row.get(0))
        })?)
    }

    /// Writes down that an entry is durable in the register, at `place`.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn entry_placed(&self, id: i64, place: u64) -> Result<(), DeskError> {
        let work = move |db: &Connection| {
            let sql = "UPDATE entry SET place = ?2 WHERE id = ?1 AND place IS NULL";
            db.prepare_cached(sql)?.execute(params![id, place]).map(drop)
        };
        Ok(self.database.write_blocking(work)?)
    }

    /// The entries that are in the register and have no proof yet: number here, and place.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn entries_unproven(&self, limit: u32) -> Result<Vec<(i64, u64)>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT id, place FROM entry WHERE place IS NOT NULL AND proof IS NULL
                       ORDER BY id LIMIT ?1";
            let mut statement = db.prepare_cached(sql)?;
            statement.query_map([limit], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })?)
    }

    /// Keeps the proof of an entry.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn entry_proven(&self, id: i64, proof: Vec<u8>) -> Result<(), DeskError> {
        let work = move |db: &Connection| {
            let sql = "UPDATE entry SET proof = ?2 WHERE id = ?1 AND place IS NOT NULL";
            db.prepare_cached(sql)?.execute(params![id, proof]).map(drop)
        };
        Ok(self.database.write_blocking(work)?)
    }

    /// An entry by its number here.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn entry_fetch(&self, id: i64) -> Result<Option<KeptEntry>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT bytes, place, proof FROM entry WHERE id = ?1";
            let entry = |row: &Row<'_>| {
                Ok(KeptEntry { bytes: row.get(0)?, place: row.get(1)?, proof: row.get(2)? })
            };
            db.prepare_cached(sql)?.query_row([id], entry).optional()
        })?)
    }
}
