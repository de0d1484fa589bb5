//! Acts on many cases: a list that was shown is good for a while.

use axum::http::StatusCode;
use desk::case::PREVIEW_MS;
use record::choice::Role;

use crate::cases::Office;

#[tokio::test]
async fn a_list_that_was_shown_too_long_ago_is_shown_again_and_nothing_is_done() {
    let office = Office::new("it-bulk-old").await;
    let kept = office.given(1, "https://social.example/@someone/1", &[]).await;
    let reference = office.at(kept).rsplit('/').next().unwrap().to_owned();
    let (officer, now_ms) = (office.who(Role::Decision), office.staff.desk.now_ms());
    let form = |shown: String| {
        format!("act=close&word=no_ground&sure=yes&pick={reference}x0&shown={shown}")
    };
    let ahead = (now_ms + 1).to_string();
    let old = (now_ms - PREVIEW_MS - 1).to_string();
    for shown in [old, ahead, String::new(), "x".into()] {
        let answer = office.post(officer, "/desk/bulk", &form(shown.clone())).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{shown}");
        let page = answer.text();
        assert!(page.contains("This was shown too long ago"), "{page}");
        assert!(page.contains(&format!("name=\"shown\" value=\"{now_ms}\"")), "shown anew");
        assert_eq!(office.staff.desk.store.queue_counts().unwrap()[0].cases, 1);
    }
    let in_time = form((now_ms - PREVIEW_MS).to_string());
    let done = office.post(officer, "/desk/bulk", &in_time).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(office.staff.desk.store.queue_counts().unwrap().is_empty());
}

#[tokio::test]
async fn a_number_that_is_greater_than_any_count_fails_nothing() {
    let office = Office::new("it-bulk-greatest").await;
    let kept = office.given(1, "https://video.example/watch/1", &[]).await;
    let officer = office.who(Role::Decision);
    let most = u64::MAX;
    for path in [format!("/desk/queue?after=1x{most}x1"), format!("/desk/trail?before={most}")] {
        let answer = office.get(officer, &path).await;
        assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
    }
    let case = office.at(kept).rsplit('/').next().unwrap().to_owned();
    let form = format!("act=mark&word=&pick={case}x{most}");
    let answer = office.post(officer, "/desk/bulk", &form).await;
    assert!(!answer.status.is_server_error(), "{}", answer.status);
    for act in ["note", "sort"] {
        let form = format!("seen={most}&act=mark&word=&text=x");
        let answer = office.post(officer, &format!("{}/{act}", office.at(kept)), &form).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{act}");
    }
}
