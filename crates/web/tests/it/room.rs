//! The public room: what everybody sees, and what programs get.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use desk::public::{Account, enter};
use record::choice::{Language, Measure};
use record::commitment::Salt;
use record::document::Languages;
use record::notice::{Aim, NOTICE_VERSION, Prose, ThreePartText};
use record::{WithheldDocument, canonical};
use store::desk::PublishedTest;
use tower::ServiceExt as _;
use web::desk::DeskState;
use web::desk_routes::desk_router;
use web::state::Clock;

use crate::client::{Answer, root};
use crate::filled::{desk_of_register, outside};
use crate::lives::{Event, ISSUE, entry, forty_notices, moment, reference};
use crate::support::{NOW, fixtures};

/// A desk whose register has these entries, all of them in its room.
pub(crate) fn desk_with(name: &str, entries: &[Vec<u8>]) -> Arc<DeskState> {
    desk_at(name, entries, || NOW)
}

fn desk_at(name: &str, entries: &[Vec<u8>], clock: Clock) -> Arc<DeskState> {
    desk_of_register(&root().join(name), entries, clock)
}

/// A register in which forty notices go every way, and a line of each kind.
fn busy() -> Vec<Vec<u8>> {
    fixtures().into_iter().chain(forty_notices()).collect()
}

fn account(lines: &[Vec<u8>]) -> Account {
    let mut account = Account::default();
    for line in lines {
        let Ok(()) = enter(&mut account, line);
    }
    account
}

async fn get(router: &Router, path: &str) -> Answer {
    get_with(router, path, "").await
}

/// The same, from somebody who has what bears this tag.
async fn get_with(router: &Router, path: &str, tag: &str) -> Answer {
    let request = Request::builder().uri(path).header(header::HOST, "desk.example");
    let request = request.header(header::IF_NONE_MATCH, tag).body(Body::empty()).unwrap();
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

/// The text of a page without its marks of direction.
fn plain(answer: &Answer) -> String {
    answer.text().replace(['\u{2068}', '\u{2069}', '\u{200e}', '\u{200f}'], "")
}

#[tokio::test]
async fn every_page_is_whole_in_each_language_with_many_notices_and_with_none() {
    for (name, lines) in [("it-room-busy", busy()), ("it-room-quiet", fixtures()[5..].to_vec())] {
        let router = desk_router(desk_with(name, &lines), None);
        for language in ["ar", "fr", "en"] {
            for path in [
                "/room?",
                "/room/notices?",
                "/room/notices?state=silent&",
                "/room/notices?platform=x.example&article=ma/1/1&",
                "/room/concentration?",
                "/room/desk?",
            ] {
                let at = format!("{path}lang={language}");
                let answer = get(&router, &at).await;
                assert_eq!(answer.status, StatusCode::OK, "{at}");
                crate::pages::check_page(&answer, language, &at);
            }
        }
    }
}

#[tokio::test]
async fn a_page_is_kept_for_a_minute_and_asked_for_again_by_its_tag() {
    let router = desk_router(desk_with("it-room-tags", &busy()), None);
    for path in ["/room", "/room/notices", "/room/figures.json", "/room/feed.atom"] {
        let first = get(&router, path).await;
        let tag = first.header(header::ETAG).to_owned();
        assert!(tag.len() > 10 && !first.headers.contains_key(header::SET_COOKIE), "{path}");
        assert_eq!(first.header(header::CACHE_CONTROL), "public, max-age=60");
        for known in [tag.clone(), format!("\"x\", W/{tag}")] {
            let again = get_with(&router, path, &known).await;
            assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
            assert_eq!(again.header(header::ETAG), tag);
        }
        let other = get_with(&router, path, "\"x\"").await;
        assert_eq!((other.status, other.body), (StatusCode::OK, first.body));
    }
    let french = get(&router, "/room?lang=fr").await;
    let tag = get(&router, "/room?lang=en").await.header(header::ETAG).to_owned();
    assert_ne!(french.header(header::ETAG), tag);
}

#[tokio::test]
async fn programs_get_every_notice_once_and_figures_that_a_stranger_works_out() {
    let lines = busy();
    let router = desk_router(desk_with("it-room-files", &lines), None);
    let account = account(&lines);
    let figures = get(&router, "/room/figures.json").await;
    let expected = web::room::figures_json("test.desk.example/register", &account.figures());
    assert_eq!(figures.text(), format!("{expected}\n"));
    let csv = get(&router, "/room/notices.csv").await;
    assert_eq!(csv.header(header::CONTENT_TYPE), "text/csv; charset=utf-8; header=present");
    let json = get(&router, "/room/notices.json").await;
    let objects: Vec<serde_json::Value> =
        json.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let text = csv.text();
    let rows: Vec<Vec<&str>> =
        text.split_terminator("\r\n").map(|line| line.split(',').collect()).collect();
    assert_eq!((objects.len(), rows.len()), (41, 42));
    let column = |name: &str| rows[0].iter().position(|it| *it == name).unwrap();
    for (row, object) in rows[1..].iter().zip(&objects) {
        assert_eq!(row.len(), rows[0].len());
        for name in ["notice", "state", "to", "harm", "case"] {
            assert_eq!(row[column(name)], object[name], "{name}");
        }
        let life = account
            .lives()
            .find(|life| object["notice"] == life.issued.notice.to_string())
            .unwrap();
        assert_eq!(object["state"], life.state().word());
        assert_eq!(object["answer_s"].as_u64(), life.answer_s());
        assert_eq!(row[column("grounds")], "ma/88-13/83 ma/pc/447-2");
    }
    let silent = get(&router, "/room/notices.json?platform=b.example&official=yes").await;
    let expected = objects.iter().filter(|it| it["to"] == "b.example" && it["official"] == true);
    assert_eq!(silent.text().lines().count(), expected.count());
}

#[tokio::test]
async fn the_pages_of_a_list_lead_through_every_notice_once() {
    let router = desk_router(desk_with("it-room-list", &busy()), None);
    let mut seen = Vec::new();
    let mut next = Some("/room/notices?lang=en".to_owned());
    while let Some(at) = next {
        let answer = get(&router, &at).await;
        let links = answer.links();
        seen.extend(links.iter().filter(|link| link.starts_with("/room/notice/")).cloned());
        let text = answer.text();
        let older = text
            .split("<a href=\"")
            .find(|rest| rest.split('>').next().is_some_and(|tag| tag.ends_with("rel=\"next\"")));
        next = older.map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&"));
    }
    assert_eq!(seen.len(), 41);
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 41);
}

#[tokio::test]
async fn a_question_stays_in_the_links_to_other_languages_and_is_never_run() {
    let router = desk_router(desk_with("it-room-asked", &busy()), None);
    let asked = "platform=a.example&article=ma/88-13/83&month=2026-11&state=already_gone";
    let page = get(&router, &format!("/room/notices?{asked}&lang=en")).await;
    let links = page.links();
    assert!(links.contains(&format!("/room/notices?lang=ar&{asked}")), "{links:?}");
    assert!(links.contains(&format!("/room/notices.csv?{asked}")), "{links:?}");
    assert!(plain(&page).contains("article 83 of Law 88-13"));
    let hostile = "/room/notices?platform=%22%3E%3Cb%3Ehere&state=%27%20OR%201&before=-1";
    let page = get(&router, hostile).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("<b>here") && page.text().contains("&#60;b&#62;here"));
}

#[tokio::test]
async fn each_step_of_a_notice_leads_to_its_entry_and_its_proof() {
    let lines = busy();
    let desk = desk_with("it-room-notice", &lines);
    let register = web::routes::beside_desk(desk.register.get().unwrap().clone());
    let router = desk_router(desk, Some(register));
    let page = get(&router, &format!("/room/notice/{}?lang=en", reference(7))).await;
    let links = page.links();
    let entries: Vec<&String> =
        links.iter().filter(|it| it.starts_with("/register/entry/")).collect();
    assert_eq!(entries.len(), 3);
    for link in links.iter().filter(|it| it.starts_with("/register/") || it.starts_with("/room/")) {
        assert_eq!(get(&router, link).await.status, StatusCode::OK, "{link}");
    }
    assert!(plain(&page).contains("It is published from this moment on"));
    for gone in [reference(99), "2".repeat(31), "not-hex".into(), "A".repeat(32)] {
        for kind in ["notice", "case"] {
            let answer = get(&router, &format!("/room/{kind}/{gone}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{gone}");
        }
    }
}

#[tokio::test]
async fn what_contradicts_is_named_on_the_notice_and_on_the_first_page() {
    let lines = [entry(1, ISSUE, 0), entry(1, Event::Silence, 1), entry(2, Event::Deliver, 2)];
    let router = desk_router(desk_with("it-room-odd", &lines), None);
    let page = get(&router, &format!("/room/notice/{}?lang=en", reference(1))).await;
    assert!(plain(&page).contains("silence, though no delivery was written down"));
    let page = get(&router, "/room?lang=en").await;
    assert!(plain(&page).contains("it is about a notice that no earlier entry issued"));
}

/// A notice whose three-part test is `text` and is due a day after it, and the salt.
fn with_test(text: &ThreePartText) -> (Vec<u8>, PublishedTest) {
    let salt = Salt::from_random([9; 32]);
    let bytes = canonical::to_bytes(text).unwrap();
    let languages = Languages::new([Language::English]).unwrap();
    let document = WithheldDocument::published_after(moment(24), &bytes, &salt, languages);
    let mut value: serde_json::Value = serde_json::from_slice(&entry(1, ISSUE, 0)).unwrap();
    value["body"]["sender"]["authority"]["three_part_test"] =
        serde_json::to_value(&document).unwrap();
    (canonical::to_bytes(&value).unwrap(), PublishedTest { text: bytes, salt: [9; 32] })
}

#[tokio::test]
async fn a_three_part_test_is_shown_from_its_day_on_if_it_is_the_one() {
    let text = ThreePartText {
        aim: Aim::PrivateLife,
        aim_reasons: "<b>a reason</b>".into(),
        considered: Vec::new(),
        duration_days: Some(30),
        law_reasons: "it names a fact".into(),
        laws: vec!["ma/88-13/83".parse().unwrap()],
        measure: Measure::CountryLimit,
        necessity: Prose { language: Language::English, text: "only this ends the harm".into() },
        notice: reference(1).parse().unwrap(),
        v: NOTICE_VERSION,
    };
    let (line, test) = with_test(&text);
    let mut other = test.clone();
    other.text = canonical::to_bytes(&ThreePartText { duration_days: None, ..text }).unwrap();
    let early: Clock = || 1_795_467_802 + 86_399;
    let due: Clock = || 1_795_467_802 + 86_400;
    for (name, clock, published, says, not) in [
        ("early", early, Some(&test), "It is published from this moment on", "only this ends"),
        ("missing", due, None, "It is not published, though its moment has come", "only this ends"),
        ("here", due, Some(&test), "only this ends the harm", "<b>a reason"),
        ("other", due, Some(&other), "not the one that the entry committed to", "only this ends"),
    ] {
        let desk = desk_at(&format!("it-room-test-{name}"), std::slice::from_ref(&line), clock);
        if let Some(test) = published {
            let notice = [0, 0, 0, 1].repeat(4).try_into().unwrap();
            outside(|| desk.store.test_publish(&notice, test.clone()).unwrap());
        }
        let router = desk_router(desk, None);
        let page = get(&router, &format!("/room/notice/{}?lang=en", reference(1))).await;
        let page = plain(&page);
        assert!(page.contains(says), "{name}: {page}");
        assert!(!page.contains(not), "{name}: {page}");
    }
}

#[tokio::test]
async fn a_feed_names_the_newest_entries_and_escapes_what_it_is_told() {
    let mut lines = busy();
    lines.push(b"<script>no entry</script>".to_vec());
    let router = desk_router(desk_with("it-room-feed", &lines), None);
    let feed = get(&router, "/room/feed.atom?lang=fr").await;
    assert_eq!(feed.header(header::CONTENT_TYPE), "application/atom+xml; charset=utf-8");
    let text = feed.text();
    assert!(text.starts_with("<?xml version=\"1.0\""));
    assert_eq!(text.matches("<entry>").count(), 49);
    assert!(!text.contains("<script") && !text.contains('⟦'));
    let last = lines.len() - 2;
    let link = format!("https://desk.example/register/entry/{last}?lang=fr");
    assert!(text.contains(&link), "{text}");
    assert!(text.contains(&format!("urn:hiwar:test.desk.example/register:entry:{last}")));
}

#[tokio::test]
async fn who_may_act_is_told_with_keys_to_come_and_in_force() {
    let week: Clock = || 1_795_467_802 + 7 * 86_400;
    for (name, clock, says) in [("now", (|| NOW) as Clock, "To come"), ("week", week, "In force")] {
        let desk = desk_at(&format!("it-room-house-{name}"), &fixtures(), clock);
        let router = desk_router(desk, None);
        let page = plain(&get(&router, "/room/desk?lang=en").await);
        assert!(page.contains(&format!(">{says}<")), "{page}");
        for text in ["0101010101010101", "bar.example/reviewer+e0aa0814", "2 of 3"] {
            assert!(page.contains(text), "{text}");
        }
    }
}
