//! Notices that left a desk, made as the desk makes them: proposed, approved, written, certified,
//! proven and released.

use desk::notice::{Draft, Facts, Sending, TestDraft, Texts, propose};
use desk::parties::{Parties, Platform};
use desk::release::ReleasableNotice;
use desk::{Receipt, Report, Step as Asked, Telling, steps};
use law::{Capacity, Harm, Medium, Question, Reply};
use record::Salt;
use record::choice::Language;
use record::id::{CaseRef, NoticeRef, OfficerId, VerifierKeyText};
use record::notice::Prose;
use register::checkpoint::Checkpoint;
use register::hash::{leaf_hash, node_hash};
use register::note::{KeyKind, KeyName, Note, SignerKey};
use register::policy::Policy;
use register::proof_file::ProofFile;
use store::desk::{By, Fixed, NewNotice, NewReport, Sending as Sent, Step};
use web::desk::DeskState;

use crate::staff::now;
use crate::support::NOW;

/// Where the content of these notices is.
pub(crate) const ADDRESS: &str = "https://platform.example/@someone/video/7301";
/// Why it is unlawful, in words that nobody else may read.
pub(crate) const REASONS: &str = "It insults a private person by name.";

pub(crate) fn key(name: &str, seed: u8) -> SignerKey {
    SignerKey::from_seed(KeyName::new(name).unwrap(), KeyKind::Ed25519, [seed; 32]).unwrap()
}

/// The platforms of these tests: `platform.example` and `other.example`, beside those of the world.
pub(crate) fn parties() -> Parties {
    let standard = Parties::standard().unwrap();
    let like = standard.platforms()[0].clone();
    let platform = |id: &str, name: &str| Platform {
        id: id.parse().unwrap(),
        name: name.into(),
        hosts: vec![id.into()],
        ..like.clone()
    };
    let one = platform("platform.example", "The Platform");
    standard.with(one).with(platform("other.example", "Another"))
}

fn report() -> Report {
    let mut telling = Telling::default();
    telling.answers.harm = Some(Harm::Insult);
    telling.answers.medium = Some(Medium::Platform);
    telling.answers.capacity = Some(Capacity::Myself);
    loop {
        let open = steps(&telling).into_iter().find_map(|step| match step {
            Asked::Question(question) => {
                let is_open = telling.answers.reply(question).is_none();
                (is_open && question.form() == law::Form::YesNo).then_some(question)
            }
            _ => None,
        });
        let Some(question) = open else { break };
        let reply = if question == Question::Identifiable { Reply::Yes } else { Reply::No };
        telling.answers.said.insert(question, reply);
    }
    telling.addresses = vec![ADDRESS.into(), "https://other.example/@someone/video/7301".into()];
    telling.account = "what was said".into();
    telling.report(0, now()).unwrap()
}

fn draft(platform: &str, report: &Report, pack: &law::Pack) -> Draft {
    let candidates = law::assess(&report.answers, pack).candidates;
    let is_ground = |id: &String| pack.article(id).unwrap().is_notice_ground;
    let firm = candidates.into_iter().filter(|c| !c.reasons.iter().all(|r| r.is_conditional));
    Draft {
        to: platform.into(),
        places: vec![u32::from(platform == "other.example")],
        articles: firm.map(|c| c.article).filter(is_ground).take(2).collect(),
        measure: "removal".into(),
        reasons: REASONS.into(),
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

/// A proof that `entry` is the second of two entries of a register.
fn proof(entry: &[u8]) -> (String, Policy) {
    let log = key("desk.example/register", 50);
    let before = leaf_hash(b"before");
    let root = node_hash(&before, &leaf_hash(entry));
    let checkpoint = Checkpoint::new("desk.example/register", 2, root);
    let note = Note::sign(checkpoint.to_text(), &log).unwrap();
    let file = ProofFile::new(None, 1, vec![before], note).unwrap();
    let policy = Policy::k_of_n(log.verifier().clone(), 0, Vec::new()).unwrap();
    (String::from_utf8(file.to_bytes()).unwrap(), policy)
}

fn by(actor: &str) -> By<'_> {
    By { actor, at_ms: NOW * 1000, seen: None }
}

async fn report_id(desk: &DeskState, report: &Report, receipt: &Receipt) -> i64 {
    let reference = desk.store.draw().unwrap();
    let new = NewReport {
        reference,
        received_ms: NOW * 1000,
        receipt: receipt.digits(),
        language: "en",
        harm: "insult",
        urgency: 2,
        platform: desk::case::Platform::Other,
        is_official: false,
        told: &serde_json::to_vec(report).unwrap(),
        manifest: b"manifest",
        seal: b"seal",
        fold: &[],
        words: &[],
        exhibits: Vec::new(),
        draft: None,
    };
    match desk.store.report_insert(new).await.unwrap() {
        Sent::Kept(kept) => kept.report_id,
        other => panic!("{other:?}"),
    }
}

/// A notice that left for `platform`, as an authority's, with everything it needs.
pub(crate) async fn release(desk: &DeskState, platform: &str) -> NoticeRef {
    let receipt = Receipt::from_random(desk.store.draw().unwrap());
    release_for(desk, platform, &receipt).await
}

/// The outside reviewer of these notices.
pub(crate) fn reviewer() -> SignerKey {
    key("bar.example/reviewer", 5)
}

/// A notice that its reviewer has opened, for the person with this receipt: its number, and what was
/// fixed under the reviewer's key.
pub(crate) async fn opened_for(
    desk: &DeskState,
    platform: &str,
    receipt: &Receipt,
) -> (i64, desk::notice::Written) {
    let (report, pack, parties) = (report(), law::Pack::morocco().unwrap(), parties());
    let draft = draft(platform, &report, &pack);
    let facts = Facts {
        sending: Sending::Authority,
        report: &report,
        pack: &pack,
        country: "ma",
        parties: &parties,
        has_open_notice: false,
    };
    let proposal = propose(&draft, &facts).unwrap();
    let store = &desk.store;
    let reference = store.draw().unwrap();
    let new = NewNotice {
        reference,
        report_id: report_id(desk, &report, receipt).await,
        platform,
        draft: &serde_json::to_vec(&draft).unwrap(),
    };
    let officers = [1, 2].map(|number| OfficerId::from_random([number; 8]));
    let [drafter, approver] = officers.map(|it| it.to_string());
    let id = store.notice_begin(new, by(&drafter)).await.unwrap().unwrap();
    let texts = Texts {
        for_author: vec![Prose { language: Language::English, text: "You may contest.".into() }],
        good_faith: "We believe this to be right and complete.".into(),
        citations: proposal.articles().map(|id| format!("article {id}")).collect(),
        contest_page: "https://desk.example/contest".into(),
        contact: "https://desk.example/seat".into(),
    };
    let salt = || {
        let mut bytes = [0; 32];
        crate::filled::random(&mut bytes).unwrap();
        Salt::from_random(bytes)
    };
    let drawn = desk::notice::Drawn {
        notice: NoticeRef::from_random(reference),
        code: Receipt::from_random(store.draw().unwrap()),
        text_salt: salt(),
        test_salt: salt(),
        address_salts: vec![salt()],
    };
    let in_force: VerifierKeyText = reviewer().verifier().to_string().parse().unwrap();
    let approved = proposal.approve(officers[0], officers[1], &[]).unwrap();
    let (desk_name, case) = ("desk.example".parse().unwrap(), CaseRef::from_random([7; 16]));
    let written =
        approved.write(&desk_name, case, Some(in_force.name()), &drawn, texts, now()).unwrap();
    let name = in_force.name().to_string();
    let bytes = serde_json::to_vec(&written).unwrap();
    for step in [
        store.notice_propose(id, by(&drafter)).await.unwrap(),
        store.notice_approve(id, by(&approver)).await.unwrap(),
        store.notice_write(id, &name, &bytes, by(&name)).await.unwrap(),
    ] {
        assert_eq!(step, Step::Taken);
    }
    (id, written)
}

/// A notice that left, for the person with this receipt.
pub(crate) async fn release_for(desk: &DeskState, platform: &str, receipt: &Receipt) -> NoticeRef {
    let (id, written) = opened_for(desk, platform, receipt).await;
    let (store, reviewer) = (&desk.store, reviewer());
    let in_force: VerifierKeyText = reviewer.verifier().to_string().parse().unwrap();
    let entry = written.entry.to_bytes().unwrap();
    let note = Note::sign(written.certificate_text(), &reviewer).unwrap();
    let certificate = String::from_utf8(note.to_bytes()).unwrap();
    let code = written.notice.for_author.code.clone();
    let fixed =
        Fixed { entry: &entry, code: &code, hours: written.notice.answer_within_hours.hours() };
    let name = in_force.name().to_string();
    let certified = store.notice_certify(id, &certificate, fixed, by(&name)).await.unwrap();
    assert_eq!(certified, Step::Taken);
    let (proof, policy) = proof(&entry);
    let release = written.release(proof, Some(certificate), None).unwrap();
    let keys = [in_force];
    let may = ReleasableNotice::new(release, Sending::Authority, &policy, &keys).unwrap();
    // The writer answers a blocking caller, who must not hold up the runtime of the test.
    tokio::task::block_in_place(|| store.outbox_put(id, &may, NOW * 1000)).unwrap();
    written.notice.notice
}
