//! What happened to a notice since it left: delivered, received, answered, silent, taken back. Each
//! turn is kept with its public entry and its event in one transaction.

use ::desk::notice::State;
use ::desk::turn::{OutOfPlace, Turn, awaits, may_follow, no_silence_before};
use record::Timestamp;
use record::choice::Decision;
use record::entry::AnswerHours;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{By, Step, place, taken};
use crate::desk::{DeskError, DeskStore, entries, reports};

/// The second in which something happened.
fn moment(at_ms: u64) -> Timestamp {
    Timestamp::nearest(i64::try_from(at_ms / 1000).unwrap_or(i64::MAX))
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TurnKind {
    /// It was delivered, with a proof: the clock starts.
    Delivered,
    /// The platform said that it has it.
    Received,
    /// The platform answered; asking for more is an answer too.
    Answered,
    /// The desk gave what was asked for.
    Replied,
    /// The platform did not answer in time.
    Silent,
    /// The desk took the notice back.
    Withdrawn,
}

impl TurnKind {
    /// Every kind.
    pub const ALL: [TurnKind; 6] = [
        TurnKind::Delivered,
        TurnKind::Received,
        TurnKind::Answered,
        TurnKind::Replied,
        TurnKind::Silent,
        TurnKind::Withdrawn,
    ];

    /// Its word, as it is kept, and at the end of the event's name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            TurnKind::Delivered => "delivered",
            TurnKind::Received => "received",
            TurnKind::Answered => "answered",
            TurnKind::Replied => "replied",
            TurnKind::Silent => "silent",
            TurnKind::Withdrawn => "withdrawn",
        }
    }

    /// The name of the event that tells of it.
    #[must_use]
    pub const fn event(self) -> &'static str {
        match self {
            TurnKind::Delivered => "notice-delivered",
            TurnKind::Received => "notice-received",
            TurnKind::Answered => "notice-answered",
            TurnKind::Replied => "notice-replied",
            TurnKind::Silent => "notice-silent",
            TurnKind::Withdrawn => "notice-withdrawn",
        }
    }

    /// What it is for the clock if it happened then. A question is an answer that asks for more: which
    /// one it is, `means` says. Unit: milliseconds since 1970, UTC.
    #[must_use]
    pub fn turn(self, happened_ms: u64, means: &str) -> Turn {
        let at = moment(happened_ms);
        match self {
            TurnKind::Delivered => Turn::Delivered(at),
            TurnKind::Received => Turn::Received(at),
            TurnKind::Answered if means == Decision::AskedForMore.word() => Turn::Asked(at),
            TurnKind::Answered => Turn::Answered(at),
            TurnKind::Replied => Turn::Replied(at),
            TurnKind::Silent => Turn::Silent(at),
            TurnKind::Withdrawn => Turn::Withdrawn(at),
        }
    }

    pub(super) fn from_word(word: &str) -> Option<TurnKind> {
        TurnKind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A turn that is to be kept.
pub struct NewTurn<'a> {
    /// What happened.
    pub kind: TurnKind,
    /// When it happened. Unit: milliseconds since 1970, UTC.
    pub happened_ms: u64,
    /// How it was delivered, or what was decided: a word of a closed list, or empty.
    pub means: &'static str,
    /// The platform's own name for its answer: the same one twice is one answer.
    pub own_id: Option<&'a str>,
    /// More about it, as the caller writes it down.
    pub body: &'a [u8],
    /// The canonical form of its public entry, if it has one.
    pub entry: Option<&'a [u8]>,
}

/// What became of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turned {
    /// It is kept, under this number.
    Kept(i64),
    /// An answer of this name is there already, under this number.
    Already(i64),
    /// The notice has not left, or was taken back: nothing is kept.
    Elsewhere,
    /// What the caller saw of the notice is no longer so: another turn came first.
    Overtaken,
    /// It cannot have happened, or not now: nothing is kept.
    OutOfPlace(OutOfPlace),
}

/// A turn that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptTurn {
    /// Its number.
    pub id: i64,
    /// What happened.
    pub kind: TurnKind,
    /// When. Unit: milliseconds since 1970, UTC.
    pub happened_ms: u64,
    /// Who did it: a pseudonym, `platform`, or `desk`.
    pub actor: String,
    /// How it was delivered, or what was decided.
    pub means: String,
    /// More about it, as the caller wrote it down.
    pub body: Vec<u8>,
    /// The number of its entry in the queue of entries.
    pub entry_id: Option<i64>,
    /// The number of its entry in the register, once it is durable there.
    pub entry_place: Option<u64>,
}

impl KeptTurn {
    /// What it is for the clock.
    #[must_use]
    pub fn turn(&self) -> Turn {
        self.kind.turn(self.happened_ms, &self.means)
    }
}

impl DeskStore {
    /// Keeps what happened to a notice, queues its entry and writes the event that the person sees,
    /// in one transaction. `seen` is the number of turns that the caller knew of when it decided: if
    /// there are more by now, nothing is kept.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn notice_turn(
        &self,
        id: i64,
        seen: usize,
        turn: NewTurn<'_>,
        by: By<'_>,
    ) -> Result<Turned, DeskError> {
        let Some(locked) = self.lock_turn(id, seen, turn, by)? else {
            return Ok(Turned::Elsewhere);
        };
        Ok(self.database.write(move |db| insert(db, &locked)).await?)
    }

    /// The same, outside a runtime.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn notice_turn_blocking(
        &self,
        id: i64,
        seen: usize,
        turn: NewTurn<'_>,
        by: By<'_>,
    ) -> Result<Turned, DeskError> {
        let Some(locked) = self.lock_turn(id, seen, turn, by)? else {
            return Ok(Turned::Elsewhere);
        };
        Ok(self.database.write_blocking(move |db| insert(db, &locked))?)
    }

    pub(super) fn lock_turn(
        &self,
        id: i64,
        seen: usize,
        turn: NewTurn<'_>,
        by: By<'_>,
    ) -> Result<Option<LockedTurn>, DeskError> {
        let Some((reference, key)) = self.notice_key(id)? else { return Ok(None) };
        let body = key.lock(&place(&reference, "turn"), turn.body, self.random)?;
        Ok(Some(LockedTurn {
            notice_id: id,
            seen,
            kind: turn.kind,
            happened_ms: turn.happened_ms,
            means: turn.means,
            own_id: turn.own_id.map(str::to_owned),
            body,
            entry: turn.entry.map(<[u8]>::to_vec),
            actor: by.actor.to_owned(),
            at_ms: by.at_ms,
        }))
    }

    /// What happened to a notice since it left, in order.
    ///
    /// # Errors
    ///
    /// [`DeskError`], also if what was kept was altered.
    pub fn notice_turns(&self, id: i64) -> Result<Vec<KeptTurn>, DeskError> {
        let Some((reference, key)) = self.notice_key(id)? else { return Ok(Vec::new()) };
        let mut turns: Vec<KeptTurn> = self.database.read(|db| {
            let sql = "SELECT turn.id, turn.kind, turn.at_ms, turn.actor, turn.means, turn.body,
                       turn.entry_id, entry.place FROM turn LEFT JOIN entry ON entry.id = turn.entry_id
                       WHERE turn.notice_id = ?1 ORDER BY turn.id";
            db.prepare_cached(sql)?.query_map([id], turn)?.collect()
        })?;
        for turn in &mut turns {
            turn.body = key.open(&place(&reference, "turn"), &turn.body)?.to_vec();
        }
        Ok(turns)
    }

    /// Withdraws a notice that left: its entry and its event, and no answer is awaited any more.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn notice_withdraw(
        &self,
        id: i64,
        seen: usize,
        reason: &'static str,
        entry: &[u8],
        by: By<'_>,
    ) -> Result<Step, DeskError> {
        let turn = NewTurn {
            kind: TurnKind::Withdrawn,
            happened_ms: by.at_ms,
            means: reason,
            own_id: None,
            body: b"",
            entry: Some(entry),
        };
        let turned = self.notice_turn(id, seen, turn, by).await?;
        Ok(taken(matches!(turned, Turned::Kept(_))))
    }
}

/// A turn with what was said locked, ready for the writer.
pub(super) struct LockedTurn {
    notice_id: i64,
    seen: usize,
    kind: TurnKind,
    happened_ms: u64,
    means: &'static str,
    own_id: Option<String>,
    body: Vec<u8>,
    entry: Option<Vec<u8>>,
    actor: String,
    at_ms: u64,
}

fn turn(row: &Row<'_>) -> rusqlite::Result<KeptTurn> {
    let word: String = row.get(1)?;
    Ok(KeptTurn {
        id: row.get(0)?,
        kind: TurnKind::from_word(&word).ok_or(rusqlite::Error::InvalidQuery)?,
        happened_ms: row.get(2)?,
        actor: row.get(3)?,
        means: row.get(4)?,
        body: row.get(5)?,
        entry_id: row.get(6)?,
        entry_place: row.get(7)?,
    })
}

/// The notice of a turn, if it left and was not taken back.
struct Left {
    case_id: i64,
    report_id: i64,
    issued: Timestamp,
    within: Option<AnswerHours>,
}

fn left(db: &Connection, notice_id: i64) -> rusqlite::Result<Option<Left>> {
    let sql =
        "SELECT case_id, report_id, issued_ms, hours FROM notice WHERE id = ?1 AND state = ?2";
    let row = |row: &Row<'_>| {
        Ok(Left {
            case_id: row.get(0)?,
            report_id: row.get(1)?,
            issued: moment(row.get::<_, Option<u64>>(2)?.unwrap_or(0)),
            within: row.get::<_, Option<u16>>(3)?.and_then(|hours| AnswerHours::new(hours).ok()),
        })
    };
    let of = params![notice_id, State::Released.word()];
    db.prepare_cached(sql)?.query_row(of, row).optional()
}

/// What happened to a notice, for the clock.
fn clock(db: &Connection, notice_id: i64) -> rusqlite::Result<Vec<Turn>> {
    let sql = "SELECT kind, at_ms, means FROM turn WHERE notice_id = ?1 ORDER BY id";
    let turn = |row: &Row<'_>| {
        let (word, means): (String, String) = (row.get(0)?, row.get(2)?);
        let kind = TurnKind::from_word(&word).ok_or(rusqlite::Error::InvalidQuery)?;
        Ok(kind.turn(row.get(1)?, &means))
    };
    db.prepare_cached(sql)?.query_map([notice_id], turn)?.collect()
}

/// Keeps a turn with its entry and its event, unless something came in between, or it is out of place.
pub(super) fn insert(db: &Connection, new: &LockedTurn) -> rusqlite::Result<Turned> {
    let Some(notice) = left(db, new.notice_id)? else { return Ok(Turned::Elsewhere) };
    if let Some(own_id) = &new.own_id {
        let sql = "SELECT id FROM turn WHERE notice_id = ?1 AND own_id = ?2";
        let mut statement = db.prepare_cached(sql)?;
        let same = statement.query_row(params![new.notice_id, own_id], |row| row.get(0));
        if let Some(id) = same.optional()? {
            return Ok(Turned::Already(id));
        }
    }
    let mut turns = clock(db, new.notice_id)?;
    if turns.len() != new.seen {
        return Ok(Turned::Overtaken);
    }
    let next = new.kind.turn(new.happened_ms, new.means);
    if let Err(why) = may_follow(next, &turns, notice.issued, moment(new.at_ms)) {
        return Ok(Turned::OutOfPlace(why));
    }
    turns.push(next);
    let id = keep(db, new)?;
    let state = if new.kind == TurnKind::Withdrawn { State::Withdrawn } else { State::Released };
    let due = notice.within.and_then(|within| no_silence_before(&turns, within));
    let due_ms = due.map(|due| due.unix().saturating_mul(1000));
    let sql = "UPDATE notice SET state = ?2, changed_ms = ?3, awaits = ?4, due_ms = ?5,
         version = version + 1 WHERE id = ?1";
    let row = params![new.notice_id, state.word(), new.at_ms, awaits(&turns).word(), due_ms];
    db.prepare_cached(sql)?.execute(row)?;
    let (kind, report_id) = (new.kind.event(), Some(notice.report_id));
    reports::event(db, notice.case_id, report_id, new.at_ms, &new.actor, kind, new.means)?;
    Ok(Turned::Kept(id))
}

/// Writes a turn down with its entry, and gives its number.
fn keep(db: &Connection, new: &LockedTurn) -> rusqlite::Result<i64> {
    let entry_id = match &new.entry {
        Some(entry) => Some(entries::enqueue(db, entry, new.at_ms)?),
        None => None,
    };
    let sql = "INSERT INTO turn (notice_id, at_ms, kind, actor, means, own_id, body, entry_id)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    db.prepare_cached(sql)?.execute(params![
        new.notice_id,
        new.happened_ms,
        new.kind.word(),
        new.actor,
        new.means,
        new.own_id,
        new.body,
        entry_id
    ])?;
    Ok(db.last_insert_rowid())
}
