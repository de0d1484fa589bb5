//! Where a log is read from: a folder on this machine, or its address.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Args;
use register::bundle;
use register::checkpoint::{Checkpoint, SignedCheckpoint};
use register::monitor::Monitor;
use register::note::VerifierKey;
use register::reader::Tiles;
use register::tile::{TileKind, TilePath};
use store::disk::RealDisk;
use store::folder::{FolderError, LogFolder};
use store::public::StaticTiles;

use crate::exit::BadUsage;
use crate::say;

/// A bundle of 256 of the longest entries, and a little more. Unit: bytes.
const BUNDLE_BYTES_MAX: u64 = 17 << 20;
/// A full tile of hashes, and one byte to notice a longer one. Unit: bytes.
const TILE_BYTES_MAX: u64 = 8193;
/// A checkpoint, a key, a policy. Unit: bytes.
const FILE_BYTES_MAX: u64 = 1 << 20;
/// How long one request may take.
const REQUEST_TIME_MAX: Duration = Duration::from_secs(30);

/// Where the log is, and whose it must be.
#[derive(Debug, Args)]
pub(crate) struct SourceArguments {
    /// The log's folder on this machine.
    #[arg(long, conflicts_with = "log")]
    pub(crate) dir: Option<PathBuf>,
    /// The log's address, for example <https://desk.example/register>.
    #[arg(long)]
    pub(crate) log: Option<String>,
    /// The log's verifier key. Without it the one in the folder's `log.json` is used, or, for an
    /// address, the one that the log itself names: then an impostor at that address is not noticed.
    #[arg(long)]
    pub(crate) key: Option<String>,
}

/// What was read is no log of that key: the thing checked is wrong, and not the reading.
#[derive(Debug)]
pub(crate) struct WrongLog(pub(crate) &'static str);

impl std::fmt::Display for WrongLog {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

/// A log to read, with the key its checkpoints must carry.
pub(crate) struct Source {
    place: Place,
    /// The key that checkpoints must carry.
    pub(crate) key: VerifierKey,
    /// Whether the key came from the log itself and so proves nothing about who it is.
    pub(crate) is_key_taken_on_trust: bool,
}

enum Place {
    Folder(PathBuf, StaticTiles<RealDisk>, RealDisk),
    Address(Client),
}

/// Reads a log's static files over HTTP.
#[derive(Clone)]
pub(crate) struct Client {
    agent: ureq::Agent,
    base: String,
}

impl Client {
    /// A client for the log at `base`.
    pub(crate) fn new(base: &str) -> Client {
        Client::with_time(base, REQUEST_TIME_MAX)
    }

    /// The same, for an answer that is waited for no longer than `time`.
    pub(crate) fn with_time(base: &str, time: Duration) -> Client {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(time))
            .http_status_as_error(false)
            .max_redirects(0)
            .build();
        Client { agent: config.into(), base: base.trim_end_matches('/').to_owned() }
    }

    /// The body at `path`, or `None` where there is none.
    pub(crate) fn get(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        let most = match path.strip_prefix("tile/") {
            Some(tile) if tile.starts_with("entries/") => BUNDLE_BYTES_MAX,
            Some(_) => TILE_BYTES_MAX,
            None => FILE_BYTES_MAX,
        };
        let url = format!("{}/{path}", self.base);
        let mut response = self.agent.get(&url).call().map_err(io::Error::other)?;
        match response.status().as_u16() {
            200 => {}
            404 => return Ok(None),
            status => return Err(io::Error::other(format!("the server answered {status}"))),
        }
        let body = response.body_mut().with_config().limit(most).read_to_vec();
        body.map(Some).map_err(io::Error::other)
    }
}

impl Source {
    /// Opens what the arguments name. `here` is a folder or address given without an option.
    pub(crate) fn open(arguments: &SourceArguments, here: Option<&str>) -> anyhow::Result<Source> {
        let is_address = |text: &str| text.starts_with("http://") || text.starts_with("https://");
        let place = match (&arguments.dir, arguments.log.as_deref(), here) {
            (Some(dir), None, None) => Place::folder(dir.clone()),
            (None, Some(log), None) if is_address(log) => Place::Address(Client::new(log)),
            (None, None, Some(here)) if is_address(here) => Place::Address(Client::new(here)),
            (None, None, Some(here)) => Place::folder(here.into()),
            (None, Some(_), None) => {
                bail!(BadUsage("the log's address must begin with http:// or https://".into()))
            }
            _ => bail!(BadUsage("name one log: --dir FOLDER or --log ADDRESS".into())),
        };
        if let Some(text) = &arguments.key {
            let key = VerifierKey::parse(text)
                .map_err(|error| BadUsage(format!("the key cannot be read: {error}")))?;
            return Ok(Source { place, key, is_key_taken_on_trust: false });
        }
        if let Some(key) = place.key_of_folder()? {
            return Ok(Source { place, key, is_key_taken_on_trust: false });
        }
        let key = place.own_key()?;
        Ok(Source { place, key, is_key_taken_on_trust: true })
    }

    /// The published checkpoint, signed by the key.
    pub(crate) fn checkpoint(&self) -> anyhow::Result<SignedCheckpoint> {
        let bytes = self.file("checkpoint")?.context("the log has no checkpoint")?;
        SignedCheckpoint::parse(&bytes, &self.key)
            .context(WrongLog("the published checkpoint is not one of this log"))
    }

    /// The latest checkpoint with enough cosignatures, if there is one.
    pub(crate) fn cosigned(&self) -> anyhow::Result<Option<SignedCheckpoint>> {
        let Some(bytes) = self.file("cosigned")? else { return Ok(None) };
        let signed = SignedCheckpoint::parse(&bytes, &self.key);
        signed.map(Some).context(WrongLog("the cosigned checkpoint is not one of this log"))
    }

    /// Reads every entry up to `head`, in order, and checks that they are those it was signed over.
    /// What was taken counts only if this ends well: altered files could show anything.
    pub(crate) fn entries(
        &self,
        head: &Checkpoint,
        mut take: impl FnMut(u64, &[u8]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        const WRONG: WrongLog = WrongLog("this log is wrong");
        let (mut monitor, mut full) = (Monitor::new(), Vec::new());
        for bundle_index in 0..head.size.div_ceil(256) {
            let path = TilePath::in_tree(TileKind::Entries, bundle_index, head.size);
            let path = path.context("no such bundle")?;
            let bytes = self.tile(&path).with_context(|| format!("could not read {path}"))?;
            let bytes = bytes.with_context(|| format!("{path} is missing"))?;
            monitor.take_bundle(&path, &bytes, &mut full).context(WRONG)?;
            full.clear();
            let entries = bundle::read_entries(&bytes, path.width())
                .with_context(|| format!("could not read {path}"))?;
            for (index, entry) in (bundle_index * 256..).zip(entries) {
                take(index, entry)?;
            }
        }
        monitor.check_head(head).context(WRONG)
    }

    fn file(&self, name: &str) -> anyhow::Result<Option<Vec<u8>>> {
        self.place.file(name).with_context(|| format!("could not read the log's {name}"))
    }
}

impl Place {
    fn folder(dir: PathBuf) -> Place {
        let disk = RealDisk::new(&dir);
        Place::Folder(dir, StaticTiles(disk.clone()), disk)
    }

    fn file(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        use store::disk::Disk as _;
        match self {
            Place::Address(client) => client.get(name),
            Place::Folder(_, _, disk) => {
                match disk.read(&std::path::Path::new(store::public::FOLDER).join(name)) {
                    Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                    read => read.map(Some),
                }
            }
        }
    }

    /// The key as the folder of a log keeps it beside the files that anyone may write to; `None` for
    /// an address, and for a mirror that has the public files alone.
    fn key_of_folder(&self) -> anyhow::Result<Option<VerifierKey>> {
        let Place::Folder(dir, ..) = self else { return Ok(None) };
        let folder = match LogFolder::open(dir) {
            Err(FolderError::NotALog(_)) => return Ok(None),
            opened => opened?,
        };
        if !folder.is_public_key_true().unwrap_or(false) {
            say::note(
                "hiwar: public/key is missing or not the key of this log: whoever takes the key from \
                 there is deceived; the key in log.json is used here, put it back from there",
            );
        }
        Ok(Some(folder.verifier().clone()))
    }

    /// The key that the log's public files name.
    fn own_key(&self) -> anyhow::Result<VerifierKey> {
        let text = self.file("key").context("could not read the log's key")?;
        let text = text.context("there is no log here: no key")?;
        let text = String::from_utf8(text).context("the log's key is not text")?;
        VerifierKey::parse(text.trim_end()).context("the log's key cannot be read")
    }
}

impl Tiles for Source {
    type Error = io::Error;

    fn tile(&self, path: &TilePath) -> io::Result<Option<Vec<u8>>> {
        match &self.place {
            Place::Folder(_, tiles, _) => tiles.tile(path),
            Place::Address(client) => match client.get(&path.to_string())? {
                Some(bytes) => Ok(Some(bytes)),
                // A log may drop a partial tile once the full one is there.
                None if !path.is_full() => {
                    let full = client.get(&path.as_full().to_string())?;
                    Ok(full.and_then(|bytes| store::public::cut(&bytes, path)))
                }
                None => Ok(None),
            },
        }
    }
}

/// The folder behind `--dir`, for commands that need more than its public files.
pub(crate) fn folder(dir: &std::path::Path) -> anyhow::Result<LogFolder> {
    Ok(LogFolder::open(dir)?)
}
