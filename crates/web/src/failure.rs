//! Answers of status 500, and what the operator is told of them: which route and why, and nothing
//! of the one who asked.

use std::error::Error;

use axum::extract::{MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::state::Tell;

/// Why an answer is of status 500. It travels with the answer and is never sent.
#[derive(Debug, Clone)]
struct Why(String);

/// The bare answer for something that failed here.
pub(crate) fn failed(error: &dyn Error) -> Response {
    because(StatusCode::INTERNAL_SERVER_ERROR.into_response(), error)
}

/// The same answer, with what failed.
pub(crate) fn because(mut answer: Response, error: &dyn Error) -> Response {
    let causes = std::iter::successors(Some(error), |error: &&dyn Error| (*error).source());
    let texts: Vec<String> = causes.map(ToString::to_string).collect();
    answer.extensions_mut().insert(Why(texts.join(": ")));
    answer
}

/// Tells the operator of every answer of status 500. Laid around every route.
pub(crate) async fn tell(State(told): State<Tell>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    // The pattern and not the address: what stands in an address may be about a person.
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let answer = next.run(request).await;
    if answer.status() == StatusCode::INTERNAL_SERVER_ERROR {
        let route = route.unwrap_or_else(|| "none".to_owned());
        let why = answer.extensions().get::<Why>().map_or("not said", |why| why.0.as_str());
        told(&format!("answered 500: method={method} route={route} why={why:?}"));
    }
    answer
}
