//! The tree, its proofs and its tiles against vectors of others: transparency-dev's 518 cases, Go's
//! tlog, and a log that Tessera wrote. They lie outside the repository; where they are absent the
//! tests say so and our own vectors in `fixtures/tree.json` remain.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use register::Hash;
use register::checkpoint::{Checkpoint, SignedCheckpoint};
use register::hash::leaf_hash;
use register::merkle::{
    verify_consistency, verify_inclusion, verify_subtree_consistency, verify_subtree_inclusion,
};
use register::monitor::Monitor;
use register::note::VerifierKey;
use register::reader::{TileReader, Tiles};
use register::tile::{TileKind, TilePath};
use serde_json::Value;

use crate::memory_log::MemoryLog;

/// Our own vectors; see `fixtures/README.md`.
const OWN: &str = include_str!("../../fixtures/tree.json");
/// The vkey of Tessera's test log, as its repository states it.
const TESSERA_VKEY: &str =
    "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
/// The entries of that log, spelled as they are there.
const TESSERA_ENTRIES: &str =
    "one two three four five six seven eit nain ten ileven twelf threeten fourten fivten";

/// A file or folder of the shared evidence, if it is there.
fn shared(path: &str) -> Option<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/evidence");
    let path = Path::new(folder).join(path);
    if !path.exists() {
        println!("not run: ../shared is absent");
        return None;
    }
    Some(path)
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

fn number(value: &Value, field: &str) -> u64 {
    value[field].as_u64().unwrap()
}

fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value[field].as_array().unwrap()
}

/// A hash, or `None` where the bytes are not the 32 of one. A missing one has no bytes.
fn hash(value: &Value) -> Option<Hash> {
    Hash::from_base64(value.as_str().unwrap_or_default())
}

/// A path, or `None` where a part of it is no hash. A missing one is empty.
fn path(value: &Value) -> Option<Vec<Hash>> {
    value.as_array().into_iter().flatten().map(hash).collect()
}

/// A log of the entries `entry 0`, `entry 1` and so on.
fn numbered(size: u64) -> MemoryLog {
    let mut log = MemoryLog::new();
    (0..size).for_each(|index| log.append(format!("entry {index}").as_bytes()));
    log
}

fn inclusion(log: &MemoryLog, index: u64) -> Vec<Hash> {
    TileReader::new(log, log.size(), log.root()).prove_inclusion(index).unwrap().path
}

fn consistency(log: &MemoryLog, old: &MemoryLog) -> Vec<Hash> {
    let mut reader = TileReader::new(log, log.size(), log.root());
    reader.prove_consistency(old.size(), &old.root()).unwrap()
}

/// Every file under a folder, with its path from there.
fn files_under(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

/// Whether the proof of a vector holds; `None` if a hash in it is not 32 bytes, so that the question
/// cannot even be put.
fn holds(kind: &str, vector: &Value, hash: &dyn Fn(&Value) -> Option<Hash>) -> Option<bool> {
    let at = |field| number(vector, field);
    let root = |field: &str| hash(&vector[field]);
    let proof: Option<Vec<Hash>> =
        vector["proof"].as_array().into_iter().flatten().map(hash).collect();
    let proof = proof?;
    let verified = match kind {
        "inclusion" => {
            let (leaf, root) = (root("leafHash")?, root("root")?);
            verify_inclusion(&leaf, at("leafIdx"), at("treeSize"), &proof, &root)
        }
        "consistency" => {
            let (old, new) = (root("root1")?, root("root2")?);
            verify_consistency(at("size1"), at("size2"), &proof, &old, &new)
        }
        "subtreeinclusion" => {
            let (leaf, root) = (root("leafHash")?, root("root")?);
            let (start, end) = (at("start"), at("end"));
            verify_subtree_inclusion(&leaf, at("leafIdx"), start, end, &proof, &root)
        }
        "subtreeconsistency" => {
            let (subtree, root) = (root("root1")?, root("root2")?);
            let (start, end) = (at("start"), at("end"));
            verify_subtree_consistency(start, end, at("size"), &proof, &subtree, &root)
        }
        other => panic!("no such kind of vector: {other}"),
    };
    Some(verified.is_ok())
}

/// A hash that stands for bytes that are none, the same for the same bytes. Four vectors want a
/// proof to hold between roots that say "don't care".
fn stand_in(value: &Value) -> Option<Hash> {
    hash(value).or_else(|| Some(leaf_hash(value.as_str().unwrap_or_default().as_bytes())))
}

#[test]
fn all_518_vectors_of_transparency_dev_have_the_answer_they_want() {
    let Some(folder) = shared("merkle-vectors") else { return };
    let (mut all, mut by_type, mut by_verifier, mut hold, mut hold_by_stand_in) = (0, 0, 0, 0, 0);
    let mut wrong = Vec::new();
    for (name, bytes) in files_under(&folder) {
        let vector = json(&bytes);
        let (kind, _) = name.split_once('/').unwrap();
        let refusal_wanted = vector["wantErr"].as_bool().unwrap();
        all += 1;
        match (holds(kind, &vector, &hash), refusal_wanted) {
            (None, true) => by_type += 1,
            (Some(false), true) => by_verifier += 1,
            (Some(true), false) => hold += 1,
            (None, false) if holds(kind, &vector, &stand_in) == Some(true) => hold_by_stand_in += 1,
            _ => wrong.push(name),
        }
    }
    println!(
        "merkle vectors: {}/{all} agree; {by_type} refused by the type, {by_verifier} by the \
         verifier; {hold} hold, and {hold_by_stand_in} with hashes in the place of words",
        all - wrong.len()
    );
    assert_eq!((all, wrong, hold_by_stand_in), (518, Vec::new(), 4));
}

/// No vector has this: a range that is no subtree, with a root and a path that fit it.
#[test]
fn a_range_that_is_no_subtree_is_refused_even_if_its_hashes_fit() {
    for (start, end) in (0..24).flat_map(|start| (start + 1..=24).map(move |end| (start, end))) {
        let mut range = MemoryLog::new();
        (start..end).for_each(|index: u64| range.append(&index.to_be_bytes()));
        let is_subtree = start % (end - start).next_power_of_two() == 0;
        for index in start..end {
            let path = inclusion(&range, index - start);
            let leaf = leaf_hash(&index.to_be_bytes());
            let verified = verify_subtree_inclusion(&leaf, index, start, end, &path, &range.root());
            assert_eq!(verified.is_ok(), is_subtree, "entry {index} in {start}..{end}");
        }
    }
}

/// Three vectors take a leaf and a root of no bytes for the same hash; the type has no such value.
#[test]
fn no_bytes_are_no_hash() {
    assert_eq!(Hash::from_base64(""), None);
    assert_eq!(Hash::from_slice(&[]), None);
}

#[test]
fn our_own_vectors_have_our_roots_and_proofs() {
    let own = json(OWN.as_bytes());
    for pair in list(&own, "roots") {
        let size = pair[0].as_u64().unwrap();
        assert_eq!(Some(numbered(size).root()), hash(&pair[1]), "size {size}");
    }
    for vector in list(&own, "inclusion") {
        let log = numbered(number(vector, "size"));
        assert_eq!(Some(inclusion(&log, number(vector, "index"))), path(&vector["path"]));
    }
    for vector in list(&own, "consistency") {
        let (old, new) = (numbered(number(vector, "old")), numbered(number(vector, "new")));
        assert_eq!(Some(consistency(&new, &old)), path(&vector["path"]));
    }
}

#[test]
fn the_roots_and_proofs_of_go_are_ours() {
    let Some(file) = shared("go-tlog-golden.json") else { return };
    let golden = json(&fs::read(file).unwrap());
    let roots = list(&golden, "roots_for_size_1_to_600");
    let mut log = MemoryLog::new();
    for (index, root) in roots.iter().enumerate() {
        log.append(format!("entry {index}").as_bytes());
        assert_eq!(Some(log.root()), hash(root));
    }
    let inclusions = list(&golden, "inclusion");
    for vector in inclusions {
        let log = numbered(number(vector, "Size"));
        assert_eq!(Some(inclusion(&log, number(vector, "Index"))), path(&vector["Proof"]));
    }
    let consistencies = list(&golden, "consistency");
    for vector in consistencies {
        let (old, new) = (numbered(number(vector, "Old")), numbered(number(vector, "New")));
        assert_eq!(Some(consistency(&new, &old)), path(&vector["Proof"]));
    }
    let found = (roots.len(), inclusions.len(), consistencies.len());
    println!(
        "Go's tlog: {} roots, {} inclusion and {} consistency proofs",
        found.0, found.1, found.2
    );
    assert_eq!(found, (600, 100, 104));
}

/// Of a tree of 255, Go names every partial tile that it passes through; our log has each of them
/// at the size of its width.
#[test]
fn the_tiles_that_go_names_are_those_of_our_log() {
    let Some(file) = shared("go-tlog-golden.json") else { return };
    let golden = json(&fs::read(file).unwrap());
    let names = list(&golden, "new_tiles_from_0_go_path_form");
    for name in names {
        let (size, name) = name.as_str().unwrap().split_once(' ').unwrap();
        let path: TilePath = name.replacen("tile/8/", "tile/", 1).parse().unwrap();
        let width = u64::from(path.width());
        assert!(width <= size.parse().unwrap());
        let new: Vec<TilePath> = TilePath::new_since(width - 1, width).collect();
        assert_eq!(new, [path, TilePath::in_tree(TileKind::Entries, 0, width).unwrap()]);
        assert_eq!(numbered(width).files().keys().copied().collect::<Vec<_>>(), new);
    }
    println!("Go's tlog: {} tiles named", names.len());
    assert_eq!(names.len(), 40);
}

#[test]
fn what_go_was_asked_too_is_the_same_in_our_own_vectors() {
    let Some(file) = shared("go-tlog-golden.json") else { return };
    let (own, golden) = (json(OWN.as_bytes()), json(&fs::read(file).unwrap()));
    let mut compared = 0;
    for pair in list(&own, "roots").iter().filter(|pair| pair[0] != 0) {
        let size = pair[0].as_u64().unwrap() as usize;
        assert_eq!(list(&golden, "roots_for_size_1_to_600")[size - 1], pair[1]);
        compared += 1;
    }
    for (kind, ours, theirs) in [
        ("inclusion", ["index", "size"], ["Index", "Size"]),
        ("consistency", ["old", "new"], ["Old", "New"]),
    ] {
        for vector in list(&own, kind) {
            let is_same = |go: &&Value| (0..2).all(|i| go[theirs[i]] == vector[ours[i]]);
            if let Some(go) = list(&golden, kind).iter().find(is_same) {
                assert_eq!(path(&go["Proof"]), path(&vector["path"]));
                compared += 1;
            }
        }
    }
    println!("{compared} of our own vectors compared with Go's");
    assert!(compared > 70, "{compared}");
}

/// Tessera's files, read by us.
struct TesseraFiles(PathBuf);

impl Tiles for TesseraFiles {
    type Error = io::Error;

    fn tile(&self, path: &TilePath) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.0.join(path.to_string())) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some),
        }
    }
}

impl TesseraFiles {
    fn find() -> Option<TesseraFiles> {
        shared("tessera-testlog").map(TesseraFiles)
    }

    fn head(&self, size: u64) -> Checkpoint {
        let key = VerifierKey::parse(TESSERA_VKEY).unwrap();
        let bytes = fs::read(self.0.join(format!("checkpoint.{size}"))).unwrap();
        let signed = SignedCheckpoint::parse(&bytes, &key).unwrap();
        assert_eq!(signed.checkpoint().size, size);
        signed.checkpoint().clone()
    }
}

#[test]
fn every_entry_and_every_earlier_head_of_tesseras_log_is_proved_under_each_of_its_checkpoints() {
    let Some(files) = TesseraFiles::find() else { return };
    let heads: Vec<Checkpoint> = (0..=15).map(|size| files.head(size)).collect();
    let entries: Vec<&str> = TESSERA_ENTRIES.split(' ').collect();
    for head in &heads {
        let mut reader = TileReader::new(&files, head.size, head.root);
        assert_eq!(reader.root_at(head.size).unwrap(), head.root);
        for index in 0..head.size {
            let proved = reader.prove_inclusion(index).unwrap();
            assert_eq!(proved.entry, entries[index as usize].as_bytes());
        }
        for old in &heads[1..=head.size as usize] {
            reader.prove_consistency(old.size, &old.root).unwrap();
        }
        assert!(reader.prove_inclusion(head.size).is_err());
    }
}

#[test]
fn a_monitor_that_follows_tesseras_log_agrees_with_all_sixteen_checkpoints() {
    let Some(files) = TesseraFiles::find() else { return };
    let mut following = Monitor::new();
    for size in 0..=15 {
        let head = files.head(size);
        let mut fresh = Monitor::new();
        if let Some(path) = TilePath::in_tree(TileKind::Entries, 0, size) {
            let bundle = files.tile(&path).unwrap().unwrap();
            fresh.take_bundle(&path, &bundle, &mut Vec::new()).unwrap();
            following.take_bundle(&path, &bundle, &mut Vec::new()).unwrap();
        }
        assert_eq!(following, fresh);
        following.check_head(&head).unwrap();
    }
    println!("Tessera: 16 of 16 checkpoints");
}

#[test]
fn our_files_are_tesseras_byte_for_byte() {
    let Some(files) = TesseraFiles::find() else { return };
    let mut log = MemoryLog::new();
    let mut ours = BTreeMap::new();
    for entry in TESSERA_ENTRIES.split(' ') {
        log.append(entry.as_bytes());
        ours.extend(log.files().into_iter().map(|(path, bytes)| (path.to_string(), bytes)));
    }
    let theirs = files_under(&files.0);
    let is_tile = |name: &&String| name.starts_with("tile/");
    let names: BTreeSet<&String> = theirs.keys().filter(is_tile).collect();
    assert_eq!(ours.keys().collect::<BTreeSet<_>>(), names);
    for (name, bytes) in &ours {
        assert_eq!(bytes, &theirs[name], "{name}");
    }
    println!("Tessera: {} files of tiles and entries", ours.len());
    assert_eq!(ours.len(), 30);
}
