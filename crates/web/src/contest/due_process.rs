//! How often due process said no, by month, for everybody: numbers alone, of no person and no case.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use store::desk::DueProcess;

use crate::desk::Desk;
use crate::failure::failed;
use crate::frame::Frame;
use crate::page::{Page, SHARED, show};
use crate::pages::message;
use crate::room::{CSV, csv_row};

/// The page.
#[derive(Template)]
#[template(path = "room_due_process.html")]
pub(crate) struct DueProcessPage {
    frame: Frame,
    desk: String,
    /// What each number is, in their order.
    heads: Vec<String>,
    /// The newest month first: its name, and each number with what it is.
    months: Vec<(String, Vec<(String, String)>)>,
}

/// What is counted, in the order of the columns.
const COLUMNS: [&str; 7] = [
    "due-refused",
    "due-returned",
    "due-objected",
    "due-contested",
    "due-upheld",
    "due-rejected",
    "due-purged",
];

impl Page for DueProcessPage {
    const CACHE: &'static str = SHARED;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// What programs read.
#[derive(Serialize)]
struct Published<'a> {
    desk: &'a str,
    months: &'a [DueProcess],
    v: u32,
}

/// `GET /room/due-process`.
pub(crate) async fn page(State(desk): State<Desk>, frame: Frame) -> Response {
    let counts = match desk.store.due_process_counts() {
        Ok(counts) => counts,
        Err(error) => return message::failed(frame, &error),
    };
    let heads: Vec<String> = COLUMNS.iter().map(|column| frame.t(column)).collect();
    let row = |it: &DueProcess| {
        let before = [it.refused, it.returned, it.objected, it.contested, it.upheld, it.rejected];
        let numbers = before.into_iter().chain([it.purged]);
        let cells = heads.iter().cloned().zip(numbers.map(|number| frame.number(number)));
        (it.month.clone(), cells.collect())
    };
    let months = counts.iter().rev().map(row).collect();
    show(&DueProcessPage { desk: desk.store.identity().name.clone(), heads, months, frame })
}

/// `GET /room/due-process.json`.
pub(crate) async fn json(State(desk): State<Desk>) -> Response {
    let counts = match desk.store.due_process_counts() {
        Ok(counts) => counts,
        Err(error) => return failed(&error),
    };
    let name = &desk.store.identity().name;
    match serde_json::to_vec(&Published { desk: name, months: &counts, v: 1 }) {
        Ok(bytes) => {
            let media_type = HeaderValue::from_static("application/json");
            let kept = HeaderValue::from_static(SHARED);
            ([(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, kept)], bytes)
                .into_response()
        }
        Err(error) => failed(&error),
    }
}

/// `GET /room/due-process.csv`.
pub(crate) async fn csv(State(desk): State<Desk>) -> Response {
    let counts = match desk.store.due_process_counts() {
        Ok(counts) => counts,
        Err(error) => return failed(&error),
    };
    let head = ["month", "refused", "returned", "objected", "contested", "upheld", "rejected"];
    let row = |it: &DueProcess| {
        let numbers = [it.refused, it.returned, it.objected, it.contested, it.upheld, it.rejected];
        let cells = numbers.iter().map(u64::to_string);
        csv_row(&std::iter::once(it.month.clone()).chain(cells).collect::<Vec<_>>())
    };
    let text: String = std::iter::once(csv_row(&head)).chain(counts.iter().map(row)).collect();
    ([(header::CONTENT_TYPE, CSV), (header::CACHE_CONTROL, SHARED)], text).into_response()
}
