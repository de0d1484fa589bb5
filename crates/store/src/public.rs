//! The public folder of a log: checkpoint, tiles, bundles. It may lie: whoever can write there can
//! at most make proofs fail, because every reader checks against the signed head.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use register::bundle;
use register::reader::Tiles;
use register::tile::{HASH_BYTES, TileKind, TilePath};

use crate::disk::{self, Disk};

/// The folder that anyone may read. Nothing secret is ever in it.
pub const FOLDER: &str = "public";
/// From so many files on, they are written side by side.
const SIDE_BY_SIDE_FROM: usize = 16;
/// How many are written side by side. A file system commits the syncs that wait together as one.
const WRITERS: usize = 4;

/// Reads the public folder as a static store of tiles.
pub struct StaticTiles<D>(pub D);

impl<D: Disk> Tiles for StaticTiles<D> {
    type Error = io::Error;

    /// A tile's file; where only the full tile is there any more, the part of it that was asked
    /// for.
    fn tile(&self, path: &TilePath) -> Result<Option<Vec<u8>>, io::Error> {
        for candidate in [*path, path.as_full()] {
            match self.0.read(&place(&candidate)) {
                Ok(bytes) if candidate == *path => return Ok(Some(bytes)),
                Ok(bytes) => return Ok(cut(&bytes, path)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }
}

/// Writes the public folder. There is one at a time for a log.
pub struct PublicFiles<D> {
    disk: D,
    /// Folders whose own names are durable.
    known: BTreeSet<PathBuf>,
}

impl<D: Disk> PublicFiles<D> {
    /// The public folder on `disk`.
    #[must_use]
    pub fn new(disk: D) -> PublicFiles<D> {
        PublicFiles { disk, known: BTreeSet::new() }
    }

    /// Puts tiles and bundles in their places, over what is there. When this returns, they and their
    /// names survive a crash.
    ///
    /// # Errors
    ///
    /// The disk's. Some files may have been written; all can be written again.
    pub fn write(&mut self, files: &[(TilePath, &[u8])]) -> io::Result<()> {
        let mut touched = BTreeSet::new();
        for (path, _) in files {
            let folder = folder_of(path);
            if !self.known.contains(&folder) && !touched.contains(&folder) {
                self.disk.create_folder(&folder)?;
                // Its name stands in the folder above, and so on upwards.
                touched.extend(folder.ancestors().map(Path::to_owned));
            }
            touched.insert(folder);
        }
        self.write_files(files)?;
        for folder in &touched {
            self.disk.sync_dir(folder)?;
        }
        self.known.extend(touched);
        Ok(())
    }

    fn write_files(&self, files: &[(TilePath, &[u8])]) -> io::Result<()> {
        let write = |files: &[(TilePath, &[u8])]| {
            files
                .iter()
                .try_for_each(|(path, bytes)| disk::replace(&self.disk, &place(path), bytes))
        };
        if files.len() < SIDE_BY_SIDE_FROM {
            return write(files);
        }
        thread::scope(|scope| {
            let parts = files.chunks(files.len().div_ceil(WRITERS));
            let writers: Vec<_> = parts.map(|part| scope.spawn(move || write(part))).collect();
            let stopped = |_| Err(io::Error::other("a writer stopped"));
            writers.into_iter().try_for_each(|writer| writer.join().unwrap_or_else(stopped))
        })
    }

    /// Removes the partial tiles that a full one has made idle.
    ///
    /// # Errors
    ///
    /// The disk's.
    pub fn remove_partials(&mut self, full: &TilePath) -> io::Result<()> {
        let folder = place(full).with_added_extension("p");
        self.disk.remove_folder(&folder)?;
        self.known.remove(&folder);
        Ok(())
    }

    /// Puts one named file in its place, whole and durably.
    ///
    /// # Errors
    ///
    /// The disk's.
    pub fn publish(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        publish(&self.disk, name, bytes)
    }
}

/// Puts one named file of the public folder in its place, whole and durably.
pub(crate) fn publish<D: Disk>(disk: &D, name: &str, bytes: &[u8]) -> io::Result<()> {
    disk::replace(disk, &Path::new(FOLDER).join(name), bytes)?;
    disk.sync_dir(Path::new(FOLDER))
}

/// The bytes of a named file of the public folder; `None` if there is none.
pub(crate) fn read<D: Disk>(disk: &D, name: &str) -> io::Result<Option<Vec<u8>>> {
    match disk.read(&Path::new(FOLDER).join(name)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

/// The part of a full tile or bundle that a narrower one holds; `None` if it is not that wide.
#[must_use]
pub fn cut(full: &[u8], path: &TilePath) -> Option<Vec<u8>> {
    let cut = match path.kind() {
        TileKind::Entries => bundle::truncate(full, path.width()),
        TileKind::Hashes { .. } => full.get(..usize::from(path.width()) * HASH_BYTES),
    };
    cut.map(<[u8]>::to_vec)
}

fn place(path: &TilePath) -> PathBuf {
    Path::new(FOLDER).join(path.to_string())
}

fn folder_of(path: &TilePath) -> PathBuf {
    place(path).parent().unwrap_or(Path::new(FOLDER)).to_owned()
}
