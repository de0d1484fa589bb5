//! Tokens of a platform's programs. A seat makes them, sees each once, and takes them back; the
//! database holds their marks. They die with the account.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use zeroize::Zeroizing;

use super::{Account, AccountState, Holder, note, read};
use crate::desk::token::Token;
use crate::desk::{DeskError, DeskStore};
use record::id::OfficerId;

/// What a token begins with, so that whoever finds one somewhere sees what it is.
const PREFIX: &str = "hiwar_seat_";
/// The most tokens of one account at once. Our own bound.
pub const SEAT_TOKENS_MAX: u32 = 20;
/// How exact the last use is kept, so that reading does not write. Unit: milliseconds.
const USED_STEP_MS: u64 = 60 * 1000;

/// A token as its account sees it later: everything but itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatToken {
    /// Its number.
    pub id: i64,
    /// What its maker calls it.
    pub name: String,
    /// When it was made. Unit: milliseconds since 1970, UTC.
    pub made_ms: u64,
    /// When it was last used, to the minute; nothing before the first time. Unit: milliseconds since
    /// 1970, UTC.
    pub used_ms: Option<u64>,
}

/// Whose program came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatProgram {
    /// The number of the token.
    pub token_id: i64,
    /// The account that made it.
    pub account: Account,
}

/// Whether a text has the form of a token, whoever may have it.
#[must_use]
pub fn is_seat_token(text: &str) -> bool {
    text.strip_prefix(PREFIX).and_then(Token::parse).is_some()
}

fn place(mark: &[u8; 32]) -> String {
    let mark: String = mark.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("seat-token/{mark}/name")
}

/// What becomes of the programs of a seat when its password changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Programs {
    /// Their tokens end too: whoever knew the old password may have made one.
    #[default]
    End,
    /// They go on, as whoever changes it asked for.
    Keep,
}

/// Takes back every token of an account, in the transaction of what makes them void.
pub(super) fn end_all(db: &Connection, account_id: i64) -> rusqlite::Result<()> {
    let sql = "DELETE FROM seat_token WHERE account_id = ?1";
    db.prepare_cached(sql)?.execute([account_id]).map(drop)
}

impl DeskStore {
    fn seat_token_mark(&self, token: &Token) -> [u8; 32] {
        self.vault().marks.fingerprint("seat token", token.bytes())
    }

    /// Makes a token of a seat's account, under a name. What comes back is shown once. `None` if the
    /// account has [`SEAT_TOKENS_MAX`] already, or is no seat that may come in.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn seat_token_make(
        &self,
        account_id: i64,
        name: &str,
        now_ms: u64,
    ) -> Result<Option<Zeroizing<String>>, DeskError> {
        let token = self.token_draw()?;
        let mark = self.seat_token_mark(&token);
        let name = self.vault().master.lock(&place(&mark), name.as_bytes(), self.random)?;
        let work = move |db: &Connection| {
            let Some(account) = read(db, account_id)? else { return Ok(false) };
            if account.kind != "seat" || account.state == AccountState::Disabled {
                return Ok(false);
            }
            let sql = "INSERT INTO seat_token (mark, account_id, name, made_ms)
                       SELECT ?1, ?2, ?3, ?4
                       WHERE (SELECT COUNT(*) FROM seat_token WHERE account_id = ?2) < ?5";
            let row = params![mark, account_id, name, now_ms, SEAT_TOKENS_MAX];
            if db.prepare_cached(sql)?.execute(row)? == 0 {
                return Ok(false);
            }
            let by = OfficerId::from_random(account.pseudonym);
            note(db, account_id, (now_ms, by), "token-made", "")?;
            Ok(true)
        };
        let is_made = self.database.write(work).await?;
        Ok(is_made.then(|| Zeroizing::new(format!("{PREFIX}{}", &*token.to_text()))))
    }

    /// Whose token this is; `None` if it is none, or its account may not come in any more. It counts
    /// as used now.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn seat_token_resume(
        &self,
        text: &str,
        now_ms: u64,
    ) -> Result<Option<SeatProgram>, DeskError> {
        let Some(token) = text.strip_prefix(PREFIX).and_then(Token::parse) else {
            return Ok(None);
        };
        let mark = self.seat_token_mark(&token);
        let found = self.database.read(|db| {
            let sql = "SELECT id, account_id, used_ms FROM seat_token WHERE mark = ?1";
            let columns = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            let found: Option<(i64, i64, Option<u64>)> =
                db.prepare_cached(sql)?.query_row([mark], columns).optional()?;
            let Some((token_id, account_id, used_ms)) = found else { return Ok(None) };
            Ok(read(db, account_id)?.map(|account| (token_id, used_ms, account)))
        })?;
        let Some((token_id, used_ms, locked)) = found else { return Ok(None) };
        let account = self.account_open(locked)?;
        // Disabling takes the tokens back too; this is the second lock on the same door.
        let is_let_in =
            account.state != AccountState::Disabled && matches!(account.holder, Holder::Seat(_));
        if !is_let_in {
            return Ok(None);
        }
        if used_ms.is_none_or(|used_ms| now_ms >= used_ms + USED_STEP_MS) {
            let work = move |db: &Connection| {
                let sql = "UPDATE seat_token SET used_ms = ?2 WHERE id = ?1";
                db.prepare_cached(sql)?.execute(params![token_id, now_ms])
            };
            self.database.write(work).await?;
        }
        Ok(Some(SeatProgram { token_id, account }))
    }

    /// The tokens of an account, newest first.
    ///
    /// # Errors
    ///
    /// [`DeskError`], also if a name was altered.
    pub fn seat_token_list(&self, account_id: i64) -> Result<Vec<SeatToken>, DeskError> {
        type Kept = (i64, [u8; 32], Vec<u8>, u64, Option<u64>);
        let rows: Vec<Kept> = self.database.read(|db| {
            let sql = "SELECT id, mark, name, made_ms, used_ms FROM seat_token
                       WHERE account_id = ?1 ORDER BY id DESC";
            let columns = |row: &Row<'_>| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            };
            db.prepare_cached(sql)?.query_map([account_id], columns)?.collect()
        })?;
        let open = |(id, mark, name, made_ms, used_ms): Kept| {
            let name = self.vault().master.open(&place(&mark), &name)?;
            let name = String::from_utf8_lossy(&name).into_owned();
            Ok(SeatToken { id, name, made_ms, used_ms })
        };
        rows.into_iter().map(open).collect()
    }

    /// Takes a token of an account back; false if it is not one of its own.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn seat_token_revoke(
        &self,
        account_id: i64,
        token_id: i64,
        by: OfficerId,
        now_ms: u64,
    ) -> Result<bool, DeskError> {
        let work = move |db: &Connection| {
            let sql = "DELETE FROM seat_token WHERE id = ?1 AND account_id = ?2";
            if db.prepare_cached(sql)?.execute([token_id, account_id])? == 0 {
                return Ok(false);
            }
            note(db, account_id, (now_ms, by), "token-revoked", "")?;
            Ok(true)
        };
        Ok(self.database.write(work).await?)
    }
}
