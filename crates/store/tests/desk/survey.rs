//! What people say four weeks later: locked, changed, counted, erased.

use crate::{block, folder, insert, is_in_the_open, new_desk};

#[test]
fn an_answer_can_be_changed_and_its_line_is_locked() {
    let folder = folder("survey");
    let desk = new_desk(&folder);
    let id = insert(&desk, 1, &[], Vec::new()).report_id;
    assert_eq!(desk.survey_fetch(id).unwrap(), None);
    assert!(block(desk.survey_answer(id, "no", "nobody wrote to me", 5)).unwrap());
    assert!(block(desk.survey_answer(id, "partly", "the copy is still there", 6)).unwrap());
    let kept = desk.survey_fetch(id).unwrap().unwrap();
    assert_eq!((kept.answer.as_str(), kept.at_ms), ("partly", 6));
    assert_eq!(kept.line, "the copy is still there");
    for line in [&b"nobody wrote"[..], b"still there"] {
        assert!(!is_in_the_open(folder.path(), line));
    }
    let events = desk.report_events(id).unwrap();
    let said: Vec<_> = events.iter().filter(|it| it.kind == "solved-said").collect();
    assert_eq!(said.len(), 2);
    assert_eq!((said[1].actor.as_str(), said[1].detail.as_str()), ("person", "partly"));
}

#[test]
fn nine_equal_answers_are_not_counted_and_ten_are() {
    let folder = folder("survey-counts");
    let desk = new_desk(&folder);
    for number in 0..19 {
        let id = insert(&desk, number, &[], Vec::new()).report_id;
        let answer = if number < 10 { "yes" } else { "no" };
        block(desk.survey_answer(id, answer, "", 5)).unwrap();
    }
    assert_eq!(desk.survey_counts(10).unwrap(), [("yes".to_owned(), 10)]);
}

#[test]
fn an_erased_report_takes_its_answer_with_it() {
    let folder = folder("survey-erased");
    let desk = new_desk(&folder);
    let id = insert(&desk, 1, &[], Vec::new()).report_id;
    block(desk.survey_answer(id, "yes", "a line", 5)).unwrap();
    assert!(block(desk.report_erase(id, 9)).unwrap());
    assert_eq!(desk.survey_fetch(id).unwrap(), None);
    assert_eq!(desk.survey_counts(1).unwrap(), []);
    assert!(!block(desk.survey_answer(id, "no", "", 10)).unwrap());
}
