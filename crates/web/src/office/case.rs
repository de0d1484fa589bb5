//! One case: what was told, the law beside it, what happened, and what the reader may do next.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use desk::case::{Act, Refusal, closings, closings_after_notice};
use desk::{Action, FreeText, Report, may};
use law::NoticeRule;
use record::choice::Outcome;
use store::desk::DeskError;
use store::desk::cases::{
    ActError, Acting, Audience, CaseEvent, CaseReport, CaseRow, Note, Wanted,
};
use words::Value;

use super::notices::{address, hex, platform_name};
use super::queue::{harm, urgency};
use super::{Office, Officer};
use crate::desk::{Desk, Fields, Sent, go};
use crate::frame::{Frame, Moment};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// Reports that one page shows.
const REPORTS_MAX: usize = 50;
/// A note or a message. Unit: characters.
const TEXT_CHARS_MAX: usize = 4000;
/// The largest form of the page. Unit: bytes.
pub(crate) const FORM_BYTES_MAX: usize = 128 << 10;

/// The page.
#[derive(Template)]
#[template(path = "case.html")]
pub struct CasePage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    here: String,
    version: u64,
    title: String,
    reference: String,
    state: String,
    urgency: String,
    opened: Moment,
    count: String,
    is_official: bool,
    holder: String,
    is_mine: bool,
    reports: Vec<ReportBox>,
    notices: Vec<(String, String, String)>,
    refused: String,
    notes: Vec<NoteRow>,
    events: Vec<(Moment, String, String)>,
    acts: Acts,
    outcomes: Vec<(&'static str, String)>,
    problem: Option<String>,
}

/// One report of the case.
struct ReportBox {
    href: String,
    reference: String,
    received: Moment,
    state: String,
    capacity: String,
    account: String,
    addresses: Vec<String>,
    files: Vec<String>,
    may_go: String,
    can_go: bool,
    articles: Vec<(String, String, String)>,
    notes: Vec<String>,
    clock: Option<(String, String)>,
    messages: Vec<(Moment, String, String)>,
}

struct NoteRow {
    at: Moment,
    who: String,
    is_public: bool,
    body: String,
}

/// What the reader may do.
#[derive(Debug, Clone, Copy)]
struct Acts {
    claim: bool,
    note: bool,
    write: bool,
    confirm: bool,
    close: bool,
    reopen: bool,
    notice: bool,
}

impl Page for CasePage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

impl CasePage {
    /// The address of an act on this case.
    fn at(&self, act: &str) -> String {
        self.frame.link(&format!("{}/{act}", self.here))
    }
}

/// `GET /desk/case/{reference}`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
) -> Response {
    match fetch(&desk, &reference) {
        Ok(Some(case)) => render(&desk, frame, &officer, &case, None),
        Ok(None) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}

/// The case of an address; of one that was merged, the case that it stands in now.
fn fetch(desk: &Desk, reference: &str) -> Result<Option<CaseRow>, DeskError> {
    let Some(reference) = crate::compose::reference(reference) else { return Ok(None) };
    let Some(case) = desk.store.case_fetch(&reference)? else { return Ok(None) };
    match case.merged_into {
        Some(into) => desk.store.case_row(into),
        None => Ok(Some(case)),
    }
}

fn render(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    case: &CaseRow,
    problem: Option<String>,
) -> Response {
    match made(desk, &frame, officer, case, problem) {
        Ok(page) => show(&page),
        Err(error) => message::failed(frame, &error),
    }
}

fn made(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    case: &CaseRow,
    problem: Option<String>,
) -> Result<CasePage, DeskError> {
    let (reports, count) = desk.store.case_reports(case.case_id, REPORTS_MAX)?;
    let lease = case.lease.filter(|lease| lease.until_ms > desk.now_ms());
    let is_mine = lease.is_some_and(|lease| lease.holder == officer.pseudonym);
    let notices = desk.store.notices_of_case(case.case_id)?;
    let refused = desk.store.notices_refused(case.case_id)?.0;
    let closings = if notices.iter().any(|it| it.state.is_public()) {
        [closings(), closings_after_notice()].concat()
    } else {
        closings().to_vec()
    };
    let boxes = reports.iter().map(|report| report_box(desk, frame, report));
    Ok(CasePage {
        office: Office::new(frame, &officer.visitor),
        status: problem.as_ref().map_or(StatusCode::OK, |_| StatusCode::CONFLICT),
        here: format!("/desk/case/{}", hex(&case.reference)),
        version: case.version,
        title: harm(frame, &case.harm),
        reference: hex(&case.reference),
        state: state_words(frame, case),
        urgency: frame.word("urgency", urgency(case.urgency)),
        opened: frame.moment(case.opened_ms / 1000),
        count: frame.say("case-reports", &[("count", Value::Count(count))]),
        is_official: case.is_official,
        holder: lease.map(|lease| lease.holder.to_string()).unwrap_or_default(),
        is_mine,
        reports: boxes.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect(),
        notices: notices
            .iter()
            .map(|notice| {
                let stand = frame.word("notices", notice.state.word());
                (address(frame, notice), platform_name(desk, &notice.platform), stand)
            })
            .collect(),
        refused: match refused {
            0 => String::new(),
            count => frame.say("case-refused", &[("count", Value::Count(count))]),
        },
        notes: notes(desk, frame, case)?,
        events: events(desk, frame, case)?,
        acts: acts(officer, case, is_mine),
        outcomes: closings
            .into_iter()
            .map(|outcome| (outcome.word(), frame.word("outcome", outcome.word())))
            .collect(),
        problem,
        frame: frame.clone(),
    })
}

fn state_words(frame: &Frame, case: &CaseRow) -> String {
    let state = frame.word("case-state", case.state.word());
    match case.state.outcome() {
        Some(outcome) => format!("{state}: {}", frame.word("outcome", outcome.word())),
        None => state,
    }
}

fn acts(officer: &Officer, case: &CaseRow, is_mine: bool) -> Acts {
    let may = |action| may(officer.roles, action);
    let can = |act: Act| is_mine && case.state.after(act).is_ok();
    Acts {
        claim: !is_mine && case.merged_into.is_none() && may(Action::Claim),
        note: can(Act::Note) && may(Action::WriteNote),
        write: can(Act::Tell) && may(Action::WriteToPerson),
        confirm: can(Act::Confirm) && may(Action::ConfirmArticles),
        close: can(Act::Close(Outcome::NoGround)) && may(Action::CloseCase),
        reopen: can(Act::Reopen) && may(Action::CloseCase),
        notice: case.state.is_live() && may(Action::DraftNotice),
    }
}

fn notes(desk: &Desk, frame: &Frame, case: &CaseRow) -> Result<Vec<NoteRow>, DeskError> {
    let row = |note: Note| NoteRow {
        at: frame.moment(note.at_ms / 1000),
        who: note.officer.to_string(),
        is_public: note.is_public,
        body: note.body,
    };
    Ok(desk.store.notes(case.case_id)?.into_iter().map(row).collect())
}

fn events(
    desk: &Desk,
    frame: &Frame,
    case: &CaseRow,
) -> Result<Vec<(Moment, String, String)>, DeskError> {
    let row = |event: CaseEvent| {
        (frame.moment(event.at_ms / 1000), frame.word("event", &event.kind), event.actor)
    };
    let mut events: Vec<_> = desk.store.case_events(case.case_id)?.into_iter().map(row).collect();
    events.reverse();
    Ok(events)
}

/// A report with the law beside it; nothing once it was erased.
fn report_box(
    desk: &Desk,
    frame: &Frame,
    row: &CaseReport,
) -> Result<Option<ReportBox>, DeskError> {
    let Some(kept) = desk.store.report_fetch(row.report_id)? else { return Ok(None) };
    let Ok(report) = serde_json::from_slice::<Report>(&kept.told) else { return Ok(None) };
    let assessment = law::assess(&report.answers, &desk.pack);
    let code = frame.language.code();
    let article = |candidate: &law::Candidate| {
        let article = desk.pack.article(&candidate.article)?;
        let reasons = candidate.reasons.iter().map(|because| frame.t(&because.reason));
        let reasons: Vec<String> = reasons.collect();
        Some((candidate.article.clone(), desk.pack.citation(article, code)?, reasons.join(" ")))
    };
    let messages = desk.store.messages(row.report_id)?.into_iter().map(|it| {
        let who = frame.t(if it.is_from_person { "message-person" } else { "message-desk" });
        (frame.moment(it.at_ms / 1000), who, it.body)
    });
    let files = desk.store.exhibits(row.report_id)?.into_iter();
    Ok(Some(ReportBox {
        href: frame.link(&format!("/desk/report/{}/notice", hex(&row.reference))),
        reference: hex(&row.reference),
        received: frame.moment(row.received_ms / 1000),
        state: frame.word("report-state", &row.state),
        capacity: frame.t(report.answers.capacity().message()),
        account: report.account.clone(),
        addresses: report.addresses.iter().map(|it| it.canonical.clone()).collect(),
        files: files.map(|it| format!("{} · {}", it.number, it.media_type)).collect(),
        can_go: matches!(assessment.notice, NoticeRule::May { .. }),
        may_go: match assessment.notice {
            NoticeRule::May { .. } => frame.t("case-notice-may"),
            NoticeRule::Never(never) => frame.t(never.message()),
        },
        articles: assessment.candidates.iter().filter_map(article).collect(),
        notes: assessment.notes.iter().map(|note| frame.t(note.message())).collect(),
        clock: shortest(desk, frame, &report),
        messages: messages.collect(),
    }))
}

/// The clock that ends first: its name and its earliest defensible last day.
fn shortest(desk: &Desk, frame: &Frame, report: &Report) -> Option<(String, String)> {
    let today = crate::receipt::view::civil(desk.now());
    let running = law::clocks(&report.answers, &desk.pack, today);
    let first = running.into_iter().min_by_key(|it| it.last.earliest_defensible_last_day)?;
    let clock = desk.pack.clock(&first.clock)?;
    let day = first.last.earliest_defensible_last_day;
    let number = |value: i8| u8::try_from(value).unwrap_or(1);
    let day = words::day(frame.language, day.year().into(), number(day.month()), number(day.day()));
    Some((clock.name.get(frame.language.code())?.to_owned(), day))
}

/// Does an act of a form on a case, and shows the case again.
async fn act<F>(
    desk: Desk,
    frame: Frame,
    officer: Officer,
    reference: String,
    sent: Sent,
    work: impl FnOnce(Desk, Acting, Fields) -> F,
) -> Response
where
    F: Future<Output = Result<(), ActError>>,
{
    let fields = match officer.visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let case = match fetch(&desk, &reference) {
        Ok(Some(case)) => case,
        Ok(None) => return message::no_page(frame),
        Err(error) => return message::failed(frame, &error),
    };
    let acting = Acting {
        case_id: case.case_id,
        officer: officer.pseudonym,
        seen: fields.get("seen").parse().unwrap_or(0),
        now_ms: desk.now_ms(),
    };
    match work(desk.clone(), acting, fields).await {
        Ok(()) => go(&frame.link(&format!("/desk/case/{}", hex(&case.reference)))),
        Err(ActError::Refused(refusal)) => {
            let problem = refusal_words(&frame, refusal);
            // As it stands now, which may be why it was refused.
            let now = desk.store.case_row(case.case_id).ok().flatten().unwrap_or(case);
            render(&desk, frame, &officer, &now, Some(problem))
        }
        Err(ActError::Failed(error)) => message::failed(frame, &error),
    }
}

fn refusal_words(frame: &Frame, refusal: Refusal) -> String {
    match refusal {
        Refusal::Held(holder) => {
            frame.say("case-refusal-held", &[("officer", Value::Text(&holder.to_string()))])
        }
        Refusal::NotHeld => frame.t("case-refusal-not-held"),
        Refusal::Changed => frame.t("case-refusal-changed"),
        Refusal::State(_) => frame.t("case-refusal-state"),
        Refusal::Nothing => frame.t("case-refusal-nothing"),
        Refusal::TooLate | Refusal::OwnProposal => frame.t("case-refusal-state"),
    }
}

/// A text of a form, if it is there and not too long.
fn text(fields: &Fields) -> Result<String, ActError> {
    let text = FreeText::new(fields.get("text"), TEXT_CHARS_MAX);
    let text = text.map(FreeText::into_string).unwrap_or_default();
    if text.is_empty() { Err(Refusal::Nothing.into()) } else { Ok(text) }
}

/// Makes a handler of an act: `POST /desk/case/{reference}/...`.
macro_rules! handler {
    ($(#[$about:meta])* $name:ident, |$desk:ident, $acting:ident, $fields:ident| $work:expr) => {
        $(#[$about])*
        pub async fn $name(
            State(desk): State<Desk>,
            frame: Frame,
            officer: Officer,
            Path(reference): Path<String>,
            sent: Sent,
        ) -> Response {
            let work = |$desk: Desk, $acting: Acting, $fields: Fields| async move { $work };
            act(desk, frame, officer, reference, sent, work).await
        }
    };
}

handler!(
    /// Takes the case, so that nobody else works on it.
    claim,
    |desk, acting, _fields| {
        desk.store.case_claim(acting.case_id, acting.officer, acting.now_ms).await.map(drop)
    }
);
handler!(
    /// Gives the case back.
    release,
    |desk, acting, _fields| {
        let released = desk.store.case_release(acting.case_id, acting.officer, acting.now_ms);
        Ok(released.await?)
    }
);
handler!(
    /// Writes a note, for officers or for everybody who reported.
    note,
    |desk, acting, fields| {
        let audience = match fields.get("audience") {
            "everyone" => Audience::Everyone,
            _ => Audience::Officers,
        };
        desk.store.note_add(acting, audience, &text(&fields)?).await
    }
);
handler!(
    /// Writes to the person of one report.
    write,
    |desk, acting, fields| {
        let report = crate::compose::reference(fields.get("report"));
        let report = report.map(|it| desk.store.report_by_reference(&it)).transpose()?.flatten();
        let wanted = if fields.get("wanted") == "reply" { Wanted::Reply } else { Wanted::Nothing };
        let report_id = report.ok_or(Refusal::Nothing)?;
        desk.store.person_write(acting, report_id, wanted, &text(&fields)?).await
    }
);
handler!(
    /// Confirms the articles that apply.
    confirm,
    |desk, acting, fields| {
        let articles = fields.all("article").filter(|id| desk.pack.article(id).is_some());
        let articles = articles.map(str::to_owned).collect();
        desk.store.articles_confirm(acting, articles).await
    }
);
handler!(
    /// Closes the case with its outcome, in public.
    close,
    |desk, acting, fields| {
        let outcome = desk::case::outcome(fields.get("outcome")).ok_or(Refusal::Nothing)?;
        desk.store.case_close(acting, outcome).await
    }
);
handler!(
    /// Takes a closed case up again.
    reopen,
    |desk, acting, _fields| desk.store.case_reopen(acting).await
);
