//! The one table of routes. The router is built from it, and tests walk it.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{MethodRouter, get, post};
use register::bundle::MAX_ENTRY_BYTES;
use register::witness::REQUEST_BYTES_MAX;

use crate::state::Shared;
use crate::{append, log_files, witness};

/// One route.
pub struct Route {
    /// Its path, as axum writes it.
    pub path: &'static str,
    /// An address of it that exists on a log with one entry, for tests that open every page.
    pub example: &'static str,
    /// Whether a person reads what it answers.
    pub is_page: bool,
    handler: MethodRouter<Shared>,
}

fn files(path: &'static str, handler: MethodRouter<Shared>) -> Route {
    Route { path, example: path, is_page: false, handler }
}

/// Every route of the register. None of them writes to the log.
#[must_use]
pub fn register() -> Vec<Route> {
    let limit = DefaultBodyLimit::max(REQUEST_BYTES_MAX);
    vec![
        files("/register/checkpoint", get(log_files::checkpoint)),
        files("/register/cosigned", get(log_files::cosigned)),
        files("/register/key", get(log_files::key)),
        files("/register/policy", get(log_files::policy)),
        Route {
            example: "/register/tile/0/000.p/1",
            ..files("/register/tile/{*path}", get(log_files::tile))
        },
        files("/witness/add-checkpoint", post(witness::add_checkpoint).layer(limit)),
        files("/witness/key", get(witness::key)),
        files("/witness/{hash}/checkpoint", get(witness::seen)),
    ]
}

/// The addresses of a bare log, for clients that are given the log's own address as prefix.
fn bare() -> Vec<Route> {
    vec![
        files("/checkpoint", get(log_files::checkpoint)),
        files("/key", get(log_files::key)),
        files("/tile/{*path}", get(log_files::tile)),
    ]
}

/// The router of `hiwar register serve`. The append route exists only where the state has a queue
/// for it, which is only on test logs bound to this machine.
pub fn router(state: Shared) -> Router {
    let mut router = Router::new();
    for route in register().into_iter().chain(bare()) {
        router = router.route(route.path, route.handler);
    }
    if state.append.is_some() {
        // One byte over the limit reaches the handler, which then says what is wrong.
        let limit = DefaultBodyLimit::max(MAX_ENTRY_BYTES + 1);
        router = router.route("/append", post(append::append).layer(limit));
    }
    router.with_state(state)
}
