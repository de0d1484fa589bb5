//! The register's routes as a browser and a stranger meet them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]

mod administrators;
mod client;
mod desk;
mod hostile;
mod office;
mod pages;
mod search;
mod solved;
mod staff;
mod support;
mod words;
