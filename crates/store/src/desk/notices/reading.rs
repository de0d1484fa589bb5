//! Reading notices: of a case, of a platform, by state, by reference, by the author's code.

use desk::notice::{PARTS_IN_A_CASE, State};
use desk::turn::Awaits;
use rusqlite::{OptionalExtension as _, Row, ToSql};

use super::place;
use super::step::actors;
use crate::desk::{DeskError, DeskStore};

/// A notice without what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// Its number in the database.
    pub id: i64,
    /// Its reference, public once it is in the register.
    pub reference: [u8; 16],
    /// Its case.
    pub case_id: i64,
    /// The reference of its case.
    pub case_reference: [u8; 16],
    /// The report of the person who asks.
    pub report_id: i64,
    /// The platform, by its domain name.
    pub platform: String,
    /// Where it stands.
    pub state: State,
    /// Who drafted it.
    pub drafted_by: String,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// The name of the reviewer's key.
    pub reviewer: Option<String>,
    /// How long the platform is asked to take. Unit: hours.
    pub hours: Option<u16>,
    /// The number of its entry in the queue of entries.
    pub entry_id: Option<i64>,
    /// The number of its entry in the register, once it is durable there.
    pub entry_place: Option<u64>,
    /// When it last changed. Unit: milliseconds since 1970, UTC.
    pub changed_ms: u64,
    /// How often it was changed.
    pub version: u64,
    /// The moment of its public entry, once it left. Unit: milliseconds since 1970, UTC.
    pub issued_ms: Option<u64>,
    /// What its case is about, as the law's word for it.
    pub harm: String,
}

/// A list of notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitingList {
    /// Those that stand so.
    In(State),
    /// Those that left and wait for this.
    Waiting(Awaits),
}

impl WaitingList {
    /// What holds of its notices, and the word that is its first value. One that left and whose time is
    /// over says nothing any more, and stands in no list.
    const fn condition(self) -> (&'static str, &'static str) {
        match self {
            WaitingList::In(state) => (
                "notice.state = ?1 AND (notice.issued_ms IS NULL OR notice.written IS NOT NULL)",
                state.word(),
            ),
            WaitingList::Waiting(awaits) => {
                ("notice.awaits = ?1 AND notice.written IS NOT NULL", awaits.word())
            }
        }
    }
}

/// A notice in the open. What is not there yet is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptNotice {
    /// What stands beside it.
    pub row: NoticeRow,
    /// What the officer typed.
    pub draft: Vec<u8>,
    /// Texts, test, entry and salts.
    pub written: Vec<u8>,
    /// The reviewer's certificate.
    pub certificate: Vec<u8>,
    /// The file that left.
    pub released: Vec<u8>,
    /// Why it was last sent back, or objected to.
    pub remark: String,
    /// The note by which an outside reviewer objected; empty if it was sent back otherwise.
    pub objection: String,
}

/// What is read of a notice, then `more`.
pub(super) fn with(more: &str) -> String {
    format!(
        "SELECT notice.id, notice.reference, notice.case_id, case_file.reference,
         notice.report_id, notice.platform, notice.state, notice.drafted_by, notice.approved_by,
         notice.reviewer, notice.hours, notice.entry_id, entry.place, notice.changed_ms, notice.issued_ms,
         notice.version, case_file.harm, {more}
         FROM notice JOIN case_file ON case_file.id = notice.case_id
         LEFT JOIN entry ON entry.id = notice.entry_id"
    )
}

/// The place of the first column of `more` in [`with`].
pub(super) const MORE: usize = 17;

pub(super) fn notice(row: &Row<'_>) -> rusqlite::Result<NoticeRow> {
    let state: String = row.get(6)?;
    Ok(NoticeRow {
        id: row.get(0)?,
        reference: row.get(1)?,
        case_id: row.get(2)?,
        harm: row.get(16)?,
        case_reference: row.get(3)?,
        report_id: row.get(4)?,
        platform: row.get(5)?,
        state: State::from_word(&state).ok_or(rusqlite::Error::InvalidQuery)?,
        drafted_by: row.get(7)?,
        approved_by: row.get(8)?,
        reviewer: row.get(9)?,
        hours: row.get(10)?,
        entry_id: row.get(11)?,
        entry_place: row.get(12)?,
        changed_ms: row.get(13)?,
        issued_ms: row.get(14)?,
        version: row.get(15)?,
    })
}

impl DeskStore {
    fn notices_where(
        &self,
        condition: &str,
        values: &[&dyn ToSql],
    ) -> Result<Vec<NoticeRow>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = format!("{} WHERE {condition}", with("NULL"));
            db.prepare_cached(&sql)?.query_map(values, notice)?.collect()
        })?)
    }

    /// The notices of a case, oldest first.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn notices_of_case(&self, case_id: i64) -> Result<Vec<NoticeRow>, DeskError> {
        self.notices_where("notice.case_id = ?1 ORDER BY notice.id", &[&case_id])
    }

    /// The notices that are for one report's person, oldest first.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn notices_of_report(&self, report_id: i64) -> Result<Vec<NoticeRow>, DeskError> {
        self.notices_where("notice.report_id = ?1 ORDER BY notice.id", &[&report_id])
    }

    /// The notices in a state, those that wait longest first.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn notices_in(&self, state: State, limit: u32) -> Result<Vec<NoticeRow>, DeskError> {
        let word = state.word();
        let condition = "notice.state = ?1 ORDER BY notice.changed_ms, notice.id LIMIT ?2";
        self.notices_where(condition, &[&word, &limit])
    }

    /// The notices of a list, those that wait longest first, after the one that `after` names: when it
    /// last changed, and its number.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn notices_listed(
        &self,
        list: WaitingList,
        after: (u64, i64),
        limit: u32,
    ) -> Result<Vec<NoticeRow>, DeskError> {
        let ((condition, word), (changed_ms, id)) = (list.condition(), after);
        let changed_ms = i64::try_from(changed_ms).unwrap_or(i64::MAX);
        let condition = format!(
            "{condition} AND (notice.changed_ms, notice.id) > (?2, ?3)
             ORDER BY notice.changed_ms, notice.id LIMIT ?4"
        );
        self.notices_where(&condition, &[&word, &changed_ms, &id, &limit])
    }

    /// How many notices a list has.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn notices_listed_count(&self, list: WaitingList) -> Result<u64, DeskError> {
        let (condition, word) = list.condition();
        Ok(self.database.read(|db| {
            let sql = format!("SELECT COUNT(*) FROM notice WHERE {condition}");
            db.prepare_cached(&sql)?.query_row([word], |row| row.get(0))
        })?)
    }

    /// The notices whose platform may be silent at `now_ms`, the longest due first, after the one that
    /// `after` names: when it was due, and its number. Those that a question holds up are among them.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn notices_due(
        &self,
        now_ms: u64,
        after: (u64, i64),
        limit: u32,
    ) -> Result<Vec<(u64, NoticeRow)>, DeskError> {
        let number = |ms: u64| i64::try_from(ms).unwrap_or(i64::MAX);
        let values = (number(now_ms), number(after.0), after.1, limit);
        Ok(self.database.read(|db| {
            let sql = format!(
                "{} WHERE notice.due_ms < ?1 AND (notice.due_ms, notice.id) > (?2, ?3)
                 ORDER BY notice.due_ms, notice.id LIMIT ?4",
                with("notice.due_ms")
            );
            let row = |row: &Row<'_>| Ok((row.get(MORE)?, notice(row)?));
            db.prepare_cached(&sql)?.query_map(values, row)?.collect()
        })?)
    }

    /// The notice of this reference.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn notice_by_reference(
        &self,
        reference: &[u8; 16],
    ) -> Result<Option<NoticeRow>, DeskError> {
        Ok(self.notices_where("notice.reference = ?1", &[reference])?.pop())
    }

    /// The notice whose author's page this code opens; `None` if it opens none. What is compared is
    /// a mark, so the time it takes tells nothing.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn notice_by_contest_code(&self, code: &str) -> Result<Option<NoticeRow>, DeskError> {
        let mark = self.contest_mark(code);
        Ok(self.notices_where("notice.contest_mark = ?1", &[&mark])?.pop())
    }

    /// A notice in the open; `None` if there is none, or its key was erased.
    ///
    /// # Errors
    ///
    /// [`DeskError`], also if what was kept was altered.
    pub fn notice_fetch(&self, id: i64) -> Result<Option<KeptNotice>, DeskError> {
        type Locked = [Option<Vec<u8>>; 6];
        let Some((reference, key)) = self.notice_key(id)? else { return Ok(None) };
        let Some(row) = self.notices_where("notice.id = ?1", &[&id])?.pop() else {
            return Ok(None);
        };
        let locked: Option<Locked> = self.database.read(|db| {
            let sql = "SELECT draft, written, certificate, released, remark, objection FROM notice
                       WHERE id = ?1";
            let columns = |row: &Row<'_>| {
                let [a, b, c] = [row.get(0)?, row.get(1)?, row.get(2)?];
                Ok([a, b, c, row.get(3)?, row.get(4)?, row.get(5)?])
            };
            db.prepare_cached(sql)?.query_row([id], columns).optional()
        })?;
        let Some([draft, written, certificate, released, remark, objection]) = locked else {
            return Ok(None);
        };
        let open = |what: &str, locked: Option<Vec<u8>>| match locked {
            Some(locked) => Ok(key.open(&place(&reference, what), &locked)?.to_vec()),
            None => Ok::<_, DeskError>(Vec::new()),
        };
        Ok(Some(KeptNotice {
            row,
            draft: open("draft", draft)?,
            written: open("written", written)?,
            certificate: open("certificate", certificate)?,
            released: open("released", released)?,
            remark: String::from_utf8_lossy(&open("remark", remark)?).into_owned(),
            objection: String::from_utf8_lossy(&open("objection", objection)?).into_owned(),
        }))
    }

    /// Who had a part in deciding a case or one that it was split from or merged with, by pseudonym:
    /// those of [`PARTS_IN_A_CASE`].
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn case_deciders(&self, case_id: i64) -> Result<Vec<String>, DeskError> {
        Ok(self.database.read(|db| actors(db, case_id, &PARTS_IN_A_CASE))?)
    }

    /// How many attempts at a notice due process refused in a case, and in all.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn notices_refused(&self, case_id: i64) -> Result<(u64, u64), DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT COUNT(*) FILTER (WHERE case_id = ?1), COUNT(*) FROM refused_notice";
            let mut statement = db.prepare_cached(sql)?;
            statement.query_row([case_id], |row| Ok((row.get(0)?, row.get(1)?)))
        })?)
    }
}
