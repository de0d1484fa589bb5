//! Finding what was requested about an address.

use axum::http::{StatusCode, header};

use crate::client::{desk, get, post, root};
use crate::support::{Plan, fixtures, lying};

/// The address that the fixtures of `record` commit to, as a phone copies it.
const ADDRESS: &str =
    "address=https%3A%2F%2Fwww.tiktok.com%2F%40someone%2Fvideo%2F7301234567890123456%3F_t%3D1";

#[tokio::test]
async fn who_holds_an_address_finds_the_notice_about_it() {
    let answer = post(desk(), "/register/find?lang=en", ADDRESS).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.links().contains(&"/register/entry/0?lang=en".to_owned()));
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    let other = ADDRESS.replace("someone", "another");
    let text = post(desk(), "/register/find?lang=en", &other).await.text();
    assert!(text.contains("Another address of the same content"));
}

#[tokio::test]
async fn nothing_found_says_what_that_does_not_mean() {
    let answer = post(desk(), "/register/find?lang=en", "address=example.org/nothing").await;
    let text = answer.text();
    assert!(text.contains("No entry is about this address"));
    assert!(text.contains("It does not mean that nothing was asked about intimate material"));
    assert!(!answer.links().iter().any(|link| link.contains("/register/entry/")));
}

#[tokio::test]
async fn an_address_stands_in_no_link_and_no_header() {
    let answer = post(desk(), "/register/find?lang=en", ADDRESS).await;
    let told = answer.links().join(" ");
    assert!(!told.contains("7301234567890123456"));
    assert!(answer.headers.values().all(|value| !value.to_str().unwrap().contains("730123")));
    let by_link = get(desk(), &format!("/register/find?{ADDRESS}&lang=en")).await;
    assert!(!by_link.text().contains("7301234567890123456"), "an address in a link is not read");
}

#[tokio::test]
async fn a_search_over_files_that_lie_finds_nothing_at_all() {
    let log = lying(&root().join("it-search-lies"));
    let answer = post(&log, "/register/find?lang=en", ADDRESS).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn many_notices_about_one_address_are_counted_and_the_latest_shown() {
    let notice = fixtures().swap_remove(0);
    let entries = (0..700).map(|_| notice.clone()).collect();
    let log = Plan::test(entries).build(root(), "it-many");
    let answer = post(&log, "/register/find?lang=en", ADDRESS).await;
    let text = answer.text().replace(['\u{2068}', '\u{2069}'], "");
    assert!(text.contains("700 entries are about this address"));
    assert!(text.contains("Only the latest 200 are shown"));
    assert!(answer.links().contains(&"/register/entry/699?lang=en".to_owned()));
    assert!(!answer.links().contains(&"/register/entry/499?lang=en".to_owned()));
}
