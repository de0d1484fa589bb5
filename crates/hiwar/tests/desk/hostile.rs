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
fn the_name_of_a_file_is_shown_as_what_it_is_and_sealed_as_it_came() {
    let folder = Folder::new("names");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "files").unwrap();
    let long = format!("{}.png", "n".repeat(5_000));
    for name in ["photo\u{202E}gpj.exe", "\u{2066}صورة\u{2069}.png", "", "   ", long.as_str()] {
        person.give(name, b"\x89PNG\r\n\x1a\n").unwrap();
    }
    person.send("/report/step/files", "/report/step/files", &[]).unwrap();
    person.tell(INSULT, "check").unwrap();
    let mut pages = vec![
        person.get("/report/step/files?lang=en").body,
        person.get("/report/check?lang=en").body,
    ];
    let code = person.finish().unwrap();
    person.post("/receipt", &[("code", &code)]).unwrap();
    pages.push(person.get("/receipt/view?lang=en").body);
    for page in &pages {
        assert!(page.contains("photo\\u202egpj.exe") && page.contains("a file without a name"));
        assert!(
            !page.contains(['\u{202E}', '\u{2066}']) || page.contains("<bdi>\u{2068}"),
            "{page}"
        );
        assert!(!page.contains(&"n".repeat(121)), "nobody reads so long a name");
    }
    let letter = person.get("/receipt/letter/complaint/fr").body;
    assert!(letter.contains("photo\\u202egpj.exe") && !letter.contains('\u{202E}'));
    let dossier = person.get("/receipt/dossier.zip").body;
    assert!(dossier.contains("photo\u{202E}gpj.exe"), "what is sealed is the name as it came");
}

#[test]
fn an_archive_that_would_fill_the_disk_is_kept_as_it_is_and_never_unpacked() {
    let folder = Folder::new("bomb");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "files").unwrap();
    // The head of an archive of one file that says of itself that it has four gigabytes.
    let mut bomb = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0\x10\0\0\0\xff\xff\xff\xff".to_vec();
    bomb.extend_from_slice(&[0; 2_000]);
    assert_eq!(person.give("bomb.zip", &bomb).unwrap().status, 303);
    person.tell(INSULT, "check").unwrap();
    let code = person.finish().unwrap();
    person.post("/receipt", &[("code", &code)]).unwrap();
    assert!(person.get("/receipt/view?lang=en").body.contains("3\u{2069} kB"));
    assert!(person.get("/receipt/exhibit/1").body.contains("PK\u{3}\u{4}"));
}

#[test]
fn what_is_no_form_of_ours_is_refused_on_a_page_and_changes_nothing() {
    let folder = Folder::new("types");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "account").unwrap();
    let to = "/report/step/account?lang=en";
    for (kind, body) in [
        ("application/json", &b"{\"account\":\"x\"}"[..]),
        ("text/plain", b"account=x"),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\nx\r\n--b--\r\n"),
        ("multipart/form-data", b"x"),
        ("application/x-www-form-urlencoded", b"token=%ff%fe&%00=%00\xff\0"),
    ] {
        let more = format!("content-type: {kind}\r\n");
        let answer = person.ask("POST", to, &more, body).unwrap();
        assert_eq!(answer.status, 403, "{kind}");
        assert!(answer.body.contains("Nothing was changed"), "{kind}");
        let answer = person.ask("POST", "/report/files?lang=en", &more, body).unwrap();
        assert!([403, 422].contains(&answer.status), "{kind}: {}", answer.status);
    }
    let huge = format!("account={}", "x".repeat(700_000));
    let form = "content-type: application/x-www-form-urlencoded\r\n";
    let answer = person.ask("POST", to, form, huge.as_bytes()).unwrap();
    assert_eq!(answer.status, 413);
    assert!(answer.body.contains("This is more than the page takes"));
    assert!(person.get(to).body.contains("></textarea>"), "nothing was kept");
    let flood: String = (0..200).map(|number| format!("x-{number}: y\r\n")).collect();
    assert_eq!(person.ask("GET", "/", &flood, b"").unwrap().status, 431);
}

#[test]
fn a_form_that_is_sent_again_says_nothing_twice() {
    let folder = Folder::new("again");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "check").unwrap();
    let code = person.finish().unwrap();
    person.post("/receipt", &[("code", &code)]).unwrap();
    for words in ["first", "second", "second", "second", "first"] {
        let sent = person.send("/receipt/view", "/receipt/message", &[("message", words)]).unwrap();
        assert_eq!(sent.location(), "/receipt/view");
    }
    let page = person.get("/receipt/view").body;
    assert_eq!((page.matches(">first<").count(), page.matches(">second<").count()), (2, 1));
    for nothing in ["99999999", "-1", "x", "%00"] {
        let answer = person.get(&format!("/receipt/exhibit/{nothing}?lang=fr"));
        assert_eq!(answer.status, 404, "{nothing}");
        assert!(answer.body.contains("<html lang=\"fr\""), "{nothing}");
    }
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
