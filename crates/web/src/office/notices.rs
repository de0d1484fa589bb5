//! The notices of a desk by where they stand: what waits for whom, those that wait longest first.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use desk::notice::State as Stand;
use store::desk::{DeskError, NoticeRow};

use super::{Office, Officer};
use crate::desk::Desk;
use crate::frame::{Frame, Moment};
use crate::page::{NEVER_KEPT, Page, show};
use crate::pages::message;

/// Notices of one state on the page. More wait in the same order.
const ROWS_MAX: u32 = 100;

/// The list.
#[derive(Template)]
#[template(path = "notice_list.html")]
pub struct NoticesPage {
    frame: Frame,
    office: Office,
    groups: Vec<Group>,
}

/// The notices that wait for the same thing.
struct Group {
    id: &'static str,
    title: String,
    count: String,
    rows: Vec<Row>,
}

struct Row {
    href: String,
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

/// `GET /desk/notices`.
pub async fn page(State(desk): State<Desk>, frame: Frame, officer: Officer) -> Response {
    match groups(&desk, &frame) {
        Ok(groups) => {
            show(&NoticesPage { office: Office::new(&frame, &officer.visitor), groups, frame })
        }
        Err(error) => message::failed(frame, &error),
    }
}

fn groups(desk: &Desk, frame: &Frame) -> Result<Vec<Group>, DeskError> {
    let row = |row: NoticeRow| Row {
        href: address(frame, &row),
        platform: platform_name(desk, &row.platform),
        since: frame.moment(row.changed_ms / 1000),
        reference: hex(&row.reference),
    };
    let mut groups = Vec::new();
    for (stand, id) in [
        (Stand::Proposed, "proposed"),
        (Stand::Draft, "draft"),
        (Stand::Approved, "approved"),
        (Stand::UnderReview, "under-review"),
        (Stand::Registering, "registering"),
    ] {
        let rows: Vec<Row> = desk.store.notices_in(stand, ROWS_MAX)?.into_iter().map(row).collect();
        groups.push(group(frame, id, rows));
    }
    let released = desk.store.notices_in(Stand::Released, ROWS_MAX)?;
    let mut to_deliver = Vec::new();
    let mut left = Vec::new();
    for notice in released {
        let is_delivered = !desk.store.notice_turns(notice.id)?.is_empty();
        if is_delivered { left.push(row(notice)) } else { to_deliver.push(row(notice)) }
    }
    groups.insert(0, group(frame, "to-deliver", to_deliver));
    groups.push(group(frame, "left", left));
    Ok(groups)
}

fn group(frame: &Frame, id: &'static str, rows: Vec<Row>) -> Group {
    let count = frame.number(rows.len() as u64);
    Group { id, title: frame.word("notices", id), count, rows }
}
