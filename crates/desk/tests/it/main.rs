//! The interview as values: which pages there are, what may never be asked for, what is still wrong.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod answer;
mod cases;
mod contest;
mod finding;
#[expect(dead_code, reason = "other rooms take the rest of them")]
mod lives;
mod notice;
mod public;
mod roles;
mod schema;
mod seat;
mod signed;
mod turn;

use desk::{ACCOUNT_CHARS_MAX, Problem, Step, Telling, Urgency, Wrong, next_open, steps, urgency};
use law::{Answers, Capacity, Harm, Medium, Question, Reply};
use proptest::prelude::*;
use record::{Day, Timestamp};

pub(crate) fn now() -> Timestamp {
    Day::new(2026, 11, 23).unwrap().start()
}

pub(crate) fn telling(harm: Harm, medium: Medium, capacity: Capacity) -> Telling {
    let mut telling = Telling::default();
    telling.answers.harm = Some(harm);
    telling.answers.medium = Some(medium);
    telling.answers.capacity = Some(capacity);
    telling
}

/// Answers every question of yes or no with what `reply` gives.
pub(crate) fn answer_all(telling: &mut Telling, mut reply: impl FnMut(Question) -> Reply) {
    loop {
        let open = steps(telling).into_iter().find_map(|step| match step {
            Step::Question(question) => {
                let is_open = telling.answers.reply(question).is_none();
                (is_open && question.form() == law::Form::YesNo).then_some(question)
            }
            _ => None,
        });
        let Some(question) = open else { return };
        telling.answers.said.insert(question, reply(question));
    }
}

pub(crate) fn every_cell() -> impl Iterator<Item = Telling> {
    Harm::ALL.iter().flat_map(|harm| {
        Medium::ALL.iter().flat_map(move |medium| {
            Capacity::ALL.iter().map(move |capacity| telling(*harm, *medium, *capacity))
        })
    })
}

#[test]
fn in_every_case_with_every_doubt_no_page_takes_what_may_show_a_child() {
    let replies = [Reply::Yes, Reply::No, Reply::NotSure];
    let mut seen = 0;
    for cell in every_cell() {
        for (minor, intimate) in replies.iter().flat_map(|a| replies.iter().map(move |b| (*a, *b)))
        {
            let mut telling = cell.clone();
            answer_all(&mut telling, |question| match question {
                Question::IsMinor => minor,
                Question::IsIntimate => intimate,
                _ => Reply::NotSure,
            });
            let answers = Answers::try_from(telling.answers.clone()).unwrap();
            let may_be = |reply: Reply| reply != Reply::No;
            let (is_minor, is_intimate) =
                (may_be(answers.is_minor()), may_be(answers.is_intimate()));
            let steps = steps(&telling);
            assert_eq!(steps.contains(&Step::Files), !is_intimate, "{answers:?}");
            let is_police = is_minor && is_intimate;
            assert_eq!(steps.contains(&Step::PoliceFirst), is_police, "{answers:?}");
            assert_eq!(steps.contains(&Step::Account), !is_police, "{answers:?}");
            if is_police {
                let at = |step| steps.iter().position(|other| *other == step).unwrap();
                assert!(at(Step::PoliceFirst) < at(Step::Where), "{answers:?}");
            }
            seen += 1;
        }
    }
    assert_eq!(seen, 13 * 4 * 6 * 9);
}

#[test]
fn until_age_and_intimacy_are_told_nothing_asks_for_a_file_or_a_word() {
    for mut telling in every_cell() {
        let mut guard = 0;
        while telling.upload().is_none() {
            let steps = steps(&telling);
            let asks = |step: &Step| matches!(step, Step::Where | Step::Account | Step::Files);
            assert!(!steps.iter().any(asks), "{:?}", telling.answers);
            let open = next_open(&telling).unwrap();
            let Step::Question(question) = open else { panic!("{open:?}") };
            telling.answers.said.insert(question, Reply::No);
            guard += 1;
            assert!(guard < 30);
        }
    }
}

#[test]
fn what_was_typed_before_a_child_was_named_is_not_taken() {
    let mut telling = telling(Harm::Blackmail, Medium::Platform, Capacity::Myself);
    telling.take_account("words that describe what must not be described").unwrap();
    telling.take_addresses("https://tiktok.com/@a/video/7301").unwrap();
    answer_all(&mut telling, |_| Reply::Yes);
    let report = telling.report(0, now()).unwrap();
    assert_eq!(report.account, "");
    assert_eq!(report.fold_keys(&[]), ["content:tiktok/post/7301"]);
}

#[test]
fn every_problem_is_said_at_once_with_the_page_that_mends_it() {
    let mut telling = telling(Harm::Insult, Medium::Platform, Capacity::Myself);
    answer_all(&mut telling, |_| Reply::No);
    telling.answers.said.remove(&Question::Identifiable);
    assert!(telling.take_account(&"ا".repeat(ACCOUNT_CHARS_MAX + 1)).is_err());
    assert_eq!(telling.account.chars().count(), ACCOUNT_CHARS_MAX + 1, "nothing is lost");
    assert!(telling.take_addresses("https://example.org/a\nnot an address").is_err());
    let problems = telling.report(0, now()).unwrap_err();
    let at: Vec<Step> = problems.iter().map(|problem| problem.step).collect();
    assert_eq!(at, [Step::Question(Question::Identifiable), Step::Where, Step::Account]);
    let Problem { wrong: Wrong::Address { line, .. }, .. } = problems[1] else { panic!() };
    assert_eq!(line, 2);
}

#[test]
fn a_report_needs_an_address_or_a_file() {
    let mut telling = telling(Harm::Insult, Medium::Platform, Capacity::Myself);
    answer_all(&mut telling, |_| Reply::No);
    let problems = telling.report(0, now()).unwrap_err();
    assert_eq!(problems, [Problem { step: Step::Where, wrong: Wrong::Nowhere }]);
    assert!(telling.report(1, now()).is_ok());
}

#[test]
fn the_same_content_has_the_same_key_however_its_address_was_copied() {
    let keys = |address: &str| {
        let mut telling = telling(Harm::Insult, Medium::Platform, Capacity::Myself);
        answer_all(&mut telling, |_| Reply::No);
        telling.take_addresses(address).unwrap();
        telling.report(0, now()).unwrap().fold_keys(&[[7; 32]])
    };
    let one = keys("https://www.tiktok.com/@salma/video/7301?_t=8h");
    assert_eq!(one, keys("tiktok.com/@Salma/video/7301#c"));
    assert_eq!(one.len(), 2);
}

#[test]
fn life_children_and_extortion_come_first() {
    let level = |harm, pay: Reply| {
        let mut telling = telling(harm, Medium::Platform, Capacity::Myself);
        answer_all(&mut telling, |question| match question {
            Question::MoneyDemand => pay,
            _ => Reply::No,
        });
        urgency(&Answers::try_from(telling.answers).unwrap()).0
    };
    assert_eq!(level(Harm::Threat, Reply::No), Urgency::Now);
    assert_eq!(level(Harm::Montage, Reply::Yes), Urgency::Now);
    assert_eq!(level(Harm::IntimateImage, Reply::No), Urgency::Today);
    assert_eq!(level(Harm::Insult, Reply::No), Urgency::InTurn);
}

proptest! {
    #[test]
    fn whatever_is_typed_is_kept_or_refused_and_never_stops_the_desk(
        addresses in ".{0,300}", account in ".{0,300}", name in ".{0,300}", reach in ".{0,300}",
    ) {
        let mut telling = telling(Harm::Insult, Medium::Platform, Capacity::Myself);
        let _ = telling.take_addresses(&addresses);
        let _ = telling.take_account(&account);
        let _ = telling.take_contact(&name, &reach, true);
        answer_all(&mut telling, |_| Reply::No);
        if let Ok(report) = telling.report(1, now()) {
            let is_bad = |c: char| c == '\0' || c == '\u{202E}';
            prop_assert!(!report.account.contains(is_bad));
            prop_assert!(!report.contact.name.contains('\n'));
        }
    }
}
