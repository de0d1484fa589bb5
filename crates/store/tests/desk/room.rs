//! The public room: its tables say what the register says, however they were filled.

use ::desk::public::{Account, Life, State, enter};
use record::choice::Decision;
use record::commitment::Salt;
use record::entry::{AnswerHours, Body};
use record::id::NoticeRef;
use record::notice::{
    Aim, ForAuthor, GoodFaith, NOTICE_VERSION, Notice, Notifier, OpenedSalt, Prose, ThreePartText,
};
use record::{Entry, WithheldDocument, canonical};
use store::desk::{By, DeskStore, LOOKED_AT_MAX, NewNotice, NoticeFilter, RoomHead};

use crate::lives::{Event, FIXTURES, ISSUE, entry, fixture, moment, reference};
use crate::{Folder, block, folder, insert, new_desk};

const HEAD: RoomHead = RoomHead { size: 1_000_000, root: [3; 32] };

/// Numbers that differ from each other, the same at each run (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }
}

/// A register in which everything happens, in and out of its order, and a line of each other kind.
fn register(count: u64) -> Vec<Vec<u8>> {
    let mut numbers = Numbers(7);
    let mut lines: Vec<Vec<u8>> = FIXTURES
        .lines()
        .map(|line| line.as_bytes().to_vec())
        .chain([b"no entry".to_vec()])
        .collect();
    for hour in 0..count {
        let decision = Decision::ALL[numbers.below(Decision::ALL.len() as u64) as usize];
        let event = match numbers.below(12) {
            0..4 => Event::Issue {
                platform: numbers.below(3) as u8,
                is_official: numbers.below(4) == 0,
            },
            4..7 => Event::Deliver,
            7 => Event::Receive,
            8..10 => Event::Answer(decision),
            10 => Event::Silence,
            _ => Event::Withdraw,
        };
        let notice = numbers.below(1 + count / 5) as u32;
        lines.push(entry(notice, event, hour.cast_signed()));
    }
    lines
}

fn account(lines: &[Vec<u8>]) -> Account {
    let mut account = Account::default();
    for line in lines {
        let Ok(()) = enter(&mut account, line);
    }
    account
}

/// Gives `lines` to the desk, so many at a time, from where it stands.
fn fill(desk: &DeskStore, lines: &[Vec<u8>], pieces: usize) {
    let read = desk.room_progress().unwrap().map_or(0, |progress| progress.ledger.entries);
    let mut first = read;
    for piece in lines[read as usize..].chunks(pieces) {
        assert!(desk.room_take(first, piece.to_vec(), HEAD).unwrap());
        first += piece.len() as u64;
    }
}

fn lives_of(account: &Account) -> Vec<Life> {
    let mut lives: Vec<Life> = account.lives().cloned().collect();
    lives.sort_by_key(|life| std::cmp::Reverse(life.issued.index));
    lives
}

#[track_caller]
fn check_same(desk: &DeskStore, account: &Account) {
    assert_eq!(desk.room_count().unwrap(), account.figures());
    assert_eq!(desk.room_figures().unwrap(), Some(account.figures()));
    let all = desk.room_notices(&NoticeFilter::default(), usize::MAX).unwrap();
    assert_eq!((all.lives, all.next), (lives_of(account), None));
    let mut odd = desk.room_odd(u32::MAX).unwrap();
    odd.sort_unstable();
    let mut expected = account.odd().to_vec();
    expected.sort_unstable();
    assert_eq!(odd, expected);
    let progress = desk.room_progress().unwrap().unwrap();
    assert_eq!((&progress.ledger.house, progress.head), (account.house(), HEAD));
}

fn filled(name: &str, lines: &[Vec<u8>]) -> (Folder, DeskStore) {
    let folder = folder(name);
    let desk = new_desk(&folder);
    fill(&desk, lines, 256);
    (folder, desk)
}

#[test]
fn the_tables_say_what_reading_the_whole_register_says_however_they_were_filled() {
    let lines = register(900);
    let folder = folder("room-same");
    let desk = new_desk(&folder);
    assert_eq!((desk.room_progress().unwrap(), desk.room_figures().unwrap()), (None, None));
    for (end, pieces) in [(1, 1), (40, 3), (300, 256), (lines.len(), 17)] {
        fill(&desk, &lines[..end], pieces);
        check_same(&desk, &account(&lines[..end]));
    }
}

#[test]
fn entries_out_of_turn_are_not_taken_and_a_restart_or_an_emptied_room_changes_nothing() {
    let lines = register(200);
    let (folder, desk) = filled("room-again", &lines);
    for first in [0, 1, lines.len() as u64 - 1, lines.len() as u64 + 1] {
        assert!(!desk.room_take(first, lines[..1].to_vec(), HEAD).unwrap());
    }
    check_same(&desk, &account(&lines));
    drop(desk);
    let desk = DeskStore::open(&folder.0, crate::random).unwrap();
    check_same(&desk, &account(&lines));
    desk.room_clear().unwrap();
    assert_eq!((desk.room_progress().unwrap(), desk.room_figures().unwrap()), (None, None));
    fill(&desk, &lines, 50);
    check_same(&desk, &account(&lines));
}

/// Every notice that fits, page after page.
fn pages(desk: &DeskStore, filter: &NoticeFilter, limit: usize) -> Vec<u64> {
    let mut found = Vec::new();
    let mut filter = filter.clone();
    loop {
        let page = desk.room_notices(&filter, limit).unwrap();
        assert!(page.lives.len() <= limit);
        found.extend(page.lives.iter().map(|life| life.issued.index));
        match page.next {
            Some(next) => filter.before = Some(next),
            None => return found,
        }
    }
}

#[test]
fn a_list_has_every_notice_that_fits_once_and_no_other_whatever_the_pages() {
    let lines = register(900);
    let (_folder, desk) = filled("room-lists", &lines);
    let lives = lives_of(&account(&lines));
    let none = || vec![None];
    let some = |texts: &[&str]| -> Vec<Option<String>> {
        none().into_iter().chain(texts.iter().map(|text| Some((*text).to_owned()))).collect()
    };
    let mut asked = 0;
    for platform in some(&["a.example", "c.example", "x.example"]) {
        for harm in some(&["insult"]) {
            for article in some(&["ma/88-13/83", "ma/pc/1"]) {
                for state in some(&["silent", "waiting"]) {
                    for official in some(&["yes", "no"]) {
                        for month in some(&["2026-12"]) {
                            let filter = NoticeFilter {
                                platform: platform.clone(),
                                harm: harm.clone(),
                                article: article.clone(),
                                month,
                                state: state.clone(),
                                official: official.clone(),
                                before: None,
                            };
                            let expected: Vec<u64> = lives
                                .iter()
                                .filter(|life| fits(life, &filter))
                                .map(|life| life.issued.index)
                                .collect();
                            assert_eq!(pages(&desk, &filter, 7), expected, "{filter:?}");
                            asked += usize::from(!expected.is_empty());
                        }
                    }
                }
            }
        }
    }
    assert!(asked > 40, "only {asked} questions had an answer");
}

fn fits(life: &Life, filter: &NoticeFilter) -> bool {
    let is = |wanted: &Option<String>, found: &str| wanted.as_deref().is_none_or(|it| it == found);
    is(&filter.platform, life.issued.to.as_str())
        && is(&filter.harm, life.issued.harm.word())
        && is(&filter.month, &life.month())
        && is(&filter.state, life.state().word())
        && is(&filter.official, if life.issued.is_official { "yes" } else { "no" })
        && filter.article.as_ref().is_none_or(|it| life.ground_keys().any(|key| key == *it))
}

#[test]
fn a_question_that_nothing_fits_looks_at_so_many_and_says_where_to_go_on() {
    let one = |notice: u64| entry(notice as u32, ISSUE, 0);
    let count = u64::from(LOOKED_AT_MAX) + 300;
    let lines: Vec<Vec<u8>> = (0..count).map(one).collect();
    let (_folder, desk) = filled("room-cut", &lines);
    let silent = Some("silent".to_owned());
    let platform = Some("a.example".to_owned());
    let filter = NoticeFilter { platform, state: silent, ..NoticeFilter::default() };
    let page = desk.room_notices(&filter, 50).unwrap();
    assert_eq!((page.lives.len(), page.next, page.is_cut), (0, Some(300), true));
    let page = desk.room_notices(&NoticeFilter { before: page.next, ..filter }, 50).unwrap();
    assert_eq!((page.lives.len(), page.next, page.is_cut), (0, None, false));
}

#[test]
fn a_notice_names_its_entries_and_a_case_its_notices_and_outcomes() {
    let decision = Event::Answer(Decision::Refused);
    let mut lines: Vec<Vec<u8>> = [ISSUE, Event::Deliver, decision]
        .iter()
        .zip(0..)
        .flat_map(|(event, hour)| [2, 3, 4].map(|notice| entry(notice, *event, hour)))
        .collect();
    let mut outcome = fixture("case_outcome");
    outcome["body"]["case"] = reference(1).into();
    lines.push(canonical::to_bytes(&outcome).unwrap());
    let (_folder, desk) = filled("room-case", &lines);
    let notice = desk.room_notice(reference(3).parse().unwrap()).unwrap().unwrap();
    assert_eq!((notice.entries, notice.count), (vec![1, 4, 7], 3));
    assert_eq!(notice.life.state(), State::Refused);
    assert_eq!(desk.room_notice(reference(9).parse().unwrap()).unwrap(), None);
    let case = desk.room_case(reference(1).parse().unwrap()).unwrap();
    let indexes: Vec<u64> = case.lives.iter().map(|life| life.issued.index).collect();
    assert_eq!((indexes, case.count), (vec![0, 1], 2));
    assert_eq!(case.outcomes.len(), 1);
    assert_eq!((case.outcomes[0].index, case.outcomes[0].outcome.as_str()), (9, "right_of_reply"));
    let none = desk.room_case(reference(9).parse().unwrap()).unwrap();
    assert_eq!((none.count, none.outcomes.len()), (0, 0));
    assert_eq!(desk.room_times("a.example", 2).unwrap(), [3600, 3600]);
}

const DAY_S: i64 = 86_400;

fn test_text(notice: NoticeRef) -> ThreePartText {
    ThreePartText {
        aim: Aim::RightsOfOthers,
        aim_reasons: "an accusation of theft".into(),
        considered: Vec::new(),
        duration_days: None,
        law_reasons: "it names a precise fact".into(),
        laws: vec!["ma/88-13/83".parse().unwrap()],
        measure: record::choice::Measure::CountryLimit,
        necessity: Prose {
            language: record::choice::Language::English,
            text: "nothing milder helps".into(),
        },
        notice,
        v: NOTICE_VERSION,
    }
}

/// A notice as the desk keeps it, whose entry commits to `test` under a salt of nines.
fn written(test: &ThreePartText) -> ::desk::notice::Written {
    let salt = Salt::from_random([9; 32]);
    let text = canonical::to_bytes(test).unwrap();
    let languages = record::document::Languages::new([record::choice::Language::English]).unwrap();
    let due = moment(24);
    let document = WithheldDocument::published_after(due, &text, &salt, languages);
    let mut value: serde_json::Value = serde_json::from_slice(&entry(1, ISSUE, 0)).unwrap();
    let document = serde_json::to_value(&document).unwrap();
    value["body"]["sender"]["authority"]["three_part_test"] = document;
    value["body"]["notice"] = test.notice.to_string().into();
    let entry = Entry::from_bytes(&canonical::to_bytes(&value).unwrap()).unwrap();
    let Body::NoticeIssued(issued) = entry.body() else { panic!("a notice") };
    let notice = Notice {
        answer_within_hours: AnswerHours::new(72).unwrap(),
        case: issued.case,
        complainant: issued.complainant,
        defences: Vec::new(),
        for_author: ForAuthor { code: String::new(), page: String::new(), texts: Vec::new() },
        good_faith: GoodFaith { at: moment(0), statement: String::new() },
        harm: issued.harm,
        house_rules: Vec::new(),
        legal_grounds: Vec::new(),
        locations: Vec::new(),
        measure: issued.measure,
        notice: test.notice,
        notifier: Notifier {
            contact: String::new(),
            desk: "desk.example".parse().unwrap(),
            is_authority: true,
            person: None,
        },
        reasons: test.necessity.clone(),
        reviewer: None,
        to: issued.to.clone(),
        v: NOTICE_VERSION,
    };
    let salt = OpenedSalt::of(&salt);
    ::desk::notice::Written {
        notice,
        test: Some(test.clone()),
        entry,
        text_salt: salt,
        test_salt: Some(salt),
        address_salts: Vec::new(),
    }
}

/// Keeps a notice of this reference as written.
fn keep(desk: &DeskStore, reference: [u8; 16], written: &::desk::notice::Written) {
    let report = insert(desk, 1, &["address:x"], Vec::new()).report_id;
    let new = NewNotice { reference, report_id: report, platform: "a.example", draft: b"draft" };
    let by = |actor, at_ms| By { actor, at_ms, seen: None };
    let id = block(desk.notice_begin(new, by("drafter", 1))).unwrap().unwrap();
    block(desk.notice_propose(id, by("drafter", 2))).unwrap();
    block(desk.notice_approve(id, by("approver", 3))).unwrap();
    let bytes = serde_json::to_vec(written).unwrap();
    block(desk.notice_write(id, "bar.example+00000000", &bytes, by("bar", 4))).unwrap();
}

#[test]
fn a_three_part_test_is_in_the_open_from_its_day_on_and_not_before() {
    let folder = folder("room-test");
    let desk = new_desk(&folder);
    let notice = NoticeRef::from_random([7; 16]);
    let written = written(&test_text(notice));
    keep(&desk, [7; 16], &written);
    let lines = [written.entry.to_bytes().unwrap(), entry(2, ISSUE, 0)];
    fill(&desk, &lines, 2);
    let due = moment(24);
    let early = desk.tests_publish_due(due.plus_seconds(-1).unwrap()).unwrap();
    assert_eq!((early.published, early.missing), (0, 0));
    assert_eq!(desk.test_published(&[7; 16]).unwrap(), None);
    let round = desk.tests_publish_due(due).unwrap();
    assert_eq!((round.published, round.missing), (1, 0));
    let open = desk.test_published(&[7; 16]).unwrap().unwrap();
    let document = written.entry.three_part_test().unwrap().document();
    assert!(document.opens_with(&open.text, &open.salt()));
    // The other one's day comes, and this desk never had it: it is looked for again a day later.
    let later = due.plus_seconds(DAY_S * 89).unwrap();
    for (now, missing) in [(0, 1), (1, 0), (DAY_S, 1)] {
        let round = desk.tests_publish_due(later.plus_seconds(now).unwrap()).unwrap();
        assert_eq!((round.published, round.missing), (0, missing), "{now}");
    }
    // An emptied room keeps what was published, and does not publish it again and again.
    desk.room_clear().unwrap();
    fill(&desk, &lines, 1);
    assert!(desk.test_published(&[7; 16]).unwrap().is_some());
}

#[test]
fn a_test_that_is_not_what_its_entry_committed_to_is_not_published() {
    let folder = folder("room-other-test");
    let desk = new_desk(&folder);
    let notice = NoticeRef::from_random([7; 16]);
    let mut written = written(&test_text(notice));
    if let Some(test) = &mut written.test {
        test.aim_reasons = "another reason".into();
    }
    keep(&desk, [7; 16], &written);
    fill(&desk, &[written.entry.to_bytes().unwrap()], 1);
    let round = desk.tests_publish_due(moment(48)).unwrap();
    assert_eq!((round.published, round.missing), (0, 1));
    assert_eq!(desk.test_published(&[7; 16]).unwrap(), None);
}
