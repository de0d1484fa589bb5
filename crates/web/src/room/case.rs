//! `/room/case/{reference}`: all notices of one case, and how it ended or went on.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use record::id::CaseRef;
use words::Value;

use super::RoomError;
use super::shown::{NoticeRow, row};
use crate::desk::Desk;
use crate::frame::{Frame, Moment};
use crate::page::{Page, SHARED};

/// One case.
#[derive(Template)]
#[template(path = "room_case.html")]
pub(super) struct CasePage {
    frame: Frame,
    reference: String,
    count: String,
    rows: Vec<NoticeRow>,
    is_cut: bool,
    outcomes: Vec<OutcomeLine>,
}

struct OutcomeLine {
    at: Moment,
    words: String,
    index: String,
    entry: String,
    proof: String,
}

impl Page for CasePage {
    const CACHE: &'static str = SHARED;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /room/case/{reference}`.
pub(super) async fn page(
    State(desk): State<Desk>,
    Path(reference): Path<String>,
    frame: Frame,
    headers: HeaderMap,
) -> Response {
    super::show(desk, frame, &headers, move |desk, frame| build(desk, frame, &reference)).await
}

fn build(desk: &Desk, frame: Frame, reference: &str) -> Result<CasePage, RoomError> {
    let case: CaseRef = reference.parse().map_err(|_| RoomError::Nothing)?;
    let found = desk.store.room_case(case)?;
    if found.count == 0 && found.outcomes.is_empty() {
        return Err(RoomError::Nothing);
    }
    let outcome = |outcome: &store::desk::Outcome| OutcomeLine {
        at: frame.moment(outcome.at_s),
        words: frame.word("outcome", &outcome.outcome),
        index: frame.number(outcome.index),
        entry: frame.link(&format!("/register/entry/{}", outcome.index)),
        proof: frame.link(&format!("/register/proof/{}", outcome.index)),
    };
    Ok(CasePage {
        reference: case.to_string(),
        count: frame.say("room-case-count", &[("count", Value::Count(found.count))]),
        is_cut: found.lives.len() as u64 != found.count,
        rows: found.lives.iter().map(|life| row(desk, &frame, life)).collect(),
        outcomes: found.outcomes.iter().map(outcome).collect(),
        frame,
    })
}
