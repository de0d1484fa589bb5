//! The register of a desk that was put back from an older copy signs no second history.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use record::Timestamp;
use record::choice::{ReviewingBody, Role};
use record::id::VerifierKeyText;
use register::note::{KeyKind, KeyName, SignerKey};
use store::desk::{Account, DeskStore, Grantor};

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

/// A desk's store while nobody serves it, and the accounts in it.
fn open(data: &Path) -> (DeskStore, Vec<Account>) {
    let random = |bytes: &mut [u8]| {
        let clock = NEXT.fetch_add(1, Ordering::Relaxed).to_le_bytes();
        bytes.iter_mut().zip(clock.iter().cycle()).for_each(|(byte, of)| *byte = *of);
        Ok(())
    };
    let store = DeskStore::open(data, random).unwrap();
    let accounts = store.account_list().unwrap();
    (store, accounts)
}

#[expect(clippy::disallowed_methods, reason = "the desk reads the same clock")]
fn now_s() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

/// Numbers that are never the same twice, which is all that these tests need of chance.
static NEXT: AtomicU64 = AtomicU64::new(1);

#[test]
fn what_the_register_says_was_taken_back_after_a_back_up_is_not_given_back() {
    let place = Place::new("revoked");
    let data = place.desk.path();
    drop(Desk::start(&place.desk));
    for name in ["stays", "goes"] {
        account(data, name);
    }
    let name = KeyName::new("bar.example/reviewer").unwrap();
    let key = SignerKey::from_seed(name, KeyKind::Ed25519, [5; 32]).unwrap();
    let key: VerifierKeyText = key.verifier().to_string().parse().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let now = || Timestamp::nearest(i64::try_from(now_s()).unwrap());
    let (store, _) = open(data);
    let added = store.reviewer_key_add(Grantor::Machine, key, ReviewingBody::Bar, now());
    runtime.block_on(added).unwrap();
    drop(store);
    let desk = Desk::start(&place.desk);
    until(&desk, "roles and key are entries", |_| is_written(data, 3));
    let old = place.back_up("old");
    drop(desk);

    let (store, accounts) = open(data);
    let goes = accounts.iter().find(|it| it.name == "goes").unwrap().pseudonym;
    // An entry knows no shorter time than a second.
    let later = now().plus_seconds(1).unwrap();
    let gone = store.role_revoke(Grantor::Machine, goes, Role::Administrator, later);
    runtime.block_on(gone).unwrap();
    let key = store.reviewer_keys().unwrap()[0].id;
    let ended = store.reviewer_key_remove_compromised(Grantor::Machine, key, later);
    runtime.block_on(ended).unwrap();
    drop(store);
    let desk = Desk::start(&place.desk);
    until(&desk, "it was taken back in public", |_| is_written(data, 5));
    drop(desk);

    let folder = place.put_back(&old, "again");
    let held = |name: &str| {
        let (store, accounts) = open(folder.path());
        let roles = accounts.iter().find(|it| it.name == name).unwrap().roles();
        (roles.has(Role::Administrator), store.reviewer_keys().unwrap()[0].removed_ms)
    };
    assert_eq!(held("goes"), (true, None), "the copy alone cannot know");
    let (dir, from) = (folder.path().join("register"), data.join("register"));
    let last = from.join("public/checkpoint");
    let recover = ["register", "recover", "--dir", str(&dir), "--from", str(&from)];
    hiwar_ends(0, &[&recover[..], &["--checkpoint", str(&last)]].concat());
    drop(Desk::start(&folder));
    assert_eq!(held("goes"), (false, Some(u64::try_from(later.unix()).unwrap() * 1000)));
    assert!(held("stays").0);
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
