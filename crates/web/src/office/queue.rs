//! The queue: which cases wait, the most urgent first, the oldest before the newer.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use desk::case::Filter;
use store::desk::DeskError;
use store::desk::cases::{CaseRow, Cursor, QueueCount};
use words::Value;

use super::notices::hex;
use super::{Office, Officer};
use crate::desk::{Desk, Sent, go};
use crate::frame::{Frame, Moment};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// Cases on one page.
const ROWS: usize = 50;

/// The page.
#[derive(Template)]
#[template(path = "case_queue.html")]
pub struct QueuePage {
    frame: Frame,
    office: Office,
    shelves: Vec<Shelf>,
    rows: Vec<Row>,
    next: Option<String>,
    oldest: Vec<(String, Moment)>,
}

/// A way to narrow the queue: where it leads, its name, how many there are, whether it is this one.
struct Shelf {
    href: String,
    name: String,
    count: String,
    is_current: bool,
}

/// A case of the queue. Nothing of what a person told.
pub(crate) struct Row {
    href: String,
    harm: String,
    is_now: bool,
    urgency_words: String,
    opened: Moment,
    reports: String,
    marks: Vec<String>,
}

impl Page for QueuePage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// The harm of a case, in words.
pub(crate) fn harm(frame: &Frame, id: &str) -> String {
    law::Harm::from_id(id).map(|harm| frame.t(harm.message())).unwrap_or_default()
}

/// The word for how soon a person must look.
pub(crate) const fn urgency(level: u8) -> &'static str {
    match level {
        0 => "now",
        1 => "today",
        _ => "in-turn",
    }
}

fn row(frame: &Frame, case: &CaseRow, now_ms: u64) -> Row {
    let is_held = case.lease.is_some_and(|lease| lease.until_ms > now_ms);
    let marks = [
        (case.is_unread, "case-unread"),
        (case.is_official, "case-official"),
        (is_held, "case-held"),
        (case.state.word() == "waiting", "case-waits"),
    ];
    Row {
        href: frame.link(&format!("/desk/case/{}", hex(&case.reference))),
        harm: harm(frame, &case.harm),
        is_now: case.urgency == 0,
        urgency_words: frame.word("urgency", urgency(case.urgency)),
        opened: frame.moment(case.opened_ms / 1000),
        reports: frame.say("case-reports", &[("count", Value::Count(case.reports))]),
        marks: marks.into_iter().filter(|it| it.0).map(|it| frame.t(it.1)).collect(),
    }
}

/// `GET /desk/queue`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    match made(&desk, &frame, &officer, &query) {
        Ok(page) => show(&page),
        Err(error) => message::failed(frame, &error),
    }
}

fn made(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    query: &[(String, String)],
) -> Result<QueuePage, DeskError> {
    let pairs = query.iter().map(|(name, word)| (name.as_str(), word.as_str()));
    let filter = Filter::from_pairs(pairs);
    let now_ms = desk.now_ms();
    let after = cursor(query);
    let page = desk.store.queue_page(&filter, officer.pseudonym, now_ms, after, ROWS)?;
    let next = page.next.map(|next| {
        let Cursor { urgency, at_ms, case_id } = next;
        frame.link(&format!("/desk/queue?{}&after={urgency}x{at_ms}x{case_id}", filter.query()))
    });
    let oldest = desk.store.queue_oldest()?.into_iter();
    Ok(QueuePage {
        office: Office::new(frame, &officer.visitor),
        shelves: shelves(desk, frame, &filter)?,
        rows: page.cases.iter().map(|case| row(frame, case, now_ms)).collect(),
        next,
        oldest: oldest
            .map(|(level, at)| (frame.word("urgency", urgency(level)), frame.moment(at / 1000)))
            .collect(),
        frame: frame.clone(),
    })
}

/// Where the page goes on, as it stands in an address.
fn cursor(query: &[(String, String)]) -> Option<Cursor> {
    let text = &query.iter().find(|(name, _)| name == "after")?.1;
    let mut parts = text.split('x');
    Some(Cursor {
        urgency: parts.next()?.parse().ok()?,
        at_ms: parts.next()?.parse().ok()?,
        case_id: parts.next()?.parse().ok()?,
    })
}

fn shelves(desk: &Desk, frame: &Frame, filter: &Filter) -> Result<Vec<Shelf>, DeskError> {
    let counts = desk.store.queue_counts()?;
    let of = |is: &dyn Fn(&QueueCount) -> bool| {
        counts.iter().filter(|it| is(it)).map(|it| it.cases).sum::<u64>()
    };
    let closed = desk.store.closed_counts()?.into_iter().map(|(_, cases)| cases).sum();
    let shelf = |query: &str, id: &str, count: u64| {
        let pairs: Vec<(&str, &str)> =
            query.split('&').filter_map(|pair| pair.split_once('=')).collect();
        Shelf {
            href: frame.link(&format!("/desk/queue?{query}")),
            name: frame.t(id),
            count: frame.number(count),
            is_current: Filter::from_pairs(pairs) == *filter,
        }
    };
    Ok(vec![
        shelf("shelf=live", "queue-live", of(&|_| true)),
        shelf("urgency=0", "urgency-now", of(&|it| it.urgency == 0)),
        shelf("urgency=1", "urgency-today", of(&|it| it.urgency == 1)),
        shelf("unread=yes", "case-unread", of(&|it| it.is_unread)),
        shelf("official=yes", "case-official", of(&|it| it.is_official)),
        shelf("shelf=waiting", "case-waits", of(&|it| it.state == "waiting")),
        shelf("shelf=closed", "queue-closed", closed),
    ])
}

/// `POST /desk/queue/next`: takes the first case that nobody works on.
pub async fn next(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    sent: Sent,
) -> Response {
    if let Err(elsewhere) = officer.visitor.admit(&desk, &frame, sent) {
        return *elsewhere;
    }
    let filter = Filter { whose: desk::case::Whose::Free, ..Filter::default() };
    match desk.store.case_claim_next(filter, officer.pseudonym, desk.now_ms()).await {
        Ok(Some(reference)) => go(&frame.link(&format!("/desk/case/{}", hex(&reference)))),
        Ok(None) => go(&frame.link("/desk/queue")),
        Err(error) => message::failed(frame, &error),
    }
}
