//! Contests: taken, decided once, and a notice that is taken back is taken back with its ruling.

use ::desk::case::CaseState;
use ::desk::contest::{Judge, NotJudge};
use ::desk::notice::{Sending, State};
use ::desk::release::ReleasableNotice;
use record::bounded::Few;
use record::choice::{Capacity, Harm, HouseRule, Language, Measure, Outcome};
use record::entry::{
    Addresses, AnswerHours, ByCitizen, Complainant, Ground, NoticeIssued, Sender, TwoOfficers,
};
use record::id::{CaseRef, NoticeRef, OfficerId};
use record::notice::{
    ForAuthor, GoodFaith, Location, Notice, Notifier, OpenedSalt, Prose, Release,
};
use record::{
    Address, AddressCommitment, AddressKind, Body, Entry, Salt, Timestamp, WithheldDocument,
};
use register::checkpoint::Checkpoint;
use register::hash::leaf_hash;
use register::note::{KeyKind, KeyName, Note, SignerKey};
use register::policy::Policy;
use register::proof_file::ProofFile;
use store::desk::{
    By, ContestState, Contester, Decided, DeskIdentity, DeskKind, DeskStore, Fixed, NewNotice,
    NewPlea, NewTurn, Ruled, Step, TurnKind, Turned,
};

use store::desk::cases::Acting;

use crate::{Folder, block, folder, insert, is_in_the_open, random};

/// An officer who has no part in any case here.
pub(crate) fn judge() -> Judge<'static> {
    Judge::Officer(OfficerId::from_random([9; 8]))
}

/// How they rule.
pub(crate) fn ruled(reasons: &str) -> Ruled<'_> {
    Ruled::Officer { officer: OfficerId::from_random([9; 8]), reasons }
}

/// A desk that is no authority, so that its officers decide contests.
pub(crate) fn new_desk(folder: &Folder) -> DeskStore {
    let identity = DeskIdentity::new("desk.example", DeskKind::Association, "ma");
    DeskStore::create(&folder.0, &identity, random).unwrap();
    DeskStore::open(&folder.0, random).unwrap()
}

fn by(actor: &str, at_ms: u64) -> By<'_> {
    By { actor, at_ms, seen: None }
}

fn at() -> Timestamp {
    Timestamp::from_unix(1_795_000_000).unwrap()
}

/// The notice of an association and its entry.
fn notice(number: u8) -> (Notice, Entry) {
    let officer = |number| OfficerId::from_random([number; 8]);
    let address: Address = "https://clips.example/v/1".parse().unwrap();
    let prose = Prose { language: Language::English, text: "It insults by name.".into() };
    let notice = Notice {
        answer_within_hours: AnswerHours::new(24).unwrap(),
        case: CaseRef::from_random([1; 16]),
        complainant: Complainant::private(Capacity::Harmed).unwrap(),
        defences: Vec::new(),
        for_author: ForAuthor {
            code: format!("{number:016}"),
            page: "https://desk.example/contest".into(),
            texts: Vec::new(),
        },
        good_faith: GoodFaith { at: at(), statement: "We believe it.".into() },
        harm: Harm::Insult,
        house_rules: vec![HouseRule::Harassment],
        legal_grounds: Vec::new(),
        locations: vec![Location {
            address: address.as_str().into(),
            given: address.as_str().into(),
        }],
        measure: Measure::Removal,
        notice: NoticeRef::from_random([number; 16]),
        notifier: Notifier {
            contact: "https://desk.example/seat".into(),
            desk: "desk.example".parse().unwrap(),
            is_authority: false,
            person: None,
        },
        reasons: prose,
        reviewer: None,
        to: "clips.example".parse().unwrap(),
        v: 1,
    };
    let text = record::canonical::to_bytes(&notice).unwrap();
    let (salt, english) = (Salt::from_random([2; 32]), Few::new([Language::English]).unwrap());
    let place = AddressCommitment::new(AddressKind::Public, &address, &Salt::from_random([3; 32]));
    let body = Body::NoticeIssued(NoticeIssued {
        addresses: Addresses::new(vec![place]).unwrap(),
        answer_within_hours: notice.answer_within_hours,
        case: notice.case,
        complainant: notice.complainant,
        harm: notice.harm,
        measure: notice.measure,
        notice: notice.notice,
        officers: TwoOfficers::new(officer(1), officer(2)).unwrap(),
        sender: Sender::Citizen(ByCitizen {
            grounds: Few::new([Ground::HouseRule(HouseRule::Harassment)]).unwrap(),
        }),
        text: WithheldDocument::kept(&text, &salt, english),
        to: notice.to.clone(),
    });
    let entry = Entry::new(at(), notice.notifier.desk.clone(), body).unwrap();
    (notice, entry)
}

/// What may leave once the notice is the only entry of the desk's register.
fn releasable(notice: Notice, entry: &Entry) -> ReleasableNotice {
    let bytes = entry.to_bytes().unwrap();
    let log = KeyName::new("desk.example/register").unwrap();
    let log = SignerKey::from_seed(log, KeyKind::Ed25519, [9; 32]).unwrap();
    let checkpoint = Checkpoint::new("desk.example/register", 1, leaf_hash(&bytes));
    let signed = Note::sign(checkpoint.to_text(), &log).unwrap();
    let proof = ProofFile::new(None, 0, Vec::new(), signed).unwrap().to_bytes();
    let release = Release {
        address_salts: vec![OpenedSalt::of(&Salt::from_random([3; 32]))],
        certificate: None,
        entry: String::from_utf8(bytes).unwrap(),
        notice,
        proof: String::from_utf8(proof).unwrap(),
        reviewer_key: None,
        test: None,
        test_salt: None,
        text_salt: OpenedSalt::of(&Salt::from_random([2; 32])),
        v: 1,
    };
    let policy = Policy::k_of_n(log.verifier().clone(), 0, Vec::new()).unwrap();
    ReleasableNotice::new(release, Sending::Citizen, &policy, &[]).unwrap()
}

/// A notice that left, for the person of this report.
pub(crate) fn released(desk: &DeskStore, report_id: i64, number: u8) -> i64 {
    let (notice, entry) = notice(number);
    let new = NewNotice {
        reference: [number; 16],
        report_id,
        platform: "clips.example",
        draft: b"what an officer typed",
    };
    let id = block(desk.notice_begin(new, by("drafter", 10))).unwrap().unwrap();
    block(desk.notice_propose(id, by("drafter", 11))).unwrap();
    let code = format!("{number:016}");
    let fixed = Fixed { entry: &entry.to_bytes().unwrap(), code: &code, hours: 24 };
    let step = desk.notice_approve_and_register(id, b"texts", fixed, by("approver", 12));
    assert_eq!(block(step).unwrap(), Step::Taken);
    let put = desk.outbox_put(id, &releasable(notice, &entry), 13).unwrap();
    assert_eq!(put, Step::Taken);
    id
}

/// So many milliseconds after the entries were written.
pub(crate) fn later(ms: u64) -> u64 {
    u64::try_from(at().unix()).unwrap() * 1000 + ms
}

/// What somebody says who contests and does not say how they may be reached.
pub(crate) fn plea(body: &str) -> NewPlea<'_> {
    NewPlea { body, contact: "" }
}

fn contest(desk: &DeskStore, notice_id: i64, who: Contester) -> Step {
    block(desk.contest_add(notice_id, who, plea("it is a quotation"), later(20))).unwrap()
}

pub(crate) fn turned(desk: &DeskStore, id: i64, seen: usize) -> Turned {
    let turn = NewTurn {
        kind: TurnKind::Delivered,
        happened_ms: later(15),
        means: "public_form",
        own_id: None,
        body: b"",
        entry: Some(b"delivered"),
    };
    block(desk.notice_turn(id, seen, turn, by("liaison", later(16)))).unwrap()
}

#[test]
fn an_upheld_contest_takes_the_notice_back_with_ruling_and_entry_together() {
    let folder = folder("contest-upheld");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let id = released(&desk, kept.report_id, 7);
    assert_eq!(contest(&desk, id, Contester::Author), Step::Taken);
    let open = desk.contests_open(10).unwrap().remove(0);
    assert_eq!((open.body.as_str(), open.state), ("it is a quotation", ContestState::Open));
    let decided = Decided::UpheldAndWithdrawn { seen: 0, entry: b"taken back" };
    let step = desk.contest_decide(open.id, decided, ruled("a quotation is no insult"), later(30));
    assert_eq!(block(step).unwrap(), Step::Taken);
    let ruled = desk.contests_of(id).unwrap().remove(0);
    assert_eq!(
        (ruled.state, ruled.ruling.as_str()),
        (ContestState::Upheld, "a quotation is no insult")
    );
    assert_eq!(
        (ruled.decided_by.as_deref(), ruled.decided_ms),
        (Some("0909090909090909"), Some(later(30)))
    );
    assert_eq!(desk.notice_fetch(id).unwrap().unwrap().row.state, State::Withdrawn);
    let turn = desk.notice_turns(id).unwrap().remove(0);
    assert_eq!((turn.kind, turn.means.as_str()), (TurnKind::Withdrawn, "contest_upheld"));
    assert!(desk.entries_waiting(10).unwrap().iter().any(|entry| entry.bytes == b"taken back"));
    drop(desk);
    for secret in ["it is a quotation", "a quotation is no insult"] {
        assert!(!is_in_the_open(&folder.0, secret.as_bytes()), "{secret}");
    }
}

#[test]
fn where_the_notice_changed_meanwhile_neither_ruling_nor_withdrawal_is_kept() {
    let folder = folder("contest-overtaken");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let id = released(&desk, kept.report_id, 7);
    contest(&desk, id, Contester::Author);
    let open = desk.contests_open(10).unwrap().remove(0);
    assert!(matches!(turned(&desk, id, 0), Turned::Kept(_)));
    let decided = Decided::UpheldAndWithdrawn { seen: 0, entry: b"taken back" };
    let step = desk.contest_decide(open.id, decided, ruled("a ruling"), later(30));
    assert_eq!(block(step).unwrap(), Step::Elsewhere);
    assert_eq!(desk.contest_fetch(open.id).unwrap().unwrap().state, ContestState::Open);
    assert_eq!(desk.notice_fetch(id).unwrap().unwrap().row.state, State::Released);
    assert!(!desk.entries_waiting(10).unwrap().iter().any(|entry| entry.bytes == b"taken back"));
}

#[test]
fn a_contest_is_decided_once() {
    let folder = folder("contest-once");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let id = released(&desk, kept.report_id, 7);
    contest(&desk, id, Contester::Author);
    let open = desk.contests_open(10).unwrap().remove(0);
    let decide = |decided, at_ms| {
        block(desk.contest_decide(open.id, decided, ruled("a ruling"), at_ms)).unwrap()
    };
    assert_eq!(decide(Decided::Rejected, 30), Step::Taken);
    let withdrawn = Decided::UpheldAndWithdrawn { seen: 0, entry: b"taken back" };
    assert_eq!(decide(withdrawn, 31), Step::Elsewhere);
    assert_eq!(decide(Decided::Upheld, 32), Step::Elsewhere);
    assert_eq!(desk.notice_fetch(id).unwrap().unwrap().row.state, State::Released);
    assert!(desk.contests_open(10).unwrap().is_empty());
}

fn contest_at(desk: &DeskStore, notice_id: i64, who: Contester, at_ms: u64) -> Step {
    block(desk.contest_add(notice_id, who, plea("it is a quotation"), at_ms)).unwrap()
}

#[test]
fn whoever_has_the_code_too_does_not_keep_the_author_from_contesting() {
    const MINUTE_MS: u64 = 60_000;
    let folder = folder("contest-place");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let id = released(&desk, kept.report_id, 7);
    for _ in 0..3 {
        assert_eq!(contest(&desk, id, Contester::Author), Step::Taken);
    }
    assert_eq!(contest(&desk, id, Contester::Author), Step::Taken, "a fourth is taken");
    let at = later(2_000 * MINUTE_MS);
    for minute in 0..10 {
        assert_eq!(contest_at(&desk, id, Contester::Author, at + minute), Step::Taken);
    }
    assert_eq!(contest_at(&desk, id, Contester::Author, at + 10), Step::Elsewhere);
    assert_eq!(contest_at(&desk, id, Contester::Person, at + 10), Step::Taken, "the other side");
    let later = at + 9 + 10 * MINUTE_MS;
    assert_eq!(contest_at(&desk, id, Contester::Author, later), Step::Taken, "a place is kept");
    assert_eq!(contest_at(&desk, id, Contester::Author, later + 1), Step::Elsewhere);
}

#[test]
fn many_contests_of_one_notice_hide_none_of_another() {
    let folder = folder("contest-list");
    let desk = new_desk(&folder);
    let (one, two) = (insert(&desk, 1, &[], Vec::new()), insert(&desk, 2, &[], Vec::new()));
    let (flooded, other) = (released(&desk, one.report_id, 7), released(&desk, two.report_id, 8));
    for minute in 0..5 {
        contest_at(&desk, flooded, Contester::Author, 20 + minute);
    }
    contest_at(&desk, other, Contester::Author, 100);
    let listed = desk.contests_open(2).unwrap();
    let notices: Vec<i64> = listed.into_iter().map(|contest| contest.notice_id).collect();
    assert_eq!(notices, [flooded, other]);
}

#[test]
fn the_time_line_of_a_report_shows_its_own_contests_and_never_those_of_the_author() {
    let folder = folder("contest-events");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let id = released(&desk, kept.report_id, 7);
    let seen = |desk: &DeskStore| {
        let lines = desk.report_events(kept.report_id).unwrap().into_iter();
        lines.filter(|line| line.kind.contains("contest")).count()
    };
    contest(&desk, id, Contester::Author);
    let open = desk.contests_open(10).unwrap().remove(0);
    block(desk.contest_decide(open.id, Decided::Rejected, ruled("a ruling"), later(30))).unwrap();
    assert_eq!(seen(&desk), 0);
    contest(&desk, id, Contester::Person);
    let open = desk.contests_open(10).unwrap().remove(0);
    block(desk.contest_decide(open.id, Decided::Upheld, ruled("a ruling"), 31)).unwrap();
    assert_eq!(seen(&desk), 2);
}

#[test]
fn a_notice_that_one_reviewer_opened_is_not_signed_nor_given_back_by_another() {
    let folder = folder("review-holder");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let new = NewNotice { reference: [7; 16], report_id: kept.report_id, platform: "", draft: b"" };
    let id = block(desk.notice_begin(new, by("drafter", 10))).unwrap().unwrap();
    block(desk.notice_propose(id, by("drafter", 11))).unwrap();
    block(desk.notice_approve(id, by("approver", 12))).unwrap();
    let open = |key: &str| block(desk.notice_write(id, key, b"texts", by(key, 13))).unwrap();
    assert_eq!([open("bar"), open("press")], [Step::Taken, Step::Elsewhere]);
    let fixed = Fixed { entry: b"an entry", code: "0000000000000007", hours: 24 };
    let sign = |key: &str| block(desk.notice_certify(id, "signed", fixed, by(key, 14))).unwrap();
    assert_eq!(sign("press"), Step::Elsewhere);
    let give_back =
        |holder: &str| block(desk.notice_give_back(id, holder, by("press", 15))).unwrap();
    assert_eq!([give_back("press"), give_back("bar")], [Step::Elsewhere, Step::Taken]);
    let row = desk.notice_fetch(id).unwrap().unwrap();
    assert_eq!((row.row.state, row.row.reviewer, row.written), (State::Approved, None, Vec::new()));
    assert_eq!(sign("bar"), Step::Elsewhere);
    assert_eq!([open("press"), sign("press")], [Step::Taken, Step::Taken]);
    assert_eq!(desk.entries_waiting(10).unwrap().len(), 1);
}

#[test]
fn what_due_process_refused_is_counted_by_month_and_names_nobody() {
    const NOVEMBER: u64 = 1_795_000_000_000;
    let folder = folder("due-process");
    let desk = new_desk(&folder);
    assert!(desk.due_process_counts().unwrap().is_empty());
    let kept = insert(&desk, 1, &[], Vec::new());
    let id = released(&desk, kept.report_id, 7);
    block(desk.notice_refused(kept.case_id, &["measure"], by("drafter", NOVEMBER))).unwrap();
    block(desk.contest_add(id, Contester::Author, plea("why"), NOVEMBER)).unwrap();
    let open = desk.contests_open(10).unwrap().remove(0);
    let later = NOVEMBER + 40 * 86_400_000;
    block(desk.contest_decide(open.id, Decided::Rejected, ruled("because"), later)).unwrap();
    let new = NewNotice { reference: [8; 16], report_id: kept.report_id, platform: "", draft: b"" };
    let other = block(desk.notice_begin(new, by("drafter", 10))).unwrap().unwrap();
    block(desk.notice_propose(other, by("drafter", later))).unwrap();
    block(desk.notice_return(other, "no", by("approver", later))).unwrap();
    block(desk.notice_propose(other, by("drafter", later))).unwrap();
    block(desk.notice_approve(other, by("approver", later))).unwrap();
    block(desk.notice_stuck(other, "no", by("bar", later))).unwrap();
    let counts = desk.due_process_counts().unwrap();
    let months: Vec<&str> = counts.iter().map(|it| it.month.as_str()).collect();
    assert_eq!(months, ["2026-11", "2026-12"]);
    assert_eq!((counts[0].refused, counts[0].contested, counts[0].rejected), (1, 1, 0));
    let december = &counts[1];
    // What the rules no longer let go was refused; nobody objected to it.
    assert_eq!((december.returned, december.objected, december.rejected), (1, 0, 1));
    assert_eq!((december.upheld, december.contested, december.refused), (0, 0, 1));
}

#[test]
fn a_person_who_is_right_has_a_closed_case_taken_up_again_and_the_notice_stays_out() {
    let folder = folder("contest-second-look");
    let desk = new_desk(&folder);
    let kept = crate::cases::held(&desk, 1, &[]);
    let id = released(&desk, kept.report_id, 7);
    let closing = crate::cases::acting(&desk, kept.case_id, [1; 8], 3_000);
    block(desk.case_close(closing, Outcome::NoGround)).unwrap();
    contest(&desk, id, Contester::Person);
    let open = desk.contests_open(10).unwrap().remove(0);
    block(desk.contest_decide(open.id, Decided::Upheld, ruled("a ruling"), 4_000)).unwrap();
    assert_eq!(desk.case_row(kept.case_id).unwrap().unwrap().state, CaseState::Open);
    assert_eq!(desk.notice_fetch(id).unwrap().unwrap().row.state, State::Released);
    let mut kinds = desk.report_events(kept.report_id).unwrap().into_iter().map(|line| line.kind);
    assert!(kinds.next_back().is_some_and(|kind| kind == "case-reopened"));
}

#[test]
fn what_a_person_wrote_in_a_contest_goes_with_their_report_and_the_authors_words_stay() {
    let folder = folder("contest-erased");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let id = released(&desk, kept.report_id, 7);
    for who in [Contester::Person, Contester::Author] {
        assert_eq!(contest(&desk, id, who), Step::Taken);
    }
    let person = desk.contests_of(id).unwrap().remove(0);
    let step = desk.contest_decide(person.id, Decided::Rejected, ruled("a ruling"), later(30));
    assert_eq!(block(step).unwrap(), Step::Taken);
    assert!(block(desk.report_erase(kept.report_id, 40)).unwrap());
    let [person, author] = &desk.contests_of(id).unwrap()[..] else { panic!() };
    assert_eq!((person.body.as_str(), person.ruling.as_str()), ("", ""));
    assert_eq!((person.state, person.decided_ms), (ContestState::Rejected, Some(later(30))));
    assert_eq!(author.body, "it is a quotation");
}

#[test]
fn who_had_a_part_in_the_case_since_the_page_was_shown_does_not_decide_its_contest() {
    let folder = folder("contest-part");
    let desk = new_desk(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let id = released(&desk, kept.report_id, 1);
    block(desk.contest_add(id, Contester::Author, plea("it is satire"), later(20))).unwrap();
    let open = desk.contests_open(9).unwrap().remove(0);
    assert_eq!(desk.contest_may_decide(id, judge(), later(21)).unwrap(), Ok(()));
    let Judge::Officer(officer) = judge() else { panic!("an officer") };
    block(desk.case_claim(kept.case_id, officer, later(22))).unwrap();
    let version = desk.case_row(kept.case_id).unwrap().unwrap().version;
    let acting = Acting { case_id: kept.case_id, officer, seen: version, now_ms: later(23) };
    block(desk.case_close(acting, Outcome::NoGround)).unwrap();
    let step = desk.contest_decide(open.id, Decided::Rejected, ruled("a ruling"), later(24));
    assert_eq!(block(step).unwrap(), Step::Elsewhere);
    assert_eq!(desk.contest_fetch(open.id).unwrap().unwrap().state, ContestState::Open);
    let judged = desk.contest_may_decide(id, judge(), later(25)).unwrap();
    assert_eq!(judged, Err(NotJudge::HadAPart));
}
