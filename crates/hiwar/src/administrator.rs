//! `hiwar desk administrator`: the first administrator of a desk, or one more when none is left. It
//! is given by whoever holds the machine, and its grant is an entry of the register like any other.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use desk::{LoginName, RoleSet};
use record::Timestamp;
use record::choice::Role;
use store::desk::{AccountError, DeskError, DeskKind, DeskStore, Grantor, Holder};

use crate::clock;
use crate::exit::{BadUsage, Ended};
use crate::say;

/// What is done to a desk from the machine it stands on.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make an administrator's account, and print the address of its invitation. Stop `serve` first.
    Administrator(Arguments),
    /// Erase the reports whose time is over, as a running desk does every hour; or say which.
    Retention(crate::retention::Arguments),
}

/// What `desk administrator` is told.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The desk's data folder.
    #[arg(long)]
    data: PathBuf,
    /// The log-in name: letters a to z, digits, and . - _ inside.
    #[arg(long)]
    name: String,
    /// Where the desk is reached, as people type it.
    #[arg(long, default_value = "http://localhost:8200")]
    base: String,
}

/// Runs one of them.
pub(crate) fn run(command: &Command) -> anyhow::Result<Ended> {
    match command {
        Command::Administrator(arguments) => invite(arguments),
        Command::Retention(arguments) => crate::retention::run(arguments),
    }
}

fn invite(arguments: &Arguments) -> anyhow::Result<Ended> {
    let name = LoginName::parse(&arguments.name).map_err(|error| BadUsage(error.to_string()))?;
    let base = arguments.base.trim_end_matches('/');
    if !["http://", "https://"].iter().any(|scheme| base.starts_with(scheme)) {
        bail!(BadUsage("--base begins with http:// or https://".into()));
    }
    let opened = DeskStore::open(&arguments.data, clock::fill_random);
    if matches!(opened, Err(DeskError::Busy(_))) {
        return opened.map(|_| Ended::Well).context(
            "the desk is running and writes to its folder: stop `hiwar serve`, or ask an \
             administrator for an invitation",
        );
    }
    let store = opened?;
    if store.identity().kind == DeskKind::Own {
        bail!(BadUsage("the citizen's own mode has no accounts".into()));
    }
    let roles = RoleSet::new([Role::Administrator]).context("one role stands alone")?;
    let at = Timestamp::nearest(i64::try_from(clock::now_s()).unwrap_or(i64::MAX));
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let made = store.account_invite(Grantor::Machine, &name, Holder::Officer(roles), at);
    let invited = match runtime.block_on(made) {
        Err(AccountError::Refused(refused)) => bail!(BadUsage(refused.to_string())),
        made => made?,
    };
    say::line(format_args!("{base}/desk/invitation?code={}", invited.code))?;
    say::note(
        "hand this address to the person it is for: it works once, within three days; the role is \
         in the public register once the desk runs",
    );
    Ok(Ended::Well)
}
