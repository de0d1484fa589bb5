//! What was done with accounts, for the auditor: log-ins and those that were refused, roles and
//! invitations, and that somebody searched. No name of anybody, and nothing that was typed.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use record::choice::Role;
use store::desk::{AccountEvent, AccountEventFilter, DeskError};

use super::trail::day;
use super::{Office, Officer};
use crate::desk::{Desk, Fields};
use crate::frame::{Frame, Moment};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// Lines on one page.
const LINES: usize = 100;

/// What is done with accounts, as events name it, in the order of an account's life.
const KINDS: &[&str] = &[
    "invited",
    "invited-again",
    "joined",
    "logged-in",
    "log-in-refused",
    "password-changed",
    "role-granted",
    "role-revoked",
    "token-made",
    "token-revoked",
    "searched",
    "disabled",
    "clock-confirmed",
    "ended-by-restore",
];

/// The page.
#[derive(Template)]
#[template(path = "office_account_events.html")]
pub struct AccountEventsPage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    account: String,
    /// Each kind: its word, what it says, whether it is chosen.
    kinds: Vec<(&'static str, String, bool)>,
    day: String,
    lines: Vec<Line>,
    next: Option<String>,
    problem: Option<String>,
}

/// One line.
struct Line {
    number: String,
    at: Moment,
    text: String,
    detail: String,
    account: Option<String>,
    who: Option<String>,
}

impl Page for AccountEventsPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

/// `GET /desk/trail/accounts`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    match made(&desk, &frame, &officer, &Fields::new(query)) {
        Ok(page) => show(&page),
        Err(error) => message::failed(frame, &error),
    }
}

fn made(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    query: &Fields,
) -> Result<AccountEventsPage, DeskError> {
    let filter = filter(query);
    let before = query.get("before").parse().ok();
    let mut events = match &filter {
        Some(filter) => desk.store.account_events(filter, before, LINES + 1)?,
        // A filter that was not understood would else show everything as if it had been asked for.
        None => Vec::new(),
    };
    let has_next = events.len() > LINES;
    events.truncate(LINES);
    let next = events.last().filter(|_| has_next).map(|event| next(frame, query, event.number));
    let kind = query.get("kind").trim();
    let kinds = KINDS.iter().map(|word| (*word, frame.word("account-event", word), *word == kind));
    Ok(AccountEventsPage {
        office: Office::new(frame, &officer.visitor),
        status: filter.as_ref().map_or(StatusCode::UNPROCESSABLE_ENTITY, |_| StatusCode::OK),
        account: query.shown("account"),
        kinds: kinds.collect(),
        day: query.shown("day"),
        lines: events.into_iter().map(|event| line(frame, event)).collect(),
        next,
        problem: filter.is_none().then(|| frame.t("account-events-wrong")),
        frame: frame.clone(),
    })
}

/// The filter of the query; nothing if a part of it was not understood.
fn filter(query: &Fields) -> Option<AccountEventFilter> {
    let field = |name: &str| Some(query.get(name).trim()).filter(|text| !text.is_empty());
    let account = match field("account") {
        Some(text) => Some(text.parse().ok()?),
        None => None,
    };
    let kind = match field("kind") {
        Some(word) => Some((*KINDS.iter().find(|kind| **kind == word)?).to_owned()),
        None => None,
    };
    let during = match field("day") {
        Some(text) => Some(day(text)?),
        None => None,
    };
    Some(AccountEventFilter { account, kind, during })
}

fn next(frame: &Frame, query: &Fields, number: i64) -> String {
    let is_plain =
        |text: &&str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let pair = |name: &str| {
        let value = Some(query.get(name).trim()).filter(is_plain).filter(|it| !it.is_empty())?;
        Some(format!("{name}={value}&"))
    };
    let pairs: String = ["account", "kind", "day"].into_iter().filter_map(pair).collect();
    frame.link(&format!("/desk/trail/accounts?{pairs}before={number}"))
}

fn line(frame: &Frame, event: AccountEvent) -> Line {
    let role = |word: &str| {
        let role = Role::ALL.iter().find(|role| role.word() == word);
        role.map(|role| frame.word("role", role.word())).unwrap_or_default()
    };
    Line {
        number: frame.number(event.number.unsigned_abs()),
        at: frame.moment(event.at_ms / 1000),
        text: frame.word("account-event", &event.kind),
        detail: match event.kind.as_str() {
            "role-granted" | "role-revoked" => role(&event.detail),
            "logged-in" if !event.detail.is_empty() => frame.t("account-event-by-recovery-code"),
            // The mark of what was searched for.
            "searched" => event.detail,
            _ => String::new(),
        },
        account: event.account.map(|account| account.to_string()),
        who: event.actor.map(|actor| actor.to_string()),
    }
}
