//! The person who asked for a notice contests what came of it: a refusal, a silence, or that the desk
//! ended it. From the page of their receipt.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use desk::contest::{Contester, Last, PersonGround, Plea, person_ground};
use desk::notice::State as Stand;
use record::choice::{Decision, WithdrawalReason};
use store::desk::{
    ContestState, DeskError, KeptTurn, NewPlea, NoticeRow, ReportSummary, Step, TurnKind,
};

use super::{Made, made, wrong};
use crate::desk::{Desk, Fields, Sent, go, is_staying};
use crate::frame::Frame;
use crate::office::notices::{hex, platform_name};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;
use crate::receipt::open;

/// The form, by its `id`.
const FORM: &str = "contest";
/// The page of the report.
const BACK: &str = "/receipt/view";

/// A notice for this person that can be contested, or was.
pub(crate) struct Contestable {
    /// The page on which it is contested, if it can be now.
    pub(crate) href: Option<String>,
    pub(crate) platform: String,
    /// What can be contested, in words.
    pub(crate) why: String,
    /// What was contested before.
    pub(crate) contests: Vec<Made>,
}

/// The page on which a person says why.
#[derive(Template)]
#[template(path = "contest_person.html")]
pub(crate) struct PersonPage {
    frame: Frame,
    status: StatusCode,
    token: String,
    here: String,
    platform: String,
    why: String,
    is_authority: bool,
    text: String,
    problem: Option<String>,
}

impl Page for PersonPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

/// The value of a closed list with this word.
fn one_of<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str, text: &str) -> Option<T> {
    all.iter().copied().find(|value| word(*value) == text)
}

/// What last became of a notice.
fn last(turns: &[KeptTurn]) -> Option<Last> {
    let told = turns.iter().rev().find(|turn| {
        matches!(turn.kind, TurnKind::Answered | TurnKind::Silent | TurnKind::Withdrawn)
    })?;
    match told.kind {
        TurnKind::Answered => {
            one_of(Decision::ALL, Decision::word, &told.means).map(Last::Answered)
        }
        TurnKind::Silent => Some(Last::Silent),
        _ => {
            let reason = one_of(WithdrawalReason::ALL, WithdrawalReason::word, &told.means);
            reason.map(Last::Withdrawn)
        }
    }
}

/// What the person may contest about a notice now.
fn ground(summary: &ReportSummary, turns: &[KeptTurn]) -> Option<PersonGround> {
    person_ground(last(turns), summary.case_state == "closed")
}

fn ground_words(frame: &Frame, ground: PersonGround) -> String {
    frame.t(match ground {
        PersonGround::Refusal => "contest-ground-refusal",
        PersonGround::Silence => "contest-ground-silence",
        PersonGround::TakenBack => "contest-ground-taken-back",
        PersonGround::Closing => "contest-ground-closing",
    })
}

/// What of a report's notices can be contested, or was.
pub(crate) fn of_report(
    desk: &Desk,
    frame: &Frame,
    summary: &ReportSummary,
) -> Result<Vec<Contestable>, DeskError> {
    let mut found = Vec::new();
    for row in desk.store.notices_of_report(summary.report_id)? {
        if !has_left(&row) {
            continue;
        }
        let turns = desk.store.notice_turns(row.id)?;
        let ground = ground(summary, &turns);
        let contests = made(desk, frame, (row.id, Contester::Person), &turns)?;
        if ground.is_none() && contests.is_empty() {
            continue;
        }
        let is_free = ground.is_some() && !has_open(desk, &row)?;
        found.push(Contestable {
            href: is_free.then(|| frame.link(&address(&row))),
            platform: platform_name(desk, &row.platform),
            why: ground.map(|ground| ground_words(frame, ground)).unwrap_or_default(),
            contests,
        });
    }
    Ok(found)
}

fn address(row: &NoticeRow) -> String {
    format!("/receipt/contest/{}", hex(&row.reference))
}

/// Whether a notice is out there, or was.
fn has_left(row: &NoticeRow) -> bool {
    matches!(row.state, Stand::Released | Stand::Withdrawn)
}

/// Whether a contest of the person waits already: one at a time is enough.
fn has_open(desk: &Desk, row: &NoticeRow) -> Result<bool, DeskError> {
    let contests = desk.store.contests_of(row.id)?;
    let is_open = |who, state| who == Contester::Person && state == ContestState::Open;
    Ok(contests.iter().any(|contest| is_open(contest.who, contest.state)))
}

/// A notice for the person of this report that can be contested now.
fn contestable(
    desk: &Desk,
    report_id: i64,
    reference: &str,
) -> Result<Option<(NoticeRow, PersonGround)>, DeskError> {
    let Some(summary) = desk.store.report_summary(report_id)? else { return Ok(None) };
    let rows = desk.store.notices_of_report(report_id)?;
    let row = rows.into_iter().find(|row| hex(&row.reference) == reference);
    let Some(row) = row.filter(has_left) else { return Ok(None) };
    let ground = ground(&summary, &desk.store.notice_turns(row.id)?);
    if has_open(desk, &row)? {
        return Ok(None);
    }
    Ok(ground.map(|ground| (row, ground)))
}

/// `GET /receipt/contest/{reference}`.
pub(crate) async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    Path(reference): Path<String>,
    headers: HeaderMap,
) -> Response {
    let opened = match open(&desk, &frame, &headers) {
        Ok(opened) => opened,
        Err(elsewhere) => return *elsewhere,
    };
    match contestable(&desk, opened.report_id, &reference) {
        Ok(Some(found)) => render(&desk, frame, &opened.cookie, &found, (&Fields::default(), None)),
        Ok(None) => go(&frame.link(BACK)),
        Err(error) => message::failed(frame, &error),
    }
}

/// `POST /receipt/contest/{reference}`.
pub(crate) async fn contest(
    State(desk): State<Desk>,
    frame: Frame,
    Path(reference): Path<String>,
    headers: HeaderMap,
    sent: Sent,
) -> Response {
    let opened = match open(&desk, &frame, &headers) {
        Ok(opened) => opened,
        Err(elsewhere) => return *elsewhere,
    };
    let fields = match desk.admit(&frame, &opened.cookie, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let found = match contestable(&desk, opened.report_id, &reference) {
        Ok(Some(found)) => found,
        // Sent twice, or it was answered meanwhile: the page says how it stands.
        Ok(None) => return go(&frame.link(BACK)),
        Err(error) => return message::failed(frame, &error),
    };
    if is_staying(&fields) {
        return render(&desk, frame, &opened.cookie, &found, (&fields, None));
    }
    // How the person may be reached stands in their report.
    let plea = match Plea::new(fields.get("text"), "") {
        Ok(plea) => plea,
        Err(problem) => {
            let problem = Some(wrong(&frame, problem));
            return render(&desk, frame, &opened.cookie, &found, (&fields, problem));
        }
    };
    let body = serde_json::to_string(&plea).unwrap_or_default();
    let plea = NewPlea { body: &body, contact: &plea.contact };
    let kept = desk.store.contest_add(found.0.id, Contester::Person, plea, desk.now_ms());
    match kept.await {
        Ok(Step::Taken | Step::Elsewhere) => go(&frame.link(BACK)),
        Err(error) => message::failed(frame, &error),
    }
}

fn render(
    desk: &Desk,
    frame: Frame,
    cookie: &str,
    (row, ground): &(NoticeRow, PersonGround),
    (fields, problem): (&Fields, Option<String>),
) -> Response {
    let here = address(row);
    let sending = crate::compose::sending(desk);
    show(&PersonPage {
        status: problem.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY),
        token: desk.form_token(cookie),
        platform: platform_name(desk, &row.platform),
        why: ground_words(&frame, *ground),
        is_authority: sending == desk::notice::Sending::Authority,
        text: fields.shown("text"),
        problem,
        frame: frame.at(&here).with_form(FORM),
        here,
    })
}
