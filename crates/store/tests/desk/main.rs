//! A desk's data folder: what is kept, folded, erased and never made anew. Real SQLite, real files.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod accounts;
mod apart;
mod arrange;
mod backups;
mod bulk;
mod cases;
mod contests;
mod counts;
mod dialogue;
mod drafts;
mod findings;
#[expect(dead_code, reason = "other rooms take the rest of them")]
#[path = "../../../desk/tests/it/lives.rs"]
mod lives;
mod notices;
mod objects;
mod purge;
mod retention;
mod reviewer_keys;
mod room;
mod search;
mod seat_tokens;
mod signed;
mod survey;
mod trail;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use desk::case::Platform;
use store::desk::{
    DeskError, DeskIdentity, DeskKind, DeskStore, Inserted, NewExhibit, NewReport, Sending, Source,
    Speaker, Writing,
};

static DRAWN: AtomicU64 = AtomicU64::new(1);

/// Bytes that differ at every call (splitmix64), so that a failing run can be run again.
pub(crate) fn random(buffer: &mut [u8]) -> io::Result<()> {
    for part in buffer.chunks_mut(8) {
        let mut z = DRAWN.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        part.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..part.len()]);
    }
    Ok(())
}

/// A folder that goes with its value.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn folder(name: &str) -> Folder {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("desk-{name}"));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    Folder(dir)
}

pub(crate) fn new_desk(folder: &Folder) -> DeskStore {
    let identity = DeskIdentity::new("desk.example", DeskKind::Authority, "ma");
    DeskStore::create(&folder.0, &identity, random).unwrap();
    DeskStore::open(&folder.0, random).unwrap()
}

pub(crate) fn block<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

pub(crate) const TOLD: &[u8] = b"what only the desk may read";

pub(crate) fn insert(
    desk: &DeskStore,
    number: u64,
    fold: &[&str],
    exhibits: Vec<NewExhibit>,
) -> Inserted {
    let fold: Vec<String> = fold.iter().map(|it| (*it).to_owned()).collect();
    let new = NewReport {
        reference: desk.draw().unwrap(),
        received_ms: 1_000 + number,
        receipt: &format!("{number:016}"),
        language: "ar",
        harm: "false-accusation",
        urgency: 2,
        platform: Platform::Other,
        is_official: false,
        told: TOLD,
        manifest: b"manifest",
        seal: b"seal",
        fold: &fold,
        words: &[],
        exhibits,
        draft: None,
    };
    match block(desk.report_insert(new)).unwrap() {
        Sending::Kept(inserted) => inserted,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn exhibit(desk: &DeskStore, bytes: &[u8]) -> Vec<NewExhibit> {
    let mut arriving = desk.objects().take().unwrap();
    arriving.push(bytes).unwrap();
    let source = Source::Taken(arriving.finish().unwrap());
    vec![NewExhibit { number: 1, media_type: "image/png".into(), source }]
}

pub(crate) fn contents(desk: &DeskStore, report_id: i64) -> Vec<u8> {
    let mut open = desk.exhibit_open(report_id, 1).unwrap().unwrap();
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut open, &mut bytes).unwrap();
    bytes
}

/// Whether any file under `dir` holds `bytes` in the open.
pub(crate) fn is_in_the_open(dir: &Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(dir).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return is_in_the_open(&path, bytes);
        }
        std::fs::read(&path).unwrap().windows(bytes.len()).any(|window| window == bytes)
    })
}

#[test]
fn a_report_is_read_again_by_its_receipt_after_a_restart() {
    let folder = folder("receipt");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &["address:x"], exhibit(&desk, b"twenty bytes of png!"));
    drop(desk);
    let desk = DeskStore::open(&folder.0, random).unwrap();
    let id = desk.report_by_receipt("0000000000000001").unwrap().unwrap();
    assert_eq!(id, kept.report_id);
    assert_eq!(desk.report_by_receipt("0000000000000002").unwrap(), None);
    let report = desk.report_fetch(id).unwrap().unwrap();
    assert_eq!(&report.told[..], TOLD);
    assert_eq!(report.summary.state, "received");
    assert_eq!(contents(&desk, id), b"twenty bytes of png!");
    let kinds: Vec<_> = desk.report_events(id).unwrap().into_iter().map(|it| it.kind).collect();
    assert_eq!(kinds, ["report-received"]);
}

#[test]
fn nothing_that_a_person_told_or_gave_stands_on_the_disk_in_the_open() {
    let folder = folder("open");
    let desk = new_desk(&folder);
    let large = [b"a picture of a person ".as_slice(); 40_000].concat();
    let kept =
        insert(&desk, 7, &["address:https://social.example/@someone/1"], exhibit(&desk, &large));
    block(desk.message_add(kept.report_id, Speaker::Person, "please call me back tonight", 5))
        .unwrap();
    for secret in [
        TOLD,
        b"a picture of a person",
        b"please call me back",
        b"social.example",
        b"0000000000000007",
    ] {
        assert!(!is_in_the_open(&folder.0, secret), "{}", String::from_utf8_lossy(secret));
    }
    assert_eq!(desk.messages(kept.report_id).unwrap()[0].body, "please call me back tonight");
}

#[test]
fn a_person_writes_so_many_messages_until_the_desk_answers() {
    let folder = folder("messages");
    let desk = new_desk(&folder);
    let id = insert(&desk, 1, &[], Vec::new()).report_id;
    let write = |body: &str| block(desk.message_write(id, body, 2, 5)).unwrap();
    assert_eq!(
        [write("one"), write("two"), write("three")],
        [Writing::Kept, Writing::Kept, Writing::TooMany]
    );
    assert!(block(desk.message_add(id, Speaker::Desk, "an answer", 6)).unwrap());
    assert_eq!(
        [write("four"), write("five"), write("six")],
        [Writing::Kept, Writing::Kept, Writing::TooMany]
    );
    let bodies: Vec<_> = desk.messages(id).unwrap().into_iter().map(|it| it.body).collect();
    assert_eq!(bodies, ["one", "two", "an answer", "four", "five"]);
    assert_eq!(desk.report_events(id).unwrap().len(), 1 + 5);
    assert!(block(desk.report_erase(id, 9)).unwrap());
    assert_eq!(write("seven"), Writing::Erased);
}

#[test]
fn reports_of_one_content_fold_into_one_case_and_others_do_not() {
    let folder = folder("fold");
    let desk = new_desk(&folder);
    let first = insert(&desk, 1, &["address:a", "file:1"], Vec::new());
    let by_address = insert(&desk, 2, &["address:a"], Vec::new());
    let by_file = insert(&desk, 3, &["address:b", "file:1"], Vec::new());
    let other = insert(&desk, 4, &["address:c"], Vec::new());
    assert!(!first.is_folded && by_address.is_folded && by_file.is_folded && !other.is_folded);
    assert_eq!(by_address.case_id, first.case_id);
    assert_eq!(by_file.case_id, first.case_id);
    assert_ne!(other.case_id, first.case_id);
    // What is seen of one report is of that report alone, and the same for the first and the others.
    let seen = |kept: Inserted| {
        let lines = desk.report_events(kept.report_id).unwrap();
        lines.into_iter().map(|line| line.kind).collect::<Vec<_>>()
    };
    assert_eq!(seen(by_address), seen(first));
}

#[test]
fn an_erased_report_cannot_be_read_and_leads_nobody_to_it() {
    let folder = folder("erase");
    let desk = new_desk(&folder);
    let large = vec![7; 600_000];
    let kept = insert(&desk, 1, &["address:a"], exhibit(&desk, &large));
    assert_eq!(desk.objects().list().unwrap().len(), 1);
    assert!(block(desk.report_erase(kept.report_id, 9)).unwrap());
    assert!(!block(desk.report_erase(kept.report_id, 9)).unwrap());
    assert!(desk.report_fetch(kept.report_id).unwrap().is_none());
    assert!(desk.exhibit_open(kept.report_id, 1).unwrap().is_none());
    assert!(desk.objects().list().unwrap().is_empty());
    assert_eq!(desk.report_summary(kept.report_id).unwrap().unwrap().state, "erased");
    // A new report of the same address is not led to what was erased.
    assert!(!insert(&desk, 2, &["address:a"], Vec::new()).is_folded);
}

#[test]
fn a_back_up_from_before_an_erasure_no_longer_opens_with_the_keys_of_after() {
    let folder = folder("erase-back-up");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &["address:a"], exhibit(&desk, b"a picture"));
    drop(desk);
    let (live, old) = (folder.0.join("desk.db"), folder.0.join("desk.db.old"));
    std::fs::copy(&live, &old).unwrap();
    let desk = DeskStore::open(&folder.0, random).unwrap();
    assert!(desk.report_fetch(kept.report_id).unwrap().is_some());
    assert!(block(desk.report_erase(kept.report_id, 9)).unwrap());
    drop(desk);
    std::fs::rename(&old, &live).unwrap();
    let desk = DeskStore::open(&folder.0, random).unwrap();
    // Whatever the old rows say, it is erased, and the desk goes on taking reports.
    assert_eq!(desk.report_summary(kept.report_id).unwrap().unwrap().state, "erased");
    assert!(desk.report_fetch(kept.report_id).unwrap().is_none());
    insert(&desk, 5, &["address:b"], Vec::new());
    assert!(desk.exhibit_open(kept.report_id, 1).unwrap().is_none());
}

#[test]
fn a_withdrawn_report_is_kept_and_leaves_the_count_of_its_case() {
    let folder = folder("withdraw");
    let desk = new_desk(&folder);
    let first = insert(&desk, 1, &["address:a"], Vec::new());
    assert!(block(desk.report_withdraw(first.report_id, 9)).unwrap());
    assert!(!block(desk.report_withdraw(first.report_id, 9)).unwrap());
    let summary = desk.report_summary(first.report_id).unwrap().unwrap();
    assert_eq!((summary.state.as_str(), summary.case_state.as_str()), ("withdrawn", "closed"));
    assert!(desk.report_fetch(first.report_id).unwrap().is_some());
}

#[test]
fn a_part_that_is_gone_is_an_error_and_never_made_anew() {
    for part in
        ["desk.json", "desk.db", "keys/reports.db", "keys/master", "keys/marks", "keys/seal"]
    {
        let folder = folder(&format!("gone-{}", part.replace(['/', '.'], "-")));
        drop(new_desk(&folder));
        std::fs::remove_file(folder.0.join(part)).unwrap();
        let error = DeskStore::open(&folder.0, random).err().unwrap();
        let is_said = match error {
            DeskError::NoDesk(_) => part == "desk.json",
            DeskError::Missing(path) => path.ends_with(part),
            DeskError::Database(error) => error.to_string().contains("is missing"),
            _ => false,
        };
        assert!(is_said, "{part}");
        assert!(!folder.0.join(part).exists(), "{part}");
    }
}

#[test]
fn a_desk_is_not_made_where_one_was() {
    let folder = folder("twice");
    drop(new_desk(&folder));
    let identity = DeskIdentity::new("desk.example", DeskKind::Authority, "ma");
    for part in ["desk.json", "nothing"] {
        let _ = std::fs::remove_file(folder.0.join(part));
        let made = DeskStore::create(&folder.0, &identity, random);
        assert!(matches!(made, Err(DeskError::NotEmpty(_))));
    }
}

#[test]
fn a_large_file_that_no_report_names_is_gone_after_the_next_start() {
    let folder = folder("sweep");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &["address:a"], exhibit(&desk, &[7; 600_000]));
    // Taken, and then the process was killed before any row named it.
    let mut arriving = desk.objects().take().unwrap();
    arriving.push(&[8; 600_000]).unwrap();
    arriving.finish().unwrap();
    assert_eq!(desk.objects().list().unwrap().len(), 2);
    drop(desk);
    let desk = DeskStore::open(&folder.0, random).unwrap();
    assert_eq!(desk.objects().list().unwrap().len(), 1);
    assert_eq!(contents(&desk, kept.report_id), [7; 600_000]);
}

#[test]
fn nobody_else_on_the_machine_reads_a_desks_folder() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder("mode");
    drop(new_desk(&folder));
    for part in ["", "keys"] {
        let mode = std::fs::metadata(folder.0.join(part)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{part}");
    }
}

#[test]
fn a_key_that_a_crash_left_without_its_report_stops_nothing() {
    let folder = folder("lone-key");
    let desk = new_desk(&folder);
    drop(desk);
    // The two databases are committed one after the other: this is the older of one beside the newer
    // of the other.
    let (live, old) = (folder.0.join("desk.db"), folder.0.join("desk.db.old"));
    std::fs::copy(&live, &old).unwrap();
    let desk = DeskStore::open(&folder.0, random).unwrap();
    insert(&desk, 1, &["address:a"], Vec::new());
    drop(desk);
    std::fs::rename(&old, &live).unwrap();
    let desk = DeskStore::open(&folder.0, random).unwrap();
    let kept = insert(&desk, 2, &["address:a"], Vec::new());
    assert!(desk.report_fetch(kept.report_id).unwrap().is_some());
}

#[test]
fn a_second_process_finds_the_folder_taken_and_touches_nothing() {
    let folder = folder("taken");
    let desk = new_desk(&folder);
    let mut arriving = desk.objects().take().unwrap();
    arriving.push(&[8; 600_000]).unwrap();
    assert!(matches!(DeskStore::open(&folder.0, random), Err(DeskError::Busy(_))));
    let taken = arriving.finish().unwrap();
    assert_eq!(taken.size_bytes, 600_000, "what was arriving is still there");
}
