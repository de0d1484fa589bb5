//! The report, page by page, without an account and without JavaScript.

pub mod begin;
pub mod check;
pub mod files;
mod sealing;
pub mod step;

use axum::http::HeaderMap;
use desk::Telling;
use desk::retention::Kept;
use store::desk::{Draft, DraftToken, FilesRule};

use crate::desk::{DRAFT, Desk, Elsewhere, Fields, Sent, cookie, go};
use crate::frame::Frame;
use crate::pages::message;

/// A draft that a browser's cookie opened.
pub(crate) struct Opened {
    pub(crate) token: DraftToken,
    /// The cookie as it came.
    pub(crate) cookie: String,
    pub(crate) telling: Telling,
}

/// What a cookie led to.
pub(crate) enum Found {
    /// A report that is being written.
    Writing(Box<Opened>),
    /// One that was sent: its receipt.
    Sent(String),
    /// Nothing, or nothing any more.
    Nothing,
}

/// Opens the draft of a request.
pub(crate) fn find(desk: &Desk, headers: &HeaderMap) -> Result<Found, store::desk::DeskError> {
    let Some((text, token)) = cookie(headers, DRAFT)
        .and_then(|text| DraftToken::parse(text).map(|token| (text.to_owned(), token)))
    else {
        return Ok(Found::Nothing);
    };
    let Some(Draft { told, is_sent, .. }) = desk.store.draft_fetch(&token, desk.now_ms())? else {
        return Ok(Found::Nothing);
    };
    if is_sent {
        return Ok(Found::Sent(String::from_utf8_lossy(&told).into_owned()));
    }
    // A draft of an older version that no longer reads is begun again rather than an error for ever.
    match serde_json::from_slice(&told) {
        Ok(telling) => Ok(Found::Writing(Box::new(Opened { token, cookie: text, telling }))),
        Err(_) => Ok(Found::Nothing),
    }
}

/// The draft of a request, or the page that a person without one is led to.
pub(crate) fn open(
    desk: &Desk,
    frame: &Frame,
    headers: &HeaderMap,
) -> Result<Box<Opened>, Elsewhere> {
    match find(desk, headers) {
        Ok(Found::Writing(opened)) => Ok(opened),
        Ok(Found::Sent(_)) => Err(Box::new(go(&frame.link("/report/sent")))),
        Ok(Found::Nothing) => Err(Box::new(go(&frame.link("/report?over=1")))),
        Err(error) => Err(Box::new(message::failed(frame.clone(), &error))),
    }
}

/// The draft of a request and the fields of a form that is this browser's own.
pub(crate) fn admit(
    desk: &Desk,
    frame: &Frame,
    headers: &HeaderMap,
    sent: Sent,
) -> Result<(Box<Opened>, Fields), Elsewhere> {
    let opened = open(desk, frame, headers)?;
    let fields = desk.admit(frame, &opened.cookie, sent)?;
    Ok((opened, fields))
}

/// Keeps what was told; false if the draft is gone or was sent meanwhile.
pub(crate) async fn keep(desk: &Desk, opened: &Opened) -> Result<bool, store::desk::DeskError> {
    let told = told(&opened.telling);
    let expires = desk.now_ms() + desk.kept_ms(Kept::Draft);
    let files = match opened.telling.upload() {
        Some(law::Upload::Allowed) => FilesRule::Taken,
        Some(_) => FilesRule::Refused,
        None => FilesRule::NotYet,
    };
    let is_kept = desk.store.draft_keep(&opened.token, &told, files, expires).await?;
    let mark = desk.store.draft_mark(&opened.token);
    if is_kept {
        desk.holding.told(mark, None, told.len(), expires);
    }
    if files == FilesRule::Refused {
        desk.holding.files_gone(mark);
    }
    Ok(is_kept)
}

fn told(telling: &Telling) -> Vec<u8> {
    // A telling is made of texts and closed lists: writing it cannot fail.
    serde_json::to_vec(telling).unwrap_or_default()
}
