//! What officers write in a case: notes for one another, notes for everybody who reported, messages
//! to one person, and which articles they confirmed. All text is locked.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use ::desk::case::{Act, Refusal};
use record::id::OfficerId;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{ActError, Acting, admit, officer, settle};
use crate::desk::messages::insert_from_desk;
use crate::desk::reports::event;
use crate::desk::{DeskError, DeskStore};
use crate::secret::Key;

/// Who reads a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Officers only.
    Officers,
    /// Everybody whose report is in the case now.
    Everyone,
}

/// What an officer wants from a person by a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Nothing: it tells them something.
    Nothing,
    /// A reply, for which the case waits.
    Reply,
}

/// A note in the open.
pub struct Note {
    /// Unit: milliseconds since 1970, UTC.
    pub at_ms: u64,
    /// Who wrote it.
    pub officer: OfficerId,
    /// Whether everybody who reported may read it.
    pub is_public: bool,
    /// What it says.
    pub body: String,
}

/// An article that an officer confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmedArticle {
    /// The article, as the law's data names it.
    pub article: String,
    /// Who confirmed it.
    pub officer: OfficerId,
    /// Unit: milliseconds since 1970, UTC.
    pub at_ms: u64,
}

/// What a case's key locks, and where.
fn place(reference: &[u8; 16], what: &str) -> String {
    let name: String = reference.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("case/{name}/{what}")
}

/// A note as it is kept.
struct LockedNote {
    locked_by: [u8; 16],
    at_ms: u64,
    officer: OfficerId,
    is_public: bool,
    body: Vec<u8>,
}

fn locked_note(row: &Row<'_>) -> rusqlite::Result<LockedNote> {
    let who = officer(row, 2)?.ok_or(rusqlite::Error::InvalidQuery)?;
    Ok(LockedNote {
        locked_by: row.get(0)?,
        at_ms: row.get(1)?,
        officer: who,
        is_public: row.get(3)?,
        body: row.get(4)?,
    })
}

const NOTE: &str = "SELECT locked_by, at_ms, actor, is_public, body FROM note";

impl DeskStore {
    /// The key of a case, if it has one.
    fn case_key(&self, reference: &[u8; 16]) -> Result<Option<Key>, DeskError> {
        let locked: Option<Vec<u8>> = self.database.read(|db| {
            let sql = "SELECT locked FROM case_key WHERE reference = ?1";
            db.prepare_cached(sql)?.query_row([reference], |row| row.get(0)).optional()
        })?;
        let open =
            |locked: Vec<u8>| self.vault().master.unwrap_key(&place(reference, "key"), &locked);
        Ok(locked.map(open).transpose()?)
    }

    /// The key of a case, made now if it has none. Of two that are made at once, one is kept.
    async fn case_key_or_new(&self, reference: [u8; 16]) -> Result<Key, DeskError> {
        if let Some(key) = self.case_key(&reference)? {
            return Ok(key);
        }
        let key = Key::draw(self.random)?;
        let locked = self.vault().master.wrap(&place(&reference, "key"), &key, self.random)?;
        let work = move |db: &Connection| {
            let sql = "INSERT OR IGNORE INTO case_key (reference, locked) VALUES (?1, ?2)";
            db.prepare_cached(sql)?.execute(params![reference, locked]).map(drop)
        };
        self.database.write(work).await?;
        Ok(self.case_key(&reference)?.unwrap_or(key))
    }

    /// Writes a note.
    ///
    /// # Errors
    ///
    /// [`ActError`].
    pub async fn note_add(
        &self,
        acting: Acting,
        audience: Audience,
        body: &str,
    ) -> Result<(), ActError> {
        let Some(case) = self.case_row(acting.case_id)? else {
            return Err(Refusal::Nothing.into());
        };
        let reference = case.reference;
        let key = self.case_key_or_new(reference).await?;
        let body = key.lock(&place(&reference, "note"), body.as_bytes(), self.random);
        let body = body.map_err(DeskError::from)?;
        self.act(move |db| insert_note(db, &acting, reference, audience, &body)).await
    }

    /// The notes of a case, oldest first. One whose key is erased is left out.
    ///
    /// # Errors
    ///
    /// [`DeskError`], also if what was kept was altered.
    pub fn notes(&self, case_id: i64) -> Result<Vec<Note>, DeskError> {
        self.notes_where("WHERE case_id = ?1 ORDER BY id", case_id)
    }

    /// The notes that were written for everybody who reported, as far as this report was among them.
    ///
    /// # Errors
    ///
    /// [`DeskError`], also if what was kept was altered.
    pub fn notes_for(&self, report_id: i64) -> Result<Vec<Note>, DeskError> {
        let which = "JOIN note_reader ON note_reader.note_id = note.id
                     WHERE note_reader.report_id = ?1 ORDER BY note.id";
        self.notes_where(which, report_id)
    }

    fn notes_where(&self, which: &str, id: i64) -> Result<Vec<Note>, DeskError> {
        let rows: Vec<LockedNote> = self.database.read(|db| {
            let mut statement = db.prepare_cached(&format!("{NOTE} {which}"))?;
            statement.query_map([id], locked_note)?.collect()
        })?;
        let mut keys = BTreeMap::new();
        let mut notes = Vec::new();
        for row in rows {
            let LockedNote { locked_by, at_ms, officer, is_public, body } = row;
            let key = match keys.entry(locked_by) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(self.case_key(&locked_by)?),
            };
            let Some(key) = key else { continue };
            let body = key.open(&place(&locked_by, "note"), &body)?;
            let body = String::from_utf8_lossy(&body).into_owned();
            notes.push(Note { at_ms, officer, is_public, body });
        }
        Ok(notes)
    }

    /// Writes to a person, in the desk's name.
    ///
    /// # Errors
    ///
    /// [`ActError`]; [`Refusal::Nothing`] if the report is in another case or erased.
    pub async fn person_write(
        &self,
        acting: Acting,
        report_id: i64,
        wanted: Wanted,
        body: &str,
    ) -> Result<(), ActError> {
        let Some(body) = self.lock_message(report_id, body)? else {
            return Err(Refusal::Nothing.into());
        };
        let work = move |db: &Connection| {
            let act = match wanted {
                Wanted::Nothing => Act::Tell,
                Wanted::Reply => Act::Ask,
            };
            let state = match admit(db, &acting, act)? {
                Ok((_, state)) => state,
                Err(refusal) => return Ok(Err(refusal)),
            };
            // Whoever took the report back may be told something, and is asked nothing.
            match (state_in_case(db, report_id, acting.case_id)?.as_deref(), wanted) {
                (Some("received"), _) | (Some("withdrawn"), Wanted::Nothing) => {}
                _ => return Ok(Err(Refusal::Nothing)),
            }
            insert_from_desk(db, &acting, report_id, wanted, &body)?;
            settle(db, &acting, state)?;
            Ok(Ok(()))
        };
        self.act(work).await
    }

    /// Says that what persons wrote in a case was seen and needs nothing.
    ///
    /// # Errors
    ///
    /// [`ActError`].
    pub async fn case_seen(&self, acting: Acting) -> Result<(), ActError> {
        let work = move |db: &Connection| {
            let state = match admit(db, &acting, Act::Note)? {
                Ok((_, state)) => state,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let who = acting.officer.to_string();
            event(db, acting.case_id, None, acting.now_ms, &who, "messages-seen", "")?;
            settle(db, &acting, state)?;
            Ok(Ok(()))
        };
        self.act(work).await
    }

    /// Says which articles apply, in place of those that were confirmed before.
    ///
    /// # Errors
    ///
    /// [`ActError`].
    pub async fn articles_confirm(
        &self,
        acting: Acting,
        articles: Vec<String>,
    ) -> Result<(), ActError> {
        self.act(move |db| confirm(db, &acting, &articles)).await
    }

    /// The articles that were confirmed.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn articles_confirmed(&self, case_id: i64) -> Result<Vec<ConfirmedArticle>, DeskError> {
        let article = |row: &Row<'_>| {
            let who = officer(row, 1)?.ok_or(rusqlite::Error::InvalidQuery)?;
            Ok(ConfirmedArticle { article: row.get(0)?, officer: who, at_ms: row.get(2)? })
        };
        Ok(self.database.read(|db| {
            let sql = "SELECT article, actor, at_ms FROM case_article WHERE case_id = ?1
                       ORDER BY article";
            db.prepare_cached(sql)?.query_map([case_id], article)?.collect()
        })?)
    }
}

fn insert_note(
    db: &Connection,
    acting: &Acting,
    locked_by: [u8; 16],
    audience: Audience,
    body: &[u8],
) -> rusqlite::Result<Result<(), Refusal>> {
    let state = match admit(db, acting, Act::Note)? {
        Ok((_, state)) => state,
        Err(refusal) => return Ok(Err(refusal)),
    };
    // The last report may have been erased a moment ago, and the key with it.
    let sql = "SELECT COUNT(*) FROM case_key WHERE reference = ?1";
    if db.prepare_cached(sql)?.query_row([locked_by], |row| row.get::<_, u64>(0))? == 0 {
        return Ok(Err(Refusal::Changed));
    }
    let (is_public, kind) = match audience {
        Audience::Officers => (false, "note-internal"),
        Audience::Everyone => (true, "note-public"),
    };
    let who = acting.officer.to_string();
    let sql = "INSERT INTO note (case_id, locked_by, at_ms, actor, is_public, body)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let row = params![acting.case_id, locked_by, acting.now_ms, who, is_public, body];
    db.prepare_cached(sql)?.execute(row)?;
    if is_public {
        // Whoever joins the case later, or leaves it, reads what was written for them and no more.
        let sql = "INSERT INTO note_reader (note_id, report_id)
                   SELECT ?1, id FROM report WHERE case_id = ?2 AND state = 'received'";
        db.prepare_cached(sql)?.execute(params![db.last_insert_rowid(), acting.case_id])?;
    }
    event(db, acting.case_id, None, acting.now_ms, &who, kind, "")?;
    settle(db, acting, state)?;
    Ok(Ok(()))
}

fn confirm(
    db: &Connection,
    acting: &Acting,
    articles: &[String],
) -> rusqlite::Result<Result<(), Refusal>> {
    let state = match admit(db, acting, Act::Confirm)? {
        Ok((_, state)) => state,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let who = acting.officer.to_string();
    db.prepare_cached("DELETE FROM case_article WHERE case_id = ?1")?.execute([acting.case_id])?;
    for article in articles {
        let sql = "INSERT OR IGNORE INTO case_article (case_id, article, actor, at_ms)
                   VALUES (?1, ?2, ?3, ?4)";
        db.prepare_cached(sql)?.execute(params![acting.case_id, article, who, acting.now_ms])?;
    }
    let detail = articles.join(" ");
    event(db, acting.case_id, None, acting.now_ms, &who, "articles-confirmed", &detail)?;
    settle(db, acting, state)?;
    Ok(Ok(()))
}

/// The state of a report, if it stands in this case.
pub(super) fn state_in_case(
    db: &Connection,
    report_id: i64,
    case_id: i64,
) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT state FROM report WHERE id = ?1 AND case_id = ?2";
    db.prepare_cached(sql)?.query_row([report_id, case_id], |row| row.get(0)).optional()
}

/// Forgets what officers wrote in a case once none of its reports is left. True if something was.
pub(in crate::desk) fn forget_if_empty(db: &Connection, case_id: i64) -> rusqlite::Result<()> {
    let sql = "SELECT COUNT(*) FROM report WHERE case_id = ?1 AND state <> 'erased'";
    let left: u64 = db.prepare_cached(sql)?.query_row([case_id], |row| row.get(0))?;
    if left > 0 {
        return Ok(());
    }
    let sql =
        "DELETE FROM case_key WHERE reference IN (SELECT locked_by FROM note WHERE case_id = ?1
               UNION SELECT reference FROM case_file WHERE id = ?1)";
    db.prepare_cached(sql)?.execute([case_id])?;
    let sql = "DELETE FROM note_reader WHERE note_id IN (SELECT id FROM note WHERE case_id = ?1)";
    db.prepare_cached(sql)?.execute([case_id])?;
    db.prepare_cached("DELETE FROM note WHERE case_id = ?1")?.execute([case_id]).map(drop)
}
