//! The pages of the register, one file each: its struct, its policy, its handler.

pub mod entry;
pub mod find;
pub mod head;
pub mod message;
pub mod proof;
pub mod witnesses;

use register::checkpoint::SignedCheckpoint;
use std::sync::Arc;

use crate::state::RegisterState;

/// The part of a checkpoint that pages show.
#[derive(Debug, Clone)]
pub struct Head {
    /// How many entries there are.
    pub size: u64,
    /// The root, in base64 as it stands in the checkpoint.
    pub root: String,
}

impl Head {
    fn of(signed: &SignedCheckpoint) -> Head {
        let checkpoint = signed.checkpoint();
        Head { size: checkpoint.size, root: checkpoint.root.to_string() }
    }

    fn latest(state: &RegisterState) -> (Head, Arc<SignedCheckpoint>) {
        let signed = state.reader.checkpoint();
        (Head::of(&signed), signed)
    }
}

/// The number in an address. Only the one way of writing it is one, so that each page has one
/// address.
fn number(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}
