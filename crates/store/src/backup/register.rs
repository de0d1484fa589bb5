//! The copy of a register: what it has published, and nothing beyond.
//!
//! The write-ahead log is not copied. What stands in it and is not published yet may be gone after a
//! crash, with another entry in its place: a copy that knew it could contradict the log it is of. So
//! the copy ends with the checkpoint of the public folder, is checked against it entry by entry, and
//! gets a head of its own, an anchor behind that checkpoint. That is what `log::open` accepts.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use register::checkpoint::SignedCheckpoint;
use register::edge::FullTile;
use register::monitor::{Monitor, MonitorError};
use register::reader::Tiles as _;
use register::tile::{TileKind, TilePath};

use super::archive::{ArchiveError, Writer};
use crate::desk::REGISTER;
use crate::folder::{self, FolderError, LogFolder};
use crate::log::{self, LogError};
use crate::public::{self, StaticTiles};
use crate::{wal, witness_heads};

/// Why a register cannot be copied.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// Its folder cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// Its public files cannot be read.
    #[error(transparent)]
    Log(#[from] LogError),
    /// A published checkpoint is missing or damaged.
    #[error(
        "the published checkpoint of the register is missing or damaged: run `hiwar register fsck`"
    )]
    Checkpoint,
    /// The public folder does not hold what the database says is in the register.
    #[error(
        "the public folder of the register ends at {published} entries, and there are {needed}: if the desk is not running, start it once, which writes them"
    )]
    Behind {
        /// How many entries the published checkpoint covers.
        published: u64,
        /// How many it must.
        needed: u64,
    },
    /// A tile is gone.
    #[error("{0} of the register is missing: run `hiwar register fsck`")]
    Tile(TilePath),
    /// The entries do not lead to the checkpoint.
    #[error("the register is not what its checkpoint says: run `hiwar register fsck`")]
    Monitor(#[from] MonitorError),
    /// A file could not be read.
    #[error("could not read {0} of the register")]
    Read(String, #[source] io::Error),
    /// The back-up could not be written.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

/// A register as it has been published, at one moment.
pub(super) struct Published {
    folder: LogFolder,
    checkpoint: SignedCheckpoint,
    /// The checkpoint with its cosignatures, as it is in the public folder.
    bytes: Vec<u8>,
    cosigned: Option<Vec<u8>>,
}

impl Published {
    /// Reads what the register in `dir` has published, once that covers `needed` entries. `wait` is
    /// called while it does not, and says whether to ask again: the files follow what is
    /// acknowledged a moment later.
    pub(super) fn read(
        dir: &Path,
        needed: u64,
        wait: &mut dyn FnMut() -> bool,
    ) -> Result<Published, RegisterError> {
        let folder = LogFolder::open(dir)?;
        let (disk, key) = (folder.disk(), folder.verifier().clone());
        let read = |name: &str| {
            let read = public::read(&disk, name);
            read.map_err(|error| RegisterError::Read(name.to_owned(), error))
        };
        // The cosigned one first: then a checkpoint that covers it is all that is missing.
        let cosigned = read(log::COSIGNED)?;
        let parse = |bytes: &[u8]| SignedCheckpoint::parse(bytes, &key);
        let at = match &cosigned {
            Some(bytes) => parse(bytes).map_err(|_| RegisterError::Checkpoint)?.checkpoint().size,
            None => 0,
        };
        let needed = needed.max(at);
        loop {
            let bytes = read(log::CHECKPOINT)?.ok_or(RegisterError::Checkpoint)?;
            let checkpoint = parse(&bytes).map_err(|_| RegisterError::Checkpoint)?;
            let published = checkpoint.checkpoint().size;
            if published >= needed {
                return Ok(Published { folder, checkpoint, bytes, cosigned });
            }
            if !wait() {
                return Err(RegisterError::Behind { published, needed });
            }
        }
    }

    pub(super) fn checkpoint(&self) -> &SignedCheckpoint {
        &self.checkpoint
    }

    pub(super) fn folder(&self) -> &LogFolder {
        &self.folder
    }

    /// Writes every file of the copy but the keys. What says that this is a log comes last.
    ///
    /// `time_s` is of when the back-up is; the copy bears it, and stays closed where nobody can be
    /// asked whether more was published since.
    pub(super) fn write<W: Write>(
        &self,
        out: &mut Writer<W>,
        time_s: u64,
        passed: &mut dyn FnMut(u64),
    ) -> Result<(), RegisterError> {
        let mut monitor = Monitor::new();
        let (size, tiles) = (self.checkpoint.checkpoint().size, StaticTiles(self.folder.disk()));
        let mut full: Vec<FullTile> = Vec::new();
        for index in 0..size.div_ceil(256) {
            let path = TilePath::in_tree(TileKind::Entries, index, size);
            let path = path.ok_or(RegisterError::Checkpoint)?;
            let bytes = tiles.tile(&path);
            let bytes = bytes.map_err(|error| RegisterError::Read(path.to_string(), error))?;
            let bytes = bytes.ok_or(RegisterError::Tile(path))?;
            monitor.take_bundle(&path, &bytes, &mut full)?;
            for tile in full.drain(..) {
                out.bytes(&place(&tile.path.to_string()), &tile.bytes)?;
                passed(tile.bytes.len() as u64);
            }
        }
        monitor.check_head(self.checkpoint.checkpoint())?;
        for (path, bytes) in monitor.right_edge().partials() {
            out.bytes(&place(&path.to_string()), bytes)?;
        }
        out.bytes(&place(log::CHECKPOINT), &self.bytes)?;
        if let Some(cosigned) = &self.cosigned {
            out.bytes(&place(log::COSIGNED), cosigned)?;
        }
        let (path, bytes) = wal::anchor_file(monitor.right_edge(), &self.bytes);
        out.bytes(&format!("{REGISTER}/{}", path.display()), &bytes)?;
        let restored = format!("{REGISTER}/{}", folder::RESTORED);
        out.bytes(&restored, format!("{time_s}\n").as_bytes())?;
        self.write_others(out)
    }

    /// The small files. Each is replaced whole by whoever changes it.
    fn write_others<W: Write>(&self, out: &mut Writer<W>) -> Result<(), RegisterError> {
        // Absent without a reason, it is an error here rather than after a restore.
        self.folder.policy()?;
        // Read before the policy: one that says that there is a policy must not come without it.
        let identity = self.file(folder::IDENTITY)?.unwrap_or_default();
        for name in folder::PLAIN_FILES {
            if let Some(bytes) = self.file(name)? {
                out.bytes(&format!("{REGISTER}/{name}"), &bytes)?;
            }
        }
        // The index first: what it names is there, and what it does not may be.
        if let Some(index) = self.file(witness_heads::INDEX)? {
            out.bytes(&format!("{REGISTER}/{}", witness_heads::INDEX), &index)?;
        }
        let heads = self.folder.dir().join(witness_heads::FOLDER);
        let failed = |error| RegisterError::Read(witness_heads::FOLDER.to_owned(), error);
        for head in fs::read_dir(heads).map_err(failed)? {
            let name = head.map_err(failed)?.file_name().to_string_lossy().into_owned();
            if witness_heads::is_hash(&name) {
                let path = format!("{}/{name}", witness_heads::FOLDER);
                let bytes = self.file(&path)?.unwrap_or_default();
                out.bytes(&format!("{REGISTER}/{path}"), &bytes)?;
            }
        }
        Ok(out.bytes(&format!("{REGISTER}/{}", folder::IDENTITY), &identity)?)
    }

    fn file(&self, name: &str) -> Result<Option<Vec<u8>>, RegisterError> {
        match fs::read(self.folder.dir().join(name)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some).map_err(|error| RegisterError::Read(name.to_owned(), error)),
        }
    }
}

fn place(name: &str) -> String {
    format!("{REGISTER}/{}/{name}", public::FOLDER)
}
