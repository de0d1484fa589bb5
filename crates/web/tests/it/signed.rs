//! An outside reviewer objects and rules with signatures made elsewhere, and the desk takes nothing else
//! for their word.

use axum::http::{Method, StatusCode, header};
use desk::Receipt;
use desk::contest::{ContestState, Contester, Plea};
use desk::notice::{State, Written};
use record::choice::ReviewingBody;
use record::id::VerifierKeyText;
use record::notice::{ContestFile, ContestPlea, ReviewFile, RulingDecision, ruling_text};
use register::note::{Note, SignerKey};
use store::desk::{Grantor, Holder, NewPlea};

use crate::client::Answer;
use crate::released::{key, opened_for, release_for, reviewer};
use crate::staff::{Staff, ask, ask_with, demo, new_desk, now};
use crate::support::NOW;

const WHY: &str = "It is satire.\nNobody is named.";

fn press() -> SignerKey {
    key("press.example/reviewer", 6)
}

/// The key that the reviewer had before.
fn old() -> SignerKey {
    key("bar.example/reviewer", 7)
}

fn public(key: &SignerKey) -> VerifierKeyText {
    key.verifier().to_string().parse().unwrap()
}

fn signed(text: String, key: &SignerKey) -> String {
    Note::sign(text, key).unwrap().to_string()
}

/// A form of a browser: every byte of each value escaped, and line ends as browsers send them.
fn form(fields: &[(&str, &str)]) -> String {
    let escaped = |value: &str| -> String {
        value.replace('\n', "\r\n").bytes().map(|byte| format!("%{byte:02x}")).collect()
    };
    fields.iter().map(|(name, value)| format!("&{name}={}", escaped(value))).collect()
}

/// A desk with two reviewers, whose keys came ten days ago, and an old key that is gone.
async fn desk(name: &str) -> Staff {
    let mut staff = Staff { desk: new_desk(name, &demo()), people: Vec::new() };
    let before = now().plus_seconds(-10 * 86_400).unwrap();
    for key in [reviewer(), press(), old()] {
        let store = &staff.desk.store;
        let text = public(&key);
        store.reviewer_key_add(Grantor::Machine, text, ReviewingBody::Bar, before).await.unwrap();
    }
    let gone = staff.desk.store.reviewer_keys().unwrap()[2].id;
    let store = &staff.desk.store;
    store.reviewer_key_remove_compromised(Grantor::Machine, gone, before).await.unwrap();
    staff.join("bar", Holder::Reviewer(public(&reviewer()).name().clone())).await;
    staff
}

async fn get(staff: &Staff, at: &str) -> Answer {
    ask(staff.router(), Method::GET, at, Some(&staff.people[0].session), "").await
}

async fn send(staff: &Staff, to: &str, fields: &[(&str, &str)]) -> Answer {
    let session = &staff.people[0].session;
    let form = format!("token={}{}", staff.desk.form_token(session), form(fields));
    ask(staff.router(), Method::POST, to, Some(session), &form).await
}

/// What is typed and not taken stands there again, and why.
#[track_caller]
fn check_kept(answer: &Answer, typed: &[&str], why: &str) {
    let text = answer.text();
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
    let text = text.replace("&#39;", "'").replace("&#34;", "\"").replace("&#8212;", "\u{2014}");
    assert!(text.contains(why), "{why} is not in {text}");
    for typed in typed.iter().map(|typed| typed.trim()) {
        assert!(text.contains(typed), "{typed} was lost");
    }
}

fn objection_of(staff: &Staff, id: i64) -> (State, String, String) {
    let kept = staff.desk.store.notice_fetch(id).unwrap().unwrap();
    (kept.row.state, kept.remark, kept.objection)
}

async fn opened(staff: &Staff) -> (i64, Written, String) {
    let receipt = Receipt::from_random([4; 16]);
    let (id, written) = opened_for(&staff.desk, "platform.example", &receipt).await;
    let at = format!("/review/{}", written.notice.notice);
    (id, written, at)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reviewer_objects_with_what_they_signed_elsewhere() {
    let staff = desk("it-signed-object").await;
    let (id, _, at) = opened(&staff).await;
    let page = get(&staff, &at).await.text();
    assert!(page.contains("hiwar review object hiwar-review.json"), "{page}");
    let file = ReviewFile::from_bytes(&get(&staff, &format!("{at}/file")).await.body).unwrap();
    let note = signed(file.objection_text(&file.open().unwrap(), WHY), &reviewer());
    let fields = [("reason", WHY), ("objection", note.as_str())];
    let sent = send(&staff, &format!("{at}/object"), &fields).await;
    assert_eq!(sent.header(header::LOCATION), "/review");
    assert_eq!(objection_of(&staff, id), (State::Draft, WHY.to_owned(), note.clone()));
    let counts = staff.desk.store.due_process_counts().unwrap();
    assert_eq!((counts[0].objected, counts[0].refused), (1, 0));
    // The same form again finds it gone, and says so.
    let again = send(&staff, &format!("{at}/object"), &fields).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_objection_is_taken_that_the_reviewers_key_did_not_sign_over_this_notice_and_reasons() {
    let staff = desk("it-signed-object-wrong").await;
    let (id, written, at) = opened(&staff).await;
    let file = written.review_file().unwrap();
    let text = file.objection_text(&written.entry, WHY);
    let own = |text: &str| signed(text.to_owned(), &reviewer());
    let notice = written.notice.notice.to_string();
    let other_notice = text.replace(&notice, &"0".repeat(32));
    let earlier = {
        let mut file = file.clone();
        file.test.aim_reasons.push('!');
        file.objection_text(&written.entry, WHY)
    };
    let broken = own(&text).replace("desk desk.example", "desk desc.example");
    let to = format!("{at}/object");
    for (note, why) in [
        (String::new(), "The signed note is missing"),
        (text.clone(), "The signature is missing"),
        (format!("{}{}", own(&text), "more"), "cannot be read as a note"),
        (signed(text.clone(), &press()), "Another reviewer signed this"),
        (signed(text.clone(), &old()), "not in force at this moment"),
        (signed(text.clone(), &key("bar.example/reviewer", 8)), "no reviewer of this desk has"),
        (broken, "a character was lost or changed"),
        (own(&other_notice), "about another notice"),
        (own(&text.replace("desk.example", "desk.elsewhere.example")), "of another desk"),
        (own(&earlier), "another form of this notice"),
        (own(&file.objection_text(&written.entry, "It is satire.")), "are not those typed here"),
        (own(&written.certificate_text()), "it is no objection"),
    ] {
        let answer = send(&staff, &to, &[("reason", WHY), ("objection", &note)]).await;
        check_kept(&answer, &["It is satire.", &note], why);
        assert_eq!(objection_of(&staff, id).0, State::UnderReview, "{why}");
    }
    let note = own(&text);
    let answer = send(&staff, &to, &[("reason", " "), ("objection", &note)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for language in ["ar", "fr", "en"] {
        let to = format!("{to}?lang={language}");
        let answer = send(&staff, &to, &[("reason", "Why not?"), ("objection", &note)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        crate::pages::check_page(&answer, language, &to);
    }
    // A key that is gone by now signs nothing, however right the note is.
    let store = &staff.desk.store;
    let own = store.reviewer_keys().unwrap()[0].id;
    store.reviewer_key_remove_compromised(Grantor::Machine, own, now()).await.unwrap();
    let answer = send(&staff, &to, &[("reason", WHY), ("objection", &note)]).await;
    check_kept(&answer, &["It is satire.", &note], "Your key is not in force");
    assert_eq!(objection_of(&staff, id).0, State::UnderReview);
    assert!(store.due_process_counts().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_rules_no_longer_let_go_is_sent_back_by_them_and_by_nobodys_objection() {
    let staff = desk("it-signed-stuck").await;
    let (id, written, at) = opened(&staff).await;
    let to = format!("{at}/send-back");
    // It is being read, and nothing is wrong with it.
    assert_eq!(send(&staff, &to, &[]).await.status, StatusCode::CONFLICT);
    let name = written.notice.reviewer.clone().unwrap().to_string();
    let by = store::desk::By { actor: &name, at_ms: NOW * 1000, seen: None };
    staff.desk.store.notice_give_back(id, &name, by).await.unwrap();
    // The platform of the test is none that this desk knows, so that the rules now refuse it.
    let stuck = send(&staff, &format!("{at}/open"), &[]).await;
    assert_eq!(stuck.status, StatusCode::CONFLICT);
    assert!(stuck.text().contains("/send-back"), "{}", stuck.text());
    let sent = send(&staff, &to, &[]).await;
    assert_eq!(sent.header(header::LOCATION), "/review");
    let (state, remark, objection) = objection_of(&staff, id);
    assert_eq!((state, objection.as_str()), (State::Draft, ""));
    assert!(!remark.is_empty());
    let counts = staff.desk.store.due_process_counts().unwrap().remove(0);
    assert_eq!((counts.objected, counts.returned, counts.refused), (0, 0, 1));
}

/// A notice that left and that its author contests: its number, the contest, and the author's cookie.
async fn contested(staff: &Staff) -> (i64, i64, Written, String) {
    let receipt = Receipt::from_random([4; 16]);
    let notice = release_for(&staff.desk, "platform.example", &receipt).await;
    let store = &staff.desk.store;
    let row = store.notice_by_reference(notice.as_bytes()).unwrap().unwrap();
    let written: Written =
        serde_json::from_slice(&store.notice_fetch(row.id).unwrap().unwrap().written).unwrap();
    let body = serde_json::to_string(&Plea::new("It is a quotation.", "").unwrap()).unwrap();
    let plea = NewPlea { body: &body, contact: "me@mail.example" };
    store.contest_add(row.id, Contester::Author, plea, NOW * 1000).await.unwrap();
    let contest = store.contests_of(row.id).unwrap().remove(0);
    let code = format!("code={}", written.notice.for_author.code);
    let opened = ask_with(staff.router(), Method::POST, "/contest", None, &code).await;
    let cookie = opened.header(header::SET_COOKIE).split(';').next().unwrap().to_owned();
    (row.id, contest.id, written, cookie)
}

fn ruling_on(written: &Written, plea: &ContestPlea, decision: RulingDecision) -> String {
    let (desk, notice) = (written.entry.desk(), written.notice.notice);
    ruling_text(desk, notice, plea.digest(), decision, WHY)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reviewer_rules_with_what_they_signed_elsewhere_and_the_author_can_check_it() {
    let staff = desk("it-signed-rule").await;
    let (_, id, written, author) = contested(&staff).await;
    let at = format!("/review/contest/{id}");
    let page = get(&staff, &at).await.text();
    assert!(page.contains("hiwar review rule hiwar-contest.json"), "{page}");
    assert!(page.contains("me@mail.example"));
    let file = get(&staff, &format!("{at}/file")).await;
    assert!(!file.text().contains("me@mail.example"), "what is forgotten sooner stays here");
    assert!(file.header(header::CONTENT_DISPOSITION).contains("hiwar-contest.json"));
    let file = ContestFile::from_bytes(&file.body).unwrap();
    assert_eq!(file.plea.text, "It is a quotation.");
    assert_eq!(file.open().unwrap(), written.entry);
    let note = signed(ruling_on(&written, &file.plea, RulingDecision::Upheld), &reviewer());
    let fields = [("decided", "upheld"), ("ruling", WHY), ("signed", note.as_str()), ("seen", "0")];
    let sent = send(&staff, &at, &fields).await;
    assert_eq!(sent.header(header::LOCATION), "/review", "{}", sent.text());
    let contest = staff.desk.store.contest_fetch(id).unwrap().unwrap();
    assert_eq!((contest.state, contest.ruling.as_str()), (ContestState::Upheld, WHY));
    assert_eq!(contest.signed, note);
    let read =
        ask_with(staff.router(), Method::GET, "/contest/view", Some(&author), "").await.text();
    let shown = read.replace("&#8212;", "\u{2014}");
    for line in note.lines().filter(|line| !line.is_empty()) {
        let line = line.replace('+', "&#43;");
        let is_there = shown.contains(&line) || shown.contains(&line.replace("&#43;", "+"));
        assert!(is_there, "{line} is not in {shown}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_ruling_is_taken_that_the_reviewers_key_did_not_sign_over_this_plea_and_decision() {
    let staff = desk("it-signed-rule-wrong").await;
    let (_, id, written, _) = contested(&staff).await;
    let at = format!("/review/contest/{id}");
    let plea = staff.desk.store.contest_fetch(id).unwrap().unwrap().plea();
    let text = ruling_on(&written, &plea, RulingDecision::Rejected);
    let own = |text: &str| signed(text.to_owned(), &reviewer());
    let other = ContestPlea { text: "It is another quotation.".into(), ..plea.clone() };
    let elsewhere = text.replace(&written.notice.notice.to_string(), &"0".repeat(32));
    for (note, why) in [
        (String::new(), "The signed note is missing"),
        (text.clone(), "The signature is missing"),
        (signed(text.clone(), &press()), "Another reviewer signed this"),
        (signed(text.clone(), &old()), "not in force at this moment"),
        (own(&elsewhere), "about another notice"),
        (own(&ruling_on(&written, &other, RulingDecision::Rejected)), "another contest of this"),
        (own(&ruling_on(&written, &plea, RulingDecision::Upheld)), "the other way than you chose"),
        (own(&written.certificate_text()), "it is no ruling"),
    ] {
        let fields = [("decided", "rejected"), ("ruling", WHY), ("signed", &note), ("seen", "0")];
        let answer = send(&staff, &at, &fields).await;
        check_kept(&answer, &["Nobody is named.", &note], why);
        assert!(answer.text().contains("value=\"rejected\" checked"), "{why}");
    }
    let note = own(&text);
    for language in ["ar", "fr", "en"] {
        let to = format!("{at}?lang={language}");
        let fields = [("decided", "rejected"), ("ruling", "Why not?"), ("signed", &note)];
        let answer = send(&staff, &to, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        crate::pages::check_page(&answer, language, &to);
    }
    assert_eq!(staff.desk.store.contest_fetch(id).unwrap().unwrap().state, ContestState::Open);
    let fields = [("decided", "rejected"), ("ruling", WHY), ("signed", &note), ("seen", "0")];
    assert_eq!(send(&staff, &at, &fields).await.header(header::LOCATION), "/review");
    // Nor is what is taken away to rule on there any more.
    let file = get(&staff, &format!("{at}/file")).await;
    assert_ne!(file.status, StatusCode::OK);
}
