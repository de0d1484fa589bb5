//! "Found: purge", as an officer's browser does it: what goes, what stays, and what is shown next.

use axum::http::StatusCode;
use evidence::manifest::{Manifest, Origin};
use record::choice::Role;
use record::id::Digest;

use crate::cases::{ACCOUNT, Office, PNG, location};

#[tokio::test]
async fn what_is_purged_is_gone_from_every_report_and_the_page_says_what_comes_next() {
    let office = Office::new("it-cases-purge").await;
    let bad: &[u8] = b"\x89PNG\r\n\x1a\n what nobody may keep";
    let kept = office.given(1, "https://social.example/@someone/1", &[PNG, bad]).await;
    let twin = office.given(2, "https://social.example/@other/7", &[bad]).await;
    let store = &office.staff.desk.store;
    store.report_withdraw(twin.report_id, office.staff.desk.now_ms()).await.unwrap();
    let officer = office.who(Role::Decision);
    location(&office.act(officer, kept, "claim", "").await);
    let form = format!("report={}&number=2", office.report(kept));
    for unsure in [form.clone(), format!("{form}&sure=yes"), format!("{form}&was=minor")] {
        let unsure = office.act(officer, kept, "purge", &unsure).await;
        assert_eq!(unsure.status, StatusCode::CONFLICT);
    }
    let form = format!("{form}&was=minor");
    assert_eq!(store.exhibits(kept.report_id).unwrap()[1].media_type, "image/png");
    let done = location(&office.act(officer, kept, "purge", &format!("{form}&sure=yes")).await);
    let page = office.get(officer, &done).await.text();
    assert!(page.contains("What to do next") && page.contains("tel:19"));
    assert!(page.contains("value=\"minor\" checked disabled"), "and what it showed is found");
    let report = store.report_fetch(kept.report_id).unwrap().unwrap();
    let mut report: desk::Report = serde_json::from_slice(&report.told).unwrap();
    report.found = store.report_findings(kept.report_id).unwrap();
    let upload = report.assess(&office.staff.desk.pack).upload;
    assert!(matches!(upload, law::Upload::PoliceFirst(_)), "no file is taken any more: {upload:?}");
    for (report_id, left) in [(kept.report_id, 2), (twin.report_id, 1)] {
        let whole = store.report_fetch(report_id).unwrap().unwrap();
        let manifest = Manifest::parse(&whole.manifest).unwrap();
        assert_eq!(manifest.parts().len(), left);
        assert_eq!(manifest.parts().last().unwrap().origin, Origin::Stated);
        let hash = Digest::of(bad).to_string();
        assert!(!String::from_utf8_lossy(&whole.manifest).contains(&hash));
        let sealed = evidence::seal::open_seal(&whole.seal, store.seal_key().verifier()).unwrap();
        assert_eq!(sealed.digest, manifest.digest(), "what is left is sealed");
    }
    let told = store.report_fetch(kept.report_id).unwrap().unwrap().told;
    assert!(String::from_utf8_lossy(&told).contains(ACCOUNT), "one exhibit goes, not the account");
    // The whole report: the account goes, the address stays for the police.
    let form = format!("report={}&number=all&was=minor&sure=yes", office.report(kept));
    location(&office.act(officer, kept, "purge", &form).await);
    let whole = store.report_fetch(kept.report_id).unwrap().unwrap();
    let told = String::from_utf8_lossy(&whole.told).into_owned();
    assert!(!told.contains(ACCOUNT) && told.contains("social.example"));
    assert_eq!(Manifest::parse(&whole.manifest).unwrap().parts().len(), 1);
}
