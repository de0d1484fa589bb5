//! Who may take a route, and the one layer that lets nobody else in.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use desk::{Action, RoleSet, may};
use record::id::{KeyName, OfficerId, OrganisationId};
use store::desk::{Account, DeskError, Holder, SessionToken};

use crate::desk::{Desk, Elsewhere, Fields, Sent, cookie, go, no_store};
use crate::frame::Frame;
use crate::pages::message;

/// The cookie of somebody who is logged in.
pub(crate) const OFFICER: &str = "__Host-officer";

/// Where strangers are led.
pub(crate) const LOGIN: &str = "/desk/login";

/// Who may take a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody, without logging in.
    Anyone,
    /// Whoever is logged in: their own account.
    LoggedIn,
    /// An officer whose roles allow this.
    Officer(Action),
    /// An outside reviewer.
    Reviewer,
    /// The seat of a platform.
    Seat,
}

impl Who {
    /// Whether the holder of an account is one of them.
    #[must_use]
    pub fn admits(self, holder: &Holder) -> bool {
        match (self, holder) {
            (Who::Anyone | Who::LoggedIn, _) => true,
            (Who::Officer(action), Holder::Officer(roles)) => may(*roles, action),
            (Who::Reviewer, Holder::Reviewer(_)) | (Who::Seat, Holder::Seat(_)) => true,
            (Who::Officer(_) | Who::Reviewer | Who::Seat, _) => false,
        }
    }
}

/// Somebody who is logged in.
#[derive(Clone)]
pub struct Visitor {
    /// Their account.
    pub account: Arc<Account>,
    /// The mark that their forms carry, as the field `token`.
    pub token: String,
    pub(crate) session: SessionToken,
    cookie: String,
}

impl Visitor {
    /// The fields of a form that this visitor's own page sent, or the page that says why it is not
    /// taken.
    pub(crate) fn admit(
        &self,
        desk: &Desk,
        frame: &Frame,
        sent: Sent,
    ) -> Result<Fields, Elsewhere> {
        desk.admit(frame, &self.cookie, sent)
    }
}

/// An officer who came through the door of a route.
#[derive(Clone)]
pub struct Officer {
    /// The number of the account, for what the desk keeps.
    pub account_id: i64,
    /// The name for events and entries.
    pub pseudonym: OfficerId,
    /// What they may do.
    pub roles: RoleSet,
    /// The rest: log-in name, the forms' mark.
    pub visitor: Visitor,
}

/// An outside reviewer who came through the door of a route.
#[derive(Clone)]
pub struct Reviewer {
    /// The number of the account.
    pub account_id: i64,
    /// The name for events.
    pub pseudonym: OfficerId,
    /// The name of the key they sign with.
    pub key: KeyName,
    /// The rest: log-in name, the forms' mark.
    pub visitor: Visitor,
}

/// A platform's seat that came through the door of a route.
#[derive(Clone)]
pub struct Seat {
    /// The number of the account.
    pub account_id: i64,
    /// The name for events.
    pub pseudonym: OfficerId,
    /// Whose seat it is.
    pub platform: OrganisationId,
    /// The rest: log-in name, the forms' mark.
    pub visitor: Visitor,
}

/// The account whose browser sent this; `None` for a stranger.
pub(crate) async fn visitor(
    desk: &Desk,
    headers: &HeaderMap,
) -> Result<Option<Visitor>, DeskError> {
    let Some(text) = cookie(headers, OFFICER) else { return Ok(None) };
    let Some(session) = SessionToken::parse(text) else { return Ok(None) };
    let account = desk.store.session_resume(&session, desk.now_ms()).await?;
    Ok(account.map(|account| Visitor {
        account: Arc::new(account),
        token: desk.form_token(text),
        session,
        cookie: text.to_owned(),
    }))
}

/// Lets in whoever may take the route, with what the handlers need to know of them.
pub(crate) async fn door(
    State((desk, who)): State<(Desk, Who)>,
    frame: Frame,
    mut request: Request,
    next: Next,
) -> Response {
    let visitor = match visitor(&desk, request.headers()).await {
        Ok(Some(visitor)) => visitor,
        Ok(None) => return go(&frame.link(LOGIN)),
        Err(error) => return message::failed(frame, &error),
    };
    if !who.admits(&visitor.account.holder) {
        return message::not_for_you(frame, who);
    }
    request.extensions_mut().insert(visitor);
    let mut answer = next.run(request).await;
    // Whatever a handler says of it: nothing behind this door is kept on the way.
    let (name, value) = no_store();
    answer.headers_mut().insert(name, value);
    answer.headers_mut().append(header::VARY, header::HeaderValue::from_static("Cookie"));
    answer
}

/// A handler that asks for somebody whom its route does not let in gets nobody: the stranger's way.
fn nobody(frame: &Frame) -> Response {
    go(&frame.link(LOGIN))
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Visitor, Response> {
        let Ok(frame) = Frame::from_request_parts(parts, state).await;
        parts.extensions.get::<Visitor>().cloned().ok_or_else(|| nobody(&frame))
    }
}

/// Reads one kind of holder out of a visitor.
macro_rules! holder {
    ($type:ident, $holder:ident, $field:ident) => {
        impl<S: Sync> FromRequestParts<S> for $type {
            type Rejection = Response;

            async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
                let visitor = Visitor::from_request_parts(parts, state).await?;
                let Ok(frame) = Frame::from_request_parts(parts, state).await;
                let Holder::$holder($field) = visitor.account.holder.clone() else {
                    return Err(nobody(&frame));
                };
                let (account_id, pseudonym) = (visitor.account.id, visitor.account.pseudonym);
                Ok($type { account_id, pseudonym, $field, visitor })
            }
        }
    };
}

holder!(Officer, Officer, roles);
holder!(Reviewer, Reviewer, key);
holder!(Seat, Seat, platform);
