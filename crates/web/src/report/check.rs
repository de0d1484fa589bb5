//! Everything once more before it is sent, the sending, and the receipt.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use desk::{Problem, Receipt, Step};
use evidence::manifest::FileName;
use law::Form as ReplyForm;
use store::desk::{DeskKind, Sending};

use super::sealing::seal_and_keep;
use super::step::{address_of, heading, say_wrong, size};
use super::{Found, Opened, admit, find, open};
use crate::desk::{Desk, Sent, go};
use crate::frame::Frame;
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;
use crate::visible;

/// Everything that was told, to be read once more.
#[derive(Template)]
#[template(path = "report_check.html")]
pub struct CheckPage {
    frame: Frame,
    status: StatusCode,
    token: String,
    rows: Vec<Row>,
    problems: Vec<ProblemRow>,
    is_authority: bool,
}

struct Row {
    question: String,
    answers: Vec<String>,
    change: String,
}

struct ProblemRow {
    text: String,
    href: String,
}

/// The receipt, once.
#[derive(Template)]
#[template(path = "report_sent.html")]
pub struct SentPage {
    frame: Frame,
    code: String,
}

impl Page for CheckPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

impl Page for SentPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /report/check`.
pub async fn page(State(desk): State<Desk>, frame: Frame, headers: HeaderMap) -> Response {
    match open(&desk, &frame, &headers) {
        Ok(opened) => render(&desk, frame, &opened, StatusCode::OK),
        Err(elsewhere) => *elsewhere,
    }
}

fn render(desk: &Desk, frame: Frame, opened: &Opened, status: StatusCode) -> Response {
    let files = match desk.store.draft_files(&opened.token) {
        Ok(files) => files,
        Err(error) => return message::failed(frame, &error),
    };
    let problems = opened.telling.problems(files.len());
    let problem = |problem: &Problem| ProblemRow {
        text: format!(
            "{}{} {}",
            heading(&frame, problem.step).0,
            frame.colon(),
            say_wrong(&frame, problem.wrong)
        ),
        href: address_of(&frame, Some(problem.step)),
    };
    let row = |step: Step| {
        let answers = match step {
            Step::Files => files
                .iter()
                .map(|file| {
                    let name = visible::name(&frame, &FileName::new(&file.name));
                    format!("{name} ({})", size(&frame, file.size_bytes))
                })
                .collect(),
            other => said(&frame, opened, other),
        };
        let change = address_of(&frame, Some(step));
        Row { question: heading(&frame, step).0, answers, change }
    };
    let steps = desk::steps(&opened.telling).into_iter();
    let frame = frame.clone().at("/report/check");
    show(&CheckPage {
        status,
        token: desk.form_token(&opened.cookie),
        rows: steps.filter(|step| *step != Step::PoliceFirst).map(row).collect(),
        problems: problems.iter().map(problem).collect(),
        is_authority: desk.store.identity().kind == DeskKind::Authority,
        frame,
    })
}

/// The reply to a step as people read it; nothing where none was given.
fn said(frame: &Frame, opened: &Opened, step: Step) -> Vec<String> {
    let telling = &opened.telling;
    match step {
        Step::Question(question) => {
            let Some(reply) = telling.answers.reply(question) else { return Vec::new() };
            vec![reply_text(frame, question, &reply)]
        }
        Step::Where => telling.addresses.clone(),
        Step::Account => telling.account.lines().map(str::to_owned).collect(),
        Step::Contact => {
            let contact = &telling.contact;
            let mut lines: Vec<String> = [&contact.name, &contact.reach]
                .into_iter()
                .filter(|line| !line.is_empty())
                .cloned()
                .collect();
            if contact.may_name {
                lines.push(frame.t("report-may-name"));
            }
            lines
        }
        Step::Files | Step::PoliceFirst => Vec::new(),
    }
}

/// A reply as people read it.
pub(crate) fn reply_text(frame: &Frame, question: law::Question, reply: &str) -> String {
    let message = match question.form() {
        ReplyForm::Harm => law::Harm::from_id(reply).map(law::Harm::message),
        ReplyForm::Medium => law::Medium::from_id(reply).map(law::Medium::message),
        ReplyForm::Capacity => law::Capacity::from_id(reply).map(law::Capacity::message),
        ReplyForm::YesNo => law::Reply::from_id(reply).map(law::Reply::message),
        ReplyForm::Day => {
            let day: Option<record::Day> = reply.parse().ok();
            return day.map_or_else(
                || reply.to_owned(),
                |day| words::day(frame.language, day.year().into(), day.month(), day.day()),
            );
        }
    };
    message.map_or_else(|| reply.to_owned(), |message| frame.t(message))
}

/// `POST /report/send`: seals and keeps the report; when the receipt is shown, everything is
/// durable. Sent twice, it is one report and the same receipt.
pub async fn send(
    State(desk): State<Desk>,
    frame: Frame,
    headers: HeaderMap,
    form: Sent,
) -> Response {
    let opened = match admit(&desk, &frame, &headers, form) {
        Ok((opened, _)) => opened,
        Err(elsewhere) => return *elsewhere,
    };
    let files = match desk.store.draft_files(&opened.token) {
        Ok(files) => files,
        Err(error) => return message::failed(frame, &error),
    };
    let Ok(report) = opened.telling.report(files.len(), desk.now()) else {
        return render(&desk, frame, &opened, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let kept = seal_and_keep(&desk, &opened, &report, &files, frame.language).await;
    match kept {
        Ok(Sending::Kept(_) | Sending::Gone) => {
            desk.holding.forget(&desk.store.draft_mark(&opened.token));
            go(&frame.link("/report/sent"))
        }
        // A file came or went in another window: it is all shown again before it is sent.
        Ok(Sending::FilesChanged) => go(&frame.link("/report/check")),
        Err(error) => message::failed(frame, &error),
    }
}

/// `GET /report/sent`: the receipt, for as long as the browser that sent it remembers.
pub async fn sent(State(desk): State<Desk>, frame: Frame, headers: HeaderMap) -> Response {
    match find(&desk, &headers) {
        Ok(Found::Sent(digits)) => match Receipt::parse(&digits) {
            Ok(receipt) => show(&SentPage { frame, code: receipt.grouped() }),
            Err(_) => go(&frame.link("/receipt")),
        },
        Ok(Found::Writing(_)) => go(&frame.link("/report/check")),
        Ok(Found::Nothing) => go(&frame.link("/receipt")),
        Err(error) => message::failed(frame, &error),
    }
}
