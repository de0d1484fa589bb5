//! Files that lie: whoever can write to the public folder of a log can stop proofs from being made,
//! and can do nothing else. Every file of a log is altered, lost, cut, padded, exchanged, put back
//! to an older state, or made to agree with another lie; what a reader gives out is true under the
//! signed root or is not given out, and an audit always notices.
#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

#[path = "common/chance.rs"]
mod chance;
#[path = "common/memory_log.rs"]
mod memory_log;

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use chance::{Chance, trials};
use memory_log::MemoryLog;
use register::Hash;
use register::bundle::{push_entry, read_entries, truncate};
use register::checkpoint::{Checkpoint, SignedCheckpoint};
use register::hash::leaf_hash;
use register::monitor::{Monitor, MonitorError};
use register::note::{KeyKind, KeyName, SignerKey};
use register::reader::{ProvedEntry, TileReader, Tiles};
use register::tile::{HASH_BYTES, TileKind, TilePath};
use register::witness::{
    AddCheckpoint, Decision, KnownLogs, Refusal, SIZE_CONTENT_TYPE, StoredHead, decide,
    format_request, parse_stored_size,
};

const ORIGIN: &str = "log.example";

type Files = BTreeMap<TilePath, Vec<u8>>;

/// Entries of many lengths, none twice but the empty one.
fn entry(index: u64) -> Vec<u8> {
    match index % 50 {
        7 => Vec::new(),
        8 => format!("entry {index} {}", "long ".repeat(40)).into_bytes(),
        _ => format!("entry {index}").into_bytes(),
    }
}

fn log_of(size: u64, entry: impl Fn(u64) -> Vec<u8>) -> MemoryLog {
    let mut log = MemoryLog::new();
    (0..size).for_each(|index| log.append(&entry(index)));
    log
}

/// A log, and what is true of it.
struct Truth {
    files: Files,
    head: Checkpoint,
    /// By bundle: a monitor that has read all bundles before it.
    monitors: Vec<Monitor>,
}

/// What the store says instead: other bytes, or `None` for a file that is not there.
#[derive(Debug, Clone)]
struct Lie {
    what: String,
    files: BTreeMap<TilePath, Option<Vec<u8>>>,
}

/// The files of a log, some of them lies.
struct Lying<'a> {
    truth: &'a Files,
    lie: &'a Lie,
}

impl Tiles for Lying<'_> {
    type Error = Infallible;

    fn tile(&self, path: &TilePath) -> Result<Option<Vec<u8>>, Infallible> {
        let lie = self.lie.files.get(path).cloned();
        Ok(lie.unwrap_or_else(|| self.truth.get(path).cloned()))
    }
}

impl Truth {
    fn of(log: &MemoryLog) -> Truth {
        let files = log.files();
        let head = Checkpoint::new(ORIGIN, log.size(), log.root());
        let mut monitor = Monitor::new();
        let mut monitors = Vec::new();
        for (path, bytes) in files.iter().filter(|(path, _)| path.kind() == TileKind::Entries) {
            monitors.push(monitor.clone());
            monitor.take_bundle(path, bytes, &mut Vec::new()).unwrap();
        }
        monitor.check_head(&head).unwrap();
        Truth { files, head, monitors }
    }

    fn prove(&self, index: u64) -> ProvedEntry {
        let lie = Lie { what: String::new(), files: BTreeMap::new() };
        let files = Lying { truth: &self.files, lie: &lie };
        TileReader::new(&files, self.head.size, self.head.root).prove_inclusion(index).unwrap()
    }

    fn bundle(&self, index: u64) -> Vec<Vec<u8>> {
        let path = TilePath::in_tree(TileKind::Entries, index, self.head.size).unwrap();
        let entries = read_entries(&self.files[&path], path.width()).unwrap();
        entries.into_iter().map(<[u8]>::to_vec).collect()
    }

    fn continues(&self, old: u64) -> (Hash, Vec<Hash>) {
        let lie = Lie { what: String::new(), files: BTreeMap::new() };
        let files = Lying { truth: &self.files, lie: &lie };
        let mut reader = TileReader::new(&files, self.head.size, self.head.root);
        let root = reader.root_at(old).unwrap();
        (root, reader.prove_consistency(old, &root).unwrap())
    }

    /// The leaves that a file stands over.
    fn under(&self, path: &TilePath) -> (u64, u64) {
        let height = match path.kind() {
            TileKind::Entries => 0,
            TileKind::Hashes { level } => 8 * u32::from(level),
        };
        let first = (path.index() * 256) << height;
        (first, first + (u64::from(path.width()) << height))
    }

    /// Entries and old sizes whose proofs read the file, and some that do not.
    fn questions(&self, path: &TilePath, chance: &mut Chance) -> BTreeSet<u64> {
        let (first, end) = self.under(path);
        let size = self.head.size;
        let inside = first + chance.below(end - first);
        let asked = [0, size - 1, first, first + 1, inside, end - 1, end, first.saturating_sub(1)];
        asked.into_iter().chain([chance.below(size)]).filter(|index| *index < size).collect()
    }

    /// Asks for proofs while the store lies. Each must be the true one or an error; returns how
    /// many were errors.
    fn ask(&self, lie: &Lie, questions: &BTreeSet<u64>) -> usize {
        let files = Lying { truth: &self.files, lie };
        let mut reader = TileReader::new(&files, self.head.size, self.head.root);
        let mut refused = 0;
        for index in questions {
            match reader.prove_inclusion(*index) {
                Ok(proved) => assert!(proved == self.prove(*index), "{}: entry {index}", lie.what),
                Err(_) => refused += 1,
            }
            let old = index + 1;
            let (root, path) = self.continues(old);
            match reader.prove_consistency(old, &root) {
                Ok(proved) => assert!(proved == path, "{}: old size {old}", lie.what),
                Err(_) => refused += 1,
            }
            // Nor does the reader confirm a head that never was.
            assert!(reader.prove_consistency(old, &leaf_hash(&root.0)).is_err(), "{}", lie.what);
        }
        let bundles: BTreeSet<u64> = questions.iter().map(|index| index / 256).collect();
        for index in bundles {
            if let Ok(entries) = reader.prove_bundle(index) {
                assert!(entries == self.bundle(index), "{}: bundle {index}", lie.what);
            }
        }
        refused
    }

    /// An audit as `hiwar register audit` makes it: every entry, every tile, the signed head.
    fn audit(&self, lie: &Lie, compare: Compare) -> Result<(), Caught> {
        let files = Lying { truth: &self.files, lie };
        let read = |path: &TilePath| files.tile(path).unwrap().ok_or(Caught::Missing);
        let is_same = |path: &TilePath, bytes: &[u8]| match compare {
            Compare::EntriesOnly => Ok(()),
            Compare::Everything if read(path)? == bytes => Ok(()),
            Compare::Everything => Err(Caught::OtherTile),
        };
        // What lies before the first lie reads as it always did.
        let first = lie.files.keys().map(|path| self.under(path).0 / 256).min().unwrap_or(0);
        let mut monitor = self.monitors[first as usize].clone();
        let mut full = Vec::new();
        for index in first..self.head.size.div_ceil(256) {
            let path = TilePath::in_tree(TileKind::Entries, index, self.head.size).unwrap();
            monitor.take_bundle(&path, &read(&path)?, &mut full).map_err(Caught::Monitor)?;
            full.drain(..).try_for_each(|tile| is_same(&tile.path, &tile.bytes))?;
        }
        monitor.check_head(&self.head).map_err(Caught::Monitor)?;
        monitor.right_edge().partials().try_for_each(|(path, bytes)| is_same(&path, bytes))
    }

    /// Holds one lie to everything that must be true of it.
    fn check(&self, lie: &Lie, chance: &mut Chance) {
        let mut questions = BTreeSet::new();
        let mut changed = BTreeSet::new();
        for path in lie.files.keys() {
            questions.extend(self.questions(path, chance));
            changed.extend(self.changed_entries(path, lie));
        }
        let refused = self.ask(lie, &questions);
        // A tile with the one hash that is the root itself is read by no proof: the head has it.
        let is_root =
            |path: &TilePath| path.width() == 1 && self.under(path) == (0, self.head.size);
        let is_read = |path: &TilePath| path.kind() != TileKind::Entries && !is_root(path);
        let is_needed = lie.files.keys().any(is_read);
        assert!(refused > 0 || !is_needed, "{}: nobody noticed", lie.what);
        let files = Lying { truth: &self.files, lie };
        let mut reader = TileReader::new(&files, self.head.size, self.head.root);
        for index in changed.iter().take(4).chain(changed.last()) {
            assert!(reader.prove_inclusion(*index).is_err(), "{}: entry {index}", lie.what);
            assert!(reader.prove_bundle(index / 256).is_err(), "{}: entry {index}", lie.what);
        }
        assert!(self.audit(lie, Compare::Everything).is_err(), "{}: passes an audit", lie.what);
    }

    /// The entries that a lie changes, or that can no longer be read because of it.
    fn changed_entries(&self, path: &TilePath, lie: &Lie) -> Vec<u64> {
        if path.kind() != TileKind::Entries {
            return Vec::new();
        }
        let truth = read_entries(&self.files[path], path.width()).unwrap();
        let lied = lie.files[path].as_deref();
        let lied = lied.and_then(|bytes| read_entries(bytes, path.width()).ok());
        let (first, end) = self.under(path);
        let is_changed = |index: &u64| {
            let at = (index - first) as usize;
            lied.as_ref().is_none_or(|lied| lied[at] != truth[at])
        };
        (first..end).filter(is_changed).collect()
    }
}

/// What an audit compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compare {
    /// The entries with the head, and no tile of hashes.
    EntriesOnly,
    Everything,
}

#[derive(Debug)]
#[expect(dead_code, reason = "read by people, when a test fails")]
enum Caught {
    Missing,
    OtherTile,
    Monitor(MonitorError),
}

/// All lies about one file of the log.
fn lies_about(truth: &Truth, path: &TilePath, chance: &mut Chance) -> Vec<Lie> {
    let bytes = &truth.files[path];
    let mut lies = Vec::new();
    let mut tell = |what: &str, files: Vec<(TilePath, Option<Vec<u8>>)>| {
        let files: BTreeMap<_, _> = files.into_iter().collect();
        // Two files may be the same; then to exchange them is no lie.
        if files.iter().any(|(path, bytes)| bytes.as_ref() != Some(&truth.files[path])) {
            lies.push(Lie { what: format!("{path} {what}"), files });
        }
    };
    tell("missing", vec![(*path, None)]);
    tell("empty", vec![(*path, Some(Vec::new()))]);
    for at in [0, bytes.len() - 1, chance.below(bytes.len() as u64) as usize] {
        let mut altered = bytes.clone();
        altered[at] ^= 1 << chance.below(8);
        tell(&format!("altered at byte {at}"), vec![(*path, Some(altered))]);
    }
    for cut in [1, HASH_BYTES.min(bytes.len())] {
        tell("cut", vec![(*path, Some(bytes[..bytes.len() - cut].to_vec()))]);
    }
    for more in [1, HASH_BYTES] {
        tell("padded", vec![(*path, Some([bytes.as_slice(), &vec![7; more]].concat()))]);
    }
    for other in exchanged_with(truth, path, chance) {
        let exchanged =
            vec![(*path, truth.files.get(&other).cloned()), (other, Some(bytes.clone()))];
        tell(&format!("exchanged with {other}"), exchanged);
    }
    if path.width() > 1 {
        let older = older(bytes, path, 1 + chance.below(u64::from(path.width()) - 1) as u16);
        tell("stale", vec![(*path, Some(older.clone()))]);
        let mut filled = older;
        filled.extend_from_slice(&bytes[..bytes.len() - filled.len()]);
        tell("stale and filled up", vec![(*path, Some(filled))]);
    }
    let at = chance.below(u64::from(path.width())) as usize;
    match path.kind() {
        TileKind::Entries => tell("agreeing with its tile", with_another_entry(truth, path, at)),
        TileKind::Hashes { .. } => {
            let mut altered = bytes.clone();
            altered[at * HASH_BYTES..][..HASH_BYTES].copy_from_slice(&leaf_hash(b"another").0);
            tell("with another hash", vec![(*path, Some(altered))]);
        }
    }
    lies
}

/// Files that one may be exchanged with: its neighbour, and any other.
fn exchanged_with(truth: &Truth, path: &TilePath, chance: &mut Chance) -> Vec<TilePath> {
    let others: Vec<TilePath> = truth.files.keys().copied().filter(|it| it != path).collect();
    if others.is_empty() {
        return Vec::new();
    }
    let neighbour = others.iter().position(|it| it > path).unwrap_or(others.len() - 1);
    vec![others[neighbour], others[chance.below(others.len() as u64) as usize]]
}

/// The file as it was when it was narrower.
fn older(bytes: &[u8], path: &TilePath, width: u16) -> Vec<u8> {
    match path.kind() {
        TileKind::Entries => truncate(bytes, width).unwrap().to_vec(),
        TileKind::Hashes { .. } => bytes[..usize::from(width) * HASH_BYTES].to_vec(),
    }
}

/// The bundle with another entry at one place, and the tile of leaf hashes that goes with it.
fn with_another_entry(
    truth: &Truth,
    path: &TilePath,
    at: usize,
) -> Vec<(TilePath, Option<Vec<u8>>)> {
    let mut bundle = Vec::new();
    let entries = read_entries(&truth.files[path], path.width()).unwrap();
    for (place, entry) in entries.iter().enumerate() {
        push_entry(&mut bundle, if place == at { b"another" } else { entry }).unwrap();
    }
    let kind = TileKind::Hashes { level: 0 };
    let tile = TilePath::in_tree(kind, path.index(), truth.head.size).unwrap();
    let mut hashes = truth.files[&tile].clone();
    hashes[at * HASH_BYTES..][..HASH_BYTES].copy_from_slice(&leaf_hash(b"another").0);
    vec![(*path, Some(bundle)), (tile, Some(hashes))]
}

#[test]
fn no_lie_about_any_file_of_a_small_log_is_believed() {
    let mut told = 0;
    for size in [1, 2, 5, 255, 256, 257, 300, 513, 600] {
        let truth = Truth::of(&log_of(size, entry));
        let mut chance = Chance::new(size);
        for path in truth.files.keys() {
            for lie in lies_about(&truth, path, &mut chance) {
                truth.check(&lie, &mut chance);
                told += 1;
            }
        }
    }
    println!("{told} lies told about small logs, none believed");
}

#[test]
fn every_bit_of_every_file_counts() {
    for size in [1, 3, 5] {
        let truth = Truth::of(&log_of(size, entry));
        let questions: BTreeSet<u64> = (0..size).collect();
        for (path, bytes) in &truth.files {
            for bit in 0..bytes.len() * 8 {
                let mut altered = bytes.clone();
                altered[bit / 8] ^= 1 << (bit % 8);
                let what = format!("{path} of {size}, bit {bit}");
                let lie = Lie { what, files: BTreeMap::from([(*path, Some(altered))]) };
                let refused = truth.ask(&lie, &questions);
                // The one entry of a log is proved by the head alone.
                let is_needed = size > 1 || path.kind() == TileKind::Entries;
                assert!(refused > 0 || !is_needed, "{}", lie.what);
                assert!(truth.audit(&lie, Compare::Everything).is_err(), "{}", lie.what);
            }
        }
    }
}

#[test]
fn no_lie_about_the_files_of_a_large_log_is_believed() {
    let truth = Truth::of(&log_of(70_000, entry));
    assert_eq!(truth.files.len(), 551);
    let mut chance = Chance::new(70_000);
    let every = (11 / trials(1)).max(1) as usize;
    let is_high = |path: &TilePath| matches!(path.kind(), TileKind::Hashes { level: 1.. });
    let sampled = |(number, path): (usize, &TilePath)| {
        (number % every == 0 || is_high(path) || !path.is_full()).then_some(*path)
    };
    let sampled: Vec<TilePath> = truth.files.keys().enumerate().filter_map(sampled).collect();
    let mut told = 0;
    for path in &sampled {
        for lie in lies_about(&truth, path, &mut chance) {
            truth.check(&lie, &mut chance);
            told += 1;
        }
    }
    println!("{told} lies told about {} files of a log of 70,000, none believed", sampled.len());
}

/// Even a monitor that never looks at tiles of hashes notices: the head it checks is signed.
#[test]
fn no_change_to_an_entry_passes_a_monitor() {
    let mut chance = Chance::new(7);
    for size in [1, 5, 256, 257, 600, 5_000] {
        let truth = Truth::of(&log_of(size, entry));
        for path in truth.files.keys().filter(|path| path.kind() == TileKind::Entries) {
            for lie in lies_about(&truth, path, &mut chance) {
                let caught = truth.audit(&lie, Compare::EntriesOnly);
                assert!(caught.is_err(), "{}", lie.what);
            }
        }
    }
}

#[test]
fn an_entry_rewritten_after_it_was_read_is_caught_at_the_next_bundle_or_head() {
    let (old, new) = (Truth::of(&log_of(700, entry)), 900);
    for changed in [0, 255, 256, 511, 512, 699, 700, 899] {
        let other = |index| if index == changed { b"another".to_vec() } else { entry(index) };
        let forged = Truth::of(&log_of(new, other));
        let mut monitor = old.monitors[2].clone();
        let last = TilePath::in_tree(TileKind::Entries, 2, 700).unwrap();
        monitor.take_bundle(&last, &old.files[&last], &mut Vec::new()).unwrap();
        let follow = |monitor: &mut Monitor| -> Result<(), MonitorError> {
            for index in 2..=3 {
                let path = TilePath::in_tree(TileKind::Entries, index, new).unwrap();
                monitor.take_bundle(&path, &forged.files[&path], &mut Vec::new())?;
            }
            monitor.check_head(&forged.head)
        };
        // An entry that came after what was read is new, and any entry will do.
        assert_eq!(follow(&mut monitor).is_err(), changed < 700, "entry {changed}");
    }
}

/// All files are of another history, and agree with each other perfectly.
#[test]
fn the_files_of_another_history_prove_nothing_under_the_signed_head() {
    let truth = Truth::of(&log_of(1_000, entry));
    for from in [0, 1, 255, 256, 700, 999] {
        let other = |index| if index < from { entry(index) } else { b"another".to_vec() };
        let forged = Truth::of(&log_of(1_000, other));
        let files = forged.files.into_iter().map(|(path, bytes)| (path, Some(bytes))).collect();
        let lie = Lie { what: format!("forked at {from}"), files };
        let (first, last) = (from.saturating_sub(1), from);
        for index in [0, first, last, 500, 998, 999] {
            let files = Lying { truth: &truth.files, lie: &lie };
            let mut reader = TileReader::new(&files, truth.head.size, truth.head.root);
            assert!(reader.prove_inclusion(index).is_err(), "{}: entry {index}", lie.what);
            if index > 0 && index < truth.head.size {
                let (root, _) = truth.continues(index);
                assert!(reader.prove_consistency(index, &root).is_err(), "{}: {index}", lie.what);
            }
        }
        assert!(truth.audit(&lie, Compare::EntriesOnly).is_err());
    }
}

/// The files of an older state of the same log, under the names that the newer head asks for.
#[test]
fn the_files_of_an_older_state_prove_nothing_that_is_not_so() {
    let truth = Truth::of(&log_of(1_000, entry));
    for size in [1, 255, 256, 600, 768, 999] {
        let old = log_of(size, entry).files();
        let old_file = |path: &TilePath| {
            let same = |old: &&TilePath| old.kind() == path.kind() && old.index() == path.index();
            old.keys().find(same).map(|path| old[path].clone())
        };
        let files = truth.files.keys().map(|path| (*path, old_file(path))).collect();
        let lie = Lie { what: format!("as of {size}"), files };
        assert!(truth.ask(&lie, &(0..1_000).step_by(37).collect()) > 0);
        assert!(truth.audit(&lie, Compare::EntriesOnly).is_err());
    }
}

/// The whole folder of the log was put back to an older copy, head and public files alike, so
/// nothing in it is wrong; only the witness knows that there was more.
#[test]
fn a_witness_tells_a_log_that_was_rolled_back_how_far_it_had_been() {
    let key = KeyName::new(ORIGIN).unwrap();
    let key = SignerKey::from_seed(key, KeyKind::Ed25519, [9; 32]).unwrap();
    let mut known = KnownLogs::default();
    known.trust(ORIGIN, key.verifier().clone()).unwrap();
    let before = log_of(9, entry);
    let stored = StoredHead { size: 9, root: before.root() };
    let another = |index| if index < 5 { entry(index) } else { b"another".to_vec() };
    let ask = |old: u64, size: u64| {
        let log = log_of(size, another);
        let head = Checkpoint::new(ORIGIN, size, log.root());
        let signed = SignedCheckpoint::sign(&head, &key).unwrap();
        let mut reader = TileReader::new(&log, size, log.root());
        let path = if old == 0 || old >= size {
            Vec::new()
        } else {
            let root = reader.root_at(old).unwrap();
            reader.prove_consistency(old, &root).unwrap()
        };
        let request = format_request(old, &path, &signed.to_bytes());
        decide(&AddCheckpoint::parse(&request).unwrap(), &known, Some(&stored))
    };
    // It goes on from 5 in its own belief, up to any size; or says again what it had.
    for (old, size) in [(5, 5), (5, 6), (5, 8), (5, 9), (5, 10), (5, 12), (0, 5), (0, 12), (8, 12)]
    {
        let Decision::Refuse(refusal) = ask(old, size) else { panic!("{old} to {size}") };
        assert_eq!(refusal, Refusal::Stale { size: 9 });
        assert_eq!((refusal.status(), refusal.content_type()), (409, SIZE_CONTENT_TYPE));
        assert_eq!(parse_stored_size(refusal.body().as_bytes()), Some(9), "it was at 9 before");
    }
    // Nor is it cosigned once it says the size that it was told.
    for (old, size, refusal) in [
        (9, 9, Refusal::RootMismatch { size: 9 }),
        (9, 10, Refusal::BadProof),
        (9, 12, Refusal::BadProof),
        (9, 7, Refusal::OldTooLarge),
    ] {
        assert_eq!(ask(old, size), Decision::Refuse(refusal), "{old} to {size}");
    }
    // Only what continues what the witness knows is.
    let (head, after) = (before.root(), log_of(12, entry));
    let mut reader = TileReader::new(&after, 12, after.root());
    let path = reader.prove_consistency(9, &head).unwrap();
    let signed = Checkpoint::new(ORIGIN, 12, after.root());
    let signed = SignedCheckpoint::sign(&signed, &key).unwrap();
    let request = format_request(9, &path, &signed.to_bytes());
    let request = AddCheckpoint::parse(&request).unwrap();
    assert!(matches!(decide(&request, &known, Some(&stored)), Decision::Cosign(_)));
}
