//! The log-in page: a name, a password and six digits, and one answer to whatever is wrong.

use std::net::{IpAddr, Ipv4Addr};

use askama::Template;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse as _, Response};
use store::desk::{DeskError, LogIn, SESSION_MS_MAX, SessionToken};

use super::attempts::Tried;
use super::door::{OFFICER, visitor};
use super::frame::HOME;
use crate::desk::{Desk, Fields, Sent, cookie, go, set_cookie};
use crate::frame::Frame;
use crate::health::Counters;
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;
use crate::receipt::enter::Peer;

/// The cookie of a browser in which somebody has logged in.
const DEVICE: &str = "__Host-officer-browser";
/// How long such a browser is known. Unit: seconds.
const DEVICE_SECONDS: u64 = 180 * 86_400;
/// What that cookie is locked for.
const DEVICE_PURPOSE: &str = "known browser";

/// The log-in page.
#[derive(Template)]
#[template(path = "office_log_in.html")]
pub struct LogInPage {
    frame: Frame,
    status: StatusCode,
    name: String,
    error: Option<String>,
}

impl Page for LogInPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

/// `GET /desk/login`.
pub async fn page(State(desk): State<Desk>, frame: Frame, headers: HeaderMap) -> Response {
    match visitor(&desk, &headers).await {
        Ok(Some(_)) => go(&frame.link(HOME)),
        Ok(None) => {
            show(&LogInPage { frame, status: StatusCode::OK, name: String::new(), error: None })
        }
        Err(error) => message::failed(frame, &error),
    }
}

/// `POST /desk/login`.
pub async fn log_in(
    State(desk): State<Desk>,
    peer: Option<Extension<Peer>>,
    frame: Frame,
    headers: HeaderMap,
    sent: Sent,
) -> Response {
    let fields = sent.map(|form| Fields::new(form.0)).unwrap_or_default();
    let name: String = fields.get("name").chars().take(NAME_SHOWN_MAX).collect();
    let address = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.behind(&headers));
    let tried = who_tries(&desk, address, &headers, &name);
    let now_ms = desk.now_ms();
    let refuse = |frame: Frame, status, id: &str| {
        let error = Some(frame.t(id));
        show(&LogInPage { frame, status, name: name.clone(), error })
    };
    if !desk.attempts.may_try(tried, now_ms / 1000) {
        return refuse(frame, StatusCode::TOO_MANY_REQUESTS, "login-wait");
    }
    // Counted before it is known: many at once are not tried as one.
    desk.attempts.count_failure(tried, now_ms / 1000);
    let (password, code) = (fields.get("password"), fields.get("code"));
    match desk.store.log_in(&name, password, code, now_ms).await {
        Ok(LogIn::In(session)) => {
            desk.attempts.take_back(tried, now_ms / 1000);
            match enter(&desk, &headers, &name, &session).await {
                Ok(cookies) => (cookies, go(&frame.link(HOME))).into_response(),
                Err(error) => message::failed(frame, &error),
            }
        }
        Ok(LogIn::Wrong) => {
            Counters::add(&desk.counters.wrong_log_ins);
            refuse(frame, StatusCode::UNPROCESSABLE_ENTITY, "login-wrong")
        }
        Ok(LogIn::Busy) => {
            desk.attempts.take_back(tried, now_ms / 1000);
            refuse(frame, StatusCode::SERVICE_UNAVAILABLE, "login-busy")
        }
        Err(error) => message::failed(frame, &error),
    }
}

/// What of a name is looked at and shown again. No name is as long. Unit: characters.
const NAME_SHOWN_MAX: usize = 64;

/// The mark by which tries for one name are counted, however it is typed.
fn name_mark(desk: &Desk, name: &str) -> [u8; 32] {
    desk.store.mark_of("log-in tries", name.trim().to_ascii_lowercase().as_bytes())
}

fn who_tries(desk: &Desk, address: IpAddr, headers: &HeaderMap, name: &str) -> Tried {
    let mark = name_mark(desk, name);
    let device = cookie(headers, DEVICE).filter(|text| {
        desk.store.token_open(DEVICE_PURPOSE, text).is_some_and(|known| known[..] == mark)
    });
    match device {
        Some(text) => Tried::Device(desk.store.mark_of("known browser", text.as_bytes())),
        None => Tried::Name(address, mark),
    }
}

/// The cookies of a browser that is logged in now. Whoever was logged in there before no longer is.
pub(crate) async fn enter(
    desk: &Desk,
    headers: &HeaderMap,
    name: &str,
    session: &SessionToken,
) -> Result<impl axum::response::IntoResponseParts + use<>, DeskError> {
    if let Some(before) = cookie(headers, OFFICER).and_then(SessionToken::parse) {
        desk.store.session_end(&before).await?;
    }
    let device = desk.store.token_lock(DEVICE_PURPOSE, &name_mark(desk, name))?;
    Ok(AppendHeaders([
        set_cookie(OFFICER, &session.to_text(), SESSION_MS_MAX / 1000),
        set_cookie(DEVICE, &device, DEVICE_SECONDS),
    ]))
}
