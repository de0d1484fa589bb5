//! The process is killed at random moments while people report, officers decide, a reviewer signs and
//! a platform answers: nothing that anybody was told is done is lost, and nothing public is said twice.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::staff::Staff;
use super::work::{Done, Told, workers};
use super::{held, lives};
use crate::entries::size;
use crate::person::{Desk, Folder};

#[test]
fn a_desk_that_is_killed_again_and_again_does_what_it_said_and_says_no_notice_twice() {
    let folder = Folder::new("crash-office");
    let staff = Staff::join(&folder);
    let told = Told::default();
    let mut workers = workers(&staff);
    for life in 0..lives() {
        let desk = Desk::start(&folder);
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            for worker in &mut workers {
                let (desk, told, is_over) = (&desk, &told, &is_over);
                scope.spawn(move || {
                    let _ = worker.come_back(desk, told);
                    while !is_over.load(Ordering::Relaxed) {
                        let _ = worker.work(desk, told);
                    }
                });
            }
            wait_for_the_moment(&desk, life);
            desk.kill_now();
            is_over.store(true, Ordering::Relaxed);
        });
    }
    let (done, unanswered) = told.all();
    check_enough(&done, unanswered);
    held::check(&folder, &staff, &done);
}

/// Waits until the desk of this life is to be killed. Moments differ from life to life: half of them are
/// measured in commits that are made beside, so that a slow disk makes lives longer and not emptier; the
/// others are when an entry has just come to the register, and the desk may not have noted it yet.
fn wait_for_the_moment(desk: &Desk, life: u64) {
    let mut person = desk.person();
    let entries = size(&mut person) + life % 7;
    for _ in 0..5 + life * 37 % 60 {
        desk.person().post("/report", &[]).unwrap();
        let is_soon = life % 2 == 1 && size(&mut person) >= entries;
        if is_soon {
            break;
        }
    }
    for _ in 0..400 * (life % 2) {
        if size(&mut person) > entries {
            break;
        }
    }
}

/// Every kind of act was done and acknowledged, several times, and many in each life; and the process
/// died while somebody waited for an answer.
fn check_enough(done: &[Done], unanswered: u64) {
    let mut counts = BTreeMap::<&str, u64>::new();
    for it in done {
        *counts.entry(it.word()).or_default() += 1;
    }
    let lives = lives();
    assert!(unanswered > lives / 2, "{unanswered} forms got no answer");
    assert!(done.len() as u64 > 4 * lives, "{counts:?}");
    assert_eq!(counts.len(), 12, "{counts:?}");
    assert!(counts.values().all(|count| *count >= lives / 10), "{counts:?}");
}
