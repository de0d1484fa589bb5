//! The keys of outside reviewers: from when on each is in force, and how one comes and goes.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use record::choice::ReviewingBody;
use store::desk::{AccountError, DeskError, Grantor, KeptReviewerKey};

use super::accounts::refusal;
use super::{Office, Officer};
use crate::desk::{Desk, Sent, go};
use crate::frame::{Frame, Moment};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

const PLACE: &str = "/desk/keys";

/// Every reviewer's key, and the form for a new one.
#[derive(Template)]
#[template(path = "office_keys.html")]
pub struct KeysPage {
    frame: Frame,
    office: Office,
    rows: Vec<KeyRow>,
    bodies: Vec<(&'static str, String)>,
    /// What was typed.
    typed: String,
    error: Option<String>,
}

struct KeyRow {
    id: i64,
    /// Where the forms go that remove it.
    remove: String,
    name: String,
    key: String,
    body: String,
    state: String,
    from: Moment,
    until: Option<Moment>,
    /// Whether it can still be removed in seven days.
    may_remove: bool,
    /// Whether it can still be removed at once.
    may_remove_now: bool,
}

impl Page for KeysPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        if self.error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
    }
}

fn row(frame: &Frame, kept: KeptReviewerKey, now_ms: u64) -> KeyRow {
    let is_gone = kept.removed_ms.is_some_and(|removed| removed <= now_ms);
    let state = if kept.is_in_force(now_ms) {
        "key-in-force"
    } else if is_gone {
        "key-gone"
    } else {
        "key-to-come"
    };
    KeyRow {
        id: kept.id,
        remove: frame.link(&format!("{PLACE}/{}/remove", kept.id)),
        name: kept.key.name().to_string(),
        key: kept.key.to_string(),
        body: frame.word("reviewing-body", kept.body.word()),
        state: frame.t(state),
        from: frame.moment(kept.effective_ms / 1000),
        until: kept.removed_ms.map(|removed| frame.moment(removed / 1000)),
        may_remove: kept.removed_ms.is_none(),
        may_remove_now: !is_gone,
    }
}

fn render(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    (typed, error): (String, Option<String>),
) -> Result<Response, DeskError> {
    let keys = desk.store.reviewer_keys()?.into_iter();
    let now_ms = desk.now_ms();
    let bodies = ReviewingBody::ALL.iter().copied();
    let bodies = bodies.map(|body| (body.word(), frame.word("reviewing-body", body.word())));
    Ok(show(&KeysPage {
        office: Office::new(&frame, &officer.visitor),
        rows: keys.map(|kept| row(&frame, kept, now_ms)).collect(),
        bodies: bodies.collect(),
        typed,
        error,
        frame,
    }))
}

fn page_of(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    typed: (String, Option<String>),
) -> Response {
    render(desk, frame.clone(), officer, typed)
        .unwrap_or_else(|error| message::failed(frame, &error))
}

fn after(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    (typed, changed): (String, Result<(), AccountError>),
) -> Response {
    match changed {
        Ok(()) => go(&frame.link(PLACE)),
        Err(AccountError::Refused(refused)) => {
            let why = Some(refusal(&frame, &refused));
            page_of(desk, frame, officer, (typed, why))
        }
        Err(AccountError::Desk(error)) => message::failed(frame, &error),
    }
}

/// `GET /desk/keys`.
pub async fn page(State(desk): State<Desk>, frame: Frame, officer: Officer) -> Response {
    page_of(&desk, frame, &officer, (String::new(), None))
}

/// `POST /desk/keys`: adds a key, which signs in seven days.
pub async fn add(State(desk): State<Desk>, frame: Frame, officer: Officer, sent: Sent) -> Response {
    let fields = match officer.visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let typed = fields.get("key").trim().to_owned();
    let body = ReviewingBody::ALL.iter().copied().find(|body| body.word() == fields.get("body"));
    let (Ok(key), Some(body)) = (typed.parse(), body) else {
        let why = frame.t(if body.is_none() { "denied-no-body" } else { "denied-not-a-key" });
        return page_of(&desk, frame, &officer, (typed, Some(why)));
    };
    let by = Grantor::Administrator(officer.account_id);
    let added = desk.store.reviewer_key_add(by, key, body, desk.now()).await;
    after(&desk, frame, &officer, (typed, added))
}

/// `POST /desk/keys/{id}/remove`: in seven days, or at once if somebody else may hold it.
pub async fn remove(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(id): Path<String>,
    sent: Sent,
) -> Response {
    let fields = match officer.visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let Ok(id) = id.parse() else { return message::no_page(frame) };
    if fields.get("when") == "now" && fields.get("sure").is_empty() {
        let why = frame.t("denied-not-sure");
        return page_of(&desk, frame, &officer, (String::new(), Some(why)));
    }
    let (by, at) = (Grantor::Administrator(officer.account_id), desk.now());
    let removed = match fields.get("when") {
        "now" => desk.store.reviewer_key_remove_compromised(by, id, at).await,
        _ => desk.store.reviewer_key_remove(by, id, at).await,
    };
    after(&desk, frame, &officer, (String::new(), removed))
}
