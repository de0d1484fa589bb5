//! Notices on their way out: each step is one change from one state to the next, with its event, in
//! one transaction; a step that somebody else took first changes nothing.
//!
//! What a notice says is locked under a key of its own. The outbox takes a
//! [`desk::release::ReleasableNotice`] and nothing else.

mod contests;
mod due_process;
mod inbox;
mod life;
mod reading;
mod retire;
mod step;

use desk::notice::State;
use desk::release::ReleasableNotice;
use desk::signed::SignedObjection;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use step::{Changes, Left, Who, is_held_by, step};

use super::{DeskError, DeskStore, accounts, reports};
use crate::secret::{Key, SecretError};

pub(super) use contests::forget_pleas;
pub use contests::{Contest, ContestState, Contester, Decided, NewPlea, Ruled};
pub use due_process::DueProcess;
pub use inbox::{Happened, Inbox, InboxFrom, InboxRow};
pub use life::{KeptTurn, NewTurn, TurnKind, Turned};
pub use reading::{KeptNotice, NoticeRow, WaitingList};
pub(crate) use retire::retire_without_key;
pub(super) use retire::{contacts, ended, retire, retire_contact};

/// Who did something, under a pseudonym, and when. Unit: milliseconds since 1970, UTC.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// The pseudonym of an officer, or the name of a reviewer's key.
    pub actor: &'a str,
    /// When.
    pub at_ms: u64,
    /// The version of the notice that they saw. With it nothing is done to any other: nobody agrees to
    /// a text that they have not read. Without it they act on whatever is there.
    pub seen: Option<u64>,
}

/// A new draft.
pub struct NewNotice<'a> {
    /// Its reference: 16 random bytes.
    pub reference: [u8; 16],
    /// The report of the person who asks; the case is the report's.
    pub report_id: i64,
    /// The platform, by its domain name; empty while none is chosen.
    pub platform: &'a str,
    /// What the officer typed, as the caller writes it down.
    pub draft: &'a [u8],
}

/// A step of a notice that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It was taken.
    Taken,
    /// The notice is in another state by now: somebody else was first. Nothing changed.
    Elsewhere,
}

fn place(reference: &[u8; 16], what: &str) -> String {
    let name: String = reference.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("notice/{name}/{what}")
}

impl DeskStore {
    /// Begins a draft, with its event. `None` if the report is gone.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn notice_begin(
        &self,
        new: NewNotice<'_>,
        by: By<'_>,
    ) -> Result<Option<i64>, DeskError> {
        let key = Key::draw(self.random)?;
        let reference = new.reference;
        let locked_key = self.vault().master.wrap(&place(&reference, "key"), &key, self.random)?;
        let draft = key.lock(&place(&reference, "draft"), new.draft, self.random)?;
        let (report_id, platform) = (new.report_id, new.platform.to_owned());
        let (actor, at_ms) = (by.actor.to_owned(), by.at_ms);
        let work = move |db: &Connection| {
            let sql = "SELECT case_id FROM report WHERE id = ?1 AND state = 'received'";
            let case_id: Option<i64> =
                db.prepare_cached(sql)?.query_row([report_id], |row| row.get(0)).optional()?;
            let Some(case_id) = case_id else { return Ok(None) };
            let sql = "INSERT INTO notice_key (reference, locked) VALUES (?1, ?2)";
            db.prepare_cached(sql)?.execute(params![reference, locked_key])?;
            let sql = "INSERT INTO notice (reference, case_id, report_id, platform, state,
                       drafted_by, draft, changed_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
            let state = State::Draft.word();
            let row = params![reference, case_id, report_id, platform, state, actor, draft, at_ms];
            db.prepare_cached(sql)?.execute(row)?;
            let id = db.last_insert_rowid();
            reports::event(db, case_id, None, at_ms, &actor, "notice-drafted", "")?;
            Ok(Some(id))
        };
        Ok(self.database.write(work).await?)
    }

    /// Keeps what was typed of a draft. Whoever types last is the one who drafts it.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn notice_save(
        &self,
        id: i64,
        platform: &str,
        draft: &[u8],
        by: By<'_>,
    ) -> Result<Step, DeskError> {
        let Some((reference, key)) = self.notice_key(id)? else { return Ok(Step::Elsewhere) };
        let draft = key.lock(&place(&reference, "draft"), draft, self.random)?;
        let (platform, actor, at_ms) = (platform.to_owned(), by.actor.to_owned(), by.at_ms);
        let seen = by.seen;
        let work = move |db: &Connection| {
            let sql = "SELECT case_id, drafted_by FROM notice WHERE id = ?1";
            let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
            let before: Option<(i64, String)> =
                db.prepare_cached(sql)?.query_row([id], row).optional()?;
            let sql =
                "UPDATE notice SET draft = ?2, platform = ?3, drafted_by = ?4, changed_ms = ?5,
                       version = version + 1
                       WHERE id = ?1 AND state = 'draft' AND version = COALESCE(?6, version)";
            let row = params![id, draft, platform, actor, at_ms, seen];
            let is_taken = db.prepare_cached(sql)?.execute(row)? == 1;
            // Who wrote at it in between had a part in it too, whoever writes last.
            if let (true, Some((case_id, drafted_by))) = (is_taken, before)
                && drafted_by != actor
            {
                reports::event(db, case_id, None, at_ms, &actor, "notice-edited", "")?;
            }
            Ok(is_taken)
        };
        Ok(taken(self.database.write(work).await?))
    }

    /// Drops a draft that nobody else has seen, with its key; the event that it was begun stays.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn notice_drop(&self, id: i64, by: By<'_>) -> Result<Step, DeskError> {
        let (actor, at_ms, seen) = (by.actor.to_owned(), by.at_ms, by.seen);
        let work = move |db: &Connection| {
            let sql = "DELETE FROM notice
                       WHERE id = ?1 AND state = 'draft' AND version = COALESCE(?2, version)
                       RETURNING reference, case_id";
            let row: Option<([u8; 16], i64)> = db
                .prepare_cached(sql)?
                .query_row(params![id, seen], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let Some((reference, case_id)) = row else { return Ok(false) };
            let sql = "DELETE FROM notice_key WHERE reference = ?1";
            db.prepare_cached(sql)?.execute([reference])?;
            reports::event(db, case_id, None, at_ms, &actor, "notice-dropped", "")?;
            Ok(true)
        };
        Ok(taken(self.database.write(work).await?))
    }

    /// Puts a draft before a second officer.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn notice_propose(&self, id: i64, by: By<'_>) -> Result<Step, DeskError> {
        let changes = Changes { remark: Some(None), objection: Some(None), ..Changes::default() };
        self.notice_step(id, State::Draft, State::Proposed, changes, "notice-proposed", by).await
    }

    /// Sends a notice back to be written again, with the reason: from a second officer who does not
    /// agree.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn notice_return(
        &self,
        id: i64,
        reason: &str,
        by: By<'_>,
    ) -> Result<Step, DeskError> {
        let Some(changes) = self.sent_back(id, reason, None)? else { return Ok(Step::Elsewhere) };
        let (from, to) = (State::Proposed, State::Draft);
        self.notice_step(id, from, to, changes, "notice-returned", by).await
    }

    /// Sends a notice back that was approved and that the rules no longer let go, with their reasons.
    /// That is nobody's objection, and counts as refused.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn notice_stuck(&self, id: i64, why: &str, by: By<'_>) -> Result<Step, DeskError> {
        let Some(changes) = self.sent_back(id, why, None)? else { return Ok(Step::Elsewhere) };
        let (from, to) = (State::Approved, State::Draft);
        self.notice_step(id, from, to, changes, "notice-stuck", by).await
    }

    /// Sends a notice back to which the outside reviewer who opened it objects, and keeps what they
    /// signed. Nothing else is an objection: [`Step::Elsewhere`] if the notice is not with them, is
    /// another by now than the version `seen`, or if their key is no longer in force.
    ///
    /// # Errors
    ///
    /// [`DeskError`], also if what was signed is about another notice.
    pub async fn notice_object(
        &self,
        id: i64,
        objection: &SignedObjection,
        (seen, at_ms): (u64, u64),
    ) -> Result<Step, DeskError> {
        let Some((reference, _)) = self.notice_key(id)? else { return Ok(Step::Elsewhere) };
        if objection.notice().as_bytes() != &reference {
            return Err(SecretError::Altered.into());
        }
        let changes = self.sent_back(id, objection.reasons(), Some(objection.note()))?;
        let Some(changes) = changes else { return Ok(Step::Elsewhere) };
        let key = objection.by().clone();
        let by = Who { actor: key.to_string(), at_ms, seen: Some(seen) };
        let work = move |db: &Connection| {
            let in_force = accounts::reviewers_in_force(db, at_ms)?;
            let is_theirs = is_held_by(db, id, &by.actor)?;
            let (from, to, kind) = (State::UnderReview, State::Draft, "notice-objected");
            Ok(is_theirs
                && in_force.iter().any(|(name, _)| *name == key)
                && step(db, id, (from, to), &changes, kind, &by)?)
        };
        Ok(taken(self.database.write(work).await?))
    }

    /// What changes of a notice that goes back to its draft: why, and what was signed about it.
    fn sent_back(
        &self,
        id: i64,
        why: &str,
        signed: Option<&str>,
    ) -> Result<Option<Changes>, DeskError> {
        let Some((reference, key)) = self.notice_key(id)? else { return Ok(None) };
        let lock = |what: &str, text: &str| {
            key.lock(&place(&reference, what), text.as_bytes(), self.random)
        };
        Ok(Some(Changes {
            remark: Some(Some(lock("remark", why)?)),
            objection: Some(signed.map(|note| lock("objection", note)).transpose()?),
            approved_by: Some(None),
            reviewer: Some(None),
            written: Some(None),
            certificate: Some(None),
            ..Changes::default()
        }))
    }

    /// Keeps the agreement of a second officer. An authority's notice then waits for its reviewer.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn notice_approve(&self, id: i64, by: By<'_>) -> Result<Step, DeskError> {
        let changes = Changes {
            approved_by: Some(Some(by.actor.to_owned())),
            is_agreed: true,
            ..Changes::default()
        };
        self.notice_step(id, State::Proposed, State::Approved, changes, "notice-approved", by).await
    }

    /// Keeps the texts and the entry that a reviewer is to sign.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn notice_write(
        &self,
        id: i64,
        reviewer: &str,
        written: &[u8],
        by: By<'_>,
    ) -> Result<Step, DeskError> {
        let Some((reference, key)) = self.notice_key(id)? else { return Ok(Step::Elsewhere) };
        let written = key.lock(&place(&reference, "written"), written, self.random)?;
        let changes = Changes {
            reviewer: Some(Some(reviewer.to_owned())),
            written: Some(Some(written)),
            ..Changes::default()
        };
        let (from, to) = (State::Approved, State::UnderReview);
        self.notice_step(id, from, to, changes, "notice-under-review", by).await
    }

    /// Gives a notice that a reviewer opened back to all of them; its texts are written anew by
    /// whoever opens it next. `holder` is the key of the reviewer who opened it.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn notice_give_back(
        &self,
        id: i64,
        holder: &str,
        by: By<'_>,
    ) -> Result<Step, DeskError> {
        let (holder, by) = (holder.to_owned(), Who::from(by));
        let changes = Changes { reviewer: Some(None), written: Some(None), ..Changes::default() };
        let (from, to, kind) = (State::UnderReview, State::Approved, "notice-given-back");
        let work = move |db: &Connection| {
            let is_held = is_held_by(db, id, &holder)?;
            Ok(is_held && step(db, id, (from, to), &changes, kind, &by)?)
        };
        Ok(taken(self.database.write(work).await?))
    }

    /// Keeps the reviewer's certificate and queues the entry, in one transaction: from here on the
    /// notice is public, whatever happens. `by` is the key of the reviewer who opened it.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn notice_certify(
        &self,
        id: i64,
        certificate: &str,
        fixed: Fixed<'_>,
        by: By<'_>,
    ) -> Result<Step, DeskError> {
        let Some((reference, key)) = self.notice_key(id)? else { return Ok(Step::Elsewhere) };
        let place = place(&reference, "certificate");
        let certificate = key.lock(&place, certificate.as_bytes(), self.random)?;
        let changes = Changes {
            certificate: Some(Some(certificate)),
            hours: Some(fixed.hours),
            contest_mark: Some(self.contest_mark(fixed.code)),
            entry: Some(fixed.entry.to_vec()),
            ..Changes::default()
        };
        let (from, to) = (State::UnderReview, State::Registering);
        self.notice_step(id, from, to, changes, "notice-certified", by).await
    }

    /// Keeps the agreement of a second officer of a desk that is no authority, and queues the entry:
    /// such a notice has no outside reviewer.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn notice_approve_and_register(
        &self,
        id: i64,
        written: &[u8],
        fixed: Fixed<'_>,
        by: By<'_>,
    ) -> Result<Step, DeskError> {
        let Some((reference, key)) = self.notice_key(id)? else { return Ok(Step::Elsewhere) };
        let written = key.lock(&place(&reference, "written"), written, self.random)?;
        let changes = Changes {
            is_agreed: true,
            approved_by: Some(Some(by.actor.to_owned())),
            written: Some(Some(written)),
            hours: Some(fixed.hours),
            contest_mark: Some(self.contest_mark(fixed.code)),
            entry: Some(fixed.entry.to_vec()),
            ..Changes::default()
        };
        let (from, to) = (State::Proposed, State::Registering);
        self.notice_step(id, from, to, changes, "notice-approved", by).await
    }

    /// Puts a notice into the outbox. There is no other way into it than this type.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn outbox_put(
        &self,
        id: i64,
        releasable: &ReleasableNotice,
        at_ms: u64,
    ) -> Result<Step, DeskError> {
        let Some((reference, key)) = self.notice_key(id)? else { return Ok(Step::Elsewhere) };
        let named = releasable.release().notice.notice;
        // What was checked must be this notice and no other.
        if named.as_bytes() != &reference {
            return Err(SecretError::Altered.into());
        }
        let bytes = releasable.release().to_bytes().map_err(|_| SecretError::Altered)?;
        let file = key.lock(&place(&reference, "released"), &bytes, self.random)?;
        let issued_ms = u64::try_from(releasable.entry().at().unix()).unwrap_or(0) * 1000;
        let changes = Changes { released: Some(Left { file, issued_ms }), ..Changes::default() };
        let (from, to) = (State::Registering, State::Released);
        let by = Who { actor: "desk".to_owned(), at_ms, seen: None };
        let work =
            move |db: &Connection| step(db, id, (from, to), &changes, "notice-released", &by);
        Ok(taken(self.database.write_blocking(work)?))
    }

    /// Keeps an attempt that due process refused, in the words of the refusals.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn notice_refused(
        &self,
        case_id: i64,
        reasons: &[&'static str],
        by: By<'_>,
    ) -> Result<(), DeskError> {
        let (reasons, actor, at_ms) = (reasons.join(" "), by.actor.to_owned(), by.at_ms);
        let work = move |db: &Connection| {
            let sql = "INSERT INTO refused_notice (case_id, at_ms, officer, reasons)
                       VALUES (?1, ?2, ?3, ?4)";
            db.prepare_cached(sql)?.execute(params![case_id, at_ms, actor, reasons])?;
            reports::event(db, case_id, None, at_ms, &actor, "notice-refused", &reasons)
        };
        Ok(self.database.write(work).await?)
    }

    async fn notice_step(
        &self,
        id: i64,
        from: State,
        to: State,
        changes: Changes,
        kind: &'static str,
        by: By<'_>,
    ) -> Result<Step, DeskError> {
        let by = Who::from(by);
        let work = move |db: &Connection| {
            // The texts of one reviewer are not signed by another who opened the notice after it had
            // been sent back.
            let is_theirs = from != State::UnderReview || is_held_by(db, id, &by.actor)?;
            Ok(is_theirs && step(db, id, (from, to), &changes, kind, &by)?)
        };
        Ok(taken(self.database.write(work).await?))
    }

    pub(super) fn contest_mark(&self, code: &str) -> [u8; 32] {
        self.vault().marks.fingerprint("contest", code.as_bytes())
    }

    /// A notice's reference and key.
    pub(super) fn notice_key(&self, id: i64) -> Result<Option<([u8; 16], Key)>, DeskError> {
        let row: Option<([u8; 16], Vec<u8>)> = self.database.read(|db| {
            let sql = "SELECT notice.reference, notice_key.locked FROM notice
                       JOIN notice_key ON notice_key.reference = notice.reference
                       WHERE notice.id = ?1";
            let mut statement = db.prepare_cached(sql)?;
            statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()
        })?;
        let Some((reference, locked)) = row else { return Ok(None) };
        let key = self.vault().master.unwrap_key(&place(&reference, "key"), &locked)?;
        Ok(Some((reference, key)))
    }
}

/// What is fixed of a notice when its entry is queued.
#[derive(Debug, Clone, Copy)]
pub struct Fixed<'a> {
    /// The canonical form of the entry.
    pub entry: &'a [u8],
    /// The code of the author's page.
    pub code: &'a str,
    /// How long the platform is asked to take. Unit: hours.
    pub hours: u16,
}

const fn taken(is_taken: bool) -> Step {
    if is_taken { Step::Taken } else { Step::Elsewhere }
}

/// Forgets the notices of a report that nobody outside has seen, when it is erased or taken back.
pub(super) fn forget_unsent(db: &Connection, report_id: i64) -> rusqlite::Result<()> {
    let unsent: Vec<&str> =
        State::ALL.into_iter().filter(|state| !state.is_public()).map(State::word).collect();
    for state in unsent {
        let sql = "DELETE FROM notice WHERE report_id = ?1 AND state = ?2 RETURNING reference";
        let mut statement = db.prepare_cached(sql)?;
        let gone = statement.query_map(params![report_id, state], |row| row.get(0))?;
        for reference in gone.collect::<Result<Vec<[u8; 16]>, _>>()? {
            let sql = "DELETE FROM notice_key WHERE reference = ?1";
            db.prepare_cached(sql)?.execute([reference])?;
        }
    }
    Ok(())
}

/// Sends whatever of a report waits to leave back to its draft: what was agreed to is no longer so.
pub(super) fn return_waiting(
    db: &Connection,
    report_id: i64,
    actor: &str,
    at_ms: u64,
) -> rusqlite::Result<()> {
    let changes = Changes {
        approved_by: Some(None),
        reviewer: Some(None),
        written: Some(None),
        certificate: Some(None),
        ..Changes::default()
    };
    let by = Who { actor: actor.to_owned(), at_ms, seen: None };
    for from in [State::Proposed, State::Approved, State::UnderReview] {
        let sql = "SELECT id FROM notice WHERE report_id = ?1 AND state = ?2";
        let mut statement = db.prepare_cached(sql)?;
        let ids = statement.query_map(params![report_id, from.word()], |row| row.get(0))?;
        for id in ids.collect::<Result<Vec<i64>, _>>()? {
            step(db, id, (from, State::Draft), &changes, "notice-returned", &by)?;
        }
    }
    Ok(())
}

/// Forgets the notices that nobody outside has seen and whose keys are gone: they were taken back
/// while a back-up was taken.
pub(crate) fn forget_without_key(db: &Connection) -> rusqlite::Result<()> {
    for state in State::ALL.into_iter().filter(|state| !state.is_public()) {
        let sql = "DELETE FROM notice WHERE state = ?1 AND NOT EXISTS
                   (SELECT 1 FROM notice_key WHERE notice_key.reference = notice.reference)";
        db.prepare_cached(sql)?.execute([state.word()])?;
    }
    Ok(())
}
