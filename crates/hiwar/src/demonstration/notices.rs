//! One notice in each state, written, approved and signed by the people of the demonstration.

use std::time::Duration;

use anyhow::{Context as _, bail};
use desk::contest::Plea;
use desk::notice::{Draft, State, TestDraft, Written};
use record::choice::Means;
use record::entry::{Answer, NoticeDelivered, NoticeReceived};
use record::id::{NoticeRef, OrganisationId, VerifierKeyText};
use record::{Body, Entry, Timestamp};
use register::note::Note;
use store::desk::{By, Contester, Fixed, NewNotice, NewTurn, Step, TurnKind};
use web::compose::{self, Said};
use web::desk::Desk;

use super::reports::{KeptReport, NOTICES};
use super::{PLATFORM, People, ago, ms};
use crate::clock;

/// How far each notice goes, in the order of the reports, and how many days ago it was written.
const GOES: [(Goes, i64); NOTICES] = [
    (Goes::Silent, 19),
    (Goes::Answered, 17),
    (Goes::Refused, 15),
    (Goes::Delivered, 1),
    (Goes::Released, 1),
    (Goes::UnderReview, 1),
    (Goes::Approved, 1),
    (Goes::Proposed, 0),
    (Goes::Draft, 0),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goes {
    Draft,
    Proposed,
    Approved,
    UnderReview,
    Released,
    Delivered,
    Refused,
    Answered,
    Silent,
}

/// What is left to do once the register has grown.
pub(crate) struct Rest {
    left: Vec<(i64, Goes, i64)>,
    liaison: String,
    desk: OrganisationId,
}

/// Begins every notice and takes it as far as it goes without the register.
pub(super) fn begin_all(desk: &Desk, people: &People, kept: &[KeptReport]) -> anyhow::Result<Rest> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let mut left = Vec::new();
    for (report, (goes, days)) in kept.iter().zip(GOES) {
        let id = runtime.block_on(begin(desk, people, report, goes, days))?;
        if !matches!(goes, Goes::Draft | Goes::Proposed | Goes::Approved | Goes::UnderReview) {
            left.push((id, goes, days));
        }
    }
    let desk = desk.store.identity().name.parse()?;
    Ok(Rest { left, liaison: people.liaison.to_string(), desk })
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
fn by(actor: &str, at: Timestamp) -> By<'_> {
    By { actor, at_ms: ms(at) }
}

fn taken(step: Step) -> anyhow::Result<()> {
    match step {
        Step::Taken => Ok(()),
        Step::Elsewhere => bail!("a notice of the demonstration went elsewhere"),
    }
}

async fn begin(
    desk: &Desk,
    people: &People,
    report: &KeptReport,
    goes: Goes,
    days: i64,
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
    let written = write(desk, people, &reference, &approver, at).await?;
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
    approver: &str,
    at: Timestamp,
) -> anyhow::Result<Written> {
    let opened = compose::open(desk, reference)?.context("a notice of the demonstration")?;
    let key: VerifierKeyText = people.reviewer.verifier().to_string().parse()?;
    let base = "http://localhost:8200";
    let written = compose::write(desk, &opened, approver, Some(key.name()), base, at);
    let written = written.with_context(|| format!("notice {reference}, of {:?}", opened.draft))?;
    let bytes = serde_json::to_vec(&written)?;
    let name = key.name().to_string();
    let id = opened.kept.row.id;
    taken(desk.store.notice_write(id, &name, &bytes, by(&name, at)).await?)?;
    Ok(written)
}

impl Rest {
    /// Waits until the notices may leave, delivers them, and writes down what came back. Ends early if
    /// `is_over` says so.
    pub(crate) fn run(self, desk: &Desk, is_over: impl Fn() -> bool) -> anyhow::Result<()> {
        for (id, goes, days) in &self.left {
            while desk.store.notice_fetch(*id)?.is_none_or(|it| it.row.state != State::Released) {
                if is_over() {
                    return Ok(());
                }
                std::thread::sleep(Duration::from_millis(100));
            }
            self.live(desk, *id, *goes, *days)?;
        }
        Ok(())
    }

    fn live(&self, desk: &Desk, id: i64, goes: Goes, days: i64) -> anyhow::Result<()> {
        if goes == Goes::Released {
            return Ok(());
        }
        let notice = desk.store.notice_fetch(id)?.context("a notice of the demonstration")?;
        let reference = NoticeRef::from_random(notice.row.reference);
        let delivered_at = ago(days, -1);
        let said = Said::new(desk, "form 4711".into())?;
        let delivered = Body::NoticeDelivered(NoticeDelivered {
            delivered_at,
            delivered_by: self.liaison.parse()?,
            means: Means::PublicForm,
            notice: reference,
            proof: said.document(),
        });
        let means = Means::PublicForm.word();
        let turn = (TurnKind::Delivered, delivered_at, means);
        self.turn(desk, id, turn, &said, delivered)?;
        if goes == Goes::Delivered {
            let said = Said::new(desk, "receipt 9".into())?;
            let received = Body::NoticeReceived(NoticeReceived {
                notice: reference,
                receipt: said.document(),
                received_at: delivered_at,
            });
            self.turn(desk, id, (TurnKind::Received, delivered_at, ""), &said, received)?;
        }
        if matches!(goes, Goes::Answered | Goes::Refused) {
            self.answer(desk, id, reference, goes, ago(days, -30))?;
        }
        if goes == Goes::Answered {
            let runtime = tokio::runtime::Builder::new_current_thread().build()?;
            let plea = Plea::new("المقطع سخرية، ولم أذكر أحدا.", "")?;
            let why = serde_json::to_string(&plea)?;
            let contest = desk.store.contest_add(id, Contester::Author, &why, clock::now_ms());
            runtime.block_on(contest)?;
        }
        Ok(())
    }

    fn answer(
        &self,
        desk: &Desk,
        id: i64,
        notice: NoticeRef,
        goes: Goes,
        answered_at: Timestamp,
    ) -> anyhow::Result<()> {
        use desk::answer::StatementDraft;
        use record::choice::Measure;
        let is_refused = goes == Goes::Refused;
        let word = |is: bool, word: &str| if is { word.to_owned() } else { String::new() };
        let draft = StatementDraft {
            decision: if is_refused { "refused".into() } else { "accepted".into() },
            measure: word(!is_refused, "removal"),
            basis: "law".into(),
            decider: "person".into(),
            ground: "88-13, 85".into(),
            explanation: word(is_refused, "We read it as an opinion."),
            facts: "Seen by a person.".into(),
            own_id: format!("demo-{id}"),
            ..StatementDraft::default()
        };
        let statement = draft.check(Measure::Removal);
        let statement = statement.map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
        let said = Said::new(desk, serde_json::to_string(&statement)?)?;
        let body = Body::Answer(Answer {
            answered_at,
            basis: statement.basis,
            decider: statement.decider,
            decision: statement.decision,
            measure: statement.measure,
            notice,
            reasons: Some(said.document()),
        });
        let turn = (TurnKind::Answered, answered_at, statement.decision.word());
        self.turn(desk, id, turn, &said, body)
    }

    fn turn(
        &self,
        desk: &Desk,
        id: i64,
        (kind, happened_at, means): (TurnKind, Timestamp, &'static str),
        said: &Said,
        body: Body,
    ) -> anyhow::Result<()> {
        let seen = desk.store.notice_turns(id)?.len();
        let now = ago(0, 0);
        let entry = Entry::new(now, self.desk.clone(), body)?.to_bytes()?;
        let turn = NewTurn {
            kind,
            happened_ms: ms(happened_at),
            means,
            own_id: None,
            body: &said.to_bytes(),
            entry: Some(&entry),
        };
        let actor = if kind == TurnKind::Delivered { self.liaison.as_str() } else { "platform" };
        desk.store.notice_turn_blocking(id, seen, turn, by(actor, now))?;
        Ok(())
    }
}
