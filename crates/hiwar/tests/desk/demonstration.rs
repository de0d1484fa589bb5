//! The desk of a fictional country, as somebody sees it who has just started it.

use crate::person::{Desk, Folder};

#[test]
fn the_notices_of_a_demonstration_name_the_address_where_it_is_served() {
    let folder = Folder::new("demo-base");
    let (desk, ways) = Desk::demo(&folder);
    let mut reviewer = desk.person();
    let code = ways["reviewer"].split("code=").nth(1).unwrap();
    reviewer.post("/desk/enter", &[("code", code)]).unwrap();
    let list = reviewer.get("/review").body;
    let own = list.split("aria-labelledby=\"own\"").nth(1).unwrap();
    let notice = own.split("href=\"").nth(1).unwrap().split(['?', '"']).next().unwrap();
    let file = reviewer.get(&format!("{notice}/file")).body;
    let page = desk.url("/contest").replace("127.0.0.1", "localhost");
    assert!(file.contains(&page), "{page} is not in {file}");
    assert!(!file.contains("localhost:8200"));
}

#[test]
fn the_receipts_that_a_demonstration_prints_open_reports() {
    let folder = Folder::new("demo-receipts");
    let (desk, ways) = Desk::demo(&folder);
    let receipts: Vec<&str> = ways.keys().filter_map(|it| it.strip_prefix("receipt ")).collect();
    assert_eq!(receipts.len(), 2);
    for receipt in receipts {
        let mut person = desk.person();
        let opened = person.post("/receipt", &[("code", receipt)]).unwrap();
        assert_eq!(opened.location(), "/receipt/view");
        assert!(person.get("/receipt/view").body.contains("SHA-256"));
    }
}
