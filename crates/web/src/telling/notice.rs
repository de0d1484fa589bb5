//! The life of a notice.

use record::entry::{
    Answer, ByAuthority, ByCitizen, Complainant, Ground, NoticeDelivered, NoticeIssued,
    NoticeReceived, Sender, Silence, Withdrawal,
};
use record::id::OfficerId;
use words::Value;

use super::{Shown, Teller};

pub(super) fn issued(teller: &mut Teller<'_>, body: &NoticeIssued) {
    let NoticeIssued {
        addresses,
        answer_within_hours,
        case,
        complainant,
        harm,
        measure,
        notice,
        officers,
        sender,
        text,
        to,
    } = body;
    let frame = teller.frame;
    let (harm_words, measure_words) =
        (frame.word("harm", harm.word()), frame.word("measure", measure.word()));
    let hours = words::hours(frame.language, answer_within_hours.hours().into());
    teller.sentence(&[
        ("to", Value::Text(to.as_str())),
        ("measure", Value::Text(&measure_words)),
        ("harm", Value::Text(&harm_words)),
        ("hours", Value::Text(&hours)),
    ]);
    teller.code("to", to);
    teller.words("measure", measure_words);
    teller.words("harm", harm_words);
    of_sender(teller, sender);
    of_complainant(teller, *complainant);
    teller.words("answer-hours", hours);
    let secret = addresses.iter().filter(|address| address.is_secret()).count();
    of_addresses(teller, addresses.iter().len() - secret, secret);
    teller.withheld("text", text);
    teller.officer("drafted-by", officers.drafted_by());
    teller.officer("approved-by", officers.approved_by());
    teller.code("notice", notice);
    teller.code("case", case);
}

fn of_sender(teller: &mut Teller<'_>, sender: &Sender) {
    match sender {
        Sender::Authority(ByAuthority { laws, reviewed_by, three_part_test }) => {
            teller.words("sender", teller.frame.t("sender-authority"));
            teller.codes("laws", laws.iter());
            teller.code("reviewed-by", reviewed_by);
            teller.withheld("test", three_part_test.document());
        }
        Sender::Citizen(ByCitizen { grounds }) => {
            teller.words("sender", teller.frame.t("sender-citizen"));
            let mut laws = Vec::new();
            let mut rules = Vec::new();
            for ground in grounds.iter() {
                match ground {
                    Ground::Law(law) => laws.push(law.to_string()),
                    Ground::HouseRule(rule) => {
                        rules.push(teller.frame.word("house-rule", rule.word()));
                    }
                }
            }
            if !laws.is_empty() {
                teller.field("laws", Shown::Codes(laws));
            }
            if !rules.is_empty() {
                teller.field("house-rules", Shown::List(rules));
            }
        }
    }
}

fn of_complainant(teller: &mut Teller<'_>, complainant: Complainant) {
    teller.choice("capacity", "capacity", complainant.capacity().word());
    let official = if complainant.is_official() { "official-yes" } else { "official-no" };
    teller.words("official", teller.frame.t(official));
}

fn of_addresses(teller: &mut Teller<'_>, published: usize, secret: usize) {
    let mut lines = Vec::new();
    for (count, id, left_out) in [
        (published, "addresses-published", "addresses-published"),
        (secret, "addresses-secret", "addresses-secret"),
    ] {
        if count > 0 {
            teller.left_out.insert(left_out);
            lines.push(teller.frame.say(id, &[("count", Value::Count(count as u64))]));
        }
    }
    teller.field("addresses", Shown::List(lines));
}

pub(super) fn delivered(teller: &mut Teller<'_>, body: &NoticeDelivered) {
    let NoticeDelivered { delivered_at, delivered_by, means, notice, proof } = body;
    let means_words = teller.frame.word("means", means.word());
    teller.sentence(&[("means", Value::Text(&means_words))]);
    teller.moment("delivered-at", *delivered_at);
    teller.words("means", means_words);
    teller.officer("delivered-by", *delivered_by);
    teller.withheld("delivery-proof", proof);
    teller.code("notice", notice);
}

/// Whose word it is: an officer's who wrote it down, or the platform's own.
fn recorded(teller: &mut Teller<'_>, recorded_by: Option<OfficerId>) {
    match recorded_by {
        Some(officer) => teller.officer("recorded-by", officer),
        None => teller.words("recorded-by", teller.frame.t("recorded-by-platform")),
    }
}

pub(super) fn received(teller: &mut Teller<'_>, body: &NoticeReceived) {
    let NoticeReceived { notice, receipt, received_at, recorded_by } = body;
    teller.sentence(&[]);
    teller.moment("received-at", *received_at);
    recorded(teller, *recorded_by);
    teller.withheld("receipt", receipt);
    teller.code("notice", notice);
}

pub(super) fn answer(teller: &mut Teller<'_>, body: &Answer) {
    let Answer { answered_at, basis, decider, decision, measure, notice, reasons, recorded_by } =
        body;
    let decision_words = teller.frame.word("decision", decision.word());
    teller.sentence(&[("decision", Value::Text(&decision_words))]);
    teller.moment("answered-at", *answered_at);
    teller.words("decision", decision_words);
    if let Some(measure) = measure {
        teller.choice("measure-done", "measure", measure.word());
    }
    teller.choice("basis", "basis", basis.word());
    teller.choice("decider", "decider", decider.word());
    recorded(teller, *recorded_by);
    match reasons {
        Some(reasons) => teller.withheld("reasons", reasons),
        None => teller.words("reasons", teller.frame.t("reasons-none")),
    }
    teller.code("notice", notice);
}

pub(super) fn silence(teller: &mut Teller<'_>, body: &Silence) {
    let Silence { deadline, delivered_at, notice } = body;
    teller.sentence(&[]);
    teller.moment("delivered-at", *delivered_at);
    teller.moment("deadline", *deadline);
    teller.code("notice", notice);
}

pub(super) fn withdrawal(teller: &mut Teller<'_>, body: &Withdrawal) {
    let Withdrawal { decided_by, notice, reason } = body;
    let reason_words = teller.frame.word("withdrawal", reason.word());
    teller.sentence(&[("reason", Value::Text(&reason_words))]);
    teller.words("reason", reason_words);
    teller.officer("decided-by", *decided_by);
    teller.code("notice", notice);
}
