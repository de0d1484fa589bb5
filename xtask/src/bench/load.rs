//! Load on a log's append address: many connections, entries due at fixed times whether or not
//! earlier ones were answered, and each answer timed from when its entry was due.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::table::percentile;

/// What to send.
#[derive(Clone, Copy)]
pub(super) struct Load {
    pub(super) connections: u64,
    /// Entries due each second; `None` sends the next one as soon as an answer is there.
    pub(super) rate: Option<u64>,
    pub(super) time: Duration,
    pub(super) entry_bytes: usize,
}

/// What came back.
pub(super) struct Answered {
    pub(super) count: u64,
    pub(super) per_second: f64,
    pub(super) p50_ms: f64,
    pub(super) p99_ms: f64,
    pub(super) p999_ms: f64,
    pub(super) max_ms: f64,
}

impl std::fmt::Display for Answered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:.0}/s, p50 {:.1} ms, p99 {:.1} ms, p99.9 {:.1} ms, max {:.0} ms ({} entries)",
            self.per_second, self.p50_ms, self.p99_ms, self.p999_ms, self.max_ms, self.count
        )
    }
}

/// Sends the load to `address` and waits for every answer.
///
/// # Errors
///
/// If a connection fails or an answer is not a place in the log: then there is no figure.
pub(super) fn run(address: SocketAddr, load: Load) -> Result<Answered> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async move {
        let next = Arc::new(AtomicU64::new(0));
        let began = Instant::now() + Duration::from_millis(200);
        let mut tasks = Vec::new();
        for connection in 0..load.connections {
            let next = Arc::clone(&next);
            tasks.push(tokio::spawn(connect(address, load, connection, next, began)));
        }
        let mut times = Vec::new();
        for task in tasks {
            times.extend(task.await.context("a connection stopped")??);
        }
        let taken = began.elapsed().as_secs_f64();
        let count = times.len() as u64;
        Ok(Answered {
            count,
            per_second: count as f64 / taken,
            p50_ms: percentile(&mut times, 0.50),
            p99_ms: percentile(&mut times, 0.99),
            p999_ms: percentile(&mut times, 0.999),
            max_ms: percentile(&mut times, 1.0),
        })
    })
}

/// One connection: takes the next entry that is due, waits for its time, sends it, reads the answer.
async fn connect(
    address: SocketAddr,
    load: Load,
    connection: u64,
    next: Arc<AtomicU64>,
    began: Instant,
) -> Result<Vec<f64>> {
    let mut stream = TcpStream::connect(address).await.context("cannot connect")?;
    stream.set_nodelay(true)?;
    let head =
        format!("POST /append HTTP/1.1\r\nhost: b\r\ncontent-length: {}\r\n\r\n", load.entry_bytes);
    let mut request = head.into_bytes();
    let body = request.len();
    request.resize(body + load.entry_bytes, b'x');
    let mut times = Vec::new();
    let mut answer = [0u8; 1024];
    tokio::time::sleep_until(began.into()).await;
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let due = match load.rate {
            Some(rate) => Duration::from_nanos(number * 1_000_000_000 / rate),
            None => began.elapsed(),
        };
        if due >= load.time {
            return Ok(times);
        }
        let due = began + due;
        tokio::time::sleep_until(due.into()).await;
        // Each entry is its own, so that nothing can be answered from memory.
        let label = format!("{connection:08x}{number:016x}");
        let end = label.len().min(load.entry_bytes);
        request[body..body + end].copy_from_slice(&label.as_bytes()[..end]);
        stream.write_all(&request).await?;
        read_answer(&mut stream, &mut answer).await?;
        times.push(due.elapsed().as_secs_f64() * 1e3);
    }
}

/// Reads one answer, which must be a place in the log.
async fn read_answer(stream: &mut TcpStream, buffer: &mut [u8; 1024]) -> Result<()> {
    let mut filled = 0;
    loop {
        let read = stream.read(&mut buffer[filled..]).await?;
        if read == 0 {
            bail!("the server closed the connection");
        }
        filled += read;
        let text = &buffer[..filled];
        if text.ends_with(b"\n") && text.windows(10).any(|part| part == b"\r\n\r\nindex ") {
            if !text.starts_with(b"HTTP/1.1 200") {
                bail!("not a 200: {}", String::from_utf8_lossy(text));
            }
            return Ok(());
        }
        if filled == buffer.len() || (!text.starts_with(b"HTTP/1.1 200") && filled > 12) {
            bail!("no place in the log: {}", String::from_utf8_lossy(text));
        }
    }
}
