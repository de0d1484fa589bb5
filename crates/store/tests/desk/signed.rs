//! What an outside reviewer says is kept with what they signed, and in no other way.

use ::desk::LoginName;
use ::desk::contest::NotJudge;
use ::desk::notice::{Sending, State, Written};
use ::desk::release::ReleasableNotice;
use ::desk::signed::{Contested, KnownKey, SignedObjection, SignedRuling, Signer};
use record::choice::ReviewingBody;
use record::id::{OfficerId, VerifierKeyText};
use record::notice::{NOTICE_VERSION, ReviewFile, RulingDecision, objection_text, ruling_text};
use record::{Entry, Timestamp};
use register::checkpoint::Checkpoint;
use register::hash::leaf_hash;
use register::note::{KeyKind, KeyName, Note, SignerKey};
use register::policy::Policy;
use register::proof_file::ProofFile;
use store::desk::{
    By, ContestState, Contester, Decided, DeskError, DeskStore, Fixed, Grantor, Holder, NewNotice,
    Ruled, Step,
};

use crate::accounts::join;
use crate::contests::plea;
use crate::{block, folder, insert, is_in_the_open, new_desk};

/// A notice of an authority, as `record` writes it. It names the key that grows from 40s.
const REVIEW: &str = include_str!("../../../record/fixtures/review.json");
const REFERENCE: [u8; 16] = [0x22; 16];
const WHY: &str = "It is satire, word for word.";

fn written() -> Written {
    let file = ReviewFile::from_bytes(REVIEW.trim_end().as_bytes()).unwrap();
    Written {
        entry: Entry::from_bytes(file.entry.as_bytes()).unwrap(),
        notice: file.notice,
        test: Some(file.test),
        text_salt: file.text_salt,
        test_salt: Some(file.test_salt),
        address_salts: file.address_salts,
    }
}

fn key(name: &str, seed: u8) -> SignerKey {
    SignerKey::from_seed(KeyName::new(name).unwrap(), KeyKind::Ed25519, [seed; 32]).unwrap()
}

fn bar() -> SignerKey {
    key("bar.example/reviewer", 40)
}

fn press() -> SignerKey {
    key("press.example/reviewer", 41)
}

fn public(key: &SignerKey) -> VerifierKeyText {
    key.verifier().to_string().parse().unwrap()
}

/// So many days after the entry of the notice.
fn days(days: i64) -> Timestamp {
    written().entry.at().plus_seconds(days * 86_400).unwrap()
}

fn ms(days_after: i64) -> u64 {
    u64::try_from(days(days_after).unix()).unwrap() * 1000
}

fn by(actor: &str, at_ms: u64) -> By<'_> {
    By { actor, at_ms, seen: None }
}

/// An authority's desk that knows both keys, in force three days before the notice.
fn with_reviewers(folder: &crate::Folder) -> DeskStore {
    let desk = new_desk(folder);
    for key in [bar(), press()] {
        let text = public(&key);
        let added = desk.reviewer_key_add(Grantor::Machine, text, ReviewingBody::Bar, days(-10));
        block(added).unwrap();
    }
    desk
}

/// A notice that the reviewer has opened.
fn under_review(desk: &DeskStore, report_id: i64) -> i64 {
    let new = NewNotice { reference: REFERENCE, report_id, platform: "clips.example", draft: b"" };
    let id = block(desk.notice_begin(new, by("drafter", ms(0)))).unwrap().unwrap();
    block(desk.notice_propose(id, by("drafter", ms(0)))).unwrap();
    block(desk.notice_approve(id, by("approver", ms(0)))).unwrap();
    let (name, texts) =
        (public(&bar()).name().to_string(), serde_json::to_vec(&written()).unwrap());
    let opened = desk.notice_write(id, &name, &texts, by(&name, ms(0)));
    assert_eq!(block(opened).unwrap(), Step::Taken);
    id
}

fn version(desk: &DeskStore, id: i64) -> u64 {
    desk.notice_fetch(id).unwrap().unwrap().row.version
}

fn with_signer<T>(key: &SignerKey, ask: impl FnOnce(Signer<'_>) -> T) -> T {
    let text = public(key);
    let keys = [KnownKey { key: &text, is_in_force: true }];
    ask(Signer { name: text.name(), keys: &keys })
}

fn objection(written: &Written, key: &SignerKey) -> SignedObjection {
    let test = written.test.as_ref().unwrap();
    let text = objection_text(&written.entry, &written.notice, test, WHY);
    let note = Note::sign(text, key).unwrap().to_string();
    with_signer(key, |signer| SignedObjection::new(&note, WHY, written, signer)).unwrap()
}

#[test]
fn an_objection_is_kept_locked_beside_its_reasons_and_sends_the_notice_back() {
    let folder = folder("signed-objection");
    let desk = with_reviewers(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let id = under_review(&desk, kept.report_id);
    let objection = objection(&written(), &bar());
    let step = desk.notice_object(id, &objection, (version(&desk, id), ms(1)));
    assert_eq!(block(step).unwrap(), Step::Taken);
    let notice = desk.notice_fetch(id).unwrap().unwrap();
    assert_eq!((notice.remark.as_str(), notice.objection.as_str()), (WHY, objection.note()));
    assert_eq!((notice.row.state, notice.row.approved_by), (State::Draft, None));
    assert!(notice.written.is_empty() && notice.row.reviewer.is_none());
    let counts = desk.due_process_counts().unwrap().remove(0);
    assert_eq!((counts.objected, counts.returned, counts.refused), (1, 0, 0));
    // What another says takes its place, and nothing of it stays under their words.
    block(desk.notice_propose(id, by("drafter", ms(2)))).unwrap();
    let again = desk.notice_fetch(id).unwrap().unwrap();
    assert_eq!((again.remark.as_str(), again.objection.as_str()), ("", ""));
    drop(desk);
    for secret in [WHY, "hiwar/objection/v1"] {
        assert!(!is_in_the_open(&folder.0, secret.as_bytes()), "{secret}");
    }
}

#[test]
fn an_objection_of_another_reviewer_to_another_notice_or_form_changes_nothing() {
    let folder = folder("signed-foreign");
    let desk = with_reviewers(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let id = under_review(&desk, kept.report_id);
    let seen = version(&desk, id);
    let object =
        |objection: &SignedObjection, seen| block(desk.notice_object(id, objection, (seen, ms(1))));
    let foreign = object(&objection(&written(), &press()), seen).unwrap();
    assert_eq!(foreign, Step::Elsewhere, "it is not with them");
    let earlier = object(&objection(&written(), &bar()), seen - 1).unwrap();
    assert_eq!(earlier, Step::Elsewhere, "it was opened anew since");
    let mut other = written();
    other.notice.notice = record::id::NoticeRef::from_random([0x23; 16]);
    let refused = object(&objection(&other, &bar()), seen);
    assert!(matches!(refused, Err(DeskError::Secret(_))), "{refused:?}");
    assert_eq!(desk.notice_fetch(id).unwrap().unwrap().row.state, State::UnderReview);
}

#[test]
fn an_objection_counts_only_while_its_key_is_in_force() {
    let folder = folder("signed-key-gone");
    let desk = with_reviewers(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let id = under_review(&desk, kept.report_id);
    let key = desk.reviewer_keys().unwrap().remove(0).id;
    block(desk.reviewer_key_remove_compromised(Grantor::Machine, key, days(2))).unwrap();
    let object = |at| {
        let seen = version(&desk, id);
        block(desk.notice_object(id, &objection(&written(), &bar()), (seen, at))).unwrap()
    };
    assert_eq!(object(ms(2)), Step::Elsewhere);
    assert_eq!(object(ms(2) - 1), Step::Taken, "the last moment before it is gone");
}

/// A notice that left, with the contest of its author.
fn contested(desk: &DeskStore, report_id: i64) -> (i64, store::desk::Contest) {
    let (id, written) = (under_review(desk, report_id), written());
    let bytes = written.entry.to_bytes().unwrap();
    let certificate = Note::sign(written.certificate_text(), &bar()).unwrap().to_string();
    let (code, name) = (&written.notice.for_author.code, public(&bar()).name().to_string());
    let fixed = Fixed { entry: &bytes, code, hours: 24 };
    block(desk.notice_certify(id, &certificate, fixed, by(&name, ms(0)))).unwrap();
    let log = key("desk.example/register", 9);
    let checkpoint = Checkpoint::new("desk.example/register", 1, leaf_hash(&bytes));
    let signed = Note::sign(checkpoint.to_text(), &log).unwrap();
    let proof = ProofFile::new(None, 0, Vec::new(), signed).unwrap().to_string();
    let release = written.release(proof, Some(certificate), None).unwrap();
    assert_eq!(release.v, NOTICE_VERSION);
    let policy = Policy::k_of_n(log.verifier().clone(), 0, Vec::new()).unwrap();
    let keys = [public(&bar())];
    let may = ReleasableNotice::new(release, Sending::Authority, &policy, &keys).unwrap();
    assert_eq!(desk.outbox_put(id, &may, ms(0)).unwrap(), Step::Taken);
    block(desk.contest_add(id, Contester::Author, plea("it is a quotation"), ms(1))).unwrap();
    (id, desk.contests_of(id).unwrap().pop().unwrap())
}

fn ruling(
    contest: &store::desk::Contest,
    decision: RulingDecision,
    key: &SignerKey,
) -> SignedRuling {
    let (written, plea) = (written(), contest.plea());
    let (name, notice) = (written.entry.desk(), written.notice.notice);
    let text = ruling_text(name, notice, plea.digest(), decision, WHY);
    let note = Note::sign(text, key).unwrap().to_string();
    let contested = Contested { written: &written, plea: &plea };
    with_signer(key, |signer| SignedRuling::new(&note, (decision, WHY), contested, signer)).unwrap()
}

#[test]
fn a_ruling_is_kept_locked_with_what_the_reviewer_signed() {
    let folder = folder("signed-ruling");
    let desk = with_reviewers(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let (_, contest) = contested(&desk, kept.report_id);
    let ruling = ruling(&contest, RulingDecision::Rejected, &bar());
    let step = desk.contest_decide(contest.id, Decided::Rejected, Ruled::Reviewer(&ruling), ms(2));
    assert_eq!(block(step).unwrap(), Step::Taken);
    let ruled = desk.contest_fetch(contest.id).unwrap().unwrap();
    assert_eq!((ruled.state, ruled.ruling.as_str()), (ContestState::Rejected, WHY));
    assert_eq!(ruled.signed, ruling.note());
    assert_eq!(ruled.decided_by, Some(public(&bar()).name().to_string()));
    drop(desk);
    for secret in [WHY, "hiwar/ruling/v1", "it is a quotation"] {
        assert!(!is_in_the_open(&folder.0, secret.as_bytes()), "{secret}");
    }
}

#[test]
fn a_ruling_that_says_otherwise_than_what_is_decided_or_is_about_another_plea_is_an_error() {
    let folder = folder("signed-otherwise");
    let desk = with_reviewers(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let (id, contest) = contested(&desk, kept.report_id);
    let decide = |decided: Decided<'_>, ruling: &SignedRuling| {
        block(desk.contest_decide(contest.id, decided, Ruled::Reviewer(ruling), ms(2)))
    };
    let rejected = ruling(&contest, RulingDecision::Rejected, &bar());
    let withdrawn = Decided::UpheldAndWithdrawn { seen: 0, entry: b"taken back" };
    assert!(matches!(decide(withdrawn, &rejected), Err(DeskError::Secret(_))));
    assert!(matches!(decide(Decided::Upheld, &rejected), Err(DeskError::Secret(_))));
    // The same words a second later are another plea.
    block(desk.contest_add(id, Contester::Author, plea("it is a quotation"), ms(1) + 1000))
        .unwrap();
    let other = desk.contests_of(id).unwrap().pop().unwrap();
    let foreign = ruling(&other, RulingDecision::Rejected, &bar());
    assert!(matches!(decide(Decided::Rejected, &foreign), Err(DeskError::Secret(_))));
    assert_eq!(desk.contest_fetch(contest.id).unwrap().unwrap().state, ContestState::Open);
    assert_eq!(decide(Decided::Rejected, &rejected).unwrap(), Step::Taken);
}

#[test]
fn at_an_authoritys_desk_no_officer_decides_and_no_reviewer_whose_key_is_gone() {
    let folder = folder("signed-judge");
    let desk = with_reviewers(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let (id, contest) = contested(&desk, kept.report_id);
    let ruling = ruling(&contest, RulingDecision::Rejected, &bar());
    let officer = OfficerId::from_random([9; 8]);
    let inside = Ruled::Officer { officer, reasons: WHY };
    let step = desk.contest_decide(contest.id, Decided::Rejected, inside, ms(2));
    assert_eq!(block(step).unwrap(), Step::Elsewhere);
    let key = desk.reviewer_keys().unwrap().remove(0).id;
    block(desk.reviewer_key_remove_compromised(Grantor::Machine, key, days(2))).unwrap();
    let decide = |at_ms| {
        let ruled = Ruled::Reviewer(&ruling);
        block(desk.contest_decide(contest.id, Decided::Rejected, ruled, at_ms)).unwrap()
    };
    assert_eq!(decide(ms(2)), Step::Elsewhere);
    let name = public(&bar());
    let judge = ::desk::contest::Judge::Reviewer(name.name());
    assert_eq!(desk.contest_may_decide(id, judge, ms(2)).unwrap(), Err(NotJudge::NoKey));
    assert_eq!(decide(ms(2) - 1), Step::Taken);
}

#[test]
fn who_signed_the_notice_does_not_rule_while_another_reviewer_can() {
    let folder = folder("signed-other");
    let desk = with_reviewers(&folder);
    let held = Holder::Reviewer(public(&press()).name().clone());
    let name = LoginName::parse("press").unwrap();
    let invited = block(desk.account_invite(Grantor::Machine, &name, held, days(-1))).unwrap();
    join(&desk, &invited.code, ms(-1));
    let kept = insert(&desk, 1, &[], Vec::new());
    let (_, contest) = contested(&desk, kept.report_id);
    let decide = |key: &SignerKey| {
        let ruling = ruling(&contest, RulingDecision::Rejected, key);
        let ruled = Ruled::Reviewer(&ruling);
        block(desk.contest_decide(contest.id, Decided::Rejected, ruled, ms(2))).unwrap()
    };
    assert_eq!([decide(&bar()), decide(&press())], [Step::Elsewhere, Step::Taken]);
}

#[test]
fn what_was_signed_about_a_persons_plea_goes_with_their_report() {
    let folder = folder("signed-erased");
    let desk = with_reviewers(&folder);
    let kept = insert(&desk, 1, &[], Vec::new());
    let (id, _) = contested(&desk, kept.report_id);
    block(desk.contest_add(id, Contester::Person, plea("look again"), ms(1))).unwrap();
    let person = desk.contests_of(id).unwrap().pop().unwrap();
    let ruling = ruling(&person, RulingDecision::Rejected, &bar());
    let ruled = Ruled::Reviewer(&ruling);
    block(desk.contest_decide(person.id, Decided::Rejected, ruled, ms(2))).unwrap();
    assert!(!desk.contest_fetch(person.id).unwrap().unwrap().signed.is_empty());
    assert!(block(desk.report_erase(kept.report_id, ms(3))).unwrap());
    let erased = desk.contest_fetch(person.id).unwrap().unwrap();
    assert_eq!((erased.ruling.as_str(), erased.signed.as_str()), ("", ""));
}
