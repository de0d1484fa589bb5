//! Everything that can go wrong, in the one form in which programs are told.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::answer::StatementProblem;
use desk::seat::NotNow;
use serde_json::{Value, json};
use store::desk::DeskError;
use words::Language;

use crate::failure::because;
use crate::seat::open::SeatError;

/// Each error: its word, its status, and what it means.
const ERRORS: &[(&str, StatusCode, &str)] = &[
    ("no_token", StatusCode::UNAUTHORIZED, "send a token of a seat: Authorization: Bearer ..."),
    ("cross_site", StatusCode::FORBIDDEN, "this is for programs, and not for pages of other sites"),
    ("not_found", StatusCode::NOT_FOUND, "there is no such notice or address for this platform"),
    ("wrong_method", StatusCode::METHOD_NOT_ALLOWED, "this address does not take this method"),
    ("query", StatusCode::BAD_REQUEST, "a parameter of the address is not as it should be"),
    ("cut_short", StatusCode::BAD_REQUEST, "the body did not arrive whole"),
    ("not_json", StatusCode::BAD_REQUEST, "the body is not JSON"),
    ("too_large", StatusCode::PAYLOAD_TOO_LARGE, "the body is too large"),
    ("not_json_type", StatusCode::UNSUPPORTED_MEDIA_TYPE, "send application/json"),
    ("invalid", StatusCode::UNPROCESSABLE_ENTITY, "something in the body is not as it should be"),
    ("conflict", StatusCode::CONFLICT, "something else was sent before in its place"),
    (
        "not_opened",
        StatusCode::CONFLICT,
        "fetch the notice first: nobody answers what they have not read",
    ),
    (
        "too_many",
        StatusCode::CONFLICT,
        "there are too many answers and questions about this notice",
    ),
    ("withdrawn", StatusCode::GONE, "the desk took this notice back: nothing is asked any more"),
    ("too_often", StatusCode::TOO_MANY_REQUESTS, "wait for so many seconds as Retry-After says"),
    ("failed", StatusCode::INTERNAL_SERVER_ERROR, "this failed at the desk: try again later"),
    (
        "busy",
        StatusCode::SERVICE_UNAVAILABLE,
        "others act on this notice at the same moment: try again",
    ),
];

/// What went wrong.
#[derive(Debug)]
pub struct Failure {
    error: &'static str,
    problems: Vec<Value>,
    wait_s: Option<u64>,
    cause: Option<Box<SeatError>>,
}

impl Failure {
    /// The error of this word, which is one of [`ERRORS`].
    pub(super) fn of(error: &'static str) -> Failure {
        Failure { error, problems: Vec::new(), wait_s: None, cause: None }
    }

    /// A parameter of the address that is not as it should be.
    pub(super) fn query(name: &str) -> Failure {
        let message = match name {
            "state" => "awaiting, asked, answered, silent or withdrawn",
            "limit" => "a number from 1 to 200",
            _ => "a number from 0",
        };
        let problems = vec![json!({ "field": name, "problem": name, "message": message })];
        Failure { problems, ..Failure::of("query") }
    }

    /// JSON of another shape.
    pub(super) fn shape(error: &serde_json::Error) -> Failure {
        let message = error.to_string();
        let problems = vec![json!({ "field": null, "problem": "shape", "message": message })];
        Failure { problems, ..Failure::of("invalid") }
    }

    /// Fields that are not as they should be.
    pub(super) fn invalid(problems: Vec<Value>) -> Failure {
        Failure { problems, ..Failure::of("invalid") }
    }

    /// What is wrong with a statement.
    pub(super) fn problems(problems: &[StatementProblem]) -> Failure {
        let problem = |it: &StatementProblem| {
            let id = format!("seat-problem-{}", it.word());
            let message = words::text(Language::En, &id, &[]);
            json!({ "field": field(*it), "problem": it.word(), "message": message })
        };
        Failure::invalid(problems.iter().map(problem).collect())
    }

    /// One request too many.
    pub(super) fn wait(wait_s: u64) -> Failure {
        Failure { wait_s: Some(wait_s), ..Failure::of("too_often") }
    }
}

/// The field of the JSON that mends a problem.
const fn field(problem: StatementProblem) -> &'static str {
    match problem {
        StatementProblem::Days => "applied_on",
        StatementProblem::OwnId => "own_id",
        StatementProblem::NotWhatWasAsked => "measure",
        StatementProblem::NothingToRestore => "decision",
        other => other.word(),
    }
}

impl From<SeatError> for Failure {
    fn from(error: SeatError) -> Failure {
        let word = match &error {
            SeatError::Unknown => "not_found",
            SeatError::NotNow(NotNow::Withdrawn) => "withdrawn",
            SeatError::NotNow(NotNow::NotOpened) => "not_opened",
            SeatError::NotNow(NotNow::TooMany) => "too_many",
            SeatError::Busy => "busy",
            SeatError::Desk(_) | SeatError::Kept => "failed",
        };
        Failure { cause: Some(Box::new(error)), ..Failure::of(word) }
    }
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Failure {
        SeatError::from(error).into()
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let known = ERRORS.iter().find(|error| error.0 == self.error);
        let (status, message) =
            known.map_or((StatusCode::INTERNAL_SERVER_ERROR, ""), |error| (error.1, error.2));
        let value = json!({ "error": self.error, "problems": self.problems, "message": message });
        let mut answer = super::give(status, &value);
        let headers = answer.headers_mut();
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(wait_s) = self.wait_s {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(wait_s));
        }
        match self.cause {
            Some(error) if status == StatusCode::INTERNAL_SERVER_ERROR => because(answer, &*error),
            _ => answer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_of_a_statement_is_told_in_words_and_every_error_has_one_line() {
        let failure = Failure::problems(&StatementProblem::ALL);
        for problem in &failure.problems {
            let message = problem["message"].as_str().unwrap_or_default();
            assert!(message.len() > 10 && !message.contains('⟦'), "{problem}");
        }
        let words: std::collections::BTreeSet<_> = ERRORS.iter().map(|error| error.0).collect();
        assert_eq!(words.len(), ERRORS.len());
    }
}
