//! What must be there after every life: all that the desk said is done, on every page that tells of it;
//! each public entry once; state, trail and register in agreement.

use std::collections::{BTreeMap, BTreeSet};

use desk::case::CaseState;
use desk::notice::State;
use record::id::NoticeRef;
use record::{Body, Entry, Kind};
use serde_json::Value;
use store::desk::cases::TrailFilter;
use store::desk::{DeskStore, NoticeRow, TurnKind};

use super::staff::Staff;
use super::work::Done;
use crate::backup::whole;
use crate::entries::{reopened, size};
use crate::person::{Desk, Folder, Person, comes};

/// Holds the desk in `folder` against what it said is done.
pub(super) fn check(folder: &Folder, staff: &Staff, done: &[Done]) {
    let store = reopened(folder);
    let waiting = store.entries_waiting(u32::MAX).unwrap().len() as u64;
    let entries = store.entries_known_to().unwrap() + waiting;
    drop(store);

    let desk = Desk::start(folder);
    let mut pages = Pages::new(&desk, staff, done);
    pages.wait_for(entries);
    for it in done {
        pages.check(it);
    }
    let register = pages.register(entries);
    let shown = pages.room.keys().cloned().collect();
    desk.kill_now();
    drop(desk);
    let store = reopened(folder);
    assert!(store.entries_waiting(1).unwrap().is_empty());
    assert_eq!(store.entries_known_to().unwrap(), entries);
    let books = Books { store, register };
    books.check_notices(&shown);
    books.check_cases();
    for it in done {
        books.check_done(it);
    }
}

/// The pages of the desk that tell what was done, each read once.
struct Pages<'a> {
    desk: &'a Desk,
    officer: Person,
    read: BTreeMap<String, String>,
    /// The receipt of each report, by its number.
    receipts: BTreeMap<u64, String>,
    /// The report of each notice that was proposed.
    reports: BTreeMap<String, u64>,
    /// What the public room says of each notice.
    room: BTreeMap<String, Value>,
}

impl<'a> Pages<'a> {
    fn new(desk: &'a Desk, staff: &Staff, done: &[Done]) -> Pages<'a> {
        let (mut receipts, mut reports) = (BTreeMap::new(), BTreeMap::new());
        for it in done {
            match it {
                Done::Reported { number, code } => {
                    receipts.insert(*number, code.clone());
                }
                Done::Proposed { notice, number } => {
                    reports.insert(notice.clone(), *number);
                }
                _ => {}
            }
        }
        let officer = staff.deciders[0].at(desk);
        let (read, room) = (BTreeMap::new(), BTreeMap::new());
        Pages { desk, officer, read, receipts, reports, room }
    }

    /// Waits until the register and the room have so many entries and every notice with one has left;
    /// reads what the room says then.
    fn wait_for(&mut self, entries: u64) {
        let wanted = format!("\"entries\":{entries},");
        let mut person = self.desk.person();
        let has_come = comes(|| {
            let size = size(&mut person);
            assert!(size <= entries, "{entries} entries were to come, {size} came");
            let list = self.officer.get("/desk/notices?of=registering").body;
            let figures = person.get("/room/figures.json").body;
            !list.contains("href=\"/desk/notice/") && figures.contains(&wanted)
        });
        assert!(has_come, "{entries} entries were to come, and every notice with one was to leave");
        let lines = whole(&person.get("/room/notices.json").body);
        for line in lines.lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let notice = line["notice"].as_str().unwrap().to_owned();
            assert!(self.room.insert(notice, line).is_none(), "the room has a notice twice");
        }
    }

    /// A page of the officers.
    fn page(&mut self, path: &str) -> &str {
        let officer = &mut self.officer;
        self.read.entry(path.to_owned()).or_insert_with(|| {
            let page = officer.get(path);
            assert_eq!(page.status, 200, "{path} is lost");
            page.body
        })
    }

    fn receipt(&mut self, code: &str) -> &str {
        let desk = self.desk;
        self.read.entry(code.to_owned()).or_insert_with(|| {
            let mut person = desk.person();
            let opened = person.post("/receipt", &[("code", code)]).unwrap();
            assert_eq!(opened.location(), "/receipt/view", "a report is lost");
            person.get("/receipt/view").body
        })
    }

    fn check(&mut self, done: &Done) {
        let once = |page: &str, text: &str| {
            assert_eq!(page.matches(text).count(), 1, "{done:?} is lost, or there twice");
        };
        let at = |notice: &str| format!("/desk/notice/{notice}");
        let said = |room: &BTreeMap<String, Value>, notice: &str, what: &str| {
            let line = room.get(notice).unwrap_or_else(|| panic!("the room lacks {done:?}"));
            assert!(line[what].is_string(), "{done:?} is lost: {line}");
        };
        match done {
            Done::Reported { code, .. } => {
                let page = self.receipt(code);
                assert!(page.contains("aria-labelledby=\"rights\""), "{done:?} is lost");
            }
            Done::Wrote { code, text } => once(self.receipt(code), text),
            Done::Noted { case, text } => once(self.page(case), text),
            Done::Told { case, number, text } => {
                once(self.page(case), text);
                if let Some(code) = self.receipts.get(number).cloned() {
                    once(self.receipt(&code), text);
                }
            }
            Done::Closed { case } => {
                self.page(case);
                let public = case.replace("/desk/", "/room/");
                once(self.page(&public), "/register/entry/");
            }
            Done::Proposed { notice, .. } | Done::Approved { notice } => {
                self.page(&at(notice));
            }
            Done::Signed { notice } => said(&self.room, notice, "at"),
            Done::Delivered { notice, proof } => {
                said(&self.room, notice, "delivered_at");
                once(self.page(&at(notice)), proof);
            }
            Done::Fetched { notice } => said(&self.room, notice, "delivered_at"),
            Done::Received { notice } => said(&self.room, notice, "received_at"),
            Done::Answered { notice, text } => {
                said(&self.room, notice, "first_decision");
                once(self.page(&at(notice)), text);
                let code = self.reports.get(notice).and_then(|it| self.receipts.get(it));
                if let Some(code) = code.cloned() {
                    once(self.receipt(&code), text);
                }
            }
        }
    }

    /// Every entry of the register, which has so many.
    fn register(&mut self, entries: u64) -> Vec<Entry> {
        let mut person = self.desk.person();
        assert_eq!(size(&mut person), entries);
        let mut seen = BTreeSet::new();
        let read = (0..entries).map(|number| {
            let bytes = person.get(&format!("/register/entry/{number}/raw")).body;
            let entry = Entry::from_bytes(bytes.as_bytes()).unwrap();
            assert!(seen.insert(bytes), "entry {number} is there twice");
            entry
        });
        read.collect()
    }
}

/// What the desk keeps, and what its register says.
struct Books {
    store: DeskStore,
    register: Vec<Entry>,
}

/// The notice that an entry is about.
fn notice_of(entry: &Entry) -> Option<NoticeRef> {
    Some(match entry.body() {
        Body::NoticeIssued(it) => it.notice,
        Body::NoticeDelivered(it) => it.notice,
        Body::NoticeReceived(it) => it.notice,
        Body::Answer(it) => it.notice,
        Body::Silence(it) => it.notice,
        Body::Withdrawal(it) => it.notice,
        _ => return None,
    })
}

/// What the register has of a turn.
fn kind_of(kind: TurnKind) -> Option<Kind> {
    match kind {
        TurnKind::Delivered => Some(Kind::NoticeDelivered),
        TurnKind::Received => Some(Kind::NoticeReceived),
        TurnKind::Answered => Some(Kind::Answer),
        TurnKind::Silent => Some(Kind::Silence),
        TurnKind::Withdrawn => Some(Kind::Withdrawal),
        TurnKind::Replied => None,
    }
}

impl Books {
    /// How many entries of this kind the register has about a notice.
    fn entries(&self, notice: NoticeRef, kind: Kind) -> usize {
        let is_it = |it: &&Entry| notice_of(it) == Some(notice) && it.body().kind() == kind;
        self.register.iter().filter(is_it).count()
    }

    /// Whether the register has, at this place, an entry of this kind about a notice.
    #[track_caller]
    fn check_place(&self, place: Option<u64>, notice: NoticeRef, kind: Kind) {
        let place = place.unwrap_or_else(|| panic!("an entry of {notice} is nowhere"));
        let entry = &self.register[usize::try_from(place).unwrap()];
        assert_eq!((notice_of(entry), entry.body().kind()), (Some(notice), kind));
    }

    fn notices(&self) -> Vec<NoticeRow> {
        let of = |state| self.store.notices_in(state, u32::MAX).unwrap();
        State::ALL.into_iter().flat_map(of).collect()
    }

    /// Each notice that left has its entry, once, and so has each thing that happened to it; no other
    /// notice is in the register or in the room; and no case has two that left.
    fn check_notices(&self, shown: &BTreeSet<String>) {
        let (mut left, mut cases) = (BTreeSet::new(), BTreeSet::new());
        for row in self.notices() {
            let notice = NoticeRef::from_random(row.reference);
            let is_out = row.state == State::Released;
            assert_eq!(row.state.is_public(), is_out, "{notice} is on its way for ever");
            assert_eq!(self.entries(notice, Kind::NoticeIssued), usize::from(is_out), "{notice}");
            let turns = self.store.notice_turns(row.id).unwrap();
            if is_out {
                self.check_place(row.entry_place, notice, Kind::NoticeIssued);
                assert!(left.insert(notice.to_string()));
                assert!(cases.insert(row.case_id), "{notice} is the second of its case");
            } else {
                assert!(turns.is_empty(), "{notice}");
            }
            for kind in TurnKind::ALL {
                let of_kind: Vec<_> = turns.iter().filter(|turn| turn.kind == kind).collect();
                let Some(public) = kind_of(kind) else { continue };
                assert!(of_kind.len() <= 1, "{notice} has {kind:?} twice");
                assert_eq!(self.entries(notice, public), of_kind.len(), "{notice}: {kind:?}");
                for turn in of_kind {
                    self.check_place(turn.entry_place, notice, public);
                }
            }
        }
        let named = self.register.iter().filter_map(notice_of).map(|it| it.to_string());
        assert_eq!(named.collect::<BTreeSet<_>>(), left);
        assert_eq!(shown, &left);
    }

    /// For each case, what stands and what the trail says happened are the same.
    fn check_cases(&self) {
        let trail = self.store.trail(&TrailFilter::default(), None, usize::MAX >> 1).unwrap();
        let mut cases: BTreeMap<[u8; 16], BTreeMap<String, usize>> = BTreeMap::new();
        for line in trail {
            *cases.entry(line.case).or_default().entry(line.kind).or_default() += 1;
        }
        for (reference, trail) in cases {
            let trail = |kind: &str| trail.get(kind).copied().unwrap_or_default();
            let case = self.store.case_fetch(&reference).unwrap().unwrap();
            assert_eq!(trail("note-internal"), self.store.notes(case.case_id).unwrap().len());
            let outcomes = self.outcomes(reference);
            assert_eq!(trail("case-closed"), outcomes);
            assert_eq!(matches!(case.state, CaseState::Closed(_)), outcomes == 1, "{outcomes}");
            let notices = self.store.notices_of_case(case.case_id).unwrap();
            let beyond = |state: State| notices.iter().filter(|it| it.state > state).count();
            assert_eq!(trail("notice-drafted"), notices.len());
            assert_eq!(trail("notice-proposed"), beyond(State::Draft));
            assert_eq!(trail("notice-approved"), beyond(State::Proposed));
            assert_eq!(trail("notice-under-review"), beyond(State::Approved));
            assert_eq!(trail("notice-certified"), beyond(State::UnderReview));
            for report in self.store.case_reports(case.case_id, 100).unwrap().0 {
                self.check_report(report.report_id);
            }
        }
    }

    /// What a person is told happened, and what stands: the same.
    fn check_report(&self, report_id: i64) {
        let events = self.store.report_events(report_id).unwrap();
        let events = |kind: &str| events.iter().filter(|event| event.kind == kind).count();
        assert_eq!(events("message"), self.store.messages(report_id).unwrap().len());
        let notices = self.store.notices_of_report(report_id).unwrap();
        let left = notices.iter().filter(|it| it.state == State::Released).count();
        assert_eq!((events("notice-certified"), events("notice-released")), (left, left));
        let turns = notices.iter().flat_map(|it| self.store.notice_turns(it.id).unwrap());
        let turns: Vec<TurnKind> = turns.map(|turn| turn.kind).collect();
        for kind in TurnKind::ALL {
            let count = turns.iter().filter(|it| **it == kind).count();
            assert_eq!(events(kind.event()), count, "{kind:?}");
        }
    }

    /// How many entries say how a case ended.
    fn outcomes(&self, case: [u8; 16]) -> usize {
        let is_it = |it: &&Entry| matches!(it.body(), Body::CaseOutcome(outcome) if outcome.case.as_bytes() == &case);
        self.register.iter().filter(is_it).count()
    }

    /// What the desk said is done stands.
    fn check_done(&self, done: &Done) {
        let (notice, after) = match done {
            Done::Reported { number, code } => {
                let report_id = self.store.report_by_receipt(code).unwrap().unwrap();
                let report = self.store.report_fetch(report_id).unwrap().unwrap();
                let told = String::from_utf8(report.told.to_vec()).unwrap();
                assert!(told.contains(&format!("Told under the number {number}.")), "{done:?}");
                return self.check_report(report_id);
            }
            Done::Closed { case } => {
                let case: NoticeRef = case.trim_start_matches("/desk/case/").parse().unwrap();
                assert_eq!(self.outcomes(*case.as_bytes()), 1, "{done:?} is lost");
                return;
            }
            Done::Proposed { notice, .. } => (notice, State::Draft),
            Done::Approved { notice } => (notice, State::Proposed),
            Done::Signed { notice } => (notice, State::UnderReview),
            _ => return,
        };
        let reference: NoticeRef = notice.parse().unwrap();
        let row = self.store.notice_by_reference(reference.as_bytes()).unwrap();
        assert!(row.is_some_and(|row| row.state > after), "{done:?} is lost");
    }
}
