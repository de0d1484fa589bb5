//! What happened to a report since it was received: one canonical JSON object a line, each naming
//! the hash of the line before, so that none can be taken out, put in or moved.

use std::collections::BTreeMap;

use record::Timestamp;
use record::canonical::{self, CanonicalError};
use record::id::Digest;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::manifest::Manifest;

/// The largest list of events. Unit: bytes. A case with a thousand events has about 300 kB.
pub const EVENTS_BYTES_MAX: usize = 4 << 20;

/// The longest name of an event or of one of its details. Unit: bytes.
const WORD_BYTES_MAX: usize = 40;

/// The longest text of a detail. Unit: bytes.
const DETAIL_BYTES_MAX: usize = 1024;

/// The most details of one event.
const DETAILS_MAX: usize = 16;

/// Why a list of events is not whole, or one cannot be added.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EventsError {
    /// More than [`EVENTS_BYTES_MAX`].
    #[error("the events are larger than {EVENTS_BYTES_MAX} bytes")]
    TooLarge,
    /// A name is no lower-case word, a detail is too long, or there are too many.
    #[error("an event is named by a lower-case word and has a few short details")]
    Event,
    /// A line cannot be read.
    #[error("event {line} cannot be read")]
    Line {
        /// Which line, from 1.
        line: usize,
        /// What is wrong with it.
        #[source]
        source: CanonicalError,
    },
    /// A line is no event: the last one has no line end.
    #[error("the last event has no line end")]
    Unterminated,
    /// A line names another line before it than the one that is there.
    #[error("event {line} does not name the one before it")]
    Chain {
        /// Which line, from 1.
        line: usize,
    },
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// When the desk wrote it down.
    pub at: Timestamp,
    /// What else is to be known of it, by lower-case words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub details: BTreeMap<String, String>,
    /// SHA-256 of the line before without its line end; of the manifest for the first line.
    pub prev: Digest,
    /// What happened, a lower-case word such as `received`.
    pub what: String,
}

impl Event {
    fn is_bounded(&self) -> bool {
        let is_detail =
            |(name, text): (&String, &String)| is_word(name) && text.len() <= DETAIL_BYTES_MAX;
        is_word(&self.what)
            && self.details.len() <= DETAILS_MAX
            && self.details.iter().all(is_detail)
    }
}

/// The events of one report, each linked to the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Events {
    list: Vec<Event>,
    lines: Vec<u8>,
    prev: Digest,
}

impl Events {
    /// No event yet; the first will name this manifest.
    #[must_use]
    pub fn begin(manifest: &Manifest) -> Events {
        Events { list: Vec::new(), lines: Vec::new(), prev: manifest.digest() }
    }

    /// Adds an event.
    ///
    /// # Errors
    ///
    /// [`EventsError::Event`] for a name that is no lower-case word or details past their bounds,
    /// [`EventsError::TooLarge`] when the list is full.
    pub fn push(
        &mut self,
        at: Timestamp,
        what: &str,
        details: &[(&str, &str)],
    ) -> Result<(), EventsError> {
        let details =
            details.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let event = Event { at, details, prev: self.prev, what: what.to_owned() };
        if !event.is_bounded() {
            return Err(EventsError::Event);
        }
        let mut line = canonical::to_bytes(&event).map_err(|_| EventsError::Event)?;
        if self.lines.len() + line.len() + 1 > EVENTS_BYTES_MAX {
            return Err(EventsError::TooLarge);
        }
        self.prev = Digest::of(&line);
        line.push(b'\n');
        self.lines.extend_from_slice(&line);
        self.list.push(event);
        Ok(())
    }

    /// Reads events and checks that each names the one before, the first the manifest with the
    /// hash `manifest`. What is read comes back from [`Events::to_bytes`] byte for byte.
    ///
    /// # Errors
    ///
    /// An [`EventsError`] that names the first line that is wrong.
    pub fn parse(bytes: &[u8], manifest: Digest) -> Result<Events, EventsError> {
        if bytes.len() > EVENTS_BYTES_MAX {
            return Err(EventsError::TooLarge);
        }
        let mut events = Events { list: Vec::new(), lines: bytes.to_vec(), prev: manifest };
        for (line, text) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
            let text = text.strip_suffix(b"\n").ok_or(EventsError::Unterminated)?;
            let event: Event = canonical::parse_strict(text)
                .map_err(|source| EventsError::Line { line, source })?;
            if event.prev != events.prev {
                return Err(EventsError::Chain { line });
            }
            if !event.is_bounded() {
                return Err(EventsError::Event);
            }
            events.prev = Digest::of(text);
            events.list.push(event);
        }
        Ok(events)
    }

    /// The events, oldest first.
    #[must_use]
    pub fn list(&self) -> &[Event] {
        &self.list
    }

    /// The lines as they are stored.
    #[must_use]
    pub fn to_bytes(&self) -> &[u8] {
        &self.lines
    }
}

fn is_word(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    (1..=WORD_BYTES_MAX).contains(&text.len()) && text.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Digest {
        Digest::of(b"manifest")
    }

    fn three() -> Events {
        let mut events = Events { list: Vec::new(), lines: Vec::new(), prev: manifest() };
        let at: Timestamp = "2026-11-24T10:00:00Z".parse().unwrap();
        events.push(at, "received", &[]).unwrap();
        events.push(at, "case_opened", &[("case", "1")]).unwrap();
        events.push(at, "letter_made", &[]).unwrap();
        events
    }

    #[test]
    fn events_read_back_as_the_same_chain() {
        let events = three();
        assert_eq!(Events::parse(events.to_bytes(), manifest()), Ok(events));
        assert_eq!(Events::parse(b"", manifest()).unwrap().list(), []);
    }

    #[test]
    fn a_line_taken_out_moved_or_of_another_report_breaks_the_chain() {
        let bytes = three().to_bytes().to_vec();
        let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        let check = |order: &[usize], line| {
            let bytes = order.iter().flat_map(|at| lines[*at]).copied().collect::<Vec<u8>>();
            assert_eq!(Events::parse(&bytes, manifest()), Err(EventsError::Chain { line }));
        };
        check(&[1, 2], 1);
        check(&[0, 2], 2);
        check(&[0, 2, 1], 2);
        check(&[0, 0, 1, 2], 2);
        let other = Events::parse(&bytes, Digest::of(b"other"));
        assert_eq!(other, Err(EventsError::Chain { line: 1 }));
        let cut = Events::parse(&bytes[..bytes.len() - 1], manifest());
        assert_eq!(cut, Err(EventsError::Unterminated));
    }

    #[test]
    fn an_event_keeps_its_bounds() {
        let at: Timestamp = "2026-11-24T10:00:00Z".parse().unwrap();
        let mut events = three();
        for what in ["", "Received", "a b", "é", &"a".repeat(41)] {
            assert_eq!(events.push(at, what, &[]), Err(EventsError::Event), "{what}");
        }
        let long = "x".repeat(1025);
        assert_eq!(events.push(at, "a", &[("b", &long)]), Err(EventsError::Event));
        assert_eq!(events, three());
    }
}
