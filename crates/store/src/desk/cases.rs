//! Cases: what officers see and do. An act is checked and done in one piece of the writer's work,
//! together with its event, so two officers never do the same thing and none goes unseen.

mod arrange;
mod bulk;
mod closing;
mod files;
mod filters;
mod findings;
mod leases;
mod notes;
mod purge;
mod queue;
mod readings;
mod trail;

use ::desk::case::{Act, CaseState, Lease, Refusal, renew};
use record::id::OfficerId;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{DeskError, DeskStore};

pub use arrange::Move;
pub use bulk::{Bulk, BulkCase, Picked};
pub use files::{CaseEvent, CaseReport};
pub use filters::{FILTERS_MAX, SavedFilter};
pub(in crate::desk) use notes::forget_if_empty;
pub use notes::{Audience, ConfirmedArticle, Note, Wanted};
pub use purge::{Purge, Purger};
pub use queue::{Cursor, QueueCount, QueuePage};
pub use readings::Reading;
pub use trail::{TrailFilter, TrailLine};

/// Why an act was not done.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// It may not be done; nothing was changed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It could not be done.
    #[error(transparent)]
    Failed(#[from] DeskError),
}

/// An officer's act on a case as it was shown to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acting {
    /// The number of the case.
    pub case_id: i64,
    /// Who acts.
    pub officer: OfficerId,
    /// The version of the case that was shown.
    pub seen: u64,
    /// Unit: milliseconds since 1970, UTC.
    pub now_ms: u64,
}

/// A case without anything that a person told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Its number in the database.
    pub case_id: i64,
    /// Its name in addresses, events and the register.
    pub reference: [u8; 16],
    /// How it stands.
    pub state: CaseState,
    /// What happened, as the law's word for it.
    pub harm: String,
    /// From 0, the most urgent.
    pub urgency: u8,
    /// Where the content is, as a word of [`Platform`](::desk::case::Platform).
    pub host: String,
    /// Whether an official complains.
    pub is_official: bool,
    /// Whether a person wrote something that no officer has seen.
    pub is_unread: bool,
    /// The mark that officers put on it, or nothing.
    pub mark: String,
    /// To whom it was handed over.
    pub assignee: Option<OfficerId>,
    /// Who works on it, and until when.
    pub lease: Option<Lease>,
    /// Unit: milliseconds since 1970, UTC.
    pub opened_ms: u64,
    /// Unit: milliseconds since 1970, UTC.
    pub changed_ms: u64,
    /// How many reports it has that were not taken back.
    pub reports: u64,
    /// One more with each act.
    pub version: u64,
    /// The case in which everything of it stands now, if it was merged.
    pub merged_into: Option<i64>,
}

const ROW: &str =
    "SELECT id, reference, state, outcome, harm, urgency, host, is_official, is_unread,
    mark, assignee, holder, held_until_ms, opened_ms, changed_ms, reports, version, merged_into
    FROM case_file";

fn case_row(row: &Row<'_>) -> rusqlite::Result<CaseRow> {
    let outcome: Option<String> = row.get(3)?;
    let state = CaseState::parse(&row.get::<_, String>(2)?, outcome.as_deref());
    let holder = officer(row, 11)?;
    let until_ms = row.get(12)?;
    Ok(CaseRow {
        case_id: row.get(0)?,
        reference: row.get(1)?,
        state: state.ok_or_else(|| unknown(2))?,
        harm: row.get(4)?,
        urgency: row.get(5)?,
        host: row.get(6)?,
        is_official: row.get(7)?,
        is_unread: row.get(8)?,
        mark: row.get(9)?,
        assignee: officer(row, 10)?,
        lease: holder.map(|holder| Lease { holder, until_ms }),
        opened_ms: row.get(13)?,
        changed_ms: row.get(14)?,
        reports: row.get(15)?,
        version: row.get(16)?,
        merged_into: row.get(17)?,
    })
}

/// An officer's pseudonym in a column.
fn officer(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<OfficerId>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|_| unknown(column))).transpose()
}

/// A word that this version does not know: the database was written by another one, or altered.
fn unknown(column: usize) -> rusqlite::Error {
    let text = rusqlite::types::Type::Text;
    rusqlite::Error::FromSqlConversionFailure(column, text, "a word that is not known".into())
}

/// A case by its number.
pub(super) fn fetch(db: &Connection, case_id: i64) -> rusqlite::Result<Option<CaseRow>> {
    let sql = format!("{ROW} WHERE id = ?1");
    db.prepare_cached(&sql)?.query_row([case_id], case_row).optional()
}

/// Cases by their numbers, in the order of these.
pub(super) fn rows_of(db: &Connection, ids: &[i64]) -> rusqlite::Result<Vec<CaseRow>> {
    let rows = ids.iter().map(|id| fetch(db, *id));
    rows.filter_map(Result::transpose).collect()
}

/// The case of an act and how it will stand, if the act may be done.
pub(super) fn admit(
    db: &Connection,
    acting: &Acting,
    act: Act,
) -> rusqlite::Result<Result<(CaseRow, CaseState), Refusal>> {
    let Some(case) = fetch(db, acting.case_id)? else { return Ok(Err(Refusal::Nothing)) };
    let admitted = renew(case.lease, acting.officer, acting.now_ms).and_then(|_| {
        let is_seen = case.version == acting.seen;
        if is_seen { case.state.after(act) } else { Err(Refusal::Changed) }
    });
    Ok(admitted.map(|state| (case, state)))
}

/// Writes down how a case stands after an act: its lease runs on, and what a person had written by
/// then has been seen.
pub(super) fn settle(db: &Connection, acting: &Acting, state: CaseState) -> rusqlite::Result<()> {
    let sql = "UPDATE report SET is_unread = 0 WHERE case_id = ?1 AND is_unread = 1";
    db.prepare_cached(sql)?.execute([acting.case_id])?;
    let until_ms = acting.now_ms.saturating_add(::desk::case::LEASE_MS);
    let sql = "UPDATE case_file SET state = ?2, outcome = ?3, changed_ms = ?4, held_until_ms = ?5,
               is_unread = 0, version = version + 1 WHERE id = ?1";
    let outcome = state.outcome().map(|outcome| outcome.word());
    let row = params![acting.case_id, state.word(), outcome, acting.now_ms, until_ms];
    db.prepare_cached(sql)?.execute(row).map(drop)
}

/// Counts a case again from its reports, after one came, went or moved. Where none is left, what it
/// was about stays, as its outcome is public.
fn recount(db: &Connection, case_id: i64, now_ms: u64) -> rusqlite::Result<()> {
    let sql = "WITH live AS (SELECT id, urgency, harm, host, is_official, is_unread, received_ms
                   FROM report WHERE case_id = ?1 AND state = 'received'),
               first AS (SELECT harm, host FROM live ORDER BY id LIMIT 1)
               UPDATE case_file SET
                   reports = (SELECT COUNT(*) FROM live),
                   urgency = COALESCE((SELECT MIN(urgency) FROM live), urgency),
                   harm = COALESCE((SELECT harm FROM first), harm),
                   host = COALESCE((SELECT host FROM first), host),
                   is_official = COALESCE((SELECT MAX(is_official) FROM live), is_official),
                   is_unread = COALESCE((SELECT MAX(is_unread) FROM live), 0),
                   opened_ms = COALESCE((SELECT MIN(received_ms) FROM live), opened_ms),
                   changed_ms = ?2
               WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![case_id, now_ms]).map(drop)
}

/// Makes a case what its reports make it: counted again, waiting if somebody was asked, closed if
/// everybody took theirs back. No officer decided that last one, so no entry says it.
pub(super) fn reshape(db: &Connection, case_id: i64, now_ms: u64) -> rusqlite::Result<()> {
    recount(db, case_id, now_ms)?;
    let sql = "UPDATE case_file SET version = version + 1,
               outcome = CASE WHEN reports = 0 THEN 'withdrawn' END,
               state = CASE WHEN reports = 0 THEN 'closed'
                   WHEN EXISTS (SELECT 1 FROM report
                       WHERE report.case_id = case_file.id AND is_asked = 1) THEN 'waiting'
                   ELSE 'open' END
               WHERE id = ?1 AND state IN ('open', 'waiting')";
    db.prepare_cached(sql)?.execute([case_id]).map(drop)
}

impl DeskStore {
    /// Does an act in one piece: `work` says why not before it changes anything.
    pub(super) async fn act<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<Result<T, Refusal>> + Send + 'static,
    ) -> Result<T, ActError> {
        let done = self.database.write(work).await.map_err(DeskError::from)?;
        Ok(done?)
    }

    /// A case by its reference, as it stands in addresses.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn case_fetch(&self, reference: &[u8; 16]) -> Result<Option<CaseRow>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = format!("{ROW} WHERE reference = ?1");
            db.prepare_cached(&sql)?.query_row([reference], case_row).optional()
        })?)
    }

    /// A case by its number.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn case_row(&self, case_id: i64) -> Result<Option<CaseRow>, DeskError> {
        Ok(self.database.read(|db| fetch(db, case_id))?)
    }
}
