//! Filters of the queue that an officer keeps under a name of their own. The name is locked: it may
//! hold anything.

use record::id::OfficerId;
use rusqlite::{Connection, Row, params};

use crate::desk::{DeskError, DeskStore};
use crate::secret::Key;

/// Filters that one officer may keep. Our own choice: what still fits above a list.
pub const FILTERS_MAX: u64 = 20;

/// A filter that an officer keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedFilter {
    /// Its number in the database.
    pub filter_id: i64,
    /// What the officer calls it.
    pub name: String,
    /// The filter, as the query of an address.
    pub query: String,
}

const PLACE: &str = "filter/name";

impl DeskStore {
    fn filter_key(&self, officer: OfficerId) -> Key {
        self.vault().master.derive("filters", officer.as_bytes())
    }

    /// Keeps a filter. False if the officer keeps as many as they may.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn filter_save(
        &self,
        officer: OfficerId,
        name: &str,
        query: &str,
    ) -> Result<bool, DeskError> {
        let name = self.filter_key(officer).lock(PLACE, name.as_bytes(), self.random)?;
        let (who, query) = (officer.to_string(), query.to_owned());
        let work = move |db: &Connection| {
            let sql = "SELECT COUNT(*) FROM saved_filter WHERE officer = ?1";
            let count: u64 = db.prepare_cached(sql)?.query_row([&who], |row| row.get(0))?;
            if count >= FILTERS_MAX {
                return Ok(false);
            }
            let sql = "INSERT INTO saved_filter (officer, name, query) VALUES (?1, ?2, ?3)";
            db.prepare_cached(sql)?.execute(params![who, name, query])?;
            Ok(true)
        };
        Ok(self.database.write(work).await?)
    }

    /// The filters of an officer, the oldest first.
    ///
    /// # Errors
    ///
    /// [`DeskError`], also if one was altered.
    pub fn filters(&self, officer: OfficerId) -> Result<Vec<SavedFilter>, DeskError> {
        let rows: Vec<(i64, Vec<u8>, String)> = self.database.read(|db| {
            let sql = "SELECT id, name, query FROM saved_filter WHERE officer = ?1 ORDER BY id";
            let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            db.prepare_cached(sql)?.query_map([officer.to_string()], row)?.collect()
        })?;
        let key = self.filter_key(officer);
        let open = |(filter_id, name, query): (i64, Vec<u8>, String)| {
            let name = String::from_utf8_lossy(&key.open(PLACE, &name)?).into_owned();
            Ok(SavedFilter { filter_id, name, query })
        };
        rows.into_iter().map(open).collect()
    }

    /// Forgets a filter of an officer; one of somebody else's stays.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn filter_remove(&self, officer: OfficerId, filter_id: i64) -> Result<(), DeskError> {
        let work = move |db: &Connection| {
            let sql = "DELETE FROM saved_filter WHERE id = ?1 AND officer = ?2";
            let row = params![filter_id, officer.to_string()];
            db.prepare_cached(sql)?.execute(row).map(drop)
        };
        Ok(self.database.write(work).await?)
    }
}
