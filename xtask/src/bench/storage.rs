//! The storage layer alone, without HTTP: how many entries a second become durable.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use register::note::{KeyKind, KeyName, SignerKey};
use store::folder::{LogFolder, LogKind, NewKeys};
use store::wal::SEGMENT_BYTES;

const ENTRY_BYTES: usize = 200;

/// Entries a second in batches of `batch` for `time`, with tiles written on a thread of their own as
/// the server does, or before each batch counts if `is_tiles_first`.
pub(super) fn run(dir: &Path, batch: usize, time: Duration, is_tiles_first: bool) -> Result<f64> {
    let key = |name: &str, kind| {
        let name = KeyName::new(name).context("a good name")?;
        SignerKey::from_seed(name, kind, [1; 32]).context("a good key")
    };
    let keys = NewKeys {
        log: key("test.hiwar.example/bench", KeyKind::Ed25519)?,
        witness: key("test.hiwar.example/bench/witness", KeyKind::CosignatureEd25519)?,
    };
    let folder = LogFolder::create(dir, LogKind::Test, &keys)?;
    let (mut appender, mut flusher, reader) =
        store::log::open(&folder.disk(), folder.signer()?, SEGMENT_BYTES)?;
    let entries: Vec<Vec<u8>> = (0..batch).map(|i| vec![i as u8; ENTRY_BYTES]).collect();
    let began = Instant::now();
    if is_tiles_first {
        let mut count = 0;
        while began.elapsed() < time {
            appender.commit(&entries, 0)?;
            flusher.flush()?;
            count += batch;
        }
        return Ok(count as f64 / began.elapsed().as_secs_f64());
    }
    let tiles = std::thread::spawn(move || -> Result<()> {
        while flusher.wait() {
            flusher.flush()?;
        }
        Ok(())
    });
    let mut count = 0u64;
    while began.elapsed() < time {
        appender.commit(&entries, 0)?;
        appender.wait_for_room();
        count += batch as u64;
    }
    // What is counted must also have reached its tiles.
    anyhow::ensure!(reader.wait_flushed(count), "the tiles did not follow");
    let per_second = count as f64 / began.elapsed().as_secs_f64();
    drop(appender);
    tiles.join().map_err(|_| anyhow::anyhow!("the tile writer stopped"))??;
    Ok(per_second)
}
