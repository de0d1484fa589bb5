//! `hiwar review`: what an outside reviewer does on a machine of their own: make a key, read a notice
//! of an authority, sign it or not.
//!
//! It is done away from the desk because a page that signs is a page of the operator, who could show
//! one text and sign another, or take the key.

mod show;

use std::fs;
use std::io::{self, BufRead, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use record::Entry;
use record::entry::{Body, Sender};
use record::id::{KeyName as ReviewerName, VerifierKeyText};
use record::notice::{OpenError, RELEASE_BYTES_MAX, ReviewFile};
use register::note::{KeyKind, KeyName, Note, SignerKey};

use crate::clock;
use crate::exit::{BadUsage, Ended};
use crate::say;

/// The commands of a reviewer.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a reviewer's key: the secret into a file, the public half on standard output.
    Keygen(KeygenArguments),
    /// Show a notice that awaits its reviewer, once it was found to be what its entry commits to.
    Show(ShowArguments),
    /// Show it, ask, and print the signed certificate.
    Sign(SignArguments),
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
    /// The review file, as the desk's review page hands it out.
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

/// Runs one of them.
pub(crate) fn run(command: &Command) -> anyhow::Result<Ended> {
    match command {
        Command::Keygen(arguments) => keygen(arguments),
        Command::Show(arguments) => show(arguments),
        Command::Sign(arguments) => sign(arguments),
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
    let Some((file, entry)) = open(&arguments.file)? else { return Ok(Ended::Wrong) };
    say::bytes(show::text(&file, &entry).as_bytes())?;
    Ok(Ended::Well)
}

fn sign(arguments: &SignArguments) -> anyhow::Result<Ended> {
    let Some((file, entry)) = open(&arguments.file)? else { return Ok(Ended::Wrong) };
    let key = read_key(&arguments.key)?;
    let name = name_of(&key)?;
    let named = reviewer_of(&entry).context("the entry names no reviewer")?;
    if name != *named {
        bail!(BadUsage(format!("the notice names the key {named}, and this is {name}")));
    }
    say::note(show::text(&file, &entry));
    if !arguments.yes && !is_agreed(&name)? {
        bail!("nothing was signed");
    }
    let note = Note::sign(file.certificate_text(&entry), &key).context("could not sign")?;
    say::bytes(&note.to_bytes())?;
    Ok(Ended::Well)
}

/// The file and its entry; nothing, once it was said why, if a part is not what the entry says.
fn open(path: &Path) -> anyhow::Result<Option<(ReviewFile, Entry)>> {
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(RELEASE_BYTES_MAX as u64 + 1).read_to_end(&mut bytes))
        .with_context(|| format!("could not read {}", path.display()))?;
    let opened = ReviewFile::from_bytes(&bytes).and_then(|file| {
        let entry = file.open()?;
        Ok((file, entry))
    });
    Ok(opened.map_err(|error| refuse(path, error)).ok())
}

fn refuse(path: &Path, error: OpenError) {
    let (part, path) = (error.part(), path.display());
    let why = anyhow::Error::from(error);
    say::note(format!("hiwar: {path} is not to be signed: {part}: {why:#}"));
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
