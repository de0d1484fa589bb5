//! Reading a dump, in pieces of any length.

use std::collections::{BTreeMap, HashMap};

use record::choice::Decision;
use record::entry::{MAX_ENTRY_BYTES, NoticeIssued, Sender};
use record::id::{NoticeRef, OrganisationId};
use record::{Body, Entry, Timestamp};

use crate::lines::Lines;

use super::tally::{self, About, Life, Scorecard};

/// Why a line was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It is longer than an entry can be.
    TooLong,
    /// It is no entry.
    Unreadable,
    /// It issues a notice that an earlier line issued.
    IssuedTwice,
    /// It is about a notice that this desk did not issue in an earlier line.
    NoticeUnknown,
    /// An answer without a delivery, or dated before it.
    AnswerEarly,
    /// Silence without a delivery.
    SilenceUndelivered,
    /// Silence after a decision.
    SilenceAnswered,
}

impl Reason {
    /// The word for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Reason::TooLong => "too_long",
            Reason::Unreadable => "unreadable",
            Reason::IssuedTwice => "issued_twice",
            Reason::NoticeUnknown => "notice_unknown",
            Reason::AnswerEarly => "answer_early",
            Reason::SilenceUndelivered => "silence_undelivered",
            Reason::SilenceAnswered => "silence_answered",
        }
    }
}

/// A line that was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damage {
    /// Its number, from 1.
    pub line: u64,
    /// Why.
    pub why: Reason,
}

/// Reads a dump. It keeps one small record a notice and at most one line.
#[derive(Debug)]
pub struct Reader {
    lines: Lines,
    told: Told,
}

/// What the lines told so far.
#[derive(Debug, Default)]
struct Told {
    names: Vec<OrganisationId>,
    numbers: BTreeMap<OrganisationId, usize>,
    lives: HashMap<NoticeRef, Life>,
}

impl Default for Reader {
    fn default() -> Reader {
        Reader { lines: Lines::new(MAX_ENTRY_BYTES), told: Told::default() }
    }
}

impl Reader {
    /// Reads on, and tells each line that it leaves out.
    pub fn read(&mut self, piece: &[u8], mut tell: impl FnMut(Damage)) {
        let told = &mut self.told;
        self.lines.read(piece, |line, bytes| told.end_line(line, bytes, &mut tell));
    }

    /// The scorecards of all that was read. A last line may lack its end.
    pub fn finish(self, mut tell: impl FnMut(Damage)) -> BTreeMap<About, Scorecard> {
        let Reader { lines, mut told } = self;
        lines.finish(|line, bytes| told.end_line(line, bytes, &mut tell));
        tally::count(&told.names, told.lives.values())
    }
}

impl Told {
    fn end_line(&mut self, line: u64, bytes: Option<&[u8]>, tell: &mut impl FnMut(Damage)) {
        let entry = bytes.ok_or(Reason::TooLong);
        let entry = entry.and_then(|it| Entry::from_dump(it).ok_or(Reason::Unreadable));
        if let Err(why) = entry.and_then(|entry| self.enter(&entry)) {
            tell(Damage { line, why });
        }
    }

    fn enter(&mut self, entry: &Entry) -> Result<(), Reason> {
        match entry.body() {
            Body::NoticeIssued(issued) => return self.issue(entry.desk(), issued),
            Body::NoticeDelivered(delivered) => {
                let life = self.life(entry, delivered.notice)?;
                life.delivered_at.get_or_insert(delivered.delivered_at);
            }
            Body::Answer(answer) => {
                let life = self.life(entry, answer.notice)?;
                decide(life, answer.decision, answer.answered_at)?;
            }
            Body::Silence(silence) => {
                let life = self.life(entry, silence.notice)?;
                if life.delivered_at.is_none() {
                    return Err(Reason::SilenceUndelivered);
                }
                if life.decision.is_some() {
                    return Err(Reason::SilenceAnswered);
                }
                life.is_silent = true;
            }
            Body::Withdrawal(withdrawal) => {
                self.life(entry, withdrawal.notice)?.is_withdrawn = true;
            }
            // No other kind moves a notice.
            _ => {}
        }
        Ok(())
    }

    fn issue(&mut self, desk: &OrganisationId, issued: &NoticeIssued) -> Result<(), Reason> {
        if self.lives.contains_key(&issued.notice) {
            return Err(Reason::IssuedTwice);
        }
        let life = Life {
            desk: self.number(desk),
            platform: self.number(&issued.to),
            is_authority: matches!(issued.sender, Sender::Authority(_)),
            delivered_at: None,
            first_decided_s: None,
            decision: None,
            is_silent: false,
            is_withdrawn: false,
        };
        self.lives.insert(issued.notice, life);
        Ok(())
    }

    fn life(&mut self, entry: &Entry, notice: NoticeRef) -> Result<&mut Life, Reason> {
        let desk = self.numbers.get(entry.desk());
        let life = self.lives.get_mut(&notice).filter(|life| Some(&life.desk) == desk);
        life.ok_or(Reason::NoticeUnknown)
    }

    fn number(&mut self, name: &OrganisationId) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        self.names.push(name.clone());
        self.numbers.insert(name.clone(), self.names.len() - 1);
        self.names.len() - 1
    }
}

fn decide(life: &mut Life, decision: Decision, at: Timestamp) -> Result<(), Reason> {
    let taken_s = life.delivered_at.and_then(|from| u64::try_from(at.seconds_since(from)).ok());
    let taken_s = taken_s.ok_or(Reason::AnswerEarly)?;
    // Who only asks has not decided.
    if decision != Decision::AskedForMore {
        life.first_decided_s.get_or_insert(taken_s);
        life.decision = Some(decision);
    }
    Ok(())
}
