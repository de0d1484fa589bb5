//! The platform's seat: its inbox, each notice, answers, and the same as an API for its programs.
//!
//! What a platform may do, and what each act says in public, is in `desk::seat`. Here an act is read
//! from a form or from JSON, and kept.

pub mod acts;
pub mod answer;
pub mod api;
pub mod inbox;
pub mod notice;
pub mod open;
pub mod tokens;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::desk::Desk;
use crate::office::Who;
use crate::routes::{Route, files as answers, page};

/// The largest form of this room. Unit: bytes. A statement has 8,000 characters, each of which a form
/// may write with twelve bytes.
const FORM_BYTES_MAX: usize = 128 << 10;

/// The routes of this room. Their examples are of no notice there is.
pub(crate) fn routes() -> Vec<Route<Desk>> {
    /// An address of one notice.
    macro_rules! of {
        ($act:literal, $handler:expr) => {
            answers(concat!("/seat/notice/{reference}", $act), $handler)
                .only(Who::Seat)
                .of_page("/seat/notice/{reference}")
                .with_example(concat!("/seat/notice/00000000000000000000000000000000", $act))
        };
    }
    let form = || DefaultBodyLimit::max(FORM_BYTES_MAX);
    let mut routes = vec![
        page("/seat", "/seat", get(inbox::page)).only(Who::Seat),
        of!("", get(notice::page)),
        of!("/release.json", get(notice::file)),
        of!("/received", post(notice::received).layer(form())),
        of!("/answer", get(answer::page).post(answer::send).layer(form())),
        of!("/ask", get(answer::ask_page).post(answer::ask).layer(form())),
        page("/seat/tokens", "/seat/tokens", get(tokens::page).post(tokens::make).layer(form()))
            .only(Who::Seat),
        answers("/seat/tokens/revoke", post(tokens::revoke).layer(form()))
            .only(Who::Seat)
            .of_page("/seat/tokens"),
    ];
    routes.extend(api::routes());
    routes
}
