//! Messages between a person and the desk, each locked under its report's key.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use zeroize::Zeroizing;

use super::cases::{self, Acting, Wanted};
use super::reports::{event, place};
use super::{DeskError, DeskStore};

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// The person who sent the report.
    Person,
    /// An officer, in the desk's name.
    Desk,
}

impl Speaker {
    /// The word for it in events.
    const fn word(self) -> &'static str {
        match self {
            Speaker::Person => "person",
            Speaker::Desk => "desk",
        }
    }
}

/// What became of a message of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// It is kept, and durable.
    Kept,
    /// The report is erased; nothing is kept.
    Erased,
    /// As many as may wait for an answer wait already; nothing is kept.
    TooMany,
}

impl DeskStore {
    /// Keeps a message of the person, if fewer than `most` of theirs wait for an answer.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn message_write(
        &self,
        report_id: i64,
        body: &str,
        most: u32,
        now_ms: u64,
    ) -> Result<Writing, DeskError> {
        let Some((reference, key)) = self.report_key(report_id)? else {
            return Ok(Writing::Erased);
        };
        let (place, typed) = (place(&reference, "message"), Zeroizing::new(body.to_owned()));
        let body = key.lock(&place, typed.as_bytes(), self.random)?;
        let open = move |locked: &[u8]| key.open(&place, locked).ok();
        let work = move |db: &Connection| {
            // Pressed twice, or sent again by a browser that lost the answer: it is there.
            if is_last(db, report_id, &typed, &open)? {
                return Ok(Writing::Kept);
            }
            // In the same change as the row: two windows together write no more than one.
            if messages_waiting(db, report_id)? >= most {
                return Ok(Writing::TooMany);
            }
            let is_kept = insert_message(db, report_id, Speaker::Person, &body, now_ms)?;
            Ok(if is_kept { Writing::Kept } else { Writing::Erased })
        };
        Ok(self.database.write(work).await?)
    }

    /// Keeps a message between the person and the desk. False if the report is erased.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn message_add(
        &self,
        report_id: i64,
        from: Speaker,
        body: &str,
        now_ms: u64,
    ) -> Result<bool, DeskError> {
        let Some(body) = self.lock_message(report_id, body)? else { return Ok(false) };
        let work = move |db: &Connection| insert_message(db, report_id, from, &body, now_ms);
        Ok(self.database.write(work).await?)
    }

    /// A message locked under its report's key; `None` if the report is erased.
    pub(super) fn lock_message(
        &self,
        report_id: i64,
        body: &str,
    ) -> Result<Option<Vec<u8>>, DeskError> {
        let Some((reference, key)) = self.report_key(report_id)? else { return Ok(None) };
        Ok(Some(key.lock(&place(&reference, "message"), body.as_bytes(), self.random)?))
    }
}

/// Whether the last message of a report is the person's, and says just this.
fn is_last(
    db: &Connection,
    report_id: i64,
    typed: &str,
    open: impl Fn(&[u8]) -> Option<Zeroizing<Vec<u8>>>,
) -> rusqlite::Result<bool> {
    let sql = "SELECT from_person, body FROM message WHERE report_id = ?1 ORDER BY id DESC LIMIT 1";
    let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let last: Option<(bool, Vec<u8>)> =
        db.prepare_cached(sql)?.query_row([report_id], row).optional()?;
    let Some((true, locked)) = last else { return Ok(false) };
    Ok(open(&locked).is_some_and(|body| body[..] == *typed.as_bytes()))
}

/// How many messages the person has written since the desk last did.
fn messages_waiting(db: &Connection, report_id: i64) -> rusqlite::Result<u32> {
    let sql = "SELECT COUNT(*) FROM message WHERE report_id = ?1 AND from_person = 1 AND id >
               (SELECT COALESCE(MAX(id), 0) FROM message WHERE report_id = ?1 AND from_person = 0)";
    db.prepare_cached(sql)?.query_row([report_id], |row| row.get(0))
}

/// Keeps a message with its event; false if the report is erased.
fn insert_message(
    db: &Connection,
    report_id: i64,
    from: Speaker,
    body: &[u8],
    now_ms: u64,
) -> rusqlite::Result<bool> {
    let sql = "SELECT case_id FROM report WHERE id = ?1 AND state <> 'erased'";
    let case_id: Option<i64> =
        db.prepare_cached(sql)?.query_row([report_id], |row| row.get(0)).optional()?;
    let Some(case_id) = case_id else { return Ok(false) };
    let sql = "INSERT INTO message (report_id, at_ms, from_person, body) VALUES (?1, ?2, ?3, ?4)";
    let is_from_person = from == Speaker::Person;
    db.prepare_cached(sql)?.execute(params![report_id, now_ms, is_from_person, body])?;
    event(db, case_id, Some(report_id), now_ms, from.word(), "message", "")?;
    if is_from_person {
        person_wrote(db, report_id, case_id, now_ms)?;
    }
    Ok(true)
}

/// What a person writes waits to be seen, and a case that waited for them alone is open again.
fn person_wrote(
    db: &Connection,
    report_id: i64,
    case_id: i64,
    now_ms: u64,
) -> rusqlite::Result<()> {
    let sql = "UPDATE report SET is_unread = 1, is_asked = 0 WHERE id = ?1";
    db.prepare_cached(sql)?.execute([report_id])?;
    let Some(case) = cases::fetch(db, case_id)? else { return Ok(()) };
    let sql = "SELECT COUNT(*) FROM report WHERE case_id = ?1 AND is_asked = 1";
    let others: u64 = db.prepare_cached(sql)?.query_row([case_id], |row| row.get(0))?;
    let state = case.state.after_person_wrote(others);
    let sql = "UPDATE case_file SET state = ?2, is_unread = 1, changed_ms = ?3,
               version = version + 1 WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![case_id, state.word(), now_ms]).map(drop)
}

/// Keeps a message of an officer in the desk's name, with its event.
pub(super) fn insert_from_desk(
    db: &Connection,
    acting: &Acting,
    report_id: i64,
    wanted: Wanted,
    body: &[u8],
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO message (report_id, at_ms, from_person, body) VALUES (?1, ?2, 0, ?3)";
    db.prepare_cached(sql)?.execute(params![report_id, acting.now_ms, body])?;
    let kind = match wanted {
        Wanted::Nothing => "message",
        Wanted::Reply => "reply-asked",
    };
    let who = acting.officer.to_string();
    event(db, acting.case_id, Some(report_id), acting.now_ms, &who, kind, "")?;
    // Whoever was asked before, and is told something, is still asked.
    let sql = "UPDATE report SET is_asked = MAX(is_asked, ?2) WHERE id = ?1";
    db.prepare_cached(sql)?.execute(params![report_id, wanted == Wanted::Reply]).map(drop)
}
