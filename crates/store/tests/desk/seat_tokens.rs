//! Tokens of a platform's programs: shown once, kept by mark, gone with their account.

use desk::{LoginName, Password, RoleSet};
use store::desk::{
    Account, AccountEventFilter, DeskStore, Grantor, Holder, PasswordChange, Programs,
    SEAT_TOKENS_MAX, SeatProgram, SeatToken,
};

use crate::accounts::{PASSWORD, at, join};
use crate::{block, folder, is_in_the_open, new_desk};

const NOW_MS: u64 = 1_795_467_802_000;
const MINUTE_MS: u64 = 60_000;

fn account(desk: &DeskStore, name: &str, holder: Holder) -> Account {
    let name = LoginName::parse(name).unwrap();
    let made = block(desk.account_invite(Grantor::Machine, &name, holder, at(0))).unwrap();
    desk.account_fetch(&made.pseudonym).unwrap().unwrap()
}

fn seat(desk: &DeskStore, name: &str) -> Account {
    account(desk, name, Holder::Seat("platform.example".parse().unwrap()))
}

fn make(desk: &DeskStore, account: &Account, name: &str) -> Option<String> {
    let made = block(desk.seat_token_make(account.id, name, NOW_MS)).unwrap();
    made.map(|text| text.to_string())
}

fn resume(desk: &DeskStore, text: &str, now_ms: u64) -> Option<SeatProgram> {
    block(desk.seat_token_resume(text, now_ms)).unwrap()
}

#[test]
fn a_token_lets_in_its_account_says_when_it_was_used_and_stands_nowhere_in_the_open() {
    let folder = folder("seat-token");
    let desk = new_desk(&folder);
    let seat = seat(&desk, "seat");
    let text = make(&desk, &seat, "the night shift's program").unwrap();
    let listed = desk.seat_token_list(seat.id).unwrap();
    let [SeatToken { id, name, made_ms: NOW_MS, used_ms: None }] = &listed[..] else {
        panic!("{listed:?}");
    };
    assert_eq!(name, "the night shift's program");
    let program = resume(&desk, &text, NOW_MS + 5).unwrap();
    assert_eq!((program.token_id, program.account), (*id, seat.clone()));
    resume(&desk, &text, NOW_MS + MINUTE_MS).unwrap();
    assert_eq!(desk.seat_token_list(seat.id).unwrap()[0].used_ms, Some(NOW_MS + 5));
    resume(&desk, &text, NOW_MS + MINUTE_MS + 5).unwrap();
    assert_eq!(desk.seat_token_list(seat.id).unwrap()[0].used_ms, Some(NOW_MS + MINUTE_MS + 5));
    let digits = text.strip_prefix("hiwar_seat_").unwrap();
    for wrong in ["", "hiwar_seat_", digits, &text[..text.len() - 1], &text.replace('_', "-")] {
        assert_eq!(resume(&desk, wrong, NOW_MS), None, "{wrong}");
    }
    drop(desk);
    for secret in [digits, "night shift"] {
        assert!(!is_in_the_open(&folder.0, secret.as_bytes()), "{secret}");
    }
}

#[test]
fn a_token_that_was_taken_back_lets_nobody_in_and_nobody_takes_back_anothers() {
    let folder = folder("seat-token-back");
    let desk = new_desk(&folder);
    let (one, other) = (seat(&desk, "one"), seat(&desk, "other"));
    let text = make(&desk, &one, "a").unwrap();
    let kept = make(&desk, &one, "b").unwrap();
    let id = resume(&desk, &text, NOW_MS).unwrap().token_id;
    let revoke = |account: &Account| {
        block(desk.seat_token_revoke(account.id, id, account.pseudonym, NOW_MS)).unwrap()
    };
    assert!(!revoke(&other) && resume(&desk, &text, NOW_MS).is_some());
    assert!(revoke(&one) && !revoke(&one));
    assert_eq!(resume(&desk, &text, NOW_MS), None);
    assert!(resume(&desk, &kept, NOW_MS).is_some());
    let kinds = desk
        .account_events(&AccountEventFilter::default(), None, 10)
        .unwrap()
        .into_iter()
        .map(|event| event.kind);
    let about: Vec<_> = kinds.filter(|kind| kind.starts_with("token")).collect();
    assert_eq!(about, ["token-revoked", "token-made", "token-made"]);
}

#[test]
fn the_tokens_of_a_disabled_account_are_dead_even_once_it_is_invited_again() {
    let folder = folder("seat-token-dead");
    let desk = new_desk(&folder);
    let seat = seat(&desk, "seat");
    let text = make(&desk, &seat, "a").unwrap();
    block(desk.account_disable(Grantor::Machine, seat.pseudonym, at(1))).unwrap();
    assert_eq!(resume(&desk, &text, NOW_MS), None);
    assert_eq!(make(&desk, &seat, "b"), None);
    block(desk.account_invite_again(Grantor::Machine, seat.pseudonym, at(2))).unwrap();
    assert_eq!(resume(&desk, &text, NOW_MS), None);
    assert!(desk.seat_token_list(seat.id).unwrap().is_empty());
}

#[test]
fn tokens_end_when_somebody_joins_anew_and_with_the_password_unless_they_are_kept() {
    let folder = folder("seat-token-anew");
    let desk = new_desk(&folder);
    let seat = seat(&desk, "seat");
    let text = make(&desk, &seat, "a").unwrap();
    let invited =
        block(desk.account_invite_again(Grantor::Machine, seat.pseudonym, at(1))).unwrap();
    assert!(resume(&desk, &text, NOW_MS).is_some(), "the invitation alone ends nothing");
    join(&desk, &invited.code, NOW_MS);
    assert_eq!(resume(&desk, &text, NOW_MS), None);
    let text = make(&desk, &seat, "b").unwrap();
    let change = |old: &str, new: &str, programs| {
        let new = Password::new(new).unwrap();
        let done = block(desk.password_change(&seat, old, &new, programs, NOW_MS)).unwrap();
        assert!(matches!(done, PasswordChange::Done(_)));
    };
    change(PASSWORD, "another long sentence", Programs::Keep);
    assert!(resume(&desk, &text, NOW_MS).is_some());
    change("another long sentence", PASSWORD, Programs::End);
    assert_eq!(resume(&desk, &text, NOW_MS), None);
}

#[test]
fn only_a_seat_makes_tokens_and_so_many_at_once() {
    let folder = folder("seat-token-many");
    let desk = new_desk(&folder);
    let officer = account(&desk, "officer", Holder::Officer(RoleSet::default()));
    assert_eq!(make(&desk, &officer, "a"), None);
    let seat = seat(&desk, "seat");
    for number in 0..SEAT_TOKENS_MAX {
        assert!(make(&desk, &seat, &number.to_string()).is_some(), "{number}");
    }
    assert_eq!(make(&desk, &seat, "one more"), None);
}
