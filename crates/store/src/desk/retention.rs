//! What is past its time is erased by its key, and nothing of a case that is not closed ever is.

mod clock;

use std::path::Path;

use ::desk::retention::{ClockAhead, Kept, Retention};
use rusqlite::{Connection, Row, params};

use super::{DeskError, DeskStore, MIGRATIONS, files, notices, read_identity, reports, search};
use crate::database::{self, DatabaseError};
use crate::secret::Key;

/// Cases, reports or notices that are erased in one change. More would hold up those who write beside it.
const BATCH: u32 = 20;

/// Something that is past its time: a report, a notice, or how an author may be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Its number in the database.
    pub id: i64,
    /// The name of the report, or of the notice, in manifests and events.
    pub reference: [u8; 16],
    /// Under which rule, which says what it is.
    pub why: Kept,
    /// When something last happened: to it if it was taken back or decided, else in its case. Unit:
    /// milliseconds since 1970, UTC.
    pub quiet_ms: u64,
}

/// What became of a look for what is past its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retired {
    /// So many reports, notices and contacts were erased.
    Erased(usize),
    /// The clock lies too far ahead of all that is known: nothing was erased.
    ClockAhead(ClockAhead),
}

/// Cases that closed so long ago, and in which nothing happened since but an erasing of this kind.
const CLOSED: &str = "SELECT case_file.id FROM case_file
    WHERE case_file.state = 'closed' AND case_file.changed_ms <= ?1
    AND EXISTS (SELECT 1 FROM report WHERE report.case_id = case_file.id
        AND report.state = 'received')
    AND NOT EXISTS (SELECT 1 FROM event WHERE event.case_id = case_file.id
        AND event.at_ms > ?1
        AND event.kind NOT IN ('report-retired', 'notice-retired', 'contact-retired'))
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
) -> rusqlite::Result<Vec<Due>> {
    let mut due = due_reports(db, retention, now_ms, limit)?;
    let notices = [
        (Kept::Notice, notices::ended as fn(&Connection, u64, u32) -> _),
        (Kept::AuthorContact, notices::contacts),
    ];
    for (why, find) in notices {
        let found: Vec<_> = find(db, retention.quiet_since(why, now_ms), limit)?;
        let row = |(id, reference, quiet_ms)| Due { id, reference, why, quiet_ms };
        due.extend(found.into_iter().map(row));
    }
    Ok(due)
}

fn due_reports(
    db: &Connection,
    retention: &Retention,
    now_ms: u64,
    limit: u32,
) -> rusqlite::Result<Vec<Due>> {
    let of = |why: Kept| {
        move |row: &Row<'_>| {
            let (id, reference, quiet_ms) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(Due { id, reference, why, quiet_ms })
        }
    };
    let quiet = retention.quiet_since(Kept::WithdrawnReport, now_ms);
    let mut due: Vec<Due> = {
        let mut statement = db.prepare_cached(WITHDRAWN)?;
        let rows = statement.query_map(params![quiet, limit], of(Kept::WithdrawnReport))?;
        rows.collect::<Result<_, _>>()?
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
                           WHERE event.case_id = case_file.id AND event.kind NOT IN
                           ('report-retired', 'notice-retired', 'contact-retired')), 0))
                   FROM report JOIN case_file ON case_file.id = report.case_id
                   WHERE report.case_id = ?1 AND report.state = 'received' ORDER BY report.id";
        let mut statement = db.prepare_cached(sql)?;
        for report in statement.query_map([case_id], of(Kept::ClosedReport))? {
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
) -> Result<Vec<Due>, DeskError> {
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

/// Erases one thing, and returns the names of the large files that no row names any more.
fn erase(db: &Connection, master: &Key, due: &Due, now_ms: u64) -> rusqlite::Result<Vec<String>> {
    match due.why {
        Kept::Notice => notices::retire(db, due.id, now_ms).map(|()| Vec::new()),
        Kept::AuthorContact => notices::retire_contact(db, due.id, now_ms).map(|()| Vec::new()),
        _ => {
            let marks = search::marks_in(db, master, due.id)?;
            let erased = reports::retire(db, due.id, &marks, due.why.word(), now_ms)?;
            Ok(erased.unwrap_or_default())
        }
    }
}

impl DeskStore {
    /// Erases whatever is past its time, if the clock can be believed. Blocks.
    ///
    /// # Errors
    ///
    /// [`DeskError`]; what was erased before it stays erased.
    pub fn retire(&self, retention: &Retention, now_ms: u64) -> Result<Retired, DeskError> {
        if let Err(ahead) = self.database.write_blocking(move |db| clock::note_run(db, now_ms))? {
            return Ok(Retired::ClockAhead(ahead));
        }
        let mut count = 0;
        loop {
            let (policy, master) = (retention.clone(), self.vault().master.clone());
            // Found and erased in one change: a case that was opened again meanwhile is kept.
            let work = move |db: &Connection| {
                let (mut objects, mut retired) = (Vec::new(), 0);
                for due in due(db, &policy, now_ms, BATCH)? {
                    objects.extend(erase(db, &master, &due, now_ms)?);
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
        Ok(Retired::Erased(count))
    }
}
