//! What the desk asked of platforms for the person of one report, and what came back: only notices
//! that were written from this report, and nothing of anybody else who reported the same.

use desk::answer::Statement;
use desk::notice::State;
use evidence::dossier::ENTRIES_MAX;
use record::choice::{Decision, Means};
use record::notice::{Notice, Release};
use register::proof_file::ProofFile;
use store::desk::{DeskError, KeptTurn, NoticeRow, TurnKind};
use words::Value;

use crate::compose::Said;
use crate::desk::Desk;
use crate::frame::{Frame, Moment};
use crate::office::notice::shown;
use crate::office::notices::{hex, platform_name};
use crate::visible::visible;

/// Characters of one text of a platform that the page shows; a whole statement of reasons is in the
/// dossier. More than the longest field of a statement has, so that only other texts are cut.
const TEXT_CHARS_MAX: usize = 6000;
/// The most notices whose text goes into a dossier: the newest.
const LETTERS_MAX: usize = 10;

/// A notice, as the person who asked for it reads it.
pub(crate) struct Request {
    /// Of whom.
    pub(crate) platform: String,
    /// What was asked.
    pub(crate) measure: String,
    /// Where the content is, without what tells how an address was passed on.
    pub(crate) places: Vec<String>,
    /// The articles as they are cited, and rules of the platform's house.
    pub(crate) grounds: Vec<String>,
    /// Until when an answer is asked for, and whether that is over.
    pub(crate) due: Option<(Moment, bool)>,
    /// Its page in the public room, once it is in the register.
    pub(crate) public: Option<String>,
    /// What happened since it left.
    pub(crate) turns: Vec<Turned>,
}

/// One thing that happened since.
pub(crate) struct Turned {
    pub(crate) at: Moment,
    pub(crate) what: String,
    /// How, or what was decided, in words.
    pub(crate) how: String,
    /// What was said: a name of the part, where it has one, and its text.
    pub(crate) said: Vec<(String, String)>,
}

/// The notices of a report that are out there, or were: oldest first.
fn left(desk: &Desk, report_id: i64) -> Result<Vec<NoticeRow>, DeskError> {
    let mut rows = desk.store.notices_of_report(report_id)?;
    rows.retain(|row| matches!(row.state, State::Released | State::Withdrawn));
    Ok(rows)
}

/// What was asked for a report's person, and what came back.
pub(crate) fn of_report(
    desk: &Desk,
    frame: &Frame,
    report_id: i64,
) -> Result<Vec<Request>, DeskError> {
    let mut requests = Vec::new();
    for row in left(desk, report_id)? {
        let Some(notice) = released(desk, &row)? else { continue };
        let turns = desk.store.notice_turns(row.id)?;
        let reference = hex(&row.reference);
        requests.push(Request {
            platform: platform_name(desk, &row.platform),
            measure: frame.word("measure", notice.measure.word()),
            places: notice.locations.iter().map(|place| place.address.clone()).collect(),
            grounds: grounds(frame, &notice),
            due: shown::due(desk, frame, &row, &turns),
            public: row.entry_place.map(|_| frame.link(&format!("/room/notice/{reference}"))),
            turns: turns.iter().map(|turn| turned(frame, turn)).collect(),
        });
    }
    Ok(requests)
}

/// The notice as it left.
fn released(desk: &Desk, row: &NoticeRow) -> Result<Option<Notice>, DeskError> {
    let Some(kept) = desk.store.notice_fetch(row.id)? else { return Ok(None) };
    Ok(Release::from_bytes(&kept.released).ok().map(|release| release.notice))
}

fn grounds(frame: &Frame, notice: &Notice) -> Vec<String> {
    let laws = notice.legal_grounds.iter().map(|ground| ground.citation.clone());
    let rules = notice.house_rules.iter().map(|rule| frame.word("house-rule", rule.word()));
    laws.chain(rules).collect()
}

/// What an event of a notice says beside its kind, in words; empty for any other.
pub(crate) fn event_detail(frame: &Frame, kind: &str, detail: &str) -> String {
    let list = match kind {
        "notice-answered" => "decision",
        "notice-delivered" => "means",
        "notice-withdrawn" => "withdrawal",
        _ => return String::new(),
    };
    shown::word(frame, list, detail)
}

/// What the desk wrote to the platform is not shown: it may hold words of others in the same case.
fn turned(frame: &Frame, turn: &KeptTurn) -> Turned {
    let is_here = turn.means == Means::Interface.word();
    Turned {
        at: frame.moment(turn.happened_ms / 1000),
        what: frame.word("event", turn.kind.event()),
        how: event_detail(frame, turn.kind.event(), &turn.means),
        said: match turn.kind {
            TurnKind::Answered => statement(frame, turn),
            TurnKind::Received if is_here => plain(turn),
            _ => Vec::new(),
        },
    }
}

/// A text of a platform: bounded, and with every mark written out that would turn its direction.
fn bounded(text: &str) -> String {
    let cut: String = text.chars().take(TEXT_CHARS_MAX).collect();
    let end = if cut.len() < text.len() { "…" } else { "" };
    format!("{}{end}", visible(&cut))
}

fn plain(turn: &KeptTurn) -> Vec<(String, String)> {
    let text = bounded(&Said::read(&turn.body));
    if text.is_empty() { Vec::new() } else { vec![(String::new(), text)] }
}

/// A statement of reasons, part by part; else the text as it was typed.
fn statement(frame: &Frame, turn: &KeptTurn) -> Vec<(String, String)> {
    let Ok(it) = serde_json::from_str::<Statement>(&Said::read(&turn.body)) else {
        return plain(turn);
    };
    let is_question = it.decision == Decision::AskedForMore;
    let why = if is_question { "requests-question" } else { "answer-explanation" };
    let mut parts = Vec::new();
    if !is_question {
        let measure = it.measure.map(|it| frame.word("measure", it.word()));
        parts.push(("answer-measure", measure.unwrap_or_else(|| frame.t("answer-no-measure"))));
        parts.push(("answer-basis", frame.word("basis", it.basis.word())));
        parts.push(("answer-decider", frame.word("decider", it.decider.word())));
    }
    parts.extend([
        ("answer-ground", bounded(&it.ground)),
        (why, bounded(&it.explanation)),
        ("answer-facts", bounded(&it.facts)),
        ("seat-territories", bounded(&it.territories.join(" "))),
        ("seat-applied-on", bounded(&it.applied_on)),
        ("seat-ends-on", bounded(&it.ends_on)),
        ("requests-redress", bounded(&it.redress)),
    ]);
    parts.retain(|(_, text)| !text.is_empty());
    parts.into_iter().map(|(name, text)| (frame.t(name), text)).collect()
}

/// A public entry for a dossier.
pub(crate) struct PublicEntry {
    pub(crate) bytes: Vec<u8>,
    pub(crate) proof: ProofFile,
    /// What a platform said, with the salt that opens its commitment.
    pub(crate) opened: Option<Vec<u8>>,
}

/// The public entries about a report's notices that are proven, each notice with its turns; the
/// newest, if there are more than a dossier takes.
pub(crate) fn entries(desk: &Desk, report_id: i64) -> Result<Vec<PublicEntry>, DeskError> {
    let mut found = Vec::new();
    for row in left(desk, report_id)? {
        found.extend(entry(desk, row.entry_id, None)?);
        for turn in desk.store.notice_turns(row.id)? {
            let said = (turn.kind == TurnKind::Answered).then_some(turn.body);
            found.extend(entry(desk, turn.entry_id, said)?);
        }
    }
    Ok(found.split_off(found.len().saturating_sub(ENTRIES_MAX)))
}

fn entry(
    desk: &Desk,
    id: Option<i64>,
    said: Option<Vec<u8>>,
) -> Result<Option<PublicEntry>, DeskError> {
    let Some(kept) = id.map(|id| desk.store.entry_fetch(id)).transpose()?.flatten() else {
        return Ok(None);
    };
    let proof = kept.proof.and_then(|proof| ProofFile::parse(&proof).ok());
    let opened = said.filter(|said| opens(&kept.bytes, said));
    Ok(proof.map(|proof| PublicEntry { bytes: kept.bytes, proof, opened }))
}

/// Whether the entry commits to what was said: an answer without reasons commits to nothing.
fn opens(entry: &[u8], said: &[u8]) -> bool {
    let entry = record::Entry::from_bytes(entry).ok();
    let said: Option<Said> = serde_json::from_slice(said).ok();
    let (Some(entry), Some(said)) = (entry, said) else { return false };
    match entry.body() {
        record::Body::Answer(answer) => answer
            .reasons
            .as_ref()
            .is_some_and(|reasons| reasons.opens_with(said.text.as_bytes(), &said.salt.salt())),
        _ => false,
    }
}

/// The text of each notice for a dossier, with its short name. The release itself stays with the
/// platform: it holds the code with which the author of the content speaks to the desk, and whoever
/// has the code speaks as the author.
pub(crate) fn texts(desk: &Desk, report_id: i64) -> Result<Vec<(String, String)>, DeskError> {
    let mut rows = left(desk, report_id)?;
    let rows = rows.split_off(rows.len().saturating_sub(LETTERS_MAX));
    let mut texts = Vec::new();
    for (number, row) in (1..).zip(rows) {
        if let Some(notice) = released(desk, &row)? {
            texts.push((format!("request-{number}"), shown::asked_text(&notice)));
        }
    }
    Ok(texts)
}

/// How many requests there are, in words.
pub(crate) fn count(frame: &Frame, requests: &[Request]) -> String {
    let count = Value::Count(requests.len() as u64);
    frame.say("requests-lead", &[("count", count)])
}
