//! Moving what the write-ahead logs hold into the databases, beside the writer.
//!
//! By itself SQLite does this in the middle of a commit, and everybody who waits for that commit
//! waits for it too. Here a thread of its own does it; the writer only does the last of it, when a
//! log has become long, so that the log begins again from its start. SQLite syncs a database only
//! once its whole log was moved, which is then: so the thread syncs it before, and leaves the writer
//! a few pages to sync and not all of the last minutes (0.14 to 0.24 s in which nobody was answered).

use std::fs::File;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rusqlite::Connection;

/// Pages in a log from which on the writer is asked to have it begin again: 256 MiB.
const LONG_PAGES: i64 = 64 << 10;
/// So many pages at most does the last round before that move. Unit: pages of 4 KiB, 8 MiB.
const LEFT_PAGES: i64 = 2 << 10;
/// Length from which on a log is left to the writer even if it still grows faster than that: whoever
/// writes then waits, and the log does not grow for ever. Unit: pages of 4 KiB, 1 GiB.
const LONGEST_PAGES: i64 = 256 << 10;
/// How long to wait after a round: a page that is changed again meanwhile is moved once.
const PAUSE: Duration = Duration::from_millis(500);

/// What the thread and the writer share.
#[derive(Default)]
struct Shared {
    is_long: AtomicBool,
    /// Held during a round, so that nobody who empties a log is refused because of it.
    round: Mutex<()>,
}

/// The thread. It ends with its value, once the round that it is in is done.
pub(super) struct Checkpoints {
    written: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
    shared: Arc<Shared>,
}

impl Checkpoints {
    /// Begins to look after the logs, with a connection of its own, and the files of both databases to
    /// sync. The caller keeps those open for as long as any connection: a process that closes a file
    /// lets go of all its locks there, those of SQLite too (POSIX, `fcntl`).
    ///
    /// # Errors
    ///
    /// If the thread cannot be started.
    pub(super) fn start(
        connection: Connection,
        files: Arc<[File; 2]>,
    ) -> std::io::Result<Checkpoints> {
        let (written, changes) = sync_channel(1);
        let shared = Arc::new(Shared::default());
        let its = Arc::clone(&shared);
        let thread = thread::Builder::new().name("checkpoints".into());
        let thread = thread.spawn(move || look_after(&connection, &*files, &changes, &its))?;
        Ok(Checkpoints { written: Some(written), thread: Some(thread), shared })
    }

    /// The writer has committed. It does the rest of a long log itself: only while nobody writes can
    /// a log begin again.
    pub(super) fn committed(&self, writer: &Connection) {
        if self.shared.is_long.swap(false, Ordering::AcqRel) {
            // What fails is done by the next round, and nothing is lost: it stands in the log.
            let _ = move_pages(writer);
        }
        if let Some(written) = &self.written {
            match written.try_send(()) {
                // It is told already, or it ended; the log only grows then.
                Ok(()) | Err(TrySendError::Full(()) | TrySendError::Disconnected(())) => {}
            }
        }
    }

    /// Does `work` while no round goes on.
    pub(super) fn apart<T>(&self, work: impl FnOnce() -> T) -> T {
        let _round = self.shared.round.lock().unwrap_or_else(PoisonError::into_inner);
        work()
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        drop(self.written.take());
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}

fn look_after(connection: &Connection, files: &[File], changes: &Receiver<()>, shared: &Shared) {
    while changes.recv().is_ok() {
        if rounds(connection, files, shared) {
            shared.is_long.store(true, Ordering::Release);
        }
        // Whoever waits for the end of this thread wakes it.
        thread::park_timeout(PAUSE);
    }
}

/// Moves what is there, and if that was much what came meanwhile; true if a log is long, and what is
/// left of it is for the writer.
fn rounds(connection: &Connection, files: &[File], shared: &Shared) -> bool {
    let mut before = 0;
    loop {
        let round = shared.round.lock().unwrap_or_else(PoisonError::into_inner);
        // What fails here fails because somebody reads, or because the disk does, which the writer
        // meets and tells.
        let Ok(pages) = move_pages(connection) else { return false };
        drop(round);
        // A sync that fails is the disk's: the writer, which syncs at the end, meets and tells it.
        if pages < LONG_PAGES || !files.iter().all(|file| file.sync_data().is_ok()) {
            return false;
        }
        if pages - before < LEFT_PAGES || pages > LONGEST_PAGES {
            return true;
        }
        before = pages;
    }
}

/// Moves what can be moved without waiting for anybody, and returns how long the longer log is.
/// Unit: pages.
fn move_pages(connection: &Connection) -> rusqlite::Result<i64> {
    let mut longest = 0;
    for name in ["main", "desk"] {
        let sql = format!("PRAGMA {name}.wal_checkpoint(PASSIVE)");
        let pages: i64 = connection.query_row(&sql, [], |row| row.get(1))?;
        longest = longest.max(pages);
    }
    Ok(longest)
}
