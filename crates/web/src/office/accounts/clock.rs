//! A clock that lies too far ahead: nothing is erased by it until an administrator says that it is right.

use axum::extract::State;
use axum::response::Response;
use desk::retention::{ClockAhead, believe_clock};

use super::super::Officer;
use crate::desk::{Desk, Sent, go};
use crate::frame::{Frame, Moment};
use crate::pages::message;

/// Where the administrators read of it.
const PAGE: &str = "/desk/accounts";

/// A clock that is doubted, as its page shows it.
pub struct Doubted {
    /// What it shows.
    pub now: Moment,
    /// The latest moment that is known.
    pub known: Moment,
    /// What it shows, for the form. Unit: seconds since 1970, UTC.
    pub seen: String,
}

impl Doubted {
    pub(super) fn new(frame: &Frame, ahead: ClockAhead) -> Doubted {
        Doubted {
            now: frame.moment(ahead.now_ms / 1000),
            known: frame.moment(ahead.known_ms / 1000),
            seen: (ahead.now_ms / 1000).to_string(),
        }
    }
}

/// `POST /desk/accounts/clock`: an administrator has looked at another clock, and this one is right.
pub async fn confirm(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    sent: Sent,
) -> Response {
    let fields = match officer.visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let now_ms = desk.now_ms();
    // The moment that they saw, and not one to which the clock has jumped since.
    let seen_ms =
        fields.get("seen").parse::<u64>().ok().and_then(|seen_s| seen_s.checked_mul(1000));
    if seen_ms.is_none_or(|seen_ms| believe_clock(now_ms, Some(seen_ms)).is_err()) {
        return message::overtaken(frame);
    }
    match desk.store.clock_confirm((officer.account_id, officer.pseudonym), now_ms).await {
        Ok(()) => go(&frame.link(PAGE)),
        Err(error) => message::failed(frame, &error),
    }
}
