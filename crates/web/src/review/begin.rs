//! A reviewer opens a notice: its texts and its entry are fixed under that reviewer's key, and no
//! other reviewer can open it meanwhile.

use axum::extract::{Path, State};
use axum::response::Response;
use desk::notice::State as Stand;
use record::id::KeyName;
use store::desk::{By, Step};

use super::{Said, Stuck, key_in_force, listed, refused};
use crate::compose::{self, ComposeError, Opened};
use crate::desk::{Desk, Sent, go};
use crate::frame::Frame;
use crate::office::Reviewer;
use crate::office::notice::shown;
use crate::office::notices::hex;
use crate::pages::message;

/// What became of it.
enum Begun {
    /// It is this reviewer's to read.
    Own,
    /// Another reviewer has opened it.
    Others,
    /// It went back, was signed, or is gone: it no longer waits.
    Elsewhere,
    /// There is none.
    Nothing,
    /// It may not go as it was approved, and why.
    Stuck(Vec<String>),
}

/// `POST /review/{reference}/open`.
pub(crate) async fn begin(
    State(desk): State<Desk>,
    frame: Frame,
    reviewer: Reviewer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    if let Err(elsewhere) = reviewer.visitor.admit(&desk, &frame, sent) {
        return *elsewhere;
    }
    match key_in_force(&desk, &frame, &reviewer.key) {
        Ok(Ok(_)) => {}
        Ok(Err(why)) => return refused(&desk, frame, &reviewer, why),
        Err(error) => return message::failed(frame, &error),
    }
    match begun(&desk, &frame, &reviewer.key, &reference).await {
        Ok(Begun::Own) => go(&frame.link(&format!("/review/{reference}"))),
        Ok(Begun::Others) => {
            let why = frame.t("review-others");
            refused(&desk, frame, &reviewer, why)
        }
        Ok(Begun::Elsewhere) => {
            let why = frame.t("review-elsewhere");
            refused(&desk, frame, &reviewer, why)
        }
        Ok(Begun::Stuck(why)) => {
            let said = Said { problem: None, stuck: Some(Stuck { reference, why }) };
            listed(&desk, frame, &reviewer, said)
        }
        Ok(Begun::Nothing) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}

async fn begun(
    desk: &Desk,
    frame: &Frame,
    key: &KeyName,
    reference: &str,
) -> Result<Begun, ComposeError> {
    let Some(opened) = compose::open(desk, reference)? else { return Ok(Begun::Nothing) };
    let row = &opened.kept.row;
    let Some(approved_by) = row.approved_by.as_deref().filter(|_| row.state == Stand::Approved)
    else {
        return Ok(where_it_is(&opened, key));
    };
    let base = compose::base(desk, frame);
    let written = match compose::write(desk, &opened, approved_by, Some(key), &base, desk.now()) {
        Ok(written) => written,
        Err(error) => return stuck(frame, error),
    };
    let bytes = serde_json::to_vec(&written).map_err(|_| ComposeError::Kept)?;
    let name = key.to_string();
    let by = By { actor: &name, at_ms: desk.now_ms(), seen: None };
    match desk.store.notice_write(row.id, &name, &bytes, by).await? {
        Step::Taken => Ok(Begun::Own),
        // Somebody was first: it may have been this reviewer, with the same form.
        Step::Elsewhere => {
            let now = compose::open(desk, &hex(&row.reference))?;
            Ok(now.map_or(Begun::Nothing, |now| where_it_is(&now, key)))
        }
    }
}

fn where_it_is(opened: &Opened, key: &KeyName) -> Begun {
    let row = &opened.kept.row;
    let is_own = row.reviewer.as_deref() == Some(key.to_string().as_str());
    match row.state {
        _ if is_own => Begun::Own,
        Stand::UnderReview => Begun::Others,
        _ => Begun::Elsewhere,
    }
}

/// Why a notice that was approved can no longer go as it is, where that is what went wrong.
fn stuck(frame: &Frame, error: ComposeError) -> Result<Begun, ComposeError> {
    match error {
        ComposeError::Refused(refusals) => {
            let why = refusals.into_iter().map(|refusal| shown::refusal(frame, refusal));
            Ok(Begun::Stuck(why.collect()))
        }
        ComposeError::Approval(_) => Ok(Begun::Stuck(vec![frame.t("review-stuck-approval")])),
        ComposeError::Kept => Ok(Begun::Stuck(vec![frame.t("notice-report-gone")])),
        ComposeError::Write(desk::notice::WriteError::OwnReviewer) => {
            Ok(Begun::Stuck(vec![frame.t("review-stuck-own")]))
        }
        ComposeError::Desk(_) | ComposeError::Write(_) => Err(error),
    }
}

/// `POST /review/{reference}/send-back`: a notice that can no longer go as it was approved goes back to
/// its officers, with what the rules say. That is no objection: nobody has read it, or signed anything.
pub(crate) async fn send_back(
    State(desk): State<Desk>,
    frame: Frame,
    reviewer: Reviewer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    if let Err(elsewhere) = reviewer.visitor.admit(&desk, &frame, sent) {
        return *elsewhere;
    }
    match key_in_force(&desk, &frame, &reviewer.key) {
        Ok(Ok(_)) => {}
        Ok(Err(why)) => return refused(&desk, frame, &reviewer, why),
        Err(error) => return message::failed(frame, &error),
    }
    match sent_back(&desk, &frame, &reviewer.key, &reference).await {
        Ok(Some(Step::Taken)) => go(&frame.link("/review")),
        Ok(Some(Step::Elsewhere)) => {
            let why = frame.t("review-elsewhere");
            refused(&desk, frame, &reviewer, why)
        }
        Ok(None) => message::no_page(frame),
        Err(error) => message::failed(frame, &error),
    }
}

/// Sends a notice back that is stuck; one that may go, or is with somebody, stays where it is.
async fn sent_back(
    desk: &Desk,
    frame: &Frame,
    key: &KeyName,
    reference: &str,
) -> Result<Option<Step>, ComposeError> {
    let Some(opened) = compose::open(desk, reference)? else { return Ok(None) };
    let row = &opened.kept.row;
    let Some(approved_by) = row.approved_by.as_deref().filter(|_| row.state == Stand::Approved)
    else {
        return Ok(Some(Step::Elsewhere));
    };
    let base = compose::base(desk, frame);
    let written = compose::write(desk, &opened, approved_by, Some(key), &base, desk.now());
    let Err(error) = written else { return Ok(Some(Step::Elsewhere)) };
    let Begun::Stuck(why) = stuck(frame, error)? else { return Ok(Some(Step::Elsewhere)) };
    let name = key.to_string();
    let by = By { actor: &name, at_ms: desk.now_ms(), seen: Some(row.version) };
    Ok(Some(desk.store.notice_stuck(row.id, &why.join(" "), by).await?))
}
