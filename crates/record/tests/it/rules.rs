//! Each rule refuses what it should, whether an entry is made in code or read from bytes.

use record::choice::*;
use record::entry::*;
use record::id::{OfficerId, OrganisationId};
use record::*;

use crate::samples::{self, address, at, by_citizen, entry, notice};

#[track_caller]
fn check_refused(body: Body, error: EntryError) {
    assert_eq!(entry(body), Err(error));
}

#[track_caller]
fn check_notice(change: impl Fn(&mut NoticeIssued), error: Option<EntryError>) {
    let mut body = notice();
    change(&mut body);
    assert_eq!(entry(Body::NoticeIssued(body)).err(), error);
}

/// The fixture of a kind, changed as text, is refused for the reason given.
#[track_caller]
fn check_text(kind: Kind, from: &str, to: &str, reason: &str) {
    let body = samples::bodies().into_iter().find(|body| body.kind() == kind).unwrap();
    let line = String::from_utf8(entry(body).unwrap().to_bytes().unwrap()).unwrap();
    assert!(line.contains(from), "{line}");
    let error = Entry::from_bytes(line.replace(from, to).as_bytes()).unwrap_err();
    let EntryError::Unreadable(source) = &error else { panic!("{error}") };
    assert!(source.to_string().contains(reason), "{source}");
    assert!(serde_json::from_str::<Entry>(&line.replace(from, to)).is_err());
}

#[test]
fn an_authority_of_its_own_motion_is_official_sends_as_an_authority_and_has_no_standing() {
    assert_eq!(Complainant::private(Capacity::OwnMotion), Err(EntryError::OwnMotion));
    let own_motion = Complainant::official(Capacity::OwnMotion);
    for harm in Harm::ALL {
        let error = harm.needs_standing().then_some(EntryError::Standing);
        check_notice(
            |n| {
                n.harm = *harm;
                n.complainant = own_motion;
                n.addresses = Addresses::new(vec![address(AddressKind::Minor, 1)]).unwrap();
            },
            error,
        );
    }
    check_notice(
        |n| {
            n.harm = Harm::Threat;
            n.complainant = own_motion;
            n.sender = by_citizen();
        },
        Some(EntryError::OwnMotion),
    );
}

#[test]
fn an_official_who_complains_is_marked_and_keeps_the_standing_of_the_capacity() {
    check_notice(|n| n.complainant = Complainant::official(Capacity::Harmed), None);
    assert!(Complainant::official(Capacity::Harmed).is_official());
    assert!(!Complainant::private(Capacity::Heir).unwrap().is_official());
}

#[test]
fn the_addresses_of_intimate_or_childrens_content_are_never_published() {
    for harm in Harm::ALL {
        let error = harm.needs_secret_address().then_some(EntryError::AddressNotSecret);
        check_notice(|n| n.harm = *harm, error);
        for kind in [AddressKind::IdentifiesVictim, AddressKind::Intimate, AddressKind::Minor] {
            check_notice(
                |n| {
                    n.harm = *harm;
                    n.addresses = Addresses::new(vec![address(kind, 1)]).unwrap();
                },
                None,
            );
        }
    }
}

#[test]
fn a_citizen_may_invoke_house_rules_and_an_authority_has_no_place_for_them() {
    check_notice(|n| n.sender = by_citizen(), None);
    check_text(
        Kind::NoticeIssued,
        r#""laws":["ma/88-13/83","#,
        r#""laws":[{"house_rule":"privacy"},"#,
        "expected a string",
    );
    check_text(Kind::NoticeIssued, r#"["ma/88-13/83","ma/pc/447-2"]"#, "[]", "too few");
}

#[test]
fn an_authority_names_its_reviewer_and_the_day_its_test_is_published() {
    assert_eq!(ThreePartTest::new(samples::withheld()), Err(EntryError::TestDate));
    check_text(
        Kind::NoticeIssued,
        r#""publish_after":"2027-02-21T21:03:22Z","#,
        "",
        "names the day on which it is published",
    );
    check_text(Kind::NoticeIssued, "2027-02-21", "2026-11-23", "within 366 days");
    check_text(Kind::NoticeIssued, "2027-02-21", "2027-11-25", "within 366 days");
    check_text(Kind::NoticeIssued, r#""reviewed_by":"#, r#""reviewed_bx":"#, "");
}

#[test]
fn who_drafts_does_not_approve() {
    let one = OfficerId::from_random([1; 8]);
    assert_eq!(TwoOfficers::new(one, one), Err(EntryError::OneOfficer));
    check_text(Kind::NoticeIssued, &"02".repeat(8), &"01".repeat(8), "does not approve it");
}

#[test]
fn a_notice_names_one_to_256_addresses_and_that_many_fit() {
    assert_eq!(Addresses::new(Vec::new()), Err(EntryError::Addresses));
    let many = |count| (0..count).map(|salt| address(AddressKind::Public, salt)).collect();
    assert_eq!(Addresses::new(many(257)), Err(EntryError::Addresses));
    let laws = (10..26).map(|n| format!("ma/abc-12-3456/{n}-34-56-quater").parse().unwrap());
    let name = format!("{}.{}.com", "a".repeat(63), "b".repeat(32));
    let organisation: OrganisationId = name.parse().unwrap();
    let mut body = notice();
    body.addresses = Addresses::new(many(256)).unwrap();
    body.to = organisation.clone();
    let Sender::Authority(sender) = &mut body.sender else { panic!("an authority's") };
    sender.laws = Laws::new(laws).unwrap();
    sender.reviewed_by = samples::verifier_key(&name).name().clone();
    let largest = Entry::new(at(), organisation, Body::NoticeIssued(body)).unwrap();
    let bytes = largest.to_bytes().unwrap();
    assert!(bytes.len() > 60_000 && bytes.len() <= MAX_ENTRY_BYTES, "{}", bytes.len());
    assert_eq!(Entry::from_bytes(&bytes), Ok(largest));
}

#[test]
fn one_salt_for_two_addresses_is_refused() {
    let both = |a, b| Addresses::new(vec![a, b]).err();
    for kind in [AddressKind::Public, AddressKind::Minor] {
        let public = address(AddressKind::Public, 1);
        assert_eq!(both(public.clone(), address(kind, 1)), Some(EntryError::SaltReused));
        assert_eq!(both(public, address(kind, 2)), None);
    }
    let other: Address = "https://example.org".parse().unwrap();
    let salt = Salt::from_random([7; 32]);
    let [a, b] = ["https://example.org/a".parse().unwrap(), other]
        .map(|address| AddressCommitment::new(AddressKind::Public, &address, &salt));
    assert_eq!(both(a, b), Some(EntryError::SaltReused));
}

#[test]
fn bytes_past_the_limit_of_the_log_are_refused_before_they_are_read() {
    assert_eq!(Entry::from_bytes(&vec![b'['; MAX_ENTRY_BYTES + 1]), Err(EntryError::TooLong));
}

#[test]
fn an_answer_is_asked_for_within_90_days_at_most() {
    for hours in [0, ANSWER_HOURS_MAX + 1] {
        assert_eq!(AnswerHours::new(hours), Err(EntryError::AnswerHours));
    }
    check_text(Kind::NoticeIssued, r#"_hours":72"#, r#"_hours":0"#, "1 to 2160 hours");
}

#[test]
fn nothing_recorded_as_past_lies_after_its_entry() {
    let later = "2026-11-23T21:03:23Z";
    check_text(
        Kind::NoticeDelivered,
        r#"delivered_at":"2026-11-23T21:03:22Z"#,
        &format!(r#"delivered_at":"{later}"#),
        "dates",
    );
    check_text(
        Kind::NoticeReceived,
        r#"received_at":"2026-11-23T21:03:22Z"#,
        &format!(r#"received_at":"{later}"#),
        "dates",
    );
    check_text(
        Kind::Answer,
        r#"answered_at":"2026-11-23T21:03:22Z"#,
        &format!(r#"answered_at":"{later}"#),
        "dates",
    );
    check_text(Kind::Meeting, "2026-11-23\"", "2026-11-25\"", "dates");
    check_text(Kind::Commitment, r#"said_on":"2026-11-23"#, r#"said_on":"2026-11-25"#, "dates");
    check_text(Kind::Commitment, r#"due":"2027-11-23"#, r#"due":"2026-11-22"#, "dates");
    check_text(Kind::CommitmentEvidence, "2026-11-23\"", "2026-11-25\"", "dates");
}

#[test]
fn silence_is_recorded_one_second_after_the_deadline_and_not_before() {
    let silence = |deadline: &str| {
        entry(Body::Silence(Silence {
            deadline: deadline.parse().unwrap(),
            delivered_at: "2026-11-20T00:00:00Z".parse().unwrap(),
            notice: samples::notice_ref(),
        }))
    };
    assert!(silence("2026-11-23T21:03:21Z").is_ok());
    assert_eq!(silence("2026-11-23T21:03:22Z"), Err(EntryError::Dates));
    assert_eq!(silence("2026-11-20T00:00:00Z"), Err(EntryError::Dates));
}

#[test]
fn an_answer_names_a_measure_if_and_only_if_something_was_done() {
    for decision in Decision::ALL {
        let is_done = matches!(decision, Decision::Accepted | Decision::Narrowed);
        for measure in [None, Some(Measure::Label)] {
            let made = entry(Body::Answer(Answer {
                answered_at: at(),
                basis: Basis::Law,
                decider: Decider::Person,
                decision: *decision,
                measure,
                notice: samples::notice_ref(),
                reasons: None,
                recorded_by: None,
            }));
            assert_eq!(made.is_ok(), is_done == measure.is_some(), "{decision}");
        }
    }
}

#[test]
fn a_reviewers_key_changes_only_after_seven_public_days_or_at_once_when_others_hold_it() {
    let change = |change, delay_s| {
        entry(Body::ReviewerKey(ReviewerKey {
            change,
            effective_at: at().plus_seconds(delay_s).unwrap(),
            key: samples::verifier_key("bar.example"),
            reviewing_body: ReviewingBody::Bar,
        }))
        .err()
    };
    for kind in [KeyChange::Add, KeyChange::Remove] {
        assert_eq!(change(kind, CHANGE_DELAY_S), None);
        assert_eq!(change(kind, CHANGE_DELAY_S - 1), Some(EntryError::TooSoon));
    }
    assert_eq!(change(KeyChange::RemoveCompromised, 0), None);
    assert_eq!(change(KeyChange::RemoveCompromised, 1), Some(EntryError::NotAtOnce));
}

#[test]
fn the_first_policy_may_hold_at_once_and_a_later_one_after_seven_days() {
    let policy = |replaces, delay_s| {
        entry(Body::Policy(PolicySet {
            effective_at: at().plus_seconds(delay_s).unwrap(),
            quorum: Quorum::new(1, 1).unwrap(),
            replaces,
            scope: PolicyScope::MemberDesks,
            text: PublicDocument::of(b"", document::Languages::new([Language::English]).unwrap()),
        }))
        .err()
    };
    assert_eq!(policy(None, 0), None);
    assert_eq!(policy(None, -1), Some(EntryError::TooSoon));
    let before = Some(id::Digest::of(b""));
    assert_eq!(policy(before, CHANGE_DELAY_S), None);
    assert_eq!(policy(before, CHANGE_DELAY_S - 1), Some(EntryError::TooSoon));
}

#[test]
fn a_quorum_can_be_reached_and_means_something() {
    assert!(Quorum::new(64, 64).is_ok());
    for (k, n) in [(0, 3), (4, 3), (1, 65), (0, 0)] {
        assert_eq!(Quorum::new(k, n), Err(EntryError::Quorum));
    }
    check_text(Kind::Policy, r#"{"k":2,"n":3}"#, r#"{"k":4,"n":3}"#, "k of n");
}

#[test]
fn a_position_is_adopted_only_with_the_signatures_it_needs() {
    let mut body = samples::position();
    body.quorum = Quorum::new(3, 3).unwrap();
    check_refused(Body::Position(body.clone()), EntryError::Signatures);
    body.state = PositionState::Tabled;
    assert!(entry(Body::Position(body.clone())).is_ok());
    body.quorum = Quorum::new(1, 1).unwrap();
    check_refused(Body::Position(body), EntryError::Signatures);
}

#[test]
fn nobody_grants_a_role_to_oneself_but_anybody_may_give_one_back() {
    let officer = OfficerId::from_random([1; 8]);
    let change = |change| {
        entry(Body::RoleGrant(RoleGrant {
            change,
            granted_by: officer,
            officer,
            role: Role::Approver,
        }))
    };
    assert_eq!(change(GrantChange::Grant), Err(EntryError::OwnGrant));
    assert!(change(GrantChange::Revoke).is_ok());
}

#[test]
fn nobody_invites_hands_on_or_shuts_their_own_account() {
    for change in AccountChange::ALL {
        let account = |done_by: u8| {
            entry(Body::OutsideAccount(OutsideAccount {
                account: OfficerId::from_random([1; 8]),
                change: *change,
                done_by: OfficerId::from_random([done_by; 8]),
                holder: Outsider::Seat(samples::platform()),
            }))
        };
        assert_eq!(account(1).err(), Some(EntryError::OwnAccount), "{change}");
        assert!(account(2).is_ok(), "{change}");
    }
}

#[test]
fn an_outside_account_is_of_a_reviewer_or_a_seat_and_of_nobody_by_name() {
    let holder = r#""holder":{"reviewer":"bar.example/reviewer"#;
    for other in
        [r#""holder":{"officer":"bar.example/reviewer"#, r#""holder":{"name":"Salma Benali"#]
    {
        check_text(Kind::OutsideAccount, holder, other, "");
    }
    check_text(Kind::OutsideAccount, "bar.example/reviewer", "Salma Benali", "");
}

#[test]
fn a_withheld_text_is_due_within_366_days_whatever_it_is() {
    let late = WithheldDocument::published_after(
        at().plus_seconds(PUBLISH_DELAY_MAX_S + 1).unwrap(),
        b"a text",
        &Salt::from_random([1; 32]),
        document::Languages::new([Language::English]).unwrap(),
    );
    check_notice(|n| n.text = late.clone(), Some(EntryError::PublishDate));
    let late = Document::Withheld(late);
    for body in samples::bodies() {
        match body {
            Body::Meeting(body) => check_refused(
                Body::Meeting(MeetingHeld { minutes: Some(late.clone()), ..body }),
                EntryError::PublishDate,
            ),
            Body::Position(body) => check_refused(
                Body::Position(PositionTaken { text: late.clone(), ..body }),
                EntryError::PublishDate,
            ),
            Body::Ask(body) => check_refused(
                Body::Ask(AskMade { text: late.clone(), ..body }),
                EntryError::PublishDate,
            ),
            Body::Commitment(body) => check_refused(
                Body::Commitment(CommitmentMade { source: late.clone(), ..body }),
                EntryError::PublishDate,
            ),
            Body::CommitmentEvidence(body) => check_refused(
                Body::CommitmentEvidence(CommitmentEvidence { evidence: late.clone(), ..body }),
                EntryError::PublishDate,
            ),
            _ => {}
        }
    }
}

#[test]
fn another_version_another_kind_and_another_field_are_refused() {
    check_text(Kind::Silence, r#""v":1"#, r#""v":2"#, "version");
    check_text(Kind::Silence, r#""kind":"silence""#, r#""kind":"answer""#, "");
    check_text(Kind::Silence, r#""kind":"silence""#, r#""kind":"rumour""#, "");
    check_text(Kind::Silence, r#","v":1"#, r#","v":1,"z":"a note""#, "");
    check_text(Kind::Silence, r#""body":{"#, r#""body":{"a":"a note","#, "");
    check_text(Kind::Ask, r#""text":{"#, r#""text":{"a":"a note","#, "");
    check_text(Kind::Position, r#""quorum":{"#, r#""quorum":{"a":"a note","#, "");
}

#[test]
fn a_notice_is_found_by_whoever_holds_a_published_address_and_by_nobody_else() {
    let video: Address = "https://m.tiktok.com/v/7301234567890123456.html".parse().unwrap();
    let other: Address = "https://tiktok.com/@someone/video/7".parse().unwrap();
    let published = entry(Body::NoticeIssued(notice())).unwrap();
    assert_eq!(published.find(&video), Some(commitment::Match::Content));
    assert_eq!(published.find(&other), None);
    let mut secret = notice();
    secret.addresses = Addresses::new(vec![address(AddressKind::Minor, 1)]).unwrap();
    assert_eq!(entry(Body::NoticeIssued(secret)).unwrap().find(&video), None);
    for body in samples::bodies().into_iter().skip(1) {
        assert_eq!(entry(body).unwrap().find(&video), None);
    }
}

#[test]
fn looking_into_bytes_finds_what_reading_them_finds() {
    let addresses = [
        "https://tiktok.com/@someone/video/7301234567890123456",
        "https://m.tiktok.com/v/7301234567890123456.html",
        "https://tiktok.com/@someone/video/7",
        "https://example.org/a",
    ];
    let mut plain = notice();
    let page: Address = "https://example.org/a".parse().unwrap();
    let salt = Salt::from_random([9; 32]);
    let commitment = AddressCommitment::new(AddressKind::Public, &page, &salt);
    plain.addresses = Addresses::new(vec![address(AddressKind::Public, 1), commitment]).unwrap();
    let entries = samples::bodies().into_iter().chain([Body::NoticeIssued(plain)]);
    let mut found = 0;
    for read in entries.map(|body| entry(body).unwrap()) {
        let bytes = read.to_bytes().unwrap();
        for address in addresses.map(|text| text.parse::<Address>().unwrap()) {
            assert_eq!(Entry::find_in(&bytes, &address), read.find(&address));
            found += usize::from(read.find(&address).is_some());
        }
    }
    assert_eq!(found, 5);
    assert_eq!(Entry::find_in(b"{\"salt\":\"", &page), None);
    assert_eq!(Entry::find_in(&[0xff, 0], &page), None);
}

#[test]
fn no_refusal_repeats_what_was_refused() {
    let line = String::from_utf8(entry(Body::NoticeIssued(notice())).unwrap().to_bytes().unwrap())
        .unwrap();
    for from in
        ["platform.example", "defamation", "ma/pc/447-2", "0101010101010101", "\"ar\"", "\"to\""]
    {
        let changed = line.replacen(from, &from.replace(|c: char| c != '"', "Salma Benali"), 1);
        assert_ne!(changed, line);
        let error = Entry::from_bytes(changed.as_bytes()).unwrap_err();
        let EntryError::Unreadable(source) = error else { panic!("readable: {from}") };
        assert!(!source.to_string().contains("Salma"), "{source}");
    }
}
