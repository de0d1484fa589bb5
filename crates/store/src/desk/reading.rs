//! Reading what is kept: a report by its receipt, its time line, messages and files.

use std::collections::BTreeSet;

use ::desk::finding::Finding;
use rusqlite::{Connection, OptionalExtension as _, Row};
use zeroize::Zeroizing;

use super::reports::place;
use super::{DeskError, DeskStore};
use crate::objects::{Kept, ObjectReader};
use crate::secret::Key;

/// A report without what was told in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSummary {
    /// Its number in the database.
    pub report_id: i64,
    /// Its name in manifests and events.
    pub reference: [u8; 16],
    /// The case it belongs to.
    pub case_id: i64,
    /// `received`, `withdrawn` or `erased`.
    pub state: String,
    /// The state of its case.
    pub case_state: String,
    /// How its case ended, as the register's word for it.
    pub outcome: Option<String>,
    /// Whether the desk asked the person something and waits for the reply.
    pub is_asked: bool,
    /// Unit: milliseconds since 1970, UTC.
    pub received_ms: u64,
    /// The language the person chose.
    pub language: String,
    /// What happened.
    pub harm: String,
}

/// A report in the open.
pub struct KeptReport {
    /// What stands beside it.
    pub summary: ReportSummary,
    /// What was told, as the desk wrote it down.
    pub told: Zeroizing<Vec<u8>>,
    /// The manifest.
    pub manifest: Vec<u8>,
    /// The seal over it.
    pub seal: Vec<u8>,
    /// What officers found in it.
    pub found: BTreeSet<Finding>,
}

/// A file of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptExhibit {
    /// Its number in the manifest.
    pub number: u32,
    /// Unit: bytes.
    pub size_bytes: u64,
    /// Its type, as its bytes tell it.
    pub media_type: String,
}

/// A message between the person and the desk.
pub struct Message {
    /// Unit: milliseconds since 1970, UTC.
    pub at_ms: u64,
    /// Whether the person wrote it.
    pub is_from_person: bool,
    /// What it says.
    pub body: String,
}

/// One event of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLine {
    /// Unit: milliseconds since 1970, UTC.
    pub at_ms: u64,
    /// Who did it: `person`, `desk`, or an officer's pseudonym.
    pub actor: String,
    /// What happened.
    pub kind: String,
    /// More about it, from a closed list.
    pub detail: String,
}

/// A report whose key is gone is erased, whatever a crash left of it.
const SUMMARY: &str = "SELECT report.id, report.reference, report.case_id,
    CASE WHEN report_key.locked IS NULL THEN 'erased' ELSE report.state END,
    case_file.state, report.received_ms, report.language, report.harm, case_file.outcome,
    report.is_asked
    FROM report JOIN case_file ON case_file.id = report.case_id
    LEFT JOIN report_key
        ON report_key.reference = COALESCE(report.key_name, report.reference)";

fn summary(row: &Row<'_>) -> rusqlite::Result<ReportSummary> {
    Ok(ReportSummary {
        report_id: row.get(0)?,
        reference: row.get(1)?,
        case_id: row.get(2)?,
        state: row.get(3)?,
        case_state: row.get(4)?,
        received_ms: row.get(5)?,
        language: row.get(6)?,
        harm: row.get(7)?,
        outcome: row.get(8)?,
        is_asked: row.get(9)?,
    })
}

impl DeskStore {
    /// The report that a receipt opens; `None` if it opens none. How long this takes does not
    /// depend on how much of the code is right: what is compared is a mark of it.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn report_by_receipt(&self, receipt: &str) -> Result<Option<i64>, DeskError> {
        let mark = self.receipt_mark(receipt);
        Ok(self.database.read(|db| {
            let sql = "SELECT report_id FROM receipt WHERE mark = ?1";
            db.prepare_cached(sql)?.query_row([mark], |row| row.get(0)).optional()
        })?)
    }

    /// The report of this reference, for those at the desk.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn report_by_reference(&self, reference: &[u8; 16]) -> Result<Option<i64>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT id FROM report WHERE reference = ?1";
            db.prepare_cached(sql)?.query_row([reference], |row| row.get(0)).optional()
        })?)
    }

    /// A report without what was told in it.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn report_summary(&self, report_id: i64) -> Result<Option<ReportSummary>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = format!("{SUMMARY} WHERE report.id = ?1");
            db.prepare_cached(&sql)?.query_row([report_id], summary).optional()
        })?)
    }

    /// A report in the open; `None` if there is none or it was erased.
    ///
    /// # Errors
    ///
    /// [`DeskError`], also if what was kept was altered.
    pub fn report_fetch(&self, report_id: i64) -> Result<Option<KeptReport>, DeskError> {
        let Some((reference, key)) = self.report_key(report_id)? else { return Ok(None) };
        let Some(summary) = self.report_summary(report_id)? else { return Ok(None) };
        let row: Option<[Option<Vec<u8>>; 3]> = self.database.read(|db| {
            let sql = "SELECT told, manifest, seal FROM report WHERE id = ?1";
            let mut statement = db.prepare_cached(sql)?;
            let row = |row: &Row<'_>| Ok([row.get(0)?, row.get(1)?, row.get(2)?]);
            statement.query_row([report_id], row).optional()
        })?;
        let Some([Some(told), Some(manifest), Some(seal)]) = row else { return Ok(None) };
        let open = |what: &str, locked: &[u8]| key.open(&place(&reference, what), locked);
        Ok(Some(KeptReport {
            summary,
            told: open("told", &told)?,
            manifest: open("manifest", &manifest)?.to_vec(),
            seal: open("seal", &seal)?.to_vec(),
            found: self.report_findings(report_id)?,
        }))
    }

    /// A report's reference and key; `None` if it was erased.
    pub(super) fn report_key(&self, report_id: i64) -> Result<Option<([u8; 16], Key)>, DeskError> {
        let row: Option<([u8; 16], Vec<u8>)> = self.database.read(|db| {
            let sql = "SELECT report.reference, report_key.locked FROM report
                       JOIN report_key
                           ON report_key.reference = COALESCE(report.key_name, report.reference)
                       WHERE report.id = ?1";
            let mut statement = db.prepare_cached(sql)?;
            statement.query_row([report_id], |row| Ok((row.get(0)?, row.get(1)?))).optional()
        })?;
        let Some((reference, locked)) = row else { return Ok(None) };
        let key = self.vault().master.unwrap_key(&place(&reference, "key"), &locked)?;
        Ok(Some((reference, key)))
    }

    /// The files of a report.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn exhibits(&self, report_id: i64) -> Result<Vec<KeptExhibit>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT number, size_bytes, media_type FROM exhibit WHERE report_id = ?1
                       ORDER BY number";
            let mut statement = db.prepare_cached(sql)?;
            let exhibit = |row: &Row<'_>| {
                Ok(KeptExhibit {
                    number: row.get(0)?,
                    size_bytes: row.get(1)?,
                    media_type: row.get(2)?,
                })
            };
            statement.query_map([report_id], exhibit)?.collect()
        })?)
    }

    /// A file of a report, to be read in the open. The reader of it checks its hash.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn exhibit_open(
        &self,
        report_id: i64,
        number: u32,
    ) -> Result<Option<ObjectReader>, DeskError> {
        type Found = (Vec<u8>, Option<Vec<u8>>, Option<String>);
        let Some((reference, key)) = self.report_key(report_id)? else { return Ok(None) };
        let row: Option<Found> = self.database.read(|db| {
            let sql = "SELECT exhibit.locked_key, content.bytes, exhibit.object FROM exhibit
                       LEFT JOIN content ON content.id = exhibit.content_id
                       WHERE exhibit.report_id = ?1 AND exhibit.number = ?2";
            let mut statement = db.prepare_cached(sql)?;
            let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            statement.query_row((report_id, number), row).optional()
        })?;
        let kept = match row {
            Some((locked, Some(content), _)) => (locked, Kept::Inline(content)),
            Some((locked, None, Some(object))) => (locked, Kept::Object(object)),
            _ => return Ok(None),
        };
        let file_key = key.unwrap_key(&place(&reference, &format!("exhibit/{number}")), &kept.0)?;
        Ok(Some(self.objects.read(&file_key, kept.1)?))
    }

    /// The messages of a report, oldest first; none once it is erased.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn messages(&self, report_id: i64) -> Result<Vec<Message>, DeskError> {
        let Some((reference, key)) = self.report_key(report_id)? else { return Ok(Vec::new()) };
        let rows: Vec<(u64, bool, Vec<u8>)> = self.database.read(|db| {
            let sql = "SELECT at_ms, from_person, body FROM message WHERE report_id = ?1
                       ORDER BY id";
            let mut statement = db.prepare_cached(sql)?;
            let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            statement.query_map([report_id], row)?.collect()
        })?;
        let open = |(at_ms, is_from_person, body): (u64, bool, Vec<u8>)| {
            let body = key.open(&place(&reference, "message"), &body)?;
            let body = String::from_utf8_lossy(&body).into_owned();
            Ok(Message { at_ms, is_from_person, body })
        };
        rows.into_iter().map(open).collect()
    }

    /// What a person sees of the events of their report, oldest first: never those of another report
    /// of its case.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn report_events(&self, report_id: i64) -> Result<Vec<EventLine>, DeskError> {
        Ok(self.database.read(|db| events(db, report_id))?)
    }
}

fn events(db: &Connection, report_id: i64) -> rusqlite::Result<Vec<EventLine>> {
    let sql = "SELECT at_ms, actor, kind, detail FROM event WHERE report_id = ?1
               AND is_internal = 0 ORDER BY id";
    let mut statement = db.prepare_cached(sql)?;
    let line = |row: &Row<'_>| {
        Ok(EventLine {
            at_ms: row.get(0)?,
            actor: row.get(1)?,
            kind: row.get(2)?,
            detail: row.get(3)?,
        })
    };
    statement.query_map([report_id], line)?.collect()
}
