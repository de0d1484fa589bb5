//! A demonstration's log-in links: one press makes a visitor an officer. Any other desk has none.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use store::desk::SESSION_MS_MAX;

use super::door::{OFFICER, visitor};
use super::frame::HOME;
use crate::desk::{Desk, Fields, Sent, go, set_cookie};
use crate::frame::Frame;
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// What a link opens: one button, as a browser that only looks ahead must not use the link up.
#[derive(Template)]
#[template(path = "office_enter.html")]
pub struct EnterPage {
    frame: Frame,
    code: String,
}

impl Page for EnterPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /desk/enter?code=`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    if !desk.store.identity().is_demo {
        return message::no_page(frame);
    }
    let code = Fields::new(query).get("code").to_owned();
    show(&EnterPage { frame, code })
}

/// `POST /desk/enter`.
pub async fn enter(
    State(desk): State<Desk>,
    frame: Frame,
    headers: HeaderMap,
    sent: Sent,
) -> Response {
    let fields = sent.map(|form| Fields::new(form.0)).unwrap_or_default();
    let entered = async {
        let entered = desk.store.demo_enter(fields.get("code"), desk.now_ms()).await?;
        // One browser is one officer: who came before in it is logged out.
        if let (Some(_), Some(before)) = (&entered, visitor(&desk, &headers).await?) {
            desk.store.session_end(&before.session).await?;
        }
        Ok::<_, store::desk::DeskError>(entered)
    };
    match entered.await {
        Ok(Some(session)) => {
            let cookie = set_cookie(OFFICER, &session.to_text(), SESSION_MS_MAX / 1000);
            ([cookie], go(&frame.link(HOME))).into_response()
        }
        Ok(None) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}
