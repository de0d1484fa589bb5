//! `hiwar review`: what an outside reviewer does on a machine of their own. The key never leaves it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use record::notice::ReviewFile;
use register::note::{KeyKind, KeyName, Note, SignerKey};

use crate::clock;
use crate::exit::{BadUsage, Ended};
use crate::say;

/// What a reviewer does.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a key, and print the verifier key that the desk is to name in its register.
    Keygen(KeygenArguments),
    /// Read a review file, check that its entry commits to what it says, and sign it.
    Sign(SignArguments),
}

/// What `review keygen` is told.
#[derive(Debug, Args)]
pub(crate) struct KeygenArguments {
    /// The reviewer's name: a domain of their own and a path, as bar.example.org/reviewer.
    #[arg(long)]
    name: String,
    /// Where the secret key is written. It must not be there yet.
    #[arg(long)]
    out: PathBuf,
}

/// What `review sign` is told.
#[derive(Debug, Args)]
pub(crate) struct SignArguments {
    /// The file that the review page hands out.
    file: PathBuf,
    /// The secret key.
    #[arg(long)]
    key: PathBuf,
}

/// Runs one of them.
pub(crate) fn run(command: &Command) -> anyhow::Result<Ended> {
    match command {
        Command::Keygen(arguments) => keygen(arguments),
        Command::Sign(arguments) => sign(arguments),
    }
}

fn keygen(arguments: &KeygenArguments) -> anyhow::Result<Ended> {
    let name = KeyName::new(&arguments.name)
        .map_err(|error| BadUsage(format!("a reviewer cannot have this name: {error}")))?;
    let key = SignerKey::from_seed(name, KeyKind::Ed25519, clock::random()?)?;
    write_secret(&arguments.out, key.to_secret_text().as_bytes())?;
    say::line(key.verifier())?;
    Ok(Ended::Well)
}

/// Writes a secret that only its owner can read, where nothing is yet.
pub(crate) fn write_secret(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let mut file = file.with_context(|| format!("could not make {}", path.display()))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).context("could not write the key")
}

fn sign(arguments: &SignArguments) -> anyhow::Result<Ended> {
    let read =
        |path: &Path| fs::read(path).with_context(|| format!("could not read {}", path.display()));
    let file = ReviewFile::from_bytes(&read(&arguments.file)?);
    let file = file.context("this is no review file")?;
    let entry = file.open().context("its entry says something else than its texts: not signed")?;
    let secret = String::from_utf8(read(&arguments.key)?).context("this is no secret key")?;
    let key = SignerKey::parse(secret.trim_end()).context("this is no secret key")?;
    let named = file.notice.reviewer.as_ref().map(ToString::to_string).unwrap_or_default();
    if !key.verifier().to_string().starts_with(&format!("{named}+")) || named.is_empty() {
        bail!(BadUsage(format!("the notice names the key {named}, and this is another")));
    }
    say::note(format_args!(
        "signing: {} is asked for {}, about {} address(es), under {} article(s)",
        file.notice.to.as_str(),
        file.notice.measure,
        file.notice.locations.len(),
        file.notice.legal_grounds.len(),
    ));
    let note = Note::sign(file.certificate_text(&entry), &key)?;
    say::line(String::from_utf8(note.to_bytes())?.trim_end())?;
    Ok(Ended::Well)
}
