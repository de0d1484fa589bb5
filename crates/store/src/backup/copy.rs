//! Copies of the two databases, each as of one moment, beside whoever writes them.
//!
//! They cannot be copied at one moment together, so the order decides. The desk's database comes
//! first, then the large files that it names, then the keys. A report is in the first copy only if
//! its key was there before, and keys go only when reports are erased. So in the end a report has
//! its key, or it was erased meanwhile, and then the copy is made to say so.

use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};

use crate::database::{self, DatabaseError, Files};
use crate::desk;

/// Pages that are copied in one step. With pages of 4 KiB, 4 MiB.
const STEP_PAGES: i32 = 1024;

/// What the copies hold, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) reports: u64,
    pub(super) cases: u64,
    pub(super) entries: u64,
    /// One more than the highest place in the register that is written down; 0 if there is none.
    pub(super) placed_to: u64,
}

/// Copies the database at `from` to the new file `to`, as it is when this begins. `passed` is told
/// how many bytes there are more.
pub(super) fn copy(
    from: &Path,
    to: &Path,
    passed: &mut dyn FnMut(u64),
) -> Result<(), DatabaseError> {
    let failed = |source: io::Error| DatabaseError::Sqlite {
        action: "make room for a copy of",
        source: rusqlite::Error::ToSqlConversionFailure(source.into()),
    };
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(to).map_err(failed)?;
    copy_pages(from, to, passed).map_err(DatabaseError::during("copy"))
}

fn copy_pages(from: &Path, to: &Path, passed: &mut dyn FnMut(u64)) -> rusqlite::Result<()> {
    let source = database::beside(from)?;
    // A reading that lasts: the steps below all see this moment, whatever is written meanwhile.
    source.execute_batch("BEGIN")?;
    let page_bytes: u32 = source.query_row("PRAGMA page_size", [], |row| row.get(0))?;
    let _: i64 = source.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let mut target = Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Whoever is interrupted here begins again with a new file.
    target.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    let backup = Backup::new(&source, &mut target)?;
    let (mut copied, mut is_done) = (0, false);
    while !is_done {
        is_done = backup.step(STEP_PAGES)? == StepResult::Done;
        let progress = backup.progress();
        let now = progress.pagecount - progress.remaining;
        passed(u64::from(page_bytes) * u64::try_from(now - copied).unwrap_or(0));
        copied = now;
    }
    Ok(())
}

/// Looks whether a copy is whole, and counts what is in it. Large files of reports that are being
/// written are not in a back-up, so neither are the rows that name them; nobody is still logged
/// in who may have logged out since, and the index of words is empty.
pub(super) fn tidy_desk(path: &Path) -> Result<Counts, DatabaseError> {
    let copy = open(path)?;
    check(&copy)?;
    let tidy = || {
        copy.execute_batch(
            "PRAGMA synchronous = OFF; PRAGMA secure_delete = ON;
             DELETE FROM draft_file WHERE object IS NOT NULL;
             DELETE FROM session;",
        )?;
        // The words of a report that is erased later would still be found in the copy, as the key of
        // the marks never changes. It is made anew from the locked words after a restore.
        desk::find_anew(&copy)?;
        let sql = "SELECT (SELECT COUNT(*) FROM report), (SELECT COUNT(*) FROM case_file),
                   (SELECT COUNT(*) FROM entry), (SELECT COALESCE(MAX(place) + 1, 0) FROM entry)";
        copy.query_row(sql, [], |row| {
            Ok(Counts {
                reports: row.get(0)?,
                cases: row.get(1)?,
                entries: row.get(2)?,
                placed_to: row.get(3)?,
            })
        })
    };
    tidy().map_err(DatabaseError::during("tidy the copy of"))
}

/// Looks whether a copy is whole.
pub(super) fn check_keys(path: &Path) -> Result<(), DatabaseError> {
    check(&open(path)?)
}

fn open(path: &Path) -> Result<Connection, DatabaseError> {
    let copy = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE);
    copy.map_err(DatabaseError::during("open the copy of"))
}

fn check(copy: &Connection) -> Result<(), DatabaseError> {
    let found = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    let found: String = found.map_err(DatabaseError::during("check the copy of"))?;
    if found == "ok" { Ok(()) } else { Err(DatabaseError::Damaged(found)) }
}

/// Calls `each` for every large file of a report in the copy, until it fails.
pub(super) fn objects<E: From<DatabaseError>>(
    path: &Path,
    mut each: impl FnMut(String) -> Result<(), E>,
) -> Result<(), E> {
    let during = || DatabaseError::during("read the copy of");
    let copy = open(path)?;
    let sql = "SELECT object FROM exhibit WHERE object IS NOT NULL ORDER BY report_id, number";
    let mut statement = copy.prepare(sql).map_err(during())?;
    let mut rows = statement.query([]).map_err(during())?;
    while let Some(row) = rows.next().map_err(during())? {
        each(row.get(0).map_err(during())?)?;
    }
    Ok(())
}

/// Erases the reports whose keys are gone, and returns how many. Who erased them, and why, stands in
/// no back-up from before.
pub(super) fn finish_erasures(files: &Files, now_ms: u64) -> Result<u64, DatabaseError> {
    let connection = database::connect(files, OpenFlags::empty())?;
    let finish = || {
        let transaction = connection.unchecked_transaction()?;
        let left = without_key(&transaction)?;
        for report_id in &left {
            // Their marks do not open any more, so the index is made anew without them.
            desk::erase_restored(&transaction, *report_id, now_ms)?;
        }
        if !left.is_empty() {
            desk::find_anew(&transaction)?;
        }
        desk::forget_without_key(&transaction)?;
        desk::retire_without_key(&transaction, now_ms)?;
        transaction.commit()?;
        Ok(left.len() as u64)
    };
    finish().map_err(DatabaseError::during("erase in"))
}

/// Ends what let somebody in when the back-up was taken, and returns how many tokens and invitations
/// those were.
pub(super) fn end_entrances(files: &Files, now_ms: u64) -> Result<u64, DatabaseError> {
    let connection = database::connect(files, OpenFlags::empty())?;
    let end = || {
        let transaction = connection.unchecked_transaction()?;
        let ended = desk::end_restored(&transaction, now_ms)?;
        transaction.commit()?;
        Ok(ended)
    };
    end().map_err(DatabaseError::during("end sessions and tokens in"))
}

/// How many reports are not erased and have no key.
pub(super) fn count_without_key(files: &Files) -> Result<u64, DatabaseError> {
    let connection = database::connect(files, OpenFlags::empty())?;
    let left = without_key(&connection).map_err(DatabaseError::during("read"))?;
    Ok(left.len() as u64)
}

fn without_key(db: &Connection) -> rusqlite::Result<Vec<i64>> {
    let sql = "SELECT id FROM report WHERE state <> 'erased' AND NOT EXISTS
               (SELECT 1 FROM report_key
                WHERE report_key.reference = COALESCE(report.key_name, report.reference))";
    db.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

/// Whether a report that is not erased names the large file, in the copies.
pub(super) fn is_object_needed(files: &Files, object: &str) -> Result<bool, DatabaseError> {
    let connection = database::connect(files, OpenFlags::empty())?;
    named(&connection, object).map_err(DatabaseError::during("read the copy of"))
}

/// The same where the desk writes, now.
pub(super) fn is_object_named_now(desk: &Path, object: &str) -> Result<bool, DatabaseError> {
    let found = database::beside(desk).and_then(|connection| named(&connection, object));
    found.map_err(DatabaseError::during("read"))
}

fn named(db: &Connection, object: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM exhibit WHERE object = ?1";
    Ok(db.query_row(sql, [object], |_| Ok(())).optional()?.is_some())
}
