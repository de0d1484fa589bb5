//! What is past its time is erased by its key, and nothing of a case that is not closed ever is.

use std::path::Path;

use ::desk::retention::{Kept, Retention};
use rusqlite::{Connection, Row, params};

use super::{DeskError, DeskStore, MIGRATIONS, files, read_identity, reports, search};
use crate::database::{self, DatabaseError};

/// Cases or reports that are erased in one change. More would hold up those who write beside it.
const BATCH: u32 = 20;

/// A report that is past its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueReport {
    /// Its number in the database.
    pub report_id: i64,
    /// Its name in manifests and events.
    pub reference: [u8; 16],
    /// Under which rule.
    pub why: Kept,
    /// When something last happened: to it if it was taken back, else in its case. Unit:
    /// milliseconds since 1970, UTC.
    pub quiet_ms: u64,
}

/// Cases that closed so long ago, and in which nothing happened since but an erasing of this kind.
const CLOSED: &str = "SELECT case_file.id FROM case_file
    WHERE case_file.state = 'closed' AND case_file.changed_ms <= ?1
    AND EXISTS (SELECT 1 FROM report WHERE report.case_id = case_file.id
        AND report.state = 'received')
    AND NOT EXISTS (SELECT 1 FROM event WHERE event.case_id = case_file.id
        AND event.at_ms > ?1 AND event.kind <> 'report-retired')
    ORDER BY case_file.changed_ms, case_file.id LIMIT ?2";

/// Reports that were taken back, to which nothing happened for so long, in closed cases.
const WITHDRAWN: &str = "SELECT report.id, report.reference,
        (SELECT MAX(event.at_ms) FROM event WHERE event.report_id = report.id)
    FROM report JOIN case_file ON case_file.id = report.case_id
    WHERE report.state = 'withdrawn' AND report.received_ms <= ?1 AND case_file.state = 'closed'
    AND NOT EXISTS (SELECT 1 FROM event WHERE event.report_id = report.id AND event.at_ms > ?1)
    ORDER BY report.received_ms, report.id LIMIT ?2";

/// What is past its time, at most so many cases and so many reports.
fn due(
    db: &Connection,
    retention: &Retention,
    now_ms: u64,
    limit: u32,
) -> rusqlite::Result<Vec<DueReport>> {
    let quiet = retention.quiet_since(Kept::WithdrawnReport, now_ms);
    let mut due: Vec<DueReport> = {
        let row = |row: &Row<'_>| {
            let (report_id, reference, quiet_ms) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(DueReport { report_id, reference, why: Kept::WithdrawnReport, quiet_ms })
        };
        let mut statement = db.prepare_cached(WITHDRAWN)?;
        statement.query_map(params![quiet, limit], row)?.collect::<Result<_, _>>()?
    };
    let quiet = retention.quiet_since(Kept::ClosedReport, now_ms);
    let cases: Vec<i64> = {
        let mut statement = db.prepare_cached(CLOSED)?;
        statement.query_map(params![quiet, limit], |row| row.get(0))?.collect::<Result<_, _>>()?
    };
    for case_id in cases {
        // All reports of a case go together: what happens to one of them counts for the others.
        let sql = "SELECT report.id, report.reference, MAX(case_file.changed_ms,
                       COALESCE((SELECT MAX(event.at_ms) FROM event
                           WHERE event.case_id = case_file.id
                           AND event.kind <> 'report-retired'), 0))
                   FROM report JOIN case_file ON case_file.id = report.case_id
                   WHERE report.case_id = ?1 AND report.state = 'received' ORDER BY report.id";
        let row = |row: &Row<'_>| {
            let (report_id, reference, quiet_ms) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(DueReport { report_id, reference, why: Kept::ClosedReport, quiet_ms })
        };
        let mut statement = db.prepare_cached(sql)?;
        for report in statement.query_map([case_id], row)? {
            due.push(report?);
        }
    }
    Ok(due)
}

/// What a desk's folder holds that is past its time, read beside whoever writes it.
///
/// # Errors
///
/// [`DeskError`], also if the database is of another version than this program.
pub fn retention_due_in(
    dir: &Path,
    retention: &Retention,
    now_ms: u64,
) -> Result<Vec<DueReport>, DeskError> {
    read_identity(dir)?;
    let during = DatabaseError::during;
    let beside = database::beside(&files(dir).desk).map_err(during("open"))?;
    let found = beside.pragma_query_value(None, "user_version", |row| row.get(0));
    let (found, known): (u32, usize) = (found.map_err(during("read"))?, MIGRATIONS.desk.len());
    let known = u32::try_from(known).unwrap_or(u32::MAX);
    if found != known {
        return Err(DatabaseError::Another { found, known }.into());
    }
    Ok(due(&beside, retention, now_ms, u32::MAX).map_err(during("read"))?)
}

impl DeskStore {
    /// Erases whatever is past its time, and returns how many reports those were. Blocks.
    ///
    /// # Errors
    ///
    /// [`DeskError`]; what was erased before it stays erased.
    pub fn retire(&self, retention: &Retention, now_ms: u64) -> Result<usize, DeskError> {
        let mut count = 0;
        loop {
            let (policy, master) = (retention.clone(), self.vault().master.clone());
            // Found and erased in one change: a case that was opened again meanwhile is kept.
            let work = move |db: &Connection| {
                let (mut objects, mut retired) = (Vec::new(), 0);
                for report in due(db, &policy, now_ms, BATCH)? {
                    let (id, why) = (report.report_id, report.why.word());
                    let marks = search::marks_in(db, &master, id)?;
                    let erased = reports::retire(db, id, &marks, why, now_ms)?;
                    objects.extend(erased.into_iter().flatten());
                    retired += 1;
                }
                Ok((retired, objects))
            };
            let (retired, objects) = self.database.write_blocking(work)?;
            objects.iter().try_for_each(|name| self.objects.remove(name))?;
            if retired == 0 {
                break;
            }
            count += retired;
        }
        if count > 0 {
            // The write-ahead log would still hold the locked keys.
            self.database.write_through_blocking()?;
        }
        Ok(count)
    }
}
