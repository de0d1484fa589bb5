//! Pages and API: one route table that builds the router and feeds the tests.

pub mod append;
pub mod log_files;
pub mod routes;
pub mod state;
pub mod witness;
