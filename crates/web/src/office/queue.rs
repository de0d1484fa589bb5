//! The queue: which cases wait, the most urgent first, the oldest before the newer. What it is
//! filtered by stands in the address; what is looked for does not, as it may be a name.

pub mod bulk;
pub mod find;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use desk::case::{Filter, Mark, Platform, Shelf as CaseShelf, Whose};
use desk::{Action, FreeText, may};
use record::choice::Outcome;
use store::desk::DeskError;
use store::desk::cases::{CaseRow, Cursor, QueueCount, SavedFilter};
use words::Value;

use super::notices::hex;
use super::shortcuts::{self, KeyRow};
use super::{Office, Officer, case};
use crate::desk::{Desk, Fields, Sent, count, go};
use crate::frame::{Frame, Moment};
use crate::page::{NEVER_KEPT, Page, Policy, show, under};
use crate::pages::message;

/// Cases on one page.
const ROWS: usize = 50;
/// What an officer calls a filter. Unit: characters.
const NAME_CHARS_MAX: usize = 60;

/// The page.
#[derive(Template)]
#[template(path = "case_queue.html")]
pub struct QueuePage {
    frame: Frame,
    office: Office,
    status: StatusCode,
    shelves: Vec<Shelf>,
    rows: Vec<Row>,
    next: Option<String>,
    oldest: Vec<(String, Moment)>,
    fields: Vec<Field>,
    pairs: Vec<(&'static str, &'static str)>,
    saved: Vec<(SavedFilter, String)>,
    waiting: Vec<(String, String)>,
    bulk: BulkLists,
    may_act: bool,
    problem: Option<String>,
    keys: Vec<KeyRow>,
}

/// A way to narrow the queue: where it leads, its name, how many there are, whether it is this one.
struct Shelf {
    href: String,
    name: String,
    count: String,
    is_current: bool,
}

/// A field of the filter: its name, its label, and what can be chosen.
struct Field {
    name: &'static str,
    label: String,
    choices: Vec<(&'static str, String, bool)>,
}

/// What acts on many cases choose from.
pub(crate) struct BulkLists {
    pub(crate) outcomes: Vec<(&'static str, String)>,
    pub(crate) marks: Vec<(&'static str, String)>,
    pub(crate) officers: Vec<(String, String)>,
    pub(crate) may_close: bool,
}

/// A case of the queue. Nothing of what a person told.
pub(crate) struct Row {
    pub(crate) href: String,
    /// The case and its version, as a form sends them back.
    pub(crate) pick: String,
    pub(crate) harm: String,
    pub(crate) is_now: bool,
    pub(crate) urgency_words: String,
    pub(crate) opened: Moment,
    pub(crate) reports: String,
    pub(crate) marks: Vec<String>,
}

impl Page for QueuePage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn status(&self) -> StatusCode {
        self.status
    }
}

/// The harm of a case, in words.
pub(crate) fn harm(frame: &Frame, id: &str) -> String {
    law::Harm::from_id(id).map(|harm| frame.t(harm.message())).unwrap_or_default()
}

/// The word for how soon a person must look.
pub(crate) const fn urgency(level: u8) -> &'static str {
    match level {
        0 => "now",
        1 => "today",
        _ => "in-turn",
    }
}

/// A case as a list shows it.
pub(crate) fn row(frame: &Frame, case: &CaseRow, now_ms: u64) -> Row {
    let is_held = case.lease.is_some_and(|lease| lease.is_running(now_ms));
    let marks = [
        (case.is_unread, "case-unread"),
        (case.is_official, "case-official"),
        (is_held, "case-held"),
        (case.state.word() == "waiting", "case-waits"),
    ];
    let mut marks: Vec<String> =
        marks.into_iter().filter(|it| it.0).map(|it| frame.t(it.1)).collect();
    marks.extend(Mark::from_word(&case.mark).map(|mark| frame.word("mark", mark.word())));
    marks.extend(case.state.outcome().map(|outcome| frame.word("outcome", outcome.word())));
    Row {
        href: frame.link(&format!("/desk/case/{}", hex(&case.reference))),
        pick: format!("{}x{}", hex(&case.reference), case.version),
        harm: harm(frame, &case.harm),
        is_now: case.urgency == 0,
        urgency_words: frame.word("urgency", urgency(case.urgency)),
        opened: frame.moment(case.opened_ms / 1000),
        reports: frame.say("case-reports", &[("count", Value::Count(case.reports))]),
        marks,
    }
}

/// The filter of pairs, as they stand in an address or a form.
pub(crate) fn filter_of(pairs: &[(String, String)]) -> Filter {
    Filter::from_pairs(pairs.iter().map(|(name, word)| (name.as_str(), word.as_str())))
}

/// `GET /desk/queue`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    render(&desk, frame, &officer, &query, None)
}

fn render(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    query: &[(String, String)],
    problem: Option<String>,
) -> Response {
    match made(desk, &frame, officer, query, problem) {
        Ok(page) => under(Policy::Scripted, show(&page)),
        Err(error) => message::failed(frame, &error),
    }
}

fn made(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    query: &[(String, String)],
    problem: Option<String>,
) -> Result<QueuePage, DeskError> {
    let filter = filter_of(query);
    let now_ms = desk.now_ms();
    let page = desk.store.queue_page(&filter, officer.pseudonym, now_ms, cursor(query), ROWS)?;
    let next = page.next.map(|next| {
        let Cursor { urgency, at_ms, case_id } = next;
        let after = format!("after={urgency}x{at_ms}x{case_id}");
        let query = [filter.query(), after].into_iter().filter(|it| !it.is_empty());
        frame.link(&format!("/desk/queue?{}", query.collect::<Vec<_>>().join("&")))
    });
    let oldest = desk.store.queue_oldest()?.into_iter();
    let waiting = desk.store.bulks_to_confirm(desk.now_ms())?.into_iter();
    Ok(QueuePage {
        office: Office::new(frame, &officer.visitor),
        status: problem.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY),
        shelves: shelves(desk, frame, &filter)?,
        rows: page.cases.iter().map(|case| row(frame, case, now_ms)).collect(),
        next,
        oldest: oldest
            .map(|(level, at)| (frame.word("urgency", urgency(level)), frame.moment(at / 1000)))
            .collect(),
        fields: fields(frame, &filter),
        pairs: filter.pairs(),
        saved: saved(desk, frame, officer)?,
        waiting: waiting
            .map(|(reference, who, count)| {
                let values =
                    [("count", Value::Count(count)), ("officer", Value::Text(&who.to_string()))];
                let href = frame.link(&format!("/desk/bulk/{}", hex(&reference)));
                (href, frame.say("bulk-waits", &values))
            })
            .collect(),
        bulk: bulk_lists(desk, frame, officer)?,
        may_act: may(officer.roles, Action::Claim),
        problem,
        keys: shortcuts::rows(frame),
        frame: frame.clone(),
    })
}

/// What acts on many cases choose from, for this officer.
pub(crate) fn bulk_lists(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
) -> Result<BulkLists, DeskError> {
    let outcome = |outcome: &Outcome| (outcome.word(), frame.word("outcome", outcome.word()));
    Ok(BulkLists {
        outcomes: desk::case::closings().iter().map(outcome).collect(),
        marks: case::marks(frame),
        officers: case::officers(desk)?,
        may_close: may(officer.roles, Action::CloseCase),
    })
}

fn saved(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
) -> Result<Vec<(SavedFilter, String)>, DeskError> {
    let saved = desk.store.filters(officer.pseudonym)?.into_iter();
    let href = |filter: &SavedFilter| frame.link(&format!("/desk/queue?{}", filter.query));
    Ok(saved.map(|filter| (filter.clone(), href(&filter))).collect())
}

/// Where the page goes on, as it stands in an address.
fn cursor(query: &[(String, String)]) -> Option<Cursor> {
    let text = &query.iter().find(|(name, _)| name == "after")?.1;
    let mut parts = text.split('x');
    Some(Cursor {
        urgency: parts.next()?.parse().ok()?,
        at_ms: count(parts.next()?)?,
        case_id: parts.next()?.parse().ok()?,
    })
}

/// The fields of the filter, each with what can be chosen.
fn fields(frame: &Frame, filter: &Filter) -> Vec<Field> {
    const URGENCIES: [&str; 3] = ["0", "1", "2"];
    let chosen = filter.pairs();
    let is_chosen = |name: &str, word: &str| chosen.contains(&(name, word));
    let field = |name: &'static str, list: &str, words: Vec<(&'static str, String)>| Field {
        name,
        label: frame.word("filter", list),
        choices: words
            .into_iter()
            .map(|(word, text)| (word, text, is_chosen(name, word)))
            .collect(),
    };
    let of = |list: &str, word: &'static str| (word, frame.word(list, word));
    let urgencies =
        (0_u8..).zip(URGENCIES).map(|(at, word)| (word, frame.word("urgency", urgency(at))));
    let harms = law::Harm::ALL.iter().map(|harm| (harm.id(), frame.t(harm.message())));
    vec![
        field("shelf", "shelf", CaseShelf::ALL.iter().map(|it| of("shelf", it.word())).collect()),
        field("whose", "whose", Whose::ALL.iter().map(|it| of("whose", it.word())).collect()),
        field("urgency", "urgency", urgencies.collect()),
        field("harm", "harm", harms.collect()),
        field(
            "platform",
            "platform",
            Platform::ALL.iter().map(|it| of("platform", it.word())).collect(),
        ),
        field("mark", "mark", Mark::ALL.iter().map(|it| of("mark", it.word())).collect()),
        field(
            "outcome",
            "outcome",
            Outcome::ALL.iter().map(|it| of("outcome", it.word())).collect(),
        ),
        field("official", "official", vec![("yes", frame.t("case-official"))]),
        field("unread", "unread", vec![("yes", frame.t("case-unread"))]),
    ]
}

fn shelves(desk: &Desk, frame: &Frame, filter: &Filter) -> Result<Vec<Shelf>, DeskError> {
    let counts = desk.store.queue_counts()?;
    let of = |is: &dyn Fn(&QueueCount) -> bool| {
        counts.iter().filter(|it| is(it)).map(|it| it.cases).sum::<u64>()
    };
    let closed = desk.store.closed_counts()?.into_iter().map(|(_, cases)| cases).sum();
    let shelf = |query: &str, id: &str, count: u64| {
        let pairs: Vec<(&str, &str)> =
            query.split('&').filter_map(|pair| pair.split_once('=')).collect();
        Shelf {
            href: frame.link(&format!("/desk/queue?{query}")),
            name: frame.t(id),
            count: frame.number(count),
            is_current: Filter::from_pairs(pairs) == *filter,
        }
    };
    Ok(vec![
        shelf("shelf=live", "queue-live", of(&|_| true)),
        shelf("urgency=0", "urgency-now", of(&|it| it.urgency == 0)),
        shelf("urgency=1", "urgency-today", of(&|it| it.urgency == 1)),
        shelf("unread=yes", "case-unread", of(&|it| it.is_unread)),
        shelf("official=yes", "case-official", of(&|it| it.is_official)),
        shelf("shelf=waiting", "case-waits", of(&|it| it.state == "waiting")),
        shelf("shelf=closed", "queue-closed", closed),
    ])
}

/// `POST /desk/queue/next`: takes the first case of this queue that nobody works on.
pub async fn next(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    sent: Sent,
) -> Response {
    let fields = match officer.visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let filter = form_filter(&fields);
    match desk.store.case_claim_next(filter, officer.pseudonym, desk.now_ms()).await {
        Ok(Some(reference)) => go(&frame.link(&format!("/desk/case/{}", hex(&reference)))),
        Ok(None) => go(&frame.link(&format!("/desk/queue?{}", filter.query()))),
        Err(error) => message::failed(frame, &error),
    }
}

/// The filter that a form carries in its hidden fields.
fn form_filter(fields: &Fields) -> Filter {
    filter_of(&fields.typed())
}

/// `POST /desk/queue/save`: keeps the filter of the page under a name.
pub async fn save(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    sent: Sent,
) -> Response {
    let fields = match officer.visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let filter = form_filter(&fields);
    let frame = frame.at("/desk/queue");
    let name = FreeText::line(fields.get("name"), NAME_CHARS_MAX).map(FreeText::into_string);
    let name = match name {
        Ok(name) if !name.is_empty() => name,
        _ => {
            let problem = frame.t("filter-name-wrong");
            return render(&desk, frame, &officer, &fields.typed(), Some(problem));
        }
    };
    match desk.store.filter_save(officer.pseudonym, &name, &filter.query()).await {
        Ok(true) => go(&frame.link(&format!("/desk/queue?{}", filter.query()))),
        Ok(false) => {
            let problem = frame.t("filter-too-many");
            render(&desk, frame, &officer, &fields.typed(), Some(problem))
        }
        Err(error) => message::failed(frame, &error),
    }
}

/// `POST /desk/queue/forget`: forgets a filter.
pub async fn forget(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    sent: Sent,
) -> Response {
    let fields = match officer.visitor.admit(&desk, &frame, sent) {
        Ok(fields) => fields,
        Err(elsewhere) => return *elsewhere,
    };
    let filter_id = fields.get("filter").parse().unwrap_or(0);
    match desk.store.filter_remove(officer.pseudonym, filter_id).await {
        Ok(()) => go(&frame.link("/desk/queue")),
        Err(error) => message::failed(frame, &error),
    }
}
