//! The outside reviewer's pages.

use crate::desk::Desk;
use crate::routes::Route;

/// The routes of this room.
pub(crate) fn routes() -> Vec<Route<Desk>> {
    Vec::new()
}
