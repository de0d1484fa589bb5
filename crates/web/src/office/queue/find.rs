//! Looking for a case: by its reference, an address, or words. What is looked for travels in the body
//! of a form and stands in no address, as it may be somebody's name.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::desk::{DeskError, FoundPage};

use super::{Row, row};
use crate::desk::{Desk, Sent, go};
use crate::finding::{Asked, asked};
use crate::frame::Frame;
use crate::office::notices::hex;
use crate::office::{Office, Officer};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// Reports that one page looks through.
const FOUND: usize = 30;

/// What was found.
#[derive(Template)]
#[template(path = "case_found.html")]
pub struct FoundCases {
    frame: Frame,
    office: Office,
    typed: String,
    rows: Vec<Row>,
    next: Option<i64>,
}

impl Page for FoundCases {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `POST /desk/queue/find`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    sent: Sent,
) -> Response {
    let fields = match officer.visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let typed = fields.shown("find");
    let before = fields.get("before").parse().ok();
    let frame = frame.at("/desk/queue");
    let who = (officer.account_id, officer.pseudonym);
    // Written down first: a search shows who told what, whatever it finds.
    if let Err(error) = desk.store.search_note(who, &typed, desk.now_ms()).await {
        return message::failed(frame, &error);
    }
    match looked(&desk, &typed, before) {
        Ok(Looked::Case(reference)) => go(&frame.link(&format!("/desk/case/{}", hex(&reference)))),
        Ok(Looked::Found(found)) => show(&FoundCases {
            office: Office::new(&frame, &officer.visitor),
            rows: found.cases.iter().map(|case| row(&frame, case, desk.now_ms())).collect(),
            next: found.next,
            typed,
            frame,
        }),
        Err(error) => message::failed(frame, &error),
    }
}

/// What came of looking.
enum Looked {
    /// One case, by its reference or that of a report in it.
    Case([u8; 16]),
    /// What has the words.
    Found(FoundPage),
}

fn looked(desk: &Desk, typed: &str, before: Option<i64>) -> Result<Looked, DeskError> {
    let words = match asked(typed) {
        Asked::Words(words) => words,
        Asked::Reference(reference) => {
            let case = match desk.store.case_fetch(&reference)? {
                Some(case) => Some(case),
                None => desk.store.case_of_report(&reference)?,
            };
            return Ok(match case {
                Some(case) => Looked::Case(case.reference),
                None => Looked::Found(FoundPage { cases: Vec::new(), next: None }),
            });
        }
    };
    Ok(Looked::Found(desk.store.find(&words, before, FOUND)?))
}
