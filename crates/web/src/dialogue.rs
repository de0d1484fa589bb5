//! The dialogue with platforms, as everybody sees it: what was asked, what was promised, and what
//! became of it.
//!
//! Pages are made once and kept until something changes, so that many readers cost little.

mod agenda;
mod calendar;
mod downloads;
mod feed;
mod item;
pub(crate) mod kept;
mod line;
mod platform;
pub(crate) mod shown;
mod tracker;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::get;
use record::id::Digest;
use store::desk::DeskError;

use crate::desk::Desk;
use crate::frame::Frame;
use crate::page::{Page, SHARED, tagged};
use crate::pages::message;
use crate::routes::{Route, files, page};

pub(crate) use item::{Body, body};
use kept::{Answer, Asked};

/// The routes of this room. The examples are of no item there is, and answer that.
pub(crate) fn routes() -> Vec<Route<Desk>> {
    vec![
        page("/dialogue", "/dialogue", get(tracker::page)),
        page("/dialogue/agenda", "/dialogue/agenda", get(agenda::page)),
        files("/dialogue/{kind}/{reference}", get(item::page))
            .with_example("/dialogue/commitment/00000000000000000000000000000000"),
        files("/dialogue/platform/{id}", get(platform::page))
            .with_example("/dialogue/platform/video.example"),
        files("/dialogue/document/{sha256}", get(document)).with_example("/dialogue/document/00"),
        files("/dialogue/items.csv", get(downloads::csv)),
        files("/dialogue/items.json", get(downloads::json)),
        files("/dialogue/feed.atom", get(feed::feed)),
        files("/dialogue/calendar.ics", get(calendar::calendar)),
    ]
}

/// Why a page of the dialogue cannot be shown.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DialogueError {
    /// There is no such thing.
    #[error("there is no such thing in the dialogue")]
    Nothing,
    /// It could not be read.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The page could not be made.
    #[error(transparent)]
    Page(#[from] askama::Error),
}

impl DialogueError {
    fn answer(&self, frame: Frame) -> Response {
        match self {
            DialogueError::Nothing => message::no_page(frame),
            DialogueError::Desk(error) => message::failed(frame, error),
            DialogueError::Page(error) => crate::failure::failed(error),
        }
    }
}

/// Makes an answer, or gives the one that is kept and still holds.
async fn give(
    desk: Desk,
    asked: Asked,
    build: impl FnOnce(&Desk, Frame) -> Result<Answer, DialogueError> + Send + 'static,
) -> Response {
    let Asked { frame, headers, key } = asked;
    let again = frame.clone();
    // One short read: a page that holds is not worth handing on to another thread.
    let version = match kept::version(&desk) {
        Ok(version) => version,
        Err(error) => return message::failed(again, &error),
    };
    if let Some(answer) = desk.kept.find(&key, version) {
        return answer.send(&headers);
    }
    let work = move || {
        let answer = build(&desk, frame)?;
        Ok::<_, DialogueError>(desk.kept.keep(key, version, answer))
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(answer)) => answer.send(&headers),
        Ok(Err(error)) => DialogueError::answer(&error, again),
        Err(error) => crate::failure::failed(&error),
    }
}

/// A page as an answer.
fn made<P: Page>(page: &P) -> Result<Answer, DialogueError> {
    Ok(Answer::page(page.render()?, page.frame().language))
}

/// `GET /dialogue/document/{sha256}`: the document that an entry vouches for, byte for byte.
async fn document(
    State(desk): State<Desk>,
    frame: Frame,
    headers: HeaderMap,
    Path(sha256): Path<String>,
) -> Response {
    let Ok(sha256) = sha256.parse::<Digest>() else { return message::no_page(frame) };
    match desk.store.dialogue_document(sha256) {
        Ok(Some(bytes)) => open(tagged(&headers, "application/json", SHARED, bytes)),
        Ok(None) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}

/// Any site may read what is public.
fn open(mut answer: Response) -> Response {
    let any = axum::http::HeaderValue::from_static("*");
    answer.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, any);
    answer
}
