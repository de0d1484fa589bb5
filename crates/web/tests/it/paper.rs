//! A notice on paper: what a liaison takes to a platform that has no seat.

use axum::http::{Method, StatusCode};
use record::choice::Role;
use store::desk::Holder;

use crate::client::Answer;
use crate::released::{ADDRESS, REASONS, release};
use crate::staff::{Staff, ask};

async fn get(staff: &Staff, role: Role, path: &str) -> Answer {
    let holds = |holder: &Holder| matches!(holder, Holder::Officer(roles) if roles.has(role));
    let somebody = staff.people.iter().find(|it| holds(&it.holder)).unwrap();
    ask(staff.router(), Method::GET, path, Some(&somebody.session), "").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_liaison_takes_each_field_of_a_notice_that_left() {
    let staff = Staff::new("it-paper").await;
    let notice = release(&staff.desk, "platform.example").await;
    let path = format!("/desk/notice/{notice}/paper");
    let page = get(&staff, Role::Liaison, &path).await;
    assert_eq!(page.status, StatusCode::OK);
    let page = page.text();
    let fields: Vec<&str> = page.split("<pre ").skip(1).collect();
    let holds = |text: &str| fields.iter().filter(|field| field.contains(text)).count();
    assert_eq!((holds(ADDRESS), holds(REASONS)), (1, 1));
    assert_eq!(holds("https://desk.example/contest"), 1);
    assert_eq!(holds("You may contest."), 1);
    // Nobody but who hands it over has the code that opens the author's page.
    let other = get(&staff, Role::Decision, &path).await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
    assert!(!other.text().contains(ADDRESS));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_not_left_is_on_no_paper() {
    let staff = Staff::new("it-paper-none").await;
    let path = "/desk/notice/00000000000000000000000000000000/paper";
    assert_eq!(get(&staff, Role::Liaison, path).await.status, StatusCode::NOT_FOUND);
}
