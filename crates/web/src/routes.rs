//! The one table of routes. The router is built from it, and tests walk it.

use std::iter;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{Method, StatusCode, Uri};
use axum::middleware;
use axum::response::IntoResponse as _;
use axum::routing::{MethodRouter, get, post};
use register::bundle::MAX_ENTRY_BYTES;
use register::witness::REQUEST_BYTES_MAX;

use crate::desk::Desk;
use crate::frame::Frame;
use crate::office::{Who, door::door};
use crate::pages::{entry, find, head, message, proof, witnesses};
use crate::state::Shared;
use crate::{append, assets, failure, log_files, page, witness};

/// One route, of the register unless said.
pub struct Route<S = Shared> {
    /// Its path, as axum writes it.
    pub path: &'static str,
    /// An address of it that exists on a log with one entry, for tests that open every page.
    pub example: &'static str,
    /// Whether a person reads what it answers.
    pub is_page: bool,
    /// Who may take it. The router lets nobody else in.
    pub who: Who,
    handler: MethodRouter<S>,
}

impl<S: Clone + Send + Sync + 'static> Route<S> {
    /// The same route with another example.
    pub(crate) fn with_example(self, example: &'static str) -> Route<S> {
        Route { example, ..self }
    }

    /// Adds it to a router.
    pub(crate) fn add_to(self, router: Router<S>) -> Router<S> {
        router.route(self.path, self.handler)
    }
}

impl Route<Desk> {
    /// The same route for these alone.
    pub(crate) fn only(self, who: Who) -> Route<Desk> {
        Route { who, ..self }
    }

    /// The same route for forms of the page at `page`: whoever comes to it by a link or a reload, as
    /// in another language after a form was refused, is led to that page. A parameter of `page`
    /// stands at the same place in both paths.
    pub(crate) fn of_page(self, page: &'static str) -> Route<Desk> {
        let back = move |frame: Frame, method: Method, uri: Uri| async move {
            if method == Method::GET {
                return crate::desk::go(&frame.link(&filled(page, uri.path())));
            }
            StatusCode::METHOD_NOT_ALLOWED.into_response()
        };
        Route { handler: self.handler.fallback(back), ..self }
    }

    /// The same route behind its door.
    pub(crate) fn guarded(self, desk: &Desk) -> Route<Desk> {
        if self.who == Who::Anyone {
            return self;
        }
        let door = middleware::from_fn_with_state((desk.clone(), self.who), door);
        // Around what answers other methods too, which leads to pages behind the same door.
        Route { handler: self.handler.layer(door), ..self }
    }
}

/// The path `pattern` with its parameters as they stand in `path`.
fn filled(pattern: &str, path: &str) -> String {
    let parts = pattern.split('/').zip(path.split('/').map(Some).chain(iter::repeat(None)));
    let part = |(part, at): (&str, Option<&str>)| match at {
        Some(at) if part.starts_with('{') => at.to_owned(),
        _ => part.to_owned(),
    };
    parts.map(part).collect::<Vec<_>>().join("/")
}

/// A route that programs read, or that answers with another address.
pub(crate) fn files<S>(path: &'static str, handler: MethodRouter<S>) -> Route<S> {
    Route { path, example: path, is_page: false, who: Who::Anyone, handler }
}

/// A route that people read.
pub(crate) fn page<S>(
    path: &'static str,
    example: &'static str,
    handler: MethodRouter<S>,
) -> Route<S> {
    Route { path, example, is_page: true, who: Who::Anyone, handler }
}

/// Where a log alone begins.
fn root() -> Vec<Route> {
    vec![files("/", get(head::root)), files("/static/{name}", get(assets::serve))]
}

/// The pages of the register, and what belongs to them.
fn pages() -> Vec<Route> {
    let limit = DefaultBodyLimit::max(find::FORM_BYTES_MAX);
    let searched = get(find::form).post(find::results).layer(limit);
    vec![
        page("/register", "/register", get(head::page)),
        Route { example: "/register/entry?n=0", ..files("/register/entry", get(head::go_to)) },
        page("/register/entry/{n}", "/register/entry/0", get(entry::page)),
        Route {
            example: "/register/entry/0/raw",
            ..files("/register/entry/{n}/raw", get(entry::raw))
        },
        page("/register/proof/{n}", "/register/proof/0", get(proof::page)),
        Route {
            example: "/register/proof/0/file",
            ..files("/register/proof/{n}/file", get(proof::file))
        },
        page("/register/find", "/register/find", searched),
        page("/register/witnesses", "/register/witnesses", get(witnesses::page)),
        files("/register/witnesses.json", get(witnesses::json)),
        files("/register/fields.md", get(log_files::fields)),
    ]
}

/// Every route of the register. None of them writes to the log.
#[must_use]
pub fn register() -> Vec<Route> {
    let mut routes = root();
    routes.extend(pages());
    routes.extend(log());
    routes
}

/// The log itself, and the witness.
fn log() -> Vec<Route> {
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

/// The register's part of a desk's router: what is under `/register` and `/witness`.
pub fn beside_desk(state: Shared) -> Router {
    let mut router = Router::new();
    for route in pages().into_iter().chain(log()) {
        router = route.add_to(router);
    }
    router.layer(middleware::from_fn(page::in_time)).with_state(state)
}

/// The router of `hiwar register serve`. The append route exists only where the state has a queue
/// for it, which is only on test logs bound to this machine.
pub fn router(state: Shared) -> Router {
    let mut router = Router::new();
    for route in register().into_iter().chain(bare()) {
        router = route.add_to(router);
    }
    if state.append.is_some() {
        // One byte over the limit reaches the handler, which then says what is wrong.
        let limit = DefaultBodyLimit::max(MAX_ENTRY_BYTES + 1);
        router = router.route("/append", post(append::append).layer(limit));
    }
    router
        .layer(middleware::from_fn(page::in_time))
        .fallback(message::fallback)
        .layer(middleware::from_fn_with_state(state.tell, failure::tell))
        .layer(middleware::map_response(page::harden))
        .with_state(state)
}
