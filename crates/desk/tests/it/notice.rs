//! A notice from its draft to its release: what is refused, and that nothing leaves without its
//! entry, its proof and its certificate.

use desk::notice::{
    Draft, Drawn, Facts, NotApproved, Proposal, Refusal, Sending, TestDraft, Texts,
};
use desk::notice::{WriteError, Written, propose};
use desk::parties::Parties;
use desk::release::{ReleasableNotice, ReleaseError};
use desk::{Receipt, Report, Telling};
use law::{Capacity, Harm, Medium, Never, Pack, Question, Reply};
use record::Salt;
use record::choice::Language;
use record::id::{CaseRef, KeyName, NoticeRef, OfficerId, OrganisationId, VerifierKeyText};
use record::notice::{OpenError, Prose, Release, ReviewFile};
use register::checkpoint::Checkpoint;
use register::hash::{leaf_hash, node_hash};
use register::note::{KeyKind, Note, SignerKey};
use register::policy::Policy;
use register::proof_file::ProofFile;

use crate::{answer_all, every_cell, now, telling};

const NAME: &str = "Salma Benali";

/// A report of this telling, with every question answered by `reply`.
pub(crate) fn report(mut telling: Telling, reply: impl FnMut(Question) -> Reply) -> Report {
    answer_all(&mut telling, reply);
    telling.addresses = vec!["https://www.tiktok.com/@someone/video/7301".into()];
    telling.account = "what was said".into();
    telling.contact.name = NAME.into();
    telling.contact.may_name = true;
    telling.report(0, now()).unwrap()
}

/// Somebody insulted on a platform, a private matter: a notice may go.
pub(crate) fn insulted() -> Report {
    report(telling(Harm::Insult, Medium::Platform, Capacity::Myself), |question| match question {
        Question::Identifiable => Reply::Yes,
        _ => Reply::No,
    })
}

/// A draft that nothing speaks against, for `report`.
pub(crate) fn draft(report: &Report, pack: &Pack) -> Draft {
    let candidates = law::assess(&report.answers, pack).candidates;
    let is_ground = |id: &String| pack.article(id).unwrap().is_notice_ground;
    let firm = candidates.into_iter().filter(|c| !c.reasons.iter().all(|r| r.is_conditional));
    Draft {
        to: "tiktok.com".into(),
        places: vec![0],
        articles: firm.map(|c| c.article).filter(is_ground).take(2).collect(),
        measure: "removal".into(),
        reasons: "It insults a private person by name.".into(),
        language: "en".into(),
        good_faith: true,
        test: TestDraft {
            aim: "rights_of_others".into(),
            aim_reasons: "The reputation of a private person.".into(),
            law_reasons: "Contempt without a precise fact.".into(),
            necessity: "It is shared every hour.".into(),
            considered: vec![("label".into(), "A label keeps the words in view.".into())],
            duration_days: String::new(),
        },
        ..Draft::default()
    }
}

pub(crate) struct House {
    pub(crate) pack: Pack,
    parties: Parties,
}

impl House {
    pub(crate) fn new() -> House {
        House { pack: Pack::morocco().unwrap(), parties: Parties::standard().unwrap() }
    }

    pub(crate) fn facts<'a>(&'a self, report: &'a Report, sending: Sending) -> Facts<'a> {
        Facts {
            sending,
            report,
            pack: &self.pack,
            country: "ma",
            parties: &self.parties,
            has_open_notice: false,
        }
    }
}

#[track_caller]
fn check_refused(change: impl FnOnce(&mut Draft), refusal: Refusal) {
    let (house, report) = (House::new(), insulted());
    let mut changed = draft(&report, &house.pack);
    change(&mut changed);
    let refused = propose(&changed, &house.facts(&report, Sending::Authority)).unwrap_err();
    assert_eq!(refused, [refusal]);
}

#[test]
fn each_thing_that_is_missing_or_wrong_is_named_by_itself() {
    check_refused(|draft| draft.to = "nobody.example".into(), Refusal::Platform);
    check_refused(|draft| draft.places.clear(), Refusal::NoPlace);
    check_refused(|draft| draft.places = vec![7], Refusal::NoPlace);
    check_refused(|draft| draft.to = "x.com".into(), Refusal::PlaceElsewhere);
    check_refused(|draft| draft.articles.clear(), Refusal::NoArticle);
    check_refused(|draft| draft.articles.push("88-13:72".into()), Refusal::Article);
    check_refused(|draft| draft.house_rules.push("harassment".into()), Refusal::HouseRule);
    check_refused(|draft| draft.measure.clear(), Refusal::Measure);
    check_refused(|draft| draft.reasons = " \n ".into(), Refusal::Reasons);
    check_refused(|draft| draft.reasons = "a".repeat(5001), Refusal::Reasons);
    check_refused(|draft| draft.good_faith = false, Refusal::GoodFaith);
    check_refused(|draft| draft.test.aim = "order".into(), Refusal::TestAim);
    check_refused(|draft| draft.test.law_reasons.clear(), Refusal::TestLaw);
    check_refused(|draft| draft.test.necessity.clear(), Refusal::TestNecessity);
    check_refused(|draft| draft.test.considered.clear(), Refusal::TestMilder);
    let harder = ("account_suspension".to_owned(), "why".to_owned());
    check_refused(|draft| draft.test.considered.push(harder), Refusal::TestConsidered);
    check_refused(|draft| draft.test.duration_days = "0".into(), Refusal::TestDuration);
}

#[test]
fn a_test_that_will_be_published_points_at_nobody() {
    for told in [
        "as @someone said",
        "see https://tiktok.com/x",
        "call 06 12 34 56 78",
        "call ٠٦١٢٣٤٥٦٧٨",
        "benali is harmed",
    ] {
        check_refused(|draft| draft.test.necessity = told.into(), Refusal::TestNamesSomebody);
    }
    let (house, report) = (House::new(), insulted());
    let mut fine = draft(&report, &house.pack);
    fine.test.necessity = "Since 2026 it was shared 4000 times in 12 hours.".into();
    assert!(propose(&fine, &house.facts(&report, Sending::Authority)).is_ok());
}

#[test]
fn a_name_goes_only_with_consent() {
    let house = House::new();
    let mut report = insulted();
    let mut named = draft(&report, &house.pack);
    named.names_person = true;
    assert!(propose(&named, &house.facts(&report, Sending::Authority)).is_ok());
    report.contact.may_name = false;
    let refused = propose(&named, &house.facts(&report, Sending::Authority)).unwrap_err();
    assert_eq!(refused, [Refusal::NoConsent]);
}

#[test]
fn in_every_cell_a_notice_is_refused_exactly_where_the_table_says_never() {
    let house = House::new();
    let (mut refused, mut passed) = (0, 0);
    for cell in every_cell() {
        for doubt in [Reply::Yes, Reply::No, Reply::NotSure] {
            let report = report(cell.clone(), |_| doubt);
            let assessment = law::assess(&report.answers, &house.pack);
            let draft = draft(&report, &house.pack);
            let result = propose(&draft, &house.facts(&report, Sending::Authority));
            match assessment.notice {
                law::NoticeRule::Never(never) => {
                    refused += 1;
                    let refusals = result.unwrap_err();
                    assert_eq!(refusals[0], Refusal::Never(never));
                }
                law::NoticeRule::May { approver } => {
                    passed += 1;
                    let proposal = result.unwrap();
                    assert_eq!(proposal.approver(), approver);
                    assert!(proposal.articles().next().is_some());
                }
            }
        }
    }
    assert!(refused > 500 && passed > 50, "{refused} {passed}");
}

#[test]
fn the_lines_that_are_never_crossed_hold_whatever_the_draft_says() {
    let house = House::new();
    for (harm, medium, capacity, never) in [
        (Harm::Insult, Medium::DeclaredPress, Capacity::Myself, Never::DeclaredPress),
        (Harm::FalseAccusation, Medium::Platform, Capacity::Official, Never::CriticismOfFunction),
        (Harm::PublicFalseNews, Medium::Platform, Capacity::Myself, Never::PublicFalseNews),
        (Harm::ChildSexual, Medium::Platform, Capacity::Guardian, Never::PoliceRouteOnly),
        (Harm::Insult, Medium::Platform, Capacity::Witness, Never::NoStanding),
    ] {
        let report = report(telling(harm, medium, capacity), |_| Reply::No);
        let draft = draft(&report, &house.pack);
        for sending in [Sending::Authority, Sending::Citizen] {
            let refusals = propose(&draft, &house.facts(&report, sending)).unwrap_err();
            assert_eq!(refusals[0], Refusal::Never(never), "{harm} {sending:?}");
        }
    }
}

#[test]
fn a_second_notice_waits_for_the_answer_to_the_first() {
    let (house, report) = (House::new(), insulted());
    let mut facts = house.facts(&report, Sending::Authority);
    facts.has_open_notice = true;
    let refused = propose(&draft(&report, &house.pack), &facts).unwrap_err();
    assert_eq!(refused, [Refusal::AlreadyOpen]);
}

fn officer(number: u8) -> OfficerId {
    OfficerId::from_random([number; 8])
}

fn proposal(sending: Sending) -> Proposal {
    let (house, report) = (House::new(), insulted());
    propose(&draft(&report, &house.pack), &house.facts(&report, sending)).unwrap()
}

#[test]
fn nobody_approves_who_drafted_or_had_a_part_in_the_case() {
    let authority = || proposal(Sending::Authority);
    assert_eq!(authority().approve(officer(1), officer(1), &[]), Err(NotApproved::Drafter));
    let had_a_part = [officer(1), officer(2)];
    let refused = authority().approve(officer(1), officer(2), &had_a_part);
    assert_eq!(refused, Err(NotApproved::HadAPart));
    assert!(authority().approve(officer(1), officer(3), &had_a_part).is_ok());
}

fn desk_name() -> OrganisationId {
    "desk.example".parse().unwrap()
}

fn texts(proposal: &Proposal) -> Texts {
    Texts {
        for_author: vec![Prose { language: Language::English, text: "You may contest.".into() }],
        good_faith: "We believe this to be right and complete.".into(),
        citations: proposal.articles().map(|id| format!("article {id}")).collect(),
        contest_page: "https://desk.example/contest".into(),
        contact: "https://desk.example/seat".into(),
    }
}

fn drawn(places: usize) -> Drawn {
    let salt = |number: u8| Salt::from_random([number; 32]);
    Drawn {
        notice: NoticeRef::from_random([9; 16]),
        code: Receipt::from_random([8; 16]),
        text_salt: salt(1),
        test_salt: salt(2),
        address_salts: (3..).take(places).map(salt).collect(),
    }
}

pub(crate) fn key(name: &str, kind: KeyKind, seed: u8) -> SignerKey {
    SignerKey::from_seed(register::note::KeyName::new(name).unwrap(), kind, [seed; 32]).unwrap()
}

pub(crate) fn reviewer() -> SignerKey {
    key("bar.example/reviewer", KeyKind::Ed25519, 40)
}

fn in_force() -> Vec<VerifierKeyText> {
    vec![reviewer().verifier().to_string().parse().unwrap()]
}

fn key_name() -> KeyName {
    in_force()[0].name().clone()
}

pub(crate) fn written(sending: Sending) -> Written {
    let proposal = proposal(sending);
    let texts = texts(&proposal);
    let drawn = drawn(proposal.places());
    let approved = proposal.approve(officer(1), officer(2), &[]).unwrap();
    let reviewer = (sending == Sending::Authority).then(key_name);
    let case = CaseRef::from_random([7; 16]);
    approved.write(&desk_name(), case, reviewer.as_ref(), &drawn, texts, now()).unwrap()
}

fn log_key() -> SignerKey {
    key("desk.example/register", KeyKind::Ed25519, 50)
}

fn policy() -> Policy {
    Policy::k_of_n(log_key().verifier().clone(), 0, Vec::new()).unwrap()
}

/// A proof that `entry` is the second of two entries of the desk's register.
fn proof(entry: &[u8]) -> String {
    let before = leaf_hash(b"before");
    let root = node_hash(&before, &leaf_hash(entry));
    let checkpoint = Checkpoint::new("desk.example/register", 2, root);
    let note = Note::sign(checkpoint.to_text(), &log_key()).unwrap();
    let file = ProofFile::new(None, 1, vec![before], note).unwrap();
    String::from_utf8(file.to_bytes()).unwrap()
}

fn certificate(written: &Written, key: &SignerKey) -> String {
    let note = Note::sign(written.certificate_text(), key).unwrap();
    String::from_utf8(note.to_bytes()).unwrap()
}

/// A release of an authority with everything it needs.
fn release() -> Release {
    let written = written(Sending::Authority);
    let proof = proof(&written.entry.to_bytes().unwrap());
    written.release(proof, Some(certificate(&written, &reviewer())), None).unwrap()
}

fn let_go(release: Release) -> Result<ReleasableNotice, ReleaseError> {
    ReleasableNotice::new(release, Sending::Authority, &policy(), &in_force())
}

#[test]
fn an_authoritys_notice_leaves_with_entry_proof_and_certificate() {
    let release = release();
    let bytes = release.to_bytes().unwrap();
    let again = Release::from_bytes(&bytes).unwrap();
    assert_eq!(again, release);
    let releasable = let_go(again).unwrap();
    assert_eq!(releasable.index(), 1);
    assert_eq!(releasable.release().notice.to.as_str(), "tiktok.com");
}

#[test]
fn a_citizens_notice_leaves_without_a_certificate_and_an_authoritys_never() {
    let written_by = written(Sending::Citizen);
    let proof = proof(&written_by.entry.to_bytes().unwrap());
    let release_of = |certificate| written_by.release(proof.clone(), certificate, None).unwrap();
    let citizen =
        |release| ReleasableNotice::new(release, Sending::Citizen, &policy(), &in_force());
    assert!(citizen(release_of(None)).is_ok());
    let with_one = certificate(&written_by, &reviewer());
    let refused = citizen(release_of(Some(with_one)));
    assert!(matches!(refused, Err(ReleaseError::Open(OpenError::Certificate))));
    // A desk run by officials does not send as a citizen, nor the other way round.
    assert!(matches!(let_go(release_of(None)), Err(ReleaseError::WrongSender)));
    assert!(matches!(citizen(release()), Err(ReleaseError::WrongSender)));
    let bare = Release { certificate: None, ..release() };
    assert!(matches!(let_go(bare), Err(ReleaseError::Open(OpenError::Certificate))));
}

#[test]
fn a_notice_that_is_not_in_the_desks_own_register_does_not_leave() {
    let whole = release();
    let other = proof(b"another entry");
    let refused = let_go(Release { proof: other, ..whole.clone() });
    assert!(matches!(refused, Err(ReleaseError::NotRegistered(_))));
    let elsewhere = key("other.example/register", KeyKind::Ed25519, 51);
    let elsewhere = Policy::k_of_n(elsewhere.verifier().clone(), 0, Vec::new()).unwrap();
    let refused = ReleasableNotice::new(whole, Sending::Authority, &elsewhere, &in_force());
    assert!(matches!(refused, Err(ReleaseError::NotRegistered(_))));
}

#[test]
fn a_certificate_of_another_key_or_about_another_text_lets_nothing_go() {
    let written = written(Sending::Authority);
    let proof = proof(&written.entry.to_bytes().unwrap());
    let release_with =
        |certificate| written.release(proof.clone(), Some(certificate), None).unwrap();
    let stranger = key("bar.example/reviewer", KeyKind::Ed25519, 41);
    let refused = let_go(release_with(certificate(&written, &stranger)));
    assert!(matches!(refused, Err(ReleaseError::Certificate(_))));
    let other = Note::sign("hiwar/release/v1\nanother\n".into(), &reviewer()).unwrap();
    let refused = let_go(release_with(String::from_utf8(other.to_bytes()).unwrap()));
    assert!(matches!(refused, Err(ReleaseError::OtherCertificate)));
    let whole = release_with(certificate(&written, &reviewer()));
    let refused = ReleasableNotice::new(whole, Sending::Authority, &policy(), &[]);
    assert!(matches!(refused, Err(ReleaseError::ReviewerKey)));
}

#[test]
fn a_word_changed_anywhere_in_what_leaves_is_noticed() {
    type Change = (&'static str, fn(&mut Release));
    let changes: [Change; 7] = [
        ("reasons", |it| it.notice.reasons.text.push('!')),
        ("measure", |it| it.notice.measure = record::choice::Measure::Label),
        ("address", |it| it.notice.locations[0].address.push('1')),
        ("test", |it| it.test.as_mut().unwrap().aim_reasons.push('!')),
        ("no test", |it| it.test = None),
        ("salt", |it| it.text_salt = it.address_salts[0]),
        ("person", |it| it.notice.notifier.person = Some("Somebody".into())),
    ];
    for (what, change) in changes {
        let mut changed = release();
        change(&mut changed);
        assert!(matches!(let_go(changed), Err(ReleaseError::Open(_))), "{what}");
    }
}

#[test]
fn a_reviewer_is_handed_what_the_entry_commits_to_and_signs_what_the_desk_expects() {
    let written = written(Sending::Authority);
    let bytes = written.review_file().unwrap().to_bytes().unwrap();
    let file = ReviewFile::from_bytes(&bytes).unwrap();
    let entry = file.open().unwrap();
    assert_eq!(entry, written.entry);
    assert_eq!(file.certificate_text(&entry), written.certificate_text());
    // Nobody reviews a citizen's notice.
    assert_eq!(self::written(Sending::Citizen).review_file(), None);
}

#[test]
fn a_desk_does_not_review_itself() {
    let proposal = proposal(Sending::Authority);
    let (texts, drawn) = (texts(&proposal), drawn(1));
    let approved = proposal.approve(officer(1), officer(2), &[]).unwrap();
    let own = key("review.desk.example", KeyKind::Ed25519, 42);
    let own: VerifierKeyText = own.verifier().to_string().parse().unwrap();
    let case = CaseRef::from_random([7; 16]);
    let refused = approved.write(&desk_name(), case, Some(own.name()), &drawn, texts, now());
    assert!(matches!(refused, Err(WriteError::OwnReviewer)));
}

#[test]
fn an_address_that_leads_to_a_child_or_to_intimate_material_keeps_its_secret() {
    let house = House::new();
    for (minor, intimate, is_secret) in [
        (Reply::No, Reply::No, false),
        (Reply::Yes, Reply::No, true),
        (Reply::NotSure, Reply::No, true),
        (Reply::No, Reply::Yes, true),
    ] {
        let cell = telling(Harm::Harassment, Medium::Platform, Capacity::Myself);
        let report = report(cell, |question| match question {
            Question::IsMinor => minor,
            Question::IsIntimate => intimate,
            _ => Reply::No,
        });
        let draft = draft(&report, &house.pack);
        let Ok(proposal) = propose(&draft, &house.facts(&report, Sending::Citizen)) else {
            panic!("{minor} {intimate}")
        };
        let (texts, drawn) = (texts(&proposal), drawn(1));
        let approved = proposal.approve(officer(1), officer(2), &[]).unwrap();
        let case = CaseRef::from_random([7; 16]);
        let written = approved.write(&desk_name(), case, None, &drawn, texts, now()).unwrap();
        let record::Body::NoticeIssued(issued) = written.entry.body() else { panic!() };
        assert!(issued.addresses.iter().all(|address| address.is_secret() == is_secret));
    }
}

#[test]
fn the_same_draft_drawn_and_written_at_the_same_moment_is_the_same_entry() {
    let (one, two) = (written(Sending::Authority), written(Sending::Authority));
    assert_eq!(one.entry.to_bytes(), two.entry.to_bytes());
}

#[test]
fn what_tells_who_passed_an_address_on_leaves_in_no_byte_of_a_notice() {
    let house = House::new();
    let mut report = insulted();
    for address in &mut report.addresses {
        address.given = format!("{}?igsh=TWFyeWFt&si=Zm9v", address.given);
    }
    let draft = draft(&report, &house.pack);
    let facts = house.facts(&report, Sending::Citizen);
    let Ok(proposal) = propose(&draft, &facts) else { panic!("it may be proposed") };
    let (texts, drawn) = (texts(&proposal), drawn(1));
    let approved = proposal.approve(officer(1), officer(2), &[]).unwrap();
    let case = CaseRef::from_random([7; 16]);
    let written = approved.write(&desk_name(), case, None, &drawn, texts, now()).unwrap();
    let release = written.release("proof".into(), None, None).unwrap().to_bytes().unwrap();
    let release = String::from_utf8(release).unwrap();
    assert!(release.contains("given"), "{release}");
    for told in ["igsh", "TWFyeWFt", "si=", "Zm9v"] {
        assert!(!release.contains(told), "{told}: {release}");
    }
}
