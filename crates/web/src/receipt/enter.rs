//! Opening a receipt: sixteen digits, and a limit on wrong ones.

use std::net::{IpAddr, Ipv4Addr};

use askama::Template;
use axum::extract::rejection::FormRejection;
use axum::extract::{Extension, Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use desk::{Receipt, ReceiptError};
use words::Value;

use super::{OPEN_SECONDS, cookie_for, open};
use crate::desk::{Desk, Fields, RECEIPT, go, is_staying, set_cookie};
use crate::frame::Frame;
use crate::health::Counters;
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// The address that a request came from, put there by the server. Used to count tries, in memory.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

impl Peer {
    /// Who asks: what stands on this machine is a proxy if it says for whom it asks, and the last
    /// address it names is the one it saw itself.
    pub(crate) fn behind(self, headers: &HeaderMap) -> IpAddr {
        let named = headers.get_all("x-forwarded-for").iter().next_back();
        let named =
            named.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        named.filter(|_| self.0.is_loopback()).unwrap_or(self.0)
    }
}

/// The form of the page, by its `id`.
const FORM: &str = "enter";

/// The form for the code.
#[derive(Template)]
#[template(path = "receipt_enter.html")]
pub struct EnterPage {
    frame: Frame,
    status: StatusCode,
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

/// `GET /receipt`.
pub async fn page(State(desk): State<Desk>, frame: Frame, headers: HeaderMap) -> Response {
    if open(&desk, &frame, &headers).is_ok() {
        return go(&frame.link("/receipt/view"));
    }
    let frame = frame.with_form(FORM);
    show(&EnterPage { frame, status: StatusCode::OK, typed: String::new(), error: None })
}

/// `POST /receipt`.
pub async fn enter(
    State(desk): State<Desk>,
    peer: Option<Extension<Peer>>,
    frame: Frame,
    headers: HeaderMap,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let frame = frame.with_form(FORM);
    let fields = form.map(|Form(pairs)| Fields::new(pairs)).unwrap_or_default();
    let typed = fields.shown("code");
    if is_staying(&fields) {
        return show(&EnterPage { frame, status: StatusCode::OK, typed, error: None });
    }
    let address = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.behind(&headers));
    let now_s = desk.now_ms() / 1000;
    if !desk.limits.may_try(address, now_s) {
        let error = Some(frame.t("receipt-wait"));
        return show(&EnterPage { frame, status: StatusCode::TOO_MANY_REQUESTS, typed, error });
    }
    let found = match Receipt::parse(&typed) {
        Ok(receipt) => desk.store.report_by_receipt(receipt.digits()),
        // What cannot be a receipt tells a guesser nothing, and is not counted.
        Err(error) => return refuse(frame, typed, error),
    };
    match found {
        Ok(Some(report_id)) => match cookie_for(&desk, report_id, now_s + OPEN_SECONDS) {
            Ok(cookie) => {
                let cookie = set_cookie(RECEIPT, &cookie, OPEN_SECONDS);
                ([cookie], go(&frame.link("/receipt/view"))).into_response()
            }
            Err(error) => message::failed(frame, &error),
        },
        Ok(None) => {
            desk.limits.count_failure(address, now_s);
            Counters::add(&desk.counters.wrong_receipts);
            let error = Some(frame.t("receipt-unknown"));
            show(&EnterPage { frame, status: StatusCode::UNPROCESSABLE_ENTITY, typed, error })
        }
        Err(error) => message::failed(frame, &error),
    }
}

fn refuse(frame: Frame, typed: String, error: ReceiptError) -> Response {
    let error = match error {
        ReceiptError::Length(found) => {
            let found = frame.number(found as u64);
            frame.say("receipt-length", &[("found", Value::Text(&found))])
        }
        ReceiptError::NotDigits => frame.t("receipt-digits"),
    };
    let (status, error) = (StatusCode::UNPROCESSABLE_ENTITY, Some(error));
    show(&EnterPage { frame, status, typed, error })
}

/// `POST /receipt/close`: this browser sees the report no more, and forgets what it sent.
pub async fn close(State(desk): State<Desk>, frame: Frame, headers: HeaderMap) -> Response {
    crate::report::begin::leave(State(desk), frame, headers).await
}
