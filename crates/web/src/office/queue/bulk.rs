//! Acts on many cases: chosen in the queue, shown before they are done, confirmed by a second officer
//! where they are many, and taken back in one step.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use desk::case::{
    BULK_MAX, BulkAct, Refusal, is_preview_over, is_proposal_over, may_undo, needs_second,
};
use desk::{Action, may};
use store::desk::DeskError;
use store::desk::cases::{ActError, Bulk, Picked};
use words::Value;

use super::{Row, row};
use crate::desk::{Desk, Fields, Sent, count, go};
use crate::frame::{Frame, Moment};
use crate::office::case::acts::{is_closing, refusal_words};
use crate::office::notices::hex;
use crate::office::{Office, Officer};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// What is about to be done.
#[derive(Template)]
#[template(path = "case_bulk.html")]
pub struct PreviewPage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    says: String,
    act: &'static str,
    word: String,
    rows: Vec<Row>,
    needs_second: bool,
    is_public: bool,
    /// When it was shown: it is done only for a while. Unit: milliseconds since 1970, UTC.
    shown_ms: u64,
    problem: Option<String>,
}

impl Page for PreviewPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

/// What was done, or waits for a second officer.
#[derive(Template)]
#[template(path = "case_bulk_done.html")]
pub struct BulkPage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    here: String,
    says: String,
    state: String,
    officer: String,
    second: Option<String>,
    made: Moment,
    cases: Vec<(String, String, String)>,
    may_confirm: bool,
    may_undo: bool,
    problem: Option<String>,
}

impl Page for BulkPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

impl BulkPage {
    /// The address of what can be done about it.
    fn at(&self, act: &str) -> String {
        self.frame.link(&format!("{}/{act}", self.here))
    }
}

/// The act that a form chose: for each kind of act it has a list of its own.
fn act(fields: &Fields) -> Option<BulkAct> {
    let act = fields.get("act");
    // The queue's form carries the filter too, whose field for marks has the name of the act.
    let list = if act == "mark" { "mark-word" } else { act };
    let word = match fields.get("word") {
        "" => fields.get(list),
        word => word,
    };
    BulkAct::parse(act, word).filter(|act| match act {
        BulkAct::Close(outcome) => is_closing(*outcome),
        BulkAct::HandOver(_) | BulkAct::Mark(_) => true,
    })
}

/// Whether this officer may do it.
fn is_theirs(officer: &Officer, act: BulkAct) -> bool {
    let action = match act {
        BulkAct::Close(_) => Action::CloseCase,
        BulkAct::HandOver(_) | BulkAct::Mark(_) => Action::Claim,
    };
    may(officer.roles, action)
}

/// What it does, in words.
fn says(frame: &Frame, act: BulkAct) -> String {
    let word = match act {
        BulkAct::Close(outcome) => frame.word("outcome", outcome.word()),
        BulkAct::HandOver(Some(who)) => who.to_string(),
        BulkAct::HandOver(None) => frame.t("case-hand-over-nobody"),
        BulkAct::Mark(Some(mark)) => frame.word("mark", mark.word()),
        BulkAct::Mark(None) => frame.t("case-mark-none"),
    };
    frame.say(&format!("bulk-{}", act.act()), &[("word", Value::Text(&word))])
}

/// The cases that a form picked, each once, with the versions that were shown.
fn picked(fields: &Fields) -> Vec<Picked> {
    let pick = |text: &str| {
        let (reference, seen) = text.split_once('x')?;
        let reference = crate::compose::reference(reference)?;
        Some(Picked { reference, seen: count(seen)? })
    };
    let mut all: Vec<Picked> = Vec::new();
    for pick in fields.all("pick").filter_map(pick).take(BULK_MAX + 1) {
        if !all.iter().any(|it| it.reference == pick.reference) {
            all.push(pick);
        }
    }
    all
}

/// `POST /desk/bulk`: shows what would be done. With `sure` it is done.
pub async fn propose(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    sent: Sent,
) -> Response {
    let fields = match officer.visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let frame = frame.at("/desk/queue");
    let picked = picked(&fields);
    let act = match act(&fields).filter(|act| is_theirs(&officer, *act)) {
        Some(act) if !picked.is_empty() && picked.len() <= BULK_MAX => act,
        _ => {
            let problem = frame.t("bulk-nothing");
            return super::render(&desk, frame, &officer, &fields.typed(), Some(problem));
        }
    };
    if fields.get("sure") != "yes" {
        return preview(&desk, frame, &officer, (act, &picked), None);
    }
    let shown_ms = fields.get("shown").parse().unwrap_or(0);
    if is_preview_over(shown_ms, desk.now_ms()) {
        return preview(&desk, frame, &officer, (act, &picked), Some(Refusal::Expired));
    }
    match desk.store.bulk_propose(act, picked, officer.pseudonym, desk.now_ms()).await {
        Ok(reference) => go(&frame.link(&format!("/desk/bulk/{}", hex(&reference)))),
        Err(ActError::Refused(refusal)) => {
            let problem = refusal_words(&frame, refusal);
            super::render(&desk, frame, &officer, &fields.typed(), Some(problem))
        }
        Err(ActError::Failed(error)) => message::failed(frame, &error),
    }
}

fn preview(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    (act, picked): (BulkAct, &[Picked]),
    refusal: Option<Refusal>,
) -> Response {
    let now_ms = desk.now_ms();
    let rows: Result<Vec<Row>, DeskError> = picked
        .iter()
        .filter_map(|it| desk.store.case_fetch(&it.reference).transpose())
        .map(|case| Ok(row(&frame, &case?, now_ms)))
        .collect();
    match rows {
        Ok(rows) => show(&PreviewPage {
            office: Office::new(&frame, &officer.visitor),
            status: refusal.map_or(StatusCode::OK, |_| StatusCode::CONFLICT),
            says: says(&frame, act),
            act: act.act(),
            word: act.word(),
            needs_second: needs_second(rows.len()),
            is_public: matches!(act, BulkAct::Close(_)),
            rows,
            shown_ms: now_ms,
            problem: refusal.map(|refusal| refusal_words(&frame, refusal)),
            frame,
        }),
        Err(error) => message::failed(frame, &error),
    }
}

/// `GET /desk/bulk/{reference}`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
) -> Response {
    shown(&desk, frame, &officer, &reference, None)
}

fn fetch(desk: &Desk, reference: &str) -> Result<Option<Bulk>, DeskError> {
    match crate::compose::reference(reference) {
        Some(reference) => desk.store.bulk_fetch(&reference),
        None => Ok(None),
    }
}

fn shown(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    reference: &str,
    refusal: Option<Refusal>,
) -> Response {
    match fetch(desk, reference) {
        Ok(Some(bulk)) => show(&made(desk, frame, officer, &bulk, refusal)),
        Ok(None) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}

fn made(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    bulk: &Bulk,
    refusal: Option<Refusal>,
) -> BulkPage {
    let case = |case: &store::desk::cases::BulkCase| {
        let reference = hex(&case.reference);
        let href = frame.link(&format!("/desk/case/{reference}"));
        let says = match (&case.refused, case.is_changed) {
            (Some(refused), _) => frame.word("bulk-left", refused),
            (None, true) => frame.t("bulk-changed"),
            (None, false) => String::new(),
        };
        (href, reference, says)
    };
    let here = format!("/desk/bulk/{}", hex(&bulk.reference));
    let is_theirs = is_theirs(officer, bulk.act);
    let is_open = bulk.undone_ms.is_none();
    let in_time = bulk.done_ms.is_none_or(|done_ms| may_undo(done_ms, desk.now_ms()));
    let is_over = bulk.done_ms.is_none() && is_proposal_over(bulk.made_ms, desk.now_ms());
    let state = match (bulk.undone_ms, bulk.done_ms) {
        (Some(_), _) => "bulk-undone",
        (None, Some(_)) => "bulk-done",
        (None, None) if is_over => "bulk-expired",
        (None, None) => "bulk-open",
    };
    BulkPage {
        office: Office::new(&frame, &officer.visitor),
        status: refusal.map_or(StatusCode::OK, |_| StatusCode::CONFLICT),
        says: says(&frame, bulk.act),
        state: frame.t(state),
        officer: bulk.officer.to_string(),
        second: bulk.second.map(|second| second.to_string()),
        made: frame.moment(bulk.made_ms / 1000),
        cases: bulk.cases.iter().map(case).collect(),
        may_confirm: is_theirs
            && is_open
            && bulk.done_ms.is_none()
            && !is_over
            && bulk.officer != officer.pseudonym,
        may_undo: is_theirs && is_open && in_time,
        problem: refusal.map(|refusal| refusal_words(&frame, refusal)),
        frame: frame.at(&here),
        here,
    }
}

/// Does something with an act on many cases, and shows it again.
async fn again<F>(
    desk: Desk,
    frame: Frame,
    officer: Officer,
    reference: String,
    sent: Sent,
    work: impl FnOnce(Desk, [u8; 16]) -> F,
) -> Response
where
    F: Future<Output = Result<(), ActError>>,
{
    if let Err(elsewhere) = officer.visitor.admit(&desk, &frame, sent) {
        return *elsewhere;
    }
    let bulk = match fetch(&desk, &reference) {
        Ok(Some(bulk)) if is_theirs(&officer, bulk.act) => bulk,
        Ok(_) => return message::no_page(frame),
        Err(error) => return message::failed(frame, &error),
    };
    match work(desk.clone(), bulk.reference).await {
        Ok(()) => go(&frame.link(&format!("/desk/bulk/{}", hex(&bulk.reference)))),
        Err(ActError::Refused(refusal)) => shown(&desk, frame, &officer, &reference, Some(refusal)),
        Err(ActError::Failed(error)) => message::failed(frame, &error),
    }
}

/// `POST /desk/bulk/{reference}/confirm`: the second officer agrees, and it is done.
pub async fn confirm(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    let who = officer.pseudonym;
    let work =
        |desk: Desk, bulk| async move { desk.store.bulk_confirm(bulk, who, desk.now_ms()).await };
    again(desk, frame, officer, reference, sent, work).await
}

/// `POST /desk/bulk/{reference}/undo`.
pub async fn undo(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    let who = officer.pseudonym;
    let work =
        |desk: Desk, bulk| async move { desk.store.bulk_undo(bulk, who, desk.now_ms()).await };
    again(desk, frame, officer, reference, sent, work).await
}
