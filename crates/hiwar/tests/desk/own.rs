//! One's own mode: no page of it speaks of a desk, but where it says that there is none.

use crate::person::{Answer, Desk, Folder, INSULT, Person, token_of};

/// The words for a desk, and the one sentence in which each may stand.
const LANGUAGES: [(&str, &str, &str); 3] = [
    ("ar", "مكتب", "لا يصل شيء إلى أي مكتب ولا إلى أي دولة"),
    ("fr", "bureau", "Aucun bureau ni aucun État ne reçoit rien"),
    ("en", "desk", "No desk and no state receives anything"),
];

/// What a person reads or hears of a page.
fn read(page: &str) -> String {
    let mut text = String::new();
    for part in page.split('<').skip(1) {
        let (tag, words) = part.split_once('>').unwrap_or((part, ""));
        let label = tag.split("aria-label=\"").nth(1).and_then(|rest| rest.split('"').next());
        text.extend([label.unwrap_or_default(), " ", words]);
    }
    text.to_lowercase()
}

/// Somebody who looks at everything in one language.
struct Walker {
    person: Person,
    code: &'static str,
    desk: &'static str,
    but: &'static str,
    looked: usize,
}

impl Walker {
    #[track_caller]
    fn check(&mut self, at: &str, answer: &Answer, status: u16) {
        assert_eq!(answer.status, status, "{at}: {}", answer.head);
        let page = &answer.body;
        assert!(page.contains(&format!("<html lang=\"{}\"", self.code)), "{at}");
        let told = read(page).replace(&self.but.to_lowercase(), "");
        assert!(!told.contains(self.desk), "{at} speaks of a desk: {told}");
        assert!(!page.contains("href=\"/register"), "{at} leads to a register");
        self.looked += 1;
    }

    #[track_caller]
    fn look(&mut self, path: &str, status: u16) -> String {
        let at = format!("{path}{}lang={}", if path.contains('?') { '&' } else { '?' }, self.code);
        let answer = self.person.get(&at);
        self.check(&at, &answer, status);
        answer.body
    }

    /// Sends a form of the page at `page`, and looks at what it answers.
    #[track_caller]
    fn send(&mut self, page: &str, to: &str, fields: &[(&str, &str)], status: u16) {
        let token = token_of(&self.person.get(page).body);
        let mut all = vec![("token", token.as_str())];
        all.extend_from_slice(fields);
        let to = format!("{to}?lang={}", self.code);
        let answer = self.person.post(&to, &all).unwrap();
        self.check(&to, &answer, status);
    }

    /// Every page of the interview, each of them once with what it refuses.
    fn interview(&mut self, answers: &[(&str, &str)]) {
        self.person.tell(answers, "check").unwrap();
        let check = self.look("/report/check", 200);
        let steps = check.split("href=\"/report/step/").skip(1);
        let steps: Vec<_> = steps.map(|rest| rest.split(['?', '"']).next().unwrap()).collect();
        for step in steps.into_iter().chain(["police-first"]) {
            let at = format!("/report/step/{step}");
            if self.person.get(&at).status == 303 {
                continue;
            }
            self.look(&at, 200);
            let long = "x".repeat(10_001);
            let wrong = match step {
                "where" => ("addresses", "no address"),
                "account" => ("account", long.as_str()),
                "contact" => ("reach", long.as_str()),
                "files" | "police-first" => continue,
                step if step.ends_with("-on") => ("day", "41"),
                _ => ("answer", "nothing"),
            };
            self.send(&at, &at, &[wrong], 422);
        }
    }
}

#[test]
fn no_page_of_ones_own_mode_speaks_of_a_desk_but_to_say_that_there_is_none() {
    let folder = Folder::new("own");
    let own = Desk::own(&folder);
    for (code, desk, but) in LANGUAGES {
        let mut walker = Walker { person: own.person(), code, desk, but, looked: 0 };
        for (page, status) in
            [("/", 200), ("/left", 200), ("/report", 200), ("/report?over=1", 200), ("/no", 404)]
        {
            walker.look(page, status);
        }
        let child = [("harm", "child-sexual"), ("medium", "platform"), ("capacity", "guardian")];
        walker.interview(&child);
        walker.person.cookies.clear();
        walker.interview(INSULT);
        walker.look("/report", 200);
        let stale = walker.person.post(&format!("/report/send?lang={code}"), &[]).unwrap();
        walker.check("a form of before", &stale, 403);
        // What was typed too long is kept, so it is begun anew.
        walker.person.cookies.clear();
        walker.person.tell(INSULT, "files").unwrap();
        let empty = walker.person.give_at(&format!("?lang={code}"), "a.png", b"").unwrap();
        walker.check("an empty file", &empty, 422);
        for _ in 0..20 {
            walker.person.give("a.png", b"\x89PNG\r\n\x1a\n").unwrap();
        }
        let many = walker.person.give_at(&format!("?lang={code}"), "a.png", b"x").unwrap();
        walker.check("a file too many", &many, 422);
        walker.person.tell(&[INSULT, &[("account", "")]].concat(), "check").unwrap();
        let receipt = walker.person.finish().unwrap();
        walker.look("/report/sent", 200);
        walker.look("/receipt", 200);
        for wrong in ["12", "abc", "0000000000000000"] {
            walker.send("/receipt", "/receipt", &[("code", wrong)], 422);
        }
        walker.person.post("/receipt", &[("code", &receipt)]).unwrap();
        let view = "/receipt/view";
        walker.person.send(view, "/receipt/message", &[("message", "a note of mine")]).unwrap();
        let page = walker.look(view, 200);
        assert!(page.contains("a note of mine") && !page.contains("/receipt/withdraw"));
        walker.send(view, "/receipt/message", &[("message", &"x".repeat(4001))], 422);
        walker.send(view, "/receipt/message", &[("message", "")], 422);
        walker.send(view, "/receipt/erase", &[], 422);
        walker.person.send(view, "/receipt/erase", &[("sure", "yes")]).unwrap();
        walker.look(view, 200);
        assert!(walker.looked > 60, "only {} pages were looked at", walker.looked);
    }
}

#[test]
fn no_text_of_ones_own_mode_speaks_of_a_desk() {
    for (code, desk, _) in LANGUAGES {
        let path = format!("../../content/locales/{code}/own.ftl");
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let texts = std::fs::read_to_string(path).unwrap();
        for text in texts.lines().filter_map(|line| line.split_once(" = ")) {
            assert!(!text.1.to_lowercase().contains(desk), "{code}: {}", text.0);
        }
    }
}
