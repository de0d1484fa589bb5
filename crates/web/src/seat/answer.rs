//! The forms in which a platform answers with its reasons, and asks back. What is wrong is named one by
//! one, and nothing that was typed is lost.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use desk::answer::{Statement, StatementDraft, StatementProblem};
use desk::seat::Question;
use record::choice::{Basis, Decider, Decision, Language, Measure};
use words::Value;

use super::acts::{self, Seen, Spoken};
use super::notice::address;
use super::open::{self, AtSeat, Read};
use crate::desk::{Desk, Fields, Sent, go};
use crate::frame::Frame;
use crate::office::{Office, Seat};
use crate::page::{NEVER_KEPT, Page, show};

/// The form of an answer, or of a question.
#[derive(Template)]
#[template(path = "seat_answer.html")]
pub struct AnswerPage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    reference: String,
    /// Whether it is a question.
    is_question: bool,
    /// What the notice asks for.
    asked: String,
    lists: Vec<List>,
    draft: StatementDraft,
    territories: String,
    /// How much of what happened the page knows.
    seen: usize,
    problems: Vec<Wrong>,
    /// Something happened meanwhile.
    notice: Option<String>,
}

/// A list to choose from.
struct List {
    name: &'static str,
    label: String,
    choices: Vec<Choice>,
}

/// One value of a list.
struct Choice {
    word: &'static str,
    text: String,
    is_chosen: bool,
}

/// A field to write in, of so many rows; of one row it is a line.
struct Written<'a> {
    name: &'static str,
    label: String,
    text: &'a str,
    rows: u32,
    hint: String,
}

/// What is wrong, and the field that mends it.
struct Wrong {
    field: &'static str,
    text: String,
}

impl Page for AnswerPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

impl AnswerPage {
    fn at(&self, act: &str) -> String {
        self.frame.link(&address(&self.reference, act))
    }

    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        let wrong = self.problems.iter().find(|wrong| wrong.field == field);
        wrong.map(|wrong| wrong.text.as_str())
    }
}

/// What one of the two forms is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Answer,
    Question,
}

/// What a form says now.
struct Form {
    kind: Kind,
    draft: StatementDraft,
    seen: usize,
    problems: Vec<StatementProblem>,
    notice: Option<String>,
}

/// `GET /seat/notice/{reference}/answer`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    seat: Seat,
    Path(reference): Path<String>,
) -> Response {
    begin(&desk, frame, &seat, &reference, Kind::Answer)
}

/// `GET /seat/notice/{reference}/ask`.
pub async fn ask_page(
    State(desk): State<Desk>,
    frame: Frame,
    seat: Seat,
    Path(reference): Path<String>,
) -> Response {
    begin(&desk, frame, &seat, &reference, Kind::Question)
}

fn begin(desk: &Desk, frame: Frame, seat: &Seat, reference: &str, kind: Kind) -> Response {
    let read = match open::find(desk, &AtSeat::from(seat), reference) {
        Ok(read) => read,
        Err(error) => return error.page(frame),
    };
    if let Err(why) = desk::seat::may_speak(&read.clock()) {
        return crate::pages::message::not_now(frame, why);
    }
    let language = frame.language.code().to_owned();
    let draft = StatementDraft { language, ..StatementDraft::default() };
    let seen = read.turns.len();
    let form = Form { kind, draft, seen, problems: Vec::new(), notice: None };
    render(frame, seat, &read, form)
}

/// `POST /seat/notice/{reference}/answer`.
pub async fn send(
    State(desk): State<Desk>,
    frame: Frame,
    seat: Seat,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    take(&desk, frame, &seat, &reference, sent, Kind::Answer).await
}

/// `POST /seat/notice/{reference}/ask`.
pub async fn ask(
    State(desk): State<Desk>,
    frame: Frame,
    seat: Seat,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    take(&desk, frame, &seat, &reference, sent, Kind::Question).await
}

async fn take(
    desk: &Desk,
    frame: Frame,
    seat: &Seat,
    reference: &str,
    sent: Sent,
    kind: Kind,
) -> Response {
    let fields = match seat.visitor.admit(desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let at = AtSeat::from(seat);
    let mut read = match open::find(desk, &at, reference) {
        Ok(read) => read,
        Err(error) => return error.page(frame),
    };
    let draft = draft(&fields);
    let asked = read.release.notice.measure;
    let checked = match kind {
        Kind::Answer => draft.check(asked),
        Kind::Question => question(&draft).statement(asked),
    };
    // A form without the number has seen nothing.
    let seen = fields.get("seen").parse().unwrap_or(usize::MAX);
    let again =
        |problems, notice, seen| Form { kind, draft: draft.clone(), seen, problems, notice };
    let statement: Statement = match checked {
        Ok(statement) => statement,
        Err(problems) => return render(frame, seat, &read, again(problems, None, seen)),
    };
    match acts::answer(desk, &at, &mut read, Seen::Turns(seen), &statement).await {
        Ok(Spoken::Kept(_) | Spoken::Same(_)) => go(&frame.link(&address(reference, ""))),
        Ok(Spoken::Wrong(problem)) => render(frame, seat, &read, again(vec![problem], None, seen)),
        Ok(Spoken::Differs) => {
            let notice = Some(frame.t("seat-own-id-taken"));
            render(frame, seat, &read, again(Vec::new(), notice, seen))
        }
        Ok(Spoken::Overtaken) => {
            let notice = Some(frame.t("seat-overtaken"));
            let now_seen = read.turns.len();
            render(frame, seat, &read, again(Vec::new(), notice, now_seen))
        }
        Err(error) => error.page(frame),
    }
}

/// What a form holds of a statement.
fn draft(fields: &Fields) -> StatementDraft {
    let get = |name: &str| fields.shown(name);
    let territories = get("territories").to_lowercase();
    let territories = territories.split([' ', ',', ';', '\n']).filter(|it| !it.is_empty());
    StatementDraft {
        decision: get("decision"),
        measure: get("measure"),
        basis: get("basis"),
        decider: get("decider"),
        ground: get("ground"),
        explanation: get("explanation"),
        facts: get("facts"),
        territories: territories.map(str::to_owned).collect(),
        applied_on: get("applied_on"),
        ends_on: get("ends_on"),
        redress: get("redress"),
        language: get("language"),
        own_id: get("own_id"),
    }
}

fn question(draft: &StatementDraft) -> Question {
    Question {
        question: draft.explanation.clone(),
        language: draft.language.clone(),
        own_id: draft.own_id.clone(),
    }
}

fn render(frame: Frame, seat: &Seat, read: &Read, form: Form) -> Response {
    let Form { kind, draft, seen, problems, notice } = form;
    let is_question = kind == Kind::Question;
    let wrong = |problem: &StatementProblem| Wrong {
        field: field(*problem),
        text: match (problem, is_question) {
            (StatementProblem::Explanation, true) => frame.t("seat-problem-question"),
            _ => frame.word("seat-problem", problem.word()),
        },
    };
    let problems: Vec<Wrong> = problems.iter().map(wrong).collect();
    let status = match (problems.is_empty(), notice.is_none()) {
        (true, true) => StatusCode::OK,
        (true, false) => StatusCode::CONFLICT,
        (false, _) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    show(&AnswerPage {
        office: Office::new(&frame, &seat.visitor),
        status,
        reference: read.notice().to_string(),
        is_question,
        asked: frame.word("measure", read.release.notice.measure.word()),
        lists: if is_question { Vec::new() } else { lists(&frame, &draft) },
        territories: draft.territories.join(" "),
        draft,
        seen,
        problems,
        notice,
        frame,
    })
}

/// The field that mends a problem.
const fn field(problem: StatementProblem) -> &'static str {
    match problem {
        StatementProblem::Decision | StatementProblem::NothingToRestore => "decision",
        StatementProblem::Measure | StatementProblem::NotWhatWasAsked => "measure",
        StatementProblem::Basis => "basis",
        StatementProblem::Decider => "decider",
        StatementProblem::Ground => "ground",
        StatementProblem::Explanation => "explanation",
        StatementProblem::Facts => "facts",
        StatementProblem::Territories => "territories",
        StatementProblem::Days => "applied_on",
        StatementProblem::Redress => "redress",
        StatementProblem::Language => "language",
        StatementProblem::OwnId => "own_id",
    }
}

fn lists(frame: &Frame, draft: &StatementDraft) -> Vec<List> {
    // A question has a form of its own.
    let decisions = Decision::ALL.iter().copied().filter(|it| *it != Decision::AskedForMore);
    let list = |name, label: &str, chosen: &str, words: Vec<&'static str>, family: &str| List {
        name,
        label: frame.t(label),
        choices: [Choice {
            word: "",
            text: frame.t(if name == "measure" { "answer-no-measure" } else { "seat-choose" }),
            is_chosen: chosen.is_empty(),
        }]
        .into_iter()
        .chain(words.into_iter().map(|word| Choice {
            word,
            text: frame.word(family, word),
            is_chosen: word == chosen,
        }))
        .collect(),
    };
    vec![
        list(
            "decision",
            "answer-decision",
            &draft.decision,
            decisions.map(Decision::word).collect(),
            "decision",
        ),
        list(
            "measure",
            "answer-measure",
            &draft.measure,
            words(Measure::ALL, Measure::word),
            "measure",
        ),
        list("basis", "answer-basis", &draft.basis, words(Basis::ALL, Basis::word), "basis"),
        list(
            "decider",
            "answer-decider",
            &draft.decider,
            words(Decider::ALL, Decider::word),
            "decider",
        ),
    ]
}

fn words<T: Copy>(all: &[T], of: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|it| of(*it)).collect()
}

impl AnswerPage {
    /// The languages of a statement.
    fn languages(&self) -> Vec<Choice> {
        let choice = |it: &Language| Choice {
            word: it.word(),
            text: self.frame.word("language", it.word()),
            is_chosen: it.word() == self.draft.language,
        };
        Language::ALL.iter().map(choice).collect()
    }

    /// What is written in words: long texts, then places and days.
    fn written(&self) -> Vec<Written<'_>> {
        let draft = &self.draft;
        let long = [
            ("ground", "answer-ground", &draft.ground, 2, 500),
            ("explanation", "answer-explanation", &draft.explanation, 5, 2000),
            ("facts", "answer-facts", &draft.facts, 5, 5000),
            ("redress", "seat-redress", &draft.redress, 2, 500),
        ];
        let short = [
            ("territories", "seat-territories", &self.territories, "seat-territories-hint"),
            ("applied_on", "seat-applied-on", &draft.applied_on, "seat-day-hint"),
            ("ends_on", "seat-ends-on", &draft.ends_on, "seat-ends-hint"),
        ];
        let long = long.map(|(name, label, text, rows, most)| Written {
            name,
            label: self.frame.t(label),
            text,
            rows,
            hint: self.most(&most),
        });
        let short = short.map(|(name, label, text, hint)| Written {
            name,
            label: self.frame.t(label),
            text,
            rows: 1,
            hint: self.frame.t(hint),
        });
        long.into_iter().chain(short).collect()
    }

    /// The most characters of a field, in words.
    fn most(&self, count: &u64) -> String {
        self.frame.say("seat-most", &[("most", Value::Count(*count))])
    }
}
