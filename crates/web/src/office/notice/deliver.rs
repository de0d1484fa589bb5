//! What a liaison does with a notice that left: hands it over by hand with its proof, and writes down
//! what came back. Each is a turn with its public entry.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use desk::FreeText;
use desk::answer::{Statement, StatementDraft};
use record::choice::{Means, WithdrawalReason};
use record::entry::{Answer, NoticeDelivered, NoticeReceived, Withdrawal};
use record::id::{NoticeRef, OrganisationId};
use record::notice::{Notice, Release};
use record::{Body, Entry, Timestamp, WithheldDocument};
use store::desk::{DeskError, NewTurn, TurnKind, Turned};

use super::{Asked, asked, by, moment, render, shown};
use crate::compose::{self, ComposeError, Opened, Said};
use crate::desk::{Desk, Fields, Sent, go, no_store};
use crate::frame::Frame;
use crate::office::Officer;
use crate::office::notices::address;
use crate::pages::message;

/// A reference, a name, what stands as a proof. Unit: characters.
const PROOF_CHARS_MAX: usize = 2000;

/// A turn that is ready to be kept.
struct Ready {
    kind: TurnKind,
    happened_at: Timestamp,
    means: &'static str,
    said: Said,
    body: Body,
}

/// `GET /desk/notice/{reference}/text`: the notice as clean text, to be pasted or printed.
pub async fn text(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
) -> Response {
    released(&desk, frame, &officer, &reference, |release| {
        let text = shown::text(&release.notice);
        ("text/plain; charset=utf-8", "txt", text.into_bytes())
    })
    .await
}

/// `GET /desk/notice/{reference}/release`: the file that the platform can check by itself.
pub async fn release(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
) -> Response {
    released(&desk, frame, &officer, &reference, |release| {
        ("application/json", "json", release.to_bytes().unwrap_or_default())
    })
    .await
}

/// Writes down that an officer takes the person's name along, where a notice has it.
pub(super) async fn identity_read(
    desk: &Desk,
    officer: &Officer,
    notice_id: i64,
    notice: &Notice,
) -> Result<(), DeskError> {
    if notice.notifier.person.is_none() {
        return Ok(());
    }
    let actor = officer.pseudonym.to_string();
    desk.store.notice_identity_read(notice_id, by(desk, &actor)).await
}

/// A file of a notice that left. Where it names the person, that it was read is an event first.
async fn released(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    reference: &str,
    make: impl FnOnce(&Release) -> (&'static str, &'static str, Vec<u8>),
) -> Response {
    let opened = match compose::open(desk, reference) {
        Ok(opened) => opened,
        Err(error) => return message::failed(frame, &error),
    };
    let release = opened.and_then(|it| {
        let release = Release::from_bytes(&it.kept.released).ok()?;
        Some((it.kept.row.id, release))
    });
    let Some((notice_id, release)) = release else { return message::no_page(frame) };
    if let Err(error) = identity_read(desk, officer, notice_id, &release.notice).await {
        return message::failed(frame, &error);
    }
    let (media_type, ending, bytes) = make(&release);
    let name = format!("attachment; filename=\"hiwar-notice-{}.{ending}\"", release.notice.notice);
    let name = HeaderValue::from_str(&name);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_DISPOSITION, name.unwrap_or(HeaderValue::from_static("attachment"))),
        no_store(),
    ];
    (headers, bytes).into_response()
}

/// `POST /desk/notice/{reference}/delivered`: "submitted at ..., reference ..., proof".
pub async fn delivered(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    record(&desk, frame, &officer, &reference, sent, |desk, officer, opened, fields| {
        let at = happened(desk, fields)?;
        let means = Means::ALL.iter().copied();
        let means = means.filter(|it| *it != Means::Interface);
        let means = means.into_iter().find(|it| it.word() == fields.get("means"));
        let means = means.ok_or("turn-wrong-means")?;
        let said = said(desk, proof(fields)?)?;
        let body = Body::NoticeDelivered(NoticeDelivered {
            delivered_at: at,
            delivered_by: officer.pseudonym,
            means,
            notice: notice(opened),
            proof: said.document(),
        });
        Ok(Ready { kind: TurnKind::Delivered, happened_at: at, means: means.word(), said, body })
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
    record(&desk, frame, &officer, &reference, sent, |desk, _, opened, fields| {
        let at = happened(desk, fields)?;
        let said = said(desk, proof(fields)?)?;
        let body = Body::NoticeReceived(NoticeReceived {
            notice: notice(opened),
            receipt: said.document(),
            received_at: at,
        });
        Ok(Ready { kind: TurnKind::Received, happened_at: at, means: "", said, body })
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
    record(&desk, frame, &officer, &reference, sent, |desk, _, opened, fields| {
        let at = happened(desk, fields)?;
        let get = |name: &str| fields.get(name).to_owned();
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
        let asked = Release::from_bytes(&opened.kept.released).map_err(|_| "turn-wrong-state")?;
        let statement = draft.check(asked.notice.measure).map_err(|_| "turn-wrong-answer")?;
        let text = serde_json::to_string(&statement).map_err(|_| "turn-wrong-answer")?;
        let said = said(desk, text)?;
        let body = Body::Answer(answered(notice(opened), &statement, at, said.document()));
        let means = statement.decision.word();
        Ok(Ready { kind: TurnKind::Answered, happened_at: at, means, said, body })
    })
    .await
}

fn answered(
    notice: NoticeRef,
    statement: &Statement,
    answered_at: Timestamp,
    reasons: WithheldDocument,
) -> Answer {
    Answer {
        answered_at,
        basis: statement.basis,
        decider: statement.decider,
        decision: statement.decision,
        measure: statement.measure,
        notice,
        reasons: Some(reasons),
    }
}

/// `POST /desk/notice/{reference}/withdraw`: the desk takes it back, in public.
pub async fn withdraw(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    record(&desk, frame, &officer, &reference, sent, |desk, officer, opened, fields| {
        let reason = WithdrawalReason::ALL.iter().copied();
        let reason = reason.into_iter().find(|it| it.word() == fields.get("reason"));
        let reason = reason.ok_or("turn-wrong-reason")?;
        let body = Body::Withdrawal(Withdrawal {
            decided_by: officer.pseudonym,
            notice: notice(opened),
            reason,
        });
        let (kind, at) = (TurnKind::Withdrawn, desk.now());
        let said = said(desk, String::new())?;
        Ok(Ready { kind, happened_at: at, means: reason.word(), said, body })
    })
    .await
}

/// Keeps a turn that `make` makes of the form, or shows the page again with what is wrong.
async fn record(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    reference: &str,
    sent: Sent,
    make: impl FnOnce(&Desk, &Officer, &Opened, &Fields) -> Result<Ready, &'static str>,
) -> Response {
    let Asked { opened, fields } = match asked(desk, &frame, officer, reference, sent) {
        Ok(asked) => asked,
        Err(elsewhere) => return *elsewhere,
    };
    let ready = match make(desk, officer, &opened, &fields) {
        Ok(ready) => ready,
        Err(problem) => {
            let problem = (fields.get("proof").to_owned(), frame.t(problem));
            return render(desk, frame, officer, &opened, Some(problem));
        }
    };
    match keep(desk, officer, &opened, ready).await {
        Ok(Turned::Kept(_) | Turned::Already(_)) => go(&address(&frame, &opened.kept.row)),
        Ok(Turned::Elsewhere | Turned::Overtaken) => message::overtaken(frame),
        Err(error) => message::failed(frame, &error),
    }
}

async fn keep(
    desk: &Desk,
    officer: &Officer,
    opened: &Opened,
    ready: Ready,
) -> Result<Turned, ComposeError> {
    let id = opened.kept.row.id;
    let name: OrganisationId =
        desk.store.identity().name.parse().map_err(|_| ComposeError::Kept)?;
    let seen = desk.store.notice_turns(id)?.len();
    let entry = Entry::new(desk.now(), name, ready.body);
    let entry = entry.and_then(|entry| entry.to_bytes()).map_err(|_| ComposeError::Kept)?;
    let turn = NewTurn {
        kind: ready.kind,
        happened_ms: u64::try_from(ready.happened_at.unix()).unwrap_or(0) * 1000,
        means: ready.means,
        own_id: None,
        body: &ready.said.to_bytes(),
        entry: Some(&entry),
    };
    let actor = officer.pseudonym.to_string();
    Ok(desk.store.notice_turn(id, seen, turn, by(desk, &actor)).await?)
}

fn notice(opened: &Opened) -> NoticeRef {
    NoticeRef::from_random(opened.kept.row.reference)
}

/// When it happened: not in the future.
fn happened(desk: &Desk, fields: &Fields) -> Result<Timestamp, &'static str> {
    let at = moment(fields.get("at")).ok_or("turn-wrong-time")?;
    if at <= desk.now() { Ok(at) } else { Err("turn-wrong-time") }
}

/// What proves it: a reference, a name, what was sent.
fn proof(fields: &Fields) -> Result<String, &'static str> {
    let text = FreeText::new(fields.get("proof"), PROOF_CHARS_MAX);
    let text = text.map(FreeText::into_string).unwrap_or_default();
    if text.is_empty() { Err("turn-wrong-proof") } else { Ok(text) }
}

/// A text with the salt of its commitment.
fn said(desk: &Desk, text: String) -> Result<Said, &'static str> {
    Said::new(desk, text).map_err(|_| "turn-wrong-state")
}
