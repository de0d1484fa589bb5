//! The officers' work on cases, as their browsers do it: without a script.

use std::sync::Arc;

use axum::http::{Method, StatusCode, header};
use desk::{Contact, Receipt, RoleSet, Telling};
use evidence::manifest::{Desk as Sealing, FileName, Manifest, Origin, Part};
use evidence::media::sniff;
use evidence::seal::seal;
use law::{Capacity, Harm, Medium, Question, Reply};
use record::choice::Role;
use record::id::{Digest, ReportRef};
use store::desk::cases::TrailFilter;
use store::desk::{Holder, Inserted, NewExhibit, NewReport, Sending, Source};

use crate::client::Answer;
use crate::staff::{Somebody, Staff, ask, now};

/// A picture of one point, which is all that a test needs of a picture.
/// Another picture.
const OTHER: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02";
pub(crate) const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
pub(crate) const ACCOUNT: &str = "He wrote that I stole from the school.";
const REACH: &str = "salma@mail.example";

/// A desk with its people, and an officer who decides beside the one of the table.
pub(crate) struct Office {
    pub(crate) staff: Staff,
}

impl Office {
    pub(crate) async fn new(name: &str) -> Office {
        let mut staff = Staff::new(name).await;
        for name in ["second", "third"] {
            staff.join(name, Holder::Officer(RoleSet::new([Role::Decision]).unwrap())).await;
        }
        Office { staff }
    }

    pub(crate) fn who(&self, role: Role) -> &Somebody {
        let has = |it: &&Somebody| matches!(it.holder, Holder::Officer(roles) if roles.has(role));
        self.staff.people.iter().find(has).unwrap()
    }

    fn second(&self) -> &Somebody {
        &self.staff.people[self.staff.people.len() - 2]
    }

    pub(crate) async fn get(&self, who: &Somebody, path: &str) -> Answer {
        ask(self.staff.router(), Method::GET, path, Some(&who.session), "").await
    }

    /// Sends a form of this person's own page.
    pub(crate) async fn post(&self, who: &Somebody, path: &str, form: &str) -> Answer {
        let token = self.staff.desk.form_token(&who.session);
        let form = format!("token={token}&{form}");
        ask(self.staff.router(), Method::POST, path, Some(&who.session), &form).await
    }

    /// The address of a case.
    pub(crate) fn at(&self, kept: Inserted) -> String {
        let summary = self.staff.desk.store.report_summary(kept.report_id).unwrap().unwrap();
        let case = self.staff.desk.store.case_row(summary.case_id).unwrap().unwrap();
        format!("/desk/case/{}", hex(&case.reference))
    }

    pub(crate) fn report(&self, kept: Inserted) -> String {
        hex(&self.staff.desk.store.report_summary(kept.report_id).unwrap().unwrap().reference)
    }

    /// An act on a case by somebody who has just looked at it.
    pub(crate) async fn act(
        &self,
        who: &Somebody,
        kept: Inserted,
        act: &str,
        form: &str,
    ) -> Answer {
        let summary = self.staff.desk.store.report_summary(kept.report_id).unwrap().unwrap();
        let seen = self.staff.desk.store.case_row(summary.case_id).unwrap().unwrap().version;
        let form = format!("seen={seen}&{form}");
        self.post(who, &format!("{}/{act}", self.at(kept)), &form).await
    }

    /// A report of the content at `address`, with these pictures.
    pub(crate) async fn given(&self, number: u64, address: &str, pictures: &[&[u8]]) -> Inserted {
        let store = &self.staff.desk.store;
        let report = told(address);
        let reference = store.draw().unwrap();
        let (mut parts, mut exhibits) = (Vec::new(), Vec::new());
        for (number, bytes) in (1..).zip(pictures) {
            let mut arriving = store.objects().take().unwrap();
            arriving.push(bytes).unwrap();
            let taken = arriving.finish().unwrap();
            parts.push(Part {
                bytes: taken.size_bytes,
                declared_type: None,
                media_type: sniff(&taken.head),
                name: FileName::new("holiday at the sea.png"),
                number,
                origin: Origin::Uploaded,
                received_at: now(),
                sha256: Digest::from_bytes(taken.sha256),
            });
            exhibits.push(NewExhibit {
                number: number.into(),
                media_type: sniff(&taken.head).as_str().to_owned(),
                source: Source::Taken(taken),
            });
        }
        if parts.is_empty() {
            let alone = [PNG, &number.to_le_bytes()].concat();
            return Box::pin(self.given(number, address, &[&alone])).await;
        }
        let desk = Sealing::try_from("desk.example".to_owned()).unwrap();
        let reference_id = ReportRef::from_random(reference);
        let manifest = Manifest::new(reference_id, desk, now(), parts, Vec::new()).unwrap();
        let hashes: Vec<[u8; 32]> =
            manifest.parts().iter().map(|part| *part.sha256.as_bytes()).collect();
        let receipt = Receipt::from_random(store.draw().unwrap());
        let new = NewReport {
            reference,
            received_ms: self.staff.desk.now_ms() - 60_000 + number,
            receipt: receipt.digits(),
            language: "ar",
            harm: report.answers.harm().id(),
            urgency: 2,
            platform: report.platform(),
            is_official: false,
            told: &serde_json::to_vec(&report).unwrap(),
            manifest: &manifest.to_bytes(),
            seal: &seal(&manifest, store.seal_key()).unwrap().to_bytes(),
            fold: &report.fold_keys(&hashes),
            words: &web::finding::words_of(&report),
            exhibits,
            draft: None,
        };
        match store.report_insert(new).await.unwrap() {
            Sending::Kept(kept) => kept,
            other => panic!("{other:?}"),
        }
    }
}

fn hex(bytes: &[u8; 16]) -> String {
    ReportRef::from_random(*bytes).to_string()
}

fn told(address: &str) -> desk::Report {
    let mut telling = Telling::default();
    telling.answers.harm = Some(Harm::FalseAccusation);
    telling.answers.capacity = Some(Capacity::Myself);
    telling.answers.medium = Some(Medium::Platform);
    for question in law::questions(&telling.answers) {
        if question.form() == law::Form::YesNo {
            // A precise fact about somebody whom people recognise, and nothing that speaks for it.
            let is_so = matches!(question, Question::PreciseFact | Question::Identifiable);
            telling.answers.said.insert(question, if is_so { Reply::Yes } else { Reply::No });
        }
    }
    telling.addresses = vec![address.to_owned()];
    telling.account = ACCOUNT.to_owned();
    telling.contact = Contact { name: "Salma".into(), reach: REACH.into(), may_name: false };
    telling.report(1, now()).unwrap()
}

pub(crate) fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header(header::LOCATION).to_owned()
}

#[tokio::test]
async fn an_officer_takes_a_case_reads_it_writes_closes_it_and_goes_on_to_the_next() {
    let office = Office::new("it-cases-work").await;
    let officer = office.who(Role::Decision);
    let first = office.given(1, "https://social.example/@someone/1", &[]).await;
    let second = office.given(2, "https://social.example/@someone/2", &[]).await;
    let queue = office.get(officer, "/desk/queue").await.text();
    assert!(queue.contains(&office.at(first)) && !queue.contains(ACCOUNT));
    let taken = office.post(officer, "/desk/queue/next", "").await;
    assert_eq!(location(&taken), office.at(first), "the oldest first");
    let page = office.get(officer, &office.at(first)).await.text();
    assert!(page.contains(ACCOUNT) && page.contains("You work on this case"));

    let report = office.report(first);
    let form = format!("report={report}&text=Which+day+was+it%3F&wanted=reply");
    let shown = office.act(officer, first, "write", &form).await;
    assert!(shown.text().contains("What the person will see"), "it is shown before it is sent");
    assert!(office.staff.desk.store.messages(first.report_id).unwrap().is_empty());
    let sent = office.act(officer, first, "write", &format!("{form}&sure=yes")).await;
    assert!(location(&sent).starts_with(&office.at(first)));
    let messages = office.staff.desk.store.messages(first.report_id).unwrap();
    assert_eq!(messages[0].body, "Which day was it?");
    assert!(office.staff.desk.store.report_summary(first.report_id).unwrap().unwrap().is_asked);

    // The roles of this desk are entries too.
    let before = office.staff.desk.store.entries_waiting(99).unwrap().len();
    let closed = office.act(officer, first, "close", "outcome=no_ground&then=next").await;
    assert_eq!(location(&closed), office.at(second));
    assert_eq!(office.staff.desk.store.entries_waiting(99).unwrap().len(), before + 1);
    let nobody_withdraws = office.act(officer, second, "close", "outcome=withdrawn").await;
    assert_eq!(nobody_withdraws.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn two_officers_never_hold_one_case_and_the_second_is_told_who_does() {
    let office = Office::new("it-cases-held").await;
    let kept = office.given(1, "https://social.example/@someone/1", &[]).await;
    let (one, two) = (office.who(Role::Decision), office.second());
    location(&office.act(one, kept, "claim", "").await);
    let refused = office.act(two, kept, "claim", "").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text().contains("works on this case"));
    let typed = office.act(two, kept, "note", "text=something+long+that+I+typed").await;
    assert_eq!(typed.status, StatusCode::CONFLICT);
    assert!(typed.text().contains("something long that I typed"), "nothing typed is lost");
    let beat = office.act(one, kept, "renew", "").await;
    assert_eq!(beat.status, StatusCode::NO_CONTENT);
    assert_eq!(office.act(two, kept, "renew", "").await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_form_that_is_sent_again_or_without_what_was_seen_changes_nothing() {
    let office = Office::new("it-cases-replay").await;
    let kept = office.given(1, "https://social.example/@someone/1", &[]).await;
    let officer = office.who(Role::Decision);
    location(&office.act(officer, kept, "claim", "").await);
    let at = format!("{}/note", office.at(kept));
    location(&office.post(officer, &at, "seen=0&text=once").await);
    for form in ["seen=0&text=once", "text=once", "seen=&text=once", "seen=-1&text=once"] {
        assert_eq!(office.post(officer, &at, form).await.status, StatusCode::CONFLICT, "{form}");
    }
    assert_eq!(office.staff.desk.store.notes(kept.case_id).unwrap().len(), 1);
}

#[tokio::test]
async fn a_guessed_case_is_no_page_and_a_role_that_does_not_fit_gets_nothing() {
    let office = Office::new("it-cases-guess").await;
    let kept = office.given(1, "https://social.example/@someone/1", &[]).await;
    let officer = office.who(Role::Decision);
    for guess in ["0".repeat(32), "x".into(), "%00".into(), "a".repeat(9000)] {
        let answer = office.get(officer, &format!("/desk/case/{guess}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    for role in [Role::Auditor, Role::Administrator] {
        let answer = office.get(office.who(role), &office.at(kept)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(!answer.text().contains(ACCOUNT));
    }
    // A liaison opens a case, and neither uncovers an exhibit nor closes it.
    let liaison = office.who(Role::Liaison);
    location(&office.act(liaison, kept, "claim", "").await);
    for (act, form) in
        [("reveal", "number=1"), ("identity", "reason=contact"), ("close", "outcome=court")]
    {
        let form = format!("report={}&{form}", office.report(kept));
        let answer = office.act(liaison, kept, act, &form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{act}");
    }
    let page = office.get(liaison, &office.at(kept)).await.text();
    assert!(!page.contains("/reveal\"") && !page.contains("/close\""));
}

#[tokio::test]
async fn an_exhibit_is_covered_until_asked_for_and_each_asking_is_an_event() {
    let office = Office::new("it-cases-reveal").await;
    let kept = office.given(1, "https://social.example/@someone/1", &[PNG]).await;
    let officer = office.who(Role::Decision);
    let report = office.report(kept);
    let form = format!("report={report}&number=1");
    let unheld = office.act(officer, kept, "reveal", &form).await;
    assert_eq!(unheld.status, StatusCode::CONFLICT, "whoever does not hold the case sees nothing");
    location(&office.act(officer, kept, "claim", "").await);
    let covered = office.get(officer, &office.at(kept)).await.text();
    assert!(covered.contains("class=\"covered\"") && !covered.contains("<img"));
    assert!(!covered.contains("holiday at the sea"), "a name tells too");
    for _ in 0..2 {
        let shown = location(&office.act(officer, kept, "reveal", &form).await);
        let page = office.get(officer, &shown).await;
        let policy = page.header(header::CONTENT_SECURITY_POLICY).to_owned();
        assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
        let link = page.links().into_iter().find(|it| it.contains("/exhibit/")).unwrap();
        let bytes = office.get(officer, &link).await;
        assert_eq!((bytes.status, &bytes.body[..]), (StatusCode::OK, PNG));
        assert_eq!(bytes.header(header::CONTENT_TYPE), "image/png");
        assert!(bytes.header(header::CONTENT_SECURITY_POLICY).contains("sandbox"));
        assert_eq!(bytes.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(bytes.header(header::CACHE_CONTROL), "no-store");
        // The token is of this officer and this case alone.
        assert_eq!(office.get(office.second(), &link).await.status, StatusCode::NOT_FOUND);
        let altered = link.replace("/exhibit/", "/exhibit/00");
        assert_eq!(office.get(officer, &altered).await.status, StatusCode::NOT_FOUND);
    }
    let kind = TrailFilter { kind: Some("exhibit-revealed".into()), ..TrailFilter::default() };
    assert_eq!(office.staff.desk.store.trail(&kind, None, 9).unwrap().len(), 2);
    for number in ["0", "2", "-1", "x", ""] {
        let form = format!("report={report}&number={number}");
        let answer = office.act(officer, kept, "reveal", &form).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{number}");
    }
}

#[tokio::test]
async fn a_link_that_uncovers_an_exhibit_never_shows_the_one_that_took_its_number() {
    let office = Office::new("it-cases-moved").await;
    let kept = office.given(1, "https://social.example/@someone/1", &[PNG, OTHER]).await;
    let officer = office.who(Role::Decision);
    location(&office.act(officer, kept, "claim", "").await);
    let report = office.report(kept);
    let form = format!("report={report}&number=1");
    let shown = location(&office.act(officer, kept, "reveal", &form).await);
    let page = office.get(officer, &shown).await;
    let link = page.links().into_iter().find(|it| it.contains("/exhibit/")).unwrap();
    assert_eq!(office.get(officer, &link).await.body, PNG);
    let form = format!("report={report}&number=1&was=adults&sure=yes");
    location(&office.act(officer, kept, "purge", &form).await);
    // The second is the first now, and nobody asked for it.
    assert_eq!(office.get(officer, &link).await.status, StatusCode::NOT_FOUND);
    let page = office.get(officer, &shown).await;
    assert!(!page.links().iter().any(|it| it.contains("/exhibit/")));
}

#[tokio::test]
async fn how_a_person_is_reached_is_hidden_until_asked_for_with_a_reason() {
    let office = Office::new("it-cases-identity").await;
    let kept = office.given(1, "https://social.example/@someone/1", &[]).await;
    let officer = office.who(Role::Decision);
    location(&office.act(officer, kept, "claim", "").await);
    assert!(!office.get(officer, &office.at(kept)).await.text().contains(REACH));
    let report = office.report(kept);
    for reason in ["", "curiosity"] {
        let form = format!("report={report}&reason={reason}");
        let answer = office.act(officer, kept, "identity", &form).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(!answer.text().contains(REACH));
    }
    let form = format!("report={report}&reason=danger");
    let shown = location(&office.act(officer, kept, "identity", &form).await);
    assert!(office.get(officer, &shown).await.text().contains(REACH));
    assert!(!office.get(office.second(), &shown).await.text().contains(REACH));
    let seen = office.staff.desk.store.report_events(kept.report_id).unwrap();
    let last = seen.last().unwrap();
    assert_eq!((last.kind.as_str(), last.detail.as_str()), ("identity-read", "danger"));
}

#[tokio::test]
async fn what_an_officer_finds_closes_the_way_of_a_notice_and_the_person_sees_it() {
    let office = Office::new("it-cases-found").await;
    let kept = office.given(1, "https://www.tiktok.com/@someone/video/7301", &[]).await;
    let one = office.who(Role::Decision);
    location(&office.act(one, kept, "claim", "").await);
    let at = office.at(kept);
    let may = "A notice may go: a second officer must a";
    assert!(office.get(one, &at).await.text().contains(may));
    let form = format!("report={}&found=declared-press&found=made-up", office.report(kept));
    location(&office.act(one, kept, "found", &form).await);
    let page = office.get(one, &at).await.text();
    assert!(!page.contains(may) && page.contains("value=\"declared-press\" checked disabled"));
    // The same again, or nothing at all, is refused and changes nothing.
    for form in [form.as_str(), &format!("report={}", office.report(kept))] {
        assert_eq!(office.act(one, kept, "found", form).await.status, StatusCode::CONFLICT);
    }
    let lines = office.staff.desk.store.report_events(kept.report_id).unwrap();
    let found = lines.iter().filter(|it| it.kind == "finding-added").map(|it| it.detail.as_str());
    assert_eq!(found.collect::<Vec<_>>(), ["declared-press"]);
    let other = office.act(office.who(Role::Intake), kept, "found", &form).await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn cases_are_split_merged_and_put_back_by_forms() {
    let office = Office::new("it-cases-arrange").await;
    let first = office.given(1, "https://social.example/@someone/1", &[]).await;
    let second = office.given(2, "https://social.example/@someone/1", &[]).await;
    let officer = office.who(Role::Decision);
    location(&office.act(officer, first, "claim", "").await);
    let form = format!("report={}", office.report(second));
    location(&office.act(officer, first, "split", &form).await);
    let split = office.at(second);
    assert_ne!(split, office.at(first));
    let undo = office.staff.desk.store.case_moves(first.case_id).unwrap()[0].move_id;
    location(&office.act(officer, first, "undo", &format!("move={undo}")).await);
    assert_eq!(office.at(second), office.at(first));
    // The address of the case that was is the address of the one that is.
    assert_eq!(office.get(officer, &split).await.status, StatusCode::OK);

    let other = office.given(3, "https://social.example/@other/9", &[]).await;
    let reference = office.at(other).rsplit('/').next().unwrap().to_owned();
    location(&office.act(officer, first, "merge", &format!("other=+{reference}+")).await);
    assert_eq!(office.at(other), office.at(first));
    for wrong in ["", "x", &reference] {
        let answer = office.act(officer, first, "merge", &format!("other={wrong}")).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{wrong}");
    }
}

#[tokio::test]
async fn many_cases_are_shown_before_they_are_changed_and_a_second_officer_confirms() {
    let office = Office::new("it-cases-bulk").await;
    let mut picks = String::new();
    for number in 0..21 {
        let address = format!("https://social.example/@someone/{number}");
        let kept = office.given(number, &address, &[]).await;
        let reference = office.at(kept).rsplit('/').next().unwrap().to_owned();
        picks.push_str(&format!("&pick={reference}x0"));
    }
    let officer = office.who(Role::Decision);
    let before = office.staff.desk.store.entries_waiting(99).unwrap().len();
    let form = format!("act=close&close=no_ground&mark=pattern{picks}");
    let shown = office.post(officer, "/desk/bulk", &form).await;
    assert!(shown.text().contains("more than twenty cases"), "{}", shown.text());
    assert_eq!(office.staff.desk.store.queue_counts().unwrap()[0].cases, 21);
    let sure = format!("act=close&word=no_ground&shown={}000&sure=yes{picks}", crate::support::NOW);
    let bulk = location(&office.post(officer, "/desk/bulk", &sure).await);
    assert!(office.get(officer, "/desk/queue").await.text().contains(&bulk));
    let own = office.post(officer, &format!("{bulk}/confirm"), "").await;
    assert_eq!(own.status, StatusCode::CONFLICT);
    let intake = office.post(office.who(Role::Intake), &format!("{bulk}/confirm"), "").await;
    assert_eq!(intake.status, StatusCode::NOT_FOUND, "intake closes nothing");
    location(&office.post(office.second(), &format!("{bulk}/confirm"), "").await);
    assert!(office.staff.desk.store.queue_counts().unwrap().is_empty());
    location(&office.post(officer, &format!("{bulk}/undo"), "").await);
    assert_eq!(office.staff.desk.store.queue_counts().unwrap()[0].cases, 21);
    assert_eq!(office.staff.desk.store.entries_waiting(99).unwrap().len(), before);
    for form in ["", "act=close&close=no_ground", &format!("act=burn{picks}")] {
        let answer = office.post(officer, "/desk/bulk", form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
}

#[tokio::test]
async fn cases_are_found_by_folded_words_and_what_was_looked_for_stands_in_no_address() {
    let office = Office::new("it-cases-find").await;
    let kept = office.given(1, "https://social.example/@someone/1", &[]).await;
    let desk = Arc::clone(&office.staff.desk);
    let prepare = move || while desk.store.find_prepare().unwrap() > 0 {};
    tokio::task::spawn_blocking(prepare).await.unwrap();
    let officer = office.who(Role::Decision);
    let found = office.post(officer, "/desk/queue/find", "find=SCHOOL+st%C3%B3le").await;
    assert!(found.text().contains(&office.at(kept)));
    assert!(found.links().iter().all(|link| !link.to_lowercase().contains("school")));
    let none = office.post(officer, "/desk/queue/find", "find=salma").await;
    assert!(!none.text().contains(&office.at(kept)), "nobody is found by their name");
    let form = format!("find={}", office.report(kept));
    let by_report = office.post(officer, "/desk/queue/find", &form).await;
    assert_eq!(location(&by_report), office.at(kept));
    let address = "find=https%3A%2F%2Fsocial.example%2F%40someone%2F1";
    assert!(
        office.post(officer, "/desk/queue/find", address).await.text().contains(&office.at(kept))
    );
    for hostile in ["", "%22+OR+1", "a*+NEAR%28", &"x".repeat(1500)] {
        let answer = office.post(officer, "/desk/queue/find", &format!("find={hostile}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{hostile}");
    }
}

#[tokio::test]
async fn filters_stand_in_the_address_and_are_kept_under_a_name() {
    let office = Office::new("it-cases-filters").await;
    let kept = office.given(1, "https://social.example/@someone/1", &[]).await;
    let officer = office.who(Role::Decision);
    let shown = office.get(officer, "/desk/queue?harm=threat&urgency=9&shelf=nonsense").await;
    assert!(!shown.text().contains(&office.at(kept)));
    let shown = office.get(officer, "/desk/queue?harm=false-accusation&platform=other").await;
    assert!(shown.text().contains(&office.at(kept)));
    assert!(
        shown.links().contains(&"/desk/queue?lang=fr&harm=false-accusation&platform=other".into())
    );
    let save = "harm=threat&urgency=0&name=Threats+first";
    let to = location(&office.post(officer, "/desk/queue/save", save).await);
    assert_eq!(to, "/desk/queue?urgency=0&harm=threat");
    assert!(office.get(officer, "/desk/queue").await.text().contains("Threats first"));
    assert!(!office.get(office.second(), "/desk/queue").await.text().contains("Threats first"));
    for name in ["", &"n".repeat(61)] {
        let answer = office.post(officer, "/desk/queue/save", &format!("name={name}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn the_auditor_sees_who_did_what_and_nothing_of_what_was_told() {
    let office = Office::new("it-cases-trail").await;
    let kept = office.given(1, "https://social.example/@someone/1", &[]).await;
    let officer = office.who(Role::Decision);
    location(&office.act(officer, kept, "claim", "").await);
    location(&office.act(officer, kept, "note", "text=a+secret+thought").await);
    office.get(officer, &office.at(kept)).await;
    let auditor = office.who(Role::Auditor);
    let trail = office.get(auditor, "/desk/trail").await.text();
    for there in ["An officer took the case", "A note for officers", "An officer read the report"] {
        assert!(trail.contains(there), "{there}");
    }
    for told in [ACCOUNT, REACH, "a secret thought", "social.example"] {
        assert!(!trail.contains(told), "{told}");
    }
    let only = office.get(auditor, "/desk/trail?kind=note-internal").await.text();
    let rows = only.split("<tbody>").nth(1).unwrap();
    assert!(rows.contains("A note for officers") && !rows.contains("An officer took"));
    for wrong in ["kind=nonsense", "case=1", "officer=me", "day=2026-13-01", "day=x"] {
        let answer = office.get(auditor, &format!("/desk/trail?{wrong}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(!answer.text().contains("<tbody>"), "{wrong}");
    }
    assert_eq!(office.get(officer, "/desk/trail").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_script_runs_on_the_pages_of_cases_and_on_no_other() {
    let office = Office::new("it-cases-script").await;
    let kept = office.given(1, "https://social.example/@someone/1", &[]).await;
    let officer = office.who(Role::Decision);
    let scripted = [office.at(kept), "/desk/queue".to_owned()];
    for path in scripted {
        let page = office.get(officer, &path).await;
        assert_eq!(page.text().matches("<script").count(), 1, "{path}");
        let script = page.links().into_iter().find(|it| it.ends_with(".js")).unwrap();
        let script = office.get(officer, &script).await;
        assert_eq!(script.header(header::CONTENT_TYPE), "text/javascript; charset=utf-8");
    }
    for path in ["/", "/report", "/receipt", "/desk/me", "/desk/notices", "/desk/login"] {
        let page = office.get(officer, path).await;
        assert!(!page.text().contains("<script"), "{path}");
        let policy = page.header(header::CONTENT_SECURITY_POLICY);
        assert!(!policy.contains("script-src"), "{path}");
    }
}

#[tokio::test]
async fn every_page_of_the_officers_work_is_whole_in_each_language() {
    let office = Office::new("it-cases-languages").await;
    let kept = office.given(1, "https://social.example/@someone/1", &[PNG]).await;
    for number in 2..9 {
        office.given(number, "https://social.example/@someone/1", &[PNG]).await;
    }
    let officer = office.who(Role::Decision);
    location(&office.act(officer, kept, "claim", "").await);
    location(&office.act(officer, kept, "note", "text=one").await);
    let report = office.report(kept);
    let form = format!("report={report}&reason=contact");
    location(&office.act(officer, kept, "identity", &form).await);
    let auditor = office.who(Role::Auditor);
    for language in ["ar", "fr", "en"] {
        for (who, path) in [
            (officer, office.at(kept)),
            (officer, "/desk/queue".to_owned()),
            (officer, "/desk/queue?shelf=closed".to_owned()),
            (auditor, "/desk/trail".to_owned()),
        ] {
            let mark = if path.contains('?') { '&' } else { '?' };
            let answer = office.get(who, &format!("{path}{mark}lang={language}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            let text = answer.text();
            assert!(!text.contains('⟦'), "{path} {language} lacks a text");
            assert_eq!(text.matches("<h1").count(), 1, "{path}");
            let mut ids: Vec<&str> =
                text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let count = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), count, "{path}: an id stands twice");
        }
    }
    let page = office.get(officer, &office.at(kept)).await.text();
    for part in ["<svg class=\"activity\"", "<title id=", "<desc id=", "<table>"] {
        assert!(page.contains(part), "{part}");
    }
}
