//! One case: evidence that is covered until asked for, what was told, the law beside it, what
//! happened, and what the reader may do next. It works without a script; one of our own adds keys.

pub mod activity;
pub mod acts;
pub mod purge;
pub mod shown;
mod view;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use desk::case::{
    Act, CaseState, IdentityReason, Mark, closings, closings_after_notice, is_borne_out, may_undo,
};
use desk::finding::Unkeepable;
use desk::{Action, may};
use record::choice::Outcome;
use store::desk::cases::{CaseReport, CaseRow, Move, Reading};
use store::desk::{DeskError, Holder};
use words::Value;

use super::events::{self, EventRow};
use super::notices::{address, hex, platform_name};
use super::queue::{harm, urgency};
use super::shortcuts::{self, KeyRow};
use super::{Office, Officer};
use crate::desk::{Desk, Fields};
use crate::frame::{Frame, Moment};
use crate::page::{NEVER_KEPT, Page, Policy, show, under};
use crate::pages::message;
use activity::Chart;
use shown::Uncovered;
use view::{NoteRow, ReportBox};

/// Reports that one page lists. More stand behind them, those with something new first.
const REPORTS_MAX: usize = 100;
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
    tags: Vec<String>,
    opened: Moment,
    count: String,
    holder: String,
    until: Option<Moment>,
    is_mine: bool,
    report: Option<ReportBox>,
    others: Vec<OtherRow>,
    notices: Vec<(String, String, String)>,
    refused: String,
    notes: Vec<NoteRow>,
    events: Vec<EventRow>,
    moves: Vec<MoveRow>,
    chart: Option<Chart>,
    acts: Acts,
    lists: Lists,
    preview: Option<Preview>,
    /// What was typed in a form that was not taken: for the person, or else as a note.
    typed: String,
    is_for_person: bool,
    problem: Option<String>,
    /// What was purged just now.
    purged: Option<Unkeepable>,
    keys: Vec<KeyRow>,
}

/// Another report of the case: where it is shown, and what may be said of it in a list.
struct OtherRow {
    href: String,
    received: Moment,
    state: String,
    tags: Vec<String>,
    is_current: bool,
}

/// A split or a merge that can still be undone.
struct MoveRow {
    move_id: i64,
    text: String,
    at: Moment,
}

/// A text as the person will see it, before it is sent.
pub(crate) struct Preview {
    /// The act that sends it: `write` or `note`.
    act: &'static str,
    /// The report whose person reads it; empty for everybody.
    report: String,
    wanted: String,
    at: Moment,
    body: String,
    readers: String,
}

/// What the reader may do.
#[derive(Debug, Clone, Copy, Default)]
struct Acts {
    claim: bool,
    note: bool,
    write: bool,
    seen: bool,
    confirm: bool,
    close: bool,
    reopen: bool,
    notice: bool,
    reveal: bool,
    identity: bool,
    arrange: bool,
    sort: bool,
    purge: bool,
}

/// What the forms choose from: words and their texts.
struct Lists {
    outcomes: Vec<(&'static str, String)>,
    marks: Vec<(&'static str, String)>,
    reasons: Vec<(&'static str, String)>,
    /// Officers who work on cases: pseudonym and log-in name.
    officers: Vec<(String, String)>,
    /// What may be found that no desk keeps.
    unkeepable: Vec<(&'static str, String)>,
}

/// What of the case an answer shows.
#[derive(Default)]
pub(crate) struct View {
    /// The report in the middle; by itself the first one.
    report: Option<[u8; 16]>,
    /// The token of what was uncovered.
    uncovered: String,
    /// What was purged just now.
    purged: Option<Unkeepable>,
    preview: Option<Preview>,
    typed: String,
    is_for_person: bool,
    problem: Option<String>,
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

/// The address of a case.
pub(crate) fn path(case: &CaseRow) -> String {
    format!("/desk/case/{}", hex(&case.reference))
}

/// `GET /desk/case/{reference}`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    let query = Fields::new(query);
    let view = View {
        report: crate::compose::reference(query.get("report")),
        uncovered: query.get("shown").to_owned(),
        purged: Unkeepable::from_word(query.get("purged")),
        ..View::default()
    };
    match fetch(&desk, &reference) {
        Ok(Some(case)) => render(&desk, frame, &officer, &case, view).await,
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

async fn render(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    case: &CaseRow,
    view: View,
) -> Response {
    // Where a form's answer is this page, a change of language leads to the page.
    let frame = frame.at(&path(case));
    match made(desk, &frame, officer, case, view).await {
        Ok(page) => under(Policy::Scripted, show(&page)),
        Err(error) => message::failed(frame, &error),
    }
}

async fn made(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    case: &CaseRow,
    view: View,
) -> Result<CasePage, DeskError> {
    let (reports, count) = desk.store.case_reports(case.case_id, REPORTS_MAX)?;
    let now_ms = desk.now_ms();
    let lease = case.lease.filter(|lease| lease.is_running(now_ms));
    let is_mine = lease.is_some_and(|lease| lease.holder == officer.pseudonym);
    let acts = acts(officer, case, is_mine);
    let shown = shown_report(&reports, view.report);
    let report = match shown {
        Some(row) => report(desk, frame, officer, case, row, &view.uncovered).await?,
        None => None,
    };
    let refused = desk.store.notices_refused(case.case_id)?.0;
    Ok(CasePage {
        office: Office::new(frame, &officer.visitor),
        status: view.problem.as_ref().map_or(StatusCode::OK, |_| StatusCode::CONFLICT),
        here: path(case),
        version: case.version,
        title: harm(frame, &case.harm),
        reference: hex(&case.reference),
        state: state_words(frame, case),
        tags: tags(frame, case),
        opened: frame.moment(case.opened_ms / 1000),
        count: frame.say("case-reports", &[("count", Value::Count(count))]),
        holder: lease.map(|lease| lease.holder.to_string()).unwrap_or_default(),
        until: lease.map(|lease| frame.moment(lease.until_ms / 1000)),
        is_mine,
        report,
        others: others(frame, case, &reports, shown),
        notices: notices(desk, frame, case)?,
        refused: match refused {
            0 => String::new(),
            count => frame.say("case-refused", &[("count", Value::Count(count))]),
        },
        notes: view::notes(desk, frame, case)?,
        events: events::of_case(frame, desk.store.case_events(case.case_id)?),
        moves: moves(desk, frame, case, now_ms)?,
        chart: activity::chart(frame, &desk.store.case_hours(case.case_id)?, now_ms),
        lists: lists(desk, frame, case)?,
        acts,
        preview: view.preview,
        typed: view.typed,
        is_for_person: view.is_for_person,
        problem: view.problem,
        purged: view.purged,
        keys: shortcuts::rows(frame),
        frame: frame.clone(),
    })
}

/// The report in the middle of the page: the one that was asked for, or the first.
fn shown_report(reports: &[CaseReport], asked: Option<[u8; 16]>) -> Option<&CaseReport> {
    let asked = asked.and_then(|asked| reports.iter().find(|it| it.reference == asked));
    asked.or_else(|| reports.first())
}

/// A report as the page shows it. That it was read is written down before it is.
async fn report(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    case: &CaseRow,
    row: &CaseReport,
    uncovered: &str,
) -> Result<Option<ReportBox>, DeskError> {
    if row.state == "erased" {
        return Ok(None);
    }
    let reading = Reading {
        case_id: case.case_id,
        report_id: row.report_id,
        officer: officer.pseudonym,
        now_ms: desk.now_ms(),
    };
    desk.store.report_read(reading).await?;
    let uncovered = Uncovered::open(desk, officer, uncovered);
    let uncovered = uncovered.filter(|it| it.report_id == row.report_id);
    view::report_box(desk, frame, case, row, uncovered)
}

fn others(
    frame: &Frame,
    case: &CaseRow,
    reports: &[CaseReport],
    shown: Option<&CaseReport>,
) -> Vec<OtherRow> {
    if reports.len() < 2 {
        return Vec::new();
    }
    let row = |report: &CaseReport| {
        let tags = [
            (report.is_unread, "case-unread"),
            (report.is_asked, "case-waits"),
            (report.is_official, "case-official"),
        ];
        OtherRow {
            href: frame.link(&format!("{}?report={}", path(case), hex(&report.reference))),
            received: frame.moment(report.received_ms / 1000),
            state: frame.word("report-state", &report.state),
            tags: tags.into_iter().filter(|it| it.0).map(|it| frame.t(it.1)).collect(),
            is_current: shown.is_some_and(|shown| shown.report_id == report.report_id),
        }
    };
    reports.iter().map(row).collect()
}

fn tags(frame: &Frame, case: &CaseRow) -> Vec<String> {
    let mut tags = vec![frame.word("urgency", urgency(case.urgency))];
    if case.is_official {
        tags.push(frame.t("case-official"));
    }
    if case.is_unread {
        tags.push(frame.t("case-unread"));
    }
    tags.extend(Mark::from_word(&case.mark).map(|mark| frame.word("mark", mark.word())));
    tags
}

fn state_words(frame: &Frame, case: &CaseRow) -> String {
    let state = frame.word("case-state", case.state.word());
    match case.state.outcome() {
        Some(outcome) => {
            format!("{state}{} {}", frame.colon(), frame.word("outcome", outcome.word()))
        }
        None => state,
    }
}

fn acts(officer: &Officer, case: &CaseRow, is_mine: bool) -> Acts {
    let may = |action| may(officer.roles, action);
    let can = |act: Act| is_mine && case.state.after(act).is_ok();
    let is_merged = case.state == CaseState::Merged;
    Acts {
        claim: !is_mine && !is_merged && may(Action::Claim),
        note: can(Act::Note) && may(Action::WriteNote),
        write: can(Act::Tell) && may(Action::WriteToPerson),
        seen: can(Act::Note) && case.is_unread && may(Action::WriteToPerson),
        confirm: can(Act::Confirm) && may(Action::ConfirmArticles),
        close: can(Act::Close(Outcome::NoGround)) && may(Action::CloseCase),
        reopen: can(Act::Reopen) && case.reports > 0 && may(Action::CloseCase),
        notice: case.state.is_live() && may(Action::DraftNotice),
        reveal: can(Act::Read) && may(Action::RevealExhibit),
        identity: can(Act::Read) && may(Action::ReadIdentity),
        arrange: can(Act::Arrange) && may(Action::ArrangeCases),
        sort: can(Act::Sort) && may(Action::Claim),
        purge: can(Act::Purge) && may(Action::Purge),
    }
}

fn notices(
    desk: &Desk,
    frame: &Frame,
    case: &CaseRow,
) -> Result<Vec<(String, String, String)>, DeskError> {
    let row = |notice: &store::desk::NoticeRow| {
        let stand = frame.word("notices", notice.state.word());
        (address(frame, notice), platform_name(desk, &notice.platform), stand)
    };
    Ok(desk.store.notices_of_case(case.case_id)?.iter().map(row).collect())
}

fn moves(
    desk: &Desk,
    frame: &Frame,
    case: &CaseRow,
    now_ms: u64,
) -> Result<Vec<MoveRow>, DeskError> {
    let is_open = |it: &Move| !it.is_undone && may_undo(it.at_ms, now_ms);
    let row = |it: Move| {
        let id = if it.is_merge { "case-move-merge" } else { "case-move-split" };
        let reports = Value::Count(it.reports);
        MoveRow {
            move_id: it.move_id,
            text: frame.say(id, &[("count", reports)]),
            at: frame.moment(it.at_ms / 1000),
        }
    };
    Ok(desk.store.case_moves(case.case_id)?.into_iter().filter(is_open).map(row).collect())
}

fn lists(desk: &Desk, frame: &Frame, case: &CaseRow) -> Result<Lists, DeskError> {
    let came = desk.store.case_came(case.case_id)?;
    let mut outcomes = [closings(), closings_after_notice()].concat();
    outcomes.retain(|outcome| is_borne_out(*outcome, came));
    Ok(Lists {
        outcomes: outcomes
            .into_iter()
            .map(|outcome| (outcome.word(), frame.word("outcome", outcome.word())))
            .collect(),
        marks: marks(frame),
        reasons: IdentityReason::ALL
            .iter()
            .map(|reason| (reason.word(), frame.word("identity", reason.word())))
            .collect(),
        officers: officers(desk)?,
        unkeepable: Unkeepable::ALL
            .iter()
            .map(|it| (it.word(), frame.word("unkeepable", it.word())))
            .collect(),
    })
}

/// The marks that officers put on cases, with their texts.
pub(crate) fn marks(frame: &Frame) -> Vec<(&'static str, String)> {
    Mark::ALL.iter().map(|mark| (mark.word(), frame.word("mark", mark.word()))).collect()
}

/// The officers to whom a case can be handed over: pseudonym and log-in name.
pub(crate) fn officers(desk: &Desk) -> Result<Vec<(String, String)>, DeskError> {
    let works_on_cases = |account: &store::desk::Account| match &account.holder {
        Holder::Officer(roles) => {
            account.state == store::desk::AccountState::Active && may(*roles, Action::Claim)
        }
        Holder::Reviewer(_) | Holder::Seat(_) => false,
    };
    let accounts = desk.store.account_list()?.into_iter().filter(works_on_cases);
    Ok(accounts.map(|account| (account.pseudonym.to_string(), account.name)).collect())
}
