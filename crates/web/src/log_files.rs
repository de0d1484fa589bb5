//! The log as static files over HTTP: checkpoint, tiles, bundles, key.
//!
//! Source: C2SP tlog-tiles, "APIs".

use axum::extract::{Path, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use register::reader::Tiles as _;
use register::tile::TilePath;

use crate::failure::failed;
use crate::state::Shared;

/// The checkpoint changes; nobody may keep it longer than this. Source: C2SP tlog-tiles,
/// "Checkpoints": not beyond a few seconds.
const FRESH: &str = "public, max-age=1";
/// A tile of a given width never changes. Source: C2SP tlog-tiles, "Merkle Tree".
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const TEXT: &str = "text/plain; charset=utf-8";
const BYTES: &str = "application/octet-stream";

fn file(content_type: &'static str, cache: &'static str, body: Vec<u8>) -> Response {
    let headers: [(HeaderName, &str); 3] = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, cache),
        // Static clients in a browser page of another origin may read a public log.
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    (headers, body).into_response()
}

/// The latest published checkpoint.
pub async fn checkpoint(State(state): State<Shared>) -> Response {
    file(TEXT, FRESH, state.reader.checkpoint().to_bytes())
}

/// The latest checkpoint with enough cosignatures.
pub async fn cosigned(State(state): State<Shared>) -> Response {
    match state.reader.cosigned() {
        Ok(Some(bytes)) => file(TEXT, FRESH, bytes),
        Ok(None) => {
            (StatusCode::NOT_FOUND, "no checkpoint has enough cosignatures yet\n").into_response()
        }
        Err(error) => failed(&error),
    }
}

/// The verifier key.
pub async fn key(State(state): State<Shared>) -> Response {
    file(TEXT, FRESH, format!("{}\n", state.identity.key).into_bytes())
}

/// The policy under which this log asks for cosignatures.
pub async fn policy(State(state): State<Shared>) -> Response {
    match &state.policy {
        Some(policy) => file(TEXT, FRESH, policy.to_bytes()),
        None => (StatusCode::NOT_FOUND, "this log has no witness policy\n").into_response(),
    }
}

/// What each field of an entry is and why it is public, committed or absent: `docs/register.md`.
pub async fn fields() -> Response {
    file(TEXT, FRESH, include_bytes!("../../../docs/register.md").to_vec())
}

/// One tile or bundle.
pub async fn tile(State(state): State<Shared>, Path(path): Path<String>) -> Response {
    let Ok(path) = format!("tile/{path}").parse::<TilePath>() else {
        return (StatusCode::BAD_REQUEST, "not the path of a tile\n").into_response();
    };
    let read = tokio::task::spawn_blocking(move || state.reader.tile(&path)).await;
    match read {
        Ok(Ok(Some(bytes))) => file(BYTES, FOR_EVER, bytes),
        Ok(Ok(None)) => (StatusCode::NOT_FOUND, "no such tile\n").into_response(),
        Ok(Err(error)) => failed(&error),
        Err(error) => failed(&error),
    }
}
