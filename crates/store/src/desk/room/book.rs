//! The tables of the room as the book that entries are read into.

use desk::public::{Book, Ledger, Life, Odd};
use record::Timestamp;
use record::entry::CaseOutcome;
use record::id::NoticeRef;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{damaged, unwritten};

/// The tables, inside one transaction.
pub(super) struct Tables<'a> {
    pub(super) db: &'a Connection,
    pub(super) ledger: Ledger,
}

impl Tables<'_> {
    /// Writes down a notice that was not there.
    fn begin(&self, life: &Life) -> rusqlite::Result<()> {
        let issued = &life.issued;
        let sql = "INSERT INTO room_notice
                   (place, reference, case_reference, platform, harm, month, official, state)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let official = if issued.is_official { "yes" } else { "no" };
        self.db.prepare_cached(sql)?.execute(params![
            issued.index,
            issued.notice.as_bytes(),
            issued.case.as_bytes(),
            issued.to.as_str(),
            issued.harm.word(),
            life.month(),
            official,
            life.state().word(),
        ])?;
        let sql = "INSERT INTO room_ground (ground, place) VALUES (?1, ?2)";
        let mut insert = self.db.prepare_cached(sql)?;
        for ground in life.ground_keys() {
            insert.execute(params![ground, issued.index])?;
        }
        if let Some(due) = issued.test_due {
            let sql = "INSERT INTO room_test_due (place, reference, due_s) VALUES (?1, ?2, ?3)";
            let row = params![issued.index, issued.notice.as_bytes(), due.unix()];
            self.db.prepare_cached(sql)?.execute(row)?;
        }
        Ok(())
    }
}

impl Book for Tables<'_> {
    type Error = rusqlite::Error;

    fn life(&mut self, notice: NoticeRef) -> rusqlite::Result<Option<Life>> {
        let sql = "SELECT life FROM room_notice JOIN room_life USING (place) WHERE reference = ?1";
        let life = |row: &Row<'_>| {
            let text = row.get_ref(0)?.as_str()?;
            serde_json::from_str(text).map_err(damaged)
        };
        self.db.prepare_cached(sql)?.query_row([notice.as_bytes()], life).optional()
    }

    fn keep(&mut self, index: u64, life: Life) -> rusqlite::Result<()> {
        let place = life.issued.index;
        if index == place {
            self.begin(&life)?;
        } else {
            let sql = "UPDATE room_notice SET state = ?2, answer_s = ?3
                       WHERE place = ?1 AND (state, answer_s) IS NOT (?2, ?3)";
            let row = params![place, life.state().word(), life.answer_s()];
            self.db.prepare_cached(sql)?.execute(row)?;
        }
        let text = serde_json::to_string(&life).map_err(unwritten)?;
        let sql = "INSERT INTO room_life (place, life) VALUES (?1, ?2)
                   ON CONFLICT (place) DO UPDATE SET life = ?2";
        self.db.prepare_cached(sql)?.execute(params![place, text])?;
        let sql = "INSERT INTO room_step (notice, place) VALUES (?1, ?2)";
        self.db.prepare_cached(sql)?.execute(params![place, index]).map(drop)
    }

    fn outcome(&mut self, index: u64, at: Timestamp, body: &CaseOutcome) -> rusqlite::Result<()> {
        let sql = "INSERT INTO room_outcome (case_reference, place, at_s, outcome)
                   VALUES (?1, ?2, ?3, ?4)";
        let row = params![body.case.as_bytes(), index, at.unix(), body.outcome.word()];
        self.db.prepare_cached(sql)?.execute(row).map(drop)
    }

    fn odd(&mut self, odd: Odd) -> rusqlite::Result<()> {
        let sql = "INSERT INTO room_odd (place, why) VALUES (?1, ?2)";
        self.db.prepare_cached(sql)?.execute(params![odd.index, odd.why.word()]).map(drop)
    }

    fn ledger(&mut self) -> &mut Ledger {
        &mut self.ledger
    }
}
