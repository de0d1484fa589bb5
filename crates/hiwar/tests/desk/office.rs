//! The officers' side over HTTP: invited on the command line, joined in a browser, logged in with a
//! telephone's digits.

use std::process::{Command, Output};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::person::{Desk, Folder, Person};

pub(crate) const PASSWORD: &str = "seven camels by the sea";

pub(crate) fn administrator(folder: &Folder, name: &str) -> Output {
    let arguments = ["desk", "administrator", "--base", "https://desk.example/", "--name", name];
    let mut command = Command::new(env!("CARGO_BIN_EXE_hiwar"));
    command.args(arguments).arg("--data").arg(folder.path()).output().unwrap()
}

/// The part of the page between two texts.
fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let after = page.split(start).nth(1).unwrap_or_else(|| panic!("no {start} in {page}"));
    after.split(end).next().unwrap()
}

/// The digits that a telephone with this secret shows, so many steps from now.
#[expect(clippy::disallowed_methods, reason = "a telephone has a clock of its own")]
pub(crate) fn digits(secret: &[u8], steps: u64) -> String {
    let now_s = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    store::totp::code(secret, store::totp::step_of(now_s) + steps)
}

/// Reads base 32, as an app does.
fn secret_of(page: &str) -> Vec<u8> {
    let written = between(page, "?secret=", "&");
    let (mut held, mut bits, mut bytes) = (0_u32, 0, Vec::new());
    for letter in written.bytes() {
        let value = if letter.is_ascii_digit() { letter - b'2' + 26 } else { letter - b'A' };
        held = held << 5 | u32::from(value);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 255) as u8);
        }
    }
    bytes
}

/// Joins with an invitation, and returns the secret and one recovery code.
pub(crate) fn join(person: &mut Person, at: &str) -> (Vec<u8>, String) {
    let page = person.get(at).body;
    assert!(page.contains("<svg class=\"qr\""), "{page}");
    let secret = secret_of(&page);
    let code = at.split("code=").nth(1).unwrap();
    let first = digits(&secret, 0);
    let all = [("code", code), ("password", PASSWORD), ("again", PASSWORD), ("first", &first)];
    let joined = person.post("/desk/invitation", &all).unwrap();
    assert_eq!(joined.status, 200, "{}", joined.body);
    let codes = between(&joined.body, "class=\"recovery\"", "</ul>").to_owned();
    (secret, between(&codes, "dir=\"ltr\">", "<").to_owned())
}

pub(crate) fn log_in(person: &mut Person, name: &str, code: &str) -> u16 {
    let fields = [("name", name), ("password", PASSWORD), ("code", code)];
    person.post("/desk/login", &fields).unwrap().status
}

#[test]
fn an_administrator_who_was_made_on_the_machine_joins_and_logs_in_with_a_telephone() {
    let folder = Folder::new("office");
    drop(Desk::start(&folder));
    let made = administrator(&folder, "first");
    assert!(made.status.success(), "{made:?}");
    let address = String::from_utf8(made.stdout).unwrap();
    let path = address.trim().strip_prefix("https://desk.example").unwrap().to_owned();
    assert!(path.starts_with("/desk/invitation?code="), "{path}");
    assert_eq!(administrator(&folder, "First").status.code(), Some(2), "the name is taken");
    assert_eq!(administrator(&folder, "a b").status.code(), Some(2));

    let desk = Desk::start(&folder);
    let busy = administrator(&folder, "second");
    assert_eq!(busy.status.code(), Some(3));
    assert!(String::from_utf8(busy.stderr).unwrap().contains("stop `hiwar serve`"));

    let mut person = desk.person();
    assert_eq!(person.get("/desk/me").location(), "/desk/login");
    let (secret, recovery) = join(&mut person, &path);
    assert_eq!(person.get("/desk/me").status, 200);
    assert_eq!(person.get(&path).status, 404, "an invitation works once");
    let out = person.send("/desk/me", "/desk/logout", &[]).unwrap();
    assert_eq!(out.location(), "/desk/login");
    assert_eq!(person.get("/desk/me").location(), "/desk/login");

    let mut other = desk.person();
    assert_eq!(log_in(&mut other, "first", &digits(&secret, 0)), 422, "that code was used to join");
    assert_eq!(log_in(&mut other, "nobody", &digits(&secret, 1)), 422);
    assert_eq!(log_in(&mut other, "first", &digits(&secret, 1)), 303);
    assert!(other.get("/desk/me?lang=en").body.contains("runs the machine and sees no case"));
    assert_eq!(log_in(&mut desk.person(), "first", &recovery), 303);
    assert_eq!(log_in(&mut desk.person(), "first", &recovery), 422, "it works once");
    let page = other.get("/desk/me").body;
    assert!(page.contains("/desk/me/sessions"), "two browsers are seen: {page}");
}

#[test]
fn guessing_locks_strangers_out_and_not_the_officer() {
    let folder = Folder::new("office-guess");
    drop(Desk::start(&folder));
    let made = administrator(&folder, "first");
    let address = String::from_utf8(made.stdout).unwrap();
    let path = address.trim().strip_prefix("https://desk.example").unwrap().to_owned();
    let desk = Desk::start(&folder);
    let mut officer = desk.person();
    let (_, recovery) = join(&mut officer, &path);
    officer.send("/desk/me", "/desk/logout", &[]).unwrap();
    let statuses: Vec<u16> =
        (0..12).map(|_| log_in(&mut desk.person(), "first", "000000")).collect();
    assert_eq!(statuses[..10], [422; 10]);
    assert_eq!(statuses[10..], [429; 2]);
    assert_eq!(log_in(&mut desk.person(), "first", &recovery), 429, "a stranger waits");
    assert_eq!(log_in(&mut officer, "first", &recovery), 303, "who was here before does not");
}
