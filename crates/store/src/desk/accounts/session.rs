//! Browsers that are logged in. A cookie holds 32 random bytes, and the database their mark.

use ::desk::RoleSet;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use zeroize::Zeroizing;

use super::{Account, AccountState, read};
use crate::desk::token::Token;
use crate::desk::{DeskError, DeskStore};

/// How long a session lasts at most: one working day. Unit: milliseconds.
pub const SESSION_MS_MAX: u64 = 12 * 3600 * 1000;
/// How long a session lasts without a request. Unit: milliseconds.
///
/// Source: OWASP Session Management Cheat Sheet, "Idle Timeout", for applications of low risk 15 to
/// 30 minutes; a case is read longer than a bank's page.
pub const SESSION_IDLE_MS_MAX: u64 = 30 * 60 * 1000;
/// How exact the last request is kept, so that reading pages does not write. Unit: milliseconds.
const SEEN_STEP_MS: u64 = 60 * 1000;

/// What the cookie of a logged-in browser holds.
#[derive(Clone)]
pub struct SessionToken(Token);

impl SessionToken {
    /// Reads a token as a cookie bears it, in hexadecimal.
    #[must_use]
    pub fn parse(text: &str) -> Option<SessionToken> {
        Token::parse(text).map(SessionToken)
    }

    /// The token for a cookie.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        self.0.to_text()
    }
}

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionSeen {
    /// When its owner logged in. Unit: milliseconds since 1970, UTC.
    pub made_ms: u64,
    /// When it was last used, to the minute. Unit: milliseconds since 1970, UTC.
    pub seen_ms: u64,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// The mark of a session's cookie.
pub(super) type SessionMark = [u8; 32];

/// Begins a session, in the transaction of what allows it.
pub(super) fn begin(
    db: &Connection,
    mark: &SessionMark,
    account_id: i64,
    now_ms: u64,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO session (mark, account_id, made_ms, seen_ms) VALUES (?1, ?2, ?3, ?3)";
    db.prepare_cached(sql)?.execute(params![mark, account_id, now_ms]).map(drop)
}

/// Ends every session of an account, in the transaction of what makes them void.
pub(super) fn end_all(db: &Connection, account_id: i64) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM session WHERE account_id = ?1")?.execute([account_id]).map(drop)
}

/// Whether a session may still be used at `now_ms`.
const LIVES: &str = "made_ms > ?1 AND seen_ms > ?2";

/// What `LIVES` asks for: how early a session may have begun, and have been used last.
fn bounds(now_ms: u64) -> (i64, i64) {
    let before = |span: u64| i64::try_from(now_ms).unwrap_or(i64::MAX) - span as i64;
    (before(SESSION_MS_MAX), before(SESSION_IDLE_MS_MAX))
}

impl DeskStore {
    pub(super) fn session_mark(&self, token: &SessionToken) -> SessionMark {
        self.vault().marks.fingerprint("session", token.0.bytes())
    }

    pub(super) fn session_draw(&self) -> Result<SessionToken, DeskError> {
        self.token_draw().map(SessionToken)
    }

    /// The account whose browser this is; `None` if its session is over or never was. It counts as
    /// used now.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn session_resume(
        &self,
        token: &SessionToken,
        now_ms: u64,
    ) -> Result<Option<Account>, DeskError> {
        let mark = self.session_mark(token);
        let (made, seen) = bounds(now_ms);
        let found = self.database.read(|db| {
            let sql =
                format!("SELECT account_id, seen_ms FROM session WHERE {LIVES} AND mark = ?3");
            let mut statement = db.prepare_cached(&sql)?;
            let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
            let session: Option<(i64, u64)> =
                statement.query_row(params![made, seen, mark], row).optional()?;
            let Some((account_id, seen_ms)) = session else { return Ok(None) };
            Ok(read(db, account_id)?.map(|account| (account, seen_ms)))
        })?;
        let Some((locked, seen_ms)) = found else { return Ok(None) };
        let account = self.account_open(locked)?;
        // Disabling ends the sessions too; this is the second lock on the same door.
        if account.state == AccountState::Disabled {
            return Ok(None);
        }
        if now_ms >= seen_ms + SEEN_STEP_MS {
            let work = move |db: &Connection| {
                let sql = "UPDATE session SET seen_ms = ?2 WHERE mark = ?1 AND seen_ms < ?2";
                db.prepare_cached(sql)?.execute(params![mark, now_ms])
            };
            self.database.write(work).await?;
        }
        Ok(Some(account))
    }

    /// Ends a session.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn session_end(&self, token: &SessionToken) -> Result<(), DeskError> {
        let mark = self.session_mark(token);
        let work = move |db: &Connection| {
            db.prepare_cached("DELETE FROM session WHERE mark = ?1")?.execute([mark]).map(drop)
        };
        Ok(self.database.write(work).await?)
    }

    /// Ends every session of an account but one.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn session_end_others(
        &self,
        account_id: i64,
        kept: &SessionToken,
    ) -> Result<(), DeskError> {
        let mark = self.session_mark(kept);
        let work = move |db: &Connection| {
            let sql = "DELETE FROM session WHERE account_id = ?1 AND mark <> ?2";
            db.prepare_cached(sql)?.execute(params![account_id, mark]).map(drop)
        };
        Ok(self.database.write(work).await?)
    }

    /// The sessions of an account that can still be used, newest first.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn session_list(
        &self,
        account_id: i64,
        asking: &SessionToken,
        now_ms: u64,
    ) -> Result<Vec<SessionSeen>, DeskError> {
        let mark = self.session_mark(asking);
        let (made, seen) = bounds(now_ms);
        Ok(self.database.read(|db| {
            let sql = format!(
                "SELECT made_ms, seen_ms, mark = ?4 FROM session
                 WHERE {LIVES} AND account_id = ?3 ORDER BY made_ms DESC"
            );
            let session = |row: &Row<'_>| {
                Ok(SessionSeen { made_ms: row.get(0)?, seen_ms: row.get(1)?, is_this: row.get(2)? })
            };
            let mut statement = db.prepare_cached(&sql)?;
            statement.query_map(params![made, seen, account_id, mark], session)?.collect()
        })?)
    }

    /// Forgets sessions and invitations whose time is over.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn sessions_expire(&self, now_ms: u64) -> Result<(), DeskError> {
        let (made, seen) = bounds(now_ms);
        let work = move |db: &Connection| {
            let sql = format!("DELETE FROM session WHERE NOT ({LIVES})");
            db.prepare_cached(&sql)?.execute(params![made, seen])?;
            let sql = "DELETE FROM invitation WHERE expires_ms <= ?1";
            db.prepare_cached(sql)?.execute([now_ms]).map(drop)
        };
        Ok(self.database.write_blocking(work)?)
    }
}

impl Account {
    /// The roles of an officer; none for anybody else.
    #[must_use]
    pub fn roles(&self) -> RoleSet {
        match &self.holder {
            super::Holder::Officer(roles) => *roles,
            super::Holder::Reviewer(_) | super::Holder::Seat(_) => RoleSet::default(),
        }
    }
}
