//! One notice in each state, written, approved and signed by the people of the demonstration.

use anyhow::{Context as _, bail};
use desk::notice::{Draft, TestDraft, Written};
use record::Timestamp;
use record::id::{NoticeRef, VerifierKeyText};
use register::note::Note;
use store::desk::{By, Fixed, NewNotice, Step};
use web::compose;
use web::desk::Desk;

use super::life::Rest;
use super::reports::{KeptReport, NOTICES};
use super::{PLATFORM, People, ago, ms};

/// How far each notice goes, in the order of the reports, and how many days ago it was written.
const GOES: [(Goes, i64); NOTICES] = [
    (Goes::Silent, 19),
    (Goes::Answered, 17),
    (Goes::Refused, 15),
    (Goes::AnsweredByProgram, 9),
    (Goes::TakenBack, 8),
    (Goes::Overturned, 7),
    (Goes::Delivered, 1),
    (Goes::Released, 1),
    (Goes::UnderReview, 1),
    (Goes::Approved, 1),
    (Goes::Proposed, 0),
    (Goes::Draft, 0),
    (Goes::Asked, 2),
];

/// How far a notice goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goes {
    Draft,
    Proposed,
    Approved,
    UnderReview,
    Released,
    Delivered,
    Refused,
    /// Its author contests it, and nobody has decided yet.
    Answered,
    /// A platform's program fetched it and answered; its author contested it, and was not right.
    AnsweredByProgram,
    /// The desk found that it was wrong, and took it back.
    TakenBack,
    /// Its author contested it, and was right.
    Overturned,
    Silent,
    /// The platform asks at its seat, and the desk has not replied.
    Asked,
}

/// Begins every notice and takes it as far as it goes without the register.
/// People find the desk at `base`, which the notices name.
pub(super) fn begin_all(
    desk: &Desk,
    people: &People,
    kept: &[KeptReport],
    base: &str,
) -> anyhow::Result<Rest> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let mut left = Vec::new();
    for (report, (goes, days)) in kept.iter().zip(GOES) {
        let id = runtime.block_on(begin(desk, people, report, (goes, days), base))?;
        if !matches!(goes, Goes::Draft | Goes::Proposed | Goes::Approved | Goes::UnderReview) {
            left.push((id, goes, days));
        }
    }
    Rest::new(desk, people, left)
}

/// The receipts of the two people who have most to read: whose notice was answered and is contested,
/// and whose platform stays silent.
pub(super) fn receipts(kept: &[KeptReport]) -> Vec<(&'static str, String)> {
    let said = |goes: Goes, what| {
        let place = GOES.iter().position(|it| it.0 == goes)?;
        Some((what, kept.get(place)?.receipt.digits().to_owned()))
    };
    let answered = said(Goes::Answered, "whose notice was answered");
    answered.into_iter().chain(said(Goes::Silent, "whose platform is silent")).collect()
}

fn draft(desk: &Desk, report_id: i64) -> anyhow::Result<Draft> {
    let kept = desk.store.report_fetch(report_id)?.context("a report of the demonstration")?;
    let report: desk::Report = serde_json::from_slice(&kept.told)?;
    let is_ground = |id: &String| desk.pack.article(id).is_some_and(|it| it.is_notice_ground);
    let candidates = law::assess(&report.answers, &desk.pack).candidates.into_iter();
    let firm = candidates.filter(|it| !it.reasons.iter().all(|because| because.is_conditional));
    Ok(Draft {
        to: PLATFORM.into(),
        places: vec![0],
        articles: firm.map(|it| it.article).filter(is_ground).take(2).collect(),
        measure: "removal".into(),
        reasons: "يسمّي المقطع شخصا عاديا ويمس به دون أي مصلحة عامة.".into(),
        language: "ar".into(),
        good_faith: true,
        test: TestDraft {
            aim: "rights_of_others".into(),
            aim_reasons: "كرامة شخص ليس شخصية عامة.".into(),
            law_reasons: "ألفاظ مهينة علنية دون واقعة محددة.".into(),
            necessity: "ينتشر كل ساعة، ولا يكفي الرد عليه.".into(),
            considered: vec![("label".into(), "الوسم يُبقي العبارات في الواجهة.".into())],
            duration_days: String::new(),
        },
        ..Draft::default()
    })
}

/// Whoever did it, so many days and hours ago.
pub(super) fn by(actor: &str, at: Timestamp) -> By<'_> {
    By { actor, at_ms: ms(at), seen: None }
}

pub(super) fn taken(step: Step) -> anyhow::Result<()> {
    match step {
        Step::Taken => Ok(()),
        Step::Elsewhere => bail!("a notice of the demonstration went elsewhere"),
    }
}

async fn begin(
    desk: &Desk,
    people: &People,
    report: &KeptReport,
    (goes, days): (Goes, i64),
    base: &str,
) -> anyhow::Result<i64> {
    let (store, at) = (&desk.store, ago(days, 0));
    let (drafter, approver) = (people.decision.to_string(), people.approver.to_string());
    let draft = draft(desk, report.report_id)?;
    let new = NewNotice {
        reference: store.draw()?,
        report_id: report.report_id,
        platform: PLATFORM,
        draft: &serde_json::to_vec(&draft)?,
    };
    let reference = NoticeRef::from_random(new.reference).to_string();
    let id = store.notice_begin(new, by(&drafter, at)).await?.context("the report is there")?;
    if goes == Goes::Draft {
        return Ok(id);
    }
    taken(store.notice_propose(id, by(&drafter, at)).await?)?;
    if goes == Goes::Proposed {
        return Ok(id);
    }
    taken(store.notice_approve(id, by(&approver, at)).await?)?;
    if goes == Goes::Approved {
        return Ok(id);
    }
    let written = write(desk, people, &reference, (&approver, at), base).await?;
    if goes == Goes::UnderReview {
        return Ok(id);
    }
    let note = Note::sign(written.certificate_text(), &people.reviewer)?;
    let certificate = String::from_utf8(note.to_bytes())?;
    let fixed = Fixed {
        entry: &written.entry.to_bytes()?,
        code: &written.notice.for_author.code,
        hours: written.notice.answer_within_hours.hours(),
    };
    let reviewer = written.notice.reviewer.as_ref().map(ToString::to_string).unwrap_or_default();
    taken(store.notice_certify(id, &certificate, fixed, by(&reviewer, at)).await?)?;
    Ok(id)
}

async fn write(
    desk: &Desk,
    people: &People,
    reference: &str,
    (approver, at): (&str, Timestamp),
    base: &str,
) -> anyhow::Result<Written> {
    let opened = compose::open(desk, reference)?.context("a notice of the demonstration")?;
    let key: VerifierKeyText = people.reviewer.verifier().to_string().parse()?;
    let written = compose::write(desk, &opened, approver, Some(key.name()), base, at);
    let written = written.with_context(|| format!("notice {reference}, of {:?}", opened.draft))?;
    let bytes = serde_json::to_vec(&written)?;
    let name = key.name().to_string();
    let id = opened.kept.row.id;
    taken(desk.store.notice_write(id, &name, &bytes, by(&name, at)).await?)?;
    Ok(written)
}
