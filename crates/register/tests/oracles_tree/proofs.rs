//! Random proofs, read from our tiles, against two other implementations: `tlog_tiles` (a port of
//! Go's tlog) and `ct-merkle` (RFC 6962 in memory). Each must give the same hashes, byte for byte.

use std::collections::BTreeMap;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use register::Hash;
use register::hash::leaf_hash;
use register::reader::{TileReader, Tiles as _};
use register::tile::{TileKind, TilePath};
use sha2::Sha256;
use tlog_tiles::{HashReader, Tile, TileHashReader};

use crate::chance::{Chance, trials};
use crate::memory_log::MemoryLog;

/// The largest tree: three levels of tiles, the highest with two hashes.
const SIZE_MAX: u64 = 140_000;
/// Of so many questions, one is also put to the other library reading our tiles.
const READ_BY_OTHERS_EVERY: usize = 16;

/// What is asked of all three, with the size of the tree it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Question {
    size: u64,
    about: About,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Entry(u64),
    OldSize(u64),
}

/// A size that is anything, small, or beside the end of a tile.
fn any_size(chance: &mut Chance) -> u64 {
    let beside = |width: u64, chance: &mut Chance| {
        let count = 1 + chance.below(SIZE_MAX / width);
        (count * width + chance.below(5)).saturating_sub(2)
    };
    let size = match chance.below(8) {
        0 => chance.below(1024),
        1 => beside(256, chance),
        2 => beside(65_536, chance),
        3 => 1 << chance.below(18),
        _ => chance.below(SIZE_MAX),
    };
    size.clamp(1, SIZE_MAX)
}

/// Questions in the order in which the trees grow.
fn questions(count: u64, chance: &mut Chance) -> Vec<Question> {
    let mut questions: Vec<Question> = (0..count)
        .map(|number| {
            let size = any_size(chance);
            let about = match number % 2 {
                0 => About::Entry(any_size(chance) % size),
                _ => About::OldSize((any_size(chance) % (size + 1)).max(1)),
            };
            Question { size, about }
        })
        .collect();
    questions.sort_unstable();
    questions
}

/// The hashes of a tree as `tlog_tiles` orders them.
#[derive(Default)]
struct Stored(Vec<tlog_tiles::Hash>);

impl HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        Ok(indexes.iter().map(|index| self.0[*index as usize]).collect())
    }
}

/// Our files, read by `tlog_tiles`.
struct ReadByOthers<'a>(&'a MemoryLog);

impl tlog_tiles::TileReader for ReadByOthers<'_> {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        let read = |tile: &Tile| {
            let kind = TileKind::Hashes { level: tile.level() };
            let path = TilePath::in_tree(kind, tile.level_index(), self.0.size()).unwrap();
            assert_eq!(u32::from(path.width()), tile.width(), "both ask for the same file");
            assert_eq!(path.to_string().replacen("tile/", "tile/8/", 1), tile.path());
            self.0.tile(&path).unwrap().unwrap()
        };
        Ok(tiles.iter().map(read).collect())
    }

    fn save_tiles(&self, _tiles: &[Tile], _data: &[Vec<u8>]) {}
}

/// The same log in three implementations.
struct Three {
    ours: MemoryLog,
    tlog: Stored,
    /// By size.
    roots: Vec<tlog_tiles::Hash>,
    ct: MemoryBackedTree<Sha256, Vec<u8>>,
}

impl Three {
    fn new() -> Three {
        let roots = vec![tlog_tiles::EMPTY_HASH];
        Three {
            ours: MemoryLog::new(),
            tlog: Stored::default(),
            roots,
            ct: MemoryBackedTree::new(),
        }
    }

    fn grow_to(&mut self, size: u64) {
        while self.ours.size() < size {
            let index = self.ours.size();
            let entry = format!("entry {index}").into_bytes();
            self.ours.append(&entry);
            let added = tlog_tiles::stored_hashes(index, &entry, &self.tlog).unwrap();
            self.tlog.0.extend(added);
            self.roots.push(tlog_tiles::tree_hash(index + 1, &self.tlog).unwrap());
            self.ct.push(entry);
        }
    }

    /// The roots agree; ours.
    fn root(&self) -> Hash {
        let root = self.ours.root();
        assert_eq!(root.0, self.roots[self.ours.size() as usize].0);
        assert_eq!(root.0[..], self.ct.root().as_bytes()[..]);
        root
    }

    fn check(&self, question: Question, is_read_by_others: bool) {
        let (size, root) = (self.ours.size(), self.root());
        let mut reader = TileReader::new(&self.ours, size, root);
        let theirs = ReadByOthers(&self.ours);
        let theirs = TileHashReader::new(size, tlog_tiles::Hash(root.0), &theirs);
        match question.about {
            About::Entry(index) => {
                let proved = reader.prove_inclusion(index).unwrap();
                assert_eq!(proved.entry, format!("entry {index}").as_bytes());
                assert_eq!(proved.leaf, leaf_hash(&proved.entry));
                let tlog = tlog_tiles::prove_record(size, index, &self.tlog).unwrap();
                assert_eq!(flat(&proved.path), flat_tlog(&tlog), "{question:?}");
                let ct = self.ct.prove_inclusion(index as usize);
                assert_eq!(flat(&proved.path), ct.as_bytes(), "{question:?}");
                if is_read_by_others {
                    let read = tlog_tiles::prove_record(size, index, &theirs).unwrap();
                    assert_eq!(flat(&proved.path), flat_tlog(&read), "{question:?}");
                }
            }
            About::OldSize(old) => {
                let old_root = Hash(self.roots[old as usize].0);
                assert_eq!(reader.root_at(old).unwrap(), old_root);
                let path = reader.prove_consistency(old, &old_root).unwrap();
                let tlog = tlog_tiles::prove_tree(size, old, &self.tlog).unwrap();
                assert_eq!(flat(&path), flat_tlog(&tlog), "{question:?}");
                let ct = self.ct.prove_consistency((size - old) as usize);
                assert_eq!(flat(&path), ct.as_bytes(), "{question:?}");
                if is_read_by_others {
                    let read = tlog_tiles::prove_tree(size, old, &theirs).unwrap();
                    assert_eq!(flat(&path), flat_tlog(&read), "{question:?}");
                }
            }
        }
    }
}

fn flat(path: &[Hash]) -> Vec<u8> {
    path.iter().flat_map(|hash| hash.0).collect()
}

fn flat_tlog(path: &[tlog_tiles::Hash]) -> Vec<u8> {
    path.iter().flat_map(|hash| hash.0).collect()
}

#[test]
fn ten_thousand_random_proofs_are_those_of_two_other_implementations() {
    let mut three = Three::new();
    let questions = questions(trials(10_000), &mut Chance::new(2026));
    for (number, question) in questions.iter().enumerate() {
        three.grow_to(question.size);
        three.check(*question, number % READ_BY_OTHERS_EVERY == 0);
    }
    println!("{} proofs equal, trees of up to {} entries", questions.len(), three.ours.size());
}

#[test]
fn every_proof_of_every_tree_of_up_to_forty_entries_is_that_of_the_others() {
    let mut three = Three::new();
    for size in 1..=40 {
        three.grow_to(size);
        for index in 0..size {
            three.check(Question { size, about: About::Entry(index) }, true);
            three.check(Question { size, about: About::OldSize(index + 1) }, true);
        }
    }
}

#[test]
fn every_file_of_hashes_is_the_one_that_another_implementation_writes() {
    let mut three = Three::new();
    for size in [0, 1, 255, 256, 257, 1000, 65_535, 65_536, 65_537, 131_072, 140_000] {
        three.grow_to(size);
        let is_hashes = |path: &TilePath| matches!(path.kind(), TileKind::Hashes { .. });
        let ours = three.ours.files().into_iter().filter(|(path, _)| is_hashes(path));
        let ours: BTreeMap<String, Vec<u8>> =
            ours.map(|(path, bytes)| (path.to_string(), bytes)).collect();
        let theirs = Tile::new_tiles(8, 0, size).into_iter();
        let theirs: BTreeMap<String, Vec<u8>> = theirs
            .map(|tile| {
                let path = tile.path().replacen("tile/8/", "tile/", 1);
                (path, tile.read_data(&three.tlog).unwrap())
            })
            .collect();
        assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
        assert!(ours == theirs, "size {size}");
    }
}
