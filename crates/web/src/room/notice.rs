//! `/room/notice/{reference}`: one notice from the entry that issued it on, each step with its entry
//! and its proof.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use desk::public::{Life, State as CameBack};
use record::id::NoticeRef;
use record::notice::ThreePartText;
use record::{Entry, Timestamp, WithheldDocument, canonical};
use store::desk::{NoticeLife, PublishedTest};
use words::Value;

use super::shown::{duration, elements, ground, moment};
use super::{RoomError, register};
use crate::desk::Desk;
use crate::frame::{Frame, Moment};
use crate::page::{Page, SHARED};
use crate::reading;
use crate::telling;

/// One notice.
#[derive(Template)]
#[template(path = "room_notice.html")]
pub(super) struct NoticePage {
    frame: Frame,
    reference: String,
    to: String,
    to_href: String,
    asked_at: Moment,
    harm: String,
    measure: String,
    sender: String,
    capacity: String,
    official: String,
    is_official: bool,
    state: String,
    is_bad: bool,
    took: Option<String>,
    hours: String,
    deadline: Option<(Moment, bool)>,
    addresses: Vec<String>,
    case: String,
    case_href: String,
    grounds: Vec<GroundLine>,
    steps: Vec<StepLine>,
    more: Option<String>,
    test: Option<TestShown>,
}

/// An article or a house rule.
struct GroundLine {
    words: String,
    elements: Option<String>,
    key: String,
    href: String,
}

/// One entry of the notice.
struct StepLine {
    index: String,
    entry: String,
    proof: String,
    kind: String,
    sentence: String,
    at: Moment,
    odd: Vec<String>,
}

/// What can be said about the three-part test.
enum TestShown {
    /// Its day is to come.
    Later(Moment),
    /// Its day has come, and it is not here.
    Missing(Moment),
    /// Here it is, and it is the one that the entry committed to.
    Here(Box<TestText>),
    /// What the desk shows is another one than the entry committed to.
    Other,
}

/// A three-part test in the reader's language, as far as it is in words of ours.
struct TestText {
    aim: String,
    aim_reasons: String,
    laws: Vec<String>,
    law_reasons: String,
    measure: String,
    duration: String,
    necessity: String,
    considered: Vec<(String, String)>,
    hash: String,
    salt: String,
}

impl Page for NoticePage {
    const CACHE: &'static str = SHARED;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /room/notice/{reference}`.
pub(super) async fn page(
    State(desk): State<Desk>,
    Path(reference): Path<String>,
    frame: Frame,
    headers: HeaderMap,
) -> Response {
    super::show(desk, frame, &headers, move |desk, frame| build(desk, frame, &reference)).await
}

fn build(desk: &Desk, frame: Frame, reference: &str) -> Result<NoticePage, RoomError> {
    let notice: NoticeRef = reference.parse().map_err(|_| RoomError::Nothing)?;
    let found = desk.store.room_notice(notice)?.ok_or(RoomError::Nothing)?;
    let entries = entries(desk, &found)?;
    let first = entries.first().and_then(|(_, entry)| entry.three_part_test());
    let test = match first {
        Some(test) => {
            let published = desk.store.test_published(notice.as_bytes())?;
            test_shown(desk, &frame, test.document(), published.as_ref())
        }
        None => None,
    };
    let rest = found.count - found.entries.len() as u64;
    let NoticeLife { life, .. } = &found;
    let issued = &life.issued;
    let official = if issued.is_official { "official-yes" } else { "official-no" };
    let sender = if issued.is_authority { "sender-authority" } else { "sender-citizen" };
    Ok(NoticePage {
        reference: notice.to_string(),
        to: issued.to.to_string(),
        to_href: frame.link(&format!("/room/notices?platform={}", issued.to)),
        asked_at: moment(&frame, issued.at),
        harm: frame.word("harm", issued.harm.word()),
        measure: frame.word("measure", issued.measure.word()),
        sender: frame.t(sender),
        capacity: frame.word("capacity", issued.capacity.word()),
        official: frame.t(official),
        is_official: issued.is_official,
        state: frame.word("came-back", life.state().word()),
        is_bad: life.state() == CameBack::Silent,
        took: life.answer_s().map(|seconds| duration(&frame, seconds)),
        hours: words::hours(frame.language, issued.answer_hours.into()),
        deadline: deadline(&frame, life, desk.now()),
        addresses: addresses(&frame, life),
        case: issued.case.to_string(),
        case_href: frame.link(&format!("/room/case/{}", issued.case)),
        grounds: life.ground_keys().map(|key| ground_line(desk, &frame, key)).collect(),
        steps: entries.iter().map(|it| step(&frame, &found, it)).collect(),
        more: (rest > 0).then(|| frame.say("room-steps-more", &[("count", Value::Count(rest))])),
        test,
        frame,
    })
}

/// The entries of a notice, each proved under the latest head.
fn entries(desk: &Desk, found: &NoticeLife) -> Result<Vec<(u64, Entry)>, RoomError> {
    let register = register(desk)?;
    let signed = register.reader.checkpoint();
    let bytes = reading::some(register, signed.checkpoint(), &found.entries)?;
    let read = |(index, bytes): (&u64, &Vec<u8>)| Some((*index, Entry::from_bytes(bytes).ok()?));
    Ok(found.entries.iter().zip(&bytes).filter_map(read).collect())
}

fn step(frame: &Frame, found: &NoticeLife, (index, entry): &(u64, Entry)) -> StepLine {
    let told = telling::tell(frame, entry);
    let odd = found.odd.iter().filter(|odd| odd.index == *index);
    StepLine {
        index: frame.number(*index),
        entry: frame.link(&format!("/register/entry/{index}")),
        proof: frame.link(&format!("/register/proof/{index}")),
        kind: told.kind,
        sentence: told.sentence,
        at: told.at,
        odd: odd.map(|odd| frame.word("odd", odd.why.word())).collect(),
    }
}

/// The last moment to answer, and whether it is over, while the notice waits.
fn deadline(frame: &Frame, life: &Life, now: Timestamp) -> Option<(Moment, bool)> {
    let deadline = life.deadline().filter(|_| life.state() == CameBack::Waiting)?;
    Some((moment(frame, deadline), life.is_overdue(now)))
}

fn addresses(frame: &Frame, life: &Life) -> Vec<String> {
    let issued = &life.issued;
    let counts = [
        ("addresses-published", issued.addresses_published),
        ("addresses-secret", issued.addresses_secret),
    ];
    let there = counts.into_iter().filter(|(_, count)| *count > 0);
    there.map(|(id, count)| frame.say(id, &[("count", Value::Count(count as u64))])).collect()
}

fn ground_line(desk: &Desk, frame: &Frame, key: String) -> GroundLine {
    GroundLine {
        words: ground(desk, frame, &key),
        elements: elements(desk, frame, &key),
        href: frame.link(&format!("/room/notices?article={key}")),
        key,
    }
}

fn test_shown(
    desk: &Desk,
    frame: &Frame,
    document: &WithheldDocument,
    published: Option<&PublishedTest>,
) -> Option<TestShown> {
    let due = document.publish_after()?;
    if desk.now() < due {
        return Some(TestShown::Later(moment(frame, due)));
    }
    let Some(test) = published else { return Some(TestShown::Missing(moment(frame, due))) };
    let text = canonical::parse_strict::<ThreePartText>(&test.text);
    Some(match text {
        Ok(text) if document.opens_with(&test.text, &test.salt()) => {
            TestShown::Here(Box::new(test_text(desk, frame, &text, document, test)))
        }
        _ => TestShown::Other,
    })
}

fn test_text(
    desk: &Desk,
    frame: &Frame,
    text: &ThreePartText,
    document: &WithheldDocument,
    test: &PublishedTest,
) -> TestText {
    let duration = match text.duration_days {
        Some(days) => frame.say("room-took-days", &[("count", Value::Count(days.into()))]),
        None => frame.t("room-test-for-good"),
    };
    let considered = text.considered.iter();
    TestText {
        aim: frame.word("aim", text.aim.word()),
        aim_reasons: text.aim_reasons.clone(),
        laws: text.laws.iter().map(|law| ground(desk, frame, law.as_str())).collect(),
        law_reasons: text.law_reasons.clone(),
        measure: frame.word("measure", text.measure.word()),
        duration,
        necessity: text.necessity.text.clone(),
        considered: considered
            .map(|it| (frame.word("measure", it.measure.word()), it.why_not.clone()))
            .collect(),
        hash: document.salted_sha256().to_string(),
        salt: test.salt.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}
