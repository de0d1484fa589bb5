//! What an officer does with a case: every form of its page but those that uncover or purge.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use desk::FreeText;
use desk::case::{BulkAct, Filter, Refusal};
use desk::finding::Finding;
use store::desk::cases::{ActError, Acting, Audience, CaseRow, Picked, Wanted};
use words::Value;

use super::{Preview, TEXT_CHARS_MAX, View, fetch, path, render, view};
use crate::desk::{COUNT_MAX, Desk, Fields, Sent, count, go};
use crate::frame::Frame;
use crate::office::Officer;
use crate::office::notices::hex;
use crate::pages::message;

/// A form of a case: which case, and what was sent; or the page that says why it is not taken.
pub(super) fn asked(
    desk: &Desk,
    frame: &Frame,
    officer: &Officer,
    reference: &str,
    sent: Sent,
) -> Result<(CaseRow, Fields), crate::desk::Elsewhere> {
    let fields = officer.visitor.admit(desk, frame, sent)?;
    match fetch(desk, reference) {
        Ok(Some(case)) => Ok((case, fields)),
        Ok(None) => Err(Box::new(message::no_page(frame.clone()))),
        Err(error) => Err(Box::new(message::failed(frame.clone(), &error))),
    }
}

/// The act of this officer on a case as their form says that they saw it.
pub(super) fn acting(desk: &Desk, officer: &Officer, case: &CaseRow, fields: &Fields) -> Acting {
    Acting {
        case_id: case.case_id,
        officer: officer.pseudonym,
        // A form without it has seen nothing.
        seen: count(fields.get("seen")).unwrap_or(COUNT_MAX),
        now_ms: desk.now_ms(),
    }
}

/// The page of a case after something was refused, as the case stands now and with all that was
/// typed.
pub(super) async fn refused(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    case: &CaseRow,
    fields: &Fields,
    refusal: Refusal,
) -> Response {
    let now = desk.store.case_row(case.case_id).ok().flatten();
    let view = View {
        report: crate::compose::reference(fields.get("report")),
        typed: fields.shown("text"),
        // A message names its report, a note does not.
        is_for_person: !fields.get("report").is_empty(),
        problem: Some(refusal_words(&frame, refusal)),
        ..View::default()
    };
    render(desk, frame, officer, now.as_ref().unwrap_or(case), view).await
}

pub(crate) fn refusal_words(frame: &Frame, refusal: Refusal) -> String {
    match refusal {
        Refusal::Held(holder) => {
            frame.say("case-refusal-held", &[("officer", Value::Text(&holder.to_string()))])
        }
        other => frame.word("case-refusal", other.word()),
    }
}

/// Shows a case again after an act, with the same report in the middle.
fn again(frame: &Frame, case: &CaseRow, fields: &Fields) -> Response {
    let report = crate::compose::reference(fields.get("report"));
    let query = report.map(|report| format!("?report={}", hex(&report))).unwrap_or_default();
    go(&frame.link(&format!("{}{query}", path(case))))
}

/// Gives the case back and takes the next one of the queue.
async fn take_next(desk: &Desk, frame: Frame, officer: &Officer, case_id: i64) -> Response {
    let (who, now_ms) = (officer.pseudonym, desk.now_ms());
    let next = async {
        desk.store.case_release(case_id, who, now_ms).await?;
        desk.store.case_claim_next(Filter::default(), who, now_ms).await
    };
    match next.await {
        Ok(Some(reference)) => go(&frame.link(&format!("/desk/case/{}", hex(&reference)))),
        Ok(None) => go(&frame.link("/desk/queue")),
        Err(error) => message::failed(frame, &error),
    }
}

/// Does an act of a form on a case, and shows the case again or the next one.
async fn act<F>(
    desk: Desk,
    frame: Frame,
    officer: Officer,
    reference: String,
    sent: Sent,
    work: impl FnOnce(Desk, Acting, Fields) -> F,
) -> Response
where
    F: Future<Output = Result<(), ActError>>,
{
    let (case, fields) = match asked(&desk, &frame, &officer, &reference, sent) {
        Ok(asked) => asked,
        Err(elsewhere) => return *elsewhere,
    };
    let acting = acting(&desk, &officer, &case, &fields);
    match work(desk.clone(), acting, fields.clone()).await {
        Ok(()) if fields.get("then") == "next" => {
            take_next(&desk, frame, &officer, case.case_id).await
        }
        Ok(()) => again(&frame, &case, &fields),
        Err(ActError::Refused(refusal)) => {
            refused(&desk, frame, &officer, &case, &fields, refusal).await
        }
        Err(ActError::Failed(error)) => message::failed(frame, &error),
    }
}

/// A text of a form, if it is there and not too long.
fn text(fields: &Fields) -> Result<String, ActError> {
    let text = FreeText::new(fields.get("text"), TEXT_CHARS_MAX);
    let text = text.map(FreeText::into_string).unwrap_or_default();
    if text.is_empty() { Err(Refusal::Nothing.into()) } else { Ok(text) }
}

/// The report that a form names.
fn report(desk: &Desk, fields: &Fields) -> Result<i64, ActError> {
    let reference = crate::compose::reference(fields.get("report")).ok_or(Refusal::Nothing)?;
    Ok(desk.store.report_by_reference(&reference)?.ok_or(Refusal::Nothing)?)
}

/// Makes a handler of an act: `POST /desk/case/{reference}/...`.
macro_rules! handler {
    ($(#[$about:meta])* $name:ident, |$desk:ident, $acting:ident, $fields:ident| $work:expr) => {
        $(#[$about])*
        pub async fn $name(
            State(desk): State<Desk>,
            frame: Frame,
            officer: Officer,
            Path(reference): Path<String>,
            sent: Sent,
        ) -> Response {
            let work = |$desk: Desk, $acting: Acting, $fields: Fields| async move { $work };
            act(desk, frame, officer, reference, sent, work).await
        }
    };
}

handler!(
    /// Takes the case, so that nobody else works on it.
    claim,
    |desk, acting, _fields| {
        desk.store.case_claim(acting.case_id, acting.officer, acting.now_ms).await.map(drop)
    }
);
handler!(
    /// Gives the case back.
    release,
    |desk, acting, _fields| {
        let released = desk.store.case_release(acting.case_id, acting.officer, acting.now_ms);
        Ok(released.await?)
    }
);
handler!(
    /// Says that what persons wrote was seen and needs nothing.
    seen,
    |desk, acting, _fields| desk.store.case_seen(acting).await
);
handler!(
    /// Confirms the articles that apply.
    confirm,
    |desk, acting, fields| {
        let articles = fields.all("article").filter(|id| desk.pack.article(id).is_some());
        let articles = articles.map(str::to_owned).collect();
        desk.store.articles_confirm(acting, articles).await
    }
);
handler!(
    /// Writes down what was found in a report that its answers do not say.
    found,
    |desk, acting, fields| {
        let report_id = report(&desk, &fields)?;
        let found = fields.all("found").filter_map(Finding::from_word).collect();
        desk.store.report_find(acting, report_id, found).await
    }
);
handler!(
    /// Closes the case with its outcome, in public.
    close,
    |desk, acting, fields| {
        let outcome = desk::case::outcome(fields.get("outcome"));
        // A person takes a report back themselves; no officer does that for them.
        let outcome = outcome.filter(|it| is_closing(*it)).ok_or(Refusal::Nothing)?;
        desk.store.case_close(acting, outcome).await
    }
);
handler!(
    /// Takes a closed case up again.
    reopen,
    |desk, acting, _fields| desk.store.case_reopen(acting).await
);
handler!(
    /// Makes a case of its own of one report.
    split,
    |desk, acting, fields| {
        let report_id = report(&desk, &fields)?;
        desk.store.case_split(acting, report_id).await.map(drop)
    }
);
handler!(
    /// Moves all of another case into this one.
    merge,
    |desk, acting, fields| {
        let other = crate::compose::reference(fields.get("other").trim()).ok_or(Refusal::Nothing)?;
        desk.store.case_merge(acting, other).await
    }
);
handler!(
    /// Undoes a split or a merge.
    undo,
    |desk, acting, fields| {
        let move_id = fields.get("move").parse().map_err(|_| Refusal::Nothing)?;
        desk.store.case_move_undo(acting, move_id).await
    }
);
handler!(
    /// Gives the case to another officer, or puts a mark on it.
    sort,
    |desk, acting, fields| {
        let act = BulkAct::parse(fields.get("act"), fields.get("word"));
        let act = act.filter(|act| !matches!(act, BulkAct::Close(_))).ok_or(Refusal::Nothing)?;
        let case = desk.store.case_row(acting.case_id)?.ok_or(Refusal::Nothing)?;
        let picked = vec![Picked { reference: case.reference, seen: acting.seen }];
        let bulk = desk.store.bulk_propose(act, picked, acting.officer, acting.now_ms).await?;
        let bulk = desk.store.bulk_fetch(&bulk)?;
        let is_done = bulk.is_some_and(|bulk| bulk.cases.iter().all(|case| case.is_changed));
        if is_done { Ok(()) } else { Err(Refusal::Changed.into()) }
    }
);

/// Whether an officer may end a case so.
pub(crate) fn is_closing(outcome: record::choice::Outcome) -> bool {
    let both = desk::case::closings().iter().chain(desk::case::closings_after_notice());
    both.into_iter().any(|closing| *closing == outcome)
}

/// `POST /desk/case/{reference}/renew`: a sign that the officer is still at work, sent by the script.
pub async fn renew(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    let (case, _) = match asked(&desk, &frame, &officer, &reference, sent) {
        Ok(asked) => asked,
        Err(elsewhere) => return *elsewhere,
    };
    match desk.store.case_renew(case.case_id, officer.pseudonym, desk.now_ms()).await {
        Ok(_) => StatusCode::NO_CONTENT.into_response(),
        Err(ActError::Refused(_)) => StatusCode::CONFLICT.into_response(),
        Err(ActError::Failed(error)) => message::failed(frame, &error),
    }
}

/// `POST /desk/case/{reference}/write`: a message to the person of one report. The first time it is
/// shown as they will see it; the second time it is sent.
pub async fn write(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    let (case, fields) = match asked(&desk, &frame, &officer, &reference, sent) {
        Ok(asked) => asked,
        Err(elsewhere) => return *elsewhere,
    };
    let acting = acting(&desk, &officer, &case, &fields);
    let written = async {
        let report_id = report(&desk, &fields)?;
        let text = text(&fields)?;
        if fields.get("sure") != "yes" {
            return Ok::<bool, ActError>(false);
        }
        let wanted = if fields.get("wanted") == "reply" { Wanted::Reply } else { Wanted::Nothing };
        desk.store.person_write(acting, report_id, wanted, &text).await?;
        Ok(true)
    };
    let readers = frame.t("case-write-reader");
    finish(&desk, frame.clone(), &officer, &case, &fields, written.await, ("write", readers)).await
}

/// `POST /desk/case/{reference}/note`: a note. One for everybody who reported is shown first, as they
/// will see it.
pub async fn note(
    State(desk): State<Desk>,
    frame: Frame,
    officer: Officer,
    Path(reference): Path<String>,
    sent: Sent,
) -> Response {
    let (case, fields) = match asked(&desk, &frame, &officer, &reference, sent) {
        Ok(asked) => asked,
        Err(elsewhere) => return *elsewhere,
    };
    let acting = acting(&desk, &officer, &case, &fields);
    let audience = match fields.get("audience") {
        "everyone" => Audience::Everyone,
        _ => Audience::Officers,
    };
    let written = async {
        let text = text(&fields)?;
        if audience == Audience::Everyone && fields.get("sure") != "yes" {
            return Ok::<bool, ActError>(false);
        }
        desk.store.note_add(acting, audience, &text).await?;
        Ok(true)
    };
    let readers = view::readers(&frame, &case);
    finish(&desk, frame.clone(), &officer, &case, &fields, written.await, ("note", readers)).await
}

/// What becomes of a text: it was sent, it is shown as its readers will see it, or it was refused.
async fn finish(
    desk: &Desk,
    frame: Frame,
    officer: &Officer,
    case: &CaseRow,
    fields: &Fields,
    written: Result<bool, ActError>,
    (act, readers): (&'static str, String),
) -> Response {
    match written {
        Ok(true) => again(&frame, case, fields),
        Ok(false) => {
            let preview = Preview {
                act,
                report: fields.shown("report"),
                wanted: fields.shown("wanted"),
                at: frame.moment(desk.now_ms() / 1000),
                body: fields.shown("text"),
                readers,
            };
            let view = View {
                report: crate::compose::reference(fields.get("report")),
                preview: Some(preview),
                ..View::default()
            };
            render(desk, frame, officer, case, view).await
        }
        Err(ActError::Refused(refusal)) => {
            refused(desk, frame, officer, case, fields, refusal).await
        }
        Err(ActError::Failed(error)) => message::failed(frame, &error),
    }
}
