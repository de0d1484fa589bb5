//! Log-in links of a demonstration: a visitor becomes an officer by one press. At a desk that is
//! none, no link is made and none is taken.

use record::id::OfficerId;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::session::{SessionToken, begin};
use crate::desk::token::Token;
use crate::desk::{DeskError, DeskStore};

/// How long a link waits for its visitor: as long as anybody tries a demonstration. Unit:
/// milliseconds.
const LINK_MS: u64 = 72 * 3600 * 1000;

impl DeskStore {
    /// A code that logs its holder in once as this account; `None` unless this is a demonstration and
    /// there is such an account.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn demo_link(
        &self,
        pseudonym: OfficerId,
        now_ms: u64,
    ) -> Result<Option<String>, DeskError> {
        if !self.identity().is_demo {
            return Ok(None);
        }
        let code = self.token_draw()?;
        let mark = self.invitation_mark(&code);
        let work = move |db: &Connection| {
            let sql = "INSERT INTO invitation (mark, account_id, purpose, expires_ms)
                       SELECT ?1, id, 'demo', ?3 FROM account WHERE pseudonym = ?2";
            db.prepare_cached(sql)?.execute(params![mark, pseudonym.as_bytes(), now_ms + LINK_MS])
        };
        let made = self.database.write(work).await?;
        Ok((made == 1).then(|| code.to_text().to_string()))
    }

    /// Logs the holder of a link in; `None` unless this is a demonstration and the link is good and
    /// was not used before.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn demo_enter(
        &self,
        code: &str,
        now_ms: u64,
    ) -> Result<Option<SessionToken>, DeskError> {
        let Some(code) = Token::parse(code).filter(|_| self.identity().is_demo) else {
            return Ok(None);
        };
        let mark = self.invitation_mark(&code);
        let session = self.session_draw()?;
        let session_mark = self.session_mark(&session);
        let work = move |db: &Connection| {
            let sql = "DELETE FROM invitation
                       WHERE mark = ?1 AND purpose = 'demo' AND expires_ms > ?2
                       RETURNING account_id";
            let mut statement = db.prepare_cached(sql)?;
            let account: Option<i64> =
                statement.query_row(params![mark, now_ms], |row| row.get(0)).optional()?;
            account.map(|account| begin(db, &session_mark, account, now_ms)).transpose()
        };
        let entered = self.database.write(work).await?;
        Ok(entered.map(|()| session))
    }
}
