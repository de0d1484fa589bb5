//! Three-part tests: kept locked until the day that their entry names, then copied into the open,
//! where pages read them without any key.

use desk::notice::Written;
use record::Timestamp;
use record::canonical;
use record::commitment::Salt;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::desk::{DeskError, DeskStore};

/// A three-part test in the open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedTest {
    /// Its canonical form, which is what the entry committed to.
    pub text: Vec<u8>,
    /// The salt that shows that it is the one.
    pub salt: [u8; 32],
}

/// What one round came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TestsPublished {
    /// Tests that are in the open from now on.
    pub published: u64,
    /// Tests whose day has come and that this desk does not have, or has otherwise than the entry
    /// committed to.
    pub missing: u64,
}

/// Tests that one round looks for, so that it ends soon.
const ROUND_MAX: u32 = 100;

/// A test that was looked for and not found is looked for again so much later. Unit: seconds.
const AGAIN_S: i64 = 86_400;

/// The test of a notice as it was written, and its salt, if they are what its entry committed to.
fn opened(written: &[u8]) -> Option<PublishedTest> {
    let written: Written = serde_json::from_slice(written).ok()?;
    let text = canonical::to_bytes(written.test.as_ref()?).ok()?;
    let salt = written.test_salt?.salt();
    let document = written.entry.three_part_test()?.document();
    let salt_bytes = *salt.as_bytes();
    document.opens_with(&text, &salt).then_some(PublishedTest { text, salt: salt_bytes })
}

impl PublishedTest {
    /// The salt as the types of entries take it.
    #[must_use]
    pub fn salt(&self) -> Salt {
        Salt::from_random(self.salt)
    }
}

impl DeskStore {
    /// Puts the three-part tests into the open whose day has come at `now`, a hundred at most.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn tests_publish_due(&self, now: Timestamp) -> Result<TestsPublished, DeskError> {
        let due: Vec<(u64, [u8; 16])> = self.database.read(|db| {
            let sql = "SELECT place, reference FROM room_test_due WHERE due_s <= ?1
                       ORDER BY due_s LIMIT ?2";
            let mut statement = db.prepare_cached(sql)?;
            let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            statement.query_map(params![now.unix(), ROUND_MAX], row)?.collect()
        })?;
        let mut round = TestsPublished::default();
        for (place, reference) in due {
            let found = match self.notice_by_reference(&reference)? {
                Some(row) => self.notice_fetch(row.id)?,
                None => None,
            };
            match found.and_then(|notice| opened(&notice.written)) {
                Some(test) => {
                    self.test_publish(&reference, test)?;
                    round.published += 1;
                    self.due_settle(place, None)?;
                }
                None if self.test_published(&reference)?.is_some() => {
                    self.due_settle(place, None)?;
                }
                None => {
                    round.missing += 1;
                    self.due_settle(place, Some(now.unix() + AGAIN_S))?;
                }
            }
        }
        Ok(round)
    }

    /// A test is settled, or looked for again later. Unit: seconds since 1970, UTC.
    fn due_settle(&self, place: u64, again_s: Option<i64>) -> Result<(), DeskError> {
        let work = move |db: &Connection| match again_s {
            Some(again_s) => {
                let sql = "UPDATE room_test_due SET due_s = ?2 WHERE place = ?1";
                db.prepare_cached(sql)?.execute(params![place, again_s]).map(drop)
            }
            None => {
                let sql = "DELETE FROM room_test_due WHERE place = ?1";
                db.prepare_cached(sql)?.execute([place]).map(drop)
            }
        };
        Ok(self.database.write_blocking(work)?)
    }

    /// Puts the three-part test of a notice into the open. Whoever reads it checks it against the
    /// entry, so what is given here can only be the test or be seen not to be it.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn test_publish(&self, notice: &[u8; 16], test: PublishedTest) -> Result<(), DeskError> {
        let notice = *notice;
        let work = move |db: &Connection| {
            let sql = "INSERT OR REPLACE INTO published_test (reference, text, salt)
                       VALUES (?1, ?2, ?3)";
            db.prepare_cached(sql)?.execute(params![notice, test.text, test.salt]).map(drop)
        };
        Ok(self.database.write_blocking(work)?)
    }

    /// The three-part test of a notice, once it is in the open.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn test_published(&self, notice: &[u8; 16]) -> Result<Option<PublishedTest>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT text, salt FROM published_test WHERE reference = ?1";
            let test = |row: &rusqlite::Row<'_>| {
                Ok(PublishedTest { text: row.get(0)?, salt: row.get(1)? })
            };
            db.prepare_cached(sql)?.query_row([notice], test).optional()
        })?)
    }
}
