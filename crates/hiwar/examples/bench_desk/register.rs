//! The register of the filled desk: the entries of a million closed cases, in their places and with
//! their proofs. The server's own job does this one by one, as fast as cases are closed; here it is
//! done in batches.

use std::path::Path;

use anyhow::Context as _;
use register::note::{KeyKind, KeyName, SignerKey, VerifierKey};
use register::policy::Policy;
use register::proof_file::ProofFile;
use register::reader::TileReader;
use store::desk::{DeskIdentity, DeskKind, DeskStore, REGISTER};
use store::folder::{LogFolder, LogKind, NewKeys};
use store::wal::SEGMENT_BYTES;

use crate::clock;

const NAME: &str = "bench.example";
/// Entries of one batch.
const BATCH: u32 = 4096;
/// Threads that write beside each other, so that many writes share a commit.
const BESIDE: usize = 64;

/// Makes the desk with its register.
pub(crate) fn create(data: &Path) -> anyhow::Result<()> {
    let origin = format!("{NAME}/{REGISTER}");
    let key = |name: &str, kind| -> anyhow::Result<SignerKey> {
        Ok(SignerKey::from_seed(KeyName::new(name)?, kind, clock::random()?)?)
    };
    let keys = NewKeys {
        log: key(&origin, KeyKind::Ed25519)?,
        witness: key(&format!("{origin}/witness"), KeyKind::CosignatureEd25519)?,
    };
    std::fs::create_dir_all(data)?;
    LogFolder::create(&data.join(REGISTER), LogKind::Desk, &keys)?;
    let identity = DeskIdentity::new(NAME, DeskKind::Authority, "ma").as_demo();
    DeskStore::create(data, &identity, clock::fill_random)?;
    Ok(())
}

/// Appends all entries that wait, and keeps place and proof of each.
pub(crate) async fn append(data: &Path, store: &DeskStore) -> anyhow::Result<()> {
    let folder = LogFolder::open(&data.join(REGISTER))?;
    let _lock = folder.lock()?;
    let (mut appender, mut flusher, reader) =
        store::log::open(&folder.disk(), folder.signer()?, SEGMENT_BYTES)?;
    let tiles = std::thread::spawn(move || {
        while flusher.wait() {
            flusher.flush()?;
        }
        flusher.flush()
    });
    loop {
        let waiting = store.entries_waiting(BATCH)?;
        if waiting.is_empty() {
            break;
        }
        let bytes: Vec<&[u8]> = waiting.iter().map(|entry| &entry.bytes[..]).collect();
        let first = appender.commit(&bytes, clock::now_ms())?;
        appender.wait_for_room();
        let placed: Vec<(i64, u64)> = waiting.iter().map(|entry| entry.id).zip(first..).collect();
        beside(&placed, |(id, place)| Ok(store.entry_placed(id, place)?))?;
    }
    let signed = reader.checkpoint();
    let head = signed.checkpoint();
    anyhow::ensure!(reader.wait_flushed(head.size), "the tiles did not follow");
    let key = VerifierKey::parse(&folder.identity().key)?;
    let policy = Policy::k_of_n(key, 0, Vec::new())?;
    loop {
        let unproven = store.entries_unproven(16 * BATCH)?;
        if unproven.is_empty() {
            break;
        }
        beside(&unproven, |(id, place)| {
            let mut tiles = TileReader::new(&reader, head.size, head.root);
            let proved = tiles.prove_inclusion(place).context("could not read the register")?;
            let proof = ProofFile::new(None, place, proved.path, signed.note().clone())?;
            proof.verify(&proved.leaf, &policy)?;
            Ok(store.entry_proven(id, proof.to_bytes())?)
        })?;
    }
    drop(appender);
    tiles.join().map_err(|_| anyhow::anyhow!("the tile writer stopped"))??;
    Ok(())
}

/// Does `work` for each, on many threads at once.
fn beside<T: Copy + Sync>(
    all: &[T],
    work: impl Fn(T) -> anyhow::Result<()> + Sync,
) -> anyhow::Result<()> {
    let (part, work) = (all.len().div_ceil(BESIDE).max(1), &work);
    std::thread::scope(|scope| {
        let parts = all.chunks(part);
        let threads: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().copied().try_for_each(work)))
            .collect();
        threads.into_iter().try_for_each(|thread| {
            thread.join().map_err(|_| anyhow::anyhow!("a thread stopped"))?
        })
    })
}
