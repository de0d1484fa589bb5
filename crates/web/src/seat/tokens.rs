//! The tokens with which a platform's programs come in: made here, shown once, taken back here.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use desk::FreeText;
use store::desk::{SEAT_TOKENS_MAX, SeatToken};
use words::Value;

use crate::desk::{Desk, Sent, go};
use crate::frame::{Frame, Moment};
use crate::office::{Office, Seat};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// What a token is called. Unit: characters.
const NAME_CHARS_MAX: usize = 60;

/// The tokens of an account.
#[derive(Template)]
#[template(path = "seat_tokens.html")]
pub struct TokensPage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    rows: Vec<Row>,
    /// The new token, which is shown this once.
    made: Option<String>,
    base: String,
    problem: Option<String>,
    typed: String,
}

struct Row {
    id: i64,
    name: String,
    made: Moment,
    used: Option<Moment>,
}

impl Page for TokensPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

/// What came of an attempt to make one.
#[derive(Default)]
struct Outcome {
    made: Option<String>,
    problem: Option<String>,
    typed: String,
}

/// `GET /seat/tokens`.
pub async fn page(State(desk): State<Desk>, frame: Frame, seat: Seat) -> Response {
    render(&desk, frame, &seat, Outcome::default())
}

/// `POST /seat/tokens`.
pub async fn make(State(desk): State<Desk>, frame: Frame, seat: Seat, sent: Sent) -> Response {
    let fields = match seat.visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let name = FreeText::line(fields.get("name"), NAME_CHARS_MAX);
    let name = name.map(FreeText::into_string).unwrap_or_default();
    let refused = |problem: String| Outcome {
        problem: Some(problem),
        typed: fields.shown("name"),
        ..Outcome::default()
    };
    if name.is_empty() {
        let most = Value::Count(NAME_CHARS_MAX as u64);
        let problem = frame.say("seat-token-no-name", &[("most", most)]);
        return render(&desk, frame, &seat, refused(problem));
    }
    match desk.store.seat_token_make(seat.account_id, &name, desk.now_ms()).await {
        Ok(Some(text)) => {
            let made = Some(text.to_string());
            render(&desk, frame, &seat, Outcome { made, ..Outcome::default() })
        }
        Ok(None) => {
            let most = Value::Count(u64::from(SEAT_TOKENS_MAX));
            let problem = frame.say("seat-token-many", &[("most", most)]);
            render(&desk, frame, &seat, refused(problem))
        }
        Err(error) => message::failed(frame, &error),
    }
}

/// `POST /seat/tokens/revoke`.
pub async fn revoke(State(desk): State<Desk>, frame: Frame, seat: Seat, sent: Sent) -> Response {
    let fields = match seat.visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    // A number that is none, or another account's, is nothing to take back.
    let id = fields.get("id").parse().unwrap_or(0);
    let (account, by) = (seat.account_id, seat.pseudonym);
    match desk.store.seat_token_revoke(account, id, by, desk.now_ms()).await {
        Ok(_) => go(&frame.link("/seat/tokens")),
        Err(error) => message::failed(frame, &error),
    }
}

fn render(desk: &Desk, frame: Frame, seat: &Seat, outcome: Outcome) -> Response {
    let tokens = match desk.store.seat_token_list(seat.account_id) {
        Ok(tokens) => tokens,
        Err(error) => return message::failed(frame, &error),
    };
    let row = |token: SeatToken| Row {
        id: token.id,
        name: token.name,
        made: frame.moment(token.made_ms / 1000),
        used: token.used_ms.map(|used_ms| frame.moment(used_ms / 1000)),
    };
    let Outcome { made, problem, typed } = outcome;
    show(&TokensPage {
        office: Office::new(&frame, &seat.visitor),
        status: problem.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY),
        rows: tokens.into_iter().map(row).collect(),
        base: crate::compose::base(desk, &frame),
        made,
        problem,
        typed,
        frame,
    })
}
