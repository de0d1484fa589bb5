//! What officers read: what a person told, an exhibit, how somebody can be reached. Each reading is
//! an event, written before anything is shown.

use ::desk::case::{Act, IdentityReason, Refusal, renew};
use record::id::OfficerId;
use rusqlite::{Connection, Row, params};

use super::notes::state_in_case;
use super::{ActError, fetch};
use crate::desk::reports::event;
use crate::desk::{By, DeskError, DeskStore};

/// A day, of Coordinated Universal Time. Unit: milliseconds.
const DAY_MS: u64 = 86_400_000;

/// A reading of something in a case. Readings change nothing in it, so they need no version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The number of the case.
    pub case_id: i64,
    /// The number of the report.
    pub report_id: i64,
    /// Who reads.
    pub officer: OfficerId,
    /// Unit: milliseconds since 1970, UTC.
    pub now_ms: u64,
}

impl DeskStore {
    /// Writes down that an officer reads what was told in a report. The person sees the first time
    /// on their time line; who reads it later stands in the trail.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn report_read(&self, reading: Reading) -> Result<(), DeskError> {
        let Reading { case_id, report_id, officer, now_ms } = reading;
        let work = move |db: &Connection| {
            let sql = "INSERT INTO event (case_id, report_id, at_ms, actor, kind, detail, is_internal)
                       SELECT ?1, ?2, ?3, ?4, 'report-read', '',
                           EXISTS (SELECT 1 FROM event WHERE report_id = ?2 AND kind = 'report-read')
                       WHERE NOT EXISTS (SELECT 1 FROM event WHERE report_id = ?2
                           AND kind = 'report-read' AND actor = ?4 AND at_ms >= ?5)";
            let today_ms = now_ms - now_ms % DAY_MS;
            let row = params![case_id, report_id, now_ms, officer.to_string(), today_ms];
            db.prepare_cached(sql)?.execute(row).map(drop)
        };
        Ok(self.database.write(work).await?)
    }

    /// Writes down that the officer who holds a case has an exhibit shown. Each time counts.
    ///
    /// # Errors
    ///
    /// [`ActError`].
    pub async fn exhibit_reveal(&self, reading: Reading, number: u32) -> Result<(), ActError> {
        let work = move |db: &Connection| {
            if let Err(refusal) = admit_reading(db, &reading)? {
                return Ok(Err(refusal));
            }
            let sql =
                "INSERT INTO event (case_id, report_id, at_ms, actor, kind, detail, is_internal)
                       SELECT ?1, ?2, ?3, ?4, 'exhibit-revealed', ?5, 1 FROM exhibit
                       WHERE report_id = ?2 AND number = ?5";
            let Reading { case_id, report_id, officer, now_ms } = reading;
            let row = params![case_id, report_id, now_ms, officer.to_string(), number.to_string()];
            let written = db.prepare_cached(sql)?.execute(row)?;
            Ok(if written == 1 { Ok(()) } else { Err(Refusal::Nothing) })
        };
        self.act(work).await
    }

    /// Writes down that the officer who holds a case reads how a person can be reached, and why. The
    /// person sees it.
    ///
    /// # Errors
    ///
    /// [`ActError`].
    pub async fn identity_read(
        &self,
        reading: Reading,
        reason: IdentityReason,
    ) -> Result<(), ActError> {
        let work = move |db: &Connection| {
            if let Err(refusal) = admit_reading(db, &reading)? {
                return Ok(Err(refusal));
            }
            let Reading { case_id, report_id, officer, now_ms } = reading;
            let (who, why) = (officer.to_string(), reason.word());
            event(db, case_id, Some(report_id), now_ms, &who, "identity-read", why)?;
            Ok(Ok(()))
        };
        self.act(work).await
    }
}

impl DeskStore {
    /// Writes down that an officer takes a notice along that names the person, to hand it over. The
    /// person sees it.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn notice_identity_read(&self, notice_id: i64, by: By<'_>) -> Result<(), DeskError> {
        let (actor, at_ms) = (by.actor.to_owned(), by.at_ms);
        let work = move |db: &Connection| {
            let sql = "SELECT case_id, report_id FROM notice WHERE id = ?1";
            let ids = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
            let (case_id, report_id) = db.prepare_cached(sql)?.query_row([notice_id], ids)?;
            event(db, case_id, Some(report_id), at_ms, &actor, "identity-read", "delivery")
        };
        Ok(self.database.write(work).await?)
    }
}

/// Whether the officer may read something of this report now.
fn admit_reading(db: &Connection, reading: &Reading) -> rusqlite::Result<Result<(), Refusal>> {
    let Some(case) = fetch(db, reading.case_id)? else { return Ok(Err(Refusal::Nothing)) };
    let state = state_in_case(db, reading.report_id, reading.case_id)?;
    if state.is_none_or(|state| state == "erased") {
        return Ok(Err(Refusal::Nothing));
    }
    let admitted = renew(case.lease, reading.officer, reading.now_ms);
    Ok(admitted.and_then(|_| case.state.after(Act::Read)).map(drop))
}
