//! Changes of one account: a role granted or taken back, the account disabled, its holder invited
//! again.

use axum::extract::{Path, State};
use axum::response::Response;
use record::choice::Role;
use record::id::OfficerId;
use store::desk::{AccountError, Grantor};

use super::super::Officer;
use super::{address_of, invite, page_of, refusal};
use crate::desk::{Desk, Elsewhere, Fields, Sent, go};
use crate::frame::Frame;
use crate::pages::message;

/// The account of an address and the fields of a form that is this officer's own.
fn admit(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    (pseudonym, sent): (&str, Sent),
) -> Result<(OfficerId, Fields), Elsewhere> {
    let fields = officer.visitor.admit(desk, frame, sent)?;
    let pseudonym = pseudonym.parse();
    let pseudonym = pseudonym.map_err(|_| Box::new(message::no_page(frame.clone())))?;
    Ok((pseudonym, fields))
}

/// What is shown once a change was made or refused.
fn after(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    pseudonym: &OfficerId,
    changed: Result<(), AccountError>,
) -> Response {
    match changed {
        Ok(()) => go(&frame.link(&address_of(pseudonym))),
        Err(AccountError::Refused(refused)) => {
            let why = Some(refusal(&frame, &refused));
            page_of(desk, frame, officer, pseudonym, why)
        }
        Err(AccountError::Desk(error)) => message::failed(frame, &error),
    }
}

fn role_of(fields: &Fields) -> Option<Role> {
    Role::ALL.iter().copied().find(|role| role.word() == fields.get("role"))
}

/// `POST /desk/accounts/{pseudonym}/grant`.
pub async fn grant(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(pseudonym): Path<String>,
    sent: Sent,
) -> Response {
    let (pseudonym, fields) = match admit(&desk, &frame, &officer, (&pseudonym, sent)) {
        Ok(admitted) => admitted,
        Err(elsewhere) => return *elsewhere,
    };
    let Some(role) = role_of(&fields) else { return message::no_page(frame) };
    let by = Grantor::Administrator(officer.account_id);
    let changed = desk.store.role_grant(by, pseudonym, role, desk.now()).await;
    after(&desk, frame, &officer, &pseudonym, changed)
}

/// `POST /desk/accounts/{pseudonym}/revoke`.
pub async fn revoke(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(pseudonym): Path<String>,
    sent: Sent,
) -> Response {
    let (pseudonym, fields) = match admit(&desk, &frame, &officer, (&pseudonym, sent)) {
        Ok(admitted) => admitted,
        Err(elsewhere) => return *elsewhere,
    };
    let Some(role) = role_of(&fields) else { return message::no_page(frame) };
    let by = Grantor::Administrator(officer.account_id);
    let changed = desk.store.role_revoke(by, pseudonym, role, desk.now()).await;
    after(&desk, frame, &officer, &pseudonym, changed)
}

/// `POST /desk/accounts/{pseudonym}/disable`.
pub async fn disable(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(pseudonym): Path<String>,
    sent: Sent,
) -> Response {
    let (pseudonym, fields) = match admit(&desk, &frame, &officer, (&pseudonym, sent)) {
        Ok(admitted) => admitted,
        Err(elsewhere) => return *elsewhere,
    };
    if fields.get("sure").is_empty() {
        let why = Some(frame.t("denied-not-sure"));
        return page_of(&desk, frame, &officer, &pseudonym, why);
    }
    let by = Grantor::Administrator(officer.account_id);
    let changed = desk.store.account_disable(by, pseudonym, desk.now()).await;
    after(&desk, frame, &officer, &pseudonym, changed)
}

/// `POST /desk/accounts/{pseudonym}/invite`: a new invitation, for a lost telephone or password.
pub async fn invite_again(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(pseudonym): Path<String>,
    sent: Sent,
) -> Response {
    let (pseudonym, _) = match admit(&desk, &frame, &officer, (&pseudonym, sent)) {
        Ok(admitted) => admitted,
        Err(elsewhere) => return *elsewhere,
    };
    let by = Grantor::Administrator(officer.account_id);
    match desk.store.account_invite_again(by, pseudonym, desk.now()).await {
        Ok(invited) => invite::shown(frame, &officer, &invited),
        Err(error) => after(&desk, frame, &officer, &pseudonym, Err(error)),
    }
}
