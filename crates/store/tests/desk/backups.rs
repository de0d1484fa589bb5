//! Back-ups taken while the desk goes on: whatever happens between any two steps, what is put back
//! is whole.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use desk::{LoginName, RoleSet};
use record::choice::Role;
use register::note::{KeyKind, KeyName, SignerKey};
use register::reader::TileReader;
use store::backup::{self, BackupError, Hands, KeysRule, PutBack, Taken, Targets};
use store::desk::{AccountEventFilter, DeskIdentity, DeskKind, DeskStore, Grantor, Holder};
use store::folder::{LogFolder, LogKind, NewKeys};

use crate::{Folder, block, contents, exhibit, folder, insert, random};

/// A clock that never stands still. Unit: milliseconds.
fn clock() -> u64 {
    static NOW: AtomicU64 = AtomicU64::new(1_795_000_000_000);
    NOW.fetch_add(1, Ordering::Relaxed)
}

/// A folder with a desk that has no register, its back-ups and what is put back.
struct Place(Folder);

impl Place {
    fn new(name: &str) -> (Place, DeskStore) {
        Place::of(name, "own")
    }

    /// The same of a desk with this name.
    fn of(name: &str, desk: &str) -> (Place, DeskStore) {
        let place = Place(folder(&format!("backup-{name}")));
        let identity = DeskIdentity::new(desk, DeskKind::Own, "ma");
        DeskStore::create(&place.path("desk"), &identity, random).unwrap();
        let desk = DeskStore::open(&place.path("desk"), random).unwrap();
        (place, desk)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Takes a back-up; `between` is called with the number of each step.
    fn take(&self, name: &str, mut between: impl FnMut(u64)) -> Result<Taken, BackupError> {
        let targets = Targets { data: Some(self.path(name)), keys: self.path("keys") };
        let mut step = 0;
        let mut passed = |_| {
            between(step);
            step += 1;
        };
        let mut id = [0; 16];
        random(&mut id).unwrap();
        let mut hands = Hands { clock, passed: &mut passed, wait: &mut || true };
        backup::take(&self.path("desk"), &targets, id, &mut hands)
    }

    fn put_back(&self, from: &str, keys: &str) -> Result<(DeskStore, PutBack), BackupError> {
        let to = self.path("again");
        let _ = std::fs::remove_dir_all(&to);
        let (data, keys) = (self.path(from), self.path(keys));
        let rule = KeysRule::SameOrNewer;
        let put = backup::put_back(&data, &keys, &to, rule, clock(), &mut |_| {})?;
        Ok((DeskStore::open(&to, random).unwrap(), put))
    }
}

fn receipt(number: u64) -> String {
    format!("{number:016}")
}

/// Whether a report is there, and then whole: false if it is erased.
#[track_caller]
fn is_whole(desk: &DeskStore, number: u64, file: &[u8]) -> bool {
    let id = desk.report_by_receipt(&receipt(number)).unwrap().unwrap();
    let summary = desk.report_summary(id).unwrap().unwrap();
    if summary.state == "erased" {
        assert!(desk.exhibits(id).unwrap().is_empty(), "an erased report has files");
        return false;
    }
    assert!(desk.report_fetch(id).unwrap().is_some(), "report {number} has rows and no key");
    assert!(contents(desk, id) == file, "report {number} has another file");
    true
}

/// A file that is too large for the database.
static LARGE: [u8; 300_000] = [7; 300_000];

/// How many steps a back-up of three reports with large files has.
fn steps() -> u64 {
    let (place, desk) = Place::new("steps");
    for number in 1..=3 {
        insert(&desk, number, &[], exhibit(&desk, &LARGE));
    }
    let mut steps = 0;
    place.take("out", |step| steps = step + 1).unwrap();
    steps
}

#[test]
fn a_report_that_is_erased_between_any_two_steps_is_whole_or_erased_and_never_in_between() {
    let steps = steps();
    assert!(steps > 3 * 5, "the files are copied in {steps} pieces");
    for at in 0..steps {
        let (place, desk) = Place::new(&format!("erased-{at}"));
        let reports = [1, 2, 3].map(|number| insert(&desk, number, &[], exhibit(&desk, &LARGE)));
        // The first, the middle or the last of them, as the steps go.
        let gone = at % 3;
        place
            .take("out", |step| {
                if step == at {
                    assert!(block(desk.report_erase(reports[gone as usize].report_id, 9)).unwrap());
                }
            })
            .unwrap();
        let (again, put) = place.put_back("out", "keys").unwrap();
        assert_eq!((put.erased, put.without_key), (0, 0), "the back-up itself says what is erased");
        for number in [1, 2, 3] {
            let is_there = is_whole(&again, number, &LARGE);
            assert!(is_there || number == gone + 1, "report {number} is lost at step {at}");
        }
    }
}

#[test]
fn a_report_that_comes_between_any_two_steps_is_whole_or_not_there() {
    let steps = steps();
    for at in 0..steps {
        let (place, desk) = Place::new(&format!("comes-{at}"));
        for number in 1..=3 {
            insert(&desk, number, &[], exhibit(&desk, &LARGE));
        }
        place
            .take("out", |step| {
                if step == at {
                    insert(&desk, 4, &[], exhibit(&desk, &[4; 300_000]));
                }
            })
            .unwrap();
        let (again, _) = place.put_back("out", "keys").unwrap();
        assert!((1..=3).all(|number| is_whole(&again, number, &LARGE)));
        if again.report_by_receipt(&receipt(4)).unwrap().is_some() {
            assert!(is_whole(&again, 4, &[4; 300_000]));
        }
        // The rest of its life does not depend on what came in between.
        insert(&again, 5, &[], exhibit(&again, &LARGE));
    }
}

#[test]
fn what_is_erased_later_is_erased_in_every_back_up_with_the_keys_of_after() {
    let (place, desk) = Place::new("later");
    let kept = insert(&desk, 1, &["address:a"], exhibit(&desk, &LARGE));
    insert(&desk, 2, &["address:b"], exhibit(&desk, b"small"));
    place.take("old", |_| {}).unwrap();
    std::fs::copy(place.path("keys"), place.path("old-keys")).unwrap();
    assert!(block(desk.report_erase(kept.report_id, 9)).unwrap());
    assert!(place.take("new", |_| {}).unwrap().is_replaced);
    let (again, put) = place.put_back("old", "keys").unwrap();
    assert_eq!(put.erased, 1);
    assert!(!is_whole(&again, 1, &LARGE) && is_whole(&again, 2, b"small"));
    assert!(again.objects().list().unwrap().is_empty(), "its large file goes too");
    let last = again.report_events(kept.report_id).unwrap().pop().unwrap();
    let told = (last.actor.as_str(), last.kind.as_str());
    assert_eq!(told, ("desk", "erased-by-restore"), "nobody says that the person did it");
    drop(again);
    // The keys of before open it again, which is why they must not be kept ...
    let (again, _) = place.put_back("old", "old-keys").unwrap();
    assert!(is_whole(&again, 1, &LARGE));
    drop(again);
    // ... and for newer data they do not do.
    let refused = place.put_back("new", "old-keys").err().unwrap();
    assert!(matches!(refused, BackupError::OlderKeys), "{refused}");
}

#[test]
fn keys_that_are_older_than_the_data_are_taken_only_when_that_is_said() {
    let (place, desk) = Place::new("older");
    insert(&desk, 1, &[], exhibit(&desk, b"first"));
    place.take("old", |_| {}).unwrap();
    std::fs::rename(place.path("keys"), place.path("old-keys")).unwrap();
    insert(&desk, 2, &[], exhibit(&desk, b"second"));
    place.take("new", |_| {}).unwrap();
    let to = place.path("again");
    let put = |rule| {
        let (data, keys) = (place.path("new"), place.path("old-keys"));
        backup::put_back(&data, &keys, &to, rule, clock(), &mut |_| {})
    };
    assert!(matches!(put(KeysRule::SameOrNewer), Err(BackupError::OlderKeys)));
    let found = put(KeysRule::Older).unwrap();
    assert_eq!((found.erased, found.without_key), (0, 1));
    let again = DeskStore::open(&to, random).unwrap();
    assert!(is_whole(&again, 1, b"first"));
    drop(again);
    // Nothing of the other is thrown away: newer keys still open it.
    std::fs::remove_dir_all(&to).unwrap();
    let (again, _) = place.put_back("new", "keys").unwrap();
    assert!(is_whole(&again, 2, b"second"));
}

#[test]
fn a_large_file_that_is_lost_is_named_and_no_back_up_is_made() {
    let (place, desk) = Place::new("lost");
    insert(&desk, 1, &[], exhibit(&desk, &LARGE));
    let name = desk.objects().list().unwrap().remove(0);
    desk.objects().remove(&name).unwrap();
    let refused = place.take("out", |_| {}).unwrap_err();
    assert!(refused.to_string().contains(&name), "{refused}");
    for left in ["out", "keys", "out.tmp", "keys.tmp"] {
        assert!(!place.path(left).exists(), "{left} is left");
    }
}

#[test]
fn a_file_that_is_taken_away_meanwhile_lets_the_back_up_begin_again() {
    let (place, desk) = Place::new("purged");
    let kept = insert(&desk, 1, &[], exhibit(&desk, &LARGE));
    let database = place.path("desk/desk.db");
    place
        .take("out", |step| {
            if step == 0 {
                // As an officer does who finds what must never be kept; the report stays.
                let db = rusqlite::Connection::open(&database).unwrap();
                db.execute("DELETE FROM exhibit", []).unwrap();
                let name = desk.objects().list().unwrap().remove(0);
                desk.objects().remove(&name).unwrap();
            }
        })
        .unwrap();
    let (again, _) = place.put_back("out", "keys").unwrap();
    assert!(again.report_fetch(kept.report_id).unwrap().is_some());
    assert!(again.exhibits(kept.report_id).unwrap().is_empty());
}

#[test]
fn an_erasure_does_not_wait_for_a_back_up_and_leaves_no_key_in_any_log() {
    let (place, desk) = Place::new("wait");
    let kept = insert(&desk, 1, &[], exhibit(&desk, b"small"));
    let reading = rusqlite::Connection::open(place.path("desk/desk.db")).unwrap();
    reading.execute_batch("BEGIN; SELECT COUNT(*) FROM report;").unwrap();
    insert(&desk, 2, &[], exhibit(&desk, b"small"));
    #[expect(clippy::disallowed_methods, reason = "it is the time that is tested")]
    let began = std::time::Instant::now();
    assert!(block(desk.report_erase(kept.report_id, 9)).unwrap());
    assert!(began.elapsed() < std::time::Duration::from_secs(4), "it waited for the reader");
    let log = place.path("desk/keys/reports.db-wal");
    assert_eq!(std::fs::metadata(log).unwrap().len(), 0, "the erased key is still in the log");
}

#[test]
fn nothing_that_a_person_told_stands_in_the_data_and_no_key_does() {
    let (place, desk) = Place::new("locked");
    insert(&desk, 1, &["address:https://social.example/1"], exhibit(&desk, &LARGE));
    place.take("out", |_| {}).unwrap();
    let data = std::fs::read(place.path("out")).unwrap();
    let holds = |bytes: &[u8]| data.windows(bytes.len()).any(|window| window == bytes);
    assert!(!holds(b"what only the desk may read") && !holds(b"social.example"));
    for key in ["master", "marks", "seal"] {
        let key = std::fs::read(place.path("desk/keys").join(key)).unwrap();
        assert!(!holds(&key));
    }
    let names = String::from_utf8_lossy(&data).into_owned();
    assert!(!names.contains("keys/") && !names.contains("register/key"));
}

#[test]
fn no_mark_of_a_word_is_in_the_data_and_after_a_restore_words_are_found_again() {
    let (place, desk) = Place::new("words");
    let kept = crate::search::insert(&desk, 1, &["contract"]);
    while desk.find_prepare().unwrap() > 0 {}
    let live = rusqlite::Connection::open(place.path("desk/desk.db")).unwrap();
    live.execute_batch("CREATE VIRTUAL TABLE temp.seen USING fts5vocab('main', 'search', 'row')")
        .unwrap();
    let mark: String = live.query_row("SELECT term FROM seen", [], |row| row.get(0)).unwrap();
    drop(live);
    place.take("out", |_| {}).unwrap();
    let data = std::fs::read(place.path("out")).unwrap();
    let holds = |mark: &str| data.windows(mark.len()).any(|window| window == mark.as_bytes());
    assert!(!holds(&mark), "a mark of a word stands in the back-up");
    let (again, _) = place.put_back("out", "keys").unwrap();
    while again.find_prepare().unwrap() > 0 {}
    let found = again.find(&["contract".to_owned()], None, 9).unwrap();
    assert_eq!(found.cases[0].case_id, kept.case_id);
}

#[test]
fn every_file_of_a_desk_is_in_one_of_the_two_and_comes_back_the_same() {
    let (place, desk) = Place::new("all");
    insert(&desk, 1, &[], exhibit(&desk, &LARGE));
    let taken = place.take("out", |_| {}).unwrap();
    assert_eq!(taken.left_out, [""; 0]);
    let (again, _) = place.put_back("out", "keys").unwrap();
    assert_eq!(again.mark_of("any", b"thing"), desk.mark_of("any", b"thing"));
    let (names, back) = (names(&place.path("desk")), names(&place.path("again")));
    assert_eq!(names, back, "a part of the folder is not backed up");
}

/// Every file and folder below, but for the logs of the databases.
fn names(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.to_str().unwrap();
            if !name.ends_with("-wal") && !name.ends_with("-shm") {
                found.push(path.strip_prefix(dir).unwrap().to_owned());
            }
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A desk with a register that is open for writing.
fn with_register(name: &str) -> (Place, LogFolder) {
    let place = Place(folder(&format!("backup-{name}")));
    let key = |name: &str, kind| {
        SignerKey::from_seed(KeyName::new(name).unwrap(), kind, [5; 32]).unwrap()
    };
    let keys = NewKeys {
        log: key("desk.example/register", KeyKind::Ed25519),
        witness: key("desk.example/register/witness", KeyKind::CosignatureEd25519),
    };
    std::fs::create_dir_all(place.path("desk")).unwrap();
    let folder = LogFolder::create(&place.path("desk/register"), LogKind::Desk, &keys).unwrap();
    let identity = DeskIdentity::new("desk.example", DeskKind::Authority, "ma");
    DeskStore::create(&place.path("desk"), &identity, random).unwrap();
    (place, folder)
}

#[test]
fn a_register_is_copied_while_it_grows_and_the_copy_is_one_that_opens() {
    let (place, folder) = with_register("register");
    // Short segments, so that they are begun, used again and removed all the time.
    let opened = store::log::open(&folder.disk(), folder.signer().unwrap(), 64 << 10).unwrap();
    let (mut appender, mut flusher, reader) = opened;
    let is_over = AtomicBool::new(false);
    let mut sizes = Vec::new();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 0.. {
                let entries: Vec<String> =
                    (0..40).map(|at| format!("entry {number} {at}")).collect();
                appender.commit(&entries, number).unwrap();
                if is_over.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                flusher.flush().unwrap();
            }
        });
        for number in 0..20 {
            let name = format!("out-{number}");
            let taken = place.take(&name, |_| {}).unwrap();
            sizes.push(taken.data.unwrap().holds.unwrap().register.unwrap().size);
        }
        is_over.store(true, Ordering::Relaxed);
    });
    assert!(sizes.is_sorted() && sizes[19] > sizes[0], "{sizes:?}");
    drop(appender);
    flusher.flush().unwrap();
    let head = reader.checkpoint();
    let head = head.checkpoint();
    for (number, size) in sizes.into_iter().enumerate() {
        let to = place.path("again");
        let _ = std::fs::remove_dir_all(&to);
        let (data, keys) = (place.path(&format!("out-{number}")), place.path("keys"));
        backup::put_back(&data, &keys, &to, KeysRule::SameOrNewer, clock(), &mut |_| {}).unwrap();
        let copy = LogFolder::open(&to.join("register")).unwrap();
        let (_, _, copied) =
            store::log::open(&copy.disk(), copy.signer().unwrap(), 64 << 10).unwrap();
        let kept = copied.checkpoint();
        let kept = kept.checkpoint();
        assert_eq!(kept.size, size);
        // The log that went on continues it: it is no other history.
        let mut tiles = TileReader::new(&reader, head.size, head.root);
        if size > 0 {
            tiles.prove_consistency(size, &kept.root).unwrap();
        }
    }
}

#[test]
fn what_the_register_has_not_published_is_waited_for_and_never_taken_from_its_log() {
    let (place, folder) = with_register("published");
    let opened = store::log::open(&folder.disk(), folder.signer().unwrap(), 64 << 10).unwrap();
    let (mut appender, mut flusher, _) = opened;
    appender.commit(&[b"entry"], 1).unwrap();
    // The database says that it is there; the public folder does not, yet.
    let db = rusqlite::Connection::open(place.path("desk/desk.db")).unwrap();
    db.execute("INSERT INTO entry (bytes, leaf, made_ms, place) VALUES (x'00', x'00', 0, 0)", [])
        .unwrap();
    let take = |name: &str, wait: &mut dyn FnMut() -> bool| {
        let targets = Targets { data: Some(place.path(name)), keys: place.path("keys") };
        let mut hands = Hands { clock, passed: &mut |_| {}, wait };
        backup::take(&place.path("desk"), &targets, [1; 16], &mut hands)
    };
    let refused = take("never", &mut || false).unwrap_err();
    assert!(refused.to_string().contains("ends at 0 entries, and there are 1"), "{refused}");
    let taken = take("later", &mut || flusher.flush().is_ok()).unwrap();
    assert_eq!(taken.data.unwrap().holds.unwrap().register.unwrap().size, 1);
}

#[test]
fn what_let_somebody_in_when_a_back_up_was_taken_lets_nobody_in_after_it_is_put_back() {
    let (place, desk) = Place::of("entrances", "desk.example");
    let at = record::Timestamp::from_unix(1_795_000_000).unwrap();
    let now_ms = 1_795_000_000_000;
    let invite = |name: &str, holder: Holder| {
        let name = LoginName::parse(name).unwrap();
        block(desk.account_invite(Grantor::Machine, &name, holder, at)).unwrap()
    };
    let seat = invite("seat", Holder::Seat("clips.example".parse().unwrap()));
    let officer = Holder::Officer(RoleSet::new([Role::Intake]).unwrap());
    let invited = invite("officer", officer);
    let seat = desk.account_fetch(&seat.pseudonym).unwrap().unwrap();
    let token = block(desk.seat_token_make(seat.id, "a program", now_ms)).unwrap().unwrap();
    assert!(block(desk.seat_token_resume(&token, now_ms)).unwrap().is_some());
    assert!(desk.invitation_open(&invited.code, now_ms).unwrap().is_some());
    place.take("out", |_| {}).unwrap();
    drop(desk);
    let (again, put) = place.put_back("out", "keys").unwrap();
    assert_eq!(put.ended, 3, "a token and two invitations");
    assert!(block(again.seat_token_resume(&token, now_ms)).unwrap().is_none());
    assert!(again.invitation_open(&invited.code, now_ms).unwrap().is_none());
    let events = again.account_events(&AccountEventFilter::default(), None, 9).unwrap();
    let ended = events.iter().filter(|it| it.kind == "ended-by-restore");
    assert_eq!(ended.count(), 2, "the auditor sees whose");
}
