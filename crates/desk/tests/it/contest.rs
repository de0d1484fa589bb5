//! Contests: who may decide, what follows, what is in time.

use desk::contest::{
    CONTACT_CHARS_MAX, Contester, Follows, Hands, Judge, Last, NotJudge, PLEA_CHARS_MAX,
    PersonGround, Plea, PleaProblem, follows, in_time_until, is_late, may_decide, person_ground,
    ruling,
};
use desk::notice::{Sending, State};
use desk::release::{CertificateLine, REVIEW_HELD_MS, certificate_difference, may_be_freed};
use desk::turn::Turn;
use record::choice::{Decision, WithdrawalReason};
use record::id::{KeyName, OfficerId};

use crate::now;

fn officer(number: u8) -> OfficerId {
    OfficerId::from_random([number; 8])
}

fn key(text: &str) -> KeyName {
    text.parse().unwrap()
}

#[test]
fn contests_of_an_authority_are_decided_outside_and_nowhere_else() {
    let (bar, press) = (key("bar.example/one+0123abcd"), key("press.example/two+4567abcd"));
    let hands = Hands {
        sending: Sending::Authority,
        officers: &[],
        signed_by: Some(&bar),
        has_other_reviewer: true,
    };
    assert_eq!(may_decide(Judge::Officer(officer(9)), hands), Err(NotJudge::Inside));
    assert_eq!(may_decide(Judge::Reviewer(&bar), hands), Err(NotJudge::Signed));
    assert_eq!(may_decide(Judge::Reviewer(&press), hands), Ok(()));
    // Where there is one reviewer only, better that one than somebody of the desk.
    let alone = Hands { has_other_reviewer: false, ..hands };
    assert_eq!(may_decide(Judge::Reviewer(&bar), alone), Ok(()));
    assert_eq!(may_decide(Judge::Officer(officer(9)), alone), Err(NotJudge::Inside));
}

#[test]
fn at_a_desk_that_is_no_authority_an_officer_decides_who_had_no_part() {
    let had_a_part = [officer(1), officer(2)];
    let hands = Hands {
        sending: Sending::Citizen,
        officers: &had_a_part,
        signed_by: None,
        has_other_reviewer: false,
    };
    for who in had_a_part {
        assert_eq!(may_decide(Judge::Officer(who), hands), Err(NotJudge::HadAPart));
    }
    assert_eq!(may_decide(Judge::Officer(officer(3)), hands), Ok(()));
    let bar = key("bar.example/one+0123abcd");
    assert_eq!(may_decide(Judge::Reviewer(&bar), hands), Err(NotJudge::Outside));
}

#[test]
fn the_author_who_is_right_has_the_notice_taken_back_and_the_person_has_it_looked_at_again() {
    assert_eq!(follows(Contester::Author, State::Released), Follows::Withdrawal);
    assert_eq!(follows(Contester::Author, State::Withdrawn), Follows::RulingAlone);
    for state in State::ALL {
        assert_eq!(follows(Contester::Person, state), Follows::SecondLook);
        let is_taken_back = follows(Contester::Author, state) == Follows::Withdrawal;
        assert_eq!(is_taken_back, state.may_become(State::Withdrawn));
    }
}

#[test]
fn a_contest_is_late_one_second_after_its_time_and_never_before_delivery() {
    let day = 86_400;
    let delivered = [Turn::Delivered(now()), Turn::Delivered(now().plus_seconds(day).unwrap())];
    let last = in_time_until(&delivered, day).unwrap();
    assert_eq!(last, now().plus_seconds(day).unwrap(), "the first delivery counts");
    assert!(!is_late(&delivered, day, last));
    assert!(is_late(&delivered, day, last.plus_seconds(1).unwrap()));
    assert!(!is_late(&[], day, last.plus_seconds(1000 * day).unwrap()));
}

#[test]
fn the_person_contests_what_was_refused_or_ended_and_not_what_was_done() {
    let answered = |decision| person_ground(Some(Last::Answered(decision)), true);
    for decision in [Decision::Refused, Decision::Narrowed, Decision::Restored] {
        assert_eq!(answered(decision), Some(PersonGround::Refusal));
    }
    for decision in [Decision::Accepted, Decision::AlreadyGone] {
        assert_eq!(answered(decision), None);
    }
    assert_eq!(answered(Decision::AskedForMore), Some(PersonGround::Closing));
    assert_eq!(person_ground(Some(Last::Silent), false), Some(PersonGround::Silence));
    assert_eq!(person_ground(None, true), Some(PersonGround::Closing));
    assert_eq!(person_ground(None, false), None);
    for reason in WithdrawalReason::ALL {
        use WithdrawalReason::{ContestUpheld, CourtDecided, PersonAsked};
        let is_closed_to = matches!(reason, PersonAsked | ContestUpheld | CourtDecided);
        let ground = person_ground(Some(Last::Withdrawn(*reason)), true);
        assert_eq!(ground.is_none(), is_closed_to, "{reason}");
    }
}

#[test]
fn a_plea_is_taken_whole_or_refused_with_the_reason() {
    let plea = Plea::new(" it is a\r\nquotation\u{202E} ", "me@mail.example\n").unwrap();
    assert_eq!(
        (plea.text.as_str(), plea.contact.as_str()),
        ("it is a\nquotation", "me@mail.example")
    );
    let kept = serde_json::to_string(&plea).unwrap();
    assert!(!kept.contains("mail.example"), "how they are reached is kept apart");
    let kept: Plea = serde_json::from_str(&kept).unwrap();
    assert_eq!((kept.text.as_str(), kept.contact.as_str()), ("it is a\nquotation", ""));
    assert_eq!(Plea::new(" \n ", ""), Err(PleaProblem::NoText));
    let (most, long) = ("ا".repeat(PLEA_CHARS_MAX), "ا".repeat(PLEA_CHARS_MAX + 1));
    assert!(Plea::new(&most, "").is_ok());
    assert_eq!(Plea::new(&long, ""), Err(PleaProblem::TextTooLong(PLEA_CHARS_MAX + 1)));
    let contact = "a".repeat(CONTACT_CHARS_MAX + 1);
    assert_eq!(Plea::new("why", &contact), Err(PleaProblem::ContactTooLong(CONTACT_CHARS_MAX + 1)));
}

#[test]
fn a_ruling_has_its_reasons() {
    assert_eq!(ruling(" because "), Some("because".to_owned()));
    assert_eq!(ruling("\u{202E} \n"), None);
    assert_eq!(ruling(&"a".repeat(4001)), None);
}

#[test]
fn a_certificate_about_something_else_says_about_what() {
    let expected = "hiwar/release/v1\ndesk a\nnotice b\nentry c\ntext d\ntest e\n";
    assert_eq!(certificate_difference(expected, expected), None);
    let changed =
        [("v1", "v2"), ("desk a", "desk z"), ("notice b", "notice z"), ("entry c", "entry z")];
    let changed = changed.into_iter().chain([("text d", "text z"), ("test e", "test z")]);
    for ((from, to), line) in changed.zip(CertificateLine::ALL) {
        let signed = expected.replace(from, to);
        assert_eq!(certificate_difference(&signed, expected), Some(line), "{from}");
    }
    for signed in ["", "hiwar/release/v1\n", &format!("{expected}more\n")] {
        assert_eq!(certificate_difference(signed, expected), Some(CertificateLine::Kind));
    }
}

#[test]
fn a_notice_is_kept_from_other_reviewers_for_a_week_and_never_under_a_key_that_is_gone() {
    assert!(!may_be_freed(1000, 1000 + REVIEW_HELD_MS, true));
    assert!(may_be_freed(1000, 1001 + REVIEW_HELD_MS, true));
    assert!(may_be_freed(1000, 1001, false));
}
