//! Notices and what happened to them, in JSON.

use desk::seat::stand;
use record::Timestamp;
use record::choice::Means;
use record::id::NoticeRef;
use serde_json::{Map, Value, json};
use store::desk::{InboxRow, KeptTurn, TurnKind};

use crate::compose::Said;
use crate::desk::DeskState;
use crate::seat::inbox::{Listed, listed};
use crate::seat::open::{Read, statement};

/// A notice in the list: no more than its public entry says, and where it stands.
pub(super) fn row(desk: &DeskState, row: &InboxRow) -> Option<Value> {
    let Listed { issued, at, stand, is_opened } = listed(desk, row)?;
    Some(json!({
        "number": row.number,
        "notice": NoticeRef::from_random(row.row.reference),
        "entry": row.row.entry_place,
        "issued_at": at,
        "harm": issued.harm,
        "measure": issued.measure,
        "answer_within_hours": issued.answer_within_hours.hours(),
        "state": stand.standing.word(),
        "due": stand.due,
        "opened": is_opened,
    }))
}

/// What happened to a notice since it left, and where it stands.
pub(super) fn turns(desk: &DeskState, read: &Read) -> Value {
    let clock = desk.parties.clock(read.release.notice.answer_within_hours);
    let stand = stand(&read.clock(), clock, desk.now());
    let turns: Vec<Value> =
        read.turns.iter().zip(1..).map(|(it, number)| turn(number, it)).collect();
    json!({
        "notice": read.notice(),
        "state": stand.standing.word(),
        "due": stand.due,
        "turns": turns,
    })
}

/// One turn. How the desk proves what it did by hand is the desk's own.
pub(super) fn turn(number: usize, turn: &KeptTurn) -> Value {
    let mut value = Map::new();
    let at = i64::try_from(turn.happened_ms / 1000).unwrap_or(i64::MAX);
    value.insert("number".into(), json!(number));
    value.insert("kind".into(), json!(turn.kind.word()));
    value.insert("at".into(), json!(Timestamp::nearest(at)));
    value.insert("entry".into(), json!(turn.entry_place));
    let is_here = turn.means == Means::Interface.word();
    match turn.kind {
        TurnKind::Delivered => {
            value.insert("means".into(), json!(turn.means));
        }
        TurnKind::Received if is_here => {
            value.insert("reference".into(), json!(Said::read(&turn.body)));
        }
        TurnKind::Answered => {
            value.insert("decision".into(), json!(turn.means));
            value.insert("statement".into(), json!(statement(turn)));
        }
        TurnKind::Replied => {
            value.insert("text".into(), json!(Said::read(&turn.body)));
        }
        TurnKind::Withdrawn => {
            value.insert("reason".into(), json!(turn.means));
        }
        TurnKind::Received | TurnKind::Silent => {}
    }
    Value::Object(value)
}
