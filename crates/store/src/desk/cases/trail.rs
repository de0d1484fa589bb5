//! The trail of what officers did and read, for the auditor: who, when, what, in which case. Never
//! what a person told: events hold closed words and references only.

use record::id::OfficerId;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use crate::desk::{DeskError, DeskStore};

/// Which lines of the trail are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrailFilter {
    /// Of this case only.
    pub case: Option<[u8; 16]>,
    /// By this officer only.
    pub officer: Option<OfficerId>,
    /// Of this kind only.
    pub kind: Option<String>,
    /// From this moment on and before that one. Unit: milliseconds since 1970, UTC.
    pub during: Option<(u64, u64)>,
}

/// One line of the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailLine {
    /// Its number in the database: the next page begins below it.
    pub event_id: i64,
    /// Unit: milliseconds since 1970, UTC.
    pub at_ms: u64,
    /// Who did it: an officer's pseudonym.
    pub actor: String,
    /// What they did.
    pub kind: String,
    /// More about it, from a closed list.
    pub detail: String,
    /// In which case.
    pub case: [u8; 16],
    /// About which report, if about one.
    pub report: Option<[u8; 16]>,
}

/// The acts of officers; the words are those of the indexes.
const OFFICERS: &str = "actor NOT IN ('person', 'desk')";

impl DeskStore {
    /// One page of the trail, the latest first, from below `before` on.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn trail(
        &self,
        filter: &TrailFilter,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<TrailLine>, DeskError> {
        let mut sql = format!(
            "SELECT event.id, at_ms, actor, kind, detail, case_file.reference, report.reference
             FROM event JOIN case_file ON case_file.id = event.case_id
             LEFT JOIN report ON report.id = event.report_id WHERE event.{OFFICERS}"
        );
        let mut values: Vec<Value> = Vec::new();
        let mut and = |condition: &str, value: Value| {
            values.push(value);
            sql.push_str(&format!(" AND {condition} ?{}", values.len()));
        };
        let whole = |ms: u64| Value::Integer(i64::try_from(ms).unwrap_or(i64::MAX));
        if let Some(case) = &filter.case {
            and("case_file.reference =", Value::Blob(case.to_vec()));
        }
        if let Some(officer) = filter.officer {
            and("event.actor =", Value::Text(officer.to_string()));
        }
        if let Some(kind) = &filter.kind {
            and("event.kind =", Value::Text(kind.clone()));
        }
        if let Some((from, until)) = filter.during {
            and("event.at_ms >=", whole(from));
            and("event.at_ms <", whole(until));
        }
        if let Some(before) = before {
            and("event.id <", Value::Integer(before));
        }
        sql.push_str(&format!(" ORDER BY event.id DESC LIMIT {limit}"));
        let line = |row: &Row<'_>| {
            Ok(TrailLine {
                event_id: row.get(0)?,
                at_ms: row.get(1)?,
                actor: row.get(2)?,
                kind: row.get(3)?,
                detail: row.get(4)?,
                case: row.get(5)?,
                report: row.get(6)?,
            })
        };
        Ok(self.database.read(|db| {
            let mut statement = db.prepare_cached(&sql)?;
            statement.query_map(params_from_iter(&values), line)?.collect()
        })?)
    }
}
