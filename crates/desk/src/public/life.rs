//! The life of one notice, as the register tells it.

use record::choice::{Capacity, Decision, Harm, Means, Measure, WithdrawalReason};
use record::entry::{Answer, Ground, NoticeDelivered, NoticeIssued, NoticeReceived, Sender};
use record::entry::{Silence, Withdrawal};
use record::id::{CaseRef, NoticeRef, OrganisationId};
use record::{Entry, Timestamp};
use serde::{Deserialize, Serialize};

/// Seconds in an hour.
const HOUR_S: i64 = 3600;

/// What came back on a notice. Each notice is in exactly one of these states, so they add up to all
/// notices. What a platform did stays what it did: a notice that is taken back after an answer keeps
/// the state of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Issued, and no delivery is written down.
    Undelivered,
    /// Delivered, and nothing came back.
    Waiting,
    /// The time to answer passed without an answer, and none came since.
    Silent,
    /// Taken back before anything came back.
    Withdrawn,
    /// The last answer: it did what was asked.
    Accepted,
    /// The last answer: it did something milder.
    Narrowed,
    /// The last answer: it did nothing.
    Refused,
    /// The last answer: the content was gone before.
    AlreadyGone,
    /// The last answer: it put back what it had taken down.
    Restored,
    /// The last answer: it asks for more before it decides.
    AskedForMore,
}

impl State {
    /// Every state, in the order of a notice's life.
    pub const ALL: &[State] = &[
        State::Undelivered,
        State::Waiting,
        State::Silent,
        State::Withdrawn,
        State::Accepted,
        State::Narrowed,
        State::Refused,
        State::AlreadyGone,
        State::Restored,
        State::AskedForMore,
    ];

    /// The word for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            State::Undelivered => "undelivered",
            State::Waiting => "waiting",
            State::Silent => "silent",
            State::Withdrawn => "withdrawn",
            State::Accepted => "accepted",
            State::Narrowed => "narrowed",
            State::Refused => "refused",
            State::AlreadyGone => "already_gone",
            State::Restored => "restored",
            State::AskedForMore => "asked_for_more",
        }
    }

    fn of(decision: Decision) -> State {
        match decision {
            Decision::Accepted => State::Accepted,
            Decision::Narrowed => State::Narrowed,
            Decision::Refused => State::Refused,
            Decision::AlreadyGone => State::AlreadyGone,
            Decision::Restored => State::Restored,
            Decision::AskedForMore => State::AskedForMore,
        }
    }
}

/// What was asked, as the entry that issued the notice says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// The number of that entry in the register.
    pub index: u64,
    /// When it was written.
    pub at: Timestamp,
    /// The notice.
    pub notice: NoticeRef,
    /// Its case.
    pub case: CaseRef,
    /// The platform.
    pub to: OrganisationId,
    /// The harm it is about.
    pub harm: Harm,
    /// What is asked.
    pub measure: Measure,
    /// The articles of law and, for a citizen's, the house rules it rests on.
    pub grounds: Vec<Ground>,
    /// Whether it is an authority's notice.
    pub is_authority: bool,
    /// In what capacity somebody complained.
    pub capacity: Capacity,
    /// Whether an official or an authority complained.
    pub is_official: bool,
    /// How long the platform was asked to take at most. Unit: hours from delivery.
    pub answer_hours: u16,
    /// Addresses that whoever holds them can find.
    pub addresses_published: usize,
    /// Addresses that nobody can find.
    pub addresses_secret: usize,
    /// From when on the three-part test is to be published; an authority's notice has one.
    pub test_due: Option<Timestamp>,
}

/// The first delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivered {
    /// When it was delivered.
    pub at: Timestamp,
    /// How.
    pub means: Means,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// When it came.
    pub at: Timestamp,
    /// What it says.
    pub decision: Decision,
    /// What was done, if something was.
    pub measure: Option<Measure>,
}

/// The first silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silenced {
    /// The last moment at which an answer was in time.
    pub deadline: Timestamp,
}

/// The first withdrawal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// When the entry was written.
    pub at: Timestamp,
    /// Why.
    pub reason: WithdrawalReason,
}

/// A notice and what became of it. It does not grow with the number of its entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Life {
    /// What was asked.
    pub issued: Issued,
    /// The first delivery.
    pub delivered: Option<Delivered>,
    /// When the platform says it received the notice, as first said.
    pub received_at: Option<Timestamp>,
    /// The first answer that decides something: any but "asked for more".
    pub decided: Option<Answered>,
    /// The last answer, in the order of the register.
    pub answered: Option<Answered>,
    /// How many answers there are.
    pub answers: u64,
    /// The first silence.
    pub silenced: Option<Silenced>,
    /// Whether an answer that decides something came after the silence was written down.
    pub is_answered_late: bool,
    /// The first withdrawal.
    pub withdrawn: Option<Withdrawn>,
}

impl Life {
    /// The life of a notice at the entry that issues it.
    #[must_use]
    pub fn begin(index: u64, entry: &Entry, body: &NoticeIssued) -> Life {
        let (grounds, test_due) = match &body.sender {
            Sender::Authority(authority) => (
                authority.laws.iter().cloned().map(Ground::Law).collect(),
                authority.three_part_test.document().publish_after(),
            ),
            Sender::Citizen(citizen) => (citizen.grounds.iter().cloned().collect(), None),
        };
        let secret = body.addresses.iter().filter(|address| address.is_secret()).count();
        let issued = Issued {
            index,
            at: entry.at(),
            notice: body.notice,
            case: body.case,
            to: body.to.clone(),
            harm: body.harm,
            measure: body.measure,
            grounds,
            is_authority: matches!(body.sender, Sender::Authority(_)),
            capacity: body.complainant.capacity(),
            is_official: body.complainant.is_official(),
            answer_hours: body.answer_within_hours.hours(),
            addresses_published: body.addresses.iter().len() - secret,
            addresses_secret: secret,
            test_due,
        };
        Life {
            issued,
            delivered: None,
            received_at: None,
            decided: None,
            answered: None,
            answers: 0,
            silenced: None,
            is_answered_late: false,
            withdrawn: None,
        }
    }

    pub(super) fn deliver(&mut self, body: &NoticeDelivered) {
        self.delivered.get_or_insert(Delivered { at: body.delivered_at, means: body.means });
    }

    pub(super) fn receive(&mut self, body: &NoticeReceived) {
        self.received_at.get_or_insert(body.received_at);
    }

    pub(super) fn answer(&mut self, body: &Answer) {
        let answered =
            Answered { at: body.answered_at, decision: body.decision, measure: body.measure };
        if body.decision != Decision::AskedForMore {
            self.decided.get_or_insert(answered);
            self.is_answered_late |= self.silenced.is_some();
        }
        self.answered = Some(answered);
        self.answers += 1;
    }

    pub(super) fn silence(&mut self, body: &Silence) {
        self.silenced.get_or_insert(Silenced { deadline: body.deadline });
    }

    pub(super) fn withdraw(&mut self, entry: &Entry, body: &Withdrawal) {
        self.withdrawn.get_or_insert(Withdrawn { at: entry.at(), reason: body.reason });
    }

    /// What came back.
    #[must_use]
    pub fn state(&self) -> State {
        // Who only asks does not answer: silence after a question is silence.
        let is_spoken = self.decided.is_some() || self.silenced.is_none();
        let answered = self.answered.filter(|_| is_spoken);
        match (answered, self.silenced, self.withdrawn, self.delivered) {
            (Some(answered), ..) => State::of(answered.decision),
            (_, Some(_), ..) => State::Silent,
            (_, _, Some(_), _) => State::Withdrawn,
            (_, _, _, Some(_)) => State::Waiting,
            _ => State::Undelivered,
        }
    }

    /// How long the first decision took, from the first delivery. `None` if there is no decision or
    /// no delivery, or if the decision is dated before the delivery. Unit: seconds.
    #[must_use]
    pub fn answer_s(&self) -> Option<u64> {
        let (decided, delivered) = (self.decided?, self.delivered?);
        u64::try_from(decided.at.seconds_since(delivered.at)).ok()
    }

    /// The last moment at which an answer is in time; `None` before the delivery.
    #[must_use]
    pub fn deadline(&self) -> Option<Timestamp> {
        let hours = i64::from(self.issued.answer_hours);
        self.delivered?.at.plus_seconds(hours * HOUR_S).ok()
    }

    /// Whether it waits at `now` although the time to answer is over, and no silence is written
    /// down. The deadline itself is still on time.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state() == State::Waiting && self.deadline().is_some_and(|deadline| deadline < now)
    }

    /// The articles of law and house rules that it names, each as one text: `ma/88-13/83`,
    /// `house_rule/privacy`.
    pub fn ground_keys(&self) -> impl Iterator<Item = String> {
        self.issued.grounds.iter().map(|ground| match ground {
            Ground::Law(law) => law.to_string(),
            Ground::HouseRule(rule) => format!("house_rule/{rule}"),
        })
    }

    /// The month in which it was issued, in UTC: `2026-11`.
    #[must_use]
    pub fn month(&self) -> String {
        let day = self.issued.at.day();
        format!("{:04}-{:02}", day.year(), day.month())
    }
}
