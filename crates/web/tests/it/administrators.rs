//! The administrators' pages: inviting, granting, refusing with a reason, reviewers' keys.

use axum::http::{Method, StatusCode, header};
use record::choice::Role;
use register::note::{KeyKind, KeyName, SignerKey};
use store::desk::{AccountState, Holder};
use web::desk_routes::desk_routes;
use web::office::Who;

use crate::client::Answer;
use crate::staff::{Somebody, Staff, ask, reviewer_key};
use crate::support::NOW;

/// Somebody of the staff with this one role.
fn with_role(staff: &Staff, role: Role) -> &Somebody {
    let has =
        |somebody: &&Somebody| matches!(&somebody.holder, Holder::Officer(it) if it.has(role));
    staff.people.iter().find(has).unwrap()
}

/// Sends a form as an administrator.
async fn send(staff: &Staff, to: &str, fields: &str) -> Answer {
    let session = &with_role(staff, Role::Administrator).session;
    let form = format!("token={}&{fields}", staff.desk.form_token(session));
    ask(staff.router(), Method::POST, to, Some(session), &form).await
}

/// The account of this log-in name.
fn account(staff: &Staff, name: &str) -> store::desk::Account {
    let accounts = staff.desk.store.account_list().unwrap();
    accounts.into_iter().find(|account| account.name == name).unwrap()
}

#[tokio::test]
async fn every_page_behind_the_door_is_whole_in_each_language() {
    let staff = Staff::new("it-admin-whole").await;
    let own = account(&staff, Role::Administrator.word()).pseudonym;
    let other = account(&staff, Role::Intake.word()).pseudonym;
    let mut pages: Vec<(String, Who)> = vec![
        (format!("/desk/accounts/{own}"), Who::LoggedIn),
        (format!("/desk/accounts/{other}"), Who::LoggedIn),
    ];
    let inside = desk_routes().into_iter().filter(|it| it.is_page && it.who != Who::Anyone);
    pages.extend(inside.map(|route| (route.example.to_owned(), route.who)));
    for (page, who) in pages {
        let reader = match who {
            Who::LoggedIn => with_role(&staff, Role::Administrator),
            who => staff.people.iter().find(|it| who.admits(&it.holder)).unwrap(),
        };
        for language in ["ar", "fr", "en"] {
            let at = format!("{page}?lang={language}");
            let answer = ask(staff.router(), Method::GET, &at, Some(&reader.session), "").await;
            assert_eq!(answer.status, StatusCode::OK, "{at}");
            assert!(answer.text().contains("/desk/logout"), "{at}");
            crate::pages::check_page(&answer, language, &at);
        }
    }
}

#[tokio::test]
async fn an_administrator_invites_grants_and_disables_and_each_refusal_says_why() {
    let staff = Staff::new("it-admin-grant").await;
    let form = "kind=officer&name=salma&intake=yes&liaison=yes";
    let invited = send(&staff, "/desk/accounts/invite", form).await;
    assert_eq!(invited.status, StatusCode::OK);
    assert!(invited.text().contains("/desk/invitation?code="), "{}", invited.text());
    let salma = account(&staff, "salma");
    assert_eq!(salma.roles().iter().collect::<Vec<_>>(), [Role::Intake, Role::Liaison]);
    let place = format!("/desk/accounts/{}", salma.pseudonym);
    let granted = send(&staff, &format!("{place}/grant"), "role=decision").await;
    assert_eq!(granted.header(header::LOCATION), place);
    let session = &with_role(&staff, Role::Administrator).session;
    let page = ask(staff.router(), Method::GET, &place, Some(session), "").await.text();
    assert!(page.contains("Nobody both decides and approves"), "why a role is not offered: {page}");
    for (act, fields, said) in [
        ("grant", "role=approver", "Nobody both decides and approves"),
        ("grant", "role=auditor", "neither holds another role"),
        ("grant", "role=decision", "holds this role already"),
        ("revoke", "role=approver", "does not hold this role"),
        ("disable", "", "say first that you are sure"),
    ] {
        let answer = send(&staff, &format!("{place}/{act}"), fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{act} {fields}");
        let text = answer.text();
        assert!(text.contains("role=\"alert\"") && text.contains(said), "{act} {fields}: {text}");
    }
    let key: record::id::VerifierKeyText = reviewer_key().parse().unwrap();
    let held = format!("kind=reviewer&name=new&key={}", key.name()).replace('+', "%2b");
    for (fields, said) in [
        ("kind=officer&name=Salma", "has this log-in name already"),
        ("kind=officer&name=a+b", "3 to 32 of the letters"),
        ("kind=officer&name=new&decision=yes&approver=yes", "Nobody both decides and approves"),
        ("kind=officer&name=new&auditor=yes&intake=yes", "neither holds another role"),
        ("kind=reviewer&name=new&key=bar.example/other%2b01234567", "Choose one of the reviewers"),
        (held.as_str(), "has an account already"),
        ("kind=seat&name=new&platform=Platform", "domain name in small letters"),
    ] {
        let answer = send(&staff, "/desk/accounts/invite", fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields}");
        assert!(answer.text().contains(said), "{fields}: {}", answer.text());
    }
    let disabled = send(&staff, &format!("{place}/disable"), "sure=yes").await;
    assert_eq!(disabled.header(header::LOCATION), place);
    assert_eq!(account(&staff, "salma").state, AccountState::Disabled);
    let again = send(&staff, &format!("{place}/invite"), "").await;
    assert!(again.text().contains("/desk/invitation?code="));
}

#[tokio::test]
async fn nobody_changes_their_own_account() {
    let staff = Staff::new("it-admin-own").await;
    let own = account(&staff, Role::Administrator.word());
    let place = format!("/desk/accounts/{}", own.pseudonym);
    let session = &with_role(&staff, Role::Administrator).session;
    let page = ask(staff.router(), Method::GET, &place, Some(session), "").await.text();
    assert!(!page.contains(&format!("{place}/")), "there is nothing to press");
    for (act, fields) in [
        ("grant", "role=intake"),
        ("revoke", "role=administrator"),
        ("disable", "sure=yes"),
        ("invite", ""),
    ] {
        let answer = send(&staff, &format!("{place}/{act}"), fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}");
        assert!(answer.text().contains("This is your own account"), "{act}");
    }
    assert_eq!(account(&staff, Role::Administrator.word()), own);
}

#[tokio::test]
async fn reviewers_keys_are_added_seven_days_ahead_and_removed_with_a_reason() {
    let staff = Staff::new("it-admin-keys").await;
    let name = KeyName::new("press.example/reviewer").unwrap();
    let key = SignerKey::from_seed(name, KeyKind::Ed25519, [6; 32]).unwrap();
    let encoded: String =
        key.verifier().to_string().bytes().map(|byte| format!("%{byte:02x}")).collect();
    let added = send(&staff, "/desk/keys", &format!("key={encoded}&body=press_council")).await;
    assert_eq!(added.header(header::LOCATION), "/desk/keys");
    let kept = staff.desk.store.reviewer_keys().unwrap().pop().unwrap();
    assert_eq!(kept.effective_ms, (NOW + 7 * 86_400) * 1000);
    let again: String = reviewer_key().bytes().map(|byte| format!("%{byte:02x}")).collect();
    for (fields, said) in [
        (format!("key={again}&body=bar"), "is or was a reviewer"),
        (format!("key={encoded}"), "what kind of body"),
        ("key=%3Cscript%3E&body=bar".into(), "This is no verifier key"),
    ] {
        let answer = send(&staff, "/desk/keys", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields}");
        let text = answer.text();
        assert!(text.contains(said) && !text.contains("<script"), "{fields}: {text}");
    }
    let place = format!("/desk/keys/{}/remove", kept.id);
    send(&staff, &place, "when=later").await;
    let kept = staff.desk.store.reviewer_keys().unwrap().pop().unwrap();
    assert_eq!(kept.removed_ms, Some((NOW + 7 * 86_400) * 1000));
    let unsure = send(&staff, &place, "when=now").await;
    assert!(unsure.text().contains("say first that you are sure"));
    let gone = send(&staff, &place, "when=now&sure=yes").await;
    assert_eq!(gone.header(header::LOCATION), "/desk/keys");
    let kept = staff.desk.store.reviewer_keys().unwrap().pop().unwrap();
    assert_eq!(kept.removed_ms, Some(NOW * 1000));
    assert_eq!(
        send(&staff, &place, "when=now&sure=yes").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn an_administrator_is_told_of_a_clock_that_is_doubted_and_says_that_it_is_right() {
    const DAY_S: u64 = 86_400;
    let staff = Staff::new("it-admin-clock").await;
    let own = account(&staff, Role::Administrator.word());
    let store = &staff.desk.store;
    let by = (own.id, own.pseudonym);
    store.clock_confirm(by, (NOW - DAY_S) * 1000).await.unwrap();
    let session = &with_role(&staff, Role::Administrator).session;
    let page = async || {
        let at = "/desk/accounts?lang=en";
        ask(staff.router(), Method::GET, at, Some(session), "").await.text()
    };
    assert!(!page().await.contains("/desk/accounts/clock"), "a day ahead is believed");
    store.clock_confirm(by, (NOW - DAY_S - 1) * 1000).await.unwrap();
    let seen = format!("name=\"seen\" value=\"{NOW}\"");
    let shown = page().await;
    assert!(shown.contains("Nothing is erased") && shown.contains(&seen), "{shown}");
    // Whoever saw another time than it is now has said nothing about this one.
    for fields in ["", "seen=x", &format!("seen={}", NOW - 2 * DAY_S)] {
        let answer = send(&staff, "/desk/accounts/clock", fields).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{fields}");
    }
    assert!(store.clock_doubted(NOW * 1000).unwrap().is_some());
    let answer = send(&staff, "/desk/accounts/clock", &format!("seen={NOW}")).await;
    assert_eq!(answer.header(header::LOCATION), "/desk/accounts");
    assert!(store.clock_doubted(NOW * 1000).unwrap().is_none());
    assert!(!page().await.contains("/desk/accounts/clock"));
}
