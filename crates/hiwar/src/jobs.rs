//! Long work beside the pages: sequencing, writing tiles, asking witnesses, carrying the desk's
//! entries into its register, filling the public room from it.

pub(crate) mod registrar;
pub(crate) mod room;
pub(crate) mod scorecards;
pub(crate) mod sequencer;
pub(crate) mod witnesses;
