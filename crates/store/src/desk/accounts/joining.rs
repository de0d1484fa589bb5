//! Using an invitation: whoever holds its code sets a password and shows, with a first code, that
//! their telephone knows the secret. The secret follows from the code of the invitation, so it is
//! the same however often the page is loaded, and nothing of it is kept until it was confirmed.

use ::desk::Password;
use record::id::OfficerId;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use zeroize::Zeroizing;

use super::session::{SessionToken, begin, end_all};
use super::{note, place, seat_tokens};
use crate::desk::token::Token;
use crate::desk::{DeskError, DeskStore};
use crate::secret::SecretError;
use crate::totp;

/// How many recovery codes somebody gets.
const RECOVERY_CODES: usize = 8;
/// Letters of a recovery code, five bits each: with the password and the limit on tries, 50 bits are
/// more than anybody guesses.
const RECOVERY_LETTERS: usize = 10;

/// An invitation that was opened.
pub struct Joining {
    /// Whose it is.
    pub pseudonym: OfficerId,
    /// The log-in name.
    pub name: String,
    /// The secret for the telephone.
    pub secret: Zeroizing<Vec<u8>>,
    /// Until when it can be used. Unit: milliseconds since 1970, UTC.
    pub expires_ms: u64,
    account_id: i64,
}

/// What became of the use of an invitation.
pub enum Joined {
    /// The account can log in, and this browser is.
    In {
        /// For the browser.
        session: SessionToken,
        /// To be shown once: each replaces the six digits once.
        recovery_codes: Vec<String>,
    },
    /// The first code does not fit the secret at this time.
    WrongCode,
    /// The invitation is used up, void or too old.
    Gone,
    /// Too many passwords are hashed at once. Nothing was changed.
    Busy,
}

impl DeskStore {
    /// What an invitation opens; `None` if there is none of this code, or its time is over.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn invitation_open(&self, code: &str, now_ms: u64) -> Result<Option<Joining>, DeskError> {
        let Some(token) = Token::parse(code) else { return Ok(None) };
        let mark = self.invitation_mark(&token);
        let found: Option<(i64, [u8; 8], Vec<u8>, u64)> = self.database.read(|db| {
            let sql = "SELECT account.id, pseudonym, name, expires_ms
                       FROM invitation JOIN account ON account.id = account_id
                       WHERE mark = ?1 AND purpose = 'join' AND expires_ms > ?2";
            let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
            db.prepare_cached(sql)?.query_row(params![mark, now_ms], row).optional()
        })?;
        let Some((account_id, pseudonym, name, expires_ms)) = found else { return Ok(None) };
        let name = self.vault().master.open(&place(&pseudonym, "name"), &name)?;
        let secret = self.vault().marks.derive("totp secret", token.bytes());
        Ok(Some(Joining {
            pseudonym: OfficerId::from_random(pseudonym),
            name: String::from_utf8_lossy(&name).into_owned(),
            secret: Zeroizing::new(secret.bytes()[..totp::SECRET_BYTES].to_vec()),
            expires_ms,
            account_id,
        }))
    }

    /// Uses an invitation up: the password and the secret are set, every session ends, and a new one
    /// begins.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn invitation_accept(
        &self,
        code: &str,
        password: &Password,
        first_code: &str,
        now_ms: u64,
    ) -> Result<Joined, DeskError> {
        let Some(joining) = self.invitation_open(code, now_ms)? else { return Ok(Joined::Gone) };
        let secret = &joining.secret;
        let Some(step) = totp::matching_step(secret, first_code, now_ms / 1000, 0) else {
            return Ok(Joined::WrongCode);
        };
        let Some(hash) = self.hash_new(password).await? else { return Ok(Joined::Busy) };
        let pseudonym = *joining.pseudonym.as_bytes();
        let locked = self.lock_password(&pseudonym, &hash)?;
        let totp = self.vault().master.lock(&place(&pseudonym, "totp"), secret, self.random)?;
        let recovery_codes = (0..RECOVERY_CODES).map(|_| self.recovery_draw());
        let recovery_codes = recovery_codes.collect::<Result<Vec<_>, _>>()?;
        let codes = recovery_codes.iter().map(|it| self.recovery_mark(joining.account_id, it));
        let joins = Joins {
            invitation: Token::parse(code).map(|it| self.invitation_mark(&it)).unwrap_or_default(),
            account_id: joining.account_id,
            pseudonym: joining.pseudonym,
            set: (locked, totp, step),
            recovery: codes.collect(),
        };
        let session = self.session_draw()?;
        let mark = self.session_mark(&session);
        let work = move |db: &Connection| {
            let is_in = joins.join(db, now_ms)?;
            if is_in {
                begin(db, &mark, joins.account_id, now_ms)?;
            }
            Ok(is_in)
        };
        let is_in = self.database.write(work).await?;
        Ok(if is_in { Joined::In { session, recovery_codes } } else { Joined::Gone })
    }

    fn recovery_draw(&self) -> Result<String, DeskError> {
        let mut bytes = [0; 7];
        (self.random)(&mut bytes).map_err(SecretError::Random)?;
        let letters = totp::base32(&bytes);
        let (first, second) = letters[..RECOVERY_LETTERS].split_at(RECOVERY_LETTERS / 2);
        Ok(format!("{first}-{second}"))
    }
}

/// What is written when somebody joins.
struct Joins {
    invitation: [u8; 32],
    account_id: i64,
    pseudonym: OfficerId,
    /// Password and secret, locked, and the step of the first code.
    set: (Vec<u8>, Vec<u8>, u64),
    recovery: Vec<[u8; 32]>,
}

impl Joins {
    /// False if the invitation is gone meanwhile.
    fn join(&self, db: &Connection, now_ms: u64) -> rusqlite::Result<bool> {
        let sql = "DELETE FROM invitation WHERE mark = ?1 AND purpose = 'join' AND expires_ms > ?2";
        if db.prepare_cached(sql)?.execute(params![self.invitation, now_ms])? == 0 {
            return Ok(false);
        }
        let (password, totp, step) = &self.set;
        let sql = "UPDATE account SET state = 'active', password = ?2, totp = ?3, totp_step = ?4
                   WHERE id = ?1";
        db.prepare_cached(sql)?.execute(params![self.account_id, password, totp, step])?;
        end_all(db, self.account_id)?;
        // Whoever joins may be another than who made the tokens.
        seat_tokens::end_all(db, self.account_id)?;
        let sql = "DELETE FROM recovery_code WHERE account_id = ?1";
        db.prepare_cached(sql)?.execute([self.account_id])?;
        let sql = "INSERT INTO recovery_code (mark, account_id) VALUES (?1, ?2)";
        for mark in &self.recovery {
            db.prepare_cached(sql)?.execute(params![mark, self.account_id])?;
        }
        note(db, self.account_id, (now_ms, self.pseudonym), "joined", "")?;
        Ok(true)
    }
}
