//! The seat for programs: the same as its pages, in JSON, with a token instead of a cookie.
//!
//! Whatever goes wrong is told in one form, in English. `docs/api.md` shows each address.

mod entering;
mod failing;
mod said;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{any, get, post};
use desk::answer::{Statement, StatementDraft, StatementProblem};
use desk::seat::{Question, REFERENCE_CHARS_MAX, Received, Standing, Way};
use record::choice::Measure;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use store::desk::InboxFrom;

use super::acts::{self, Seen, Spoken};
use super::inbox;
use super::open::{self, Read, SeatError, only_looks};
use crate::desk::{Desk, Fields, no_store};
use crate::routes::{Route, files as answers};

use entering::Named;
pub use entering::{Program, Rates};
use failing::Failure;

/// The largest body. Unit: bytes. A statement has some 9,000 characters, each of which JSON may write
/// with twelve bytes.
const BODY_BYTES_MAX: usize = 128 << 10;
/// Notices in one answer, if the program names no number.
const LIMIT: usize = 50;
/// The most notices in one answer.
const LIMIT_MAX: usize = 200;

/// The routes of the API. Each asks for a token by itself: it takes a [`Program`].
pub(crate) fn routes() -> Vec<Route<Desk>> {
    /// An address of one notice.
    macro_rules! of {
        ($act:literal, $handler:expr) => {
            answers(
                concat!("/api/seat/v1/notices/{reference}", $act),
                $handler.fallback(wrong_method).layer(DefaultBodyLimit::max(BODY_BYTES_MAX)),
            )
            .with_example(concat!("/api/seat/v1/notices/00000000000000000000000000000000", $act))
        };
    }
    vec![
        answers("/api/seat/v1/notices", get(list).fallback(wrong_method)),
        of!("", get(release)),
        of!("/received", post(receive)),
        of!("/answers", post(answer)),
        of!("/questions", post(ask)),
        of!("/turns", get(turns)),
        answers("/api/{*path}", any(nothing)).with_example("/api/nothing"),
    ]
}

/// Whatever is no address of the API.
async fn nothing() -> Failure {
    Failure::of("not_found")
}

async fn wrong_method() -> Failure {
    Failure::of("wrong_method")
}

/// A value as an answer.
fn give(status: StatusCode, value: &Value) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json")];
    (status, [no_store()], headers, value.to_string()).into_response()
}

/// `GET /api/seat/v1/notices?after=&state=&limit=`: in the order in which they left, so that a program
/// that goes on from the last number misses none.
async fn list(
    State(desk): State<Desk>,
    program: Program,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let query = Fields::new(query);
    let number = |name: &str, otherwise: u64| match query.get(name) {
        "" => Ok(otherwise),
        text => text.parse::<u64>().map_err(|_| Failure::query(name)),
    };
    let (after, limit) = (number("after", 0)?, number("limit", LIMIT as u64)?);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if !(1..=LIMIT_MAX).contains(&limit) {
        return Err(Failure::query("limit"));
    }
    let standing = match query.get("state") {
        "" => None,
        word => Some(Standing::from_word(word).ok_or_else(|| Failure::query("state"))?),
    };
    let part = inbox::part(&desk, &program.at, InboxFrom::After(after), limit, standing)?;
    let rows = part.rows.iter().filter_map(|row| said::row(&desk, row)).collect::<Vec<_>>();
    let last = part.rows.last().map_or(after, |row| row.number);
    let value = json!({
        "notices": rows,
        "next": part.next.unwrap_or(last),
        "more": part.next.is_some(),
    });
    Ok(give(StatusCode::OK, &value))
}

/// `GET /api/seat/v1/notices/{reference}`: the file that checks by itself.
async fn release(
    State(desk): State<Desk>,
    program: Program,
    Named(reference): Named,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if only_looks(&method, &headers).is_some() {
        return Err(Failure::of("wrong_method"));
    }
    let read = open::open(&desk, &program.at, &reference, Way::Interface).await?;
    let headers = [(header::CONTENT_TYPE, "application/json")];
    Ok(([no_store()], headers, read.bytes).into_response())
}

/// `GET /api/seat/v1/notices/{reference}/turns`: what happened since it left.
async fn turns(
    State(desk): State<Desk>,
    program: Program,
    Named(reference): Named,
) -> Result<Response, Failure> {
    let read = open::find(&desk, &program.at, &reference)?;
    Ok(give(StatusCode::OK, &said::turns(&desk, &read)))
}

/// `POST /api/seat/v1/notices/{reference}/received`.
async fn receive(
    State(desk): State<Desk>,
    program: Program,
    Named(reference): Named,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Failure> {
    let sent: Received = parse(&headers, body)?;
    let mut read = open::find(&desk, &program.at, &reference)?;
    let received = sent.check().ok_or_else(|| {
        let text = format!("the reference has at most {REFERENCE_CHARS_MAX} characters");
        Failure::invalid(vec![
            json!({ "field": "reference", "problem": "reference", "message": text }),
        ])
    })?;
    let spoken = acts::receive(&desk, &program.at, &mut read, &received).await?;
    tell(&read, &spoken)
}

/// `POST /api/seat/v1/notices/{reference}/answers`.
async fn answer(
    State(desk): State<Desk>,
    program: Program,
    Named(reference): Named,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Failure> {
    let draft: StatementDraft = parse(&headers, body)?;
    let is_unnamed = draft.own_id.is_empty();
    say(&desk, &program, &reference, is_unnamed, |asked| draft.check(asked)).await
}

/// `POST /api/seat/v1/notices/{reference}/questions`.
async fn ask(
    State(desk): State<Desk>,
    program: Program,
    Named(reference): Named,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Failure> {
    let question: Question = parse(&headers, body)?;
    let is_unnamed = question.own_id.is_empty();
    say(&desk, &program, &reference, is_unnamed, |asked| question.statement(asked)).await
}

/// Keeps a statement, which a program must name: whatever it sends twice is one.
async fn say(
    desk: &Desk,
    program: &Program,
    reference: &str,
    is_unnamed: bool,
    check: impl Fn(Measure) -> Result<Statement, Vec<StatementProblem>>,
) -> Result<Response, Failure> {
    let mut read = open::find(desk, &program.at, reference)?;
    let checked = check(read.release.notice.measure);
    let mut problems = checked.as_ref().err().cloned().unwrap_or_default();
    if is_unnamed {
        problems.push(StatementProblem::OwnId);
    }
    let statement = match checked {
        Ok(statement) if problems.is_empty() => statement,
        _ => return Err(Failure::problems(&problems)),
    };
    let spoken = acts::answer(desk, &program.at, &mut read, Seen::All, &statement).await?;
    tell(&read, &spoken)
}

/// What became of what was said: 201 with the new turn, or 200 with the one that is kept.
fn tell(read: &Read, spoken: &Spoken) -> Result<Response, Failure> {
    let turn = |id: i64| {
        let found = read.turns.iter().zip(1..).find(|(turn, _)| turn.id == id);
        found.map_or(Value::Null, |(turn, number)| said::turn(number, turn))
    };
    match spoken {
        Spoken::Kept(id) => Ok(give(StatusCode::CREATED, &turn(*id))),
        Spoken::Same(id) => Ok(give(StatusCode::OK, &turn(*id))),
        Spoken::Differs => Err(Failure::of("conflict")),
        Spoken::Overtaken => Err(Failure::from(SeatError::Busy)),
        Spoken::Wrong(problem) => Err(Failure::problems(&[*problem])),
    }
}

/// Reads a body that is JSON of this shape, and says what is wrong with it otherwise.
fn parse<T: DeserializeOwned>(
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<T, Failure> {
    let body = body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::of("too_large"),
        _ => Failure::of("cut_short"),
    })?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Failure::of("not_json_type"));
    }
    serde_json::from_slice(&body).map_err(|error| match error.is_data() {
        true => Failure::shape(&error),
        false => Failure::of("not_json"),
    })
}
