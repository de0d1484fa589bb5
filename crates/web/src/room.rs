//! The public room: what was asked of whom, under which article, what came back, after how long.
//!
//! Every figure and every list follows from the register's public entries alone. No page here sets a
//! cookie, and all may be kept for a minute by anybody on the way.

mod account;
mod case;
mod concentration;
mod downloads;
mod feed;
mod figures;
mod house;
mod notice;
mod notices;
mod plot;
mod scorecards;
mod shown;

use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use store::desk::DeskError;

use crate::desk::Desk;
use crate::frame::Frame;
use crate::page::{Page, show_tagged};
use crate::pages::message;
use crate::reading::Trouble;
use crate::routes::{Route, files, page};
use crate::state::Shared;

pub(crate) use downloads::{CSV, LINES, Sent, csv_row, send};
pub use figures::{figure_columns, figure_rows, figures_json};
pub use scorecards::{Cards, Counted};
pub(crate) use shown::{duration, interval, share};

/// The routes of this room. The examples are of the fixtures of `record`.
pub(crate) fn routes() -> Vec<Route<Desk>> {
    vec![
        page("/room", "/room", get(account::page)),
        page("/room/notices", "/room/notices", get(notices::page)),
        page(
            "/room/notice/{reference}",
            "/room/notice/22222222222222222222222222222222",
            get(notice::page),
        ),
        page(
            "/room/case/{reference}",
            "/room/case/11111111111111111111111111111111",
            get(case::page),
        ),
        page("/room/concentration", "/room/concentration", get(concentration::page)),
        page("/room/desk", "/room/desk", get(house::page)),
        page("/room/scorecards", "/room/scorecards", get(scorecards::page)),
        files("/room/scorecards.csv", get(scorecards::csv)),
        files("/room/scorecards.json", get(scorecards::json)),
        files("/room/entries.jsonl", get(scorecards::entries)),
        files("/room/notices.csv", get(downloads::notices_csv)),
        files("/room/notices.json", get(downloads::notices_json)),
        files("/room/figures.json", get(figures::figures)),
        files("/room/figures.csv", get(figures::table)),
        files("/room/feed.atom", get(feed::feed)),
    ]
}

/// Why a page of the room cannot be shown.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RoomError {
    /// There is no such thing.
    #[error("there is no such thing in the register")]
    Nothing,
    /// The tables could not be read.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The register could not be read.
    #[error(transparent)]
    Register(#[from] Trouble),
}

impl RoomError {
    fn answer(&self, frame: Frame) -> Response {
        match self {
            RoomError::Nothing => message::no_page(frame),
            RoomError::Desk(error) => message::failed(frame, error),
            RoomError::Register(trouble) => message::trouble(frame, trouble),
        }
    }
}

/// The register beside the desk.
fn register(desk: &Desk) -> Result<&Shared, RoomError> {
    // It is there before the first request is.
    desk.register.get().ok_or(RoomError::Register(Trouble::CutShort))
}

/// Does work that reads where it holds nobody up.
async fn aside<T: Send + 'static>(
    desk: Desk,
    work: impl FnOnce(&Desk) -> Result<T, RoomError> + Send + 'static,
) -> Result<T, RoomError> {
    let done = tokio::task::spawn_blocking(move || work(&desk)).await;
    done.unwrap_or(Err(RoomError::Register(Trouble::CutShort)))
}

/// Makes a page and sends it.
async fn show<P: Page + Send + 'static>(
    desk: Desk,
    frame: Frame,
    asked: &HeaderMap,
    build: impl FnOnce(&Desk, Frame) -> Result<P, RoomError> + Send + 'static,
) -> Response {
    let again = frame.clone();
    match aside(desk, move |desk| build(desk, frame)).await {
        Ok(page) => show_tagged(&page, asked),
        Err(error) => error.answer(again),
    }
}
