//! Puts a back-up back into an empty folder. Until everything is there and was found to be true, the
//! folder says that it is not finished, and nothing serves it.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Read, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use register::note::VerifierKey;

use super::archive::{self, Kind, Part};
use super::copy;
use super::{About, BackupError, look};
use crate::desk::{self, KEYS, REGISTER, UNFINISHED};
use crate::{folder, objects, witness_heads};

const UNFINISHED_TEXT: &[u8] = b"Hiwar is putting a back-up back into this folder, or was stopped while it did.\n\
    It is no desk yet, and nothing will serve it. If `hiwar restore` is not running any more, empty\n\
    the folder and run it again: the back-up itself is as it was.\n";

/// The names that make a folder a log's or a desk's; they are written when all the rest is there.
const LAST: [&str; 2] = ["register/log.json", "desk.json"];

/// Whether keys that are older than the data may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeysRule {
    /// They were taken with the data, or later: reports without a key are those erased meanwhile.
    SameOrNewer,
    /// There are no newer ones: reports without a key stay locked, until newer keys turn up.
    Older,
}

/// What was put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutBack {
    /// What the data is of.
    pub about: About,
    /// Reports that were erased after the data was backed up, and are erased here now too.
    pub erased: u64,
    /// Reports that nobody can open with these keys.
    pub without_key: u64,
    /// Tokens of platforms and invitations that the back-up brought, and that are ended here.
    pub ended: u64,
    /// Heads of other logs that this desk has witnessed: they are as old as the back-up.
    pub witnessed: u64,
    /// Whether the register asks witnesses before it grows.
    pub has_policy: bool,
}

/// Checks that two files belong together, by what they say of themselves, and whether the keys may
/// be used under `rule`.
///
/// # Errors
///
/// [`BackupError`].
pub fn pair(data: &Path, keys: &Path, rule: KeysRule) -> Result<(About, About), BackupError> {
    let about = |file: &Path, wanted: Kind| {
        let (found, about) = look(file)?;
        let file = file.to_owned();
        if found == wanted { Ok(about) } else { Err(BackupError::Kind { file, found, wanted }) }
    };
    let (data, keys) = (about(data, Kind::Data)?, about(keys, Kind::Keys)?);
    if (&data.desk, &data.key) != (&keys.desk, &keys.key) {
        return Err(BackupError::OtherDesk { keys: keys.desk, data: data.desk });
    }
    let is_older = keys.id != data.id && keys.taken_ms < data.taken_ms;
    if is_older && rule == KeysRule::SameOrNewer {
        return Err(BackupError::OlderKeys);
    }
    Ok((data, keys))
}

/// Puts a back-up back into `dir`, which must be absent or empty. If it fails, what was written is
/// removed; if it is interrupted, a file that says so
/// stays, and nothing serves the folder.
///
/// # Errors
///
/// [`BackupError`].
pub fn put_back(
    data: &Path,
    keys: &Path,
    dir: &Path,
    rule: KeysRule,
    now_ms: u64,
    passed: &mut dyn FnMut(u64),
) -> Result<PutBack, BackupError> {
    pair(data, keys, rule)?;
    let is_made = !dir.exists();
    let mut target = Target::begin(dir)?;
    let done = target.fill(data, keys, rule, now_ms, passed);
    if done.is_err() {
        // Best effort: what cannot be removed now still says what it is.
        let _ = target.clear();
        if is_made {
            let _ = fs::remove_dir(dir);
        }
    }
    done
}

/// The folder that is being filled.
struct Target<'a> {
    dir: &'a Path,
    /// Folders whose names have to be made durable.
    folders: BTreeSet<PathBuf>,
    /// The files of [`LAST`], as they were read.
    last: Vec<(String, Vec<u8>)>,
    /// Locked, so that two processes never fill one folder.
    _lock: File,
}

impl<'a> Target<'a> {
    fn begin(dir: &'a Path) -> Result<Target<'a>, BackupError> {
        let failed = || BackupError::disk("make", dir);
        fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(failed())?;
        let lock = File::open(dir).map_err(failed())?;
        if lock.try_lock().is_err() {
            return Err(BackupError::Busy(dir.to_owned()));
        }
        if fs::read_dir(dir).map_err(BackupError::disk("list", dir))?.next().is_some() {
            return Err(BackupError::NotEmpty(dir.to_owned()));
        }
        let folders = BTreeSet::from([dir.to_owned()]);
        let mut target = Target { dir, folders, last: Vec::new(), _lock: lock };
        target.write(UNFINISHED, &mut &UNFINISHED_TEXT[..])?;
        target.sync()?;
        Ok(target)
    }

    fn fill(
        &mut self,
        data: &Path,
        keys: &Path,
        rule: KeysRule,
        now_ms: u64,
        passed: &mut dyn FnMut(u64),
    ) -> Result<PutBack, BackupError> {
        let keys_about = self.unpack(keys, Kind::Keys, None, passed)?;
        // The keys have proven themselves; what they sign with is what the data must be signed with.
        let seal = desk::read_seal(self.dir)?.verifier().clone();
        if seal.to_string() != keys_about.key {
            return Err(BackupError::OtherDesk { keys: keys_about.desk, data: "another".into() });
        }
        let about = self.unpack(data, Kind::Data, Some(&seal), passed)?;
        self.folder(&objects::arriving())?;
        if self.last.iter().any(|(path, _)| path == LAST[0]) {
            self.folder(&format!("{REGISTER}/{}", witness_heads::FOLDER))?;
        }
        let files = desk::files(self.dir);
        let (erased, without_key) = match rule {
            KeysRule::SameOrNewer => (copy::finish_erasures(&files, now_ms)?, 0),
            KeysRule::Older => (0, copy::count_without_key(&files)?),
        };
        let ended = copy::end_entrances(&files, now_ms)?;
        copy::objects(&files.desk, |object| {
            let path = objects::path_of(&object);
            let is_there = self.dir.join(&path).exists();
            is_there.then_some(()).ok_or(BackupError::ObjectMissing(path))
        })?;
        let witnessed = self.count(&format!("{REGISTER}/{}", witness_heads::FOLDER));
        let has_policy = self.dir.join(REGISTER).join("policy").exists();
        self.sync()?;
        self.finish()?;
        Ok(PutBack { about, erased, without_key, ended, witnessed, has_policy })
    }

    /// Unpacks a file and checks it against `key`, or against the key that it names.
    fn unpack(
        &mut self,
        file: &Path,
        kind: Kind,
        key: Option<&VerifierKey>,
        passed: &mut dyn FnMut(u64),
    ) -> Result<About, BackupError> {
        let input = File::open(file).map_err(BackupError::disk("open", file))?;
        let input = BufReader::with_capacity(1 << 20, input);
        let mut first = Vec::new();
        let ending = archive::read(input, |part, body| {
            passed(part.size_bytes);
            if part.path == kind.about() {
                return body.read_to_end(&mut first).map(drop);
            }
            self.take(kind, part, body)
        });
        let ending = ending.map_err(BackupError::archive(file))?;
        let about = About::parse(file, kind, &first)?;
        let own = about.verifier(file, kind)?;
        ending.check(key.unwrap_or(&own)).map_err(BackupError::archive(file))?;
        Ok(about)
    }

    fn take(&mut self, kind: Kind, part: &Part, body: &mut dyn Read) -> io::Result<()> {
        if !belongs(kind, &part.path) {
            return Err(io::Error::other("it does not belong into such a back-up"));
        }
        if LAST.contains(&part.path.as_str()) {
            let mut bytes = Vec::new();
            body.take(1 << 20).read_to_end(&mut bytes)?;
            self.last.push((part.path.clone(), bytes));
            return Ok(());
        }
        self.make(&part.path, body)
    }

    /// Writes a file that is not there, durably but for its name.
    fn make(&mut self, path: &str, body: &mut dyn Read) -> io::Result<()> {
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.make_folder(folder)?;
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(0o600);
        let mut file = options.open(self.dir.join(path))?;
        io::copy(body, &mut file)?;
        file.flush()?;
        file.sync_all()
    }

    fn make_folder(&mut self, folder: &str) -> io::Result<()> {
        let mut at = self.dir.to_owned();
        for name in folder.split('/') {
            at.push(name);
            if self.folders.insert(at.clone()) {
                fs::DirBuilder::new().mode(0o700).create(&at)?;
            }
        }
        Ok(())
    }

    fn folder(&mut self, folder: &str) -> Result<(), BackupError> {
        self.make_folder(folder).map_err(BackupError::disk("make", &self.dir.join(folder)))
    }

    fn write(&mut self, path: &str, body: &mut dyn Read) -> Result<(), BackupError> {
        self.make(path, body).map_err(BackupError::disk("write", &self.dir.join(path)))
    }

    fn count(&self, folder: &str) -> u64 {
        fs::read_dir(self.dir.join(folder)).map_or(0, |names| names.count() as u64)
    }

    fn sync(&self) -> Result<(), BackupError> {
        // From the lowest upwards: a folder's own name stands in the one above.
        for folder in self.folders.iter().rev() {
            let synced = File::open(folder).and_then(|folder| folder.sync_all());
            synced.map_err(BackupError::disk("sync", folder))?;
        }
        Ok(())
    }

    /// Writes what makes it a desk's folder, and takes the mark away.
    fn finish(&mut self) -> Result<(), BackupError> {
        for (path, bytes) in std::mem::take(&mut self.last) {
            self.write(&path, &mut &bytes[..])?;
        }
        self.sync()?;
        let mark = self.dir.join(UNFINISHED);
        fs::remove_file(&mark).map_err(BackupError::disk("remove", &mark))?;
        self.sync()
    }

    /// Removes what was written; the mark goes last.
    fn clear(&self) -> io::Result<()> {
        for entry in fs::read_dir(self.dir)? {
            let path = entry?.path();
            match path.is_dir() {
                true => fs::remove_dir_all(&path)?,
                false if path.ends_with(UNFINISHED) => {}
                false => fs::remove_file(&path)?,
            }
        }
        fs::remove_file(self.dir.join(UNFINISHED))
    }
}

/// Whether a part may be in such a file: the data brings no keys, and the keys nothing else.
fn belongs(kind: Kind, path: &str) -> bool {
    let (top, rest) = path.split_once('/').unwrap_or((path, ""));
    let is_key = top == KEYS || (top == REGISTER && folder::SECRET_FILES.contains(&rest));
    let is_data = [desk::DATABASE, desk::IDENTITY].contains(&path)
        || [REGISTER, objects::FOLDER].contains(&top) && !rest.is_empty();
    match kind {
        Kind::Keys => is_key && !rest.is_empty(),
        Kind::Data => is_data && !is_key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_brings_no_keys_and_the_keys_nothing_else() {
        let keys = ["keys/master", "keys/reports.db", "register/key", "register/witness-key"];
        let data = ["desk.db", "desk.json", "objects/ab/abcd", "register/log.json"];
        let none = ["keys", "register", "objects", "desk.db/x", "other", "RESTORE-NOT-FINISHED"];
        for path in keys {
            assert!(belongs(Kind::Keys, path) && !belongs(Kind::Data, path), "{path}");
        }
        for path in data {
            assert!(belongs(Kind::Data, path) && !belongs(Kind::Keys, path), "{path}");
        }
        for path in none {
            assert!(!belongs(Kind::Keys, path) && !belongs(Kind::Data, path), "{path}");
        }
    }
}
