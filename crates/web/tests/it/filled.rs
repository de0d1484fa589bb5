//! A desk whose public room is filled from a register, for tests and for browser checks.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use store::desk::{DeskIdentity, DeskKind, DeskStore, RoomHead};
use web::desk::DeskState;
use web::state::Clock;

use crate::support::Plan;

static DRAWN: AtomicU64 = AtomicU64::new(1);

/// Bytes that differ at every call (splitmix64).
pub(crate) fn random(buffer: &mut [u8]) -> std::io::Result<()> {
    for part in buffer.chunks_mut(8) {
        let mut z = DRAWN.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        part.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..part.len()]);
    }
    Ok(())
}

/// Does what waits for a commit, which a runtime's own threads must not.
pub(crate) fn outside(work: impl FnOnce() + Send) {
    std::thread::scope(|scope| scope.spawn(work).join().unwrap());
}

/// A desk of a demonstration in `dir`, whose register has these entries, all of them in its room.
pub(crate) fn desk_of_register(dir: &Path, entries: &[Vec<u8>], clock: Clock) -> Arc<DeskState> {
    let _ = std::fs::remove_dir_all(dir);
    std::fs::create_dir_all(dir).unwrap();
    let log = Plan::test(entries.to_vec()).build(dir, "register");
    let people = dir.join("people");
    std::fs::create_dir_all(&people).unwrap();
    let identity = DeskIdentity::new("desk.example", DeskKind::Authority, "ma").as_demo();
    DeskStore::create(&people, &identity, random).unwrap();
    let store = DeskStore::open(&people, random).unwrap();
    let (pack, parties) = (law::Pack::morocco().unwrap(), desk::parties::Parties::standard());
    let desk = DeskState::new(store, pack, parties.unwrap(), clock, |_| {});
    let signed = log.state.reader.checkpoint();
    let head = signed.checkpoint();
    let head = RoomHead { size: head.size, root: head.root.0 };
    outside(|| {
        assert!(desk.store.room_take(0, entries.to_vec(), head).unwrap());
        desk.store.room_count().unwrap();
    });
    assert!(desk.register.set(log.state).is_ok());
    Arc::new(desk)
}
