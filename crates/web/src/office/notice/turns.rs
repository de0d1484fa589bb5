//! What an officer writes down about a notice that left: that it was handed over, what came back, the
//! desk's reply to a question, and that it is taken back. What the public may know is an entry.

use axum::extract::{Path, State};
use axum::response::Response;
use desk::FreeText;
use desk::answer::{Statement, StatementDraft};
use desk::seat::{REPLY_CHARS_MAX, may_decide};
use desk::turn::OutOfPlace;
use record::choice::{Means, WithdrawalReason};
use record::entry::{Answer, NoticeDelivered, NoticeReceived, Withdrawal};
use record::id::{NoticeRef, OrganisationId};
use record::notice::Release;
use record::{Body, Entry, Timestamp};
use store::desk::{KeptTurn, NewTurn, TurnKind, Turned};

use super::{Asked, Problem, asked, by, moment, render};
use crate::compose::{ComposeError, Opened, Said};
use crate::desk::{Desk, Fields, Sent, go};
use crate::frame::Frame;
use crate::office::Officer;
use crate::office::notices::address;
use crate::pages::message;
use crate::seat::open::statement;

/// A reference, a name, what stands as a proof. Unit: characters.
const PROOF_CHARS_MAX: usize = 2000;
/// Seconds in a minute: a person types no seconds.
const MINUTE_S: i64 = 60;

/// An officer's form about a notice.
struct Form<'a> {
    desk: &'a Desk,
    officer: &'a Officer,
    opened: &'a Opened,
    fields: &'a Fields,
    turns: &'a [KeptTurn],
}

/// A turn that is ready to be kept.
struct Ready {
    kind: TurnKind,
    happened_at: Timestamp,
    means: &'static str,
    said: Said,
    /// What the public may know of it; a reply is between the desk and the platform.
    body: Option<Body>,
}

/// `POST /desk/notice/{reference}/delivered`: "submitted at ..., reference ..., proof".
pub async fn delivered(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    record(&desk, frame, &officer, (&reference, "delivered"), sent, |form| {
        let at = form.happened()?;
        let means = Means::ALL.iter().copied();
        let means = means.filter(|it| *it != Means::Interface);
        let means = means.into_iter().find(|it| it.word() == form.fields.get("means"));
        let means = means.ok_or("turn-wrong-means")?;
        let said = form.said(form.proof()?)?;
        let body = Body::NoticeDelivered(NoticeDelivered {
            delivered_at: at,
            delivered_by: form.officer.pseudonym,
            means,
            notice: form.notice(),
            proof: said.document(),
        });
        let (kind, means) = (TurnKind::Delivered, means.word());
        Ok(Ready { kind, happened_at: at, means, said, body: Some(body) })
    })
    .await
}

/// `POST /desk/notice/{reference}/received`: the platform said, elsewhere than at its seat, that it
/// has the notice.
pub async fn received(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    record(&desk, frame, &officer, (&reference, "received"), sent, |form| {
        let at = form.happened()?;
        let said = form.said(form.proof()?)?;
        let body = Body::NoticeReceived(NoticeReceived {
            notice: form.notice(),
            receipt: said.document(),
            received_at: at,
            recorded_by: Some(form.officer.pseudonym),
        });
        let kind = TurnKind::Received;
        Ok(Ready { kind, happened_at: at, means: "", said, body: Some(body) })
    })
    .await
}

/// `POST /desk/notice/{reference}/answer`: what the platform answered, elsewhere than at its seat.
pub async fn answer(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    record(&desk, frame, &officer, (&reference, "answer"), sent, |form| {
        let at = form.happened()?;
        let statement = form.statement()?;
        let text = serde_json::to_string(&statement).map_err(|_| "turn-wrong-answer")?;
        let said = form.said(text)?;
        let body = Body::Answer(Answer {
            answered_at: at,
            basis: statement.basis,
            decider: statement.decider,
            decision: statement.decision,
            measure: statement.measure,
            notice: form.notice(),
            reasons: Some(said.document_in(statement.language)),
            recorded_by: Some(form.officer.pseudonym),
        });
        let (kind, means) = (TurnKind::Answered, statement.decision.word());
        Ok(Ready { kind, happened_at: at, means, said, body: Some(body) })
    })
    .await
}

/// `POST /desk/notice/{reference}/reply`: what the desk says to a question of the platform, which
/// gives it its whole time again. The platform reads it at its seat; it stands in no entry.
pub async fn reply(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    record(&desk, frame, &officer, (&reference, "reply"), sent, |form| {
        let text = FreeText::new(form.fields.get("text"), REPLY_CHARS_MAX);
        let text = text.map(FreeText::into_string).unwrap_or_default();
        if text.is_empty() {
            return Err("turn-wrong-reply");
        }
        let (kind, said) = (TurnKind::Replied, form.said(text)?);
        Ok(Ready { kind, happened_at: form.desk.now(), means: "", said, body: None })
    })
    .await
}

/// `POST /desk/notice/{reference}/withdraw`: the desk takes it back, in public.
pub async fn withdraw(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    record(&desk, frame, &officer, (&reference, "withdraw"), sent, |form| {
        let reason = WithdrawalReason::ALL.iter().copied();
        let reason = reason.into_iter().find(|it| it.word() == form.fields.get("reason"));
        let reason = reason.ok_or("turn-wrong-reason")?;
        let body = Body::Withdrawal(Withdrawal {
            decided_by: form.officer.pseudonym,
            notice: form.notice(),
            reason,
        });
        let (kind, at, said) = (TurnKind::Withdrawn, form.desk.now(), form.said(String::new())?);
        Ok(Ready { kind, happened_at: at, means: reason.word(), said, body: Some(body) })
    })
    .await
}

impl Form<'_> {
    fn notice(&self) -> NoticeRef {
        NoticeRef::from_random(self.opened.kept.row.reference)
    }

    /// When it happened. What was typed without seconds, in the minute in which the notice was issued,
    /// happened once it was.
    fn happened(&self) -> Result<Timestamp, &'static str> {
        let at = moment(self.fields.get("at")).ok_or("turn-wrong-time")?;
        let issued_s = self.opened.kept.row.issued_ms.map(|ms| ms / 1000);
        let issued = issued_s.and_then(|s| i64::try_from(s).ok()).map(Timestamp::nearest);
        let minute = |at: Timestamp| at.unix() / MINUTE_S;
        Ok(match issued {
            Some(issued) if at < issued && minute(at) == minute(issued) => issued,
            _ => at,
        })
    }

    /// What proves it: a reference, a name, what was sent.
    fn proof(&self) -> Result<String, &'static str> {
        let text = FreeText::new(self.fields.get("proof"), PROOF_CHARS_MAX);
        let text = text.map(FreeText::into_string).unwrap_or_default();
        if text.is_empty() { Err("turn-wrong-proof") } else { Ok(text) }
    }

    /// A text with the salt of its commitment.
    fn said(&self, text: String) -> Result<Said, &'static str> {
        Said::new(self.desk, text).map_err(|_| "turn-wrong-state")
    }

    /// The platform's statement of reasons, as the officer wrote it down.
    fn statement(&self) -> Result<Statement, &'static str> {
        let get = |name: &str| self.fields.get(name).to_owned();
        let draft = StatementDraft {
            decision: get("decision"),
            measure: get("measure"),
            basis: get("basis"),
            decider: get("decider"),
            ground: get("ground"),
            explanation: get("explanation"),
            facts: get("facts"),
            ..StatementDraft::default()
        };
        let asked = Release::from_bytes(&self.opened.kept.released);
        let asked = asked.map_err(|_| "turn-wrong-state")?.notice.measure;
        let said = draft.check(asked).map_err(|_| "turn-wrong-answer")?;
        let before: Vec<_> =
            self.turns.iter().filter_map(|turn| Some(statement(turn)?.decision)).collect();
        may_decide(said.decision, &before).map_err(|_| "turn-wrong-restored")?;
        Ok(said)
    }
}

/// Keeps a turn that `make` makes of the form, or shows the page again with what is wrong and with all
/// that was typed.
async fn record(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    (reference, act): (&str, &'static str),
    sent: Sent,
    make: impl FnOnce(&Form<'_>) -> Result<Ready, &'static str>,
) -> Response {
    let Asked { opened, fields } = match asked(desk, &frame, officer, reference, sent) {
        Ok(asked) => asked,
        Err(elsewhere) => return *elsewhere,
    };
    let turns = match desk.store.notice_turns(opened.kept.row.id) {
        Ok(turns) => turns,
        Err(error) => return message::failed(frame, &error),
    };
    let again = |fields: Fields, id: &str| {
        let problem = Problem::new(act, fields, frame.t(id));
        render(desk, frame.clone(), officer, &opened, Some(problem))
    };
    // An officer speaks of what they saw; a form that does not say it was made for what there is.
    let seen = fields.get("seen").parse().unwrap_or(turns.len());
    let form = Form { desk, officer, opened: &opened, fields: &fields, turns: &turns };
    let ready = match make(&form) {
        Ok(ready) => ready,
        Err(problem) => return again(fields, problem),
    };
    if is_again(&turns, seen, &ready) {
        return go(&address(&frame, &opened.kept.row));
    }
    match keep(&form, seen, ready).await {
        Ok(Turned::Kept(_) | Turned::Already(_)) => go(&address(&frame, &opened.kept.row)),
        Ok(Turned::Overtaken) => again(fields, "turn-overtaken"),
        Ok(Turned::Elsewhere) => again(fields, &out_of_place(OutOfPlace::Withdrawn)),
        Ok(Turned::OutOfPlace(why)) => again(fields, &out_of_place(why)),
        Err(error) => message::failed(frame, &error),
    }
}

/// Whether the very same was kept by the form that this one repeats, as when a button is pressed twice.
fn is_again(turns: &[KeptTurn], seen: usize, ready: &Ready) -> bool {
    turns.get(seen).is_some_and(|turn| {
        turn.kind == ready.kind
            && turn.means == ready.means
            && Said::read(&turn.body) == ready.said.text
    })
}

/// The text that says why a turn is out of place.
fn out_of_place(why: OutOfPlace) -> String {
    format!("turn-out-of-place-{}", why.word())
}

async fn keep(form: &Form<'_>, seen: usize, ready: Ready) -> Result<Turned, ComposeError> {
    let desk = form.desk;
    let name: OrganisationId =
        desk.store.identity().name.parse().map_err(|_| ComposeError::Kept)?;
    let entry = ready.body.map(|body| Entry::new(desk.now(), name, body)?.to_bytes());
    let turn = match entry.transpose() {
        // An entry is never later than itself: a moment that lies ahead is refused by the same rule.
        Err(_) => return Ok(Turned::OutOfPlace(OutOfPlace::InFuture)),
        Ok(entry) => (entry, ready.said.to_bytes()),
    };
    let (entry, body) = turn;
    let new = NewTurn {
        kind: ready.kind,
        happened_ms: u64::try_from(ready.happened_at.unix()).unwrap_or(0) * 1000,
        means: ready.means,
        own_id: None,
        body: &body,
        entry: entry.as_deref(),
    };
    let actor = form.officer.pseudonym.to_string();
    Ok(desk.store.notice_turn(form.opened.kept.row.id, seen, new, by(desk, &actor)).await?)
}
