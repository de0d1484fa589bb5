//! Contests: the author of a content, or the person who asked, wants somebody else to look again.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{By, Step, place, taken};
use crate::desk::{DeskError, DeskStore, reports};

/// Who contests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contester {
    /// The author of the content.
    Author,
    /// The person who asked for the notice.
    Person,
}

impl Contester {
    const fn word(self) -> &'static str {
        match self {
            Contester::Author => "author",
            Contester::Person => "person",
        }
    }
}

/// Where a contest stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContestState {
    /// Nobody has decided yet.
    Open,
    /// Whoever contested was right.
    Upheld,
    /// They were not.
    Rejected,
}

impl ContestState {
    const ALL: [ContestState; 3] =
        [ContestState::Open, ContestState::Upheld, ContestState::Rejected];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            ContestState::Open => "open",
            ContestState::Upheld => "upheld",
            ContestState::Rejected => "rejected",
        }
    }
}

/// A contest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contest {
    /// Its number.
    pub id: i64,
    /// Its notice.
    pub notice_id: i64,
    /// When it was made. Unit: milliseconds since 1970, UTC.
    pub at_ms: u64,
    /// Who contests.
    pub who: Contester,
    /// Where it stands.
    pub state: ContestState,
    /// Who decided it: a pseudonym, or the name of a reviewer's key.
    pub decided_by: Option<String>,
    /// What they say.
    pub body: String,
    /// What was decided, with its reasons.
    pub ruling: String,
}

/// How many contests of one notice may be open at once, so that nobody fills the desk with one code.
const OPEN_MAX: u32 = 3;

fn contest(row: &Row<'_>) -> rusqlite::Result<(Contest, Vec<u8>, Option<Vec<u8>>)> {
    let (who, state): (String, String) = (row.get(3)?, row.get(4)?);
    let who = if who == "author" { Contester::Author } else { Contester::Person };
    let state = ContestState::ALL.into_iter().find(|it| it.word() == state);
    let contest = Contest {
        id: row.get(0)?,
        notice_id: row.get(1)?,
        at_ms: row.get(2)?,
        who,
        state: state.ok_or(rusqlite::Error::InvalidQuery)?,
        decided_by: row.get(5)?,
        body: String::new(),
        ruling: String::new(),
    };
    Ok((contest, row.get(6)?, row.get(7)?))
}

impl DeskStore {
    /// Keeps a contest, with its event. [`Step::Elsewhere`] if the notice has not left, or has as
    /// many open contests as it may have.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn contest_add(
        &self,
        notice_id: i64,
        who: Contester,
        body: &str,
        at_ms: u64,
    ) -> Result<Step, DeskError> {
        let Some((reference, key)) = self.notice_key(notice_id)? else {
            return Ok(Step::Elsewhere);
        };
        let body = key.lock(&place(&reference, "contest"), body.as_bytes(), self.random)?;
        let work = move |db: &Connection| {
            let sql = "SELECT case_id FROM notice WHERE id = ?1 AND state IN ('released', 'withdrawn')
                       AND (SELECT COUNT(*) FROM contest WHERE notice_id = ?1 AND state = 'open') < ?2";
            let case_id: Option<i64> = db
                .prepare_cached(sql)?
                .query_row(params![notice_id, OPEN_MAX], |row| row.get(0))
                .optional()?;
            let Some(case_id) = case_id else { return Ok(false) };
            let sql = "INSERT INTO contest (notice_id, at_ms, who, state, body)
                       VALUES (?1, ?2, ?3, 'open', ?4)";
            db.prepare_cached(sql)?.execute(params![notice_id, at_ms, who.word(), body])?;
            // Not an event of the person's report: what the author says is not theirs to see.
            reports::event(db, case_id, None, at_ms, who.word(), "notice-contested", "")?;
            Ok(true)
        };
        Ok(taken(self.database.write(work).await?))
    }

    /// Decides a contest that is open. An upheld one says in public, by `entry`, that the notice is
    /// taken back.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn contest_decide(
        &self,
        id: i64,
        state: ContestState,
        ruling: &str,
        by: By<'_>,
    ) -> Result<Step, DeskError> {
        let found = self.contests_where("contest.id = ?1", id)?.pop();
        let Some(contest) = found else { return Ok(Step::Elsewhere) };
        let Some((reference, key)) = self.notice_key(contest.notice_id)? else {
            return Ok(Step::Elsewhere);
        };
        let ruling = key.lock(&place(&reference, "ruling"), ruling.as_bytes(), self.random)?;
        let (actor, at_ms) = (by.actor.to_owned(), by.at_ms);
        let work = move |db: &Connection| {
            let sql = "UPDATE contest SET state = ?2, decided_by = ?3, decided_ms = ?4, ruling = ?5
                       WHERE id = ?1 AND state = 'open'
                       RETURNING (SELECT case_id FROM notice WHERE notice.id = contest.notice_id)";
            let row = params![id, state.word(), actor, at_ms, ruling];
            let case_id: Option<i64> =
                db.prepare_cached(sql)?.query_row(row, |row| row.get(0)).optional()?;
            let Some(case_id) = case_id else { return Ok(false) };
            reports::event(db, case_id, None, at_ms, &actor, "contest-decided", state.word())?;
            Ok(true)
        };
        Ok(taken(self.database.write(work).await?))
    }

    /// The contests of a notice, oldest first.
    ///
    /// # Errors
    ///
    /// [`DeskError`], also if what was kept was altered.
    pub fn contests_of(&self, notice_id: i64) -> Result<Vec<Contest>, DeskError> {
        self.contests_where("contest.notice_id = ?1 ORDER BY contest.id", notice_id)
    }

    /// The contests that nobody has decided, at most so many, oldest first.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn contests_open(&self, limit: i64) -> Result<Vec<Contest>, DeskError> {
        let condition = "contest.state = 'open' ORDER BY contest.at_ms, contest.id LIMIT ?1";
        self.contests_where(condition, limit)
    }

    fn contests_where(&self, condition: &str, value: i64) -> Result<Vec<Contest>, DeskError> {
        let rows: Vec<_> = self.database.read(|db| {
            let sql = format!(
                "SELECT id, notice_id, at_ms, who, state, decided_by, body, ruling FROM contest
                 WHERE {condition}"
            );
            db.prepare_cached(&sql)?.query_map([value], contest)?.collect::<Result<_, _>>()
        })?;
        let mut contests = Vec::new();
        for (mut contest, body, ruling) in rows {
            let Some((reference, key)) = self.notice_key(contest.notice_id)? else { continue };
            let open = |what: &str, locked: &[u8]| {
                let opened = key.open(&place(&reference, what), locked)?;
                Ok::<_, DeskError>(String::from_utf8_lossy(&opened).into_owned())
            };
            contest.body = open("contest", &body)?;
            if let Some(ruling) = ruling {
                contest.ruling = open("ruling", &ruling)?;
            }
            contests.push(contest);
        }
        Ok(contests)
    }
}
