//! Reports: how one is kept, folded into a case, withdrawn and erased. Whatever a person told is
//! locked before the writer sees it.

use ::desk::case::Platform;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{DeskError, DeskStore, DraftFile, DraftToken, cases, drafts, notices, search, survey};
use crate::objects::{Kept, TakenFile};
use crate::secret::Key;

/// A report to be kept.
pub struct NewReport<'a> {
    /// Its name in manifests and events: 16 random bytes.
    pub reference: [u8; 16],
    /// Unit: milliseconds since 1970, UTC.
    pub received_ms: u64,
    /// The code that opens it again, 16 digits.
    pub receipt: &'a str,
    /// The language the person chose.
    pub language: &'static str,
    /// What happened, as the law's word for it.
    pub harm: &'static str,
    /// From 0, the most urgent.
    pub urgency: u8,
    /// Where its first address leads.
    pub platform: Platform,
    /// Whether an official complains.
    pub is_official: bool,
    /// What was told, as the desk writes it down.
    pub told: &'a [u8],
    /// The manifest.
    pub manifest: &'a [u8],
    /// The seal over it.
    pub seal: &'a [u8],
    /// By what other reports of the same content are found.
    pub fold: &'a [String],
    /// The words by which officers find it, folded. Nothing of how the person can be reached.
    pub words: &'a [String],
    /// The files, in the order of the manifest.
    pub exhibits: Vec<NewExhibit>,
    /// The draft it was written in, if there was one, and when its receipt is forgotten there.
    /// Unit: milliseconds since 1970, UTC.
    pub draft: Option<(&'a DraftToken, u64)>,
}

/// One file of a new report.
pub struct NewExhibit {
    /// Its number in the manifest.
    pub number: u32,
    /// Its type, as its bytes tell it.
    pub media_type: String,
    /// Where it comes from.
    pub source: Source,
}

/// Where an exhibit's bytes are.
pub enum Source {
    /// In the draft, as this file of it.
    Draft(DraftFile),
    /// As it just arrived.
    Taken(TakenFile),
}

/// A report that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inserted {
    /// Its number in the database.
    pub report_id: i64,
    /// The case it belongs to.
    pub case_id: i64,
    /// Whether that case was there before.
    pub is_folded: bool,
}

/// What became of a report that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// It is kept, and durable.
    Kept(Inserted),
    /// Its draft was sent already, or is gone; nothing is kept.
    Gone,
    /// The files of its draft are not those that were sealed, or may not be given after all; nothing
    /// is kept, and it can be sent again.
    FilesChanged,
}

/// A report with everything in it locked, ready for the writer.
struct Locked {
    reference: [u8; 16],
    case_reference: [u8; 16],
    received_ms: u64,
    language: &'static str,
    harm: &'static str,
    urgency: u8,
    host: &'static str,
    is_official: bool,
    key: Vec<u8>,
    told: Vec<u8>,
    manifest: Vec<u8>,
    seal: Vec<u8>,
    words: Vec<u8>,
    receipt_mark: [u8; 32],
    fold: Vec<[u8; 32]>,
    exhibits: Vec<LockedExhibit>,
    draft: Option<DraftEnd>,
}

struct LockedExhibit {
    number: u32,
    size_bytes: u64,
    media_type: String,
    locked_key: Vec<u8>,
    /// By which the same bytes are found, the same as where reports fold.
    mark: [u8; 32],
    place: Place,
}

enum Place {
    Draft(u32),
    Here(Option<Vec<u8>>, Option<String>),
}

struct DraftEnd {
    mark: [u8; 32],
    locked_receipt: Vec<u8>,
    expires_ms: u64,
}

pub(super) fn place(reference: &[u8; 16], what: &str) -> String {
    let name: String = reference.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("report/{name}/{what}")
}

impl DeskStore {
    pub(super) fn receipt_mark(&self, receipt: &str) -> [u8; 32] {
        self.vault().marks.fingerprint("receipt", receipt.as_bytes())
    }

    /// Keeps a report: when this returns, every row and byte of it is durable.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn report_insert(&self, new: NewReport<'_>) -> Result<Sending, DeskError> {
        let locked = self.lock_report(new)?;
        Ok(self.database.write(move |db| insert(db, &locked)).await?)
    }

    fn lock_report(&self, new: NewReport<'_>) -> Result<Locked, DeskError> {
        let key = Key::draw(self.random)?;
        let lock =
            |what: &str, plain: &[u8]| key.lock(&place(&new.reference, what), plain, self.random);
        let mut exhibits = Vec::new();
        for exhibit in new.exhibits {
            let (file_key, size_bytes, sha256, placed) = match exhibit.source {
                Source::Taken(TakenFile { key, size_bytes, sha256, kept, .. }) => {
                    let placed = match kept {
                        Kept::Inline(bytes) => Place::Here(Some(bytes), None),
                        Kept::Object(name) => Place::Here(None, Some(name)),
                    };
                    (key, size_bytes, sha256, placed)
                }
                Source::Draft(file) => {
                    (file.key, file.size_bytes, file.sha256, Place::Draft(file.number))
                }
            };
            let what = format!("exhibit/{}", exhibit.number);
            let locked_key = key.wrap(&place(&new.reference, &what), &file_key, self.random)?;
            let (number, media_type) = (exhibit.number, exhibit.media_type);
            exhibits.push(LockedExhibit {
                number,
                size_bytes,
                media_type,
                locked_key,
                mark: self.file_mark(&sha256),
                place: placed,
            });
        }
        let draft = match new.draft {
            Some((token, expires_ms)) => {
                let (mark, locked_receipt) = self.draft_ending(token, new.receipt)?;
                Some(DraftEnd { mark, locked_receipt, expires_ms })
            }
            None => None,
        };
        let marks = &self.vault().marks;
        Ok(Locked {
            reference: new.reference,
            case_reference: self.draw_reference(new.received_ms)?,
            received_ms: new.received_ms,
            language: new.language,
            harm: new.harm,
            urgency: new.urgency,
            host: new.platform.word(),
            is_official: new.is_official,
            key: self.vault().master.wrap(&place(&new.reference, "key"), &key, self.random)?,
            told: lock("told", new.told)?,
            manifest: lock("manifest", new.manifest)?,
            seal: lock("seal", new.seal)?,
            words: self.lock_words(&key, &new.reference, new.words)?,
            receipt_mark: self.receipt_mark(new.receipt),
            fold: new.fold.iter().map(|it| marks.fingerprint("fold", it.as_bytes())).collect(),
            exhibits,
            draft,
        })
    }

    /// The mark of a file's bytes, by which reports fold and the same bytes are found again.
    pub(super) fn file_mark(&self, sha256: &[u8; 32]) -> [u8; 32] {
        let hex: String = sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        self.vault().marks.fingerprint("fold", format!("file:{hex}").as_bytes())
    }

    /// Takes a report back: nothing more is done about it, and it is kept. False if it was
    /// withdrawn or erased already.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn report_withdraw(&self, report_id: i64, now_ms: u64) -> Result<bool, DeskError> {
        let work = move |db: &Connection| {
            let sql = "UPDATE report SET state = 'withdrawn' WHERE id = ?1 AND state = 'received'
                       RETURNING case_id";
            let case_id: Option<i64> =
                db.prepare_cached(sql)?.query_row([report_id], |row| row.get(0)).optional()?;
            let Some(case_id) = case_id else { return Ok(false) };
            unfold(db, report_id, case_id, now_ms)?;
            // What nobody outside has seen does not leave in the name of who wants nothing any more.
            notices::forget_unsent(db, report_id)?;
            event(db, case_id, Some(report_id), now_ms, "person", "report-withdrawn", "")?;
            Ok(true)
        };
        Ok(self.database.write(work).await?)
    }

    /// Erases a report: its key, what it told, its files, messages and marks, here and, with the
    /// key, in every back-up. That it was, and when, stays. False if it was erased already.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn report_erase(&self, report_id: i64, now_ms: u64) -> Result<bool, DeskError> {
        let marks = self.report_marks(report_id)?;
        let work = move |db: &Connection| erase(db, report_id, &marks, now_ms);
        let erased = self.database.write(work).await?;
        let Some(objects) = erased else { return Ok(false) };
        objects.iter().try_for_each(|name| self.objects.remove(name))?;
        // The write-ahead log would still hold the locked key.
        self.database.write_through().await?;
        Ok(true)
    }
}

fn insert(db: &Connection, new: &Locked) -> rusqlite::Result<Sending> {
    let mut writing = None;
    if let Some(draft) = &new.draft {
        let Some(found) = drafts::writing(db, &draft.mark)? else { return Ok(Sending::Gone) };
        let sealed = new.exhibits.iter().filter_map(|exhibit| match exhibit.place {
            Place::Draft(number) => Some(number),
            Place::Here(..) => None,
        });
        if !drafts::has_files(db, found, &sealed.collect::<Vec<_>>())? {
            return Ok(Sending::FilesChanged);
        }
        drafts::end(db, found.id, &draft.locked_receipt, draft.expires_ms)?;
        writing = Some(found.id);
    }
    let (case_id, is_folded) = fold(db, new)?;
    let sql = "INSERT INTO report (reference, case_id, received_ms, state, language, harm, told,
               manifest, seal, urgency, host, is_official, words)
               VALUES (?1, ?2, ?3, 'received', ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    let row = params![
        new.reference,
        case_id,
        new.received_ms,
        new.language,
        new.harm,
        new.told,
        new.manifest,
        new.seal,
        new.urgency,
        new.host,
        new.is_official,
        new.words
    ];
    db.prepare_cached(sql)?.execute(row)?;
    let report_id = db.last_insert_rowid();
    let sql = "INSERT INTO report_key (reference, locked) VALUES (?1, ?2)";
    db.prepare_cached(sql)?.execute(params![new.reference, new.key])?;
    let sql = "INSERT INTO receipt (mark, report_id) VALUES (?1, ?2)";
    db.prepare_cached(sql)?.execute(params![new.receipt_mark, report_id])?;
    for mark in &new.fold {
        let sql = "INSERT OR IGNORE INTO fold (mark, report_id, case_id, is_open)
                   VALUES (?1, ?2, ?3, 1)";
        db.prepare_cached(sql)?.execute(params![mark, report_id, case_id])?;
    }
    for exhibit in &new.exhibits {
        insert_exhibit(db, report_id, writing, exhibit)?;
    }
    if let Some(draft_id) = writing {
        drafts::hand_over(db, draft_id)?;
    }
    event(db, case_id, Some(report_id), new.received_ms, "person", "report-received", new.harm)?;
    // Whether others have reported the same is for the desk alone: the author of a post, who reports
    // it himself, must not learn it.
    let kind = if is_folded { "report-folded" } else { "case-opened" };
    event(db, case_id, None, new.received_ms, "desk", kind, "")?;
    Ok(Sending::Kept(Inserted { report_id, case_id, is_folded }))
}

fn insert_exhibit(
    db: &Connection,
    report_id: i64,
    draft_id: Option<i64>,
    exhibit: &LockedExhibit,
) -> rusqlite::Result<()> {
    let LockedExhibit { number, size_bytes, media_type, locked_key, mark, place } = exhibit;
    match (place, draft_id) {
        (Place::Draft(from), Some(draft_id)) => {
            let sql = "INSERT INTO exhibit (report_id, number, size_bytes, media_type, locked_key,
                       mark, content_id, object)
                       SELECT ?1, ?2, ?3, ?4, ?5, ?6, content_id, object FROM draft_file
                       WHERE draft_id = ?7 AND number = ?8";
            let row = params![
                report_id, number, size_bytes, media_type, locked_key, mark, draft_id, from
            ];
            match db.prepare_cached(sql)?.execute(row)? {
                1 => Ok(()),
                // The file was taken out of the draft a moment ago: nothing is sent without it.
                _ => Err(rusqlite::Error::QueryReturnedNoRows),
            }
        }
        (Place::Draft(_), None) => Err(rusqlite::Error::QueryReturnedNoRows),
        (Place::Here(content, object), _) => {
            let bytes = content.as_deref();
            let content_id = bytes.map(|bytes| drafts::keep_content(db, bytes)).transpose()?;
            let sql = "INSERT INTO exhibit (report_id, number, size_bytes, media_type, locked_key,
                       mark, content_id, object) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
            let row = params![
                report_id, number, size_bytes, media_type, locked_key, mark, content_id, object
            ];
            db.prepare_cached(sql)?.execute(row).map(drop)
        }
    }
}

/// The case of a new report: the oldest open one that has one of its marks, or a new one.
fn fold(db: &Connection, new: &Locked) -> rusqlite::Result<(i64, bool)> {
    let mut found: Option<i64> = None;
    for mark in &new.fold {
        let sql = "SELECT MIN(case_id) FROM fold WHERE mark = ?1 AND is_open = 1";
        let case_id: Option<i64> = db.prepare_cached(sql)?.query_row([mark], |row| row.get(0))?;
        found = [found, case_id].into_iter().flatten().min();
    }
    if let Some(case_id) = found {
        let sql = "UPDATE case_file SET reports = reports + 1, changed_ms = ?2,
                   urgency = MIN(urgency, ?3), is_official = MAX(is_official, ?4) WHERE id = ?1";
        let row = params![case_id, new.received_ms, new.urgency, new.is_official];
        db.prepare_cached(sql)?.execute(row)?;
        return Ok((case_id, true));
    }
    let sql =
        "INSERT INTO case_file (reference, state, harm, urgency, opened_ms, changed_ms, reports,
               host, is_official) VALUES (?1, 'open', ?2, ?3, ?4, ?4, 1, ?5, ?6)";
    let row = params![
        new.case_reference,
        new.harm,
        new.urgency,
        new.received_ms,
        new.host,
        new.is_official
    ];
    db.prepare_cached(sql)?.execute(row)?;
    Ok((db.last_insert_rowid(), false))
}

/// Takes a report out of its case, and its marks with it.
fn unfold(db: &Connection, report_id: i64, case_id: i64, now_ms: u64) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM fold WHERE report_id = ?1")?.execute([report_id])?;
    let sql = "UPDATE report SET is_asked = 0, is_unread = 0 WHERE id = ?1";
    db.prepare_cached(sql)?.execute([report_id])?;
    cases::reshape(db, case_id, now_ms)
}

/// Erases a report, and returns the names of the large files that no row names any more; `None` if
/// it was erased already.
fn erase(
    db: &Connection,
    report_id: i64,
    marks: &str,
    now_ms: u64,
) -> rusqlite::Result<Option<Vec<String>>> {
    let erased = forget(db, report_id, marks, now_ms)?;
    let Some((case_id, objects)) = erased else { return Ok(None) };
    event(db, case_id, Some(report_id), now_ms, "person", "report-erased", "")?;
    Ok(Some(objects))
}

/// The same because its time is over, by the rule of this name.
pub(super) fn retire(
    db: &Connection,
    report_id: i64,
    marks: &str,
    why: &str,
    now_ms: u64,
) -> rusqlite::Result<Option<Vec<String>>> {
    let erased = forget(db, report_id, marks, now_ms)?;
    let Some((case_id, objects)) = erased else { return Ok(None) };
    event(db, case_id, Some(report_id), now_ms, "desk", "report-retired", why)?;
    Ok(Some(objects))
}

/// The same because a restore found no key of it: it was erased, purged or past its time after the
/// back-up was taken, and nobody knows which.
pub(crate) fn erase_restored(
    db: &Connection,
    report_id: i64,
    now_ms: u64,
) -> rusqlite::Result<Option<Vec<String>>> {
    let erased = forget(db, report_id, "", now_ms)?;
    let Some((case_id, objects)) = erased else { return Ok(None) };
    event(db, case_id, Some(report_id), now_ms, "desk", "erased-by-restore", "")?;
    Ok(Some(objects))
}

/// Erases a report without a word about why: its case, and the names of its large files.
fn forget(
    db: &Connection,
    report_id: i64,
    marks: &str,
    now_ms: u64,
) -> rusqlite::Result<Option<(i64, Vec<String>)>> {
    let sql = "SELECT case_id, state FROM report WHERE id = ?1 AND state <> 'erased'";
    let row: Option<(i64, String)> = db
        .prepare_cached(sql)?
        .query_row([report_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((case_id, state)) = row else { return Ok(None) };
    search::forget(db, report_id, marks)?;
    let sql = "DELETE FROM report_key
               WHERE reference = (SELECT COALESCE(key_name, reference) FROM report WHERE id = ?1)";
    db.prepare_cached(sql)?.execute([report_id])?;
    let sql = "UPDATE report SET state = 'erased', told = NULL, manifest = NULL, seal = NULL,
               harm = '', language = '', urgency = 2, host = '', is_official = 0, is_unread = 0,
               is_asked = 0 WHERE id = ?1";
    db.prepare_cached(sql)?.execute([report_id])?;
    if state == "received" {
        unfold(db, report_id, case_id, now_ms)?;
    }
    let sql = "UPDATE event SET detail = '' WHERE report_id = ?1 AND actor = 'person'";
    db.prepare_cached(sql)?.execute([report_id])?;
    db.prepare_cached("DELETE FROM message WHERE report_id = ?1")?.execute([report_id])?;
    db.prepare_cached("DELETE FROM report_finding WHERE report_id = ?1")?.execute([report_id])?;
    survey::forget(db, report_id)?;
    notices::forget_pleas(db, report_id)?;
    notices::forget_unsent(db, report_id)?;
    let sql = "DELETE FROM exhibit WHERE report_id = ?1 RETURNING object";
    let mut statement = db.prepare_cached(sql)?;
    let objects = statement.query_map([report_id], |row| row.get::<_, Option<String>>(0))?;
    let objects = objects.collect::<Result<Vec<_>, _>>()?;
    db.prepare_cached("DELETE FROM note_reader WHERE report_id = ?1")?.execute([report_id])?;
    cases::forget_if_empty(db, case_id)?;
    Ok(Some((case_id, objects.into_iter().flatten().collect())))
}

/// Writes an event, in the transaction of the change it tells of.
pub(super) fn event(
    db: &Connection,
    case_id: i64,
    report_id: Option<i64>,
    at_ms: u64,
    actor: &str,
    kind: &str,
    detail: &str,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO event (case_id, report_id, at_ms, actor, kind, detail)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let row = params![case_id, report_id, at_ms, actor, kind, detail];
    db.prepare_cached(sql)?.execute(row).map(drop)
}
