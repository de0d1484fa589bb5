//! A desk's data folder: who it is, its keys, its database and its objects.
//!
//! Layout: `desk.json` (who it is; written last when a desk is made), `keys/` (the master key, the
//! key of marks, the seal's key, and `reports.db`, the locked keys of reports), `desk.db`,
//! `objects/`, and `register/`, the log. A part that is missing later is an error.

mod accounts;
pub mod cases;
mod dialogue;
mod drafts;
mod entries;
mod messages;
mod notices;
mod reading;
mod reports;
mod retention;
mod room;
mod search;
mod survey;
mod token;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use register::note::{KeyKind, KeyName, SignerKey};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::database::{Database, DatabaseError, Files, Migrations};
use crate::disk::create_secret;
use crate::objects::{ObjectError, Objects};
use crate::secret::{KEY_BYTES, Key, Random, SecretError};
use crate::space::Space;

pub use self::dialogue::{
    Acted, DIALOGUE_ITEMS_MAX, DialogueFilter, DialogueList, DialoguePlace, DialogueRow,
    EntryRefused, KeptItem, NewAct,
};
pub(crate) use accounts::end_restored;
pub use accounts::{
    Account, AccountError, AccountEvent, AccountEventFilter, AccountState, Grantor, HeldRole,
    Holder, Invited, Joined, Joining, KeptReviewerKey, LogIn, PasswordChange, Programs, Refused,
    SEAT_TOKENS_MAX, SESSION_IDLE_MS_MAX, SESSION_MS_MAX, SeatProgram, SeatToken, SessionSeen,
    SessionToken, is_seat_token,
};
pub use drafts::{Draft, DraftFile, DraftToken, FilesRule, HeldDraft, NewDraftFile};
pub use entries::{KeptEntry, WaitingEntry};
pub use messages::{Speaker, Writing};
pub use notices::{
    By, Contest, ContestState, Contester, Decided, DueProcess, Fixed, Happened, Inbox, InboxFrom,
    InboxRow, KeptNotice, KeptTurn, NewNotice, NewPlea, NewTurn, NoticeRow, Ruled, Step, TurnKind,
    Turned, WaitingList,
};
pub(crate) use notices::{forget_without_key, retire_without_key};
pub use reading::{EventLine, KeptExhibit, KeptReport, Message, ReportSummary};
pub(crate) use reports::erase_restored;
pub use reports::{Inserted, NewExhibit, NewReport, Sending, Source};
pub use retention::{Due, Retired, retention_due_in};
pub use room::{
    CaseLine, LOOKED_AT_MAX, NoticeFilter, NoticeLife, NoticeList, Outcome, PublishedTest,
    RoomHead, RoomProgress, TestsPublished,
};
pub(crate) use search::find_anew;
pub use search::{FIND_BATCH, FoundPage};
pub use survey::SurveyAnswer;

pub(crate) const IDENTITY: &str = "desk.json";
pub(crate) const KEYS: &str = "keys";
/// The database of the reports' keys, in the folder of keys.
pub(crate) const REPORT_KEYS: &str = "reports.db";
/// The database of everything else.
pub(crate) const DATABASE: &str = "desk.db";
/// The folder of the desk's register, inside the data folder.
pub const REGISTER: &str = "register";
/// The file that says that a folder is being filled from a back-up. As long as it is there, the
/// folder is not a desk's.
pub(crate) const UNFINISHED: &str = "RESTORE-NOT-FINISHED";
/// How long references are given out that stand together. Unit: milliseconds.
const MONTH_MS: u64 = 30 * 24 * 60 * 60 * 1000;
/// Version of the folder's layout.
const VERSION: u32 = 1;

const MIGRATIONS: Migrations = Migrations {
    keys: &[
        include_str!("../migrations/keys/0001_report_keys.sql"),
        include_str!("../migrations/keys/0002_notice_keys.sql"),
        include_str!("../migrations/keys/0003_case_keys.sql"),
        include_str!("../migrations/keys/0004_contact_keys.sql"),
    ],
    desk: &[
        include_str!("../migrations/desk/0001_reports.sql"),
        include_str!("../migrations/desk/0002_entries.sql"),
        include_str!("../migrations/desk/0003_notices.sql"),
        include_str!("../migrations/desk/0004_accounts.sql"),
        include_str!("../migrations/desk/0005_room.sql"),
        include_str!("../migrations/desk/0006_cases.sql"),
        include_str!("../migrations/desk/0007_survey.sql"),
        include_str!("../migrations/desk/0008_due_process.sql"),
        include_str!("../migrations/desk/0009_retention.sql"),
        include_str!("../migrations/desk/0010_seat.sql"),
        include_str!("../migrations/desk/0011_findings.sql"),
        include_str!("../migrations/desk/0012_awaits.sql"),
        include_str!("../migrations/desk/0013_draft_marks.sql"),
        include_str!("../migrations/desk/0014_retention.sql"),
        include_str!("../migrations/desk/0015_signed.sql"),
        include_str!("../migrations/desk/0016_fold.sql"),
        include_str!("../migrations/desk/0017_dialogue.sql"),
    ],
};

/// Who runs a desk, which decides what it must do and may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskKind {
    /// Officials. It must pass offences to the prosecutor, and its notices are an authority's.
    Authority,
    /// An association or another body that is no authority.
    Association,
    /// A person's own machine: no desk, no state.
    Own,
}

/// Who a desk is. Public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskIdentity {
    version: u32,
    /// Its name, as its seals bear it: a domain name, or `own`.
    pub name: String,
    /// Who runs it.
    pub kind: DeskKind,
    /// Whose law it goes by: a country of ISO 3166-1, in lower case.
    pub country: String,
    /// Whether it is a demonstration: a fictional country, on this machine only.
    pub is_demo: bool,
}

impl DeskIdentity {
    /// The desk of this name.
    #[must_use]
    pub fn new(name: &str, kind: DeskKind, country: &str) -> DeskIdentity {
        let (name, country) = (name.to_owned(), country.to_owned());
        DeskIdentity { version: VERSION, name, kind, country, is_demo: false }
    }

    /// The same as a demonstration.
    #[must_use]
    pub fn as_demo(self) -> DeskIdentity {
        DeskIdentity { is_demo: true, ..self }
    }
}

/// Why a desk's data folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// There is no desk in the folder.
    #[error("there is no desk in {0}")]
    NoDesk(PathBuf),
    /// A back-up is being put back into the folder, or was until that was interrupted.
    #[error(
        "{0} holds a back-up that was not put back to its end: empty the folder and run `hiwar restore` again"
    )]
    Unfinished(PathBuf),
    /// Something is there already.
    #[error("{0} is not empty: a desk is made in an empty folder only")]
    NotEmpty(PathBuf),
    /// Another process has it open.
    #[error("another process uses {0}")]
    Busy(PathBuf),
    /// A part is missing.
    #[error("{0} is missing: restore it from a back-up, nothing is made anew here")]
    Missing(PathBuf),
    /// A part cannot be read.
    #[error("{0} is damaged: restore it from a back-up")]
    Damaged(PathBuf),
    /// The name cannot stand in a seal.
    #[error("a desk is named like a domain, as desk.example.org")]
    Name,
    /// A file could not be read or written.
    #[error("could not {action} the desk's folder")]
    Disk {
        /// What was attempted.
        action: &'static str,
        /// Why it failed.
        #[source]
        source: io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// Something locked does not open.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// A file that a person gave cannot be kept or read.
    #[error(transparent)]
    Object(#[from] ObjectError),
}

fn disk_error(action: &'static str) -> impl FnOnce(io::Error) -> DeskError {
    move |source| DeskError::Disk { action, source }
}

/// The keys under which everything is kept.
pub(crate) struct Vault {
    /// Locks the keys of reports.
    pub(crate) master: Key,
    /// Makes the marks by which things are found again.
    pub(crate) marks: Key,
}

/// An open desk: what is kept, and the one way to it.
pub struct DeskStore {
    identity: DeskIdentity,
    dir: PathBuf,
    vault: Vault,
    seal: SignerKey,
    pub(crate) database: Database,
    pub(crate) objects: Objects,
    pub(crate) random: Random,
    /// Where passwords are hashed, a few at a time.
    hashing: accounts::Hashing,
    /// Locked for as long as the desk is open; the system lets go however the process ends.
    _lock: fs::File,
}

pub(crate) fn files(dir: &Path) -> Files {
    Files { keys: dir.join(KEYS).join(REPORT_KEYS), desk: dir.join(DATABASE) }
}

impl DeskStore {
    /// Makes a desk in a folder that is empty or not there. The register is made by the caller,
    /// before this: `desk.json` comes last.
    ///
    /// # Errors
    ///
    /// [`DeskError`].
    pub fn create(dir: &Path, identity: &DeskIdentity, random: Random) -> Result<(), DeskError> {
        let name = KeyName::new(&identity.name).map_err(|_| DeskError::Name)?;
        if DeskStore::is_there(dir) || dir.join(KEYS).exists() {
            return Err(DeskError::NotEmpty(dir.to_owned()));
        }
        // Nobody else on the machine has anything to do with any file of it.
        for folder in [dir.to_owned(), dir.join(KEYS)] {
            fs::create_dir_all(&folder).map_err(disk_error("make"))?;
            let only_owner = fs::Permissions::from_mode(0o700);
            fs::set_permissions(&folder, only_owner).map_err(disk_error("close"))?;
        }
        for key in ["master", "marks"] {
            let mut bytes = Zeroizing::new([0; KEY_BYTES]);
            random(&mut bytes[..]).map_err(SecretError::Random)?;
            let path = dir.join(KEYS).join(key);
            create_secret(&path, &bytes[..]).map_err(disk_error("write a key to"))?;
        }
        let mut seed = Zeroizing::new([0; KEY_BYTES]);
        random(&mut seed[..]).map_err(SecretError::Random)?;
        let seal = SignerKey::from_seed(name, KeyKind::Ed25519, *seed);
        let seal = seal.map_err(|_| DeskError::Name)?;
        let path = dir.join(KEYS).join("seal");
        create_secret(&path, seal.to_secret_text().as_bytes())
            .map_err(disk_error("write a key to"))?;
        Database::create(&files(dir), &MIGRATIONS)?;
        Objects::create(dir, random)?;
        let text = serde_json::to_vec_pretty(identity).map_err(|_| DeskError::Name)?;
        let path = dir.join(IDENTITY);
        crate::disk::create_secret(&path, &text).map_err(disk_error("write to"))?;
        let synced = [dir.join(KEYS), dir.to_owned()];
        for folder in synced {
            let folder = fs::File::open(folder).and_then(|folder| folder.sync_all());
            folder.map_err(disk_error("sync"))?;
        }
        Ok(())
    }

    /// Whether there is a desk in the folder, or one that is being put back.
    #[must_use]
    pub fn is_there(dir: &Path) -> bool {
        dir.join(IDENTITY).exists() || dir.join(UNFINISHED).exists()
    }

    /// Opens a desk.
    ///
    /// # Errors
    ///
    /// [`DeskError`]; nothing is made anew that should have been there.
    pub fn open(dir: &Path, random: Random) -> Result<DeskStore, DeskError> {
        if dir.join(UNFINISHED).exists() {
            return Err(DeskError::Unfinished(dir.to_owned()));
        }
        let identity = read_identity(dir)?;
        let lock = fs::File::open(dir).map_err(disk_error("open"))?;
        if lock.try_lock().is_err() {
            return Err(DeskError::Busy(dir.to_owned()));
        }
        let vault = Vault { master: read_key(dir, "master")?, marks: read_key(dir, "marks")? };
        let seal = read_seal(dir)?;
        let database = Database::open(&files(dir), &MIGRATIONS)?;
        let objects = Objects::open(dir, random)?;
        let (dir, hashing) = (dir.to_owned(), accounts::Hashing::default());
        let desk = DeskStore {
            identity,
            dir,
            vault,
            seal,
            database,
            objects,
            random,
            hashing,
            _lock: lock,
        };
        desk.sweep()?;
        Ok(desk)
    }

    /// Removes the large files that no row names: what was written when the process was killed
    /// before its row was, and what was to be removed after its row was. Nobody else writes yet.
    fn sweep(&self) -> Result<(), DeskError> {
        let named: BTreeSet<String> = self.database.read(|db| {
            let sql = "SELECT object FROM exhibit WHERE object IS NOT NULL
                       UNION ALL SELECT object FROM draft_file WHERE object IS NOT NULL";
            db.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
        })?;
        let there = self.objects.list()?;
        let left = there.iter().filter(|name| !named.contains(*name));
        left.into_iter().try_for_each(|name| self.objects.remove(name))?;
        Ok(())
    }

    /// Who the desk is.
    #[must_use]
    pub fn identity(&self) -> &DeskIdentity {
        &self.identity
    }

    /// The key that closes seals.
    #[must_use]
    pub fn seal_key(&self) -> &SignerKey {
        &self.seal
    }

    /// The folder of the desk's register.
    #[must_use]
    pub fn register_dir(&self) -> PathBuf {
        self.dir.join(REGISTER)
    }

    /// Where files are taken and read.
    #[must_use]
    pub fn objects(&self) -> &Objects {
        &self.objects
    }

    /// The room of the disk that it is all on.
    ///
    /// # Errors
    ///
    /// [`DeskError::Disk`] if the system does not say.
    pub fn space(&self) -> Result<Space, DeskError> {
        Space::of(&self.dir).map_err(disk_error("ask for the room of"))
    }

    /// Whether the database answers.
    ///
    /// # Errors
    ///
    /// [`DeskError::Database`].
    pub fn check(&self) -> Result<(), DeskError> {
        Ok(self.database.read(|db| db.query_row("SELECT 1", [], |_| Ok(())))?)
    }

    /// A new random name of 16 bytes.
    ///
    /// # Errors
    ///
    /// [`DeskError::Secret`].
    pub fn draw(&self) -> Result<[u8; 16], DeskError> {
        let mut bytes = [0; 16];
        (self.random)(&mut bytes).map_err(SecretError::Random)?;
        Ok(bytes)
    }

    /// A new name of 16 bytes for a case or a report: its first byte is the same for all of one month,
    /// so that they stand together in an index, and which month that is nobody but the desk can
    /// tell; the other fifteen are random. Unit: milliseconds since 1970, UTC.
    ///
    /// # Errors
    ///
    /// [`DeskError::Secret`].
    pub fn draw_reference(&self, at_ms: u64) -> Result<[u8; 16], DeskError> {
        let mut bytes = self.draw()?;
        let month = self.mark_of("month of references", &(at_ms / MONTH_MS).to_be_bytes());
        bytes[0] = month[0];
        Ok(bytes)
    }

    /// A mark of `value` for one purpose, that only this desk can make.
    #[must_use]
    pub fn mark_of(&self, purpose: &str, value: &[u8]) -> [u8; 32] {
        self.vault.marks.fingerprint(purpose, value)
    }

    /// Locks a few bytes for a cookie, in hexadecimal.
    ///
    /// # Errors
    ///
    /// [`DeskError::Secret`].
    pub fn token_lock(&self, purpose: &str, bytes: &[u8]) -> Result<String, DeskError> {
        let locked = self.vault.marks.derive("tokens", b"").lock(purpose, bytes, self.random)?;
        Ok(locked.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Opens what [`DeskStore::token_lock`] locked for the same purpose; `None` for anything else.
    #[must_use]
    pub fn token_open(&self, purpose: &str, text: &str) -> Option<Zeroizing<Vec<u8>>> {
        if !text.len().is_multiple_of(2) || text.len() > 512 {
            return None;
        }
        let pairs = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
        let bytes: Option<Vec<u8>> = pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect();
        self.vault.marks.derive("tokens", b"").open(purpose, &bytes?).ok()
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.vault
    }
}

/// Who the desk in a folder is.
pub(crate) fn read_identity(dir: &Path) -> Result<DeskIdentity, DeskError> {
    let path = dir.join(IDENTITY);
    let text = match fs::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(DeskError::NoDesk(dir.to_owned()));
        }
        text => text.map_err(disk_error("read"))?,
    };
    let identity: DeskIdentity =
        serde_json::from_slice(&text).map_err(|_| DeskError::Damaged(path.clone()))?;
    if identity.version == VERSION { Ok(identity) } else { Err(DeskError::Damaged(path)) }
}

/// The key that closes the seals of the desk in a folder.
pub(crate) fn read_seal(dir: &Path) -> Result<SignerKey, DeskError> {
    let seal = read_secret(dir, "seal")?;
    let damaged = || DeskError::Damaged(dir.join(KEYS).join("seal"));
    let seal = std::str::from_utf8(&seal).map_err(|_| damaged())?;
    SignerKey::parse(seal.trim_end()).map_err(|_| damaged())
}

fn read_secret(dir: &Path, name: &str) -> Result<Zeroizing<Vec<u8>>, DeskError> {
    let path = dir.join(KEYS).join(name);
    match fs::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(DeskError::Missing(path)),
        read => read.map(Zeroizing::new).map_err(disk_error("read a key of")),
    }
}

fn read_key(dir: &Path, name: &str) -> Result<Key, DeskError> {
    let bytes = read_secret(dir, name)?;
    let bytes = <[u8; KEY_BYTES]>::try_from(&bytes[..]);
    Ok(Key::from_bytes(bytes.map_err(|_| DeskError::Damaged(dir.join(KEYS).join(name)))?))
}
