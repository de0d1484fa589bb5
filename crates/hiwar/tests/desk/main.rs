//! A desk as people and attackers meet it: the real binary, over HTTP.
#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod backup;
mod crash;
mod demonstration;
mod downloads;
mod entries;
mod hostile;
mod languages;
#[expect(dead_code, reason = "other tests have other lives")]
#[path = "../../../desk/tests/it/lives.rs"]
mod lives;
mod logs;
mod memory;
mod office;
mod own;
mod person;
mod quota;
mod report;
mod retention;
mod room;
