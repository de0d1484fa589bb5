//! Takes a back-up beside the process that writes, and without its lock.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use register::note::SignerKey;

use super::archive::{Kind, Writer, hex};
use super::copy::{self, Counts};
use super::register::Published;
use super::{About, BackupError, Holds, RegisterHead, look};
use crate::database::Files;
use crate::desk::{self, DeskIdentity, DeskKind, KEYS, REGISTER, REPORT_KEYS};
use crate::folder;
use crate::objects;

/// How often a back-up begins again because the desk took something away meanwhile.
const ATTEMPTS_MAX: usize = 5;
/// What the working folder may hold; nothing else in it is ours to remove.
const WORK_FILES: &[&str] =
    &["archive", "copy.db", "copy.db-wal", "copy.db-shm", "copy.db-journal"];

/// Where a back-up goes.
#[derive(Debug, Clone)]
pub struct Targets {
    /// The file of the data, which must not be there; `None` for the keys alone.
    pub data: Option<PathBuf>,
    /// The file of the keys. An older one of the same desk is replaced.
    pub keys: PathBuf,
}

/// What a back-up needs of its caller.
pub struct Hands<'a> {
    /// Reads the clock. Unit: milliseconds since 1970, UTC.
    pub clock: fn() -> u64,
    /// Told how many bytes more were copied.
    pub passed: &'a mut dyn FnMut(u64),
    /// Called while the register's files have to follow; waits, and says whether to ask again.
    pub wait: &'a mut dyn FnMut() -> bool,
}

/// A back-up that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// What is in the file of the data, if there is one.
    pub data: Option<About>,
    /// Whether the keys took the place of older ones.
    pub is_replaced: bool,
    /// Files of the data folder that nobody here knows, and that are in neither file.
    pub left_out: Vec<String>,
}

/// Takes a back-up of the desk in `dir`, which may be running. `id` is 16 random bytes. Both files
/// are there, whole and durable, when this returns; if it fails neither is, or is as it was before.
///
/// # Errors
///
/// [`BackupError`].
pub fn take(
    dir: &Path,
    targets: &Targets,
    id: [u8; 16],
    hands: &mut Hands<'_>,
) -> Result<Taken, BackupError> {
    let source = Source {
        dir,
        identity: desk::read_identity(dir)?,
        seal: desk::read_seal(dir)?,
        id: hex(&id),
    };
    for _ in 0..ATTEMPTS_MAX {
        if let Some(taken) = source.attempt(targets, hands)? {
            return Ok(taken);
        }
    }
    Err(BackupError::Restless)
}

struct Source<'a> {
    dir: &'a Path,
    identity: DeskIdentity,
    seal: SignerKey,
    id: String,
}

/// A file of the data that is written but for its end, with what it was made from.
struct Begun {
    work: Workshop,
    out: Writer<BufWriter<File>>,
    about: About,
    /// Large files that were gone when their turn came.
    missing: Vec<String>,
}

impl Source<'_> {
    /// One attempt; `None` if the desk took something away meanwhile.
    fn attempt(
        &self,
        targets: &Targets,
        hands: &mut Hands<'_>,
    ) -> Result<Option<Taken>, BackupError> {
        let is_replaced = self.check_keys_target(&targets.keys)?;
        if let Some(data) = targets.data.iter().find(|data| data.exists()) {
            return Err(BackupError::Exists(data.clone()));
        }
        let keys_work = Workshop::begin(&targets.keys)?;
        let begun = match &targets.data {
            Some(data) => Some(self.begin_data(data, hands)?),
            None => None,
        };
        // The keys come last, so that every report in the data has its own.
        let taken_ms = (hands.clock)();
        let keys_copy = keys_work.copy();
        // At once, with nothing of ours in between: who erases a report waits for it.
        copy::copy(&self.dir.join(KEYS).join(REPORT_KEYS), &keys_copy, &mut |_| {})?;
        (hands.passed)(fs::metadata(&keys_copy).map_or(0, |copy| copy.len()));
        copy::check_keys(&keys_copy)?;
        let data = match begun {
            Some(begun) => match self.finish_data(begun, &keys_copy, hands)? {
                None => return Ok(None),
                ended => ended,
            },
            None => None,
        };
        self.write_keys(&keys_work, taken_ms)?;
        // The keys first: newer ones open older data, and data without its keys is nothing.
        keys_work.finish()?;
        let data = match data {
            Some((work, about)) => {
                work.finish()?;
                Some(about)
            }
            None => None,
        };
        Ok(Some(Taken { data, is_replaced, left_out: self.left_out()? }))
    }

    /// Whether there is an older file of this desk's keys; anything else there is an error.
    fn check_keys_target(&self, keys: &Path) -> Result<bool, BackupError> {
        if !keys.exists() {
            return Ok(false);
        }
        let is_ours = |(kind, about): (Kind, About)| {
            kind == Kind::Keys && about.key == self.seal.verifier().to_string()
        };
        let found = look(keys).is_ok_and(is_ours);
        found.then_some(true).ok_or_else(|| BackupError::Exists(keys.to_owned()))
    }

    /// Copies the database, and writes the large files and the register behind it.
    fn begin_data(&self, target: &Path, hands: &mut Hands<'_>) -> Result<Begun, BackupError> {
        let work = Workshop::begin(target)?;
        let taken_ms = (hands.clock)();
        let copied = work.copy();
        copy::copy(&self.dir.join(desk::DATABASE), &copied, hands.passed)?;
        let counts = copy::tidy_desk(&copied)?;
        let register = self.register(&counts, hands)?;
        let mut about = About::new(Kind::Data, &self.id, &self.identity.name, &self.seal, taken_ms);
        about.holds = Some(holds(&counts, register.as_ref()));
        let mut out = Writer::new(work.archive()?, Kind::Data, taken_ms / 1000);
        let failed = || BackupError::archive(target);
        out.bytes(&Kind::Data.about(), &about.to_bytes()).map_err(failed())?;
        let mut missing = Vec::new();
        copy::objects(&copied, |object| {
            let path = objects::path_of(&object);
            let from = self.dir.join(&path);
            match File::open(&from) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => missing.push(object),
                file => {
                    let disk = || BackupError::disk("read", &from);
                    let mut file = file.map_err(disk())?;
                    let size_bytes = file.metadata().map_err(disk())?.len();
                    out.part(&path, size_bytes, &mut file, hands.passed).map_err(failed())?;
                }
            }
            Ok::<_, BackupError>(())
        })?;
        if let Some(register) = &register {
            register.write(&mut out, taken_ms / 1000, hands.passed)?;
        }
        Ok(Begun { work, out, about, missing })
    }

    /// The register as it is published, with every entry that the copied database has placed.
    fn register(
        &self,
        counts: &Counts,
        hands: &mut Hands<'_>,
    ) -> Result<Option<Published>, BackupError> {
        let dir = self.dir.join(REGISTER);
        if self.identity.kind == DeskKind::Own && !dir.exists() {
            return Ok(None);
        }
        Ok(Some(Published::read(&dir, counts.placed_to, hands.wait)?))
    }

    /// Brings the copied database to what the copied keys say, and ends the file with it. `None` if
    /// a large file went that neither an erased report nor a mistake explains.
    fn finish_data(
        &self,
        begun: Begun,
        keys: &Path,
        hands: &mut Hands<'_>,
    ) -> Result<Option<(Workshop, About)>, BackupError> {
        let Begun { work, mut out, about, missing } = begun;
        let copied = work.copy();
        let files = Files { keys: keys.to_owned(), desk: copied.clone() };
        copy::finish_erasures(&files, (hands.clock)())?;
        for object in missing {
            if !copy::is_object_needed(&files, &object)? {
                continue;
            }
            return match copy::is_object_named_now(&self.dir.join(desk::DATABASE), &object)? {
                true => Err(BackupError::ObjectMissing(objects::path_of(&object))),
                false => Ok(None),
            };
        }
        let target = work.target.clone();
        let failed = || BackupError::archive(&target);
        work.add(&mut out, &copied, desk::DATABASE, hands.passed)?;
        let path = self.dir.join(desk::IDENTITY);
        let identity = fs::read(&path).map_err(BackupError::disk("read", &path))?;
        out.bytes(desk::IDENTITY, &identity).map_err(failed())?;
        end(out, &self.seal, &work)?;
        Ok(Some((work, about)))
    }

    fn write_keys(&self, work: &Workshop, taken_ms: u64) -> Result<(), BackupError> {
        let about = About::new(Kind::Keys, &self.id, &self.identity.name, &self.seal, taken_ms);
        let mut out = Writer::new(work.archive()?, Kind::Keys, taken_ms / 1000);
        let failed = || BackupError::archive(&work.target);
        out.bytes(&Kind::Keys.about(), &about.to_bytes()).map_err(failed())?;
        let mut paths = BTreeSet::new();
        let folder = self.dir.join(KEYS);
        for name in names(&folder)? {
            // The database is copied as such, and what SQLite has beside it is not.
            if !name.starts_with(REPORT_KEYS) {
                paths.insert(format!("{KEYS}/{name}"));
            }
        }
        for name in folder::SECRET_FILES {
            let path = format!("{REGISTER}/{name}");
            if self.dir.join(&path).exists() {
                paths.insert(path);
            }
        }
        for path in paths {
            let from = self.dir.join(&path);
            let bytes = fs::read(&from).map(zeroize::Zeroizing::new);
            let bytes = bytes.map_err(BackupError::disk("read", &from))?;
            out.bytes(&path, &bytes).map_err(failed())?;
        }
        work.add(&mut out, &work.copy(), &format!("{KEYS}/{REPORT_KEYS}"), &mut |_| {})?;
        end(out, &self.seal, work)
    }

    /// What is in the data folder and in neither file.
    fn left_out(&self) -> Result<Vec<String>, BackupError> {
        let is_known = |name: &String| {
            [desk::IDENTITY, KEYS, objects::FOLDER, REGISTER].contains(&name.as_str())
                || name.starts_with(desk::DATABASE)
        };
        let mut names = names(self.dir)?;
        names.retain(|name| !is_known(name));
        Ok(names)
    }
}

fn holds(counts: &Counts, register: Option<&Published>) -> Holds {
    let register = register.map(|register| {
        let head = register.checkpoint().checkpoint();
        let origin = register.folder().identity().origin.clone();
        RegisterHead { origin, size: head.size, root: head.root.to_string() }
    });
    let Counts { reports, cases, entries, .. } = *counts;
    Holds { reports, cases, entries, register }
}

fn names(folder: &Path) -> Result<Vec<String>, BackupError> {
    let failed = || BackupError::disk("list", folder);
    let entries = fs::read_dir(folder).map_err(failed())?;
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names = names.collect::<io::Result<Vec<_>>>().map_err(failed())?;
    names.sort_unstable();
    Ok(names)
}

/// Signs the file, and makes it durable.
fn end(out: Writer<BufWriter<File>>, seal: &SignerKey, work: &Workshop) -> Result<(), BackupError> {
    let file = out.finish(seal).map_err(BackupError::archive(&work.target))?;
    let file = file.into_inner().map_err(io::IntoInnerError::into_error);
    let synced = file.and_then(|file| file.sync_all());
    synced.map_err(BackupError::disk("sync", &work.target))
}

/// Where one file is made before it gets its name: a folder beside it, which goes with its value.
/// What an interrupted back-up left there is removed by the next one of the same name.
struct Workshop {
    dir: PathBuf,
    target: PathBuf,
    /// Locked, so that two processes never make one file.
    _lock: File,
}

impl Workshop {
    fn begin(target: &Path) -> Result<Workshop, BackupError> {
        let dir = target.with_added_extension("tmp");
        let failed = || BackupError::disk("make", &dir);
        match fs::DirBuilder::new().mode(0o700).create(&dir) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(failed()(error));
            }
            _ => {}
        }
        let lock = File::open(&dir).map_err(failed())?;
        if lock.try_lock().is_err() {
            return Err(BackupError::Busy(target.to_owned()));
        }
        let work = Workshop { dir, target: target.to_owned(), _lock: lock };
        work.empty()?;
        Ok(work)
    }

    fn empty(&self) -> Result<(), BackupError> {
        for name in WORK_FILES {
            let path = self.dir.join(name);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(BackupError::disk("remove", &path)(error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Where the copy of a database stands.
    fn copy(&self) -> PathBuf {
        self.dir.join("copy.db")
    }

    /// Begins the file itself.
    fn archive(&self) -> Result<BufWriter<File>, BackupError> {
        let path = self.dir.join("archive");
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        let file = file.map_err(BackupError::disk("begin", &path))?;
        Ok(BufWriter::with_capacity(1 << 20, file))
    }

    /// Adds a database that was copied, closed, and has nothing left beside it.
    fn add(
        &self,
        out: &mut Writer<BufWriter<File>>,
        copied: &Path,
        path: &str,
        passed: &mut dyn FnMut(u64),
    ) -> Result<(), BackupError> {
        let failed = || BackupError::disk("read", copied);
        if fs::metadata(self.dir.join("copy.db-wal")).is_ok_and(|log| log.len() > 0) {
            let source = io::Error::other("its write-ahead log was not written through");
            return Err(failed()(source));
        }
        let mut file = File::open(copied).map_err(failed())?;
        let size_bytes = file.metadata().map_err(failed())?.len();
        let added = out.part(path, size_bytes, &mut file, passed);
        added.map_err(BackupError::archive(&self.target))
    }

    /// Gives the file its name, durably.
    fn finish(self) -> Result<(), BackupError> {
        let failed = || BackupError::disk("name", &self.target);
        fs::rename(self.dir.join("archive"), &self.target).map_err(failed())?;
        let folder = self.target.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = File::open(folder.unwrap_or(Path::new(".")));
        folder.and_then(|folder| folder.sync_all()).map_err(failed())
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // If it cannot be removed now, the next back-up of this name does.
        let _ = self.empty();
        let _ = fs::remove_dir(&self.dir);
    }
}
