//! Inviting somebody: an officer with their roles, an outside reviewer, or a platform's seat.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use desk::{LoginName, RoleSet};
use record::choice::Role;
use store::desk::{AccountError, DeskError, Grantor, Holder, Invited};

use super::super::{Office, Officer};
use super::{address_of, refusal, role_words};
use crate::desk::{Desk, Fields, Sent};
use crate::frame::{Frame, Moment};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// The form, one for each kind of account.
#[derive(Template)]
#[template(path = "office_invite.html")]
pub struct InvitePage {
    frame: Frame,
    office: Office,
    roles: Vec<(&'static str, String)>,
    /// The names of the reviewers' keys there are.
    keys: Vec<String>,
    /// What was typed.
    name: String,
    error: Option<String>,
}

/// The address of an invitation, shown once.
#[derive(Template)]
#[template(path = "office_invited.html")]
pub struct InvitedPage {
    frame: Frame,
    office: Office,
    account: String,
    address: String,
    until: Moment,
}

impl Page for InvitePage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        if self.error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
    }
}

impl Page for InvitedPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

fn render(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    (name, error): (String, Option<String>),
) -> Result<Response, DeskError> {
    let now_ms = desk.now_ms();
    let keys = desk.store.reviewer_keys()?.into_iter();
    let keys = keys.filter(|kept| kept.removed_ms.is_none_or(|removed| now_ms < removed));
    let roles = Role::ALL.iter().map(|role| (role.word(), role_words(&frame, *role)));
    Ok(show(&InvitePage {
        office: Office::new(&frame, &officer.visitor),
        roles: roles.collect(),
        keys: keys.map(|kept| kept.key.name().to_string()).collect(),
        name,
        error,
        frame,
    }))
}

fn page_of(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    typed: (String, Option<String>),
) -> Response {
    render(desk, frame.clone(), officer, typed)
        .unwrap_or_else(|error| message::failed(frame, &error))
}

/// The page with an invitation, which is seen this once.
pub(crate) fn shown(frame: Frame, officer: &Officer, invited: &Invited) -> Response {
    show(&InvitedPage {
        office: Office::new(&frame, &officer.visitor),
        account: frame.link(&address_of(&invited.pseudonym)),
        address: format!("{}/desk/invitation?code={}", frame.base(), invited.code),
        until: frame.moment(invited.expires_ms / 1000),
        frame,
    })
}

/// `GET /desk/accounts/invite`.
pub async fn page(State(desk): State<Desk>, frame: Frame, officer: Officer) -> Response {
    page_of(&desk, frame, &officer, (String::new(), None))
}

/// Whom a form invites, or what is wrong with it.
fn holder(frame: &Frame, fields: &Fields) -> Result<Holder, String> {
    match fields.get("kind") {
        "reviewer" => {
            let key = fields.get("key").parse();
            key.map(Holder::Reviewer).map_err(|_| frame.t("denied-no-key"))
        }
        "seat" => {
            let platform = fields.get("platform").trim().parse();
            platform.map(Holder::Seat).map_err(|_| frame.t("denied-platform"))
        }
        _ => {
            let chosen = Role::ALL.iter().filter(|role| !fields.get(role.word()).is_empty());
            let roles = RoleSet::new(chosen.copied());
            roles.map(Holder::Officer).map_err(|error| refusal(frame, &error.into()))
        }
    }
}

/// `POST /desk/accounts/invite`.
pub async fn invite(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    sent: Sent,
) -> Response {
    let fields = match officer.visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let typed = fields.get("name").to_owned();
    let refuse = |frame: Frame, why| page_of(&desk, frame, &officer, (typed.clone(), Some(why)));
    let holder = match holder(&frame, &fields) {
        Ok(holder) => holder,
        Err(why) => return refuse(frame, why),
    };
    let Ok(name) = LoginName::parse(&typed) else {
        let why = frame.t("denied-name");
        return refuse(frame, why);
    };
    let by = Grantor::Administrator(officer.account_id);
    match desk.store.account_invite(by, &name, holder, desk.now()).await {
        Ok(invited) => shown(frame, &officer, &invited),
        Err(AccountError::Refused(refused)) => {
            let why = refusal(&frame, &refused);
            refuse(frame, why)
        }
        Err(AccountError::Desk(error)) => message::failed(frame, &error),
    }
}
