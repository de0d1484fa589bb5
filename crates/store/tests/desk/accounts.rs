//! Accounts: invited, joined, logged in, entrusted with roles, and disabled.

use desk::{LoginName, Password, RoleError, RoleSet};
use record::choice::{AccountChange, GrantChange, ReviewingBody, Role};
use record::id::OfficerId;
use record::{Body, Entry, Timestamp};
use store::desk::{
    Account, AccountError, AccountEventFilter, AccountState, DeskStore, Grantor, Holder, Joined,
    LogIn, PasswordChange, Programs, Refused, SESSION_IDLE_MS_MAX, SESSION_MS_MAX, SessionToken,
};
use store::totp;

use crate::{block, folder, is_in_the_open, new_desk};

pub(crate) const PASSWORD: &str = "seven camels by the sea";
/// Unit: seconds since 1970, UTC.
const NOW_S: u64 = 1_795_467_802;
const NOW_MS: u64 = NOW_S * 1000;
const MINUTE_MS: u64 = 60_000;

pub(crate) fn at(after_s: u64) -> Timestamp {
    Timestamp::from_unix((NOW_S + after_s) as i64).unwrap()
}

/// An account made by whoever holds the machine, with the code of its invitation.
pub(crate) fn invite(desk: &DeskStore, name: &str, roles: &[Role]) -> (Account, String) {
    let holder = Holder::Officer(RoleSet::new(roles.iter().copied()).unwrap());
    let name = LoginName::parse(name).unwrap();
    let made = block(desk.account_invite(Grantor::Machine, &name, holder, at(0))).unwrap();
    (desk.account_fetch(&made.pseudonym).unwrap().unwrap(), made.code)
}

/// Uses an invitation, and returns the secret and the recovery codes.
pub(crate) fn join(
    desk: &DeskStore,
    code: &str,
    now_ms: u64,
) -> (Vec<u8>, Vec<String>, SessionToken) {
    let secret = desk.invitation_open(code, now_ms).unwrap().unwrap().secret.to_vec();
    let first = totp::code(&secret, totp::step_of(now_ms / 1000));
    let password = Password::new(PASSWORD).unwrap();
    match block(desk.invitation_accept(code, &password, &first, now_ms)).unwrap() {
        Joined::In { session, recovery_codes } => (secret, recovery_codes, session),
        _ => panic!("the invitation was not taken"),
    }
}

fn log_in(desk: &DeskStore, name: &str, password: &str, code: &str, now_ms: u64) -> bool {
    matches!(block(desk.log_in(name, password, code, now_ms)).unwrap(), LogIn::In(_))
}

fn resume(desk: &DeskStore, session: &SessionToken, now_ms: u64) -> Option<Account> {
    block(desk.session_resume(session, now_ms)).unwrap()
}

#[track_caller]
fn check_refused<T>(changed: Result<T, AccountError>, expected: Refused) {
    match changed {
        Err(AccountError::Refused(refused)) => assert_eq!(refused, expected),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was done: {expected}"),
    }
}

/// Every role entry that waits, as (change, by, whose, role).
fn told(desk: &DeskStore) -> Vec<(GrantChange, OfficerId, OfficerId, Role)> {
    let waiting = desk.entries_waiting(100).unwrap();
    let entries = waiting.iter().map(|waiting| Entry::from_bytes(&waiting.bytes).unwrap());
    entries
        .filter_map(|entry| match entry.body() {
            Body::RoleGrant(it) => Some((it.change, it.granted_by, it.officer, it.role)),
            _ => None,
        })
        .collect()
}

#[test]
fn somebody_who_was_invited_joins_once_and_logs_in_with_a_code_that_works_once() {
    let folder = folder("accounts-join");
    let desk = new_desk(&folder);
    let (account, code) = invite(&desk, "salma", &[Role::Intake]);
    assert_eq!(account.state, AccountState::Invited);
    assert!(!log_in(&desk, "salma", "", "", NOW_MS));
    let (secret, _, session) = join(&desk, &code, NOW_MS);
    let joined = resume(&desk, &session, NOW_MS).unwrap();
    assert_eq!((joined.name.as_str(), joined.state), ("salma", AccountState::Active));
    assert_eq!(joined.pseudonym, account.pseudonym);
    assert!(desk.invitation_open(&code, NOW_MS).unwrap().is_none(), "it is used up");
    let later = NOW_MS + 5 * MINUTE_MS;
    let first = totp::code(&secret, totp::step_of(NOW_S));
    let next = totp::code(&secret, totp::step_of(later / 1000));
    assert!(!log_in(&desk, "salma", PASSWORD, &first, NOW_MS), "the first code is used");
    assert!(!log_in(&desk, "salma", "seven camels by the see", &next, later));
    assert!(!log_in(&desk, "samira", PASSWORD, &next, later));
    assert!(!log_in(&desk, "salma", PASSWORD, "000000", later));
    let kind = Some("log-in-refused".to_owned());
    let refused = AccountEventFilter { kind, ..AccountEventFilter::default() };
    let refused = desk.account_events(&refused, None, 9).unwrap();
    let unknown = refused.iter().filter(|event| event.account.is_none()).count();
    assert_eq!((refused.len(), unknown), (5, 2), "nobody yet, and a name that nobody has");
    assert!(refused.iter().all(|event| event.actor.is_none()));
    assert!(log_in(&desk, " Salma ", PASSWORD, &next, later));
    assert!(!log_in(&desk, "salma", PASSWORD, &next, later), "a code works once");
    drop(desk);
    let desk = DeskStore::open(folder.path(), crate::random).unwrap();
    assert!(!log_in(&desk, "salma", PASSWORD, &next, later), "after a restart too");
    assert!(resume(&desk, &session, later).is_some());
}

#[test]
fn a_recovery_code_replaces_the_six_digits_once() {
    let folder = folder("accounts-recovery");
    let desk = new_desk(&folder);
    let (account, code) = invite(&desk, "salma", &[]);
    let (_, codes, _) = join(&desk, &code, NOW_MS);
    assert_eq!(codes.len(), 8);
    let typed = codes[3].to_lowercase().replace('-', " ");
    assert!(!log_in(&desk, "salma", "another password", &typed, NOW_MS));
    assert!(log_in(&desk, "salma", PASSWORD, &typed, NOW_MS));
    assert!(!log_in(&desk, "salma", PASSWORD, &typed, NOW_MS));
    assert_eq!(desk.recovery_codes_left(account.id).unwrap(), 7);
    // Those of one account open no other.
    let (_, code) = invite(&desk, "omar", &[]);
    join(&desk, &code, NOW_MS);
    assert!(!log_in(&desk, "omar", PASSWORD, &codes[4], NOW_MS));
}

#[test]
fn an_invitation_is_good_for_three_days_and_a_new_one_makes_it_void() {
    let folder = folder("accounts-invitation");
    let desk = new_desk(&folder);
    let (account, code) = invite(&desk, "salma", &[]);
    let end = NOW_MS + 72 * 3_600_000;
    assert!(desk.invitation_open(&code, end - 1).unwrap().is_some());
    assert!(desk.invitation_open(&code, end).unwrap().is_none());
    let again = block(desk.account_invite_again(Grantor::Machine, account.pseudonym, at(9)));
    let again = again.unwrap().code;
    assert!(desk.invitation_open(&code, NOW_MS + 9_000).unwrap().is_none());
    let password = Password::new(PASSWORD).unwrap();
    let wrong = block(desk.invitation_accept(&again, &password, "12345", NOW_MS)).unwrap();
    assert!(matches!(wrong, Joined::WrongCode));
    for bad in ["", "0", &"0".repeat(64), &"z".repeat(64), &"+1".repeat(32)] {
        let gone = block(desk.invitation_accept(bad, &password, "123456", NOW_MS)).unwrap();
        assert!(matches!(gone, Joined::Gone), "{bad}");
    }
    let (_, _, first) = join(&desk, &again, NOW_MS + 10_000);
    // A lost telephone: whoever is invited again starts anew, and every session ends.
    let again = block(desk.account_invite_again(Grantor::Machine, account.pseudonym, at(20)));
    assert!(resume(&desk, &first, NOW_MS + 21_000).is_some(), "until it is used, nothing changes");
    join(&desk, &again.unwrap().code, NOW_MS + 22_000);
    assert!(resume(&desk, &first, NOW_MS + 23_000).is_none());
}

#[test]
fn a_session_ends_after_half_an_hour_of_rest_and_after_twelve_hours_in_any_case() {
    let folder = folder("accounts-session");
    let desk = new_desk(&folder);
    let (_, code) = invite(&desk, "salma", &[]);
    let (_, _, session) = join(&desk, &code, NOW_MS);
    assert!(resume(&desk, &session, NOW_MS + SESSION_IDLE_MS_MAX - 1).is_some());
    let mut now = NOW_MS + SESSION_IDLE_MS_MAX - 1;
    assert!(resume(&desk, &session, now + SESSION_IDLE_MS_MAX).is_none());
    while now < NOW_MS + SESSION_MS_MAX - 20 * MINUTE_MS {
        now += 20 * MINUTE_MS;
        assert!(resume(&desk, &session, now).is_some(), "{}", now - NOW_MS);
    }
    assert!(resume(&desk, &session, NOW_MS + SESSION_MS_MAX - 1).is_some());
    assert!(resume(&desk, &session, NOW_MS + SESSION_MS_MAX).is_none());
    let other = SessionToken::parse(&"1".repeat(64)).unwrap();
    assert!(resume(&desk, &other, NOW_MS).is_none());
}

#[test]
fn ones_own_sessions_are_seen_and_ended() {
    let folder = folder("accounts-own-sessions");
    let desk = new_desk(&folder);
    let (account, code) = invite(&desk, "salma", &[]);
    let (_, codes, here) = join(&desk, &code, NOW_MS);
    let LogIn::In(there) = block(desk.log_in("salma", PASSWORD, &codes[0], NOW_MS)).unwrap() else {
        panic!("not logged in");
    };
    let seen = desk.session_list(account.id, &here, NOW_MS).unwrap();
    assert_eq!(seen.iter().filter(|session| session.is_this).count(), 1);
    assert_eq!(seen.len(), 2);
    block(desk.session_end_others(account.id, &here)).unwrap();
    assert!(resume(&desk, &there, NOW_MS).is_none());
    assert!(resume(&desk, &here, NOW_MS).is_some());
    block(desk.session_end(&here)).unwrap();
    assert!(resume(&desk, &here, NOW_MS).is_none());
}

#[test]
fn a_new_password_needs_the_old_one_and_ends_every_session() {
    let folder = folder("accounts-password");
    let desk = new_desk(&folder);
    let (account, code) = invite(&desk, "salma", &[]);
    let (_, codes, session) = join(&desk, &code, NOW_MS);
    let new = Password::new("eight camels by the sea").unwrap();
    let wrong =
        block(desk.password_change(&account, "wrong", &new, Programs::End, NOW_MS)).unwrap();
    assert!(matches!(wrong, PasswordChange::Wrong));
    let done =
        block(desk.password_change(&account, PASSWORD, &new, Programs::End, NOW_MS)).unwrap();
    let PasswordChange::Done(fresh) = done else { panic!("not changed") };
    assert!(resume(&desk, &session, NOW_MS).is_none());
    assert!(resume(&desk, &fresh, NOW_MS).is_some());
    assert!(!log_in(&desk, "salma", PASSWORD, &codes[0], NOW_MS));
    assert!(log_in(&desk, "salma", new.as_str(), &codes[1], NOW_MS));
}

#[test]
fn nothing_that_lets_anybody_in_stands_on_the_disk_in_the_open() {
    let folder = folder("accounts-open");
    let desk = new_desk(&folder);
    let (account, code) = invite(&desk, "salma.of.intake", &[Role::Intake]);
    let secret = desk.invitation_open(&code, NOW_MS).unwrap().unwrap().secret.to_vec();
    let (_, codes, session) = join(&desk, &code, NOW_MS);
    let (cookie, written) = (session.to_text(), totp::base32(&secret));
    let raw = |text: &str| -> Vec<u8> {
        let pairs = text.as_bytes().chunks(2);
        pairs.map(|it| u8::from_str_radix(std::str::from_utf8(it).unwrap(), 16).unwrap()).collect()
    };
    for hidden in [
        b"salma.of.intake".as_slice(),
        PASSWORD.as_bytes(),
        &secret,
        written.as_bytes(),
        code.as_bytes(),
        &raw(&code),
        cookie.as_bytes(),
        &raw(&cookie),
        codes[0].as_bytes(),
        codes[0].replace('-', "").as_bytes(),
    ] {
        assert!(!is_in_the_open(folder.path(), hidden), "{}", String::from_utf8_lossy(hidden));
    }
    assert!(is_in_the_open(folder.path(), account.pseudonym.as_bytes()), "that one is no secret");
}

#[test]
fn each_grant_and_each_end_of_one_is_an_entry_by_whoever_made_it() {
    let folder = folder("accounts-entries");
    let desk = new_desk(&folder);
    let (boss, _) = invite(&desk, "boss", &[Role::Administrator]);
    let machine = desk.machine_pseudonym();
    assert_eq!(told(&desk), [(GrantChange::Grant, machine, boss.pseudonym, Role::Administrator)]);
    let by = Grantor::Administrator(boss.id);
    let (officer, code) = invite(&desk, "salma", &[]);
    let (_, _, session) = join(&desk, &code, NOW_MS);
    block(desk.role_grant(by, officer.pseudonym, Role::Intake, at(1))).unwrap();
    assert!(resume(&desk, &session, NOW_MS + 1_000).is_none(), "a new role, a new log-in");
    block(desk.role_grant(by, officer.pseudonym, Role::Liaison, at(1))).unwrap();
    block(desk.role_revoke(by, officer.pseudonym, Role::Intake, at(2))).unwrap();
    block(desk.account_disable(by, officer.pseudonym, at(3))).unwrap();
    let (boss, officer) = (boss.pseudonym, officer.pseudonym);
    assert_eq!(
        told(&desk)[1..],
        [
            (GrantChange::Grant, boss, officer, Role::Intake),
            (GrantChange::Grant, boss, officer, Role::Liaison),
            (GrantChange::Revoke, boss, officer, Role::Intake),
            (GrantChange::Revoke, boss, officer, Role::Liaison),
        ]
    );
    let entry = Entry::from_bytes(&desk.entries_waiting(9).unwrap()[1].bytes).unwrap();
    assert_eq!((entry.at(), entry.desk().as_str()), (at(1), "desk.example"));
    let account = desk.account_fetch(&officer).unwrap().unwrap();
    assert_eq!((account.state, account.roles()), (AccountState::Disabled, RoleSet::default()));
    let events = desk.account_events(&AccountEventFilter::default(), None, 3).unwrap();
    let kinds: Vec<String> = events.into_iter().map(|event| event.kind).collect();
    assert_eq!(kinds, ["disabled", "role-revoked", "role-revoked"]);
}

#[test]
fn what_the_rules_refuse_changes_nothing_and_is_told_to_nobody() {
    let folder = folder("accounts-refused");
    let desk = new_desk(&folder);
    let (boss, _) = invite(&desk, "boss", &[Role::Administrator]);
    let (judge, _) = invite(&desk, "judge", &[Role::Decision]);
    let by = Grantor::Administrator(boss.id);
    let before = told(&desk);
    let grant = |by, who: OfficerId, role| block(desk.role_grant(by, who, role, at(5)));
    let (boss, judge) = (boss.pseudonym, (judge.pseudonym, Grantor::Administrator(judge.id)));
    check_refused(grant(by, boss, Role::Intake), Refused::Own);
    check_refused(grant(judge.1, boss, Role::Intake), Refused::NotAllowed);
    check_refused(grant(Grantor::Administrator(99), boss, Role::Intake), Refused::NotAllowed);
    let apart = Refused::Roles(RoleError::DecisionAndApprover);
    check_refused(grant(by, judge.0, Role::Approver), apart);
    let alone = Refused::Roles(RoleError::StandsAlone(Role::Auditor));
    check_refused(grant(by, judge.0, Role::Auditor), alone);
    check_refused(grant(by, judge.0, Role::Decision), Refused::Held);
    check_refused(grant(by, OfficerId::from_random([1; 8]), Role::Intake), Refused::NoAccount);
    let revoke = |who, role| block(desk.role_revoke(by, who, role, at(5)));
    check_refused(revoke(judge.0, Role::Intake), Refused::NotHeld);
    check_refused(revoke(boss, Role::Administrator), Refused::Own);
    check_refused(block(desk.account_disable(by, boss, at(5))), Refused::Own);
    let name = LoginName::parse("Judge").unwrap();
    let seat = Holder::Seat("platform.example".parse().unwrap());
    check_refused(block(desk.account_invite(by, &name, seat.clone(), at(5))), Refused::NameTaken);
    let name = LoginName::parse("seat").unwrap();
    let made = block(desk.account_invite(by, &name, seat, at(5))).unwrap();
    check_refused(grant(by, made.pseudonym, Role::Intake), Refused::NotAnOfficer);
    assert_eq!(told(&desk), before);
}

#[test]
fn a_change_that_one_entry_could_not_tell_apart_waits_for_the_next_second_whole() {
    let folder = folder("accounts-second");
    let desk = new_desk(&folder);
    let (officer, _) = invite(&desk, "salma", &[Role::Intake, Role::Decision]);
    let (who, by) = (officer.pseudonym, Grantor::Machine);
    block(desk.role_revoke(by, who, Role::Intake, at(0))).unwrap();
    check_refused(block(desk.role_grant(by, who, Role::Intake, at(0))), Refused::TooSoon);
    block(desk.role_grant(by, who, Role::Intake, at(1))).unwrap();
    block(desk.role_revoke(by, who, Role::Decision, at(1))).unwrap();
    block(desk.role_grant(by, who, Role::Decision, at(2))).unwrap();
    block(desk.role_revoke(by, who, Role::Decision, at(3))).unwrap();
    block(desk.role_grant(by, who, Role::Decision, at(4))).unwrap();
    let before = told(&desk);
    // Intake could go in this second, and decision could not: neither does.
    block(desk.role_revoke(by, who, Role::Decision, at(5))).unwrap();
    block(desk.role_grant(by, who, Role::Decision, at(6))).unwrap();
    check_refused(block(desk.account_disable(by, who, at(5))), Refused::TooSoon);
    assert_eq!(told(&desk).len(), before.len() + 2);
    let account = desk.account_fetch(&who).unwrap().unwrap();
    assert_eq!(account.roles().iter().count(), 2);
}

#[test]
fn a_disabled_account_is_shut_until_it_is_invited_again() {
    let folder = folder("accounts-disabled");
    let desk = new_desk(&folder);
    let (account, code) = invite(&desk, "salma", &[]);
    let (_, codes, session) = join(&desk, &code, NOW_MS);
    let who = account.pseudonym;
    block(desk.account_disable(Grantor::Machine, who, at(1))).unwrap();
    assert!(resume(&desk, &session, NOW_MS + 1_000).is_none());
    assert!(!log_in(&desk, "salma", PASSWORD, &codes[0], NOW_MS + 1_000));
    let granted = block(desk.role_grant(Grantor::Machine, who, Role::Intake, at(2)));
    check_refused(granted, Refused::Disabled);
    let again = block(desk.account_invite_again(Grantor::Machine, who, at(3))).unwrap();
    let (_, _, session) = join(&desk, &again.code, NOW_MS + 4_000);
    assert_eq!(resume(&desk, &session, NOW_MS + 4_000).unwrap().state, AccountState::Active);
}

/// Every entry about somebody outside that waits, as (change, account, by).
fn told_outside(desk: &DeskStore) -> Vec<(AccountChange, OfficerId, OfficerId)> {
    let waiting = desk.entries_waiting(100).unwrap();
    let entries = waiting.iter().map(|waiting| Entry::from_bytes(&waiting.bytes).unwrap());
    let outside = entries.filter_map(|entry| match entry.body() {
        Body::OutsideAccount(it) => Some((it.change, it.account, it.done_by)),
        _ => None,
    });
    outside.collect()
}

#[test]
fn whoever_an_administrator_lets_in_as_a_platform_is_said_in_public() {
    let folder = folder("accounts-outside");
    let desk = new_desk(&folder);
    let (name, by) = (LoginName::parse("seat").unwrap(), Grantor::Machine);
    let holder = Holder::Seat("platform.example".parse().unwrap());
    let who = block(desk.account_invite(by, &name, holder, at(0))).unwrap().pseudonym;
    block(desk.account_invite_again(by, who, at(1))).unwrap();
    check_refused(block(desk.account_invite_again(by, who, at(1))), Refused::TooSoon);
    block(desk.account_disable(by, who, at(2))).unwrap();
    block(desk.account_invite_again(by, who, at(3))).unwrap();
    let machine = desk.machine_pseudonym();
    let changes = [
        AccountChange::Invite,
        AccountChange::InviteAgain,
        AccountChange::Disable,
        AccountChange::InviteAgain,
    ];
    assert_eq!(told_outside(&desk), changes.map(|change| (change, who, machine)));
    // Of an officer the roles are said, and nothing else.
    invite(&desk, "salma", &[Role::Intake]);
    assert_eq!(told_outside(&desk).len(), 4);
}

#[test]
fn a_reviewers_key_has_one_account_at_a_time() {
    let folder = folder("accounts-key");
    let desk = new_desk(&folder);
    let by = Grantor::Machine;
    let key = crate::reviewer_keys::key(1);
    block(desk.reviewer_key_add(by, key.clone(), ReviewingBody::Bar, at(0))).unwrap();
    let invite = |name: &str, after_s| {
        let name = LoginName::parse(name).unwrap();
        let holder = Holder::Reviewer(key.name().clone());
        block(desk.account_invite(by, &name, holder, at(after_s)))
    };
    let first = invite("first", 1).unwrap().pseudonym;
    check_refused(invite("second", 2), Refused::KeyHeld);
    block(desk.account_disable(by, first, at(3))).unwrap();
    let second = invite("second", 4).unwrap().pseudonym;
    check_refused(block(desk.account_invite_again(by, first, at(5))), Refused::KeyHeld);
    block(desk.account_disable(by, second, at(6))).unwrap();
    // An invitation that waits is an account that may open at any moment.
    block(desk.account_invite_again(by, first, at(7))).unwrap();
    check_refused(invite("third", 8), Refused::KeyHeld);
    check_refused(block(desk.account_invite_again(by, second, at(9))), Refused::KeyHeld);
    assert_eq!(told_outside(&desk).len(), 5);
}

#[test]
fn a_search_is_an_event_that_shows_only_whether_two_were_the_same() {
    let folder = folder("accounts-search");
    let desk = new_desk(&folder);
    let (account, _) = invite(&desk, "salma", &[Role::Intake]);
    let who = (account.id, account.pseudonym);
    for (asked, now_ms) in [("a name", 1), ("another", 2), ("a name", 3)] {
        block(desk.search_note(who, asked, now_ms)).unwrap();
    }
    let filter = AccountEventFilter { during: Some((1, 4)), ..AccountEventFilter::default() };
    let events = desk.account_events(&filter, None, 9).unwrap();
    assert!(events.iter().all(|it| it.kind == "searched" && it.actor == Some(who.1)));
    let marks: Vec<&str> = events.iter().map(|it| it.detail.as_str()).collect();
    assert_eq!(marks.len(), 3);
    assert!(marks[0] == marks[2] && marks[0] != marks[1] && !marks[0].contains("name"));
    let older = desk.account_events(&filter, Some(events[0].number), 1).unwrap();
    assert_eq!(older, events[1..2]);
}
