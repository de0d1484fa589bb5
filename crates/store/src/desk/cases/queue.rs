//! The queue: the most urgent first, then the oldest; what is closed, the newest first. Pages are
//! found by key and counts are kept, so neither takes longer with a million closed cases.

use ::desk::case::{Filter, Shelf, Whose};
use record::id::OfficerId;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, Row, params_from_iter};

use super::{CaseRow, rows_of};
use crate::desk::{DeskError, DeskStore};

/// Where a page of the queue ends, and the next one goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The urgency of the last case; of no use where cases are closed.
    pub urgency: u8,
    /// When it was opened, or last changed if it is closed. Unit: milliseconds since 1970, UTC.
    pub at_ms: u64,
    /// Its number.
    pub case_id: i64,
}

/// One page of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuePage {
    /// Its cases.
    pub cases: Vec<CaseRow>,
    /// Where the next page goes on, if there is one.
    pub next: Option<Cursor>,
}

/// How many cases are alike in all that the queue counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueCount {
    /// `open` or `waiting`.
    pub state: String,
    /// From 0, the most urgent.
    pub urgency: u8,
    /// What happened, as the law's word for it.
    pub harm: String,
    /// Where the content is.
    pub host: String,
    /// Whether an official complains.
    pub is_official: bool,
    /// Whether a person wrote something that no officer has seen.
    pub is_unread: bool,
    /// How many.
    pub cases: u64,
}

/// Every urgency, the most urgent first.
const URGENCIES: std::ops::RangeInclusive<u8> = 0..=2;

/// Conditions of a query with the values of their places, in order.
struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    fn begin(sql: &str) -> Conditions {
        Conditions { sql: sql.to_owned(), values: Vec::new() }
    }

    /// Adds a condition with one value, whose place is written `?`.
    fn and(&mut self, condition: &str, value: impl Into<Value>) {
        self.values.push(value.into());
        let place = format!("?{}", self.values.len());
        self.sql.push_str(" AND ");
        self.sql.push_str(&condition.replace('?', &place));
    }

    /// Adds what the filter asks of each case, wherever it stands.
    fn and_filter(&mut self, filter: &Filter) {
        if let Some(harm) = filter.harm {
            self.and("harm = ?", harm.id().to_owned());
        }
        if let Some(platform) = filter.platform {
            self.and("host = ?", platform.word().to_owned());
        }
        if let Some(mark) = filter.mark {
            self.and("mark = ?", mark.word().to_owned());
        }
        if filter.is_official {
            self.and("is_official = ?", 1_i64);
        }
        if filter.is_unread {
            self.and("is_unread = ?", 1_i64);
        }
    }
}

fn whole(number: u64) -> Value {
    // A time or a count: far below the greatest number of SQLite.
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Where the queue's own index applies: the words must be those of the index.
const LIVE: &str = "state IN ('open', 'waiting')";

fn live(filter: &Filter, officer: OfficerId, now_ms: u64) -> Conditions {
    let mut conditions = Conditions::begin(LIVE);
    match filter.shelf {
        Shelf::Open | Shelf::Waiting => {
            conditions.and("state = ?", filter.shelf.word().to_owned());
        }
        Shelf::Live | Shelf::Closed => {}
    }
    match filter.whose {
        Whose::Anyone => {}
        Whose::Free => conditions.and("held_until_ms <= ?", whole(now_ms)),
        Whose::Mine => {
            conditions.and("holder = ?", officer.to_string());
            conditions.and("held_until_ms > ?", whole(now_ms));
        }
        Whose::Given => conditions.and("assignee = ?", officer.to_string()),
    }
    conditions.and_filter(filter);
    conditions
}

/// A page of the live part of the queue: one urgency after the other, each from its own key.
fn live_page(
    db: &Connection,
    filter: &Filter,
    officer: OfficerId,
    now_ms: u64,
    after: Option<Cursor>,
    limit: usize,
) -> rusqlite::Result<Vec<CaseRow>> {
    let mut found = Vec::new();
    let first = after.map_or(*URGENCIES.start(), |cursor| cursor.urgency);
    for urgency in first..=*URGENCIES.end() {
        if filter.urgency.is_some_and(|only| only != urgency) {
            continue;
        }
        let mut conditions = live(filter, officer, now_ms);
        conditions.and("urgency = ?", i64::from(urgency));
        if let Some(cursor) = after.filter(|cursor| cursor.urgency == urgency) {
            conditions.and("(opened_ms, id) > (?", whole(cursor.at_ms));
            conditions.values.push(Value::Integer(cursor.case_id));
            conditions.sql.push_str(&format!(", ?{})", conditions.values.len()));
        }
        let missing = limit - found.len();
        let index = match filter.whose {
            Whose::Mine => "case_held",
            Whose::Given => "case_assigned",
            Whose::Anyone | Whose::Free => "case_queue",
        };
        rows(db, index, &conditions, "opened_ms, id", missing, &mut found)?;
        if found.len() >= limit {
            break;
        }
    }
    Ok(found)
}

/// A page of what is closed.
fn closed_page(
    db: &Connection,
    filter: &Filter,
    after: Option<Cursor>,
    limit: usize,
) -> rusqlite::Result<Vec<CaseRow>> {
    let mut conditions = Conditions::begin("state = 'closed'");
    if let Some(cursor) = after {
        conditions.and("(changed_ms, id) < (?", whole(cursor.at_ms));
        conditions.values.push(Value::Integer(cursor.case_id));
        conditions.sql.push_str(&format!(", ?{})", conditions.values.len()));
    }
    if let Some(outcome) = filter.outcome {
        conditions.and("outcome = ?", outcome.word().to_owned());
    }
    if let Some(urgency) = filter.urgency {
        conditions.and("urgency = ?", i64::from(urgency));
    }
    conditions.and_filter(filter);
    let index = match (filter.outcome, filter.harm, filter.platform) {
        (Some(_), ..) => "case_closed_outcome",
        (None, Some(_), _) => "case_closed_harm",
        (None, None, Some(_)) => "case_closed_host",
        (None, None, None) => "case_closed",
    };
    let mut found = Vec::new();
    rows(db, index, &conditions, "changed_ms DESC, id DESC", limit, &mut found)?;
    Ok(found)
}

/// The first cases that meet the conditions. They are found in the index alone, and only then read.
fn rows(
    db: &Connection,
    index: &str,
    conditions: &Conditions,
    order: &str,
    limit: usize,
    found: &mut Vec<CaseRow>,
) -> rusqlite::Result<()> {
    let Conditions { sql, values } = conditions;
    let sql = format!(
        "SELECT id FROM case_file INDEXED BY {index} WHERE {sql} ORDER BY {order} LIMIT {limit}"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let ids = statement.query_map(params_from_iter(values), |row| row.get(0))?;
    let ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
    found.extend(rows_of(db, &ids)?);
    Ok(())
}

/// The first case that the filter shows and that nobody works on.
pub(super) fn first_free(
    db: &Connection,
    filter: &Filter,
    officer: OfficerId,
    now_ms: u64,
) -> rusqlite::Result<Option<CaseRow>> {
    let whose = match filter.whose {
        Whose::Given => Whose::Given,
        Whose::Anyone | Whose::Free | Whose::Mine => Whose::Free,
    };
    // What is closed or waits for a person is nobody's next case.
    let filter = Filter { whose, shelf: Shelf::Open, outcome: None, ..*filter };
    let mut after = None;
    loop {
        let page = live_page(db, &filter, officer, now_ms, after, 20)?;
        let is_last = page.len() < 20;
        after = page.last().map(cursor);
        let is_free = |case: &CaseRow| case.lease.is_none_or(|lease| !lease.is_running(now_ms));
        let free = page.into_iter().find(is_free);
        if free.is_some() || is_last {
            return Ok(free);
        }
    }
}

fn cursor(case: &CaseRow) -> Cursor {
    let at_ms = if case.state.is_live() { case.opened_ms } else { case.changed_ms };
    Cursor { urgency: case.urgency, at_ms, case_id: case.case_id }
}

impl DeskStore {
    /// One page of the queue, as this officer sees it now.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn queue_page(
        &self,
        filter: &Filter,
        officer: OfficerId,
        now_ms: u64,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<QueuePage, DeskError> {
        // One more than is shown tells whether there is another page.
        let mut cases = self.database.read(|db| match filter.shelf {
            Shelf::Closed => closed_page(db, filter, after, limit + 1),
            Shelf::Live | Shelf::Open | Shelf::Waiting => {
                live_page(db, filter, officer, now_ms, after, limit + 1)
            }
        })?;
        let has_next = cases.len() > limit;
        cases.truncate(limit);
        let next = cases.last().filter(|_| has_next).map(cursor);
        Ok(QueuePage { cases, next })
    }

    /// How many live cases there are of each kind.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn queue_counts(&self) -> Result<Vec<QueueCount>, DeskError> {
        let count = |row: &Row<'_>| {
            Ok(QueueCount {
                state: row.get(0)?,
                urgency: row.get(1)?,
                harm: row.get(2)?,
                host: row.get(3)?,
                is_official: row.get(4)?,
                is_unread: row.get(5)?,
                cases: row.get(6)?,
            })
        };
        Ok(self.database.read(|db| {
            let sql = "SELECT state, urgency, harm, host, is_official, is_unread, cases
                       FROM case_count WHERE state IN ('open', 'waiting') AND cases > 0";
            db.prepare_cached(sql)?.query_map([], count)?.collect()
        })?)
    }

    /// How many cases were closed in each way.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn closed_counts(&self) -> Result<Vec<(String, u64)>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT outcome, SUM(cases) FROM case_count WHERE state = 'closed'
                       GROUP BY outcome HAVING SUM(cases) > 0";
            let mut statement = db.prepare_cached(sql)?;
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })?)
    }

    /// Since when the oldest live case of each urgency waits. Unit: milliseconds since 1970, UTC.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn queue_oldest(&self) -> Result<Vec<(u8, u64)>, DeskError> {
        Ok(self.database.read(|db| {
            let sql = format!(
                "SELECT opened_ms FROM case_file INDEXED BY case_queue
                 WHERE {LIVE} AND urgency = ?1 ORDER BY opened_ms LIMIT 1"
            );
            let mut statement = db.prepare_cached(&sql)?;
            let mut oldest = Vec::new();
            for urgency in URGENCIES {
                let since = statement.query_row([urgency], |row| row.get(0)).optional()?;
                oldest.extend(since.map(|since| (urgency, since)));
            }
            Ok(oldest)
        })?)
    }
}
