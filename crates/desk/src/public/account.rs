//! Reading entries in their order into a book.

use std::collections::BTreeMap;
use std::convert::Infallible;

use record::choice::Role;
use record::entry::{CaseOutcome, NoticeIssued, Sender};
use record::id::NoticeRef;
use record::{Body, Entry, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Counting, Figures, House, Life};

/// Why an entry does not fit what the register said before it. The register refuses nothing: what
/// a desk wrote stays, and anybody can see that it contradicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OddReason {
    /// It is about a notice that no earlier entry issued.
    NoticeUnknown,
    /// It issues a notice that an earlier entry issued. The earlier one holds.
    IssuedTwice,
    /// The officer who drafted the notice did not hold the role that drafts.
    DrafterRole,
    /// The officer who approved the notice did not hold the role that approves.
    ApproverRole,
    /// The reviewer's key that the notice names was not in force.
    ReviewerKey,
    /// A delivery dated before the entry that issues its notice: there was nothing to deliver yet.
    DeliveredBeforeIssued,
    /// Silence, though no delivery was written down.
    SilenceUndelivered,
    /// Silence, though an answer was written down.
    SilenceAnswered,
    /// Silence before the time that the notice gave was over.
    SilenceEarly,
    /// An answer dated before the delivery.
    AnswerEarly,
    /// A role for an officer who holds it.
    RoleHeld,
    /// A role taken from an officer who does not hold it.
    RoleNotHeld,
    /// A reviewer's key that is there already.
    KeyTwice,
    /// The end of a reviewer's key that is not there, or that goes sooner.
    KeyUnknown,
    /// A second account for one reviewer's key, or an account that is there already.
    AccountTwice,
    /// The end of an account that is not there.
    AccountUnknown,
}

impl OddReason {
    /// Every reason.
    pub const ALL: &[OddReason] = &[
        OddReason::NoticeUnknown,
        OddReason::IssuedTwice,
        OddReason::DrafterRole,
        OddReason::ApproverRole,
        OddReason::ReviewerKey,
        OddReason::DeliveredBeforeIssued,
        OddReason::SilenceUndelivered,
        OddReason::SilenceAnswered,
        OddReason::SilenceEarly,
        OddReason::AnswerEarly,
        OddReason::RoleHeld,
        OddReason::RoleNotHeld,
        OddReason::KeyTwice,
        OddReason::KeyUnknown,
        OddReason::AccountTwice,
        OddReason::AccountUnknown,
    ];

    /// The word for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            OddReason::NoticeUnknown => "notice_unknown",
            OddReason::IssuedTwice => "issued_twice",
            OddReason::DrafterRole => "drafter_role",
            OddReason::ApproverRole => "approver_role",
            OddReason::ReviewerKey => "reviewer_key",
            OddReason::DeliveredBeforeIssued => "delivered_before_issued",
            OddReason::SilenceUndelivered => "silence_undelivered",
            OddReason::SilenceAnswered => "silence_answered",
            OddReason::SilenceEarly => "silence_early",
            OddReason::AnswerEarly => "answer_early",
            OddReason::RoleHeld => "role_held",
            OddReason::RoleNotHeld => "role_not_held",
            OddReason::KeyTwice => "key_twice",
            OddReason::KeyUnknown => "key_unknown",
            OddReason::AccountTwice => "account_twice",
            OddReason::AccountUnknown => "account_unknown",
        }
    }
}

/// An entry that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Odd {
    /// Its number in the register.
    pub index: u64,
    /// Why.
    pub why: OddReason,
}

/// What is known of the register as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// How many entries were read.
    pub entries: u64,
    /// How many of them are of no kind that this version knows.
    pub unread: u64,
    /// The latest moment at which an entry was written.
    pub last_at: Option<Timestamp>,
    /// How often an entry did not fit what was said before it.
    pub odd: u64,
    /// Who may act.
    pub house: House,
}

/// Where lives are kept while entries are read: in memory, or in the desk's tables.
pub trait Book {
    /// What can go wrong.
    type Error;

    /// The life of a notice, if one was issued under this reference.
    ///
    /// # Errors
    ///
    /// Whatever the book says.
    fn life(&mut self, notice: NoticeRef) -> Result<Option<Life>, Self::Error>;

    /// Keeps a life as it is after entry `index`.
    ///
    /// # Errors
    ///
    /// Whatever the book says.
    fn keep(&mut self, index: u64, life: Life) -> Result<(), Self::Error>;

    /// Keeps how a case went on, as entry `index` says it.
    ///
    /// # Errors
    ///
    /// Whatever the book says.
    fn outcome(&mut self, index: u64, at: Timestamp, body: &CaseOutcome)
    -> Result<(), Self::Error>;

    /// Keeps that an entry does not fit.
    ///
    /// # Errors
    ///
    /// Whatever the book says.
    fn odd(&mut self, odd: Odd) -> Result<(), Self::Error>;

    /// What is known of the register as a whole.
    fn ledger(&mut self) -> &mut Ledger;
}

/// Reads the entry that comes next in the register.
///
/// # Errors
///
/// Whatever the book says; the book is then to be thrown away, or put back as it was before.
pub fn enter<B: Book>(book: &mut B, bytes: &[u8]) -> Result<(), B::Error> {
    let index = book.ledger().entries;
    book.ledger().entries += 1;
    let Ok(entry) = Entry::from_bytes(bytes) else {
        book.ledger().unread += 1;
        return Ok(());
    };
    let at = entry.at();
    let ledger = book.ledger();
    ledger.last_at = ledger.last_at.max(Some(at));
    let odd = match entry.body() {
        Body::NoticeIssued(body) => issue(book, index, &entry, body)?,
        Body::NoticeDelivered(body) => go_on(book, index, body.notice, |life| {
            let is_early = life.decided.is_some_and(|decided| decided.at < body.delivered_at);
            let is_first = life.delivered.is_none();
            let is_before = body.delivered_at < life.issued.at;
            life.deliver(body);
            match (is_before, is_first && is_early) {
                (true, _) => Some(OddReason::DeliveredBeforeIssued),
                (false, true) => Some(OddReason::AnswerEarly),
                (false, false) => None,
            }
        })?,
        Body::NoticeReceived(body) => go_on(book, index, body.notice, |life| {
            life.receive(body);
            None
        })?,
        Body::Answer(body) => go_on(book, index, body.notice, |life| {
            let is_early = life.delivered.is_some_and(|it| body.answered_at < it.at);
            life.answer(body);
            is_early.then_some(OddReason::AnswerEarly)
        })?,
        Body::Silence(body) => go_on(book, index, body.notice, |life| {
            let why = match life.deadline() {
                _ if life.decided.is_some() => Some(OddReason::SilenceAnswered),
                None => Some(OddReason::SilenceUndelivered),
                Some(deadline) => (body.deadline < deadline).then_some(OddReason::SilenceEarly),
            };
            life.silence(body);
            why
        })?,
        Body::Withdrawal(body) => go_on(book, index, body.notice, |life| {
            life.withdraw(&entry, body);
            None
        })?,
        Body::CaseOutcome(body) => {
            book.outcome(index, at, body)?;
            Vec::new()
        }
        body => enter_house(&mut book.ledger().house, index, at, body).into_iter().collect(),
    };
    for why in odd {
        book.ledger().odd += 1;
        book.odd(Odd { index, why })?;
    }
    Ok(())
}

fn enter_house(house: &mut House, index: u64, at: Timestamp, body: &Body) -> Option<OddReason> {
    match body {
        Body::RoleGrant(body) => return house.grant(index, at, body),
        Body::ReviewerKey(body) => return house.key(index, body),
        Body::OutsideAccount(body) => return house.account(index, at, body),
        Body::Policy(body) => house.policy(index, body),
        Body::SuccessorLog(body) => house.follow(index, body),
        // The dialogue with platforms has a room of its own.
        _ => {}
    }
    None
}

fn issue<B: Book>(
    book: &mut B,
    index: u64,
    entry: &Entry,
    body: &NoticeIssued,
) -> Result<Vec<OddReason>, B::Error> {
    if book.life(body.notice)?.is_some() {
        return Ok(vec![OddReason::IssuedTwice]);
    }
    let house = &book.ledger().house;
    let officers = body.officers;
    let is_reviewed = match &body.sender {
        Sender::Authority(authority) => house.may_review(&authority.reviewed_by, entry.at()),
        Sender::Citizen(_) => true,
    };
    let checks = [
        (house.holds(officers.drafted_by(), Role::Decision), OddReason::DrafterRole),
        (house.holds(officers.approved_by(), Role::Approver), OddReason::ApproverRole),
        (is_reviewed, OddReason::ReviewerKey),
    ];
    book.keep(index, Life::begin(index, entry, body))?;
    Ok(checks.into_iter().filter(|(is_well, _)| !is_well).map(|(_, why)| why).collect())
}

/// Goes on with the life of a notice.
fn go_on<B: Book>(
    book: &mut B,
    index: u64,
    notice: NoticeRef,
    change: impl FnOnce(&mut Life) -> Option<OddReason>,
) -> Result<Vec<OddReason>, B::Error> {
    let Some(mut life) = book.life(notice)? else {
        return Ok(vec![OddReason::NoticeUnknown]);
    };
    let odd = change(&mut life);
    book.keep(index, life)?;
    Ok(odd.into_iter().collect())
}

/// The book of whoever holds a copy of the log.
///
/// # Example
///
/// ```
/// use desk::public::{Account, enter};
/// let mut account = Account::default();
/// let Ok(()) = enter(&mut account, b"no entry that this version knows");
/// assert_eq!(account.figures().entries, 1);
/// assert_eq!(account.figures().all.issued, 0);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    ledger: Ledger,
    lives: BTreeMap<NoticeRef, Life>,
    odd: Vec<Odd>,
}

impl Account {
    /// Every notice, by its reference.
    pub fn lives(&self) -> impl Iterator<Item = &Life> {
        self.lives.values()
    }

    /// Every entry that does not fit, in order.
    #[must_use]
    pub fn odd(&self) -> &[Odd] {
        &self.odd
    }

    /// Who may act.
    #[must_use]
    pub fn house(&self) -> &House {
        &self.ledger.house
    }

    /// The figures of what was read.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let mut counting = Counting::new(&self.ledger);
        self.lives.values().for_each(|life| counting.add(life));
        counting.done()
    }
}

impl Book for Account {
    type Error = Infallible;

    fn life(&mut self, notice: NoticeRef) -> Result<Option<Life>, Infallible> {
        Ok(self.lives.get(&notice).cloned())
    }

    fn keep(&mut self, _: u64, life: Life) -> Result<(), Infallible> {
        self.lives.insert(life.issued.notice, life);
        Ok(())
    }

    fn outcome(&mut self, _: u64, _: Timestamp, _: &CaseOutcome) -> Result<(), Infallible> {
        // Figures are about notices.
        Ok(())
    }

    fn odd(&mut self, odd: Odd) -> Result<(), Infallible> {
        self.odd.push(odd);
        Ok(())
    }

    fn ledger(&mut self) -> &mut Ledger {
        &mut self.ledger
    }
}
