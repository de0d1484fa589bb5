//! The receipt: the person's whole relation with the desk, opened by sixteen digits. It opens that
//! report only: nothing of its case is read here but its state.

pub mod acts;
pub mod enter;
pub mod letters;
pub mod parts;
pub(crate) mod requests;
pub mod solved;
pub mod view;

use axum::http::HeaderMap;

use crate::desk::{Desk, Elsewhere, RECEIPT, cookie, go};
use crate::frame::Frame;

/// How long an opened receipt stays open in a browser. Unit: seconds.
pub(crate) const OPEN_SECONDS: u64 = 1800;
/// The largest form on the receipt's page. Unit: bytes.
pub const FORM_BYTES_MAX: usize = 256 << 10;

/// What the cookie is locked for.
const PURPOSE: &str = "opened receipt";

/// A report that a browser may see, for now.
pub(crate) struct Opened {
    pub(crate) report_id: i64,
    pub(crate) cookie: String,
}

/// The cookie that lets a browser see a report until `expires_s`.
pub(crate) fn cookie_for(
    desk: &Desk,
    report_id: i64,
    expires_s: u64,
) -> Result<String, store::desk::DeskError> {
    let bytes = [report_id.to_le_bytes(), expires_s.to_le_bytes()].concat();
    desk.store.token_lock(PURPOSE, &bytes)
}

/// The report of a request, or the page to which a person without one is led.
pub(crate) fn open(desk: &Desk, frame: &Frame, headers: &HeaderMap) -> Result<Opened, Elsewhere> {
    let opened = cookie(headers, RECEIPT).and_then(|text| {
        let bytes = desk.store.token_open(PURPOSE, text)?;
        let (report_id, expires_s) = bytes.split_first_chunk::<8>()?;
        let expires_s = u64::from_le_bytes(expires_s.try_into().ok()?);
        let is_open = desk.now_ms() / 1000 < expires_s;
        let opened = Opened { report_id: i64::from_le_bytes(*report_id), cookie: text.to_owned() };
        is_open.then_some(opened)
    });
    opened.ok_or_else(|| Box::new(go(&frame.link("/receipt"))))
}
