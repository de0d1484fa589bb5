//! The server under the pages: bounded connections, and no patience for those that send nothing.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::say;

/// Connections at once. Well below the usual limit of 1,024 open files, of which the log needs some
/// itself: a log that cannot open a file cannot grow.
const CONNECTIONS_MAX: usize = 768;
/// How long a client may take to send the head of a request, and so how long an idle connection is
/// kept.
const HEAD_TIME_MAX: Duration = Duration::from_secs(15);
/// How long one connection may live, however busy: no client holds its place for ever.
const CONNECTION_TIME_MAX: Duration = Duration::from_secs(600);
/// How long requests under way may take once the process is asked to stop.
const STOP_TIME_MAX: Duration = Duration::from_secs(5);
/// How long to wait after the system refused a connection.
const REFUSED_PAUSE: Duration = Duration::from_millis(100);

/// Answers requests until `stop` ends, and then those under way.
pub(crate) async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let open = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        // The semaphore is never closed.
        let place = tokio::select! {
            place = Arc::clone(&places).acquire_owned() => place,
            () = &mut stop => break,
        };
        let Ok(place) = place else { break };
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    say::note(format!("hiwar: could not accept a connection: {}", error.kind()));
                    tokio::time::sleep(REFUSED_PAUSE).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        // Answers are short and their readers wait for them.
        let _ = stream.set_nodelay(true);
        let mut http = hyper::server::conn::http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME_MAX);
        let service = TowerToHyperService::new(router.clone());
        let connection = open.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // However a connection ends, it is over; what it asked for was answered or not.
            let _ = tokio::time::timeout(CONNECTION_TIME_MAX, connection).await;
            drop(place);
        });
    }
    let _ = tokio::time::timeout(STOP_TIME_MAX, open.shutdown()).await;
}
