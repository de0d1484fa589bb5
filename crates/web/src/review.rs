//! The outside reviewer's pages: what waits, one notice to read whole, and the place where what was
//! signed elsewhere is handed in. No page here signs: see `docs/decisions.md`.

mod begin;
pub(crate) mod opened;
mod sign;
pub(crate) mod signed;

use askama::Template;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use desk::notice::{State as Stand, Written};
use desk::release::may_be_freed;
use record::id::KeyName;
use store::desk::{DeskError, KeptReviewerKey, NoticeRow};
use words::Value;

use crate::compose::{self, Opened};
use crate::contest::decide::{self, Chair};
use crate::desk::{Desk, no_store};
use crate::frame::{Frame, Moment};
use crate::office::notices::{hex, platform_name};
use crate::office::{Office, Reviewer, Who};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;
use crate::routes::{Route, files as answers, page as paged};
use opened::OpenedNotice;

/// Notices of each kind in the list.
const ROWS_MAX: u32 = 100;
/// A form here. Unit: bytes.
const FORM_BYTES_MAX: usize = 64 << 10;

/// The routes of this room.
pub(crate) fn routes() -> Vec<Route<Desk>> {
    macro_rules! of {
        ($act:literal, $handler:expr) => {
            of!($act, $handler, "/review/{reference}")
        };
        ($act:literal, $handler:expr, $page:expr) => {
            answers(concat!("/review/{reference}", $act), $handler)
                .only(Who::Reviewer)
                .of_page($page)
                .with_example(concat!("/review/00000000000000000000000000000000", $act))
        };
    }
    let form = || DefaultBodyLimit::max(FORM_BYTES_MAX);
    let contest = get(decide::reviewers_page).post(decide::reviewers_ruling).layer(form());
    vec![
        paged("/review", "/review", get(list)).only(Who::Reviewer),
        of!("", get(page)),
        of!("/open", post(begin::begin), "/review"),
        of!("/file", get(file)),
        of!("/sign", post(sign::sign).layer(form())),
        of!("/object", post(sign::object).layer(form())),
        of!("/send-back", post(begin::send_back), "/review"),
        of!("/give-back", post(sign::give_back), "/review"),
        answers("/review/contest/{id}", contest)
            .only(Who::Reviewer)
            .with_example("/review/contest/0"),
        answers("/review/contest/{id}/file", get(decide::reviewers_file))
            .only(Who::Reviewer)
            .with_example("/review/contest/0/file"),
    ]
}

/// What waits for a reviewer.
#[derive(Template)]
#[template(path = "review_list.html")]
pub struct ListPage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    /// Why the key signs nothing now, if it does not.
    key: Option<String>,
    /// Why something was not done.
    problem: Option<String>,
    /// A notice that can no longer go as it is.
    stuck: Option<Stuck>,
    /// Those that this one has opened.
    own: Vec<Row>,
    /// Those that any reviewer of this desk may open.
    free: Vec<Row>,
    /// Those that another has kept too long.
    held: Vec<Row>,
    /// Contests to decide.
    contests: Vec<decide::Row>,
}

/// A notice of the list.
struct Row {
    reference: String,
    platform: String,
    since: Moment,
}

/// A notice that was approved and can no longer go as it is.
struct Stuck {
    reference: String,
    why: Vec<String>,
}

/// One notice, opened.
#[derive(Template)]
#[template(path = "review.html")]
pub struct ReviewPage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    notice: OpenedNotice,
    certificate_text: String,
    /// Whether it waits for the signature.
    is_open: bool,
    /// The page of its entry, once it is in the register.
    entry: Option<String>,
    typed: Typed,
}

impl Page for ListPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

impl Page for ReviewPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

impl ReviewPage {
    /// The address of an act on this notice.
    fn at(&self, act: &str) -> String {
        self.frame.link(&format!("/review/{}/{act}", self.notice.reference))
    }

    fn is_certificate_wrong(&self) -> bool {
        self.typed.is_wrong(Form::Certificate)
    }

    fn is_objection_wrong(&self) -> bool {
        self.typed.is_wrong(Form::Objection)
    }
}

impl ListPage {
    /// The address of a notice, or of an act on it.
    fn at(&self, reference: &str, act: &str) -> String {
        self.frame.link(&format!("/review/{reference}{act}"))
    }
}

/// What the list says beside what waits.
#[derive(Default)]
struct Said {
    problem: Option<String>,
    stuck: Option<Stuck>,
}

/// `GET /review`.
pub async fn list(State(desk): State<Desk>, frame: Frame, reviewer: Reviewer) -> Response {
    listed(&desk, frame, &reviewer, Said::default())
}

/// The list, with why something was not done.
fn refused(desk: &Desk, frame: Frame, reviewer: &Reviewer, problem: String) -> Response {
    listed(desk, frame, reviewer, Said { problem: Some(problem), stuck: None })
}

fn listed(desk: &Desk, frame: Frame, reviewer: &Reviewer, said: Said) -> Response {
    match made(desk, &frame, reviewer, said) {
        Ok(page) => show(&page),
        Err(error) => message::failed(frame, &error),
    }
}

fn made(
    desk: &Desk,
    frame: &Frame,
    reviewer: &Reviewer,
    said: Said,
) -> Result<ListPage, DeskError> {
    let rows = |state| desk.store.notices_in(state, ROWS_MAX);
    let name = reviewer.key.to_string();
    let is_own = |row: &NoticeRow| row.reviewer.as_deref() == Some(name.as_str());
    let (own, others): (Vec<_>, Vec<_>) = rows(Stand::UnderReview)?.into_iter().partition(is_own);
    let mut held = Vec::new();
    for row in others {
        if is_free(desk, &row)? {
            held.push(row);
        }
    }
    let row = |row: NoticeRow| Row {
        reference: hex(&row.reference),
        platform: platform_name(desk, &row.platform),
        since: frame.moment(row.changed_ms / 1000),
    };
    let status = match &said {
        Said { problem: None, stuck: None } => StatusCode::OK,
        _ => StatusCode::CONFLICT,
    };
    Ok(ListPage {
        office: Office::new(frame, &reviewer.visitor),
        status,
        key: key_in_force(desk, frame, &reviewer.key)?.err(),
        problem: said.problem,
        stuck: said.stuck,
        own: own.into_iter().map(row).collect(),
        free: rows(Stand::Approved)?.into_iter().map(row).collect(),
        held: held.into_iter().map(row).collect(),
        contests: decide::rows(desk, frame, &Chair::reviewer(reviewer))?,
        frame: frame.clone().at("/review"),
    })
}

/// Whether a notice that one reviewer opened may be given back by another.
fn is_free(desk: &Desk, row: &NoticeRow) -> Result<bool, DeskError> {
    let now_ms = desk.now_ms();
    let key = row.reviewer.as_deref().and_then(|name| name.parse::<KeyName>().ok());
    let in_force = match key {
        Some(key) => desk.store.reviewer_key_named(&key, now_ms)?.is_some(),
        None => false,
    };
    Ok(may_be_freed(row.changed_ms, now_ms, in_force))
}

/// The reviewer's key, or why it signs nothing at this moment.
fn key_in_force(
    desk: &Desk,
    frame: &Frame,
    name: &KeyName,
) -> Result<Result<KeptReviewerKey, String>, DeskError> {
    let now_ms = desk.now_ms();
    if let Some(key) = desk.store.reviewer_key_named(name, now_ms)? {
        return Ok(Ok(key));
    }
    let known = desk.store.reviewer_keys()?.into_iter().find(|kept| kept.key.name() == name);
    let at =
        |id: &str, ms: u64| frame.say(id, &[("at", Value::Text(&frame.moment(ms / 1000).text))]);
    Ok(Err(match known {
        Some(key) if now_ms < key.effective_ms => at("review-key-from", key.effective_ms),
        Some(key) => at("review-key-until", key.removed_ms.unwrap_or(now_ms)),
        None => frame.t("review-key-none"),
    }))
}

/// A notice that this reviewer has opened, with its fixed texts; nothing else is theirs to see.
fn own(
    desk: &Desk,
    reviewer: &Reviewer,
    reference: &str,
) -> Result<Option<(Opened, Written)>, DeskError> {
    let Some(opened) = compose::open(desk, reference)? else { return Ok(None) };
    let row = &opened.kept.row;
    let is_own = row.reviewer.as_deref() == Some(reviewer.key.to_string().as_str());
    let written = serde_json::from_slice(&opened.kept.written).ok();
    Ok(written.filter(|_| is_own).map(|written| (opened, written)))
}

/// `GET /review/{reference}`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    reviewer: Reviewer,
    Path(reference): Path<String>,
) -> Response {
    match own(&desk, &reviewer, &reference) {
        Ok(Some((opened, written))) => {
            render(&desk, frame, &reviewer, (&opened, &written), Typed::default())
        }
        Ok(None) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}

/// What was typed and not taken, and why.
#[derive(Default)]
struct Typed {
    certificate: String,
    reason: String,
    objection: String,
    /// The form that the problem is about.
    form: Form,
    problem: Option<String>,
}

/// A form of the page of a notice.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// That of the certificate.
    #[default]
    Certificate,
    /// That of an objection.
    Objection,
}

impl Typed {
    fn is_wrong(&self, form: Form) -> bool {
        self.problem.is_some() && self.form == form
    }
}

fn render(
    desk: &Desk,
    frame: Frame,
    reviewer: &Reviewer,
    (opened, written): (&Opened, &Written),
    typed: Typed,
) -> Response {
    let row = &opened.kept.row;
    let refused = typed.problem.is_some();
    show(&ReviewPage {
        office: Office::new(&frame, &reviewer.visitor),
        status: if refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK },
        notice: opened::opened(desk, &frame, written),
        certificate_text: written.certificate_text(),
        is_open: row.state == Stand::UnderReview,
        entry: row.entry_place.map(|place| frame.link(&format!("/register/entry/{place}"))),
        typed,
        // After a form that was not taken, a change of language leads to the page and not to the form.
        frame: frame.at(&format!("/review/{}", hex(&row.reference))),
    })
}

/// `GET /review/{reference}/file`: what `hiwar review sign` and `hiwar review object` read.
pub async fn file(
    State(desk): State<Desk>,
    frame: Frame,
    reviewer: Reviewer,
    Path(reference): Path<String>,
) -> Response {
    let written = match own(&desk, &reviewer, &reference) {
        Ok(found) => found.and_then(|(_, written)| written.review_file()),
        Err(error) => return message::failed(frame, &error),
    };
    let Some(bytes) = written.and_then(|file| file.to_bytes().ok()) else {
        return message::no_page(frame);
    };
    download("attachment; filename=\"hiwar-review.json\"", bytes)
}

/// A file to take away and sign on another machine.
pub(crate) fn download(named: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(named)),
        no_store(),
    ];
    (headers, bytes).into_response()
}
