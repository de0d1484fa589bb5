//! One step of a notice from a state to the next, with what it changes and its event.

use desk::notice::{PARTS_IN_A_CASE, State};
use desk::turn::Awaits;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::By;
use crate::desk::{entries, reports};

/// [`By`] for a transaction that runs elsewhere.
pub(super) struct Who {
    pub(super) actor: String,
    pub(super) at_ms: u64,
    pub(super) seen: Option<u64>,
}

impl From<By<'_>> for Who {
    fn from(by: By<'_>) -> Who {
        Who { actor: by.actor.to_owned(), at_ms: by.at_ms, seen: by.seen }
    }
}

/// A notice that leaves.
pub(super) struct Left {
    /// The file that leaves, locked.
    pub(super) file: Vec<u8>,
    /// The moment that its public entry says. Unit: milliseconds since 1970, UTC.
    pub(super) issued_ms: u64,
}

/// What a step changes beside the state.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) approved_by: Option<Option<String>>,
    pub(super) reviewer: Option<Option<String>>,
    pub(super) written: Option<Option<Vec<u8>>>,
    pub(super) certificate: Option<Option<Vec<u8>>>,
    pub(super) released: Option<Left>,
    pub(super) remark: Option<Option<Vec<u8>>>,
    pub(super) objection: Option<Option<Vec<u8>>>,
    pub(super) contest_mark: Option<[u8; 32]>,
    pub(super) hours: Option<u16>,
    pub(super) entry: Option<Vec<u8>>,
    /// Whether a second officer agrees by it, who must have had no part in the case.
    pub(super) is_agreed: bool,
}

/// Whether the reviewer of this key opened the notice last.
pub(super) fn is_held_by(db: &Connection, id: i64, key: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM notice WHERE id = ?1 AND reviewer = ?2";
    db.prepare_cached(sql)?.exists(params![id, key])
}

/// One step, if the notice is still where the caller saw it.
pub(super) fn step(
    db: &Connection,
    id: i64,
    (from, to): (State, State),
    changes: &Changes,
    kind: &str,
    by: &Who,
) -> rusqlite::Result<bool> {
    let Who { actor, at_ms, seen } = by;
    if !from.may_become(to) || (changes.is_agreed && had_a_part(db, id, actor)?) {
        return Ok(false);
    }
    let sql = "UPDATE notice SET state = ?3, changed_ms = ?4, version = version + 1
               WHERE id = ?1 AND state = ?2 AND version = COALESCE(?5, version)
               RETURNING case_id, report_id";
    let row: Option<(i64, i64)> = db
        .prepare_cached(sql)?
        .query_row(params![id, from.word(), to.word(), at_ms, seen], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let Some((case_id, report_id)) = row else { return Ok(false) };
    change(db, id, changes, *at_ms)?;
    // The person is told what leaves in their name, and not how often it was written again.
    let report_id = to.is_public().then_some(report_id);
    reports::event(db, case_id, report_id, *at_ms, actor, kind, "")?;
    Ok(true)
}

fn change(db: &Connection, id: i64, changes: &Changes, at_ms: u64) -> rusqlite::Result<()> {
    if let Some(approved_by) = &changes.approved_by {
        db.prepare_cached("UPDATE notice SET approved_by = ?2 WHERE id = ?1")?
            .execute(params![id, approved_by])?;
    }
    if let Some(reviewer) = &changes.reviewer {
        db.prepare_cached("UPDATE notice SET reviewer = ?2 WHERE id = ?1")?
            .execute(params![id, reviewer])?;
    }
    let texts = [
        ("written", &changes.written),
        ("certificate", &changes.certificate),
        ("remark", &changes.remark),
        ("objection", &changes.objection),
    ];
    for (column, value) in texts {
        if let Some(value) = value {
            let sql = format!("UPDATE notice SET {column} = ?2 WHERE id = ?1");
            db.prepare_cached(&sql)?.execute(params![id, value])?;
        }
    }
    if let Some(Left { file, issued_ms }) = &changes.released {
        let sql = "UPDATE notice SET released = ?2, issued_ms = ?3, awaits = ?4, left_no =
                   (SELECT COALESCE(MAX(other.left_no), 0) + 1 FROM notice AS other
                    WHERE other.platform = notice.platform AND other.left_no IS NOT NULL)
                   WHERE id = ?1";
        db.prepare_cached(sql)?.execute(params![id, file, issued_ms, Awaits::Delivery.word()])?;
    }
    if let Some(entry) = &changes.entry {
        let entry_id = entries::enqueue(db, entry, at_ms)?;
        let sql = "UPDATE notice SET entry_id = ?2, hours = ?3, contest_mark = ?4 WHERE id = ?1";
        let row = params![id, entry_id, changes.hours, changes.contest_mark];
        db.prepare_cached(sql)?.execute(row)?;
    }
    Ok(())
}

/// Every case that this one was split from or merged with, whoever is asked, and itself: who decided
/// in one of them decided in all.
const KIN: &str = "WITH RECURSIVE kin (id) AS (
        SELECT ?1
        UNION SELECT other.to_case FROM kin JOIN case_move AS other ON other.from_case = kin.id
        UNION SELECT other.from_case FROM kin JOIN case_move AS other ON other.to_case = kin.id
    )";

/// What an approver does, in the words of events.
pub(super) const APPROVALS: [&str; 2] = ["notice-approved", "notice-returned"];

/// Who did one of these things in a case or in one of its kin, by pseudonym.
pub(super) fn actors(
    db: &Connection,
    case_id: i64,
    kinds: &[&str],
) -> rusqlite::Result<Vec<String>> {
    let kinds = kinds.join("', '");
    let sql = format!(
        "{KIN} SELECT DISTINCT actor FROM event
         WHERE case_id IN (SELECT id FROM kin) AND kind IN ('{kinds}')"
    );
    db.prepare_cached(&sql)?.query_map([case_id], |row| row.get(0))?.collect()
}

/// Whether an officer had a part in deciding the case of a notice, or wrote at it.
fn had_a_part(db: &Connection, id: i64, officer: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT case_id, drafted_by FROM notice WHERE id = ?1";
    let row: Option<(i64, String)> =
        db.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((case_id, drafted_by)) = row else { return Ok(false) };
    let parts = actors(db, case_id, &PARTS_IN_A_CASE)?;
    Ok(drafted_by == officer || parts.iter().any(|actor| actor == officer))
}
