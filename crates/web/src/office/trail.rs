//! The auditor's trail: what officers did and read, by case, officer, kind and day. Never what a
//! person told, and no way into a case.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use record::Day;
use store::desk::DeskError;
use store::desk::cases::{TrailFilter, TrailLine};

use super::notices::hex;
use super::{Office, Officer, events};
use crate::desk::{Desk, Fields};
use crate::frame::{Frame, Moment};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// Lines on one page.
const LINES: usize = 100;
/// A day. Unit: milliseconds.
const DAY_MS: u64 = 86_400_000;

/// What officers do and read, as events name it, in the order of a case.
const KINDS: &[&str] = &[
    "case-claimed",
    "case-released",
    "report-read",
    "exhibit-revealed",
    "identity-read",
    "messages-seen",
    "message",
    "reply-asked",
    "note-internal",
    "note-public",
    "articles-confirmed",
    "finding-added",
    "case-split",
    "split-undone",
    "case-merged",
    "merge-undone",
    "case-handed-over",
    "case-marked",
    "bulk-act",
    "bulk-confirmed",
    "bulk-undone",
    "case-closed",
    "case-reopened",
    "exhibit-purged",
    "report-purged",
];

/// The page.
#[derive(Template)]
#[template(path = "office_trail.html")]
pub struct TrailPage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    case: String,
    officer: String,
    kinds: Vec<(&'static str, String, bool)>,
    day: String,
    lines: Vec<Line>,
    next: Option<String>,
    problem: Option<String>,
}

/// One line.
struct Line {
    at: Moment,
    who: String,
    text: String,
    detail: String,
    case: String,
    report: Option<String>,
}

impl Page for TrailPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

/// `GET /desk/trail`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    match made(&desk, &frame, &officer, &Fields::new(query)) {
        Ok(page) => show(&page),
        Err(error) => message::failed(frame, &error),
    }
}

fn made(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    query: &Fields,
) -> Result<TrailPage, DeskError> {
    let (filter, is_understood) = filter(query);
    let before = query.get("before").parse().ok();
    let mut lines = match is_understood {
        true => desk.store.trail(&filter, before, LINES + 1)?,
        // A filter that was not understood would else show everything as if it had been asked for.
        false => Vec::new(),
    };
    let has_next = lines.len() > LINES;
    lines.truncate(LINES);
    let next = lines.last().filter(|_| has_next).map(|line| next(frame, query, line.event_id));
    let kind = filter.kind.clone().unwrap_or_default();
    Ok(TrailPage {
        office: Office::new(frame, &officer.visitor),
        status: if is_understood { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY },
        case: query.shown("case"),
        officer: query.shown("officer"),
        kinds: KINDS
            .iter()
            .map(|word| (*word, events::text(frame, word, true), *word == kind))
            .collect(),
        day: query.shown("day"),
        lines: lines.into_iter().map(|it| line(frame, it)).collect(),
        next,
        problem: (!is_understood).then(|| frame.t("trail-wrong")),
        frame: frame.clone(),
    })
}

/// The filter of the query, and whether all of it was understood.
fn filter(query: &Fields) -> (TrailFilter, bool) {
    let field = |name: &str| Some(query.get(name).trim()).filter(|text| !text.is_empty());
    let case = field("case").map(crate::compose::reference);
    let officer = field("officer").map(|text| text.parse().ok());
    let kind = field("kind").map(|word| KINDS.contains(&word).then(|| word.to_owned()));
    let during = field("day").map(day);
    let is_wrong =
        case == Some(None) || officer == Some(None) || kind == Some(None) || during == Some(None);
    let filter = TrailFilter {
        case: case.flatten(),
        officer: officer.flatten(),
        kind: kind.flatten(),
        during: during.flatten(),
    };
    (filter, !is_wrong)
}

/// The first and the last moment of a day that is written year, month, day. UTC, as events are.
pub(super) fn day(text: &str) -> Option<(u64, u64)> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let day = Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    let from_ms = u64::try_from(day.start().unix()).ok()? * 1000;
    parts.next().is_none().then_some((from_ms, from_ms + DAY_MS))
}

fn next(frame: &Frame, query: &Fields, event_id: i64) -> String {
    let is_plain =
        |text: &&str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let pair = |name: &str| {
        let value = Some(query.get(name).trim()).filter(is_plain).filter(|it| !it.is_empty())?;
        Some(format!("{name}={value}&"))
    };
    let pairs: String = ["case", "officer", "kind", "day"].into_iter().filter_map(pair).collect();
    frame.link(&format!("/desk/trail?{pairs}before={event_id}"))
}

fn line(frame: &Frame, line: TrailLine) -> Line {
    Line {
        at: frame.moment(line.at_ms / 1000),
        text: events::text(frame, &line.kind, true),
        detail: match line.kind.as_str() {
            // Where a split, a merge or an act on many leads; the auditor reads the reference.
            "case-split" | "case-merged" | "split-undone" | "merge-undone" | "bulk-act"
            | "bulk-confirmed" | "bulk-undone" => line.detail,
            kind => events::detail(frame, kind, &line.detail),
        },
        who: line.actor,
        case: hex(&line.case),
        report: line.report.map(|report| hex(&report)),
    }
}
