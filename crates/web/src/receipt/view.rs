//! The page of one report: how it stands, what runs, which ways there are, and what was said.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use desk::Report;
use desk::retention::{Kept, Length};
use evidence::manifest::Manifest;
use law::{Assessment, Line, NoticeRule};
use store::desk::{DeskError, DeskKind, KeptReport, ReportSummary};
use words::Value;

use super::requests::{self, Request};
use super::solved::{self, Asked};
use super::{Opened, letters, open};
use crate::contest::person::{Contestable, of_report};
use crate::desk::Desk;
use crate::frame::{Frame, Moment};
use crate::office::events;
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;
use crate::report::step::size;
use crate::visible;

/// Where it is.
pub(crate) const PATH: &str = "/receipt/view";
/// The form for a message, by its `id`.
const FORM: &str = "write";

/// The page.
#[derive(Template)]
#[template(path = "receipt.html")]
pub struct ReceiptPage {
    frame: Frame,
    status: StatusCode,
    token: String,
    state: String,
    state_means: String,
    received: Moment,
    reference: String,
    is_withdrawn: bool,
    /// Whether it was solved, once that is asked.
    solved: Option<Asked>,
    /// What was asked of platforms for the person, and what came back.
    requests: Vec<Request>,
    requests_lead: String,
    /// Notices about it that the person can contest, or did.
    contestable: Vec<Contestable>,
    is_authority: bool,
    /// For how long it is kept at most.
    kept_years: String,
    body: Option<Told>,
    events: Vec<EventRow>,
    messages: Vec<MessageRow>,
    /// What the desk wrote for everybody whose report was in the case then.
    notes: Vec<(Moment, String)>,
    typed: String,
    problem: Option<String>,
}

/// What stands on the page of a report that is not erased.
struct Told {
    statement: String,
    clocks: Vec<ClockRow>,
    routes: Vec<RouteRow>,
    advice: Vec<String>,
    notice: String,
    articles: Vec<ArticleRow>,
    notes: Vec<String>,
    exhibits: Vec<ExhibitRow>,
    letters: Vec<LetterRow>,
    manifest_hash: String,
}

/// A clock that runs.
pub(crate) struct ClockRow {
    pub(crate) name: String,
    pub(crate) earliest: String,
    pub(crate) computed: String,
    pub(crate) rule: String,
    pub(crate) left: String,
    pub(crate) start: String,
}

/// A way to go.
pub(crate) struct RouteRow {
    pub(crate) name: String,
    pub(crate) does: String,
    pub(crate) lines: Vec<LineRow>,
}

/// A number to call or an address to open.
pub(crate) struct LineRow {
    pub(crate) text: String,
    pub(crate) href: String,
}

struct ArticleRow {
    citation: String,
    elements: String,
    track: String,
    reasons: Vec<String>,
    has_prison: bool,
    is_unsure: bool,
}

struct LetterRow {
    name: String,
    in_arabic: String,
    in_french: String,
}

struct ExhibitRow {
    href: String,
    name: String,
    size: String,
    media_type: &'static str,
    sha256: String,
}

struct EventRow {
    at: Moment,
    text: String,
}

struct MessageRow {
    at: Moment,
    who: String,
    is_own: bool,
    body: String,
}

impl Page for ReceiptPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

/// `GET /receipt/view`.
pub async fn page(State(desk): State<Desk>, frame: Frame, headers: HeaderMap) -> Response {
    match open(&desk, &frame, &headers) {
        Ok(opened) => render(&desk, frame, &opened, Shown::default()),
        Err(elsewhere) => *elsewhere,
    }
}

/// What the page shows beside what is kept.
#[derive(Default)]
pub(crate) struct Shown {
    /// What was typed and not taken.
    pub(crate) typed: String,
    /// Why it was not.
    pub(crate) problem: Option<&'static str>,
}

impl Shown {
    /// What was typed was not taken, for this reason.
    pub(crate) fn refused(typed: String, problem: &'static str) -> Shown {
        Shown { typed, problem: Some(problem) }
    }
}

/// The page.
pub(crate) fn render(desk: &Desk, frame: Frame, opened: &Opened, shown: Shown) -> Response {
    match made(desk, frame.clone(), opened, shown) {
        Ok(Some(page)) => show(&page),
        Ok(None) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}

fn made(
    desk: &Desk,
    frame: Frame,
    opened: &Opened,
    shown: Shown,
) -> Result<Option<ReceiptPage>, DeskError> {
    let id = opened.report_id;
    let Some(summary) = desk.store.report_summary(id)? else { return Ok(None) };
    let body = desk.store.report_fetch(id)?.and_then(|kept| told(desk, &frame, &kept));
    let frame = match &body {
        Some(_) => frame.at("/receipt/message").with_form(FORM),
        None => frame.at(PATH),
    };
    let event = |line: store::desk::EventLine| EventRow {
        at: frame.moment(line.at_ms / 1000),
        text: event_words(&frame, &line),
    };
    let message = |line: store::desk::Message| MessageRow {
        at: frame.moment(line.at_ms / 1000),
        who: frame.t(if line.is_from_person { "message-you" } else { "message-desk" }),
        is_own: line.is_from_person,
        body: line.body,
    };
    let is_own = desk.store.identity().kind == DeskKind::Own;
    let events = desk.store.report_events(id)?;
    let requests = requests::of_report(desk, &frame, id)?;
    let state = match state_of(&summary) {
        "open" if is_own => "own",
        // Somebody read it: what they did for this person, and nothing of the case, says so.
        "open" if !requests.is_empty() => "asked",
        "erased" => erased_by(&events),
        state => state,
    };
    let Shown { typed, problem } = shown;
    Ok(Some(ReceiptPage {
        status: problem.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY),
        token: desk.form_token(&opened.cookie),
        state: frame.word("state", state),
        state_means: state_means(&frame, state, summary.outcome.as_deref()),
        notes: notes(desk, &frame, id)?,
        received: frame.moment(summary.received_ms / 1000),
        reference: summary.reference.iter().map(|byte| format!("{byte:02x}")).collect(),
        solved: solved::asked(desk, &frame, &summary)?,
        requests_lead: requests::count(&frame, &requests),
        requests,
        contestable: of_report(desk, &frame, &summary)?,
        is_withdrawn: summary.state == "withdrawn",
        kept_years: kept_years(desk, &frame),
        is_authority: desk.store.identity().kind == DeskKind::Authority,
        body,
        events: events.into_iter().map(event).collect(),
        messages: desk.store.messages(id)?.into_iter().map(message).collect(),
        typed,
        problem: problem.map(|id| frame.t(id)),
        frame,
    }))
}

/// For how long a report is kept once it is taken back, and once its case is closed.
fn kept_years(desk: &Desk, frame: &Frame) -> String {
    // Less than a year is none.
    let years = |what| match desk.parties.retention().length(what) {
        Length::Years(years) => years.into(),
        Length::Hours(_) | Length::WithReport | Length::WithNotice => 0,
    };
    let withdrawn = Value::Count(years(Kept::WithdrawnReport));
    let closed = Value::Count(years(Kept::ClosedReport));
    frame.say("kept-years", &[("withdrawn", withdrawn), ("closed", closed)])
}

/// What happened, with why somebody was read and how a case ended.
fn event_words(frame: &Frame, line: &store::desk::EventLine) -> String {
    let (words, colon) = (frame.word("event", &line.kind), frame.colon());
    match line.kind.as_str() {
        "identity-read" | "case-closed" | "finding-added" => {
            format!("{words}{colon} {}", events::detail(frame, &line.kind, &line.detail))
        }
        kind => match requests::event_detail(frame, kind, &line.detail) {
            detail if detail.is_empty() => words,
            detail => format!("{words}{colon} {detail}"),
        },
    }
}

fn notes(desk: &Desk, frame: &Frame, report_id: i64) -> Result<Vec<(Moment, String)>, DeskError> {
    let note = |note: store::desk::cases::Note| (frame.moment(note.at_ms / 1000), note.body);
    Ok(desk.store.notes_for(report_id)?.into_iter().map(note).collect())
}

/// How a report stands, in one word: its own state, or that of its case. That the case waits for
/// somebody else is nobody's business.
fn state_of(summary: &ReportSummary) -> &str {
    match (summary.state.as_str(), summary.case_state.as_str()) {
        ("received", "waiting") if !summary.is_asked => "open",
        ("received", of_case) => of_case,
        (own, _) => own,
    }
}

/// By what a report was erased, as a state: the person's own wish, its time, or a back-up that was put
/// back and knew nothing of what came after it.
fn erased_by(events: &[store::desk::EventLine]) -> &'static str {
    let is_there = |kind| events.iter().any(|event| event.kind == kind);
    match (is_there("report-retired"), is_there("erased-by-restore")) {
        (true, _) => "retired",
        (_, true) => "restored",
        _ => "erased",
    }
}

/// What the state means, and how the case ended if it did: in words that say what comes next.
fn state_means(frame: &Frame, state: &str, outcome: Option<&str>) -> String {
    let means = frame.t(&format!("state-{state}-means"));
    match outcome.and_then(desk::case::outcome).filter(|_| state == "closed") {
        Some(outcome) => format!("{} {means}", frame.t(&format!("closed-{outcome}-means"))),
        None => means,
    }
}

fn told(desk: &Desk, frame: &Frame, kept: &KeptReport) -> Option<Told> {
    let (report, manifest): (Report, Manifest) = letters::told(kept)?;
    let today = civil(desk.now());
    let assessment = report.assess(&desk.pack);
    let statement = manifest.statement();
    Some(Told {
        statement: statement.text(frame.language, manifest.received_at()),
        clocks: clocks(desk, frame, &report, today),
        routes: routes(desk, frame, &assessment),
        advice: assessment.advice.iter().map(|advice| frame.t(advice.message())).collect(),
        notice: match assessment.notice {
            NoticeRule::May { .. } => frame.t("notice-may"),
            NoticeRule::Never(reason) => frame.t(reason.message()),
        },
        articles: articles(desk, frame, &assessment),
        notes: assessment.notes.iter().map(|note| frame.t(note.message())).collect(),
        exhibits: manifest.parts().iter().map(|part| exhibit(frame, part)).collect(),
        letters: law::letters(&report.answers)
            .into_iter()
            .map(|kind| letter(frame, kind))
            .collect(),
        manifest_hash: manifest.digest().to_string(),
    })
}

pub(crate) fn civil(moment: record::Timestamp) -> law::Date {
    let day = moment.day();
    let year = i16::try_from(day.year()).unwrap_or(i16::MAX);
    let number = |value: u8| i8::try_from(value).unwrap_or(1);
    // A day of `record` is a day of the calendar.
    law::Date::new(year, number(day.month()), number(day.day())).unwrap_or(law::Date::MAX)
}

/// The clocks of a report.
pub(crate) fn clocks(
    desk: &Desk,
    frame: &Frame,
    report: &Report,
    today: law::Date,
) -> Vec<ClockRow> {
    let day = |date: law::Date| {
        let number = |value: i8| u8::try_from(value).unwrap_or(1);
        words::day(frame.language, date.year().into(), number(date.month()), number(date.day()))
    };
    let row = |running: law::Running| {
        let clock = desk.pack.clock(&running.clock)?;
        let left = u64::try_from(running.days_left).ok();
        Some(ClockRow {
            name: clock.name.get(frame.language.code()).unwrap_or_default().to_owned(),
            earliest: day(running.last.earliest_defensible_last_day),
            computed: day(running.last.computed_last_day),
            rule: frame.t(running.last.rule.message()),
            left: match left {
                Some(count) => frame.say("clock-left", &[("count", Value::Count(count))]),
                None => frame.t(running.counted.message()),
            },
            start: frame
                .say(running.reading.message(), &[("day", Value::Text(&day(running.start)))]),
        })
    };
    law::clocks(&report.answers, &desk.pack, today).into_iter().filter_map(row).collect()
}

/// The ways to go, in their order.
pub(crate) fn routes(desk: &Desk, frame: &Frame, assessment: &Assessment) -> Vec<RouteRow> {
    let language = frame.language.code();
    let line = |line: &Line| match line {
        Line::Phone(number) => LineRow { text: number.clone(), href: format!("tel:{number}") },
        Line::Web(address) => LineRow { text: address.clone(), href: format!("https://{address}") },
    };
    let row = |id: &String| {
        let route = desk.pack.route(id).filter(|route| route.is_offered)?;
        Some(RouteRow {
            name: route.name.get(language)?.to_owned(),
            does: route.does.get(language)?.to_owned(),
            lines: route.lines.iter().map(line).collect(),
        })
    };
    assessment.routes.iter().filter_map(row).collect()
}

fn articles(desk: &Desk, frame: &Frame, assessment: &Assessment) -> Vec<ArticleRow> {
    let language = frame.language.code();
    let row = |candidate: &law::Candidate| {
        let article = desk.pack.article(&candidate.article)?;
        Some(ArticleRow {
            citation: desk.pack.citation(article, language)?,
            elements: article.elements.get(language)?.to_owned(),
            track: frame.t(candidate.track.message()),
            reasons: candidate.reasons.iter().map(|because| frame.t(&because.reason)).collect(),
            has_prison: article.has_prison,
            is_unsure: candidate.is_unsure(),
        })
    };
    assessment.candidates.iter().filter_map(row).collect()
}

fn exhibit(frame: &Frame, part: &evidence::manifest::Part) -> ExhibitRow {
    ExhibitRow {
        href: frame.link(&format!("/receipt/exhibit/{}", part.number)),
        name: visible::name(frame, &part.name),
        size: size(frame, part.bytes),
        media_type: part.media_type.as_str(),
        sha256: part.sha256.to_string(),
    }
}

fn letter(frame: &Frame, kind: law::LetterKind) -> LetterRow {
    let href = |language: &str| frame.link(&format!("/receipt/letter/{kind}/{language}"));
    LetterRow { name: frame.t(kind.message()), in_arabic: href("ar"), in_french: href("fr") }
}
