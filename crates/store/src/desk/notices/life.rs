//! What happened to a notice since it left: delivered, received, answered, silent, taken back. Each
//! turn is kept with its public entry and its event in one transaction.

use ::desk::answer::Turn;
use ::desk::notice::State;
use record::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{By, Step, place, taken};
use crate::desk::{DeskError, DeskStore, entries, reports};

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

    /// What it does to the clock if it happened then; nothing for the platform's word that it has the
    /// notice. Unit: milliseconds since 1970, UTC.
    #[must_use]
    pub fn turn(self, happened_ms: u64) -> Option<Turn> {
        let at = Timestamp::nearest(i64::try_from(happened_ms / 1000).unwrap_or(i64::MAX));
        match self {
            TurnKind::Delivered => Some(Turn::Delivered(at)),
            TurnKind::Answered => Some(Turn::Answered(at)),
            TurnKind::Replied => Some(Turn::Replied(at)),
            TurnKind::Silent => Some(Turn::Silent(at)),
            TurnKind::Withdrawn => Some(Turn::Withdrawn(at)),
            TurnKind::Received => None,
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
    /// What it does to the clock; nothing for the platform's word that it has the notice.
    #[must_use]
    pub fn turn(&self) -> Option<Turn> {
        self.kind.turn(self.happened_ms)
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

/// Keeps a turn with its entry and its event, unless something came in between.
pub(super) fn insert(db: &Connection, new: &LockedTurn) -> rusqlite::Result<Turned> {
    let sql = "SELECT case_id, report_id FROM notice WHERE id = ?1 AND state = ?2";
    let row: Option<(i64, i64)> = db
        .prepare_cached(sql)?
        .query_row(params![new.notice_id, State::Released.word()], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let Some((case_id, report_id)) = row else { return Ok(Turned::Elsewhere) };
    if let Some(own_id) = &new.own_id {
        let sql = "SELECT id FROM turn WHERE notice_id = ?1 AND own_id = ?2";
        let mut statement = db.prepare_cached(sql)?;
        let same = statement.query_row(params![new.notice_id, own_id], |row| row.get(0));
        if let Some(id) = same.optional()? {
            return Ok(Turned::Already(id));
        }
    }
    let sql = "SELECT COUNT(*) FROM turn WHERE notice_id = ?1";
    let count: usize =
        db.prepare_cached(sql)?.query_row([new.notice_id], |row| row.get::<_, u32>(0))? as usize;
    if count != new.seen {
        return Ok(Turned::Overtaken);
    }
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
    let id = db.last_insert_rowid();
    let state = if new.kind == TurnKind::Withdrawn { State::Withdrawn } else { State::Released };
    let sql = "UPDATE notice SET state = ?2, changed_ms = ?3 WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![new.notice_id, state.word(), new.at_ms])?;
    let kind = new.kind.event();
    reports::event(db, case_id, Some(report_id), new.at_ms, &new.actor, kind, new.means)?;
    Ok(Turned::Kept(id))
}
