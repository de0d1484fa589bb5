//! A disk in memory that forgets. It keeps apart what was written and what a `sync` made durable,
//! and after a crash brings back any mixture of the two that a real disk could.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use store::disk::{Disk, DiskFile};

use crate::chance::Chance;

/// What the disk does at one chosen call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The machine stops: this call and all later ones fail, and unsynced data may be lost.
    Crash,
    /// This call fails with an input/output error; a failed sync also forgets what it was to keep.
    Eio,
    /// This call finds no space.
    Enospc,
    /// A write takes only some of the bytes; anything else works.
    Short,
}

type Inode = usize;

#[derive(Clone, Default)]
struct Content {
    now: Vec<u8>,
    durable: Vec<u8>,
    /// Writes since the last sync: place and bytes.
    unsynced: Vec<(usize, Vec<u8>)>,
}

/// A change of one name in a folder that is not durable yet.
#[derive(Clone)]
struct Naming {
    path: PathBuf,
    to: Option<Inode>,
}

#[derive(Clone, Default)]
struct State {
    inodes: Vec<Content>,
    names: BTreeMap<PathBuf, Inode>,
    durable_names: BTreeMap<PathBuf, Inode>,
    naming: Vec<Naming>,
    folders: BTreeSet<PathBuf>,
    durable_folders: BTreeSet<PathBuf>,
    calls: u64,
    fault: Option<(u64, Fault)>,
    is_down: bool,
}

/// The disk. Clones are the same disk.
#[derive(Clone, Default)]
pub(crate) struct ForgetfulDisk(Arc<Mutex<State>>);

pub(crate) struct ForgetfulFile {
    disk: ForgetfulDisk,
    inode: Inode,
}

impl ForgetfulDisk {
    /// Makes the call number `at` from now on go wrong.
    pub(crate) fn arm(&self, at: u64, fault: Fault) {
        let mut state = self.0.lock().unwrap();
        let call = state.calls + at;
        state.fault = Some((call, fault));
    }

    pub(crate) fn disarm(&self) {
        self.0.lock().unwrap().fault = None;
    }

    pub(crate) fn calls(&self) -> u64 {
        self.0.lock().unwrap().calls
    }

    /// The disk as it may be found after the power went: everything durable, and any part of the
    /// rest, with writes torn at sectors.
    pub(crate) fn after_power_loss(&self, chance: &mut Chance) -> ForgetfulDisk {
        let mut state = self.0.lock().unwrap().clone();
        for content in &mut state.inodes {
            let mut bytes = content.durable.clone();
            for (at, written) in &content.unsynced {
                for (number, sector) in written.chunks(512).enumerate() {
                    if chance.below(2) == 0 {
                        let start = at + number * 512;
                        let end = start + sector.len();
                        if bytes.len() < end {
                            bytes.resize(end, 0);
                        }
                        bytes[start..end].copy_from_slice(sector);
                    }
                }
            }
            *content = Content { now: bytes.clone(), durable: bytes, unsynced: Vec::new() };
        }
        let mut names = state.durable_names.clone();
        for naming in &state.naming {
            if chance.below(2) == 0 {
                match naming.to {
                    Some(inode) => names.insert(naming.path.clone(), inode),
                    None => names.remove(&naming.path),
                };
            }
        }
        // A folder whose name was not made durable may be gone, with all that is in it.
        for folder in state.folders.clone() {
            if !state.durable_folders.contains(&folder) && chance.below(2) == 0 {
                names.retain(|name, _| !name.starts_with(&folder));
                state.folders.retain(|other| !other.starts_with(&folder));
            }
        }
        state.durable_folders = state.folders.clone();
        state.names = names.clone();
        state.durable_names = names;
        state.naming.clear();
        state.restart()
    }

    /// The disk as it is found after the process was killed: nothing that was written is lost.
    pub(crate) fn after_kill(&self) -> ForgetfulDisk {
        self.0.lock().unwrap().clone().restart()
    }
}

impl State {
    fn restart(mut self) -> ForgetfulDisk {
        self.is_down = false;
        self.fault = None;
        ForgetfulDisk(Arc::new(Mutex::new(self)))
    }

    /// Counts a call; the fault that strikes it, if one does.
    fn call(&mut self) -> io::Result<Option<Fault>> {
        self.calls += 1;
        if self.is_down {
            return Err(io::Error::other("the machine is down"));
        }
        match self.fault {
            Some((at, fault)) if at == self.calls => match fault {
                Fault::Crash => {
                    self.is_down = true;
                    Err(io::Error::other("the machine went down"))
                }
                Fault::Eio => Ok(Some(Fault::Eio)),
                Fault::Enospc => Err(io::ErrorKind::StorageFull.into()),
                Fault::Short => Ok(Some(Fault::Short)),
            },
            _ => Ok(None),
        }
    }

    /// Counts a call that has no way to half-work.
    fn whole_call(&mut self) -> io::Result<()> {
        match self.call()? {
            Some(Fault::Eio) => Err(io::Error::from_raw_os_error(5)),
            _ => Ok(()),
        }
    }

    fn name(&mut self, path: &Path, to: Option<Inode>) {
        match to {
            Some(inode) => self.names.insert(path.to_owned(), inode),
            None => self.names.remove(path),
        };
        self.naming.push(Naming { path: path.to_owned(), to });
    }

    fn find(&self, path: &Path) -> io::Result<Inode> {
        self.names.get(path).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl DiskFile for ForgetfulFile {
    fn write_at(&mut self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        let mut state = self.disk.0.lock().unwrap();
        let bytes = match state.call()? {
            Some(Fault::Eio) => return Err(io::Error::from_raw_os_error(5)),
            Some(_) => &bytes[..bytes.len().div_ceil(2)],
            None => bytes,
        };
        let content = &mut state.inodes[self.inode];
        let (start, end) = (offset as usize, offset as usize + bytes.len());
        if content.now.len() < end {
            content.now.resize(end, 0);
        }
        content.now[start..end].copy_from_slice(bytes);
        content.unsynced.push((start, bytes.to_vec()));
        Ok(bytes.len())
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut state = self.disk.0.lock().unwrap();
        let failed = state.call()? == Some(Fault::Eio);
        let content = &mut state.inodes[self.inode];
        if failed {
            // As Linux does it: the pages stay readable, are marked clean, and are never written.
            content.unsynced.clear();
            return Err(io::Error::from_raw_os_error(5));
        }
        content.durable = content.now.clone();
        content.unsynced.clear();
        Ok(())
    }
}

impl Disk for ForgetfulDisk {
    type File = ForgetfulFile;

    fn create(&self, path: &Path) -> io::Result<ForgetfulFile> {
        let mut state = self.0.lock().unwrap();
        state.whole_call()?;
        if !state.folders.contains(path.parent().unwrap()) {
            return Err(io::ErrorKind::NotFound.into());
        }
        state.inodes.push(Content::default());
        let inode = state.inodes.len() - 1;
        state.name(path, Some(inode));
        Ok(ForgetfulFile { disk: self.clone(), inode })
    }

    fn open(&self, path: &Path) -> io::Result<ForgetfulFile> {
        let mut state = self.0.lock().unwrap();
        state.whole_call()?;
        let inode = state.find(path)?;
        Ok(ForgetfulFile { disk: self.clone(), inode })
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut state = self.0.lock().unwrap();
        state.whole_call()?;
        let inode = state.find(path)?;
        Ok(state.inodes[inode].now.clone())
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let mut state = self.0.lock().unwrap();
        state.whole_call()?;
        if !state.folders.contains(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let here = state.names.keys().filter(|name| name.parent() == Some(path));
        Ok(here.map(|name| name.file_name().unwrap().to_str().unwrap().to_owned()).collect())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        state.whole_call()?;
        let inode = state.find(from)?;
        state.name(from, None);
        state.name(to, Some(inode));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        state.whole_call()?;
        state.find(path)?;
        state.name(path, None);
        Ok(())
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        state.whole_call()?;
        let inside: Vec<PathBuf> =
            state.names.keys().filter(|name| name.starts_with(path)).cloned().collect();
        for name in inside {
            state.name(&name, None);
        }
        state.folders.remove(path);
        state.durable_folders.remove(path);
        Ok(())
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        state.whole_call()?;
        state.folders.extend(path.ancestors().map(Path::to_owned));
        Ok(())
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        if state.call()? == Some(Fault::Eio) {
            return Err(io::Error::from_raw_os_error(5));
        }
        let (here, elsewhere): (Vec<Naming>, Vec<Naming>) =
            state.naming.drain(..).partition(|naming| naming.path.parent() == Some(path));
        state.naming = elsewhere;
        let inside = state.folders.iter().filter(|folder| folder.parent() == Some(path));
        let inside: Vec<PathBuf> = inside.cloned().collect();
        state.durable_folders.extend(inside);
        if path.as_os_str().is_empty() {
            state.durable_folders.insert(PathBuf::new());
        }
        for naming in here {
            match naming.to {
                Some(inode) => state.durable_names.insert(naming.path, inode),
                None => state.durable_names.remove(&naming.path),
            };
        }
        Ok(())
    }
}
