//! The files of a notice that left, to be handed over by hand: its text, and the release that its
//! platform can check by itself.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use record::notice::{Notice, Release};
use store::desk::DeskError;

use super::{by, shown};
use crate::compose;
use crate::desk::{Desk, no_store};
use crate::frame::Frame;
use crate::office::Officer;
use crate::pages::message;

/// `GET /desk/notice/{reference}/text`: the notice as clean text, to be pasted or printed.
pub async fn text(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
) -> Response {
    released(&desk, frame, &officer, &reference, |release| {
        let text = shown::text(&release.notice);
        ("text/plain; charset=utf-8", "txt", text.into_bytes())
    })
    .await
}

/// `GET /desk/notice/{reference}/release`: the file that the platform can check by itself.
pub async fn release(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
) -> Response {
    released(&desk, frame, &officer, &reference, |release| {
        ("application/json", "json", release.to_bytes().unwrap_or_default())
    })
    .await
}

/// Writes down that an officer takes the person's name along, where a notice has it.
pub(super) async fn identity_read(
    desk: &Desk,
    officer: &Officer,
    notice_id: i64,
    notice: &Notice,
) -> Result<(), DeskError> {
    if notice.notifier.person.is_none() {
        return Ok(());
    }
    let actor = officer.pseudonym.to_string();
    desk.store.notice_identity_read(notice_id, by(desk, &actor)).await
}

/// A file of a notice that left. Where it names the person, that it was read is an event first.
async fn released(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    reference: &str,
    make: impl FnOnce(&Release) -> (&'static str, &'static str, Vec<u8>),
) -> Response {
    let opened = match compose::open(desk, reference) {
        Ok(opened) => opened,
        Err(error) => return message::failed(frame, &error),
    };
    let release = opened.and_then(|it| {
        let release = Release::from_bytes(&it.kept.released).ok()?;
        Some((it.kept.row.id, release))
    });
    let Some((notice_id, release)) = release else { return message::no_page(frame) };
    if let Err(error) = identity_read(desk, officer, notice_id, &release.notice).await {
        return message::failed(frame, &error);
    }
    let (media_type, ending, bytes) = make(&release);
    let name = format!("attachment; filename=\"hiwar-notice-{}.{ending}\"", release.notice.notice);
    let name = HeaderValue::from_str(&name);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_DISPOSITION, name.unwrap_or(HeaderValue::from_static("attachment"))),
        no_store(),
    ];
    (headers, bytes).into_response()
}
