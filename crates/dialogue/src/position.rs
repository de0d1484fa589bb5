//! What the desks of the bloc say together.

use serde::{Deserialize, Serialize};

use crate::text::Trilingual;

/// A position as it is put before the member desks. It is adopted when enough of them signed the
/// same text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// What it says.
    pub text: Trilingual,
    /// Its name.
    pub title: Trilingual,
}
