//! Back-ups of a desk's data folder, taken while it is served, and put back into an empty folder.
//!
//! There are two files. The one with the data holds what is locked or public; it can be kept for as
//! long as one likes. The one with the keys opens it, and each time takes the place of the one
//! before: erasing a report erases its key, and it would live on in every older copy of the keys.
//! `docs/backup.md` says what is in them and how they are used by hand.

mod archive;
mod copy;
mod put_back;
mod register;
mod take;

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use ::register::note::{SignerKey, VerifierKey};
use serde::{Deserialize, Serialize};

pub use archive::{ArchiveError, Kind};
pub use put_back::{KeysRule, PutBack, pair, put_back};
pub use register::RegisterError;
pub use take::{Hands, Taken, Targets, take};

use crate::database::DatabaseError;
use crate::desk::DeskError;

/// Version of a back-up's layout.
const VERSION: u32 = 1;
/// What says what a back-up is of is short. Unit: bytes.
const ABOUT_BYTES_MAX: u64 = 64 << 10;

/// Why a back-up cannot be taken, checked or put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A back-up's file cannot be written or believed.
    #[error("{file}")]
    Archive {
        /// Which file.
        file: PathBuf,
        /// What is wrong with it.
        #[source]
        source: ArchiveError,
    },
    /// It was made by a newer version.
    #[error("{file} has version {found}, and this program reads version {VERSION}")]
    Newer {
        /// Which file.
        file: PathBuf,
        /// Its version.
        found: u32,
    },
    /// A file is the data where the keys are needed, or the other way.
    #[error("{file} is the back-up of the {found}, not of the {wanted}")]
    Kind {
        /// Which file.
        file: PathBuf,
        /// What it holds.
        found: Kind,
        /// What it should.
        wanted: Kind,
    },
    /// There is something already where a back-up is to be written.
    #[error(
        "{0} is there already, and is not the back-up of this desk's keys: nothing is written over it"
    )]
    Exists(PathBuf),
    /// Another process writes there.
    #[error("another process is writing {0}")]
    Busy(PathBuf),
    /// What is to be put back goes into an empty folder.
    #[error("{0} is not empty: a back-up is put back into an empty folder only")]
    NotEmpty(PathBuf),
    /// The two files are not of one desk.
    #[error("the keys are of {keys}, and the data is of {data}: they do not belong together")]
    OtherDesk {
        /// Whose keys.
        keys: String,
        /// Whose data.
        data: String,
    },
    /// The keys are older than the data, so the newest reports have none.
    #[error(
        "the keys were backed up before the data: reports of in between would stay locked for good; put the newer keys back, or say --with-older-keys"
    )]
    OlderKeys,
    /// A large file is gone from the desk's folder, though a report names it.
    #[error("{0} is missing, though a report names it: restore it from an older back-up")]
    ObjectMissing(String),
    /// The desk kept taking things away while they were copied.
    #[error("the desk changed while it was copied, again and again: try at a quieter time")]
    Restless,
    /// The desk's folder cannot be used.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// A database cannot be copied.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The register cannot be copied.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// A file could not be read or written.
    #[error("could not {action} {path}")]
    Disk {
        /// What was attempted.
        action: &'static str,
        /// Which file.
        path: PathBuf,
        /// Why it failed.
        #[source]
        source: io::Error,
    },
}

impl BackupError {
    fn disk(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> BackupError {
        let path = path.to_owned();
        move |source| BackupError::Disk { action, path, source }
    }

    fn archive(file: &Path) -> impl FnOnce(ArchiveError) -> BackupError {
        let file = file.to_owned();
        move |source| BackupError::Archive { file, source }
    }

    /// Whether a back-up was found to be wrong, rather than something that it needs.
    #[must_use]
    pub fn is_about_the_file(&self) -> bool {
        matches!(self, BackupError::Archive { source, .. } if source.is_about_the_file())
    }
}

/// What a back-up says that it is of: its first part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    version: u32,
    kind: String,
    /// The same in both files that were taken together: 32 hexadecimal digits.
    pub id: String,
    /// The desk's name.
    pub desk: String,
    /// The verifier key of its seals, which checks the back-up too.
    pub key: String,
    /// Everything up to this moment is in it. Unit: milliseconds since 1970, UTC.
    pub taken_ms: u64,
    /// What is in it; not of the keys.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holds: Option<Holds>,
}

/// What is in a back-up of the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holds {
    /// How many reports, erased ones too.
    pub reports: u64,
    /// How many cases.
    pub cases: u64,
    /// How many public entries, placed or waiting.
    pub entries: u64,
    /// The register, if the desk has one.
    pub register: Option<RegisterHead>,
}

/// Where the copy of a register ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterHead {
    /// Its name.
    pub origin: String,
    /// How many entries it has.
    pub size: u64,
    /// Its root at that size, in base64.
    pub root: String,
}

impl About {
    fn new(kind: Kind, id: &str, desk: &str, seal: &SignerKey, taken_ms: u64) -> About {
        let key = seal.verifier().to_string();
        let (kind, id, desk) = (kind.word().to_owned(), id.to_owned(), desk.to_owned());
        About { version: VERSION, kind, id, desk, key, taken_ms, holds: None }
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut text = serde_json::to_vec_pretty(self).expect("strings and numbers serialise");
        text.push(b'\n');
        text
    }

    fn parse(file: &Path, kind: Kind, bytes: &[u8]) -> Result<About, BackupError> {
        let altered = || BackupError::Archive {
            file: file.to_owned(),
            source: ArchiveError::Altered { part: kind.about() },
        };
        let about: About = serde_json::from_slice(bytes).map_err(|_| altered())?;
        if about.version != VERSION {
            return Err(BackupError::Newer { file: file.to_owned(), found: about.version });
        }
        if about.kind == kind.word() { Ok(about) } else { Err(altered()) }
    }

    fn verifier(&self, file: &Path, kind: Kind) -> Result<VerifierKey, BackupError> {
        let part = kind.about();
        let altered = |_| BackupError::archive(file)(ArchiveError::Altered { part });
        VerifierKey::parse(&self.key).map_err(altered)
    }
}

/// What a back-up says that it is, before any of it is checked.
///
/// # Errors
///
/// [`BackupError`].
pub fn look(file: &Path) -> Result<(Kind, About), BackupError> {
    let input = File::open(file).map_err(BackupError::disk("open", file))?;
    let (kind, bytes) =
        archive::peek(input, ABOUT_BYTES_MAX).map_err(BackupError::archive(file))?;
    Ok((kind, About::parse(file, kind, &bytes)?))
}

/// A back-up that was checked from its first byte to its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Which of the two it is.
    pub kind: Kind,
    /// What it is of.
    pub about: About,
    /// How many parts.
    pub parts: u64,
    /// How long they are. Unit: bytes.
    pub size_bytes: u64,
}

/// Checks a back-up: that every byte is the one that was written, and that it is signed with `key`;
/// without one, with the key that it names itself, which a forger would have put there.
///
/// # Errors
///
/// [`BackupError::Archive`], with the part that is altered or missing.
pub fn check(
    file: &Path,
    key: Option<&VerifierKey>,
    passed: &mut dyn FnMut(u64),
) -> Result<Checked, BackupError> {
    let (kind, about) = look(file)?;
    let input = File::open(file).map_err(BackupError::disk("open", file))?;
    let (mut parts, mut size_bytes, mut first) = (0, 0, None);
    let ending = archive::read(BufReader::with_capacity(1 << 20, input), |part, body| {
        if first.is_none() {
            let mut bytes = Vec::new();
            body.read_to_end(&mut bytes)?;
            first = Some(bytes);
        }
        (parts, size_bytes) = (parts + 1, size_bytes + part.size_bytes);
        passed(part.size_bytes);
        Ok(())
    });
    let ending = ending.map_err(BackupError::archive(file))?;
    // What was read the first time may have been replaced meanwhile.
    let again = About::parse(file, ending.kind, &first.unwrap_or_default())?;
    if (ending.kind, &again) != (kind, &about) {
        let part = kind.about();
        return Err(BackupError::archive(file)(ArchiveError::Altered { part }));
    }
    let own = about.verifier(file, kind)?;
    ending.check(key.unwrap_or(&own)).map_err(BackupError::archive(file))?;
    Ok(Checked { kind, about, parts, size_bytes })
}
