//! The dialogue with platforms: meetings, positions, asks, commitments.

use record::entry::{AskMade, CommitmentEvidence, CommitmentMade, MeetingHeld, PositionTaken};
use words::Value;

use super::Teller;
use super::house::quorum_words;

pub(super) fn meeting(teller: &mut Teller<'_>, body: &MeetingHeld) {
    let MeetingHeld { day, form, meeting, minutes, present } = body;
    let names: Vec<String> = present.iter().map(|it| words::isolated(it.as_str())).collect();
    let names = names.join(&teller.frame.t("list-comma"));
    let form_words = teller.frame.word("meeting-form", form.word());
    teller.sentence(&[("present", Value::Text(&names)), ("form", Value::Text(&form_words))]);
    teller.day("day", *day);
    teller.words("form", form_words);
    teller.codes("present", present.iter());
    match minutes {
        Some(minutes) => teller.document("minutes", minutes),
        None => teller.words("minutes", teller.frame.t("minutes-none")),
    }
    teller.code("meeting", meeting);
}

pub(super) fn position(teller: &mut Teller<'_>, body: &PositionTaken) {
    let PositionTaken { position, quorum, reserved_by, signed_by, state, text } = body;
    let state_words = teller.frame.word("position-state", state.word());
    let quorum_words = quorum_words(teller, *quorum);
    teller.sentence(&[
        ("state", Value::Text(&state_words)),
        ("count", Value::Count(signed_by.count() as u64)),
        ("quorum", Value::Text(&quorum_words)),
    ]);
    teller.words("state", state_words);
    teller.words("quorum", quorum_words);
    if signed_by.count() > 0 {
        teller.codes("signed-by", signed_by.iter());
    }
    if reserved_by.count() > 0 {
        teller.codes("reserved-by", reserved_by.iter());
    }
    teller.document("position-text", text);
    teller.code("position", position);
}

pub(super) fn ask(teller: &mut Teller<'_>, body: &AskMade) {
    let AskMade { ask, due, meeting, position, text, to } = body;
    teller.sentence(&[("to", Value::Text(to.as_str()))]);
    teller.code("to", to);
    of_due(teller, *due);
    teller.document("ask-text", text);
    if let Some(meeting) = meeting {
        teller.code("meeting", meeting);
    }
    if let Some(position) = position {
        teller.code("position", position);
    }
    teller.code("ask", ask);
}

pub(super) fn commitment(teller: &mut Teller<'_>, body: &CommitmentMade) {
    let CommitmentMade { ask, by, commitment, due, meeting, said_on, source } = body;
    teller.sentence(&[("by", Value::Text(by.as_str()))]);
    teller.code("by", by);
    teller.day("said-on", *said_on);
    of_due(teller, *due);
    teller.document("source", source);
    if let Some(ask) = ask {
        teller.code("ask", ask);
    }
    if let Some(meeting) = meeting {
        teller.code("meeting", meeting);
    }
    teller.code("commitment", commitment);
}

pub(super) fn commitment_evidence(teller: &mut Teller<'_>, body: &CommitmentEvidence) {
    let CommitmentEvidence { commitment, decided_by, evidence, seen_on, state } = body;
    let state_words = teller.frame.word("commitment-state", state.word());
    teller.sentence(&[("state", Value::Text(&state_words))]);
    teller.words("state", state_words);
    teller.day("seen-on", *seen_on);
    teller.document("evidence", evidence);
    teller.officer("decided-by", *decided_by);
    teller.code("commitment", commitment);
}

fn of_due(teller: &mut Teller<'_>, due: Option<record::Day>) {
    match due {
        Some(due) => teller.day("due", due),
        None => teller.words("due", teller.frame.t("due-none")),
    }
}
