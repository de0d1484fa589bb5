//! The public room: tables that follow from the register's entries alone, filled a bundle at a time,
//! so that pages about a million entries answer at once.
//!
//! The caller proves each entry under the signed head before it gives it here. What is wrong here
//! is put right by emptying the tables: nothing in them is anywhere else.

mod book;
mod reading;
mod tests_due;

use desk::public::{Counting, Figures, Ledger, Life, enter};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{DeskError, DeskStore};
use book::Tables;

pub use reading::{CaseLine, LOOKED_AT_MAX, NoticeFilter, NoticeLife, NoticeList, Outcome};
pub use tests_due::{PublishedTest, TestsPublished};

/// Every table that follows from the register.
const DERIVED: &[&str] = &[
    "room_progress",
    "room_notice",
    "room_life",
    "room_ground",
    "room_step",
    "room_test_due",
    "room_outcome",
    "room_odd",
];

/// The signed head that entries were proved under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoomHead {
    /// How many entries it covers.
    pub size: u64,
    /// Its root.
    pub root: [u8; 32],
}

/// How far the register was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomProgress {
    /// The head that the last entries were proved under.
    pub head: RoomHead,
    /// What is known of the whole; [`Ledger::entries`] is how many entries were read.
    pub ledger: Ledger,
}

/// A value of ours that is no JSON, which only a damaged database has.
fn damaged(error: serde_json::Error) -> rusqlite::Error {
    let kind = rusqlite::types::Type::Text;
    rusqlite::Error::FromSqlConversionFailure(0, kind, Box::new(error))
}

/// A value that cannot be written as JSON, which none of ours is.
fn unwritten(error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(error))
}

fn progress(db: &Connection) -> rusqlite::Result<Option<RoomProgress>> {
    let row = |row: &Row<'_>| {
        let head = RoomHead { size: row.get(0)?, root: row.get(1)? };
        Ok((head, row.get::<_, String>(2)?))
    };
    let sql = "SELECT size, root, ledger FROM room_progress WHERE id = 1";
    let found = db.prepare_cached(sql)?.query_row([], row).optional()?;
    found
        .map(|(head, ledger)| {
            let ledger = serde_json::from_str(&ledger).map_err(damaged)?;
            Ok(RoomProgress { head, ledger })
        })
        .transpose()
}

impl DeskStore {
    /// How far the register was read; `None` before the first entry.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn room_progress(&self) -> Result<Option<RoomProgress>, DeskError> {
        Ok(self.database.read(progress)?)
    }

    /// Takes the entries from number `first` on, all of them proved under `head`, in one
    /// transaction. False, and nothing is taken, if `first` is not the entry that comes next.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn room_take(
        &self,
        first: u64,
        entries: Vec<Vec<u8>>,
        head: RoomHead,
    ) -> Result<bool, DeskError> {
        let work = move |db: &Connection| {
            let ledger = progress(db)?.map(|progress| progress.ledger).unwrap_or_default();
            if ledger.entries != first {
                return Ok(false);
            }
            let mut tables = Tables { db, ledger };
            for entry in &entries {
                enter(&mut tables, entry)?;
            }
            let ledger = serde_json::to_string(&tables.ledger).map_err(unwritten)?;
            let sql = "INSERT INTO room_progress (id, size, root, ledger) VALUES (1, ?1, ?2, ?3)
                       ON CONFLICT (id) DO UPDATE SET size = ?1, root = ?2, ledger = ?3";
            db.prepare_cached(sql)?.execute(params![head.size, head.root, ledger])?;
            Ok(true)
        };
        Ok(self.database.write_blocking(work)?)
    }

    /// Forgets everything that was read, so that it is read again from the first entry on. Tests
    /// that were published stay.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn room_clear(&self) -> Result<(), DeskError> {
        let work = |db: &Connection| {
            DERIVED
                .iter()
                .try_for_each(|table| db.execute(&format!("DELETE FROM {table}"), []).map(drop))
        };
        Ok(self.database.write_blocking(work)?)
    }

    /// Counts everything that was read, and keeps the figures. They are of one moment, however
    /// much is read meanwhile.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn room_count(&self) -> Result<Figures, DeskError> {
        let figures = self.database.read(|db| {
            let snapshot = db.unchecked_transaction()?;
            let ledger = progress(&snapshot)?.map(|progress| progress.ledger).unwrap_or_default();
            let mut counting = Counting::new(&ledger);
            let mut statement = snapshot.prepare_cached("SELECT life FROM room_life")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let life: Life =
                    serde_json::from_str(row.get_ref(0)?.as_str()?).map_err(damaged)?;
                counting.add(&life);
            }
            Ok(counting.done())
        })?;
        let kept = figures.clone();
        let work = move |db: &Connection| {
            let text = serde_json::to_string(&kept).map_err(unwritten)?;
            let sql = "UPDATE room_progress SET figures = ?1 WHERE id = 1";
            db.prepare_cached(sql)?.execute([text]).map(drop)
        };
        self.database.write_blocking(work)?;
        Ok(figures)
    }

    /// The figures as they were last counted, and the head that their entries were proved under;
    /// `None` before the first count.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn room_figures(&self) -> Result<Option<Figures>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT figures FROM room_progress WHERE id = 1 AND figures IS NOT NULL";
            let text = db.prepare_cached(sql)?.query_row([], |row| row.get::<_, String>(0));
            let text = text.optional()?;
            text.map(|text| serde_json::from_str(&text).map_err(damaged)).transpose()
        })?)
    }
}
