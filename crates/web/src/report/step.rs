//! One question of the report on one page.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use desk::{ADDRESSES_MAX, Contact, Step, Unsent, Wrong};
use evidence::manifest::FileName;
use law::{Question, Reply};
use store::desk::DraftFile;
use words::Value;

use super::files::Closed;
use super::{Opened, admit, keep, open};
use crate::desk::{Desk, Fields, Sent, go, is_staying};
use crate::frame::Frame;
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;
use crate::visible;

/// The largest form of one page: twenty addresses of 8 KiB, every byte escaped, is far more than
/// anybody types. Unit: bytes.
pub const FORM_BYTES_MAX: usize = 640 << 10;

/// The form of a page, by its `id`.
const FORM: &str = "answer";

/// One page of the interview.
#[derive(Template)]
#[template(path = "report_step.html")]
pub struct StepPage {
    frame: Frame,
    status: StatusCode,
    token: String,
    action: String,
    title: String,
    hint: Option<String>,
    error: Option<String>,
    back: String,
    progress: Option<String>,
    field: Field,
}

/// What a page asks for.
enum Field {
    Choices(Vec<Choice>),
    Day { day: String, month: String, year: String },
    PoliceFirst,
    Addresses(String),
    Account(String),
    Contact(Contact),
    Files { files: Vec<FileRow>, most: usize, closed: Option<String> },
}

struct Choice {
    id: &'static str,
    label: String,
    hint: Option<String>,
    is_chosen: bool,
}

/// A file as the page lists it.
struct FileRow {
    number: u32,
    name: String,
    size: String,
    media_type: String,
}

impl Page for StepPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

/// Where a step is, or the last page once all is told.
pub(crate) fn address_of(frame: &Frame, step: Option<Step>) -> String {
    match step {
        Some(step) => frame.link(&format!("/report/step/{}", step.id())),
        None => frame.link("/report/check"),
    }
}

/// `GET /report/step/{step}`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let opened = match open(&desk, &frame, &headers) {
        Ok(opened) => opened,
        Err(elsewhere) => return *elsewhere,
    };
    match asked(&opened, &id) {
        Some(step) => {
            let unsent = opened.telling.unsent.clone().filter(|unsent| unsent.step == step);
            let typed = unsent.map(|unsent| Fields::new(unsent.fields));
            render(&desk, frame, &opened, step, Shown { error: None, typed: typed.as_ref() })
        }
        None => go(&address_of(&frame, desk::next_open(&opened.telling))),
    }
}

/// The step of this name, if it is one of this report.
fn asked(opened: &Opened, id: &str) -> Option<Step> {
    let step = Step::from_id(id)?;
    desk::steps(&opened.telling).contains(&step).then_some(step)
}

/// `POST /report/step/{step}`: keeps the answer and goes on, or says what is wrong with it.
pub async fn answer(
    State(desk): State<Desk>,
    frame: Frame,
    Path(id): Path<String>,
    headers: HeaderMap,
    form: Sent,
) -> Response {
    let (mut opened, fields) = match admit(&desk, &frame, &headers, form) {
        Ok(admitted) => admitted,
        Err(elsewhere) => return *elsewhere,
    };
    let Some(step) = asked(&opened, &id) else {
        return go(&address_of(&frame, desk::next_open(&opened.telling)));
    };
    let taken = take_or_stay(&mut opened, step, &fields);
    match keep(&desk, &opened).await {
        Ok(true) => {}
        Ok(false) => return go(&frame.link("/report?over=1")),
        Err(error) => return message::failed(frame, &error),
    }
    match taken {
        Err(wrong) => {
            let error = Some(say_wrong(&frame, wrong));
            render(&desk, frame, &opened, step, Shown { error, typed: Some(&fields) })
        }
        Ok(()) if is_staying(&fields) => go(&address_of(&frame, Some(step))),
        Ok(()) if fields.get("then") == "check" => go(&frame.link("/report/check")),
        Ok(()) => go(&address_of(&frame, after(&opened, step))),
    }
}

/// Takes what was sent; or, where only the language was changed, remembers it without a look at it.
fn take_or_stay(opened: &mut Opened, step: Step, fields: &Fields) -> Result<(), Wrong> {
    if is_staying(fields) {
        opened.telling.unsent = Some(Unsent { step, fields: fields.typed() });
        return Ok(());
    }
    opened.telling.unsent = None;
    take(opened, step, fields)
}

/// The page behind `step`.
fn after(opened: &Opened, step: Step) -> Option<Step> {
    let steps = desk::steps(&opened.telling);
    let at = steps.iter().position(|other| *other == step);
    match at {
        Some(at) => steps.get(at + 1).copied(),
        None => desk::next_open(&opened.telling),
    }
}

fn take(opened: &mut Opened, step: Step, fields: &Fields) -> Result<(), Wrong> {
    let telling = &mut opened.telling;
    telling.see(step);
    match step {
        Step::Question(question) => {
            let text = match question.form() {
                law::Form::Day => day_of(fields)?,
                _ => fields.get("answer").to_owned(),
            };
            if text.is_empty() && question.form() != law::Form::Day {
                return Err(Wrong::Missing);
            }
            let answered = telling.answers.clone().answered(question, &text);
            telling.answers = answered.map_err(|_| Wrong::Reply)?;
            Ok(())
        }
        Step::PoliceFirst | Step::Files => Ok(()),
        Step::Where => telling.take_addresses(fields.get("addresses")),
        Step::Account => telling.take_account(fields.get("account")),
        Step::Contact => {
            let may_name = !fields.get("may-name").is_empty();
            telling.take_contact(fields.get("name"), fields.get("reach"), may_name)
        }
    }
}

/// A day from its three fields, as `2026-11-23`; empty if none is filled.
fn day_of(fields: &Fields) -> Result<String, Wrong> {
    let parts = ["year", "month", "day"].map(|name| latin(fields.get(name)));
    if parts.iter().all(String::is_empty) {
        return Ok(String::new());
    }
    let [year, month, day] = parts.map(|part| part.parse::<u16>().map_err(|_| Wrong::Reply));
    Ok(format!("{:04}-{:02}-{:02}", year?, month?, day?))
}

/// A number as people type it, in Latin digits.
fn latin(text: &str) -> String {
    let digit = |c: char| match c {
        '\u{660}'..='\u{669}' => char::from_digit(c as u32 - 0x660, 10).unwrap_or(c),
        other => other,
    };
    text.trim().chars().map(digit).collect()
}

/// What a page shows beside the question and what was kept.
pub(crate) struct Shown<'a> {
    /// What is wrong.
    pub(crate) error: Option<String>,
    /// What was typed, where it is not what was kept.
    pub(crate) typed: Option<&'a Fields>,
}

/// Shows a step.
pub(crate) fn render(
    desk: &Desk,
    frame: Frame,
    opened: &Opened,
    step: Step,
    shown: Shown<'_>,
) -> Response {
    let Shown { error, typed } = shown;
    let files = match desk.store.draft_files(&opened.token) {
        Ok(files) => files,
        Err(error) => return message::failed(frame, &error),
    };
    let steps = desk::steps(&opened.telling);
    let at = steps.iter().position(|other| *other == step).unwrap_or(0);
    let back = match at.checked_sub(1).and_then(|before| steps.get(before)) {
        Some(before) => address_of(&frame, Some(*before)),
        None => frame.link("/report"),
    };
    let (place, count) = desk::progress(&opened.telling, step);
    let (place, count) = (frame.number(place as u64), frame.number(count as u64));
    let values = [("place", Value::Text(&place)), ("count", Value::Text(&count))];
    // How many pages there are is known once harm, medium and capacity are.
    let is_known = opened.telling.answers.capacity.is_some();
    let progress = is_known.then(|| frame.say("report-progress", &values));
    let (title, hint) = heading(&frame, step);
    let frame = frame.at(&format!("/report/step/{}", step.id()));
    // Files are on no form that comes back.
    let frame = if step == Step::Files { frame } else { frame.with_form(FORM) };
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    show(&StepPage {
        status,
        token: desk.form_token(&opened.cookie),
        action: address_of(&frame, Some(step)),
        title,
        hint,
        error,
        back,
        progress,
        field: field(desk, &frame, opened, step, &files, typed),
        frame,
    })
}

/// The question of a step and the line under it.
pub(crate) fn heading(frame: &Frame, step: Step) -> (String, Option<String>) {
    match step {
        Step::Question(question) => (frame.t(question.message()), Some(frame.t(&question.hint()))),
        other => {
            let id = format!("report-{}", other.id());
            (frame.t(&id), Some(frame.t(&format!("{id}-hint"))))
        }
    }
}

/// What is wrong, in the person's language, and how to mend it.
pub(crate) fn say_wrong(frame: &Frame, wrong: Wrong) -> String {
    let number = |value: usize| frame.number(value as u64);
    match wrong {
        Wrong::Missing => frame.t("wrong-missing"),
        Wrong::Reply => frame.t("wrong-reply"),
        Wrong::TooEarly => frame.t("wrong-too-early"),
        Wrong::Nowhere => frame.t("wrong-nowhere"),
        Wrong::TooManyAddresses => {
            let most = number(ADDRESSES_MAX);
            frame.say("wrong-too-many-addresses", &[("most", Value::Text(&most))])
        }
        Wrong::Text(desk::TextError::TooLong { found, most }) => {
            let (found, most) = (number(found), number(most));
            let values = [("found", Value::Text(&found)), ("most", Value::Text(&most))];
            frame.say("wrong-too-long", &values)
        }
        Wrong::Address { line, why } => {
            let why = frame.t(crate::pages::find::error_id(why));
            let line = number(line);
            frame.say("wrong-address", &[("line", Value::Text(&line)), ("why", Value::Text(&why))])
        }
    }
}

fn field(
    desk: &Desk,
    frame: &Frame,
    opened: &Opened,
    step: Step,
    files: &[DraftFile],
    typed: Option<&Fields>,
) -> Field {
    let telling = &opened.telling;
    let text = |name: &str, kept: &str| typed.map_or_else(|| kept.to_owned(), |it| it.shown(name));
    match step {
        Step::Question(question) => question_field(frame, opened, question, typed),
        Step::PoliceFirst => Field::PoliceFirst,
        Step::Where => Field::Addresses(text("addresses", &telling.addresses.join("\n"))),
        Step::Account => Field::Account(text("account", &telling.account)),
        Step::Contact => Field::Contact(Contact {
            name: text("name", &telling.contact.name),
            reach: text("reach", &telling.contact.reach),
            may_name: typed.map_or(telling.contact.may_name, |it| !it.get("may-name").is_empty()),
        }),
        Step::Files => Field::Files {
            files: files.iter().map(|file| file_row(frame, file)).collect(),
            most: evidence::media::FILES_MAX,
            closed: Closed::now(desk, opened).map(|closed| closed.text(frame)),
        },
    }
}

fn file_row(frame: &Frame, file: &DraftFile) -> FileRow {
    FileRow {
        number: file.number,
        name: visible::name(frame, &FileName::new(&file.name)),
        size: size(frame, file.size_bytes),
        media_type: file.media_type.clone(),
    }
}

/// A size as people read it.
pub(crate) fn size(frame: &Frame, bytes: u64) -> String {
    let (id, value) = match bytes {
        0..1_000_000 => ("size-kb", bytes.div_ceil(1000)),
        _ => ("size-mb", bytes.div_ceil(1_000_000)),
    };
    frame.say(id, &[("size", Value::Text(&frame.number(value)))])
}

fn question_field(
    frame: &Frame,
    opened: &Opened,
    question: Question,
    typed: Option<&Fields>,
) -> Field {
    let chosen = match typed {
        Some(typed) => Some(typed.get("answer").to_owned()),
        None => opened.telling.answers.reply(question),
    };
    let is_chosen = |id: &str| chosen.as_deref() == Some(id);
    let choice = |id: &'static str, label: &str, hint: Option<String>| Choice {
        id,
        label: frame.t(label),
        hint: hint.map(|hint| frame.t(&hint)),
        is_chosen: is_chosen(id),
    };
    match question.form() {
        law::Form::Harm => {
            let all = law::Harm::ALL.iter();
            Field::Choices(all.map(|it| choice(it.id(), it.message(), Some(it.hint()))).collect())
        }
        law::Form::Medium => {
            let all = law::Medium::ALL.iter();
            Field::Choices(all.map(|it| choice(it.id(), it.message(), None)).collect())
        }
        law::Form::Capacity => {
            let all = law::Capacity::ALL.iter();
            Field::Choices(all.map(|it| choice(it.id(), it.message(), None)).collect())
        }
        law::Form::YesNo => {
            let all = Reply::ALL.iter();
            Field::Choices(all.map(|it| choice(it.id(), it.message(), None)).collect())
        }
        law::Form::Day => {
            if let Some(typed) = typed {
                let [day, month, year] = ["day", "month", "year"].map(|name| typed.shown(name));
                return Field::Day { day, month, year };
            }
            let text = chosen.unwrap_or_default();
            let mut parts = text.split('-').map(|part| part.trim_start_matches('0').to_owned());
            let mut next = || parts.next().unwrap_or_default();
            let (year, month, day) = (next(), next(), next());
            Field::Day { day, month, year }
        }
    }
}
