//! What a platform says about a notice: that it has it, a question, an answer. Each is kept once, with
//! its public entry, however often and by how many at once it is sent.

use desk::answer::{Statement, StatementProblem};
use desk::seat::{NotNow, Received, may_decide, may_speak};
use record::Body;
use record::choice::Means;
use record::entry::{Answer, NoticeReceived};
use store::desk::{By, KeptTurn, NewTurn, TurnKind, Turned};

use super::open::{AtSeat, Read, SeatError, TRIES_MAX, statement as statement_of};
use crate::compose::Said;
use crate::desk::Desk;

/// What became of something that was said.
#[derive(Debug)]
pub(crate) enum Spoken {
    /// It is kept, under this number.
    Kept(i64),
    /// The very same was said before: the turn with this number.
    Same(i64),
    /// Something else was said before under the same name.
    Differs,
    /// It does not fit what was decided before.
    Wrong(StatementProblem),
    /// Something happened that whoever spoke had not seen.
    Overtaken,
}

/// How much of what happened whoever speaks has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// So many turns, as the page showed them.
    Turns(usize),
    /// Whatever there is: a program looks by itself.
    All,
}

/// Says that the platform has the notice.
pub(crate) async fn receive(
    desk: &Desk,
    at: &AtSeat,
    read: &mut Read,
    received: &Received,
) -> Result<Spoken, SeatError> {
    for _ in 0..TRIES_MAX {
        // What an officer wrote down after a letter is not the seat's own word.
        let is_own = |turn: &&KeptTurn| {
            turn.kind == TurnKind::Received && turn.means == Means::Interface.word()
        };
        if let Some(turn) = read.turns.iter().find(is_own) {
            let is_same = Said::read(&turn.body) == received.reference;
            return Ok(if is_same { Spoken::Same(turn.id) } else { Spoken::Differs });
        }
        may_speak(&read.clock())?;
        let said = Said::new(desk, received.reference.clone())?;
        let body = Body::NoticeReceived(NoticeReceived {
            notice: read.notice(),
            receipt: said.document(),
            received_at: desk.now(),
            recorded_by: None,
        });
        let entry = read.entry(desk, body)?;
        let turn = NewTurn {
            kind: TurnKind::Received,
            happened_ms: desk.now_ms(),
            means: Means::Interface.word(),
            own_id: None,
            body: &said.to_bytes(),
            entry: Some(&entry),
        };
        if let Some(id) = keep(desk, at, read, turn).await? {
            return Ok(Spoken::Kept(id));
        }
    }
    Err(SeatError::Busy)
}

/// Says what the platform decided, or asks.
pub(crate) async fn answer(
    desk: &Desk,
    at: &AtSeat,
    read: &mut Read,
    seen: Seen,
    statement: &Statement,
) -> Result<Spoken, SeatError> {
    for _ in 0..TRIES_MAX {
        if let Some(spoken) = said_before(read, seen, statement) {
            return Ok(spoken);
        }
        may_speak(&read.clock())?;
        if let Err(problem) = may_decide(statement.decision, &read.decisions()) {
            return Ok(Spoken::Wrong(problem));
        }
        let text = serde_json::to_string(statement).map_err(|_| SeatError::Kept)?;
        let said = Said::new(desk, text)?;
        let body = Body::Answer(Answer {
            answered_at: desk.now(),
            basis: statement.basis,
            decider: statement.decider,
            decision: statement.decision,
            measure: statement.measure,
            notice: read.notice(),
            reasons: Some(said.document_in(statement.language)),
            recorded_by: None,
        });
        let entry = read.entry(desk, body)?;
        let turn = NewTurn {
            kind: TurnKind::Answered,
            happened_ms: desk.now_ms(),
            means: statement.decision.word(),
            own_id: Some(statement.own_id.as_str()).filter(|id| !id.is_empty()),
            body: &said.to_bytes(),
            entry: Some(&entry),
        };
        if let Some(id) = keep(desk, at, read, turn).await? {
            return Ok(Spoken::Kept(id));
        }
    }
    Err(SeatError::Busy)
}

/// Whether this was said before, or too much has happened since the page was shown.
fn said_before(read: &Read, seen: Seen, statement: &Statement) -> Option<Spoken> {
    let mut answers = read.turns.iter().rev().filter_map(|turn| Some((turn, statement_of(turn)?)));
    if !statement.own_id.is_empty() {
        let named = answers.find(|(_, it)| it.own_id == statement.own_id);
        if let Some((turn, before)) = named {
            let is_same = before == *statement;
            return Some(if is_same { Spoken::Same(turn.id) } else { Spoken::Differs });
        }
    }
    let Seen::Turns(seen) = seen else { return None };
    if seen == read.turns.len() {
        return None;
    }
    // A form that was sent twice is one answer.
    let last = read.turns.last().filter(|turn| statement_of(turn).as_ref() == Some(statement));
    Some(last.map_or(Spoken::Overtaken, |turn| Spoken::Same(turn.id)))
}

/// Keeps a turn and gives its number; nothing if something else happened first, so that it must be thought about again.
async fn keep(
    desk: &Desk,
    at: &AtSeat,
    read: &mut Read,
    turn: NewTurn<'_>,
) -> Result<Option<i64>, SeatError> {
    let actor = at.pseudonym.to_string();
    let by = By { actor: &actor, at_ms: desk.now_ms(), seen: None };
    let turned = desk.store.notice_turn(read.row.id, read.turns.len(), turn, by).await?;
    read.reload(desk)?;
    match turned {
        Turned::Kept(id) => Ok(Some(id)),
        Turned::Already(_) | Turned::Overtaken => Ok(None),
        Turned::Elsewhere => Err(NotNow::Withdrawn.into()),
        Turned::OutOfPlace(why) => Err(why.into()),
    }
}
