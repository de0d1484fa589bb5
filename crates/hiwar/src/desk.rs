//! `hiwar serve`: a desk with its register; and `hiwar own`: the citizen's own mode, with neither.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Args;
use record::Entry;
use register::note::{KeyKind, KeyName, SignerKey};
use register::reader::TileReader;
use store::desk::{DeskIdentity, DeskKind, DeskStore, REGISTER, Retired};
use store::folder::{LogFolder, LogKind, NewKeys};
use store::space::{KeepFree, parse_bytes};
use web::desk::{Desk, DeskState};
use web::holding::{Holding, HoldingRules};
use web::state::Shared;

use crate::clock;
use crate::demonstration;
use crate::dialogue;
use crate::exit::{BadUsage, Ended};
use crate::jobs::registrar::{self, Registrar};
use crate::jobs::room::{self, Filling};
use crate::jobs::scorecards::{self, Counting};
use crate::log::{self, LogArguments};
use crate::register::serve::{self, Begun, Told};
use crate::say;

/// Entries of a full bundle. Source: C2SP tlog-tiles.
const BUNDLE_ENTRIES: u64 = 256;
/// How often drafts whose time is over are looked for.
const TEND_PAUSE: Duration = Duration::from_secs(60);
/// How often reports whose time is over are looked for.
const RETIRE_PAUSE: Duration = Duration::from_secs(3600);
/// How often new reports are made ready to be found, and entries that were held back are let go.
const FIND_PAUSE: Duration = Duration::from_millis(500);

/// What `serve` is told.
#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// The desk's data folder. On the first start it must be empty or absent, and keys, database and
    /// register are made in it.
    #[arg(long)]
    data: PathBuf,
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8200")]
    listen: SocketAddr,
    /// On the first start: the desk's name, a domain of its own. It stands in every seal, for ever.
    #[arg(long)]
    name: Option<String>,
    /// On the first start: the desk is not run by officials.
    #[arg(long)]
    association: bool,
    #[command(flatten)]
    room: RoomArguments,
    #[command(flatten)]
    log: LogArguments,
}

/// How much of the disk people may take.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct RoomArguments {
    /// Under so much free room no new file is taken, as 2GiB or 5%; words and addresses are.
    #[arg(long, default_value = "2GiB")]
    keep_free: KeepFree,
    /// What unfinished reports may hold in all, as 20GiB. One network may hold a quarter of it.
    #[arg(long, default_value = "20GiB", value_parser = parse_bytes)]
    drafts_max: u64,
}

impl RoomArguments {
    /// On a person's own machine nobody else can take the room.
    const fn own(keep_free: KeepFree) -> RoomArguments {
        RoomArguments { keep_free, drafts_max: u64::MAX }
    }
}

impl Default for RoomArguments {
    fn default() -> RoomArguments {
        let drafts_max = HoldingRules::default().all_bytes_max;
        RoomArguments { keep_free: KeepFree::DEFAULT, drafts_max }
    }
}

/// What `own` is told.
#[derive(Debug, Args)]
pub(crate) struct OwnArguments {
    /// Where your reports are kept, locked. By default in the folder `hiwar-own` here.
    #[arg(long, default_value = "hiwar-own")]
    data: PathBuf,
    /// Where to listen: an address of this machine only.
    #[arg(long, default_value_t = SocketAddr::from((Ipv4Addr::LOCALHOST, 8203)))]
    listen: SocketAddr,
    /// Under so much free room no new file is taken, as 2GiB or 5%; words and addresses are.
    #[arg(long, default_value = "2GiB")]
    keep_free: KeepFree,
}

/// Runs a desk until the process is asked to stop.
pub(crate) fn run_serve(arguments: &ServeArguments) -> anyhow::Result<Ended> {
    if !DeskStore::is_there(&arguments.data) {
        let Some(name) = &arguments.name else {
            bail!(BadUsage(format!(
                "there is no desk in {}; to make one, say --name with a domain of your own",
                arguments.data.display()
            )));
        };
        let kind = if arguments.association { DeskKind::Association } else { DeskKind::Authority };
        make_desk(&arguments.data, &DeskIdentity::new(name, kind, "ma"))?;
    }
    let listener = serve::bind(arguments.listen)?;
    serve_desk(&arguments.data, (arguments.room, arguments.log), listener, |address| {
        Ok(say::line(format_args!("listening on http://{address}"))?)
    })?;
    Ok(Ended::Well)
}

/// Makes a desk: its register first, then its keys and database.
pub(crate) fn make_desk(data: &Path, identity: &DeskIdentity) -> anyhow::Result<()> {
    let name = &identity.name;
    if fs::read_dir(data).is_ok_and(|mut files| files.next().is_some()) {
        bail!(BadUsage(format!(
            "{} is not empty, and there is no whole desk in it: choose another folder, or restore \
             what is missing",
            data.display()
        )));
    }
    if name.parse::<record::id::OrganisationId>().is_err() {
        bail!(BadUsage("a desk is named by a domain of its own, as desk.example.org".into()));
    }
    let origin = format!("{name}/{REGISTER}");
    let key = |name: &str, kind| -> anyhow::Result<SignerKey> {
        let name = KeyName::new(name)
            .map_err(|error| BadUsage(format!("a desk cannot have this name: {error}")))?;
        SignerKey::from_seed(name, kind, clock::random()?).context("could not make a key")
    };
    let keys = NewKeys {
        log: key(&origin, KeyKind::Ed25519)?,
        witness: key(&format!("{origin}/witness"), KeyKind::CosignatureEd25519)?,
    };
    fs::create_dir_all(data).with_context(|| format!("could not make {}", data.display()))?;
    LogFolder::create(&data.join(REGISTER), LogKind::Desk, &keys)?;
    DeskStore::create(data, identity, clock::fill_random)?;
    Ok(())
}

/// Serves the desk in `data`, and its register beside it.
pub(crate) fn serve_desk(
    data: &Path,
    (room, log): (RoomArguments, LogArguments),
    listener: std::net::TcpListener,
    announce: impl FnOnce(SocketAddr) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let desk = open(data, room, log)?;
    dialogue::sow(&desk)?;
    let folder = LogFolder::open(&desk.store.register_dir())?;
    let disk = folder.disk();
    let tending = tend(Arc::clone(&desk))?;
    let mut open = OpenDesk { desk, rest: None, _tending: tending };
    let told = Told { announce, stop: serve::asked };
    serve::serve(&folder, &disk, listener, None, |begun| open.begin(begun), told)
}

/// Runs the citizen's own mode until the process is asked to stop.
pub(crate) fn run_own(arguments: &OwnArguments) -> anyhow::Result<Ended> {
    if !arguments.listen.ip().is_loopback() {
        bail!(BadUsage("your own mode listens on an address of this machine only".into()));
    }
    if !DeskStore::is_there(&arguments.data) {
        let identity = DeskIdentity::new("own", DeskKind::Own, "ma");
        fs::create_dir_all(&arguments.data)
            .with_context(|| format!("could not make {}", arguments.data.display()))?;
        DeskStore::create(&arguments.data, &identity, clock::fill_random)?;
    }
    let room = RoomArguments::own(arguments.keep_free);
    let desk = open(&arguments.data, room, LogArguments::default())?;
    let _tending = tend(Arc::clone(&desk))?;
    let listener = serve::bind(arguments.listen)?;
    let router = web::desk_routes::desk_router(desk, None);
    let announce = |address: SocketAddr| {
        Ok(say::line(format_args!(
            "open http://localhost:{}; nothing leaves this machine; Ctrl-C ends it",
            address.port()
        ))?)
    };
    let told = Told { announce, stop: serve::asked };
    serve::listen(listener, router, told)?;
    Ok(Ended::Well)
}

/// A desk that is open, and tidied while it is.
pub(crate) struct OpenDesk {
    desk: Desk,
    /// What a demonstration still does once its register grows.
    rest: Option<demonstration::Rest>,
    _tending: Tending,
}

impl OpenDesk {
    /// The pages of the desk, with those of its register beside them, and what carries the desk's
    /// entries into it.
    pub(crate) fn begin(&mut self, begun: Begun) -> anyhow::Result<(axum::Router, Carried)> {
        let Begun { register, queue } = begun;
        // A desk is served once in its life, so there is nothing yet that could be replaced.
        let _ = self.desk.register.set(Arc::clone(&register));
        // Before anything is appended: what is in the register and not known here is either of a
        // moment before a crash, or of after the back-up that this desk was put back from.
        if let Err(error) = hold_against_register(&self.desk, &register) {
            // Files that lie must not keep people from reporting.
            let why = format!("{error:#}");
            let message = "the desk could not be held against its register: roles and keys that were \
                           taken back after an older copy was made may be held again";
            log::error("desk", message, &[("why", &why)]);
        }
        let registrar = registrar::start(Arc::clone(&self.desk), Arc::clone(&register), queue)?;
        let filling = room::start(Arc::clone(&self.desk), Arc::clone(&register))?;
        let counting = scorecards::start(Arc::clone(&self.desk), Arc::clone(&register))?;
        let living = self.rest.take().map(|rest| live(Arc::clone(&self.desk), rest)).transpose()?;
        let register = web::routes::beside_desk(register);
        let router = web::desk_routes::desk_router(Arc::clone(&self.desk), Some(register));
        Ok((
            router,
            Carried {
                _living: living,
                _registrar: registrar,
                _filling: filling,
                _counting: counting,
            },
        ))
    }
}

/// Takes back what the register says was taken back after an older copy of the desk was made.
fn hold_against_register(desk: &Desk, register: &Shared) -> anyhow::Result<()> {
    let signed = register.reader.checkpoint();
    let head = signed.checkpoint();
    let mut reader = TileReader::new(&register.reader, head.size, head.root);
    let (from, mut entries) = (desk.store.entries_known_to()?, Vec::new());
    for index in from / BUNDLE_ENTRIES..head.size.div_ceil(BUNDLE_ENTRIES) {
        let bundle = reader.prove_bundle(index).context("could not read the register")?;
        let skipped = from.saturating_sub(index * BUNDLE_ENTRIES);
        let known = bundle.iter().skip(usize::try_from(skipped)?);
        // What this version cannot read is about nothing that it keeps.
        entries.extend(known.filter_map(|bytes| Entry::from_bytes(bytes).ok()));
    }
    let taken = desk.store.hold_against(&entries)?;
    if taken > 0 {
        let message = "roles, accounts or keys ended that the register says were taken back after \
                       this copy was made";
        log::warn("desk", message, &[("count", &taken.to_string())]);
    }
    Ok(())
}

/// What runs beside a desk's pages for as long as they are served.
pub(crate) struct Carried {
    _living: Option<Living>,
    _registrar: Registrar,
    _filling: Filling,
    _counting: Counting,
}

/// The thread of a demonstration's life; it ends with its value.
struct Living {
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Living {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Release);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn live(desk: Desk, rest: demonstration::Rest) -> anyhow::Result<Living> {
    let is_over = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&is_over);
    let run = move || {
        if let Err(error) = rest.run(&desk, || asked.load(Ordering::Acquire)) {
            let why = format!("{error:#}");
            log::error("demonstration", "the demonstration stopped living", &[("why", &why)]);
        }
    };
    let thread = thread::Builder::new().name("demonstration".into()).spawn(run);
    Ok(Living { is_over, thread: Some(thread.context("could not start a thread")?) })
}

/// Makes and opens the desk of a fictional country, which is served at `base`.
pub(crate) fn open_demo(data: &Path, base: &str) -> anyhow::Result<OpenDesk> {
    let identity = DeskIdentity::new("desk.example", DeskKind::Authority, "ma").as_demo();
    fs::create_dir_all(data).with_context(|| format!("could not make {}", data.display()))?;
    DeskStore::create(data, &identity, clock::fill_random)?;
    let store = DeskStore::open(data, clock::fill_random)?;
    let state = state(store, RoomArguments::default(), LogArguments::default())?;
    let parties = demonstration::parties(state.parties)?;
    let desk = Arc::new(DeskState { parties, ..state });
    let people = demonstration::people(&desk.store)?;
    let (rest, receipts) = demonstration::fill(&desk, &people, base)?;
    demonstration::announce(&desk, &people, &receipts, data, base)?;
    let tending = tend(Arc::clone(&desk))?;
    Ok(OpenDesk { desk, rest: Some(rest), _tending: tending })
}

fn open(data: &Path, room: RoomArguments, log: LogArguments) -> anyhow::Result<Desk> {
    Ok(Arc::new(state(DeskStore::open(data, clock::fill_random)?, room, log)?))
}

/// What the pages of a desk share.
pub(crate) fn state(
    store: DeskStore,
    room: RoomArguments,
    log: LogArguments,
) -> anyhow::Result<DeskState> {
    let pack = law::Pack::morocco().context("the law's data cannot be read")?;
    let parties = ::desk::parties::Parties::standard();
    let parties = parties.context("the desk's own data cannot be read")?;
    let holding = Holding::new(HoldingRules::of(room.drafts_max), &store.drafts_held()?);
    let state = DeskState::new(store, pack, parties, clock::now_s, log.tell());
    Ok(DeskState { holding, keep_free: room.keep_free, ..state })
}

/// What is done again and again while a desk is open; it ends with its value.
struct Tending {
    _retiring: Repeating,
    _forgetting: Repeating,
    _finding: Repeating,
}

/// A thread that does something, waits, and does it again.
struct Repeating {
    stop: Option<std::sync::mpsc::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Repeating {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Erases what is past its time, and says how much that was.
fn retire(desk: &Desk) {
    match desk.store.retire(desk.parties.retention(), clock::now_ms()) {
        Ok(Retired::Erased(0)) => {}
        Ok(Retired::Erased(count)) => {
            let count = count.to_string();
            log::info("desk", "erased what was past its time", &[("count", &count)]);
        }
        Ok(Retired::ClockAhead(ahead)) => {
            let message = "nothing is erased: the clock lies more than a day ahead of all that is \
                           known; an administrator can say that it is right";
            let (now, known) = (ahead.now_ms.to_string(), ahead.known_ms.to_string());
            log::error("desk", message, &[("now_ms", &now), ("known_ms", &known)]);
        }
        Err(error) => {
            let why = format!("{:#}", anyhow::Error::from(error));
            log::error("desk", "could not erase what is past its time", &[("why", &why)]);
        }
    }
}

fn repeat(
    name: &str,
    pause: Duration,
    work: impl Fn() + Send + 'static,
) -> anyhow::Result<Repeating> {
    let (stop, stopped) = std::sync::mpsc::channel::<()>();
    let run = move || {
        loop {
            work();
            match stopped.recv_timeout(pause) {
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {}
                _ => return,
            }
        }
    };
    let thread = thread::Builder::new().name(name.into()).spawn(run);
    let thread = Some(thread.context("could not start a thread")?);
    Ok(Repeating { stop: Some(stop), thread })
}

/// Says what failed; it is tried again after the pause.
fn note_failure<T>(what: &'static str, done: Result<T, store::desk::DeskError>) {
    if let Err(error) = done {
        let why = format!("{:#}", anyhow::Error::from(error));
        log::error("desk", what, &[("why", &why)]);
    }
}

fn tend(desk: Desk) -> anyhow::Result<Tending> {
    let (finding, retiring) = (Arc::clone(&desk), Arc::clone(&desk));
    let over = move || {
        // On one's own machine nothing goes but at one's own word.
        if retiring.store.identity().kind != DeskKind::Own {
            retire(&retiring);
        }
    };
    let forget = move || {
        let now_ms = clock::now_ms();
        note_failure("could not forget old drafts", desk.store.drafts_expire(now_ms));
        note_failure("could not forget old sessions", desk.store.sessions_expire(now_ms));
    };
    let find = move || {
        note_failure("could not queue entries", finding.store.entries_release(clock::now_ms()));
        // A batch at a time, so that reports that arrive wait for one batch at most.
        note_failure("could not prepare the search", finding.store.find_prepare());
    };
    Ok(Tending {
        _retiring: repeat("retiring", RETIRE_PAUSE, over)?,
        _forgetting: repeat("tending", TEND_PAUSE, forget)?,
        _finding: repeat("finding", FIND_PAUSE, find)?,
    })
}
