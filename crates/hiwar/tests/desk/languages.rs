//! Changing the language in the middle of everything, as a browser without JavaScript does it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::person::{Answer, Desk, Folder, INSULT, Person, token_of};

/// Presses the button for French on a page, with what is typed in its form.
#[track_caller]
fn press_french(person: &mut Person, page: &str, typed: &[(&str, &str)]) -> Answer {
    let button = page.split("<button").skip(1).find(|part| part.contains("lang=\"fr\"")).unwrap();
    assert!(button.contains("name=\"then\" value=\"stay\"") && button.contains("formnovalidate"));
    let form = button.split("form=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(page.contains(&format!(" id=\"{form}\"")), "there is no form {form}");
    let to = button.split("formaction=\"").nth(1).unwrap().split('"').next().unwrap();
    let token = token_of(page);
    let mut fields = vec![("token", token.as_str()), ("then", "stay")];
    fields.extend_from_slice(typed);
    let answer = person.post(to, &fields).unwrap();
    // Pages of the report are led to, so that a browser can go back to them.
    if answer.status == 303 { person.get(&answer.location()) } else { answer }
}

#[track_caller]
fn check_kept(answer: &Answer, texts: &[&str]) {
    assert_eq!(answer.status, 200, "{}", answer.head);
    assert!(answer.body.contains("<html lang=\"fr\""));
    for text in texts {
        assert!(answer.body.contains(text), "{text} is lost: {}", answer.body);
    }
}

#[test]
fn what_is_typed_on_a_page_stands_there_in_the_other_language_and_is_not_told_yet() {
    let folder = Folder::new("languages");
    let desk = Desk::start(&folder);
    for (step, typed, shown) in [
        ("harm", ("answer", "threat"), "value=\"threat\" checked"),
        ("published-on", ("day", "٣x"), "value=\"٣x\""),
        ("where", ("addresses", "no address"), ">no address</textarea>"),
        ("account", ("account", "half a sent"), ">half a sent</textarea>"),
        ("contact", ("name", "\"><b>S"), "value=\"&#34;&#62;&#60;b&#62;S\""),
    ] {
        let mut person = desk.person();
        person.tell(INSULT, step).unwrap();
        let at = format!("/report/step/{step}");
        let before = person.get(&at).body;
        let after = press_french(&mut person, &before, &[typed]);
        check_kept(&after, &[shown]);
        // Once more from there, and nothing of it was told.
        check_kept(&press_french(&mut person, &after.body, &[typed]), &[shown]);
        assert!(!person.get("/report/check").body.contains(typed.1), "{step}");
        assert!(person.get(&at).body.contains(shown), "{step}");
        person.send(&at, &at, &[("answer", "insult")]).unwrap();
        assert!(!person.get(&at).body.contains(shown), "{step}");
    }
}

#[test]
fn what_was_refused_is_still_there_after_a_change_of_language() {
    let folder = Folder::new("languages-wrong");
    let desk = Desk::start(&folder);
    let long = "x".repeat(201);
    let account = "ا".repeat(10_001);
    for (step, typed) in [
        ("published-on", ("day", "41")),
        ("where", ("addresses", "no address")),
        ("account", ("account", account.as_str())),
        ("contact", ("reach", long.as_str())),
    ] {
        let mut person = desk.person();
        person.tell(INSULT, step).unwrap();
        let to = format!("/report/step/{step}");
        let refused = person.send(&to, &to, &[typed]).unwrap();
        assert_eq!(refused.status, 422, "{step}");
        assert!(refused.body.contains(typed.1), "{step}");
        check_kept(&press_french(&mut person, &refused.body, &[typed]), &[typed.1]);
    }
}

#[test]
fn a_contact_that_is_too_long_is_kept_and_said_before_anything_is_sent() {
    let folder = Folder::new("contact");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "contact").unwrap();
    let (to, long) = ("/report/step/contact", "x".repeat(201));
    assert_eq!(person.send(to, to, &[("reach", &long)]).unwrap().status, 422);
    assert!(person.get(to).body.contains(&long));
    assert!(person.get("/report/check").body.contains("role=\"alert\""));
    assert!(!person.get("/report/check").body.contains("action=\"/report/send\""));
}

#[test]
fn a_receipt_and_a_message_that_are_typed_are_not_lost_with_the_language() {
    let folder = Folder::new("languages-receipt");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "check").unwrap();
    let code = person.finish().unwrap();
    let page = person.get("/receipt").body;
    // Not tried, and so not counted, however often.
    for _ in 0..12 {
        let page = press_french(&mut person, &page, &[("code", "1234 5678")]);
        check_kept(&page, &["value=\"1234 5678\""]);
    }
    let wrong = person.post("/receipt", &[("code", "1234")]).unwrap();
    assert_eq!(wrong.status, 422);
    check_kept(&press_french(&mut person, &wrong.body, &[("code", "1234")]), &["1234"]);
    person.post("/receipt", &[("code", &code)]).unwrap();
    let page = person.get("/receipt/view").body;
    let typed = [("message", "half a message")];
    let page = press_french(&mut person, &page, &typed);
    check_kept(&page, &[">half a message</textarea>"]);
    assert_eq!(page.body.matches("class=\"typed\"").count(), 0, "nothing was sent");
    let long = "x".repeat(4001);
    let refused = person.send("/receipt/view", "/receipt/message", &[("message", &long)]).unwrap();
    assert_eq!(refused.status, 422);
    check_kept(&press_french(&mut person, &refused.body, &[("message", &long)]), &[&long]);
}

#[test]
fn wherever_a_form_is_sent_a_link_or_a_reload_leads_to_its_page() {
    let folder = Folder::new("languages-links");
    let desk = Desk::start(&folder);
    let mut person = desk.person();
    person.tell(INSULT, "files").unwrap();
    let refused = person.give("empty.png", b"").unwrap();
    assert_eq!(refused.status, 422);
    let link = "/report/step/files?lang=fr";
    assert!(refused.body.contains(&format!("href=\"{link}\"")));
    for (path, page) in [
        ("/report/files", "/report/step/files"),
        ("/report/files/remove", "/report/step/files"),
        ("/report/send", "/report/check"),
        ("/report/leave", "/report"),
        ("/receipt/message", "/receipt/view"),
        ("/receipt/withdraw", "/receipt/view"),
        ("/receipt/erase", "/receipt/view"),
        ("/receipt/close", "/receipt/view"),
    ] {
        let answer = person.get(&format!("{path}?lang=fr"));
        assert_eq!(answer.status, 303, "{path}");
        assert_eq!(answer.location(), format!("{page}?lang=fr"));
    }
}

/// Pages of one shape that are looked at: filters of a list make endlessly many.
const OF_ONE_SHAPE_MAX: usize = 4;
/// Forms that lead to another page than the one where they were found, as they stand on several: on
/// every page of the interview, and of what a reviewer or another has opened.
const ON_SEVERAL_PAGES: &[&str] = &["/report/leave", "/review/{}/give-back"];

/// What stands between `start` and the next quotation mark, wherever `start` is.
fn quoted<'a>(text: &'a str, start: &str) -> impl Iterator<Item = &'a str> {
    text.split(start).skip(1).map(|rest| rest.split('"').next().unwrap_or_default())
}

/// Where the forms of a page are sent, without what stands behind a question mark.
fn actions(page: &str) -> BTreeSet<String> {
    let tags = page.split("<form").skip(1).filter_map(|form| form.split('>').next());
    let posted = tags.filter(|tag| tag.contains("method=\"post\""));
    let actions = posted.filter_map(|tag| quoted(tag, " action=\"").next());
    actions.map(|action| action.split('?').next().unwrap_or_default().to_owned()).collect()
}

/// A path without what names one thing among others.
fn shape(path: &str) -> String {
    let is_name = |part: &&str| {
        let is_hex = part.len() >= 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex || (!part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    path.split('/')
        .map(|part| if is_name(&part) { "{}" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

/// Somebody who looks at every page they find, and asks for the address of each form on it as a link
/// in another language does.
struct Walker {
    person: Person,
    pages: BTreeMap<String, usize>,
    forms: BTreeSet<String>,
}

impl Walker {
    fn new(person: Person) -> Walker {
        Walker { person, pages: BTreeMap::new(), forms: BTreeSet::new() }
    }

    /// A page, wherever it leads.
    #[track_caller]
    fn reach(&mut self, path: &str) -> Answer {
        let mut answer = self.person.get(path);
        for _ in 0..4 {
            if answer.status != 303 {
                break;
            }
            answer = self.person.get(&answer.location());
        }
        answer
    }

    #[track_caller]
    fn walk(&mut self, start: &str) {
        let mut waiting = VecDeque::from([start.to_owned()]);
        while let Some(at) = waiting.pop_front() {
            let seen = self.pages.entry(shape(at.split('?').next().unwrap())).or_default();
            *seen += 1;
            if *seen > OF_ONE_SHAPE_MAX {
                continue;
            }
            let page = self.reach(&at).body;
            for action in actions(&page) {
                self.check(&action, &at);
            }
            let links = quoted(&page, " href=\"").map(|link| link.replace("&#38;", "&"));
            let is_walked = |link: &String| {
                let ours = ["/desk", "/review", "/seat", "/receipt", "/report"];
                ours.iter().any(|root| link.starts_with(root)) && !link.contains("lang=")
            };
            waiting.extend(links.filter(is_walked));
        }
    }

    /// The address of a form leads to a page with that form, in the language of the link.
    #[track_caller]
    fn check(&mut self, action: &str, found_on: &str) {
        if !self.forms.insert(shape(action)) {
            return;
        }
        let page = self.reach(&format!("{action}?lang=fr"));
        assert_eq!(page.status, 200, "{action}, found on {found_on}: {}", page.head);
        assert!(page.body.contains("<html lang=\"fr\""), "{action}, found on {found_on}");
        let is_on_several = ON_SEVERAL_PAGES.contains(&shape(action).as_str());
        let has_it = actions(&page.body).contains(action) || is_on_several;
        assert!(has_it, "{action}, found on {found_on}, leads to a page without it");
    }
}

#[test]
fn the_address_of_every_form_leads_back_to_it_for_everybody_who_works_at_a_desk() {
    let folder = Folder::new("languages-desk");
    let (desk, ways) = Desk::demo(&folder);
    let mut forms = BTreeSet::new();
    for code in ways.values().filter_map(|way| way.split("code=").nth(1)) {
        let mut person = desk.person();
        let home = person.post("/desk/enter", &[("code", code)]).unwrap().location();
        let mut walker = Walker::new(person);
        walker.walk(&home);
        walker.walk("/desk/me");
        forms.extend(walker.forms);
    }
    for form in ["/desk/report/{}/notice", "/review/{}/sign", "/review/{}/object", "/desk/logout"] {
        assert!(forms.contains(form), "{form} was not found among {forms:?}");
    }
}

#[test]
fn the_address_of_every_form_leads_back_to_it_in_ones_own_mode() {
    let folder = Folder::new("languages-own");
    let own = Desk::own(&folder);
    let mut walker = Walker::new(own.person());
    walker.walk("/report");
    walker.person.tell(INSULT, "check").unwrap();
    walker.walk("/report/check");
    let code = walker.person.finish().unwrap();
    walker.walk("/report/sent");
    walker.person.post("/receipt", &[("code", &code)]).unwrap();
    walker.walk("/receipt/view");
    for form in ["/report/files", "/report/send", "/receipt/message", "/receipt/erase"] {
        assert!(walker.forms.contains(form), "{form} was not found among {:?}", walker.forms);
    }
}
