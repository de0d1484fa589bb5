//! One's own account: what it may do, where it is logged in, its password, and the way out.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use store::desk::{DeskError, Holder, PasswordChange, Programs, SESSION_MS_MAX};
use words::Value;

use super::attempts::Tried;
use super::door::{LOGIN, OFFICER, Visitor};
use super::frame::Office;
use super::invitation::new_password;
use crate::desk::{Desk, Sent, go, set_cookie};
use crate::frame::{Frame, Moment};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// One's own account.
#[derive(Template)]
#[template(path = "office_me.html")]
pub struct MePage {
    frame: Frame,
    office: Office,
    pseudonym: String,
    /// What the account is: officer, reviewer of a key, seat of a platform.
    kind: String,
    /// The roles of an officer, in words.
    roles: Vec<String>,
    sessions: Vec<OwnSession>,
    /// Whether programs may come in with tokens of this account.
    has_programs: bool,
    codes_left: String,
    error: Option<String>,
}

/// A browser in which the reader is logged in.
struct OwnSession {
    began: Moment,
    seen: Moment,
    is_this: bool,
}

impl Page for MePage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        if self.error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
    }
}

/// What an account is, in words.
pub(crate) fn kind_words(frame: &Frame, holder: &Holder) -> String {
    match holder {
        Holder::Officer(_) => frame.t("holder-officer"),
        Holder::Reviewer(key) => {
            frame.say("holder-reviewer", &[("key", Value::Text(&key.to_string()))])
        }
        Holder::Seat(platform) => {
            frame.say("holder-seat", &[("platform", Value::Text(platform.as_str()))])
        }
    }
}

fn render(
    desk: &Desk,
    frame: Frame,
    visitor: &Visitor,
    error: Option<String>,
) -> Result<Response, DeskError> {
    let account = &visitor.account;
    let sessions = desk.store.session_list(account.id, &visitor.session, desk.now_ms())?;
    let own = |seen: store::desk::SessionSeen| OwnSession {
        began: frame.moment(seen.made_ms / 1000),
        seen: frame.moment(seen.seen_ms / 1000),
        is_this: seen.is_this,
    };
    let left = desk.store.recovery_codes_left(account.id)?;
    Ok(show(&MePage {
        office: Office::new(&frame, visitor),
        pseudonym: account.pseudonym.to_string(),
        kind: kind_words(&frame, &account.holder),
        roles: account.roles().iter().map(|role| frame.word("role", role.word())).collect(),
        sessions: sessions.into_iter().map(own).collect(),
        has_programs: matches!(account.holder, Holder::Seat(_)),
        codes_left: frame.say("me-codes", &[("count", Value::Count(left))]),
        error,
        frame,
    }))
}

fn page_of(desk: &Desk, frame: Frame, visitor: &Visitor, error: Option<String>) -> Response {
    render(desk, frame.clone(), visitor, error)
        .unwrap_or_else(|error| message::failed(frame, &error))
}

/// `GET /desk/me`.
pub async fn page(State(desk): State<Desk>, frame: Frame, visitor: Visitor) -> Response {
    page_of(&desk, frame, &visitor, None)
}

/// `POST /desk/me/password`.
pub async fn change_password(
    State(desk): State<Desk>,
    frame: Frame,
    visitor: Visitor,
    sent: Sent,
) -> Response {
    let fields = match visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let password = match new_password(&frame, &fields) {
        Ok(password) => password,
        Err(error) => return page_of(&desk, frame, &visitor, Some(error)),
    };
    let now_ms = desk.now_ms();
    // Whoever sits down at an open browser guesses no faster than at the door.
    let mark = desk.store.mark_of("password change", visitor.account.pseudonym.as_bytes());
    let tried = Tried::Device(mark);
    if !desk.attempts.may_try(tried, now_ms / 1000) {
        let error = Some(frame.t("login-wait"));
        return page_of(&desk, frame, &visitor, error);
    }
    desk.attempts.count_failure(tried, now_ms / 1000);
    let (account, old) = (&visitor.account, fields.get("old"));
    let programs = match fields.get("keep-programs") {
        "yes" => Programs::Keep,
        _ => Programs::End,
    };
    match desk.store.password_change(account, old, &password, programs, now_ms).await {
        Ok(PasswordChange::Done(session)) => {
            desk.attempts.take_back(tried, now_ms / 1000);
            let cookie = set_cookie(OFFICER, &session.to_text(), SESSION_MS_MAX / 1000);
            ([cookie], go(&frame.link("/desk/me"))).into_response()
        }
        Ok(PasswordChange::Wrong) => {
            let error = Some(frame.t("me-password-wrong"));
            page_of(&desk, frame, &visitor, error)
        }
        Ok(PasswordChange::Busy) => {
            desk.attempts.take_back(tried, now_ms / 1000);
            let error = Some(frame.t("login-busy"));
            page_of(&desk, frame, &visitor, error)
        }
        Err(error) => message::failed(frame, &error),
    }
}

/// `POST /desk/me/sessions`: every other browser is logged out.
pub async fn end_others(
    State(desk): State<Desk>,
    frame: Frame,
    visitor: Visitor,
    sent: Sent,
) -> Response {
    if let Err(elsewhere) = visitor.admit(&desk, &frame, sent) {
        return *elsewhere;
    }
    match desk.store.session_end_others(visitor.account.id, &visitor.session).await {
        Ok(()) => go(&frame.link("/desk/me")),
        Err(error) => message::failed(frame, &error),
    }
}

/// `POST /desk/logout`.
pub async fn log_out(
    State(desk): State<Desk>,
    frame: Frame,
    visitor: Visitor,
    sent: Sent,
) -> Response {
    if let Err(elsewhere) = visitor.admit(&desk, &frame, sent) {
        return *elsewhere;
    }
    match desk.store.session_end(&visitor.session).await {
        Ok(()) => ([set_cookie(OFFICER, "", 0)], go(&frame.link(LOGIN))).into_response(),
        Err(error) => message::failed(frame, &error),
    }
}
