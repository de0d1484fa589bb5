//! One notice, whole, for its platform: what is asked and why, what shows that it may be believed, what
//! is for the author, and what happened since. Opening it is its delivery.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use desk::seat::{NotNow, REFERENCE_CHARS_MAX, Received, Standing, Way, may_speak, stand};
use record::choice::{Decision, Means};
use record::notice::{Notice, Release};
use store::desk::{KeptTurn, TurnKind};
use words::Value;

use super::acts::{Spoken, receive};
use super::inbox::moment;
use super::open::{self, AtSeat, Read, SeatError, only_looks, statement};
use crate::compose::Said;
use crate::desk::{Desk, Sent, go, no_store};
use crate::frame::{Frame, Moment};
use crate::office::{Office, Seat};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// A notice.
#[derive(Template)]
#[template(path = "seat_notice.html")]
pub struct NoticePage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    reference: String,
    desk: String,
    standing: &'static str,
    stands: String,
    means: String,
    due: Option<Moment>,
    asked: Asked,
    /// The three-part test: title and text of each part.
    test: Vec<(String, String)>,
    proof: Proof,
    author: Vec<ForAuthor>,
    contest: (String, String),
    turns: Vec<Turned>,
    /// Why nothing can be said now.
    closed: Option<String>,
    is_received: bool,
    problem: Option<String>,
    typed: String,
}

/// What the notice says.
struct Asked {
    measure: String,
    harm: String,
    places: Vec<(String, Option<String>)>,
    grounds: Vec<(String, String)>,
    house_rules: Vec<String>,
    reasons: (String, String),
    defences: Vec<(String, String)>,
    good_faith: (String, Moment),
    capacity: String,
    is_official: bool,
    notifier: String,
    person: Option<String>,
    hours: u64,
}

/// What shows that it may be believed.
struct Proof {
    /// The number of its entry, and the addresses of it and of its proof.
    entry: Option<(String, String, String)>,
    reviewer: Option<String>,
    certificate: Option<String>,
    file: String,
    command: String,
    sha256: String,
}

/// The text to forward in one language.
struct ForAuthor {
    code: &'static str,
    text: String,
}

/// One thing that happened since.
struct Turned {
    at: Moment,
    what: String,
    how: String,
    lines: Vec<String>,
    entry: Option<(String, String)>,
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
    fn at(&self, act: &str) -> String {
        self.frame.link(&address(&self.reference, act))
    }
}

/// The address of a notice, or of something that is done with it.
pub(crate) fn address(reference: &str, act: &str) -> String {
    format!("/seat/notice/{reference}{act}")
}

/// `GET /seat/notice/{reference}`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    seat: Seat,
    Path(reference): Path<String>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    if let Some(answer) = only_looks(&method, &headers) {
        return answer;
    }
    match open::open(&desk, &AtSeat::from(&seat), &reference, Way::Page).await {
        Ok(read) => render(&desk, frame, &seat, &read, None),
        Err(error) => error.page(frame),
    }
}

/// `GET /seat/notice/{reference}/release.json`: the file that checks by itself.
pub async fn file(
    State(desk): State<Desk>,
    frame: Frame,
    seat: Seat,
    Path(reference): Path<String>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    if let Some(answer) = only_looks(&method, &headers) {
        return answer;
    }
    match open::open(&desk, &AtSeat::from(&seat), &reference, Way::File).await {
        Ok(read) => {
            let name = format!("attachment; filename=\"{}\"", file_name(&read.release.notice));
            let name = HeaderValue::from_str(&name);
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
                (
                    header::CONTENT_DISPOSITION,
                    name.unwrap_or(HeaderValue::from_static("attachment")),
                ),
                no_store(),
            ];
            (headers, read.bytes).into_response()
        }
        Err(error) => error.page(frame),
    }
}

/// `POST /seat/notice/{reference}/received`.
pub async fn received(
    State(desk): State<Desk>,
    frame: Frame,
    seat: Seat,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    let fields = match seat.visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let at = AtSeat::from(&seat);
    let mut read = match open::find(&desk, &at, &reference) {
        Ok(read) => read,
        Err(error) => return error.page(frame),
    };
    let typed = Received { reference: fields.get("reference").to_owned() };
    let Some(received) = typed.check() else {
        let most = Value::Count(REFERENCE_CHARS_MAX as u64);
        let problem = frame.say("seat-received-long", &[("most", most)]);
        return render(&desk, frame, &seat, &read, Some((fields.shown("reference"), problem)));
    };
    match receive(&desk, &at, &mut read, &received).await {
        Ok(Spoken::Kept(_) | Spoken::Same(_)) => go(&frame.link(&address(&reference, ""))),
        Ok(_) => {
            let problem = frame.t("seat-received-before");
            render(&desk, frame, &seat, &read, Some((fields.shown("reference"), problem)))
        }
        Err(SeatError::NotNow(why)) => message::not_now(frame, why),
        Err(error) => error.page(frame),
    }
}

/// The page, with what was typed and what is wrong with it.
fn render(
    desk: &Desk,
    frame: Frame,
    seat: &Seat,
    read: &Read,
    problem: Option<(String, String)>,
) -> Response {
    let notice = &read.release.notice;
    let clock = desk.parties.clock(notice.answer_within_hours);
    let stand = stand(&read.clock(), clock, desk.now());
    let (typed, problem) = problem.unzip();
    let is_received = read
        .turns
        .iter()
        .any(|turn| turn.kind == TurnKind::Received && turn.means == Means::Interface.word());
    show(&NoticePage {
        office: Office::new(&frame, &seat.visitor),
        status: problem.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY),
        reference: notice.notice.to_string(),
        desk: notice.notifier.desk.as_str().to_owned(),
        standing: stand.standing.word(),
        stands: frame.word("seat-standing", stand.standing.word()),
        means: frame.say(
            &format!("seat-standing-{}-means", stand.standing.word()),
            &[("hours", Value::Count(u64::from(clock.pause.hours())))],
        ),
        due: stand.due.map(|due| moment(&frame, due)),
        asked: asked(&frame, notice),
        test: test(&frame, &read.release),
        proof: proof(&frame, read),
        author: for_author(notice),
        contest: (notice.for_author.page.clone(), notice.for_author.code.clone()),
        turns: read.turns.iter().map(|turn| turned(&frame, turn)).collect(),
        closed: closed(&frame, read),
        is_received: is_received || stand.standing == Standing::Withdrawn,
        problem,
        typed: typed.unwrap_or_default(),
        frame,
    })
}

/// Why nothing can be said about the notice now, in words.
fn closed(frame: &Frame, read: &Read) -> Option<String> {
    may_speak(&read.clock()).err().map(|why: NotNow| frame.word("seat-not-now", why.word()))
}

fn asked(frame: &Frame, notice: &Notice) -> Asked {
    let question = |id: &str| law::Question::from_id(id).map(|it| frame.t(it.message()));
    let reply = |id: &str| law::Reply::from_id(id).map(|it| frame.t(it.message()));
    let notifier = match notice.notifier.is_authority {
        true => frame.t("sender-authority"),
        false => frame.t("sender-citizen"),
    };
    Asked {
        measure: frame.word("measure", notice.measure.word()),
        harm: frame.word("harm", notice.harm.word()),
        places: notice
            .locations
            .iter()
            .map(|it| {
                (it.address.clone(), Some(it.given.clone()).filter(|text| *text != it.address))
            })
            .collect(),
        grounds: notice
            .legal_grounds
            .iter()
            .map(|it| (it.citation.clone(), it.law.as_str().to_owned()))
            .collect(),
        house_rules: notice
            .house_rules
            .iter()
            .map(|it| frame.word("house-rule", it.word()))
            .collect(),
        reasons: (notice.reasons.language.word().to_owned(), notice.reasons.text.clone()),
        defences: notice
            .defences
            .iter()
            .map(|it| {
                let asked = question(&it.question).unwrap_or_else(|| it.question.clone());
                (asked, reply(&it.reply).unwrap_or_else(|| it.reply.clone()))
            })
            .collect(),
        good_faith: (notice.good_faith.statement.clone(), moment(frame, notice.good_faith.at)),
        capacity: frame.word("capacity", notice.complainant.capacity().word()),
        is_official: notice.complainant.is_official(),
        notifier,
        person: notice.notifier.person.clone(),
        hours: u64::from(notice.answer_within_hours.hours()),
    }
}

/// The three-part test of an authority: the title and the text of each part.
fn test(frame: &Frame, release: &Release) -> Vec<(String, String)> {
    let Some(test) = &release.test else { return Vec::new() };
    let aim = format!("{}\n{}", frame.word("aim", test.aim.word()), test.aim_reasons);
    let mut parts = vec![
        (frame.t("test-law"), test.law_reasons.clone()),
        (frame.t("test-aim"), aim),
        (frame.t("test-necessity"), test.necessity.text.clone()),
    ];
    parts.extend(test.considered.iter().map(|it| {
        let measure = frame.word("measure", it.measure.word());
        (frame.say("test-considered", &[("measure", Value::Text(&measure))]), it.why_not.clone())
    }));
    let duration = match test.duration_days {
        Some(days) => frame.say("seat-duration", &[("days", Value::Count(u64::from(days)))]),
        None => frame.t("seat-duration-for-good"),
    };
    parts.push((frame.t("seat-duration-title"), duration));
    parts
}

fn file_name(notice: &Notice) -> String {
    format!("hiwar-notice-{}.json", notice.notice)
}

fn proof(frame: &Frame, read: &Read) -> Proof {
    let entry = read.row.entry_place.map(|place| {
        let number = frame.number(place);
        let at = |kind: &str| frame.link(&format!("/register/{kind}/{place}"));
        (number, at("entry"), at("proof"))
    });
    Proof {
        entry,
        reviewer: read.release.notice.reviewer.as_ref().map(ToString::to_string),
        certificate: read.release.certificate.clone(),
        file: frame.link(&address(&read.notice().to_string(), "/release.json")),
        command: format!("hiwar verify {}", file_name(&read.release.notice)),
        sha256: record::id::Digest::of(&read.bytes).to_string(),
    }
}

/// What the platform is asked to forward, in each language.
fn for_author(notice: &Notice) -> Vec<ForAuthor> {
    let text =
        |it: &record::notice::Prose| ForAuthor { code: it.language.word(), text: it.text.clone() };
    notice.for_author.texts.iter().map(text).collect()
}

/// One thing that happened, as its platform may know it. How the desk proves what it did by hand is
/// the desk's own.
fn turned(frame: &Frame, turn: &KeptTurn) -> Turned {
    let is_here = turn.means == Means::Interface.word();
    let word = |list: &str| match turn.means.as_str() {
        "" => String::new(),
        word => frame.word(list, word),
    };
    let (how, lines) = match turn.kind {
        TurnKind::Delivered => (word("means"), Vec::new()),
        TurnKind::Received if is_here => (String::new(), vec![Said::read(&turn.body)]),
        TurnKind::Answered => (word("decision"), said(frame, turn)),
        TurnKind::Replied => (String::new(), vec![Said::read(&turn.body)]),
        TurnKind::Withdrawn => (word("withdrawal"), Vec::new()),
        TurnKind::Received | TurnKind::Silent => (String::new(), Vec::new()),
    };
    let place = turn
        .entry_place
        .map(|place| (frame.link(&format!("/register/entry/{place}")), frame.number(place)));
    Turned {
        at: frame.moment(turn.happened_ms / 1000),
        what: frame.word("event", turn.kind.event()),
        how,
        lines: lines.into_iter().filter(|line| !line.is_empty()).collect(),
        entry: place,
    }
}

/// A statement of reasons, a line for each of its parts.
fn said(frame: &Frame, turn: &KeptTurn) -> Vec<String> {
    let Some(it) = statement(turn) else { return vec![Said::read(&turn.body)] };
    let named = |id: &str, text: String| match text.is_empty() {
        true => String::new(),
        false => frame
            .say("seat-line", &[("name", Value::Text(&frame.t(id))), ("text", Value::Text(&text))]),
    };
    let measure = it.measure.map(|it| frame.word("measure", it.word())).unwrap_or_default();
    let is_question = it.decision == Decision::AskedForMore;
    let reasons = if is_question { "seat-question" } else { "answer-explanation" };
    let mut lines = vec![
        named("answer-measure", measure),
        named(reasons, it.explanation),
        named("answer-ground", it.ground),
        named("answer-facts", it.facts),
        named("seat-territories", it.territories.join(" ")),
        named("seat-applied-on", it.applied_on),
        named("seat-ends-on", it.ends_on),
        named("seat-redress", it.redress),
        named("seat-own-id", it.own_id),
    ];
    if !is_question {
        lines.push(named("answer-basis", frame.word("basis", it.basis.word())));
        lines.push(named("answer-decider", frame.word("decider", it.decider.word())));
    }
    lines
}
