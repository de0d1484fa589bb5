//! The author of a content: what was asked about it, and how to contest.

use crate::desk::Desk;
use crate::routes::Route;

/// The routes of this room.
pub(crate) fn routes() -> Vec<Route<Desk>> {
    Vec::new()
}
