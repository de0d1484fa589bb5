//! Keys of outside reviewers. One comes or goes seven days after its entry, so that whoever watches
//! the register sees it coming; one in other hands goes at once.

use ::desk::Action;
use record::choice::{KeyChange, ReviewingBody};
use record::entry::{CHANGE_DELAY_S, ReviewerKey};
use record::id::{KeyName, VerifierKeyText};
use record::{Body, Timestamp};
use register::note::VerifierKey;
use rusqlite::{Connection, Row, params};

use super::change::{Change, Stop};
use super::{AccountError, Grantor, Refused};
use crate::desk::{DeskError, DeskStore};

/// The key of an outside reviewer, with when it signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptReviewerKey {
    /// Its number here.
    pub id: i64,
    /// The key.
    pub key: VerifierKeyText,
    /// The kind of body that holds it.
    pub body: ReviewingBody,
    /// From when on it signs. Unit: milliseconds since 1970, UTC.
    pub effective_ms: u64,
    /// From when on it no longer does; `None` if nothing is said of it. Unit: milliseconds since
    /// 1970, UTC.
    pub removed_ms: Option<u64>,
    /// The number of the entry that says that it comes, in the queue of entries.
    pub entry_id: i64,
}

impl KeptReviewerKey {
    /// Whether a signature made with it at `now_ms` counts. Both ends are of the first second in
    /// which the change is in force.
    #[must_use]
    pub fn is_in_force(&self, now_ms: u64) -> bool {
        self.effective_ms <= now_ms && self.removed_ms.is_none_or(|removed| now_ms < removed)
    }
}

fn rows(db: &Connection) -> rusqlite::Result<Vec<KeptReviewerKey>> {
    let sql = "SELECT id, key, body, effective_ms, removed_ms, entry_id FROM reviewer_key
               ORDER BY id";
    let row = |row: &Row<'_>| {
        let (key, body): (String, String) = (row.get(1)?, row.get(2)?);
        let body = ReviewingBody::ALL.iter().copied().find(|it| it.word() == body);
        Ok(key.parse().ok().zip(body).map(|(key, body)| {
            Ok(KeptReviewerKey {
                id: row.get(0)?,
                key,
                body,
                effective_ms: row.get(3)?,
                removed_ms: row.get(4)?,
                entry_id: row.get(5)?,
            })
        }))
    };
    // What no longer reads verifies nothing, so leaving it out lets nothing through.
    let rows = db.prepare_cached(sql)?.query_map([], row)?.collect::<rusqlite::Result<Vec<_>>>()?;
    rows.into_iter().flatten().collect()
}

/// The reviewers' keys that are in force at `now_ms`, each with whether an active account has it.
pub(in crate::desk) fn reviewers_in_force(
    db: &Connection,
    now_ms: u64,
) -> rusqlite::Result<Vec<(KeyName, bool)>> {
    let sql = "SELECT EXISTS (SELECT 1 FROM account
               WHERE kind = 'reviewer' AND state = 'active' AND belongs = ?1)";
    let mut statement = db.prepare_cached(sql)?;
    let in_force = rows(db)?.into_iter().filter(|kept| kept.is_in_force(now_ms));
    let named = in_force.map(|kept| kept.key.name().clone()).map(|name| {
        let has_account = statement.query_row([name.to_string()], |row| row.get(0))?;
        Ok((name, has_account))
    });
    named.collect()
}

/// Refuses the name of a key that no reviewer has, or that is gone at `now_ms`.
pub(super) fn check_named(db: &Connection, name: &KeyName, now_ms: u64) -> Result<(), Stop> {
    let named = rows(db)?.into_iter().find(|kept| kept.key.name() == name);
    let stays = named.is_some_and(|kept| kept.removed_ms.is_none_or(|removed| now_ms < removed));
    if stays { Ok(()) } else { Err(Refused::NoKey.into()) }
}

fn tell(
    db: &Connection,
    change: &Change,
    key: VerifierKeyText,
    (body, kind, effective_at): (ReviewingBody, KeyChange, Timestamp),
) -> Result<i64, Stop> {
    let entry = ReviewerKey { change: kind, effective_at, key, reviewing_body: body };
    change.tell(db, Body::ReviewerKey(entry))
}

fn in_a_week(at: Timestamp) -> Result<Timestamp, Refused> {
    at.plus_seconds(CHANGE_DELAY_S).map_err(|_| Refused::TooSoon)
}

fn ms(at: Timestamp) -> u64 {
    u64::try_from(at.unix()).unwrap_or(0) * 1000
}

impl DeskStore {
    /// Every reviewer's key there is or was, in the order in which they came.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn reviewer_keys(&self) -> Result<Vec<KeptReviewerKey>, DeskError> {
        Ok(self.database.read(rows)?)
    }

    /// The reviewers' keys that are in force at `now_ms`.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn reviewer_keys_in_force(&self, now_ms: u64) -> Result<Vec<KeptReviewerKey>, DeskError> {
        let keys = self.reviewer_keys()?.into_iter();
        Ok(keys.filter(|key| key.is_in_force(now_ms)).collect())
    }

    /// The reviewer's key of this name that is in force at `now_ms`.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn reviewer_key_named(
        &self,
        name: &KeyName,
        now_ms: u64,
    ) -> Result<Option<KeptReviewerKey>, DeskError> {
        let keys = self.reviewer_keys_in_force(now_ms)?;
        Ok(keys.into_iter().find(|kept| kept.key.name() == name))
    }

    /// Adds a reviewer's key, which signs seven days after `at`, and queues the entry that says so.
    ///
    /// # Errors
    ///
    /// [`AccountError`].
    pub async fn reviewer_key_add(
        &self,
        grantor: Grantor,
        key: VerifierKeyText,
        body: ReviewingBody,
        at: Timestamp,
    ) -> Result<(), AccountError> {
        if VerifierKey::parse(key.as_str()).is_err() {
            return Err(Refused::NotAKey.into());
        }
        let change = self.change(grantor, at)?;
        let work = move |db: &Connection| {
            change.asker(db, Action::ManageReviewerKeys)?;
            // By the name and not by the whole key: a name has four bytes of a hash, so that a second
            // key can be made for it, and what names one key must not name two.
            if rows(db)?.iter().any(|kept| kept.key.name() == key.name()) {
                return Err(Refused::KeyKnown.into());
            }
            let effective_at = in_a_week(change.at())?;
            let entry_id = tell(db, &change, key.clone(), (body, KeyChange::Add, effective_at))?;
            let sql = "INSERT INTO reviewer_key (key, body, effective_ms, entry_id)
                       VALUES (?1, ?2, ?3, ?4)";
            let row = params![key.as_str(), body.word(), ms(effective_at), entry_id];
            db.prepare_cached(sql)?.execute(row)?;
            Ok(())
        };
        self.change_write(work).await
    }

    /// Removes a reviewer's key seven days after `at`, and queues the entry that says so.
    ///
    /// # Errors
    ///
    /// [`AccountError`].
    pub async fn reviewer_key_remove(
        &self,
        grantor: Grantor,
        id: i64,
        at: Timestamp,
    ) -> Result<(), AccountError> {
        self.key_end(grantor, id, KeyChange::Remove, at).await
    }

    /// Removes a reviewer's key at once, as somebody else may hold it.
    ///
    /// # Errors
    ///
    /// [`AccountError`].
    pub async fn reviewer_key_remove_compromised(
        &self,
        grantor: Grantor,
        id: i64,
        at: Timestamp,
    ) -> Result<(), AccountError> {
        self.key_end(grantor, id, KeyChange::RemoveCompromised, at).await
    }

    async fn key_end(
        &self,
        grantor: Grantor,
        id: i64,
        kind: KeyChange,
        at: Timestamp,
    ) -> Result<(), AccountError> {
        let change = self.change(grantor, at)?;
        let work = move |db: &Connection| {
            change.asker(db, Action::ManageReviewerKeys)?;
            let kept = rows(db)?.into_iter().find(|kept| kept.id == id).ok_or(Refused::NoKey)?;
            let end = match kind {
                KeyChange::RemoveCompromised => change.at(),
                KeyChange::Add | KeyChange::Remove => in_a_week(change.at())?,
            };
            // An end that is known already is only ever brought forward.
            if kept.removed_ms.is_some_and(|removed| removed <= ms(end)) {
                return Err(Refused::NoKey.into());
            }
            tell(db, &change, kept.key, (kept.body, kind, end))?;
            let sql = "UPDATE reviewer_key SET removed_ms = ?2 WHERE id = ?1";
            db.prepare_cached(sql)?.execute(params![id, ms(end)])?;
            Ok(())
        };
        self.change_write(work).await
    }
}
