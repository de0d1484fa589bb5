//! Reading the room: lists of notices, one notice, one case, what does not fit.

use desk::public::{Life, Odd, OddReason};
use record::id::{CaseRef, NoticeRef};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::damaged;
use crate::desk::{DeskError, DeskStore};

/// Rows that one list looks at before it says how far it came: so a question that fits few notices
/// takes no longer than one that fits many.
pub const LOOKED_AT_MAX: u32 = 20_000;

/// Entries of one notice, or of one case, that are given; the rest is counted. Our own choice: a
/// desk that writes more about one content has something else to explain.
const STEPS_MAX: u32 = 200;

/// Which notices are asked for; `None` is all. Words as the register has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoticeFilter {
    /// To which platform.
    pub platform: Option<String>,
    /// About which harm.
    pub harm: Option<String>,
    /// Naming which article, as `ma/88-13/83`, or house rule, as `house_rule/privacy`.
    pub article: Option<String>,
    /// Issued in which month, as `2026-11`.
    pub month: Option<String>,
    /// In which state.
    pub state: Option<String>,
    /// `yes` if an official complained, else `no`.
    pub official: Option<String>,
    /// Only those whose entry comes before this one.
    pub before: Option<u64>,
}

/// Some notices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeList {
    /// The notices, newest first.
    pub lives: Vec<Life>,
    /// The entry before which the list goes on; `None` at its end.
    pub next: Option<u64>,
    /// Whether it was left off because [`LOOKED_AT_MAX`] notices were looked at.
    pub is_cut: bool,
}

/// A notice with its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeLife {
    /// What the register says about it.
    pub life: Life,
    /// The numbers of its first entries, in order.
    pub entries: Vec<u64>,
    /// How many entries there are.
    pub count: u64,
    /// Those that do not fit what was said before them.
    pub odd: Vec<Odd>,
}

/// How a case ended or went on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The entry that says so.
    pub index: u64,
    /// When it was written. Unit: seconds since 1970, UTC.
    pub at_s: u64,
    /// The word of the outcome.
    pub outcome: String,
}

/// All that the register says about a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    /// Its first notices, oldest first.
    pub lives: Vec<Life>,
    /// How many notices it has.
    pub count: u64,
    /// Its outcomes, oldest first.
    pub outcomes: Vec<Outcome>,
}

/// The columns that a row is chosen by, in the order of [`NoticeFilter::columns`].
const NARROW: &str = "room_notice.place, platform, harm, month, state, official";

impl NoticeFilter {
    fn columns(&self) -> [(&'static str, Option<&str>); 5] {
        [
            ("platform", self.platform.as_deref()),
            ("harm", self.harm.as_deref()),
            ("month", self.month.as_deref()),
            ("state", self.state.as_deref()),
            ("official", self.official.as_deref()),
        ]
    }

    /// The query that gives candidates, newest first, and the value it is asked with. One column
    /// has its index; the others are compared row by row.
    fn candidates(&self) -> (String, &str) {
        if let Some(article) = &self.article {
            let sql = format!(
                "SELECT {NARROW} FROM room_ground JOIN room_notice USING (place)
                 WHERE ground = ?1 AND room_ground.place < ?2
                 ORDER BY room_ground.place DESC LIMIT ?3"
            );
            return (sql, article);
        }
        let first = self.columns().into_iter().find_map(|(name, value)| Some((name, value?)));
        let (condition, value) = match first {
            Some((name, value)) => (format!("{name} = ?1"), value),
            None => ("?1 = ''".to_owned(), ""),
        };
        let sql = format!(
            "SELECT {NARROW} FROM room_notice WHERE {condition} AND place < ?2
             ORDER BY place DESC LIMIT ?3"
        );
        (sql, value)
    }

    fn fits(&self, row: &Row<'_>) -> rusqlite::Result<bool> {
        for (at, (_, wanted)) in (1..).zip(self.columns()) {
            let Some(wanted) = wanted else { continue };
            if row.get_ref(at)?.as_str()? != wanted {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn life(row: &Row<'_>) -> rusqlite::Result<Life> {
    serde_json::from_str(row.get_ref(0)?.as_str()?).map_err(damaged)
}

fn odd(row: &Row<'_>) -> rusqlite::Result<Odd> {
    let word: String = row.get(1)?;
    let why = OddReason::ALL.iter().find(|why| why.word() == word);
    let why = *why.ok_or(rusqlite::Error::InvalidQuery)?;
    Ok(Odd { index: row.get(0)?, why })
}

fn life_at(db: &Connection, place: u64) -> rusqlite::Result<Life> {
    let sql = "SELECT life FROM room_life WHERE place = ?1";
    db.prepare_cached(sql)?.query_row([place], life)
}

fn list(db: &Connection, filter: &NoticeFilter, limit: usize) -> rusqlite::Result<NoticeList> {
    let (sql, value) = filter.candidates();
    let mut statement = db.prepare_cached(&sql)?;
    // The largest number that SQLite can compare with.
    let before = filter.before.unwrap_or(u64::MAX >> 1).min(u64::MAX >> 1);
    let mut rows = statement.query(params![value, before, LOOKED_AT_MAX])?;
    let (mut places, mut looked, mut last) = (Vec::new(), 0, None);
    while let Some(row) = rows.next()? {
        let place: u64 = row.get(0)?;
        if places.len() == limit {
            // There is one more row at least, whether it fits or not.
            let next = places.last().copied();
            return Ok(NoticeList { lives: lives(db, &places)?, next, is_cut: false });
        }
        looked += 1;
        last = Some(place);
        if filter.fits(row)? {
            places.push(place);
        }
    }
    let is_cut = looked == LOOKED_AT_MAX;
    let next = last.filter(|_| is_cut);
    Ok(NoticeList { lives: lives(db, &places)?, next, is_cut })
}

fn lives(db: &Connection, places: &[u64]) -> rusqlite::Result<Vec<Life>> {
    places.iter().map(|place| life_at(db, *place)).collect()
}

impl DeskStore {
    /// At most `limit` notices that fit, newest first.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn room_notices(
        &self,
        filter: &NoticeFilter,
        limit: usize,
    ) -> Result<NoticeList, DeskError> {
        Ok(self.database.read(|db| list(db, filter, limit))?)
    }

    /// A notice with its entries.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn room_notice(&self, notice: NoticeRef) -> Result<Option<NoticeLife>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT place FROM room_notice WHERE reference = ?1";
            let place = db.prepare_cached(sql)?.query_row([notice.as_bytes()], |row| row.get(0));
            let Some(place) = place.optional()? else { return Ok(None) };
            let sql = "SELECT place FROM room_step WHERE notice = ?1 ORDER BY place LIMIT ?2";
            let mut statement = db.prepare_cached(sql)?;
            let entries = statement.query_map(params![place, STEPS_MAX], |row| row.get(0))?;
            let sql = "SELECT COUNT(*) FROM room_step WHERE notice = ?1";
            let count = db.prepare_cached(sql)?.query_row([place], |row| row.get(0))?;
            let entries = entries.collect::<rusqlite::Result<_>>()?;
            let sql = "SELECT place, why FROM room_odd
                       WHERE place IN (SELECT place FROM room_step WHERE notice = ?1)
                       ORDER BY place, why LIMIT ?2";
            let mut statement = db.prepare_cached(sql)?;
            let odd = statement.query_map(params![place, STEPS_MAX], odd)?;
            let odd = odd.collect::<rusqlite::Result<_>>()?;
            Ok(Some(NoticeLife { life: life_at(db, place)?, entries, count, odd }))
        })?)
    }

    /// All notices of a case and how it went; nothing at all for a case that the register does not
    /// name.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn room_case(&self, case: CaseRef) -> Result<CaseLine, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT life FROM room_notice JOIN room_life USING (place)
                       WHERE case_reference = ?1 ORDER BY place LIMIT ?2";
            let mut statement = db.prepare_cached(sql)?;
            let lives = statement.query_map(params![case.as_bytes(), STEPS_MAX], life)?;
            let lives = lives.collect::<rusqlite::Result<_>>()?;
            let sql = "SELECT COUNT(*) FROM room_notice WHERE case_reference = ?1";
            let count = db.prepare_cached(sql)?.query_row([case.as_bytes()], |row| row.get(0))?;
            let sql = "SELECT place, at_s, outcome FROM room_outcome
                       WHERE case_reference = ?1 ORDER BY place LIMIT ?2";
            let mut statement = db.prepare_cached(sql)?;
            let outcome = |row: &Row<'_>| {
                Ok(Outcome { index: row.get(0)?, at_s: row.get(1)?, outcome: row.get(2)? })
            };
            let outcomes = statement.query_map(params![case.as_bytes(), STEPS_MAX], outcome)?;
            let outcomes = outcomes.collect::<rusqlite::Result<_>>()?;
            Ok(CaseLine { lives, count, outcomes })
        })?)
    }

    /// The latest entries that do not fit what was said before them, newest first.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn room_odd(&self, limit: u32) -> Result<Vec<Odd>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT place, why FROM room_odd ORDER BY place DESC, why LIMIT ?1";
            let mut statement = db.prepare_cached(sql)?;
            statement.query_map([limit], odd)?.collect()
        })?)
    }

    /// How long the latest answers of a platform took, newest notice first. Unit: seconds.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn room_times(&self, platform: &str, limit: u32) -> Result<Vec<u64>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT answer_s FROM room_notice
                       WHERE platform = ?1 AND answer_s IS NOT NULL
                       ORDER BY place DESC LIMIT ?2";
            let mut statement = db.prepare_cached(sql)?;
            statement.query_map(params![platform, limit], |row| row.get(0))?.collect()
        })?)
    }
}
