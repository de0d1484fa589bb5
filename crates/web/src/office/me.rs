//! One's own account: what it may do, where it is logged in, and the way out.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use store::desk::Holder;
use words::Value;

use super::door::{LOGIN, OFFICER, Visitor};
use super::frame::Office;
use crate::desk::{Desk, Sent, go, set_cookie};
use crate::frame::Frame;
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
}

impl Page for MePage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
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

/// `GET /desk/me`.
pub async fn page(frame: Frame, visitor: Visitor) -> Response {
    let account = &visitor.account;
    show(&MePage {
        office: Office::new(&frame, &visitor),
        pseudonym: account.pseudonym.to_string(),
        kind: kind_words(&frame, &account.holder),
        roles: account.roles().iter().map(|role| frame.word("role", role.word())).collect(),
        frame,
    })
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
