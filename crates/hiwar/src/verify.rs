//! `hiwar verify`: checks a dossier, a notice, a proof or a checkpoint alone, without a server and,
//! unless a log is named, without a network.

mod dossier;
mod release;

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use record::notice::RELEASE_BYTES_MAX;
use register::checkpoint::Checkpoint;
use register::hash::leaf_hash;
use register::note::{Note, VerifierKey};
use register::policy::Policy;
use register::proof_file::{HEADER, PROOF_FILE_BYTES_MAX, ProofFile};
use register::{hash::Hash, merkle};

use crate::exit::{BadUsage, Ended};
use crate::say;

/// What `verify` is told.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The file to check: a dossier, the release of a notice, a .tlog-proof or a signed checkpoint.
    file: PathBuf,
    /// The entry that the proof is about. Without it, the file of the same name that ends in
    /// `.entry` is taken.
    #[arg(long)]
    entry: Option<PathBuf>,
    /// The verifier key: of the desk for a dossier, of the log for a notice, a proof or a checkpoint.
    #[arg(long)]
    key: Option<String>,
    /// The policy: which logs and which witnesses are trusted.
    #[arg(long)]
    policy: Option<PathBuf>,
    /// For a notice: the folder of the desk's register, to read what became of it since.
    #[arg(long, conflicts_with = "log")]
    dir: Option<PathBuf>,
    /// For a notice: the address of the desk's register, to read what became of it since.
    #[arg(long)]
    log: Option<String>,
    /// Print one JSON object a line.
    #[arg(long)]
    json: bool,
}

/// The result of one check.
enum Result3 {
    Ok(String),
    Wrong(String),
    /// It could not be checked, so the whole is not known to be right.
    NotChecked(String),
    /// It was not asked for.
    NotAsked(String),
}

/// The lines that are printed, in their order.
#[derive(Default)]
struct Checks(Vec<(String, Result3)>);

impl Checks {
    fn add(&mut self, what: &str, result: Result3) {
        self.add_named(what.to_owned(), result);
    }

    fn add_named(&mut self, what: String, result: Result3) {
        self.0.push((what, result));
    }

    fn print(&self, is_json: bool) -> anyhow::Result<Ended> {
        let mut ended = Ended::Well;
        for (what, result) in &self.0 {
            let (word, why) = match result {
                Result3::Ok(why) => ("ok", why),
                Result3::NotAsked(why) => ("not checked", why),
                Result3::NotChecked(why) => {
                    if ended == Ended::Well {
                        ended = Ended::NotChecked;
                    }
                    ("not checked", why)
                }
                Result3::Wrong(why) => {
                    ended = Ended::Wrong;
                    ("wrong", why)
                }
            };
            if is_json {
                say::line(serde_json::json!({"result": word, "what": what, "why": why}))?;
            } else {
                say::line(format_args!("{word}\t{what}\t{why}"))?;
            }
        }
        Ok(ended)
    }
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Ended> {
    if let Some(file) = dossier::open(&arguments.file)? {
        refuse_log(arguments)?;
        let mut checks = Checks::default();
        let key = arguments.key.as_deref().map(VerifierKey::parse).transpose();
        let key = key.map_err(|error| BadUsage(format!("the key cannot be read: {error}")))?;
        let policy = match &arguments.policy {
            Some(_) => policy(arguments)?,
            None => None,
        };
        dossier::check(file, key, policy, &mut checks)?;
        return checks.print(arguments.json);
    }
    if arguments.key.is_some() && arguments.policy.is_some() {
        let why = "--key and --policy go together for a dossier only: a policy names the log's key";
        return Err(BadUsage(why.to_owned()).into());
    }
    let bytes = read_small(&arguments.file)?;
    let policy = policy(arguments)?;
    let mut checks = Checks::default();
    if bytes.starts_with(evidence::release::FIRST_BYTES) {
        release::check(&bytes, arguments, policy, &mut checks)?;
        return checks.print(arguments.json);
    }
    refuse_log(arguments)?;
    if bytes.starts_with(HEADER.as_bytes()) {
        let entry = entry(arguments)?;
        check_proof(&bytes, entry.as_deref(), policy.as_ref(), &mut checks);
    } else {
        check_checkpoint(&bytes, policy.as_ref(), &mut checks);
    }
    checks.print(arguments.json)
}

/// Only a notice has a fate that a log can tell.
fn refuse_log(arguments: &Arguments) -> anyhow::Result<()> {
    if arguments.dir.is_none() && arguments.log.is_none() {
        return Ok(());
    }
    Err(BadUsage("--dir and --log are for the release of a notice".to_owned()).into())
}

fn policy(arguments: &Arguments) -> anyhow::Result<Option<Policy>> {
    if let Some(path) = &arguments.policy {
        let bytes = fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
        let policy = Policy::parse(&bytes);
        return policy.map(Some).with_context(|| format!("{} is not a policy", path.display()));
    }
    let Some(key) = &arguments.key else { return Ok(None) };
    let key = VerifierKey::parse(key)
        .map_err(|error| BadUsage(format!("the key cannot be read: {error}")))?;
    let policy = Policy::k_of_n(key, 0, Vec::new());
    Ok(Some(policy.map_err(|error| BadUsage(format!("not the key of a log: {error}")))?))
}

/// The bytes of the entry: what is named, else what lies beside the proof.
fn entry(arguments: &Arguments) -> anyhow::Result<Option<Vec<u8>>> {
    let beside = arguments.file.with_extension("entry");
    match &arguments.entry {
        Some(path) => read(path).map(Some),
        None if beside.exists() => read(&beside).map(Some),
        None => Ok(None),
    }
}

/// A notice, a proof or a checkpoint; of a larger file only so much that its reader calls it too
/// large.
fn read_small(path: &Path) -> anyhow::Result<Vec<u8>> {
    let most = RELEASE_BYTES_MAX.max(PROOF_FILE_BYTES_MAX) as u64;
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(most + 1).read_to_end(&mut bytes))
        .with_context(|| format!("could not read {}", path.display()))?;
    Ok(bytes)
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("could not read {}", path.display()))
}

fn check_proof(bytes: &[u8], entry: Option<&[u8]>, policy: Option<&Policy>, checks: &mut Checks) {
    let proof = match ProofFile::parse(bytes) {
        Ok(proof) => proof,
        Err(error) => return checks.add("format", Result3::Wrong(chain(error))),
    };
    checks.add("format", Result3::Ok("a C2SP tlog-proof".to_owned()));
    check_note(proof.note(), policy, checks);
    let Some(entry) = entry else {
        let why = "no entry given: name it with --entry, or put it beside the proof as .entry";
        return checks.add("entry", Result3::NotChecked(why.to_owned()));
    };
    checks.add("entry", check_inclusion(&leaf_hash(entry), &proof));
}

fn check_inclusion(leaf: &Hash, proof: &ProofFile) -> Result3 {
    let Checkpoint { size, root, .. } = proof.checkpoint();
    match merkle::verify_inclusion(leaf, proof.index(), *size, proof.path(), root) {
        Ok(()) => Result3::Ok(format!("it is entry {} of {size}", proof.index())),
        Err(error) => Result3::Wrong(chain(error)),
    }
}

fn check_checkpoint(bytes: &[u8], policy: Option<&Policy>, checks: &mut Checks) {
    let parsed = Note::parse(bytes);
    let note = match parsed {
        Ok(note) => note,
        Err(error) => {
            let why = format!("neither a tlog-proof nor a signed checkpoint: {}", chain(error));
            return checks.add("format", Result3::Wrong(why));
        }
    };
    if let Err(error) = Checkpoint::parse(note.text()) {
        return checks.add("format", Result3::Wrong(chain(error)));
    }
    checks.add("format", Result3::Ok("a C2SP checkpoint".to_owned()));
    check_note(&note, policy, checks);
}

/// The log's signature and the witnesses', under the policy.
fn check_note(note: &Note, policy: Option<&Policy>, checks: &mut Checks) {
    let Some(policy) = policy else {
        let why = "whose log this is cannot be known: give the log's key with --key, or a policy with \
                   --policy";
        checks.add("signature", Result3::NotChecked(why.to_owned()));
        return checks.add("witnesses", Result3::NotAsked("no --policy given".to_owned()));
    };
    let cosigned = match policy.check_checkpoint(note) {
        Ok(cosigned) => cosigned,
        Err(error @ register::policy::PolicyError::Quorum { .. }) => {
            checks.add("signature", Result3::Ok("signed by a log of the policy".to_owned()));
            return checks.add("witnesses", Result3::Wrong(chain(error)));
        }
        Err(error) => return checks.add("signature", Result3::Wrong(chain(error))),
    };
    checks.add("signature", Result3::Ok(format!("signed by {}", cosigned.log().name())));
    let by: Vec<String> = cosigned
        .cosigned_by()
        .iter()
        .map(|cosigned| format!("{} at {}", cosigned.witness, time(cosigned.time_unix_s)))
        .collect();
    let result = match policy.threshold() {
        (0, _) if by.is_empty() => Result3::NotAsked("the policy asks for no witnesses".into()),
        (least, count) => {
            Result3::Ok(format!("cosigned by {}; {least} of {count} are enough", by.join(", ")))
        }
    };
    checks.add("witnesses", result);
}

/// A time as people write it, or its seconds where it is beyond the calendar we know.
fn time(unix_s: u64) -> String {
    let known = i64::try_from(unix_s).ok().and_then(|s| record::Timestamp::from_unix(s).ok());
    known.map_or_else(|| format!("second {unix_s}"), |time| time.to_string())
}

/// An error and what caused it, in one line.
fn chain(error: impl std::error::Error + Send + Sync + 'static) -> String {
    format!("{:#}", anyhow::Error::from(error))
}
