//! What officers find in a report that its answers do not say, and what it takes back.

use std::collections::BTreeSet;

use ::desk::case::{Act, Refusal};
use ::desk::finding::Finding;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::notes::state_in_case;
use super::{ActError, Acting, admit, settle};
use crate::desk::reports::event;
use crate::desk::{DeskError, DeskStore, notices};

impl DeskStore {
    /// Writes down what an officer found in a report of a case. It stays: nothing takes a finding back.
    /// Whatever of this report waits to leave goes back to its draft, as it was agreed to before this
    /// was known.
    ///
    /// # Errors
    ///
    /// [`ActError`]: [`Refusal::Nothing`] if nothing of it is new.
    pub async fn report_find(
        &self,
        acting: Acting,
        report_id: i64,
        found: BTreeSet<Finding>,
    ) -> Result<(), ActError> {
        self.act(move |db| find(db, &acting, report_id, &found)).await
    }

    /// What was found in a report.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn report_findings(&self, report_id: i64) -> Result<BTreeSet<Finding>, DeskError> {
        let finding = |row: &Row<'_>| Ok(Finding::from_word(&row.get::<_, String>(0)?));
        let words: Vec<Option<Finding>> = self.database.read(|db| {
            let sql = "SELECT finding FROM report_finding WHERE report_id = ?1";
            db.prepare_cached(sql)?.query_map([report_id], finding)?.collect()
        })?;
        Ok(words.into_iter().flatten().collect())
    }
}

fn find(
    db: &Connection,
    acting: &Acting,
    report_id: i64,
    found: &BTreeSet<Finding>,
) -> rusqlite::Result<Result<(), Refusal>> {
    let state = match admit(db, acting, Act::Confirm)? {
        Ok((_, state)) => state,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if state_in_case(db, report_id, acting.case_id)?.is_none() {
        return Ok(Err(Refusal::Nothing));
    }
    let who = acting.officer.to_string();
    if !add_all(db, (acting.case_id, report_id), found, &who, acting.now_ms)? {
        return Ok(Err(Refusal::Nothing));
    }
    settle(db, acting, state)?;
    Ok(Ok(()))
}

/// Keeps what was found in a report of a case, each with its event, and sends back whatever of the
/// report waits to leave; whether any of it is new.
pub(super) fn add_all(
    db: &Connection,
    (case_id, report_id): (i64, i64),
    found: &BTreeSet<Finding>,
    who: &str,
    at_ms: u64,
) -> rusqlite::Result<bool> {
    let mut is_new = false;
    for finding in found {
        if add(db, report_id, *finding, who, at_ms)? {
            is_new = true;
            event(db, case_id, Some(report_id), at_ms, who, "finding-added", finding.word())?;
        }
    }
    if is_new {
        notices::return_waiting(db, report_id, who, at_ms)?;
    }
    Ok(is_new)
}

/// Keeps a finding; whether it is new.
fn add(
    db: &Connection,
    report_id: i64,
    finding: Finding,
    actor: &str,
    at_ms: u64,
) -> rusqlite::Result<bool> {
    let sql = "INSERT OR IGNORE INTO report_finding (report_id, finding, actor, at_ms)
               VALUES (?1, ?2, ?3, ?4) RETURNING 1";
    let row = params![report_id, finding.word(), actor, at_ms];
    let added = db.prepare_cached(sql)?.query_row(row, |_| Ok(())).optional()?;
    Ok(added.is_some())
}
