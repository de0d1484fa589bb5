//! Logging in: a name, a password, and six digits or a recovery code. Whatever of them is wrong, the
//! answer is the same, and takes the same time.

use ::desk::{LoginName, Password};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use zeroize::Zeroizing;

use super::password::{Hash, salt_of};
use super::seat_tokens::{self, Programs};
use super::session::{SessionToken, begin, end_all};
use super::{Account, events, note, place};
use crate::desk::{DeskError, DeskStore};
use crate::secret::SecretError;
use crate::totp;

/// What became of a log-in.
pub enum LogIn {
    /// The browser is logged in.
    In(SessionToken),
    /// Something was wrong; what it was is told to nobody.
    Wrong,
    /// Too many log in at once. Nothing was looked at.
    Busy,
}

/// What became of a change of one's password.
pub enum PasswordChange {
    /// The new one is set. Every session ended, and this browser has a new one.
    Done(SessionToken),
    /// The old one was wrong.
    Wrong,
    /// Too many passwords are hashed at once. Nothing was changed.
    Busy,
}

/// What is kept of somebody who can log in.
struct Kept {
    account_id: i64,
    pseudonym: [u8; 8],
    locked: Vec<u8>,
    hash: Hash,
    secret: Zeroizing<Vec<u8>>,
    used: u64,
}

/// What [`ROW`] reads.
type Columns = (i64, [u8; 8], Vec<u8>, Vec<u8>, u64);

/// The second factor that was given.
enum Second {
    Step(u64),
    Recovery([u8; 32]),
}

const ROW: &str = "SELECT id, pseudonym, password, totp, totp_step FROM account
    WHERE state = 'active' AND password IS NOT NULL AND totp IS NOT NULL";

impl DeskStore {
    fn kept(&self, found: Option<Columns>) -> Result<Option<Kept>, DeskError> {
        let Some((account_id, pseudonym, locked, totp, used)) = found else { return Ok(None) };
        let open = |what: &str, locked| self.vault().master.open(&place(&pseudonym, what), locked);
        let hash = open("password", &locked)?;
        let hash = Hash::try_from(&hash[..]).map_err(|_| SecretError::Altered)?;
        let secret = open("totp", &totp)?;
        Ok(Some(Kept { account_id, pseudonym, locked, hash, secret, used }))
    }

    fn kept_by(&self, name: &str) -> Result<Option<Kept>, DeskError> {
        let Ok(name) = LoginName::parse(name) else { return Ok(None) };
        let mark = self.name_mark(&name);
        let found = self.database.read(|db| {
            let mut statement = db.prepare_cached(&format!("{ROW} AND name_mark = ?1"))?;
            statement.query_row([mark], columns).optional()
        })?;
        self.kept(found)
    }

    /// Whether two hashes are the same. What is compared is their marks, so the time it takes tells
    /// nothing that helps.
    fn is_same(&self, one: &Hash, other: &Hash) -> bool {
        let mark = |hash: &Hash| self.vault().marks.fingerprint("password", hash);
        mark(one) == mark(other)
    }

    /// Locks what is kept of a password.
    pub(super) fn lock_password(
        &self,
        pseudonym: &[u8; 8],
        hash: &Hash,
    ) -> Result<Vec<u8>, DeskError> {
        let place = place(pseudonym, "password");
        Ok(self.vault().master.lock(&place, hash, self.random)?)
    }

    /// The hash of a new password, with a new salt; `None` if too many are hashed at once.
    pub(super) async fn hash_new(&self, password: &Password) -> Result<Option<Hash>, DeskError> {
        let salt = self.draw()?;
        Ok(self.hashing.hash(password.as_str(), salt).await)
    }

    /// The mark of a recovery code as it was typed: capitals, spaces and hyphens do not matter.
    pub(super) fn recovery_mark(&self, account_id: i64, typed: &str) -> [u8; 32] {
        let letters = typed.chars().filter(char::is_ascii_alphanumeric).take(64);
        let code: String = letters.map(|c| c.to_ascii_uppercase()).collect();
        let value = [&account_id.to_be_bytes()[..], code.as_bytes()].concat();
        self.vault().marks.fingerprint("recovery code", &value)
    }

    /// Logs somebody in with their name, their password, and six digits or a recovery code.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn log_in(
        &self,
        name: &str,
        password: &str,
        code: &str,
        now_ms: u64,
    ) -> Result<LogIn, DeskError> {
        let kept = self.kept_by(name)?;
        // For a name that nobody has, a hash is made all the same, and fits nothing.
        let expected = kept.as_ref().map_or([0; 48], |kept| kept.hash);
        let Some(hash) = self.hashing.hash(password, salt_of(&expected)).await else {
            return Ok(LogIn::Busy);
        };
        let is_right = self.is_same(&hash, &expected);
        let account_id = kept.as_ref().map(|kept| kept.account_id);
        let Some(kept) = kept.filter(|_| is_right) else {
            let work = move |db: &Connection| events::refused(db, account_id, now_ms);
            self.database.write(work).await?;
            return Ok(LogIn::Wrong);
        };
        let second = match totp::matching_step(&kept.secret, code, now_ms / 1000, kept.used) {
            Some(step) => Second::Step(step),
            None => Second::Recovery(self.recovery_mark(kept.account_id, code)),
        };
        let session = self.session_draw()?;
        let mark = self.session_mark(&session);
        let work = move |db: &Connection| {
            if !enter(db, &kept, &second)? {
                events::refused(db, account_id, now_ms)?;
                return Ok(false);
            }
            let detail = match second {
                Second::Step(_) => "",
                Second::Recovery(_) => "recovery-code",
            };
            begin(db, &mark, kept.account_id, now_ms)?;
            let who = record::id::OfficerId::from_random(kept.pseudonym);
            note(db, kept.account_id, (now_ms, who), "logged-in", detail)?;
            Ok(true)
        };
        let is_in = self.database.write(work).await?;
        Ok(if is_in { LogIn::In(session) } else { LogIn::Wrong })
    }

    /// Sets a new password for somebody who knows the old one. Every session of theirs ends, and so do
    /// the tokens of a seat unless `programs` says to keep them.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn password_change(
        &self,
        account: &Account,
        old: &str,
        new: &Password,
        programs: Programs,
        now_ms: u64,
    ) -> Result<PasswordChange, DeskError> {
        let (id, pseudonym) = (account.id, account.pseudonym);
        let found = self.database.read(|db| {
            let mut statement = db.prepare_cached(&format!("{ROW} AND id = ?1"))?;
            statement.query_row([id], columns).optional()
        })?;
        let Some(kept) = self.kept(found)? else { return Ok(PasswordChange::Wrong) };
        let Some(hash) = self.hashing.hash(old, salt_of(&kept.hash)).await else {
            return Ok(PasswordChange::Busy);
        };
        if !self.is_same(&hash, &kept.hash) {
            return Ok(PasswordChange::Wrong);
        }
        let Some(hash) = self.hash_new(new).await? else { return Ok(PasswordChange::Busy) };
        let locked = self.lock_password(pseudonym.as_bytes(), &hash)?;
        let session = self.session_draw()?;
        let mark = self.session_mark(&session);
        let work = move |db: &Connection| {
            let sql = "UPDATE account SET password = ?3
                       WHERE id = ?1 AND password = ?2 AND state = 'active'";
            if db.prepare_cached(sql)?.execute(params![id, kept.locked, locked])? == 0 {
                return Ok(false);
            }
            end_all(db, id)?;
            if programs == Programs::End {
                seat_tokens::end_all(db, id)?;
            }
            begin(db, &mark, id, now_ms)?;
            note(db, id, (now_ms, pseudonym), "password-changed", "")?;
            Ok(true)
        };
        let is_done = self.database.write(work).await?;
        Ok(if is_done { PasswordChange::Done(session) } else { PasswordChange::Wrong })
    }

    /// How many recovery codes an account has left.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn recovery_codes_left(&self, account_id: i64) -> Result<u64, DeskError> {
        Ok(self.database.read(|db| {
            let sql = "SELECT COUNT(*) FROM recovery_code WHERE account_id = ?1";
            db.prepare_cached(sql)?.query_row([account_id], |row| row.get(0))
        })?)
    }
}

fn columns(row: &Row<'_>) -> rusqlite::Result<Columns> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

/// Uses the second factor up, if it is good, and nothing changed since it was looked at.
fn enter(db: &Connection, kept: &Kept, second: &Second) -> rusqlite::Result<bool> {
    let sql = "UPDATE account SET totp_step = MAX(totp_step, ?3)
               WHERE id = ?1 AND password = ?2 AND state = 'active' AND (?3 = 0 OR totp_step < ?3)";
    let step = match second {
        Second::Step(step) => *step,
        Second::Recovery(_) => 0,
    };
    let row = params![kept.account_id, kept.locked, step];
    if db.prepare_cached(sql)?.execute(row)? == 0 {
        return Ok(false);
    }
    let Second::Recovery(mark) = second else { return Ok(true) };
    let sql = "DELETE FROM recovery_code WHERE mark = ?1 AND account_id = ?2";
    Ok(db.prepare_cached(sql)?.execute(params![mark, kept.account_id])? == 1)
}
