//! Appending over HTTP, for benchmarks and tests on a test log. A register has no such route.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use register::bundle::MAX_ENTRY_BYTES;
use tokio::sync::oneshot;

use crate::state::Shared;

/// An entry on its way to the sequencer.
#[derive(Debug)]
pub struct AppendRequest {
    /// The bytes to append.
    pub entry: Bytes,
    /// Told the entry's place once a published, durable, signed checkpoint covers it. Dropped
    /// unsent if that could not be done.
    pub done: oneshot::Sender<u64>,
}

/// `POST /append`: the body is one entry; the answer is `index <n>`, once a published, durable,
/// signed checkpoint covers it.
pub async fn append(State(state): State<Shared>, entry: Bytes) -> Response {
    let Some(queue) = &state.append else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if !state.is_running() {
        return stopped();
    }
    if entry.len() > MAX_ENTRY_BYTES {
        return (StatusCode::PAYLOAD_TOO_LARGE, "an entry may be at most 65,535 bytes\n")
            .into_response();
    }
    let (done, place) = oneshot::channel();
    if queue.send(AppendRequest { entry, done }).await.is_err() {
        return stopped();
    }
    match place.await {
        Ok(index) => format!("index {index}\n").into_response(),
        Err(_) => stopped(),
    }
}

fn stopped() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, "the log is not accepting entries\n").into_response()
}
