//! The process is killed between the desk's database and its register: each public entry is in the
//! register once, whatever died when.

use std::collections::BTreeSet;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use desk::{LoginName, RoleSet};
use record::Timestamp;
use record::choice::Role;
use store::desk::{DeskStore, Grantor, Holder};

use crate::person::{Desk, Folder, Person};

/// Entries that wait when the desk is first started: each is the grant of a role.
const ENTRIES: u64 = 400;
/// How often it is killed while it carries them.
const LIVES: u64 = 20;

static DRAWN: AtomicU64 = AtomicU64::new(1);

/// Bytes that differ at every call (splitmix64).
fn random(buffer: &mut [u8]) -> io::Result<()> {
    for part in buffer.chunks_mut(8) {
        let mut z = DRAWN.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        part.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..part.len()]);
    }
    Ok(())
}

/// The store of a desk that is not running.
pub(crate) fn reopened(folder: &Folder) -> DeskStore {
    DeskStore::open(folder.path(), random).unwrap()
}

fn grant_all(folder: &Folder) {
    let store = reopened(folder);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let at: Timestamp = "2026-11-25T12:00:00Z".parse().unwrap();
    for number in 0..ENTRIES {
        let name = LoginName::parse(&format!("officer{number}")).unwrap();
        let holder = Holder::Officer(RoleSet::new([Role::Intake]).unwrap());
        runtime.block_on(store.account_invite(Grantor::Machine, &name, holder, at)).unwrap();
    }
}

/// How many entries the register shows.
pub(crate) fn size(person: &mut Person) -> u64 {
    let checkpoint = person.get("/register/checkpoint").body;
    checkpoint.lines().nth(1).and_then(|line| line.parse().ok()).unwrap_or(0)
}

#[test]
fn an_entry_is_in_the_register_once_however_often_the_process_dies_on_the_way() {
    let folder = Folder::new("entries");
    drop(Desk::start(&folder));
    grant_all(&folder);
    for life in 0..LIVES {
        let desk = Desk::start(&folder);
        // Moments that differ: from before the first entry to the middle of the queue.
        let mut person = desk.person();
        let until = life * ENTRIES / LIVES;
        for _ in 0..500 {
            if size(&mut person) > until {
                break;
            }
        }
        desk.kill_now();
    }
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    while size(&mut person) < ENTRIES {
        thread::yield_now();
    }
    assert_eq!(size(&mut person), ENTRIES);
    let mut seen = BTreeSet::new();
    for number in 0..ENTRIES {
        let entry = person.get(&format!("/register/entry/{number}/raw")).body;
        assert!(entry.contains("\"kind\":\"role_grant\""), "{entry}");
        assert!(seen.insert(entry), "entry {number} is there twice");
    }
    desk.kill_now();
    drop(desk);
    let store = reopened(&folder);
    assert!(store.entries_waiting(1).unwrap().is_empty());
    assert_eq!(store.entries_known_to().unwrap(), ENTRIES);
}
