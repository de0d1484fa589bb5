//! The few file operations that the log needs, so that tests can put a failing disk under it.
//!
//! Durability is said call by call: a write survives a crash only after `sync`, a new name only
//! after `sync_dir` of its folder.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// An open file that is written at stated places.
pub trait DiskFile: Send {
    /// Writes some of `bytes` at `offset` and says how many; fewer than asked is not an error.
    ///
    /// # Errors
    ///
    /// The system's.
    fn write_at(&mut self, bytes: &[u8], offset: u64) -> io::Result<usize>;

    /// Returns once all that was written would survive a crash.
    ///
    /// # Errors
    ///
    /// The system's. After an error nothing may be assumed about what was written before.
    fn sync(&mut self) -> io::Result<()>;

    /// Writes all of `bytes` at `offset`.
    ///
    /// # Errors
    ///
    /// The system's, or [`io::ErrorKind::WriteZero`] if the disk takes no more.
    fn write_all_at(&mut self, mut bytes: &[u8], mut offset: u64) -> io::Result<()> {
        while !bytes.is_empty() {
            match self.write_at(bytes, offset) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => {
                    bytes = &bytes[written..];
                    offset += written as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// A folder on some disk. Every path is relative to it.
pub trait Disk: Send + Sync {
    /// An open file.
    type File: DiskFile;

    /// Makes a new file, or empties the one that is there.
    ///
    /// # Errors
    ///
    /// The system's.
    fn create(&self, path: &Path) -> io::Result<Self::File>;

    /// Opens a file that is there, for writing over what it holds.
    ///
    /// # Errors
    ///
    /// The system's; `NotFound` if there is none.
    fn open(&self, path: &Path) -> io::Result<Self::File>;

    /// The whole of a file; `NotFound` where there is none.
    ///
    /// # Errors
    ///
    /// The system's.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The names in a folder, in no order.
    ///
    /// # Errors
    ///
    /// The system's.
    fn list(&self, path: &Path) -> io::Result<Vec<String>>;

    /// Gives a file another name, replacing what has it.
    ///
    /// # Errors
    ///
    /// The system's.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    ///
    /// The system's.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Removes a folder and what is in it; none there is no error.
    ///
    /// # Errors
    ///
    /// The system's.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Makes a folder and those above it; one already there is no error.
    ///
    /// # Errors
    ///
    /// The system's.
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// Returns once the names in the folder would survive a crash.
    ///
    /// # Errors
    ///
    /// The system's.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;
}

impl<D: Disk> Disk for &D {
    type File = D::File;

    fn create(&self, path: &Path) -> io::Result<D::File> {
        (**self).create(path)
    }

    fn open(&self, path: &Path) -> io::Result<D::File> {
        (**self).open(path)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        (**self).read(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        (**self).list(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        (**self).rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        (**self).remove(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        (**self).remove_folder(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        (**self).create_folder(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        (**self).sync_dir(path)
    }
}

/// Puts `bytes` at `path` whole or not at all: a temporary name, a sync, a rename. The new name is
/// durable only after `sync_dir` of the folder.
///
/// # Errors
///
/// The system's.
pub fn replace<D: Disk>(disk: &D, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = path.with_added_extension("tmp");
    let mut file = disk.create(&temporary)?;
    file.write_all_at(bytes, 0)?;
    file.sync()?;
    disk.rename(&temporary, path)
}

/// What a [`RealDisk`] tells whoever watches it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// Bytes are about to be written to a file.
    Write,
    /// What was written, or the names in a folder, would survive a crash by now.
    Synced,
}

/// Comes between a [`RealDisk`] and whoever uses it: it may take its time, or refuse, which is then
/// what the call answers.
type Watch = Arc<dyn Fn(Call) -> io::Result<()> + Send + Sync>;

/// A folder of the real file system.
#[derive(Clone)]
pub struct RealDisk {
    root: PathBuf,
    watch: Option<Watch>,
}

/// An open file of the real file system.
pub struct RealFile {
    file: File,
    watch: Option<Watch>,
}

impl RealDisk {
    /// The folder at `root`.
    #[must_use]
    pub fn new(root: &Path) -> RealDisk {
        RealDisk { root: root.to_owned(), watch: None }
    }

    /// The folder at `root` on a disk that is slower, or fails, as `watch` says: for measuring, and to
    /// see what a whole server does then. [`RealDisk::new`] is what everything else is made with.
    #[must_use]
    pub fn watched(
        root: &Path,
        watch: impl Fn(Call) -> io::Result<()> + Send + Sync + 'static,
    ) -> RealDisk {
        RealDisk { root: root.to_owned(), watch: Some(Arc::new(watch)) }
    }

    /// The folder at `root` as on a disk whose every sync takes `extra` longer, for measuring.
    #[must_use]
    pub fn with_slower_sync(root: &Path, extra: Duration) -> RealDisk {
        if extra.is_zero() {
            return RealDisk::new(root);
        }
        RealDisk::watched(root, move |call| {
            if call == Call::Synced {
                std::thread::sleep(extra);
            }
            Ok(())
        })
    }

    fn file(&self, file: File) -> RealFile {
        RealFile { file, watch: self.watch.clone() }
    }
}

fn tell(watch: Option<&Watch>, call: Call) -> io::Result<()> {
    watch.map_or(Ok(()), |watch| watch(call))
}

impl DiskFile for RealFile {
    fn write_at(&mut self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        tell(self.watch.as_ref(), Call::Write)?;
        self.file.write_at(bytes, offset)
    }

    fn sync(&mut self) -> io::Result<()> {
        // fdatasync also makes a grown length durable; times and owner may wait.
        self.file.sync_data()?;
        tell(self.watch.as_ref(), Call::Synced)
    }
}

impl Disk for RealDisk {
    type File = RealFile;

    fn create(&self, path: &Path) -> io::Result<RealFile> {
        let mut options = OpenOptions::new();
        let file = options.write(true).create(true).truncate(true).open(self.root.join(path))?;
        Ok(self.file(file))
    }

    fn open(&self, path: &Path) -> io::Result<RealFile> {
        let file = OpenOptions::new().write(true).open(self.root.join(path))?;
        Ok(self.file(file))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(self.root.join(path))
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let names = fs::read_dir(self.root.join(path))?;
        names.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(self.root.join(from), self.root.join(to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(self.root.join(path))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        match fs::remove_dir_all(self.root.join(path)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(self.root.join(path))
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        File::open(self.root.join(path))?.sync_all()?;
        tell(self.watch.as_ref(), Call::Synced)
    }
}

/// Writes a file that only its owner may read, durably, and never over an existing one.
///
/// # Errors
///
/// The system's; `AlreadyExists` if there is one.
pub fn create_secret(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all_at(bytes, 0)?;
    file.sync_all()
}
