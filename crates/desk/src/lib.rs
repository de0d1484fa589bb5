//! Report, case, notice: what a desk may do and must do, as values. It stores nothing and speaks to
//! nobody; the rules of due process live here and nowhere else.
//!
//! # One report, from the first page to the case
//!
//! 1. [`Telling`] is the report while it is written. [`steps`] says which pages there are for it,
//!    in their order, and which are done.
//! 2. [`Telling::report`] checks it whole and gives a [`Report`], or every [`Problem`] at once, each
//!    with the page that mends it.
//! 3. [`Report::fold_keys`] says by what other reports of the same content are found, and
//!    [`urgency()`] how soon a person must look, and why.
//! 4. [`Receipt`] is the only way back to it.
//!
//! # One notice, from the draft to the platform's answer
//!
//! 1. [`notice::propose`] refuses what due process refuses; [`notice::Proposal::approve`] needs
//!    another officer; [`notice::Approved::write`] fixes texts and entry.
//! 2. [`release::ReleasableNotice`] needs the durable entry and the reviewer's certificate. Nothing
//!    else leaves.
//! 3. [`answer::Statement`] is what comes back; [`turn::is_silent`] says when nothing did, and
//!    [`turn::may_follow`] what may happen next. Where a notice stands for its platform is in [`seat`].
//! 4. [`contest::may_decide`] says who looks again when somebody contests, and [`contest::follows`]
//!    what comes of it. [`signed`] is what an outside reviewer says with a signature: an objection, a
//!    ruling.
//!
//! # One case, from the first report to its outcome
//!
//! [`case::CaseState::after`] says which acts a case takes and what becomes of it; [`case::claim`]
//! and [`case::renew`], who works on it and for how long.
//!
//! What an officer finds that the answers do not say makes the rules stricter: [`finding`].
//! [`retention::Retention`] says how long it is all kept; nothing of a case that is not closed goes.
//! [`survey::Survey`] says when the person who reported is asked whether it was solved.
//!
//! What strangers can see of all this stands in [`public`].
//!
//! # Who may do what
//!
//! [`RoleSet`] holds the roles that one officer may hold together, and [`MATRIX`] says which of them
//! may take which [`Action`]. Everything else asks [`may`].
//!
//! This crate reads no clock, randomness, file, socket or environment.

mod action;
pub mod answer;
pub mod case;
pub mod contest;
pub mod finding;
mod login;
pub mod notice;
pub mod parties;
pub mod public;
mod receipt;
pub mod release;
mod report;
pub mod retention;
mod role;
pub mod seat;
pub mod signed;
mod step;
pub mod survey;
mod telling;
pub mod terms;
mod text;
pub mod turn;
mod urgency;

pub use action::{Action, MATRIX, may, roles_for};
pub use login::{
    LoginName, LoginNameError, PASSWORD_BYTES_MAX, PASSWORD_CHARS_MIN, Password, PasswordError,
};
pub use receipt::{Receipt, ReceiptError};
pub use report::{GivenAddress, MESSAGES_WAITING_MAX, Report, fold_key};
pub use role::{RoleError, RoleSet};
pub use step::{Step, next_open, progress, steps};
pub use telling::{ACCOUNT_CHARS_MAX, ADDRESSES_MAX, Contact, Problem, Telling, Unsent, Wrong};
pub use text::{FreeText, TextError};
pub use urgency::{Urgency, urgency};
