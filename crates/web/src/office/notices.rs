//! The notices of a desk by where they stand: what waits for whom, those that wait longest first.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use desk::notice::State as Stand;
use desk::turn::Awaits;
use store::desk::{DeskError, NoticeRow, WaitingList};

use super::queue::harm;
use super::{Office, Officer};
use crate::desk::{Desk, Fields};
use crate::frame::{Frame, Moment};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// Notices of one list on the page, beside the other lists; alone, a list has more.
const ROWS_MAX: u32 = 25;
/// Notices of a list that is looked at alone. More follow in the same order.
const ALONE_MAX: u32 = 100;

/// Every list, in the order in which somebody has to do something.
const LISTS: [(&str, WaitingList); 9] = [
    ("to-deliver", WaitingList::Waiting(Awaits::Delivery)),
    ("to-reply", WaitingList::Waiting(Awaits::Reply)),
    ("proposed", WaitingList::In(Stand::Proposed)),
    ("draft", WaitingList::In(Stand::Draft)),
    ("approved", WaitingList::In(Stand::Approved)),
    ("under-review", WaitingList::In(Stand::UnderReview)),
    ("registering", WaitingList::In(Stand::Registering)),
    ("left", WaitingList::Waiting(Awaits::Answer)),
    ("over", WaitingList::Waiting(Awaits::Nothing)),
];

/// The list.
#[derive(Template)]
#[template(path = "notice_list.html")]
pub struct NoticesPage {
    frame: Frame,
    office: Office,
    groups: Vec<Group>,
    is_alone: bool,
}

/// The notices that wait for the same thing.
struct Group {
    id: &'static str,
    title: String,
    count: String,
    rows: Vec<Row>,
    /// Where the next ones are.
    more: Option<String>,
}

struct Row {
    href: String,
    /// What it is about: by that officers tell one from another.
    harm: String,
    platform: String,
    since: Moment,
    reference: String,
}

impl Page for NoticesPage {
    const CACHE: &'static str = NEVER_KEPT;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// The address of a notice's page.
pub(crate) fn address(frame: &Frame, row: &NoticeRow) -> String {
    frame.link(&format!("/desk/notice/{}", hex(&row.reference)))
}

/// A reference as it stands in addresses.
pub(crate) fn hex(reference: &[u8; 16]) -> String {
    record::id::NoticeRef::from_random(*reference).to_string()
}

/// The platform as people call it.
pub(crate) fn platform_name(desk: &Desk, id: &str) -> String {
    desk.parties.platform(id).map_or_else(|| id.to_owned(), |platform| platform.name.clone())
}

/// `GET /desk/notices?of=&after=`: the first notices of every list, or those of one list.
pub async fn page(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    let query = Fields::new(query);
    let alone = LISTS.into_iter().find(|(id, _)| *id == query.get("of"));
    let after = place(query.get("after"));
    let groups: Result<Vec<Group>, DeskError> = match alone {
        Some(list) => group(&desk, &frame, list, after, ALONE_MAX).map(|it| vec![it]),
        None => LISTS.map(|it| group(&desk, &frame, it, (0, 0), ROWS_MAX)).into_iter().collect(),
    };
    match groups {
        Ok(groups) => show(&NoticesPage {
            office: Office::new(&frame, &officer.visitor),
            is_alone: alone.is_some(),
            groups,
            frame,
        }),
        Err(error) => message::failed(frame, &error),
    }
}

/// The notice after which a list goes on: when it last changed, and its number.
fn place(text: &str) -> (u64, i64) {
    let parts = text.split_once('.');
    parts.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?))).unwrap_or_default()
}

fn group(
    desk: &Desk,
    frame: &Frame,
    (id, list): (&'static str, WaitingList),
    after: (u64, i64),
    most: u32,
) -> Result<Group, DeskError> {
    let mut rows = desk.store.notices_listed(list, after, most + 1)?;
    let is_more = rows.len() > most as usize;
    rows.truncate(most as usize);
    let last = rows.last().filter(|_| is_more);
    Ok(Group {
        id,
        title: frame.word("notices", id),
        count: frame.number(desk.store.notices_listed_count(list)?),
        more: last.map(|it| {
            frame.link(&format!("/desk/notices?of={id}&after={}.{}", it.changed_ms, it.id))
        }),
        rows: rows.into_iter().map(|it| row(desk, frame, &it)).collect(),
    })
}

fn row(desk: &Desk, frame: &Frame, row: &NoticeRow) -> Row {
    Row {
        href: address(frame, row),
        harm: harm(frame, &row.harm),
        platform: platform_name(desk, &row.platform),
        since: frame.moment(row.changed_ms / 1000),
        reference: hex(&row.reference),
    }
}
