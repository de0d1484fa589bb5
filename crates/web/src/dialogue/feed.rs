//! `/dialogue/feed.atom`: what changed last in the dialogue, for readers that follow.
//!
//! Source: RFC 4287.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use record::Timestamp;

use super::kept::{Answer, Asked};
use super::shown::{path, row_standing, text, today};
use super::{DialogueError, give};
use crate::desk::Desk;
use crate::frame::Frame;

/// Items in the feed.
const ITEMS: usize = 50;

/// The feed.
#[derive(Template)]
#[template(path = "dialogue_feed.xml")]
struct Feed {
    frame: Frame,
    desk_name: String,
    id: String,
    base: String,
    updated: String,
    items: Vec<FeedItem>,
}

struct FeedItem {
    id: String,
    href: String,
    title: String,
    at: String,
    sentence: String,
}

/// `GET /dialogue/feed.atom`.
pub(super) async fn feed(State(desk): State<Desk>, asked: Asked) -> Response {
    give(desk, asked, |desk, frame| {
        let text = build(desk, frame)?.render()?;
        Ok(Answer::file(text, "application/atom+xml; charset=utf-8"))
    })
    .await
}

fn build(desk: &Desk, frame: Frame) -> Result<Feed, DialogueError> {
    let name = desk.store.identity().name.clone();
    let base = frame.base();
    let today = today(desk);
    let items = desk.store.dialogue_latest(ITEMS)?.into_iter().filter_map(|row| {
        let shown = row.shown.as_ref()?;
        let kind = frame.word("item", row.item.kind().word());
        let mut sentence = match row_standing(&row, today) {
            Some(standing) => frame.word("stands", standing.word()),
            None => kind.clone(),
        };
        if !row.is_confirmed {
            sentence = format!("{sentence} · {}", frame.t("dialogue-unconfirmed"));
        }
        Some(FeedItem {
            id: format!("urn:hiwar:{name}:dialogue:{}:{}", row.item.kind().word(), row.item),
            href: format!("{base}{}", frame.link(&path(row.item))),
            title: format!("{kind}{} {}", frame.colon(), text(&frame, shown.title())),
            at: Timestamp::nearest(row.shown_s).to_string(),
            sentence,
        })
    });
    let items: Vec<FeedItem> = items.collect();
    // A feed must have a moment; an empty one has that of its making.
    let updated = items.first().map_or_else(|| desk.now().to_string(), |item| item.at.clone());
    Ok(Feed {
        id: format!("urn:hiwar:{name}:dialogue"),
        desk_name: name,
        updated,
        base,
        items,
        frame,
    })
}
