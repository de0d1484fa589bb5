//! The administrators' pages: who is known to the desk, what each may do, and changes of both.
//! Every change is made and refused in `store`; a refusal explains itself here.

pub mod change;
pub mod clock;
pub mod invite;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use desk::RoleError;
use record::choice::Role;
use record::id::OfficerId;
use store::desk::{Account, DeskError, HeldRole, Holder, Refused};

use super::me::kind_words;
use super::{Office, Officer};
use crate::desk::Desk;
use crate::frame::{Frame, Moment};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// Every account.
#[derive(Template)]
#[template(path = "office_accounts.html")]
pub struct AccountsPage {
    frame: Frame,
    office: Office,
    rows: Vec<AccountRow>,
    /// A clock by which nothing is erased.
    clock: Option<clock::Doubted>,
}

struct AccountRow {
    href: String,
    pseudonym: String,
    name: String,
    kind: String,
    roles: Vec<String>,
    state: String,
}

/// One account, with what can be done about it.
#[derive(Template)]
#[template(path = "office_account.html")]
pub struct AccountPage {
    frame: Frame,
    office: Office,
    at: String,
    row: AccountRow,
    made: Moment,
    /// It is the reader's own, so nothing of it can be changed here.
    is_own: bool,
    is_disabled: bool,
    roles: Vec<RoleRow>,
    history: Vec<HistoryRow>,
    error: Option<String>,
}

/// A role as it can be granted or taken back, or why not.
struct RoleRow {
    word: &'static str,
    name: String,
    is_held: bool,
    why_not: Option<String>,
}

struct HistoryRow {
    role: String,
    granted_by: String,
    granted: Moment,
    revoked: Option<(String, Moment)>,
}

impl Page for AccountsPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Page for AccountPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        if self.error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
    }
}

impl AccountPage {
    /// Where the form of one act goes.
    fn act(&self, act: &str) -> String {
        self.frame.link(&format!("{}/{act}", self.at))
    }
}

/// Why a change was refused, in words.
pub(crate) fn refusal(frame: &Frame, refused: &Refused) -> String {
    frame.t(match refused {
        Refused::NotAllowed => "denied-not-allowed",
        Refused::Own => "denied-own",
        Refused::NoAccount => "denied-no-account",
        Refused::NameTaken => "denied-name-taken",
        Refused::NotAnOfficer => "denied-not-an-officer",
        Refused::Disabled => "denied-disabled",
        Refused::Roles(RoleError::DecisionAndApprover) => "denied-decision-and-approver",
        Refused::Roles(RoleError::StandsAlone(_)) => "denied-stands-alone",
        Refused::Held => "denied-held",
        Refused::NotHeld => "denied-not-held",
        Refused::TooSoon => "denied-too-soon",
        Refused::NoKey => "denied-no-key",
        Refused::KeyHeld => "denied-key-held",
        Refused::KeyKnown => "denied-key-known",
        Refused::NotAKey => "denied-not-a-key",
        Refused::Entry(_) => "denied-entry",
    })
}

fn role_words(frame: &Frame, role: Role) -> String {
    frame.word("role", role.word())
}

/// Where the page of an account is.
fn address_of(pseudonym: &OfficerId) -> String {
    format!("/desk/accounts/{pseudonym}")
}

fn row(frame: &Frame, account: &Account) -> AccountRow {
    AccountRow {
        href: frame.link(&address_of(&account.pseudonym)),
        pseudonym: account.pseudonym.to_string(),
        name: account.name.clone(),
        kind: kind_words(frame, &account.holder),
        roles: account.roles().iter().map(|role| role_words(frame, role)).collect(),
        state: frame.word("account-state", account.state.word()),
    }
}

/// `GET /desk/accounts`.
pub async fn list(State(desk): State<Desk>, frame: Frame, officer: Officer) -> Response {
    let doubted = desk.store.clock_doubted(desk.now_ms());
    match desk.store.account_list().and_then(|accounts| Ok((accounts, doubted?))) {
        Ok((accounts, doubted)) => show(&AccountsPage {
            office: Office::new(&frame, &officer.visitor),
            rows: accounts.iter().map(|account| row(&frame, account)).collect(),
            clock: doubted.map(|ahead| clock::Doubted::new(&frame, ahead)),
            frame,
        }),
        Err(error) => message::failed(frame, &error),
    }
}

fn role_row(frame: &Frame, account: &Account, role: Role) -> RoleRow {
    let held = account.roles();
    let why_not = held.with(role).err().map(|error| refusal(frame, &error.into()));
    let (word, name) = (role.word(), role_words(frame, role));
    RoleRow { word, name, is_held: held.has(role), why_not }
}

fn history_row(frame: &Frame, held: HeldRole) -> HistoryRow {
    let moment = |at_ms: u64| frame.moment(at_ms / 1000);
    HistoryRow {
        role: role_words(frame, held.role),
        granted_by: held.granted.0.to_string(),
        granted: moment(held.granted.1),
        revoked: held.revoked.map(|(by, at_ms)| (by.to_string(), moment(at_ms))),
    }
}

/// The page of an account, or of none.
fn render(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    pseudonym: &OfficerId,
    error: Option<String>,
) -> Result<Response, DeskError> {
    let Some(account) = desk.store.account_fetch(pseudonym)? else {
        return Ok(message::no_page(frame));
    };
    let history = desk.store.role_history(account.id)?;
    let roles = match &account.holder {
        Holder::Officer(_) => Role::ALL,
        Holder::Reviewer(_) | Holder::Seat(_) => &[],
    };
    Ok(show(&AccountPage {
        office: Office::new(&frame, &officer.visitor),
        at: address_of(pseudonym),
        row: row(&frame, &account),
        made: frame.moment(account.made_ms / 1000),
        is_own: account.id == officer.account_id,
        is_disabled: account.state == store::desk::AccountState::Disabled,
        roles: roles.iter().map(|role| role_row(&frame, &account, *role)).collect(),
        history: history.into_iter().map(|held| history_row(&frame, held)).collect(),
        error,
        frame,
    }))
}

fn page_of(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    pseudonym: &OfficerId,
    error: Option<String>,
) -> Response {
    render(desk, frame.clone(), officer, pseudonym, error)
        .unwrap_or_else(|error| message::failed(frame, &error))
}

/// `GET /desk/accounts/{pseudonym}`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(pseudonym): Path<String>,
) -> Response {
    match pseudonym.parse() {
        Ok(pseudonym) => page_of(&desk, frame, &officer, &pseudonym, None),
        Err(_) => message::no_page(frame),
    }
}
