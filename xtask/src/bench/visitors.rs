//! Load on a desk's pages: visits that are due at fixed times whether or not earlier ones were
//! answered, each timed from when it was due; or as fast as they are answered.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::table::percentile;

/// One request, and the status that must come back.
pub(super) struct Asked {
    pub(super) request: Vec<u8>,
    pub(super) status: u16,
}

impl Asked {
    /// A page.
    pub(super) fn page(path: &str, cookie: &str) -> Asked {
        let request = format!("GET {path} HTTP/1.1\r\nhost: desk\r\ncookie: {cookie}\r\n\r\n");
        Asked { request: request.into_bytes(), status: 200 }
    }

    /// A form, which leads on.
    pub(super) fn form(path: &str, cookie: &str, content: &str, body: &[u8]) -> Asked {
        let mut request = format!(
            "POST {path} HTTP/1.1\r\nhost: desk\r\ncookie: {cookie}\r\ncontent-type: {content}\r\n\
             content-length: {}\r\n\r\n",
            body.len()
        )
        .into_bytes();
        request.extend_from_slice(body);
        Asked { request, status: 303 }
    }
}

/// The requests of the visit of a number, one after the other on one connection.
pub(super) type Visit = dyn Fn(usize) -> Vec<Asked> + Send + Sync;

/// How many visits there are, and when.
#[derive(Clone, Copy)]
pub(super) struct Crowd {
    pub(super) connections: usize,
    /// Visits due each second; `None` begins the next one as soon as an answer is there.
    pub(super) rate: Option<u64>,
    pub(super) time: Duration,
    /// No more than this, however much time is left.
    pub(super) visits_max: usize,
}

/// What came back. Times are those of whole visits.
pub(super) struct Visited {
    pub(super) count: usize,
    pub(super) per_second: f64,
    pub(super) p50_ms: f64,
    pub(super) p95_ms: f64,
    pub(super) p99_ms: f64,
    pub(super) p999_ms: f64,
    pub(super) max_ms: f64,
}

impl std::fmt::Display for Visited {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:.0}/s, p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms, p99.9 {:.1} ms, max {:.0} ms ({})",
            self.per_second,
            self.p50_ms,
            self.p95_ms,
            self.p99_ms,
            self.p999_ms,
            self.max_ms,
            self.count
        )
    }
}

/// Lets the crowd visit `address`, and waits for every answer.
///
/// # Errors
///
/// If a connection fails or an answer is another than it must be: then there is no figure.
pub(super) fn run(address: SocketAddr, crowd: Crowd, visit: Arc<Visit>) -> Result<Visited> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async move {
        let next = Arc::new(AtomicUsize::new(0));
        let began = Instant::now() + Duration::from_millis(200);
        let mut tasks = Vec::new();
        for _ in 0..crowd.connections {
            let (next, visit) = (Arc::clone(&next), Arc::clone(&visit));
            tasks.push(tokio::spawn(connect(address, crowd, visit, next, began)));
        }
        let mut times = Vec::new();
        for task in tasks {
            times.extend(task.await.context("a connection stopped")??);
        }
        let taken = began.elapsed().as_secs_f64();
        Ok(Visited {
            count: times.len(),
            per_second: times.len() as f64 / taken,
            p50_ms: percentile(&mut times, 0.50),
            p95_ms: percentile(&mut times, 0.95),
            p99_ms: percentile(&mut times, 0.99),
            p999_ms: percentile(&mut times, 0.999),
            max_ms: percentile(&mut times, 1.0),
        })
    })
}

/// One connection: takes the next visit that is due, waits for its time, and makes it.
async fn connect(
    address: SocketAddr,
    crowd: Crowd,
    visit: Arc<Visit>,
    next: Arc<AtomicUsize>,
    began: Instant,
) -> Result<Vec<f64>> {
    let mut stream = TcpStream::connect(address).await.context("cannot connect")?;
    stream.set_nodelay(true)?;
    let (mut times, mut buffer) = (Vec::new(), Vec::new());
    tokio::time::sleep_until(began.into()).await;
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let due = match crowd.rate {
            Some(rate) => Duration::from_nanos(number as u64 * 1_000_000_000 / rate),
            None => began.elapsed(),
        };
        if due >= crowd.time || number >= crowd.visits_max {
            return Ok(times);
        }
        let due = began + due;
        tokio::time::sleep_until(due.into()).await;
        for asked in visit(number) {
            stream.write_all(&asked.request).await?;
            read_answer(&mut stream, &mut buffer, asked.status).await?;
        }
        times.push(due.elapsed().as_secs_f64() * 1e3);
    }
}

/// Reads one whole answer, whose status must be `status`.
async fn read_answer(stream: &mut TcpStream, buffer: &mut Vec<u8>, status: u16) -> Result<()> {
    buffer.clear();
    let mut whole = None;
    while whole.is_none_or(|whole| buffer.len() < whole) {
        if stream.read_buf(buffer).await? == 0 {
            bail!("the server closed the connection");
        }
        if whole.is_none()
            && let Some(end) = buffer.windows(4).position(|part| part == b"\r\n\r\n")
        {
            let head = String::from_utf8_lossy(&buffer[..end]);
            if !head.starts_with(&format!("HTTP/1.1 {status} ")) {
                bail!("not a {status}: {head}");
            }
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            whole = Some(end + 4 + length.map_or(Ok(0), str::parse::<usize>)?);
        }
    }
    Ok(())
}

/// One page, asked for on a connection of its own.
///
/// # Errors
///
/// If it cannot be read, or is another answer than 200.
pub(super) fn fetch(address: SocketAddr, path: &str, cookie: &str) -> Result<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut stream = TcpStream::connect(address).await.context("cannot connect")?;
        stream.write_all(&Asked::page(path, cookie).request).await?;
        let mut buffer = Vec::new();
        read_answer(&mut stream, &mut buffer, 200).await?;
        Ok(String::from_utf8_lossy(&buffer).into_owned())
    })
}
