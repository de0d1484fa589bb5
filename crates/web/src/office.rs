//! The officers' side: log-in, the queue, a case, notices, accounts.

use crate::desk::Desk;
use crate::routes::Route;

/// The routes of this room.
pub(crate) fn routes() -> Vec<Route<Desk>> {
    Vec::new()
}
