//! What a crash may do to a log, and what it may not: no acknowledged entry is lost, and no head
//! ever contradicts one that was published.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

#[path = "../../../register/tests/common/chance.rs"]
mod chance;
mod disk;

use chance::{Chance, trials};
use disk::{Fault, ForgetfulDisk};
use register::bundle::read_entries;
use register::checkpoint::{Checkpoint, SignedCheckpoint};
use register::edge::Edge;
use register::hash::{Hash, leaf_hash};
use register::note::{KeyKind, KeyName, SignerKey, VerifierKey};
use register::reader::{ReadError, TileReader, Tiles as _};
use register::tile::{TileKind, TilePath};
use register::witness::{
    AddCheckpoint, Decision, KnownLogs, StoredHead, decide, format_request, parse_stored_size,
};
use std::collections::BTreeMap;
use store::log::{self, LogError, OpenLog};
use store::public::StaticTiles;
use store::wal::WalError;

const ORIGIN: &str = "test.example/crash";
/// Small, so that every history closes, begins and trims segments.
const SEGMENT_BYTES: u64 = 32 << 10;

fn key() -> SignerKey {
    SignerKey::from_seed(KeyName::new(ORIGIN).unwrap(), KeyKind::Ed25519, [7; 32]).unwrap()
}

fn verifier() -> VerifierKey {
    key().verifier().clone()
}

fn new_log() -> ForgetfulDisk {
    let disk = ForgetfulDisk::default();
    let empty = Checkpoint::new(ORIGIN, 0, Hash::EMPTY_ROOT);
    log::create(&disk, &SignedCheckpoint::sign(&empty, &key()).unwrap()).unwrap();
    disk
}

fn open(disk: &ForgetfulDisk) -> Result<OpenLog<ForgetfulDisk>, LogError> {
    log::open(disk, key(), SEGMENT_BYTES)
}

/// What the outside world has been told.
#[derive(Default)]
struct Told {
    /// By index, the entries that were acknowledged.
    entries: Vec<Vec<u8>>,
    /// Heads that somebody may have seen.
    heads: Vec<Checkpoint>,
}

impl Told {
    /// Appends, flushes and closes segments by chance until the disk fails or `steps` are done.
    fn run(&mut self, disk: &ForgetfulDisk, chance: &mut Chance, steps: u64) {
        let Ok((mut appender, mut flusher, reader)) = open(disk) else { return };
        self.heads.push(reader.checkpoint().checkpoint().clone());
        // Entries of a batch that was not acknowledged may have become durable all the same.
        let size = reader.checkpoint().checkpoint().size;
        if self.learn_unacknowledged(&reader, size).is_none() {
            return;
        }
        for _ in 0..steps {
            if chance.below(4) == 0 {
                if flusher.flush().is_err() && chance.below(2) == 0 {
                    return;
                }
                continue;
            }
            let most = if chance.below(8) == 0 { 300 } else { 4 };
            let count = 1 + chance.below(most);
            let batch: Vec<Vec<u8>> = (0..count)
                .map(|_| vec![chance.below(256) as u8; chance.below(200) as usize])
                .collect();
            let Ok(first) = appender.commit(&batch, 0) else { return };
            assert_eq!(first, self.entries.len() as u64, "places are given in order");
            self.entries.extend(batch);
            self.heads.push(reader.checkpoint().checkpoint().clone());
        }
    }

    /// `None` if the fault strikes this reading; the next life reads again.
    fn learn_unacknowledged(
        &mut self,
        reader: &log::Reader<ForgetfulDisk>,
        size: u64,
    ) -> Option<()> {
        let checkpoint = reader.checkpoint();
        let mut tiles = TileReader::new(reader, size, checkpoint.checkpoint().root);
        for index in self.entries.len() as u64..size {
            match tiles.prove_inclusion(index) {
                Ok(proved) => self.entries.push(proved.entry),
                Err(ReadError::Storage { .. }) => return None,
                Err(error) => panic!("{error:?}"),
            }
        }
        Some(())
    }

    /// Opens the log after a crash and holds it to everything that was told.
    fn check(&self, disk: &ForgetfulDisk) {
        let (_appender, _flusher, reader) = open(disk).unwrap_or_else(|error| panic!("{error:?}"));
        let checkpoint = reader.checkpoint();
        let head = checkpoint.checkpoint();
        assert!(head.size >= self.entries.len() as u64, "an acknowledged entry is lost");
        let files = StaticTiles(disk.clone());
        let published = log::published(disk, &verifier()).unwrap().expect("opening publishes");
        assert_eq!(published.checkpoint(), head);
        let mut edge = Edge::empty();
        let mut roots = BTreeMap::from([(0, edge.root())]);
        for index in 0..head.size.div_ceil(256) {
            let path = TilePath::in_tree(TileKind::Entries, index, head.size).unwrap();
            let bytes = files.tile(&path).unwrap().unwrap_or_else(|| panic!("{path} is missing"));
            for entry in read_entries(&bytes, path.width()).unwrap() {
                if let Some(told) = self.entries.get(edge.size() as usize) {
                    assert_eq!(told, entry, "an acknowledged entry was changed");
                }
                edge.append(leaf_hash(entry), &mut Vec::new());
                roots.insert(edge.size(), edge.root());
            }
        }
        assert_eq!(roots[&head.size], head.root);
        for old in &self.heads {
            assert_eq!(roots[&old.size], old.root, "a published head is contradicted");
        }
        let mut tiles = TileReader::new(&files, head.size, head.root);
        for path in TilePath::new_since(0, head.size).filter(|p| p.kind() != TileKind::Entries) {
            assert!(files.tile(&path).unwrap().is_some(), "{path} is missing");
        }
        if head.size > 0 {
            tiles.prove_inclusion(head.size - 1).unwrap();
        }
    }
}

/// Runs `histories` of up to three lives each, ended by a fault at a random call.
fn crash(histories: u64, fault: Fault, seed: u64) {
    for history in 0..histories {
        let mut chance = Chance::new(seed + history);
        let mut disk = new_log();
        let mut told = Told::default();
        for _life in 0..1 + chance.below(3) {
            disk.arm(1 + chance.below(300), fault);
            let steps = 1 + chance.below(30);
            told.run(&disk, &mut chance, steps);
            let power_lost = fault != Fault::Crash || chance.below(4) == 0;
            disk = if power_lost && chance.below(2) == 0 {
                disk.after_kill()
            } else {
                disk.after_power_loss(&mut chance)
            };
            told.check(&disk);
        }
    }
}

#[test]
fn ten_thousand_crashes_lose_no_acknowledged_entry() {
    crash(trials(10_000), Fault::Crash, 1);
}

#[test]
fn an_input_output_error_at_any_call_loses_no_acknowledged_entry() {
    crash(trials(1_000), Fault::Eio, 1_000_000);
}

#[test]
fn a_full_disk_at_any_call_loses_no_acknowledged_entry() {
    crash(trials(1_000), Fault::Enospc, 2_000_000);
}

#[test]
fn a_short_write_at_any_call_is_continued() {
    crash(trials(1_000), Fault::Short, 3_000_000);
}

#[test]
fn every_single_call_of_a_short_history_may_fail_in_every_way() {
    let steps = |disk: &ForgetfulDisk, told: &mut Told| told.run(disk, &mut Chance::new(42), 12);
    let disk = new_log();
    let before = disk.calls();
    steps(&disk, &mut Told::default());
    let calls = disk.calls() - before;
    assert!(calls > 50, "the history is long enough to mean something");
    for fault in [Fault::Crash, Fault::Eio, Fault::Enospc, Fault::Short] {
        for at in 1..=calls {
            let disk = new_log();
            let mut told = Told::default();
            disk.arm(at, fault);
            steps(&disk, &mut told);
            disk.disarm();
            told.check(&disk.after_power_loss(&mut Chance::new(at)));
            told.check(&disk.after_kill());
        }
    }
}

#[test]
fn a_log_without_its_head_is_an_error_and_never_a_fresh_start() {
    let disk = new_log();
    Told::default().run(&disk, &mut Chance::new(1), 10);
    use store::disk::Disk as _;
    disk.remove_folder(std::path::Path::new("wal")).unwrap();
    assert!(matches!(open(&disk), Err(LogError::Wal(WalError::Missing))));
}

#[test]
fn a_head_without_its_log_is_an_error_and_never_a_fresh_start() {
    let disk = new_log();
    Told::default().run(&disk, &mut Chance::new(1), 10);
    use store::disk::Disk as _;
    disk.remove_folder(std::path::Path::new("public")).unwrap();
    assert!(matches!(open(&disk), Err(LogError::TilesMissing)));
}

#[test]
fn an_older_copy_of_the_head_is_refused_when_the_published_checkpoint_is_ahead() {
    use store::disk::{Disk as _, replace};
    let disk = new_log();
    let mut told = Told::default();
    told.run(&disk, &mut Chance::new(3), 10);
    let old = disk.after_kill();
    told.run(&disk, &mut Chance::new(4), 20);
    let published = std::path::Path::new("public/checkpoint");
    replace(&old, published, &disk.read(published).unwrap()).unwrap();
    assert!(matches!(open(&old), Err(LogError::HeadBehind { .. })));
}

#[test]
fn a_published_checkpoint_of_another_history_is_refused() {
    use store::disk::{Disk as _, replace};
    let (one, two) = (new_log(), new_log());
    Told::default().run(&one, &mut Chance::new(5), 10);
    Told::default().run(&two, &mut Chance::new(6), 40);
    let published = std::path::Path::new("public/checkpoint");
    replace(&two, published, &one.read(published).unwrap()).unwrap();
    assert!(matches!(open(&two), Err(LogError::Forked { .. } | LogError::HeadBehind { .. })));
}

/// Every file of the folder is old, so nothing in it contradicts anything and it opens. A witness
/// that cosigned the newer head says no with the size it knows, which is how `serve` finds out.
#[test]
fn an_older_copy_of_the_whole_folder_is_found_out_by_a_witness() {
    let disk = new_log();
    let mut told = Told::default();
    told.run(&disk, &mut Chance::new(3), 10);
    let old = disk.after_kill();
    told.run(&disk, &mut Chance::new(4), 20);
    let ahead = log::published(&disk, &verifier()).unwrap().unwrap();
    let stored = StoredHead { size: ahead.checkpoint().size, root: ahead.checkpoint().root };

    let (mut appender, _flusher, reader) = open(&old).unwrap();
    let mut known = KnownLogs::default();
    known.trust(ORIGIN, verifier()).unwrap();
    loop {
        let behind = reader.checkpoint();
        let (size, root) = (behind.checkpoint().size, behind.checkpoint().root);
        if size >= stored.size {
            assert_ne!(root, stored.root, "it has become another history");
            break;
        }
        for old_size in [0, size] {
            let request = format_request(old_size, &[], &behind.to_bytes());
            let request = AddCheckpoint::parse(&request).unwrap();
            let Decision::Refuse(refusal) = decide(&request, &known, Some(&stored)) else {
                panic!("a witness cosigned a head that it had left behind");
            };
            assert_eq!(refusal.status(), 409);
            assert_eq!(parse_stored_size(refusal.body().as_bytes()), Some(stored.size));
        }
        appender.commit(&[b"after the older copy was put back".to_vec()], 0).unwrap();
    }
}
