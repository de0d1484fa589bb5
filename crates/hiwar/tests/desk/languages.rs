//! Changing the language in the middle of everything, as a browser without JavaScript does it.

use crate::person::{Answer, Desk, Folder, INSULT, Person, token_of};

/// Presses the button for French on a page, with what is typed in its form.
#[track_caller]
fn press_french(person: &mut Person, page: &str, typed: &[(&str, &str)]) -> Answer {
    let button = page.split("<button").skip(1).find(|part| part.contains("lang=\"fr\"")).unwrap();
    assert!(button.contains("name=\"then\" value=\"stay\"") && button.contains("formnovalidate"));
    let form = button.split("form=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(page.contains(&format!(" id=\"{form}\"")), "there is no form {form}");
    let to = button.split("formaction=\"").nth(1).unwrap().split('"').next().unwrap();
    let token = token_of(page);
    let mut fields = vec![("token", token.as_str()), ("then", "stay")];
    fields.extend_from_slice(typed);
    let answer = person.post(to, &fields).unwrap();
    // Pages of the report are led to, so that a browser can go back to them.
    if answer.status == 303 { person.get(&answer.location()) } else { answer }
}

#[track_caller]
fn check_kept(answer: &Answer, texts: &[&str]) {
    assert_eq!(answer.status, 200, "{}", answer.head);
    assert!(answer.body.contains("<html lang=\"fr\""));
    for text in texts {
        assert!(answer.body.contains(text), "{text} is lost: {}", answer.body);
    }
}

#[test]
fn what_is_typed_on_a_page_stands_there_in_the_other_language_and_is_not_told_yet() {
    let folder = Folder::new("languages");
    let desk = Desk::start(&folder);
    for (step, typed, shown) in [
        ("harm", ("answer", "threat"), "value=\"threat\" checked"),
        ("published-on", ("day", "٣x"), "value=\"٣x\""),
        ("where", ("addresses", "no address"), ">no address</textarea>"),
        ("account", ("account", "half a sent"), ">half a sent</textarea>"),
        ("contact", ("name", "\"><b>S"), "value=\"&#34;&#62;&#60;b&#62;S\""),
    ] {
        let mut person = desk.person();
        person.tell(INSULT, step).unwrap();
        let at = format!("/report/step/{step}");
        let before = person.get(&at).body;
        let after = press_french(&mut person, &before, &[typed]);
        check_kept(&after, &[shown]);
        // Once more from there, and nothing of it was told.
        check_kept(&press_french(&mut person, &after.body, &[typed]), &[shown]);
        assert!(!person.get("/report/check").body.contains(typed.1), "{step}");
        assert!(person.get(&at).body.contains(shown), "{step}");
        person.send(&at, &at, &[("answer", "insult")]).unwrap();
        assert!(!person.get(&at).body.contains(shown), "{step}");
    }
}

#[test]
fn what_was_refused_is_still_there_after_a_change_of_language() {
    let folder = Folder::new("languages-wrong");
    let desk = Desk::start(&folder);
    let long = "x".repeat(201);
    let account = "ا".repeat(10_001);
    for (step, typed) in [
        ("published-on", ("day", "41")),
        ("where", ("addresses", "no address")),
        ("account", ("account", account.as_str())),
        ("contact", ("reach", long.as_str())),
    ] {
        let mut person = desk.person();
        person.tell(INSULT, step).unwrap();
        let to = format!("/report/step/{step}");
        let refused = person.send(&to, &to, &[typed]).unwrap();
        assert_eq!(refused.status, 422, "{step}");
        assert!(refused.body.contains(typed.1), "{step}");
        check_kept(&press_french(&mut person, &refused.body, &[typed]), &[typed.1]);
    }
}

#[test]
fn a_contact_that_is_too_long_is_kept_and_said_before_anything_is_sent() {
    let folder = Folder::new("contact");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "contact").unwrap();
    let (to, long) = ("/report/step/contact", "x".repeat(201));
    assert_eq!(person.send(to, to, &[("reach", &long)]).unwrap().status, 422);
    assert!(person.get(to).body.contains(&long));
    assert!(person.get("/report/check").body.contains("role=\"alert\""));
    assert!(!person.get("/report/check").body.contains("action=\"/report/send\""));
}

#[test]
fn a_receipt_and_a_message_that_are_typed_are_not_lost_with_the_language() {
    let folder = Folder::new("languages-receipt");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "check").unwrap();
    let code = person.finish().unwrap();
    let page = person.get("/receipt").body;
    // Not tried, and so not counted, however often.
    for _ in 0..12 {
        let page = press_french(&mut person, &page, &[("code", "1234 5678")]);
        check_kept(&page, &["value=\"1234 5678\""]);
    }
    let wrong = person.post("/receipt", &[("code", "1234")]).unwrap();
    assert_eq!(wrong.status, 422);
    check_kept(&press_french(&mut person, &wrong.body, &[("code", "1234")]), &["1234"]);
    person.post("/receipt", &[("code", &code)]).unwrap();
    let page = person.get("/receipt/view").body;
    let typed = [("message", "half a message")];
    let page = press_french(&mut person, &page, &typed);
    check_kept(&page, &[">half a message</textarea>"]);
    assert_eq!(page.body.matches("class=\"typed\"").count(), 0, "nothing was sent");
    let long = "x".repeat(4001);
    let refused = person.send("/receipt/view", "/receipt/message", &[("message", &long)]).unwrap();
    assert_eq!(refused.status, 422);
    check_kept(&press_french(&mut person, &refused.body, &[("message", &long)]), &[&long]);
}

#[test]
fn wherever_a_form_is_sent_a_link_or_a_reload_leads_to_its_page() {
    let folder = Folder::new("languages-links");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "files").unwrap();
    let refused = person.give("empty.png", b"").unwrap();
    assert_eq!(refused.status, 422);
    let link = "/report/step/files?lang=fr";
    assert!(refused.body.contains(&format!("href=\"{link}\"")));
    for (path, page) in [
        ("/report/files", "/report/step/files"),
        ("/report/files/remove", "/report/step/files"),
        ("/report/send", "/report/check"),
        ("/report/leave", "/report"),
        ("/receipt/message", "/receipt/view"),
        ("/receipt/withdraw", "/receipt/view"),
        ("/receipt/erase", "/receipt/view"),
        ("/receipt/close", "/receipt/view"),
    ] {
        let answer = person.get(&format!("{path}?lang=fr"));
        assert_eq!(answer.status, 303, "{path}");
        assert_eq!(answer.location(), format!("{page}?lang=fr"));
    }
}
