//! Finding reports by words. What is kept of a word is a keyed mark, so the index can be searched by
//! this desk alone; what is erased leaves no mark behind.
//!
//! A report is found a moment after it was kept: a job puts what is new into the index, so that a
//! flood of reports does not wait for it.

use std::fmt::Write as _;

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::cases::{CaseRow, rows_of};
use super::reports::place;
use super::{DeskError, DeskStore};
use crate::secret::Key;

/// Bytes of the mark of a word: of two words in a million, one pair in 10^8 shares one. Unit: bytes.
const MARK_BYTES: usize = 6;
/// Words of one report that are kept, from its beginning on: more than an account may have.
const WORDS_MAX: usize = 4000;
/// Reports that are put into the index in one change.
pub const FIND_BATCH: usize = 64;

/// One page of what was found: cases, with the latest report of each that has the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPage {
    /// The cases, by their latest report that was found.
    pub cases: Vec<CaseRow>,
    /// The report below which the next page begins, if there is one.
    pub next: Option<i64>,
}

impl DeskStore {
    /// The marks of words, as the index has them: hexadecimal, parted by spaces.
    fn word_marks(&self, words: &[String]) -> String {
        let marker = self.vault().marks.marker("word");
        let mut marks = String::with_capacity(words.len() * (2 * MARK_BYTES + 1));
        for word in words.iter().take(WORDS_MAX) {
            if !marks.is_empty() {
                marks.push(' ');
            }
            for byte in &marker.mark(word.as_bytes())[..MARK_BYTES] {
                // Writing to a string cannot fail.
                let _ = write!(marks, "{byte:02x}");
            }
        }
        marks
    }

    /// The marks of a report's words, locked like all that was told.
    pub(super) fn lock_words(
        &self,
        key: &Key,
        reference: &[u8; 16],
        words: &[String],
    ) -> Result<Vec<u8>, DeskError> {
        let marks = self.word_marks(words);
        Ok(key.lock(&place(reference, "words"), marks.as_bytes(), self.random)?)
    }

    /// The marks of a report's words; nothing once it is erased.
    pub(super) fn report_marks(&self, report_id: i64) -> Result<String, DeskError> {
        let Some((reference, key)) = self.report_key(report_id)? else { return Ok(String::new()) };
        let locked: Option<Vec<u8>> = self.database.read(|db| {
            let sql = "SELECT words FROM report WHERE id = ?1";
            db.prepare_cached(sql)?.query_row([report_id], |row| row.get(0))
        })?;
        let Some(locked) = locked else { return Ok(String::new()) };
        let marks = key.open(&place(&reference, "words"), &locked)?;
        Ok(String::from_utf8_lossy(&marks).into_owned())
    }

    /// Puts up to [`FIND_BATCH`] reports into the index that are not in it yet. Returns how many.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn find_prepare(&self) -> Result<usize, DeskError> {
        let due: Vec<i64> = self.database.read(|db| {
            let sql = "SELECT id FROM report WHERE is_found = 0 AND words IS NOT NULL
                       ORDER BY id LIMIT ?1";
            db.prepare_cached(sql)?.query_map([FIND_BATCH], |row| row.get(0))?.collect()
        })?;
        if due.is_empty() {
            return Ok(0);
        }
        let master = self.vault().master.clone();
        let work = move |db: &Connection| put_in(db, &master, &due);
        Ok(self.database.write_blocking(work)?)
    }

    /// The cases of the reports that have all of these words, the newest report first, from below
    /// `before` on.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn find(
        &self,
        words: &[String],
        before: Option<i64>,
        limit: usize,
    ) -> Result<FoundPage, DeskError> {
        if words.is_empty() {
            return Ok(FoundPage { cases: Vec::new(), next: None });
        }
        // Hexadecimal only, so nothing in it is an operator.
        let asked = self.word_marks(words).replace(' ', " AND ");
        Ok(self.database.read(|db| {
            let sql = "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid < ?2
                       ORDER BY rowid DESC LIMIT ?3";
            let mut statement = db.prepare_cached(sql)?;
            let row = params![asked, before.unwrap_or(i64::MAX), limit + 1];
            let found = statement.query_map(row, |row: &Row<'_>| row.get(0))?;
            let mut found: Vec<i64> = found.collect::<Result<_, _>>()?;
            let has_next = found.len() > limit;
            found.truncate(limit);
            let next = found.last().copied().filter(|_| has_next);
            let mut ids = Vec::new();
            for report_id in found {
                let sql = "SELECT case_id FROM report WHERE id = ?1";
                let case_id: Option<i64> =
                    db.prepare_cached(sql)?.query_row([report_id], |row| row.get(0)).optional()?;
                ids.extend(case_id.filter(|id| !ids.contains(id)));
            }
            Ok(FoundPage { cases: rows_of(db, &ids)?, next })
        })?)
    }

    /// The case of a report, by the reference that stands on the person's page and in the manifest.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn case_of_report(&self, reference: &[u8; 16]) -> Result<Option<CaseRow>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT case_id FROM report WHERE reference = ?1";
            let case_id: Option<i64> =
                db.prepare_cached(sql)?.query_row([reference], |row| row.get(0)).optional()?;
            Ok(rows_of(db, &case_id.into_iter().collect::<Vec<_>>())?.pop())
        })?)
    }
}

/// The marks of a report's words, where the writer needs them; none if they do not open.
pub(super) fn marks_in(db: &Connection, master: &Key, report_id: i64) -> rusqlite::Result<String> {
    type Found = ([u8; 16], Vec<u8>, Vec<u8>);
    let sql = "SELECT report.reference, report_key.locked, report.words FROM report
               JOIN report_key ON report_key.reference = COALESCE(report.key_name, report.reference)
               WHERE report.id = ?1 AND report.words IS NOT NULL";
    let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let found: Option<Found> = db.prepare_cached(sql)?.query_row([report_id], row).optional()?;
    let open = |(reference, key, words): Found| {
        let key = master.unwrap_key(&place(&reference, "key"), &key).ok()?;
        let marks = key.open(&place(&reference, "words"), &words).ok()?;
        Some(String::from_utf8_lossy(&marks).into_owned())
    };
    Ok(found.and_then(open).unwrap_or_default())
}

/// Puts reports into the index. What they are found by is read here and not before: a report may have
/// been erased, or its words purged, since it was seen that it is not in the index. One that does not
/// open goes in without a word, so that it does not keep the others from being found.
fn put_in(db: &Connection, master: &Key, due: &[i64]) -> rusqlite::Result<usize> {
    for id in due {
        let marks = marks_in(db, master, *id)?;
        let sql = "UPDATE report SET is_found = 1
                   WHERE id = ?1 AND is_found = 0 AND words IS NOT NULL";
        if db.prepare_cached(sql)?.execute([id])? == 1 {
            let sql = "INSERT INTO search (rowid, marks) VALUES (?1, ?2)";
            db.prepare_cached(sql)?.execute(params![id, marks])?;
        }
    }
    Ok(due.len())
}

/// Takes a report out of the index, and with it its marks out of the file.
pub(super) fn forget(db: &Connection, report_id: i64, marks: &str) -> rusqlite::Result<()> {
    let sql = "UPDATE report SET words = NULL, is_found = 0 WHERE id = ?1 AND is_found = 1";
    if db.prepare_cached(sql)?.execute([report_id])? == 1 {
        // The index keeps no text of its own, so what is to be taken out is told again.
        let sql = "INSERT INTO search (search, rowid, marks) VALUES ('delete', ?1, ?2)";
        db.prepare_cached(sql)?.execute(params![report_id, marks])?;
    }
    let sql = "UPDATE report SET words = NULL WHERE id = ?1";
    db.prepare_cached(sql)?.execute([report_id]).map(drop)
}

/// Empties the index, so that it is made anew from the reports that are there.
pub(crate) fn find_anew(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(
        "INSERT INTO search (search) VALUES ('delete-all');
         UPDATE report SET is_found = 0 WHERE is_found = 1;",
    )
}
