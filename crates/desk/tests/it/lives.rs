//! Entries about the lives of invented notices, for tests of every room that reads a register.

use record::choice::Decision;
use record::{Entry, Timestamp};

/// One line of each kind of entry.
pub(crate) const FIXTURES: &str = include_str!("../../../record/fixtures/entries.jsonl");

/// The moment that moments below are counted from: the one of the fixtures.
const START: &str = "2026-11-23T21:03:22Z";

/// So many hours after the start.
pub(crate) fn moment(hours: i64) -> Timestamp {
    START.parse::<Timestamp>().unwrap().plus_seconds(hours * 3600).unwrap()
}

/// The line of `kind` in the fixtures, as JSON to be changed.
pub(crate) fn fixture(kind: &str) -> serde_json::Value {
    let is_it = |line: &&str| line.contains(&format!("\"kind\":\"{kind}\""));
    serde_json::from_str(FIXTURES.lines().find(is_it).unwrap()).unwrap()
}

/// A notice to the first platform, for nobody official.
pub(crate) const ISSUE: Event = Event::Issue { platform: 0, is_official: false };

/// Something that happens to a notice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Event {
    Issue { platform: u8, is_official: bool },
    Deliver,
    Receive,
    Answer(Decision),
    Silence,
    Withdraw,
}

/// The reference of a notice: its number again and again.
pub(crate) fn reference(notice: u32) -> String {
    format!("{notice:08x}").repeat(4)
}

/// The entry that tells of `event`, written `hour` hours after the start.
pub(crate) fn entry(notice: u32, event: Event, hour: i64) -> Vec<u8> {
    let kind = match event {
        Event::Issue { .. } => "notice_issued",
        Event::Deliver => "notice_delivered",
        Event::Receive => "notice_received",
        Event::Answer(_) => "answer",
        Event::Silence => "silence",
        Event::Withdraw => "withdrawal",
    };
    let (mut value, at) = (fixture(kind), moment(hour).to_string());
    value["at"] = at.clone().into();
    let body = &mut value["body"];
    body["notice"] = reference(notice).into();
    match event {
        Event::Issue { platform, is_official } => {
            body["to"] = format!("{}.example", char::from(b'a' + platform)).into();
            body["case"] = reference(notice / 2).into();
            body["harm"] = ["defamation", "insult", "threat"][notice as usize % 3].into();
            body["complainant"]["official"] = is_official.into();
            let due = moment(hour + 24 * 90).to_string();
            body["sender"]["authority"]["three_part_test"]["publish_after"] = due.into();
        }
        Event::Deliver => body["delivered_at"] = at.into(),
        Event::Receive => body["received_at"] = at.into(),
        Event::Answer(decision) => {
            body["answered_at"] = at.into();
            body["decision"] = decision.word().into();
            let is_done = matches!(decision, Decision::Accepted | Decision::Narrowed);
            if !is_done {
                body.as_object_mut().unwrap().remove("measure");
            }
        }
        Event::Silence => {
            body["deadline"] = moment(hour - 1).to_string().into();
            body["delivered_at"] = moment(hour - 73).to_string().into();
        }
        Event::Withdraw => {}
    }
    let bytes = record::canonical::to_bytes(&value).unwrap();
    Entry::from_bytes(&bytes).unwrap();
    bytes
}

/// Forty notices that go every way.
pub(crate) fn forty_notices() -> Vec<Vec<u8>> {
    let mut lines = Vec::new();
    for notice in 0..40u32 {
        let hour = i64::from(notice);
        let (platform, is_official) = (notice as u8 % 3, notice % 7 == 0);
        let issue = Event::Issue { platform, is_official };
        let decision = Decision::ALL[notice as usize % 4];
        let mut events = vec![issue];
        events.extend((notice % 5 > 0).then_some(Event::Deliver));
        events.extend((notice % 5 > 1).then_some(Event::Answer(decision)));
        events.extend((notice % 5 == 1).then_some(Event::Withdraw));
        lines.extend(
            (0..).zip(events).map(|(step, event)| entry(notice, event, hour + step * (5 + hour))),
        );
    }
    lines
}
