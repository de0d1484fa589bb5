//! The rooms that think read no clock, randomness, file, socket, environment or system zone.

use anyhow::Result;

use super::floors::is_thinking;
use super::{Finding, Rule};
use crate::house::House;
use crate::source::What;

pub(super) const RULES: &[Rule] = &[Rule {
    name: "purity",
    reason: "a room of floor 0 or 1 gives the same answer everywhere, in a browser too: time, \
             random bytes and texts are arguments",
    check: thinking_rooms_read_nothing,
}];

/// What a thinking room may not name: the start of a path, and what to do instead.
const FORBIDDEN_PATHS: &[(&str, &str)] = &[
    ("std::fs", "files are read in `store` or `hiwar`; take the bytes"),
    ("std::net", "sockets live in `web` and `hiwar`; an address alone is in `core::net`"),
    ("std::process", "processes are started in `hiwar`; return the error"),
    ("std::env", "configuration is read in `hiwar`; take the value"),
    ("std::thread", "the caller decides what runs beside what"),
    ("std::os", "a thinking room knows no system"),
    ("std::io::stdin", "take a `Read`"),
    ("std::io::stdout", "take a `Write`"),
    ("std::io::stderr", "take a `Write`"),
    ("std::time::SystemTime", "time is an argument"),
    ("std::time::Instant", "time is an argument"),
    ("std::*", "name what is used, so that this rule can see it"),
    ("std::hash::RandomState", "random bytes are an argument"),
    ("std::collections::hash_map::RandomState", "random bytes are an argument"),
    ("getrandom", "random bytes are an argument"),
    ("rand", "random bytes are an argument"),
    ("rand_core::OsRng", "random bytes are an argument"),
    ("tokio", "a thinking room does not wait"),
    ("libc", "a thinking room knows no system"),
];

/// The last part of a path that is randomness or a clock wherever it comes from.
const FORBIDDEN_ENDS: &[&str] = &["OsRng", "SysRng", "thread_rng", "SystemTime", "Instant"];

/// Macros that print.
const PRINTING: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

fn thinking_rooms_read_nothing(house: &House) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for file in &house.rust {
        let Some((room, "src", _)) = room_of(&file.path) else {
            continue;
        };
        if !is_thinking(room) {
            continue;
        }
        for (what, line) in file.shipped() {
            if let Some(message) = forbidden(what) {
                findings.push(Finding::new(&file.path, line, message));
            }
        }
    }
    findings.sort();
    findings.dedup();
    Ok(findings)
}

/// `crates/<room>/<folder>/<rest>`, taken apart.
fn room_of(path: &str) -> Option<(&str, &str, &str)> {
    let (room, rest) = path.strip_prefix("crates/")?.split_once('/')?;
    let (folder, rest) = rest.split_once('/')?;
    Some((room, folder, rest))
}

fn forbidden(what: &What) -> Option<String> {
    match what {
        What::Path(path) => forbidden_path(path),
        What::Macro { name, .. } if PRINTING.contains(&name.as_str()) => {
            Some(format!("`{name}!`: a thinking room returns what it has to say"))
        }
        What::Macro { name, arguments } if name == "env" || name == "option_env" => {
            let own = arguments.trim().starts_with("\"CARGO_PKG_");
            (!own).then(|| format!("`{name}!({arguments})`: the environment is read in `hiwar`"))
        }
        _ => None,
    }
}

fn forbidden_path(path: &str) -> Option<String> {
    let starts = |start: &str| {
        path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    if let Some((_, instead)) = FORBIDDEN_PATHS.iter().find(|(start, _)| starts(start)) {
        return Some(format!("`{path}`: {instead}"));
    }
    let end = path.rsplit("::").find(|part| FORBIDDEN_ENDS.contains(part))?;
    Some(format!("`{path}`: `{end}` is an argument here"))
}

#[cfg(test)]
mod tests {
    use super::super::samples::check_finds;
    use super::*;

    #[track_caller]
    fn check(text: &str, lines: &[usize]) {
        let places: Vec<String> =
            lines.iter().map(|line| format!("crates/law/src/lib.rs:{line}")).collect();
        let places: Vec<&str> = places.iter().map(String::as_str).collect();
        check_finds(thinking_rooms_read_nothing, &[("crates/law/src/lib.rs", text)], &places);
    }

    #[test]
    fn files_sockets_processes_threads_and_the_environment_are_refused() {
        check("use std::{collections::BTreeMap, fs};", &[1]);
        check("use std::fs as disk;\n\nfn f() { disk::read(\"x\"); }", &[1, 3]);
        check("fn f(s: std::net::TcpStream) {}", &[1]);
        check("fn f() { std::process::exit(1) }", &[1]);
        check("fn f() {\n assert_eq!(std::env::var(\"X\"), Ok(1)); }", &[2]);
        check("use std::thread::spawn;", &[1]);
        check("use std::*;", &[1]);
    }

    #[test]
    fn clocks_and_randomness_are_refused() {
        check("use std::time::{Duration, Instant};", &[1]);
        check("fn f() { std::time::SystemTime::now(); }", &[1]);
        check("use ed25519_dalek::rand_core::OsRng;", &[1]);
        check("fn f(b: &mut [u8]) { getrandom::fill(b); }", &[1]);
        check("fn f() { rand::random(); }", &[1]);
        check("async fn f() { tokio::time::advance(); }", &[1]);
    }

    #[test]
    fn printing_and_reading_the_environment_by_macro_are_refused() {
        check("fn f() { println!(\"a\"); }", &[1]);
        check("fn f() { if true { eprintln!(\"a\") } }", &[1]);
        check("const A: &str = env!(\"CARGO_MANIFEST_DIR\");", &[1]);
        check("const A: &str = env!(\"CARGO_PKG_VERSION\");", &[]);
    }

    #[test]
    fn arguments_and_plain_types_are_allowed() {
        check("use core::net::IpAddr;\nuse std::time::Duration;\nuse std::io::Read;", &[]);
        check("fn instant(now: u64) -> u64 { now }", &[]);
    }

    #[test]
    fn tests_may_read_what_they_like() {
        check("#[cfg(test)]\nmod tests { use std::fs; fn f() { println!(\"a\"); } }", &[]);
        check_finds(
            thinking_rooms_read_nothing,
            &[
                ("crates/law/tests/all.rs", "use std::fs;"),
                ("crates/hiwar/src/main.rs", "use std::fs;"),
            ],
            &[],
        );
    }
}
