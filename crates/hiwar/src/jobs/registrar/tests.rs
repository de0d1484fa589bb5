//! A notice that was agreed to meets a register whose append fails: nothing of it leaves, it is not
//! lost, and once the register works again it leaves once.
//!
//! Everything is as it is served, over HTTP, but for one thing: the disk under the register, or what
//! comes back from its sequencer, is what the test says. The rounds of the registrar are counted out by
//! the test and not by a clock.

use std::fs;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use desk::notice::State;
use record::canonical::parse_strict;
use record::id::NoticeRef;
use record::notice::ReviewFile;
use record::{Body, Entry};
use register::note::{Note, SignerKey};
use register::reader::TileReader;
use store::desk::{DeskIdentity, DeskKind, DeskStore, Holder};
use store::disk::{Call, RealDisk};
use store::folder::LogFolder;
use tokio::sync::{mpsc, oneshot};
use web::append::AppendRequest;
use web::desk::{Desk, DeskState};

use super::Carrier;
use crate::clock;
use crate::demonstration;
use crate::desk::{RoomArguments, make_desk, state};
use crate::log::LogArguments;
use crate::register::serve::{Begun, Told, bind, serve};

/// What goes wrong with an append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// The disk refuses to write, with this error of the system.
    Write(i32),
    /// The disk makes all of it durable, and then says that it could not.
    Durable,
    /// It is durable and published, and the answer is lost on the way back.
    Answer,
    /// Nobody takes entries any more.
    Closed,
}

/// Errors of Linux. Source: errno(3).
const EIO: i32 = 5;
const ENOSPC: i32 = 28;

/// The fault of this moment, if there is one.
#[derive(Clone, Default)]
struct Trouble(Arc<Mutex<Option<Fault>>>);

impl Trouble {
    fn now(&self) -> Option<Fault> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, fault: Option<Fault>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }

    /// What the disk says to a call.
    fn of_disk(&self, call: Call) -> io::Result<()> {
        match (self.now(), call) {
            (Some(Fault::Write(error)), Call::Write) => Err(io::Error::from_raw_os_error(error)),
            (Some(Fault::Durable), Call::Synced) => Err(io::Error::from_raw_os_error(EIO)),
            _ => Ok(()),
        }
    }

    /// Stands between the registrar and the queue of the sequencer.
    fn between(self, queue: mpsc::Sender<AppendRequest>) -> mpsc::Sender<AppendRequest> {
        let (give, mut take) = mpsc::channel::<AppendRequest>(1);
        thread::spawn(move || {
            while let Some(AppendRequest { entry, done }) = take.blocking_recv() {
                if self.now() == Some(Fault::Closed) {
                    return;
                }
                let (told, place) = oneshot::channel();
                queue.blocking_send(AppendRequest { entry, done: told }).unwrap();
                let place = place.blocking_recv();
                if self.now() == Some(Fault::Answer) {
                    self.set(None);
                } else if let Ok(place) = place {
                    let _ = done.send(place);
                }
            }
        });
        give
    }
}

/// A desk with people of each role, and reports that nobody has looked at.
struct House {
    dir: PathBuf,
    kind: DeskKind,
    reviewer: SignerKey,
    /// By the name of the account, the cookie of whoever is logged in.
    sessions: Vec<(String, String)>,
    /// The token of the platform's program.
    token: String,
    reports: Vec<i64>,
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

fn open(dir: &std::path::Path) -> Desk {
    let store = DeskStore::open(dir, clock::fill_random).unwrap();
    let state = state(store, RoomArguments::default(), LogArguments::default()).unwrap();
    let parties = demonstration::parties(state.parties).unwrap();
    Arc::new(DeskState { parties, ..state })
}

impl House {
    fn new(kind: DeskKind) -> House {
        let name = format!("hiwar-append-{kind:?}-{}", std::process::id());
        let dir = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&dir);
        make_desk(&dir, &DeskIdentity::new("desk.example", kind, "ma").as_demo()).unwrap();
        let desk = open(&dir);
        let people = demonstration::people(&desk.store).unwrap();
        let reports = demonstration::reports::keep_all(&desk).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let (store, now_ms) = (&desk.store, clock::now_ms());
        let log_in = async |pseudonym| {
            let link = store.demo_link(pseudonym, now_ms).await.unwrap().unwrap();
            let session = store.demo_enter(&link, now_ms).await.unwrap().unwrap();
            session.to_text().to_string()
        };
        let sessions = people.links.iter();
        let sessions = sessions
            .map(|(name, pseudonym)| (name.clone(), runtime.block_on(log_in(*pseudonym))))
            .collect();
        let accounts = store.account_list().unwrap();
        let seat = accounts.iter().find(|it| matches!(it.holder, Holder::Seat(_))).unwrap();
        let token = runtime.block_on(store.seat_token_make(seat.id, "a program", now_ms));
        let token = token.unwrap().unwrap().to_string();
        let reports = reports.into_iter().map(|kept| kept.report_id).collect();
        House { kind, reviewer: people.reviewer, sessions, token, reports, dir }
    }

    /// Serves it, with a registrar that does what it is told.
    fn open(&self) -> Open<'_> {
        let trouble = Trouble::default();
        let (desk, folder) =
            (open(&self.dir), LogFolder::open(&self.dir.join("register")).unwrap());
        let disk = RealDisk::watched(folder.dir(), {
            let trouble = trouble.clone();
            move |call| trouble.of_disk(call)
        });
        let listener = bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let (tell, told) = std::sync::mpsc::channel();
        let (tell_address, address) = std::sync::mpsc::channel();
        let between = trouble.clone();
        let begin = move |Begun { register, queue }: Begun| {
            assert!(desk.register.set(Arc::clone(&register)).is_ok());
            let queue = between.between(queue);
            tell.send(Carrier::new(Arc::clone(&desk), Arc::clone(&register), queue)?)?;
            let register = web::routes::beside_desk(register);
            Ok((web::desk_routes::desk_router(desk, Some(register)), ()))
        };
        let announce = move |address| Ok(tell_address.send(address)?);
        let stop_when = || {
            Ok(async {
                let _ = stopped.await;
            })
        };
        let serving = thread::spawn(move || {
            serve(&folder, &disk, listener, None, begin, Told { announce, stop: stop_when })
                .unwrap();
        });
        let (carrier, address) = (told.recv().unwrap(), address.recv().unwrap());
        Open { house: self, carrier, trouble, address, stop, serving }
    }
}

/// What came back.
struct Answer {
    status: u16,
    body: String,
    location: String,
}

/// A desk that is served.
struct Open<'a> {
    house: &'a House,
    carrier: Carrier,
    trouble: Trouble,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

impl Open<'_> {
    fn end(self) {
        drop(self.carrier);
        self.stop.send(()).unwrap();
        self.serving.join().unwrap();
    }

    /// The cookie of an account.
    fn session(&self, who: &str) -> &str {
        &self.house.sessions.iter().find(|session| session.0 == who).unwrap().1
    }

    fn ask(&self, path: &str, (name, value): (&str, &str), form: Option<&str>) -> Answer {
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
        let (agent, url) =
            (ureq::Agent::from(config.build()), format!("http://{}{path}", self.address));
        let answered = match form {
            None => agent.get(&url).header(name, value).header("accept-language", "en").call(),
            Some(form) => {
                let kind = "application/x-www-form-urlencoded";
                let request = agent.post(&url).header(name, value).header("accept-language", "en");
                request.header("content-type", kind).send(form)
            }
        };
        let mut answer = answered.unwrap();
        let location = answer.headers().get("location").and_then(|value| value.to_str().ok());
        Answer {
            status: answer.status().as_u16(),
            location: location.unwrap_or_default().to_owned(),
            body: answer.body_mut().read_to_string().unwrap(),
        }
    }

    /// A page, as somebody with a browser reads it.
    fn get(&self, who: &str, path: &str) -> Answer {
        let cookie = format!("__Host-officer={}", self.session(who));
        self.ask(path, ("cookie", &cookie), None)
    }

    /// A form of this person's own page.
    fn post(&self, who: &str, path: &str, fields: &[(String, String)]) -> Answer {
        let cookie = format!("__Host-officer={}", self.session(who));
        let mut form = format!("token={}", self.carrier.desk.form_token(self.session(who)));
        for (name, value) in fields {
            let value: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
            form.push_str(&format!("&{name}={value}"));
        }
        self.ask(path, ("cookie", &cookie), Some(&form))
    }

    /// What the platform's program is told.
    fn api(&self, path: &str) -> Answer {
        let bearer = format!("Bearer {}", self.house.token);
        self.ask(&format!("/api/seat/v1/notices{path}"), ("authorization", &bearer), None)
    }

    /// An officer writes a notice for the person of a report, and puts it before another.
    #[track_caller]
    fn propose(&self, report_id: i64) -> NoticeRef {
        let report = self.carrier.desk.store.report_summary(report_id).unwrap().unwrap();
        let report = NoticeRef::from_random(report.reference);
        let begun = self.post("decision", &format!("/desk/report/{report}/notice"), &[]);
        let at = begun.location.split('?').next().unwrap().to_owned();
        let page = self.get("decision", &at).body;
        let mut fields = chosen(&page);
        fields.retain(|field| field.0 != "token");
        fields.extend(
            [
                ("measure", "removal"),
                ("aim", "rights_of_others"),
                ("reasons", "It insults a private person by name."),
                ("law-reasons", "Contempt without a precise fact."),
                ("aim-reasons", "The dignity of somebody who is no public figure."),
                ("necessity", "It is shared every hour."),
                ("considered-label", "A label leaves the words where they are."),
                ("good-faith", "yes"),
                ("act", "propose"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned())),
        );
        let proposed = self.post("decision", &at, &fields);
        assert_eq!(proposed.status, 303, "{}", proposed.body);
        at.split('/').nth(3).unwrap().parse().unwrap()
    }

    /// The second officer agrees, and at a desk of an authority the reviewer signs.
    #[track_caller]
    fn agree(&self, notice: NoticeRef) {
        let page = self.get("approver", &format!("/desk/notice/{notice}")).body;
        let version = vec![("version".to_owned(), field(&page, "version"))];
        let agreed = self.post("approver", &format!("/desk/notice/{notice}/approve"), &version);
        assert_eq!(agreed.status, 303, "{}", agreed.body);
        if self.house.kind == DeskKind::Authority {
            let opened = self.post("reviewer", &format!("/review/{notice}/open"), &[]);
            assert_eq!(opened.status, 303, "{}", opened.body);
            let file = self.get("reviewer", &format!("/review/{notice}/file")).body;
            let file = ReviewFile::from_bytes(file.as_bytes()).unwrap();
            let entry = parse_strict::<Entry>(file.entry.as_bytes()).unwrap();
            let signed = Note::sign(file.certificate_text(&entry), &self.house.reviewer).unwrap();
            let signed = String::from_utf8(signed.to_bytes()).unwrap();
            let fields = vec![("certificate".to_owned(), signed)];
            let handed = self.post("reviewer", &format!("/review/{notice}/sign"), &fields);
            assert_eq!(handed.status, 303, "{}", handed.body);
        }
    }

    fn state(&self, notice: NoticeRef) -> State {
        let store = &self.carrier.desk.store;
        store.notice_by_reference(notice.as_bytes()).unwrap().unwrap().state
    }

    /// How often the register says that this notice was issued.
    fn issued(&self, notice: NoticeRef) -> usize {
        let reader = &self.carrier.register.reader;
        let signed = reader.checkpoint();
        let head = signed.checkpoint();
        let mut tiles = TileReader::new(reader, head.size, head.root);
        let entries = (0..head.size).map(|index| {
            let entry = tiles.prove_inclusion(index).unwrap().entry;
            parse_strict::<Entry>(&entry).unwrap()
        });
        let is_it = |entry: &Entry| matches!(entry.body(), Body::NoticeIssued(issued) if issued.notice == notice);
        entries.filter(is_it).count()
    }

    /// Nothing of this notice can be seen outside the desk, and inside it is known that it has not left.
    #[track_caller]
    fn nothing_left(&self, notice: NoticeRef, is_closed: bool) {
        assert_eq!(self.state(notice), State::Registering);
        let row = self.carrier.desk.store.notice_by_reference(notice.as_bytes()).unwrap().unwrap();
        let kept = self.carrier.desk.store.notice_fetch(row.id).unwrap().unwrap();
        assert!(kept.released.is_empty() && row.issued_ms.is_none() && row.entry_place.is_none());
        // The platform.
        let name = notice.to_string();
        assert!(!self.get("seat", "/seat").body.contains(&name));
        assert!(!self.api("?after=0&limit=200").body.contains(&name));
        for act in ["", "/release.json"] {
            assert_eq!(
                self.get("seat", &format!("/seat/notice/{notice}{act}")).status,
                404,
                "{act}"
            );
        }
        for act in ["", "/turns"] {
            assert_eq!(self.api(&format!("/{notice}{act}")).status, 404, "{act}");
        }
        // The officers.
        for act in ["/text", "/release", "/paper"] {
            let page = self.get("liaison", &format!("/desk/notice/{notice}{act}"));
            assert_eq!(page.status, 404, "{act}");
        }
        let page = self.get("liaison", &format!("/desk/notice/{notice}")).body;
        assert!(page.contains("It has not left."), "{page}");
        assert_eq!(page.contains("takes no entries"), is_closed, "{page}");
        assert!(!page.contains("/delivered\""), "it cannot be handed over: {page}");
        // Everybody.
        assert_eq!(self.issued(notice), 0);
    }

    /// It left, and stands in the register once.
    #[track_caller]
    fn left_once(&self, notice: NoticeRef) {
        assert_eq!(self.state(notice), State::Released);
        assert_eq!(self.issued(notice), 1);
        let listed = self.api("?after=0&limit=200").body;
        assert_eq!(listed.matches(&notice.to_string()).count(), 1, "{listed}");
        assert_eq!(self.api(&format!("/{notice}")).status, 200);
        let page = self.get("liaison", &format!("/desk/notice/{notice}")).body;
        assert!(page.contains("/register/entry/") && page.contains("/delivered\""), "{page}");
    }
}

/// The value of the first field of this name on a page.
fn field(page: &str, name: &str) -> String {
    let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
    after.split('"').next().unwrap_or_default().to_owned()
}

/// What a form sends as it is shown: hidden fields, and what is ticked already.
fn chosen(page: &str) -> Vec<(String, String)> {
    let inputs = page.split("<input ").skip(1).filter_map(|rest| rest.split('>').next());
    let inputs = inputs.filter(|it| it.contains("type=\"hidden\"") || it.ends_with("checked"));
    let part = |input: &str, name: &str| {
        let after = input.split(&format!("{name}=\"")).nth(1)?;
        Some(after.split('"').next()?.to_owned())
    };
    inputs.filter_map(|input| Some((part(input, "name")?, part(input, "value")?))).collect()
}

/// Whatever the fault: what was agreed to stays at the desk while it lasts, and leaves once after it.
fn check(kind: DeskKind) {
    let house = House::new(kind);
    let faults =
        [Fault::Write(EIO), Fault::Write(ENOSPC), Fault::Durable, Fault::Answer, Fault::Closed];
    let mut before = Vec::new();
    for (fault, report) in faults.into_iter().zip(&house.reports) {
        let mut desk = house.open();
        desk.carrier.round().unwrap();
        let notice = desk.propose(*report);
        desk.trouble.set(Some(fault));
        desk.agree(notice);
        let failed = desk.carrier.round();
        assert!(failed.is_err(), "{fault:?}");
        if fault == Fault::Answer {
            // Not even the desk itself knows, until it looks into the register.
            assert_eq!((desk.state(notice), desk.issued(notice)), (State::Registering, 1));
            desk.carrier.round().unwrap();
        } else {
            for _ in 0..3 {
                let _ = desk.carrier.round();
                desk.nothing_left(notice, fault != Fault::Closed);
            }
            desk.trouble.set(None);
            desk.end();
            desk = house.open();
            desk.carrier.round().unwrap();
        }
        desk.left_once(notice);
        desk.carrier.round().unwrap();
        before.push(notice);
        for notice in &before {
            desk.left_once(*notice);
        }
        desk.end();
    }
}

#[test]
fn a_notice_whose_append_fails_stays_at_an_authoritys_desk_and_leaves_once_when_it_works_again() {
    check(DeskKind::Authority);
}

#[test]
fn a_notice_whose_append_fails_stays_at_an_associations_desk_and_leaves_once_when_it_works_again() {
    check(DeskKind::Association);
}
