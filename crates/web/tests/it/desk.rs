//! The desk's routes: every one from the table, as a stranger without a cookie meets it.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use tower::ServiceExt as _;
use web::desk_routes::{desk_router, desk_routes};
use web::office::Who;

use crate::client::Answer;

/// A desk of a demonstration, in a folder of its own, with a register of one entry of each kind.
fn desk(name: &str) -> Router {
    desk_router(crate::room::desk_with(name, &crate::support::fixtures()), None)
}

async fn ask(desk: &Router, method: Method, path: &str) -> Answer {
    let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
    let (parts, body) = desk.clone().oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

#[tokio::test]
async fn a_stranger_gets_pages_or_is_led_to_where_things_begin_and_never_a_cookie() {
    let desk = desk("it-desk-stranger");
    for route in desk_routes() {
        let answer = ask(&desk, Method::GET, route.example).await;
        let is_page = route.is_page && answer.status == StatusCode::OK;
        let is_led = answer.status == StatusCode::SEE_OTHER
            && ["/report", "/receipt", "/contest", "/desk/login"]
                .iter()
                .any(|place| answer.header(header::LOCATION).starts_with(place));
        let is_form = answer.status == StatusCode::METHOD_NOT_ALLOWED;
        // Nobody said that this request is from the same machine, or gave a code.
        let is_hidden = ["/metrics", "/desk/invitation"].contains(&route.path)
            && answer.status == StatusCode::NOT_FOUND;
        let is_public = ["/room", "/dialogue"].iter().any(|room| route.path.starts_with(room));
        // The examples of items are of none there is.
        let is_nothing = route.path.starts_with("/dialogue/{kind}")
            || ["/dialogue/platform/{id}", "/dialogue/document/{sha256}"].contains(&route.path);
        let is_nothing = is_nothing && answer.status == StatusCode::NOT_FOUND;
        let is_file = ["/desk/key", "/healthz", "/readyz", "/static/{name}"];
        let is_closed = route.path.starts_with("/api/")
            && [StatusCode::UNAUTHORIZED, StatusCode::NOT_FOUND].contains(&answer.status);
        let is_figure = is_public && !route.is_page && answer.status == StatusCode::OK;
        let is_file = is_file.contains(&route.path) || is_closed || is_figure;
        assert!(
            is_page || is_led || is_form || is_hidden || is_file || is_nothing,
            "{}",
            route.path
        );
        assert!(!answer.headers.contains_key(header::SET_COOKIE), "{}", route.path);
        let policy = answer.header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.starts_with("default-src 'none'"), "{}", route.path);
        assert_eq!(answer.header(header::REFERRER_POLICY), "same-origin", "{}", route.path);
        if is_page || is_led {
            let kept = if is_public { "public, max-age=60" } else { "no-store" };
            assert_eq!(answer.header(header::CACHE_CONTROL), kept, "{}", route.path);
        }
    }
}

#[tokio::test]
async fn a_form_without_what_it_needs_changes_nothing_and_breaks_nothing() {
    let desk = desk("it-desk-form");
    for route in desk_routes() {
        let answer = ask(&desk, Method::POST, route.example).await;
        assert!(answer.status.as_u16() < 500, "{}: {}", route.path, answer.status);
    }
}

#[tokio::test]
async fn every_page_of_the_desk_is_whole_in_each_language() {
    let desk = desk("it-desk-whole");
    for language in ["ar", "fr", "en"] {
        for route in desk_routes().iter().filter(|it| it.is_page && it.who == Who::Anyone) {
            let at = format!("{}?lang={language}", route.example);
            let answer = ask(&desk, Method::GET, &at).await;
            crate::pages::check_page(&answer, language, &at);
        }
    }
}
