//! The binary from outside: commands, crashes, witnesses.
#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod cli;
mod crash;
#[expect(dead_code, reason = "other tests have other lives")]
#[path = "../../../desk/tests/it/lives.rs"]
mod lives;
mod notice;
mod scorecard;
mod signed;
mod support;
mod witnesses;

/// An address of the content that the first entry of the fixtures is about, decorated as people
/// find it.
const KNOWN_ADDRESS: &str =
    "https://www.tiktok.com/@another/video/7301234567890123456?lang=ar&utm_source=share";
