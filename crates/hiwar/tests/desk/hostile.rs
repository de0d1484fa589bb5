//! Bad input, forged forms and guesses.

use crate::person::{Desk, Folder, INSULT, token_of};

#[test]
fn no_other_site_sends_a_form_in_somebodys_name() {
    let folder = Folder::new("forged");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "check").unwrap();
    let page = person.get("/report/check").body;
    let body = format!("token={}", token_of(&page));
    let form = "content-type: application/x-www-form-urlencoded\r\n";
    for from in [
        "sec-fetch-site: cross-site\r\n",
        "sec-fetch-site: same-site\r\n",
        "origin: https://elsewhere.example\r\n",
        "origin: null\r\n",
    ] {
        let more = format!("{form}{from}");
        let answer = person.ask("POST", "/report/send", &more, body.as_bytes()).unwrap();
        assert_eq!(answer.status, 403, "{from}");
    }
    for token in ["", "0", &"0".repeat(32)] {
        let answer = person.post("/report/send", &[("token", token)]).unwrap();
        assert_eq!(answer.status, 403, "{token}");
    }
    // The mark of another person's form.
    let mut other = desk.person();
    other.tell(INSULT, "check").unwrap();
    let theirs = token_of(&other.get("/report/check").body);
    assert_eq!(person.post("/report/send", &[("token", &theirs)]).unwrap().status, 403);
    let more = format!("{form}origin: http://desk\r\nsec-fetch-site: same-origin\r\n");
    assert_eq!(person.ask("POST", "/report/send", &more, body.as_bytes()).unwrap().status, 303);
}

#[test]
fn receipts_are_guessed_ten_times_and_then_not() {
    let folder = Folder::new("guess");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    for bad in ["", "12", "abcd", &"1".repeat(5000), "1234 5678 9012 345\u{202E}"] {
        assert_eq!(person.post("/receipt", &[("code", bad)]).unwrap().status, 422, "{bad}");
    }
    for guess in 0..10 {
        let code = format!("{guess:016}");
        assert_eq!(person.post("/receipt", &[("code", &code)]).unwrap().status, 422);
    }
    assert_eq!(person.post("/receipt", &[("code", "0000000000000000")]).unwrap().status, 429);
}

#[test]
fn a_cookie_that_was_made_up_opens_nothing() {
    let folder = Folder::new("cookie");
    let desk = Desk::start(&folder);
    for value in ["", "0", "zz", &"0".repeat(64), &"a".repeat(300), "\u{e9}"] {
        let mut person = desk.person();
        person.cookies.insert("__Host-receipt".into(), value.into());
        person.cookies.insert("__Host-draft".into(), value.into());
        assert_eq!(person.get("/receipt/view").location(), "/receipt", "{value}");
        assert_eq!(person.get("/report/check").location(), "/report?over=1", "{value}");
    }
}

#[test]
fn what_is_typed_wrong_is_said_and_nothing_is_lost() {
    let folder = Folder::new("typed");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "where").unwrap();
    let to = "/report/step/where";
    let wrong = person.send(to, to, &[("addresses", "https://example.org/a\nnot an address")]);
    let page = wrong.unwrap();
    assert_eq!(page.status, 422);
    assert!(page.body.contains("not an address") && page.body.contains("role=\"alert\""));
    let many: String = (0..21).map(|at| format!("https://example.org/{at}\n")).collect();
    assert_eq!(person.send(to, to, &[("addresses", &many)]).unwrap().status, 422);
    person.send(to, to, &[("addresses", "https://example.org/a")]).unwrap();
    let to = "/report/step/account";
    let long = "ا".repeat(10_001);
    let page = person.send(to, to, &[("account", &long)]).unwrap();
    assert_eq!(page.status, 422);
    assert!(page.body.contains(&long), "nothing is lost");
    assert_eq!(person.send("/report/check", "/report/send", &[]).unwrap().status, 403);
    let bytes = "a\u{0}b\u{202E}c";
    person.send(to, to, &[("account", bytes)]).unwrap();
    assert!(person.get(to).body.contains("abc</textarea>"));
    let huge = "x".repeat(2 << 20);
    let answer = person.post(to, &[("token", "x"), ("account", &huge)]);
    assert!(answer.is_none_or(|answer| answer.status == 413));
    assert!(person.get(to).body.contains("abc</textarea>"));
}

#[test]
fn the_hundred_and_first_message_that_nobody_answered_is_refused_and_stays_on_the_page() {
    let folder = Folder::new("messages");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "check").unwrap();
    let code = person.finish().unwrap();
    person.post("/receipt", &[("code", &code)]).unwrap();
    let token = token_of(&person.get("/receipt/view").body);
    let mut write = |body: &str| {
        person.post("/receipt/message", &[("token", &token), ("message", body)]).unwrap()
    };
    for number in 0..100 {
        assert_eq!(write(&format!("number {number}.")).status, 303);
    }
    let refused = write("the last straw");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("the last straw</textarea>"), "nothing is lost");
    assert_eq!(refused.body.matches("class=\"typed\"").count(), 100);
}

#[test]
fn days_that_are_none_and_steps_that_are_none_lead_nowhere_bad() {
    let folder = Folder::new("days");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "published-on").unwrap();
    let to = "/report/step/published-on";
    for (day, month, year) in
        [("31", "2", "2026"), ("0", "1", "2026"), ("x", "1", "2026"), ("1", "1", "99999999999")]
    {
        let fields = [("day", day), ("month", month), ("year", year)];
        assert_eq!(person.send(to, to, &fields).unwrap().status, 422, "{day} {month} {year}");
    }
    let arabic = [("day", "٣"), ("month", "١١"), ("year", "٢٠٢٦")];
    assert_eq!(person.send(to, to, &arabic).unwrap().status, 303);
    for step in ["nothing", "..%2f..", "%00", "harm%0d%0aset-cookie:x=y", &"a".repeat(3000)] {
        let answer = person.get(&format!("/report/step/{step}"));
        assert!([303, 404, 414].contains(&answer.status), "{step}: {}", answer.status);
        assert!(!answer.head.contains("x=y"));
    }
}

#[test]
fn files_that_lie_about_themselves_are_kept_as_what_they_are() {
    let folder = Folder::new("files");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "files").unwrap();
    assert_eq!(person.give("empty.png", b"").unwrap().status, 422);
    assert_eq!(person.give("photo\u{202E}gpj.exe", b"MZ\x90\0 a program").unwrap().status, 303);
    assert_eq!(
        person.give("../../../etc/passwd", b"<html><script>alert(1)</script>").unwrap().status,
        303
    );
    let page = person.get("/report/step/files").body;
    assert!(!page.contains("<script>"));
    assert!(page.contains("application/octet-stream"), "{page}");
    // A body that ends in the middle.
    let more = "content-type: multipart/form-data; boundary=b\r\n";
    let broken = person.ask("POST", "/report/files", more, b"--b\r\ncontent-disposition: form");
    assert!(broken.is_none_or(|answer| [403, 422].contains(&answer.status)));
    for _ in 0..18 {
        assert_eq!(person.give("a.png", b"\x89PNG\r\n\x1a\n").unwrap().status, 303);
    }
    assert_eq!(person.give("a.png", b"\x89PNG\r\n\x1a\n").unwrap().status, 422, "twenty is most");
    person.tell(INSULT, "check").unwrap();
    let code = person.finish().unwrap();
    person.post("/receipt", &[("code", &code)]).unwrap();
    let answer = person.get("/receipt/exhibit/1");
    let name = answer.header("content-disposition").unwrap();
    assert!(name.starts_with("attachment") && !name.contains("exe"), "{name}");
    assert_eq!(answer.header("content-type").as_deref(), Some("application/octet-stream"));
}

#[test]
fn a_form_that_never_comes_to_its_point_is_broken_off() {
    let folder = Folder::new("preamble");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "files").unwrap();
    let more = "content-type: multipart/form-data; boundary=b\r\n";
    let endless = "a".repeat(8 << 20);
    for start in ["", "--b\r\ncontent-disposition: form-data; name=\""] {
        let body = format!("{start}{endless}");
        let answer = person.ask("POST", "/report/files", more, body.as_bytes());
        assert!(answer.is_none_or(|answer| answer.status == 422));
    }
}
