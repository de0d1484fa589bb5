//! `hiwar register create` and `keygen`.

use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use record::choice::SuccessorReason;
use record::entry::SuccessorLog;
use record::id::Digest;
use record::{Body, Entry, Timestamp};
use register::checkpoint::SignedCheckpoint;
use register::note::{KeyKind, KeyName, SignerKey, VerifierKey};
use store::folder::{LogFolder, LogKind, NewKeys};

use crate::clock;
use crate::exit::{BadUsage, Ended};
use crate::say;

/// What `create` is told.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The folder; it must be empty or absent.
    #[arg(long)]
    dir: PathBuf,
    /// Make a test log, to which anyone at this machine may append.
    #[arg(long)]
    test: bool,
    /// The name in every checkpoint, for ever: an address without scheme, of the desk's own domain.
    /// A test log gets one of its own, `test.…`.
    #[arg(long, required_unless_present = "test")]
    origin: Option<String>,
    /// Begin as the successor of another log: the file of its last known checkpoint, which the first
    /// entry names for good.
    #[arg(long, value_name = "CHECKPOINT", requires_all = ["succeeds_key", "reason"])]
    succeeds: Option<PathBuf>,
    /// The verifier key of the log that is succeeded.
    #[arg(long, value_name = "KEY")]
    succeeds_key: Option<String>,
    /// Why it is succeeded: `tiles_lost`, `key_lost`, `key_compromised`, `renamed` or `retired`.
    #[arg(long)]
    reason: Option<String>,
}

/// What `keygen` is told.
#[derive(Debug, Args)]
pub(crate) struct KeygenArguments {
    /// The name of the key, an address without scheme.
    name: String,
    /// Make the key of a witness, which cosigns, rather than that of a log.
    #[arg(long)]
    cosigner: bool,
}

pub(crate) fn create(arguments: &Arguments) -> anyhow::Result<Ended> {
    let kind = if arguments.test { LogKind::Test } else { LogKind::Desk };
    let origin = match &arguments.origin {
        Some(origin) => origin.clone(),
        None => random_test_origin()?,
    };
    let successor = successor(arguments, &origin)?;
    let keys = NewKeys {
        log: new_key(&origin, KeyKind::Ed25519)?,
        witness: new_key(&format!("{origin}/witness"), KeyKind::CosignatureEd25519)?,
    };
    let dir = &arguments.dir;
    let folder = match successor {
        None => LogFolder::create(dir, kind, &keys)?,
        Some(entry) => LogFolder::create_with(dir, kind, &keys, &entry, clock::now_ms())?,
    };
    say::line(format!("origin {}", folder.identity().origin))?;
    say::line(format!("key {}", folder.verifier()))?;
    say::line(format!("witness key {}", keys.witness.verifier()))?;
    Ok(Ended::Well)
}

/// The first entry of a log that follows another one, checked against the old log's key before
/// anything is made.
fn successor(arguments: &Arguments, origin: &str) -> anyhow::Result<Option<Vec<u8>>> {
    let (Some(path), Some(key), Some(reason)) =
        (&arguments.succeeds, &arguments.succeeds_key, &arguments.reason)
    else {
        return Ok(None);
    };
    let bytes = fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
    let key = VerifierKey::parse(key)
        .map_err(|error| BadUsage(format!("the key cannot be read: {error}")))?;
    let old = SignedCheckpoint::parse(&bytes, &key)
        .context("that is no checkpoint signed with the old log's key")?;
    let old = old.checkpoint();
    let name = |error| BadUsage(format!("a log of that name cannot be named in an entry: {error}"));
    let body = Body::SuccessorLog(SuccessorLog {
        old_origin: old.origin.parse().map_err(name)?,
        old_root: Digest::from_bytes(old.root.0),
        old_size: old.size,
        reason: *SuccessorReason::ALL
            .iter()
            .find(|known| known.word() == reason)
            .ok_or_else(|| BadUsage("no such reason; see --help".into()))?,
    });
    let at = Timestamp::from_unix(i64::try_from(clock::now_s())?)?;
    let desk = origin.split('/').next().unwrap_or(origin).parse().map_err(name)?;
    Ok(Some(Entry::new(at, desk, body)?.to_bytes()?))
}

fn random_test_origin() -> anyhow::Result<String> {
    let mut name = "test.hiwar.example/".to_owned();
    // Letters only: an entry that names this log as a predecessor takes few digits.
    name.extend(clock::random::<12>()?.map(|byte| char::from(b'a' + byte % 26)));
    Ok(name)
}

fn new_key(name: &str, kind: KeyKind) -> anyhow::Result<SignerKey> {
    let name = KeyName::new(name)
        .map_err(|error| BadUsage(format!("this cannot be the name of a key: {error}")))?;
    SignerKey::from_seed(name, kind, clock::random()?).context("could not make the key")
}

pub(crate) fn keygen(arguments: &KeygenArguments) -> anyhow::Result<Ended> {
    let kind = if arguments.cosigner { KeyKind::CosignatureEd25519 } else { KeyKind::Ed25519 };
    let key = new_key(&arguments.name, kind)?;
    say::line(key.to_secret_text().as_str())?;
    say::note(key.verifier());
    Ok(Ended::Well)
}
