//! Pages and API: one route table that builds the router and feeds the tests.

pub mod append;
pub mod assets;
pub mod contest;
pub mod desk;
pub mod desk_routes;
mod failure;
pub mod figure;
pub mod frame;
pub mod health;
pub mod limits;
pub mod log_files;
pub mod office;
pub mod page;
pub mod pages;
mod proving;
mod reading;
pub mod receipt;
pub mod report;
pub mod review;
pub mod room;
pub mod routes;
mod search;
pub mod seat;
pub mod standing;
pub mod state;
pub mod telling;
pub mod witness;
