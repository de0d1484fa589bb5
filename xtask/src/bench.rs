//! Figures of the hot paths, each beside a baseline in the same run.

mod load;
mod register;
mod storage;
mod table;

pub(crate) use register::run as register;
