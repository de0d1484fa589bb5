//! Finding every request about an address. The address comes in the body of a form, because it
//! does not belong in a link, a browser's history or a server's log.

use std::time::Duration;

use askama::Template;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use record::Address;
use record::address::AddressError;
use record::commitment::Match;
use tokio::sync::Semaphore;
use words::Value;

use super::head::{Row, row};
use super::message;
use crate::frame::Frame;
use crate::page::{NEVER_KEPT, Page, show};
use crate::reading;
use crate::search::{self, Found, SHOWN_MAX};
use crate::state::{RegisterState, Shared};

/// The largest form: an address of [`record::address::ADDRESS_MAX_BYTES`], every byte escaped.
pub const FORM_BYTES_MAX: usize = 3 * record::address::ADDRESS_MAX_BYTES + 1024;

/// Searches at once. Each reads the whole log, so strangers must not be able to start many.
static SEARCHES: Semaphore = Semaphore::const_new(1);

/// How long a search waits for its turn.
const TURN: Duration = Duration::from_secs(20);

/// The form, and under it what was found.
#[derive(Template)]
#[template(path = "find.html")]
pub struct FindPage {
    frame: Frame,
    status: StatusCode,
    size: String,
    address: String,
    error: Option<String>,
    results: Option<Results>,
}

/// What was found.
struct Results {
    title: String,
    searched: String,
    rows: Vec<FoundRow>,
    is_cut: bool,
}

/// One entry about the address.
struct FoundRow {
    row: Row,
    how: String,
}

impl Page for FindPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

/// What the form sends.
#[derive(serde::Deserialize)]
pub struct Asked {
    address: String,
}

/// `GET /register/find`: the form alone.
pub async fn form(State(state): State<Shared>, frame: Frame) -> Response {
    show(&empty(&state, frame))
}

fn empty(state: &Shared, frame: Frame) -> FindPage {
    let size = frame.number(state.reader.checkpoint().checkpoint().size);
    let (address, error, results) = (String::new(), None, None);
    FindPage { frame, status: StatusCode::OK, size, address, error, results }
}

/// `POST /register/find`. It reads only.
pub async fn results(
    State(state): State<Shared>,
    frame: Frame,
    asked: Result<Form<Asked>, FormRejection>,
) -> Response {
    let typed = match asked {
        Ok(Form(Asked { address })) => address,
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return message::too_long(frame);
        }
        Err(_) => String::new(),
    };
    let page = empty(&state, frame);
    let address: Address = match typed.parse() {
        Ok(address) => address,
        Err(error) => {
            let error = Some(page.frame.t(error_id(error)));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return show(&FindPage { status, address: typed, error, ..page });
        }
    };
    let Ok(Ok(turn)) = tokio::time::timeout(TURN, SEARCHES.acquire()).await else {
        return message::busy(page.frame);
    };
    // The turn ends with the work, not with a reader who has left.
    let search = move |state: &RegisterState| {
        let _turn = turn;
        search::find(state, &address)
    };
    let found = reading::aside(state, search).await;
    match found {
        Ok(found) => {
            let results = Some(results_of(&page.frame, &found));
            show(&FindPage { address: typed, results, ..page })
        }
        Err(trouble) => message::trouble(page.frame, &trouble),
    }
}

/// What is wrong with an address, as the name of its text.
pub(crate) fn error_id(error: AddressError) -> &'static str {
    match error {
        AddressError::Empty => "address-empty",
        AddressError::TooLong => "address-long",
        AddressError::Character => "address-space",
        AddressError::Scheme => "address-scheme",
        AddressError::Host | AddressError::Syntax => "address-host",
    }
}

fn results_of(frame: &Frame, found: &Found) -> Results {
    let rows = found.hits.iter().map(|hit| FoundRow {
        row: row(frame, hit.index, &hit.entry),
        how: frame.t(match hit.how {
            Match::Address => "match-address",
            Match::Content => "match-content",
        }),
    });
    Results {
        title: frame.say("found-title", &[("count", Value::Count(found.count))]),
        searched: frame.say("found-searched", &[("count", Value::Count(found.searched))]),
        rows: rows.collect(),
        is_cut: found.count > SHOWN_MAX as u64,
    }
}
