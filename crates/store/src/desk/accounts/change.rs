//! What every change of accounts shares: who asks, whether they may, and what the public is told.

use ::desk::{Action, RoleError, may};
use record::id::{OfficerId, OrganisationId};
use record::{Body, Entry, EntryError, Timestamp};
use rusqlite::Connection;

use super::{AccountError, AccountState, read};
use crate::database::DatabaseError;
use crate::desk::entries::enqueue;
use crate::desk::{DeskError, DeskStore};

/// Who changes accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grantor {
    /// The administrator with this account.
    Administrator(i64),
    /// Whoever holds the machine, by the command line: for the first administrator, and when none is
    /// left. In entries this is a pseudonym of its own.
    Machine,
}

/// Why a change of accounts was refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Whoever asked for it is no administrator, or no longer.
    #[error("only an administrator changes accounts")]
    NotAllowed,
    /// It is the account of whoever asked.
    #[error("nobody changes their own account")]
    Own,
    /// There is no such account.
    #[error("there is no such account")]
    NoAccount,
    /// The log-in name is another account's.
    #[error("this log-in name is taken")]
    NameTaken,
    /// Only officers hold roles.
    #[error("only an officer holds roles")]
    NotAnOfficer,
    /// The account is disabled.
    #[error("the account is disabled")]
    Disabled,
    /// The roles may not be held together.
    #[error(transparent)]
    Roles(#[from] RoleError),
    /// The officer holds the role already.
    #[error("the officer holds this role already")]
    Held,
    /// The officer does not hold the role.
    #[error("the officer does not hold this role")]
    NotHeld,
    /// The same change within one second would be one entry for two changes.
    #[error("the same was changed in this second; try again")]
    TooSoon,
    /// The desk has no such reviewer's key, or it was removed.
    #[error("there is no such reviewer's key")]
    NoKey,
    /// The reviewer's key has an account by which somebody gets in, or may soon.
    #[error("this reviewer's key has an account already")]
    KeyHeld,
    /// The key is there already, or was there once.
    #[error("this key is or was a reviewer's already")]
    KeyKnown,
    /// The text is no key that can verify a signature.
    #[error("this is no key that verifies a signature")]
    NotAKey,
    /// The register would not take the entry.
    #[error(transparent)]
    Entry(#[from] EntryError),
}

/// What ends a change before it is made: a rule or the database. Either way nothing of it is kept.
pub(in crate::desk) enum Stop {
    Refused(Refused),
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Stop {
        Stop::Sqlite(error)
    }
}

impl From<Refused> for Stop {
    fn from(refused: Refused) -> Stop {
        Stop::Refused(refused)
    }
}

impl From<RoleError> for Stop {
    fn from(error: RoleError) -> Stop {
        Stop::Refused(error.into())
    }
}

impl From<EntryError> for Stop {
    fn from(error: EntryError) -> Stop {
        Stop::Refused(error.into())
    }
}

/// What every change of accounts needs.
#[derive(Clone)]
pub(in crate::desk) struct Change {
    grantor: Grantor,
    machine: OfficerId,
    desk: OrganisationId,
    at: Timestamp,
}

impl Change {
    pub(in crate::desk) fn at(&self) -> Timestamp {
        self.at
    }

    /// Unit: milliseconds since 1970, UTC.
    pub(in crate::desk) fn at_ms(&self) -> u64 {
        u64::try_from(self.at.unix()).unwrap_or(0) * 1000
    }

    /// The pseudonym of whoever asks, if they may do this now.
    pub(in crate::desk) fn asker(
        &self,
        db: &Connection,
        action: Action,
    ) -> Result<OfficerId, Stop> {
        let Grantor::Administrator(id) = self.grantor else { return Ok(self.machine) };
        let found = read(db, id)?.filter(|account| account.state != AccountState::Disabled);
        let found = found.filter(|it| it.roles.is_some_and(|roles| may(roles, action)));
        let account = found.ok_or(Refused::NotAllowed)?;
        Ok(OfficerId::from_random(account.pseudonym))
    }

    /// Queues what the change tells the public, and gives the number of the entry.
    pub(in crate::desk) fn tell(&self, db: &Connection, body: Body) -> Result<i64, Stop> {
        let bytes = Entry::new(self.at, self.desk.clone(), body)?.to_bytes()?;
        Ok(enqueue(db, &bytes, self.at_ms())?)
    }

    /// The same for what may happen twice, and would be one entry for two changes within a second.
    pub(super) fn tell_anew(&self, db: &Connection, body: Body) -> Result<(), Stop> {
        self.tell(db, body)?;
        // Of the last INSERT: none if the same bytes were there.
        if db.changes() == 0 { Err(Refused::TooSoon.into()) } else { Ok(()) }
    }
}

impl DeskStore {
    /// The pseudonym of whoever holds the machine.
    #[must_use]
    pub fn machine_pseudonym(&self) -> OfficerId {
        let mark = self.vault().marks.fingerprint("whoever holds the machine", b"");
        let (first, _) = mark.split_first_chunk().expect("a mark has 32 bytes");
        OfficerId::from_random(*first)
    }

    pub(in crate::desk) fn change(
        &self,
        grantor: Grantor,
        at: Timestamp,
    ) -> Result<Change, DeskError> {
        let desk = self.identity().name.parse().map_err(|_| DeskError::Name)?;
        Ok(Change { grantor, machine: self.machine_pseudonym(), desk, at })
    }

    /// Does `work` whole or not at all.
    pub(in crate::desk) async fn change_write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, AccountError> {
        let work = move |db: &Connection| work(db).map_err(Stop::carried);
        self.database.write(work).await.map_err(Stop::uncarried)
    }
}

impl Stop {
    /// An error on which the database undoes the change, with the refusal inside.
    fn carried(self) -> rusqlite::Error {
        match self {
            Stop::Refused(refused) => rusqlite::Error::ToSqlConversionFailure(Box::new(refused)),
            Stop::Sqlite(error) => error,
        }
    }

    fn uncarried(error: DatabaseError) -> AccountError {
        match error {
            DatabaseError::Sqlite {
                action,
                source: rusqlite::Error::ToSqlConversionFailure(inner),
            } => match inner.downcast::<Refused>() {
                Ok(refused) => AccountError::Refused(*refused),
                Err(inner) => {
                    let source = rusqlite::Error::ToSqlConversionFailure(inner);
                    AccountError::Desk(DatabaseError::Sqlite { action, source }.into())
                }
            },
            other => AccountError::Desk(other.into()),
        }
    }
}
