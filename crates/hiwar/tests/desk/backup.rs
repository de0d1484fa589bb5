//! Back-ups of a running desk, and what becomes of them: put back, altered, cut, killed half-way.

mod register;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

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

    /// What takes a back-up under this name, with the keys in the one file of keys.
    fn backing_up(&self, name: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hiwar"));
        command.arg("backup").arg("--data").arg(self.desk.path());
        command.arg(self.path(name)).arg("--keys").arg(self.path("keys"));
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    #[track_caller]
    fn back_up(&self, name: &str) -> PathBuf {
        assert!(self.backing_up(name).status().unwrap().success());
        self.path(name)
    }

    /// What puts one back into a folder of this name.
    fn putting_back(&self, from: &Path, name: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hiwar"));
        command.arg("restore").arg(from).arg("--data").arg(self.path(name));
        command.arg("--keys").arg(self.path("keys"));
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    #[track_caller]
    fn put_back(&self, from: &Path, name: &str) -> Folder {
        assert!(self.putting_back(from, name).status().unwrap().success());
        Folder::at(self.path(name))
    }
}

/// Reports with a small and a large file, and returns the receipt.
fn report(person: &mut Person, number: u64) -> Option<String> {
    let address = format!("https://tiktok.com/@a/video/{number}");
    person.tell(&[INSULT, &[("where", address.as_str())]].concat(), "files")?;
    person.give("a.png", format!("\u{89}PNG bytes of {number}").as_bytes())?;
    person.give("b.png", large(number).as_bytes())?;
    person.send("/report/step/files", "/report/step/files", &[])?;
    person.finish()
}

fn large(number: u64) -> String {
    format!("large {number} ").repeat(30_000)
}

/// Opens a report, and looks whether it is whole.
#[track_caller]
fn check_whole(desk: &Desk, code: &str, number: u64) {
    let mut person = desk.person();
    let opened = person.post("/receipt", &[("code", code)]).unwrap();
    assert_eq!(opened.location(), "/receipt/view", "report {number} is lost");
    assert!(person.get("/receipt/view").body.contains("SHA-256"), "report {number} is in halves");
    let small = person.get("/receipt/exhibit/1").body;
    assert!(small.contains(&format!("bytes of {number}")), "its small file is lost: {small:.300}");
    let file = whole(&person.get("/receipt/exhibit/2").body);
    assert!(file == large(number), "its large file is lost");
}

/// The body of an answer that came in chunks.
pub(crate) fn whole(mut body: &str) -> String {
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

/// What people were told while back-ups were taken.
#[derive(Default)]
struct Told {
    /// The receipt and the number of each report, in the order in which they were given.
    receipts: Mutex<Vec<(String, u64)>>,
    erased: Mutex<Vec<String>>,
    next: AtomicU64,
}

impl Told {
    /// People report, and every fifth one erases the report again.
    fn fill(&self, desk: &Desk, is_over: &AtomicBool) {
        while !is_over.load(Ordering::Relaxed) {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let mut person = desk.person();
            let code = report(&mut person, number).unwrap();
            if number % 5 == 4 {
                person.post("/receipt", &[("code", &code)]).unwrap();
                let sure = [("sure", "yes")];
                let erased = person.send("/receipt/view", "/receipt/erase", &sure).unwrap();
                assert_eq!(erased.status, 303);
                self.erased.lock().unwrap().push(code);
            } else {
                self.receipts.lock().unwrap().push((code, number));
            }
        }
    }
}

#[test]
fn back_ups_of_a_busy_desk_hold_every_report_of_before_and_no_erased_one() {
    let place = Place::new("busy");
    let desk = Desk::start(&place.desk);
    let (told, is_over) = (Told::default(), AtomicBool::new(false));
    let mut taken = Vec::new();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| told.fill(&desk, &is_over));
        }
        for number in 0..6 {
            let name = format!("out-{number}");
            let before = told.receipts.lock().unwrap().clone();
            let was_erased = told.erased.lock().unwrap().clone();
            taken.push((place.back_up(&name), before, was_erased));
            // The next one has something new in it.
            while told.receipts.lock().unwrap().len() < 4 * (number + 1) {
                thread::yield_now();
            }
        }
        is_over.store(true, Ordering::Relaxed);
    });
    // One file of keys, the newest: what was erased up to then is erased in every back-up.
    place.back_up("last");
    drop(desk);
    assert!(taken.last().unwrap().1.len() > 10, "hardly anybody reported");
    let erased = told.erased.into_inner().unwrap();
    for (out, receipts, was_erased) in taken {
        let folder = place.put_back(&out, "again");
        let again = Desk::start(&folder);
        for (code, number) in &receipts {
            check_whole(&again, code, *number);
        }
        for code in &erased {
            let mut person = again.person();
            let opened = person.post("/receipt", &[("code", code)]).unwrap();
            let is_known = opened.location() == "/receipt/view";
            assert!(is_known || !was_erased.contains(code), "that it was erased is lost");
            let page = if is_known { person.get("/receipt/view").body } else { String::new() };
            assert!(!page.contains("SHA-256"), "an erased report is back");
        }
    }
}

/// Lets `command` run for so long as `count` requests to the desk take, and ends it as a power switch
/// does. Whether it was done by then.
fn run_a_while(desk: &Desk, mut command: Command, count: u64) -> bool {
    let mut child = command.spawn().unwrap();
    for _ in 0..count {
        desk.person().get("/healthz");
    }
    child.kill().unwrap();
    child.wait().unwrap().success()
}

#[test]
fn a_back_up_that_is_killed_leaves_nothing_that_passes_for_one() {
    let place = Place::new("killed");
    let desk = Desk::start(&place.desk);
    let code = report(&mut desk.person(), 1).unwrap();
    for number in 2..6 {
        report(&mut desk.person(), number).unwrap();
    }
    let keys = place.path("keys");
    let (mut killed, mut done, mut length) = (0, 0, 0);
    for _ in 0..400 {
        if run_a_while(&desk, place.backing_up("out"), length) {
            (done, length) = (done + 1, 0);
            check_whole(&Desk::start(&place.put_back(&place.path("out"), "again")), &code, 1);
            std::fs::remove_file(place.path("out")).unwrap();
            if done == 2 {
                break;
            }
        } else {
            (killed, length) = (killed + 1, length + 1);
            assert!(!place.path("out").exists() || is_whole(&place.path("out")));
            let _ = std::fs::remove_file(place.path("out"));
        }
        assert!(!keys.exists() || is_whole(&keys), "the keys are in halves");
    }
    assert!(killed >= 4 && done == 2, "killed {killed}, done {done}");
    place.back_up("last");
    assert!(!place.path("last.tmp").exists() && !place.path("keys.tmp").exists());
}

fn is_whole(file: &Path) -> bool {
    hiwar(&["backup", "--check", str(file)]).status.success()
}

#[test]
fn a_restore_that_is_killed_leaves_a_folder_that_says_so_and_is_not_served() {
    let place = Place::new("half");
    let desk = Desk::start(&place.desk);
    let code = report(&mut desk.person(), 1).unwrap();
    for number in 2..6 {
        report(&mut desk.person(), number).unwrap();
    }
    let out = place.back_up("out");
    let to = place.path("again");
    let (mut halves, mut done, mut length) = (0, 0, 0);
    for _ in 0..400 {
        let is_done = run_a_while(&desk, place.putting_back(&out, "again"), length);
        let mark = to.join("RESTORE-NOT-FINISHED").exists();
        if is_done {
            assert!(!mark);
            check_whole(&Desk::start(&Folder::at(to.clone())), &code, 1);
            (done, length) = (done + 1, 0);
            if done == 2 {
                break;
            }
            continue;
        }
        length += 1;
        let is_empty = std::fs::read_dir(&to).map_or(true, |mut names| names.next().is_none());
        if mark {
            halves += 1;
            let serve = ["serve", "--listen", "127.0.0.1:0", "--data", str(&to)];
            hiwar_ends(3, &[&serve[..], &["--name", "desk.example"]].concat());
            let said = hiwar_ends(3, &serve);
            assert!(said.contains("not put back to its end"), "{said}");
            let keys = place.path("keys");
            hiwar_ends(2, &["restore", str(&out), "--data", str(&to), "--keys", str(&keys)]);
        } else if !is_empty {
            // It was killed after the mark was taken away: all of it is there.
            check_whole(&Desk::start(&Folder::at(to.clone())), &code, 1);
        }
        let _ = std::fs::remove_dir_all(&to);
    }
    assert!(halves >= 3 && done == 2, "halves {halves}, done {done}");
}

#[test]
fn a_flipped_byte_or_a_missing_end_is_noticed_and_nothing_is_put_back() {
    let place = Place::new("flipped");
    let desk = Desk::start(&place.desk);
    report(&mut desk.person(), 1).unwrap();
    let (out, keys) = (place.back_up("out"), place.path("keys"));
    let (bad, to) = (place.path("bad"), place.path("again"));
    for (file, other) in [(&out, &keys), (&keys, &out)] {
        let good = std::fs::read(file).unwrap();
        let mut bads: Vec<Vec<u8>> = Vec::new();
        for sample in 0..40 {
            let mut altered = good.clone();
            let at = good.len() * sample / 40 + sample * 131 % 512;
            altered[at.min(good.len() - 1)] ^= 1 << (sample % 8);
            bads.push(altered);
        }
        bads.extend([0, 100, 512, good.len() / 2, good.len() - 1].map(|at| good[..at].to_vec()));
        for bytes in bads {
            std::fs::write(&bad, bytes).unwrap();
            let said = hiwar_ends(1, &["backup", "--check", str(&bad)]);
            assert!(said.starts_with("wrong\t"), "{said}");
            let (data, keys) = if file == &out { (&bad, other) } else { (other, &bad) };
            let words = ["restore", str(data), "--keys", str(keys), "--data", str(&to)];
            let refused = hiwar(&words).status.code();
            assert!(matches!(refused, Some(1 | 2)), "{refused:?}");
            assert!(!to.exists(), "something was put back");
        }
    }
}

#[test]
fn what_cannot_be_meant_is_refused_and_changes_nothing() {
    let (place, other) = (Place::new("meant"), Place::new("other"));
    drop((Desk::start(&place.desk), Desk::start(&other.desk)));
    let (out, theirs) = (place.back_up("out"), other.back_up("out"));
    let (keys, to) = (place.path("keys"), place.path("again"));
    let desk = str(place.desk.path());
    // Over another file, over another desk's keys, over the data itself.
    hiwar_ends(2, &["backup", "--data", desk, str(&out)]);
    let new = place.path("new");
    hiwar_ends(2, &["backup", "--data", desk, str(&new), "--keys", str(&other.path("keys"))]);
    hiwar_ends(2, &["backup", "--data", desk, str(&new), "--keys", str(&new)]);
    hiwar_ends(2, &["backup", "--data", desk]);
    assert!(!new.exists());
    // Into a folder that holds something, with the keys of another desk, the wrong way round.
    hiwar_ends(2, &["restore", str(&out), "--keys", str(&keys), "--data", desk]);
    hiwar_ends(2, &["restore", str(&theirs), "--keys", str(&keys), "--data", str(&to)]);
    hiwar_ends(2, &["restore", str(&keys), "--keys", str(&out), "--data", str(&to)]);
    hiwar_ends(3, &["restore", str(&out), "--data", str(&to)]);
    assert!(!to.exists());
    // The keys alone are backed up as often as one likes, over the ones of before.
    hiwar_ends(0, &["backup", "--data", desk, "--keys", str(&keys)]);
    hiwar_ends(0, &["restore", str(&out), "--keys", str(&keys), "--data", str(&to)]);
}
