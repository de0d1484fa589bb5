//! What a person can do with their report: write, withdraw, erase.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use desk::{FreeText, MESSAGES_WAITING_MAX};
use store::desk::{DeskKind, Writing};

use super::view::{self, Shown};
use super::{Opened, open};
use crate::desk::{Desk, Elsewhere, Fields, Sent, go, is_staying};
use crate::frame::Frame;
use crate::pages::message;

/// A message. Unit: characters.
pub(crate) const MESSAGE_CHARS_MAX: usize = 4000;

/// The report and the fields of a form that is this browser's own.
pub(super) fn admit(
    desk: &Desk,
    frame: &Frame,
    headers: &HeaderMap,
    sent: Sent,
) -> Result<(Opened, Fields), Elsewhere> {
    let opened = open(desk, frame, headers)?;
    let fields = desk.admit(frame, &opened.cookie, sent)?;
    Ok((opened, fields))
}

/// `POST /receipt/message`.
pub async fn write(
    State(desk): State<Desk>,
    frame: Frame,
    headers: HeaderMap,
    form: Sent,
) -> Response {
    let (opened, fields) = match admit(&desk, &frame, &headers, form) {
        Ok(admitted) => admitted,
        Err(elsewhere) => return *elsewhere,
    };
    let typed = fields.shown("message");
    if is_staying(&fields) {
        return view::render(&desk, frame, &opened, Shown { typed, problem: None });
    }
    let refuse =
        |frame, typed, why| view::render(&desk, frame, &opened, Shown::refused(typed, why));
    let body = match FreeText::new(&typed, MESSAGE_CHARS_MAX) {
        Ok(body) if !body.as_str().is_empty() => body,
        Ok(_) => return refuse(frame, typed, "wrong-missing"),
        Err(_) => return refuse(frame, typed, "message-long"),
    };
    // On one's own machine they are notes, and nobody is to answer them.
    let most = match desk.store.identity().kind {
        DeskKind::Own => u32::MAX,
        DeskKind::Authority | DeskKind::Association => MESSAGES_WAITING_MAX,
    };
    let now_ms = desk.now_ms();
    match desk.store.message_write(opened.report_id, body.as_str(), most, now_ms).await {
        Ok(Writing::TooMany) => refuse(frame, typed, "message-many"),
        Ok(Writing::Kept | Writing::Erased) => go(&frame.link("/receipt/view")),
        Err(error) => message::failed(frame, &error),
    }
}

/// `POST /receipt/withdraw`: nothing more is done about the report, and it is kept.
pub async fn withdraw(
    State(desk): State<Desk>,
    frame: Frame,
    headers: HeaderMap,
    form: Sent,
) -> Response {
    let (opened, _) = match admit(&desk, &frame, &headers, form) {
        Ok(admitted) => admitted,
        Err(elsewhere) => return *elsewhere,
    };
    match desk.store.report_withdraw(opened.report_id, desk.now_ms()).await {
        Ok(_) => go(&frame.link("/receipt/view")),
        Err(error) => message::failed(frame, &error),
    }
}

/// `POST /receipt/erase`: what was told, the files and the messages are gone for good, once the
/// person has said twice that they want it.
///
/// Source: Law 09-08, article 8.
pub async fn erase(
    State(desk): State<Desk>,
    frame: Frame,
    headers: HeaderMap,
    form: Sent,
) -> Response {
    let (opened, fields) = match admit(&desk, &frame, &headers, form) {
        Ok(admitted) => admitted,
        Err(elsewhere) => return *elsewhere,
    };
    if fields.get("sure").is_empty() {
        return view::render(
            &desk,
            frame,
            &opened,
            Shown::refused(String::new(), "erase-not-sure"),
        );
    }
    match desk.store.report_erase(opened.report_id, desk.now_ms()).await {
        Ok(_) => go(&frame.link("/receipt/view")),
        Err(error) => message::failed(frame, &error),
    }
}
