//! Fills the public room from the register: each entry is proved under the signed head before it is
//! taken, and figures are counted when there is something new.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use register::checkpoint::Checkpoint;
use register::reader::{ReadError, TileReader};
use store::desk::{RoomHead, RoomProgress};
use web::desk::Desk;
use web::state::Shared;

use crate::clock;
use crate::log;

/// How often the register is looked at.
const PAUSE: Duration = Duration::from_millis(200);
/// How long to wait after something went wrong.
const TROUBLE_PAUSE: Duration = Duration::from_secs(10);
/// Counting takes at most this part of the time, one in so many: a million entries take a second.
const COUNT_SHARE: u32 = 20;
/// How often tests are looked for whose day has come.
const TESTS_PAUSE: Duration = Duration::from_secs(60);

/// The thread; it ends with its value, once the entries that it is taking are taken.
pub(crate) struct Filling {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Filling {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Begins to fill the room of a desk from its register.
pub(crate) fn start(desk: Desk, register: Shared) -> anyhow::Result<Filling> {
    let (stop, stopped) = channel();
    let mut filler = Filler { desk, register, counted: None, tests_looked_for: None };
    let run = move || filler.run(&stopped);
    let thread = thread::Builder::new().name("room".into()).spawn(run);
    let thread = thread.context("could not start a thread")?;
    Ok(Filling { stop: Some(stop), thread: Some(thread) })
}

/// When figures were last counted.
struct Counted {
    entries: u64,
    at: Instant,
    took: Duration,
}

struct Filler {
    desk: Desk,
    register: Shared,
    counted: Option<Counted>,
    tests_looked_for: Option<Instant>,
}

/// Whether the thread is to end.
fn is_asked(stopped: &Receiver<()>) -> bool {
    !matches!(stopped.try_recv(), Err(TryRecvError::Empty))
}

impl Filler {
    fn run(&mut self, stopped: &Receiver<()>) {
        let mut last_trouble = String::new();
        loop {
            let trouble = match self.round(stopped) {
                Ok(()) => String::new(),
                Err(error) => format!("{error:#}"),
            };
            // What stays wrong is told once.
            if !trouble.is_empty() && trouble != last_trouble {
                let message = "the public room is not filled any further";
                log::error("room", message, &[("why", &trouble)]);
            }
            let pause = if trouble.is_empty() { PAUSE } else { TROUBLE_PAUSE };
            last_trouble = trouble;
            match stopped.recv_timeout(pause) {
                Err(RecvTimeoutError::Timeout) => {}
                _ => return,
            }
        }
    }

    fn round(&mut self, stopped: &Receiver<()>) -> anyhow::Result<()> {
        let read = self.catch_up(stopped)?;
        self.count(read)?;
        self.publish_tests()
    }

    /// Takes every entry that the latest head covers, and returns how many were taken in all.
    fn catch_up(&self, stopped: &Receiver<()>) -> anyhow::Result<u64> {
        let store = &self.desk.store;
        let signed = self.register.reader.checkpoint();
        let head = signed.checkpoint();
        let mut read = match store.room_progress()? {
            Some(progress) => self.go_on(&progress, head)?,
            None => 0,
        };
        let under = RoomHead { size: head.size, root: head.root.0 };
        let mut reader = TileReader::new(&self.register.reader, head.size, head.root);
        while read < head.size && !is_asked(stopped) {
            let entries = reader.prove_bundle(read / 256).context("could not read the register")?;
            let new: Vec<Vec<u8>> = entries.into_iter().skip((read % 256) as usize).collect();
            let taken = new.len() as u64;
            anyhow::ensure!(store.room_take(read, new, under)?, "somebody else fills it");
            read += taken;
        }
        Ok(read)
    }

    /// Where to go on: where it was left, if the head continues the one of then. If the register as
    /// it is now holds together and does not continue it, an older copy was put back, or a new
    /// register begun: then all that was taken is forgotten.
    fn go_on(&self, progress: &RoomProgress, head: &Checkpoint) -> anyhow::Result<u64> {
        let read = progress.ledger.entries;
        let RoomHead { size, root } = progress.head;
        if (size, root) == (head.size, head.root.0) {
            return Ok(read);
        }
        if size <= head.size {
            let mut reader = TileReader::new(&self.register.reader, head.size, head.root);
            match reader.prove_consistency(size, &register::Hash(root)) {
                Ok(_) => return Ok(read),
                Err(ReadError::Altered { .. }) => {}
                Err(error) => return Err(error).context("could not read the register"),
            }
        }
        // Tiles that lie must not cost what was taken from good ones.
        self.read_whole(head).context("could not read the register")?;
        let message = "the register is not the one that the public room was filled from; all of the \
                       room is made again from its first entry";
        log::warn("room", message, &[]);
        self.desk.store.room_clear()?;
        Ok(0)
    }

    /// Reads every entry and proves it under `head`.
    fn read_whole(&self, head: &Checkpoint) -> Result<(), ReadError<io::Error>> {
        let mut reader = TileReader::new(&self.register.reader, head.size, head.root);
        (0..head.size.div_ceil(256)).try_for_each(|index| reader.prove_bundle(index).map(drop))
    }

    /// Counts what was read, if there is something new and it is not too soon.
    fn count(&mut self, read: u64) -> anyhow::Result<()> {
        let is_due = |counted: &Counted| {
            counted.entries != read && counted.at.elapsed() >= counted.took * COUNT_SHARE
        };
        if read == 0 || !self.counted.as_ref().is_none_or(is_due) {
            return Ok(());
        }
        let began = clock::mark();
        self.desk.store.room_count()?;
        let took = began.elapsed();
        self.counted = Some(Counted { entries: read, at: clock::mark(), took });
        Ok(())
    }

    /// Puts the three-part tests into the open whose day has come.
    fn publish_tests(&mut self) -> anyhow::Result<()> {
        if self.tests_looked_for.is_some_and(|at| at.elapsed() < TESTS_PAUSE) {
            return Ok(());
        }
        let round = self.desk.store.tests_publish_due(self.desk.now())?;
        if round.missing > 0 {
            let message =
                "three-part tests are due and not here: the public sees that they are missing";
            log::warn("room", message, &[("count", &round.missing.to_string())]);
        }
        // A hundred in one round: there may be more.
        self.tests_looked_for = (round.published == 0).then(clock::mark);
        Ok(())
    }
}
