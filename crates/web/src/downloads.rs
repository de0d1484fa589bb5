//! Downloads that are written while they are read. Each holds a thread, so there are few at once, and
//! one that is not read ends: slow readers keep nobody else from the desk.

use std::collections::HashMap;
use std::io::{self, Write};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

use crate::holding::Network;

/// Bytes handed on at once. Unit: bytes.
pub(crate) const PIECE_BYTES: usize = 64 << 10;
/// Pieces on the way to a slow reader.
const PIECES: usize = 4;
/// Downloads at once. The runtime has 512 threads for what blocks; these hold 10 MiB in all.
const DOWNLOADS_MAX: usize = 32;
/// Downloads of one network at once.
const DOWNLOADS_OF_ONE_MAX: usize = 8;

/// How long who waits for whom.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    /// How long somebody waits for a place before they are told to try again.
    for_place: Duration,
    /// How long a reader may take for a piece while others wait for places: 6.5 kB a second, as
    /// telephones of old have.
    while_wanted: Duration,
    /// So many times that while nobody does.
    times: u32,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience {
            for_place: Duration::from_secs(5),
            while_wanted: Duration::from_secs(10),
            times: 6,
        }
    }
}

/// The places for downloads.
#[derive(Debug, Clone)]
pub struct Downloads {
    places: Arc<Semaphore>,
    networks: Arc<Mutex<HashMap<Network, usize>>>,
    /// Whether somebody was sent away since a place was last free.
    is_wanted: Arc<AtomicBool>,
    patience: Patience,
}

impl Default for Downloads {
    fn default() -> Downloads {
        Downloads::new(DOWNLOADS_MAX, Patience::default())
    }
}

impl Downloads {
    fn new(places: usize, patience: Patience) -> Downloads {
        Downloads {
            places: Arc::new(Semaphore::new(places)),
            networks: Arc::default(),
            is_wanted: Arc::default(),
            patience,
        }
    }

    /// A place for one download; `None` if there is none after a while.
    pub(crate) async fn place(&self, network: Option<Network>) -> Option<Place> {
        let seat = Seat::take(&self.networks, network)?;
        let place = Arc::clone(&self.places).acquire_owned();
        match tokio::time::timeout(self.patience.for_place, place).await {
            // The semaphore is never closed.
            Ok(place) => {
                self.is_wanted.store(false, Ordering::Relaxed);
                Some(Place { downloads: self.clone(), _place: place.ok()?, _seat: seat })
            }
            Err(_) => {
                self.is_wanted.store(true, Ordering::Relaxed);
                None
            }
        }
    }

    /// How many are under way.
    pub(crate) fn count(&self) -> usize {
        DOWNLOADS_MAX.saturating_sub(self.places.available_permits())
    }
}

/// One download of a network; gone with its value.
struct Seat(Arc<Mutex<HashMap<Network, usize>>>, Option<Network>);

impl Seat {
    fn take(
        networks: &Arc<Mutex<HashMap<Network, usize>>>,
        network: Option<Network>,
    ) -> Option<Seat> {
        if let Some(network) = network {
            let mut counts = networks.lock().unwrap_or_else(PoisonError::into_inner);
            let count = counts.entry(network).or_default();
            if *count >= DOWNLOADS_OF_ONE_MAX {
                return None;
            }
            *count += 1;
        }
        Some(Seat(Arc::clone(networks), network))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let Some(network) = self.1 else { return };
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&network) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&network);
            }
        }
    }
}

/// A place for one download.
pub(crate) struct Place {
    downloads: Downloads,
    _place: OwnedSemaphorePermit,
    _seat: Seat,
}

impl Place {
    /// The body that `write` writes in a thread of its own, which holds the place until it ends. If
    /// it fails half-way, or nobody reads, the connection is broken off, so that nobody takes a part
    /// for the whole.
    pub(crate) fn body(
        self,
        write: impl FnOnce(&mut Pieces) -> io::Result<()> + Send + 'static,
    ) -> Body {
        let (sender, receiver) = mpsc::channel(PIECES);
        let is_whole = Arc::new(AtomicBool::new(false));
        let body = Streamed { receiver, is_whole: Arc::clone(&is_whole), is_over: false };
        let runtime = Handle::current();
        tokio::task::spawn_blocking(move || {
            let mut pieces = Pieces { sender, runtime, place: self };
            if write(&mut pieces).is_ok() {
                is_whole.store(true, Ordering::Release);
            }
        });
        Body::new(body)
    }
}

/// What a thread writes and a connection reads, a few pieces at a time.
pub(crate) struct Pieces {
    sender: mpsc::Sender<Bytes>,
    runtime: Handle,
    place: Place,
}

impl Pieces {
    /// Waits until the reader takes one more piece, and no longer than they may let others wait.
    fn send(&self, piece: Bytes) -> io::Result<()> {
        let Downloads { is_wanted, patience, .. } = &self.place.downloads;
        let sending = async {
            for _ in 0..patience.times {
                match tokio::time::timeout(patience.while_wanted, self.sender.reserve()).await {
                    Ok(Ok(room)) => {
                        room.send(piece);
                        return Ok(());
                    }
                    Ok(Err(_)) => return Err(io::ErrorKind::BrokenPipe.into()),
                    Err(_) if is_wanted.load(Ordering::Relaxed) => break,
                    Err(_) => {}
                }
            }
            Err(io::ErrorKind::TimedOut.into())
        };
        self.runtime.block_on(sending)
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = &bytes[..bytes.len().min(PIECE_BYTES)];
        self.send(Bytes::copy_from_slice(piece))?;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Streamed {
    receiver: mpsc::Receiver<Bytes>,
    /// Set before the sender goes, if all was written.
    is_whole: Arc<AtomicBool>,
    is_over: bool,
}

impl http_body::Body for Streamed {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<http_body::Frame<Bytes>>>> {
        match self.receiver.poll_recv(context) {
            Poll::Ready(None) if self.is_over || self.is_whole.load(Ordering::Acquire) => {
                Poll::Ready(None)
            }
            Poll::Ready(None) => {
                self.is_over = true;
                Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into())))
            }
            Poll::Ready(Some(piece)) => Poll::Ready(Some(Ok(http_body::Frame::data(piece)))),
            Poll::Pending => Poll::Pending,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;

    use super::*;

    /// Shorter than anybody waits, so that the tests do not.
    const SHORT: Duration = Duration::from_millis(20);
    /// Longer than any test takes.
    const LONG: Duration = Duration::from_secs(600);

    fn runtime() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap()
    }

    fn downloads(places: usize, while_wanted: Duration, times: u32) -> Downloads {
        Downloads::new(places, Patience { for_place: SHORT, while_wanted, times })
    }

    /// Writes for as long as somebody reads.
    fn endless(out: &mut Pieces) -> io::Result<()> {
        loop {
            out.write_all(&[7; PIECE_BYTES])?;
        }
    }

    #[test]
    fn what_is_read_arrives_whole_and_what_fails_half_way_is_broken_off() {
        runtime().block_on(async {
            let downloads = downloads(1, LONG, 1);
            let place = downloads.place(None).await.unwrap();
            let body = place.body(|out| out.write_all(&[7; 1_000_000]));
            assert_eq!(to_bytes(body, usize::MAX).await.unwrap().len(), 1_000_000);
            let place = downloads.place(None).await.unwrap();
            let body = place.body(|out| {
                out.write_all(&[7; 1_000])?;
                Err(io::ErrorKind::InvalidData.into())
            });
            assert!(to_bytes(body, usize::MAX).await.is_err());
        });
    }

    #[test]
    fn who_does_not_read_loses_the_place_to_who_wants_it() {
        runtime().block_on(async {
            let downloads = downloads(1, SHORT, u32::MAX);
            let unread = downloads.place(None).await.unwrap().body(endless);
            // The first is sent away, and from then on the unread one may not wait any longer.
            assert!(downloads.place(None).await.is_none());
            while downloads.place(None).await.is_none() {}
            assert!(to_bytes(unread, usize::MAX).await.is_err(), "a part is not the whole");
        });
    }

    #[test]
    fn who_does_not_read_for_long_loses_the_place_though_nobody_wants_it() {
        runtime().block_on(async {
            let downloads = downloads(1, SHORT, 2);
            let unread = downloads.place(None).await.unwrap().body(endless);
            let place = Arc::clone(&downloads.places).acquire_owned().await;
            assert!(place.is_ok() && to_bytes(unread, usize::MAX).await.is_err());
        });
    }

    #[test]
    fn who_reads_keeps_the_place_however_many_want_it() {
        runtime().block_on(async {
            let downloads = downloads(1, LONG, 1);
            let place = downloads.place(None).await.unwrap();
            let body = place.body(|out| out.write_all(&[7; 1_000_000]));
            assert!(downloads.place(None).await.is_none());
            assert!(downloads.place(None).await.is_none());
            assert_eq!(to_bytes(body, usize::MAX).await.unwrap().len(), 1_000_000);
        });
    }

    #[test]
    fn one_network_has_eight_places_and_others_have_the_rest() {
        runtime().block_on(async {
            let downloads = downloads(DOWNLOADS_MAX, LONG, 1);
            let [one, other] = ["192.0.2.1", "198.51.100.1"].map(|it| it.parse().unwrap());
            let mut taken = Vec::new();
            for _ in 0..8 {
                taken.push(downloads.place(Network::of(one)).await.unwrap());
            }
            assert!(downloads.place(Network::of(one)).await.is_none());
            assert!(downloads.place(Network::of(other)).await.is_some());
            taken.pop();
            assert!(downloads.place(Network::of(one)).await.is_some());
        });
    }
}
