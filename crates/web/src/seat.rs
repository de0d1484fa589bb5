//! The platform's seat: log-in, inbox, answers, and the same as an API.

use crate::desk::Desk;
use crate::routes::Route;

/// The routes of this room.
pub(crate) fn routes() -> Vec<Route<Desk>> {
    Vec::new()
}
