//! Opening an author's page: sixteen digits, under the same limit on wrong ones as receipts.

use std::net::{IpAddr, Ipv4Addr};

use askama::Template;
use axum::extract::rejection::FormRejection;
use axum::extract::{Extension, Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use desk::notice::State as Stand;
use desk::{Receipt, ReceiptError};
use store::desk::{DeskError, NoticeRow};
use words::Value;

use super::{OPEN_SECONDS, cookie_for, open};
use crate::desk::{CONTEST, Desk, Fields, go, is_staying, part, set_cookie};
use crate::frame::Frame;
use crate::health::Counters;
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;
use crate::receipt::enter::Peer;

/// The form, by its `id`.
const FORM: &str = "enter";

/// The form for the code.
#[derive(Template)]
#[template(path = "contest_enter.html")]
pub(crate) struct EnterPage {
    frame: Frame,
    status: StatusCode,
    desk: String,
    typed: String,
    error: Option<String>,
}

impl Page for EnterPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

fn form(
    desk: &Desk,
    frame: Frame,
    status: StatusCode,
    (typed, error): (String, Option<String>),
) -> Response {
    let desk = desk.store.identity().name.clone();
    show(&EnterPage { frame: frame.with_form(FORM), status, desk, typed, error })
}

/// `GET /contest`.
pub(crate) async fn page(State(desk): State<Desk>, frame: Frame, headers: HeaderMap) -> Response {
    if open(&desk, &frame, &headers).is_ok() {
        return go(&frame.link("/contest/view"));
    }
    form(&desk, frame, StatusCode::OK, (String::new(), None))
}

/// `POST /contest`.
pub(crate) async fn enter(
    State(desk): State<Desk>,
    peer: Option<Extension<Peer>>,
    frame: Frame,
    headers: HeaderMap,
    sent: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let fields = sent.map(|Form(pairs)| Fields::new(pairs)).unwrap_or_default();
    let typed = fields.shown("code");
    if is_staying(&fields) {
        return form(&desk, frame, StatusCode::OK, (typed, None));
    }
    let address = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.behind(&headers));
    let now_s = desk.now_ms() / 1000;
    if !desk.limits.may_try(address, now_s) {
        let error = Some(frame.t("contest-wait"));
        return form(&desk, frame, StatusCode::TOO_MANY_REQUESTS, (typed, error));
    }
    let code = match Receipt::parse(&typed) {
        Ok(code) => code,
        // What cannot be a code tells a guesser nothing, and is not counted.
        Err(error) => {
            let error = Some(wrong(&frame, error));
            return form(&desk, frame, StatusCode::UNPROCESSABLE_ENTITY, (typed, error));
        }
    };
    match found(&desk, code.digits()) {
        Ok(Some(notice)) => match cookie_for(&desk, notice.id, now_s + OPEN_SECONDS) {
            Ok(cookie) => {
                let cookie = set_cookie(CONTEST, &cookie, OPEN_SECONDS);
                ([cookie], go(&frame.link("/contest/view"))).into_response()
            }
            Err(error) => message::failed(frame, &error),
        },
        Ok(None) => {
            desk.limits.count_failure(address, now_s);
            Counters::add(&desk.counters.wrong_receipts);
            let error = Some(frame.t("contest-unknown"));
            form(&desk, frame, StatusCode::UNPROCESSABLE_ENTITY, (typed, error))
        }
        Err(error) => message::failed(frame, &error),
    }
}

/// The notice that a code opens, once it has left: before that, nobody outside can have the code.
fn found(desk: &Desk, code: &str) -> Result<Option<NoticeRow>, DeskError> {
    let has_left = |row: &NoticeRow| matches!(row.state, Stand::Released | Stand::Withdrawn);
    Ok(desk.store.notice_by_contest_code(code)?.filter(has_left))
}

fn wrong(frame: &Frame, error: ReceiptError) -> String {
    match error {
        ReceiptError::Length(found) => {
            let found = frame.number(found as u64);
            frame.say("contest-length", &[("found", Value::Text(&found))])
        }
        ReceiptError::NotDigits => frame.t("contest-digits"),
    }
}

/// `POST /contest/close`: this browser sees the page no more.
pub(crate) async fn close(frame: Frame) -> Response {
    part(&frame)
}
