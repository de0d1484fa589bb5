//! Keys of outside reviewers: seven days ahead, or at once if somebody else may hold one.

use desk::LoginName;
use record::choice::{KeyChange, ReviewingBody, Role};
use record::id::VerifierKeyText;
use record::{Body, Entry};
use register::note::{KeyKind, KeyName, SignerKey};
use store::desk::{AccountError, DeskStore, Grantor, Holder, Refused};

use crate::accounts::{at, invite};
use crate::{block, folder, new_desk};

const WEEK_S: u64 = 7 * 86_400;

pub(crate) fn key(seed: u8) -> VerifierKeyText {
    let name = KeyName::new("bar.example/reviewer").unwrap();
    let key = SignerKey::from_seed(name, KeyKind::Ed25519, [seed; 32]).unwrap();
    key.verifier().to_string().parse().unwrap()
}

fn in_force(desk: &DeskStore, after_s: u64) -> Vec<VerifierKeyText> {
    let now_ms = at(after_s).unix() as u64 * 1000;
    let keys = desk.reviewer_keys_in_force(now_ms).unwrap();
    keys.into_iter().map(|kept| kept.key).collect()
}

fn told(desk: &DeskStore) -> Vec<(KeyChange, VerifierKeyText, i64)> {
    let waiting = desk.entries_waiting(100).unwrap();
    let told = waiting.iter().filter_map(|waiting| {
        let entry = Entry::from_bytes(&waiting.bytes).unwrap();
        let Body::ReviewerKey(body) = entry.body() else { return None };
        let after_s = body.effective_at.seconds_since(entry.at());
        Some((body.change, body.key.clone(), after_s))
    });
    told.collect()
}

#[test]
fn a_key_comes_and_goes_seven_days_after_its_entry() {
    let folder = folder("keys-week");
    let desk = new_desk(&folder);
    let by = Grantor::Machine;
    block(desk.reviewer_key_add(by, key(1), ReviewingBody::Bar, at(0))).unwrap();
    assert!(in_force(&desk, WEEK_S - 1).is_empty());
    assert_eq!(in_force(&desk, WEEK_S), [key(1)]);
    let id = desk.reviewer_keys().unwrap()[0].id;
    block(desk.reviewer_key_remove(by, id, at(2 * WEEK_S))).unwrap();
    assert_eq!(in_force(&desk, 3 * WEEK_S - 1), [key(1)]);
    assert!(in_force(&desk, 3 * WEEK_S).is_empty());
    let week = WEEK_S as i64;
    assert_eq!(told(&desk), [(KeyChange::Add, key(1), week), (KeyChange::Remove, key(1), week)]);
}

#[test]
fn a_key_in_other_hands_goes_at_once_and_never_comes_back() {
    let folder = folder("keys-compromised");
    let desk = new_desk(&folder);
    let by = Grantor::Machine;
    block(desk.reviewer_key_add(by, key(1), ReviewingBody::University, at(0))).unwrap();
    let id = desk.reviewer_keys().unwrap()[0].id;
    block(desk.reviewer_key_remove(by, id, at(WEEK_S))).unwrap();
    block(desk.reviewer_key_remove_compromised(by, id, at(WEEK_S + 5))).unwrap();
    assert_eq!(in_force(&desk, WEEK_S + 4), [key(1)]);
    assert!(in_force(&desk, WEEK_S + 5).is_empty());
    assert_eq!(told(&desk)[2], (KeyChange::RemoveCompromised, key(1), 0));
    for refused in [
        block(desk.reviewer_key_remove(by, id, at(WEEK_S + 6))),
        block(desk.reviewer_key_remove_compromised(by, id, at(WEEK_S + 6))),
        block(desk.reviewer_key_remove(by, 99, at(WEEK_S + 6))),
    ] {
        assert!(matches!(refused, Err(AccountError::Refused(Refused::NoKey))));
    }
    let again = block(desk.reviewer_key_add(by, key(1), ReviewingBody::Bar, at(9 * WEEK_S)));
    assert!(matches!(again, Err(AccountError::Refused(Refused::KeyKnown))));
    assert_eq!(told(&desk).len(), 3);
}

#[test]
fn what_verifies_no_signature_is_no_reviewers_key() {
    let folder = folder("keys-none");
    let desk = new_desk(&folder);
    // The right form and hash around a point that is not on the curve.
    let name = "bar.example/reviewer";
    let mut bytes = vec![1_u8];
    bytes.extend([2; 32]);
    let hash = record::id::Digest::of(&[name.as_bytes(), b"\n", &bytes].concat()).to_string();
    let text = format!("{name}+{}+AQICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC", &hash[..8]);
    let text: VerifierKeyText = text.parse().unwrap();
    let added = block(desk.reviewer_key_add(Grantor::Machine, text, ReviewingBody::Bar, at(0)));
    assert!(matches!(added, Err(AccountError::Refused(Refused::NotAKey))));
    assert!(desk.reviewer_keys().unwrap().is_empty());
}

#[test]
fn a_reviewer_is_invited_for_a_key_that_the_desk_knows_and_by_an_administrator() {
    let folder = folder("keys-invite");
    let desk = new_desk(&folder);
    let name = LoginName::parse("reviewer").unwrap();
    let holder = Holder::Reviewer(key(1).name().clone());
    let invited = block(desk.account_invite(Grantor::Machine, &name, holder.clone(), at(0)));
    assert!(matches!(invited, Err(AccountError::Refused(Refused::NoKey))));
    let (officer, _) = invite(&desk, "salma", &[Role::Decision]);
    let by = Grantor::Administrator(officer.id);
    let added = block(desk.reviewer_key_add(by, key(1), ReviewingBody::Bar, at(0)));
    assert!(matches!(added, Err(AccountError::Refused(Refused::NotAllowed))));
    let (boss, _) = invite(&desk, "boss", &[Role::Administrator]);
    let by = Grantor::Administrator(boss.id);
    block(desk.reviewer_key_add(by, key(1), ReviewingBody::Bar, at(0))).unwrap();
    assert!(block(desk.account_invite(by, &name, holder, at(1))).is_ok());
    let found = desk.reviewer_key_named(key(1).name(), at(WEEK_S).unix() as u64 * 1000).unwrap();
    assert_eq!(found.unwrap().key, key(1));
}
