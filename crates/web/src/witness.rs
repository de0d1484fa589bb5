//! This desk as a witness over HTTP. The rules are those of [`register::witness`].
//!
//! Source: C2SP tlog-witness.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use register::cosignature;
use register::witness::{
    AddCheckpoint, Decision, PendingCosign, Persisted, Refusal, decide, format_answer,
};

use crate::failure::failed;
use crate::state::{Sequencing, Shared, WitnessState};

const TEXT: &str = "text/plain; charset=utf-8";

/// `POST add-checkpoint`.
pub async fn add_checkpoint(State(state): State<Shared>, body: Bytes) -> Response {
    if is_old_copy(&state) {
        return (StatusCode::SERVICE_UNAVAILABLE, "this desk was restored from an older copy\n")
            .into_response();
    }
    let now = (state.clock)();
    let answer = tokio::task::spawn_blocking(move || answer(&state.witness, &body, now)).await;
    answer.unwrap_or_else(|error| failed(&error))
}

/// Whether this desk's folder is known to be an older copy: then so are the heads it keeps of other
/// logs, and it may have cosigned newer ones.
fn is_old_copy(state: &Shared) -> bool {
    use Sequencing::{Behind, Restored};
    matches!(state.cosigning_now().sequencing, Behind { .. } | Restored { .. })
}

fn answer(witness: &WitnessState, body: &[u8], now: u64) -> Response {
    let request = match AddCheckpoint::parse(body) {
        Ok(request) => request,
        Err(error) => return refuse(&Refusal::Malformed(error)),
    };
    let stored = witness.heads.get(request.origin());
    match decide(&request, &witness.known, stored.as_ref()) {
        Decision::Refuse(refusal) => refuse(&refusal),
        Decision::Cosign(pending) => cosign(witness, *pending, now),
    }
}

/// Keeps the new head first; only the store's word that it is durable lets the key sign.
fn cosign(witness: &WitnessState, pending: PendingCosign, now: u64) -> Response {
    let outcome = match witness.heads.swap(pending.swap()) {
        Ok(outcome) => outcome,
        Err(error) => return failed(&error),
    };
    let persisted = match Persisted::after(pending.swap(), outcome) {
        Ok(persisted) => persisted,
        Err(refusal) => return refuse(&refusal),
    };
    match pending.sign(persisted, &witness.key, now) {
        Ok(line) => ([(header::CONTENT_TYPE, TEXT)], format_answer(&[line])).into_response(),
        Err(error) => failed(&error),
    }
}

fn refuse(refusal: &Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    (status, [(header::CONTENT_TYPE, refusal.content_type())], refusal.body()).into_response()
}

/// `GET <hash of origin>/checkpoint`: the latest head seen of a log, cosigned now.
pub async fn seen(State(state): State<Shared>, Path(hash): Path<String>) -> Response {
    if is_old_copy(&state) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    // The clock before the head: the line then never claims to be newer than what was looked at.
    let now = (state.clock)();
    let Some(note) = state.witness.heads.note_by_hash(&hash) else {
        return (StatusCode::NOT_FOUND, "this witness has seen no such log\n").into_response();
    };
    // It is still the largest head this witness knows, so it may be cosigned again.
    match cosignature::cosign(note.text(), &state.witness.key, now) {
        Ok(line) => {
            let body = note.with_signature(line).to_bytes();
            ([(header::CONTENT_TYPE, TEXT), (header::CACHE_CONTROL, "no-store")], body)
                .into_response()
        }
        Err(error) => failed(&error),
    }
}

/// The verifier key of this witness.
pub async fn key(State(state): State<Shared>) -> Response {
    let key = format!("{}\n", state.witness.key.verifier());
    ([(header::CONTENT_TYPE, TEXT)], key).into_response()
}
