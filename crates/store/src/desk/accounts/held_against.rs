//! A desk that was put back from an older copy is held against its register: what that says was taken
//! back since is not given back.

use std::collections::BTreeMap;

use record::choice::{AccountChange, GrantChange, KeyChange, Role};
use record::entry::{OutsideAccount, ReviewerKey, RoleGrant};
use record::id::OfficerId;
use record::{Body, Entry, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::session::end_all;
use super::{note, seat_tokens};
use crate::desk::{DeskError, DeskStore};

/// The last that a stretch of the register says of each role and of each account outside.
#[derive(Default)]
struct Last {
    roles: BTreeMap<(OfficerId, Role), (GrantChange, OfficerId, Timestamp)>,
    accounts: BTreeMap<OfficerId, (AccountChange, OfficerId, Timestamp)>,
    keys: Vec<ReviewerKey>,
}

impl Last {
    fn of(entries: &[Entry]) -> Last {
        let mut last = Last::default();
        for entry in entries {
            match entry.body() {
                Body::RoleGrant(RoleGrant { change, granted_by, officer, role }) => {
                    last.roles.insert((*officer, *role), (*change, *granted_by, entry.at()));
                }
                Body::OutsideAccount(OutsideAccount { account, change, done_by, .. }) => {
                    last.accounts.insert(*account, (*change, *done_by, entry.at()));
                }
                Body::ReviewerKey(key) if key.change != KeyChange::Add => {
                    last.keys.push(key.clone());
                }
                _ => {}
            }
        }
        last
    }
}

fn ms(at: Timestamp) -> u64 {
    u64::try_from(at.unix()).unwrap_or(0) * 1000
}

/// Takes a role back that is held since before `at`; whether it was held.
fn take_role(
    db: &Connection,
    (officer, role): (OfficerId, Role),
    (by, at): (OfficerId, Timestamp),
) -> rusqlite::Result<bool> {
    let sql = "UPDATE role_held SET revoked_by = ?3, revoked_ms = ?4
               WHERE account_id = (SELECT id FROM account WHERE pseudonym = ?1) AND role = ?2
               AND revoked_ms IS NULL AND granted_ms <= ?4 RETURNING account_id";
    let row = params![officer.as_bytes(), role.word(), by.as_bytes(), ms(at)];
    let held: Option<i64> = db.prepare_cached(sql)?.query_row(row, |row| row.get(0)).optional()?;
    let Some(account_id) = held else { return Ok(false) };
    note(db, account_id, (ms(at), by), "role-revoked", role)?;
    end_all(db, account_id)?;
    Ok(true)
}

/// Disables the account of somebody outside; whether it was not disabled.
fn disable(
    db: &Connection,
    account: OfficerId,
    (by, at): (OfficerId, Timestamp),
) -> rusqlite::Result<bool> {
    let sql = "UPDATE account SET state = 'disabled' WHERE pseudonym = ?1 AND made_ms <= ?2
               AND state <> 'disabled' RETURNING id";
    let row = params![account.as_bytes(), ms(at)];
    let was: Option<i64> = db.prepare_cached(sql)?.query_row(row, |row| row.get(0)).optional()?;
    let Some(account_id) = was else { return Ok(false) };
    db.prepare_cached("DELETE FROM invitation WHERE account_id = ?1")?.execute([account_id])?;
    note(db, account_id, (ms(at), by), "disabled", "")?;
    seat_tokens::end_all(db, account_id)?;
    end_all(db, account_id)?;
    Ok(true)
}

/// Ends a reviewer's key when the register says that it ends; whether that is news.
fn end_key(db: &Connection, key: &ReviewerKey) -> rusqlite::Result<bool> {
    let sql = "UPDATE reviewer_key SET removed_ms = ?2
               WHERE key = ?1 AND (removed_ms IS NULL OR removed_ms > ?2)";
    let row = params![key.key.as_str(), ms(key.effective_at)];
    Ok(db.prepare_cached(sql)?.execute(row)? > 0)
}

impl DeskStore {
    /// Holds accounts, roles and reviewers' keys against entries of the register that the database does
    /// not know of, in their order: what they say was taken back and not given again is taken back here
    /// too. Nothing is given. Returns how much was taken; nothing where a crash alone kept the entries
    /// from being known. Blocks.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn hold_against(&self, entries: &[Entry]) -> Result<usize, DeskError> {
        let last = Last::of(entries);
        let work = move |db: &Connection| {
            let mut taken = 0;
            for (of, (change, by, at)) in &last.roles {
                if *change == GrantChange::Revoke {
                    taken += usize::from(take_role(db, *of, (*by, *at))?);
                }
            }
            for (account, (change, by, at)) in &last.accounts {
                if *change == AccountChange::Disable {
                    taken += usize::from(disable(db, *account, (*by, *at))?);
                }
            }
            for key in &last.keys {
                taken += usize::from(end_key(db, key)?);
            }
            Ok(taken)
        };
        Ok(self.database.write_blocking(work)?)
    }
}

/// Ends every session, token of a platform and invitation that a back-up brought back: whoever holds
/// one may have lost it, or their place, since. Returns how many tokens and invitations there were.
pub(crate) fn end_restored(db: &Connection, now_ms: u64) -> rusqlite::Result<u64> {
    let sql = "INSERT INTO account_event (account_id, at_ms, actor, kind, detail)
               SELECT DISTINCT account_id, ?1, NULL, 'ended-by-restore', '' FROM
               (SELECT account_id FROM seat_token UNION SELECT account_id FROM invitation)";
    db.prepare_cached(sql)?.execute([now_ms])?;
    db.prepare_cached("DELETE FROM session")?.execute([])?;
    let tokens = db.prepare_cached("DELETE FROM seat_token")?.execute([])?;
    let invitations = db.prepare_cached("DELETE FROM invitation")?.execute([])?;
    Ok((tokens + invitations) as u64)
}
