//! The outside reviewer's pages: what waits, one notice to read whole, and the place where a signature
//! made elsewhere is handed in. No page here signs: see `docs/decisions.md`.

use askama::Template;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use desk::FreeText;
use desk::notice::{State as Stand, Written};
use desk::release::{ReleaseError, certified};
use register::note::VerifierKey;
use store::desk::{By, DeskError, Fixed, NoticeRow, Step};

use crate::compose::{self, ComposeError, Opened};
use crate::desk::{Desk, Fields, Sent, go, no_store};
use crate::frame::{Frame, Moment};
use crate::office::notice::shown::{self, Shown};
use crate::office::notices::{hex, platform_name};
use crate::office::{Office, Reviewer, Who};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;
use crate::routes::{Route, files as answers, page as paged};

/// Notices of each kind in the list.
const ROWS_MAX: u32 = 100;
/// Why a reviewer objects. Unit: characters.
const REMARK_CHARS_MAX: usize = 2000;
/// A form here. Unit: bytes.
const FORM_BYTES_MAX: usize = 64 << 10;

/// The routes of this room.
pub(crate) fn routes() -> Vec<Route<Desk>> {
    macro_rules! of {
        ($act:literal, $handler:expr) => {
            answers(concat!("/review/{reference}", $act), $handler)
                .only(Who::Reviewer)
                .with_example(concat!("/review/00000000000000000000000000000000", $act))
        };
    }
    let form = || DefaultBodyLimit::max(FORM_BYTES_MAX);
    vec![
        paged("/review", "/review", get(list)).only(Who::Reviewer),
        of!("", get(page)),
        of!("/open", post(begin)),
        of!("/file", get(file)),
        of!("/sign", post(sign).layer(form())),
        of!("/object", post(object).layer(form())),
    ]
}

/// What waits for a reviewer.
#[derive(Template)]
#[template(path = "review_list.html")]
pub struct ListPage {
    frame: Frame,
    office: Office,
    /// Those that any reviewer of this desk may open: reference, platform, since when.
    free: Vec<(String, String, Moment)>,
    /// Those that this one has opened: address, platform, since when.
    own: Vec<(String, String, Moment)>,
}

/// One notice, opened.
#[derive(Template)]
#[template(path = "review.html")]
pub struct ReviewPage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    reference: String,
    platform: String,
    shown: Shown,
    secret_places: bool,
    author_text: String,
    certificate_text: String,
    is_open: bool,
    typed: String,
    problem: Option<String>,
}

impl Page for ListPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
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
        self.frame.link(&format!("/review/{}/{act}", self.reference))
    }
}

/// `GET /review`.
pub async fn list(State(desk): State<Desk>, frame: Frame, reviewer: Reviewer) -> Response {
    let name = reviewer.key.to_string();
    let row = |row: &NoticeRow, reference: String| {
        (reference, platform_name(&desk, &row.platform), frame.moment(row.changed_ms / 1000))
    };
    let rows = |state| desk.store.notices_in(state, ROWS_MAX);
    let (free, own) = match (rows(Stand::Approved), rows(Stand::UnderReview)) {
        (Ok(free), Ok(own)) => (free, own),
        (Err(error), _) | (_, Err(error)) => return message::failed(frame, &error),
    };
    let own = own.iter().filter(|it| it.reviewer.as_deref() == Some(name.as_str()));
    let address = |it: &NoticeRow| frame.link(&format!("/review/{}", hex(&it.reference)));
    show(&ListPage {
        office: Office::new(&frame, &reviewer.visitor),
        free: free.iter().map(|it| row(it, hex(&it.reference))).collect(),
        own: own.map(|it| row(it, address(it))).collect(),
        frame: frame.clone(),
    })
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

/// `POST /review/{reference}/open`: fixes the texts and the entry under this reviewer's key.
pub async fn begin(
    State(desk): State<Desk>,
    frame: Frame,
    reviewer: Reviewer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    if let Err(elsewhere) = reviewer.visitor.admit(&desk, &frame, sent) {
        return *elsewhere;
    }
    match begun(&desk, &frame, &reviewer, &reference).await {
        Ok(Some(Step::Taken)) => go(&frame.link(&format!("/review/{reference}"))),
        Ok(Some(Step::Elsewhere)) | Err(ComposeError::Refused(_)) => message::overtaken(frame),
        Ok(None) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}

async fn begun(
    desk: &Desk,
    frame: &Frame,
    reviewer: &Reviewer,
    reference: &str,
) -> Result<Option<Step>, ComposeError> {
    let Some(opened) = compose::open(desk, reference)? else { return Ok(None) };
    let row = &opened.kept.row;
    let Some(approved_by) = row.approved_by.as_deref().filter(|_| row.state == Stand::Approved)
    else {
        return Ok(Some(Step::Elsewhere));
    };
    // A key that is not in force yet, or no longer, opens nothing.
    if desk.store.reviewer_key_named(&reviewer.key, desk.now_ms())?.is_none() {
        return Ok(None);
    }
    let base = compose::base(desk, frame);
    let key = Some(&reviewer.key);
    let written = compose::write(desk, &opened, approved_by, key, &base, desk.now())?;
    let bytes = serde_json::to_vec(&written).map_err(|_| ComposeError::Kept)?;
    let name = reviewer.key.to_string();
    let by = By { actor: &name, at_ms: desk.now_ms() };
    Ok(Some(desk.store.notice_write(row.id, &name, &bytes, by).await?))
}

/// `GET /review/{reference}`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    reviewer: Reviewer,
    Path(reference): Path<String>,
) -> Response {
    match own(&desk, &reviewer, &reference) {
        Ok(Some((opened, written))) => render(&desk, frame, &reviewer, &opened, &written, None),
        Ok(None) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}

fn render(
    desk: &Desk,
    frame: Frame,
    reviewer: &Reviewer,
    opened: &Opened,
    written: &Written,
    problem: Option<(String, &str)>,
) -> Response {
    let Some(shown) = shown::shown(desk, &frame, opened) else { return message::no_page(frame) };
    let secret_places = match written.entry.body() {
        record::Body::NoticeIssued(issued) => issued.addresses.iter().any(|it| it.is_secret()),
        _ => false,
    };
    let (typed, problem) = problem.unzip();
    show(&ReviewPage {
        office: Office::new(&frame, &reviewer.visitor),
        status: problem.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY),
        reference: hex(&opened.kept.row.reference),
        platform: platform_name(desk, &opened.kept.row.platform),
        shown,
        secret_places,
        author_text: shown::for_author(&frame, &written.notice),
        certificate_text: written.certificate_text(),
        is_open: opened.kept.row.state == Stand::UnderReview,
        typed: typed.unwrap_or_default(),
        problem: problem.map(|id| frame.t(id)),
        frame,
    })
}

/// `GET /review/{reference}/file`: what `hiwar review sign` reads.
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
    let named = "attachment; filename=\"hiwar-review.json\"";
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(named)),
        no_store(),
    ];
    (headers, bytes).into_response()
}

/// A notice of this reviewer and the fields of their own form.
fn asked(
    desk: &Desk,
    frame: &Frame,
    reviewer: &Reviewer,
    reference: &str,
    sent: Sent,
) -> Result<(Opened, Written, Fields), crate::desk::Elsewhere> {
    let fields = reviewer.visitor.admit(desk, frame, sent)?;
    match own(desk, reviewer, reference) {
        Ok(Some((opened, written))) => Ok((opened, written, fields)),
        Ok(None) => Err(Box::new(message::no_page(frame.clone()))),
        Err(error) => Err(Box::new(message::failed(frame.clone(), &error))),
    }
}

/// `POST /review/{reference}/sign`: the certificate, signed elsewhere. From here on the notice is
/// public, and nobody can stop it.
pub async fn sign(
    State(desk): State<Desk>,
    frame: Frame,
    reviewer: Reviewer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    let (opened, written, fields) = match asked(&desk, &frame, &reviewer, &reference, sent) {
        Ok(asked) => asked,
        Err(elsewhere) => return *elsewhere,
    };
    // Browsers send lines with a carriage return, which no signed note has.
    let typed = format!("{}\n", fields.get("certificate").replace("\r\n", "\n").trim());
    let key = match desk.store.reviewer_key_named(&reviewer.key, desk.now_ms()) {
        Ok(key) => key.and_then(|kept| VerifierKey::parse(kept.key.as_str()).ok()),
        Err(error) => return message::failed(frame, &error),
    };
    let problem = match key {
        None => Some("review-key-over"),
        Some(key) => match certified(&typed, &written.certificate_text(), &key) {
            Ok(()) => None,
            Err(ReleaseError::OtherCertificate) => Some("review-other"),
            Err(_) => Some("review-unsigned"),
        },
    };
    if let Some(problem) = problem {
        let problem = Some((typed, problem));
        return render(&desk, frame, &reviewer, &opened, &written, problem);
    }
    let Ok(entry) = written.entry.to_bytes() else {
        return message::failed(frame, &ComposeError::Kept);
    };
    let fixed = Fixed {
        entry: &entry,
        code: &written.notice.for_author.code,
        hours: written.notice.answer_within_hours.hours(),
    };
    let name = reviewer.key.to_string();
    let by = By { actor: &name, at_ms: desk.now_ms() };
    let step = desk.store.notice_certify(opened.kept.row.id, &typed, fixed, by).await;
    after(frame, step)
}

/// `POST /review/{reference}/object`: the notice goes back to those who wrote it, with the reason.
pub async fn object(
    State(desk): State<Desk>,
    frame: Frame,
    reviewer: Reviewer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    let (opened, written, fields) = match asked(&desk, &frame, &reviewer, &reference, sent) {
        Ok(asked) => asked,
        Err(elsewhere) => return *elsewhere,
    };
    let reason = FreeText::new(fields.get("reason"), REMARK_CHARS_MAX);
    let reason = reason.map(FreeText::into_string).unwrap_or_default();
    if reason.is_empty() {
        let problem = Some((String::new(), "notice-reason-wrong"));
        return render(&desk, frame, &reviewer, &opened, &written, problem);
    }
    let name = reviewer.key.to_string();
    let by = By { actor: &name, at_ms: desk.now_ms() };
    let id = opened.kept.row.id;
    let step = desk.store.notice_return(id, Stand::UnderReview, &reason, by).await;
    after(frame, step)
}

fn after(frame: Frame, step: Result<Step, DeskError>) -> Response {
    match step {
        Ok(Step::Taken) => go(&frame.link("/review")),
        Ok(Step::Elsewhere) => message::overtaken(frame),
        Err(error) => message::failed(frame, &error),
    }
}
