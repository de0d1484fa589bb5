//! Splits and merges. Each is written down with the numbers of all that moved, so that it can be
//! undone; by what further reports are found moves along.

use ::desk::case::{Act, CaseState, Refusal, claim, may_undo};
use record::id::OfficerId;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::leases::take;
use super::notes::state_in_case;
use super::{ActError, Acting, CaseRow, admit, fetch, officer, reshape, settle};
use crate::desk::reports::event;
use crate::desk::{DeskError, DeskStore};

/// A split or a merge that concerns a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Its number in the database.
    pub move_id: i64,
    /// Whether two cases became one; else a report became a case of its own.
    pub is_merge: bool,
    /// The case that was left.
    pub from: [u8; 16],
    /// The case where what moved stands now.
    pub to: [u8; 16],
    /// Who did it.
    pub officer: OfficerId,
    /// Unit: milliseconds since 1970, UTC.
    pub at_ms: u64,
    /// How many reports moved.
    pub reports: u64,
    /// Whether it was undone.
    pub is_undone: bool,
}

/// A move as the writer needs it.
struct Moved {
    is_merge: bool,
    from: i64,
    to: i64,
    at_ms: u64,
    is_undone: bool,
}

pub(super) fn hex(reference: &[u8; 16]) -> String {
    reference.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl DeskStore {
    /// Makes a case of its own of one report, which the same officer then holds. Returns its
    /// reference.
    ///
    /// # Errors
    ///
    /// [`ActError`]; [`Refusal::Nothing`] if the report is not in the case, or the only one in it.
    pub async fn case_split(&self, acting: Acting, report_id: i64) -> Result<[u8; 16], ActError> {
        let reference = self.draw_reference(acting.now_ms)?;
        self.act(move |db| split(db, &acting, report_id, &reference)).await
    }

    /// Moves all of another case into this one.
    ///
    /// # Errors
    ///
    /// [`ActError`]; [`Refusal::Held`] if somebody else works on the other case.
    pub async fn case_merge(&self, acting: Acting, other: [u8; 16]) -> Result<(), ActError> {
        self.act(move |db| merge(db, &acting, &other)).await
    }

    /// Undoes a split or a merge, from a case that it concerns.
    ///
    /// # Errors
    ///
    /// [`ActError`]; [`Refusal::TooLate`] after [`UNDO_MS`](::desk::case::UNDO_MS), or if what moved
    /// has moved on.
    pub async fn case_move_undo(&self, acting: Acting, move_id: i64) -> Result<(), ActError> {
        self.act(move |db| undo(db, &acting, move_id)).await
    }

    /// The splits and merges of a case, the latest first.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn case_moves(&self, case_id: i64) -> Result<Vec<Move>, DeskError> {
        let line = |row: &Row<'_>| {
            Ok(Move {
                move_id: row.get(0)?,
                is_merge: row.get::<_, String>(1)? == "merge",
                from: row.get(2)?,
                to: row.get(3)?,
                officer: officer(row, 4)?.ok_or(rusqlite::Error::InvalidQuery)?,
                at_ms: row.get(5)?,
                reports: row.get(6)?,
                is_undone: row.get(7)?,
            })
        };
        Ok(self.database.read(|db| {
            let sql = "SELECT case_move.id, kind, left_case.reference, new_case.reference, actor,
                       at_ms, (SELECT COUNT(*) FROM case_moved
                           WHERE move_id = case_move.id AND what = 'report'),
                       undone_ms IS NOT NULL
                       FROM case_move JOIN case_file AS left_case ON left_case.id = from_case
                       JOIN case_file AS new_case ON new_case.id = to_case
                       WHERE case_move.id IN (SELECT id FROM case_move WHERE from_case = ?1
                           UNION SELECT id FROM case_move WHERE to_case = ?1)
                       ORDER BY case_move.id DESC";
            db.prepare_cached(sql)?.query_map([case_id], line)?.collect()
        })?)
    }
}

fn split(
    db: &Connection,
    acting: &Acting,
    report_id: i64,
    reference: &[u8; 16],
) -> rusqlite::Result<Result<[u8; 16], Refusal>> {
    let (case, state) = match admit(db, acting, Act::Arrange)? {
        Ok(admitted) => admitted,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let report = state_in_case(db, report_id, case.case_id)?;
    if report.as_deref() != Some("received") || case.reports < 2 {
        return Ok(Err(Refusal::Nothing));
    }
    let sql =
        "INSERT INTO case_file (reference, state, harm, urgency, opened_ms, changed_ms, reports,
               host) SELECT ?1, 'open', harm, urgency, received_ms, ?3, 1, host
               FROM report WHERE id = ?2";
    db.prepare_cached(sql)?.execute(params![reference, report_id, acting.now_ms])?;
    let to = db.last_insert_rowid();
    let moved = begin(db, acting, "split", (case.case_id, to))?;
    note_moved(db, moved, "SELECT 'report', id FROM report WHERE id = ?2", report_id)?;
    settle(db, acting, state)?;
    carry(db, moved, to)?;
    for id in [case.case_id, to] {
        reshape(db, id, acting.now_ms)?;
    }
    take(db, to, acting.officer, acting.now_ms)?.ok();
    tell(db, acting, "case-split", &case.reference, reference, (case.case_id, to))?;
    Ok(Ok(*reference))
}

fn merge(
    db: &Connection,
    acting: &Acting,
    other: &[u8; 16],
) -> rusqlite::Result<Result<(), Refusal>> {
    let (case, state) = match admit(db, acting, Act::Arrange)? {
        Ok(admitted) => admitted,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let other = match other_case(db, acting, &case, other)? {
        Ok(other) => other,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let moved = begin(db, acting, "merge", (other.case_id, case.case_id))?;
    for what in [
        "SELECT 'report', id FROM report WHERE case_id = ?2",
        "SELECT 'note', id FROM note WHERE case_id = ?2",
        "SELECT 'case', id FROM case_file WHERE merged_into = ?2",
    ] {
        note_moved(db, moved, what, other.case_id)?;
    }
    // What persons wrote in the other case was not seen by who looked at this one, so this comes
    // before its reports do.
    settle(db, acting, state)?;
    carry(db, moved, case.case_id)?;
    let sql = "UPDATE case_file SET state = 'merged', outcome = NULL, merged_into = ?2, reports = 0,
               is_unread = 0, holder = NULL, held_until_ms = 0, version = version + 1, changed_ms = ?3
               WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![other.case_id, case.case_id, acting.now_ms])?;
    reshape(db, case.case_id, acting.now_ms)?;
    let cases = (other.case_id, case.case_id);
    tell(db, acting, "case-merged", &other.reference, &case.reference, cases)?;
    Ok(Ok(()))
}

/// The case that is to be merged into `case`, if that may be.
fn other_case(
    db: &Connection,
    acting: &Acting,
    case: &CaseRow,
    reference: &[u8; 16],
) -> rusqlite::Result<Result<CaseRow, Refusal>> {
    let sql = "SELECT id FROM case_file WHERE reference = ?1";
    let id: Option<i64> =
        db.prepare_cached(sql)?.query_row([reference], |row| row.get(0)).optional()?;
    let other = match id {
        Some(id) if id != case.case_id => fetch(db, id)?,
        _ => None,
    };
    let Some(other) = other else { return Ok(Err(Refusal::Nothing)) };
    let admitted = claim(other.lease, acting.officer, acting.now_ms)
        .and_then(|_| other.state.after(Act::Arrange));
    Ok(admitted.map(|_| other))
}

fn undo(db: &Connection, acting: &Acting, move_id: i64) -> rusqlite::Result<Result<(), Refusal>> {
    let (case, state) = match admit(db, acting, Act::Arrange)? {
        Ok(admitted) => admitted,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Some(moved) = moved(db, move_id)? else { return Ok(Err(Refusal::Nothing)) };
    let other = match case.case_id {
        id if id == moved.from => moved.to,
        id if id == moved.to => moved.from,
        _ => return Ok(Err(Refusal::Nothing)),
    };
    if moved.is_undone
        || !may_undo(moved.at_ms, acting.now_ms)
        || has_moved_on(db, move_id, &moved)?
    {
        return Ok(Err(Refusal::TooLate));
    }
    let Some(other) = fetch(db, other)? else { return Ok(Err(Refusal::Nothing)) };
    let is_free = claim(other.lease, acting.officer, acting.now_ms);
    let is_as_left = match (moved.is_merge, other.case_id == moved.from) {
        (true, true) => other.state == CaseState::Merged,
        _ => other.state.is_live(),
    };
    match (is_free, is_as_left) {
        (Err(refusal), _) => return Ok(Err(refusal)),
        (Ok(_), false) => return Ok(Err(Refusal::TooLate)),
        (Ok(_), true) => {}
    }
    carry(db, move_id, moved.from)?;
    let sql = "UPDATE case_move SET undone_ms = ?2 WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![move_id, acting.now_ms])?;
    settle(db, acting, state)?;
    // A case that a merge had emptied is there again; one that a split had made is merged back.
    let (revived, emptied) =
        if moved.is_merge { (Some(moved.from), None) } else { (None, Some(moved.to)) };
    if let Some(id) = revived {
        let sql = "UPDATE case_file SET state = 'open', merged_into = NULL, version = version + 1
                   WHERE id = ?1";
        db.prepare_cached(sql)?.execute([id])?;
    }
    for id in [moved.from, moved.to] {
        reshape(db, id, acting.now_ms)?;
    }
    if let Some(id) = emptied {
        let sql = "UPDATE case_file SET state = 'merged', outcome = NULL, merged_into = ?2,
                   holder = NULL, held_until_ms = 0, version = version + 1 WHERE id = ?1";
        db.prepare_cached(sql)?.execute([id, moved.from])?;
        let sql = "UPDATE note SET case_id = ?2 WHERE case_id = ?1";
        db.prepare_cached(sql)?.execute([id, moved.from])?;
    }
    let kind = if moved.is_merge { "merge-undone" } else { "split-undone" };
    let cases = (case.case_id, other.case_id);
    tell(db, acting, kind, &case.reference, &other.reference, cases)?;
    Ok(Ok(()))
}

/// Whether anything that moved stands elsewhere by now, or something else joined a case that must
/// vanish again.
fn has_moved_on(db: &Connection, move_id: i64, moved: &Moved) -> rusqlite::Result<bool> {
    let sql = "SELECT COUNT(*) FROM case_moved JOIN report ON report.id = number
               WHERE move_id = ?1 AND what = 'report' AND report.case_id <> ?2";
    let gone: u64 = db.prepare_cached(sql)?.query_row([move_id, moved.to], |row| row.get(0))?;
    if moved.is_merge {
        return Ok(gone > 0);
    }
    let sql = "SELECT COUNT(*) FROM report WHERE case_id = ?2 AND id NOT IN
               (SELECT number FROM case_moved WHERE move_id = ?1 AND what = 'report')";
    let joined: u64 = db.prepare_cached(sql)?.query_row([move_id, moved.to], |row| row.get(0))?;
    Ok(gone > 0 || joined > 0)
}

fn moved(db: &Connection, move_id: i64) -> rusqlite::Result<Option<Moved>> {
    let sql = "SELECT kind, from_case, to_case, at_ms, undone_ms IS NOT NULL FROM case_move
               WHERE id = ?1";
    let row = |row: &Row<'_>| {
        let kind: String = row.get(0)?;
        Ok(Moved {
            is_merge: kind == "merge",
            from: row.get(1)?,
            to: row.get(2)?,
            at_ms: row.get(3)?,
            is_undone: row.get(4)?,
        })
    };
    db.prepare_cached(sql)?.query_row([move_id], row).optional()
}

/// Begins a move from one case to another, and returns its number.
fn begin(
    db: &Connection,
    acting: &Acting,
    kind: &str,
    (from, to): (i64, i64),
) -> rusqlite::Result<i64> {
    let sql = "INSERT INTO case_move (kind, from_case, to_case, actor, at_ms)
               VALUES (?1, ?2, ?3, ?4, ?5)";
    let who = acting.officer.to_string();
    let row = params![kind, from, to, who, acting.now_ms];
    db.prepare_cached(sql)?.execute(row)?;
    Ok(db.last_insert_rowid())
}

/// Writes down what moves: the rows of `select`, whose second place is `id`.
fn note_moved(db: &Connection, move_id: i64, select: &str, id: i64) -> rusqlite::Result<()> {
    let columns = select.replacen("SELECT ", "SELECT ?1, ", 1);
    let sql = format!("INSERT INTO case_moved (move_id, what, number) {columns}");
    db.prepare_cached(&sql)?.execute([move_id, id]).map(drop)
}

/// Puts all that a move names into a case, with the marks by which further reports are found.
fn carry(db: &Connection, move_id: i64, to: i64) -> rusqlite::Result<()> {
    let of = |what: &str| {
        format!("IN (SELECT number FROM case_moved WHERE move_id = ?1 AND what = '{what}')")
    };
    for sql in [
        format!("UPDATE report SET case_id = ?2 WHERE id {}", of("report")),
        format!(
            "UPDATE fold SET case_id = ?2, is_open =
             (SELECT state IN ('open', 'waiting') FROM case_file WHERE id = ?2)
             WHERE report_id {}",
            of("report")
        ),
        format!("UPDATE notice SET case_id = ?2 WHERE report_id {}", of("report")),
        format!("UPDATE note SET case_id = ?2 WHERE id {}", of("note")),
        format!("UPDATE case_file SET merged_into = ?2 WHERE id {}", of("case")),
    ] {
        db.prepare_cached(&sql)?.execute([move_id, to])?;
    }
    Ok(())
}

/// Writes the same event in both cases, each naming the other.
fn tell(
    db: &Connection,
    acting: &Acting,
    kind: &str,
    first: &[u8; 16],
    second: &[u8; 16],
    (first_id, second_id): (i64, i64),
) -> rusqlite::Result<()> {
    let who = acting.officer.to_string();
    event(db, first_id, None, acting.now_ms, &who, kind, &hex(second))?;
    event(db, second_id, None, acting.now_ms, &who, kind, &hex(first))
}
