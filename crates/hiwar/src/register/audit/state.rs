//! What an audit remembers between runs: whose log it is, the last head that held, and how far the
//! entries were read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use register::checkpoint::Checkpoint;
use register::edge::RightEdge;
use register::monitor::Monitor;
use register::note::VerifierKey;
use serde::{Deserialize, Serialize};

/// Version of the file.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    version: u32,
    key: String,
    confirmed: Option<Confirmed>,
    size: u64,
    levels: Vec<Vec<u8>>,
    bundle: Vec<u8>,
}

/// A head that everything read led to.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Confirmed {
    size: u64,
    root: String,
}

/// The state could not be kept: that is about this machine, and not about reading the log.
#[derive(Debug)]
pub(super) struct NotKept(PathBuf);

impl std::fmt::Display for NotKept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "could not keep the state in {}", self.0.display())
    }
}

/// How far one log has been read.
pub(super) struct State {
    key: VerifierKey,
    confirmed: Option<Confirmed>,
    pub(super) monitor: Monitor,
}

impl State {
    /// Reads the state kept at `path`, or begins anew.
    pub(super) fn load(path: Option<&Path>, key: &VerifierKey) -> anyhow::Result<State> {
        let new = || State { key: key.clone(), confirmed: None, monitor: Monitor::new() };
        let Some(path) = path else { return Ok(new()) };
        let text = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(new()),
            read => read.with_context(|| format!("could not read {}", path.display()))?,
        };
        let damaged = || format!("{} is not the state of an audit", path.display());
        let kept: Kept = serde_json::from_slice(&text).with_context(damaged)?;
        if kept.version != VERSION {
            bail!("{} was written by another version", path.display());
        }
        if kept.key != key.to_string() {
            bail!(
                "{} is the state of another log's audit: its key is {}",
                path.display(),
                kept.key
            );
        }
        let right =
            RightEdge::from_parts(kept.size, kept.levels, kept.bundle).with_context(damaged)?;
        let monitor = Monitor::resume(right);
        Ok(State { key: key.clone(), confirmed: kept.confirmed, monitor })
    }

    /// Whether nothing was read before.
    pub(super) fn is_new(&self) -> bool {
        self.monitor.size() == 0 && self.confirmed.is_none()
    }

    /// Remembers that everything read leads to this head.
    pub(super) fn confirm(&mut self, head: &Checkpoint) {
        self.confirmed = Some(Confirmed { size: head.size, root: head.root.to_string() });
    }

    /// Keeps the state, whole or not at all.
    pub(super) fn save(&self, path: Option<&Path>) -> anyhow::Result<()> {
        let Some(path) = path else { return Ok(()) };
        let right = self.monitor.right_edge();
        let kept = Kept {
            version: VERSION,
            key: self.key.to_string(),
            confirmed: self.confirmed.clone(),
            size: right.size(),
            levels: right.levels().to_vec(),
            bundle: right.bundle().to_vec(),
        };
        let temporary = path.with_added_extension("tmp");
        fs::write(&temporary, serde_json::to_vec(&kept)?)
            .and_then(|()| fs::rename(&temporary, path))
            .with_context(|| NotKept(path.to_owned()))
    }
}
