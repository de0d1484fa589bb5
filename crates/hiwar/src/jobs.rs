//! Long work beside the pages: sequencing, writing tiles, asking witnesses, carrying the desk's
//! entries into its register.

pub(crate) mod registrar;
pub(crate) mod sequencer;
pub(crate) mod witnesses;
