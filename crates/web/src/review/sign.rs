//! What a reviewer does with an opened notice: hands in the certificate, objects, or gives it back.

use axum::extract::{Path, State};
use axum::response::Response;
use desk::notice::{State as Stand, Written};
use desk::release::{CertificateLine, ReleaseError, certificate_difference, certified};
use desk::signed::SignedObjection;
use register::note::{Note, NoteError, VerifierKey};
use store::desk::{By, DeskError, Fixed, Step};

use super::signed::{self, Signed, pasted, with_signer};
use super::{Form, Typed, is_free, key_in_force, own, refused, render};
use crate::compose::{self, ComposeError, Opened};
use crate::desk::{Desk, Elsewhere, Fields, Sent, go};
use crate::frame::Frame;
use crate::office::Reviewer;
use crate::pages::message;

/// A notice of this reviewer that still waits, with the fields of their own form.
fn asked(
    desk: &Desk,
    frame: &Frame,
    reviewer: &Reviewer,
    reference: &str,
    sent: Sent,
) -> Result<(Opened, Written, Fields), Elsewhere> {
    let fields = reviewer.visitor.admit(desk, frame, sent)?;
    match own(desk, reviewer, reference) {
        Ok(Some((opened, written))) if opened.kept.row.state == Stand::UnderReview => {
            Ok((opened, written, fields))
        }
        Ok(Some(_)) => {
            let why = frame.t("review-over");
            Err(Box::new(refused(desk, frame.clone(), reviewer, why)))
        }
        Ok(None) => Err(Box::new(not_own(desk, frame, reviewer, reference))),
        Err(error) => Err(Box::new(message::failed(frame.clone(), &error))),
    }
}

/// Why a notice is not this reviewer's, without a word more about it than that.
fn not_own(desk: &Desk, frame: &Frame, reviewer: &Reviewer, reference: &str) -> Response {
    match compose::open(desk, reference) {
        Ok(Some(_)) => {
            let why = frame.t("review-elsewhere");
            refused(desk, frame.clone(), reviewer, why)
        }
        Ok(None) => message::no_page(frame.clone()),
        Err(error) => message::failed(frame.clone(), &error),
    }
}

/// `POST /review/{reference}/sign`: the certificate, signed elsewhere. From here on the notice is
/// public, and nobody can stop it.
pub(crate) async fn sign(
    State(desk): State<Desk>,
    frame: Frame,
    reviewer: Reviewer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    let (opened, written, fields) = match asked(&desk, &frame, &reviewer, &reference, sent) {
        Ok(asked) => asked,
        Err(elsewhere) => return *elsewhere,
    };
    let typed = pasted(fields.get("certificate"));
    let key = match key_in_force(&desk, &frame, &reviewer.key) {
        Ok(key) => key,
        Err(error) => return message::failed(frame, &error),
    };
    let problem = match key {
        Err(why) => Some(why),
        Ok(kept) => match VerifierKey::parse(kept.key.as_str()) {
            Ok(key) => trouble(&typed, &written, &key).map(|id| frame.t(id)),
            Err(error) => return message::failed(frame, &error),
        },
    };
    if problem.is_some() {
        let form = Form::Certificate;
        let certificate = fields.shown("certificate");
        let typed = Typed { certificate, form, problem, ..Typed::default() };
        return render(&desk, frame, &reviewer, (&opened, &written), typed);
    }
    let Ok(entry) = written.entry.to_bytes() else {
        return message::failed(frame, &ComposeError::Kept);
    };
    let fixed = Fixed {
        entry: &entry,
        code: &written.notice.for_author.code,
        hours: written.notice.answer_within_hours.hours(),
    };
    let name = reviewer.key.to_string();
    let by = By { actor: &name, at_ms: desk.now_ms(), seen: None };
    let step = desk.store.notice_certify(opened.kept.row.id, &typed, fixed, by).await;
    after(&desk, frame, &reviewer, step)
}

/// What is wrong with a certificate.
fn trouble(typed: &str, written: &Written, key: &VerifierKey) -> Option<&'static str> {
    if typed.trim().is_empty() {
        return Some("review-sign-empty");
    }
    let expected = written.certificate_text();
    match certified(typed, &expected, key) {
        Ok(()) => None,
        Err(ReleaseError::OtherCertificate) => {
            let signed = Note::parse(typed.as_bytes());
            let signed = signed.as_ref().map(Note::text).unwrap_or_default();
            Some(match certificate_difference(signed, &expected) {
                Some(CertificateLine::Kind) | None => "review-sign-kind",
                Some(CertificateLine::Desk) => "review-sign-desk",
                Some(CertificateLine::Notice) => "review-sign-notice",
                Some(CertificateLine::Entry) => "review-sign-entry",
                Some(CertificateLine::Text | CertificateLine::Test) => "review-sign-text",
            })
        }
        Err(ReleaseError::Certificate(NoteError::NoKnownKey)) => Some("review-sign-key"),
        Err(ReleaseError::Certificate(NoteError::BadSignature { .. })) => {
            Some("review-sign-broken")
        }
        Err(ReleaseError::Certificate(NoteError::NoBlankLine | NoteError::NoSignature)) => {
            Some("review-sign-unsigned")
        }
        Err(_) => Some("review-sign-none"),
    }
}

/// `POST /review/{reference}/object`: the notice goes back to those who wrote it, with the reasons and
/// the objection that was signed elsewhere.
pub(crate) async fn object(
    State(desk): State<Desk>,
    frame: Frame,
    reviewer: Reviewer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    let (opened, written, fields) = match asked(&desk, &frame, &reviewer, &reference, sent) {
        Ok(asked) => asked,
        Err(elsewhere) => return *elsewhere,
    };
    let (note, now_ms) = (pasted(fields.get("objection")), desk.now_ms());
    let taken = with_signer(&desk, &reviewer.key, now_ms, |signer| {
        SignedObjection::new(&note, fields.get("reason"), &written, signer)
    });
    let objection = match taken {
        Ok(Ok(objection)) => objection,
        Ok(Err(problem)) => {
            let typed = Typed {
                reason: fields.shown("reason"),
                objection: fields.shown("objection"),
                form: Form::Objection,
                problem: Some(frame.t(signed::trouble(problem, Signed::Objection))),
                ..Typed::default()
            };
            return render(&desk, frame, &reviewer, (&opened, &written), typed);
        }
        Err(error) => return message::failed(frame, &error),
    };
    let row = &opened.kept.row;
    let step = desk.store.notice_object(row.id, &objection, (row.version, now_ms)).await;
    after(&desk, frame, &reviewer, step)
}

/// `POST /review/{reference}/give-back`: the notice waits for any reviewer again, as this one cannot
/// review it, or has kept it too long.
pub(crate) async fn give_back(
    State(desk): State<Desk>,
    frame: Frame,
    reviewer: Reviewer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    if let Err(elsewhere) = reviewer.visitor.admit(&desk, &frame, sent) {
        return *elsewhere;
    }
    let name = reviewer.key.to_string();
    let step = async {
        let Some(opened) = compose::open(&desk, &reference)? else { return Ok(Step::Elsewhere) };
        let row = &opened.kept.row;
        let holder = row.reviewer.clone().unwrap_or_default();
        if row.state != Stand::UnderReview || (holder != name && !is_free(&desk, row)?) {
            return Ok(Step::Elsewhere);
        }
        let by = By { actor: &name, at_ms: desk.now_ms(), seen: None };
        desk.store.notice_give_back(row.id, &holder, by).await
    };
    let step = step.await;
    after(&desk, frame, &reviewer, step)
}

fn after(
    desk: &Desk,
    frame: Frame,
    reviewer: &Reviewer,
    step: Result<Step, DeskError>,
) -> Response {
    match step {
        Ok(Step::Taken) => go(&frame.link("/review")),
        Ok(Step::Elsewhere) => {
            let why = frame.t("review-elsewhere");
            refused(desk, frame, reviewer, why)
        }
        Err(error) => message::failed(frame, &error),
    }
}
