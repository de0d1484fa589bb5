//! Readers who do not read, and everybody else.

use crate::person::{Desk, Folder, INSULT};

#[test]
fn many_who_do_not_read_what_they_download_keep_nobody_from_reading_and_sending() {
    let folder = Folder::new("slow");
    let desk = Desk::start(&folder);
    let mut slow = desk.person();
    slow.tell(INSULT, "files").unwrap();
    // More than the system keeps on its way to a reader.
    slow.give("film.mp4", &vec![7; 24 << 20]).unwrap();
    slow.tell(INSULT, "check").unwrap();
    let code = slow.finish().unwrap();
    slow.post("/receipt", &[("code", &code)]).unwrap();
    let paths = ["/receipt/dossier.zip", "/receipt/exhibit/1"];
    let unread: Vec<_> = (0..32).map(|number| slow.ask_only(paths[number % 2])).collect();
    // All places are taken once each of them has begun to answer.
    for stream in &unread {
        assert!(stream.peek(&mut [0; 12]).unwrap() > 0);
    }
    let queued = slow.get("/receipt/dossier.zip?lang=en");
    assert_eq!(queued.status, 503);
    assert!(queued.body.contains("nothing is lost"), "{}", queued.body);

    let mut other = desk.person();
    other.tell(INSULT, "check").unwrap();
    let code = other.finish().unwrap();
    other.post("/receipt", &[("code", &code)]).unwrap();
    assert_eq!(other.get("/receipt/view").status, 200);
    assert!(other.get("/receipt/letter/complaint/ar").body.contains("tiktok.com"));
    assert!(desk.person().get("/metrics").body.contains("\nhiwar_downloads 32\n"));
    // Whoever goes away leaves a place.
    drop(unread);
    assert_eq!(other.get("/receipt/dossier.zip").status, 200);
}
