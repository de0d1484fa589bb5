//! The process is killed at random moments while people report: no receipt that was shown is lost,
//! and no report is there in halves. What everybody else does meanwhile is in `office`.

mod held;
mod office;
mod staff;
mod work;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::person::{Desk, Folder, INSULT};

/// How often it is killed; `HIWAR_SOAK` multiplies it for the long runs.
#[expect(clippy::disallowed_methods, reason = "tests read their length from the environment")]
fn lives() -> u64 {
    50 * std::env::var("HIWAR_SOAK").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// What the outside world was told.
#[derive(Default)]
struct Told {
    receipts: Mutex<Vec<String>>,
    erased: Mutex<Vec<String>>,
}

fn push(list: &Mutex<Vec<String>>, code: String) {
    list.lock().unwrap_or_else(PoisonError::into_inner).push(code);
}

#[test]
fn a_desk_that_is_killed_again_and_again_keeps_every_report_it_gave_a_receipt_for() {
    let folder = Folder::new("crash");
    let told = Told::default();
    let lives = lives();
    for life in 0..lives {
        let desk = Desk::start(&folder);
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            for client in 0..4 {
                let (desk, told, is_over) = (&desk, &told, &is_over);
                scope.spawn(move || {
                    while !is_over.load(Ordering::Relaxed) {
                        let _ = one_report(desk, told, life * 4 + client);
                    }
                });
            }
            // Moments that differ from life to life, measured in commits that are made beside, so that
            // a slow disk makes lives longer and not emptier. A report takes some thirty.
            for _ in 0..10 + life * 37 % 60 {
                desk.person().post("/report", &[]).unwrap();
            }
            // The clients see it go while they wait for answers.
            desk.kill_now();
            is_over.store(true, Ordering::Relaxed);
        });
        drop(desk);
    }
    let desk = Desk::start(&folder);
    let receipts = told.receipts.into_inner().unwrap();
    assert!(receipts.len() as u64 > lives, "only {} reports were sent", receipts.len());
    for code in &receipts {
        let mut person = desk.person();
        let opened = person.post("/receipt", &[("code", code)]).unwrap();
        assert_eq!(opened.location(), "/receipt/view", "a report is lost");
        let page = person.get("/receipt/view").body;
        assert!(page.contains("SHA-256"), "a report is there in halves");
        assert!(person.get("/receipt/exhibit/1").body.contains("bytes of"), "its file is lost");
    }
    for code in told.erased.into_inner().unwrap() {
        let mut person = desk.person();
        person.post("/receipt", &[("code", &code)]).unwrap();
        assert!(!person.get("/receipt/view").body.contains("SHA-256"), "it came back");
    }
}

/// One person: reports, and every fourth one erases their report again.
fn one_report(desk: &Desk, told: &Told, number: u64) -> Option<()> {
    let mut person = desk.person();
    let address = format!("https://tiktok.com/@a/video/{number}");
    person.tell(&[INSULT, &[("where", address.as_str())]].concat(), "files")?;
    person.give("a.png", format!("\u{89}PNG bytes of {number}").as_bytes())?;
    person.send("/report/step/files", "/report/step/files", &[])?;
    let code = person.finish()?;
    if number % 4 == 3 {
        person.post("/receipt", &[("code", &code)])?;
        let erased = person.send("/receipt/view", "/receipt/erase", &[("sure", "yes")])?;
        if erased.status == 303 {
            push(&told.erased, code);
        }
        return Some(());
    }
    push(&told.receipts, code);
    Some(())
}
