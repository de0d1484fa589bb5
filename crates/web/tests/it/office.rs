//! The officers' side: every route by every role.

use axum::http::{Method, StatusCode, header};
use desk::may;
use store::desk::{DeskIdentity, DeskKind, Holder};
use web::desk_routes::{desk_routes, own_routes};
use web::office::Who;

use crate::staff::{Staff, ask, new_desk};

/// What the page says to somebody whom it is not for.
const REFUSED: &str = "<h1>This page is not for your account</h1>";

/// Addresses under `/desk/` that strangers may take, each for a reason.
const OPEN: &[(&str, &str)] =
    &[("/desk/key", "anybody checks seals with it"), ("/desk/enter", "a demonstration's links")];

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
