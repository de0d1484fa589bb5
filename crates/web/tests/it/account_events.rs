//! What the auditor reads of accounts.

use axum::http::{Method, StatusCode};
use desk::RoleSet;
use record::choice::Role;
use store::desk::Holder;

use crate::client::Answer;
use crate::staff::{Staff, ask};

const AT: &str = "/desk/trail/accounts";
const SEARCHED: &str = "Zoulikha of the north gate";

fn session(staff: &Staff, role: Role) -> &str {
    let roles = Holder::Officer(RoleSet::new([role]).unwrap());
    &staff.people.iter().find(|it| it.holder == roles).unwrap().session
}

async fn read(staff: &Staff, address: &str) -> Answer {
    ask(staff.router(), Method::GET, address, Some(session(staff, Role::Auditor)), "").await
}

#[tokio::test]
async fn the_auditor_reads_that_somebody_searched_or_was_refused_and_not_for_what_or_by_what_name()
{
    let staff = Staff::new("it-account-events").await;
    let form = "name=nobody-of-this-name&password=seven+camels+by+the+sea&code=000000";
    let refused = ask(staff.router(), Method::POST, "/desk/login", None, form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let intake = session(&staff, Role::Intake);
    for _ in 0..2 {
        let token = staff.desk.form_token(intake);
        let form = format!("token={token}&find={}", SEARCHED.replace(' ', "+"));
        let found =
            ask(staff.router(), Method::POST, "/desk/queue/find", Some(intake), &form).await;
        assert_eq!(found.status, StatusCode::OK);
    }
    let page = read(&staff, AT).await.text();
    for said in ["A log-in was refused", "a name that nobody has", "Searched", "Role granted"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    for secret in ["Zoulikha", "north gate", "nobody-of-this-name", "intake"] {
        assert!(!page.contains(secret), "{secret}");
    }
    let rows = |page: &str| page.matches("<tr><th scope=\"row\"").count();
    assert_eq!(rows(&read(&staff, &format!("{AT}?kind=searched")).await.text()), 2);
    assert_eq!(rows(&read(&staff, &format!("{AT}?kind=log-in-refused")).await.text()), 1);
    assert_eq!(rows(&read(&staff, &format!("{AT}?day=1999-01-01")).await.text()), 0);
    for wrong in ["kind=x", "account=x", "day=2026-13-01", "kind=%00"] {
        let answer = read(&staff, &format!("{AT}?{wrong}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert_eq!(rows(&answer.text()), 0, "{wrong}");
    }
    for language in ["ar", "fr", "en"] {
        let at = format!("{AT}?lang={language}");
        crate::pages::check_page(&read(&staff, &at).await, language, &at);
    }
}
