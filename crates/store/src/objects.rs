//! Files that people give: hashed and locked while they arrive, so that neither their size nor their
//! content ever stands in memory or on the disk in the open.
//!
//! Each file has a key of its own. Small ones are kept in the database, in the transaction of their
//! report; large ones in a file under `objects/`. Trust: none is needed, whoever can write there can
//! at most make a file unreadable.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use aead_stream::{DecryptorBE32, EncryptorBE32, Nonce, StreamBE32};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::KeyInit as _;
use sha2::{Digest as _, Sha256};

use crate::secret::{Key, Random, SecretError};

/// Bytes locked as one piece. Unit: bytes.
const PIECE_BYTES: usize = 64 << 10;
/// What the lock adds to each piece. Unit: bytes. Source: RFC 8439, section 2.8 (Poly1305's tag).
const TAG_BYTES: usize = 16;
/// Files up to this size stand in the database. Unit: bytes. Measured by a probe:
/// SQLite takes 8,500 reports a second with a file of 20 kB each, separate files 4,900.
pub const INLINE_BYTES_MAX: usize = 256 << 10;
/// A file up to this size certainly stands in the database, with what its lock adds. Unit: bytes.
const SMALL_BYTES_MAX: u64 = 128 << 10;
/// How much of the beginning is kept for telling the type. Unit: bytes.
pub const HEAD_BYTES: usize = 4096;

/// The folder of large files, in the data folder.
pub(crate) const FOLDER: &str = "objects";
/// Where files stand while they arrive; what is found here at a start was never kept.
const ARRIVING: &str = "arriving";

/// Why a file cannot be taken or read.
#[derive(Debug, thiserror::Error)]
pub enum ObjectError {
    /// The disk refused.
    #[error("could not {action} a file")]
    Disk {
        /// What was attempted.
        action: &'static str,
        /// Why it failed.
        #[source]
        source: io::Error,
    },
    /// It does not open.
    #[error(transparent)]
    Secret(#[from] SecretError),
}

fn disk_error(action: &'static str) -> impl FnOnce(io::Error) -> ObjectError {
    move |source| ObjectError::Disk { action, source }
}

/// Where a file's locked bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// Here; they go into the database.
    Inline(Vec<u8>),
    /// In the object of this name.
    Object(String),
}

/// A file that has arrived.
#[derive(Debug)]
pub struct TakenFile {
    /// Its own key.
    pub key: Key,
    /// Unit: bytes.
    pub size_bytes: u64,
    /// SHA-256 of the bytes as they were given.
    pub sha256: [u8; 32],
    /// Its first [`HEAD_BYTES`] bytes.
    pub head: Vec<u8>,
    /// Where it is.
    pub kept: Kept,
}

/// The folder of large files.
#[derive(Debug, Clone)]
pub struct Objects {
    root: PathBuf,
    random: Random,
}

impl Objects {
    /// Makes the folder.
    ///
    /// # Errors
    ///
    /// [`ObjectError::Disk`].
    pub fn create(data: &Path, random: Random) -> Result<Objects, ObjectError> {
        let objects = Objects { root: data.join(FOLDER), random };
        fs::create_dir_all(objects.root.join(ARRIVING)).map_err(disk_error("make room for"))?;
        Ok(objects)
    }

    /// Opens the folder, and removes what was arriving when the process last stopped.
    ///
    /// # Errors
    ///
    /// [`ObjectError::Disk`], also if the folder is gone.
    pub fn open(data: &Path, random: Random) -> Result<Objects, ObjectError> {
        let objects = Objects { root: data.join(FOLDER), random };
        let arriving = fs::read_dir(objects.root.join(ARRIVING)).map_err(disk_error("list"))?;
        for entry in arriving {
            let path = entry.map_err(disk_error("list"))?.path();
            fs::remove_file(path).map_err(disk_error("remove"))?;
        }
        Ok(objects)
    }

    /// Begins to take a file.
    ///
    /// # Errors
    ///
    /// [`ObjectError::Secret`].
    pub fn take(&self) -> Result<Arriving, ObjectError> {
        let key = Key::draw(self.random)?;
        let cipher = XChaCha20Poly1305::new(&key.cipher_key());
        Ok(Arriving {
            // The key locks this one file, so the nonce may begin at zero.
            lock: EncryptorBE32::from_aead(cipher, &nonce()),
            key,
            sha: Sha256::new(),
            size_bytes: 0,
            head: Vec::new(),
            piece: Vec::new(),
            out: Out::Memory(Vec::new()),
            objects: self.clone(),
        })
    }

    /// Reads a file back in the open.
    ///
    /// # Errors
    ///
    /// [`ObjectError::Disk`] if it is gone.
    pub fn read(&self, key: &Key, kept: Kept) -> Result<ObjectReader, ObjectError> {
        let locked: Box<dyn Read + Send> = match kept {
            Kept::Inline(bytes) => Box::new(io::Cursor::new(bytes)),
            Kept::Object(name) => {
                Box::new(File::open(self.place(&name)).map_err(disk_error("open"))?)
            }
        };
        let cipher = XChaCha20Poly1305::new(&key.cipher_key());
        let lock = Some(DecryptorBE32::from_aead(cipher, &nonce()));
        Ok(ObjectReader { lock, locked, ahead: Vec::new(), open: Vec::new(), at: 0 })
    }

    /// Removes a file for good; one that is gone already is no error.
    ///
    /// # Errors
    ///
    /// [`ObjectError::Disk`].
    pub fn remove(&self, name: &str) -> Result<(), ObjectError> {
        match fs::remove_file(self.place(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(disk_error("remove")(error))
            }
            _ => Ok(()),
        }
    }

    fn place(&self, name: &str) -> PathBuf {
        self.root.join(spread(name))
    }

    /// Every object that is there, for sweeping those that no report names.
    ///
    /// # Errors
    ///
    /// [`ObjectError::Disk`].
    pub fn list(&self) -> Result<Vec<String>, ObjectError> {
        let mut names = Vec::new();
        for folder in fs::read_dir(&self.root).map_err(disk_error("list"))? {
            let folder = folder.map_err(disk_error("list"))?;
            if folder.file_name() == ARRIVING {
                continue;
            }
            for file in fs::read_dir(folder.path()).map_err(disk_error("list"))? {
                let name = file.map_err(disk_error("list"))?.file_name();
                names.push(name.to_string_lossy().into_owned());
            }
        }
        Ok(names)
    }
}

/// Where a file stands in the folder. Names are ours, hexadecimal; the first two digits spread them
/// over folders.
fn spread(name: &str) -> String {
    format!("{}/{name}", name.get(..2).unwrap_or("xx"))
}

/// Where a file stands in the data folder.
pub(crate) fn path_of(name: &str) -> String {
    format!("{FOLDER}/{}", spread(name))
}

/// Where files stand while they arrive, in the data folder.
pub(crate) fn arriving() -> String {
    format!("{FOLDER}/{ARRIVING}")
}

fn nonce() -> Nonce<XChaCha20Poly1305, StreamBE32<XChaCha20Poly1305>> {
    Nonce::<XChaCha20Poly1305, StreamBE32<XChaCha20Poly1305>>::default()
}

enum Out {
    Memory(Vec<u8>),
    File { file: File, path: PathBuf, name: String },
}

/// A file that is arriving. Dropped before [`Arriving::finish`], nothing of it is kept.
pub struct Arriving {
    lock: EncryptorBE32<XChaCha20Poly1305>,
    key: Key,
    sha: Sha256,
    size_bytes: u64,
    head: Vec<u8>,
    /// Bytes in the open that are not locked yet, at most one piece.
    piece: Vec<u8>,
    out: Out,
    objects: Objects,
}

impl Arriving {
    /// How much has arrived. Unit: bytes.
    #[must_use]
    pub fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// Whether it still stands in memory once `more` bytes were pushed: until then no disk is waited
    /// for.
    #[must_use]
    pub fn is_small_with(&self, more: usize) -> bool {
        self.size_bytes + more as u64 <= SMALL_BYTES_MAX
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    ///
    /// [`ObjectError`]; the file is then lost and must be given again.
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<(), ObjectError> {
        self.sha.update(bytes);
        self.size_bytes += bytes.len() as u64;
        let missing = HEAD_BYTES.saturating_sub(self.head.len());
        self.head.extend_from_slice(&bytes[..bytes.len().min(missing)]);
        while !bytes.is_empty() {
            // A full piece is locked only once more arrives: the last one is locked as the last.
            if self.piece.len() == PIECE_BYTES {
                let locked = self.lock.encrypt_next(&self.piece[..]);
                self.write(&locked.map_err(|_| SecretError::Altered)?)?;
                self.piece.clear();
            }
            let (now, rest) = bytes.split_at(bytes.len().min(PIECE_BYTES - self.piece.len()));
            self.piece.extend_from_slice(now);
            bytes = rest;
        }
        Ok(())
    }

    fn write(&mut self, locked: &[u8]) -> Result<(), ObjectError> {
        if let Out::Memory(so_far) = &mut self.out {
            if so_far.len() + locked.len() <= INLINE_BYTES_MAX {
                so_far.extend_from_slice(locked);
                return Ok(());
            }
            let so_far = std::mem::take(so_far);
            self.out = self.objects.begin(&so_far)?;
        }
        match &mut self.out {
            Out::File { file, .. } => file.write_all(locked).map_err(disk_error("write")),
            Out::Memory(_) => Ok(()),
        }
    }

    /// Ends the file. A large one is durable, with its name, when this returns.
    ///
    /// # Errors
    ///
    /// [`ObjectError`].
    pub fn finish(mut self) -> Result<TakenFile, ObjectError> {
        let last = std::mem::take(&mut self.piece);
        let spare =
            EncryptorBE32::from_aead(XChaCha20Poly1305::new(&self.key.cipher_key()), &nonce());
        let lock = std::mem::replace(&mut self.lock, spare);
        let locked = lock.encrypt_last(&last[..]).map_err(|_| SecretError::Altered)?;
        self.write(&locked)?;
        let kept = match std::mem::replace(&mut self.out, Out::Memory(Vec::new())) {
            Out::Memory(bytes) => Kept::Inline(bytes),
            Out::File { file, path, name } => {
                file.sync_all().map_err(disk_error("sync"))?;
                let place = self.objects.place(&name);
                let folder = place.parent().unwrap_or(&self.objects.root);
                fs::create_dir_all(folder).map_err(disk_error("make room for"))?;
                fs::rename(&path, &place).map_err(disk_error("name"))?;
                for folder in [folder, &self.objects.root] {
                    let folder = File::open(folder).and_then(|folder| folder.sync_all());
                    folder.map_err(disk_error("sync"))?;
                }
                Kept::Object(name)
            }
        };
        Ok(TakenFile {
            key: self.key.clone(),
            size_bytes: self.size_bytes,
            sha256: std::mem::take(&mut self.sha).finalize().into(),
            head: std::mem::take(&mut self.head),
            kept,
        })
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        if let Out::File { path, .. } = &self.out {
            // If it cannot be removed now, the next start removes it.
            let _ = fs::remove_file(path);
        }
    }
}

impl Objects {
    fn begin(&self, so_far: &[u8]) -> Result<Out, ObjectError> {
        let mut bytes = [0; 16];
        (self.random)(&mut bytes).map_err(SecretError::Random)?;
        let name: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let path = self.root.join(ARRIVING).join(&name);
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        let mut file = file.map_err(disk_error("begin"))?;
        file.write_all(so_far).map_err(disk_error("write"))?;
        Ok(Out::File { file, path, name })
    }
}

/// Reads a file in the open, piece by piece; a piece that was changed, dropped or moved is an error,
/// and so is an end that comes too early.
pub struct ObjectReader {
    lock: Option<DecryptorBE32<XChaCha20Poly1305>>,
    locked: Box<dyn Read + Send>,
    /// Locked bytes read ahead: only the piece with nothing behind it is the last.
    ahead: Vec<u8>,
    open: Vec<u8>,
    at: usize,
}

impl ObjectReader {
    /// Opens the next piece; false at the end.
    fn next_piece(&mut self) -> io::Result<bool> {
        const LOCKED: usize = PIECE_BYTES + TAG_BYTES;
        if self.lock.is_none() {
            return Ok(false);
        }
        let missing = LOCKED + 1 - self.ahead.len();
        (&mut self.locked).take(missing as u64).read_to_end(&mut self.ahead)?;
        let altered = |_| io::Error::new(io::ErrorKind::InvalidData, SecretError::Altered);
        if self.ahead.len() > LOCKED {
            let rest = self.ahead.split_off(LOCKED);
            let piece = std::mem::replace(&mut self.ahead, rest);
            if let Some(lock) = &mut self.lock {
                self.open = lock.decrypt_next(&piece[..]).map_err(altered)?;
            }
        } else if let Some(lock) = self.lock.take() {
            self.open = lock.decrypt_last(&self.ahead[..]).map_err(altered)?;
        }
        self.at = 0;
        Ok(true)
    }
}

impl Read for ObjectReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.open.len() {
            if !self.next_piece()? {
                return Ok(0);
            }
        }
        let count = buffer.len().min(self.open.len() - self.at);
        buffer[..count].copy_from_slice(&self.open[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// Reads on, and fails at the end if what was read has another SHA-256 than it should.
pub struct Checked<R> {
    inner: R,
    sha: Sha256,
    expected: [u8; 32],
}

impl<R: Read> Checked<R> {
    /// A reader of what should have this SHA-256.
    pub fn new(inner: R, expected: &[u8; 32]) -> Checked<R> {
        Checked { inner, sha: Sha256::new(), expected: *expected }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.sha.update(&buffer[..count]);
        let is_end = count == 0 && !buffer.is_empty();
        if is_end && <[u8; 32]>::from(self.sha.clone().finalize()) != self.expected {
            return Err(io::Error::new(io::ErrorKind::InvalidData, SecretError::Altered));
        }
        Ok(count)
    }
}
