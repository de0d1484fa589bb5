//! The folder of a log: who it is, its secrets, and the lock that keeps a second writer out.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use register::checkpoint::{Checkpoint, SignedCheckpoint};
use register::hash::Hash;
use register::note::{SignerKey, VerifierKey};
use register::policy::{Policy, PolicyFileError};
use register::sequencer::SequenceError;
use serde::{Deserialize, Serialize};

use crate::disk::{self, Disk as _, RealDisk};
use crate::log::{self, LogError};
use crate::public;
use crate::wal::{SEGMENT_BYTES, WalError};
use crate::witness_heads;

/// Says who the log is. Written last when a log is made, so a folder without it is no log yet.
pub(crate) const IDENTITY: &str = "log.json";
/// The log's signing key. Whoever has it can sign in the log's name.
const KEY: &str = "key";
/// The key with which this desk cosigns the logs of others.
const WITNESS_KEY: &str = "witness-key";
/// The logs that this desk witnesses: a policy file of which only the `log` lines count.
const WITNESSED: &str = "witnessed";
/// The policy under which this log asks for cosignatures.
const POLICY: &str = "policy";
/// The verifier key in the public folder.
pub const PUBLIC_KEY: &str = "key";
/// Says since when a log that was put back from a back-up is: nobody has confirmed yet that no newer
/// head of it is known.
pub(crate) const RESTORED: &str = "restored";
/// What stands beside the log and is no secret, where it is there.
pub(crate) const PLAIN_FILES: &[&str] =
    &[POLICY, WITNESSED, "public/key", "public/uncosigned-since"];
/// The secret keys.
pub(crate) const SECRET_FILES: &[&str] = &[KEY, WITNESS_KEY];
/// Version of the folder's layout.
const VERSION: u32 = 1;

/// What a log is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogKind {
    /// Anything may be appended by hand; its name begins with `test.`.
    Test,
    /// A desk's register: only the desk appends, and only entries.
    Desk,
}

/// Who a log is. Public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    version: u32,
    /// What it is for.
    pub kind: LogKind,
    /// The name in its checkpoints. It never changes and does not depend on any address.
    pub origin: String,
    /// Its verifier key, as a note key.
    pub key: String,
    /// Whether this log was ever written under a policy. Set once and never taken back, so that
    /// deleting the policy is no way around the witnesses.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    has_policy: bool,
}

/// Why a log's folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is no log in the folder.
    #[error("there is no log in {0}; make one with `hiwar register create`")]
    NotALog(PathBuf),
    /// The folder has something in it already.
    #[error(
        "{0} is not empty; a log is only ever made in an empty folder (if an interrupted `create` left it, nothing was ever signed for anyone: remove it and create again)"
    )]
    NotEmpty(PathBuf),
    /// Another process writes this log.
    #[error("another process is writing the log in {0}")]
    Locked(PathBuf),
    /// The name and the kind do not go together.
    #[error("the name of a test log begins with `test.`, and that of a desk's register does not")]
    Name,
    /// There was a policy, and there is none now.
    #[error(
        "{0} is missing, though this log has had a policy: restore it; to ask for fewer witnesses, write one that says so"
    )]
    PolicyMissing(PathBuf),
    /// A file in the folder is not what it should be.
    #[error("{path} is damaged: {what}; put it back from a copy of this folder")]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What does not fit.
        what: String,
    },
    /// A file that must be a policy is none.
    #[error("{path} cannot be used as a policy")]
    NotAPolicy {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        source: PolicyFileError,
    },
    /// The log's own key is gone.
    #[error(
        "{0} is missing: restore it, it is never made anew; if it is lost, declare a successor with `hiwar register create --succeeds CHECKPOINT --reason key_lost`"
    )]
    KeyMissing(PathBuf),
    /// The key that cosigns is gone.
    #[error(
        "{0} is missing: restore it; if it is lost, make another with `hiwar register keygen NAME --cosigner` and tell those who rely on the old one"
    )]
    WitnessKeyMissing(PathBuf),
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
    /// The log itself could not be made.
    #[error(transparent)]
    Log(#[from] LogError),
    /// Its first entry could not be appended.
    #[error(
        "could not write the first entry, so this is no log yet: remove its folder and create it again"
    )]
    First(#[from] SequenceError<WalError>),
}

/// The keys a new log begins with.
pub struct NewKeys {
    /// Signs checkpoints; its name becomes the origin.
    pub log: SignerKey,
    /// Cosigns the checkpoints of other logs.
    pub witness: SignerKey,
}

/// The folder of a log, read.
#[derive(Debug, Clone)]
pub struct LogFolder {
    dir: PathBuf,
    identity: Identity,
    verifier: VerifierKey,
}

/// The right to write a log, until dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl LogFolder {
    /// Makes an empty log in an empty or absent folder.
    ///
    /// # Errors
    ///
    /// [`FolderError`]; a folder that was not empty is left as it was.
    pub fn create(dir: &Path, kind: LogKind, keys: &NewKeys) -> Result<LogFolder, FolderError> {
        let folder = LogFolder::lay_out(dir, kind, keys)?;
        folder.keep(&folder.identity)?;
        Ok(folder)
    }

    /// The same with a first entry. It is a log only once that entry is durable and covered by a
    /// signed checkpoint: one that was interrupted before never looks like a log without it.
    /// `time_ms` is in milliseconds since 1970, UTC.
    ///
    /// # Errors
    ///
    /// [`FolderError`].
    pub fn create_with(
        dir: &Path,
        kind: LogKind,
        keys: &NewKeys,
        first: &[u8],
        time_ms: u64,
    ) -> Result<LogFolder, FolderError> {
        let folder = LogFolder::lay_out(dir, kind, keys)?;
        let (mut appender, mut flusher, _) =
            log::open(&folder.disk(), folder.signer()?, SEGMENT_BYTES)?;
        appender.commit(&[first], time_ms)?;
        flusher.flush()?;
        folder.keep(&folder.identity)?;
        Ok(folder)
    }

    /// Makes everything but the file that says that this is a log.
    fn lay_out(dir: &Path, kind: LogKind, keys: &NewKeys) -> Result<LogFolder, FolderError> {
        let origin = keys.log.name().as_str().to_owned();
        if origin.starts_with("test.") != (kind == LogKind::Test) {
            return Err(FolderError::Name);
        }
        at(dir, "make", fs::create_dir_all(dir))?;
        if at(dir, "list", fs::read_dir(dir))?.next().is_some() {
            return Err(FolderError::NotEmpty(dir.to_owned()));
        }
        let empty = Checkpoint::new(&origin, 0, Hash::EMPTY_ROOT);
        let signed = SignedCheckpoint::sign(&empty, &keys.log);
        let signed = signed.map_err(|error| FolderError::Damaged {
            path: dir.join(KEY),
            what: error.to_string(),
        })?;
        for (name, key) in [(KEY, &keys.log), (WITNESS_KEY, &keys.witness)] {
            let text = key.to_secret_text();
            let path = dir.join(name);
            at(&path, "write", disk::create_secret(&path, format!("{}\n", *text).as_bytes()))?;
        }
        log::create(&RealDisk::new(dir), &signed)?;
        let heads = dir.join(witness_heads::FOLDER);
        at(&heads, "make", fs::create_dir(&heads))?;
        let verifier = keys.log.verifier().clone();
        let path = dir.join(public::FOLDER).join(PUBLIC_KEY);
        at(&path, "write", fs::write(&path, format!("{verifier}\n")))?;
        let key = verifier.to_string();
        let identity = Identity { version: VERSION, kind, origin, key, has_policy: false };
        Ok(LogFolder { dir: dir.to_owned(), identity, verifier })
    }

    /// Reads who the log in a folder is.
    ///
    /// # Errors
    ///
    /// [`FolderError::NotALog`] if there is none; it is never made by itself.
    pub fn open(dir: &Path) -> Result<LogFolder, FolderError> {
        let path = dir.join(IDENTITY);
        let text = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(FolderError::NotALog(dir.to_owned()));
            }
            read => at(&path, "read", read)?,
        };
        let damaged = |what: String| FolderError::Damaged { path: path.clone(), what };
        let identity: Identity =
            serde_json::from_slice(&text).map_err(|error| damaged(error.to_string()))?;
        if identity.version != VERSION {
            return Err(damaged(format!(
                "its layout is version {}, not {VERSION}",
                identity.version
            )));
        }
        let verifier =
            VerifierKey::parse(&identity.key).map_err(|error| damaged(error.to_string()))?;
        if identity.origin.starts_with("test.") != (identity.kind == LogKind::Test) {
            return Err(damaged("its name and its kind do not go together".to_owned()));
        }
        if verifier.name().as_str() != identity.origin {
            return Err(damaged("its key is of another log".to_owned()));
        }
        Ok(LogFolder { dir: dir.to_owned(), identity, verifier })
    }

    /// Takes the right to write, without waiting.
    ///
    /// # Errors
    ///
    /// [`FolderError::Locked`] if another process has it.
    pub fn lock(&self) -> Result<Lock, FolderError> {
        // The folder itself: a lock file of its own would one day be deleted as left behind, and
        // two processes would write one log.
        let path = self.dir.clone();
        let file = at(&path, "open", File::open(&path))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(FolderError::Locked(self.dir.clone())),
            Err(TryLockError::Error(source)) => {
                Err(FolderError::Disk { action: "lock", path, source })
            }
        }
    }

    /// Who the log is.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The key that its checkpoints must carry.
    #[must_use]
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// Whether the verifier key in the public folder is the log's own, as `log.json` has it.
    ///
    /// # Errors
    ///
    /// [`FolderError`] if it cannot be read.
    pub fn is_public_key_true(&self) -> Result<bool, FolderError> {
        let path = self.dir.join(public::FOLDER).join(PUBLIC_KEY);
        let text = at(&path, "read", fs::read(&path))?;
        Ok(text.trim_ascii_end() == self.identity.key.as_bytes())
    }

    /// The folder itself.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The disk under the folder.
    #[must_use]
    pub fn disk(&self) -> RealDisk {
        RealDisk::new(&self.dir)
    }

    /// The key that signs checkpoints.
    ///
    /// # Errors
    ///
    /// [`FolderError`]; a missing key is an error and never made anew.
    pub fn signer(&self) -> Result<SignerKey, FolderError> {
        let key = self.secret(KEY, FolderError::KeyMissing)?;
        if *key.verifier() == self.verifier {
            return Ok(key);
        }
        Err(FolderError::Damaged {
            path: self.dir.join(KEY),
            what: "the key of another log".into(),
        })
    }

    /// The key that cosigns the checkpoints of others.
    ///
    /// # Errors
    ///
    /// [`FolderError`].
    pub fn witness_key(&self) -> Result<SignerKey, FolderError> {
        self.secret(WITNESS_KEY, FolderError::WitnessKeyMissing)
    }

    /// The policy under which this log asks for cosignatures; `None` if it never had one.
    ///
    /// # Errors
    ///
    /// [`FolderError`] if the file cannot be read or understood, or is there no more: a policy is
    /// never ignored.
    pub fn policy(&self) -> Result<Option<Policy>, FolderError> {
        let policy = self.policy_file(POLICY)?;
        if policy.is_none() && self.identity.has_policy {
            return Err(FolderError::PolicyMissing(self.dir.join(POLICY)));
        }
        Ok(policy)
    }

    /// The same for whoever is about to write the log: that it has a policy is durable before this
    /// returns, and so before anything is signed under it.
    ///
    /// # Errors
    ///
    /// [`FolderError`].
    pub fn policy_to_write_under(&self, _lock: &Lock) -> Result<Option<Policy>, FolderError> {
        // Another process may have written under a policy since this folder was opened.
        let now = LogFolder::open(&self.dir)?;
        let policy = now.policy()?;
        if policy.is_some() && !now.identity.has_policy {
            self.keep(&Identity { has_policy: true, ..now.identity })?;
        }
        Ok(policy)
    }

    /// Of when the back-up is that this log was put back from, if nobody has confirmed since that no
    /// newer head of it is known. Unit: seconds since 1970, UTC.
    ///
    /// # Errors
    ///
    /// [`FolderError`].
    pub fn restored(&self) -> Result<Option<u64>, FolderError> {
        let path = self.dir.join(RESTORED);
        match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            // Whatever it says, it is there.
            read => Ok(Some(at(&path, "read", read)?.trim_end().parse().unwrap_or(0))),
        }
    }

    /// Says that this log's head is the newest that anybody knows; durable when this returns.
    ///
    /// # Errors
    ///
    /// [`FolderError`].
    pub fn confirm(&self, _lock: &Lock) -> Result<(), FolderError> {
        let path = self.dir.join(RESTORED);
        match fs::remove_file(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => {
                at(&path, "remove", removed)?;
                at(&self.dir, "sync", self.disk().sync_dir(Path::new("")))
            }
        }
    }

    /// Writes who the log is, durably.
    fn keep(&self, identity: &Identity) -> Result<(), FolderError> {
        let text = serde_json::to_vec_pretty(identity).expect("plain strings serialise");
        let (disk, path) = (self.disk(), Path::new(IDENTITY));
        let kept = disk::replace(&disk, path, &text).and_then(|()| disk.sync_dir(Path::new("")));
        at(&self.dir.join(path), "write", kept)
    }

    /// The keys of the logs that this desk witnesses.
    ///
    /// # Errors
    ///
    /// [`FolderError`].
    pub fn witnessed(&self) -> Result<Vec<VerifierKey>, FolderError> {
        let policy = self.policy_file(WITNESSED)?;
        Ok(policy.iter().flat_map(Policy::logs).map(|log| log.key.clone()).collect())
    }

    fn policy_file(&self, name: &str) -> Result<Option<Policy>, FolderError> {
        let path = self.dir.join(name);
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => at(&path, "read", read)?,
        };
        let policy = Policy::parse(&bytes);
        policy.map(Some).map_err(|source| FolderError::NotAPolicy { path, source })
    }

    fn secret(
        &self,
        name: &str,
        missing: impl FnOnce(PathBuf) -> FolderError,
    ) -> Result<SignerKey, FolderError> {
        let path = self.dir.join(name);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(missing(path)),
            read => at(&path, "read", read)?,
        };
        let key = SignerKey::parse(text.trim_end());
        key.map_err(|error| FolderError::Damaged { path, what: error.to_string() })
    }
}

fn at<T>(path: &Path, action: &'static str, result: io::Result<T>) -> Result<T, FolderError> {
    result.map_err(|source| FolderError::Disk { action, path: path.to_owned(), source })
}
