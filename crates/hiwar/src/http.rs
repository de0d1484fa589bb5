//! The server under the pages: bounded connections, and no patience for those that send nothing.

use std::collections::HashMap;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::{Extension, Router};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use web::receipt::enter::Peer;

use crate::log;

/// Connections at once. Well below the usual limit of 1,024 open files, of which the log needs some
/// itself: a log that cannot open a file cannot grow.
const CONNECTIONS_MAX: u32 = 768;
/// Connections of one address at once; this machine's own are those of a proxy, and not counted.
const CONNECTIONS_OF_ONE_MAX: usize = 64;
/// How long a client may take to send the head of a request, and so how long an idle connection is
/// kept.
const HEAD_TIME_MAX: Duration = Duration::from_secs(15);
/// How long one connection may live, however busy: no client holds its place for ever.
const CONNECTION_TIME_MAX: Duration = Duration::from_secs(600);
/// How long the request that is under way then may still take. A film of 2 GiB needs two hours on a
/// line of 2.5 megabits a second.
const LAST_REQUEST_TIME_MAX: Duration = Duration::from_secs(2 * 3600);
/// How long requests under way may take once the process is asked to stop.
const STOP_TIME_MAX: Duration = Duration::from_secs(5);
/// How long to wait after the system refused a connection.
const REFUSED_PAUSE: Duration = Duration::from_millis(100);

/// Answers requests until `stop` ends, and then those under way.
pub(crate) async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX as usize));
    let seats = Seats::default();
    let (stopping, _) = watch::channel(false);
    let mut stop = pin!(stop);
    loop {
        // The semaphore is never closed.
        let place = tokio::select! {
            place = Arc::clone(&places).acquire_owned() => place,
            () = &mut stop => break,
        };
        let Ok(place) = place else { break };
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    let why = error.kind().to_string();
                    log::warn("http", "could not accept a connection", &[("why", &why)]);
                    tokio::time::sleep(REFUSED_PAUSE).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        let Some(seat) = seats.take(peer.ip()) else { continue };
        // Who asks is known to the handlers that count tries, and to nobody else.
        let peer = Extension(Peer(peer.ip()));
        let (router, mut stopping) = (router.clone().layer(peer), stopping.subscribe());
        tokio::spawn(async move {
            let limit = async {
                tokio::select! {
                    () = tokio::time::sleep(CONNECTION_TIME_MAX) => {}
                    // An error means that the server is gone.
                    _ = stopping.wait_for(|is_stopping| *is_stopping) => {}
                }
            };
            attend(stream, router, limit).await;
            drop((place, seat));
        });
    }
    stopping.send_replace(true);
    // Every place is free once every connection has ended.
    let _ = tokio::time::timeout(STOP_TIME_MAX, places.acquire_many(CONNECTIONS_MAX)).await;
}

/// How many connections each address has.
#[derive(Clone, Default)]
struct Seats(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// One connection of an address; gone with its value.
struct Seat(Seats, IpAddr);

impl Seats {
    /// One more connection of `address`; `None` if it has as many as it may.
    fn take(&self, address: IpAddr) -> Option<Seat> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = all.entry(address).or_default();
        if *count >= CONNECTIONS_OF_ONE_MAX && !address.is_loopback() {
            return None;
        }
        *count += 1;
        Some(Seat(self.clone(), address))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut all = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = all.get_mut(&self.1) {
            *count -= 1;
            if *count == 0 {
                all.remove(&self.1);
            }
        }
    }
}

/// Answers what comes on one connection until it ends, or until `limit`: then the request under way
/// is still answered, and no other one.
async fn attend(stream: TcpStream, router: Router, limit: impl Future<Output = ()>) {
    // Answers are short and their readers wait for them.
    let _ = stream.set_nodelay(true);
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME_MAX);
    let service = TowerToHyperService::new(router);
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
    // However a connection ends, it is over; what it asked for was answered or not.
    tokio::select! {
        _ = connection.as_mut() => return,
        () = limit => connection.as_mut().graceful_shutdown(),
    }
    let _ = tokio::time::timeout(LAST_REQUEST_TIME_MAX, connection).await;
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::sync::Arc;

    use axum::routing::get;
    use tokio::sync::{Notify, oneshot};

    use super::*;

    #[test]
    fn one_address_gets_so_many_connections_and_a_proxy_on_this_machine_as_many_as_it_needs() {
        let seats = Seats::default();
        let [stranger, other] = [[192, 0, 2, 1], [192, 0, 2, 2]].map(IpAddr::from);
        let mut taken: Vec<_> = (0..64).map(|_| seats.take(stranger)).collect();
        assert!(taken.iter().all(Option::is_some));
        assert!(seats.take(stranger).is_none() && seats.take(other).is_some());
        taken.pop();
        assert!(seats.take(stranger).is_some());
        let own: Vec<_> = (0..200).map(|_| seats.take([127, 0, 0, 1].into())).collect();
        assert!(own.iter().all(Option::is_some));
    }

    #[tokio::test]
    async fn a_request_under_way_is_answered_when_its_connection_has_lived_too_long() {
        let (entered, release) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let router = Router::new().route(
            "/",
            get({
                let (entered, release) = (Arc::clone(&entered), Arc::clone(&release));
                move || async move {
                    entered.notify_one();
                    release.notified().await;
                    "whole"
                }
            }),
        );
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut client = std::net::TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        let (is_over, limit) = oneshot::channel::<()>();
        let attending = tokio::spawn(attend(stream, router, async { limit.await.unwrap() }));
        client.write_all(b"GET / HTTP/1.1\r\nhost: h\r\n\r\n").unwrap();
        entered.notified().await;
        is_over.send(()).unwrap();
        // One thread: the connection meets its limit before this goes on.
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
        assert!(!attending.is_finished(), "it waits for the answer");
        release.notify_one();
        let read = move || {
            let mut answer = String::new();
            client.read_to_string(&mut answer).map(|_| answer)
        };
        let answer = tokio::task::spawn_blocking(read).await.unwrap().unwrap();
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("whole"), "{answer}");
        assert!(answer.contains("connection: close"), "{answer}");
        attending.await.unwrap();
    }
}
