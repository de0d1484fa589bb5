//! What becomes of the notices once the register has grown: they are delivered, answered, contested,
//! ruled on, taken back.

use std::time::Duration;

use anyhow::{Context as _, bail};
use desk::answer::{Statement, StatementDraft};
use desk::contest::Plea;
use desk::notice::{State, Written};
use desk::seat::Question;
use desk::signed::{Contested, KnownKey, SignedRuling, Signer};
use record::choice::{Means, Measure, WithdrawalReason};
use record::entry::{Answer, NoticeDelivered, NoticeReceived, Withdrawal};
use record::id::{NoticeRef, OfficerId, OrganisationId, VerifierKeyText};
use record::notice::{RulingDecision, ruling_text};
use record::{Body, Entry, Timestamp};
use register::note::{Note, SignerKey};
use store::desk::{Contest, Contester, Decided, NewPlea, NewTurn, Ruled, TurnKind, Turned};
use tokio::runtime::{Builder, Runtime};
use web::compose::Said;
use web::desk::Desk;

use super::notices::{Goes, by, taken};
use super::{People, ago, ms};

/// How often something is tried that another job came before.
const TRIES: usize = 5;

/// What is left to do once the register has grown.
pub(crate) struct Rest {
    left: Vec<(i64, Goes, i64)>,
    decision: OfficerId,
    liaison: OfficerId,
    seat: OfficerId,
    reviewing: OfficerId,
    /// The reviewer's key, with which they sign how they rule.
    reviewer: SignerKey,
    desk: OrganisationId,
}

/// A notice that may leave.
struct Released {
    id: i64,
    notice: NoticeRef,
    goes: Goes,
    days: i64,
}

impl Released {
    fn is_at_seat(&self) -> bool {
        matches!(self.goes, Goes::AnsweredByProgram | Goes::Overturned | Goes::Asked)
    }
}

/// A turn with its public entry.
struct Happened {
    kind: TurnKind,
    at: Timestamp,
    means: &'static str,
    own_id: Option<String>,
    said: Said,
    body: Body,
}

impl Rest {
    /// The notices that will leave, each with how far it goes and how many days ago it was written.
    pub(super) fn new(
        desk: &Desk,
        people: &People,
        left: Vec<(i64, Goes, i64)>,
    ) -> anyhow::Result<Rest> {
        Ok(Rest {
            left,
            decision: people.decision,
            liaison: people.liaison,
            seat: people.seat,
            reviewing: people.reviewing,
            reviewer: SignerKey::parse(&people.reviewer.to_secret_text())?,
            desk: desk.store.identity().name.parse()?,
        })
    }

    /// Waits until the notices may leave, delivers them, and writes down what came back. Ends early if
    /// `is_over` says so.
    pub(crate) fn run(self, desk: &Desk, is_over: impl Fn() -> bool) -> anyhow::Result<()> {
        let runtime = Builder::new_current_thread().build()?;
        for (id, goes, days) in &self.left {
            let released = loop {
                let kept = desk.store.notice_fetch(*id)?;
                if let Some(kept) = kept.filter(|it| it.row.state == State::Released) {
                    break kept;
                }
                if is_over() {
                    return Ok(());
                }
                std::thread::sleep(Duration::from_millis(100));
            };
            let notice = NoticeRef::from_random(released.row.reference);
            self.live(desk, &runtime, &Released { id: *id, notice, goes: *goes, days: *days })?;
        }
        Ok(())
    }

    fn live(&self, desk: &Desk, runtime: &Runtime, it: &Released) -> anyhow::Result<()> {
        if it.goes == Goes::Released {
            return Ok(());
        }
        self.deliver(desk, it)?;
        match it.goes {
            Goes::Answered | Goes::Refused | Goes::AnsweredByProgram => self.answer(desk, it)?,
            Goes::TakenBack => self.take_back(desk, it)?,
            Goes::Asked => self.ask(desk, it)?,
            _ => {}
        }
        match it.goes {
            Goes::Answered | Goes::AnsweredByProgram | Goes::Overturned => {
                let plea = Plea::new("المقطع سخرية، ولم أذكر أحدا.", "")?;
                let why = serde_json::to_string(&plea)?;
                let at = ms(ago(it.days, -40));
                let plea = NewPlea { body: &why, contact: "" };
                let contest = desk.store.contest_add(it.id, Contester::Author, plea, at);
                taken(runtime.block_on(contest)?)
            }
            _ => Ok(()),
        }?;
        self.rule(desk, runtime, it)
    }

    /// The reviewer decides what the author said, where it is decided.
    fn rule(&self, desk: &Desk, runtime: &Runtime, it: &Released) -> anyhow::Result<()> {
        let contests = desk.store.contests_of(it.id)?;
        let Some(contest) = contests.first() else { return Ok(()) };
        let entry;
        let (decided, ruling) = match it.goes {
            Goes::AnsweredByProgram => {
                (Decided::Rejected, "يسمّي المقطع الشخص باسمه مرتين، والسب فيه صريح.")
            }
            Goes::Overturned => {
                let reason = WithdrawalReason::ContestUpheld;
                let decided_by = self.reviewing;
                entry = self.entry(Body::Withdrawal(Withdrawal {
                    decided_by,
                    notice: it.notice,
                    reason,
                }))?;
                let seen = desk.store.notice_turns(it.id)?.len();
                let decided = Decided::UpheldAndWithdrawn { seen, entry: &entry };
                (decided, "المقطع سخرية من مسلسل، ولا يُعرف منه أحد.")
            }
            _ => return Ok(()),
        };
        let decision = match decided {
            Decided::Rejected => RulingDecision::Rejected,
            Decided::Upheld | Decided::UpheldAndWithdrawn { .. } => RulingDecision::Upheld,
        };
        let signed = self.sign(desk, contest, (decision, ruling))?;
        let (ruled, at_ms) = (Ruled::Reviewer(&signed), ms(ago(it.days, -60)));
        taken(runtime.block_on(desk.store.contest_decide(contest.id, decided, ruled, at_ms))?)
    }

    /// What the reviewer signs on a machine of their own, taken as the desk's page takes it.
    fn sign(
        &self,
        desk: &Desk,
        contest: &Contest,
        (decision, reasons): (RulingDecision, &str),
    ) -> anyhow::Result<SignedRuling> {
        let kept = desk.store.notice_fetch(contest.notice_id)?.context("a notice that left")?;
        let written: Written = serde_json::from_slice(&kept.written)?;
        let (plea, notice) = (contest.plea(), written.notice.notice);
        let text = ruling_text(&self.desk, notice, plea.digest(), decision, reasons);
        let note = Note::sign(text, &self.reviewer)?.to_string();
        let key: VerifierKeyText = self.reviewer.verifier().to_string().parse()?;
        let keys = [KnownKey { key: &key, is_in_force: true }];
        let signer = Signer { name: key.name(), keys: &keys };
        let contested = Contested { written: &written, plea: &plea };
        Ok(SignedRuling::new(&note, (decision, reasons), contested, signer)?)
    }

    fn deliver(&self, desk: &Desk, it: &Released) -> anyhow::Result<()> {
        let at = ago(it.days, -1);
        let (means, delivered_by, proof) = match it.is_at_seat() {
            true => (Means::Interface, desk.store.machine_pseudonym(), "opened at the seat"),
            false => (Means::PublicForm, self.liaison, "form 4711"),
        };
        let said = Said::new(desk, proof.into())?;
        let body = Body::NoticeDelivered(NoticeDelivered {
            delivered_at: at,
            delivered_by,
            means,
            notice: it.notice,
            proof: said.document(),
        });
        let (kind, means, own_id) = (TurnKind::Delivered, means.word(), None);
        self.turn(desk, it, Happened { kind, at, means, own_id, said, body })?;
        if it.goes != Goes::Delivered && !it.is_at_seat() {
            return Ok(());
        }
        let said = Said::new(desk, "receipt 9".into())?;
        let body = Body::NoticeReceived(NoticeReceived {
            notice: it.notice,
            receipt: said.document(),
            received_at: at,
            recorded_by: (!it.is_at_seat()).then_some(self.liaison),
        });
        let means = if it.is_at_seat() { Means::Interface.word() } else { "" };
        let kind = TurnKind::Received;
        self.turn(desk, it, Happened { kind, at, means, own_id: None, said, body })
    }

    fn answer(&self, desk: &Desk, it: &Released) -> anyhow::Result<()> {
        let is_refused = it.goes == Goes::Refused;
        let word = |is: bool, word: &str| if is { word.to_owned() } else { String::new() };
        let draft = StatementDraft {
            decision: if is_refused { "refused".into() } else { "accepted".into() },
            measure: word(!is_refused, "removal"),
            basis: "law".into(),
            decider: "person".into(),
            ground: "88-13, 85".into(),
            explanation: word(is_refused, "We read it as an opinion."),
            facts: "Seen by a person.".into(),
            redress: word(it.is_at_seat(), "In the application, under Settings."),
            own_id: format!("demo-{}", it.id),
            ..StatementDraft::default()
        };
        let statement = draft.check(Measure::Removal);
        let statement = statement.map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
        self.say(desk, it, &statement, ago(it.days, -30))
    }

    /// What a platform says, with its entry.
    fn say(
        &self,
        desk: &Desk,
        it: &Released,
        statement: &Statement,
        at: Timestamp,
    ) -> anyhow::Result<()> {
        let said = Said::new(desk, serde_json::to_string(statement)?)?;
        let body = Body::Answer(Answer {
            answered_at: at,
            basis: statement.basis,
            decider: statement.decider,
            decision: statement.decision,
            measure: statement.measure,
            notice: it.notice,
            reasons: Some(said.document()),
            recorded_by: (!it.is_at_seat()).then_some(self.liaison),
        });
        let (kind, means) = (TurnKind::Answered, statement.decision.word());
        let own_id = Some(statement.own_id.clone()).filter(|id| it.is_at_seat() && !id.is_empty());
        self.turn(desk, it, Happened { kind, at, means, own_id, said, body })
    }

    /// The platform asks before it decides.
    fn ask(&self, desk: &Desk, it: &Released) -> anyhow::Result<()> {
        let question = Question {
            question: "في أي دقيقة من المقطع ترد العبارة؟".into(),
            language: "ar".into(),
            own_id: String::new(),
        };
        let statement = question.statement(Measure::Removal);
        let statement = statement.map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
        self.say(desk, it, &statement, ago(it.days, -20))
    }

    fn take_back(&self, desk: &Desk, it: &Released) -> anyhow::Result<()> {
        let reason = WithdrawalReason::Error;
        let said = Said::new(desk, String::new())?;
        let body =
            Body::Withdrawal(Withdrawal { decided_by: self.decision, notice: it.notice, reason });
        let (kind, at, means) = (TurnKind::Withdrawn, ago(it.days, -20), reason.word());
        self.turn(desk, it, Happened { kind, at, means, own_id: None, said, body })
    }

    fn entry(&self, body: Body) -> anyhow::Result<Vec<u8>> {
        Ok(Entry::new(ago(0, 0), self.desk.clone(), body)?.to_bytes()?)
    }

    fn turn(&self, desk: &Desk, it: &Released, happened: Happened) -> anyhow::Result<()> {
        let (now, entry) = (ago(0, 0), self.entry(happened.body)?);
        let body = happened.said.to_bytes();
        let actor = match happened.kind {
            TurnKind::Withdrawn => self.decision,
            _ if it.is_at_seat() => self.seat,
            _ => self.liaison,
        };
        let actor = actor.to_string();
        // These notices are old, so the clock's own job may note a silence at this very moment.
        for _ in 0..TRIES {
            let seen = desk.store.notice_turns(it.id)?.len();
            let turn = NewTurn {
                kind: happened.kind,
                happened_ms: ms(happened.at),
                means: happened.means,
                own_id: happened.own_id.as_deref(),
                body: &body,
                entry: Some(&entry),
            };
            match desk.store.notice_turn_blocking(it.id, seen, turn, by(&actor, now))? {
                Turned::Kept(_) => return Ok(()),
                Turned::Overtaken => {}
                other => bail!("a turn of the demonstration: {other:?}"),
            }
        }
        bail!("a turn of the demonstration was overtaken again and again")
    }
}
