//! "Was it solved?", asked when its time has come. The time is an argument.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use store::desk::{DeskStore, NewReport, Sending};
use tower::ServiceExt as _;
use web::desk::DeskState;
use web::desk_routes::desk_router;

use crate::client::{Answer, root};
use crate::filled::random;
use crate::staff::demo;
use crate::support::NOW;

const DAY_S: u64 = 86_400;
const CODE: &str = "1234567890123456";

/// Seconds since 1970, as these tests say.
static CLOCK: AtomicU64 = AtomicU64::new(NOW);

/// A desk with one report of `NOW`, and the browser that opened its receipt.
struct Person {
    router: Router,
    desk: Arc<DeskState>,
    report_id: i64,
    cookie: String,
}

impl Person {
    async fn new(name: &str) -> Person {
        let dir = root().join(name);
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        DeskStore::create(&dir, &demo(), random).unwrap();
        let store = DeskStore::open(&dir, random).unwrap();
        let report_id = insert(&store, CODE).await;
        let (pack, parties) = (law::Pack::morocco(), desk::parties::Parties::standard());
        let clock = || CLOCK.load(Ordering::Relaxed);
        let desk = DeskState::new(store, pack.unwrap(), parties.unwrap(), clock, |_| {});
        let desk = Arc::new(desk);
        let router = desk_router(Arc::clone(&desk), None);
        Person { router, desk, report_id, cookie: String::new() }
    }

    async fn ask(&mut self, method: Method, path: &str, form: &str) -> Answer {
        let request = Request::builder().method(method).uri(path);
        let request = request.header(header::COOKIE, &self.cookie);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = request.body(Body::from(form.to_owned())).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        if let Some(cookie) = parts.headers.get(header::SET_COOKIE) {
            self.cookie = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        }
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// Opens the receipt at a moment so many seconds after the report.
    async fn open_after(&mut self, seconds: u64) {
        CLOCK.store(NOW + seconds, Ordering::Relaxed);
        let opened = self.ask(Method::POST, "/receipt", &format!("code={CODE}")).await;
        assert_eq!(opened.header(header::LOCATION), "/receipt/view");
    }

    async fn page(&mut self, path: &str) -> String {
        self.ask(Method::GET, path, "").await.text()
    }

    async fn say(&mut self, fields: &str) -> Answer {
        let token = self.desk.form_token(self.cookie.split_once('=').unwrap().1);
        let form = format!("token={token}&{fields}");
        self.ask(Method::POST, "/receipt/solved?lang=en", &form).await
    }
}

async fn insert(store: &DeskStore, receipt: &str) -> i64 {
    let told = NewReport {
        reference: store.draw().unwrap(),
        received_ms: NOW * 1000,
        receipt,
        language: "en",
        harm: "insult",
        urgency: 2,
        platform: desk::case::Platform::Other,
        is_official: false,
        told: b"{}",
        manifest: b"{}",
        seal: b"",
        fold: &[],
        words: &[],
        exhibits: Vec::new(),
        draft: None,
    };
    match store.report_insert(told).await.unwrap() {
        Sending::Kept(kept) => kept.report_id,
        other => panic!("{other:?}"),
    }
}

/// One test, as all of it happens to one clock.
#[tokio::test]
async fn a_person_is_asked_after_four_weeks_and_may_change_the_answer_for_four_more() {
    let mut person = Person::new("it-solved").await;
    let view = "/receipt/view?lang=en";
    person.open_after(28 * DAY_S - 1).await;
    assert!(!person.page(view).await.contains("Was it solved?"));
    assert_eq!(person.say("solved=yes").await.header(header::LOCATION), view);
    assert_eq!(person.desk.store.survey_fetch(person.report_id).unwrap(), None, "too early");

    person.open_after(28 * DAY_S).await;
    let asked = person.page(view).await;
    for answer in ["yes", "partly", "no", "not-yet"] {
        assert!(asked.contains(&format!("name=\"solved\" value=\"{answer}\"")), "{answer}");
    }
    let answer = person.say("solved=partly").await;
    assert_eq!(answer.header(header::LOCATION), "/receipt/solved?lang=en");
    let page = person.page("/receipt/solved?lang=en").await;
    assert!(page.contains("value=\"partly\" checked"), "{page}");
    for part in ["21", "January", "2027"] {
        assert!(page.contains(part), "the last day is said: {page}");
    }
    for (fields, kept) in
        [("", "partly"), ("solved=perhaps&line=x", "partly"), ("solved=", "partly")]
    {
        assert_eq!(person.say(fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = person.desk.store.survey_fetch(person.report_id).unwrap().unwrap();
        assert_eq!(answer.answer, kept, "{fields}");
    }
    let long = person.say(&format!("solved=no&line={}", "x".repeat(501))).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(long.text().contains(&"x".repeat(501)), "nothing is lost");
    let said = person.say("solved=no&line=a+copy%00+is%E2%80%AE+up").await;
    assert_eq!(said.header(header::LOCATION), view);
    let kept = person.desk.store.survey_fetch(person.report_id).unwrap().unwrap();
    assert_eq!((kept.answer.as_str(), kept.line.as_str()), ("no", "a copy is up"));
    // Said again on the receipt's page, the line stays.
    person.say("solved=not-yet").await;
    let kept = person.desk.store.survey_fetch(person.report_id).unwrap().unwrap();
    assert_eq!((kept.answer.as_str(), kept.line.as_str()), ("not-yet", "a copy is up"));

    person.open_after(56 * DAY_S - 1).await;
    assert!(person.page(view).await.contains("/receipt/solved"));
    person.open_after(56 * DAY_S).await;
    let page = person.page(view).await;
    assert!(page.contains("You said:") && !page.contains("/receipt/solved"), "{page}");
    assert_eq!(person.say("solved=yes").await.header(header::LOCATION), view);
    let kept = person.desk.store.survey_fetch(person.report_id).unwrap().unwrap();
    assert_eq!(kept.answer, "not-yet", "too late");

    // Taken back, and a year later erased: its page says that, and not that the person asked for it.
    let store = &person.desk.store;
    store.report_withdraw(person.report_id, NOW * 1000).await.unwrap();
    let after = (NOW + 3 * 366 * DAY_S) * 1000;
    let retire = || {
        store.clock_confirm_blocking(after).unwrap();
        store.retire(person.desk.parties.retention(), after).unwrap()
    };
    let retired = std::thread::scope(|scope| scope.spawn(retire).join().unwrap());
    assert_eq!(retired, store::desk::Retired::Erased(1));
    let page = person.page(view).await;
    assert!(
        page.contains("The time for which it is kept is over") && !page.contains("as you asked")
    );
    assert!(page.contains("Erased, as its time was over") && !page.contains("Was it solved?"));
}
