//! `/room/feed.atom`: the newest entries of the register, for readers that follow.
//!
//! Source: RFC 4287.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use record::Entry;

use super::{RoomError, register};
use crate::desk::Desk;
use crate::frame::Frame;
use crate::page::{SHARED, tagged};
use crate::reading;
use crate::telling;

/// Entries in the feed.
const ENTRIES: u64 = 50;

/// The feed.
#[derive(Template)]
#[template(path = "room_feed.xml")]
struct Feed {
    frame: Frame,
    desk_name: String,
    id: String,
    base: String,
    updated: String,
    items: Vec<Item>,
}

struct Item {
    id: String,
    href: String,
    title: String,
    at: String,
    sentence: String,
}

/// `GET /room/feed.atom`.
pub(super) async fn feed(State(desk): State<Desk>, frame: Frame, headers: HeaderMap) -> Response {
    let again = frame.clone();
    let made = super::aside(desk, move |desk| build(desk, frame)).await;
    match made.map(|feed| feed.render()) {
        Ok(Ok(text)) => {
            tagged(&headers, "application/atom+xml; charset=utf-8", SHARED, text.into_bytes())
        }
        Ok(Err(error)) => crate::failure::failed(&error),
        Err(error) => error.answer(again),
    }
}

fn build(desk: &Desk, frame: Frame) -> Result<Feed, RoomError> {
    let register = register(desk)?;
    let signed = register.reader.checkpoint();
    let head = signed.checkpoint();
    let first = head.size.saturating_sub(ENTRIES);
    let entries = reading::entries(register, head, first, head.size)?;
    let base = frame.base();
    let origin = &register.identity.origin;
    let item = |(index, bytes): (u64, &Vec<u8>)| {
        let entry = Entry::from_bytes(bytes).ok()?;
        let told = telling::tell(&frame, &entry);
        Some(Item {
            // The origin is the register's name for good, wherever it is served.
            id: format!("urn:hiwar:{origin}:entry:{index}"),
            href: format!("{base}{}", frame.link(&format!("/register/entry/{index}"))),
            title: format!("{} {}", frame.number(index), told.kind),
            at: entry.at().to_string(),
            sentence: told.sentence,
        })
    };
    let mut items: Vec<Item> = (first..).zip(&entries).filter_map(item).collect();
    items.reverse();
    // A feed must have a moment; an empty one has that of its making.
    let updated = items.iter().map(|item| item.at.clone()).max();
    Ok(Feed {
        desk_name: desk.store.identity().name.clone(),
        id: format!("urn:hiwar:{origin}:entries"),
        updated: updated.unwrap_or_else(|| desk.now().to_string()),
        base,
        items,
        frame,
    })
}
