//! `/dialogue/calendar.ics`: the days by which something was promised or asked, and the meetings that
//! were held, for calendars.
//!
//! Source: RFC 5545.

use axum::extract::{Query, State};
use axum::response::Response;
use dialogue::ItemKind;
use record::Timestamp;
use record::time::Day;
use store::desk::DialogueFilter;

use super::kept::{Answer, Asked};
use super::shown::{due, path, text};
use super::{DialogueError, give};
use crate::desk::{Desk, Fields};
use crate::frame::Frame;

/// Events in one file.
const EVENTS_MAX: usize = 2_000;
/// The longest line of a file. Source: RFC 5545, section 3.1. Unit: bytes.
const LINE_BYTES: usize = 75;
/// Seconds of a day.
const DAY_S: i64 = 86_400;

/// `GET /dialogue/calendar.ics?platform=`.
pub(super) async fn calendar(
    State(desk): State<Desk>,
    Query(query): Query<Vec<(String, String)>>,
    asked: Asked,
) -> Response {
    give(desk, asked, move |desk, frame| {
        let text = build(desk, &frame, &Fields::new(query))?;
        Ok(Answer::file(text, "text/calendar; charset=utf-8"))
    })
    .await
}

fn build(desk: &Desk, frame: &Frame, query: &Fields) -> Result<String, DialogueError> {
    let name = &desk.store.identity().name;
    let platform = Some(query.get("platform")).filter(|id| !id.is_empty()).map(str::to_owned);
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Hiwar//Dialogue//EN");
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(&frame.t("dialogue-title"))));
    for kind in [ItemKind::Commitment, ItemKind::Ask, ItemKind::Meeting] {
        let filter = DialogueFilter {
            kind: Some(kind),
            platform: platform.clone(),
            ..DialogueFilter::default()
        };
        for row in desk.store.dialogue_list(&filter, EVENTS_MAX)?.rows {
            let Some(shown) = &row.shown else { continue };
            let day = if kind == ItemKind::Meeting { row.day } else { due(shown).flatten() };
            let Some(day) = day else { continue };
            let kind = frame.word("calendar", row.item.kind().word());
            let title = format!("{kind}{} {}", frame.colon(), text(frame, shown.title()));
            line(&mut out, "BEGIN:VEVENT");
            line(&mut out, &format!("UID:{}-{}@{name}", row.item.kind().word(), row.item));
            line(&mut out, &format!("DTSTAMP:{}", stamp(Timestamp::nearest(row.shown_s))));
            line(&mut out, &format!("DTSTART;VALUE=DATE:{}", date(day)));
            line(&mut out, &format!("DTEND;VALUE=DATE:{}", date(after(day))));
            line(&mut out, &format!("SUMMARY:{}", escaped(&title)));
            line(&mut out, &format!("URL:{}{}", frame.base(), path(row.item)));
            line(&mut out, "TRANSP:TRANSPARENT");
            line(&mut out, "END:VEVENT");
        }
    }
    line(&mut out, "END:VCALENDAR");
    Ok(out)
}

/// The day after; the end of an event of one day, which the format does not count in.
fn after(day: Day) -> Day {
    day.start().plus_seconds(DAY_S).map_or(day, Timestamp::day)
}

fn date(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// A moment as the format has it: `20261127T061500Z`.
fn stamp(at: Timestamp) -> String {
    at.to_string().replace(['-', ':'], "")
}

/// A text as the format has it. Source: RFC 5545, section 3.3.11.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a line, folded where it is too long and never inside a character.
fn line(out: &mut String, text: &str) {
    let mut used = 0;
    for c in text.chars() {
        if used + c.len_utf8() > LINE_BYTES {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_at_75_bytes_and_come_back_whole() {
        for text in ["SUMMARY:short".to_owned(), "x".repeat(300), "مكتبٌ في البلد ".repeat(40)]
        {
            let mut out = String::new();
            line(&mut out, &text);
            assert!(out.lines().all(|line| line.len() <= LINE_BYTES));
            assert_eq!(out.replace("\r\n ", "").trim_end_matches("\r\n"), text);
        }
    }

    #[test]
    fn a_text_cannot_begin_a_line_of_its_own() {
        assert_eq!(escaped("a\nEND:VEVENT;x,y\\\r"), "a\\nEND:VEVENT\\;x\\,y\\\\");
    }

    #[test]
    fn moments_and_days_are_in_the_basic_form() {
        let day: Day = "2026-12-31".parse().unwrap();
        assert_eq!((date(day), date(after(day))), ("20261231".into(), "20270101".into()));
        assert_eq!(stamp(day.start()), "20261231T000000Z");
    }
}
