//! Long work beside the pages: sequencing, writing tiles, asking witnesses.

pub(crate) mod sequencer;
pub(crate) mod witnesses;
