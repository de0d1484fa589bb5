//! The notices of the room for programs: as lines of JSON, or as CSV.

use std::io::{self, Write as _};
use std::sync::Arc;

use axum::extract::{Extension, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use desk::public::Life;
use serde::Serialize;
use store::desk::NoticeFilter;

use super::notices::{Asked, filter};
use crate::desk::Desk;
use crate::downloads::{PIECE_BYTES, Pieces};
use crate::failure;
use crate::frame::Frame;
use crate::holding::Network;
use crate::page::SHARED;
use crate::pages::message;
use crate::receipt::enter::Peer;

pub(crate) const LINES: &str = "application/x-ndjson";
pub(crate) const CSV: &str = "text/csv; charset=utf-8; header=present";

/// Notices that are read from the tables at once.
const AT_ONCE: usize = 500;

/// Any site may read what is public.
pub(super) fn open(mut answer: Response) -> Response {
    let any = HeaderValue::from_static("*");
    answer.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, any);
    answer
}

/// What is said of one notice to programs: the columns of the CSV, and the fields of a line.
#[derive(Serialize)]
struct Line {
    index: u64,
    at: String,
    notice: String,
    case: String,
    to: String,
    harm: &'static str,
    measure: &'static str,
    grounds: Vec<String>,
    sender: &'static str,
    capacity: &'static str,
    official: bool,
    answer_within_hours: u16,
    addresses_published: usize,
    addresses_secret: usize,
    state: &'static str,
    delivered_at: Option<String>,
    means: Option<&'static str>,
    received_at: Option<String>,
    first_decision: Option<&'static str>,
    first_decision_at: Option<String>,
    answer_s: Option<u64>,
    last_answer: Option<&'static str>,
    last_answer_at: Option<String>,
    measure_done: Option<&'static str>,
    answers: u64,
    silence_deadline: Option<String>,
    answered_after_silence: bool,
    withdrawn_at: Option<String>,
    withdrawal: Option<&'static str>,
    test_due: Option<String>,
}

/// The names of the columns, in the order of [`Line::cells`].
const COLUMNS: &[&str] = &[
    "index",
    "at",
    "notice",
    "case",
    "to",
    "harm",
    "measure",
    "grounds",
    "sender",
    "capacity",
    "official",
    "answer_within_hours",
    "addresses_published",
    "addresses_secret",
    "state",
    "delivered_at",
    "means",
    "received_at",
    "first_decision",
    "first_decision_at",
    "answer_s",
    "last_answer",
    "last_answer_at",
    "measure_done",
    "answers",
    "silence_deadline",
    "answered_after_silence",
    "withdrawn_at",
    "withdrawal",
    "test_due",
];

impl Line {
    fn of(life: &Life) -> Line {
        let issued = &life.issued;
        let text = |at: record::Timestamp| at.to_string();
        Line {
            index: issued.index,
            at: text(issued.at),
            notice: issued.notice.to_string(),
            case: issued.case.to_string(),
            to: issued.to.to_string(),
            harm: issued.harm.word(),
            measure: issued.measure.word(),
            grounds: life.ground_keys().collect(),
            sender: if issued.is_authority { "authority" } else { "citizen" },
            capacity: issued.capacity.word(),
            official: issued.is_official,
            answer_within_hours: issued.answer_hours,
            addresses_published: issued.addresses_published,
            addresses_secret: issued.addresses_secret,
            state: life.state().word(),
            delivered_at: life.delivered.map(|it| text(it.at)),
            means: life.delivered.map(|it| it.means.word()),
            received_at: life.received_at.map(text),
            first_decision: life.decided.map(|it| it.decision.word()),
            first_decision_at: life.decided.map(|it| text(it.at)),
            answer_s: life.answer_s(),
            last_answer: life.answered.map(|it| it.decision.word()),
            last_answer_at: life.answered.map(|it| text(it.at)),
            measure_done: life.answered.and_then(|it| it.measure).map(|it| it.word()),
            answers: life.answers,
            silence_deadline: life.silenced.map(|it| text(it.deadline)),
            answered_after_silence: life.is_answered_late,
            withdrawn_at: life.withdrawn.map(|it| text(it.at)),
            withdrawal: life.withdrawn.map(|it| it.reason.word()),
            test_due: issued.test_due.map(text),
        }
    }

    /// The line as cells, in the order of [`COLUMNS`]: what JSON has, a list with spaces between.
    fn cells(&self) -> Vec<String> {
        let value = serde_json::to_value(self).unwrap_or_default();
        let cell = |name: &&str| match &value[name] {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Array(items) => {
                items.iter().filter_map(|it| it.as_str()).collect::<Vec<_>>().join(" ")
            }
            other => other.to_string(),
        };
        COLUMNS.iter().map(cell).collect()
    }
}

/// A cell as CSV has it. One that a spreadsheet would run as a formula begins with an apostrophe.
///
/// Source: RFC 4180; OWASP, "CSV Injection".
fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r', ';']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

pub(crate) fn csv_row<T: AsRef<str>>(cells: &[T]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text.as_ref())).collect();
    format!("{}\r\n", cells.join(","))
}

/// `GET /room/notices.csv`: the notices that the address asks for, newest first.
pub(super) async fn notices_csv(
    State(desk): State<Desk>,
    asked: Asked,
    frame: Frame,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Response {
    let filter = filter(&asked);
    let sent = Sent { frame, peer, headers, media_type: CSV };
    send(desk, sent, move |desk, out| {
        out.write_all(csv_row(COLUMNS).as_bytes())?;
        write_all(desk, filter, out, |life| csv_row(&Line::of(life).cells()))
    })
    .await
}

/// `GET /room/notices.json`: the same, one object a line.
pub(super) async fn notices_json(
    State(desk): State<Desk>,
    asked: Asked,
    frame: Frame,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Response {
    let filter = filter(&asked);
    let sent = Sent { frame, peer, headers, media_type: LINES };
    let row =
        |life: &Life| format!("{}\n", serde_json::to_string(&Line::of(life)).unwrap_or_default());
    send(desk, sent, move |desk, out| write_all(desk, filter, out, row)).await
}

/// How a list is sent.
pub(crate) struct Sent {
    pub(crate) frame: Frame,
    pub(crate) peer: Option<Extension<Peer>>,
    pub(crate) headers: HeaderMap,
    pub(crate) media_type: &'static str,
}

/// Sends a list of any length, a piece at a time, to as many readers as there are places for.
pub(crate) async fn send(
    desk: Desk,
    sent: Sent,
    write: impl FnOnce(&Desk, &mut io::BufWriter<&mut Pieces>) -> io::Result<()> + Send + 'static,
) -> Response {
    let Sent { frame, peer, headers, media_type } = sent;
    let network = peer.and_then(|peer| Network::of(peer.0.behind(&headers)));
    let Some(place) = desk.downloads.place(network).await else { return message::queued(frame) };
    let reading = Arc::clone(&desk);
    let body = place.body(move |out| {
        let mut out = io::BufWriter::with_capacity(PIECE_BYTES, out);
        write(&reading, &mut out)
            .and_then(|()| out.flush())
            .inspect_err(|error| failure::broken_off(reading.tell, "list", error))
    });
    let headers = [(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, SHARED)];
    open((headers, body).into_response())
}

fn write_all(
    desk: &Desk,
    mut filter: NoticeFilter,
    out: &mut io::BufWriter<&mut Pieces>,
    row: impl Fn(&Life) -> String,
) -> io::Result<()> {
    loop {
        let list = desk.store.room_notices(&filter, AT_ONCE).map_err(io::Error::other)?;
        for life in &list.lives {
            out.write_all(row(life).as_bytes())?;
        }
        match list.next {
            Some(next) => filter.before = Some(next),
            None => return Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_guarded() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+212", "'+212"),
            ("-1", "'-1"),
            ("@sum", "'@sum"),
            ("\tx", "'\tx"),
            ("a=b", "a=b"),
            ("", ""),
            ("a,b", "\"a,b\""),
            ("=\"a\"", "\"'=\"\"a\"\"\""),
            ("a\nb", "\"a\nb\""),
        ] {
            assert_eq!(cell(text), expected, "{text:?}");
        }
    }
}
