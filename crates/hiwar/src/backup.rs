//! `hiwar backup` and `hiwar restore`: a desk's data folder as two files, the data and the keys, and
//! back again.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::bail;
use clap::Args;
use record::Timestamp;
use register::note::VerifierKey;
use store::backup::{self, About, BackupError, Checked, Hands, Holds, KeysRule, Kind, Targets};

use crate::clock;
use crate::exit::{BadUsage, Ended};
use crate::say;

/// How often something is said about a long one.
const SAY_PAUSE: Duration = Duration::from_secs(2);
/// How often the register's files are looked at while they have to follow, and for how long.
const FOLLOW_PAUSE: Duration = Duration::from_millis(50);
const FOLLOW_TIME_MAX: Duration = Duration::from_secs(30);

/// What `backup` is told.
#[derive(Debug, Args)]
pub(crate) struct BackupArguments {
    /// The desk's data folder. The desk may be running.
    #[arg(long, required_unless_present = "check", conflicts_with = "check")]
    data: Option<PathBuf>,
    /// The file of the keys. It takes the place of the one before: older ones must not be kept, or
    /// nothing is ever erased. Keep it apart from the data. Without this, it is OUT with `.keys`
    /// behind it.
    #[arg(long, conflicts_with = "check")]
    keys: Option<PathBuf>,
    /// Check back-ups instead: every byte of each FILE.
    #[arg(long)]
    check: bool,
    /// With `--check`, the verifier key of the desk, as `/desk/key` shows it. Without it, a file is
    /// checked against the key that it names itself.
    #[arg(long, requires = "check")]
    key: Option<String>,
    /// The file to write the data to, which must not be there. Left out, only the keys are backed up
    /// (say `--keys`). With `--check`, the files to check.
    #[arg(value_name = "OUT")]
    files: Vec<PathBuf>,
}

/// What `restore` is told.
#[derive(Debug, Args)]
pub(crate) struct RestoreArguments {
    /// The file of the data.
    data_file: PathBuf,
    /// Where to: an empty or absent folder.
    #[arg(long)]
    data: PathBuf,
    /// The file of the keys: the newest there is. Without this, the file of the data with `.keys`
    /// behind its name.
    #[arg(long)]
    keys: Option<PathBuf>,
    /// Take keys that are older than the data, if there are no others: reports of in between stay
    /// locked.
    #[arg(long)]
    with_older_keys: bool,
    /// Check everything and say what would be there, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Takes a back-up, or checks some.
pub(crate) fn run_backup(arguments: &BackupArguments) -> anyhow::Result<Ended> {
    let BackupArguments { data, keys, check, key, files } = arguments;
    if *check {
        return run_check(files, key.as_deref());
    }
    let (Some(dir), [] | [_]) = (data, &files[..]) else {
        bail!(BadUsage("say one file to write to, or --check before the files to check".into()));
    };
    let out = files.first();
    let keys = match (keys, out) {
        (Some(keys), _) => keys.clone(),
        (None, Some(out)) => beside(out),
        (None, None) => {
            bail!(BadUsage("say where the back-up goes: OUT, --keys FILE, or both".into()))
        }
    };
    if out.is_some_and(|out| *out == keys) {
        bail!(BadUsage("the data and the keys go into two files, to be kept apart".into()));
    }
    let targets = Targets { data: out.cloned(), keys };
    let taken = take(dir, &targets)?;
    if let (Some(about), Some(out)) = (&taken.data, out) {
        say::line(format_args!("data {}", out.display()))?;
        print(about)?;
    }
    say::line(format_args!("keys {}", targets.keys.display()))?;
    for name in &taken.left_out {
        say::note(format_args!("hiwar: {name} in the folder is not known here, and not backed up"));
    }
    if taken.is_replaced {
        say::note(
            "hiwar: the keys took the place of the older ones, so that what was erased since stays \
             erased; destroy every other copy of older keys",
        );
    }
    if arguments.keys.is_none() {
        say::note(
            "hiwar: whoever has both files reads everything: keep the keys somewhere else, and \
             only the newest (--keys FILE writes them there, over the older ones)",
        );
    }
    Ok(Ended::Well)
}

fn take(dir: &Path, targets: &Targets) -> anyhow::Result<backup::Taken> {
    let mut progress = Progress::new("copied");
    let began = clock::mark();
    let mut wait = || {
        thread::sleep(FOLLOW_PAUSE);
        began.elapsed() < FOLLOW_TIME_MAX
    };
    let mut passed = |bytes| progress.passed(bytes);
    let mut hands = Hands { clock: clock::now_ms, passed: &mut passed, wait: &mut wait };
    Ok(backup::take(dir, targets, clock::random()?, &mut hands)?)
}

fn run_check(files: &[PathBuf], key: Option<&str>) -> anyhow::Result<Ended> {
    if files.is_empty() {
        bail!(BadUsage("say which files to check".into()));
    }
    let key = key.map(VerifierKey::parse).transpose();
    let key = key.map_err(|error| BadUsage(format!("the key cannot be read: {error}")))?;
    let mut ended = Ended::Well;
    for file in files {
        let mut progress = Progress::new("checked");
        let shown = file.display();
        match backup::check(file, key.as_ref(), &mut |bytes| progress.passed(bytes)) {
            Ok(checked) => say::line(format_args!("ok\t{shown}\t{}", summary(&checked)))?,
            Err(error) if error.is_about_the_file() => {
                ended = Ended::Wrong;
                let error = anyhow::Error::from(error);
                say::line(format_args!("wrong\t{shown}\t{}", error.root_cause()))?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    if key.is_none() && ended == Ended::Well {
        say::note(
            "hiwar: without --key, each was checked against the key that it names itself: give the \
             desk's to know that it is the desk's",
        );
    }
    Ok(ended)
}

fn summary(checked: &Checked) -> String {
    let Checked { kind, about, parts, size_bytes } = checked;
    let (desk, taken) = (&about.desk, time(about.taken_ms));
    format!("{kind} of {desk} as of {taken}, {parts} parts, {size_bytes} bytes")
}

/// Puts a back-up back.
pub(crate) fn run_restore(arguments: &RestoreArguments) -> anyhow::Result<Ended> {
    let RestoreArguments { data_file, data: dir, keys, with_older_keys, dry_run } = arguments;
    let keys = keys.clone().unwrap_or_else(|| beside(data_file));
    if !keys.exists() {
        bail!(
            "the keys are not in {}: say --keys FILE; without its keys a back-up opens nothing",
            keys.display()
        );
    }
    let rule = if *with_older_keys { KeysRule::Older } else { KeysRule::SameOrNewer };
    if *dry_run {
        return would_restore(data_file, &keys, dir, rule);
    }
    let mut progress = Progress::new("put back");
    let passed = &mut |bytes| progress.passed(bytes);
    let put = backup::put_back(data_file, &keys, dir, rule, clock::now_ms(), passed)?;
    print(&put.about)?;
    if put.erased > 0 {
        say::note(format_args!(
            "hiwar: {} reports were erased after this back-up was taken, and are erased here too",
            put.erased
        ));
    }
    if put.ended > 0 {
        say::note(format_args!(
            "hiwar: {} tokens of platforms and invitations are ended, as nobody knows who holds them \
             by now: they are made anew",
            put.ended
        ));
    }
    if put.without_key > 0 {
        say::note(format_args!(
            "hiwar: {} reports have no key in these older keys and stay locked",
            put.without_key
        ));
    }
    if let Some(Holds { register: Some(register), .. }) = &put.about.holds {
        tell_of_register(dir, register.size, &put);
    }
    Ok(Ended::Well)
}

/// What the register of an older copy needs: it must never sign a second history.
fn tell_of_register(dir: &Path, size: u64, put: &backup::PutBack) {
    let register = dir.join("register");
    let register = register.display();
    if put.has_policy {
        say::note(format_args!(
            "hiwar: the register stays closed until its witnesses say that they know no more than \
             these {size} entries; if they know more, bring it back with `hiwar register recover`"
        ));
    } else {
        say::note(format_args!(
            "hiwar: the register has no witnesses to ask, so it stays closed until you say which \
             checkpoint is the last that anybody may have seen. If it is this one, of {size} \
             entries: hiwar register recover --dir {register} --from {register} --checkpoint \
             {register}/public/checkpoint"
        ));
    }
    if put.witnessed > 0 {
        say::note(format_args!(
            "hiwar: this desk witnesses other registers ({}), and what it has seen of them is as old \
             as the back-up: take a new witness key unless you are sure that it cosigned nothing \
             since (SECURITY.md, \"Keys\")",
            put.witnessed
        ));
    }
}

fn would_restore(data: &Path, keys: &Path, dir: &Path, rule: KeysRule) -> anyhow::Result<Ended> {
    if dir.read_dir().is_ok_and(|mut names| names.next().is_some()) {
        return Err(BackupError::NotEmpty(dir.to_owned()).into());
    }
    let (about, _) = backup::pair(data, keys, rule)?;
    let key = VerifierKey::parse(&about.key).map_err(|error| {
        BadUsage(format!("{} names a key that cannot be read: {error}", data.display()))
    })?;
    let mut progress = Progress::new("checked");
    for file in [data, keys] {
        backup::check(file, Some(&key), &mut |bytes| progress.passed(bytes))?;
    }
    print(&about)?;
    Ok(Ended::Well)
}

/// Where the keys are if it is not said: beside the data, under its name.
fn beside(data: &Path) -> PathBuf {
    data.with_added_extension(Kind::Keys.word())
}

/// What a back-up of the data is of, a line each.
fn print(about: &About) -> std::io::Result<()> {
    say::line(format_args!("desk {}", about.desk))?;
    say::line(format_args!("taken {}", time(about.taken_ms)))?;
    let Some(Holds { reports, cases, entries, register }) = &about.holds else { return Ok(()) };
    say::line(format_args!("reports {reports}\ncases {cases}\nentries {entries}"))?;
    if let Some(register) = register {
        let (origin, size, root) = (&register.origin, register.size, &register.root);
        say::line(format_args!("register {origin} size {size} root {root}"))?;
    }
    Ok(())
}

fn time(ms: u64) -> Timestamp {
    Timestamp::nearest(i64::try_from(ms / 1000).unwrap_or(i64::MAX))
}

/// Says from time to time how far it is.
struct Progress {
    what: &'static str,
    bytes: u64,
    said: Instant,
}

impl Progress {
    fn new(what: &'static str) -> Progress {
        Progress { what, bytes: 0, said: clock::mark() }
    }

    fn passed(&mut self, bytes: u64) {
        self.bytes += bytes;
        if self.said.elapsed() >= SAY_PAUSE {
            self.said = clock::mark();
            say::note(format_args!("hiwar: {} MiB {}", self.bytes >> 20, self.what));
        }
    }
}
