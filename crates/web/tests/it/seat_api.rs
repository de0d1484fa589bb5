//! The seat for programs: every POST twice, hostile bodies, many at once, and nobody else's notices.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use record::id::NoticeRef;
use record::notice::Release;
use serde_json::{Value, json};
use store::desk::{Grantor, TurnKind};
use tower::ServiceExt as _;
use web::desk_routes::desk_routes;

use crate::client::Answer;
use crate::released::release;
use crate::seat::House;
use crate::staff::{ask, now};
use crate::support::NOW;

/// A program at the seat of `platform.example`.
struct Program {
    house: House,
    token: String,
}

/// What came back: the status and the JSON.
type Told = (StatusCode, Value);

impl Program {
    async fn new(name: &str) -> Program {
        let house = House::new(name).await;
        let store = &house.staff.desk.store;
        let seat = store.account_list().unwrap().pop().unwrap();
        let token = store.seat_token_make(seat.id, "a program", NOW * 1000).await.unwrap().unwrap();
        Program { token: token.to_string(), house }
    }

    async fn send(&self, request: axum::http::request::Builder, body: Vec<u8>) -> Answer {
        let router = self.house.staff.router();
        let answer = router.oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = answer.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let request = Request::builder().method(method).uri(format!("/api/seat/v1{path}"));
        request
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(header::CONTENT_TYPE, "application/json")
    }

    async fn get(&self, path: &str) -> Told {
        told(&self.send(self.request(Method::GET, path), Vec::new()).await)
    }

    async fn post(&self, path: &str, body: &Value) -> Told {
        let body = body.to_string().into_bytes();
        told(&self.send(self.request(Method::POST, path), body).await)
    }

    async fn opened(&self) -> NoticeRef {
        let notice = release(&self.house.staff.desk, "platform.example").await;
        assert_eq!(self.get(&at(notice, "")).await.0, StatusCode::OK);
        notice
    }
}

#[track_caller]
fn told(answer: &Answer) -> Told {
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    assert!(!answer.headers.contains_key(header::SET_COOKIE));
    let value: Value = serde_json::from_slice(&answer.body).unwrap();
    let is_whole = value["error"].is_string()
        && value["problems"].is_array()
        && value["message"].as_str().is_some_and(|it| !it.is_empty());
    assert!(answer.status.is_success() || is_whole, "{value}");
    (answer.status, value)
}

fn at(notice: NoticeRef, act: &str) -> String {
    format!("/notices/{notice}{act}")
}

fn accepted(own_id: &str) -> Value {
    json!({
        "decision": "accepted", "measure": "removal", "basis": "law", "decider": "person",
        "ground": "article 442", "facts": "Seen by a person.", "own_id": own_id,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_lists_fetches_receives_asks_answers_and_reads_what_happened() {
    let program = Program::new("it-api-way").await;
    let notice = release(&program.house.staff.desk, "platform.example").await;
    let (_, list) = program.get("/notices").await;
    let row = &list["notices"][0];
    assert_eq!((&row["notice"], &row["opened"]), (&notice.to_string().into(), &false.into()));
    assert_eq!((&row["state"], &row["due"]), (&"awaiting".into(), &Value::Null));
    assert_eq!((&list["next"], &list["more"]), (&1.into(), &false.into()));
    let fetched = program.send(program.request(Method::GET, &at(notice, "")), Vec::new()).await;
    let release = Release::from_bytes(&fetched.body).unwrap();
    assert_eq!(release.notice.notice, notice);
    assert_eq!(program.house.turns(notice)[0].kind, TurnKind::Delivered);
    let received = json!({ "reference": "T-1" });
    let question = json!({ "question": "Which minute?", "own_id": "q1" });
    let restored = json!({
        "decision": "restored", "basis": "not_said", "decider": "person", "own_id": "a2",
    });
    for (act, body) in [
        ("/received", received),
        ("/questions", question),
        ("/answers", accepted("a1")),
        ("/answers", restored),
    ] {
        let before = program.house.entries().len();
        let (status, first) = program.post(&at(notice, act), &body).await;
        assert_eq!(status, StatusCode::CREATED, "{act}: {first}");
        let (status, second) = program.post(&at(notice, act), &body).await;
        assert_eq!((status, &second), (StatusCode::OK, &first), "{act}");
        assert_eq!(program.house.entries().len(), before + 1, "{act}");
    }
    // What was sent long ago is still the same answer.
    let (status, again) = program.post(&at(notice, "/answers"), &accepted("a1")).await;
    assert_eq!((status, &again["statement"]["own_id"]), (StatusCode::OK, &"a1".into()));
    let (_, turns) = program.get(&at(notice, "/turns")).await;
    let kinds: Vec<_> = turns["turns"].as_array().unwrap().iter().map(|it| &it["kind"]).collect();
    assert_eq!(kinds, ["delivered", "received", "answered", "answered", "answered"]);
    assert_eq!(turns["state"], "answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_name_with_another_content_is_a_conflict_and_changes_nothing() {
    let program = Program::new("it-api-conflict").await;
    let notice = program.opened().await;
    program.post(&at(notice, "/received"), &json!({ "reference": "T-1" })).await;
    program.post(&at(notice, "/answers"), &accepted("a1")).await;
    let mut other = accepted("a1");
    other["facts"] = "Something else.".into();
    for (act, body) in [
        ("/received", json!({ "reference": "T-2" })),
        ("/answers", other),
        ("/questions", json!({ "question": "What?", "own_id": "a1" })),
    ] {
        let (status, value) = program.post(&at(notice, act), &body).await;
        assert_eq!((status, &value["error"]), (StatusCode::CONFLICT, &"conflict".into()), "{act}");
    }
    assert_eq!(program.house.turns(notice).len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_answers_at_once_are_each_kept_once() {
    let program = Program::new("it-api-many").await;
    let notice = release(&program.house.staff.desk, "platform.example").await;
    let page = at(notice, "");
    let fetches = (0..6).map(|_| program.get(&page));
    let (path, received) = (at(notice, "/received"), json!({ "reference": "T-1" }));
    assert!(join(fetches).await.iter().all(|told| told.0 == StatusCode::OK));
    let posts = (0..6).map(|_| program.post(&path, &received));
    let created = |told: &[Told]| told.iter().filter(|it| it.0 == StatusCode::CREATED).count();
    assert_eq!(created(&join(posts).await), 1);
    let answers: Vec<Value> = (0..3).map(|number| accepted(&format!("a{number}"))).collect();
    let path = at(notice, "/answers");
    let posts = (0..6).map(|number| program.post(&path, &answers[number % 3]));
    let told = join(posts).await;
    let is_taken = |it: &Told| it.0.is_success() || it.0 == StatusCode::SERVICE_UNAVAILABLE;
    assert!(told.iter().all(is_taken), "{told:?}");
    let turns = program.house.turns(notice);
    let count = |kind| turns.iter().filter(|turn| turn.kind == kind).count();
    assert_eq!((count(TurnKind::Delivered), count(TurnKind::Received)), (1, 1));
    assert_eq!((count(TurnKind::Answered), created(&told)), (3, 3));
    assert_eq!(program.house.entries().len(), turns.len());
}

/// Waits for all of them, side by side.
async fn join<F: Future<Output = Told>>(futures: impl Iterator<Item = F>) -> Vec<Told> {
    let mut waiting: Vec<_> = futures.map(Box::pin).collect();
    let mut told = Vec::new();
    std::future::poll_fn(|context| {
        waiting.retain_mut(|future| match future.as_mut().poll(context) {
            std::task::Poll::Ready(value) => {
                told.push(value);
                false
            }
            std::task::Poll::Pending => true,
        });
        if waiting.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_bodies_are_refused_with_their_reason_and_change_nothing() {
    let program = Program::new("it-api-hostile").await;
    let notice = program.opened().await;
    let path = at(notice, "/answers");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)).into_bytes();
    for (body, status, error) in [
        (Vec::new(), StatusCode::BAD_REQUEST, "not_json"),
        (b"{".to_vec(), StatusCode::BAD_REQUEST, "not_json"),
        (b"decision=accepted".to_vec(), StatusCode::BAD_REQUEST, "not_json"),
        (b"{\"decision\":\"\xff\"}".to_vec(), StatusCode::BAD_REQUEST, "not_json"),
        (deep, StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
        (b"[]".to_vec(), StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
        (b"null".to_vec(), StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
        (b"{\"decision\":7}".to_vec(), StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
        (b"{\"surprise\":1}".to_vec(), StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
        (
            b"{\"own_id\":\"a\",\"own_id\":\"b\"}".to_vec(),
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid",
        ),
        (b"{}".to_vec(), StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
    ] {
        let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
        let answer = told(&program.send(program.request(Method::POST, &path), body).await);
        assert_eq!((answer.0, &answer.1["error"]), (status, &error.into()), "{shown}");
    }
    let plain = program.request(Method::POST, &path);
    let plain = plain.header(header::CONTENT_TYPE, "text/plain");
    let mut plain = plain;
    plain.headers_mut().unwrap().insert(header::CONTENT_TYPE, "text/plain".parse().unwrap());
    let answer = told(&program.send(plain, b"{}".to_vec()).await);
    assert_eq!(answer.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let (_, value) = program.post(&path, &json!({ "facts": "a\u{0}b".repeat(3000) })).await;
    let named: Vec<_> =
        value["problems"].as_array().unwrap().iter().map(|it| it["problem"].clone()).collect();
    assert_eq!(named, ["decision", "basis", "decider", "facts", "own-id"]);
    let unnamed = program.post(&path, &accepted("")).await;
    assert_eq!(unnamed.1["problems"][0]["field"], "own_id");
    for query in
        ["?limit=0", "?limit=201", "?after=x", "?state=open", "?limit=99999999999999999999"]
    {
        let (status, value) = program.get(&format!("/notices{query}")).await;
        assert_eq!(
            (status, &value["error"]),
            (StatusCode::BAD_REQUEST, &"query".into()),
            "{query}"
        );
    }
    assert_eq!(program.house.turns(notice).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_answered_that_was_not_read_or_was_taken_back() {
    let program = Program::new("it-api-order").await;
    let notice = release(&program.house.staff.desk, "platform.example").await;
    let (status, value) = program.post(&at(notice, "/answers"), &accepted("a1")).await;
    assert_eq!((status, &value["error"]), (StatusCode::CONFLICT, &"not_opened".into()));
    program.get(&at(notice, "")).await;
    program.post(&at(notice, "/answers"), &accepted("a1")).await;
    program.house.turn(notice, TurnKind::Withdrawn, "").await;
    let (status, value) = program.post(&at(notice, "/answers"), &accepted("a2")).await;
    assert_eq!((status, &value["error"]), (StatusCode::GONE, &"withdrawn".into()));
    // What was answered before stays answered.
    let (status, _) = program.post(&at(notice, "/answers"), &accepted("a1")).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        program.get("/notices?state=withdrawn").await.1["notices"].as_array().unwrap().len(),
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_of_another_platform_is_as_unknown_as_one_that_never_was() {
    let program = Program::new("it-api-other").await;
    let other = release(&program.house.staff.desk, "other.example").await;
    let nothing = NoticeRef::from_random([9; 16]);
    for (act, body) in [
        ("/received", json!({})),
        ("/answers", accepted("a1")),
        ("/questions", json!({ "question": "What?", "own_id": "q" })),
    ] {
        let told = [other, nothing].map(|notice| at(notice, act));
        let told = [program.post(&told[0], &body).await, program.post(&told[1], &body).await];
        assert_eq!(told[0].0, StatusCode::NOT_FOUND, "{act}");
        assert_eq!(told[0], told[1], "{act}");
    }
    for act in ["", "/turns"] {
        let told = [program.get(&at(other, act)).await, program.get(&at(nothing, act)).await];
        assert_eq!(told[0].0, StatusCode::NOT_FOUND, "{act}");
        assert_eq!(told[0], told[1], "{act}");
    }
    assert_eq!(program.get("/notices/%00%ff").await.0, StatusCode::NOT_FOUND);
    assert_eq!(program.get("/notices").await.1["notices"], json!([]));
    assert!(program.house.turns(other).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_comes_in_without_a_token_that_is_good_now() {
    let mut program = Program::new("it-api-token").await;
    let good = program.token.clone();
    for token in ["", "x", "hiwar_seat_", &good[11..], &format!("{good}0"), "é"] {
        program.token = token.to_owned();
        let (status, value) = program.get("/notices").await;
        let is_refused =
            status == StatusCode::UNAUTHORIZED || status == StatusCode::TOO_MANY_REQUESTS;
        assert!(is_refused, "{token}: {value}");
    }
    // A cookie is no token, and a token is no cookie.
    let request = Request::get("/api/seat/v1/notices");
    let request = request.header(header::COOKIE, format!("__Host-officer={good}"));
    let answer = program.send(request, Vec::new()).await;
    assert_eq!(answer.header(header::WWW_AUTHENTICATE), "Bearer");
    assert_eq!(told(&answer).0, StatusCode::UNAUTHORIZED);
    program.token = good;
    assert_eq!(program.get("/notices").await.0, StatusCode::OK);
    let store = &program.house.staff.desk.store;
    let seat = store.account_list().unwrap().pop().unwrap();
    store.account_disable(Grantor::Machine, seat.pseudonym, now()).await.unwrap();
    assert_eq!(program.get("/notices").await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_address_of_the_api_asks_for_a_token_and_tells_what_is_wrong_in_one_form() {
    let mut program = Program::new("it-api-routes").await;
    let routes: Vec<_> =
        desk_routes().into_iter().filter(|it| it.path.starts_with("/api/seat/")).collect();
    assert_eq!(routes.len(), 6);
    let token = std::mem::take(&mut program.token);
    for route in &routes {
        let (mut refused, mut closed) = (0, 0);
        for method in [Method::GET, Method::POST, Method::PUT, Method::DELETE] {
            let request = Request::builder().method(method).uri(route.example);
            match told(&program.send(request, Vec::new()).await).0 {
                StatusCode::UNAUTHORIZED | StatusCode::TOO_MANY_REQUESTS => refused += 1,
                StatusCode::METHOD_NOT_ALLOWED => closed += 1,
                other => panic!("{}: {other}", route.path),
            }
        }
        assert_eq!((refused, closed), (1, 3), "{}", route.path);
    }
    program.token = token;
    assert_eq!(program.get("/nothing").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_goes_on_from_the_last_number_sees_each_notice_once() {
    let program = Program::new("it-api-pages").await;
    let mut left = Vec::new();
    for _ in 0..7 {
        left.push(release(&program.house.staff.desk, "platform.example").await.to_string());
        release(&program.house.staff.desk, "other.example").await;
    }
    let (mut after, mut seen) = (0, Vec::new());
    loop {
        let (_, list) = program.get(&format!("/notices?after={after}&limit=3")).await;
        let rows = list["notices"].as_array().unwrap();
        seen.extend(rows.iter().map(|it| it["notice"].as_str().unwrap().to_owned()));
        after = list["next"].as_u64().unwrap();
        if list["more"] == false {
            break;
        }
    }
    assert_eq!((seen, after), (left, 7));
    assert_eq!(program.get(&format!("/notices?after={after}")).await.1["next"], 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_strangers_send_the_api_keeps_nobody_from_a_receipt() {
    let program = Program::new("it-api-strangers").await;
    let path = "/api/seat/v1/notices";
    let unknown = format!("Bearer hiwar_seat_{}", "ab".repeat(32));
    for (token, site, count, status) in [
        (None, None, 50, StatusCode::UNAUTHORIZED),
        (Some("Bearer nothing"), None, 50, StatusCode::UNAUTHORIZED),
        (None, Some("cross-site"), 50, StatusCode::FORBIDDEN),
        (Some(unknown.as_str()), Some("same-site"), 50, StatusCode::FORBIDDEN),
        (Some(unknown.as_str()), None, 10, StatusCode::UNAUTHORIZED),
        (Some(unknown.as_str()), None, 1, StatusCode::TOO_MANY_REQUESTS),
    ] {
        for _ in 0..count {
            let mut request = Request::get(path);
            if let Some(token) = token {
                request = request.header(header::AUTHORIZATION, token);
            }
            if let Some(site) = site {
                request = request.header("sec-fetch-site", site);
            }
            assert_eq!(told(&program.send(request, Vec::new()).await).0, status, "{token:?}");
        }
    }
    for (page, code) in
        [("/receipt", "code=1234567890123456"), ("/contest", "code=1234567890123456")]
    {
        let answer = ask(program.house.staff.router(), Method::POST, page, None, code).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    }
    assert_eq!(program.get("/notices").await.0, StatusCode::OK, "a good token still gets in");
}
