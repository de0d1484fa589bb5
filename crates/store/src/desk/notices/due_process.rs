//! How often due process said no: what was refused, sent back, objected to and contested, by month.

use std::collections::BTreeMap;

use record::Timestamp;
use rusqlite::{Connection, Row};
use serde::Serialize;

use crate::desk::{DeskError, DeskStore};

/// What happened in one month, in numbers: nobody and no case is named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DueProcess {
    /// The month, of Coordinated Universal Time, as `2026-11`.
    pub month: String,
    /// Attempts at a notice that the rules refused, also once it was approved.
    pub refused: u64,
    /// Notices that a second officer sent back.
    pub returned: u64,
    /// Notices that an outside reviewer objected to.
    pub objected: u64,
    /// Contests that were made.
    pub contested: u64,
    /// Contests that were upheld.
    pub upheld: u64,
    /// Contests that were rejected.
    pub rejected: u64,
    /// How often officers removed from a report what may not be kept, each report once an act.
    pub purged: u64,
}

/// What was counted: its word in the queries, and where it is added.
type Place = fn(&mut DueProcess) -> &mut u64;

const PLACES: [(&str, Place); 8] = [
    ("refused", |month| &mut month.refused),
    ("notice-stuck", |month| &mut month.refused),
    ("notice-returned", |month| &mut month.returned),
    ("notice-objected", |month| &mut month.objected),
    ("contested", |month| &mut month.contested),
    ("upheld", |month| &mut month.upheld),
    ("rejected", |month| &mut month.rejected),
    ("purged", |month| &mut month.purged),
];

/// Everything that is counted, each with its word and its moment. The calendar is ours, as databases
/// differ in theirs.
const COUNTED: &str = "SELECT 'refused', at_ms FROM refused_notice
    UNION ALL SELECT kind, at_ms FROM event
        WHERE kind IN ('notice-objected', 'notice-returned', 'notice-stuck')
    UNION ALL SELECT 'purged', at_ms FROM event WHERE kind IN ('exhibit-purged', 'report-purged')
    UNION ALL SELECT 'contested', at_ms FROM contest
    UNION ALL SELECT state, decided_ms FROM contest WHERE decided_ms IS NOT NULL";

fn month(at_ms: u64) -> String {
    let day = Timestamp::nearest(i64::try_from(at_ms / 1000).unwrap_or(i64::MAX)).day();
    format!("{:04}-{:02}", day.year(), day.month())
}

fn count(db: &Connection) -> rusqlite::Result<Vec<DueProcess>> {
    let mut months: BTreeMap<String, DueProcess> = BTreeMap::new();
    let mut statement = db.prepare_cached(COUNTED)?;
    let row = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, u64>(1)?));
    for row in statement.query_map([], row)? {
        let (word, at_ms) = row?;
        let place = PLACES.iter().find(|place| place.0 == word);
        let (_, place) = place.ok_or(rusqlite::Error::InvalidQuery)?;
        let month = month(at_ms);
        let counted = months.entry(month.clone());
        let counted = counted.or_insert_with(|| DueProcess { month, ..DueProcess::default() });
        *place(counted) += 1;
    }
    Ok(months.into_values().collect())
}

impl DeskStore {
    /// How often due process said no, by month, oldest first; months in which nothing happened are
    /// left out.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn due_process_counts(&self) -> Result<Vec<DueProcess>, DeskError> {
        Ok(self.database.read(count)?)
    }
}
