//! Arbitrary valid bodies of every kind, made only through public constructors.

use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use record::bounded::Few;
use record::choice::*;
use record::document::Languages;
use record::entry::*;
use record::id::*;
use record::*;

use crate::samples::{at, verifier_key};

pub(crate) fn organisation() -> impl Strategy<Value = OrganisationId> {
    "[a-z]{1,8}(-[a-z]{1,5}){0,2}[0-9]{0,2}(\\.[a-z]{1,10}){0,2}\\.(ma|com|org|example)"
        .prop_map(|name| name.parse().unwrap())
}

fn organisations<const MIN: usize>(
    count: std::ops::Range<usize>,
) -> impl Strategy<Value = Few<OrganisationId, MIN, 64>> {
    prop::collection::btree_set(organisation(), count).prop_map(|set| Few::new(set).unwrap())
}

fn origin() -> impl Strategy<Value = OriginName> {
    (organisation(), "(/[a-z]{1,6}){0,2}")
        .prop_map(|(host, path)| format!("{host}{path}").parse().unwrap())
}

fn law() -> impl Strategy<Value = LawRef> {
    "(ma|ae|jo)/([a-z]{1,3}|[0-9]{1,2}-[0-9]{1,2}|[a-z]{1,3}-[0-9]{1,4})/[1-9][0-9]{0,2}(-[1-9]){0,2}(-bis|-ter)?"
        .prop_map(|law| law.parse().unwrap())
}

fn officer() -> impl Strategy<Value = OfficerId> {
    any::<[u8; 8]>().prop_map(OfficerId::from_random)
}

fn officers() -> impl Strategy<Value = TwoOfficers> {
    (officer(), officer()).prop_filter_map("two officers", |(a, b)| TwoOfficers::new(a, b).ok())
}

pub(crate) fn notice_ref() -> impl Strategy<Value = NoticeRef> {
    any::<[u8; 16]>().prop_map(NoticeRef::from_random)
}

pub(crate) fn digest() -> impl Strategy<Value = Digest> {
    any::<[u8; 32]>().prop_map(Digest::from_bytes)
}

fn salt() -> impl Strategy<Value = Salt> {
    any::<[u8; 32]>().prop_map(Salt::from_random)
}

fn languages() -> impl Strategy<Value = Languages> {
    prop::collection::btree_set(select(Language::ALL), 1..=4)
        .prop_map(|set| Languages::new(set).unwrap())
}

/// A moment this many seconds from the entry's.
fn moment(range: std::ops::Range<i64>) -> impl Strategy<Value = Timestamp> {
    range.prop_map(|delay_s| at().plus_seconds(delay_s).unwrap())
}

fn past() -> impl Strategy<Value = Timestamp> {
    moment(-500_000_000..1)
}

fn day(range: std::ops::Range<i64>) -> impl Strategy<Value = Day> {
    moment(range).prop_map(Timestamp::day)
}

fn withheld() -> impl Strategy<Value = WithheldDocument> {
    (any::<Vec<u8>>(), salt(), languages(), of(moment(1..PUBLISH_DELAY_MAX_S + 1))).prop_map(
        |(content, salt, languages, due)| match due {
            Some(due) => WithheldDocument::published_after(due, &content, &salt, languages),
            None => WithheldDocument::kept(&content, &salt, languages),
        },
    )
}

fn public() -> impl Strategy<Value = PublicDocument> {
    (digest(), 0..=canonical::MAX_INTEGER.unsigned_abs(), languages())
        .prop_map(|(hash, bytes, languages)| PublicDocument::new(hash, bytes, languages).unwrap())
}

fn document() -> impl Strategy<Value = Document> {
    prop_oneof![withheld().prop_map(Document::Withheld), public().prop_map(Document::Public)]
}

fn three_part_test() -> impl Strategy<Value = ThreePartTest> {
    withheld().prop_filter_map("a day", |document| ThreePartTest::new(document).ok())
}

fn address() -> impl Strategy<Value = AddressCommitment> {
    let text = prop_oneof![
        "https://tiktok\\.com/@[a-z]{3,9}/video/[1-9][0-9]{5,18}",
        "https://[a-z]{3,9}\\.example/[a-zA-Z0-9/]{0,20}",
    ];
    let kind = select(vec![
        AddressKind::Public,
        AddressKind::IdentifiesVictim,
        AddressKind::Intimate,
        AddressKind::Minor,
    ]);
    (kind, text, salt())
        .prop_map(|(kind, text, salt)| AddressCommitment::new(kind, &text.parse().unwrap(), &salt))
}

fn sender() -> impl Strategy<Value = Sender> {
    let laws = prop::collection::btree_set(law(), 1..=16);
    let authority = (laws, origin(), three_part_test()).prop_map(|(laws, name, test)| {
        Sender::Authority(ByAuthority {
            laws: Laws::new(laws).unwrap(),
            reviewed_by: verifier_key(name.as_str()).name().clone(),
            three_part_test: test,
        })
    });
    let ground = prop_oneof![
        law().prop_map(Ground::Law),
        select(HouseRule::ALL).prop_map(Ground::HouseRule)
    ];
    let citizen = prop::collection::btree_set(ground, 1..=16)
        .prop_map(|grounds| Sender::Citizen(ByCitizen { grounds: Few::new(grounds).unwrap() }));
    prop_oneof![authority, citizen]
}

fn complainant() -> impl Strategy<Value = Complainant> {
    (select(Capacity::ALL), any::<bool>()).prop_map(|(capacity, is_official)| {
        match Complainant::private(capacity) {
            Ok(private) if !is_official => private,
            _ => Complainant::official(capacity),
        }
    })
}

fn notice() -> impl Strategy<Value = Body> {
    let addresses = prop::collection::vec(address(), 1..6);
    let about = (
        addresses,
        1..=ANSWER_HOURS_MAX,
        any::<[u8; 16]>(),
        complainant(),
        select(Harm::ALL),
        select(Measure::ALL),
    );
    let from = (notice_ref(), officers(), sender(), withheld(), organisation());
    (about, from).prop_map(|(about, (notice, officers, sender, text, to))| {
        let (addresses, hours, case, complainant, harm, measure) = about;
        Body::NoticeIssued(NoticeIssued {
            addresses: Addresses::new(addresses).unwrap(),
            answer_within_hours: AnswerHours::new(hours).unwrap(),
            case: CaseRef::from_random(case),
            complainant,
            harm,
            measure,
            notice,
            officers,
            sender,
            text,
            to,
        })
    })
}

fn life_of_a_notice() -> impl Strategy<Value = Body> {
    let delivered = (past(), officer(), select(Means::ALL), notice_ref(), withheld()).prop_map(
        |(delivered_at, delivered_by, means, notice, proof)| {
            Body::NoticeDelivered(NoticeDelivered {
                delivered_at,
                delivered_by,
                means,
                notice,
                proof,
            })
        },
    );
    let received = (notice_ref(), withheld(), past(), of(officer())).prop_map(
        |(notice, receipt, received_at, recorded_by)| {
            Body::NoticeReceived(NoticeReceived { notice, receipt, received_at, recorded_by })
        },
    );
    let choices =
        (select(Basis::ALL), select(Decider::ALL), select(Decision::ALL), select(Measure::ALL));
    let answer = (past(), choices, notice_ref(), of(withheld()), of(officer())).prop_map(
        |(answered_at, (basis, decider, decision, measure), notice, reasons, recorded_by)| {
            let is_done = matches!(decision, Decision::Accepted | Decision::Narrowed);
            let measure = is_done.then_some(measure);
            Body::Answer(Answer {
                answered_at,
                basis,
                decider,
                decision,
                measure,
                notice,
                reasons,
                recorded_by,
            })
        },
    );
    let silence = (moment(-1_000..0), moment(-9_000..-1_000), notice_ref()).prop_map(
        |(deadline, delivered_at, notice)| {
            Body::Silence(Silence { deadline, delivered_at, notice })
        },
    );
    let withdrawal = (officer(), notice_ref(), select(WithdrawalReason::ALL)).prop_map(
        |(decided_by, notice, reason)| Body::Withdrawal(Withdrawal { decided_by, notice, reason }),
    );
    prop_oneof![delivered, received, answer, silence, withdrawal]
}

fn house() -> impl Strategy<Value = Body> {
    let outcome = (any::<[u8; 16]>(), officer(), select(Harm::ALL), select(Outcome::ALL)).prop_map(
        |(case, decided_by, harm, outcome)| {
            let case = CaseRef::from_random(case);
            Body::CaseOutcome(CaseOutcome { case, decided_by, harm, outcome })
        },
    );
    let grant = (select(GrantChange::ALL), officers(), select(Role::ALL)).prop_map(
        |(change, two, role)| {
            let (granted_by, officer) = (two.drafted_by(), two.approved_by());
            Body::RoleGrant(RoleGrant { change, granted_by, officer, role })
        },
    );
    let key =
        (select(KeyChange::ALL), CHANGE_DELAY_S..99_000_000, origin(), select(ReviewingBody::ALL))
            .prop_map(|(change, delay_s, name, reviewing_body)| {
                let delay_s = if change == KeyChange::RemoveCompromised { 0 } else { delay_s };
                let effective_at = at().plus_seconds(delay_s).unwrap();
                let key = verifier_key(name.as_str());
                Body::ReviewerKey(ReviewerKey { change, effective_at, key, reviewing_body })
            });
    let account = (select(AccountChange::ALL), officers(), origin(), of(organisation())).prop_map(
        |(change, two, name, seat)| {
            let (done_by, account) = (two.drafted_by(), two.approved_by());
            let holder = match seat {
                Some(platform) => Outsider::Seat(platform),
                None => Outsider::Reviewer(verifier_key(name.as_str()).name().clone()),
            };
            Body::OutsideAccount(OutsideAccount { account, change, done_by, holder })
        },
    );
    let policy = (
        moment(CHANGE_DELAY_S..99_000_000),
        quorum(),
        of(digest()),
        select(PolicyScope::ALL),
        public(),
    )
        .prop_map(|(effective_at, quorum, replaces, scope, text)| {
            Body::Policy(PolicySet { effective_at, quorum, replaces, scope, text })
        });
    let size = 0..=canonical::MAX_INTEGER.unsigned_abs();
    let successor = (origin(), digest(), size, select(SuccessorReason::ALL)).prop_map(
        |(old_origin, old_root, old_size, reason)| {
            Body::SuccessorLog(SuccessorLog { old_origin, old_root, old_size, reason })
        },
    );
    prop_oneof![outcome, grant, key, account, policy, successor]
}

fn quorum() -> impl Strategy<Value = Quorum> {
    (1..=64_u8).prop_flat_map(|n| (1..=n, Just(n))).prop_map(|(k, n)| Quorum::new(k, n).unwrap())
}

fn dialogue() -> impl Strategy<Value = Body> {
    let meeting = (
        day(-99_000_000..1),
        select(MeetingForm::ALL),
        any::<[u8; 16]>(),
        of(document()),
        organisations(1..9),
    )
        .prop_map(|(day, form, meeting, minutes, present)| {
            let meeting = MeetingRef::from_random(meeting);
            Body::Meeting(MeetingHeld { day, form, meeting, minutes, present })
        });
    let states = vec![PositionState::Tabled, PositionState::Withdrawn];
    let position =
        (any::<[u8; 16]>(), organisations(0..5), organisations(0..5), select(states), document())
            .prop_map(|(position, reserved_by, signed_by, state, text)| {
                Body::Position(PositionTaken {
                    position: PositionRef::from_random(position),
                    quorum: Quorum::new(2, 9).unwrap(),
                    reserved_by,
                    state: if signed_by.count() < 2 { state } else { PositionState::Adopted },
                    signed_by,
                    text,
                })
            });
    let refs = (of(any::<[u8; 16]>()), of(any::<[u8; 16]>()));
    let ask = (any::<[u8; 16]>(), of(day(0..99_000_000)), refs.clone(), document(), organisation())
        .prop_map(|(ask, due, (meeting, position), text, to)| {
            Body::Ask(AskMade {
                ask: AskRef::from_random(ask),
                due,
                meeting: meeting.map(MeetingRef::from_random),
                position: position.map(PositionRef::from_random),
                text,
                to,
            })
        });
    let days = (of(day(0..99_000_000)), day(-99_000_000..0));
    let commitment = (any::<[u8; 16]>(), days, refs, document(), organisation()).prop_map(
        |(commitment, (due, said_on), (meeting, ask), source, by)| {
            Body::Commitment(CommitmentMade {
                ask: ask.map(AskRef::from_random),
                by,
                commitment: CommitmentRef::from_random(commitment),
                due,
                meeting: meeting.map(MeetingRef::from_random),
                said_on,
                source,
            })
        },
    );
    let evidence = (
        any::<[u8; 16]>(),
        officer(),
        document(),
        day(-99_000_000..1),
        select(CommitmentState::ALL),
    )
        .prop_map(|(commitment, decided_by, evidence, seen_on, state)| {
            let commitment = CommitmentRef::from_random(commitment);
            Body::CommitmentEvidence(CommitmentEvidence {
                commitment,
                decided_by,
                evidence,
                seen_on,
                state,
            })
        });
    prop_oneof![meeting, position, ask, commitment, evidence]
}

/// A body that may break a rule between its parts.
pub(crate) fn body() -> impl Strategy<Value = Body> {
    prop_oneof![notice(), life_of_a_notice(), house(), dialogue()]
}

/// An entry of any kind.
pub(crate) fn entry() -> impl Strategy<Value = Entry> {
    (organisation(), body())
        .prop_filter_map("a valid entry", |(desk, body)| Entry::new(at(), desk, body).ok())
}
