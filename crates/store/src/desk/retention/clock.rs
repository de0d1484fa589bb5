//! Whether the clock can be believed when something is to be erased for good, and the word of an
//! administrator that it can.

use ::desk::retention::{ClockAhead, believe_clock};
use record::id::OfficerId;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::desk::{DeskError, DeskStore};

/// The latest moment that is known: of the last look for what is past its time, else of the newest
/// event or entry. Once there was a look, events say nothing: the doubted clock dates them too. Unit:
/// milliseconds since 1970, UTC.
fn known_ms(db: &Connection) -> rusqlite::Result<Option<u64>> {
    let sql = "SELECT at_ms FROM retention_run WHERE id = 1";
    let run: Option<u64> = db.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
    if run.is_some() {
        return Ok(run);
    }
    let sql = "SELECT MAX(at_ms) FROM (SELECT at_ms FROM event ORDER BY id DESC LIMIT 1000)
               UNION ALL
               SELECT MAX(made_ms) FROM (SELECT made_ms FROM entry ORDER BY id DESC LIMIT 1000)";
    let mut statement = db.prepare_cached(sql)?;
    let newest = statement.query_map([], |row| row.get::<_, Option<u64>>(0))?;
    Ok(newest.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().max())
}

/// Writes down that a clock shows `now_ms` as it is looked for what is past its time, unless it cannot
/// be believed. A clock that went back changes nothing: it erases less.
pub(super) fn note_run(db: &Connection, now_ms: u64) -> rusqlite::Result<Result<(), ClockAhead>> {
    if let Err(ahead) = believe_clock(now_ms, known_ms(db)?) {
        return Ok(Err(ahead));
    }
    let sql = "INSERT INTO retention_run (id, at_ms) VALUES (1, ?1)
               ON CONFLICT DO UPDATE SET at_ms = MAX(at_ms, excluded.at_ms)";
    db.prepare_cached(sql)?.execute([now_ms])?;
    Ok(Ok(()))
}

impl DeskStore {
    /// Whether nothing is erased at `now_ms` because the clock lies too far ahead of all that is known.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn clock_doubted(&self, now_ms: u64) -> Result<Option<ClockAhead>, DeskError> {
        let known_ms = self.database.read(known_ms)?;
        Ok(believe_clock(now_ms, known_ms).err())
    }

    /// Takes the word of an administrator, or of whoever has the machine, that it is `now_ms`. From here
    /// on that is the latest moment that is known. It is an event for the auditor.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn clock_confirm_blocking(&self, now_ms: u64) -> Result<(), DeskError> {
        Ok(self.database.write_blocking(move |db| confirm(db, None, now_ms))?)
    }

    /// The same in a runtime, by an administrator: the number of their account, and their pseudonym.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn clock_confirm(&self, by: (i64, OfficerId), now_ms: u64) -> Result<(), DeskError> {
        Ok(self.database.write(move |db| confirm(db, Some(by), now_ms)).await?)
    }
}

fn confirm(db: &Connection, by: Option<(i64, OfficerId)>, now_ms: u64) -> rusqlite::Result<()> {
    let sql = "INSERT INTO retention_run (id, at_ms) VALUES (1, ?1)
               ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms";
    db.prepare_cached(sql)?.execute([now_ms])?;
    let sql = "INSERT INTO account_event (account_id, at_ms, actor, kind, detail)
               VALUES (?1, ?2, ?3, 'clock-confirmed', '')";
    let (account, actor) = (by.map(|by| by.0), by.map(|by| *by.1.as_bytes()));
    db.prepare_cached(sql)?.execute(params![account, now_ms, actor]).map(drop)
}
