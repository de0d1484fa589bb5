//! The register's routes as a browser and a stranger meet them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]

mod account_events;
mod administrators;
mod bulk;
mod cases;
mod client;
mod desk;
mod dialogue;
mod filled;
mod hostile;
mod links;
#[expect(dead_code, reason = "other tests have other lives")]
#[path = "../../../desk/tests/it/lives.rs"]
mod lives;
mod office;
mod pages;
mod paper;
mod purge;
mod released;
mod requests;
mod room;
mod search;
mod seat;
mod seat_api;
mod signed;
mod solved;
mod staff;
mod support;
mod turns;
mod words;
