//! What was done with accounts, for the auditor: invitations, roles, log-ins and those that were
//! refused, and that somebody searched. Never a name that was typed, and never what was searched for.

use record::id::OfficerId;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params, params_from_iter};

use super::note;
use crate::desk::{DeskError, DeskStore};

/// How many refused log-ins under names that nobody has are kept within an hour, so that no stranger
/// fills the disk with them. The rest is counted in `/metrics`. Our own bound.
const UNKNOWN_HOUR_MAX: u32 = 1000;
/// Unit: milliseconds.
const HOUR_MS: u64 = 3_600_000;
/// Hexadecimal digits of the mark of a search: the auditor sees that two were the same.
const SEARCH_DIGITS: usize = 12;

/// One thing that was done with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountEvent {
    /// Its number: the next page begins below it.
    pub number: i64,
    /// Unit: milliseconds since 1970, UTC.
    pub at_ms: u64,
    /// Whose account; none for a log-in under a name that nobody has.
    pub account: Option<OfficerId>,
    /// Who did it; none where nobody knows, as with a log-in that was refused.
    pub actor: Option<OfficerId>,
    /// What was done.
    pub kind: String,
    /// More about it: a word of a closed list, the keyed mark of a search, or nothing.
    pub detail: String,
}

/// Which events of accounts are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountEventFilter {
    /// With this account or by its holder.
    pub account: Option<OfficerId>,
    /// Of this kind only.
    pub kind: Option<String>,
    /// From this moment on and before that one. Unit: milliseconds since 1970, UTC.
    pub during: Option<(u64, u64)>,
}

/// Writes down that a log-in was refused: to an account, or under a name that nobody has. Both are one
/// change, so that the time it takes does not tell which.
pub(super) fn refused(
    db: &Connection,
    account_id: Option<i64>,
    now_ms: u64,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO account_event (account_id, at_ms, actor, kind, detail)
               SELECT ?1, ?2, NULL, 'log-in-refused', '' WHERE ?1 IS NOT NULL OR ?4 >
                   (SELECT COUNT(*) FROM account_event WHERE kind = 'log-in-refused'
                    AND at_ms > ?3 AND account_id IS NULL)";
    let row = params![account_id, now_ms, now_ms.saturating_sub(HOUR_MS), UNKNOWN_HOUR_MAX];
    db.prepare_cached(sql)?.execute(row).map(drop)
}

fn event(row: &Row<'_>) -> rusqlite::Result<AccountEvent> {
    Ok(AccountEvent {
        number: row.get(0)?,
        at_ms: row.get(1)?,
        account: row.get::<_, Option<[u8; 8]>>(2)?.map(OfficerId::from_random),
        actor: row.get::<_, Option<[u8; 8]>>(3)?.map(OfficerId::from_random),
        kind: row.get(4)?,
        detail: row.get(5)?,
    })
}

impl DeskStore {
    /// Writes down that an officer searched, before anything is shown. Of what they searched for stands
    /// here a mark under a key that never leaves the desk.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn search_note(
        &self,
        (account_id, officer): (i64, OfficerId),
        asked: &str,
        now_ms: u64,
    ) -> Result<(), DeskError> {
        let mark = self.vault().marks.fingerprint("search", asked.as_bytes());
        let mut digits: String = mark.iter().map(|byte| format!("{byte:02x}")).collect();
        digits.truncate(SEARCH_DIGITS);
        let work =
            move |db: &Connection| note(db, account_id, (now_ms, officer), "searched", &digits);
        Ok(self.database.write(work).await?)
    }

    /// One page of what was done with accounts, the latest first, from below `before` on.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn account_events(
        &self,
        filter: &AccountEventFilter,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<AccountEvent>, DeskError> {
        let mut sql = "SELECT account_event.id, at_ms, pseudonym, actor, account_event.kind, detail
             FROM account_event LEFT JOIN account ON account.id = account_id WHERE TRUE"
            .to_owned();
        let mut values: Vec<Value> = Vec::new();
        let mut and = |condition: &str, value: Value| {
            values.push(value);
            sql.push_str(&format!(
                " AND {}",
                condition.replace('?', &format!("?{}", values.len()))
            ));
        };
        let whole = |ms: u64| Value::Integer(i64::try_from(ms).unwrap_or(i64::MAX));
        if let Some(account) = &filter.account {
            and("(pseudonym = ? OR actor = ?)", Value::Blob(account.as_bytes().to_vec()));
        }
        if let Some(kind) = &filter.kind {
            and("account_event.kind = ?", Value::Text(kind.clone()));
        }
        if let Some((from, until)) = filter.during {
            and("at_ms >= ?", whole(from));
            and("at_ms < ?", whole(until));
        }
        if let Some(before) = before {
            and("account_event.id < ?", Value::Integer(before));
        }
        sql.push_str(&format!(" ORDER BY account_event.id DESC LIMIT {limit}"));
        Ok(self.database.read(|db| {
            let mut statement = db.prepare_cached(&sql)?;
            statement.query_map(params_from_iter(&values), event)?.collect()
        })?)
    }
}
