//! What people say four weeks after their report.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::reports::{event, place};
use super::{DeskError, DeskStore};

/// What a person answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyAnswer {
    /// The word of their answer.
    pub answer: String,
    /// What they added, or nothing.
    pub line: String,
    /// When. Unit: milliseconds since 1970, UTC.
    pub at_ms: u64,
}

impl DeskStore {
    /// Keeps what a person answered, in the place of what they answered before. False if the report
    /// is erased.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn survey_answer(
        &self,
        report_id: i64,
        answer: &'static str,
        line: &str,
        now_ms: u64,
    ) -> Result<bool, DeskError> {
        let Some((reference, key)) = self.report_key(report_id)? else { return Ok(false) };
        let line = key.lock(&place(&reference, "survey"), line.as_bytes(), self.random)?;
        let work = move |db: &Connection| {
            let sql = "SELECT case_id FROM report WHERE id = ?1 AND state <> 'erased'";
            let case_id: Option<i64> =
                db.prepare_cached(sql)?.query_row([report_id], |row| row.get(0)).optional()?;
            let Some(case_id) = case_id else { return Ok(false) };
            let sql = "INSERT INTO survey (report_id, answer, line, at_ms)
                       VALUES (?1, ?2, ?3, ?4) ON CONFLICT (report_id) DO UPDATE
                       SET answer = excluded.answer, line = excluded.line, at_ms = excluded.at_ms";
            db.prepare_cached(sql)?.execute(params![report_id, answer, line, now_ms])?;
            event(db, case_id, Some(report_id), now_ms, "person", "solved-said", answer)?;
            Ok(true)
        };
        Ok(self.database.write(work).await?)
    }

    /// What a person answered; `None` if they did not, or the report is erased.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn survey_fetch(&self, report_id: i64) -> Result<Option<SurveyAnswer>, DeskError> {
        let Some((reference, key)) = self.report_key(report_id)? else { return Ok(None) };
        let row: Option<(String, Vec<u8>, u64)> = self.database.read(|db| {
            let sql = "SELECT answer, line, at_ms FROM survey WHERE report_id = ?1";
            let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            db.prepare_cached(sql)?.query_row([report_id], row).optional()
        })?;
        let Some((answer, line, at_ms)) = row else { return Ok(None) };
        let line = key.open(&place(&reference, "survey"), &line)?;
        let line = String::from_utf8_lossy(&line).into_owned();
        Ok(Some(SurveyAnswer { answer, line, at_ms }))
    }

    /// How many gave each answer. One that fewer than `least` gave is not there, and neither is their
    /// sum: from either, with the rest, somebody could work out what one person said.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn survey_counts(&self, least: u32) -> Result<Vec<(String, u64)>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT answer, COUNT(*) FROM survey GROUP BY answer HAVING COUNT(*) >= ?1
                       ORDER BY answer";
            let mut statement = db.prepare_cached(sql)?;
            statement.query_map([least], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })?)
    }
}

/// Forgets an answer, in the transaction that erases its report.
pub(super) fn forget(db: &Connection, report_id: i64) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM survey WHERE report_id = ?1")?.execute([report_id]).map(drop)
}
