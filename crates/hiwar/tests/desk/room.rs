//! The public room of a running desk: what its pages say is what anybody works out from a copy of
//! the register.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use record::choice::Decision;
use register::note::SignerKey;
use store::folder::LogFolder;
use store::wal::SEGMENT_BYTES;

use crate::lives::{Event, FIXTURES, entry};
use crate::person::{Desk, Folder, comes};

/// One line of each kind, and two thousand entries about the lives of notices.
fn lines() -> Vec<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = FIXTURES.lines().map(|line| line.as_bytes().to_vec()).collect();
    let mut state = 1u64;
    let mut below = |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % bound
    };
    for hour in 0..2000 {
        let decision = Decision::ALL[below(Decision::ALL.len() as u64) as usize];
        let event = match below(10) {
            0..4 => Event::Issue { platform: below(4) as u8, is_official: below(5) == 0 },
            4..6 => Event::Deliver,
            6..9 => Event::Answer(decision),
            _ => Event::Silence,
        };
        lines.push(entry(below(400) as u32, event, hour));
    }
    lines
}

fn register(folder: &Folder) -> PathBuf {
    folder.path().join("register")
}

/// Appends entries to the register of a desk that is not running.
fn append(folder: &Folder, entries: &[Vec<u8>]) {
    let log = LogFolder::open(&register(folder)).unwrap();
    let _lock = log.lock().unwrap();
    let key: SignerKey = log.signer().unwrap();
    let (mut appender, mut flusher, _) = store::log::open(&log.disk(), key, SEGMENT_BYTES).unwrap();
    for part in entries.chunks(1000) {
        appender.commit(part, 1_795_467_862_000).unwrap();
    }
    flusher.flush().unwrap();
}

/// The figures that the desk publishes, once they are of so many entries.
#[track_caller]
fn published(desk: &Desk, entries: usize) -> String {
    let wanted = format!("\"entries\":{entries},");
    let mut figures = String::new();
    let has_come = comes(|| {
        let answer = desk.person().get("/room/figures.json");
        figures = answer.body;
        answer.status == 200 && figures.contains(&wanted)
    });
    assert!(has_come, "the room never had {entries} entries: {figures}");
    figures
}

/// What `hiwar room` prints.
#[track_caller]
fn worked_out(words: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_hiwar")).arg("room").args(words).output().unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), output.stderr);
    assert!(output.status.success(), "{out}\n{}", String::from_utf8_lossy(&err));
    out
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for item in std::fs::read_dir(from).unwrap() {
        let path = item.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn page_and_command_agree_digit_for_digit_whatever_the_room_has_seen_before() {
    let folder = Folder::new("room-agree");
    drop(Desk::start(&folder));
    let lines = lines();
    let (first, all) = (700, lines.len());
    append(&folder, &lines[..first]);
    let register = register(&folder);
    let dir = register.to_str().unwrap();
    let desk = Desk::start(&folder);
    let early = published(&desk, first);
    assert_eq!(worked_out(&[dir, "--json"]), early);
    drop(desk);

    append(&folder, &lines[first..]);
    let desk = Desk::start(&folder);
    let late = published(&desk, all);
    assert_ne!(late, early);
    let address = desk.url("/register");
    assert_eq!(worked_out(&["--dir", dir, "--json"]), late);
    assert_eq!(worked_out(&["--log", &address, "--json"]), late);
    assert_eq!(worked_out(&["--log", &address, "--json", "--size", "700"]), early);

    // What people read are the same numbers.
    let figures: serde_json::Value = serde_json::from_str(&late).unwrap();
    let all = &figures["all"];
    let page = desk.person().get("/room?lang=en").body;
    let page = page.replace(['\u{2068}', '\u{2069}'], "");
    for text in [
        format!(">{}<", all["issued"]),
        format!("{} of {} (", all["silent"], all["issued"]),
        format!("{} of {} (", all["refused_or_narrowed"]["part"], all["refused_or_narrowed"]["of"]),
        format!("Of {} answers.", all["times"]["count"]),
    ] {
        assert!(page.contains(&text), "{text}");
    }
    let told = worked_out(&["--log", &address]);
    assert!(told.contains(&format!("\nall\t\t{}\t", all["issued"])), "{told}");

    // So are the rows of the table. No key of these entries has a sign that CSV would put in quotes.
    let table = desk.person().get("/room/figures.csv").body;
    let rows: String = table.lines().map(|row| format!("{}\n", row.replace(',', "\t"))).collect();
    assert!(rows.starts_with("what\tkey\tissued\t") && rows.lines().count() > 5, "{rows}");
    assert!(told.contains(&rows), "{rows}\n{told}");
}

#[test]
fn the_scorecards_of_the_room_are_what_the_command_prints_from_the_dump() {
    let folder = Folder::new("room-scorecards");
    drop(Desk::start(&folder));
    let lines = lines();
    append(&folder, &lines[..900]);
    let dump = Folder::new("room-scorecards-dump");
    std::fs::create_dir_all(dump.path()).unwrap();
    let file = dump.path().join("dump.jsonl");
    let mut seen = Vec::new();
    for more in [&lines[..0], &lines[900..]] {
        append(&folder, more);
        let desk = Desk::start(&folder);
        let mut printed = String::new();
        let agrees = comes(|| {
            let entries = desk.person().get("/room/entries.jsonl").body;
            std::fs::write(&file, &entries).unwrap();
            let mut command = Command::new(env!("CARGO_BIN_EXE_hiwar"));
            let output = command.arg("scorecard").arg(&file).arg("--json").output().unwrap();
            printed = String::from_utf8(output.stdout).unwrap();
            desk.person().get("/room/scorecards.json").body == printed
        });
        assert!(agrees && printed.contains("\"figure\":\"accepted\""), "{printed}");
        let page = desk.person().get("/room/scorecards?lang=en");
        assert_eq!(page.status, 200);
        let row: serde_json::Value = serde_json::from_str(printed.lines().next().unwrap()).unwrap();
        assert!(page.body.contains(row["value"].as_str().unwrap()));
        seen.push(printed);
    }
    assert_ne!(seen[0], seen[1]);
}

#[test]
fn a_room_follows_the_register_that_is_there_and_not_the_one_that_was() {
    let folder = Folder::new("room-older");
    drop(Desk::start(&folder));
    let lines = lines();
    append(&folder, &lines[..300]);
    let older = Folder::new("room-older-copy");
    copy(&register(&folder), older.path());
    append(&folder, &lines[300..600]);
    let desk = Desk::start(&folder);
    published(&desk, 600);
    drop(desk);
    // An older copy is put back, and goes on another way.
    std::fs::remove_dir_all(register(&folder)).unwrap();
    copy(older.path(), &register(&folder));
    append(&folder, &lines[900..1500]);
    let desk = Desk::start(&folder);
    let now = published(&desk, 900);
    assert_eq!(worked_out(&[register(&folder).to_str().unwrap(), "--json"]), now);
}

#[test]
fn nothing_of_a_tile_that_lies_is_in_the_room_and_the_command_tells() {
    let folder = Folder::new("room-lies");
    drop(Desk::start(&folder));
    append(&folder, &lines()[..600]);
    // Whoever opens a log writes again what the head still keeps; after this it keeps none of these.
    append(&folder, &[]);
    let tile = register(&folder).join("public/tile/entries/000");
    let mut bytes = std::fs::read(&tile).unwrap();
    let at = bytes.windows(11).position(|part| part == b"\"withdrawal").unwrap();
    bytes[at + 1] = b'W';
    std::fs::write(&tile, bytes).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_hiwar"))
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let (tell, told) = std::sync::mpsc::channel();
    let reading = std::thread::spawn(move || {
        let told = lines.map_while(Result::ok).find(|line| line.contains("not filled any further"));
        let _ = tell.send(told);
    });
    let told = told.recv_timeout(Duration::from_secs(60));
    child.kill().unwrap();
    child.wait().unwrap();
    reading.join().unwrap();
    let told = told.unwrap().expect("the operator is told");
    assert!(told.contains("do not lead to the signed root"), "{told}");
    let room = Command::new(env!("CARGO_BIN_EXE_hiwar"))
        .arg("room")
        .arg(register(&folder))
        .output()
        .unwrap();
    assert_eq!((room.status.code(), room.stdout.len()), (Some(1), 0));
}
