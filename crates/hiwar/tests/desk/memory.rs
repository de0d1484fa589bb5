//! What a large file costs: its bytes never stand in memory, however many there are.

use std::io::{Read as _, Write as _};

use crate::person::{Desk, Folder, INSULT};

/// The goal. Unit: KiB.
const PEAK_KIB_MAX: u64 = 64 << 10;

/// How large the file is; `HIWAR_SOAK` multiplies it, with 32 up to the largest that is taken.
/// Unit: bytes.
#[expect(clippy::disallowed_methods, reason = "tests read their length from the environment")]
fn size_bytes() -> u64 {
    let times = std::env::var("HIWAR_SOAK").ok().and_then(|text| text.parse().ok());
    (64 << 20) * times.unwrap_or(1).min(32)
}

#[test]
fn a_desk_takes_and_gives_back_a_large_file_in_little_memory() {
    let folder = Folder::new("memory");
    let desk = Desk::start(&folder);
    let idle_kib = desk.peak_kib();
    let mut person = desk.person();
    person.tell(INSULT, "files").unwrap();
    let size = size_bytes();
    let piece: Vec<u8> = (0..1 << 20).map(|at: u32| (at % 251) as u8).collect();
    let mut upload = person.begin_upload("film.mp4", size);
    let mut left = size;
    while left > 0 {
        let now = left.min(piece.len() as u64);
        upload.write_all(&piece[..now as usize]).unwrap();
        left -= now;
    }
    upload.write_all(b"\r\n--b--\r\n").unwrap();
    let mut answer = String::new();
    upload.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let taken_kib = desk.peak_kib();

    person.tell(INSULT, "check").unwrap();
    let code = person.finish().unwrap();
    person.post("/receipt", &[("code", &code)]).unwrap();
    let mut stream = person.ask_only("/receipt/exhibit/1");
    let (mut read, mut buffer) = (0, vec![0; 1 << 20]);
    while let count @ 1.. = stream.read(&mut buffer).unwrap() {
        read += count as u64;
    }
    assert!(read > size, "it came back whole: {read}");
    let given_kib = desk.peak_kib();
    eprintln!(
        "{} MiB: peak {idle_kib} KiB idle, {taken_kib} KiB taken, {given_kib} KiB given back",
        size >> 20
    );
    assert!(given_kib < PEAK_KIB_MAX, "{given_kib} KiB");
}
