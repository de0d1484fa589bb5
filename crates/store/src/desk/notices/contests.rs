//! Contests: the author of a content, or the person who asked, wants somebody else to look again.

use ::desk::contest::{Hands, Judge, NotJudge, contested, may_decide};
use ::desk::notice::{PARTS_IN_A_CASE, Sending};
use ::desk::signed::SignedRuling;
use record::Timestamp;
use record::choice::WithdrawalReason;
use record::id::{KeyName, OfficerId};
use record::notice::ContestPlea;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::life::{self, LockedTurn};
use super::step::{APPROVALS, actors};
use super::{By, NewTurn, Step, TurnKind, Turned, place, taken};
use crate::desk::{DeskError, DeskKind, DeskStore, accounts, reports};
use crate::secret::{Key, SecretError};

pub use ::desk::contest::{ContestState, Contester};

/// A contest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contest {
    /// Its number.
    pub id: i64,
    /// Its notice.
    pub notice_id: i64,
    /// When it was made. Unit: milliseconds since 1970, UTC.
    pub at_ms: u64,
    /// Who contests.
    pub who: Contester,
    /// Where it stands.
    pub state: ContestState,
    /// Who decided it: a pseudonym, or the name of a reviewer's key.
    pub decided_by: Option<String>,
    /// When it was decided. Unit: milliseconds since 1970, UTC.
    pub decided_ms: Option<u64>,
    /// What they say, as the caller wrote it down.
    pub body: String,
    /// How they may be reached; empty if they did not say, or once its time is over.
    pub contact: String,
    /// What was decided, with its reasons.
    pub ruling: String,
    /// The note by which an outside reviewer signed it; empty if an officer decided.
    pub signed: String,
}

impl Contest {
    /// What they say, as a ruling names it.
    #[must_use]
    pub fn plea(&self) -> ContestPlea {
        let at = Timestamp::nearest(i64::try_from(self.at_ms / 1000).unwrap_or(i64::MAX));
        contested(self.who, at, &self.body)
    }
}

/// Who decides a contest, and why.
#[derive(Debug, Clone, Copy)]
pub enum Ruled<'a> {
    /// An officer of a desk that is no authority.
    Officer {
        /// Who.
        officer: OfficerId,
        /// Why.
        reasons: &'a str,
    },
    /// An outside reviewer, who signed it. Their word is taken in no other way.
    Reviewer(&'a SignedRuling),
}

impl<'a> Ruled<'a> {
    fn reasons(self) -> &'a str {
        match self {
            Ruled::Officer { reasons, .. } => reasons,
            Ruled::Reviewer(ruling) => ruling.reasons(),
        }
    }

    fn note(self) -> Option<&'a str> {
        match self {
            Ruled::Officer { .. } => None,
            Ruled::Reviewer(ruling) => Some(ruling.note()),
        }
    }

    /// Whether what was signed, if anything, is about this contest and says the same.
    fn is_about(self, reference: &[u8; 16], contest: &Contest, decided: Decided<'_>) -> bool {
        match self {
            Ruled::Officer { .. } => true,
            Ruled::Reviewer(ruling) => {
                ruling.notice().as_bytes() == reference
                    && ruling.plea() == contest.plea().digest()
                    && ContestState::from(ruling.decision()) == decided.state()
            }
        }
    }
}

/// What somebody says who contests.
#[derive(Debug, Clone, Copy)]
pub struct NewPlea<'a> {
    /// Why, as the caller writes it down. It is kept as long as the notice.
    pub body: &'a str,
    /// How they may be reached; empty if they did not say. It goes sooner.
    pub contact: &'a str,
}

/// What is decided about a contest.
#[derive(Debug, Clone, Copy)]
pub enum Decided<'a> {
    /// Whoever contested was not right.
    Rejected,
    /// They were, and nothing changes at the platform. If it was the person, the case is taken up
    /// again.
    Upheld,
    /// They were, and the notice is taken back.
    UpheldAndWithdrawn {
        /// How many turns the notice had when it was decided.
        seen: usize,
        /// The canonical form of the entry that says it in public.
        entry: &'a [u8],
    },
}

impl Decided<'_> {
    const fn state(self) -> ContestState {
        match self {
            Decided::Rejected => ContestState::Rejected,
            Decided::Upheld | Decided::UpheldAndWithdrawn { .. } => ContestState::Upheld,
        }
    }
}

/// How many contests of one notice each side may make within a day before they are spaced, so that
/// nobody fills the desk with one code, nor keeps the other side out. Our own bound.
const DAY_MAX: u32 = 10;
/// Unit: milliseconds.
const DAY_MS: u64 = 86_400_000;
/// How long one waits for a place from then on. A code goes through many hands, so that whoever fills
/// the day with pleas must not keep the author from theirs: a place is free again this soon. Unit:
/// milliseconds.
const SPACED_MS: u64 = 600_000;

/// What is locked of a contest.
struct Locked {
    body: Vec<u8>,
    ruling: Option<Vec<u8>>,
    /// The note that a reviewer signed.
    signed: Option<Vec<u8>>,
    /// The contact with the name of its key and that key, itself locked.
    contact: Option<LockedContact>,
}

/// How somebody may be reached, under a key of its own.
struct LockedContact {
    reference: [u8; 16],
    key: Vec<u8>,
    contact: Vec<u8>,
}

/// For what the key of a contact is locked, and the contact under it.
fn contact_place(reference: &[u8; 16], what: &str) -> String {
    let name: String = reference.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("contact/{name}/{what}")
}

fn contest(row: &Row<'_>) -> rusqlite::Result<(Contest, Locked)> {
    let (who, state): (String, String) = (row.get(3)?, row.get(4)?);
    let who = Contester::from_word(&who).ok_or(rusqlite::Error::InvalidQuery)?;
    let state = ContestState::from_word(&state).ok_or(rusqlite::Error::InvalidQuery)?;
    let contest = Contest {
        id: row.get(0)?,
        notice_id: row.get(1)?,
        at_ms: row.get(2)?,
        who,
        state,
        decided_by: row.get(5)?,
        decided_ms: row.get(6)?,
        body: String::new(),
        contact: String::new(),
        ruling: String::new(),
        signed: String::new(),
    };
    // The key is gone before what it locks where a restore found it missing.
    let (reference, key): (Option<[u8; 16]>, Option<Vec<u8>>) = (row.get(11)?, row.get(12)?);
    let contact: Option<Vec<u8>> = row.get(10)?;
    let contact = reference.zip(key).zip(contact);
    let contact =
        contact.map(|((reference, key), contact)| LockedContact { reference, key, contact });
    Ok((contest, Locked { body: row.get(7)?, ruling: row.get(8)?, signed: row.get(9)?, contact }))
}

/// Whether `judge` decides contests of a notice that went through the hands that the database knows.
fn may_judge(
    db: &Connection,
    sending: Sending,
    notice_id: i64,
    judge: Judge<'_>,
    at_ms: u64,
) -> rusqlite::Result<Result<(), NotJudge>> {
    let sql = "SELECT case_id, drafted_by, approved_by FROM notice WHERE id = ?1";
    let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let (case_id, drafted_by, approved_by): (i64, String, Option<String>) =
        db.prepare_cached(sql)?.query_row([notice_id], row)?;
    // Who ruled on another contest of the case may rule on this one; reading is no part either.
    let parts = PARTS_IN_A_CASE.into_iter().filter(|kind| *kind != "contest-decided");
    let kinds: Vec<&str> = parts.chain(APPROVALS).collect();
    let mut names = actors(db, case_id, &kinds)?;
    names.extend([drafted_by].into_iter().chain(approved_by));
    // Other actors, as `person` or `desk`, are nobody who could decide.
    let officers: Vec<OfficerId> = names.iter().filter_map(|name| name.parse().ok()).collect();
    let sql = "SELECT reviewer FROM notice WHERE id = ?1";
    let signed_by: Option<String> =
        db.prepare_cached(sql)?.query_row([notice_id], |row| row.get(0)).optional()?.flatten();
    let signed_by = signed_by.and_then(|name| name.parse::<KeyName>().ok());
    let in_force = accounts::reviewers_in_force(db, at_ms)?;
    let hands = Hands {
        sending,
        officers: &officers,
        signed_by: signed_by.as_ref(),
        has_other_reviewer: in_force
            .iter()
            .any(|(key, has_account)| *has_account && Some(key) != signed_by.as_ref()),
    };
    if let Judge::Reviewer(key) = judge
        && may_decide(judge, hands).is_ok()
        && !in_force.iter().any(|(name, _)| name == key)
    {
        return Ok(Err(NotJudge::NoKey));
    }
    Ok(may_decide(judge, hands))
}

/// What is kept of a decision.
struct Decision {
    contest: i64,
    who: Contester,
    state: ContestState,
    ruling: Vec<u8>,
    signed: Option<Vec<u8>>,
    withdrawal: Option<LockedTurn>,
    actor: String,
    at_ms: u64,
}

/// Decides, if the contest is still open and, where the notice is taken back, it is still as seen.
fn decide(db: &Connection, new: &Decision) -> rusqlite::Result<bool> {
    let sql = "SELECT notice.case_id, notice.report_id FROM contest
               JOIN notice ON notice.id = contest.notice_id
               WHERE contest.id = ?1 AND contest.state = 'open'";
    let row: Option<(i64, i64)> =
        db.prepare_cached(sql)?.query_row([new.contest], ids).optional()?;
    let Some((case_id, report_id)) = row else { return Ok(false) };
    if let Some(turn) = &new.withdrawal
        && !matches!(life::insert(db, turn)?, Turned::Kept(_))
    {
        return Ok(false);
    }
    let sql = "UPDATE contest SET state = ?2, decided_by = ?3, decided_ms = ?4, ruling = ?5,
               signed = ?6 WHERE id = ?1";
    let (word, ruling) = (new.state.word(), &new.ruling);
    let row = params![new.contest, word, new.actor, new.at_ms, ruling, new.signed];
    db.prepare_cached(sql)?.execute(row)?;
    let seen_by = seen_by(new.who, report_id);
    reports::event(db, case_id, seen_by, new.at_ms, &new.actor, "contest-decided", word)?;
    if let (Contester::Person, ContestState::Upheld) = (new.who, new.state) {
        take_up_again(db, case_id, report_id, new)?;
    }
    Ok(true)
}

/// Takes a closed case up again, so that the desk looks at it a second time.
fn take_up_again(
    db: &Connection,
    case_id: i64,
    report_id: i64,
    new: &Decision,
) -> rusqlite::Result<()> {
    let sql = "UPDATE case_file SET state = 'open', outcome = NULL, changed_ms = ?2,
               version = version + 1 WHERE id = ?1 AND state = 'closed' AND reports > 0";
    if db.prepare_cached(sql)?.execute(params![case_id, new.at_ms])? == 1 {
        let kind = "case-reopened";
        reports::event(db, case_id, Some(report_id), new.at_ms, &new.actor, kind, "")?;
    }
    Ok(())
}

/// Forgets what the person of a report wrote in contests, and the rulings, which tell of it as the
/// hashes in them do, when the report is erased. That there was a contest, and how it ended, stays.
pub(in crate::desk) fn forget_pleas(db: &Connection, report_id: i64) -> rusqlite::Result<()> {
    let sql = "UPDATE contest SET body = x'', ruling = NULL, signed = NULL WHERE who = ?2
               AND notice_id IN (SELECT id FROM notice WHERE report_id = ?1)";
    db.prepare_cached(sql)?.execute(params![report_id, Contester::Person.word()]).map(drop)
}

fn ids(row: &Row<'_>) -> rusqlite::Result<(i64, i64)> {
    Ok((row.get(0)?, row.get(1)?))
}

/// On whose report's time line a contest stands: what the author does is not the person's to see.
const fn seen_by(who: Contester, report_id: i64) -> Option<i64> {
    match who {
        Contester::Author => None,
        Contester::Person => Some(report_id),
    }
}

impl DeskStore {
    /// Keeps a contest, with its event. [`Step::Elsewhere`] if the notice has not left, or if that side
    /// made so many today that this one waits for some minutes.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub async fn contest_add(
        &self,
        notice_id: i64,
        who: Contester,
        plea: NewPlea<'_>,
        at_ms: u64,
    ) -> Result<Step, DeskError> {
        let Some((reference, key)) = self.notice_key(notice_id)? else {
            return Ok(Step::Elsewhere);
        };
        let body = key.lock(&place(&reference, "contest"), plea.body.as_bytes(), self.random)?;
        let contact = self.lock_contact(plea.contact)?;
        let work = move |db: &Connection| {
            let sql = "SELECT case_id, report_id FROM notice
                       WHERE id = ?1 AND state IN ('released', 'withdrawn')
                       AND ((SELECT COUNT(*) FROM contest
                             WHERE notice_id = ?1 AND who = ?2 AND at_ms > ?3) < ?4
                            OR NOT EXISTS (SELECT 1 FROM contest
                             WHERE notice_id = ?1 AND who = ?2 AND at_ms > ?5))";
            let since = |span_ms: u64| i64::try_from(at_ms).unwrap_or(i64::MAX) - span_ms as i64;
            let (day, spaced) = (since(DAY_MS), since(SPACED_MS));
            let row: Option<(i64, i64)> = db
                .prepare_cached(sql)?
                .query_row(params![notice_id, who.word(), day, DAY_MAX, spaced], ids)
                .optional()?;
            let Some((case_id, report_id)) = row else { return Ok(false) };
            if let Some(LockedContact { reference, key, .. }) = &contact {
                let sql = "INSERT INTO contact_key (reference, locked) VALUES (?1, ?2)";
                db.prepare_cached(sql)?.execute(params![reference, key])?;
            }
            let (name, contact) = match &contact {
                Some(locked) => (Some(locked.reference), Some(&locked.contact)),
                None => (None, None),
            };
            let sql =
                "INSERT INTO contest (notice_id, at_ms, who, state, body, contact, contact_key)
                       VALUES (?1, ?2, ?3, 'open', ?4, ?5, ?6)";
            let row = params![notice_id, at_ms, who.word(), body, contact, name];
            db.prepare_cached(sql)?.execute(row)?;
            let seen_by = seen_by(who, report_id);
            reports::event(db, case_id, seen_by, at_ms, who.word(), "notice-contested", "")?;
            Ok(true)
        };
        Ok(taken(self.database.write(work).await?))
    }

    /// Locks how somebody may be reached under a new key; nothing if they did not say.
    fn lock_contact(&self, contact: &str) -> Result<Option<LockedContact>, DeskError> {
        if contact.is_empty() {
            return Ok(None);
        }
        let (key, reference) = (Key::draw(self.random)?, self.draw()?);
        let at = |what: &str| contact_place(&reference, what);
        Ok(Some(LockedContact {
            key: self.vault().master.wrap(&at("key"), &key, self.random)?,
            contact: key.lock(&at("contact"), contact.as_bytes(), self.random)?,
            reference,
        }))
    }

    fn open_contact(&self, locked: &LockedContact) -> Result<String, DeskError> {
        let at = |what: &str| contact_place(&locked.reference, what);
        let key = self.vault().master.unwrap_key(&at("key"), &locked.key)?;
        let contact = key.open(&at("contact"), &locked.contact)?;
        Ok(String::from_utf8_lossy(&contact).into_owned())
    }

    /// Whether `judge` decides contests of a notice, as things stand at `at_ms`.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn contest_may_decide(
        &self,
        notice_id: i64,
        judge: Judge<'_>,
        at_ms: u64,
    ) -> Result<Result<(), NotJudge>, DeskError> {
        let sending = self.sending();
        Ok(self.database.read(|db| may_judge(db, sending, notice_id, judge, at_ms))?)
    }

    fn sending(&self) -> Sending {
        match self.identity().kind {
            DeskKind::Authority => Sending::Authority,
            DeskKind::Association | DeskKind::Own => Sending::Citizen,
        }
    }

    /// Decides a contest that is open. Ruling, withdrawal and entry are kept together or not at all:
    /// [`Step::Elsewhere`] if somebody else decided it first, if the notice that would be taken back
    /// has changed since, or if `judge` no longer may, as they had a part in the case meanwhile.
    ///
    /// # Errors
    ///
    /// [`DeskError`], also if what a reviewer signed is about another contest or decides otherwise.
    pub async fn contest_decide(
        &self,
        id: i64,
        decided: Decided<'_>,
        ruled: Ruled<'_>,
        at_ms: u64,
    ) -> Result<Step, DeskError> {
        let (actor, judge) = match ruled {
            Ruled::Officer { officer, .. } => (officer.to_string(), Err(officer)),
            Ruled::Reviewer(ruling) => (ruling.by().to_string(), Ok(ruling.by().clone())),
        };
        let by = By { actor: &actor, at_ms, seen: None };
        let Some(contest) = self.contest_fetch(id)? else { return Ok(Step::Elsewhere) };
        let Some((reference, key)) = self.notice_key(contest.notice_id)? else {
            return Ok(Step::Elsewhere);
        };
        if !ruled.is_about(&reference, &contest, decided) {
            return Err(SecretError::Altered.into());
        }
        let lock = |what: &str, text: &str| {
            key.lock(&place(&reference, what), text.as_bytes(), self.random)
        };
        let ruling = lock("ruling", ruled.reasons())?;
        let signed = ruled.note().map(|note| lock("ruling-signed", note)).transpose()?;
        let withdrawal = match decided {
            Decided::Rejected | Decided::Upheld => None,
            Decided::UpheldAndWithdrawn { seen, entry } => {
                let turn = NewTurn {
                    kind: TurnKind::Withdrawn,
                    happened_ms: by.at_ms,
                    means: WithdrawalReason::ContestUpheld.word(),
                    own_id: None,
                    body: b"",
                    entry: Some(entry),
                };
                self.lock_turn(contest.notice_id, seen, turn, by)?
            }
        };
        let decision = Decision {
            contest: id,
            who: contest.who,
            state: decided.state(),
            ruling,
            signed,
            withdrawal,
            at_ms,
            actor: actor.clone(),
        };
        let (sending, notice_id) = (self.sending(), contest.notice_id);
        let work = move |db: &Connection| {
            let judge =
                judge.as_ref().map_or_else(|officer| Judge::Officer(*officer), Judge::Reviewer);
            // Asked here, where nothing else is written meanwhile, and not when the page was shown.
            Ok(may_judge(db, sending, notice_id, judge, at_ms)?.is_ok() && decide(db, &decision)?)
        };
        Ok(taken(self.database.write(work).await?))
    }

    /// A contest by its number.
    ///
    /// # Errors
    ///
    /// [`DeskError`], also if what was kept was altered.
    pub fn contest_fetch(&self, id: i64) -> Result<Option<Contest>, DeskError> {
        Ok(self.contests_where("contest.id = ?1", id)?.pop())
    }

    /// The contests of a notice, oldest first.
    ///
    /// # Errors
    ///
    /// [`DeskError`], also if what was kept was altered.
    pub fn contests_of(&self, notice_id: i64) -> Result<Vec<Contest>, DeskError> {
        self.contests_where("contest.notice_id = ?1 ORDER BY contest.id", notice_id)
    }

    /// The contests that nobody has decided, at most so many: the first of each notice, oldest first,
    /// then the second of each, so that many about one notice hide none about another.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn contests_open(&self, limit: i64) -> Result<Vec<Contest>, DeskError> {
        let condition = "contest.state = 'open'
            ORDER BY ROW_NUMBER() OVER (PARTITION BY notice_id ORDER BY at_ms, id), at_ms, id LIMIT ?1";
        self.contests_where(condition, limit)
    }

    fn contests_where(&self, condition: &str, value: i64) -> Result<Vec<Contest>, DeskError> {
        let rows: Vec<_> = self.database.read(|db| {
            let sql = format!(
                "SELECT id, notice_id, at_ms, who, state, decided_by, decided_ms, body, ruling, signed,
                     contact, contact_key, contact_key.locked
                 FROM contest
                 LEFT JOIN contact_key ON contact_key.reference = contest.contact_key
                 WHERE {condition}"
            );
            db.prepare_cached(&sql)?.query_map([value], contest)?.collect::<Result<_, _>>()
        })?;
        let mut contests = Vec::new();
        for (mut contest, Locked { body, ruling, signed, contact }) in rows {
            let Some((reference, key)) = self.notice_key(contest.notice_id)? else { continue };
            let open = |what: &str, locked: &[u8]| {
                let opened = key.open(&place(&reference, what), locked)?;
                Ok::<_, DeskError>(String::from_utf8_lossy(&opened).into_owned())
            };
            // Forgotten with the report of whoever wrote it.
            if !body.is_empty() {
                contest.body = open("contest", &body)?;
            }
            if let Some(ruling) = ruling {
                contest.ruling = open("ruling", &ruling)?;
            }
            if let Some(contact) = contact {
                contest.contact = self.open_contact(&contact)?;
            }
            if let Some(signed) = signed {
                contest.signed = open("ruling-signed", &signed)?;
            }
            contests.push(contest);
        }
        Ok(contests)
    }
}
