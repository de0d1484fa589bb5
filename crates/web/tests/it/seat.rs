//! The platform's seat: its inbox, opening as delivery, and what it says.

use axum::http::{Method, StatusCode, header};
use record::choice::{Decision, Means, WithdrawalReason};
use record::id::NoticeRef;
use record::{Body, Entry, WithheldDocument};
use store::desk::{By, KeptTurn, NewTurn, NoticeRow, TurnKind};
use web::compose::Said;

use crate::client::Answer;
use crate::released::{ADDRESS, REASONS, release, release_for};
use crate::staff::{Staff, ask, ask_with};
use crate::support::NOW;

/// A desk, and the browser of somebody at the seat of `platform.example`.
pub(crate) struct House {
    pub(crate) staff: Staff,
    session: String,
    token: String,
}

impl House {
    pub(crate) async fn new(name: &str) -> House {
        let staff = Staff::new(name).await;
        let session = staff.people.last().unwrap().session.clone();
        let token = staff.desk.form_token(&session);
        House { staff, session, token }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        ask(self.staff.router(), Method::GET, path, Some(&self.session), "").await
    }

    pub(crate) async fn post(&self, path: &str, form: &str) -> Answer {
        let form = format!("token={}&{form}", self.token);
        ask(self.staff.router(), Method::POST, path, Some(&self.session), &form).await
    }

    pub(crate) fn row(&self, notice: NoticeRef) -> NoticeRow {
        self.staff.desk.store.notice_by_reference(notice.as_bytes()).unwrap().unwrap()
    }

    pub(crate) fn turns(&self, notice: NoticeRef) -> Vec<KeptTurn> {
        self.staff.desk.store.notice_turns(self.row(notice).id).unwrap()
    }

    /// The public entries about a notice after the first, which issued it.
    pub(crate) fn entries(&self) -> Vec<Body> {
        let waiting = self.staff.desk.store.entries_waiting(1000).unwrap();
        let read = |bytes: &[u8]| record::canonical::parse_strict::<Entry>(bytes).unwrap();
        let bodies = waiting.iter().map(|it| read(&it.bytes).body().clone());
        bodies
            .filter(|body| {
                matches!(body, Body::NoticeDelivered(_) | Body::NoticeReceived(_) | Body::Answer(_))
            })
            .collect()
    }

    /// The desk takes a notice back, or replies to a question.
    pub(crate) async fn turn(&self, notice: NoticeRef, kind: TurnKind, text: &str) {
        let said = Said::new(&self.staff.desk, text.into()).unwrap();
        let means = match kind {
            TurnKind::Withdrawn => WithdrawalReason::Error.word(),
            TurnKind::Delivered => Means::PublicForm.word(),
            _ => "",
        };
        let (body, happened_ms) = (&said.to_bytes(), NOW * 1000);
        let turn = NewTurn { kind, happened_ms, means, own_id: None, body, entry: None };
        let (id, seen) = (self.row(notice).id, self.turns(notice).len());
        let by = By { actor: "desk", at_ms: happened_ms, seen: None };
        self.staff.desk.store.notice_turn(id, seen, turn, by).await.unwrap();
    }
}

fn at(notice: NoticeRef, act: &str) -> String {
    format!("/seat/notice/{notice}{act}")
}

const ACCEPTED: &str = "decision=accepted&measure=removal&basis=law&decider=person\
    &ground=article+442&facts=Seen+by+a+person.&language=en&own_id=";

#[tokio::test(flavor = "multi_thread")]
async fn opening_a_notice_for_the_first_time_is_its_one_delivery_and_the_list_is_none() {
    let house = House::new("it-seat-open").await;
    let notice = release(&house.staff.desk, "platform.example").await;
    let list = house.get("/seat").await.text();
    assert!(list.contains(&at(notice, "")) && list.contains("Not opened yet"), "{list}");
    assert!(!list.contains(ADDRESS) && !list.contains(REASONS));
    assert!(house.turns(notice).is_empty());
    for way in ["", "/release.json", ""] {
        let answer = house.get(&at(notice, way)).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    }
    let turns = house.turns(notice);
    let [turn] = &turns[..] else { panic!("{turns:?}") };
    assert_eq!((turn.kind, turn.means.as_str()), (TurnKind::Delivered, "interface"));
    let bodies = house.entries();
    let [Body::NoticeDelivered(delivered)] = &bodies[..] else { panic!("{bodies:?}") };
    assert_eq!(delivered.delivered_by, house.staff.desk.store.machine_pseudonym());
    check_opens(&delivered.proof, turn);
    let proof: serde_json::Value = serde_json::from_str(&Said::read(&turn.body)).unwrap();
    let file = house.get(&at(notice, "/release.json")).await.body;
    assert_eq!(proof["sha256"], record::id::Digest::of(&file).to_string());
    assert_eq!((&proof["by"], &proof["way"]), (&turn.actor.clone().into(), &"page".into()));
    assert!(house.get("/seat").await.text().contains("An answer is asked for until"));
}

/// Whether what is kept of a turn is what its entry commits to.
#[track_caller]
fn check_opens(document: &WithheldDocument, turn: &KeptTurn) {
    let said: Said = serde_json::from_slice(&turn.body).unwrap();
    assert!(document.opens_with(said.text.as_bytes(), &said.salt.salt()));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_only_looks_ahead_opens_nothing() {
    let house = House::new("it-seat-ahead").await;
    let notice = release(&house.staff.desk, "platform.example").await;
    let (page, session) = (at(notice, ""), Some(house.session.as_str()));
    let head = ask(house.staff.router(), Method::HEAD, &page, session, "").await;
    assert_eq!(head.status, StatusCode::METHOD_NOT_ALLOWED);
    let request = axum::http::Request::get(at(notice, ""))
        .header(header::COOKIE, format!("__Host-officer={}", house.session))
        .header("sec-purpose", "prefetch;prerender")
        .body(axum::body::Body::empty());
    let answer = tower::ServiceExt::oneshot(house.staff.router(), request.unwrap()).await.unwrap();
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(house.turns(notice).is_empty() && house.entries().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_shown_whole_in_each_language() {
    let house = House::new("it-seat-whole").await;
    let notice = release(&house.staff.desk, "platform.example").await;
    for language in ["ar", "fr", "en"] {
        for act in ["", "/answer", "/ask"] {
            let path = format!("{}?lang={language}", at(notice, act));
            crate::pages::check_page(&house.get(&path).await, language, &path);
        }
        for path in ["/seat", "/seat?state=silent", "/seat/tokens"] {
            let path =
                format!("{path}{}lang={language}", if path.contains('?') { '&' } else { '?' });
            crate::pages::check_page(&house.get(&path).await, language, &path);
        }
    }
    let text = house.get(&at(notice, "")).await.text();
    for part in [
        ADDRESS,
        REASONS,
        "We believe this to be right",
        "The person harmed",
        "A label keeps the words in view.",
        "bar.example/reviewer",
        "hiwar/release/v1",
        "You may contest.",
        "hiwar verify hiwar-notice-",
        "no legal force",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_of_another_platform_is_as_unknown_as_one_that_never_was() {
    let house = House::new("it-seat-other").await;
    let other = release(&house.staff.desk, "other.example").await;
    let nothing = NoticeRef::from_random([9; 16]);
    for notice in [other, nothing] {
        for act in ["", "/release.json", "/answer", "/ask"] {
            let answer = house.get(&at(notice, act)).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{act}");
        }
        for act in ["/received", "/answer", "/ask"] {
            let answer = house.post(&at(notice, act), ACCEPTED).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{act}");
        }
    }
    let text = |answer: Answer, notice: NoticeRef| answer.text().replace(&notice.to_string(), "");
    let (one, two) = (house.get(&at(other, "")).await, house.get(&at(nothing, "")).await);
    assert_eq!(text(one, other), text(two, nothing));
    assert!(!house.get("/seat").await.text().contains(&other.to_string()));
    assert!(house.turns(other).is_empty() && house.entries().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn that_it_has_a_notice_is_said_once_with_the_platforms_own_reference() {
    let house = House::new("it-seat-received").await;
    let notice = release(&house.staff.desk, "platform.example").await;
    let early = house.post(&at(notice, "/received"), "reference=T-1").await;
    assert!(early.text().contains("Open the notice first"), "{}", early.text());
    house.get(&at(notice, "")).await;
    let long = format!("reference={}", "a".repeat(201));
    let refused = house.post(&at(notice, "/received"), &long).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains(&"a".repeat(201)), "nothing typed is lost");
    for _ in 0..2 {
        let taken = house.post(&at(notice, "/received"), "reference=T-1").await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER);
    }
    let other = house.post(&at(notice, "/received"), "reference=T-2").await;
    assert!(other.text().contains("with another reference"));
    let turns = house.turns(notice);
    assert_eq!((turns.len(), turns[1].kind), (2, TurnKind::Received));
    let bodies = house.entries();
    let Body::NoticeReceived(received) = &bodies[1] else { panic!("{bodies:?}") };
    check_opens(&received.receipt, &turns[1]);
    assert!(house.get(&at(notice, "")).await.text().contains("T-1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_a_turn_with_its_entry_and_a_form_sent_twice_is_one() {
    let house = House::new("it-seat-answer").await;
    let notice = release(&house.staff.desk, "platform.example").await;
    house.get(&at(notice, "")).await;
    let form = format!("seen=1&{ACCEPTED}");
    for _ in 0..2 {
        let answer = house.post(&at(notice, "/answer"), &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    let turns = house.turns(notice);
    assert_eq!((turns.len(), turns[1].means.as_str()), (2, "accepted"));
    let bodies = house.entries();
    let Body::Answer(answer) = &bodies[1] else { panic!("{bodies:?}") };
    assert_eq!(answer.decision, Decision::Accepted);
    check_opens(answer.reasons.as_ref().unwrap(), &turns[1]);
    // What the texts say is in no entry.
    let waiting = house.staff.desk.store.entries_waiting(1000).unwrap();
    let is_told = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("Seen by a person");
    assert!(!waiting.iter().any(|it| is_told(&it.bytes)));
    assert!(house.get("/seat?state=answered").await.text().contains(&notice.to_string()));
    assert!(!house.get("/seat?state=awaiting").await.text().contains(&notice.to_string()));
    // Later it puts the content back: another answer.
    let restored = "seen=2&decision=restored&basis=not_said&decider=person&explanation=A+licence.";
    assert_eq!(house.post(&at(notice, "/answer"), restored).await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.turns(notice).len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_reads_on_the_receipt_what_came_back_to_them_and_to_nobody_else() {
    let house = House::new("it-seat-receipt").await;
    let desk = &house.staff.desk;
    let [own, other] = [1, 2].map(|number| desk::Receipt::from_random([number; 16]));
    let notice = release_for(desk, "platform.example", &own).await;
    let elsewhere = release_for(desk, "platform.example", &other).await;
    let read = async |receipt: &desk::Receipt| {
        let (code, router) = (format!("code={}", receipt.digits()), house.staff.router());
        let opened = ask_with(router, Method::POST, "/receipt", None, &code).await;
        let cookie = opened.header(header::SET_COOKIE).split(';').next().unwrap().to_owned();
        let router = house.staff.router();
        ask_with(router, Method::GET, "/receipt/view", Some(&cookie), "").await.text()
    };
    let page = read(&own).await;
    assert!(page.contains("platform.example"), "{page}");
    assert!(page.contains("Nothing has happened since"), "{page}");
    house.get(&at(notice, "")).await;
    house.post(&at(notice, "/answer"), &format!("seen=1&{ACCEPTED}")).await;
    let page = read(&own).await;
    assert!(page.contains("Seen by a person.") && page.contains("article 442"), "{page}");
    assert!(!page.contains(&elsewhere.to_string()), "{page}");
    let page = read(&other).await;
    assert!(!page.contains("Seen by a person.") && !page.contains(&notice.to_string()), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_an_answer_is_named_one_by_one_and_nothing_typed_is_lost() {
    let house = House::new("it-seat-wrong").await;
    let notice = release(&house.staff.desk, "platform.example").await;
    house.get(&at(notice, "")).await;
    let form = "seen=1&decision=refused&measure=removal&basis=law&decider=\
        &facts=%D8%B1%D8%A3%D9%8A+%3Cb%3E&territories=ma+Morocco&applied_on=yesterday&own_id=a+b";
    let answer = house.post(&at(notice, "/answer"), form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    for field in
        ["measure", "decider", "ground", "explanation", "territories", "applied_on", "own_id"]
    {
        assert!(text.contains(&format!("<li><a href=\"#{field}\">")), "{field}: {text}");
        assert!(text.contains(&format!("id=\"wrong-{field}\"")), "{field}");
    }
    for typed in ["رأي &#60;b&#62;", "value=\"ma morocco\"", "value=\"yesterday\"", "value=\"a b\""]
    {
        assert!(text.contains(typed), "{typed}: {text}");
    }
    assert!(text.contains("<option value=\"refused\" selected>"));
    let restored = "seen=1&decision=restored&basis=not_said&decider=person";
    let answer = house.post(&at(notice, "/answer"), restored).await.text();
    assert!(answer.contains("Only what was taken down"), "{answer}");
    assert_eq!(house.turns(notice).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_without_having_seen_what_happened_sees_it_first() {
    let house = House::new("it-seat-overtaken").await;
    let notice = release(&house.staff.desk, "platform.example").await;
    house.get(&at(notice, "")).await;
    house.post(&at(notice, "/received"), "reference=T-1").await;
    let answer = house.post(&at(notice, "/answer"), &format!("seen=1&{ACCEPTED}")).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let text = answer.text();
    assert!(text.contains("name=\"seen\" value=\"2\"") && text.contains("Seen by a person."));
    assert_eq!(house.turns(notice).len(), 2);
    let again = house.post(&at(notice, "/answer"), &format!("seen=2&{ACCEPTED}")).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_waits_for_the_desks_reply_which_is_read_here() {
    let house = House::new("it-seat-ask").await;
    let notice = release(&house.staff.desk, "platform.example").await;
    house.get(&at(notice, "")).await;
    let empty = house.post(&at(notice, "/ask"), "seen=1&explanation=+").await;
    assert!(empty.text().contains("Write your question"));
    let form = "seen=1&explanation=Which+minute%3F&language=en";
    let asked = house.post(&at(notice, "/ask"), form).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    assert_eq!(house.turns(notice)[1].means, "asked_for_more");
    house.turn(notice, TurnKind::Replied, "The second minute.").await;
    let text = house.get(&at(notice, "")).await.text();
    assert!(text.contains("Which minute?") && text.contains("The second minute."), "{text}");
    assert!(house.get("/seat?state=awaiting").await.text().contains(&notice.to_string()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_is_shown_to_those_who_had_opened_it_and_takes_no_answer() {
    let house = House::new("it-seat-back").await;
    let opened = release(&house.staff.desk, "platform.example").await;
    let unopened = release(&house.staff.desk, "platform.example").await;
    house.get(&at(opened, "")).await;
    for notice in [opened, unopened] {
        house.turn(notice, TurnKind::Withdrawn, "").await;
    }
    assert_eq!(house.get(&at(opened, "")).await.status, StatusCode::OK);
    let gone = house.get(&at(unopened, "")).await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(!gone.text().contains(ADDRESS));
    let answer = house.post(&at(opened, "/answer"), &format!("seen=2&{ACCEPTED}")).await;
    assert_eq!(answer.status, StatusCode::GONE);
    assert_eq!((house.turns(opened).len(), house.turns(unopened).len()), (2, 1));
    let list = house.get("/seat?state=withdrawn").await.text();
    assert!(list.contains(&opened.to_string()) && list.contains(&unopened.to_string()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_inbox_goes_on_from_page_to_page_and_shows_each_notice_once() {
    let house = House::new("it-seat-pages").await;
    let mut left = Vec::new();
    for _ in 0..27 {
        left.push(release(&house.staff.desk, "platform.example").await.to_string());
    }
    release(&house.staff.desk, "other.example").await;
    left.reverse();
    let first = house.get("/seat").await;
    let older = first.links().into_iter().find(|link| link.contains("before=")).unwrap();
    let second = house.get(&older).await;
    let seen: Vec<String> = [first.links(), second.links()]
        .concat()
        .into_iter()
        .filter_map(|link| link.strip_prefix("/seat/notice/").map(str::to_owned))
        .collect();
    assert_eq!(seen, left);
    // The links to the other languages lead to this same page.
    let goes_on = |link: &String| link.contains("before=") && !link.contains("lang=");
    assert!(!second.links().iter().any(goes_on));
    let made_up = house.get("/seat?state=%3Cscript%3E&before=-1").await;
    assert_eq!(made_up.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_shown_once_and_taken_back_by_its_own_account() {
    let house = House::new("it-seat-tokens").await;
    let unnamed = house.post("/seat/tokens", "name=+").await;
    assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = house.post("/seat/tokens", "name=night+shift").await.text();
    let token = made.split("hiwar_seat_").nth(1).unwrap()[..64].to_owned();
    let page = house.get("/seat/tokens").await.text();
    assert!(page.contains("night shift") && !page.contains(&token));
    let id = page.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(house.post("/seat/tokens/revoke", "id=999").await.status, StatusCode::SEE_OTHER);
    assert!(house.get("/seat/tokens").await.text().contains("night shift"));
    house.post("/seat/tokens/revoke", &format!("id={id}")).await;
    assert!(!house.get("/seat/tokens").await.text().contains("night shift"));
}
