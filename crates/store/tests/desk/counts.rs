//! The kept counts of the queue, after any history, are those that counting gives.

use desk::case::Platform;
use proptest::prelude::*;
use record::choice::Outcome;
use rusqlite::{Connection, OpenFlags};
use store::desk::cases::Wanted;
use store::desk::{DeskStore, Inserted, NewReport, Sending};

use crate::cases::{ONE, acting, officer};
use crate::{TOLD, block, folder, new_desk};

/// One step of a history. Numbers choose among the reports that are there.
#[derive(Debug, Clone)]
enum Step {
    Report { content: u8, urgency: u8, platform: usize, harm: usize, is_official: bool },
    Withdraw(usize),
    Erase(usize),
    Write(usize),
    Claim(usize),
    Ask(usize),
    Seen(usize),
    Close(usize, usize),
    Reopen(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let report = (0_u8..6, 0_u8..3, 0_usize..10, 0_usize..13, any::<bool>()).prop_map(
        |(content, urgency, platform, harm, is_official)| Step::Report {
            content,
            urgency,
            platform,
            harm,
            is_official,
        },
    );
    let which = 0_usize..30;
    prop_oneof![
        5 => report,
        1 => which.clone().prop_map(Step::Withdraw),
        1 => which.clone().prop_map(Step::Erase),
        2 => which.clone().prop_map(Step::Write),
        2 => which.clone().prop_map(Step::Claim),
        2 => which.clone().prop_map(Step::Ask),
        1 => which.clone().prop_map(Step::Seen),
        2 => (which.clone(), 0_usize..12).prop_map(|(at, outcome)| Step::Close(at, outcome)),
        1 => which.prop_map(Step::Reopen),
    ]
}

fn take(desk: &DeskStore, kept: &[Inserted], number: u64, step: &Step) -> Option<Inserted> {
    let now_ms = 2_000 + number;
    let chosen = |at: usize| kept.get(at % kept.len().max(1)).copied();
    let act = |it: Inserted| {
        let case_id = desk.report_summary(it.report_id).unwrap().unwrap().case_id;
        acting(desk, case_id, ONE, now_ms)
    };
    match *step {
        Step::Report { content, urgency, platform, harm, is_official } => {
            let new = NewReport {
                reference: desk.draw().unwrap(),
                received_ms: now_ms,
                receipt: &format!("{number:016}"),
                language: "ar",
                harm: law::Harm::ALL[harm].id(),
                urgency,
                platform: Platform::ALL[platform],
                is_official,
                told: TOLD,
                manifest: b"manifest",
                seal: b"seal",
                fold: &[format!("address:{content}")],
                words: &[],
                exhibits: Vec::new(),
                draft: None,
            };
            match block(desk.report_insert(new)).unwrap() {
                Sending::Kept(inserted) => return Some(inserted),
                other => panic!("{other:?}"),
            }
        }
        Step::Withdraw(at) => {
            chosen(at).map(|it| block(desk.report_withdraw(it.report_id, now_ms)).unwrap());
        }
        Step::Erase(at) => {
            chosen(at).map(|it| block(desk.report_erase(it.report_id, now_ms)).unwrap());
        }
        Step::Write(at) => {
            chosen(at).map(|it| block(desk.message_write(it.report_id, "?", 9, now_ms)).unwrap());
        }
        // Whether an act is refused does not matter here, only what it leaves.
        Step::Claim(at) => {
            chosen(at).map(|it| block(desk.case_claim(act(it).case_id, officer(ONE), now_ms)));
        }
        Step::Ask(at) => {
            chosen(at).map(|it| {
                block(desk.person_write(act(it), it.report_id, Wanted::Reply, "?")).is_ok()
            });
        }
        Step::Seen(at) => {
            chosen(at).map(|it| block(desk.case_seen(act(it))).is_ok());
        }
        Step::Close(at, outcome) => {
            chosen(at).map(|it| block(desk.case_close(act(it), Outcome::ALL[outcome])).is_ok());
        }
        Step::Reopen(at) => {
            chosen(at).map(|it| block(desk.case_reopen(act(it))).is_ok());
        }
    }
    None
}

/// What `sql` gives, a line a row.
fn lines(db: &Connection, sql: &str) -> Vec<String> {
    let mut statement = db.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Compares what is kept with what counting gives.
fn check(dir: &std::path::Path) {
    let db = Connection::open_with_flags(dir.join("desk.db"), OpenFlags::SQLITE_OPEN_READ_ONLY);
    let db = db.unwrap();
    let key = "state || ' ' || outcome || ' ' || urgency || ' ' || harm || ' ' || host || ' ' ||
               is_official || ' ' || is_unread || ' ' || cases";
    let kept = format!("SELECT {key} FROM case_count WHERE cases <> 0 ORDER BY 1");
    let counted = format!(
        "SELECT {key} FROM (SELECT state, COALESCE(outcome, '') AS outcome, urgency, harm, host,
         is_official, is_unread, COUNT(*) AS cases FROM case_file GROUP BY 1, 2, 3, 4, 5, 6, 7)
         ORDER BY 1"
    );
    assert_eq!(lines(&db, &kept), lines(&db, &counted));
    // And each case is what its reports make it.
    let wrong = "SELECT 'case ' || case_file.id || ': ' || case_file.reports FROM case_file
        JOIN (SELECT case_id, COUNT(*) AS n, MIN(urgency) AS urgency, MAX(is_official) AS official,
                  MAX(is_unread) AS unread, MIN(received_ms) AS oldest
              FROM report WHERE state = 'received' GROUP BY case_id) AS live
            ON live.case_id = case_file.id
        WHERE live.n <> reports OR live.urgency <> case_file.urgency
            OR live.official <> case_file.is_official OR live.oldest <> case_file.opened_ms
            OR live.unread > case_file.is_unread";
    assert_eq!(lines(&db, wrong), Vec::<String>::new());
    let stray =
        "SELECT 'case ' || id FROM case_file WHERE (state = 'closed') <> (outcome IS NOT NULL)
        OR (state IN ('open', 'waiting') AND reports = 0)
        OR (state = 'waiting' AND NOT EXISTS
            (SELECT 1 FROM report WHERE case_id = case_file.id AND is_asked = 1))";
    assert_eq!(lines(&db, stray), Vec::<String>::new());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn after_any_history_the_counts_are_those_that_counting_gives(
        steps in prop::collection::vec(step(), 1..60)
    ) {
        let folder = folder("counts");
        let desk = new_desk(&folder);
        let mut kept = Vec::new();
        for (number, step) in (0..).zip(&steps) {
            kept.extend(take(&desk, &kept, number, step));
        }
        check(&folder.0);
    }
}
