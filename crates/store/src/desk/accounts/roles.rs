//! Inviting people, granting roles and taking them back. Each grant and each end of one is an entry
//! of the register, queued in the transaction of the change.

use ::desk::{Action, LoginName, RoleSet};
use record::choice::{AccountChange, GrantChange, Role};
use record::entry::{OutsideAccount, Outsider, RoleGrant};
use record::id::OfficerId;
use record::{Body, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::change::{Change, Stop};
use super::session::end_all;
use super::{
    AccountError, AccountState, Grantor, Holder, LockedAccount, Refused, note, place, read,
    seat_tokens,
};
use crate::desk::token::Token;
use crate::desk::{DeskError, DeskStore};
use crate::secret::SecretError;

/// How long an invitation can be used. Unit: milliseconds.
const INVITATION_MS: u64 = 72 * 3600 * 1000;

/// An invitation: what is shown once, to be handed to the person it is for.
pub struct Invited {
    /// The name that everybody else knows the account by.
    pub pseudonym: OfficerId,
    /// The code of the invitation.
    pub code: String,
    /// Until when it can be used. Unit: milliseconds since 1970, UTC.
    pub expires_ms: u64,
}

/// A role that an officer holds or held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRole {
    /// The role.
    pub role: Role,
    /// Who granted it, and when. Unit: milliseconds since 1970, UTC.
    pub granted: (OfficerId, u64),
    /// Who took it back, and when; `None` while it is held. Unit: milliseconds since 1970, UTC.
    pub revoked: Option<(OfficerId, u64)>,
}

/// A new account with its secret parts locked.
struct NewRow {
    pseudonym: OfficerId,
    name_mark: [u8; 32],
    name: Vec<u8>,
    holder: Holder,
    invitation: [u8; 32],
}

/// The roles that an account holds now; `None` if they are not ones that may be held together.
pub(super) fn held(db: &Connection, account_id: i64) -> rusqlite::Result<Option<RoleSet>> {
    let sql = "SELECT role FROM role_held WHERE account_id = ?1 AND revoked_ms IS NULL";
    let mut statement = db.prepare_cached(sql)?;
    let words = statement.query_map([account_id], |row| row.get::<_, String>(0))?;
    let words = words.collect::<rusqlite::Result<Vec<_>>>()?;
    let roles: Option<Vec<Role>> = words.iter().map(|word| role_of(word)).collect();
    Ok(roles.and_then(|roles| RoleSet::new(roles).ok()))
}

fn role_of(word: &str) -> Option<Role> {
    Role::ALL.iter().copied().find(|role| role.word() == word)
}

/// A role, given or taken back, with everything that says so.
struct Turn {
    account_id: i64,
    officer: OfficerId,
    by: OfficerId,
    role: Role,
}

impl Turn {
    /// Gives the role. The caller has checked that it may be given.
    fn give(&self, db: &Connection, change: &Change) -> Result<(), Stop> {
        self.check_second(db, change)?;
        change.tell(db, self.entry(GrantChange::Grant))?;
        let sql = "INSERT INTO role_held (account_id, role, granted_by, granted_ms)
                   VALUES (?1, ?2, ?3, ?4)";
        let row = params![self.account_id, self.role.word(), self.by.as_bytes(), change.at_ms()];
        db.prepare_cached(sql)?.execute(row)?;
        note(db, self.account_id, (change.at_ms(), self.by), "role-granted", self.role)?;
        Ok(())
    }

    /// Takes the role back.
    fn take(&self, db: &Connection, change: &Change) -> Result<(), Stop> {
        self.check_second(db, change)?;
        change.tell(db, self.entry(GrantChange::Revoke))?;
        let sql = "UPDATE role_held SET revoked_by = ?3, revoked_ms = ?4
                   WHERE account_id = ?1 AND role = ?2 AND revoked_ms IS NULL";
        let row = params![self.account_id, self.role.word(), self.by.as_bytes(), change.at_ms()];
        db.prepare_cached(sql)?.execute(row)?;
        note(db, self.account_id, (change.at_ms(), self.by), "role-revoked", self.role)?;
        Ok(())
    }

    fn entry(&self, change: GrantChange) -> Body {
        let Turn { officer, by, role, .. } = *self;
        Body::RoleGrant(RoleGrant { change, granted_by: by, officer, role })
    }

    /// Refuses what was given or taken back in this very second: an entry knows no shorter time, and
    /// the same entry is in the register once.
    fn check_second(&self, db: &Connection, change: &Change) -> Result<(), Stop> {
        let sql = "SELECT 1 FROM role_held WHERE account_id = ?1 AND role = ?2
                   AND revoked_ms IS NOT NULL AND (granted_ms = ?3 OR revoked_ms = ?3)";
        let row = params![self.account_id, self.role.word(), change.at_ms()];
        let found = db.prepare_cached(sql)?.query_row(row, |_| Ok(())).optional()?;
        if found.is_some() { Err(Refused::TooSoon.into()) } else { Ok(()) }
    }
}

/// The account with this pseudonym, which must be another than the one of whoever asks.
fn other(
    db: &Connection,
    change: &Change,
    pseudonym: OfficerId,
) -> Result<(LockedAccount, OfficerId), Stop> {
    let by = change.asker(db, Action::ManageAccounts)?;
    if by == pseudonym {
        return Err(Refused::Own.into());
    }
    let sql = "SELECT id FROM account WHERE pseudonym = ?1";
    let id: Option<i64> =
        db.prepare_cached(sql)?.query_row([pseudonym.as_bytes()], |row| row.get(0)).optional()?;
    let account = id.map(|id| read(db, id)).transpose()?.flatten();
    Ok((account.ok_or(Refused::NoAccount)?, by))
}

/// For whom outside the desk an account is; `None` for an officer's.
fn outsider(kind: &str, belongs: Option<&str>) -> Result<Option<Outsider>, Stop> {
    let belongs = belongs.unwrap_or_default();
    match kind {
        "officer" => Ok(None),
        "reviewer" => {
            Ok(Some(Outsider::Reviewer(belongs.parse().map_err(|_| Refused::NoAccount)?)))
        }
        _ => Ok(Some(Outsider::Seat(belongs.parse().map_err(|_| Refused::NoAccount)?))),
    }
}

/// Says in public what an administrator did with the account of somebody outside the desk. Of an
/// officer's account the roles are public, by entries of their own.
fn tell_outside(
    db: &Connection,
    change: &Change,
    (kind, belongs): (&str, Option<&str>),
    (account, what, done_by): (OfficerId, AccountChange, OfficerId),
) -> Result<(), Stop> {
    let Some(holder) = outsider(kind, belongs)? else { return Ok(()) };
    let body = OutsideAccount { account, change: what, done_by, holder };
    change.tell_anew(db, Body::OutsideAccount(body))
}

/// Refuses a second account for a reviewer's key: whoever reviews in its name must be one person. An
/// account that waits for its invitation to be used is one already.
fn check_alone(db: &Connection, key: &str, account_id: Option<i64>) -> Result<(), Stop> {
    let sql = "SELECT 1 FROM account WHERE kind = 'reviewer' AND belongs = ?1 AND id IS NOT ?2
               AND (state = 'active' OR EXISTS (SELECT 1 FROM invitation
                    WHERE account_id = account.id AND purpose = 'join'))";
    if db.prepare_cached(sql)?.exists(params![key, account_id])? {
        return Err(Refused::KeyHeld.into());
    }
    Ok(())
}

fn invite(db: &Connection, change: &Change, new: &NewRow) -> Result<(), Stop> {
    let by = change.asker(db, Action::ManageAccounts)?;
    let sql = "SELECT 1 FROM account WHERE name_mark = ?1";
    if db.prepare_cached(sql)?.exists([new.name_mark])? {
        return Err(Refused::NameTaken.into());
    }
    if let Holder::Reviewer(key) = &new.holder {
        super::reviewer_keys::check_named(db, key, change.at_ms())?;
        check_alone(db, &key.to_string(), None)?;
    }
    let sql = "INSERT INTO account (pseudonym, name_mark, name, kind, belongs, state, made_ms)
               VALUES (?1, ?2, ?3, ?4, ?5, 'active', ?6)";
    let (kind, belongs) = (new.holder.kind(), new.holder.belongs());
    let pseudonym = new.pseudonym.as_bytes();
    let row = params![pseudonym, new.name_mark, new.name, kind, belongs, change.at_ms()];
    db.prepare_cached(sql)?.execute(row)?;
    let account_id = db.last_insert_rowid();
    note(db, account_id, (change.at_ms(), by), "invited", kind)?;
    let said = (new.pseudonym, AccountChange::Invite, by);
    tell_outside(db, change, (kind, belongs.as_deref()), said)?;
    if let Holder::Officer(roles) = new.holder {
        for role in roles.iter() {
            Turn { account_id, officer: new.pseudonym, by, role }.give(db, change)?;
        }
    }
    keep_invitation(db, &new.invitation, account_id, change.at_ms() + INVITATION_MS)?;
    Ok(())
}

fn keep_invitation(
    db: &Connection,
    mark: &[u8; 32],
    account_id: i64,
    expires_ms: u64,
) -> rusqlite::Result<()> {
    // One invitation at a time: a new one makes the one before void.
    let sql = "DELETE FROM invitation WHERE account_id = ?1 AND purpose = 'join'";
    db.prepare_cached(sql)?.execute([account_id])?;
    let sql = "INSERT INTO invitation (mark, account_id, purpose, expires_ms)
               VALUES (?1, ?2, 'join', ?3)";
    db.prepare_cached(sql)?.execute(params![mark, account_id, expires_ms]).map(drop)
}

impl DeskStore {
    fn pseudonym_draw(&self) -> Result<OfficerId, DeskError> {
        let mut bytes = [0; 8];
        (self.random)(&mut bytes).map_err(SecretError::Random)?;
        Ok(OfficerId::from_random(bytes))
    }

    pub(super) fn invitation_mark(&self, token: &Token) -> [u8; 32] {
        self.vault().marks.fingerprint("invitation", token.bytes())
    }

    /// Makes an account with its roles, and an invitation for whoever it is for.
    ///
    /// # Errors
    ///
    /// [`AccountError`]; nothing was made then.
    pub async fn account_invite(
        &self,
        grantor: Grantor,
        name: &LoginName,
        holder: Holder,
        at: Timestamp,
    ) -> Result<Invited, AccountError> {
        let change = self.change(grantor, at)?;
        let pseudonym = self.pseudonym_draw()?;
        let code = self.token_draw()?;
        let place = place(pseudonym.as_bytes(), "name");
        let name_locked = self.vault().master.lock(&place, name.as_str().as_bytes(), self.random);
        let new = NewRow {
            pseudonym,
            name_mark: self.name_mark(name),
            name: name_locked.map_err(DeskError::from)?,
            holder,
            invitation: self.invitation_mark(&code),
        };
        let expires_ms = change.at_ms() + INVITATION_MS;
        self.change_write(move |db| invite(db, &change, &new)).await?;
        Ok(Invited { pseudonym, code: code.to_text().to_string(), expires_ms })
    }

    /// Invites the holder of an account again, as when the telephone or the password is lost: a new
    /// password and a new secret are set with it. Until then the old ones hold, unless the account is
    /// disabled.
    ///
    /// # Errors
    ///
    /// [`AccountError`].
    pub async fn account_invite_again(
        &self,
        grantor: Grantor,
        pseudonym: OfficerId,
        at: Timestamp,
    ) -> Result<Invited, AccountError> {
        let change = self.change(grantor, at)?;
        let code = self.token_draw()?;
        let mark = self.invitation_mark(&code);
        let expires_ms = change.at_ms() + INVITATION_MS;
        let work = move |db: &Connection| {
            let (account, by) = other(db, &change, pseudonym)?;
            if account.kind == "reviewer" {
                check_alone(db, account.belongs.as_deref().unwrap_or_default(), Some(account.id))?;
            }
            let of = (account.kind.as_str(), account.belongs.as_deref());
            tell_outside(db, &change, of, (pseudonym, AccountChange::InviteAgain, by))?;
            keep_invitation(db, &mark, account.id, expires_ms)?;
            note(db, account.id, (change.at_ms(), by), "invited-again", "")?;
            Ok(())
        };
        self.change_write(work).await?;
        Ok(Invited { pseudonym, code: code.to_text().to_string(), expires_ms })
    }

    /// Grants a role to an officer, and queues the entry that says so. Every session of the officer
    /// ends.
    ///
    /// # Errors
    ///
    /// [`AccountError`].
    pub async fn role_grant(
        &self,
        grantor: Grantor,
        pseudonym: OfficerId,
        role: Role,
        at: Timestamp,
    ) -> Result<(), AccountError> {
        let change = self.change(grantor, at)?;
        let work = move |db: &Connection| {
            let (account, by) = other(db, &change, pseudonym)?;
            if account.state == AccountState::Disabled {
                return Err(Refused::Disabled.into());
            }
            let roles = roles_of(&account)?;
            if roles.has(role) {
                return Err(Refused::Held.into());
            }
            roles.with(role)?;
            Turn { account_id: account.id, officer: pseudonym, by, role }.give(db, &change)?;
            Ok(end_all(db, account.id)?)
        };
        self.change_write(work).await
    }

    /// Takes a role back from an officer, and queues the entry that says so. Every session of the
    /// officer ends.
    ///
    /// # Errors
    ///
    /// [`AccountError`].
    pub async fn role_revoke(
        &self,
        grantor: Grantor,
        pseudonym: OfficerId,
        role: Role,
        at: Timestamp,
    ) -> Result<(), AccountError> {
        let change = self.change(grantor, at)?;
        let work = move |db: &Connection| {
            let (account, by) = other(db, &change, pseudonym)?;
            if !roles_of(&account)?.has(role) {
                return Err(Refused::NotHeld.into());
            }
            Turn { account_id: account.id, officer: pseudonym, by, role }.take(db, &change)?;
            Ok(end_all(db, account.id)?)
        };
        self.change_write(work).await
    }

    /// Every role that an account holds or held, newest first.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn role_history(&self, account_id: i64) -> Result<Vec<HeldRole>, DeskError> {
        type Columns = (String, [u8; 8], u64, Option<[u8; 8]>, Option<u64>);
        let rows: Vec<Columns> = self.database.read(|db| {
            let sql = "SELECT role, granted_by, granted_ms, revoked_by, revoked_ms FROM role_held
                       WHERE account_id = ?1 ORDER BY id DESC";
            let mut statement = db.prepare_cached(sql)?;
            let row = |row: &Row<'_>| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            };
            statement.query_map([account_id], row)?.collect()
        })?;
        let held = |(word, by, at_ms, ended_by, ended_ms): Columns| {
            let revoked = ended_by.map(OfficerId::from_random).zip(ended_ms);
            let granted = (OfficerId::from_random(by), at_ms);
            role_of(&word).map(|role| HeldRole { role, granted, revoked })
        };
        Ok(rows.into_iter().filter_map(held).collect())
    }

    /// Disables an account: its roles are taken back in public, its sessions and its invitation end,
    /// and nobody logs in with it until it is invited again.
    ///
    /// # Errors
    ///
    /// [`AccountError`].
    pub async fn account_disable(
        &self,
        grantor: Grantor,
        pseudonym: OfficerId,
        at: Timestamp,
    ) -> Result<(), AccountError> {
        let change = self.change(grantor, at)?;
        let work = move |db: &Connection| {
            let (account, by) = other(db, &change, pseudonym)?;
            if account.state == AccountState::Disabled {
                return Err(Refused::Disabled.into());
            }
            for role in account.roles.unwrap_or_default().iter() {
                Turn { account_id: account.id, officer: pseudonym, by, role }.take(db, &change)?;
            }
            let of = (account.kind.as_str(), account.belongs.as_deref());
            tell_outside(db, &change, of, (pseudonym, AccountChange::Disable, by))?;
            let sql = "UPDATE account SET state = 'disabled' WHERE id = ?1";
            db.prepare_cached(sql)?.execute([account.id])?;
            let sql = "DELETE FROM invitation WHERE account_id = ?1";
            db.prepare_cached(sql)?.execute([account.id])?;
            note(db, account.id, (change.at_ms(), by), "disabled", "")?;
            seat_tokens::end_all(db, account.id)?;
            Ok(end_all(db, account.id)?)
        };
        self.change_write(work).await
    }
}

fn roles_of(account: &LockedAccount) -> Result<RoleSet, Stop> {
    match account.kind.as_str() {
        "officer" => Ok(account.roles.unwrap_or_default()),
        _ => Err(Refused::NotAnOfficer.into()),
    }
}
