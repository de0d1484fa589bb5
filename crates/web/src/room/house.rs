//! `/room/desk`: who may act, as the register says it: roles, reviewers' keys, rules of signatures,
//! and the registers that this one follows.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use desk::public::{House, KeyLine, KeyStanding, OutsideLine};
use record::Timestamp;
use record::choice::{PolicyScope, Role};
use record::entry::Outsider;
use words::Value;

use super::RoomError;
use super::shown::moment;
use crate::desk::Desk;
use crate::frame::{Frame, Moment};
use crate::page::{Page, SHARED};

/// Officers of one role that are named; the rest is counted.
const HOLDERS_MAX: usize = 200;

/// Who may act.
#[derive(Template)]
#[template(path = "room_desk.html")]
pub(super) struct HousePage {
    frame: Frame,
    desk_name: String,
    roles: Vec<RoleLine>,
    both: Vec<String>,
    keys: Vec<KeyShown>,
    has_key_in_force: bool,
    outside: Vec<OutsideShown>,
    policies: Vec<PolicyShown>,
    successors: Vec<SuccessorShown>,
}

struct RoleLine {
    words: String,
    count: String,
    holders: Vec<HolderShown>,
}

struct HolderShown {
    officer: String,
    since: Moment,
    entry: String,
}

struct KeyShown {
    name: String,
    body: String,
    state: String,
    is_in_force: bool,
    is_bad: bool,
    from: Moment,
    entry: String,
    until: Option<(Moment, String)>,
}

struct OutsideShown {
    words: String,
    name: String,
    account: String,
    since: Moment,
    entry: String,
    again: String,
}

struct PolicyShown {
    words: String,
    quorum: String,
    from: Moment,
    is_to_come: bool,
    entry: String,
    hash: String,
}

struct SuccessorShown {
    origin: String,
    words: String,
    entry: String,
}

impl Page for HousePage {
    const CACHE: &'static str = SHARED;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /room/desk`.
pub(super) async fn page(State(desk): State<Desk>, frame: Frame, headers: HeaderMap) -> Response {
    super::show(desk, frame, &headers, build).await
}

fn build(desk: &Desk, frame: Frame) -> Result<HousePage, RoomError> {
    let house = desk.store.room_progress()?.map(|it| it.ledger.house).unwrap_or_default();
    let now = desk.now();
    let keys: Vec<KeyShown> = house.keys.iter().rev().map(|it| key(&frame, it, now)).collect();
    Ok(HousePage {
        desk_name: desk.store.identity().name.clone(),
        roles: Role::ALL.iter().map(|it| role(&frame, &house, *it)).collect(),
        both: house.both().iter().map(ToString::to_string).collect(),
        has_key_in_force: keys.iter().any(|key| key.is_in_force),
        keys,
        outside: house.outside.iter().map(|it| outside(&frame, it)).collect(),
        policies: policies(&frame, &house, now),
        successors: successors(&frame, &house),
        frame,
    })
}

fn entry_link(frame: &Frame, index: u64) -> String {
    frame.link(&format!("/register/entry/{index}"))
}

fn role(frame: &Frame, house: &House, role: Role) -> RoleLine {
    let holders = house.holders.iter().filter(|holder| holder.role == role).take(HOLDERS_MAX);
    RoleLine {
        words: frame.word("role", role.word()),
        count: frame.number(house.count(role) as u64),
        holders: holders
            .map(|holder| HolderShown {
                officer: holder.officer.to_string(),
                since: moment(frame, holder.since),
                entry: entry_link(frame, holder.index),
            })
            .collect(),
    }
}

fn key(frame: &Frame, line: &KeyLine, now: Timestamp) -> KeyShown {
    let standing = line.standing(now);
    let removal = line.removal;
    let is_bad = removal.is_some_and(|removal| removal.is_compromised);
    let word = match standing {
        KeyStanding::ToCome => "to-come",
        KeyStanding::InForce => "in-force",
        KeyStanding::Gone if is_bad => "compromised",
        KeyStanding::Gone => "gone",
    };
    let until = removal
        .map(|removal| (moment(frame, removal.effective_at), entry_link(frame, removal.index)));
    KeyShown {
        name: line.key.to_string(),
        body: frame.word("reviewing-body", line.reviewing_body.word()),
        state: frame.word("room-key", word),
        is_in_force: standing == KeyStanding::InForce,
        is_bad,
        from: moment(frame, line.effective_at),
        entry: entry_link(frame, line.index),
        until,
    }
}

fn outside(frame: &Frame, line: &OutsideLine) -> OutsideShown {
    let (whose, name) = match &line.holder {
        Outsider::Reviewer(key) => ("reviewer", key.to_string()),
        Outsider::Seat(platform) => ("seat", platform.to_string()),
    };
    OutsideShown {
        words: frame.word("outsider", whose),
        name,
        account: line.account.to_string(),
        since: moment(frame, line.since),
        entry: entry_link(frame, line.index),
        again: frame.say("room-desk-again", &[("count", Value::Count(line.again))]),
    }
}

fn policies(frame: &Frame, house: &House, now: Timestamp) -> Vec<PolicyShown> {
    let shown = house.policies.iter().rev().map(|line| {
        let scope = match line.scope {
            PolicyScope::Witnesses => "policy-scope-witnesses",
            PolicyScope::MemberDesks => "policy-scope-member_desks",
        };
        let needed = Value::Count(line.quorum.k().into());
        let values = [("needed", needed), ("all", Value::Count(line.quorum.n().into()))];
        PolicyShown {
            words: frame.t(scope),
            quorum: frame.say("quorum", &values),
            from: moment(frame, line.effective_at),
            is_to_come: now < line.effective_at,
            entry: entry_link(frame, line.index),
            hash: line.text.to_string(),
        }
    });
    shown.collect()
}

fn successors(frame: &Frame, house: &House) -> Vec<SuccessorShown> {
    let shown = house.successors.iter().map(|line| SuccessorShown {
        origin: line.old_origin.to_string(),
        words: frame.word("successor", line.reason.word()),
        entry: entry_link(frame, line.index),
    });
    shown.collect()
}
