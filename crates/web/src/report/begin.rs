//! Before the first word: what this desk is, what it must pass on, and the ways out.

use askama::Template;
use axum::extract::{Extension, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use desk::Telling;
use desk::retention::Kept;
use store::desk::DeskKind;

use super::{Found, find, told};
use crate::desk::{DRAFT, Desk, cookie, go, set_cookie};
use crate::frame::Frame;
use crate::holding::Network;
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;
use crate::receipt::enter::Peer;

/// The first page of all.
#[derive(Template)]
#[template(path = "home.html")]
pub struct HomePage {
    frame: Frame,
    desk_name: String,
    is_demo: bool,
    kind: DeskKind,
}

/// What a person must know before they tell anything.
#[derive(Template)]
#[template(path = "report_begin.html")]
pub struct BeginPage {
    frame: Frame,
    desk_name: String,
    kind: DeskKind,
    /// A draft was looked for and is gone.
    is_over: bool,
    /// A draft is there, to be gone on with.
    is_begun: bool,
}

/// After somebody left.
#[derive(Template)]
#[template(path = "left.html")]
pub struct LeftPage {
    frame: Frame,
}

impl Page for HomePage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Page for BeginPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Page for LeftPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /`.
pub async fn home(State(desk): State<Desk>, frame: Frame) -> Response {
    let identity = desk.store.identity();
    show(&HomePage {
        frame,
        desk_name: identity.name.clone(),
        is_demo: identity.is_demo,
        kind: identity.kind,
    })
}

/// `GET /desk/key`: the key that checks this desk's seals, to be compared with what is in a dossier.
pub async fn key(State(desk): State<Desk>) -> String {
    format!("{}\n", desk.store.seal_key().verifier())
}

/// `GET /report`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    Query(query): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Response {
    let is_begun = match find(&desk, &headers) {
        Ok(found) => matches!(found, Found::Writing(_)),
        Err(error) => return message::failed(frame, &error),
    };
    let identity = desk.store.identity();
    show(&BeginPage {
        frame,
        desk_name: identity.name.clone(),
        kind: identity.kind,
        is_over: query.iter().any(|(name, _)| name == "over") && !is_begun,
        is_begun,
    })
}

/// `POST /report`: begins a draft, or goes on with the one that is there.
pub async fn begin(
    State(desk): State<Desk>,
    peer: Option<Extension<Peer>>,
    frame: Frame,
    headers: HeaderMap,
) -> Response {
    match find(&desk, &headers) {
        Ok(Found::Writing(opened)) => {
            return go(&super::step::address_of(&frame, desk::next_open(&opened.telling)));
        }
        Ok(_) => {}
        Err(error) => return message::failed(frame, &error),
    }
    let network = peer.and_then(|peer| Network::of(peer.0.behind(&headers)));
    let now_ms = desk.now_ms();
    if !desk.holding.may_begin(network, now_ms) {
        return message::crowded(frame);
    }
    let (telling, expires) = (Telling::default(), now_ms + desk.kept_ms(Kept::UntoldDraft));
    let told = told(&telling);
    match desk.store.draft_begin(&told, expires).await {
        Ok(token) => {
            desk.holding.told(desk.store.draft_mark(&token), network, told.len(), expires);
            let to = super::step::address_of(&frame, desk::next_open(&telling));
            let seconds = desk.kept_ms(Kept::Draft) / 1000;
            ([set_cookie(DRAFT, &token.to_text(), seconds)], go(&to)).into_response()
        }
        Err(error) => message::failed(frame, &error),
    }
}

/// `POST /report/leave`: forgets everything at once and leaves nothing in the browser.
///
/// Source: `Clear-Site-Data` (W3C).
pub async fn leave(State(desk): State<Desk>, frame: Frame, headers: HeaderMap) -> Response {
    let token = cookie(&headers, DRAFT).and_then(store::desk::DraftToken::parse);
    // Whoever sends this from here is the one who holds the cookie: the gate saw to it.
    if let Some(token) = token {
        if let Err(error) = desk.store.draft_forget(&token).await {
            return message::failed(frame, &error);
        }
        desk.holding.forget(&desk.store.draft_mark(&token));
    }
    crate::desk::part(&frame)
}

/// `GET /left`: a page that says nothing about what it was.
pub async fn left(frame: Frame) -> Response {
    show(&LeftPage { frame })
}
