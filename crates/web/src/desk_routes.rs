//! The desk's part of the table of routes.

use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{MethodRouter, get};
use axum::{Extension, Router};
use store::desk::DeskKind;

use crate::desk::{self, Desk};
use crate::frame::{Frame, Place};
use crate::pages::message;
use crate::receipt::{self, acts, enter, letters, parts, solved, view};
use crate::report::{begin, check, files, step};
use crate::routes::{Route, files as answers, page};
use crate::{
    assets, contest, dialogue, failure, health, office, page as pages, review, room, seat,
};

/// Every route of the desk. A page's example is what it answers to somebody without a cookie, or to
/// somebody who may take it.
#[must_use]
pub fn desk_routes() -> Vec<Route<Desk>> {
    let mut routes = own_routes();
    for room in [
        office::routes,
        review::routes,
        seat::routes,
        contest::routes,
        room::routes,
        dialogue::routes,
    ] {
        routes.extend(room());
    }
    routes
}

/// The routes of the citizen's own mode: the person's way alone, as there is no desk behind it.
#[must_use]
pub fn own_routes() -> Vec<Route<Desk>> {
    let form = DefaultBodyLimit::max(step::FORM_BYTES_MAX);
    let small = DefaultBodyLimit::max(receipt::FORM_BYTES_MAX);
    let upload =
        DefaultBodyLimit::max(usize::try_from(files::BODY_BYTES_MAX).unwrap_or(usize::MAX));
    vec![
        page("/", "/", get(begin::home)),
        page("/left", "/left", get(begin::left)),
        page("/report", "/report", get(begin::page).post(begin::begin)),
        answers("/report/leave", form_of("/report").post(begin::leave)),
        answers("/report/step/{step}", get(step::page).post(step::answer).layer(form))
            .with_example("/report/step/harm"),
        answers("/report/files", form_of("/report/step/files").post(files::add).layer(upload)),
        answers("/report/files/remove", form_of("/report/step/files").post(files::remove)),
        answers("/report/check", get(check::page)),
        answers("/report/send", form_of("/report/check").post(check::send)),
        answers("/report/sent", get(check::sent)),
        page("/receipt", "/receipt", get(enter::page).post(enter::enter)),
        answers("/receipt/view", get(view::page)),
        answers("/receipt/message", form_of(view::PATH).post(acts::write).layer(small)),
        answers("/receipt/solved", get(solved::page).post(solved::answer).layer(small)),
        answers("/receipt/withdraw", form_of(view::PATH).post(acts::withdraw)),
        answers("/receipt/erase", form_of(view::PATH).post(acts::erase)),
        answers("/receipt/close", form_of(view::PATH).post(enter::close)),
        answers("/receipt/exhibit/{number}", get(parts::exhibit))
            .with_example("/receipt/exhibit/1"),
        answers("/receipt/letter/{kind}/{language}", get(letters::page))
            .with_example("/receipt/letter/complaint/ar"),
        answers("/receipt/dossier.zip", get(parts::dossier)),
        answers("/healthz", get(health::live)),
        answers("/readyz", get(health::ready)),
        answers("/metrics", get(health::metrics)),
        answers("/desk/key", get(begin::key)),
        answers("/static/{name}", get(assets::serve)),
    ]
}

/// Where a form of the page at `path` is sent: whoever comes by a link or a reload is led to the
/// page.
fn form_of(path: &'static str) -> MethodRouter<Desk> {
    get(move |frame: Frame| async move { desk::go(&frame.link(path)) })
}

/// The router of a desk, with its register beside it if it has one.
pub fn desk_router(state: Desk, register: Option<Router>) -> Router {
    let tell = state.tell;
    let mut router = Router::new();
    let kind = state.store.identity().kind;
    let routes = match kind {
        DeskKind::Own => own_routes(),
        DeskKind::Authority | DeskKind::Association => desk_routes(),
    };
    for route in routes {
        router = route.guarded(&state).add_to(router);
    }
    let router =
        router.layer(middleware::from_fn_with_state(state.clone(), desk::gate)).with_state(state);
    let router = match register {
        Some(register) => router.merge(register),
        None => router,
    };
    let place = match kind {
        DeskKind::Own => Place::Own,
        DeskKind::Authority | DeskKind::Association => Place::Desk,
    };
    router
        .fallback(message::fallback)
        .layer(Extension(place))
        .layer(middleware::map_response(pages::harden))
        .layer(middleware::from_fn_with_state(tell, failure::tell))
}
