//! The time line in words: what happened, who did it, and the little more that an event holds.

use desk::case::{IdentityReason, Mark, outcome};
use desk::finding::Finding;
use store::desk::cases::CaseEvent;
use words::Value;

use crate::frame::{Frame, Moment};

/// One line of a time line.
pub(crate) struct EventRow {
    pub(crate) at: Moment,
    pub(crate) text: String,
    /// A word or two more, where the event has them.
    pub(crate) detail: String,
    /// Another case or an act on many, to which it leads.
    pub(crate) link: Option<(String, String)>,
    /// A pseudonym, or a word for the person and the desk.
    pub(crate) who: String,
    pub(crate) is_officer: bool,
}

/// The events of a case, the latest first.
pub(crate) fn of_case(frame: &Frame, events: Vec<CaseEvent>) -> Vec<EventRow> {
    let row = |event: CaseEvent| {
        let is_officer = !["person", "desk"].contains(&event.actor.as_str());
        EventRow {
            at: frame.moment(event.at_ms / 1000),
            text: text(frame, &event.kind, is_officer),
            detail: detail(frame, &event.kind, &event.detail),
            link: link(frame, &event.kind, &event.detail),
            who: match event.actor.as_str() {
                "person" => frame.t("message-person"),
                "desk" => frame.t("message-desk"),
                _ => event.actor,
            },
            is_officer,
        }
    };
    events.into_iter().rev().map(row).collect()
}

/// What happened, as an officer reads it. What a person reads of the same event may say "you".
pub(crate) fn text(frame: &Frame, kind: &str, is_officer: bool) -> String {
    match kind {
        "report-withdrawn" | "report-erased" => frame.word("trail", kind),
        "message" if is_officer => frame.t("trail-message"),
        _ => frame.word("event", kind),
    }
}

/// The word or two more that an event holds.
pub(crate) fn detail(frame: &Frame, kind: &str, detail: &str) -> String {
    match kind {
        "case-closed" => outcome(detail).map(|it| frame.word("outcome", it.word())),
        "identity-read" if detail == "delivery" => Some(frame.t("identity-delivery")),
        "identity-read" => {
            IdentityReason::from_word(detail).map(|it| frame.word("identity", it.word()))
        }
        "finding-added" => Finding::from_word(detail).map(|it| frame.word("finding", it.word())),
        "case-marked" => Mark::from_word(detail).map(|it| frame.word("mark", it.word())),
        "report-received" => law::Harm::from_id(detail).map(|it| frame.t(it.message())),
        "exhibit-revealed" => {
            Some(frame.say("event-exhibit-number", &[("number", Value::Text(detail))]))
        }
        "exhibit-purged" | "report-purged" => {
            let (numbers, twins) = match detail.split_once('+') {
                Some((numbers, twins)) => (numbers.trim(), twins.parse().unwrap_or(0)),
                None => (detail, 0),
            };
            let numbers = numbers.replace(' ', ", ");
            let values = [("numbers", Value::Text(&numbers)), ("twins", Value::Count(twins))];
            Some(frame.say("event-purged-parts", &values))
        }
        "articles-confirmed" | "case-handed-over" => Some(detail.to_owned()),
        _ => None,
    }
    .unwrap_or_default()
}

/// Where an event leads: the other case of a split or a merge, or the act on many cases.
fn link(frame: &Frame, kind: &str, detail: &str) -> Option<(String, String)> {
    let place = match kind {
        "case-split" | "case-merged" | "split-undone" | "merge-undone" => "case",
        "bulk-act" | "bulk-confirmed" | "bulk-undone" => "bulk",
        _ => return None,
    };
    crate::compose::reference(detail)?;
    Some((frame.link(&format!("/desk/{place}/{detail}")), detail.to_owned()))
}
