//! Counts the scorecards from the register, from its first entry on: the same reader as the command's,
//! over the same lines, so that the page and `hiwar scorecard` say the same.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use dialogue::scorecard::{Reader, rows};
use register::checkpoint::Checkpoint;
use register::reader::TileReader;
use web::desk::Desk;
use web::room::Counted;
use web::state::Shared;

use crate::clock;
use crate::log;

/// How often the register is looked at.
const PAUSE: Duration = Duration::from_secs(1);
/// How long to wait after something went wrong.
const TROUBLE_PAUSE: Duration = Duration::from_secs(60);
/// Counting takes at most this part of the time, one in so many.
const COUNT_SHARE: u32 = 20;
/// Entries of a full bundle. Source: C2SP tlog-tiles.
const BUNDLE_ENTRIES: u64 = 256;

/// The thread; it ends with its value.
pub(crate) struct Counting {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Counting {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Begins to count.
pub(crate) fn start(desk: Desk, register: Shared) -> anyhow::Result<Counting> {
    let (stop, stopped) = channel();
    let mut counter =
        Counter { desk, register, reader: Reader::default(), read: 0, head: None, next: None };
    let run = move || counter.run(&stopped);
    let thread = thread::Builder::new().name("scorecards".into()).spawn(run);
    let thread = thread.context("could not start a thread")?;
    Ok(Counting { stop: Some(stop), thread: Some(thread) })
}

struct Counter {
    desk: Desk,
    register: Shared,
    reader: Reader,
    /// How many entries were read.
    read: u64,
    /// The head that the last of them were proved under.
    head: Option<Checkpoint>,
    /// Not to count again before.
    next: Option<Instant>,
}

/// Whether the thread is to end.
fn is_asked(stopped: &Receiver<()>) -> bool {
    !matches!(stopped.try_recv(), Err(TryRecvError::Empty))
}

impl Counter {
    fn run(&mut self, stopped: &Receiver<()>) {
        let mut last_trouble = String::new();
        loop {
            let trouble =
                self.round(stopped).map_or_else(|error| format!("{error:#}"), |()| String::new());
            // What stays wrong is told once.
            if !trouble.is_empty() && trouble != last_trouble {
                let message = "the scorecards are not counted any further";
                log::error("scorecards", message, &[("why", &trouble)]);
            }
            let pause = if trouble.is_empty() { PAUSE } else { TROUBLE_PAUSE };
            last_trouble = trouble;
            match stopped.recv_timeout(pause) {
                Err(RecvTimeoutError::Timeout) => {}
                _ => return,
            }
        }
    }

    /// Reads what is new, and counts if it is time.
    fn round(&mut self, stopped: &Receiver<()>) -> anyhow::Result<()> {
        let signed = self.register.reader.checkpoint();
        let head = signed.checkpoint();
        let mut reader = TileReader::new(&self.register.reader, head.size, head.root);
        if let Some(before) = &self.head
            && before.size > 0
            && (before.size > head.size
                || reader.prove_consistency(before.size, &before.root).is_err())
        {
            // An older copy was put back: everything is read again.
            (self.reader, self.read) = (Reader::default(), 0);
        }
        while self.read < head.size && !is_asked(stopped) {
            let entries = reader.prove_bundle(self.read / BUNDLE_ENTRIES);
            let entries = entries.context("could not read the register")?;
            let known = usize::try_from(self.read % BUNDLE_ENTRIES)?;
            for entry in entries.iter().skip(known) {
                // Entries that contradict earlier ones are named on the account's page.
                self.reader.read(entry, |_| {});
                self.reader.read(b"\n", |_| {});
                self.read += 1;
            }
        }
        self.head = Some(head.clone());
        self.count();
        Ok(())
    }

    fn count(&mut self) {
        let counted = self.desk.cards.get().map(|counted| counted.entries);
        if counted == Some(self.read) || self.next.is_some_and(|next| clock::mark() < next) {
            return;
        }
        let began = clock::mark();
        let rows = rows(&self.reader.so_far());
        self.desk.cards.set(Arc::new(Counted { entries: self.read, rows }));
        self.next = Some(clock::mark() + began.elapsed() * COUNT_SHARE);
    }
}
