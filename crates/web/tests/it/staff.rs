//! A desk with somebody in each role, each with a browser that is logged in.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, header};
use desk::{LoginName, RoleSet};
use record::Timestamp;
use record::choice::{ReviewingBody, Role};
use register::note::{KeyKind, KeyName, SignerKey};
use store::desk::{DeskIdentity, DeskKind, DeskStore, Grantor, Holder};
use tower::ServiceExt as _;
use web::desk::DeskState;
use web::desk_routes::desk_router;

use crate::client::{Answer, root};
use crate::filled::random;
use crate::support::NOW;

/// A new desk in a folder of its own.
pub(crate) fn new_desk(name: &str, identity: &DeskIdentity) -> Arc<DeskState> {
    let dir = root().join(name);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    DeskStore::create(&dir, identity, random).unwrap();
    let store = DeskStore::open(&dir, random).unwrap();
    let (pack, parties) = (law::Pack::morocco().unwrap(), desk::parties::Parties::standard());
    Arc::new(DeskState::new(store, pack, parties.unwrap(), || NOW, |_| {}))
}

/// The desk of a demonstration.
pub(crate) fn demo() -> DeskIdentity {
    DeskIdentity::new("desk.example", DeskKind::Authority, "ma").as_demo()
}

/// The moment of these tests.
pub(crate) fn now() -> Timestamp {
    Timestamp::nearest(NOW as i64)
}

/// Somebody with a browser.
#[derive(Clone)]
pub(crate) struct Somebody {
    pub(crate) holder: Holder,
    pub(crate) session: String,
}

/// A desk and its people.
pub(crate) struct Staff {
    pub(crate) desk: Arc<DeskState>,
    pub(crate) people: Vec<Somebody>,
}

impl Staff {
    /// One officer without a role, one in each role, a reviewer and a platform's seat.
    pub(crate) async fn new(name: &str) -> Staff {
        let desk = new_desk(name, &demo());
        let mut staff = Staff { desk, people: Vec::new() };
        staff.join("nobody", Holder::Officer(RoleSet::default())).await;
        for role in Role::ALL {
            staff.join(role.word(), Holder::Officer(RoleSet::new([*role]).unwrap())).await;
        }
        let key = reviewer_key();
        let (text, at) = (key.parse().unwrap(), now());
        let added =
            staff.desk.store.reviewer_key_add(Grantor::Machine, text, ReviewingBody::Bar, at);
        added.await.unwrap();
        let short: record::id::VerifierKeyText = key.parse().unwrap();
        staff.join("reviewer", Holder::Reviewer(short.name().clone())).await;
        staff.join("seat", Holder::Seat("platform.example".parse().unwrap())).await;
        staff
    }

    pub(crate) async fn join(&mut self, name: &str, holder: Holder) {
        let store = &self.desk.store;
        let name = LoginName::parse(name).unwrap();
        let made = store.account_invite(Grantor::Machine, &name, holder.clone(), now());
        let made = made.await.unwrap();
        let now_ms = NOW * 1000;
        let link = store.demo_link(made.pseudonym, now_ms).await.unwrap().unwrap();
        let session = store.demo_enter(&link, now_ms).await.unwrap().unwrap();
        self.people.push(Somebody { holder, session: session.to_text().to_string() });
    }

    pub(crate) fn router(&self) -> Router {
        desk_router(Arc::clone(&self.desk), None)
    }
}

/// The key of an outside reviewer.
pub(crate) fn reviewer_key() -> String {
    let name = KeyName::new("bar.example/reviewer").unwrap();
    let key = SignerKey::from_seed(name, KeyKind::Ed25519, [5; 32]).unwrap();
    key.verifier().to_string()
}

/// One request of a browser with this session, in English.
pub(crate) async fn ask(
    router: Router,
    method: Method,
    path: &str,
    session: Option<&str>,
    form: &str,
) -> Answer {
    let cookie = session.map(|session| format!("__Host-officer={session}"));
    ask_with(router, method, path, cookie.as_deref(), form).await
}

/// One request of a browser with this cookie, in English.
pub(crate) async fn ask_with(
    router: Router,
    method: Method,
    path: &str,
    cookie: Option<&str>,
    form: &str,
) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    request = request.header(header::ACCEPT_LANGUAGE, "en");
    request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    let request = request.body(Body::from(form.to_owned())).unwrap();
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}
