//! Who works on a case: claimed, renewed and given back in the writer's one thread, so that two
//! officers never hold one case.

use ::desk::case::{CaseState, Filter, Lease, Refusal, claim, renew};
use record::id::OfficerId;
use rusqlite::{Connection, params};

use super::{ActError, fetch, queue};
use crate::desk::reports::event;
use crate::desk::{DeskError, DeskStore};

impl DeskStore {
    /// Takes a case for an officer.
    ///
    /// # Errors
    ///
    /// [`Refusal::Held`] if somebody else works on it, [`Refusal::State`] if it was merged.
    pub async fn case_claim(
        &self,
        case_id: i64,
        officer: OfficerId,
        now_ms: u64,
    ) -> Result<Lease, ActError> {
        self.act(move |db| take(db, case_id, officer, now_ms)).await
    }

    /// Takes the first case of a queue that nobody works on; its reference, or `None` if there is none.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn case_claim_next(
        &self,
        filter: Filter,
        officer: OfficerId,
        now_ms: u64,
    ) -> Result<Option<[u8; 16]>, DeskError> {
        let work = move |db: &Connection| {
            let Some(case) = queue::first_free(db, &filter, officer, now_ms)? else {
                return Ok(None);
            };
            // It is free, and nobody else writes meanwhile.
            let taken = take(db, case.case_id, officer, now_ms)?;
            Ok(taken.is_ok().then_some(case.reference))
        };
        Ok(self.database.write(work).await?)
    }

    /// Lets the lease of an officer run on.
    ///
    /// # Errors
    ///
    /// [`Refusal::Held`] or [`Refusal::NotHeld`] if they no longer have it.
    pub async fn case_renew(
        &self,
        case_id: i64,
        officer: OfficerId,
        now_ms: u64,
    ) -> Result<Lease, ActError> {
        let work = move |db: &Connection| {
            let Some(case) = fetch(db, case_id)? else { return Ok(Err(Refusal::Nothing)) };
            let lease = match renew(case.lease, officer, now_ms) {
                Ok(lease) => lease,
                Err(refusal) => return Ok(Err(refusal)),
            };
            hold(db, case_id, lease)?;
            Ok(Ok(lease))
        };
        self.act(work).await
    }

    /// Gives a case back. One that the officer does not hold is left alone.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn case_release(
        &self,
        case_id: i64,
        officer: OfficerId,
        now_ms: u64,
    ) -> Result<(), DeskError> {
        let work = move |db: &Connection| {
            let sql = "UPDATE case_file SET holder = NULL, held_until_ms = 0
                       WHERE id = ?1 AND holder = ?2";
            let who = officer.to_string();
            if db.prepare_cached(sql)?.execute(params![case_id, who])? == 1 {
                event(db, case_id, None, now_ms, &who, "case-released", "")?;
            }
            Ok(())
        };
        Ok(self.database.write(work).await?)
    }
}

pub(super) fn take(
    db: &Connection,
    case_id: i64,
    officer: OfficerId,
    now_ms: u64,
) -> rusqlite::Result<Result<Lease, Refusal>> {
    let Some(case) = fetch(db, case_id)? else { return Ok(Err(Refusal::Nothing)) };
    if case.state == CaseState::Merged {
        return Ok(Err(Refusal::State(case.state)));
    }
    let lease = match claim(case.lease, officer, now_ms) {
        Ok(lease) => lease,
        Err(refusal) => return Ok(Err(refusal)),
    };
    hold(db, case_id, lease)?;
    if case.lease.is_none_or(|before| before.holder != officer) {
        event(db, case_id, None, now_ms, &officer.to_string(), "case-claimed", "")?;
    }
    Ok(Ok(lease))
}

fn hold(db: &Connection, case_id: i64, lease: Lease) -> rusqlite::Result<()> {
    let sql = "UPDATE case_file SET holder = ?2, held_until_ms = ?3 WHERE id = ?1";
    let row = params![case_id, lease.holder.to_string(), lease.until_ms];
    db.prepare_cached(sql)?.execute(row).map(drop)
}
