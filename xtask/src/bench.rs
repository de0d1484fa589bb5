//! Figures of the hot paths, each beside a baseline in the same run or its goal.

mod bloc;
mod desk;
mod dialogue;
mod intake;
mod load;
mod queue;
mod register;
mod scorecard;
mod server;
mod start;
mod storage;
mod table;
mod upload;
mod visitors;

pub(crate) use bloc::run as bloc;
pub(crate) use dialogue::run as dialogue;
pub(crate) use intake::run as intake;
pub(crate) use queue::run as queue;
pub(crate) use register::run as register;
pub(crate) use scorecard::run as scorecard;
pub(crate) use start::run as start;
pub(crate) use upload::run as upload;
