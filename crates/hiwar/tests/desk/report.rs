//! The way of a person, and what each of them may learn.

use crate::person::{Desk, Folder, INSULT};

#[test]
fn a_report_is_opened_again_by_its_receipt_and_by_nothing_else() {
    let folder = Folder::new("receipt");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "check").unwrap();
    let code = person.finish().unwrap();
    // A form that is sent twice is one report, with the same receipt.
    assert_eq!(person.send("/report/check", "/report/send", &[]).unwrap().status, 303);
    assert!(person.get("/report/sent").body.contains(&code[..4]));
    let mut later = desk.person();
    assert_eq!(later.get("/receipt/view").location(), "/receipt");
    assert_eq!(later.post("/receipt", &[("code", &code)]).unwrap().location(), "/receipt/view");
    let page = later.get("/receipt/view");
    assert_eq!(page.status, 200);
    assert_eq!(page.header("cache-control").as_deref(), Some("no-store"));
    assert!(later.get("/receipt/letter/complaint/ar").body.contains("tiktok.com"));
    assert_eq!(later.get("/receipt/letter/right-of-reply/ar").status, 404);
}

#[test]
fn who_reports_the_same_content_learns_nothing_of_the_others() {
    let folder = Folder::new("fold");
    let desk = Desk::start(&folder);
    let mut harmed = desk.person();
    let told = [INSULT, &[("account", "words of the one who was harmed")]].concat();
    harmed.tell(&told, "files").unwrap();
    harmed.give("secret-name.png", b"\x89PNG\r\n\x1a\nbytes of the one who was harmed").unwrap();
    harmed.send("/report/step/files", "/report/step/files", &[]).unwrap();
    let told = [INSULT, &[("contact", "harmed@person.example")]].concat();
    harmed.tell(&told, "check").unwrap();
    let first = harmed.finish().unwrap();

    // The author of the post reports his own post, copied from elsewhere.
    let mut author = desk.person();
    let told =
        [INSULT, &[("where", "https://www.tiktok.com/@A/video/7301?_t=8h"), ("account", "mine")]];
    author.tell(&told.concat(), "check").unwrap();
    let second = author.finish().unwrap();
    assert_ne!(first, second);
    let mut author = desk.person();
    author.post("/receipt", &[("code", &second)]).unwrap();
    let page = author.get("/receipt/view").body;
    let dossier = author.get("/receipt/dossier.zip").body;
    for seen in [&page, &dossier] {
        for secret in ["words of the one", "secret-name", "bytes of the one", "harmed@", "_harmed"]
        {
            assert!(!seen.contains(secret), "{secret}");
        }
    }
    assert_eq!(author.get("/receipt/exhibit/2").status, 404);
    // Not even that there are others: the page of the first and of the second tell the same events.
    let mut first_again = desk.person();
    first_again.post("/receipt", &[("code", &first)]).unwrap();
    let events =
        |page: &str| page.split("class=\"events\"").nth(1).unwrap().matches("<li>").count();
    assert_eq!(events(&first_again.get("/receipt/view").body), events(&page));
}

#[test]
fn a_file_that_is_still_arriving_when_it_is_said_to_be_of_a_child_is_not_kept() {
    let folder = Folder::new("race");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "files").unwrap();
    let mut uploading = person.upload_all_but_the_end("x.png", &[9; 400_000]);
    for question in ["is-minor", "is-intimate"] {
        let to = format!("/report/step/{question}");
        person.send(&to, &to, &[("answer", "yes")]).unwrap();
    }
    uploading.end();
    person.tell(INSULT, "check").unwrap();
    let code = person.finish().unwrap();
    person.post("/receipt", &[("code", &code)]).unwrap();
    let page = person.get("/receipt/view").body;
    assert!(!page.contains("image/png") && !page.contains("octet-stream"), "{page}");
    assert_eq!(files_in(&folder.path().join("objects")), 0);
}

/// How many files there are in a folder and the folders in it.
fn files_in(folder: &std::path::Path) -> usize {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| if path.is_dir() { files_in(&path) } else { 1 }).sum()
}

#[test]
fn a_mistyped_day_takes_no_file_away() {
    let folder = Folder::new("day");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "files").unwrap();
    person.give("a.png", &[7; 1000]).unwrap();
    for (step, day) in [("published-on", "20"), ("known-on", "10")] {
        let to = format!("/report/step/{step}");
        let fields = [("day", day), ("month", "11"), ("year", "2026")];
        person.send(&to, &to, &fields).unwrap();
    }
    assert!(person.get("/report/step/files").body.contains("a.png"));
}

#[test]
fn about_a_child_no_file_is_taken_whatever_is_sent() {
    let folder = Folder::new("child");
    let desk = Desk::start(&folder);
    for harm in ["child-sexual", "blackmail"] {
        let mut person = desk.person();
        let told = [
            ("harm", harm),
            ("medium", "platform"),
            ("capacity", "guardian"),
            ("is-intimate", "not-sure"),
        ];
        person.tell(&told, "where").unwrap();
        let page = person.get("/report/step/where").body;
        let token = crate::person::token_of(&page);
        let body = format!(
            "--b\r\ncontent-disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--b\r\n\
             content-disposition: form-data; name=\"file\"; filename=\"x.png\"\r\n\r\n{}\r\n--b--\r\n",
            "x".repeat(400_000)
        );
        let more = "content-type: multipart/form-data; boundary=b\r\n";
        let answer = person.ask("POST", "/report/files", more, body.as_bytes());
        assert!(answer.is_none_or(|answer| answer.status == 303));
        assert_eq!(person.get("/report/step/files").status, 303);
        assert_eq!(person.get("/report/step/account").status, 303);
        assert_eq!(files_in(&folder.path().join("objects")), 0);
    }
}

#[test]
fn files_that_were_given_are_gone_once_it_is_said_that_they_are_intimate() {
    let folder = Folder::new("intimate");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "files").unwrap();
    assert_eq!(person.give("a.png", &[7; 400_000]).unwrap().status, 303);
    assert!(person.get("/report/step/files").body.contains("a.png"));
    let to = "/report/step/is-intimate";
    person.send(to, to, &[("answer", "yes")]).unwrap();
    person.send(to, to, &[("answer", "no")]).unwrap();
    assert!(!person.get("/report/step/files").body.contains("a.png"));
}

#[test]
fn a_withdrawn_and_an_erased_report_say_so() {
    let folder = Folder::new("erase");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "check").unwrap();
    let code = person.finish().unwrap();
    person.post("/receipt", &[("code", &code)]).unwrap();
    let page = "/receipt/view";
    let kept = person.send(page, "/receipt/erase", &[]).unwrap();
    assert_eq!(kept.status, 422, "nothing is erased before it is said twice");
    assert_eq!(person.send(page, "/receipt/withdraw", &[]).unwrap().status, 303);
    assert!(person.get(page).body.contains("what was told") || person.get(page).status == 200);
    assert_eq!(person.send(page, "/receipt/erase", &[("sure", "yes")]).unwrap().status, 303);
    let page = person.get(page).body;
    assert!(!page.contains("dossier.zip") && !page.contains("SHA-256"));
    assert_eq!(person.get("/receipt/dossier.zip").status, 404);
}
