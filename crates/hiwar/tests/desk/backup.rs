//! Back-ups of a running desk, and what becomes of them: put back, altered, cut, killed half-way.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::person::{Desk, Folder, INSULT, Person};

/// Runs `hiwar` to its end.
fn hiwar(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hiwar")).args(words).output().unwrap()
}

/// Runs `hiwar` and returns what it printed, on both outputs; any other status fails the test.
#[track_caller]
fn hiwar_ends(status: i32, words: &[&str]) -> String {
    let output = hiwar(words);
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert_eq!(output.status.code(), Some(status), "{words:?}\n{said}");
    said
}

fn str(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A folder with a desk, its back-ups and what is put back from them.
struct Place {
    all: Folder,
    desk: Folder,
}

impl Place {
    fn new(name: &str) -> Place {
        let all = Folder::new(&format!("backup-{name}"));
        std::fs::create_dir_all(all.path()).unwrap();
        let desk = Folder::at(all.path().join("desk"));
        Place { all, desk }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.all.path().join(name)
    }

    /// Takes a back-up under this name, with the keys in the one file of keys.
    #[track_caller]
    fn back_up(&self, name: &str) -> PathBuf {
        let out = self.path(name);
        let keys = self.path("keys");
        let words = ["backup", "--data", str(self.desk.path()), str(&out), "--keys", str(&keys)];
        hiwar_ends(0, &words);
        out
    }

    /// Puts one back into a folder of this name.
    #[track_caller]
    fn put_back(&self, from: &Path, name: &str) -> Folder {
        let to = self.path(name);
        let keys = self.path("keys");
        hiwar_ends(0, &["restore", str(from), "--data", str(&to), "--keys", str(&keys)]);
        Folder::at(to)
    }
}

/// Reports with a small and a large file, and returns the receipt.
fn report(person: &mut Person, number: u64) -> Option<String> {
    let address = format!("https://tiktok.com/@a/video/{number}");
    person.tell(&[INSULT, &[("where", address.as_str())]].concat(), "files")?;
    person.give("a.png", format!("\u{89}PNG bytes of {number}").as_bytes())?;
    let large = format!("large {number} ").repeat(30_000);
    person.give("b.png", large.as_bytes())?;
    person.send("/report/step/files", "/report/step/files", &[])?;
    person.finish()
}

/// Opens a report, and looks whether it is whole.
#[track_caller]
fn check_whole(desk: &Desk, code: &str, number: u64) {
    let mut person = desk.person();
    let opened = person.post("/receipt", &[("code", code)]).unwrap();
    assert_eq!(opened.location(), "/receipt/view", "report {number} is lost");
    assert!(person.get("/receipt/view").body.contains("SHA-256"), "report {number} is in halves");
    let small = person.get("/receipt/exhibit/1").body;
    assert!(small.contains(&format!("bytes of {number}")), "its small file is lost");
    let large = whole(&person.get("/receipt/exhibit/2").body);
    assert!(large == format!("large {number} ").repeat(30_000), "its large file is lost");
}

/// The body of an answer that came in chunks.
fn whole(mut body: &str) -> String {
    let mut whole = String::new();
    while let Some((size, rest)) = body.split_once("\r\n") {
        let (chunk, rest) = rest.split_at(usize::from_str_radix(size, 16).unwrap());
        whole += chunk;
        body = rest.trim_start_matches("\r\n");
    }
    whole
}

#[test]
fn what_was_reported_before_a_back_up_is_whole_after_it_is_put_back() {
    let place = Place::new("whole");
    let desk = Desk::start(&place.desk);
    let code = report(&mut desk.person(), 7).unwrap();
    let out = place.back_up("out");
    let key = desk.key();
    drop(desk);
    let keys = place.path("keys");
    hiwar_ends(0, &["backup", "--check", str(&out), str(&keys), "--key", &key]);
    let would = ["restore", str(&out), "--keys", str(&keys), "--dry-run", "--data", "none"];
    let said = hiwar_ends(0, &would);
    assert!(
        said.contains("\nreports 1\ncases 1\nentries 0\nregister desk.example/register size 0")
    );
    assert!(!Path::new("none").exists());
    let again = Desk::start(&place.put_back(&out, "again"));
    assert_eq!(again.key(), key);
    check_whole(&again, &code, 7);
}
