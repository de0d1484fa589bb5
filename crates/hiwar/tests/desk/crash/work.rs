//! What everybody does at a desk that may be gone at any moment. Whoever gets no answer does what a
//! person does: sends the form once more when the desk is back, or looks at the page again.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use record::choice::{Means, Outcome};
use record::notice::ReviewFile;
use register::note::Note;

use super::staff::{PLATFORM, Staff, reviewer_key};
use crate::person::{Answer, Desk, INSULT, Person, token_of};

/// Something that the desk said is done.
#[derive(Debug)]
pub(super) enum Done {
    /// A report, by the number that was told in it; its receipt.
    Reported { number: u64, code: String },
    /// A person wrote to the desk.
    Wrote { code: String, text: String },
    /// An officer wrote a note. A case is its path.
    Noted { case: String, text: String },
    /// An officer wrote to the person of the report with this number.
    Told { case: String, number: u64, text: String },
    /// An officer decided how the case ends.
    Closed { case: String },
    /// A draft waits for a second officer. A notice is its reference.
    Proposed { notice: String, number: u64 },
    /// The second officer agreed.
    Approved { notice: String },
    /// The reviewer signed.
    Signed { notice: String },
    /// An officer handed it over by hand.
    Delivered { notice: String, proof: String },
    /// The platform's program fetched it.
    Fetched { notice: String },
    /// The platform's program said that it has it.
    Received { notice: String },
    /// The platform's answer, by an officer's hand or by its program, with a text in it.
    Answered { notice: String, text: String },
}

impl Done {
    /// What kind of act it was.
    pub(super) const fn word(&self) -> &'static str {
        match self {
            Done::Reported { .. } => "reported",
            Done::Wrote { .. } => "wrote",
            Done::Noted { .. } => "noted",
            Done::Told { .. } => "told",
            Done::Closed { .. } => "closed",
            Done::Proposed { .. } => "proposed",
            Done::Approved { .. } => "approved",
            Done::Signed { .. } => "signed",
            Done::Delivered { .. } => "delivered",
            Done::Fetched { .. } => "fetched",
            Done::Received { .. } => "received",
            Done::Answered { .. } => "answered",
        }
    }
}

/// All that the desk said is done, and what was told to nobody else yet.
#[derive(Default)]
pub(super) struct Told {
    done: Mutex<Vec<Done>>,
    /// The number of the latest report.
    last: AtomicU64,
    /// How many forms of officers got no answer.
    unanswered: AtomicU64,
}

impl Told {
    fn push(&self, done: Done) {
        self.done.lock().unwrap_or_else(PoisonError::into_inner).push(done);
    }

    /// All that is done, and how many forms got no answer.
    pub(super) fn all(self) -> (Vec<Done>, u64) {
        (self.done.into_inner().unwrap(), self.unanswered.into_inner())
    }
}

/// A form as it was sent.
struct Form {
    to: String,
    fields: Vec<(&'static str, String)>,
    /// What is done if the desk takes it.
    done: Option<Done>,
}

/// Somebody with a browser that sends a form again if the desk was gone before it answered.
pub(super) struct Client {
    person: Person,
    unanswered: Option<Form>,
}

impl Client {
    fn page(&mut self, path: &str) -> Option<String> {
        let page = self.person.ask("GET", path, "", b"")?;
        assert_ne!(page.location(), "/desk/login", "a log-in did not outlive the process");
        Some(page.body)
    }

    /// Sends a form with the marks of the page that it stands on.
    fn send(
        &mut self,
        told: &Told,
        (page, to): (&str, &str),
        fields: &[(&'static str, &str)],
        done: Option<Done>,
    ) -> Option<Answer> {
        let mut all = vec![("token", token_of(page))];
        let marks = ["seen", "version"].into_iter().filter_map(|it| Some((it, value(page, it)?)));
        all.extend(marks);
        all.extend(fields.iter().map(|(name, value)| (*name, (*value).to_owned())));
        self.submit(told, Form { to: to.to_owned(), fields: all, done })
    }

    fn submit(&mut self, told: &Told, form: Form) -> Option<Answer> {
        let fields: Vec<(&str, &str)> =
            form.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = self.person.post(&form.to, &fields);
        let Some(answer) = answer else {
            self.unanswered = Some(form);
            told.unanswered.fetch_add(1, Ordering::Relaxed);
            return None;
        };
        assert_ne!(answer.location(), "/desk/login", "a log-in did not outlive the process");
        if let (303, Some(done)) = (answer.status, form.done) {
            told.push(done);
        }
        Some(answer)
    }

    /// Goes on at a desk that was started again, and sends the form once more that got no answer, as
    /// it was. The outer value is `None` if the desk is gone again.
    fn come_back(&mut self, desk: &Desk, told: &Told) -> Option<Option<Answer>> {
        self.person = self.person.at(desk);
        match self.unanswered.take() {
            Some(form) => self.submit(told, form).map(Some),
            None => Some(None),
        }
    }
}

/// The value of the first field of this name that has one.
fn value(page: &str, name: &str) -> Option<String> {
    let mark = format!("name=\"{name}\" ");
    let field = page.split(&mark).nth(1)?.split('>').next()?;
    Some(field.split("value=\"").nth(1)?.split('"').next()?.to_owned())
}

/// The references that stand on a page right behind `mark`.
fn references(page: &str, mark: &str) -> Vec<String> {
    page.split(mark).skip(1).filter_map(|rest| Some(rest.get(..32)?.to_owned())).collect()
}

/// Whether the platform's program takes this notice. An officer hands the others over, and writes down
/// what is answered.
fn is_for_program(notice: &str) -> bool {
    notice.starts_with(|first: char| first.to_digit(16).is_some_and(|digit| digit % 2 == 0))
}

/// How far an officer is with a case.
#[derive(Default)]
pub(super) struct Deciding {
    case: Option<String>,
    step: u64,
    notice: Option<String>,
}

/// Somebody at work.
pub(super) enum Worker {
    Reporter,
    Decider(Client, Deciding),
    Approver(Client),
    Reviewer(Client),
    Liaison(Client),
    /// The platform's program, with its token.
    Program(String),
}

/// Everybody at work.
pub(super) fn workers(staff: &Staff) -> Vec<Worker> {
    let client = |person: &Person| Client { person: person.clone(), unanswered: None };
    let [first, second] = &staff.deciders;
    vec![
        Worker::Reporter,
        Worker::Reporter,
        Worker::Decider(client(first), Deciding::default()),
        Worker::Decider(client(second), Deciding::default()),
        Worker::Approver(client(&staff.approver)),
        Worker::Reviewer(client(&staff.reviewer)),
        Worker::Liaison(client(&staff.liaison)),
        Worker::Program(staff.token.clone()),
    ]
}

impl Worker {
    /// Finds the desk again that was started again, and sends what got no answer.
    pub(super) fn come_back(&mut self, desk: &Desk, told: &Told) -> Option<()> {
        match self {
            Worker::Reporter | Worker::Program(_) => {}
            Worker::Decider(client, deciding) => deciding.heed(client.come_back(desk, told)?),
            Worker::Approver(client) | Worker::Reviewer(client) | Worker::Liaison(client) => {
                client.come_back(desk, told)?;
            }
        }
        Some(())
    }

    /// Does what there is to do; `None` if the desk was gone meanwhile.
    pub(super) fn work(&mut self, desk: &Desk, told: &Told) -> Option<()> {
        match self {
            Worker::Reporter => report(desk, told),
            Worker::Decider(client, deciding) => deciding.go_on(client, told),
            Worker::Approver(client) => approve(client, told),
            Worker::Reviewer(client) => review(client, told),
            Worker::Liaison(client) => hand_over(client, told),
            Worker::Program(token) => answer_by_program(&mut desk.person(), token, told),
        }
    }
}

/// A person reports, opens their receipt and writes twice.
fn report(desk: &Desk, told: &Told) -> Option<()> {
    let number = told.last.fetch_add(1, Ordering::Relaxed) + 1;
    let mut person = desk.person();
    let address = format!("https://tiktok.com/@a/video/{number}");
    let account = format!("Told under the number {number}.");
    let answers =
        [("where", address.as_str()), ("account", account.as_str()), ("identifiable", "yes")];
    person.tell(&[INSULT, &answers].concat(), "check")?;
    let code = person.finish()?;
    told.push(Done::Reported { number, code: code.clone() });
    person.post("/receipt", &[("code", &code)])?;
    for time in ["first", "second"] {
        let text = format!("The {time} message about {number}.");
        let fields = [("message", text.as_str())];
        let answer = person.send("/receipt/view", "/receipt/message", &fields)?;
        if answer.location() == "/receipt/view" {
            told.push(Done::Wrote { code: code.clone(), text });
        }
    }
    Some(())
}

impl Deciding {
    /// Reads where an answer leads that came late.
    fn heed(&mut self, answer: Option<Answer>) {
        let Some(to) = answer.map(|answer| answer.location()) else { return };
        if to.starts_with("/desk/case/") && self.case.is_none() {
            *self = Deciding { case: Some(to), ..Deciding::default() };
        } else if let Some(notice) = references(&to, "/desk/notice/").pop() {
            self.notice = Some(notice);
        }
    }

    /// Takes the next case, or does the next thing in the one that was taken. A step is never done a
    /// second time but by [`Client::come_back`].
    fn go_on(&mut self, client: &mut Client, told: &Told) -> Option<()> {
        let Some(case) = self.case.clone() else {
            let page = client.page("/desk/queue")?;
            let answer = client.send(told, (&page, "/desk/queue/next"), &[], None)?;
            self.heed(Some(answer));
            return Some(());
        };
        let page = client.page(&case)?;
        let report = value(&page, "report")?;
        let number = page.split("Told under the number ").nth(1)?.split('.').next()?;
        let number: u64 = number.parse().ok()?;
        let step = self.step;
        self.step += 1;
        let is_closed = step == 2 && number.is_multiple_of(3);
        let mut send = |act: &str, fields: &[(&'static str, &str)], done: Option<Done>| {
            client.send(told, (&page, &format!("{case}/{act}")), fields, done)
        };
        let answer = match step {
            0 => {
                let text = format!("A note about {number}.");
                let done = Done::Noted { case: case.clone(), text: text.clone() };
                send("note", &[("text", &text)], Some(done))
            }
            1 => {
                let text = format!("The desk has read {number}.");
                let done = Done::Told { case: case.clone(), number, text: text.clone() };
                let fields = [("report", report.as_str()), ("text", &text), ("sure", "yes")];
                send("write", &fields, Some(done))
            }
            2 if is_closed => {
                let fields = [("outcome", Outcome::RightOfReply.word())];
                send("close", &fields, Some(Done::Closed { case: case.clone() }))
            }
            2 => client.send(told, (&page, &format!("/desk/report/{report}/notice")), &[], None),
            _ => {
                let notice = self.notice.take();
                *self = Deciding::default();
                return propose(client, told, notice?, number);
            }
        }?;
        match answer.status {
            // Somebody wrote meanwhile: they read the case again, and do it again.
            409 => self.step = step,
            _ if is_closed => *self = Deciding::default(),
            _ => self.heed(Some(answer)),
        }
        Some(())
    }
}

/// Writes all that a notice of an authority needs, and puts it before a second officer.
fn propose(client: &mut Client, told: &Told, notice: String, number: u64) -> Option<()> {
    let to = format!("/desk/notice/{notice}/edit");
    let page = client.page(&to)?;
    let article = value(&page, "article")?;
    let fields = [
        ("to", PLATFORM),
        ("place", "0"),
        ("article", &article),
        ("measure", "removal"),
        ("language", "en"),
        ("reasons", "It insults somebody by name, and says nothing of public concern."),
        ("law-reasons", "Words that insult, in public, without a fact."),
        ("aim", "rights_of_others"),
        ("aim-reasons", "The dignity of somebody who is no public figure."),
        ("necessity", "It spreads by the hour, and a reply is not enough."),
        ("considered-label", "A label leaves the words where they are."),
        ("good-faith", "yes"),
        ("act", "propose"),
    ];
    client.send(told, (&page, &to), &fields, Some(Done::Proposed { notice, number })).map(drop)
}

/// The second officer agrees to everything.
fn approve(client: &mut Client, told: &Told) -> Option<()> {
    let list = client.page("/desk/notices?of=proposed")?;
    for notice in references(&list, "href=\"/desk/notice/") {
        let at = format!("/desk/notice/{notice}");
        let page = client.page(&at)?;
        let done = Some(Done::Approved { notice });
        client.send(told, (&page, &format!("{at}/approve")), &[], done)?;
    }
    Some(())
}

/// The outside reviewer opens what is free, and signs what they opened, at home.
fn review(client: &mut Client, told: &Told) -> Option<()> {
    let list = client.page("/review")?;
    for notice in references(&list, "action=\"/review/") {
        client.send(told, (&list, &format!("/review/{notice}/open")), &[], None)?;
    }
    for notice in references(&list, "href=\"/review/") {
        let at = format!("/review/{notice}");
        let page = client.page(&at)?;
        let file = client.page(&format!("{at}/file"))?;
        // One that broke off is fetched once more.
        let file = ReviewFile::from_bytes(file.as_bytes()).ok()?;
        let text = file.certificate_text(&file.open().unwrap());
        let certificate = Note::sign(text, &reviewer_key()).unwrap().to_string();
        let fields = [("certificate", certificate.as_str())];
        let done = Some(Done::Signed { notice });
        client.send(told, (&page, &format!("{at}/sign")), &fields, done)?;
    }
    Some(())
}

/// An officer hands over by hand, and writes down what the platform answers by mail.
fn hand_over(client: &mut Client, told: &Told) -> Option<()> {
    for of in ["to-deliver", "left"] {
        let list = client.page(&format!("/desk/notices?of={of}"))?;
        let notices = references(&list, "href=\"/desk/notice/");
        for notice in notices.into_iter().filter(|it| !is_for_program(it)) {
            let at = format!("/desk/notice/{notice}");
            let page = client.page(&at)?;
            let when = value(&page, "at")?;
            if of == "to-deliver" {
                let proof = format!("Form number {notice}.");
                let means = Means::PublicForm.word();
                let fields = [("at", when.as_str()), ("means", means), ("proof", &proof)];
                let done = Done::Delivered { notice: notice.clone(), proof: proof.clone() };
                client.send(told, (&page, &format!("{at}/delivered")), &fields, Some(done))?;
                continue;
            }
            let text = format!("We read {notice} as an opinion.");
            let fields = [
                ("at", when.as_str()),
                ("decision", "refused"),
                ("measure", ""),
                ("basis", "law"),
                ("decider", "person"),
                ("ground", "Nothing in the law."),
                ("explanation", &text),
            ];
            let done = Done::Answered { notice: notice.clone(), text: text.clone() };
            client.send(told, (&page, &format!("{at}/answer")), &fields, Some(done))?;
        }
    }
    Some(())
}

/// The platform's program fetches what came, says that it has it, and answers.
fn answer_by_program(program: &mut Person, token: &str, told: &Told) -> Option<()> {
    let head = format!("authorization: Bearer {token}\r\ncontent-type: application/json\r\n");
    let mut ask = |method: &str, path: &str, body: &str| {
        let path = format!("/api/seat/v1/notices{path}");
        program.ask(method, &path, &head, body.as_bytes())
    };
    let list = ask("GET", "?state=awaiting&limit=200", "")?.body;
    let list: serde_json::Value = serde_json::from_str(&list).ok()?;
    for row in list["notices"].as_array()? {
        let notice = row["notice"].as_str()?.to_owned();
        if !is_for_program(&notice) {
            continue;
        }
        if ask("GET", &format!("/{notice}"), "")?.status == 200 {
            told.push(Done::Fetched { notice: notice.clone() });
        }
        let received = format!("{{\"reference\":\"T-{notice}\"}}");
        if matches!(ask("POST", &format!("/{notice}/received"), &received)?.status, 200 | 201) {
            told.push(Done::Received { notice: notice.clone() });
        }
        let text = format!("A person saw {notice}.");
        let answer = serde_json::json!({
            "decision": "accepted", "measure": "removal", "basis": "law", "decider": "person",
            "ground": "article 442", "facts": text, "own_id": format!("A-{notice}"),
        });
        let answer = answer.to_string();
        if matches!(ask("POST", &format!("/{notice}/answers"), &answer)?.status, 200 | 201) {
            told.push(Done::Answered { notice, text });
        }
    }
    Some(())
}
