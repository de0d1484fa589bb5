//! What `cargo xtask bench` needs of a desk before and beside its server: a folder with a million
//! cases, officers who are logged in, reports that are told and not sent yet, and the times of
//! single calls of the store.
//!
//! Everything goes through the store that the server uses, so rows, indexes and locks are the same;
//! what each command takes for granted is said at its head.
#![expect(clippy::print_stdout, reason = "its output is what it is started for")]

mod calls;
mod cases;
#[path = "../../src/clock.rs"]
mod clock;
mod dialogue;
mod drafts;
mod officers;
mod register;
mod reports;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use store::desk::DeskStore;

/// Works in flight at once: as many as the writer takes into one commit.
const AT_ONCE: usize = 512;

#[derive(Parser)]
struct Arguments {
    /// The desk's data folder.
    data: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Makes the desk and fills it.
    Fill {
        /// How many cases stay open.
        #[arg(long)]
        open: usize,
        /// How many are closed.
        #[arg(long)]
        closed: usize,
        /// How many officers there are.
        #[arg(long)]
        officers: usize,
    },
    /// Logs every officer in, and prints the value of the cookie of each.
    Sessions,
    /// Prints cookie and form's mark of so many reports that are told and not sent.
    Drafts {
        #[arg(long)]
        count: usize,
        /// Bytes of a file that each has already; none by default.
        #[arg(long, default_value_t = 0)]
        file_bytes: usize,
    },
    /// Makes a desk that has so many promises and asks on record, and nothing else.
    Dialogue {
        #[arg(long)]
        count: usize,
    },
    /// Times single calls of the store.
    Calls {
        #[arg(long)]
        times: usize,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let data = &arguments.data;
    match arguments.command {
        Command::Fill { open, closed, officers } => fill(data, open, closed, officers).await,
        Command::Sessions => officers::log_in(&*self::open(data)?).await,
        Command::Drafts { count, file_bytes } => {
            drafts::prepare(self::open(data)?, count, file_bytes).await
        }
        Command::Dialogue { count } => {
            register::create(data)?;
            let at = record::Timestamp::nearest(i64::try_from(clock::now_s())?);
            let store = self::open(data)?;
            tokio::task::spawn_blocking(move || dialogue::fill(&store, at, count)).await?
        }
        Command::Calls { times } => calls::time(&*self::open(data)?, times),
    }
}

fn open(data: &Path) -> anyhow::Result<Arc<DeskStore>> {
    let store = DeskStore::open(data, clock::fill_random);
    Ok(Arc::new(store.with_context(|| format!("could not open {}", data.display()))?))
}

async fn fill(data: &Path, live: usize, closed: usize, officers: usize) -> anyhow::Result<()> {
    register::create(data)?;
    let store = open(data)?;
    let began = clock::mark();
    let say = |what: &str| println!("{:6.0} s: {what}", began.elapsed().as_secs_f64());
    let (filled, is_filled) = channel::<()>();
    let finding = {
        let store = Arc::clone(&store);
        tokio::task::spawn_blocking(move || find_all(&store, &is_filled))
    };
    let officers = officers::make(&store, officers).await?;
    say("officers are there");
    let cases = reports::keep(&store, live + closed).await?;
    say("reports are kept");
    cases::close(&store, &cases[..closed], &officers).await?;
    say("cases are closed");
    cases::hold(&store, &cases[closed..], &officers).await?;
    say("some open cases are held");
    register::append(data, &store).await?;
    say("entries are in the register, with their proofs");
    drop(filled);
    finding.await??;
    say("reports can be found");
    Ok(())
}

/// Makes reports ready to be found, beside what goes on, until all are.
fn find_all(store: &DeskStore, is_filled: &Receiver<()>) -> anyhow::Result<()> {
    loop {
        let waited = is_filled.recv_timeout(Duration::from_millis(200));
        while store.find_prepare()? > 0 {}
        if waited == Err(RecvTimeoutError::Disconnected) {
            return Ok(());
        }
    }
}
