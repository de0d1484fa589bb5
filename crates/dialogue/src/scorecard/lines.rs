//! Reading a dump, in pieces of any length.

use std::collections::{BTreeMap, HashMap};

use record::choice::Decision;
use record::entry::{MAX_ENTRY_BYTES, Sender};
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

/// What a line says, before it is held against those before it.
#[derive(Debug)]
pub struct Parsed(Result<Option<Step>, Reason>);

/// What of an entry moves a notice: little, so that whoever takes it in order has little to do.
#[derive(Debug)]
struct Step {
    desk: OrganisationId,
    notice: NoticeRef,
    what: What,
}

#[derive(Debug)]
enum What {
    Issued { to: OrganisationId, is_authority: bool },
    Delivered(Timestamp),
    Answered(Decision, Timestamp),
    Silent,
    Withdrawn,
}

impl Step {
    fn of(entry: &Entry) -> Option<Step> {
        let (notice, what) = match entry.body() {
            Body::NoticeIssued(issued) => {
                let is_authority = matches!(issued.sender, Sender::Authority(_));
                (issued.notice, What::Issued { to: issued.to.clone(), is_authority })
            }
            Body::NoticeDelivered(it) => (it.notice, What::Delivered(it.delivered_at)),
            Body::Answer(it) => (it.notice, What::Answered(it.decision, it.answered_at)),
            Body::Silence(it) => (it.notice, What::Silent),
            Body::Withdrawal(it) => (it.notice, What::Withdrawn),
            // No other kind moves a notice.
            _ => return None,
        };
        Some(Step { desk: entry.desk().clone(), notice, what })
    }
}

/// Parses one line, without its end. Lines can be parsed in any order, by any thread.
#[must_use]
pub fn parse(line: &[u8]) -> Parsed {
    if line.len() > MAX_ENTRY_BYTES {
        return Parsed(Err(Reason::TooLong));
    }
    let entry = Entry::from_dump(line).ok_or(Reason::Unreadable);
    Parsed(entry.map(|entry| Step::of(&entry)))
}

fn unended(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\n").unwrap_or(line)
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
    pub fn read(&mut self, piece: &[u8], tell: impl FnMut(Damage)) {
        let all = |lines: &[&[u8]]| lines.iter().map(|line| parse(line)).collect();
        self.read_by(piece, all, tell);
    }

    /// As [`Reader::read`]; the whole lines of the piece are parsed by `all`, which gives for each
    /// what [`parse`] says of it, in the same order, and may share them among several threads.
    pub fn read_by(
        &mut self,
        piece: &[u8],
        all: impl FnOnce(&[&[u8]]) -> Vec<Parsed>,
        mut tell: impl FnMut(Damage),
    ) {
        let begun = match piece.iter().position(|byte| *byte == b'\n') {
            Some(end) if self.lines.is_inside() => end + 1,
            Some(_) => 0,
            None => piece.len(),
        };
        let (begun, rest) = piece.split_at(begun);
        let whole = rest.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let (whole, rest) = rest.split_at(whole);
        let told = &mut self.told;
        self.lines.read(begun, |line, bytes| told.end_line(line, bytes, &mut tell));
        let lines: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').map(unended).collect();
        let first = self.lines.skip(lines.len());
        for (line, parsed) in (first..).zip(all(&lines)) {
            told.take(line, parsed, &mut tell);
        }
        self.lines.read(rest, |line, bytes| told.end_line(line, bytes, &mut tell));
    }

    /// The scorecards of all whole lines so far; reading goes on.
    #[must_use]
    pub fn so_far(&self) -> BTreeMap<About, Scorecard> {
        tally::count(&self.told.names, self.told.lives.values())
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
        self.take(line, bytes.map_or(Parsed(Err(Reason::TooLong)), parse), tell);
    }

    fn take(&mut self, line: u64, Parsed(step): Parsed, tell: &mut impl FnMut(Damage)) {
        let entered = step.and_then(|step| step.map_or(Ok(()), |step| self.enter(&step)));
        if let Err(why) = entered {
            tell(Damage { line, why });
        }
    }

    fn enter(&mut self, step: &Step) -> Result<(), Reason> {
        if let What::Issued { to, is_authority } = &step.what {
            return self.issue(step, to, *is_authority);
        }
        let desk = self.numbers.get(&step.desk);
        let life = self.lives.get_mut(&step.notice).filter(|life| Some(&life.desk) == desk);
        let life = life.ok_or(Reason::NoticeUnknown)?;
        match step.what {
            What::Issued { .. } => {}
            What::Delivered(at) => {
                life.delivered_at.get_or_insert(at);
            }
            What::Answered(decision, at) => decide(life, decision, at)?,
            What::Silent if life.delivered_at.is_none() => return Err(Reason::SilenceUndelivered),
            What::Silent if life.decision.is_some() => return Err(Reason::SilenceAnswered),
            What::Silent => life.is_silent = true,
            What::Withdrawn => life.is_withdrawn = true,
        }
        Ok(())
    }

    fn issue(
        &mut self,
        step: &Step,
        to: &OrganisationId,
        is_authority: bool,
    ) -> Result<(), Reason> {
        if self.lives.contains_key(&step.notice) {
            return Err(Reason::IssuedTwice);
        }
        let life = Life {
            desk: self.number(&step.desk),
            platform: self.number(to),
            is_authority,
            delivered_at: None,
            first_decided_s: None,
            decision: None,
            is_silent: false,
            is_withdrawn: false,
        };
        self.lives.insert(step.notice, life);
        Ok(())
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
