//! What stands in a case: its reports, its time line, and how many reports came when.

use rusqlite::{Connection, Row};

use crate::desk::{DeskError, DeskStore};

/// A report of a case, without what was told in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseReport {
    /// Its number in the database.
    pub report_id: i64,
    /// Its name in manifests and events.
    pub reference: [u8; 16],
    /// `received`, `withdrawn` or `erased`.
    pub state: String,
    /// Unit: milliseconds since 1970, UTC.
    pub received_ms: u64,
    /// From 0, the most urgent.
    pub urgency: u8,
    /// Whether an official complains.
    pub is_official: bool,
    /// Whether the person wrote something that no officer has seen.
    pub is_unread: bool,
    /// Whether the desk waits for the person's reply.
    pub is_asked: bool,
}

/// One event of a case or of a report in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseEvent {
    /// Its number in the database.
    pub event_id: i64,
    /// The report it is about, if it is about one.
    pub report_id: Option<i64>,
    /// Unit: milliseconds since 1970, UTC.
    pub at_ms: u64,
    /// Who did it: `person`, `desk`, or an officer's pseudonym.
    pub actor: String,
    /// What happened.
    pub kind: String,
    /// More about it, from a closed list.
    pub detail: String,
}

/// Unit: milliseconds.
const HOUR_MS: u64 = 3_600_000;

impl DeskStore {
    /// The reports of a case, oldest first, and how many there are in all.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn case_reports(
        &self,
        case_id: i64,
        limit: usize,
    ) -> Result<(Vec<CaseReport>, u64), DeskError> {
        let report = |row: &Row<'_>| {
            Ok(CaseReport {
                report_id: row.get(0)?,
                reference: row.get(1)?,
                state: row.get(2)?,
                received_ms: row.get(3)?,
                urgency: row.get(4)?,
                is_official: row.get(5)?,
                is_unread: row.get(6)?,
                is_asked: row.get(7)?,
            })
        };
        Ok(self.database.read(|db| {
            let sql = "SELECT COUNT(*) FROM report WHERE case_id = ?1";
            let count = db.prepare_cached(sql)?.query_row([case_id], |row| row.get(0))?;
            // Who waits for an answer comes first: they must not stand behind hundreds of others.
            let sql = "SELECT id, reference, CASE WHEN EXISTS (SELECT 1 FROM report_key
                           WHERE report_key.reference =
                               COALESCE(report.key_name, report.reference)) THEN state
                           ELSE 'erased' END,
                       received_ms, urgency, is_official, is_unread, is_asked
                       FROM report WHERE case_id = ?1 ORDER BY is_unread DESC, id LIMIT ?2";
            let mut statement = db.prepare_cached(sql)?;
            let reports = statement.query_map((case_id, limit), report)?.collect::<Result<_, _>>();
            Ok((reports?, count))
        })?)
    }

    /// The latest events of a case and of its reports, oldest first; what belongs to a case that was
    /// merged into it too.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn case_events(&self, case_id: i64) -> Result<Vec<CaseEvent>, DeskError> {
        Ok(self.database.read(|db| events(db, case_id))?)
    }

    /// How many reports of a case came in each hour: pairs of hours since 1970 and counts.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn case_hours(&self, case_id: i64) -> Result<Vec<(u64, u32)>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT received_ms / ?2, COUNT(*) FROM report WHERE case_id = ?1
                       AND state = 'received' GROUP BY 1 ORDER BY 1";
            let mut statement = db.prepare_cached(sql)?;
            let hour = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
            statement.query_map((case_id, HOUR_MS), hour)?.collect()
        })?)
    }
}

/// Events of a time line that are shown at once.
const EVENTS_MAX: u64 = 400;

fn events(db: &Connection, case_id: i64) -> rusqlite::Result<Vec<CaseEvent>> {
    // What a person is told about the whole case stands once for the case, and not for each report.
    let sql = "SELECT id, report_id, at_ms, actor, kind, detail FROM event WHERE id IN (
                   SELECT id FROM event WHERE case_id = ?1
                   UNION SELECT event.id FROM case_file JOIN event ON event.case_id = case_file.id
                       WHERE case_file.merged_into = ?1
                   UNION SELECT event.id FROM report JOIN event ON event.report_id = report.id
                       WHERE report.case_id = ?1)
               AND NOT (actor = 'desk' AND report_id IS NOT NULL)
               ORDER BY id DESC LIMIT ?2";
    let mut statement = db.prepare_cached(sql)?;
    let event = |row: &Row<'_>| {
        Ok(CaseEvent {
            event_id: row.get(0)?,
            report_id: row.get(1)?,
            at_ms: row.get(2)?,
            actor: row.get(3)?,
            kind: row.get(4)?,
            detail: row.get(5)?,
        })
    };
    let mut lines: Vec<CaseEvent> =
        statement.query_map((case_id, EVENTS_MAX), event)?.collect::<Result<_, _>>()?;
    lines.reverse();
    Ok(lines)
}
