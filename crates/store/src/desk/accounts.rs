//! Accounts: officers, outside reviewers and platforms' seats, and what each may do here.
//!
//! A log-in name stands locked and is found by its mark; everywhere else an account is a pseudonym.
//! Roles are granted and taken back in `roles`, people join in `joining` and come back in `log_in`.

mod change;
mod demo;
mod events;
mod held_against;
mod joining;
mod log_in;
mod password;
mod reviewer_keys;
mod roles;
mod seat_tokens;
mod session;

pub(crate) use held_against::end_restored;

use std::fmt;

use ::desk::{LoginName, RoleSet};
use record::id::{KeyName, OfficerId, OrganisationId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{DeskError, DeskStore};
use crate::secret::SecretError;

pub use change::{Grantor, Refused};
pub use events::{AccountEvent, AccountEventFilter};
pub use joining::{Joined, Joining};
pub use log_in::{LogIn, PasswordChange};
pub(super) use password::Hashing;
pub use reviewer_keys::KeptReviewerKey;
pub(super) use reviewer_keys::reviewers_in_force;
pub use roles::{HeldRole, Invited};
pub use seat_tokens::{Programs, SEAT_TOKENS_MAX, SeatProgram, SeatToken, is_seat_token};
pub use session::{SESSION_IDLE_MS_MAX, SESSION_MS_MAX, SessionSeen, SessionToken};

/// Whom an account is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// Somebody who works at the desk, with the roles they hold.
    Officer(RoleSet),
    /// An outside reviewer, with the name of the key that signs.
    Reviewer(KeyName),
    /// The seat of a platform.
    Seat(OrganisationId),
}

impl Holder {
    fn kind(&self) -> &'static str {
        match self {
            Holder::Officer(_) => "officer",
            Holder::Reviewer(_) => "reviewer",
            Holder::Seat(_) => "seat",
        }
    }

    fn belongs(&self) -> Option<String> {
        match self {
            Holder::Officer(_) => None,
            Holder::Reviewer(key) => Some(key.to_string()),
            Holder::Seat(platform) => Some(platform.to_string()),
        }
    }
}

/// How an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    /// Its holder has not used the invitation yet.
    Invited,
    /// Its holder can log in.
    Active,
    /// Nobody can log in with it.
    Disabled,
}

impl AccountState {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            AccountState::Invited => "invited",
            AccountState::Active => "active",
            AccountState::Disabled => "disabled",
        }
    }
}

/// An account as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its number in the database.
    pub id: i64,
    /// The name that everybody else knows it by.
    pub pseudonym: OfficerId,
    /// The log-in name.
    pub name: String,
    /// Whom it is for.
    pub holder: Holder,
    /// How it stands.
    pub state: AccountState,
    /// Unit: milliseconds since 1970, UTC.
    pub made_ms: u64,
}

/// Why a change of accounts was not made.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// A rule is against it.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// It could not be kept.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// A row of the table, with its name still locked.
struct LockedAccount {
    id: i64,
    pseudonym: [u8; 8],
    name: Vec<u8>,
    kind: String,
    belongs: Option<String>,
    state: AccountState,
    made_ms: u64,
    roles: Option<RoleSet>,
}

/// What is read of an account; the roles come apart.
const ROW: &str = "SELECT id, pseudonym, name, kind, belongs, state, made_ms,
    password IS NOT NULL FROM account";

fn row(row: &Row<'_>) -> rusqlite::Result<LockedAccount> {
    let state: String = row.get(5)?;
    let has_password: bool = row.get(7)?;
    let state = match (state.as_str(), has_password) {
        ("active", true) => AccountState::Active,
        ("active", false) => AccountState::Invited,
        _ => AccountState::Disabled,
    };
    Ok(LockedAccount {
        id: row.get(0)?,
        pseudonym: row.get(1)?,
        name: row.get(2)?,
        kind: row.get(3)?,
        belongs: row.get(4)?,
        state,
        made_ms: row.get(6)?,
        roles: None,
    })
}

/// One account; `None` if there is none.
fn read(db: &Connection, id: i64) -> rusqlite::Result<Option<LockedAccount>> {
    let mut statement = db.prepare_cached(&format!("{ROW} WHERE id = ?1"))?;
    let found = statement.query_row([id], row).optional()?;
    found.map(|account| with_roles(db, account)).transpose()
}

fn with_roles(db: &Connection, account: LockedAccount) -> rusqlite::Result<LockedAccount> {
    Ok(LockedAccount { roles: roles::held(db, account.id)?, ..account })
}

/// Where a part of an account is locked.
fn place(pseudonym: &[u8; 8], what: &str) -> String {
    format!("account/{}/{what}", OfficerId::from_random(*pseudonym))
}

/// Writes down what was done with an account.
fn note(
    db: &Connection,
    account_id: i64,
    (at_ms, actor): (u64, OfficerId),
    kind: &str,
    detail: impl fmt::Display,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO account_event (account_id, at_ms, actor, kind, detail)
               VALUES (?1, ?2, ?3, ?4, ?5)";
    let row = params![account_id, at_ms, actor.as_bytes(), kind, detail.to_string()];
    db.prepare_cached(sql)?.execute(row).map(drop)
}

impl DeskStore {
    fn name_mark(&self, name: &LoginName) -> [u8; 32] {
        self.vault().marks.fingerprint("log-in name", name.as_str().as_bytes())
    }

    fn account_open(&self, locked: LockedAccount) -> Result<Account, DeskError> {
        let damaged = || DeskError::Secret(SecretError::Altered);
        let name = self.vault().master.open(&place(&locked.pseudonym, "name"), &locked.name)?;
        let belongs = locked.belongs.unwrap_or_default();
        let holder = match locked.kind.as_str() {
            "officer" => Holder::Officer(locked.roles.ok_or_else(damaged)?),
            "reviewer" => Holder::Reviewer(belongs.parse().map_err(|_| damaged())?),
            _ => Holder::Seat(belongs.parse().map_err(|_| damaged())?),
        };
        Ok(Account {
            id: locked.id,
            pseudonym: OfficerId::from_random(locked.pseudonym),
            name: String::from_utf8_lossy(&name).into_owned(),
            holder,
            state: locked.state,
            made_ms: locked.made_ms,
        })
    }

    /// The account with this pseudonym.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn account_fetch(&self, pseudonym: &OfficerId) -> Result<Option<Account>, DeskError> {
        let locked = self.database.read(|db| {
            let mut statement = db.prepare_cached(&format!("{ROW} WHERE pseudonym = ?1"))?;
            let found = statement.query_row([pseudonym.as_bytes()], row).optional()?;
            found.map(|account| with_roles(db, account)).transpose()
        })?;
        locked.map(|locked| self.account_open(locked)).transpose()
    }

    /// Every account, oldest first.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn account_list(&self) -> Result<Vec<Account>, DeskError> {
        let locked = self.database.read(|db| {
            let mut statement = db.prepare_cached(&format!("{ROW} ORDER BY id"))?;
            let rows = statement.query_map([], row)?.collect::<rusqlite::Result<Vec<_>>>()?;
            rows.into_iter().map(|account| with_roles(db, account)).collect::<Result<Vec<_>, _>>()
        })?;
        locked.into_iter().map(|locked| self.account_open(locked)).collect()
    }
}
