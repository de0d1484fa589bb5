//! The public room: what was asked of whom, under which article, what came back, after how long.

use crate::desk::Desk;
use crate::routes::Route;

/// The routes of this room.
pub(crate) fn routes() -> Vec<Route<Desk>> {
    Vec::new()
}
