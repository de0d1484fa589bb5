//! Reports that are being written. A draft is locked under a key that the server's key and the
//! browser's cookie lead to together: without the cookie nobody here can read it.

use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{DeskError, DeskStore};
use crate::objects::{Kept, TakenFile};
use crate::secret::{Key, SecretError};

/// Bytes of a draft's token. Unit: bytes.
const TOKEN_BYTES: usize = 32;
const WRITING: &str = "writing";
const SENT: &str = "sent";

/// What the browser's cookie holds: the only way to a draft.
#[derive(Clone)]
pub struct DraftToken(Zeroizing<[u8; TOKEN_BYTES]>);

impl DraftToken {
    /// Reads a token as a cookie bears it, in hexadecimal.
    #[must_use]
    pub fn parse(text: &str) -> Option<DraftToken> {
        let mut bytes = Zeroizing::new([0; TOKEN_BYTES]);
        let digits = text.as_bytes();
        if digits.len() != 2 * TOKEN_BYTES {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
            let pair = std::str::from_utf8(pair).ok()?;
            *byte = u8::from_str_radix(pair, 16).ok()?;
        }
        Some(DraftToken(bytes))
    }

    /// The token for a cookie.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// Whether a draft takes files, as what was told so far decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilesRule {
    /// It does.
    Taken,
    /// It is not told yet: none is taken, and those that are there stay.
    NotYet,
    /// It does not: those that are there go.
    Refused,
}

/// A draft as it was last kept.
pub struct Draft {
    /// What was told so far; once sent, the receipt's code.
    pub told: Zeroizing<Vec<u8>>,
    /// Whether it has become a report.
    pub is_sent: bool,
    /// When it is forgotten. Unit: milliseconds since 1970, UTC.
    pub expires_ms: u64,
}

/// How much of the disk an unfinished draft holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldDraft {
    /// Its mark.
    pub mark: [u8; 32],
    /// When it is forgotten. Unit: milliseconds since 1970, UTC.
    pub expires_ms: u64,
    /// What was told. Unit: bytes.
    pub words_bytes: u64,
    /// The files that were given. Unit: bytes.
    pub files_bytes: u64,
}

/// A file of a draft.
#[derive(Debug, Clone)]
pub struct DraftFile {
    /// Its number in the draft, from 1; numbers are not given twice.
    pub number: u32,
    /// Unit: bytes.
    pub size_bytes: u64,
    /// Its name as the person's machine gave it.
    pub name: String,
    /// Its type as its bytes tell it.
    pub media_type: String,
    /// Its type as the browser named it.
    pub declared_type: Option<String>,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// When it arrived. Unit: milliseconds since 1970, UTC.
    pub received_ms: u64,
    /// Its own key, which its report takes over.
    pub(super) key: Key,
}

/// A file to be added to a draft.
pub struct NewDraftFile<'a> {
    /// The file as it arrived.
    pub taken: TakenFile,
    /// Its name as the person's machine gave it.
    pub name: &'a str,
    /// Its type as its bytes tell it.
    pub media_type: &'a str,
    /// Its type as the browser named it.
    pub declared_type: Option<&'a str>,
    /// When it arrived. Unit: milliseconds since 1970, UTC.
    pub received_ms: u64,
}

/// What is locked about a file of a draft.
#[derive(Serialize, Deserialize)]
struct About {
    name: String,
    media_type: String,
    declared_type: Option<String>,
    sha256: [u8; 32],
    key: Zeroizing<[u8; 32]>,
    received_ms: u64,
}

impl DeskStore {
    /// The mark of a draft: by what it stands in the database, and nothing that leads to its key.
    #[must_use]
    pub fn draft_mark(&self, token: &DraftToken) -> [u8; 32] {
        self.vault().marks.fingerprint("draft mark", &token.0[..])
    }

    fn draft_key(&self, token: &DraftToken) -> Key {
        self.vault().marks.derive("draft key", &token.0[..])
    }

    /// Begins a draft.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn draft_begin(&self, told: &[u8], expires_ms: u64) -> Result<DraftToken, DeskError> {
        let mut bytes = Zeroizing::new([0; TOKEN_BYTES]);
        (self.random)(&mut bytes[..]).map_err(SecretError::Random)?;
        let token = DraftToken(bytes);
        let mark = self.draft_mark(&token);
        let told = self.draft_key(&token).lock("draft", told, self.random)?;
        let work = move |db: &Connection| {
            let sql = "INSERT INTO draft (mark, expires_ms, takes_files, state, told)
                       VALUES (?1, ?2, 0, ?3, ?4)";
            db.prepare_cached(sql)?.execute(params![mark, expires_ms, WRITING, told])
        };
        self.database.write(work).await?;
        Ok(token)
    }

    /// Reads a draft; `None` if there is none, or its time is over.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn draft_fetch(&self, token: &DraftToken, now_ms: u64) -> Result<Option<Draft>, DeskError> {
        let mark = self.draft_mark(token);
        let row: Option<(u64, String, Vec<u8>)> = self.database.read(|db| {
            let sql = "SELECT expires_ms, state, told FROM draft WHERE mark = ?1";
            let mut statement = db.prepare_cached(sql)?;
            statement
                .query_row([mark], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .optional()
        })?;
        let Some((expires_ms, state, told)) = row.filter(|row| row.0 > now_ms) else {
            return Ok(None);
        };
        let told = self.draft_key(token).open("draft", &told)?;
        Ok(Some(Draft { told, is_sent: state == SENT, expires_ms }))
    }

    /// Keeps what was told so far, and whether files may be given. Where they may not, those that
    /// were given are gone with the same change. False if the draft is gone or was sent meanwhile.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn draft_keep(
        &self,
        token: &DraftToken,
        told: &[u8],
        files: FilesRule,
        expires_ms: u64,
    ) -> Result<bool, DeskError> {
        let mark = self.draft_mark(token);
        let told = self.draft_key(token).lock("draft", told, self.random)?;
        let work = move |db: &Connection| {
            let takes_files = files == FilesRule::Taken;
            let sql = "UPDATE draft SET told = ?2, expires_ms = ?3, takes_files = ?4
                       WHERE mark = ?1 AND state = ?5";
            let row = params![mark, told, expires_ms, takes_files, WRITING];
            if db.prepare_cached(sql)?.execute(row)? == 0 {
                return Ok(None);
            }
            match files {
                FilesRule::Refused => forget_files(db, &mark).map(Some),
                FilesRule::Taken | FilesRule::NotYet => Ok(Some(Vec::new())),
            }
        };
        let Some(objects) = self.database.write(work).await? else { return Ok(false) };
        self.remove_all(&objects)?;
        Ok(true)
    }

    /// Removes the large files of rows that are gone. What cannot be removed now is removed by the
    /// next start, which finds no row for it.
    fn remove_all(&self, objects: &[String]) -> Result<(), DeskError> {
        let mut failed = None;
        for name in objects {
            if let Err(error) = self.objects.remove(name) {
                failed = Some(error);
            }
        }
        failed.map_or(Ok(()), |error| Err(error.into()))
    }

    /// Adds a file to a draft and returns its number; `None` if the draft is gone or was sent, or
    /// has `most` files already. The file is then not kept.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn draft_file_add(
        &self,
        token: &DraftToken,
        file: NewDraftFile<'_>,
        most: u32,
    ) -> Result<Option<u32>, DeskError> {
        let mark = self.draft_mark(token);
        let TakenFile { key, size_bytes, sha256, kept, .. } = file.taken;
        let file_mark = self.file_mark(&sha256);
        let about = About {
            name: file.name.to_owned(),
            media_type: file.media_type.to_owned(),
            declared_type: file.declared_type.map(str::to_owned),
            sha256,
            key: Zeroizing::new(key.bytes().try_into().map_err(|_| SecretError::Altered)?),
            received_ms: file.received_ms,
        };
        let about = Zeroizing::new(serde_json::to_vec(&about).map_err(|_| SecretError::Altered)?);
        let about = self.draft_key(token).lock("draft file", &about, self.random)?;
        let (content, object) = match kept {
            Kept::Inline(bytes) => (Some(bytes), None),
            Kept::Object(name) => (None, Some(name)),
        };
        let unkept = object.clone();
        let work = move |db: &Connection| {
            // In the same change as the row: what was answered while the file arrived counts.
            let Some(Writing { id, takes_files: true }) = writing(db, &mark)? else {
                return Ok(None);
            };
            let sql =
                "SELECT COUNT(*), COALESCE(MAX(number), 0) FROM draft_file WHERE draft_id = ?1";
            let (count, last): (u32, u32) =
                db.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            if count >= most {
                return Ok(None);
            }
            let content_id = content.map(|bytes| keep_content(db, &bytes)).transpose()?;
            let sql = "INSERT INTO draft_file (draft_id, number, size_bytes, about, content_id,
                       object, file_mark) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
            let row = params![id, last + 1, size_bytes, about, content_id, object, file_mark];
            db.prepare_cached(sql)?.execute(row)?;
            Ok(Some(last + 1))
        };
        let added = self.database.write(work).await?;
        if let (None, Some(name)) = (added, unkept) {
            self.objects.remove(&name)?;
        }
        Ok(added)
    }

    /// The files of a draft, in the order in which they came.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn draft_files(&self, token: &DraftToken) -> Result<Vec<DraftFile>, DeskError> {
        let mark = self.draft_mark(token);
        let rows: Vec<(u32, u64, Vec<u8>)> = self.database.read(|db| {
            let sql = "SELECT number, size_bytes, about FROM draft_file
                       WHERE draft_id = (SELECT id FROM draft WHERE mark = ?1) ORDER BY number";
            let mut statement = db.prepare_cached(sql)?;
            let rows =
                statement.query_map([mark], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
            rows?.collect()
        })?;
        let lock = self.draft_key(token);
        let open = |(number, size_bytes, about): (u32, u64, Vec<u8>)| {
            let about = lock.open("draft file", &about)?;
            let about: About = serde_json::from_slice(&about).map_err(|_| SecretError::Altered)?;
            let About { name, media_type, declared_type, sha256, key, received_ms } = about;
            Ok(DraftFile {
                number,
                size_bytes,
                name,
                media_type,
                declared_type,
                sha256,
                received_ms,
                key: Key::from_bytes(*key),
            })
        };
        rows.into_iter().map(open).collect()
    }

    /// Takes a file out of a draft, for good; its size, or `None` if it is not there. Unit: bytes.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn draft_file_remove(
        &self,
        token: &DraftToken,
        number: u32,
    ) -> Result<Option<u64>, DeskError> {
        let mark = self.draft_mark(token);
        let work = move |db: &Connection| {
            let Some(Writing { id, .. }) = writing(db, &mark)? else { return Ok(None) };
            let sql = "DELETE FROM draft_file WHERE draft_id = ?1 AND number = ?2
                       RETURNING size_bytes, object";
            let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            db.prepare_cached(sql)?.query_row(params![id, number], row).optional()
        };
        let removed: Option<(u64, Option<String>)> = self.database.write(work).await?;
        let Some((size_bytes, object)) = removed else { return Ok(None) };
        if let Some(name) = object {
            self.objects.remove(&name)?;
        }
        Ok(Some(size_bytes))
    }

    /// Forgets a draft and its files at once, as when the person leaves.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn draft_forget(&self, token: &DraftToken) -> Result<(), DeskError> {
        let mark = self.draft_mark(token);
        let objects = self.database.write(move |db| forget(db, &mark)).await?;
        self.remove_all(&objects)
    }

    /// Forgets every draft whose time is over, and returns how many there were.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn drafts_expire(&self, now_ms: u64) -> Result<usize, DeskError> {
        let work = move |db: &Connection| {
            let mut statement =
                db.prepare_cached("SELECT mark FROM draft WHERE expires_ms <= ?1")?;
            let marks = statement.query_map([now_ms], |row| row.get::<_, Vec<u8>>(0))?;
            let marks = marks.collect::<Result<Vec<_>, _>>()?;
            let mut objects = Vec::new();
            for mark in &marks {
                objects.extend(forget(db, mark)?);
            }
            Ok((marks.len(), objects))
        };
        let (count, objects) = self.database.write_blocking(work)?;
        self.remove_all(&objects)?;
        Ok(count)
    }

    /// What every unfinished draft holds.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn drafts_held(&self) -> Result<Vec<HeldDraft>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT draft.mark, draft.expires_ms, LENGTH(draft.told),
                       (SELECT COALESCE(SUM(size_bytes), 0) FROM draft_file
                        WHERE draft_file.draft_id = draft.id)
                       FROM draft WHERE draft.state = ?1";
            let mut statement = db.prepare_cached(sql)?;
            let held = |row: &rusqlite::Row<'_>| {
                Ok(HeldDraft {
                    mark: row.get(0)?,
                    expires_ms: row.get(1)?,
                    words_bytes: row.get(2)?,
                    files_bytes: row.get(3)?,
                })
            };
            statement.query_map([WRITING], held)?.collect()
        })?)
    }

    /// What sending a report does to its draft: it keeps nothing but the receipt's code, so that a
    /// person whose line broke still sees it. Returns the mark and the locked code.
    pub(super) fn draft_ending(
        &self,
        token: &DraftToken,
        receipt: &str,
    ) -> Result<([u8; 32], Vec<u8>), DeskError> {
        let locked = self.draft_key(token).lock("draft", receipt.as_bytes(), self.random)?;
        Ok((self.draft_mark(token), locked))
    }
}

/// Keeps the bytes of a small file; the number by which one row, and no other, is to name them.
pub(super) fn keep_content(db: &Connection, bytes: &[u8]) -> rusqlite::Result<i64> {
    db.prepare_cached("INSERT INTO content (bytes) VALUES (?1)")?.execute([bytes])?;
    Ok(db.last_insert_rowid())
}

/// Takes the files of a draft away whose contents its report has taken over.
pub(super) fn hand_over(db: &Connection, id: i64) -> rusqlite::Result<()> {
    // The bytes go with whoever names them, and that is the report now.
    db.prepare_cached("UPDATE draft_file SET content_id = NULL WHERE draft_id = ?1")?
        .execute([id])?;
    db.prepare_cached("DELETE FROM draft_file WHERE draft_id = ?1")?.execute([id]).map(drop)
}

/// A draft that was not sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writing {
    /// Its number in the database.
    pub(super) id: i64,
    /// Whether files may be given.
    pub(super) takes_files: bool,
}

/// The draft of a mark, if it is there and was not sent.
pub(super) fn writing(db: &Connection, mark: &[u8]) -> rusqlite::Result<Option<Writing>> {
    let sql = "SELECT id, takes_files FROM draft WHERE mark = ?1 AND state = ?2";
    let row = |row: &rusqlite::Row<'_>| Ok(Writing { id: row.get(0)?, takes_files: row.get(1)? });
    db.prepare_cached(sql)?.query_row(params![mark, WRITING], row).optional()
}

/// Whether a draft's files are these, and may be given if there are any.
pub(super) fn has_files(
    db: &Connection,
    draft: Writing,
    numbers: &[u32],
) -> rusqlite::Result<bool> {
    let sql = "SELECT number FROM draft_file WHERE draft_id = ?1 ORDER BY number";
    let mut statement = db.prepare_cached(sql)?;
    let there = statement.query_map([draft.id], |row| row.get(0))?;
    let there = there.collect::<Result<Vec<u32>, _>>()?;
    Ok(there == numbers && (there.is_empty() || draft.takes_files))
}

/// Takes the files with the same bytes as an exhibit out of every draft: for each, the name of its
/// object if it is one. A person who sends such a draft is shown first that the file is gone.
pub(super) fn forget_twins(
    db: &Connection,
    report_id: i64,
    number: u32,
) -> rusqlite::Result<Vec<Option<String>>> {
    let sql = "DELETE FROM draft_file WHERE file_mark = (SELECT mark FROM exhibit
               WHERE report_id = ?1 AND number = ?2) RETURNING object";
    let mut statement = db.prepare_cached(sql)?;
    statement.query_map(params![report_id, number], |row| row.get(0))?.collect()
}

fn forget(db: &Connection, mark: &[u8]) -> rusqlite::Result<Vec<String>> {
    let objects = forget_files(db, mark)?;
    db.prepare_cached("DELETE FROM draft WHERE mark = ?1")?.execute([mark])?;
    Ok(objects)
}

/// Takes all files out of a draft; the names of those that are objects.
fn forget_files(db: &Connection, mark: &[u8]) -> rusqlite::Result<Vec<String>> {
    let sql = "DELETE FROM draft_file WHERE draft_id = (SELECT id FROM draft WHERE mark = ?1)
               RETURNING object";
    let mut statement = db.prepare_cached(sql)?;
    let objects = statement.query_map([mark], |row| row.get::<_, Option<String>>(0))?;
    let objects = objects.collect::<Result<Vec<_>, _>>()?;
    Ok(objects.into_iter().flatten().collect())
}

/// Ends a draft inside the transaction that inserts its report.
pub(super) fn end(
    db: &Connection,
    id: i64,
    locked_receipt: &[u8],
    expires_ms: u64,
) -> rusqlite::Result<()> {
    let sql = "UPDATE draft SET state = ?2, told = ?3, expires_ms = ?4 WHERE id = ?1";
    let row = params![id, SENT, locked_receipt, expires_ms];
    db.prepare_cached(sql)?.execute(row).map(drop)
}
