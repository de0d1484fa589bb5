//! What a person reads on the page of their receipt of what was asked for them, and what came back.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use record::choice::{Outcome, Role};
use record::id::{NoticeRef, OfficerId};
use store::desk::Holder;
use store::desk::cases::Acting;
use tower::ServiceExt as _;
use web::desk_routes::desk_router;

use crate::client::Answer;
use crate::released::{ADDRESS, release};
use crate::seat::House;
use crate::staff::ask;
use crate::support::NOW;

/// The page of the report from which the notice was written, as its person sees it.
async fn receipt(house: &House, notice: NoticeRef, language: &str) -> String {
    let desk = &house.staff.desk;
    let expires_s = NOW + 600;
    let opened = [house.row(notice).report_id.to_le_bytes(), expires_s.to_le_bytes()].concat();
    let cookie = desk.store.token_lock("opened receipt", &opened).unwrap();
    let request = axum::http::Request::builder()
        .method(Method::GET)
        .uri(format!("/receipt/view?lang={language}"))
        .header("cookie", format!("__Host-receipt={cookie}"))
        .body(axum::body::Body::empty())
        .unwrap();
    let answer = desk_router(Arc::clone(desk), None).oneshot(request).await.unwrap();
    let (parts, body) = answer.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
    let answer = Answer { status: parts.status, headers: parts.headers, body };
    crate::pages::check_page(&answer, language, "/receipt/view");
    answer.text()
}

const REFUSED: &str = "seen=1&decision=refused&measure=&basis=house_rules&decider=person\
    &ground=rule+7&facts=Seen+by+a+person.&explanation=%3Cscript%3Esatire%E2%80%AE%3C%2Fscript%3E\
    &language=en&redress=Write+to+us.&own_id=R-1";

#[tokio::test(flavor = "multi_thread")]
async fn a_person_reads_what_was_asked_and_the_statement_of_reasons_and_nobody_elses() {
    let house = House::new("it-requests").await;
    let notice = release(&house.staff.desk, "platform.example").await;
    let other = release(&house.staff.desk, "other.example").await;
    let before = receipt(&house, notice, "en").await;
    assert!(before.contains("Requests to platforms") && before.contains(ADDRESS), "{before}");
    assert!(before.contains("Nothing has happened since"), "{before}");
    assert!(before.contains("Read by a person: the platform was asked"), "{before}");
    assert!(!before.contains("waiting for a person to read it"), "{before}");
    house.get(&format!("/seat/notice/{notice}")).await;
    let answered = house.post(&format!("/seat/notice/{notice}/answer"), REFUSED).await;
    assert_eq!(answered.status, axum::http::StatusCode::SEE_OTHER, "{}", answered.text());
    for language in ["ar", "fr", "en"] {
        let page = receipt(&house, notice, language).await;
        for part in ["platform.example", "rule 7", "Seen by a person.", "Write to us.", "article "]
        {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("<script>") && !page.contains('\u{202e}'), "{page}");
        assert!(page.contains("satire&#60;/script&#62;"), "{page}");
    }
    let page = receipt(&house, notice, "en").await;
    assert!(page.contains("The platform answered: "));
    let code = house.staff.desk.store.notice_fetch(house.row(notice).id).unwrap().unwrap();
    let code = record::notice::Release::from_bytes(&code.released).unwrap().notice.for_author.code;
    assert!(!page.contains(&code), "with it the person could speak as the author");
    let theirs = receipt(&house, other, "en").await;
    assert!(theirs.contains("other.example") && !theirs.contains("rule 7"), "{theirs}");
}

/// Closes the case of a notice and lets six years go by.
async fn outlive(house: &House, notice: NoticeRef) {
    let (desk, row) = (&house.staff.desk, house.row(notice));
    let officer: OfficerId = "00000000000000a1".parse().unwrap();
    let now_ms = NOW * 1000;
    desk.store.case_claim(row.case_id, officer, now_ms).await.unwrap();
    let seen = desk.store.case_row(row.case_id).unwrap().unwrap().version;
    let acting = Acting { case_id: row.case_id, officer, seen, now_ms };
    desk.store.case_close(acting, Outcome::Refused).await.unwrap();
    let later_ms = now_ms + 6 * 366 * 24 * 60 * 60 * 1000;
    tokio::task::block_in_place(|| {
        desk.store.clock_confirm_blocking(later_ms).unwrap();
        desk.store.retire(desk.parties.retention(), later_ms).unwrap();
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_notice_whose_time_is_over_says_so_and_leads_to_the_public_room() {
    let house = House::new("it-requests-over").await;
    let notice = release(&house.staff.desk, "platform.example").await;
    house.get(&format!("/seat/notice/{notice}")).await;
    house.post(&format!("/seat/notice/{notice}/answer"), REFUSED).await;
    let liaison = |it: &&crate::staff::Somebody| matches!(&it.holder, Holder::Officer(roles) if roles.has(Role::Liaison));
    let session = house.staff.people.iter().find(liaison).unwrap().session.clone();
    let read = async |path: &str, language: &str| {
        let path = format!("{path}?lang={language}");
        ask(house.staff.router(), Method::GET, &path, Some(&session), "").await
    };
    let page = format!("/desk/notice/{notice}");
    assert_eq!(read(&page, "en").await.status, StatusCode::OK);
    outlive(&house, notice).await;
    for (language, title) in [("en", "Its time is over"), ("fr", "Son temps est"), ("ar", "انتهى")]
    {
        let over = read(&page, language).await;
        assert_eq!(over.status, StatusCode::GONE);
        crate::pages::check_page(&over, language, &page);
        let text = over.text();
        assert!(text.contains(title) && text.contains("href=\"/room"), "{text}");
        assert!(!text.contains(ADDRESS), "{text}");
    }
    let never = format!("/desk/notice/{}", "0".repeat(32));
    assert_eq!(read(&never, "en").await.status, StatusCode::NOT_FOUND);
}
