//! The officers' side: every route by every role.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode, header};
use desk::may;
use store::desk::{DeskIdentity, DeskKind, Grantor, Holder};
use web::desk_routes::{desk_routes, own_routes};
use web::office::Who;

use crate::staff::{Staff, ask, new_desk, now};
use crate::support::NOW;

/// What the page says to somebody whom it is not for.
const REFUSED: &str = "<h1>This page is not for your account</h1>";

/// Addresses under `/desk/` that strangers may take, each for a reason.
const OPEN: &[(&str, &str)] = &[
    ("/desk/key", "anybody checks seals with it"),
    ("/desk/login", "where strangers are led"),
    ("/desk/invitation", "whoever holds the code"),
    ("/desk/enter", "a demonstration's links"),
];

/// Whether the table of roles lets this holder take a route.
fn is_let_in(who: Who, holder: &Holder) -> bool {
    match (who, holder) {
        (Who::Anyone | Who::LoggedIn, _) => true,
        (Who::Officer(action), Holder::Officer(roles)) => may(*roles, action),
        (Who::Reviewer, holder) => matches!(holder, Holder::Reviewer(_)),
        (Who::Seat, holder) => matches!(holder, Holder::Seat(_)),
        (Who::Officer(_), _) => false,
    }
}

#[tokio::test]
async fn every_route_lets_in_exactly_the_roles_of_the_table() {
    let staff = Staff::new("it-office-roles").await;
    for route in desk_routes().iter().filter(|route| route.who != Who::Anyone) {
        for method in [Method::GET, Method::POST] {
            for somebody in &staff.people {
                let session = Some(somebody.session.as_str());
                let answer = ask(staff.router(), method.clone(), route.example, session, "").await;
                let case = format!("{method} {} {:?}", route.path, somebody.holder);
                if answer.status == StatusCode::METHOD_NOT_ALLOWED {
                    continue;
                }
                let is_refused = answer.text().contains(REFUSED);
                assert_eq!(is_refused, !is_let_in(route.who, &somebody.holder), "{case}");
                assert!(!is_refused || answer.status == StatusCode::FORBIDDEN, "{case}");
                assert_ne!(answer.header(header::LOCATION), "/desk/login", "{case}");
                assert_eq!(answer.header(header::CACHE_CONTROL), "no-store", "{case}");
            }
        }
    }
}

#[tokio::test]
async fn strangers_are_led_to_the_log_in_from_every_route_that_is_not_theirs() {
    let staff = Staff::new("it-office-strangers").await;
    for route in desk_routes().iter().filter(|route| route.who != Who::Anyone) {
        for session in [None, Some(""), Some("x"), Some(&*"0".repeat(64))] {
            let answers = [
                ask(staff.router(), Method::GET, route.example, session, "").await,
                ask(staff.router(), Method::POST, route.example, session, "").await,
            ];
            let is_led = |at: &&crate::client::Answer| {
                at.status == StatusCode::SEE_OTHER && at.header(header::LOCATION) == "/desk/login"
            };
            let is_closed = |at: &crate::client::Answer| {
                at.status == StatusCode::METHOD_NOT_ALLOWED || is_led(&at)
            };
            assert!(answers.iter().all(is_closed), "{}", route.path);
            assert!(answers.iter().any(|it| is_led(&it)), "{}", route.path);
        }
    }
}

#[tokio::test]
async fn no_form_behind_the_door_is_taken_without_the_mark_of_its_session() {
    let staff = Staff::new("it-office-marks").await;
    for route in desk_routes().iter().filter(|route| route.who != Who::Anyone) {
        for somebody in staff.people.iter().filter(|it| is_let_in(route.who, &it.holder)) {
            for form in ["", "token=", "token=00000000000000000000000000000000"] {
                let session = Some(somebody.session.as_str());
                let answer = ask(staff.router(), Method::POST, route.example, session, form).await;
                let expected = [StatusCode::FORBIDDEN, StatusCode::METHOD_NOT_ALLOWED];
                assert!(expected.contains(&answer.status), "{} {}", route.path, answer.status);
            }
        }
    }
}

#[test]
fn no_address_of_the_officers_is_open_by_oversight() {
    for route in desk_routes() {
        let is_open = OPEN.iter().any(|open| open.0 == route.path);
        let is_inside = route.path.starts_with("/desk");
        assert!(!is_inside || is_open == (route.who == Who::Anyone), "{}", route.path);
    }
}

#[tokio::test]
async fn the_citizens_own_mode_has_nothing_of_a_desk() {
    let own = new_desk("it-office-own", &DeskIdentity::new("own", DeskKind::Own, "ma"));
    let router = web::desk_routes::desk_router(own, None);
    let kept: Vec<&str> = own_routes().iter().map(|route| route.path).collect();
    for route in desk_routes().iter().filter(|route| !kept.contains(&route.path)) {
        let request = axum::http::Request::get(route.example).header(header::HOST, "localhost");
        let request = request.body(axum::body::Body::empty()).unwrap();
        let answer = tower::ServiceExt::oneshot(router.clone(), request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{}", route.path);
    }
}

#[tokio::test]
async fn a_links_code_logs_in_once_and_at_a_demonstration_only() {
    let staff = Staff::new("it-office-link").await;
    let pseudonym = staff.desk.store.account_list().unwrap()[1].pseudonym;
    let now_ms = staff.desk.now_ms();
    let code = staff.desk.store.demo_link(pseudonym, now_ms).await.unwrap().unwrap();
    let page = format!("/desk/enter?code={code}");
    let looked = ask(staff.router(), Method::GET, &page, None, "").await;
    assert!(looked.text().contains(&code), "looking at it does not use it up");
    let form = format!("code={code}");
    let entered = ask(staff.router(), Method::POST, "/desk/enter", None, &form).await;
    let cookie = entered.header(header::SET_COOKIE);
    for part in ["__Host-officer=", "; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let again = ask(staff.router(), Method::POST, "/desk/enter", None, &form).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    let identity = DeskIdentity::new("desk.example", DeskKind::Authority, "ma");
    let real = web::desk_routes::desk_router(new_desk("it-office-real", &identity), None);
    for (method, form) in [(Method::GET, ""), (Method::POST, form.as_str())] {
        let answer = ask(real.clone(), method, "/desk/enter", None, form).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
}

/// The code of an invitation for somebody new.
async fn invitation(staff: &Staff, name: &str) -> String {
    let name = desk::LoginName::parse(name).unwrap();
    let holder = Holder::Officer(desk::RoleSet::default());
    let invited =
        staff.desk.store.account_invite(Grantor::Machine, &name, holder, now()).await.unwrap();
    invited.code
}

/// The digits that a telephone shows for an invitation, so many steps from now.
fn digits(staff: &Staff, code: &str, steps: u64) -> String {
    let opened = staff.desk.store.invitation_open(code, staff.desk.now_ms()).unwrap().unwrap();
    store::totp::code(&opened.secret, store::totp::step_of(NOW) + steps)
}

#[tokio::test]
async fn an_invitation_shows_its_secret_in_each_language_and_says_what_is_wrong() {
    let staff = Staff::new("it-office-invitation").await;
    let code = invitation(&staff, "salma").await;
    for language in ["ar", "fr", "en"] {
        let at = format!("/desk/invitation?code={code}&lang={language}");
        let page = ask(staff.router(), Method::GET, &at, None, "").await;
        let text = page.text();
        assert!(!text.contains('⟦') && text.contains("otpauth://totp/desk.example:salma?secret="));
        assert!(text.contains("role=\"img\"") && text.contains("salma"), "{text}");
        assert!(text.contains(&format!("code={code}")), "the other languages keep the code");
    }
    let first = digits(&staff, &code, 0);
    let sentence = "seven camels by the sea";
    for (password, again, first, said) in [
        ("short", "short", first.as_str(), "This has \u{2068}5\u{2069} characters"),
        ("password1234", "password1234", &first, "the first that anybody tries"),
        (sentence, "another one", &first, "not the same"),
        (sentence, sentence, "000000", "do not fit now"),
    ] {
        let form = format!("code={code}&password={password}&again={again}&first={first}");
        let answer = ask(staff.router(), Method::POST, "/desk/invitation", None, &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{password}");
        let text = answer.text();
        assert!(text.contains(said) && text.contains("role=\"alert\""), "{said}: {text}");
        assert!(!text.contains(password) || password == "short", "no password is sent back");
    }
    let form = format!("code={code}&password={sentence}&again={sentence}&first={first}");
    let joined = ask(staff.router(), Method::POST, "/desk/invitation", None, &form).await;
    assert_eq!(joined.status, StatusCode::OK);
    assert_eq!(joined.header(header::CACHE_CONTROL), "no-store");
    let again = ask(staff.router(), Method::POST, "/desk/invitation", None, &form).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whatever_is_wrong_with_a_log_in_the_answer_is_one() {
    let staff = Staff::new("it-office-wrong").await;
    let code = invitation(&staff, "salma").await;
    let (first, next) = (digits(&staff, &code, 0), digits(&staff, &code, 1));
    let sentence = "seven camels by the sea";
    let form = format!("code={code}&password={sentence}&again={sentence}&first={first}");
    ask(staff.router(), Method::POST, "/desk/invitation", None, &form).await;
    let mut seen = BTreeSet::new();
    for (password, code) in [
        (sentence, first.as_str()),
        (sentence, "999999"),
        (sentence, ""),
        ("wrong", &next),
        ("", ""),
    ] {
        for name in ["salma", "nobody"] {
            if (name, code) == ("salma", "") && password.is_empty() {
                continue;
            }
            let form = format!("name={name}&password={password}&code={code}");
            let answer = ask(staff.router(), Method::POST, "/desk/login", None, &form).await;
            assert!(!answer.headers.contains_key(header::SET_COOKIE));
            seen.insert((answer.status.as_u16(), answer.text().replace(name, "NAME")));
        }
    }
    assert_eq!(seen.len(), 1, "{seen:?}");
    assert_eq!(seen.first().unwrap().0, 422);
}

#[tokio::test]
async fn a_new_password_logs_out_every_other_browser_and_changes_the_cookie() {
    let staff = Staff::new("it-office-password").await;
    let code = invitation(&staff, "salma").await;
    let first = digits(&staff, &code, 0);
    let sentence = "seven camels by the sea";
    let form = format!("code={code}&password={sentence}&again={sentence}&first={first}");
    let joined = ask(staff.router(), Method::POST, "/desk/invitation", None, &form).await;
    let cookie = joined.header(header::SET_COOKIE);
    let session = cookie.split(['=', ';']).nth(1).unwrap().to_owned();
    let token = staff.desk.form_token(&session);
    let ends = [("wrong one", 422), (sentence, 303)];
    for (old, status) in ends {
        let form =
            format!("token={token}&old={old}&password=eight+camels+here&again=eight camels here");
        let answer =
            ask(staff.router(), Method::POST, "/desk/me/password", Some(&session), &form).await;
        assert_eq!(answer.status.as_u16(), status, "{old}");
        assert_eq!(answer.headers.contains_key(header::SET_COOKIE), status == 303);
    }
    let before = ask(staff.router(), Method::GET, "/desk/me", Some(&session), "").await;
    assert_eq!(before.header(header::LOCATION), "/desk/login");
}
