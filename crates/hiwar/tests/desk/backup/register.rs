//! The register of a desk that was put back from an older copy signs no second history.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::{Place, hiwar_ends, str};
use crate::person::{Desk, comes};

/// Makes an account, whose role becomes an entry once the desk runs.
#[track_caller]
fn account(data: &Path, name: &str) {
    hiwar_ends(0, &["desk", "administrator", "--data", str(data), "--name", name]);
}

/// How many entries the register has, and whether it may grow.
fn standing(desk: &Desk) -> (u64, String) {
    let json = desk.person().get("/register/witnesses.json").body;
    let field = |name: &str| {
        let (_, rest) = json.split_once(&format!("\"{name}\":")).unwrap();
        rest.trim_start_matches('"').split(['"', ',', '}']).next().unwrap().to_owned()
    };
    (field("size").parse().unwrap(), field("state"))
}

/// Asks again and again until it is so, but not for ever.
#[track_caller]
fn until(desk: &Desk, what: &str, is_so: impl Fn(&Desk) -> bool) {
    assert!(comes(|| is_so(desk)), "it never came to be that {what}: {:?}", standing(desk));
}

/// Whether the files of the register have followed to so many entries: then they are a mirror.
fn is_written(data: &Path, size: u64) -> bool {
    let checkpoint = std::fs::read_to_string(data.join("register/public/checkpoint")).unwrap();
    checkpoint.lines().nth(1) == Some(&size.to_string())
}

#[test]
fn a_register_without_witnesses_stays_closed_until_it_is_said_what_was_last_known() {
    let place = Place::new("unwitnessed");
    drop(Desk::start(&place.desk));
    account(place.desk.path(), "first");
    let desk = Desk::start(&place.desk);
    until(&desk, "the role is an entry", |_| is_written(place.desk.path(), 1));
    let old = place.back_up("old");
    drop(desk);
    account(place.desk.path(), "second");
    let desk = Desk::start(&place.desk);
    until(&desk, "the second is one too", |_| is_written(place.desk.path(), 2));
    drop(desk);

    let folder = place.put_back(&old, "again");
    account(folder.path(), "third");
    let again = Desk::start(&folder);
    for _ in 0..200 {
        assert_eq!(standing(&again), (1, "restored".to_owned()));
    }
    drop(again);
    // The lost folder is a mirror that still has the last checkpoint.
    let (dir, from) = (folder.path().join("register"), place.desk.path().join("register"));
    let last = from.join("public/checkpoint");
    let recover = ["register", "recover", "--dir", str(&dir), "--from", str(&from)];
    let said = hiwar_ends(0, &[&recover[..], &["--checkpoint", str(&last)]].concat());
    assert!(said.contains("recovered to size 2"), "{said}");
    let again = Desk::start(&folder);
    until(&again, "the third is an entry behind the second", |desk| {
        standing(desk) == (3, "running".to_owned())
    });
    let copy = place.path("audit");
    let url = str(&from).to_owned();
    hiwar_ends(0, &["register", "audit", &url, "--state", str(&copy)]);
    hiwar_ends(0, &["register", "audit", str(&dir), "--state", str(&copy)]);
}

#[test]
fn a_register_whose_last_state_is_in_the_back_up_opens_when_that_is_said() {
    let place = Place::new("said");
    drop(Desk::start(&place.desk));
    account(place.desk.path(), "first");
    let desk = Desk::start(&place.desk);
    until(&desk, "the role is an entry", |desk| standing(desk).0 == 1);
    let out = place.back_up("out");
    drop(desk);
    let folder = place.put_back(&out, "again");
    let dir = folder.path().join("register");
    // The very words that `restore` says.
    let own = dir.join("public/checkpoint");
    let recover = ["register", "recover", "--dir", str(&dir), "--from", str(&dir)];
    hiwar_ends(0, &[&recover[..], &["--checkpoint", str(&own)]].concat());
    account(folder.path(), "second");
    let again = Desk::start(&folder);
    until(&again, "it grows", |desk| standing(desk) == (2, "running".to_owned()));
}

/// A log that witnesses the register of a desk.
struct Witness {
    child: Child,
    url: String,
}

impl Witness {
    fn of(place: &Place) -> Witness {
        let (dir, watched) = (place.path("witness"), place.desk.path().join("register"));
        let create = ["register", "create", "--test", "--origin", "test.example/witness", "--dir"];
        let made = hiwar_ends(0, &[&create[..], &[str(&dir)]].concat());
        let own_key = made.lines().find_map(|line| line.strip_prefix("witness key ")).unwrap();
        let key = std::fs::read_to_string(watched.join("public/key")).unwrap();
        std::fs::write(dir.join("witnessed"), format!("log {key}quorum none\n")).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_hiwar"))
            .args(["register", "serve", "--listen", "127.0.0.1:0", "--dir", str(&dir)])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = format!("{}/witness", line.trim().strip_prefix("listening on ").unwrap());
        let policy = format!("log {key}witness one {own_key} {url}\nquorum one\n");
        std::fs::write(watched.join("policy"), policy).unwrap();
        Witness { child, url }
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn is_cosigned(desk: &Desk, size: u64) -> bool {
    let answer = desk.person().get("/register/cosigned");
    answer.status == 200 && answer.body.lines().nth(1) == Some(&size.to_string())
}

#[test]
fn an_older_copy_of_a_witnessed_register_signs_nothing_until_what_is_missing_returns() {
    let place = Place::new("witnessed");
    drop(Desk::start(&place.desk));
    let witness = Witness::of(&place);
    account(place.desk.path(), "first");
    let desk = Desk::start(&place.desk);
    until(&desk, "the first is cosigned", |desk| is_cosigned(desk, 1));
    let old = place.back_up("old");
    drop(desk);
    account(place.desk.path(), "second");
    let desk = Desk::start(&place.desk);
    until(&desk, "the second is cosigned", |desk| is_cosigned(desk, 2));
    until(&desk, "it is in the files", |_| is_written(place.desk.path(), 2));
    let new = place.back_up("new");
    drop(desk);

    // The newest state: the witness knows no more, and the register goes on.
    let folder = place.put_back(&new, "newest");
    let newest = Desk::start(&folder);
    until(&newest, "the witness lets it open", |desk| standing(desk).1 == "running");
    drop((newest, folder));

    let folder = place.put_back(&old, "older");
    account(folder.path(), "third");
    let older = Desk::start(&folder);
    until(&older, "the witness shows the newer head", |desk| standing(desk).1 == "behind");
    assert_eq!(standing(&older).0, 1, "nothing was signed");
    drop(older);
    let (dir, from) = (folder.path().join("register"), place.desk.path().join("register"));
    let recover = ["register", "recover", "--dir", str(&dir), "--from", str(&from)];
    hiwar_ends(0, &[&recover[..], &["--witness", &witness.url]].concat());
    let again = Desk::start(&folder);
    until(&again, "it goes on where it was", |desk| is_cosigned(desk, 3));
}
