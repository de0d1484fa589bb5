//! One entry of each kind, with every optional field filled, always the same.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use record::choice::*;
use record::document::Languages;
use record::entry::*;
use record::id::*;
use record::*;

/// When every sample was written.
pub(crate) fn at() -> Timestamp {
    "2026-11-23T21:03:22Z".parse().unwrap()
}

pub(crate) fn desk() -> OrganisationId {
    "desk.example".parse().unwrap()
}

pub(crate) fn platform() -> OrganisationId {
    "platform.example".parse().unwrap()
}

fn days_later(days: i64) -> Timestamp {
    at().plus_seconds(days * 86_400).unwrap()
}

fn languages() -> Languages {
    Languages::new([Language::Arabic, Language::French]).unwrap()
}

pub(crate) fn officer(byte: u8) -> OfficerId {
    OfficerId::from_random([byte; 8])
}

pub(crate) fn notice_ref() -> NoticeRef {
    NoticeRef::from_random([0x22; 16])
}

pub(crate) fn withheld() -> WithheldDocument {
    WithheldDocument::kept(b"a text", &Salt::from_random([0x0a; 32]), languages())
}

pub(crate) fn public() -> Document {
    Document::Public(PublicDocument::of(b"a public text", languages()))
}

pub(crate) fn verifier_key(name: &str) -> VerifierKeyText {
    let mut key = vec![1];
    key.extend([0x42; 32]);
    let hashed = [name.as_bytes(), b"\n", &key].concat();
    let hash = &Digest::of(&hashed).to_string()[..8];
    format!("{name}+{hash}+{}", STANDARD.encode(key)).parse().unwrap()
}

pub(crate) fn address(kind: AddressKind, salt: u16) -> AddressCommitment {
    let address: Address = "https://tiktok.com/@someone/video/7301234567890123456".parse().unwrap();
    let mut bytes = [0x0b; 32];
    bytes[..2].copy_from_slice(&salt.to_be_bytes());
    AddressCommitment::new(kind, &address, &Salt::from_random(bytes))
}

pub(crate) fn by_authority() -> Sender {
    let test = WithheldDocument::published_after(
        days_later(90),
        b"law, aim, necessity",
        &Salt::from_random([0x0c; 32]),
        languages(),
    );
    Sender::Authority(ByAuthority {
        laws: Laws::new(["ma/pc/447-2".parse().unwrap(), "ma/88-13/83".parse().unwrap()]).unwrap(),
        reviewed_by: verifier_key("bar.example/reviewer").name().clone(),
        three_part_test: ThreePartTest::new(test).unwrap(),
    })
}

pub(crate) fn by_citizen() -> Sender {
    let grounds =
        [Ground::HouseRule(HouseRule::Privacy), Ground::Law("ma/09-08/4".parse().unwrap())];
    Sender::Citizen(ByCitizen { grounds: bounded::Few::new(grounds).unwrap() })
}

pub(crate) fn notice() -> NoticeIssued {
    NoticeIssued {
        addresses: Addresses::new(vec![
            address(AddressKind::Public, 1),
            address(AddressKind::IdentifiesVictim, 2),
        ])
        .unwrap(),
        answer_within_hours: AnswerHours::new(72).unwrap(),
        case: CaseRef::from_random([0x11; 16]),
        complainant: Complainant::private(Capacity::Harmed).unwrap(),
        harm: Harm::Defamation,
        measure: Measure::CountryLimit,
        notice: notice_ref(),
        officers: TwoOfficers::new(officer(1), officer(2)).unwrap(),
        sender: by_authority(),
        text: withheld(),
        to: platform(),
    }
}

pub(crate) fn position() -> PositionTaken {
    let desks =
        |names: &[&str]| bounded::Few::new(names.iter().map(|name| name.parse().unwrap())).unwrap();
    PositionTaken {
        position: PositionRef::from_random([0x33; 16]),
        quorum: Quorum::new(2, 3).unwrap(),
        reserved_by: desks(&["b.example"]),
        signed_by: desks(&["a.example", "desk.example"]),
        state: PositionState::Adopted,
        text: public(),
    }
}

fn of_notices() -> Vec<Body> {
    vec![
        Body::NoticeIssued(notice()),
        Body::NoticeDelivered(NoticeDelivered {
            delivered_at: at(),
            delivered_by: officer(3),
            means: Means::PublicForm,
            notice: notice_ref(),
            proof: withheld(),
        }),
        Body::NoticeReceived(NoticeReceived {
            notice: notice_ref(),
            receipt: withheld(),
            received_at: at(),
            recorded_by: Some(officer(3)),
        }),
        Body::Answer(Answer {
            answered_at: at(),
            basis: Basis::HouseRules,
            decider: Decider::NotSaid,
            decision: Decision::Narrowed,
            measure: Some(Measure::Label),
            notice: notice_ref(),
            reasons: Some(withheld()),
            recorded_by: Some(officer(3)),
        }),
        Body::Silence(Silence {
            deadline: days_later(-1),
            delivered_at: days_later(-4),
            notice: notice_ref(),
        }),
        Body::Withdrawal(Withdrawal {
            decided_by: officer(2),
            notice: notice_ref(),
            reason: WithdrawalReason::ContestUpheld,
        }),
    ]
}

fn of_the_house() -> Vec<Body> {
    vec![
        Body::CaseOutcome(CaseOutcome {
            case: CaseRef::from_random([0x11; 16]),
            decided_by: officer(1),
            harm: Harm::Defamation,
            outcome: Outcome::RightOfReply,
        }),
        Body::RoleGrant(RoleGrant {
            change: GrantChange::Grant,
            granted_by: officer(9),
            officer: officer(1),
            role: Role::Decision,
        }),
        Body::ReviewerKey(ReviewerKey {
            change: KeyChange::Add,
            effective_at: days_later(7),
            key: verifier_key("bar.example/reviewer"),
            reviewing_body: ReviewingBody::Bar,
        }),
        Body::OutsideAccount(OutsideAccount {
            account: officer(3),
            change: AccountChange::Invite,
            done_by: officer(9),
            holder: Outsider::Reviewer(verifier_key("bar.example/reviewer").name().clone()),
        }),
        Body::Policy(PolicySet {
            effective_at: days_later(7),
            quorum: Quorum::new(2, 3).unwrap(),
            replaces: Some(Digest::of(b"the policy before")),
            scope: PolicyScope::Witnesses,
            text: PublicDocument::of(b"a policy", languages()),
        }),
    ]
}

fn of_the_dialogue() -> Vec<Body> {
    vec![
        Body::Meeting(MeetingHeld {
            day: at().day(),
            form: MeetingForm::InPerson,
            meeting: MeetingRef::from_random([0x44; 16]),
            minutes: Some(Document::Withheld(withheld())),
            present: bounded::Few::new([desk(), platform()]).unwrap(),
        }),
        Body::Position(position()),
        Body::Ask(AskMade {
            ask: AskRef::from_random([0x55; 16]),
            due: Some(days_later(30).day()),
            meeting: Some(MeetingRef::from_random([0x44; 16])),
            position: Some(PositionRef::from_random([0x33; 16])),
            text: public(),
            to: platform(),
        }),
        Body::Commitment(CommitmentMade {
            ask: Some(AskRef::from_random([0x55; 16])),
            by: platform(),
            commitment: CommitmentRef::from_random([0x66; 16]),
            due: Some(days_later(365).day()),
            meeting: Some(MeetingRef::from_random([0x44; 16])),
            said_on: at().day(),
            source: public(),
        }),
        Body::CommitmentEvidence(CommitmentEvidence {
            commitment: CommitmentRef::from_random([0x66; 16]),
            decided_by: officer(1),
            evidence: public(),
            seen_on: at().day(),
            state: CommitmentState::PartlyKept,
        }),
        Body::SuccessorLog(SuccessorLog {
            old_origin: "desk.example/log".parse().unwrap(),
            old_root: Digest::of(b"an old root"),
            old_size: 123_456,
            reason: SuccessorReason::TilesLost,
        }),
    ]
}

/// One body of each kind, in the order of [`Kind::ALL`].
pub(crate) fn bodies() -> Vec<Body> {
    [of_notices(), of_the_house(), of_the_dialogue()].concat()
}

pub(crate) fn entry(body: Body) -> Result<Entry, EntryError> {
    Entry::new(at(), desk(), body)
}

/// Every word of every closed list.
pub(crate) fn words() -> Vec<&'static str> {
    fn of<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Vec<&'static str> {
        all.iter().copied().map(word).collect()
    }
    [
        of(Kind::ALL, Kind::word),
        of(Harm::ALL, Harm::word),
        of(Capacity::ALL, Capacity::word),
        of(HouseRule::ALL, HouseRule::word),
        of(Measure::ALL, Measure::word),
        of(Language::ALL, Language::word),
        of(Means::ALL, Means::word),
        of(Decision::ALL, Decision::word),
        of(Basis::ALL, Basis::word),
        of(Decider::ALL, Decider::word),
        of(WithdrawalReason::ALL, WithdrawalReason::word),
        of(Outcome::ALL, Outcome::word),
        of(GrantChange::ALL, GrantChange::word),
        of(Role::ALL, Role::word),
        of(AccountChange::ALL, AccountChange::word),
        of(ReviewingBody::ALL, ReviewingBody::word),
        of(KeyChange::ALL, KeyChange::word),
        of(PolicyScope::ALL, PolicyScope::word),
        of(MeetingForm::ALL, MeetingForm::word),
        of(PositionState::ALL, PositionState::word),
        of(CommitmentState::ALL, CommitmentState::word),
        of(SuccessorReason::ALL, SuccessorReason::word),
    ]
    .concat()
}
