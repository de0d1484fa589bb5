//! "Was it solved?": four weeks after a report, and for four weeks.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use desk::FreeText;
use desk::survey::{SOLVED_LINE_CHARS_MAX, Solved};
use record::Timestamp;
use store::desk::{DeskError, DeskKind, ReportSummary, SurveyAnswer};
use words::Value;

use super::acts::admit;
use super::{Opened, open, view};
use crate::desk::{Desk, Fields, Sent, go, is_staying};
use crate::frame::Frame;
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// Where it is.
pub(crate) const PATH: &str = "/receipt/solved";
/// The form, by its `id`.
const FORM: &str = "solved";

/// The page on which an answer is changed, and something added to it.
#[derive(Template)]
#[template(path = "receipt_solved.html")]
pub struct SolvedPage {
    frame: Frame,
    status: StatusCode,
    token: String,
    choices: Vec<Choice>,
    line: String,
    until: String,
    error: Option<String>,
}

impl Page for SolvedPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

/// One answer that can be given.
pub(crate) struct Choice {
    pub(crate) word: &'static str,
    pub(crate) label: String,
    pub(crate) is_chosen: bool,
}

/// What the receipt's page asks, or tells of what was answered.
pub(crate) struct Asked {
    pub(crate) choices: Vec<Choice>,
    /// What was answered, if anything was.
    pub(crate) said: Option<String>,
    /// Whether it can still be changed.
    pub(crate) is_open: bool,
}

/// What the page of a report asks at this moment; nothing before its time, nor after it if nothing
/// was answered.
pub(crate) fn asked(
    desk: &Desk,
    frame: &Frame,
    summary: &ReportSummary,
) -> Result<Option<Asked>, DeskError> {
    let answer = desk.store.survey_fetch(summary.report_id)?;
    let is_open = is_open(desk, summary);
    let chosen = answer.and_then(|answer| Solved::from_word(&answer.answer));
    let said = chosen.map(|solved| frame.word("solved", solved.word()));
    let is_asked = is_open || said.is_some();
    Ok(is_asked.then(|| Asked { choices: choices(frame, chosen), said, is_open }))
}

/// Whether an answer is taken now. On one's own machine nobody asks.
fn is_open(desk: &Desk, summary: &ReportSummary) -> bool {
    let is_asked = desk.store.identity().kind != DeskKind::Own && summary.state != "erased";
    is_asked && desk.parties.survey().is_open(summary.received_ms, desk.now_ms())
}

fn choices(frame: &Frame, chosen: Option<Solved>) -> Vec<Choice> {
    let choice = |solved: Solved| Choice {
        word: solved.word(),
        label: frame.word("solved", solved.word()),
        is_chosen: chosen == Some(solved),
    };
    Solved::ALL.into_iter().map(choice).collect()
}

/// `GET /receipt/solved`.
pub async fn page(State(desk): State<Desk>, frame: Frame, headers: HeaderMap) -> Response {
    let opened = match open(&desk, &frame, &headers) {
        Ok(opened) => opened,
        Err(elsewhere) => return *elsewhere,
    };
    match desk.store.survey_fetch(opened.report_id) {
        Ok(answer) => {
            let fields = answer.map(fields_of).unwrap_or_default();
            render(&desk, frame, &opened, &fields, None)
        }
        Err(error) => message::failed(frame, &error),
    }
}

fn fields_of(answer: SurveyAnswer) -> Fields {
    let SurveyAnswer { answer, line, .. } = answer;
    Fields::new(vec![("solved".into(), answer), ("line".into(), line)])
}

/// `POST /receipt/solved`: keeps the answer and shows it, to be added to or changed.
pub async fn answer(
    State(desk): State<Desk>,
    frame: Frame,
    headers: HeaderMap,
    form: Sent,
) -> Response {
    let (opened, fields) = match admit(&desk, &frame, &headers, form) {
        Ok(admitted) => admitted,
        Err(elsewhere) => return *elsewhere,
    };
    if is_staying(&fields) {
        return render(&desk, frame, &opened, &fields, None);
    }
    let summary = match desk.store.report_summary(opened.report_id) {
        Ok(Some(summary)) if is_open(&desk, &summary) => summary,
        Ok(_) => return go(&frame.link(view::PATH)),
        Err(error) => return message::failed(frame, &error),
    };
    let Some(solved) = Solved::from_word(fields.get("solved")) else {
        let error = Some(frame.t("wrong-missing"));
        return render(&desk, frame, &opened, &fields, error);
    };
    // The receipt's page asks for the answer alone: what was added before stays.
    let line = match fields.is_sent("line") {
        true => FreeText::line(fields.get("line"), SOLVED_LINE_CHARS_MAX),
        false => match desk.store.survey_fetch(summary.report_id) {
            Ok(before) => FreeText::line(&before.map(|it| it.line).unwrap_or_default(), usize::MAX),
            Err(error) => return message::failed(frame, &error),
        },
    };
    let line = match line {
        Ok(line) => line,
        Err(desk::TextError::TooLong { found, most }) => {
            let (found, most) = (frame.number(found as u64), frame.number(most as u64));
            let values = [("found", Value::Text(&found)), ("most", Value::Text(&most))];
            let error = Some(frame.say("wrong-too-long", &values));
            return render(&desk, frame, &opened, &fields, error);
        }
    };
    let (id, now_ms) = (summary.report_id, desk.now_ms());
    match desk.store.survey_answer(id, solved.word(), line.as_str(), now_ms).await {
        Ok(_) if fields.is_sent("line") => go(&frame.link(view::PATH)),
        Ok(_) => go(&frame.link(PATH)),
        Err(error) => message::failed(frame, &error),
    }
}

fn render(
    desk: &Desk,
    frame: Frame,
    opened: &Opened,
    fields: &Fields,
    error: Option<String>,
) -> Response {
    let summary = match desk.store.report_summary(opened.report_id) {
        Ok(Some(summary)) if is_open(desk, &summary) => summary,
        Ok(_) => return go(&frame.link(view::PATH)),
        Err(error) => return message::failed(frame, &error),
    };
    let last_ms = desk.parties.survey().ends_ms(summary.received_ms) - 1;
    let last = Timestamp::nearest(i64::try_from(last_ms / 1000).unwrap_or(i64::MAX)).day();
    let frame = frame.at(PATH).with_form(FORM);
    show(&SolvedPage {
        status: if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK },
        token: desk.form_token(&opened.cookie),
        choices: choices(&frame, Solved::from_word(fields.get("solved"))),
        line: fields.shown("line"),
        until: words::day(frame.language, last.year().into(), last.month(), last.day()),
        error,
        frame,
    })
}
