//! Pages that say why there is nothing else to show: not found, refused, broken, busy.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use desk::seat::NotNow;
use words::Value;

use crate::failure::because;
use crate::frame::Frame;
use crate::office::Who;
use crate::page::{NEVER_KEPT, Page, show};
use crate::reading::Trouble;

/// What happened, and what to do.
#[derive(Template)]
#[template(path = "message.html")]
pub struct MessagePage {
    frame: Frame,
    status: StatusCode,
    /// What happened.
    title: String,
    /// What it means.
    text: String,
    /// What to do now.
    todo: String,
    is_danger: bool,
}

impl Page for MessagePage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

fn message(frame: Frame, status: StatusCode, name: &str, text: String) -> Response {
    let title = frame.t(&format!("message-{name}-title"));
    let todo = match name {
        "page" if !frame.is_of_register() => frame.t("message-home-do"),
        _ => frame.t(&format!("message-{name}-do")),
    };
    let is_danger = status == StatusCode::INTERNAL_SERVER_ERROR;
    show(&MessagePage { frame, status, title, text, todo, is_danger })
}

/// There is no such page.
pub fn no_page(frame: Frame) -> Response {
    let text = frame.t("message-page-text");
    message(frame, StatusCode::NOT_FOUND, "page", text)
}

/// There is no entry under what stands in the address.
pub fn no_entry(frame: Frame, size: u64) -> Response {
    let text = match size {
        0 => frame.t("message-entry-text-empty"),
        _ => {
            let last = frame.number(size - 1);
            frame.say("message-entry-text", &[("last", Value::Text(&last))])
        }
    };
    message(frame, StatusCode::NOT_FOUND, "entry", text)
}

/// More was sent than any address can be long.
pub fn too_long(frame: Frame) -> Response {
    let text = frame.t("message-long-text");
    message(frame, StatusCode::PAYLOAD_TOO_LARGE, "long", text)
}

/// A form brought more than its page takes.
pub(crate) fn too_large(frame: Frame) -> Response {
    let text = frame.t("message-large-text");
    message(frame, StatusCode::PAYLOAD_TOO_LARGE, "large", text)
}

/// Others are searching.
pub fn busy(frame: Frame) -> Response {
    let text = frame.t("message-busy-text");
    message(frame, StatusCode::SERVICE_UNAVAILABLE, "busy", text)
}

/// More unfinished reports than are kept at once wait already.
pub fn crowded(frame: Frame) -> Response {
    let text = frame.t("message-crowded-text");
    message(frame, StatusCode::SERVICE_UNAVAILABLE, "crowded", text)
}

/// All places for downloads are taken.
pub fn queued(frame: Frame) -> Response {
    let text = frame.t("message-queued-text");
    message(frame, StatusCode::SERVICE_UNAVAILABLE, "queued", text)
}

/// The page cannot be made, for this reason. Files that lie are told as what they are, and nothing
/// that was read from them is shown.
pub fn trouble(frame: Frame, trouble: &Trouble) -> Response {
    let name = match trouble {
        Trouble::NoSuchEntry { size } => return no_entry(frame, *size),
        Trouble::Files(_) | Trouble::Altered => "altered",
        Trouble::CutShort => "broken",
    };
    let text = frame.t(&format!("message-{name}-text"));
    because(message(frame, StatusCode::INTERNAL_SERVER_ERROR, name, text), trouble)
}

/// A form came whose mark is not that of this browser's cookie.
pub fn stale_form(frame: Frame) -> Response {
    let text = frame.t("message-stale-text");
    message(frame, StatusCode::FORBIDDEN, "stale", text)
}

/// Somebody else was first, and what was asked no longer fits.
pub fn overtaken(frame: Frame) -> Response {
    let text = frame.t("message-overtaken-text");
    message(frame, StatusCode::CONFLICT, "overtaken", text)
}

/// What a notice said was erased, as its time was over.
pub(crate) fn retired(frame: Frame) -> Response {
    let text = frame.t("message-retired-text");
    message(frame, StatusCode::GONE, "retired", text)
}

/// A contest is not for this reader to decide, for the reason of this text.
pub fn not_judge(frame: Frame, why: &str) -> Response {
    let text = frame.t(why);
    message(frame, StatusCode::FORBIDDEN, "judge", text)
}

/// What the desk keeps could not be read or written. The reason is for the log, not for the page.
pub fn failed(frame: Frame, error: &dyn std::error::Error) -> Response {
    let text = frame.t("message-failed-text");
    because(message(frame, StatusCode::INTERNAL_SERVER_ERROR, "failed", text), error)
}

/// Whoever asks is logged in, and the page is for others.
pub fn not_for_you(frame: Frame, who: Who) -> Response {
    let for_whom = match who {
        Who::Officer(action) => {
            let roles = desk::roles_for(action).iter();
            let roles: Vec<String> = roles.map(|role| frame.word("role", role.word())).collect();
            frame.say("refused-roles", &[("roles", Value::Text(&roles.join(" · ")))])
        }
        Who::Reviewer => frame.t("refused-reviewer"),
        Who::Seat => frame.t("refused-seat"),
        Who::LoggedIn | Who::Anyone => String::new(),
    };
    let text = frame.say("message-refused-text", &[("who", Value::Text(&for_whom))]);
    message(frame, StatusCode::FORBIDDEN, "refused", text)
}

/// There is no invitation of this code, or no longer.
pub fn no_invitation(frame: Frame) -> Response {
    let text = frame.t("message-invitation-text");
    message(frame, StatusCode::NOT_FOUND, "invitation", text)
}

/// A platform's seat wants what cannot be done with a notice now.
pub(crate) fn not_now(frame: Frame, why: NotNow) -> Response {
    let status = match why {
        NotNow::Withdrawn => StatusCode::GONE,
        NotNow::NotOpened | NotNow::TooMany => StatusCode::CONFLICT,
    };
    let text = frame.word("seat-not-now", why.word());
    message(frame, status, "not-now", text)
}

/// For every address that no route has.
pub async fn fallback(frame: Frame) -> Response {
    no_page(frame)
}
