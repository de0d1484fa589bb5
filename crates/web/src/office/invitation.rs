//! What an invitation opens: a password is set, the telephone learns its secret, and shows that it
//! did with a first code.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use desk::{PASSWORD_CHARS_MIN, Password, PasswordError};
use store::desk::{Joined, Joining};
use store::totp;
use words::Value;

use super::frame::HOME;
use super::log_in::enter;
use super::qr::Qr;
use crate::desk::{Desk, Fields, Sent};
use crate::frame::{Frame, Moment};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// The page of an invitation.
#[derive(Template)]
#[template(path = "office_invitation.html")]
pub struct InvitationPage {
    frame: Frame,
    status: StatusCode,
    code: String,
    name: String,
    until: Moment,
    /// The secret in groups of four, to be typed.
    secret: String,
    /// The address that an app on the same device opens.
    address: String,
    qr: Option<Qr>,
    error: Option<Error>,
}

/// What was wrong, and at which field.
struct Error {
    field: &'static str,
    text: String,
}

/// After somebody joined: the recovery codes, shown once.
#[derive(Template)]
#[template(path = "office_joined.html")]
pub struct JoinedPage {
    frame: Frame,
    codes: Vec<String>,
    next: &'static str,
}

impl Page for InvitationPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

impl Page for JoinedPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl InvitationPage {
    fn is_wrong(&self, field: &str) -> bool {
        self.error.as_ref().is_some_and(|error| error.field == field)
    }
}

fn render(
    desk: &Desk,
    frame: Frame,
    (code, joining): (String, Joining),
    error: Option<Error>,
) -> Response {
    let written = totp::base32(&joining.secret);
    let groups: Vec<&str> =
        written.as_bytes().chunks(4).filter_map(|part| std::str::from_utf8(part).ok()).collect();
    let address = totp::address(&desk.store.identity().name, &joining.name, &joining.secret);
    show(&InvitationPage {
        status: match error {
            Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
            None => StatusCode::OK,
        },
        name: joining.name,
        until: frame.moment(joining.expires_ms / 1000),
        secret: groups.join(" "),
        qr: Qr::new(&address),
        address,
        code,
        error,
        frame,
    })
}

/// `GET /desk/invitation?code=`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    let code = Fields::new(query).get("code").to_owned();
    match desk.store.invitation_open(&code, desk.now_ms()) {
        Ok(Some(joining)) => render(&desk, frame, (code, joining), None),
        Ok(None) => message::no_invitation(frame),
        Err(error) => message::failed(frame, &error),
    }
}

/// `POST /desk/invitation`.
pub async fn accept(
    State(desk): State<Desk>,
    frame: Frame,
    headers: HeaderMap,
    sent: Sent,
) -> Response {
    let fields = sent.map(|form| Fields::new(form.0)).unwrap_or_default();
    let code = fields.get("code").to_owned();
    let joining = match desk.store.invitation_open(&code, desk.now_ms()) {
        Ok(Some(joining)) => joining,
        Ok(None) => return message::no_invitation(frame),
        Err(error) => return message::failed(frame, &error),
    };
    let wrong = |field, text| Some(Error { field, text });
    let password = match new_password(&frame, &fields) {
        Ok(password) => password,
        Err(text) => return render(&desk, frame, (code, joining), wrong("password", text)),
    };
    let first = fields.get("first");
    match desk.store.invitation_accept(&code, &password, first, desk.now_ms()).await {
        Ok(Joined::In { session, recovery_codes: codes }) => {
            match enter(&desk, &headers, &joining.name, &session).await {
                Ok(cookies) => {
                    let page = JoinedPage { frame, codes, next: HOME };
                    (cookies, show(&page)).into_response()
                }
                Err(error) => message::failed(frame, &error),
            }
        }
        Ok(Joined::WrongCode) => {
            let text = frame.t("invitation-wrong-code");
            render(&desk, frame, (code, joining), wrong("first", text))
        }
        Ok(Joined::Busy) => {
            let text = frame.t("login-busy");
            render(&desk, frame, (code, joining), wrong("first", text))
        }
        Ok(Joined::Gone) => message::no_invitation(frame),
        Err(error) => message::failed(frame, &error),
    }
}

/// The new password of a form, typed twice the same, or what is wrong with it.
pub(crate) fn new_password(frame: &Frame, fields: &Fields) -> Result<Password, String> {
    let typed = fields.get("password");
    match Password::new(typed) {
        Ok(_) if typed != fields.get("again") => Err(frame.t("password-differs")),
        Ok(password) => Ok(password),
        Err(PasswordError::TooShort(found)) => {
            let (found, least) = (found as u64, PASSWORD_CHARS_MIN as u64);
            let values = [("found", Value::Count(found)), ("least", Value::Count(least))];
            Err(frame.say("password-short", &values))
        }
        Err(PasswordError::TooLong) => Err(frame.t("password-long")),
        Err(PasswordError::Common) => Err(frame.t("password-common")),
    }
}
