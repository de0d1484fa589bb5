//! The officers' side: who may come in, the frame of its pages, log-in, accounts and keys.
//!
//! Each route says who may ([`Who`]), the router puts one layer around it that lets nobody else in,
//! and a handler gets whoever came in as [`Officer`], [`Reviewer`], [`Seat`] or [`Visitor`].

pub mod demo;
pub mod door;
pub mod frame;
pub mod me;

use axum::routing::{get, post};

use crate::desk::Desk;
use crate::routes::{Route, files as answers, page};

pub use door::{Officer, Reviewer, Seat, Visitor, Who};
pub use frame::Office;

/// The routes of this room.
pub(crate) fn routes() -> Vec<Route<Desk>> {
    vec![
        page("/desk/me", "/desk/me", get(me::page)).only(Who::LoggedIn),
        answers("/desk/logout", post(me::log_out)).only(Who::LoggedIn),
        page("/desk/enter", "/desk/enter", get(demo::page).post(demo::enter)),
    ]
}
