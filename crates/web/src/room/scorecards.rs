//! `/room/scorecards`: how each platform answers and each authority asks, as rows that
//! `hiwar scorecard` prints too, digit for digit; and the dump that it reads.

use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use dialogue::scorecard::{COLUMNS, FIGURE_MIN};
use words::Value;

use super::downloads::{CSV, LINES, Sent, csv_row, open, send};
use super::register;
use super::shown::duration;
use crate::desk::Desk;
use crate::frame::Frame;
use crate::page::{Page, SHARED, tagged};
use crate::reading;
use crate::receipt::enter::Peer;

/// Entries of the dump that are proved and sent at once.
const AT_ONCE: u64 = 256;

/// The scorecards as they were last counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// From the first so many entries of the register.
    pub entries: u64,
    /// The rows, as `dialogue::scorecard::rows` writes them.
    pub rows: Vec<[String; 8]>,
}

/// Where the scorecards are put when they were counted, and read from.
#[derive(Debug, Default)]
pub struct Cards(Mutex<Option<Arc<Counted>>>);

impl Cards {
    /// The last ones; nothing before the first count.
    #[must_use]
    pub fn get(&self) -> Option<Arc<Counted>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts newer ones in their place.
    pub fn set(&self, counted: Arc<Counted>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(counted);
    }
}

/// The page.
#[derive(Template)]
#[template(path = "room_scorecards.html")]
struct CardsPage {
    frame: Frame,
    covers: String,
    least: String,
    command: String,
    cards: Vec<Card>,
}

/// One platform or authority.
struct Card {
    id: String,
    about: String,
    name: String,
    rows: Vec<Row>,
}

struct Row {
    figure: String,
    /// As the command prints it.
    value: String,
    unit: &'static str,
    /// A time in words.
    words: Option<String>,
    interval: Option<(String, String)>,
    share: Option<(String, String)>,
    is_too_few: bool,
}

impl Page for CardsPage {
    const CACHE: &'static str = SHARED;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /room/scorecards`.
pub(super) async fn page(State(desk): State<Desk>, frame: Frame, headers: HeaderMap) -> Response {
    super::show(desk, frame, &headers, |desk, frame| Ok(build(desk, frame))).await
}

fn build(desk: &Desk, frame: Frame) -> CardsPage {
    let counted = desk.cards.get();
    let entries = counted.as_ref().map_or(0, |counted| counted.entries);
    let mut cards: Vec<Card> = Vec::new();
    for row in counted.iter().flat_map(|counted| &counted.rows) {
        let [about, name, ..] = row;
        let id = format!("{about}-{}", name.replace('.', "-"));
        if cards.last().is_none_or(|card| card.id != id) {
            let about = frame.word("scorecard-about", about);
            cards.push(Card { id, about, name: name.clone(), rows: Vec::new() });
        }
        if let Some(card) = cards.last_mut() {
            card.rows.push(shown(&frame, row));
        }
    }
    CardsPage {
        covers: frame.say("room-covers", &[("count", Value::Count(entries))]),
        least: frame.say("scorecard-least", &[("least", Value::Count(FIGURE_MIN))]),
        command: format!("curl -s {}/room/entries.jsonl | hiwar scorecard -", frame.base()),
        cards,
        frame,
    }
}

fn shown(frame: &Frame, row: &[String; 8]) -> Row {
    let [_, _, figure, value, low, high, part, of] = row;
    let is_time = figure.ends_with("_s");
    let is_count = ["notices", "delivered", "without_time"].contains(&figure.as_str());
    let interval = (!low.is_empty()).then(|| (low.clone(), high.clone()));
    Row {
        figure: frame.word("scorecard", figure),
        is_too_few: interval.is_none() && !is_count,
        unit: match (is_time, is_count) {
            (true, _) => "s",
            (false, false) => "%",
            (false, true) => "",
        },
        words: value.parse().ok().filter(|_| is_time).map(|seconds| duration(frame, seconds)),
        value: value.clone(),
        interval,
        share: (!is_count).then(|| (part.clone(), of.clone())),
    }
}

/// `GET /room/scorecards.csv`: the rows.
pub(super) async fn csv(State(desk): State<Desk>) -> Response {
    let counted = desk.cards.get();
    let rows = counted.iter().flat_map(|counted| &counted.rows).map(|row| csv_row(row));
    let text: String = std::iter::once(csv_row(&COLUMNS)).chain(rows).collect();
    let headers = [(header::CONTENT_TYPE, CSV), (header::CACHE_CONTROL, SHARED)];
    open((headers, text).into_response())
}

/// `GET /room/scorecards.json`: the rows, one object a line, as `hiwar scorecard --json` prints them.
pub(super) async fn json(State(desk): State<Desk>, headers: HeaderMap) -> Response {
    let counted = desk.cards.get();
    let line = |row: &[String; 8]| {
        let pairs = COLUMNS.iter().zip(row);
        let pairs = pairs.map(|(name, value)| ((*name).to_owned(), value.as_str().into()));
        let object: serde_json::Map<String, serde_json::Value> = pairs.collect();
        format!("{}\n", serde_json::Value::Object(object))
    };
    let text: String = counted.iter().flat_map(|counted| &counted.rows).map(line).collect();
    open(tagged(&headers, LINES, SHARED, text.into_bytes()))
}

/// `GET /room/entries.jsonl`: the dump: every entry that the latest signed head covers, each proved
/// under it, a line each.
pub(super) async fn entries(
    State(desk): State<Desk>,
    frame: Frame,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Response {
    let sent = Sent { frame, peer, headers, media_type: LINES };
    send(desk, sent, |desk, out| {
        let register = register(desk).map_err(std::io::Error::other)?;
        let signed = register.reader.checkpoint();
        let head = signed.checkpoint();
        for first in (0..head.size).step_by(AT_ONCE as usize) {
            let lines = reading::bundle(register, head, first / AT_ONCE);
            for line in lines.map_err(std::io::Error::other)? {
                out.write_all(&line)?;
                out.write_all(b"\n")?;
            }
        }
        Ok(())
    })
    .await
}
