//! "Found: purge": what must not be kept is removed with all that follows from it, and that it was
//! removed is kept.
//!
//! The report is locked anew under another key, and the old key is erased. So no back-up from before
//! opens that report any more: neither the file, nor its hash in the manifest of then.

use ::desk::case::{Act, Refusal};
use ::desk::finding::Unkeepable;
use record::id::OfficerId;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{ActError, Acting, admit, findings, settle};
use crate::desk::drafts::keep_content;
use crate::desk::reports::{event, place};
use crate::desk::{DeskError, DeskStore, NewExhibit, Source};
use crate::desk::{drafts, notices, search};
use crate::objects::{Kept, TakenFile};
use crate::secret::{Key, SecretError};

/// How a report is from its purge on.
pub struct Purge<'a> {
    /// The number of the report.
    pub report_id: i64,
    /// The numbers of the exhibits that go. The others move up and keep their order.
    pub numbers: &'a [u32],
    /// Those among them that were found, under their numbers of before: the event names them. The
    /// others are statements of earlier purges, which the new one tells again.
    pub found: &'a [u32],
    /// What was told, if that goes too, with the words by which it is found from now on. Then
    /// messages and notices that nobody outside has seen go as well.
    pub told: Option<(&'a [u8], &'a [String])>,
    /// The manifest of what is left, and of the statement.
    pub manifest: &'a [u8],
    /// The seal over it.
    pub seal: &'a [u8],
    /// The statement of the purge, as the last exhibit. Given by [`Source::Taken`].
    pub statement: NewExhibit,
    /// What it was, which stays as what was found in the report.
    pub was: Unkeepable,
}

/// An exhibit that stays, under its new number.
struct Moved {
    was: u32,
    number: u32,
    locked_key: Vec<u8>,
}

/// A report that is locked anew, ready for the writer.
struct Locked {
    report_id: i64,
    old_key: [u8; 16],
    new_key: [u8; 16],
    key: Vec<u8>,
    gone: Vec<u32>,
    found: Vec<u32>,
    moved: Vec<Moved>,
    told: Vec<u8>,
    manifest: Vec<u8>,
    seal: Vec<u8>,
    words: Option<Vec<u8>>,
    /// The marks to be taken out of the index, if the words change.
    forget: Option<String>,
    messages: Messages,
    survey: Option<Survey>,
    statement: Statement,
    was: Unkeepable,
}

/// What the person added to "was it solved?", as it was locked and as it is locked now.
struct Survey {
    before: Vec<u8>,
    anew: Vec<u8>,
}

/// The messages of a report, locked anew. Where all that was told goes, they go too.
enum Messages {
    Stay(Vec<(i64, Vec<u8>)>),
    Go { count: usize },
}

impl Messages {
    fn count(&self) -> usize {
        match self {
            Messages::Stay(messages) => messages.len(),
            Messages::Go { count } => *count,
        }
    }
}

struct Statement {
    number: u32,
    size_bytes: u64,
    media_type: String,
    locked_key: Vec<u8>,
    content: Vec<u8>,
}

/// What a report is locked under, and the name of that key.
struct Opened {
    reference: [u8; 16],
    key_name: [u8; 16],
    key: Key,
}

impl DeskStore {
    /// Every exhibit with the same bytes, in whatever report and however that report stands: number
    /// of the report and of the exhibit. The one that is asked about is among them.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn exhibit_twins(&self, report_id: i64, number: u32) -> Result<Vec<(i64, u32)>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT twin.report_id, twin.number FROM exhibit
                       JOIN exhibit AS twin ON twin.mark = exhibit.mark
                       WHERE exhibit.report_id = ?1 AND exhibit.number = ?2
                       UNION SELECT report_id, number FROM exhibit
                       WHERE report_id = ?1 AND number = ?2 ORDER BY 1, 2";
            let twin = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
            db.prepare_cached(sql)?.query_map((report_id, number), twin)?.collect()
        })?)
    }

    /// Removes exhibits of one report, or of the case that an officer acts on, with their hashes and
    /// marks, here and, with the report's old key, in every back-up. The event stays.
    ///
    /// # Errors
    ///
    /// [`ActError`]; [`Refusal::Changed`] if the report changed meanwhile, so that it is tried again.
    pub async fn report_purge(&self, by: Purger, purge: Purge<'_>) -> Result<(), ActError> {
        let locked = self.lock_anew(purge)?;
        let work = move |db: &Connection| {
            let settled = match by {
                Purger::InCase { acting, .. } => match admit(db, &acting, Act::Purge)? {
                    Ok((_, state)) => Some((acting, state)),
                    Err(refusal) => return Ok(Err(refusal)),
                },
                Purger::Twin { .. } => None,
            };
            let objects = match write(db, &locked, &by)? {
                Ok(objects) => objects,
                Err(refusal) => return Ok(Err(refusal)),
            };
            if let Some((acting, state)) = settled {
                settle(db, &acting, state)?;
            }
            Ok(Ok(objects))
        };
        let objects = self.act(work).await?;
        let removed = objects.iter().try_for_each(|name| self.objects.remove(name));
        removed.map_err(DeskError::from)?;
        // The write-ahead log would still hold what was removed, and the key.
        self.database.write_through().await.map_err(DeskError::from)?;
        Ok(())
    }

    fn opened(&self, report_id: i64) -> Result<Option<Opened>, DeskError> {
        let Some((reference, key)) = self.report_key(report_id)? else { return Ok(None) };
        let key_name = self.database.read(|db| {
            let sql = "SELECT COALESCE(key_name, reference) FROM report WHERE id = ?1";
            db.prepare_cached(sql)?.query_row([report_id], |row| row.get(0))
        })?;
        Ok(Some(Opened { reference, key_name, key }))
    }

    /// Locks all that is left of a report under a new key.
    fn lock_anew(&self, purge: Purge<'_>) -> Result<Locked, ActError> {
        let id = purge.report_id;
        let gone = || ActError::from(Refusal::Nothing);
        let opened = self.opened(id)?.ok_or_else(gone)?;
        let kept = self.report_fetch(id)?.ok_or_else(gone)?;
        let key = Key::draw(self.random).map_err(DeskError::from)?;
        let reference = opened.reference;
        let lock = |what: &str, plain: &[u8]| {
            key.lock(&place(&reference, what), plain, self.random).map_err(DeskError::from)
        };
        let marks = self.report_marks(id)?;
        let (told, words, forget) = match purge.told {
            Some((told, words)) => {
                (lock("told", told)?, self.lock_words(&key, &reference, words)?, Some(marks))
            }
            None => (lock("told", &kept.told)?, lock("words", marks.as_bytes())?, None),
        };
        let is_whole = forget.is_some();
        let messages = self.messages_anew(&opened, &key, id)?;
        let messages = match is_whole {
            true => Messages::Go { count: messages.len() },
            false => Messages::Stay(messages),
        };
        let (moved, number) = self.exhibits_anew(&opened, &key, id, purge.numbers)?;
        let new_key = self.draw()?;
        let master = &self.vault().master;
        let locked = master.wrap(&place(&reference, "key"), &key, self.random);
        Ok(Locked {
            report_id: id,
            old_key: opened.key_name,
            new_key,
            key: locked.map_err(DeskError::from)?,
            gone: purge.numbers.to_vec(),
            found: purge.found.to_vec(),
            moved,
            told,
            manifest: lock("manifest", purge.manifest)?,
            seal: lock("seal", purge.seal)?,
            words: Some(words),
            forget,
            survey: self.survey_anew(&opened, &key, id, is_whole)?,
            messages,
            statement: self.lock_statement(&key, &reference, purge.statement, number)?,
            was: purge.was,
        })
    }

    /// The keys of the exhibits that stay, locked anew under their new numbers, and the number after
    /// them.
    fn exhibits_anew(
        &self,
        opened: &Opened,
        key: &Key,
        report_id: i64,
        gone: &[u32],
    ) -> Result<(Vec<Moved>, u32), DeskError> {
        let rows: Vec<(u32, Vec<u8>)> = self.database.read(|db| {
            let sql = "SELECT number, locked_key FROM exhibit WHERE report_id = ?1 ORDER BY number";
            let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
            db.prepare_cached(sql)?.query_map([report_id], row)?.collect()
        })?;
        let mut moved = Vec::new();
        let mut number = 1;
        for (was, locked) in rows.into_iter().filter(|row| !gone.contains(&row.0)) {
            let at = |number: u32| place(&opened.reference, &format!("exhibit/{number}"));
            let file_key = opened.key.unwrap_key(&at(was), &locked)?;
            let locked_key = key.wrap(&at(number), &file_key, self.random)?;
            moved.push(Moved { was, number, locked_key });
            number += 1;
        }
        Ok((moved, number))
    }

    fn messages_anew(
        &self,
        opened: &Opened,
        key: &Key,
        report_id: i64,
    ) -> Result<Vec<(i64, Vec<u8>)>, DeskError> {
        let rows: Vec<(i64, Vec<u8>)> = self.database.read(|db| {
            let sql = "SELECT id, body FROM message WHERE report_id = ?1 ORDER BY id";
            let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
            db.prepare_cached(sql)?.query_map([report_id], row)?.collect()
        })?;
        let at = place(&opened.reference, "message");
        let again = |(id, body): (i64, Vec<u8>)| {
            let body = opened.key.open(&at, &body)?;
            Ok((id, key.lock(&at, &body, self.random)?))
        };
        rows.into_iter().map(again).collect()
    }

    /// What the person added to their answer, locked anew; nothing of it where all goes.
    fn survey_anew(
        &self,
        opened: &Opened,
        key: &Key,
        report_id: i64,
        is_whole: bool,
    ) -> Result<Option<Survey>, DeskError> {
        let locked: Option<Vec<u8>> = self.database.read(|db| {
            let sql = "SELECT line FROM survey WHERE report_id = ?1";
            db.prepare_cached(sql)?.query_row([report_id], |row| row.get(0)).optional()
        })?;
        let Some(locked) = locked else { return Ok(None) };
        let at = place(&opened.reference, "survey");
        let line = if is_whole { Vec::new() } else { opened.key.open(&at, &locked)?.to_vec() };
        let anew = key.lock(&at, &line, self.random)?;
        Ok(Some(Survey { before: locked, anew }))
    }

    fn lock_statement(
        &self,
        key: &Key,
        reference: &[u8; 16],
        statement: NewExhibit,
        number: u32,
    ) -> Result<Statement, DeskError> {
        let Source::Taken(TakenFile { key: file_key, size_bytes, kept, .. }) = statement.source
        else {
            return Err(SecretError::Altered.into());
        };
        // It is a few lines, far below what goes into a file of its own.
        let Kept::Inline(content) = kept else { return Err(SecretError::Altered.into()) };
        let at = place(reference, &format!("exhibit/{number}"));
        let locked_key = key.wrap(&at, &file_key, self.random)?;
        Ok(Statement { number, size_bytes, media_type: statement.media_type, locked_key, content })
    }
}

/// In what a report is purged.
#[derive(Debug, Clone, Copy)]
pub enum Purger {
    /// In the case that an officer holds and acts on.
    InCase {
        /// The act.
        acting: Acting,
        /// How many exhibits of other reports went for the same reason.
        twins: usize,
    },
    /// Wherever else the same bytes are, whoever works on it.
    Twin {
        /// Who found them.
        officer: OfficerId,
        /// Unit: milliseconds since 1970, UTC.
        now_ms: u64,
    },
}

impl Purger {
    fn who_and_when(&self) -> (OfficerId, u64) {
        match self {
            Purger::InCase { acting, .. } => (acting.officer, acting.now_ms),
            Purger::Twin { officer, now_ms } => (*officer, *now_ms),
        }
    }
}

/// Writes a report that was locked anew. Returns the names of the large files to be removed.
fn write(
    db: &Connection,
    new: &Locked,
    by: &Purger,
) -> rusqlite::Result<Result<Vec<String>, Refusal>> {
    let case_id = match is_unchanged(db, new)? {
        Some(case_id) => case_id,
        None => return Ok(Err(Refusal::Changed)),
    };
    if let Purger::InCase { acting, .. } = by
        && acting.case_id != case_id
    {
        return Ok(Err(Refusal::Nothing));
    }
    let Gone { objects, of_drafts } = replace_exhibits(db, new)?;
    if let Some(marks) = &new.forget {
        search::forget(db, new.report_id, marks)?;
    }
    let sql = "UPDATE report SET key_name = ?2, told = ?3, manifest = ?4, seal = ?5, words = ?6
               WHERE id = ?1";
    let row = params![new.report_id, new.new_key, new.told, new.manifest, new.seal, new.words];
    db.prepare_cached(sql)?.execute(row)?;
    replace_words(db, new)?;
    db.prepare_cached("DELETE FROM report_key WHERE reference = ?1")?.execute([new.old_key])?;
    let sql = "INSERT INTO report_key (reference, locked) VALUES (?1, ?2)";
    db.prepare_cached(sql)?.execute(params![new.new_key, new.key])?;
    let (officer, now_ms) = by.who_and_when();
    let kind = if new.forget.is_some() { "report-purged" } else { "exhibit-purged" };
    let (detail, who) = (detail(&new.found, by, of_drafts), officer.to_string());
    findings::add_all(db, (case_id, new.report_id), &new.was.findings(), &who, now_ms)?;
    event(db, case_id, Some(new.report_id), now_ms, &who, kind, &detail)?;
    Ok(Ok(objects))
}

/// Which parts went, by their numbers of before, and how many of other reports, unfinished ones among
/// them: `1 3 +2`.
fn detail(found: &[u32], by: &Purger, of_drafts: usize) -> String {
    let mut words: Vec<String> = found.iter().map(u32::to_string).collect();
    let elsewhere = of_drafts
        + match by {
            Purger::InCase { twins, .. } => *twins,
            Purger::Twin { .. } => 0,
        };
    if elsewhere > 0 {
        words.push(format!("+{elsewhere}"));
    }
    words.join(" ")
}

/// What went with the exhibits of a report.
struct Gone {
    /// The names of the large files to be removed.
    objects: Vec<String>,
    /// How many files of unfinished reports were the same bytes.
    of_drafts: usize,
}

/// Puts messages and the answer four weeks later in the place of those under the old key. Where all
/// goes, so do the messages, and notices that nobody outside has seen.
fn replace_words(db: &Connection, new: &Locked) -> rusqlite::Result<()> {
    match &new.messages {
        Messages::Go { .. } => {
            let sql = "DELETE FROM message WHERE report_id = ?1";
            db.prepare_cached(sql)?.execute([new.report_id])?;
            notices::forget_unsent(db, new.report_id)?;
        }
        Messages::Stay(messages) => {
            for (id, body) in messages {
                let sql = "UPDATE message SET body = ?2 WHERE id = ?1";
                db.prepare_cached(sql)?.execute(params![id, body])?;
            }
        }
    }
    if let Some(survey) = &new.survey {
        let sql = "UPDATE survey SET line = ?2 WHERE report_id = ?1";
        db.prepare_cached(sql)?.execute(params![new.report_id, survey.anew])?;
    }
    Ok(())
}

/// The case of the report, if all that was locked anew is still all there is of it.
fn is_unchanged(db: &Connection, new: &Locked) -> rusqlite::Result<Option<i64>> {
    let sql = "SELECT case_id FROM report WHERE id = ?1 AND state <> 'erased'
               AND COALESCE(key_name, reference) = ?2
               AND (SELECT COUNT(*) FROM message WHERE report_id = ?1) = ?3
               AND (SELECT COUNT(*) FROM exhibit WHERE report_id = ?1) = ?4
               AND (SELECT line FROM survey WHERE report_id = ?1) IS ?5
               AND EXISTS (SELECT 1 FROM report_key WHERE report_key.reference = ?2)";
    let exhibits = new.moved.len() + new.gone.len();
    let mut statement = db.prepare_cached(sql)?;
    let survey = new.survey.as_ref().map(|survey| &survey.before);
    let row = params![new.report_id, new.old_key, new.messages.count(), exhibits, survey];
    let mut rows = statement.query(row)?;
    rows.next()?.map(|row| row.get(0)).transpose()
}

fn replace_exhibits(db: &Connection, new: &Locked) -> rusqlite::Result<Gone> {
    let (mut objects, mut of_drafts) = (Vec::new(), 0);
    for number in &new.gone {
        let twins = drafts::forget_twins(db, new.report_id, *number)?;
        of_drafts += twins.len();
        objects.extend(twins.into_iter().flatten());
        // By its mark the file would still be told from others, in every case that it led to.
        let sql = "DELETE FROM fold WHERE mark = (SELECT mark FROM exhibit
                   WHERE report_id = ?1 AND number = ?2)";
        db.prepare_cached(sql)?.execute(params![new.report_id, number])?;
        let sql = "DELETE FROM exhibit WHERE report_id = ?1 AND number = ?2 RETURNING object";
        let mut statement = db.prepare_cached(sql)?;
        let gone = statement.query_map(params![new.report_id, number], |row| row.get(0))?;
        objects.extend(gone.collect::<Result<Vec<Option<String>>, _>>()?.into_iter().flatten());
    }
    for Moved { was, number, locked_key } in &new.moved {
        let sql =
            "UPDATE exhibit SET number = ?3, locked_key = ?4 WHERE report_id = ?1 AND number = ?2";
        db.prepare_cached(sql)?.execute(params![new.report_id, was, number, locked_key])?;
    }
    let Statement { number, size_bytes, media_type, locked_key, content } = &new.statement;
    let content_id = keep_content(db, content)?;
    let sql =
        "INSERT INTO exhibit (report_id, number, size_bytes, media_type, locked_key, content_id)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let row = params![new.report_id, number, size_bytes, media_type, locked_key, content_id];
    db.prepare_cached(sql)?.execute(row)?;
    Ok(Gone { objects, of_drafts })
}
