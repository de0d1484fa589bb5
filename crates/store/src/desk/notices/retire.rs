//! What is erased of a notice once its time is over: what it said, with its turns and contests, and
//! sooner how its author may be reached. That it was, when, and its public entries stay.

use rusqlite::{Connection, Row, params};

use crate::desk::reports;

/// Notices that ended so long ago in cases that are closed, and in which nothing happened since but
/// erasing. One that waits for something, or that is contested, has not ended.
const ENDED: &str =
    "SELECT notice.id, notice.reference, MAX(notice.changed_ms, case_file.changed_ms,
        COALESCE((SELECT MAX(event.at_ms) FROM event WHERE event.case_id = notice.case_id
            AND event.kind NOT IN ('report-retired', 'notice-retired', 'contact-retired')), 0))
    FROM notice JOIN case_file ON case_file.id = notice.case_id
    WHERE notice.issued_ms IS NOT NULL AND notice.written IS NOT NULL AND notice.changed_ms <= ?1
    AND notice.awaits = 'nothing' AND case_file.state = 'closed' AND case_file.changed_ms <= ?1
    AND NOT EXISTS (SELECT 1 FROM contest
        WHERE contest.notice_id = notice.id AND contest.state = 'open')
    AND NOT EXISTS (SELECT 1 FROM event WHERE event.case_id = notice.case_id AND event.at_ms > ?1
        AND event.kind NOT IN ('report-retired', 'notice-retired', 'contact-retired'))
    ORDER BY notice.changed_ms, notice.id LIMIT ?2";

/// Contacts of authors whose contest was decided so long ago, in closed cases.
const CONTACTS: &str = "SELECT contest.id, notice.reference, contest.decided_ms
    FROM contest JOIN notice ON notice.id = contest.notice_id
    JOIN case_file ON case_file.id = notice.case_id
    WHERE contest.contact IS NOT NULL AND contest.decided_ms <= ?1 AND case_file.state = 'closed'
    ORDER BY contest.decided_ms, contest.id LIMIT ?2";

/// Something about a notice that is past its time: its own number, the notice's reference, and since
/// when it is quiet. Unit: milliseconds since 1970, UTC.
pub(in crate::desk) type Due = (i64, [u8; 16], u64);

fn rows(db: &Connection, sql: &str, quiet: u64, limit: u32) -> rusqlite::Result<Vec<Due>> {
    let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    db.prepare_cached(sql)?.query_map(params![quiet, limit], row)?.collect()
}

/// Notices in which nothing happened since `quiet`, at most so many.
pub(in crate::desk) fn ended(
    db: &Connection,
    quiet: u64,
    limit: u32,
) -> rusqlite::Result<Vec<Due>> {
    rows(db, ENDED, quiet, limit)
}

/// Contests that were decided before `quiet` and still hold their author's contact, at most so many.
pub(in crate::desk) fn contacts(
    db: &Connection,
    quiet: u64,
    limit: u32,
) -> rusqlite::Result<Vec<Due>> {
    rows(db, CONTACTS, quiet, limit)
}

/// Erases what a notice said, with its key and what was said about it since.
pub(in crate::desk) fn retire(db: &Connection, id: i64, now_ms: u64) -> rusqlite::Result<()> {
    let sql =
        "DELETE FROM notice_key WHERE reference = (SELECT reference FROM notice WHERE id = ?1)";
    db.prepare_cached(sql)?.execute([id])?;
    let sql = "DELETE FROM contact_key WHERE reference IN
               (SELECT contact_key FROM contest WHERE notice_id = ?1)";
    db.prepare_cached(sql)?.execute([id])?;
    let sql = "UPDATE contest SET body = x'', ruling = NULL, signed = NULL, contact = NULL,
               contact_key = NULL WHERE notice_id = ?1";
    db.prepare_cached(sql)?.execute([id])?;
    let sql = "UPDATE turn SET body = NULL, own_id = NULL WHERE notice_id = ?1";
    db.prepare_cached(sql)?.execute([id])?;
    let sql = "UPDATE notice SET draft = NULL, written = NULL, certificate = NULL, released = NULL,
               remark = NULL, objection = NULL, contest_mark = NULL, version = version + 1 WHERE id = ?1
               RETURNING case_id";
    let case_id = db.prepare_cached(sql)?.query_row([id], |row| row.get(0))?;
    reports::event(db, case_id, None, now_ms, "desk", "notice-retired", "notice")
}

/// Erases how the author of one contest may be reached, with its key.
pub(in crate::desk) fn retire_contact(
    db: &Connection,
    contest_id: i64,
    now_ms: u64,
) -> rusqlite::Result<()> {
    let sql = "DELETE FROM contact_key WHERE reference =
               (SELECT contact_key FROM contest WHERE id = ?1)";
    db.prepare_cached(sql)?.execute([contest_id])?;
    let sql = "UPDATE contest SET contact = NULL, contact_key = NULL WHERE id = ?1";
    db.prepare_cached(sql)?.execute([contest_id])?;
    let sql = "SELECT notice.case_id FROM contest JOIN notice ON notice.id = contest.notice_id
               WHERE contest.id = ?1";
    let case_id = db.prepare_cached(sql)?.query_row([contest_id], |row| row.get(0))?;
    reports::event(db, case_id, None, now_ms, "desk", "contact-retired", "author-contact")
}

/// The same for all whose keys a restore did not find: their time was over after the back-up.
pub(crate) fn retire_without_key(db: &Connection, now_ms: u64) -> rusqlite::Result<()> {
    let ids = |sql: &str| -> rusqlite::Result<Vec<i64>> {
        db.prepare_cached(sql)?.query_map([], |row| row.get(0))?.collect()
    };
    let notices = "SELECT id FROM notice WHERE issued_ms IS NOT NULL AND written IS NOT NULL
                   AND NOT EXISTS (SELECT 1 FROM notice_key
                       WHERE notice_key.reference = notice.reference)";
    for id in ids(notices)? {
        retire(db, id, now_ms)?;
    }
    let contacts = "SELECT id FROM contest WHERE contact IS NOT NULL AND NOT EXISTS
                    (SELECT 1 FROM contact_key WHERE contact_key.reference = contest.contact_key)";
    for id in ids(contacts)? {
        retire_contact(db, id, now_ms)?;
    }
    Ok(())
}
