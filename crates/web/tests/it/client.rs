//! Asks a router, and takes pages apart.

use std::path::Path;
use std::sync::OnceLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use tower::ServiceExt as _;

use crate::support::{Log, Plan};

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The targets of every link and every file the page names.
    pub(crate) fn links(&self) -> Vec<String> {
        let text = self.text();
        let parts = [" href=\"", " src=\"", " action=\""].into_iter().flat_map(|start| {
            let links = text.split(start).skip(1);
            links.map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
        });
        parts.map(|link| link.replace("&amp;", "&").replace("&#38;", "&")).collect()
    }
}

/// Where tests put their logs.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// A log of one entry of each kind, cosigned. Tests are processes of their own, each with its folder.
pub(crate) fn desk() -> &'static Log {
    static LOG: OnceLock<Log> = OnceLock::new();
    LOG.get_or_init(|| Plan::desk(3, 0).build(root(), &format!("it-desk-{}", std::process::id())))
}

pub(crate) fn router(log: &Log) -> Router {
    web::routes::router(log.state.clone())
}

pub(crate) async fn ask(log: &Log, request: Request<Body>) -> Answer {
    let answer = router(log).oneshot(request).await.unwrap();
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

pub(crate) async fn get(log: &Log, path: &str) -> Answer {
    ask(log, Request::get(path).body(Body::empty()).unwrap()).await
}

pub(crate) async fn post(log: &Log, path: &str, form: &str) -> Answer {
    let request = Request::builder().method(Method::POST).uri(path);
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    ask(log, request.body(Body::from(form.to_owned())).unwrap()).await
}
