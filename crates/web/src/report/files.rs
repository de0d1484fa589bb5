//! The files of a report: streamed to where they are kept while they are hashed and locked.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
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
use crate::holding::Full;
use crate::pages::message;
use crate::report::step::{Shown, address_of, render};

/// The largest body of an upload: one file, and what stands around it. Unit: bytes.
pub const BODY_BYTES_MAX: u64 = FILE_BYTES_MAX + (1 << 20);
/// A field that is not a file. Unit: bytes.
const FIELD_BYTES_MAX: usize = 1024;

/// What may come without any of it being taken: much more than any browser sends around its parts,
/// or reads ahead. Unit: bytes.
const UNTAKEN_BYTES_MAX: u64 = 4 << 20;
/// How often a file that arrives is measured against the room of the disk. Unit: bytes.
const LOOK_BYTES: u64 = 1 << 20;
/// With less room than a picture takes, no file is asked for. Unit: bytes.
const ROOM_BYTES_MIN: u64 = 256 << 10;
/// How much of a form that was refused is still read, and for how long: a browser shows the answer
/// only once it has sent all. Unit: bytes.
const DRAIN_BYTES_MAX: u64 = 64 << 20;
const DRAIN_TIME_MAX: Duration = Duration::from_secs(20);
/// How long a sender may send nothing.
const IDLE_TIME_MAX: Duration = Duration::from_secs(60);

/// Why no file is taken now. Words and addresses are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closed {
    /// The disk has too little room left.
    DiskLow,
    /// Unfinished reports hold as much as they may, in all or of one network.
    Full,
}

impl Closed {
    /// Why no file is taken for this draft now; `None` if one is.
    pub(crate) fn now(desk: &Desk, opened: &Opened) -> Option<Closed> {
        let room = desk.holding.room_for(&desk.store.draft_mark(&opened.token));
        match desk.is_disk_low() {
            true => Some(Closed::DiskLow),
            false => (room < ROOM_BYTES_MIN).then_some(Closed::Full),
        }
    }

    /// The same in the person's language.
    pub(crate) fn text(self, frame: &Frame) -> String {
        frame.t(match self {
            Closed::DiskLow => "file-disk-low",
            Closed::Full => "file-full",
        })
    }
}

/// Why a file was not taken.
enum Refused {
    /// It is empty, or none was chosen.
    Empty,
    /// It is larger than is taken.
    TooLarge,
    /// There are as many as are taken.
    TooMany,
    /// No file is taken now.
    Closed(Closed),
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
    let rest = Arc::new(Mutex::new(None));
    let bounded = {
        let (pace, rest) = (Arc::clone(&pace), Arc::clone(&rest));
        request.map(|body| Body::new(Bounded { body: Some(body), pace, rest }))
    };
    let Ok(form) = Multipart::from_request(bounded, &()).await else {
        return refuse(&desk, frame, &opened, Refused::Broken);
    };
    match take_all(&desk, &opened, form, &pace).await {
        Ok(()) => go(&address_of(&frame, Some(Step::Files))),
        Err(refused) => {
            drain(&rest).await;
            refuse(&desk, frame, &opened, refused)
        }
    }
}

/// Reads on for a while where a form was refused, and takes nothing of it.
async fn drain(rest: &Mutex<Option<Body>>) {
    let body = rest.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(mut body) = body else { return };
    let reading = async {
        let mut read_bytes = 0;
        while let Some(Ok(frame)) =
            poll_fn(|context| http_body::Body::poll_frame(Pin::new(&mut body), context)).await
        {
            read_bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
            if read_bytes > DRAIN_BYTES_MAX {
                return;
            }
        }
    };
    // However it ends, the answer is the same.
    let _ = tokio::time::timeout(DRAIN_TIME_MAX, reading).await;
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
    let mark = desk.store.draft_mark(&opened.token);
    let mut held = desk.holding.arrive(mark);
    let mut looked_bytes = None;
    while let Some(bytes) = soon(field.chunk()).await? {
        pace.store(0, Ordering::Relaxed);
        held.more(bytes.len() as u64).map_err(|Full| Refused::Closed(Closed::Full))?;
        if looked_bytes.is_none_or(|looked| arriving.size_bytes() >= looked + LOOK_BYTES) {
            looked_bytes = Some(arriving.size_bytes());
            if desk.is_disk_low() {
                return Err(Refused::Closed(Closed::DiskLow));
            }
        }
        if arriving.size_bytes() + bytes.len() as u64 > FILE_BYTES_MAX {
            return Err(Refused::TooLarge);
        }
        // Large files go to the disk, which may take its time.
        if arriving.is_small_with(bytes.len()) {
            arriving.push(&bytes).map_err(failed)?;
        } else {
            tokio::task::block_in_place(|| arriving.push(&bytes)).map_err(failed)?;
        }
    }
    if arriving.size_bytes() == 0 {
        return if name.is_empty() { Ok(false) } else { Err(Refused::Empty) };
    }
    let taken = match arriving.is_small_with(0) {
        true => arriving.finish(),
        false => tokio::task::block_in_place(|| arriving.finish()),
    };
    let taken = taken.map_err(failed)?;
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
            held.keep();
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
    body: Option<Body>,
    /// Bytes since something was last taken.
    pace: Arc<AtomicU64>,
    /// Where what was not read goes.
    rest: Arc<Mutex<Option<Body>>>,
}

impl Drop for Bounded {
    fn drop(&mut self) {
        *self.rest.lock().unwrap_or_else(PoisonError::into_inner) = self.body.take();
    }
}

impl http_body::Body for Bounded {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, axum::Error>>> {
        // It is there until this is dropped.
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let polled = Pin::new(body).poll_frame(context);
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
        Refused::Closed(closed) => {
            Counters::add(&desk.counters.files_refused);
            closed.text(&frame)
        }
        Refused::TooMany => frame.say("file-many", &[("most", Value::Text(&most))]),
        Refused::Broken => frame.t("file-broken"),
        Refused::Stale => return message::stale_form(frame),
        Refused::Failed(error) => return message::failed(frame, &error),
    };
    let shown = Shown { error: Some(text), typed: None };
    render(desk, frame, opened, Step::Files, shown)
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
    if let Ok(number) = fields.get("number").parse() {
        match desk.store.draft_file_remove(&opened.token, number).await {
            Ok(Some(size_bytes)) => {
                desk.holding.give_back(desk.store.draft_mark(&opened.token), size_bytes);
            }
            Ok(None) => {}
            Err(error) => return message::failed(frame, &error),
        }
    }
    go(&address_of(&frame, Some(Step::Files)))
}
