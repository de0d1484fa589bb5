//! `hiwar demo`: a desk of a fictional country, whose register two others witness, on this machine
//! only; and `hiwar register demo`, the registers alone.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context as _, bail};
use clap::Args;
use register::note::{KeyKind, KeyName, SignerKey};
use register::policy::{Policy, PolicyText, PolicyWitness};
use store::folder::{LogFolder, LogKind, NewKeys};
use store::wal::SEGMENT_BYTES;
use tokio::sync::watch;

use super::serve::{Begun, Told, asked, bind, serve};
use crate::clock;
use crate::desk::{self, OpenDesk};
use crate::exit::{BadUsage, Ended};
use crate::say;

/// One entry of every kind, of an invented country.
const ENTRIES: &str = include_str!("../../../record/fixtures/entries.jsonl");
/// Names of the three logs; `example` belongs to nobody (RFC 2606).
const ORIGINS: [&str; 3] =
    ["test.desk.example/register", "test.north.example/register", "test.south.example/register"];

/// What `register demo` is told.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Where to listen: an address of this machine only.
    #[arg(long, default_value_t = default_address())]
    listen: SocketAddr,
}

/// What `demo` is told.
#[derive(Debug, Args)]
pub(crate) struct DeskArguments {
    /// Where to listen: an address of this machine only.
    #[arg(long, default_value_t = desk_address())]
    listen: SocketAddr,
}

fn desk_address() -> SocketAddr {
    (Ipv4Addr::LOCALHOST, 8200).into()
}

impl Default for DeskArguments {
    fn default() -> Self {
        DeskArguments { listen: desk_address() }
    }
}

fn default_address() -> SocketAddr {
    (Ipv4Addr::LOCALHOST, 8201).into()
}

/// One of the three logs.
struct Desk {
    folder: LogFolder,
    listener: TcpListener,
    address: SocketAddr,
}

/// Runs the three registers alone.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Ended> {
    demonstrate(arguments.listen, false)
}

/// Runs the desk with its register, and two others that witness it.
pub(crate) fn run_desk(arguments: &DeskArguments) -> anyhow::Result<Ended> {
    demonstrate(arguments.listen, true)
}

fn demonstrate(listen: SocketAddr, has_desk: bool) -> anyhow::Result<Ended> {
    if !listen.ip().is_loopback() {
        bail!(BadUsage("the demonstration listens on a loopback address only".into()));
    }
    // Before there is anything to leave behind: the places to listen, and an ear for whoever wants
    // this to stop.
    let free = SocketAddr::new(listen.ip(), 0);
    let listeners = [bind(listen)?, bind(free)?, bind(free)?];
    let stopping = listen_for_stop()?;
    let root = FreshFolder::make()?;
    let mut desks = Vec::new();
    for (origin, listener) in ORIGINS.into_iter().zip(listeners) {
        desks.push(make(&root.0, origin, listener)?);
    }
    introduce(&desks)?;
    if !has_desk {
        fill(&desks[0].folder)?;
    }
    say::note(format!("a demonstration in {}; Ctrl-C ends it", root.0.display()));
    // Browsers take secure cookies without encryption from `localhost` alone.
    let base = format!("http://localhost:{}", desks[0].address.port());
    let people = has_desk.then(|| desk::open_demo(&root.0.join("people"), &base)).transpose()?;
    run_all(desks, people, &stopping)?;
    root.remove()?;
    Ok(Ended::Well)
}

/// Serves all three logs until the process is asked to stop, or one of them ends.
fn run_all(
    desks: Vec<Desk>,
    mut people: Option<OpenDesk>,
    stopping: &watch::Sender<bool>,
) -> anyhow::Result<()> {
    thread::scope(|scope| {
        let mut running = Vec::new();
        for (number, Desk { folder, listener, .. }) in desks.into_iter().enumerate() {
            let mut receiver = stopping.subscribe();
            // All three hear of it, however late they begin to listen.
            let stop = || {
                Ok(async move {
                    let _ = receiver.wait_for(|is_stopping| *is_stopping).await;
                })
            };
            let people = people.take();
            // Browsers take secure cookies without encryption from `localhost` alone.
            let path = match &people {
                Some(_) => "/",
                None => "/register",
            };
            let announce = move |address: SocketAddr| match number {
                0 => Ok(say::line(format_args!("open http://localhost:{}{path}", address.port()))?),
                _ => Ok(()),
            };
            let begin = move |begun: Begun| match people {
                // The desk stays open, and tidied, for as long as it is served.
                Some(mut people) => {
                    people.begin(begun).map(|(router, kept)| (router, Some((kept, people))))
                }
                None => Ok((web::routes::router(begun.register), None)),
            };
            running.push(scope.spawn(move || {
                let told = Told { announce, stop };
                let served = serve(&folder, &folder.disk(), listener, None, begin, told);
                stopping.send_replace(true);
                served
            }));
        }
        let stopped = |_| bail!("a log stopped");
        // Each is waited for, whatever became of the others.
        let ended: Vec<_> =
            running.into_iter().map(|desk| desk.join().unwrap_or_else(stopped)).collect();
        ended.into_iter().collect()
    })
}

/// Begins to listen for interrupt and terminate; what is returned becomes true when one arrives.
fn listen_for_stop() -> anyhow::Result<watch::Sender<bool>> {
    let (stopping, _) = watch::channel(false);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let asked = {
        let _inside = runtime.enter();
        asked()?
    };
    let told = stopping.clone();
    let wait = move || {
        runtime.block_on(asked);
        told.send_replace(true);
    };
    thread::Builder::new().name("signals".into()).spawn(wait)?;
    Ok(stopping)
}

/// A folder of our own, which is gone when this is, whatever went wrong.
struct FreshFolder(PathBuf);

impl FreshFolder {
    fn make() -> anyhow::Result<FreshFolder> {
        let number = u64::from_le_bytes(clock::random()?);
        let root = std::env::temp_dir().join(format!("hiwar-demo-{number:016x}"));
        fs::create_dir(&root).with_context(|| format!("could not make {}", root.display()))?;
        Ok(FreshFolder(root))
    }

    fn remove(self) -> anyhow::Result<()> {
        fs::remove_dir_all(&self.0).context("could not remove the demonstration's folder")
    }
}

impl Drop for FreshFolder {
    fn drop(&mut self) {
        // After an error, of which more was said than this could add.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn make(root: &Path, origin: &str, listener: TcpListener) -> anyhow::Result<Desk> {
    let key = |name: &str, kind| -> anyhow::Result<SignerKey> {
        Ok(SignerKey::from_seed(KeyName::new(name)?, kind, clock::random()?)?)
    };
    let keys = NewKeys {
        log: key(origin, KeyKind::Ed25519)?,
        witness: key(&format!("{origin}/witness"), KeyKind::CosignatureEd25519)?,
    };
    let name = origin.split('.').nth(1).unwrap_or("desk");
    let folder = LogFolder::create(&root.join(name), LogKind::Test, &keys)?;
    let address = listener.local_addr()?;
    Ok(Desk { folder, listener, address })
}

/// Makes each log a witness of the other two, and asks both of them to cosign.
fn introduce(desks: &[Desk]) -> anyhow::Result<()> {
    for desk in desks {
        let others = || desks.iter().filter(|other| other.address != desk.address);
        let mut witnesses = Vec::new();
        for other in others() {
            let url = format!("http://{}/witness", other.address);
            let name = other.folder.identity().origin.as_bytes();
            witnesses.push(PolicyWitness {
                name: PolicyText::new(name).context("a plain name")?,
                key: other.folder.witness_key()?.verifier().clone(),
                url: PolicyText::new(url.as_bytes()),
            });
        }
        let policy = Policy::k_of_n(desk.folder.verifier().clone(), witnesses.len(), witnesses)?;
        let known: String =
            others().map(|other| format!("log {}\n", other.folder.verifier())).collect();
        fs::write(desk.folder.dir().join("policy"), policy.to_bytes())?;
        fs::write(desk.folder.dir().join("witnessed"), format!("{known}quorum none\n"))?;
    }
    Ok(())
}

fn fill(folder: &LogFolder) -> anyhow::Result<()> {
    let _lock = folder.lock()?;
    let (mut appender, mut flusher, _) =
        store::log::open(&folder.disk(), folder.signer()?, SEGMENT_BYTES)?;
    let entries: Vec<&str> = ENTRIES.lines().collect();
    appender.commit(&entries, clock::now_ms())?;
    flusher.flush()?;
    Ok(())
}
