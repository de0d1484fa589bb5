//! What makes an answer a page: its template, its status and how long it may be kept.

use std::time::Duration;

use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use crate::failure::failed;
use crate::frame::Frame;

/// A page that shows the log as it is now.
pub const FRESH: &str = "public, max-age=5";
/// A page for everybody, that changes when the register grows.
pub const SHARED: &str = "public, max-age=60";
/// A page that answers a question somebody asked, or says that something failed.
pub const NEVER_KEPT: &str = "no-store";

/// What a browser may do with what this server sends, unless a [`Policy`] says otherwise. There are
/// no scripts, no frames, and nothing from anywhere else, so a forgotten escape could not become an
/// attack.
///
/// Source: W3C Content Security Policy Level 3.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; \
     img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// What a browser may do with an answer where it is not [the usual](CONTENT_SECURITY_POLICY). It
/// travels with the answer and is never sent by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Policy {
    /// A page of an officer, who works all day: it has one script of ours, for keys and for the sign
    /// that somebody is at work. Nothing of anybody else's, and nothing inside the page.
    Scripted,
    /// Something that a person handed in: it is shown and can do nothing.
    Exhibit,
}

impl Policy {
    const fn text(self) -> &'static str {
        match self {
            Policy::Scripted => {
                "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; \
                 font-src 'self'; img-src 'self'; media-src 'self'; form-action 'self'; \
                 frame-ancestors 'none'; base-uri 'none'"
            }
            // Source: CSP Level 3, "sandbox": no script, no form, no origin of ours.
            Policy::Exhibit => "default-src 'none'; sandbox; frame-ancestors 'none'",
        }
    }
}

/// An answer under another policy than the usual.
pub(crate) fn under(policy: Policy, mut answer: Response) -> Response {
    answer.extensions_mut().insert(policy);
    answer
}

/// A page: a template with its own status and cache policy beside it.
pub trait Page: Template {
    /// How long it may be kept: [`FRESH`], [`SHARED`] or [`NEVER_KEPT`].
    const CACHE: &'static str;

    /// What all pages share.
    fn frame(&self) -> &Frame;

    /// The status it is sent with.
    fn status(&self) -> StatusCode {
        StatusCode::OK
    }
}

/// Sends a page.
pub fn show<P: Page>(page: &P) -> Response {
    let html = match page.render() {
        Ok(html) => html,
        // Rendering into memory fails only if a template's own code does.
        Err(error) => return failed(&error),
    };
    let headers = [
        (header::CACHE_CONTROL, P::CACHE),
        (header::CONTENT_LANGUAGE, page.frame().language.code()),
        // The language may come from this header, so a cache must keep them apart.
        (header::VARY, "Accept-Language"),
    ];
    (page.status(), headers, Html(html)).into_response()
}

/// Sends a page that everybody may keep for a while, or says that the one somebody has is still so.
pub(crate) fn show_tagged<P: Page>(page: &P, asked: &HeaderMap) -> Response {
    match page.render() {
        Ok(html) => {
            let language = page.frame().language.code();
            let mut answer = tagged(asked, HTML, P::CACHE, html.into_bytes());
            let headers = answer.headers_mut();
            headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language));
            headers.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
            answer
        }
        Err(error) => failed(&error),
    }
}

/// The media type of a page.
const HTML: &str = "text/html; charset=utf-8";

/// Sends a body under a tag that is made of all its bytes, or 304 to somebody who has that one.
///
/// Source: RFC 9110, sections 8.8.3 and 13.1.2.
pub(crate) fn tagged(
    asked: &HeaderMap,
    media_type: &'static str,
    cache: &'static str,
    body: Vec<u8>,
) -> Response {
    let tag = format!("\"{}\"", &record::id::Digest::of(&body).to_string()[..32]);
    let known = asked.get_all(header::IF_NONE_MATCH).into_iter();
    let known = known.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    let is_known = known.map(str::trim).any(|it| it.strip_prefix("W/").unwrap_or(it) == tag);
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, cache),
        (header::ETAG, tag.as_str()),
    ];
    if is_known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, body).into_response()
}

/// How long a request may take until its answer begins: nobody holds a place with a form of which a
/// byte comes now and then. A search of a large register takes its turn and some seconds.
const REQUEST_TIME_MAX: Duration = Duration::from_secs(60);

/// Answers, or says that it took too long. Laid around every route but that of uploads.
pub(crate) async fn in_time(request: Request, next: Next) -> Response {
    let answered = tokio::time::timeout(REQUEST_TIME_MAX, next.run(request)).await;
    answered.unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
}

/// Sets the headers that no answer goes without. Laid around every route.
pub async fn harden(mut answer: Response) -> Response {
    let policy = answer.extensions().get::<Policy>();
    let policy = policy.map_or(CONTENT_SECURITY_POLICY, |policy| policy.text());
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Not `no-referrer`: under it browsers send a form with the origin `null`, and those that do
        // not say where a request is from could not send one at all.
        (header::REFERRER_POLICY, "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}
