//! One notice, for officers: what it says, where it stands, what happened since, and what the reader
//! may do next.

pub mod deliver;
pub mod edit;
pub mod paper;
pub mod shown;
pub mod turns;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use desk::notice::State as Stand;
use desk::turn::{Awaits, Turn, awaits, delivered_at};
use desk::{Action, FreeText, may};
use record::Timestamp;
use store::desk::{By, DeskError, Fixed, KeptTurn, Step};
use words::Value;

use super::notices::{address, hex, platform_name};
use super::{Office, Officer};
use crate::compose::{self, ComposeError, Opened};
use crate::desk::{COUNT_MAX, Desk, Fields, Sent, count, go};
use crate::frame::{Frame, Moment};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;
use shown::{Shown, TurnRow};

/// The largest form about a notice. Unit: bytes. Its texts have 5,000 and four times 2,000 characters.
pub(crate) const FORM_BYTES_MAX: usize = 512 << 10;
/// Why a notice is sent back. Unit: characters.
const REMARK_CHARS_MAX: usize = 2000;

/// The page.
#[derive(Template)]
#[template(path = "notice.html")]
pub struct NoticePage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    here: String,
    reference: String,
    case_href: String,
    title: String,
    stand: &'static str,
    stand_means: String,
    since: Moment,
    drafted_by: String,
    approved_by: Option<String>,
    reviewer: Option<String>,
    entry: Option<String>,
    remark: String,
    /// The note by which an outside reviewer objected.
    objection: String,
    shown: Option<Shown>,
    turns: Vec<TurnRow>,
    due: Option<(Moment, bool)>,
    acts: Acts,
    problem: Option<Problem>,
    seen: String,
    version: String,
    means: shown::Choices,
    lists: Vec<shown::List>,
    withdrawals: shown::Choices,
    now: String,
}

/// What the reader may do on the page.
#[derive(Debug, Clone, Copy, Default)]
struct Acts {
    edit: bool,
    decide: bool,
    deliver: bool,
    received: bool,
    answer: bool,
    reply: bool,
    withdraw: bool,
}

/// Why a form was not taken, and what was typed into it, which is shown again.
pub(crate) struct Problem {
    /// The act whose form it is.
    act: &'static str,
    /// What was typed.
    fields: Fields,
    /// In words.
    text: String,
}

impl Problem {
    pub(crate) fn new(act: &'static str, fields: Fields, text: String) -> Problem {
        Problem { act, fields, text }
    }
}

impl Page for NoticePage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

impl NoticePage {
    /// The address of an act on this notice.
    fn at(&self, act: &str) -> String {
        self.frame.link(&format!("{}/{act}", self.here))
    }

    /// Whether the form of this act was not taken just now.
    fn is_wrong(&self, act: &str) -> bool {
        self.problem.as_ref().is_some_and(|problem| problem.act == act)
    }

    /// What was typed into a field of a form that was not taken; nothing for the other forms.
    fn typed(&self, act: &str, field: &str) -> Option<String> {
        let problem = self.problem.as_ref().filter(|problem| problem.act == act)?;
        problem.fields.is_sent(field).then(|| problem.fields.shown(field))
    }

    /// What was typed into a form that was not taken, else nothing.
    fn kept(&self, act: &str, field: &str) -> String {
        self.typed(act, field).unwrap_or_default()
    }

    /// The moment in a form: the one that was typed, else now.
    fn at_typed(&self, act: &str) -> String {
        self.typed(act, "at").unwrap_or_else(|| self.now.clone())
    }

    /// Whether this choice of a form that was not taken was the one.
    fn is_chosen(&self, act: &str, field: &str, word: &str) -> bool {
        self.typed(act, field).is_some_and(|typed| typed == word)
    }
}

/// Who asks, of which notice, with which form.
pub(crate) struct Asked {
    pub(crate) opened: Opened,
    pub(crate) fields: Fields,
}

/// A notice and the fields of this officer's own form, or the page that says why not.
pub(crate) fn asked(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    reference: &str,
    sent: Sent,
) -> Result<Asked, crate::desk::Elsewhere> {
    let fields = officer.visitor.admit(desk, frame, sent)?;
    match compose::open(desk, reference) {
        Ok(Some(opened)) => Ok(Asked { opened, fields }),
        Ok(None) => Err(Box::new(message::no_page(frame.clone()))),
        Err(error) => Err(Box::new(message::failed(frame.clone(), &error))),
    }
}

/// `GET /desk/notice/{reference}`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
) -> Response {
    match compose::open(&desk, &reference) {
        Ok(Some(opened)) => render(&desk, frame, &officer, &opened, None),
        Ok(None) => no_notice(&desk, frame, &reference),
        Err(error) => message::failed(frame, &error),
    }
}

/// Why there is no such notice to be read: its time is over, or there never was one.
fn no_notice(desk: &Desk, frame: Frame, reference: &str) -> Response {
    let row = compose::reference(reference).map(|it| desk.store.notice_by_reference(&it));
    match row.transpose().map(Option::flatten) {
        Ok(Some(row)) if row.state.is_public() => message::retired(frame),
        Ok(_) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}

/// The page, with why something was not taken and what was typed.
pub(crate) fn render(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    opened: &Opened,
    problem: Option<Problem>,
) -> Response {
    match made(desk, &frame, officer, opened, problem) {
        Ok(page) => show(&page),
        Err(error) => message::failed(frame, &error),
    }
}

fn made(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    opened: &Opened,
    problem: Option<Problem>,
) -> Result<NoticePage, DeskError> {
    let row = &opened.kept.row;
    let turns = desk.store.notice_turns(row.id)?;
    let entry = row.entry_place.map(|place| frame.link(&format!("/register/entry/{place}")));
    let stand = row.state.word();
    Ok(NoticePage {
        office: Office::new(frame, &officer.visitor),
        status: problem.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY),
        here: format!("/desk/notice/{}", hex(&row.reference)),
        reference: hex(&row.reference),
        case_href: frame.link(&format!("/desk/case/{}", hex(&row.case_reference))),
        title: frame
            .say("notice-title", &[("platform", Value::Text(&platform_name(desk, &row.platform)))]),
        stand,
        stand_means: stand_means(desk, frame, row.state),
        since: frame.moment(row.changed_ms / 1000),
        drafted_by: row.drafted_by.clone(),
        approved_by: row.approved_by.clone(),
        reviewer: row.reviewer.clone(),
        entry,
        remark: opened.kept.remark.clone(),
        objection: opened.kept.objection.clone(),
        shown: shown::shown(desk, frame, opened).map(|shown| {
            match may(officer.roles, Action::DeliverNotice) {
                true => shown,
                false => shown.without_copies(),
            }
        }),
        due: shown::due(desk, frame, row, &turns),
        acts: acts(officer, opened, &turns),
        turns: turns.iter().map(|turn| shown::turn(frame, turn)).collect(),
        problem,
        seen: turns.len().to_string(),
        version: row.version.to_string(),
        means: shown::means(frame),
        lists: shown::answer_lists(frame),
        withdrawals: shown::withdrawals(frame),
        now: desk.now().to_string(),
        frame: frame.clone(),
    })
}

/// What it means that a notice stands there. On its way into a register that takes nothing it waits for
/// somebody to mend that, and whoever looks for it is told.
fn stand_means(desk: &Desk, frame: &Frame, stand: Stand) -> String {
    let is_closed = desk.register.get().is_some_and(|register| !register.is_running());
    match stand {
        Stand::Registering if is_closed => frame.t("notice-register-closed"),
        stand => frame.t(&format!("notice-state-{}-means", stand.word())),
    }
}

fn acts(officer: &Officer, opened: &Opened, turns: &[KeptTurn]) -> Acts {
    let may = |action| may(officer.roles, action);
    let stand = opened.kept.row.state;
    let turns: Vec<Turn> = turns.iter().map(KeptTurn::turn).collect();
    let is_delivered = delivered_at(&turns).is_some();
    let is_asked = awaits(&turns) == Awaits::Reply;
    Acts {
        edit: stand == Stand::Draft && may(Action::DraftNotice),
        decide: stand == Stand::Proposed && may(Action::ApproveNotice),
        deliver: stand == Stand::Released && may(Action::DeliverNotice),
        received: stand == Stand::Released && is_delivered && may(Action::DeliverNotice),
        answer: stand == Stand::Released && is_delivered && may(Action::RecordAnswer),
        reply: stand == Stand::Released && is_asked && may(Action::RecordAnswer),
        withdraw: stand == Stand::Released && may(Action::DraftNotice),
    }
}

/// The officer and the moment of an act.
pub(crate) fn by<'a>(desk: &Desk, actor: &'a str) -> By<'a> {
    By { actor, at_ms: desk.now_ms(), seen: None }
}

/// The same of somebody who acts on what a page showed them; a form that does not say what it showed
/// was made for nothing that there is.
pub(crate) fn by_seen<'a>(desk: &Desk, actor: &'a str, fields: &Fields) -> By<'a> {
    By { seen: Some(count(fields.get("version")).unwrap_or(COUNT_MAX)), ..by(desk, actor) }
}

/// Goes back to the notice, or says that somebody else was first.
pub(crate) fn done(frame: Frame, opened: &Opened, step: Result<Step, DeskError>) -> Response {
    match step {
        Ok(Step::Taken) => go(&address(&frame, &opened.kept.row)),
        Ok(Step::Elsewhere) => message::overtaken(frame),
        Err(error) => message::failed(frame, &error),
    }
}

/// `POST /desk/notice/{reference}/approve`: a second officer agrees.
pub async fn approve(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    let Asked { opened, fields } = match asked(&desk, &frame, &officer, &reference, sent) {
        Ok(asked) => asked,
        Err(elsewhere) => return *elsewhere,
    };
    let actor = officer.pseudonym.to_string();
    if let Err(problem) = is_approvable(&desk, &opened, &actor) {
        return refused(&desk, frame, &officer, &opened, &problem);
    }
    if compose::sending(&desk) == desk::notice::Sending::Authority {
        let step =
            desk.store.notice_approve(opened.kept.row.id, by_seen(&desk, &actor, &fields)).await;
        return done(frame, &opened, step);
    }
    let base = compose::base(&desk, &frame);
    let written = compose::write(&desk, &opened, &actor, None, &base, desk.now());
    let written = match written {
        Ok(written) => written,
        Err(problem) => return refused(&desk, frame, &officer, &opened, &problem),
    };
    let (Ok(entry), Ok(bytes)) = (written.entry.to_bytes(), serde_json::to_vec(&written)) else {
        return message::failed(frame, &ComposeError::Kept);
    };
    let fixed = Fixed {
        entry: &entry,
        code: &written.notice.for_author.code,
        hours: written.notice.answer_within_hours.hours(),
    };
    let id = opened.kept.row.id;
    let by = by_seen(&desk, &actor, &fields);
    let step = desk.store.notice_approve_and_register(id, &bytes, fixed, by);
    done(frame, &opened, step.await)
}

/// Whether this officer may approve it, and it may still go.
fn is_approvable(desk: &Desk, opened: &Opened, actor: &str) -> Result<(), ComposeError> {
    let row = &opened.kept.row;
    let report = opened.report.as_ref().ok_or(ComposeError::Kept)?;
    let has_open = compose::has_open(desk, row, &opened.draft.to)?;
    let proposal = desk::notice::propose(&opened.draft, &compose::facts(desk, report, has_open))
        .map_err(ComposeError::Refused)?;
    compose::approve(desk, row, proposal, actor).map(drop)
}

fn refused(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    opened: &Opened,
    problem: &ComposeError,
) -> Response {
    let text = match problem {
        ComposeError::Approval(desk::notice::NotApproved::Drafter) => {
            frame.t("notice-not-approved-drafter")
        }
        ComposeError::Approval(desk::notice::NotApproved::HadAPart) => {
            frame.t("notice-not-approved-part")
        }
        ComposeError::Refused(refusals) => {
            let words: Vec<String> =
                refusals.iter().map(|refusal| shown::refusal(&frame, *refusal)).collect();
            words.join(" ")
        }
        ComposeError::Kept => frame.t("notice-report-gone"),
        ComposeError::Desk(_) | ComposeError::Write(_) => return message::failed(frame, problem),
    };
    render(desk, frame, officer, opened, Some(Problem::new("approve", Fields::default(), text)))
}

/// `POST /desk/notice/{reference}/return`: a second officer does not agree, and says why.
pub async fn send_back(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    let Asked { opened, fields } = match asked(&desk, &frame, &officer, &reference, sent) {
        Ok(asked) => asked,
        Err(elsewhere) => return *elsewhere,
    };
    let reason = match FreeText::new(fields.get("reason"), REMARK_CHARS_MAX) {
        Ok(reason) if !reason.as_str().is_empty() => reason,
        _ => {
            let problem = Problem::new("return", fields, frame.t("notice-reason-wrong"));
            return render(&desk, frame, &officer, &opened, Some(problem));
        }
    };
    let actor = officer.pseudonym.to_string();
    let row = &opened.kept.row;
    let by = by_seen(&desk, &actor, &fields);
    let step = desk.store.notice_return(row.id, reason.as_str(), by);
    let step = step.await;
    done(frame, &opened, step)
}

/// The moment that a person typed as a day and an hour, in Coordinated Universal Time.
pub(crate) fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let full = match text.len() {
        16 => format!("{}:00Z", text.replace(' ', "T")),
        _ => text.to_owned(),
    };
    full.parse().ok()
}
