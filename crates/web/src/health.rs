//! What those who run a desk ask it: whether it lives, whether it can work, and how much it did.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::desk::Desk;
use crate::receipt::enter::Peer;

/// What was done since the start. Numbers only: nothing here is about a person.
#[derive(Debug, Default)]
pub struct Counters {
    /// Reports that were sealed and kept.
    pub(crate) reports: AtomicU64,
    /// Files that were taken.
    pub(crate) files: AtomicU64,
    /// Files that were refused for want of room.
    pub(crate) files_refused: AtomicU64,
    /// Receipts that were wrong.
    pub(crate) wrong_receipts: AtomicU64,
    /// Log-ins that were wrong.
    pub(crate) wrong_log_ins: AtomicU64,
}

impl Counters {
    /// Counts one.
    pub(crate) fn add(counter: &AtomicU64) {
        counter.fetch_add(1, Ordering::Relaxed);
    }
}

/// `GET /healthz`: the process lives.
pub async fn live() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers. A disk that is nearly full is said, and is no reason to send
/// people elsewhere: words are taken all the same.
pub async fn ready(State(desk): State<Desk>) -> Response {
    match desk.store.check() {
        Ok(()) if desk.is_disk_low() => {
            "ok, but no file is taken: the disk is nearly full\n".into_response()
        }
        Ok(()) => "ok\n".into_response(),
        Err(error) => crate::failure::because(
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response(),
            &error,
        ),
    }
}

/// `GET /metrics`, in the text format of Prometheus 0.0.4, to this machine alone: on a small desk
/// they would tell a watcher when somebody reported.
pub async fn metrics(
    State(desk): State<Desk>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Response {
    if !peer.is_some_and(|peer| peer.0.behind(&headers).is_loopback()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut text = String::new();
    let mut line = |kind: &str, name: &str, what: &str, value: u64| {
        text.push_str(&format!(
            "# HELP hiwar_{name} {what}\n# TYPE hiwar_{name} {kind}\nhiwar_{name} {value}\n"
        ));
    };
    let Counters { reports, files, files_refused, wrong_receipts, wrong_log_ins } = &desk.counters;
    for (name, what, counter) in [
        ("reports_total", "Reports sealed and kept since the start.", reports),
        ("files_total", "Files taken since the start.", files),
        ("files_refused_total", "Files refused for want of room since the start.", files_refused),
        ("wrong_receipts_total", "Receipts that open nothing, since the start.", wrong_receipts),
        ("wrong_log_ins_total", "Log-ins that were wrong, since the start.", wrong_log_ins),
    ] {
        line("counter", name, what, counter.load(Ordering::Relaxed));
    }
    let (drafts, draft_bytes) = desk.holding.sum(desk.now_ms());
    line("gauge", "drafts", "Unfinished reports.", drafts as u64);
    line("gauge", "draft_bytes", "What unfinished reports hold.", draft_bytes);
    line("gauge", "downloads", "Downloads under way.", desk.downloads.count() as u64);
    if let Ok(space) = desk.store.space() {
        let floor = desk.keep_free.floor_bytes(space);
        line("gauge", "disk_free_bytes", "Room left on the disk.", space.free_bytes);
        line("gauge", "disk_floor_bytes", "Under so much room no file is taken.", floor);
    }
    // Only numbers that point at nobody.
    let counts = desk.store.survey_counts(desk.parties.survey().count_min).unwrap_or_default();
    if !counts.is_empty() {
        text.push_str("# HELP hiwar_solved Answers to whether it was solved, from ten on.\n");
        text.push_str("# TYPE hiwar_solved gauge\n");
    }
    for (answer, count) in counts {
        text.push_str(&format!("hiwar_solved{{answer=\"{answer}\"}} {count}\n"));
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
