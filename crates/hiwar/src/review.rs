//! `hiwar review`: what an outside reviewer does on a machine of their own: make a key, read a notice
//! of an authority, sign it or object to it, rule on a contest of one.
//!
//! It is done away from the desk because a page that signs is a page of the operator, who could show
//! one text and sign another, or take the key.

mod show;

use std::fs;
use std::io::{self, BufRead, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand, ValueEnum};
use desk::contest::{RULING_CHARS_MAX, ruling};
use desk::signed::{OBJECTION_CHARS_MAX, objection};
use record::Entry;
use record::entry::{Body, Sender};
use record::id::{KeyName as ReviewerName, VerifierKeyText};
use record::notice::{
    CONTEST_FILE_BYTES_MAX, ContestFile, RELEASE_BYTES_MAX, ReviewFile, RulingDecision, ruling_text,
};
use register::note::{KeyKind, KeyName, Note, SignerKey};

use crate::clock;
use crate::exit::{BadUsage, Ended};
use crate::say;

/// How a contest file begins, and no review file.
const CONTEST_FIRST_BYTES: &[u8] = b"{\"opened\"";
/// The largest file of reasons that is read. Unit: bytes. Many times what any reasons have.
const REASONS_BYTES_MAX: u64 = 1 << 20;

/// The commands of a reviewer.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a reviewer's key: the secret into a file, the public half on standard output.
    Keygen(KeygenArguments),
    /// Show a notice that awaits its reviewer, or a contest of one, once it was found to be what its
    /// entry commits to.
    Show(ShowArguments),
    /// Show a notice, ask, and print the signed certificate.
    Sign(SignArguments),
    /// Show a notice and why you object to it, ask, and print the signed objection.
    Object(ObjectArguments),
    /// Show a contest and how you decide it, ask, and print the signed ruling.
    Rule(RuleArguments),
}

/// What `keygen` is told.
#[derive(Debug, Args)]
pub(crate) struct KeygenArguments {
    /// The name of the key: an address without scheme of the reviewer's own, as
    /// `bar.example/reviewer`.
    #[arg(long)]
    name: String,
    /// The file for the secret key. It must not be there yet.
    #[arg(long)]
    out: PathBuf,
}

/// What `show` is told.
#[derive(Debug, Args)]
pub(crate) struct ShowArguments {
    /// The review file or the contest file, as the desk's review page hands it out.
    file: PathBuf,
}

/// What `sign` is told.
#[derive(Debug, Args)]
pub(crate) struct SignArguments {
    /// The review file, as the desk's review page hands it out.
    file: PathBuf,
    /// The file of the secret key, as `keygen` made it.
    #[arg(long)]
    key: PathBuf,
    /// Do not ask: it was read before, with `show`.
    #[arg(long)]
    yes: bool,
}

/// What `object` is told.
#[derive(Debug, Args)]
pub(crate) struct ObjectArguments {
    /// The review file, as the desk's review page hands it out.
    file: PathBuf,
    #[command(flatten)]
    word: WordArguments,
}

/// What `rule` is told.
#[derive(Debug, Args)]
pub(crate) struct RuleArguments {
    /// The contest file, as the desk's page of the contest hands it out.
    file: PathBuf,
    /// Whether whoever contests is right.
    #[arg(long)]
    decision: Decision,
    #[command(flatten)]
    word: WordArguments,
}

/// How a contest is decided.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Decision {
    /// Whoever contests is right.
    Upheld,
    /// They are not.
    Rejected,
}

impl From<Decision> for RulingDecision {
    fn from(decision: Decision) -> RulingDecision {
        match decision {
            Decision::Upheld => RulingDecision::Upheld,
            Decision::Rejected => RulingDecision::Rejected,
        }
    }
}

/// What both are told: why, and with which key.
#[derive(Debug, Args)]
struct WordArguments {
    /// A text file with the reasons. They are signed, and pasted into the page, word for word.
    #[arg(long)]
    reasons: PathBuf,
    /// The file of the secret key, as `keygen` made it.
    #[arg(long)]
    key: PathBuf,
    /// Do not ask: it was read before, with `show`.
    #[arg(long)]
    yes: bool,
}

/// Runs one of them.
pub(crate) fn run(command: &Command) -> anyhow::Result<Ended> {
    match command {
        Command::Keygen(arguments) => keygen(arguments),
        Command::Show(arguments) => show(arguments),
        Command::Sign(arguments) => sign(arguments),
        Command::Object(arguments) => object(arguments),
        Command::Rule(arguments) => rule(arguments),
    }
}

fn keygen(arguments: &KeygenArguments) -> anyhow::Result<Ended> {
    let name = KeyName::new(&arguments.name)
        .map_err(|error| BadUsage(format!("this cannot be the name of a key: {error}")))?;
    let key = SignerKey::from_seed(name, KeyKind::Ed25519, clock::random()?)
        .context("could not make the key")?;
    // An entry must be able to name it.
    name_of(&key)?;
    let mut secret = key.to_secret_text();
    secret.push('\n');
    let path = &arguments.out;
    match store::disk::create_secret(path, secret.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!(BadUsage(format!("{} is there already: no key is written over", path.display())));
        }
        made => made.with_context(|| format!("could not write {}", path.display()))?,
    }
    say::line(key.verifier())?;
    Ok(Ended::Well)
}

fn show(arguments: &ShowArguments) -> anyhow::Result<Ended> {
    let bytes = read(&arguments.file)?;
    let page = if bytes.starts_with(CONTEST_FIRST_BYTES) {
        open_contest(&arguments.file, &bytes).map(|(file, entry)| show::contest(&file, &entry))
    } else {
        open(&arguments.file, &bytes).map(|(file, entry)| show::certificate(&file, &entry))
    };
    let Some(page) = page else { return Ok(Ended::Wrong) };
    say::bytes(page.as_bytes())?;
    Ok(Ended::Well)
}

fn sign(arguments: &SignArguments) -> anyhow::Result<Ended> {
    let bytes = read(&arguments.file)?;
    let Some((file, entry)) = open(&arguments.file, &bytes) else { return Ok(Ended::Wrong) };
    let key = own_key(&arguments.key, &entry)?;
    say::note(show::certificate(&file, &entry));
    hand_out(file.certificate_text(&entry), &key, arguments.yes)
}

fn object(arguments: &ObjectArguments) -> anyhow::Result<Ended> {
    let bytes = read(&arguments.file)?;
    let Some((file, entry)) = open(&arguments.file, &bytes) else { return Ok(Ended::Wrong) };
    let word = &arguments.word;
    let key = own_key(&word.key, &entry)?;
    let reasons = reasons(&word.reasons, (objection, OBJECTION_CHARS_MAX))?;
    say::note(show::objection(&file, &entry, &reasons));
    let ended = hand_out(file.objection_text(&entry, &reasons), &key, word.yes)?;
    say_what_to_paste(&word.reasons);
    Ok(ended)
}

fn rule(arguments: &RuleArguments) -> anyhow::Result<Ended> {
    let bytes = read(&arguments.file)?;
    let opened = open_contest(&arguments.file, &bytes);
    let Some((file, entry)) = opened else { return Ok(Ended::Wrong) };
    let word = &arguments.word;
    let key = read_key(&word.key)?;
    name_of(&key)?;
    let reasons = reasons(&word.reasons, (ruling, RULING_CHARS_MAX))?;
    let (decision, notice) = (arguments.decision.into(), file.opened.notice.notice);
    let text = ruling_text(entry.desk(), notice, file.plea.digest(), decision, &reasons);
    say::note(show::ruling(&file, &entry, (decision, &reasons), &text));
    let ended = hand_out(text, &key, word.yes)?;
    say_what_to_paste(&word.reasons);
    Ok(ended)
}

/// Signs what was shown, once the person agreed, and prints it.
fn hand_out(text: String, key: &SignerKey, is_agreed_to: bool) -> anyhow::Result<Ended> {
    if !is_agreed_to && !is_agreed(&name_of(key)?)? {
        bail!("nothing was signed");
    }
    let note = Note::sign(text, key).context("could not sign")?;
    say::bytes(&note.to_bytes())?;
    Ok(Ended::Well)
}

fn say_what_to_paste(reasons: &Path) {
    say::note(format!(
        "Paste two things into the desk's page: the reasons, word for word as in {}, and the signed \
         note, from its first line to the one that begins with a dash.",
        reasons.display()
    ));
}

/// The reasons as the desk's page takes them, so that both hash the same text.
fn reasons(
    path: &Path,
    (taken, most): (fn(&str) -> Option<String>, usize),
) -> anyhow::Result<String> {
    let mut text = String::new();
    fs::File::open(path)
        .and_then(|file| file.take(REASONS_BYTES_MAX).read_to_string(&mut text))
        .with_context(|| format!("could not read {}", path.display()))?;
    // Some editors put a mark before the first word, which no page shows.
    let reasons = taken(text.trim_start_matches('\u{FEFF}'));
    let path = path.display();
    let none = || BadUsage(format!("{path} must hold your reasons, in at most {most} characters"));
    Ok(reasons.ok_or_else(none)?)
}

/// The bytes of a file; of one that is too large only so many that its reader calls it too large.
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let (mut bytes, most) = (Vec::new(), CONTEST_FILE_BYTES_MAX.max(RELEASE_BYTES_MAX) as u64);
    fs::File::open(path)
        .and_then(|file| file.take(most + 1).read_to_end(&mut bytes))
        .with_context(|| format!("could not read {}", path.display()))?;
    Ok(bytes)
}

/// The file and its entry; nothing, once it was said why, if a part is not what the entry says.
fn open(path: &Path, bytes: &[u8]) -> Option<(ReviewFile, Entry)> {
    let opened = ReviewFile::from_bytes(bytes).and_then(|file| {
        let entry = file.open()?;
        Ok((file, entry))
    });
    opened.map_err(|error| refuse(path, error.part(), error)).ok()
}

/// The same for a contest.
fn open_contest(path: &Path, bytes: &[u8]) -> Option<(ContestFile, Entry)> {
    let opened = ContestFile::from_bytes(bytes).and_then(|file| {
        let entry = file.open()?;
        Ok((file, entry))
    });
    opened.map_err(|error| refuse(path, error.part(), error)).ok()
}

fn refuse(path: &Path, part: &str, error: impl std::error::Error + Send + Sync + 'static) {
    let (path, why) = (path.display(), anyhow::Error::from(error));
    say::note(format!("hiwar: {path} is not to be signed: {part}: {why:#}"));
}

/// The key of this file, if it is the one that the notice names.
fn own_key(path: &Path, entry: &Entry) -> anyhow::Result<SignerKey> {
    let key = read_key(path)?;
    let name = name_of(&key)?;
    let named = reviewer_of(entry).context("the entry names no reviewer")?;
    if name != *named {
        bail!(BadUsage(format!("the notice names the key {named}, and this is {name}")));
    }
    Ok(key)
}

fn read_key(path: &Path) -> anyhow::Result<SignerKey> {
    let text =
        fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()));
    let key = SignerKey::parse(text?.trim_end());
    Ok(key.map_err(|error| BadUsage(format!("{} holds no key: {error}", path.display())))?)
}

/// The name under which an entry knows the key.
fn name_of(key: &SignerKey) -> anyhow::Result<ReviewerName> {
    let is_signer = key.kind() == KeyKind::Ed25519;
    let text: Option<VerifierKeyText> = key.verifier().to_string().parse().ok();
    match text.filter(|_| is_signer) {
        Some(text) => Ok(text.name().clone()),
        None => bail!(BadUsage(
            "a reviewer's key is one that signs notes, named by a lower-case address as \
             bar.example/reviewer"
                .to_owned()
        )),
    }
}

fn reviewer_of(entry: &Entry) -> Option<&ReviewerName> {
    let Body::NoticeIssued(issued) = entry.body() else { return None };
    match &issued.sender {
        Sender::Authority(authority) => Some(&authority.reviewed_by),
        Sender::Citizen(_) => None,
    }
}

/// Asks the person at the terminal.
fn is_agreed(name: &ReviewerName) -> anyhow::Result<bool> {
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        bail!(BadUsage(
            "there is no terminal to ask at: read the notice with `hiwar review show`, then sign \
             with --yes"
                .to_owned()
        ));
    }
    say::note(format!("Sign this as {name}? Type yes to sign it, anything else to leave it."));
    is_yes(stdin.lock()).context("could not read the answer")
}

fn is_yes(mut input: impl BufRead) -> io::Result<bool> {
    let mut line = String::new();
    input.read_line(&mut line)?;
    Ok(line.trim() == "yes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_word_signs() {
        for (typed, is_signed) in
            [("yes\n", true), (" yes ", true), ("y\n", false), ("", false), ("yes no\n", false)]
        {
            assert_eq!(is_yes(typed.as_bytes()).unwrap(), is_signed, "{typed:?}");
        }
    }
}
