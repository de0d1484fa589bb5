//! The author's page: what was asked, what came back, and a place to say why it should not have been.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use desk::contest::{Contester, Plea};
use desk::notice::{Sending, Written};
use record::Body;
use store::desk::{DeskError, KeptNotice, KeptTurn, NewPlea, Step, TurnKind};
use words::Value;

use super::{Made, Opened, in_time_until, made, open, wrong};
use crate::compose;
use crate::desk::{Desk, Fields, Sent, go, is_staying};
use crate::frame::{Frame, Moment};
use crate::office::notice::shown::word;
use crate::office::notices::platform_name;
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;
use crate::review::opened::{articles, house_rules, test_public};

/// The form, by its `id`.
const FORM: &str = "write";

/// The page.
#[derive(Template)]
#[template(path = "contest.html")]
pub(crate) struct AuthorPage {
    frame: Frame,
    status: StatusCode,
    token: String,
    /// Who asked.
    desk: String,
    is_authority: bool,
    /// Of whom.
    platform: String,
    /// What was asked, in words.
    measure: String,
    harm: String,
    capacity: String,
    is_official: bool,
    places: Vec<String>,
    articles: Vec<(String, String)>,
    house_rules: Vec<String>,
    reference: String,
    written: Moment,
    /// The page and the number of its entry, once it is in the register.
    entry: Option<(String, String)>,
    /// From when on the three-part test of an authority is public.
    test_public: Option<Moment>,
    /// Whether the desk took it back.
    is_withdrawn: bool,
    turns: Vec<Line>,
    /// Until when a contest is in time, and whether that is over.
    until: Option<Moment>,
    is_over: bool,
    days: String,
    contests: Vec<Made>,
    text: String,
    contact: String,
    problem: Option<String>,
}

/// What happened since, without a word that anybody wrote.
struct Line {
    at: Moment,
    text: String,
    means: String,
    entry: Option<(String, String)>,
}

impl Page for AuthorPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

/// `GET /contest/view`.
pub(crate) async fn page(State(desk): State<Desk>, frame: Frame, headers: HeaderMap) -> Response {
    match open(&desk, &frame, &headers) {
        Ok(opened) => render(&desk, frame, &opened, &Fields::default(), None),
        Err(elsewhere) => *elsewhere,
    }
}

/// `POST /contest/write`.
pub(crate) async fn write(
    State(desk): State<Desk>,
    frame: Frame,
    headers: HeaderMap,
    sent: Sent,
) -> Response {
    let opened = match open(&desk, &frame, &headers) {
        Ok(opened) => opened,
        Err(elsewhere) => return *elsewhere,
    };
    let fields = match desk.admit(&frame, &opened.cookie, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    if is_staying(&fields) {
        return render(&desk, frame, &opened, &fields, None);
    }
    let plea = match Plea::new(fields.get("text"), fields.get("contact")) {
        Ok(plea) => plea,
        Err(problem) => {
            let problem = Some(wrong(&frame, problem));
            return render(&desk, frame, &opened, &fields, problem);
        }
    };
    // A plea is made of texts alone, which can be written.
    let body = serde_json::to_string(&plea).unwrap_or_default();
    let (id, now_ms) = (opened.notice_id, desk.now_ms());
    let plea = NewPlea { body: &body, contact: &plea.contact };
    match desk.store.contest_add(id, Contester::Author, plea, now_ms).await {
        Ok(Step::Taken) => go(&frame.link("/contest/view")),
        Ok(Step::Elsewhere) => {
            let problem = Some(frame.t("contest-many"));
            render(&desk, frame, &opened, &fields, problem)
        }
        Err(error) => message::failed(frame, &error),
    }
}

fn render(
    desk: &Desk,
    frame: Frame,
    opened: &Opened,
    fields: &Fields,
    problem: Option<String>,
) -> Response {
    let frame = frame.at("/contest/write").with_form(FORM);
    match built(desk, frame.clone(), opened, fields, problem) {
        Ok(Some(page)) => show(&page),
        Ok(None) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}

fn built(
    desk: &Desk,
    frame: Frame,
    opened: &Opened,
    fields: &Fields,
    problem: Option<String>,
) -> Result<Option<AuthorPage>, DeskError> {
    let Some(kept) = desk.store.notice_fetch(opened.notice_id)? else { return Ok(None) };
    let Ok(written) = serde_json::from_slice::<Written>(&kept.written) else { return Ok(None) };
    let turns = desk.store.notice_turns(opened.notice_id)?;
    let contests = made(desk, &frame, (opened.notice_id, Contester::Author), &turns)?;
    let last = desk::contest::in_time_until(&super::clock(&turns), desk.parties.contest_within_s());
    let days = u64::try_from(desk.parties.contest_within_s() / 86_400).unwrap_or(0);
    let notice = &written.notice;
    Ok(Some(AuthorPage {
        status: problem.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY),
        token: desk.form_token(&opened.cookie),
        desk: notice.notifier.desk.as_str().to_owned(),
        is_authority: compose::sending(desk) == Sending::Authority,
        platform: platform_name(desk, notice.to.as_str()),
        measure: frame.word("measure", notice.measure.word()),
        harm: frame.word("harm", notice.harm.word()),
        capacity: frame.word("capacity", notice.complainant.capacity().word()),
        is_official: notice.complainant.is_official(),
        // As it was passed on, an address can tell who passed it on: the canonical form does not.
        places: notice.locations.iter().map(|place| place.address.clone()).collect(),
        articles: articles(desk, &frame, &notice.legal_grounds),
        house_rules: house_rules(&frame, notice),
        reference: notice.notice.to_string(),
        written: frame.moment(u64::try_from(written.entry.at().unix()).unwrap_or(0)),
        entry: entry(&frame, kept.row.entry_place),
        test_public: match written.entry.body() {
            Body::NoticeIssued(issued) => test_public(&frame, issued),
            _ => None,
        },
        is_withdrawn: is_withdrawn(&kept),
        turns: turns.iter().map(|turn| line(&frame, turn)).collect(),
        until: in_time_until(desk, &frame, &turns),
        is_over: last.is_some_and(|last| last < desk.now()),
        days: frame.say("contest-days", &[("days", Value::Count(days))]),
        contests,
        text: fields.shown("text"),
        contact: fields.shown("contact"),
        problem,
        frame,
    }))
}

fn is_withdrawn(kept: &KeptNotice) -> bool {
    kept.row.state == desk::notice::State::Withdrawn
}

fn entry(frame: &Frame, place: Option<u64>) -> Option<(String, String)> {
    let place = place?;
    Some((frame.link(&format!("/register/entry/{place}")), frame.number(place)))
}

fn line(frame: &Frame, turn: &KeptTurn) -> Line {
    let means = match turn.kind {
        TurnKind::Delivered => word(frame, "means", &turn.means),
        TurnKind::Answered => word(frame, "decision", &turn.means),
        TurnKind::Withdrawn => word(frame, "withdrawal", &turn.means),
        TurnKind::Received | TurnKind::Replied | TurnKind::Silent => String::new(),
    };
    Line {
        at: frame.moment(turn.happened_ms / 1000),
        text: frame.word("event", turn.kind.event()),
        means,
        entry: entry(frame, turn.entry_place),
    }
}
