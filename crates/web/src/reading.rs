//! Reading the log for a page: always under a signed checkpoint, never anything unproven.

use std::io;

use register::Hash;
use register::checkpoint::{Checkpoint, SignedCheckpoint};
use register::note::VerifierKey;
use register::reader::{ProvedEntry, ReadError, TileReader};

use crate::state::{RegisterState, Shared};

/// Why a page cannot show what was asked for.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// There is no entry of this number.
    #[error("the log has only {size} entries")]
    NoSuchEntry {
        /// How many there are.
        size: u64,
    },
    /// The files do not lead to what was signed, or cannot be read.
    #[error("the log's files cannot be believed")]
    Files(#[from] ReadError<io::Error>),
    /// The files lead elsewhere than to what was signed.
    #[error("the log's files do not lead to the signed checkpoint")]
    Altered,
    /// The machine could not do the work.
    #[error("the work was cut short")]
    CutShort,
}

/// Does work that reads files where it holds nobody up.
pub(crate) async fn aside<T: Send + 'static>(
    state: Shared,
    work: impl FnOnce(&RegisterState) -> Result<T, Trouble> + Send + 'static,
) -> Result<T, Trouble> {
    let done = tokio::task::spawn_blocking(move || work(&state)).await;
    done.unwrap_or(Err(Trouble::CutShort))
}

/// Entry `index` with its proof under `head`.
pub(crate) fn entry(
    state: &RegisterState,
    head: &Checkpoint,
    index: u64,
) -> Result<ProvedEntry, Trouble> {
    if index >= head.size {
        return Err(Trouble::NoSuchEntry { size: head.size });
    }
    let mut reader = TileReader::new(&state.reader, head.size, head.root);
    Ok(reader.prove_inclusion(index)?)
}

/// The entries `first..last` under `head`, each proved.
pub(crate) fn entries(
    state: &RegisterState,
    head: &Checkpoint,
    first: u64,
    last: u64,
) -> Result<Vec<Vec<u8>>, Trouble> {
    let mut reader = TileReader::new(&state.reader, head.size, head.root);
    let mut found = Vec::new();
    for index in first..last.min(head.size) {
        found.push(reader.prove_inclusion(index)?.entry);
    }
    Ok(found)
}

/// The entries of a bundle under `head`, each proved: 256 of them, or what there is of the last.
pub(crate) fn bundle(
    state: &RegisterState,
    head: &Checkpoint,
    index: u64,
) -> Result<Vec<Vec<u8>>, Trouble> {
    let mut reader = TileReader::new(&state.reader, head.size, head.root);
    Ok(reader.prove_bundle(index)?)
}

/// These entries under `head`, each proved.
pub(crate) fn some(
    state: &RegisterState,
    head: &Checkpoint,
    indexes: &[u64],
) -> Result<Vec<Vec<u8>>, Trouble> {
    let mut reader = TileReader::new(&state.reader, head.size, head.root);
    let entry = |index: &u64| Ok(reader.prove_inclusion(*index)?.entry);
    indexes.iter().map(entry).collect()
}

/// The latest checkpoint that enough witnesses have cosigned, if there is one.
pub(crate) fn cosigned(state: &RegisterState) -> Option<SignedCheckpoint> {
    let key = VerifierKey::parse(&state.identity.key).ok()?;
    let bytes = state.reader.cosigned().ok()??;
    SignedCheckpoint::parse(&bytes, &key).ok()
}

/// A hash in hexadecimal, as `sha256sum` prints it.
pub(crate) fn hex(hash: &Hash) -> String {
    hash.0.iter().map(|byte| format!("{byte:02x}")).collect()
}
