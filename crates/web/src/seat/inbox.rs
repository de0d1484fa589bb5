//! The inbox of a platform: what left for it, newest first, with the clock of each.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use desk::seat::{Stand, Standing, stand};
use desk::turn::Turn;
use record::choice::Means;
use record::entry::{AnswerHours, NoticeIssued};
use record::id::NoticeRef;
use record::{Body, Entry, Timestamp};
use store::desk::{DeskError, Happened, Inbox, InboxFrom, InboxRow, TurnKind};

use super::open::AtSeat;
use crate::desk::{Desk, DeskState, Fields};
use crate::frame::{Frame, Moment};
use crate::office::{Office, Seat};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// Notices on a page.
const ROWS_MAX: usize = 25;

/// The inbox.
#[derive(Template)]
#[template(path = "seat_inbox.html")]
pub struct InboxPage {
    frame: Frame,
    office: Office,
    platform: String,
    filters: Vec<Filter>,
    rows: Vec<Row>,
    /// Where the list goes on.
    older: Option<String>,
}

/// A way to look at the list.
struct Filter {
    href: String,
    text: String,
    is_current: bool,
}

/// A notice in the list. Nothing of it is more than its public entry says: it is not opened here.
struct Row {
    href: String,
    harm: String,
    measure: String,
    at: Moment,
    reference: String,
    standing: &'static str,
    stands: String,
    due: Option<Moment>,
    is_new: bool,
}

impl Page for InboxPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// What a list says of a notice: its public entry, and where it stands.
pub(crate) struct Listed {
    /// The notice as its entry tells of it.
    pub(crate) issued: NoticeIssued,
    /// When its entry was written.
    pub(crate) at: Timestamp,
    /// Where it stands.
    pub(crate) stand: Stand,
    /// Whether it was opened at the seat.
    pub(crate) is_opened: bool,
}

/// What a list says of this row; nothing if its entry is none, which cannot be for one that left.
pub(crate) fn listed(desk: &DeskState, row: &InboxRow) -> Option<Listed> {
    let entry = record::canonical::parse_strict::<Entry>(&row.entry).ok()?;
    let Body::NoticeIssued(issued) = entry.body() else { return None };
    let is_here =
        |it: &Happened| it.kind == TurnKind::Delivered && it.means == Means::Interface.word();
    Some(Listed {
        stand: stand(&turns(row), desk.parties.clock(issued.answer_within_hours), desk.now()),
        is_opened: row.turns.iter().any(is_here),
        at: entry.at(),
        issued: issued.clone(),
    })
}

fn turns(row: &InboxRow) -> Vec<Turn> {
    row.turns.iter().map(Happened::turn).collect()
}

/// A part of the inbox of whoever asks, of those notices that stand as asked.
pub(crate) fn part(
    desk: &Desk,
    at: &AtSeat,
    from: InboxFrom,
    limit: usize,
    standing: Option<Standing>,
) -> Result<Inbox, DeskError> {
    let now = desk.now();
    desk.store.inbox(at.platform.as_str(), from, limit, |row| {
        let within = row.row.hours.and_then(|hours| AnswerHours::new(hours).ok());
        let stands = within.map(|it| stand(&turns(row), desk.parties.clock(it), now).standing);
        standing.is_none() || stands == standing
    })
}

/// `GET /seat?state=&before=`.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    seat: Seat,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    let query = Fields::new(query);
    let standing = Standing::from_word(query.get("state"));
    let before = query.get("before").parse().unwrap_or(u64::MAX);
    let at = AtSeat::from(&seat);
    match part(&desk, &at, InboxFrom::Before(before), ROWS_MAX, standing) {
        Ok(inbox) => {
            let rows = inbox.rows.iter().filter_map(|row| self::row(&desk, &frame, row)).collect();
            show(&InboxPage {
                office: Office::new(&frame, &seat.visitor),
                platform: crate::office::notices::platform_name(&desk, seat.platform.as_str()),
                filters: filters(&frame, standing),
                older: inbox.next.map(|next| frame.link(&address(standing, Some(next)))),
                rows,
                frame,
            })
        }
        Err(error) => message::failed(frame, &error),
    }
}

fn address(standing: Option<Standing>, before: Option<u64>) -> String {
    let state = standing.map(|standing| format!("state={}", standing.word()));
    let before = before.map(|before| format!("before={before}"));
    let query: Vec<String> = state.into_iter().chain(before).collect();
    if query.is_empty() { "/seat".to_owned() } else { format!("/seat?{}", query.join("&")) }
}

fn filters(frame: &Frame, current: Option<Standing>) -> Vec<Filter> {
    let all = [None].into_iter().chain(Standing::ALL.map(Some));
    let filter = |standing: Option<Standing>| Filter {
        href: frame.link(&address(standing, None)),
        text: match standing {
            None => frame.t("seat-all"),
            Some(standing) => frame.word("seat-standing", standing.word()),
        },
        is_current: standing == current,
    };
    all.map(filter).collect()
}

fn row(desk: &DeskState, frame: &Frame, row: &InboxRow) -> Option<Row> {
    let Listed { issued, at, stand, is_opened } = listed(desk, row)?;
    let reference = NoticeRef::from_random(row.row.reference).to_string();
    Some(Row {
        href: frame.link(&format!("/seat/notice/{reference}")),
        harm: frame.word("harm", issued.harm.word()),
        measure: frame.word("measure", issued.measure.word()),
        at: moment(frame, at),
        reference,
        standing: stand.standing.word(),
        stands: frame.word("seat-standing", stand.standing.word()),
        due: stand.due.map(|due| moment(frame, due)),
        is_new: !is_opened && stand.standing != Standing::Withdrawn,
    })
}

/// A moment as a page shows it.
pub(crate) fn moment(frame: &Frame, at: Timestamp) -> Moment {
    frame.moment(u64::try_from(at.unix()).unwrap_or(0))
}
