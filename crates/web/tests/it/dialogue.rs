//! The dialogue from the first draft to the public page: two people, every refusal said, nothing
//! typed lost, and pages for everybody that follow.

use ::dialogue::{Act, ItemKind};
use axum::http::{Method, StatusCode, header};
use record::choice::Role;
use store::desk::{DialogueFilter, NewAct};

use crate::client::Answer;
use crate::pages::check_page;
use crate::staff::{Somebody, Staff, ask, now};

fn with_role(staff: &Staff, role: Role) -> &Somebody {
    let has =
        |it: &&Somebody| matches!(&it.holder, store::desk::Holder::Officer(all) if all.has(role));
    staff.people.iter().find(has).unwrap()
}

async fn get(staff: &Staff, role: Option<Role>, at: &str) -> Answer {
    let session = role.map(|role| with_role(staff, role).session.clone());
    ask(staff.router(), Method::GET, at, session.as_deref(), "").await
}

async fn send(staff: &Staff, role: Role, to: &str, fields: &str) -> Answer {
    let session = &with_role(staff, role).session;
    let form = format!("token={}&{fields}", staff.desk.form_token(session));
    ask(staff.router(), Method::POST, to, Some(session), &form).await
}

/// A whole commitment, as a form sends it.
const WHOLE: &str = "seen=0&platform=video.example&said_on=2025-01-10&due=2025-03-01\
    &title_ar=مكتب&title_fr=Bureau&title_en=An+office&text_ar=نص&text_fr=Texte&text_en=Text\
    &said_by_ar=المنصة&said_by_fr=La+plateforme&said_by_en=The+platform\
    &measure_ar=باب&measure_fr=Une+porte&measure_en=A+door\
    &source0_address=https://news.example/office&source0_day=2025-01-11\
    &source0_title_ar=خبر&source0_title_fr=Article&source0_title_en=News";

/// The one item there is, and its page at the desk.
fn only(staff: &Staff) -> (::dialogue::ItemRef, String) {
    let drafts = staff.desk.store.dialogue_drafts(9).unwrap();
    let public = staff.desk.store.dialogue_list(&DialogueFilter::default(), 9).unwrap();
    let item = drafts.iter().chain(&public.rows).next().unwrap().item;
    (item, format!("/desk/dialogue/{}/{item}", item.kind().word()))
}

/// The hash that the page's form to publish carries.
fn document(page: &Answer) -> String {
    let text = page.text();
    let rest = text.split("name=\"document\" value=\"").nth(1).expect("a form to publish");
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_promise_is_written_by_one_published_by_another_and_everybody_sees_it() {
    let staff = Staff::new("it-dialogue-walk").await;
    let made = send(&staff, Role::Liaison, "/desk/dialogue/new/commitment", WHOLE).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let (item, page) = only(&staff);
    assert_eq!(made.header(header::LOCATION), page);
    let public = format!("/dialogue/commitment/{item}");
    assert_eq!(get(&staff, None, &public).await.status, StatusCode::NOT_FOUND);
    for (language, title) in [("ar", "مكتب"), ("fr", "Bureau"), ("en", "An office")] {
        let at = format!("{page}?lang={language}");
        for role in [Role::Liaison, Role::Approver] {
            let answer = get(&staff, Some(role), &at).await;
            check_page(&answer, language, &at);
            assert!(answer.text().contains(title), "{at}");
        }
        let edit = get(&staff, Some(Role::Liaison), &format!("{page}/edit?lang={language}")).await;
        check_page(&edit, language, &page);
    }
    // Whoever may publish sees the form; the liaison does not, and cannot by sending it.
    assert!(!get(&staff, Some(Role::Liaison), &page).await.text().contains("/publish"));
    let document = document(&get(&staff, Some(Role::Approver), &page).await);
    let publish = format!("seen=1&document={document}");
    let refused = send(&staff, Role::Liaison, &format!("{page}/publish"), &publish).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let done = send(&staff, Role::Approver, &format!("{page}/publish"), &publish).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    for language in ["ar", "fr", "en"] {
        let pages = ["/dialogue", "/dialogue/agenda", "/dialogue/platform/video.example", &public];
        for at in pages.map(|at| format!("{at}?lang={language}")) {
            let answer = get(&staff, None, &at).await;
            assert_eq!(answer.status, StatusCode::OK, "{at}");
            check_page(&answer, language, &at);
        }
    }
    let served = get(&staff, None, &format!("/dialogue/document/{document}")).await;
    assert_eq!(record::id::Digest::of(&served.body).to_string(), document);
    assert_eq!(
        staff
            .desk
            .store
            .entries_waiting(99)
            .unwrap()
            .iter()
            .filter(|it| { String::from_utf8_lossy(&it.bytes).contains(&document) })
            .count(),
        1
    );
}

#[tokio::test]
async fn whoever_writes_does_not_publish_whatever_their_roles() {
    let staff = Staff::new("it-dialogue-two").await;
    send(&staff, Role::Decision, "/desk/dialogue/new/commitment", WHOLE).await;
    let (item, page) = only(&staff);
    let kept = staff.desk.store.dialogue_fetch(item).unwrap().unwrap();
    let document = kept.item.draft().unwrap().content.digest(item).unwrap();
    let form = format!("seen=1&document={document}");
    let own = send(&staff, Role::Decision, &format!("{page}/publish"), &form).await;
    assert_eq!(own.status, StatusCode::CONFLICT);
    // A hash of another draft, or a count of another moment, publishes nothing.
    for form in [format!("seen=0&document={document}"), "seen=1&document=00".to_owned()] {
        let other = send(&staff, Role::Approver, &format!("{page}/publish"), &form).await;
        assert_eq!(other.status, StatusCode::CONFLICT, "{form}");
    }
    assert!(staff.desk.store.dialogue_fetch(item).unwrap().unwrap().item.published().is_empty());
}

#[tokio::test]
async fn what_is_typed_is_never_lost_and_every_fault_is_said_at_its_field() {
    let staff = Staff::new("it-dialogue-faults").await;
    let to = "/desk/dialogue/new/commitment?lang=en";
    let bad = WHOLE
        .replace("title_en=An+office", "title_en=Ask+salma@example.ma")
        .replace("said_on=2025-01-10", "said_on=soon")
        .replace("https://news.example/office", "https://www.tiktok.com/@salma/video/7301");
    let answer = send(&staff, Role::Liaison, to, &bad).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    check_page(&answer, "en", to);
    let text = answer.text();
    for kept in ["Ask salma@example.ma", "value=\"soon\"", "Une porte", "المنصة"] {
        assert!(text.contains(kept), "{kept} is lost");
    }
    for field in ["title_en", "said_on", "source0_address"] {
        assert!(text.contains(&format!("id=\"{field}-error\"")), "{field}");
        assert!(text.contains(&format!("href=\"#{field}\"")), "{field}");
    }
    assert!(staff.desk.store.dialogue_drafts(9).unwrap().is_empty());
    // Another language in the middle of a sentence checks and keeps nothing.
    let stays = send(&staff, Role::Liaison, to, &format!("then=stay&{bad}")).await;
    assert_eq!(stays.status, StatusCode::OK);
    assert!(stays.text().contains("Ask salma@example.ma"));
}

#[tokio::test]
async fn two_who_write_at_once_lose_nothing() {
    let staff = Staff::new("it-dialogue-overtaken").await;
    send(&staff, Role::Liaison, "/desk/dialogue/new/commitment", WHOLE).await;
    let (item, page) = only(&staff);
    let edit = format!("{page}/edit");
    let first = WHOLE.replace("seen=0", "seen=1").replace("An+office", "First");
    let second = WHOLE.replace("seen=0", "seen=1").replace("An+office", "Second");
    let one = send(&staff, Role::Liaison, &edit, &first).await;
    assert_eq!(one.status, StatusCode::SEE_OTHER);
    let two = send(&staff, Role::Decision, &edit, &second).await;
    assert_eq!(two.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(two.text().contains("Second") && two.text().contains("name=\"seen\" value=\"2\""));
    let again = send(&staff, Role::Decision, &edit, &second.replace("seen=1", "seen=2")).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let kept = staff.desk.store.dialogue_fetch(item).unwrap().unwrap();
    assert_eq!(kept.item.draft().unwrap().content.title().en.as_str(), "Second");
    assert_eq!(kept.item.draft().unwrap().writers.len(), 2);
}

#[tokio::test]
async fn evidence_is_written_at_a_commitment_and_moves_it_once_it_is_published() {
    let staff = Staff::new("it-dialogue-evidence").await;
    send(&staff, Role::Liaison, "/desk/dialogue/new/commitment", WHOLE).await;
    let (item, page) = only(&staff);
    let form =
        format!("seen=1&document={}", document(&get(&staff, Some(Role::Approver), &page).await));
    send(&staff, Role::Approver, &format!("{page}/publish"), &form).await;
    let late = get(&staff, None, "/dialogue?lang=en&standing=due").await;
    assert!(late.text().contains("An office"));
    let seen = "seen=2&seen_on=2025-04-01&state=broken&text_ar=رأينا&text_fr=Vu&text_en=No+door\
        &source0_address=https://news.example/no-door\
        &source0_title_ar=خبر&source0_title_fr=Article&source0_title_en=News";
    let wrote = send(&staff, Role::Liaison, &format!("{page}/evidence"), seen).await;
    assert_eq!(wrote.status, StatusCode::SEE_OTHER, "{}", wrote.text());
    let form =
        format!("seen=3&document={}", document(&get(&staff, Some(Role::Decision), &page).await));
    let done = send(&staff, Role::Decision, &format!("{page}/publish"), &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let public = get(&staff, None, &format!("/dialogue/commitment/{item}?lang=en")).await.text();
    assert!(public.contains("Not kept") && public.contains("No door"));
    assert!(
        !get(&staff, None, "/dialogue?lang=en&standing=due").await.text().contains("An office")
    );
}

#[tokio::test]
async fn what_public_sources_say_carries_its_mark_until_it_is_confirmed() {
    let staff = Staff::new("it-dialogue-sown").await;
    let store = &staff.desk.store;
    let by = store.machine_pseudonym();
    let items =
        ::dialogue::seed::seed("ma", now().day().max("2026-11-27".parse().unwrap())).unwrap();
    for it in items {
        let act = Act::Sow { content: Box::new(it.content) };
        let new = NewAct { item: it.item, act, seen: 0, tabling: None, by, at: now() };
        store.dialogue_act(new).await.unwrap();
    }
    let page = get(&staff, None, "/dialogue?lang=en&kind=commitment").await.text();
    assert!(page.contains("To open an office in Morocco"));
    assert!(page.contains("to be confirmed by the desk"));
    let csv = get(&staff, None, "/dialogue/items.csv?kind=commitment").await.text();
    assert!(csv.lines().skip(1).all(|line| line.contains(",public-sources,")));
    // An Arabic word finds it in another spelling, and the question goes on into other languages.
    let found = get(&staff, None, "/dialogue?lang=ar&q=%D9%85%D9%83%D8%AA%D8%A8").await;
    check_page(&found, "ar", "/dialogue?q=");
    assert!(found.text().contains("فتح مكتب في المغرب"));
    assert!(found.links().iter().any(|it| it.contains("lang=fr&q=%D9%85%D9%83%D8%AA%D8%A8")));
}

#[tokio::test]
async fn feeds_calendars_and_pages_hold_until_something_changes() {
    let staff = Staff::new("it-dialogue-kept").await;
    let before = get(&staff, None, "/dialogue").await;
    let tag = before.header(header::ETAG).to_owned();
    assert!(!tag.is_empty());
    assert_eq!(get(&staff, None, "/dialogue").await.header(header::ETAG), tag);
    send(&staff, Role::Liaison, "/desk/dialogue/new/commitment", WHOLE).await;
    let (_, page) = only(&staff);
    let form =
        format!("seen=1&document={}", document(&get(&staff, Some(Role::Approver), &page).await));
    send(&staff, Role::Approver, &format!("{page}/publish"), &form).await;
    assert_ne!(get(&staff, None, "/dialogue").await.header(header::ETAG), tag);
    let calendar = get(&staff, None, "/dialogue/calendar.ics?lang=fr").await.text();
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"));
    assert!(calendar.contains("DTSTART;VALUE=DATE:20250301\r\n"), "{calendar}");
    let feed = get(&staff, None, "/dialogue/feed.atom?lang=en").await;
    assert_eq!(feed.header(header::CONTENT_TYPE), "application/atom+xml; charset=utf-8");
    assert!(feed.text().contains("<title>Commitment: An office</title>"));
    let lines = get(&staff, None, "/dialogue/items.json").await.text();
    let line: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!((&line["basis"], &line["standing"]), (&"desk".into(), &"due".into()));
    assert_eq!(line["kind"], ItemKind::Commitment.word());
}
