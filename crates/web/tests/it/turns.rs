//! What an officer writes down about a notice that left, and what is not taken.

use axum::http::{Method, StatusCode};
use record::choice::Role;
use record::id::NoticeRef;
use record::{Body, Timestamp};
use store::desk::{Holder, TurnKind};

use crate::client::Answer;
use crate::released::release;
use crate::seat::House;
use crate::staff::ask;
use crate::support::NOW;

/// So many seconds after now, as a form has it.
fn moment(seconds: i64) -> String {
    let now = Timestamp::nearest(i64::try_from(NOW).unwrap());
    now.plus_seconds(seconds).unwrap().to_string()
}

impl House {
    /// Sends an officer's form about a notice.
    async fn write_down(&self, notice: NoticeRef, act: &str, form: &str) -> Answer {
        let is_drafters = ["withdraw", "edit"].contains(&act);
        let role = if is_drafters { Role::Decision } else { Role::Liaison };
        let holds = |holder: &Holder| matches!(holder, Holder::Officer(it) if it.has(role));
        let officer = self.staff.people.iter().find(|it| holds(&it.holder)).unwrap();
        let token = self.staff.desk.form_token(&officer.session);
        let (path, form) =
            (format!("/desk/notice/{notice}/{act}"), format!("token={token}&{form}"));
        ask(self.staff.router(), Method::POST, &path, Some(&officer.session), &form).await
    }

    fn kinds(&self, notice: NoticeRef) -> Vec<TurnKind> {
        self.turns(notice).iter().map(|turn| turn.kind).collect()
    }
}

fn delivery(seconds: i64, seen: usize) -> String {
    format!("means=email&at={}&proof=letter+no.+4711&seen={seen}", moment(seconds))
}

fn answer(decision: &str, seconds: i64, seen: usize) -> String {
    let measure = if decision == "accepted" { "removal" } else { "" };
    format!(
        "decision={decision}&measure={measure}&basis=law&decider=person&ground=article+442\\
         &explanation=So+we+read+it.&facts=&at={}&seen={seen}",
        moment(seconds)
    )
}

/// Asserts that a form was not taken, why, and that what was typed into it is still there.
#[track_caller]
fn check_refused(answer: Answer, why: &str, typed: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    assert!(text.contains(why), "{text}");
    assert!(text.contains(typed), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_is_not_dated_before_the_notice_nor_ahead_and_what_was_typed_stays() {
    let house = House::new("it-turns-dated").await;
    let notice = release(&house.staff.desk, "platform.example").await;
    let early = house.write_down(notice, "delivered", &delivery(-3600, 0)).await;
    check_refused(early, "before the notice was issued", "letter no. 4711");
    let ahead = house.write_down(notice, "delivered", &delivery(61, 0)).await;
    check_refused(ahead, "has not come yet", "letter no. 4711");
    assert!(house.turns(notice).is_empty());
    let answered = house.write_down(notice, "answer", &answer("refused", 0, 0)).await;
    check_refused(answered, "No delivery is written down yet", "");
    let taken = house.write_down(notice, "delivered", &delivery(0, 0)).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    assert_eq!(house.kinds(notice), [TurnKind::Delivered]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_twice_is_kept_once_and_one_that_was_overtaken_keeps_its_words() {
    let house = House::new("it-turns-twice").await;
    let notice = release(&house.staff.desk, "platform.example").await;
    for _ in 0..2 {
        let taken = house.write_down(notice, "delivered", &delivery(0, 0)).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(house.kinds(notice), [TurnKind::Delivered]);
    let late = house.write_down(notice, "answer", &answer("refused", 0, 0)).await;
    check_refused(late, "Something else was written down", "So we read it.");
    let taken = house.write_down(notice, "answer", &answer("refused", 0, 1)).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    let restored = house.write_down(notice, "answer", &answer("restored", 0, 2)).await;
    check_refused(restored, "Only what was taken down", "So we read it.");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_officer_writes_down_says_so_in_the_register_and_what_a_platform_says_does_not() {
    let house = House::new("it-turns-whose").await;
    let notice = release(&house.staff.desk, "platform.example").await;
    house.write_down(notice, "delivered", &delivery(0, 0)).await;
    let received = format!("at={}&proof=ticket+9&seen=1", moment(0));
    house.write_down(notice, "received", &received).await;
    house.write_down(notice, "answer", &answer("refused", 0, 2)).await;
    house.get(&format!("/seat/notice/{notice}")).await;
    house.post(&format!("/seat/notice/{notice}/received"), "reference=T-1").await;
    let by: Vec<bool> = house
        .entries()
        .iter()
        .filter_map(|body| match body {
            Body::NoticeReceived(it) => Some(it.recorded_by.is_some()),
            Body::Answer(it) => Some(it.recorded_by.is_some()),
            _ => None,
        })
        .collect();
    assert_eq!(by, [true, true, false]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_on_the_list_of_questions_until_the_desk_replies_at_the_seat() {
    let house = House::new("it-turns-reply").await;
    let notice = release(&house.staff.desk, "platform.example").await;
    house.get(&format!("/seat/notice/{notice}")).await;
    let nothing = house.write_down(notice, "reply", "text=The+second+minute.&seen=1").await;
    check_refused(nothing, "The platform asks nothing", "");
    let form = "seen=1&explanation=Which+minute%3F&language=en";
    house.post(&format!("/seat/notice/{notice}/ask"), form).await;
    let list = house.get("/seat?state=asked").await.text();
    assert!(list.contains(&notice.to_string()), "{list}");
    let empty = house.write_down(notice, "reply", "text=+&seen=2").await;
    check_refused(empty, "Write a reply", "");
    let waiting = desk::turn::Awaits::Reply;
    let questions = || {
        let list = store::desk::WaitingList::Waiting(waiting);
        house.staff.desk.store.notices_listed_count(list).unwrap()
    };
    assert_eq!(questions(), 1);
    let sent = house.write_down(notice, "reply", "text=The+second+minute.&seen=2").await;
    assert_eq!((sent.status, questions()), (StatusCode::SEE_OTHER, 0));
    let text = house.get(&format!("/seat/notice/{notice}")).await.text();
    assert!(text.contains("The second minute."), "{text}");
    assert!(house.get("/seat?state=awaiting").await.text().contains(&notice.to_string()));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_written_down_about_what_was_taken_back() {
    let house = House::new("it-turns-back").await;
    let notice = release(&house.staff.desk, "platform.example").await;
    let back = house.write_down(notice, "withdraw", "reason=error&seen=0").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let late = house.write_down(notice, "delivered", &delivery(0, 1)).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("The desk took this notice back"));
    assert_eq!(house.kinds(notice), [TurnKind::Withdrawn]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_has_seen_no_version_that_there_is_changes_nothing_and_is_told_so() {
    let house = House::new("it-turns-unseen").await;
    let notice = release(&house.staff.desk, "platform.example").await;
    for version in ["", "&version=", "&version=x", "&version=18446744073709551615"] {
        let answer = house.write_down(notice, "edit", &format!("act=drop{version}")).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{version}");
    }
}
