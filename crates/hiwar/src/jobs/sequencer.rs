//! The two threads behind a log that grows: one gives entries their places, one writes the tiles.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use store::disk::Disk;
use store::log::{Appender, Flusher};
use tokio::sync::{mpsc, oneshot};
use web::append::AppendRequest;

use crate::clock;
use crate::exit::advice;
use crate::log;

/// Entries that may wait for the sequencer before clients must wait too.
pub(crate) const QUEUE_ENTRIES: usize = 8192;
/// Entries in one batch, and so behind one sync.
const BATCH_ENTRIES_MAX: usize = 4096;
/// Bytes in one batch. A record of the write-ahead log is read as one piece.
const BATCH_BYTES_MAX: usize = 16 << 20;
/// While entries keep coming, the checkpoint file and the partial tiles are written so often;
/// readers of the server never wait for them. Each writing makes files that the next one replaces,
/// and a file system that has just removed many files is slow to make new ones: ext4 looks at each.
const PUBLISH_PAUSE: Duration = Duration::from_millis(500);
/// Full tiles are written this often, a few at a time: many at once hold everybody up.
const TILES_PAUSE: Duration = Duration::from_millis(50);
/// How long to wait before writing tiles is tried again after the disk refused.
const RETRY_PAUSE: Duration = Duration::from_secs(1);

/// A batch whose entries may be acknowledged: the place of its first one, and who waits for each.
pub(crate) struct Acknowledged {
    first_index: u64,
    waiting: Vec<oneshot::Sender<u64>>,
}

/// Tells each client its entry's place. It runs inside the server's runtime: waking a hundred tasks
/// from there costs a tenth of waking them one by one from the sequencer's thread.
pub(crate) async fn acknowledge(mut batches: mpsc::UnboundedReceiver<Acknowledged>) {
    while let Some(Acknowledged { first_index, waiting }) = batches.recv().await {
        for (index, done) in (first_index..).zip(waiting) {
            // A client that went away does not undo its entry.
            let _ = done.send(index);
        }
    }
}

/// Sequences what arrives on `queue` until it is closed, the log stops or `is_refused` is set;
/// `stopped` is called if a write failed. One
/// batch is whatever waits: no timer, so a lone entry goes at once.
pub(crate) fn sequence<D: Disk + 'static>(
    mut appender: Appender<D>,
    mut queue: mpsc::Receiver<AppendRequest>,
    acknowledged: mpsc::UnboundedSender<Acknowledged>,
    is_refused: Arc<AtomicBool>,
    stopped: impl FnOnce() + Send + 'static,
) -> anyhow::Result<JoinHandle<()>> {
    let run = move || {
        let (mut entries, mut waiting) = (Vec::new(), Vec::new());
        while let Some(first) = queue.blocking_recv() {
            let mut size = 0;
            let mut next = Some(first);
            while let Some(AppendRequest { entry, done }) = next {
                size += entry.len();
                entries.push(entry);
                waiting.push(done);
                let has_room = entries.len() < BATCH_ENTRIES_MAX && size < BATCH_BYTES_MAX;
                next = if has_room { queue.try_recv().ok() } else { None };
            }
            if is_refused.load(Ordering::Acquire) {
                break;
            }
            match appender.commit(&entries, clock::now_ms()) {
                Ok(first_index) => {
                    let waiting = std::mem::take(&mut waiting);
                    // If the server has gone, so have those who waited.
                    let _ = acknowledged.send(Acknowledged { first_index, waiting });
                }
                Err(error) => {
                    let error = anyhow::Error::from(error);
                    let why = format!("{error:#}{}", advice(&error));
                    let message = "the log stopped accepting entries until it is started again";
                    log::error("sequencer", message, &[("why", &why)]);
                    stopped();
                    break;
                }
            }
            entries.clear();
            appender.wait_for_room();
        }
    };
    thread::Builder::new().name("sequencer".into()).spawn(run).context("could not start a thread")
}

/// Writes tiles whenever there are new ones, until the appender is gone and all is written.
pub(crate) fn flush<D: Disk + 'static>(mut flusher: Flusher<D>) -> anyhow::Result<JoinHandle<()>> {
    let run = move || {
        let mut published: Option<Instant> = None;
        while flusher.wait() {
            let is_due = published.is_none_or(|at| at.elapsed() >= PUBLISH_PAUSE);
            let written = if is_due || flusher.is_last() {
                flusher.flush().map(|_| published = Some(clock::mark()))
            } else {
                flusher.write_full()
            };
            match written {
                Ok(()) => thread::sleep(TILES_PAUSE),
                Err(error) => {
                    let error = anyhow::Error::from(error);
                    let why = format!("{error:#}{}", advice(&error));
                    log::error("tiles", "could not write tiles, trying again", &[("why", &why)]);
                    if flusher.is_last() {
                        // Nobody appends any more, and the write-ahead log holds everything: the
                        // next start writes what is missing here.
                        return;
                    }
                    thread::sleep(RETRY_PAUSE);
                }
            }
        }
    };
    thread::Builder::new().name("tiles".into()).spawn(run).context("could not start a thread")
}
