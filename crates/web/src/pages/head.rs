//! The register's first page: how it stands, its latest entries, and the ways in.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use record::Entry;
use store::folder::LogKind;

use super::{Head, message, number};
use crate::frame::{Frame, Moment};
use crate::page::{FRESH, Page, show};
use crate::reading::{self, Trouble};
use crate::standing::Standing;
use crate::state::{RegisterState, Shared};
use crate::telling;

/// Entries on one page.
const ROWS: u64 = 20;

/// The register's first page.
#[derive(Template)]
#[template(path = "head.html")]
pub struct HeadPage {
    frame: Frame,
    origin: String,
    key: String,
    is_test: bool,
    has_policy: bool,
    head: Head,
    standing: Standing,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
}

/// One entry in a list.
pub(crate) struct Row {
    /// Its number.
    pub(crate) index: String,
    /// Its page.
    pub(crate) href: String,
    /// What kind it is.
    pub(crate) kind: String,
    /// What it says.
    pub(crate) sentence: String,
    /// When the desk wrote it.
    pub(crate) at: Option<Moment>,
}

impl Page for HeadPage {
    const CACHE: &'static str = FRESH;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// What the address may say.
#[derive(serde::Deserialize)]
pub struct Asked {
    from: Option<String>,
}

/// `GET /`
pub async fn root(frame: Frame) -> Redirect {
    Redirect::to(&frame.link("/register"))
}

/// `GET /register`
pub async fn page(
    State(state): State<Shared>,
    Query(asked): Query<Asked>,
    frame: Frame,
) -> Response {
    let again = frame.clone();
    let page = reading::aside(state, move |state| build(state, frame, &asked)).await;
    match page {
        Ok(page) => show(&page),
        Err(trouble) => message::trouble(again, &trouble),
    }
}

fn build(state: &RegisterState, frame: Frame, asked: &Asked) -> Result<HeadPage, Trouble> {
    let (head, signed) = Head::latest(state);
    let asked = asked.from.as_deref().and_then(number);
    let newest = head.size.saturating_sub(1);
    let from = asked.unwrap_or(newest).min(newest);
    let end = if head.size == 0 { 0 } else { from + 1 };
    let first = end.saturating_sub(ROWS);
    let entries = reading::entries(state, signed.checkpoint(), first, end)?;
    let rows = (first..end).zip(&entries).map(|(index, bytes)| row(&frame, index, bytes));
    let mut rows: Vec<Row> = rows.collect();
    rows.reverse();
    let to = |from: u64| frame.link(&format!("/register?from={from}"));
    Ok(HeadPage {
        newer: (end < head.size).then(|| to((from + ROWS).min(newest))),
        older: first.checked_sub(1).map(to),
        origin: state.identity.origin.clone(),
        key: state.identity.key.clone(),
        is_test: state.identity.kind == LogKind::Test,
        has_policy: state.policy.is_some(),
        standing: Standing::of(&frame, state, head.size),
        head,
        rows,
        frame,
    })
}

/// One entry in one line.
pub(crate) fn row(frame: &Frame, index: u64, bytes: &[u8]) -> Row {
    let href = frame.link(&format!("/register/entry/{index}"));
    let index = frame.number(index);
    match Entry::from_bytes(bytes) {
        Ok(entry) => {
            let told = telling::tell(frame, &entry);
            let (kind, sentence) = (told.kind, told.sentence);
            Row { index, href, kind, sentence, at: Some(told.at) }
        }
        Err(_) => {
            let count = words::Value::Count(bytes.len() as u64);
            let sentence = frame.say("bytes", &[("count", count)]);
            Row { index, href, kind: frame.t("kind-unknown"), sentence, at: None }
        }
    }
}

/// What the form "go to entry" sends.
#[derive(serde::Deserialize)]
pub struct GoTo {
    n: Option<String>,
}

/// `GET /register/entry?n=7`, which a form can ask for where it cannot ask for the entry itself.
pub async fn go_to(
    State(state): State<Shared>,
    Query(GoTo { n }): Query<GoTo>,
    frame: Frame,
) -> Response {
    // People paste numbers as pages show them, with their thousands apart.
    let digits: String = n.unwrap_or_default().chars().filter(|c| c.is_ascii_digit()).collect();
    match digits.parse::<u64>() {
        Ok(n) => Redirect::to(&frame.link(&format!("/register/entry/{n}"))).into_response(),
        Err(_) => message::no_entry(frame, state.reader.checkpoint().checkpoint().size),
    }
}
