//! The process is killed at random moments under load, again and again.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;

use register::checkpoint::{Checkpoint, SignedCheckpoint};
use register::note::VerifierKey;
use register::reader::{TileReader, Tiles as _};
use register::tile::{TileKind, TilePath};
use store::disk::RealDisk;
use store::public::StaticTiles;

use crate::support::{Folder, Server, hiwar_ends, new_log, str};

const CLIENTS: u64 = 8;

/// How many times the server is killed; `HIWAR_SOAK` multiplies them.
#[expect(clippy::disallowed_methods, reason = "tests read their length from the environment")]
fn kills() -> u64 {
    50 * std::env::var("HIWAR_SOAK").ok().and_then(|n| n.parse().ok()).unwrap_or(1)
}

/// A number that is different each time and the same in each run.
fn chance(seed: u64, below: u64) -> u64 {
    let mut x = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66;
    x ^= x >> 29;
    x = x.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (x >> 32) % below
}

/// Everything that the outside world was told in all the lives of the log.
#[derive(Default)]
struct Told {
    acknowledged: Vec<(u64, Vec<u8>)>,
    heads: Vec<Checkpoint>,
}

#[test]
fn a_log_that_is_killed_again_and_again_keeps_all_it_acknowledged() {
    let folder = Folder::new("crash");
    let (dir, witness_dir) = (folder.path("log"), folder.path("witness"));
    new_log(&dir, "test.example/crash");
    new_log(&witness_dir, "test.example/watch");
    let key = std::fs::read_to_string(dir.join("public/key")).unwrap();
    let key = VerifierKey::parse(key.trim()).unwrap();
    std::fs::write(witness_dir.join("witnessed"), format!("log {key}\nquorum none\n")).unwrap();
    let witness = Server::start(&witness_dir, &[]);
    crate::witnesses::ask(&dir, 1, &[("watch", &witness)]);
    let mut told = Told::default();
    let (audit, state) = (folder.path("state"), str(&dir).to_owned());
    for life in 0..kills() {
        let server = Server::start(&dir, &["--bench-append"]);
        server.until("the witness let the log open", |server| server.append(b"open").is_some());
        live(&server, life, &key, &mut told);
        server.kill();
        told.check(&dir, &key, life);
        if life % 10 == 9 {
            hiwar_ends(0, &["register", "audit", &state, "--state", str(&audit)], b"");
        }
    }
    // The witness has followed the log through all its lives, and does so still.
    let server = Server::start(&dir, &["--bench-append"]);
    server.until("the head is cosigned", |server| {
        let (status, cosigned) = server.get("/register/cosigned");
        let (_, head) = server.get("/register/checkpoint");
        status == 200 && size(&cosigned, &key) == size(&head, &key)
    });
    let policy = str(&dir.join("policy")).to_owned();
    hiwar_ends(0, &["register", "audit", &server.url("/register"), "--policy", &policy], b"");
    server.stop();
    hiwar_ends(0, &["register", "fsck", "--dir", str(&dir)], b"");
}

fn size(checkpoint: &[u8], key: &VerifierKey) -> u64 {
    SignedCheckpoint::parse(checkpoint, key).unwrap().checkpoint().size
}

/// Loads the server from several clients, and returns at a random moment with requests under way.
fn live(server: &Server, life: u64, key: &VerifierKey, told: &mut Told) {
    let is_over = AtomicBool::new(false);
    let acknowledged = Mutex::new(Vec::new());
    let heads = Mutex::new(Vec::new());
    let (sender, answers) = channel();
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (is_over, acknowledged, sender) = (&is_over, &acknowledged, sender.clone());
            scope.spawn(move || {
                for number in 0.. {
                    if is_over.load(Ordering::Relaxed) {
                        return;
                    }
                    let length = chance(life * 1000 + number, 300) as usize;
                    let mut entry =
                        format!("life {life} client {client} number {number} ").into_bytes();
                    entry.resize(entry.len() + length, b'.');
                    let Some(place) = server.append(&entry) else { return };
                    acknowledged.lock().unwrap().push((place, entry));
                    let _ = sender.send(());
                }
            });
        }
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                let (_, bytes) = server.get("/checkpoint");
                let signed = SignedCheckpoint::parse(&bytes, key).unwrap();
                heads.lock().unwrap().push(signed.checkpoint().clone());
            }
        });
        for _ in 0..1 + chance(life, 250) {
            answers.recv().unwrap();
        }
        is_over.store(true, Ordering::Relaxed);
    });
    told.acknowledged.extend(acknowledged.into_inner().unwrap());
    told.heads.extend(heads.into_inner().unwrap());
}

impl Told {
    /// Lets another process open the log, and holds it to everything that was told.
    fn check(&self, dir: &std::path::Path, key: &VerifierKey, life: u64) {
        Server::start(dir, &[]).stop();
        let files = StaticTiles(RealDisk::new(dir));
        let published = store::log::published(&files.0, key).unwrap().unwrap();
        let head = published.checkpoint();
        let mut tiles = TileReader::new(&files, head.size, head.root);
        let recent = self.acknowledged.len().saturating_sub(2000);
        for (place, entry) in &self.acknowledged[recent..] {
            let at = TilePath::in_tree(TileKind::Entries, place / 256, head.size);
            let at = at.unwrap_or_else(|| panic!("life {life}: entry {place} is lost"));
            let bytes = files.tile(&at).unwrap().unwrap();
            let entries = register::bundle::read_entries(&bytes, at.width()).unwrap();
            assert_eq!(entries[(place % 256) as usize], entry, "life {life}: entry {place}");
        }
        let recent = self.heads.len().saturating_sub(200);
        for old in self.heads[recent..].iter().filter(|old| old.size > 0) {
            tiles.prove_consistency(old.size, &old.root).unwrap();
        }
        if let Some((place, _)) = self.acknowledged.last() {
            tiles.prove_inclusion(*place).unwrap();
        }
    }
}
