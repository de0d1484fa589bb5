//! The end of a case and its new beginning. The public entry of an outcome is written in the same
//! transaction, so a case is closed with its entry or not at all.

use ::desk::case::{Act, Came, Refusal, is_borne_out, public_harm};
use record::Timestamp;
use record::choice::Outcome;
use record::entry::{Body, CaseOutcome, Entry};
use record::id::{CaseRef, OfficerId, OrganisationId};
use rusqlite::{Connection, Row, params};

use super::{ActError, Acting, CaseRow, admit, settle};
use crate::desk::entries::enqueue;
use crate::desk::reports::event;
use crate::desk::{DeskError, DeskStore};

/// Who writes the entries of a desk.
#[derive(Clone)]
pub(super) struct Writer(OrganisationId);

impl Writer {
    /// The entry that says how a case ended. `None` if its harm is of a list that is not known here,
    /// which only an altered database has.
    pub(super) fn outcome(
        &self,
        case: &CaseRow,
        officer: OfficerId,
        outcome: Outcome,
        now_ms: u64,
    ) -> Option<Vec<u8>> {
        let body = Body::CaseOutcome(CaseOutcome {
            case: CaseRef::from_random(case.reference),
            decided_by: officer,
            harm: public_harm(&case.harm)?,
            outcome,
        });
        let at = Timestamp::nearest(i64::try_from(now_ms / 1000).unwrap_or(i64::MAX));
        Entry::new(at, self.0.clone(), body).ok()?.to_bytes().ok()
    }
}

impl DeskStore {
    pub(super) fn entry_writer(&self) -> Result<Writer, DeskError> {
        self.identity().name.parse().map(Writer).map_err(|_| DeskError::Name)
    }

    /// Closes a case; its entry goes into the register at once.
    ///
    /// # Errors
    ///
    /// [`ActError`].
    pub async fn case_close(&self, acting: Acting, outcome: Outcome) -> Result<(), ActError> {
        let writer = self.entry_writer()?;
        let work = move |db: &Connection| {
            let (case, state) = match admit(db, &acting, Act::Close(outcome))? {
                Ok(admitted) => admitted,
                Err(refusal) => return Ok(Err(refusal)),
            };
            if !is_borne_out(outcome, came(db, case.case_id)?) {
                return Ok(Err(Refusal::NotSo));
            }
            let Some(entry) = writer.outcome(&case, acting.officer, outcome, acting.now_ms) else {
                return Ok(Err(Refusal::Nothing));
            };
            enqueue(db, &entry, acting.now_ms)?;
            tell_all(db, &acting, "case-closed", outcome.word())?;
            settle(db, &acting, state)?;
            Ok(Ok(()))
        };
        self.act(work).await
    }

    /// What came back on the notices of a case.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn case_came(&self, case_id: i64) -> Result<Came, DeskError> {
        Ok(self.database.read(|db| came(db, case_id))?)
    }

    /// Takes a closed case up again. That it was closed stays in the register; how it ends after all
    /// will stand there too.
    ///
    /// # Errors
    ///
    /// [`ActError`].
    pub async fn case_reopen(&self, acting: Acting) -> Result<(), ActError> {
        let work = move |db: &Connection| {
            let state = match admit(db, &acting, Act::Reopen)? {
                // Everybody took their report back: there is nothing to take up.
                Ok((case, _)) if case.reports == 0 => return Ok(Err(Refusal::Nothing)),
                Ok((_, state)) => state,
                Err(refusal) => return Ok(Err(refusal)),
            };
            tell_all(db, &acting, "case-reopened", "")?;
            settle(db, &acting, state)?;
            Ok(Ok(()))
        };
        self.act(work).await
    }
}

/// What came back on the notices of a case.
pub(super) fn came(db: &Connection, case_id: i64) -> rusqlite::Result<Came> {
    let sql = "SELECT
        COALESCE(MAX(turn.means IN ('accepted', 'narrowed', 'already_gone')), 0),
        COALESCE(MAX(turn.means = 'refused'), 0)
        FROM notice JOIN turn ON turn.notice_id = notice.id AND turn.kind = 'answered'
        WHERE notice.case_id = ?1";
    let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let (is_done, is_refused) = db.prepare_cached(sql)?.query_row([case_id], row)?;
    let exists = |sql: &str| db.prepare_cached(sql)?.exists([case_id]);
    let is_silent = exists(
        "SELECT 1 FROM notice JOIN turn ON turn.notice_id = notice.id AND turn.kind = 'silent'
         WHERE notice.case_id = ?1 AND NOT EXISTS (SELECT 1 FROM turn AS said
             WHERE said.notice_id = notice.id AND said.kind = 'answered'
             AND said.means <> 'asked_for_more')",
    )?;
    let is_upheld = exists(
        "SELECT 1 FROM notice JOIN contest ON contest.notice_id = notice.id
         WHERE notice.case_id = ?1 AND contest.state = 'upheld'",
    )?;
    Ok(Came { is_done, is_refused, is_silent, is_upheld })
}

/// Writes an event of the case, and one on the time line of everybody whose report is in it. Nobody
/// is waited for any more.
pub(super) fn tell_all(
    db: &Connection,
    acting: &Acting,
    kind: &str,
    detail: &str,
) -> rusqlite::Result<()> {
    let who = acting.officer.to_string();
    event(db, acting.case_id, None, acting.now_ms, &who, kind, detail)?;
    let sql = "INSERT INTO event (case_id, report_id, at_ms, actor, kind, detail)
               SELECT ?1, id, ?2, 'desk', ?3, ?4 FROM report WHERE case_id = ?1 AND state = 'received'";
    let row = params![acting.case_id, acting.now_ms, kind, detail];
    db.prepare_cached(sql)?.execute(row)?;
    let sql = "UPDATE report SET is_asked = 0 WHERE case_id = ?1 AND is_asked = 1";
    db.prepare_cached(sql)?.execute([acting.case_id]).map(drop)
}
