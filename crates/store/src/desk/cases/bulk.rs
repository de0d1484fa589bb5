//! Acts on many cases: shown first, done in one change, and taken back in one change for as long as
//! nothing public says them.

use ::desk::case::{
    BULK_HOUR_MS, BULK_MAX, BulkAct, CaseState, PROPOSAL_MS, Refusal, UNDO_MS, claim, is_borne_out,
    is_proposal_over, may_end, may_undo, needs_second,
};
use record::id::OfficerId;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::arrange::hex;
use super::closing::{Writer, came, tell_all};
use super::{ActError, Acting, CaseRow, fetch, officer, reshape, unknown};
use crate::desk::entries::enqueue;
use crate::desk::reports::event;
use crate::desk::{DeskError, DeskStore};

/// A case in an act on many, as it was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picked {
    /// Its reference.
    pub reference: [u8; 16],
    /// The version that was shown.
    pub seen: u64,
}

/// An act on many cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bulk {
    /// Its name in addresses.
    pub reference: [u8; 16],
    /// What is done.
    pub act: BulkAct,
    /// Who proposed it.
    pub officer: OfficerId,
    /// The second officer who confirmed it, where one was needed.
    pub second: Option<OfficerId>,
    /// Unit: milliseconds since 1970, UTC.
    pub made_ms: u64,
    /// When it was done; `None` while it waits for a second officer.
    pub done_ms: Option<u64>,
    /// When it was taken back.
    pub undone_ms: Option<u64>,
    /// Its cases.
    pub cases: Vec<BulkCase>,
}

/// A case in an act on many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkCase {
    /// Its reference.
    pub reference: [u8; 16],
    /// Why it was left as it is, as the word of a [`Refusal`].
    pub refused: Option<String>,
    /// Whether the act changed it.
    pub is_changed: bool,
}

/// An act on many cases, as the writer needs it.
struct Kept {
    id: i64,
    reference: [u8; 16],
    act: BulkAct,
    officer: OfficerId,
    second: Option<OfficerId>,
    made_ms: u64,
    done_ms: Option<u64>,
    undone_ms: Option<u64>,
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let act = BulkAct::parse(&row.get::<_, String>(2)?, &row.get::<_, String>(3)?);
    Ok(Kept {
        id: row.get(0)?,
        reference: row.get(1)?,
        act: act.ok_or_else(|| unknown(2))?,
        officer: officer(row, 4)?.ok_or_else(|| unknown(4))?,
        second: officer(row, 5)?,
        made_ms: row.get(6)?,
        done_ms: row.get(7)?,
        undone_ms: row.get(8)?,
    })
}

const BULK: &str = "SELECT id, reference, act, word, actor, second, made_ms, done_ms, undone_ms
                    FROM bulk";

impl DeskStore {
    /// Proposes an act on many cases and returns its reference. Up to
    /// [`BULK_ALONE_MAX`](::desk::case::BULK_ALONE_MAX) of them are changed at once; for more a
    /// second officer must confirm it.
    ///
    /// # Errors
    ///
    /// [`ActError`]; [`Refusal::Nothing`] for no case or more than [`BULK_MAX`];
    /// [`Refusal::TooMany`] if the officer would end too many reports within an hour.
    pub async fn bulk_propose(
        &self,
        act: BulkAct,
        picked: Vec<Picked>,
        officer: OfficerId,
        now_ms: u64,
    ) -> Result<[u8; 16], ActError> {
        if picked.is_empty() || picked.len() > BULK_MAX {
            return Err(Refusal::Nothing.into());
        }
        let (reference, writer) = (self.draw()?, self.entry_writer()?);
        let work = move |db: &Connection| {
            if let Err(refusal) = may_end_picked(db, act, &picked, officer, now_ms)? {
                return Ok(Err(refusal));
            }
            let sql = "INSERT INTO bulk (reference, act, word, actor, made_ms)
                       VALUES (?1, ?2, ?3, ?4, ?5)";
            let row = params![reference, act.act(), act.word(), officer.to_string(), now_ms];
            db.prepare_cached(sql)?.execute(row)?;
            let id = db.last_insert_rowid();
            let mut cases = 0;
            for Picked { reference, seen } in &picked {
                let sql = "INSERT OR IGNORE INTO bulk_case (bulk_id, case_id, seen)
                           SELECT ?1, id, ?3 FROM case_file WHERE reference = ?2";
                cases += db.prepare_cached(sql)?.execute(params![id, reference, seen])?;
            }
            if !needs_second(cases) {
                let kept = Kept {
                    id,
                    reference,
                    act,
                    officer,
                    second: None,
                    made_ms: now_ms,
                    done_ms: None,
                    undone_ms: None,
                };
                carry_out(db, &kept, &writer, now_ms)?;
            }
            Ok(Ok(reference))
        };
        self.act(work).await
    }

    /// Confirms an act on many cases as the second officer, and does it.
    ///
    /// # Errors
    ///
    /// [`ActError`]; [`Refusal::OwnProposal`] for the officer who proposed it, [`Refusal::Expired`]
    /// for a proposal that waited too long.
    pub async fn bulk_confirm(
        &self,
        reference: [u8; 16],
        officer: OfficerId,
        now_ms: u64,
    ) -> Result<(), ActError> {
        let writer = self.entry_writer()?;
        let work = move |db: &Connection| {
            let Some(bulk) = find(db, &reference)? else { return Ok(Err(Refusal::Nothing)) };
            // Done already, or taken back before anybody confirmed it.
            if bulk.done_ms.is_some() || bulk.undone_ms.is_some() {
                return Ok(Err(Refusal::TooLate));
            }
            if bulk.officer == officer {
                return Ok(Err(Refusal::OwnProposal));
            }
            if is_proposal_over(bulk.made_ms, now_ms) {
                return Ok(Err(Refusal::Expired));
            }
            if let Err(refusal) = may_end_kept(db, &bulk, now_ms)? {
                return Ok(Err(refusal));
            }
            let bulk = Kept { second: Some(officer), ..bulk };
            let sql = "UPDATE bulk SET second = ?2 WHERE id = ?1";
            db.prepare_cached(sql)?.execute(params![bulk.id, officer.to_string()])?;
            carry_out(db, &bulk, &writer, now_ms)?;
            Ok(Ok(()))
        };
        self.act(work).await
    }

    /// Takes an act on many cases back, or a proposal that waits. A case that has changed since
    /// stays as it is.
    ///
    /// # Errors
    ///
    /// [`ActError`]; [`Refusal::TooLate`] after [`UNDO_MS`].
    pub async fn bulk_undo(
        &self,
        reference: [u8; 16],
        officer: OfficerId,
        now_ms: u64,
    ) -> Result<(), ActError> {
        let work = move |db: &Connection| {
            let Some(bulk) = find(db, &reference)? else { return Ok(Err(Refusal::Nothing)) };
            let is_in_time = bulk.done_ms.is_none_or(|done_ms| may_undo(done_ms, now_ms));
            if bulk.undone_ms.is_some() || !is_in_time {
                return Ok(Err(Refusal::TooLate));
            }
            take_back(db, &bulk, officer, now_ms)?;
            Ok(Ok(()))
        };
        self.act(work).await
    }

    /// An act on many cases.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn bulk_fetch(&self, reference: &[u8; 16]) -> Result<Option<Bulk>, DeskError> {
        Ok(self.database.read(|db| {
            let Some(kept) = find(db, reference)? else { return Ok(None) };
            let sql = "SELECT case_file.reference, refused, after IS NOT NULL FROM bulk_case
                       JOIN case_file ON case_file.id = case_id WHERE bulk_id = ?1 ORDER BY case_id";
            let case = |row: &Row<'_>| {
                let (reference, refused) = (row.get(0)?, row.get(1)?);
                Ok(BulkCase { reference, refused, is_changed: row.get(2)? })
            };
            let mut statement = db.prepare_cached(sql)?;
            let cases = statement.query_map([kept.id], case)?.collect::<Result<_, _>>()?;
            let Kept { reference, act, officer, second, made_ms, done_ms, undone_ms, .. } = kept;
            Ok(Some(Bulk { reference, act, officer, second, made_ms, done_ms, undone_ms, cases }))
        })?)
    }

    /// The acts on many cases that wait for a second officer at `now_ms`: reference, who proposed it,
    /// how many.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn bulks_to_confirm(
        &self,
        now_ms: u64,
    ) -> Result<Vec<([u8; 16], OfficerId, u64)>, DeskError> {
        let since_ms = now_ms.saturating_sub(PROPOSAL_MS);
        Ok(self.database.read(|db| {
            let sql = "SELECT reference, actor,
                       (SELECT COUNT(*) FROM bulk_case WHERE bulk_id = bulk.id)
                       FROM bulk WHERE done_ms IS NULL AND undone_ms IS NULL AND made_ms >= ?1
                       ORDER BY made_ms";
            let line = |row: &Row<'_>| {
                Ok((row.get(0)?, officer(row, 1)?.ok_or_else(|| unknown(1))?, row.get(2)?))
            };
            db.prepare_cached(sql)?.query_map([since_ms], line)?.collect()
        })?)
    }

    /// Puts the public entries that were held back, and can no longer be taken back, into the queue
    /// of entries. Returns how many.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn entries_release(&self, now_ms: u64) -> Result<usize, DeskError> {
        let is_due: bool = self.database.read(|db| {
            let sql = "SELECT EXISTS (SELECT 1 FROM entry_held WHERE due_ms < ?1)";
            db.prepare_cached(sql)?.query_row([now_ms], |row| row.get(0))
        })?;
        if !is_due {
            return Ok(0);
        }
        let work = move |db: &Connection| {
            let sql = "DELETE FROM entry_held WHERE due_ms < ?1 RETURNING id, bytes";
            let mut statement = db.prepare_cached(sql)?;
            let due = statement.query_map([now_ms], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let mut due: Vec<(i64, Vec<u8>)> = due.collect::<Result<_, _>>()?;
            due.sort_unstable_by_key(|entry| entry.0);
            due.iter().try_for_each(|(_, bytes)| enqueue(db, bytes, now_ms).map(drop))?;
            Ok(due.len())
        };
        Ok(self.database.write_blocking(work)?)
    }
}

fn find(db: &Connection, reference: &[u8; 16]) -> rusqlite::Result<Option<Kept>> {
    let sql = format!("{BULK} WHERE reference = ?1");
    db.prepare_cached(&sql)?.query_row([reference], kept).optional()
}

/// How many reports an officer ended by acts on many cases within the last hour. What was taken back
/// is not ended.
fn ended_lately(db: &Connection, officer: OfficerId, now_ms: u64) -> rusqlite::Result<u64> {
    let sql = "SELECT COALESCE(SUM(case_file.reports), 0) FROM bulk
               JOIN bulk_case ON bulk_case.bulk_id = bulk.id
               JOIN case_file ON case_file.id = bulk_case.case_id
               WHERE bulk.actor = ?1 AND bulk.act = 'close' AND bulk.done_ms > ?2
               AND bulk.undone_ms IS NULL AND bulk_case.after IS NOT NULL";
    let since_ms = now_ms.saturating_sub(BULK_HOUR_MS);
    let row = params![officer.to_string(), since_ms];
    db.prepare_cached(sql)?.query_row(row, |row| row.get(0))
}

/// Whether an officer may end the reports of all these cases now, if the act ends any.
fn may_end_picked(
    db: &Connection,
    act: BulkAct,
    picked: &[Picked],
    officer: OfficerId,
    now_ms: u64,
) -> rusqlite::Result<Result<(), Refusal>> {
    let BulkAct::Close(_) = act else { return Ok(Ok(())) };
    let sql = "SELECT reports FROM case_file WHERE reference = ?1";
    let mut statement = db.prepare_cached(sql)?;
    let mut more = 0;
    for Picked { reference, .. } in picked {
        let reports: Option<u64> = statement.query_row([reference], |row| row.get(0)).optional()?;
        more += reports.unwrap_or(0);
    }
    Ok(may_end(ended_lately(db, officer, now_ms)?, more))
}

/// The same for a proposal that waited: what its officer ended meanwhile counts.
fn may_end_kept(
    db: &Connection,
    bulk: &Kept,
    now_ms: u64,
) -> rusqlite::Result<Result<(), Refusal>> {
    let BulkAct::Close(_) = bulk.act else { return Ok(Ok(())) };
    let sql = "SELECT COALESCE(SUM(reports), 0) FROM bulk_case
               JOIN case_file ON case_file.id = case_id WHERE bulk_id = ?1";
    let more: u64 = db.prepare_cached(sql)?.query_row([bulk.id], |row| row.get(0))?;
    Ok(may_end(ended_lately(db, bulk.officer, now_ms)?, more))
}

/// Does it for each case that is as it was shown and that nobody else works on.
fn carry_out(db: &Connection, bulk: &Kept, writer: &Writer, now_ms: u64) -> rusqlite::Result<()> {
    let sql = "SELECT case_id, seen FROM bulk_case WHERE bulk_id = ?1 ORDER BY case_id";
    let picked: Vec<(i64, u64)> = db
        .prepare_cached(sql)?
        .query_map([bulk.id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (case_id, seen) in picked {
        let acting = Acting { case_id, officer: bulk.officer, seen, now_ms };
        let case = match admit_one(db, bulk.act, &acting)? {
            Ok(case) => case,
            Err(refusal) => {
                let sql = "UPDATE bulk_case SET refused = ?3 WHERE bulk_id = ?1 AND case_id = ?2";
                db.prepare_cached(sql)?.execute(params![bulk.id, case_id, refusal.word()])?;
                continue;
            }
        };
        let who = bulk.officer.to_string();
        event(db, case_id, None, now_ms, &who, "bulk-act", &hex(&bulk.reference))?;
        if let Some(second) = bulk.second {
            let (who, act) = (second.to_string(), hex(&bulk.reference));
            event(db, case_id, None, now_ms, &who, "bulk-confirmed", &act)?;
        }
        let (was, held_id) = change_one(db, bulk.act, &acting, &case, writer)?;
        let sql = "UPDATE bulk_case SET was = ?3, held_id = ?4,
                   after = (SELECT version FROM case_file WHERE id = ?2)
                   WHERE bulk_id = ?1 AND case_id = ?2";
        db.prepare_cached(sql)?.execute(params![bulk.id, case_id, was, held_id])?;
    }
    let sql = "UPDATE bulk SET done_ms = ?2 WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![bulk.id, now_ms]).map(drop)
}

/// The case, if the act may be done with it.
fn admit_one(
    db: &Connection,
    act: BulkAct,
    acting: &Acting,
) -> rusqlite::Result<Result<CaseRow, Refusal>> {
    let Some(case) = fetch(db, acting.case_id)? else { return Ok(Err(Refusal::Nothing)) };
    if case.version != acting.seen {
        return Ok(Err(Refusal::Changed));
    }
    let admitted =
        claim(case.lease, acting.officer, acting.now_ms).and_then(|_| act.after(case.state));
    if let (Ok(_), BulkAct::Close(outcome)) = (&admitted, act)
        && !is_borne_out(outcome, came(db, case.case_id)?)
    {
        return Ok(Err(Refusal::NotSo));
    }
    Ok(admitted.map(|_| case))
}

/// Changes one case. Returns what stood there before, and the number of the entry that is held back.
fn change_one(
    db: &Connection,
    act: BulkAct,
    acting: &Acting,
    case: &CaseRow,
    writer: &Writer,
) -> rusqlite::Result<(String, Option<i64>)> {
    let (who, now_ms) = (acting.officer.to_string(), acting.now_ms);
    match act {
        BulkAct::Close(outcome) => {
            let was = was_asked(db, case)?;
            let entry = writer.outcome(case, acting.officer, outcome, now_ms);
            let entry = entry.ok_or_else(|| unknown(4))?;
            let sql = "INSERT INTO entry_held (bytes, due_ms) VALUES (?1, ?2)";
            db.prepare_cached(sql)?.execute(params![entry, now_ms.saturating_add(UNDO_MS)])?;
            let held_id = db.last_insert_rowid();
            tell_all(db, acting, "case-closed", outcome.word())?;
            set_state(db, case.case_id, CaseState::Closed(outcome), now_ms)?;
            Ok((was, Some(held_id)))
        }
        BulkAct::HandOver(to) => {
            let to = to.map(|to| to.to_string());
            event(
                db,
                case.case_id,
                None,
                now_ms,
                &who,
                "case-handed-over",
                to.as_deref().unwrap_or(""),
            )?;
            hand_over(db, case.case_id, to.as_deref(), now_ms)?;
            Ok((case.assignee.map(|was| was.to_string()).unwrap_or_default(), None))
        }
        BulkAct::Mark(mark) => {
            let mark = mark.map_or("", |mark| mark.word());
            event(db, case.case_id, None, now_ms, &who, "case-marked", mark)?;
            set_mark(db, case.case_id, mark, now_ms)?;
            Ok((case.mark.clone(), None))
        }
    }
}

/// How a case stood before it was closed: its state, and the reports that were waited for.
fn was_asked(db: &Connection, case: &CaseRow) -> rusqlite::Result<String> {
    let sql = "SELECT id FROM report WHERE case_id = ?1 AND is_asked = 1";
    let mut statement = db.prepare_cached(sql)?;
    let asked = statement.query_map([case.case_id], |row| row.get::<_, i64>(0))?;
    let mut was = vec![case.state.word().to_owned()];
    for id in asked {
        was.push(id?.to_string());
    }
    Ok(was.join(" "))
}

fn set_state(db: &Connection, case_id: i64, state: CaseState, now_ms: u64) -> rusqlite::Result<()> {
    let sql =
        "UPDATE case_file SET state = ?2, outcome = ?3, changed_ms = ?4, version = version + 1
               WHERE id = ?1";
    let outcome = state.outcome().map(|outcome| outcome.word());
    db.prepare_cached(sql)?.execute(params![case_id, state.word(), outcome, now_ms]).map(drop)
}

/// Gives a case to an officer; whoever works on it stops.
fn hand_over(db: &Connection, case_id: i64, to: Option<&str>, now_ms: u64) -> rusqlite::Result<()> {
    let sql =
        "UPDATE case_file SET assignee = ?2, holder = NULL, held_until_ms = 0, changed_ms = ?3,
               version = version + 1 WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![case_id, to, now_ms]).map(drop)
}

fn set_mark(db: &Connection, case_id: i64, mark: &str, now_ms: u64) -> rusqlite::Result<()> {
    let sql =
        "UPDATE case_file SET mark = ?2, changed_ms = ?3, version = version + 1 WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![case_id, mark, now_ms]).map(drop)
}

/// Takes it back in each case that is still as it was left.
fn take_back(
    db: &Connection,
    bulk: &Kept,
    officer: OfficerId,
    now_ms: u64,
) -> rusqlite::Result<()> {
    type Left = (i64, u64, String, Option<i64>);
    let sql = "SELECT case_id, after, was, held_id FROM bulk_case
               WHERE bulk_id = ?1 AND after IS NOT NULL ORDER BY case_id";
    let left = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let left: Vec<Left> =
        db.prepare_cached(sql)?.query_map([bulk.id], left)?.collect::<Result<_, _>>()?;
    for (case_id, after, was, held_id) in left {
        let is_as_left = fetch(db, case_id)?.is_some_and(|case| case.version == after);
        if !is_as_left {
            let sql = "UPDATE bulk_case SET refused = ?3 WHERE bulk_id = ?1 AND case_id = ?2";
            let word = Refusal::Changed.word();
            db.prepare_cached(sql)?.execute(params![bulk.id, case_id, word])?;
            continue;
        }
        let acting = Acting { case_id, officer, seen: after, now_ms };
        event(
            db,
            case_id,
            None,
            now_ms,
            &officer.to_string(),
            "bulk-undone",
            &hex(&bulk.reference),
        )?;
        put_back(db, bulk.act, &acting, &was, held_id)?;
    }
    let sql = "UPDATE bulk SET undone_ms = ?2 WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![bulk.id, now_ms]).map(drop)
}

fn put_back(
    db: &Connection,
    act: BulkAct,
    acting: &Acting,
    was: &str,
    held_id: Option<i64>,
) -> rusqlite::Result<()> {
    match act {
        BulkAct::Close(_) => {
            db.prepare_cached("DELETE FROM entry_held WHERE id = ?1")?.execute([held_id])?;
            let mut words = was.split(' ');
            let state = CaseState::parse(words.next().unwrap_or_default(), None);
            tell_all(db, acting, "case-reopened", "")?;
            for id in words.filter_map(|id| id.parse::<i64>().ok()) {
                let sql = "UPDATE report SET is_asked = 1 WHERE id = ?1 AND state = 'received'";
                db.prepare_cached(sql)?.execute([id])?;
            }
            let state = state.ok_or_else(|| unknown(2))?;
            set_state(db, acting.case_id, state, acting.now_ms)?;
            // Whoever took their report back meanwhile is not waited for.
            reshape(db, acting.case_id, acting.now_ms)
        }
        BulkAct::HandOver(_) => {
            let was = (!was.is_empty()).then_some(was);
            hand_over(db, acting.case_id, was, acting.now_ms)
        }
        BulkAct::Mark(_) => set_mark(db, acting.case_id, was, acting.now_ms),
    }
}
