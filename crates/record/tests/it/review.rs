//! What a reviewer is handed opens its entry, and says what the entry says, or is refused.

use std::fs;
use std::path::Path;

use record::choice::*;
use record::document::Languages;
use record::entry::*;
use record::id::*;
use record::notice::*;
use record::*;

use crate::samples::{at, desk, officer};

/// A notice with everything that a notice can have, as other crates' tests read it too.
const FIXTURE: &str = include_str!("../../fixtures/review.json");

/// The name of the key that signs in those tests, grown from 32 bytes of 40.
const REVIEWER: &str = "bar.example/reviewer+142922d8";

fn salt(byte: u8) -> Salt {
    Salt::from_random([byte; 32])
}

fn law(text: &str) -> LawRef {
    text.parse().unwrap()
}

fn prose(text: &str) -> Prose {
    Prose { language: Language::Arabic, text: text.to_owned() }
}

fn notice() -> Notice {
    let location = |number: u8| Location {
        address: format!("https://video.example/someone/{number}"),
        given: format!("HTTP://video.example/someone/{number}?utm_source=share"),
    };
    let ground =
        |law: &str| LegalGround { citation: format!("المادة {law}"), law: self::law(law) };
    Notice {
        answer_within_hours: AnswerHours::new(72).unwrap(),
        case: CaseRef::from_random([0x11; 16]),
        complainant: Complainant::private(Capacity::Harmed).unwrap(),
        defences: vec![Defence { question: "is_true".into(), reply: "no".into() }],
        for_author: ForAuthor {
            code: "1234567812345678".into(),
            page: "https://desk.example/contest".into(),
            texts: vec![prose("يمكنكم التظلم.")],
        },
        good_faith: GoodFaith {
            at: at(), statement: "نعتقد أن هذا صحيح وكامل.".into()
        },
        harm: Harm::Insult,
        house_rules: Vec::new(),
        legal_grounds: vec![ground("ma/88-13/83"), ground("ma/pc/447-2")],
        locations: vec![location(1), location(2)],
        measure: Measure::Removal,
        notice: NoticeRef::from_random([0x22; 16]),
        notifier: Notifier {
            contact: "https://desk.example/seat".into(),
            desk: desk(),
            is_authority: true,
            person: Some("سلمى".into()),
        },
        reasons: prose("سبّ موجه إلى شخص عادي.\nلا يتضمن أي واقعة."),
        reviewer: Some(REVIEWER.parse().unwrap()),
        to: "platform.example".parse().unwrap(),
        v: NOTICE_VERSION,
    }
}

fn test() -> ThreePartText {
    ThreePartText {
        aim: Aim::RightsOfOthers,
        aim_reasons: "سمعة شخص عادي.".into(),
        considered: vec![Considered { measure: Measure::Label, why_not: "لا يكفي.".into() }],
        duration_days: Some(90),
        law_reasons: "سبّ دون واقعة محددة.".into(),
        laws: vec![law("ma/88-13/83"), law("ma/pc/447-2")],
        measure: Measure::Removal,
        necessity: prose("ينتشر كل ساعة."),
        notice: NoticeRef::from_random([0x22; 16]),
        v: NOTICE_VERSION,
    }
}

/// The review file of this notice and test, with an entry that commits to `committed`.
fn file_of(notice: Notice, test: ThreePartText, committed: &Notice) -> ReviewFile {
    let arabic = || Languages::new([Language::Arabic]).unwrap();
    let commit = |(kind, location, byte): (_, &Location, _)| {
        AddressCommitment::new(kind, &location.address.parse().unwrap(), &salt(byte))
    };
    let [first, second] = &notice.locations[..] else { panic!("two locations") };
    let addresses =
        [(AddressKind::Public, first, 1), (AddressKind::IdentifiesVictim, second, 2)].map(commit);
    let document = WithheldDocument::published_after(
        at().plus_seconds(90 * 86_400).unwrap(),
        &canonical::to_bytes(&test).unwrap(),
        &salt(4),
        arabic(),
    );
    let body = Body::NoticeIssued(NoticeIssued {
        addresses: Addresses::new(addresses.to_vec()).unwrap(),
        answer_within_hours: notice.answer_within_hours,
        case: notice.case,
        complainant: notice.complainant,
        harm: notice.harm,
        measure: notice.measure,
        notice: notice.notice,
        officers: TwoOfficers::new(officer(1), officer(2)).unwrap(),
        sender: Sender::Authority(ByAuthority {
            laws: Laws::new([law("ma/88-13/83"), law("ma/pc/447-2")]).unwrap(),
            reviewed_by: notice.reviewer.clone().unwrap(),
            three_part_test: ThreePartTest::new(document).unwrap(),
        }),
        text: WithheldDocument::kept(&canonical::to_bytes(committed).unwrap(), &salt(3), arabic()),
        to: notice.to.clone(),
    });
    let entry = Entry::new(at(), desk(), body).unwrap().to_bytes().unwrap();
    ReviewFile {
        address_salts: [1, 2].map(|byte| OpenedSalt::of(&salt(byte))).to_vec(),
        entry: String::from_utf8(entry).unwrap(),
        notice,
        test,
        test_salt: OpenedSalt::of(&salt(4)),
        text_salt: OpenedSalt::of(&salt(3)),
        v: NOTICE_VERSION,
    }
}

fn file() -> ReviewFile {
    file_of(notice(), test(), &notice())
}

#[test]
fn the_fixture_is_what_is_written_now_and_opens_its_entry() {
    let written = file().to_bytes().unwrap();
    if written != FIXTURE.trim_end().as_bytes() {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("review.json");
        fs::write(&path, [&written[..], b"\n"].concat()).unwrap();
        panic!("the schema changed; what is written now is in {}", path.display());
    }
    let read = ReviewFile::from_bytes(&written).unwrap();
    let entry = read.open().unwrap();
    assert_eq!(entry.to_bytes().unwrap(), read.entry.as_bytes());
    let text = read.certificate_text(&entry);
    assert!(text.starts_with("hiwar/release/v1\ndesk desk.example\nnotice 2222"), "{text}");
    let hashes = [read.entry.as_bytes(), &canonical::to_bytes(&read.notice).unwrap()];
    assert!(hashes.iter().all(|bytes| text.contains(&Digest::of(bytes).to_string())), "{text}");
}

#[track_caller]
fn check_refused(change: impl FnOnce(&mut ReviewFile), error: OpenError, part: &str) {
    let mut changed = file();
    change(&mut changed);
    assert_eq!(error.part(), part);
    assert_eq!(changed.open(), Err(error));
}

#[test]
fn what_a_reviewer_reads_is_what_the_entry_commits_to() {
    check_refused(|it| it.notice.reasons.text.push('!'), OpenError::Text, "notice");
    check_refused(|it| it.notice.notifier.person = None, OpenError::Text, "notice");
    check_refused(|it| it.text_salt = it.test_salt, OpenError::Text, "notice");
    check_refused(|it| it.test.aim_reasons.push('!'), OpenError::Test, "test");
    check_refused(|it| it.test_salt = it.text_salt, OpenError::Test, "test");
    check_refused(|it| it.address_salts.swap(0, 1), OpenError::Address(1), "addresses");
    check_refused(|it| it.address_salts.truncate(1), OpenError::Differs("locations"), "notice");
    let kind = include_str!("../../fixtures/entries.jsonl").lines().nth(1).unwrap();
    check_refused(|it| it.entry = kind.into(), OpenError::Kind, "entry");
    let mut bare = file();
    bare.entry.push(' ');
    assert_eq!(bare.open().unwrap_err().part(), "entry");
}

/// An entry that commits to exactly this text, and whose own fields say something else.
#[track_caller]
fn check_differs(change: impl Fn(&mut Notice), error: OpenError) {
    let mut changed = notice();
    change(&mut changed);
    let file = ReviewFile { notice: changed.clone(), ..file_of(notice(), test(), &changed) };
    assert_eq!(file.open(), Err(error));
}

#[test]
fn a_text_that_was_committed_and_contradicts_its_entry_is_refused() {
    use OpenError::Differs;
    check_differs(|it| it.measure = Measure::Label, Differs("measure"));
    check_differs(|it| it.harm = Harm::Threat, Differs("harm"));
    check_differs(|it| it.to = "other.example".parse().unwrap(), Differs("to"));
    check_differs(|it| it.notifier.desk = "other.example".parse().unwrap(), Differs("desk"));
    check_differs(|it| it.notifier.is_authority = false, Differs("sender"));
    check_differs(|it| it.house_rules = vec![HouseRule::Hate], Differs("sender"));
    check_differs(|it| drop(it.legal_grounds.pop()), Differs("legal_grounds"));
    check_differs(|it| it.legal_grounds[0] = it.legal_grounds[1].clone(), Differs("legal_grounds"));
    check_differs(|it| it.reviewer = None, Differs("reviewer"));
    check_differs(|it| drop(it.locations.pop()), Differs("locations"));
    check_differs(|it| it.locations.swap(0, 1), OpenError::Address(1));
    check_differs(|it| it.locations[1].address.push('?'), OpenError::Address(2));
    // What the person gave may not lead elsewhere than what is in the register.
    let elsewhere = "https://video.example/another".to_owned();
    check_differs(move |it| it.locations[1].given = elsewhere.clone(), OpenError::Address(2));
}

#[test]
fn a_test_about_another_notice_measure_or_law_is_refused() {
    let changes: [fn(&mut ThreePartText); 3] = [
        |it| it.notice = NoticeRef::from_random([0x23; 16]),
        |it| it.measure = Measure::Label,
        |it| drop(it.laws.pop()),
    ];
    for change in changes {
        let mut other = test();
        change(&mut other);
        assert_eq!(file_of(notice(), other, &notice()).open(), Err(OpenError::Test));
    }
}

#[test]
fn a_reviewer_of_the_desk_itself_its_parts_or_its_parent_is_refused() {
    for name in ["desk.example/r+0123abcd", "bar.desk.example+0123abcd"] {
        let own = Notice { reviewer: Some(name.parse().unwrap()), ..notice() };
        let file = file_of(own.clone(), test(), &own);
        assert_eq!(file.open(), Err(OpenError::OwnReviewer), "{name}");
    }
    let key: KeyName = "ministry.example/r+0123abcd".parse().unwrap();
    assert!(key.is_within(&"desk.ministry.example".parse().unwrap()));
    for other in ["ministry.ma", "myministry.example", "y.example", "stry.example"] {
        assert!(!key.is_within(&other.parse().unwrap()), "{other}");
    }
}

#[test]
fn a_file_of_another_version_with_a_field_less_or_with_one_more_is_not_read() {
    let text = FIXTURE.trim_end();
    let read = |text: &str| ReviewFile::from_bytes(text.as_bytes());
    assert!(read(text).is_ok());
    assert_eq!(read(&text.replace("\"v\":1}", "\"v\":2}")), Err(OpenError::Version));
    let whole: serde_json::Value = serde_json::from_str(text).unwrap();
    for field in whole.as_object().unwrap().keys() {
        let mut less = whole.clone();
        less.as_object_mut().unwrap().remove(field);
        assert!(matches!(read(&less.to_string()), Err(OpenError::Release(_))), "{field}");
    }
    let mut more = whole;
    more["x"] = 1.into();
    assert!(matches!(read(&more.to_string()), Err(OpenError::Release(_))));
    let large = vec![b' '; RELEASE_BYTES_MAX + 1];
    assert_eq!(ReviewFile::from_bytes(&large), Err(OpenError::TooLarge));
}
