//! What the program writes down while it serves: everything can be parsed, nothing is about anybody.

use std::collections::BTreeMap;

use crate::office::{PASSWORD, administrator, digits, join, log_in};
use crate::person::{Desk, Folder, INSULT};

const NAME: &str = "marigold";
const WORDS: &str = "zebrafish in the courtyard";
const ADDRESS: &str = "https://www.tiktok.com/@quetzal/video/7709";
const REACH: &str = "okapi@person.example +212600112233";
const FILE: &str = "axolotl.png";
const NETWORK: &str = "203.0.113.77";

/// One line of logfmt; `None` if it is none.
///
/// Source: the form that `crates/hiwar/src/log.rs` states.
fn parsed(line: &str) -> Option<BTreeMap<String, String>> {
    let (mut fields, mut rest) = (BTreeMap::new(), line);
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=')?;
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
            return None;
        }
        let end = match after.strip_prefix('"') {
            Some(quoted) => closing(quoted)? + 2,
            None => after.find(' ').unwrap_or(after.len()),
        };
        fields.insert(name.to_owned(), after[..end].trim_matches('"').to_owned());
        rest = match &after[end..] {
            "" => "",
            more => more.strip_prefix(' ')?,
        };
    }
    Some(fields)
}

/// Where a quoted value ends.
fn closing(quoted: &str) -> Option<usize> {
    let mut is_escaped = false;
    quoted.char_indices().find_map(|(at, letter)| {
        let is_end = letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        is_end.then_some(at)
    })
}

#[test]
fn each_event_is_one_line_that_parses_and_none_says_who_asked_or_what_they_wrote() {
    let folder = Folder::new("logs");
    drop(Desk::start(&folder));
    let made = administrator(&folder, NAME);
    let invitation = String::from_utf8(made.stdout).unwrap();
    let invitation = invitation.trim().strip_prefix("https://desk.example").unwrap().to_owned();
    let desk = Desk::start_logged(&folder, &["--log-requests"]);

    let mut person = desk.person_from(NETWORK);
    let told = [INSULT, &[("where", ADDRESS), ("account", WORDS), ("contact", REACH)]].concat();
    person.tell(&told, "files").unwrap();
    person.give(FILE, b"\x89PNG\r\n\x1a\nbytes of an okapi").unwrap();
    person.send("/report/step/files", "/report/step/files", &[]).unwrap();
    person.tell(&told, "check").unwrap();
    let receipt = person.finish().unwrap();
    let mut cookies: Vec<String> = person.cookies.values().cloned().collect();
    person.post("/receipt", &[("code", &receipt)]).unwrap();
    person.get("/receipt/view");
    assert_eq!(person.post("/receipt", &[("code", "7777888899990000")]).unwrap().status, 422);
    person.get(&format!("/nowhere/{WORDS}?code={receipt}").replace(' ', "%20"));
    person.ask("MARIGOLD", "/receipt/view", "", b"").unwrap();

    let mut officer = desk.person_from(NETWORK);
    let (secret, recovery) = join(&mut officer, &invitation);
    officer.send("/desk/me", "/desk/logout", &[]).unwrap();
    assert_eq!(log_in(&mut officer, NAME, "000000"), 422);
    let code = digits(&secret, 1);
    assert_eq!(log_in(&mut officer, NAME, &code), 303);
    for browser in [&person, &officer] {
        cookies.extend(browser.cookies.values().cloned());
    }

    let said = desk.end_and_read();
    let invited = invitation.split("code=").nth(1).unwrap();
    let written = [WORDS, "zebrafish", "quetzal", "7709", "okapi", "axolotl", "person.example"];
    let secrets = ["212600112233", PASSWORD, NAME, &receipt, "7777888899990000", invited, &code];
    let grouped = [" ", "-"]
        .map(|mark| [&receipt[..4], &receipt[4..8], &receipt[8..12], &receipt[12..]].join(mark));
    let others = [&recovery, NETWORK, "203.0.113", &grouped[0], &grouped[1]];
    let cookies = cookies.iter().map(String::as_str);
    for secret in written.into_iter().chain(secrets).chain(others).chain(cookies) {
        let secret = secret.to_lowercase();
        let found = said.lines().find(|line| line.to_lowercase().contains(&secret));
        assert_eq!(found, None, "{secret}");
    }
    let events: Vec<_> = said.lines().map(|line| parsed(line).expect(line)).collect();
    for event in &events {
        let has = |name: &str| event.get(name).is_some_and(|value| !value.is_empty());
        assert!(["time", "level", "target", "msg"].into_iter().all(has), "{event:?}");
    }
    let asked = |method: &str, route: &str, status: &str| {
        let is = |event: &&BTreeMap<String, String>| {
            [("method", method), ("route", route), ("status", status)]
                .iter()
                .all(|(name, value)| event.get(*name).is_some_and(|it| it == value))
        };
        events.iter().filter(is).count()
    };
    assert!(asked("POST", "/report/step/{step}", "303") > 3, "{said}");
    assert_eq!(asked("POST", "/receipt", "422"), 1);
    assert_eq!(asked("GET", "none", "404"), 1);
    assert_eq!(asked("other", "/receipt/view", "405"), 1);
    assert_eq!((asked("POST", "/desk/login", "422"), asked("POST", "/desk/login", "303")), (1, 1));
}

#[test]
fn without_being_asked_a_desk_writes_no_request_down() {
    let folder = Folder::new("logs-quiet");
    let desk = Desk::start_logged(&folder, &[]);
    assert_eq!(desk.person().get("/").status, 200);
    assert_eq!(desk.end_and_read(), "");
}
