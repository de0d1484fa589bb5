//! Reading a dump, in pieces of any length.

use std::collections::{BTreeMap, HashMap};

use record::choice::Decision;
use record::entry::{MAX_ENTRY_BYTES, NoticeIssued, Sender};
use record::id::{NoticeRef, OrganisationId};
use record::{Body, Entry, Timestamp};

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
#[derive(Debug, Default)]
pub struct Reader {
    begun: Vec<u8>,
    line: u64,
    names: Vec<OrganisationId>,
    numbers: BTreeMap<OrganisationId, usize>,
    lives: HashMap<NoticeRef, Life>,
}

impl Reader {
    /// Reads on, and tells each line that it leaves out.
    pub fn read(&mut self, piece: &[u8], mut tell: impl FnMut(Damage)) {
        let mut lines = piece.split(|byte| *byte == b'\n').peekable();
        while let Some(part) = lines.next() {
            let is_ended = lines.peek().is_some();
            if is_ended && self.begun.is_empty() {
                self.end_line(part, &mut tell);
                continue;
            }
            // One byte more than an entry has is enough to know that it is too long.
            let room = (MAX_ENTRY_BYTES + 1).saturating_sub(self.begun.len());
            self.begun.extend_from_slice(&part[..part.len().min(room)]);
            if is_ended {
                let mut line = std::mem::take(&mut self.begun);
                self.end_line(&line, &mut tell);
                line.clear();
                self.begun = line;
            }
        }
    }

    /// The scorecards of all that was read. A last line may lack its end.
    pub fn finish(mut self, mut tell: impl FnMut(Damage)) -> BTreeMap<About, Scorecard> {
        if !self.begun.is_empty() {
            let line = std::mem::take(&mut self.begun);
            self.end_line(&line, &mut tell);
        }
        tally::count(&self.names, self.lives.values())
    }

    fn end_line(&mut self, line: &[u8], tell: &mut impl FnMut(Damage)) {
        self.line += 1;
        let entered = if line.len() > MAX_ENTRY_BYTES {
            Err(Reason::TooLong)
        } else {
            Entry::from_dump(line).ok_or(Reason::Unreadable).and_then(|entry| self.enter(&entry))
        };
        if let Err(why) = entered {
            tell(Damage { line: self.line, why });
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
