//! `hiwar register serve`: the log over HTTP, its witnesses asked, and a witness for others.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{Context as _, bail};
use axum::Router;
use clap::Args;
use register::note::VerifierKey;
use register::policy::Policy;
use register::witness::KnownLogs;
use store::disk::RealDisk;
use store::folder::{Lock, LogFolder, LogKind};
use store::log::{Appender, Reader};
use store::wal::SEGMENT_BYTES;
use store::witness_heads::WitnessHeads;
use tokio::sync::mpsc;
use web::append::AppendRequest;
use web::state::{CosigningStatus, RegisterState, Sequencing, Shared, WitnessSeen, WitnessState};

use crate::clock;
use crate::exit::{BadUsage, Ended};
use crate::http;
use crate::jobs::sequencer::{self, Acknowledged, QUEUE_ENTRIES};
use crate::jobs::witnesses::{ANSWER_TIME_MAX, Asker};
use crate::log::{self, LogArguments};
use crate::say;

/// What `serve` is told.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The log's folder.
    #[arg(long)]
    dir: PathBuf,
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8201")]
    listen: SocketAddr,
    /// Accept `POST /append`, for benchmarks and tests: test logs on a loopback address only.
    #[arg(long)]
    bench_append: bool,
    /// Behave as on a disk whose every sync takes so much longer. Unit: milliseconds.
    #[arg(long, requires = "bench_append", default_value_t = 0, hide = true)]
    bench_slower_sync_ms: u64,
    /// Let a witness take so long to answer. Unit: seconds.
    #[arg(long, requires = "bench_append", default_value_t = ANSWER_TIME_MAX.as_secs(), hide = true)]
    bench_witness_time_s: u64,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Ended> {
    let folder = LogFolder::open(&arguments.dir)?;
    if arguments.bench_append {
        if folder.identity().kind != LogKind::Test {
            bail!(BadUsage(
                "--bench-append is for test logs: a register has no write address".into()
            ));
        }
        if !arguments.listen.ip().is_loopback() {
            bail!(BadUsage("--bench-append listens on a loopback address only".into()));
        }
    }
    let listener = bind(arguments.listen)?;
    let slower = Duration::from_millis(arguments.bench_slower_sync_ms);
    let disk = RealDisk::with_slower_sync(folder.dir(), slower);
    let witness_time = Duration::from_secs(arguments.bench_witness_time_s);
    let bench = arguments.bench_append.then_some(BenchAppend { witness_time });
    let announce = |address| Ok(say::line(format_args!("listening on http://{address}"))?);
    let told = Told { announce, stop: asked };
    let begin = |begun: Begun| Ok((web::routes::router(begun.register), ()));
    serve(&folder, &disk, listener, bench, begin, told)?;
    Ok(Ended::Well)
}

/// Listens on `address`; port 0 takes a free one.
pub(crate) fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(address);
    let listener = listener.with_context(|| format!("could not listen on {address}"))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// The append address of benchmarks: only where it was checked that it may be.
pub(crate) struct BenchAppend {
    /// How long a witness may take to answer.
    witness_time: Duration,
}

/// How a server tells where it listens, and how it is told to stop.
pub(crate) struct Told<A, S> {
    /// Called with the address once requests are answered.
    pub(crate) announce: A,
    /// Called inside the server's runtime before that; what it returns ends when the server is to
    /// stop.
    pub(crate) stop: S,
}

/// A log that was opened, for whoever makes the pages around it.
pub(crate) struct Begun {
    /// What its routes share.
    pub(crate) register: Shared,
    /// Where entries go. The log ends once nobody holds this any more.
    pub(crate) queue: mpsc::Sender<AppendRequest>,
}

/// Serves a log, with the pages that `begin` makes for it, until it is told to stop, and leaves
/// every tile written. What else `begin` gives is kept until the last request was answered.
pub(crate) fn serve<F: Future<Output = ()>, K>(
    folder: &LogFolder,
    disk: &RealDisk,
    listener: TcpListener,
    bench: Option<BenchAppend>,
    begin: impl FnOnce(Begun) -> anyhow::Result<(Router, K)>,
    told: Told<impl FnOnce(SocketAddr) -> anyhow::Result<()>, impl FnOnce() -> anyhow::Result<F>>,
) -> anyhow::Result<()> {
    let lock = Arc::new(folder.lock()?);
    let policy = folder.policy_to_write_under(&lock)?;
    let (appender, flusher, reader) = store::log::open(disk, folder.signer()?, SEGMENT_BYTES)?;
    // The same for a log whose `log.json` is of before it remembered that there is a policy.
    if policy.is_none() && reader.cosigned()?.is_some() {
        bail!(
            "the policy is missing, though this log has had cosignatures: restore it; to ask for \
             fewer, write one that says so"
        );
    }
    let restored = folder.restored()?;
    let (queue, requests) = mpsc::channel(QUEUE_ENTRIES);
    let witness_time = bench.as_ref().map_or(ANSWER_TIME_MAX, |bench| bench.witness_time);
    let append = bench.map(|_| queue.clone());
    let mut state = state(folder, reader, policy.clone(), append)?;
    let is_closed = is_closed(&mut state, restored);
    let state = Arc::new(state);
    let tiles = sequencer::flush(flusher)?;
    let (acknowledged, batches) = mpsc::unbounded_channel();
    let key = folder.verifier().clone();
    let confirm = Confirm { folder: folder.clone(), lock: Arc::clone(&lock) };
    let jobs = Jobs { appender, requests, acknowledged, policy, key, confirm, witness_time };
    // A closed log lets go of its writing end: whoever would append is told so at once.
    let asking = if is_closed { None } else { jobs.start(&state)? };
    let acknowledging = sequencer::acknowledge(batches);
    let (router, kept) = begin(Begun { register: Arc::clone(&state), queue })?;
    let served = listen_beside(listener, router, acknowledging, told);
    drop(kept);
    // Every answer has been given; whoever waits for the log to grow may stop.
    state.reader.close();
    if let Some(asking) = asking {
        let _ = asking.join();
    }
    let _ = tiles.join();
    drop(lock);
    served
}

struct Jobs {
    appender: Appender<RealDisk>,
    requests: mpsc::Receiver<AppendRequest>,
    acknowledged: mpsc::UnboundedSender<Acknowledged>,
    policy: Option<Policy>,
    key: VerifierKey,
    confirm: Confirm,
    witness_time: Duration,
}

/// The right to say that the log's head is the newest that is known, once that is sure.
struct Confirm {
    folder: LogFolder,
    lock: Arc<Lock>,
}

impl Jobs {
    /// Lets the log grow: at once if it has no witnesses, else when they are sure.
    fn start(self, state: &Shared) -> anyhow::Result<Option<JoinHandle<()>>> {
        let Jobs { appender, requests, acknowledged, policy, key, confirm, witness_time } = self;
        let is_refused = Arc::new(AtomicBool::new(false));
        let open = {
            let (is_refused, state) = (Arc::clone(&is_refused), Arc::clone(state));
            move || {
                // Asked again at the next start, if it cannot be written down now.
                if let Err(error) = confirm.folder.confirm(&confirm.lock) {
                    let why = format!("{:#}", anyhow::Error::from(error));
                    log::warn(
                        "register",
                        "could not write down that it is the newest",
                        &[("why", &why)],
                    );
                }
                let stopped =
                    move || state.set_sequencing(Sequencing::Stopped { since: clock::now_s() });
                let started =
                    sequencer::sequence(appender, requests, acknowledged, is_refused, stopped);
                if let Err(error) = started {
                    let why = format!("{error:#}");
                    log::error("register", "the log cannot grow", &[("why", &why)]);
                }
            }
        };
        match policy {
            None => {
                open();
                Ok(None)
            }
            Some(policy) => {
                let asker = Asker::new(Arc::clone(state), policy, key, is_refused, witness_time);
                asker.spawn(open).map(Some)
            }
        }
    }
}

/// Whether a log has to stay closed because it was put back from a back-up and has no witnesses who
/// could say whether more was published since.
fn is_closed(state: &mut RegisterState, restored: Option<u64>) -> bool {
    let asks = state.policy.as_ref().and_then(Policy::blocking_count).is_some();
    let Some(taken) = restored.filter(|_| !asks) else { return false };
    state.set_sequencing(Sequencing::Restored { taken });
    let message = "the register was put back from a back-up and takes no entries until it is said which \
                   checkpoint is the last that anybody knows: `hiwar register recover`, see docs/backup.md";
    log::warn("register", message, &[]);
    true
}

fn state(
    folder: &LogFolder,
    reader: Reader<RealDisk>,
    policy: Option<Policy>,
    append: Option<mpsc::Sender<AppendRequest>>,
) -> anyhow::Result<RegisterState> {
    let sequencing = match policy.as_ref().and_then(Policy::blocking_count) {
        None => Sequencing::Running,
        Some(needed) => Sequencing::WaitingForWitnesses { since: clock::now_s(), heard: 0, needed },
    };
    let cosigned = reader.cosigned()?;
    let cosigned = cosigned.and_then(|bytes| {
        register::checkpoint::SignedCheckpoint::parse(&bytes, folder.verifier()).ok()
    });
    let witnesses = policy.iter().flat_map(Policy::witnesses).map(|witness| WitnessSeen {
        name: witness.name.to_string(),
        key_name: witness.key.name().to_string(),
        cosigned: None,
        trouble: None,
    });
    let cosigning = CosigningStatus {
        sequencing,
        cosigned_size: cosigned.map(|signed| signed.checkpoint().size),
        uncosigned_since: reader.uncosigned_since()?,
        witnesses: witnesses.collect(),
    };
    Ok(RegisterState {
        identity: folder.identity().clone(),
        reader,
        policy,
        cosigning: RwLock::new(cosigning),
        witness: witness(folder)?,
        append,
        clock: clock::now_s,
        tell: LogArguments::default().tell(),
    })
}

fn witness(folder: &LogFolder) -> anyhow::Result<WitnessState> {
    let mut known = KnownLogs::default();
    for key in folder.witnessed()? {
        let origin = key.name().as_str().to_owned();
        known.trust(&origin, key).context("a witnessed log has a key that cannot be used")?;
    }
    let heads = WitnessHeads::open(folder.disk(), known.origins())?;
    Ok(WitnessState { known, heads, key: folder.witness_key()? })
}

/// Answers with `router` until the process is told to stop.
pub(crate) fn listen<F: Future<Output = ()>>(
    listener: TcpListener,
    router: Router,
    told: Told<impl FnOnce(SocketAddr) -> anyhow::Result<()>, impl FnOnce() -> anyhow::Result<F>>,
) -> anyhow::Result<()> {
    listen_beside(listener, router, std::future::ready(()), told)
}

/// The same, with `beside` running in the same runtime.
fn listen_beside<F: Future<Output = ()>>(
    listener: TcpListener,
    router: Router,
    beside: impl Future<Output = ()> + Send + 'static,
    told: Told<impl FnOnce(SocketAddr) -> anyhow::Result<()>, impl FnOnce() -> anyhow::Result<F>>,
) -> anyhow::Result<()> {
    log::panics();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::spawn(beside);
        // Before anyone is told where we listen: whoever then asks us to stop is heard.
        let stop = (told.stop)()?;
        (told.announce)(listener.local_addr()?)?;
        http::serve(listener, router, stop).await;
        Ok(())
    })
}

/// Begins to listen for the signals that ask the process to stop, interrupt and terminate; what is
/// returned ends when one arrives.
pub(crate) fn asked() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt()).context("could not listen for signals")?;
    let mut terminate = signal(SignalKind::terminate()).context("could not listen for signals")?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
