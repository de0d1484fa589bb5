//! What the operator is told of requests: which route, how it was answered, and why if it failed;
//! nothing of the one who asked.

use std::error::Error;
use std::io;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::state::{Event, Level, Tell};

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

/// Tells the operator of every answer: those of status 500 as errors. Laid around every route.
pub(crate) async fn tell(State(told): State<Tell>, request: Request, next: Next) -> Response {
    let method = method_of(request.method());
    // The pattern and not the address: what stands in an address may be about a person.
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let answer = next.run(request).await;
    let route = route.as_deref().unwrap_or("none");
    let status = answer.status();
    let asked = [("method", method), ("route", route), ("status", status.as_str())];
    let event = |level, message, fields| Event { level, target: "http", message, fields };
    if status == StatusCode::INTERNAL_SERVER_ERROR {
        let why = answer.extensions().get::<Why>().map_or("not said", |why| why.0.as_str());
        let [method, route, status] = asked;
        told(&event(Level::Error, "a request failed here", &[method, route, status, ("why", why)]));
    } else {
        told(&event(Level::Debug, "a request was answered", &asked));
    }
    answer
}

/// Tells the operator that a download ended before its end.
pub(crate) fn broken_off(told: Tell, what: &'static str, error: &io::Error) {
    let fields = [("what", what), ("why", &error.to_string())];
    let message = "a download was broken off";
    told(&Event { level: Level::Warn, target: "http", message, fields: &fields });
}

/// The word of a method. Whoever asks may write any word for one, so only known ones are told.
fn method_of(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
