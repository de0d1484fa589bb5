//! One SQLite database with one writer: whatever waits is committed together, so that a thousand
//! reports share one sync, and each is answered only after it.
//!
//! The keys of reports stand in a database of their own (`keys.db`), which is the *main* one of the
//! connection, with the desk's database attached: SQLite commits attached databases in order, so a
//! crash between the two leaves a key without a report, never a report without its key.

mod checkpoints;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use tokio::sync::oneshot;

use checkpoints::Checkpoints;

/// Works in one commit. With more, everybody waits for one commit and then the processors wait for
/// everybody: 512 took 2,943 whole reports a second at p50 106 ms, 64 take 2,997 at 40 ms.
const BATCH_MAX: usize = 64;
/// Works that may wait for the writer before callers must wait too.
const QUEUE_MAX: usize = 4096;
/// Connections that read side by side.
const READERS: usize = 4;
/// How long a reader waits for a lock, which it meets only while the database is being opened.
pub(crate) const BUSY_WAIT: Duration = Duration::from_secs(5);

/// Why the database cannot do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// SQLite refused, or the disk did.
    #[error("could not {action} the database")]
    Sqlite {
        /// What was attempted.
        action: &'static str,
        /// Why it failed.
        #[source]
        source: rusqlite::Error,
    },
    /// A file that must be there is not: it is never made anew by itself.
    #[error("{0} is missing: restore it from a back-up, nothing is made anew here")]
    Missing(PathBuf),
    /// It was written by a newer version.
    #[error(
        "the database has layout {found}, and this version knows up to {known}: run a newer one"
    )]
    Newer {
        /// Its layout.
        found: u32,
        /// The newest one known here.
        known: u32,
    },
    /// Somebody kept reading the keys, so that an erased one may still stand in their write-ahead log.
    #[error(
        "an erased key is still in the log of the keys, because another process reads them: it goes with the next erasure"
    )]
    Read,
    /// SQLite finds it damaged.
    #[error("the database is damaged ({0}): restore it from a back-up")]
    Damaged(String),
    /// It is not of this program's version, and nobody may change it now.
    #[error(
        "the database has layout {found}, and this version knows {known}: start the desk once with \
         this version"
    )]
    Another {
        /// Its layout.
        found: u32,
        /// The one known here.
        known: u32,
    },
    /// The writer has stopped.
    #[error("the database takes nothing more: the process is stopping, or a write failed before")]
    Stopped,
    /// The threads that write could not be started.
    #[error("could not start what writes to the database")]
    Thread(#[source] std::io::Error),
}

impl DatabaseError {
    pub(crate) fn during(action: &'static str) -> impl FnOnce(rusqlite::Error) -> DatabaseError {
        move |source| DatabaseError::Sqlite { action, source }
    }
}

/// Tells the one who waits how the commit went.
type Finish = Box<dyn FnOnce(Result<(), &rusqlite::Error>) + Send>;
/// A change, done inside its own savepoint.
type Change = Box<dyn FnOnce(&Connection) -> Finish + Send>;

/// One piece of work for the writer.
enum Work {
    Change(Change),
    WriteThrough(oneshot::Sender<Result<(), DatabaseError>>),
}

/// The two files of a database.
#[derive(Debug, Clone)]
pub struct Files {
    /// The keys of reports.
    pub keys: PathBuf,
    /// Everything else.
    pub desk: PathBuf,
}

/// A migration: the statements that lead to the layout of its number, from 1.
pub(crate) struct Migrations {
    pub(crate) keys: &'static [&'static str],
    pub(crate) desk: &'static [&'static str],
}

/// An open database. Dropping it ends the writer after all that waits is done.
pub struct Database {
    queue: Option<mpsc::SyncSender<Work>>,
    writer: Option<JoinHandle<()>>,
    readers: Mutex<Vec<Connection>>,
    free: Condvar,
    /// Last, so that it is closed after every connection: see [`Checkpoints::start`].
    _files: Arc<[File; 2]>,
}

impl Database {
    /// Makes both files, which must not be there.
    pub(crate) fn create(files: &Files, migrations: &Migrations) -> Result<(), DatabaseError> {
        let connection = connect(files, OpenFlags::SQLITE_OPEN_CREATE)?;
        migrate(&connection, migrations)
    }

    /// Opens both files, which must be there, and brings them to the newest layout.
    pub(crate) fn open(files: &Files, migrations: &Migrations) -> Result<Database, DatabaseError> {
        for path in [&files.keys, &files.desk] {
            if !path.exists() {
                return Err(DatabaseError::Missing(path.clone()));
            }
        }
        let connection = connect(files, OpenFlags::empty())?;
        migrate(&connection, migrations)?;
        let readers: Result<Vec<_>, _> = (0..READERS).map(|_| reader(files)).collect();
        // Beside the writer, not in the middle of its commits.
        connection
            .execute_batch("PRAGMA wal_autocheckpoint = 0;")
            .map_err(DatabaseError::during("open"))?;
        let open = |path| File::open(path).map_err(DatabaseError::Thread);
        let synced = Arc::new([open(&files.keys)?, open(&files.desk)?]);
        let beside = connect(files, OpenFlags::empty())?;
        let checkpoints = Checkpoints::start(beside, Arc::clone(&synced));
        let checkpoints = checkpoints.map_err(DatabaseError::Thread)?;
        let (queue, works) = mpsc::sync_channel(QUEUE_MAX);
        let writer = thread::Builder::new().name("database".into());
        let writer = writer.spawn(move || write_all(connection, &checkpoints, &works));
        Ok(Database {
            queue: Some(queue),
            writer: Some(writer.map_err(DatabaseError::Thread)?),
            readers: Mutex::new(readers?),
            free: Condvar::new(),
            _files: synced,
        })
    }

    /// Does `work` in the next commit. The answer comes once it is durable; if `work` fails, nothing
    /// of it is kept, and the others in the same commit are not touched.
    ///
    /// # Errors
    ///
    /// [`DatabaseError`].
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, DatabaseError> {
        let (done, result) = oneshot::channel();
        self.send(work, done)?;
        result.await.unwrap_or(Err(DatabaseError::Stopped))
    }

    /// As [`Database::write`], for callers outside a runtime.
    ///
    /// # Errors
    ///
    /// [`DatabaseError`].
    pub fn write_blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, DatabaseError> {
        let (done, result) = oneshot::channel();
        self.send(work, done)?;
        result.blocking_recv().unwrap_or(Err(DatabaseError::Stopped))
    }

    /// Moves what the write-ahead logs hold into the databases and empties them, so that nothing
    /// that was erased is left there.
    ///
    /// # Errors
    ///
    /// [`DatabaseError`].
    pub async fn write_through(&self) -> Result<(), DatabaseError> {
        self.begin_write_through()?.await.unwrap_or(Err(DatabaseError::Stopped))
    }

    /// As [`Database::write_through`], for callers outside a runtime.
    ///
    /// # Errors
    ///
    /// [`DatabaseError`].
    pub fn write_through_blocking(&self) -> Result<(), DatabaseError> {
        self.begin_write_through()?.blocking_recv().unwrap_or(Err(DatabaseError::Stopped))
    }

    fn begin_write_through(
        &self,
    ) -> Result<oneshot::Receiver<Result<(), DatabaseError>>, DatabaseError> {
        let (done, result) = oneshot::channel();
        // Checkpoints do not run inside a transaction; the writer sees that this is not a work.
        let queue = self.queue.as_ref().ok_or(DatabaseError::Stopped)?;
        queue.send(Work::WriteThrough(done)).map_err(|_| DatabaseError::Stopped)?;
        Ok(result)
    }

    fn send<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
        done: oneshot::Sender<Result<T, DatabaseError>>,
    ) -> Result<(), DatabaseError> {
        let work: Change = Box::new(move |connection| {
            let worked = apart(connection, work);
            Box::new(move |committed| {
                let result = match (worked, committed) {
                    (Ok(value), Ok(())) => Ok(value),
                    (Err(source), _) => Err(DatabaseError::Sqlite { action: "write to", source }),
                    (Ok(_), Err(error)) => Err(DatabaseError::Sqlite {
                        action: "commit to",
                        source: rusqlite::Error::ToSqlConversionFailure(error.to_string().into()),
                    }),
                };
                // Whoever asked may have gone away; the commit stands.
                let _ = done.send(result);
            })
        });
        let queue = self.queue.as_ref().ok_or(DatabaseError::Stopped)?;
        queue.send(Work::Change(work)).map_err(|_| DatabaseError::Stopped)
    }

    /// Reads with a connection of its own, beside the writer. Blocks while it reads.
    ///
    /// # Errors
    ///
    /// [`DatabaseError::Sqlite`].
    pub fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, DatabaseError> {
        let connection = self.borrow();
        let result = work(&connection).map_err(DatabaseError::during("read"));
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        self.free.notify_one();
        result
    }

    fn borrow(&self) -> Connection {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(connection) = readers.pop() {
                return connection;
            }
            readers = self.free.wait(readers).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}

/// Does `work` in a savepoint, so that its failure undoes only itself.
fn apart<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    connection.prepare_cached("SAVEPOINT work")?.execute([])?;
    let worked = work(connection);
    if worked.is_err() {
        connection.prepare_cached("ROLLBACK TO work")?.execute([])?;
    }
    connection.prepare_cached("RELEASE work")?.execute([])?;
    worked
}

fn write_all(mut connection: Connection, checkpoints: &Checkpoints, works: &mpsc::Receiver<Work>) {
    let mut next = works.recv().ok();
    while let Some(work) = next.take() {
        match work {
            Work::Change(first) => {
                next = change(&mut connection, first, works);
                checkpoints.committed(&connection);
            }
            Work::WriteThrough(done) => {
                let _ = done.send(checkpoints.apart(|| empty_logs(&connection)));
            }
        }
        if next.is_none() {
            next = works.recv().ok();
        }
    }
}

/// Writes both write-ahead logs through, and empties them. The keys' has to be empty in the end, so
/// whoever reads there is waited for. A back-up may read the other one for minutes and is not: what is
/// left in that log is locked under keys that are gone, and is written over as the log is used again.
fn empty_logs(connection: &Connection) -> Result<(), DatabaseError> {
    let during = || DatabaseError::during("empty the log of");
    let empty = |sql| connection.query_row(sql, [], |row| row.get::<_, bool>(0)).map_err(during());
    let is_read = empty("PRAGMA main.wal_checkpoint(TRUNCATE)")?;
    connection.busy_timeout(Duration::ZERO).map_err(during())?;
    let emptied = empty("PRAGMA desk.wal_checkpoint(TRUNCATE)");
    connection.busy_timeout(BUSY_WAIT).map_err(during())?;
    emptied?;
    if is_read { Err(DatabaseError::Read) } else { Ok(()) }
}

/// Commits `first` and what waits behind it, and returns the first work that is no change.
fn change(
    connection: &mut Connection,
    first: Change,
    works: &mpsc::Receiver<Work>,
) -> Option<Work> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate);
    let (mut finishes, mut left) = (Vec::new(), None);
    let committed = transaction.and_then(|transaction| {
        finishes.push(first(&transaction));
        while finishes.len() < BATCH_MAX {
            match works.try_recv() {
                Ok(Work::Change(work)) => finishes.push(work(&transaction)),
                Ok(other) => {
                    left = Some(other);
                    break;
                }
                Err(_) => break,
            }
        }
        transaction.commit()
    });
    for finish in finishes {
        finish(committed.as_ref().copied());
    }
    left
}

pub(crate) fn connect(files: &Files, create: OpenFlags) -> Result<Connection, DatabaseError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
    let connection = Connection::open_with_flags(&files.keys, flags);
    let connection = connection.map_err(DatabaseError::during("open"))?;
    prepare(&connection, &files.desk).map_err(DatabaseError::during("open"))?;
    Ok(connection)
}

fn prepare(connection: &Connection, desk: &Path) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_WAIT)?;
    connection.execute("ATTACH DATABASE ?1 AS desk", [desk.to_string_lossy()])?;
    // FULL: a commit is durable when it returns. `secure_delete`: what is erased is overwritten.
    // Neither page size nor journal mode changes once a database is made. Small pages: with a
    // million reports each mark of a new one stands on a page that nothing else in its commit touches.
    connection.execute_batch(
        "PRAGMA main.page_size = 4096; PRAGMA desk.page_size = 4096;
         PRAGMA main.journal_mode = WAL; PRAGMA desk.journal_mode = WAL;
         PRAGMA main.synchronous = FULL; PRAGMA desk.synchronous = FULL;
         PRAGMA main.secure_delete = ON; PRAGMA desk.secure_delete = ON;
         PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;
         PRAGMA desk.cache_size = -16384; PRAGMA temp_store = MEMORY;",
    )?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// A connection beside the process that writes, which changes nothing, not even by going away: the
/// last one to close would else tidy up.
pub(crate) fn beside(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_WAIT)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.execute_batch("PRAGMA query_only = ON;")?;
    Ok(connection)
}

fn reader(files: &Files) -> Result<Connection, DatabaseError> {
    let connection = connect(files, OpenFlags::empty())?;
    connection
        .execute_batch("PRAGMA query_only = ON; PRAGMA desk.cache_size = -4096;")
        .map_err(DatabaseError::during("open"))?;
    Ok(connection)
}

fn migrate(connection: &Connection, migrations: &Migrations) -> Result<(), DatabaseError> {
    for (name, steps) in [("main", migrations.keys), ("desk", migrations.desk)] {
        let known = u32::try_from(steps.len()).unwrap_or(u32::MAX);
        let found = connection.pragma_query_value(Some(name), "user_version", |row| row.get(0));
        let found: u32 = found.map_err(DatabaseError::during("read"))?;
        if found > known {
            return Err(DatabaseError::Newer { found, known });
        }
        for (number, step) in (1u32..).zip(steps.iter()).skip(found as usize) {
            let version = format!("PRAGMA {name}.user_version = {number};");
            let whole = format!("BEGIN IMMEDIATE; {step}; {version} COMMIT;");
            connection.execute_batch(&whole).map_err(DatabaseError::during("migrate"))?;
        }
    }
    Ok(())
}
