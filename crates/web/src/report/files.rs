//! The files of a report: streamed to where they are kept while they are hashed and locked.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest as _, Multipart, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use desk::Step;
use evidence::media::{FILE_BYTES_MAX, FILES_MAX, sniff};
use store::desk::{DeskError, NewDraftFile};
use words::Value;

use super::{Opened, admit, open};
use crate::desk::{Desk, Fields, Sent, go};
use crate::frame::Frame;
use crate::health::Counters;
use crate::pages::message;
use crate::report::step::{address_of, render_problem};

/// The largest body of an upload: one file, and what stands around it. Unit: bytes.
pub const BODY_BYTES_MAX: u64 = FILE_BYTES_MAX + (1 << 20);
/// A field that is not a file. Unit: bytes.
const FIELD_BYTES_MAX: usize = 1024;

/// What may come without any of it being taken: much more than any browser sends around its parts,
/// or reads ahead. Unit: bytes.
const UNTAKEN_BYTES_MAX: u64 = 4 << 20;
/// How long a sender may send nothing.
const IDLE_TIME_MAX: Duration = Duration::from_secs(60);

/// Why a file was not taken.
enum Refused {
    /// It is empty, or none was chosen.
    Empty,
    /// It is larger than is taken.
    TooLarge,
    /// There are as many as are taken.
    TooMany,
    /// The connection broke, or what came is no form of ours.
    Broken,
    /// The form is not from this browser.
    Stale,
    /// It cannot be kept.
    Failed(DeskError),
}

impl From<MultipartError> for Refused {
    fn from(error: MultipartError) -> Refused {
        match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Refused::TooLarge,
            _ => Refused::Broken,
        }
    }
}

/// `POST /report/files`: takes files, one after the other.
pub async fn add(
    State(desk): State<Desk>,
    frame: Frame,
    headers: HeaderMap,
    request: Request,
) -> Response {
    let opened = match open(&desk, &frame, &headers) {
        Ok(opened) => opened,
        Err(elsewhere) => return *elsewhere,
    };
    // Decided before a byte of a file is read: nothing of what may not be given is ever received.
    if !matches!(opened.telling.upload(), Some(law::Upload::Allowed)) {
        return go(&address_of(&frame, desk::next_open(&opened.telling)));
    }
    let pace = Arc::new(AtomicU64::new(0));
    let bounded = {
        let pace = Arc::clone(&pace);
        request.map(|body| Body::new(Bounded { body, pace }))
    };
    let Ok(form) = Multipart::from_request(bounded, &()).await else {
        return refuse(&desk, frame, &opened, Refused::Broken);
    };
    match take_all(&desk, &opened, form, &pace).await {
        Ok(()) => go(&address_of(&frame, Some(Step::Files))),
        Err(refused) => refuse(&desk, frame, &opened, refused),
    }
}

async fn take_all(
    desk: &Desk,
    opened: &Opened,
    mut form: Multipart,
    pace: &AtomicU64,
) -> Result<(), Refused> {
    let (mut is_ours, mut taken) = (false, 0);
    while let Some(field) = soon(form.next_field()).await? {
        pace.store(0, Ordering::Relaxed);
        match field.name() {
            Some("token") => {
                let token = short(field).await?;
                let fields = Fields::new(vec![("token".into(), token)]);
                is_ours = desk.is_own_form(&opened.cookie, &fields);
            }
            // The token stands before the files in the form.
            Some("file") if !is_ours => return Err(Refused::Stale),
            Some("file") => taken += usize::from(take_one(desk, opened, field, pace).await?),
            _ => {}
        }
    }
    if taken == 0 { Err(Refused::Empty) } else { Ok(()) }
}

/// Takes one file; false for the empty field that a browser sends where none was chosen.
async fn take_one(
    desk: &Desk,
    opened: &Opened,
    mut field: Field<'_>,
    pace: &AtomicU64,
) -> Result<bool, Refused> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let declared = field.content_type().map(str::to_owned);
    let failed = |error: store::objects::ObjectError| Refused::Failed(error.into());
    let mut arriving = desk.store.objects().take().map_err(failed)?;
    while let Some(bytes) = soon(field.chunk()).await? {
        pace.store(0, Ordering::Relaxed);
        if arriving.size_bytes() + bytes.len() as u64 > FILE_BYTES_MAX {
            return Err(Refused::TooLarge);
        }
        // Large files go to the disk, which may take its time.
        tokio::task::block_in_place(|| arriving.push(&bytes)).map_err(failed)?;
    }
    if arriving.size_bytes() == 0 {
        return if name.is_empty() { Ok(false) } else { Err(Refused::Empty) };
    }
    let taken = tokio::task::block_in_place(|| arriving.finish()).map_err(failed)?;
    let media_type = sniff(&taken.head).as_str();
    let file = NewDraftFile {
        taken,
        name: &name,
        media_type,
        declared_type: declared.as_deref(),
        received_ms: desk.now_ms(),
    };
    let most = u32::try_from(FILES_MAX).unwrap_or(u32::MAX);
    let added = desk.store.draft_file_add(&opened.token, file, most).await;
    match added.map_err(Refused::Failed)? {
        Some(_) => {
            Counters::add(&desk.counters.files);
            Ok(true)
        }
        None => Err(Refused::TooMany),
    }
}

/// Waits for what comes next, but not for ever.
async fn soon<T>(next: impl Future<Output = Result<T, MultipartError>>) -> Result<T, Refused> {
    match tokio::time::timeout(IDLE_TIME_MAX, next).await {
        Ok(came) => Ok(came?),
        Err(_) => Err(Refused::Broken),
    }
}

/// A body of which only so much may come without any of it being taken: what stands around the
/// parts of a form is collected in memory until it ends.
struct Bounded {
    body: Body,
    /// Bytes since something was last taken.
    pace: Arc<AtomicU64>,
}

impl http_body::Body for Bounded {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &polled {
            let bytes = frame.data_ref().map_or(0, |data| data.len() as u64);
            let untaken = self.pace.fetch_add(bytes, Ordering::Relaxed) + bytes;
            if untaken > UNTAKEN_BYTES_MAX {
                let error = io::Error::from(io::ErrorKind::InvalidData);
                return Poll::Ready(Some(Err(axum::Error::new(error))));
            }
        }
        polled
    }
}

async fn short(mut field: Field<'_>) -> Result<String, Refused> {
    let mut text = Vec::new();
    while let Some(bytes) = field.chunk().await? {
        text.extend_from_slice(&bytes);
        if text.len() > FIELD_BYTES_MAX {
            return Err(Refused::Broken);
        }
    }
    String::from_utf8(text).map_err(|_| Refused::Broken)
}

fn refuse(desk: &Desk, frame: Frame, opened: &Opened, refused: Refused) -> Response {
    let most = frame.number(FILES_MAX as u64);
    let text = match refused {
        Refused::Empty => frame.t("file-empty"),
        Refused::TooLarge => frame.t("file-large"),
        Refused::TooMany => frame.say("file-many", &[("most", Value::Text(&most))]),
        Refused::Broken => frame.t("file-broken"),
        Refused::Stale => return message::stale_form(frame),
        Refused::Failed(error) => return message::failed(frame, &error),
    };
    render_problem(desk, frame, opened, Step::Files, text)
}

/// `POST /report/files/remove`: takes one out again.
pub async fn remove(
    State(desk): State<Desk>,
    frame: Frame,
    headers: HeaderMap,
    form: Sent,
) -> Response {
    let (opened, fields) = match admit(&desk, &frame, &headers, form) {
        Ok(admitted) => admitted,
        Err(elsewhere) => return *elsewhere,
    };
    if let Ok(number) = fields.get("number").parse()
        && let Err(error) = desk.store.draft_file_remove(&opened.token, number).await
    {
        return message::failed(frame, &error);
    }
    go(&address_of(&frame, Some(Step::Files)))
}
